/* SPDX-License-Identifier: MIT
 * depth.c - see depth.h. Two walks: the first goes through the bytes from the front and marks where
 * instructions begin, the second follows every way. A place is put on the work list once, when its
 * height becomes known, so both take time in proportion to the code, whatever it is.
 */
#include "isa/depth.h"

static bool fail(struct addepth *d, uint32_t pc, const char *fault)
{
    d->pc = pc;
    d->fault = fault;
    return false;
}

static uint32_t try_field(const struct addepth *d, unsigned i, unsigned field)
{
    const uint8_t *p = d->tries + ADDEPTH_TRY_BYTES * i + 2 * field;
    return (uint32_t)(p[0] | p[1] << 8);
}

enum { TRY_START, TRY_END, TRY_TARGET, TRY_DEPTH };

static bool mark_instructions(struct addepth *d)
{
    unsigned flags = 0;
    for (uint32_t pc = 0; pc < d->size;) {
        struct adisa_ins ins;
        if (!adisa_decode(d->isa, d->code + pc, d->size - pc, &ins))
            return fail(d, pc, adisa_length(d->isa, d->code[pc]) ? "the code ends in an instruction"
                                                                  : "no instruction has this code");
        d->height[pc] = ADDEPTH_UNKNOWN;
        for (unsigned i = 1; i < ins.length; i++)
            d->height[pc + i] = ADDEPTH_INSIDE;
        flags = ins.row->flags;
        pc += ins.length;
    }
    if (!(flags & AD_F_END))
        return fail(d, d->size, "control runs off the end of the code");
    return true;
}

static bool begins(const struct addepth *d, uint32_t pc)
{
    return pc < d->size && d->height[pc] != ADDEPTH_INSIDE;
}

static bool check_tries(struct addepth *d)
{
    for (unsigned i = 0; i < d->ntry; i++) {
        uint32_t start = try_field(d, i, TRY_START), end = try_field(d, i, TRY_END);
        if (start >= end || !begins(d, start) || (end != d->size && !begins(d, end)))
            return fail(d, start, "a range of the exception table is not made of instructions");
        if (!begins(d, try_field(d, i, TRY_TARGET)))
            return fail(d, try_field(d, i, TRY_TARGET), "a handler begins inside an instruction");
    }
    return true;
}

/* A way leads to pc with this height. */
static bool reach(struct addepth *d, uint32_t from, int64_t pc, int64_t height)
{
    if (pc < 0 || pc >= d->size || d->height[pc] == ADDEPTH_INSIDE)
        return fail(d, from, "a jump does not end at an instruction");
    if (height < 0)
        return fail(d, from, "the operand stack has too few cells");
    if (height > ADDEPTH_MAX)
        return fail(d, from, "the operand stack gets too high");
    if (height > d->max)
        d->max = (uint32_t)height;
    if (d->height[pc] == ADDEPTH_UNKNOWN) {
        d->height[pc] = (uint16_t)height;
        d->work[d->npending++] = (uint16_t)pc;
        return true;
    }
    if (d->height[pc] != height)
        return fail(d, (uint32_t)pc, "two ways lead here with stacks of different heights");
    return true;
}

static bool follow(struct addepth *d, uint32_t pc)
{
    struct adisa_ins ins;
    struct adisa_effect effect;
    int32_t distance;
    int64_t height = d->height[pc];
    if (!adisa_decode(d->isa, d->code + pc, d->size - pc, &ins) ||
        !adisa_effect(d->isa, &ins, &effect))
        return fail(d, pc, "an operand has a value that means nothing");
    if (height < effect.need)
        return fail(d, pc, "the operand stack has too few cells");
    int64_t next = (int64_t)pc + ins.length;
    if (ins.row->flags & AD_F_JUMP && adisa_jump(&ins, &distance) &&
        !reach(d, pc, next + distance, height + effect.jump))
        return false;
    return ins.row->flags & AD_F_END || reach(d, pc, next, height + effect.next);
}

/* What is left of the stack when an instruction raises: it may have popped all that it takes. */
static int64_t left_when_raising(const struct addepth *d, const struct adisa_ins *ins, uint32_t pc)
{
    struct adisa_effect effect;
    int64_t height = d->height[pc];
    if (ins->row->pops != AD_VAR)
        return height - ins->row->pops;
    return adisa_effect(d->isa, ins, &effect) ? height - effect.need : -1;
}

static bool check_heights_in_tries(struct addepth *d)
{
    for (unsigned i = 0; i < d->ntry; i++) {
        uint32_t end = try_field(d, i, TRY_END);
        struct adisa_ins ins;
        for (uint32_t pc = try_field(d, i, TRY_START); pc < end; pc += ins.length) {
            if (!adisa_decode(d->isa, d->code + pc, d->size - pc, &ins))
                return fail(d, pc, "no instruction has this code");
            if (d->height[pc] != ADDEPTH_UNKNOWN && !(ins.row->flags & AD_F_EXACT) &&
                left_when_raising(d, &ins, pc) < (int64_t)try_field(d, i, TRY_DEPTH))
                return fail(d, pc, "a handler wants more of the stack than is left here");
        }
    }
    return true;
}

bool addepth_run(struct addepth *d)
{
    d->max = d->npending = 0;
    d->fault = NULL;
    if (!d->size || d->size > 0xffff)
        return fail(d, 0, "the code is empty or too long");
    if (!mark_instructions(d) || !check_tries(d) || !reach(d, d->entry, d->entry, d->entry_height))
        return false;
    for (unsigned i = 0; i < d->ntry; i++) {
        if (!reach(d, try_field(d, i, TRY_TARGET), try_field(d, i, TRY_TARGET),
                (int64_t)try_field(d, i, TRY_DEPTH) + 1))
            return false;
    }
    while (d->npending) {
        if (!follow(d, d->work[--d->npending]))
            return false;
    }
    return check_heights_in_tries(d);
}
