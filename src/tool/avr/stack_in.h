/* SPDX-License-Identifier: MIT
 * stack_in.h - what stack.c (who calls whom) and stack_walk.c (one function) share.
 */
#ifndef ADDER_TOOL_STACK_IN_H
#define ADDER_TOOL_STACK_IN_H

#include "tool/avr/flash.h"

/* What is called. Its bytes count from the stack pointer that it finds, so without the address
 * that it returns to. */
struct adcstack_node {
    uint32_t at, end;             /* words; an unknown jump stays in between */
    bool done, returns, handler;
    unsigned need;                /* bytes, at the deepest      */
    struct adcstack_node *deepest; /* whom it has called then, or NULL */
    struct adcstack_node *next;
};

struct adcstack_graph {
    struct adflash flash;
    struct adcstack_node *nodes;
    struct adcstack_node *loop; /* who calls itself by way of others, while that is told */
    char why[240];
};

/* How many bytes a return address has. */
static inline unsigned adcstack_return(const struct adcstack_graph *g)
{
    return g->flash.far ? 3 : 2;
}

/* What is called at this word, its need known; NULL: not understood, g->why is set. */
struct adcstack_node *adcstack_node(struct adcstack_graph *g, uint32_t at, bool handler);

/* Finds out about a node all but `done`. False: as above. */
bool adcstack_walk(struct adcstack_graph *g, struct adcstack_node *n);

/* Sets g->why: `what` at this word. Returns false. */
bool adcstack_fail(struct adcstack_graph *g, uint32_t at, const char *what);

#endif
