/* SPDX-License-Identifier: MIT
 * debug.h - `adder debug` and `adder trace` of Python files; those of the integer machines are in
 * cmd_debug.c and cmd_trace.c.
 */
#ifndef ADDER_TOOL_DEBUG_H
#define ADDER_TOOL_DEBUG_H

#include "tool/cmd.h"

/* The exit status. */
int adtool_debug_python(const struct adtool_options *o);
int adtool_trace_python(const struct adtool_options *o);

#endif
