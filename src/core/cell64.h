/* SPDX-License-Identifier: MIT
 * cell64.h - cells of 64 bits, for the PC. The contract is in cell.h.
 *
 *   63 62 61 ............ 32 31 ....... 12 11 10 9 ... 2 1 0
 *   i  i  i  i  i  i  i  i  i  i  i  i  i  i  i  i i i i i 0 1   small int, 62 bits
 *   f  f  f  f  f  f  f  f  f  f  f  f  f  f  f  f f f f f 1 f   float, self-tagged (below)
 *   0  0  o  o  o  o  o  o  o  o  o  o  o  o  o  o o o o o 0 0   object in the block: offset
 *   0  1  s  s  s  s  s  s  h  h  h  h  h  h  m  0 l l l l 0 0   header
 *   0  0  0  0  0  0  0  0  0  0  0  0  0  0  n  n n n n n 0 0   immediate n, below 2048
 *   1  o  o  o  o  o  o  o  o  o  o  o  o  o  o  o o o o o 0 0   object in the image
 *
 * A header holds size (30 bits), hash (20), mark, layout. Offsets in the block are 2048 and up,
 * those in the image negative, from its end.
 *
 * Self-tagged floats (after Melançon, Serrano, Feeley, "Float Self-Tagging", 2025): the bits of
 * the double rotated left by 3, plus 1, so that the two upper bits of the exponent come to lie in
 * the tag. They differ for 2**-511 <= |x| < 2**513, which makes the tag 10 or 11; other floats are
 * boxed, but for 0.0, which is an immediate.
 */
#ifndef ADDER_CELL64_H
#define ADDER_CELL64_H

typedef uint64_t adcell;
typedef int64_t adint;

/* How a cell passes through `...`. */
#define adcell_arg uint64_t

#define AD_CELL_BYTES 8
#define AD_INT_MIN (-((int64_t)1 << 61))
#define AD_INT_MAX (((int64_t)1 << 61) - 1)
#define AD_BLOCK_BIAS 2048u
#define AD_BLOCK_MAX ((uint64_t)1 << 40)
#define AD_LOW_BYTES 0u
#define AD_ESCAPE 0u
#define AD_SIZE_MAX 0x3fffffffu
#define AD_HASH_INDEX 1
#define AD_HASH_BITS 20
#define AD_HASH_SHORT 0 /* strs are hashed to 14 bits */
#define AD_HAS_INLINE_FLOAT 1
#define AD_INT_BYTES 0

AD_INLINE bool ad_is_int(adcell c) { return ((c - 1) & 3) == 0; }
AD_INLINE adcell ad_int_mark(adcell c) { return ad_is_int(c); }
AD_INLINE adint ad_int(adcell c) { return (adint)c >> 2; }
AD_INLINE adcell ad_from_int(adint i) { return ((adcell)i << 2) + 1; }
/* Tag 01 in both: the and has bit 0, the or lacks bit 1. */
AD_INLINE bool ad_both_int(adcell a, adcell b) { return (((a - 1) | (b - 1)) & 3) == 0; }

AD_INLINE bool ad_int_add(adcell a, adcell b, adcell *r)
{
    return !__builtin_add_overflow((adint)a, (adint)(b - 1), (adint *)r);
}

AD_INLINE bool ad_int_sub(adcell a, adcell b, adcell *r)
{
    return !__builtin_sub_overflow((adint)a, (adint)(b - 1), (adint *)r);
}

AD_INLINE bool ad_int_mul(adcell a, adcell b, adcell *r)
{
    bool over = __builtin_mul_overflow(ad_int(a), (adint)(b - 1), (adint *)r);
    *r += 1;
    return !over;
}

AD_INLINE adcell ad_from_raw(adcell u) { return (adcell)(u << 2 | 1); }
AD_INLINE adcell ad_raw(adcell c) { return c >> 2; }

AD_INLINE adcell ad_imm(unsigned n) { return 4 * (adcell)n; }
AD_INLINE bool ad_is_imm(adcell c) { return !(c & 3) && c < 4 * AD_IMM_COUNT; }
AD_INLINE unsigned ad_imm_number(adcell c) { return (unsigned)(c >> 2); }
AD_INLINE bool ad_is_even(adcell c) { return !(c & 3); }
AD_INLINE bool ad_is_rom(adcell c) { return c >> 63; }
AD_INLINE bool ad_is_ref(adcell c) { return !(c & 3) && c >= AD_BLOCK_BIAS; }
AD_INLINE bool ad_in_block(adcell c) { return ad_is_ref(c) && !ad_is_rom(c); }
AD_INLINE intptr_t ad_offset(adcell c) { return (intptr_t)c; }

AD_INLINE bool ad_is_flo(adcell c) { return c & 2; }

AD_INLINE double ad_flo(adcell c)
{
    uint64_t bits = (c - 1) >> 3 | (c - 1) << 61;
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

AD_INLINE bool ad_flo_fits(double d, adcell *c)
{
    uint64_t bits;
    memcpy(&bits, &d, 8);
    *c = (bits << 3 | bits >> 61) + 1;
    if (AD_LIKELY(*c & 2))
        return true;
    *c = ad_imm(AD_IMM_ZERO);
    return bits == 0;
}

#define AD_MARK_BIT 0x800u
AD_INLINE adcell adhd_make(unsigned layout, size_t size)
{
    return (adcell)1 << 62 | (adcell)size << 32 | layout << 2;
}
AD_INLINE bool adhd_is(adcell c) { return (c & 0xc000000000000003u) == 0x4000000000000000u; }
AD_INLINE bool adhd_marked(adcell h) { return (h & AD_MARK_BIT) != 0; }
AD_INLINE bool adhd_is_unmarked(adcell c)
{
    return (c & (0xc000000000000003u | AD_MARK_BIT)) == 0x4000000000000000u;
}
AD_INLINE adcell adhd_mark(adcell h) { return h | AD_MARK_BIT; }
AD_INLINE adcell adhd_unmark(adcell h) { return h & (adcell)~(adcell)AD_MARK_BIT; }
AD_INLINE unsigned adhd_layout(adcell h) { return (uint8_t)h >> 2; }
/* The lowest byte alone says it: one comparison with memory. */
AD_INLINE bool adhd_has(adcell h, unsigned layout) { return (uint8_t)h == (uint8_t)(layout << 2); }
AD_INLINE size_t adhd_size(adcell h) { return h >> 32 & 0x3fffffffu; }
AD_INLINE adcell adhd_hash(adcell h) { return h >> 12 & 0xfffff; }
AD_INLINE adcell adhd_with_hash(adcell h, adcell hash)
{
    return (h & ~((adcell)0xfffff << 12)) | (hash & 0xfffff) << 12;
}

/* Hashes, of small-int size: two joined (multiplication by odd constants, then shifted down:
 * Fibonacci
 * hashing, Knuth 6.4); and spread over a table's places, of which the caller takes the low bits. */
AD_INLINE adint ad_hash_join(adint h, adint next)
{
    uint64_t u = (uint64_t)h * 0xC2B2AE3D27D4EB4Fu + (uint64_t)next;
    u = (u ^ u >> 29) * 0x9E3779B97F4A7C15u;
    return (adint)((u ^ u >> 32) & ((uint64_t)AD_INT_MAX >> 1));
}
AD_INLINE size_t ad_hash_spread(adint hash)
{
    return (uint64_t)hash * 0x9E3779B97F4A7C15u >> 24;
}

#endif
