/* SPDX-License-Identifier: MIT
 * traceback.c - see traceback.h. The forms are those of core/report.c, which tells the same of a
 * program on the PC.
 */
#include "tool/avr/traceback.h"

#include "image/record.h"
#include "isa/isa.h"
#include "tool/avr/known.h"
#include "tool/avr/value.h"

enum { REPEAT_MOST = 3 }; /* equal places told one after the other */

/* ---- places --------------------------------------------------------------------------------- */

static void write_source(const struct adsym *s, const struct adsym_place *p, struct adout *out)
{
    size_t length;
    const char *text = adsym_line(s, p, &length);
    if (!text)
        return;
    while (length && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    adout_text(out, "    ");
    adout_bytes(out, text, length);
    adout_text(out, "\n");
}

static void write_place(const struct adsym *s, const struct adsym_place *p, struct adout *out)
{
    adout_text(out, "  File \"");
    adout_bytes(out, p->file, p->file_length);
    adout_text(out, "\", line ");
    adout_int(out, p->line);
    adout_text(out, ", in ");
    adout_bytes(out, p->function, p->function_length);
    adout_text(out, "\n");
    write_source(s, p, out);
}

static void write_repeats(unsigned repeats, struct adout *out)
{
    if (repeats <= REPEAT_MOST)
        return;
    adout_text(out, "  [Previous line repeated ");
    adout_int(out, repeats - REPEAT_MOST);
    adout_text(out, repeats - REPEAT_MOST == 1 ? " more time]\n" : " more times]\n");
}

static bool same(const struct adsym_place *a, const struct adsym_place *b)
{
    return a->file == b->file && a->line == b->line && a->function == b->function;
}

static uint16_t frame_at(const struct adrecord *r, size_t i)
{
    return (uint16_t)adcc_read16(r->frames + 2 * i);
}

/* Does the instruction that ends there raise again what was being handled? */
static bool raises_again(const struct adsym *s, uint16_t distance)
{
    const uint8_t *end = s->image.bytes + s->image.size - distance;
    if (distance > s->image.size - 2)
        return false;
    return end[-1] == ADOP_RERAISE || end[-1] == ADOP_END_FINALLY ||
           (end[-2] == ADOP_RAISE && end[-1] == 0);
}

/* Where an exception was that a handler had and raised again; numbers as in the record, 0: none. */
struct places {
    uint16_t first;   /* where it was raised                               */
    uint16_t handled; /* where the frame was that had the last handler */
};

static void write_places(const struct adsym *s, const struct places *p, struct adout *out)
{
    struct adsym_place place;
    if (p->handled && adsym_place(s, p->handled, &place))
        write_place(s, &place, out);
    if (p->first && p->first != p->handled && adsym_place(s, p->first, &place))
        write_place(s, &place, out);
}

static void write_frames(const struct adsym *s, const struct adrecord *r, const struct places *p,
                         struct adout *out)
{
    struct adsym_place place, last = {0};
    unsigned repeats = 0;
    size_t i = r->nframes, end = 0;
    if (i && p->handled && raises_again(s, frame_at(r, 0)) &&
        adsym_same_code(s, p->handled, frame_at(r, 0)))
        end = 1; /* the handler's own place is of no interest */
    adout_text(out, "Traceback (most recent call last):\n");
    while (i-- > end) {
        if (!adsym_place(s, frame_at(r, i), &place))
            continue;
        if (!same(&place, &last)) {
            write_repeats(repeats, out);
            repeats = 0;
        }
        last = place;
        if (++repeats <= REPEAT_MOST)
            write_place(s, &place, out);
    }
    write_repeats(repeats, out);
    write_places(s, p, out);
}

/* ---- exceptions ----------------------------------------------------------------------------- */

struct exception {
    uint16_t class, cause;
    struct places places;
    bool has_args;
    struct adrecord_object args;
};

static uint16_t place_of(uint16_t cell) { return adcc_is_small(2, cell) ? cell >> 1 : 0; }

/* False: a cell of something else. */
static bool find_exception(const struct advalues *v, uint16_t cell, struct exception *e)
{
    struct adrecord_object o;
    *e = (struct exception){.class = cell};
    if (adcc_is_imm(2, cell)) /* raised without memory for an object */
        return true;
    if (!advalue_object(v, cell, &o) || o.layout != ADT_exc)
        return false;
    e->class = advalue_item(&o, 0);
    e->has_args = advalue_object(v, advalue_item(&o, 1), &e->args) && e->args.layout == ADT_tuple;
    e->cause = advalue_item(&o, 2);
    e->places = (struct places){place_of(advalue_item(&o, 4)), place_of(advalue_item(&o, 3))};
    return true;
}

static bool is_os_error(unsigned type)
{
    return type >= ADT_OSError && type <= ADT_TimeoutError;
}

/* What str() gives: of one argument its own, of more those of a tuple. */
static void write_text(const struct advalues *v, const struct exception *e, struct adout *out)
{
    const struct adrecord_object *args = &e->args;
    uint16_t first = advalue_item(args, 0);
    unsigned type = advalue_native(v, e->class);
    if (args->size == 1 && type == ADT_KeyError) {
        advalue_repr(v, first, out);
    } else if (args->size == 1) {
        advalue_str(v, first, out);
    } else if (is_os_error(type) && args->size < 4) {
        adout_text(out, "[Errno ");
        advalue_str(v, first, out);
        adout_text(out, "] ");
        advalue_str(v, advalue_item(args, 1), out);
        if (args->size == 3) {
            adout_text(out, ": ");
            advalue_repr(v, advalue_item(args, 2), out);
        }
    } else {
        advalue_repr(v, args->cell, out);
    }
}

struct teller {
    const struct adsym *symbols;
    const struct advalues *values;
    const struct exception *e;
    uint16_t place; /* where it was raised */
};

static void write_text_or_known(const struct teller *t, struct adout *out)
{
    if (t->e->has_args && t->e->args.size)
        write_text(t->values, t->e, out);
    else
        adknown_write(t->symbols, t->place, advalue_native(t->values, t->e->class), out);
}

/* The last line. */
static void write_exception(const struct teller *t, struct adout *out)
{
    struct adout counter;
    adout_counter(&counter);
    write_text_or_known(t, &counter);
    advalue_class_name(t->values, t->e->class, out);
    if (counter.count) {
        adout_text(out, ": ");
        write_text_or_known(t, out);
    }
    adout_text(out, "\n");
}

/* Those that this one came from, the first of them first. */
static void write_causes(const struct adsym *s, const struct advalues *v, uint16_t cell,
                         struct adout *out)
{
    struct exception chain[ADRECORD_CAUSES_MOST];
    unsigned n = 0;
    while (n < ADRECORD_CAUSES_MOST && cell && find_exception(v, cell, &chain[n])) {
        cell = chain[n++].cause;
        if (adcc_is_imm(2, cell))
            break;
    }
    while (n--) {
        if (chain[n].places.first)
            adout_text(out, "Traceback (most recent call last):\n");
        write_places(s, &chain[n].places, out);
        write_exception(&(struct teller){s, v, &chain[n], chain[n].places.first}, out);
        adout_text(out,
            "\nThe above exception was the direct cause of the following exception:\n\n");
    }
}

void adtraceback_write(const struct adsym *s, const struct adrecord *record, struct adout *out)
{
    const struct advalues v = {record, &s->image};
    struct exception e;
    uint16_t place;
    if (!find_exception(&v, record->exception, &e)) {
        adout_text(out, "Traceback (most recent call last):\n?\n");
        return;
    }
    if (advalue_native(&v, e.class) == ADT_SystemExit) {
        if (e.has_args)
            write_text(&v, &e, out);
        adout_text(out, "\n");
        return;
    }
    if (!adcc_is_imm(2, e.cause))
        write_causes(s, &v, e.cause, out);
    write_frames(s, record, &e.places, out);
    place = record->nframes ? frame_at(record, 0) : 0;
    write_exception(&(struct teller){s, &v, &e, e.places.first ? e.places.first : place}, out);
}
