/* SPDX-License-Identifier: MIT
 * isa.h - the instruction tables as data: what an instruction is called, how long it is, what it
 * does to the height of the operand stack. Everything comes from isa/NAME.def (columns:
 * isa/ins.h); the functions work for any machine that has such a table.
 */
#ifndef ADDER_ISA_H
#define ADDER_ISA_H

#include "isa/builtins.h"
#include "isa/ins.h"
#include "isa/names.h"

/* Instructions of the Python machine: ADOP_LOAD, ADOP_ADD_SL, ... */
enum adop {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) ADOP_##name = (code),
#include "isa/py.def"
#undef INS
    ADOP_COUNT
};

struct adisa_row {
    const char *name; /* NULL: no instruction has this code */
    const char *operands;
    int8_t pops, pushes; /* or AD_VAR */
    uint8_t flags;
    const char *effect;
    const char *sentence;
};

/* An instruction set. rows[code] is the row of an instruction. */
struct adisa {
    const char *name;
    const struct adisa_row *rows;
    unsigned count;
    unsigned unit; /* bytes of an opcode: 1, or 4 where code is a row of little-endian words */
};

extern const struct adisa_row adisa_py[ADOP_COUNT];
extern const struct adisa adisa_python;

/* ---- instructions --------------------------------------------------------------------------- */

#define ADISA_OPERANDS 4 /* an instruction has at most as many */

struct adisa_ins {
    const struct adisa_row *row;
    unsigned code;
    unsigned length; /* in bytes, with the opcode */
    unsigned count;  /* of operands */
    int32_t operand[ADISA_OPERANDS];
};

/* Cells below the top that an instruction needs, and by how much the height changes. */
struct adisa_effect {
    int32_t need;
    int32_t next; /* when it goes on with the next instruction */
    int32_t jump; /* when it jumps */
};

/* Bytes of an operand; 0 for a letter that ins.h does not have. */
unsigned adisa_width(char letter);

/* Bytes of an instruction; 0 when the set has none of this code. */
unsigned adisa_length(const struct adisa *isa, unsigned code);

/* Takes an instruction apart; false when there is none, or `left` bytes do not hold it. */
bool adisa_decode(const struct adisa *isa, const uint8_t *code, size_t left, struct adisa_ins *ins);

/* What the instruction does to the stack; false when an operand has a value that means nothing
 * (COPY 0, RAISE 3). */
bool adisa_effect(const struct adisa *isa, const struct adisa_ins *ins,
    struct adisa_effect *effect);

/* Distance of the jump from the instruction's end, which is the operand `j`; false: it has none. */
bool adisa_jump(const struct adisa_ins *ins, int32_t *distance);

/* The code of a name, or -1. */
int adisa_find(const struct adisa *isa, const char *name, size_t length);

/* ---- names and immediates (adisa_builtin, adisa_name, adisa_frozen: builtins.h) ------------- */

/* Text of a name of names.def; NULL for other numbers. */
const char *adisa_name_text(unsigned number);

/* The id of a function of frozen.def; NULL for other numbers. */
const char *adisa_frozen_text(unsigned number);

/* What an immediate is called: None, int, _int_neg, print, str.upper; NULL for a number without
 * meaning. adisa_imm_find is the reverse, -1 for no immediate (two have the same name: the
 * function, not the type, is found). */
const char *adisa_imm_text(unsigned number);
int adisa_imm_find(const char *text, size_t length);

/* May the immediate be a value of a program? (Not the unbound mark, nor what natives return.) */
bool adisa_imm_is_value(unsigned number, unsigned cell_bytes);

/* Hash of all that compiler and VM must agree on: instructions, names, types, natives, frozen. An
 * image bears it, and another VM refuses the image. */
uint32_t adisa_hash(void);

#endif
