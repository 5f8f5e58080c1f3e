/* SPDX-License-Identifier: MIT
 * gen_try.c - try, with, and the ways out of blocks. What surrounds the code being made is a chain
 * of struct adblock; return, break and continue walk it outwards and undo each block on the way.
 * The body of a finally clause exists once: who wants to pass it pushes a value and a token (0 goes
 * on, -1 raises the value again, others are the ways out that were asked for) and jumps there.
 */
#include "compiler/gen.h"

/* ---- ways out ------------------------------------------------------------------------------- */

/* Does anything from block b outwards (up to `end`) run code of its own on the way out? */
static bool runs_code(const struct adblock *b, const struct adblock *end)
{
    for (; b != end; b = b->outer)
        if (b->kind == ADBLOCK_WITH || b->kind == ADBLOCK_CLEANUP)
            return true;
    return false;
}

/* Drop n cells under the value on top, or on top. */
static void drop_cells(struct adgen *g, unsigned n, bool under)
{
    if (!n)
        return;
    if (under)
        adgen_emit1(g, ADOP_SWAP, (int32_t)n + 1);
    if (n == 1)
        adgen_emit(g, ADOP_POP);
    else
        adgen_emit1(g, ADOP_POP_N, (int32_t)n);
}

static void exit_with(struct adgen *g, const struct adblock *b, bool value);

/* The token for this way out of what b's finally clause follows. */
static struct adexit *exit_of(struct adgen *g, struct adblock *b, enum adleave kind,
                              struct adblock *loop)
{
    int32_t token = 1;
    for (struct adexit *x = b->exits; x; x = x->next, token++)
        if (x->kind == kind && x->loop == loop)
            return x;
    struct adexit *x = adcomp_alloc(g->c, sizeof *x);
    if (!x)
        return NULL;
    if (token > 127)
        adgen_syntax(g, g->frame->node, "too many ways out of a try statement");
    *x = (struct adexit){token, adgen_label(g), (uint8_t)kind, loop, b->exits};
    b->exits = x;
    return x;
}

static void undo_handler(struct adgen *g, const struct adblock *b, bool leaving_frame)
{
    if (b->name) {
        struct adname *name = adgen_name(g, b->name->text, b->name->len);
        if (!leaving_frame || adgen_plain_local(g, name) < 0)
            adgen_unbind(g, name);
    }
    if (!leaving_frame)
        adgen_emit1(g, ADOP_LEAVE_HANDLER, b->handler);
}

/* Undo one block; true when its finally clause does the rest. */
static bool undo(struct adgen *g, struct adblock *b, enum adleave kind, struct adblock *loop)
{
    bool value = kind == ADLEAVE_RETURN;
    bool leaving_frame = value && !runs_code(b->outer, NULL);
    struct adexit *x;
    switch (b->kind) {
    case ADBLOCK_LOOP:
        if (!leaving_frame)
            drop_cells(g, b->cells, value);
        return false;
    case ADBLOCK_HANDLER: undo_handler(g, b, leaving_frame); return false;
    case ADBLOCK_FINALLY:
        if (!leaving_frame) {
            drop_cells(g, 2, value);
            adgen_emit1(g, ADOP_LEAVE_HANDLER, b->handler);
        }
        return false;
    case ADBLOCK_WITH: exit_with(g, b, value); return false;
    case ADBLOCK_CLEANUP:
        x = exit_of(g, b, kind, loop);
        if (!x)
            return true;
        if (!value)
            adgen_none(g);
        adgen_emit1(g, ADOP_LOAD_I, x->token);
        adgen_jump(g, ADOP_JUMP, b->label);
        return true;
    default: return false;
    }
}

/* Must the regions that are left end before the way out? They must not cover the code that runs on
 * it,
 * nor what comes when cells are gone that their handlers want. (A break drops cells too, but what
 * follows there is only a jump forward.) */
static bool must_split(const struct adblock *b, const struct adblock *end)
{
    for (; b != end; b = b->outer)
        if (b->kind == ADBLOCK_WITH || b->kind == ADBLOCK_CLEANUP || b->kind == ADBLOCK_FINALLY)
            return true;
    return false;
}

/* Leave everything up to `loop` (NULL: the function; its value is on the stack). */
static void leave(struct adgen *g, enum adleave kind, struct adblock *loop)
{
    struct adblock *start = g->block, *b = start;
    bool split = must_split(start, loop);
    bool done = false;
    for (; b != loop && !done; b = b->outer) {
        g->block = b->outer;
        if (split && b->region >= 0)
            adilist_mark(&g->l, ADMARK_ENDTRY, b->region);
        done = undo(g, b, kind, loop);
    }
    if (!done && kind == ADLEAVE_RETURN) {
        adgen_emit(g, ADOP_RETURN);
    } else if (!done) {
        if (kind == ADLEAVE_BREAK)
            drop_cells(g, loop->cells, false);
        adgen_jump(g, ADOP_JUMP, kind == ADLEAVE_BREAK ? loop->leave : loop->go_on);
    }
    for (struct adblock *r = start; split && r != b; r = r->outer)
        if (r->region >= 0)
            adilist_mark(&g->l, ADMARK_RESUME, r->region);
    g->block = start;
}

void adgen_leave_loop(struct adgen *g, const struct adnode *n)
{
    struct adblock *loop = g->block;
    while (loop && loop->kind != ADBLOCK_LOOP)
        loop = loop->outer;
    if (!loop)
        adgen_syntax(g, n, n->kind == ADK_BREAK ? "'break' outside loop"
                                                : "'continue' not properly in loop");
    else
        leave(g, n->kind == ADK_BREAK ? ADLEAVE_BREAK : ADLEAVE_CONTINUE, loop);
}

void adgen_return(struct adgen *g, const struct adnode *n)
{
    if (g->frame->kind != ADSCOPE_FUNCTION) {
        adgen_syntax(g, n, "'return' outside function");
        return;
    }
    if (n->a && g->frame->generator && g->frame->coroutine) {
        adgen_syntax(g, n, "'return' with value in async generator");
        return;
    }
    if (n->a)
        adgen_expr(g, n->a);
    else
        adgen_none(g);
    adgen_at(g, n);
    leave(g, ADLEAVE_RETURN, NULL);
}

/* ---- handlers ------------------------------------------------------------------------------- */

static int32_t open_handler(struct adgen *g)
{
    int32_t number = (int32_t)g->handlers++;
    g->max_handlers = AD_MAX(g->max_handlers, g->handlers);
    if (g->nlocals + g->max_handlers > ADGEN_LOCALS)
        adgen_syntax(g, g->frame->node, "too many local variables");
    return number;
}

static void close_handler(struct adgen *g) { g->handlers--; }

/* except T as name: the body, after which the name is unbound, also when it raises. */
static void named_body(struct adgen *g, const struct adnode *n, struct adblock *b)
{
    struct adname *name = adgen_name(g, n->text, n->len);
    bool guard = adgen_plain_local(g, name) < 0;
    for (const struct adblock *o = b->outer; o; o = o->outer)
        guard = guard || o->region >= 0;
    adgen_emit1(g, ADOP_LOAD_HANDLED, b->handler);
    adgen_store(g, name);
    int32_t raised = adgen_label(g);
    b->name = n;
    if (guard) {
        b->region = adilist_new_region(&g->l, raised);
        adilist_try(&g->l, b->region, 0);
    }
    adgen_block(g, n->b);
    if (guard)
        adilist_mark(&g->l, ADMARK_ENDTRY, b->region);
    int32_t over = adgen_label(g);
    adgen_unbind(g, name);
    if (guard) {
        adgen_jump(g, ADOP_JUMP, over);
        adgen_place(g, raised);
        adgen_unbind(g, name);
        adgen_emit(g, ADOP_RERAISE);
        adgen_place(g, over);
    }
}

static void gen_clause(struct adgen *g, const struct adnode *n, int32_t handler, int32_t end)
{
    struct adblock b = {.kind = ADBLOCK_HANDLER, .region = -1, .handler = handler,
                        .outer = g->block};
    int32_t next = adgen_label(g);
    adgen_at(g, n);
    if (n->a) {
        adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
        adgen_expr(g, n->a);
        adgen_at(g, n);
        adgen_emit(g, ADOP_EXC_MATCH);
        adgen_jump(g, ADOP_JF, next);
    }
    g->block = &b;
    if (n->text)
        named_body(g, n, &b);
    else
        adgen_block(g, n->b);
    g->block = b.outer;
    adgen_emit1(g, ADOP_LEAVE_HANDLER, handler);
    adgen_jump(g, ADOP_JUMP, end);
    adgen_place(g, next);
}

/* The statement without its finally clause. */
static void gen_handlers(struct adgen *g, const struct adnode *n)
{
    if (!n->count) {
        adgen_block(g, n->a);
        if (n->b)
            adgen_block(g, n->b);
        return;
    }
    int32_t raised = adgen_label(g), end = adgen_label(g);
    struct adblock b = {.kind = ADBLOCK_TRY, .handler = -1, .outer = g->block};
    b.region = adilist_new_region(&g->l, raised);
    adilist_try(&g->l, b.region, 0);
    g->block = &b;
    adgen_block(g, n->a);
    g->block = b.outer;
    adilist_mark(&g->l, ADMARK_ENDTRY, b.region);
    if (n->b)
        adgen_block(g, n->b);
    adgen_jump(g, ADOP_JUMP, end);
    adgen_place(g, raised);
    int32_t handler = open_handler(g);
    adgen_emit1(g, ADOP_ENTER_HANDLER, handler);
    for (uint32_t i = 0; i < n->count; i++) {
        if (!n->list[i]->a && i + 1 < n->count)
            adgen_syntax(g, n->list[i], "default 'except:' must be last");
        gen_clause(g, n->list[i], handler, end);
    }
    if (n->list[n->count - 1]->a) {
        adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
        adgen_emit(g, ADOP_RERAISE);
    }
    close_handler(g);
    adgen_place(g, end);
}

/* ---- finally -------------------------------------------------------------------------------- */

/* Behind the finally body: where each token leads. */
static void gen_exits(struct adgen *g, const struct adblock *b)
{
    int32_t end = adgen_label(g);
    for (const struct adexit *x = b->exits; x; x = x->next)
        adilist_jump(&g->l, ADOP_IF_TOKEN, x->token, 0, x->label);
    adgen_emit(g, ADOP_END_FINALLY);
    adgen_jump(g, ADOP_JUMP, end);
    for (const struct adexit *x = b->exits; x; x = x->next) {
        adgen_place(g, x->label);
        if (x->kind != ADLEAVE_RETURN)
            adgen_emit(g, ADOP_POP);
        leave(g, x->kind, x->loop);
    }
    adgen_place(g, end);
}

static void gen_finally(struct adgen *g, const struct adnode *n)
{
    int32_t raised = adgen_label(g);
    struct adblock b = {.kind = ADBLOCK_CLEANUP, .handler = -1, .label = adgen_label(g),
                        .outer = g->block};
    b.region = adilist_new_region(&g->l, raised);
    adilist_try(&g->l, b.region, 0);
    g->block = &b;
    gen_handlers(g, n);
    g->block = b.outer;
    adilist_mark(&g->l, ADMARK_ENDTRY, b.region);
    adgen_none(g);
    adgen_emit1(g, ADOP_LOAD_I, 0);
    adgen_jump(g, ADOP_JUMP, b.label);
    adgen_place(g, raised);
    int32_t handler = open_handler(g);
    adgen_emit1(g, ADOP_ENTER_HANDLER, handler);
    adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
    adgen_emit1(g, ADOP_LOAD_I, -1);
    adgen_place(g, b.label);
    struct adblock in = {.kind = ADBLOCK_FINALLY, .region = -1, .handler = handler,
                         .outer = b.outer};
    g->block = &in;
    adgen_block(g, n->c);
    g->block = b.outer;
    close_handler(g);
    adgen_emit1(g, ADOP_LEAVE_HANDLER, handler);
    gen_exits(g, &b);
}

void adgen_try(struct adgen *g, const struct adnode *n)
{
    if (n->op == 1)
        adgen_syntax(g, n, "'except*' is not supported yet");
    else if (n->c)
        gen_finally(g, n);
    else
        gen_handlers(g, n);
}

/* ---- with ----------------------------------------------------------------------------------- */

/* await mgr.__aexit__(...): the method and self are on the stack. */
static void call_aexit(struct adgen *g, int32_t handler)
{
    if (handler < 0) {
        adgen_none(g);
        adgen_none(g);
    } else {
        adgen_emit1(g, ADOP_LOAD_IMM, AD_IMM_TYPE + ADT_class);
        adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
        adgen_emit1(g, ADOP_CALL, 1);
        adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
    }
    adgen_none(g);
    adgen_emit1(g, ADOP_CALL_METHOD, 3);
    adgen_emit(g, ADOP_GET_AWAITABLE);
    adgen_send_loop(g);
}

/* [mgr], or [mgr value]: leave normally; the value stays. */
static void exit_with(struct adgen *g, const struct adblock *b, bool value)
{
    if (value)
        adgen_emit1(g, ADOP_SWAP, 2);
    if (b->async) {
        adgen_emit1(g, ADOP_LOAD_METHOD, adgen_attr(g, "__aexit__", 9));
        call_aexit(g, -1);
    } else {
        adgen_emit(g, ADOP_WITH_EXIT);
    }
    adgen_emit(g, ADOP_POP);
}

static void enter_with(struct adgen *g, bool async)
{
    if (!async) {
        adgen_emit(g, ADOP_WITH_ENTER);
        return;
    }
    adgen_emit1(g, ADOP_COPY, 1);
    adgen_emit1(g, ADOP_LOAD_METHOD, adgen_attr(g, "__aenter__", 10));
    adgen_emit1(g, ADOP_CALL_METHOD, 0);
    adgen_emit(g, ADOP_GET_AWAITABLE);
    adgen_send_loop(g);
}

/* [mgr exc]: the exception goes to __exit__, and on unless that returns something true. */
static void with_raised(struct adgen *g, bool async)
{
    int32_t handler = open_handler(g), swallowed = adgen_label(g);
    adgen_emit1(g, ADOP_ENTER_HANDLER, handler);
    if (async) {
        adgen_emit1(g, ADOP_COPY, 1);
        adgen_emit1(g, ADOP_LOAD_METHOD, adgen_attr(g, "__aexit__", 9));
        call_aexit(g, handler);
        adgen_jump(g, ADOP_JT, swallowed);
        adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
        adgen_emit(g, ADOP_RERAISE);
        adgen_place(g, swallowed);
        adgen_emit(g, ADOP_POP);
    } else {
        adgen_emit1(g, ADOP_LOAD_HANDLED, handler);
        adgen_emit(g, ADOP_WITH_EXCEPT);
        adgen_jump(g, ADOP_JT, swallowed);
        adgen_emit(g, ADOP_RERAISE);
        adgen_place(g, swallowed);
        adgen_emit1(g, ADOP_POP_N, 2);
    }
    adgen_emit1(g, ADOP_LEAVE_HANDLER, handler);
    close_handler(g);
}

static void with_item(struct adgen *g, const struct adnode *n, uint32_t i)
{
    if (i == n->count) {
        adgen_block(g, n->b);
        return;
    }
    const struct adnode *item = n->list[i];
    int32_t raised = adgen_label(g), end = adgen_label(g);
    adgen_expr(g, item->a);
    adgen_at(g, item->a);
    enter_with(g, n->op == 1);
    struct adblock b = {.kind = ADBLOCK_WITH, .async = n->op == 1, .handler = -1,
                        .outer = g->block};
    b.region = adilist_new_region(&g->l, raised);
    adilist_try(&g->l, b.region, 1);
    uint32_t bound = g->ntrail;
    if (item->b)
        adgen_assign(g, item->b);
    else
        adgen_emit(g, ADOP_POP);
    g->block = &b;
    with_item(g, n, i + 1);
    adgen_unbound(g, bound);
    g->block = b.outer;
    adilist_mark(&g->l, ADMARK_ENDTRY, b.region);
    adgen_at(g, item->a);
    exit_with(g, &b, false);
    adgen_jump(g, ADOP_JUMP, end);
    adgen_place(g, raised);
    with_raised(g, b.async);
    adgen_place(g, end);
}

void adgen_with(struct adgen *g, const struct adnode *n)
{
    if (n->op == 1 && !g->async) {
        adgen_syntax(g, n, "'async with' outside async function");
        return;
    }
    with_item(g, n, 0);
}
