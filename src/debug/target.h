/* SPDX-License-Identifier: MIT
 * target.h - what the debugger (debug.h) asks of a program that it debugs. Three answer: the Python
 * machine and the two integer machines. Numbers of frames count from the innermost one, 0.
 *
 * Texts go to a sink of the caller and end without a line's end, unless a function says that it
 * writes whole lines. Nothing here runs the program but step.
 */
#ifndef ADDER_DEBUG_TARGET_H
#define ADDER_DEBUG_TARGET_H

#include "base/outbuf.h"

enum addebug_state {
    ADDEBUG_READY,  /* it stands before an instruction                                */
    ADDEBUG_BREAK,  /* the same, behind an instruction that asks for a stop (BP)      */
    ADDEBUG_ENDED,  /* to its end, with a status                                      */
    ADDEBUG_FAULT   /* it is wrong: `why` tells                                       */
};

/* Where a frame stands. Texts are not closed by a NUL and good until the next step. */
struct addebug_place {
    const char *file, *function; /* NULL: not known */
    size_t file_length, function_length;
    unsigned line;               /* 0: not known    */
    uint64_t pc;                 /* a number of its own for each instruction of the program */
};

/* What `show` writes, in whole lines. */
enum addebug_topic {
    ADDEBUG_LOCALS, ADDEBUG_GLOBALS, ADDEBUG_STACK, ADDEBUG_REGISTERS, ADDEBUG_HEAP,
    ADDEBUG_MEMORY, /* from `from`, `count` cells: memory or variables                */
    ADDEBUG_PORTS
};

struct addebug_target_type {
    const char *machine; /* py, portvm, microvm */
    enum addebug_state (*step)(void *t);
    void (*restart)(void *t);
    int (*status)(void *t);                          /* after ADDEBUG_ENDED           */
    void (*why)(void *t, struct adout *out);         /* after ADDEBUG_FAULT           */
    unsigned (*depth)(void *t);                      /* frames that are open          */
    bool (*place)(void *t, unsigned frame, struct addebug_place *place);
    /* False: this machine has no such thing. */
    bool (*show)(void *t, unsigned frame, enum addebug_topic topic, uint32_t from, uint32_t count,
        struct adout *out);
    /* The value of an expression: names, attributes, indexes, numbers; in the integer machines
     * variables, labels, registers, memory[n], stack[n], port[n]. False: `out` says why not. */
    bool (*value)(void *t, unsigned frame, const char *text, size_t length, struct adout *out);
    /* 1, 0; -1: not an expression, `out` says why. Comparisons are allowed: "i > 5". */
    int (*truth)(void *t, unsigned frame, const char *text, size_t length, struct adout *out);
    /* Gives a variable another value, a literal. False: `out` says why not. */
    bool (*set)(void *t, unsigned frame, const char *name, size_t name_length, const char *value,
        size_t value_length, struct adout *out);
    /* The instruction at pc as text; false: there is none. *next is the pc behind it. */
    bool (*instruction)(void *t, uint64_t pc, struct adout *out, uint64_t *next);
    /* A function or label by its name. */
    bool (*find)(void *t, const char *name, size_t length, uint64_t *pc);
    /* Moves *line on to the first one of the file that has code; false: none has, or there is no
     * such file (its name may be the end of a path). NULL: any line will do. */
    bool (*line)(void *t, const char *file, size_t file_length, unsigned *line);
    /* Where the instruction at pc stands, whatever runs; false: it is not known. NULL: never. */
    bool (*place_of)(void *t, uint64_t pc, struct addebug_place *place);
};

struct addebug_target {
    const struct addebug_target_type *type;
    void *t;
};

#endif
