/* SPDX-License-Identifier: MIT
 * items.h - what the files about sequences and tables share: items of lists, tuples and arrays by
 * the
 * shortest way that the cell's width allows. Pointers are good until the next call that takes vm.
 */
#ifndef ADDER_ITEMS_H
#define ADDER_ITEMS_H

#include "core/call.h"
#include "core/obj/dict.h"

/* What a small int cell grows by when its int grows by one. */
#define AD_ONE ((adcell)(ad_from_int(1) - ad_from_int(0)))

/* Several answers in one int: of functions that may need Python code. */
enum { AD_RAISED = 0, AD_DONE = 1, AD_ASK = 2 };

struct adrange {
    adcell head, start, stop, step;
};

AD_INLINE struct adrange *adrange_of(const struct adder_vm *vm, adcell c) { return adptr(vm, c); }

#if AD_ROM_DIRECT
/* Items of an array in the block, and of any tuple. */
AD_INLINE adcell *aditems(struct adder_vm *vm, adcell c)
{
    return AD_ESCAPE ? adarray_items(vm, c) : (adcell *)adptr(vm, c) + 1;
}

AD_INLINE size_t aditems_size(const struct adder_vm *vm, adcell c)
{
    return AD_ESCAPE ? adobj_size(vm, c) : adhd_size(adget_header(vm, c));
}

AD_INLINE bool adseq_is(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    return layout == ADT_list || layout == ADT_tuple;
}

/* Of a list or tuple. */
AD_INLINE size_t adseq_length(struct adder_vm *vm, adcell c)
{
    return adis(vm, c, ADT_list) ? adlist_length(vm, c) : aditems_size(vm, c);
}

AD_INLINE adcell adseq_at(struct adder_vm *vm, adcell c, size_t i)
{
    return adis(vm, c, ADT_list) ? aditems(vm, adlist_of(vm, c)->items)[i] : adget_item(vm, c, i);
}
#else
/* The same as functions, where size counts. (seq.c) */
#define aditems adarray_items
#define aditems_size adobj_size
bool adseq_is(const struct adder_vm *vm, adcell c);
size_t adseq_length(struct adder_vm *vm, adcell c);
adcell adseq_at(struct adder_vm *vm, adcell c, size_t i);
#endif

/* n items of *seq (a list or tuple), `step` apart, as a new list or tuple. */
adcell adseq_copy(
    struct adder_vm *vm, adcell *seq, adint from, adint step, size_t n, unsigned layout);
/* Replaces `n` items of a list from `from` on by as many as *source (a list or tuple) has. */
bool adlist_splice(
    struct adder_vm *vm, adcell *list, size_t from, size_t n, adcell *source) AD_MUST_CHECK;
/* Makes place for `more` items instead of the n from `from` on, unbound or still there: the first
 * one's address; NULL: MemoryError. Less is needed never: never NULL. */
adcell *adlist_gap(struct adder_vm *vm, adcell *list, size_t from, size_t n, size_t more);
/* A field of a structure as a number of cells; room for n cells in all in the array there. */
#define AD_FIELD(type, field) (offsetof(struct ad##type, field) / AD_CELL_BYTES)
bool adarray_room(struct adder_vm *vm, adcell *object, unsigned field, size_t n) AD_MUST_CHECK;
/* Makes room for n items in all. */
bool adlist_reserve(struct adder_vm *vm, adcell *list, size_t n) AD_MUST_CHECK;
void adlist_set_count(struct adder_vm *vm, adcell list, size_t n);
/* Appends what *iterable gives; AD_ASK: it takes Python code to iterate. *iterable is
 * overwritten. */
int8_t adlist_extend(struct adder_vm *vm, adcell *list, adcell *iterable) AD_MUST_CHECK;
/* list(*iterable) for what iterates natively: the list, AD_UNBOUND with vm->error 0: it takes
 * Python
 * code. */
adcell adlist_collect(struct adder_vm *vm, adcell *iterable);

/* The same for at most so many. */
int8_t adlist_take(struct adder_vm *vm, adcell *list, adcell *iterator, size_t most) AD_MUST_CHECK;

/* Place of arg[-1] in arg[0] (a list, tuple) in [from, to): found, -1 not there, -2 ask. */
adint adseq_find(struct adder_vm *vm, adcell *arg, size_t from, size_t to);
/* Pushes f's arguments and hands over. */
adcell adtail1(struct adder_vm *vm, enum adfrozen z, adcell a);
adcell adtail2(struct adder_vm *vm, enum adfrozen z, adcell a, adcell b);
adcell adtail3(struct adder_vm *vm, enum adfrozen z, adcell a, adcell b, adcell c);

/* As adslice_indices, with the place behind the last item instead of the number. */
bool adslice_parts(struct adder_vm *vm, adcell slice, adint length, adint *start, adint *stop,
    adint *step) AD_MUST_CHECK;
/* An int cell of what counts as an int (bool, subclass of int); false: TypeError. */
bool adint_cell(struct adder_vm *vm, adcell *slot) AD_MUST_CHECK;
/* A range of arg[0] .. arg[-2], as a call has them; as an array it serves an iterator only. */
adcell adrange_make(struct adder_vm *vm, adcell *arg, unsigned layout);
adcell adrange_length(struct adder_vm *vm, adcell *range);     /* an int of any size */
bool adrange_is_empty(struct adder_vm *vm, adcell range);
bool adrange_is_small(struct adder_vm *vm, adcell range);
size_t adrange_count(struct adder_vm *vm, adcell range);       /* of a small one */
/* arg[0][arg[-1]], an index or slice */
adcell adrange_item(struct adder_vm *vm, adcell *arg);
adcell adseq_contains(struct adder_vm *vm, adcell *arg);       /* a list, tuple, range */
adcell adrange_contains(struct adder_vm *vm, adcell *arg);
adcell adrange_next(struct adder_vm *vm, adcell *iter);
adcell adrange_reversed(struct adder_vm *vm, adcell *range);
int8_t adrange_equal(struct adder_vm *vm, adcell a, adcell b);

/* Order of two cells that needs no Python code: -1, 0, 1, or 2 when it does. */
int8_t adorder(struct adder_vm *vm, adcell a, adcell b);
/* The same as a hash of a pair: both parts count, and their order. */
adint adhash_join(adint h, adint next);

/* Tables. Entry with this hash after entry e, in the order of probing, or -1. */
adint addict_probe(struct adder_vm *vm, adcell dict, adint hash, adint e);
/* Adds a key that is not there, with its hash; false when raised. The table keeps hashes from
 * now on. */
bool addict_put_hashed(
    struct adder_vm *vm, adcell *dict, adcell *key, adcell *value, adint hash) AD_MUST_CHECK;
/* Hash of an entry's key as adhash gives it, or as it is kept. */
int8_t addict_hash_at(struct adder_vm *vm, adcell dict, adint entry, adint *hash);
void addict_set_value(struct adder_vm *vm, adcell dict, adint entry, adcell value);
/* addict_remove that never packs: the entries before this one keep their numbers, so that a loop
 * can go on from there. */
void addict_drop(struct adder_vm *vm, adcell dict, adint entry);
adcell addict_join(struct adder_vm *vm, adcell *arg, bool inplace); /* dicts: a | b */
int8_t addict_equal(struct adder_vm *vm, adcell a, adcell b);
void addict_empty(struct adder_vm *vm, adcell dict);
adcell addict_duplicate(struct adder_vm *vm, adcell *dict, unsigned layout);
/* Adds what *iterable gives to a set. */
int8_t adset_update(struct adder_vm *vm, adcell *set, adcell *iterable) AD_MUST_CHECK;
/* Makes a frozenset of a key that is a set. */
bool adset_key(struct adder_vm *vm, adcell *key) AD_MUST_CHECK;
bool adset_is(const struct adder_vm *vm, adcell c);
/* The table that a set, dict or view is about: itself or the dict. */
adcell adtable_of(struct adder_vm *vm, adcell c);

#endif
