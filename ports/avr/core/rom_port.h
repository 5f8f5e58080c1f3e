/* SPDX-License-Identifier: MIT
 * rom_port.h - the image lies in flash: reading it takes `lpm`. References count from the image's
 * end, a constant of the link, so an address is one addition away.
 */
#ifndef ADDER_AVR_ROM_PORT_H
#define ADDER_AVR_ROM_PORT_H

extern const uint8_t adimage[], adimage_end[];

AD_INLINE uint8_t adrom8(const uint8_t *p)
{
    return *(const __flash uint8_t *)(uintptr_t)p;
}

AD_INLINE uint16_t adrom16(const uint8_t *p)
{
    return *(const __flash uint16_t *)(uintptr_t)p;
}

/* What p points to, and p goes on. Without the assembly gcc keeps the old and the new p side by
 * side, in two pairs of registers, and adds where `lpm` does it for nothing. */
#define ADROM8_NEXT(p)                                                                             \
    ({                                                                                             \
        uint8_t read_;                                                                             \
        __asm__("lpm %0, Z+" : "=r"(read_), "+z"(p));                                              \
        read_;                                                                                     \
    })
#define AD_POINTER(p) __asm__("" : "+z"(p))
#define ADROM16_NEXT(p)                                                                            \
    ({                                                                                             \
        uint16_t read_;                                                                            \
        __asm__("lpm %A0, Z+\n\tlpm %B0, Z+" : "=r"(read_), "+z"(p));                              \
        read_;                                                                                     \
    })

AD_INLINE adcell adrom_cell(const adcell *p)
{
    return *(const __flash adcell *)(uintptr_t)p;
}

AD_INLINE const uint8_t *adrom_ptr(const struct adder_vm *vm, adcell ref)
{
    (void)vm;
    return adimage_end + (int16_t)ref;
}

#endif
