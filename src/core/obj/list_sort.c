/* SPDX-License-Identifier: MIT
 * list_sort.c - sorting of what compares without Python code: a stable merge sort from short runs
 * upwards, with half the list as scratch. What the items are is found out first, so that no
 * comparison
 * can fail on the way; anything else is sorted by lib/builtins.
 */
#include "core/obj/items.h"

enum { RUN = AD_CELL == 16 ? 16 : 12 };
enum sort_kind { SMALL, FLOATS, NUMBERS, TEXTS, TUPLES, MIXED };

struct sort {
    struct adder_vm *vm;
    adcell *keys, *values;    /* values: NULL, or what moves with the keys */
    adcell *key_room, *value_room;
    enum sort_kind kind;
};

static enum sort_kind kind_of(const struct adder_vm *vm, adcell c)
{
    if (ad_is_int(c))
        return SMALL;
    if (ad_is_flo(c))
        return FLOATS;
    if (adnum_is(vm, c))
        return NUMBERS;
    if (adstr_is(vm, c))
        return TEXTS;
    return adis(vm, c, ADT_tuple) ? TUPLES : MIXED;
}

/* Do all tuples have numbers or texts in the same places as the first one? */
static bool tuples_agree(struct adder_vm *vm, const adcell *items, size_t n)
{
    size_t i, k, width = adtuple_length(vm, items[0]);
    enum sort_kind a, b;
    for (i = 0; i < n; i++) {
        if (adtuple_length(vm, items[i]) > width)
            return false;
        for (k = adtuple_length(vm, items[i]); k--;) {
            a = kind_of(vm, adget_item(vm, items[i], k));
            b = kind_of(vm, adget_item(vm, items[0], k));
            if (a >= TUPLES || (a == TEXTS) != (b == TEXTS))
                return false;
        }
    }
    return true;
}

static enum sort_kind kind_of_all(struct adder_vm *vm, const adcell *items, size_t n)
{
    enum sort_kind all = kind_of(vm, items[0]), k;
    size_t i;
    for (i = 1; i < n && all != MIXED; i++) {
        k = kind_of(vm, items[i]);
        if (k != all)
            all = k <= NUMBERS && all <= NUMBERS ? NUMBERS : MIXED;
    }
    return all == TUPLES && !tuples_agree(vm, items, n) ? MIXED : all;
}

AD_SHORT bool less(const struct sort *s, enum sort_kind kind, adcell a, adcell b)
{
    switch (kind) {
    case SMALL:
        return (adint)a < (adint)b;
    case FLOATS:
        return ad_flo(a) < ad_flo(b);
    case NUMBERS:
        return adnum_compare(s->vm, AD_LT, a, b);
    case TEXTS:
        return adstr_compare(s->vm, a, b) < 0;
    default:
        return adorder(s->vm, a, b) < 0;
    }
}

static void reverse_run(adcell *items, size_t n)
{
    adcell *end = items + n - 1, c;
    for (; items < end; items++, end--) {
        c = *items;
        *items = *end;
        *end = c;
    }
}

AD_SHORT void insertion(const struct sort *s, enum sort_kind kind, size_t from, size_t to)
{
    adcell *keys = s->keys, key, value = 0;
    size_t i, k;
    for (i = from + 1; i < to; i++) {
        key = keys[i];
        if (s->values)
            value = s->values[i];
        for (k = i; k > from && less(s, kind, key, keys[k - 1]); k--) {
            keys[k] = keys[k - 1];
            if (s->values)
                s->values[k] = s->values[k - 1];
        }
        keys[k] = key;
        if (s->values)
            s->values[k] = value;
    }
}

static void to_room(const struct sort *s, size_t from, size_t n)
{
    memcpy(s->key_room, s->keys + from, n * sizeof(adcell));
    if (s->values)
        memcpy(s->value_room, s->values + from, n * sizeof(adcell));
}

AD_SHORT void put_item(
    const struct sort *s, size_t to, const adcell *keys, const adcell *values, size_t from)
{
    s->keys[to] = keys[from];
    if (s->values)
        s->values[to] = values[from];
}

/* Merges [from, mid) and [mid, to); the shorter side goes to the room. */
AD_SHORT void merge_runs(
    const struct sort *s, enum sort_kind kind, size_t from, size_t mid, size_t to)
{
    size_t i, j, k;
    if (!less(s, kind, s->keys[mid], s->keys[mid - 1]))
        return;
    if (mid - from <= to - mid) {
        to_room(s, from, mid - from);
        for (i = 0, j = mid, k = from; i < mid - from; k++) {
            if (j < to && less(s, kind, s->keys[j], s->key_room[i]))
                put_item(s, k, s->keys, s->values, j++);
            else
                put_item(s, k, s->key_room, s->value_room, i++);
        }
        return;
    }
    to_room(s, mid, to - mid);
    for (i = to - mid, j = mid, k = to; i > 0;) {
        if (j > from && less(s, kind, s->key_room[i - 1], s->keys[j - 1]))
            put_item(s, --k, s->keys, s->values, --j);
        else
            put_item(s, --k, s->key_room, s->value_room, --i);
    }
}

AD_INLINE void sort_all(const struct sort *s, enum sort_kind kind, size_t n)
{
    size_t i, width, mid, to;
    for (i = 1; i < n && less(s, kind, s->keys[i], s->keys[i - 1]); i++)
        ;
    if (i == n) { /* falls all the way */
        reverse_run(s->keys, n);
        if (s->values)
            reverse_run(s->values, n);
        return;
    }
    for (i = 0; i < n; i += RUN)
        insertion(s, kind, i, AD_MIN(i + RUN, n));
    for (width = RUN; width < n; width *= 2) {
        for (i = 0; n - i > width; i = to) {
            mid = i + width;
            to = n - mid > width ? mid + width : n;
            merge_runs(s, kind, i, mid, to);
            if (to == n)
                break;
        }
    }
}

#if AD_ROM_DIRECT
static void sort_small(const struct sort *s, size_t n) { sort_all(s, SMALL, n); }
static void sort_floats(const struct sort *s, size_t n) { sort_all(s, FLOATS, n); }
static void sort_texts(const struct sort *s, size_t n) { sort_all(s, TEXTS, n); }
static void sort_others(const struct sort *s, size_t n) { sort_all(s, s->kind, n); }

static void sort_by_kind(const struct sort *s, size_t n)
{
    switch (s->kind) {
    case SMALL: sort_small(s, n); break;
    case FLOATS: sort_floats(s, n); break;
    case TEXTS: sort_texts(s, n); break;
    default: sort_others(s, n);
    }
}
#else
static void sort_by_kind(const struct sort *s, size_t n) { sort_all(s, s->kind, n); }
#endif

/* Sorts the list *keys, and the list *values (unbound: none) the same way. */
static int sort_lists(struct adder_vm *vm, adcell *keys, adcell *values)
{
    struct sort s = {vm, NULL, NULL, NULL, NULL, MIXED};
    size_t n = adlist_length(vm, *keys);
    adcell room;
    if (n < 2)
        return AD_DONE;
    s.kind = kind_of_all(vm, aditems(vm, adlist_of(vm, *keys)->items), n);
    if (s.kind == MIXED || (*values && adlist_length(vm, *values) != n))
        return AD_ASK;
    room = n <= RUN ? AD_UNBOUND : adheap_new(vm, ADT_array, *values ? n + 1 : n / 2);
    if (!room && n > RUN)
        return AD_RAISED;
    s.keys = aditems(vm, adlist_of(vm, *keys)->items);
    if (*values)
        s.values = aditems(vm, adlist_of(vm, *values)->items);
    if (room) {
        s.key_room = aditems(vm, room);
        s.value_room = s.key_room + n / 2;
    }
    sort_by_kind(&s, n);
    return AD_DONE;
}

adcell adn_list_sort(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell none = AD_UNBOUND;
    int did;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    did = sort_lists(vm, &ARG(0), &none);
    return did == AD_DONE ? AD_NONE : did == AD_ASK ? adtail1(vm, ADZ_list_sort, ARG(0)) : AD_ERROR;
}

adcell adn_sorted(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell none = AD_UNBOUND, list;
    int did;
    (void)n;
    adpush(vm, ARG(0));
    if (!(list = adlist_collect(vm, vm->sp)))
        return vm->error ? AD_ERROR : adtail1(vm, ADZ_sorted, ARG(0));
    *vm->sp = list;
    did = sort_lists(vm, vm->sp, &none);
    return did == AD_DONE ? *vm->sp : did == AD_ASK ? adtail1(vm, ADZ_sorted, *vm->sp) : AD_ERROR;
}

/* _list_sort_simple(keys, values): True when they are sorted, False when it takes Python code. */
adcell adn_list_sort_simple(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int did = sort_lists(vm, &ARG(0), &ARG(1));
    (void)n;
    return did == AD_RAISED ? AD_ERROR : ad_bool(did == AD_DONE);
}

/* ---- min and max ---------------------------------------------------------------------------- */

/* True: a is the better one. 2: ask. */
static int better(struct adder_vm *vm, bool max, adcell a, adcell b)
{
    int order;
    if (ad_both_int(a, b))
        return max ? (adint)a > (adint)b : (adint)a < (adint)b;
    order = adorder(vm, a, b);
    return order == 2 ? AD_ASK : max ? order > 0 : order < 0;
}

static adcell extreme(struct adder_vm *vm, adcell *arg, unsigned n, bool max)
{
    adcell item, list;
    unsigned i = 0;
    int is;
    adpush(vm, AD_UNBOUND); /* the best so far */
    adpush(vm, ARG(0));     /* the iterator    */
    if (n == 1) {
        if (adis(vm, ARG(0), ADT_iterator)) {
            if (!(list = adlist_collect(vm, vm->sp)))
                return AD_ERROR;
            *vm->sp = ARG(0) = list;
        }
        if (!aditer_native(vm, vm->sp))
            return vm->error ? AD_ERROR : adtail1(vm, max ? ADZ_max : ADZ_min, ARG(0));
    }
    for (;;) {
        item = n == 1 ? aditer_next(vm, vm->sp) : i < n ? ARG(i) : AD_UNBOUND;
        i++;
        if (!item)
            break;
        is = vm->sp[1] ? better(vm, max, item, vm->sp[1]) : 1;
        if (is == AD_ASK) {
            if (!adstack_reserve(vm, n))
                return AD_ERROR;
            for (i = 0; i < n; i++)
                adpush(vm, ARG(i));
            return adtail(vm, max ? ADZ_max : ADZ_min, n);
        }
        if (is)
            vm->sp[1] = item;
    }
    if (!vm->sp[1] && !vm->error)
        return adexc_raise(vm, ADT_ValueError, max ? "max() arg is an empty sequence"
            : "min() arg is an empty sequence");
    return vm->error ? AD_ERROR : vm->sp[1];
}

adcell adn_min(struct adder_vm *vm, adcell *arg, unsigned n) { return extreme(vm, arg, n, false); }
adcell adn_max(struct adder_vm *vm, adcell *arg, unsigned n) { return extreme(vm, arg, n, true); }
