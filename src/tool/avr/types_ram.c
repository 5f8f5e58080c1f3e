/* SPDX-License-Identifier: MIT
 * types_ram.c - see types.h: what a program finds that goes on in the middle. Each object of the
 * block, each global, and the cells of frames are where the walk would have put them had it seen
 * the code that made them. Each container is a site.
 */
#include <stdlib.h>

#include "core/layout.h"
#include "tool/avr/types_walk.h"

struct contents {
    struct adtwalk *w;
    const struct adram *ram;
    uint8_t *site; /* of containers and what gives pairs, by their first word */
};

/* What lies above the cells of a frame that are known: what its callee gives, or else `value`. */
struct above {
    struct adtbody *callee;
    struct adtv value;
};

/* The body of code that a function has, of the image or of the block; NULL. */
static struct adtbody *body_of(const struct contents *c, const struct adram_word *function)
{
    struct adimg_object o;
    uint64_t code = function->value;
    if (function->kind == ADRAM_BLOCK)
        code = adcontent_at(c->ram, function->value / 2).word[ADL_FUNCTION_CODE].value;
    else if (adimg_object_of(c->w->image, code, &o) && o.layout == ADT_function)
        code = adimg_item(c->w->image, &o, ADL_FUNCTION_CODE);
    if (!adimg_object_of(c->w->image, code, &o))
        return NULL;
    for (uint32_t i = 0; i < c->w->bodies; i++)
        if (c->w->body[i].offset == o.offset)
            return &c->w->body[i];
    return NULL;
}

/* Does it hold values that only instructions and known functions take out? The others' are
 * anybody's. */
static bool is_container(unsigned layout)
{
    return layout == ADT_list || layout == ADT_tuple || layout == ADT_dict || layout == ADT_set ||
        layout == ADT_frozenset || layout == ADT_range || layout == ADT_slice;
}

/* ... and their items in themselves? The others have arrays. */
static bool has_items(unsigned layout)
{
    return layout == ADT_tuple || layout == ADT_range || layout == ADT_slice;
}

static struct adtv value_of(const struct contents *c, const struct adram_word *word);

static bool gives_pairs(const struct adcontent *o)
{
    unsigned kind = o->word[0].value >> 1;
    return o->layout == ADT_iterator && (kind == AD_ITER_ITEMS || kind == AD_ITER_ENUM);
}

/* As good as what it goes through, for those that give its items. */
static struct adtv iterator(const struct contents *c, const struct adcontent *o, unsigned site)
{
    struct adtv v = gives_pairs(o) ? adtv_at_site(0, site) : value_of(c, &o->word[1]);
    v.kinds |= ADKIND(ADT_iterator);
    return v;
}

/* Its tuples have the site behind its own. */
static void pairs(const struct contents *c, const struct adcontent *o, unsigned site)
{
    struct adtwalk *w = c->w;
    unsigned inner = AD_MIN(site + 1, ADSITES - 1);
    struct adtv source = value_of(c, &o->word[1]), tuple = adtv_at_site(ADKIND(ADT_tuple), inner);
    int32_t first = (int16_t)o->word[2].value >> 1;
    struct adtv number = source.kinds & ADKIND(ADT_range) /* without an end, perhaps */
        ? adtv_of(ADKIND(ADT_int)) : adtv_int(first, first + ADLENGTH_MOST);
    struct adtpairs *more = realloc(w->paired, (w->pairs + 1) * sizeof *more);
    w->failed |= !more;
    if (!more)
        return;
    w->paired = more;
    more[w->pairs++] = (struct adtpairs){source, (uint8_t)site, (uint8_t)inner};
    adtwalk_put_at(w, site, &tuple);
    if (o->word[0].value >> 1 == AD_ITER_ENUM) {
        adtwalk_put_at(w, inner, &number);
        adtwalk_count(w, site, &(struct adtv){0});
    }
}

static struct adtv value_of(const struct contents *c, const struct adram_word *word)
{
    struct adtbody *b;
    struct adcontent o;
    if (word->kind != ADRAM_BLOCK)
        return adtv_constant(c->w, word->value);
    o = adcontent_at(c->ram, word->value / 2);
    switch (o.layout) {
    case ADT_function: case ADT_generator:
        b = body_of(c, o.layout == ADT_function ? word : &o.word[ADL_GENERATOR_CODE]);
        return b ? adtv_at_site(ADKIND(o.layout), b->site) : adtv_unknown();
    case ADT_iterator: return iterator(c, &o, c->site[word->value / 2]);
    case ADT_int_neg: return adtv_of(ADKIND(ADT_int));
    case ADT_str_wide: return adtv_of(ADKIND(ADT_str) | ADKIND(ADT_str_wide));
    case ADT_class: return adtwalk_class(c->w, &o, ADKIND(ADT_class));
    case ADT_instance:
        o = adcontent_of(c->w->image, c->ram, o.word[0]);
        return adtwalk_class(c->w, &o, ADKIND(ADT_instance));
    case ADT_int: case ADT_float: case ADT_str: case ADT_bytes:
    case ADT_module: case ADT_bytearray: case ADT_handle: case ADT_cell: case ADT_exc:
        return adtv_of(ADKIND(o.layout));
    }
    return is_container(o.layout)
        ? adtv_at_site(ADKIND(o.layout), c->site[word->value / 2]) : adtv_unknown();
}

static void attribute(const struct contents *c, struct adtv *by_name, unsigned number,
                      const struct adram_word *word)
{
    struct adtv v = value_of(c, word);
    for (uint32_t i = 0; i < c->w->names; i++)
        if (adtwalk_name(c->w, i) == number)
            adtv_join(c->w, &by_name[i], &v);
}

static void attributes(const struct contents *c, struct adtv *by_name,
                       struct adram_word pairs)
{
    struct adcontent o = adcontent_of(c->w->image, c->ram, pairs);
    for (unsigned i = 0; i + 1 < o.size; i += 2) {
        struct adram_word value = adcontent_cell(&o, i + 1);
        attribute(c, by_name, (unsigned)adcontent_int(&o, i), &value);
    }
}

static void instance(const struct contents *c, const struct adcontent *o)
{
    struct adcontent class = adcontent_of(c->w->image, c->ram, o->word[0]);
    struct adcontent keys = adcontent_of(c->w->image, c->ram,
        adcontent_cell(&class, ADL_CLASS_KEYS));
    attributes(c, c->w->in_object, o->word[ADL_INSTANCE_MORE]);
    for (unsigned i = 2; i < o->size; i++) {
        struct adtv v = value_of(c, &o->word[i]);
        if (i - 2 < keys.size)
            attribute(c, c->w->in_object, (unsigned)adcontent_int(&keys, i - 2), &o->word[i]);
        else
            adtwalk_escape(c->w, &v);
    }
}

static uint32_t place(const struct contents *c, const struct adcontent *o)
{
    return (uint32_t)(o->word - c->ram->object) - (o->size < ADCC_ESCAPE ? 1 : 2);
}

/* Items of a container, which for most lie in an array. */
static void items(const struct contents *c, const struct adcontent *o, unsigned site)
{
    for (unsigned i = 0; i < o->size; i++) {
        struct adcontent array = {0};
        struct adtv v;
        if (o->word[i].kind == ADRAM_BLOCK)
            array = adcontent_at(c->ram, o->word[i].value / 2);
        if (array.word && array.layout == ADT_array && o->layout != ADT_array) {
            items(c, &array, site);
        } else if (o->layout == ADT_array || has_items(o->layout)) {
            v = value_of(c, &o->word[i]);
            adtwalk_put_at(c->w, site, &v);
        }
    }
}

/* What C code hands out. */
static void escape(const struct contents *c, const struct adcontent *o)
{
    for (unsigned i = 0; i < o->size && !adcc_counts_bytes(o->layout); i++) {
        struct adtv v = value_of(c, &o->word[i]);
        adtwalk_escape(c->w, &v);
    }
}

/* ---- code that goes on ---------------------------------------------------------------------- */

static void name_cell(const struct contents *c, struct adtcell *cell, uint32_t name)
{
    if (!cell->name)
        cell->name = name;
    else if (cell->name != name)
        c->w->failed = true;
}

/* The names of what LOAD_METHOD has left on the stack of the instruction at pc: the last ones in
 * the order of the code that have not been taken since. */
static void name_methods(const struct contents *c, struct adtbody *b, uint32_t pc)
{
    uint32_t name[256] = {0}, height, n;
    struct adisa_ins ins;
    for (uint32_t at = 0; at < pc; at += ins.length) {
        if (!adisa_decode(&adisa_python, b->code.bytecode + at, b->code.code.code_size - at, &ins))
            return;
        height = b->heights[at];
        for (n = height; n < AD_COUNT(name); n++)
            name[n] = 0;
        if (height > 0 && height < AD_COUNT(name) &&
            (ins.code == ADOP_LOAD_METHOD || ins.code == ADOP_LOAD_METHOD2))
            name[height - 1] = (uint32_t)ins.operand[0] + 1;
        if (height < AD_COUNT(name) && ins.code == ADOP_LOAD_METHOD_L)
            name[height] = (uint32_t)ins.operand[1] + 1;
    }
    for (n = 0; n < b->heights[pc]; n++)
        if (name[n])
            name_cell(c, &b->state[pc][n], name[n]);
}

static void take_result(const struct contents *c, struct adtbody *from, struct adtv *to)
{
    struct adtreturn *more = realloc(c->w->returned,
        (c->w->returns + 1) * sizeof *c->w->returned);
    if (!more) {
        c->w->failed = true;
        return;
    }
    c->w->returned = more;
    more[c->w->returns++] = (struct adtreturn){from, to};
}

/* The instruction at pc finds these cells at the bottom of its stack (words go down), and others
 * above them. */
static void arrive(const struct contents *c, struct adtbody *b, uint32_t pc,
                   const struct adram_word *bottom, uint32_t known, const struct above *above)
{
    struct adtv v;
    if (pc >= b->code.code.code_size || b->heights[pc] > 255)
        return;
    if (!b->state[pc])
        b->state[pc] = calloc(b->heights[pc] + 2u, sizeof *b->state[pc]);
    if (!b->state[pc]) {
        c->w->failed = true;
        return;
    }
    for (uint32_t i = 0; i < b->heights[pc]; i++) {
        v = i < known ? value_of(c, bottom - i) : above->value;
        adtv_join(c->w, &b->state[pc][i].v, &v);
        if (i >= known && above->callee)
            take_result(c, above->callee, &b->state[pc][i].v);
    }
    name_methods(c, b, pc);
}

/* ... or where the instruction that ends there jumps to, or its exceptions. */
static void resume(const struct contents *c, struct adtbody *b, uint32_t pc,
                   const struct adram_word *bottom, uint32_t known, const struct above *above)
{
    struct above exc = {NULL, adtv_exception()};
    struct adisa_ins ins;
    int32_t distance;
    uint32_t at = 0;
    arrive(c, b, pc, bottom, known, above);
    for (; at < pc; at += ins.length)
        if (!adisa_decode(&adisa_python, b->code.bytecode + at, b->code.code.code_size - at, &ins))
            return;
        else if (at + ins.length == pc && adisa_jump(&ins, &distance))
            arrive(c, b, (uint32_t)((int32_t)pc + distance), bottom, known, above);
    for (unsigned i = 0; i < b->code.code.ntry; i++) {
        struct adtry t = adimg_try(&b->code, i);
        if (pc > t.start && pc <= t.end)
            arrive(c, b, t.target, bottom, AD_MIN(known, t.depth), &exc);
    }
}

static void locals(const struct contents *c, struct adtbody *b, const struct adram_word *words)
{
    for (unsigned i = 0; i < b->code.code.nlocals; i++) {
        struct adtv v = value_of(c, &words[i]);
        adtv_join(c->w, &b->local[i], &v);
    }
}

static uint32_t pc_of(const struct contents *c, const struct adtbody *b, uint32_t distance)
{
    return (uint32_t)(c->w->image->bytes + c->w->image->size - b->code.bytecode) - distance;
}

static void generator(const struct contents *c, const struct adcontent *o)
{
    struct adtbody *b = body_of(c, &o->word[ADL_GENERATOR_CODE]);
    struct above sent = {0};
    const struct adram_word *frame = o->word + ADL_GENERATOR_FRAME;
    unsigned height = o->word[ADL_GENERATOR_HEIGHT].value >> 1;
    int state = o->word[ADL_GENERATOR_STATE].value >> 1;
    if (!b) {
        c->w->failed = true;
        return;
    }
    locals(c, b, frame);
    adtwalk_runs(c->w, b);
    sent.value = adtwalk_sent(c->w, b);
    if (state == AD_GEN_SUSPENDED)
        resume(c, b, pc_of(c, b, o->word[ADL_GENERATOR_PC].value >> 1),
            frame + b->code.code.nlocals + height - 1, height, &sent);
}

/* The local that a byte of the instruction before pc names. */
static struct adtv *named_local(struct adtbody *b, uint32_t pc, unsigned back)
{
    return &b->local[pc < back ? b->code.code.nlocals
        : AD_MIN(b->code.bytecode[pc - back], b->code.code.nlocals)];
}

/* What becomes of the result of a frame in the one that waits for it at pc. */
static struct above result_of(const struct contents *c, struct adtbody *callee,
                              struct adtbody *b, uint32_t pc, unsigned action)
{
    struct above above = {0};
    struct adtv any = adtv_unknown();
    switch (action & AD_ACT_MASK) {
    case AD_ACT_PUSH: case AD_ACT_STR: case AD_ACT_INT: case AD_ACT_NEXT: case AD_ACT_SEND:
        above.callee = callee;
        break;
    case AD_ACT_BOOL: case AD_ACT_NOT: above.value = adtv_of(ADKIND_BOOL); break;
    case AD_ACT_STORE1: take_result(c, callee, named_local(b, pc, 1)); break;
    case AD_ACT_STORE2: take_result(c, callee, named_local(b, pc, 2)); break;
    case AD_ACT_NEXT_L: take_result(c, callee, named_local(b, pc, 3)); break;
    case AD_ACT_BINARY: /* as the instruction says that asked for it */
        adtv_join(c->w, named_local(b, pc, 1), &any);
        adtv_join(c->w, named_local(b, pc, 2), &any);
        /* fall through */
    default: /* nobody sees it */
        above.value = any;
        callee->resumed = true;
    }
    return above;
}

/* Frames, innermost first. `top`: the first word that belongs to the operands of none before. */
static void frames(const struct contents *c)
{
    const struct adram *ram = c->ram;
    uint32_t fp = ram->stacked - ram->fp, distance = ram->pc, top = 0, link = 0, pc;
    struct adtbody *callee = NULL;
    do {
        struct adtbody *b = body_of(c, &ram->stack[fp - 1]);
        struct above above = {0};
        if (!b) {
            c->w->failed = true;
            return;
        }
        locals(c, b, ram->stack + fp);
        adtwalk_runs(c->w, b);
        pc = pc_of(c, b, distance);
        if (callee)
            above = result_of(c, callee, b, pc, link);
        resume(c, b, pc, ram->stack + fp - 1 - AD_FRAME_CELLS, fp - AD_FRAME_CELLS - top, &above);
        top = fp + b->code.code.nlocals + 1;
        distance = ram->stack[fp - AD_FRAME_CELLS].value >> 1;
        link = ram->stack[fp - 2].value >> 1;
        fp += link >> AD_LINK_SHIFT;
        callee = b;
    } while (link >> AD_LINK_SHIFT && (link & AD_ACT_MASK) != AD_ACT_HOST);
}

/* ---- names ---------------------------------------------------------------------------------- */

static void add_name(struct adtwalk *w, unsigned number)
{
    uint32_t i = 0;
    while (i < w->names && w->number[i] != number)
        i++;
    if (i == w->names)
        w->number[w->names++] = (uint16_t)number;
}

/* A table of attributes, or of keys when step is 1. */
static void add_names(struct adtwalk *w, struct adram_word array, unsigned step)
{
    struct adcontent o = adcontent_of(w->image, w->ram, array);
    for (unsigned i = 0; i < o.size; i += step)
        add_name(w, (unsigned)adcontent_int(&o, i));
}

static void add_class(struct adtwalk *w, const struct adcontent *o)
{
    add_names(w, adcontent_cell(o, ADL_CLASS_ATTRS), 2);
    add_names(w, adcontent_cell(o, ADL_CLASS_KEYS), 1);
}

/* How many there may be: a bound. */
static uint32_t count_names(const struct adtwalk *w)
{
    return w->image->section[ADIMG_NAMES].count + (w->ram ? w->ram->objects : 0) +
        w->image->size / 2;
}

bool adtwalk_find_names(struct adtwalk *w)
{
    uint32_t count = w->image->section[ADIMG_NAMES].count, i;
    struct adimg_object object;
    w->number = calloc(count_names(w) + 1, sizeof *w->number);
    for (i = 0; w->number && i < count; i++)
        w->number[i] = (uint16_t)adimg_u16_at(w->image, ADIMG_NAMES, i);
    w->names = count;
    for (i = 0; w->number && w->ram && i < w->ram->objects; i = adcontent_behind(w->ram, i)) {
        struct adcontent o = adcontent_at(w->ram, i);
        if (o.layout == ADT_class)
            add_class(w, &o);
        else if (o.layout == ADT_instance)
            add_names(w, o.word[ADL_INSTANCE_MORE], 2);
    }
    for (i = adimg_objects_start(w->image); w->number && i < w->image->size &&
         adimg_object_at(w->image, i, &object); i += object.bytes) {
        struct adcontent o = adcontent_in(w->image, &object);
        if (o.layout == ADT_class)
            add_class(w, &o);
    }
    return w->number != NULL;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void object(const struct contents *c, const struct adcontent *o)
{
    struct adcontent arguments;
    struct adtv v;
    switch (o->layout) {
    case ADT_instance: instance(c, o); break;
    case ADT_class:
        attributes(c, c->w->in_class, o->word[ADL_CLASS_ATTRS]);
        break;
    case ADT_function:
        c->w->marked |= o->word[o->size - 1].kind == ADRAM_BLOCK;
        for (unsigned i = 1; i < o->size; i++) {
            v = value_of(c, &o->word[i]);
            adtwalk_escape(c->w, &v);
        }
        v = adtv_unknown();
        if (o->word[1].value) {
            struct adram_word self = {(uint16_t)((o->word - c->ram->object - 1) * 2), ADRAM_BLOCK};
            struct adtv f = value_of(c, &self);
            adtwalk_default(c->w, &f, &v);
        }
        break;
    case ADT_cell:
        v = value_of(c, &o->word[0]);
        adtv_join(c->w, &c->w->cells, &v);
        break;
    case ADT_generator: generator(c, o); break;
    case ADT_exc:
        arguments = adcontent_of(c->w->image, c->ram, o->word[ADL_EXC_ARGS]);
        for (unsigned i = 0; i < arguments.size; i++) {
            struct adram_word word = adcontent_cell(&arguments, i);
            v = value_of(c, &word);
            adtv_join(c->w, &c->w->thrown, &v);
            adtwalk_escape(c->w, &v);
        }
        attributes(c, c->w->in_object, o->word[ADL_EXC_DICT]);
        break;
    case ADT_module:
        attributes(c, c->w->in_object, o->word[ADL_MODULE_MORE]);
        escape(c, o);
        break;
    case ADT_int: case ADT_int_neg: c->w->types->big = true; break;
    case ADT_array: case ADT_bytearray: case ADT_buffer: break; /* by their owners */
    case ADT_iterator: /* plain ones are what they go through */
        if (gives_pairs(o))
            pairs(c, o, c->site[place(c, o)]);
        break;
    default:
        if (is_container(o->layout))
            items(c, o, c->site[place(c, o)]);
        else
            escape(c, o);
    }
}

static void image_classes(const struct contents *c)
{
    const struct adimg *image = c->w->image;
    struct adimg_object object;
    uint32_t at = adimg_objects_start(image);
    for (; at < image->size && adimg_object_at(image, at, &object); at += object.bytes)
        if (object.layout == ADT_class) {
            struct adcontent o = adcontent_in(image, &object);
            attributes(c, c->w->in_class, adcontent_cell(&o, ADL_CLASS_ATTRS));
        }
}

static void globals(const struct contents *c)
{
    const struct adram_word *first = c->ram->stack + c->ram->stacked - ADR_COUNT - c->w->globals;
    for (uint32_t i = 0; i < c->w->globals; i++) {
        struct adtv v = value_of(c, &first[i]);
        adtv_join(c->w, &c->w->global[i], &v);
    }
    for (uint32_t i = 0; i < ADR_COUNT; i++) {
        struct adtv v = value_of(c, &first[c->w->globals + i]);
        adtwalk_escape(c->w, &v);
    }
    c->w->marked |= first[c->w->globals + ADR_ROM_ATTRS].value != 0;
}

void adtwalk_contents(struct adtwalk *w, const struct adram *ram)
{
    struct contents c = {w, ram, calloc(ram->objects + 1, 1)};
    struct adcontent o;
    uint32_t at;
    w->failed |= !c.site;
    for (at = 0; c.site && at < ram->objects; at = adcontent_behind(ram, at)) {
        o = adcontent_at(ram, at);
        if (is_container(o.layout) || gives_pairs(&o)) {
            c.site[at] = (uint8_t)w->next_site;
            w->next_site = AD_MIN(w->next_site + 1u + gives_pairs(&o), ADSITES - 1u);
        }
    }
    for (at = 0; c.site && at < ram->objects; at = adcontent_behind(ram, at)) {
        o = adcontent_at(ram, at);
        object(&c, &o);
    }
    if (c.site) {
        image_classes(&c);
        globals(&c);
        frames(&c);
    }
    free(c.site);
}

bool adtwalk_is_bound(const struct adtwalk *w, uint32_t slot)
{
    const struct adram *ram = w->ram;
    return ram && ram->stack[ram->stacked - ADR_COUNT - w->globals + slot].value &&
        !w->tailor->op[ADOP_DELETE_GLOBAL] && !w->tailor->op[ADOP_IMPORT];
}
