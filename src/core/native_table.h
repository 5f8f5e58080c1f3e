/* SPDX-License-Identifier: MIT
 * native_table.h - isa/natives.def and isa/types.def as tables. On a chip a build holds only the
 * rows that
 * its program can reach.
 */
#ifndef ADDER_NATIVE_TABLE_H
#define ADDER_NATIVE_TABLE_H

#include "core/native.h"

/* What a call needs, apart from the rest: on a chip small rows are found faster. */
struct adnative_call {
    uint8_t max;        /* arguments, self included; 255: any number */
    adnative_fn *call;
    uint8_t min;
#if !AD_TAILORED
    uint8_t type;       /* ADT_ of a method's type, 0 for a builtin */
#endif
};
extern AD_FLASH_TABLE struct adnative_call adnative_calls[];

/* Is the first argument an object that has the native as a method? A program may have got it from
 * the type, an image from nowhere. adnative_raise: it is not. */
bool adnative_has(const struct adder_vm *vm, unsigned f, adcell self);
adcell adnative_raise(struct adder_vm *vm, unsigned f, adcell self);
AD_INLINE bool adnative_is_for(const struct adder_vm *vm, unsigned f, adcell self)
{
#if AD_TAILORED
    return !AD_HAS_LOOSE_METHODS || adnative_has(vm, f, self);
#else
    uint8_t type = adnative_calls[f].type;
    return type == 0 || adlayout(vm, self) == type || adnative_has(vm, f, self);
#endif
}

struct adnative_row {
#if AD_TEXTS
    const char *text;   /* name of a builtin, for messages; NULL for a method */
#endif
    uint16_t name;      /* a method's name */
    uint8_t type;       /* ADT_ of a method's type, 0 for a builtin */
};
struct adnative_row adnative_row(unsigned f);
/* the function for calls with keywords, or ADZ_none */
enum adfrozen adnative_keywords(unsigned f);
/* On a chip what LOAD_METHOD tries first: a method of the object's builtin type that needs nothing
 * but the object. Unbound: adattr_method knows. */
adcell adnative_method(const struct adder_vm *vm, adcell object, unsigned name);

/* One more than the number of the type's constructor; 0: it has none. */
unsigned adtype_new(unsigned type);
const char *adtype_text(unsigned type);        /* its Python name, "" where texts are left out */
const char *adisa_name_text(unsigned name);

#endif
