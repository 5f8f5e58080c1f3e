/* SPDX-License-Identifier: MIT
 * list.c - lists: an object of two cells and an array that grows in place while it is the last
 * object
 * of the block. Cells of the array beyond `count` are unbound.
 */
#include "core/obj/items.h"

adcell adlist_new(struct adder_vm *vm, size_t room)
{
    adcell list = adheap_new(vm, ADT_list, 2), array;
    if (!list)
        return AD_ERROR;
    adlist_of(vm, list)->count = ad_from_int(0);
    if (room == 0)
        return list;
    adpush(vm, list);
    array = adheap_new(vm, ADT_array, room);
    list = adpop(vm);
    if (!array)
        return AD_ERROR;
    adlist_of(vm, list)->items = array;
    return list;
}

adcell adlist_from(struct adder_vm *vm, adcell *first, size_t n)
{
    adcell list = adlist_new(vm, n), *to;
    if (!list || !n)
        return list;
    adlist_of(vm, list)->count = ad_from_int((adint)n);
    for (to = aditems(vm, adlist_of(vm, list)->items); n; n--)
        *to++ = *first--;
    return list;
}

adcell adlist_get(struct adder_vm *vm, adcell list, size_t i)
{
    return aditems(vm, adlist_of(vm, list)->items)[i];
}

/* A new array takes half as much again where memory is plenty: it is garbage when it must move. */
bool adarray_room(struct adder_vm *vm, adcell *object, unsigned field, size_t n)
{
    adcell was = ((adcell *)adptr(vm, *object))[field], array;
    size_t size = was ? aditems_size(vm, was) : 0, room = n + n / 8 + (AD_CELL == 16 ? 2 : 4);
    if (n <= size ||
        (was && (adheap_resize_last(vm, was, room) || adheap_resize_last(vm, was, n))))
        return true;
    if (AD_CELL != 16)
        room += n / 2;
    array = adheap_new(vm, ADT_array, room);
    if (!array)
        return false;
    if (size) {
        was = ((adcell *)adptr(vm, *object))[field];
        memcpy(aditems(vm, array), aditems(vm, was), size * sizeof(adcell));
    }
    ((adcell *)adptr(vm, *object))[field] = array;
    return true;
}

bool adlist_reserve(struct adder_vm *vm, adcell *list, size_t n)
{
    return adarray_room(vm, list, AD_FIELD(list, items), n);
}

/* Apart from the way that needs no room, and with a method's result, so that this one is what the
 * method ends with and neither saves registers. */
static AD_NOINLINE adcell append_anew(struct adder_vm *vm, adcell *list, adcell *value)
{
    size_t n = (size_t)ad_int(adlist_of(vm, *list)->count);
    struct adlist *l;
    if (!adlist_reserve(vm, list, n + 1))
        return AD_ERROR;
    l = adlist_of(vm, *list);
    l->count += AD_ONE;
    adstore(vm, aditems(vm, l->items) + n, *value);
    return AD_NONE;
}

/* Where there is room for it: false, and nothing happened, when there is none. */
AD_INLINE bool append_here(struct adder_vm *vm, adcell list, adcell value)
{
    struct adlist *l = adlist_of(vm, list);
    adcell *items = adptr(vm, l->items), count;
    size_t size;
    if (AD_UNLIKELY(!l->items))
        return false;
    size = adhd_size(*items++);
    if (AD_ESCAPE && size == AD_ESCAPE)
        size = (size_t)ad_int(*items++);
    count = l->count;
    if (AD_UNLIKELY((size_t)ad_int(count) >= size))
        return false;
    l->count = count + AD_ONE;
    adstore(vm, items + (size_t)ad_int(count), value);
    return true;
}

bool adlist_append(struct adder_vm *vm, adcell *list, adcell *value)
{
    return append_here(vm, *list, *value) || append_anew(vm, list, value) != AD_ERROR;
}

/* Items that go away must not keep what they refer to. */
adcell *adlist_gap(struct adder_vm *vm, adcell *list, size_t from, size_t n, size_t more)
{
    struct adlist *l = adlist_of(vm, *list);
    size_t count = (size_t)ad_int(l->count), now = count - n + more;
    adcell *items;
    if (now > count) {
        if (!adlist_reserve(vm, list, now))
            return NULL;
        l = adlist_of(vm, *list);
    }
    if (!l->items)
        return &l->items;
    l->count = ad_from_int((adint)now);
    items = aditems(vm, l->items);
    memmove(items + from + more, items + from + n, (count - from - n) * sizeof(adcell));
    if (now < count)
        memset(items + now, 0, (count - now) * sizeof(adcell));
    return items + from;
}

void adlist_set_count(struct adder_vm *vm, adcell list, size_t n)
{
    (void)adlist_gap(vm, &list, n, adlist_length(vm, list) - n, 0);
}

bool adlist_splice(struct adder_vm *vm, adcell *list, size_t from, size_t n, adcell *source)
{
    size_t more = *source ? adseq_length(vm, *source) : 0, i;
    adcell *items;
    if (*source == *list && !(*source = adseq_copy(vm, list, 0, 1, more, ADT_list)))
        return false;
    if (!(items = adlist_gap(vm, list, from, n, more)))
        return false;
    for (i = 0; i < more; i++)
        adstore(vm, items + i, adseq_at(vm, *source, i));
    return true;
}

int8_t adlist_take(struct adder_vm *vm, adcell *list, adcell *iterator, size_t most)
{
    adcell item;
    while (most-- && (item = aditer_next(vm, iterator)) != AD_UNBOUND) {
        bool ok;
        adpush(vm, item);
        ok = adlist_append(vm, list, vm->sp);
        addrop(vm, 1);
        if (!ok)
            return AD_RAISED;
    }
    return vm->error ? AD_RAISED : AD_DONE;
}

int8_t adlist_extend(struct adder_vm *vm, adcell *list, adcell *iterable)
{
    if (adseq_is(vm, *iterable))
        return adlist_splice(vm, list, adlist_length(vm, *list), 0, iterable);
    if (!aditer_native(vm, iterable))
        return vm->error ? AD_RAISED : AD_ASK;
    return adlist_take(vm, list, iterable, (size_t)-1);
}

adcell adlist_collect(struct adder_vm *vm, adcell *iterable)
{
    adcell list;
    adint n = adlength(vm, *iterable);
    int8_t did;
    if (n == AD_INT_MAX) /* a range that is not small: who knows */
        n = 0;
    if (!(list = adlist_new(vm, n > 0 ? (size_t)n : 0)))
        return AD_ERROR;
    adpush(vm, list);
    did = adlist_extend(vm, vm->sp, iterable);
    list = adpop(vm);
    return did == AD_DONE ? list : AD_UNBOUND;
}

adcell adn_new_list(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell list;
    (void)n;
    if (!ARG(0))
        return adlist_new(vm, 0);
    adpush(vm, ARG(0));
    list = adlist_collect(vm, vm->sp);
    if (!list && !vm->error)
        return adtail1(vm, ADZ_iter_to_list, ARG(0));
    return list;
}

/* ---- methods -------------------------------------------------------------------------------- */

adcell adn_list_append(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    return append_here(vm, ARG(0), ARG(1)) ? AD_NONE : append_anew(vm, &ARG(0), &ARG(1));
}

adcell adn_list_extend(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int8_t did;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    adpush(vm, ARG(1));
    did = adlist_extend(vm, &ARG(0), vm->sp);
    if (did == AD_ASK)
        return adtail2(vm, ADZ_list_extend, ARG(0), ARG(1));
    return did == AD_DONE ? AD_NONE : AD_ERROR;
}

adcell adn_list_insert(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint i, count;
    adcell *items;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    if (!adint_get(vm, ARG(1), true, &i))
        return AD_ERROR;
    count = (adint)adlist_length(vm, ARG(0));
    if (i < 0)
        i += count;
    if (i < 0)
        i = 0;
    if (i > count)
        i = count;
    if (!(items = adlist_gap(vm, &ARG(0), (size_t)i, 0, 1)))
        return AD_ERROR;
    adstore(vm, items, ARG(2));
    return AD_NONE;
}

static void take_out(struct adder_vm *vm, adcell list, size_t i)
{
    (void)adlist_gap(vm, &list, i, 1, 0);
}

adcell adn_list_pop(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t i, count;
    adcell item;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    count = adlist_length(vm, ARG(0));
    if (count == 0)
        return adexc_raise(vm, ADT_IndexError, "pop from empty list");
    if (!ARG(1)) {
        i = count - 1;
    } else {
        if (!adnum_is_int(vm, adunwrap(vm, ARG(1))))
            return adexc_raise(vm, ADT_TypeError, "'%t' object cannot be interpreted as an integer",
                ARG(1));
        if (!adseq_index(vm, ARG(1), count, "pop", &i))
            return AD_ERROR;
    }
    item = adlist_get(vm, ARG(0), i);
    take_out(vm, ARG(0), i);
    return item;
}

adcell adn_list_remove(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint i;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    i = adseq_find(vm, arg, 0, adlist_length(vm, ARG(0)));
    if (i == -2)
        return adtail3(vm, ADZ_seq_index, ARG(0), ARG(1), AD_TRUE);
    if (i < 0)
        return adexc_raise(vm, ADT_ValueError, "list.remove(x): x not in list");
    take_out(vm, ARG(0), (size_t)i);
    return AD_NONE;
}

adcell adn_list_clear(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adlist *l = adlist_of(vm, adunwrap(vm, ARG(0)));
    (void)n;
    l->count = ad_from_int(0);
    l->items = AD_UNBOUND;
    return AD_NONE;
}

adcell adn_list_reverse(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell list = adunwrap(vm, ARG(0)), *from, *to, c;
    (void)n;
    if (adlist_length(vm, list) < 2)
        return AD_NONE;
    from = aditems(vm, adlist_of(vm, list)->items);
    for (to = from + adlist_length(vm, list) - 1; from < to; from++, to--) {
        c = *from;
        *from = *to;
        *to = c;
    }
    return AD_NONE;
}

adcell adn_list_copy(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    return adseq_copy(vm, &ARG(0), 0, 1, adlist_length(vm, ARG(0)), ADT_list);
}

/* ---- items ---------------------------------------------------------------------------------- */

/* arg[0][slice] = *source, or del when *source is unbound; the slice has a step. */
static bool store_stepped(
    struct adder_vm *vm, adcell *arg, adint start, adint step, size_t n, adcell *source)
{
    adcell *items;
    size_t i, kept, count = adlist_length(vm, ARG(0));
    if (*source) {
        if (adseq_length(vm, *source) != n) {
            adexc_raise(vm, ADT_ValueError,
                "attempt to assign sequence of size %z to extended slice of size %z",
                adseq_length(vm, *source), n);
            return false;
        }
        if (*source == ARG(0) && !(*source = adseq_copy(vm, &ARG(0), 0, 1, n, ADT_list)))
            return false;
        items = n ? aditems(vm, adlist_of(vm, ARG(0))->items) : NULL;
        for (i = 0; i < n; i++, start += step)
            adstore(vm, items + start, adseq_at(vm, *source, i));
        return true;
    }
    if (n == 0)
        return true;
    if (step < 0) {
        start += (adint)(n - 1) * step;
        step = -step;
    }
    items = aditems(vm, adlist_of(vm, ARG(0))->items);
    for (i = kept = (size_t)start; i < count; i++) {
        if (n && i == (size_t)start) {
            n--;
            start += step;
        } else {
            items[kept++] = items[i];
        }
    }
    adlist_set_count(vm, ARG(0), kept);
    return true;
}

static adcell store_slice(struct adder_vm *vm, adcell *arg)
{
    adint start, step;
    size_t n;
    adpush(vm, ARG(2));
    if (ARG(2) && !adseq_is(vm, ARG(2))) {
        adcell list = adlist_collect(vm, vm->sp);
        if (!list) {
            if (vm->error)
                return AD_ERROR;
            return adtail3(vm, ADZ_slice_assign, ARG(0), ARG(1), ARG(2));
        }
        *vm->sp = list;
    }
    if (!adslice_indices(vm, ARG(1), adlist_length(vm, ARG(0)), &start, &step, &n))
        return AD_ERROR;
    if (step == 1)
        return adlist_splice(vm, &ARG(0), (size_t)start, n, vm->sp) ? AD_NONE : AD_ERROR;
    return store_stepped(vm, arg, start, step, n, vm->sp) ? AD_NONE : AD_ERROR;
}

adcell adlist_store_item(struct adder_vm *vm, adcell *arg)
{
    size_t i;
    if (AD_HAS_SLICES && adis(vm, ARG(1), ADT_slice))
        return store_slice(vm, arg);
    ARG(1) = adunwrap(vm, ARG(1));
    if (!adnum_is_int(vm, ARG(1)))
        return adexc_raise(
            vm, ADT_TypeError, "list indices must be integers or slices, not %t", ARG(1));
    if (!adseq_index(vm, ARG(1), adlist_length(vm, ARG(0)), "list assignment", &i))
        return AD_ERROR;
    if (ARG(2))
        adstore(vm, aditems(vm, adlist_of(vm, ARG(0))->items) + i, ARG(2));
    else
        take_out(vm, ARG(0), i);
    return AD_NONE;
}

/* _set_slice(list, start, stop, items): small ints and a list or tuple, as lib/ has checked. */
adcell adn_set_slice(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t from = (size_t)ad_int(ARG(1)), to = (size_t)ad_int(ARG(2));
    (void)n;
    return adlist_splice(vm, &ARG(0), from, to - from, &ARG(3)) ? AD_NONE : AD_ERROR;
}
