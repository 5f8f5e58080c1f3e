/* SPDX-License-Identifier: MIT
 * number.c - what all numbers have: making and reading them, conversion, comparison, hash, and
 * which of
 * int.c and float.c does an operator.
 */
#include "core/obj/number.h"

/* ---- kinds ---------------------------------------------------------------------------------- */

static bool is_box(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    return layout == ADT_int || layout == ADT_int_neg;
}

bool adnum_is_int(const struct adder_vm *vm, adcell c)
{
    return ad_is_int(c) || c == AD_TRUE || c == AD_FALSE || is_box(vm, c);
}

bool adfloat_is(const struct adder_vm *vm, adcell c)
{
#if AD_HAS_INLINE_FLOAT
    if (ad_is_flo(c) || c == ad_imm(AD_IMM_ZERO))
        return true;
#endif
    return adis(vm, c, ADT_float);
}

bool adnum_is(const struct adder_vm *vm, adcell c)
{
    return adnum_is_int(vm, c) || adfloat_is(vm, c);
}

/* ---- floats --------------------------------------------------------------------------------- */

#if AD_FLOAT_BYTES == 4
typedef float stored_float;
#else
typedef double stored_float;
#endif

double adfloat_get(const struct adder_vm *vm, adcell c)
{
    stored_float x;
#if AD_HAS_INLINE_FLOAT
    if (ad_is_flo(c))
        return ad_flo(c);
    if (c == ad_imm(AD_IMM_ZERO))
        return 0;
#endif
    adget_bytes(vm, c, 0, sizeof x, &x);
    return x;
}

adcell adfloat_new(struct adder_vm *vm, double value)
{
    stored_float x = (stored_float)value;
    adcell c;
    if (AD_HAS_INLINE_FLOAT && ad_flo_fits(x, &c))
        return c;
    c = adheap_new(vm, ADT_float, sizeof x);
    if (c)
        memcpy((uint8_t *)adptr(vm, c) + AD_CELL_BYTES, &x, sizeof x);
    return c;
}

/* ---- ints of machine size ------------------------------------------------------------------- */

bool adint_fast(const struct adder_vm *vm, adcell c, adfast *v)
{
    adufast u = 0;
    size_t n;
    if (ad_is_int(c)) {
        *v = ad_int(c);
        return true;
    }
    if (!AD_HAS_LARGE_INTS || !ad_is_ref(c)) {
        *v = c == AD_TRUE;
        return true;
    }
    n = adobj_size(vm, c);
    if (n > sizeof u)
        return false;
    adget_bytes(vm, c, 0, n, &u);
    if (adlayout(vm, c) == ADT_int_neg) {
        *v = (adfast)(0 - u);
        return u - 1 <= (adufast)ADFAST_MAX;
    }
    *v = (adfast)u;
    return *v >= 0;
}

#if AD_INT_BYTES
adcell adint_new_fast(struct adder_vm *vm, adfast v) { return adint_from_row(vm, &v, sizeof v); }
adcell adint_new64(struct adder_vm *vm, int64_t v) { return adint_from_row(vm, &v, sizeof v); }
adcell adint_new(struct adder_vm *vm, int32_t v)
{
    return AD_HAS_LARGE_INTS ? adint_from_row(vm, &v, sizeof v) : ad_from_int((adint)v);
}

adcell adint_new_size(struct adder_vm *vm, size_t value)
{
    if (!AD_HAS_LARGE_INTS || value <= (size_t)AD_INT_MAX)
        return ad_from_int((adint)value);
    return sizeof value < 4 ? adint_new(vm, (int32_t)value) : adint_new64(vm, (int64_t)value);
}
#else
/* A box of n bytes out of u; drops leading zeros. */
static adcell new_box(struct adder_vm *vm, const void *bytes, size_t n, bool negative)
{
    const uint8_t *p = bytes;
    adcell c;
    while (n > AD_BOX_UNIT && !p[n - 1] && !p[n - 2] && !p[n - 3] && !p[n - 4])
        n -= AD_BOX_UNIT;
    c = adheap_new(vm, negative ? ADT_int_neg : ADT_int, n);
    if (c)
        memcpy((uint8_t *)adptr(vm, c) + AD_CELL_BYTES, p, n);
    return c;
}

adcell adint_new_fast(struct adder_vm *vm, adfast v)
{
    adufast u = v < 0 ? 0 - (adufast)v : (adufast)v;
    if (v >= AD_INT_MIN && v <= AD_INT_MAX)
        return ad_from_int((adint)v);
    return new_box(vm, &u, sizeof u, v < 0);
}

adcell adint_new(struct adder_vm *vm, int32_t value) { return adint_new_fast(vm, value); }

adcell adint_new64(struct adder_vm *vm, int64_t v)
{
    return adint_new_fast(vm, (adfast)v);
}

adcell adint_new_size(struct adder_vm *vm, size_t value)
{
    if (value <= (size_t)AD_INT_MAX)
        return ad_from_int((adint)value);
    return new_box(vm, &value, sizeof value, false);
}
#endif

/* ---- to C ----------------------------------------------------------------------------------- */

static adcell not_an_int(struct adder_vm *vm, adcell c)
{
    (void)c;
    return adexc_raise(vm, ADT_TypeError, "'%t' object cannot be interpreted as an integer", c);
}

/* The value within min..max. */
static bool get_within(struct adder_vm *vm, adcell c, adfast min, adfast max, adfast *out)
{
    c = adunwrap(vm, c);
    if (!adnum_is_int(vm, c)) {
        (void)not_an_int(vm, c);
        return false;
    }
    if (adint_fast(vm, c, out) && *out >= min && *out <= max)
        return true;
    (void)adexc_raise(vm, ADT_OverflowError, "Python int too large to convert to C int");
    return false;
}

bool adint_get(struct adder_vm *vm, adcell c, bool clip, adint *out)
{
    if (ad_is_int(c)) {
        *out = ad_int(c);
        return true;
    }
    c = adunwrap(vm, c);
    if (!adnum_is_int(vm, c)) {
        (void)not_an_int(vm, c);
        return false;
    }
    if (!AD_HAS_LARGE_INTS || !ad_is_ref(c))
        *out = ad_is_int(c) ? ad_int(c) : c == AD_TRUE;
    else if (clip)
        *out = adint_negative(vm, c) ? AD_INT_MIN : AD_INT_MAX;
    else
        (void)adexc_raise(vm, ADT_OverflowError, "Python int too large to convert to C int");
    return !AD_HAS_LARGE_INTS || clip || !ad_is_ref(c);
}

bool adint_get32(struct adder_vm *vm, adcell c, int32_t *out)
{
    adfast v;
    if (!get_within(vm, c, INT32_MIN, INT32_MAX, &v))
        return false;
    *out = (int32_t)v;
    return true;
}

bool adint_get64(struct adder_vm *vm, adcell c, int64_t *out)
{
#if AD_CELL_BYTES == 2
    uint64_t u = 0;
    adcell n = adunwrap(vm, c);
    if (is_box(vm, n) && adobj_size(vm, n) <= 8) {
        adget_bytes(vm, n, 0, adobj_size(vm, n), &u);
        bool negative = adint_negative(vm, n);
        if (u <= (uint64_t)INT64_MAX + negative) {
            *out = (int64_t)(negative ? 0 - u : u);
            return true;
        }
    }
#endif
    adfast v;
    if (!get_within(vm, c, ADFAST_MIN, ADFAST_MAX, &v))
        return false;
    *out = v;
    return true;
}

bool adnum_to_double(struct adder_vm *vm, adcell c, double *out)
{
    c = adunwrap(vm, c);
    if (adfloat_is(vm, c)) {
        *out = adfloat_get(vm, c);
        return true;
    }
    if (!adnum_is_int(vm, c)) {
        (void)adexc_raise(vm, ADT_TypeError, "must be real number, not %t", c);
        return false;
    }
    if (adint_real(vm, c, out))
        return true;
    (void)adexc_raise(vm, ADT_OverflowError, "int too large to convert to float");
    return false;
}

/* ---- operators ------------------------------------------------------------------------------ */

AD_OPERANDS(computed, added)

adcell adnum_binary(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    if (op == AD_MATMUL)
        return AD_NOTIMPL;
    if (adfloat_is(vm, ARG(0)) || adfloat_is(vm, ARG(1)))
        return adfloat_binary(vm, op, arg);
    if (op == AD_TRUEDIV)
        return adint_truediv(vm, arg);
    if (op != AD_POW)
        return adint_binary(vm, op, arg);
    if (adint_negative(vm, ARG(1)))
        return adfloat_binary(vm, op, arg);
    return adint_pow(vm, arg);
}

adcell adnum_unary(struct adder_vm *vm, enum adunary op, adcell *arg)
{
    adcell r = ARG(0);
    if (adfloat_is(vm, r))
        return adfloat_unary(vm, op, r);
    if (r == AD_TRUE || r == AD_FALSE)
        r = ad_from_int(r == AD_TRUE);
    if (op == AD_POS || (op == AD_ABS && !adint_negative(vm, r)))
        return r;
    /* -x is 0 - x, and ~x is -1 - x. */
    adpush(vm, ad_from_int(op == AD_INVERT ? -1 : 0));
    adpush(vm, r);
    r = adint_binary(vm, AD_SUB, vm->sp + 1);
    addrop(vm, 2);
    return r;
}

AD_OPERANDS(any)

static bool holds(enum adcmp op, int order)
{
    switch (op) {
    case AD_LT: return order < 0;
    case AD_LE: return order <= 0;
    case AD_EQ: return order == 0;
    case AD_NE: return order != 0;
    case AD_GT: return order > 0;
    default: return order >= 0;
    }
}

/* No nan: <0, 0, >0. */
static int order_of(const struct adder_vm *vm, adcell a, adcell b)
{
    double x, y;
    if (!adfloat_is(vm, a))
        return adfloat_is(vm, b) ? adint_compare_real(vm, a, adfloat_get(vm, b))
                                 : adint_compare(vm, a, b);
    x = adfloat_get(vm, a);
    if (!adfloat_is(vm, b))
        return -adint_compare_real(vm, b, x);
    y = adfloat_get(vm, b);
    return (x > y) - (x < y);
}

static bool is_nan(const struct adder_vm *vm, adcell c)
{
    return adfloat_is(vm, c) && adreal_is_nan(adfloat_get(vm, c));
}

bool adnum_compare(const struct adder_vm *vm, enum adcmp op, adcell a, adcell b)
{
    if (is_nan(vm, a) || is_nan(vm, b))
        return op == AD_NE;
    return holds(op, order_of(vm, a, b));
}

bool adnum_truth(const struct adder_vm *vm, adcell c)
{
    if (adfloat_is(vm, c))
        return adfloat_get(vm, c) != 0;
    return ad_is_int(c) ? ad_int(c) != 0 : c != AD_FALSE; /* a box is never 0 */
}
