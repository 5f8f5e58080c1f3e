/* SPDX-License-Identifier: MIT
 * ports.h - the ports of the integer machines on a board and on the PC: one map for both, made of
 * what every port of Adder supplies (core/port.h). docs/ports.md is the map for users.
 */
#ifndef ADDER_MACHINE_PORTS_H
#define ADDER_MACHINE_PORTS_H

#include "core/port.h"
#include "core/port_file.h"

/* What a board has of them; its build says so. */
#ifndef ADPORTS_PINS
#define ADPORTS_PINS 70
#endif
#ifndef ADPORTS_ANALOGS
#define ADPORTS_ANALOGS 16
#endif

enum {
    ADPORTS_PIN = 0,       /* + number of the pin: its level; a write makes it an output     */
    ADPORTS_MODE = 100,    /* + number of the pin: 0 input, 1 output, 2 input with pull-up   */
    ADPORTS_SERIAL = 200,  /* a byte; -1 when there is none                                  */
    ADPORTS_NUMBER = 201,  /* a number in decimal and a line's end                           */
    ADPORTS_MS = 202,      /* milliseconds since the start; write: wait so many              */
    ADPORTS_ANALOG = 210   /* + number of the input: 0 ... 65535                             */
};

/* For struct admachine_host; ctx is not used. */
int32_t adports_read(void *ctx, unsigned port);
void adports_write(void *ctx, unsigned port, int32_t value);
void adports_print(void *ctx, const char *text, size_t length);
void adports_delay(void *ctx, uint32_t ms);
void adports_decimal(uint32_t value); /* prints it */
void adports_put(char c);
/* Prints a text of flash; returns where the next one begins. */
AD_FLASH_TABLE char *adports_text(AD_FLASH_TABLE char *text);

/* What the port of a board has beside core/port.h: the next byte received, or -1 at once. */
int adport_poll(void);

#endif
