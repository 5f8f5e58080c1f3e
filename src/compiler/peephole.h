/* SPDX-License-Identifier: MIT
 * peephole.h - makes a list of instructions shorter and faster without changing what it does.
 */
#ifndef ADDER_PEEPHOLE_H
#define ADDER_PEEPHOLE_H

#include "compiler/code.h"
#include "compiler/flow.h"

/* Remove what is never reached and jumps that lead nowhere; with `full` also fuse instructions. */
void adpeep_run(struct adilist *l, struct adflow *f, bool full);

/* May the instruction jump backwards? Only where the VM looks at its trap word: else a loop could
 * not be interrupted. */
bool adpeep_may_go_back(enum adop op);

#endif
