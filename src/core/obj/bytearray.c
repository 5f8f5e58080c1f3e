/* SPDX-License-Identifier: MIT
 * bytearray.c - what changes a bytearray. Its bytes lie in a buffer of their own that has room to
 * grow.
 */
#include "core/obj/seq.h"
#include "core/obj/text.h"

bool adbytearray_resize(struct adder_vm *vm, adcell *slot, size_t want)
{
    struct adbytearray *a = adbytearray_of(vm, *slot);
    size_t was = (size_t)ad_int(a->count), room = a->buffer ? adobj_size(vm, a->buffer) : 0;
    if (want > AD_SIZE_MAX || want > (size_t)AD_INT_MAX) {
        adexc_memory(vm);
        return false;
    }
    if (want > room) {
        size_t more = want + want / 8 + 4;
        if (!room || (!adheap_resize_last(vm, a->buffer, more) &&
                      !adheap_resize_last(vm, a->buffer, want))) {
            adcell c = adheap_new(vm, ADT_buffer, room ? more : want);
            if (!c)
                return false;
            a = adbytearray_of(vm, *slot);
            if (room)
                memcpy(adbuffer_bytes(vm, c), adbuffer_bytes(vm, a->buffer), was);
            adstore(vm, &a->buffer, c);
        }
    }
    a->count = ad_from_int((adint)want);
    return true;
}

/* self[from:to] = the n bytes of *value, which must not be self. */
static bool splice(struct adder_vm *vm, adcell *self, size_t from, size_t to, adcell *value)
{
    struct adspan s;
    size_t n, was = adbytes_length(vm, *self);
    uint8_t *p;
    adspan_of(vm, *value, &s);
    n = s.n;
    if (n > to - from && !adbytearray_resize(vm, self, was + n - (to - from)))
        return false;
    p = adtext_bytes(vm, *self);
    memmove(p + from + n, p + to, was - to);
    adspan_of(vm, *value, &s);
    adspan_copy(vm, &s, 0, n, p + from);
    return n >= to - from || adbytearray_resize(vm, self, was + n - (to - from));
}

/* The bytes that *slot iterates over, as bytes (never the same object as a bytearray). */
static bool as_bytes(struct adder_vm *vm, adcell *slot)
{
    adcell c;
    if (adstr_is(vm, *slot)) {
        adexc_raise(vm, ADT_TypeError, "expected iterable of integers; got: 'str'");
        return false;
    }
    adpush(vm, *slot);
    adpush(vm, AD_UNBOUND);
    c = adn_new_bytes(vm, vm->sp + 1, 1);
    if (c == AD_TAILCALL)
        c = adexc_raise(vm, ADT_TypeError, "can't set bytearray slice from %t", *slot);
    if (!c)
        return false;
    addrop(vm, 2);
    *slot = c;
    return true;
}

static bool get_byte(struct adder_vm *vm, adcell c, uint8_t *out)
{
    adint value;
    if (!adint_get(vm, c, true, &value))
        return false;
    *out = (uint8_t)value;
    if (value >= 0 && value <= 255)
        return true;
    adexc_raise(vm, ADT_ValueError, "byte must be in range(0, 256)");
    return false;
}

/* Removes every step-th byte. */
static bool delete_stepped(struct adder_vm *vm, adcell *arg, adint start, adint step, size_t count)
{
    uint8_t *p = adtext_bytes(vm, ARG(0));
    size_t i, to, n = adbytes_length(vm, ARG(0));
    if (step < 0) {
        start += step * (adint)(count - 1);
        step = -step;
    }
    for (i = to = (size_t)start; i < n; i++) {
        if (count && i == (size_t)start) {
            count--;
            start += step;
        } else {
            p[to++] = p[i];
        }
    }
    return adbytearray_resize(vm, arg, to);
}

static bool set_slice(struct adder_vm *vm, adcell *arg)
{
    struct adspan s;
    adint start, step;
    size_t count, i;
    uint8_t *p;
    bool delete = !ARG(2);
    if (delete) {
        ARG(2) = adtext_new(vm, ADT_bytes, 0);
        if (!ARG(2))
            return false;
    } else if (!as_bytes(vm, &ARG(2))) {
        return false;
    }
    if (!adslice_indices(vm, ARG(1), adbytes_length(vm, ARG(0)), &start, &step, &count))
        return false;
    if (step == 1)
        return splice(vm, arg, (size_t)start, (size_t)start + count, &ARG(2));
    adspan_of(vm, ARG(2), &s);
    if (delete || s.n == 0)
        return count == 0 || delete_stepped(vm, arg, start, step, count);
    if (s.n != count) {
        adexc_raise(vm, ADT_ValueError,
                    "attempt to assign bytes of size %z to extended slice of size %z", s.n, count);
        return false;
    }
    p = adtext_bytes(vm, ARG(0));
    for (i = 0; i < count; i++, start += step)
        p[start] = adspan_at(vm, &s, i);
    return true;
}

static bool byte_index(struct adder_vm *vm, adcell *arg, size_t *out)
{
    adint i;
    size_t n = adbytes_length(vm, ARG(0));
    if (!adnum_is_int(vm, ARG(1))) {
        adexc_raise(vm, ADT_TypeError, "bytearray indices must be integers or slices, not %t",
            ARG(1));
        return false;
    }
    if (!adint_get(vm, ARG(1), true, &i))
        return false;
    if (i < 0)
        i += (adint)n;
    *out = (size_t)i;
    if (i >= 0 && (size_t)i < n)
        return true;
    adexc_raise(vm, ADT_IndexError, "bytearray index out of range");
    return false;
}

bool adbytearray_set_item(struct adder_vm *vm, adcell *arg)
{
    size_t i;
    uint8_t byte = 0;
    if (AD_HAS_SLICES && adis(vm, ARG(1), ADT_slice))
        return set_slice(vm, arg);
    if ((ARG(2) && adnum_is_int(vm, ARG(1)) && !get_byte(vm, ARG(2), &byte)) ||
        !byte_index(vm, arg, &i))
        return false;
    if (!ARG(2)) {
        uint8_t *p = adtext_bytes(vm, ARG(0));
        size_t n = adbytes_length(vm, ARG(0));
        memmove(p + i, p + i + 1, n - i - 1);
        return adbytearray_resize(vm, arg, n - 1);
    }
    adtext_bytes(vm, ARG(0))[i] = byte;
    return true;
}

/* ---- methods -------------------------------------------------------------------------------- */

static bool self_bytearray(struct adder_vm *vm, adcell *arg, size_t *n)
{
    ARG(0) = adunwrap(vm, ARG(0));
    if (adis(vm, ARG(0), ADT_bytearray)) {
        *n = adbytes_length(vm, ARG(0));
        return true;
    }
    adexc_raise(vm, ADT_TypeError, "a bytearray is required, not '%t'", ARG(0));
    return false;
}

adcell adn_bytearray_append(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count;
    uint8_t byte;
    (void)n;
    if (!self_bytearray(vm, arg, &count) || !get_byte(vm, ARG(1), &byte) ||
        !adbytearray_resize(vm, arg, count + 1))
        return AD_ERROR;
    adtext_bytes(vm, ARG(0))[count] = byte;
    return AD_NONE;
}

adcell adn_bytearray_extend(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count;
    adcell c;
    (void)n;
    if (!self_bytearray(vm, arg, &count))
        return AD_ERROR;
    if (adstr_is(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError, "expected iterable of integers; got: 'str'");
    if (adnum_is_int(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError, "can't extend bytearray with %t", ARG(1));
    adpush(vm, ARG(1));
    adpush(vm, AD_UNBOUND);
    c = adn_new_bytes(vm, vm->sp + 1, 1);
    if (c == AD_TAILCALL) { /* Python must iterate: then extend by the result */
        vm->sp = &ARG(1);
        return adtail(vm, ADZ_bytearray_extend, 2);
    }
    if (!c)
        return AD_ERROR;
    ARG(1) = c;
    return splice(vm, arg, count, count, &ARG(1)) ? AD_NONE : AD_ERROR;
}

adcell adn_bytearray_insert(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count;
    adint at;
    uint8_t byte, *p;
    (void)n;
    if (!self_bytearray(vm, arg, &count) || !adint_get(vm, ARG(1), true, &at) ||
        !get_byte(vm, ARG(2), &byte) || !adbytearray_resize(vm, arg, count + 1))
        return AD_ERROR;
    if (at < 0)
        at += (adint)count;
    at = at < 0 ? 0 : AD_MIN(at, (adint)count);
    p = adtext_bytes(vm, ARG(0)) + at;
    memmove(p + 1, p, count - (size_t)at);
    *p = byte;
    return AD_NONE;
}

/* Takes the byte at i out. */
static adcell take(struct adder_vm *vm, adcell *arg, size_t i)
{
    size_t n = adbytes_length(vm, ARG(0));
    uint8_t *p = adtext_bytes(vm, ARG(0)) + i, byte = *p;
    memmove(p, p + 1, n - i - 1);
    return adbytearray_resize(vm, arg, n - 1) ? ad_from_int(byte) : AD_ERROR;
}

adcell adn_bytearray_remove(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count, i;
    uint8_t byte;
    (void)n;
    if (!self_bytearray(vm, arg, &count) || !get_byte(vm, ARG(1), &byte))
        return AD_ERROR;
    for (i = 0; i < count; i++)
        if (adtext_bytes(vm, ARG(0))[i] == byte)
            return take(vm, arg, i) ? AD_NONE : AD_ERROR;
    return adexc_raise(vm, ADT_ValueError, "value not found in bytearray");
}

adcell adn_bytearray_pop(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count;
    adint at = -1;
    (void)n;
    if (!self_bytearray(vm, arg, &count) || (ARG(1) && !adint_get(vm, ARG(1), true, &at)))
        return AD_ERROR;
    if (!count)
        return adexc_raise(vm, ADT_IndexError, "pop from empty bytearray");
    if (at < 0)
        at += (adint)count;
    if (at < 0 || (size_t)at >= count)
        return adexc_raise(vm, ADT_IndexError, "pop index out of range");
    return take(vm, arg, (size_t)at);
}

adcell adn_bytearray_clear(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count;
    (void)n;
    if (!self_bytearray(vm, arg, &count))
        return AD_ERROR;
    adbytearray_of(vm, ARG(0))->buffer = AD_UNBOUND;
    adbytearray_of(vm, ARG(0))->count = ad_from_int(0);
    return AD_NONE;
}

adcell adn_bytearray_reverse(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t i = 0, count;
    uint8_t *p;
    (void)n;
    if (!self_bytearray(vm, arg, &count))
        return AD_ERROR;
    for (p = adtext_bytes(vm, ARG(0)); i + 1 < count; i++) {
        uint8_t byte = p[i];
        p[i] = p[--count];
        p[count] = byte;
    }
    return AD_NONE;
}

adcell adn_bytearray_copy(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t count;
    (void)n;
    return self_bytearray(vm, arg, &count) ? adtext_sub(vm, arg, 0, count) : AD_ERROR;
}
