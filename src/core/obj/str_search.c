/* SPDX-License-Identifier: MIT
 * str_search.c - methods of str, bytes and bytearray that look for one text in another: find,
 * count, startswith, replace, partition and their kin.
 */
#include "core/obj/seq.h"
#include "core/obj/text.h"

#define SAME(bytes, str)                                                                           \
    adcell adn_##bytes(struct adder_vm *vm, adcell *arg, unsigned n)                               \
    {                                                                                              \
        return adn_##str(vm, arg, n);                                                              \
    }

/* Self, the text to look for in arg[-1] and bounds behind it; the byte offset where it is. */
static bool locate(struct adder_vm *vm, adcell *arg, bool last, size_t *at)
{
    struct adspan s, what;
    size_t from, to;
    unsigned kind = adtext_self(vm, arg, &s);
    if (!kind || !adtext_operand(vm, arg, 1, kind, true) || !adtext_bounds(vm, arg, 2, &from, &to))
        return false;
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &what);
    *at = last ? adspan_rfind(vm, &s, from, to, &what) : adspan_find(vm, &s, from, to, &what);
    return true;
}

static adcell find_in_str(struct adder_vm *vm, adcell *arg, bool last, bool must)
{
    struct adspan s;
    size_t at;
    if (!locate(vm, arg, last, &at))
        return AD_ERROR;
    if (at == AD_NPOS) {
        if (!must)
            return ad_from_int(-1);
        return adexc_raise(vm, ADT_ValueError,
                           adstr_is(vm, ARG(0)) ? "substring not found" : "subsection not found");
    }
    adspan_of(vm, ARG(0), &s);
    return adint_new_size(vm, adspan_count(vm, &s, 0, at));
}

#define FIND(name, last, must)                                                                     \
    adcell adn_str_##name(struct adder_vm *vm, adcell *arg, unsigned n)                            \
    {                                                                                              \
        (void)n;                                                                                   \
        return find_in_str(vm, arg, last, must);                                                   \
    }
FIND(find, false, false)
FIND(rfind, true, false)
FIND(index, false, true)
FIND(rindex, true, true)
SAME(bytes_find, str_find)
SAME(bytes_rfind, str_rfind)
SAME(bytes_index, str_index)
SAME(bytes_rindex, str_rindex)

adcell adn_str_count(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s, what;
    size_t from, to, count = 0;
    unsigned kind = adtext_self(vm, arg, &s);
    (void)n;
    if (!kind || !adtext_operand(vm, arg, 1, kind, true) || !adtext_bounds(vm, arg, 2, &from, &to))
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &what);
    if (what.n == 0)
        return adint_new_size(vm, from <= to ? adspan_count(vm, &s, from, to) + 1 : 0);
    while ((from = adspan_find(vm, &s, from, to, &what)) != AD_NPOS) {
        from += what.n;
        count++;
    }
    return adint_new_size(vm, count);
}
SAME(bytes_count, str_count)

/* Does self[from:to] begin (end) with the text in c? */
static bool has_affix(struct adder_vm *vm, adcell self, adcell c, size_t from, size_t to, bool end)
{
    struct adspan s, what;
    adspan_of(vm, self, &s);
    adspan_of(vm, c, &what);
    if (to < from || to - from < what.n)
        return false;
    return adspan_order(vm, &s, end ? to - what.n : from, &what, 0, what.n) == 0;
}

static adcell affix(struct adder_vm *vm, adcell *arg, bool end)
{
    struct adspan s;
    size_t from, to, i, n = 1;
    unsigned kind = adtext_self(vm, arg, &s);
    bool tuple;
    if (!kind || !adtext_bounds(vm, arg, 2, &from, &to))
        return AD_ERROR;
    ARG(1) = adunwrap(vm, ARG(1));
    tuple = adis(vm, ARG(1), ADT_tuple);
    if (tuple)
        n = adtuple_length(vm, ARG(1));
    for (i = 0; i < n; i++) {
        adcell c = tuple ? adunwrap(vm, adget_item(vm, ARG(1), i)) : ARG(1);
        unsigned other = adtext_kind(vm, c);
        if (!other || (kind == ADT_str) != (other == ADT_str)) {
            if (tuple && kind == ADT_str)
                return adexc_raise(vm, ADT_TypeError, "tuple for %s must only contain str, not %t",
                                   end ? "endswith" : "startswith", c);
            if (tuple)
                return adexc_raise(vm, ADT_TypeError, "a bytes-like object is required, not '%t'",
                    c);
            return adexc_raise(vm, ADT_TypeError,
                "%s first arg must be %s or a tuple of %s, not %t",
                               end ? "endswith" : "startswith", kind == ADT_str ? "str" : "bytes",
                               kind == ADT_str ? "str" : "bytes", c);
        }
        if (has_affix(vm, ARG(0), c, from, to, end))
            return AD_TRUE;
    }
    return AD_FALSE;
}

adcell adn_str_startswith(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return affix(vm, arg, false);
}

adcell adn_str_endswith(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return affix(vm, arg, true);
}
SAME(bytes_startswith, str_startswith)
SAME(bytes_endswith, str_endswith)

static adcell remove_affix(struct adder_vm *vm, adcell *arg, bool end)
{
    struct adspan s, what;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t from = 0, to;
    if (!kind || !adtext_operand(vm, arg, 1, kind, false))
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &what);
    to = s.n;
    if (has_affix(vm, ARG(0), ARG(1), 0, s.n, end)) {
        if (end)
            to -= what.n;
        else
            from = what.n;
    }
    return adtext_sub(vm, arg, from, to);
}

adcell adn_str_removeprefix(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return remove_affix(vm, arg, false);
}

adcell adn_str_removesuffix(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return remove_affix(vm, arg, true);
}
SAME(bytes_removeprefix, str_removeprefix)
SAME(bytes_removesuffix, str_removesuffix)

/* ---- partition ------------------------------------------------------------------------------ */

static adcell partition(struct adder_vm *vm, adcell *arg, bool last)
{
    struct adspan s, what;
    unsigned kind = adtext_self(vm, arg, &s), i;
    size_t at, cut[4];
    if (!kind || !adtext_operand(vm, arg, 1, kind, false))
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &what);
    if (what.n == 0)
        return adexc_raise(vm, ADT_ValueError, "empty separator");
    at = last ? adspan_rfind(vm, &s, 0, s.n, &what) : adspan_find(vm, &s, 0, s.n, &what);
    cut[0] = 0;
    cut[3] = s.n;
    if (at == AD_NPOS)
        cut[1] = cut[2] = last ? 0 : s.n;
    else
        cut[1] = at, cut[2] = at + what.n;
    for (i = 0; i < 3; i++) {
        adcell c;
        if (i == 1 && at == AD_NPOS && last)
            c = adtext_new(vm, kind, 0);
        else
            c = adtext_sub(vm, arg, cut[i], cut[i + 1]);
        if (!c)
            return AD_ERROR;
        adpush(vm, c);
    }
    return adtuple_from(vm, vm->sp + 2, 3);
}

adcell adn_str_partition(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return partition(vm, arg, false);
}

adcell adn_str_rpartition(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return partition(vm, arg, true);
}
SAME(bytes_partition, str_partition)
SAME(bytes_rpartition, str_rpartition)

/* ---- replace -------------------------------------------------------------------------------- */

/* "" stands before every character and at the end. */
static adcell insert_between(struct adder_vm *vm, adcell *arg, unsigned kind, size_t times)
{
    struct adspan s;
    struct adtext t;
    size_t i = 0;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (;;) {
        size_t from = i;
        if (times) {
            times--;
            if (!adtext_add_str(vm, &t, &ARG(2)))
                return AD_ERROR;
        }
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_finish(vm, &t, kind);
        i = times ? adspan_skip(vm, &s, i, 1) : s.n;
        if (!adtext_add_span(vm, &t, arg, from, i - from))
            return AD_ERROR;
    }
}

/* Copies self to `to` with the first `times` places replaced. */
static void copy_replaced(struct adder_vm *vm, adcell *arg, uint8_t *to, size_t times)
{
    struct adspan s, old, with;
    size_t from = 0, at;
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &old);
    adspan_of(vm, ARG(2), &with);
    while (times-- && (at = adspan_find(vm, &s, from, s.n, &old)) != AD_NPOS) {
        adspan_copy(vm, &s, from, at - from, to);
        to += at - from;
        adspan_copy(vm, &with, 0, with.n, to);
        to += with.n;
        from = at + old.n;
    }
    adspan_copy(vm, &s, from, s.n - from, to);
}

adcell adn_str_replace(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s, old, with;
    unsigned kind = adtext_self(vm, arg, &s);
    adint most = -1;
    size_t times = 0, from = 0, size;
    adcell c;
    (void)n;
    if (!kind)
        return AD_ERROR;
    if (kind == ADT_str && (!adstr_is(vm, adunwrap(vm, ARG(1))) || !adstr_is(vm, adunwrap(vm,
        ARG(2)))))
        return adexc_raise(vm, ADT_TypeError, "replace() argument %d must be str, not %t",
            adstr_is(vm, adunwrap(vm, ARG(1))) ? 2 : 1,
            adstr_is(vm, adunwrap(vm, ARG(1))) ? ARG(2) : ARG(1));
    if (!adtext_operand(vm, arg, 1, kind, false) || !adtext_operand(vm, arg, 2, kind, false) ||
        (ARG(3) && !adint_get(vm, ARG(3), true, &most)))
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &old);
    adspan_of(vm, ARG(2), &with);
    if (old.n == 0 && most != 0)
        return insert_between(vm, arg, kind, (size_t)most);
    while (times != (size_t)most && (from = adspan_find(vm, &s, from, s.n, &old)) != AD_NPOS) {
        from += old.n;
        times++;
    }
    if (times == 0)
        return adtext_sub(vm, arg, 0, s.n);
    size = s.n + times * with.n - times * old.n;
    if (with.n > old.n && times > AD_SIZE_MAX / with.n)
        return adexc_memory(vm);
    c = adtext_new(vm, adspan_wide(&s) || adspan_wide(&with) ? AD_STR_WIDE : kind, size);
    if (!c)
        return AD_ERROR;
    copy_replaced(vm, arg, adtext_bytes(vm, c), times);
    if (adspan_wide(&s) && !adutf_wide(adtext_bytes(vm, c), size)) {
        adcell *header = adptr(vm, c); /* what was wide is gone */
        *header = adhd_make(ADT_str, size);
    }
    return c;
}
SAME(bytes_replace, str_replace)
