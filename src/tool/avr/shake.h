/* SPDX-License-Identifier: MIT
 * shake.h - the image of a stopped program with nothing in it but what it can still get to, and the
 * first contents of the chip's block: what may change, and the stack.
 */
#ifndef ADDER_TOOL_SHAKE_H
#define ADDER_TOOL_SHAKE_H

#include "host/fs.h"
#include "image/read.h"
#include "tool/avr/snapshot.h"

enum adram_kind {
    ADRAM_CELL,
    ADRAM_BLOCK, /* a reference: the value counts from the beginning of the block */
    ADRAM_DATA   /* bytes */
};
struct adram_word {
    uint16_t value;
    uint8_t kind;
};

/* Code that begins in the middle. */
struct adram_entry {
    uint32_t bytecode; /* offset of its first byte in the image */
    uint16_t pc, height;
};

enum { ADSHAKE_CLASSES = 64 };

struct adram {
    const struct adram_word *object, *stack; /* at the block's beginning; up to its end */
    uint32_t objects, stacked;               /* words */
    uint32_t fp; /* words from the block's end down to local 0 of the running frame */
    uint32_t pc; /* bytes from the image's end down to what comes next              */
    const struct adram_entry *entry;
    unsigned entries;
    uint32_t functions, classes, globals; /* for people: how many there are; globals in RAM */
    uint16_t class_at[ADSHAKE_CLASSES]; /* where the first classes of the block lay in the stopped
                                           program's, in their order */
};

/* The object that an instruction asks for an attribute. */
struct adreceiver {
    uint64_t classes; /* it is an instance of one of those; 0: nobody knows              */
    bool super;       /* ... or a super() of one                                         */
    bool shared;      /* it has no attribute of that name, but classes have one          */
    uint8_t layout;   /* ... or an object of that builtin type, of which it has a method */
    bool idle;        /* the instruction is the first one of code that nobody calls      */
};

/* What the inference says about a stopped program. */
struct adfixed {
    uint16_t class_at[ADSHAKE_CLASSES]; /* the first classes, as adram has them            */
    unsigned classes;
    uint64_t unchanged;                 /* those of them that nothing changes any more     */
    struct adreceiver *receiver;        /* by offset in the image                          */
};

struct adshaken {
    struct adimg image;
    struct adram ram;
    uint32_t *origin; /* of instructions: their offset in the old image, by that in the new one */
    struct adhost_arena memory; /* of both */
};

/* The entry of the code whose bytecode is there; NULL: it begins at its beginning. `ram` may be
 * NULL. */
const struct adram_entry *adram_entry_at(const struct adram *ram, uint32_t bytecode);

/* `frozen`: functions of lib/builtins that are wanted (ADZ_). Of the classes that `fixed` (or
 * NULL) has as unchanged those get into the image in which there is nothing else that may change;
 * attributes of known objects are got at by what they are known to be. NULL when it worked,
 * else why not; adshake_free in both cases. */
const char *adshake(struct adshaken *s, const struct adimg *image, const struct adder_state *state,
                    const bool *frozen, const struct adfixed *fixed);
/* The image of a program that is at its end. */
const char *adshake_nothing(struct adshaken *s);
void adshake_free(struct adshaken *s);

#endif
