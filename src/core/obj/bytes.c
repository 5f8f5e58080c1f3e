/* SPDX-License-Identifier: MIT
 * bytes.c - what only bytes and bytearray have: their constructors, hex and fromhex. The
 * constructor of str is here too, because it may decode.
 */
#include "core/obj/seq.h"
#include "core/native_table.h"
#include "core/obj/text.h"

/* str(), str(x), str(bytes, encoding, errors) */
adcell adn_new_str(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!ARG(0))
        return adtext_new(vm, ADT_str, 0);
    if (!AD_HAS_ENCODINGS || (!ARG(1) && !ARG(2)))
        return adstr_of(vm, arg);
    ARG(0) = adunwrap(vm, ARG(0));
    if (adstr_is(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "decoding str is not supported");
    if (!adbytes_like(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError,
                           "decoding to str: need a bytes-like object, %t found", ARG(0));
    return adtext_decode(vm, arg, 1, "str");
}

static bool byte_value(struct adder_vm *vm, adcell c, unsigned kind, uint8_t *out)
{
    adint value;
    (void)kind;
    if (!adint_get(vm, c, true, &value))
        return false;
    *out = (uint8_t)value;
    if (value >= 0 && value <= 255)
        return true;
    adexc_raise(vm, ADT_ValueError, kind == ADT_bytes ? "bytes must be in range(0, 256)" :
                "byte must be in range(0, 256)");
    return false;
}

/* A text of the kind from what arg[0] iterates over; AD_UNBOUND without error: Python must iterate.
 * */
static adcell from_iterable(struct adder_vm *vm, adcell *arg, unsigned kind)
{
    struct adtext t;
    uint8_t byte;
    adcell *item;
    adpush(vm, ARG(0));
    if (!aditer_native(vm, arg))
        return AD_UNBOUND;
    adpush(vm, AD_UNBOUND);
    item = vm->sp;
    if (!adtext_begin(vm, &t, 16))
        return AD_ERROR;
    while ((*item = aditer_next(vm, arg)) != AD_UNBOUND) {
        if (adspecial(vm, *item, ADN_d_index)) {
            ARG(0) = item[1];
            return AD_UNBOUND;
        }
        if (!byte_value(vm, *item, kind, &byte) || !adtext_add(vm, &t, (char *)&byte, 1))
            return AD_ERROR;
    }
    return vm->error ? AD_ERROR : adtext_finish(vm, &t, kind);
}

static adcell copy_as(struct adder_vm *vm, adcell *slot, unsigned kind)
{
    struct adspan s;
    adcell c;
    adspan_of(vm, *slot, &s);
    c = adtext_new(vm, kind, s.n);
    if (c) {
        adspan_of(vm, *slot, &s);
        adspan_copy(vm, &s, 0, s.n, adtext_bytes(vm, c));
    }
    return c;
}

static adcell zeros(struct adder_vm *vm, adcell *arg, unsigned kind)
{
    adint n;
    if (!adint_get(vm, ARG(0), true, &n))
        return AD_ERROR;
    if (n < 0)
        return adexc_raise(vm, ADT_ValueError, "negative count");
    return adtext_new(vm, kind, (size_t)n);
}

/* Bytes of arg[0] as a text of the kind, where no Python code is needed. */
static adcell from_value(struct adder_vm *vm, adcell *arg, unsigned kind)
{
    ARG(0) = adunwrap(vm, ARG(0));
    if (kind == ADT_bytes && adis(vm, ARG(0), ADT_bytes))
        return ARG(0);
    if (adbytes_like(vm, ARG(0)))
        return copy_as(vm, arg, kind);
    return from_iterable(vm, arg, kind);
}

static adcell new_bytes(struct adder_vm *vm, adcell *arg, unsigned kind)
{
    adcell c;
    if (!ARG(0))
        return adtext_new(vm, kind, 0);
    ARG(0) = adunwrap(vm, ARG(0));
    if (adstr_is(vm, ARG(0))) {
        if (!AD_HAS_ENCODINGS || !ARG(1))
            return adexc_raise(vm, ADT_TypeError, "string argument without an encoding");
        adpush(vm, ARG(0));
        adpush(vm, ARG(1));
        adpush(vm, ARG(2));
        c = adtext_encode(vm, vm->sp + 2, 1, kind == ADT_bytes ? "bytes" : "bytearray");
        if (!c || kind == ADT_bytes)
            return c;
        ARG(0) = c;
        return copy_as(vm, arg, kind);
    }
    if (AD_HAS_ENCODINGS && ARG(1))
        return adexc_raise(vm, ADT_TypeError, "encoding without a string argument");
    if (adnum_is_int(vm, ARG(0)))
        return zeros(vm, arg, kind);
    c = from_value(vm, arg, kind);
    if (c || vm->error)
        return c;
    adpush(vm, ARG(0));
    adpush(vm, ad_bool(kind == ADT_bytes));
    return adtail(vm, AD_HAS_D_INDEX ? ADZ_iter_to_bytes : ADZ_bytes_of, 2);
}

adcell adn_new_bytes(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return new_bytes(vm, arg, ADT_bytes);
}

adcell adn_new_bytearray(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return new_bytes(vm, arg, ADT_bytearray);
}

/* ---- hex ------------------------------------------------------------------------------------ */

/* hex(), hex(sep), hex(sep, bytes_per_sep): groups are counted from the right, with a negative
 * number from the left. */
adcell adn_bytes_hex(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    struct adtext t;
    adint group = 1;
    size_t i, size;
    (void)n;
    if (!adtext_self(vm, arg, &s) || (ARG(2) && !adint_get(vm, ARG(2), true, &group)))
        return AD_ERROR;
    if (ARG(1) && (!adspan_of(vm, ARG(1), &s) || s.n != 1))
        return adexc_raise(vm, ADT_ValueError, "sep must be length 1.");
    size = group < 0 ? (size_t)-group : (size_t)group;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, 2 * s.n))
        return AD_ERROR;
    for (i = 0;; i++) {
        char two[2];
        uint8_t byte;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_end(vm, &t);
        byte = adspan_at(vm, &s, i);
        two[0] = adtext_hex_digit(byte >> 4);
        two[1] = adtext_hex_digit(byte & 15);
        if (ARG(1) && size && i && (group > 0 ? s.n - i : i) % size == 0 &&
            !adtext_add_span(vm, &t, &ARG(1), 0, 1))
            return AD_ERROR;
        if (!adtext_add(vm, &t, two, 2))
            return AD_ERROR;
    }
}

static unsigned hex_value(const struct adder_vm *vm, const struct adspan *s, size_t i)
{
    uint8_t c = i < s->n ? adspan_at(vm, s, i) : 0;
    if ((uint8_t)(c - '0') < 10)
        return (unsigned)c - '0';
    c |= 32;
    return (uint8_t)(c - 'a') < 6 ? (unsigned)c - 'a' + 10 : 16;
}

/* fromhex is a class method: its text is the last of the arguments. */
adcell adn_bytes_fromhex(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    struct adtext t;
    adcell *text = &ARG(n - 1);
    unsigned kind = ARG(0) == ad_type_cell(ADT_bytearray) ? ADT_bytearray : ADT_bytes;
    size_t i = 0;
    if (!adstr_is(vm, *text))
        return adexc_raise(vm, ADT_TypeError, "fromhex() argument must be str, not %t", *text);
    if (!adtext_begin(vm, &t, adbytes_length(vm, *text) / 2))
        return AD_ERROR;
    for (;;) {
        uint8_t byte;
        unsigned high, low;
        adspan_of(vm, *text, &s);
        while (i < s.n && adchar_is_space(adspan_at(vm, &s, i), ADT_bytes))
            i++;
        if (i >= s.n)
            return adtext_finish(vm, &t, kind);
        high = hex_value(vm, &s, i);
        low = hex_value(vm, &s, i + 1);
        if (high > 15 || low > 15)
            return adexc_raise(vm, ADT_ValueError,
                               "non-hexadecimal number found in fromhex() arg at position %z",
                               adspan_count(vm, &s, 0, high > 15 ? i : i + 1));
        byte = (uint8_t)(high << 4 | low);
        if (!adtext_add(vm, &t, (char *)&byte, 1))
            return AD_ERROR;
        i += 2;
    }
}
