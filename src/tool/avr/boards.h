/* SPDX-License-Identifier: MIT
 * boards.h - the boards that there are: a file each, ports/avr/boards/NAME.json (docs/boards.md).
 */
#ifndef ADDER_TOOL_BOARDS_H
#define ADDER_TOOL_BOARDS_H

#include <stddef.h>

struct adboard {
    char name[16], mcu[32];
    unsigned long frequency, flash, ram, c_stack, pins, first_analog;
};

/* The folder that has src/ and ports/. */
void adboard_home(char *path, size_t room);

/* Reads what a builder must know of a board; the exit status. It has complained, and named the
 * boards that there are, when that is not 0. */
int adboard_read(const char *home, const char *name, struct adboard *board);

#endif
