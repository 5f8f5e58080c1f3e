/* SPDX-License-Identifier: MIT
 * shake.c - see shake.h. First all that goes into the new image is put there; when it is laid out,
 * the words of the block are written, with references into it.
 */
#include "tool/avr/shake.h"

#include <string.h>

#include "core/layout.h"
#include "tool/avr/shake_in.h"

enum { WORDS = 16384 };

static void *zeros(struct adshake *s, size_t bytes)
{
    void *p = adarena_alloc(s->arena, bytes + 1);
    if (!p)
        s->fault = "no memory";
    return p;
}

/* ---- objects of the new image --------------------------------------------------------------- */

unsigned adshake_konst(struct adshake *s, uint16_t cell)
{
    unsigned i = 0;
    while (i < s->konsts && s->konst[i] != cell)
        i++;
    if (i == ADSHAKE_CONSTS) {
        s->fault = "too many constants";
        return 0;
    }
    s->konst[i] = cell;
    s->konsts = AD_MAX(s->konsts, i + 1);
    return i;
}

static adimg_cell put_cells(struct adshake *s, unsigned layout, const uint8_t *body, uint32_t n)
{
    adimg_cell *cells = zeros(s, n * sizeof *cells);
    for (uint32_t i = 0; cells && i < n; i++)
        cells[i] = adshake_cell(s, adcc_read16(body + 2 * i));
    if (!cells)
        return 0;
    if (layout == ADT_tuple)
        return adimg_put_tuple(&s->builder, cells, n);
    return adimg_put_cells(&s->builder, layout, cells, n);
}

static adimg_cell put_object(struct adshake *s, unsigned layout, const uint8_t *body, uint32_t n)
{
    struct adimg_builder *b = &s->builder;
    switch (layout) {
    case ADT_int: case ADT_int_neg: return adimg_put_int(b, layout == ADT_int_neg, body, n);
    case ADT_float: return adimg_put_float_bits(b, adcc_read(body, n));
    case ADT_str: case ADT_str_wide: return adimg_put_str(b, (const char *)body, n);
    case ADT_bytes: return adimg_put_bytes(b, body, n);
    }
    return put_cells(s, layout, body, n);
}

/* Names and values of a class, those that somebody may ask for. */
static adimg_cell put_attributes(struct adshake *s, uint16_t array)
{
    struct adreach_object o;
    adimg_cell *cells;
    uint32_t n = 0;
    if (!adreach_object_of(&s->reach, array, &o))
        return 0;
    cells = zeros(s, o.size * sizeof *cells);
    for (uint32_t i = 0; cells && i + 1 < o.size; i += 2)
        if (adreach_asks(&s->reach, adreach_cell(&o, i) >> 1)) {
            cells[n++] = adreach_cell(&o, i);
            cells[n++] = adshake_cell(s, adreach_cell(&o, i + 1));
        }
    return cells && n ? adimg_put_cells(&s->builder, ADT_array, cells, n) : 0;
}

/* The names of what its instances have; what lies behind them in the array is other classes'. */
static adimg_cell put_keys(struct adshake *s, const struct adreach_object *class)
{
    struct adreach_object o;
    uint32_t n = adreach_cell(class, ADL_CLASS_NKEYS) >> 1;
    if (!n || !adreach_object_of(&s->reach, adreach_cell(class, ADL_CLASS_KEYS), &o))
        return 0;
    return put_cells(s, ADT_array, o.body, AD_MIN(n, o.size));
}

/* A class is in its own order of bases, and its methods may refer to it. */
static void put_class(struct adshake *s, const struct adreach_object *o)
{
    unsigned more = s->reach.virtuals;
    adimg_cell *none = zeros(s, (o->size + more) * sizeof *none);
    adimg_cell class = none ? adimg_put_cells(&s->builder, ADT_class, none, o->size + more) : 0;
    s->ram[o->at] = class;
    for (uint32_t i = 0; class && i < o->size; i++) {
        uint16_t cell = adreach_cell(o, i);
        adimg_set_cell(&s->builder, class, i, i == ADL_CLASS_ATTRS ? put_attributes(s, cell)
            : i == ADL_CLASS_KEYS ? put_keys(s, o) : adshake_cell(s, cell));
    }
    for (unsigned i = 0; class && i < more; i++)
        adimg_set_cell(&s->builder, class, o->size + i,
            adshake_cell(s, adreach_virtual_cell(&s->reach, o, i)));
}

/* ... as may a closure's variable. */
static void put_variable(struct adshake *s, const struct adreach_object *o)
{
    adimg_cell none = 0, variable = adimg_put_cells(&s->builder, ADT_cell, &none, 1);
    s->ram[o->at] = variable;
    adimg_set_cell(&s->builder, variable, 0, adshake_cell(s, adreach_cell(o, 0)));
}

adimg_cell adshake_cell(struct adshake *s, uint64_t cell)
{
    struct adimg_object o;
    struct adreach_object r;
    if (adimg_object_of(s->reach.image, cell, &o)) {
        if (!s->rom[o.offset])
            s->rom[o.offset] = o.layout == ADT_code ? adshake_code(s, &o)
                                                    : put_object(s, o.layout, o.body, o.size);
        return s->rom[o.offset];
    }
    if (!adreach_object_of(&s->reach, (uint16_t)cell, &r))
        return cell;
    if (!s->ram[r.at] && r.layout == ADT_class)
        put_class(s, &r);
    if (!s->ram[r.at] && r.layout == ADT_cell)
        put_variable(s, &r);
    if (!s->ram[r.at] && r.layout == ADT_function) /* it may be there then */
        (void)adshake_cell(s, adreach_cell(&r, ADL_FUNCTION_CLOSURE));
    if (!s->ram[r.at])
        s->ram[r.at] = put_object(s, r.layout, r.body, r.size);
    return s->ram[r.at];
}

/* ---- words of the block --------------------------------------------------------------------- */

/* Written twice: before the image is laid out, so that all gets into it that they refer to, and
 * after it. */
struct words {
    struct adshake *s;
    const struct adimg *image; /* the new one; NULL the first time */
    struct adram_word *to;
    uint32_t n;
};

static void word(struct words *w, unsigned value)
{
    if (w->n == WORDS)
        w->s->fault = "the block is too large";
    else
        w->to[w->n++] = (struct adram_word){(uint16_t)value, ADRAM_CELL};
}

static void cell(struct words *w, uint16_t c)
{
    struct adreach_object o;
    adimg_cell put;
    if (adreach_object_of(&w->s->reach, c, &o) && !adreach_to_rom(&w->s->reach, c)) {
        if (!(w->s->reach.ram[o.at] & ADREACH_IN)) {
            word(w, 0); /* nobody can get at it */
            return;
        }
        word(w, w->s->moved[o.at] - 1);
        w->to[w->n - 1].kind = ADRAM_BLOCK;
        return;
    }
    put = adshake_cell(w->s, c);
    word(w, w->image ? (unsigned)adimg_placed(&w->s->builder, put) : 0);
}

/* A place in the code of an object of the old image, as frames have it: bytes before the end, as a
 * raw cell. */
static unsigned new_pc(const struct words *w, uint32_t object, uint32_t bytecode_place)
{
    struct adimg_object o;
    struct adimg_code code;
    if (!w->image ||
        !adimg_object_of(w->image, adimg_placed(&w->s->builder, w->s->rom[object]), &o) ||
        !adimg_code_of(&o, &code))
        return 0;
    return (unsigned)(w->image->bytes + w->image->size - code.bytecode) - bytecode_place;
}

static unsigned raw(unsigned value) { return value << 1 | 1; }

static size_t offset(const struct adshake *s, const struct adimg_code *code)
{
    return (size_t)(code->bytecode - s->reach.image->bytes);
}

static void generator(struct words *w, const struct adreach_object *o)
{
    struct adreach_generator g;
    uint32_t pc = 0;
    if (!adreach_generator_of(&w->s->reach, o, &g))
        return;
    if (g.state == AD_GEN_SUSPENDED)
        pc = w->s->end[offset(w->s, &g.code) + g.pc];
    for (uint32_t i = 0; i < o->size; i++)
        if (i == ADL_GENERATOR_PC)
            word(w, raw(new_pc(w, g.object, pc)));
        else
            cell(w, adreach_cell(o, i));
}

/* Pairs whose names nobody asks for are left out. */
static uint32_t attributes(const struct adshake *s, const struct adreach_object *o)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i + 1 < o->size; i += 2)
        n += 2 * adreach_asks(&s->reach, adreach_cell(o, i) >> 1);
    return n;
}

static uint32_t new_size(const struct adshake *s, const struct adreach_object *o)
{
    if (o->layout == ADT_instance)
        return ADL_INSTANCE_MORE + 1 + adreach_values(&s->reach, o);
    return s->reach.ram[o->at] & ADREACH_ATTRS ? attributes(s, o) : o->size;
}

static void cells(struct words *w, const struct adreach_object *o)
{
    unsigned mark = w->s->reach.ram[o->at];
    for (uint32_t i = 0; i < o->size; i++) {
        uint16_t c = adreach_cell(o, i);
        if (mark & ADREACH_ATTRS && !adreach_asks(&w->s->reach, adreach_cell(o, i & ~1u) >> 1))
            continue;
        if (o->layout == ADT_exc && i == ADL_EXC_TRACE)
            c = 0;
        cell(w, c);
    }
}

static void instance(struct words *w, const struct adreach_object *o)
{
    const struct adreach *r = &w->s->reach;
    cell(w, adreach_cell(o, 0));
    cell(w, adreach_more(r, o));
    for (uint32_t i = 0; i < adreach_values(r, o); i++)
        cell(w, adreach_value(r, o, i));
}

static void object(struct words *w, const struct adreach_object *o)
{
    uint32_t size = new_size(w->s, o);
    word(w, (unsigned)adcc_header(2, o->layout, size));
    if (size >= ADCC_ESCAPE)
        word(w, (unsigned)adcc_small(2, size));
    if (o->layout == ADT_generator)
        generator(w, o);
    else if (o->layout == ADT_instance)
        instance(w, o);
    else if (!adcc_counts_bytes(o->layout))
        cells(w, o);
    else
        for (uint32_t i = 0; i < o->size; i += 2) {
            word(w, o->body[i] | (i + 1 < o->size ? o->body[i + 1] << 8 : 0));
            w->to[w->n - 1].kind = ADRAM_DATA;
        }
}

/* Does it stay in the block? */
static bool stays(const struct adshake *s, const struct adreach_object *o)
{
    return s->reach.ram[o->at] & ADREACH_IN &&
        !adreach_to_rom(&s->reach, (uint16_t)(o->at + s->reach.state->bias));
}

static void move_objects(struct adshake *s)
{
    struct adreach_object o;
    uint32_t at = 0, to = 0;
    for (; at < s->reach.state->objects && adreach_object_at(&s->reach, at, &o); at += o.bytes) {
        uint32_t size = new_size(s, &o);
        if (!stays(s, &o))
            continue;
        s->moved[at] = to + 1;
        to += adcc_header_bytes(2, size) +
            adcc_align((uint32_t)adcc_body_bytes(2, o.layout, size), 2);
    }
}

static void objects(struct words *w)
{
    const struct adreach *r = &w->s->reach;
    struct adreach_object o;
    for (uint32_t at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        if (stays(w->s, &o))
            object(w, &o);
}

/* ---- the stack ------------------------------------------------------------------------------ */

/* The callable of a frame; a function that nothing needs any more is not taken along for it. */
static void callable(struct words *w, const struct adreach_frame *f)
{
    const struct adreach *r = &w->s->reach;
    uint16_t c = adreach_stack_cell(r, f->callable);
    struct adimg_object rom;
    struct adreach_object o;
    bool in = adimg_object_of(r->image, c, &rom) ? r->rom[rom.offset] & ADREACH_IN
        : !adreach_object_of(r, c, &o) || r->ram[o.at] & ADREACH_IN;
    cell(w, in ? c : 0);
}

static bool is_dropped(const struct adshake *s, uint32_t height)
{
    return height < ADSHAKE_DROPPED && s->dropped[height];
}

static void frames(struct words *w, struct adram *ram)
{
    const struct adreach *r = &w->s->reach;
    struct adreach_frame f, next;
    uint32_t at = 0;
    bool more = adreach_first_frame(r, &f);
    ram->fp = adreach_stack(r) - (f.code_cell + 1);
    ram->pc = new_pc(w, f.object, w->s->start[offset(w->s, &f.code) + f.pc]);
    for (; more; f = next) {
        unsigned caller = raw(0);
        next = f;
        more = adreach_next_frame(r, &next);
        if (more)
            caller = raw(new_pc(w, next.object, w->s->end[offset(w->s, &next.code) + next.pc]));
        for (; at < f.code_cell - 2; at++)
            if (!f.inner || !is_dropped(w->s, f.code_cell - 2 - at))
                cell(w, adreach_stack_cell(r, at));
        word(w, caller);
        word(w, adreach_stack_cell(r, f.code_cell - 1));
        cell(w, adreach_stack_cell(r, f.code_cell));
        for (at = f.code_cell + 1; at < f.callable; at++)
            cell(w, adreach_stack_cell(r, at));
        callable(w, &f);
        at++;
    }
}

static bool in_ram(const struct adreach *r, uint32_t slot)
{
    return r->read[slot] || r->stored[slot];
}

static void stack(struct words *w, struct adram *ram)
{
    const struct adreach *r = &w->s->reach;
    uint32_t first = adreach_stack(r) - ADR_COUNT, i;
    frames(w, ram);
    ram->fp -= r->state->globals;
    ram->globals = 0;
    for (i = 0; i < r->state->globals; i++)
        if (in_ram(r, i)) {
            ram->globals++;
            cell(w, r->read[i] ? adreach_global(r, i) : 0);
        }
    ram->fp += ram->globals;
    for (i = 0; i < ADR_COUNT; i++) {
        bool kept = (i == ADR_MODULES && r->imports) || i == ADR_DYNAMIC_NAMES ||
            i == ADR_ROM_ATTRS || i == ADR_GLOBALS;
        cell(w, kept ? adreach_stack_cell(r, first + i) : 0);
    }
}

/* ---- sections ------------------------------------------------------------------------------- */

/* A name is there for instructions that have it; for its text, when texts are compared or asked
 * for. One that nothing has can only be that of a builtin attribute: then the text is one of the
 * program's. */
static bool is_name_in(const struct adshake *s, uint32_t i)
{
    const struct adreach *r = &s->reach;
    unsigned number = adimg_u16_at(r->image, ADIMG_NAMES, i);
    uint64_t cell = adimg_cell_at(r->image, ADIMG_NAMETEXT, i);
    struct adimg_object text;
    return r->index[i] || ((r->dynamic || r->keywords) && r->has[number]) ||
        ((r->titles || r->dynamic) && r->title[number]) ||
        (r->dynamic && adimg_object_of(r->image, cell, &text) &&
            r->rom[text.offset] & ADREACH_IN);
}

static void put_names(struct adshake *s)
{
    const struct adimg *image = s->reach.image;
    uint32_t count = image->section[ADIMG_NAMES].count, n = 0;
    bool texts = image->section[ADIMG_NAMETEXT].count != 0;
    uint16_t *numbers = zeros(s, count * sizeof *numbers);
    adimg_cell *text = zeros(s, count * sizeof *text);
    for (uint32_t i = 0; numbers && text && i < count; i++) {
        unsigned number = adimg_u16_at(image, ADIMG_NAMES, i);
        if (!is_name_in(s, i))
            continue;
        s->name[i] = (uint16_t)n;
        numbers[n] = (uint16_t)number;
        if (texts)
            text[n] = adshake_cell(s, adimg_cell_at(image, ADIMG_NAMETEXT, i));
        n++;
    }
    adimg_set_names(&s->builder, numbers, texts ? text : NULL, n);
}

static void put_globals(struct adshake *s)
{
    uint32_t count = s->reach.state->globals, n = 0;
    uint16_t *names = zeros(s, count * sizeof *names);
    for (uint32_t i = 0; names && i < count; i++)
        if (in_ram(&s->reach, i)) {
            s->global[i] = (uint16_t)n;
            names[n++] = (uint16_t)adimg_u16_at(s->reach.image, ADIMG_GLOBALS, i);
        }
    adimg_set_globals(&s->builder, names, n);
}

/* Globals of a module from its first slot on that come before this one. */
static unsigned globals_before(const struct adshake *s, uint32_t slot)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < slot; i++)
        n += in_ram(&s->reach, i);
    return n;
}

/* Each may bring in code with further ones. */
static void put_consts(struct adshake *s)
{
    adimg_cell *consts = zeros(s, ADSHAKE_CONSTS * sizeof *consts);
    unsigned i;
    for (i = 0; consts && i < s->konsts; i++)
        consts[i] = adshake_cell(s, s->konst[i]);
    adimg_set_consts(&s->builder, consts, i);
}

static bool is_module_in(const struct adshake *s)
{
    struct adreach_object o;
    const struct adreach *r = &s->reach;
    for (uint32_t at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        if (o.layout == ADT_module && r->ram[at] & ADREACH_IN)
            return true;
    return r->imports;
}

static void put_modules(struct adshake *s)
{
    const struct adimg *image = s->reach.image;
    uint32_t count = is_module_in(s) ? image->section[ADIMG_MODULES].count : 0;
    struct adimg_build_module *to = zeros(s, count * sizeof *to);
    for (uint32_t i = 0; to && i < count; i++) {
        struct adimg_module m;
        struct adimg_object body;
        if (!adimg_module_at(image, i, &m))
            return;
        to[i] = (struct adimg_build_module){.name = m.name, .flags = m.flags,
            .first_global = (uint16_t)globals_before(s, m.first_global),
            .globals = (uint16_t)(globals_before(s, (uint32_t)m.first_global + m.globals) -
                globals_before(s, m.first_global))};
        if (adimg_object_of(image, adimg_module_cell(image, m.body), &body) &&
            s->reach.rom[body.offset] & ADREACH_IN)
            to[i].body = adshake_cell(s, adimg_module_cell(image, m.body));
        if (s->reach.dynamic)
            to[i].file = adshake_cell(s, adimg_module_cell(image, m.file));
    }
    adimg_set_modules(&s->builder, to, count);
}

static void put_frozen(struct adshake *s)
{
    adimg_cell *functions = zeros(s, ADZ_COUNT * sizeof *functions);
    for (unsigned z = 0; functions && z < ADZ_COUNT; z++)
        if (s->reach.frozen[z])
            functions[z] = adshake_cell(s, adimg_cell_at(s->reach.image, ADIMG_FROZEN, z));
    adimg_set_frozen(&s->builder, functions, ADZ_COUNT);
}

const struct adram_entry *adram_entry_at(const struct adram *ram, uint32_t bytecode)
{
    for (unsigned i = 0; ram && i < ram->entries; i++)
        if (ram->entry[i].bytecode == bytecode)
            return &ram->entry[i];
    return NULL;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool begin(struct adshake *s)
{
    const struct adreach *r = &s->reach;
    size_t image = r->image->size + 1u;
    s->rom = zeros(s, image * sizeof *s->rom);
    s->ram = zeros(s, (r->state->objects + 1) * sizeof *s->ram);
    s->moved = zeros(s, (r->state->objects + 1) * sizeof *s->moved);
    s->konst = zeros(s, (ADSHAKE_CONSTS + 1) * sizeof *s->konst);
    s->name = zeros(s, r->image->section[ADIMG_NAMES].count * sizeof *s->name);
    s->global = zeros(s, r->state->globals * sizeof *s->global);
    s->start = zeros(s, image * sizeof *s->start);
    s->end = zeros(s, image * sizeof *s->end);
    s->entry = zeros(s, r->entries * sizeof *s->entry);
    return !s->fault;
}

static void write_words(struct adshake *s, const struct adimg *image, struct adram *ram)
{
    struct words w = {.s = s, .image = image, .to = zeros(s, WORDS * sizeof *w.to)};
    if (!w.to)
        return;
    objects(&w);
    ram->object = w.to;
    ram->objects = w.n;
    stack(&w, ram);
    ram->stack = w.to + ram->objects;
    ram->stacked = w.n - ram->objects;
}

/* From the code object to its bytecode in the new image. */
static void place_entries(struct adshake *s, const struct adimg *image)
{
    for (unsigned i = 0; i < s->entries; i++) {
        struct adimg_object o;
        struct adimg_code code;
        uint64_t placed = adimg_placed(&s->builder, s->rom[s->entry[i].bytecode]);
        if (adimg_object_of(image, placed, &o) && adimg_code_of(&o, &code))
            s->entry[i].bytecode = (uint32_t)(code.bytecode - image->bytes);
        else
            s->fault = "a code object got lost";
    }
}

/* Where the instructions of the new image come from. */
static void find_origins(struct adshake *s, struct adshaken *out)
{
    const struct adimg *image = s->reach.image;
    struct adimg_object o, placed;
    struct adimg_code code, new;
    uint32_t at = adimg_objects_start(image);
    out->origin = zeros(s, (out->image.size + 1) * sizeof *out->origin);
    for (; out->origin && at < image->size && adimg_object_at(image, at, &o); at += o.bytes) {
        if (!s->rom[at] || !adimg_code_of(&o, &code) ||
            !adimg_object_of(&out->image, adimg_placed(&s->builder, s->rom[at]), &placed) ||
            !adimg_code_of(&placed, &new))
            continue;
        for (uint32_t pc = 0; pc < code.code.code_size; pc++)
            if (s->reach.code[offset(s, &code) + pc] & ADREACH_LIVE)
                out->origin[(new.bytecode - out->image.bytes) +
                    s->start[offset(s, &code) + pc]] = (uint32_t)offset(s, &code) + pc;
    }
}

static void count(const struct adshake *s, struct adram *ram)
{
    const struct adimg *image = s->reach.image;
    struct adimg_object o;
    struct adreach_object r;
    uint32_t at = adimg_objects_start(image);
    for (; at < image->size && adimg_object_at(image, at, &o); at += o.bytes)
        ram->functions += o.layout == ADT_function && s->rom[at];
    for (at = 0; at < s->reach.state->objects && adreach_object_at(&s->reach, at, &r);
         at += r.bytes)
        if (r.layout == ADT_class && stays(s, &r)) {
            if (ram->classes < ADSHAKE_CLASSES)
                ram->class_at[ram->classes] = (uint16_t)at;
            ram->classes++;
        }
}

static const char *shake(struct adshake *s, struct adshaken *out)
{
    struct adimg_fault fault;
    const uint8_t *bytes;
    size_t size;
    if (!begin(s))
        return s->fault;
    adimg_begin(&s->builder, s->arena, 2, 4);
    put_globals(s);
    put_names(s);
    put_modules(s);
    put_frozen(s);
    move_objects(s);
    write_words(s, NULL, &out->ram);
    put_consts(s);
    bytes = adimg_finish(&s->builder, &size);
    if (!bytes)
        return s->builder.error;
    if (!adimg_open(&out->image, bytes, size, &fault))
        return fault.message;
    write_words(s, &out->image, &out->ram);
    place_entries(s, &out->image);
    find_origins(s, out);
    out->ram.entry = s->entry;
    out->ram.entries = s->entries;
    count(s, &out->ram);
    return s->fault;
}

const char *adshake(struct adshaken *out, const struct adimg *image,
                    const struct adder_state *state, const bool *frozen,
                    const struct adfixed *fixed)
{
    struct adshake s;
    const char *fault = "the program's state cannot be followed";
    memset(out, 0, sizeof *out);
    memset(&s, 0, sizeof s);
    adhost_arena_init(&out->memory);
    s.arena = &out->memory.arena;
    s.reach.image = image;
    s.reach.state = state;
    s.reach.frozen = frozen;
    s.reach.fixed = fixed;
    if (adreach_run(&s.reach))
        fault = shake(&s, out);
    adreach_free(&s.reach);
    return fault;
}

const char *adshake_nothing(struct adshaken *out)
{
    static const adimg_cell none[ADZ_COUNT];
    struct adimg_builder b;
    struct adimg_fault fault = {.message = NULL};
    const uint8_t *bytes;
    size_t size;
    memset(out, 0, sizeof *out);
    adhost_arena_init(&out->memory);
    adimg_begin(&b, &out->memory.arena, 2, 4);
    adimg_set_frozen(&b, none, ADZ_COUNT);
    bytes = adimg_finish(&b, &size);
    if (bytes)
        (void)adimg_open(&out->image, bytes, size, &fault);
    return bytes ? fault.message : b.error;
}

void adshake_free(struct adshaken *s) { adhost_arena_free(&s->memory); }
