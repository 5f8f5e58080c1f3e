/* SPDX-License-Identifier: MIT
 * port.c - the start and the end of the run, and the memory that is left over.
 */
#include "port.h"

#include <avr/interrupt.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

#define PAINT 0xc5

extern uint8_t __heap_start;

/* The reserve is the value of a symbol, which the runner reads. `adder build` gives it when it
 * links, for it counts what the firmware needs (src/tool/avr/stack.h). */
#if !AD_TAILORED
#define TEXT_OF(x) #x
#define EXPANDED(x) TEXT_OF(x)
__asm__(".global " AD_SIM_STACK_SYMBOL "\n.set " AD_SIM_STACK_SYMBOL ", " EXPANDED(AD_CSTACK) "\n"
        ".global adport_stack_limit\n"
        ".set adport_stack_limit, " EXPANDED(RAMEND) " + 1 - " EXPANDED(AD_CSTACK));
#endif

extern uint8_t adport_stack_limit[];
#define STACK_LIMIT adport_stack_limit

void adport_clock_start(void);
void adport_serial_start(void);
void adport_finish_sending(void);

void adport_start(bool tells)
{
    adport_serial_start();
    /* Paint up to here; the bytes over SP are in use. */
    for (uint8_t *at = STACK_LIMIT; tells && at <= (uint8_t *)SP; at++)
        *at = PAINT;
    adport_clock_start();
}

void adport_restart(void)
{
    adport_finish_sending();
    cli();
    wdt_enable(WDTO_15MS);
    for (;;)
        ;
}

/* The watchdog stays on after its reset, and would bite again. */
void adport_restarted(void)
{
    MCUSR = 0;
    wdt_disable();
}

void adport_exit(uint8_t status)
{
    adport_finish_sending();
    GPIOR0 = status;
    cli();
    AD_SLEEP_CONTROL = _BV(SM1) | _BV(SE); /* power-down */
    for (;;)
        sleep_cpu();
}

#ifdef AD_BLOCK
/* `adder build --block`: from a section of its own, in which avr-objcopy can put another one. */
static const uint16_t most __attribute__((used, section(".adblock,\"ax\",@progbits;"))) = AD_BLOCK;

static uint16_t at_most(uint16_t size)
{
    const uint16_t *from = &most;
    uint16_t limit;
    __asm__ volatile("lpm %A0,Z+\n\tlpm %B0,Z" : "=&r"(limit), "+z"(from));
    return limit < size ? limit : size;
}
#else
#define at_most(size) (size)
#endif

void adport_block(uint8_t **start, uint16_t *size)
{
    /* .bss may end at an odd address; objects at such would be taken for ints. */
    *start = (uint8_t *)(((uintptr_t)&__heap_start + 1) & ~(uintptr_t)1);
    *size = at_most((uint16_t)(STACK_LIMIT - *start));
}

uint16_t adport_stack_unused(void)
{
    const uint8_t *at = STACK_LIMIT;
    while (*at == PAINT)
        at++;
    return (uint16_t)(at - STACK_LIMIT);
}

void adport_figure(uint8_t tag, uint16_t value)
{
    GPIOR2 = tag;
    GPIOR2 = (uint8_t)value;
    GPIOR2 = (uint8_t)(value >> 8);
}
