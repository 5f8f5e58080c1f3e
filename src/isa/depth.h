/* SPDX-License-Identifier: MIT
 * depth.h - walks a body of code: are its instructions whole, do all jumps end at the beginning
 * of one, is the height of the operand stack the same on every way to a place, and how high does
 * it get? Used by the compiler's assembler, the verifier and the assembler of text.
 */
#ifndef ADDER_DEPTH_H
#define ADDER_DEPTH_H

#include "isa/isa.h"

/* Marks in addepth.height. */
#define ADDEPTH_INSIDE 0xffffu  /* not the beginning of an instruction */
#define ADDEPTH_UNKNOWN 0xfffeu /* no way leads here                   */
#define ADDEPTH_MAX 0xfff0u

#define ADDEPTH_TRY_BYTES 8 /* start, end, target, depth: u16 each, little-endian (struct adtry) */

struct addepth {
    /* set by the caller */
    const struct adisa *isa;
    const uint8_t *code;
    uint32_t size;       /* at most 65535 */
    const uint8_t *tries; /* exception table as it stands in an image, NULL when ntry is 0 */
    unsigned ntry;
    uint32_t entry;      /* where it begins, 0 ...                          */
    uint16_t entry_height; /* ... and with how many cells: for code that goes on in the middle */
    uint16_t *height;    /* room for `size` entries: becomes the height before each instruction */
    uint16_t *work;      /* room for `size` entries: scratch */

    /* results */
    uint32_t max;        /* greatest height */
    uint32_t pc;         /* of the fault */
    const char *fault;
    uint32_t npending;   /* internal: entries of `work` in use */
};

/* False when the code is not sound: then `pc` and `fault` say why.
 *
 * A row of the exception table: [start, end) are whole instructions; an exception there leaves the
 * `depth` lowest cells, so every instruction in it that can raise must leave those alone. */
bool addepth_run(struct addepth *d);

#endif
