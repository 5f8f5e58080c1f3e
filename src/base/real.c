/* SPDX-License-Identifier: MIT
 * real.c - between a float and an integer times a power of two; all rounding of this folder ends
 * here.
 */
#include "real.h"

adreal_bits adreal_split(adreal_bits bits, int *e)
{
    adreal_bits f = bits & (ADREAL_HIDDEN - 1);
    bits &= ~ADREAL_SIGN;
    int field = (int)(bits >> (ADREAL_DIG - 1));
    if (field != 0) {
        f |= ADREAL_HIDDEN;
        field--;
    }
    *e = field + ADREAL_EMIN;
    return f;
}

adreal_bits adreal_round(adreal_bits m, int e, bool more)
{
    if (m == 0) {
        return 0;
    }
    while (!(m & ADREAL_SIGN)) {
        m <<= 1;
        e--;
    }
    /* Now m has all its bits; a normal number keeps the upper ADREAL_DIG of them. */
    int drop = ADREAL_WIDTH - ADREAL_DIG;
    e += drop;
    if (e < ADREAL_EMIN) {
        drop += AD_MIN(ADREAL_EMIN - e, ADREAL_DIG + 1);
        e = ADREAL_EMIN;
    } else if (e > ADREAL_EMAX) {
        return ADREAL_INF;
    }
    /* 1 <= drop <= width + 1; two steps, because a shift by the full width is undefined. */
    bool half = (drop <= ADREAL_WIDTH) && ((m >> (drop - 1)) & 1);
    adreal_bits below = drop > ADREAL_WIDTH ? m : m & (((adreal_bits)1 << (drop - 1)) - 1);
    m = drop > ADREAL_WIDTH ? 0 : (m >> (drop - 1)) >> 1;
    if (half && (more || below != 0 || (m & 1))) {
        m++;
    }
    /* The hidden bit, and a carry out of rounding, add themselves to the exponent field. */
    return m + ((adreal_bits)(unsigned)(e - ADREAL_EMIN) << (ADREAL_DIG - 1));
}
