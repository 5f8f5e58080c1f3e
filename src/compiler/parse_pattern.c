/* SPDX-License-Identifier: MIT
 * parse_pattern.c - the match statement and its patterns.
 */
#include "compiler/parse.h"

static struct adnode *pattern(struct adparser *p);

/* --- literals, names -------------------------------------------------------------------------- */

static bool is_number(const struct adparser *p)
{
    return p->t.kind == ADTOK_INT || p->t.kind == ADTOK_FLOAT || p->t.kind == ADTOK_IMAG;
}

static struct adnode *signed_number(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    bool minus = adparse_take(p, ADTOK_MINUS);
    struct adnode *number = is_number(p) ? adparse_number(p) : adparse_invalid(p);
    if (!number || !minus)
        return number;
    struct adnode *n = adparse_node(p, ADK_UNARY, at);
    if (!n)
        return NULL;
    n->op = ADUN_NEG;
    n->a = number;
    return adparse_done(p, n);
}

/* A number, or a real one and an imaginary one. */
static struct adnode *number(struct adparser *p)
{
    struct adnode *real = signed_number(p);
    if (!real || (p->t.kind != ADTOK_PLUS && p->t.kind != ADTOK_MINUS))
        return real;
    struct adnode *n = adparse_node(p, ADK_BINARY, adparse_start(real));
    if (!n)
        return NULL;
    const struct adnode *digits = real->kind == ADK_UNARY ? real->a : real;
    if (digits->kind == ADK_IMAG)
        return adparse_fail_at(p, real, "real number required in complex literal");
    n->op = p->t.kind == ADTOK_PLUS ? ADBIN_ADD : ADBIN_SUB;
    n->a = real;
    adparse_advance(p);
    if (!is_number(p))
        return adparse_invalid(p);
    if (p->t.kind != ADTOK_IMAG)
        return adparse_fail(p, "imaginary number required in complex literal");
    return (n->b = adparse_number(p)) ? adparse_done(p, n) : NULL;
}

/* a or a.b.c */
static struct adnode *dotted(struct adparser *p)
{
    struct adnode *n = adparse_atom(p);
    while (n && p->t.kind == ADTOK_DOT) {
        struct adnode *attribute = adparse_node(p, ADK_ATTRIBUTE, adparse_start(n));
        if (!attribute)
            return NULL;
        adparse_advance(p);
        attribute->a = n;
        if (!adparse_name(p, &attribute->text, &attribute->len))
            return NULL;
        n = adparse_done(p, attribute);
    }
    return n;
}

static struct adnode *wrap(struct adparser *p, enum adkind kind, struct adnode *a)
{
    struct adnode *n = a ? adparse_node(p, kind, adparse_start(a)) : NULL;
    if (!n)
        return NULL;
    n->a = a;
    return adparse_done(p, n);
}

/* What may stand in PAT_VALUE, PAT_SINGLETON or as a key: *kind says which of the first two. */
static struct adnode *literal(struct adparser *p, enum adkind *kind)
{
    *kind = ADK_PAT_VALUE;
    switch (p->t.kind) {
    case ADTOK_NONE:
    case ADTOK_TRUE:
    case ADTOK_FALSE:
        *kind = ADK_PAT_SINGLETON;
        return adparse_atom(p);
    case ADTOK_STRING:
    case ADTOK_FSTRING: {
        struct adnode *n = adparse_strings(p);
        if (n && n->kind == ADK_JOINED)
            return adparse_fail_at(p, n,
                                   "patterns may only match literals and attribute lookups");
        return n;
    }
    default:
        return number(p);
    }
}

static bool set_name(struct adnode *n, const struct adnode *name)
{
    n->text = name->text;
    n->len = name->len;
    return true;
}

static bool is_wildcard(const struct adnode *name)
{
    return name->len == 1 && name->text[0] == '_';
}

/* --- sequences, mappings, classes ------------------------------------------------------------- */

static struct adnode *star_pattern(struct adparser *p)
{
    if (p->t.kind != ADTOK_STAR)
        return pattern(p);
    struct adnode *n = adparse_node(p, ADK_PAT_STAR, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (!adparse_name(p, &n->text, &n->len))
        return NULL;
    if (is_wildcard(n)) {
        n->text = NULL;
        n->len = 0;
    }
    return adparse_done(p, n);
}

/* The rest of a sequence whose first item was read, up to `end` (not skipped). */
static struct adnode *sequence(struct adparser *p, struct adpos at, struct adnode *first,
                               enum adtok end)
{
    struct adnode *n = adparse_node(p, ADK_PAT_SEQUENCE, at);
    uint32_t base = p->n;
    if (!n)
        return NULL;
    bool starred = false;
    for (struct adnode *item = first; item;) {
        if (item->kind == ADK_PAT_STAR && starred)
            return adparse_fail_at(p, item,
                                   "multiple starred expressions in sequence pattern");
        starred = starred || item->kind == ADK_PAT_STAR;
        if (!adparse_push(p, item))
            return NULL;
        if (!adparse_take(p, ADTOK_COMMA) || p->t.kind == end)
            break;
        if (end == ADTOK_COLON && p->t.kind == ADTOK_IF)
            break;
        if (!(item = star_pattern(p)))
            return NULL;
    }
    return adparse_list(p, n, base) ? n : NULL;
}

/* [ ], ( ) and ( p ), which is p. */
static struct adnode *bracketed(struct adparser *p, enum adtok end)
{
    struct adpos at = adparse_here(p);
    struct adnode *first = NULL;
    adparse_advance(p);
    if (p->t.kind != end && !(first = star_pattern(p)))
        return NULL;
    if (end == ADTOK_RPAR && first && first->kind != ADK_PAT_STAR && p->t.kind == ADTOK_RPAR) {
        adparse_advance(p);
        return first;
    }
    if (end == ADTOK_RPAR && first && p->t.kind != ADTOK_COMMA)
        return adparse_invalid(p);
    struct adnode *n = sequence(p, at, first, end);
    return n && adparse_need(p, end) ? adparse_done(p, n) : NULL;
}

static bool mapping_item(struct adparser *p)
{
    enum adkind kind;
    struct adnode *key = p->t.kind == ADTOK_NAME ? dotted(p) : literal(p, &kind), *value;
    if (!key)
        return false;
    if (key->kind == ADK_NAME)
        return adparse_invalid(p);
    return adparse_need(p, ADTOK_COLON) && (value = pattern(p)) && adparse_push(p, key) &&
           adparse_push(p, value);
}

static struct adnode *mapping(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_PAT_MAPPING, adparse_here(p));
    uint32_t base = p->n;
    if (!n)
        return NULL;
    adparse_advance(p);
    while (p->t.kind != ADTOK_RBRACE) {
        if (n->text) /* something behind **rest */
            return adparse_invalid(p);
        if (adparse_take(p, ADTOK_POW)) {
            if (adparse_is_word(&p->t, "_") || !adparse_name(p, &n->text, &n->len))
                return adparse_invalid(p);
        } else if (!mapping_item(p)) {
            return NULL;
        }
        if (p->t.kind != ADTOK_RBRACE && !adparse_need(p, ADTOK_COMMA))
            return NULL;
    }
    adparse_advance(p);
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

/* `name = pattern`, or a pattern: a name alone becomes a capture only now. */
static struct adnode *class_argument(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *a = pattern(p);
    if (!a || a->kind != ADK_PAT_CAPTURE || p->t.kind != ADTOK_ASSIGN)
        return a;
    struct adnode *n = adparse_node(p, ADK_PAT_KEYWORD, at);
    if (!n)
        return NULL;
    n->text = a->text ? a->text : "_";
    n->len = a->text ? a->len : 1;
    adparse_advance(p);
    return (n->a = pattern(p)) ? adparse_done(p, n) : NULL;
}

static struct adnode *class_pattern(struct adparser *p, struct adnode *name)
{
    struct adnode *n = adparse_node(p, ADK_PAT_CLASS, adparse_start(name));
    uint32_t base = p->n;
    bool keyword = false;
    if (!n)
        return NULL;
    n->a = name;
    adparse_advance(p);
    while (p->t.kind != ADTOK_RPAR) {
        struct adnode *item = class_argument(p);
        if (!item || !adparse_push(p, item))
            return NULL;
        if (keyword && item->kind != ADK_PAT_KEYWORD)
            return adparse_fail_at(p, item, "positional patterns follow keyword patterns");
        keyword = item->kind == ADK_PAT_KEYWORD;
        if (p->t.kind != ADTOK_RPAR && !adparse_need(p, ADTOK_COMMA))
            return NULL;
    }
    adparse_advance(p);
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

/* --- patterns --------------------------------------------------------------------------------- */

static struct adnode *name_pattern(struct adparser *p)
{
    struct adnode *name = dotted(p);
    if (!name)
        return NULL;
    if (p->t.kind == ADTOK_LPAR)
        return class_pattern(p, name);
    if (name->kind == ADK_ATTRIBUTE)
        return wrap(p, ADK_PAT_VALUE, name);
    struct adnode *n = adparse_node(p, ADK_PAT_CAPTURE, adparse_start(name));
    if (!n)
        return NULL;
    if (!is_wildcard(name))
        set_name(n, name);
    return adparse_done(p, n);
}

static struct adnode *closed(struct adparser *p)
{
    enum adkind kind;
    struct adnode *a;
    switch (p->t.kind) {
    case ADTOK_NAME:
        return name_pattern(p);
    case ADTOK_LPAR:
        return bracketed(p, ADTOK_RPAR);
    case ADTOK_LSQB:
        return bracketed(p, ADTOK_RSQB);
    case ADTOK_LBRACE:
        return mapping(p);
    default:
        a = literal(p, &kind);
        return a ? wrap(p, kind, a) : NULL;
    }
}

/* Does it match whatever comes? */
static bool is_irrefutable(const struct adnode *n)
{
    while (n->kind == ADK_PAT_AS)
        n = n->a;
    if (n->kind == ADK_PAT_OR)
        n = n->list[n->count - 1];
    while (n->kind == ADK_PAT_AS)
        n = n->a;
    return n->kind == ADK_PAT_CAPTURE;
}

static bool unreachable(struct adparser *p, const struct adnode *n)
{
    if (n->kind != ADK_PAT_CAPTURE || !n->text)
        return adparse_fail_at(p, n, "wildcard makes remaining patterns unreachable");
    struct addiag_at at = {n->line, n->column, n->end_column};
    addiag_error(p->diag, "SyntaxError", at,
                 "name capture '%s' makes remaining patterns unreachable", n->text, n->len, 0);
    return false;
}

static struct adnode *or_pattern(struct adparser *p)
{
    struct adnode *first = closed(p);
    if (!first || p->t.kind != ADTOK_BAR)
        return first;
    struct adnode *n = adparse_node(p, ADK_PAT_OR, adparse_start(first));
    uint32_t base = p->n;
    if (!n || !adparse_push(p, first))
        return NULL;
    while (adparse_take(p, ADTOK_BAR)) {
        if (is_irrefutable(p->stack[p->n - 1]))
            return unreachable(p, p->stack[p->n - 1]), NULL;
        struct adnode *next = closed(p);
        if (!next || !adparse_push(p, next))
            return NULL;
    }
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

static struct adnode *pattern(struct adparser *p)
{
    if (!adparse_enter(p))
        return NULL;
    struct adnode *a = or_pattern(p);
    adparse_leave(p);
    if (!a || p->t.kind != ADTOK_AS)
        return a;
    struct adnode *n = adparse_node(p, ADK_PAT_AS, adparse_start(a));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (adparse_is_word(&p->t, "_"))
        return adparse_fail(p, "cannot use '_' as a target");
    if (p->t.kind != ADTOK_NAME)
        return adparse_fail(p, "invalid pattern target");
    n->a = a;
    return adparse_name(p, &n->text, &n->len) ? adparse_done(p, n) : NULL;
}

/* --- match ------------------------------------------------------------------------------------ */

static struct adnode *case_pattern(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *first = star_pattern(p);
    if (!first || (first->kind != ADK_PAT_STAR && p->t.kind != ADTOK_COMMA))
        return first;
    if (p->t.kind != ADTOK_COMMA)
        return adparse_invalid(p);
    struct adnode *n = sequence(p, at, first, ADTOK_COLON);
    return n ? adparse_done(p, n) : NULL;
}

static struct adnode *case_block(struct adparser *p)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_CASE, adparse_here(p));
    if (!n)
        return NULL;
    if (!adparse_is_word(&p->t, "case"))
        return adparse_invalid(p);
    adparse_advance(p);
    if (!(n->a = case_pattern(p)))
        return NULL;
    if (adparse_take(p, ADTOK_IF) && !(n->b = adparse_named(p)))
        return NULL;
    return (n->c = adparse_block(p, "'case' statement", line)) ? adparse_done(p, n) : NULL;
}

static struct adnode *cases(struct adparser *p, struct adnode *n)
{
    uint32_t base = p->n;
    if (p->t.kind != ADTOK_INDENT) {
        struct addiag_at at = adparse_place(p);
        addiag_error(p->diag, "IndentationError", at,
                     "expected an indented block after 'match' statement on line %d", NULL, 0,
                     n->line);
        return NULL;
    }
    adparse_advance(p);
    while (p->t.kind != ADTOK_DEDENT && p->t.kind != ADTOK_END) {
        const struct adnode *before = p->n > base ? p->stack[p->n - 1] : NULL;
        struct adnode *next = case_block(p);
        if (!next || !adparse_push(p, next))
            return NULL;
        if (before && !before->b && is_irrefutable(before->a))
            return unreachable(p, before->a), NULL;
    }
    adparse_take(p, ADTOK_DEDENT);
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

static struct adnode *subject(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *first = adparse_star_named(p);
    if (!first || (first->kind != ADK_STARRED && p->t.kind != ADTOK_COMMA))
        return first;
    uint32_t base = p->n;
    struct adnode *n = adparse_node(p, ADK_TUPLE, at);
    if (!n || !adparse_push(p, first))
        return NULL;
    if (p->t.kind != ADTOK_COMMA)
        return adparse_invalid(p);
    while (adparse_take(p, ADTOK_COMMA) && p->t.kind != ADTOK_COLON) {
        struct adnode *next = adparse_star_named(p);
        if (!next || !adparse_push(p, next))
            return NULL;
    }
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

/* `match` and a token that cannot go on with an expression that began with a name. */
static bool is_sure(const struct adparser *p)
{
    switch (p->t.kind) {
    case ADTOK_LPAR:
    case ADTOK_LSQB:
    case ADTOK_PLUS:
    case ADTOK_MINUS:
    case ADTOK_NOT:
        return false;
    default:
        return adparse_begins_expr(p);
    }
}

struct adnode *adparse_match(struct adparser *p)
{
    struct adparse_mark mark = adparse_mark(p);
    struct adnode *n = adparse_node(p, ADK_MATCH, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    bool sure = is_sure(p), maybe = sure || adparse_begins_expr(p) || p->t.kind == ADTOK_STAR;
    if (maybe && (n->a = subject(p)) && p->t.kind == ADTOK_COLON) {
        adparse_advance(p);
        if (adparse_take(p, ADTOK_NEWLINE))
            return cases(p, n);
    }
    if (sure && p->t.kind == ADTOK_NEWLINE)
        return adparse_fail(p, "expected ':'");
    if (sure)
        return adparse_invalid(p);
    adparse_back(p, mark);
    return NULL;
}
