/* SPDX-License-Identifier: MIT
 * num_new.c - int(), float(), bool(), and the builtin functions on numbers: abs, divmod, pow,
 * round.
 */
#include "core/obj/number.h"
#include "core/obj/seq.h"

static bool is_number_text(const struct adder_vm *vm, adcell c)
{
    return adstr_is(vm, c) || adbytes_like(vm, c);
}

/* The special method `name` of arg[0], called with the k first arguments; AD_UNBOUND: it has
 * none. */
static adcell ask(struct adder_vm *vm, adcell *arg, unsigned name, unsigned k, enum adaction action)
{
    unsigned i;
    adcell r;
    for (i = 0; i < k; i++)
        adpush(vm, ARG(i));
    r = adtail_special(vm, name, k, action);
    if (r != AD_TAILCALL)
        addrop(vm, k);
    return r;
}

/* ---- constructors --------------------------------------------------------------------------- */

static adcell int_with_base(struct adder_vm *vm, adcell *arg)
{
    adint base;
    if (!adint_get(vm, ARG(1), true, &base))
        return AD_ERROR;
    ARG(0) = adunwrap(vm, ARG(0));
    if (!is_number_text(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "int() can't convert non-string with explicit base");
    if (base != 0 && (base < 2 || base > 36))
        return adexc_raise(vm, ADT_ValueError, "int() base must be >= 2 and <= 36, or 0");
    return adint_from_text(vm, arg, (int)base);
}

adcell adn_new_int(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = n ? ARG(0) : AD_UNBOUND, r;
    if (!c)
        return n > 1 && ARG(1) ? adexc_raise(vm, ADT_TypeError, "int() missing string argument")
                               : ad_from_int(0);
    if (n > 1 && ARG(1))
        return int_with_base(vm, arg);
    if (!ad_is_int(c)) {
        r = ask(vm, arg, ADN_d_int, 1, AD_ACT_INT);
        if (!r)
            r = ask(vm, arg, ADN_d_index, 1, AD_ACT_INT);
        if (!r)
            r = ask(vm, arg, ADN_d_trunc, 1, AD_ACT_INT);
        if (r)
            return r;
        c = ARG(0) = adunwrap(vm, c);
    }
    if (c == AD_TRUE || c == AD_FALSE)
        return ad_from_int(c == AD_TRUE);
    if (adnum_is_int(vm, c))
        return c;
    if (adfloat_is(vm, c))
        return adint_from_double(vm, adfloat_get(vm, c));
    if (is_number_text(vm, c))
        return adint_from_text(vm, arg, 10);
    return adexc_raise(vm, ADT_TypeError,
        "int() argument must be a string, a bytes-like object or a real number, not '%t'", c);
}

adcell adn_new_float(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = n ? ARG(0) : AD_UNBOUND;
    double x;
    if (!c)
        return adfloat_new(vm, 0);
    if (adfloat_is(vm, c))
        return c;
    if (adspecial(vm, c, ADN_d_float) || (adunwrap(vm, c) == c && adspecial(vm, c, ADN_d_index))) {
        adpush(vm, c);
        return adtail(vm, ADZ_float_of, 1);
    }
    c = ARG(0) = adunwrap(vm, c);
    if (is_number_text(vm, c))
        return adfloat_from_text(vm, arg);
    if (!adnum_is(vm, c))
        return adexc_raise(vm, ADT_TypeError,
            "float() argument must be a string or a real number, not '%t'", c);
    return adnum_to_double(vm, c, &x) ? adfloat_new(vm, x) : AD_ERROR;
}

adcell adn_new_bool(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r;
    int t = n && ARG(0) ? adtruth(vm, ARG(0)) : 0;
    if (t < 2)
        return ad_bool(t);
    r = ask(vm, arg, ADN_d_bool, 1, AD_ACT_BOOL);
    if (!r)
        r = ask(vm, arg, ADN_d_len, 1, AD_ACT_BOOL);
    return r ? r : AD_TRUE;
}

/* ---- functions ------------------------------------------------------------------------------ */

adcell adn_abs(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = ARG(0), r;
    (void)n;
    if (!adnum_is(vm, c)) {
        r = ask(vm, arg, ADN_d_abs, 1, AD_ACT_PUSH);
        if (r)
            return r;
        ARG(0) = adunwrap(vm, c);
    }
    if (!adnum_is(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "bad operand type for abs(): '%t'", c);
    return adnum_unary(vm, AD_ABS, arg);
}

static adcell float_divmod_of(struct adder_vm *vm, adcell *arg)
{
    double x, y, q, m;
    adcell c;
    if (!adnum_to_double(vm, ARG(0), &x) || !adnum_to_double(vm, ARG(1), &y))
        return AD_ERROR;
    if (y == 0)
        return adexc_raise(vm, ADT_ZeroDivisionError, "float divmod()");
    q = adfloat_divmod(x, y, &m);
    c = adfloat_new(vm, q);
    if (!c)
        return c;
    adpush(vm, c);
    c = adfloat_new(vm, m);
    if (!c)
        return c;
    adpush(vm, c);
    return adtuple_from(vm, vm->sp + 1, 2);
}

/* A binary special method of either side, the right one's with the operands swapped. */
static adcell ask_both(struct adder_vm *vm, adcell *arg, unsigned left, unsigned right, unsigned k)
{
    adcell r = ask(vm, arg, left, k, AD_ACT_PUSH), c;
    if (r)
        return r;
    c = ARG(0);
    ARG(0) = ARG(1);
    ARG(1) = c;
    r = ask(vm, arg, right, 2, AD_ACT_PUSH);
    if (r)
        return r;
    ARG(1) = adunwrap(vm, ARG(0));
    ARG(0) = adunwrap(vm, c);
    return r;
}

adcell adn_divmod(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r;
    (void)n;
    if (!adnum_is(vm, ARG(0)) || !adnum_is(vm, ARG(1))) {
        r = ask_both(vm, arg, ADN_d_divmod, ADN_d_rdivmod, 2);
        if (r)
            return r;
    }
    if (!adnum_is(vm, ARG(0)) || !adnum_is(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError,
            "unsupported operand type(s) for divmod(): '%t' and '%t'", ARG(0), ARG(1));
    if (!adnum_is_int(vm, ARG(0)) || !adnum_is_int(vm, ARG(1)))
        return float_divmod_of(vm, arg);
    r = adint_binary(vm, AD_FLOORDIV, arg);
    if (!r)
        return r;
    adpush(vm, r);
    r = adint_binary(vm, AD_MOD, arg);
    if (!r)
        return r;
    adpush(vm, r);
    return adtuple_from(vm, vm->sp + 1, 2);
}

static adcell pow_of_three(struct adder_vm *vm, adcell *arg)
{
    unsigned i, ints = 0, numbers = 0;
    for (i = 0; i < 3; i++) {
        ARG(i) = adunwrap(vm, ARG(i));
        ints += adnum_is_int(vm, ARG(i));
        numbers += adnum_is(vm, ARG(i));
    }
    if (numbers < 3)
        return adexc_raise(vm, ADT_TypeError,
            "unsupported operand type(s) for ** or pow(): '%t', '%t', '%t'", ARG(0), ARG(1),
            ARG(2));
    if (ints < 3)
        return adexc_raise(vm, ADT_TypeError,
            "pow() 3rd argument not allowed unless all arguments are integers");
    return adint_pow_mod(vm, arg);
}

adcell adn_pow(struct adder_vm *vm, adcell *arg, unsigned n)
{
    bool three = n > 2 && ARG(2) && ARG(2) != AD_NONE;
    adcell r;
    if (!adnum_is(vm, ARG(0)) || !adnum_is(vm, ARG(1))) {
        r = ask_both(vm, arg, ADN_d_pow, ADN_d_rpow, three ? 3 : 2);
        if (r)
            return r;
    }
    if (three)
        return pow_of_three(vm, arg);
    if (!adnum_is(vm, ARG(0)) || !adnum_is(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError,
            "unsupported operand type(s) for ** or pow(): '%t' and '%t'", ARG(0), ARG(1));
    return adnum_binary(vm, AD_POW, arg);
}

/* An int to a multiple of 10 ** places, half to even. Stack: x, unit, and on: remainder, its
 * double. */
static adcell round_int(struct adder_vm *vm, adcell *arg, adint places)
{
    adcell r;
    int order;
    ARG(1) = ad_from_int(10);
    adpush(vm, ad_from_int(10));
    adpush(vm, ad_from_int(places));
    r = adint_pow(vm, vm->sp + 1);
    if (!r)
        return r;
    vm->sp[1] = ARG(0);
    vm->sp[0] = r; /* x unit */
    r = adint_calc(vm, AD_MOD, 1, 0);
    if (!r)
        return r;
    adpush(vm, r); /* x unit rest */
    r = adint_calc(vm, AD_ADD, 0, 0);
    if (!r)
        return r;
    order = adint_compare(vm, r, vm->sp[1]);
    r = adint_calc(vm, AD_SUB, 2, 0);
    if (!r)
        return r;
    vm->sp[2] = r; /* x - rest, unit, rest */
    if (order == 0) { /* halfway: is x - rest an even multiple? */
        r = adint_calc(vm, AD_FLOORDIV, 2, 1);
        if (!r)
            return r;
        vm->sp[0] = r;
        order = ad_is_int(r) ? (int)(ad_int(r) & 1) : adget_byte(vm, r, 0) & 1;
    }
    return order > 0 ? adint_calc(vm, AD_ADD, 2, 1) : vm->sp[2];
}

/* To the nearest int, half to even. */
static adcell round_whole(struct adder_vm *vm, double x)
{
    double floor, rest;
    if (!adreal_is_finite(x))
        return adint_from_double(vm, x);
    floor = adport_math(ADM_FLOOR, x, 0);
    rest = x - floor;
    if (rest > 0.5 || (rest == 0.5 && adport_fmod(floor, 2) != 0))
        floor += 1;
    return adint_from_double(vm, floor);
}

adcell adn_round(struct adder_vm *vm, adcell *arg, unsigned n)
{
    bool given = n > 1 && ARG(1) && ARG(1) != AD_NONE;
    adcell c = ARG(0), r;
    adint digits = 0;
    if (!adnum_is(vm, c)) {
        r = ask(vm, arg, ADN_d_round, n > 1 && ARG(1) ? 2 : 1, AD_ACT_PUSH);
        if (r)
            return r;
        c = ARG(0) = adunwrap(vm, c);
    }
    if (!adnum_is(vm, c))
        return adexc_raise(vm, ADT_TypeError, "type %t doesn't define __round__ method", c);
    if (given && (r = adop_indexed(vm, arg, 2, ad_native_cell(ADF_round))) != AD_UNBOUND)
        return r;
    if (given && !adint_get(vm, ARG(1), true, &digits))
        return AD_ERROR;
    if (adfloat_is(vm, c)) {
        double x = adfloat_get(vm, c);
        return given ? adfloat_round(vm, x, digits) : round_whole(vm, x);
    }
    if (c == AD_TRUE || c == AD_FALSE)
        c = ARG(0) = ad_from_int(c == AD_TRUE);
    if (digits >= 0)
        return c;
    /* More places than digits: nothing is left (a decimal digit takes more than 3 bits). */
    if ((size_t)-digits > (adint_limbs(vm, c) * sizeof(adlimb) * 8) / 3 + 1)
        return ad_from_int(0);
    return round_int(vm, arg, (adint)-digits);
}

/* ---- the door of lib/math.py ---------------------------------------------------------------- */

static bool is_infinite(double x) { return !adreal_is_finite(x) && x == x; }

/* _float_math(function, x, y): errors as CPython's math module has them. */
adcell adn_float_math(struct adder_vm *vm, adcell *arg, unsigned n)
{
    double x, y = 0, r;
    unsigned f = (unsigned)ad_int(ARG(0));
    if (!adnum_to_double(vm, ARG(1), &x) || (n > 2 && ARG(2) && !adnum_to_double(vm, ARG(2), &y)))
        return AD_ERROR;
    r = adport_math(f, x, y);
    if (r != r && x == x && y == y)
        return adexc_raise(vm, ADT_ValueError, "math domain error");
    if (is_infinite(r) && adreal_is_finite(x) && adreal_is_finite(y)) {
        /* Poles are an error of the domain, all else is too large. */
        if (f == ADM_EXP || f == ADM_SINH || f == ADM_COSH || f == ADM_HYPOT || f == ADM_EXPM1 ||
            ((f == ADM_GAMMA || f == ADM_LGAMMA) && (x > 0 || adport_math(ADM_FLOOR, x, 0) != x)))
            return adexc_raise(vm, ADT_OverflowError, "math range error");
        return adexc_raise(vm, ADT_ValueError, "math domain error");
    }
    return adfloat_new(vm, r);
}
