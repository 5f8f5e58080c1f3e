/* SPDX-License-Identifier: MIT
 * str_split.c - from texts to lists and back: split, splitlines, join. The list grows on the stack;
 * each part is a slice of arg[0].
 */
#include "core/obj/seq.h"
#include "core/obj/text.h"

#define SAME(bytes, str)                                                                           \
    adcell adn_##bytes(struct adder_vm *vm, adcell *arg, unsigned n)                               \
    {                                                                                              \
        return adn_##str(vm, arg, n);                                                              \
    }

/* Appends self[from:to] to the list on top of the stack. */
static bool add_part(struct adder_vm *vm, adcell *arg, size_t from, size_t to)
{
    adcell *list = vm->sp;
    bool ok;
    adpush(vm, adtext_sub(vm, arg, from, to));
    ok = adtop(vm, 0) && adlist_append(vm, list, vm->sp);
    addrop(vm, 1);
    return ok;
}

/* Next part at or behind *from when split at spaces; false: none. */
static bool next_word(struct adder_vm *vm, adcell *arg, size_t *from, size_t *to)
{
    struct adspan s;
    unsigned kind = adspan_of(vm, ARG(0), &s);
    size_t i = *from, at = i;
    while (i < s.n && adchar_is_space(adspan_next(vm, &s, &i), kind))
        at = i;
    *from = at;
    *to = at;
    while (at < s.n && !adchar_is_space(adspan_next(vm, &s, &at), kind))
        *to = at;
    return *to > *from;
}

static adcell split_words(struct adder_vm *vm, adcell *arg, size_t most)
{
    struct adspan s;
    size_t from = 0, to;
    while (next_word(vm, arg, &from, &to)) {
        if (most-- == 0) {
            unsigned kind = adspan_of(vm, ARG(0), &s);
            to = s.n; /* the rest, without the spaces at its end */
            while (to > from) {
                size_t before = adspan_back(vm, &s, to, 1), i = before;
                if (!adchar_is_space(adspan_next(vm, &s, &i), kind))
                    break;
                to = before;
            }
            return add_part(vm, arg, from, s.n) ? adtop(vm, 0) : AD_ERROR;
        }
        if (!add_part(vm, arg, from, to))
            return AD_ERROR;
        from = to;
    }
    return adtop(vm, 0);
}

static adcell split_at(struct adder_vm *vm, adcell *arg, size_t most)
{
    struct adspan s, sep;
    size_t from = 0, at;
    for (;;) {
        adspan_of(vm, ARG(0), &s);
        adspan_of(vm, ARG(1), &sep);
        at = most-- ? adspan_find(vm, &s, from, s.n, &sep) : AD_NPOS;
        if (!add_part(vm, arg, from, at == AD_NPOS ? s.n : at))
            return AD_ERROR;
        if (at == AD_NPOS)
            return adtop(vm, 0);
        from = at + sep.n;
    }
}

static void reverse_parts(struct adder_vm *vm, adcell list)
{
    size_t i = 0, j = adlist_length(vm, list);
    adcell *items;
    if (!j)
        return;
    for (items = adarray_items(vm, adlist_of(vm, list)->items); i + 1 < j; i++) {
        adcell c = items[i];
        items[i] = items[--j];
        items[j] = c;
    }
}

static adcell rsplit_words(struct adder_vm *vm, adcell *arg, size_t most)
{
    struct adspan s;
    size_t to, from;
    adspan_of(vm, ARG(0), &s);
    to = s.n;
    for (;;) {
        unsigned kind = adspan_of(vm, ARG(0), &s);
        size_t at, i;
        while (to && (i = at = adspan_back(vm, &s, to, 1),
                      adchar_is_space(adspan_next(vm, &s, &i), kind)))
            to = at;
        if (!to)
            break;
        from = to;
        if (most-- == 0) {
            if (!add_part(vm, arg, 0, to))
                return AD_ERROR;
            break;
        }
        while (from && (i = at = adspan_back(vm, &s, from, 1),
                        !adchar_is_space(adspan_next(vm, &s, &i), kind)))
            from = at;
        if (!add_part(vm, arg, from, to))
            return AD_ERROR;
        to = from;
    }
    reverse_parts(vm, adtop(vm, 0));
    return adtop(vm, 0);
}

static adcell rsplit_at(struct adder_vm *vm, adcell *arg, size_t most)
{
    struct adspan s, sep;
    size_t to, at;
    adspan_of(vm, ARG(0), &s);
    for (to = s.n;; to = at) {
        adspan_of(vm, ARG(0), &s);
        adspan_of(vm, ARG(1), &sep);
        at = most-- ? adspan_rfind(vm, &s, 0, to, &sep) : AD_NPOS;
        if (!add_part(vm, arg, at == AD_NPOS ? 0 : at + sep.n, to))
            return AD_ERROR;
        if (at == AD_NPOS)
            break;
    }
    reverse_parts(vm, adtop(vm, 0));
    return adtop(vm, 0);
}

/* Checks arguments, pushes the empty list; false: raised. *most: SIZE_MAX for no limit. */
static bool split_begin(struct adder_vm *vm, adcell *arg, bool *words, size_t *most)
{
    struct adspan s;
    adint limit = -1;
    unsigned kind = adtext_self(vm, arg, &s);
    if (!kind || (ARG(2) && !adint_get(vm, ARG(2), true, &limit)))
        return false;
    *most = limit < 0 ? AD_NPOS : (size_t)limit;
    *words = !ARG(1) || ARG(1) == AD_NONE;
    if (!*words) {
        ARG(1) = adunwrap(vm, ARG(1));
        if (kind == ADT_str && !adstr_is(vm, ARG(1))) {
            adexc_raise(vm, ADT_TypeError, "must be str or None, not %t", ARG(1));
            return false;
        }
        if (!adtext_operand(vm, arg, 1, kind, false))
            return false;
        adspan_of(vm, ARG(1), &s);
        if (s.n == 0) {
            adexc_raise(vm, ADT_ValueError, "empty separator");
            return false;
        }
    }
    adpush(vm, adlist_new(vm, 0));
    return adtop(vm, 0) != 0;
}

adcell adn_str_split(struct adder_vm *vm, adcell *arg, unsigned n)
{
    bool words;
    size_t most;
    (void)n;
    if (!split_begin(vm, arg, &words, &most))
        return AD_ERROR;
    return words ? split_words(vm, arg, most) : split_at(vm, arg, most);
}

adcell adn_str_rsplit(struct adder_vm *vm, adcell *arg, unsigned n)
{
    bool words;
    size_t most;
    (void)n;
    if (!split_begin(vm, arg, &words, &most))
        return AD_ERROR;
    return words ? rsplit_words(vm, arg, most) : rsplit_at(vm, arg, most);
}
SAME(bytes_split, str_split)
SAME(bytes_rsplit, str_rsplit)

static bool ends_line(uint32_t c, unsigned kind)
{
    if (c == '\n' || c == '\r')
        return true;
    return kind == ADT_str && ((c >= 11 && c <= 12) || (c >= 28 && c <= 30) || c == 0x85 ||
                               c == 0x2028 || c == 0x2029);
}

adcell adn_str_splitlines(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t from = 0;
    bool keep;
    (void)n;
    if (!kind)
        return AD_ERROR;
    keep = ARG(1) && adtruth(vm, ARG(1)) == 1;
    adpush(vm, adlist_new(vm, 0));
    if (!adtop(vm, 0))
        return AD_ERROR;
    for (;;) {
        size_t to, next;
        uint32_t c = 0;
        adspan_of(vm, ARG(0), &s);
        for (to = next = from; next < s.n; to = next)
            if (ends_line(c = adspan_next(vm, &s, &next), kind))
                break;
        if (next == from)
            return adtop(vm, 0);
        if (c == '\r' && next < s.n && to < next && adspan_at(vm, &s, next) == '\n')
            next++;
        if (!add_part(vm, arg, from, keep ? next : to))
            return AD_ERROR;
        from = next;
    }
}
SAME(bytes_splitlines, str_splitlines)

/* ---- join ----------------------------------------------------------------------------------- */

static adcell item_at(struct adder_vm *vm, adcell seq, size_t i)
{
    adcell c = adis(vm, seq, ADT_list) ? adlist_get(vm, seq, i) : adget_item(vm, seq, i);
    return adunwrap(vm, c);
}

/* Total size of the result and whether it is wide; false: raised. */
static bool join_size(struct adder_vm *vm, adcell *arg, unsigned kind, size_t n, size_t *total,
    bool *wide)
{
    struct adspan s;
    size_t i;
    adspan_of(vm, ARG(0), &s);
    *total = n ? s.n * (n - 1) : 0;
    *wide = adspan_wide(&s) && n > 1;
    for (i = 0; i < n; i++) {
        adcell c = item_at(vm, ARG(1), i);
        unsigned other = adspan_of(vm, c, &s);
        if (!other || (other == ADT_str) != (kind == ADT_str)) {
            if (kind == ADT_str)
                adexc_raise(vm, ADT_TypeError,
                    "sequence item %z: expected str instance, %t found", i, c);
            else
                adexc_raise(vm, ADT_TypeError,
                            "sequence item %z: expected a bytes-like object, %t found", i, c);
            return false;
        }
        *total += s.n;
        *wide |= adspan_wide(&s);
        if (*total > AD_SIZE_MAX) {
            adexc_memory(vm);
            return false;
        }
    }
    return true;
}

static adcell join_sequence(struct adder_vm *vm, adcell *arg, unsigned kind)
{
    struct adspan s, sep;
    size_t n, i, total;
    bool wide;
    uint8_t *to;
    adcell c;
    n = adis(vm, ARG(1), ADT_list) ? adlist_length(vm, ARG(1)) : adtuple_length(vm, ARG(1));
    if (!join_size(vm, arg, kind, n, &total, &wide))
        return AD_ERROR;
    if (n == 1 && kind != ADT_bytearray && adtext_kind(vm, item_at(vm, ARG(1), 0)) == kind)
        return item_at(vm, ARG(1), 0);
    c = adtext_new(vm, wide ? AD_STR_WIDE : kind, total);
    if (!c)
        return AD_ERROR;
    to = adtext_bytes(vm, c);
    adspan_of(vm, ARG(0), &sep);
    for (i = 0; i < n; i++) {
        if (i) {
            adspan_copy(vm, &sep, 0, sep.n, to);
            to += sep.n;
        }
        adspan_of(vm, item_at(vm, ARG(1), i), &s);
        adspan_copy(vm, &s, 0, s.n, to);
        to += s.n;
    }
    return c;
}

adcell adn_str_join(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s), layout;
    (void)n;
    if (!kind)
        return AD_ERROR;
    layout = adlayout(vm, ARG(1));
    if (layout != ADT_list && layout != ADT_tuple) {
        if (!aditer_native(vm, &ARG(1))) {
            if (vm->error)
                return AD_ERROR;
            adpush(vm, ARG(0));
            adpush(vm, ARG(1));
            return adtail(vm, ADZ_join, 2);
        }
        adpush(vm, adlist_new(vm, 0));
        adpush(vm, AD_UNBOUND);
        if (!adtop(vm, 1))
            return AD_ERROR;
        while ((*vm->sp = aditer_next(vm, &ARG(1))) != AD_UNBOUND)
            if (!adlist_append(vm, vm->sp + 1, vm->sp))
                return AD_ERROR;
        if (vm->error)
            return AD_ERROR;
        ARG(1) = adtop(vm, 1);
    }
    return join_sequence(vm, arg, kind);
}
SAME(bytes_join, str_join)
