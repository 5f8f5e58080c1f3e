/* SPDX-License-Identifier: MIT
 * cmd_run.c - `adder run`: one machine, one program, from start to exit status.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "adder_engine.h"
#include "core/port.h"
#include "core/port_file.h"
#include "tool/board.h"
#include "tool/program.h"
#include "tool/vm.h"

#ifdef AD_HOSTILE
#define HOSTILE 1
#else
#define HOSTILE 0
#endif

struct run {
    const struct adtool_options *options;
    const struct adder_engine *engine;
    struct adtool_program program;
    void *region;
    size_t region_size;
    struct adder_vm *vm;
};

/* The block if --memory does not say; it becomes memory only where it is touched. The hostile build
 * looks through much of it at each allocation. */
static size_t default_block(unsigned cell)
{
    if (cell == 16)
        return 16128;
    if (HOSTILE)
        return (size_t)(cell == 32 ? 4 : 8) << 20;
    return (size_t)(cell == 32 ? 64 : 256) << 20;
}

static const struct adder_engine *engine_of(unsigned cell, bool chip)
{
    if (chip)
        return &adder_engine16chip;
    return cell == 16 ? &adder_engine16 : cell == 32 ? &adder_engine32 : &adder_engine64;
}

/* ---- interrupt ------------------------------------------------------------------------------ */

static struct run *running;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    if (running)
        running->engine->stop(running->vm, true);
}

static void catch_interrupt(struct run *r)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    running = r;
    sigaction(SIGINT, &action, NULL);
}

/* ---- the end -------------------------------------------------------------------------------- */

static void write_error(void *ctx, const char *text, size_t length)
{
    struct run *r = ctx;
    adport_write(r->vm, 2, text, length);
}

/* The source line below a traceback's `File` line, without its indentation; an instruction of text
 * bytecode with its index. */
static void write_source(void *ctx, const char *file, size_t file_length, unsigned line)
{
    struct run *r = ctx;
    char number[40];
    int64_t index;
    size_t length;
    const char *text = adtool_source_line(&r->program, file, file_length, line, &length);
    if (!text)
        return;
    while (length && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    write_error(r, "    ", 4);
    index = adtool_instruction(&r->program, file, file_length, line);
    if (index >= 0) {
        int n = snprintf(number, sizeof number, "instruction %lld: ", (long long)index);
        write_error(r, number, (size_t)n);
    }
    write_error(r, text, length);
    write_error(r, "\n", 1);
}

static void print_stats(struct run *r)
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
static int check_heap(struct run *r, int status)
{
    const char *fault = HOSTILE ? r->engine->check(r->vm) : NULL;
    if (!fault)
        return status;
    return adtool_complain(ADTOOL_BROKEN, "heap check: %s", fault);
}

static int execute(struct run *r)
{
    const struct adtool_options *o = r->options;
    const struct adder_reporter reporter = {r, write_error, write_source};
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

/* ---- the beginning -------------------------------------------------------------------------- */

static void set_arguments(struct run *r)
{
    static char *alone[2];
    const struct adtool_options *o = r->options;
    char **argv = o->argc ? o->argv : alone;
    argv[0] = (char *)(uintptr_t)(o->code || o->file ? r->program.name : "");
    r->engine->set_argv(r->vm, o->argc ? o->argc : 1, argv);
}

static int open_machine(struct run *r)
{
    const struct adtool_options *o = r->options;
    size_t block = o->memory ? (size_t)o->memory : default_block(r->program.cell);
    enum adder_status status;
    r->engine = engine_of(r->program.cell, o->chip);
    if (block > r->engine->block_max)
        return adtool_complain(ADTOOL_USAGE, "--memory is at most %zu with cells of %u bits",
            r->engine->block_max, r->program.cell);
    r->region_size = r->engine->memory(r->program.size, block);
    r->region = adhost_reserve(r->region_size);
    r->vm = r->region ? r->engine->open(r->region, r->region_size) : NULL;
    if (!r->vm)
        return adtool_complain(ADTOOL_FAILED, "there is no memory for a block of %zu bytes", block);
    status = r->engine->load(r->vm, r->program.image, r->program.size, block, ADDER_TRUSTED);
    if (status == ADDER_MEMORY)
        return adtool_complain(ADTOOL_FAILED, "%zu bytes of memory are too few for this program",
            block);
    if (status != ADDER_OK)
        return adtool_complain(ADTOOL_FAILED, "%s: %s", r->program.main_file,
            r->engine->fault(r->vm));
    set_arguments(r);
    return 0;
}

int adtool_run(const struct adtool_options *options)
{
    struct run r = {.options = options};
    int status;
    if (!options->code && adtool_isa(options))
        return adtool_machine_run(options);
    if (options->board)
        return adtool_run_board(options);
    status = adtool_load(options, &r.program);
    if (status)
        return status;
    status = open_machine(&r);
    if (!status) {
        status = execute(&r);
        if (options->stats)
            print_stats(&r);
    }
    if (adport_flush() && !status)
        status = ADTOOL_FAILED;
    adhost_release(r.region, r.region_size);
    adtool_unload(&r.program);
    return status;
}
