/* SPDX-License-Identifier: MIT
 * object.h - objects in memory: a header cell and a body of cells or of bytes, and how to read
 * them.
 *
 * Immutable layouts may lie in the image (on a chip: in flash, where a C pointer does not reach),
 * so
 * their bodies are read through adget_* only. Mutable layouts always lie in the block and are used
 * through the structures below. A pointer into the block is good until the next call that takes vm.
 *
 *   layout      body                                                          where
 *   int         magnitude, little-endian bytes, no leading zero limb          block, image
 *   int_neg     the same, of a negative number                                block, image
 *   float       a double (boards with single floats: a float)                 block, image
 *   str         ASCII bytes                                                   block, image
 *   str_wide    WTF-8 bytes, at least one of them not ASCII                   block, image
 *   bytes       bytes                                                         block, image
 *   code        struct adcode etc. (image/format.h)                           image
 *   tuple       items                                                         block, image
 *   slice       start, stop, step                                             block, image
 *   range       start, stop, step (ints of any size)                          block
 *   function    struct adfunction                                             block, image
 *   method      function, self                                                block
 *   cell        value or unbound                                              block
 *   wrapper     kind (int: ADT_property...), fget or function, fset, fdel     block
 *   super       class, self                                                   block
 *   others      structures below                                              block
 */
#ifndef ADDER_OBJECT_H
#define ADDER_OBJECT_H

#include "core/cell.h"
#include "image/format.h"
#include "isa/names.h"

/* Structures of mutable objects. Every field is a cell; counts are small int cells. */
struct adlist {
    adcell head;
    adcell count; /* items in use                                  */
    adcell items; /* array, unbound while nothing was ever stored  */
};

struct adbytearray {
    adcell head;
    adcell count;  /* bytes in use                     */
    adcell buffer; /* buffer object, unbound when none */
};

/* dict, set, frozenset: entries in insertion order; a removed entry has an unbound key, or is
 * closed at once where there is no index. */
struct addict {
    adcell head;
    adcell live;    /* entries that are there                                        */
    adcell used;    /* entries that were ever there: where the next one goes        */
    adcell entries; /* array: key, value, key, value ...; of a set: key, key ...    */
    adcell index;   /* buffer with the hash index, unbound while there are few entries */
};
enum { ADDICT_CELLS = 3 + AD_HASH_INDEX };

/* An iterator over what needs no Python code to run. */
struct aditer {
    adcell head;
    adcell kind;   /* small int, enum aditer_kind */
    adcell object; /* what is iterated; unbound at the end */
    adcell index;  /* next place; of a range: next item */
    /* from AD_ITER_KEYS on only: entries of the dict or set when the iteration began */
    adcell live;
};

struct adfunction {
    adcell head;
    adcell code;
    adcell defaults;   /* tuple or unbound */
    adcell kwdefaults; /* tuple, one for each keyword-only parameter (or unbound), or unbound */
    adcell closure;    /* tuple of cells or unbound */
    adcell attrs;      /* dict or unbound  */
};

/* A table of attributes: array of pairs (number of the name as a small int, value), `count` in
 * use. */
struct adclass {
    adcell head;
    adcell name;    /* str */
    adcell bases;   /* tuple */
    adcell mro;     /* tuple, the class itself first; builtin bases are type immediates */
    adcell attrs;   /* array of pairs, in order of definition; freed pairs have an unbound value */
    adcell keys;    /* array of names (small ints): where instances keep which attribute; perhaps
                     * that of a base, perhaps with keys of others behind nkeys */
    adcell nkeys;   /* small int */
    adcell flags;   /* small int, AD_CLASS_* */
    /* small int: ADT_ of the builtin that instances are built on (list, int, exc), 0 none */
    adcell native;
};

enum {
    AD_CLASS_DATADESC = 1,  /* it or a base has a property or other data descriptor   */
    AD_CLASS_SETATTR = 4,   /* ... __setattr__ or __delattr__                          */
    AD_CLASS_GETATTRIBUTE = 8,
    AD_CLASS_NEW = 64,      /* ... __new__ written in Python                           */
    AD_CLASS_SLOTS = 128,
    AD_CLASS_BASE_SLOTS = 256 /* only a base has __slots__: instances have a dict besides */
};

/* Do classes of this program define operators? A build for a chip puts its answer here. */
enum { AD_CLASS_OPERATORS = 1 };

struct adinstance {
    adcell head;
    adcell class;
    adcell more;    /* array of pairs for attributes beyond the values, or unbound */
    adcell value[]; /* by the class's keys; unbound when not set                  */
};
/* An instance of a class whose native is not 0 keeps the builtin value (list, int, ...) in
 * value[0]. */

struct adexc {
    adcell head;
    adcell class;   /* type immediate or class */
    adcell args;    /* tuple */
    adcell cause;   /* exception, None, or unbound when not given by `from` */
    adcell context; /* exception or unbound; without texts a place (adframe_pc) or unbound */
    adcell trace;   /* array of small int pairs (code number, pc), newest last; or unbound;
                       without texts a place as well: unwind.c */
    adcell dict;    /* array of pairs: further attributes; or unbound */
};

struct adgenerator {
    adcell head;
    adcell state;   /* small int, enum adgenerator_state */
    adcell pc;      /* where it goes on */
    adcell code;    /* its function */
    adcell height;  /* operands on its stack, small int */
    adcell value;   /* what is being sent */
    adcell frame[]; /* locals, slot 0 first; then the operands, top first */
};

struct admodule {
    adcell head;
    adcell number; /* small int: index in the image's MODULES                */
    adcell state;  /* small int: 0 not run, 1 running, 2 ready              */
    adcell more;   /* array of pairs: attributes that have no global slot   */
};

struct adview { /* dict_keys, dict_values, dict_items */
    adcell head;
    adcell kind; /* small int: ADT_dict_keys ... */
    adcell dict;
};

struct adpin {
    adcell head;
    adcell kind;   /* small int: ADT_Pin; layout `handle`: what a port's driver owns */
    adcell number;
};

/* Do bodies of this layout hold bytes (and their size field counts bytes)? */
AD_INLINE bool adlayout_is_bytes(unsigned layout) { return layout - 1 < ADT_buffer; }

/* Layouts that are the layout of one builtin type only, whose methods are the type's. */
AD_INLINE bool adlayout_is_type(unsigned layout)
{
    return (1ul << layout & (1ul << ADT_list | 1ul << ADT_dict | 1ul << ADT_str | 1ul << ADT_set |
        1ul << ADT_tuple | 1ul << ADT_bytes | 1ul << ADT_bytearray | 1ul << ADT_generator)) != 0;
}

#endif
