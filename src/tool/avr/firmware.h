/* SPDX-License-Identifier: MIT
 * firmware.h - firmware of the integer machines: the machine, the board's ports and one program.
 */
#ifndef ADDER_TOOL_FIRMWARE_H
#define ADDER_TOOL_FIRMWARE_H

#include "tool/machine.h"

/* Writes the firmware for options->board to options->output; the exit status. */
int adtool_firmware_build(const struct adtool_options *o, const struct adtool_code *c);
/* Builds it and runs it on the simulated board; the program's exit status. */
int adtool_firmware_run(const struct adtool_options *o, const struct adtool_code *c);

#endif
