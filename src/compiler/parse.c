/* SPDX-License-Identifier: MIT
 * parse.c - the parser's tools: tokens, nodes, lists, errors; and its entries.
 */
#include "compiler/parse.h"

#include "compiler/parser.h"

/* --- tokens ----------------------------------------------------------------------------------- */

void adparse_advance(struct adparser *p)
{
    if (p->t.kind > ADTOK_DEDENT) /* ends of lines end no node */
        p->last = (struct adpos){p->t.end_line, p->t.end_column};
    /* Nothing accepts an ERROR, so the failure comes out at the next test of a token. */
    if (p->diag->kind || !adlex_next(&p->lex, &p->t))
        p->t.kind = ADTOK_ERROR;
}

bool adparse_take(struct adparser *p, enum adtok kind)
{
    if (p->t.kind != kind)
        return false;
    adparse_advance(p);
    return true;
}

bool adparse_need(struct adparser *p, enum adtok kind)
{
    if (adparse_take(p, kind))
        return true;
    adparse_invalid(p);
    return false;
}

struct addiag_at adparse_place(const struct adparser *p)
{
    /* At the end of the source there is nothing to show: behind the last token there is. */
    bool over = p->t.kind == ADTOK_END || p->t.kind == ADTOK_DEDENT;
    if (over && p->lex.p.at == p->lex.end && p->last.line)
        return (struct addiag_at){p->last.line, p->last.column, 0};
    bool one_line = p->t.end_line == p->t.line;
    return (struct addiag_at){p->t.line, p->t.column, one_line ? p->t.end_column : 0};
}

bool adparse_expect(struct adparser *p, enum adtok kind)
{
    if (adparse_take(p, kind))
        return true;
    if (p->t.kind == ADTOK_END || p->t.kind == ADTOK_INDENT)
        adparse_invalid(p);
    const char *text = adtok_text(kind);
    addiag_error(p->diag, "SyntaxError", adparse_place(p), "expected '%s'", text,
                 addiag_length(text), 0);
    return false;
}

bool adparse_is_word(const struct adtoken *t, const char *word)
{
    uint32_t i = 0;
    while (i < t->len && word[i] && word[i] == t->text[i])
        i++;
    return t->kind == ADTOK_NAME && i == t->len && !word[i];
}

struct adpos adparse_here(const struct adparser *p)
{
    return (struct adpos){p->t.line, p->t.column};
}

/* --- a way back ------------------------------------------------------------------------------- */

struct adparse_mark adparse_mark(const struct adparser *p)
{
    return (struct adparse_mark){p->lex.p, p->t, p->last,  adarena_mark(p->arena), p->stack,
                                 p->n,     p->cap, p->depth};
}

bool adparse_back(struct adparser *p, struct adparse_mark mark)
{
    if (p->diag->kind && !p->diag->line)
        return false;
    p->lex.p = mark.place;
    p->lex.failed = false;
    p->t = mark.t;
    p->last = mark.last;
    p->stack = mark.stack;
    p->n = mark.n;
    p->cap = mark.cap;
    p->depth = mark.depth;
    p->group = NULL;
    p->diag->kind = NULL;
    p->diag->incomplete = false;
    adarena_release(p->arena, mark.arena);
    return true;
}

/* --- nesting ---------------------------------------------------------------------------------- */

bool adparse_enter(struct adparser *p)
{
    if (++p->depth <= ADPARSE_DEPTH_MAX)
        return true;
    addiag_error(p->diag, "MemoryError", (struct addiag_at){0, 0, 0},
                 "Parser stack overflowed - Python source too complex to parse", NULL, 0, 0);
    return false;
}

void adparse_leave(struct adparser *p)
{
    p->depth--;
}

/* --- nodes ------------------------------------------------------------------------------------ */

bool adparse_memory(struct adparser *p, void *made)
{
    if (!made)
        addiag_no_memory(p->diag);
    return made;
}

struct adnode *adparse_node(struct adparser *p, enum adkind kind, struct adpos at)
{
    struct adnode *n = adarena_alloc(p->arena, sizeof *n);
    if (!adparse_memory(p, n))
        return NULL;
    n->kind = (uint8_t)kind;
    n->line = at.line;
    n->column = (uint16_t)AD_MIN(at.column, UINT16_MAX);
    return n;
}

static uint16_t taller(uint16_t height, const struct adnode *child)
{
    return child && child->height > height ? child->height : height;
}

struct adnode *adparse_done(struct adparser *p, struct adnode *n)
{
    uint16_t height = 0;
    height = taller(height, n->a);
    height = taller(height, n->b);
    height = taller(height, n->d);
    for (uint32_t i = 0; i < n->count; i++)
        height = taller(height, n->list[i]);
    /* `elif` after `elif` is one statement to read, and a loop to walk: it makes no height. */
    bool elif = n->kind == ADK_IF && n->c && n->c->kind == ADK_IF;
    if (!elif)
        height = taller(height, n->c);
    n->height = (uint16_t)(height + 1);
    if (elif)
        n->height = taller(n->height, n->c);
    bool one_line = p->last.line == n->line;
    n->end_column = one_line ? (uint16_t)AD_MIN(p->last.column, UINT16_MAX) : 0;
    if (n->height <= ADAST_HEIGHT_MAX)
        return n;
    addiag_error(p->diag, "RecursionError", (struct addiag_at){0, 0, 0},
                 "maximum recursion depth exceeded during compilation", NULL, 0, 0);
    return NULL;
}

struct adnode *adparse_leaf(struct adparser *p, enum adkind kind)
{
    struct adnode *n = adparse_node(p, kind, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    return adparse_done(p, n);
}

struct adpos adparse_start(const struct adnode *n)
{
    return (struct adpos){n->line, n->column};
}

bool adparse_name(struct adparser *p, const char **text, uint32_t *len)
{
    *text = p->t.text;
    *len = p->t.len;
    return adparse_need(p, ADTOK_NAME);
}

/* --- lists ------------------------------------------------------------------------------------ */

bool adparse_push(struct adparser *p, struct adnode *n)
{
    if (p->n == p->cap) {
        uint32_t cap = p->cap ? p->cap * 2 : 32;
        struct adnode **more = adarena_alloc(p->arena, cap * sizeof *more);
        if (!adparse_memory(p, more))
            return false;
        if (p->n)
            memcpy(more, p->stack, p->n * sizeof *more);
        p->stack = more;
        p->cap = cap;
    }
    p->stack[p->n++] = n;
    return true;
}

bool adparse_list(struct adparser *p, struct adnode *owner, uint32_t base)
{
    uint32_t count = p->n - base;
    p->n = base;
    if (!count)
        return true;
    owner->list = adarena_alloc(p->arena, count * sizeof *owner->list);
    if (!adparse_memory(p, owner->list))
        return false;
    memcpy(owner->list, p->stack + base, count * sizeof *owner->list);
    owner->count = count;
    return true;
}

/* --- errors ----------------------------------------------------------------------------------- */

struct adnode *adparse_fail(struct adparser *p, const char *message)
{
    addiag_syntax(p->diag, adparse_place(p), message);
    return NULL;
}

struct adnode *adparse_invalid(struct adparser *p)
{
    struct addiag_at at = adparse_place(p);
    if (p->t.kind == ADTOK_INDENT || p->t.kind == ADTOK_DEDENT) {
        at.column -= at.column > 0; /* before the line's text: no caret is shown, as in CPython */
        at.end_column = 0;
        addiag_error(p->diag, "IndentationError", at,
                     p->t.kind == ADTOK_INDENT ? "unexpected indent" : "unexpected unindent", NULL,
                     0, 0);
        return NULL;
    }
    if (p->t.kind == ADTOK_END && !p->diag->kind && adlex_unclosed(&p->lex))
        return NULL;
    return adparse_fail(p, "invalid syntax");
}

struct adnode *adparse_fail_text(struct adparser *p, const struct adnode *n, const char *format,
                                 const char *text)
{
    struct addiag_at at = {n->line, n->column, n->end_column};
    addiag_error(p->diag, "SyntaxError", at, format, text, addiag_length(text), 0);
    return NULL;
}

struct adnode *adparse_fail_at(struct adparser *p, const struct adnode *n, const char *message)
{
    return adparse_fail_text(p, n, "%s", message);
}

struct adnode *adparse_fail_from(struct adparser *p, struct adpos a, const char *message)
{
    struct addiag_at at = {a.line, a.column, a.line == p->last.line ? p->last.column : 0};
    addiag_syntax(p->diag, at, message);
    return NULL;
}

struct adnode *adparse_no_comma(struct adparser *p, const struct adnode *n)
{
    struct adtoken t = p->t;
    bool words = n->kind == ADK_NAME && (t.kind == ADTOK_STRING || t.kind == ADTOK_FSTRING);
    if (t.kind == ADTOK_ASSIGN) {
        adparse_bad_equal(p, n);
    } else if (!words && adparse_begins_expr(p) && p->lex.p.depth) {
        struct adpos start = adparse_start(n);
        if (adparse_expr(p))
            return adparse_fail_from(p, start, "invalid syntax. Perhaps you forgot a comma?");
        /* What stands there is no expression either: the error is at its start. */
        if (!p->lex.failed && p->diag->line) {
            p->diag->kind = NULL;
            p->t = t;
        }
    }
    return adparse_invalid(p);
}

/* --- entries ---------------------------------------------------------------------------------- */

/* The parser found an error: as in CPython, one that the lexer meets in the rest of the source
 * comes first, and so does a bracket left open on an earlier line. */
static void check_rest(struct adparser *p)
{
    struct addiag found = *p->diag;
    bool at_end = p->t.kind == ADTOK_END ||
                  (p->t.kind == ADTOK_DEDENT && p->lex.p.at == p->lex.end);
    found.incomplete = found.incomplete || at_end;
    *p->diag = found;
    /* In the middle of an f-string there is no going on from token to token. */
    if (p->lex.failed || found.line == 0 || p->lex.p.field)
        return;
    p->diag->kind = NULL;
    while (p->t.kind != ADTOK_END && p->t.kind != ADTOK_FSTRING && p->t.kind != ADTOK_ERROR)
        adparse_advance(p);
    if (p->lex.failed)
        return;
    uint16_t depth = p->lex.p.depth;
    bool earlier = depth && found.line > p->lex.bracket[depth - 1].line;
    if (p->t.kind == ADTOK_END && earlier && adlex_unclosed(&p->lex))
        return;
    *p->diag = found;
}

static struct adparser *start(struct adarena *arena, struct addiag *diag, const char *file_name,
                              const char *source, size_t length)
{
    addiag_init(diag, file_name, source, length);
    struct adparser *p = adarena_alloc(arena, sizeof *p);
    if (!p) {
        addiag_no_memory(diag);
        return NULL;
    }
    p->arena = arena;
    p->diag = diag;
    if (!adlex_init(&p->lex, diag, source, length))
        return NULL;
    adparse_advance(p);
    return p;
}

static struct adnode *module(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_MODULE, (struct adpos){1, 0});
    uint32_t base = p->n;
    if (!n)
        return NULL;
    while (p->t.kind != ADTOK_END)
        if (!adparse_statement(p))
            return NULL;
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

struct adnode *adparse_module(struct adarena *arena, struct addiag *diag, const char *file_name,
                              const char *source, size_t length)
{
    struct adparser *p = start(arena, diag, file_name, source, length);
    struct adnode *n = p ? module(p) : NULL;
    if (p && !n)
        check_rest(p);
    return n;
}

static struct adnode *expression(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_EXPR, adparse_here(p));
    if (!n || !(n->a = adparse_exprs(p)))
        return NULL;
    adparse_take(p, ADTOK_NEWLINE);
    return adparse_need(p, ADTOK_END) ? adparse_done(p, n) : NULL;
}

struct adnode *adparse_expression(struct adarena *arena, struct addiag *diag, const char *file_name,
                                  const char *source, size_t length)
{
    while (length && (*source == ' ' || *source == '\t')) { /* eval(" 1") is fine */
        source++;
        length--;
    }
    struct adparser *p = start(arena, diag, file_name, source, length);
    struct adnode *n = p ? expression(p) : NULL;
    if (p && !n)
        check_rest(p);
    return n;
}
