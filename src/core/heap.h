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
adcell adheap_new(struct adder_vm *vm, unsigned layout, size_t size) AD_MUST_CHECK;

/* Makes the last object of the block longer or shorter in place, when it is the last one and there
 * is
 * room; never collects nor raises. New cells are unbound, new bytes 0. */
bool adheap_resize_last(struct adder_vm *vm, adcell ref, size_t size) AD_MUST_CHECK;

/* Shortens an object anywhere; the rest becomes free at the next collection. */
void adheap_shrink(struct adder_vm *vm, adcell ref, size_t size);

void adheap_init(struct adder_vm *vm, void *block, size_t size);
void adheap_collect(struct adder_vm *vm);
size_t adheap_free(const struct adder_vm *vm); /* bytes between objects and stack */

/* Bytes of a whole object with this layout and size. */
size_t adheap_bytes(unsigned layout, size_t size);

/* Whole object's bytes from its header; works on images too where the header says layout and
 * size. */
size_t adobj_bytes(const struct adder_vm *vm, adcell ref);

/* Proves the heap whole: headers, sizes, every reference to an object's start. Names the fault. */
const char *adheap_check(struct adder_vm *vm);

#endif
