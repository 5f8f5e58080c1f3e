/* SPDX-License-Identifier: MIT
 * str_translate.c - translate and maketrans of str and of bytes.
 */
#include "core/obj/dict.h"
#include "core/obj/text.h"

/* One character of the table: *to is its replacement; the character itself when it is not there. */
static bool translated(struct adder_vm *vm, adcell *arg, uint32_t c, adcell *to)
{
    adint entry;
    *to = adint_new(vm, (int32_t)c);
    if (!*to)
        return false;
    entry = addict_find(vm, ARG(1), *to);
    if (entry >= 0)
        *to = addict_value(vm, ARG(1), entry);
    return entry >= -1;
}

adcell adn_str_translate(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    struct adtext t;
    adcell *to;
    size_t i = 0;
    (void)n;
    if (!adtext_self(vm, arg, &s))
        return AD_ERROR;
    ARG(1) = adunwrap(vm, ARG(1));
    if (!adis(vm, ARG(1), ADT_dict))
        return adexc_raise(vm, ADT_TypeError, "'%t' object is not subscriptable", ARG(1));
    adpush(vm, AD_UNBOUND);
    to = vm->sp;
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (;;) {
        uint32_t c;
        int32_t code;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_end(vm, &t);
        c = adspan_next(vm, &s, &i);
        if (!translated(vm, arg, c, to))
            return vm->error ? AD_ERROR : adexc_raise(vm, ADT_TypeError, "unhashable table");
        if (*to == AD_NONE)
            continue;
        if (adstr_is(vm, *to)) {
            if (!adtext_add_str(vm, &t, to))
                return AD_ERROR;
            continue;
        }
        if (!adnum_is_int(vm, *to))
            return adexc_raise(vm, ADT_TypeError,
                               "character mapping must return integer, None or str");
        ad_mention(ADT_str_wide);
        if (!adint_get32(vm, *to, &code) || !adtext_add_char(vm, &t, (uint32_t)code))
            return AD_ERROR;
    }
}

/* table[code of the character at *i of *text] = *value */
static bool put_char(struct adder_vm *vm, adcell *table, adcell *text, size_t *i, adcell *value)
{
    struct adspan s;
    bool ok;
    adspan_of(vm, *text, &s);
    adpush(vm, adint_new(vm, (int32_t)adspan_next(vm, &s, i)));
    ok = adtop(vm, 0) && addict_put(vm, table, vm->sp, value) == 1;
    addrop(vm, 1);
    return ok;
}

/* maketrans(dict): keys that are strings become their codes. */
static adcell from_dict(struct adder_vm *vm, adcell *arg)
{
    adcell *table, *pair;
    adint entry = -1;
    if (!adis(vm, ARG(0), ADT_dict))
        return adexc_raise(vm, ADT_TypeError,
                           "if you give only one argument to maketrans it must be a dict");
    adpush(vm, addict_new(vm, ADT_dict, addict_length(vm, ARG(0))));
    table = vm->sp;
    if (!*table)
        return AD_ERROR;
    adpush(vm, AD_UNBOUND);
    adpush(vm, AD_UNBOUND);
    pair = vm->sp + 1;
    while ((entry = addict_next(vm, ARG(0), entry + 1)) >= 0) {
        size_t i = 0;
        bool ok;
        pair[0] = addict_key(vm, ARG(0), entry);
        pair[-1] = addict_value(vm, ARG(0), entry);
        if (adstr_is(vm, pair[0])) {
            if (adstr_length(vm, pair[0]) != 1)
                return adexc_raise(vm, ADT_ValueError,
                                   "string keys in translate table must be of length 1");
            ok = put_char(vm, table, pair, &i, pair - 1);
        } else {
            ok = addict_put(vm, table, pair, pair - 1) == 1;
        }
        if (!ok)
            return AD_ERROR;
    }
    return *table;
}

/* The class, then (x), (from, to) or (from, to, delete). */
adcell adn_str_maketrans(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    adcell *table, *code;
    size_t i = 0, j = 0;
    (void)n;
    arg--;
    if (!ARG(1))
        return from_dict(vm, arg);
    if (!adstr_is(vm, ARG(0)) || !adstr_is(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError, "maketrans() argument %d must be str, not %t",
                           adstr_is(vm, ARG(0)) ? 2 : 1, adstr_is(vm, ARG(0)) ? ARG(1) : ARG(0));
    if (adstr_length(vm, ARG(0)) != adstr_length(vm, ARG(1)))
        return adexc_raise(vm, ADT_ValueError,
                           "the first two maketrans arguments must have equal length");
    adpush(vm, addict_new(vm, ADT_dict, 0));
    table = vm->sp;
    adpush(vm, AD_UNBOUND);
    code = vm->sp;
    if (!*table)
        return AD_ERROR;
    while (adspan_of(vm, ARG(1), &s), j < s.n) {
        *code = adint_new(vm, (int32_t)adspan_next(vm, &s, &j));
        if (!*code || !put_char(vm, table, arg, &i, code))
            return AD_ERROR;
    }
    *code = AD_NONE;
    for (i = 0; ARG(2) && i < adbytes_length(vm, ARG(2));)
        if (!put_char(vm, table, &ARG(2), &i, code))
            return AD_ERROR;
    return *table;
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static bool is_bytes(struct adder_vm *vm, adcell c)
{
    if (adbytes_like(vm, c))
        return true;
    adexc_raise(vm, ADT_TypeError, "a bytes-like object is required, not '%t'", c);
    return false;
}

/* translate(table or None, delete) */
adcell adn_bytes_translate(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s, table, drop;
    struct adtext t;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t i, j;
    (void)n;
    if (!kind || (ARG(1) != AD_NONE && !is_bytes(vm, ARG(1))) || (ARG(2) && !is_bytes(vm, ARG(2))))
        return AD_ERROR;
    if (ARG(1) != AD_NONE && adbytes_length(vm, ARG(1)) != 256)
        return adexc_raise(vm, ADT_ValueError, "translation table must be 256 characters long");
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (i = 0;; i++) {
        uint8_t byte;
        adspan_of(vm, ARG(0), &s);
        adspan_of(vm, ARG(1), &table);
        adspan_of(vm, ARG(2), &drop);
        if (i >= s.n)
            return adtext_finish(vm, &t, kind);
        byte = adspan_at(vm, &s, i);
        for (j = 0; j < drop.n && adspan_at(vm, &drop, j) != byte; j++)
            ;
        if (j < drop.n)
            continue;
        if (table.n)
            byte = adspan_at(vm, &table, byte);
        if (!adtext_add(vm, &t, (char *)&byte, 1))
            return AD_ERROR;
    }
}

/* The class, from, to */
adcell adn_bytes_maketrans(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan from, to;
    uint8_t *table;
    unsigned i;
    adcell c;
    (void)n;
    if (!is_bytes(vm, ARG(1)) || !is_bytes(vm, ARG(2)))
        return AD_ERROR;
    if (adbytes_length(vm, ARG(1)) != adbytes_length(vm, ARG(2)))
        return adexc_raise(vm, ADT_ValueError, "maketrans arguments must have same length");
    c = adtext_new(vm, ADT_bytes, 256);
    if (!c)
        return AD_ERROR;
    table = adtext_bytes(vm, c);
    for (i = 0; i < 256; i++)
        table[i] = (uint8_t)i;
    adspan_of(vm, ARG(1), &from);
    adspan_of(vm, ARG(2), &to);
    for (i = 0; i < from.n; i++)
        table[adspan_at(vm, &from, i)] = adspan_at(vm, &to, i);
    return c;
}
