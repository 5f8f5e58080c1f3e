/* SPDX-License-Identifier: MIT
 * profile.c - where the cycles went, by function of the ELF file (and by global label of
 * assembly), and by address.
 */
#include <stdlib.h>

#include "sim.h"

enum { TOP = 40 };

struct share {
    const char *name;
    uint64_t cycles;
};

static int by_cycles(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    return x->cycles > y->cycles ? -1 : x->cycles < y->cycles;
}

/* The last row takes what lies before every symbol. */
static struct share *sum_up(const struct adsim *sim, size_t *count)
{
    const struct adsim_program *program = &sim->program;
    size_t rows = program->function_count + 1;
    struct share *shares = calloc(rows + 2, sizeof *shares);
    for (size_t i = 0; i < program->function_count; i++)
        shares[i].name = program->functions[i].name;
    shares[rows - 1].name = program->function_count ? "(no symbol)" : "(hex file: no symbols)";
    for (uint32_t word = 0; word <= sim->avr->flashend / 2; word++) {
        if (!sim->profile.cycles[word])
            continue;
        const struct adsim_symbol *at = adsim_function_at(program, word * 2);
        size_t row = at ? (size_t)(at - program->functions) : rows - 1;
        shares[row].cycles += sim->profile.cycles[word];
    }
    shares[rows++] = (struct share){"(asleep)", sim->profile.asleep};
    shares[rows++] = (struct share){"(entering interrupts)", sim->profile.interrupt_entry};
    *count = rows;
    return shares;
}

/* One line for each instruction that ran: its byte address in hex, as avr-objdump prints it, and
 * cycles. */
static void write_addresses(const struct adsim *sim)
{
    FILE *to = fopen(sim->options->profile_path, "w");
    if (!to) {
        fprintf(stderr, "adder-sim: cannot write %s\n", sim->options->profile_path);
        return;
    }
    for (uint32_t word = 0; word <= sim->avr->flashend / 2; word++)
        if (sim->profile.cycles[word])
            fprintf(to, "%x %llu\n", word * 2, (unsigned long long)sim->profile.cycles[word]);
    fclose(to);
}

void adsim_profile_print(const struct adsim *sim, FILE *to)
{
    size_t count;
    struct share *shares = sum_up(sim, &count);
    double total = sim->avr->cycle ? (double)sim->avr->cycle : 1;
    qsort(shares, count, sizeof *shares, by_cycles);
    fprintf(to, "%14s %6s  function\n", "cycles", "%");
    for (size_t i = 0; i < count && i < TOP && shares[i].cycles; i++)
        fprintf(to, "%14llu %6.2f  %s\n", (unsigned long long)shares[i].cycles,
                100.0 * (double)shares[i].cycles / total, shares[i].name);
    if (sim->profile.instructions)
        fprintf(to, "%14llu instructions\n", (unsigned long long)sim->profile.instructions);
    free(shares);
    if (sim->options->profile_path)
        write_addresses(sim);
}
