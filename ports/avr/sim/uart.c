/* SPDX-License-Identifier: MIT
 * uart.c - UART0 between the chip and standard output and input.
 *
 * simavr 1.6 computes the time of a byte when UBRR is written, so that a later U2X is missed, and
 * counts a parity bit that is not sent; its transmitter has no second buffer, its receiver has 64.
 * So the data path is replaced here: two-byte transmitter and receiver as in the data sheet, the
 * byte time read from the registers when a byte starts. simavr keeps the flags and the vectors.
 *
 * Standard input is put on the line at line speed, and held back while the receiver is full, as if
 * the PC watched a ready line: a slow reader loses nothing. --stats counts the waits.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "sim.h"

enum { IDLE_POLL_HZ = 1000 };

static unsigned bits_of(const avr_t *avr, avr_regbit_t field)
{
    return (unsigned)(avr->data[field.reg] >> field.bit) & field.mask;
}

static uint64_t bit_cycles(const struct adsim *sim)
{
    const avr_uart_t *model = sim->uart.model;
    uint64_t divisor = bits_of(sim->avr, model->ubrrl) | bits_of(sim->avr, model->ubrrh) << 8;
    return (divisor + 1) * (bits_of(sim->avr, model->u2x) ? 8 : 16);
}

static uint64_t byte_cycles(const struct adsim *sim)
{
    static const uint8_t data_bits[] = {5, 6, 7, 8, 8, 8, 8, 9};
    const avr_uart_t *model = sim->uart.model;
    unsigned size = bits_of(sim->avr, model->ucsz) | bits_of(sim->avr, model->ucsz2) << 2;
    unsigned parity = sim->avr->data[model->r_ucsrc] & 0x20 ? 1 : 0; /* UPM1 */
    return bit_cycles(sim) * (2u + data_bits[size & 7] + parity + bits_of(sim->avr, model->usbs));
}

double adsim_uart_baud(const struct adsim *sim)
{
    return sim->uart.model ? (double)sim->avr->frequency / (double)bit_cycles(sim) : 0;
}

/* Both flags are sticky in simavr: they stay up until the register's owner takes them down. */
static void lower(avr_t *avr, avr_int_vector_t *vector)
{
    avr_clear_interrupt(avr, vector);
    avr->data[vector->raised.reg] &= (uint8_t)~(1u << vector->raised.bit);
}

/* ---- transmitter ---------------------------------------------------------------------------- */

void adsim_uart_deliver(struct adsim *sim, uint8_t byte)
{
    putc_unlocked(byte, stdout);
    sim->uart.sent++;
    sim->uart.last_sent = byte;
    if (byte == '\n')
        fflush(stdout);
}

static avr_cycle_count_t byte_is_out(avr_t *avr, avr_cycle_count_t when, void *param)
{
    struct adsim *sim = param;
    struct adsim_uart *uart = &sim->uart;
    adsim_uart_deliver(sim, uart->shift_byte);
    if (!uart->holding) {
        uart->shifting = false;
        avr_raise_interrupt(avr, &uart->model->txc);
        fflush(stdout); /* the line is quiet: a prompt must be seen */
        return 0;
    }
    uart->shift_byte = uart->hold_byte;
    uart->holding = false;
    avr_raise_interrupt(avr, &uart->model->udrc);
    return when + byte_cycles(sim);
}

static void data_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    struct adsim_uart *uart = &sim->uart;
    (void)address; /* the write side cannot be read back */
    if (!bits_of(avr, uart->model->txen))
        return;
    if (!uart->shifting) {
        uart->shifting = true;
        uart->shift_byte = value;
        avr_cycle_timer_register(avr, byte_cycles(sim), byte_is_out, sim);
        avr_raise_interrupt(avr, &uart->model->udrc); /* again, if its handler runs just now */
    } else if (!uart->holding) {
        uart->holding = true;
        uart->hold_byte = value;
        lower(avr, &uart->model->udrc);
    } else {
        uart->overwritten++; /* the chip ignores a write while UDRE is down */
    }
}

void adsim_uart_drain(struct adsim *sim)
{
    struct adsim_uart *uart = &sim->uart;
    if (uart->shifting)
        adsim_uart_deliver(sim, uart->shift_byte);
    if (uart->holding)
        adsim_uart_deliver(sim, uart->hold_byte);
    uart->shifting = uart->holding = false;
    fflush(stdout);
}

/* ---- receiver ------------------------------------------------------------------------------- */

static uint8_t data_read(avr_t *avr, avr_io_addr_t address, void *param)
{
    struct adsim *sim = param;
    struct adsim_uart *uart = &sim->uart;
    uint8_t value = uart->rx[0];
    if (uart->rx_count == 0)
        return 0;
    uart->rx[0] = uart->rx[1];
    lower(avr, &uart->model->rxc);
    if (--uart->rx_count)
        avr_raise_interrupt(avr, &uart->model->rxc);
    avr->data[address] = value;
    return value;
}

static bool refill(struct adsim_uart *uart)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (uart->in_closed || poll(&input, 1, 0) <= 0)
        return false;
    ssize_t n = read(STDIN_FILENO, uart->in, sizeof uart->in);
    if (n <= 0) {
        uart->in_closed = n == 0 || errno != EINTR;
        return false;
    }
    uart->in_at = 0;
    uart->in_count = (unsigned)n;
    return true;
}

static avr_cycle_count_t feed(avr_t *avr, avr_cycle_count_t when, void *param)
{
    struct adsim *sim = param;
    struct adsim_uart *uart = &sim->uart;
    if (!bits_of(avr, uart->model->rxen))
        return when + avr->frequency / IDLE_POLL_HZ;
    if (uart->in_at == uart->in_count && !refill(uart))
        return uart->in_closed ? 0 : when + avr->frequency / IDLE_POLL_HZ;
    if (uart->rx_count == sizeof uart->rx) {
        uart->held_back++;
    } else {
        uart->rx[uart->rx_count++] = uart->in[uart->in_at++];
        uart->received++;
        avr_raise_interrupt(avr, &uart->model->rxc);
    }
    return when + byte_cycles(sim);
}

/* ---- control -------------------------------------------------------------------------------- */

static void control_b_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    struct adsim_uart *uart = &sim->uart;
    uart->model_write_b(avr, address, value, uart->model_write_b_param);
    if (uart->holding)
        lower(avr, &uart->model->udrc); /* simavr raises it whenever UDRIE is set */
    if (!bits_of(avr, uart->model->rxen))
        uart->rx_count = 0;
    else if (uart->rx_count)
        avr_raise_interrupt(avr, &uart->model->rxc);
}

void adsim_uart_after_reset(struct adsim *sim)
{
    sim->uart.shifting = sim->uart.holding = false;
    sim->uart.rx_count = 0;
    if (sim->options->feed_stdin && sim->uart.model)
        avr_cycle_timer_register(sim->avr, sim->avr->frequency / IDLE_POLL_HZ, feed, sim);
}

void adsim_uart_start(struct adsim *sim)
{
    avr_t *avr = sim->avr;
    struct adsim_uart *uart = &sim->uart;
    for (avr_io_t *io = avr->io_port; io; io = io->next) {
        if (!io->kind || strcmp(io->kind, "uart"))
            continue;
        avr_uart_t *model = (avr_uart_t *)io;
        model->flags = 0; /* simavr sleeps on the host whenever the status register is polled */
        if (model->name == '0')
            uart->model = model;
    }
    if (!uart->model)
        return;
    unsigned data = AVR_DATA_TO_IO(uart->model->r_udr);
    unsigned control = AVR_DATA_TO_IO(uart->model->r_ucsrb);
    avr->io[data].w.c = data_write;
    avr->io[data].w.param = sim;
    avr->io[data].r.c = data_read;
    avr->io[data].r.param = sim;
    uart->model_write_b = avr->io[control].w.c;
    uart->model_write_b_param = avr->io[control].w.param;
    avr->io[control].w.c = control_b_write;
    avr->io[control].w.param = sim;
    adsim_uart_after_reset(sim);
}
