/* SPDX-License-Identifier: MIT
 * control.c - commands that run the program, and what the console says when it stops.
 */
#include <signal.h>
#include <string.h>

#include "core/port_file.h"
#include "debug/host/console_in.h"

static void say_watched(struct adconsole *c)
{
    const struct addebug *d = &c->d;
    adconsole_say(c, "watch point %u: %s\n  was %s\n  is  %s\n", d->point.number, d->point.where,
        d->before, d->after);
}

static void say_ended(struct adconsole *c)
{
    adconsole_say(c, "the program has ended with status %d\n",
        c->d.target.type->status(c->d.target.t));
}

static void say_fault(struct adconsole *c)
{
    adout_text(&c->out, "fault: ");
    c->d.target.type->why(c->d.target.t, &c->out);
    adout_byte(&c->out, '\n');
}

/* After a run; `head`: it may be somewhere else now, `code`: it went by instructions. */
static void stopped(struct adconsole *c, enum addebug_reason reason, bool head, bool code)
{
    struct addebug *d = &c->d;
    c->frame = 0;
    c->driven = !c->terminal || c->script;
    switch (reason) {
    case ADDEBUG_POINT:
        adconsole_say(c, "break point %u, ", d->point.number);
        break;
    case ADDEBUG_WATCHED: say_watched(c); break;
    case ADDEBUG_ASKED: adconsole_say(c, "the program asked for a stop, "); break;
    case ADDEBUG_EXITED: say_ended(c); return;
    case ADDEBUG_FAULTED: say_fault(c); break;
    case ADDEBUG_INTERRUPTED: adconsole_say(c, "interrupted, "); break;
    case ADDEBUG_NOT_RUNNING:
        adconsole_say(c, "the program has ended; `run` starts it again\n");
        return;
    case ADDEBUG_STEPPED: break;
    }
    adconsole_show_place(c, head || reason != ADDEBUG_STEPPED, code);
    if (reason == ADDEBUG_POINT && d->after[0])
        adconsole_say(c, "its condition `%s` is wrong: %s\n", d->point.condition, d->after);
}

/* The number of steps: 1 if there is none. */
static bool count_of(struct adconsole *c, const char *text, uint64_t *count)
{
    *count = 1;
    if (!*text)
        return true;
    if (!adconsole_number(c, &text, count))
        return false;
    if (!*text && *count)
        return true;
    adconsole_say(c, "how many steps? A number from 1 on\n");
    return false;
}

typedef enum addebug_reason stepper(struct addebug *d, uint64_t count);

static void steps(struct adconsole *c, const char *text, stepper *step, bool code)
{
    struct addebug *d = &c->d;
    unsigned depth = d->target.type->depth(d->target.t);
    enum addebug_reason reason;
    uint64_t count;
    if (!count_of(c, text, &count))
        return;
    reason = step(d, count);
    stopped(c, reason, d->target.type->depth(d->target.t) != depth, code);
}

void adconsole_step(struct adconsole *c, const char *text)
{
    steps(c, text, addebug_step, false);
}

void adconsole_stepi(struct adconsole *c, const char *text)
{
    steps(c, text, addebug_stepi, true);
}

void adconsole_next(struct adconsole *c, const char *text)
{
    steps(c, text, addebug_next, false);
}

void adconsole_finish(struct adconsole *c, const char *text)
{
    (void)text;
    if (c->frame + 1 >= c->d.target.type->depth(c->d.target.t)) {
        adconsole_say(c, "this is the outermost frame; `continue` runs to the end\n");
        return;
    }
    stopped(c, addebug_finish(&c->d, c->frame), true, false);
}

void adconsole_until(struct adconsole *c, const char *text)
{
    struct addebug_point where;
    struct addebug_place place;
    if (!*text) {
        stopped(c, addebug_until(&c->d, NULL), false, false);
        return;
    }
    adconsole_place(c, &place);
    if (addebug_where(&c->d, text, strlen(text), place.file, place.file_length, &where, &c->out))
        stopped(c, addebug_until(&c->d, &where), false, false);
    else
        adout_byte(&c->out, '\n');
}

void adconsole_continue(struct adconsole *c, const char *text)
{
    (void)text;
    stopped(c, addebug_continue(&c->d), true, false);
}

void adconsole_run(struct adconsole *c, const char *text)
{
    (void)text;
    stopped(c, addebug_run(&c->d), true, false);
}
