/* SPDX-License-Identifier: MIT
 * report.h - what `adder build` tells of a firmware when it is made: the fit report, as the options
 * want it.
 */
#ifndef ADDER_TOOL_REPORT_H
#define ADDER_TOOL_REPORT_H

#include "tool/avr/make.h"
#include "tool/cmd.h"

/* Of the firmware of the last round, with its image. When it does not fit: says so, and what could
 * be changed. When it fits, tells only what the options ask for (options->fit). The exit status. */
int adtool_fit(struct admake *m, const struct adtool_options *options, const struct adimg *image);

#endif
