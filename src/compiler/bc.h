/* SPDX-License-Identifier: MIT
 * bc.h - the text bytecode (docs/bc.md) as a second language of the compiler: a file of
 * instructions becomes a tree of BYTECODE nodes, from which scopes, code and image are made as from
 * Python. The tree is checked: its jumps end in their function, its stack has one height at each
 * instruction. So the code generator, gen_bc.c, finds nothing wrong with it.
 *
 *   bc.c       text to tree           bc_flow.c   the height of the stack at each instruction
 *   bc_text.c  lines, words, errors   gen_bc.c    tree to list of instructions
 */
#ifndef ADDER_BC_H
#define ADDER_BC_H

#include "base/arena.h"
#include "compiler/ast.h"
#include "compiler/diag.h"
#include "isa/isa.h"

enum adbc_op {
#define BC(name, operand, pops, pushes, op, count, effect, sentence) ADBC_##name,
#include "isa/bc.def"
#undef BC
    ADBC_COUNT
};

enum adbc_operand {
    ADBC_O_NONE, ADBC_O_LITERAL, ADBC_O_LOAD, ADBC_O_STORE, ADBC_O_TARGET, ADBC_O_COUNT,
    ADBC_O_EXIT
};

struct adbc_row {
    const char *name;
    uint8_t operand; /* enum adbc_operand */
    uint8_t pops, pushes;
    uint8_t op;      /* enum adop */
    uint8_t count;
};

extern const struct adbc_row adbc_rows[ADBC_COUNT];

/* Values on the stack of one function at most, as in seed 002. */
enum { ADBC_STACK_MAX = 1024 };

/* A MODULE; NULL when the diag has an error. Sets the diag up. */
struct adnode *adbc_parse(struct adarena *arena, struct addiag *diag, const char *file_name,
                          const char *source, size_t length);

/* The index of the instruction in a line (from 1) of a file, or -1. */
int64_t adbc_instruction_at(const char *source, size_t length, uint32_t line);

/* ---- bc_text.c ------------------------------------------------------------------------------ */

struct adbc_word {
    const char *at;
    uint32_t len;
};

/* Reads a file line by line, a line word by word. A word ends at a blank; one that begins with `#`
 * ends the line. */
struct adbc_reader {
    const char *next, *end;           /* what is left of the file */
    const char *line, *at, *line_end; /* the line                 */
    uint32_t number;                  /* of the line, from 1      */
};

void adbc_begin(struct adbc_reader *r, const char *source, size_t length);
bool adbc_next_line(struct adbc_reader *r);
bool adbc_next_word(struct adbc_reader *r, struct adbc_word *word);
/* A word that is `name:`: without the colon, the label. */
bool adbc_take_label(struct adbc_word *word);
bool adbc_word_is(const struct adbc_word *word, const char *text);
bool adbc_is_name(const struct adbc_word *word);
bool adbc_is_index(const struct adbc_word *word);
/* FUNC or END? */
bool adbc_is_directive(const struct adbc_word *word);

/* A message in the making; what does not fit is cut. */
struct adbc_text {
    char at[ADDIAG_MESSAGE];
    uint32_t n;
};
void adbc_put(struct adbc_text *t, const char *text);
void adbc_put_word(struct adbc_text *t, const struct adbc_word *word);
void adbc_put_number(struct adbc_text *t, uint32_t number);
/* "1 value", "2 values" */
void adbc_put_count(struct adbc_text *t, uint32_t number, const char *what);
/* A new text that begins with "instruction N: ". */
void adbc_put_index(struct adbc_text *t, uint32_t index);
/* Report it. */
void adbc_error(struct addiag *d, struct addiag_at at, const struct adbc_text *t);

/* The instruction whose name is most like the word, or -1. */
int adbc_nearest(const struct adbc_word *word);

/* ---- bc_flow.c ------------------------------------------------------------------------------ */

/* Is the stack sound at every instruction of a BYTECODE node? index[i] is what the file's reader
 * calls number i of its list. False: the diag says why not. */
AD_MUST_CHECK bool adbc_check(struct adarena *arena, struct addiag *diag,
                              const struct adnode *body, const uint32_t *index);

/* Where control goes: flags of isa/ins.h, AD_F_JUMP and AD_F_END. */
AD_INLINE unsigned adbc_flags(unsigned op)
{
    return adisa_py[adbc_rows[op].op].flags;
}

#endif
