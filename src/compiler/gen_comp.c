/* SPDX-License-Identifier: MIT
 * gen_comp.c - comprehensions. [e for x in xs if c] is a loop in the function where it stands, with
 * locals of its own; what it collects lies on the operand stack below the iterators:
 *
 *     BUILD_LIST 0; <iter xs>; next: FOR_ITER done; STORE x; <c> JF next; <e>; LIST_APPEND 2; ...
 *
 * A generator expression is a function of one argument, the first iterator.
 */
#include "compiler/gen.h"

/* Own slots for the variables; those that closures catch get a fresh cell each time. */
static void open_variables(struct adgen *g, const struct adscope *s)
{
    for (struct adsymbol *y = s->first; y; y = y->next) {
        if (y->where != ADWHERE_LOCAL)
            continue;
        y->local = adgen_new_local(g, y->name);
        if (y->captured) {
            adgen_emit1(g, ADOP_CLEAR, y->local);
            adgen_emit1(g, ADOP_MAKE_CELL, y->local);
        }
    }
}

static void close_variables(struct adgen *g, const struct adscope *s)
{
    for (struct adsymbol *y = s->first; y; y = y->next)
        if (y->where == ADWHERE_LOCAL && y->local >= 0)
            g->local[y->local].idle = true;
}

/* What the innermost loop does with each element; the collection lies below `cells` cells. */
static void gen_element(struct adgen *g, const struct adnode *n, unsigned cells)
{
    adgen_expr(g, n->a);
    adgen_at(g, n);
    switch (n->kind) {
    case ADK_LIST_COMP: adgen_emit1(g, ADOP_LIST_APPEND, (int32_t)cells + 1); break;
    case ADK_SET_COMP: adgen_emit1(g, ADOP_SET_ADD, (int32_t)cells + 1); break;
    case ADK_DICT_COMP:
        adgen_expr(g, n->b);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_MAP_ADD, (int32_t)cells + 1);
        break;
    default:
        adgen_emit(g, ADOP_YIELD);
        adgen_emit(g, ADOP_POP);
        break;
    }
}

static void gen_loops(struct adgen *g, const struct adnode *n, uint32_t i, unsigned cells,
                      struct adscope *outer);

/* The rest of loop i behind its head: target, conditions, what lies in it. */
static void loop_body(struct adgen *g, const struct adnode *n, uint32_t i, unsigned cells,
                      int32_t next, struct adscope *outer)
{
    const struct adnode *loop = n->list[i];
    int32_t skip = adgen_label(g);
    uint32_t bound = g->ntrail;
    adgen_assign(g, loop->a);
    adgen_unbound(g, bound);
    for (uint32_t k = 0; k < loop->count; k++)
        adgen_branch(g, loop->list[k], false, skip);
    if (i + 1 < n->count)
        gen_loops(g, n, i + 1, cells, outer);
    else
        gen_element(g, n, cells);
    adgen_place(g, skip);
    adgen_jump(g, ADOP_JUMP, next);
}

static void async_loop(struct adgen *g, const struct adnode *n, uint32_t i, unsigned cells,
                       struct adscope *outer)
{
    const struct adnode *loop = n->list[i];
    struct adscope *scope = g->scope;
    int32_t next = adgen_label(g), raised = adgen_label(g);
    if (!g->async) {
        adgen_syntax(g, loop, "asynchronous comprehension outside of an asynchronous function");
        return;
    }
    if (i == 0 && n->kind == ADK_GEN_EXP) {
        adgen_emit1(g, ADOP_LOAD, 0);
    } else {
        g->scope = i == 0 ? outer : scope;
        adgen_expr(g, loop->b);
        g->scope = scope;
        adgen_at(g, loop);
        adgen_emit(g, ADOP_GET_AITER);
    }
    adgen_place(g, next);
    int32_t region = adilist_new_region(&g->l, raised);
    adilist_try(&g->l, region, 0);
    adgen_await_next(g);
    adilist_mark(&g->l, ADMARK_ENDTRY, region);
    loop_body(g, n, i, cells + 1, next, outer);
    adgen_place(g, raised);
    adgen_emit(g, ADOP_END_ASYNC_FOR);
}

/* Loop i and those in it. The first one's iterable is evaluated outside the comprehension's scope.
 */
static void gen_loops(struct adgen *g, const struct adnode *n, uint32_t i, unsigned cells,
                      struct adscope *outer)
{
    const struct adnode *loop = n->list[i];
    struct adscope *scope = g->scope;
    int32_t next = adgen_label(g), done = adgen_label(g);
    if (loop->op == 1) {
        async_loop(g, n, i, cells, outer);
        return;
    }
    if (i == 0 && n->kind == ADK_GEN_EXP) {
        adgen_emit1(g, ADOP_LOAD, 0);
        cells += 1;
        adgen_place(g, next);
        adgen_at(g, loop->b);
        adgen_jump(g, ADOP_FOR_ITER, done);
    } else {
        if (i == 0)
            g->scope = outer;
        cells += adgen_iterate(g, loop->b, next, done);
        g->scope = scope;
    }
    loop_body(g, n, i, cells, next, outer);
    adgen_place(g, done);
}

/* The body of a generator expression's function. */
void adgen_comp_body(struct adgen *g, const struct adnode *n)
{
    g->loops++;
    gen_loops(g, n, 0, 0, g->scope);
    g->loops--;
}

static void gen_generator(struct adgen *g, const struct adnode *n)
{
    struct adgen in;
    struct adscope *s = adscope_of(g->c, n);
    if (!s || !adgen_open(&in, g, s, adpool_name(&g->c->pool, "<genexpr>", 9)))
        return;
    adgen_at(&in, n);
    adgen_comp_body(&in, n);
    bool async = s->coroutine;
    struct adconst *code = adgen_close(&in, ADCODE_GENERATOR | (async ? ADCODE_COROUTINE : 0));
    if (!code)
        return;
    adgen_make_function(g, code, s, 0);
    adgen_expr(g, n->list[0]->b);
    adgen_at(g, n);
    adgen_emit(g, n->list[0]->op == 1 ? ADOP_GET_AITER : ADOP_GET_ITER);
    adgen_emit1(g, ADOP_CALL, 1);
}

void adgen_comp(struct adgen *g, const struct adnode *n)
{
    if (n->kind == ADK_GEN_EXP) {
        gen_generator(g, n);
        return;
    }
    struct adscope *outer = g->scope, *s = adscope_of(g->c, n);
    if (!s)
        return;
    adgen_emit1(g, n->kind == ADK_LIST_COMP  ? ADOP_BUILD_LIST
                   : n->kind == ADK_SET_COMP ? ADOP_BUILD_SET : ADOP_BUILD_MAP, 0);
    open_variables(g, s);
    g->scope = s;
    g->loops++;
    gen_loops(g, n, 0, 0, outer);
    g->loops--;
    g->scope = outer;
    close_variables(g, s);
}
