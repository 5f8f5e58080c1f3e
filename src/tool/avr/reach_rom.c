/* SPDX-License-Identifier: MIT
 * reach_rom.c - see reach.h: what of the block gets into the image, because nothing of it changes
 * any more: what is immutable to its very end, classes that get no attributes, and variables of
 * closures that no function stores to.
 */
#include "core/layout.h"
#include "tool/avr/reach_in.h"

static bool cells_to_rom(const struct adreach *r, const struct adreach_object *o)
{
    for (uint32_t i = 0; i < o->size; i++)
        if (!adreach_to_rom(r, adreach_cell(o, i)))
            return false;
    return true;
}

bool adreach_to_rom(const struct adreach *r, uint16_t cell)
{
    struct adreach_object o;
    if (!adreach_object_of(r, cell, &o))
        return true;
    switch (o.layout) {
    case ADT_int: case ADT_int_neg: case ADT_float: case ADT_str: case ADT_str_wide: case ADT_bytes:
        return true;
    case ADT_class: case ADT_cell:
        return r->fixed_at[o.at];
    case ADT_tuple: case ADT_slice: case ADT_function: case ADT_handle: case ADT_wrapper:
        return cells_to_rom(r, &o);
    }
    return false;
}

/* ---- cells of closures ---------------------------------------------------------------------- */

/* Does the function's code store to the i-th variable of its closure, or hand the cell on? */
static bool changes(const struct adreach *r, const struct adreach_object *function, uint32_t i)
{
    struct adimg_object object;
    struct adimg_code code;
    struct adisa_ins ins;
    int32_t slot = -1;
    if (!adimg_object_of(r->image, adreach_cell(function, ADL_FUNCTION_CODE), &object) ||
        !adimg_code_of(&object, &code))
        return true;
    for (uint32_t pc = 0; pc < code.code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code.bytecode + pc, code.code.code_size - pc, &ins))
            return true;
        switch (ins.code) {
        case ADOP_COPY_FREE: slot = ins.operand[0] - (int32_t)i; break;
        case ADOP_STORE_DEREF: case ADOP_DELETE_DEREF: case ADOP_LOAD_CELL:
            if (ins.operand[0] == slot)
                return true;
        }
    }
    return slot < 0;
}

static bool on_stack(const struct adreach *r, uint16_t cell)
{
    for (uint32_t i = 0; i < adreach_stack(r); i++)
        if (adreach_stack_cell(r, i) == cell)
            return true;
    return false;
}

static uint16_t reference(const struct adreach *r, const struct adreach_object *o)
{
    return (uint16_t)(o->at + r->state->bias);
}

/* Is the tuple nothing but the closure of functions that leave its i-th cell alone? */
static bool is_closure(const struct adreach *r, const struct adreach_object *tuple, uint32_t i)
{
    struct adreach_object o;
    uint16_t cell = reference(r, tuple);
    if (tuple->layout != ADT_tuple || on_stack(r, cell))
        return false;
    for (uint32_t at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        for (uint32_t k = 0; k < o.size; k++)
            if (adreach_cell(&o, k) == cell && (o.layout != ADT_function ||
                    k != ADL_FUNCTION_CLOSURE || changes(r, &o, i)))
                return false;
    return true;
}

static bool is_constant(const struct adreach *r, const struct adreach_object *variable)
{
    struct adreach_object o;
    uint16_t cell = reference(r, variable);
    if (on_stack(r, cell))
        return false;
    for (uint32_t at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        for (uint32_t i = 0; i < o.size; i++)
            if (adreach_cell(&o, i) == cell && !is_closure(r, &o, i))
                return false;
    return true;
}

/* ---- all of them ---------------------------------------------------------------------------- */

/* Does it refer to nothing but what gets into the image? So must the values of attributes. */
static bool is_whole(const struct adreach *r, const struct adreach_object *o)
{
    struct adreach_object attrs;
    if (o->layout == ADT_cell)
        return cells_to_rom(r, o);
    for (uint32_t i = 0; i < o->size; i++)
        if (i != ADL_CLASS_ATTRS && i != ADL_CLASS_KEYS && !adreach_to_rom(r, adreach_cell(o, i)))
            return false;
    return !adreach_object_of(r, adreach_cell(o, ADL_CLASS_ATTRS), &attrs) ||
        cells_to_rom(r, &attrs);
}

void adreach_find_fixed(struct adreach *r)
{
    struct adreach_object o;
    uint32_t at;
    bool again = true;
    for (unsigned i = 0; r->fixed && i < r->fixed->classes; i++)
        if (r->fixed->unchanged >> i & 1)
            r->fixed_at[r->fixed->class_at[i]] = true;
    for (at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        if (o.layout == ADT_cell)
            r->fixed_at[at] = is_constant(r, &o);
    while (again) {
        again = false;
        for (at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
            if (r->fixed_at[at] && !is_whole(r, &o)) {
                r->fixed_at[at] = false;
                again = true;
            }
    }
}
