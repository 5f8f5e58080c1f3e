/* SPDX-License-Identifier: MIT
 * inspect.h - reading a stopped machine for a debugger: struct adder_inspect (adder_engine.h) and
 * what its three files share. Nothing here allocates or runs Python code but what the table's
 * comments name. inspect.c: frames, names, heap, setting; inspect_repr.c: values as text;
 * inspect_expr.c: expressions.
 */
#ifndef ADDER_INSPECT_H
#define ADDER_INSPECT_H

#include "adder_engine.h"
#include "base/outbuf.h"
#include "base/real.h"
#include "core/obj/text.h"
#include "isa/isa.h"

#define ADINSPECT_MOST 200 /* bytes of a value unless the caller says */

extern const struct adder_inspect adinspect_table;

/* Where a frame lies. */
struct adinspect_place {
    adcell *fp, *low; /* local 0; the top of its operand stack */
    const uint8_t *pc, *code;
};
bool adinspect_ready(struct adder_vm *vm); /* is a program loaded? */
bool adinspect_find(struct adder_vm *vm, unsigned frame, struct adinspect_place *place);

/* The place of a variable; NULL: there is none of that name. A cell of a closure is looked
 * through. Locals first, then globals of the frame's module. */
adcell *adinspect_variable(struct adder_vm *vm, unsigned frame, const char *name, size_t length);

/* Text of a name by its number; 0: not known. */
size_t adinspect_name(struct adder_vm *vm, unsigned number, const char **text);
bool adinspect_name_is(struct adder_vm *vm, unsigned number, const char *name, size_t length);

/* repr of any cell, a mark for what is none of Python's. */
void adinspect_repr(struct adder_vm *vm, adcell c, size_t most, struct adout *out);
void adinspect_repr_text(const uint8_t *text, size_t n, size_t most, struct adout *out);

/* A literal as text says it: value->kind is not ADINSPECT_CELL unless it is None, True, False. */
enum adinspect_kind { ADINSPECT_CELL, ADINSPECT_INT, ADINSPECT_FLOAT, ADINSPECT_TEXT };
#define ADINSPECT_TEXT_MOST 256
struct adinspect_value {
    enum adinspect_kind kind;
    adcell cell;
    int64_t number;
    adreal real;
    const uint8_t *text; /* in the block, in the image, or in `own` */
    size_t length;
    uint8_t own[ADINSPECT_TEXT_MOST];
};
/* False: out says why. Nothing but the literal and blanks may stand in the text. */
bool adinspect_literal(const char *text, size_t length, struct adinspect_value *v,
    struct adout *out);

bool adinspect_value_of(struct adder_vm *vm, unsigned frame, const char *text, size_t length,
    struct adout *out);
int adinspect_truth(struct adder_vm *vm, unsigned frame, const char *text, size_t length,
    struct adout *out);

#endif
