/* SPDX-License-Identifier: MIT
 * calls.c - what a program does with the builtin functions and types that it names: how many
 * arguments their calls have, which types are bases of classes, which are only asked about. The
 * code is walked once from its beginning to its end with the heights that the verifier's analysis
 * gives: a cell keeps what was pushed last at its height. What is not plainly seen to be consumed
 * by an instruction of those below counts as handed on, and may be called with anything.
 */
#include <stdlib.h>

#include "isa/depth.h"
#include "tool/avr/tailor.h"

/* What lies at a height, beside numbers of immediates: the result of type(x), a new exception, a
 * slice. */
enum { NOTHING = 0, TYPE_OF = AD_IMM_COUNT, EXCEPTION, SLICE, HIGHEST = 256 };

struct walk {
    struct adtailor *tailor;
    const struct adimg *image;
    bool lib; /* code of lib/: it builds no classes on what it is given, nor gives types away */
    uint16_t cell[HIGHEST];
};

static bool is_type(unsigned number) { return number >= AD_IMM_TYPE && number < AD_IMM_NATIVE; }

static void given(struct adtailor *t, unsigned number, unsigned arguments)
{
    if (number == TYPE_OF)
        t->type_calls = true;
    else if (number < AD_IMM_COUNT && t->given[number] <= arguments)
        t->given[number] = (uint8_t)AD_MIN(arguments + 1, ADTAILOR_ANY);
}

/* Whatever lies in these cells may come anywhere. */
static void handed_on(struct walk *w, int32_t from, int32_t to)
{
    for (; from < to && from < HIGHEST; from++)
        if (from >= 0 && w->cell[from] == SLICE) {
            w->tailor->slices = true;
            w->cell[from] = NOTHING;
        } else if (from >= 0 && w->cell[from]) {
            given(w->tailor, w->cell[from], ADTAILOR_ANY);
            if (w->cell[from] == EXCEPTION || w->cell[from] >= AD_IMM_TYPE + ADT_BaseException)
                w->tailor->keeps_exceptions |= w->cell[from] == EXCEPTION || is_type(w->cell[from]);
            if (is_type(w->cell[from]) && !w->lib)
                w->tailor->base[w->cell[from] - AD_IMM_TYPE] = true;
            w->cell[from] = NOTHING;
        }
}

static void forget(struct walk *w, int32_t from, int32_t to)
{
    for (; from < to && from < HIGHEST; from++)
        w->cell[from] = NOTHING;
}

static unsigned cell_at(const struct walk *w, int32_t at)
{
    return at >= 0 && at < HIGHEST ? w->cell[at] : NOTHING;
}

/* A call of this with the n topmost cells. Returns what the result is. */
static unsigned called(struct walk *w, unsigned callee, int32_t height, int32_t n, bool plain)
{
    bool asks = callee == AD_IMM_NATIVE + ADF_isinstance ||
        callee == AD_IMM_NATIVE + ADF_issubclass;
    if (callee < AD_IMM_TYPE || callee >= AD_IMM_COUNT)
        w->tailor->arguments = (uint8_t)AD_MAX(w->tailor->arguments, n);
    if (callee)
        given(w->tailor, callee, plain ? (unsigned)n : ADTAILOR_ANY);
    if (asks && n == 2 && cell_at(w, height - 1) != TYPE_OF)
        forget(w, height - 1, height);
    handed_on(w, height - n, height);
    if (is_type(callee) && callee >= AD_IMM_TYPE + ADT_BaseException)
        return EXCEPTION;
    return plain && n == 1 && callee == AD_IMM_TYPE + ADT_class ? TYPE_OF : NOTHING;
}

/* The same with the callable below its arguments. */
static unsigned called_below(struct walk *w, int32_t height, int32_t n, bool plain)
{
    unsigned callee = cell_at(w, height - n - 1);
    forget(w, height - n - 1, height - n);
    return called(w, callee, height, n, plain);
}

/* The bases of a class lie on top. */
static void bases(struct walk *w, int32_t height, int32_t n)
{
    for (int32_t at = height - n; at < height; at++) {
        unsigned base = cell_at(w, at);
        if (is_type(base))
            w->tailor->base[base - AD_IMM_TYPE] = true;
        else if (base == TYPE_OF)
            w->tailor->type_calls = true;
    }
    w->tailor->bases = (uint8_t)AD_MAX(w->tailor->bases, n);
    forget(w, height - n, height);
}

/* Instructions that only look at the cell on top. */
static bool only_looks(unsigned code)
{
    switch (code) {
    case ADOP_POP: case ADOP_IS: case ADOP_IS_NOT: case ADOP_EXC_MATCH:
    case ADOP_LOAD_ATTR: case ADOP_LOAD_ATTR2:
    case ADOP_EQ: case ADOP_NE: case ADOP_JF_EQ: case ADOP_JF_NE: case ADOP_JT_EQ: case ADOP_JT_NE:
        return true;
    }
    return false;
}

static bool is_slice(const struct walk *w, uint32_t constant)
{
    struct adimg_object object;
    uint64_t cell = adimg_cell_at(w->image, ADIMG_CONSTS, constant);
    return adimg_object_of(w->image, cell, &object) && object.layout == ADT_slice;
}

/* What an instruction pushes, as far as that matters here. */
static unsigned pushed(const struct walk *w, const struct adisa_ins *ins)
{
    if (ins->code == ADOP_LOAD_IMM)
        return (unsigned)ins->operand[0];
    if (ins->code == ADOP_BUILD_SLICE ||
        (ins->code == ADOP_LOAD_K && is_slice(w, (uint32_t)ins->operand[0])))
        return SLICE;
    return NOTHING;
}

static void step(struct walk *w, const struct adisa_ins *ins, int32_t height)
{
    struct adisa_effect effect;
    int32_t n = ins->operand[0], top = height - 1;
    unsigned result = NOTHING;
    if (!adisa_effect(&adisa_python, ins, &effect))
        return;
    switch (ins->code) {
    case ADOP_COPY: handed_on(w, height - n, height - n + 1); break;
    case ADOP_SWAP: handed_on(w, top, height); handed_on(w, height - n, height - n + 1); break;
    case ADOP_CALL: result = called_below(w, height, n, true); break;
    case ADOP_CALL_KW: result = called_below(w, height, n, false); break;
    case ADOP_CALL_NATIVE: /* of the n cells those on top are unbound */
        height -= n - ins->operand[1];
        result = called(w, (unsigned)ins->operand[2], height, ins->operand[1], true);
        height += n - ins->operand[1];
        break;
    case ADOP_CALL_METHOD:
        w->tailor->arguments = (uint8_t)AD_MAX(w->tailor->arguments, n);
        handed_on(w, height - n, height);
        break;
    case ADOP_BUILD_CLASS: bases(w, height, n); break;
    case ADOP_RAISE:
        if (n && is_type(cell_at(w, height - n)))
            given(w->tailor, cell_at(w, height - n), 0);
        forget(w, height - n, height);
        break;
    case ADOP_LOAD_METHOD: case ADOP_LOAD_METHOD2: /* int.from_bytes(...) */
        if (cell_at(w, top) != EXCEPTION)
            forget(w, top, height);
        handed_on(w, top, height);
        break;
    case ADOP_GET_ITEM:
        if (cell_at(w, top) == SLICE)
            forget(w, top, height);
        handed_on(w, top - 1, height);
        break;
    default:
        if (only_looks(ins->code) && cell_at(w, top) != EXCEPTION)
            forget(w, height - effect.need, height);
        handed_on(w, height - effect.need, height);
    }
    if (!result)
        result = pushed(w, ins);
    handed_on(w, height + effect.next - (result != NOTHING), HIGHEST);
    if (result && height + effect.next <= HIGHEST)
        w->cell[height + effect.next - 1] = (uint16_t)result;
    else if (result == SLICE)
        w->tailor->slices = true;
    else if (result)
        given(w->tailor, result, ADTAILOR_ANY);
}

static void walk_code(struct walk *w, const struct adimg_code *code, const uint16_t *heights)
{
    struct adisa_ins ins;
    for (uint32_t pc = 0; pc < code->code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, &ins))
            return;
        if (heights[pc] >= ADDEPTH_MAX)
            continue; /* no way leads here */
        handed_on(w, heights[pc], HIGHEST); /* what a jump has left behind */
        step(w, &ins, heights[pc]);
    }
    handed_on(w, 0, HIGHEST);
}

/* Code that a frame is in the middle of, and that nobody calls, begins where the frame goes on. */
static void find_entry(struct addepth *depth, const struct adimg *image, const struct adram *ram)
{
    const struct adram_entry *entry =
        adram_entry_at(ram, (uint32_t)(depth->code - image->bytes));
    if (entry) {
        depth->entry = entry->pc;
        depth->entry_height = entry->height;
    }
}

void adtailor_calls(struct adtailor *t, const struct adimg *image, const struct adimg_code *code,
                    const struct adram *ram)
{
    uint32_t size = code->code.code_size;
    struct walk w = {.tailor = t, .image = image, .lib = code->code.flags & ADCODE_LIB};
    uint16_t *heights = calloc(2 * (size_t)size + 1, sizeof *heights);
    struct addepth depth = {.isa = &adisa_python, .code = code->bytecode, .size = size,
        .tries = code->tries, .ntry = code->code.ntry, .height = heights,
        .work = heights ? heights + size : NULL};
    find_entry(&depth, image, ram);
    if (heights && addepth_run(&depth))
        walk_code(&w, code, heights);
    else
        for (unsigned i = 0; i < AD_IMM_COUNT; i++)
            t->given[i] = ADTAILOR_ANY;
    free(heights);
}

bool adtailor_is_callee(const struct adimg_code *code, uint32_t pc)
{
    struct adisa_ins ins;
    struct adisa_effect effect;
    int32_t above = -1, distance; /* cells above the one in question */
    for (; pc < code->code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, &ins) ||
            !adisa_effect(&adisa_python, &ins, &effect) || adisa_jump(&ins, &distance))
            return false;
        if (effect.need > above && above >= 0)
            return ins.code == ADOP_CALL && ins.operand[0] == above;
        above += effect.next;
    }
    return false;
}
