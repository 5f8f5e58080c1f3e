/* SPDX-License-Identifier: MIT
 * fit_image.c - the Python half of a fit report: what the objects of the image are and which line
 * of the source first needs them. Functions are named by the same image with lines and names in it:
 * the number of a code object's debug record is the same in both.
 */
#include "tool/fit/fit_image.h"

#include <stdlib.h>
#include <string.h>

#include "base/outbuf.h"
#include "isa/isa.h"
#include "isa/names.h"

bool adfit_function(const struct adfit_source *s, const struct adimg_code *code,
                    struct adimg_debug *debug)
{
    /* What is left of a program after a snapshot has lines of its own: not all code is in it. */
    const struct adimg *lines = adimg_debug_count(s->image) ? s->image : s->named;
    return lines && adimg_debug_at(lines, code->code.debug, debug);
}

/* "app.py:12"; empty when the module's file is not known. */
void adfit_place(const struct adfit_source *s, unsigned number, uint32_t line,
                 char place[ADFIT_TEXT])
{
    struct adimg_module module;
    struct adimg_object file;
    place[0] = 0;
    if (s->named && adimg_module_at(s->named, number, &module) && module.file &&
        adimg_object_of(s->named, adimg_module_cell(s->named, module.file), &file)) {
        char text[ADFIT_TEXT - 12];
        size_t n = AD_MIN(file.size, sizeof text - 1);
        memcpy(text, file.body + file.size - n, n);
        text[n] = 0;
        snprintf(place, ADFIT_TEXT, line ? "%s:%u" : "%s", text, (unsigned)line);
    }
}

/* ---- who needs a constant ------------------------------------------------------------------- */

struct use {
    uint32_t object; /* offset */
    char place[ADFIT_TEXT];
    bool library;
};

struct uses {
    struct use *all;
    unsigned count, room;
};

static const struct use *find_use(const struct uses *u, uint32_t object)
{
    for (unsigned i = 0; i < u->count; i++)
        if (u->all[i].object == object)
            return &u->all[i];
    return NULL;
}

/* The object that a cell refers to, and what it consists of, is needed at a place. */
static void add_use(struct uses *u, const struct adimg *image, uint64_t cell, const char *place,
                    bool library, unsigned depth)
{
    struct adimg_object object;
    struct use *use;
    if (!adcc_is_ref(image->width, cell) || !adimg_object_of(image, cell, &object) ||
        find_use(u, object.offset) || depth > 8)
        return;
    if (u->count == u->room) {
        unsigned room = 2 * u->room + 64;
        use = realloc(u->all, room * sizeof *use);
        if (!use)
            return;
        u->all = use;
        u->room = room;
    }
    use = &u->all[u->count++];
    use->object = object.offset;
    use->library = library;
    strcpy(use->place, place);
    if (object.layout == ADT_tuple || object.layout == ADT_frozenset)
        for (uint32_t i = 0; i < object.size; i++)
            add_use(u, image, adimg_item(image, &object, i), place, library, depth + 1);
}

static void add_uses_of_code(struct uses *u, const struct adfit_source *s,
                             const struct adimg_code *code)
{
    struct adisa_ins ins;
    struct adimg_debug debug;
    char place[ADFIT_TEXT];
    bool known = adfit_function(s, code, &debug);
    for (uint32_t pc = 0; pc < code->code.code_size; pc += ins.length) {
        if (!adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, &ins))
            return;
        for (unsigned i = 0; i < ins.count; i++) {
            if (ins.row->operands[i] != 'k' && ins.row->operands[i] != 'K')
                continue;
            place[0] = 0;
            if (known)
                adfit_place(s, debug.module, (uint32_t)adimg_line(&debug, pc), place);
            add_use(u, s->image, adimg_cell_at(s->image, ADIMG_CONSTS, (uint32_t)ins.operand[i]),
                place, code->code.flags & ADCODE_LIB, 0);
        }
    }
}

/* The program's own functions come first: what both need is theirs. */
static void find_uses(struct uses *u, const struct adfit_source *s)
{
    struct adimg_object object;
    struct adimg_code code;
    for (unsigned library = 0; library < 2; library++) {
        uint32_t at = adimg_objects_start(s->image);
        for (; at < s->image->size && adimg_object_at(s->image, at, &object); at += object.bytes)
            if (object.layout == ADT_code && adimg_code_of(&object, &code) &&
                !(code.code.flags & ADCODE_LIB) == !library)
                add_uses_of_code(u, s, &code);
    }
}

/* The use of the same constant in the whole program: a snapshot is behind some of them. */
static const struct use *find_equal(const struct uses *u, const struct adimg *named,
                                    const struct adimg_object *object)
{
    struct adimg_object o;
    for (unsigned i = 0; named && i < u->count && adcc_counts_bytes(object->layout); i++)
        if (adimg_object_at(named, u->all[i].object, &o) && o.layout == object->layout &&
            o.size == object->size && !memcmp(o.body, object->body, o.size))
            return &u->all[i];
    return NULL;
}

/* ---- objects -------------------------------------------------------------------------------- */

static void name_of(const struct adfit_source *s, const struct adimg_code *code,
                    char text[ADFIT_TEXT], char place[ADFIT_TEXT])
{
    struct adimg_debug debug;
    const char *name = "?";
    int n = 1;
    place[0] = 0;
    if (adfit_function(s, code, &debug)) {
        name = debug.qualname;
        n = debug.qualname_size;
        adfit_place(s, debug.module, debug.first_line, place);
    } else if (adimg_name_text(s->image, code->code.name, &name)) {
        n = (int)adimg_name_text(s->image, code->code.name, &name);
    }
    snprintf(text, ADFIT_TEXT, "%.*s", AD_MIN(n, ADFIT_TEXT - 1), name);
}

/* As the program has it; the dump writes ints of more than a cell in hexadecimal. */
static void value_of(const struct adimg *image, const struct adimg_object *object,
                     char text[ADFIT_TEXT])
{
    char whole[256];
    struct adout out;
    struct adimg_object name;
    if (object->layout == ADT_class &&
        adimg_object_of(image, adimg_item(image, object, 0), &name)) {
        snprintf(text, ADFIT_TEXT, "class %.*s", (int)AD_MIN(name.size, 40u),
            (const char *)name.body);
        return;
    }
    if (object->layout == ADT_array) {
        strcpy(text, "attributes of a class");
        return;
    }
    if ((object->layout == ADT_int || object->layout == ADT_int_neg) && object->size <= 8) {
        snprintf(text, ADFIT_TEXT, "%s%llu", object->layout == ADT_int ? "" : "-",
            (unsigned long long)adcc_read(object->body, object->size));
        return;
    }
    adout_memory(&out, whole, sizeof whole - 1);
    adimg_dump_value(image, adcc_ref(image->width, image->size - object->offset), &out);
    whole[AD_MIN(out.count, sizeof whole - 1)] = 0;
    snprintf(text, ADFIT_TEXT, "%.*s", ADFIT_TEXT - 1, whole);
}

/* Is it the text of a name? Then its piece says so. */
static bool is_name(const struct adimg *image, const struct adimg_object *object)
{
    struct adimg_object name;
    for (uint32_t i = 0; i < image->section[ADIMG_NAMETEXT].count; i++)
        if (adimg_object_of(image, adimg_cell_at(image, ADIMG_NAMETEXT, i), &name) &&
            name.offset == object->offset)
            return true;
    return false;
}

/* u[0]: uses in the firmware's image; u[1]: in the whole program. */
static void add_object(struct adfit *fit, const struct adfit_source *s, const struct uses u[2],
                       const struct adimg_object *object)
{
    char piece[ADFIT_TEXT], place[ADFIT_TEXT] = "";
    struct adimg_object inner;
    struct adimg_code code;
    const struct use *use = find_use(&u[0], object->offset);
    uint32_t at = fit->image_at + object->offset - s->shift;
    bool text = object->layout == ADT_str || object->layout == ADT_str_wide;
    if (object->layout == ADT_code || object->layout == ADT_function) {
        inner = *object;
        if (object->layout == ADT_code || adimg_object_of(s->image,
                adcc_read(object->body, s->image->width), &inner))
            if (adimg_code_of(&inner, &code)) {
                name_of(s, &code, piece, place);
                adfit_add(fit, ADFIT_FLASH, adfit_part_named(
                    code.code.flags & ADCODE_LIB ? "library" : "program"), piece, place, at,
                    object->bytes);
                return;
            }
    }
    if (!use)
        use = find_equal(&u[1], s->named, object);
    value_of(s->image, object, piece);
    if (use && *use->place)
        strcpy(place, use->place);
    else if (text && is_name(s->image, object))
        strcpy(place, "(a name)");
    adfit_add(fit, ADFIT_FLASH, adfit_part_named(text ? "texts" : "values"), piece, place, at,
        object->bytes);
}

void adfit_read_image(struct adfit *fit, struct adfit_source *s)
{
    const struct adimg *image = s->image;
    struct adimg_object object;
    struct uses uses[2] = {{0}};
    struct adfit_source whole = *s;
    uint32_t at = adimg_objects_start(image), objects = 0, heads;
    if (!fit->image_bytes)
        return; /* the program was at its end before the firmware was made */
    find_uses(&uses[0], s);
    whole.image = s->named;
    if (s->named)
        find_uses(&uses[1], &whole);
    /* The objects are the last of the image, in the firmware as here. */
    s->shift = image->size > fit->image_bytes ? image->size - fit->image_bytes : 0;
    for (; at < image->size && adimg_object_at(image, at, &object); at += object.bytes) {
        add_object(fit, s, uses, &object);
        objects += object.bytes;
    }
    heads = fit->image_bytes > objects ? fit->image_bytes - objects : 0;
    adfit_add(fit, ADFIT_FLASH, adfit_part_named("image"), "constants, names, globals, modules", "",
        fit->image_at, heads);
    free(uses[0].all);
    free(uses[1].all);
}
