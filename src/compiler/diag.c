/* SPDX-License-Identifier: MIT
 * diag.c - keeping the first error, and writing it as CPython does. Columns come in as bytes of the
 * line and are kept as characters, for that is what Python shows.
 */
#include "compiler/diag.h"

void addiag_init(struct addiag *d, const char *file, const char *source, size_t length)
{
    memset(d, 0, sizeof *d);
    d->file = file ? file : "<string>";
    d->source = source;
    d->length = length;
}

/* --- lines ------------------------------------------------------------------------------------ */

struct span {
    const char *at, *end;
};

/* A line of the source without its end. LF, CR and CR LF end lines; a byte order mark is not part
 * of the first. */
static struct span source_line(const struct addiag *d, uint32_t line)
{
    const char *p = d->source, *end = p + d->length;
    if (d->length >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        p += 3;
    while (--line && p < end) {
        while (p < end && *p != '\n' && *p != '\r')
            p++;
        if (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
            p++;
        if (p < end)
            p++;
    }
    const char *q = p;
    while (q < end && *q != '\n' && *q != '\r')
        q++;
    return (struct span){p, q};
}

/* Characters in the first n bytes; bytes behind the end count as one each. */
static uint32_t characters(struct span line, uint32_t n)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool inside = (size_t)(line.end - line.at) > i;
        count += !(inside && ((uint8_t)line.at[i] & 0xC0) == 0x80);
    }
    return count;
}

/* --- reporting -------------------------------------------------------------------------------- */

struct cut {
    char *at, *end;
};

static void put(struct cut *c, const char *text, size_t len)
{
    for (size_t i = 0; i < len && c->at < c->end; i++)
        *c->at++ = text[i];
}

/* The bound keeps compilers from making a call of strlen out of this, which a freestanding program
 * does not have. */
size_t addiag_length(const char *text)
{
    size_t n = 0;
    while (n < INT16_MAX && text[n])
        n++;
    return n;
}

static size_t decimal(char digits[10], uint32_t number)
{
    size_t n = 0;
    for (uint32_t rest = number; rest || !n; rest /= 10)
        n++;
    for (size_t i = n; i--; number /= 10)
        digits[i] = (char)('0' + number % 10);
    return n;
}

static void write_message(struct addiag *d, const char *format, const char *text, size_t len,
                          uint32_t number)
{
    struct cut c = {d->message, d->message + ADDIAG_MESSAGE - 1};
    for (const char *f = format; *f; f++) {
        if (f[0] == '%' && f[1] == 's') {
            put(&c, text, len);
            f++;
        } else if (f[0] == '%' && f[1] == 'd') {
            char digits[10];
            put(&c, digits, decimal(digits, number));
            f++;
        } else {
            put(&c, f, 1);
        }
    }
    *c.at = '\0';
}

void addiag_error(struct addiag *d, const char *kind, struct addiag_at at, const char *format,
                  const char *text, size_t len, uint32_t number)
{
    if (d->kind)
        return;
    d->kind = kind;
    d->line = at.line;
    if (at.line) {
        struct span line = source_line(d, at.line);
        d->column = characters(line, at.column) + 1;
        d->end_column = at.end_column ? characters(line, at.end_column) + 1 : 0;
    }
    write_message(d, format, text, len, number);
}

void addiag_syntax(struct addiag *d, struct addiag_at at, const char *message)
{
    addiag_error(d, "SyntaxError", at, "%s", message, addiag_length(message), 0);
}

void addiag_no_memory(struct addiag *d)
{
    struct addiag_at nowhere = {0, 0, 0};
    addiag_error(d, "MemoryError", nowhere, "no memory left to compile this", NULL, 0, 0);
}

/* --- rendering -------------------------------------------------------------------------------- */

struct out {
    char *buffer;
    size_t size, length;
};

static void emit(struct out *o, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++, o->length++)
        if (o->length + 1 < o->size)
            o->buffer[o->length] = text[i];
}

static void emit_text(struct out *o, const char *text)
{
    emit(o, text, addiag_length(text));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static void emit_carets(struct out *o, const struct addiag *d, struct span line, uint32_t skipped)
{
    uint32_t from = d->column - 1, to = d->end_column > d->column ? d->end_column - 1 : from + 1;
    uint32_t at = skipped;
    if (from < skipped)
        return;
    emit_text(o, "    ");
    for (const char *p = line.at; at < from; at++) {
        /* A tab stays one, so that the caret stands below its character. */
        emit(o, p < line.end && *p == '\t' ? "\t" : " ", 1);
        if (p < line.end)
            p++;
        while (p < line.end && ((uint8_t)*p & 0xC0) == 0x80)
            p++;
    }
    uint32_t all = skipped + characters(line, (uint32_t)(line.end - line.at));
    for (; at < to && (at == from || at < all); at++)
        emit_text(o, "^");
    emit_text(o, "\n");
}

static void emit_place(struct out *o, const struct addiag *d)
{
    char digits[10];
    emit_text(o, "  File \"");
    emit_text(o, d->file);
    emit_text(o, "\", line ");
    emit(o, digits, decimal(digits, d->line));
    emit_text(o, "\n");
    struct span line = source_line(d, d->line);
    uint32_t skipped = 0;
    while (line.at < line.end && is_blank(*line.at)) {
        line.at++;
        skipped++;
    }
    while (line.end > line.at && is_blank(line.end[-1]))
        line.end--;
    if (line.at == line.end)
        return;
    emit_text(o, "    ");
    emit(o, line.at, (size_t)(line.end - line.at));
    emit_text(o, "\n");
    emit_carets(o, d, line, skipped);
}

size_t addiag_render(const struct addiag *d, char *buffer, size_t size)
{
    struct out o = {buffer, size, 0};
    if (d->kind) {
        if (d->line)
            emit_place(&o, d);
        emit_text(&o, d->kind);
        if (d->message[0])
            emit_text(&o, ": ");
        emit_text(&o, d->message);
        emit_text(&o, "\n");
    }
    if (size)
        buffer[AD_MIN(o.length, size - 1)] = '\0';
    return o.length;
}
