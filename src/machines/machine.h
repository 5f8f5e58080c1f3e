/* SPDX-License-Identifier: MIT
 * machine.h - what the two integer machines (portvm.h, microvm.h) have in common: how a run ends,
 * the faults, what a host gives, and one view for tools, so that run, trace and debug need not know
 * which machine they have before them.
 *
 * A machine is one struct and one piece of memory that the caller gives; it calls no C library, has
 * no globals and never calls itself. Several live side by side. Code is read only.
 */
#ifndef ADDER_MACHINE_H
#define ADDER_MACHINE_H

#include "isa/isa.h"

/* Why a run came back. */
enum admachine_stop {
    ADMACHINE_STEPS,  /* the steps are used up: run again to go on                       */
    ADMACHINE_HALT,   /* HALT, QUIT                                                      */
    ADMACHINE_FAULT,  /* the program is wrong: fault and fault_at say how and where      */
    ADMACHINE_BREAK,  /* the instruction BP: run again to go on                          */
    ADMACHINE_STOPPED /* somebody called stop                                            */
};

/* In the order of admachine_fault_text. */
enum admachine_fault {
    ADMACHINE_OK,
    ADMACHINE_ILLEGAL,    /* no instruction has this code                                */
    ADMACHINE_TRUNCATED,  /* the code ends within an instruction                         */
    ADMACHINE_RAN_OUT,    /* the code ended without HALT                                 */
    ADMACHINE_UNDERFLOW,  /* too few values on the stack                                 */
    ADMACHINE_OVERFLOW,   /* the stack is full                                           */
    ADMACHINE_JUMP,       /* a jump out of the code                                      */
    ADMACHINE_ADDRESS,    /* no such cell of memory, variable or global                  */
    ADMACHINE_PORT,       /* no such port                                                */
    ADMACHINE_VALUE,      /* a value that the instruction cannot take (an address byte over 255) */
    ADMACHINE_DIVISION,   /* by zero                                                     */
    ADMACHINE_NO_CALL,    /* RET without CALL                                            */
    ADMACHINE_CALLS,      /* calls nested too deep                                       */
    ADMACHINE_FAULTS
};

const char *admachine_fault_text(enum admachine_fault fault);

/* What the world is to a program. Any function may be NULL: reads give 0, writes are lost. */
struct admachine_host {
    void *ctx;
    int32_t (*port_read)(void *ctx, unsigned port);
    void (*port_write)(void *ctx, unsigned port, int32_t value);
    void (*print)(void *ctx, const char *text, size_t length);
    void (*delay)(void *ctx, uint32_t ms);
};

/* A place of values that a tool may look at and change: the operand stack (0 is the top), memory,
 * globals, ports, variables. read and write return false where there is nothing. */
struct admachine_space {
    const char *name;
    uint32_t (*size)(const void *vm);
    bool (*read)(const void *vm, uint32_t at, int32_t *value);
    bool (*write)(void *vm, uint32_t at, int32_t value);
};

/* One machine's functions, for tools. `vm` is a struct adportvm or struct admicrovm. Addresses of
 * code are those that the machine's jumps use: bytes in portvm, words in microvm. */
struct admachine_type {
    const struct adisa *isa;                 /* its name is the machine's name          */
    enum admachine_stop (*run)(void *vm, uint32_t steps); /* 0: no limit                */
    void (*stop)(void *vm);                  /* from a signal handler or another thread */
    void (*restart)(void *vm);
    uint32_t (*pc)(const void *vm);          /* of the next instruction                 */
    void (*set_pc)(void *vm, uint32_t pc);
    enum admachine_fault (*fault)(const void *vm, uint32_t *pc);
    int32_t (*status)(const void *vm);       /* with which the program ended            */
    /* Return addresses of the calls that are open, 0 the innermost; false: no such call. */
    bool (*call)(const void *vm, uint32_t i, uint32_t *return_pc);
    const struct admachine_space *spaces;    /* the first one is the operand stack      */
    unsigned space_count;
    /* Registers by number, from 0: the name, or NULL behind the last one. */
    const char *(*reg)(const void *vm, unsigned i, int32_t *value);
};

/* The port from which INPUT of microvm reads a number. */
#define ADMACHINE_INPUT 201

/* A firmware (ADMACHINE_FIRMWARE) has one machine that runs to its end: nobody counts its steps or
 * stops it, and its host is known. */
#if defined(ADMACHINE_FIRMWARE)
int32_t adports_read(void *ctx, unsigned port);
void adports_write(void *ctx, unsigned port, int32_t value);
void adports_print(void *ctx, const char *text, size_t length);
void adports_delay(void *ctx, uint32_t ms);
void adports_decimal(uint32_t value);
void adports_put(char c);
AD_FLASH_TABLE char *adports_text(AD_FLASH_TABLE char *text);
#endif

/* Reading code: a chip has it in flash. */
#if defined(__AVR__)
#define ADMACHINE_CODE8(p) (*(const __flash uint8_t *)(uintptr_t)(p))
#else
#define ADMACHINE_CODE8(p) (*(p))
#endif

#endif
