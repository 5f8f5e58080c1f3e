/* SPDX-License-Identifier: MIT
 * port.h - the AVR port: serial line, millisecond clock, pins, end of the run, free memory.
 * Each group is a file of its own and each function a section of its own: what is not called is not
 * linked (-ffunction-sections -Wl,--gc-sections).
 *
 * Configured by the build: F_CPU, AD_CSTACK (bytes kept for the C stack, unless the link says it
 * with the symbols adport_cstack and adport_stack_limit), AD_BAUD.
 * Taken from the chip: USART0, TIMER2 (so D11 and D3 of an Uno have no PWM of their own unless the
 * PWM driver shares it), the three GPIOR registers. An ATtiny85 has no USART: bytes leave by pin 3,
 * at 9600, and none come; its clock is TIMER0.
 */
#ifndef ADDER_AVR_PORT_H
#define ADDER_AVR_PORT_H

#include <avr/io.h>

#include "core/port.h"
#include "sim/protocol.h"

#ifndef F_CPU
#define F_CPU 16000000UL
#endif
#ifndef AD_BAUD
#define AD_BAUD 115200UL
#endif
#ifndef AD_CSTACK
#define AD_CSTACK 256
#endif

/* The register that says how deep the chip sleeps, with SE and SM1. */
#if defined(SMCR)
#define AD_SLEEP_CONTROL SMCR
#else
#define AD_SLEEP_CONTROL MCUCR
#endif

/* Serial line, clock, and the stack's paint if the run tells how much of it is left; interrupts are
 * on afterwards. Call it first. */
void adport_start(bool tells);

/* Waits until the byte is in the transmitter; the line itself is one or two bytes behind. */
void adport_put(uint8_t byte);

/* The next byte received, or -1 at once. Two bytes are kept; a third one unread is lost.
 * adport_read waits for it instead: a serial line has no end. */
int adport_poll(void);

/* What core/port.h declares and this port does:
 *   ticks_ms   without drift; wraps after 49.7 days
 *   ticks_us   in steps of 64 clocks, 4 us at 16 MHz; wraps after 71.6 minutes
 *   sleep_ms   to one count of the timer: not less, at most 64 clocks more
 *   pin_*      by Arduino number, 0 ... AD_PIN_COUNT - 1; the caller has checked the range
 * Where it hands a vm, this port has no use for it; NULL will do. */
#if defined(__AVR_ATmega2560__)
#define AD_PIN_COUNT 70
#elif defined(__AVR_ATtiny85__)
#define AD_PIN_COUNT 6
#else
#define AD_PIN_COUNT 20
#endif
enum { AD_PIN_IN = 0, AD_PIN_OUT = 1, AD_PIN_PULLUP = 2 };
void adport_pin_toggle(uint8_t pin);

/* Sends what is still to be sent, then stops the chip until reset. A simulator ends with status. */
void adport_exit(uint8_t status) __attribute__((noreturn));

/* Sends the same, then begins again from the reset vector with everything as after power-on: the
 * watchdog does it. The program that begins again must call adport_restarted first. */
void adport_restart(void) __attribute__((noreturn));
void adport_restarted(void);

/* All RAM between the end of .bss and the C stack's reserve. */
void adport_block(uint8_t **start, uint16_t *size);

/* Bytes that are kept for the C stack: the symbol's value. */
extern uint8_t adport_cstack[];
#define AD_STACK_RESERVE ((uint16_t)(uintptr_t)adport_cstack)

/* Bytes of the reserve that the C stack has never touched, by the paint of adport_start. */
uint16_t adport_stack_unused(void);

/* For the runner; nothing happens on a chip (sim/protocol.h). */
static inline void adport_mark(uint8_t n)
{
    GPIOR1 = n;
}
void adport_figure(uint8_t tag, uint16_t value);

#endif
