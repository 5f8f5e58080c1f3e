/* SPDX-License-Identifier: MIT
 * dict.h - dict, set and frozenset: one ordered hash table (hash.c) with one or two cells an entry.
 */
#ifndef ADDER_DICT_H
#define ADDER_DICT_H

#include "core/obj/seq.h"

/* ADT_dict, ADT_set, ADT_frozenset */
adcell addict_new(struct adder_vm *vm, unsigned layout, size_t room);

/* Looks a key up without running Python code. Entry number >= 0; -1 not there; -2 ask: some key
 * needs
 * Python's __eq__ or __hash__; -3 raised (unhashable). No allocation but for the exception. */
adint addict_find(struct adder_vm *vm, adcell dict, adcell key);
adcell addict_value(struct adder_vm *vm, adcell dict, adint entry);
adcell addict_key(struct adder_vm *vm, adcell dict, adint entry);
/* dict[key] = value (set: value ignored). 1 done, 2 ask, 0 raised. */
int8_t addict_put(struct adder_vm *vm, adcell *dict, adcell *key, adcell *value) AD_MUST_CHECK;
/* Removes an entry by number. */
void addict_remove(struct adder_vm *vm, adcell dict, adint entry);
/* Next entry that is there from number `entry` on, or -1. */
adint addict_next(struct adder_vm *vm, adcell dict, adint entry);
AD_INLINE size_t addict_length(struct adder_vm *vm, adcell dict)
{
    return (size_t)ad_int(addict_of(vm, dict)->live);
}

adcell addict_get_item(struct adder_vm *vm, adcell *arg);     /* KeyError; AD_TAILCALL */
/* arg[0][arg[-1]] = arg[-2]; unbound: del. AD_NONE, AD_TAILCALL, AD_ERROR */
adcell addict_set_item(struct adder_vm *vm, adcell *arg);
/* arg[-1] in arg[0] (dict, set, views) */
adcell addict_contains(struct adder_vm *vm, adcell *arg);
/* | & - ^ of sets, views, | of dicts */
adcell addict_binary(struct adder_vm *vm, enum adbinop op, adcell *arg, bool inplace);
/* sets: subset order; dict ==; AD_TAILCALL */
adcell addict_compare(struct adder_vm *vm, enum adcmp op, adcell *arg);

#endif
