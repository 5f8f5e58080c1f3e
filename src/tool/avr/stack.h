/* SPDX-License-Identifier: MIT
 * stack.h - the most that the C stack of a linked firmware can take, read off its instructions.
 * No C function of the core calls itself, so there is such a number. docs/design/c-stack.md
 */
#ifndef ADDER_TOOL_STACK_H
#define ADDER_TOOL_STACK_H

#include <stdbool.h>

struct adcstack {
    unsigned bytes;     /* at the deepest, interrupts included; even, for cells lie below it */
    struct adcstack_call {
        char name[48];
        unsigned bytes; /* of its own, with the next one's return address */
    } chain[48];        /* the deepest calls, main first; the last one is an interrupt, if any */
    unsigned calls;
    char why[240];      /* there is no bound: why */
};

/* False: something in the firmware is not understood; `why` says what. */
bool adcstack_bound(const char *elf, struct adcstack *s);

#endif
