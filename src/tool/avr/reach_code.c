/* SPDX-License-Identifier: MIT
 * reach_code.c - see reach.h: which instructions a program can get to, and what they name.
 */
#include <stdlib.h>
#include <string.h>

#include "core/layout.h"
#include "tool/avr/reach_in.h"
#include "tool/avr/tailor.h"

static bool decode(const struct adimg_code *code, uint32_t pc, struct adisa_ins *ins)
{
    return pc < code->code.code_size &&
        adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, ins);
}

uint32_t adreach_before(const struct adimg_code *code, uint32_t pc)
{
    struct adisa_ins ins;
    uint32_t at = 0;
    while (decode(code, at, &ins) && at + ins.length < pc)
        at += ins.length;
    return at;
}

/* ---- where code begins ---------------------------------------------------------------------- */

static void mark_targets(struct adreach *r, const struct adimg_code *code)
{
    struct adisa_ins ins;
    int32_t distance;
    for (uint32_t pc = 0; decode(code, pc, &ins); pc += ins.length)
        if (adisa_jump(&ins, &distance))
            *adreach_ins(r, code, (uint32_t)((int32_t)(pc + ins.length) + distance)) |=
                ADREACH_TARGET;
    for (unsigned i = 0; i < code->code.ntry; i++)
        *adreach_ins(r, code, adimg_try(code, i).target) |= ADREACH_TARGET;
}

static void note_entry(struct adreach *r, uint32_t object, uint32_t pc)
{
    if (r->entries == r->entry_room) {
        unsigned room = r->entry_room ? 2 * r->entry_room : 16;
        struct adreach_entry *more = realloc(r->entry, room * sizeof *more);
        if (!more) {
            r->failed = true;
            return;
        }
        r->entry = more;
        r->entry_room = room;
    }
    r->entry[r->entries++] = (struct adreach_entry){object, (uint16_t)pc};
}

/* Code that goes on at several places is kept from its beginning: one entry is what the other parts
 * of the build understand. */
void adreach_enter(struct adreach *r, uint32_t offset, const struct adimg_code *code, uint32_t pc,
                   unsigned bits)
{
    unsigned i = 0;
    while (i < r->entries && r->entry[i].object != offset)
        i++;
    if (i == r->entries)
        mark_targets(r, code);
    if (i < r->entries && r->entry[i].pc != pc)
        adreach_set(r, adreach_ins(r, code, 0), ADREACH_LIVE);
    while (i < r->entries && (r->entry[i].object != offset || r->entry[i].pc != pc))
        i++;
    if (i == r->entries)
        note_entry(r, offset, pc);
    adreach_set(r, adreach_ins(r, code, pc), bits);
}

void adreach_resume(struct adreach *r, uint32_t offset, const struct adimg_code *code, uint32_t pc)
{
    adreach_enter(r, offset, code, adreach_before(code, pc),
        ADREACH_LIVE | ADREACH_TARGET | ADREACH_FIXED);
}

/* ---- what is known -------------------------------------------------------------------------- */

/* The slot of a module's global by its name, or -1. */
static int slot_of(const struct adreach *r, unsigned module, unsigned name)
{
    struct adimg_module m;
    if (!adimg_module_at(r->image, module, &m))
        return -1;
    for (unsigned i = m.first_global; i < (unsigned)m.first_global + m.globals; i++)
        if (adimg_u16_at(r->image, ADIMG_GLOBALS, i) == name)
            return (int)i;
    return -1;
}

/* The name in an instruction that reads an attribute of the top: its number, or -1. */
static int reads(const struct adreach *r, const struct adisa_ins *ins, bool *method)
{
    *method = ins->code == ADOP_LOAD_METHOD || ins->code == ADOP_LOAD_METHOD2;
    if (!*method && ins->code != ADOP_LOAD_ATTR && ins->code != ADOP_LOAD_ATTR2)
        return -1;
    return (int)adimg_u16_at(r->image, ADIMG_NAMES, (uint32_t)ins->operand[0]);
}

/* An attribute of a module that keeps its value; a method of a pin. */
static bool attribute(const struct adreach *r, uint16_t value, int name, bool method,
                      struct adreach_load *load)
{
    struct adreach_object o;
    int slot;
    if (!adreach_object_of(r, value, &o))
        return false;
    if (o.layout == ADT_handle && method && adreach_cell(&o, 0) >> 1 == ADT_Pin &&
        adreach_native(ADT_Pin, (unsigned)name)) {
        load->cells = 2;
        load->cell[0] = (uint16_t)adcc_imm(2, adreach_native(ADT_Pin, (unsigned)name));
        load->cell[1] = value;
        return true;
    }
    if (o.layout != ADT_module)
        return false;
    slot = slot_of(r, adreach_cell(&o, ADL_MODULE_NUMBER) >> 1, (unsigned)name);
    if (slot < 0 || !r->constant[slot] || !adreach_to_rom(r, adreach_global(r, (uint32_t)slot)))
        return false;
    load->cells = 1u + method;
    load->cell[0] = 0;
    load->cell[method] = adreach_global(r, (uint32_t)slot);
    return true;
}

bool adreach_loads(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                   struct adreach_load *load)
{
    struct adisa_ins ins, next;
    bool method;
    int name;
    uint16_t value;
    if (adreach_super(r, code, pc, load))
        return true;
    if (!decode(code, pc, &ins) || *adreach_ins(r, code, pc) & ADREACH_FIXED ||
        (ins.code != ADOP_LOAD_GLOBAL && ins.code != ADOP_LOAD_GLOBAL2) ||
        !r->constant[ins.operand[0]])
        return false;
    value = adreach_global(r, (uint32_t)ins.operand[0]);
    load->length = ins.length;
    if (decode(code, pc + ins.length, &next) && (name = reads(r, &next, &method)) >= 0 &&
        !(*adreach_ins(r, code, pc + ins.length) & (ADREACH_TARGET | ADREACH_FIXED)) &&
        attribute(r, value, name, method, load)) {
        load->length += next.length;
        return true;
    }
    load->cells = 1;
    load->cell[0] = value;
    return adreach_to_rom(r, value);
}

/* ---- what an instruction needs -------------------------------------------------------------- */

static void import(struct adreach *r, unsigned number)
{
    struct adimg_module module;
    struct adreach_object all, m;
    uint32_t at = adreach_stack(r) - ADR_COUNT + ADR_MODULES;
    adreach_flag(r, &r->imports);
    if (adreach_object_of(r, adreach_stack_cell(r, at), &all) &&
        adreach_object_of(r, adreach_cell(&all, number), &m)) {
        adreach_hold(r, adreach_cell(&all, number));
        if (adreach_cell(&m, ADL_MODULE_STATE) >> 1)
            return;
    }
    if (adimg_module_at(r->image, number, &module))
        adreach_hold(r, adimg_module_cell(r->image, module.body));
}

static void name(struct adreach *r, uint32_t index)
{
    unsigned number = adimg_u16_at(r->image, ADIMG_NAMES, index);
    adreach_flag(r, &r->index[index]);
    adreach_flag(r, &r->name[number]);
    if (adtailor_name_finds(number))
        adreach_flag(r, &r->dynamic);
    if (number == ADN_d_name || number == ADN_d_qualname || number == ADN_d_package)
        r->titles = true;
}

/* A store to an attribute may be one to a module's global. print() asks for sys.stdout by name. */
static void store_attribute(struct adreach *r, uint32_t index)
{
    unsigned number = adimg_u16_at(r->image, ADIMG_NAMES, index);
    if (number == ADN_stdout)
        adreach_flag(r, &r->dynamic);
    for (uint32_t i = 0; i < r->state->globals; i++)
        if (adimg_u16_at(r->image, ADIMG_GLOBALS, i) == number)
            adreach_flag(r, &r->stored[i]);
}

static void global(struct adreach *r, unsigned code, uint32_t slot)
{
    if (code != ADOP_STORE_GLOBAL && code != ADOP_STORE_GLOBAL2)
        adreach_flag(r, &r->read[slot]);
    if (code != ADOP_LOAD_GLOBAL && code != ADOP_LOAD_GLOBAL2 && code != ADOP_LOAD_NAME)
        adreach_flag(r, &r->stored[slot]);
}

static void operands(struct adreach *r, const struct adisa_ins *ins)
{
    for (unsigned i = 0; i < ins->count; i++) {
        uint32_t n = (uint32_t)ins->operand[i];
        switch (ins->row->operands[i]) {
        case 'k': case 'K': adreach_flag(r, &r->konst[n]); break;
        case 'n': case 'N': name(r, n); break;
        case 'g': case 'G': global(r, ins->code, n); break;
        case 'B': adreach_hold(r, adcc_imm(2, n)); break;
        case 'M': import(r, n); break;
        }
    }
}

static void special(struct adreach *r, const struct adisa_ins *ins)
{
    switch (ins->code) {
    case ADOP_STORE_ATTR: case ADOP_STORE_ATTR2: case ADOP_DELETE_ATTR:
        store_attribute(r, (uint32_t)ins->operand[0]);
        break;
    case ADOP_STORE_ATTR_L: store_attribute(r, (uint32_t)ins->operand[1]); break;
    case ADOP_CALL_KW: case ADOP_CALL_EX: adreach_flag(r, &r->keywords); break;
    case ADOP_MATCH_CLASS: case ADOP_IMPORT_STAR: adreach_flag(r, &r->dynamic); break;
    }
}

/* The handlers of the rows that the instruction lies in. */
static void handlers(struct adreach *r, const struct adimg_code *code, uint32_t pc)
{
    for (unsigned i = 0; i < code->code.ntry; i++) {
        struct adtry t = adimg_try(code, i);
        if (pc >= t.start && pc < t.end)
            adreach_set(r, adreach_ins(r, code, t.target), ADREACH_LIVE);
    }
}

/* What is in the place of an instruction. */
static void known(struct adreach *r, const struct adreach_load *load)
{
    for (unsigned i = 0; i < load->cells; i++)
        adreach_hold(r, load->cell[i]);
}

static void instruction(struct adreach *r, const struct adimg_code *code, uint32_t pc)
{
    struct adisa_ins ins;
    struct adreach_load load;
    struct adreach_attr attr;
    int32_t distance;
    uint32_t next;
    if (!decode(code, pc, &ins)) {
        r->failed = true;
        return;
    }
    next = pc + ins.length;
    if (adreach_loads(r, code, pc, &load)) {
        known(r, &load);
        next = pc + load.length;
    } else if (adreach_attribute(r, code, pc, &attr)) {
        if (attr.virtual)
            adreach_note_virtual(r, &attr);
        else if (attr.use == ADREACH_METHOD)
            adreach_hold(r, attr.found);
    } else {
        operands(r, &ins);
        special(r, &ins);
    }
    handlers(r, code, pc);
    if (adisa_jump(&ins, &distance))
        adreach_set(r, adreach_ins(r, code, (uint32_t)((int32_t)next + distance)), ADREACH_LIVE);
    if (!(ins.row->flags & AD_F_END))
        adreach_set(r, adreach_ins(r, code, next), ADREACH_LIVE);
}

static void body(struct adreach *r, const struct adimg_code *code)
{
    struct adisa_ins ins;
    bool again = true;
    while (again && !r->failed) {
        again = false;
        for (uint32_t pc = 0; decode(code, pc, &ins); pc += ins.length) {
            uint8_t *mark = adreach_ins(r, code, pc);
            if ((*mark & (ADREACH_LIVE | ADREACH_SEEN)) != ADREACH_LIVE)
                continue;
            *mark |= ADREACH_SEEN;
            instruction(r, code, pc);
            again = true;
        }
    }
}

void adreach_codes(struct adreach *r)
{
    struct adimg_object object;
    struct adimg_code code;
    uint32_t at = adimg_objects_start(r->image);
    for (; at < r->image->size && adimg_object_at(r->image, at, &object); at += object.bytes)
        if (r->rom[at] & ADREACH_IN && adimg_code_of(&object, &code)) {
            r->title[code.code.name] = true;
            for (unsigned i = 0; i < (unsigned)code.code.npos + code.code.nkwonly; i++)
                r->has[adcc_read16(code.params + 2 * i)] = true;
            body(r, &code);
        }
}
