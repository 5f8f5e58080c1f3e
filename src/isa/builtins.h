/* SPDX-License-Identifier: MIT
 * builtins.h - numbers of the immediate cells: constants, builtin types, native functions. An
 * immediate needs no memory; its number is the operand of LOAD_IMM and stands in images.
 */
#ifndef ADDER_BUILTINS_H
#define ADDER_BUILTINS_H

#include "base/base.h"

/* Types by number: ADT_int, ADT_list, ADT_ValueError, ... */
enum adtype {
#define TYPE(id, name, base) ADT_##id,
#define INNER(id, name, base) ADT_##id,
#define EXCEPTION(id, base) ADT_##id,
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
    ADT_COUNT
};

/* Native functions and methods by number: ADF_len, ADF_list_append, ... */
enum adnative {
#define BUILTIN(id, name, min, max, kw) ADF_##id,
#define METHOD(type, id, name, min, max) ADF_##id,
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
    ADF_COUNT
};

/* Functions of lib/builtins that natives hand a call over to: ADZ_sorted, ... ADZ_none is 0. */
enum adfrozen {
    ADZ_none,
#define FROZEN(id, when) ADZ_##id,
#include "isa/frozen.def"
#undef FROZEN
    ADZ_COUNT
};

/* Numbers of immediates. 0 is the unbound mark, which is no value of Python. */
enum {
    AD_IMM_UNBOUND = 0,
    AD_IMM_NONE = 1,
    AD_IMM_FALSE = 2,
    AD_IMM_TRUE = 3,
    AD_IMM_ELLIPSIS = 4,
    AD_IMM_NOTIMPL = 5,
    AD_IMM_ZERO = 6,        /* 0.0 where floats are self-tagged (64 bits) */
    AD_IMM_TAILCALL = 7,    /* a native's way to say: call what I left on the stack */
    AD_IMM_TYPE = 16,
    AD_IMM_NATIVE = 144,
    AD_IMM_COUNT = 512
};

AD_STATIC_ASSERT(AD_IMM_TYPE + ADT_COUNT <= AD_IMM_NATIVE, types_fit);
AD_STATIC_ASSERT(AD_IMM_NATIVE + ADF_COUNT <= AD_IMM_COUNT, natives_fit);

/* The number of the immediate that builtin `name` stands for, or -1. With `inner`, a leading
 * underscore also finds what only files under lib/ may name (_Pin, _ticks_ms). */
int adisa_builtin(const char *name, size_t length, bool inner);

/* How many cells the native of this immediate finds, unbound ones with them, when it is called with
 * so many arguments. -1: there is no such native, it does not take as many, or it looks at what was
 * called. */
int adisa_native_cells(unsigned number, int given);

/* The number of a name of names.def, or -1. */
int adisa_name(const char *name, size_t length);

/* The number of a function of frozen.def, or ADZ_none. */
int adisa_frozen(const char *name, size_t length);

#endif
