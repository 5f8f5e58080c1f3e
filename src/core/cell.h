/* SPDX-License-Identifier: MIT
 * cell.h - the contract of a cell, the unit that holds one Python value. Three headers implement
 * it, one a width; nothing else in the source asks for the width.
 *
 *   adcell                unsigned, AD_CELL bits      adint    signed, holds every small int
 *   AD_CELL_BYTES, AD_INT_MIN, AD_INT_MAX
 *
 * A cell is one of: the unbound mark (0), a small int, an immediate (isa/builtins.h), a reference
 * to an object, and at width 64 a self-tagged float. A header, the first cell of each object, has a
 * pattern that no cell has.
 *
 *   ad_is_int(c)  ad_int(c)  ad_from_int(i)          i must be within AD_INT_MIN..AD_INT_MAX
 *   ad_int_mark(c)                                   bit 0 is set when c is a small int
 *   ad_both_int(a, b)                                  are both small ints?
 *   ad_int_add(a, b, &r)  ..._sub  ..._mul             small int cells; false on overflow
 *   ad_from_raw(u)  ad_raw(c)                          an opaque number >= 0, at 16 of 15 bits, one
 *                                                      more than a small int: for linkage
 *   ad_imm(n)  ad_is_imm(c)  ad_imm_number(c)          immediates; ad_imm(0) is the unbound mark
 *   ad_is_native(c)  ad_native_number(c)               those of native functions: ADF_*
 *   ad_is_ref(c)                                       refers to an object, in block or image
 *   ad_is_even(c)                                      no int, no float: a reference or immediate
 *   ad_is_rom(c)                                       (a reference) to the image
 *   ad_in_block(c)                                     a reference to an object in the block
 *   ad_is_flo(c)  ad_flo(c)  ad_flo_fits(d, &c)        self-tagged floats; never at 16 and 32
 *   ad_offset(c)                                       signed distance of the object from vm->base
 *   adhd_make(layout, size)  adhd_is(c)  adhd_layout(h)  adhd_size(h)  AD_SIZE_MAX
 *   adhd_has(h, layout)                                is the layout this one?
 *   adhd_marked(h)  adhd_mark(h)  adhd_unmark(h)       the collector's bit
 *   adhd_is_unmarked(c)                                a header without it
 *   ad_hash_join(h, next)  ad_hash_spread(h)          hashes
 *   adhd_hash(h)  adhd_with_hash(h, x)  AD_HASH_BITS   cached hash of a str; 0 bits: not kept
 *   AD_HASH_INDEX                                       dicts of many entries have a hash index
 *
 * AD_ESCAPE: a size field with this value says that the true size stands in the next cell, as a
 * small int; AD_SIZE_MAX is the greatest size of all. Without an escape AD_ESCAPE is 0.
 *
 * References are distances from vm->base, never pointers, so the block may lie anywhere. Those to
 * the image are negative: its end is at vm->base. On the PC the AD_LOW_BYTES around the numbers of
 * immediates are readable zeros, so that reading the "header" of any even cell is safe and gives 0,
 * which is no object's header.
 */
#ifndef ADDER_CELL_H
#define ADDER_CELL_H

#include "base/base.h"
#include "isa/builtins.h"

#ifndef AD_CELL
#define AD_CELL 64
#endif

#if AD_CELL == 16
#include "core/cell16.h"
#elif AD_CELL == 32
#include "core/cell32.h"
#elif AD_CELL == 64
#include "core/cell64.h"
#else
#error "AD_CELL is 16, 32 or 64"
#endif

#define AD_UNBOUND ((adcell)0)
#define AD_NONE ad_imm(AD_IMM_NONE)
#define AD_FALSE ad_imm(AD_IMM_FALSE)
#define AD_TRUE ad_imm(AD_IMM_TRUE)
#define AD_ELLIPSIS ad_imm(AD_IMM_ELLIPSIS)
#define AD_NOTIMPL ad_imm(AD_IMM_NOTIMPL)
#define AD_TAILCALL ad_imm(AD_IMM_TAILCALL)
#define AD_ERROR AD_UNBOUND /* what a function that returns a cell returns when it raised */

#define ad_bool(x) ((x) ? AD_TRUE : AD_FALSE)
#define ad_type_cell(t) ad_imm(AD_IMM_TYPE + (t))
#define ad_native_cell(f) ad_imm(AD_IMM_NATIVE + (f))

/* Natives are the last immediates: one comparison, and their number is a distance. */
AD_INLINE bool ad_is_native(adcell c)
{
    return ad_is_even(c) &&
        (adcell)(c - ad_native_cell(0)) < ad_imm(AD_IMM_COUNT) - ad_native_cell(0);
}
AD_INLINE unsigned ad_native_number(adcell c)
{
    return (unsigned)((adcell)(c - ad_native_cell(0)) / (ad_imm(2) - ad_imm(1)));
}

/* Bytes that n bytes take when rounded up to whole cells. */
#define AD_ROUND(n) (((n) + (AD_CELL_BYTES - 1)) & ~(size_t)(AD_CELL_BYTES - 1))

#endif
