/* SPDX-License-Identifier: MIT
 * gen_expr.c - expressions. Operators on constants are folded when their operands turn out, at the
 * end of the list, to be nothing but loads of constants: so no tree is looked at twice.
 */
#include "base/numtext.h"
#include "compiler/fold.h"
#include "compiler/gen.h"

enum { DISPLAY_MAX = 64, FOLD_ITEMS = 256 };

/* ---- literals ------------------------------------------------------------------------------- */

static void gen_int(struct adgen *g, const struct adnode *n)
{
    unsigned base = n->op ? n->op : 10;
    adlimb *limb = adcomp_alloc(g->c, adbn_from_text_limbs(n->len, base) * sizeof *limb + 8);
    struct adbn value = {.limb = limb};
    if (limb && adbn_from_text(&value, n->text, n->len, base))
        adgen_const(g, adpool_bn(&g->c->pool, &value));
    else if (limb)
        adgen_syntax(g, n, "invalid number");
}

static void gen_float(struct adgen *g, const struct adnode *n)
{
    adreal value = 0;
    if (adnum_parse(n->text, n->len, &value) != n->len)
        adgen_syntax(g, n, "invalid number");
    adgen_const(g, adpool_float(&g->c->pool, value));
}

/* f"...": its parts one by one, then one string of them. */
static void gen_joined(struct adgen *g, const struct adnode *n)
{
    for (uint32_t i = 0; i < n->count; i++) {
        const struct adnode *part = n->list[i];
        if (part->kind != ADK_FORMATTED) {
            adgen_expr(g, part);
            continue;
        }
        unsigned how = part->op == 's' ? 1 : part->op == 'r' ? 2 : part->op == 'a' ? 3 : 0;
        adgen_expr(g, part->a);
        if (part->b) {
            gen_joined(g, part->b);
            how |= 4;
        }
        adgen_at(g, part);
        adgen_emit1(g, ADOP_FORMAT, (int32_t)how);
    }
    if (n->count == 0)
        adgen_const(g, adpool_str(&g->c->pool, "", 0));
    else if (n->count > 1)
        adgen_emit1(g, ADOP_BUILD_STRING, (int32_t)n->count);
}

/* ---- displays ------------------------------------------------------------------------------- */

static enum adop append_op(enum adop build)
{
    return build == ADOP_BUILD_SET ? ADOP_SET_ADD : ADOP_LIST_APPEND;
}

/* The last n lines, constants, as one tuple. */
static struct adconst *take_tuple(struct adgen *g, uint32_t n)
{
    struct adconst **item = adcomp_alloc(g->c, (n + 1) * sizeof *item);
    if (!item || !adgen_last_consts(g, n, item))
        return NULL;
    g->l.n -= n;
    return adpool_tuple(&g->c->pool, item, n);
}

static void build(struct adgen *g, enum adop op, uint32_t n)
{
    struct adconst *tuple = NULL;
    if (op == ADOP_BUILD_TUPLE || (op == ADOP_BUILD_LIST && n > 3))
        tuple = take_tuple(g, n);
    if (!tuple) {
        adgen_emit1(g, op, (int32_t)n);
    } else if (op == ADOP_BUILD_TUPLE) {
        adgen_const(g, tuple);
    } else {
        adgen_emit1(g, ADOP_BUILD_LIST, 0);
        adgen_const(g, tuple);
        adgen_emit(g, ADOP_LIST_EXTEND);
    }
}

/* From item i on, one after the other into a list or set. */
static void gen_long_display(struct adgen *g, enum adop op, struct adnode *const *item,
                             uint32_t count, uint32_t i)
{
    enum adop into = op == ADOP_BUILD_TUPLE ? ADOP_BUILD_LIST : op;
    build(g, into, i);
    for (; i < count; i++) {
        bool star = item[i]->kind == ADK_STARRED;
        adgen_expr(g, star ? item[i]->a : item[i]);
        if (star)
            adgen_emit(g, op == ADOP_BUILD_SET ? ADOP_SET_UPDATE : ADOP_LIST_EXTEND);
        else
            adgen_emit1(g, append_op(op), 1);
    }
    if (op == ADOP_BUILD_TUPLE)
        adgen_emit(g, ADOP_LIST_TO_TUPLE);
}

static bool is_literal(const struct adnode *n)
{
    return (n->kind >= ADK_INT && n->kind <= ADK_BYTES) || n->kind == ADK_NONE ||
           n->kind == ADK_TRUE || n->kind == ADK_FALSE ||
           (n->kind == ADK_UNARY && n->a->kind >= ADK_INT && n->a->kind <= ADK_FLOAT);
}

void adgen_display(struct adgen *g, enum adop op, struct adnode *const *item, uint32_t count)
{
    uint32_t simple = 0, literals = 0;
    while (simple < count && item[simple]->kind != ADK_STARRED)
        literals += is_literal(item[simple++]);
    if (simple > DISPLAY_MAX && literals < simple)
        simple = DISPLAY_MAX;
    for (uint32_t i = 0; i < simple; i++)
        adgen_expr(g, item[i]);
    if (simple == count)
        build(g, op, count);
    else
        gen_long_display(g, op, item, count, simple);
}

static void gen_dict(struct adgen *g, const struct adnode *n)
{
    uint32_t pairs = n->count / 2, i = 0;
    while (i < pairs && i < DISPLAY_MAX / 2 && n->list[2 * i]) {
        adgen_expr(g, n->list[2 * i]);
        adgen_expr(g, n->list[2 * i + 1]);
        i++;
    }
    adgen_at(g, n);
    adgen_emit1(g, ADOP_BUILD_MAP, (int32_t)i);
    for (; i < pairs; i++) {
        if (n->list[2 * i])
            adgen_expr(g, n->list[2 * i]);
        adgen_expr(g, n->list[2 * i + 1]);
        if (n->list[2 * i])
            adgen_emit1(g, ADOP_MAP_ADD, 1);
        else
            adgen_emit(g, ADOP_DICT_UPDATE);
    }
}

/* ---- operators ------------------------------------------------------------------------------ */

static void gen_unary(struct adgen *g, const struct adnode *n)
{
    enum adop op = ADOP_NEG + n->op;
    if (n->op == ADUN_NOT) {
        adgen_not(g, n);
        return;
    }
    adgen_expr(g, n->a);
    struct adconst *k = g->l.n ? adgen_const_at(g, g->l.n - 1) : NULL;
    struct adconst *folded = k ? adfold_unary(&g->c->pool, op, k) : NULL;
    adgen_at(g, n);
    if (folded) {
        g->l.n--;
        adgen_const(g, folded);
    } else {
        adgen_emit(g, op);
    }
}

static void gen_binary(struct adgen *g, const struct adnode *n)
{
    struct adconst *k[2], *folded = NULL;
    enum adop op = ADOP_ADD + n->op;
    adgen_expr(g, n->a);
    adgen_expr(g, n->b);
    if (adgen_last_consts(g, 2, k))
        folded = adfold_binary(&g->c->pool, op, k[0], k[1]);
    adgen_at(g, n);
    if (folded) {
        g->l.n -= 2;
        adgen_const(g, folded);
    } else {
        adgen_emit(g, op);
    }
}

static void gen_if_exp(struct adgen *g, const struct adnode *n)
{
    int32_t other = adgen_label(g), end = adgen_label(g);
    int truth = adgen_truth(g, n->a);
    if (truth >= 0) {
        adgen_expr(g, truth ? n->b : n->c);
        return;
    }
    adgen_branch(g, n->a, false, other);
    adgen_expr(g, n->b);
    adgen_jump(g, ADOP_JUMP, end);
    adgen_place(g, other);
    adgen_expr(g, n->c);
    adgen_place(g, end);
}

/* ---- items and attributes ------------------------------------------------------------------- */

static void gen_slice(struct adgen *g, const struct adnode *n)
{
    const struct adnode *part[] = {n->a, n->b, n->c};
    struct adconst *item[3] = {NULL, NULL, adpool_imm(&g->c->pool, AD_IMM_NONE)};
    uint32_t parts = n->c ? 3 : 2;
    for (uint32_t i = 0; i < parts; i++) {
        if (part[i])
            adgen_expr(g, part[i]);
        else
            adgen_none(g);
    }
    adgen_at(g, n);
    if (adgen_last_consts(g, parts, item)) {
        g->l.n -= parts;
        adgen_const(g, adpool_slice(&g->c->pool, item));
    } else {
        adgen_emit1(g, ADOP_BUILD_SLICE, (int32_t)parts);
    }
}

void adgen_slice_or_index(struct adgen *g, const struct adnode *n)
{
    if (n->kind == ADK_SLICE)
        gen_slice(g, n);
    else
        adgen_expr(g, n);
}

static void gen_subscript(struct adgen *g, const struct adnode *n)
{
    adgen_expr(g, n->a);
    adgen_slice_or_index(g, n->b);
    adgen_at(g, n);
    adgen_emit(g, ADOP_GET_ITEM);
}

static void gen_attribute(struct adgen *g, const struct adnode *n)
{
    adgen_expr(g, n->a);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_LOAD_ATTR, adgen_attr(g, n->text, n->len));
}

static void gen_named(struct adgen *g, const struct adnode *n)
{
    adgen_expr(g, n->b);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_COPY, 1);
    adgen_store(g, adgen_name(g, n->a->text, n->a->len));
}

/* ---- all of them ---------------------------------------------------------------------------- */

static bool gen_literal(struct adgen *g, const struct adnode *n)
{
    struct adpool *p = &g->c->pool;
    switch (n->kind) {
    case ADK_INT: gen_int(g, n); return true;
    case ADK_FLOAT: gen_float(g, n); return true;
    case ADK_IMAG: adgen_syntax(g, n, "complex numbers are not supported"); return true;
    case ADK_STR: adgen_const(g, adpool_str(p, n->text, n->len)); return true;
    case ADK_BYTES: adgen_const(g, adpool_bytes(p, n->text, n->len)); return true;
    case ADK_NONE: adgen_none(g); return true;
    case ADK_TRUE: adgen_const(g, adpool_imm(p, AD_IMM_TRUE)); return true;
    case ADK_FALSE: adgen_const(g, adpool_imm(p, AD_IMM_FALSE)); return true;
    case ADK_ELLIPSIS: adgen_const(g, adpool_imm(p, AD_IMM_ELLIPSIS)); return true;
    case ADK_JOINED: gen_joined(g, n); return true;
    case ADK_TUPLE: adgen_display(g, ADOP_BUILD_TUPLE, n->list, n->count); return true;
    case ADK_LIST: adgen_display(g, ADOP_BUILD_LIST, n->list, n->count); return true;
    case ADK_SET: adgen_display(g, ADOP_BUILD_SET, n->list, n->count); return true;
    case ADK_DICT: gen_dict(g, n); return true;
    default: return false;
    }
}

void adgen_expr(struct adgen *g, const struct adnode *n)
{
    adgen_at(g, n);
    if (g->c->failed || gen_literal(g, n))
        return;
    switch (n->kind) {
    case ADK_NAME: adgen_load(g, adgen_name(g, n->text, n->len)); return;
    case ADK_UNARY: gen_unary(g, n); return;
    case ADK_BINARY: gen_binary(g, n); return;
    case ADK_BOOL: adgen_bool(g, n); return;
    case ADK_COMPARE: adgen_compare(g, n); return;
    case ADK_IF_EXP: gen_if_exp(g, n); return;
    case ADK_NAMED: gen_named(g, n); return;
    case ADK_LAMBDA: adgen_lambda(g, n); return;
    case ADK_AWAIT: adgen_await(g, n); return;
    case ADK_YIELD: adgen_yield(g, n); return;
    case ADK_YIELD_FROM: adgen_yield_from(g, n); return;
    case ADK_CALL: adgen_call(g, n); return;
    case ADK_ATTRIBUTE: gen_attribute(g, n); return;
    case ADK_SUBSCRIPT: gen_subscript(g, n); return;
    case ADK_SLICE: gen_slice(g, n); return;
    case ADK_LIST_COMP:
    case ADK_SET_COMP:
    case ADK_DICT_COMP:
    case ADK_GEN_EXP: adgen_comp(g, n); return;
    case ADK_STARRED: adgen_syntax(g, n, "can't use starred expression here"); return;
    default: adgen_syntax(g, n, "invalid syntax"); return;
    }
}
