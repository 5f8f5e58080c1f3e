/* SPDX-License-Identifier: MIT
 * parse_expr.c - expressions from the loosest binding (lambda, if-else) to the tightest operator;
 * what operators stand between is parse_atom.c's.
 */
#include "compiler/parse.h"

/* --- operators -------------------------------------------------------------------------------- */

/* How tightly a binary operator binds; 0: the token is none. */
static uint8_t binding(uint8_t token, uint8_t *op)
{
    static const struct {
        uint8_t token, op, binds;
    } table[] = {
        {ADTOK_BAR, ADBIN_OR, 1},         {ADTOK_CARET, ADBIN_XOR, 2},
        {ADTOK_AMPERSAND, ADBIN_AND, 3},  {ADTOK_LSHIFT, ADBIN_LSHIFT, 4},
        {ADTOK_RSHIFT, ADBIN_RSHIFT, 4},  {ADTOK_PLUS, ADBIN_ADD, 5},
        {ADTOK_MINUS, ADBIN_SUB, 5},      {ADTOK_STAR, ADBIN_MUL, 6},
        {ADTOK_SLASH, ADBIN_TRUEDIV, 6},  {ADTOK_FLOORDIV, ADBIN_FLOORDIV, 6},
        {ADTOK_PERCENT, ADBIN_MOD, 6},    {ADTOK_AT, ADBIN_MATMUL, 6},
    };
    if (token < ADTOK_LSHIFT) /* most tokens behind an operand are none */
        return 0;
    for (size_t i = 0; i < AD_COUNT(table); i++) {
        if (table[i].token == token) {
            *op = table[i].op;
            return table[i].binds;
        }
    }
    return 0;
}

static struct adnode *unary(struct adparser *p);

static struct adnode *power(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *base = adparse_primary(p);
    if (!base || p->t.kind != ADTOK_POW)
        return base;
    struct adnode *n = adparse_node(p, ADK_BINARY, at);
    if (!n || !adparse_enter(p))
        return NULL;
    adparse_advance(p);
    n->op = ADBIN_POW;
    n->a = base;
    n->b = unary(p);
    adparse_leave(p);
    return n->b ? adparse_done(p, n) : NULL;
}

static struct adnode *unary(struct adparser *p)
{
    uint8_t op = p->t.kind == ADTOK_MINUS   ? ADUN_NEG
                 : p->t.kind == ADTOK_PLUS  ? ADUN_POS
                 : p->t.kind == ADTOK_TILDE ? ADUN_INVERT
                                            : ADUN_COUNT;
    if (op == ADUN_COUNT)
        return power(p);
    struct adnode *n = adparse_node(p, ADK_UNARY, adparse_here(p));
    if (!n || !adparse_enter(p))
        return NULL;
    adparse_advance(p);
    n->op = op;
    n->a = unary(p);
    adparse_leave(p);
    return n->a ? adparse_done(p, n) : NULL;
}

/* Operators that bind at least this tightly. */
static struct adnode *binary(struct adparser *p, uint8_t least)
{
    struct adpos at = adparse_here(p);
    struct adnode *left = unary(p);
    uint8_t op = 0, binds;
    while (left && (binds = binding(p->t.kind, &op)) != 0 && binds >= least) {
        struct adnode *n = adparse_node(p, ADK_BINARY, at);
        if (!n)
            return NULL;
        adparse_advance(p);
        n->op = op;
        n->a = left;
        if (!(n->b = binary(p, (uint8_t)(binds + 1))))
            return NULL;
        left = adparse_done(p, n);
    }
    return left;
}

struct adnode *adparse_bitor(struct adparser *p)
{
    return binary(p, 1);
}

/* --- comparisons, not, and, or ---------------------------------------------------------------- */

/* Skips the operator; ADREL_COUNT when there is none. */
static uint8_t relation(struct adparser *p)
{
    static const struct {
        uint8_t token, rel;
    } table[] = {
        {ADTOK_LT, ADREL_LT}, {ADTOK_GT, ADREL_GT}, {ADTOK_EQ, ADREL_EQ}, {ADTOK_NE, ADREL_NE},
        {ADTOK_LE, ADREL_LE}, {ADTOK_GE, ADREL_GE}, {ADTOK_IN, ADREL_IN},
    };
    for (size_t i = 0; i < AD_COUNT(table); i++)
        if (table[i].token == p->t.kind)
            return adparse_advance(p), table[i].rel;
    if (adparse_take(p, ADTOK_IS))
        return adparse_take(p, ADTOK_NOT) ? ADREL_IS_NOT : ADREL_IS;
    if (adparse_take(p, ADTOK_NOT)) {
        adparse_need(p, ADTOK_IN);
        return ADREL_NOT_IN;
    }
    return ADREL_COUNT;
}

static bool rest_of_comparison(struct adparser *p, struct adnode *n, uint8_t rel)
{
    uint32_t base = p->n, count = 0, room = 0;
    char *rels = NULL;
    for (; rel != ADREL_COUNT; rel = relation(p)) {
        struct adnode *right = adparse_bitor(p);
        if (!right || !adparse_push(p, right))
            return false;
        if (count == room) { /* nearly always once */
            char *more = adarena_alloc(p->arena, room = room * 2 + 4);
            if (!adparse_memory(p, more))
                return false;
            if (count)
                memcpy(more, rels, count);
            n->text = rels = more;
        }
        rels[count++] = (char)rel;
    }
    n->len = count;
    return adparse_list(p, n, base);
}

static struct adnode *comparison(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *left = adparse_bitor(p);
    if (!left)
        return NULL;
    uint8_t rel = relation(p);
    if (rel == ADREL_COUNT)
        return left;
    struct adnode *n = adparse_node(p, ADK_COMPARE, at);
    if (!n)
        return NULL;
    n->a = left;
    return rest_of_comparison(p, n, rel) ? adparse_done(p, n) : NULL;
}

static struct adnode *inversion(struct adparser *p)
{
    if (p->t.kind != ADTOK_NOT)
        return comparison(p);
    struct adnode *n = adparse_node(p, ADK_UNARY, adparse_here(p));
    if (!n || !adparse_enter(p))
        return NULL;
    adparse_advance(p);
    n->op = ADUN_NOT;
    n->a = inversion(p);
    adparse_leave(p);
    return n->a ? adparse_done(p, n) : NULL;
}

static struct adnode *conjunction(struct adparser *p);

/* `x op x op x`, op being `and` (of inversions) or `or` (of conjunctions). */
static struct adnode *chain(struct adparser *p, enum adtok op)
{
    struct adpos at = adparse_here(p);
    struct adnode *first = op == ADTOK_OR ? conjunction(p) : inversion(p);
    if (!first || p->t.kind != op)
        return first;
    uint32_t base = p->n;
    struct adnode *n = adparse_node(p, ADK_BOOL, at);
    if (!n || !adparse_push(p, first))
        return NULL;
    n->op = op == ADTOK_OR;
    while (adparse_take(p, op)) {
        struct adnode *next = op == ADTOK_OR ? conjunction(p) : inversion(p);
        if (!next || !adparse_push(p, next))
            return NULL;
    }
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

static struct adnode *conjunction(struct adparser *p)
{
    return chain(p, ADTOK_AND);
}

struct adnode *adparse_disjunction(struct adparser *p)
{
    return chain(p, ADTOK_OR);
}

/* --- lambda, if-else, := ---------------------------------------------------------------------- */

static struct adnode *lambda(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_LAMBDA, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (!(n->a = adparse_params(p, ADTOK_COLON)))
        return NULL;
    if (p->t.kind == ADTOK_COLON && p->lex.p.field && p->lex.p.field == p->lex.p.depth)
        return adparse_fail_from(
            p, adparse_start(n),
            "f-string: lambda expressions are not allowed without parentheses");
    if (!adparse_need(p, ADTOK_COLON) || !(n->b = adparse_expr(p)))
        return NULL;
    return adparse_done(p, n);
}

static struct adnode *if_else(struct adparser *p, struct adpos at, struct adnode *value)
{
    struct adnode *n = adparse_node(p, ADK_IF_EXP, at);
    if (!n)
        return NULL;
    adparse_advance(p);
    n->b = value;
    if (!(n->a = adparse_disjunction(p)))
        return NULL;
    if (p->t.kind != ADTOK_ELSE && p->t.kind != ADTOK_COLON && p->t.kind != ADTOK_ERROR)
        return adparse_fail_from(p, adparse_start(n), "expected 'else' after 'if' expression");
    if (!adparse_need(p, ADTOK_ELSE) || !(n->c = adparse_expr(p)))
        return NULL;
    return adparse_done(p, n);
}

struct adnode *adparse_expr(struct adparser *p)
{
    if (!adparse_enter(p))
        return NULL;
    struct adpos at = adparse_here(p);
    bool is_lambda = p->t.kind == ADTOK_LAMBDA;
    struct adnode *n = is_lambda ? lambda(p) : adparse_disjunction(p);
    if (n && !is_lambda && p->t.kind == ADTOK_IF)
        n = if_else(p, at, n);
    adparse_leave(p);
    return n;
}

struct adnode *adparse_named(struct adparser *p)
{
    struct adnode *target = adparse_expr(p);
    if (!target || p->t.kind != ADTOK_WALRUS)
        return target;
    if (target->kind != ADK_NAME || target == p->group)
        return adparse_fail_text(p, target, "cannot use assignment expressions with %s",
                                 adparse_describe(target));
    struct adnode *n = adparse_node(p, ADK_NAMED, adparse_start(target));
    if (!n)
        return NULL;
    adparse_advance(p);
    target->op = ADCTX_STORE;
    n->a = target;
    return (n->b = adparse_expr(p)) ? adparse_done(p, n) : NULL;
}

/* --- lists of expressions --------------------------------------------------------------------- */

struct adnode *adparse_starred(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_STARRED, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    return (n->a = adparse_bitor(p)) ? adparse_done(p, n) : NULL;
}

struct adnode *adparse_star_named(struct adparser *p)
{
    return p->t.kind == ADTOK_STAR ? adparse_starred(p) : adparse_named(p);
}

static struct adnode *star_expr(struct adparser *p)
{
    return p->t.kind == ADTOK_STAR ? adparse_starred(p) : adparse_expr(p);
}

bool adparse_begins_expr(const struct adparser *p)
{
    switch (p->t.kind) {
    case ADTOK_NAME:
    case ADTOK_INT:
    case ADTOK_FLOAT:
    case ADTOK_IMAG:
    case ADTOK_STRING:
    case ADTOK_FSTRING:
    case ADTOK_FALSE:
    case ADTOK_NONE:
    case ADTOK_TRUE:
    case ADTOK_AWAIT:
    case ADTOK_LAMBDA:
    case ADTOK_NOT:
    case ADTOK_ELLIPSIS:
    case ADTOK_PLUS:
    case ADTOK_MINUS:
    case ADTOK_TILDE:
    case ADTOK_LPAR:
    case ADTOK_LSQB:
    case ADTOK_LBRACE:
        return true;
    default:
        return false;
    }
}

struct adnode *adparse_exprs(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *first = star_expr(p);
    if (!first || p->t.kind != ADTOK_COMMA)
        return first;
    uint32_t base = p->n;
    struct adnode *n = adparse_node(p, ADK_TUPLE, at);
    if (!n || !adparse_push(p, first))
        return NULL;
    while (adparse_take(p, ADTOK_COMMA) && (adparse_begins_expr(p) || p->t.kind == ADTOK_STAR)) {
        struct adnode *next = star_expr(p);
        if (!next || !adparse_push(p, next))
            return NULL;
    }
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

static struct adnode *yield(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    adparse_advance(p);
    bool from = adparse_take(p, ADTOK_FROM);
    struct adnode *n = adparse_node(p, from ? ADK_YIELD_FROM : ADK_YIELD, at);
    if (!n)
        return NULL;
    if (from)
        n->a = adparse_expr(p);
    else if (adparse_begins_expr(p) || p->t.kind == ADTOK_STAR)
        n->a = adparse_exprs(p);
    else
        return adparse_done(p, n);
    return n->a ? adparse_done(p, n) : NULL;
}

struct adnode *adparse_yield_or_exprs(struct adparser *p)
{
    if (p->t.kind != ADTOK_YIELD)
        return adparse_exprs(p);
    return yield(p);
}
