/* SPDX-License-Identifier: MIT
 * rom.h - reading bytes of the image by address: where a C pointer reads it, that is all there is
 * to
 * it; on AVR the image lies in flash and takes another instruction.
 */
#ifndef ADDER_ROM_H
#define ADDER_ROM_H

#include "core/vm.h"

#if AD_ROM_DIRECT
AD_INLINE uint8_t adrom8(const uint8_t *p) { return *p; }
AD_INLINE uint16_t adrom16(const uint8_t *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint16_t both; /* one load: the compiler does not make it of the two */
    memcpy(&both, p, 2);
    return both;
#else
    return (uint16_t)(p[0] | p[1] << 8);
#endif
}
AD_INLINE const uint8_t *adrom_ptr(const struct adder_vm *vm, adcell ref)
{
    return vm->base + ad_offset(ref);
}
AD_INLINE adcell adrom_cell(const adcell *p) { return *p; }
/* For a compiler that addresses each cell behind p anew: p is a pointer of its own. */
#define AD_POINTER(p) ((void)0)
/* A value that the compiler must not make depend on what it was compared with: the processor's
 * prediction of the comparison then lets it go on with the value at once. */
#define AD_GUESSED(p) __asm__("" : "+r"(p))
/* What p points to, and p goes on. */
#define ADROM8_NEXT(p) adrom8((p)++)
#define ADROM16_NEXT(p) ((p) += 2, adrom16((p)-2))
#else
#include "core/rom_port.h" /* from the port's folder */
#endif

/* Cells of an object in the image (rom) or in the block. */
AD_INLINE const adcell *adcells_of(const struct adder_vm *vm, adcell ref, bool rom)
{
    const adcell *head = rom ? (const adcell *)adrom_ptr(vm, ref) : adptr(vm, ref);
    return head + 1;
}
AD_INLINE adcell adcells_at(const adcell *p, bool rom) { return rom ? adrom_cell(p) : *p; }

/* Is a class, or what belongs to it, in the image? There nothing can change it. */
AD_INLINE bool adclass_in_rom(adcell ref)
{
    return AD_HAS_ROM_CLASSES && (!AD_HAS_RAM_CLASSES || ad_is_rom(ref));
}
/* A field of a class: ADL_CLASS_*. */
AD_INLINE adcell adclass_cell(const struct adder_vm *vm, adcell class, unsigned i)
{
    if (AD_HAS_ROM_CLASSES && AD_HAS_RAM_CLASSES)
        return adget_cell(vm, class, i);
    return adcells_at(adcells_of(vm, class, AD_HAS_ROM_CLASSES) + i, AD_HAS_ROM_CLASSES);
}
AD_INLINE adint adclass_int(const struct adder_vm *vm, adcell class, unsigned i)
{
    return ad_int(adclass_cell(vm, class, i));
}

#endif
