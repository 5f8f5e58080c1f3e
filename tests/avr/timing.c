/* SPDX-License-Identifier: MIT
 * timing.c - what the runner promises about time, and the port's clock and pins, seen from inside.
 * Prints one line "name value" per check; run.py holds the expectations.
 */
#include <avr/interrupt.h>
#include <avr/pgmspace.h>

#include "../../ports/avr/port.h"

/* A blob in a section of its own, as a program image will lie in flash. */
static const uint8_t blob[] __attribute__((section(".progmem.adimage"), used)) = {0xad, 0xde, 0x12};

volatile uint8_t seen __asm__("seen");

/* Stores how many instructions ran between sei and here, counted in r16. */
ISR(TIMER1_COMPA_vect, ISR_NAKED)
{
    __asm__ volatile("sts seen, r16\n\treti");
}

static void print(const char *name, uint32_t value)
{
    char digits[11], *at = digits + sizeof digits;
    while (*name)
        adport_put((uint8_t)*name++);
    adport_put(' ');
    do {
        *--at = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    adport_write(NULL, 1, at, (size_t)(digits + sizeof digits - at));
    adport_put('\n');
}

/* Cycles from sei to a later instruction, with or without an interrupt pending. */
static uint16_t sei_window(bool pending)
{
    uint16_t from, to;
    cli();
    TIMSK2 = 0; /* no tick may come between */
    TCCR1B = 0;
    TCNT1 = 0;
    OCR1A = pending ? 20 : 0xffff;
    TIFR1 = _BV(OCF1A);
    TIMSK1 = _BV(OCIE1A);
    TCCR1B = _BV(CS10);
    while (TCNT1 < 60)
        ;
    __asm__ volatile("ldi r16, 0\n\t"
                     "lds %A0, %2\n\tlds %B0, %2+1\n\t"
                     "sei\n\tinc r16\n\tinc r16\n\tinc r16\n\tinc r16\n\tcli\n\t"
                     "lds %A1, %2\n\tlds %B1, %2+1"
                     : "=&r"(from), "=&r"(to)
                     : "i"(&TCNT1)
                     : "r16");
    TIMSK1 = 0;
    TIMSK2 = _BV(OCIE2A);
    sei();
    return to - from;
}

static void check_clock(void)
{
    uint32_t from = adport_ticks_us();
    adport_sleep_ms(10);
    print("sleep10us", adport_ticks_us() - from);
    from = adport_ticks_us();
    adport_sleep_us(2500);
    print("sleep2500us", adport_ticks_us() - from);
    uint32_t last = adport_ticks_us(), backwards = 0, largest = 0;
    while (adport_ticks_ms() < 60) {
        uint32_t now = adport_ticks_us();
        if (now < last)
            backwards++;
        else if (now - last > largest)
            largest = now - last;
        last = now;
    }
    print("backwards", backwards);
    print("largest", largest);
    print("agree", adport_ticks_us() / 1000 - adport_ticks_ms());
}

static void check_pins(void)
{
    adport_pin_mode(NULL, 3, AD_PIN_OUT);
    adport_pin_write(NULL, 3, true);
    print("high", adport_pin_read(NULL, 3));
    adport_pin_toggle(3);
    print("low", adport_pin_read(NULL, 3));
    adport_pin_mode(NULL, 4, AD_PIN_PULLUP);
    print("pullup", adport_pin_read(NULL, 4));
    adport_pin_mode(NULL, 2, AD_PIN_IN);
    print("before", adport_pin_read(NULL, 2)); /* the test raises D2 after 100 ms */
    while (adport_ticks_ms() < 110)
        ;
    print("after", adport_pin_read(NULL, 2));
    adport_pin_mode(NULL, AD_PIN_COUNT - 1, AD_PIN_OUT);
    adport_pin_write(NULL, AD_PIN_COUNT - 1, true);
    print("last", adport_pin_read(NULL, AD_PIN_COUNT - 1));
}

/* The rate is set before U2X: simavr alone would then send at half speed. */
static void check_line(void)
{
    uint8_t b = UCSR0A;
    UCSR0A = 0;
    UBRR0 = 16;
    UCSR0A = (uint8_t)(b & _BV(U2X0));
    adport_sleep_ms(1);
    adport_mark(1);
    for (uint8_t i = 0; i < 42; i++)
        adport_put('.');
    adport_mark(2);
    adport_put('\n');
}

int main(void)
{
    adport_start(true);
    uint8_t *block;
    uint16_t size;
    adport_block(&block, &size);
    for (uint16_t i = 0; i < size; i++)
        block[i] = 0xaa;
    uint16_t quiet = sei_window(false), pending = sei_window(true);
    print("afterSei", seen);
    print("interrupt", pending - quiet);
    check_clock();
    check_pins();
    check_line();
    print("blob", (uint32_t)pgm_read_byte(blob + 1));
    print("unused", adport_stack_unused() > 0);
    for (uint16_t i = 0; i < size; i++)
        if (block[i] != 0xaa)
            adport_exit(1);
    adport_exit(0);
}
