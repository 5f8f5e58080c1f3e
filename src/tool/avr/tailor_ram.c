/* SPDX-License-Identifier: MIT
 * tailor_ram.c - the first contents of the block: what they say about the program, and the words as
 * assembler text. A class or an exception that exists already was made by code that is not in the
 * image any more, so it stands here what that code would have told.
 */
#include "core/layout.h"
#include "image/cellcode.h"
#include "tool/avr/tailor.h"

enum { ITER_KINDS = 13, ACTIONS = 16 };

struct look {
    struct adtailor *t;
    const struct adimg *image;
    const struct adram *ram;
};

static unsigned item(const struct adram_word *body, unsigned i) { return body[i].value; }

static void mention(struct adtailor *t, unsigned name)
{
    if (name < ADN_COUNT)
        t->name[name] = t->defined[name] = true;
}

/* What a cell refers to. */
static const struct adram_word *object_of(const struct look *l, const struct adram_word *cell,
                                          unsigned *size)
{
    const struct adram_word *o = l->ram->object + cell->value / 2;
    if (cell->kind != ADRAM_BLOCK)
        return NULL;
    *size = adcc_size(2, o->value);
    if (*size < ADCC_ESCAPE)
        return o + 1;
    *size = o[1].value >> 1;
    return o + 2;
}

/* Names of attributes, each with a value behind it where step is 2. */
static void names(const struct look *l, const struct adram_word *cell, unsigned step)
{
    unsigned n;
    const struct adram_word *body = object_of(l, cell, &n);
    for (unsigned i = 0; body && i < n; i += step)
        mention(l->t, item(body, i) >> 1);
}

static void base(const struct look *l, uint64_t cell)
{
    if (adcc_is_imm(2, cell) && adcc_imm_number(2, cell) >= AD_IMM_TYPE)
        l->t->base[adcc_imm_number(2, cell) - AD_IMM_TYPE] = true;
}

/* The classes that a class is built on. One that the program gives no base has object. */
static void bases(const struct look *l, const struct adram_word *body)
{
    unsigned n = 0;
    uint64_t object = adcc_imm(2, AD_IMM_TYPE + ADT_object);
    struct adimg_object tuple;
    const struct adram_word *list = object_of(l, &body[ADL_CLASS_BASES], &n);
    if (!list && adimg_object_of(l->image, item(body, ADL_CLASS_BASES), &tuple)) {
        n = tuple.size;
        if (n == 1 && adimg_item(l->image, &tuple, 0) == object)
            return;
        for (unsigned i = 0; i < n; i++)
            base(l, adimg_item(l->image, &tuple, i));
    }
    for (unsigned i = 0; list && i < n; i++)
        if (list[i].kind == ADRAM_CELL)
            base(l, item(list, i));
    l->t->bases = (uint8_t)AD_MAX(l->t->bases, n);
}

static void class_object(const struct look *l, const struct adram_word *body)
{
    names(l, &body[ADL_CLASS_ATTRS], 2);
    names(l, &body[ADL_CLASS_KEYS], 1);
    bases(l, body);
}

/* Types and features that go with a layout, beyond the layout itself. */
static void object(const struct look *l, unsigned layout, const struct adram_word *body,
                   unsigned size)
{
    struct adtailor *t = l->t;
    unsigned kind = size && !adcc_counts_bytes(layout) ? item(body, 0) >> 1 : 0;
    t->type[layout] = true;
    switch (layout) {
    case ADT_class: class_object(l, body); break;
    case ADT_iterator: t->iter[kind % ITER_KINDS] = true; break;
    case ADT_wrapper: case ADT_view: case ADT_handle: t->type[kind % ADT_COUNT] = true; break;
    case ADT_exc: t->keeps_exceptions = true; break;
    case ADT_instance: names(l, &body[ADL_INSTANCE_MORE], 2); break;
    }
    for (unsigned i = 0; i < size && !adcc_counts_bytes(layout); i++) {
        struct adimg_object o;
        adtailor_value(t, l->image, body[i].kind ? 0 : body[i].value);
        t->slices |= !body[i].kind && adimg_object_of(l->image, body[i].value, &o) &&
            o.layout == ADT_slice;
    }
}

/* The links of frames say what is to become of results. */
static void frames(const struct look *l)
{
    const struct adram *ram = l->ram;
    uint32_t fp = ram->stacked - ram->fp, distance;
    do {
        unsigned link = ram->stack[fp - 2].value >> 1;
        if ((link & AD_ACT_MASK) < ACTIONS)
            l->t->action[link & AD_ACT_MASK] = true;
        distance = (link & AD_ACT_MASK) == AD_ACT_HOST ? 0 : link >> AD_LINK_SHIFT;
        fp += distance;
    } while (distance && fp < ram->stacked);
}

void adtailor_ram(struct adtailor *t, const struct adimg *image, const struct adram *ram)
{
    struct look l = {t, image, ram};
    uint32_t at = 0, i;
    while (at < ram->objects) {
        unsigned header = ram->object[at].value, layout = adcc_layout(2, header);
        unsigned size = adcc_size(2, header), head = 1;
        if (size == ADCC_ESCAPE) {
            size = ram->object[at + 1].value >> 1;
            head = 2;
        }
        object(&l, layout, ram->object + at + head, size);
        at += head + (unsigned)adcc_align((uint32_t)adcc_body_bytes(2, layout, size), 2) / 2;
    }
    for (i = 0; i < ram->stacked; i++)
        adtailor_value(t, image, ram->stack[i].kind ? 0 : ram->stack[i].value);
    frames(&l);
}

/* ---- the words ------------------------------------------------------------------------------ */

static void write(const struct adtailor *t, const struct adram_word *words, uint32_t n, FILE *to)
{
    for (uint32_t i = 0; i < n; i++)
        if (words[i].kind == ADRAM_BLOCK)
            fprintf(to, "\n\t.word adblock+%u", words[i].value);
        else
            fprintf(to, "\n\t.word %u", words[i].kind == ADRAM_DATA ? words[i].value
                : (unsigned)adtailor_cell(t, words[i].value));
}

void adtailor_write_ram(const struct adtailor *t, const struct adram *ram, FILE *to)
{
    /* Nothing lies behind .noinit: the block begins here (adport_block). */
    fprintf(to, "\n\t.section .noinit,\"aw\",@nobits\n\t.balign 2\nadblock:");
    fprintf(to, "\n\t.section .progmem.adram,\"a\",@progbits\n\t.balign 2\n"
                "\t.global adimage_ram\nadimage_ram:");
    write(t, ram->object, ram->objects, to);
    write(t, ram->stack, ram->stacked, to);
}
