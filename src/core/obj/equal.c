/* SPDX-License-Identifier: MIT
 * equal.c - equality, order, hash, length and truth of any cell, as far as they need no Python
 * code. Nestings are followed on the value stack; nothing is allocated, so that callers may hold
 * pointers. What lies deeper than DEPTH is left to lib/builtins.
 */
#include "core/obj/items.h"

enum { DEPTH = 20, NEST = 3 };

/* Room for a level's cells, down from `bottom`. */
AD_SHORT bool may_nest(struct adder_vm *vm, const adcell *bottom)
{
    return bottom - vm->sp < 3 * DEPTH && adstack_spare(vm, 3);
}

/* ---- equality ------------------------------------------------------------------------------- */

AD_OPERANDS(compared, ordered)

static bool is_instance(uint8_t layout) { return layout == ADT_instance || layout == ADT_exc; }

/* Tables with an index are compared by who can look keys up (dict.c, set.c). */
static int8_t tables(void) { return AD_HASH_INDEX ? AD_ASK : NEST; }

/* Two different cells; NEST: both have items to compare. */
static int8_t equal_flat(struct adder_vm *vm, adcell a, adcell b)
{
    uint8_t x = (uint8_t)adlayout(vm, a), y = (uint8_t)adlayout(vm, b);
    if (is_instance(x) || is_instance(y))
        return NEST + 1;
    switch (x) {
    case ADT_str: case ADT_str_wide:
        return x == y && adstr_equal(vm, a, b);
    case ADT_bytes: case ADT_bytearray:
        return (y == ADT_bytes || y == ADT_bytearray) && adstr_equal(vm, a, b);
    case ADT_list: case ADT_tuple: case ADT_slice:
        return x == y ? NEST : 0;
    case ADT_dict:
        return y == ADT_dict && addict_length(vm, a) == addict_length(vm, b) ? tables() : 0;
    case ADT_view:
        return y == ADT_set || y == ADT_frozenset || y == ADT_view ? AD_ASK : 0;
    case ADT_set: case ADT_frozenset:
        return y == ADT_set || y == ADT_frozenset ? tables() : y == ADT_view ? AD_ASK : 0;
    case ADT_range:
        return x == y && adrange_equal(vm, a, b);
    case ADT_method:
        return x == y && adget_cell(vm, a, 0) == adget_cell(vm, b, 0) &&
            adget_cell(vm, a, 1) == adget_cell(vm, b, 1);
    case 0: case ADT_int: case ADT_int_neg: case ADT_float:
        return adnum_is(vm, a) && adnum_is(vm, b) && adnum_compare(vm, AD_EQ, a, b);
    }
    return 0;
}

/* The same, with instances by what they are built on unless __eq__ must be asked. */
static int8_t equal_step(struct adder_vm *vm, adcell *a, adcell *b)
{
    int8_t r = *a == *b;
    if (r || ad_both_int(*a, *b))
        return r;
    r = equal_flat(vm, *a, *b);
    if (r <= NEST)
        return r;
    if (adspecial(vm, *a, ADN_d_eq) || adspecial(vm, *b, ADN_d_eq))
        return AD_ASK;
    *a = adunwrap(vm, *a);
    *b = adunwrap(vm, *b);
    r = *a == *b ? 1 : equal_flat(vm, *a, *b);
    return r > NEST ? 0 : r;
}

static size_t nest_length(struct adder_vm *vm, adcell c)
{
    if (!AD_HASH_INDEX && adtable_of(vm, c))
        return addict_length(vm, c);
    return adis(vm, c, ADT_slice) ? 3 : adseq_length(vm, c);
}

/* Two tuples that are keys: their items are plain. */
static int8_t keys_equal(struct adder_vm *vm, adcell a, adcell b)
{
    size_t n = adobj_size(vm, a), i;
    int8_t r = n == adobj_size(vm, b);
    for (i = 0; i < n && r == 1; i++) {
        adcell x = adget_item(vm, a, i), y = adget_item(vm, b, i);
        r = equal_step(vm, &x, &y);
    }
    return AD_MIN(r, AD_ASK);
}

/* addict_find, which itself compares, for keys of a nesting: *at is the entry. */
static int8_t find_key(struct adder_vm *vm, adcell table, adcell key, adint *at)
{
    int8_t r = 0;
    for (*at = 0; (size_t)*at < addict_length(vm, table); ++*at) {
        adcell x = addict_key(vm, table, *at), y = key;
        r = equal_step(vm, &x, &y);
        if (r == NEST)
            r = adis(vm, x, ADT_tuple) ? keys_equal(vm, x, y) : AD_ASK;
        if (r)
            break;
    }
    return r;
}

/* Pushes the next two things to compare of two nestings that are alike so far: those at place i. */
static int8_t push_pair(struct adder_vm *vm, adcell a, adcell b, size_t i)
{
    if (!AD_HASH_INDEX && adtable_of(vm, a)) {
        adint at;
        int8_t r = find_key(vm, b, addict_key(vm, a, (adint)i), &at);
        bool dict = r == 1 && adis(vm, a, ADT_dict);
        adpush(vm, dict ? addict_value(vm, a, (adint)i) : a);
        adpush(vm, dict ? addict_value(vm, b, at) : b);
        if (!dict)
            return r;
    } else {
        adpush(vm, adseq_at(vm, a, i));
        adpush(vm, adseq_at(vm, b, i));
    }
    return equal_step(vm, vm->sp + 1, vm->sp);
}

/* A level of the nesting: the two things, the place of their next items. */
static int8_t nests_equal(struct adder_vm *vm, adcell a, adcell b)
{
    adcell *bottom = vm->sp;
    int8_t r = NEST;
    adpush(vm, a);
    adpush(vm, b);
    for (;;) {
        if (r == NEST) {
            r = nest_length(vm, vm->sp[1]) != nest_length(vm, vm->sp[0]) ? 0
                : may_nest(vm, bottom) ? NEST : AD_ASK;
            if (r != NEST)
                break;
            adpush(vm, ad_from_int(0));
        } else {
            if (r != 1 || vm->sp + 2 == bottom)
                break;
            addrop(vm, 2);
        }
        if ((size_t)ad_int(*vm->sp) == nest_length(vm, vm->sp[2])) {
            addrop(vm, 1);
            r = 1;
            continue;
        }
        *vm->sp += AD_ONE;
        r = push_pair(vm, vm->sp[2], vm->sp[1], (size_t)ad_int(*vm->sp) - 1);
    }
    vm->sp = bottom;
    return r;
}

int8_t adequal(struct adder_vm *vm, adcell a, adcell b)
{
    int8_t r = equal_step(vm, &a, &b);
    return r == NEST ? nests_equal(vm, a, b) : r;
}

/* ---- order ---------------------------------------------------------------------------------- */

/* What decides between two lists or tuples: the items where they differ first, or their lengths.
 * AD_DONE; AD_ASK; 0: they are something else. */
static int8_t descend(struct adder_vm *vm, adcell *arg)
{
    uint8_t layout = (uint8_t)adlayout(vm, ARG(0));
    size_t n, m, i;
    if ((layout != ADT_list && layout != ADT_tuple) || adlayout(vm, ARG(1)) != layout)
        return 0;
    n = adseq_length(vm, ARG(0));
    m = adseq_length(vm, ARG(1));
    for (i = 0; i < n && i < m; i++) {
        adcell x = adseq_at(vm, ARG(0), i), y = adseq_at(vm, ARG(1), i);
        int8_t r = x == y ? 1 : adequal(vm, x, y);
        if (r == 1)
            continue;
        ARG(0) = r ? ARG(0) : x;
        ARG(1) = r ? ARG(1) : y;
        return r ? AD_ASK : AD_DONE;
    }
    ARG(0) = ad_from_int((adint)n);
    ARG(1) = ad_from_int((adint)m);
    return AD_DONE;
}

static bool texts(struct adder_vm *vm, adcell a, adcell b)
{
    return (adstr_is(vm, a) && adstr_is(vm, b)) || (adbytes_like(vm, a) && adbytes_like(vm, b));
}

int8_t adorder(struct adder_vm *vm, adcell a, adcell b)
{
    adcell pair[2] = {b, a}, *arg = pair + 1;
    do {
        if (adnum_is(vm, ARG(0)) && adnum_is(vm, ARG(1)))
            return adnum_compare(vm, AD_LT, ARG(0), ARG(1))
                ? -1 : adnum_compare(vm, AD_GT, ARG(0), ARG(1));
        if (texts(vm, ARG(0), ARG(1)))
            return adstr_compare(vm, ARG(0), ARG(1));
    } while (descend(vm, arg) == AD_DONE);
    return AD_ASK;
}

/* An instance of a class of the program, that may have methods. */
static bool has_class(struct adder_vm *vm, adcell c)
{
    return is_instance(adlayout(vm, c)) && ad_is_ref(adget_cell(vm, c, 0));
}

/* Whole operands with methods are the operator's business; here they are items of a nesting. */
adcell adcompare(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    bool equality = !AD_HAS_ORDER || op == AD_EQ || op == AD_NE;
    for (;;) {
        uint8_t x = (uint8_t)adlayout(vm, ARG(0));
        int8_t r;
        if (adnum_is(vm, ARG(0)) && adnum_is(vm, ARG(1)))
            return ad_bool(adnum_compare(vm, op, ARG(0), ARG(1)));
        if (x == ADT_dict || x == ADT_set || x == ADT_frozenset || x == ADT_view)
            return addict_compare(vm, op, arg);
        if (equality) {
            r = adequal(vm, ARG(0), ARG(1));
            if (r != AD_ASK)
                return ad_bool(r == (op == AD_EQ));
        } else if (texts(vm, ARG(0), ARG(1))) {
            ARG(0) = ad_from_int(adstr_compare(vm, ARG(0), ARG(1)));
            ARG(1) = ad_from_int(0);
            continue;
        } else {
            r = descend(vm, arg);
            if (r == AD_DONE)
                continue;
            if (r == 0 && !has_class(vm, ARG(0)) && !has_class(vm, ARG(1)))
                return AD_NOTIMPL;
        }
        return adtail3(
            vm, equality ? ADZ_seq_eq : ADZ_seq_lt, ARG(0), ARG(1), ad_from_int((adint)op));
    }
}

AD_OPERANDS(compared)

/* ---- hash ----------------------------------------------------------------------------------- */

adint adhash_join(adint h, adint next)
{
    return ad_hash_join(h, next);
}

/* Of what is equal only to itself. Objects move, so that their place can serve only where the
 * header
 * keeps the hash; elsewhere they all have one, and tables find them by comparing cells. */
static adint identity_hash(struct adder_vm *vm, adcell c)
{
    if (ad_is_imm(c))
        return (adint)ad_imm_number(c);
    if (ad_is_rom(c))
        return (adint)(-ad_offset(c) & AD_INT_MAX) / AD_CELL_BYTES;
#if AD_HASH_BITS
    {
        adcell *header = adptr(vm, c), hash = adhd_hash(*header);
        if (!hash) {
            hash = ((adcell)adhash_join(0, (adint)c) & 0xfffff) | 1;
            *header = adhd_with_hash(*header, hash);
        }
        return (adint)hash;
    }
#else
    return (adint)adlayout(vm, c);
#endif
}

/* How instances of a class hash: 0 not at all, 1 by identity or what they are built on, 2 by
 * __hash__.
 * The first class that says anything about __eq__ or __hash__ decides. */
static int8_t hash_of_class(struct adder_vm *vm, adcell class)
{
    adcell mro, c, f;
    size_t i, n;
    if (!AD_HAS_EQUALITY || ad_is_imm(class))
        return 1;
    mro = adclass_cell(vm, class, ADL_CLASS_MRO);
    n = adtuple_length(vm, mro);
    for (i = 0; i < n && ad_is_ref(c = adget_item(vm, mro, i)); i++) {
        if ((f = adclass_own(vm, c, ADN_d_hash)) != AD_UNBOUND)
            return f == AD_NONE ? 0 : 2;
        if (adclass_own(vm, c, ADN_d_eq))
            return 0;
    }
    return 1;
}

static int8_t unhashable(struct adder_vm *vm, AD_UNUSED adcell c)
{
    adexc_raise(vm, ADT_TypeError, "unhashable type: '%t'", c);
    return AD_RAISED;
}

static int8_t hash_instance(struct adder_vm *vm, adcell c, adint *out)
{
    int8_t how = hash_of_class(vm, adget_cell(vm, c, 0));
    if (how == 0)
        return unhashable(vm, c);
    if (how == 1 && out)
        *out = identity_hash(vm, c);
    return how;
}

/* The same whatever the order. Keys that are not plain count by their type only: no recursion. */
static adint hash_frozenset(struct adder_vm *vm, adcell c)
{
    adcell sum = (adcell)addict_length(vm, c), key;
    adint e = -1, h;
    while ((e = addict_next(vm, c, e + 1)) >= 0) {
        key = addict_key(vm, c, e);
        if (adstr_is(vm, key))
            h = adstr_hash(vm, key);
        else
            h = adnum_is(vm, key) ? adnum_hash(vm, key) : (adint)adlayout(vm, key);
        sum += (adcell)adhash_join(1, h);
    }
    return adhash_join(3, (adint)(sum & AD_INT_MAX));
}

static adint hash_range(struct adder_vm *vm, adcell c)
{
    struct adrange *r = adrange_of(vm, c);
    adint n = adlength(vm, c), h = adhash_join(3, n);
    h = adhash_join(h, n ? adnum_hash(vm, r->start) : 0);
    return adhash_join(h, n > 1 ? adnum_hash(vm, r->step) : 0);
}

/* All but tuples: 0, 1, 2 as adhash; NEST: a tuple. */
static int8_t hash_flat(struct adder_vm *vm, adcell c, adint *out)
{
    uint8_t layout = (uint8_t)adlayout(vm, c);
    adint h;
    switch (layout) {
    case ADT_tuple:
        return NEST;
    case ADT_instance: case ADT_exc:
        if (adunwrap(vm, c) != c && hash_of_class(vm, adget_cell(vm, c, 0)) == 1)
            return NEST + 1;
        return hash_instance(vm, c, out);
    case ADT_list: case ADT_dict: case ADT_set: case ADT_bytearray: case ADT_slice: case ADT_view:
        return unhashable(vm, c);
    }
    if (!out)
        return AD_DONE;
    if (adstr_is(vm, c) || layout == ADT_bytes)
        h = adstr_hash(vm, c);
    else if (adnum_is(vm, c))
        h = adnum_hash(vm, c);
    else if (layout == ADT_frozenset)
        h = hash_frozenset(vm, c);
    else if (layout == ADT_range)
        h = hash_range(vm, c);
    else
        h = layout == ADT_method ? (adint)layout : identity_hash(vm, c);
    *out = h;
    return AD_DONE;
}

/* The same, of what an instance is built on if that is what counts. */
static int8_t hash_item(struct adder_vm *vm, adcell *c, adint *out)
{
    int8_t r = hash_flat(vm, *c, out);
    if (r > NEST)
        r = hash_flat(vm, *c = adunwrap(vm, *c), out);
    return r;
}

/* A level of the nesting: the tuple, its hash so far, the place of its next item. */
static int8_t hash_tuple(struct adder_vm *vm, adcell c, adint *out)
{
    adcell *bottom = vm->sp;
    adint h = 0, *to = out ? &h : NULL;
    int8_t r = NEST;
    for (;;) {
        if (r == NEST) {
            if (!may_nest(vm, bottom)) {
                r = AD_ASK;
                break;
            }
            adpush(vm, c);
            adpush(vm, ad_from_int((adint)adobj_size(vm, c)));
            adpush(vm, ad_from_int(0));
        } else if (r != AD_DONE || vm->sp == bottom) {
            break;
        } else if (to) {
            vm->sp[1] = ad_from_int(adhash_join(ad_int(vm->sp[1]), h));
        }
        if ((size_t)ad_int(*vm->sp) == adobj_size(vm, vm->sp[2])) {
            h = ad_int(vm->sp[1]);
            addrop(vm, 3);
            r = AD_DONE;
            continue;
        }
        c = adget_item(vm, vm->sp[2], (size_t)ad_int(*vm->sp));
        *vm->sp += AD_ONE;
        r = hash_item(vm, &c, to);
    }
    vm->sp = bottom;
    if (out)
        *out = h;
    return r;
}

int8_t adhash(struct adder_vm *vm, adcell key, adint *out)
{
    int8_t r;
    if (ad_is_int(key)) {
        if (out)
            *out = adnum_hash(vm, key);
        return AD_DONE;
    }
    r = hash_item(vm, &key, out);
    return r == NEST ? hash_tuple(vm, key, out) : r;
}

adcell adn_hash(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint h;
    (void)n;
    switch (adhash(vm, ARG(0), &h)) {
    case AD_RAISED:
        return AD_ERROR;
    case AD_DONE:
        return ad_from_int(h);
    }
    adpush(vm, ARG(0));
    if (adis(vm, ARG(0), ADT_tuple))
        return adtail(vm, ADZ_hash_seq, 1);
    return adtail_special(vm, ADN_d_hash, 1, AD_ACT_INT);
}

/* _hash_mix(h, next): how a tuple's hash goes on. */
adcell adn_hash_mix(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ad_from_int(adhash_join(adnum_hash(vm, ARG(0)), adnum_hash(vm, ARG(1))));
}

/* ---- length and truth ----------------------------------------------------------------------- */

AD_OPERANDS(any)

adint adlength(struct adder_vm *vm, adcell c)
{
    switch (adlayout(vm, c)) {
    case ADT_list: case ADT_tuple:
        return (adint)adseq_length(vm, c);
    case ADT_dict: case ADT_set: case ADT_frozenset:
        return (adint)addict_length(vm, c);
    case ADT_view:
        return (adint)addict_length(vm, adview_of(vm, c)->dict);
    case ADT_str: case ADT_str_wide:
        return (adint)adstr_length(vm, c);
    case ADT_bytes: case ADT_bytearray:
        return (adint)adbytes_length(vm, c);
    case ADT_range:
        return adrange_is_small(vm, c) ? (adint)AD_MIN(adrange_count(vm, c), (size_t)AD_INT_MAX)
            : adrange_is_empty(vm, c) ? 0 : AD_INT_MAX;
    }
    return -1;
}

AD_OPERANDS(tested)

int8_t adtruth(struct adder_vm *vm, adcell c)
{
    uint8_t layout;
    if (ad_is_int(c))
        return c != ad_from_int(0);
    if (c == AD_FALSE || c == AD_NONE)
        return 0;
    layout = (uint8_t)adlayout(vm, c);
    if (layout == ADT_instance || layout == ADT_exc) {
        if (adspecial(vm, c, ADN_d_bool) || adspecial(vm, c, ADN_d_len))
            return AD_ASK;
        c = adunwrap(vm, c);
        layout = (uint8_t)adlayout(vm, c);
    }
    if (layout == ADT_str || layout == ADT_str_wide)
        return adobj_size(vm, c) != 0;
    if (adnum_is(vm, c))
        return adnum_truth(vm, c);
    return !AD_HAS_TESTED_CONTAINERS || adlength(vm, c) != 0;
}
