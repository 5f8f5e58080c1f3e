/* SPDX-License-Identifier: MIT
 * types_class.c - the classes that exist when the program goes on, in the block or in the image.
 * Each is a site: a value that has it can be the class, or an instance of it, as its kinds say.
 * One more is that of all classes that are made from now on; site 0 is that of any class at all.
 */
#include "core/layout.h"
#include "tool/avr/types_walk.h"

static void add_class(struct adtwalk *w, struct adcontent o)
{
    if (w->classes_known < ADSHAKE_CLASSES && w->next_site < ADSITES - 1)
        w->class[w->classes_known++] = (struct adtclass){o, (uint8_t)w->next_site++};
}

/* Those of the block come first: they have the numbers of adram.class_at. */
void adtwalk_find_classes(struct adtwalk *w)
{
    struct adimg_object object;
    uint32_t at = 0;
    w->new_class = w->next_site++;
    for (; w->ram && at < w->ram->objects; at = adcontent_behind(w->ram, at)) {
        struct adcontent o = adcontent_at(w->ram, at);
        if (o.layout == ADT_class)
            add_class(w, o);
    }
    for (at = adimg_objects_start(w->image);
         at < w->image->size && adimg_object_at(w->image, at, &object); at += object.bytes)
        if (object.layout == ADT_class)
            add_class(w, adcontent_in(w->image, &object));
}

/* Is it that class? */
static bool is(const struct adcontent *a, const struct adcontent *b)
{
    if (a->layout != ADT_class)
        return false;
    return a->word ? a->word == b->word : !b->word && a->object.offset == b->object.offset;
}

struct adtv adtwalk_class(const struct adtwalk *w, const struct adcontent *class, uint64_t kind)
{
    for (unsigned i = 0; i < w->classes_known; i++)
        if (is(class, &w->class[i].object))
            return adtv_at_site(kind, w->class[i].site);
    return adtv_of(kind);
}

/* Of the class of `self`, or of an instance of it. */
struct adtv adtwalk_of_class(const struct adtv *self, uint64_t kinds)
{
    struct adtv v = adtv_of(kinds);
    if (adtv_is_any(self) || self->kinds & (ADKIND(ADT_super) | ADKIND_TYPE))
        return v;
    for (unsigned i = 0; i < ADSITE_WORDS; i++)
        v.site[i] = self->site[i];
    return v;
}

bool adtwalk_knows_class(const struct adtwalk *w, const struct adtv *v)
{
    return !adtv_is_any(v) && !(v->site[0] & 1) && !adtv_has_site(w, v, w->new_class);
}

/* ---- methods -------------------------------------------------------------------------------- */

/* The number of a known class; -1: it is none. */
static int number_of(const struct adtwalk *w, const struct adcontent *class)
{
    for (unsigned i = 0; i < w->classes_known; i++)
        if (is(class, &w->class[i].object))
            return (int)i;
    return -1;
}

static struct adcontent content(const struct adtwalk *w, const struct adcontent *o, uint32_t i)
{
    return adcontent_of(w->image, w->ram, adcontent_cell(o, i));
}

/* Has the class an attribute of that name? Then *function tells whether it is this body's. */
static bool has_attribute(const struct adtwalk *w, const struct adcontent *class, unsigned name,
                          const struct adtbody *b, bool *function)
{
    struct adcontent attrs = content(w, class, ADL_CLASS_ATTRS), f, code;
    for (uint32_t i = 0; i + 1 < attrs.size; i += 2) {
        if ((unsigned)adcontent_int(&attrs, i) != name || !adcontent_cell(&attrs, i).value)
            continue;
        f = content(w, &attrs, i + 1);
        code = content(w, &f, ADL_FUNCTION_CODE);
        *function = f.layout != ADT_function || code.object.offset == b->offset;
        return true;
    }
    return false;
}

/* May an instance of the class find the body's function by that name, first of all or, behind
 * super(), somewhere among the bases? */
static bool finds(const struct adtwalk *w, unsigned class, unsigned name, const struct adtbody *b,
                  bool behind)
{
    struct adcontent mro = content(w, &w->class[class].object, ADL_CLASS_MRO);
    for (uint32_t i = 0; i < mro.size; i++) {
        struct adcontent base = content(w, &mro, i);
        int number = number_of(w, &base);
        bool function;
        if (base.layout != ADT_class)
            continue; /* a builtin one has no functions */
        if (number < 0 || w->types->written >> number & 1)
            return true;
        if (has_attribute(w, &base, name, b, &function) && (function || !behind))
            return function;
    }
    return !mro.size;
}

bool adtwalk_narrow(const struct adtwalk *w, struct adtv *self, uint32_t index,
                    const struct adtbody *b)
{
    const uint64_t of_classes = ADKIND(ADT_instance) | ADKIND(ADT_exc) | ADKIND(ADT_super);
    bool behind = self->kinds & ADKIND(ADT_super), left = !self->kinds || self->kinds & ~of_classes;
    if (adtv_is_any(self) || b->site == ADSITE_FUNCTIONS - 1)
        return true;
    for (unsigned i = 0; i < w->classes_known; i++) {
        unsigned s = w->class[i].site;
        if (adtv_has_site(w, self, s) && !finds(w, i, adtwalk_name(w, index), b, behind))
            self->site[s / 64] &= ~((uint64_t)1 << s % 64);
    }
    for (unsigned i = 0; i < ADSITE_WORDS; i++)
        left |= self->site[i] != 0;
    return left;
}

/* ---- values of instances -------------------------------------------------------------------- */

/* The name of a class's n-th key, as an index; -1: it is none of the program's. */
static int key_of(const struct adtwalk *w, const struct adtclass *class, unsigned n)
{
    struct adcontent keys = adcontent_of(w->image, w->ram,
        adcontent_cell(&class->object, ADL_CLASS_KEYS));
    for (uint32_t i = 0; n < keys.size && i < w->names; i++)
        if (adtwalk_name(w, i) == (unsigned)adcontent_int(&keys, n))
            return (int)i;
    return -1;
}

struct adtv adtwalk_slot(struct adtwalk *w, const struct adtv *object, unsigned n)
{
    struct adtv r = {0};
    if (!adtwalk_knows_class(w, object))
        return adtv_unknown();
    for (unsigned i = 0; i < w->classes_known; i++) {
        int key = key_of(w, &w->class[i], n);
        if (key >= 0 && adtv_has_site(w, object, w->class[i].site))
            adtv_add(&r, &w->in_object[key]);
    }
    return r;
}

/* (An object whose class is not known here is of one that has the cell all the same.) */
struct adtv adtwalk_virtual(struct adtwalk *w, const struct adtv *object, unsigned n)
{
    bool known = adtwalk_knows_class(w, object);
    struct adtv r = {0}, value;
    w->failed |= !known && w->classes_known == ADSHAKE_CLASSES;
    for (unsigned i = 0; i < w->classes_known && object->kinds; i++) {
        uint64_t cell = adcontent_cell(&w->class[i].object, ADL_CLASS_CELLS + n).value;
        value = adtv_constant(w, cell);
        if (cell && (!known || adtv_has_site(w, object, w->class[i].site)))
            adtv_add(&r, &value);
    }
    return r;
}

void adtwalk_set_slot(struct adtwalk *w, const struct adtv *object, unsigned n,
                      const struct adtv *value)
{
    w->failed |= !adtwalk_knows_class(w, object);
    for (unsigned i = 0; i < w->classes_known; i++) {
        int key = key_of(w, &w->class[i], n);
        if (key >= 0 && adtv_has_site(w, object, w->class[i].site))
            adtv_join(w, &w->in_object[key], value);
    }
}

/* The type whose methods all of them have; 0: there is none, or nobody knows. */
static uint8_t builtin(const struct adtwalk *w, const struct adtv *v)
{
    static const uint8_t types[] = {ADT_list, ADT_tuple, ADT_dict, ADT_set, ADT_bytes,
        ADT_bytearray};
    for (size_t i = 0; i < AD_COUNT(types); i++)
        if (v->kinds == ADKIND(types[i]))
            return types[i];
    if (v->kinds == ADKIND(ADT_handle) && !w->tailor->everything)
        return ADT_Pin;
    return v->kinds && !(v->kinds & ~(ADKIND(ADT_str) | ADKIND(ADT_str_wide))) ? ADT_str : 0;
}

void adtwalk_receives(struct adtwalk *w, const struct adtbody *b, uint32_t pc, uint32_t name,
                      const struct adtv *object, bool method)
{
    struct adreceiver to = {0};
    bool super = method && object->kinds == ADKIND(ADT_super);
    bool in_object = w->in_object[name].kinds, in_class = w->in_class[name].kinds;
    bool known = super || (object->kinds == ADKIND(ADT_instance) &&
        !(in_object && (in_class || method)));
    if (!w->tailor->receiver)
        return;
    to.super = super;
    if (known && adtwalk_knows_class(w, object) && !w->tailor->name[ADN_d_setattr] &&
        !w->tailor->name[ADN_d_delattr])
        for (unsigned i = 0; i < w->classes_known; i++)
            if (adtv_has_site(w, object, w->class[i].site))
                to.classes |= (uint64_t)1 << i;
    for (unsigned i = 0; i < w->classes_known; i++)
        if (!w->class[i].object.word && to.classes >> i & 1)
            to.classes = 0; /* one of the image has no number */
    to.shared = in_class && !method;
    if (method)
        to.layout = builtin(w, object);
    w->tailor->receiver[(b->code.bytecode - w->image->bytes) + pc] = to;
}

/* Code that nobody calls, as far as it would begin at its beginning. */
void adtwalk_note_idle(const struct adtwalk *w)
{
    for (uint32_t i = 0; w->tailor->receiver && i < w->bodies; i++) {
        const struct adtbody *b = &w->body[i];
        if (!b->called)
            w->tailor->receiver[b->code.bytecode - w->image->bytes].idle = true;
    }
}

void adtwalk_written(struct adtwalk *w, const struct adtv *v)
{
    uint64_t before = w->types->written;
    if (!(v->kinds & ADKIND(ADT_class)))
        return;
    if (v->site[0] & 1)
        w->types->written = ~(uint64_t)0;
    for (unsigned i = 0; i < w->classes_known; i++)
        if (adtv_has_site(w, v, w->class[i].site))
            w->types->written |= (uint64_t)1 << i;
    w->changed |= w->types->written != before; /* adtwalk_narrow asks for it */
}
