/* SPDX-License-Identifier: MIT
 * heapcheck.c - proves a heap whole, for the hostile build and for tests: every object has a sound
 * header, and every reference leads to an object's start.
 */
#include "core/heap.h"

/* Is `ref` the start of an object of the block? Walks from the low end: slow and sure. */
static bool is_object_start(const struct adder_vm *vm, adcell ref)
{
    const uint8_t *p = vm->start, *wanted = adptr(vm, ref);
    while (p < vm->top && p < wanted)
        p += adobj_bytes(vm, (adcell)(p - vm->base));
    return p == wanted && p < vm->top;
}

static const char *check_cells(const struct adder_vm *vm, const adcell *from, const adcell *to)
{
    for (; from < to; from++) {
        if (adhd_is(*from))
            return "a header where a cell should be";
        if (ad_is_ref(*from) && !ad_is_rom(*from) && !is_object_start(vm, *from))
            return "a reference to no object";
    }
    return NULL;
}

const char *adheap_check(struct adder_vm *vm)
{
    const uint8_t *p = vm->start;
    const char *fault;
    while (p < vm->top) {
        adcell ref = (adcell)(p - vm->base), header = *(const adcell *)p;
        size_t bytes;
        if (!adhd_is(header) || adhd_marked(header))
            return "a damaged header";
        bytes = adobj_bytes(vm, ref);
        if (bytes > (size_t)(vm->top - p))
            return "an object beyond the end of the heap";
        if (!adlayout_is_bytes(adhd_layout(header))) {
            fault = check_cells(vm, (const adcell *)p + 1, (const adcell *)(p + bytes));
            if (fault)
                return fault;
        }
        p += bytes;
    }
    return check_cells(vm, vm->sp, (const adcell *)vm->end);
}
