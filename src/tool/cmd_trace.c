/* SPDX-License-Identifier: MIT
 * cmd_trace.c - `adder trace` for the integer machines: one line an instruction.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/port_file.h"
#include "isa/mdis.h"
#include "tool/debug.h"
#include "tool/vm.h"

enum { SHOWN = 8 /* elements of the stack */, STACKS = 28, SOURCE = 64 /* columns */, LINE = 4096 };

struct trace {
    struct adtool_vm v;
    struct adtool_code code;
    FILE *to;
    bool failed;
    struct adout out; /* the line that is being made */
    char line[LINE];
};

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = true;
}

/* The topmost elements, the oldest first. */
static void put_stack(struct trace *t)
{
    const struct admachine_space *s = &t->v.type->spaces[0];
    uint32_t size = s->size(&t->v.vm), n = AD_MIN(size, SHOWN);
    int32_t value;
    if (size > n)
        adout_text(&t->out, " ...");
    while (n-- && s->read(&t->v.vm, n, &value)) {
        adout_byte(&t->out, ' ');
        adout_int(&t->out, t->v.type == &adportvm_type ? value : (int64_t)(uint32_t)value);
    }
}

/* "FILE:LINE  text", the text once for all instructions of a line. */
static void put_source(struct trace *t, uint32_t pc)
{
    const struct admasm_row *row =
        t->code.has_source ? admasm_row_at(&t->code.source, pc) : NULL;
    uint32_t i = 0, n;
    if (!row)
        return;
    adout_column(&t->out, SOURCE);
    adout_text(&t->out, t->code.source.files[row->file].name);
    adout_byte(&t->out, ':');
    adout_int(&t->out, row->line);
    if (pc != row->pc)
        return;
    n = row->length;
    while (i < n && (row->text[i] == ' ' || row->text[i] == '\t'))
        i++;
    adout_text(&t->out, "  ");
    adout_bytes(&t->out, row->text + i, n - i);
}

/* One instruction; what the program itself writes comes before its line. */
static enum admachine_stop trace_one(struct trace *t)
{
    struct adout *out = &t->out;
    uint32_t pc = t->v.type->pc(&t->v.vm), fault_pc;
    enum admachine_stop stop;
    adout_memory(out, t->line, LINE - 1);
    adout_int(out, pc);
    adout_column(out, 7);
    if (pc < t->code.size / t->code.isa->unit)
        admdis_one(t->code.isa, t->code.bytes, t->code.size, pc, out);
    adout_column(out, STACKS);
    put_stack(t);
    stop = t->v.type->run(&t->v.vm, 1);
    if (stop == ADMACHINE_FAULT) {
        adout_text(out, "  fault: ");
        adout_text(out, admachine_fault_text(t->v.type->fault(&t->v.vm, &fault_pc)));
    } else {
        adout_text(out, " --");
        put_stack(t);
    }
    put_source(t, pc);
    t->line[AD_MIN(out->count, LINE - 1)] = '\n';
    if (t->to == stderr)
        adport_flush();
    t->failed |= !fwrite(t->line, AD_MIN(out->count, LINE - 1) + 1, 1, t->to);
    return stop;
}

static enum admachine_stop trace_all(struct trace *t, uint64_t most)
{
    enum admachine_stop stop = ADMACHINE_STEPS;
    uint64_t steps = 0;
    while ((stop == ADMACHINE_STEPS || stop == ADMACHINE_BREAK) && !interrupted &&
           (!most || steps++ < most) && !t->failed)
        stop = trace_one(t);
    return stop;
}

static int run_trace(struct trace *t, const struct adtool_options *o)
{
    enum admachine_stop stop;
    signal(SIGINT, on_interrupt);
    stop = trace_all(t, o->max_steps);
    signal(SIGINT, SIG_DFL);
    if (adport_flush() || fflush(t->to) || t->failed)
        return adtool_complain(ADTOOL_FAILED, "can't write the trace");
    switch (stop) {
    case ADMACHINE_HALT: return t->v.type->status(&t->v.vm) & 255;
    case ADMACHINE_FAULT: return adtool_vm_fault(&t->v, o, &t->code);
    default: return interrupted ? ADTOOL_INTERRUPT
                                : adtool_complain(ADTOOL_STEPS, "stopped after %llu instructions",
                                      (unsigned long long)o->max_steps);
    }
}

static int trace_machine(const struct adtool_options *o)
{
    struct trace t = {.to = stderr};
    int status;
    if (o->argc > 1)
        return adtool_complain(ADTOOL_USAGE,
            "a program of this machine takes no arguments; options stand before %s", o->file);
    status = adtool_code_load(o, false, &t.code);
    if (status)
        return status;
    status = adtool_vm_open(&t.v, o, &t.code);
    if (!status && o->output && !(t.to = fopen(o->output, "w")))
        status = adtool_complain(ADTOOL_FAILED, "can't write '%s': [Errno %d] %s", o->output, errno,
            strerror(errno));
    if (!status)
        status = run_trace(&t, o);
    if (t.to && t.to != stderr)
        fclose(t.to);
    adtool_vm_close(&t.v);
    adtool_code_free(&t.code);
    return status;
}

int adtool_trace(const struct adtool_options *o)
{
    return adtool_isa(o) ? trace_machine(o) : adtool_trace_python(o);
}
