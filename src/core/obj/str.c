/* SPDX-License-Identifier: MIT
 * str.c - str, bytes and bytearray as the rest of the core uses them: making, comparing, items,
 * slices, operators. Hashing is in str_hash.c.
 */
#include "core/obj/seq.h"
#include "core/obj/text.h"

#if !AD_ROM_DIRECT
bool adstr_is(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    return layout == ADT_str || layout == ADT_str_wide;
}
#endif

bool adbytes_like(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    return layout == ADT_bytes || layout == ADT_bytearray;
}

adcell adstr_new(struct adder_vm *vm, const char *text, size_t bytes)
{
    const uint8_t *p = (const uint8_t *)text;
    unsigned layout = adutf_wide(p, bytes) ? AD_STR_WIDE : ADT_str;
    adcell c = adheap_new(vm, layout, bytes);
    if (c)
        memcpy(adtext_bytes(vm, c), text, bytes);
    return c;
}

adcell adstr_from_c(struct adder_vm *vm, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return adstr_new(vm, text, n);
}

adcell adstr_from_char(struct adder_vm *vm, uint32_t code_point)
{
    uint8_t bytes[ADUTF_MAX];
    if (code_point < 0x80) {
        adcell c = adheap_new(vm, ADT_str, 1);
        if (c)
            ((uint8_t *)adptr(vm, c))[AD_CELL_BYTES] = (uint8_t)code_point;
        return c;
    }
    return adstr_new(vm, (const char *)bytes, adutf_encode(bytes, code_point));
}

adcell adbytes_new(struct adder_vm *vm, const uint8_t *data, size_t n)
{
    adcell c = adheap_new(vm, ADT_bytes, n);
    if (c)
        memcpy(adtext_bytes(vm, c), data, n);
    return c;
}

size_t adstr_length(const struct adder_vm *vm, adcell s)
{
    struct adspan span;
    adspan_of(vm, s, &span);
    return adspan_count(vm, &span, 0, span.n);
}

size_t adbytes_length(const struct adder_vm *vm, adcell c)
{
    struct adspan span;
    adspan_of(vm, c, &span);
    return span.n;
}

uint8_t adbytes_get(const struct adder_vm *vm, adcell c, size_t i)
{
    struct adspan span;
    adspan_of(vm, c, &span);
    return adspan_at(vm, &span, i);
}

bool adstr_equal(const struct adder_vm *vm, adcell a, adcell b)
{
    struct adspan x, y;
    if (a == b)
        return true;
#if AD_ROM_DIRECT
    if (adis(vm, a, ADT_str) && adis(vm, b, ADT_str)) {
        size_t n = adobj_size(vm, a);
        return n == adobj_size(vm, b) && memcmp(adbytes_of(vm, a), adbytes_of(vm, b), n) == 0;
    }
#endif
    adspan_of(vm, a, &x);
    adspan_of(vm, b, &y);
    return x.n == y.n && adspan_order(vm, &x, 0, &y, 0, x.n) == 0;
}

/* The order of WTF-8 bytes is that of the code points. */
int adstr_compare(const struct adder_vm *vm, adcell a, adcell b)
{
    struct adspan x, y;
    int order;
    adspan_of(vm, a, &x);
    adspan_of(vm, b, &y);
    order = adspan_order(vm, &x, 0, &y, 0, AD_MIN(x.n, y.n));
    return order ? order : (x.n > y.n) - (x.n < y.n);
}

bool adstr_is_text(const struct adder_vm *vm, adcell s, const char *text)
{
    struct adspan span;
    size_t i;
    adspan_of(vm, s, &span);
    for (i = 0; i < span.n; i++)
        if (text[i] == 0 || adspan_at(vm, &span, i) != (uint8_t)text[i])
            return false;
    return text[i] == 0;
}

/* ---- items ---------------------------------------------------------------------------------- */

static adcell out_of_range(struct adder_vm *vm, unsigned kind)
{
    (void)kind;
    return adexc_raise(vm, ADT_IndexError, kind == ADT_str ? "string index out of range" :
        kind == ADT_bytes ? "index out of range" : "bytearray index out of range");
}

/* An index into a text; arg[-1] is any cell. */
static bool text_index(struct adder_vm *vm, adcell *arg, unsigned kind, size_t length, size_t *out)
{
    adint i;
    if (!adnum_is_int(vm, ARG(1))) {
        if (kind == ADT_str)
            adexc_raise(vm, ADT_TypeError, "string indices must be integers, not '%t'", ARG(1));
        else
            adexc_raise(vm, ADT_TypeError, "%s indices must be integers or slices, not %t",
                        kind == ADT_bytes ? "byte" : "bytearray", ARG(1));
        return false;
    }
    if (!adint_get(vm, ARG(1), true, &i))
        return false;
    if (i < 0)
        i += (adint)length;
    if (i < 0 || (size_t)i >= length) {
        out_of_range(vm, kind);
        return false;
    }
    *out = (size_t)i;
    return true;
}

/* Every step-th character; a wide text is walked, so its size is found by a first walk. */
static adcell stepped_wide(struct adder_vm *vm, adcell *arg, adint start, adint step, size_t count)
{
    struct adspan s;
    struct adtext t;
    size_t at, i;
    adspan_of(vm, ARG(0), &s);
    at = adspan_skip(vm, &s, 0, (size_t)start);
    if (!adtext_begin(vm, &t, count))
        return AD_ERROR;
    for (i = 0; i < count; i++) {
        size_t next = at;
        adspan_of(vm, ARG(0), &s);
        if (!adtext_add_char(vm, &t, adspan_next(vm, &s, &next)))
            return AD_ERROR;
        adspan_of(vm, ARG(0), &s);
        if (step > 0)
            at = adspan_skip(vm, &s, at, (size_t)step);
        else
            at = adspan_back(vm, &s, at, (size_t)-step);
    }
    return adtext_end(vm, &t);
}

static AD_NOINLINE adcell get_slice(struct adder_vm *vm, adcell *arg, unsigned kind, size_t length)
{
    struct adspan s;
    adint start, step;
    size_t count, i;
    adcell c;
    uint8_t *to;
    if (!adslice_indices(vm, ARG(1), length, &start, &step, &count))
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    if (step == 1 || count == 0) {
        size_t from = count ? adspan_skip(vm, &s, 0, (size_t)start) : 0;
        return adtext_sub(vm, arg, from, adspan_skip(vm, &s, from, count));
    }
    if (adspan_wide(&s))
        return stepped_wide(vm, arg, start, step, count);
    c = adtext_new(vm, kind, count);
    if (!c)
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    to = adtext_bytes(vm, c);
    for (i = 0; i < count; i++, start += step)
        to[i] = adspan_at(vm, &s, (size_t)start);
    return c;
}

adcell adstr_get_item(struct adder_vm *vm, adcell *arg)
{
    struct adspan s;
    unsigned kind = adspan_of(vm, ARG(0), &s);
    size_t i, length = s.n;
    if (AD_UNLIKELY(adspan_wide(&s)))
        length = adspan_count(vm, &s, 0, s.n);
    if (adis(vm, ARG(1), ADT_slice))
        return get_slice(vm, arg, kind, length);
    if (ad_is_int(ARG(1)) && ad_int(ARG(1)) >= 0 && (size_t)ad_int(ARG(1)) < length)
        i = (size_t)ad_int(ARG(1));
    else if (!text_index(vm, arg, kind, length, &i))
        return AD_ERROR;
    if (kind != ADT_str) {
        adspan_of(vm, ARG(0), &s);
        return ad_from_int(adspan_at(vm, &s, i));
    }
    i = adspan_skip(vm, &s, 0, i);
    return adstr_from_char(vm, adspan_next(vm, &s, &i));
}

adcell adstr_contains(struct adder_vm *vm, adcell *arg)
{
    struct adspan s, what;
    unsigned kind = adtext_self(vm, arg, &s);
    if (!kind)
        return AD_ERROR;
    ARG(1) = adunwrap(vm, ARG(1));
    if (kind == ADT_str) {
        if (!adstr_is(vm, ARG(1)))
            return adexc_raise(vm, ADT_TypeError,
                               "'in <string>' requires string as left operand, not %t", ARG(1));
    } else if (!adnum_is_int(vm, ARG(1)) && !adbytes_like(vm, ARG(1))) {
        return adexc_raise(vm, ADT_TypeError, "a bytes-like object is required, not '%t'", ARG(1));
    } else if (!adtext_operand(vm, arg, 1, kind, true)) {
        return AD_ERROR;
    }
    adspan_of(vm, ARG(0), &s);
    adspan_of(vm, ARG(1), &what);
    return ad_bool(adspan_find(vm, &s, 0, s.n, &what) != AD_NPOS);
}

adcell adstr_iter_next(struct adder_vm *vm, adcell *iter)
{
    struct aditer *it = aditer_of(vm, *iter);
    struct adspan s;
    size_t at;
    uint32_t c;
    unsigned kind;
    if (!it->object)
        return AD_UNBOUND;
    kind = adspan_of(vm, it->object, &s);
    at = (size_t)ad_int(it->index);
    if (at >= s.n) {
        it->object = AD_UNBOUND;
        return AD_UNBOUND;
    }
    c = adspan_next(vm, &s, &at);
    it->index = ad_from_int((adint)at);
    return kind == ADT_str ? adstr_from_char(vm, c) : ad_from_int((adint)c);
}

/* ---- operators ------------------------------------------------------------------------------ */

adcell adstr_concat(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    unsigned i, layout = ADT_str;
    size_t total = 0;
    uint8_t *to;
    adcell c;
    if (n == 1)
        return ARG(0);
    for (i = 0; i < n; i++) {
        adspan_of(vm, ARG(i), &s);
        total += s.n;
        if (adspan_wide(&s))
            layout = AD_STR_WIDE;
    }
    c = adtext_new(vm, layout, total);
    if (!c)
        return AD_ERROR;
    to = adtext_bytes(vm, c);
    for (i = 0; i < n; i++) {
        adspan_of(vm, ARG(i), &s);
        adspan_copy(vm, &s, 0, s.n, to);
        to += s.n;
    }
    return c;
}

static adcell add_str(struct adder_vm *vm, adcell *arg, bool inplace)
{
    struct adspan a, b;
    unsigned kind = adspan_of(vm, ARG(0), &a), other = adspan_of(vm, ARG(1), &b);
    adcell c;
    uint8_t *to;
    if (!kind)
        return AD_NOTIMPL;
    if (!other || (kind == ADT_str) != (other == ADT_str)) {
        if (adlayout(vm, ARG(1)) == ADT_instance)
            return AD_NOTIMPL;
        if (kind == ADT_str)
            return adexc_raise(vm, ADT_TypeError, "can only concatenate str (not \"%t\") to str",
                               ARG(1));
        return adexc_raise(vm, ADT_TypeError, "can't concat %t to %t", ARG(1), ARG(0));
    }
    if (kind == ADT_bytearray && inplace) {
        if (!adbytearray_resize(vm, arg, a.n + b.n))
            return AD_ERROR;
        adspan_of(vm, ARG(1), &b);
        adspan_copy(vm, &b, 0, AD_MIN(b.n, adbytes_length(vm, ARG(0)) - a.n),
                    adtext_bytes(vm, ARG(0)) + a.n);
        return ARG(0);
    }
    if (kind != ADT_bytearray && b.n == 0)
        return ARG(0);
    if (a.n == 0 && kind == other && kind != ADT_bytearray)
        return ARG(1);
    c = adtext_new(vm, adspan_wide(&a) || adspan_wide(&b) ? AD_STR_WIDE : kind, a.n + b.n);
    if (!c)
        return AD_ERROR;
    adspan_of(vm, ARG(0), &a);
    adspan_of(vm, ARG(1), &b);
    to = adtext_bytes(vm, c);
    adspan_copy(vm, &a, 0, a.n, to);
    adspan_copy(vm, &b, 0, b.n, to + a.n);
    return c;
}

adcell adstr_sum(struct adder_vm *vm, adcell *arg)
{
    size_t n, m;
    uint8_t *to;
    adcell c;
    if (!adis(vm, ARG(1), ADT_str) || !adis(vm, ARG(0), ADT_str))
        return AD_UNBOUND;
    n = adobj_size(vm, ARG(0));
    m = adobj_size(vm, ARG(1));
    if (!m)
        return ARG(0);
    if (!n)
        return ARG(1);
    c = adheap_new(vm, ADT_str, n + m);
    if (!c)
        return c;
    to = (uint8_t *)adptr(vm, c) + (AD_LONG(n + m) ? 2 : 1) * AD_CELL_BYTES;
    adget_bytes(vm, ARG(0), 0, n, to);
    adget_bytes(vm, ARG(1), 0, m, to + n);
    return c;
}

/* The first n bytes again and again up to all: by doubling. */
static void repeat_bytes(uint8_t *p, size_t n, size_t all)
{
    if (n == 1) {
        memset(p, *p, all);
        return;
    }
    while (n < all) {
        size_t more = AD_MIN(n, all - n);
        memcpy(p + n, p, more);
        n += more;
    }
}

/* The text is in arg[0], the number in arg[-1]. */
static adcell multiply_str(struct adder_vm *vm, adcell *arg, bool inplace)
{
    struct adspan s;
    unsigned kind;
    adint n;
    size_t times;
    adcell c;
    if (!adnum_is_int(vm, ARG(1))) {
        if (adlayout(vm, ARG(1)) == ADT_instance)
            return AD_NOTIMPL;
        return adexc_raise(vm, ADT_TypeError, "can't multiply sequence by non-int of type '%t'",
                           ARG(1));
    }
    if (!adint_get(vm, ARG(1), true, &n))
        return AD_ERROR;
    kind = adspan_of(vm, ARG(0), &s);
    if (n == 1 && kind != ADT_bytearray)
        return ARG(0);
    times = n > 0 ? (size_t)n : 0;
    if (s.n && times > AD_SIZE_MAX / s.n)
        return adexc_memory(vm);
    if (kind == ADT_bytearray && inplace) {
        if (!adbytearray_resize(vm, arg, s.n * times))
            return AD_ERROR;
        c = ARG(0);
    } else {
        c = adtext_new(vm, adspan_wide(&s) && times ? AD_STR_WIDE : kind, s.n * times);
        if (!c)
            return AD_ERROR;
        if (times) {
            adspan_of(vm, ARG(0), &s);
            adspan_copy(vm, &s, 0, s.n, adtext_bytes(vm, c));
        }
    }
    if (times > 1 && s.n)
        repeat_bytes(adtext_bytes(vm, c), s.n, s.n * times);
    return c;
}

adcell adstr_binary(struct adder_vm *vm, enum adbinop op, adcell *arg, bool inplace)
{
    if (op == AD_ADD)
        return add_str(vm, arg, inplace);
    if (op == AD_MUL) {
        if (!adtext_kind(vm, ARG(0))) {
            adcell c = ARG(0);
            ARG(0) = ARG(1);
            ARG(1) = c;
        }
        return multiply_str(vm, arg, inplace);
    }
    if (op == AD_MOD && adtext_kind(vm, ARG(0)))
        return AD_HAS_PERCENT ? adstr_percent(vm, arg) : AD_NOTIMPL;
    return AD_NOTIMPL;
}
