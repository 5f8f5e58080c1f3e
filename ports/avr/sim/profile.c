/* SPDX-License-Identifier: MIT
 * profile.c - where the cycles went, by function of the ELF file (and by global label of
 * assembly), and by address; and how long each call of one function took.
 */
#include <stdlib.h>

#include "sim.h"

enum { TOP = 40, OPCODE_RET = 0x9508 };

void adsim_profile_start(struct adsim *sim)
{
    const struct adsim_symbol *timed = NULL;
    sim->profile.cycles = calloc(sim->avr->flashend / 2 + 1, sizeof *sim->profile.cycles);
    if (sim->options->timed) {
        timed = adsim_function_named(&sim->program, sim->options->timed);
        if (!timed)
            adsim_die(ADSIM_EXIT_USAGE, "the firmware has no function %s", sim->options->timed);
    }
    sim->timed.address = timed ? timed->address : UINT32_MAX;
}

/* ---- one function ---- */

static uint16_t stack_pointer(const avr_t *avr)
{
    return (uint16_t)(avr->data[R_SPL] | avr->data[R_SPH] << 8);
}

void adsim_time_before(struct adsim *sim)
{
    struct adsim_timed *t = &sim->timed;
    const avr_t *avr = sim->avr;
    if (avr->state != cpu_Running)
        return;
    t->returns = (avr->flash[avr->pc] | avr->flash[avr->pc + 1] << 8) == OPCODE_RET;
    if (avr->pc != t->address || t->inside)
        return;
    t->inside = true;
    t->sp = stack_pointer(avr);
    t->begin = avr->cycle;
}

void adsim_time_after(struct adsim *sim)
{
    struct adsim_timed *t = &sim->timed;
    uint64_t took;
    if (!t->inside || !t->returns || stack_pointer(sim->avr) <= t->sp)
        return;
    took = sim->avr->cycle - t->begin;
    t->inside = false;
    t->calls++;
    t->total += took;
    t->longest = took > t->longest ? took : t->longest;
}

void adsim_time_print(const struct adsim *sim, FILE *to)
{
    const struct adsim_timed *t = &sim->timed;
    fprintf(to, "%s: %llu calls, longest %llu cycles (%.3f ms), in all %llu\n", sim->options->timed,
            (unsigned long long)t->calls, (unsigned long long)t->longest,
            adsim_ms(sim, t->longest), (unsigned long long)t->total);
}

/* ---- all of them ---- */

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
