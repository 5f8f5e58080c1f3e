/* SPDX-License-Identifier: MIT
 * int_real.c - between ints and floats: conversion both ways and exact comparison.
 */
#include "core/obj/number.h"

/* A number no longer than the largest float, loaded into the C stack. */
struct short_int {
    struct adbn n;
    adlimb row[ADBN_REAL_LIMBS];
};

static bool load_short(const struct adder_vm *vm, adcell c, struct short_int *s)
{
    s->n.limb = s->row;
    s->n.n = adint_limbs(vm, c);
    s->n.neg = adint_negative(vm, c);
    if (s->n.n > ADBN_REAL_LIMBS)
        return false;
    adint_copy(vm, c, s->row);
    return true;
}

bool adint_real(const struct adder_vm *vm, adcell c, double *x)
{
    struct short_int s;
    adreal r = 0;
    bool fits;
    adfast v;
    if (adint_fast(vm, c, &v)) {
        *x = (double)v;
        return true;
    }
    fits = load_short(vm, c, &s) && adbn_to_real(&s.n, &r);
    *x = r;
    return fits;
}

static int compare_short(const struct adder_vm *vm, adcell a, double x)
{
    struct short_int s, t;
    double whole;
    adreal back = 0;
    int order;
    if (!load_short(vm, a, &s))
        return s.n.neg ? -1 : 1;
    t.n.limb = t.row;
    adbn_from_real(&t.n, (adreal)x);
    order = adbn_cmp(&s.n, &t.n);
    if (order || !adbn_to_real(&t.n, &back))
        return order;
    whole = back;
    return (whole > x) - (whole < x);
}

int adint_compare_real(const struct adder_vm *vm, adcell a, double x)
{
    adfast v;
    if (!adreal_is_finite(x))
        return x > 0 ? -1 : 1;
    if (adint_fast(vm, a, &v)) {
        double y = (double)v;
        if (y != x)
            return y < x ? -1 : 1;
        if (v > -((adfast)1 << AD_EXACT_BITS) && v < (adfast)1 << AD_EXACT_BITS)
            return 0;
        /* The conversion may have rounded to x; x is then whole, and near. */
        if (x >= -2.0 * (double)((adfast)1 << (ADFAST_BITS - 2)) &&
            x < 2.0 * (double)((adfast)1 << (ADFAST_BITS - 2)))
            return (v > (adfast)x) - (v < (adfast)x);
        return x > 0 ? -1 : 1;
    }
    return compare_short(vm, a, x);
}

adcell adint_from_double(struct adder_vm *vm, double x)
{
    struct adwork w;
    struct adbn r;
    if (adreal_is_nan(x))
        return adexc_raise(vm, ADT_ValueError, "cannot convert float NaN to integer");
    if (!adreal_is_finite(x))
        return adexc_raise(vm, ADT_OverflowError, "cannot convert float infinity to integer");
    if (x > -1e9 && x < 1e9)
        return adint_new(vm, (int32_t)x);
    if (!adwork_new(vm, &w, ADBN_REAL_LIMBS))
        return AD_ERROR;
    r.limb = w.row;
    adbn_from_real(&r, (adreal)x);
    return adwork_int(vm, &w, &r);
}
