/* SPDX-License-Identifier: MIT
 * dict.c - dicts: items, operators, methods; and the natives by which lib/builtins handles keys
 * whose
 * class has __eq__ or __hash__ in Python. The table itself is in hash.c.
 */
#include "core/obj/items.h"

adcell addict_get_item(struct adder_vm *vm, adcell *arg)
{
    adint e = addict_find(vm, ARG(0), ARG(1));
    if (AD_LIKELY(e >= 0))
        return addict_value(vm, ARG(0), e);
    if (e == -1)
        return adexc_raise_value(vm, ADT_KeyError, ARG(1));
    return e == -2 ? adtail2(vm, ADZ_dict_find, ARG(0), ARG(1)) : AD_ERROR;
}

adcell addict_set_item(struct adder_vm *vm, adcell *arg)
{
    adint e;
    if (ARG(2)) {
        switch (addict_put(vm, &ARG(0), &ARG(1), &ARG(2))) {
        case AD_DONE:
            return AD_NONE;
        case AD_ASK:
            return adtail3(vm, ADZ_dict_store, ARG(0), ARG(1), ARG(2));
        }
        return AD_ERROR;
    }
    e = addict_find(vm, ARG(0), ARG(1));
    if (e == -1)
        return adexc_raise_value(vm, ADT_KeyError, ARG(1));
    if (e == -2)
        return adtail2(vm, ADZ_dict_delete, ARG(0), ARG(1));
    if (e < 0)
        return AD_ERROR;
    addict_remove(vm, ARG(0), e);
    return AD_NONE;
}

/* ---- making --------------------------------------------------------------------------------- */

/* Puts all entries of one dict into another. */
static int8_t merge_dict(struct adder_vm *vm, adcell *to, adcell *from)
{
    adint e = -1;
    int8_t did = AD_DONE;
    while (did == AD_DONE && (e = addict_next(vm, *from, e + 1)) >= 0) {
        adpush(vm, addict_key(vm, *from, e));
        adpush(vm, addict_value(vm, *from, e));
        did = addict_put(vm, to, vm->sp + 1, vm->sp);
        addrop(vm, 2);
    }
    return did;
}

/* Puts the pairs of a native iterable into a dict: tuples and lists of two. */
static int8_t put_pairs(struct adder_vm *vm, adcell *to, adcell *iterable)
{
    adcell item;
    int8_t did = AD_DONE;
    size_t i = 0;
    if (!aditer_native(vm, iterable))
        return vm->error ? AD_RAISED : AD_ASK;
    while (did == AD_DONE && (item = aditer_next(vm, iterable)) != AD_UNBOUND) {
        if (!adseq_is(vm, item))
            return AD_ASK;
        if (adseq_length(vm, item) != 2) {
            adexc_raise(vm, ADT_ValueError,
                "dictionary update sequence element #%z has length %z; 2 is required", i,
                adseq_length(vm, item));
            return AD_RAISED;
        }
        adpush(vm, adseq_at(vm, item, 0));
        adpush(vm, adseq_at(vm, item, 1));
        did = addict_put(vm, to, vm->sp + 1, vm->sp);
        addrop(vm, 2);
        i++;
    }
    return vm->error ? AD_RAISED : did;
}

/* dict.update(*iterable); *iterable is overwritten. Only lists and tuples of pairs are sure not to
 * be
 * half used up when Python code must take over. */
static int8_t update_dict(struct adder_vm *vm, adcell *dict, adcell *iterable)
{
    if (adis(vm, *iterable, ADT_instance) && !adspecial(vm, *iterable, ADN_keys) &&
        !adspecial(vm, *iterable, ADN_d_iter))
        *iterable = adunwrap(vm, *iterable);
    if (adis(vm, *iterable, ADT_dict))
        return merge_dict(vm, dict, iterable);
    if (adis(vm, *iterable, ADT_iterator) ||
        !(adseq_is(vm, *iterable) || adis(vm, *iterable, ADT_view)))
        return AD_ASK;
    return put_pairs(vm, dict, iterable);
}

static adcell update_or_ask(struct adder_vm *vm, adcell *dict, adcell *iterable)
{
    int8_t did;
    adpush(vm, *iterable);
    did = update_dict(vm, dict, vm->sp);
    if (did == AD_ASK)
        return adtail2(vm, ADZ_iter_to_dict, *dict, *iterable);
    return did == AD_DONE ? *dict : AD_ERROR;
}

adcell adn_new_dict(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell dict, source = ARG(0);
    (void)n;
    if (source && adis(vm, source, ADT_dict))
        return addict_duplicate(vm, &ARG(0), ADT_dict);
    if (!(dict = addict_new(vm, ADT_dict, 0)) || !source)
        return dict;
    adpush(vm, dict);
    return update_or_ask(vm, vm->sp, &ARG(0));
}

/* ---- methods -------------------------------------------------------------------------------- */

/* A method that needs Python's __eq__: _dict_method(which, dict, key, default or nothing). */
enum { ASK_GET, ASK_SETDEFAULT, ASK_POP };
static adcell ask_dict(struct adder_vm *vm, adcell *arg, adint which)
{
    adpush(vm, ad_from_int(which));
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    if (!ARG(2))
        return adtail(vm, ADZ_dict_method, 3);
    adpush(vm, ARG(2));
    return adtail(vm, ADZ_dict_method, 4);
}

adcell adn_dict_get(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint e;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    e = addict_find(vm, ARG(0), ARG(1));
    if (e >= 0)
        return addict_value(vm, ARG(0), e);
    if (e == -1)
        return ARG(2) ? ARG(2) : AD_NONE;
    return e == -2 ? ask_dict(vm, arg, ASK_GET) : AD_ERROR;
}

adcell adn_dict_setdefault(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint e;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    e = addict_find(vm, ARG(0), ARG(1));
    if (e >= 0)
        return addict_value(vm, ARG(0), e);
    if (e == -2)
        return ask_dict(vm, arg, ASK_SETDEFAULT);
    if (!ARG(2))
        ARG(2) = AD_NONE;
    if (e != -1 || addict_put(vm, &ARG(0), &ARG(1), &ARG(2)) != AD_DONE)
        return AD_ERROR;
    return ARG(2);
}

adcell adn_dict_pop(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint e;
    adcell value;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    e = addict_find(vm, ARG(0), ARG(1));
    if (e >= 0) {
        value = addict_value(vm, ARG(0), e);
        addict_remove(vm, ARG(0), e);
        return value;
    }
    if (e == -2)
        return ask_dict(vm, arg, ASK_POP);
    if (e == -1)
        return ARG(2) ? ARG(2) : adexc_raise_value(vm, ADT_KeyError, ARG(1));
    return AD_ERROR;
}

adcell adn_dict_popitem(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint e, last;
    adcell tuple;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    last = ad_int(addict_of(vm, ARG(0))->used) >> 1;
    while (--last >= 0 && (e = addict_next(vm, ARG(0), last)) < 0)
        ;
    if (last < 0) {
        adcell text = adstr_from_c(vm, "popitem(): dictionary is empty");
        return text ? adexc_raise_value(vm, ADT_KeyError, text) : AD_ERROR;
    }
    adpush(vm, addict_key(vm, ARG(0), last));
    adpush(vm, addict_value(vm, ARG(0), last));
    tuple = adtuple_from(vm, vm->sp + 1, 2);
    if (tuple)
        addict_remove(vm, ARG(0), last);
    return tuple;
}

adcell adn_dict_update(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int8_t did;
    (void)n;
    if (!ARG(1))
        return AD_NONE;
    ARG(0) = adunwrap(vm, ARG(0));
    adpush(vm, ARG(1));
    did = update_dict(vm, &ARG(0), vm->sp);
    if (did == AD_ASK)
        return adtail3(vm, ADZ_iter_to_dict, ARG(0), ARG(1), AD_NONE);
    return did == AD_DONE ? AD_NONE : AD_ERROR;
}

adcell adn_dict_clear(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    addict_empty(vm, adunwrap(vm, ARG(0)));
    return AD_NONE;
}

adcell adn_dict_copy(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    return addict_duplicate(vm, &ARG(0), ADT_dict);
}

/* dict.fromkeys(keys, value): self is the class. */
adcell adn_dict_fromkeys(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell dict, key;
    int8_t did;
    (void)n;
    if (!ARG(2))
        ARG(2) = AD_NONE;
    if (!(dict = addict_new(vm, ADT_dict, 0)))
        return AD_ERROR;
    adpush(vm, dict);
    adpush(vm, ARG(1));
    if (!aditer_native(vm, vm->sp))
        return vm->error ? AD_ERROR : adtail3(vm, ADZ_dict_fromkeys, dict, ARG(1), ARG(2));
    while ((key = aditer_next(vm, vm->sp)) != AD_UNBOUND) {
        adpush(vm, key);
        did = addict_put(vm, vm->sp + 2, vm->sp, &ARG(2));
        if (did == AD_RAISED)
            return AD_ERROR;
        if (did == AD_ASK) { /* the rest, and this key first */
            adpush(vm, vm->sp[2]);
            adpush(vm, vm->sp[2]);
            adpush(vm, ARG(2));
            adpush(vm, vm->sp[3]);
            return adtail(vm, ADZ_dict_fromkeys, 4);
        }
        addrop(vm, 1);
    }
    return vm->error ? AD_ERROR : vm->sp[1];
}

/* ---- operators ------------------------------------------------------------------------------ */

/* a | b and a |= b. */
adcell addict_join(struct adder_vm *vm, adcell *arg, bool inplace)
{
    adcell dict;
    if (inplace)
        return update_or_ask(vm, &ARG(0), &ARG(1));
    if (!adis(vm, ARG(1), ADT_dict))
        return AD_NOTIMPL;
    if (!(dict = addict_duplicate(vm, &ARG(0), ADT_dict)))
        return AD_ERROR;
    adpush(vm, dict);
    return update_or_ask(vm, vm->sp, &ARG(1));
}

/* a == b of two dicts: -1 asks. */
int8_t addict_equal(struct adder_vm *vm, adcell a, adcell b)
{
    adint e = -1, f;
    int8_t r;
    if (addict_length(vm, a) != addict_length(vm, b))
        return 0;
    while ((e = addict_next(vm, a, e + 1)) >= 0) {
        f = addict_find(vm, b, addict_key(vm, a, e));
        if (f < 0)
            return f == -1 ? 0 : AD_ASK;
        r = adequal(vm, addict_value(vm, a, e), addict_value(vm, b, f));
        if (r != 1)
            return r;
    }
    return 1;
}

/* ---- for lib/builtins -------------------------------------------------------------------- */

/* _dict_probe(d, h, e): the next entry behind e (-1: the first) whose key's hash is h, or -1. */
adcell adn_dict_probe(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ad_from_int(addict_probe(vm, ARG(0), adnum_hash(vm, ARG(1)), ad_int(ARG(2))));
}

/* _dict_entry(d, e): the key of entry e; for ~e the value. */
adcell adn_dict_entry(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint e = ad_int(ARG(1));
    (void)n;
    return e < 0 ? addict_value(vm, ARG(0), ~e) : addict_key(vm, ARG(0), e);
}

/* _dict_put(d, e, key, value, h): sets the value of entry e; for e == -1 adds a key that is not
 * there. */
adcell adn_dict_put(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (ad_int(ARG(1)) >= 0)
        addict_set_value(vm, ARG(0), ad_int(ARG(1)), ARG(3));
    else if (!addict_put_hashed(vm, &ARG(0), &ARG(2), &ARG(3), adnum_hash(vm, ARG(4))))
        return AD_ERROR;
    return AD_NONE;
}

/* _dict_del(d, e) */
adcell adn_dict_del(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    addict_remove(vm, ARG(0), ad_int(ARG(1)));
    return AD_NONE;
}
