/* SPDX-License-Identifier: MIT
 * heap.c - allocation in the block and the border between objects and stack. Objects grow up to
 * vm->limit, the stack grows down to it; whoever needs more asks here, and the border moves, after
 * a collection if it must. Nothing else moves vm->limit.
 */
#include "core/heap.h"
#include "core/frame.h"

/* The PC collects when the heap has doubled, a chip only when the block is full. */

/* RecursionError comes before the stack has eaten a PC's memory. */
#ifndef AD_STACK_MAX
#define AD_STACK_MAX (AD_CELL_BYTES == 2 ? 0x4000u : (size_t)AD_CELL_BYTES << 18)
#endif

/* What may come anew before it is worth while to collect (docs/design/speed.md). */
#ifndef AD_GC_STEP
#define AD_GC_STEP ((size_t)AD_CELL_BYTES << 19)
#endif

/* Not where no block is larger than a step. */
enum { STEPS = AD_GC_STEP < AD_BLOCK_MAX };

#if !AD_ROM_DIRECT
size_t adheap_bytes(uint8_t layout, size_t size)
{
    size_t body = adlayout_is_bytes(layout) ? AD_ROUND(size) : size * AD_CELL_BYTES;
    return body + (AD_LONG(size) ? 2 : 1) * AD_CELL_BYTES;
}
#endif

size_t adobj_bytes(const struct adder_vm *vm, adcell ref)
{
    return adheap_bytes(adhd_layout(adget_header(vm, ref)), adobj_size(vm, ref));
}

void adheap_init(struct adder_vm *vm, void *block, size_t size)
{
    vm->start = vm->top = block;
    vm->end = vm->start + size / AD_CELL_BYTES * AD_CELL_BYTES;
    vm->threshold = vm->start + AD_GC_STEP;
    if (!STEPS || AD_GC_STEP >= size)
        vm->threshold = vm->end;
}

static void note_high_water(struct adder_vm *vm)
{
    size_t used = (size_t)(vm->top - vm->start) + (size_t)(vm->end - (uint8_t *)vm->sp);
    if (used > vm->stats.high_water)
        vm->stats.high_water = used;
}

void adheap_note(struct adder_vm *vm) { note_high_water(vm); }

/* The lowest address that the running frame and a native above it may use without asking. */
static uint8_t *stack_floor(const struct adder_vm *vm)
{
    adcell *floor = vm->sp - AD_NATIVE_ROOM;
    if (vm->fp) {
        adcell *deepest = vm->fp - AD_FRAME_CELLS - adframe_depth(vm) - AD_NATIVE_ROOM;
        if (deepest < floor)
            floor = deepest;
    }
    return (uint8_t *)floor;
}

static AD_NOINLINE void collect(struct adder_vm *vm)
{
    note_high_water(vm);
    adgc_run(vm);
    vm->stats.collections++;
    if (STEPS) {
        size_t live = (size_t)(vm->top - vm->start);
        live = AD_MAX(live, AD_GC_STEP);
        vm->threshold = (size_t)(vm->end - vm->top) > live ? vm->top + live : vm->end;
    }
}

static void place_limit(struct adder_vm *vm, uint8_t *limit)
{
    if (STEPS)
        limit = AD_MIN(limit, vm->threshold);
    vm->limit = vm->stack_limit = AD_MAX(limit - adheap_reserve(vm), vm->top);
    if (AD_STACK_MAX < AD_BLOCK_MAX && (size_t)(vm->end - vm->limit) > AD_STACK_MAX)
        vm->stack_limit = vm->end - AD_STACK_MAX;
}

/* Sets the border for objects; true when `bytes` fit below it. */
static bool set_limit(struct adder_vm *vm, size_t bytes)
{
    uint8_t *floor = stack_floor(vm);
    if (AD_RESERVE && floor >= vm->top + 2 * AD_RESERVE_BYTES)
        adheap_retake(vm);
    place_limit(vm, floor);
    return (size_t)(vm->limit - vm->top) >= bytes;
}

void adheap_collect(struct adder_vm *vm)
{
    collect(vm);
    (void)set_limit(vm, 0);
}

static AD_NOINLINE bool make_room(struct adder_vm *vm, size_t bytes)
{
    if (set_limit(vm, bytes))
        return true;
    collect(vm);
    if (!STEPS || set_limit(vm, bytes))
        return set_limit(vm, bytes);
    vm->threshold = vm->end; /* one object larger than the step */
    return set_limit(vm, bytes);
}

#if AD_TAILORED
bool adheap_room(struct adder_vm *vm, size_t bytes)
{
    if (make_room(vm, bytes))
        return true;
    adexc_memory(vm);
    return false;
}
#endif

#ifdef AD_HOSTILE
/* Collects and leaves a hole before what comes next, so that everything new moves. */
static void hostile_move(struct adder_vm *vm)
{
    uint8_t *old = vm->top;
    adgc_run(vm);
    memset(vm->top, 0x6b, (size_t)(old - vm->top));
    if ((ptrdiff_t)(stack_floor(vm) - vm->top) > 64) {
        *(adcell *)vm->top = adhd_make(ADT_buffer, 0);
        vm->top += AD_CELL_BYTES;
    }
    (void)set_limit(vm, 0);
}

/* At every allocation; fails the one that was asked to fail. */
static bool hostile_allocation(struct adder_vm *vm)
{
    hostile_move(vm);
    return !vm->stats.fail_alloc || --vm->stats.fail_alloc != 0;
}
#else
#define hostile_move(vm) ((void)0)
#endif

bool adstack_room(struct adder_vm *vm, uint8_t *lowest)
{
    hostile_move(vm);
    note_high_water(vm);
    if (lowest < vm->start ||
        (AD_STACK_MAX < AD_BLOCK_MAX && (size_t)(vm->end - lowest) > AD_STACK_MAX))
        return false;
    if (lowest < vm->top)
        collect(vm);
    if (lowest < vm->top)
        return false;
    place_limit(vm, lowest);
    return true;
}

bool adstack_reserve(struct adder_vm *vm, size_t cells)
{
    size_t bytes = (cells + AD_NATIVE_ROOM) * AD_CELL_BYTES;
    hostile_move(vm);
    if (bytes <= (size_t)((uint8_t *)vm->sp - vm->limit))
        return true;
    if (bytes <= (size_t)((uint8_t *)vm->sp - vm->start) &&
        adstack_room(vm, (uint8_t *)vm->sp - bytes))
        return true;
    adexc_memory(vm);
    return false;
}

bool adstack_spare(struct adder_vm *vm, size_t cells)
{
    uint8_t *lowest = (uint8_t *)(vm->sp - cells);
    if (lowest < vm->limit) {
        if (lowest < vm->top)
            return false;
        vm->limit = lowest;
    }
    return true;
}

/* Writes an object's header; where its body begins. */
AD_SHORT adcell *put_header(adcell *object, uint8_t layout, size_t size)
{
    *object++ = adhd_make(layout, size);
    if (AD_LONG(size))
        *object++ = ad_from_int((adint)size);
    return object;
}

/* Most objects are small: a call would cost more than the few cells. */
static void clear(adcell *from, adcell *to)
{
    if (AD_ROM_DIRECT && to - from > 8) {
        memset(from, 0, (size_t)((uint8_t *)to - (uint8_t *)from));
        return;
    }
    while (from < to)
        *from++ = AD_UNBOUND;
}

AD_SHORT adcell new_object(struct adder_vm *vm, uint8_t layout, size_t size)
{
    size_t bytes;
    adcell *object;
    if (size > AD_SIZE_MAX)
        return adexc_memory(vm);
    bytes = adheap_bytes(layout, size);
#ifdef AD_HOSTILE
    if (!hostile_allocation(vm))
        return adexc_memory(vm);
#endif
    if (AD_UNLIKELY((size_t)(vm->limit - vm->top) < bytes) && !make_room(vm, bytes))
        return adexc_memory(vm);
    object = (adcell *)vm->top;
    vm->top += bytes;
    clear(put_header(object, layout, size), (adcell *)vm->top);
    return (adcell)((uint8_t *)object - vm->base);
}

adcell adheap_new(struct adder_vm *vm, uint8_t layout, size_t size)
{
#if AD_TAILORED /* a short object that fits: without a call, so that no register is saved */
    if (size < AD_ESCAPE) {
        uint8_t body = (uint8_t)size;
        adcell *p = (adcell *)vm->top;
        body = (uint8_t)(adlayout_is_bytes(layout) ? AD_ROUND(body) : body * AD_CELL_BYTES);
        if ((size_t)(vm->limit - (uint8_t *)p) >= (size_t)body + AD_CELL_BYTES) {
            *p++ = adhd_make(layout, (uint8_t)size);
            for (; body; body -= AD_CELL_BYTES)
                *p++ = AD_UNBOUND;
            adcell c = (adcell)(vm->top - vm->base);
            vm->top = (uint8_t *)p;
            return c;
        }
    }
#endif
    return new_object(vm, layout, size);
}

bool adheap_resize_last(struct adder_vm *vm, adcell ref, size_t size)
{
    adcell *object = adptr(vm, ref);
    uint8_t layout = (uint8_t)adhd_layout(*object);
    size_t was = adobj_size(vm, ref), now = adheap_bytes(layout, size);
    uint8_t *end = (uint8_t *)object + adheap_bytes(layout, was);
    if (end != vm->top || size > AD_SIZE_MAX || AD_LONG(was) != AD_LONG(size) ||
        now > (size_t)(vm->limit - (uint8_t *)object))
        return false;
    vm->top = (uint8_t *)object + now;
    if (vm->top > end)
        memset(end, 0, (size_t)(vm->top - end));
    put_header(object, layout, size);
    return true;
}

/* What an object has beyond `now` bytes becomes free, or dead objects of one cell, so that the heap
 * can still be walked. */
static void give_back(struct adder_vm *vm, adcell *object, size_t old, size_t now)
{
    uint8_t *end = (uint8_t *)object + old;
    if (end == vm->top) {
        vm->top -= old - now;
        return;
    }
    for (; old > now; old -= AD_CELL_BYTES) {
        end -= AD_CELL_BYTES;
        *(adcell *)end = adhd_make(ADT_buffer, 0);
    }
}

/* With an escape cell the object keeps it as long as the new size needs one; below that the size
 * stays as it was. */
void adheap_shrink(struct adder_vm *vm, adcell ref, size_t size)
{
    adcell *object = adptr(vm, ref);
    uint8_t layout = (uint8_t)adhd_layout(*object);
    size_t was = adobj_size(vm, ref);
    if (AD_LONG(was) && !AD_LONG(size))
        size = AD_ESCAPE;
    if (size >= was)
        return;
    put_header(object, layout, size);
    give_back(vm, object, adheap_bytes(layout, was), adheap_bytes(layout, size));
}

adcell adheap_turn(struct adder_vm *vm, adcell ref, unsigned layout, const void *from, size_t n)
{
    adcell *object = adptr(vm, ref);
    size_t was = adheap_bytes(ADT_buffer, adobj_size(vm, ref)), now = adheap_bytes(ADT_buffer, n);
    uint8_t *body = (uint8_t *)object + now - AD_ROUND(n);
    memmove(body, from, n);
    memset(body + n, 0, AD_ROUND(n) - n);
    put_header(object, (uint8_t)layout, n);
    give_back(vm, object, was, now);
    return ref;
}

size_t adheap_free(const struct adder_vm *vm)
{
    uint8_t *floor = stack_floor(vm);
    return floor > vm->top ? (size_t)(floor - vm->top) : 0;
}
