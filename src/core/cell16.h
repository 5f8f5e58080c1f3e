/* SPDX-License-Identifier: MIT
 * cell16.h - cells of 16 bits, for chips with a few KB of RAM. The contract is in cell.h.
 *
 *   15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
 *   i  i  i  i  i  i  i  i  i  i  i  i  i  i  i  1   small int, 15 bits
 *   0  0  o  o  o  o  o  o  o  o  o  o  o  o  o  0   object in the block: its offset, 0x100 and up
 *   0  1  m  l  l  l  l  l  s  s  s  s  s  s  s  0   header: mark, layout, size (127: next cell)
 *   1  0  0  0  0  0  n  n  n  n  n  n  n  n  n  0   immediate n
 *   1  o  o  o  o  o  o  o  o  o  o  o  o  o  o  0   object in the image: offset from its end
 *   0 .............................................   unbound
 *
 * So the block has at most 16,128 bytes and the image's objects at most 31 KB.
 */
#ifndef ADDER_CELL16_H
#define ADDER_CELL16_H

typedef uint16_t adcell;
typedef int16_t adint;

/* How a cell passes through `...`. */
#define adcell_arg int

#define AD_CELL_BYTES 2
#define AD_INT_MIN (-16384)
#define AD_INT_MAX 16383
#define AD_BLOCK_BIAS 0x100u    /* offset of the block's first byte from vm->base */
#define AD_BLOCK_MAX 0x4000u    /* offsets in the block are below this            */
#define AD_LOW_BYTES 0x8000u    /* readable bytes below vm->base on the PC        */
#define AD_ESCAPE 127u
#define AD_SIZE_MAX 0x3000u
#define AD_HASH_INDEX 0
#define AD_HASH_BITS 0
#define AD_HASH_SHORT 1 /* strs are hashed to 14 bits */
#define AD_HAS_INLINE_FLOAT 0
#define AD_INT_BYTES 1 /* ints by small code: obj/int_bytes.c */

AD_INLINE bool ad_is_int(adcell c) { return c & 1; }
AD_INLINE adcell ad_int_mark(adcell c) { return c; }
AD_INLINE adint ad_int(adcell c) { return (adint)c >> 1; }
AD_INLINE adcell ad_from_int(adint i) { return (adcell)((adcell)i << 1 | 1); }
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
    int32_t product = (int32_t)ad_int(a) * ad_int(b);
    *r = ad_from_int((adint)product);
    return product >= AD_INT_MIN && product <= AD_INT_MAX;
}

AD_INLINE adcell ad_from_raw(adcell u) { return (adcell)(u << 1 | 1); }
AD_INLINE adcell ad_raw(adcell c) { return c >> 1; }

AD_INLINE adcell ad_imm(unsigned n) { return n ? (adcell)(0x8000u + 2 * n) : 0; }
AD_INLINE bool ad_is_imm(adcell c) { return (c & 0xfc01u) == 0x8000u; }
AD_INLINE unsigned ad_imm_number(adcell c) { return (c & 0x3ffu) >> 1; }
AD_INLINE bool ad_is_even(adcell c) { return !(c & 1); }
AD_INLINE bool ad_is_rom(adcell c) { return c & 0x8000u; }
AD_INLINE bool ad_is_ref(adcell c) { return !(c & 1) && c && (c & 0xfc00u) != 0x8000u; }
AD_INLINE bool ad_in_block(adcell c) { return (int16_t)c > 0 && !(c & 1); }
AD_INLINE intptr_t ad_offset(adcell c) { return (int16_t)c; }

AD_INLINE bool ad_is_flo(adcell c) { (void)c; return false; }
AD_INLINE double ad_flo(adcell c) { (void)c; return 0; }
AD_INLINE bool ad_flo_fits(double d, adcell *c) { (void)d; (void)c; return false; }

#define AD_MARK_BIT 0x2000u
AD_INLINE adcell adhd_make(unsigned layout, size_t size)
{
    return (adcell)(0x4000u | layout << 8 | (size < AD_ESCAPE ? size : AD_ESCAPE) << 1);
}
AD_INLINE bool adhd_is(adcell c) { return (c & 0xc001u) == 0x4000u; }
AD_INLINE bool adhd_marked(adcell h) { return (h & AD_MARK_BIT) != 0; }
AD_INLINE bool adhd_is_unmarked(adcell c)
{
    return (c & (0xc001u | AD_MARK_BIT)) == 0x4000u;
}
AD_INLINE adcell adhd_mark(adcell h) { return h | AD_MARK_BIT; }
AD_INLINE adcell adhd_unmark(adcell h) { return h & (adcell)~(adcell)AD_MARK_BIT; }
AD_INLINE unsigned adhd_layout(adcell h) { return (uint8_t)(h >> 8) & 31; }
AD_INLINE bool adhd_has(adcell h, unsigned layout) { return adhd_layout(h) == layout; }
AD_INLINE size_t adhd_size(adcell h) { return (uint8_t)h >> 1; }
AD_INLINE adcell adhd_hash(adcell h) { (void)h; return 0; }
AD_INLINE adcell adhd_with_hash(adcell h, adcell hash) { (void)hash; return h; }

/* Hashes, of small-int size: two joined (multiplication by odd constants, then shifted down:
 * Fibonacci
 * hashing, Knuth 6.4); and spread over a table's places, of which the caller takes the low bits. */
AD_INLINE adint ad_hash_join(adint h, adint next)
{
    uint16_t u = (uint16_t)((unsigned)(h ^ h >> 9) * 0x6D95u + (unsigned)next * 0x9E37u);
    return (adint)((u ^ u >> 7) & AD_INT_MAX);
}
AD_INLINE size_t ad_hash_spread(adint hash)
{
    uint16_t h = (uint16_t)hash;
    return h ^ h >> 7;
}

#endif
