/* SPDX-License-Identifier: MIT
 * ahead.c - see ahead.h. One program at a time, as with the pins of this port.
 */
#include "ahead.h"

#include "core/port.h"

static struct {
    bool on;
    const char *reason;
    unsigned count;
    struct adahead_effect effect[ADAHEAD_MOST];
} ahead;

static const char lacking_memory[] = "there is too little memory";

void adahead_begin(void)
{
    ahead.on = true;
    adahead_cut(0);
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
    for (unsigned i = 0; kind != ADAHEAD_MODE && i < ahead.count; i++)
        if (ahead.effect[i].pin == pin && ahead.effect[i].kind != ADAHEAD_MODE)
            return true;
    return false;
}

bool adahead_takes(enum adahead_kind kind, uint8_t pin, uint16_t value)
{
    static const char *const what[] = {"a pin's mode", "a pin is written", "a pin's duty"};
    if (!ahead.on || ahead.reason)
        return ahead.on;
    if (ahead.count == ADAHEAD_MOST || is_second(kind, pin))
        return adahead_stops(what[kind]);
    ahead.effect[ahead.count++] = (struct adahead_effect){(uint8_t)kind, pin, value};
    return true;
}

const char *adahead_reason(void) { return ahead.reason; }

unsigned adahead_effects(const struct adahead_effect **effects)
{
    *effects = ahead.effect;
    return ahead.count;
}

void adahead_cut(unsigned n)
{
    ahead.count = n;
    ahead.reason = NULL;
}

bool adahead_lacked_memory(void) { return ahead.reason == lacking_memory; }

void adport_tells_memory(bool lacking)
{
    (void)adahead_stops(lacking ? lacking_memory : "it learns how much memory there is");
}
