/* SPDX-License-Identifier: MIT
 * code.h - the list of instructions of one function while it is being made. gen_*.c append to it,
 * peephole.c rewrites it, assemble.c turns it into bytes.
 *
 * In a list, locals are numbered upwards (the first parameter is 0), jumps name a label, constants,
 * names and globals have their index and the short opcode; assemble.c makes slots, distances and
 * the wide opcodes of them. Between the instructions stand marks:
 *
 *   LABEL a      jumps to label a end here
 *   TRY a b      region a of the exception table begins; the height here, less b, is its handler's
 *   ENDTRY a     it ends, or is interrupted (a `return` out of it runs what must run first)
 *   RESUME a     it goes on behind an interruption
 */
#ifndef ADDER_CODE_H
#define ADDER_CODE_H

#include "base/base.h"
#include "base/arena.h"
#include "isa/isa.h"

enum admark { ADMARK_INS, ADMARK_LABEL, ADMARK_TRY, ADMARK_ENDTRY, ADMARK_RESUME, ADMARK_GONE };

#define ADLABEL_NONE (-1)

struct adline {
    uint8_t op;
    uint8_t mark;
    int32_t a, b;  /* operands that are not a jump, in their order */
    int32_t label; /* the operand that is                          */
    uint32_t line; /* of the source                                */
};

struct adregion {
    int32_t label; /* of the handler                                */
    int32_t depth; /* operand height there; -1: not reached (yet)    */
};

struct adilist {
    struct adarena *arena;
    struct adline *at;
    uint32_t n, cap;
    uint32_t nlabels;
    struct adregion *region; /* an inner one has a larger number */
    uint32_t nregions, region_cap;
    uint32_t line; /* given to what is appended */
    bool failed;   /* no memory: nothing more is appended */
};

void adilist_init(struct adilist *l, struct adarena *arena);

/* Append an instruction with its operands; those it has not are 0. */
void adilist_emit(struct adilist *l, enum adop op, int32_t a, int32_t b);
void adilist_jump(struct adilist *l, enum adop op, int32_t a, int32_t b, int32_t label);

int32_t adilist_new_label(struct adilist *l);
void adilist_place(struct adilist *l, int32_t label);
/* A new region of the exception table with its handler's label; not begun. */
int32_t adilist_new_region(struct adilist *l, int32_t handler);
void adilist_mark(struct adilist *l, enum admark mark, int32_t a);
/* Begin a region; its handler's height is that here, less `less`. */
void adilist_try(struct adilist *l, int32_t region, int32_t less);

/* Does control go on behind what was appended last? */
bool adilist_open(const struct adilist *l);

/* What an instruction of a list does to the height of the operand stack. */
struct adisa_effect adilist_effect(const struct adline *x);

#endif
