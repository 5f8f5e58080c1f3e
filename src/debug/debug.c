/* SPDX-License-Identifier: MIT
 * debug.c - see debug.h. One loop runs the program, `advance`; what it waits for is a struct goal.
 */
#include "debug/debug.h"

/* When a run that was asked for is over. */
struct goal {
    enum { FOREVER, INSTRUCTION, LINE, RETURN, PLACE, LATER } what;
    unsigned depth; /* LINE, LATER: frames deeper than this do not count; RETURN: until shallower */
    unsigned line;  /* LATER: behind this line */
    const struct addebug_point *where; /* PLACE */
};


static size_t length_of(const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return n;
}

/* Is `asked` this file, or the end of its path? */
static bool same_file(const char *file, size_t length, const char *asked)
{
    size_t n = length_of(asked);
    if (!file || n > length || memcmp(file + length - n, asked, n))
        return false;
    return n == length || file[length - n - 1] == '/';
}

static bool keep(char to[ADDEBUG_TEXT], const char *text, size_t length)
{
    if (length >= ADDEBUG_TEXT)
        return false;
    memcpy(to, text, length);
    to[length] = 0;
    return true;
}

/* ---- where the program stands ---------------------------------------------------------------- */

static uint32_t hash_of(const struct addebug_place *p)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; p->file && i < p->file_length; i++)
        hash = (hash ^ (uint8_t)p->file[i]) * 16777619u;
    return hash;
}

static struct addebug_line *row_of(struct addebug *d, unsigned depth)
{
    return &d->lines[AD_MIN(depth, ADDEBUG_FRAMES) - (depth > 0)];
}

static void remember(struct addebug *d, unsigned depth, const struct addebug_place *p)
{
    *row_of(d, depth) = (struct addebug_line){p->line, hash_of(p), p->pc};
}

/* All frames anew, at the start of a run. */
static void look_around(struct addebug *d)
{
    const struct addebug_target_type *type = d->target.type;
    struct addebug_place place;
    d->depth = type->depth(d->target.t);
    for (unsigned frame = 0; frame < d->depth && frame < ADDEBUG_FRAMES; frame++)
        if (type->place(d->target.t, frame, &place))
            remember(d, d->depth - frame, &place);
    memset(&d->place, 0, sizeof d->place);
    type->place(d->target.t, 0, &d->place);
    d->arrived = false;
}

/* After one instruction: where is it now, and has it arrived at a line? */
static void look(struct addebug *d)
{
    const struct addebug_target_type *type = d->target.type;
    unsigned depth = type->depth(d->target.t);
    const struct addebug_line *last;
    bool back; /* a frame that waited for a call stood at its way back, or before it */
    memset(&d->place, 0, sizeof d->place);
    type->place(d->target.t, 0, &d->place);
    last = row_of(d, depth);
    back = d->place.pc < last->pc || (d->place.pc == last->pc && depth >= d->depth);
    d->arrived = d->place.line && (back || depth > d->depth || d->place.line != last->line ||
        hash_of(&d->place) != last->file);
    d->depth = depth;
    remember(d, depth, &d->place);
}

/* ---- points ---------------------------------------------------------------------------------- */

static bool at(const struct addebug *d, const struct addebug_point *p)
{
    if (p->kind == ADDEBUG_AT_PC)
        return d->place.pc == p->pc;
    return p->kind == ADDEBUG_AT_LINE && d->arrived && d->place.line == p->line &&
        same_file(d->place.file, d->place.file_length, p->where);
}

/* Is its condition true, or wrong? */
static bool applies(struct addebug *d, struct addebug_point *p)
{
    struct adout out;
    int truth;
    d->after[0] = 0;
    if (!p->condition[0])
        return true;
    adout_memory(&out, d->after, ADDEBUG_TEXT - 1);
    truth = d->target.type->truth(d->target.t, 0, p->condition, length_of(p->condition), &out);
    d->after[truth < 0 ? AD_MIN(out.count, ADDEBUG_TEXT - 1) : 0] = 0;
    return truth != 0;
}

/* The value as far as there is room; false: it has none here. */
static bool value_of(struct addebug *d, unsigned frame, const char *text, size_t length,
    char to[ADDEBUG_TEXT])
{
    struct adout out;
    bool good;
    adout_memory(&out, to, ADDEBUG_TEXT - 1);
    good = d->target.type->value(d->target.t, frame, text, length, &out);
    to[AD_MIN(out.count, ADDEBUG_TEXT - 1)] = 0;
    return good;
}

static bool changed(struct addebug *d, struct addebug_point *p)
{
    unsigned depth = d->target.type->depth(d->target.t);
    char now[ADDEBUG_TEXT];
    size_t n = length_of(p->where);
    if (!value_of(d, depth > p->depth ? depth - p->depth : 0, p->where, n, now))
        return false;
    n = length_of(now) + 1;
    if (!memcmp(now, p->value, n))
        return false;
    memcpy(d->before, p->value, ADDEBUG_TEXT);
    memcpy(d->after, now, n);
    memcpy(p->value, now, n);
    return applies(d, p) && (memcpy(d->after, now, n), true);
}

static enum addebug_reason hit(struct addebug *d, struct addebug_point *p)
{
    p->hits++;
    d->point = *p;
    if (p->temporary)
        p->kind = ADDEBUG_NO_POINT;
    return d->point.kind == ADDEBUG_WATCH ? ADDEBUG_WATCHED : ADDEBUG_POINT;
}

/* ADDEBUG_POINT, ADDEBUG_WATCHED, or ADDEBUG_STEPPED for none. Watch points need a step before. */
static enum addebug_reason check_points(struct addebug *d, bool watch)
{
    struct addebug_point *found = NULL;
    for (struct addebug_point *p = d->points; p < d->points + ADDEBUG_POINTS; p++) {
        if (p->kind == ADDEBUG_NO_POINT || !p->enabled)
            continue;
        if (found && found->kind == ADDEBUG_WATCH)
            break; /* what else has changed the next step finds */
        if (p->kind == ADDEBUG_WATCH ? watch && changed(d, p) : !found && at(d, p) && applies(d, p))
            found = p;
    }
    return found ? hit(d, found) : ADDEBUG_STEPPED;
}

static bool any_point(const struct addebug *d)
{
    for (unsigned i = 0; i < ADDEBUG_POINTS; i++)
        if (d->points[i].kind != ADDEBUG_NO_POINT && d->points[i].enabled)
            return true;
    return false;
}

static struct addebug_point *new_point(struct addebug *d, struct adout *out)
{
    for (unsigned i = 0; i < ADDEBUG_POINTS; i++)
        if (d->points[i].kind == ADDEBUG_NO_POINT)
            return &d->points[i];
    adout_text(out, "there are too many break points; delete one");
    return NULL;
}

unsigned addebug_break(struct addebug *d, const struct addebug_point *where, bool temporary,
    struct adout *out)
{
    struct addebug_point *p = new_point(d, out);
    if (!p)
        return 0;
    *p = *where;
    p->number = ++d->numbers;
    p->enabled = true;
    p->temporary = temporary;
    p->hits = 0;
    return p->number;
}

unsigned addebug_watch(struct addebug *d, unsigned frame, const char *text, size_t length,
    struct adout *out)
{
    struct addebug_point *p = new_point(d, out);
    if (!p)
        return 0;
    memset(p, 0, sizeof *p);
    if (!keep(p->where, text, length)) {
        adout_text(out, "this expression is too long");
        return 0;
    }
    if (!value_of(d, frame, text, length, p->value)) {
        adout_text(out, p->value);
        return 0;
    }
    p->kind = ADDEBUG_WATCH;
    p->number = ++d->numbers;
    p->enabled = true;
    p->depth = d->target.type->depth(d->target.t) - frame;
    return p->number;
}

struct addebug_point *addebug_find(struct addebug *d, unsigned number)
{
    for (unsigned i = 0; i < ADDEBUG_POINTS; i++)
        if (d->points[i].kind != ADDEBUG_NO_POINT && d->points[i].number == number)
            return &d->points[i];
    return NULL;
}

bool addebug_delete(struct addebug *d, unsigned number)
{
    struct addebug_point *p = addebug_find(d, number);
    if (p)
        p->kind = ADDEBUG_NO_POINT;
    return p != NULL;
}

bool addebug_condition(struct addebug_point *p, const char *text, size_t length)
{
    return keep(p->condition, text, length);
}

/* ---- places in words ------------------------------------------------------------------------- */

/* Decimal or 0x; false: not a number. */
static bool number(const char *text, size_t length, uint64_t *value)
{
    size_t i = length > 2 && text[0] == '0' && (text[1] | 32) == 'x' ? 2 : 0;
    unsigned base = i ? 16 : 10;
    *value = 0;
    if (!length)
        return false;
    for (; i < length; i++) {
        char c = text[i];
        unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
            : (c | 32) >= 'a' && (c | 32) <= 'f' ? (unsigned)((c | 32) - 'a' + 10) : 99;
        if (digit >= base || *value >> 58)
            return false;
        *value = *value * base + digit;
    }
    return true;
}

static bool no_place(struct adout *out, const char *what, const char *text, size_t length)
{
    adout_text(out, what);
    adout_bytes(out, text, length);
    return false;
}

static bool at_line(struct addebug *d, const char *file, size_t length, uint64_t line,
    struct addebug_point *where, struct adout *out)
{
    where->kind = ADDEBUG_AT_LINE;
    where->line = (unsigned)AD_MIN(line, UINT32_MAX);
    if (!file || !keep(where->where, file, length)) {
        adout_text(out, "there is no source; say *ADDRESS");
        return false;
    }
    if (where->line && (!d->target.type->line ||
        d->target.type->line(d->target.t, file, length, &where->line)))
        return true;
    no_place(out, "there is no code at this line of ", file, length);
    return false;
}

bool addebug_where(struct addebug *d, const char *text, size_t length, const char *file,
    size_t file_length, struct addebug_point *where, struct adout *out)
{
    uint64_t value;
    size_t colon = length;
    memset(where, 0, sizeof *where);
    if (number(text, length, &value))
        return at_line(d, file, file_length, value, where, out);
    while (colon && text[colon - 1] != ':')
        colon--;
    if (colon > 1 && number(text + colon, length - colon, &value))
        return at_line(d, text, colon - 1, value, where, out);
    where->kind = ADDEBUG_AT_PC;
    if (length && *text == '*') {
        if (number(text + 1, length - 1, &where->pc))
            return true;
        text++;
        length--;
    }
    if (!length || !keep(where->where, text, length) ||
        !d->target.type->find(d->target.t, text, length, &where->pc))
        return no_place(out, "there is no line, function or label ", text, length);
    return true;
}

/* ---- running --------------------------------------------------------------------------------- */

static bool reached(struct addebug *d, const struct goal *g, unsigned depth)
{
    switch (g->what) {
    case INSTRUCTION: return true;
    case LINE: return d->arrived && depth <= g->depth;
    case RETURN: return depth < g->depth;
    case PLACE: return depth < g->depth || at(d, g->where);
    case LATER: return depth < g->depth || (depth == g->depth && d->place.line > g->line);
    default: return false;
    }
}

/* One instruction; true: go on. */
static bool one(struct addebug *d, enum addebug_reason *reason)
{
    d->state = d->target.type->step(d->target.t);
    switch (d->state) {
    case ADDEBUG_READY: return true;
    case ADDEBUG_BREAK: *reason = ADDEBUG_ASKED; break;
    case ADDEBUG_ENDED: *reason = ADDEBUG_EXITED; break;
    case ADDEBUG_FAULT: *reason = ADDEBUG_FAULTED; break;
    }
    return false;
}

static enum addebug_reason advance(struct addebug *d, const struct goal *g)
{
    enum addebug_reason reason = ADDEBUG_STEPPED;
    bool points = any_point(d);
    if (d->state == ADDEBUG_ENDED || d->state == ADDEBUG_FAULT)
        return ADDEBUG_NOT_RUNNING;
    look_around(d);
    for (;;) {
        if (d->interrupt) {
            d->interrupt = false;
            return ADDEBUG_INTERRUPTED;
        }
        if (!one(d, &reason))
            return reason;
        if (!points && g->what == FOREVER)
            continue;
        look(d);
        if (points && (reason = check_points(d, true)) != ADDEBUG_STEPPED)
            return reason;
        if (reached(d, g, d->depth))
            return ADDEBUG_STEPPED;
    }
}

static enum addebug_reason repeat(struct addebug *d, const struct goal *g, uint64_t count)
{
    enum addebug_reason reason = ADDEBUG_STEPPED;
    struct goal goal = *g;
    d->interrupt = false;
    while (count-- && reason == ADDEBUG_STEPPED) {
        look_around(d);
        if (goal.what == LINE && !d->place.line)
            goal.what = INSTRUCTION;
        if (goal.what == LINE && g->depth != (unsigned)-1)
            goal.depth = d->depth;
        reason = advance(d, &goal);
    }
    return reason;
}

enum addebug_reason addebug_stepi(struct addebug *d, uint64_t count)
{
    return repeat(d, &(struct goal){.what = INSTRUCTION}, count);
}

enum addebug_reason addebug_step(struct addebug *d, uint64_t count)
{
    return repeat(d, &(struct goal){.what = LINE, .depth = (unsigned)-1}, count);
}

/* Without lines: an instruction, and what it calls. */
enum addebug_reason addebug_next(struct addebug *d, uint64_t count)
{
    enum addebug_reason reason = ADDEBUG_STEPPED;
    d->interrupt = false;
    while (count-- && reason == ADDEBUG_STEPPED) {
        unsigned depth = d->target.type->depth(d->target.t);
        look_around(d);
        reason = repeat(d, &(struct goal){.what = LINE}, 1);
        if (reason == ADDEBUG_STEPPED && d->depth > depth)
            reason = advance(d, &(struct goal){.what = RETURN, .depth = depth + 1});
    }
    return reason;
}

enum addebug_reason addebug_finish(struct addebug *d, unsigned frame)
{
    struct goal goal = {.what = RETURN, .depth = d->target.type->depth(d->target.t) - frame};
    return repeat(d, &goal, 1);
}

enum addebug_reason addebug_until(struct addebug *d, const struct addebug_point *where)
{
    struct goal goal = {.what = where ? PLACE : LATER, .where = where};
    look_around(d);
    goal.depth = d->depth;
    goal.line = d->place.line;
    if (!where && !goal.line)
        return addebug_next(d, 1);
    return repeat(d, &goal, 1);
}

enum addebug_reason addebug_continue(struct addebug *d)
{
    return repeat(d, &(struct goal){.what = FOREVER}, 1);
}

void addebug_restart(struct addebug *d)
{
    d->target.type->restart(d->target.t);
    d->state = ADDEBUG_READY;
    for (unsigned i = 0; i < ADDEBUG_POINTS; i++) {
        struct addebug_point *p = &d->points[i];
        char value[ADDEBUG_TEXT];
        if (p->kind == ADDEBUG_WATCH && value_of(d, 0, p->where, length_of(p->where), value))
            memcpy(p->value, value, ADDEBUG_TEXT);
    }
    look_around(d);
}

/* A point at the very first instruction counts too. */
enum addebug_reason addebug_run(struct addebug *d)
{
    enum addebug_reason reason;
    addebug_restart(d);
    d->arrived = d->place.line != 0;
    reason = check_points(d, false);
    return reason == ADDEBUG_STEPPED ? addebug_continue(d) : reason;
}

void addebug_init(struct addebug *d, struct addebug_target target)
{
    memset(d, 0, sizeof *d);
    d->target = target;
    d->state = ADDEBUG_READY;
    look_around(d);
}
