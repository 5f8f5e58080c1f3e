/* SPDX-License-Identifier: MIT
 * clock.c - time since the start of the program, sleep, the calendar.
 */
#include <time.h>

#include "core/port.h"
#include "core/port_file.h"
#include "ahead.h"

static bool virtually;
static uint64_t slept; /* microseconds that the clock is ahead */

static uint64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static uint64_t since_start(void)
{
    static uint64_t start;
    uint64_t now = microseconds();
    if (!start)
        start = now;
    return now - start + slept;
}

void adport_sleep_virtually(void) { virtually = true; }

static const char reading[] = "the time is read";

uint32_t adport_ticks_ms(void)
{
    return adahead_stops(reading) ? 0 : (uint32_t)(since_start() / 1000);
}

uint32_t adport_ticks_us(void)
{
    return adahead_stops(reading) ? 0 : (uint32_t)since_start();
}

/* A signal ends the sleep: what the program does about it is decided at its next instruction. */
static void sleep_for(uint64_t us)
{
    struct timespec wait = {us / 1000000, (long)(us % 1000000) * 1000};
    if (adahead_stops("it sleeps"))
        return;
    adport_flush();
    slept += virtually ? us : 0;
    if (!virtually)
        nanosleep(&wait, NULL);
}

void adport_sleep_us(uint32_t us) { sleep_for(us); }

void adport_sleep_ms(uint32_t ms) { sleep_for((uint64_t)ms * 1000); }

double adport_clock(unsigned which)
{
    struct timespec now;
    if (adahead_stops(reading))
        return 0;
    clock_gettime(which ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
