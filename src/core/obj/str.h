/* SPDX-License-Identifier: MIT
 * str.h - str, bytes and bytearray for the rest of the core.
 */
#ifndef ADDER_STR_H
#define ADDER_STR_H

#include "core/obj/num.h"

#if AD_ROM_DIRECT
AD_INLINE bool adstr_is(const struct adder_vm *vm, adcell c) /* layouts str and str_wide */
{
    return adis(vm, c, ADT_str) || adis(vm, c, ADT_str_wide);
}
#else
bool adstr_is(const struct adder_vm *vm, adcell c);
#endif
adcell adstr_new(struct adder_vm *vm, const char *text, size_t bytes); /* text outside the block */
adcell adstr_from_c(struct adder_vm *vm, const char *text);
adcell adstr_from_char(struct adder_vm *vm, uint32_t code_point);
adcell adbytes_new(struct adder_vm *vm, const uint8_t *data, size_t n);
size_t adstr_length(const struct adder_vm *vm, adcell s);     /* code points */
bool adstr_equal(const struct adder_vm *vm, adcell a, adcell b);   /* both str, or both bytes */
/* <0, 0, >0 by code points or bytes */
int adstr_compare(const struct adder_vm *vm, adcell a, adcell b);
bool adstr_is_text(const struct adder_vm *vm, adcell s, const char *text); /* equals a C string? */
/* str and bytes; cached where it can be */
adint adstr_hash(const struct adder_vm *vm, adcell s);

/* bytes and bytearray alike: address (PC) or reader, length. */
bool adbytes_like(const struct adder_vm *vm, adcell c);
size_t adbytes_length(const struct adder_vm *vm, adcell c);
uint8_t adbytes_get(const struct adder_vm *vm, adcell c, size_t i);

/* Number of the name that a str says, making a new one if `create`; -1 when there is none (or
 * MemoryError). The text of a name as a str. (core/name.c) */
int32_t adname_number(struct adder_vm *vm, adcell str, bool create);
adcell adname_text(struct adder_vm *vm, unsigned name);

/* Operators: arg[0] op arg[-1] where at least one is a str/bytes/bytearray (+, *, %);
 * AD_NOTIMPL. */
adcell adstr_binary(struct adder_vm *vm, enum adbinop op, adcell *arg, bool inplace);
/* arg[0] + arg[-1] where both are strs of ASCII. Unbound: not so, or raised. */
AD_NOINLINE adcell adstr_sum(struct adder_vm *vm, adcell *arg) AD_MUST_CHECK;
adcell adstr_get_item(struct adder_vm *vm, adcell *arg);      /* arg[0][arg[-1]], index or slice */
/* arg[-1] in arg[0]: True, False, AD_ERROR */
adcell adstr_contains(struct adder_vm *vm, adcell *arg);
/* arg[0][arg[-1]] = arg[-2]; unbound deletes */
bool adbytearray_set_item(struct adder_vm *vm, adcell *arg) AD_MUST_CHECK;
adcell adstr_repr(struct adder_vm *vm, adcell *arg);          /* of str, bytes, bytearray */
/* n strs from arg[0] on: BUILD_STRING */
adcell adstr_concat(struct adder_vm *vm, adcell *arg, unsigned n);
/* Next character (byte) of an iterator at index; moves the index; AD_UNBOUND at the end,
 * vm->error tells. */
adcell adstr_iter_next(struct adder_vm *vm, adcell *iter);

/* str(x) and repr(x) of anything, as instructions and natives need it: a str, AD_TAILCALL or
 * AD_ERROR. */
adcell adstr_of(struct adder_vm *vm, adcell *arg);
adcell adrepr_of(struct adder_vm *vm, adcell *arg);
adcell adformat_of(struct adder_vm *vm, adcell *arg);         /* format(arg[0], arg[-1]) */

/* A format spec, parsed. */
struct adformat {
    uint32_t fill;
    char align, sign, type; /* 0 when not given */
    char group;             /* ',' or '_' or 0 */
    bool alternate, zero, no_negative_zero;
    int width, precision;   /* -1 when not given */
};

/* A growing text on top of the stack: a buffer object that grows in place while it is the last. */
struct adtext { adcell *slot; size_t used; bool wide; };
/* pushes one cell */
bool adtext_begin(struct adder_vm *vm, struct adtext *t, size_t room) AD_MUST_CHECK;
/* text outside the block */
bool adtext_add(struct adder_vm *vm, struct adtext *t, const char *text, size_t n) AD_MUST_CHECK;
bool adtext_add_str(struct adder_vm *vm, struct adtext *t, adcell *str) AD_MUST_CHECK;
adcell adtext_end(struct adder_vm *vm, struct adtext *t);     /* the str; pops the cell */

#endif
