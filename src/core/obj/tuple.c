/* SPDX-License-Identifier: MIT
 * tuple.c - tuples: made once, never changed, perhaps in the image.
 */
#include "core/obj/items.h"

adcell adtuple_new(struct adder_vm *vm, size_t n) { return adheap_new(vm, ADT_tuple, n); }

void adtuple_set(struct adder_vm *vm, adcell tuple, size_t i, adcell value)
{
    adstore(vm, aditems(vm, tuple) + i, value);
}

size_t adtuple_length(const struct adder_vm *vm, adcell tuple) { return aditems_size(vm, tuple); }

AD_SHORT adcell tuple_of(struct adder_vm *vm, adcell *first, size_t n)
{
    adcell tuple = adheap_new(vm, AD_TUPLE, n), *to;
    if (tuple)
        for (to = aditems(vm, tuple); n; n--)
            *to++ = *first--;
    return tuple;
}

adcell adtuple_from(struct adder_vm *vm, adcell *first, size_t n)
{
    ad_mention(ADT_tuple);
    return tuple_of(vm, first, n);
}

adcell adtuple_hidden(struct adder_vm *vm, adcell *first, size_t n)
{
    return tuple_of(vm, first, n);
}

adcell adn_new_tuple(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell list;
    (void)n;
    if (!ARG(0))
        return adtuple_new(vm, 0);
    if (adis(vm, ARG(0), ADT_tuple))
        return ARG(0);
    adpush(vm, ARG(0));
    list = adlist_collect(vm, vm->sp);
    if (!list)
        return vm->error ? AD_ERROR : adtail1(vm, ADZ_iter_to_tuple, ARG(0));
    *vm->sp = list;
    return adseq_copy(vm, vm->sp, 0, 1, adlist_length(vm, list), ADT_tuple);
}
