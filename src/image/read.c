/* SPDX-License-Identifier: MIT
 * read.c - see read.h. Offsets are checked once in adimg_open for the sections and in
 * adimg_object_at for objects; the rest builds on these two.
 */
#include "image/read.h"

#include "image/crc.h"
#include "isa/isa.h"

#define HEAD_BYTES ((uint32_t)sizeof(struct adimg_head))

static bool fail(struct adimg_fault *fault, uint32_t offset, const char *message)
{
    *fault = (struct adimg_fault){offset, ADIMG_NO_PC, message};
    return false;
}

static unsigned entry_bytes(const struct adimg *img, unsigned section)
{
    switch (section) {
    case ADIMG_NAMES:
    case ADIMG_GLOBALS:
        return 2;
    case ADIMG_MODULES:
        return sizeof(struct adimg_module);
    case ADIMG_DEBUG:
    case ADIMG_OBJECTS:
        return 1;
    default:
        return img->width;
    }
}

static bool open_sections(struct adimg *img, struct adimg_fault *fault)
{
    uint64_t expected = HEAD_BYTES;
    for (unsigned s = 0; s < ADIMG_SECTIONS; s++) {
        struct adimg_range *r = &img->section[s];
        const uint8_t *p = img->bytes + 24 + 8 * s;
        r->offset = adcc_read32(p);
        r->count = adcc_read32(p + 4);
        if (r->offset != expected)
            return fail(fault, 24 + 8 * s, "a section does not begin where the one before it ends");
        expected += ((uint64_t)r->count * entry_bytes(img, s) + 7) & ~(uint64_t)7;
        if (expected > img->size)
            return fail(fault, 28 + 8 * s, "a section reaches beyond the image");
    }
    const struct adimg_range *objects = &img->section[ADIMG_OBJECTS];
    if (objects->offset + objects->count != img->size)
        return fail(fault, 28 + 8 * ADIMG_OBJECTS, "the image does not end with its objects");
    if (objects->count > adcc_reach(img->width))
        return fail(fault, 28 + 8 * ADIMG_OBJECTS, "more objects than cells of this width reach");
    return true;
}

bool adimg_open(struct adimg *img, const uint8_t *bytes, size_t size, struct adimg_fault *fault)
{
    memset(img, 0, sizeof *img);
    if (size < HEAD_BYTES)
        return fail(fault, 0, "shorter than the head of an image");
    if (adcc_read32(bytes) != ADIMG_MAGIC)
        return fail(fault, 0, "not an image of Adder");
    if (bytes[4] != ADIMG_VERSION)
        return fail(fault, 4, "made for another version of Adder");
    img->bytes = bytes;
    img->width = bytes[5];
    img->float_bytes = bytes[6];
    img->flags = bytes[7];
    img->size = adcc_read32(bytes + 8);
    if (!adcc_width_ok(img->width))
        return fail(fault, 5, "cells are of 2, 4 or 8 bytes");
    if (img->float_bytes != 8 && (img->float_bytes != 4 || img->width == 8))
        return fail(fault, 6, "floats of this size do not go with these cells");
    if (img->size != size || size % 8 || size > 0x7ffffff8u)
        return fail(fault, 8, "the image is cut off, or its size is wrong");
    if (adcc_read32(bytes + 20))
        return fail(fault, 20, "a reserved field is not 0");
    return open_sections(img, fault);
}

bool adimg_crc_ok(const struct adimg *img)
{
    return adcc_read32(img->bytes + 12) == adcrc_32(img->bytes + 16, img->size - 16);
}

uint32_t adimg_isa_hash(const struct adimg *img) { return adcc_read32(img->bytes + 16); }

/* Where entry i of a section lies; NULL when the section has fewer. */
static const uint8_t *entry(const struct adimg *img, unsigned section, uint32_t i)
{
    const struct adimg_range *r = &img->section[section];
    return i < r->count ? img->bytes + r->offset + (size_t)i * entry_bytes(img, section) : NULL;
}

uint64_t adimg_cell_at(const struct adimg *img, enum adimg_section section, uint32_t i)
{
    const uint8_t *p = entry(img, section, i);
    return p ? adcc_read(p, img->width) : 0;
}

uint32_t adimg_u16_at(const struct adimg *img, enum adimg_section section, uint32_t i)
{
    const uint8_t *p = entry(img, section, i);
    return p ? adcc_read16(p) : 0;
}

bool adimg_module_at(const struct adimg *img, uint32_t i, struct adimg_module *module)
{
    const uint8_t *p = entry(img, ADIMG_MODULES, i);
    if (!p)
        return false;
    module->name = (uint16_t)adcc_read16(p);
    module->first_global = (uint16_t)adcc_read16(p + 2);
    module->globals = (uint16_t)adcc_read16(p + 4);
    module->flags = (uint16_t)adcc_read16(p + 6);
    module->body = adcc_read32(p + 8);
    module->file = adcc_read32(p + 12);
    return true;
}

/* ---- objects -------------------------------------------------------------------------------- */

uint32_t adimg_objects_start(const struct adimg *img) { return img->section[ADIMG_OBJECTS].offset; }

bool adimg_object_at(const struct adimg *img, uint32_t offset, struct adimg_object *object)
{
    unsigned width = img->width;
    if (offset < adimg_objects_start(img) || offset >= img->size ||
        (offset - adimg_objects_start(img)) % width)
        return false;
    uint32_t left = img->size - offset;
    uint64_t header = adcc_read(img->bytes + offset, width);
    if (!adcc_is_header(width, header))
        return false;
    object->offset = offset;
    object->layout = adcc_layout(width, header);
    object->size = adcc_size(width, header);
    uint32_t head = width;
    if (width == 2 && object->size == ADCC_ESCAPE) {
        head = 2 * width;
        if (left < head)
            return false;
        object->size = adcc_read16(img->bytes + offset + width) >> 1;
    }
    uint64_t body = adcc_body_bytes(width, object->layout, object->size);
    uint64_t bytes = head + ((body + width - 1) & ~(uint64_t)(width - 1));
    object->body = img->bytes + offset + head;
    object->bytes = (uint32_t)bytes;
    return bytes <= left;
}

bool adimg_object_of(const struct adimg *img, uint64_t cell, struct adimg_object *object)
{
    if (!adcc_is_ref(img->width, cell))
        return false;
    uint64_t distance = adcc_distance(img->width, cell);
    return distance <= img->size && adimg_object_at(img, img->size - (uint32_t)distance, object);
}

uint64_t adimg_module_cell(const struct adimg *img, uint32_t reference)
{
    uint32_t distance = 0 - reference;
    if (!reference || distance > img->section[ADIMG_OBJECTS].count)
        return 0;
    return adcc_ref(img->width, distance);
}

uint64_t adimg_item(const struct adimg *img, const struct adimg_object *object, uint32_t i)
{
    if (adcc_counts_bytes(object->layout) || i >= object->size)
        return 0;
    return adcc_read(object->body + (size_t)i * img->width, img->width);
}

bool adimg_code_of(const struct adimg_object *object, struct adimg_code *code)
{
    const uint8_t *p = object->body;
    struct adcode *c = &code->code;
    if (object->layout != ADT_code || object->size < sizeof *c)
        return false;
    c->npos = p[0];
    c->nposonly = p[1];
    c->nkwonly = p[2];
    c->flags = p[3];
    c->nlocals = p[4];
    c->handler_slot = p[5];
    c->nhandlers = p[6];
    c->ntry = p[7];
    c->depth = (uint16_t)adcc_read16(p + 8);
    c->code_size = (uint16_t)adcc_read16(p + 10);
    c->name = (uint16_t)adcc_read16(p + 12);
    c->debug = (uint16_t)adcc_read16(p + 14);
    uint32_t bytecode = 16 + 2 * ((uint32_t)c->npos + c->nkwonly);
    uint32_t tries = adcc_align(bytecode + c->code_size, 2);
    code->params = p + 16;
    code->bytecode = p + bytecode;
    code->tries = p + tries;
    return object->size == tries + sizeof(struct adtry) * c->ntry;
}

struct adtry adimg_try(const struct adimg_code *code, unsigned i)
{
    const uint8_t *p = code->tries + sizeof(struct adtry) * i;
    return (struct adtry){(uint16_t)adcc_read16(p), (uint16_t)adcc_read16(p + 2),
        (uint16_t)adcc_read16(p + 4), (uint16_t)adcc_read16(p + 6)};
}

/* ---- debug ---------------------------------------------------------------------------------- */

uint32_t adimg_debug_count(const struct adimg *img)
{
    const struct adimg_range *r = &img->section[ADIMG_DEBUG];
    if (r->count < 4)
        return 0;
    return AD_MIN(adcc_read32(img->bytes + r->offset), r->count / 4 - 1);
}

bool adimg_debug_at(const struct adimg *img, uint32_t i, struct adimg_debug *debug)
{
    const struct adimg_range *r = &img->section[ADIMG_DEBUG];
    if (i >= adimg_debug_count(img))
        return false;
    const uint8_t *section = img->bytes + r->offset;
    uint32_t start = adcc_read32(section + 4 + 4 * i);
    if (start > r->count || r->count - start < 10)
        return false;
    const uint8_t *p = section + start;
    debug->module = (uint16_t)adcc_read16(p);
    debug->first_line = (uint16_t)adcc_read16(p + 2);
    debug->nlines = (uint16_t)adcc_read16(p + 4);
    debug->nlocals = (uint16_t)adcc_read16(p + 6);
    debug->qualname_size = (uint16_t)adcc_read16(p + 8);
    uint32_t left = r->count - start - 10, texts = debug->nlines + debug->qualname_size;
    if (debug->nlines % 2 || texts > left)
        return false;
    debug->lines = p + 10;
    debug->qualname = (const char *)debug->lines + debug->nlines;
    debug->names = debug->lines + texts;
    debug->names_size = 0;
    for (uint32_t slot = 0; slot < debug->nlocals; slot++) {
        if (debug->names_size >= left - texts)
            return false;
        debug->names_size += 1u + debug->names[debug->names_size];
    }
    return debug->names_size <= left - texts;
}

int32_t adimg_line(const struct adimg_debug *debug, uint32_t pc)
{
    int32_t line = debug->first_line;
    uint32_t at = 0;
    for (uint32_t i = 0; i + 1 < debug->nlines; i += 2) {
        at += debug->lines[i];
        if (pc < at)
            break;
        line += (int8_t)debug->lines[i + 1];
    }
    return line;
}

unsigned adimg_local(const struct adimg_debug *debug, unsigned slot, const char **text)
{
    const uint8_t *p = debug->names;
    if (slot >= debug->nlocals)
        return 0;
    while (slot--)
        p += 1 + *p;
    *text = (const char *)p + 1;
    return *p;
}

uint32_t adimg_name_text(const struct adimg *img, unsigned number, const char **text)
{
    uint32_t length = 0;
    if ((*text = adisa_name_text(number))) {
        while ((*text)[length])
            length++;
        return length;
    }
    for (uint32_t i = 0; i < img->section[ADIMG_NAMETEXT].count; i++) {
        struct adimg_object object;
        if (adimg_u16_at(img, ADIMG_NAMES, i) != number)
            continue;
        if (!adimg_object_of(img, adimg_cell_at(img, ADIMG_NAMETEXT, i), &object) ||
            (object.layout != ADT_str && object.layout != ADT_str_wide))
            return 0;
        *text = (const char *)object.body;
        return object.size;
    }
    return 0;
}
