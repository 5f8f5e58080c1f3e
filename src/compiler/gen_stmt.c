/* SPDX-License-Identifier: MIT
 * gen_stmt.c - statements, assignment to every kind of target, loops. A while loop has its test at
 * the bottom, so that a turn costs one jump; a for loop over range() counts without an iterator.
 */
#include "compiler/gen.h"

/* ---- assignment ----------------------------------------------------------------------------- */

static uint32_t star_at(const struct adnode *n)
{
    uint32_t i = 0;
    while (i < n->count && n->list[i]->kind != ADK_STARRED)
        i++;
    return i;
}

static void unpack(struct adgen *g, const struct adnode *n)
{
    uint32_t star = star_at(n);
    if (star == n->count) {
        adgen_emit1(g, ADOP_UNPACK, (int32_t)n->count);
    } else if (star > 255 || n->count - star - 1 > 255) {
        adgen_syntax(g, n, "too many expressions in star-unpacking assignment");
    } else {
        adgen_emit2(g, ADOP_UNPACK_EX, (int32_t)star, (int32_t)(n->count - star - 1));
        for (uint32_t i = star + 1; i < n->count; i++)
            if (n->list[i]->kind == ADK_STARRED)
                adgen_syntax(g, n, "multiple starred expressions in assignment");
    }
    for (uint32_t i = 0; i < n->count; i++)
        adgen_assign(g, n->list[i]);
}

void adgen_assign(struct adgen *g, const struct adnode *n)
{
    if (n->kind != ADK_TUPLE && n->kind != ADK_LIST)
        adgen_at(g, n);
    switch (n->kind) {
    case ADK_NAME:
        adgen_store(g, adgen_name(g, n->text, n->len));
        adgen_bound(g, adgen_name(g, n->text, n->len));
        return;
    case ADK_ATTRIBUTE:
        adgen_expr(g, n->a);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_STORE_ATTR, adgen_attr(g, n->text, n->len));
        return;
    case ADK_SUBSCRIPT:
        adgen_expr(g, n->a);
        adgen_slice_or_index(g, n->b);
        adgen_at(g, n);
        adgen_emit(g, ADOP_SET_ITEM);
        return;
    case ADK_STARRED: adgen_assign(g, n->a); return;
    default: unpack(g, n); return;
    }
}

/* Number of a plain local that a target is, -1 for any other target. */
static int32_t local_target(struct adgen *g, const struct adnode *n)
{
    return n->kind == ADK_NAME ? adgen_plain_local(g, adgen_name(g, n->text, n->len)) : -1;
}

/* All targets are plain locals, no two the same. */
static bool distinct_locals(struct adgen *g, const struct adnode *n)
{
    for (uint32_t i = 0; i < n->count; i++) {
        int32_t local = local_target(g, n->list[i]);
        for (uint32_t k = 0; k < i; k++)
            if (local == local_target(g, n->list[k]))
                return false;
        if (local < 0)
            return false;
    }
    return true;
}

/* a, b = x, y without a tuple. */
static bool assign_pairwise(struct adgen *g, const struct adnode *target,
                            const struct adnode *value)
{
    uint32_t n = target->count;
    if ((target->kind != ADK_TUPLE && target->kind != ADK_LIST) || value->kind != ADK_TUPLE ||
        n != value->count || n < 2 || n > 8 || star_at(target) != n || star_at(value) != n)
        return false;
    bool locals = distinct_locals(g, target);
    if (!locals && n > 3)
        return false;
    uint32_t start = g->l.n;
    struct adconst *item[8];
    for (uint32_t i = 0; i < n; i++)
        adgen_expr(g, value->list[i]);
    if (g->l.n == start + n && adgen_last_consts(g, n, item)) {
        g->l.n = start;
        for (uint32_t i = 0; i < n; i++) {
            adgen_const(g, item[i]);
            adgen_assign(g, target->list[i]);
        }
    } else if (locals) {
        for (uint32_t i = n; i-- > 0;)
            adgen_assign(g, target->list[i]);
    } else {
        adgen_emit1(g, ADOP_SWAP, (int32_t)n);
        for (uint32_t i = 0; i < n; i++)
            adgen_assign(g, target->list[i]);
    }
    return true;
}

static void gen_assign(struct adgen *g, const struct adnode *n)
{
    if (n->count == 1 && assign_pairwise(g, n->list[0], n->a))
        return;
    adgen_expr(g, n->a);
    for (uint32_t i = 0; i < n->count; i++) {
        if (i + 1 < n->count)
            adgen_emit1(g, ADOP_COPY, 1);
        adgen_assign(g, n->list[i]);
    }
}

/* Could evaluating the expression store into a local? */
static bool may_assign(const struct adnode *n)
{
    if (!n || n->kind == ADK_LAMBDA)
        return false;
    if (n->kind == ADK_NAMED)
        return true;
    for (uint32_t i = 0; i < n->count; i++)
        if (may_assign(n->list[i]))
            return true;
    return may_assign(n->a) || may_assign(n->b) || may_assign(n->c);
}

/* May it be evaluated again instead of kept? */
static bool is_stable(struct adgen *g, const struct adnode *n)
{
    return local_target(g, n) >= 0 || n->kind == ADK_INT || n->kind == ADK_STR;
}

static void aug_attribute(struct adgen *g, const struct adnode *n, enum adop op, bool quiet)
{
    const struct adnode *t = n->a;
    bool again = quiet && is_stable(g, t->a);
    adgen_expr(g, t->a);
    if (!again)
        adgen_emit1(g, ADOP_COPY, 1);
    adgen_at(g, t);
    adgen_emit1(g, ADOP_LOAD_ATTR, adgen_attr(g, t->text, t->len));
    adgen_expr(g, n->b);
    adgen_at(g, n);
    adgen_emit(g, op);
    if (again)
        adgen_expr(g, t->a);
    else
        adgen_emit1(g, ADOP_SWAP, 2);
    adgen_at(g, t);
    adgen_emit1(g, ADOP_STORE_ATTR, adgen_attr(g, t->text, t->len));
}

static void aug_item(struct adgen *g, const struct adnode *n, enum adop op, bool quiet)
{
    const struct adnode *t = n->a;
    bool again = quiet && is_stable(g, t->a) && is_stable(g, t->b);
    adgen_expr(g, t->a);
    adgen_slice_or_index(g, t->b);
    if (!again) {
        adgen_emit1(g, ADOP_COPY, 2);
        adgen_emit1(g, ADOP_COPY, 2);
    }
    adgen_at(g, t);
    adgen_emit(g, ADOP_GET_ITEM);
    adgen_expr(g, n->b);
    adgen_at(g, n);
    adgen_emit(g, op);
    if (again) {
        adgen_expr(g, t->a);
        adgen_expr(g, t->b);
    } else {
        adgen_emit1(g, ADOP_SWAP, 3);
        adgen_emit1(g, ADOP_SWAP, 2);
    }
    adgen_at(g, t);
    adgen_emit(g, ADOP_SET_ITEM);
}

/* x += v in one step looks at x after v. May that be told from Python's order? */
static bool may_look_late(struct adgen *g, int32_t local, const struct adnode *value)
{
    int32_t other = local_target(g, value);
    return local >= 0 && (g->local[local].bound || (other >= 0 && g->local[other].bound) ||
                          value->kind == ADK_INT || value->kind == ADK_STR);
}

static void gen_aug_assign(struct adgen *g, const struct adnode *n)
{
    enum adop op = ADOP_IADD + n->op;
    bool quiet = !may_assign(n->b);
    int32_t local = quiet ? local_target(g, n->a) : -1;
    if (n->a->kind == ADK_ATTRIBUTE) {
        aug_attribute(g, n, op, quiet);
    } else if (n->a->kind == ADK_SUBSCRIPT) {
        aug_item(g, n, op, quiet);
    } else if (may_look_late(g, local, n->b) && n->op <= ADBIN_MUL) {
        adgen_expr(g, n->b);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_IADD_S + n->op, local);
    } else {
        adgen_expr(g, n->a);
        adgen_expr(g, n->b);
        adgen_at(g, n);
        adgen_emit(g, op);
        adgen_assign(g, n->a);
    }
}

static void gen_delete(struct adgen *g, const struct adnode *n)
{
    adgen_at(g, n);
    switch (n->kind) {
    case ADK_NAME: adgen_delete(g, adgen_name(g, n->text, n->len)); return;
    case ADK_ATTRIBUTE:
        adgen_expr(g, n->a);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_DELETE_ATTR, adgen_attr(g, n->text, n->len));
        return;
    case ADK_SUBSCRIPT:
        adgen_expr(g, n->a);
        adgen_slice_or_index(g, n->b);
        adgen_at(g, n);
        adgen_emit(g, ADOP_DEL_ITEM);
        return;
    default:
        for (uint32_t i = 0; i < n->count; i++)
            gen_delete(g, n->list[i]);
        return;
    }
}

/* ---- loops ---------------------------------------------------------------------------------- */

static bool is_range(struct adgen *g, const struct adnode *n)
{
    return n->kind == ADK_CALL && n->op == 0 && n->count >= 1 && n->count <= 3 &&
           adgen_is_builtin(g, n->a, "range");
}

unsigned adgen_iterate(struct adgen *g, const struct adnode *n, int32_t next, int32_t done)
{
    if (is_range(g, n)) {
        for (uint32_t i = 0; i < n->count; i++)
            adgen_expr(g, n->list[i]);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_RANGE_PREP, (int32_t)n->count);
        adgen_place(g, next);
        adgen_jump(g, ADOP_FOR_RANGE, done);
        return 3;
    }
    if (n->kind == ADK_LIST)
        adgen_display(g, ADOP_BUILD_TUPLE, n->list, n->count);
    else
        adgen_expr(g, n);
    adgen_at(g, n);
    adgen_emit(g, ADOP_GET_ITER);
    adgen_place(g, next);
    adgen_jump(g, ADOP_FOR_ITER, done);
    return 1;
}

static void gen_for(struct adgen *g, const struct adnode *n)
{
    if (n->op == 1) {
        adgen_async_for(g, n);
        return;
    }
    struct adblock loop = {.kind = ADBLOCK_LOOP, .region = -1, .handler = -1,
                           .go_on = adgen_label(g), .leave = adgen_label(g), .outer = g->block};
    int32_t done = adgen_label(g);
    loop.cells = (uint8_t)adgen_iterate(g, n->b, loop.go_on, done);
    uint32_t bound = g->ntrail;
    g->block = &loop;
    g->loops++;
    adgen_assign(g, n->a);
    adgen_block(g, n->c);
    adgen_unbound(g, bound);
    adgen_jump(g, ADOP_JUMP, loop.go_on);
    g->loops--;
    g->block = loop.outer;
    adgen_place(g, done);
    if (n->d)
        adgen_block(g, n->d);
    adgen_place(g, loop.leave);
}

/* Is the test so short that it may stand before the loop as well as at its end? */
static bool is_short(const struct adnode *n)
{
    if (n->kind == ADK_COMPARE && n->count == 1)
        return is_short(n->a) && is_short(n->list[0]);
    return n->kind == ADK_NAME || n->kind == ADK_INT || n->kind == ADK_NONE;
}

static void gen_while(struct adgen *g, const struct adnode *n)
{
    struct adblock loop = {.kind = ADBLOCK_LOOP, .region = -1, .handler = -1,
                           .go_on = adgen_label(g), .leave = adgen_label(g), .outer = g->block};
    int32_t top = adgen_label(g), done = adgen_label(g);
    int truth = adgen_truth(g, n->a);
    if (truth < 0 && is_short(n->a))
        adgen_branch(g, n->a, false, done);
    else if (truth <= 0)
        adgen_jump(g, ADOP_JUMP, truth == 0 ? done : loop.go_on);
    adgen_place(g, top);
    g->block = &loop;
    g->loops++;
    adgen_block(g, n->b);
    adgen_place(g, loop.go_on);
    adgen_at(g, n);
    adgen_branch(g, n->a, false, done);
    adgen_jump(g, ADOP_JUMP, top);
    g->loops--;
    g->block = loop.outer;
    adgen_place(g, done);
    if (n->c)
        adgen_block(g, n->c);
    adgen_place(g, loop.leave);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static void gen_if(struct adgen *g, const struct adnode *n)
{
    int32_t end = adgen_label(g);
    for (; n && n->kind == ADK_IF; n = n->c) {
        int32_t next = adgen_label(g);
        adgen_at(g, n);
        adgen_branch(g, n->a, false, next);
        adgen_block(g, n->b);
        if (n->c)
            adgen_jump(g, ADOP_JUMP, end);
        adgen_place(g, next);
    }
    if (n)
        adgen_block(g, n);
    adgen_place(g, end);
}

static void gen_raise(struct adgen *g, const struct adnode *n)
{
    if (n->a)
        adgen_expr(g, n->a);
    if (n->b)
        adgen_expr(g, n->b);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_RAISE, (n->a != NULL) + (n->b != NULL));
}

static void gen_assert(struct adgen *g, const struct adnode *n)
{
    int32_t fine = adgen_label(g);
    if (g->c->options->no_asserts)
        return;
    adgen_branch(g, n->a, true, fine);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_LOAD_IMM, AD_IMM_TYPE + ADT_AssertionError);
    if (n->b) {
        adgen_expr(g, n->b);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_CALL, 1);
    }
    adgen_emit1(g, ADOP_RAISE, 1);
    adgen_place(g, fine);
}

static void gen_expr_stmt(struct adgen *g, const struct adnode *n)
{
    uint32_t start = g->l.n;
    if (n->a->kind == ADK_STR)
        return;
    adgen_expr(g, n->a);
    if (g->l.n == start + 1 && adgen_const_at(g, start))
        g->l.n = start;
    else
        adgen_emit(g, ADOP_POP);
}

static void gen_annotated(struct adgen *g, const struct adnode *n)
{
    const struct adcomp *c = g->c;
    if (n->c) {
        adgen_expr(g, n->c);
        adgen_assign(g, n->a);
    }
    if (g->frame->kind == ADSCOPE_FUNCTION || g->m->source.lib || !adcomp_annotation_runs(c, n->b))
        return;
    adgen_expr(g, n->b);
    if (n->op != 1 || !c->annotations_mentioned) {
        adgen_emit(g, ADOP_POP);
        return;
    }
    adgen_load(g, adpool_name(&g->c->pool, "__annotations__", 15));
    adgen_const(g, adpool_name_str(&g->c->pool, adgen_name(g, n->a->text, n->a->len)));
    adgen_emit(g, ADOP_SET_ITEM);
}

void adgen_stmt(struct adgen *g, const struct adnode *n)
{
    if (g->c->failed)
        return;
    adgen_at(g, n);
    switch (n->kind) {
    case ADK_EXPR: gen_expr_stmt(g, n); return;
    case ADK_ASSIGN: gen_assign(g, n); return;
    case ADK_AUG_ASSIGN: gen_aug_assign(g, n); return;
    case ADK_ANN_ASSIGN: gen_annotated(g, n); return;
    case ADK_RETURN: adgen_return(g, n); return;
    case ADK_DELETE:
        for (uint32_t i = 0; i < n->count; i++)
            gen_delete(g, n->list[i]);
        return;
    case ADK_BREAK:
    case ADK_CONTINUE: adgen_leave_loop(g, n); return;
    case ADK_IF: gen_if(g, n); return;
    case ADK_WHILE: gen_while(g, n); return;
    case ADK_FOR: gen_for(g, n); return;
    case ADK_WITH: adgen_with(g, n); return;
    case ADK_TRY: adgen_try(g, n); return;
    case ADK_RAISE: gen_raise(g, n); return;
    case ADK_ASSERT: gen_assert(g, n); return;
    case ADK_IMPORT: adgen_import(g, n); return;
    case ADK_IMPORT_FROM: adgen_import_from(g, n); return;
    case ADK_FUNCTION: adgen_function(g, n); return;
    case ADK_CLASS: adgen_class(g, n); return;
    case ADK_MATCH: adgen_match(g, n); return;
    case ADK_BYTECODE: adgen_bytecode(g, n); return;
    case ADK_TYPE_ALIAS: adgen_syntax(g, n, "type aliases are not supported yet"); return;
    default: return; /* pass, global, nonlocal */
    }
}

void adgen_block(struct adgen *g, const struct adnode *n)
{
    uint32_t bound = g->ntrail;
    if (n->kind != ADK_BLOCK) {
        adgen_stmt(g, n);
        return;
    }
    for (uint32_t i = 0; i < n->count; i++)
        adgen_stmt(g, n->list[i]);
    adgen_unbound(g, bound);
}
