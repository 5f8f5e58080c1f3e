/* SPDX-License-Identifier: MIT
 * bn.h - integers of any size as rows of limbs. Nothing here allocates, keeps state or can fail for
 * want of memory: the caller gives every result and scratch row, and the functions named ..._limbs
 * say how many limbs (not bytes) that row must have at most.
 *
 * A number is sign and magnitude, least significant limb first:
 *
 *     struct adbn { limb -> | l0 | l1 | ... | l(n-1) |,  n,  neg }      |number| = sum of li * B^i
 *
 * Canonical form, demanded of operands and delivered in results: l(n-1) is not 0; zero is n == 0
 * with neg false. A result's `limb` is set by the caller before the call, n and neg by the
 * function.
 *
 * Aliasing. "In place" means: a result row may be the very same row as that operand's (and the
 * struct may be the same struct), beginning at the same limb. Overlap of any other kind is an
 * error.
 *
 * A number has at most SIZE_MAX / AD_LIMB limbs, so that counts of bits fit a size_t; the caller
 * refuses larger ones (on an AVR that is 4095 limbs, 8 KB: more than most of them have).
 */
#ifndef ADDER_BN_H
#define ADDER_BN_H

#include "base.h"
#include "real.h"

#ifndef AD_LIMB
#ifdef __AVR__
#define AD_LIMB 16
#else
#define AD_LIMB 32
#endif
#endif

#if AD_LIMB == 8
typedef uint8_t adlimb;
typedef uint16_t adlimb_wide;
#define ADBN_LIMB_MAX UINT8_MAX
#elif AD_LIMB == 16
typedef uint16_t adlimb;
typedef uint32_t adlimb_wide;
#define ADBN_LIMB_MAX UINT16_MAX
#elif AD_LIMB == 32
typedef uint32_t adlimb;
typedef uint64_t adlimb_wide;
#define ADBN_LIMB_MAX UINT32_MAX
#else
#error "AD_LIMB is 8, 16 or 32"
#endif

struct adbn {
    adlimb *limb;
    size_t n;
    bool neg;
};

enum adbn_bitop { ADBN_AND, ADBN_OR, ADBN_XOR };

/* ---- sizes: limbs that the result row must have --------------------------------------------- */

#define ADBN_I32_LIMBS (32 / AD_LIMB)
#define ADBN_I64_LIMBS (64 / AD_LIMB)
/* The integer part of any finite float. */
#define ADBN_REAL_LIMBS ((ADREAL_EMAX + ADREAL_DIG + AD_LIMB - 1) / AD_LIMB + 1)

AD_INLINE size_t adbn_add_limbs(size_t na, size_t nb) { return AD_MAX(na, nb) + 1; }
AD_INLINE size_t adbn_bits_limbs(size_t na, size_t nb) { return AD_MAX(na, nb) + 1; }
AD_INLINE size_t adbn_not_limbs(size_t na) { return na + 1; }
AD_INLINE size_t adbn_mul_limbs(size_t na, size_t nb) { return na + nb; }
AD_INLINE size_t adbn_shl_limbs(size_t na, size_t bits) { return na + bits / AD_LIMB + 1; }
AD_INLINE size_t adbn_quot_limbs(size_t na, size_t nb) { return na < nb ? 1 : na - nb + 2; }
AD_INLINE size_t adbn_rem_limbs(size_t na, size_t nb) { return AD_MAX(na, nb) + 1; }
AD_INLINE size_t adbn_div_scratch(size_t nb) { return nb; }
AD_INLINE size_t adbn_truediv_scratch(size_t nb) { return 2 * nb + ADREAL_WIDTH / AD_LIMB + 3; }

/* adbn_shr: never more than na + 1, and that only when whole limbs are 1 bits. */
AD_INLINE size_t adbn_shr_limbs(size_t na, size_t bits)
{
    return bits / AD_LIMB >= na ? 1 : na - bits / AD_LIMB + 1;
}

/* a ** e, for an a of `bits` bits; SIZE_MAX when that is past what a size_t counts. */
size_t adbn_pow_limbs(size_t bits, size_t e);
/* Limbs for `len` digits, and characters for a number of n limbs (no sign, no end mark). */
size_t adbn_from_text_limbs(size_t len, unsigned base);
size_t adbn_to_text_size(size_t n, unsigned base);

/* ---- to and from machine integers ----------------------------------------------------------- */

void adbn_from_i32(struct adbn *r, int32_t v);
void adbn_from_i64(struct adbn *r, int64_t v);
void adbn_from_u64(struct adbn *r, uint64_t v);
/* False, and *v left alone, when the number does not fit. */
AD_MUST_CHECK bool adbn_to_i32(const struct adbn *a, int32_t *v);
AD_MUST_CHECK bool adbn_to_i64(const struct adbn *a, int64_t *v);
AD_MUST_CHECK bool adbn_to_u64(const struct adbn *a, uint64_t *v);

/* ---- arithmetic ----------------------------------------------------------------------------- */

/* Negative, zero or positive as a is less than, equal to or greater than b; `mag`: |a| and |b|. */
int adbn_cmp(const struct adbn *a, const struct adbn *b);
int adbn_cmp_mag(const struct adbn *a, const struct adbn *b);
size_t adbn_bit_length(const struct adbn *a);

/* In place on a, on b, or both. adbn_add_limbs. */
void adbn_add(struct adbn *r, const struct adbn *a, const struct adbn *b);
void adbn_sub(struct adbn *r, const struct adbn *a, const struct adbn *b);
/* r's row overlaps neither operand's; a and b may be the same. adbn_mul_limbs. Schoolbook. */
void adbn_mul(struct adbn *r, const struct adbn *a, const struct adbn *b);
/* Floor division as in Python: a == q*b + r, r is 0 or has the sign of b. b is not 0. q may be NULL
 * when only the remainder is wanted. r in place on a (if its row has adbn_rem_limbs); no other
 * overlap. scratch: adbn_div_scratch(nb) limbs. */
void adbn_divmod(struct adbn *q, struct adbn *r, const struct adbn *a, const struct adbn *b,
                 adlimb *scratch);
/* Both in place on a. adbn_shl_limbs, adbn_shr_limbs. shr is the floor of a / 2^bits. */
void adbn_shl(struct adbn *r, const struct adbn *a, size_t bits);
void adbn_shr(struct adbn *r, const struct adbn *a, size_t bits);
/* As if in two's complement of endless width. In place on a, on b, or both. adbn_bits_limbs. */
void adbn_bits(struct adbn *r, const struct adbn *a, const struct adbn *b, enum adbn_bitop op);
/* -a - 1. In place on a. adbn_not_limbs. */
void adbn_not(struct adbn *r, const struct adbn *a);

/* ---- text ----------------------------------------------------------------------------------- */

/* len digits of base 2..36, either case; '_' is passed over (the caller knows where one may be).
 * False at any other character. No sign; no digits at all is 0. r->limb: adbn_from_text_limbs. */
AD_MUST_CHECK bool adbn_from_text(struct adbn *r, const char *text, size_t len, unsigned base);
/* Digits of |a| in lower case, no sign, no end mark; returns how many. text: adbn_to_text_size
 * characters. scratch: a->n limbs, may be a's own row, which is then destroyed. */
size_t adbn_to_text(char *text, const struct adbn *a, unsigned base, adlimb *scratch);

/* ---- floats: bn_real.c ---------------------------------------------------------------------- */

/* The integer part. x is finite. r->limb: ADBN_REAL_LIMBS. */
void adbn_from_real(struct adbn *r, adreal x);
/* Rounded half to even; false, with *x infinite, when a is too large. */
AD_MUST_CHECK bool adbn_to_real(const struct adbn *a, adreal *x);
/* a / b correctly rounded, as CPython's int.__truediv__. b is not 0. False, with *x infinite, when
 * the quotient is too large. scratch: adbn_truediv_scratch(nb) limbs. */
AD_MUST_CHECK bool adbn_truediv(adreal *x, const struct adbn *a, const struct adbn *b,
                                adlimb *scratch);
/* CPython's hash(int) on a 64-bit machine: modulo 2^61 - 1 with the sign of a, and -2 for -1. */
int64_t adbn_hash61(const struct adbn *a);

/* ---- rows of n limbs, canonical or not: what the functions above are made of ---------------- */

/* r = a * m + carry; returns the limb above. In place. With m a power of two: a shift left. */
adlimb adbn_row_mul(adlimb *r, const adlimb *a, size_t n, adlimb m, adlimb carry);
/* r = a / d; returns the remainder. In place. d is not 0. */
adlimb adbn_row_div(adlimb *r, const adlimb *a, size_t n, adlimb d);
/* r = a + b, or a - b: returns the carry, or for `sub` 1 when there was NO borrow. nb <= na; r has
 * na limbs. In place on both. */
adlimb adbn_row_add(adlimb *r, const adlimb *a, size_t na, const adlimb *b, size_t nb, bool sub);
/* r = a >> bits, 0 < bits < AD_LIMB; returns the lost bits (in no useful place). In place; r may
 * also begin at a lower limb of the same row. */
adlimb adbn_row_shr(adlimb *r, const adlimb *a, size_t n, unsigned bits);
/* Negative, zero or positive as row a is less than, equal to or greater than row b. */
int adbn_row_cmp(const adlimb *a, const adlimb *b, size_t n);
/* Drops leading zero limbs and sets the sign: r becomes canonical. */
void adbn_trim(struct adbn *r, size_t n, bool neg);

#endif
