/* SPDX-License-Identifier: MIT
 * num.h - int, bool and float: what the rest of the core needs of them. A cell that is a number is
 * a
 * small int, a boxed int, True or False, an inline or a boxed float.
 */
#ifndef ADDER_NUM_H
#define ADDER_NUM_H

#include "core/native.h"

/* Order of the operator instructions (isa/py.def) and of their names (isa/names.def). */
enum adbinop {
    AD_ADD, AD_SUB, AD_MUL, AD_FLOORDIV, AD_MOD, AD_AND, AD_OR, AD_XOR, AD_LSHIFT, AD_RSHIFT,
    AD_TRUEDIV, AD_POW, AD_MATMUL
};
enum adcmp { AD_LT, AD_LE, AD_EQ, AD_NE, AD_GT, AD_GE };
enum adunary { AD_NEG, AD_POS, AD_INVERT, AD_ABS };

bool adnum_is_int(const struct adder_vm *vm, adcell c);    /* int or bool */
bool adnum_is(const struct adder_vm *vm, adcell c);        /* int, bool or float */
bool adfloat_is(const struct adder_vm *vm, adcell c);
double adfloat_get(const struct adder_vm *vm, adcell c);   /* of a float cell */

#if AD_INT_BYTES
#define ADINT_DIGITS 6 /* at most, with the sign, of a small int */
uint8_t adint_digits(adint value, char *text); /* how many it wrote */
#endif
adcell adint_new(struct adder_vm *vm, int32_t value);      /* small or boxed */
adcell adint_new64(struct adder_vm *vm, int64_t value);
adcell adint_new_size(struct adder_vm *vm, size_t value);
adcell adfloat_new(struct adder_vm *vm, double value);

/* An int (or bool, or what has __index__ natively) as a C integer. False: TypeError "'float' object
 * cannot be interpreted as an integer", or OverflowError / clipped when clip is true. */
bool adint_get(struct adder_vm *vm, adcell c, bool clip, adint *out) AD_MUST_CHECK;
bool adint_get32(struct adder_vm *vm, adcell c, int32_t *out) AD_MUST_CHECK;
bool adint_get64(struct adder_vm *vm, adcell c, int64_t *out) AD_MUST_CHECK;
/* Any real number as a double; OverflowError "int too large to convert to float". */
bool adnum_to_double(struct adder_vm *vm, adcell c, double *out) AD_MUST_CHECK;

/* arg[0] op arg[-1], both numbers. AD_NOTIMPL when the operator is not one of theirs. */
#if AD_INT_BYTES
/* arg[0] + or - arg[-1] where all three are ints of at most 31 bits. Unbound: not so, or raised. */
AD_NOINLINE adcell adint_sum(struct adder_vm *vm, bool minus, const adcell *arg) AD_MUST_CHECK;
#endif
adcell adnum_binary(struct adder_vm *vm, enum adbinop op, adcell *arg);
adcell adnum_unary(struct adder_vm *vm, enum adunary op, adcell *arg);
/* Compares two numbers exactly: true when `a op b`. No allocation. */
bool adnum_compare(const struct adder_vm *vm, enum adcmp op, adcell a, adcell b);
bool adnum_truth(const struct adder_vm *vm, adcell c);
/* Equal numbers hash equal whatever their type and the cell's width; CPython's values, reduced. */
adint adnum_hash(const struct adder_vm *vm, adcell c);

/* repr of a number, not a bool, as a str. (adnum_repr, adnum_format: base/numtext.h.) */
adcell adnumber_repr(struct adder_vm *vm, adcell *arg);
/* The int that text says (underscores, sign, prefix when base is 0, blanks around as int() allows);
 * AD_ERROR with ValueError. arg[0] is the str or bytes. */
adcell adint_from_text(struct adder_vm *vm, adcell *arg, int base);
adcell adfloat_from_text(struct adder_vm *vm, adcell *arg);

/* A number by a parsed format spec, see str.h. */
struct adformat;
adcell adnumber_format(struct adder_vm *vm, adcell *arg, const struct adformat *spec);

#endif
