/* SPDX-License-Identifier: MIT
 * masm_const.c - PUSHW: the shortest way to a number of 32 bits by PUSH, IMLX, IADX and ISBX, whose
 * operands are bytes. All four take two bytes, so the fewest steps are the shortest way.
 *
 * It is looked for from the end: what stood before an IMLX k is value / k, before an IADX k it is
 * value - k. The lengths are tried upwards, so the first way found is a shortest one, among those
 * that have no two additions in a row but at the start. (Two in a row would be a larger addition; a
 * multiplication that ends elsewhere replaces it.) No step leaves 32 bits. Of a negative number the
 * mirror is taken: PUSH 0, ISBX for the PUSH, and IADX and ISBX exchanged.
 *
 * Three steps reach everything up to 65280 = 255 * 255 + 255 (PUSH, IMLX 255, IADX), five
 * everything up to 16,646,655, seven everything: the digits to base 255.
 */
#include "isa/masm_in.h"

#define THREE_STEPS 65280

struct search {
    int64_t most; /* no value between may be greater */
    struct admasm_step *steps;
};

static void take(struct search *s, unsigned n, char op, int64_t operand)
{
    s->steps[n - 1] = (struct admasm_step){op, (uint8_t)operand};
}

/* The greatest value of n steps, additions left out (they do not help beyond it). */
static int64_t greatest(unsigned n)
{
    int64_t value = 255;
    while (--n && value <= UINT32_MAX)
        value *= 255;
    return value + 510;
}

static bool reach(struct search *s, int64_t value, unsigned n, bool added);

static bool reach_by_product(struct search *s, int64_t value, unsigned n)
{
    int64_t least = value / greatest(n - 1);
    for (int64_t k = AD_MAX(2, least); k < 256; k++) {
        if (value % k == 0 && reach(s, value / k, n - 1, false)) {
            take(s, n, '*', k);
            return true;
        }
    }
    return false;
}

static bool reach_by_sum(struct search *s, int64_t value, unsigned n)
{
    for (int64_t d = 1; d < 256; d++) {
        if (value >= d && reach(s, value - d, n - 1, true)) {
            take(s, n, '+', d);
            return true;
        }
        if (value + d <= s->most && reach(s, value + d, n - 1, true)) {
            take(s, n, '-', d);
            return true;
        }
    }
    return false;
}

/* Is there a way of n steps to the value, the last of them no addition if one follows? */
static bool reach(struct search *s, int64_t value, unsigned n, bool added)
{
    if (n == 1) {
        if (value > 255)
            return false;
        take(s, 1, 'P', value);
        return true;
    }
    if (value > greatest(n))
        return false;
    if (n == 3 && value <= THREE_STEPS && !added) {
        int64_t high = value == THREE_STEPS ? 255 : value / 255;
        take(s, 1, 'P', high);
        take(s, 2, '*', 255);
        take(s, 3, '+', value - 255 * high);
        return true;
    }
    return reach_by_product(s, value, n) || ((!added || n == 2) && reach_by_sum(s, value, n));
}

static void mirror(struct admasm_step *step, unsigned n)
{
    for (; n; n--, step++) {
        if (step->op == 'P' || step->op == '+')
            step->op = '-';
        else if (step->op == '-')
            step->op = '+';
    }
}

unsigned admasm_steps(int64_t value, struct admasm_step *steps)
{
    bool negative = value < 0;
    struct search s = {negative ? -(int64_t)INT32_MIN : INT32_MAX, steps + negative};
    unsigned n = 1;
    if (value > INT32_MAX) /* the same 32 bits */
        return admasm_steps(value - ((int64_t)1 << 32), steps);
    while (!reach(&s, negative ? -value : value, n, false))
        n++;
    if (!negative)
        return n;
    steps[0] = (struct admasm_step){'P', 0};
    mirror(steps + 1, n);
    return n + 1;
}
