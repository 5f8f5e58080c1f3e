/* SPDX-License-Identifier: MIT
 * types_call.c - calls and attributes of the analysis: functions of the program by their sites,
 * classes by all methods called __init__, natives by the table below. A native that is not there
 * can do anything with its arguments.
 */
#include <string.h>

#include "tool/avr/types_walk.h"

#define TEXTS (ADKIND(ADT_str) | ADKIND(ADT_str_wide))

static const struct adtv nothing;

/* ---- functions of the program ---------------------------------------------------------------- */

static struct adtv *parameter(struct adtbody *b, unsigned i)
{
    return &b->local[b->code.code.nlocals - 1 - i];
}

/* The parameters get self, unless it is NULL, and the arguments. */
static void bind(struct adtwalk *w, struct adtbody *b, const struct adtv *self,
                 const struct adtargs *args)
{
    const struct adcode *c = &b->code.code;
    unsigned first = self ? 1 : 0;
    adtwalk_runs(w, b);
    if (self && c->npos)
        adtv_join(w, parameter(b, 0), self);
    else if (self && b->extra)
        adtwalk_put_at(w, b->extra, self);
    for (unsigned i = 0; i < args->n; i++) {
        for (unsigned p = first; args->spread && p < (unsigned)c->npos + c->nkwonly; p++)
            adtv_join(w, parameter(b, p), &args->v[i]);
        if (!args->spread && first + i < c->npos)
            adtv_join(w, parameter(b, first + i), &args->v[i]);
        else if (b->extra)
            adtwalk_put_at(w, b->extra, &args->v[i]);
    }
}

static struct adtv result_of(const struct adtbody *b)
{
    uint8_t flags = b->code.code.flags;
    if (flags & ADCODE_COROUTINE)
        return adtv_unknown();
    if (flags & ADCODE_GENERATOR)
        return adtv_at_site(ADKIND(ADT_generator), b->site);
    return b->result;
}

/* Notes what a CALL instruction may call beside plain functions with as many parameters; what is
 * none raises. */
void adtwalk_note_call(struct adtwalk *w, const struct adtv *f, uint32_t n)
{
    uint64_t fault = ADKIND_NONE | ADKIND_BOOL | ADKIND(ADT_int) | ADKIND(ADT_float) | TEXTS |
        ADKIND(ADT_list) | ADKIND(ADT_tuple) | ADKIND(ADT_dict);
    w->types->calls |= (f->kinds & ~(ADKIND(ADT_function) | fault)) != 0;
    for (uint32_t i = 0; i < w->bodies; i++) {
        const struct adcode *c = &w->body[i].code.code;
        if (adtv_has_site(w, f, w->body[i].site))
            w->types->calls |= (c->flags & ADCODE_KIND) != ADCODE_SIMPLE || c->npos != n;
    }
}

/* Every function that the value may be. */
static struct adtv call_functions(struct adtwalk *w, const struct adtv *f, const struct adtv *self,
                                  const struct adtargs *args)
{
    struct adtv all = {0}, r;
    for (uint32_t i = 0; i < w->bodies; i++)
        if (adtv_has_site(w, f, w->body[i].site)) {
            bind(w, &w->body[i], self, args);
            r = result_of(&w->body[i]);
            adtv_add(&all, &r);
        }
    return all;
}

void adtwalk_begins(struct adtwalk *w, const struct adtv *f)
{
    for (uint32_t i = 0; i < w->bodies; i++)
        if (adtv_has_site(w, f, w->body[i].site))
            adtwalk_runs(w, &w->body[i]);
}

/* Any of them may be imported. */
void adtwalk_begin_modules(struct adtwalk *w)
{
    struct adimg_module m;
    for (uint32_t i = 0; i < w->image->section[ADIMG_MODULES].count; i++)
        for (uint32_t k = 0; adimg_module_at(w->image, i, &m) && k < w->bodies; k++) {
            struct adtv body = adtv_constant(w, adimg_module_cell(w->image, m.body));
            if (adtv_has_site(w, &body, w->body[k].site))
                adtwalk_runs(w, &w->body[k]);
        }
}

/* The tuple of defaults, or that of keyword-only ones: for any parameter. */
void adtwalk_default(struct adtwalk *w, const struct adtv *function, const struct adtv *values)
{
    struct adtv items = adtwalk_items(w, values);
    for (uint32_t i = 0; i < w->bodies; i++) {
        struct adtbody *b = &w->body[i];
        if (!adtv_has_site(w, function, b->site))
            continue;
        for (unsigned p = 0; p < (unsigned)b->code.code.npos + b->code.code.nkwonly; p++)
            adtv_join(w, parameter(b, p), &items);
    }
}

/* ---- natives --------------------------------------------------------------------------------- */

/* What becomes of the arguments, beside the use: nothing, if not said. */
enum {
    KEEPS = 1,    /* the first argument gets the others as items                              */
    KEEPS_ALL = 2, /* ... the items of the others                                              */
    ITEMS = 4,    /* the result may be an item of the first argument                          */
    ARGS = 8,     /* ... or one of the other arguments                                        */
    PACKS = 16,   /* the result is a container of the items of the arguments                  */
    SAME = 32,    /* the result is like the first argument                                    */
    PAIRS = 64,   /* the result's items are tuples of ints and items                          */
    TEXT_ITEMS = 128, /* ... texts like the first argument                                     */
    LENGTH = 1024, /* len() of it                                                            */
    MAGNITUDE = 512, /* abs() of it                                                          */
    FIRST = 256,  /* the result may be the first argument, or an item                         */
    SUPER = 2048, /* super(class, self)                                                      */
};

#define RESULT_SMALL ((uint64_t)1 << 62) /* an int of 0 to 16383 */
#define RESULT_BIT ((uint64_t)1 << 61)   /* 0 or 1 */
#define INT ADKIND(ADT_int)
#define NONE ADKIND_NONE
#define BOOL ADKIND_BOOL
#define NO_USE ADUSE_COUNT

static const struct known {
    uint16_t native, how;
    uint8_t use;
    uint64_t result;
} known[] = {
    {ADF_print, 0, ADUSE_SHOWN, NONE}, {ADF_print_with, 0, ADUSE_SHOWN, NONE},
    {ADF_len, LENGTH, ADUSE_MEASURED, 0}, {ADF_ord, 0, NO_USE, INT},
    {ADF_chr, 0, NO_USE, TEXTS}, {ADF_hex, 0, NO_USE, ADKIND(ADT_str)},
    {ADF_oct, 0, NO_USE, ADKIND(ADT_str)}, {ADF_bin, 0, NO_USE, ADKIND(ADT_str)},
    {ADF_repr, 0, ADUSE_SHOWN, TEXTS}, {ADF_callable, 0, NO_USE, BOOL},
    {ADF_isinstance, 0, NO_USE, BOOL}, {ADF_issubclass, 0, NO_USE, BOOL},
    {ADF_min, FIRST | ARGS, ADUSE_ORDERED, 0}, {ADF_max, FIRST | ARGS, ADUSE_ORDERED, 0},
    {ADF_sorted, PACKS, ADUSE_ORDERED, ADKIND(ADT_list)}, {ADF_input, 0, ADUSE_SHOWN, TEXTS},
    {ADF_any, 0, ADUSE_TESTED, BOOL}, {ADF_all, 0, ADUSE_TESTED, BOOL},
    {ADF_ticks_ms, 0, NO_USE, INT}, {ADF_ticks_us, 0, NO_USE, INT},
    {ADF_sleep_ms, 0, NO_USE, NONE}, {ADF_sleep_us, 0, NO_USE, NONE},
    {ADF_gc_collect, 0, NO_USE, NONE}, {ADF_gc_free, 0, NO_USE, INT},
    {ADF_gc_used, 0, NO_USE, INT}, {ADF_adc, 0, NO_USE, INT}, {ADF_pwm, 0, NO_USE, NONE},
    {ADF_iter, PACKS, ADUSE_ITERATED, ADKIND(ADT_iterator)},
    {ADF_abs, MAGNITUDE, ADUSE_COMPUTED, 0}, {ADF_hash, 0, ADUSE_COMPARED, INT},
    {ADF_id, 0, NO_USE, INT}, {ADF_format, 0, ADUSE_SHOWN, TEXTS},
    {ADF_type_name, 0, NO_USE, TEXTS}, {ADF_fmt_number, 0, NO_USE, TEXTS},
    {ADF_int_text, 0, NO_USE, TEXTS}, {ADF_float_text, 0, NO_USE, TEXTS},
    {ADF_write, 0, NO_USE, INT}, {ADF_readline, 0, NO_USE, TEXTS},
    {ADF_mem8, 0, NO_USE, INT | NONE}, {ADF_clock, 0, NO_USE, INT | ADKIND(ADT_float)},
    {ADF_str_title, SAME, NO_USE, 0}, {ADF_str_capitalize, SAME, NO_USE, 0},
    {ADF_str_swapcase, SAME, NO_USE, 0}, {ADF_str_rfind, 0, NO_USE, RESULT_SMALL | INT},
    {ADF_str_index, 0, NO_USE, RESULT_SMALL}, {ADF_str_rindex, 0, NO_USE, RESULT_SMALL},
    {ADF_str_splitlines, TEXT_ITEMS, ADUSE_TESTED, 0}, {ADF_str_rsplit, TEXT_ITEMS, NO_USE, 0},
    {ADF_str_partition, TEXT_ITEMS, NO_USE, 0}, {ADF_str_rpartition, TEXT_ITEMS, NO_USE, 0},
    {ADF_str_isalnum, 0, NO_USE, BOOL}, {ADF_str_isspace, 0, NO_USE, BOOL},
    {ADF_str_isupper, 0, NO_USE, BOOL}, {ADF_str_islower, 0, NO_USE, BOOL},
    {ADF_set_remove, 0, ADUSE_COMPARED, NONE}, {ADF_set_pop, ITEMS, NO_USE, 0},
    {ADF_set_clear, 0, NO_USE, NONE},
    {ADF_next, ITEMS | ARGS, ADUSE_ITERATED, 0}, {ADF_enum_iter, PAIRS, ADUSE_ITERATED, 0},
    {ADF_str_upper, SAME, NO_USE, 0}, {ADF_str_lower, SAME, NO_USE, 0},
    {ADF_str_strip, SAME, NO_USE, 0}, {ADF_str_lstrip, SAME, NO_USE, 0},
    {ADF_str_rstrip, SAME, NO_USE, 0}, {ADF_str_replace, 0, NO_USE, TEXTS},
    {ADF_str_split, TEXT_ITEMS, NO_USE, 0}, {ADF_str_find, 0, NO_USE, RESULT_SMALL | INT},
    {ADF_str_join, 0, ADUSE_ITERATED, TEXTS}, {ADF_str_startswith, 0, NO_USE, BOOL},
    {ADF_str_endswith, 0, NO_USE, BOOL}, {ADF_str_isdigit, 0, NO_USE, BOOL},
    {ADF_str_isalpha, 0, NO_USE, BOOL}, {ADF_str_center, 0, NO_USE, TEXTS},
    {ADF_str_ljust, 0, NO_USE, TEXTS}, {ADF_str_rjust, 0, NO_USE, TEXTS},
    {ADF_str_zfill, 0, NO_USE, TEXTS}, {ADF_str_encode, 0, NO_USE, ADKIND(ADT_bytes)},
    {ADF_str_count, 0, NO_USE, RESULT_SMALL}, {ADF_str_format, 0, ADUSE_SHOWN, TEXTS},
    {ADF_bytes_decode, 0, NO_USE, TEXTS}, {ADF_bytes_hex, 0, NO_USE, ADKIND(ADT_str)},
    {ADF_bytearray_append, 0, NO_USE, NONE}, {ADF_bytearray_extend, 0, ADUSE_ITERATED, NONE},
    {ADF_bytearray_clear, 0, NO_USE, NONE}, {ADF_bytearray_pop, 0, NO_USE, RESULT_SMALL},
    {ADF_int_to_bytes, 0, ADUSE_TESTED, ADKIND(ADT_bytes)},
    {ADF_list_append, KEEPS, NO_USE, NONE}, {ADF_list_insert, KEEPS, NO_USE, NONE},
    {ADF_list_extend, KEEPS_ALL, ADUSE_ITERATED, NONE}, {ADF_list_pop, ITEMS, NO_USE, 0},
    {ADF_list_clear, 0, NO_USE, NONE}, {ADF_list_reverse, 0, NO_USE, NONE},
    {ADF_list_sort, 0, ADUSE_ORDERED, NONE}, {ADF_list_copy, SAME, NO_USE, 0},
    {ADF_list_index, 0, ADUSE_COMPARED, RESULT_SMALL}, {ADF_list_remove, 0, ADUSE_COMPARED, NONE},
    {ADF_list_count, 0, ADUSE_COMPARED, RESULT_SMALL},
    {ADF_dict_get, ITEMS | ARGS, ADUSE_COMPARED, NONE}, {ADF_dict_keys, SAME, NO_USE, 0},
    {ADF_dict_values, SAME, NO_USE, 0}, {ADF_dict_items, PAIRS, NO_USE, 0},
    {ADF_dict_clear, 0, NO_USE, NONE}, {ADF_dict_pop, ITEMS | ARGS, ADUSE_COMPARED, 0},
    {ADF_dict_setdefault, ITEMS | ARGS | KEEPS, ADUSE_COMPARED, NONE},
    {ADF_set_add, KEEPS, ADUSE_COMPARED, NONE}, {ADF_set_discard, 0, ADUSE_COMPARED, NONE},
    {ADF_Pin_on, 0, NO_USE, NONE}, {ADF_Pin_off, 0, NO_USE, NONE},
    {ADF_Pin_high, 0, NO_USE, NONE}, {ADF_Pin_low, 0, NO_USE, NONE},
    {ADF_Pin_toggle, 0, NO_USE, NONE}, {ADF_Pin_value, 0, ADUSE_TESTED, RESULT_BIT | NONE},
    {ADF_Pin_init, 0, NO_USE, NONE}, {ADF_pin_mode, 0, NO_USE, NONE},
    {ADF_pin_write, 0, ADUSE_TESTED, NONE}, {ADF_pin_read, 0, NO_USE, RESULT_BIT},
};

static const struct {
    uint8_t type;
    struct known row;
} known_types[] = {
    {ADT_int, {0, 0, NO_USE, INT}}, {ADT_float, {0, 0, NO_USE, ADKIND(ADT_float)}},
    {ADT_bool, {0, 0, ADUSE_TESTED, BOOL}}, {ADT_str, {0, 0, ADUSE_SHOWN, TEXTS}},
    {ADT_list, {0, PACKS, ADUSE_ITERATED, ADKIND(ADT_list)}},
    {ADT_tuple, {0, PACKS, ADUSE_ITERATED, ADKIND(ADT_tuple)}},
    {ADT_set, {0, PACKS, ADUSE_COMPARED, ADKIND(ADT_set)}},
    {ADT_bytes, {0, 0, ADUSE_ITERATED, ADKIND(ADT_bytes)}},
    {ADT_bytearray, {0, 0, ADUSE_ITERATED, ADKIND(ADT_bytearray)}},
    {ADT_range, {0, 0, NO_USE, ADKIND(ADT_range)}},
    {ADT_super, {0, SUPER, NO_USE, ADKIND(ADT_super)}},
    {ADT_Pin, {0, 0, NO_USE, ADKIND(ADT_handle)}},
    {ADT_enumerate, {ADF_enum_iter, PAIRS, ADUSE_ITERATED, 0}},
};

static struct adtv kinds_result(uint64_t result)
{
    struct adtv r = adtv_of(result & ~(RESULT_SMALL | RESULT_BIT | INT)), number;
    number = result & RESULT_BIT ? adtv_int(0, 1) : adtv_int(result & INT ? -1 : 0, ADINT_MOST);
    if (result & (RESULT_SMALL | RESULT_BIT))
        adtv_add(&r, &number);
    else if (result & INT)
        r = adtv_of(r.kinds | INT);
    return r;
}

/* Ints and items in tuples in something to iterate over: both sites are the instruction's. */
static struct adtv pairs(struct adtwalk *w, struct adtbody *b, uint32_t pc,
                         unsigned native, const struct adtv *source, const struct adtv *start)
{
    unsigned site = adtwalk_site(w, b, pc);
    struct adtv v = adtv_at_site(ADKIND(ADT_iterator) | ADKIND(ADT_view), site),
        tuple = adtv_at_site(ADKIND(ADT_tuple), site), index = adtv_int(0, ADINT_MOST), item;
    uint32_t next = pc + 1; /* inside of the instruction: its operand has no site of its own */
    if (adtv_is_any(source) || source->kinds & (ADKIND(ADT_generator) | ADKIND(ADT_range)))
        index = adtv_of(INT); /* without an end, perhaps */
    else if (start)
        index = adtv_int(start->least, (int64_t)start->most + ADLENGTH_MOST);
    if (next >= b->code.code.code_size)
        return adtv_unknown();
    tuple = adtv_at_site(ADKIND(ADT_tuple), adtwalk_site(w, b, next));
    item = adtwalk_iterated(w, source);
    if (native == ADF_enum_iter)
        adtwalk_count(w, site, &item);
    adtv_add(&item, &index);
    adtwalk_put(w, &tuple, &item);
    adtwalk_put(w, &v, &tuple);
    return v;
}

static struct adtv call_unknown(struct adtwalk *w, const struct adtargs *args)
{
    struct adtv unknown = adtv_unknown();
    adtwalk_hand(w, &unknown);
    for (uint32_t i = 0; i < args->n; i++) {
        adtwalk_use_all(w, &args->v[i]);
        adtwalk_escape(w, &args->v[i]);
    }
    return adtv_unknown();
}

static struct adtv packed(struct adtwalk *w, struct adtbody *b, uint32_t pc, uint64_t kinds,
                          const struct adtargs *args)
{
    struct adtv v = adtv_at_site(kinds, adtwalk_site(w, b, pc)), items;
    if (kinds == ADKIND(ADT_iterator)) { /* iter(a), which may be one already */
        if (args->n > 1)
            return call_unknown(w, args);
        items = args->v[0];
        items.kinds &= ADKIND(ADT_generator) | ADKIND(ADT_iterator);
        if (adtwalk_asks(w, &args->v[0]))
            return adtv_unknown();
        adtv_add(&v, &items);
    }
    for (uint32_t i = 0; i < args->n; i++) {
        items = adtwalk_iterated(w, &args->v[i]);
        adtwalk_put(w, &v, &items);
    }
    return v;
}

/* Does the native take items out of its arguments? */
static bool goes_through(const struct known *row)
{
    return row->use == ADUSE_COMPARED || row->use == ADUSE_ORDERED || row->use == ADUSE_TESTED ||
        row->use == ADUSE_ITERATED;
}

/* What a known native does with its arguments. */
static void take_arguments(struct adtwalk *w, const struct known *row, const struct adtargs *args)
{
    const struct adtv *first = args->n ? &args->v[0] : &nothing;
    struct adtv part, unknown = adtv_unknown();
    bool asks = false;
    for (uint32_t i = 0; i < args->n; i++) {
        if (row->use != NO_USE)
            adtwalk_use(w, (enum adtypes_use)row->use, &args->v[i]);
        if (goes_through(row)) {
            adtwalk_use_flat(w, ADUSE_ITERATED, &args->v[i]);
            if (adtwalk_asks(w, &args->v[i])) /* what its __next__ gives */
                adtwalk_use(w, (enum adtypes_use)row->use, &unknown);
        }
        if (row->use == ADUSE_ITERATED)
            adtwalk_hand(w, &args->v[i]);
        asks |= row->use == ADUSE_COMPARED || row->use == ADUSE_ORDERED
            ? adtwalk_meets(w, &args->v[i]) : adtwalk_asks(w, &args->v[i]);
        if (i && row->how & KEEPS)
            adtwalk_put(w, first, &args->v[i]);
        part = adtwalk_iterated(w, &args->v[i]);
        if (i && row->how & KEEPS_ALL)
            adtwalk_put(w, first, &part);
    }
    for (uint32_t i = 0; asks && i < args->n; i++) /* special methods get them */
        adtwalk_escape(w, &args->v[i]);
}

/* The absolute value. */
static struct adtv magnitude(const struct adtv *v)
{
    struct adtv r = adtv_of(v->kinds & ADKIND(ADT_float)), part = adtv_int(0, 1);
    if (v->kinds & BOOL)
        adtv_add(&r, &part);
    part = v->least == INT32_MIN ? adtv_int(0, INT32_MAX)
        : adtv_int(0, AD_MAX((int64_t)v->most, -(int64_t)v->least));
    if (v->kinds & INT)
        adtv_add(&r, &part);
    return r;
}

/* A block has less than 12 KB, a cell two bytes; a constant may be longer. */
static struct adtv length(const struct adtwalk *w, const struct adtv *v)
{
    uint64_t of_cells = ADKIND(ADT_list) | ADKIND(ADT_dict) | ADKIND(ADT_set) | ADKIND(ADT_tuple);
    if (v->kinds & ADKIND(ADT_range))
        return adtv_of(INT);
    return adtv_int(0, v->kinds & ~(TEXTS | of_cells) ? ADINT_MOST
        : v->kinds & TEXTS ? ADLENGTH_MOST : AD_MAX(w->longest, ADLENGTH_MOST / 2));
}

static struct adtv text_items(struct adtwalk *w, struct adtbody *b, uint32_t pc,
                              const struct adtv *text)
{
    struct adtv item = *text,
        r = adtv_at_site(ADKIND(ADT_list) | ADKIND(ADT_tuple), adtwalk_site(w, b, pc));
    item.kinds &= ~INT;
    adtwalk_put(w, &r, &item);
    return r;
}

/* Of the classes that self is an instance of. */
static struct adtv super(const struct adtargs *args)
{
    struct adtv r = adtv_of(ADKIND(ADT_super));
    if (args->n == 2 && !args->v[1].kinds) /* nobody knows yet */
        return nothing;
    if (args->n == 2 && args->v[1].kinds == ADKIND(ADT_instance))
        memcpy(r.site, args->v[1].site, sizeof r.site);
    return r;
}

static struct adtv call_known(struct adtwalk *w, struct adtbody *b, uint32_t pc,
                              const struct known *row, const struct adtargs *args)
{
    struct adtv r = kinds_result(row->result), part;
    const struct adtv *first = args->n ? &args->v[0] : &nothing;
    take_arguments(w, row, args);
    for (uint32_t i = 0; i < args->n; i++)
        if ((i && row->how & ARGS) || (row->how & FIRST && args->n > 1))
            adtv_add(&r, &args->v[i]);
    part = adtwalk_iterated(w, first);
    if (row->how & ITEMS || (row->how & FIRST && args->n == 1))
        adtv_add(&r, &part);
    if (row->how & SAME)
        adtv_add(&r, first);
    if (row->how & SAME && first->kinds & ADKIND(ADT_dict))
        r.kinds |= ADKIND(ADT_view);
    if (row->how & (LENGTH | MAGNITUDE) && adtwalk_asks(w, first))
        return adtv_unknown();
    if (row->how & (LENGTH | MAGNITUDE))
        return row->how & LENGTH ? length(w, first) : magnitude(first);
    if (row->how & PACKS)
        return packed(w, b, pc, row->result, args);
    if (row->how & SUPER)
        return super(args);
    if (row->how & PAIRS)
        return pairs(w, b, pc, row->native, first, args->n > 1 ? &args->v[1] : NULL);
    return row->how & TEXT_ITEMS ? text_items(w, b, pc, first) : r;
}

bool adtypes_takes_numbers(unsigned native)
{
    static const uint16_t all[] = {ADF_sleep_ms, ADF_sleep_us, ADF_new_Pin, ADF_Pin_init, ADF_pwm,
        ADF_adc, ADF_pin_mode, ADF_pin_write, ADF_pin_read, ADF_mem8};
    for (size_t i = 0; i < AD_COUNT(all); i++)
        if (all[i] == native)
            return true;
    return false;
}

static void note_numbers(struct adtwalk *w, unsigned native, const struct adtargs *args)
{
    uint32_t first = native == ADF_Pin_init; /* self is a pin */
    if (!adtypes_takes_numbers(native))
        return;
    w->types->numbers |= args->spread;
    for (uint32_t i = first; i < args->n; i++)
        w->types->numbers |= (args->v[i].kinds & ~INT) || args->v[i].least < ADINT_LEAST ||
            args->v[i].most > ADINT_MOST;
}

static struct adtv call_native(struct adtwalk *w, struct adtbody *b, uint32_t pc, unsigned native,
                               const struct adtargs *args)
{
    note_numbers(w, native, args);
    for (size_t i = 0; i < AD_COUNT(known) && !args->spread; i++)
        if (known[i].native == native)
            return call_known(w, b, pc, &known[i], args);
    return call_unknown(w, args);
}

/* What an exception is made of: who shows that shows them. */
static void thrown(struct adtwalk *w, const struct adtargs *args)
{
    for (uint32_t i = 0; i < args->n; i++) {
        adtwalk_escape(w, &args->v[i]);
        adtv_join(w, &w->thrown, &args->v[i]);
    }
}

static struct adtv call_type(struct adtwalk *w, struct adtbody *b, uint32_t pc, unsigned type,
                             const struct adtargs *args)
{
    struct adtv r, items;
    if (type == ADT_Pin)
        note_numbers(w, ADF_new_Pin, args);
    if (type >= ADT_BaseException) {
        thrown(w, args);
        return adtv_of(ADKIND(ADT_exc));
    }
    if (type == ADT_class && args->n == 1 && !args->spread) /* type(x) */
        return adtv_of(ADKIND(ADT_class) | ADKIND_TYPE);
    for (size_t i = 0; i < AD_COUNT(known_types) && !args->spread; i++)
        if (known_types[i].type == type) {
            r = call_known(w, b, pc, &known_types[i].row, args);
            if (type != ADT_range)
                return r;
            r = adtv_at_site(ADKIND(ADT_range), adtwalk_site(w, b, pc));
            items = adtv_int(0, 0);
            for (uint32_t a = 0; a < args->n; a++) {
                struct adtv bound = args->v[a].kinds & ~(INT | BOOL) ? adtv_of(INT) : args->v[a];
                adtv_add(&items, &bound);
            }
            items.kinds = INT;
            adtwalk_put(w, &r, &items);
            return r;
        }
    return call_unknown(w, args);
}

/* ---- calls ----------------------------------------------------------------------------------- */

static struct adtv an_instance(const struct adtwalk *w)
{
    return adtv_of(ADKIND(ADT_instance) | (adtailor_exc_bases(w->tailor) ? ADKIND(ADT_exc) : 0));
}

static struct adtv call_bound(struct adtwalk *w, uint32_t index, const struct adtv *self,
                              const struct adtargs *args);

/* Of a class of the program: its __init__, whichever it is where the class is not known. */
struct adtv adtwalk_call_class(struct adtwalk *w, const struct adtv *class,
                               const struct adtargs *args)
{
    struct adtv self = an_instance(w);
    if (adtwalk_knows_class(w, class))
        memcpy(self.site, class->site, sizeof self.site);
    for (uint32_t i = 0; i < w->names; i++)
        if (adtwalk_name(w, i) == ADN_d_init)
            (void)call_bound(w, i, &self, args);
    if (w->tailor->name[ADN_d_call] || self.kinds & ADKIND(ADT_exc))
        thrown(w, args);
    return self;
}

struct adtv adtwalk_call(struct adtwalk *w, struct adtbody *b, uint32_t pc, const struct adtv *f,
                         const struct adtargs *args)
{
    struct adtv r = {0}, part, self = an_instance(w);
    adtwalk_use_flat(w, ADUSE_CALLED, f);
    if (f->kinds & (ADKIND(ADT_function) | ADKIND(ADT_wrapper))) {
        part = call_functions(w, f, NULL, args);
        adtv_add(&r, &part);
    }
    if (f->kinds & ADKIND(ADT_method)) {
        part = call_functions(w, f, &self, args);
        adtv_add(&r, &part);
    }
    if (f->kinds & ADKIND(ADT_class)) {
        part = adtwalk_call_class(w, f, args);
        adtv_add(&r, &part);
    }
    if (f->kinds & ADKIND_TYPE) {
        part = f->imm == ADIMM_MANY ? call_unknown(w, args)
            : call_type(w, b, pc, f->imm - AD_IMM_TYPE, args);
        adtv_add(&r, &part);
    }
    if (f->kinds & ADKIND_NATIVE) {
        part = f->imm == ADIMM_MANY ? call_unknown(w, args)
            : call_native(w, b, pc, f->imm - AD_IMM_NATIVE, args);
        adtv_add(&r, &part);
    }
    if (f->kinds & ADKIND(ADT_instance) && (w->tailor->name[ADN_d_call] || adtv_is_any(f))) {
        part = call_unknown(w, args);
        adtv_add(&r, &part);
    }
    return r;
}

/* ---- methods --------------------------------------------------------------------------------- */

static const struct { uint8_t type; uint16_t name; } methods[ADF_COUNT] = {
#define BUILTIN(id, name, min, max, kw) {0, ADN_COUNT},
#define METHOD(type, id, name, min, max) {ADT_##type, ADN_##name},
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

/* The kinds whose methods stand in the rows of a type. */
static uint64_t kinds_of_rows(unsigned type)
{
    switch (type) {
    case ADT_int: return INT | BOOL;
    case ADT_str: return TEXTS;
    case ADT_bytes: return ADKIND(ADT_bytes) | ADKIND(ADT_bytearray);
    case ADT_set: return ADKIND(ADT_set) | ADKIND(ADT_frozenset);
    case ADT_property: return ADKIND(ADT_wrapper);
    case ADT_Pin: return ADKIND(ADT_handle);
    case ADT_dict_keys: case ADT_dict_items: return ADKIND(ADT_view);
    case ADT_object: return ADKIND_ANY;
    }
    return type < 32 ? ADKIND(type) : 0;
}

static struct adtv call_builtin_method(struct adtwalk *w, struct adtbody *b, uint32_t pc,
                                       unsigned name, const struct adtv *self,
                                       const struct adtargs *args)
{
    struct adtv all = {0}, r, v[257];
    struct adtargs with = {v, AD_MIN(args->n, 256) + 1, args->spread};
    memcpy(v + 1, args->v, (with.n - 1) * sizeof *v);
    for (unsigned f = 0; f < ADF_COUNT; f++) {
        uint64_t kinds = kinds_of_rows(methods[f].type) & self->kinds;
        if (methods[f].name != name || !kinds)
            continue;
        v[0] = *self;
        if (!adtv_is_any(self))
            v[0].kinds = kinds;
        r = call_native(w, b, pc, f, &with);
        adtv_add(&all, &r);
    }
    return all;
}

/* Notes a method that may be read off its type. */
static void note_loose(struct adtwalk *w, const struct adtv *object, unsigned name)
{
    for (unsigned f = 0; object->kinds & ADKIND_TYPE && f < ADF_COUNT; f++)
        w->types->loose |= methods[f].name == name;
}

/* A function from the instance's class, or from its bases. */
static struct adtv call_bound(struct adtwalk *w, uint32_t index, const struct adtv *self,
                              const struct adtargs *args)
{
    struct adtv instance = *self, r = {0};
    if (adtv_is_any(self))
        instance = an_instance(w);
    if (self->kinds & ADKIND(ADT_super))
        instance.kinds |= an_instance(w).kinds;
    instance.kinds &= ADKIND(ADT_instance) | ADKIND(ADT_exc) | ADKIND(ADT_super);
    if (!adtailor_exc_bases(w->tailor))
        instance.kinds &= ~ADKIND(ADT_exc);
    if (self->kinds & (ADKIND(ADT_super) | ADKIND(ADT_class)) && w->tailor->type[ADT_wrapper])
        instance = adtwalk_of_class(self, instance.kinds | ADKIND(ADT_class));
    for (uint32_t i = 0; i < w->bodies; i++) {
        const struct adtbody *callee = &w->body[i];
        struct adtv f = adtv_at_site(ADKIND(ADT_function), callee->site), narrow = instance;
        if (!adtv_has_site(w, &w->in_class[index], callee->site) ||
            !adtwalk_narrow(w, &narrow, index, callee))
            continue;
        narrow.kinds &= ~ADKIND(ADT_super);
        f = call_functions(w, &f, &narrow, args);
        adtv_add(&r, &f);
    }
    return r;
}

struct adtv adtwalk_call_method(struct adtwalk *w, struct adtbody *b, uint32_t pc, uint32_t name,
                                const struct adtv *self, const struct adtargs *args)
{
    struct adtv r = {0}, part, value;
    uint64_t has_class = ADKIND(ADT_instance) | ADKIND(ADT_super) | ADKIND(ADT_exc);
    uint32_t index = name - 1;
    unsigned number;
    if (name == ADNAME_MIXED) {
        w->failed = true;
        return adtv_unknown();
    }
    number = adtwalk_name(w, index);
    note_loose(w, self, number);
    adtwalk_use_flat(w, ADUSE_READ, self);
    adtwalk_use_flat(w, ADUSE_CALLED, &w->in_class[index]);
    if (self->kinds & has_class) {
        part = call_bound(w, index, self, args);
        adtv_add(&r, &part);
    }
    value = w->in_object[index];
    if (self->kinds & (ADKIND(ADT_class) | has_class)) {
        part = w->in_class[index];
        if (!(self->kinds & ADKIND(ADT_class)) && !(part.kinds & ADKIND(ADT_wrapper)))
            part.kinds &= ~ADKIND(ADT_function);
        adtv_add(&value, &part);
    }
    if (self->kinds & ADKIND(ADT_module)) {
        part = adtwalk_globals_named(w, index);
        adtv_add(&value, &part);
    }
    part = adtwalk_call(w, b, pc, &value, args);
    adtv_add(&r, &part);
    if (w->marked && self->kinds & (ADKIND(ADT_function) | ADKIND(ADT_method))) {
        part = call_unknown(w, args);
        adtv_add(&r, &part);
    }
    if (value.kinds & ADKIND(ADT_wrapper) || self->kinds & ADKIND_TYPE) {
        struct adtv class = adtwalk_of_class(self, ADKIND(ADT_class) | ADKIND(ADT_instance));
        if (value.kinds & ADKIND(ADT_wrapper))
            (void)call_functions(w, &value, &class, args);
        part = call_unknown(w, args);
        adtv_add(&r, &part);
    }
    if (number < ADN_COUNT) {
        part = call_builtin_method(w, b, pc, number, self, args);
        adtv_add(&r, &part);
    }
    return r;
}

/* ---- attributes ------------------------------------------------------------------------------ */

static bool is_title(unsigned name) { return name == ADN_d_name || name == ADN_d_qualname; }

static bool is_pin_constant(unsigned name)
{
    return name == ADN_IN || name == ADN_OUT || name == ADN_PULL_UP;
}

struct adtv adtwalk_attribute(struct adtwalk *w, const struct adtv *object, uint32_t index)
{
    uint64_t has_class = ADKIND(ADT_instance) | ADKIND(ADT_super) | ADKIND(ADT_exc);
    struct adtv r = w->in_object[index], part = w->in_class[index],
        method = adtv_of(ADKIND(ADT_method)), unknown = adtv_unknown();
    unsigned name = adtwalk_name(w, index);
    note_loose(w, object, name);
    adtwalk_use_flat(w, ADUSE_READ, object);
    if (!adtv_is_any(object) && !(object->kinds & (has_class | ADKIND(ADT_class) |
            ADKIND(ADT_function) | ADKIND(ADT_method) | ADKIND(ADT_wrapper) | ADKIND(ADT_module))))
        r = (struct adtv){0};
    if (object->kinds & has_class && part.kinds & (ADKIND(ADT_function) | ADKIND(ADT_wrapper))) {
        struct adtargs none = {0};
        (void)call_bound(w, index, object, &none); /* self: the arguments come with the call */
        adtv_add(&r, &method);
    }
    if (object->kinds & (has_class | ADKIND(ADT_class)))
        adtv_add(&r, &part);
    if (part.kinds & ADKIND(ADT_wrapper) && object->kinds & has_class)
        adtv_add(&r, &unknown);
    part = adtwalk_globals_named(w, index);
    if (object->kinds & ADKIND(ADT_module))
        adtv_add(&r, &part);
    if (w->marked && object->kinds & (ADKIND(ADT_function) | ADKIND(ADT_method)))
        r = unknown;
    if (object->kinds == ADKIND_TYPE && object->imm == AD_IMM_TYPE + ADT_Pin &&
        is_pin_constant(name))
        return adtv_int(0, 255);
    if (is_title(name) && !w->in_object[index].kinds && !w->in_class[index].kinds &&
        !(object->kinds & ~(ADKIND(ADT_class) | ADKIND_TYPE | ADKIND(ADT_function))))
        return adtv_of(TEXTS);
    /* What builtin objects, exceptions and functions have. */
    if (name < ADN_COUNT && object->kinds & ~(ADKIND(ADT_instance) | ADKIND(ADT_module))) {
        adtwalk_escape(w, object); /* a method of it */
        r = unknown;
    }
    if (name < ADN_COUNT && !strncmp(adisa_name_text(name), "__", 2))
        r = unknown;
    return r;
}
