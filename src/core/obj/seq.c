/* SPDX-License-Identifier: MIT
 * seq.c - what lists, tuples and ranges have in common: copies, slices, concatenation and
 * repetition,
 * searching.
 */
#include "core/obj/items.h"

#if !AD_ROM_DIRECT

bool adseq_is(const struct adder_vm *vm, adcell c)
{
    uint8_t layout = adlayout(vm, c);
    return layout == ADT_list || layout == ADT_tuple;
}

size_t adseq_length(struct adder_vm *vm, adcell c)
{
    return adis(vm, c, ADT_list) ? adlist_length(vm, c) : adobj_size(vm, c);
}

adcell adseq_at(struct adder_vm *vm, adcell c, size_t i)
{
    return adis(vm, c, ADT_list) ? adarray_items(vm, adlist_of(vm, c)->items)[i]
                                 : adget_item(vm, c, i);
}
#endif

adcell adtail1(struct adder_vm *vm, enum adfrozen z, adcell a)
{
    adpush(vm, a);
    return adtail(vm, z, 1);
}

adcell adtail2(struct adder_vm *vm, enum adfrozen z, adcell a, adcell b)
{
    adpush(vm, a);
    adpush(vm, b);
    return adtail(vm, z, 2);
}

adcell adtail3(struct adder_vm *vm, enum adfrozen z, adcell a, adcell b, adcell c)
{
    adpush(vm, a);
    adpush(vm, b);
    adpush(vm, c);
    return adtail(vm, z, 3);
}

/* A list with n items, or a tuple; *to are its items, unbound yet. */
static adcell make_seq(struct adder_vm *vm, unsigned layout, size_t n, adcell **to)
{
    adcell c;
    if (layout != ADT_list) {
        c = adtuple_new(vm, n);
        if (c)
            *to = aditems(vm, c);
        return c;
    }
    c = adlist_new(vm, n);
    if (c && n) {
        adlist_of(vm, c)->count = ad_from_int((adint)n);
        *to = aditems(vm, adlist_of(vm, c)->items);
    }
    return c;
}

/* n items of a list or tuple, `step` apart; behind the last one written. */
static AD_NOINLINE adcell *copy_items(
    struct adder_vm *vm, adcell *to, adcell seq, adint from, adint step, size_t n)
{
#if AD_ROM_DIRECT
    const adcell *items;
    if (n == 0)
        return to;
    items = aditems(vm, adis(vm, seq, ADT_list) ? adlist_of(vm, seq)->items : seq) + from;
    if (step == 1) {
        memcpy(to, items, n * sizeof(adcell));
        return to + n;
    }
    for (; n; n--, items += step)
        *to++ = *items;
#else
    for (; n; n--, from += step)
        *to++ = adseq_at(vm, seq, (size_t)from);
#endif
    return to;
}

adcell adseq_copy(
    struct adder_vm *vm, adcell *seq, adint from, adint step, size_t n, unsigned layout)
{
    adcell *to = NULL, c = make_seq(vm, layout, n, &to);
    if (c)
        copy_items(vm, to, *seq, from, step, n);
    return c;
}

adcell adseq_get_item(struct adder_vm *vm, adcell *arg)
{
    unsigned layout = adlayout(vm, ARG(0));
    size_t i;
    if (layout == ADT_range)
        return adrange_item(vm, arg);
    if (adis(vm, ARG(1), ADT_slice)) {
        adint start, step;
        if (!adslice_indices(vm, ARG(1), adseq_length(vm, ARG(0)), &start, &step, &i))
            return AD_ERROR;
        if (layout == ADT_tuple && step == 1 && i == adseq_length(vm, ARG(0)))
            return ARG(0);
        return adseq_copy(vm, &ARG(0), start, step, i, layout);
    }
    if (!adseq_index(
            vm, ARG(1), adseq_length(vm, ARG(0)), layout == ADT_list ? "list" : "tuple", &i))
        return AD_ERROR;
    return adseq_at(vm, ARG(0), i);
}

/* ---- operators ------------------------------------------------------------------------------ */

/* The factor of seq * n, with the sequence in ARG(0). */
static bool factor(struct adder_vm *vm, adcell *arg, size_t *times)
{
    adint n;
    if (!adseq_is(vm, ARG(0))) {
        adcell c = ARG(0);
        ARG(0) = ARG(1);
        ARG(1) = c;
    }
    if (!adnum_is_int(vm, ARG(1))) {
        adexc_raise(vm, ADT_TypeError, "can't multiply sequence by non-int of type '%t'", ARG(1));
        return false;
    }
    if (!adint_get(vm, ARG(1), true, &n))
        return false;
    *times = (size_t)AD_MAX(n, 0);
    return true;
}

/* The items of ARG(0) so many times, then the m items of ARG(1). */
static adcell repeat_seq(struct adder_vm *vm, adcell *arg, size_t times, size_t m, bool inplace)
{
    uint8_t layout = (uint8_t)adlayout(vm, ARG(0));
    size_t n = adseq_length(vm, ARG(0)), all;
    adcell *to = NULL, *end, c;
    if (times > 1 && n && times > AD_SIZE_MAX / n)
        return adexc_memory(vm);
    all = n * times + m;
    if (layout == ADT_tuple && all == n)
        return ARG(0);
    if (inplace && layout == ADT_list) {
        if (!(to = adlist_gap(vm, &ARG(0), 0, n, all)))
            return AD_ERROR;
        c = ARG(0);
        end = to + n;
    } else {
        if (!(c = make_seq(vm, layout, all, &to)) || !all)
            return c;
        end = times ? copy_items(vm, to, ARG(0), 0, 1, n) : to;
    }
    if (times)
        for (n = all - m - n; n; n--)
            *end++ = *to++;
    if (m)
        copy_items(vm, end, ARG(1), 0, 1, m);
    return c;
}

adcell adseq_binary(struct adder_vm *vm, enum adbinop op, adcell *arg, bool inplace)
{
    uint8_t layout = (uint8_t)adlayout(vm, ARG(0));
    size_t times;
    if (op == AD_MUL)
        return factor(vm, arg, &times)
            ? repeat_seq(vm, arg, times, 0, inplace && adlayout(vm, ARG(0)) == layout) : AD_ERROR;
    if (op != AD_ADD || !adseq_is(vm, ARG(0)))
        return AD_NOTIMPL;
    if (inplace && layout == ADT_list) {
        int8_t did;
        adpush(vm, ARG(1));
        did = adlist_extend(vm, &ARG(0), vm->sp);
        if (did == AD_ASK)
            return adtail2(vm, ADZ_list_extend, ARG(0), ARG(1));
        return did == AD_DONE ? ARG(0) : AD_ERROR;
    }
    if (adlayout(vm, ARG(1)) != layout)
        return adexc_raise(vm, ADT_TypeError, layout == ADT_list
            ? "can only concatenate list (not \"%t\") to list"
            : "can only concatenate tuple (not \"%t\") to tuple", ARG(1));
    if (layout == ADT_tuple && !adseq_length(vm, ARG(0)))
        return ARG(1);
    return repeat_seq(vm, arg, 1, adseq_length(vm, ARG(1)), false);
}

/* ---- searching ------------------------------------------------------------------------------ */

adint adseq_find(struct adder_vm *vm, adcell *arg, size_t from, size_t to)
{
    adcell x = ARG(1);
    bool is_int = ad_is_int(x);
    for (; from < to; from++) {
        adcell c = adseq_at(vm, ARG(0), from);
        int8_t equal = c == x;
        if (!equal && !(is_int && ad_is_int(c)))
            equal = adequal(vm, c, x);
        if (equal)
            return equal == 1 ? (adint)from : -2;
    }
    return -1;
}

adcell adseq_contains(struct adder_vm *vm, adcell *arg)
{
    adint i;
    if (adis(vm, ARG(0), ADT_range))
        return adrange_contains(vm, arg);
    i = adseq_find(vm, arg, 0, adseq_length(vm, ARG(0)));
    if (i == -2)
        return adtail2(vm, ADZ_seq_contains, ARG(0), ARG(1));
    return ad_bool(i >= 0);
}

/* A limit of index(x, start, stop). */
static bool limit(struct adder_vm *vm, adcell c, adint length, adint def, size_t *out)
{
    adint i = def;
    if (c && !adint_get(vm, c, true, &i))
        return false;
    if (i < 0)
        i += length;
    *out = (size_t)(i < 0 ? 0 : i > length ? length : i);
    return true;
}

static adcell index_of(struct adder_vm *vm, adcell *arg)
{
    adint i, length;
    size_t from, to;
    ARG(0) = adunwrap(vm, ARG(0));
    length = (adint)adseq_length(vm, ARG(0));
    if (!limit(vm, ARG(2), length, 0, &from) || !limit(vm, ARG(3), length, length, &to))
        return AD_ERROR;
    i = adseq_find(vm, arg, from, to);
    if (i == -2) {
        adpush(vm, ARG(0));
        adpush(vm, ARG(1));
        adpush(vm, AD_FALSE);
        adpush(vm, ad_from_int((adint)from));
        adpush(vm, ad_from_int((adint)to));
        return adtail(vm, ADZ_seq_index, 5);
    }
    if (i >= 0)
        return ad_from_int(i);
    if (adis(vm, ARG(0), ADT_tuple))
        return adexc_raise(vm, ADT_ValueError, "tuple.index(x): x not in tuple");
    return adexc_raise(vm, ADT_ValueError, "%r is not in list", ARG(1));
}

static adcell count_of(struct adder_vm *vm, adcell *arg)
{
    size_t n;
    adint i = -1, count = 0;
    ARG(0) = adunwrap(vm, ARG(0));
    n = adseq_length(vm, ARG(0));
    while ((i = adseq_find(vm, arg, (size_t)(i + 1), n)) >= 0)
        count++;
    return i == -2 ? adtail2(vm, ADZ_seq_count, ARG(0), ARG(1)) : ad_from_int(count);
}

adcell adn_list_index(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return index_of(vm, arg);
}
adcell adn_tuple_index(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return index_of(vm, arg);
}
adcell adn_list_count(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return count_of(vm, arg);
}
adcell adn_tuple_count(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return count_of(vm, arg);
}
