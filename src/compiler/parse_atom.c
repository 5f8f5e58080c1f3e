/* SPDX-License-Identifier: MIT
 * parse_atom.c - names, literals, displays, comprehensions, and what binds to them from the right:
 * calls, subscripts, attributes.
 */
#include "compiler/parse.h"

/* --- comprehensions --------------------------------------------------------------------------- */

bool adparse_at_for(const struct adparser *p)
{
    return p->t.kind == ADTOK_FOR || p->t.kind == ADTOK_ASYNC;
}

static struct adnode *comp_for(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_COMP_FOR, adparse_here(p));
    uint32_t base = p->n;
    if (!n)
        return NULL;
    n->op = adparse_take(p, ADTOK_ASYNC);
    if (!adparse_need(p, ADTOK_FOR) || !(n->a = adparse_for_targets(p)) ||
        !adparse_need(p, ADTOK_IN) || !(n->b = adparse_disjunction(p)))
        return NULL;
    while (adparse_take(p, ADTOK_IF)) {
        struct adnode *test = adparse_disjunction(p);
        if (!test || !adparse_push(p, test))
            return NULL;
    }
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

struct adnode *adparse_comprehension(struct adparser *p, enum adkind kind, struct adpos at,
                                     struct adnode *a, struct adnode *b)
{
    struct adnode *n = adparse_node(p, kind, at);
    uint32_t base = p->n;
    if (!n)
        return NULL;
    if (a->kind == ADK_STARRED)
        return adparse_fail_at(p, a, "iterable unpacking cannot be used in comprehension");
    n->a = a;
    n->b = b;
    while (adparse_at_for(p)) {
        struct adnode *clause = comp_for(p);
        if (!clause || !adparse_push(p, clause))
            return NULL;
    }
    return adparse_list(p, n, base) ? n : NULL;
}

/* The bracket behind an element and its clauses, or elements. */
static struct adnode *close(struct adparser *p, struct adnode *n, enum adtok bracket,
                            const struct adnode *last)
{
    if (p->t.kind != bracket)
        return last ? adparse_no_comma(p, last) : adparse_invalid(p);
    adparse_advance(p);
    return adparse_done(p, n);
}

/* --- displays --------------------------------------------------------------------------------- */

/* Elements up to the bracket, the first of them parsed already; the current token is what follows
 * it. Sets *last for the error message. */
static bool elements(struct adparser *p, struct adnode *n, struct adnode *first, enum adtok bracket,
                     const struct adnode **last)
{
    uint32_t base = p->n;
    *last = first;
    if (!adparse_push(p, first))
        return false;
    while (adparse_take(p, ADTOK_COMMA)) {
        *last = NULL;
        if (p->t.kind == bracket)
            break;
        struct adnode *next = adparse_star_named(p);
        if (!next || !adparse_push(p, next))
            return false;
        *last = next;
    }
    return adparse_list(p, n, base);
}

static struct adnode *display(struct adparser *p, enum adkind kind, struct adpos at,
                              struct adnode *first, enum adtok bracket)
{
    const struct adnode *last;
    struct adnode *n = adparse_node(p, kind, at);
    if (!n || !elements(p, n, first, bracket, &last))
        return NULL;
    return close(p, n, bracket, last);
}

static struct adnode *list_atom(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    adparse_advance(p);
    if (p->t.kind == ADTOK_RSQB) {
        struct adnode *n = adparse_node(p, ADK_LIST, at);
        return n ? close(p, n, ADTOK_RSQB, NULL) : NULL;
    }
    struct adnode *first = adparse_star_named(p);
    if (!first)
        return NULL;
    if (adparse_at_for(p)) {
        struct adnode *n = adparse_comprehension(p, ADK_LIST_COMP, at, first, NULL);
        return n ? close(p, n, ADTOK_RSQB, NULL) : NULL;
    }
    return display(p, ADK_LIST, at, first, ADTOK_RSQB);
}

/* `( x )`: x itself, remembered as one that stands in brackets. */
static struct adnode *group(struct adparser *p, struct adnode *n)
{
    if (p->t.kind != ADTOK_RPAR)
        return adparse_no_comma(p, n);
    if (n->kind == ADK_STARRED)
        return adparse_fail_at(p, n, "cannot use starred expression here");
    adparse_advance(p);
    p->group = n;
    return n;
}

static struct adnode *paren_atom(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *n;
    adparse_advance(p);
    if (p->t.kind == ADTOK_RPAR) {
        n = adparse_node(p, ADK_TUPLE, at);
        return n ? (p->group = close(p, n, ADTOK_RPAR, NULL), n) : NULL;
    }
    bool yields = p->t.kind == ADTOK_YIELD;
    struct adnode *first = yields ? adparse_yield_or_exprs(p) : adparse_star_named(p);
    if (!first)
        return NULL;
    if (!yields && adparse_at_for(p)) {
        n = adparse_comprehension(p, ADK_GEN_EXP, at, first, NULL);
        n = n ? close(p, n, ADTOK_RPAR, NULL) : NULL;
    } else if (!yields && p->t.kind == ADTOK_COMMA) {
        n = display(p, ADK_TUPLE, at, first, ADTOK_RPAR);
    } else {
        return group(p, first);
    }
    p->group = n;
    return n;
}

/* What stands behind the colon, which is the current token. */
static struct adnode *dict_value(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    adparse_advance(p);
    if (p->t.kind == ADTOK_RBRACE || p->t.kind == ADTOK_COMMA)
        return adparse_fail_from(p, at, "expression expected after dictionary key and ':'");
    if (p->t.kind != ADTOK_STAR)
        return adparse_expr(p);
    at = adparse_here(p);
    adparse_starred(p);
    return adparse_fail_from(p, at, "cannot use a starred expression in a dictionary value");
}

/* `key: value` or `**value` (key NULL). */
static bool dict_item(struct adparser *p, struct adnode **key, struct adnode **value)
{
    *key = NULL;
    if (adparse_take(p, ADTOK_POW))
        return (*value = adparse_bitor(p)) != NULL;
    if (!(*key = adparse_expr(p)))
        return false;
    if (p->t.kind != ADTOK_COLON) {
        if (p->t.kind == ADTOK_RBRACE || p->t.kind == ADTOK_COMMA)
            return adparse_fail_from(p, adparse_start(*key), "':' expected after dictionary key");
        return adparse_no_comma(p, *key);
    }
    return (*value = dict_value(p)) != NULL;
}

static struct adnode *rest_of_dict(struct adparser *p, struct adpos at, struct adnode *key,
                                   struct adnode *value)
{
    uint32_t base = p->n;
    struct adnode *n = adparse_node(p, ADK_DICT, at);
    if (!n || !adparse_push(p, key) || !adparse_push(p, value))
        return NULL;
    while (adparse_take(p, ADTOK_COMMA)) {
        if (p->t.kind == ADTOK_RBRACE) {
            value = NULL;
            break;
        }
        if (!dict_item(p, &key, &value) || !adparse_push(p, key) || !adparse_push(p, value))
            return NULL;
    }
    return adparse_list(p, n, base) ? close(p, n, ADTOK_RBRACE, value) : NULL;
}

static struct adnode *dict_atom(struct adparser *p, struct adpos at, struct adnode *key,
                                struct adnode *value)
{
    if (!adparse_at_for(p))
        return rest_of_dict(p, at, key, value);
    if (!key)
        return adparse_fail_at(p, value, "dict unpacking cannot be used in dict comprehension");
    struct adnode *n = adparse_comprehension(p, ADK_DICT_COMP, at, key, value);
    return n ? close(p, n, ADTOK_RBRACE, NULL) : NULL;
}

static struct adnode *brace_atom(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *key = NULL, *value = NULL, *n;
    adparse_advance(p);
    if (p->t.kind == ADTOK_RBRACE) {
        n = adparse_node(p, ADK_DICT, at);
        return n ? close(p, n, ADTOK_RBRACE, NULL) : NULL;
    }
    if (p->t.kind == ADTOK_POW)
        return dict_item(p, &key, &value) ? dict_atom(p, at, key, value) : NULL;
    struct adnode *first = adparse_star_named(p);
    if (!first)
        return NULL;
    if (p->t.kind == ADTOK_COLON && first->kind != ADK_STARRED &&
        (first->kind != ADK_NAMED || first == p->group)) {
        value = dict_value(p);
        return value ? dict_atom(p, at, first, value) : NULL;
    }
    if (adparse_at_for(p)) {
        n = adparse_comprehension(p, ADK_SET_COMP, at, first, NULL);
        return n ? close(p, n, ADTOK_RBRACE, NULL) : NULL;
    }
    return display(p, ADK_SET, at, first, ADTOK_RBRACE);
}

/* --- numbers ---------------------------------------------------------------------------------- */

/* Without `_`: as it is written if there is none, else a copy. */
static const char *clean(struct adparser *p, const char *text, uint32_t *len)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < *len; i++)
        n += text[i] != '_';
    if (n == *len)
        return text;
    char *copy = adarena_alloc(p->arena, n);
    if (!adparse_memory(p, copy))
        return NULL;
    n = 0;
    for (uint32_t i = 0; i < *len; i++)
        if (text[i] != '_')
            copy[n++] = text[i];
    *len = n;
    return copy;
}

struct adnode *adparse_number(struct adparser *p)
{
    enum adkind kind = p->t.kind == ADTOK_INT     ? ADK_INT
                       : p->t.kind == ADTOK_FLOAT ? ADK_FLOAT
                                                  : ADK_IMAG;
    const char *text = p->t.text;
    uint32_t len = p->t.len;
    struct adnode *n = adparse_node(p, kind, adparse_here(p));
    if (!n)
        return NULL;
    if (kind == ADK_INT) {
        n->op = p->t.base;
        text += p->t.base == 10 ? 0 : 2;
        len -= p->t.base == 10 ? 0 : 2;
    }
    if (kind == ADK_IMAG)
        len--;
    if (!(n->text = clean(p, text, &len)))
        return NULL;
    n->len = len;
    adparse_advance(p);
    return adparse_done(p, n);
}

/* --- atoms ------------------------------------------------------------------------------------ */

static struct adnode *name_atom(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_NAME, adparse_here(p));
    if (!n || !adparse_name(p, &n->text, &n->len))
        return NULL;
    return adparse_done(p, n);
}

struct adnode *adparse_atom(struct adparser *p)
{
    switch (p->t.kind) {
    case ADTOK_NAME:
        return name_atom(p);
    case ADTOK_INT:
    case ADTOK_FLOAT:
    case ADTOK_IMAG:
        return adparse_number(p);
    case ADTOK_STRING:
    case ADTOK_FSTRING:
        return adparse_strings(p);
    case ADTOK_NONE:
        return adparse_leaf(p, ADK_NONE);
    case ADTOK_TRUE:
        return adparse_leaf(p, ADK_TRUE);
    case ADTOK_FALSE:
        return adparse_leaf(p, ADK_FALSE);
    case ADTOK_ELLIPSIS:
        return adparse_leaf(p, ADK_ELLIPSIS);
    case ADTOK_LPAR:
        return paren_atom(p);
    case ADTOK_LSQB:
        return list_atom(p);
    case ADTOK_LBRACE:
        return brace_atom(p);
    default:
        return adparse_invalid(p);
    }
}

/* --- calls, subscripts, attributes ------------------------------------------------------------ */

static struct adnode *slice(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *start = NULL;
    if (p->t.kind == ADTOK_STAR)
        return adparse_starred(p);
    if (p->t.kind != ADTOK_COLON && !(start = adparse_named(p)))
        return NULL;
    if (p->t.kind != ADTOK_COLON)
        return start;
    struct adnode *n = adparse_node(p, ADK_SLICE, at);
    if (!n)
        return NULL;
    n->a = start;
    adparse_advance(p);
    if (adparse_begins_expr(p) && !(n->b = adparse_expr(p)))
        return NULL;
    if (adparse_take(p, ADTOK_COLON) && adparse_begins_expr(p) && !(n->c = adparse_expr(p)))
        return NULL;
    return adparse_done(p, n);
}

/* What stands in `[ ]`; `a[*b]` is a tuple even without a comma. */
static struct adnode *slices(struct adparser *p)
{
    uint32_t base = p->n;
    struct adpos at = adparse_here(p);
    struct adnode *first = slice(p);
    if (!first || (p->t.kind != ADTOK_COMMA && first->kind != ADK_STARRED))
        return first;
    struct adnode *n = adparse_node(p, ADK_TUPLE, at);
    if (!n || !adparse_push(p, first))
        return NULL;
    while (adparse_take(p, ADTOK_COMMA) && p->t.kind != ADTOK_RSQB) {
        struct adnode *next = slice(p);
        if (!next || !adparse_push(p, next))
            return NULL;
    }
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

/* `at`: where the expression begins, maybe at a bracket around `left`. */
static struct adnode *trailer(struct adparser *p, struct adpos at, struct adnode *left)
{
    enum adtok token = p->t.kind;
    struct adpos open = adparse_here(p);
    struct adnode *n = adparse_node(p,
                                    token == ADTOK_DOT    ? ADK_ATTRIBUTE
                                    : token == ADTOK_LPAR ? ADK_CALL
                                                          : ADK_SUBSCRIPT,
                                    at);
    if (!n)
        return NULL;
    n->a = left;
    adparse_advance(p);
    if (token == ADTOK_DOT)
        return adparse_name(p, &n->text, &n->len) ? adparse_done(p, n) : NULL;
    if (token == ADTOK_LPAR)
        return adparse_call_args(p, n, open) ? adparse_done(p, n) : NULL;
    if (!(n->b = slices(p)))
        return NULL;
    return close(p, n, ADTOK_RSQB, n->b);
}

struct adnode *adparse_primary(struct adparser *p)
{
    if (p->t.kind == ADTOK_AWAIT) {
        struct adnode *n = adparse_node(p, ADK_AWAIT, adparse_here(p));
        if (!n)
            return NULL;
        adparse_advance(p);
        if (p->t.kind == ADTOK_AWAIT)
            return adparse_invalid(p);
        return (n->a = adparse_primary(p)) ? adparse_done(p, n) : NULL;
    }
    struct adpos at = adparse_here(p);
    struct adnode *n = adparse_atom(p);
    while (n && (p->t.kind == ADTOK_DOT || p->t.kind == ADTOK_LPAR || p->t.kind == ADTOK_LSQB))
        n = trailer(p, at, n);
    return n;
}
