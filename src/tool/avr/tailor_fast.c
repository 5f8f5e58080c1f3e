/* SPDX-License-Identifier: MIT
 * tailor_fast.c - what ports/avr/vm/fast.S, the loop's simple cases in assembly, is told about the
 * program: tailor_ops.h of the build.
 */
#include <string.h>

#include "tool/avr/tailor.h"

/* Instructions that the assembly does in all cases, so that the loop in C does without them. */
bool adtailor_op_in_assembly(unsigned code)
{
    switch (code) {
    case ADOP_NOP: case ADOP_POP: case ADOP_LOAD_I: case ADOP_LOAD_K: case ADOP_LOAD_IMM:
    case ADOP_LOAD_NONE: case ADOP_LOAD_TRUE: case ADOP_LOAD_FALSE: case ADOP_LOAD:
    case ADOP_LOAD2: case ADOP_STORE: case ADOP_SET_I: case ADOP_MOVE: case ADOP_STORE_GLOBAL:
    case ADOP_JUMP: case ADOP_JUMP_BACK: case ADOP_LOAD_UNBOUND: case ADOP_CALL_NATIVE:
    case ADOP_STORE_SLOT:
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

/* ---- sequences that are done at once -------------------------------------------------------- */

/* The bytes stay as they are but for the first code: who jumps into the middle finds it, and what
 * is not simple goes on with the first instruction alone. */
enum { LOCAL_BRANCH = 0, LOCAL_BRANCHES = 12, CALL_LOCAL = 12, NEXT_IN_RANGE = 13 };

static bool decode(const struct adimg_code *code, uint32_t pc, struct adisa_ins *ins)
{
    return pc < code->code.code_size &&
        adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, ins);
}

/* local < number, where the number is no operand of the jump: LOAD, LOAD_I2, JF_LT and its kin. */
static unsigned local_branch(const struct adisa_ins *second, const struct adisa_ins *third)
{
    if (!adtailor_loads_cell(second))
        return 0;
    if (third->code >= ADOP_JF_LT && third->code <= ADOP_JF_GE)
        return LOCAL_BRANCH + 1 + third->code - ADOP_JF_LT;
    if (third->code >= ADOP_JT_LT && third->code <= ADOP_JT_GE)
        return LOCAL_BRANCH + 1 + 6 + third->code - ADOP_JT_LT;
    return 0;
}

static bool jumps_to(const struct adimg_code *code, uint32_t pc, const struct adisa_ins *jump,
                     unsigned to)
{
    struct adisa_ins ins;
    return decode(code, pc + jump->length + (uint32_t)jump->operand[0], &ins) && ins.code == to;
}

unsigned adtailor_fused_at(const struct adimg_code *code, uint32_t pc)
{
    struct adisa_ins first, second, third;
    if (decode(code, pc, &first) && first.code == ADOP_JUMP_BACK)
        return jumps_to(code, pc, &first, ADOP_FOR_RANGE_L) ? NEXT_IN_RANGE + 1 : 0;
    if (!decode(code, pc, &first) ||
        (first.code != ADOP_LOAD && first.code != ADOP_LOAD_METHOD_L) ||
        !decode(code, pc + first.length, &second) ||
        !decode(code, pc + first.length + second.length, &third))
        return 0;
    if (first.code == ADOP_LOAD)
        return local_branch(&second, &third);
    if (second.code == ADOP_CALL_METHOD && second.operand[0] == 0 && third.code == ADOP_POP)
        return CALL_LOCAL + 1; /* local.name(), without use for the result */
    return 0;
}

unsigned adtailor_fused_op(const struct adtailor *t, unsigned fused)
{
    unsigned n = adtailor_op_count(t);
    for (unsigned i = 0; i < fused; i++)
        n += t->fused[i];
    return n * adtailor_op_step(t);
}

static void fused_name(unsigned fused, char *to, size_t room)
{
    static const char *const jumps[] = {"JF", "JT"};
    static const char *const orders[] = {"LT", "LE", "EQ", "NE", "GT", "GE"};
    if (fused >= CALL_LOCAL)
        snprintf(to, room, fused == CALL_LOCAL ? "CALL_LOCAL" : "NEXT_IN_RANGE");
    else
        snprintf(to, room, "LOCAL_%s_%s", jumps[fused / 6], orders[fused % 6]);
}

static void write_fused(const struct adtailor *t, const char *format, FILE *to)
{
    char name[24];
    for (unsigned i = 0; i < ADTAILOR_FUSED; i++)
        if (t->fused[i]) {
            fused_name(i, name, sizeof name);
            fprintf(to, format, name);
        }
}

/* ---- tailor_ops.h --------------------------------------------------------------------------- */

static bool has_any(const struct adtailor *t, const uint8_t *ops, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (t->op[ops[i]])
            return true;
    return false;
}

#define HAS_ANY(t, ...)                                                                            \
    has_any(t, (const uint8_t[]){__VA_ARGS__}, sizeof(const uint8_t[]){__VA_ARGS__})

static bool has_sums(const struct adtailor *t)
{
    return HAS_ANY(t, ADOP_IADD_S, ADOP_IADD_L, ADOP_IADD_I, ADOP_ISUB_S, ADOP_ISUB_L, ADOP_ISUB_I,
        ADOP_ADD, ADOP_ADD_LL, ADOP_ADD_LI, ADOP_ADD_SL, ADOP_ADD_SI, ADOP_IADD, ADOP_SUB,
        ADOP_SUB_LL, ADOP_SUB_LI, ADOP_SUB_SL, ADOP_SUB_SI, ADOP_ISUB);
}

static bool has_calls(const struct adtailor *t)
{
    return HAS_ANY(t, ADOP_CALL, ADOP_CALL_METHOD);
}

static bool lacks(const struct adtailor *t, const char *id)
{
    return adtailor_lacks(t, id, strlen(id));
}

static bool has_other_calls(const struct adtailor *t)
{
    return has_calls(t) && !lacks(t, "AD_HAS_OTHER_CALLS");
}

/* May a native return what the loop must look at? */
static bool natives_end(const struct adtailor *t)
{
    return (has_calls(t) || t->op[ADOP_CALL_NATIVE]) &&
        !(lacks(t, "AD_HAS_TAILS") && lacks(t, "AD_HAS_ERRORS"));
}

static bool finds_unbound(const struct adtailor *t)
{
    return HAS_ANY(t, ADOP_LOAD, ADOP_LOAD2, ADOP_MOVE, ADOP_RETURN_L);
}

/* Places in the loop that the assembly goes to, and who does so. */
static const struct {
    const char *name, *label;
    bool (*in)(const struct adtailor *t);
} places[] = {{"UNBOUND_LOCAL", "fast_unbound", finds_unbound},
    {"NATIVE_ENDED", "finish", natives_end}, {"HEAP_FULL", "fast_full", has_sums}};

void adtailor_write_places(const struct adtailor *t, FILE *to)
{
    for (unsigned i = 0; i < ADTAILOR_FUSED; i++)
        if (t->fused[i])
            fprintf(to, "    &&%s, \\\n", i == CALL_LOCAL ? "L_LOAD_METHOD_L" : "next");
    for (unsigned i = 0; i < AD_COUNT(places); i++)
        if (places[i].in(t))
            fprintf(to, "    &&%s, \\\n", places[i].label);
    fprintf(to, "\n");
}

static void write_places(const struct adtailor *t, FILE *to)
{
    unsigned n = 0;
    for (unsigned i = 0; i < AD_COUNT(places); i++)
        if (places[i].in(t))
            fprintf(to, "#define %s %u\n", places[i].name,
                adtailor_fused_op(t, ADTAILOR_FUSED) + n++ * adtailor_op_step(t));
}

/* Does the assembly do all that there is, so that it never returns to the loop in C? */
static bool is_whole(const struct adtailor *t)
{
    for (unsigned op = 0; op < AD_COUNT(t->op); op++)
        if (t->op[op] && !adtailor_op_in_assembly(op))
            return false;
    for (unsigned i = 0; i < LOCAL_BRANCHES; i++)
        if (t->fused[i])
            return false;
    for (unsigned i = 0; i < AD_COUNT(places); i++)
        if (places[i].in(t))
            return false;
    return true;
}

static void write_name(const char *name, const char *field, bool in, FILE *to)
{
    if (in)
        fprintf(to, " \\\n    AD_FAST_NAME(%s, %s);", name, field);
}

void adtailor_write_fast_names(const struct adtailor *t, FILE *to)
{
    bool globals = HAS_ANY(t, ADOP_LOAD_GLOBAL, ADOP_STORE_GLOBAL);
    fprintf(to, "#define ADTAILOR_FAST_WHOLE %d\n#define ADTAILOR_FAST_NAMES", is_whole(t));
    write_name("adfast_globals", "&advm_globals", globals, to);
    write_name("adfast_stack_limit", "&advm_stack_limit", has_calls(t), to);
    write_name("adfast_natives", "adnative_calls", has_other_calls(t), to);
    write_name("adfast_top", "&advm_top", has_sums(t), to);
    write_name("adfast_limit", "&advm_limit", has_sums(t), to);
    fprintf(to, "\n");
}

static void write_constant(const char *name, unsigned value, FILE *to)
{
    fprintf(to, "#define %s %u\n", name, value);
}

static void write_constants(const struct adtailor *t, FILE *to)
{
    write_constant("STEP", adtailor_op_step(t), to);
    write_constant("HAS_TAILS", !lacks(t, "AD_HAS_TAILS"), to);
    write_constant("HAS_OTHER_CALLS", has_other_calls(t), to);
    write_constant("HAS_LOOSE_METHODS", !lacks(t, "AD_HAS_LOOSE_METHODS"), to);
    write_constant("HAS_VIRTUALS", !lacks(t, "AD_HAS_VIRTUALS"), to);
    write_constant("HAS_ERRORS", !lacks(t, "AD_HAS_ERRORS"), to);
    write_constant("FIRST_NATIVE", (unsigned)adcc_imm(2, AD_IMM_NATIVE), to);
    write_constant("FIRST_ROM", (unsigned)adcc_imm(2, AD_IMM_COUNT), to);
    write_constant("CODE_SIMPLE", ADCODE_SIMPLE, to);
    write_constant("CODE_KIND", ADCODE_KIND, to);
    write_constant("FIRST_METHOD",
        (unsigned)adcc_imm(2, AD_IMM_NATIVE + adtailor_native(t, ADF_object_d_init)), to);
    write_constant("NUMBER_FOR_RANGE_L", adtailor_op(t, ADOP_FOR_RANGE_L), to);
    write_constant("METHOD_ROW", adtailor_native(t, ADF_object_d_init), to);
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
    write_fused(t, ".Lin_%s = 1\n", to);
    fprintf(to, ".macro all_instructions\n");
#define INS(code, name, operands, pops, pushes, flags, effect, sentence)                           \
    if (t->op[code])                                                                               \
        fprintf(to, "    entry %s\n", #name);
#include "isa/py.def"
#undef INS
    write_fused(t, "    entry %s\n", to);
    fprintf(to, ".endm\n");
}

/* ---- methods -------------------------------------------------------------------------------- */

static const struct method {
    uint16_t native, name;
    uint8_t type;
} methods[] = {
#define BUILTIN(id, name, min, max, kw)
#define METHOD(type, id, name, min, max) {ADF_##id, ADN_##name, ADT_##type},
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

/* A method of objects that show their type by their layout, or are handles; the class's own are
 * none of theirs. */
static bool is_of_object(const struct method *m)
{
    switch (m->name) {
    case ADN_from_bytes: case ADN_fromhex: case ADN_fromkeys: case ADN_maketrans:
        return false;
    default:
        return m->type == ADT_Pin || (m->type && m->type < ADT_function);
    }
}

/* What an object of that type shows: its header's high byte, a handle's type as a small int. */
static unsigned mark_of(unsigned type)
{
    return type == ADT_Pin ? adcc_small(2, type) & 255 : 0x40 | type;
}

void adtailor_write_methods(const struct adtailor *t, const struct adimg *image, FILE *to)
{
    unsigned first = adtailor_native(t, ADF_object_d_init);
    if (!t->op[ADOP_LOAD_METHOD] && !t->op[ADOP_LOAD_METHOD_L])
        return;
    fprintf(to, "\n\t.global adimage_methods\nadimage_methods:\n");
    for (uint32_t i = 0; i < AD_MIN(image->section[ADIMG_NAMES].count, 256u); i++) {
        unsigned name = adimg_u16_at(image, ADIMG_NAMES, i), mark = 255, row = 0;
        for (size_t k = 0; k < AD_COUNT(methods) && mark == 255; k++)
            if (methods[k].name == name && t->native[methods[k].native] &&
                is_of_object(&methods[k])) {
                mark = mark_of(methods[k].type);
                row = adtailor_native(t, methods[k].native) - first;
            }
        fprintf(to, "\t.byte %u,%u\n", row < 256 ? mark : 255, row & 255);
    }
    fprintf(to, "\t.balign 2\n");
}
