/* SPDX-License-Identifier: MIT
 * gpio.c - pins by Arduino number. A row of flash per pin holds the address of its PORT
 * register, below which lie DDR and PIN, and its bit as a mask. No interrupt handler
 * writes a port, so the read-modify-writes need no lock.
 */
#include "port.h"

#include "pins.h"

struct pin_row {
#if defined(__AVR_ATmega2560__)
    uint16_t port; /* ports H to L lie behind the short I/O space */
#else
    uint8_t port;
#endif
    uint8_t mask;
};

#define PIN_ROW(letter, bit) {_SFR_ADDR(PORT##letter), 1 << (bit)},
static const __flash struct pin_row pin_table[] = {
#if defined(__AVR_ATmega2560__)
    AD_PINS_MEGA(PIN_ROW)
#elif defined(__AVR_ATtiny85__)
    AD_PINS_ATTINY85(PIN_ROW)
#else
    AD_PINS_UNO(PIN_ROW)
#endif
};

struct pin {
    volatile uint8_t *port; /* [-2] PIN, [-1] DDR, [0] PORT */
    uint8_t mask;
};

static inline struct pin find_pin(uint8_t number)
{
    const __flash struct pin_row *row = pin_table + number;
    return (struct pin){(volatile uint8_t *)(uint16_t)row->port, row->mask};
}

void adport_pin_write(struct adder_vm *vm, uint8_t number, bool high)
{
    (void)vm;
    struct pin pin = find_pin(number);
    if (high)
        *pin.port |= pin.mask;
    else
        *pin.port &= (uint8_t)~pin.mask;
}

void adport_pin_toggle(uint8_t number)
{
    struct pin pin = find_pin(number);
    pin.port[-2] = pin.mask; /* a one written to PIN turns the bit of PORT over */
}

void adport_pin_mode(struct adder_vm *vm, uint8_t number, uint8_t mode)
{
    struct pin pin = find_pin(number);
    if (mode == AD_PIN_OUT)
        pin.port[-1] |= pin.mask;
    else
        pin.port[-1] &= (uint8_t)~pin.mask;
    if (mode != AD_PIN_OUT) /* an output keeps the level that was written before */
        adport_pin_write(vm, number, mode == AD_PIN_PULLUP);
}

bool adport_pin_read(struct adder_vm *vm, uint8_t number)
{
    (void)vm;
    struct pin pin = find_pin(number);
    return (pin.port[-2] & pin.mask) != 0;
}
