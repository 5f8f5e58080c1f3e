/* SPDX-License-Identifier: MIT
 * tailor.c - see tailor.h: what an image needs of the VM.
 */
#include "tool/avr/tailor.h"

#include "core/layout.h"
#include "tool/avr/content.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUTS_END = ADT_bool }; /* the first type that is no layout: isa/types.def */

static const char *const type_ids[ADT_COUNT] = {
#define TYPE(id, name, base) "ADT_" #id,
#define INNER(id, name, base) "ADT_" #id,
#define EXCEPTION(id, base) "ADT_" #id,
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
};

static const char *const native_ids[ADF_COUNT] = {
#define BUILTIN(id, name, min, max, kw) "ADF_" #id,
#define METHOD(type, id, name, min, max) "ADF_" #id,
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

static const char *const frozen_ids[ADZ_COUNT] = {
    "ADZ_none",
#define FROZEN(id, when) "ADZ_" #id,
#include "isa/frozen.def"
#undef FROZEN
};

static const char *const binary_ids[] = {"AD_ADD", "AD_SUB", "AD_MUL", "AD_FLOORDIV", "AD_MOD",
    "AD_AND", "AD_OR", "AD_XOR", "AD_LSHIFT", "AD_RSHIFT", "AD_TRUEDIV", "AD_POW", "AD_MATMUL"};

bool adtailor_holds_cells(unsigned layout)
{
    return layout == ADT_tuple || layout == ADT_frozenset || layout == ADT_slice ||
        layout == ADT_range || layout == ADT_function || layout == ADT_handle ||
        layout == ADT_class || layout == ADT_array || layout == ADT_wrapper || layout == ADT_cell;
}

static const char *const action_ids[] = {"AD_ACT_PUSH", "AD_ACT_DISCARD", "AD_ACT_STORE1",
    "AD_ACT_STORE2", "AD_ACT_BOOL", "AD_ACT_NOT", "AD_ACT_JT", "AD_ACT_JF", "AD_ACT_INIT",
    "AD_ACT_NEXT", "AD_ACT_NEXT_L", "AD_ACT_SEND", "AD_ACT_BINARY", "AD_ACT_STR", "AD_ACT_INT",
    "AD_ACT_HOST"};

static const char *const iter_ids[] = {"AD_ITER_LIST", "AD_ITER_TUPLE", "AD_ITER_STR",
    "AD_ITER_BYTES", "AD_ITER_BYTEARRAY", "AD_ITER_RANGE", "AD_ITER_KEYS", "AD_ITER_VALUES",
    "AD_ITER_ITEMS", "AD_ITER_SET", "AD_ITER_REVERSED", "AD_ITER_ENUM"};

static const char *const name_ids[ADN_COUNT] = {
#define NAME(id, text) "ADN_" #id,
#include "isa/names.def"
#undef NAME
};

static const char *const op_ids[256] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) [code] = "ADOP_" #name,
#include "isa/py.def"
#undef INS
};

struct native_info {
    uint8_t type, kw;
    uint16_t name; /* ADN_COUNT: a builtin */
};

static const struct native_info natives[ADF_COUNT] = {
#define BUILTIN(id, name, min, max, kw) {0, ADZ_##kw, ADN_COUNT},
#define METHOD(type, id, name, min, max) {ADT_##type, ADZ_none, ADN_##name},
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

/* The function for a native's calls with keyword arguments, or ADZ_none. */
static unsigned keywords_of(unsigned f)
{
    switch (f) {
#define KEYWORDS(native, frozen) case ADF_##native: return ADZ_##frozen;
#include "isa/keywords.def"
#undef KEYWORDS
    }
    return natives[f].kw;
}

static int find(const char *const *ids, size_t count, const char *id, size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] && strlen(ids[i]) == n && !memcmp(ids[i], id, n))
            return (int)i;
    return -1;
}

/* Where the flag of an identifier is, or NULL. */
static bool *flag_of(struct adtailor *t, const char *id, size_t n)
{
    int i;
    if ((i = find(type_ids, ADT_COUNT, id, n)) >= 0)
        return &t->type[i];
    if ((i = find(frozen_ids, ADZ_COUNT, id, n)) > 0)
        return &t->wanted[i];
    if ((i = find(binary_ids, AD_COUNT(binary_ids), id, n)) >= 0)
        return &t->binary[i];
    if ((i = find(action_ids, AD_COUNT(action_ids), id, n)) >= 0)
        return &t->action[i];
    if ((i = find(iter_ids, AD_COUNT(iter_ids), id, n)) >= 0)
        return &t->iter[i];
    if ((i = find(name_ids, ADN_COUNT, id, n)) >= 0)
        return &t->asked[i];
    if ((i = find(native_ids, ADF_COUNT, id, n)) >= 0)
        return &t->native[i];
    return NULL;
}

bool adtailor_known(const char *id, size_t n)
{
    struct adtailor *none = NULL;
    return flag_of(none, id, n) != NULL || find(type_ids, 1, id, n) == 0;
}

bool adtailor_mention(struct adtailor *t, const char *id, size_t n)
{
    bool raised = n > 7 && !memcmp(id, "raised_", 7), *flag;
    int type = raised ? find(type_ids, ADT_COUNT, id + 7, n - 7) : -1;
    flag = raised ? (type >= 0 ? &t->raised[type] : NULL) : flag_of(t, id, n);
    if (!flag)
        flag = adtailor_makes(t, id, n);
    if (!flag || *flag)
        return false;
    *flag = true;
    if (flag >= t->native && flag < t->native + ADF_COUNT)
        t->given[AD_IMM_NATIVE + (flag - t->native)] = ADTAILOR_ANY;
    return true;
}

/* Questions that have one answer when a type is absent. */
static bool never_true(const struct adtailor *t, const char *id, size_t n)
{
    static const struct { const char *id; uint8_t type; } questions[] = {
        {"adfloat_is", ADT_float}, {"adspan_wide", ADT_str_wide},
        {"adtext_wide", ADT_str_wide}, {"adutf_wide", ADT_str_wide},
        {"adgenerator_is", ADT_generator}};
    for (size_t i = 0; i < AD_COUNT(questions); i++)
        if (strlen(questions[i].id) == n && !memcmp(questions[i].id, id, n))
            return !t->type[questions[i].type];
    if (n == 17 && !memcmp(id, "adprogram_imports", n))
        return !t->op[ADOP_IMPORT];
    if (n == 11 && !memcmp(id, "adexc_shown", n))
        return !adtailor_exc_values(t);
    return n == 12 && !memcmp(id, "adtype_shown", n) && !t->type_calls && !t->name[ADN_d_class];
}

static bool names_operator(const struct adtailor *t)
{
    for (unsigned i = 0; i < ADN_COUNT; i++)
        if (t->defined[i] &&
            ((i >= ADN_d_lt && i <= ADN_d_ge) || (i >= ADN_d_add && i <= ADN_d_abs)))
            return true;
    return false;
}

/* Flags of classes that only methods of a certain name bring about. */
static bool no_class_has(const struct adtailor *t, const char *id, size_t n)
{
    static const struct { const char *id; uint16_t name, other; } flags[] = {
        {"AD_CLASS_GETATTRIBUTE", ADN_d_getattribute, ADN_d_getattribute},
        {"AD_CLASS_SETATTR", ADN_d_setattr, ADN_d_delattr},
        {"AD_CLASS_NEW", ADN_d_new, ADN_d_new},
        {"AD_CLASS_SLOTS", ADN_d_slots, ADN_d_slots},
        {"AD_CLASS_BASE_SLOTS", ADN_d_slots, ADN_d_slots}};
    for (size_t i = 0; i < AD_COUNT(flags); i++)
        if (strlen(flags[i].id) == n && !memcmp(flags[i].id, id, n))
            return !t->name[flags[i].name] && !t->name[flags[i].other];
    if (n == 18 && !memcmp(id, "AD_CLASS_OPERATORS", n))
        return !names_operator(t);
    return n == 17 && !memcmp(id, "AD_CLASS_DATADESC", n) && !t->type[ADT_wrapper] &&
        !t->name[ADN_d_set] && !t->name[ADN_d_delete];
}

/* Parts of a function's description that none of the program's has. */
static bool no_function_has(const struct adtailor *t, const char *id, size_t n)
{
    static const struct { const char *id; uint8_t flag; } flags[] = {
        {"ADCODE_GENERATOR", ADCODE_GENERATOR}, {"ADCODE_COROUTINE", ADCODE_COROUTINE},
        {"ADCODE_VARARGS", ADCODE_VARARGS}, {"ADCODE_VARKW", ADCODE_VARKW},
        {"ADCODE_CLASS", ADCODE_CLASS}};
    for (size_t i = 0; i < AD_COUNT(flags); i++)
        if (strlen(flags[i].id) == n && !memcmp(flags[i].id, id, n))
            return !(t->code_flags & flags[i].flag);
    return (n == 14 && !memcmp(id, "adcode_nkwonly", n) && !t->kwonly) ||
        (n == 15 && !memcmp(id, "adcode_nposonly", n) && !t->posonly) ||
        (n == 11 && !memcmp(id, "adcode_ntry", n) && !t->tries);
}

int adtailor_native_number(const struct adtailor *t, const char *id, size_t n)
{
    int f = find(native_ids, ADF_COUNT, id, n);
    return f >= 0 && t->native[f] ? (int)adtailor_native(t, (unsigned)f) + 1 : ADF_COUNT;
}

bool adtailor_absent(const struct adtailor *t, const char *id, size_t n)
{
    int i;
    if ((i = find(type_ids, LAYOUTS_END, id, n)) >= 0)
        return !t->type[i];
    if ((i = find(binary_ids, AD_COUNT(binary_ids), id, n)) >= 0)
        return !t->binary[i];
    if ((i = find(action_ids, AD_COUNT(action_ids), id, n)) >= 0)
        return !t->action[i];
    if ((i = find(iter_ids, AD_COUNT(iter_ids), id, n)) >= 0)
        return !t->iter[i];
    if ((i = find(name_ids, ADN_COUNT, id, n)) >= 0)
        return !t->name[i] && !t->asked[i];
    if ((i = find(op_ids, ADOP_COUNT, id, n)) >= 0)
        return !t->op[i];
    return adtailor_lacks(t, id, n) || never_true(t, id, n) || no_function_has(t, id, n) ||
        no_class_has(t, id, n);
}

bool adtailor_shut(const struct adtailor *t, const char *id, size_t n)
{
    int z = find(frozen_ids, ADZ_COUNT, id, n);
    return z > 0 && !t->frozen[z];
}

bool adtailor_unmet(const struct adtailor *t, unsigned uses, const char *id, size_t n)
{
    int type = find(type_ids, LAYOUTS_END, id, n);
    if (n == 10 && !memcmp(id, "adfloat_is", n))
        type = ADT_float;
    return uses && type > 0 && adtypes_lack(&t->types, uses, (unsigned)type);
}

/* ---- reading the image ---------------------------------------------------------------------- */

static void take_immediate(struct adtailor *t, unsigned number)
{
    if (number >= AD_IMM_NATIVE && number < AD_IMM_NATIVE + ADF_COUNT) {
        t->native[number - AD_IMM_NATIVE] = true;
    } else if (number >= AD_IMM_TYPE && number < AD_IMM_TYPE + ADT_COUNT) {
        t->type[number - AD_IMM_TYPE] = true;
    }
}

void adtailor_value(struct adtailor *t, const struct adimg *image, uint64_t cell)
{
    if (adcc_is_imm(image->width, cell)) {
        unsigned number = adcc_imm_number(image->width, cell);
        take_immediate(t, number);
        if (number < AD_IMM_COUNT)
            t->given[number] = ADTAILOR_ANY;
    }
}

/* ADD, ADD_SL, IADD, IADD_S: their operator. */
static void take_operator(struct adtailor *t, const char *name)
{
    size_t n = strcspn(name, "_"), i;
    for (i = 0; i < AD_COUNT(binary_ids); i++) {
        const char *op = binary_ids[i] + 3;
        size_t m = strlen(op);
        if ((n == m && !memcmp(name, op, m)) ||
            (n == m + 1 && name[0] == 'I' && !memcmp(name + 1, op, m)))
            t->binary[i] = true;
    }
}

/* The name in an instruction: an attribute that is stored, or that is read. */
static void take_name(struct adtailor *t, unsigned op, uint32_t name)
{
    if (name >= ADN_COUNT)
        return;
    switch (op) {
    case ADOP_STORE_ATTR: case ADOP_STORE_ATTR2: case ADOP_STORE_ATTR_L: case ADOP_STORE_NAME:
        t->defined[name] = true;
        return;
    case ADOP_DELETE_NAME: case ADOP_LOAD_NAME: case ADOP_LOAD_CLASS_DEREF:
        return;
    }
    t->read[name] = true;
}

static void take_names(struct adtailor *t, const struct adimg *image, const struct adisa_ins *ins)
{
    const char *kind = ins->row->operands;
    for (unsigned i = 0; i < ins->count; i++)
        if (kind[i] == 'n' || kind[i] == 'N')
            take_name(t, ins->code,
                adimg_u16_at(image, ADIMG_NAMES, (uint32_t)ins->operand[i]));
}

static void take_instruction(struct adtailor *t, const struct adisa_ins *ins)
{
    static const uint8_t by_keyword[] = {ADOP_CALL_KW, ADOP_CALL_EX};
    t->op[adtailor_loads_cell(ins) ? ADOP_LOAD_IMM : ins->code] = true;
    take_operator(t, ins->row->name);
    t->causes |= ins->code == ADOP_RAISE && ins->operand[0] == 2;
    t->ascii |= ins->code == ADOP_FORMAT && (ins->operand[0] & 3) == 3;
    t->nested |= ins->code == ADOP_BUILD_TUPLE;
    for (unsigned i = 0; i < ins->count; i++)
        if (ins->row->operands[i] == 'B')
            take_immediate(t, (unsigned)ins->operand[i]);
    if (ins->code == ADOP_CALL_NATIVE)
        t->direct[ins->operand[2] - AD_IMM_NATIVE] = true;
    t->virtuals |= ins->code == ADOP_LOAD_SLOT && ins->operand[0] >= ADSLOT_VIRTUAL;
    for (size_t i = 0; i < sizeof by_keyword; i++)
        t->keywords |= ins->code == by_keyword[i];
}

static void take_fused(struct adtailor *t, const struct adimg_code *code, uint32_t pc)
{
    unsigned fused = adtailor_fused_at(code, pc);
    if (fused && !t->everything)
        t->fused[fused - 1] = true;
}

static void take_code(struct adtailor *t, const struct adimg *image,
                      const struct adimg_object *object, const struct adram *ram)
{
    struct adimg_code code;
    struct adisa_ins ins;
    uint32_t pc;
    if (!adimg_code_of(object, &code))
        return;
    for (pc = 0; pc < code.code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code.bytecode + pc, code.code.code_size - pc, &ins))
            return;
        take_instruction(t, &ins);
        take_names(t, image, &ins);
        take_fused(t, &code, pc);
    }
    adtailor_calls(t, image, &code, ram);
    t->code_flags |= code.code.flags;
    t->kwonly |= code.code.nkwonly != 0;
    t->posonly |= code.code.nposonly != 0;
    t->tries |= code.code.ntry != 0;
    t->handlers |= code.code.ntry && !(code.code.flags & ADCODE_LIB);
    t->keywords |= (code.code.flags & ADCODE_VARKW) || code.code.nkwonly;
}

/* Has a field of a format an attribute that is builtin, and no name of the image? */
static bool asks_attribute(const struct adtailor *t, const char *text, size_t size)
{
    bool field = false;
    for (size_t i = 0, n; i < size; i++) {
        if (strchr("{}:!", text[i]))
            field = text[i] == '{';
        if (!field || text[i] != '.')
            continue;
        for (n = 1; i + n < size && !strchr("{}:![.", text[i + n]); n++)
            ;
        int name = adisa_name(text + i + 1, n - 1);
        if (name >= 0 && !t->name[name])
            return true;
    }
    return false;
}

/* A text that names a builtin attribute may be given to getattr. */
static void take_text(struct adtailor *t, const struct adimg_object *object)
{
    int name = object->layout == ADT_str
        ? adisa_name((const char *)object->body, object->size) : -1;
    if (t->native[ADF_str_format] && object->layout == ADT_str)
        t->format_names |= asks_attribute(t, (const char *)object->body, object->size);
    if (t->all_names && name >= 0)
        t->name[name] = t->read[name] = true;
    if (name >= 0 && (t->native[ADF_setattr] || t->given[AD_IMM_TYPE + ADT_class] > 3))
        t->defined[name] = true;
    t->percent = t->percent || memchr(object->body, '%', object->size);
}

/* An item: perhaps the name of a keyword. */
static void take_item(struct adtailor *t, const struct adimg *image, uint64_t cell)
{
    struct adimg_object item;
    adtailor_value(t, image, cell);
    if (!adimg_object_of(image, cell, &item))
        return;
    if (item.layout == ADT_str)
        adtailor_keyword(t, (const char *)item.body, item.size);
    t->slices |= item.layout == ADT_slice;
    t->nested |= item.layout == ADT_tuple;
}

static void take_object(struct adtailor *t, const struct adimg *image, const struct adimg_object *o,
                        const struct adram *ram)
{
    if (o->layout < LAYOUTS_END)
        t->type[o->layout] = true;
    if (o->layout == ADT_code)
        take_code(t, image, o, ram);
    else if (o->layout == ADT_str || o->layout == ADT_str_wide)
        take_text(t, o);
    else if (o->layout == ADT_bytes)
        t->percent |= memchr(o->body, '%', o->size) != NULL;
    else if (adtailor_holds_cells(o->layout))
        for (uint32_t i = 0; i < o->size; i++)
            take_item(t, image, adimg_item(image, o, i));
    if (o->layout == ADT_handle || o->layout == ADT_wrapper)
        t->type[adimg_item(image, o, 0) >> 1] = true;
    if (o->layout == ADT_class) {
        struct adcontent class = adcontent_in(image, o);
        adtailor_class(t, image, ram, &class);
    }
}

static void take_objects(struct adtailor *t, const struct adimg *image, const struct adram *ram)
{
    struct adimg_object object;
    uint32_t at = adimg_objects_start(image);
    for (; at < image->size && adimg_object_at(image, at, &object); at += object.bytes)
        take_object(t, image, &object, ram);
}

/* Natives that bring in texts from outside, or make them of numbers. */
static bool makes_texts(const struct adtailor *t)
{
    static const uint16_t all[] = {ADF_chr, ADF_input, ADF_readline, ADF_bytes_decode};
    for (size_t i = 0; i < AD_COUNT(all); i++)
        if (t->native[all[i]])
            return true;
    return t->given[AD_IMM_TYPE + ADT_str] > 2; /* str(bytes, encoding) */
}

/* Bytes that are computed otherwise than from those that are there may be a format, too. */
static bool computes_formats(const struct adtailor *t)
{
    return (adtailor_calls_type(t, ADT_bytes) || adtailor_calls_type(t, ADT_bytearray) ||
        t->native[ADF_int_to_bytes] || t->native[ADF_bytes_fromhex]) &&
        (!adtypes_lack(&t->types, 1u << ADUSE_COMPUTED, ADT_bytes) ||
            !adtypes_lack(&t->types, 1u << ADUSE_COMPUTED, ADT_bytearray));
}

bool adtailor_finds_names(unsigned native)
{
    static const uint16_t all[] = {ADF_getattr, ADF_setattr, ADF_hasattr, ADF_delattr, ADF_vars,
        ADF_dir, ADF_globals, ADF_locals, ADF_lookup_special, ADF_instance_dict, ADF_module,
        ADF_modules, ADF_object_d_setattr, ADF_object_d_getattribute, ADF_object_d_delattr};
    for (size_t i = 0; i < AD_COUNT(all); i++)
        if (all[i] == native)
            return true;
    return false;
}

bool adtailor_name_finds(unsigned name)
{
    static const uint16_t all[] = {ADN_d_dict, ADN_d_slots, ADN_d_setattr, ADN_d_getattr,
        ADN_d_getattribute, ADN_d_delattr};
    for (size_t i = 0; i < AD_COUNT(all); i++)
        if (all[i] == name)
            return true;
    return false;
}

static bool looks_names_up(const struct adtailor *t)
{
    static const uint16_t names[] = {ADN_d_name, ADN_d_qualname};
    for (unsigned f = 0; f < ADF_COUNT; f++)
        if (t->native[f] && adtailor_finds_names(f))
            return true;
    for (unsigned name = 0; name < ADN_COUNT; name++)
        if (t->name[name] && adtailor_name_finds(name))
            return true;
    for (size_t i = 0; i < AD_COUNT(names); i++)
        if (t->name[names[i]])
            return true;
    return t->instance_dicts;
}

/* (3).__add__(4) is an operator that no instruction shows. */
static void take_operators_by_name(struct adtailor *t)
{
    static const uint16_t first[] = {ADN_d_add, ADN_d_radd, ADN_d_iadd};
    for (size_t i = 0; i < AD_COUNT(first); i++)
        for (unsigned op = 0; op < AD_COUNT(t->binary); op++)
            t->binary[op] |= t->read[first[i] + op];
}

void adtailor_image(struct adtailor *t, const struct adimg *image, const struct adram *ram)
{
    static const uint8_t always[] = {ADT_object, ADT_str, ADT_code, ADT_function, ADT_exc,
        ADT_array, ADT_buffer};
    uint32_t i;
    for (i = 0; i < sizeof always; i++)
        t->type[always[i]] = true;
    for (i = 0; i < image->section[ADIMG_CONSTS].count; i++)
        adtailor_value(t, image, adimg_cell_at(image, ADIMG_CONSTS, i));
    for (i = 0; i < image->section[ADIMG_NAMES].count; i++) {
        uint32_t name = adimg_u16_at(image, ADIMG_NAMES, i);
        if (name < ADN_COUNT)
            t->name[name] = true;
    }
    take_objects(t, image, ram);
    if (ram)
        adtailor_ram(t, image, ram);
    t->percent |= makes_texts(t);
    if (looks_names_up(t) && !t->all_names) {
        t->all_names = true;
        take_objects(t, image, ram);
    }
    take_operators_by_name(t);
    (void)adtypes_infer(&t->types, image, ram, t);
    t->percent |= computes_formats(t);
}

bool adtailor_fixed(const struct adtailor *t, const struct adshaken *shaken, size_t old,
                    struct adfixed *fixed)
{
    struct adtailor with = *t;
    const struct adram *ram = &shaken->ram;
    size_t size = shaken->image.size;
    struct adreceiver *found = calloc(size + 1, sizeof *found);
    memset(fixed, 0, sizeof *fixed);
    fixed->receiver = calloc(old + 1, sizeof *fixed->receiver);
    with.receiver = found;
    if (found && fixed->receiver) {
        adtailor_image(&with, &shaken->image, ram);
        fixed->classes = AD_MIN(ram->classes, ADSHAKE_CLASSES);
        memcpy(fixed->class_at, ram->class_at, sizeof fixed->class_at);
        if (!with.name[ADN_d_subclasses])
            fixed->unchanged = ~with.types.written;
        for (size_t i = 0; i < size; i++)
            if (found[i].classes || found[i].layout || found[i].idle)
                fixed->receiver[shaken->origin[i]] = found[i];
    }
    free(found);
    return found && fixed->receiver;
}

bool adtailor_calls_type(const struct adtailor *t, unsigned type)
{
    return t->given[AD_IMM_TYPE + type] || t->base[type];
}

bool adtailor_gives(const struct adtailor *t, unsigned native, unsigned arguments)
{
    return t->given[AD_IMM_NATIVE + native] > arguments;
}

void adtailor_everything(struct adtailor *t)
{
    static const uint16_t lacking[] = {ADF_argv, ADF_clock, ADF_file_open, ADF_file_read,
        ADF_file_write, ADF_file_close, ADF_file_seek, ADF_host_call, ADF_pwm, ADF_adc, ADF_mem8};
    memset(t, true, sizeof *t);
    memset(t->given, ADTAILOR_ANY, sizeof t->given);
    adtypes_unknown(&t->types);
    t->receiver = NULL;
    memset(t->fused, false, sizeof t->fused); /* there are no codes left for sequences */
    memset(t->direct, false, sizeof t->direct); /* only a snapshot has such calls ... */
    t->bases = t->arguments = 0xff;
    t->code_flags = 0xff;
    for (unsigned op = 0; op < AD_COUNT(op_ids); op++)
        t->op[op] = op_ids[op] != NULL;
    t->op[ADOP_CALL_NATIVE] = t->op[ADOP_LOAD_SLOT] = t->op[ADOP_STORE_SLOT] = false; /* ... */
    for (size_t i = 0; i < AD_COUNT(lacking); i++)
        t->native[lacking[i]] = false;
}

const char *adtailor_lacking(const struct adtailor *t)
{
    static const struct {
        uint16_t native;
        const char *what;
    } lacking[] = {{ADF_file_open, "open(): there are no files"}, {ADF_argv, "sys.argv"},
        {ADF_clock, "time.time()"}, {ADF_host_call, "functions of a C program around it"}};
    for (size_t i = 0; i < AD_COUNT(lacking); i++)
        if (t->native[lacking[i].native])
            return lacking[i].what;
    return t->format_names ? "names of builtin attributes in a format; f-strings do without" : NULL;
}

/* ---- what follows from it ------------------------------------------------------------------- */

/* Types whose methods stand in the rows of another one. */
static bool has_rows_for(const struct adtailor *t, unsigned type)
{
    if (type == ADT_bytes)
        return t->type[ADT_bytes] || t->type[ADT_bytearray];
    if (type == ADT_set)
        return t->type[ADT_set] || t->type[ADT_frozenset];
    if (type == ADT_property)
        return t->type[ADT_wrapper];
    if (type == ADT_Pin)
        return t->type[ADT_handle];
    return t->type[type];
}

static const uint16_t constructors[][2] = {
    {ADT_object, ADF_new_object}, {ADT_int, ADF_new_int}, {ADT_float, ADF_new_float},
    {ADT_bool, ADF_new_bool}, {ADT_str, ADF_new_str}, {ADT_bytes, ADF_new_bytes},
    {ADT_bytearray, ADF_new_bytearray}, {ADT_tuple, ADF_new_tuple}, {ADT_list, ADF_new_list},
    {ADT_dict, ADF_new_dict}, {ADT_set, ADF_new_set}, {ADT_frozenset, ADF_new_frozenset},
    {ADT_range, ADF_new_range}, {ADT_slice, ADF_new_slice}, {ADT_class, ADF_new_type},
    {ADT_property, ADF_new_property}, {ADT_staticmethod, ADF_new_staticmethod},
    {ADT_classmethod, ADF_new_classmethod}, {ADT_super, ADF_new_super}, {ADT_Pin, ADF_new_Pin}};

static void add_constructors(struct adtailor *t)
{
    bool any = t->type_calls || t->name[ADN_d_class];
    for (size_t i = 0; i < AD_COUNT(constructors); i++)
        if (adtailor_calls_type(t, constructors[i][0]) || (any && t->type[constructors[i][0]]))
            t->native[constructors[i][1]] = true;
    for (unsigned type = ADT_BaseException; type < ADT_COUNT; type++)
        if (adtailor_calls_type(t, type))
            t->native[ADF_new_exception] = true;
}

unsigned adtailor_constructor(const struct adtailor *t, unsigned type)
{
    for (size_t i = 0; i < AD_COUNT(constructors); i++)
        if (constructors[i][0] == type && t->native[constructors[i][1]])
            return constructors[i][1];
    return 0;
}

/* MATCH_CLASS reads attributes, but their names are strs somewhere. */
static bool is_read(const struct adtailor *t, unsigned name)
{
    return t->read[name] || (t->op[ADOP_MATCH_CLASS] && t->name[name]);
}

void adtailor_finish(struct adtailor *t)
{
    if ((adtailor_exc_values(t) && adtailor_exc_args(t)) || t->name[ADN_args] ||
        t->name[ADN_d_bases] || t->name[ADN_d_mro])
        t->type[ADT_tuple] = true; /* made by adtuple_hidden */
    add_constructors(t);
    for (unsigned f = 0; f < ADF_COUNT; f++) {
        const struct native_info *info = &natives[f];
        if (info->name < ADN_COUNT && is_read(t, info->name) && has_rows_for(t, info->type))
            t->native[f] = true;
        if (t->native[f] && adtailor_takes_keywords(t, keywords_of(f)))
            t->frozen[keywords_of(f)] = true;
    }
    for (unsigned z = 0; z < ADZ_COUNT; z++)
        if (t->wanted[z] && adtailor_gate(t, z))
            t->frozen[z] = true;
    t->frozen[ADZ_none] = false;
}

unsigned adtailor_native(const struct adtailor *t, unsigned f)
{
    unsigned n = 0;
    while (f--)
        n += t->native[f];
    return n;
}

unsigned adtailor_op_step(const struct adtailor *t)
{
    return adtailor_op_count(t) + ADTAILOR_FUSED + 8 <= 128 ? 2 : 1; /* and places: tailor_fast.c */
}

unsigned adtailor_op(const struct adtailor *t, unsigned code)
{
    unsigned n = 0;
    for (unsigned i = 0; i < AD_COUNT(t->op); i++)
        n += i < code ? t->op[i] == t->op[code] : t->op[i] && !t->op[code];
    return n * adtailor_op_step(t);
}

int adtailor_op_named(const struct adtailor *t, const char *name, size_t n)
{
    int code = adisa_find(&adisa_python, name, n);
    return code < 0 ? -1 : (int)adtailor_op(t, (unsigned)code);
}

static void list(const bool *in, const char *const *ids, size_t count, FILE *to)
{
    for (size_t i = 0; i < count; i++)
        if (in[i] && ids[i])
            fprintf(to, "%s\n", ids[i]);
}

void adtailor_list(const struct adtailor *t, FILE *to)
{
    list(t->type, type_ids, ADT_COUNT, to);
    list(t->native, native_ids, ADF_COUNT, to);
    list(t->frozen, frozen_ids, ADZ_COUNT, to);
    list(t->op, op_ids, AD_COUNT(op_ids), to);
    list(t->iter, iter_ids, AD_COUNT(iter_ids), to);
    list(t->name, name_ids, ADN_COUNT, to);
    adtypes_list(&t->types, to);
}
