/* SPDX-License-Identifier: MIT
 * port.c - USART0, the end of the run, and the memory that is left over.
 * The transmitter is polled: a buffered one costs 150 bytes of flash and a ring in RAM, and only
 * wins while the program computes, which on this chip is when it prints little.
 */
#include "port.h"

#include <avr/interrupt.h>
#include <avr/sleep.h>
#include <avr/wdt.h>
#include <util/delay_basic.h>

/* U2X: at 16 MHz and 115200 the divisor 17 is 2.1 % off, the best that the chip has. */
#define UBRR_VALUE ((F_CPU + AD_BAUD * 4) / (AD_BAUD * 8) - 1)
#define TWO_BYTES_CYCLES (2 * 10 * 8 * (UBRR_VALUE + 1))
#define PAINT 0xc5

extern uint8_t __heap_start;

/* The runner reads the reserve as the value of this symbol. */
#define TEXT_OF(x) #x
#define EXPANDED(x) TEXT_OF(x)
__asm__(".global " AD_SIM_STACK_SYMBOL "\n.set " AD_SIM_STACK_SYMBOL ", " EXPANDED(AD_CSTACK));

#define STACK_LIMIT ((uint8_t *)(RAMEND + 1 - AD_CSTACK))

void adport_clock_start(void);

void adport_start(void)
{
    UBRR0 = UBRR_VALUE;
    UCSR0A = _BV(U2X0);
    UCSR0B = _BV(RXEN0) | _BV(TXEN0); /* UCSR0C is 8N1 from reset */
    /* Paint up to here; the bytes over SP are in use. */
    for (uint8_t *at = STACK_LIMIT; at <= (uint8_t *)SP; at++)
        *at = PAINT;
    adport_clock_start();
}

void adport_put(uint8_t byte)
{
    while (!(UCSR0A & _BV(UDRE0)))
        ;
    adport_mark(byte);
    UDR0 = byte;
}

void adport_write(struct adder_vm *vm, int to, const char *text, size_t length)
{
    (void)vm, (void)to; /* there is one line */
    while (length--)
        adport_put((uint8_t)*text++);
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
static void finish_sending(void) { _delay_loop_2((TWO_BYTES_CYCLES + 3) / 4); }

void adport_restart(void)
{
    finish_sending();
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
    finish_sending();
    GPIOR0 = status;
    cli();
    SMCR = _BV(SM1) | _BV(SE); /* power-down */
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
