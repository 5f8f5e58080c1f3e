/* SPDX-License-Identifier: MIT
 * cmd_opt.c - `adder opt`: the optimizers, used alone. Code of the integer machines goes through
 * machines/opt.h; an image is taken apart as text, its code rewritten on the way, and put together
 * again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/reopt.h"
#include "image/dump.h"
#include "image/undump.h"
#include "image/verify.h"
#include "machines/opt.h"
#include "tool/machine.h"
#include "tool/program.h"

static int write_output(const struct adtool_options *o, const void *bytes, size_t size)
{
    int error = adhost_write_file(o->output, bytes, size);
    if (error)
        return adtool_complain(ADTOOL_FAILED, "can't write '%s': [Errno %d] %s", o->output, error,
            strerror(error));
    return 0;
}

static bool write_to(void *file, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, file) == n;
}

static int end_report(const struct adout *out)
{
    if (fflush(stdout) || out->failed)
        return adtool_complain(ADTOOL_FAILED, "can't write the report");
    return 0;
}

/* ---- the integer machines ------------------------------------------------------------------- */

static int optimize_code(const struct adtool_options *o)
{
    struct adtool_code c;
    struct adout out;
    int status = adtool_code_load(o, true, &c);
    if (status)
        return status;
    adout_to(&out, write_to, stdout);
    struct admopt opt = {.isa = c.isa, .code = c.bytes, .size = c.size, .arena = &c.memory.arena,
        .report = o->quiet ? NULL : &out};
    if (o->plain)
        status = write_output(o, c.bytes, c.size);
    else if (!admopt_run(&opt))
        status = adtool_complain(ADTOOL_FAILED, "out of memory");
    else if (!(status = end_report(&out)))
        status = write_output(o, opt.out, opt.out_size);
    adtool_code_free(&c);
    return status;
}

/* ---- images --------------------------------------------------------------------------------- */

struct text {
    char *bytes;
    size_t size, room;
};

static bool append(void *ctx, const char *bytes, size_t n)
{
    struct text *t = ctx;
    if (n > t->room - t->size) {
        size_t room = 2 * t->room + n + 4096;
        char *more = realloc(t->bytes, room);
        if (!more)
            return false;
        t->bytes = more;
        t->room = room;
    }
    memcpy(t->bytes + t->size, bytes, n);
    t->size += n;
    return true;
}

static bool is_sound(const uint8_t *image, size_t size, struct adimg_fault *fault)
{
    void *scratch = malloc(adimg_verify_scratch(size));
    bool good = scratch && adimg_verify(image, size, scratch, adimg_verify_scratch(size), fault);
    free(scratch);
    return good;
}

static void say_sum(const struct adreopt *r, size_t before, size_t after)
{
    printf("%u of %u code objects changed\n", (unsigned)r->changed, (unsigned)r->objects);
    printf("%u instructions -> %u, %u bytes of code -> %u, image %zu bytes -> %zu\n",
        (unsigned)r->before, (unsigned)r->after, (unsigned)r->bytes_before,
        (unsigned)r->bytes_after, before, after);
}

static int rewrite_image(const struct adtool_options *o, struct adtool_program *p,
    struct text *text)
{
    struct adimg img;
    struct adimg_fault fault = {0, 0, "out of memory"};
    struct adasm_error wrong = {0, 0, NULL};
    struct adout report, out;
    size_t size;
    struct adreopt r = {.arena = &p->memory.arena, .report = o->quiet ? NULL : &report};
    const struct adimg_dump_options options = {.rewrite = adreopt_code, .rewriter = &r};
    adout_to(&report, write_to, stdout);
    adout_to(&out, append, text);
    if (!adimg_open(&img, p->image, p->size, &fault))
        return adtool_complain(ADTOOL_FAILED, "%s", fault.message);
    if (!adimg_dump(&img, &options, &p->memory.arena, &out))
        return adtool_complain(ADTOOL_FAILED, "out of memory");
    uint8_t *image = adimg_undump(text->bytes, text->size, &p->memory.arena, &size, &wrong);
    if (!image)
        return adtool_complain(ADTOOL_BROKEN, "line %u of the rewritten image: %s",
            (unsigned)wrong.line, wrong.message ? wrong.message : "out of memory");
    if (!is_sound(image, size, &fault))
        return adtool_complain(ADTOOL_BROKEN, "the rewritten image is not sound: %s",
            fault.message);
    if (!o->quiet)
        say_sum(&r, p->size, size);
    int status = end_report(&report);
    return status ? status : write_output(o, image, size);
}

static int optimize_image(const struct adtool_options *o)
{
    struct adtool_program program;
    struct text text = {NULL, 0, 0};
    int status = adtool_load(o, &program);
    if (status)
        return status;
    if (o->strip && !program.main_text)
        status = adtool_complain(ADTOOL_USAGE, "--strip is for Python files; an image keeps its "
            "lines");
    else
        status = o->plain ? write_output(o, program.image, program.size) :
            rewrite_image(o, &program, &text);
    free(text.bytes);
    adtool_unload(&program);
    return status;
}

int adtool_opt(const struct adtool_options *o)
{
    if (!o->output)
        return adtool_complain(ADTOOL_USAGE, "`adder opt` needs -o OUTPUT");
    return adtool_isa(o) ? optimize_code(o) : optimize_image(o);
}
