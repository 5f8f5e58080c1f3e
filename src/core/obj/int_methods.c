/* SPDX-License-Identifier: MIT
 * int_methods.c - the methods of int and bool.
 */
#include "core/obj/number.h"
#include "core/obj/seq.h"

/* Self as an int or bool; AD_ERROR with TypeError. */
static adcell self_int(struct adder_vm *vm, adcell *arg)
{
    adcell c = adunwrap(vm, ARG(0));
    if (!adnum_is_int(vm, c))
        return adexc_raise(vm, ADT_TypeError,
            "descriptor requires a 'int' object but received a '%t'", c);
    if (c == AD_TRUE || c == AD_FALSE)
        c = ad_from_int(c == AD_TRUE);
    ARG(0) = c;
    return c;
}

static unsigned bits_of(uint8_t b)
{
    unsigned n = 0;
    for (; b; b >>= 1)
        n++;
    return n;
}

static unsigned ones_of(uint8_t b)
{
    unsigned n = 0;
    for (; b; b &= (uint8_t)(b - 1))
        n++;
    return n;
}

/* Byte i of the magnitude; the number of bytes. */
static uint8_t byte_of(const struct adder_vm *vm, adcell c, size_t i)
{
    if (ad_is_int(c)) {
        adint v = ad_int(c);
        adufast u = v < 0 ? 0 - (adufast)v : (adufast)v;
        return (uint8_t)(i < sizeof v ? u >> 8 * i : 0);
    }
    return i < adobj_size(vm, c) ? adget_byte(vm, c, i) : 0;
}

static size_t bytes_of(const struct adder_vm *vm, adcell c)
{
    size_t n = ad_is_int(c) ? sizeof(adint) : adobj_size(vm, c);
    while (n && !byte_of(vm, c, n - 1))
        n--;
    return n;
}

adcell adn_int_bit_length(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = self_int(vm, arg);
    size_t size;
    (void)n;
    if (!c)
        return c;
    size = bytes_of(vm, c);
    return adint_new_size(vm, size ? 8 * (size - 1) + bits_of(byte_of(vm, c, size - 1)) : 0);
}

adcell adn_int_bit_count(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = self_int(vm, arg);
    size_t size, count = 0;
    (void)n;
    if (!c)
        return c;
    for (size = bytes_of(vm, c); size; size--)
        count += ones_of(byte_of(vm, c, size - 1));
    return adint_new_size(vm, count);
}

adcell adn_int_conjugate(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return self_int(vm, arg);
}

adcell adn_int_is_integer(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return self_int(vm, arg) ? AD_TRUE : AD_ERROR;
}

adcell adn_int_as_integer_ratio(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = self_int(vm, arg);
    (void)n;
    if (!c)
        return c;
    adpush(vm, c);
    adpush(vm, ad_from_int(1));
    return adtuple_from(vm, vm->sp + 1, 2);
}

/* ---- bytes ---------------------------------------------------------------------------------- */

/* 1 little, 0 big (also when not given), -1: an error was raised. */
static int byte_order(struct adder_vm *vm, adcell order)
{
    if (!order || (adstr_is(vm, order) && adstr_is_text(vm, order, "big")))
        return 0;
    if (adstr_is(vm, order) && adstr_is_text(vm, order, "little"))
        return 1;
    if (adstr_is(vm, order))
        (void)adexc_raise(vm, ADT_ValueError, "byteorder must be either 'little' or 'big'");
    else
        (void)adexc_raise(vm, ADT_TypeError, "byteorder argument must be str, not %t", order);
    return -1;
}

/* Does an int of `size` bytes fit n bytes of two's complement? */
static bool fits_signed(const struct adder_vm *vm, adcell c, size_t size, size_t n)
{
    uint8_t top = size ? byte_of(vm, c, size - 1) : 0;
    size_t i;
    if (size < n || (size == n && !(top & 0x80)))
        return true;
    if (size > n || top != 0x80 || !adint_negative(vm, c))
        return false;
    for (i = 0; i + 1 < size; i++) /* -2 ** (8 * n - 1) */
        if (byte_of(vm, c, i))
            return false;
    return true;
}

static bool check_to_bytes(struct adder_vm *vm, adcell c, size_t n, bool is_signed)
{
    size_t size = bytes_of(vm, c);
    if (adint_negative(vm, c) && !is_signed) {
        (void)adexc_raise(vm, ADT_OverflowError, "can't convert negative int to unsigned");
        return false;
    }
    if (is_signed ? fits_signed(vm, c, size, n) : size <= n)
        return true;
    (void)adexc_raise(vm, ADT_OverflowError, "int too big to convert");
    return false;
}

/* int.to_bytes(length=1, byteorder='big', signed=False) */
adcell adn_int_to_bytes(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = self_int(vm, arg), r;
    adint length = 1;
    int little;
    size_t i, size;
    uint8_t *body;
    unsigned carry = 1;
    bool is_signed = n > 3 && ARG(3) && adtruth(vm, ARG(3)) == 1;
    if (!c || (n > 1 && ARG(1) && !adint_get(vm, ARG(1), true, &length)))
        return AD_ERROR;
    if (length < 0)
        return adexc_raise(vm, ADT_ValueError, "length argument must be non-negative");
    little = byte_order(vm, n > 2 ? ARG(2) : AD_UNBOUND);
    size = (size_t)length;
    if (little < 0 || !check_to_bytes(vm, c, size, is_signed))
        return AD_ERROR;
    r = adheap_new(vm, ADT_bytes, size);
    if (!r)
        return r;
    c = ARG(0);
    body = (uint8_t *)adptr(vm, r) + adobj_body(vm, r);
    for (i = 0; i < size; i++) {
        uint8_t b = byte_of(vm, c, i);
        if (adint_negative(vm, c)) {
            carry += (uint8_t)~b;
            b = (uint8_t)carry;
            carry >>= 8;
        }
        body[little ? i : size - 1 - i] = b;
    }
    return r;
}

/* Bytes, lowest first, into a row; returns whether the highest bit was set. */
static bool fill_bytes(const struct adder_vm *vm, adcell bytes, uint8_t *row, size_t n, bool little)
{
    size_t i;
    for (i = 0; i < n; i++)
        row[i] = adbytes_get(vm, bytes, little ? i : n - 1 - i);
    return n && row[n - 1] & 0x80;
}

adcell adn_int_d_trunc(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return adn_int_conjugate(vm, arg, n);
}

adcell adn_int_d_floor(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return adn_int_conjugate(vm, arg, n);
}

adcell adn_int_d_ceil(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return adn_int_conjugate(vm, arg, n);
}

/* int.from_bytes(bytes, byteorder='big', signed=False): no self among the arguments. */
adcell adn_int_from_bytes(struct adder_vm *vm, adcell *arg, unsigned n)
{
    bool is_signed, top, negative;
    size_t size, limbs, i;
    struct adwork w;
    struct adbn r;
    int little;
    if (n && !adbytes_like(vm, ARG(0))) { /* the class itself comes first */
        arg--;
        n--;
    }
    if (n && !adbytes_like(vm, ARG(0)) && !adstr_is(vm, ARG(0)) && !adnum_is_int(vm, ARG(0))) {
        adpush(vm, ARG(0)); /* an iterable */
        adpush(vm, n > 1 ? ARG(1) : AD_NONE);
        adpush(vm, n > 2 ? ARG(2) : AD_NONE);
        return adtail(vm, ADZ_int_of_items, 3);
    }
    if (!n || !adbytes_like(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "cannot convert '%t' object to bytes", arg[!n]);
    is_signed = n > 2 && ARG(2) && adtruth(vm, ARG(2)) == 1;
    little = byte_order(vm, n > 1 ? ARG(1) : AD_UNBOUND);
    size = adbytes_length(vm, ARG(0));
    limbs = size / sizeof(adlimb) + 1;
    if (little < 0 || !adwork_new(vm, &w, limbs))
        return AD_ERROR;
    r.limb = w.row;
    memset(r.limb, 0, limbs * sizeof(adlimb));
    top = fill_bytes(vm, ARG(0), (uint8_t *)r.limb, size, little);
    negative = is_signed && top;
    if (negative) { /* minus what is missing to 2 ** (8 * size) */
        unsigned carry = 1;
        uint8_t *row = (uint8_t *)r.limb;
        for (i = 0; i < size; i++) {
            carry += (uint8_t)~row[i];
            row[i] = (uint8_t)carry;
            carry >>= 8;
        }
    }
    adbn_trim(&r, limbs, negative);
    return adwork_int(vm, &w, &r);
}
