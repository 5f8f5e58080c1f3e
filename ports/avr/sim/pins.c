/* SPDX-License-Identifier: MIT
 * pins.c - the chip's pins seen from outside: names, edges, and levels put on inputs.
 * Nothing is hooked unless an option asks for edges, so that a plain run pays nothing.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <simavr/avr_ioport.h>

#include "sim.h"

static int arduino_number(const struct adsim_chip *board, char port, unsigned bit)
{
    for (unsigned i = 0; i < board->count; i++)
        if (board->pins[i][0] == port && board->pins[i][1] == (char)bit)
            return (int)i;
    return -1;
}

static void name_pin(struct adsim_pin *pin, const struct adsim_chip *board)
{
    if (pin->arduino < 0)
        snprintf(pin->name, sizeof pin->name, "P%c%u", pin->port, pin->bit);
    else if ((unsigned)pin->arduino >= board->first_analog)
        snprintf(pin->name, sizeof pin->name, "P%c%u_A%u", pin->port, pin->bit,
                 (unsigned)pin->arduino - board->first_analog);
    else
        snprintf(pin->name, sizeof pin->name, "P%c%u_D%d", pin->port, pin->bit, pin->arduino);
}

static struct adsim_pin *pin_at(struct adsim *sim, char port, unsigned bit)
{
    for (unsigned i = 0; i < sim->pin_count; i++)
        if (sim->pins[i].port == port && sim->pins[i].bit == bit)
            return &sim->pins[i];
    return NULL;
}

/* "13", "D13", "A0" or "PB5" */
struct adsim_pin *adsim_pin_named(struct adsim *sim, const char *name)
{
    const struct adsim_chip *board = sim->options->chip;
    char first = (char)toupper((unsigned char)name[0]);
    if (first == 'P' && isalpha((unsigned char)name[1]) && name[2] >= '0' && name[2] <= '7' &&
        !name[3])
        return pin_at(sim, (char)toupper((unsigned char)name[1]), (unsigned)(name[2] - '0'));
    const char *digits = first == 'D' || first == 'A' ? name + 1 : name;
    char *rest;
    unsigned long number = strtoul(digits, &rest, 10);
    if (!isdigit((unsigned char)*digits) || *rest)
        return NULL;
    if (first == 'A')
        number += board->first_analog;
    return number < board->count
               ? pin_at(sim, board->pins[number][0], (unsigned)board->pins[number][1])
               : NULL;
}

static void edge(struct adsim *sim, struct adsim_pin *pin, char level)
{
    if (pin->level == level)
        return;
    pin->level = level;
    uint64_t cycle = sim->avr->cycle;
    if (pin->watched) {
        pin->edges =
            adsim_grow(pin->edges, pin->edge_count, &pin->edge_room, sizeof *pin->edges);
        pin->edges[pin->edge_count++] = (struct adsim_edge){cycle, level};
    }
    if (sim->vcd)
        adsim_vcd_edge(sim, pin);
    if (sim->options->print_pins)
        fprintf(stderr, "%llu %s %c\n", (unsigned long long)cycle, pin->name, level);
}

static avr_ioport_state_t port_state(struct adsim *sim, char port)
{
    avr_ioport_state_t state = {0};
    avr_ioctl(sim->avr, AVR_IOCTL_IOPORT_GETSTATE(port), &state);
    return state;
}

static void level_changed(avr_irq_t *irq, uint32_t value, void *param)
{
    struct adsim_pin *pin = param;
    (void)irq;
    if (port_state(pin->sim, pin->port).ddr >> pin->bit & 1)
        edge(pin->sim, pin, value & 1 ? '1' : '0');
}

/* Comes before the register is written; PORT already holds the level that an output will show. */
static void direction_changed(avr_irq_t *irq, uint32_t directions, void *param)
{
    struct adsim_pin *pin = param;
    (void)irq;
    unsigned port = (unsigned)port_state(pin->sim, pin->port).port;
    bool output = directions >> pin->bit & 1;
    edge(pin->sim, pin, !output ? 'z' : port >> pin->bit & 1 ? '1' : '0');
}

static avr_cycle_count_t input_due(avr_t *avr, avr_cycle_count_t when, void *param)
{
    struct adsim_pin *pin = ((void **)param)[0];
    const struct adsim_input *input = ((void **)param)[1];
    (void)when;
    avr_raise_irq(avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(pin->port), pin->bit), input->level);
    free(param);
    return 0;
}

static void schedule_inputs(struct adsim *sim)
{
    for (unsigned i = 0; i < sim->options->input_count; i++) {
        const struct adsim_input *input = &sim->options->inputs[i];
        struct adsim_pin *pin = adsim_pin_named(sim, input->pin);
        if (!pin)
            adsim_die(ADSIM_EXIT_USAGE, "no pin '%s' on %s", input->pin, sim->options->chip->mcu);
        void **event = malloc(2 * sizeof *event);
        event[0] = pin;
        event[1] = (void *)(uintptr_t)input;
        uint64_t cycle = (uint64_t)(input->ms * sim->avr->frequency / 1000.0);
        if (cycle)
            avr_cycle_timer_register(sim->avr, cycle, input_due, event);
        else
            input_due(sim->avr, 0, event);
    }
}

static void list_pins(struct adsim *sim)
{
    const struct adsim_chip *board = sim->options->chip;
    for (char port = 'A'; port <= 'L'; port++) {
        if (!avr_io_getirq(sim->avr, AVR_IOCTL_IOPORT_GETIRQ(port), 0))
            continue;
        for (unsigned bit = 0; bit < 8; bit++) {
            struct adsim_pin *pin = &sim->pins[sim->pin_count++];
            *pin = (struct adsim_pin){.sim = sim, .port = port, .bit = (uint8_t)bit, .level = 'z'};
            pin->arduino = arduino_number(board, port, bit);
            name_pin(pin, board);
        }
    }
}

void adsim_pins_start(struct adsim *sim)
{
    const struct adsim_options *options = sim->options;
    list_pins(sim);
    for (unsigned i = 0; i < options->wave_count; i++) {
        struct adsim_pin *pin = adsim_pin_named(sim, options->waves[i]);
        if (!pin)
            adsim_die(ADSIM_EXIT_USAGE, "no pin '%s' on %s; try 13, A0 or PB5", options->waves[i],
                      options->chip->mcu);
        pin->watched = true;
    }
    schedule_inputs(sim);
    adsim_vcd_start(sim);
    for (unsigned i = 0; i < sim->pin_count; i++) {
        struct adsim_pin *pin = &sim->pins[i];
        if (!sim->vcd && !options->print_pins && !pin->watched)
            continue;
        avr_irq_t *irq = avr_io_getirq(sim->avr, AVR_IOCTL_IOPORT_GETIRQ(pin->port), 0);
        avr_irq_register_notify(irq + pin->bit, level_changed, pin);
        avr_irq_register_notify(irq + IOPORT_IRQ_DIRECTION_ALL, direction_changed, pin);
    }
}
