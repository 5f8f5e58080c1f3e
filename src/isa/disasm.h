/* SPDX-License-Identifier: MIT
 * disasm.h - code to text, for any instruction set. The text is what isa/asm.h reads, and makes the
 * same bytes:
 *
 *     L4:
 *         LOAD_GLOBAL     0               ; print
 *         JF              L16
 *
 * What is no instruction becomes `.byte`, a jump to no place of the code its bare distance.
 */
#ifndef ADDER_DISASM_H
#define ADDER_DISASM_H

#include "base/outbuf.h"
#include "isa/isa.h"

struct addisasm {
    const struct adisa *isa;
    const uint8_t *code;
    uint32_t size;
    uint8_t *labels; /* ADDISASM_LABELS(size) bytes: a bit for each place that gets a label L<pc>;
                        zeros, or with places that the caller wants to name */
    struct adout *out;
    /* Both may be NULL. `before` is called at the start of a line, `comment` writes what follows
     * the operands, from its semicolon on. */
    void (*before)(void *ctx, uint32_t pc);
    void (*comment)(void *ctx, uint32_t pc, const struct adisa_ins *ins);
    void *ctx;
};

#define ADDISASM_LABELS(size) ((size) / 8 + 1)
#define ADDISASM_COMMENT_COLUMN 40

void addisasm_want_label(struct addisasm *d, uint32_t pc);

void addisasm_run(struct addisasm *d);

/* The line of one instruction at pc, without what comes before it: with labels NULL every jump has
 * a label as its target. */
void addisasm_one(struct addisasm *d, const struct adisa_ins *ins, uint32_t pc);

#endif
