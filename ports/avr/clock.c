/* SPDX-License-Identifier: MIT
 * clock.c - milliseconds by TIMER2 in CTC mode: 250 counts of 64 clocks are exactly 1 ms at 16 MHz,
 * so nothing drifts. TIMER2 and not TIMER0, so that D5, D6, D9 and D10 of an Uno keep their PWM. An
 * ATtiny85 has TIMER0 only that can do it.
 */
#include "port.h"

#include <avr/interrupt.h>
#include <avr/sleep.h>

#define COUNTS_PER_MS (F_CPU / 64 / 1000)
#if F_CPU % 64000 || COUNTS_PER_MS > 256
#error "no whole number of timer counts makes a millisecond at this F_CPU"
#endif

#if defined(TCNT2)
#define TICK_vect TIMER2_COMPA_vect
#define COUNT TCNT2
#define TICK_DUE (TIFR2 & _BV(OCF2A))
#else
#define TICK_vect TIMER0_COMPA_vect
#define COUNT TCNT0
#define TICK_DUE (TIFR & _BV(OCF0A))
#endif

static volatile uint32_t now_ms __asm__("adport_now_ms") __attribute__((used));

/* By hand: gcc saves r0, r1 and four registers; this touches one, and mostly one byte of four. */
ISR(TICK_vect, ISR_NAKED)
{
    __asm__ volatile("push r24\n\t"
                     "in r24, __SREG__\n\t"
                     "push r24\n\t"
                     "lds r24, adport_now_ms\n\t"
                     "inc r24\n\t"
                     "sts adport_now_ms, r24\n\t"
                     "brne 1f\n\t"
                     "lds r24, adport_now_ms+1\n\t"
                     "inc r24\n\t"
                     "sts adport_now_ms+1, r24\n\t"
                     "brne 1f\n\t"
                     "lds r24, adport_now_ms+2\n\t"
                     "inc r24\n\t"
                     "sts adport_now_ms+2, r24\n\t"
                     "brne 1f\n\t"
                     "lds r24, adport_now_ms+3\n\t"
                     "inc r24\n\t"
                     "sts adport_now_ms+3, r24\n"
                     "1:\n\t"
                     "pop r24\n\t"
                     "out __SREG__, r24\n\t"
                     "pop r24\n\t"
                     "reti" ::
                         : "memory");
}

void adport_clock_start(void)
{
#if defined(TCNT2)
    OCR2A = COUNTS_PER_MS - 1;
    TCCR2A = _BV(WGM21);
    TCCR2B = _BV(CS22); /* /64 */
    TIMSK2 = _BV(OCIE2A);
#else
    OCR0A = COUNTS_PER_MS - 1;
    TCCR0A = _BV(WGM01);
    TCCR0B = _BV(CS01) | _BV(CS00); /* /64 */
    TIMSK = _BV(OCIE0A);
#endif
    AD_SLEEP_CONTROL = _BV(SE); /* idle */
    sei();
}

uint32_t adport_ticks_ms(void)
{
    uint8_t status = SREG;
    cli();
    uint32_t ms = now_ms;
    SREG = status;
    return ms;
}

uint32_t adport_ticks_us(void)
{
    uint8_t status = SREG;
    cli();
    uint32_t ms = now_ms;
    uint8_t count = COUNT;
    /* A tick that is due but not served belongs to a count that has begun again. */
    if (TICK_DUE && count < COUNTS_PER_MS - 1)
        ms++;
    SREG = status;
    return ms * 1000 + (uint16_t)(count * (uint16_t)(64000000UL / F_CPU));
}

/* The low byte alone: one load, so that no lock is needed. */
static inline uint8_t low_ms(void)
{
    return *(volatile uint8_t *)&now_ms;
}

/* Whole milliseconds asleep, the rest awake until the timer's count is again what it was at the
 * start: a loop that sleeps keeps its period to a few microseconds. */
void adport_sleep_ms(uint32_t ms)
{
    uint8_t last, count;
    do { /* again if a tick came between the two */
        last = low_ms();
        count = COUNT;
    } while (low_ms() != last);
    for (; ms; ms--, last++) {
        for (;;) {
            cli();
            if (low_ms() != last)
                break;
            sei(); /* nothing comes between sei and the instruction behind it */
            sleep_cpu();
        }
        sei();
    }
    while (COUNT < count && low_ms() == last)
        ;
}

/* Asleep while more than a tick is left. */
void adport_sleep_us(uint32_t us)
{
    uint32_t start = adport_ticks_us(), passed;
    while ((passed = adport_ticks_us() - start) < us)
        if (us - passed > 1000)
            sleep_cpu();
}
