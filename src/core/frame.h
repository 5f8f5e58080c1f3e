/* SPDX-License-Identifier: MIT
 * frame.h - how a call lies on the value stack, which grows down:
 *
 *     function or callable        fp + nlocals       the result comes here
 *     first parameter             fp + nlocals - 1
 *     ...
 *     last local                  fp + 0
 *     code of this frame          fp - 1
 *     link                        fp - 2             distance to the caller's fp (cells) << 6 |
 * action
 *     caller's pc                 fp - 3             distance below the end of the image
 *     operand stack               fp - 4 ...         at most the code's depth
 *
 * Both numbers are raw cells (ad_from_raw). Nothing is an address, so a block can be moved or saved
 * between two instructions, and a generator's frame is copied out and in as it is.
 */
#ifndef ADDER_FRAME_H
#define ADDER_FRAME_H

#include "core/native.h"
#include "core/rom.h"

/* The bytes of a code object: struct adcode, then parameters' names, then the bytecode. */
AD_INLINE const uint8_t *adcode_ptr(const struct adder_vm *vm, adcell code)
{
    return adrom_ptr(vm, code) + adobj_body(vm, code);
}

AD_INLINE uint8_t adcode_npos(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, npos));
}
AD_INLINE uint8_t adcode_nkwonly(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, nkwonly));
}
AD_INLINE uint8_t adcode_nposonly(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, nposonly));
}
AD_INLINE uint8_t adcode_flags(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, flags));
}
AD_INLINE uint8_t adcode_nlocals(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, nlocals));
}
AD_INLINE uint8_t adcode_ntry(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, ntry));
}
AD_INLINE uint8_t adcode_handler(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, handler_slot));
}
AD_INLINE uint8_t adcode_nhandlers(const uint8_t *c)
{
    return adrom8(c + offsetof(struct adcode, nhandlers));
}
AD_INLINE uint16_t adcode_depth(const uint8_t *c)
{
    return adrom16(c + offsetof(struct adcode, depth));
}
AD_INLINE uint16_t adcode_size(const uint8_t *c)
{
    return adrom16(c + offsetof(struct adcode, code_size));
}
AD_INLINE uint16_t adcode_name(const uint8_t *c)
{
    return adrom16(c + offsetof(struct adcode, name));
}
AD_INLINE uint16_t adcode_debug(const uint8_t *c)
{
    return adrom16(c + offsetof(struct adcode, debug));
}
AD_INLINE uint16_t adcode_param(const uint8_t *c, unsigned i)
{
    return adrom16(c + sizeof(struct adcode) + 2 * i);
}
AD_INLINE const uint8_t *adcode_start(const uint8_t *c)
{
    return c + sizeof(struct adcode) + 2 * (adcode_npos(c) + adcode_nkwonly(c));
}

/* Operand depth of the running frame. */
AD_INLINE size_t adframe_depth(const struct adder_vm *vm)
{
    return adcode_depth(adcode_ptr(vm, vm->fp[-1]));
}

AD_INLINE adcell adframe_pc(const struct adder_vm *vm, const uint8_t *pc)
{
    return ad_from_raw((adcell)(adrom_ptr(vm, 0) - pc));
}

/* The linkage of a frame whose locals are complete, from fp up; there is room on the stack. */
AD_INLINE bool adframe_link(
    struct adder_vm *vm, adcell *fp, adcell code, const uint8_t *c, unsigned action)
{
    size_t distance = vm->fp ? (size_t)(vm->fp - fp) : 0;
    if (AD_CELL_BYTES == 2 && distance >= 512) {
        adexc_raise(vm, ADT_RecursionError, "frame too large");
        return false;
    }
    fp[-1] = code;
    fp[-2] = ad_from_raw((adcell)(distance << AD_LINK_SHIFT | action));
    fp[-3] = adframe_pc(vm, vm->pc);
    vm->fp = fp;
    vm->sp = fp - AD_FRAME_CELLS;
    vm->pc = adcode_start(c);
    return true;
}

AD_INLINE const uint8_t *adframe_pc_of(const struct adder_vm *vm, adcell cell)
{
    return adrom_ptr(vm, 0) - ad_raw(cell);
}

void adgc_run(struct adder_vm *vm);
void adidentity_sweep(struct adder_vm *vm, adcell table);
bool adstack_room(struct adder_vm *vm, uint8_t *lowest);
void adheap_note(struct adder_vm *vm);
void adcache_clear(struct adder_vm *vm);

#endif
