/* SPDX-License-Identifier: MIT
 * write.h - makes an image: objects first, then the sections, then adimg_finish. Everything lives
 * in the caller's arena; errors are sticky and adimg_finish reports them, so nothing in between
 * needs a test.
 *
 *     struct adimg_builder b;
 *     adimg_begin(&b, arena, 8, 8);
 *     adimg_cell hello = adimg_put_str(&b, "hello", 5);
 *     adimg_cell pair = adimg_put_tuple(&b, (adimg_cell[]){hello, adimg_small(&b, 1)}, 2);
 *     ...
 *     adimg_set_consts(&b, &pair, 1);
 *     const uint8_t *image = adimg_finish(&b, &size);
 *
 * Objects lie in the image in the order in which they were made, so they refer only to those before
 * them: there are no cycles, unless adimg_set_cell makes one (of a program that has run; the
 * verifier accepts none). Equal strings, bytes, ints, floats, tuples and slices are made once.
 */
#ifndef ADDER_IMAGE_WRITE_H
#define ADDER_IMAGE_WRITE_H

#include "image/format.h"

struct adarena;

/* A cell of an image in the making: an int, an immediate, a float, or a token for an object, which
 * becomes a reference when the image is laid out. 0 is the unbound mark. */
typedef uint64_t adimg_cell;

struct adimg_build_module {
    uint16_t name;
    uint16_t first_global;
    uint16_t globals;
    uint16_t flags;
    adimg_cell body; /* function object */
    adimg_cell file; /* str object, or 0 */
};

/* What a code object is made of. code.npos + code.nkwonly says how many params there are, code.ntry
 * and code.code_size how long the others are. */
struct adimg_build_code {
    struct adcode code;
    const uint16_t *params;
    const uint8_t *bytecode;
    const struct adtry *tries;
};

struct adimg_vector {
    void *items;
    uint32_t count, room;
};

struct adimg_builder {
    struct adarena *arena;
    unsigned width;
    unsigned float_bytes;
    uint8_t flags;       /* of the head; set them before adimg_finish */
    bool keep_equal;     /* set it to make equal objects as often as they are asked for */
    const char *error;   /* the first one; NULL */
    bool no_memory;      /* ... is that the arena is full */
    struct adimg_vector objects;
    struct adimg_vector debug;
    uint32_t *buckets;   /* objects by hash of their body, as index + 1 */
    uint32_t nbuckets;
    const adimg_cell *consts, *nametext, *frozen;
    const uint16_t *names, *globals;
    const struct adimg_build_module *modules;
    uint32_t count[ADIMG_SECTIONS];
    uint32_t offset[ADIMG_SECTIONS];
};

/* width: bytes of a cell, 2, 4 or 8. float_bytes: 4 or 8, at width 8 only 8. */
void adimg_begin(struct adimg_builder *b, struct adarena *arena, unsigned width,
    unsigned float_bytes);

/* Notes an error unless there is one; `what` is kept as it is. */
void adimg_fail(struct adimg_builder *b, const char *what);

/* ---- cells ---------------------------------------------------------------------------------- */

bool adimg_small_fits(const struct adimg_builder *b, int64_t value);
adimg_cell adimg_small(struct adimg_builder *b, int64_t value); /* it must fit */
adimg_cell adimg_imm(const struct adimg_builder *b, unsigned number);
AD_INLINE bool adimg_is_object(adimg_cell c) { return c >> 62 == 1 && !(c & 3); }

/* ---- objects: what they are given is copied ------------------------------------------------- */

/* Any int, from its magnitude as little-endian bytes (zeros on top are allowed); a small int
 * where it fits. adimg_put_i64 is the same of a machine integer. */
adimg_cell adimg_put_int(struct adimg_builder *b, bool negative, const uint8_t *bytes, size_t n);
adimg_cell adimg_put_i64(struct adimg_builder *b, int64_t value);
/* A cell where it fits, else an object; rounded to single where floats are. */
adimg_cell adimg_put_float(struct adimg_builder *b, double value);
/* The same from the bits of a float of b->float_bytes. */
adimg_cell adimg_put_float_bits(struct adimg_builder *b, uint64_t bits);
/* UTF-8; lone surrogates as three bytes each (WTF-8). */
adimg_cell adimg_put_str(struct adimg_builder *b, const char *bytes, size_t n);
adimg_cell adimg_put_bytes(struct adimg_builder *b, const uint8_t *bytes, size_t n);
adimg_cell adimg_put_tuple(struct adimg_builder *b, const adimg_cell *items, size_t n);
adimg_cell adimg_put_slice(struct adimg_builder *b, adimg_cell start, adimg_cell stop,
    adimg_cell step);
/* Another layout of cells (object.h): a new object each time. */
adimg_cell adimg_put_cells(struct adimg_builder *b, unsigned layout, const adimg_cell *cells,
    size_t n);
/* Gives such an object its i-th cell. */
void adimg_set_cell(struct adimg_builder *b, adimg_cell object, size_t i, adimg_cell cell);
adimg_cell adimg_put_code(struct adimg_builder *b, const struct adimg_build_code *code);
/* defaults: a tuple or 0; kwdefaults: a tuple with a value for each keyword-only parameter, unbound
 * where it has no default, or 0; the others are 0 in images that the verifier accepts. */
adimg_cell adimg_put_function(struct adimg_builder *b, adimg_cell code, adimg_cell defaults,
    adimg_cell kwdefaults, adimg_cell closure, adimg_cell attrs);

/* ---- sections: what they are given must stay until adimg_finish ----------------------------- */

void adimg_set_consts(struct adimg_builder *b, const adimg_cell *cells, uint32_t n);
/* numbers: see format.h. texts: the str of each, or NULL when they are stripped. */
void adimg_set_names(struct adimg_builder *b, const uint16_t *numbers, const adimg_cell *texts,
    uint32_t n);
void adimg_set_globals(struct adimg_builder *b, const uint16_t *names, uint32_t n);
void adimg_set_modules(struct adimg_builder *b, const struct adimg_build_module *modules,
    uint32_t n);
/* By number of frozen.def; n is ADZ_COUNT. */
void adimg_set_frozen(struct adimg_builder *b, const adimg_cell *functions, uint32_t n);
/* Adds a record of DEBUG and returns its index, which goes to adcode.debug. Without any record
 * there is no section (stripped). */
uint32_t adimg_add_debug(struct adimg_builder *b, const uint8_t *record, size_t n);
/* The same from its parts. lines: pairs of (bytes of code, signed step), nlines bytes of them;
 * names: a length byte and the text for each slot, 0 first, names_size bytes in all. */
struct adimg_build_debug {
    uint16_t module, first_line, nlocals;
    const uint8_t *lines;
    uint16_t nlines;
    const char *qualname;
    uint16_t qualname_size;
    const uint8_t *names;
    uint32_t names_size;
};
uint32_t adimg_put_debug(struct adimg_builder *b, const struct adimg_build_debug *debug);

/* ---- the end -------------------------------------------------------------------------------- */

/* The image, in the arena, aligned to 8; or NULL, then b->error says why. */
uint8_t *adimg_finish(struct adimg_builder *b, size_t *size);

/* After adimg_finish: the cell as it stands in the image. */
uint64_t adimg_placed(const struct adimg_builder *b, adimg_cell cell);

#endif
