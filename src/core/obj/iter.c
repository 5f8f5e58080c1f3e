/* SPDX-License-Identifier: MIT
 * iter.c - iterators over what needs no Python code, and the builtins that loop: len, iter, next,
 * sum,
 * any, all, reversed. (min and max: extreme.c; sorted: list_sort.c)
 */
#include "core/obj/items.h"

static bool counts_live(unsigned kind) { return kind >= AD_ITER_KEYS; }

adcell aditer_make(struct adder_vm *vm, enum aditer_kind kind, adcell *object, adint index)
{
    adcell c = adheap_new(vm, ADT_iterator, counts_live(kind) ? 4 : 3), table;
    struct aditer *it;
    if (!c)
        return AD_ERROR;
    it = aditer_of(vm, c);
    it->kind = ad_from_int((adint)kind);
    it->object = *object;
    it->index = kind == AD_ITER_RANGE ? adrange_of(vm, *object)->start : ad_from_int(index);
    if (counts_live(kind)) {
        table = adtable_of(vm, *object);
        it->live = table ? addict_of(vm, table)->live : ad_from_int(0);
    }
    return c;
}

static enum aditer_kind view_kind(adcell kind)
{
    return kind == ad_from_int(ADT_dict_keys) ? AD_ITER_KEYS
        : kind == ad_from_int(ADT_dict_values) ? AD_ITER_VALUES : AD_ITER_ITEMS;
}

AD_OPERANDS(iterated)

/* iter(*slot) for what is iterated natively: the iterator; AD_UNBOUND without an error: it is
 * not. */
static adcell native_iterator(struct adder_vm *vm, adcell *slot)
{
    adcell iter;
    switch (adlayout(vm, *slot)) {
    case ADT_iterator:
        return *slot;
    case ADT_list:
        return aditer_make(vm, AD_ITER_LIST, slot, 0);
    case ADT_tuple:
        return aditer_make(vm, AD_ITER_TUPLE, slot, 0);
    case ADT_range:
        return aditer_make(vm, AD_ITER_RANGE, slot, 0);
    case ADT_dict:
        return aditer_make(vm, AD_ITER_KEYS, slot, 0);
    case ADT_set: case ADT_frozenset:
        return aditer_make(vm, AD_ITER_SET, slot, 0);
    case ADT_view:
        iter = adview_of(vm, *slot)->kind;
        *slot = adview_of(vm, *slot)->dict;
        return aditer_make(vm, view_kind(iter), slot, 0);
    case ADT_str: case ADT_str_wide:
        return aditer_make(vm, AD_ITER_STR, slot, 0);
    case ADT_bytes:
        return aditer_make(vm, AD_ITER_BYTES, slot, 0);
    case ADT_bytearray:
        return aditer_make(vm, AD_ITER_BYTEARRAY, slot, 0);
    }
    return AD_UNBOUND;
}

bool aditer_native(struct adder_vm *vm, adcell *slot)
{
    adcell iter;
    if (adlayout(vm, *slot) == ADT_instance) {
        if (adspecial(vm, *slot, ADN_d_iter))
            return false;
        *slot = adunwrap(vm, *slot);
    }
    iter = native_iterator(vm, slot);
    if (!iter)
        return false;
    *slot = iter;
    return true;
}

adcell aditer_new(struct adder_vm *vm, adcell *arg)
{
    adcell r = native_iterator(vm, arg), inner;
    unsigned layout = adlayout(vm, ARG(0));
    if (r || vm->error)
        return r;
    if (layout == ADT_generator && !(adgenerator_flags(vm, ARG(0)) & ADCODE_COROUTINE))
        return ARG(0);
    if (layout == ADT_instance || layout == ADT_exc) {
        adpush(vm, ARG(0));
        r = adtail_special(vm, ADN_d_iter, 1, AD_ACT_PUSH);
        if (r)
            return r;
        inner = adunwrap(vm, ARG(0));
        if (inner != ARG(0)) {
            *vm->sp = inner;
            r = native_iterator(vm, vm->sp);
            if (r || vm->error)
                return r;
        }
        if (adspecial(vm, ARG(0), ADN_d_getitem))
            return adtail1(vm, ADZ_iter_getitem, ARG(0));
    }
    return adexc_raise(vm, ADT_TypeError, "'%t' object is not iterable", ARG(0));
}

AD_OPERANDS(any)

/* ---- next ----------------------------------------------------------------------------------- */

/* Key and value of an entry as a tuple; the dict is the iterator's object. */
static adcell pair(struct adder_vm *vm, adcell *iter, adint entry)
{
    adcell tuple = adtuple_new(vm, 2), dict;
    if (!tuple)
        return AD_ERROR;
    dict = aditer_of(vm, *iter)->object;
    adtuple_set(vm, tuple, 0, addict_key(vm, dict, entry));
    adtuple_set(vm, tuple, 1, addict_value(vm, dict, entry));
    return tuple;
}

static adcell changed(struct adder_vm *vm, adcell table)
{
    (void)table;
    return adexc_raise(vm, ADT_RuntimeError, adis(vm, table, ADT_dict)
        ? "dictionary changed size during iteration" : "Set changed size during iteration");
}

static adcell entry_item(struct adder_vm *vm, adcell *iter, unsigned kind, adint entry)
{
    adcell table = aditer_of(vm, *iter)->object;
    if (kind == AD_ITER_ITEMS)
        return pair(vm, iter, entry);
    if (kind == AD_ITER_VALUES)
        return addict_value(vm, table, entry);
    return addict_key(vm, table, entry);
}

static adcell table_next(struct adder_vm *vm, adcell *iter, unsigned kind)
{
    struct aditer *it = aditer_of(vm, *iter);
    adcell table = it->object;
    adint entry;
    if (table == AD_UNBOUND)
        return AD_UNBOUND;
    if (it->live != addict_of(vm, table)->live)
        return changed(vm, table);
    entry = addict_next(vm, table, ad_int(it->index));
    if (entry < 0) {
        it->object = AD_UNBOUND;
        return AD_UNBOUND;
    }
    it->index = ad_from_int(entry + 1);
    return entry_item(vm, iter, kind, entry);
}

/* An entry before `entry` that is there, or -1. */
static adint entry_before(struct adder_vm *vm, adcell table, adint entry)
{
    while (--entry >= 0 && addict_next(vm, table, entry) != entry)
        ;
    return entry;
}

/* object: a list, tuple, text, dict or view of one; index: one more than the next place. */
static AD_NOINLINE adcell reversed_next(struct adder_vm *vm, adcell *iter)
{
    struct aditer *it = aditer_of(vm, *iter);
    adcell object = it->object, table, kind = 0, r;
    adint i = ad_int(it->index);
    if (object == AD_UNBOUND)
        return AD_UNBOUND;
    if (adis(vm, object, ADT_view))
        kind = adview_of(vm, object)->kind;
    table = adtable_of(vm, object);
    if (table) {
        if (it->live != addict_of(vm, table)->live)
            return changed(vm, table);
        i = entry_before(vm, table, i);
    } else if (--i >= adlength(vm, object)) {
        i = -1;
    }
    it->index = ad_from_int(i);
    if (i < 0) {
        it->object = AD_UNBOUND;
        return AD_UNBOUND;
    }
    if (table) {
        adpush(vm, *iter);
        it->object = table; /* what entry_item reads; the view comes back below */
        adpush(vm, object);
        r = entry_item(vm, iter, kind ? view_kind(kind) : AD_ITER_KEYS, i);
        if (r)
            aditer_of(vm, *iter)->object = *vm->sp;
        addrop(vm, 2);
        return r;
    }
    if (adseq_is(vm, object))
        return (size_t)i < adseq_length(vm, object) ? adseq_at(vm, object, (size_t)i) : AD_UNBOUND;
    adpush(vm, object);
    adpush(vm, ad_from_int(i));
    r = adstr_get_item(vm, vm->sp + 1);
    addrop(vm, 2);
    return r;
}

/* enumerate: pairs of numbers and what the innermost iterator gives, which is no enumerate; pairs
 * in pairs if there are some around it. */
static adcell enum_next(struct adder_vm *vm, adcell *iter)
{
    adcell inner = *iter, r, *item;
    unsigned depth = 0, i;
    for (; aditer_of(vm, inner)->kind == ad_from_int(AD_ITER_ENUM); depth++)
        inner = aditer_of(vm, inner)->object;
    adpush(vm, inner);
    item = vm->sp;
    r = aditer_next(vm, item);
    while (r && depth--) {
        *item = r;
        for (inner = *iter, i = depth; i; i--)
            inner = aditer_of(vm, inner)->object;
        adpush(vm, inner);
        adpush(vm, aditer_of(vm, inner)->index);
        adpush(vm, ad_from_int(1));
        r = adnum_binary(vm, AD_ADD, item - 2);
        if (r) {
            aditer_of(vm, item[-1])->index = r;
            item[-3] = *item;
            r = adtuple_from(vm, item - 2, 2);
        }
        vm->sp = item;
    }
    vm->sp = item + 1;
    return r;
}

adcell aditer_next(struct adder_vm *vm, adcell *iter)
{
    struct aditer *it = aditer_of(vm, *iter);
    unsigned kind = (unsigned)ad_int(it->kind);
    adcell object = it->object;
    adint i = ad_int(it->index);
    switch (kind) {
    case AD_ITER_LIST:
        if (AD_LIKELY(object && i < (adint)adlist_length(vm, object))) {
            it->index += AD_ONE;
            return aditems(vm, adlist_of(vm, object)->items)[i];
        }
        break;
    case AD_ITER_TUPLE:
        if (AD_LIKELY(object && (size_t)i < aditems_size(vm, object))) {
            it->index += AD_ONE;
            return adget_item(vm, object, (size_t)i);
        }
        break;
    case AD_ITER_RANGE:
        return adrange_next(vm, iter);
    case AD_ITER_KEYS: case AD_ITER_VALUES: case AD_ITER_ITEMS: case AD_ITER_SET:
        return table_next(vm, iter, kind);
    case AD_ITER_REVERSED:
        return reversed_next(vm, iter);
    case AD_ITER_ENUM:
        return enum_next(vm, iter);
    default:
        return AD_HAS_TEXT_ITERS && object ? adstr_iter_next(vm, iter) : AD_UNBOUND;
    }
    it->object = AD_UNBOUND;
    return AD_UNBOUND;
}

/* ---- builtins ------------------------------------------------------------------------------- */

adcell adn_iter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (AD_HAS_ITER_CALL && ARG(1) && adn_callable(vm, arg, 1) != AD_TRUE)
        return adexc_raise(vm, ADT_TypeError, "iter(v, w): v must be callable");
    if (AD_HAS_ITER_CALL && ARG(1))
        return adtail2(vm, ADZ_iter_call, ARG(0), ARG(1));
    return aditer_new(vm, arg);
}

/* A generator among the callables goes on with what it is called with. */
adcell adn_next(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r;
    (void)n;
    if (adis(vm, ARG(0), ADT_iterator)) {
        r = aditer_next(vm, arg);
        if (r || vm->error)
            return r;
        return ARG(1) ? ARG(1) : adexc_raise(vm, ADT_StopIteration, "");
    }
    if (ARG(1))
        return adtail2(vm, ADZ_iter_next, ARG(0), ARG(1));
    adpush(vm, ARG(0));
    AD_MAKES(nexts);
    if (adis(vm, ARG(0), ADT_generator) && !(adgenerator_flags(vm, ARG(0)) & ADCODE_COROUTINE))
        return adtail_call(vm, 0);
    r = adtail_special(vm, ADN_d_next, 1, AD_ACT_PUSH);
    return r ? r : adexc_raise(vm, ADT_TypeError, "'%t' object is not an iterator", ARG(0));
}

/* In lib/: _enum_iter(iterator, start). */
adcell adn_enum_iter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r = adop_indexed(vm, arg, n, ad_native_cell(ADF_enum_iter));
    if (r)
        return r;
    if (!adint_cell(vm, &ARG(1)))
        return AD_ERROR;
    if (!adis(vm, ARG(0), ADT_iterator))
        return adtail2(vm, ADZ_enumerate, ARG(0), ARG(1));
    r = aditer_make(vm, AD_ITER_ENUM, arg, 0);
    if (r)
        aditer_of(vm, r)->index = ARG(1);
    return r;
}

adcell adn_len(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r, c;
    adint length;
    (void)n;
    if (adis(vm, ARG(0), ADT_str))
        return adint_new_size(vm, adobj_size(vm, ARG(0)));
    if (adis(vm, ARG(0), ADT_instance)) {
        adpush(vm, ARG(0));
        r = adtail_special(vm, ADN_d_len, 1, AD_ACT_INT);
        if (r)
            return r;
    }
    c = adunwrap(vm, ARG(0));
    if (adis(vm, c, ADT_range)) {
        adpush(vm, c);
        return adrange_length(vm, vm->sp);
    }
    length = adlength(vm, c);
    if (length < 0)
        return adexc_raise(vm, ADT_TypeError, "object of type '%t' has no len()", ARG(0));
    return adint_new_size(vm, (size_t)length);
}

adcell adn_reversed(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r, table;
    (void)n;
    if (adis(vm, ARG(0), ADT_instance)) {
        adpush(vm, ARG(0));
        r = adtail_special(vm, ADN_d_reversed, 1, AD_ACT_PUSH);
        if (r)
            return r;
        if (adspecial(vm, ARG(0), ADN_d_getitem) && adspecial(vm, ARG(0), ADN_d_len))
            return adtail1(vm, ADZ_reversed, ARG(0));
        ARG(0) = adunwrap(vm, ARG(0));
    }
    switch (adlayout(vm, ARG(0))) {
    case ADT_range:
        return adrange_reversed(vm, &ARG(0));
    case ADT_dict: case ADT_view:
        table = adtable_of(vm, ARG(0));
        return aditer_make(vm, AD_ITER_REVERSED, &ARG(0), ad_int(addict_of(vm, table)->used) >> 1);
    case ADT_list:
    case ADT_tuple:
    case ADT_str:
    case ADT_str_wide:
    case ADT_bytes:
    case ADT_bytearray: return aditer_make(vm, AD_ITER_REVERSED, &ARG(0), adlength(vm, ARG(0)));
    }
    return adexc_raise(vm, ADT_TypeError, "'%t' object is not reversible", ARG(0));
}

adcell adn_sum(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell item, r;
    (void)n;
    if (!ARG(1))
        ARG(1) = ad_from_int(0);
    if (adstr_is(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (adis(vm, ARG(1), ADT_bytes))
        return adexc_raise(vm, ADT_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    if (!adnum_is(vm, ARG(1)) || !aditer_native(vm, vm->sp + 1))
        return vm->error ? AD_ERROR : adtail2(vm, ADZ_sum, ARG(0), ARG(1));
    while ((item = aditer_next(vm, vm->sp + 1)) != AD_UNBOUND) {
        if (AD_LIKELY(ad_both_int(item, *vm->sp)) && ad_int_add(*vm->sp, item, &r)) {
            *vm->sp = r;
            continue;
        }
        adpush(vm, item);
        if (!adnum_is(vm, item)) { /* go on from here in Python: sum + item, then the rest */
            adpush(vm, vm->sp[2]);
            adpush(vm, vm->sp[2]);
            adpush(vm, vm->sp[2]);
            return adtail(vm, ADZ_sum, 3);
        }
        r = adnum_binary(vm, AD_ADD, vm->sp + 1);
        if (!r)
            return AD_ERROR;
        addrop(vm, 1);
        *vm->sp = r;
    }
    return vm->error ? AD_ERROR : *vm->sp;
}

/* any and all: looks for an item whose truth is `wanted`. */
static adcell find_truth(struct adder_vm *vm, adcell *arg, int wanted, enum adfrozen z)
{
    adcell item;
    int truth;
    adpush(vm, ARG(0));
    if (!aditer_native(vm, vm->sp))
        return vm->error ? AD_ERROR : adtail1(vm, z, ARG(0));
    while ((item = aditer_next(vm, vm->sp)) != AD_UNBOUND) {
        truth = adtruth(vm, item);
        if (truth == wanted)
            return ad_bool(wanted);
        if (truth == 2)
            return adtail2(vm, z, *vm->sp, item);
    }
    return vm->error ? AD_ERROR : ad_bool(!wanted);
}

adcell adn_any(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return find_truth(vm, arg, 1, ADZ_any);
}

adcell adn_all(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return find_truth(vm, arg, 0, ADZ_all);
}

/* _set_class(cls, value): an instance of a class that is built on a builtin type, around its
 * value. */
adcell adn_set_class(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell object = adinstance_new(vm, &ARG(0));
    (void)n;
    if (object)
        adstore(vm, &adinstance_of(vm, object)->value[0], ARG(1));
    return object;
}
