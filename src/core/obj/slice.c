/* SPDX-License-Identifier: MIT
 * slice.c - slice objects, indices and what they come to over a sequence of a given length.
 */
#include "core/obj/items.h"

adcell adn_new_slice(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell slice = adheap_new(vm, ADT_slice, 3), *part;
    (void)n;
    if (!slice)
        return AD_ERROR;
    part = (adcell *)adptr(vm, slice) + 1;
    part[0] = ARG(1) ? ARG(0) : AD_NONE;
    part[1] = ARG(1) ? ARG(1) : ARG(0);
    part[2] = ARG(2) ? ARG(2) : AD_NONE;
    return slice;
}

/* A part of a slice, clipped; None gives `def`. */
static bool part(struct adder_vm *vm, adcell c, adint def, adint *out)
{
    *out = def;
    if (c == AD_NONE)
        return true;
    if (AD_LIKELY(ad_is_int(c))) {
        *out = ad_int(c);
        return true;
    }
    c = adunwrap(vm, c);
    if (!adnum_is_int(vm, c)) {
        adexc_raise(vm, ADT_TypeError,
            "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return adint_get(vm, c, true, out);
}

static adint clip(adint i, adint length, adint low, adint high)
{
    if (i < 0)
        i += length;
    return i < low ? low : i > high ? high : i;
}

bool adslice_parts(
    struct adder_vm *vm, adcell slice, adint length, adint *start, adint *stop, adint *step)
{
    adcell a = adget_cell(vm, slice, 0), b = adget_cell(vm, slice, 1), c = adget_cell(vm, slice, 2);
    adint low, high;
    if (!part(vm, c, 1, step))
        return false;
    if (*step == 0) {
        adexc_raise(vm, ADT_ValueError, "slice step cannot be zero");
        return false;
    }
    if (*step < -AD_INT_MAX)
        *step = -AD_INT_MAX;
    low = *step < 0 ? -1 : 0;
    high = *step < 0 ? length - 1 : length;
    if (!part(vm, a, 0, start) || !part(vm, b, 0, stop))
        return false;
    *start = a == AD_NONE ? (*step < 0 ? high : low) : clip(*start, length, low, high);
    *stop = b == AD_NONE ? (*step < 0 ? low : high) : clip(*stop, length, low, high);
    return true;
}

bool adslice_indices(
    struct adder_vm *vm, adcell slice, size_t length, adint *start, adint *step, size_t *count)
{
    adint stop;
    if (!adslice_parts(vm, slice, (adint)length, start, &stop, step))
        return false;
    *count = 0;
    if (*step > 0 && *start < stop)
        *count = (size_t)((stop - *start - 1) / *step) + 1;
    if (*step < 0 && *start > stop)
        *count = (size_t)((*start - stop - 1) / -*step) + 1;
    return true;
}

adcell adn_slice_indices(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint length, start, stop, step;
    (void)n;
    if (!adint_get(vm, ARG(1), true, &length))
        return AD_ERROR;
    if (length < 0)
        return adexc_raise(vm, ADT_ValueError, "length should not be negative");
    if (!adslice_parts(vm, ARG(0), length, &start, &stop, &step))
        return AD_ERROR;
    adpush(vm, ad_from_int(start));
    adpush(vm, ad_from_int(stop));
    adpush(vm, ad_from_int(step));
    return adtuple_from(vm, vm->sp + 2, 3);
}

bool adseq_index(struct adder_vm *vm, adcell index, size_t length, const char *what, size_t *out)
{
    adint i;
    (void)what;
    if (AD_LIKELY(ad_is_int(index))) {
        i = ad_int(index);
    } else {
        index = adunwrap(vm, index);
        if (!adnum_is_int(vm, index)) {
            adexc_raise(
                vm, ADT_TypeError, "%s indices must be integers or slices, not %t", what, index);
            return false;
        }
        if (!adint_get(vm, index, true, &i))
            return false;
    }
    if (i < 0)
        i += (adint)length;
    if (i < 0 || (size_t)i >= length) {
        adexc_raise(vm, ADT_IndexError, "%s index out of range", what);
        return false;
    }
    *out = (size_t)i;
    return true;
}
