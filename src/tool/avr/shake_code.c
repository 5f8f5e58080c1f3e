/* SPDX-License-Identifier: MIT
 * shake_code.c - see shake.h: the live instructions of a code object, one behind the other, with
 * new numbers of constants, names and globals; loads of globals that keep their value become loads
 * of the value.
 */
#include <string.h>

#include "core/layout.h"
#include "isa/depth.h"
#include "tool/avr/shake_in.h"

struct writer {
    struct adshake *s;
    const struct adimg_object *object;
    struct adimg_code code;
    uint8_t *to; /* NULL in the first pass, which finds the lengths */
    uint32_t size;
    uint32_t line_at; /* where the last line began */
    int32_t line;
    struct adimg_debug debug;
    uint8_t *lines;
    unsigned nlines;
    struct turn *turned; /* by pc: of loads, and of the calls that take what they push */
    unsigned deeper;     /* cells that calls of natives need besides                   */
};

/* A method call whose callee is known becomes a plain one, a call of a known native an instruction
 * that has it as operand. */
struct turn {
    uint8_t dropped;  /* a load: so many of its first cells are not pushed       */
    bool call;        /* a call that becomes one with so many arguments ...      */
    uint8_t args;
    uint16_t native;  /* ... of this immediate's native; 0: of what lies below   */
};

static uint16_t *place(const struct writer *w, uint16_t *map, uint32_t pc)
{
    return map + (w->code.bytecode - w->s->reach.image->bytes) + pc;
}

static bool live(const struct writer *w, uint32_t pc)
{
    return w->s->reach.code[(w->code.bytecode - w->s->reach.image->bytes) + pc] & ADREACH_LIVE;
}

/* ---- instructions --------------------------------------------------------------------------- */

static void put(struct writer *w, unsigned byte)
{
    if (w->to)
        w->to[w->size] = (uint8_t)byte;
    w->size++;
}

static void put16(struct writer *w, unsigned value)
{
    put(w, value & 0xff);
    put(w, value >> 8);
}

/* The long form of an instruction that has a short one, or the other way round; else itself. */
static unsigned form(unsigned code, bool wide)
{
    static const uint8_t forms[][2] = {{ADOP_LOAD_K, ADOP_LOAD_K2},
        {ADOP_LOAD_GLOBAL, ADOP_LOAD_GLOBAL2}, {ADOP_STORE_GLOBAL, ADOP_STORE_GLOBAL2},
        {ADOP_LOAD_ATTR, ADOP_LOAD_ATTR2}, {ADOP_STORE_ATTR, ADOP_STORE_ATTR2},
        {ADOP_LOAD_METHOD, ADOP_LOAD_METHOD2}};
    for (size_t i = 0; i < AD_COUNT(forms); i++)
        if (forms[i][0] == code || forms[i][1] == code)
            return forms[i][wide];
    return code;
}

static uint32_t renumber(struct writer *w, char kind, uint32_t n)
{
    struct adshake *s = w->s;
    switch (kind) {
    case 'k': case 'K':
        return adshake_konst(s, (uint16_t)adimg_cell_at(s->reach.image, ADIMG_CONSTS, n));
    case 'n': case 'N': return s->name[n];
    case 'g': case 'G': return s->global[n];
    }
    return n;
}

/* New distance of the jump of the instruction at pc. */
static uint32_t distance(const struct writer *w, uint32_t pc, const struct adisa_ins *ins,
                         uint32_t end)
{
    uint32_t target = (uint32_t)((int32_t)(pc + ins->length) + ins->operand[ins->count - 1]);
    return *place(w, w->s->start, target) - end;
}

static void instruction(struct writer *w, uint32_t pc, const struct adisa_ins *ins)
{
    uint32_t operand[ADISA_OPERANDS], end = w->size + 1;
    bool wide = false, has_forms = form(ins->code, true) != form(ins->code, false);
    unsigned code;
    for (unsigned i = 0; i < ins->count; i++) {
        operand[i] = renumber(w, ins->row->operands[i], (uint32_t)ins->operand[i]);
        wide |= has_forms && operand[i] > 255;
    }
    code = form(ins->code, wide);
    if (w->turned[pc].call) {
        code = ADOP_CALL;
        operand[0] = w->turned[pc].args;
    }
    for (unsigned i = 0; i < ins->count; i++) {
        end += adisa_width(adisa_python.rows[code].operands[i]);
        if (!has_forms && adisa_width(ins->row->operands[i]) == 1 && operand[i] > 255 &&
            strchr("kng", ins->row->operands[i]))
            w->s->fault = "a short operand is too large";
    }
    put(w, code);
    for (unsigned i = 0; i < ins->count; i++) {
        char kind = adisa_python.rows[code].operands[i];
        if (kind == 'j')
            operand[i] = distance(w, pc, ins, end);
        if (adisa_width(kind) == 1)
            put(w, operand[i] & 0xff);
        else
            put16(w, operand[i] & 0xffff);
    }
}

/* Optional arguments that are not given are unbound. */
static void call_native(struct writer *w, const struct turn *t)
{
    int cells = adisa_native_cells(t->native, t->args);
    for (int i = t->args; i < cells; i++)
        put(w, ADOP_LOAD_UNBOUND);
    put(w, ADOP_CALL_NATIVE);
    put(w, (unsigned)cells);
    put(w, t->args);
    put16(w, t->native);
}

static void load_konst(struct writer *w, uint16_t cell)
{
    unsigned k = adshake_konst(w->s, cell);
    put(w, k > 255 ? ADOP_LOAD_K2 : ADOP_LOAD_K);
    if (k > 255)
        put16(w, k);
    else
        put(w, k);
}

static void load(struct writer *w, uint16_t cell)
{
    if (adcc_is_small(2, cell)) {
        int64_t value = adcc_small_value(2, cell);
        if (value >= -128 && value < 128) {
            put(w, ADOP_LOAD_I);
            put(w, (unsigned)value & 0xff);
        } else {
            put(w, ADOP_LOAD_I2);
            put16(w, (unsigned)value & 0xffff);
        }
    } else if (adcc_is_imm(2, cell)) {
        switch (adcc_imm_number(2, cell)) {
        case AD_IMM_UNBOUND: put(w, ADOP_LOAD_UNBOUND); return;
        case AD_IMM_NONE: put(w, ADOP_LOAD_NONE); return;
        case AD_IMM_TRUE: put(w, ADOP_LOAD_TRUE); return;
        case AD_IMM_FALSE: put(w, ADOP_LOAD_FALSE); return;
        }
        put(w, ADOP_LOAD_IMM);
        put16(w, adcc_imm_number(2, cell));
    } else {
        load_konst(w, cell);
    }
}

/* What lies behind the class of the object; as a method with the object above it. */
static void load_virtual(struct writer *w, const struct adreach_attr *a)
{
    bool local = a->local >= 0, method = a->use == ADREACH_METHOD;
    if (local || method) {
        put(w, local ? ADOP_LOAD : ADOP_COPY);
        put(w, local ? (unsigned)a->local : 1);
    }
    put(w, ADOP_LOAD_SLOT);
    put(w, ADSLOT_VIRTUAL + adreach_virtual(&w->s->reach, a->found));
    if (method) {
        put(w, local ? ADOP_LOAD : ADOP_SWAP);
        put(w, local ? (unsigned)a->local : 2);
    }
}

/* An attribute of an object that is known well enough, by its slot or as the method. */
static void attribute(struct writer *w, uint32_t pc, const struct adreach_attr *a)
{
    if (a->virtual) {
        load_virtual(w, a);
        return;
    }
    if (a->use == ADREACH_METHOD && !w->turned[pc].dropped)
        load(w, a->found);
    if (a->local >= 0) {
        put(w, ADOP_LOAD);
        put(w, (unsigned)a->local);
    }
    switch (a->use) {
    case ADREACH_LOAD: put(w, ADOP_LOAD_SLOT); put(w, a->found); break;
    case ADREACH_STORE: put(w, ADOP_STORE_SLOT); put(w, a->found); break;
    default:
        if (a->local < 0 && !w->turned[pc].dropped) {
            put(w, ADOP_SWAP);
            put(w, 2);
        }
    }
    if (a->use == ADREACH_STORE && a->local >= 0)
        w->deeper = AD_MAX(w->deeper, 1u);
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* Notes the line of the instruction at pc: pairs of a distance in bytes, and a step. */
static void note_line(struct writer *w, uint32_t pc)
{
    int32_t line = adimg_line(&w->debug, pc), step = line - w->line;
    uint32_t bytes = w->size - w->line_at;
    if (!w->to || !w->lines || !step)
        return;
    while (bytes > 255) {
        w->lines[w->nlines++] = 255;
        w->lines[w->nlines++] = 0;
        bytes -= 255;
    }
    do {
        int32_t part = AD_MAX(-128, AD_MIN(127, step));
        w->lines[w->nlines++] = (uint8_t)bytes;
        w->lines[w->nlines++] = (uint8_t)part;
        bytes = 0;
        step -= part;
    } while (step);
    w->line = line;
    w->line_at = w->size;
}

static unsigned put_debug(struct writer *w)
{
    struct adimg_build_debug d = {.module = w->debug.module, .first_line = w->debug.first_line,
        .nlocals = w->debug.nlocals, .lines = w->lines, .nlines = (uint16_t)w->nlines,
        .qualname = w->debug.qualname, .qualname_size = w->debug.qualname_size,
        .names = w->debug.names, .names_size = w->debug.names_size};
    return adimg_put_debug(&w->s->builder, &d);
}

/* ---- calls ---------------------------------------------------------------------------------- */

/* Heights in the whole code, from its beginning. */
static bool find_heights(struct writer *w)
{
    uint32_t size = w->code.code.code_size;
    struct addepth depth = {.isa = &adisa_python, .code = w->code.bytecode, .size = size,
        .tries = w->code.tries, .ntry = w->code.code.ntry,
        .height = adarena_alloc(w->s->arena, size * sizeof(uint16_t)),
        .work = adarena_alloc(w->s->arena, size * sizeof(uint16_t))};
    w->s->height = depth.height;
    return depth.height && depth.work && addepth_run(&depth);
}

/* A load, the cells that lie below what it pushes, and the call that takes that. */
struct site {
    uint32_t load, from, call, end; /* where they begin; behind the load; behind the call */
    unsigned base;
    unsigned cells;   /* that the load pushes: callable and self, or an unbound mark */
    uint16_t cell[2];
    bool open;        /* nobody knows self, the last of them                         */
    unsigned code, args; /* of the call */
};

/* Is the way from the load to the call the only one to it, and does it lead nowhere else? */
static bool is_one_way(const struct writer *w, const struct site *s)
{
    struct adisa_ins ins;
    int32_t distance;
    uint32_t target;
    for (uint32_t pc = 0; pc < w->code.code.code_size; pc += ins.length) {
        bool inside = pc >= s->from && pc < s->end;
        if (!adisa_decode(&adisa_python, w->code.bytecode + pc, w->code.code.code_size - pc, &ins))
            return false;
        if (!adisa_jump(&ins, &distance))
            continue;
        target = (uint32_t)((int32_t)(pc + ins.length) + distance);
        if (inside != (target >= s->from && target < s->end))
            return false;
    }
    for (unsigned i = 0; i < w->code.code.ntry; i++) {
        struct adtry t = adimg_try(&w->code, i);
        if ((t.target >= s->from && t.target < s->end) ||
            (t.start < s->end && t.end > s->load && t.depth > s->base))
            return false;
    }
    return true;
}

/* The call that takes what the load leaves. Code of an expression is of one piece: the first call
 * at that height is it. Nothing before it looks at the callable. */
static bool find_call(const struct writer *w, struct site *s)
{
    struct adisa_ins ins;
    struct adisa_effect effect;
    uint32_t size = w->code.code.code_size;
    for (uint32_t pc = s->from; pc < size; pc += ins.length) {
        unsigned height = w->s->height[pc], above;
        if (!adisa_decode(&adisa_python, w->code.bytecode + pc, size - pc, &ins) ||
            !adisa_effect(&adisa_python, &ins, &effect) || height >= ADDEPTH_MAX ||
            height < s->base + s->cells)
            return false;
        above = height - s->base - s->cells;
        if (ins.code == s->code && above == (unsigned)ins.operand[0]) {
            s->call = pc;
            s->end = pc + ins.length;
            s->args = above;
            return above < 250 && live(w, pc) && is_one_way(w, s) &&
                !(w->s->reach.code[(w->code.bytecode - w->s->reach.image->bytes) + pc] &
                    ADREACH_FIXED);
        }
        if (effect.need > (int32_t)above)
            return false;
    }
    return false;
}

/* Has the frame those cells on its stack that the load pushes? */
static bool has_cells(const struct adreach *r, const struct adreach_frame *f, const struct site *s)
{
    for (unsigned i = 0; i < s->cells - s->open; i++)
        if (adreach_stack_cell(r, f->code_cell - 2 - (s->base + 1 + i)) != s->cell[i])
            return false;
    return true;
}

/* Is a frame behind the load, and before the call? The running one will do: it loses the cells that
 * are not pushed any more. */
static bool is_within(const struct writer *w, const struct site *s, unsigned dropped)
{
    const struct adreach *r = &w->s->reach;
    struct adreach_frame f;
    bool running = adreach_first_frame(r, &f) && f.object == w->object->offset && f.pc > s->load &&
        f.pc <= s->call && has_cells(r, &f, s);
    for (unsigned i = 0; i < r->entries; i++)
        if (r->entry[i].object == w->object->offset && r->entry[i].pc > s->load &&
            r->entry[i].pc <= s->call && !(running && r->entry[i].pc == f.pc))
            return true;
    if (running && s->base + dropped >= ADSHAKE_DROPPED)
        return true;
    for (unsigned i = 1; running && i <= dropped; i++)
        w->s->dropped[s->base + i] = true;
    return false;
}

/* What the call of a site becomes: how many cells of the load go, and what is called. */
static struct turn turned(const struct site *s)
{
    bool bound = s->cells == 2 && s->cell[0]; /* self is the first argument */
    uint16_t callable = s->cell[s->cells == 2 && !bound];
    struct turn t = {.call = true, .args = (uint8_t)(s->args + bound)};
    unsigned native = adcc_is_imm(2, callable) ? adcc_imm_number(2, callable) : 0;
    if (adisa_native_cells(native, t.args) >= 0)
        t.native = (uint16_t)native;
    t.dropped = (uint8_t)((s->cells == 2 && !bound) + (t.native != 0));
    return t;
}

static void turn(struct writer *w, struct site *s)
{
    struct turn t;
    s->code = s->cells == 2 ? ADOP_CALL_METHOD : ADOP_CALL;
    if (!find_call(w, s))
        return;
    t = turned(s);
    if ((s->cells == 1 && !t.native) || is_within(w, s, t.dropped))
        return;
    w->turned[s->load].dropped = t.dropped;
    t.dropped = 0;
    w->turned[s->call] = t;
    if (t.native)
        w->deeper = AD_MAX(w->deeper, (unsigned)adisa_native_cells(t.native, t.args) - t.args);
}

/* What the instruction at pc pushes, if that is known. */
static bool known_load(const struct writer *w, uint32_t pc, const struct adisa_ins *ins,
                       struct adreach_load *known)
{
    if (adreach_loads(&w->s->reach, &w->code, pc, known))
        return true;
    *known = (struct adreach_load){.cells = 1, .length = ins->length,
        .cell = {(uint16_t)adcc_imm(2, (unsigned)ins->operand[0])}};
    return ins->code == ADOP_LOAD_IMM;
}

static void turn_calls(struct writer *w)
{
    struct adisa_ins ins;
    struct adreach_load known;
    struct adreach_attr attr;
    uint32_t size = w->code.code.code_size;
    for (uint32_t pc = 0; pc < size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, w->code.bytecode + pc, size - pc, &ins))
            return;
        if (known_load(w, pc, &ins, &known)) {
            struct site s = {.load = pc, .from = pc + known.length, .base = w->s->height[pc],
                .cells = known.cells, .cell = {known.cell[0], known.cell[1]}};
            if (s.cells)
                turn(w, &s);
        } else if (live(w, pc) && adreach_attribute(&w->s->reach, &w->code, pc, &attr) &&
                   attr.native) {
            struct site s = {.load = pc, .from = pc + ins.length, .cells = 2,
                .base = w->s->height[pc] - (attr.local < 0), .cell = {attr.found}, .open = true};
            turn(w, &s);
        }
    }
}

/* ---- the code object ------------------------------------------------------------------------ */

static void pass(struct writer *w)
{
    struct adisa_ins ins;
    struct adreach_load known;
    struct adreach_attr attr;
    uint32_t pc = 0, size = w->code.code.code_size;
    w->size = 0;
    for (; pc < size; pc += ins.length) {
        *place(w, w->s->start, pc) = (uint16_t)w->size;
        if (!adisa_decode(&adisa_python, w->code.bytecode + pc, size - pc, &ins))
            return;
        if (live(w, pc)) {
            note_line(w, pc);
            if (known_load(w, pc, &ins, &known))
                for (unsigned i = w->turned[pc].dropped; i < known.cells; i++)
                    load(w, known.cell[i]);
            else if (w->turned[pc].native)
                call_native(w, &w->turned[pc]);
            else if (adreach_attribute(&w->s->reach, &w->code, pc, &attr))
                attribute(w, pc, &attr);
            else
                instruction(w, pc, &ins);
        }
        *place(w, w->s->end, pc + ins.length) = (uint16_t)w->size;
    }
    if (!w->size) { /* of code that nobody calls */
        put(w, ADOP_JUMP_BACK);
        put16(w, (unsigned)-3);
    }
    *place(w, w->s->start, size) = (uint16_t)w->size;
}

/* Rows that no live instruction lies in are left out. */
static struct adtry *rows(struct writer *w, uint8_t *count)
{
    unsigned n = w->code.code.ntry;
    struct adtry *to = adarena_alloc(w->s->arena, (n + 1) * sizeof *to);
    *count = 0;
    for (unsigned i = 0; to && i < n; i++) {
        struct adtry t = adimg_try(&w->code, i);
        t.start = *place(w, w->s->start, t.start);
        t.end = *place(w, w->s->start, t.end);
        t.target = *place(w, w->s->start, t.target);
        if (t.start < t.end)
            to[(*count)++] = t;
    }
    return to;
}

static bool is_running(const struct writer *w, uint32_t object)
{
    struct adreach_frame f;
    return adreach_first_frame(&w->s->reach, &f) && f.object == object;
}

/* Where the code begins if not at its beginning. The bytecode's offset is known later. */
static void note_entry(struct writer *w)
{
    const struct adreach *r = &w->s->reach;
    for (unsigned i = 0; i < r->entries; i++) {
        const struct adreach_entry *e = &r->entry[i];
        if (e->object != w->object->offset)
            continue;
        w->s->entry[w->s->entries++] = (struct adram_entry){w->object->offset,
            *place(w, w->s->start, e->pc), w->s->height[e->pc]};
        for (unsigned h = 0; is_running(w, e->object) && h < ADSHAKE_DROPPED; h++)
            w->s->entry[w->s->entries - 1].height -= w->s->dropped[h];
        return;
    }
}

static bool prepare(struct writer *w)
{
    struct adarena *arena = w->s->arena;
    w->turned = adarena_alloc(arena, (w->code.code.code_size + 1u) * sizeof *w->turned);
    if (!w->turned || !find_heights(w))
        return false;
    turn_calls(w);
    pass(w);
    pass(w); /* jumps forward know their targets now */
    w->to = adarena_alloc(arena, w->size + 1);
    if (adimg_debug_at(w->s->reach.image, w->code.code.debug, &w->debug)) {
        w->lines = adarena_alloc(arena, 4 * (size_t)w->size + w->debug.nlines + 600);
        w->line = w->debug.first_line;
        if (!w->lines)
            return false;
    }
    return w->to;
}

adimg_cell adshake_code(struct adshake *s, const struct adimg_object *object)
{
    struct writer w = {.s = s, .object = object};
    struct adimg_build_code made;
    uint16_t *params;
    unsigned n;
    if (!adimg_code_of(object, &w.code) || !prepare(&w)) {
        s->fault = "no memory, or code whose heights cannot be found";
        return 0;
    }
    pass(&w);
    if (!live(&w, 0))
        note_entry(&w);
    n = w.code.code.npos + w.code.code.nkwonly;
    params = adarena_alloc(s->arena, (n + 1) * sizeof *params);
    if (!params)
        return 0;
    for (unsigned i = 0; i < n; i++)
        params[i] = (uint16_t)adcc_read16(w.code.params + 2 * i);
    made.code = w.code.code;
    made.code.code_size = (uint16_t)w.size;
    made.code.depth = (uint16_t)(made.code.depth + w.deeper);
    made.params = params;
    made.bytecode = w.to;
    made.tries = rows(&w, &made.code.ntry);
    if (w.lines)
        made.code.debug = (uint16_t)put_debug(&w);
    return made.tries ? adimg_put_code(&s->builder, &made) : 0;
}
