/* SPDX-License-Identifier: MIT
 * gen_cond.c - truth: conditional jumps, comparisons, and/or/not. A condition is never made a bool
 * only to be tested again; the optimiser joins comparison and jump.
 */
#include "compiler/fold.h"
#include "compiler/gen.h"

int adgen_truth(struct adgen *g, const struct adnode *n)
{
    int truth;
    switch (n->kind) {
    case ADK_TRUE:
    case ADK_ELLIPSIS: return 1;
    case ADK_FALSE:
    case ADK_NONE: return 0;
    case ADK_STR:
    case ADK_BYTES: return n->len != 0;
    case ADK_INT:
        for (uint32_t i = 0; i < n->len; i++)
            if (n->text[i] != '0')
                return 1;
        return 0;
    case ADK_NAME:
        if (!adgen_is_builtin(g, n, "__debug__"))
            return -1;
        return !g->c->options->no_asserts;
    case ADK_UNARY:
        truth = n->op == ADUN_NOT ? adgen_truth(g, n->a) : -1;
        return truth < 0 ? -1 : !truth;
    default: return -1;
    }
}

/* ---- comparisons ---------------------------------------------------------------------------- */

/* May the operand be loaded twice for free? A local that nobody else can change, or a constant. */
static bool is_cheap(struct adgen *g, const struct adnode *n)
{
    if (n->kind == ADK_NAME)
        return adgen_plain_local(g, adgen_name(g, n->text, n->len)) >= 0;
    return n->kind == ADK_INT || n->kind == ADK_STR || n->kind == ADK_NONE;
}

static void compare_op(struct adgen *g, const struct adnode *at, unsigned relation)
{
    adgen_at(g, at);
    adgen_emit(g, ADOP_LT + relation);
}

/* The right operand of `in`: a list of constants may be a tuple, which then is one. */
static void right_operand(struct adgen *g, const struct adnode *n, unsigned relation)
{
    if (n->kind == ADK_LIST && (relation == ADREL_IN || relation == ADREL_NOT_IN))
        adgen_display(g, ADOP_BUILD_TUPLE, n->list, n->count);
    else
        adgen_expr(g, n);
}

/* All but the last comparison of a chain: jumps to `fail` (nothing of it left on the stack), or to
 * `fail_one` with one cell left, when one is false. Leaves the left operand of the last. */
static void chain(struct adgen *g, const struct adnode *n, int32_t fail, int32_t fail_one)
{
    adgen_expr(g, n->a);
    for (uint32_t i = 0; i + 1 < n->count; i++) {
        const struct adnode *right = n->list[i];
        right_operand(g, right, (uint8_t)n->text[i]);
        if (is_cheap(g, right)) {
            compare_op(g, n, (uint8_t)n->text[i]);
            adgen_jump(g, ADOP_JF, fail);
            adgen_expr(g, right);
            continue;
        }
        adgen_emit1(g, ADOP_SWAP, 2);
        adgen_emit1(g, ADOP_COPY, 2);
        compare_op(g, n, (uint8_t)n->text[i]);
        adgen_jump(g, ADOP_JF, fail_one);
    }
    uint32_t last = n->count - 1;
    right_operand(g, n->list[last], (uint8_t)n->text[last]);
    compare_op(g, n, (uint8_t)n->text[last]);
}

static bool chain_is_cheap(struct adgen *g, const struct adnode *n)
{
    for (uint32_t i = 0; i + 1 < n->count; i++)
        if (!is_cheap(g, n->list[i]))
            return false;
    return true;
}

void adgen_compare(struct adgen *g, const struct adnode *n)
{
    if (n->count == 1) {
        chain(g, n, 0, 0);
        return;
    }
    int32_t end = adgen_label(g), one = adgen_label(g);
    /* A false comparison in the middle is the value of the chain, whatever it is. */
    adgen_expr(g, n->a);
    for (uint32_t i = 0; i < n->count; i++) {
        bool last = i + 1 == n->count;
        right_operand(g, n->list[i], (uint8_t)n->text[i]);
        if (!last) {
            adgen_emit1(g, ADOP_SWAP, 2);
            adgen_emit1(g, ADOP_COPY, 2);
        }
        compare_op(g, n, (uint8_t)n->text[i]);
        if (!last)
            adgen_jump(g, ADOP_JF_KEEP, one);
    }
    adgen_jump(g, ADOP_JUMP, end);
    adgen_place(g, one);
    adgen_emit1(g, ADOP_SWAP, 2);
    adgen_emit(g, ADOP_POP);
    adgen_place(g, end);
}

static void branch_chain(struct adgen *g, const struct adnode *n, bool when, int32_t label)
{
    int32_t one = adgen_label(g), no = adgen_label(g), end = adgen_label(g);
    bool cheap = chain_is_cheap(g, n);
    chain(g, n, when ? no : label, one);
    adgen_jump(g, when ? ADOP_JT : ADOP_JF, label);
    if (!cheap) {
        adgen_jump(g, ADOP_JUMP, end);
        adgen_place(g, one);
        adgen_emit(g, ADOP_POP);
        if (!when)
            adgen_jump(g, ADOP_JUMP, label);
    }
    adgen_place(g, no);
    adgen_place(g, end);
}

/* ---- and, or, not --------------------------------------------------------------------------- */

void adgen_bool(struct adgen *g, const struct adnode *n)
{
    int32_t end = adgen_label(g);
    for (uint32_t i = 0; i < n->count; i++) {
        int truth = i + 1 < n->count ? adgen_truth(g, n->list[i]) : -1;
        if (truth == (n->op ? 0 : 1))
            continue; /* cannot be the value */
        adgen_expr(g, n->list[i]);
        if (truth >= 0 || i + 1 == n->count)
            break;
        adgen_jump(g, n->op ? ADOP_JT_KEEP : ADOP_JF_KEEP, end);
    }
    adgen_place(g, end);
}

void adgen_not(struct adgen *g, const struct adnode *n)
{
    adgen_expr(g, n->a);
    struct adline *last = g->l.n ? &g->l.at[g->l.n - 1] : NULL;
    adgen_at(g, n);
    if (!last || last->mark != ADMARK_INS) {
        adgen_emit(g, ADOP_NOT);
        return;
    }
    struct adconst *k = adgen_const_at(g, g->l.n - 1);
    struct adconst *folded = k ? adfold_unary(&g->c->pool, ADOP_NOT, k) : NULL;
    if (folded) {
        g->l.n--;
        adgen_const(g, folded);
    } else if (last->op == ADOP_IN || last->op == ADOP_IS) {
        last->op++;
    } else if (last->op == ADOP_NOT_IN || last->op == ADOP_IS_NOT) {
        last->op--;
    } else {
        adgen_emit(g, ADOP_NOT);
    }
}

/* Operands of and/or in a condition. `a and b` jumps when false if one does; when true, behind all.
 */
static void branch_bool(struct adgen *g, const struct adnode *n, bool when, int32_t label)
{
    bool direct = when == (n->op == 1); /* any operand that is `when` decides */
    int32_t skip = adgen_label(g);
    for (uint32_t i = 0; i + 1 < n->count; i++)
        adgen_branch(g, n->list[i], direct ? when : !when, direct ? label : skip);
    adgen_branch(g, n->list[n->count - 1], when, label);
    adgen_place(g, skip);
}

static void branch_if_exp(struct adgen *g, const struct adnode *n, bool when, int32_t label)
{
    int32_t other = adgen_label(g), end = adgen_label(g);
    adgen_branch(g, n->a, false, other);
    adgen_branch(g, n->b, when, label);
    adgen_jump(g, ADOP_JUMP, end);
    adgen_place(g, other);
    adgen_branch(g, n->c, when, label);
    adgen_place(g, end);
}

void adgen_branch(struct adgen *g, const struct adnode *n, bool when, int32_t label)
{
    int truth = adgen_truth(g, n);
    if (truth >= 0) {
        if (truth == (int)when)
            adgen_jump(g, ADOP_JUMP, label);
    } else if (n->kind == ADK_UNARY && n->op == ADUN_NOT) {
        adgen_branch(g, n->a, !when, label);
    } else if (n->kind == ADK_BOOL) {
        branch_bool(g, n, when, label);
    } else if (n->kind == ADK_IF_EXP) {
        branch_if_exp(g, n, when, label);
    } else if (n->kind == ADK_COMPARE && n->count > 1) {
        branch_chain(g, n, when, label);
    } else {
        adgen_expr(g, n);
        adgen_at(g, n);
        adgen_jump(g, when ? ADOP_JT : ADOP_JF, label);
    }
}
