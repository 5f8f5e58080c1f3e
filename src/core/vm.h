/* SPDX-License-Identifier: MIT
 * vm.h - struct adder_vm, the only state of a machine beside its block, and the services that all
 * of
 * the core uses: reading objects, the value stack, raising.
 *
 *   low                                                                             high
 *   [ image ][ zeros ] | objects ->         limit            <- value stack | globals | roots |
 *                    base + bias       top    |        sp                                    end
 *
 * THE RULES
 *  - A function without a vm parameter cannot allocate, move or raise. One with vm may do all
 * three:
 *    after the call every adcell in a C local that may refer to an object, and every pointer into
 * the
 *    block, is stale. Keep values in stack slots (arguments, adpush) and read them again.
 *    (The exceptions are the AD_INLINE readers in this file: they only read.)
 *  - A function that returns a cell returns AD_ERROR (0) when it raised; one that returns bool
 *    returns false. The exception is in vm->error until it is handled. Never raise twice.
 *  - No C function calls Python, or itself: what needs Python code to run hands the whole call over
 *    to a function of lib/builtins (adcall_frozen). Loops over nested data use the value stack.
 */
#ifndef ADDER_VM_H
#define ADDER_VM_H

#include "core/layout.h"
#include "core/object.h"
#include "core/port.h"

/* Short functions of a file: inline where speed counts, else not even by the compiler's own
 * will. */
#if AD_ROM_DIRECT
#define AD_SHORT AD_INLINE
#else
#define AD_SHORT static AD_NOINLINE
#endif

#ifndef AD_ATTR_CACHE
#define AD_ATTR_CACHE AD_ROM_DIRECT /* a cache of attribute look-ups: PC and larger chips */
#endif

#if AD_ATTR_CACHE
/* What (class, name) was found to be; forgotten at each collection and change of a class. */
enum { AD_CACHE_NONE, AD_CACHE_SLOT, AD_CACHE_SET, AD_CACHE_METHOD, AD_CACHE_NATIVE };
struct adcache_entry {
    adcell class, value;
    uint16_t name, index;
    uint8_t kind;
};
#define AD_CACHE_SIZE 256
struct adname_entry {
    adcell str;
    uint16_t number;
};
#endif

struct adder_vm {
#if !AD_TAILORED /* a firmware has these as constants and in the chip's registers (firmware.h) */
    uint8_t *base;          /* offsets count from here (AVR: 0)                              */
    const uint8_t *image;   /* the image's first byte                                        */
    const adcell *consts;   /* sections of the image                                         */
    const uint16_t *names;
    const adcell *nametext;
    const uint16_t *global_names;
    const adcell *frozen;
    const uint8_t *modules; /* struct adimg_module[] */
    const uint8_t *debug;   /* NULL when stripped    */
    uint16_t nglobals, nmodules, nnames, nconsts;
    uint16_t nnames_own;    /* names of the image's own (numbers ADN_COUNT + i)              */
    adcell *sp;             /* top of the value stack (lowest address)                       */
    adcell *fp;             /* local 0 of the running frame                                  */
    const uint8_t *pc;      /* where the running code is or goes on                          */
#endif
    adcell *roots;          /* ADR_* cells                                                   */
    adcell *globals;        /* global slot 0; it and those behind it are the roots' zone     */
    uint8_t *start, *end;   /* the block                                                     */
    uint8_t *top;           /* where the next object goes                                    */
    uint8_t *limit;         /* objects stay below, the stack above; moved when either needs  */
    uint8_t *threshold;     /* collect when top gets here                                    */
    uint8_t *stack_limit;   /* calls stay above: limit, or where recursion is too deep       */
    adcell error;           /* the exception being raised (a root), 0 none                   */
    adcell *tail_dest;      /* what a native hands over (native.h): where its callable goes  */
    uint16_t tail_n;
    uint8_t tail_action;
    bool tail_throw;        /* the callable is a generator: vm->error is raised in it        */
    bool redirected;        /* somebody has set sys.stdout: print() asks Python code         */
#if AD_RESERVE
    bool released;          /* the reserve is for all to use: a MemoryError is about         */
    uint16_t reserve;       /* bytes of it                                                   */
#endif
    bool error_again;       /* the exception is raised again: its first frame is noted already */
    size_t serial;          /* of id()                                                       */
#if !AD_TAILORED /* nobody stops a firmware, or waits for its end */
    uint8_t trap;           /* not 0: look at `stop` at the next back jump, call or return   */
    uint8_t stop;           /* why: AD_STOP_*                                                */
    uint8_t builtins_changed;
    int exit_status;
    void *host;             /* the port's own                                                */
#endif
#if AD_ATTR_CACHE
    struct adcache_entry cache[AD_CACHE_SIZE], set_cache[AD_CACHE_SIZE];
    struct adname_entry name_cache[64];
#endif
    struct adstats {
#if !AD_TAILORED
        uint64_t steps;     /* instructions, counted by the checking loop only               */
        uint32_t fail_alloc; /* hostile build: this allocation fails (1 the next), 0 none    */
#endif
        size_t collections;
        size_t high_water;  /* greatest number of bytes of the block in use at once          */
        bool quiet;         /* an allocation that fails raises nothing: the caller can do without */
    } stats;
};

/* What a program may have and a firmware may do without: `adder build` makes 0 of what its program
 * has no use for (tool/avr/traits.c says why). AD_NAMED: does the program mention a name? */
enum {
    AD_HAS_ATTR_DICTS = 1,   /* attributes of an instance in a dict: __dict__, vars()       */
    AD_HAS_ROM_CLASSES = 1,  /* classes in the image: nothing changes them                  */
    AD_HAS_RAM_CLASSES = 1,  /* ... in the block                                            */
    AD_HAS_BASES = 1,        /* classes with bases                                          */
    AD_HAS_MANY_BASES = 1,   /* ... with more than one                                      */
    AD_HAS_NATIVE_BASES = 1, /* ... on list, int, str ...                                   */
    AD_HAS_EXC_BASES = 1,    /* ... on exceptions                                           */
    AD_HAS_EXC_VALUES = 1,   /* exceptions in variables                                     */
    AD_HAS_EXC_ARGS = 1,     /* ... with more than one argument                             */
    AD_HAS_EXC_REPRS = 1,    /* repr() of exceptions, or of what holds them                 */
    AD_HAS_KEY_ERRORS = 1,   /* KeyError                                                    */
    AD_HAS_OS_ERRORS = 1,    /* OSError, made by the program                                */
    AD_HAS_MODULES = 1,      /* modules beside the main one                                 */
    AD_HAS_HANDLERS = 1,     /* code that catches exceptions                                */
    AD_HAS_KEYWORDS = 1,     /* calls with keywords                                         */
    AD_HAS_IDS = 1,          /* id()                                                        */
    AD_HAS_EQUALITY = 1,     /* __eq__, __lt__, __hash__ and their kin in Python            */
    AD_HAS_PERCENT = 1,      /* texts with a % for the operator %                           */
    AD_HAS_ORDER = 1,        /* x < y, and what sorts                                       */
    AD_HAS_ITER_CALL = 1,    /* iter(f, x)                                                  */
    AD_HAS_REDIRECTION = 1,  /* print() to what sys.stdout was set to                       */
    AD_HAS_D_INDEX = 1,      /* __index__, __bytes__                                        */
    AD_HAS_ENCODINGS = 1,    /* bytes(text, encoding) and its kin                           */
    AD_HAS_SLICES = 1,       /* slices as values, not only in reading a[i:j]                */
    AD_HAS_STOPS = 1,        /* StopIteration, raised by whom ever                          */
    AD_HAS_NEXTS = 1,        /* next() or send() of a generator: it may be at its end       */
    AD_HAS_LARGE_INTS = 1,   /* ints that a cell does not hold                              */
    AD_HAS_VIRTUALS = 1,      /* attributes that lie behind classes of the image             */
    AD_HAS_OTHER_UNPACKS = 1, /* targets get the items of other than lists and tuples       */
    AD_HAS_RANGE_LOOPS = 1,  /* loops over ranges that are not plainly small                */
    AD_HAS_SHOWN_CONSTANTS = 1,  /* None, bools as texts                                    */
    AD_HAS_SHOWN_NUMBERS = 1,    /* numbers as texts                                        */
    AD_HAS_SHOWN_OBJECTS = 1,    /* functions, types, instances ... as texts                */
    AD_HAS_SHOWN_OTHERS = 1,     /* other than strs and small ints as texts                 */
    AD_HAS_ADDED_TEXTS = 1,      /* a + b with strs                                         */
    AD_HAS_TESTED_CONTAINERS = 1, /* the truth of what has a length                         */
    AD_HAS_TEXT_ITERS = 1,   /* iterators over strs, bytes                                  */
    AD_HAS_THROWS = 1,       /* throw() or close() of a generator                           */
    AD_HAS_EXITS = 1,        /* SystemExit                                                  */
    AD_HAS_CAUSES = 1,       /* raise ... from ...                                          */
    AD_HAS_OTHER_CALLS = 1,  /* calls of other than plain functions with their parameters */
    AD_HAS_LOOSE_METHODS = 1, /* methods of builtin types that are read off the types       */
    AD_HAS_TAILS = 1,        /* natives that hand over to Python code                       */
    AD_HAS_ERRORS = 1,       /* exceptions at all, from instructions or C code              */
    AD_HAS_ENDS = 1,         /* an end                                                      */
    AD_HAS_ROOTS = 1,        /* values among the roots, or a collector that looks at them   */
    AD_HAS_OTHER_NUMBERS = 1, /* other than small ints where times, pins and the like are due */
};
#define AD_NAMED(name) true

/* From here to the next one the code is reached only with operands of these uses
 * (tool/avr/types.h): `adder build` leaves out what is for types that never meet them. any: ends
 * that. Helpers in between are for functions in between only. */
#define AD_OPERANDS(...)

#if AD_TAILORED
#include "core/firmware.h" /* from the port's folder */
#else
/* Says to `adder build` that a firmware with this function has AD_HAS_<what>. */
#define AD_MAKES(what) ((void)0)
#endif

/* ---- reading objects ------------------------------------------------------------------------ */

/* The object's first byte. In the block only, unless AD_ROM_DIRECT. */
AD_INLINE void *adptr(const struct adder_vm *vm, adcell ref) { return vm->base + ad_offset(ref); }

#if AD_ROM_DIRECT
/* Copied, because the "header" of an immediate (adlayout) is not aligned; it is one load all the
 * same. */
AD_INLINE adcell adget_header(const struct adder_vm *vm, adcell ref)
{
    adcell header;
    memcpy(&header, adptr(vm, ref), sizeof header);
    return header;
}
/* i-th cell behind the header (no escape: fixed layouts and adget_item for long ones). */
AD_INLINE adcell adget_cell(const struct adder_vm *vm, adcell ref, size_t i)
{
    return ((adcell *)adptr(vm, ref))[1 + i];
}
#else
adcell adget_header(const struct adder_vm *vm, adcell ref);
adcell adget_cell(const struct adder_vm *vm, adcell ref, size_t i);
#endif

/* Layout of any cell: that of the object it refers to, 0 for ints, immediates, inline floats. On
 * the PC the "header" of an immediate may be read and is 0. */
#if AD_ROM_DIRECT
AD_INLINE unsigned adlayout(const struct adder_vm *vm, adcell c)
{
    return ad_is_even(c) ? adhd_layout(adget_header(vm, c)) : 0;
}
#else
uint8_t adlayout(const struct adder_vm *vm, adcell c);
#endif

AD_INLINE bool adis(const struct adder_vm *vm, adcell c, unsigned layout)
{
#if AD_ROM_DIRECT
    return ad_is_even(c) && adhd_has(adget_header(vm, c), layout);
#else
    return adlayout(vm, c) == layout;
#endif
}

/* Number of bytes or cells of an object's body; where the body begins, from the header. */
#if AD_ESCAPE
size_t adobj_size(const struct adder_vm *vm, adcell ref);
size_t adobj_body(const struct adder_vm *vm, adcell ref);
#else
AD_INLINE size_t adobj_size(const struct adder_vm *vm, adcell ref)
{
    return adhd_size(adget_header(vm, ref));
}
AD_INLINE size_t adobj_body(const struct adder_vm *vm, adcell ref)
{
    (void)vm, (void)ref;
    return AD_CELL_BYTES;
}
#endif
/* i-th item of a tuple (or array); i-th byte of a byte layout; n bytes out of a body. */
adcell adget_item(const struct adder_vm *vm, adcell ref, size_t i);
uint8_t adget_byte(const struct adder_vm *vm, adcell ref, size_t i);
void adget_bytes(const struct adder_vm *vm, adcell ref, size_t from, size_t n, void *to);
#if AD_ROM_DIRECT
/* All bytes of a body at once: good until the next call that takes vm. */
AD_INLINE uint8_t *adbytes_of(const struct adder_vm *vm, adcell ref)
{
    return (uint8_t *)adptr(vm, ref) + adobj_body(vm, ref);
}
#endif

/* Stores a reference into an object of the block: the one place where a barrier could go. */
AD_INLINE void adstore(struct adder_vm *vm, adcell *field, adcell value)
{
    (void)vm;
    *field = value;
}

AD_INLINE struct adlist *adlist_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct addict *addict_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct adbytearray *adbytearray_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct aditer *aditer_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct adclass *adclass_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct adinstance *adinstance_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct adexc *adexc_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct adgenerator *adgenerator_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct admodule *admodule_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
AD_INLINE struct adview *adview_of(struct adder_vm *vm, adcell c) { return adptr(vm, c); }
/* Items of an array object (layout array): good until the next call that takes vm. */
AD_INLINE adcell *adarray_items(struct adder_vm *vm, adcell array)
{
    return (adcell *)((uint8_t *)adptr(vm, array) + adobj_body(vm, array));
}
AD_INLINE uint8_t *adbuffer_bytes(struct adder_vm *vm, adcell buffer)
{
    return (uint8_t *)adptr(vm, buffer) + adobj_body(vm, buffer);
}

/* ---- the value stack ------------------------------------------------------------------------ */

/* Every native may push AD_NATIVE_ROOM cells without asking; more with adstack_reserve. */
#define AD_NATIVE_ROOM 12
AD_INLINE void adpush(struct adder_vm *vm, adcell c) { *--vm->sp = c; }
AD_INLINE adcell adpop(struct adder_vm *vm) { return *vm->sp++; }
AD_INLINE void addrop(struct adder_vm *vm, unsigned n) { vm->sp += n; }
AD_INLINE adcell adtop(struct adder_vm *vm, unsigned i) { return vm->sp[i]; }
bool adstack_reserve(struct adder_vm *vm, size_t cells) AD_MUST_CHECK;
/* The same without collecting or raising. */
bool adstack_spare(struct adder_vm *vm, size_t cells) AD_MUST_CHECK;

/* ---- raising -------------------------------------------------------------------------------- */

/* Texts for people stay off small chips: there ADTEXT is nothing and only the type is kept. In a
 * text
 * %s is a C string, %d an int, %z a size_t, %t the type name of a cell, %n the text of a name's
 * number,
 * %r the repr of a str or int cell, %c the str cell itself. Returns AD_ERROR. */
#if AD_TEXTS
adcell adexc_raise(struct adder_vm *vm, unsigned type, const char *text, ...);
#else
adcell adexc_raise0(struct adder_vm *vm, uint8_t type);
#define adexc_raise(vm, type, ...) adexc_raise0(vm, type)
#endif
adcell adexc_memory(struct adder_vm *vm);                   /* MemoryError, allocates nothing */
adcell adexc_raise_value(struct adder_vm *vm, unsigned type, adcell value); /* KeyError(key) ... */

#endif
