/* SPDX-License-Identifier: MIT
 * opt_microvm.c - the rewrites of microvm, see opt_in.h. Each leaves the same stack, flags and
 * variables, needs no more room, and keeps faults that are not the stack's.
 */
#include "machines/microvm.h"
#include "machines/opt_in.h"

#define IS(k, name) admopt_is(w, k, ADMICROVM_##name)
#define PUT(name, n) admopt_put(w, ADMICROVM_##name, n)
#define PAIR(a, b) (IS(0, a) && IS(1, b))

/* ---- numbers -------------------------------------------------------------------------------- */

static bool value(unsigned op, uint32_t a, uint32_t b, uint32_t *c)
{
    switch (op) {
    case ADMICROVM_ADD: *c = a + b; return true;
    case ADMICROVM_SUB: *c = a - b; return true;
    case ADMICROVM_MUL: *c = a * b; return true;
    case ADMICROVM_DIV: *c = b ? a / b : 0; return b;
    case ADMICROVM_AND: *c = a && b; return true;
    case ADMICROVM_OR: *c = a || b; return true;
    case ADMICROVM_XOR: *c = a != b; return true;
    case ADMICROVM_BAND: *c = a & b; return true;
    case ADMICROVM_BOR: *c = a | b; return true;
    case ADMICROVM_BXOR: *c = a ^ b; return true;
    default: return false;
    }
}

static bool value_of_one(unsigned op, uint32_t a, uint32_t *c)
{
    switch (op) {
    case ADMICROVM_INC: *c = a + 1; return true;
    case ADMICROVM_DEC: *c = a - 1; return true;
    case ADMICROVM_NOT: *c = !a; return true;
    case ADMICROVM_BNOT: *c = ~a; return true;
    default: return false;
    }
}

static bool fold(struct admopt_window *w)
{
    uint32_t c;
    if (!IS(0, PUSH) || w->count < 2 || w->in[1].data)
        return false;
    if (value_of_one(w->in[1].op, w->in[0].n, &c))
        return admopt_take(w, 2) && PUT(PUSH, c);
    if (!IS(1, PUSH) || w->count < 3 || w->in[2].data)
        return false;
    if (IS(2, SWAP) && admopt_take(w, 3))
        return PUT(PUSH, w->in[1].n) && PUT(PUSH, w->in[0].n);
    return value(w->in[2].op, w->in[0].n, w->in[1].n, &c) && admopt_take(w, 3) && PUT(PUSH, c);
}

/* PUSH n before an operation that n makes an easier one, or none. */
static bool strength(struct admopt_window *w)
{
    uint32_t n = w->in[0].n, all = UINT32_MAX;
    if (!IS(0, PUSH))
        return false;
    if ((n == 0 && (IS(1, ADD) || IS(1, SUB) || IS(1, BOR) || IS(1, BXOR))) ||
        (n == 1 && (IS(1, MUL) || IS(1, DIV))) || (n == all && IS(1, BAND)))
        return admopt_take(w, 2);
    if ((n == 1 && IS(1, ADD)) || (n == all && IS(1, SUB)))
        return admopt_take(w, 2) && PUT(INC, 0);
    if ((n == 1 && IS(1, SUB)) || (n == all && IS(1, ADD)))
        return admopt_take(w, 2) && PUT(DEC, 0);
    if (n == all && IS(1, BXOR))
        return admopt_take(w, 2) && PUT(BNOT, 0);
    if ((n == 0 && (IS(1, OR) || IS(1, XOR))) || (n != 0 && IS(1, AND)))
        return admopt_take(w, 2) && PUT(NOT, 0) && PUT(NOT, 0); /* 0 or 1; a word less */
    return false;
}

/* ---- the stack, variables ------------------------------------------------------------------- */

static bool is_truth(const struct admopt_window *w, unsigned k)
{
    return IS(k, AND) || IS(k, OR) || IS(k, XOR) || IS(k, NOT);
}

static bool commutes(const struct admopt_window *w, unsigned k)
{
    return IS(k, ADD) || IS(k, MUL) || IS(k, AND) || IS(k, OR) || IS(k, XOR) || IS(k, BAND) ||
           IS(k, BOR) || IS(k, BXOR);
}

/* Two that undo each other. */
static bool undone(const struct admopt_window *w)
{
    return PAIR(PUSH, POP) || PAIR(DUP, POP) || PAIR(INC, DEC) || PAIR(DEC, INC) ||
           PAIR(SWAP, SWAP) || PAIR(BNOT, BNOT);
}

static bool shuffle(struct admopt_window *w)
{
    if (IS(0, NOP) || (IS(0, PRINT) && !w->in[0].n))
        return admopt_take(w, 1);
    if (undone(w))
        return admopt_take(w, 2);
    if (is_truth(w, 0) && IS(1, NOT) && IS(2, NOT))
        return admopt_take(w, 3) && admopt_keep(w, 0);
    if (IS(0, SWAP) && commutes(w, 1))
        return admopt_take(w, 2) && admopt_keep(w, 1);
    if (PAIR(DUP, SWAP) || PAIR(CMP, CMP))
        return admopt_take(w, 2) && admopt_keep(w, 0);
    if (PAIR(PUSH, CLR) || PAIR(CLR, CLR))
        return admopt_take(w, 2) && admopt_keep(w, 1);
    return false;
}

/* What was just read or written need not be read again: the first one has looked for its place. */
static bool variable(struct admopt_window *w)
{
    if (!(IS(0, TOMM) || IS(0, FRMM)))
        return false;
    if (IS(0, TOMM) && IS(1, POP) && IS(2, FRMM) && w->in[2].n == w->in[0].n)
        return admopt_take(w, 3) && admopt_keep(w, 0);
    if (!(IS(1, TOMM) || IS(1, FRMM)) || w->in[1].n != w->in[0].n)
        return false;
    admopt_take(w, 2);
    admopt_keep(w, 0);
    return IS(1, TOMM) || PUT(DUP, 0); /* a word less */
}

/* ---- jumps ---------------------------------------------------------------------------------- */

static unsigned opposite(unsigned op)
{
    switch (op) {
    case ADMICROVM_JE: return ADMICROVM_JNE;
    case ADMICROVM_JNE: return ADMICROVM_JE;
    case ADMICROVM_JL: return ADMICROVM_JGE;
    case ADMICROVM_JGE: return ADMICROVM_JL;
    case ADMICROVM_JG: return ADMICROVM_JLE;
    case ADMICROVM_JLE: return ADMICROVM_JG;
    default: return ADMICROVM_NOP;
    }
}

static bool jump(const struct admopt_list *l, struct admopt_window *w)
{
    const struct admopt_item *goal = admopt_goal(l, &w->in[0]);
    if (w->in[0].data || !goal || IS(0, CALL))
        return false;
    if (admopt_leads_behind(l, w, 0, 0))
        return admopt_take(w, 1);
    if (!IS(0, JMP)) {
        unsigned op = opposite(w->in[0].op);
        return IS(1, JMP) && admopt_leads_behind(l, w, 0, 1) && admopt_take(w, 2) &&
               admopt_keep_as(w, 1, op);
    }
    return !goal->data && (goal->op == ADMICROVM_QUIT || goal->op == ADMICROVM_RET ||
                           goal->op == ADMICROVM_RST) &&
           admopt_take(w, 1) && admopt_put(w, goal->op, 0);
}

bool admopt_microvm(const struct admopt_list *l, struct admopt_window *w)
{
    return shuffle(w) || fold(w) || strength(w) || variable(w) || jump(l, w);
}
