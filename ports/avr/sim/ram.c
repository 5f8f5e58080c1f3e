/* SPDX-License-Identifier: MIT
 * ram.c - how much of the RAM between the C variables and the C stack a run has touched: the block.
 * Objects grow from one end and the stack from the other, so what was never used is the longest row
 * of bytes in it that are still as they were after the reset.
 */
#include "sim.h"

enum { LOOKS_PER_SECOND = 1000 };

void adsim_ram_start(struct adsim *sim)
{
    sim->ram.from = (uint16_t)sim->program.heap_start;
    sim->ram.to = sim->stack_limit;
}

static unsigned longest_untouched(const uint8_t *at, const uint8_t *end)
{
    unsigned longest = 0, run = 0;
    for (; at < end; at++) {
        run = *at ? 0 : run + 1;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void adsim_ram_look(struct adsim *sim)
{
    struct adsim_ram *ram = &sim->ram;
    const uint8_t *data = sim->avr->data;
    unsigned used;
    ram->next = sim->avr->cycle + sim->avr->frequency / LOOKS_PER_SECOND;
    if (!ram->from || ram->from >= ram->to)
        return;
    used = (unsigned)(ram->to - ram->from) - longest_untouched(data + ram->from, data + ram->to);
    if (used > ram->used) {
        ram->used = (uint16_t)used;
        ram->used_at = sim->avr->cycle;
    }
}
