/* SPDX-License-Identifier: MIT
 * number.h - what the files of int, bool and float share. Not for others: num.h is.
 *
 * With AD_INT_BYTES (small cells) int_bytes.c does the ints. Else an int that fits an adfast is
 * computed with machine arithmetic; larger ones by base/bn.h, on rows of limbs. A boxed int in the
 * block, where cells are as wide as limbs, is itself such a row; others are copied. Results and
 * copies lie in one object, a struct adwork, which becomes the result.
 */
#ifndef ADDER_NUMBER_H
#define ADDER_NUMBER_H

#include "core/obj/str.h"

#if AD_FLOAT_BYTES == 4 && !defined(AD_FLOAT_SINGLE)
#define AD_FLOAT_SINGLE 1
#endif
#include "base/bn.h"
#include "base/numtext.h"

#if AD_CELL_BYTES == 2
typedef int32_t adfast;
typedef uint32_t adufast;
#define ADFAST_MAX INT32_MAX
#define ADFAST_MIN INT32_MIN
#define adbn_from_fast adbn_from_i32
#define adnum_fast_text adnum_u32_text
#else
typedef int64_t adfast;
typedef uint64_t adufast;
#define ADFAST_MAX INT64_MAX
#define ADFAST_MIN INT64_MIN
#define adbn_from_fast adbn_from_i64
#define adnum_fast_text adnum_u64_text
#endif

#define ADFAST_BYTES sizeof(adfast)
#define ADFAST_BITS (8 * (int)ADFAST_BYTES)
#define ADFAST_LIMBS (ADFAST_BYTES / sizeof(adlimb))
#define ADFAST_DIGITS 20
/* Ints of so many bits are floats exactly (or fewer, so that the test fits an adfast). */
#define AD_EXACT_BITS (ADREAL_DIG < ADFAST_BITS - 2 ? ADREAL_DIG : ADFAST_BITS - 2)

/* The unit in which a box grows: the smaller of cell and limb, so that bytes are the same on a chip
 * and
 * on the PC at its width. */
#define AD_BOX_UNIT (AD_CELL_BYTES < 4 ? AD_CELL_BYTES : 4)

/* An operand of bn: a row elsewhere, or here when the int is small. */
struct adoperand {
    struct adbn n;
    adlimb own[ADFAST_LIMBS];
};

/* The last object of the block, to be filled from `row` on. */
struct adwork {
    adcell object;
    adlimb *row, *free; /* free: what is not used yet */
};

/* false: not that small */
bool adint_fast(const struct adder_vm *vm, adcell c, adfast *v) AD_MUST_CHECK;
adcell adint_new_fast(struct adder_vm *vm, adfast v);
#if AD_INT_BYTES
/* An int of n bytes, an even number, in two's complement. */
adcell adint_from_row(struct adder_vm *vm, const void *row, size_t n);
#endif
AD_INLINE bool adint_is_zero(adcell c) { return c == ad_from_int(0) || c == AD_FALSE; }
AD_INLINE bool adbool_is(adcell c) { return c == AD_TRUE || c == AD_FALSE; }
bool adint_negative(const struct adder_vm *vm, adcell c);
size_t adint_limbs(const struct adder_vm *vm, adcell c);
/* Limbs of work that loading takes; loads, into w->free where it must be copied. */
size_t adint_area(const struct adder_vm *vm, adcell c);
void adint_load(const struct adder_vm *vm, adcell c, struct adoperand *o, struct adwork *w);
void adint_copy(const struct adder_vm *vm, adcell c, adlimb *row);

bool adwork_new(struct adder_vm *vm, struct adwork *w, size_t limbs) AD_MUST_CHECK;
adlimb *adwork_take(struct adwork *w, size_t limbs);
adcell adwork_int(struct adder_vm *vm, struct adwork *w, const struct adbn *r);

/* Integer operators but ** and /. arg[0], arg[-1] are ints or bools. */
adcell adint_binary(struct adder_vm *vm, enum adbinop op, adcell *arg);
adcell adint_truediv(struct adder_vm *vm, adcell *arg);
adcell adint_pow(struct adder_vm *vm, adcell *arg);           /* exponent not negative */
adcell adint_pow_mod(struct adder_vm *vm, adcell *arg);
/* sp[i] op sp[j], ints, with adint_binary. */
adcell adint_calc(struct adder_vm *vm, enum adbinop op, unsigned i, unsigned j);
int adint_compare(const struct adder_vm *vm, adcell a, adcell b);
/* A real number: false where it is too large (infinite). No allocation. */
bool adint_real(const struct adder_vm *vm, adcell c, double *x) AD_MUST_CHECK;
/* The order of an int and a float that is no nan. */
int adint_compare_real(const struct adder_vm *vm, adcell a, double x);
/* The integer part of a float; ValueError, OverflowError of nan and infinity. */
adcell adint_from_double(struct adder_vm *vm, double x);
/* Digits of an int in a base, with sign, with 0x and so on where `prefix`. */
adcell adint_text(struct adder_vm *vm, adcell *arg, unsigned base, bool prefix);

adcell adfloat_binary(struct adder_vm *vm, enum adbinop op, adcell *arg);
adcell adfloat_unary(struct adder_vm *vm, enum adunary op, adcell c);
adcell adfloat_round(struct adder_vm *vm, double x, adint digits);
double adfloat_divmod(double x, double y, double *mod);       /* floor, and what is left */
/* format() and %: type 'e', 'f', 'g' (numtext.h); as a str. */
adcell adfloat_text(struct adder_vm *vm, double x, char type, int precision, unsigned flags);

AD_INLINE bool adreal_is_nan(double x) { return x != x; }
AD_INLINE bool adreal_is_finite(double x) { return x - x == 0; }
AD_INLINE bool adreal_negative(double x) { return (adreal_to_bits((adreal)x) & ADREAL_SIGN) != 0; }

#endif
