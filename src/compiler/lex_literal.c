/* SPDX-License-Identifier: MIT
 * lex_literal.c - where numbers, strings and the texts of f-strings end. What they mean is found
 * out by parse_string.c and, for numbers, by the code generator.
 */
#include "compiler/lexer.h"

/* --- numbers ---------------------------------------------------------------------------------- */

static char here(const struct adlexer *lx)
{
    return lx->p.at < lx->end ? *lx->p.at : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_digit_of(char c, uint8_t base)
{
    char letter = (char)(c | 0x20);
    return (c >= '0' && c < '0' + (base < 10 ? base : 10)) ||
           (base == 16 && letter >= 'a' && letter <= 'f');
}

static const char *base_name(uint8_t base)
{
    return base == 16 ? "hexadecimal" : base == 8 ? "octal" : base == 2 ? "binary" : "decimal";
}

/* The caret of these errors stands below the last byte that was read. */
static bool bad_number(struct adlexer *lx, const char *name)
{
    return adlex_error(lx, adlex_at(lx, lx->p.at - 1), "SyntaxError", "invalid %s literal", name,
                       addiag_length(name), 0);
}

/* Digits with single `_` between them; there must be one at the start. */
static bool digits(struct adlexer *lx, uint8_t base)
{
    for (;;) {
        char c = here(lx);
        if (!is_digit_of(c, base)) {
            if (!is_digit(c))
                return bad_number(lx, base_name(base));
            return adlex_error(lx, adlex_at(lx, lx->p.at), "SyntaxError",
                               base == 8 ? "invalid digit '%s' in octal literal"
                                         : "invalid digit '%s' in binary literal",
                               &c, 1, 0);
        }
        while (is_digit_of(here(lx), base))
            lx->p.at++;
        if (here(lx) != '_')
            return true;
        lx->p.at++;
    }
}

static bool follows(const struct adlexer *lx, const char *word)
{
    const char *p = lx->p.at;
    while (*word && p < lx->end && *p == *word) {
        p++;
        word++;
    }
    return !*word;
}

/* A number may stand against a keyword (`1if x else 2`), but not against another name. */
static bool number_ends(struct adlexer *lx, const char *name)
{
    static const char keywords[][5] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    uint8_t c = (uint8_t)here(lx);
    if (!adlex_is_name(c, false))
        return true;
    for (size_t i = 0; i < AD_COUNT(keywords); i++)
        if (follows(lx, keywords[i]))
            return true;
    return bad_number(lx, name);
}

static bool prefixed(struct adlexer *lx, struct adtoken *t, uint8_t base)
{
    t->kind = ADTOK_INT;
    t->base = base;
    lx->p.at += 2;
    if (here(lx) == '_')
        lx->p.at++;
    if (!digits(lx, base))
        return false;
    char c = here(lx);
    if (is_digit(c))
        return digits(lx, base);
    return number_ends(lx, base_name(base));
}

/* `e` belongs to the number when digits follow, else perhaps to `else`. */
static bool exponent(struct adlexer *lx, struct adtoken *t)
{
    const char *at = lx->p.at;
    size_t room = (size_t)(lx->end - at);
    if ((here(lx) | 0x20) != 'e')
        return true;
    bool sign = room > 1 && (at[1] == '+' || at[1] == '-');
    size_t first = sign ? 2 : 1;
    if (room > first && is_digit(at[first])) {
        lx->p.at += first;
        t->kind = ADTOK_FLOAT;
        return digits(lx, 10);
    }
    if (!sign)
        return true;
    lx->p.at += 1;
    return bad_number(lx, "decimal");
}

static bool fraction(struct adlexer *lx, struct adtoken *t)
{
    if (here(lx) != '.')
        return true;
    lx->p.at++;
    t->kind = ADTOK_FLOAT;
    return !is_digit(here(lx)) || digits(lx, 10);
}

/* Only 0 may begin with 0. */
static bool leading_zeros(struct adlexer *lx, const char *start)
{
    const char *p = start;
    while (p < lx->p.at && (*p == '0' || *p == '_'))
        p++;
    if (p == lx->p.at)
        return true;
    struct addiag_at at = adlex_at(lx, start);
    at.end_column = at.column + (uint32_t)(p - start);
    addiag_syntax(lx->diag, at, "leading zeros in decimal integer literals are not permitted; "
                                "use an 0o prefix for octal integers");
    lx->failed = true;
    return false;
}

bool adlex_number(struct adlexer *lx, struct adtoken *t)
{
    const char *start = lx->p.at;
    if (*start == '0' && lx->end - start > 1) {
        char letter = (char)(start[1] | 0x20);
        uint8_t base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (base)
            return prefixed(lx, t, base);
    }
    t->kind = ADTOK_INT;
    t->base = 10;
    if (*start != '.' && !digits(lx, 10))
        return false;
    if (!fraction(lx, t) || !exponent(lx, t))
        return false;
    if ((here(lx) | 0x20) == 'j') {
        lx->p.at++;
        t->kind = ADTOK_IMAG;
        return number_ends(lx, "imaginary");
    }
    if (t->kind == ADTOK_INT && *start == '0' && !leading_zeros(lx, start))
        return false;
    return number_ends(lx, "decimal");
}

/* --- strings ---------------------------------------------------------------------------------- */

static bool is_end_of_line(char c)
{
    return c == '\n' || c == '\r';
}

static bool unterminated(struct adlexer *lx, const struct adtoken *t)
{
    bool triple = t->prefix & ADSTR_TRIPLE, format = t->prefix & ADSTR_FORMAT;
    const char *message =
        triple ? (format ? "unterminated triple-quoted f-string literal (detected at line %d)"
                         : "unterminated triple-quoted string literal (detected at line %d)")
               : (format ? "unterminated f-string literal (detected at line %d)"
                         : "unterminated string literal (detected at line %d)");
    struct addiag_at at = {t->line, t->column, 0};
    uint32_t line = lx->p.line;
    if (lx->p.at >= lx->end && lx->p.at == lx->p.line_start && line > t->line)
        line--;
    lx->diag->incomplete = lx->diag->incomplete || (triple && lx->p.at >= lx->end);
    return adlex_error(lx, at, "SyntaxError", message, NULL, 0, line);
}

/* The closing quote, or quotes, at lx->p.at? Then they are skipped. */
static bool closes(struct adlexer *lx, const struct adtoken *t)
{
    size_t n = t->prefix & ADSTR_TRIPLE ? 3 : 1;
    if ((size_t)(lx->end - lx->p.at) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (lx->p.at[i] != (char)t->quote)
            return false;
    lx->p.at += n;
    return true;
}

/* Step over one byte of a string's text; false where the string may not go on. */
static bool step(struct adlexer *lx, const struct adtoken *t)
{
    if (lx->p.at >= lx->end)
        return false;
    if (!is_end_of_line(*lx->p.at)) {
        lx->p.at++;
        return true;
    }
    if (!(t->prefix & ADSTR_TRIPLE))
        return false;
    adlex_newline(lx);
    return true;
}

/* What a backslash protects is skipped with it, an end of line too. */
static void step_escape(struct adlexer *lx)
{
    lx->p.at++;
    if (lx->p.at >= lx->end)
        return;
    if (is_end_of_line(*lx->p.at))
        adlex_newline(lx);
    else
        lx->p.at++;
}

bool adlex_string(struct adlexer *lx, struct adtoken *t)
{
    const char *at = lx->p.at;
    t->quote = (uint8_t)*at;
    if (lx->end - at >= 3 && at[1] == *at && at[2] == *at)
        t->prefix |= ADSTR_TRIPLE;
    lx->p.at += t->prefix & ADSTR_TRIPLE ? 3 : 1;
    t->kind = t->prefix & ADSTR_FORMAT ? ADTOK_FSTRING : ADTOK_STRING;
    if (t->kind == ADTOK_FSTRING) {
        t->len = (uint32_t)(lx->p.at - t->text);
        return true;
    }
    t->text = lx->p.at;
    for (;;) {
        const char *end = lx->p.at;
        if (closes(lx, t)) {
            t->len = (uint32_t)(end - t->text);
            return true;
        }
        if (lx->p.at < lx->end && *lx->p.at == '\\')
            step_escape(lx);
        else if (!step(lx, t))
            return unterminated(lx, t);
    }
}

/* --- f-strings -------------------------------------------------------------------------------- */

static bool doubled(const struct adlexer *lx)
{
    return lx->end - lx->p.at > 1 && lx->p.at[1] == lx->p.at[0];
}

/* A backslash in an f-string: braces are not escaped by it, but are part of \N{...}. */
static void step_format_escape(struct adlexer *lx, bool raw)
{
    char next = lx->end - lx->p.at > 1 ? lx->p.at[1] : '\0';
    if (next == '{' || next == '}') {
        lx->p.at++;
    } else if (next == 'N' && !raw && lx->end - lx->p.at > 2 && lx->p.at[2] == '{') {
        while (lx->p.at < lx->end && *lx->p.at != '}' && !is_end_of_line(*lx->p.at))
            lx->p.at++;
        if (lx->p.at < lx->end && *lx->p.at == '}')
            lx->p.at++;
    } else {
        step_escape(lx);
    }
}

static bool open_field(struct adlexer *lx)
{
    if (lx->p.depth >= ADLEX_BRACKETS)
        return adlex_syntax(lx, lx->p.at, "too many nested parentheses");
    struct adbracket *b = &lx->bracket[lx->p.depth++];
    struct addiag_at at = adlex_at(lx, lx->p.at);
    *b = (struct adbracket){'{', at.line, at.column};
    lx->p.at++;
    return true;
}

bool adlex_chunk(struct adlexer *lx, const struct adtoken *fstring, bool spec, struct adchunk *c)
{
    struct addiag_at at = adlex_at(lx, lx->p.at);
    *c = (struct adchunk){lx->p.at, 0, at.line, at.column, 'q'};
    for (;;) {
        char byte = here(lx);
        c->len = (uint32_t)(lx->p.at - c->text);
        if (closes(lx, fstring))
            return true;
        if ((byte == '{' || byte == '}') && !spec && doubled(lx)) {
            lx->p.at += 2;
        } else if (byte == '{') {
            c->stop = '{';
            return open_field(lx);
        } else if (byte == '}' && spec) {
            c->stop = '}';
            return true;
        } else if (byte == '}') {
            return adlex_syntax(lx, lx->p.at, "f-string: single '}' is not allowed");
        } else if (byte == '\\') {
            step_format_escape(lx, fstring->prefix & ADSTR_RAW);
        } else if (!step(lx, fstring)) {
            return unterminated(lx, fstring);
        }
    }
}
