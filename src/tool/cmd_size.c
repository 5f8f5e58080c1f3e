/* SPDX-License-Identifier: MIT
 * cmd_size.c - adder size: what a build takes, or what changed between two. A build is a firmware,
 * the data that `adder build --json` wrote, or a program, which is then built.
 */
#include <stdio.h>
#include <string.h>

#include "tool/board.h"
#include "tool/cmd.h"
#include "tool/fit/fit.h"

static bool has_end(const char *name, const char *end)
{
    size_t n = strlen(name), k = strlen(end);
    return n > k && !strcmp(name + n - k, end);
}

static bool is_program(const char *file)
{
    return has_end(file, ".py") || has_end(file, ".bc") || has_end(file, ".adi");
}

static int read_build(const struct adtool_options *options, const char *file, struct adfit *fit)
{
    struct adtool_options o = *options;
    int error = 0;
    if (is_program(file)) {
        if (!o.board)
            return adtool_complain(ADTOOL_USAGE, "%s is a program: --board says what to build it "
                "for", file);
        o.file = file;
        return adtool_fit_board(&o, fit);
    }
    if (adfit_read(fit, file, &error))
        return 0;
    if (error)
        return adtool_cannot_open(file, error);
    return adtool_complain(ADTOOL_USAGE, "%s is no firmware, no data of `adder build --json` and "
        "no program", file);
}

static int show_one(const struct adtool_options *o, const struct adfit *fit)
{
    struct adfit_look look = adfit_look_of(stdout, o->verbose ? ADFIT_BY_PIECE : ADFIT_BY_PART);
    if (o->json)
        return adtool_write_fit(o->json, fit, adfit_write_json);
    adfit_print(fit, &look, stdout);
    return 0;
}

static bool grew(const struct adtool_options *o, const struct adfit *a, const struct adfit *b)
{
    for (unsigned m = 0; m < ADFIT_MEMORIES; m++)
        if (b->used[m] > a->used[m] && b->used[m] - a->used[m] > (uint64_t)o->grow)
            return true;
    return false;
}

static int show_two(const struct adtool_options *o, const struct adfit *a, const struct adfit *b)
{
    struct adfit_look look = adfit_look_of(stdout, o->verbose ? ADFIT_BY_PIECE : ADFIT_BY_PART);
    FILE *to = stdout;
    if (o->json) {
        if (strcmp(o->json, "-") && !(to = fopen(o->json, "w")))
            return adtool_complain(ADTOOL_FAILED, "can't write '%s'", o->json);
        adfit_write_difference(a, b, to);
        if (to != stdout && fclose(to))
            return adtool_complain(ADTOOL_FAILED, "can't write '%s'", o->json);
    }
    if (!o->quiet && to == stdout && !o->json)
        adfit_print_difference(a, b, &look, to);
    return o->grow >= 0 && grew(o, a, b) ? ADTOOL_FAILED : 0;
}

int adtool_size(const struct adtool_options *o)
{
    struct adfit a = {0}, b = {0};
    int status = read_build(o, o->file, &a);
    if (!status && o->second)
        status = read_build(o, o->second, &b);
    if (!status)
        status = o->second ? show_two(o, &a, &b) : show_one(o, &a);
    adfit_free(&a);
    adfit_free(&b);
    return status;
}
