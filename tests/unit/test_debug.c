/* SPDX-License-Identifier: MIT
 * test_debug.c - the engine of the debugger over a program of this file: its steps are a table of
 * lines and depths, one value changes, one instruction asks for a stop.
 */
#include <stdio.h>
#include <string.h>

#include "debug/debug.h"

static int passed, failed;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

/* ---- the program ----------------------------------------------------------------------------- */

/* main: line 1; twice line 2, which calls f (lines 10 and 11) and goes on on its own; a loop on
 * line 3 alone; line 4 asks for a stop; then the end, or a fault. */
static const struct row {
    unsigned pc, line, depth;
    int value;
} rows[] = {
    {0, 1, 1, 0}, {1, 2, 1, 0}, {2, 2, 1, 0},
    {20, 10, 2, 0}, {21, 10, 2, 5}, {22, 11, 2, 5},
    {3, 2, 1, 5}, {1, 2, 1, 5}, {2, 2, 1, 5},
    {20, 10, 2, 5}, {21, 10, 2, 6}, {22, 11, 2, 6},
    {3, 2, 1, 6}, {4, 3, 1, 6}, {5, 3, 1, 6}, {4, 3, 1, 6}, {5, 3, 1, 6},
    {6, 4, 1, 6}, {7, 5, 1, 6}};

struct program {
    unsigned at;
    int value; /* that `set` gave */
    bool set, faulty;
    struct addebug *interrupts; /* at line 3 */
};

static const struct row *now(void *t) { return &rows[((struct program *)t)->at]; }

static enum addebug_state step(void *t)
{
    struct program *p = t;
    if (p->at + 1 == AD_COUNT(rows))
        return p->faulty ? ADDEBUG_FAULT : ADDEBUG_ENDED;
    p->at++;
    if (p->interrupts && rows[p->at].line == 3)
        p->interrupts->interrupt = true;
    return rows[p->at].pc == 7 ? ADDEBUG_BREAK : ADDEBUG_READY;
}

static void restart(void *t) { ((struct program *)t)->at = 0; }

static int status(void *t)
{
    (void)t;
    return 7;
}

static void why(void *t, struct adout *out)
{
    (void)t;
    adout_text(out, "wrong");
}

static unsigned depth(void *t) { return now(t)->depth; }

static bool place(void *t, unsigned frame, struct addebug_place *place)
{
    memset(place, 0, sizeof *place);
    if (frame >= depth(t))
        return false;
    place->file = "dir/prog";
    place->file_length = 8;
    place->line = frame ? 2 : now(t)->line;
    place->pc = frame ? 3 : now(t)->pc;
    return true;
}

static bool show(void *t, unsigned frame, enum addebug_topic topic, uint32_t from, uint32_t count,
    struct adout *out)
{
    (void)t, (void)frame, (void)topic, (void)from, (void)count, (void)out;
    return false;
}

/* `x` is the value, `y` only known in the function, a number itself. */
static bool value(void *t, unsigned frame, const char *text, size_t length, struct adout *out)
{
    (void)frame;
    if (length == 1 && (*text == 'x' || (*text == 'y' && depth(t) == 2))) {
        adout_int(out, *text == 'x' ? now(t)->value : (int)now(t)->pc);
        return true;
    }
    adout_text(out, "what?");
    return false;
}

/* "x5": is x 5? */
static int truth(void *t, unsigned frame, const char *text, size_t length, struct adout *out)
{
    (void)frame;
    if (length == 2 && *text == 'x')
        return now(t)->value == text[1] - '0';
    adout_text(out, "what?");
    return -1;
}

static bool set(void *t, unsigned frame, const char *name, size_t name_length, const char *text,
    size_t length, struct adout *out)
{
    (void)t, (void)frame, (void)name, (void)name_length, (void)text, (void)length, (void)out;
    return false;
}

static bool instruction(void *t, uint64_t pc, struct adout *out, uint64_t *next)
{
    (void)t, (void)pc, (void)out, (void)next;
    return false;
}

static bool find(void *t, const char *name, size_t length, uint64_t *pc)
{
    (void)t;
    *pc = 20;
    return length == 1 && *name == 'f';
}

static bool line(void *t, const char *file, size_t length, unsigned *line)
{
    (void)t;
    if (*line > 5 && *line < 10)
        *line = 10;
    return *line <= 11 && length >= 4 && !memcmp(file + length - 4, "prog", 4);
}

static const struct addebug_target_type type = {"fake", step, restart, status, why, depth, place,
    show, value, truth, set, instruction, find, line, NULL};

static struct program program;
static struct addebug d;
static char text[200];
static struct adout out;

static void start(void)
{
    memset(&program, 0, sizeof program);
    addebug_init(&d, (struct addebug_target){&type, &program});
    adout_memory(&out, text, sizeof text);
}

static bool at(unsigned line, unsigned pc) { return now(&program)->line == line &&
    now(&program)->pc == pc; }

static unsigned point(const char *where, const char *condition, bool temporary)
{
    struct addebug_point p;
    if (!addebug_where(&d, where, strlen(where), "dir/prog", 8, &p, &out) ||
        !addebug_condition(&p, condition, strlen(condition)))
        return 0;
    return addebug_break(&d, &p, temporary, &out);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static void test_steps(void)
{
    start();
    check(addebug_step(&d, 1) == ADDEBUG_STEPPED && at(2, 1), "step to line 2");
    check(addebug_step(&d, 1) == ADDEBUG_STEPPED && at(10, 20), "step into f");
    check(addebug_step(&d, 1) == ADDEBUG_STEPPED && at(11, 22), "step to its second line");
    check(addebug_step(&d, 1) == ADDEBUG_STEPPED && at(2, 1), "the rest of line 2 is no line");
    start();
    check(addebug_next(&d, 1) == ADDEBUG_STEPPED && at(2, 1), "next to line 2");
    check(addebug_next(&d, 1) == ADDEBUG_STEPPED && at(2, 1) && program.at == 7, "next over f");
    check(addebug_next(&d, 1) == ADDEBUG_STEPPED && at(3, 4), "next to line 3");
    check(addebug_next(&d, 1) == ADDEBUG_STEPPED && at(3, 4) && program.at == 15,
        "a jump back is a line");
    check(addebug_next(&d, 3) == ADDEBUG_ASKED && at(5, 7), "next 3 ends where a stop is asked");
    check(addebug_next(&d, 1) == ADDEBUG_EXITED && status(&program) == 7, "the end");
    check(addebug_next(&d, 1) == ADDEBUG_NOT_RUNNING, "after the end");
    start();
    check(addebug_stepi(&d, 3) == ADDEBUG_STEPPED && program.at == 3, "stepi 3");
    check(addebug_finish(&d, 0) == ADDEBUG_STEPPED && at(2, 3), "finish");
    check(addebug_until(&d, NULL) == ADDEBUG_STEPPED && at(3, 4), "until leaves the line");
    check(addebug_until(&d, NULL) == ADDEBUG_STEPPED && at(4, 6), "and the loop");
}

static void test_until(void)
{
    struct addebug_point where;
    start();
    check(addebug_where(&d, "11", 2, "dir/prog", 8, &where, &out) &&
        addebug_until(&d, &where) == ADDEBUG_STEPPED && at(11, 22), "until 11");
    check(addebug_where(&d, "prog:1", 6, NULL, 0, &where, &out) &&
        addebug_until(&d, &where) == ADDEBUG_STEPPED && at(2, 3), "until the frame has returned");
}

static void test_ends(void)
{
    start();
    program.faulty = true;
    check(addebug_continue(&d) == ADDEBUG_ASKED, "BP without points");
    check(addebug_continue(&d) == ADDEBUG_FAULTED, "fault");
    check(addebug_continue(&d) == ADDEBUG_NOT_RUNNING, "after the fault");
    program.faulty = false;
    check(addebug_run(&d) == ADDEBUG_ASKED && addebug_continue(&d) == ADDEBUG_EXITED, "run again");
    start();
    program.interrupts = &d;
    check(addebug_continue(&d) == ADDEBUG_INTERRUPTED && at(3, 4), "interrupt");
    program.interrupts = NULL;
    check(addebug_continue(&d) == ADDEBUG_ASKED, "and on");
}

/* ---- points ---------------------------------------------------------------------------------- */

static void test_break(void)
{
    start();
    check(point("2", "", false) == 1 && point("prog:7", "", false) == 2 &&
        addebug_find(&d, 2)->line == 10, "a line without code is the next one");
    check(addebug_continue(&d) == ADDEBUG_POINT && d.point.number == 1 && at(2, 1), "break 2");
    check(addebug_continue(&d) == ADDEBUG_POINT && d.point.number == 2 && at(10, 20), "break 10");
    check(addebug_continue(&d) == ADDEBUG_POINT && d.point.number == 1 && at(2, 1),
        "not on the way back from f");
    check(addebug_find(&d, 1)->hits == 2, "hits");
    check(addebug_delete(&d, 1) && !addebug_delete(&d, 1) && !addebug_find(&d, 1), "delete");
    addebug_find(&d, 2)->enabled = false;
    check(addebug_continue(&d) == ADDEBUG_ASKED, "disabled");
    check(point("1", "", true) == 3 && addebug_run(&d) == ADDEBUG_POINT && program.at == 0 &&
        !addebug_find(&d, 3), "a temporary one at the first instruction");
    check(point("f", "x5", false) == 4 && addebug_continue(&d) == ADDEBUG_POINT &&
        program.at == 9, "a function, on a condition");
    check(addebug_find(&d, 4)->hits == 1 && !d.after[0], "hits count when it is true");
    check(addebug_condition(addebug_find(&d, 4), "no", 2) && addebug_run(&d) == ADDEBUG_POINT &&
        program.at == 3 && !strcmp(d.after, "what?"), "a wrong condition stops and says so");
    check(point("*0x15", "", false) == 5 && point("*22", "", false) == 6 &&
        addebug_continue(&d) == ADDEBUG_POINT && at(10, 21) &&
        addebug_next(&d, 1) == ADDEBUG_POINT && at(11, 22), "addresses, on a step too");
}

static void test_where(void)
{
    char name[ADDEBUG_TEXT + 1];
    struct addebug_point p;
    start();
    check(!point("99", "", false) && !point("other:1", "", false) && !point("0", "", false),
        "no such line");
    check(!point("g", "", false) && !point("", "", false) && !point("*", "", false) &&
        !point("*0xg", "", false), "no such name");
    check(!addebug_where(&d, "1", 1, NULL, 0, &p, &out), "no source");
    memset(name, 'f', sizeof name);
    check(!addebug_where(&d, name, sizeof name, "prog", 4, &p, &out) &&
        !addebug_condition(&p, name, sizeof name) &&
        !addebug_watch(&d, 0, name, sizeof name, &out), "too long");
    for (unsigned i = 0; i < ADDEBUG_POINTS; i++)
        check(point("1", "", false) == i + 1, "many");
    check(!point("1", "", false) && !addebug_watch(&d, 0, "x", 1, &out), "too many");
}

static void test_watch(void)
{
    start();
    check(addebug_watch(&d, 0, "x", 1, &out) == 1 && !addebug_watch(&d, 0, "z", 1, &out), "watch");
    check(addebug_continue(&d) == ADDEBUG_WATCHED && d.point.number == 1 && program.at == 4 &&
        !strcmp(d.before, "0") && !strcmp(d.after, "5"), "before and after");
    check(addebug_condition(addebug_find(&d, 1), "x6", 2) && addebug_run(&d) == ADDEBUG_WATCHED &&
        program.at == 10 && !strcmp(d.before, "5"), "on a condition");
    addebug_delete(&d, 1);
    addebug_restart(&d);
    check(program.at == 0 && d.state == ADDEBUG_READY, "restart");
    addebug_stepi(&d, 3);
    check(addebug_watch(&d, 0, "y", 1, &out) == 2, "a local");
    check(addebug_next(&d, 1) == ADDEBUG_WATCHED && !strcmp(d.after, "21"), "changes");
    check(addebug_next(&d, 1) == ADDEBUG_WATCHED && addebug_continue(&d) == ADDEBUG_WATCHED &&
        program.at == 9, "it rests while it is not there");
}

int main(void)
{
    test_steps();
    test_until();
    test_ends();
    test_break();
    test_where();
    test_watch();
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
