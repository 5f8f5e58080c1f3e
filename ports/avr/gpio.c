/* SPDX-License-Identifier: MIT
 * gpio.c - pins by Arduino number. A flash byte per pin holds port and bit; the three registers of
 * a port lie side by side (PIN, DDR, PORT). No interrupt handler writes a port, so the
 * read-modify-writes need no lock.
 */
#include "port.h"

#include <avr/pgmspace.h>

#include "pins.h"

/* index of the port in the high bits, bit number in the low three; there is no port I */
enum port { PORT_A, PORT_B, PORT_C, PORT_D, PORT_E, PORT_F, PORT_G, PORT_H, PORT_J, PORT_K,
            PORT_L };
#define PIN_BYTE(letter, bit) PORT_##letter << 3 | (bit),
static const uint8_t pin_table[] PROGMEM = {
#if defined(__AVR_ATmega2560__)
    AD_PINS_MEGA(PIN_BYTE)
#else
    AD_PINS_UNO(PIN_BYTE)
#endif
};

struct pin {
    volatile uint8_t *registers; /* [0] PIN, [1] DDR, [2] PORT */
    uint8_t mask;
};

/* Inlined by choice of the compiler or not; it returns in registers either way. */
static struct pin find(uint8_t number)
{
    uint8_t entry = pgm_read_byte(pin_table + number);
    uint8_t port = entry >> 3;
    uint8_t mask = 1;
    for (entry &= 7; entry; entry--)
        mask <<= 1;
    uint16_t address = 0x20 + 3 * port;
#if defined(__AVR_ATmega2560__)
    if (port >= PORT_H) /* the later ports lie behind the short I/O space */
        address = 0x100 + 3 * (port - PORT_H);
#endif
    return (struct pin){(volatile uint8_t *)address, mask};
}

void adport_pin_write(struct adder_vm *vm, uint8_t number, bool high)
{
    (void)vm;
    struct pin pin = find(number);
    if (high)
        pin.registers[2] |= pin.mask;
    else
        pin.registers[2] &= (uint8_t)~pin.mask;
}

void adport_pin_toggle(uint8_t number)
{
    struct pin pin = find(number);
    pin.registers[0] = pin.mask; /* a one written to PIN turns the bit of PORT over */
}

void adport_pin_mode(struct adder_vm *vm, uint8_t number, uint8_t mode)
{
    struct pin pin = find(number);
    if (mode == AD_PIN_OUT)
        pin.registers[1] |= pin.mask;
    else
        pin.registers[1] &= (uint8_t)~pin.mask;
    if (mode != AD_PIN_OUT) /* an output keeps the level that was written before */
        adport_pin_write(vm, number, mode == AD_PIN_PULLUP);
}

bool adport_pin_read(struct adder_vm *vm, uint8_t number)
{
    (void)vm;
    struct pin pin = find(number);
    return (pin.registers[0] & pin.mask) != 0;
}
