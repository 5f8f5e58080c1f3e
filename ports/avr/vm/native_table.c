/* SPDX-License-Identifier: MIT
 * native_table.c - core/native_table.h for a firmware: the rows that its program can reach, in
 * flash,
 * and texts of the types that it can name.
 */
#include "core/native_table.h"
#include "core/call.h"
#include "core/rom.h"
#include "tailor.h"

AD_FLASH_TABLE struct adnative_call adnative_calls[] = {
#define BUILTIN(id, min, max, kw) {max, adn_##id, min},
#define METHOD(t, id, name, min, max, kw) {(max) == 255 ? 255 : (max) + 1, adn_##id, (min) + 1},
    ADTAILOR_NATIVES(BUILTIN, METHOD)
#undef BUILTIN
#undef METHOD
};

static AD_FLASH_TABLE uint8_t keywords[] = {
#define BUILTIN(id, min, max, kw) ADZ_##kw,
#define METHOD(t, id, name, min, max, kw) ADZ_##kw,
    ADTAILOR_NATIVES(BUILTIN, METHOD)
#undef BUILTIN
#undef METHOD
};

enum adfrozen adnative_keywords(unsigned f) { return (enum adfrozen)keywords[f]; }

/* Only methods have rows; the last one is nobody's. */
static AD_FLASH_TABLE struct adnative_row methods[] = {
#define BUILTIN(id, min, max, kw)
#define METHOD(t, id, name, min, max, kw) {ADN_##name, ADT_##t},
    ADTAILOR_NATIVES(BUILTIN, METHOD)
#undef BUILTIN
#undef METHOD
    {ADN_COUNT, 0}
};

enum {
    METHODS = AD_COUNT(methods) - 1,
    FIRST_METHOD = AD_COUNT(adnative_calls) - METHODS
};

struct adnative_row adnative_row(unsigned f)
{
    return methods[f < FIRST_METHOD ? METHODS : f - FIRST_METHOD];
}

/* ---- types ---------------------------------------------------------------------------------- */

static AD_FLASH_TABLE uint8_t bases[ADT_COUNT] = {
#define TYPE(id, text, base) ADT_##base,
#define INNER(id, text, base) ADT_##base,
#define EXCEPTION(id, base) ADT_##base,
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
};

unsigned adtype_base(unsigned type) { return bases[type]; }

/* number, text, NUL; one type behind the other */
#define NAME(id, text) static AD_FLASH_TABLE char name_##id[] = text;
ADTAILOR_TYPE_NAMES(NAME)
#undef NAME

static AD_FLASH_TABLE struct type_name {
    uint8_t type;
    const __flash char *text;
} names[] = {
#define NAME(id, text) {ADT_##id, name_##id},
    ADTAILOR_TYPE_NAMES(NAME)
#undef NAME
};

const char *adtype_text(unsigned type)
{
    static AD_FLASH_TABLE char unknown[] = "?";
    uint8_t i;
    for (i = 0; i < AD_COUNT(names); i++)
        if (names[i].type == type)
            return (const char *)names[i].text;
    return (const char *)unknown;
}

unsigned adtype_new(unsigned type)
{
    switch (type) {
#define NEW(id, number) NEW_##id(number)
#define CASE(t, number) case ADT_##t: return number + 1;
#define NEW_new_object(number) CASE(object, number)
#define NEW_new_int(number) CASE(int, number)
#define NEW_new_float(number) CASE(float, number)
#define NEW_new_bool(number) CASE(bool, number)
#define NEW_new_str(number) CASE(str, number)
#define NEW_new_bytes(number) CASE(bytes, number)
#define NEW_new_bytearray(number) CASE(bytearray, number)
#define NEW_new_tuple(number) CASE(tuple, number)
#define NEW_new_list(number) CASE(list, number)
#define NEW_new_dict(number) CASE(dict, number)
#define NEW_new_set(number) CASE(set, number)
#define NEW_new_frozenset(number) CASE(frozenset, number)
#define NEW_new_range(number) CASE(range, number)
#define NEW_new_slice(number) CASE(slice, number)
#define NEW_new_type(number) CASE(class, number)
#define NEW_new_property(number) CASE(property, number)
#define NEW_new_staticmethod(number) CASE(staticmethod, number)
#define NEW_new_classmethod(number) CASE(classmethod, number)
#define NEW_new_super(number) CASE(super, number)
#define NEW_new_Pin(number) CASE(Pin, number)
    ADTAILOR_NEWS(NEW)
    }
    return type >= ADT_BaseException ? ADTAILOR_NEW_EXCEPTION : 0; /* which is one more too */
}

/* ---- methods -------------------------------------------------------------------------------- */

static AD_NOINLINE adcell own_method(uint8_t type, uint16_t name)
{
    AD_FLASH_TABLE struct adnative_row *row = methods;
    adcell f = ad_native_cell(FIRST_METHOD);
    for (; row < methods + METHODS; row++, f += ad_native_cell(1) - ad_native_cell(0))
        if (row->name == name && row->type == type)
            return f;
    return AD_UNBOUND;
}

static uint8_t method_group(unsigned type)
{
    switch (type) {
    case ADT_bool: return ADT_int;
    case ADT_int_neg: return ADT_int;
    case ADT_str_wide: return ADT_str;
    case ADT_frozenset: return ADT_set;
    case ADT_enumerate: case ADT_zip: case ADT_map: case ADT_filter: case ADT_reversed:
    case ADT_coroutine: return ADT_generator;
    case ADT_async_generator: return ADT_generator;
    }
    return type >= ADT_BaseException ? ADT_exc : (uint8_t)type;
}

adcell adtype_method(unsigned type, unsigned name)
{
    uint8_t group = method_group(type);
    adcell f = own_method(group, name);
    if (!f && group == ADT_bytearray)
        f = own_method(ADT_bytes, name);
    if (!f && (!ADTAILOR_OPERATORS || addunder_has(group, name)))
        f = own_method(ADT_object, name);
    return f;
}

static adcell of_object(uint8_t type, uint16_t name)
{
    switch (name) {
    case ADN_from_bytes: case ADN_fromhex: case ADN_fromkeys: case ADN_maketrans: /* of the class */
        return AD_UNBOUND;
    }
    return own_method(type, name);
}

static AD_NOINLINE adcell rom_method(const struct adder_vm *vm, adcell object, uint16_t name)
{
    uint8_t type = adlayout(vm, object);
    return type && type < ADT_function ? of_object(type, name) : AD_UNBOUND;
}

/* Without a call on the way to the search, so that no register is saved. */
adcell adnative_method(const struct adder_vm *vm, adcell object, unsigned name)
{
    const adcell *head = adptr(vm, object);
    uint8_t type;
    if (ad_is_int(object) || ad_offset(object) <= 0) /* not in the block */
        return rom_method(vm, object, name);
    type = (uint8_t)adhd_layout(*head);
    if (type == ADT_handle)
        type = (uint8_t)ad_int(((const struct adpin *)head)->kind);
    else if (type >= ADT_function)
        return AD_UNBOUND;
    return of_object(type, name);
}

/* ---- functions of lib/builtins ----------------------------------------------------------- */

adcell adfrozen(const struct adder_vm *vm, enum adfrozen z)
{
    (void)vm;
    ADTAILOR_FROZEN(z);
}
