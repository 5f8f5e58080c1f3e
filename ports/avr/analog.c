/* SPDX-License-Identifier: MIT
 * analog.c - the analog inputs, one conversion at a time against the supply voltage: 13 clocks of
 * 125 kHz, 104 us.
 */
#include "port.h"

uint16_t adport_analog_read(uint8_t input)
{
    ADMUX = (uint8_t)(_BV(REFS0) | (input & 7));
#if defined(MUX5)
    ADCSRB = input & 8 ? _BV(MUX5) : 0;
#endif
    ADCSRA = _BV(ADEN) | _BV(ADSC) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0);
    while (ADCSRA & _BV(ADSC))
        ;
    return ADC;
}
