/* SPDX-License-Identifier: MIT
 * points.c - commands for break and watch points.
 */
#include <string.h>

#include "debug/host/console_in.h"

/* "loop, address 12, prog.portasm:8", as far as it is known. */
static void say_address(struct adconsole *c, const struct addebug_point *p)
{
    const struct addebug_target *t = &c->d.target;
    struct addebug_place place;
    if (p->where[0])
        adconsole_say(c, "%s, ", p->where);
    adconsole_say(c, "address %llu", (unsigned long long)p->pc);
    if (t->type->place_of && t->type->place_of(t->t, p->pc, &place) && place.line)
        adconsole_say(c, ", %.*s:%u", (int)place.file_length, place.file, place.line);
}

static void say_point(struct adconsole *c, const struct addebug_point *p)
{
    if (p->kind == ADDEBUG_AT_LINE)
        adconsole_say(c, "%s:%u", p->where, p->line);
    else if (p->kind == ADDEBUG_WATCH)
        adconsole_say(c, "%s, which is %s", p->where, p->value);
    else
        say_address(c, p);
    if (p->condition[0])
        adconsole_say(c, ", if %s", p->condition);
}

void adconsole_show_points(struct adconsole *c)
{
    bool any = false;
    for (unsigned number = 1; number <= c->d.numbers; number++) {
        const struct addebug_point *p = addebug_find(&c->d, number);
        if (!p)
            continue;
        any = true;
        adconsole_say(c, "%3u  %s ", p->number,
            p->kind == ADDEBUG_WATCH ? "watch" : p->temporary ? "tbreak" : "break");
        say_point(c, p);
        adconsole_say(c, ", %u hit%s%s\n", p->hits, p->hits == 1 ? "" : "s",
            p->enabled ? "" : ", disabled");
    }
    if (!any)
        adconsole_say(c, "there are no break points\n");
}

/* "WHERE if CONDITION": the length of WHERE, and the condition or NULL. */
static size_t split(const char *text, const char **condition)
{
    const char *at = !strncmp(text, "if ", 3) ? text : strstr(text, " if ");
    size_t length = at ? (size_t)(at - text) : strlen(text);
    *condition = NULL;
    if (at)
        *condition = at + (at == text ? 3 : 4) + strspn(at + (at == text ? 3 : 4), " \t");
    while (length && text[length - 1] == ' ')
        length--;
    return length;
}

/* Here, without a place: the frame's line, or its address. */
static bool here(struct adconsole *c, struct addebug_point *where)
{
    struct addebug_place place;
    memset(where, 0, sizeof *where);
    if (!adconsole_place(c, &place))
        return false;
    where->kind = ADDEBUG_AT_PC;
    where->pc = place.pc;
    if (place.line && place.file_length < ADDEBUG_TEXT) {
        where->kind = ADDEBUG_AT_LINE;
        where->line = place.line;
        memcpy(where->where, place.file, place.file_length);
    }
    return true;
}

static bool where_of(struct adconsole *c, const char *text, size_t length,
                     struct addebug_point *where)
{
    struct addebug_place place;
    if (!length)
        return here(c, where);
    adconsole_place(c, &place);
    if (!place.file && c->options->file) {
        place.file = c->options->file;
        place.file_length = strlen(place.file);
    }
    return addebug_where(&c->d, text, length, place.file, place.file_length, where, &c->out);
}

static void set_break(struct adconsole *c, const char *text, bool temporary)
{
    const char *condition;
    struct addebug_point where;
    size_t length = split(text, &condition);
    bool good = where_of(c, text, length, &where);
    if (good && condition && !addebug_condition(&where, condition, strlen(condition))) {
        adconsole_say(c, "this condition is too long");
        good = false;
    }
    if (good && (where.number = addebug_break(&c->d, &where, temporary, &c->out)) != 0) {
        adconsole_say(c, "%s point %u: ", temporary ? "temporary break" : "break", where.number);
        say_point(c, &where);
    }
    adout_byte(&c->out, '\n');
}

void adconsole_break(struct adconsole *c, const char *text)
{
    set_break(c, text, false);
}

void adconsole_tbreak(struct adconsole *c, const char *text)
{
    set_break(c, text, true);
}

void adconsole_watch(struct adconsole *c, const char *text)
{
    unsigned number;
    if (!*text) {
        adconsole_say(c, "which expression? For example: watch memory[0]\n");
        return;
    }
    number = addebug_watch(&c->d, c->frame, text, strlen(text), &c->out);
    if (number) {
        adconsole_say(c, "watch point %u: ", number);
        say_point(c, addebug_find(&c->d, number));
    }
    adout_byte(&c->out, '\n');
}

/* Each of the numbers, or all points when there are none. */
static void for_points(struct adconsole *c, const char *text,
                       void (*what)(struct adconsole *c, struct addebug_point *p))
{
    uint64_t number;
    if (!*text) {
        for (number = 1; number <= c->d.numbers; number++)
            if (addebug_find(&c->d, (unsigned)number))
                what(c, addebug_find(&c->d, (unsigned)number));
        return;
    }
    while (*text && adconsole_number(c, &text, &number)) {
        struct addebug_point *p = addebug_find(&c->d, (unsigned)AD_MIN(number, UINT32_MAX));
        if (p)
            what(c, p);
        else
            adconsole_say(c, "there is no break point %llu\n", (unsigned long long)number);
    }
}

static void delete_one(struct adconsole *c, struct addebug_point *p)
{
    addebug_delete(&c->d, p->number);
}

static void enable_one(struct adconsole *c, struct addebug_point *p)
{
    (void)c;
    p->enabled = true;
}

static void disable_one(struct adconsole *c, struct addebug_point *p)
{
    (void)c;
    p->enabled = false;
}

void adconsole_delete(struct adconsole *c, const char *text) { for_points(c, text, delete_one); }

void adconsole_enable(struct adconsole *c, const char *text) { for_points(c, text, enable_one); }

void adconsole_disable(struct adconsole *c, const char *text) { for_points(c, text, disable_one); }

void adconsole_condition(struct adconsole *c, const char *text)
{
    struct addebug_point *p;
    uint64_t number;
    if (!*text || !adconsole_number(c, &text, &number)) {
        if (!*text)
            adconsole_say(c, "of which break point? For example: condition 1 i > 5\n");
        return;
    }
    p = addebug_find(&c->d, (unsigned)AD_MIN(number, UINT32_MAX));
    if (!p)
        adconsole_say(c, "there is no break point %llu\n", (unsigned long long)number);
    else if (!addebug_condition(p, text, strlen(text)))
        adconsole_say(c, "this condition is too long\n");
}
