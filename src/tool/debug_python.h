/* SPDX-License-Identifier: MIT
 * debug_python.h - `adder debug` and `adder trace` of Python programs and images.
 */
#ifndef ADDER_TOOL_DEBUG_PYTHON_H
#define ADDER_TOOL_DEBUG_PYTHON_H

#include "tool/cmd.h"

int adtool_debug_python(const struct adtool_options *o);

/* Each instruction with its code and place, and the operand stack before -> after it, in the frame
 * that runs then: to standard error, or -o FILE. */
int adtool_trace_python(const struct adtool_options *o);

#endif
