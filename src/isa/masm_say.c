/* SPDX-License-Identifier: MIT
 * masm_say.c - what the assembler says about errors: texts, places, and what may have been meant.
 */
#include "isa/masm_in.h"

#include <stdarg.h>

const char *const admasm_aliases[][2] = {
    {"IMULT", "IMUL"}, {"GLOAD", "GLOD"}, {"AFROM", "AFRMM"}, {"ATOM", "ATOMM"}, {NULL, NULL}};
const char *const admasm_port_words[] = {"PUSHW", "PUSHA", "PUSHG", "JUMP", "JUMPT", "JUMPF",
    "CALLA", ".byte", ".include", NULL};
const char *const admasm_micro_words[] = {"var", ".word", ".byte", "$define", "$include", NULL};

/* ---- texts ---------------------------------------------------------------------------------- */

static size_t length_of(const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return n;
}

/* Somebody else's text: what is not printable becomes '?', what is long ends in "...". */
static void put_strange(struct adout *out, const char *text, size_t n)
{
    enum { MOST = 40 };
    for (size_t i = 0; i < n && i < MOST; i++) {
        unsigned char c = (unsigned char)text[i];
        adout_byte(out, c < ' ' || c == 127 ? '?' : text[i]);
    }
    if (n > MOST)
        adout_text(out, "...");
}

static void format_to(struct adout *out, const char *format, va_list args)
{
    for (; *format; format++) {
        if (*format != '%') {
            adout_byte(out, *format);
            continue;
        }
        const char *text = NULL;
        switch (*++format) {
        case 'd':
            adout_int(out, va_arg(args, int64_t));
            break;
        case 's':
            adout_text(out, va_arg(args, const char *));
            break;
        default:
            text = va_arg(args, const char *);
            put_strange(out, text, va_arg(args, size_t));
        }
    }
}

const char *admasm_say(struct admasm *m, const char *format, ...)
{
    enum { ROOM = 200 };
    char *text = adarena_alloc(m->arena, ROOM);
    if (!text)
        return "no memory left";
    struct adout out;
    va_list args;
    adout_memory(&out, text, ROOM - 1);
    va_start(args, format);
    format_to(&out, format, args);
    va_end(args);
    return text;
}

/* ---- places --------------------------------------------------------------------------------- */

/* Characters, not bytes, from 1. */
static uint32_t column_of(const struct admasm *m, const char *where)
{
    uint32_t column = 1;
    for (const char *p = m->line; p < where && p < m->line_end; p++)
        column += ((unsigned char)*p & 0xC0) != 0x80;
    return column;
}

bool admasm_fail(struct admasm *m, const char *where, const char *message, const char *hint)
{
    unsigned i = m->error_count;
    while (i && m->errors[i - 1].order > m->order)
        i--;
    if (i && m->errors[i - 1].order == m->order)
        return false;
    if (m->error_count == ADMASM_ERRORS) {
        m->stopped = true;
        return false;
    }
    for (unsigned k = m->error_count++; k > i; k--)
        m->errors[k] = m->errors[k - 1];
    struct admasm_error *e = &m->errors[i];
    *e = (struct admasm_error){.line = 1, .column = column_of(m, where), .message = message,
        .hint = hint, .order = m->order};
    if (m->order < m->row_count) {
        e->file = m->rows[m->order].file;
        e->line = m->rows[m->order].line;
    }
    return false;
}

const char *admasm_line_text(const struct admasm *m, uint32_t file, uint32_t line, size_t *length)
{
    if (file >= m->file_count || !line)
        return NULL;
    const char *at = m->files[file].text, *end = at + m->files[file].length;
    if (line == 1 && end - at > 2 && !memcmp(at, "\xEF\xBB\xBF", 3))
        at += 3;
    for (; at < end && line > 1; at++)
        line -= *at == '\n';
    if (line > 1)
        return NULL;
    const char *stop = at;
    while (stop < end && *stop != '\n')
        stop++;
    *length = (size_t)(stop - at);
    if (*length && at[*length - 1] == '\r')
        --*length;
    return at;
}

void admasm_error_text(const struct admasm *m, const struct admasm_error *e, struct adout *out)
{
    size_t length;
    const char *text = admasm_line_text(m, e->file, e->line, &length);
    adout_text(out, e->file < m->file_count ? m->files[e->file].name : "?");
    adout_byte(out, ':');
    adout_int(out, e->line);
    adout_byte(out, ':');
    adout_int(out, e->column);
    adout_text(out, ": ");
    adout_text(out, e->message);
    adout_byte(out, '\n');
    if (text && length) {
        adout_text(out, "    ");
        adout_bytes(out, text, length);
        adout_text(out, "\n    ");
        for (uint32_t column = 1; column < e->column; text++) {
            column += ((unsigned char)*text & 0xC0) != 0x80;
            if (((unsigned char)*text & 0xC0) != 0x80)
                adout_byte(out, *text == '\t' ? '\t' : ' ');
        }
        adout_text(out, "^\n");
    }
    if (e->hint) {
        adout_text(out, "    hint: ");
        adout_text(out, e->hint);
        adout_byte(out, '\n');
    }
}

/* ---- what is near --------------------------------------------------------------------------- */

enum { NEAR_LENGTH = 24 };

struct near {
    const char *text;
    size_t length;
    const char *found;
    size_t found_length;
    unsigned distance; /* of the nearest so far; what is as far or farther is not meant */
};

static bool differs(char a, char b) { return admasm_lower(a) != admasm_lower(b); }

/* Letters to change, put in, leave out or exchange with their neighbour. */
static unsigned distance(const char *a, size_t n, const char *b, size_t k)
{
    uint8_t rows[3][NEAR_LENGTH + 1];
    uint8_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= k; j++)
        last[j] = (uint8_t)j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = (uint8_t)i;
        for (size_t j = 1; j <= k; j++) {
            unsigned best = last[j - 1] + differs(a[i - 1], b[j - 1]);
            best = AD_MIN(best, last[j] + 1u);
            best = AD_MIN(best, row[j - 1] + 1u);
            if (i > 1 && j > 1 && !differs(a[i - 1], b[j - 2]) && !differs(a[i - 2], b[j - 1]))
                best = AD_MIN(best, before[j - 2] + 1u);
            row[j] = (uint8_t)best;
        }
        uint8_t *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[k];
}

static void consider(struct near *x, const char *text, size_t length)
{
    if (length > NEAR_LENGTH || x->length > NEAR_LENGTH)
        return;
    unsigned d = distance(x->text, x->length, text, length);
    bool closer = d == x->distance && x->found && length == x->length && x->found_length != length;
    if (d < x->distance || closer) { /* of two as near, the one as long */
        x->distance = d;
        x->found = text;
        x->found_length = length;
    }
}

static struct near begin_near(const char *text, size_t length)
{
    return (struct near){text, length, NULL, 0, length < 5 ? 2 : length < 9 ? 3 : 4};
}

static const char *end_near(struct admasm *m, const struct near *x)
{
    return x->found ? admasm_say(m, "do you mean %t?", x->found, x->found_length) : NULL;
}

const char *admasm_near_instruction(struct admasm *m, const char *text, size_t length)
{
    struct near x = begin_near(text, length);
    const char *const *words = admasm_words(m) ? admasm_micro_words : admasm_port_words;
    for (unsigned i = 0; i < m->isa->count; i++)
        if (m->isa->rows[i].name)
            consider(&x, m->isa->rows[i].name, length_of(m->isa->rows[i].name));
    for (unsigned i = 0; admasm_aliases[i][0]; i++)
        if (admasm_opcode(m, admasm_aliases[i][0], length_of(admasm_aliases[i][0])) >= 0)
            consider(&x, admasm_aliases[i][0], length_of(admasm_aliases[i][0]));
    for (; *words; words++)
        consider(&x, *words, length_of(*words));
    return end_near(m, &x);
}

const char *admasm_near_name(struct admasm *m, unsigned kinds, const char *text, size_t length)
{
    struct near x = begin_near(text, length);
    for (uint32_t i = 0; i < m->name_count; i++)
        if (m->names[i].kind & kinds)
            consider(&x, m->names[i].text, m->names[i].length);
    return end_near(m, &x);
}
