/* SPDX-License-Identifier: MIT
 * opt_portvm.c - the rewrites of portvm, see opt_in.h. Each leaves the same stack, needs no more
 * room on it, and keeps a division by zero.
 */
#include "machines/opt_in.h"
#include "machines/portvm.h"

#define IS(k, name) admopt_is(w, k, ADPORTVM_##name)
#define PUT(name, n) admopt_put(w, ADPORTVM_##name, n)

/* IADD and IADX, ISUB and ISBX, ... follow each other. */
static bool is_plain(const struct admopt_window *w, unsigned k)
{
    return IS(k, IADD) || IS(k, ISUB) || IS(k, IMUL) || IS(k, IDIV);
}

static bool is_with(const struct admopt_window *w, unsigned k)
{
    return IS(k, IADX) || IS(k, ISBX) || IS(k, IMLX) || IS(k, IDVX);
}

static bool is_test(const struct admopt_window *w, unsigned k)
{
    return IS(k, IEQL) || IS(k, ILT) || IS(k, IGT);
}

/* The value of two bytes, if it is one too. */
static bool value(unsigned op, int32_t a, int32_t b, int32_t *c)
{
    switch (op) {
    case ADPORTVM_IADD:
    case ADPORTVM_IADX: *c = a + b; break;
    case ADPORTVM_ISUB:
    case ADPORTVM_ISBX: *c = a - b; break;
    case ADPORTVM_IMUL:
    case ADPORTVM_IMLX: *c = a * b; break;
    case ADPORTVM_IEQL: *c = a == b; break;
    case ADPORTVM_ILT: *c = a < b; break;
    case ADPORTVM_IGT: *c = a > b; break;
    default:
        if (!b)
            return false;
        *c = a / b;
    }
    return *c >= 0 && *c <= 255;
}

static bool fold(struct admopt_window *w)
{
    int32_t c;
    if (IS(0, PUSH) && is_with(w, 1) &&
        value(w->in[1].op, (int32_t)w->in[0].n, (int32_t)w->in[1].n, &c))
        return admopt_take(w, 2) && PUT(PUSH, (uint32_t)c);
    if (IS(0, PUSH) && IS(1, PUSH) && (is_plain(w, 2) || is_test(w, 2)) &&
        value(w->in[2].op, (int32_t)w->in[0].n, (int32_t)w->in[1].n, &c))
        return admopt_take(w, 3) && PUT(PUSH, (uint32_t)c);
    if (IS(0, PUSH) && is_plain(w, 1) && !(IS(1, IDIV) && !w->in[0].n))
        return admopt_take(w, 2) && admopt_put(w, w->in[1].op + 1u, w->in[0].n);
    return false;
}

/* Does nothing but ask for an element. */
static bool is_idle(const struct admopt_window *w)
{
    return IS(0, NOP) || ((IS(0, IADX) || IS(0, ISBX)) && w->in[0].n == 0) ||
           ((IS(0, IMLX) || IS(0, IDVX)) && w->in[0].n == 1);
}

/* Two in a row that become one. Rounding down twice is rounding down once. */
static bool join(struct admopt_window *w)
{
    int32_t a = (int32_t)w->in[0].n, b = w->count > 1 ? (int32_t)w->in[1].n : 0;
    if ((IS(0, IMLX) && IS(1, IMLX)) || (IS(0, IDVX) && IS(1, IDVX) && a && b))
        return a * b <= 255 && admopt_take(w, 2) &&
               admopt_put(w, w->in[0].op, (uint32_t)(a * b));
    if (!(IS(0, IADX) || IS(0, ISBX)) || !(IS(1, IADX) || IS(1, ISBX)))
        return false;
    int32_t sum = (IS(0, IADX) ? a : -a) + (IS(1, IADX) ? b : -b);
    if (sum < -255 || sum > 255)
        return false;
    admopt_take(w, 2);
    return sum < 0 ? PUT(ISBX, (uint32_t)-sum) : PUT(IADX, (uint32_t)sum);
}

/* PUSH v before JPE or JPN; the jump must not be a fault, since the stack would then differ. */
static bool decided(const struct admopt_list *l, struct admopt_window *w)
{
    const struct admopt_item *goal;
    if (!IS(0, PUSH) || !(IS(1, JPE) || IS(1, JPN)))
        return false;
    if (w->in[0].n != (IS(1, JPE) ? 1u : 0u))
        return admopt_take(w, 2);
    goal = admopt_goal(l, &w->in[1]);
    return goal && goal->pc <= ADMOPT_JUMP_MOST && admopt_take(w, 2) &&
           admopt_keep_as(w, 1, ADPORTVM_JMP);
}

/* x is 0: JPN asks that itself. x is 1: so does JPE. */
static bool shorter_test(const struct admopt_list *l, struct admopt_window *w)
{
    if (!IS(0, PUSH) || w->in[0].n > 1 || !IS(1, IEQL) || !IS(2, JPE) ||
        !admopt_goal(l, &w->in[2]))
        return false;
    return admopt_take(w, 3) && admopt_keep_as(w, 2, w->in[0].n ? ADPORTVM_JPE : ADPORTVM_JPN);
}

/* A jump over a jump; a comparison leaves nothing but 0 and 1. */
static bool over(const struct admopt_list *l, struct admopt_window *w)
{
    if (!is_test(w, 0) || !(IS(1, JPE) || IS(1, JPN)) || !IS(2, JMP) ||
        !admopt_goal(l, &w->in[2]) || !admopt_leads_behind(l, w, 1, 2))
        return false;
    return admopt_take(w, 3) && admopt_keep(w, 0) &&
           admopt_keep_as(w, 2, IS(1, JPE) ? ADPORTVM_JPN : ADPORTVM_JPE);
}

static bool jump(const struct admopt_list *l, struct admopt_window *w)
{
    const struct admopt_item *goal = admopt_goal(l, &w->in[0]);
    if (!IS(0, JMP) || !goal || goal->data)
        return false;
    if (admopt_leads_behind(l, w, 0, 0))
        return admopt_take(w, 1);
    return (goal->op == ADPORTVM_HALT || goal->op == ADPORTVM_RET) && admopt_take(w, 1) &&
           admopt_put(w, goal->op, goal->n);
}

bool admopt_portvm(const struct admopt_list *l, struct admopt_window *w)
{
    if (is_idle(w))
        return admopt_take(w, 1);
    return fold(w) || join(w) || decided(l, w) || shorter_test(l, w) || over(l, w) || jump(l, w);
}
