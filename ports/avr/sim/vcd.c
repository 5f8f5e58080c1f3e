/* SPDX-License-Identifier: MIT
 * vcd.c - a value change dump of all pins, as gtkwave, PulseView and others read it.
 * The time unit is 100 ps: a cycle at 16 MHz is 62.5 ns, which whole nanoseconds cannot say.
 */
#include "sim.h"

#define UNITS_PER_SECOND 10000000000ull

static uint64_t vcd_units(const struct adsim *sim, uint64_t cycle)
{
    uint64_t hz = sim->avr->frequency;
    return cycle / hz * UNITS_PER_SECOND + cycle % hz * UNITS_PER_SECOND / hz;
}

static char identifier(const struct adsim *sim, const struct adsim_pin *pin)
{
    return (char)('!' + (pin - sim->pins));
}

void adsim_vcd_start(struct adsim *sim)
{
    const char *path = sim->options->vcd_path;
    if (!path)
        return;
    sim->vcd = fopen(path, "w");
    if (!sim->vcd)
        adsim_die(ADSIM_EXIT_USAGE, "cannot write '%s'", path);
    fprintf(sim->vcd,
            "$version adder-sim $end\n$comment %u Hz; z is an input $end\n"
            "$timescale 100 ps $end\n$scope module %s $end\n",
            sim->avr->frequency, sim->options->chip->mcu);
    for (unsigned i = 0; i < sim->pin_count; i++)
        fprintf(sim->vcd, "$var wire 1 %c %s $end\n", identifier(sim, &sim->pins[i]),
                sim->pins[i].name);
    fprintf(sim->vcd, "$upscope $end\n$enddefinitions $end\n#0\n$dumpvars\n");
    for (unsigned i = 0; i < sim->pin_count; i++)
        fprintf(sim->vcd, "%c%c\n", sim->pins[i].level, identifier(sim, &sim->pins[i]));
    fprintf(sim->vcd, "$end\n");
}

void adsim_vcd_edge(struct adsim *sim, const struct adsim_pin *pin)
{
    uint64_t now = vcd_units(sim, sim->avr->cycle);
    if (now != sim->vcd_time)
        fprintf(sim->vcd, "#%llu\n", (unsigned long long)now);
    sim->vcd_time = now;
    fprintf(sim->vcd, "%c%c\n", pin->level, identifier(sim, pin));
}

void adsim_vcd_end(struct adsim *sim)
{
    if (!sim->vcd)
        return;
    fprintf(sim->vcd, "#%llu\n", (unsigned long long)vcd_units(sim, sim->avr->cycle));
    if (ferror(sim->vcd) | fclose(sim->vcd))
        adsim_die(ADSIM_EXIT_USAGE, "writing '%s' failed", sim->options->vcd_path);
    sim->vcd = NULL;
}
