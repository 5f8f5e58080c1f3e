/* SPDX-License-Identifier: MIT
 * adder_engine.h - the machine as a table of functions, for programs that link more than one: the
 * tool has three, with cells of 16, 32 and 64 bits. What the functions do is in adder.h.
 */
#ifndef ADDER_ENGINE_H
#define ADDER_ENGINE_H

#include "adder.h"

struct adout; /* where text goes: base/outbuf.h */

/* A frame of a stopped machine. Frames count from the innermost one, 0. */
struct adder_frame {
    uint32_t code;     /* its code object: bytes from the image's start                          */
    uint32_t pc;       /* in its bytecode: what comes next; of a caller, what follows its call   */
    unsigned locals;   /* slots, from 0                                                          */
    unsigned operands; /* on its stack, the top is 0; of a caller with what it called, on top    */
};

/* Heights in cells of the whole value stack and of the running frame's local 0, bytes of the block:
 * what objects take (dead ones with them, up to the next collection) and what is left. */
struct adder_registers {
    size_t sp, fp, objects, left;
};

/* For debuggers: looks into a machine between two runs. Nothing of it runs Python code, and nothing
 * but `start`, `set` and `error` changes the machine. Values are written as a bounded repr: `most`
 * bytes or a few more, then "..."; names of locals are those of the image's debug information. */
struct adder_inspect {
    /* A program that is ready stands before its first instruction. Runs of it go on from there. */
    bool (*start)(struct adder_vm *vm);
    unsigned (*depth)(struct adder_vm *vm);
    bool (*frame)(struct adder_vm *vm, unsigned frame, struct adder_frame *f);
    /* False, and nothing written: there is none, or it is not bound. */
    bool (*local)(struct adder_vm *vm, unsigned frame, unsigned slot, size_t most,
                  struct adout *out);
    bool (*operand)(struct adder_vm *vm, unsigned frame, unsigned i, size_t most,
                    struct adout *out);
    bool (*global)(struct adder_vm *vm, unsigned slot, size_t most, struct adout *out);
    /* An expression: names, .attr, [index], literals, one comparison. False, -1: out says why. */
    bool (*value)(struct adder_vm *vm, unsigned frame, const char *text, size_t length,
                  struct adout *out);
    int (*truth)(struct adder_vm *vm, unsigned frame, const char *text, size_t length,
                 struct adout *out);
    /* A local, else a global of the frame's module, becomes the value of a literal. */
    bool (*set)(struct adder_vm *vm, unsigned frame, const char *name, size_t name_length,
                const char *value, size_t value_length, struct adout *out);
    void (*heap)(struct adder_vm *vm, struct adout *out); /* lines: a table by type */
    void (*registers)(struct adder_vm *vm, struct adder_registers *r);
    /* After ADDER_ERROR: the type and text of the exception (this may run its __str__). 0: there is
     * none, 1: one, 2: a SystemExit. */
    int (*error)(struct adder_vm *vm, struct adout *out);
};

/* A machine between two instructions, as bytes and numbers. Places are bytes from the block's
 * beginning. What core/layout.h says tells how to read them. */
struct adder_state {
    const uint8_t *block; /* the machine's own: good until it runs on                           */
    size_t size;          /* of the block                                                       */
    size_t bias;          /* a cell refers to an object at bias + its place                     */
    size_t objects;       /* bytes of them, at the beginning; dead ones are gone                */
    size_t sp, fp;        /* top of the value stack, local 0 of the running frame               */
    size_t pc;            /* of what comes next: bytes before the end of the image              */
    unsigned globals;     /* cells at the block's end, below ADR_COUNT roots                    */
};

struct adder_engine {
    unsigned cell_bits;
    size_t block_max;
    size_t (*memory)(size_t image_size, size_t block_size);
    struct adder_vm *(*open)(void *memory, size_t size);
    enum adder_status (*load)(struct adder_vm *vm, const void *image, size_t size, size_t block,
                              unsigned flags);
    const char *(*fault)(const struct adder_vm *vm);
    enum adder_status (*run)(struct adder_vm *vm, uint64_t steps);
    void (*stop)(struct adder_vm *vm, bool interrupt);
    int (*report)(struct adder_vm *vm, const struct adder_reporter *to);
    void (*set_argv)(struct adder_vm *vm, int argc, char **argv);
    void (*get_stats)(struct adder_vm *vm, struct adder_stats *stats);
    enum adder_status (*define)(struct adder_vm *vm, const struct adder_function *table);
    enum adder_status (*call)(struct adder_vm *vm, const char *name, unsigned n);
    /* For tests: proves the heap whole, or names the fault; makes the n-th allocation from now on
     * fail (hostile build), 0 asks how many are still to come. */
    const char *(*check)(struct adder_vm *vm);
    uint32_t (*fail_allocation)(struct adder_vm *vm, uint32_t n);
    const struct adder_inspect *inspect;
    /* Collects, and tells the state of a program that was stopped by its steps. False: it is not
     * stopped, or in a state that cannot be told so (sys.stdout or builtins were replaced). */
    bool (*state)(struct adder_vm *vm, struct adder_state *state);
};

extern const struct adder_engine adder_engine16, adder_engine32, adder_engine64;

/* Cells of 16 bits, with single floats and without texts of exceptions: what a chip has. */
extern const struct adder_engine adder_engine16chip;

#endif
