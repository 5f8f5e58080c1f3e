/* SPDX-License-Identifier: MIT
 * str_hash.c - the hash of str and bytes: that of base/hash.h, reduced to what a small int and the
 * header of the width hold.
 */
#include "base/hash.h"
#include "core/obj/text.h"

#if AD_HASH_SHORT
/* As adhash_16, reading by the accessor. */
adint adstr_hash(const struct adder_vm *vm, adcell s)
{
    struct adspan span;
    uint16_t h = 0x9DC5;
    size_t i;
    adspan_of(vm, s, &span);
    for (i = 0; i < span.n; i++)
        h = (uint16_t)((unsigned)(h ^ adspan_at(vm, &span, i)) * 0x6D95u);
    return (adint)((h ^ h >> 8) & 0x3fff);
}
#else
/* The header keeps it where it has room for it and can be written; 0 there says: not yet known. */
adint adstr_hash(const struct adder_vm *vm, adcell s)
{
    struct adspan span;
    adint hash;
    if (AD_HASH_BITS && !adis(vm, s, ADT_bytearray)) {
        adcell kept = adhd_hash(adget_header(vm, s));
        if (kept)
            return (adint)kept;
    }
    adspan_of(vm, s, &span);
    hash = (adint)(adhash_32(span.p, span.n) & 0xfffff);
    hash += hash == 0;
    if (AD_HASH_BITS && !ad_is_rom(s)) {
        adcell *header = adptr(vm, s);
        *header = adhd_with_hash(*header, (adcell)hash);
    }
    return hash;
}
#endif
