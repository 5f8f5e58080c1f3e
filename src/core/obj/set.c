/* SPDX-License-Identifier: MIT
 * set.c - set and frozenset: operators and methods, also those of views. An operation is done in
 * place on the set or on a copy. Whatever needs a key's __eq__ or __hash__ in Python goes to
 * lib/builtins, which does the whole operation again; so nothing here may spoil its operands
 * half-way.
 */
#include "core/obj/items.h"

bool adset_is(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    return layout == ADT_set || layout == ADT_frozenset;
}

/* A set operand: what is compared and combined by keys. */
static bool like_set(struct adder_vm *vm, adcell c)
{
    return adset_is(vm, c) ||
        (adis(vm, c, ADT_view) && adview_of(vm, c)->kind != ad_from_int(ADT_dict_values));
}

/* Keys of a table go over without an iterator. */
static int8_t add_keys(struct adder_vm *vm, adcell *set, adcell *table)
{
    adint e = -1;
    int8_t did = AD_DONE;
    while (did == AD_DONE && (e = addict_next(vm, *table, e + 1)) >= 0) {
        adpush(vm, addict_key(vm, *table, e));
        did = addict_put(vm, set, vm->sp, vm->sp);
        addrop(vm, 1);
    }
    return did;
}

/* What is used up by iterating becomes a list, so that it can be iterated again. */
static int8_t keep_items(struct adder_vm *vm, adcell *iterable)
{
    adcell list;
    if (!adis(vm, *iterable, ADT_iterator))
        return AD_DONE;
    if (!(list = adlist_collect(vm, iterable)))
        return vm->error ? AD_RAISED : AD_ASK;
    *iterable = list;
    return AD_DONE;
}

int8_t adset_update(struct adder_vm *vm, adcell *set, adcell *iterable)
{
    adcell key;
    int8_t did = AD_DONE;
    if (adset_is(vm, *iterable) || adis(vm, *iterable, ADT_dict))
        return *iterable == *set ? AD_DONE : add_keys(vm, set, iterable);
    if (!aditer_native(vm, iterable))
        return vm->error ? AD_RAISED : AD_ASK;
    while (did == AD_DONE && (key = aditer_next(vm, iterable)) != AD_UNBOUND) {
        adpush(vm, key);
        did = addict_put(vm, set, vm->sp, vm->sp);
        addrop(vm, 1);
    }
    return vm->error ? AD_RAISED : did;
}

/* Makes *slot something to look keys up in. */
static int8_t as_table(struct adder_vm *vm, adcell *slot)
{
    adcell set;
    int8_t did;
    if (adis(vm, *slot, ADT_view) && adview_of(vm, *slot)->kind == ad_from_int(ADT_dict_keys))
        *slot = adview_of(vm, *slot)->dict;
    if (adset_is(vm, *slot) || adis(vm, *slot, ADT_dict))
        return AD_DONE;
    if (!(set = addict_new(vm, ADT_set, 0)))
        return AD_RAISED;
    adpush(vm, set);
    did = adset_update(vm, vm->sp, slot);
    *slot = adpop(vm);
    return did;
}

static int8_t keep_common(struct adder_vm *vm, adcell *set, adcell *other)
{
    adint e = -1, f;
    int8_t did = as_table(vm, other);
    while (did == AD_DONE && (e = addict_next(vm, *set, e + 1)) >= 0) {
        f = addict_find(vm, *other, addict_key(vm, *set, e));
        if (f == -1)
            addict_drop(vm, *set, e--);
        else if (f < 0)
            did = AD_ASK;
    }
    return did;
}

static int8_t drop_keys(struct adder_vm *vm, adcell *set, adcell *other)
{
    adint e = -1, f;
    int8_t did = as_table(vm, other);
    while (did == AD_DONE && (e = addict_next(vm, *other, e + 1)) >= 0) {
        f = addict_find(vm, *set, addict_key(vm, *other, e));
        if (f >= 0)
            addict_drop(vm, *set, f);
        else if (f != -1)
            did = AD_ASK;
    }
    return did;
}

static int8_t toggle_keys(struct adder_vm *vm, adcell *set, adcell *other)
{
    adint e = -1, f;
    int8_t did = as_table(vm, other);
    while (did == AD_DONE && (e = addict_next(vm, *other, e + 1)) >= 0) {
        adpush(vm, addict_key(vm, *other, e));
        f = addict_find(vm, *set, *vm->sp);
        if (f >= 0)
            addict_drop(vm, *set, f);
        else
            did = f == -1 ? addict_put(vm, set, vm->sp, vm->sp) : AD_ASK;
        addrop(vm, 1);
    }
    return did;
}

/* *set op= *other; both cells may be overwritten. */
static int8_t apply(struct adder_vm *vm, enum adbinop op, adcell *set, adcell *other)
{
    switch (op) {
    case AD_OR:
        return adset_update(vm, set, other);
    case AD_AND:
        return keep_common(vm, set, other);
    case AD_SUB:
        return drop_keys(vm, set, other);
    default:
        return toggle_keys(vm, set, other);
    }
}

/* Gives the contents of one set to another. */
static void move_contents(struct adder_vm *vm, adcell to, adcell from)
{
    adcell *a = (adcell *)adptr(vm, to) + 1, *b = (adcell *)adptr(vm, from) + 1;
    memcpy(a, b, ADDICT_CELLS * sizeof(adcell));
    addict_empty(vm, from);
}

/* arg[0] op arg[-1] op ...: n cells in all. */
static adcell operate(struct adder_vm *vm, enum adbinop op, adcell *arg, unsigned n, bool inplace)
{
    adcell copy, *set;
    unsigned i;
    int8_t did = AD_DONE;
    adpush(vm, ARG(0));
    did = as_table(vm, vm->sp);
    if (did == AD_DONE) {
        if (!(copy = addict_duplicate(
                  vm, vm->sp, adis(vm, ARG(0), ADT_frozenset) ? ADT_frozenset : ADT_set)))
            return AD_ERROR;
        *vm->sp = copy;
    }
    set = vm->sp;
    for (i = 1; i < n && did == AD_DONE; i++) {
        did = keep_items(vm, &ARG(i));
        adpush(vm, ARG(i));
        if (did == AD_DONE)
            did = apply(vm, op, set, vm->sp);
        addrop(vm, 1);
    }
    if (did == AD_RAISED)
        return AD_ERROR;
    if (did == AD_ASK) {
        if (!adstack_reserve(vm, n + 2))
            return AD_ERROR;
        adpush(vm, ad_from_int((adint)op));
        adpush(vm, ad_bool(inplace));
        for (i = 0; i < n; i++)
            adpush(vm, ARG(i));
        return adtail(vm, ADZ_set_op, n + 2);
    }
    if (!inplace)
        return *set;
    move_contents(vm, ARG(0), *set);
    return ARG(0);
}

/* Adding in place needs no copy: adding again does no harm. */
static adcell update_set(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned i;
    int8_t did = AD_DONE;
    for (i = 1; i < n && did == AD_DONE; i++) {
        did = keep_items(vm, &ARG(i));
        adpush(vm, ARG(i));
        if (did == AD_DONE)
            did = adset_update(vm, &ARG(0), vm->sp);
        addrop(vm, 1);
    }
    if (did == AD_ASK)
        return operate(vm, AD_OR, arg, n, true);
    return did == AD_DONE ? ARG(0) : AD_ERROR;
}

adcell addict_binary(struct adder_vm *vm, enum adbinop op, adcell *arg, bool inplace)
{
    bool view = adis(vm, ARG(0), ADT_view) || adis(vm, ARG(1), ADT_view);
    if (adis(vm, ARG(0), ADT_dict))
        return op == AD_OR ? addict_join(vm, arg, inplace) : AD_NOTIMPL;
    if (op != AD_OR && op != AD_AND && op != AD_SUB && op != AD_XOR)
        return AD_NOTIMPL;
    if (!view && (!adset_is(vm, ARG(0)) || !adset_is(vm, ARG(1))))
        return AD_NOTIMPL;
    if (view && !like_set(vm, ARG(0)) && !like_set(vm, ARG(1)))
        return AD_NOTIMPL;
    inplace = inplace && adis(vm, ARG(0), ADT_set);
    if (inplace && op == AD_OR)
        return update_set(vm, arg, 2);
    return operate(vm, op, arg, 2, inplace);
}

/* ---- comparison ----------------------------------------------------------------------------- */

static int8_t is_subset(struct adder_vm *vm, adcell a, adcell b)
{
    adint e = -1, f;
    while ((e = addict_next(vm, a, e + 1)) >= 0) {
        f = addict_find(vm, b, addict_key(vm, a, e));
        if (f < 0)
            return f == -1 ? 0 : AD_ASK;
    }
    return 1;
}

/* a op b, both tables. */
static int8_t compare_tables(struct adder_vm *vm, enum adcmp op, adcell a, adcell b)
{
    size_t n = addict_length(vm, a), m = addict_length(vm, b);
    int8_t r;
    switch (op) {
    case AD_LT: return n < m ? is_subset(vm, a, b) : 0;
    case AD_LE: return n <= m ? is_subset(vm, a, b) : 0;
    case AD_GT: return n > m ? is_subset(vm, b, a) : 0;
    case AD_GE: return n >= m ? is_subset(vm, b, a) : 0;
    default:
        r = n == m ? is_subset(vm, a, b) : 0;
        return r == AD_ASK ? r : r == (op == AD_EQ);
    }
}

static adcell compare_sets(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    int8_t r;
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    if ((r = as_table(vm, vm->sp + 1)) == AD_DONE && (r = as_table(vm, vm->sp)) == AD_DONE)
        r = compare_tables(vm, op, vm->sp[1], vm->sp[0]);
    else if (r == AD_RAISED)
        return AD_ERROR;
    addrop(vm, 2);
    return r == AD_ASK ? adtail3(vm, ADZ_set_eq, ARG(0), ARG(1), ad_from_int((adint)op))
                       : ad_bool(r);
}

adcell addict_compare(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    int8_t r;
    if (like_set(vm, ARG(0)) && like_set(vm, ARG(1)))
        return compare_sets(vm, op, arg);
    if (op != AD_EQ && op != AD_NE)
        return AD_NOTIMPL;
    if (adis(vm, ARG(1), ADT_instance))
        return adtail3(vm, ADZ_seq_eq, ARG(0), ARG(1), ad_from_int((adint)op));
    if (ARG(0) == ARG(1))
        r = 1;
    else
        r = adis(vm, ARG(0), ADT_dict) && adis(vm, ARG(1), ADT_dict)
            ? addict_equal(vm, ARG(0), ARG(1)) : 0;
    if (r == AD_ASK)
        return adtail3(vm, ADZ_dict_eq, ARG(0), ARG(1), ad_from_int((adint)op));
    return ad_bool(r == (op == AD_EQ));
}

/* ---- making --------------------------------------------------------------------------------- */

static adcell make_set(struct adder_vm *vm, adcell *arg, unsigned layout)
{
    adcell set, source = ARG(0);
    int8_t did;
    if (source && (adset_is(vm, source) || adis(vm, source, ADT_dict)))
        return layout == ADT_frozenset && adis(vm, source, layout) ? source
            : addict_duplicate(vm, &ARG(0), layout);
    if (!(set = addict_new(vm, layout, 0)) || !source)
        return set;
    adpush(vm, set);
    did = keep_items(vm, &ARG(0));
    adpush(vm, ARG(0));
    if (did == AD_DONE)
        did = adset_update(vm, vm->sp + 1, vm->sp);
    if (did == AD_ASK)
        return adtail2(vm, ADZ_iter_to_set, ARG(0), ad_bool(layout == ADT_frozenset));
    return did == AD_DONE ? vm->sp[1] : AD_ERROR;
}

adcell adn_new_set(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return make_set(vm, arg, ADT_set);
}

adcell adn_new_frozenset(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return make_set(vm, arg, ADT_frozenset);
}

/* ---- methods -------------------------------------------------------------------------------- */

/* add, discard, remove of a key that asks: _set_key(which, set, key). */
enum { ASK_ADD, ASK_DISCARD, ASK_REMOVE };

/* The methods of set are found for a frozenset too, which has only those that leave it alone. */
static bool open_set(struct adder_vm *vm, adcell *arg, unsigned name)
{
    (void)name;
    ARG(0) = adunwrap(vm, ARG(0));
    if (adis(vm, ARG(0), ADT_set))
        return true;
    adexc_raise(vm, ADT_AttributeError, "'%t' object has no attribute '%n'", ARG(0), (int)name);
    return false;
}

adcell adn_set_add(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!open_set(vm, arg, ADN_add))
        return AD_ERROR;
    switch (addict_put(vm, &ARG(0), &ARG(1), &ARG(1))) {
    case AD_DONE:
        return AD_NONE;
    case AD_ASK:
        return adtail3(vm, ADZ_set_key, ad_from_int(ASK_ADD), ARG(0), ARG(1));
    }
    return AD_ERROR;
}

/* A set that is looked for in a set stands for a frozenset. */
bool adset_key(struct adder_vm *vm, adcell *key)
{
    if (adis(vm, *key, ADT_set))
        *key = addict_duplicate(vm, key, ADT_frozenset);
    return *key != AD_ERROR;
}

static adcell take_key(struct adder_vm *vm, adcell *arg, adint which)
{
    adint e;
    if (!open_set(vm, arg, which == ASK_REMOVE ? ADN_remove : ADN_discard) ||
        !adset_key(vm, &ARG(1)))
        return AD_ERROR;
    e = addict_find(vm, ARG(0), ARG(1));
    if (e == -2)
        return adtail3(vm, ADZ_set_key, ad_from_int(which), ARG(0), ARG(1));
    if (e >= 0)
        addict_remove(vm, ARG(0), e);
    else if (e != -1)
        return AD_ERROR;
    else if (which == ASK_REMOVE)
        return adexc_raise_value(vm, ADT_KeyError, ARG(1));
    return AD_NONE;
}

adcell adn_set_discard(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return take_key(vm, arg, ASK_DISCARD);
}

adcell adn_set_remove(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return take_key(vm, arg, ASK_REMOVE);
}

adcell adn_set_pop(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint e;
    adcell key;
    (void)n;
    if (!open_set(vm, arg, ADN_pop))
        return AD_ERROR;
    e = addict_next(vm, ARG(0), 0);
    if (e < 0) {
        adcell text = adstr_from_c(vm, "pop from an empty set");
        return text ? adexc_raise_value(vm, ADT_KeyError, text) : AD_ERROR;
    }
    key = addict_key(vm, ARG(0), e);
    addict_remove(vm, ARG(0), e);
    return key;
}

adcell adn_set_clear(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!open_set(vm, arg, ADN_clear))
        return AD_ERROR;
    addict_empty(vm, ARG(0));
    return AD_NONE;
}

adcell adn_set_copy(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    return adis(vm, ARG(0), ADT_frozenset) ? ARG(0) : addict_duplicate(vm, &ARG(0), ADT_set);
}

static adcell method(struct adder_vm *vm, enum adbinop op, adcell *arg, unsigned n)
{
    ARG(0) = adunwrap(vm, ARG(0));
    return operate(vm, op, arg, n, false);
}

static adcell method_inplace(struct adder_vm *vm, enum adbinop op, adcell *arg, unsigned n)
{
    adcell r;
    if (!open_set(vm, arg, op == AD_OR ? ADN_update : op == AD_AND ? ADN_intersection_update
            : op == AD_SUB ? ADN_difference_update : ADN_symmetric_difference_update))
        return AD_ERROR;
    r = op == AD_OR ? update_set(vm, arg, n) : operate(vm, op, arg, n, true);
    return r == AD_ERROR || r == AD_TAILCALL ? r : AD_NONE;
}

#define METHODS(name, op)                                                                          \
    adcell adn_set_##name(struct adder_vm *vm, adcell *arg, unsigned n)                            \
    {                                                                                              \
        return method(vm, op, arg, n);                                                             \
    }
#define METHODS_INPLACE(name, op)                                                                  \
    adcell adn_set_##name(struct adder_vm *vm, adcell *arg, unsigned n)                            \
    {                                                                                              \
        return method_inplace(vm, op, arg, n);                                                     \
    }
METHODS(union, AD_OR)
METHODS(intersection, AD_AND)
METHODS(difference, AD_SUB)
METHODS(symmetric_difference, AD_XOR)
METHODS_INPLACE(update, AD_OR)
METHODS_INPLACE(intersection_update, AD_AND)
METHODS_INPLACE(difference_update, AD_SUB)
METHODS_INPLACE(symmetric_difference_update, AD_XOR)

static adcell relation(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    ARG(0) = adunwrap(vm, ARG(0));
    if (keep_items(vm, &ARG(1)) == AD_RAISED)
        return AD_ERROR;
    return compare_sets(vm, op, arg);
}

adcell adn_set_issubset(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return relation(vm, AD_LE, arg);
}

adcell adn_set_issuperset(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return relation(vm, AD_GE, arg);
}

/* _set_eq with operator -1 stands for isdisjoint. */
static adcell disjoint(struct adder_vm *vm, adcell *arg)
{
    adint e = -1, f;
    int8_t did;
    ARG(0) = adunwrap(vm, ARG(0));
    did = keep_items(vm, &ARG(1));
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    if (did == AD_DONE && (did = as_table(vm, vm->sp + 1)) == AD_DONE)
        did = as_table(vm, vm->sp);
    while (did == AD_DONE && (e = addict_next(vm, *vm->sp, e + 1)) >= 0) {
        f = addict_find(vm, vm->sp[1], addict_key(vm, *vm->sp, e));
        if (f >= 0)
            return AD_FALSE;
        if (f != -1)
            did = AD_ASK;
    }
    if (did == AD_ASK)
        return adtail3(vm, ADZ_set_eq, ARG(0), ARG(1), ad_from_int(-1));
    return did == AD_DONE ? AD_TRUE : AD_ERROR;
}

adcell adn_set_isdisjoint(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return disjoint(vm, arg);
}

adcell adn_keys_isdisjoint(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return disjoint(vm, arg);
}

adcell adn_items_isdisjoint(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return disjoint(vm, arg);
}
