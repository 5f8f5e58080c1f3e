/* SPDX-License-Identifier: MIT
 * ram.c - how much of the RAM between the C variables and the C stack a run has touched: the block.
 * Objects grow from one end and the stack from the other, so what was never used is the longest row
 * of bytes in it that are still as they were after the reset.
 */
#include <string.h>

#include "sim.h"

enum { LOOKS_PER_SECOND = 1000 };

void adsim_ram_start(struct adsim *sim)
{
    sim->ram.from = (uint16_t)sim->program.heap_start;
    sim->ram.to = sim->stack_limit;
}

/* The longest row of zeros, and where it ends. */
static unsigned longest_untouched(const uint8_t *at, const uint8_t *end, const uint8_t **behind)
{
    unsigned longest = 0, run = 0;
    for (; at < end; at++) {
        run = *at ? 0 : run + 1;
        if (run > longest) {
            longest = run;
            *behind = at + 1;
        }
    }
    return longest;
}

/* Is the row that was the longest still there? Then no more is used: nearly always, and quick. */
static bool still_untouched(const struct adsim_ram *ram, const uint8_t *data)
{
    const uint8_t *row = data + ram->row_end - ram->row;
    return ram->row && !*row && !memcmp(row, row + 1, ram->row - 1u);
}

void adsim_ram_look(struct adsim *sim)
{
    struct adsim_ram *ram = &sim->ram;
    const uint8_t *data = sim->avr->data, *behind = data;
    unsigned used;
    ram->next = sim->avr->cycle + sim->avr->frequency / LOOKS_PER_SECOND;
    if (!ram->from || ram->from >= ram->to || still_untouched(ram, data))
        return;
    ram->row = (uint16_t)longest_untouched(data + ram->from, data + ram->to, &behind);
    ram->row_end = (uint16_t)(behind - data);
    used = (unsigned)(ram->to - ram->from) - ram->row;
    if (used > ram->used) {
        ram->used = (uint16_t)used;
        ram->used_at = sim->avr->cycle;
    }
}
