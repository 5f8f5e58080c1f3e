/* SPDX-License-Identifier: MIT
 * board.c - see board.h.
 */
#include "tool/board.h"

int adtool_build_board(const struct adtool_options *options)
{
    return adtool_complain(ADTOOL_USAGE, "the build for the board %s is not there", options->board);
}

int adtool_run_board(const struct adtool_options *options)
{
    return adtool_complain(ADTOOL_USAGE, "the build for the board %s is not there", options->board);
}
