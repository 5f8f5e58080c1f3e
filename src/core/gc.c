/* SPDX-License-Identifier: MIT
 * gc.c - the collector: precise, sliding mark-compact, in place, without recursion, without a mark
 * stack. Marking reverses pointers (Schorr and Waite, 1967; Deutsch), compaction threads them
 * (Morris, 1978; Jonkers, "A fast garbage compaction algorithm", 1979). Both lean on one property:
 * a header has a bit pattern that no cell has, so walking down from an object's last cell ends at
 * its header, and a header can hold the head of a chain of the cells that refer to the object.
 * A port may have the two halves, trace and slide, of its own (docs/design/collector.md).
 */
#include "core/heap.h"
#include "core/frame.h"

#if AD_GC_PORT
#include "core/gc_port.h" /* from the port's folder */

static void trace(struct adder_vm *vm, adcell *from, adcell *to)
{
    (void)vm;
    adgc_trace(from, to);
}

static void slide(struct adder_vm *vm)
{
    vm->top = adgc_move(adgc_plan(vm->start, vm->top), vm->top);
}
#else
static adcell offset_of(const struct adder_vm *vm, const void *p)
{
    return (adcell)((const uint8_t *)p - vm->base);
}

static size_t object_bytes(const adcell *object)
{
    size_t size = adhd_size(*object);
#if AD_ESCAPE
    uint8_t bytes = (uint8_t)size; /* nearly all are short: a chip counts them in one register */
    if (AD_LIKELY(bytes != AD_ESCAPE)) {
        bytes = adlayout_is_bytes(adhd_layout(*object)) ? (uint8_t)AD_ROUND(bytes)
                                                        : (uint8_t)(bytes * AD_CELL_BYTES);
        return (size_t)bytes + AD_CELL_BYTES;
    }
    size = (size_t)ad_int(object[1]);
#endif
    return adheap_bytes(adhd_layout(*object), size);
}

/* Marks what *slot refers to. On the way down each visited cell holds the offset of the cell that
 * led
 * to its object (0 at the root); on the way up it gets its reference back. */
static void mark_from(struct adder_vm *vm, adcell *slot)
{
    adcell back = 0;
    for (;;) {
        adcell c = *slot;
        if (ad_in_block(c)) {
            adcell *object = adptr(vm, c);
            if (!adhd_marked(*object)) {
                size_t bytes = object_bytes(object);
                bool leaf = adlayout_is_bytes(adhd_layout(*object));
                *object = adhd_mark(*object);
                if (!leaf && bytes > AD_CELL_BYTES) {
                    *slot = back;
                    back = offset_of(vm, slot);
                    slot = object + bytes / AD_CELL_BYTES - 1;
                    continue;
                }
            }
        }
        for (;;) {
            adcell *parent;
            if (back == 0)
                return;
            slot--;
            if (!adhd_is(*slot))
                break;
            parent = adptr(vm, back);
            back = *parent;
            *parent = offset_of(vm, slot);
            slot = parent;
        }
    }
}

static void thread(struct adder_vm *vm, adcell *slot)
{
    adcell c = *slot;
    if (ad_in_block(c)) {
        adcell *object = adptr(vm, c);
        *slot = *object;
        *object = offset_of(vm, slot);
    }
}

/* All cells chained at the header get the object's new place; the header is back. */
static void unthread(struct adder_vm *vm, adcell *object, adcell place)
{
    adcell c = *object;
    while (!adhd_is(c)) {
        adcell *slot = adptr(vm, c);
        c = *slot;
        *slot = place;
    }
    *object = c;
}

/* An object that was not marked; one with a chain at its header was. */
static bool is_dead(const adcell *object) { return adhd_is_unmarked(*object); }

/* Bytes of the dead objects from this one on, which become one: the second pass steps over it. */
AD_SHORT size_t dead_bytes(struct adder_vm *vm, adcell *object)
{
    const size_t most = AD_ESCAPE ? AD_ESCAPE - 1 : AD_SIZE_MAX; /* without an escape cell */
    size_t bytes = object_bytes(object), more;
    adcell *next = object + bytes / AD_CELL_BYTES;
    while (bytes <= most && next < (adcell *)vm->top && is_dead(next)) {
        more = object_bytes(next);
        if (more > most - bytes)
            break;
        bytes += more;
        next += more / AD_CELL_BYTES;
    }
    if (bytes <= most)
        *object = adhd_make(ADT_buffer, bytes - AD_CELL_BYTES);
    return bytes;
}

/* Downwards: most objects are a few cells. */
static void move(uint8_t *to, const adcell *object, size_t bytes)
{
#if AD_ROM_DIRECT
    if (bytes <= 8 * AD_CELL_BYTES) {
        adcell *p = (adcell *)to;
        const adcell *end = object + bytes / AD_CELL_BYTES;
        while (object < end)
            *p++ = *object++;
        return;
    }
#endif
    memmove(to, object, bytes);
}

/* Over what lives, twice: `slide` is false, then true. References forward become known as their
 * targets are met in the first pass, those backward in the second one, which moves. */
AD_SHORT void pass(struct adder_vm *vm, bool slide)
{
    adcell *object = (adcell *)vm->start, *next, *slot;
    uint8_t *place = vm->start;
    for (; object < (adcell *)vm->top; object = next) {
        if (is_dead(object)) {
            size_t bytes = slide ? object_bytes(object) : dead_bytes(vm, object);
            next = object + bytes / AD_CELL_BYTES;
            continue;
        }
        unthread(vm, object, offset_of(vm, place));
        next = object + object_bytes(object) / AD_CELL_BYTES;
        if (slide) {
            *object = adhd_unmark(*object);
            if (place != (uint8_t *)object)
                move(place, object, (size_t)((uint8_t *)next - (uint8_t *)object));
        } else if (!adlayout_is_bytes(adhd_layout(*object))) {
            for (slot = object + 1; slot < next; slot++)
                thread(vm, slot);
        }
        place += (uint8_t *)next - (uint8_t *)object;
    }
    if (slide)
        vm->top = place;
}

/* What the cells from `from` up to `to` reach is alive. */
static void trace(struct adder_vm *vm, adcell *from, adcell *to)
{
    for (; from < to; from++)
        mark_from(vm, from);
}

/* The living move together; all that refers to them follows. */
static void slide(struct adder_vm *vm)
{
    for (adcell *slot = vm->sp; slot < (adcell *)vm->end; slot++)
        thread(vm, slot);
    pass(vm, false);
    pass(vm, true);
}
#endif

void adgc_run(struct adder_vm *vm)
{
    adcell *ids = &vm->roots[ADR_IDS], table = *ids;
    vm->roots[ADR_ERROR] = vm->error;
    *ids = AD_UNBOUND;
    trace(vm, vm->sp, (adcell *)vm->end);
    *ids = table;
    if (AD_HAS_IDS) {
        adidentity_sweep(vm, table);
        trace(vm, ids, ids + 1);
    }
    slide(vm);
    vm->error = vm->roots[ADR_ERROR];
    adcache_clear(vm);
}
