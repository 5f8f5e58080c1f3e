/* SPDX-License-Identifier: MIT
 * mdis.h - the disassembler of the two integer machines. Of any bytes it makes a text that masm.h
 * turns into the same bytes again: what is no instruction becomes .byte or .word, a jump to an
 * instruction a label L<pc>.
 */
#ifndef ADDER_MDIS_H
#define ADDER_MDIS_H

#include "base/outbuf.h"
#include "isa/isa.h"

struct admdis {
    const struct adisa *isa; /* code of bytes: portvm; of words: microvm */
    const uint8_t *code;
    uint32_t size;           /* in bytes */
    uint8_t *scratch;        /* ADMDIS_SCRATCH(size) bytes, zeros */
    struct adout *out;
};

#define ADMDIS_SCRATCH(size) (2 * ((size_t)(size) / 8 + 1))

void admdis_run(const struct admdis *d);

/* The instruction at pc alone, without a label and without the end of the line; returns the pc of
 * the next one. Operands are numbers; what is no instruction is written as data. */
uint32_t admdis_one(const struct adisa *isa, const uint8_t *code, uint32_t size, uint32_t pc,
    struct adout *out);

#endif
