/* SPDX-License-Identifier: MIT
 * int.c - arithmetic and order of ints: by machine arithmetic while everything fits an adfast, else
 * by base/bn.h on rows that lie in the object that becomes the result. With AD_INT_BYTES operators
 * and order are int_bytes.c's.
 */
#include "core/obj/number.h"

/* ---- rows of boxes -------------------------------------------------------------------------- */

/* May bn read the box where it lies? */
static bool readable(adcell c)
{
    return sizeof(adlimb) <= AD_CELL_BYTES && (AD_ROM_DIRECT || !ad_is_rom(c));
}

size_t adint_limbs(const struct adder_vm *vm, adcell c)
{
    if (!ad_is_ref(c))
        return ADFAST_LIMBS;
    return (adobj_size(vm, c) + sizeof(adlimb) - 1) / sizeof(adlimb);
}

size_t adint_area(const struct adder_vm *vm, adcell c)
{
    return ad_is_ref(c) && !readable(c) ? adint_limbs(vm, c) : 0;
}

void adint_copy(const struct adder_vm *vm, adcell c, adlimb *row)
{
    row[adint_limbs(vm, c) - 1] = 0;
    adget_bytes(vm, c, 0, adobj_size(vm, c), row);
}

void adint_load(const struct adder_vm *vm, adcell c, struct adoperand *o, struct adwork *w)
{
    if (!ad_is_ref(c)) {
        o->n.limb = o->own;
        adbn_from_fast(&o->n, ad_is_int(c) ? ad_int(c) : c == AD_TRUE);
        return;
    }
    o->n.n = adint_limbs(vm, c);
    o->n.neg = adint_negative(vm, c);
    if (readable(c)) {
        o->n.limb = (adlimb *)(void *)((uint8_t *)adptr(vm, c) + adobj_body(vm, c));
    } else {
        o->n.limb = adwork_take(w, o->n.n);
        adint_copy(vm, c, o->n.limb);
    }
}

/* ---- work ----------------------------------------------------------------------------------- */

static adlimb *align(uint8_t *p)
{
    if (sizeof(adlimb) > AD_CELL_BYTES)
        p += -(uintptr_t)p & (sizeof(adlimb) - 1);
    return (adlimb *)(void *)p;
}

bool adwork_new(struct adder_vm *vm, struct adwork *w, size_t limbs)
{
    size_t spare = sizeof(adlimb) > AD_CELL_BYTES ? sizeof(adlimb) : 0;
    if (limbs > (AD_SIZE_MAX - spare) / sizeof(adlimb)) {
        (void)adexc_memory(vm);
        return false;
    }
    w->object = adheap_new(vm, ADT_int, limbs * sizeof(adlimb) + spare);
    if (!w->object)
        return false;
    w->row = w->free = align((uint8_t *)adptr(vm, w->object) + adobj_body(vm, w->object));
    return true;
}

adlimb *adwork_take(struct adwork *w, size_t limbs)
{
    adlimb *row = w->free;
    w->free += limbs;
    return row;
}

adcell adwork_int(struct adder_vm *vm, struct adwork *w, const struct adbn *r)
{
    size_t n = r->n * sizeof(adlimb);
    const uint8_t *p = (const uint8_t *)r->limb;
    if (n <= ADFAST_BYTES) {
        adufast u = 0;
        memcpy(&u, p, n);
        if (u <= (adufast)AD_INT_MAX + r->neg) {
            adcell c = ad_from_int((adint)(r->neg ? -(adfast)u : (adfast)u));
            adheap_shrink(vm, w->object, 0);
            return c;
        }
    }
    if (AD_BOX_UNIT < sizeof(adlimb) && !p[n - 1] && !p[n - 2])
        n -= 2;
    return adheap_turn(vm, w->object, r->neg ? ADT_int_neg : ADT_int, p, n);
}

#if !AD_INT_BYTES

bool adint_negative(const struct adder_vm *vm, adcell c)
{
    return ad_is_int(c) ? ad_int(c) < 0 : adlayout(vm, c) == ADT_int_neg;
}

/* ---- machine arithmetic --------------------------------------------------------------------- */

static bool fast_mul(adfast a, adfast b, adfast *r)
{
    return !__builtin_mul_overflow(a, b, r);
}

static bool fast_divmod(enum adbinop op, adfast a, adfast b, adfast *r)
{
    adfast q, m;
    if (b == 0 || (b == -1 && a == ADFAST_MIN))
        return false;
    q = a / b;
    m = a - q * b;
    if (m && (m < 0) != (b < 0)) {
        m += b;
        q--;
    }
    *r = op == AD_MOD ? m : q;
    return true;
}

static bool fast_shift(enum adbinop op, adfast a, adfast b, adfast *r)
{
    if (b < 0)
        return false;
    if (op == AD_RSHIFT) {
        *r = a >> (b < ADFAST_BITS ? (int)b : ADFAST_BITS - 1);
        return true;
    }
    if (b >= ADFAST_BITS - 1)
        return false;
    *r = (adfast)((adufast)a << (int)b);
    return *r >> (int)b == a;
}

static bool fast_binary(enum adbinop op, adfast a, adfast b, adfast *r)
{
    switch (op) {
    case AD_ADD: return !__builtin_add_overflow(a, b, r);
    case AD_SUB: return !__builtin_sub_overflow(a, b, r);
    case AD_MUL: return fast_mul(a, b, r);
    case AD_AND: *r = a & b; return true;
    case AD_OR: *r = a | b; return true;
    case AD_XOR: *r = a ^ b; return true;
    case AD_LSHIFT: case AD_RSHIFT: return fast_shift(op, a, b, r);
    default: return fast_divmod(op, a, b, r);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* Work for the results and scratch of an operator, beside what loading takes. */
static size_t room_for(enum adbinop op, size_t na, size_t nb)
{
    switch (op) {
    case AD_MUL: return adbn_mul_limbs(na, nb);
    case AD_MOD: return adbn_rem_limbs(na, nb) + adbn_div_scratch(nb);
    case AD_FLOORDIV:
        return adbn_quot_limbs(na, nb) + adbn_rem_limbs(na, nb) + adbn_div_scratch(nb);
    default: return AD_MAX(na, nb) + 1;
    }
}

static void big_divmod(enum adbinop op, struct adbn *r, struct adwork *w, const struct adbn *a,
                       const struct adbn *b)
{
    struct adbn rest = {NULL, 0, false};
    if (op == AD_MOD) {
        r->limb = adwork_take(w, adbn_rem_limbs(a->n, b->n));
        adbn_divmod(NULL, r, a, b, w->free);
        return;
    }
    r->limb = adwork_take(w, adbn_quot_limbs(a->n, b->n));
    rest.limb = adwork_take(w, adbn_rem_limbs(a->n, b->n));
    adbn_divmod(r, &rest, a, b, w->free);
}

static adcell big_binary(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    size_t na = adint_limbs(vm, ARG(0)), nb = adint_limbs(vm, ARG(1));
    struct adoperand a, b;
    struct adwork w;
    struct adbn r;
    if (!adwork_new(vm, &w, room_for(op, na, nb) + adint_area(vm, ARG(0)) + adint_area(vm, ARG(1))))
        return AD_ERROR;
    adint_load(vm, ARG(0), &a, &w);
    adint_load(vm, ARG(1), &b, &w);
    r.limb = w.free;
    switch (op) {
    case AD_ADD: adbn_add(&r, &a.n, &b.n); break;
    case AD_SUB: adbn_sub(&r, &a.n, &b.n); break;
    case AD_MUL: adbn_mul(&r, &a.n, &b.n); break;
    case AD_FLOORDIV: case AD_MOD: big_divmod(op, &r, &w, &a.n, &b.n); break;
    default: adbn_bits(&r, &a.n, &b.n, (enum adbn_bitop)(op - AD_AND)); break;
    }
    return adwork_int(vm, &w, &r);
}

AD_STATIC_ASSERT(AD_OR - AD_AND == (int)ADBN_OR && AD_XOR - AD_AND == (int)ADBN_XOR, bit_ops);

static adcell big_shift(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    adfast count;
    size_t na, bits;
    struct adoperand a;
    struct adwork w;
    struct adbn r;
    if (adint_negative(vm, ARG(1)))
        return adexc_raise(vm, ADT_ValueError, "negative shift count");
    if (ARG(0) == ad_from_int(0) || ARG(0) == AD_FALSE)
        return ad_from_int(0);
    if (!adint_fast(vm, ARG(1), &count) || (adufast)count > (adufast)(SIZE_MAX / 2)) {
        if (op == AD_LSHIFT)
            return adexc_raise(vm, ADT_OverflowError, "too many digits in integer");
        return ad_from_int(adint_negative(vm, ARG(0)) ? -1 : 0);
    }
    na = adint_limbs(vm, ARG(0));
    bits = (size_t)count;
    if (!adwork_new(vm, &w, adint_area(vm, ARG(0)) +
            (op == AD_LSHIFT ? adbn_shl_limbs(na, bits) : adbn_shr_limbs(na, bits))))
        return AD_ERROR;
    adint_load(vm, ARG(0), &a, &w);
    r.limb = w.free;
    if (op == AD_LSHIFT)
        adbn_shl(&r, &a.n, bits);
    else
        adbn_shr(&r, &a.n, bits);
    return adwork_int(vm, &w, &r);
}

adcell adint_binary(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    adfast a, b, r;
    if (adint_fast(vm, ARG(0), &a) && adint_fast(vm, ARG(1), &b) && fast_binary(op, a, b, &r)) {
        if (op >= AD_AND && op <= AD_XOR && adbool_is(ARG(0)) && adbool_is(ARG(1)))
            return ad_bool(r);
        return adint_new_fast(vm, r);
    }
    if (op == AD_LSHIFT || op == AD_RSHIFT)
        return big_shift(vm, op, arg);
    if ((op == AD_FLOORDIV || op == AD_MOD) && adint_is_zero(ARG(1)))
        return adexc_raise(vm, ADT_ZeroDivisionError, op == AD_MOD ? "integer modulo by zero"
            : "integer division or modulo by zero");
    return big_binary(vm, op, arg);
}

/* ---- order ---------------------------------------------------------------------------------- */

/* Of the magnitudes of two boxes, byte by byte from above. */
static int compare_boxes(const struct adder_vm *vm, adcell a, adcell b)
{
    size_t na = adobj_size(vm, a), nb = adobj_size(vm, b);
    if (na != nb)
        return na < nb ? -1 : 1;
    while (na--) {
        uint8_t x = adget_byte(vm, a, na), y = adget_byte(vm, b, na);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

int adint_compare(const struct adder_vm *vm, adcell a, adcell b)
{
    adfast x, y;
    bool fast_a = adint_fast(vm, a, &x), fast_b = adint_fast(vm, b, &y), negative;
    if (fast_a && fast_b)
        return (x > y) - (x < y);
    negative = adint_negative(vm, a);
    if (negative != adint_negative(vm, b))
        return negative ? -1 : 1;
    if (fast_a || fast_b) /* the one that is not fast is the larger in magnitude */
        return fast_a == negative ? 1 : -1;
    return negative ? -compare_boxes(vm, a, b) : compare_boxes(vm, a, b);
}

#endif

/* ---- for both ways -------------------------------------------------------------------------- */

adcell adint_calc(struct adder_vm *vm, enum adbinop op, unsigned i, unsigned j)
{
    adcell a = vm->sp[i], b = vm->sp[j], r;
    adpush(vm, a);
    adpush(vm, b);
    r = adint_binary(vm, op, vm->sp + 1);
    addrop(vm, 2);
    return r;
}

/* ---- true division, powers ------------------------------------------------------------------ */

static bool exact_real(adfast v)
{
    return v <= ((adfast)1 << AD_EXACT_BITS) && v >= -((adfast)1 << AD_EXACT_BITS);
}

static adcell big_truediv(struct adder_vm *vm, adcell *arg)
{
    struct adoperand a, b;
    struct adwork w;
    adreal x;
    bool fits;
    if (!adwork_new(vm, &w, adbn_truediv_scratch(adint_limbs(vm, ARG(1))) +
            adint_area(vm, ARG(0)) + adint_area(vm, ARG(1))))
        return AD_ERROR;
    adint_load(vm, ARG(0), &a, &w);
    adint_load(vm, ARG(1), &b, &w);
    fits = adbn_truediv(&x, &a.n, &b.n, w.free);
    adheap_shrink(vm, w.object, 0);
    if (!fits)
        return adexc_raise(vm, ADT_OverflowError, "integer division result too large for a float");
    return adfloat_new(vm, x);
}

adcell adint_truediv(struct adder_vm *vm, adcell *arg)
{
    adfast a, b;
    if (adint_is_zero(ARG(1)))
        return adexc_raise(vm, ADT_ZeroDivisionError, "division by zero");
    if (adint_fast(vm, ARG(0), &a) && adint_fast(vm, ARG(1), &b) && exact_real(a) && exact_real(b))
        return adfloat_new(vm, (double)a / (double)b);
    return big_truediv(vm, arg);
}

/* Is bit 0 set? */
static bool is_odd(const struct adder_vm *vm, adcell c)
{
    if (ad_is_int(c))
        return ad_int(c) & 1;
    return ad_is_ref(c) ? adget_byte(vm, c, 0) & 1 : c == AD_TRUE;
}

/* By squaring, over the bits of the exponent from the lowest. Stack: base result. */
static adcell pow_loop(struct adder_vm *vm, size_t e)
{
    adcell r;
    for (;;) {
        if (e & 1) {
            r = adint_calc(vm, AD_MUL, 0, 1);
            if (!r)
                return r;
            vm->sp[0] = r;
        }
        e >>= 1;
        if (!e)
            return vm->sp[0];
        r = adint_calc(vm, AD_MUL, 1, 1);
        if (!r)
            return r;
        vm->sp[1] = r;
    }
}

adcell adint_pow(struct adder_vm *vm, adcell *arg)
{
    adcell r, base = ARG(0);
    if (adint_is_zero(ARG(1)))
        return ad_from_int(1);
    if (base == AD_TRUE || adint_is_zero(base))
        return ad_from_int(base == AD_TRUE);
    if (base == ad_from_int(1) || (base == ad_from_int(-1) && is_odd(vm, ARG(1))))
        return base;
    if (base == ad_from_int(-1))
        return ad_from_int(1);
    if (ad_is_ref(ARG(1)))
        return adexc_memory(vm);
    adpush(vm, base);
    adpush(vm, ad_from_int(1));
    r = pow_loop(vm, ad_is_int(ARG(1)) ? (size_t)ad_int(ARG(1)) : 1);
    addrop(vm, 2);
    return r;
}

/* sp[k] = sp[i] op sp[j] */
static bool set_calc(struct adder_vm *vm, unsigned k, enum adbinop op, unsigned i, unsigned j)
{
    adcell r = adint_calc(vm, op, i, j);
    if (r)
        vm->sp[k] = r;
    return r != 0;
}

/* The inverse of *arg modulo arg[-2], by Euclid. Stack: quotient, a, b, x, y: a == x * base (mod
 * m). */
static adcell inverse(struct adder_vm *vm, adcell *arg)
{
    adcell r = AD_ERROR;
    bool ok = true;
    adpush(vm, ad_from_int(0));
    adpush(vm, ad_from_int(1));
    adpush(vm, ARG(2));
    adpush(vm, ARG(0));
    adpush(vm, AD_NONE); /* sp: 0 quotient, 1 a, 2 b, 3 x, 4 y */
    while (ok && !adint_is_zero(vm->sp[2])) {
        adcell t;
        ok = set_calc(vm, 0, AD_FLOORDIV, 1, 2);
        if (ok) { /* a, b = b, a - q * b, and x, y likewise */
            unsigned i;
            for (i = 1; ok && i <= 3; i += 2) {
                adpush(vm, AD_NONE);
                ok = set_calc(vm, 0, AD_MUL, 1, i + 2) && set_calc(vm, 0, AD_SUB, i + 1, 0);
                t = adpop(vm);
                vm->sp[i] = vm->sp[i + 1];
                vm->sp[i + 1] = t;
            }
        }
    }
    if (ok && vm->sp[1] == ad_from_int(-1)) {
        vm->sp[2] = ad_from_int(0);
        ok = set_calc(vm, 1, AD_SUB, 2, 1) && set_calc(vm, 3, AD_SUB, 2, 3);
    }
    if (ok && vm->sp[1] != ad_from_int(1))
        (void)adexc_raise(vm, ADT_ValueError, "base is not invertible for the given modulus");
    else if (ok)
        r = vm->sp[3];
    addrop(vm, 5);
    return r;
}

/* Stack: e, base, result: all there is beside the modulus. */
static bool pow_mod_loop(struct adder_vm *vm, adcell *arg)
{
    for (;;) {
        if (is_odd(vm, vm->sp[0])) {
            adpush(vm, ARG(2));
            if (!set_calc(vm, 3, AD_MUL, 3, 2) || !set_calc(vm, 3, AD_MOD, 3, 0))
                return false;
            addrop(vm, 1);
        }
        adpush(vm, ad_from_int(1));
        if (!set_calc(vm, 1, AD_RSHIFT, 1, 0))
            return false;
        addrop(vm, 1);
        if (adint_is_zero(vm->sp[0]))
            return true;
        adpush(vm, ARG(2));
        if (!set_calc(vm, 2, AD_MUL, 2, 2) || !set_calc(vm, 2, AD_MOD, 2, 0))
            return false;
        addrop(vm, 1);
    }
}

/* pow(arg[0], arg[-1], arg[-2]). */
adcell adint_pow_mod(struct adder_vm *vm, adcell *arg)
{
    adcell *sp = vm->sp, r;
    if (adint_is_zero(ARG(2)))
        return adexc_raise(vm, ADT_ValueError, "pow() 3rd argument cannot be 0");
    if (adint_negative(vm, ARG(1))) {
        r = inverse(vm, arg);
        if (!r)
            return r;
        ARG(0) = r;
        adpush(vm, ad_from_int(0));
        adpush(vm, ARG(1));
        r = adint_calc(vm, AD_SUB, 1, 0);
        addrop(vm, 2);
        if (!r)
            return r;
        ARG(1) = r;
    }
    adpush(vm, ad_from_int(1)); /* result */
    adpush(vm, ARG(0));         /* base */
    adpush(vm, ARG(2));
    if (!set_calc(vm, 2, AD_MOD, 2, 0) || !set_calc(vm, 1, AD_MOD, 1, 0))
        return AD_ERROR;
    vm->sp[0] = ARG(1);
    r = pow_mod_loop(vm, arg) ? vm->sp[2] : AD_ERROR;
    vm->sp = sp;
    return r;
}
