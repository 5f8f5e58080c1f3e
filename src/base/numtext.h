/* SPDX-License-Identifier: MIT
 * numtext.h - numbers to decimal text and back: exactly, without printf, tables or memory. `adreal`
 * is double, or float when AD_FLOAT_SINGLE is 1. No function writes an end mark; all return
 * lengths.
 */
#ifndef ADDER_NUMTEXT_H
#define ADDER_NUMTEXT_H

#include "base.h"
#include "real.h"

/* ---- integers ------------------------------------------------------------------------------- */

#define ADNUM_U16_SIZE 5
#define ADNUM_U32_SIZE 10
#define ADNUM_U64_SIZE 20
#define ADNUM_I64_SIZE 20

size_t adnum_u16_text(char *text, uint16_t v);
size_t adnum_u32_text(char *text, uint32_t v);
size_t adnum_u64_text(char *text, uint64_t v);
size_t adnum_i64_text(char *text, int64_t v);

/* ---- floats to text ------------------------------------------------------------------------- */

/* The longest are -2.2250738585072014e-308 and -0.00012345678901234567. */
#define ADNUM_REPR_SIZE 24

/* The shortest text that reads back as x, laid out as CPython's repr: 0.1, 1e+16, -0.0, inf, nan.
 * text: ADNUM_REPR_SIZE characters. */
size_t adnum_repr(char *text, adreal x);

/* What the flags of adnum_format mean; they may be combined. */
enum {
    ADNUM_ALT = 1,   /* '#': always a point, and %g keeps its zeros */
    ADNUM_DOT0 = 2,  /* %g as format(x, '.5') has it: at least one digit after the point */
    ADNUM_UPPER = 4  /* E, INF, NAN */
};

/* As Python's '%.*e', '%.*f', '%.*g' (type 'e', 'f', 'g'), with a sign only when negative. Rounded
 * half to even on the exact value, at any precision >= 0. text: adnum_format_size characters. */
size_t adnum_format(char *text, adreal x, char type, int precision, unsigned flags);
size_t adnum_format_size(adreal x, char type, int precision);

/* ---- text to floats ------------------------------------------------------------------------- */

/* Reads the longest float at the start of the text, correctly rounded whatever its length, as
 * Python's float() would: sign, digits with single underscores between them, point, exponent; or
 * inf, infinity, nan in either case. No spaces. Returns how many characters it took, 0 for no
 * number. */
size_t adnum_parse(const char *text, size_t len, adreal *x);

#endif
