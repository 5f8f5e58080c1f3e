/* SPDX-License-Identifier: MIT
 * debug.h - the engine of the debugger: break points, watch points and all ways to go on, over any
 * program that answers as target.h says. It needs no C library and no memory but its own struct;
 * consoles and protocols are its users (host/console.h).
 *
 *     struct addebug d;
 *     addebug_init(&d, target);
 *     addebug_break(&d, &where, false, &out);
 *     while (addebug_continue(&d) == ADDEBUG_POINT)
 *         look(&d);
 *
 * A frame arrives at a line when it comes from another one, or jumps back on its own: what is left
 * of a line after a call on it is no arrival. Break points at lines and steps stop at arrivals.
 */
#ifndef ADDER_DEBUG_H
#define ADDER_DEBUG_H

#include "debug/target.h"

enum {
    ADDEBUG_POINTS = 64,  /* break and watch points that there are at a time             */
    ADDEBUG_TEXT = 120,   /* bytes of an expression, a condition, a value, with the NUL  */
    ADDEBUG_FRAMES = 256  /* whose lines are remembered; deeper ones share the last row  */
};

enum addebug_reason {
    ADDEBUG_STEPPED,     /* the steps are done, finish and until are there   */
    ADDEBUG_POINT,       /* break point `point`                              */
    ADDEBUG_WATCHED,     /* watch point `point`: it was `before`, is `after` */
    ADDEBUG_ASKED,       /* an instruction of the program asks for a stop    */
    ADDEBUG_EXITED,      /* to its end: target.type->status                  */
    ADDEBUG_FAULTED,     /* target.type->why                                 */
    ADDEBUG_INTERRUPTED, /* somebody set `interrupt`                         */
    ADDEBUG_NOT_RUNNING  /* it had ended before, nothing was done            */
};

enum addebug_kind { ADDEBUG_NO_POINT, ADDEBUG_AT_LINE, ADDEBUG_AT_PC, ADDEBUG_WATCH };

/* A break or watch point. Texts end with a NUL. */
struct addebug_point {
    enum addebug_kind kind;
    unsigned number;  /* from 1, never given again */
    bool enabled, temporary;
    unsigned line;    /* AT_LINE */
    uint64_t pc;      /* AT_PC */
    unsigned hits;
    unsigned depth;   /* WATCH: the frame in which it was set, counted from the outermost */
    char where[ADDEBUG_TEXT];     /* AT_LINE: the file; AT_PC: the name, or empty; WATCH: what */
    char condition[ADDEBUG_TEXT]; /* or empty */
    char value[ADDEBUG_TEXT];     /* WATCH: the last one */
};

struct addebug_line {
    unsigned line;
    uint32_t file; /* hash of its name */
    uint64_t pc;
};

struct addebug {
    struct addebug_target target;
    enum addebug_state state;     /* of the program */
    volatile bool interrupt;      /* may be set by a signal handler: the run ends */
    struct addebug_point points[ADDEBUG_POINTS];
    unsigned numbers;             /* given so far */

    /* Of the last stop. */
    struct addebug_point point;   /* a copy: temporary ones are gone by then */
    char before[ADDEBUG_TEXT], after[ADDEBUG_TEXT]; /* `after` of a break point: what is wrong with
                                                     * its condition, or empty */
    /* The engine's own. */
    struct addebug_line lines[ADDEBUG_FRAMES];
    struct addebug_place place;
    unsigned depth;
    bool arrived;
};

void addebug_init(struct addebug *d, struct addebug_target target);

/* ---- points ---------------------------------------------------------------------------------- */

/* Reads where a break point is to be: LINE, FILE:LINE, *ADDRESS or the name of a function or label.
 * A line alone is one of `file`. False: `out` says why not. */
bool addebug_where(struct addebug *d, const char *text, size_t length, const char *file,
    size_t file_length, struct addebug_point *where, struct adout *out);

/* Sets a break point there, with the condition that `where` has. Its number, or 0: `out` says why
 * not. */
unsigned addebug_break(struct addebug *d, const struct addebug_point *where, bool temporary,
    struct adout *out);

/* Stops whenever this expression of the frame gets another value. The number, or 0. */
unsigned addebug_watch(struct addebug *d, unsigned frame, const char *text, size_t length,
    struct adout *out);

/* The point of this number; NULL: there is none. */
struct addebug_point *addebug_find(struct addebug *d, unsigned number);
bool addebug_delete(struct addebug *d, unsigned number);
/* False: the condition is too long. Empty: none. */
bool addebug_condition(struct addebug_point *p, const char *text, size_t length);

/* ---- running --------------------------------------------------------------------------------- */

enum addebug_reason addebug_stepi(struct addebug *d, uint64_t count); /* instructions             */
enum addebug_reason addebug_step(struct addebug *d, uint64_t count);  /* lines                    */
enum addebug_reason addebug_next(struct addebug *d, uint64_t count);  /* lines, calls are one     */
enum addebug_reason addebug_finish(struct addebug *d, unsigned frame); /* until it has returned   */
/* Until this place or the end of the frame; NULL: until a later line of it, as next, but not back
 * to the start of a loop. */
enum addebug_reason addebug_until(struct addebug *d, const struct addebug_point *where);
enum addebug_reason addebug_continue(struct addebug *d);
enum addebug_reason addebug_run(struct addebug *d); /* from its start */
void addebug_restart(struct addebug *d);            /* to its start, and no further */

#endif
