/* SPDX-License-Identifier: MIT
 * ahead.c - see ahead.h. One program at a time, as with the pins of this port.
 */
#include "ahead.h"

#include <string.h>

#include "core/port.h"

static struct {
    bool on;
    const char *reason;
    unsigned print_most;
    struct adahead_effects noted;
} ahead;

static const char lacking_memory[] = "there is too little memory";

void adahead_begin(unsigned print_most)
{
    memset(&ahead, 0, sizeof ahead);
    ahead.on = true;
    ahead.print_most = print_most;
}

void adahead_end(void) { ahead.on = false; }

bool adahead_stops(const char *what)
{
    if (ahead.on && !ahead.reason)
        ahead.reason = what;
    return ahead.on;
}

/* A second level or duty is one that somebody may have waited for. */
static bool is_second(enum adahead_kind kind, uint8_t pin)
{
    const struct adahead_effect *e = ahead.noted.effect;
    for (unsigned i = 0; kind != ADAHEAD_MODE && i < ahead.noted.count; i++, e++)
        if (e->pin == pin && (e->kind == ADAHEAD_LEVEL || e->kind == ADAHEAD_PWM))
            return true;
    return false;
}

static void note(enum adahead_kind kind, uint8_t pin, uint16_t value)
{
    ahead.noted.effect[ahead.noted.count++] = (struct adahead_effect){(uint8_t)kind, pin, value};
}

bool adahead_takes(enum adahead_kind kind, uint8_t pin, uint16_t value)
{
    static const char *const what[] = {"a pin's mode", "a pin is written", "a pin's duty"};
    if (!ahead.on || ahead.reason)
        return ahead.on;
    if (ahead.noted.count == ADAHEAD_MOST || is_second(kind, pin))
        return adahead_stops(what[kind]);
    note(kind, pin, value);
    return true;
}

bool adahead_prints(const char *text, size_t length)
{
    struct adahead_effects *n = &ahead.noted;
    bool more = n->count && n->effect[n->count - 1].kind == ADAHEAD_OUTPUT;
    if (!ahead.on || ahead.reason || !length)
        return ahead.on;
    if (length > ahead.print_most - n->printed || (!more && n->count == ADAHEAD_MOST))
        return adahead_stops(ahead.print_most ? "it has printed enough ahead" : "it prints");
    if (!more)
        note(ADAHEAD_OUTPUT, 0, 0);
    n->effect[n->count - 1].value += (uint16_t)length;
    memcpy(n->output + n->printed, text, length);
    n->printed += (unsigned)length;
    return true;
}

const char *adahead_reason(void) { return ahead.reason; }

void adahead_get(struct adahead_effects *effects) { *effects = ahead.noted; }

void adahead_set(const struct adahead_effects *effects)
{
    ahead.noted = *effects;
    ahead.reason = NULL;
}

bool adahead_lacked_memory(void) { return ahead.reason == lacking_memory; }

void adport_tells_memory(bool lacking)
{
    (void)adahead_stops(lacking ? lacking_memory : "it learns how much memory there is");
}
