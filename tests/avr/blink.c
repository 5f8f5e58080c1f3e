/* SPDX-License-Identifier: MIT
 * blink.c - the smallest program that uses the port: a greeting, five blinks, an exit status.
 */
#include "../../ports/avr/port.h"

#ifndef AD_LED
#define AD_LED 13
#endif

int main(void)
{
    adport_start(true);
    adport_write(NULL, 1, "hello\n", 6);
    adport_pin_mode(NULL, AD_LED, AD_PIN_OUT);
    adport_mark(1);
    for (uint8_t i = 0; i < 5; i++) {
        adport_pin_write(NULL, AD_LED, true);
        adport_sleep_ms(500);
        adport_pin_write(NULL, AD_LED, false);
        adport_sleep_ms(100);
    }
    adport_mark(2);
    uint8_t *block;
    uint16_t size;
    adport_block(&block, &size);
    adport_figure(AD_SIM_block_size, size);
    adport_figure(AD_SIM_stack_reserve, AD_STACK_RESERVE);
    adport_figure(AD_SIM_stack_peak, AD_STACK_RESERVE - adport_stack_unused());
    adport_write(NULL, 1, "bye\n", 4);
    adport_exit(3);
}
