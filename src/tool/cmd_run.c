/* SPDX-License-Identifier: MIT
 * cmd_run.c - `adder run`: one machine, one program, from start to exit status.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/port_file.h"
#include "tool/board.h"
#include "tool/need.h"
#include "tool/python_vm.h"
#include "tool/vm.h"

#ifdef AD_HOSTILE
#define HOSTILE 1
#else
#define HOSTILE 0
#endif

/* ---- interrupt ------------------------------------------------------------------------------ */

static struct adtool_python *running;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    if (running)
        running->engine->stop(running->vm, true);
}

static void catch_interrupt(struct adtool_python *r)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    running = r;
    sigaction(SIGINT, &action, NULL);
}

/* ---- the end -------------------------------------------------------------------------------- */

static void print_stats(struct adtool_python *r)
{
    struct adder_stats s;
    r->engine->get_stats(r->vm, &s);
    adport_flush();
    fprintf(stderr, "block:        %10zu bytes\n", s.block);
    fprintf(stderr, "high water:   %10zu bytes\n", s.high_water);
    fprintf(stderr, "collections:  %10llu\n", (unsigned long long)s.collections);
    fprintf(stderr, "instructions: %10llu\n", (unsigned long long)s.steps);
}

/* What the hostile build promises at the end of every run. */
static int check_heap(struct adtool_python *r, int status)
{
    const char *fault = HOSTILE ? r->engine->check(r->vm) : NULL;
    if (!fault)
        return status;
    return adtool_complain(ADTOOL_BROKEN, "heap check: %s", fault);
}

static int execute(struct adtool_python *r)
{
    const struct adtool_options *o = r->options;
    const struct adder_reporter reporter = adtool_python_reporter(r);
    uint64_t steps = o->max_steps ? o->max_steps : o->stats ? UINT64_MAX / 2 : 0;
    enum adder_status ended;
    uint32_t left;
    int status;
    if (o->fail_alloc)
        r->engine->fail_allocation(r->vm, (uint32_t)o->fail_alloc);
    catch_interrupt(r);
    ended = r->engine->run(r->vm, steps);
    running = NULL;
    signal(SIGINT, SIG_DFL);
    status = check_heap(r, 0);
    left = o->fail_alloc ? r->engine->fail_allocation(r->vm, 0) : 0;
    if (left) {
        adport_flush();
        fprintf(stderr, "fail-alloc: not reached: %u allocations\n",
            (unsigned)(o->fail_alloc - left));
    }
    if (status)
        return status;
    if (ended == ADDER_LIMIT) {
        adport_flush();
        return adtool_complain(ADTOOL_STEPS, "stopped after %llu instructions",
            (unsigned long long)o->max_steps);
    }
    status = r->engine->report(r->vm, &reporter);
    return check_heap(r, status);
}

int adtool_run(const struct adtool_options *options)
{
    struct adtool_python r;
    int status;
    if (!options->code && adtool_isa(options))
        return adtool_machine_run(options);
    if (options->board)
        return adtool_run_board(options);
    if (options->need)
        return adtool_need(options);
    status = adtool_python_open(&r, options);
    if (!r.engine)
        return status;
    if (!status) {
        status = execute(&r);
        if (options->stats)
            print_stats(&r);
    }
    if (adport_flush() && !status)
        status = ADTOOL_FAILED;
    adtool_python_close(&r);
    return status;
}
