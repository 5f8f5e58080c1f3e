/* SPDX-License-Identifier: MIT
 * line.c - the serial line of a chip without a UART: its firmware makes the bits on a pin, and here
 * they are read as a receiver does, in the middle of each. What has no stop bit is no byte: so a
 * program that uses the pin for something else is not taken for one that prints.
 */
#include <simavr/avr_ioport.h>

#include "../pins.h"
#include "sim.h"

enum { DATA_BITS = 8 };

static avr_ioport_state_t state_of(const struct adsim *sim)
{
    avr_ioport_state_t state = {0};
    avr_ioctl(sim->avr, AVR_IOCTL_IOPORT_GETSTATE(sim->line.port), &state);
    return state;
}

static bool is_high(const struct adsim *sim)
{
    return state_of(sim).port >> sim->line.bit & 1;
}

static uint64_t bit_begins(const struct adsim *sim, unsigned n)
{
    return sim->line.begin + (uint64_t)sim->avr->frequency * (2 * n + 1) / (2 * AD_LINE_BAUD);
}

/* In the middle of bit `at`; 0 is the start bit. */
static avr_cycle_count_t middle(avr_t *avr, avr_cycle_count_t when, void *param)
{
    struct adsim *sim = param;
    struct adsim_line *line = &sim->line;
    (void)avr, (void)when;
    if (line->at <= DATA_BITS) {
        line->byte = (uint8_t)(line->byte >> 1 | (is_high(sim) ? 0x80 : 0));
        return bit_begins(sim, ++line->at);
    }
    line->at = 0;
    if (is_high(sim))
        adsim_uart_deliver(sim, line->byte);
    return 0;
}

static void level_changed(avr_irq_t *irq, uint32_t value, void *param)
{
    struct adsim *sim = param;
    struct adsim_line *line = &sim->line;
    (void)irq;
    if (line->at || value & 1 || !(state_of(sim).ddr >> line->bit & 1))
        return;
    line->at = 1;
    line->begin = sim->avr->cycle;
    avr_cycle_timer_register(sim->avr, bit_begins(sim, 1) - line->begin, middle, sim);
}

/* At the end of a run: the line stays as it is, so a byte whose stop bit has begun is whole. */
void adsim_line_drain(struct adsim *sim)
{
    if (sim->line.at > DATA_BITS && is_high(sim))
        adsim_uart_deliver(sim, sim->line.byte);
    sim->line.at = 0;
}

void adsim_line_start(struct adsim *sim)
{
    const struct adsim_chip *chip = sim->options->chip;
    if (chip->line < 0)
        return;
    sim->line.port = chip->pins[chip->line][0];
    sim->line.bit = (uint8_t)chip->pins[chip->line][1];
    avr_irq_register_notify(
        avr_io_getirq(sim->avr, AVR_IOCTL_IOPORT_GETIRQ(sim->line.port), sim->line.bit),
        level_changed, sim);
}
