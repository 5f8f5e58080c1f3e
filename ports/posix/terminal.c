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

void adport_sleep_ms(uint32_t ms)
{
    for (; ms > 1000; ms -= 1000)
        adport_sleep_us(1000000);
    adport_sleep_us(ms * 1000);
}
