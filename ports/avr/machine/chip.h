/* SPDX-License-Identifier: MIT
 * chip.h - what portvm.c and microvm.c are made of: the loops of a firmware, where one
 * machine runs one program to its end. All sizes are known when it is compiled, so the borders of
 * code and stack are constants, and pc and sp are all that changes: half of the size and a third of
 * the cycles of the machines for tools, with the same answers (tests/unit/test_chip.c).
 *
 * The build says: AD_CODE bytes of code (adprogram), AD_STACK and AD_CALLS places, AD_MEMORY cells
 * or variables. The stack grows down, so that the chip reaches all operands from its top.
 */
#ifndef ADDER_MACHINE_CHIP_H
#define ADDER_MACHINE_CHIP_H

#include "machines/machine.h"

#if defined(__AVR__)
extern const uint8_t adprogram[];
#else
extern uint8_t adprogram[]; /* for tests */
#endif

/* To its end or its fault; it has no other. Once: memory is that of the start. */
enum admachine_stop adchip_run(void);
extern uint8_t adchip_fault;  /* enum admachine_fault                              */
extern uint8_t adchip_status; /* with which the program ended                      */
extern uint16_t adchip_pc;    /* of the fault, as the machine counts addresses     */

#if defined(__AVR__)
/* lpm with post-increment; gcc would keep p and p + 1 in two pairs of registers. */
#define CODE8_NEXT(p)                                                                              \
    ({                                                                                             \
        uint8_t read_;                                                                             \
        __asm__("lpm %0, Z+" : "=r"(read_), "+z"(p));                                              \
        read_;                                                                                     \
    })
/* goto *table[i]; left alone, gcc pushes the address and returns to it. */
#define GOTO_TABLE(table, i)                                                                       \
    do {                                                                                           \
        void *to_;                                                                                 \
        __asm__("mov r30,%1\n\tldi r31,0\n\tlsl r30\n\trol r31\n\t"                                \
                "subi r30,lo8(-(%2))\n\tsbci r31,hi8(-(%2))\n\t"                                   \
                "lpm r0,Z+\n\tlpm r31,Z\n\tmov r30,r0"                                             \
                : "=z"(to_) : "r"(i), "i"(table));                                                 \
        goto *to_;                                                                                 \
    } while (0)
#else
#define CODE8_NEXT(p) (*(p)++)
#define GOTO_TABLE(table, i) goto *(table)[i]
#endif

#define FAULT(name)                                                                                \
    do {                                                                                           \
        adchip_fault = ADMACHINE_##name;                                                           \
        goto failed;                                                                               \
    } while (0)
/* The stack lies below `bottom`. (The comparison that takes a chip one jump.) */
#define NEED(n)                                                                                    \
    if ((uintptr_t)sp >= (uintptr_t)(bottom - (n)) + 1)                                            \
    FAULT(UNDERFLOW)
#define ROOM()                                                                                     \
    if (sp == stack)                                                                               \
    FAULT(OVERFLOW)
#define bottom (stack + AD_STACK)

#endif
