/* SPDX-License-Identifier: MIT
 * stack_walk.c - what one function does to the stack pointer, on all ways through it.
 *
 * A state holds before an instruction: how deep the stack is, what Y is when it is the stack
 * pointer's copy (frames, the library's prologues), and constants in X and Z (which say to the
 * prologues what to do). Ways that meet must agree on the depth; a return must find it at 0.
 * Whoever uses the stack in another way is not understood, and that is told.
 */
#include "tool/avr/stack_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { UNKNOWN = -1, XL = 0, XH, ZL, ZH, MOST_DEPTH = 16384 };

struct state {
    bool seen, queued, jumped_to;
    int16_t depth; /* bytes under the stack pointer that the function was called with */
    int16_t y;     /* the same of Y, UNKNOWN when it is anything else                 */
    int16_t constant[4];
};

struct walk {
    struct adcstack_graph *graph;
    struct adcstack_node *node;
    struct state *states; /* of each word */
    uint32_t *todo;
    unsigned ntodo;
    struct state jumped; /* at a jump to an unknown place, if it is `seen` */
    bool jumps_changed, failed;
};

static void fail(struct walk *w, uint32_t at, const char *what)
{
    (void)adcstack_fail(w->graph, at, what);
    w->failed = true;
}

static uint16_t word(const struct walk *w, uint32_t at)
{
    return at < w->graph->flash.count ? w->graph->flash.words[at] : 0;
}

/* ---- instructions --------------------------------------------------------------------------- */

/* lds, sts, jmp, call */
static unsigned length(uint16_t i)
{
    return (i & 0xfc0f) == 0x9000 || (i & 0xfe0c) == 0x940c ? 2 : 1;
}

static bool is_skip(uint16_t i)
{
    return (i & 0xfc00) == 0x1000 || (i & 0xfc08) == 0xfc00 || (i & 0xfd00) == 0x9900;
}

/* Where jmp, call, rjmp, rcall go. */
static uint32_t target(const struct walk *w, uint32_t at)
{
    uint16_t i = word(w, at);
    if (length(i) == 2)
        return ((i & 0x1f0u) << 13 | (i & 1u) << 16) | word(w, at + 1);
    return (at + 1 + (uint32_t)((i & 0x7ff) - (i & 0x800))) & w->graph->flash.reach;
}

/* The registers from r26 on that an instruction writes, r26 the lowest bit. */
static unsigned written(uint16_t i)
{
    unsigned d = i >> 4 & 31, low = 16 + (i >> 4 & 15), pair = 24 + (i >> 3 & 6), none = 0;
    unsigned pointer = (i & 12) == 12 ? 26 : (i & 12) == 8 ? 28 : 30;
    bool moves = (i & 3) == 1 || (i & 3) == 2;
    uint64_t all = none;
    switch (i >> 12) {
    case 0:
        if (i >> 10 == 0)
            all = i >> 8 == 1 ? 3ull << (d & 15) * 2 : 0;
        else
            all = i >> 10 != 1 ? 1ull << d : 0; /* cpc */
        break;
    case 1: all = i >> 10 & 2 ? 1ull << d : 0; break; /* not cpse, cp */
    case 2: all = 1ull << d; break;
    case 4: case 5: case 6: case 7: case 14: all = 1ull << low; break;
    case 8: case 10: all = i & 0x200 ? 0 : 1ull << d; break;
    case 9:
        if (i < 0x9400) {
            all = (i & 0x200) && (i & 12) != 4 ? 0 : 1ull << d; /* st, sts; xch is a load too */
            if (moves || (i & 0x20f) == 7)
                all |= 3ull << pointer;
        } else if (i < 0x9600) {
            all = (i & 15) < 8 || (i & 15) == 10 ? 1ull << d : 0;
        } else if (i < 0x9800) {
            all = 3ull << pair;
        }
        break;
    case 11: all = i & 0x800 ? 0 : 1ull << d; break;
    case 15: all = (i & 0xe08) == 0x800 ? 1ull << d : 0; break;
    }
    return (unsigned)(all >> 26 & 63);
}

/* ---- states --------------------------------------------------------------------------------- */

static void forget(struct state *s, unsigned registers)
{
    static const uint8_t bit[4] = {0, 1, 4, 5};
    for (int k = 0; k < 4; k++)
        if (registers >> bit[k] & 1)
            s->constant[k] = UNKNOWN;
    if (registers & 12)
        s->y = UNKNOWN;
}

static int pair(const struct state *s, int low)
{
    return s->constant[low] < 0 || s->constant[low + 1] < 0 ? UNKNOWN
        : s->constant[low] | s->constant[low + 1] << 8;
}

static void go_to(struct walk *w, uint32_t from, uint32_t at, const struct state *s)
{
    struct state *was, now = *s;
    if (at >= w->graph->flash.count) {
        fail(w, from, "a jump to nowhere");
        return;
    }
    was = w->states + at;
    now.seen = true;
    now.queued = was->queued;
    now.jumped_to = was->jumped_to;
    if (was->seen) {
        if (was->depth != s->depth)
            fail(w, from, "a stack of more than one depth");
        now.y = was->y == s->y ? s->y : UNKNOWN;
        for (int k = 0; k < 4; k++)
            if (was->constant[k] != s->constant[k])
                now.constant[k] = UNKNOWN;
        if (!memcmp(was, &now, sizeof now))
            return;
    }
    if (!now.queued)
        w->todo[w->ntodo++] = at;
    now.queued = true;
    *was = now;
}

/* So deep it is, with what `called` takes, NULL for none. */
static void note_depth(struct walk *w, uint32_t at, int depth, struct adcstack_node *called)
{
    unsigned all = (unsigned)depth + (called ? called->need : 0);
    if (depth < 0 || all > MOST_DEPTH) {
        fail(w, at, "a stack without a bottom");
    } else if (all > w->node->need || (called && all == w->node->need && !w->node->deepest)) {
        w->node->need = all;
        w->node->deepest = called;
    }
}

/* ---- calls and jumps ------------------------------------------------------------------------ */

/* A call of what may return; false: it does not, or something is wrong. */
static bool call(struct walk *w, uint32_t at, uint32_t to, const struct state *s)
{
    struct adcstack_node *n = adcstack_node(w->graph, to, false);
    if (!n) {
        w->failed = true;
        return false;
    }
    note_depth(w, at, s->depth + (int)adcstack_return(w->graph), n);
    return n->returns;
}

/* A call through Z: of the one function that it is known to hold, or of any native. A row of the
 * table is u8 most arguments, u16 word address, u8 least arguments (core/native_table.h). */
static bool call_pointer(struct walk *w, uint32_t at, const struct state *s)
{
    const struct adflash *f = &w->graph->flash;
    bool returns = false;
    uint32_t row, to;
    if (pair(s, ZL) != UNKNOWN)
        return call(w, at, (uint32_t)pair(s, ZL), s);
    if ((!f->natives_size && !f->ndirect) || f->natives_size % 4) {
        fail(w, at, "a call of anything");
        return false;
    }
    for (unsigned i = 0; i < f->ndirect && !w->failed; i++)
        returns |= call(w, at, f->direct[i], s);
    for (row = f->natives + 1; row < f->natives + f->natives_size && !w->failed; row += 4) {
        to = word(w, row / 2) >> row % 2 * 8;
        if (row % 2)
            to |= (word(w, row / 2 + 1) & 0xffu) << 8;
        returns |= call(w, at, to, s);
    }
    return returns;
}

/* The compiler's jumps through tables stay in their function. */
static void jump_anywhere(struct walk *w, uint32_t at, const struct state *s)
{
    struct state *j = &w->jumped;
    int16_t y = j->seen && j->y != s->y ? UNKNOWN : s->y;
    if (at < w->node->at || at >= w->node->end || (j->seen && j->depth != s->depth))
        fail(w, at, "a jump to anywhere");
    w->jumps_changed |= !j->seen || j->y != y;
    *j = *s;
    j->y = y;
    forget(j, 63 & ~12u);
}

static bool named(const struct adflash_place *p, const char *name)
{
    return !strncmp(p->name, name, strlen(name));
}

/* A jump out of the function: to code that it shares with others, or to another one, whose return
 * is then its own. */
static void jump_out(struct walk *w, uint32_t at, uint32_t to, const struct state *s)
{
    const struct adflash_place *p = adflash_place(&w->graph->flash, to);
    struct adcstack_node *n;
    if (to == 0)
        return; /* the reset vector */
    if (p && named(p, "__tablejump")) {
        jump_anywhere(w, at, s);
    } else if (!p || p->at != to || named(p, "__prologue") || named(p, "__epilogue")) {
        go_to(w, at, to, s);
    } else if ((n = adcstack_node(w->graph, to, false))) {
        note_depth(w, at, s->depth, n);
        w->node->returns |= n->returns;
        if (n->returns && s->depth)
            fail(w, at, "a return with something on the stack");
    } else {
        w->failed = true;
    }
}

static void jump(struct walk *w, uint32_t at, uint32_t to, const struct state *s)
{
    if (to >= w->node->at && to < w->node->end)
        go_to(w, at, to, s);
    else
        jump_out(w, at, to, s);
}

/* ---- one instruction ------------------------------------------------------------------------ */

/* Frames: what changes Y and the stack pointer together. False: it is no such instruction; else
 * how many words it has. */
static unsigned frame(struct walk *w, uint32_t at, struct state *s)
{
    uint16_t i = word(w, at), next = word(w, at + 1);
    int by = 0;
    unsigned words = 2;
    if (i == 0xb7cd || i == 0xb7de || i == 0xbfde) { /* in r28,SPL; in r29,SPH; out SPH,r29 */
        s->y = i == 0xb7cd ? s->depth : s->y;
        return 1;
    }
    if (i == 0xbfcd) { /* out SPL,r28 */
        if (s->y == UNKNOWN)
            fail(w, at, "a stack pointer that comes from somewhere");
        s->depth = s->y;
        return 1;
    }
    if ((i & 0xfe30) == 0x9620) { /* adiw, sbiw r28 */
        by = (i & 15) | (i >> 2 & 48);
        by = i & 0x100 ? by : -by;
        words = 1;
    } else if ((i & 0xf0f0) == 0x50c0 && (next & 0xf0f0) == 0x40d0) { /* subi r28, sbci r29 */
        by = (int16_t)((i & 15) | (i >> 4 & 240) | (next & 15) << 8 | (next & 0xf00) << 4);
    } else if (i == 0x1bca && next == 0x0bdb) { /* sub r28,r26, sbc r29,r27 */
        by = pair(s, XL) == UNKNOWN ? MOST_DEPTH : pair(s, XL);
    } else if (i == 0x0fce && next == 0x1dd1) { /* add r28,r30, adc r29,r1 */
        by = s->constant[ZL] == UNKNOWN ? MOST_DEPTH : -s->constant[ZL];
    } else {
        return 0;
    }
    s->y = s->y == UNKNOWN || s->y + by < 0 || s->y + by >= MOST_DEPTH ? UNKNOWN
        : (int16_t)(s->y + by);
    return words;
}

/* Calls, jumps and returns. False: it is none; else *s goes on behind it when *on. */
static bool flow(struct walk *w, uint32_t at, struct state *s, bool *on)
{
    uint16_t i = word(w, at);
    bool is_call = (i & 0xfe0e) == 0x940e || (i & 0xf000) == 0xd000;
    *on = false;
    if (is_call && target(w, at) == at + 1) { /* rcall .: room on the stack */
        s->depth = (int16_t)(s->depth + (int)adcstack_return(w->graph));
        *on = true;
    } else if (is_call || (i & 0xffef) == 0x9509) {
        *on = is_call ? call(w, at, target(w, at), s) : call_pointer(w, at, s);
        forget(s, 63 & ~12u);
    } else if ((i & 0xfe0e) == 0x940c || (i & 0xf000) == 0xc000) {
        jump(w, at, target(w, at), s);
    } else if ((i & 0xffef) == 0x9409) {
        if (pair(s, ZL) != UNKNOWN)
            jump(w, at, (uint32_t)pair(s, ZL), s);
        else
            jump_anywhere(w, at, s);
    } else if ((i & 0xffef) == 0x9508) {
        w->node->returns = true;
        if (s->depth)
            fail(w, at, "a return with something on the stack");
    } else {
        *on = true;
        return false;
    }
    return true;
}

static void step(struct walk *w, uint32_t at, struct state s)
{
    uint16_t i = word(w, at);
    unsigned words = frame(w, at, &s);
    bool on = true;
    if (!words) {
        words = length(i);
        if (!flow(w, at, &s, &on)) {
            forget(&s, written(i));
            if ((i & 0xfe0f) == 0x920f || (i & 0xfe0f) == 0x900f) /* push, pop */
                s.depth = (int16_t)(s.depth + (i & 0x200 ? 1 : -1));
            else if ((i & 0xf0e0) == 0xe0a0 || (i & 0xf0e0) == 0xe0e0) /* ldi r26, r27, r30, r31 */
                s.constant[(i >> 4 & 1) | (i >> 5 & 2)] = (int16_t)((i & 15) | (i >> 4 & 240));
            else if ((i & 0xfe0f) == 0xbe0d || (i & 0xfe0f) == 0xbe0e)
                fail(w, at, "another stack pointer");
            else if (i == 0x9478 && w->node->handler)
                fail(w, at, "a handler that lets others in");
            else if ((i & 0xf800) == 0xf000)
                go_to(w, at, at + 1 + (uint32_t)((i >> 3 & 63) - (i >> 3 & 64)), &s);
            else if (is_skip(i))
                go_to(w, at, at + 1 + length(word(w, at + 1)), &s);
        }
    }
    note_depth(w, at, s.depth, NULL);
    if (on && !w->failed)
        go_to(w, at, at + words, &s);
}

/* ---- the function --------------------------------------------------------------------------- */

static void run(struct walk *w)
{
    while (w->ntodo && !w->failed) {
        uint32_t at = w->todo[--w->ntodo];
        w->states[at].queued = false;
        step(w, at, w->states[at]);
    }
}

/* All that an unknown jump can reach: what no other way has led to. */
static void run_jumps(struct walk *w)
{
    while (w->jumps_changed && !w->failed) {
        uint32_t at = w->node->at;
        w->jumps_changed = false;
        for (; at < w->node->end && !w->failed; at += length(word(w, at))) {
            w->states[at].jumped_to |= !w->states[at].seen;
            if (w->states[at].jumped_to)
                go_to(w, at, at, &w->jumped);
            run(w);
        }
    }
}

bool adcstack_walk(struct adcstack_graph *g, struct adcstack_node *n)
{
    struct state start = {true, false, false, 0, UNKNOWN, {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN}};
    struct walk w = {.graph = g, .node = n};
    w.states = calloc(g->flash.count + 1, sizeof *w.states);
    w.todo = calloc(g->flash.count + 1, sizeof *w.todo);
    if (!w.states || !w.todo) {
        fail(&w, n->at, "no memory");
    } else {
        go_to(&w, n->at, n->at, &start);
        run(&w);
        run_jumps(&w);
    }
    free(w.states);
    free(w.todo);
    return !w.failed;
}
