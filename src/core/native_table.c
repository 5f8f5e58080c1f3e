/* SPDX-License-Identifier: MIT
 * native_table.c - see native_table.h. The order of the rows is that of enum adnative and enum
 * adtype.
 */
#include "core/native_table.h"
#include "core/call.h"

#define object_METHODS 1

#if AD_TEXTS
#define TEXT(text) text,
#else
#define TEXT(text)
#endif

const struct adnative_call adnative_calls[ADF_COUNT] = {
#define BUILTIN(id, text, min, max, kw) [ADF_##id] = {max, adn_##id, min, 0},
#define METHOD(t, id, name, min, max)                                                              \
    [ADF_##id] = {(max) == 255 ? 255 : (max) + 1, adn_##id, (min) + 1, ADT_##t},
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
};

static const struct adnative_row rows[ADF_COUNT] = {
#define BUILTIN(id, text, min, max, kw) [ADF_##id] = {TEXT(text) 0, 0},
#define METHOD(t, id, name, min, max) [ADF_##id] = {TEXT(NULL) ADN_##name, ADT_##t},
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
};

static const uint8_t keywords[ADF_COUNT] = {
#define BUILTIN(id, text, min, max, kw) [ADF_##id] = ADZ_##kw,
#define METHOD(t, id, name, min, max)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

struct adnative_row adnative_row(unsigned f) { return rows[f]; }

enum adfrozen adnative_keywords(unsigned f)
{
    switch (f) {
#define KEYWORDS(native, frozen) case ADF_##native: return ADZ_##frozen;
#include "isa/keywords.def"
#undef KEYWORDS
    }
    return (enum adfrozen)keywords[f];
}

struct type_row {
    const char *text;
    uint8_t base;
};

static const struct type_row type_rows[ADT_COUNT] = {
#define TYPE(id, text, base) [ADT_##id] = {text, ADT_##base},
#define INNER(id, text, base) [ADT_##id] = {text, ADT_##base},
#define EXCEPTION(id, base) [ADT_##id] = {#id, ADT_##base},
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
};

const char *adtype_text(unsigned type) { return type_rows[type].text; }

unsigned adtype_base(unsigned type)
{
    return type_rows[type].base;
}

unsigned adtype_new(unsigned type)
{
    static const uint16_t news[ADT_BaseException] = {
        [ADT_object] = ADF_new_object, [ADT_int] = ADF_new_int, [ADT_float] = ADF_new_float,
        [ADT_bool] = ADF_new_bool, [ADT_str] = ADF_new_str, [ADT_bytes] = ADF_new_bytes,
        [ADT_bytearray] = ADF_new_bytearray, [ADT_tuple] = ADF_new_tuple,
        [ADT_list] = ADF_new_list, [ADT_dict] = ADF_new_dict, [ADT_set] = ADF_new_set,
        [ADT_frozenset] = ADF_new_frozenset, [ADT_range] = ADF_new_range,
        [ADT_slice] = ADF_new_slice, [ADT_class] = ADF_new_type,
        [ADT_property] = ADF_new_property, [ADT_staticmethod] = ADF_new_staticmethod,
        [ADT_classmethod] = ADF_new_classmethod, [ADT_super] = ADF_new_super,
        [ADT_Pin] = ADF_new_Pin,
    };
    return type >= ADT_BaseException ? ADF_new_exception + 1 : news[type] ? news[type] + 1u : 0;
}

/* A method of the type itself (not of its bases), searched in the type's group. */
static unsigned own_method(unsigned type, unsigned name)
{
    unsigned f;
    for (f = ADF_object_d_init; f < ADF_COUNT; f++)
        if (rows[f].type == type && rows[f].name == name)
            return f;
    return 0;
}

/* Types whose methods are those of another one's rows. */
static unsigned method_group(unsigned type)
{
    switch (type) {
    case ADT_bool: case ADT_int_neg: return ADT_int;
    case ADT_str_wide: return ADT_str;
    case ADT_frozenset: return ADT_set;
    case ADT_coroutine: case ADT_async_generator: return ADT_generator;
    case ADT_enumerate: case ADT_zip: case ADT_map: case ADT_filter: case ADT_reversed:
        return ADT_iterator;
    }
    return type >= ADT_BaseException ? ADT_exc : type;
}

adcell adtype_method(unsigned type, unsigned name)
{
    unsigned f;
    type = method_group(type);
    f = own_method(type, name);
    if (!f && type == ADT_bytearray)
        f = own_method(ADT_bytes, name);
    if (!f && addunder_has(type, name))
        f = own_method(ADT_object, name);
    return f ? ad_native_cell(f) : AD_UNBOUND;
}
