/* SPDX-License-Identifier: MIT
 * types.c - see types.h: the values, the places that keep them, and the passes until nothing grows.
 * types_step.c has the instructions, types_call.c the calls.
 */
#include <stdlib.h>
#include <string.h>

#include "isa/depth.h"
#include "tool/avr/types_walk.h"

/* ---- values --------------------------------------------------------------------------------- */

struct adtv adtv_of(uint64_t kinds)
{
    struct adtv v = {.kinds = kinds};
    if (kinds & ADKIND(ADT_int)) {
        v.least = INT32_MIN;
        v.most = INT32_MAX;
    }
    if (kinds & (ADKIND_TYPE | ADKIND_NATIVE))
        v.imm = ADIMM_MANY;
    v.site[0] = (kinds & (ADKIND(ADT_instance) | ADKIND(ADT_class) | ADKIND(ADT_super) |
        ADKIND(ADT_exc))) != 0;
    return v;
}

struct adtv adtv_unknown(void) { return adtv_of(ADKIND_ANY); }

bool adtv_is_any(const struct adtv *v) { return v->kinds >> 63; }

struct adtv adtv_int(int64_t least, int64_t most)
{
    struct adtv v = adtv_of(ADKIND(ADT_int));
    if (least > INT32_MIN && least < INT32_MAX)
        v.least = (int32_t)least;
    if (most < INT32_MAX && most > INT32_MIN)
        v.most = (int32_t)most;
    return v;
}

struct adtv adtv_at_site(uint64_t kinds, unsigned site)
{
    struct adtv v = adtv_of(kinds);
    v.site[0] = 0;
    v.site[site / 64] |= (uint64_t)1 << site % 64;
    return v;
}

bool adtv_has_site(const struct adtwalk *w, const struct adtv *v, unsigned site)
{
    return v->site[site / 64] >> site % 64 & 1 || (adtv_is_any(v) && w->escaped[site]);
}

struct adtv adtv_imm(unsigned number)
{
    struct adtv v = {.imm = (uint16_t)number};
    if (number >= AD_IMM_NATIVE)
        v.kinds = ADKIND_NATIVE;
    else if (number >= AD_IMM_TYPE)
        v.kinds = ADKIND_TYPE;
    else
        v = adtv_of(number == AD_IMM_UNBOUND ? 0 : number == AD_IMM_NONE ? ADKIND_NONE
            : number == AD_IMM_FALSE || number == AD_IMM_TRUE ? ADKIND_BOOL : ADKIND_OTHER);
    return v;
}

static bool join_ints(struct adtv *to, const struct adtv *v, bool widen)
{
    bool changed = false;
    if (!(v->kinds & ADKIND(ADT_int)))
        return false;
    if (!(to->kinds & ADKIND(ADT_int))) {
        to->least = v->least;
        to->most = v->most;
        return true;
    }
    if (v->least < to->least) {
        to->least = widen ? INT32_MIN : v->least;
        changed = true;
    }
    if (v->most > to->most) {
        to->most = widen ? INT32_MAX : v->most;
        changed = true;
    }
    return changed;
}

static bool join_imm(struct adtv *to, const struct adtv *v)
{
    uint64_t both = ADKIND_TYPE | ADKIND_NATIVE;
    uint16_t imm = to->kinds & both && to->imm != v->imm ? ADIMM_MANY : v->imm;
    if (!(v->kinds & both) || imm == to->imm)
        return false;
    to->imm = imm;
    return true;
}

static bool join(struct adtv *to, const struct adtv *v, bool widen)
{
    bool changed = join_ints(to, v, widen) | join_imm(to, v) | ((v->kinds & ~to->kinds) != 0);
    to->kinds |= v->kinds;
    for (unsigned i = 0; i < ADSITE_WORDS; i++) {
        changed |= (v->site[i] & ~to->site[i]) != 0;
        to->site[i] |= v->site[i];
    }
    return changed;
}

void adtv_add(struct adtv *to, const struct adtv *v) { (void)join(to, v, false); }

void adtv_join(struct adtwalk *w, struct adtv *to, const struct adtv *v)
{
    w->changed |= join(to, v, w->pass >= ADTWIDEN);
}

static struct adtv object_value(struct adtwalk *w, const struct adimg_object *o)
{
    struct adimg_object code;
    struct adcontent content;
    struct adtv v;
    uint32_t i;
    switch (o->layout) {
    case ADT_function:
        v = adtv_of(ADKIND(ADT_function));
        if (!adimg_object_of(w->image, adimg_item(w->image, o, 0), &code))
            return adtv_unknown();
        for (i = 0; i < w->bodies; i++)
            if (w->body[i].offset == code.offset)
                return adtv_at_site(v.kinds, w->body[i].site);
        return adtv_unknown();
    case ADT_str_wide:
        return adtv_of(ADKIND(ADT_str) | ADKIND(ADT_str_wide));
    case ADT_int_neg:
        return adtv_of(ADKIND(ADT_int));
    case ADT_tuple: case ADT_frozenset: case ADT_slice: case ADT_range:
        return adtv_at_site(ADKIND(o->layout), w->constant_site[o->offset / 2]);
    case ADT_class:
        content = adcontent_in(w->image, o);
        return adtwalk_class(w, &content, ADKIND(ADT_class));
    case ADT_wrapper:
        return adtv_unknown();
    }
    return o->layout < 32 ? adtv_of(ADKIND(o->layout)) : adtv_unknown();
}

struct adtv adtv_constant(struct adtwalk *w, uint64_t cell)
{
    struct adimg_object object;
    unsigned width = w->image->width;
    if (adcc_is_small(width, cell))
        return adtv_int(adcc_small_value(width, cell), adcc_small_value(width, cell));
    if (adcc_is_imm(width, cell))
        return adtv_imm(adcc_imm_number(width, cell));
    return adimg_object_of(w->image, cell, &object) ? object_value(w, &object) : adtv_unknown();
}

/* May a special method of the program be asked what to do with it? */
bool adtwalk_asks(const struct adtwalk *w, const struct adtv *v)
{
    return adtv_is_any(v) ||
        (w->specials && v->kinds & (ADKIND(ADT_instance) | ADKIND(ADT_exc) | ADKIND(ADT_class)));
}

static struct adtv yields(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = {0};
    for (uint32_t i = 0; i < w->bodies; i++)
        if (adtv_has_site(w, v, w->body[i].site))
            adtv_add(&all, &w->body[i].yielded);
    return all;
}

/* ---- uses ----------------------------------------------------------------------------------- */

void adtwalk_use_flat(struct adtwalk *w, enum adtypes_use use, const struct adtv *v)
{
    w->types->use[use] |= v->kinds;
    if (use == ADUSE_WRITTEN)
        adtwalk_written(w, v);
}

/* Kinds and sites only. True: some were new. */
static bool take_in(struct adtv *all, const struct adtv *v)
{
    bool more = v->kinds & ~all->kinds;
    all->kinds |= v->kinds;
    for (unsigned i = 0; i < ADSITE_WORDS; i++) {
        more |= (v->site[i] & ~all->site[i]) != 0;
        all->site[i] |= v->site[i];
    }
    return more;
}

/* All that lies in the containers of a value, however deep, or that a generator yields. */
static struct adtv deep(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = *v, items;
    bool seen[ADSITES] = {false}, more = true;
    while (more) {
        more = false;
        items = yields(w, &all);
        if (all.kinds & ADKIND(ADT_generator))
            more = take_in(&all, &items);
        for (unsigned s = ADSITE_FUNCTIONS; s < ADSITES; s++)
            if (!seen[s] && adtv_has_site(w, &all, s)) {
                seen[s] = more = true;
                (void)take_in(&all, &w->items[s]);
            }
    }
    return all;
}

void adtwalk_use(struct adtwalk *w, enum adtypes_use use, const struct adtv *v)
{
    struct adtv all = deep(w, v);
    adtwalk_use_flat(w, use, &all);
    if (use == ADUSE_COMPARED && w->tailor->read[ADN_args]) /* a KeyError hands it out */
        adtwalk_escape(w, v);
}

bool adtwalk_meets(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = deep(w, v);
    return adtwalk_asks(w, v) || (adtailor_compares(w->tailor) && adtwalk_asks(w, &all));
}

void adtwalk_use_all(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = deep(w, v);
    for (unsigned use = 0; use < ADUSE_COUNT; use++)
        adtwalk_use_flat(w, (enum adtypes_use)use, &all);
}

static bool is_class(const struct adtwalk *w, unsigned site)
{
    return w->classes_known && site >= w->class[0].site &&
        site < w->class[0].site + w->classes_known;
}

void adtwalk_escape(struct adtwalk *w, const struct adtv *v)
{
    struct adtv unknown = adtv_unknown();
    if (v->kinds & ADKIND(ADT_class) && !w->classes && !adtv_is_any(v))
        w->classes = w->changed = true;
    if (v->kinds & (ADKIND_NATIVE | ADKIND_TYPE)) /* whoever calls them */
        adtwalk_hand(w, &unknown);
    for (unsigned s = 1; s < ADSITES; s++)
        if ((v->site[s / 64] >> s % 64 & 1) && !w->escaped[s]) {
            w->escaped[s] = w->changed = true;
            if (s >= ADSITE_FUNCTIONS && !is_class(w, s)) {
                struct adtv items = w->items[s];
                adtv_join(w, &w->items[s], &unknown);
                adtwalk_escape(w, &items);
            }
        }
}

/* ---- containers ----------------------------------------------------------------------------- */

struct adtv adtwalk_items(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = {0};
    for (unsigned s = ADSITE_FUNCTIONS; s < ADSITES; s++)
        if (adtv_has_site(w, v, s))
            adtv_add(&all, &w->items[s]);
    if (adtv_is_any(v))
        return adtv_unknown();
    return all;
}

/* What `yield from` gives. */
struct adtv adtwalk_returned(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = adtv_of(ADKIND_NONE);
    if (adtwalk_asks(w, v))
        return adtv_unknown();
    for (uint32_t i = 0; i < w->bodies; i++)
        if (adtv_has_site(w, v, w->body[i].site))
            adtv_add(&all, &w->body[i].result);
    return all;
}

struct adtv adtwalk_iterated(struct adtwalk *w, const struct adtv *v)
{
    struct adtv all = adtwalk_items(w, v), part;
    if (adtwalk_asks(w, v))
        return adtv_unknown();
    part = yields(w, v);
    if (v->kinds & ADKIND(ADT_generator))
        adtv_add(&all, &part);
    part = adtv_of(v->kinds & (ADKIND(ADT_str) | ADKIND(ADT_str_wide)));
    adtv_add(&all, &part);
    part = adtv_int(0, 255);
    if (v->kinds & (ADKIND(ADT_bytes) | ADKIND(ADT_bytearray)))
        adtv_add(&all, &part);
    part = adtv_unknown();
    if (v->kinds & (ADKIND(ADT_class) | ADKIND_TYPE))
        adtv_add(&all, &part);
    return all;
}

void adtwalk_put_at(struct adtwalk *w, unsigned site, const struct adtv *item)
{
    adtv_join(w, &w->items[site], item);
    adtwalk_note_size(w, item);
    if (w->escaped[site])
        adtwalk_escape(w, item);
}

void adtwalk_put(struct adtwalk *w, const struct adtv *container, const struct adtv *item)
{
    for (unsigned s = ADSITE_FUNCTIONS; s < ADSITES; s++)
        if (container->site[s / 64] >> s % 64 & 1)
            adtwalk_put_at(w, s, item);
    if (adtv_is_any(container))
        adtwalk_escape(w, item);
}

static unsigned new_site(struct adtwalk *w)
{
    return w->next_site < ADSITES - 1 ? w->next_site++ : ADSITES - 1;
}

/* The iterator of this site counts such items. (The last site is that of all others.) */
void adtwalk_count(struct adtwalk *w, unsigned site, const struct adtv *item)
{
    w->counts[site] = site < ADSITES - 1;
    adtv_join(w, &w->counted[site], item);
}

bool adtwalk_counts(const struct adtwalk *w, const struct adtv *iter, struct adtv *counted)
{
    bool all = !(iter->kinds & ~(ADKIND(ADT_iterator) | ADKIND(ADT_view))), any = !iter->kinds;
    *counted = (struct adtv){0};
    for (unsigned i = ADSITE_FUNCTIONS; i < ADSITES && all; i++)
        if (adtv_has_site(w, iter, i)) {
            all = w->counts[i];
            any = true;
            adtv_add(counted, &w->counted[i]);
        }
    return all && any; /* one without a site comes from where nobody sees */
}

unsigned adtwalk_site(struct adtwalk *w, struct adtbody *b, uint32_t pc)
{
    if (!b->sites[pc])
        b->sites[pc] = (uint8_t)new_site(w);
    return b->sites[pc];
}

/* ---- names ---------------------------------------------------------------------------------- */

unsigned adtwalk_name(const struct adtwalk *w, uint32_t index)
{
    return w->number[index];
}

struct adtv adtwalk_named(struct adtwalk *w, const struct adtv *by_name, unsigned number)
{
    for (uint32_t i = 0; i < w->names; i++)
        if (adtwalk_name(w, i) == number)
            return by_name[i];
    return (struct adtv){0};
}

static struct adtv builtin_value(struct adtwalk *w, unsigned name)
{
    const char *text;
    uint32_t n = adimg_name_text(w->image, name, &text);
    int number;
    if (!n && name < ADN_COUNT) {
        text = adisa_name_text(name);
        n = (uint32_t)strlen(text);
    }
    if (!n) /* of a program that goes on in the middle: on a chip no builtin is found by a name */
        return w->ram ? (struct adtv){0} : adtv_unknown();
    number = adisa_builtin(text, n, true);
    if (number >= 0)
        return adtv_imm((unsigned)number);
    return adisa_frozen(text, n) ? adtv_constant(w, adimg_cell_at(w->image, ADIMG_FROZEN,
        (uint32_t)adisa_frozen(text, n))) : (struct adtv){0};
}

/* The globals of this name in any module: what module.name may be. */
static struct adtv globals_of(struct adtwalk *w, unsigned name)
{
    struct adtv all = {0};
    for (uint32_t g = 0; g < w->globals; g++)
        if (adimg_u16_at(w->image, ADIMG_GLOBALS, g) == name)
            adtv_add(&all, &w->global[g]);
    return all;
}

struct adtv adtwalk_globals_named(struct adtwalk *w, uint32_t index)
{
    return globals_of(w, adtwalk_name(w, index));
}

struct adtv adtwalk_global(struct adtwalk *w, uint32_t slot)
{
    unsigned name = (unsigned)adimg_u16_at(w->image, ADIMG_GLOBALS, slot);
    struct adtv v = globals_of(w, name), builtin;
    if (adtwalk_is_bound(w, slot))
        return v;
    builtin = builtin_value(w, name);
    adtv_add(&v, &builtin);
    return v;
}

/* ---- setting up ----------------------------------------------------------------------------- */

static bool begin_body(struct adtwalk *w, const struct adimg_object *o)
{
    struct adtbody *b = &w->body[w->bodies];
    const struct adram_entry *entry;
    struct addepth depth;
    uint32_t size;
    if (!adimg_code_of(o, &b->code))
        return false;
    size = b->code.code.code_size;
    b->offset = o->offset;
    b->site = (uint8_t)AD_MIN(w->bodies + 1, ADSITE_FUNCTIONS - 1);
    b->heights = calloc(2 * (size_t)size + 1, sizeof *b->heights);
    b->state = calloc(size + 1, sizeof *b->state);
    b->sites = calloc(size + 1, 1);
    b->local = calloc(b->code.code.nlocals + 1u, sizeof *b->local);
    w->bodies++;
    if (!b->heights || !b->state || !b->sites || !b->local)
        return false;
    b->extra = (uint8_t)(b->code.code.flags & (ADCODE_VARARGS | ADCODE_VARKW) ? new_site(w) : 0);
    depth = (struct addepth){.isa = &adisa_python, .code = b->code.bytecode, .size = size,
        .tries = b->code.tries, .ntry = b->code.code.ntry, .height = b->heights,
        .work = b->heights + size};
    entry = adram_entry_at(w->ram, (uint32_t)(b->code.bytecode - w->image->bytes));
    if (entry) {
        depth.entry = entry->pc;
        depth.entry_height = entry->height;
        b->middle = true;
    }
    return addepth_run(&depth);
}

static uint32_t count_bodies(const struct adimg *image)
{
    struct adimg_object o;
    uint32_t at = adimg_objects_start(image), n = 0;
    for (; at < image->size && adimg_object_at(image, at, &o); at += o.bytes)
        n += o.layout == ADT_code;
    return n;
}

/* Layouts of constants: an image with others has been run already. */
static bool is_constant(unsigned layout)
{
    static const uint8_t layouts[] = {ADT_int, ADT_int_neg, ADT_float, ADT_str, ADT_str_wide,
        ADT_bytes, ADT_tuple, ADT_frozenset, ADT_code, ADT_function, ADT_slice, ADT_range,
        ADT_handle, ADT_class, ADT_array, ADT_wrapper, ADT_cell};
    return memchr(layouts, (int)layout, sizeof layouts) != NULL;
}

static void take_constant(struct adtwalk *w, const struct adimg_object *o)
{
    w->constant_site[o->offset / 2] = (uint8_t)new_site(w);
    w->longest = AD_MAX(w->longest, o->size);
}

static bool begin(struct adtwalk *w)
{
    const struct adimg *image = w->image;
    struct adimg_object o;
    uint32_t at;
    w->globals = image->section[ADIMG_GLOBALS].count;
    w->next_site = ADSITE_FUNCTIONS;
    adtwalk_find_classes(w);
    for (unsigned name = ADN_d_init + 1; name < ADN_d_class; name++)
        w->specials |= w->tailor->defined[name];
    if (!adtwalk_find_names(w))
        return false;
    w->body = calloc(count_bodies(image) + 1, sizeof *w->body);
    w->global = calloc(w->globals + 1, sizeof *w->global);
    w->in_class = calloc(w->names + 1, sizeof *w->in_class);
    w->in_object = calloc(w->names + 1, sizeof *w->in_object);
    w->constant_site = calloc(image->size / 2 + 1, 1);
    if (!w->body || !w->global || !w->in_class || !w->in_object || !w->constant_site)
        return false;
    for (at = adimg_objects_start(image); at < image->size && adimg_object_at(image, at, &o);
        at += o.bytes) {
        if (!(is_constant(o.layout) && (o.layout != ADT_code || begin_body(w, &o))))
            return false;
        if (o.layout == ADT_tuple || o.layout == ADT_frozenset || o.layout == ADT_slice ||
            o.layout == ADT_range)
            take_constant(w, &o);
    }
    return true;
}

/* Items of constants, defaults of the functions among them. An int that is an object is large, and
 * may be shown with all that it lies in: no instruction needs to have it. */
static void take_constants(struct adtwalk *w)
{
    const struct adimg *image = w->image;
    struct adimg_object o;
    struct adtv v, item;
    for (uint32_t at = adimg_objects_start(image); at < image->size &&
        adimg_object_at(image, at, &o); at += o.bytes) {
        unsigned site = w->constant_site[o.offset / 2];
        w->types->big |= o.layout == ADT_int || o.layout == ADT_int_neg;
        for (uint32_t i = 0; site && i < o.size; i++) {
            item = adtv_constant(w, adimg_item(image, &o, i));
            adtv_join(w, &w->items[site], &item);
        }
        for (uint32_t i = 0; o.layout == ADT_wrapper && i < o.size; i++) {
            item = adtv_constant(w, adimg_item(image, &o, i));
            adtwalk_escape(w, &item);
        }
        if (o.layout == ADT_cell) {
            item = adtv_constant(w, adimg_item(image, &o, 0));
            adtv_join(w, &w->cells, &item);
        }
        if (o.layout != ADT_function)
            continue;
        v = object_value(w, &o);
        for (uint32_t i = 1; i <= 2; i++) {
            item = adtv_constant(w, adimg_item(image, &o, i));
            adtwalk_default(w, &v, &item);
        }
    }
}

/* Functions of lib/builtins that C code calls with what it cannot go through itself, at `items` of
 * their parameters, and with a value of these kinds. */
static const struct {
    uint8_t frozen, items;
    uint64_t other;
} iterating[] = {
    {ADZ_list_extend, 1, ADKIND(ADT_list)}, {ADZ_iter_next, 0, ADKIND_NONE},
    {ADZ_unpack, 0, ADKIND(ADT_int)}, {ADZ_enumerate, 0, ADKIND(ADT_int)},
    {ADZ_bytes_of, 0, ADKIND_BOOL}, {ADZ_iter_to_list, 0, ADKIND_NONE},
    {ADZ_iter_to_tuple, 0, ADKIND_NONE}, {ADZ_join, 1, ADKIND(ADT_str)},
};

static struct adtbody *frozen_body(struct adtwalk *w, uint32_t frozen)
{
    uint64_t cell = frozen < w->image->section[ADIMG_FROZEN].count
        ? adimg_cell_at(w->image, ADIMG_FROZEN, frozen) : 0;
    struct adtv v = cell ? adtv_constant(w, cell) : (struct adtv){0};
    for (uint32_t i = 0; i < w->bodies; i++)
        if (v.site[w->body[i].site / 64] >> w->body[i].site % 64 & 1)
            return &w->body[i];
    return NULL;
}

/* A program that begins at its beginning: all of its code may run, but for functions of
 * lib/builtins that C code calls. What goes on in the middle runs what its frames call. */
static void begin_all(struct adtwalk *w)
{
    for (uint32_t i = 0; i < w->bodies; i++)
        w->body[i].called = true;
    for (size_t i = 0; i < AD_COUNT(iterating); i++) {
        struct adtbody *b = frozen_body(w, iterating[i].frozen);
        if (b)
            b->called = false;
    }
}

/* C code calls the others with anything. */
static void take_frozen(struct adtwalk *w)
{
    for (uint32_t z = 0; z < w->image->section[ADIMG_FROZEN].count; z++) {
        uint64_t cell = adimg_cell_at(w->image, ADIMG_FROZEN, z);
        struct adtv v = cell ? adtv_constant(w, cell) : (struct adtv){0};
        bool iterates = false;
        for (size_t i = 0; i < AD_COUNT(iterating); i++)
            iterates |= iterating[i].frozen == z;
        if (!iterates)
            adtwalk_escape(w, &v);
    }
}

void adtwalk_hand(struct adtwalk *w, const struct adtv *v)
{
    struct adtv more = *v;
    if (!adtv_is_any(v))
        more.kinds &= ADKIND(ADT_generator) | ADKIND(ADT_iterator) | ADKIND(ADT_instance) |
            ADKIND(ADT_exc) | ADKIND(ADT_class) | ADKIND_TYPE;
    if (more.kinds)
        adtv_join(w, &w->handed, &more);
}

/* ... these with what C code has been given so far. Before it is given anything they are not code
 * that runs. */
static void call_iterating(struct adtwalk *w)
{
    for (size_t i = 0; i < AD_COUNT(iterating); i++) {
        struct adtbody *b = frozen_body(w, iterating[i].frozen);
        struct adtv other = adtv_of(iterating[i].other), *last;
        if (!b)
            continue;
        last = &b->local[b->code.code.nlocals - 1];
        if (w->handed.kinds || last[-iterating[i].items].kinds)
            adtwalk_runs(w, b);
        for (unsigned p = 0; w->handed.kinds && p < b->code.code.npos; p++)
            adtv_join(w, last - p, p == iterating[i].items ? &w->handed : &other);
    }
}

/* ---- what C code calls ---------------------------------------------------------------------- */

/* Methods that C code looks up; calls of __init__ are seen as long as those of its class are. */
static bool is_special(const struct adtwalk *w, unsigned name)
{
    return name < ADN_COUNT && (name != ADN_d_init || w->classes) &&
        (name == ADN_keys || name == ADN_send || name == ADN_throw || name == ADN_close ||
        name == ADN_write || !strncmp(adisa_name_text(name), "__", 2));
}

static void take_specials(struct adtwalk *w)
{
    for (uint32_t i = 0; i < w->names; i++) {
        if (!is_special(w, adtwalk_name(w, i)))
            continue;
        adtwalk_escape(w, &w->in_object[i]);
        for (unsigned s = 1; s < ADSITE_FUNCTIONS; s++)
            if (adtv_has_site(w, &w->in_class[i], s) && !w->method[s])
                w->method[s] = w->changed = true;
    }
}

/* Parameters of what is called from where nobody sees it. */
static void call_from_outside(struct adtwalk *w, struct adtbody *b, bool method)
{
    struct adtv any = adtv_unknown(), self = adtv_of(ADKIND(ADT_instance) | ADKIND(ADT_class) |
        ADKIND(ADT_exc) | ADKIND_TYPE);
    const struct adcode *c = &b->code.code;
    unsigned n = c->npos + c->nkwonly;
    adtwalk_runs(w, b);
    for (unsigned i = 0; i < n && i < c->nlocals; i++)
        adtv_join(w, &b->local[c->nlocals - 1 - i], i == 0 && method ? &self : &any);
    if (b->extra)
        adtv_join(w, &w->items[b->extra], &any);
    adtwalk_escape(w, &b->result);
    adtwalk_escape(w, &b->yielded);
}

static void take_extra(struct adtwalk *w, struct adtbody *b)
{
    const struct adcode *c = &b->code.code;
    unsigned slot = c->npos + c->nkwonly;
    struct adtv tuple = adtv_at_site(ADKIND(ADT_tuple), b->extra),
        dict = adtv_at_site(ADKIND(ADT_dict), b->extra), text = adtv_of(ADKIND(ADT_str));
    if (c->flags & ADCODE_VARARGS)
        adtv_join(w, &b->local[c->nlocals - 1 - slot++], &tuple);
    if (c->flags & ADCODE_VARKW) {
        adtv_join(w, &b->local[c->nlocals - 1 - slot], &dict);
        adtv_join(w, &w->items[b->extra], &text);
    }
}

/* What a generator returns is found in its StopIteration as well. */
static bool gives_value(const struct adtwalk *w, const struct adtbody *b)
{
    return b->code.code.flags & ADCODE_GENERATOR &&
        (w->tailor->name[ADN_value] || w->tailor->read[ADN_args]);
}

/* ---- all passes ----------------------------------------------------------------------------- */

/* An exception that is shown shows what it was made of. Of those that C code raises that is a key
 * which was looked for, what a generator returns, a text or a number. */
static void show_exceptions(struct adtwalk *w)
{
    w->types->use[ADUSE_SHOWN] |= w->types->use[ADUSE_COMPARED] | ADKIND(ADT_str) |
        ADKIND(ADT_int) | (w->tailor->defined[ADN_args] ? ADKIND_ANY : 0);
    adtwalk_use(w, ADUSE_SHOWN, &w->thrown);
    for (uint32_t i = 0; i < w->bodies; i++)
        if (w->body[i].code.code.flags & ADCODE_GENERATOR)
            adtwalk_use(w, ADUSE_SHOWN, &w->body[i].result);
}

static void pass(struct adtwalk *w)
{
    take_specials(w);
    call_iterating(w);
    for (uint32_t i = 0; i < w->returns; i++) {
        adtv_join(w, w->returned[i].to, &w->returned[i].from->result);
        adtv_join(w, w->returned[i].to, &w->returned[i].from->yielded);
    }
    for (uint32_t i = 0; i < w->pairs; i++) {
        struct adtv item = adtwalk_iterated(w, &w->paired[i].source);
        adtwalk_put_at(w, w->paired[i].tuple, &item);
        if (w->counts[w->paired[i].site])
            adtwalk_count(w, w->paired[i].site, &item);
    }
    for (uint32_t i = 0; i < w->bodies; i++) {
        struct adtbody *b = &w->body[i];
        if (w->escaped[b->site] || w->method[b->site])
            call_from_outside(w, b, !w->escaped[b->site]);
        if (b->extra)
            take_extra(w, b);
        if (b->called)
            adtwalk_body(w, b);
        if (b->resumed || gives_value(w, b)) {
            adtwalk_escape(w, &b->result);
            adtwalk_escape(w, &b->yielded);
        }
    }
    if (w->types->use[ADUSE_SHOWN] & ADKIND(ADT_exc))
        show_exceptions(w);
}

static void end(struct adtwalk *w)
{
    for (uint32_t i = 0; w->body && i < w->bodies; i++) {
        struct adtbody *b = &w->body[i];
        for (uint32_t pc = 0; b->state && pc < b->code.code.code_size; pc++)
            free(b->state[pc]);
        free(b->state);
        free(b->heights);
        free(b->sites);
        free(b->local);
    }
    free(w->body);
    free(w->returned);
    free(w->paired);
    free(w->global);
    free(w->number);
    free(w->in_class);
    free(w->in_object);
    free(w->constant_site);
    free(w);
}

/* What makes attributes or calls otherwise than the instructions show. */
static bool is_beyond(const struct adtailor *t)
{
    static const uint16_t names[] = {ADN_d_getattr, ADN_d_getattribute, ADN_d_new, ADN_d_get,
        ADN_d_class, ADN_d_dict, ADN_d_bases, ADN_d_defaults, ADN_d_kwdefaults, ADN_d_code,
        ADN_d_closure, ADN_d_self, ADN_d_func, ADN_d_wrapped};
    static const uint16_t natives[] = {ADF_getattr, ADF_setattr, ADF_vars, ADF_globals, ADF_locals,
        ADF_lookup_special, ADF_instance_dict, ADF_module, ADF_modules, ADF_derive, ADF_set_class,
        ADF_native_value};
    for (size_t i = 0; i < AD_COUNT(names); i++)
        if (t->name[names[i]])
            return true;
    for (size_t i = 0; i < AD_COUNT(natives); i++)
        if (t->native[natives[i]])
            return true;
    return t->everything || t->op[ADOP_IMPORT_STAR] || t->op[ADOP_MATCH_CLASS] || t->type_calls ||
        adtailor_builds_on_types(t);
}

void adtypes_unknown(struct adtypes *types)
{
    memset(types, 0, sizeof *types); /* two of them are compared as bytes */
    memset(types->use, 0xff, sizeof types->use);
    types->written = ~(uint64_t)0;
    types->big = types->loops = types->numbers = types->calls = types->unpacks = true;
    types->loose = true;
}

bool adtypes_infer(struct adtypes *types, const struct adimg *image, const struct adram *ram,
                   const struct adtailor *t)
{
    struct adtwalk *w = is_beyond(t) ? NULL : calloc(1, sizeof *w);
    bool known = false;
    memset(types, 0, sizeof *types);
    if (w) {
        w->image = image;
        w->ram = ram;
        w->tailor = t;
        w->types = types;
        w->failed = !begin(w);
        if (!w->failed) {
            take_constants(w);
            take_frozen(w);
            if (ram)
                adtwalk_contents(w, ram);
            else
                begin_all(w);
            do {
                w->changed = false;
                pass(w);
            } while (w->changed && !w->failed && ++w->pass < ADTPASSES);
            if (w->specials) /* what special methods answer */
                types->use[ADUSE_TESTED] = ADKIND_ANY;
            known = !w->changed && !w->failed;
            adtwalk_note_idle(w);
        }
        end(w);
    }
    if (!known)
        adtypes_unknown(types);
    if (!known && t->receiver)
        memset(t->receiver, 0, image->size * sizeof *t->receiver);
    return known;
}

/* ---- answers --------------------------------------------------------------------------------- */

static const char *const uses[ADUSE_COUNT] = {"shown", "compared", "ordered", "added", "computed",
    "indexed", "assigned", "read", "written", "iterated", "called", "tested", "measured",
    "searched"};

int adtypes_use_named(const char *word, size_t n)
{
    for (int use = 0; use < ADUSE_COUNT; use++)
        if (strlen(uses[use]) == n && !memcmp(uses[use], word, n))
            return use;
    return -1;
}

bool adtypes_lack(const struct adtypes *types, unsigned asked, unsigned layout)
{
    uint64_t kinds = 0;
    for (unsigned use = 0; use < ADUSE_COUNT; use++)
        if (asked >> use & 1)
            kinds |= types->use[use];
    return !(kinds & ADKIND(layout == ADT_int_neg ? ADT_int : layout));
}

void adtypes_list(const struct adtypes *types, FILE *to)
{
    static const char *const kinds[] = {
#define TYPE(id, name, base) #id,
#define INNER(id, name, base) #id,
#define EXCEPTION(id, base)
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
    };
    static const char *const more[] = {"None", "bool", "type", "native", "other"};
    for (unsigned use = 0; use < ADUSE_COUNT; use++) {
        fprintf(to, "%s:", uses[use]);
        for (unsigned bit = 0; bit < 37 && !(types->use[use] >> 63); bit++)
            if (types->use[use] >> bit & 1)
                fprintf(to, " %s", bit < 32 ? kinds[bit] : more[bit - 32]);
        fprintf(to, "%s\n", types->use[use] >> 63 ? " anything" : "");
    }
    fprintf(to, "large ints: %s\n", types->big ? "yes" : "no");
}
