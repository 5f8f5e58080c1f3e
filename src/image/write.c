/* SPDX-License-Identifier: MIT
 * write.c - see write.h. Objects are collected with bodies of adimg_cell or of bytes; only
 * adimg_finish knows where they lie, so it makes the final cells. It runs in two passes over the
 * same order of sections: place, then store.
 */
#include "image/write.h"

#include "base/arena.h"
#include "base/hash.h"
#include "image/cellcode.h"
#include "image/crc.h"
#include "isa/isa.h"

struct object {
    const void *body;    /* bytes, or adimg_cell where the layout counts cells */
    uint32_t size;       /* as in the header */
    uint32_t hash;
    uint32_t next;       /* with the same bucket: index + 1 */
    uint32_t offset;     /* from the start of OBJECTS */
    uint8_t layout;
};

struct record {
    const uint8_t *bytes;
    uint32_t size;
};

#define HEAD_BYTES 88 /* the fields of struct adimg_head, one behind the other */
AD_STATIC_ASSERT(sizeof(struct adimg_head) == HEAD_BYTES, head_has_no_holes);
AD_STATIC_ASSERT(sizeof(struct adcode) == 16 && sizeof(struct adtry) == 8, no_holes);

void adimg_fail(struct adimg_builder *b, const char *what)
{
    if (!b->error)
        b->error = what;
}

static void *take(struct adimg_builder *b, size_t bytes)
{
    void *p = b->error ? NULL : adarena_alloc(b->arena, bytes ? bytes : 1);
    if (!p && !b->error)
        b->no_memory = true;
    if (!p)
        adimg_fail(b, "no memory left for the image");
    return p;
}

void adimg_begin(struct adimg_builder *b, struct adarena *arena, unsigned width,
    unsigned float_bytes)
{
    memset(b, 0, sizeof *b);
    b->arena = arena;
    b->width = width;
    b->float_bytes = float_bytes;
    if (!adcc_width_ok(width) || (float_bytes != 4 && float_bytes != 8) ||
        (width == 8 && float_bytes != 8))
        adimg_fail(b, "no such width of cells or floats");
}

/* Room for one more; the old array stays behind in the arena, so they double. */
static void *append(struct adimg_builder *b, struct adimg_vector *v, size_t item)
{
    if (v->count == v->room) {
        uint32_t room = v->room ? 2 * v->room : 64;
        void *items = take(b, room * item);
        if (!items)
            return NULL;
        if (v->count)
            memcpy(items, v->items, v->count * item);
        v->items = items;
        v->room = room;
    }
    return (uint8_t *)v->items + v->count++ * item;
}

/* ---- cells ---------------------------------------------------------------------------------- */

bool adimg_small_fits(const struct adimg_builder *b, int64_t value)
{
    return adcc_small_fits(b->width, value);
}

adimg_cell adimg_small(struct adimg_builder *b, int64_t value)
{
    if (!adcc_small_fits(b->width, value))
        adimg_fail(b, "an int does not fit a cell");
    return adcc_small(b->width, value);
}

adimg_cell adimg_imm(const struct adimg_builder *b, unsigned number)
{
    return adcc_imm(b->width, number);
}

/* ---- objects -------------------------------------------------------------------------------- */

static struct object *objects(const struct adimg_builder *b) { return b->objects.items; }

static adimg_cell token(uint32_t index) { return (uint64_t)1 << 62 | (uint64_t)index << 2; }

static uint32_t index_of(adimg_cell token) { return (uint32_t)(token >> 2); }

static size_t stored_bytes(unsigned layout, uint32_t size)
{
    return adcc_counts_bytes(layout) ? size : size * sizeof(adimg_cell);
}

static bool rehash(struct adimg_builder *b)
{
    uint32_t n = b->nbuckets ? 2 * b->nbuckets : 128;
    uint32_t *buckets = take(b, n * sizeof *buckets);
    if (!buckets)
        return false;
    memset(buckets, 0, n * sizeof *buckets);
    for (uint32_t i = 0; i < b->objects.count; i++) {
        struct object *o = &objects(b)[i];
        o->next = buckets[o->hash & (n - 1)];
        buckets[o->hash & (n - 1)] = i + 1;
    }
    b->buckets = buckets;
    b->nbuckets = n;
    return true;
}

static adimg_cell find(const struct adimg_builder *b, unsigned layout, const void *body,
    uint32_t size, uint32_t hash)
{
    for (uint32_t i = b->buckets[hash & (b->nbuckets - 1)]; i;) {
        const struct object *o = &objects(b)[i - 1];
        if (o->hash == hash && o->layout == layout && o->size == size &&
            memcmp(o->body, body, stored_bytes(layout, size)) == 0)
            return token(i - 1);
        i = o->next;
    }
    return 0;
}

static adimg_cell put(struct adimg_builder *b, unsigned layout, const void *body, size_t size)
{
    if (size > adcc_size_max(b->width)) {
        adimg_fail(b, "an object is too large for this width of cells");
        return 0;
    }
    if (b->error || (b->objects.count >= b->nbuckets && !rehash(b)))
        return 0;
    size_t bytes = stored_bytes(layout, (uint32_t)size);
    body = size ? body : ""; /* of nothing the caller may give NULL */
    uint32_t hash = adhash_mix32(layout, adhash_32(body, bytes));
    bool may_share = !b->keep_equal && (adcc_counts_bytes(layout) || layout == ADT_tuple ||
        layout == ADT_slice) && layout != ADT_code;
    adimg_cell found = may_share ? find(b, layout, body, (uint32_t)size, hash) : 0;
    if (found)
        return found;
    struct object *o = append(b, &b->objects, sizeof *o);
    void *copy = o ? take(b, bytes) : NULL;
    if (!copy)
        return 0;
    memcpy(copy, body, bytes);
    uint32_t index = b->objects.count - 1, *bucket = &b->buckets[hash & (b->nbuckets - 1)];
    *o = (struct object){copy, (uint32_t)size, hash, *bucket, 0, (uint8_t)layout};
    *bucket = index + 1;
    return token(index);
}

adimg_cell adimg_put_int(struct adimg_builder *b, bool negative, const uint8_t *bytes, size_t n)
{
    while (n && !bytes[n - 1])
        n--;
    uint64_t magnitude = n <= 8 ? adcc_read(bytes, (unsigned)n) : 0;
    uint64_t least = (uint64_t)1 << (adcc_int_bits(b->width) - 1);
    if (n <= 8 && magnitude < least + negative)
        return adcc_small(b->width, negative ? -(int64_t)magnitude : (int64_t)magnitude);
    size_t size = (n + adcc_limb(b->width) - 1) / adcc_limb(b->width) * adcc_limb(b->width);
    uint8_t *body = take(b, size);
    if (!body)
        return 0;
    memset(body, 0, size);
    memcpy(body, bytes, n);
    return put(b, negative ? ADT_int_neg : ADT_int, body, size);
}

adimg_cell adimg_put_i64(struct adimg_builder *b, int64_t value)
{
    uint8_t bytes[8];
    adcc_write(bytes, 8, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
    return adimg_put_int(b, value < 0, bytes, 8);
}

adimg_cell adimg_put_float(struct adimg_builder *b, double value)
{
    uint64_t bits = 0;
    if (b->float_bytes == 4) {
        float single = (float)value;
        uint32_t half;
        memcpy(&half, &single, sizeof half);
        bits = half;
    } else {
        memcpy(&bits, &value, sizeof bits);
    }
    return adimg_put_float_bits(b, bits);
}

adimg_cell adimg_put_float_bits(struct adimg_builder *b, uint64_t bits)
{
    uint64_t cell;
    uint8_t body[8];
    if (adcc_float(b->width, bits, &cell))
        return cell;
    adcc_write(body, b->float_bytes, bits);
    return put(b, ADT_float, body, b->float_bytes);
}

adimg_cell adimg_put_str(struct adimg_builder *b, const char *bytes, size_t n)
{
    bool wide = false;
    for (size_t i = 0; i < n && !wide; i++)
        wide = (uint8_t)bytes[i] >= 0x80;
    return put(b, wide ? ADT_str_wide : ADT_str, bytes, n);
}

adimg_cell adimg_put_bytes(struct adimg_builder *b, const uint8_t *bytes, size_t n)
{
    return put(b, ADT_bytes, bytes, n);
}

adimg_cell adimg_put_tuple(struct adimg_builder *b, const adimg_cell *items, size_t n)
{
    return put(b, ADT_tuple, items, n);
}

adimg_cell adimg_put_slice(struct adimg_builder *b, adimg_cell start, adimg_cell stop,
    adimg_cell step)
{
    adimg_cell cells[3] = {start, stop, step};
    return put(b, ADT_slice, cells, 3);
}

adimg_cell adimg_put_function(struct adimg_builder *b, adimg_cell code, adimg_cell defaults,
    adimg_cell kwdefaults, adimg_cell closure, adimg_cell attrs)
{
    adimg_cell cells[5] = {code, defaults, kwdefaults, closure, attrs};
    return put(b, ADT_function, cells, 5);
}

adimg_cell adimg_put_cells(struct adimg_builder *b, unsigned layout, const adimg_cell *cells,
    size_t n)
{
    return put(b, layout, cells, n);
}

void adimg_set_cell(struct adimg_builder *b, adimg_cell object, size_t i, adimg_cell cell)
{
    struct object *o = adimg_is_object(object) ? &objects(b)[index_of(object)] : NULL;
    if (o && i < o->size)
        ((adimg_cell *)(uintptr_t)o->body)[i] = cell;
}

static uint8_t *store16(uint8_t *p, unsigned value)
{
    adcc_write(p, 2, value);
    return p + 2;
}

adimg_cell adimg_put_code(struct adimg_builder *b, const struct adimg_build_code *from)
{
    const struct adcode *c = &from->code;
    unsigned nparams = c->npos + c->nkwonly;
    size_t tries = adcc_align(16 + 2 * nparams + c->code_size, 2);
    size_t size = tries + sizeof(struct adtry) * c->ntry;
    uint8_t *body = take(b, size);
    if (!body)
        return 0;
    memset(body, 0, size);
    const uint8_t bytes[8] = {c->npos, c->nposonly, c->nkwonly, c->flags,
        c->nlocals, c->handler_slot, c->nhandlers, c->ntry};
    memcpy(body, bytes, 8);
    uint8_t *p = store16(body + 8, c->depth);
    p = store16(p, c->code_size);
    p = store16(p, c->name);
    p = store16(p, c->debug);
    for (unsigned i = 0; i < nparams; i++)
        p = store16(p, from->params[i]);
    memcpy(p, from->bytecode, c->code_size);
    p = body + tries;
    for (unsigned i = 0; i < c->ntry; i++) {
        p = store16(p, from->tries[i].start);
        p = store16(p, from->tries[i].end);
        p = store16(p, from->tries[i].target);
        p = store16(p, from->tries[i].depth);
    }
    return put(b, ADT_code, body, size);
}

/* ---- sections ------------------------------------------------------------------------------- */

void adimg_set_consts(struct adimg_builder *b, const adimg_cell *cells, uint32_t n)
{
    b->consts = cells;
    b->count[ADIMG_CONSTS] = n;
}

void adimg_set_names(struct adimg_builder *b, const uint16_t *numbers, const adimg_cell *texts,
    uint32_t n)
{
    b->names = numbers;
    b->nametext = texts;
    b->count[ADIMG_NAMES] = n;
    b->count[ADIMG_NAMETEXT] = texts ? n : 0;
}

void adimg_set_globals(struct adimg_builder *b, const uint16_t *names, uint32_t n)
{
    b->globals = names;
    b->count[ADIMG_GLOBALS] = n;
}

void adimg_set_modules(struct adimg_builder *b, const struct adimg_build_module *modules,
    uint32_t n)
{
    b->modules = modules;
    b->count[ADIMG_MODULES] = n;
}

void adimg_set_frozen(struct adimg_builder *b, const adimg_cell *functions, uint32_t n)
{
    b->frozen = functions;
    b->count[ADIMG_FROZEN] = n;
}

uint32_t adimg_add_debug(struct adimg_builder *b, const uint8_t *record, size_t n)
{
    uint8_t *copy = take(b, n);
    struct record *r = copy ? append(b, &b->debug, sizeof *r) : NULL;
    if (!r)
        return 0;
    memcpy(copy, record, n);
    *r = (struct record){copy, (uint32_t)n};
    return b->debug.count - 1;
}

uint32_t adimg_put_debug(struct adimg_builder *b, const struct adimg_build_debug *debug)
{
    size_t size = 10 + (size_t)debug->nlines + debug->qualname_size + debug->names_size;
    uint8_t *record = take(b, size);
    if (!record)
        return 0;
    uint8_t *p = store16(record, debug->module);
    p = store16(p, debug->first_line);
    p = store16(p, debug->nlines);
    p = store16(p, debug->nlocals);
    p = store16(p, debug->qualname_size);
    if (debug->nlines)
        memcpy(p, debug->lines, debug->nlines);
    p += debug->nlines;
    if (debug->qualname_size)
        memcpy(p, debug->qualname, debug->qualname_size);
    p += debug->qualname_size;
    if (debug->names_size)
        memcpy(p, debug->names, debug->names_size);
    return adimg_add_debug(b, record, size);
}

/* ---- laying out ----------------------------------------------------------------------------- */

static uint32_t object_bytes(const struct adimg_builder *b, const struct object *o)
{
    uint64_t body = adcc_body_bytes(b->width, o->layout, o->size);
    return adcc_header_bytes(b->width, o->size) + adcc_align((uint32_t)body, b->width);
}

static uint32_t debug_offset(const struct adimg_builder *b, uint32_t record)
{
    const struct record *r = b->debug.items;
    uint32_t offset = 4 + 4 * b->debug.count;
    for (uint32_t i = 0; i < record; i++)
        offset += adcc_align(r[i].size, 2);
    return offset;
}

/* Offsets of objects and sections; the size of the image, 0 when it gets too large. */
static uint32_t place(struct adimg_builder *b)
{
    const uint8_t unit[ADIMG_SECTIONS] = {(uint8_t)b->width, 2, (uint8_t)b->width, 2,
        sizeof(struct adimg_module), (uint8_t)b->width, 1, 1};
    uint64_t objects_bytes = 0, offset = sizeof(struct adimg_head);
    for (uint32_t i = 0; i < b->objects.count; i++) {
        objects(b)[i].offset = (uint32_t)objects_bytes;
        objects_bytes += object_bytes(b, &objects(b)[i]);
        if (objects_bytes > adcc_reach(b->width) - 8) {
            adimg_fail(b, b->width == 2 ?
                "objects take more than the 31,744 bytes that cells of 16 bits reach" :
                "the image gets too large");
            return 0;
        }
    }
    /* With a byte behind the last one: format.h. */
    b->count[ADIMG_OBJECTS] = adcc_align((uint32_t)objects_bytes + 1, 8);
    b->count[ADIMG_DEBUG] = b->debug.count ? debug_offset(b, b->debug.count) : 0;
    for (unsigned s = 0; s < ADIMG_SECTIONS; s++) {
        b->offset[s] = (uint32_t)offset;
        offset += ((uint64_t)b->count[s] * unit[s] + 7) & ~(uint64_t)7;
        if (offset > 0x7ffffff8u) {
            adimg_fail(b, "the image gets too large");
            return 0;
        }
    }
    return (uint32_t)offset;
}

uint64_t adimg_placed(const struct adimg_builder *b, adimg_cell cell)
{
    if (!adimg_is_object(cell))
        return cell;
    const struct object *o = &objects(b)[index_of(cell)];
    return adcc_ref(b->width, b->count[ADIMG_OBJECTS] - o->offset);
}

static void store_cells(const struct adimg_builder *b, uint8_t *p, const adimg_cell *cells,
    uint32_t n)
{
    for (uint32_t i = 0; i < n; i++, p += b->width)
        adcc_write(p, b->width, adimg_placed(b, cells[i]));
}

static void store_objects(const struct adimg_builder *b, uint8_t *section)
{
    for (uint32_t i = 0; i < b->objects.count; i++) {
        const struct object *o = &objects(b)[i];
        uint8_t *p = section + o->offset;
        adcc_write(p, b->width, adcc_header(b->width, o->layout, o->size));
        p += adcc_header_bytes(b->width, o->size);
        if (adcc_header_bytes(b->width, o->size) > b->width)
            adcc_write(p - b->width, b->width, adcc_small(b->width, o->size));
        if (adcc_counts_bytes(o->layout))
            memcpy(p, o->body, o->size);
        else
            store_cells(b, p, o->body, o->size);
    }
}

static void store_modules(const struct adimg_builder *b, uint8_t *p)
{
    for (uint32_t i = 0; i < b->count[ADIMG_MODULES]; i++) {
        const struct adimg_build_module *m = &b->modules[i];
        p = store16(p, m->name);
        p = store16(p, m->first_global);
        p = store16(p, m->globals);
        p = store16(p, m->flags);
        for (unsigned k = 0; k < 2; k++, p += 4) {
            adimg_cell cell = k ? m->file : m->body;
            if (adimg_is_object(cell))
                adcc_write(p, 4, 0 - (b->count[ADIMG_OBJECTS] -
                    objects(b)[index_of(cell)].offset));
        }
    }
}

static void store_debug(const struct adimg_builder *b, uint8_t *section)
{
    const struct record *r = b->debug.items;
    uint32_t offset = debug_offset(b, 0);
    adcc_write(section, 4, b->debug.count);
    for (uint32_t i = 0; i < b->debug.count; i++) {
        adcc_write(section + 4 + 4 * i, 4, offset);
        memcpy(section + offset, r[i].bytes, r[i].size);
        offset += adcc_align(r[i].size, 2);
    }
}

static void store_sections(const struct adimg_builder *b, uint8_t *image)
{
    store_cells(b, image + b->offset[ADIMG_CONSTS], b->consts, b->count[ADIMG_CONSTS]);
    store_cells(b, image + b->offset[ADIMG_NAMETEXT], b->nametext, b->count[ADIMG_NAMETEXT]);
    store_cells(b, image + b->offset[ADIMG_FROZEN], b->frozen, b->count[ADIMG_FROZEN]);
    for (uint32_t i = 0; i < b->count[ADIMG_NAMES]; i++)
        store16(image + b->offset[ADIMG_NAMES] + 2 * i, b->names[i]);
    for (uint32_t i = 0; i < b->count[ADIMG_GLOBALS]; i++)
        store16(image + b->offset[ADIMG_GLOBALS] + 2 * i, b->globals[i]);
    store_modules(b, image + b->offset[ADIMG_MODULES]);
    if (b->debug.count)
        store_debug(b, image + b->offset[ADIMG_DEBUG]);
    store_objects(b, image + b->offset[ADIMG_OBJECTS]);
}

static void store_head(const struct adimg_builder *b, uint8_t *image, uint32_t size)
{
    adcc_write(image, 4, ADIMG_MAGIC);
    image[4] = ADIMG_VERSION;
    image[5] = (uint8_t)b->width;
    image[6] = (uint8_t)b->float_bytes;
    image[7] = b->flags;
    adcc_write(image + 8, 4, size);
    adcc_write(image + 16, 4, adisa_hash());
    for (unsigned s = 0; s < ADIMG_SECTIONS; s++) {
        adcc_write(image + 24 + 8 * s, 4, b->offset[s]);
        adcc_write(image + 28 + 8 * s, 4, b->count[s]);
    }
    adcc_write(image + 12, 4, adcrc_32(image + 16, size - 16));
}

uint8_t *adimg_finish(struct adimg_builder *b, size_t *size)
{
    uint32_t total = b->error ? 0 : place(b);
    uint8_t *image = b->error ? NULL : take(b, total);
    if (!image)
        return NULL;
    memset(image, 0, total);
    store_sections(b, image);
    store_head(b, image, total);
    *size = total;
    return image;
}
