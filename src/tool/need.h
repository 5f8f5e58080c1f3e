/* SPDX-License-Identifier: MIT
 * need.h - how much memory a program needs.
 */
#ifndef ADDER_TOOL_NEED_H
#define ADDER_TOOL_NEED_H

#include "tool/cmd.h"

/* Prints the need: the smallest block, a whole number of cells, in which the program ends as it
 * does in that of --memory. 0, or a status: it has complained. */
int adtool_need(const struct adtool_options *options);

#endif
