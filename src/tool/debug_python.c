/* SPDX-License-Identifier: MIT
 * debug_python.c - `adder debug` and `adder trace` of Python programs: they open the program as
 * `adder run` does.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/port_file.h"
#include "debug/host/console.h"
#include "debug/python.h"
#include "tool/debug.h"
#include "tool/python_vm.h"

enum {
    TRACE_CELLS = 6,   /* of the operand stack that are shown */
    TRACE_VALUE = 20,  /* bytes of each                       */
    TRACE_CODE = 20,   /* columns                             */
    TRACE_STACK = 72,
    TRACE_LINE = 2000
};

/* A program with its machine as a target. */
struct session {
    struct adtool_python r;
    struct adder_reporter reporter;
    struct addebug_python target;
};

static struct adder_vm *reopen(void *ctx)
{
    struct session *s = ctx;
    return adtool_python_again(&s->r) ? NULL : s->r.vm;
}

/* 0, or the status after it has complained. reports: what is wrong is told at once. */
static int open_session(struct session *s, const struct adtool_options *o, bool reports)
{
    int status = adtool_python_open(&s->r, o);
    if (status) {
        if (s->r.engine)
            adtool_python_close(&s->r);
        return status;
    }
    s->reporter = adtool_python_reporter(&s->r);
    memset(&s->target, 0, sizeof s->target);
    s->target.engine = s->r.engine;
    s->target.vm = s->r.vm;
    s->target.reopen = reopen;
    s->target.ctx = s;
    s->target.reporter = reports ? &s->reporter : NULL;
    if (addebug_python_open(&s->target, s->r.program.image, s->r.program.size))
        return 0;
    adtool_python_close(&s->r);
    return adtool_complain(ADTOOL_BROKEN, "the image cannot be read");
}

static int close_session(struct session *s, int status)
{
    if (adport_flush() && !status)
        status = ADTOOL_FAILED;
    adtool_python_close(&s->r);
    return status;
}

/* ---- debug ---------------------------------------------------------------------------------- */

int adtool_debug_python(const struct adtool_options *o)
{
    struct session s;
    int status = open_session(&s, o, true);
    if (status)
        return status;
    s.r.report_to = 1; /* among what the console says */
    struct addebug_console_options options = {.file = s.r.program.main_file,
        .script = o->script};
    if (s.r.program.main_file[0] == '<') {
        options.source_name = s.r.program.main_file;
        options.source = s.r.program.main_text;
    }
    status = addebug_console(
        (struct addebug_target){&addebug_python_type, &s.target}, &options);
    return close_session(&s, status);
}

/* ---- trace ---------------------------------------------------------------------------------- */

/* Each instruction with its code and place, and the operand stack before -> after it, in the frame
 * that runs then. */

struct trace {
    struct session s;
    FILE *file;
    struct adout out; /* a line, then the file: the program's own output does not come between */
    char line[TRACE_LINE];
    bool failed;
    const char *shown_file; /* the line that was told last */
    unsigned shown_line;
};

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static void end_line(struct trace *t)
{
    size_t n = AD_MIN(t->out.count, sizeof t->line);
    t->failed |= fwrite(t->line, 1, n, t->file) != n || fputc('\n', t->file) == EOF;
    adout_memory(&t->out, t->line, sizeof t->line);
}

/* "FILE:LINE: text", when the program has come to another line. */
static void tell_line(struct trace *t, const struct addebug_place *at)
{
    const char *text;
    size_t length = 0;
    if (!at->line || (at->line == t->shown_line && at->file == t->shown_file))
        return;
    t->shown_line = at->line;
    t->shown_file = at->file;
    text = adtool_source_line(&t->s.r.program, at->file, at->file_length, at->line, &length);
    adout_bytes(&t->out, at->file, at->file_length);
    adout_byte(&t->out, ':');
    adout_int(&t->out, at->line);
    adout_text(&t->out, text ? ": " : "");
    adout_bytes(&t->out, text, length);
    end_line(t);
}

/* One instruction: told as far as it is known before, run, and the rest told. */
static enum addebug_state trace_step(struct trace *t)
{
    const struct addebug_target_type *type = &addebug_python_type;
    struct addebug_python *p = &t->s.target;
    struct addebug_place at;
    enum addebug_state state;
    uint64_t next;
    if (type->place(p, 0, &at)) {
        if (at.file)
            tell_line(t, &at);
        adout_text(&t->out, "  ");
        adout_bytes(&t->out, at.function, at.function_length);
        adout_byte(&t->out, '+');
        adout_int(&t->out, (int64_t)(at.pc & 0xffff));
        adout_column(&t->out, TRACE_CODE);
        type->instruction(p, at.pc, &t->out, &next);
        adout_column(&t->out, TRACE_STACK);
        addebug_python_stack(p, TRACE_CELLS, TRACE_VALUE, &t->out);
    }
    state = type->step(p);
    adport_flush();
    if (state == ADDEBUG_READY || state == ADDEBUG_BREAK) {
        adout_text(&t->out, " -> ");
        addebug_python_stack(p, TRACE_CELLS, TRACE_VALUE, &t->out);
    }
    end_line(t);
    return state;
}

static int run_trace(struct trace *t, uint64_t most)
{
    struct addebug_python *p = &t->s.target;
    enum addebug_state state = p->state;
    uint64_t steps = 0;
    signal(SIGINT, on_interrupt);
    while ((state == ADDEBUG_READY || state == ADDEBUG_BREAK) && (!most || steps < most) &&
        !interrupted && !t->failed) {
        state = trace_step(t);
        steps++;
    }
    signal(SIGINT, SIG_DFL);
    if (state == ADDEBUG_ENDED || state == ADDEBUG_FAULT)
        return p->engine->report(p->vm, &t->s.reporter);
    if (t->failed)
        return adtool_complain(ADTOOL_FAILED, "the trace cannot be written: %s", strerror(errno));
    adport_flush();
    if (interrupted)
        return ADTOOL_INTERRUPT;
    return adtool_complain(ADTOOL_STEPS, "stopped after %llu instructions",
        (unsigned long long)most);
}

int adtool_trace_python(const struct adtool_options *o)
{
    static struct trace t;
    int status = open_session(&t.s, o, false);
    if (status)
        return status;
    t.file = o->output ? fopen(o->output, "w") : stderr;
    if (!t.file) {
        status = adtool_cannot_open(o->output, errno);
    } else {
        adout_memory(&t.out, t.line, sizeof t.line);
        status = run_trace(&t, o->max_steps);
        if (o->output && fclose(t.file) && !status)
            status = adtool_complain(ADTOOL_FAILED, "%s cannot be written", o->output);
    }
    return close_session(&t.s, status);
}
