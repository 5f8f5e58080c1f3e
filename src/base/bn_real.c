/* SPDX-License-Identifier: MIT
 * bn_real.c - between integers of any size and floats, always correctly rounded; and the hash that
 * an integer shares with an equal float. See bn.h.
 */
#include "bn.h"

/* Packs the leading bits of a row into *m, as many as it holds, and tells whether others that are
 * not 0 remain; *e is the exponent of m's unit. */
static bool leading_bits(const struct adbn *a, adreal_bits *m, int *e)
{
    adreal_bits high = 0;
    adlimb lost = 0;
    int unit = 0;
    for (size_t i = a->n; i-- != 0;) {
        adlimb limb = a->limb[i];
        for (uint8_t bit = 0; bit < AD_LIMB; bit++) {
            if (high & ADREAL_SIGN) {
                lost |= limb;
                unit += AD_LIMB - bit;
                break;
            }
            high = high << 1 | (limb >> (AD_LIMB - 1));
            limb = (adlimb)(limb << 1);
        }
    }
    *m = high;
    *e = unit;
    return lost != 0;
}

/* |a| * 2^e, and a little more if `more`, with a sign. */
static bool round_number(adreal *x, const struct adbn *a, int e, bool more, bool neg)
{
    adreal_bits m;
    int unit;
    more |= leading_bits(a, &m, &unit);
    adreal_bits bits = adreal_round(m, unit + e, more);
    *x = adreal_from_bits(neg ? bits | ADREAL_SIGN : bits);
    return bits != ADREAL_INF;
}

void adbn_from_real(struct adbn *r, adreal x)
{
    int e;
    adreal_bits bits = adreal_to_bits(x);
    adreal_bits f = adreal_split(bits, &e);
    if (e < 0) {
        f = e <= -ADREAL_DIG ? 0 : f >> -e;
        e = 0;
    }
    size_t n = 0;
    for (; f != 0; n++) {
        r->limb[n] = (adlimb)f;
#if ADREAL_WIDTH == AD_LIMB
        f = 0;
#else
        f >>= AD_LIMB;
#endif
    }
    r->n = n;
    r->neg = n != 0 && (bits & ADREAL_SIGN);
    adbn_shl(r, r, (size_t)e);
}

bool adbn_to_real(const struct adbn *a, adreal *x)
{
    if (a->n > ADBN_REAL_LIMBS) {
        *x = adreal_from_bits(a->neg ? ADREAL_INF | ADREAL_SIGN : ADREAL_INF);
        return false;
    }
    return round_number(x, a, 0, false, a->neg);
}

bool adbn_truediv(adreal *x, const struct adbn *a, const struct adbn *b, adlimb *scratch)
{
    size_t abits = adbn_bit_length(a), bbits = adbn_bit_length(b);
    bool neg = a->neg != b->neg, more = false;
    /* CPython gives 0 / -1 the sign of the quotient too. Scale a by 2^-e so that the quotient has
     * DIG + 2 or DIG + 3 bits, and keep whether any were lost. */
    size_t want = bbits + ADREAL_DIG + 2;
    const size_t range = ADREAL_DIG - ADREAL_EMIN + 3;
    if (abits == 0 || (abits < bbits && bbits - abits > range)) {
        *x = adreal_from_bits(neg ? ADREAL_SIGN : 0);
        return true;
    }
    if (abits > bbits && abits - bbits > range) {
        *x = adreal_from_bits(neg ? ADREAL_INF | ADREAL_SIGN : ADREAL_INF);
        return false;
    }
    struct adbn num = {scratch + b->n, 0, false}, den = {b->limb, b->n, false};
    struct adbn mag = {a->limb, a->n, false};
    int e = (int)((ptrdiff_t)abits - (ptrdiff_t)want);
    if (e > 0) {
        size_t low = (size_t)e;
        adbn_shr(&num, &mag, low);
        for (size_t i = 0; i < low / AD_LIMB; i++) {
            more |= a->limb[i] != 0;
        }
        if (low % AD_LIMB != 0) {
            more |= (adlimb)(a->limb[low / AD_LIMB] << (AD_LIMB - low % AD_LIMB)) != 0;
        }
    } else {
        adbn_shl(&num, &mag, (size_t)-e);
    }
    adlimb row[(ADREAL_DIG + 3) / AD_LIMB + 3];
    struct adbn q = {row, 0, false};
    adbn_divmod(&q, &num, &num, &den, scratch);
    more |= num.n != 0;
    return round_number(x, &q, e, more, neg);
}

int64_t adbn_hash61(const struct adbn *a)
{
    const uint64_t p = ((uint64_t)1 << 61) - 1;
    uint64_t h = 0;
    for (size_t i = a->n; i-- != 0;) {
        /* Times B modulo 2^61 - 1 is a rotation of 61 bits. */
        h = ((h << AD_LIMB) & p) | (h >> (61 - AD_LIMB));
        h += a->limb[i];
        if (h >= p) {
            h -= p;
        }
    }
    int64_t hash = a->neg ? -(int64_t)h : (int64_t)h;
    return hash == -1 ? -2 : hash;
}
