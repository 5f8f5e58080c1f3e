/* SPDX-License-Identifier: MIT
 * cmd_image.c - commands that make images and look into them: build, dis, asm, verify, version.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image/dump.h"
#include "image/undump.h"
#include "image/verify.h"
#include "tool/board.h"
#include "tool/vm.h"
#include "tool/program.h"

#define ADDER_VERSION "0.1"

static int write_output(const char *file, const void *bytes, size_t size)
{
    int error = adhost_write_file(file, bytes, size);
    if (error)
        return adtool_complain(ADTOOL_FAILED, "can't write '%s': [Errno %d] %s", file, error,
            strerror(error));
    return 0;
}

int adtool_build(const struct adtool_options *o)
{
    struct adtool_program program;
    int status;
    bool report = o->verbose || o->json || o->report || o->simulate > 0;
    if (report && (!o->board || adtool_isa(o)))
        return adtool_complain(ADTOOL_USAGE, "-v, --json, --report and --simulate are for Python "
            "programs with --board");
    if (!o->output && (!o->board || adtool_isa(o)))
        return adtool_complain(ADTOOL_USAGE, "`adder build` needs -o OUTPUT");
    if (adtool_isa(o))
        return adtool_machine_build(o);
    if (o->board)
        return adtool_build_board(o);
    status = adtool_load(o, &program);
    if (status)
        return status;
    status = write_output(o->output, program.image, program.size);
    adtool_unload(&program);
    return status;
}

/* ---- dis ------------------------------------------------------------------------------------ */

struct listing {
    struct adtool_program program;
    struct adimg img;
    FILE *out;
};

static bool write_listing(void *ctx, const char *bytes, size_t n)
{
    struct listing *l = ctx;
    return fwrite(bytes, 1, n, l->out) == n;
}

static const char *source_line(void *ctx, unsigned module, uint32_t line, size_t *length)
{
    struct listing *l = ctx;
    struct adimg_module m;
    struct adimg_object file;
    if (!adimg_module_at(&l->img, module, &m) || m.flags & 1 || !m.file ||
        !adimg_object_of(&l->img, adimg_module_cell(&l->img, m.file), &file))
        return NULL;
    return adtool_source_line(&l->program, (const char *)file.body, file.size, line, length);
}

static int print_listing(struct listing *l)
{
    const struct adimg_dump_options options = {.source = source_line, .ctx = l};
    struct adimg_fault fault;
    struct adout out;
    if (!adimg_open(&l->img, l->program.image, l->program.size, &fault))
        return adtool_complain(ADTOOL_FAILED, "%s", fault.message);
    adout_to(&out, write_listing, l);
    if (!adimg_dump(&l->img, &options, &l->program.memory.arena, &out))
        return adtool_complain(ADTOOL_FAILED, "out of memory");
    if (fflush(l->out) || out.failed)
        return adtool_complain(ADTOOL_FAILED, "can't write the listing");
    return 0;
}

int adtool_dis(const struct adtool_options *o)
{
    struct listing l = {.out = stdout};
    int status;
    if (adtool_isa(o))
        return adtool_machine_dis(o);
    status = adtool_load(o, &l.program);
    if (status)
        return status;
    if (o->output && !(l.out = fopen(o->output, "w")))
        status = adtool_complain(ADTOOL_FAILED, "can't write '%s'", o->output);
    if (!status)
        status = print_listing(&l);
    if (l.out && l.out != stdout)
        fclose(l.out);
    adtool_unload(&l.program);
    return status;
}

/* ---- asm, verify ---------------------------------------------------------------------------- */

int adtool_asm(const struct adtool_options *o)
{
    struct adhost_arena memory;
    struct adasm_error wrong;
    size_t length, size;
    int error, status;
    char *text;
    uint8_t *image;
    if (adtool_isa(o))
        return adtool_machine_asm(o);
    if (o->listing)
        return adtool_complain(ADTOOL_USAGE, "--listing is for portvm and microvm; `adder dis` "
            "prints an image");
    if (!o->output)
        return adtool_complain(ADTOOL_USAGE, "`adder asm` needs -o IMAGE");
    text = adhost_read_file(o->file, &length, &error);
    if (!text)
        return adtool_cannot_open(o->file, error);
    adhost_arena_init(&memory);
    memset(&wrong, 0, sizeof wrong);
    image = adimg_undump(text, length, &memory.arena, &size, &wrong);
    if (image)
        status = write_output(o->output, image, size);
    else
        status = adtool_complain(ADTOOL_FAILED, "%s:%u:%u: %s", o->file, (unsigned)wrong.line,
            (unsigned)wrong.column, wrong.message ? wrong.message : "out of memory");
    adhost_arena_free(&memory);
    free(text);
    return status;
}

/* Says nothing about a good image. */
int adtool_verify(const struct adtool_options *o)
{
    struct adimg_fault fault;
    size_t size;
    int error, status = 0;
    char *bytes = adhost_read_file(o->file, &size, &error);
    void *scratch;
    if (!bytes)
        return adtool_cannot_open(o->file, error);
    scratch = malloc(adimg_verify_scratch(size));
    if (!scratch) {
        status = adtool_complain(ADTOOL_FAILED, "out of memory");
    } else if (!adimg_verify((uint8_t *)bytes, size, scratch, adimg_verify_scratch(size), &fault)) {
        status = ADTOOL_FAILED;
        if (fault.pc == ADIMG_NO_PC)
            printf("%s: 0x%x: %s\n", o->file, (unsigned)fault.offset, fault.message);
        else
            printf("%s: 0x%x: pc %u: %s\n", o->file, (unsigned)fault.offset, (unsigned)fault.pc,
                fault.message);
    }
    free(scratch);
    free(bytes);
    return status;
}

int adtool_version(const struct adtool_options *o)
{
    (void)o;
    puts("adder " ADDER_VERSION);
    return 0;
}
