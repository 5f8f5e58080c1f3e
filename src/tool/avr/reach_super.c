/* SPDX-License-Identifier: MIT
 * reach_super.c - see reach.h: super().name(..) in a method, where all that self can be an instance
 * of finds the same function. LOAD_IMM super; LOAD_DEREF __class__; LOAD self; CALL 2; LOAD_METHOD
 * becomes the function; LOAD self.
 */
#include "core/layout.h"
#include "tool/avr/reach_in.h"

enum { SUPER, CLASS, SELF, CALL, METHOD, PARTS };

/* The instructions, where they begin, and where the first one behind them does. */
struct sequence {
    struct adisa_ins ins[PARTS];
    uint32_t pc[PARTS + 1];
};

static bool sequence_at(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                        struct sequence *s)
{
    static const uint8_t wanted[PARTS] = {ADOP_LOAD_IMM, ADOP_LOAD_DEREF, ADOP_LOAD, ADOP_CALL,
        ADOP_LOAD_METHOD};
    for (unsigned i = 0; i < PARTS; i++) {
        struct adisa_ins *ins = &s->ins[i];
        s->pc[i] = pc;
        if (pc >= code->code.code_size || !adisa_decode(&adisa_python, code->bytecode + pc,
                code->code.code_size - pc, ins) ||
            *adreach_ins(r, code, pc) & (i ? ADREACH_TARGET | ADREACH_FIXED : ADREACH_FIXED))
            return false;
        if (ins->code != wanted[i] && (i != METHOD || ins->code != ADOP_LOAD_METHOD2))
            return false;
        pc += ins->length;
    }
    s->pc[PARTS] = pc;
    return s->ins[SUPER].operand[0] == AD_IMM_TYPE + ADT_super && s->ins[CALL].operand[0] == 2;
}

/* The place in the closure of a local that COPY_FREE has made; -1: it has not. */
static int closure_place(const struct adimg_code *code, int32_t slot)
{
    struct adisa_ins ins;
    for (uint32_t pc = 0; pc < code->code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, &ins))
            return -1;
        if (ins.code == ADOP_COPY_FREE && slot <= ins.operand[0] &&
            slot > ins.operand[0] - ins.operand[1])
            return ins.operand[0] - slot;
    }
    return -1;
}

/* The class that the variable of a function's closure keeps: where it is the image's, nothing
 * stores to the variable. */
static bool class_in(const struct adreach *r, const struct adreach_object *function, int place,
                     struct adreach_object *class)
{
    struct adreach_object closure, variable;
    return adreach_object_of(r, adreach_cell(function, ADL_FUNCTION_CLOSURE), &closure) &&
        (uint32_t)place < closure.size &&
        adreach_object_of(r, adreach_cell(&closure, (uint32_t)place), &variable) &&
        variable.layout == ADT_cell && r->fixed_at[variable.at] &&
        adreach_object_of(r, adreach_cell(&variable, 0), class) && class->layout == ADT_class;
}

/* The class of `super` in the code: that of all functions that have it. */
static bool class_of(const struct adreach *r, const struct adimg_code *code, int place,
                     struct adreach_object *class)
{
    struct adreach_object o, found;
    struct adimg_object object;
    struct adimg_code other;
    bool any = false;
    for (uint32_t at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes) {
        if (o.layout != ADT_function ||
            !adimg_object_of(r->image, adreach_cell(&o, ADL_FUNCTION_CODE), &object) ||
            !adimg_code_of(&object, &other) || other.bytecode != code->bytecode)
            continue;
        if (!class_in(r, &o, place, &found) || (any && found.at != class->at))
            return false;
        *class = found;
        any = true;
    }
    return any;
}

/* What all instances of the classes find. */
static bool function_of(const struct adreach *r, const struct adimg_code *code,
                        const struct sequence *s, uint16_t *function)
{
    const struct adreceiver *to =
        &r->fixed->receiver[(code->bytecode - r->image->bytes) + s->pc[METHOD]];
    unsigned name = adimg_u16_at(r->image, ADIMG_NAMES, (uint32_t)s->ins[METHOD].operand[0]);
    int place = closure_place(code, s->ins[CLASS].operand[0]);
    struct adreach_object after, class;
    uint16_t found;
    *function = 0;
    if (!to->super || place < 0 || !class_of(r, code, place, &after))
        return false;
    for (unsigned i = 0; i < r->fixed->classes && i < ADSHAKE_CLASSES; i++) {
        if (!(to->classes >> i & 1))
            continue;
        if (!adreach_object_at(r, r->fixed->class_at[i], &class) ||
            !adreach_method(r, &class, &after, name, &found) || (*function && found != *function))
            return false;
        *function = found;
    }
    return *function != 0;
}

/* The sequence that the instruction at pc begins, or whose CALL it is. */
static bool sequence_of(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                        struct sequence *s)
{
    struct adisa_ins ins;
    if (code->bytecode[pc] != ADOP_CALL)
        return code->bytecode[pc] == ADOP_LOAD_IMM && sequence_at(r, code, pc, s);
    for (uint32_t at = 0; at < pc; at += ins.length) {
        if (!adisa_decode(&adisa_python, code->bytecode + at, code->code.code_size - at, &ins))
            return false;
        if (ins.code == ADOP_LOAD_IMM && sequence_at(r, code, at, s) && s->pc[CALL] == pc)
            return true;
    }
    return false;
}

bool adreach_super(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                   struct adreach_load *load)
{
    struct sequence s;
    bool begins;
    if (!r->fixed || !sequence_of(r, code, pc, &s) || !function_of(r, code, &s, &load->cell[0]))
        return false;
    begins = pc == s.pc[SUPER];
    load->cells = begins;
    load->length = begins ? s.pc[SELF] - pc : s.pc[PARTS] - pc;
    return true;
}
