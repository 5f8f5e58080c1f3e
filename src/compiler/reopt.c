/* SPDX-License-Identifier: MIT
 * reopt.c - see reopt.h. A row of the exception table becomes a region of its own. When anything
 * does not come out as it should - a way that the list cannot express, a row that got lost - the
 * code object stays as it is.
 */
#include "compiler/reopt.h"

#include "compiler/assemble.h"
#include "compiler/flow.h"
#include "compiler/peephole.h"
#include "isa/depth.h"

struct job {
    struct adreopt *r;
    const struct adimg_code *code;
    const struct adimg_debug *debug;
    struct adilist list;
    int32_t *label;   /* of each pc, or ADLABEL_NONE */
    uint16_t *height; /* before each instruction     */
};

/* ---- bytes to a list ------------------------------------------------------------------------ */

/* The opcode as lists have it: short, jumps without a direction. */
static enum adop list_op(unsigned op)
{
    switch (op) {
    case ADOP_LOAD_K2: return ADOP_LOAD_K;
    case ADOP_LOAD_GLOBAL2: return ADOP_LOAD_GLOBAL;
    case ADOP_STORE_GLOBAL2: return ADOP_STORE_GLOBAL;
    case ADOP_LOAD_ATTR2: return ADOP_LOAD_ATTR;
    case ADOP_STORE_ATTR2: return ADOP_STORE_ATTR;
    case ADOP_LOAD_METHOD2: return ADOP_LOAD_METHOD;
    case ADOP_JUMP_BACK: return ADOP_JUMP;
    default: return (enum adop)op;
    }
}

static int32_t label_at(struct job *j, uint32_t pc)
{
    if (j->label[pc] == ADLABEL_NONE)
        j->label[pc] = adilist_new_label(&j->list);
    return j->label[pc];
}

static bool decode(const struct job *j, uint32_t pc, struct adisa_ins *ins)
{
    return adisa_decode(&adisa_python, j->code->bytecode + pc, j->code->code.code_size - pc, ins);
}

static void add_instruction(struct job *j, uint32_t pc, const struct adisa_ins *ins)
{
    int32_t operand[2] = {0, 0}, distance;
    unsigned n = 0;
    for (unsigned i = 0; i < ins->count; i++) {
        char kind = ins->row->operands[i];
        if (kind == 'j' || n == 2)
            continue;
        operand[n++] = kind == 's' ? j->code->code.nlocals - 1 - ins->operand[i] : ins->operand[i];
    }
    if (ins->code == ADOP_LOAD2) { /* single ones can be fused; pairs are made last */
        adilist_emit(&j->list, ADOP_LOAD, operand[0], 0);
        adilist_emit(&j->list, ADOP_LOAD, operand[1], 0);
    } else if (adisa_jump(ins, &distance)) {
        adilist_jump(&j->list, list_op(ins->code), operand[0], operand[1],
            label_at(j, (uint32_t)((int32_t)(pc + ins->length) + distance)));
    } else {
        adilist_emit(&j->list, list_op(ins->code), operand[0], operand[1]);
    }
}

/* Rows come innermost first, regions outermost. */
static int32_t region_of(const struct job *j, unsigned row)
{
    return (int32_t)(j->code->code.ntry - 1u - row);
}

static void add_regions(struct job *j)
{
    for (unsigned row = j->code->code.ntry; row-- > 0;)
        adilist_new_region(&j->list, label_at(j, adimg_try(j->code, row).target));
}

/* What stands before the instruction at pc: ends of regions, a label, beginnings. */
static void add_marks(struct job *j, uint32_t pc)
{
    for (unsigned row = 0; row < j->code->code.ntry; row++)
        if (adimg_try(j->code, row).end == pc)
            adilist_mark(&j->list, ADMARK_ENDTRY, region_of(j, row));
    if (j->label[pc] != ADLABEL_NONE)
        adilist_place(&j->list, j->label[pc]);
    for (unsigned row = j->code->code.ntry; row-- > 0;) {
        struct adtry t = adimg_try(j->code, row);
        if (t.start == pc)
            adilist_try(&j->list, region_of(j, row), (int32_t)j->height[pc] - t.depth);
    }
}

/* Where jumps go must be known before the marks are set. */
static void find_labels(struct job *j)
{
    struct adisa_ins ins;
    int32_t distance;
    for (uint32_t pc = 0; pc < j->code->code.code_size && decode(j, pc, &ins); pc += ins.length)
        if (adisa_jump(&ins, &distance))
            label_at(j, (uint32_t)((int32_t)(pc + ins.length) + distance));
}

static void make_list(struct job *j)
{
    uint32_t size = j->code->code.code_size;
    struct adisa_ins ins;
    add_regions(j);
    find_labels(j);
    for (uint32_t pc = 0; pc < size && decode(j, pc, &ins); pc += ins.length) {
        j->list.line = j->debug ? (uint32_t)adimg_line(j->debug, pc) : 1;
        add_marks(j, pc);
        add_instruction(j, pc, &ins);
    }
    add_marks(j, size);
}

/* Heights, from which the marks are made; false: no memory. *sound: the code can be listed. */
static bool prepare(struct job *j, bool *sound)
{
    uint32_t size = j->code->code.code_size;
    struct addepth depth = {.isa = &adisa_python, .code = j->code->bytecode, .size = size,
        .tries = j->code->tries, .ntry = j->code->code.ntry};
    depth.height = adarena_alloc(j->r->arena, ((size_t)size + 1) * sizeof *depth.height);
    depth.work = adarena_alloc(j->r->arena, ((size_t)size + 1) * sizeof *depth.work);
    j->label = adarena_alloc(j->r->arena, ((size_t)size + 1) * sizeof *j->label);
    if (!depth.height || !depth.work || !j->label)
        return false;
    for (uint32_t pc = 0; pc <= size; pc++)
        j->label[pc] = ADLABEL_NONE;
    j->height = depth.height;
    *sound = size && addepth_run(&depth);
    for (unsigned row = 0; *sound && row < j->code->code.ntry; row++)
        *sound = depth.height[adimg_try(j->code, row).start] < ADDEPTH_UNKNOWN;
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static uint32_t count(const uint8_t *code, uint32_t size)
{
    struct adisa_ins ins;
    uint32_t n = 0;
    for (uint32_t pc = 0; pc < size && adisa_decode(&adisa_python, code + pc, size - pc, &ins);
         pc += ins.length)
        n++;
    return n;
}

static void say(const struct adreopt *r, const struct adimg *img, const struct adimg_code *code,
    const struct adimg_debug *debug, const uint32_t numbers[4])
{
    const char *name = debug ? debug->qualname : NULL;
    size_t n = debug ? debug->qualname_size : adimg_name_text(img, code->code.name, &name);
    if (!r->report)
        return;
    adout_bytes(r->report, n ? name : "?", n ? n : 1);
    for (unsigned i = 0; i < 4; i++) {
        adout_text(r->report, i == 0 ? "  " : i == 2 ? ", " : " -> ");
        adout_int(r->report, numbers[i]);
        adout_text(r->report, i == 0 ? " instructions" : i == 2 ? " bytes" : "");
    }
    adout_byte(r->report, '\n');
}

static bool write_tries(struct adreopt *r, const struct adassembled *made, struct adimg_code *code)
{
    uint8_t *to = adarena_alloc(r->arena, (size_t)made->ntry * ADDEPTH_TRY_BYTES + 1);
    code->tries = to;
    if (!to)
        return false;
    for (uint32_t i = 0; i < made->ntry; i++) {
        const struct adtry *t = &made->trys[i];
        const uint16_t all[4] = {t->start, t->end, t->target, t->depth};
        for (unsigned k = 0; k < 4; k++) {
            *to++ = (uint8_t)all[k];
            *to++ = (uint8_t)(all[k] >> 8);
        }
    }
    return true;
}

/* Is the result one to take? */
static bool is_better(const struct job *j, const struct adassembled *made)
{
    const struct adcode *c = &j->code->code;
    return made->ntry == c->ntry && made->depth <= c->depth && made->nlines <= 0xffff &&
           (made->size < c->code_size || (made->size == c->code_size &&
               memcmp(made->code, j->code->bytecode, made->size) != 0));
}

static bool rewrite(struct job *j, struct adassembled *made, bool *better)
{
    struct adflow flow;
    bool sound;
    *better = false;
    adilist_init(&j->list, j->r->arena);
    if (!prepare(j, &sound))
        return false;
    if (!sound)
        return true;
    make_list(j);
    if (j->list.failed || !adflow_init(&flow, &j->list))
        return false;
    adflow_run(&flow, &j->list);
    if (flow.broken)
        return true;
    adpeep_run(&j->list, &flow, true);
    if (flow.broken)
        return true;
    memset(made, 0, sizeof *made);
    made->first_line = j->debug ? j->debug->first_line : 1;
    enum adassemble_status status = adassemble(&j->list, &flow, j->code->code.nlocals, made);
    *better = status == ADASSEMBLE_OK && is_better(j, made);
    return status != ADASSEMBLE_MEMORY;
}

bool adreopt_code(void *reopt, const struct adimg *img, struct adimg_code *code,
    struct adimg_debug *debug)
{
    struct adreopt *r = reopt;
    struct adassembled made;
    struct job j = {.r = r, .code = code, .debug = debug};
    bool better;
    uint32_t numbers[4] = {count(code->bytecode, code->code.code_size), 0, code->code.code_size, 0};
    if (!rewrite(&j, &made, &better) || (better && !write_tries(r, &made, code)))
        return false;
    if (better) {
        code->bytecode = made.code;
        code->code.code_size = (uint16_t)made.size;
        code->code.depth = (uint16_t)made.depth;
        if (debug) {
            debug->lines = made.lines;
            debug->nlines = (uint16_t)made.nlines;
        }
    }
    numbers[1] = count(code->bytecode, code->code.code_size);
    numbers[3] = code->code.code_size;
    r->objects++;
    r->changed += better;
    r->before += numbers[0];
    r->after += numbers[1];
    r->bytes_before += numbers[2];
    r->bytes_after += numbers[3];
    if (better)
        say(r, img, code, debug, numbers);
    return true;
}
