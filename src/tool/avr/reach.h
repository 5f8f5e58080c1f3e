/* SPDX-License-Identifier: MIT
 * reach.h - what a stopped program can still get to: instructions, objects of the image and of the
 * block, constants, names, globals. Found by following the frames until nothing new turns up; what
 * is not reached does not get onto the chip.
 */
#ifndef ADDER_TOOL_REACH_H
#define ADDER_TOOL_REACH_H

#include "image/read.h"
#include "isa/isa.h"
#include "tool/avr/shake.h"

/* Of an object, at its place in `rom` or `ram`. */
enum {
    ADREACH_IN = 1,       /* it is reached                                                */
    ADREACH_CALLED = 2,   /* a function: it may be called, so its code may begin          */
    ADREACH_ATTRS = 4,    /* an array of names and values: the values by name             */
    ADREACH_MODULES = 8   /* the array of modules: all with dynamic names, else those reached    */
};
/* Of an instruction, at the place in `code` of its first byte. */
enum {
    ADREACH_LIVE = 1,
    ADREACH_SEEN = 2,
    ADREACH_TARGET = 4,   /* a jump leads here, or a frame goes on here                   */
    ADREACH_FIXED = 8     /* a frame is in the middle of it                               */
};

struct adreach_entry { /* where a frame goes on */
    uint32_t object;   /* its code object: offset in the image */
    uint16_t pc;
};

/* An attribute of classes, the same for all instances of one, but not for all classes. It lies in
 * the image behind each of these classes, which are by their order in adfixed. */
struct adreach_virtual {
    uint16_t name;
    uint64_t classes;
};
enum { ADREACH_VIRTUALS = 32 };

struct adreach {
    /* set by the caller */
    const struct adimg *image;
    const struct adder_state *state;
    const bool *frozen; /* ADZ_: functions of lib/builtins that C code hands over to */
    const struct adfixed *fixed; /* or NULL */

    /* results: flags as above, by bytes from the beginning of the image or the block */
    uint8_t *rom, *ram, *code;
    bool *konst;        /* constants that instructions load                  */
    bool *index;        /* entries of NAMES that instructions name           */
    bool *name;         /* numbers of names that something may be asked for  */
    bool *read, *stored; /* globals                                          */
    bool *constant;     /* globals that nothing can store to any more        */
    bool *fixed_at;     /* by places in the block: classes and cells for the image */
    bool *has;          /* numbers of names that something has: attributes, parameters */
    bool *title;        /* ... that functions are called                     */
    bool keywords;      /* parameters are looked up by their text            */
    bool dynamic;       /* ... and attributes                                */
    bool titles;        /* functions are asked what they are called          */
    bool imports;
    struct adreach_virtual virtual[ADREACH_VIRTUALS];
    unsigned virtuals;
    struct adreach_entry *entry;
    unsigned entries, entry_room;
    bool changed;       /* internal */
    bool failed;        /* no memory, or the block is not what it should be */
};

struct adreach_object { /* of the block */
    uint32_t at, size, bytes;
    unsigned layout;
    const uint8_t *body;
};

/* What is in the place of an instruction that loads a global: one or two cells are pushed, and
 * `length` bytes of code are done with. A cell of 0 is the unbound mark. */
struct adreach_load {
    unsigned cells, length;
    uint16_t cell[2];
};

/* False: no memory, or there is something that it cannot follow. Free it in any case. */
bool adreach_run(struct adreach *r);
void adreach_free(struct adreach *r);

bool adreach_object_at(const struct adreach *r, uint32_t at, struct adreach_object *o);
/* The object of the block that a cell refers to; false for other cells. */
bool adreach_object_of(const struct adreach *r, uint16_t cell, struct adreach_object *o);
uint16_t adreach_cell(const struct adreach_object *o, uint32_t i);

/* Cells of the stack: from the top, and up to the end. */
uint32_t adreach_stack(const struct adreach *r);
uint16_t adreach_stack_cell(const struct adreach *r, uint32_t i);
uint16_t adreach_global(const struct adreach *r, uint32_t slot);

/* Does what the cell refers to get into the image? (Nothing of it changes, to its very end.) */
bool adreach_to_rom(const struct adreach *r, uint16_t cell);

/* May the name of a class's attribute be asked for? */
bool adreach_asks(const struct adreach *r, unsigned name);

/* Does the instruction at pc load something that is known? */
bool adreach_loads(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                   struct adreach_load *load);

/* What an instruction with a name finds in an object that is known well enough. */
enum { ADREACH_LOAD = 1, ADREACH_STORE, ADREACH_METHOD };
struct adreach_attr {
    unsigned use;
    int local;      /* the object's, or -1: it is on the stack                                 */
    bool native;
    uint16_t found; /* of a method: the function's or native's cell; else the number of a slot */
    uint64_t virtual; /* not 0: there is one for each of these classes, of the name `found`    */
};
bool adreach_attribute(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                       struct adreach_attr *attr);

/* How far behind its class such an attribute lies: its number; what lies there, 0: nothing. */
unsigned adreach_virtual(const struct adreach *r, unsigned name);
uint16_t adreach_virtual_cell(const struct adreach *r, const struct adreach_object *class,
                              unsigned number);

/* How many values an instance gets in the new block. When its first attributes came before its
 * class had their keys they lie in pairs; if the keys are in that order, they become values. */
uint32_t adreach_values(const struct adreach *r, const struct adreach_object *instance);
uint16_t adreach_value(const struct adreach *r, const struct adreach_object *instance, uint32_t n);
uint16_t adreach_more(const struct adreach *r, const struct adreach_object *instance); /* a cell */

/* The immediate's number of a builtin type's own method; 0: it has none of that name. */
unsigned adreach_native(unsigned type, unsigned name);

/* The code of a generator in the block, and where it goes on in it. False: it has none. */
struct adreach_generator {
    uint16_t function;   /* cell */
    uint32_t object, pc; /* the code object: offset in the image */
    int state;           /* enum adgenerator_state               */
    struct adimg_code code;
};
bool adreach_generator_of(const struct adreach *r, const struct adreach_object *o,
                          struct adreach_generator *g);

/* Where an instruction begins that ends at pc. */
uint32_t adreach_before(const struct adimg_code *code, uint32_t pc);

/* The frames of the stack, innermost first: their places in cells from the top of the stack. */
struct adreach_frame {
    uint32_t code_cell;  /* place of the code, which is one below local 0 */
    uint32_t callable;   /* place of the callable                        */
    uint32_t object;     /* the code object: offset in the image          */
    uint32_t pc;         /* what comes next in it                         */
    unsigned action;
    bool inner;          /* it is the running one                         */
    struct adimg_code code;
};
bool adreach_first_frame(const struct adreach *r, struct adreach_frame *f);
bool adreach_next_frame(const struct adreach *r, struct adreach_frame *f);

#endif
