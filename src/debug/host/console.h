/* SPDX-License-Identifier: MIT
 * console.h - the debugger for people: a console of commands over any program that answers as
 * debug/target.h says. docs/debugging.md is its description.
 */
#ifndef ADDER_DEBUG_CONSOLE_H
#define ADDER_DEBUG_CONSOLE_H

#include "debug/target.h"

struct addebug_console_options {
    const char *file;        /* the program, as it was named; never NULL */
    const char *script;      /* commands to do first, or NULL; "-" is standard input */
    const char *source_name; /* a source that is no file ("<string>"), or NULL */
    const char *source;      /* and its text, which ends with a NUL */
};

/* Reads commands until `quit` or their end. The exit status for the process: that of the program
 * when it has ended and a script drove it (1 after a fault), otherwise 0; 2: the script cannot be
 * read, it has complained. */
int addebug_console(struct addebug_target target, const struct addebug_console_options *options);

#endif
