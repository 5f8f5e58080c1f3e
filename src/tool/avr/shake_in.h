/* SPDX-License-Identifier: MIT
 * shake_in.h - what shake.c (objects) and shake_code.c (instructions) share.
 */
#ifndef ADDER_TOOL_SHAKE_IN_H
#define ADDER_TOOL_SHAKE_IN_H

#include "image/write.h"
#include "tool/avr/reach.h"
#include "tool/avr/shake.h"

enum { ADSHAKE_CONSTS = 4096, ADSHAKE_DROPPED = 256 };

struct adshake {
    struct adreach reach;
    struct adimg_builder builder;
    struct adarena *arena;
    adimg_cell *rom, *ram; /* what became of objects, by their places; 0: nothing yet        */
    uint32_t *moved;       /* objects that stay in the block: their new place plus 1         */
    uint16_t *konst;       /* the new constants, as cells of the old image and block         */
    unsigned konsts;
    uint16_t *name, *global; /* new indices, by the old ones                                 */
    uint16_t *start, *end; /* by offset in the old image: where an instruction begins and ends
                              in the new code                                                */
    uint16_t *height;      /* before each instruction of code that begins in the middle      */
    struct adram_entry *entry;
    unsigned entries;
    bool dropped[ADSHAKE_DROPPED]; /* of the running frame's operands, from the bottom, 1 the
                              first: the callables and marks of calls that do without        */
    const char *fault;
};

/* A cell for the image: an object of the block is copied into it. */
adimg_cell adshake_cell(struct adshake *s, uint64_t cell);

/* The index of a constant. What it refers to is put later: code may refer to itself. */
unsigned adshake_konst(struct adshake *s, uint16_t cell);

/* The code object with its live instructions only. */
adimg_cell adshake_code(struct adshake *s, const struct adimg_object *object);

#endif
