/* SPDX-License-Identifier: MIT
 * masm_in.h - what the files of the assembler masm.h share, and nobody else uses: masm.c (memory,
 * names, files), masm_port.c and masm_micro.c (a dialect each), masm_emit.c (code and operands),
 * masm_say.c (errors), masm_const.c (constants of 32 bits in instructions of one byte).
 */
#ifndef ADDER_MASM_IN_H
#define ADDER_MASM_IN_H

#include "isa/masm.h"

/* A line of which a part is read. `token` may lie elsewhere, when $define put it in place of
 * another one; `where` is always a place in the line, for errors. */
struct admasm_scan {
    const char *at, *end;
    const char *token, *where;
    size_t length; /* of the token; 0: the end of the line */
};

/* An operand that waits for a name. */
struct admasm_fix {
    struct admasm_scan scan; /* at its start */
    char form;               /* see admasm_store */
    const char *of;          /* the instruction, for errors */
    uint32_t at;             /* the byte of code */
    uint32_t order;
    const char *line, *line_end;
};

enum admasm_found { ADMASM_GOOD, ADMASM_UNKNOWN /* scan->token is no name (yet) */, ADMASM_BAD };

/* ---- masm.c ---------------------------------------------------------------------------------- */

AD_INLINE bool admasm_words(const struct admasm *m) { return m->isa->unit == 4; }

AD_INLINE char admasm_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Room for one more item of an array; NULL: no memory, which is noted. */
void *admasm_grow(struct admasm *m, void *array, uint32_t count, uint32_t *room, size_t item);

/* Is the text this word, in either case? */
bool admasm_is(const char *text, size_t n, const char *word);

bool admasm_same(const char *a, const char *b); /* the same words, in either case? */

/* A name at scan->where; NULL: it was there before, or no memory. */
struct admasm_name *admasm_define(struct admasm *m, const struct admasm_scan *s,
    enum admasm_kind kind, const char *name, size_t length, int64_t value);
bool admasm_define_label(struct admasm *m, const struct admasm_scan *s, const char *name,
    size_t length);

/* Goes on with another file, then with the rest of this one. */
bool admasm_include(struct admasm *m, const char *where, const char *path, size_t length);

/* ---- masm_port.c, masm_micro.c --------------------------------------------------------------- */

/* A line. */

bool admasm_port_line(struct admasm *m, struct admasm_scan *s);
bool admasm_micro_line(struct admasm *m, struct admasm_scan *s);

/* An operand: portvm's is the expression at s->at, microvm's the token that was read last. */
enum admasm_found admasm_port_value(struct admasm *m, struct admasm_scan *s, char form,
    int64_t *value);
enum admasm_found admasm_micro_value(struct admasm *m, struct admasm_scan *s, char form,
    int64_t *value);

/* ---- masm_emit.c ----------------------------------------------------------------------------- */

/* Appends bytes of code. */
bool admasm_put(struct admasm *m, const char *where, uint32_t value, unsigned bytes);

/* The code of an instruction by either of its names, -1: none. */
int admasm_opcode(const struct admasm *m, const char *name, size_t length);

/* The operand at the scanner, which stands at its start, into room for it that is put here. Forms:
 * b w v a as in ins.h; of portvm 'k' a byte that is no label, 'A' four PUSHes, 'G' two, 'J' an
 * address for JMP; of data 'd' a byte, 'D' a word. */
bool admasm_operand(struct admasm *m, struct admasm_scan *s, char form, const char *of);

/* Fills in the operands that waited. */
void admasm_settle(struct admasm *m);

/* A number at s->at: decimal, 0x, 0b or a character in quotes, without a sign. False: an error. */
bool admasm_number(struct admasm *m, struct admasm_scan *s, int64_t *value);

/* One character of a quoted text, a code point or what an escape means; false: an error. */
bool admasm_char(struct admasm *m, struct admasm_scan *s, uint32_t *c);

/* ---- masm_const.c ---------------------------------------------------------------------------- */

struct admasm_step {
    char op; /* 'P' PUSH, '+' IADX, '-' ISBX, '*' IMLX */
    uint8_t n;
};
enum { ADMASM_STEPS = 9 };

/* The steps that leave the value on the stack; how many. */
unsigned admasm_steps(int64_t value, struct admasm_step *steps);

/* ---- masm_say.c ------------------------------------------------------------------------------ */

/* Notes an error at a place in the line, the first one of the line only, and returns false. Both
 * texts must stay. */
bool admasm_fail(struct admasm *m, const char *where, const char *message, const char *hint);

/* A text in the arena: %s a text, %t text and length (size_t), %d an int64_t. */
const char *admasm_say(struct admasm *m, const char *format, ...);

/* "do you mean PUSH?": of the instructions, or of the names of these kinds; NULL: none is near. */
const char *admasm_near_instruction(struct admasm *m, const char *text, size_t length);
const char *admasm_near_name(struct admasm *m, unsigned kinds, const char *text, size_t length);

/* Other names of instructions: pairs; NULL, NULL at the end. */
extern const char *const admasm_aliases[][2];
/* Statements that are not in the instruction table. */
extern const char *const admasm_port_words[], *const admasm_micro_words[];

#endif
