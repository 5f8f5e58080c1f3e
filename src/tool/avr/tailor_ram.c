/* SPDX-License-Identifier: MIT
 * tailor_ram.c - the first contents of the block: what they say about the program, and the words as
 * assembler text. A class or an exception that exists already was made by code that is not in the
 * image any more, so it stands here what that code would have told.
 */
#include "core/layout.h"
#include "image/cellcode.h"
#include "tool/avr/content.h"
#include "tool/avr/tailor.h"

enum { ITER_KINDS = 13, ACTIONS = 16 };

struct look {
    struct adtailor *t;
    const struct adimg *image;
    const struct adram *ram;
};

static void mention(struct adtailor *t, unsigned name)
{
    if (name < ADN_COUNT)
        t->name[name] = t->defined[name] = true;
}

/* Names of attributes, each with a value behind it where step is 2. */
static void names(struct adtailor *t, const struct adcontent *o, unsigned step)
{
    for (unsigned i = 0; i < o->size; i += step)
        mention(t, (unsigned)adcontent_int(o, i));
}

/* The classes that a class is built on. One that the program gives no base has object. */
static void bases(struct adtailor *t, const struct adcontent *tuple)
{
    uint64_t object = adcc_imm(2, AD_IMM_TYPE + ADT_object);
    if (tuple->size == 1 && adcontent_cell(tuple, 0).value == object)
        return;
    for (unsigned i = 0; i < tuple->size; i++) {
        struct adram_word cell = adcontent_cell(tuple, i);
        if (cell.kind == ADRAM_CELL && adcc_is_imm(2, cell.value) &&
            adcc_imm_number(2, cell.value) >= AD_IMM_TYPE)
            t->base[adcc_imm_number(2, cell.value) - AD_IMM_TYPE] = true;
    }
    t->bases = (uint8_t)AD_MAX(t->bases, tuple->size);
}

void adtailor_class(struct adtailor *t, const struct adimg *image, const struct adram *ram,
                    const struct adcontent *class)
{
    struct adcontent attrs = adcontent_of(image, ram, adcontent_cell(class, ADL_CLASS_ATTRS)),
        keys = adcontent_of(image, ram, adcontent_cell(class, ADL_CLASS_KEYS)),
        tuple = adcontent_of(image, ram, adcontent_cell(class, ADL_CLASS_BASES));
    names(t, &attrs, 2);
    names(t, &keys, 1);
    bases(t, &tuple);
    if (class->word)
        t->ram_classes = true;
    else
        t->rom_classes = true;
}

/* Types and features that go with a layout, beyond the layout itself. */
static void object(const struct look *l, const struct adcontent *o)
{
    struct adtailor *t = l->t;
    unsigned kind = (unsigned)adcontent_int(o, 0);
    struct adcontent more;
    t->type[o->layout] = true;
    switch (o->layout) {
    case ADT_class: adtailor_class(t, l->image, l->ram, o); break;
    case ADT_iterator: t->iter[kind % ITER_KINDS] = true; break;
    case ADT_wrapper: case ADT_view: case ADT_handle: t->type[kind % ADT_COUNT] = true; break;
    case ADT_exc:
        t->keeps_exceptions = true;
        more = adcontent_of(l->image, l->ram, adcontent_cell(o, ADL_EXC_ARGS));
        t->arguments = (uint8_t)AD_MAX(t->arguments, AD_MIN(more.size, 255));
        t->causes |= adcontent_cell(o, ADL_EXC_CAUSE).value != 0;
        break;
    case ADT_instance:
        more = adcontent_of(l->image, l->ram, adcontent_cell(o, ADL_INSTANCE_MORE));
        t->instance_dicts |= more.layout == ADT_dict;
        if (more.layout != ADT_dict)
            names(t, &more, 2);
        break;
    }
    for (unsigned i = 0; i < o->size && !adcc_counts_bytes(o->layout); i++) {
        struct adcontent item = adcontent_of(l->image, NULL, o->word[i]);
        adtailor_value(t, l->image, o->word[i].kind ? 0 : o->word[i].value);
        t->slices |= item.layout == ADT_slice;
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
    for (uint32_t at = 0; at < ram->objects; at = adcontent_behind(ram, at)) {
        struct adcontent o = adcontent_at(ram, at);
        object(&l, &o);
    }
    for (uint32_t i = 0; i < ram->stacked; i++)
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
    write(t, ram->stack, ram->stacked - adtailor_no_roots(t), to);
}
