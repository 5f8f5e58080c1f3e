/* SPDX-License-Identifier: MIT
 * content.c - see content.h.
 */
#include "tool/avr/content.h"

#include "image/cellcode.h"

struct adcontent adcontent_at(const struct adram *ram, uint32_t word)
{
    const struct adram_word *o = ram->object + word;
    struct adcontent r = {.layout = adcc_layout(2, o->value), .size = adcc_size(2, o->value),
        .word = o + 1};
    if (r.size == ADCC_ESCAPE) {
        r.size = o[1].value >> 1;
        r.word = o + 2;
    }
    return r;
}

uint32_t adcontent_behind(const struct adram *ram, uint32_t word)
{
    struct adcontent o = adcontent_at(ram, word);
    return (uint32_t)(o.word - ram->object) +
        adcc_align((uint32_t)adcc_body_bytes(2, o.layout, o.size), 2) / 2;
}

struct adcontent adcontent_in(const struct adimg *image, const struct adimg_object *object)
{
    return (struct adcontent){.layout = object->layout, .size = object->size, .image = image,
        .object = *object};
}

struct adcontent adcontent_of(const struct adimg *image, const struct adram *ram,
                              struct adram_word cell)
{
    struct adimg_object object;
    if (cell.kind == ADRAM_BLOCK && ram)
        return adcontent_at(ram, cell.value / 2);
    if (cell.kind == ADRAM_CELL && adimg_object_of(image, cell.value, &object))
        return adcontent_in(image, &object);
    return (struct adcontent){0};
}

struct adram_word adcontent_cell(const struct adcontent *o, uint32_t i)
{
    if (i >= o->size || adcc_counts_bytes(o->layout))
        return (struct adram_word){0, ADRAM_CELL};
    if (o->word)
        return o->word[i];
    return (struct adram_word){(uint16_t)adimg_item(o->image, &o->object, i), ADRAM_CELL};
}

int adcontent_int(const struct adcontent *o, uint32_t i)
{
    return adcontent_cell(o, i).value >> 1;
}
