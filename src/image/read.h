/* SPDX-License-Identifier: MIT
 * read.h - looks into an image where it lies, without copying. Every access is bounded: whatever
 * the bytes are, nothing outside of them is read. That an image opens does not yet mean that it
 * is sound: that is for verify.h. For tools on the PC; the VM reads images in its own ways.
 */
#ifndef ADDER_IMAGE_READ_H
#define ADDER_IMAGE_READ_H

#include "image/cellcode.h"
#include "image/format.h"

#define ADIMG_NO_PC 0xffffffffu

struct adimg_fault {
    uint32_t offset;     /* from the image's start: of the section's entry or the object */
    uint32_t pc;         /* in that code object, or ADIMG_NO_PC */
    const char *message;
};

struct adimg {
    const uint8_t *bytes;
    uint32_t size;
    unsigned width;
    unsigned float_bytes;
    uint8_t flags;
    struct adimg_range section[ADIMG_SECTIONS];
};

struct adimg_object {
    uint32_t offset; /* of the header */
    uint32_t size;   /* as the header counts it */
    uint32_t bytes;  /* of the whole object with header and padding */
    unsigned layout;
    const uint8_t *body;
};

struct adimg_code {
    struct adcode code;
    const uint8_t *params; /* u16 each */
    const uint8_t *bytecode;
    const uint8_t *tries;  /* struct adtry each, unaligned */
};

struct adimg_debug {
    uint16_t module, first_line, nlines, nlocals, qualname_size;
    const uint8_t *lines;
    const char *qualname;
    const uint8_t *names; /* length byte and text, nlocals times */
    uint32_t names_size;
};

/* Looks at the head: magic, version, widths, and that the sections lie one behind the other,
 * each on a multiple of 8, up to the image's end. */
bool adimg_open(struct adimg *img, const uint8_t *bytes, size_t size, struct adimg_fault *fault);

/* CRC and hash of the instruction set, as the head has them and as they should be. */
bool adimg_crc_ok(const struct adimg *img);
uint32_t adimg_isa_hash(const struct adimg *img);

/* Entry i of a section; 0 when there is none. adimg_cell_at: CONSTS, NAMETEXT, FROZEN;
 * adimg_u16_at: NAMES, GLOBALS. */
uint64_t adimg_cell_at(const struct adimg *img, enum adimg_section section, uint32_t i);
uint32_t adimg_u16_at(const struct adimg *img, enum adimg_section section, uint32_t i);
bool adimg_module_at(const struct adimg *img, uint32_t i, struct adimg_module *module);

/* The object that begins at an offset from the image's start. */
bool adimg_object_at(const struct adimg *img, uint32_t offset, struct adimg_object *object);
/* The object that a cell refers to. */
bool adimg_object_of(const struct adimg *img, uint64_t cell, struct adimg_object *object);
/* The cell of a reference as struct adimg_module has it. */
uint64_t adimg_module_cell(const struct adimg *img, uint32_t reference);
/* i-th cell of an object whose layout counts cells; 0 when there is none. */
uint64_t adimg_item(const struct adimg *img, const struct adimg_object *object, uint32_t i);

/* Offset of the first object. The next one lies at offset + bytes; behind the last there may be
 * zeros up to the image's end. */
uint32_t adimg_objects_start(const struct adimg *img);

/* Takes a code object apart; false when its parts do not make up its size. */
bool adimg_code_of(const struct adimg_object *object, struct adimg_code *code);
struct adtry adimg_try(const struct adimg_code *code, unsigned i);

uint32_t adimg_debug_count(const struct adimg *img);
/* A record of DEBUG; false when it is not there or not whole. */
bool adimg_debug_at(const struct adimg *img, uint32_t i, struct adimg_debug *debug);
/* The line of the instruction at pc. */
int32_t adimg_line(const struct adimg_debug *debug, uint32_t pc);
/* The name of the local in a slot: its length, 0 when it has none. */
unsigned adimg_local(const struct adimg_debug *debug, unsigned slot, const char **text);

/* Text of a name by its number: length, 0 when the image does not have it. */
uint32_t adimg_name_text(const struct adimg *img, unsigned number, const char **text);

#endif
