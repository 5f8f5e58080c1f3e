/* SPDX-License-Identifier: MIT
 * run.h - runs other programs: the chip's compiler and linker.
 */
#ifndef ADDER_TOOL_RUN_H
#define ADDER_TOOL_RUN_H

#include <stddef.h>
#include <sys/types.h>

/* A command line. Words beyond its room are left out: the program then complains. */
struct adrun {
    char *argv[400];
    int argc;
    char text[65536];
    size_t used;
};

void adrun_word(struct adrun *c, const char *text);
void adrun_words(struct adrun *c, const char *text); /* split at blanks */

/* Starts it with its standard error appended to one file, its output (if not NULL) written to
 * another. */
pid_t adrun_start(const struct adrun *c, const char *errors, const char *output);

/* The same, and waits: the exit status, 127 when it could not be started. */
int adrun_run(const struct adrun *c, const char *errors, const char *output);

#endif
