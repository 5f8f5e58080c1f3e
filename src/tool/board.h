/* SPDX-License-Identifier: MIT
 * board.h - programs for boards: firmware made from an image, and the simulated board.
 */
#ifndef ADDER_TOOL_BOARD_H
#define ADDER_TOOL_BOARD_H

#include "tool/cmd.h"

/* Compiles options->file for options->board and writes the firmware to options->output. The exit
 * status; it has complained when that is not 0. */
int adtool_build_board(const struct adtool_options *options);

/* Builds, keeps nothing but what the firmware takes (tool/fit/fit.h), whether it fits or not. */
struct adfit;
int adtool_fit_board(const struct adtool_options *options, struct adfit *fit);

/* Builds, then runs on the simulated board: cycles, vcd and stats of the options. The exit
 * status is that of the program. */
int adtool_run_board(const struct adtool_options *options);

/* Where adder-sim is: beside this program. */
void adtool_find_simulator(char *path, size_t size);

/* Runs a firmware on the simulated board, with what the options say of it. With symbols (a file)
 * errors that it reports are shown as tracebacks; NULL: all that it sends is output. */
int adtool_simulate(const char *board, const char *elf, const char *symbols,
                    const struct adtool_options *options);

#endif
