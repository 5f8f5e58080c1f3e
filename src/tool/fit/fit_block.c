/* SPDX-License-Identifier: MIT
 * fit_block.c - what lies in the block when the firmware starts: globals, and, when a snapshot was
 * taken, objects and frames. A class belongs to its line, another object to the global that leads
 * to it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/layout.h"
#include "isa/names.h"
#include "tool/avr/content.h"
#include "tool/fit/fit_image.h"

struct object {
    uint32_t at, words, size;      /* in words of the block; as the header counts it */
    uint32_t inner;                /* words of the body                              */
    unsigned layout;
    const struct adram_word *body;
    char owner[ADFIT_TEXT];        /* "app.py: leds", "app.py:3"; "": nobody's       */
};

struct block {
    struct adfit *fit;
    const struct adfit_source *s;
    struct object *objects;
    unsigned count;
};

static const char *type_name(unsigned layout)
{
    switch (layout) {
#define TYPE(id, name, base) case ADT_##id: return name;
#define INNER(id, name, base) case ADT_##id: return name;
#define EXCEPTION(id, base)
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
    default: return "?";
    }
}

/* ---- globals -------------------------------------------------------------------------------- */

static void name_text(const struct adfit_source *s, unsigned number, char text[ADFIT_TEXT])
{
    const char *name = "?";
    uint32_t n = adimg_name_text(s->image, number, &name);
    if (!n && s->named)
        n = adimg_name_text(s->named, number, &name);
    snprintf(text, ADFIT_TEXT, "%.*s", n ? (int)AD_MIN(n, ADFIT_TEXT - 1u) : 1, n ? name : "?");
}

/* The module that a global is of. A snapshot's image may know its globals' names alone; then the
 * first module of the whole program that has one of this name. */
static unsigned module_of(const struct adfit_source *s, uint32_t slot)
{
    const struct adimg *image = s->image->section[ADIMG_MODULES].count || !s->named ? s->image
        : s->named;
    unsigned number = adimg_u16_at(s->image, ADIMG_GLOBALS, slot);
    struct adimg_module m;
    for (uint32_t i = 0; adimg_module_at(image, i, &m); i++)
        for (uint32_t g = m.first_global; g < (uint32_t)m.first_global + m.globals; g++)
            if (image == s->image ? g == slot : adimg_u16_at(image, ADIMG_GLOBALS, g) == number)
                return i;
    return 0;
}

static void add_globals(struct adfit *fit, const struct adfit_source *s)
{
    unsigned part = adfit_part_named("globals");
    char piece[ADFIT_TEXT], place[ADFIT_TEXT];
    for (uint32_t i = 0; i < s->image->section[ADIMG_GLOBALS].count; i++) {
        name_text(s, adimg_u16_at(s->image, ADIMG_GLOBALS, i), piece);
        adfit_place(s, module_of(s, i), 0, place);
        adfit_add(fit, ADFIT_RAM, part, piece, place, 0, s->image->width);
    }
}

/* ---- objects -------------------------------------------------------------------------------- */

static struct object *object_of(const struct block *b, const struct adram_word *cell)
{
    if (cell->kind == ADRAM_BLOCK)
        for (unsigned i = 0; i < b->count; i++)
            if (b->objects[i].at == cell->value / 2)
                return &b->objects[i];
    return NULL;
}

static bool list_objects(struct block *b, const struct adram *ram)
{
    uint32_t at = 0;
    b->objects = calloc(ram->objects + 1, sizeof *b->objects);
    while (b->objects && at < ram->objects) {
        struct object *o = &b->objects[b->count++];
        unsigned head = 1;
        o->at = at;
        o->layout = adcc_layout(2, ram->object[at].value);
        o->size = adcc_size(2, ram->object[at].value);
        if (o->size == ADCC_ESCAPE) {
            o->size = ram->object[at + 1].value >> 1;
            head = 2;
        }
        o->body = ram->object + at + head;
        o->inner = adcc_align((uint32_t)adcc_body_bytes(2, o->layout, o->size), 2) / 2;
        o->words = head + o->inner;
        at += o->words;
    }
    return b->objects;
}

/* The name of the class that a cell refers to. */
static void class_name(const struct block *b, const struct adram_word *cell, char text[ADFIT_TEXT])
{
    struct adcontent class = adcontent_of(b->s->image, b->s->ram, *cell);
    struct adimg_object name;
    if (class.layout == ADT_class && adimg_object_of(b->s->image,
            adcontent_cell(&class, ADL_CLASS_NAME).value, &name))
        snprintf(text, ADFIT_TEXT, "%.*s", (int)AD_MIN(name.size, 40u), (const char *)name.body);
    else
        strcpy(text, "?");
}

/* A class belongs to the line that begins it: its body is a function of the whole program. */
static void name_class(const struct block *b, struct object *o)
{
    const struct adimg *named = b->s->named;
    struct adimg_debug debug;
    struct adram_word self = {(uint16_t)(2 * o->at), ADRAM_BLOCK};
    char name[ADFIT_TEXT];
    class_name(b, &self, name);
    for (uint32_t i = 0; named && i < adimg_debug_count(named); i++)
        if (adimg_debug_at(named, i, &debug) && debug.qualname_size == strlen(name) &&
            !memcmp(debug.qualname, name, debug.qualname_size)) {
            adfit_place(b->s, debug.module, debug.first_line, o->owner);
            return;
        }
}

/* What a named object refers to has its name too, unless it has one already. */
static bool spread_names(struct block *b)
{
    bool more = false;
    for (unsigned i = 0; i < b->count; i++) {
        const struct object *o = &b->objects[i];
        for (uint32_t k = 0; *o->owner && k < o->inner; k++) {
            struct object *inner = object_of(b, &o->body[k]);
            if (inner && !*inner->owner) {
                strcpy(inner->owner, o->owner);
                more = true;
            }
        }
    }
    return more;
}

static void name_objects(struct block *b, const struct adram *ram, uint32_t globals)
{
    const struct adfit_source *s = b->s;
    uint32_t count = s->image->section[ADIMG_GLOBALS].count;
    for (unsigned i = 0; i < b->count; i++)
        if (b->objects[i].layout == ADT_class)
            name_class(b, &b->objects[i]);
    for (uint32_t i = 0; i < count && globals + i < ram->stacked; i++) {
        struct object *o = object_of(b, &ram->stack[globals + i]);
        char name[ADFIT_TEXT], place[ADFIT_TEXT];
        if (!o || *o->owner)
            continue;
        name_text(s, adimg_u16_at(s->image, ADIMG_GLOBALS, i), name);
        adfit_place(s, module_of(s, i), 0, place);
        snprintf(o->owner, ADFIT_TEXT, "%.31s: %.30s", place, name);
    }
    while (spread_names(b))
        ;
}

static void describe(const struct block *b, const struct object *o, char text[2 * ADFIT_TEXT])
{
    struct adram_word self = {(uint16_t)(2 * o->at), ADRAM_BLOCK};
    char name[ADFIT_TEXT];
    switch (o->layout) {
    case ADT_class:
        class_name(b, &self, name);
        sprintf(text, "class %s", name);
        break;
    case ADT_instance:
        class_name(b, &o->body[0], name);
        sprintf(text, "%s object", name);
        break;
    case ADT_array: strcpy(text, "items of a list, dict, set or table"); break;
    case ADT_buffer: strcpy(text, "bytes of a bytearray"); break;
    default: sprintf(text, "%s", type_name(o->layout));
    }
}

static void add_objects(struct block *b)
{
    unsigned part = adfit_part_named("objects");
    char text[2 * ADFIT_TEXT];
    for (unsigned i = 0; i < b->count; i++) {
        const struct object *o = &b->objects[i];
        describe(b, o, text);
        adfit_add(b->fit, ADFIT_RAM, part, text, o->owner, 2 * o->at, 2 * o->words);
    }
}

void adfit_read_block(struct adfit *fit, const struct adfit_source *s)
{
    struct block b = {.fit = fit, .s = s};
    const struct adram *ram = s->ram;
    uint32_t globals = s->image->section[ADIMG_GLOBALS].count;
    uint32_t registers = adfit_part_bytes(fit, adfit_part_named("registers")) / 2;
    add_globals(fit, s);
    if (!ram || ram->stacked < globals + registers || !list_objects(&b, ram))
        return;
    name_objects(&b, ram, ram->stacked - globals - registers);
    add_objects(&b);
    adfit_add(fit, ADFIT_RAM, adfit_part_named("frames"), "frames", "", 0,
        2 * (ram->stacked - globals - registers));
    free(b.objects);
}
