/* SPDX-License-Identifier: MIT
 * analog.c - the analog inputs, one conversion at a time against the supply voltage: 13 clocks of
 * 125 kHz, 104 us.
 */
#include "port.h"

/* 10 bits, spread over 16 as on every port. */
uint16_t adport_adc(struct adder_vm *vm, uint8_t channel)
{
    uint16_t value;
    (void)vm;
#if defined(__AVR_ATtiny85__)
    ADMUX = channel & 3;
#else
    ADMUX = (uint8_t)(_BV(REFS0) | (channel & 7));
#endif
#if defined(MUX5)
    ADCSRB = channel & 8 ? _BV(MUX5) : 0;
#endif
    ADCSRA = _BV(ADEN) | _BV(ADSC) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0);
    while (ADCSRA & _BV(ADSC))
        ;
    value = ADC;
    return (uint16_t)(value << 6 | value >> 4);
}
