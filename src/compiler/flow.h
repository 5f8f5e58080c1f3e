/* SPDX-License-Identifier: MIT
 * flow.h - where control can go in a list of instructions, and how high the operand stack is there.
 */
#ifndef ADDER_FLOW_H
#define ADDER_FLOW_H

#include "compiler/code.h"

struct adflow {
    int32_t *height; /* before each line; -1: never reached */
    int32_t *place;  /* line of each label                  */
    uint32_t *work;
    bool *active;    /* of each region: scratch for adflow_deepest */
    uint32_t room;   /* lines that there is room for        */
    uint32_t nwork;
    int32_t top;     /* greatest height                     */
    bool broken;     /* two ways meet at different heights: a fault of the generator */
};

/* Memory for all later runs over this list, which may shrink but not grow. False without memory. */
AD_MUST_CHECK bool adflow_init(struct adflow *f, const struct adilist *l);

/* Walk from the first line; sets the depth of each region that is reached. */
void adflow_run(struct adflow *f, struct adilist *l);

/* The regions of the exception table that cover the lines, one line after the other: the greatest
 * depth of those around line i, 0 when there are none. Start with i == 0. */
int32_t adflow_deepest(struct adflow *f, const struct adilist *l, uint32_t i, int32_t before);

#endif
