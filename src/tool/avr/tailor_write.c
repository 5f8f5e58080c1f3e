/* SPDX-License-Identifier: MIT
 * tailor_write.c - the tables that a firmware is compiled with, and its image as assembler text.
 * The
 * image loses its head and what only tools read; natives get the numbers of the firmware's table.
 */
#include <string.h>

#include "tool/avr/flash.h"
#include "tool/avr/record.h"
#include "tool/avr/tailor.h"

/* ---- tailor.h ------------------------------------------------------------------------------- */

/* The function for a method's calls with keyword arguments. */
static const char *keywords_text(unsigned f)
{
    switch (f) {
#define KEYWORDS(native, frozen) case ADF_##native: return #frozen;
#include "isa/keywords.def"
#undef KEYWORDS
    }
    return "none";
}

static void write_natives(const struct adtailor *t, FILE *to)
{
    fprintf(to, "#define ADTAILOR_NATIVES(BUILTIN, METHOD) \\\n");
#define BUILTIN(id, name, min, max, kw)                                                            \
    if (t->native[ADF_##id])                                                                       \
        fprintf(to, "    BUILTIN(%s, %d, %d, %s) \\\n", #id, min, max, #kw);
#define METHOD(type, id, name, min, max)                                                           \
    if (t->native[ADF_##id])                                                                       \
        fprintf(to, "    METHOD(%s, %s, %s, %d, %d, %s) \\\n", #type, #id, #name, min, max,        \
            keywords_text(ADF_##id));
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
    fprintf(to, "\n");
}

/* Natives that instructions call, with their numbers: image.s has their addresses by these. */
static void write_direct(const struct adtailor *t, FILE *to)
{
    fprintf(to, "#define ADTAILOR_DIRECT(NATIVE)");
#define BUILTIN(id, name, min, max, kw)                                                            \
    if (t->direct[ADF_##id])                                                                       \
        fprintf(to, " \\\n    NATIVE(%s, %u)", #id, ADF_##id);
#define METHOD(type, id, name, min, max) BUILTIN(id, name, min, max, none)
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
    fprintf(to, "\n");
}

/* The constructors that are in, with their place in the table. */
static void write_constructors(const struct adtailor *t, FILE *to)
{
    fprintf(to, "#define ADTAILOR_NEWS(NEW) \\\n");
#define BUILTIN(id, name, min, max, kw)                                                            \
    if (t->native[ADF_##id] && !memcmp(#id "    ", "new_", 4) && ADF_##id != ADF_new_exception)    \
        fprintf(to, "    NEW(%s, %u) \\\n", #id, adtailor_native(t, ADF_##id));
#define METHOD(type, id, name, min, max)
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
    fprintf(to, "\n");
    fprintf(to, "#define ADTAILOR_NEW_EXCEPTION %u\n",
        t->native[ADF_new_exception] ? adtailor_native(t, ADF_new_exception) + 1 : 0);
}

/* Does it show types that only values have? */
static bool finds_types(const struct adtailor *t)
{
    return adtailor_computes_classes(t) || adtailor_calls_type(t, ADT_class);
}

/* Is it there, or what is built on it? An OSError may become one of those below it. */
static bool shows_exception(const struct adtailor *t, unsigned type)
{
    bool shown = t->type[type] || t->raised[type] ||
        (adtailor_exc_base(type) == ADT_OSError && adtailor_os_errors(t));
    for (unsigned below = type + 1; !shown && finds_types(t) && below < ADT_COUNT; below++)
        shown = adtailor_exc_base(below) == type && shows_exception(t, below);
    return shown;
}

/* May the program show the type? Those of None and its like come only from type(x). */
static bool shows_type(const struct adtailor *t, unsigned type)
{
    switch (type) {
    case ADT_none: case ADT_ellipsis: case ADT_notimpl: case ADT_builtin: case ADT_bool:
        return t->type[type] || finds_types(t);
    }
    return t->type[type];
}

static void write_types(const struct adtailor *t, FILE *to)
{
    fprintf(to, "#define ADTAILOR_TYPE_NAMES(NAME) \\\n");
#define TYPE(id, name, base)                                                                       \
    if (shows_type(t, ADT_##id))                                                                   \
        fprintf(to, "    NAME(%s, \"%s\") \\\n", #id, name);
#define INNER(id, name, base) TYPE(id, name, base)
#define EXCEPTION(id, base)                                                                        \
    if (shows_exception(t, ADT_##id))                                                              \
        fprintf(to, "    NAME(%s, \"%s\") \\\n", #id, #id);
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
    fprintf(to, "\n");
}

/* Has the loop in C a way of its own for it? */
static bool in_loop(const struct adtailor *t, unsigned code)
{
    return t->op[code] && !adtailor_op_in_assembly(code);
}

/* The labels of the instructions that are in, in the order of their numbers (adtailor_op). */
static void write_instructions(const struct adtailor *t, FILE *to)
{
#define INS(code, name, operands, pops, pushes, flags, effect, sentence)                           \
    fprintf(to, "#define AD_CASE_%s %s\n", #name, in_loop(t, code) ? "L_" #name ":" : "");
#include "isa/py.def"
#undef INS
    fprintf(to, "#define ADTAILOR_OP_STEP \"%u\"\n", adtailor_op_step(t));
    fprintf(to, "#define ADTAILOR_LABELS \\\n");
#define INS(code, name, operands, pops, pushes, flags, effect, sentence)                           \
    if (t->op[code])                                                                               \
        fprintf(to, "    &&%s, \\\n", in_loop(t, code) ? "L_" #name : "next");
#include "isa/py.def"
#undef INS
    adtailor_write_places(t, to);
}

static unsigned own_names(const struct adimg *image)
{
    uint32_t own = 0;
    for (uint32_t i = 0; i < image->section[ADIMG_NAMES].count; i++) {
        uint32_t number = adimg_u16_at(image, ADIMG_NAMES, i);
        if (number >= ADN_COUNT && number - ADN_COUNT >= own)
            own = number - ADN_COUNT + 1;
    }
    return own;
}

static bool has_texts(const struct adtailor *t, const struct adimg *image)
{
    return (t->all_names || t->keywords) && image->section[ADIMG_NAMETEXT].count;
}

/* What the VM must know of the image. */
static void write_program(const struct adtailor *t, const struct adimg *image,
                          const struct adram *ram, FILE *to)
{
    struct adimg_module module;
    if (t->everything) {
        fprintf(to, "extern const __flash adcell adimage_frozen[];\n"
                    "extern const uint8_t adimage_main[];\n"
                    "#define ADTAILOR_FROZEN(z) return adimage_frozen[z]\n"
                    "#define ADTAILOR_MAIN ((adcell)(uintptr_t)adimage_main)\n"
                    "#define ADTAILOR_NGLOBALS ADVM_NGLOBALS\n"
                    /* weak: or gcc takes it for granted that an array has an address */
                    "extern const uint8_t adimage_restart[] __attribute__((weak));\n"
                    "#define ADTAILOR_RESTART ((uintptr_t)adimage_restart)\n");
        return;
    }
    fprintf(to, "#define ADTAILOR_RESTART %d\n", t->restart);
    fprintf(to, "#define ADTAILOR_FROZEN(z) \\\n    switch (z) { \\\n");
    for (unsigned z = 0; z < ADZ_COUNT; z++)
        if (adimg_cell_at(image, ADIMG_FROZEN, z))
            fprintf(to, "    case %u: return 0x%04x; \\\n", z,
                (unsigned)adimg_cell_at(image, ADIMG_FROZEN, z));
    fprintf(to, "    } \\\n    return AD_UNBOUND\n");
    if (adimg_module_at(image, 0, &module))
        fprintf(to, "#define ADTAILOR_MAIN 0x%04x\n", module.body & 0xffff);
    fprintf(to, "#define ADTAILOR_NGLOBALS %u\n", image->section[ADIMG_GLOBALS].count);
    if (ram)
        fprintf(to, "#define ADTAILOR_OBJECTS %u\n#define ADTAILOR_STACK %u\n"
                    "#define ADTAILOR_FP %u\n#define ADTAILOR_PC %u\n",
            (unsigned)ram->objects, (unsigned)ram->stacked - adtailor_no_roots(t),
            (unsigned)ram->fp - adtailor_no_roots(t), (unsigned)ram->pc);
}

/* How the firmware begins, and what it does before. (rewrite.c takes `vm` out of calls.) */
static void write_start(const struct adsnapshot *s, FILE *to)
{
    static const char *const calls[] = {"adport_pin_mode", "adport_pin_write", "adport_pwm"};
    const struct adahead_effect *e = s->effects.effect;
    unsigned count = s->end ? s->effects.count : 0, printed = 0;
    fprintf(to, "#define ADTAILOR_START %d\n#define ADTAILOR_EFFECTS", (int)s->end);
    for (unsigned i = 0; i < count; i++, e++)
        if (e->kind == ADAHEAD_OUTPUT) {
            fprintf(to, " \\\n    say(%u, %u);", printed, e->value);
            printed += e->value;
        } else {
            fprintf(to, " \\\n    %s(%u, %u);", calls[e->kind], e->pin, e->value);
        }
    fprintf(to, "\n#define ADTAILOR_PRINTED %u\n#define ADTAILOR_OUTPUT", printed);
    for (unsigned i = 0; i < printed; i++)
        fprintf(to, "%s%u,", i % 32 ? "" : " \\\n    ", (unsigned)(uint8_t)s->effects.output[i]);
    fprintf(to, "\n");
}

void adtailor_write(const struct adtailor *t, const struct adimg *image, const struct adsnapshot *s,
                    const struct adram *ram, FILE *to)
{
    fprintf(to, "/* Made by adder build. */\n");
    write_natives(t, to);
    write_direct(t, to);
    adtailor_write_fast_names(t, to);
    write_constructors(t, to);
    write_types(t, to);
    write_instructions(t, to);
    /* Is any of object's methods one that not every type has? */
    fprintf(to, "#define ADTAILOR_OPERATORS %d\n",
        memchr(t->native + ADF_object_d_add, true, ADF_object_d_divmod + 1 - ADF_object_d_add)
            ? 1 : 0);
    write_program(t, image, ram, to);
    write_start(s, to);
}

/* ---- the image ------------------------------------------------------------------------------ */

static unsigned new_number(const struct adtailor *t, unsigned number)
{
    if (number < AD_IMM_NATIVE)
        return number;
    return AD_IMM_NATIVE + adtailor_native(t, number - AD_IMM_NATIVE);
}

uint64_t adtailor_cell(const struct adtailor *t, uint64_t cell)
{
    return adcc_is_imm(2, cell) ? adcc_imm(2, new_number(t, adcc_imm_number(2, cell))) : cell;
}

static void write_bytes(const uint8_t *p, uint32_t n, FILE *to)
{
    for (uint32_t i = 0; i < n; i++)
        fprintf(to, "%s%u", i % 32 ? "," : "\n\t.byte ", p[i]);
}

static void write_section(const char *name, const struct adimg *image, enum adimg_section s,
                          unsigned width, FILE *to)
{
    const struct adimg_range *range = &image->section[s];
    fprintf(to, "\n\t.global %s\n%s:", name, name);
    write_bytes(image->bytes + range->offset, range->count * width, to);
}

static void write_symbol(const char *name, unsigned value, FILE *to)
{
    fprintf(to, "\n\t.global %s\n\t.set %s, %u", name, name, value);
}

static bool is_named(const struct adimg *image, unsigned number)
{
    for (uint32_t i = 0; i < image->section[ADIMG_NAMES].count; i++)
        if (adimg_u16_at(image, ADIMG_NAMES, i) == number)
            return true;
    return false;
}

/* Names of builtin attributes that no instruction has, but a text that getattr may get: behind the
 * image's own they can be found. Their numbers, or the texts; returns how many there are. */
static unsigned write_found(
    const struct adtailor *t, const struct adimg *image, bool texts, FILE *to)
{
    struct adimg_object o;
    uint32_t at = adimg_objects_start(image);
    unsigned n = 0;
    for (; t->all_names && at < image->size && adimg_object_at(image, at, &o); at += o.bytes) {
        int name = o.layout == ADT_str ? adisa_name((const char *)o.body, o.size) : -1;
        if (name < 0 || is_named(image, (unsigned)name) || !has_texts(t, image))
            continue;
        n++;
        if (to)
            fprintf(to, "\n\t.word %u", texts ? (unsigned)adcc_ref(2, image->size - at)
                : (unsigned)name);
    }
    return n;
}

static void write_counts(const struct adtailor *t, const struct adimg *image, FILE *to)
{
    write_symbol("adimage_nglobals", image->section[ADIMG_GLOBALS].count, to);
    write_symbol("adimage_nmodules", image->section[ADIMG_MODULES].count, to);
    write_symbol("adimage_nnames", image->section[ADIMG_NAMES].count +
        write_found(t, image, false, NULL), to);
    write_symbol("adimage_own", own_names(image), to);
    write_symbol("adimage_restart", t->restart, to);
    write_symbol("adimage_id", adrecord_id(image), to);
    write_symbol("adimage_first_method", adtailor_native(t, ADF_object_d_init), to);
}

/* What write_program writes for a tailored VM. */
static void write_entry(const struct adimg *image, FILE *to)
{
    struct adimg_module module;
    if (adimg_module_at(image, 0, &module))
        write_symbol("adimage_main", module.body & 0xffff, to);
    fprintf(to, "\n\t.global adimage_frozen\nadimage_frozen:\n");
    for (unsigned z = 0; z < ADZ_COUNT; z++)
        fprintf(to, "\t.word %u\n", (unsigned)adimg_cell_at(image, ADIMG_FROZEN, z));
}

static void write_consts(const struct adtailor *t, const struct adimg *image, FILE *to)
{
    fprintf(to, "\n\t.global adimage_consts\nadimage_consts:\n");
    for (uint32_t i = 0; i < image->section[ADIMG_CONSTS].count; i++)
        fprintf(to, "\t.word %u\n",
            (unsigned)adtailor_cell(t, adimg_cell_at(image, ADIMG_CONSTS, i)));
}

/* The cell that LOAD_IMM loads. A type that is called at once is its constructor. */
static uint64_t loaded(
    const struct adtailor *t, const struct adimg_code *code, uint32_t pc, unsigned number)
{
    unsigned f = number - AD_IMM_TYPE < ADT_COUNT && number - AD_IMM_TYPE != ADT_object
        ? adtailor_constructor(t, number - AD_IMM_TYPE) : 0;
    if (f && adtailor_is_callee(code, pc))
        number = AD_IMM_NATIVE + f;
    return adcc_imm(2, new_number(t, number));
}

static void patch_code(const struct adtailor *t, const struct adimg_object *object, uint8_t *body)
{
    struct adimg_code code;
    struct adisa_ins ins;
    uint8_t *at;
    if (!adimg_code_of(object, &code))
        return;
    for (uint32_t pc = 0; pc < code.code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code.bytecode + pc, code.code.code_size - pc, &ins))
            return;
        at = body + (code.bytecode - object->body) + pc;
        *at = (uint8_t)adtailor_op(t, adtailor_loads_cell(&ins) ? ADOP_LOAD_IMM : ins.code);
        if (adtailor_fused_at(&code, pc) && !t->everything)
            *at = (uint8_t)adtailor_fused_op(t, adtailor_fused_at(&code, pc) - 1);
        if (adtailor_loads_cell(&ins))
            adcc_write(at + 1, 2, adcc_small(2, ins.operand[0]));
        if (ins.code == ADOP_LOAD_IMM)
            adcc_write(at + 1, 2, loaded(t, &code, pc, (unsigned)ins.operand[0]));
    }
}

/* The object as it lies at `copy`, but for natives that are called by their addresses: those come
 * from the linker. */
static void write_code(const struct adimg_object *object, const uint8_t *copy, uint32_t head,
                       FILE *to)
{
    struct adimg_code code;
    struct adisa_ins ins;
    uint32_t at = 0, place;
    for (uint32_t pc = 0; adimg_code_of(object, &code) && pc < code.code.code_size;
         pc += ins.length) {
        if (!adisa_decode(&adisa_python, code.bytecode + pc, code.code.code_size - pc, &ins))
            break;
        if (ins.code != ADOP_CALL_NATIVE)
            continue;
        place = head + (uint32_t)(code.bytecode - object->body) + pc + ins.length - 2;
        write_bytes(copy + at, place - at, to);
        fprintf(to, "\n\t.word gs(" ADFLASH_DIRECT "%u)", (unsigned)ins.operand[2] - AD_IMM_NATIVE);
        at = place + 2;
    }
    write_bytes(copy + at, object->bytes - at, to);
}

static void write_object(const struct adtailor *t, const struct adimg *image,
                         const struct adimg_object *object, FILE *to)
{
    static uint8_t copy[65536];
    uint32_t head = (uint32_t)(object->body - (image->bytes + object->offset)), i;
    if (object->bytes > sizeof copy)
        return;
    memcpy(copy, image->bytes + object->offset, object->bytes);
    if (object->layout == ADT_code)
        patch_code(t, object, copy + head);
    else if (adtailor_holds_cells(object->layout))
        for (i = 0; i < object->size; i++)
            adcc_write(copy + head + i * image->width, image->width,
                adtailor_cell(t, adimg_item(image, object, i)));
    if (object->layout == ADT_code)
        write_code(object, copy, head, to);
    else
        write_bytes(copy, object->bytes, to);
}

void adtailor_write_image(const struct adtailor *t, const struct adimg *image,
                          const struct adram *ram, FILE *to)
{
    struct adimg_object object;
    uint32_t at = adimg_objects_start(image);
    fprintf(to, "\t.section .progmem.adimage,\"a\",@progbits\n\t.balign 2\n");
    fprintf(to, "\t.global adimage\nadimage:\n");
    if (t->everything)
        write_entry(image, to);
    write_consts(t, image, to);
    write_section("adimage_names", image, ADIMG_NAMES, 2, to);
    (void)write_found(t, image, false, to);
    if (has_texts(t, image)) {
        write_section("adimage_texts", image, ADIMG_NAMETEXT, 2, to);
        (void)write_found(t, image, true, to);
    }
    adtailor_write_methods(t, image, to);
    write_section("adimage_globals", image, ADIMG_GLOBALS, 2, to);
    write_section("adimage_modules", image, ADIMG_MODULES, sizeof(struct adimg_module), to);
    for (; at < image->size && adimg_object_at(image, at, &object); at += object.bytes)
        write_object(t, image, &object, to);
    write_bytes(image->bytes + at, image->size - at, to);
    fprintf(to, "\n\t.global adimage_end\nadimage_end:\n");
    write_counts(t, image, to);
    if (ram)
        adtailor_write_ram(t, ram, to);
    fprintf(to, "\n");
}
