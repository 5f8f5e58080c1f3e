/* SPDX-License-Identifier: MIT
 * reach.c - see reach.h: objects of the image and of the block, frames, roots. It goes over all of
 * it again until nothing new turns up; programs for chips are small.
 *
 * It does so twice. What the first run finds to be stored is known to the second one, which looks
 * through globals that keep their value: a module's function that is called by its name does not
 * hold the module.
 */
#include "tool/avr/reach.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout.h"
#include "tool/avr/reach_in.h"
#include "tool/avr/tailor.h"

/* ---- the block ------------------------------------------------------------------------------ */

static uint32_t word(const struct adreach *r, size_t at)
{
    return adcc_read16(r->state->block + at);
}

bool adreach_object_at(const struct adreach *r, uint32_t at, struct adreach_object *o)
{
    uint64_t header;
    uint32_t head = 2;
    if (at + 2 > r->state->objects || !adcc_is_header(2, header = word(r, at)))
        return false;
    o->at = at;
    o->layout = adcc_layout(2, header);
    o->size = adcc_size(2, header);
    if (o->size == ADCC_ESCAPE) {
        o->size = word(r, at + 2) >> 1;
        head = 4;
    }
    o->body = r->state->block + at + head;
    o->bytes = head + adcc_align((uint32_t)adcc_body_bytes(2, o->layout, o->size), 2);
    return at + o->bytes <= r->state->objects;
}

static bool in_block(uint64_t cell) { return cell && cell < 0x4000 && !(cell & 1); }

bool adreach_object_of(const struct adreach *r, uint16_t cell, struct adreach_object *o)
{
    return in_block(cell) && cell >= r->state->bias &&
        adreach_object_at(r, (uint32_t)(cell - r->state->bias), o);
}

uint16_t adreach_cell(const struct adreach_object *o, uint32_t i)
{
    return i < o->size && !adcc_counts_bytes(o->layout) ? (uint16_t)adcc_read16(o->body + 2 * i)
                                                        : 0;
}

uint32_t adreach_stack(const struct adreach *r)
{
    return (uint32_t)(r->state->size / 2 - r->state->sp / 2);
}

uint16_t adreach_stack_cell(const struct adreach *r, uint32_t i)
{
    return (uint16_t)word(r, r->state->sp + 2 * (size_t)i);
}

static uint16_t root(const struct adreach *r, unsigned i)
{
    return adreach_stack_cell(r, adreach_stack(r) - ADR_COUNT + i);
}

uint16_t adreach_global(const struct adreach *r, uint32_t slot)
{
    return adreach_stack_cell(r, adreach_stack(r) - ADR_COUNT - r->state->globals + slot);
}

/* ---- frames --------------------------------------------------------------------------------- */

static bool frame_at(const struct adreach *r, uint32_t fp, uint32_t distance,
                     struct adreach_frame *f)
{
    struct adimg_object object;
    const struct adimg *image = r->image;
    f->code_cell = fp - 1;
    if (fp < AD_FRAME_CELLS || fp >= adreach_stack(r) ||
        !adimg_object_of(image, adreach_stack_cell(r, fp - 1), &object) ||
        !adimg_code_of(&object, &f->code))
        return false;
    f->object = object.offset;
    f->callable = fp + f->code.code.nlocals;
    f->action = (adreach_stack_cell(r, fp - 2) >> 1) & AD_ACT_MASK;
    f->pc = (uint32_t)(image->bytes + image->size - f->code.bytecode) - distance;
    return f->pc <= f->code.code.code_size;
}

bool adreach_first_frame(const struct adreach *r, struct adreach_frame *f)
{
    f->inner = true;
    return frame_at(r, (uint32_t)(r->state->fp - r->state->sp) / 2, (uint32_t)r->state->pc, f);
}

bool adreach_next_frame(const struct adreach *r, struct adreach_frame *f)
{
    uint32_t fp = f->code_cell + 1;
    uint32_t distance = (adreach_stack_cell(r, fp - 2) >> 1) >> AD_LINK_SHIFT;
    f->inner = false;
    return distance && f->action != AD_ACT_HOST &&
        frame_at(r, fp + distance, adreach_stack_cell(r, fp - 3) >> 1, f);
}

/* ---- names ---------------------------------------------------------------------------------- */

/* C code asks for many names of names.def, but not for these. */
bool adreach_asks(const struct adreach *r, unsigned name)
{
    if (r->dynamic || r->name[name])
        return true;
    return name < ADN_COUNT && name != ADN_d_doc && name != ADN_d_module &&
        name != ADN_d_qualname && name != ADN_d_annotations;
}

/* ---- objects -------------------------------------------------------------------------------- */

void adreach_hold(struct adreach *r, uint64_t cell)
{
    struct adreach_object o;
    struct adimg_object rom;
    unsigned number;
    if (adcc_is_imm(2, cell)) {
        number = adcc_imm_number(2, cell);
        if (number >= AD_IMM_NATIVE && adtailor_finds_names(number - AD_IMM_NATIVE))
            adreach_flag(r, &r->dynamic);
    } else if (adimg_object_of(r->image, cell, &rom)) {
        adreach_set(r, r->rom + rom.offset, ADREACH_IN | ADREACH_CALLED);
    } else if (adreach_object_of(r, (uint16_t)cell, &o)) {
        adreach_set(r, r->ram + o.at, ADREACH_IN | ADREACH_CALLED);
    }
}

/* The same without being called: what only frames and generators still know. */
static void hold_weakly(struct adreach *r, uint64_t cell)
{
    struct adreach_object o;
    struct adimg_object rom;
    if (adimg_object_of(r->image, cell, &rom))
        adreach_set(r, r->rom + rom.offset, ADREACH_IN);
    else if (adreach_object_of(r, (uint16_t)cell, &o))
        adreach_set(r, r->ram + o.at, ADREACH_IN);
}

/* Does anybody call the code? */
static bool is_idle(const struct adreach *r, const struct adimg_code *code)
{
    return r->fixed && r->fixed->receiver[code->bytecode - r->image->bytes].idle;
}

/* A function's code; it begins if the function may be called. */
static void hold_code(struct adreach *r, uint64_t cell, bool called)
{
    struct adimg_object object;
    struct adimg_code code;
    if (!adimg_object_of(r->image, cell, &object) || !adimg_code_of(&object, &code))
        return;
    adreach_set(r, r->rom + object.offset, ADREACH_IN);
    if (called && !is_idle(r, &code))
        adreach_enter(r, object.offset, &code, 0, ADREACH_LIVE);
}

static void rom_object(struct adreach *r, const struct adimg_object *o, unsigned mark)
{
    struct adimg_code code;
    uint32_t first = 0;
    if (o->layout == ADT_code) { /* a constant: MAKE_FUNCTION adds its closure, its defaults */
        if (mark & ADREACH_CALLED && adimg_code_of(o, &code) && !is_idle(r, &code))
            adreach_enter(r, o->offset, &code, 0, ADREACH_LIVE);
        return;
    }
    if (o->layout == ADT_function) {
        hold_code(r, adimg_item(r->image, o, ADL_FUNCTION_CODE), mark & ADREACH_CALLED);
        first = 1;
    }
    for (uint32_t i = first; i < o->size && !adcc_counts_bytes(o->layout); i++)
        adreach_hold(r, adimg_item(r->image, o, i));
}

static void rom_objects(struct adreach *r)
{
    struct adimg_object o;
    uint32_t at = adimg_objects_start(r->image);
    for (; at < r->image->size && adimg_object_at(r->image, at, &o); at += o.bytes)
        if (r->rom[at] & ADREACH_IN)
            rom_object(r, &o, r->rom[at]);
}

/* Names of attributes, each with a value behind it where step is 2. */
static void names(struct adreach *r, uint16_t array, uint32_t step)
{
    struct adreach_object o;
    for (uint32_t i = 0; adreach_object_of(r, array, &o) && i < o.size; i += step)
        r->has[adreach_cell(&o, i) >> 1] = true;
}

static void all_cells(struct adreach *r, const struct adreach_object *o, uint32_t first)
{
    for (uint32_t i = first; i < o->size && !adcc_counts_bytes(o->layout); i++)
        adreach_hold(r, adreach_cell(o, i));
}

/* Its attributes by name, as far as somebody may ask for them. */
static void class_object(struct adreach *r, const struct adreach_object *o)
{
    struct adreach_object attrs;
    bool rom = r->fixed_at[o->at]; /* then its tables are made for the image: shake.c */
    for (uint32_t i = 0; i < o->size; i++)
        if (i != ADL_CLASS_ATTRS && !(rom && i == ADL_CLASS_KEYS))
            adreach_hold(r, adreach_cell(o, i));
    if (!adreach_object_of(r, adreach_cell(o, ADL_CLASS_ATTRS), &attrs))
        return;
    if (!rom)
        adreach_set(r, r->ram + attrs.at, ADREACH_IN | ADREACH_ATTRS);
    names(r, adreach_cell(o, ADL_CLASS_ATTRS), 2);
    names(r, adreach_cell(o, ADL_CLASS_KEYS), 1);
    for (uint32_t i = 0; i + 1 < attrs.size; i += 2)
        if (adtailor_name_finds(adreach_cell(&attrs, i) >> 1))
            adreach_flag(r, &r->dynamic);
    for (uint32_t i = 0; i + 1 < attrs.size; i += 2)
        if (adreach_asks(r, adreach_cell(&attrs, i) >> 1))
            adreach_hold(r, adreach_cell(&attrs, i + 1));
}

bool adreach_generator_of(const struct adreach *r, const struct adreach_object *o,
                          struct adreach_generator *g)
{
    struct adimg_object object;
    struct adreach_object function;
    uint16_t cell = g->function = adreach_cell(o, ADL_GENERATOR_CODE);
    uint32_t distance = adreach_cell(o, ADL_GENERATOR_PC) >> 1;
    if (adreach_object_of(r, cell, &function))
        cell = adreach_cell(&function, ADL_FUNCTION_CODE);
    else if (adimg_object_of(r->image, cell, &object))
        cell = (uint16_t)adimg_item(r->image, &object, ADL_FUNCTION_CODE);
    if (!adimg_object_of(r->image, cell, &object) || !adimg_code_of(&object, &g->code))
        return false;
    g->object = object.offset;
    g->pc = (uint32_t)(r->image->bytes + r->image->size - g->code.bytecode) - distance;
    g->state = adreach_cell(o, ADL_GENERATOR_STATE) >> 1;
    return true;
}

static void generator_object(struct adreach *r, const struct adreach_object *o)
{
    struct adreach_generator g;
    all_cells(r, o, ADL_GENERATOR_HEIGHT);
    if (!adreach_generator_of(r, o, &g)) {
        r->failed = true;
        return;
    }
    hold_weakly(r, g.function);
    adreach_set(r, r->rom + g.object, ADREACH_IN);
    if (g.state == AD_GEN_NEW)
        adreach_enter(r, g.object, &g.code, 0, ADREACH_LIVE);
    else if (g.state == AD_GEN_SUSPENDED)
        adreach_resume(r, g.object, &g.code, g.pc);
}

/* The globals of a module by name. */
static void module_object(struct adreach *r, const struct adreach_object *o)
{
    struct adimg_module module;
    if (!adimg_module_at(r->image, adreach_cell(o, ADL_MODULE_NUMBER) >> 1, &module))
        return;
    r->title[module.name] = true;
    adreach_hold(r, adreach_cell(o, ADL_MODULE_MORE));
    names(r, adreach_cell(o, ADL_MODULE_MORE), 2);
    for (unsigned i = module.first_global; i < (unsigned)module.first_global + module.globals; i++)
        r->has[adimg_u16_at(r->image, ADIMG_GLOBALS, i)] = true;
    for (unsigned i = module.first_global; i < (unsigned)module.first_global + module.globals; i++)
        if (r->dynamic || r->name[adimg_u16_at(r->image, ADIMG_GLOBALS, i)])
            adreach_flag(r, &r->read[i]);
}

static void ram_object(struct adreach *r, const struct adreach_object *o, unsigned mark)
{
    struct adreach_object more;
    if (mark & ADREACH_ATTRS || (mark & ADREACH_MODULES && !r->dynamic))
        return;
    switch (o->layout) {
    case ADT_function:
        hold_code(r, adreach_cell(o, ADL_FUNCTION_CODE), mark & ADREACH_CALLED);
        all_cells(r, o, 1);
        return;
    case ADT_class: class_object(r, o); return;
    case ADT_generator: generator_object(r, o); return;
    case ADT_module: module_object(r, o); return;
    case ADT_instance:
        if (adreach_object_of(r, adreach_more(r, o), &more) && more.layout == ADT_dict)
            adreach_flag(r, &r->dynamic); /* attributes by the texts of their names */
        else
            names(r, adreach_cell(o, ADL_INSTANCE_MORE), 2);
        adreach_hold(r, adreach_cell(o, 0));
        adreach_hold(r, adreach_more(r, o));
        for (uint32_t i = 0; i < adreach_values(r, o); i++)
            adreach_hold(r, adreach_value(r, o, i));
        return;
    case ADT_exc:
        /* It was raised in code that may be gone: nobody could tell where. */
        r->failed |= adreach_cell(o, ADL_EXC_TRACE) != 0;
        names(r, adreach_cell(o, ADL_EXC_DICT), 2);
        for (uint32_t i = 0; i < o->size; i++)
            if (i != ADL_EXC_TRACE)
                adreach_hold(r, adreach_cell(o, i));
        return;
    }
    all_cells(r, o, 0);
}

static void ram_objects(struct adreach *r)
{
    struct adreach_object o;
    uint32_t at = 0;
    for (; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        if (r->ram[at] & ADREACH_IN)
            ram_object(r, &o, r->ram[at]);
    r->failed |= at != r->state->objects;
}

/* ---- roots ---------------------------------------------------------------------------------- */

static bool copies_closure(const struct adreach *r, const struct adreach_frame *f)
{
    struct adisa_ins ins;
    for (uint32_t pc = 0; pc < f->code.code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, f->code.bytecode + pc, f->code.code.code_size - pc, &ins))
            return true;
        if (ins.code == ADOP_COPY_FREE && *adreach_ins(r, &f->code, pc) & ADREACH_LIVE)
            return true;
    }
    return false;
}

/* The callable of a frame is looked at by code that copies its closure, and when an exception
 * leaves the body of a module. */
static void hold_callable(struct adreach *r, const struct adreach_frame *f)
{
    uint16_t cell = adreach_stack_cell(r, f->callable);
    struct adimg_object rom;
    struct adreach_object o;
    bool function = (adimg_object_of(r->image, cell, &rom) && rom.layout == ADT_function) ||
        (adreach_object_of(r, cell, &o) && o.layout == ADT_function);
    if (!function || f->action == AD_ACT_DISCARD)
        adreach_hold(r, cell);
    else if (copies_closure(r, f))
        hold_weakly(r, cell);
}

/* Frames with what lies between them. */
static void stack(struct adreach *r)
{
    struct adreach_frame f;
    uint32_t at = 0, end = adreach_stack(r) - ADR_COUNT - r->state->globals;
    bool more = adreach_first_frame(r, &f);
    r->failed |= !more;
    for (; more; more = adreach_next_frame(r, &f)) {
        if (f.callable >= end) {
            r->failed = true;
            return;
        }
        for (; at < f.code_cell - 2; at++)
            adreach_hold(r, adreach_stack_cell(r, at));
        for (at = f.code_cell + 1; at < f.callable; at++)
            adreach_hold(r, adreach_stack_cell(r, at));
        adreach_set(r, r->rom + f.object, ADREACH_IN);
        if (f.inner)
            adreach_enter(r, f.object, &f.code, f.pc, ADREACH_LIVE | ADREACH_TARGET);
        else
            adreach_resume(r, f.object, &f.code, f.pc);
        hold_callable(r, &f);
        at++;
    }
    r->failed |= at != end;
}

static void roots(struct adreach *r)
{
    struct adreach_object o;
    struct adimg_module module;
    for (uint32_t i = 0; r->dynamic && adimg_module_at(r->image, i, &module); i++)
        r->title[module.name] = true;
    if (root(r, ADR_DYNAMIC_NAMES))
        adreach_flag(r, &r->dynamic);
    if (r->dynamic) /* sys.modules */
        adreach_flag(r, &r->imports);
    if (r->imports && adreach_object_of(r, root(r, ADR_MODULES), &o))
        adreach_set(r, r->ram + o.at, ADREACH_IN | ADREACH_MODULES);
    adreach_hold(r, root(r, ADR_DYNAMIC_NAMES));
    adreach_hold(r, root(r, ADR_ROM_ATTRS));
    adreach_hold(r, root(r, ADR_GLOBALS));
    for (unsigned z = 0; z < ADZ_COUNT; z++)
        if (r->frozen[z])
            adreach_hold(r, adimg_cell_at(r->image, ADIMG_FROZEN, z));
}

static void globals(struct adreach *r)
{
    for (uint32_t i = 0; i < r->state->globals; i++) {
        if (r->dynamic) {
            adreach_flag(r, &r->read[i]);
            r->has[adimg_u16_at(r->image, ADIMG_GLOBALS, i)] = true;
        }
        if (r->read[i])
            adreach_hold(r, adreach_global(r, i));
    }
}

static void constants(struct adreach *r)
{
    for (uint32_t i = 0; i < r->image->section[ADIMG_CONSTS].count; i++)
        if (r->konst[i])
            adreach_hold(r, adimg_cell_at(r->image, ADIMG_CONSTS, i));
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void look(struct adreach *r)
{
    do {
        r->changed = false;
        roots(r);
        stack(r);
        globals(r);
        constants(r);
        rom_objects(r);
        ram_objects(r);
        adreach_codes(r);
    } while (r->changed && !r->failed);
}

static bool begin(struct adreach *r)
{
    size_t image = r->image->size + 1u, globals = r->state->globals + 1u;
    r->entries = r->virtuals = 0;
    r->keywords = r->dynamic = r->titles = r->imports = r->failed = false;
    r->rom = calloc(image, 1);
    r->code = calloc(image, 1);
    r->ram = calloc(r->state->objects + 1, 1);
    r->konst = calloc(r->image->section[ADIMG_CONSTS].count + 1u, 1);
    r->index = calloc(r->image->section[ADIMG_NAMES].count + 1u, 1);
    r->name = calloc(65536, 1);
    r->has = calloc(65536, 1);
    r->title = calloc(65536, 1);
    r->read = calloc(globals, 1);
    r->stored = calloc(globals, 1);
    return r->rom && r->code && r->ram && r->konst && r->index && r->name && r->has &&
        r->title && r->read && r->stored;
}

static void end(struct adreach *r)
{
    void *const all[] = {r->rom, r->code, r->ram, r->konst, r->index, r->name, r->has, r->title,
        r->read, r->stored, r->entry};
    for (size_t i = 0; i < AD_COUNT(all); i++)
        free(all[i]);
    r->entry = NULL;
    r->entry_room = 0;
}

/* Globals that have a value and keep it: no code stores to them, nor to attributes of their name
 * (a module's). */
static void find_constants(struct adreach *r)
{
    for (uint32_t i = 0; i < r->state->globals; i++)
        r->constant[i] = !r->dynamic && !r->stored[i] && adreach_global(r, i);
}

bool adreach_run(struct adreach *r)
{
    r->constant = calloc(r->state->globals + 1u, 1);
    r->fixed_at = calloc(r->state->objects + 1, 1);
    if (!r->constant || !r->fixed_at || !begin(r))
        return false;
    adreach_find_fixed(r);
    look(r);
    if (r->failed)
        return false;
    find_constants(r);
    end(r);
    if (!begin(r))
        return false;
    look(r);
    return !r->failed;
}

void adreach_free(struct adreach *r)
{
    end(r);
    free(r->constant);
    free(r->fixed_at);
    memset(r, 0, sizeof *r);
}
