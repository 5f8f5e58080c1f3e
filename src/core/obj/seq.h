/* SPDX-License-Identifier: MIT
 * seq.h - tuple, list, range, slice; iteration, equality and hashing that need no Python code.
 */
#ifndef ADDER_SEQ_H
#define ADDER_SEQ_H

#include "core/obj/str.h"

/* items unbound, to be filled at once */
adcell adtuple_new(struct adder_vm *vm, size_t n);
void adtuple_set(struct adder_vm *vm, adcell tuple, size_t i, adcell value);
size_t adtuple_length(const struct adder_vm *vm, adcell tuple);
adcell adlist_new(struct adder_vm *vm, size_t room);          /* empty, with room */
bool adlist_append(struct adder_vm *vm, adcell *list, adcell *value) AD_MUST_CHECK;
AD_INLINE size_t adlist_length(struct adder_vm *vm, adcell list)
{
    return (size_t)ad_int(adlist_of(vm, list)->count);
}
adcell adlist_get(struct adder_vm *vm, adcell list, size_t i);
/* n cells from first[0], first[-1], ... as a new tuple or list. */
adcell adtuple_from(struct adder_vm *vm, adcell *first, size_t n);
/* Makes a tuple that the program may never see: a tailored build has the type only where one is
 * made that it does. */
adcell adtuple_hidden(struct adder_vm *vm, adcell *first, size_t n);
#define AD_TUPLE ADT_tuple
adcell adlist_from(struct adder_vm *vm, adcell *first, size_t n);

/* Start, step and number of items of a slice over a sequence of `length`; false when raised. */
bool adslice_indices(struct adder_vm *vm, adcell slice, size_t length, adint *start, adint *step,
    size_t *count) AD_MUST_CHECK;
/* An index into a sequence of `length`: negative ones count from the end; IndexError "<what>
 * index out of range". */
bool adseq_index(
    struct adder_vm *vm, adcell index, size_t length, const char *what, size_t *out) AD_MUST_CHECK;

/* Operators and items for list, tuple, range (and array): as in str.h. */
adcell adseq_binary(struct adder_vm *vm, enum adbinop op, adcell *arg, bool inplace);
adcell adseq_get_item(struct adder_vm *vm, adcell *arg);
/* arg[0][arg[-1]] = arg[-2]; unbound: del. AD_NONE when done, AD_TAILCALL, AD_ERROR */
adcell adlist_store_item(struct adder_vm *vm, adcell *arg);

/* What needs no Python code: 0 no, 1 yes, 2 ask (an instance with __eq__, a nesting). No
 * allocation. */
int8_t adequal(struct adder_vm *vm, adcell a, adcell b);
/* a op b for anything ordered natively; AD_NOTIMPL: unordered; AD_TAILCALL possible. arg[0],
 * arg[-1] */
adcell adcompare(struct adder_vm *vm, enum adcmp op, adcell *arg);
/* 1 done, 2 ask (Python's __hash__), 0 raised TypeError "unhashable type: 'list'". Without `out` it
 * is only asked whether there is a hash. */
int8_t adhash(struct adder_vm *vm, adcell key, adint *out);

/* len() of any builtin container, str ...; -1: it has none. */
adint adlength(struct adder_vm *vm, adcell c);
/* Truth of anything native: 0, 1, or 2: an instance with __bool__ or __len__ must be asked. */
int8_t adtruth(struct adder_vm *vm, adcell c);

/* iter(arg[0]): an iterator, AD_TAILCALL, or AD_ERROR with "'int' object is not iterable". */
adcell aditer_new(struct adder_vm *vm, adcell *arg);
adcell aditer_make(struct adder_vm *vm, enum aditer_kind kind, adcell *object, adint index);
/* Next item of an iterator object of ours (layout iterator) in *iter: the item; AD_UNBOUND with
 * vm->error 0 at the end, with vm->error set when it raised. Kinds CALL and GETITEM are not for
 * this
 * function (the interpreter drives them). */
adcell aditer_next(struct adder_vm *vm, adcell *iter);
/* For natives that loop: replaces *slot by an iterator when its iteration needs no Python code.
 * False:
 * it does, or with vm->error set it raised. */
bool aditer_native(struct adder_vm *vm, adcell *slot) AD_MUST_CHECK;

#endif
