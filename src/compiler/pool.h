/* SPDX-License-Identifier: MIT
 * pool.h - the names and constants of a whole program, each kept once: two are equal if and only if
 * their pointers are. Constants are equal when type and value are: 1, True and 1.0 are three, 0.0
 * and -0.0 two.
 */
#ifndef ADDER_POOL_H
#define ADDER_POOL_H

#include "base/bn.h"
#include "base/arena.h"

struct adname {
    const char *text; /* UTF-8, not ended */
    uint32_t length;
    uint32_t hash;
    int32_t id;       /* place in adpool.name: what lists of instructions have as operand */
    int32_t number;   /* of names.def, or -1 */
    int32_t index;    /* in the image's NAMES, -1: not there (yet) */
    int32_t own;      /* i of the number ADN_COUNT + i, -1: not yet */
    bool mentioned;   /* by a part of the program that is kept                               */
    bool asked;       /* ... other than as a variable: as an attribute, to be imported       */
    const void *place; /* ... as a variable: the first module that does                       */
    struct adname *next;
};

enum adconst_kind {
    ADCONST_IMM, /* None, True, types, natives: `value` is the number of the immediate */
    ADCONST_INT,
    ADCONST_FLOAT,
    ADCONST_STR,
    ADCONST_BYTES,
    ADCONST_TUPLE,
    ADCONST_SLICE,   /* item: start, stop, step */
    ADCONST_CODE,    /* `data` is the generator's; each is its own */
    ADCONST_FUNCTION
};

struct adconst {
    uint8_t kind;
    bool neg;        /* int: sign */
    uint32_t count;  /* bytes, items, or limbs of an int that needs more than 64 bits, else 0 */
    union {
        int64_t value;               /* immediate; int with count 0 */
        adreal real;
        const char *text;            /* UTF-8 (lone surrogates as three bytes too), or bytes */
        adlimb *limb;
        struct adconst *const *item;
        void *data;
    };
    uint32_t hash;
    int32_t id;      /* place in adpool.constant */
    int32_t index;   /* in the image's CONSTS, -1: not there (yet) */
    bool placed;     /* `cell` is its cell in the image */
    uint64_t cell;
    struct adconst *next;
};

struct adpool {
    struct adarena *arena;
    struct adname **name, **name_slot;
    struct adconst **constant, **const_slot;
    uint32_t nnames, name_cap, name_slots;
    uint32_t nconsts, const_cap, const_slots;
    bool single; /* floats are rounded to single */
    bool failed; /* no memory: names and constants are then dummies that must not be used further */
    struct adname no_name;
    struct adconst no_const;
};

/* False without memory. */
AD_MUST_CHECK bool adpool_init(struct adpool *p, struct adarena *arena, bool single);

/* These never return NULL (see `failed`). Texts are copied when they are new. */
struct adname *adpool_name(struct adpool *p, const char *text, size_t length);
struct adconst *adpool_imm(struct adpool *p, unsigned number);
struct adconst *adpool_int(struct adpool *p, int64_t value);
struct adconst *adpool_bn(struct adpool *p, const struct adbn *value);
struct adconst *adpool_float(struct adpool *p, adreal value);
struct adconst *adpool_str(struct adpool *p, const char *text, size_t length);
struct adconst *adpool_bytes(struct adpool *p, const char *bytes, size_t length);
struct adconst *adpool_tuple(struct adpool *p, struct adconst *const *item, size_t count);
struct adconst *adpool_slice(struct adpool *p, struct adconst *const *item);
struct adconst *adpool_data(struct adpool *p, enum adconst_kind kind, void *data);
struct adconst *adpool_name_str(struct adpool *p, const struct adname *name);

/* The int as a row of limbs; `room` (ADBN_I64_LIMBS) is used when it is a small one. */
struct adbn adconst_bn(const struct adconst *c, adlimb *room);

#endif
