/* SPDX-License-Identifier: MIT
 * gen_async.c - where a function is suspended: yield, yield from, await, async for.
 */
#include "compiler/gen.h"

void adgen_yield(struct adgen *g, const struct adnode *n)
{
    if (n->a)
        adgen_expr(g, n->a);
    else
        adgen_none(g);
    adgen_at(g, n);
    adgen_emit(g, ADOP_YIELD);
}

void adgen_send_loop(struct adgen *g)
{
    int32_t again = adgen_label(g), end = adgen_label(g);
    adgen_none(g);
    adgen_place(g, again);
    adgen_jump(g, ADOP_SEND, end);
    adgen_emit(g, ADOP_YIELD);
    adgen_jump(g, ADOP_JUMP, again);
    adgen_place(g, end);
    adgen_emit(g, ADOP_END_SEND);
}

void adgen_yield_from(struct adgen *g, const struct adnode *n)
{
    adgen_expr(g, n->a);
    adgen_at(g, n);
    adgen_emit(g, ADOP_YIELD_FROM_ITER);
    adgen_send_loop(g);
}

void adgen_await(struct adgen *g, const struct adnode *n)
{
    if (g->frame->kind != ADSCOPE_FUNCTION) {
        adgen_syntax(g, n, "'await' outside function");
        return;
    }
    if (!g->async) {
        adgen_syntax(g, n, "'await' outside async function");
        return;
    }
    adgen_expr(g, n->a);
    adgen_at(g, n);
    adgen_emit(g, ADOP_GET_AWAITABLE);
    adgen_send_loop(g);
}

/* Not GET_ANEXT, which takes the iterator off the stack for a moment: an exception must find it
 * there. */
void adgen_await_next(struct adgen *g)
{
    adgen_emit1(g, ADOP_COPY, 1);
    adgen_emit1(g, ADOP_LOAD_METHOD, adgen_attr(g, "__anext__", 9));
    adgen_emit1(g, ADOP_CALL_METHOD, 0);
    adgen_emit(g, ADOP_GET_AWAITABLE);
    adgen_send_loop(g);
}

/* aiter; next: await anext(aiter), whose StopAsyncIteration ends the loop. */
void adgen_async_for(struct adgen *g, const struct adnode *n)
{
    if (!g->async) {
        adgen_syntax(g, n, "'async for' outside async function");
        return;
    }
    int32_t raised = adgen_label(g);
    struct adblock loop = {.kind = ADBLOCK_LOOP, .cells = 1, .region = -1, .handler = -1,
                           .go_on = adgen_label(g), .leave = adgen_label(g), .outer = g->block};
    adgen_expr(g, n->b);
    adgen_at(g, n);
    adgen_emit(g, ADOP_GET_AITER);
    adgen_place(g, loop.go_on);
    int32_t region = adilist_new_region(&g->l, raised);
    adilist_try(&g->l, region, 0);
    adgen_await_next(g);
    adilist_mark(&g->l, ADMARK_ENDTRY, region);
    uint32_t bound = g->ntrail;
    g->block = &loop;
    g->loops++;
    adgen_assign(g, n->a);
    adgen_block(g, n->c);
    adgen_unbound(g, bound);
    adgen_jump(g, ADOP_JUMP, loop.go_on);
    g->loops--;
    g->block = loop.outer;
    adgen_place(g, raised);
    adgen_emit(g, ADOP_END_ASYNC_FOR);
    if (n->d)
        adgen_block(g, n->d);
    adgen_place(g, loop.leave);
}
