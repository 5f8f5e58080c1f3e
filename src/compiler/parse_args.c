/* SPDX-License-Identifier: MIT
 * parse_args.c - arguments of calls and classes, parameters of functions and lambdas, type
 * parameters.
 */
#include "compiler/parse.h"

/* --- arguments -------------------------------------------------------------------------------- */

struct args {
    bool keyword; /* there was name=value */
    bool doubled; /* there was **value    */
    uint32_t base, special;
};

static struct adnode *star_arg(struct adparser *p, const struct args *a)
{
    struct adnode *n = adparse_node(p, ADK_STARRED, adparse_here(p));
    if (!n)
        return NULL;
    if (a->doubled)
        return adparse_fail(p,
                            "iterable argument unpacking follows keyword argument unpacking");
    adparse_advance(p);
    return (n->a = adparse_expr(p)) ? adparse_done(p, n) : NULL;
}

static struct adnode *double_star_arg(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_KEYWORD, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    return (n->a = adparse_expr(p)) ? adparse_done(p, n) : NULL;
}

/* `name = value`; the name was read as an expression, `=` is the current token. */
static struct adnode *keyword_arg(struct adparser *p, struct adnode *name)
{
    if (name->kind == ADK_NONE || name->kind == ADK_TRUE || name->kind == ADK_FALSE)
        return adparse_fail_text(p, name, "cannot assign to %s", adparse_describe(name));
    if (name->kind != ADK_NAME || name == p->group) {
        struct addiag_at at = {name->line, name->column,
                               p->t.line == name->line ? p->t.end_column : 0};
        addiag_syntax(p->diag, at,
                      "expression cannot contain assignment, perhaps you meant \"==\"?");
        return NULL;
    }
    struct adnode *n = adparse_node(p, ADK_KEYWORD, adparse_start(name));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (p->t.kind == ADTOK_COMMA || p->t.kind == ADTOK_RPAR)
        return adparse_fail_from(p, adparse_start(name), "expected argument value expression");
    n->text = name->text;
    n->len = name->len;
    if (!(n->a = adparse_expr(p)))
        return NULL;
    if (adparse_at_for(p))
        return adparse_fail_from(p, adparse_start(name),
                                 "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    return adparse_done(p, n);
}

/* f(x for x in y): the call's parentheses are the generator's. */
static struct adnode *bare_generator(struct adparser *p, const struct args *a, struct adnode *first,
                                     struct adpos open)
{
    bool alone = p->n == a->base;
    struct adpos at = alone ? open : adparse_start(first);
    struct adnode *n = adparse_comprehension(p, ADK_GEN_EXP, at, first, NULL);
    if (!n)
        return NULL;
    if (!alone || p->t.kind == ADTOK_COMMA)
        return adparse_fail_from(p, adparse_start(first),
                                 "Generator expression must be parenthesized");
    if (p->t.kind == ADTOK_RPAR)
        p->last = (struct adpos){p->t.end_line, p->t.end_column};
    return adparse_done(p, n);
}

static struct adnode *argument(struct adparser *p, struct args *a, struct adpos open)
{
    struct adnode *n;
    if (p->t.kind == ADTOK_STAR) {
        a->special++;
        return star_arg(p, a);
    }
    if (p->t.kind == ADTOK_POW) {
        a->special++;
        a->doubled = true;
        return double_star_arg(p);
    }
    if (!(n = adparse_named(p)))
        return NULL;
    if (p->t.kind == ADTOK_ASSIGN) {
        a->special++;
        a->keyword = true;
        return keyword_arg(p, n);
    }
    if (adparse_at_for(p))
        return bare_generator(p, a, n, open);
    if (a->doubled)
        return adparse_fail_at(p, n, "positional argument follows keyword argument unpacking");
    if (a->keyword)
        return adparse_fail_at(p, n, "positional argument follows keyword argument");
    return n;
}

bool adparse_call_args(struct adparser *p, struct adnode *owner, struct adpos open)
{
    struct args a = {.base = p->n};
    while (p->t.kind != ADTOK_RPAR) {
        struct adnode *n = argument(p, &a, open);
        if (!n || !adparse_push(p, n))
            return false;
        if (p->t.kind != ADTOK_COMMA && p->t.kind != ADTOK_RPAR)
            return adparse_no_comma(p, n);
        adparse_take(p, ADTOK_COMMA);
    }
    adparse_advance(p);
    owner->op = (uint8_t)AD_MIN(a.special, UINT8_MAX);
    return adparse_list(p, owner, a.base);
}

/* --- parameters ------------------------------------------------------------------------------- */

struct params {
    uint32_t base;
    uint8_t kind;  /* of the next one               */
    bool slash;    /* there was `/`                 */
    bool defaults; /* a positional one has a default */
    bool bare;     /* a bare `*` waits for a name    */
    bool annotated;
};

static struct adnode *param(struct adparser *p, const struct params *s, uint8_t kind)
{
    struct adnode *n = adparse_node(p, ADK_PARAM, adparse_here(p));
    if (!n || !adparse_name(p, &n->text, &n->len))
        return NULL;
    n->op = kind;
    if (s->annotated && adparse_take(p, ADTOK_COLON)) {
        bool star = kind == ADPARAM_STAR && p->t.kind == ADTOK_STAR;
        if (!(n->a = star ? adparse_starred(p) : adparse_expr(p)))
            return NULL;
    }
    if (p->t.kind != ADTOK_ASSIGN)
        return adparse_done(p, n);
    if (kind == ADPARAM_STAR)
        return adparse_fail(p, "var-positional argument cannot have default value");
    if (kind == ADPARAM_STARSTAR)
        return adparse_fail(p, "var-keyword argument cannot have default value");
    adparse_advance(p);
    if (p->t.kind == ADTOK_COMMA || p->t.kind == ADTOK_RPAR)
        return adparse_fail(p, "expected default value expression");
    return (n->b = adparse_expr(p)) ? adparse_done(p, n) : NULL;
}

/* `/`: all before it are positional only. */
static bool slash(struct adparser *p, struct params *s)
{
    if (s->kind != ADPARAM_PLAIN)
        return adparse_fail(p, "/ must be ahead of *");
    if (s->slash)
        return adparse_fail(p, "/ may appear only once");
    if (p->n == s->base)
        return adparse_fail(p, "at least one argument must precede /");
    for (uint32_t i = s->base; i < p->n; i++)
        p->stack[i]->op = ADPARAM_POSONLY;
    s->slash = true;
    adparse_advance(p);
    return true;
}

static bool star(struct adparser *p, struct params *s, enum adtok end)
{
    if (s->kind != ADPARAM_PLAIN)
        return adparse_fail(p, "* argument may appear only once");
    struct adpos at = adparse_here(p);
    s->kind = ADPARAM_KWONLY;
    adparse_advance(p);
    if (p->t.kind == ADTOK_NAME) {
        struct adnode *n = param(p, s, ADPARAM_STAR);
        return n && adparse_push(p, n);
    }
    s->bare = true;
    bool more = p->t.kind == ADTOK_COMMA;
    if (p->t.kind == end)
        return adparse_fail_from(p, at, "named arguments must follow bare *");
    return more || adparse_invalid(p);
}

static bool double_star(struct adparser *p, struct params *s, enum adtok end)
{
    if (s->bare)
        return adparse_fail(p, "named arguments must follow bare *");
    adparse_advance(p);
    struct adnode *n = param(p, s, ADPARAM_STARSTAR);
    if (!n || !adparse_push(p, n))
        return false;
    if (p->t.kind == ADTOK_COMMA) {
        adparse_advance(p);
        if (p->t.kind != end)
            return adparse_fail(p, "arguments cannot follow var-keyword argument");
    }
    s->kind = ADPARAM_STARSTAR;
    return true;
}

static bool plain(struct adparser *p, struct params *s)
{
    if (p->t.kind == ADTOK_LPAR)
        return adparse_fail(p, s->annotated
                                   ? "Function parameters cannot be parenthesized"
                                   : "Lambda expression parameters cannot be parenthesized");
    struct adnode *n = param(p, s, s->kind);
    if (!n)
        return false;
    if (s->kind == ADPARAM_PLAIN && s->defaults && !n->b)
        return adparse_fail_at(p, n, "non-default argument follows default argument");
    s->defaults = s->defaults || (s->kind == ADPARAM_PLAIN && n->b);
    s->bare = false;
    return adparse_push(p, n);
}

struct adnode *adparse_params(struct adparser *p, enum adtok end)
{
    struct adnode *n = adparse_node(p, ADK_ARGUMENTS, adparse_here(p));
    struct params s = {.base = p->n, .kind = ADPARAM_PLAIN, .annotated = end == ADTOK_RPAR};
    if (!n)
        return NULL;
    while (p->t.kind != end) {
        bool ok = p->t.kind == ADTOK_SLASH  ? slash(p, &s)
                  : p->t.kind == ADTOK_STAR ? star(p, &s, end)
                  : p->t.kind == ADTOK_POW  ? double_star(p, &s, end)
                                            : plain(p, &s);
        if (!ok)
            return NULL;
        if (p->t.kind != end && !adparse_need(p, ADTOK_COMMA))
            return NULL;
    }
    if (s.bare)
        return adparse_fail(p, "named arguments must follow bare *");
    return adparse_list(p, n, s.base) ? adparse_done(p, n) : NULL;
}

/* --- type parameters -------------------------------------------------------------------------- */

static struct adnode *type_param(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_TYPE_PARAM, adparse_here(p));
    if (!n)
        return NULL;
    n->op = adparse_take(p, ADTOK_STAR) ? 1 : adparse_take(p, ADTOK_POW) ? 2 : 0;
    if (!adparse_name(p, &n->text, &n->len))
        return NULL;
    if (p->t.kind == ADTOK_COLON && n->op)
        return adparse_fail(p, n->op == 1 ? "cannot use bound with TypeVarTuple"
                                          : "cannot use bound with ParamSpec");
    if (adparse_take(p, ADTOK_COLON) && !(n->a = adparse_expr(p)))
        return NULL;
    if (adparse_take(p, ADTOK_ASSIGN)) {
        bool star = n->op == 1 && p->t.kind == ADTOK_STAR;
        if (!(n->b = star ? adparse_starred(p) : adparse_expr(p)))
            return NULL;
    }
    return adparse_done(p, n);
}

struct adnode *adparse_type_params(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_TYPE_PARAMS, adparse_here(p));
    uint32_t base = p->n;
    if (!n)
        return NULL;
    adparse_advance(p);
    if (p->t.kind == ADTOK_RSQB)
        return adparse_fail(p, "Type parameter list cannot be empty");
    do {
        if (p->t.kind == ADTOK_RSQB)
            break;
        struct adnode *next = type_param(p);
        if (!next || !adparse_push(p, next))
            return NULL;
    } while (adparse_take(p, ADTOK_COMMA));
    if (!adparse_need(p, ADTOK_RSQB))
        return NULL;
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}
