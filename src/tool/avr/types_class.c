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

void adtwalk_written(struct adtwalk *w, const struct adtv *v)
{
    if (!(v->kinds & ADKIND(ADT_class)))
        return;
    if (v->site[0] & 1)
        w->types->written = ~(uint64_t)0;
    for (unsigned i = 0; i < w->classes_known; i++)
        if (adtv_has_site(w, v, w->class[i].site))
            w->types->written |= (uint64_t)1 << i;
}
