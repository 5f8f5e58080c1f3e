/* SPDX-License-Identifier: MIT
 * reach_in.h - what reach.c (objects) and reach_code.c (instructions) share.
 */
#ifndef ADDER_TOOL_REACH_IN_H
#define ADDER_TOOL_REACH_IN_H

#include "tool/avr/reach.h"

/* Sets bits of a mark; notes when that was new. */
static inline void adreach_set(struct adreach *r, uint8_t *mark, unsigned bits)
{
    r->changed |= (*mark & bits) != bits;
    *mark |= (uint8_t)bits;
}

static inline void adreach_flag(struct adreach *r, bool *flag)
{
    r->changed |= !*flag;
    *flag = true;
}

/* A value is held: what it refers to is reached, and may be called. */
void adreach_hold(struct adreach *r, uint64_t cell);

/* The code object at `offset` goes on at pc, or begins when pc is 0. */
void adreach_enter(struct adreach *r, uint32_t offset, const struct adimg_code *code, uint32_t pc,
                   unsigned bits);
/* ... in the middle of the instruction that ends at pc. */
void adreach_resume(struct adreach *r, uint32_t offset, const struct adimg_code *code, uint32_t pc);

/* Finds the classes and cells that get into the image. */
void adreach_find_fixed(struct adreach *r);

/* Follows the code that is live; once is not enough as long as r->changed. */
void adreach_codes(struct adreach *r);

/* The function that is a method of the class, by the order of its bases; of those after one of them
 * only, if that is not NULL. */
bool adreach_method(const struct adreach *r, const struct adreach_object *class,
                    const struct adreach_object *after, unsigned name, uint16_t *function);

/* Is the instruction at pc part of a call of super() that is known? See reach_super.c; nothing may
 * be loaded in its place. */
bool adreach_super(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                   struct adreach_load *load);

/* The attribute is to lie behind the classes. */
void adreach_note_virtual(struct adreach *r, const struct adreach_attr *a);

static inline uint8_t *adreach_ins(const struct adreach *r, const struct adimg_code *code,
                                   uint32_t pc)
{
    return r->code + (code->bytecode - r->image->bytes) + pc;
}

#endif
