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

/* The next number in decimal; what stands before it is skipped, and one character behind it. */
static int32_t get_number(void)
{
    uint32_t value = 0;
    bool negative = false, begun = false;
    int c;
    while ((c = adport_read(NULL)) >= 0) {
        if (c >= '0' && c <= '9') {
            value = value * 10 + (uint32_t)(c - '0');
            begun = true;
        } else if (begun) {
            break;
        } else {
            negative = c == '-';
        }
    }
    return (int32_t)(negative ? 0 - value : value);
}

/* Ports that a board does not have read 0, and what is written to them is lost. */
int32_t adports_read(void *ctx, unsigned port)
{
    uint8_t number = (uint8_t)port;
    (void)ctx;
    if (number < ADPORTS_PINS)
        return adport_pin_read(NULL, number);
    if ((uint8_t)(number - ADPORTS_ANALOG) < ADPORTS_ANALOGS)
        return adport_adc(NULL, (uint8_t)(number - ADPORTS_ANALOG));
    if (number == ADPORTS_SERIAL)
        return adport_poll();
    if (number == ADPORTS_NUMBER)
        return get_number();
    return number == ADPORTS_MS ? (int32_t)adport_ticks_ms() : 0;
}

void adports_write(void *ctx, unsigned port, int32_t value)
{
    uint8_t number = (uint8_t)port, pin = number;
    (void)ctx;
    if (number >= ADPORTS_MODE)
        pin = (uint8_t)(number - ADPORTS_MODE);
    if (pin < ADPORTS_PINS) {
        adport_pin_mode(NULL, pin, pin == number ? 1 : (uint8_t)value);
        if (pin == number)
            adport_pin_write(NULL, pin, value != 0);
    } else if (number == ADPORTS_SERIAL) {
        adports_put((char)value);
    } else if (number == ADPORTS_NUMBER) {
        put_number(value);
    } else if (number == ADPORTS_MS) {
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
