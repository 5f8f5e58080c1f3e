/* SPDX-License-Identifier: MIT
 * faults.c - one way to go wrong for each value of FAULT; the runner must name it.
 */
#include <avr/interrupt.h>

#include "../../ports/avr/port.h"

#if FAULT == 1
volatile uint8_t sink;
static void __attribute__((noinline)) deeper(uint8_t n)
{
    volatile uint8_t room[20];
    room[n % 20] = n;
    deeper((uint8_t)(n + 1));
    sink = room[3]; /* no tail call */
}
#endif

int main(void)
{
    adport_start(true);
    adport_write(NULL, 1, "on\n", 3);
#if FAULT == 1 /* stack overflow */
    deeper(0);
#elif FAULT == 2 /* illegal instruction */
    __asm__ volatile(".word 0x0001");
#elif FAULT == 3 /* wild jump: to the reset vector */
    ((void (*)(void))0)();
#elif FAULT == 4 /* a store behind the end of RAM */
    *(volatile uint8_t *)(RAMEND + 1) = 1;
#elif FAULT == 5 /* an interrupt without a handler */
    TIMSK1 = _BV(TOIE1);
    TCCR1B = _BV(CS10);
    for (;;)
        ;
#elif FAULT == 6 /* never ends */
    for (;;)
        adport_sleep_ms(1);
#elif FAULT == 7 /* main returns: not a fault, but remarked */
    return 0;
#endif
}
