/* SPDX-License-Identifier: MIT
 * look.c - commands that show the program and change its values.
 */
#include <stdlib.h>
#include <string.h>

#include "debug/host/console_in.h"

enum { LISTED = 10, DISASSEMBLED = 8, CELLS = 8, SHOWN_FRAMES = 50 };

static const struct addebug_target *target(struct adconsole *c) { return &c->d.target; }

/* ---- topics ---------------------------------------------------------------------------------- */

static void show(struct adconsole *c, enum addebug_topic topic, uint64_t from, uint64_t count,
                 const char *what)
{
    if (!target(c)->type->show(target(c)->t, c->frame, topic, (uint32_t)from, (uint32_t)count,
            &c->out))
        adconsole_say(c, "%s has no %s\n", target(c)->type->machine, what);
}

void adconsole_locals(struct adconsole *c, const char *text)
{
    (void)text;
    show(c, ADDEBUG_LOCALS, 0, 0, "locals");
}

void adconsole_globals(struct adconsole *c, const char *text)
{
    (void)text;
    show(c, ADDEBUG_GLOBALS, 0, 0, "globals");
}

void adconsole_stack(struct adconsole *c, const char *text)
{
    uint64_t count = 0;
    if (!*text || adconsole_number(c, &text, &count))
        show(c, ADDEBUG_STACK, 0, count, "stack");
}

void adconsole_ports(struct adconsole *c, const char *text)
{
    (void)text;
    show(c, ADDEBUG_PORTS, 0, 0, "ports");
}

void adconsole_registers(struct adconsole *c, const char *text)
{
    (void)text;
    show(c, ADDEBUG_REGISTERS, 0, 0, "registers");
}

void adconsole_heap(struct adconsole *c, const char *text)
{
    (void)text;
    show(c, ADDEBUG_HEAP, 0, 0, "heap");
}

/* The number that an expression gives. */
static bool evaluate(struct adconsole *c, const char *text, size_t length, uint64_t *number)
{
    char value[64];
    struct adout out;
    bool good;
    char *end;
    adout_memory(&out, value, sizeof value - 1);
    good = target(c)->type->value(target(c)->t, c->frame, text, length, &out);
    value[AD_MIN(out.count, sizeof value - 1)] = 0;
    *number = strtoull(value, &end, 0);
    if (!good)
        adconsole_say(c, "%s\n", value);
    else if (*end || end == value || *value == '-')
        adconsole_say(c, "%.*s is no address\n", (int)length, text);
    return good && !*end && end != value && *value != '-';
}

void adconsole_memory(struct adconsole *c, const char *text)
{
    size_t length = strcspn(text, " \t");
    uint64_t from = c->cell_at, count = c->cells ? c->cells : CELLS;
    if (*text) {
        if (!evaluate(c, text, length, &from))
            return;
        text += length + strspn(text + length, " \t");
        count = CELLS;
        if (*text && !adconsole_number(c, &text, &count))
            return;
    }
    show(c, ADDEBUG_MEMORY, from, count, "memory");
    c->cell_at = from + count;
    c->cells = count;
}

/* ---- frames ---------------------------------------------------------------------------------- */

void adconsole_where(struct adconsole *c, const char *text)
{
    unsigned depth = target(c)->type->depth(target(c)->t), i, most;
    uint64_t count = SHOWN_FRAMES;
    struct addebug_place place;
    if (*text && !adconsole_number(c, &text, &count))
        return;
    most = (unsigned)AD_MIN(count, depth);
    for (i = 0; i < most; i++) {
        if (!target(c)->type->place(target(c)->t, i, &place))
            break;
        adconsole_say(c, "%s#%u  ", i == c->frame ? "> " : "  ", i);
        adconsole_head(c, &place);
        adout_byte(&c->out, '\n');
    }
    if (!depth)
        adconsole_say(c, "no calls are open\n");
    if (i < depth)
        adconsole_say(c, "  ... and %u more\n", depth - i);
}

static void go_to_frame(struct adconsole *c, uint64_t frame)
{
    if (frame >= target(c)->type->depth(target(c)->t)) {
        adconsole_say(c, "there is no frame %llu\n", (unsigned long long)frame);
        return;
    }
    c->frame = (unsigned)frame;
    adconsole_say(c, "#%u  ", c->frame);
    adconsole_show_place(c, true, false);
}

static void move(struct adconsole *c, const char *text, int sign)
{
    uint64_t count = 1;
    if (*text && !adconsole_number(c, &text, &count))
        return;
    if (sign < 0 && count > c->frame) {
        adconsole_say(c, "this is the innermost frame\n");
        return;
    }
    if (sign > 0 && c->frame + 1 >= target(c)->type->depth(target(c)->t)) {
        adconsole_say(c, "this is the outermost frame\n");
        return;
    }
    go_to_frame(c, sign < 0 ? c->frame - count : c->frame + count);
}

void adconsole_up(struct adconsole *c, const char *text) { move(c, text, 1); }

void adconsole_down(struct adconsole *c, const char *text) { move(c, text, -1); }

void adconsole_frame(struct adconsole *c, const char *text)
{
    uint64_t frame = c->frame;
    if (!*text || adconsole_number(c, &text, &frame))
        go_to_frame(c, frame);
}

/* ---- source and code ------------------------------------------------------------------------- */

/* Where list begins when it is asked for a place; false: it has complained. */
static bool list_at(struct adconsole *c, const char *text, const struct addebug_place *now)
{
    struct addebug_point where;
    struct addebug_place place;
    const char *file = c->list_line ? c->list_file : now->file;
    size_t length = !file ? 0 : c->list_line ? strlen(file) : now->file_length;
    if (!addebug_where(&c->d, text, strlen(text), file, length, &where, &c->out)) {
        adout_byte(&c->out, '\n');
        return false;
    }
    if (where.kind == ADDEBUG_AT_LINE) {
        snprintf(c->list_file, sizeof c->list_file, "%s", where.where);
        c->list_line = where.line > LISTED / 2 ? where.line - LISTED / 2 : 1;
        return true;
    }
    if (!target(c)->type->place_of || !target(c)->type->place_of(target(c)->t, where.pc, &place) ||
        !place.line) {
        adconsole_say(c, "it is not known where the source of %s is\n", text);
        return false;
    }
    snprintf(c->list_file, sizeof c->list_file, "%.*s", (int)place.file_length, place.file);
    c->list_line = place.line > LISTED / 2 ? place.line - LISTED / 2 : 1;
    return true;
}

void adconsole_list(struct adconsole *c, const char *text)
{
    struct addebug_place now;
    unsigned i;
    size_t length;
    adconsole_place(c, &now);
    if (*text && !list_at(c, text, &now))
        return;
    if (!*text && !c->list_line) {
        snprintf(c->list_file, sizeof c->list_file, "%.*s", (int)now.file_length,
            now.file ? now.file : "");
        c->list_line = now.line > LISTED / 2 ? now.line - LISTED / 2 : 1;
    }
    length = strlen(c->list_file);
    if (now.file_length != length || (length && memcmp(now.file, c->list_file, length))) {
        now.line = 0;
        now.file = c->list_file;
        now.file_length = length;
    }
    for (i = 0; i < LISTED; i++, c->list_line++) {
        if (!adconsole_source(c, now.file, length, c->list_line, &length))
            break;
        length = now.file_length;
        adconsole_show_line(c, &now, c->list_line);
    }
    if (!i)
        adconsole_say(c, "there are no more lines\n");
}

/* An address, *address, or a name: where the code begins. */
static bool code_at(struct adconsole *c, const char *text, size_t length, uint64_t *pc)
{
    if (*text == '*') {
        text++;
        length--;
    }
    return target(c)->type->find(target(c)->t, text, length, pc) || evaluate(c, text, length, pc);
}

void adconsole_disassemble(struct adconsole *c, const char *text)
{
    struct addebug_place now;
    size_t length = strcspn(text, " \t");
    uint64_t count = DISASSEMBLED, i;
    adconsole_place(c, &now);
    if (*text) {
        if (!code_at(c, text, length, &c->code_at))
            return;
        text += length + strspn(text + length, " \t");
        if (*text && !adconsole_number(c, &text, &count))
            return;
    } else if (!c->code_known) {
        c->code_at = now.pc;
    }
    c->code_known = true;
    for (i = 0; i < count; i++)
        if (!adconsole_show_code(c, c->code_at, c->code_at == now.pc, &c->code_at))
            break;
    if (!i)
        adconsole_say(c, "there is no instruction at %llu\n", (unsigned long long)c->code_at);
}

/* ---- values ---------------------------------------------------------------------------------- */

void adconsole_print(struct adconsole *c, const char *text)
{
    if (!*text)
        adconsole_say(c, "what? For example: print stack[0]");
    else
        target(c)->type->value(target(c)->t, c->frame, text, strlen(text), &c->out);
    adout_byte(&c->out, '\n');
}

void adconsole_set(struct adconsole *c, const char *text)
{
    const char *equals = strchr(text, '=');
    size_t length = equals ? (size_t)(equals - text) : 0;
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    if (!length || !equals[1 + strspn(equals + 1, " \t")]) {
        adconsole_say(c, "set NAME = VALUE. For example: set memory[0] = 5\n");
        return;
    }
    equals += 1 + strspn(equals + 1, " \t");
    if (!target(c)->type->set(target(c)->t, c->frame, text, length, equals, strlen(equals),
            &c->out))
        adout_byte(&c->out, '\n');
}

/* ---- info ------------------------------------------------------------------------------------ */

static void info_points(struct adconsole *c, const char *text)
{
    (void)text;
    adconsole_show_points(c);
}

static void info_program(struct adconsole *c, const char *text)
{
    static const char *const states[] = {"it stands before an instruction",
        "it asked for a stop", "it has ended", "it is at a fault"};
    (void)text;
    adconsole_say(c, "%s, a program of %s: %s\n", c->options->file, target(c)->type->machine,
        states[c->d.state]);
}

void adconsole_info(struct adconsole *c, const char *text)
{
    static const struct {
        const char *name;
        adconsole_do *show;
    } topics[] = {{"breakpoints", info_points}, {"watchpoints", info_points},
        {"frame", adconsole_frame}, {"globals", adconsole_globals}, {"heap", adconsole_heap},
        {"locals", adconsole_locals}, {"memory", adconsole_memory}, {"ports", adconsole_ports},
        {"program", info_program}, {"registers", adconsole_registers}, {"stack", adconsole_stack}};
    size_t length = strcspn(text, " \t");
    const char *rest = text + length + strspn(text + length, " \t");
    for (size_t i = 0; length && i < AD_COUNT(topics); i++) {
        if (!strncmp(topics[i].name, text, length)) {
            topics[i].show(c, rest);
            return;
        }
    }
    adconsole_say(c, "info of what? There are");
    for (size_t i = 0; i < AD_COUNT(topics); i++)
        adconsole_say(c, "%s%s%s", i ? "," : "", i == 6 ? "\n  " : " ", topics[i].name);
    adout_byte(&c->out, '\n');
}
