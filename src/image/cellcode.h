/* SPDX-License-Identifier: MIT
 * cellcode.h - cells and headers of any width, for tools that make or read images: what
 * core/cell16.h, cell32.h and cell64.h are for one width fixed at compile time, here for a
 * `width` of 2, 4 or 8 bytes chosen at run time. The two must agree (tests/unit/test_cell.c
 * compares them).
 *
 *   width 2   iiii iiii iiii iii1   small int
 *             1000 00nn nnnn nnn0   immediate n (0: unbound)
 *             1ooo oooo oooo ooo0   object, offset from the image's end, -0x7c00 and up
 *             010l llll ssss sss0   header; s = 127: the size is in the next cell, a small int
 *   width 4   ii..   ...     iii1   small int
 *             0000 ..nnnnnnnn nn0   immediate n
 *             1o..   ...     oo00   object, offset from the image's end
 *             01 s*23 0 l*5     0   header
 *   width 8   ii..   ...    iii01   small int
 *             ff..   ...    fff1f   float: bits of the double rotated left by 3, plus 1
 *             0000 ..nnnnnnnn nn00  immediate n
 *             1o..   ...    oo000   object, offset from the image's end
 *             01 s*30 h*20 00 l*8 00  header; h: cached hash, 0 in images
 *
 * Cells of all widths are handled as uint64_t, without their sign.
 */
#ifndef ADDER_CELLCODE_H
#define ADDER_CELLCODE_H

#include "base/base.h"
#include "isa/builtins.h"

#define ADCC_ESCAPE 127u /* width 2 only */

AD_INLINE bool adcc_width_ok(unsigned width) { return width == 2 || width == 4 || width == 8; }

AD_INLINE uint64_t adcc_mask(unsigned width) { return ~(uint64_t)0 >> (64 - 8 * width); }

/* ---- bytes, little-endian ------------------------------------------------------------------- */

AD_INLINE uint64_t adcc_read(const uint8_t *p, unsigned bytes)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value |= (uint64_t)p[i] << (8 * i);
    return value;
}

AD_INLINE uint32_t adcc_read16(const uint8_t *p) { return (uint32_t)adcc_read(p, 2); }
AD_INLINE uint32_t adcc_read32(const uint8_t *p) { return (uint32_t)adcc_read(p, 4); }

AD_INLINE void adcc_write(uint8_t *p, unsigned bytes, uint64_t value)
{
    for (unsigned i = 0; i < bytes; i++)
        p[i] = (uint8_t)(value >> (8 * i));
}

AD_INLINE uint32_t adcc_align(uint32_t n, unsigned to)
{
    return (n + to - 1) & ~(uint32_t)(to - 1);
}

/* ---- cells ---------------------------------------------------------------------------------- */

AD_INLINE unsigned adcc_int_bits(unsigned width) { return width == 8 ? 62 : 8 * width - 1; }

AD_INLINE bool adcc_small_fits(unsigned width, int64_t value)
{
    int64_t max = ((int64_t)1 << (adcc_int_bits(width) - 1)) - 1;
    return value >= -max - 1 && value <= max;
}

AD_INLINE uint64_t adcc_small(unsigned width, int64_t value)
{
    return ((uint64_t)value << (width == 8 ? 2 : 1) | 1) & adcc_mask(width);
}

AD_INLINE bool adcc_is_small(unsigned width, uint64_t cell)
{
    return width == 8 ? (cell & 3) == 1 : cell & 1;
}

AD_INLINE int64_t adcc_small_value(unsigned width, uint64_t cell)
{
    int64_t value = (int64_t)(cell << (64 - 8 * width));
    return value >> (64 - adcc_int_bits(width));
}

AD_INLINE uint64_t adcc_imm(unsigned width, unsigned n)
{
    if (width == 2)
        return n ? 0x8000u + 2 * n : 0;
    return (uint64_t)n * (width == 4 ? 2 : 4);
}

AD_INLINE bool adcc_is_imm(unsigned width, uint64_t cell)
{
    if (width == 2)
        return cell == 0 || (cell & 0xfc01u) == 0x8000u;
    return !(cell & (width == 4 ? 1 : 3)) && cell < AD_IMM_COUNT * (width == 4 ? 2 : 4);
}

AD_INLINE unsigned adcc_imm_number(unsigned width, uint64_t cell)
{
    return (unsigned)(width == 2 ? (cell & 0x3ff) >> 1 : cell >> (width == 4 ? 1 : 2));
}

/* Greatest distance of an object from the image's end. */
AD_INLINE uint32_t adcc_reach(unsigned width) { return width == 2 ? 0x7c00u : 0x7fffffffu; }

/* A reference to the object that begins `distance` bytes before the image's end. */
AD_INLINE uint64_t adcc_ref(unsigned width, uint32_t distance)
{
    return (0 - (uint64_t)distance) & adcc_mask(width);
}

AD_INLINE bool adcc_is_ref(unsigned width, uint64_t cell)
{
    return cell >> (8 * width - 1) && !(cell & (width == 8 ? 3 : 1)) && !adcc_is_imm(width, cell);
}

AD_INLINE uint64_t adcc_distance(unsigned width, uint64_t cell)
{
    return (0 - cell) & adcc_mask(width);
}

AD_INLINE bool adcc_is_float(unsigned width, uint64_t cell) { return width == 8 && cell & 2; }

/* The cell of a double, from its bits; false when it needs an object. */
AD_INLINE bool adcc_float(unsigned width, uint64_t bits, uint64_t *cell)
{
    if (width != 8)
        return false;
    *cell = (bits << 3 | bits >> 61) + 1;
    if (*cell & 2)
        return true;
    *cell = adcc_imm(width, AD_IMM_ZERO);
    return bits == 0;
}

AD_INLINE uint64_t adcc_float_bits(uint64_t cell) { return (cell - 1) >> 3 | (cell - 1) << 61; }

/* ---- headers -------------------------------------------------------------------------------- */

AD_INLINE uint32_t adcc_size_max(unsigned width)
{
    return width == 2 ? 0x3000u : width == 4 ? 0x7fffffu : 0x3fffffffu;
}

AD_INLINE uint64_t adcc_header(unsigned width, unsigned layout, uint32_t size)
{
    if (width == 2)
        return 0x4000u | layout << 8 | AD_MIN(size, ADCC_ESCAPE) << 1;
    if (width == 4)
        return 0x40000000u | size << 7 | layout << 1;
    return (uint64_t)1 << 62 | (uint64_t)size << 32 | layout << 2;
}

AD_INLINE bool adcc_is_header(unsigned width, uint64_t cell)
{
    return cell >> (8 * width - 2) == 1 && !(cell & (width == 8 ? 3 : 1));
}

AD_INLINE unsigned adcc_layout(unsigned width, uint64_t header)
{
    return (unsigned)(width == 2 ? header >> 8 & 31 : width == 4 ? header >> 1 & 31 :
        header >> 2 & 255);
}

/* The size field; at width 2 ADCC_ESCAPE: look at the next cell. */
AD_INLINE uint32_t adcc_size(unsigned width, uint64_t header)
{
    return (uint32_t)(width == 2 ? header >> 1 & 127 : width == 4 ? header >> 7 & 0x7fffff :
        header >> 32 & 0x3fffffff);
}

AD_INLINE unsigned adcc_header_bytes(unsigned width, uint32_t size)
{
    return width == 2 && size >= ADCC_ESCAPE ? 4 : width;
}

AD_INLINE bool adcc_counts_bytes(unsigned layout)
{
    return layout < 32 && (1ul << layout & (1ul << ADT_int | 1ul << ADT_int_neg | 1ul << ADT_float |
        1ul << ADT_str | 1ul << ADT_str_wide | 1ul << ADT_bytes | 1ul << ADT_code |
        1ul << ADT_buffer)) != 0;
}

/* Bytes of the body, padding not included. */
AD_INLINE uint64_t adcc_body_bytes(unsigned width, unsigned layout, uint32_t size)
{
    return adcc_counts_bytes(layout) ? size : (uint64_t)size * width;
}

/* Bytes of a limb of an int: its body has a multiple of as many. */
AD_INLINE unsigned adcc_limb(unsigned width) { return width == 2 ? 2 : 4; }

#endif
