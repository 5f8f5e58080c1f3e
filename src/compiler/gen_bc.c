/* SPDX-License-Identifier: MIT
 * gen_bc.c - text bytecode (bc.h) to the list of instructions of a frame. Most of its instructions
 * are one of the Python machine, named in their row of isa/bc.def; here are the others.
 */
#include "compiler/bc.h"
#include "compiler/gen.h"

/* Labels of the instructions that jumps name, by their place in the list; -1 for the others. */
static int32_t *make_labels(struct adgen *g, const struct adnode *n)
{
    int32_t *label = adcomp_alloc(g->c, (n->count + 1) * sizeof *label);
    for (uint32_t i = 0; label && i <= n->count; i++)
        label[i] = ADLABEL_NONE;
    for (uint32_t i = 0; label && i < n->count; i++) {
        const struct adnode *x = n->list[i];
        bool jump = adbc_rows[x->op].operand == ADBC_O_TARGET && x->len < n->count;
        if (jump && label[x->len] == ADLABEL_NONE)
            label[x->len] = adgen_label(g);
    }
    return label;
}

/* To a label; or, without one, to the end, which is a return: the stack may have any height. Only
 * plain jumps may go back, so the others jump over one. */
static void gen_jump(struct adgen *g, enum adop op, int32_t label, bool back)
{
    bool end = label == ADLABEL_NONE, plain = op == ADOP_JUMP;
    int32_t there = ADLABEL_NONE, over = ADLABEL_NONE;
    if (!plain && (back || end)) {
        there = adgen_label(g);
        over = adgen_label(g);
        adgen_jump(g, op, there);
        adgen_jump(g, ADOP_JUMP, over);
        adgen_place(g, there);
        op = ADOP_JUMP;
    }
    if (end)
        adgen_emit(g, ADOP_RETURN_NONE);
    else
        adgen_jump(g, op, label);
    if (over != ADLABEL_NONE)
        adgen_place(g, over);
}

/* A local that may be without a value is, then, the global: JBOUND_L x, bound; load the global x;
 * JUMP done; bound: LOAD x; done: */
static void gen_load(struct adgen *g, const struct adnode *variable)
{
    struct adname *name = adgen_name(g, variable->text, variable->len);
    int32_t local = adgen_plain_local(g, name);
    if (local < 0 || g->local[local].bound) {
        adgen_load(g, name);
        return;
    }
    int32_t bound = adgen_label(g), done = adgen_label(g);
    adilist_jump(&g->l, ADOP_JBOUND_L, local, 0, bound);
    adgen_load_global(g, name);
    adgen_jump(g, ADOP_JUMP, done);
    adgen_place(g, bound);
    adgen_load(g, name);
    adgen_place(g, done);
}

/* `first`: on every way from the beginning to what follows, so what is bound here stays it. */
static void gen_store(struct adgen *g, const struct adnode *variable, bool first)
{
    struct adname *name = adgen_name(g, variable->text, variable->len);
    adgen_store(g, name);
    if (first)
        adgen_bound(g, name);
}

/* The end of the file's own code is the end of the program; a function raises SystemExit. */
static void gen_exit(struct adgen *g)
{
    if (g->frame->kind == ADSCOPE_MODULE) {
        adgen_emit(g, ADOP_RETURN_NONE);
        return;
    }
    struct adname *name = adpool_name(&g->c->pool, "SystemExit", 10);
    struct adconst *type = adgen_builtin(g->c, g->m, name);
    if (type)
        adgen_const(g, type);
    adgen_emit1(g, ADOP_RAISE, 1);
}

static void gen_instruction(struct adgen *g, const struct adnode *x, bool first)
{
    const struct adbc_row *row = &adbc_rows[x->op];
    switch (row->operand) {
    case ADBC_O_LITERAL: adgen_expr(g, x->a); return;
    case ADBC_O_LOAD: gen_load(g, x->a); return;
    case ADBC_O_STORE: gen_store(g, x->a, first); return;
    case ADBC_O_COUNT: adgen_emit1(g, row->op, (int32_t)x->len); return;
    case ADBC_O_EXIT: gen_exit(g); return;
    default: adgen_emit1(g, row->op, row->count); return;
    }
}

void adgen_bytecode(struct adgen *g, const struct adnode *n)
{
    int32_t *label = make_labels(g, n);
    bool first = true; /* before the first jump */
    for (uint32_t i = 0; label && i < n->count && !g->c->failed; i++) {
        const struct adnode *x = n->list[i];
        adgen_at(g, x);
        if (label[i] != ADLABEL_NONE)
            adgen_place(g, label[i]);
        first = first && !(adbc_flags(x->op) & (AD_F_JUMP | AD_F_END));
        if (adbc_rows[x->op].operand == ADBC_O_TARGET)
            gen_jump(g, adbc_rows[x->op].op, label[x->len], x->len <= i);
        else
            gen_instruction(g, x, first);
    }
}
