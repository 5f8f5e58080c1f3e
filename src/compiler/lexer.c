/* SPDX-License-Identifier: MIT
 * lexer.c - lines, indentation, names, operators and brackets; lex_literal.c has numbers and
 * strings. The source is checked once to be UTF-8 without NUL, so that nothing here asks again.
 */
#include "compiler/lexer.h"

#include "base/utf8.h"

struct word {
    const char *text;
    uint8_t len;
};

static const struct word words[ADTOK_COUNT] = {
#define TOKEN(name) {"", 0},
#define KEYWORD(name, text) {text, sizeof(text) - 1},
#define OPERATOR(name, text) {text, sizeof(text) - 1},
#include "compiler/token.def"
#undef TOKEN
#undef KEYWORD
#undef OPERATOR
};

#define KEYWORD_FIRST ADTOK_FALSE
#define KEYWORD_LAST ADTOK_YIELD
#define OPERATOR_FIRST ADTOK_IADD

const char *adtok_text(unsigned kind)
{
    return kind < ADTOK_COUNT ? words[kind].text : "";
}

/* --- errors ----------------------------------------------------------------------------------- */

struct addiag_at adlex_at(const struct adlexer *lx, const char *at)
{
    return (struct addiag_at){lx->p.line, (uint32_t)(at - lx->p.line_start), 0};
}

bool adlex_error(struct adlexer *lx, struct addiag_at at, const char *kind, const char *format,
                 const char *text, size_t len, uint32_t number)
{
    addiag_error(lx->diag, kind, at, format, text, len, number);
    lx->failed = true;
    return false;
}

bool adlex_syntax(struct adlexer *lx, const char *at, const char *message)
{
    addiag_syntax(lx->diag, adlex_at(lx, at), message);
    lx->failed = true;
    return false;
}

bool adlex_unclosed(struct adlexer *lx)
{
    if (!lx->p.depth)
        return false;
    const struct adbracket *b = &lx->bracket[lx->p.depth - 1];
    struct addiag_at at = {b->line, b->column, 0};
    adlex_error(lx, at, "SyntaxError", "'%s' was never closed", &b->open, 1, 0);
    lx->diag->incomplete = true;
    return true;
}

/* --- the source ------------------------------------------------------------------------------- */

void adlex_newline(struct adlexer *lx)
{
    if (lx->p.at[0] == '\r' && lx->end - lx->p.at > 1 && lx->p.at[1] == '\n')
        lx->p.at++;
    lx->p.at++;
    lx->p.line++;
    lx->p.line_start = lx->p.at;
}

static bool is_end_of_line(char c)
{
    return c == '\n' || c == '\r';
}

/* Go to a byte of the source, counting lines. */
static void walk_to(struct adlexer *lx, const char *to)
{
    while (lx->p.at < to) {
        if (is_end_of_line(*lx->p.at))
            adlex_newline(lx);
        else
            lx->p.at++;
    }
}

static bool check_utf8(struct adlexer *lx, const char *source, size_t length)
{
    static const char *const reasons[] = {"", "invalid start byte", "invalid continuation byte",
                                          "unexpected end of data"};
    static const char hex[] = "0123456789abcdef";
    struct adutf_error bad;
    enum adutf_fault fault = adutf_check((const uint8_t *)source, length, false, &bad);
    if (fault == ADUTF_OK)
        return true;
    uint8_t byte = (uint8_t)source[bad.start];
    char text[80] = "xx: ";
    size_t n = 4;
    text[0] = hex[byte >> 4];
    text[1] = hex[byte & 15];
    for (const char *r = reasons[fault]; *r; r++)
        text[n++] = *r;
    walk_to(lx, source + bad.start);
    struct addiag_at at = adlex_at(lx, lx->p.at);
    return adlex_error(lx, at, "SyntaxError",
                       "(unicode error) 'utf-8' codec can't decode byte 0x%s", text, n, 0);
}

bool adlex_init(struct adlexer *lx, struct addiag *diag, const char *source, size_t length)
{
    memset(lx, 0, sizeof *lx);
    lx->diag = diag;
    lx->end = source + length;
    lx->p.at = lx->p.line_start = source;
    lx->p.line = 1;
    lx->p.line_begins = true;
    if (length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0)
        lx->p.at = lx->p.line_start = source + 3;
    if (!check_utf8(lx, source, length))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (source[i] == '\0') {
            walk_to(lx, source + i);
            return adlex_syntax(lx, lx->p.at, "source code cannot contain null bytes");
        }
    }
    return true;
}

static char peek(const struct adlexer *lx, size_t ahead)
{
    return (size_t)(lx->end - lx->p.at) > ahead ? lx->p.at[ahead] : '\0';
}

/* --- indentation ------------------------------------------------------------------------------ */

struct width {
    uint16_t plain, alt; /* tabs to multiples of 8, tabs of 1 */
};

static void skip_comment(struct adlexer *lx)
{
    while (lx->p.at < lx->end && !is_end_of_line(*lx->p.at))
        lx->p.at++;
}

/* Is this a backslash that joins its line with another? */
static bool joins_lines(const struct adlexer *lx)
{
    size_t behind = peek(lx, 1) == '\r' && peek(lx, 2) == '\n' ? 3 : 2;
    return peek(lx, 0) == '\\' && is_end_of_line(peek(lx, 1)) &&
           (size_t)(lx->end - lx->p.at) > behind;
}

/* The width of the blanks at lx->p.at; a backslash at the end of a line of blanks keeps it. */
static struct width blanks(struct adlexer *lx)
{
    struct width w = {0, 0}, kept = {0, 0};
    for (;; lx->p.at++) {
        char c = peek(lx, 0);
        if (c == ' ') {
            w.plain++;
            w.alt++;
        } else if (c == '\t') {
            w.plain = (uint16_t)((w.plain / 8 + 1) * 8);
            w.alt++;
        } else if (c == '\f') {
            w.plain = w.alt = 0;
        } else if (joins_lines(lx)) {
            if (!kept.plain)
                kept = w;
            lx->p.at++;
            adlex_newline(lx);
            lx->p.at--;
            w.plain = w.alt = 0;
        } else {
            return kept.plain ? kept : w;
        }
    }
}

static bool tab_error(struct adlexer *lx)
{
    struct addiag_at at = {lx->p.line, 0, 0};
    return adlex_error(lx, at, "TabError", "inconsistent use of tabs and spaces in indentation",
                       NULL, 0, 0);
}

static bool indent(struct adlexer *lx, struct width w)
{
    if (w.alt <= lx->alt_indent[lx->indents])
        return tab_error(lx);
    if (lx->indents + 1 >= ADLEX_INDENTS)
        return adlex_error(lx, adlex_at(lx, lx->p.at), "IndentationError",
                           "too many levels of indentation", NULL, 0, 0);
    lx->indents++;
    lx->indent[lx->indents] = w.plain;
    lx->alt_indent[lx->indents] = w.alt;
    lx->p.pending = 1;
    return true;
}

static bool dedent(struct adlexer *lx, struct width w)
{
    while (lx->indents && w.plain < lx->indent[lx->indents]) {
        lx->indents--;
        lx->p.pending--;
    }
    if (w.plain == lx->indent[lx->indents])
        return w.alt == lx->alt_indent[lx->indents] || tab_error(lx);
    skip_comment(lx);
    return adlex_error(lx, adlex_at(lx, lx->p.at), "IndentationError",
                       "unindent does not match any outer indentation level", NULL, 0, 0);
}

/* Skip lines without tokens; compare the indentation of the first that has one. */
static bool begin_line(struct adlexer *lx)
{
    struct width w;
    for (;;) {
        w = blanks(lx);
        if (peek(lx, 0) == '#')
            skip_comment(lx);
        if (lx->p.at >= lx->end) {
            w.plain = w.alt = 0;
            break;
        }
        if (!is_end_of_line(*lx->p.at))
            break;
        adlex_newline(lx);
    }
    lx->p.line_begins = false;
    if (w.plain > lx->indent[lx->indents])
        return indent(lx, w);
    return dedent(lx, w);
}

/* --- names ------------------------------------------------------------------------------------ */

struct range {
    uint32_t first, last;
};

/* Characters that are no part of names but likely to meet in a source: signs, blanks, quotes,
 * arrows, pictures. The whole of Unicode's tables would be larger than the compiler. */
static const struct range no_name[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB6},     {0xB8, 0xB9},       {0xBB, 0xBF},
    {0xD7, 0xD7},     {0xF7, 0xF7},     {0x1680, 0x1680}, {0x2000, 0x203E},   {0x2041, 0x2053},
    {0x2055, 0x2070}, {0x2072, 0x207E}, {0x2080, 0x208F}, {0x20A0, 0x20CF},   {0x2190, 0x2BFF},
    {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0xD800, 0xF8FF},   {0xFE10, 0xFE1F},
    {0xFE30, 0xFE32}, {0xFEFF, 0xFEFF}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20},   {0xFFF0, 0xFFFF},
    {0x1F000, 0x1FAFF}, {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
};

static bool in_names(uint32_t c)
{
    for (size_t i = 0; i < AD_COUNT(no_name); i++)
        if (c >= no_name[i].first && c <= no_name[i].last)
            return false;
    return true;
}

bool adlex_is_name(uint8_t c, bool first)
{
    uint8_t letter = c | 0x20;
    return (letter >= 'a' && letter <= 'z') || c == '_' || c >= 0x80 ||
           (!first && c >= '0' && c <= '9');
}

static bool bad_character(struct adlexer *lx, uint32_t c, uint8_t size)
{
    static const char digits[] = "0123456789ABCDEF";
    char text[24] = "";
    size_t n = 0;
    bool shown = !(c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 ||
                   (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
                   (c >= 0x205F && c <= 0x206F) || c == 0x3000 || (c >= 0xD800 && c <= 0xF8FF) ||
                   c == 0xFEFF || c >= 0xE0000);
    if (shown) {
        text[n++] = '\'';
        memcpy(text + n, lx->p.at, size);
        n += size;
        memcpy(text + n, "' (", 3);
        n += 3;
    }
    text[n++] = 'U';
    text[n++] = '+';
    for (int shift = c > 0xFFFFF ? 20 : c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
        text[n++] = digits[c >> shift & 15];
    if (shown)
        text[n++] = ')';
    return adlex_error(lx, adlex_at(lx, lx->p.at), "SyntaxError",
                       shown ? "invalid character %s" : "invalid non-printable character %s", text,
                       n, 0);
}

/* Is a name of n bytes the prefix of a string? Then *prefix is set. */
static bool is_prefix(const char *name, size_t n, uint8_t *prefix)
{
    uint8_t seen = 0;
    bool unicode = false;
    if (n > 2)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = (char)(name[i] | 0x20);
        uint8_t bit = c == 'r' ? ADSTR_RAW : c == 'b' ? ADSTR_BYTES : c == 'f' ? ADSTR_FORMAT : 0;
        unicode = unicode || c == 'u';
        if ((!bit && c != 'u') || (seen & bit) || (unicode && n > 1))
            return false;
        seen |= bit;
    }
    *prefix = seen;
    return (seen & (ADSTR_BYTES | ADSTR_FORMAT)) != (ADSTR_BYTES | ADSTR_FORMAT);
}

static uint8_t keyword(const char *name, size_t len)
{
    if (len >= 2 && len <= 8)
        for (unsigned k = KEYWORD_FIRST; k <= KEYWORD_LAST; k++)
            if (words[k].len == len && memcmp(words[k].text, name, len) == 0)
                return (uint8_t)k;
    return ADTOK_NAME;
}

static bool name_or_string(struct adlexer *lx, struct adtoken *t)
{
    const char *start = lx->p.at;
    while (lx->p.at < lx->end && adlex_is_name((uint8_t)*lx->p.at, lx->p.at == start)) {
        uint32_t c;
        if ((uint8_t)*lx->p.at < 0x80) {
            lx->p.at++;
            continue;
        }
        uint8_t size = adutf_decode((const uint8_t *)lx->p.at, &c);
        if (!in_names(c))
            return bad_character(lx, c, size);
        lx->p.at += size;
    }
    size_t len = (size_t)(lx->p.at - start);
    char next = peek(lx, 0);
    if ((next == '"' || next == '\'') && is_prefix(start, len, &t->prefix))
        return adlex_string(lx, t);
    t->kind = keyword(start, len);
    return true;
}

/* --- operators -------------------------------------------------------------------------------- */

static bool open_bracket(struct adlexer *lx, char c)
{
    if (lx->p.depth >= ADLEX_BRACKETS)
        return adlex_syntax(lx, lx->p.at, "too many nested parentheses");
    struct adbracket *b = &lx->bracket[lx->p.depth++];
    b->open = c;
    b->line = lx->p.line;
    b->column = (uint32_t)(lx->p.at - lx->p.line_start);
    return true;
}

static bool close_bracket(struct adlexer *lx, char c)
{
    if (!lx->p.depth)
        return adlex_error(lx, adlex_at(lx, lx->p.at), "SyntaxError", "unmatched '%s'", &c, 1, 0);
    const struct adbracket *b = &lx->bracket[lx->p.depth - 1];
    char wanted = b->open == '(' ? ')' : b->open == '[' ? ']' : '}';
    if (c == wanted) {
        lx->p.depth--;
        return true;
    }
    if (lx->p.depth == lx->p.field)
        return adlex_error(lx, adlex_at(lx, lx->p.at), "SyntaxError", "f-string: unmatched '%s'",
                           &c, 1, 0);
    char text[] = "')' does not match opening parenthesis '('";
    text[1] = c;
    text[sizeof text - 3] = b->open;
    bool near = b->line == lx->p.line;
    return adlex_error(lx, adlex_at(lx, lx->p.at), "SyntaxError",
                       near ? "closing parenthesis %s" : "closing parenthesis %s on line %d", text,
                       sizeof text - 1, b->line);
}

static bool operator(struct adlexer *lx, struct adtoken *t)
{
    const char *at = lx->p.at;
    size_t room = (size_t)(lx->end - at);
    unsigned k = OPERATOR_FIRST;
    while (k < ADTOK_COUNT && !(words[k].text[0] == at[0] && words[k].len <= room &&
                                memcmp(words[k].text, at, words[k].len) == 0))
        k++;
    if (k == ADTOK_COUNT) {
        if (*at == '$' || *at == '?' || *at == '`')
            return adlex_syntax(lx, at, "invalid syntax");
        return bad_character(lx, (uint8_t)*at, 1);
    }
    /* In an f-string's field a colon begins the spec, whatever follows. */
    if (k == ADTOK_WALRUS && lx->p.depth == lx->p.field && lx->p.field)
        k = ADTOK_COLON;
    if ((k == ADTOK_LPAR || k == ADTOK_LSQB || k == ADTOK_LBRACE) && !open_bracket(lx, *at))
        return false;
    if ((k == ADTOK_RPAR || k == ADTOK_RSQB || k == ADTOK_RBRACE) && !close_bracket(lx, *at))
        return false;
    t->kind = (uint8_t)k;
    lx->p.at += words[k].len;
    return true;
}

/* --- tokens ----------------------------------------------------------------------------------- */

static void start_token(const struct adlexer *lx, struct adtoken *t, uint8_t kind)
{
    memset(t, 0, sizeof *t);
    t->kind = kind;
    t->line = t->end_line = lx->p.line;
    t->column = t->end_column = (uint32_t)(lx->p.at - lx->p.line_start);
    t->text = lx->p.at;
}

static void end_token(const struct adlexer *lx, struct adtoken *t)
{
    t->end_line = lx->p.line;
    t->end_column = (uint32_t)(lx->p.at - lx->p.line_start);
    if (t->kind != ADTOK_STRING && t->kind != ADTOK_FSTRING)
        t->len = (uint32_t)(lx->p.at - t->text);
}

/* Skip blanks, comments, continued lines, and ends of lines where they mean nothing. */
static bool skip_blanks(struct adlexer *lx)
{
    for (;;) {
        char c = peek(lx, 0);
        if (c == ' ' || c == '\t' || c == '\f') {
            lx->p.at++;
        } else if (c == '#') {
            skip_comment(lx);
        } else if (c == '\\') {
            lx->p.at++;
            if (lx->p.at >= lx->end) {
                lx->diag->incomplete = true;
                return adlex_syntax(lx, lx->p.at, "unexpected EOF while parsing");
            }
            if (!is_end_of_line(*lx->p.at))
                return adlex_syntax(lx, lx->p.at,
                                    "unexpected character after line continuation character");
            adlex_newline(lx);
            if (lx->p.at >= lx->end) {
                lx->diag->incomplete = true;
                return adlex_syntax(lx, lx->p.at, "unexpected EOF while parsing");
            }
        } else if (is_end_of_line(c) && lx->p.depth) {
            adlex_newline(lx);
        } else {
            return true;
        }
    }
}

static bool deliver_pending(struct adlexer *lx, struct adtoken *t)
{
    start_token(lx, t, lx->p.pending > 0 ? ADTOK_INDENT : ADTOK_DEDENT);
    lx->p.pending = (int16_t)(lx->p.pending > 0 ? 0 : lx->p.pending + 1);
    return true;
}

/* At the end of a line, or of the source. */
static bool line_ends(struct adlexer *lx, struct adtoken *t)
{
    if (lx->p.content && !lx->p.depth) {
        start_token(lx, t, ADTOK_NEWLINE);
        if (lx->p.at < lx->end)
            adlex_newline(lx);
        lx->p.content = false;
        lx->p.line_begins = true;
        return true;
    }
    start_token(lx, t, ADTOK_END);
    return true;
}

bool adlex_next(struct adlexer *lx, struct adtoken *t)
{
    if (lx->p.line_begins && !lx->p.depth && !begin_line(lx))
        return false;
    if (lx->p.pending)
        return deliver_pending(lx, t);
    if (!skip_blanks(lx))
        return false;
    if (lx->p.at >= lx->end || is_end_of_line(*lx->p.at))
        return line_ends(lx, t);
    start_token(lx, t, ADTOK_NAME);
    lx->p.content = true;
    uint8_t c = (uint8_t)*lx->p.at;
    bool digit = c >= '0' && c <= '9';
    char next = peek(lx, 1);
    bool ok;
    if (adlex_is_name(c, true))
        ok = name_or_string(lx, t);
    else if (digit || (c == '.' && next >= '0' && next <= '9'))
        ok = adlex_number(lx, t);
    else if (c == '"' || c == '\'')
        ok = adlex_string(lx, t);
    else
        ok = operator(lx, t);
    if (ok)
        end_token(lx, t);
    return ok;
}
