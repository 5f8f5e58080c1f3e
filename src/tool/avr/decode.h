/* SPDX-License-Identifier: MIT
 * decode.h - what a chip sends, for people: the program's output goes to standard output, the
 * errors that stop it to standard error, as the tracebacks that CPython would print.
 */
#ifndef ADDER_TOOL_DECODE_H
#define ADDER_TOOL_DECODE_H

#include "tool/avr/symbols.h"

struct addecoded {
    unsigned tracebacks, damaged, foreign; /* foreign: of another program than the symbols' */
};

/* Reads until the file ends, and shows at once what comes. 0, or an errno of the reading. */
int addecode_stream(const struct adsym *s, int file, struct addecoded *found);

#endif
