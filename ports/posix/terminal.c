/* SPDX-License-Identifier: MIT
 * terminal.c - what the ports of the integer machines take from a board beside core/port.h: on the
 * PC the serial line is standard input, and nobody is in a hurry.
 */
#include "machine/ports.h"

/* Waits: a terminal or a file has a next byte or an end. */
int adport_poll(void)
{
    return adport_read(NULL);
}
