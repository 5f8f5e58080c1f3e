/* SPDX-License-Identifier: MIT
 * ports.c - see ports.h.
 */
#include "ports.h"

void adports_decimal(uint32_t value)
{
    char text[10], *p = text + sizeof text;
    do
        *--p = (char)('0' + value % 10);
    while (value /= 10);
    adports_print(NULL, p, (size_t)(text + sizeof text - p));
}

void adports_put(char c)
{
    adport_write(NULL, 1, &c, 1);
}

AD_FLASH_TABLE char *adports_text(AD_FLASH_TABLE char *text)
{
    while (*text)
        adports_put(*text++);
    return text + 1;
}

static void put_number(int32_t value)
{
    if (value < 0)
        adports_put('-');
    adports_decimal(value < 0 ? 0 - (uint32_t)value : (uint32_t)value);
    adports_put('\n');
}

/* A number in decimal, to the end of its line. */
static int32_t get_number(void)
{
    uint32_t value = 0;
    bool negative = false;
    int c;
    while ((c = adport_read(NULL)) >= 0 && c != '\n')
        if (c == '-')
            negative = true;
        else if (c >= '0' && c <= '9')
            value = value * 10 + (uint32_t)(c - '0');
    return (int32_t)(negative ? 0 - value : value);
}

int32_t adports_read(void *ctx, unsigned port)
{
    uint8_t pin = (uint8_t)port;
    (void)ctx;
    if (pin < ADPORTS_MODE)
        return adport_pin_read(NULL, pin);
    if (pin >= ADPORTS_ANALOG)
        return adport_adc(NULL, (uint8_t)(pin - ADPORTS_ANALOG));
    if (pin == ADPORTS_SERIAL)
        return adport_poll();
    if (pin == ADPORTS_NUMBER)
        return get_number();
    return pin == ADPORTS_MS ? (int32_t)adport_ticks_ms() : 0;
}

void adports_write(void *ctx, unsigned port, int32_t value)
{
    uint8_t pin = (uint8_t)port;
    (void)ctx;
    if (pin < ADPORTS_MODE) {
        adport_pin_mode(NULL, pin, 1);
        adport_pin_write(NULL, pin, value != 0);
    } else if (pin < ADPORTS_SERIAL) {
        adport_pin_mode(NULL, (uint8_t)(pin - ADPORTS_MODE), (uint8_t)value);
    } else if (pin == ADPORTS_SERIAL) {
        adports_put((char)value);
    } else if (pin == ADPORTS_NUMBER) {
        put_number(value);
    } else if (pin == ADPORTS_MS) {
        adport_sleep_ms((uint32_t)value);
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
    adport_sleep_ms(ms);
}
