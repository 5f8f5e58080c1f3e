/* SPDX-License-Identifier: MIT
 * hash.h - hashes of byte strings: one of 16 bits that is cheap on an 8-bit chip, one of 32 bits.
 * Both give the same on every machine, so that a table built on the PC works in the image of a
 * chip. They are not meant against an adversary who chooses the keys.
 */
#ifndef ADDER_HASH_H
#define ADDER_HASH_H

#include "base.h"

/* After FNV-1a (Fowler, Noll, Vo) with a 16-bit multiplier. A product carries only upwards, so the
 * last step brings the upper half down: tables use the lowest bits. */
static inline uint16_t adhash_16(const uint8_t *bytes, size_t n)
{
    uint16_t h = 0x9DC5;
    for (; n != 0; n--) {
        /* Unsigned, not uint16_t: a product of two promoted to int may overflow it. */
        h = (uint16_t)((unsigned)(h ^ *bytes++) * 0x6D95u);
    }
    return h ^ h >> 8;
}

AD_INLINE uint32_t adhash_mix32(uint32_t h, uint32_t word)
{
    h = (uint32_t)((h ^ word) * 0x9E3779B1u);
    return h ^ h >> 15;
}

/* Four bytes a step, in the order of a little-endian machine, which compilers make one load of; the
 * finish is MurmurHash3's (Appleby), in which every bit of h reaches every other. */
static inline uint32_t adhash_32(const uint8_t *bytes, size_t n)
{
    uint32_t h = (uint32_t)n;
    for (; n >= 4; n -= 4, bytes += 4) {
        h = adhash_mix32(h, bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
                            (uint32_t)bytes[3] << 24);
    }
    uint32_t word = 0;
    while (n != 0) {
        word = word << 8 | bytes[--n];
    }
    h = adhash_mix32(h, word);
    h = (uint32_t)((h ^ h >> 16) * 0x85EBCA6Bu);
    h = (uint32_t)((h ^ h >> 13) * 0xC2B2AE35u);
    return h ^ h >> 16;
}

#endif
