/* SPDX-License-Identifier: MIT
 * opt_in.h - what the files of the optimizer (opt.h) share: the list of instructions, and the
 * window in which a machine's rules look for something to rewrite.
 *
 * In a list a jump of portvm is one item with the pushes of its address: JUMP, JUMPT, JUMPF, CALLA
 * of the assembler. An item that is gone stays where it is; who jumps to it means the next one.
 */
#ifndef ADDER_MACHINES_OPT_IN_H
#define ADDER_MACHINES_OPT_IN_H

#include "machines/opt.h"

#define ADMOPT_NONE UINT32_MAX
#define ADMOPT_JUMP_MOST 65280u /* the farthest address that portvm's JUMP reaches */

enum { ADMOPT_WINDOW = 4 };

struct admopt_item {
    uint32_t pc;   /* where it stood                                               */
    uint32_t n;    /* operand; of data the byte or word                            */
    uint32_t to;   /* the item that it jumps to, or ADMOPT_NONE                    */
    uint32_t away; /* of a jump without `to`: the address, which is outside        */
    uint32_t refs; /* jumps that end here                                          */
    uint32_t at;   /* where it comes to stand                                      */
    uint32_t skip; /* of one that is gone: where to look on, if not at the next    */
    uint8_t op;
    uint8_t width; /* portvm's JUMP: bytes that it gets                            */
    bool jumps;    /* has `to` or `away`                                           */
    bool data;     /* no instruction: a fault when it is reached                   */
    bool gone, seen;
};

struct admopt_list {
    struct admopt *o;
    struct admopt_item *items;
    uint32_t count;
    uint32_t *work;
};

/* Consecutive items of which only the first may be jumped to; what a rule wants instead of the
 * first `taken` of them. */
struct admopt_window {
    uint32_t index[ADMOPT_WINDOW];
    struct admopt_item in[ADMOPT_WINDOW];
    unsigned count;
    unsigned taken, made;
    struct admopt_item out[ADMOPT_WINDOW];
};

/* Finds one rewrite at the window's start. */
typedef bool admopt_rule(const struct admopt_list *l, struct admopt_window *w);
admopt_rule admopt_portvm, admopt_microvm;

/* The list, of what can be reached. False: no memory, or o->kept says why not. (opt_list.c) */
bool admopt_read(struct admopt *o, struct admopt_list *l);
/* Bytes of the list; NULL: no memory, or o->kept. */
const uint8_t *admopt_write(struct admopt_list *l, uint32_t *size);

/* The first item at or behind i that is not gone; l->count: none. */
uint32_t admopt_live(const struct admopt_list *l, uint32_t i);

/* The item that this one jumps to, or NULL. */
static inline const struct admopt_item *admopt_goal(const struct admopt_list *l,
    const struct admopt_item *x)
{
    return x->jumps && x->to != ADMOPT_NONE ? &l->items[admopt_live(l, x->to)] : NULL;
}

/* Does item k of the window jump to what stands behind item `last`? */
static inline bool admopt_leads_behind(const struct admopt_list *l, const struct admopt_window *w,
    unsigned k, unsigned last)
{
    const struct admopt_item *goal = admopt_goal(l, &w->in[k]);
    return goal && (uint32_t)(goal - l->items) == admopt_live(l, w->index[last] + 1);
}

/* ---- for rules ------------------------------------------------------------------------------ */

static inline bool admopt_is(const struct admopt_window *w, unsigned k, unsigned op)
{
    return k < w->count && !w->in[k].data && w->in[k].op == op;
}

/* Put nothing instead of the first `taken` items; then admopt_put. */
static inline bool admopt_take(struct admopt_window *w, unsigned taken)
{
    w->taken = taken;
    w->made = 0;
    return true;
}

static inline bool admopt_put(struct admopt_window *w, unsigned op, uint32_t n)
{
    w->out[w->made++] = (struct admopt_item){.op = (uint8_t)op, .n = n, .to = ADMOPT_NONE};
    return true;
}

/* Item k once more, with another opcode. */
static inline bool admopt_keep_as(struct admopt_window *w, unsigned k, unsigned op)
{
    w->out[w->made] = w->in[k];
    w->out[w->made++].op = (uint8_t)op;
    return true;
}

static inline bool admopt_keep(struct admopt_window *w, unsigned k)
{
    return admopt_keep_as(w, k, w->in[k].op);
}

#endif
