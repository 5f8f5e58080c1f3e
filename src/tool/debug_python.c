/* SPDX-License-Identifier: MIT
 * debug_python.c - see debug.h. A place for what is not there yet.
 */
#include "tool/debug.h"

int adtool_debug_python(const struct adtool_options *o)
{
    return adtool_complain(ADTOOL_USAGE, "%s: Python files cannot be debugged yet", o->file);
}

int adtool_trace_python(const struct adtool_options *o)
{
    return adtool_complain(ADTOOL_USAGE, "%s: Python files cannot be traced yet", o->file);
}
