/* SPDX-License-Identifier: MIT
 * microvm.h - a stack machine of 32-bit words for microcontrollers: 46 instructions
 * (isa/microvm.def), code apart from variables and read only, a call stack of its own.
 * docs/microvm.md describes it for users.
 *
 *   microvm.c       all that a chip needs       microvm_old.c   programs in the later numberings
 *   microvm_loop.h  its loop                    microvm_tool.c  the names, the view for tools
 *
 * Words of code are little-endian on every host; an index of code counts words. Whatever bytes the
 * code has, nothing outside of it and of the given memory is read or written - but see
 * ADMICROVM_UNCHECKED in microvm.c.
 */
#ifndef ADDER_MICROVM_H
#define ADDER_MICROVM_H

#include "machines/machine.h"

enum admicrovm_op {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) ADMICROVM_##name = (code),
#include "isa/microvm.def"
#undef INS
    ADMICROVM_COUNT
};

#define ADMICROVM_PORTS 255

/* Counts and indices: a chip has no more than 64 KB of either memory. */
#if defined(__AVR__)
typedef uint16_t admicrovm_index;
#else
typedef uint32_t admicrovm_index;
#endif

struct admicrovm_config {
    admicrovm_index stack;     /* words                                                  */
    admicrovm_index calls;     /* open at a time                                         */
    admicrovm_index variables; /* words                                                  */
    bool hex;                  /* what is printed: hexadecimal, one PRINT a line         */
};

/* What the machine's first implementation had. */
#define ADMICROVM_CONFIG ((struct admicrovm_config){2048, 2048, 64, false})

/* The flags: what the last CMP found of a and b. */
enum admicrovm_order { ADMICROVM_LESS, ADMICROVM_EQUAL, ADMICROVM_GREATER };

/* All of this is the machine's own; a tool looks at it with admicrovm_type. */
struct admicrovm {
    struct admicrovm_config config;
    const struct admachine_host *host;
    const uint8_t *code, *end;
    uint32_t *stack, *variables; /* the variables are behind the stack   */
    admicrovm_index *calls;
    admicrovm_index words; /* of code */
#if defined(__AVR__)
    uint32_t steps;
#endif
    /* From here on restart makes all 0. */
    uint32_t status;
    admicrovm_index pc, depth, open; /* calls that are open */
    uint8_t order, fault;
    uint8_t ended; /* how: ADMACHINE_HALT, ADMACHINE_FAULT */
    volatile bool stop;
};

/* Bytes of memory that a machine needs; SIZE_MAX for more than a host can have. */
size_t admicrovm_size(const struct admicrovm_config *config);

/* Makes a machine at the start of its program. memory (aligned as uint32_t), code and host stay the
 * caller's and must outlive it. False: the memory is too small or not aligned, or code_size is no
 * multiple of 4. */
bool admicrovm_init(struct admicrovm *vm, void *memory, size_t size,
    const struct admicrovm_config *config, const uint8_t *code, uint32_t code_size,
    const struct admachine_host *host) AD_MUST_CHECK;

/* Runs at most `steps` instructions (0: no limit). After a fault or the end it returns that again,
 * until restart. */
enum admachine_stop admicrovm_run(struct admicrovm *vm, uint32_t steps);

/* Makes a run return ADMACHINE_STOPPED at the next jump or call that it does; when none is running,
 * the next run. May be called from a signal handler, another thread or a function of the host. */
void admicrovm_stop(struct admicrovm *vm);

/* To the start of the program: stack, calls and flags empty, variables 0. */
void admicrovm_restart(struct admicrovm *vm);

/* ---- programs in the later numberings (microvm_old.c) --------------------------------------- */

enum admicrovm_generation {
    ADMICROVM_MAY2021, /* 8 to 13 May 2021, to version 0.2.2                             */
    ADMICROVM_V02      /* from 14 May 2021 on, versions 0.2.3 to 0.2.5                   */
};

/* Gives the instructions of an older program our numbers, in place; lengths and with them addresses
 * stay. False, and nothing is changed: an instruction that the generation has not, or the code ends
 * within one. */
bool admicrovm_translate(uint8_t *code, uint32_t size, enum admicrovm_generation generation)
    AD_MUST_CHECK;

/* ---- for tools (microvm_tool.c) ------------------------------------------------------------- */

extern const struct adisa adisa_microvm;
extern const struct admachine_type admicrovm_type;

#endif
