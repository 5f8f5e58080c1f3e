/* SPDX-License-Identifier: MIT
 * pins.c - pins of a board that is not there: each write is a line on standard output, a read gives
 * what was written last. tests/cpython_shim/machine.py prints the same.
 */
#include <stdio.h>

#include "core/port.h"
#include "core/port_file.h"
#include "ahead.h"

#define PINS 256

static bool level[PINS];

static void tell(struct adder_vm *vm, const char *what, unsigned pin, unsigned value)
{
    char line[48];
    int n = snprintf(line, sizeof line, "%s %u = %u\n", what, pin, value);
    adport_write(vm, 1, line, (size_t)n);
}

void adport_pin_mode(struct adder_vm *vm, uint8_t pin, uint8_t mode)
{
    (void)vm;
    (void)adahead_takes(ADAHEAD_MODE, pin, mode);
}

void adport_pin_write(struct adder_vm *vm, uint8_t pin, bool high)
{
    if (adahead_takes(ADAHEAD_LEVEL, pin, high))
        return;
    level[pin] = high;
    tell(vm, "pin", pin, high);
}

bool adport_pin_read(struct adder_vm *vm, uint8_t pin)
{
    (void)vm;
    return !adahead_stops("a pin is read") && level[pin];
}

void adport_pwm(struct adder_vm *vm, uint8_t pin, uint16_t duty)
{
    if (!adahead_takes(ADAHEAD_PWM, pin, duty))
        tell(vm, "pwm", pin, duty);
}

uint16_t adport_adc(struct adder_vm *vm, uint8_t channel)
{
    (void)vm, (void)channel;
    (void)adahead_stops("an analog input is read");
    return 0;
}

uint8_t adport_mem8(struct adder_vm *vm, uint32_t address, int value)
{
    static uint8_t registers[256];
    (void)vm;
    if (adahead_stops("a register of the chip"))
        return 0;
    if (value >= 0)
        registers[address % sizeof registers] = (uint8_t)value;
    return registers[address % sizeof registers];
}
