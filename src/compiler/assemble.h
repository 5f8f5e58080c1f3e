/* SPDX-License-Identifier: MIT
 * assemble.h - from a list of instructions to bytecode, exception table and line table.
 */
#ifndef ADDER_ASSEMBLE_H
#define ADDER_ASSEMBLE_H

#include "compiler/code.h"
#include "compiler/flow.h"
#include "image/format.h"

enum adassemble_status {
    ADASSEMBLE_OK,
    ADASSEMBLE_MEMORY,
    ADASSEMBLE_LARGE,  /* more bytes of code, regions or height than an image can hold */
    ADASSEMBLE_BROKEN  /* a fault of the generator                                      */
};

struct adassembled {
    uint8_t *code;
    uint32_t size;
    struct adtry *trys; /* innermost first */
    uint32_t ntry;
    uint32_t depth;     /* greatest height of the operand stack */
    uint8_t *lines;     /* pairs, see image/format.h            */
    uint32_t nlines;    /* bytes of them                        */
    uint32_t first_line;
};

/* `f` was made by adflow_init for this list, `nlocals` counts all its locals. */
enum adassemble_status adassemble(struct adilist *l, struct adflow *f, unsigned nlocals,
                                  struct adassembled *out);

#endif
