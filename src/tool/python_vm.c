/* SPDX-License-Identifier: MIT
 * python_vm.c - see python_vm.h.
 */
#include "tool/python_vm.h"

#include <stdio.h>
#include <string.h>

#include "core/port.h"

#ifdef AD_HOSTILE
#define HOSTILE 1
#else
#define HOSTILE 0
#endif

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

/* ---- reports -------------------------------------------------------------------------------- */

static void write_error(void *ctx, const char *text, size_t length)
{
    struct adtool_python *r = ctx;
    adport_write(r->vm, r->report_to, text, length);
}

/* The source line below a traceback's `File` line, without its indentation; an instruction of text
 * bytecode with its index. */
static void write_source(void *ctx, const char *file, size_t file_length, unsigned line)
{
    struct adtool_python *r = ctx;
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

struct adder_reporter adtool_python_reporter(struct adtool_python *r)
{
    return (struct adder_reporter){r, write_error, write_source};
}

/* ---- the beginning -------------------------------------------------------------------------- */

static void set_arguments(struct adtool_python *r)
{
    static char *alone[2];
    const struct adtool_options *o = r->options;
    char **argv = o->argc ? o->argv : alone;
    argv[0] = (char *)(uintptr_t)(o->code || o->file ? r->program.name : "");
    r->engine->set_argv(r->vm, o->argc ? o->argc : 1, argv);
}

static int open_machine(struct adtool_python *r)
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

int adtool_python_open(struct adtool_python *r, const struct adtool_options *options)
{
    int status;
    memset(r, 0, sizeof *r);
    r->options = options;
    r->report_to = 2;
    status = adtool_load(options, &r->program);
    return status ? status : open_machine(r);
}

int adtool_python_again(struct adtool_python *r)
{
    struct adtool_python other = *r;
    int status;
    other.region = NULL;
    status = open_machine(&other);
    adhost_release(status ? other.region : r->region, status ? other.region_size : r->region_size);
    if (!status)
        *r = other;
    return status;
}

void adtool_python_close(struct adtool_python *r)
{
    adhost_release(r->region, r->region_size);
    adtool_unload(&r->program);
}
