/* SPDX-License-Identifier: MIT
 * tailor_fast.c - what ports/avr/vm/fast.S, the loop's simple cases in assembly, is told about the
 * program: tailor_ops.h of the build.
 */
#include "tool/avr/tailor.h"

/* Instructions that the assembly does in all cases, so that the loop in C does without them. */
bool adtailor_op_in_assembly(unsigned code)
{
    switch (code) {
    case ADOP_NOP: case ADOP_POP: case ADOP_LOAD_I: case ADOP_LOAD_K: case ADOP_LOAD_IMM:
    case ADOP_LOAD_NONE: case ADOP_LOAD_TRUE: case ADOP_LOAD_FALSE: case ADOP_LOAD:
    case ADOP_LOAD2: case ADOP_STORE: case ADOP_SET_I: case ADOP_MOVE: case ADOP_STORE_GLOBAL:
    case ADOP_JUMP: case ADOP_JUMP_BACK:
        return true;
    default:
        return false;
    }
}

bool adtailor_loads_cell(const struct adisa_ins *ins)
{
    return ins->code == ADOP_LOAD_I2 && adcc_small_fits(2, ins->operand[0]);
}

unsigned adtailor_op_count(const struct adtailor *t)
{
    unsigned count = 0;
    for (unsigned i = 0; i < AD_COUNT(t->op); i++)
        count += t->op[i];
    return count;
}

/* Places of the loop that fast.S leaves for, besides instructions: they follow those in the loop's
 * table of labels. */
static void write_places(const struct adtailor *t, FILE *to)
{
    static const char *const places[] = {"UNBOUND_LOCAL", "NATIVE_ENDED", "HEAP_FULL"};
    for (unsigned i = 0; i < AD_COUNT(places); i++)
        fprintf(to, "#define %s %u\n", places[i],
            (adtailor_op_count(t) + i) * adtailor_op_step(t));
}

static void write_constant(const char *name, unsigned value, FILE *to)
{
    fprintf(to, "#define %s %u\n", name, value);
}

static void write_constants(const struct adtailor *t, FILE *to)
{
    write_constant("STEP", adtailor_op_step(t), to);
    write_constant("FIRST_NATIVE", (unsigned)adcc_imm(2, AD_IMM_NATIVE), to);
    write_constant("FIRST_ROM", (unsigned)adcc_imm(2, AD_IMM_COUNT), to);
    write_constant("CODE_SIMPLE", ADCODE_SIMPLE, to);
    write_constant("CODE_KIND", ADCODE_SIMPLE | ADCODE_VARARGS | ADCODE_VARKW | ADCODE_GENERATOR |
        ADCODE_COROUTINE, to);
    /* Bytes below fp: the linkage, and what natives may push. */
    write_constant("FRAME_ROOM", 2 * (3 + 12), to);
}

void adtailor_write_fast(const struct adtailor *t, FILE *to)
{
    fprintf(to, "; Made by adder build.\n");
    write_constants(t, to);
    write_places(t, to);
#define TYPE(id, name, base) fprintf(to, "#define LAYOUT_%s %u\n", #id, (unsigned)ADT_##id);
#define INNER(id, name, base) TYPE(id, name, base)
#define EXCEPTION(id, base)
#define LAYOUTS
#include "isa/types.def"
#undef LAYOUTS
#undef TYPE
#undef INNER
#undef EXCEPTION
#define INS(code, name, operands, pops, pushes, flags, effect, sentence)                           \
    if (t->op[code])                                                                               \
        fprintf(to, ".Lin_%s = 1\n", #name);
#include "isa/py.def"
#undef INS
    fprintf(to, ".macro all_instructions\n");
#define INS(code, name, operands, pops, pushes, flags, effect, sentence)                           \
    if (t->op[code])                                                                               \
        fprintf(to, "    entry %s\n", #name);
#include "isa/py.def"
#undef INS
    fprintf(to, ".endm\n");
}
