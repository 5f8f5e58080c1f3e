/* SPDX-License-Identifier: MIT
 * num_hash.c - hashes of numbers: those that are equal hash alike, whatever their type. At 64 bits
 * they
 * are CPython's (modulo 2^61 - 1), at 32 those folded. At 16 bits a chip should not do arithmetic
 * on 61:
 * there the magnitude's words are mixed, and small ints are still themselves.
 */
#include "core/obj/number.h"

#if AD_CELL_BYTES == 2

static adint finish_hash(uint16_t h, bool negative)
{
    adint v = (adint)(h & (uint16_t)AD_INT_MAX);
    if (negative)
        v = (adint)-v;
    return v == -1 ? -2 : v;
}

static uint16_t mix(uint16_t h, uint16_t word) { return (uint16_t)(h * 31u + word); }

static adint hash_int(const struct adder_vm *vm, adcell c)
{
    uint16_t h = 0;
    size_t n;
    if (ad_is_int(c))
        return ad_int(c) == -1 ? -2 : ad_int(c);
    for (n = adobj_size(vm, c); n; n -= 2) {
        uint16_t word;
        adget_bytes(vm, c, n - 2, 2, &word);
        h = mix(h, word);
    }
    return finish_hash(h, adint_negative(vm, c));
}

static adint hash_float(double x)
{
    adlimb row[ADBN_REAL_LIMBS];
    struct adbn n = {row, 0, false};
    adreal_bits bits = adreal_to_bits((adreal)x);
    uint16_t h = 0;
    size_t i;
    double whole = 0;
    if (adreal_is_finite(x)) {
        adbn_from_real(&n, (adreal)x);
        adreal back = 0;
        if (!adbn_to_real(&n, &back))
            back = 0;
        whole = back;
    }
    if (adreal_is_finite(x) && whole == x) {
        for (i = n.n * sizeof(adlimb); i; i -= 2) {
            uint16_t word;
            memcpy(&word, (uint8_t *)row + i - 2, 2);
            h = mix(h, word);
        }
        if (n.n < 2 && row[0] == 16384 && x < 0 && n.n)
            return AD_INT_MIN;
        return finish_hash(h, x < 0);
    }
    for (i = 0; i < sizeof bits; i += 2, bits >>= 16)
        h = mix(h, (uint16_t)bits);
    return finish_hash(h, x < 0);
}

#else

static adint reduce(int64_t h)
{
#if AD_CELL_BYTES == 4
    if (h < AD_INT_MIN || h > AD_INT_MAX)
        h = (int32_t)(((uint32_t)h ^ (uint32_t)(h >> 32) * 31u) << 1) >> 1;
    if (h == -1)
        h = -2;
#endif
    return (adint)h;
}

static adint hash_int(const struct adder_vm *vm, adcell c)
{
    struct adoperand o;
    if (ad_is_int(c) && ad_int(c) > AD_INT_MIN + 1 && ad_int(c) < AD_INT_MAX)
        return ad_int(c) == -1 ? -2 : ad_int(c);
    adint_load(vm, c, &o, NULL);
    return reduce(adbn_hash61(&o.n));
}

/* f * 2^e modulo 2^61 - 1: a rotation of 61 bits. */
static adint hash_float(double x)
{
    adreal_bits bits = adreal_to_bits((adreal)x);
    const uint64_t modulus = ((uint64_t)1 << 61) - 1;
    uint64_t h;
    int e;
    if (!adreal_is_finite(x))
        return reduce(adreal_is_nan(x) ? 0 : x < 0 ? -314159 : 314159);
    h = adreal_split(bits & ~ADREAL_SIGN, &e);
    e %= 61;
    if (e < 0)
        e += 61;
    h = (h << e & modulus) | h >> (61 - e);
    if (h == modulus)
        h = 0;
    if (x >= 0)
        return reduce((int64_t)h);
    return reduce(h == 1 ? -2 : -(int64_t)h);
}

#endif

adint adnum_hash(const struct adder_vm *vm, adcell c)
{
    if (adfloat_is(vm, c))
        return hash_float(adfloat_get(vm, c));
    if (!ad_is_ref(c) && !ad_is_int(c))
        return c == AD_TRUE;
    return hash_int(vm, c);
}
