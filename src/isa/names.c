/* SPDX-License-Identifier: MIT
 * names.c - names and immediates by text and by number, and the hash of all tables. A search
 * walks a table of lengths and compares only texts of the right length: as fast as hashing at
 * this size, and the preprocessor can build it.
 */
#include "isa/isa.h"

struct entry {
    const char *text;
    uint8_t length;
    uint8_t kind;
};

enum { HOLE, FINDABLE, HIDDEN };

#define ENTRY(text, kind) {text, sizeof(text) - 1, kind}

static const struct entry names[ADN_COUNT] = {
#define NAME(id, text) ENTRY(text, FINDABLE),
#include "isa/names.def"
#undef NAME
};

static const struct entry frozen[ADZ_COUNT] = {
    ENTRY("none", HOLE),
#define FROZEN(id, when) ENTRY(#id, FINDABLE),
#include "isa/frozen.def"
#undef FROZEN
};

/* By the number of the immediate. HIDDEN ones have a name in listings, but none in a program. */
static const struct entry imms[AD_IMM_NATIVE + ADF_COUNT] = {
    [AD_IMM_UNBOUND] = ENTRY("unbound", HIDDEN),
    [AD_IMM_NONE] = ENTRY("None", HIDDEN),
    [AD_IMM_FALSE] = ENTRY("False", HIDDEN),
    [AD_IMM_TRUE] = ENTRY("True", HIDDEN),
    [AD_IMM_ELLIPSIS] = ENTRY("Ellipsis", FINDABLE),
    [AD_IMM_NOTIMPL] = ENTRY("NotImplemented", FINDABLE),
    [AD_IMM_ZERO] = ENTRY("0.0", HIDDEN),
    [AD_IMM_TAILCALL] = ENTRY("tailcall", HIDDEN),
#define TYPE(id, name, base) [AD_IMM_TYPE + ADT_##id] = ENTRY(name, FINDABLE),
#define INNER(id, name, base) [AD_IMM_TYPE + ADT_##id] = ENTRY("_" #id, FINDABLE),
#define EXCEPTION(id, base) [AD_IMM_TYPE + ADT_##id] = ENTRY(#id, FINDABLE),
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
#define BUILTIN(id, name, min, max, kw) [AD_IMM_NATIVE + ADF_##id] = ENTRY(name, FINDABLE),
#define METHOD(type, id, name, min, max) \
    [AD_IMM_NATIVE + ADF_##id] = ENTRY(#type "." #name, HIDDEN),
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

/* From the end: a function of lib/ goes before an inner type of the same name (_module). */
static int search(const struct entry *table, size_t count, const char *text, size_t length,
    bool hidden)
{
    for (size_t i = count; i-- > 0;) {
        if (table[i].length == length && (table[i].kind == FINDABLE || (hidden && table[i].kind)) &&
            memcmp(table[i].text, text, length) == 0)
            return (int)i;
    }
    return -1;
}

int adisa_builtin(const char *name, size_t length, bool inner)
{
    if (!length || (name[0] == '_' && !inner))
        return -1;
    if ((length == 7 && memcmp(name, "IOError", 7) == 0) ||
        (length == 16 && memcmp(name, "EnvironmentError", 16) == 0))
        return AD_IMM_TYPE + ADT_OSError; /* the names it had before Python 3.3 */
    return search(imms, AD_COUNT(imms), name, length, false);
}

int adisa_name(const char *name, size_t length)
{
    return search(names, ADN_COUNT, name, length, false);
}

int adisa_frozen(const char *name, size_t length)
{
    int found = search(frozen, ADZ_COUNT, name, length, false);
    return found < 0 ? ADZ_none : found;
}

const char *adisa_name_text(unsigned number)
{
    return number < ADN_COUNT ? names[number].text : NULL;
}

const char *adisa_frozen_text(unsigned number)
{
    return number && number < ADZ_COUNT ? frozen[number].text : NULL;
}

const char *adisa_imm_text(unsigned number)
{
    return number < AD_COUNT(imms) && imms[number].kind ? imms[number].text : NULL;
}

int adisa_imm_find(const char *text, size_t length)
{
    return search(imms, AD_COUNT(imms), text, length, true);
}

bool adisa_imm_is_value(unsigned number, unsigned cell_bytes)
{
    if (number == AD_IMM_UNBOUND || number == AD_IMM_TAILCALL)
        return false;
    if (number == AD_IMM_ZERO)
        return cell_bytes == 8;
    return adisa_imm_text(number) != NULL;
}

/* ---- natives -------------------------------------------------------------------------------- */

/* Of arguments, self included. */
static const struct {
    uint8_t min, max;
} arities[ADF_COUNT] = {
#define BUILTIN(id, name, min, max, kw) {min, max},
#define METHOD(type, id, name, min, max) {(min) + 1, (max) == 255 ? 255 : (max) + 1},
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

int adisa_native_cells(unsigned number, int given)
{
    unsigned f = number - AD_IMM_NATIVE;
    if (number < AD_IMM_NATIVE || f >= ADF_COUNT || f == ADF_new_exception ||
        given < arities[f].min || (given > arities[f].max && arities[f].max != 255))
        return -1;
    return arities[f].max == 255 ? given : arities[f].max;
}

/* ---- the hash of all tables ----------------------------------------------------------------- */

/* One line each, of what a change of makes old images wrong. Sentences may change freely. */
static const char *const tables[] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    #code " " #name " " operands " " #pops " " #pushes " " #flags,
#include "isa/py.def"
#undef INS
#define NAME(id, text) text,
#include "isa/names.def"
#undef NAME
#define TYPE(id, name, base) #id " " #base,
#define INNER TYPE
#define EXCEPTION(id, base) #id " " #base,
#define LAYOUTS "layouts",
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
#define BUILTIN(id, name, min, max, kw) #id " " name " " #min " " #max " " #kw,
#define METHOD(type, id, name, min, max) #type " " #id " " #name " " #min " " #max,
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
#define FROZEN(id, when) #id,
#include "isa/frozen.def"
#undef FROZEN
};

uint32_t adisa_hash(void)
{
    uint32_t hash = 2166136261u; /* FNV-1a; the end mark of each line is hashed too */
    for (size_t i = 0; i < AD_COUNT(tables); i++) {
        const char *p = tables[i];
        do {
            hash = (hash ^ (uint8_t)*p) * 16777619u;
        } while (*p++);
    }
    return hash;
}
