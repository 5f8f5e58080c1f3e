/* SPDX-License-Identifier: MIT
 * fit.c - the model of the fit report: the table of parts, and the list of rows.
 */
#include "tool/fit/fit.h"

#include <stdlib.h>
#include <string.h>

const struct adfit_title adfit_sections[ADFIT_SECTIONS] = {
    [ADFIT_MACHINE] = {"machine", "machine", ADFIT_FLASH},
    [ADFIT_TYPES] = {"types", "types, functions", ADFIT_FLASH},
    [ADFIT_DRIVERS] = {"drivers", "start, drivers", ADFIT_FLASH},
    [ADFIT_HELPERS] = {"helpers", "C library", ADFIT_FLASH},
    [ADFIT_LIBRARY] = {"library", "Python library", ADFIT_FLASH},
    [ADFIT_PROGRAM] = {"program", "program", ADFIT_FLASH},
    [ADFIT_CONSTANTS] = {"constants", "constants, texts", ADFIT_FLASH},
    [ADFIT_BLOCK] = {"block", "block at the start", ADFIT_RAM},
    [ADFIT_STATICS] = {"statics", "C variables", ADFIT_RAM},
    [ADFIT_STACK] = {"stack", "C stack, reserved", ADFIT_RAM},
};

/* The first row that matches counts. */
const struct adfit_part adfit_parts[] = {
    {"instructions", "instructions", ADFIT_MACHINE, "core/interp core/rare avr/vm/fast",
     "label adinterp adfast"},
    {"calls", "calls", ADFIT_MACHINE, "core/call core/frame", NULL},
    {"unwinding", "handlers, unwinding", ADFIT_MACHINE, "core/unwind", NULL},
    {"collector", "heap, collector", ADFIT_MACHINE,
     "core/gc core/heap core/identity core/vm core/object.h core/cell avr/core", NULL},
    {"attributes", "attributes, classes", ADFIT_MACHINE,
     "core/attr core/class core/module core/name core/object_native core/dunder", NULL},
    {"operators", "operators", ADFIT_MACHINE, "core/ops core/obj/equal core/obj/view", NULL},
    {"float", "floats", ADFIT_TYPES,
     "core/obj/float core/obj/int_real base/real base/bn_real base/numtext avr/math", NULL},
    {"percent", "% of texts", ADFIT_TYPES, "core/obj/str_percent", NULL},
    {"format", "formatting", ADFIT_TYPES,
     "core/obj/str_format core/obj/str_nested core/obj/num_format", NULL},
    {"print", "print, repr", ADFIT_TYPES, "core/obj/print core/obj/str_repr", NULL},
    {"int", "ints", ADFIT_TYPES, "core/obj/int core/obj/num base/bn", NULL},
    {"str", "str", ADFIT_TYPES, "core/obj/str core/obj/text core/obj/chars base/utf8", NULL},
    {"bytes", "bytes, bytearray", ADFIT_TYPES, "core/obj/byte core/obj/codec", NULL},
    {"sort", "sorting", ADFIT_TYPES, "core/obj/list_sort", NULL},
    {"list", "list", ADFIT_TYPES, "core/obj/list", NULL},
    {"dict", "dict", ADFIT_TYPES, "core/obj/dict core/obj/hash", NULL},
    {"set", "set", ADFIT_TYPES, "core/obj/set", NULL},
    {"sequences", "tuple, range, slice", ADFIT_TYPES,
     "core/obj/seq core/obj/tuple core/obj/range core/obj/slice", NULL},
    {"iterators", "iterators", ADFIT_TYPES, "core/obj/iter core/obj/items", NULL},
    {"generators", "generators", ADFIT_TYPES, "core/generator", NULL},
    {"exceptions", "exceptions", ADFIT_TYPES, "core/exc", NULL},
    {"names", "names of types", ADFIT_TYPES, "avr/vm/native_table.c:name", "name_ names"},
    {"functions", "functions, methods", ADFIT_TYPES, "core/ avr/vm/native_table modules/",
     "adnative_ methods bases adtype_"},
    {"pins", "pins", ADFIT_DRIVERS, "avr/gpio avr/analog", NULL},
    {"clock", "time", ADFIT_DRIVERS, "avr/clock", NULL},
    {"start", "start, serial line, end", ADFIT_DRIVERS, "avr/",
     "__vector __init __ctors __dtors __do_ __bad =exit =_exit __stop __trampolines"},
    {"float-helpers", "float arithmetic", ADFIT_HELPERS, NULL,
     "__addsf __subsf __mulsf __divsf __cmpsf __ltsf __gtsf __eqsf __nesf __lesf __gesf __unordsf "
     "__fix __float __fp_ __negsf __powisf =sqrt =sin =cos =exp =log =pow =atan =tan =fmod =floor "
     "=ceil =ldexp =frexp =modf =trunc =round =inverse =square =asin =acos"},
    {"helpers", "arithmetic, memory", ADFIT_HELPERS, "base/", "__ mem"},
    {"other", "other", ADFIT_MACHINE, NULL, NULL},
    {"library", "functions of lib/", ADFIT_LIBRARY, NULL, NULL},
    {"program", "functions of the program", ADFIT_PROGRAM, NULL, NULL},
    {"values", "numbers, tuples, classes", ADFIT_CONSTANTS, NULL, NULL},
    {"texts", "texts", ADFIT_CONSTANTS, NULL, NULL},
    {"image", "tables of the image", ADFIT_CONSTANTS, NULL, NULL},
    {"initial", "first values of RAM", ADFIT_CONSTANTS, NULL, NULL},
    {"objects", "objects", ADFIT_BLOCK, NULL, NULL},
    {"frames", "frames", ADFIT_BLOCK, NULL, NULL},
    {"globals", "globals", ADFIT_BLOCK, NULL, NULL},
    {"registers", "the machine's cells", ADFIT_BLOCK, NULL, NULL},
    {"statics", "C variables", ADFIT_STATICS, NULL, NULL},
    {"stack", "C stack", ADFIT_STACK, NULL, NULL},
};
const unsigned adfit_part_count = AD_COUNT(adfit_parts);

/* Is one of the words (blanks between them) a prefix of the text, or, after a =, the text? */
static bool has_prefix(const char *words, const char *text)
{
    while (words && *words) {
        bool whole = *words == '=';
        size_t n = strcspn(words, " ");
        const char *word = words + whole;
        size_t k = n - whole;
        if (!strncmp(text, word, k) && (!whole || !text[k] || text[k] == 'f'))
            return true;
        words += n + (words[n] == ' ');
    }
    return false;
}

unsigned adfit_part_named(const char *key)
{
    unsigned i = 0;
    while (i + 1 < adfit_part_count && strcmp(adfit_parts[i].key, key))
        i++;
    return i;
}

unsigned adfit_part_of(const char *file, const char *symbol)
{
    char both[4 * ADFIT_TEXT];
    snprintf(both, sizeof both, "%s:%s", file, symbol);
    for (unsigned i = 0; i < adfit_part_count; i++) {
        const struct adfit_part *p = &adfit_parts[i];
        if (*file ? has_prefix(p->files, both) : has_prefix(p->symbols, symbol))
            return i;
    }
    return adfit_part_named("other");
}

/* ---- rows ----------------------------------------------------------------------------------- */

void adfit_free(struct adfit *fit)
{
    free(fit->rows);
    fit->rows = NULL;
    fit->count = fit->room = 0;
}

/* A text as far as there is room, a whole character at the end. */
static void put_text(char *to, const char *text)
{
    size_t n = strlen(text);
    if (n >= ADFIT_TEXT)
        for (n = ADFIT_TEXT - 1; n && ((unsigned char)text[n] & 0xc0) == 0x80;)
            n--;
    memcpy(to, text, n);
    to[n] = 0;
}

static struct adfit_row *find_row(struct adfit *fit, unsigned part, const char *piece,
                                  const char *place)
{
    for (unsigned i = 0; i < fit->count; i++) {
        struct adfit_row *row = &fit->rows[i];
        if (row->part == part && !strncmp(row->piece, piece, ADFIT_TEXT - 1) &&
            !strncmp(row->place, place, ADFIT_TEXT - 1))
            return row;
    }
    return NULL;
}

void adfit_add(struct adfit *fit, enum adfit_memory memory, unsigned part, const char *piece,
               const char *place, uint32_t address, uint32_t bytes)
{
    struct adfit_row *row = find_row(fit, part, piece, place);
    if (!bytes)
        return;
    if (!row) {
        if (fit->count == fit->room) {
            unsigned room = fit->room ? 2 * fit->room : 256;
            struct adfit_row *rows = realloc(fit->rows, room * sizeof *rows);
            if (!rows)
                return;
            fit->rows = rows;
            fit->room = room;
        }
        row = &fit->rows[fit->count++];
        *row = (struct adfit_row){.memory = (uint8_t)memory, .part = (uint8_t)part,
            .address = address};
        put_text(row->piece, piece);
        put_text(row->place, place);
    } else if (row->address != address) {
        row->address = 0;
    }
    row->bytes += bytes;
}

uint32_t adfit_part_bytes(const struct adfit *fit, unsigned part)
{
    uint32_t bytes = 0;
    for (unsigned i = 0; i < fit->count; i++)
        if (fit->rows[i].part == part)
            bytes += fit->rows[i].bytes;
    return bytes;
}

uint32_t adfit_section_bytes(const struct adfit *fit, unsigned section)
{
    uint32_t bytes = 0;
    for (unsigned i = 0; i < fit->count; i++)
        if (adfit_parts[fit->rows[i].part].section == section)
            bytes += fit->rows[i].bytes;
    return bytes;
}

static int in_order(const void *a, const void *b)
{
    const struct adfit_row *x = a, *y = b;
    unsigned s = adfit_parts[x->part].section, t = adfit_parts[y->part].section;
    if (s != t)
        return s < t ? -1 : 1;
    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    if (x->bytes != y->bytes)
        return x->bytes > y->bytes ? -1 : 1;
    return x->address < y->address ? -1 : x->address > y->address ? 1 : strcmp(x->piece, y->piece);
}

void adfit_sort(struct adfit *fit) { qsort(fit->rows, fit->count, sizeof *fit->rows, in_order); }

bool adfit_fits(const struct adfit *fit)
{
    return fit->used[ADFIT_FLASH] <= fit->size[ADFIT_FLASH] && !fit->too_small;
}
