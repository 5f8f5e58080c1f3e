/* SPDX-License-Identifier: MIT
 * cell32.h - cells of 32 bits, for Cortex-M, RISC-V and WebAssembly. The contract is in cell.h.
 *
 *   31 30 29 .................... 8 7 6 5 4 3 2 1 0
 *   i  i  i  i  i  i  i  i  i  i  i i i i i i i i 1   small int, 31 bits
 *   0  0  o  o  o  o  o  o  o  o  o o o o o o o 0 0   object in the block: its offset, 1024 and up
 *   0  1  s  s  s  s  s  s  s  s  s s m l l l l l 0   header: size (23 bits), mark, layout
 *   0  0  0  0  ... 0  n  n  n  n  n n n n n n n  0   immediate n, below 1024
 *   1  o  o  o  o  o  o  o  o  o  o o o o o o o 0 0   object in the image: offset from its end
 */
#ifndef ADDER_CELL32_H
#define ADDER_CELL32_H

typedef uint32_t adcell;
typedef int32_t adint;

/* How a cell passes through `...`. */
#define adcell_arg uint32_t

#define AD_CELL_BYTES 4
#define AD_INT_MIN (-1073741824)
#define AD_INT_MAX 1073741823
#define AD_BLOCK_BIAS 1024u
#define AD_BLOCK_MAX 0x3ffffffcu
#define AD_LOW_BYTES 0u
#define AD_ESCAPE 0u
#define AD_SIZE_MAX 0x7fffffu
#define AD_HASH_INDEX 1
#define AD_HASH_BITS 0
#define AD_HASH_SHORT 0 /* strs are hashed to 14 bits */
#define AD_HAS_INLINE_FLOAT 0
#define AD_INT_BYTES 0

AD_INLINE bool ad_is_int(adcell c) { return c & 1; }
AD_INLINE adcell ad_int_mark(adcell c) { return c; }
AD_INLINE adint ad_int(adcell c) { return (adint)c >> 1; }
AD_INLINE adcell ad_from_int(adint i) { return (adcell)i << 1 | 1; }
AD_INLINE bool ad_both_int(adcell a, adcell b) { return a & b & 1; }

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
    *r |= 1;
    return !over;
}

AD_INLINE adcell ad_from_raw(adcell u) { return (adcell)(u << 1 | 1); }
AD_INLINE adcell ad_raw(adcell c) { return c >> 1; }

AD_INLINE adcell ad_imm(unsigned n) { return 2 * n; }
AD_INLINE bool ad_is_imm(adcell c) { return !(c & 1) && c < 2 * AD_IMM_COUNT; }
AD_INLINE unsigned ad_imm_number(adcell c) { return c >> 1; }
AD_INLINE bool ad_is_even(adcell c) { return !(c & 1); }
AD_INLINE bool ad_is_rom(adcell c) { return c >> 31; }
AD_INLINE bool ad_is_ref(adcell c) { return !(c & 1) && c >= AD_BLOCK_BIAS; }
AD_INLINE bool ad_in_block(adcell c) { return ad_is_ref(c) && !ad_is_rom(c); }
AD_INLINE intptr_t ad_offset(adcell c) { return (int32_t)c; }

AD_INLINE bool ad_is_flo(adcell c) { (void)c; return false; }
AD_INLINE double ad_flo(adcell c) { (void)c; return 0; }
AD_INLINE bool ad_flo_fits(double d, adcell *c) { (void)d; (void)c; return false; }

#define AD_MARK_BIT 0x40u
AD_INLINE adcell adhd_make(unsigned layout, size_t size)
{
    return 0x40000000u | (adcell)size << 7 | layout << 1;
}
AD_INLINE bool adhd_is(adcell c) { return (c & 0xc0000001u) == 0x40000000u; }
AD_INLINE bool adhd_marked(adcell h) { return (h & AD_MARK_BIT) != 0; }
AD_INLINE bool adhd_is_unmarked(adcell c)
{
    return (c & (0xc0000001u | AD_MARK_BIT)) == 0x40000000u;
}
AD_INLINE adcell adhd_mark(adcell h) { return h | AD_MARK_BIT; }
AD_INLINE adcell adhd_unmark(adcell h) { return h & (adcell)~(adcell)AD_MARK_BIT; }
AD_INLINE unsigned adhd_layout(adcell h) { return h >> 1 & 31; }
AD_INLINE bool adhd_has(adcell h, unsigned layout) { return adhd_layout(h) == layout; }
AD_INLINE size_t adhd_size(adcell h) { return h >> 7 & 0x7fffffu; }
AD_INLINE adcell adhd_hash(adcell h) { (void)h; return 0; }
AD_INLINE adcell adhd_with_hash(adcell h, adcell hash) { (void)hash; return h; }

/* Hashes, of small-int size: two joined (multiplication by odd constants, then shifted down:
 * Fibonacci
 * hashing, Knuth 6.4); and spread over a table's places, of which the caller takes the low bits. */
AD_INLINE adint ad_hash_join(adint h, adint next)
{
    uint32_t u = (uint32_t)h * 0x85EBCA6Bu + (uint32_t)next;
    u = (u ^ u >> 15) * 0x9E3779B1u;
    return (adint)((u ^ u >> 16) & (uint32_t)AD_INT_MAX);
}
AD_INLINE size_t ad_hash_spread(adint hash)
{
    return (uint32_t)hash * 0x9E3779B1u >> 8;
}

#endif
