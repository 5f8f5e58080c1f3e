/* SPDX-License-Identifier: MIT
 * serial.c - the serial line: USART0, or on a chip without one a transmitter in software.
 * The USART's transmitter is polled: a buffered one costs 150 bytes of flash and a ring in RAM, and
 * only wins while the program computes, which on this chip is when it prints little.
 */
#include "port.h"

#include <util/delay_basic.h>

#include "pins.h"

#if defined(UDR0)

/* U2X: at 16 MHz and 115200 the divisor 17 is 2.1 % off, the best that the chip has. */
#define UBRR_VALUE ((F_CPU + AD_BAUD * 4) / (AD_BAUD * 8) - 1)
#define TWO_BYTES_CYCLES (2 * 10 * 8 * (UBRR_VALUE + 1))

void adport_serial_start(void)
{
    UBRR0 = UBRR_VALUE;
    UCSR0A = _BV(U2X0);
    UCSR0B = _BV(RXEN0) | _BV(TXEN0); /* UCSR0C is 8N1 from reset */
}

void adport_put(uint8_t byte)
{
    while (!(UCSR0A & _BV(UDRE0)))
        ;
    adport_mark(byte);
    UDR0 = byte;
}

int adport_poll(void)
{
    return UCSR0A & _BV(RXC0) ? UDR0 : -1;
}

int adport_read(struct adder_vm *vm)
{
    (void)vm;
    while (!(UCSR0A & _BV(RXC0)))
        ;
    return UDR0;
}

/* Waiting for TXC would hang if nothing was ever sent; two byte times are enough in any case. */
void adport_finish_sending(void) { _delay_loop_2((TWO_BYTES_CYCLES + 3) / 4); }

#else

#define LINE _BV(AD_LINE_PIN) /* of port B */
#define BIT_CYCLES (F_CPU / AD_LINE_BAUD)
#define OVERHEAD 10 /* cycles of the loop below besides the delay */

/* The pin is the program's until something is sent. */
void adport_serial_start(void) {}

/* Begins with the pause that ends the byte before, so that a first byte is whole as well. The clock
 * ticks on meanwhile: twice in a byte at most, which moves a bit's end by a twelfth of it. */
void adport_put(uint8_t byte)
{
    uint16_t bits = (uint16_t)(byte << 2) | 1 | 1 << 10; /* pause, start, byte, high again */
    adport_mark(byte);
    PORTB |= LINE;
    DDRB |= LINE;
    for (; bits; bits >>= 1) {
        if (bits & 1)
            PORTB |= LINE;
        else
            PORTB &= (uint8_t)~LINE;
        if (bits != 1)
            _delay_loop_2((BIT_CYCLES - OVERHEAD) / 4);
    }
}

/* Nothing is received. */
int adport_poll(void) { return -1; }

int adport_read(struct adder_vm *vm)
{
    (void)vm;
    return -1;
}

/* The line stays high, whatever comes. */
void adport_finish_sending(void) {}

#endif

void adport_write(struct adder_vm *vm, int to, const char *text, size_t length)
{
    (void)vm, (void)to; /* there is one line */
    while (length--)
        adport_put((uint8_t)*text++);
}
