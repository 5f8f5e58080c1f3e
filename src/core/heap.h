/* SPDX-License-Identifier: MIT
 * heap.h - objects in the block: allocation is a bump of vm->top; the collector (gc.c) slides what
 * lives to the low end. A newly made object is the last one until the next allocation.
 */
#ifndef ADDER_HEAP_H
#define ADDER_HEAP_H

#include "core/vm.h"

/* A new object of a layout; size in cells, or in bytes for byte layouts. Cells are unbound, bytes
 * 0.
 * May collect. AD_ERROR: MemoryError was raised. */
adcell adheap_new(struct adder_vm *vm, uint8_t layout, size_t size) AD_MUST_CHECK;

#if AD_ROM_DIRECT && !defined(AD_HOSTILE)
/* The same where speed counts: no call when there is room. The body has few cells, a number that
 * the
 * compiler knows; size is what the header says. */
AD_INLINE adcell adheap_small(struct adder_vm *vm, unsigned layout, size_t size, size_t cells)
{
    adcell *object = (adcell *)vm->top;
    if (AD_UNLIKELY((size_t)(vm->limit - vm->top) < (cells + 1) * AD_CELL_BYTES))
        return adheap_new(vm, layout, size);
    vm->top += (cells + 1) * AD_CELL_BYTES;
    object[0] = adhd_make(layout, size);
    memset(object + 1, 0, cells * AD_CELL_BYTES);
    return (adcell)((uint8_t *)object - vm->base);
}
#else
#define adheap_small(vm, layout, size, cells) adheap_new(vm, layout, size)
#endif
#define adheap_cells(vm, layout, n) adheap_small(vm, layout, n, n)

/* Room for one object of so many bytes. May collect. False: MemoryError was raised. (A firmware's:
 * ports/avr/vm/fast.S makes the objects.) */
bool adheap_room(struct adder_vm *vm, size_t bytes) AD_MUST_CHECK;

/* Makes the last object of the block longer or shorter in place, when it is the last one and there
 * is
 * room; never collects nor raises. New cells are unbound, new bytes 0. */
bool adheap_resize_last(struct adder_vm *vm, adcell ref, size_t size) AD_MUST_CHECK;

/* Shortens an object anywhere; the rest becomes free at the next collection. */
void adheap_shrink(struct adder_vm *vm, adcell ref, size_t size);
/* Makes a byte object one of another layout, of n of its bytes, wherever in it they begin. */
adcell adheap_turn(struct adder_vm *vm, adcell ref, unsigned layout, const void *from, size_t n);

void adheap_init(struct adder_vm *vm, void *block, size_t size);
void adheap_collect(struct adder_vm *vm);
size_t adheap_free(const struct adder_vm *vm); /* bytes between objects and stack */

/* The reserve: bytes that stay free until a MemoryError is raised, so that its handler can run.
 * They are kept back again when a handler is left, or when twice as many are free. In both cases
 * the next allocation has a look at what there is. */
#if AD_RESERVE
#if AD_TAILORED
#define AD_RESERVE_BYTES (AD_RESERVE * AD_CELL_BYTES)
#else
#define AD_RESERVE_BYTES (vm->reserve)
#endif
AD_INLINE size_t adheap_reserve(const struct adder_vm *vm)
{
    return vm->released ? 0 : (size_t)AD_RESERVE_BYTES;
}
AD_INLINE void adheap_release(struct adder_vm *vm, bool released)
{
    vm->released = released;
    vm->limit = vm->top;
}
AD_INLINE void adheap_retake(struct adder_vm *vm)
{
    if (AD_UNLIKELY(vm->released))
        adheap_release(vm, false);
}
#else
#define AD_RESERVE_BYTES 0
#define adheap_reserve(vm) 0
#define adheap_release(vm, released) ((void)0)
#define adheap_retake(vm) ((void)0)
#endif

/* Does a size need the escape cell? (Without an escape the comparison is not made.) */
#define AD_LONG(size) (AD_ESCAPE && (size) >= AD_ESCAPE + !AD_ESCAPE)

/* Bytes of a whole object with this layout and size. */
#if AD_ROM_DIRECT
AD_INLINE size_t adheap_bytes(unsigned layout, size_t size)
{
    size_t body = adlayout_is_bytes(layout) ? AD_ROUND(size) : size * AD_CELL_BYTES;
    return body + (AD_LONG(size) ? 2 : 1) * AD_CELL_BYTES;
}
#else
size_t adheap_bytes(uint8_t layout, size_t size);
#endif

/* Whole object's bytes from its header; works on images too where the header says layout and
 * size. */
size_t adobj_bytes(const struct adder_vm *vm, adcell ref);

/* Proves the heap whole: headers, sizes, every reference to an object's start. Names the fault. */
const char *adheap_check(struct adder_vm *vm);

#endif
