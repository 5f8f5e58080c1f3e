/* SPDX-License-Identifier: MIT
 * bc_text.c - the text bytecode as lines and words, and the messages about it. Lines end as diag.c
 * has it, with LF, CR or CR LF; a byte order mark is not part of the first.
 */
#include "compiler/bc.h"

const struct adbc_row adbc_rows[ADBC_COUNT] = {
#define BC(name, operand, pops, pushes, op, count, effect, sentence) \
    {#name, ADBC_O_##operand, pops, pushes, ADOP_##op, count},
#include "isa/bc.def"
#undef BC
};

/* ---- lines and words ------------------------------------------------------------------------ */

void adbc_begin(struct adbc_reader *r, const char *source, size_t length)
{
    memset(r, 0, sizeof *r);
    r->next = source;
    r->end = source + length;
    if (length >= 3 && !memcmp(source, "\xEF\xBB\xBF", 3))
        r->next += 3;
}

bool adbc_next_line(struct adbc_reader *r)
{
    if (r->next >= r->end)
        return false;
    r->line = r->at = r->next;
    while (r->next < r->end && *r->next != '\n' && *r->next != '\r')
        r->next++;
    r->line_end = r->next;
    if (r->end - r->next >= 2 && r->next[0] == '\r' && r->next[1] == '\n')
        r->next++;
    if (r->next < r->end)
        r->next++;
    r->number++;
    return true;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

bool adbc_next_word(struct adbc_reader *r, struct adbc_word *word)
{
    while (r->at < r->line_end && is_blank(*r->at))
        r->at++;
    word->at = r->at;
    if (r->at < r->line_end && *r->at == '#')
        r->at = r->line_end;
    if (r->at < r->line_end && *r->at == '"') {
        do
            r->at++;
        while (r->at < r->line_end && *r->at != '"');
    }
    while (r->at < r->line_end && !is_blank(*r->at))
        r->at++;
    bool comment = word->at < r->line_end && *word->at == '#';
    word->len = comment ? 0 : (uint32_t)(r->at - word->at);
    return word->len > 0;
}

bool adbc_word_is(const struct adbc_word *word, const char *text)
{
    uint32_t i = 0;
    while (i < word->len && text[i] && text[i] == word->at[i])
        i++;
    return i == word->len && !text[i];
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool adbc_is_name(const struct adbc_word *word)
{
    for (uint32_t i = 0; i < word->len; i++) {
        char c = word->at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                      (uint8_t)c >= 0x80;
        if (!letter && !(i && is_digit(c)))
            return false;
    }
    return word->len > 0;
}

bool adbc_is_index(const struct adbc_word *word)
{
    for (uint32_t i = 0; i < word->len; i++)
        if (!is_digit(word->at[i]))
            return false;
    return word->len > 0;
}

bool adbc_take_label(struct adbc_word *word)
{
    struct adbc_word name = {word->at, word->len - 1};
    if (word->at[name.len] != ':' || !adbc_is_name(&name))
        return false;
    *word = name;
    return true;
}

bool adbc_is_directive(const struct adbc_word *word)
{
    return adbc_word_is(word, "FUNC") || adbc_word_is(word, "END");
}

int64_t adbc_instruction_at(const char *source, size_t length, uint32_t line)
{
    struct adbc_reader r;
    int64_t index = 0;
    adbc_begin(&r, source, length);
    while (adbc_next_line(&r)) {
        struct adbc_word word;
        bool any = adbc_next_word(&r, &word);
        while (any && adbc_take_label(&word))
            any = adbc_next_word(&r, &word);
        bool counts = any && !adbc_is_directive(&word);
        if (r.number == line)
            return counts ? index : -1;
        index += counts;
    }
    return -1;
}

/* ---- messages ------------------------------------------------------------------------------- */

static void put_bytes(struct adbc_text *t, const char *text, size_t n)
{
    for (size_t i = 0; i < n && t->n < sizeof t->at; i++)
        t->at[t->n++] = text[i];
}

void adbc_put(struct adbc_text *t, const char *text) { put_bytes(t, text, addiag_length(text)); }

/* A long word only up to where something is left for the rest of the message. */
void adbc_put_word(struct adbc_text *t, const struct adbc_word *word)
{
    uint32_t n = word->len;
    if (n > 40) {
        n = 36;
        while (n && ((uint8_t)word->at[n] & 0xC0) == 0x80)
            n--;
    }
    put_bytes(t, word->at, n);
    if (n < word->len)
        adbc_put(t, "...");
}

void adbc_put_number(struct adbc_text *t, uint32_t number)
{
    char digits[10];
    size_t n = 0;
    do
        digits[n++] = (char)('0' + number % 10);
    while (number /= 10);
    while (n--)
        put_bytes(t, digits + n, 1);
}

void adbc_put_count(struct adbc_text *t, uint32_t number, const char *what)
{
    adbc_put_number(t, number);
    adbc_put(t, " ");
    adbc_put(t, what);
    if (number != 1)
        adbc_put(t, "s");
}

void adbc_put_index(struct adbc_text *t, uint32_t index)
{
    t->n = 0;
    adbc_put(t, "instruction ");
    adbc_put_number(t, index);
    adbc_put(t, ": ");
}

void adbc_error(struct addiag *d, struct addiag_at at, const struct adbc_text *t)
{
    addiag_error(d, "BytecodeError", at, "%s", t->at, t->n, 0);
}

/* ---- the nearest name ----------------------------------------------------------------------- */

enum { NAME_MAX = 24 };

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }

/* How many letters must be changed, left out or put in to make one of the other; small letters
 * count as large ones. */
static unsigned distance(const struct adbc_word *word, const char *name, uint32_t length)
{
    uint8_t row[NAME_MAX + 1];
    for (uint32_t k = 0; k <= length; k++)
        row[k] = (uint8_t)k;
    for (uint32_t i = 0; i < word->len; i++) {
        uint8_t corner = row[0]++;
        for (uint32_t k = 0; k < length; k++) {
            uint8_t change = (uint8_t)(corner + (upper(word->at[i]) != name[k]));
            uint8_t step = (uint8_t)(AD_MIN(row[k], row[k + 1]) + 1);
            corner = row[k + 1];
            row[k + 1] = AD_MIN(change, step);
        }
    }
    return row[length];
}

int adbc_nearest(const struct adbc_word *word)
{
    unsigned least = word->len / 2 + 1;
    int best = -1;
    if (word->len > NAME_MAX)
        return -1;
    for (int i = 0; i < ADBC_COUNT; i++) {
        uint32_t length = (uint32_t)AD_MIN(addiag_length(adbc_rows[i].name), NAME_MAX);
        unsigned d = distance(word, adbc_rows[i].name, length);
        uint32_t same = 0;
        while (same < word->len && same < length &&
               upper(word->at[same]) == adbc_rows[i].name[same])
            same++;
        if (same == word->len && same > 1) /* its beginning is as good as one change */
            d = AD_MIN(d, 1);
        if (d < least) {
            least = d;
            best = i;
        }
    }
    return best;
}
