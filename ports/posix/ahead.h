/* SPDX-License-Identifier: MIT
 * ahead.h - running a program ahead for a chip: what it does to pins is noted, to be done when the
 * chip starts; at the first thing that only the chip can do, it is to stop. The functions of this
 * port ask here before they do anything; when nobody has begun a recording, they just do it.
 */
#ifndef ADDER_POSIX_AHEAD_H
#define ADDER_POSIX_AHEAD_H

#include "base/base.h"

/* Of a pin: its mode (adport_pin_mode), its first level, its first duty (adport_pwm). */
enum adahead_kind { ADAHEAD_MODE, ADAHEAD_LEVEL, ADAHEAD_PWM };

struct adahead_effect {
    uint8_t kind, pin;
    uint16_t value;
};

enum { ADAHEAD_MOST = 64 }; /* effects; one more stops the program */

void adahead_begin(void);
void adahead_end(void);

/* For the functions of the port. True: do not do it, the program is to be stopped. `what` is for
 * people and is kept as it is. */
bool adahead_stops(const char *what);
/* True: it was noted, or the program is to be stopped; do not do it. */
bool adahead_takes(enum adahead_kind kind, uint8_t pin, uint16_t value);

/* Why the program is to be stopped, since the last adahead_cut; NULL: it is not. */
const char *adahead_reason(void);

/* Is the reason that memory was too little? */
bool adahead_lacked_memory(void);

/* What was noted. adahead_cut: only the first n of it; the program goes on. */
unsigned adahead_effects(const struct adahead_effect **effects);
void adahead_cut(unsigned n);

#endif
