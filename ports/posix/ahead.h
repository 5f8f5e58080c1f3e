/* SPDX-License-Identifier: MIT
 * ahead.h - running a program ahead for a chip: what it does to pins and what it prints is noted,
 * to be done when the chip starts; at the first thing that only the chip can do, it is to stop. The
 * functions of this port ask here before they do anything; when nobody has begun a recording, they
 * just do it.
 */
#ifndef ADDER_POSIX_AHEAD_H
#define ADDER_POSIX_AHEAD_H

#include "base/base.h"

/* Of a pin: its mode (adport_pin_mode), its first level, its first duty (adport_pwm). */
enum adahead_kind { ADAHEAD_MODE, ADAHEAD_LEVEL, ADAHEAD_PWM, ADAHEAD_OUTPUT };

struct adahead_effect {
    uint8_t kind, pin;
    uint16_t value; /* of output: bytes; they follow those of the output before it */
};

/* One more effect, or byte of output, stops the program. */
enum { ADAHEAD_MOST = 64, ADAHEAD_OUTPUT_MOST = 4096 };

struct adahead_effects {
    unsigned count, printed;
    struct adahead_effect effect[ADAHEAD_MOST];
    char output[ADAHEAD_OUTPUT_MOST];
};

/* print_most: bytes of output to note, up to ADAHEAD_OUTPUT_MOST. */
void adahead_begin(unsigned print_most);
void adahead_end(void);

/* For the functions of the port. True: do not do it, the program is to be stopped. `what` is for
 * people and is kept as it is. */
bool adahead_stops(const char *what);
/* True: it was noted, or the program is to be stopped; do not do it. */
bool adahead_takes(enum adahead_kind kind, uint8_t pin, uint16_t value);
bool adahead_prints(const char *text, size_t length);

/* Why the program is to be stopped, since the last adahead_set; NULL: it is not. */
const char *adahead_reason(void);

/* Is the reason that memory was too little? */
bool adahead_lacked_memory(void);

/* What was noted. adahead_set: only that of before; the program goes on. */
void adahead_get(struct adahead_effects *effects);
void adahead_set(const struct adahead_effects *effects);

#endif
