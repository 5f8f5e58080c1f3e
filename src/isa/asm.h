/* SPDX-License-Identifier: MIT
 * asm.h - text to code, for any instruction set (`struct adisa`). A line is one of
 *
 *     name:                     a label; an instruction may follow on the same line
 *     INSTRUCTION op, op ...    see below
 *     name = number             a name for a number
 *     .byte n, n ...            bytes as they are
 *     .word n, n ...            16-bit numbers, little-endian
 *
 * with comments behind a semicolon. Operands: numbers (decimal, 0x) or names given with `=`; for
 * a jump a label, or the distance as a number; for an immediate its name (isa.h: adisa_imm_text)
 * or number.
 */
#ifndef ADDER_ASM_H
#define ADDER_ASM_H

#include "base/arena.h"
#include "isa/isa.h"
#include "isa/scan.h"

struct adasm_error {
    uint32_t line, column; /* from 1 */
    const char *message;   /* NULL: none */
};

struct adasm {
    const struct adisa *isa;
    struct adarena *arena;
    uint8_t *code;
    uint32_t size, room;
    struct adasm_error error; /* the first one */
    struct adasm_symbol *symbols;
    struct adasm_jump *jumps;
};

/* The text of all lines must stay until adasm_end. */
void adasm_begin(struct adasm *a, const struct adisa *isa, struct adarena *arena);
/* One line without its end; `line` is its number for errors. */
bool adasm_line(struct adasm *a, const char *text, size_t n, uint32_t line);
/* Fills in the jumps. Then code and size are what was assembled. */
bool adasm_end(struct adasm *a);

/* All three at once. */
bool adasm_text(struct adasm *a, const struct adisa *isa, struct adarena *arena, const char *text,
    size_t n);

/* Where a label stands, or -1. */
int64_t adasm_label(const struct adasm *a, const char *name, size_t n);

#endif
