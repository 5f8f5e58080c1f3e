/* SPDX-License-Identifier: MIT
 * parse_string.c - strings: escapes, adjacent literals made one, f-strings. A literal without
 * escapes is not copied: its text stays in the source.
 */
#include "base/utf8.h"
#include "compiler/parse.h"

/* --- escapes ---------------------------------------------------------------------------------- */

struct decoder {
    struct adparser *p;
    const struct adtoken *token; /* where errors are reported */
    const char *start, *at, *end;
    char *out; /* not longer than the source: every escape is longer than what it means */
    bool bytes;
};

static struct addiag_at token_at(const struct adtoken *t)
{
    return (struct addiag_at){t->line, t->column, t->end_line == t->line ? t->end_column : 0};
}

/* "(unicode error) ... in position 2-5: reason", the positions counted in the literal's text. */
static bool bad_escape(struct decoder *d, const char *from, const char *reason)
{
    char text[80];
    size_t n = 0;
    uint32_t last = (uint32_t)(d->at - d->start) - 1;
    uint32_t scale = 1;
    while (last / scale >= 10)
        scale *= 10;
    for (; scale; scale /= 10)
        text[n++] = (char)('0' + last / scale % 10);
    text[n++] = ':';
    text[n++] = ' ';
    size_t len = addiag_length(reason);
    memcpy(text + n, reason, len);
    addiag_error(d->p->diag, "SyntaxError", token_at(d->token),
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%s", text,
                 n + len, (uint32_t)(from - d->start));
    return false;
}

static int hex_value(char c)
{
    char letter = (char)(c | 0x20);
    return c >= '0' && c <= '9' ? c - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

static void put_point(struct decoder *d, uint32_t c)
{
    if (d->bytes)
        *d->out++ = (char)c;
    else
        d->out += adutf_encode((uint8_t *)d->out, c);
}

/* \xXX, \uXXXX, \UXXXXXXXX: d->at is behind the letter. */
static bool hex_escape(struct decoder *d, const char *from, unsigned wanted)
{
    uint32_t c = 0;
    unsigned got = 0;
    while (got < wanted && d->at < d->end && hex_value(*d->at) >= 0) {
        c = c << 4 | (uint32_t)hex_value(*d->at++);
        got++;
    }
    if (got < wanted && d->bytes) {
        addiag_error(d->p->diag, "SyntaxError", token_at(d->token),
                     "(value error) invalid \\x escape at position %d", NULL, 0,
                     (uint32_t)(from - d->start));
        return false;
    }
    if (got < wanted)
        return bad_escape(d, from,
                          wanted == 2   ? "truncated \\xXX escape"
                          : wanted == 4 ? "truncated \\uXXXX escape"
                                        : "truncated \\UXXXXXXXX escape");
    if (c > 0x10FFFF)
        return bad_escape(d, from, "illegal Unicode character");
    put_point(d, c);
    return true;
}

static void octal_escape(struct decoder *d)
{
    uint32_t c = 0;
    for (int i = 0; i < 3 && d->at < d->end && *d->at >= '0' && *d->at <= '7'; i++)
        c = c << 3 | (uint32_t)(*d->at++ - '0');
    put_point(d, d->bytes ? c & 0xFF : c);
}

/* \N{name}: the names of all characters would be larger than the VM. */
static bool name_escape(struct decoder *d, const char *from)
{
    if (d->at >= d->end || *d->at != '{')
        return bad_escape(d, from, "malformed \\N character escape");
    while (d->at < d->end && *d->at != '}')
        d->at++;
    if (d->at < d->end)
        d->at++;
    return bad_escape(d, from, "unknown Unicode character name");
}

/* d->at is behind the backslash. */
static bool escape(struct decoder *d)
{
    static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
    const char *from = d->at - 1;
    char c = d->at < d->end ? *d->at : '\0';
    for (size_t i = 0; c && i < sizeof letters - 1; i++) {
        if (letters[i] == c) {
            *d->out++ = values[i];
            d->at++;
            return true;
        }
    }
    if (c >= '0' && c <= '7') {
        octal_escape(d);
    } else if (c == 'x' || (!d->bytes && (c == 'u' || c == 'U'))) {
        d->at++;
        return hex_escape(d, from, c == 'x' ? 2 : c == 'u' ? 4 : 8);
    } else if (c == 'N' && !d->bytes) {
        d->at++;
        return name_escape(d, from);
    } else if (c == '\n' || c == '\r') {
        d->at += c == '\r' && d->end - d->at > 1 && d->at[1] == '\n' ? 2 : 1;
    } else {
        *d->out++ = '\\'; /* no escape: the backslash stays */
    }
    return true;
}

/* Does the text mean something else than what it shows? */
static bool is_plain(const char *text, uint32_t len, bool raw, bool format)
{
    for (uint32_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '\r' || (c == '\\' && !raw) || (format && (c == '{' || c == '}')))
            return false;
    }
    return true;
}

static bool decode_into(struct decoder *d, bool raw, bool format)
{
    while (d->at < d->end) {
        char c = *d->at++;
        if (c == '\\' && !raw) {
            if (!escape(d))
                return false;
            continue;
        }
        if (c == '\r') { /* every end of line is \n */
            if (d->at < d->end && *d->at == '\n')
                d->at++;
            c = '\n';
        } else if (format && (c == '{' || c == '}') && d->at < d->end && *d->at == c) {
            d->at++;
        }
        *d->out++ = c;
    }
    return true;
}

static bool decode(struct adparser *p, const struct adtoken *token, struct adnode *n)
{
    bool raw = token->prefix & ADSTR_RAW, bytes = token->prefix & ADSTR_BYTES;
    bool format = token->prefix & ADSTR_FORMAT;
    for (uint32_t i = 0; bytes && i < n->len; i++) {
        if ((uint8_t)n->text[i] >= 0x80) {
            addiag_syntax(p->diag, token_at(token),
                          "bytes can only contain ASCII literal characters");
            return false;
        }
    }
    if (is_plain(n->text, n->len, raw, format))
        return true;
    char *out = adarena_alloc(p->arena, n->len);
    if (!adparse_memory(p, out))
        return false;
    struct decoder d = {p, token, n->text, n->text, n->text + n->len, out, bytes};
    if (!decode_into(&d, raw, format))
        return false;
    n->text = out;
    n->len = (uint32_t)(d.out - out);
    return true;
}

/* A literal's text, still as it is written, as a STR or BYTES on the stack; nothing for no text. */
static bool push_text(struct adparser *p, const struct adtoken *token, struct adpos at,
                      const char *text, uint32_t len)
{
    struct adnode *n = adparse_node(p, token->prefix & ADSTR_BYTES ? ADK_BYTES : ADK_STR, at);
    if (!n)
        return false;
    n->text = text;
    n->len = len;
    n->height = 1;
    return decode(p, token, n) && adparse_push(p, n);
}

/* --- f-strings -------------------------------------------------------------------------------- */

static bool chunks(struct adparser *p, const struct adtoken *token, bool spec);
static bool merge(struct adparser *p, uint32_t base, bool drop);

static bool is_field_end(const struct adparser *p)
{
    return p->t.kind == ADTOK_RBRACE || p->t.kind == ADTOK_EXCLAMATION ||
           p->t.kind == ADTOK_COLON || p->t.kind == ADTOK_ASSIGN;
}

static struct adnode *field_value(struct adparser *p)
{
    if (is_field_end(p)) {
        struct addiag_at at = {p->t.line, p->t.column, p->t.end_column};
        addiag_error(p->diag, "SyntaxError", at, "f-string: valid expression required before '%s'",
                     p->t.text, p->t.len, 0);
        return NULL;
    }
    struct adnode *value = adparse_yield_or_exprs(p);
    if (!value || is_field_end(p))
        return value;
    if (adparse_begins_expr(p))
        return adparse_no_comma(p, value);
    return adparse_fail(p, "f-string: expecting '=', or '!', or ':', or '}'");
}

static bool conversion(struct adparser *p, struct adnode *n)
{
    adparse_advance(p);
    char c = p->t.kind == ADTOK_NAME && p->t.len == 1 ? p->t.text[0] : '\0';
    if (c != 'r' && c != 's' && c != 'a') {
        if (p->t.kind != ADTOK_NAME)
            return adparse_fail(p, "f-string: invalid conversion character");
        struct addiag_at at = {p->t.line, p->t.column, p->t.end_column};
        addiag_error(p->diag, "SyntaxError", at,
                     "f-string: invalid conversion character '%s': expected 's', 'r', or 'a'",
                     p->t.text, p->t.len, 0);
        return false;
    }
    n->op = (uint8_t)c;
    adparse_advance(p);
    return true;
}

/* The colon is the current token, the lexer right behind it; `}` is current afterwards. */
static bool format_spec(struct adparser *p, const struct adtoken *token, struct adnode *n)
{
    uint32_t base = p->n;
    struct adpos at = adparse_here(p);
    struct adnode *spec = adparse_node(p, ADK_JOINED, at);
    if (!spec || !chunks(p, token, true) || !merge(p, base, true) || !adparse_list(p, spec, base))
        return false;
    p->last = (struct adpos){p->lex.p.line, (uint32_t)(p->lex.p.at - p->lex.p.line_start)};
    n->b = adparse_done(p, spec);
    if (!n->b)
        return false;
    adparse_advance(p);
    return true;
}

/* `{` was skipped. Leaves the lexer right behind `}`, which is the current token. */
static bool field(struct adparser *p, const struct adtoken *token)
{
    uint16_t outer = p->lex.p.field;
    const char *start = p->lex.p.at;
    struct adpos at = {p->lex.p.line, (uint32_t)(start - p->lex.p.line_start)};
    struct adnode *n = adparse_node(p, ADK_FORMATTED, (struct adpos){at.line, at.column - 1});
    if (!n || !adparse_enter(p))
        return false;
    p->lex.p.field = p->lex.p.depth;
    adparse_advance(p);
    if (!(n->a = field_value(p)))
        return false;
    bool shows = adparse_take(p, ADTOK_ASSIGN);
    /* The text shown is all up to the next token, so a literal: nothing in it is an escape. */
    struct adtoken plain = {.prefix = ADSTR_RAW};
    if (shows && !push_text(p, &plain, at, start, (uint32_t)(p->t.text - start)))
        return false;
    if (p->t.kind == ADTOK_EXCLAMATION && !conversion(p, n))
        return false;
    if (p->t.kind == ADTOK_COLON && !format_spec(p, token, n))
        return false;
    if (p->t.kind != ADTOK_RBRACE)
        return adparse_fail(p, "f-string: expecting '}'");
    if (shows && !n->op && !n->b)
        n->op = 'r';
    p->lex.p.field = outer;
    p->last = (struct adpos){p->t.end_line, p->t.end_column};
    adparse_leave(p);
    return (n = adparse_done(p, n)) && adparse_push(p, n);
}

/* Texts and fields, pushed, up to the closing quote, or up to (not over) the `}` behind a spec. */
static bool chunks(struct adparser *p, const struct adtoken *token, bool spec)
{
    struct adchunk c;
    for (;;) {
        if (!adlex_chunk(&p->lex, token, spec, &c))
            return false;
        struct adpos at = {c.line, c.column};
        if (c.len && !push_text(p, token, at, c.text, c.len))
            return false;
        if (c.stop != '{')
            break;
        if (!field(p, token))
            return false;
    }
    if (spec && c.stop == 'q') {
        adlex_syntax(&p->lex, p->lex.p.at - 1, "f-string: expecting '}'");
        return false;
    }
    return true;
}

/* --- adjacent literals ------------------------------------------------------------------------ */

/* Make one text of those in the row parts[0..n). */
static bool join(struct adparser *p, struct adnode **parts, uint32_t n)
{
    uint32_t len = 0;
    for (uint32_t i = 0; i < n; i++)
        len += parts[i]->len;
    if (len == parts[0]->len)
        return true;
    char *text = adarena_alloc(p->arena, len);
    if (!adparse_memory(p, text))
        return false;
    len = 0;
    for (uint32_t i = 0; i < n; i++) {
        memcpy(text + len, parts[i]->text, parts[i]->len);
        len += parts[i]->len;
    }
    parts[0]->text = text;
    parts[0]->len = len;
    return true;
}

/* Join texts that stand side by side on the stack; with `drop`, take away empty ones. */
static bool merge(struct adparser *p, uint32_t base, bool drop)
{
    uint32_t to = base, from = base;
    while (from < p->n) {
        struct adnode **parts = p->stack + from;
        uint32_t row = 1;
        if (parts[0]->kind != ADK_FORMATTED) {
            while (from + row < p->n && parts[row]->kind != ADK_FORMATTED)
                row++;
            if (!join(p, parts, row))
                return false;
        }
        if (!drop || parts[0]->kind == ADK_FORMATTED || parts[0]->len)
            p->stack[to++] = parts[0];
        from += row;
    }
    p->n = to;
    return true;
}

static bool literal(struct adparser *p)
{
    struct adtoken token = p->t;
    if (token.kind == ADTOK_STRING) {
        if (!push_text(p, &token, adparse_here(p), token.text, token.len))
            return false;
    } else {
        if (!chunks(p, &token, false))
            return false;
        p->t.end_line = p->lex.p.line;
        p->t.end_column = (uint32_t)(p->lex.p.at - p->lex.p.line_start);
    }
    adparse_advance(p);
    return true;
}

struct adnode *adparse_strings(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    uint32_t base = p->n;
    bool bytes = p->t.prefix & ADSTR_BYTES, format = false;
    while (p->t.kind == ADTOK_STRING || p->t.kind == ADTOK_FSTRING) {
        if (bytes != !!(p->t.prefix & ADSTR_BYTES))
            return adparse_fail_from(p, at, "cannot mix bytes and nonbytes literals");
        format = format || p->t.kind == ADTOK_FSTRING;
        if (!literal(p))
            return NULL;
    }
    if (!merge(p, base, format))
        return NULL;
    struct adnode *n;
    if (format) {
        n = adparse_node(p, ADK_JOINED, at);
        if (!n || !adparse_list(p, n, base))
            return NULL;
    } else {
        n = p->stack[base];
        p->n = base;
    }
    return adparse_done(p, n);
}
