/* SPDX-License-Identifier: MIT
 * ports.c - see ports.h.
 */
#include "ports.h"

/* A decimal number and a line's end. */
static void put_number(int32_t value)
{
    char text[12], *p = text + sizeof text;
    uint32_t rest = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
    *--p = '\n';
    do
        *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--p = '-';
    adport_write(NULL, 1, p, (size_t)(text + sizeof text - p));
}

int32_t adports_read(void *ctx, unsigned port)
{
    uint8_t pin = (uint8_t)port;
    (void)ctx;
    if (pin < ADPORTS_MODE)
        return adport_pin_read(NULL, pin);
    if (pin >= ADPORTS_ANALOG)
        return adport_analog_read((uint8_t)(pin - ADPORTS_ANALOG));
    if (pin == ADPORTS_SERIAL)
        return adport_poll();
    if (pin == ADPORTS_MS)
        return (int32_t)adport_ticks_ms();
    return pin == ADPORTS_US ? (int32_t)adport_ticks_us() : 0;
}

void adports_write(void *ctx, unsigned port, int32_t value)
{
    uint8_t pin = (uint8_t)port;
    char byte = (char)value;
    if (pin < ADPORTS_MODE) {
        adport_pin_mode(NULL, pin, 1);
        adport_pin_write(NULL, pin, value != 0);
    } else if (pin < ADPORTS_SERIAL) {
        adport_pin_mode(NULL, (uint8_t)(pin - ADPORTS_MODE), (uint8_t)value);
    } else if (pin == ADPORTS_SERIAL) {
        adports_print(ctx, &byte, 1);
    } else if (pin == ADPORTS_NUMBER) {
        put_number(value);
    } else if (pin == ADPORTS_MS) {
        adports_delay(ctx, (uint32_t)value);
    } else if (pin == ADPORTS_US) {
        adport_sleep_us((uint32_t)value);
    }
}

void adports_print(void *ctx, const char *text, size_t length)
{
    (void)ctx;
    adport_write(NULL, 1, text, length);
}

void adports_delay(void *ctx, uint32_t ms)
{
    (void)ctx;
    for (; ms; ms--)
        adport_sleep_us(1000);
}
