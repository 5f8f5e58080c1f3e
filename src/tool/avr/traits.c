/* SPDX-License-Identifier: MIT
 * traits.c - the identifiers AD_HAS_x of core/vm.h: what a firmware does without when its program
 * shows that it has no use for it. Each is a question about the image; the last ones are answered
 * by the linker: a function with AD_MAKES(x) is in.
 */
#include <string.h>

#include "core/layout.h"
#include "tool/avr/tailor.h"

bool adtailor_computes_classes(const struct adtailor *t)
{
    return t->type_calls || t->read[ADN_d_class] || t->read[ADN_d_base] || t->read[ADN_d_bases] ||
        t->read[ADN_d_mro];
}

/* Nothing changes those of the image. */
static bool rom_classes(const struct adtailor *t) { return t->rom_classes; }

static bool ram_classes(const struct adtailor *t)
{
    return t->ram_classes || t->op[ADOP_BUILD_CLASS] || t->native[ADF_derive];
}

static bool bases(const struct adtailor *t) { return t->bases >= 1 || t->native[ADF_derive]; }

static bool many_bases(const struct adtailor *t) { return t->bases >= 2 || t->native[ADF_derive]; }

bool adtailor_exc_bases(const struct adtailor *t)
{
    if (!bases(t))
        return false;
    for (unsigned type = ADT_BaseException; type < ADT_COUNT; type++)
        if (t->base[type])
            return true;
    return adtailor_computes_classes(t) || t->op[ADOP_WITH_EXCEPT];
}

bool adtailor_exc_values(const struct adtailor *t)
{
    return t->tries || t->keeps_exceptions || adtailor_exc_bases(t);
}

bool adtailor_builds_on_types(const struct adtailor *t)
{
    static const uint8_t types[] = {ADT_list, ADT_dict, ADT_set, ADT_frozenset, ADT_int, ADT_str,
        ADT_tuple, ADT_float, ADT_bytes, ADT_bytearray};
    if (!bases(t))
        return false;
    for (size_t i = 0; i < sizeof types; i++)
        if (t->base[types[i]])
            return true;
    return adtailor_computes_classes(t);
}

bool adtailor_compares(const struct adtailor *t)
{
    return t->defined[ADN_d_eq] || t->defined[ADN_d_ne] || t->defined[ADN_d_lt] ||
        t->defined[ADN_d_le] || t->defined[ADN_d_gt] || t->defined[ADN_d_ge] ||
        t->defined[ADN_d_hash];
}

bool adtailor_indexes(const struct adtailor *t)
{
    return t->defined[ADN_d_index] || t->defined[ADN_d_bytes];
}

bool adtailor_shows(const struct adtailor *t)
{
    return t->defined[ADN_d_repr] || t->defined[ADN_d_str];
}

/* What shows the attributes of an instance and their order, or needs them without keys. */
static bool attr_dicts(const struct adtailor *t)
{
    return t->name[ADN_d_dict] || t->native[ADF_vars] || t->native[ADF_instance_dict] ||
        t->defined[ADN_d_class] || t->instance_dicts;
}

static bool modules(const struct adtailor *t)
{
    return t->op[ADOP_IMPORT] || t->native[ADF_module] || t->native[ADF_modules];
}

static bool percent(const struct adtailor *t) { return t->percent; }

static bool keywords(const struct adtailor *t) { return t->keywords; }

bool adtailor_exc_args(const struct adtailor *t)
{
    bool many = t->arguments > 1 || t->op[ADOP_CALL_EX] || t->read[ADN_args] ||
        t->defined[ADN_args];
    for (unsigned type = ADT_BaseException; type < ADT_COUNT; type++)
        many |= t->given[AD_IMM_TYPE + type] > 2; /* one more than the arguments */
    return many;
}

static bool key_errors(const struct adtailor *t)
{
    return t->raised[ADT_KeyError] || adtailor_calls_type(t, ADT_KeyError);
}

static bool exc_reprs(const struct adtailor *t)
{
    static const uint16_t all[] = {ADF_repr, ADF_ascii, ADF_object_d_repr, ADF_format};
    static const uint8_t containers[] = {ADT_list, ADT_tuple, ADT_dict, ADT_set, ADT_frozenset};
    for (size_t i = 0; i < AD_COUNT(all); i++)
        if (t->native[all[i]])
            return true;
    for (size_t i = 0; i < AD_COUNT(containers); i++)
        if (t->type[containers[i]])
            return true;
    return t->percent || t->op[ADOP_FORMAT] || t->read[ADN_d_repr] || key_errors(t);
}

unsigned adtailor_exc_base(unsigned type)
{
    static const uint8_t base[ADT_COUNT] = {
#define TYPE(id, name, below)
#define INNER(id, name, below)
#define EXCEPTION(id, below) [ADT_##id] = ADT_##below,
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
    };
    return base[type];
}

bool adtailor_os_errors(const struct adtailor *t)
{
    for (unsigned type = ADT_OSError; type < ADT_COUNT; type++) { /* each stands below its base */
        unsigned up = type;
        while (up > ADT_OSError)
            up = adtailor_exc_base(up);
        if (up == ADT_OSError && adtailor_calls_type(t, type))
            return true;
    }
    return false;
}

/* Does the name of an instruction have this word? JF_LT_LI has LT. */
static bool has_word(const char *name, const char *word)
{
    for (; *name; name += strcspn(name, "_"), name += *name == '_')
        if (strcspn(name, "_") == strlen(word) && !memcmp(name, word, strlen(word)))
            return true;
    return false;
}

static bool order(const struct adtailor *t)
{
    static const char *const words[] = {"LT", "LE", "GT", "GE"};
    static const uint16_t natives[] = {ADF_sorted, ADF_min, ADF_max, ADF_list_sort,
        ADF_list_sort_simple};
    for (size_t i = 0; i < AD_COUNT(natives); i++)
        if (t->native[natives[i]])
            return true;
    for (unsigned name = ADN_d_lt; name <= ADN_d_ge; name++)
        if (t->read[name])
            return true;
    for (size_t i = 0; i < AD_COUNT(words); i++)
        for (unsigned op = 0; op < adisa_python.count; op++)
            if (t->op[op] && has_word(adisa_python.rows[op].name, words[i]))
                return true;
    return false;
}

static bool iter_call(const struct adtailor *t) { return adtailor_gives(t, ADF_iter, 2); }

static bool redirection(const struct adtailor *t) { return t->defined[ADN_stdout]; }

static bool handlers(const struct adtailor *t) { return t->tries; }

/* Calls of bytes(), bytearray() or str() with more than one argument. */
static bool encodings(const struct adtailor *t)
{
    static const uint8_t types[] = {ADT_bytes, ADT_bytearray, ADT_str};
    for (size_t i = 0; i < sizeof types; i++)
        if (t->given[AD_IMM_TYPE + types[i]] > 2)
            return true;
    return t->keywords || adtailor_computes_classes(t) || adtailor_builds_on_types(t);
}

/* Slices that go anywhere but to GET_ITEM, or from there to a method in Python. */
static bool slices(const struct adtailor *t)
{
    return t->slices || adtailor_calls_type(t, ADT_slice) || t->defined[ADN_d_getitem];
}

static bool stops(const struct adtailor *t)
{
    return t->raised[ADT_StopIteration] || adtailor_calls_type(t, ADT_StopIteration) ||
        adtailor_computes_classes(t);
}

static bool exits(const struct adtailor *t)
{
    return t->type[ADT_SystemExit] || t->raised[ADT_SystemExit] || adtailor_computes_classes(t);
}

/* By `raise ... from ...`, by hand, or because a generator raised StopIteration. */
static bool causes(const struct adtailor *t)
{
    return t->causes || t->defined[ADN_d_cause] || (t->type[ADT_generator] && stops(t));
}

static bool large_ints(const struct adtailor *t) { return t->types.big; }

static bool loose_methods(const struct adtailor *t) { return t->types.loose; }

static bool virtuals(const struct adtailor *t) { return t->virtuals; }
static bool other_unpacks(const struct adtailor *t) { return t->types.unpacks; }
static bool range_loops(const struct adtailor *t) { return t->types.loops; }

static bool shown(const struct adtailor *t, uint64_t kinds)
{
    return t->types.use[ADUSE_SHOWN] & kinds;
}

static bool shown_constants(const struct adtailor *t)
{
    return shown(t, ADKIND_NONE | ADKIND_BOOL | ADKIND_OTHER);
}

static bool shown_numbers(const struct adtailor *t)
{
    return shown(t, ADKIND(ADT_int) | ADKIND(ADT_float) | ADKIND_BOOL);
}

/* What has no text of its own. */
static bool shown_objects(const struct adtailor *t)
{
    return shown(t, ~(ADKIND(ADT_int) | ADKIND(ADT_float) | ADKIND_BOOL | ADKIND_NONE |
        ADKIND(ADT_str) | ADKIND(ADT_str_wide) | ADKIND(ADT_bytes) | ADKIND(ADT_bytearray) |
        ADKIND(ADT_list) | ADKIND(ADT_tuple) | ADKIND(ADT_dict) | ADKIND(ADT_set) |
        ADKIND(ADT_frozenset) | ADKIND(ADT_range) | ADKIND(ADT_slice)));
}

/* Other than strs and small ints. */
static bool shown_others(const struct adtailor *t)
{
    return shown(t, ~(ADKIND(ADT_str) | ADKIND(ADT_str_wide) | ADKIND(ADT_int))) ||
        (t->types.big && shown(t, ADKIND(ADT_int)));
}

static bool added_texts(const struct adtailor *t)
{
    return t->types.use[ADUSE_ADDED] & ADKIND(ADT_str);
}

static bool tested_containers(const struct adtailor *t)
{
    return t->types.use[ADUSE_TESTED] & (ADKIND(ADT_bytes) | ADKIND(ADT_bytearray) |
        ADKIND(ADT_list) | ADKIND(ADT_tuple) | ADKIND(ADT_dict) | ADKIND(ADT_set) |
        ADKIND(ADT_frozenset) | ADKIND(ADT_range) | ADKIND(ADT_view));
}

/* By the linker's word: what makes them is in. */
static bool text_iters(const struct adtailor *t)
{
    return t->iter[AD_ITER_STR] || t->iter[AD_ITER_BYTES] || t->iter[AD_ITER_BYTEARRAY];
}

/* In the order of adtailor.made: what the linker tells. */
enum { MADE_IDS, MADE_NEXTS, MADE_THROWS, MADE_TAILS, MADE_ROOTS, MADE_ERRORS };

static const struct {
    const char *id, *made;
} made[] = {{"AD_HAS_IDS", "has_ids"}, {"AD_HAS_NEXTS", "has_nexts"},
    {"AD_HAS_THROWS", "has_throws"}, {"AD_HAS_TAILS", "has_tails"},
    {"AD_HAS_ROOTS", "has_roots"}, {"AD_HAS_ERRORS", "has_errors"}};

/* Exceptions come from C code, which the linker tells. Nearly all programs have them: where an
 * instruction may raise they count as being there from the first round on. */
static bool errors(const struct adtailor *t)
{
    for (unsigned op = 0; op < adisa_python.count; op++)
        if (t->op[op] && !(adisa_python.rows[op].flags & AD_F_EXACT) && op != ADOP_JUMP_BACK &&
            op != ADOP_CALL_NATIVE && op != ADOP_STORE_SLOT)
            return true;
    return t->made[MADE_ERRORS];
}

/* Does the program come to an end? Otherwise nobody asks for figures then. */
static bool ends(const struct adtailor *t)
{
    return t->op[ADOP_RETURN] || t->op[ADOP_RETURN_NONE] || t->op[ADOP_RETURN_L] || errors(t);
}

/* Such a native may be called by whom nobody sees, too. */
static bool other_numbers(const struct adtailor *t)
{
    for (unsigned f = 0; f < ADF_COUNT; f++)
        if (adtypes_takes_numbers(f) && t->given[AD_IMM_NATIVE + f] == ADTAILOR_ANY)
            return true;
    return t->types.numbers || t->given[AD_IMM_TYPE + ADT_Pin] == ADTAILOR_ANY;
}

static bool other_calls(const struct adtailor *t)
{
    static const uint8_t ops[] = {ADOP_CALL_KW, ADOP_CALL_EX, ADOP_SEND, ADOP_IMPORT};
    for (size_t i = 0; i < sizeof ops; i++)
        if (t->op[ops[i]])
            return true;
    return t->types.calls || t->made[MADE_TAILS];
}

static const struct {
    const char *id;
    bool (*has)(const struct adtailor *t);
} traits[] = {
    {"AD_HAS_ROM_CLASSES", rom_classes}, {"AD_HAS_RAM_CLASSES", ram_classes},
    {"AD_HAS_ATTR_DICTS", attr_dicts}, {"AD_HAS_BASES", bases},
    {"AD_HAS_MANY_BASES", many_bases}, {"AD_HAS_NATIVE_BASES", adtailor_builds_on_types},
    {"AD_HAS_EXC_BASES", adtailor_exc_bases}, {"AD_HAS_EXC_VALUES", adtailor_exc_values},
    {"AD_HAS_MODULES", modules}, {"AD_HAS_PERCENT", percent}, {"AD_HAS_KEYWORDS", keywords},
    {"AD_HAS_HANDLERS", handlers}, {"AD_HAS_D_INDEX", adtailor_indexes},
    {"AD_HAS_EQUALITY", adtailor_compares},
    {"AD_HAS_EXC_ARGS", adtailor_exc_args}, {"AD_HAS_EXC_REPRS", exc_reprs},
    {"AD_HAS_KEY_ERRORS", key_errors}, {"AD_HAS_OS_ERRORS", adtailor_os_errors},
    {"AD_HAS_ENCODINGS", encodings}, {"AD_HAS_SLICES", slices},
    {"AD_HAS_STOPS", stops}, {"AD_HAS_EXITS", exits}, {"AD_HAS_CAUSES", causes},
    {"AD_HAS_LARGE_INTS", large_ints},
    {"AD_HAS_RANGE_LOOPS", range_loops}, {"AD_HAS_OTHER_UNPACKS", other_unpacks},
    {"AD_HAS_VIRTUALS", virtuals},
    {"AD_HAS_SHOWN_CONSTANTS", shown_constants}, {"AD_HAS_SHOWN_NUMBERS", shown_numbers},
    {"AD_HAS_SHOWN_OBJECTS", shown_objects}, {"AD_HAS_SHOWN_OTHERS", shown_others},
    {"AD_HAS_ADDED_TEXTS", added_texts},
    {"AD_HAS_TESTED_CONTAINERS", tested_containers}, {"AD_HAS_TEXT_ITERS", text_iters},
    {"AD_HAS_OTHER_CALLS", other_calls},
    {"AD_HAS_LOOSE_METHODS", loose_methods},
    {"AD_HAS_ERRORS", errors}, {"AD_HAS_ENDS", ends},
    {"AD_HAS_OTHER_NUMBERS", other_numbers},
    {"AD_HAS_ORDER", order}, {"AD_HAS_ITER_CALL", iter_call}, {"AD_HAS_REDIRECTION", redirection},
};

static bool same(const char *text, const char *id, size_t n)
{
    return strlen(text) == n && !memcmp(text, id, n);
}

bool adtailor_lacks(const struct adtailor *t, const char *id, size_t n)
{
    for (size_t i = 0; i < AD_COUNT(traits); i++)
        if (same(traits[i].id, id, n))
            return !traits[i].has(t);
    for (size_t i = 0; i < AD_COUNT(made); i++)
        if (same(made[i].id, id, n))
            return !t->made[i];
    return false;
}

unsigned adtailor_no_roots(const struct adtailor *t)
{
    return t->made[MADE_ROOTS] ? 0 : ADR_COUNT;
}

bool *adtailor_makes(struct adtailor *t, const char *id, size_t n)
{
    for (size_t i = 0; i < AD_COUNT(made); i++)
        if (same(made[i].made, id, n))
            return &t->made[i];
    return NULL;
}
