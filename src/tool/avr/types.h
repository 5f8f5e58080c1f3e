/* SPDX-License-Identifier: MIT
 * types.h - which kinds of values can come where in a program. All its code is walked until nothing
 * new is found; a variable, an attribute's name, a list made at one place has one set of kinds
 * whatever the order of things (docs/design/tailoring.md). What is not understood can be anything.
 */
#ifndef ADDER_TOOL_TYPES_H
#define ADDER_TOOL_TYPES_H

#include <stdio.h>

#include "image/read.h"

struct adram;
struct adtailor;

/* Sets of kinds: a bit for each layout by its number, and these. */
#define ADKIND(layout) ((uint64_t)1 << (layout))
#define ADKIND_NONE ((uint64_t)1 << 32)
#define ADKIND_BOOL ((uint64_t)1 << 33)
#define ADKIND_TYPE ((uint64_t)1 << 34)   /* a builtin type                                   */
#define ADKIND_NATIVE ((uint64_t)1 << 35) /* a builtin function                               */
#define ADKIND_OTHER ((uint64_t)1 << 36)  /* Ellipsis, NotImplemented                         */
#define ADKIND_ANY (~(uint64_t)0)         /* nobody knows                                     */

/* What meets an operation somewhere in the program, or in what its operands contain. */
enum adtypes_use {
    ADUSE_SHOWN,     /* str(), repr(), print, f-strings: what becomes text                    */
    ADUSE_COMPARED,  /* == and !=, `in`, keys and items that are looked for                    */
    ADUSE_ORDERED,   /* < <= > >=, sort, min, max                                              */
    ADUSE_ADDED,     /* operands of +                                                          */
    ADUSE_COMPUTED,  /* ... of the other binary operators                                      */
    ADUSE_INDEXED,   /* a in a[i]                                                              */
    ADUSE_ASSIGNED,  /* a in a[i] = x, del a[i]                                                */
    ADUSE_READ,      /* a in a.x                                                               */
    ADUSE_WRITTEN,   /* a in a.x = y                                                           */
    ADUSE_ITERATED,  /* loops, unpacking, what functions go through                            */
    ADUSE_CALLED,
    ADUSE_TESTED,    /* conditions, not                                                        */
    ADUSE_MEASURED,  /* len()                                                                  */
    ADUSE_SEARCHED,  /* a in x in a                                                            */
    ADUSE_COUNT
};

struct adtypes {
    uint64_t use[ADUSE_COUNT];
    uint64_t written; /* classes of the block that may get attributes, by their order there */
    bool big;   /* are there ints that need more than a cell?              */
    bool loops; /* ... loops over ranges whose numbers are not plainly small? */
    bool unpacks; /* ... targets that get items of other than lists and tuples? */
    bool loose; /* ... methods of builtin types that are read off the types? */
    bool calls; /* ... calls of other than plain functions with all their parameters, or of
                   what cannot be called? */
    bool numbers; /* ... other than small ints where natives want a time or a pin? */
};

/* Anything meets anything. */
void adtypes_unknown(struct adtypes *types);

/* False: no memory, or a program that is beyond it; then all is ADKIND_ANY. */
bool adtypes_infer(struct adtypes *types, const struct adimg *image, const struct adram *ram,
                   const struct adtailor *t);

/* Is this native one of those that want such numbers? */
bool adtypes_takes_numbers(unsigned native);

/* The use that a word of AD_OPERANDS (core/vm.h) means, or -1. */
int adtypes_use_named(const char *word, size_t n);

/* Does the type never meet any of these uses (bits)? `layout` is a type that objects have. */
bool adtypes_lack(const struct adtypes *types, unsigned uses, unsigned layout);

/* What was found, for people: a line for each use. */
void adtypes_list(const struct adtypes *types, FILE *to);

#endif
