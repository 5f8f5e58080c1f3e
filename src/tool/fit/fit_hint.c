/* SPDX-License-Identifier: MIT
 * fit_hint.c - what to change when a program does not fit: for each large feature of the machine,
 * what it costs and the lines of the program that ask for it. A cost is what the parts of that
 * feature alone take; code that it shares with others is not in it.
 */
#include <stdlib.h>
#include <string.h>

#include "isa/isa.h"
#include "isa/names.h"
#include "tool/fit/fit_image.h"

#define LEAST 150 /* bytes that are worth a hint */

enum feature {
    FLOATS, FORMATS, PERCENT, DICTS, SETS, LISTS, SORTS, BYTES, GENERATORS, CLASSES, HANDLERS,
    FEATURES, NONE = FEATURES
};

static const struct {
    const char *parts, *text;
} features[FEATURES] = {
    [FLOATS] = {"float float-helpers", "floats: a / b makes them, a // b does not; times in ms or "
        "values in 1/100 do without"},
    [FORMATS] = {"format", "formatting (f\"{x:5}\", str.format): print(a, b) or str(x) do without"},
    [PERCENT] = {"percent", "the % of texts: print(a, b) does without"},
    [DICTS] = {"dict", "dicts: a tuple or an if chain may do"},
    [SETS] = {"set", "sets: a list or the bits of an int may do"},
    [LISTS] = {"list", "lists: a tuple may do"},
    [SORTS] = {"sort", "sorting"},
    [BYTES] = {"bytes", "bytes, bytearray: a list of ints may do"},
    [GENERATORS] = {"generators", "generators: a list or a class with a method may do"},
    [CLASSES] = {"attributes", "classes: functions over tuples or lists may do"},
    [HANDLERS] = {"unwinding", "try: results that say what went wrong may do"},
};

/* ---- what an instruction asks for ----------------------------------------------------------- */

static enum feature of_type(unsigned type)
{
    switch (type) {
    case ADT_float: return FLOATS;
    case ADT_dict: return DICTS;
    case ADT_set: case ADT_frozenset: return SETS;
    case ADT_list: return LISTS;
    case ADT_bytes: case ADT_bytearray: return BYTES;
    default: return NONE;
    }
}

static enum feature of_immediate(unsigned number)
{
    switch (number - AD_IMM_NATIVE) {
    case ADF_sorted: return SORTS;
    case ADF_format: return FORMATS;
    case ADF_float_math: case ADF_float_text: return FLOATS;
    }
    return number < AD_IMM_TYPE || number >= AD_IMM_NATIVE ? NONE : of_type(number - AD_IMM_TYPE);
}

static enum feature of_name(unsigned number)
{
    switch (number) {
    case ADN_format: return FORMATS;
    case ADN_sort: return SORTS;
    default: return NONE;
    }
}

static enum feature of_constant(const struct adimg *image, uint32_t index)
{
    struct adimg_object object;
    if (!adimg_object_of(image, adimg_cell_at(image, ADIMG_CONSTS, index), &object))
        return NONE;
    return object.layout == ADT_tuple || object.layout == ADT_list ? NONE : of_type(object.layout);
}

static enum feature of_operand(const struct adimg *image, char letter, uint32_t value)
{
    switch (letter) {
    case 'B': return of_immediate(value);
    case 'k': case 'K': return of_constant(image, value);
    case 'n': case 'N': return of_name(adimg_u16_at(image, ADIMG_NAMES, value));
    default: return NONE;
    }
}

/* A constant text before % means that the operator formats. */
static bool is_text(const struct adimg *image, const struct adisa_ins *ins)
{
    struct adimg_object object;
    return (ins->code == ADOP_LOAD_K || ins->code == ADOP_LOAD_K2) &&
        adimg_object_of(image, adimg_cell_at(image, ADIMG_CONSTS, (uint32_t)ins->operand[0]),
            &object) &&
        (object.layout == ADT_str || object.layout == ADT_str_wide) &&
        memchr(object.body, '%', object.size);
}

static enum feature of_instruction(const struct adimg *image, const struct adisa_ins *ins)
{
    switch (ins->code) {
    case ADOP_TRUEDIV: case ADOP_ITRUEDIV: return FLOATS;
    case ADOP_FORMAT: return ins->operand[0] & 4 ? FORMATS : NONE;
    case ADOP_BUILD_SET: case ADOP_SET_ADD: return SETS;
    case ADOP_BUILD_MAP: case ADOP_MAP_ADD: return DICTS;
    case ADOP_BUILD_LIST: return LISTS;
    case ADOP_BUILD_CLASS: return CLASSES;
    case ADOP_YIELD: case ADOP_YIELD_FROM_ITER: return GENERATORS;
    case ADOP_ENTER_HANDLER: return HANDLERS;
    }
    for (unsigned i = 0; i < ins->count; i++) {
        enum feature f = of_operand(image, ins->row->operands[i], (uint32_t)ins->operand[i]);
        if (f != NONE)
            return f;
    }
    return NONE;
}

/* ---- where ---------------------------------------------------------------------------------- */

struct search {
    struct adfit *fit;
    const struct adfit_source *source;
    struct adfit_hint hint[FEATURES];
};

static bool already(const struct adfit_hint *hint, const char *place)
{
    size_t n = strlen(place);
    for (unsigned i = 0; i < AD_MIN(hint->count, AD_COUNT(hint->places)); i++)
        if (!strncmp(hint->places[i], place, n) &&
            (!hint->places[i][n] || hint->places[i][n] == ':'))
            return true;
    return false;
}

/* "app.py:12: x = a / b" */
static void add_place(struct search *s, enum feature f, const struct adimg_debug *debug,
                      uint32_t pc)
{
    struct adfit_hint *hint = &s->hint[f];
    char place[ADFIT_TEXT];
    uint32_t line = (uint32_t)adimg_line(debug, pc);
    size_t length = 0;
    const char *text;
    adfit_place(s->source, debug->module, line, place);
    if (!*place || already(hint, place))
        return;
    text = s->source->line ? s->source->line(s->source->ctx, debug->module, line, &length) : NULL;
    while (length && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    if (hint->count < AD_COUNT(hint->places))
        snprintf(hint->places[hint->count], sizeof hint->places[0], text ? "%s: %.*s" : "%s",
            place, (int)AD_MIN(length, 80u), text);
    hint->count++;
}

static void search_code(struct search *s, const struct adimg_code *code)
{
    const struct adimg *image = s->source->image;
    struct adimg_debug debug;
    struct adisa_ins ins;
    bool text = false;
    if (!adfit_function(s->source, code, &debug))
        return;
    for (uint32_t pc = 0; pc < code->code.code_size; pc += ins.length) {
        enum feature f;
        if (!adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, &ins))
            return;
        f = of_instruction(image, &ins);
        if (text && strstr(ins.row->name, "MOD"))
            f = PERCENT;
        if (f != NONE)
            add_place(s, f, &debug, pc);
        text = is_text(image, &ins) || (text && !strcmp(ins.row->name, "LOAD"));
    }
}

/* The functions of the program: what those of lib/ need is not for its author to change. */
static void search_image(struct search *s)
{
    const struct adimg *image = s->source->image;
    struct adimg_object object;
    struct adimg_code code;
    uint32_t at = adimg_objects_start(image);
    for (; at < image->size && adimg_object_at(image, at, &object); at += object.bytes)
        if (object.layout == ADT_code && adimg_code_of(&object, &code) &&
            !(code.code.flags & ADCODE_LIB))
            search_code(s, &code);
}

/* ---- costs ---------------------------------------------------------------------------------- */

static uint32_t cost(const struct adfit *fit, const char *parts)
{
    char key[32];
    uint32_t bytes = 0;
    while (*parts) {
        size_t n = strcspn(parts, " ");
        snprintf(key, sizeof key, "%.*s", (int)n, parts);
        bytes += adfit_part_bytes(fit, adfit_part_named(key));
        parts += n + (parts[n] == ' ');
    }
    return bytes;
}

/* The largest pieces of a part are what to look at. */
static void add_pieces(struct adfit *fit, const char *part, const char *text)
{
    unsigned number = adfit_part_named(part);
    struct adfit_hint hint = {.bytes = adfit_part_bytes(fit, number)};
    if (hint.bytes < LEAST || fit->hint_count == AD_COUNT(fit->hints))
        return;
    snprintf(hint.text, sizeof hint.text, "%s", text);
    for (unsigned i = 0; i < fit->count; i++) {
        const struct adfit_row *row = &fit->rows[i];
        if (row->part != number || !*row->place || *row->place == '(' ||
            !strncmp(row->place, "lib/", 4))
            continue; /* not the program's */
        if (hint.count < AD_COUNT(hint.places))
            snprintf(hint.places[hint.count], sizeof hint.places[0], "%s: %s, %u bytes",
                row->place, row->piece, (unsigned)row->bytes);
        hint.count++;
    }
    if (hint.count)
        fit->hints[fit->hint_count++] = hint;
}

static int by_bytes(const void *a, const void *b)
{
    const struct adfit_hint *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes ? 1 : -1) : strcmp(x->text, y->text);
}

void adfit_find_hints(struct adfit *fit, const struct adfit_source *source)
{
    struct adfit_source whole = *source;
    struct search *s = calloc(1, sizeof *s);
    if (!s)
        return;
    /* The whole program, if it is known: what a snapshot has done with may have left objects. */
    if (source->named)
        whole.image = source->named;
    s->fit = fit;
    s->source = &whole;
    search_image(s);
    for (unsigned f = 0; f < FEATURES; f++) {
        struct adfit_hint *hint = &s->hint[f];
        hint->bytes = cost(fit, features[f].parts);
        snprintf(hint->text, sizeof hint->text, "%s", features[f].text);
        if (hint->count && hint->bytes >= LEAST && fit->hint_count < AD_COUNT(fit->hints))
            fit->hints[fit->hint_count++] = *hint;
    }
    free(s);
    add_pieces(fit, "texts", "texts: shorter ones, or the same in several places");
    add_pieces(fit, "program", "functions of the program: its largest");
    qsort(fit->hints, fit->hint_count, sizeof fit->hints[0], by_bytes);
}
