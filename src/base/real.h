/* SPDX-License-Identifier: MIT
 * real.h - the one floating type of a build, taken apart into integers. `adreal` is double, or
 * float when AD_FLOAT_SINGLE is 1 (avr-gcc 5.4 has no other). No libm and no rounding mode is
 * assumed.
 *
 *   bits   sign | exponent field | ADREAL_DIG - 1 fraction bits        value = f * 2^e
 *   with   f < 2^ADREAL_DIG,  ADREAL_EMIN <= e,  f >= 2^(ADREAL_DIG-1) unless e == ADREAL_EMIN
 *
 * Bits of positive numbers, read as integers, are in the order of the numbers: bits + 1 is the next
 * larger number, and after the largest comes infinity.
 */
#ifndef ADDER_REAL_H
#define ADDER_REAL_H

#include "base.h"

#ifndef AD_FLOAT_SINGLE
#define AD_FLOAT_SINGLE 0
#endif

#if AD_FLOAT_SINGLE
typedef float adreal;
typedef uint32_t adreal_bits;
#define ADREAL_WIDTH 32
#define ADREAL_DIG 24
#define ADREAL_EMIN (-149)
#define ADREAL_EMAX 104
#else
typedef double adreal;
typedef uint64_t adreal_bits;
#define ADREAL_WIDTH 64
#define ADREAL_DIG 53
#define ADREAL_EMIN (-1074)
#define ADREAL_EMAX 971
#endif
AD_STATIC_ASSERT(sizeof(adreal) == sizeof(adreal_bits), real_width);

#define ADREAL_HIDDEN ((adreal_bits)1 << (ADREAL_DIG - 1))
#define ADREAL_SIGN ((adreal_bits)1 << (ADREAL_WIDTH - 1))
#define ADREAL_INF (((adreal_bits)(ADREAL_EMAX - ADREAL_EMIN + 2)) << (ADREAL_DIG - 1))

AD_INLINE adreal_bits adreal_to_bits(adreal x)
{
    adreal_bits bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

AD_INLINE adreal adreal_from_bits(adreal_bits bits)
{
    adreal x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The integer f of finite bits (the sign is ignored); *e gets the exponent: value = f * 2^e. */
adreal_bits adreal_split(adreal_bits bits, int *e);

/* Bits of m * 2^e rounded half to even, ADREAL_INF when that overflows. `more` says that the exact
 * number is a little larger: by more than 0 and less than one unit of m. Then m must have at least
 * ADREAL_DIG + 2 significant bits, or the result might not be the correctly rounded one. */
adreal_bits adreal_round(adreal_bits m, int e, bool more);

#endif
