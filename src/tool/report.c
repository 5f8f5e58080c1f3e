/* SPDX-License-Identifier: MIT
 * report.c - see report.h.
 */
#include "tool/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/json.h"
#include "tool/avr/run.h"
#include "tool/board.h"
#include "tool/fit/fit_image.h"
#include "tool/program.h"

/* The same image with lines and names; false: the program is an image, which is as it is. */
static bool load_named(const struct adtool_options *options, struct adtool_program *program,
                       struct adimg *named)
{
    struct adtool_options o = *options;
    struct adimg_fault fault;
    o.strip = false;
    if (adtool_load(&o, program))
        return false;
    if (adimg_open(named, program->image, program->size, &fault))
        return true;
    adtool_unload(program);
    return false;
}

struct named {
    struct adtool_program program;
    struct adimg image;
};

static const char *source_line(void *ctx, unsigned number, uint32_t line, size_t *length)
{
    struct named *n = ctx;
    struct adimg_module module;
    struct adimg_object file;
    if (!adimg_module_at(&n->image, number, &module) || module.flags & 1 || !module.file ||
        !adimg_object_of(&n->image, adimg_module_cell(&n->image, module.file), &file))
        return NULL;
    return adtool_source_line(&n->program, (const char *)file.body, file.size, line, length);
}

/* How far the program was run when the firmware was made, and why no further. */
static void say_snapshot(const struct admake *m, struct adfit *fit)
{
    const struct adsnapshot *s = m->snapshot;
    char printed[48] = "";
    if (s->effects.printed)
        snprintf(printed, sizeof printed, ", %u bytes were printed", s->effects.printed);
    if (s->end)
        snprintf(fit->note, sizeof fit->note, "snapshot: %llu instructions were run here%s; "
            "then %s", (unsigned long long)s->steps, printed, s->reason);
    else if (s->reason)
        snprintf(fit->note, sizeof fit->note, "snapshot: none, the program begins at its "
            "beginning: %s", s->reason);
}

static int make_fit(struct admake *m, const struct adtool_options *o, const struct adimg *image,
                    struct adfit *fit)
{
    struct named n;
    bool known = load_named(o, &n.program, &n.image);
    struct adfit_source source = {.image = image, .named = known ? &n.image : NULL,
        .line = known ? source_line : NULL, .ctx = &n};
    const char *file = o->file ? o->file : "<string>", *slash = strrchr(file, '/');
    int status;
    snprintf(fit->program, sizeof fit->program, "%s", slash ? slash + 1 : file);
    status = admake_fit(m, &source, fit);
    say_snapshot(m, fit);
    if (!status)
        adfit_find_hints(fit, &source);
    if (known)
        adtool_unload(&n.program);
    return status;
}

/* ---- the simulated run ---------------------------------------------------------------------- */

static void read_run(struct adfit_run *run, const struct adjson *data)
{
    const struct adjson *figures = adjson_get(data, "figures");
    run->done = true;
    run->seconds = adjson_number(data, "ms", 0) / 1000;
    snprintf(run->end, sizeof run->end, "%s", adjson_text(data, "end", "?"));
    run->stack_peak = (uint32_t)adjson_number(data, "stack_used", 0);
    run->stack_at = adjson_number(data, "stack_used_ms", -1000) / 1000;
    run->block_peak = (uint32_t)adjson_number(data, "ram_touched", 0);
    run->block_at = adjson_number(data, "ram_touched_ms", -1000) / 1000;
    run->collections = adjson_number(figures, "collections", -1);
}

/* What the program prints is not wanted here; what the simulator complains of is. */
static int simulate(const struct admake *m, const struct adtool_options *o, struct adfit *fit)
{
    char path[1200], option[1300], errors[1200], simulator[1024], cycles[32];
    struct adrun *c = calloc(1, sizeof *c);
    struct adjson *data;
    size_t size;
    int error;
    char *text;
    if (!c)
        return ADTOOL_FAILED;
    snprintf(path, sizeof path, "%s/run.json", m->folder);
    snprintf(errors, sizeof errors, "%s/run.txt", m->folder);
    adtool_find_simulator(simulator, sizeof simulator);
    snprintf(cycles, sizeof cycles, "%.0f", o->simulate * (double)m->board.frequency);
    adrun_word(c, simulator);
    adrun_words(c, "--board");
    adrun_word(c, m->board.name);
    adrun_words(c, "--cycles");
    adrun_word(c, cycles);
    snprintf(option, sizeof option, "--json=%s", path);
    adrun_word(c, option);
    adrun_word(c, m->elf);
    (void)adrun_run(c, errors, "/dev/null");
    free(c);
    text = adhost_read_file(path, &size, &error);
    data = text ? adjson_read(text) : NULL;
    if (data)
        read_run(&fit->run, data);
    free(data);
    free(text);
    return fit->run.done ? 0 : admake_show_errors(errors, "the simulated run");
}

static int say_too_large(const struct admake *m)
{
    const struct adboard *b = &m->board;
    if (m->flash > b->flash)
        return adtool_complain(ADTOOL_FAILED,
            "the program does not fit: %lu bytes of flash, the %s has %lu; %lu too many", m->flash,
            b->name, b->flash, m->flash - b->flash);
    return adtool_complain(ADTOOL_FAILED,
        "the program does not fit: %lu bytes of RAM for C variables and %lu for the C stack leave "
        "no room for the block in %lu", m->ram, b->c_stack, b->ram);
}

int adtool_write_fit(const char *path, const struct adfit *fit,
                     void (*write)(const struct adfit *fit, FILE *to))
{
    FILE *to = strcmp(path, "-") ? fopen(path, "w") : stdout;
    int failed;
    if (!to)
        return adtool_complain(ADTOOL_FAILED, "can't write '%s': [Errno %d] %s", path, errno,
            strerror(errno));
    write(fit, to);
    failed = fflush(to) || ferror(to);
    if (to != stdout)
        failed |= fclose(to);
    return failed ? adtool_complain(ADTOOL_FAILED, "can't write '%s'", path) : 0;
}

static int write_files(const struct adtool_options *o, const struct adfit *fit)
{
    int status = 0;
    if (o->json)
        status = adtool_write_fit(o->json, fit, adfit_write_json);
    if (!status && o->report)
        status = adtool_write_fit(o->report, fit, adfit_write_html);
    return status;
}

static void tell_stack(const struct admake *m, FILE *to)
{
    const struct adcstack *s = &m->stack;
    if (!s->bytes)
        fprintf(to, "C stack: the board's %lu bytes are kept, for no bound is known: %s\n",
            m->board.c_stack, s->why);
    else
        fprintf(to, "C stack: %u bytes at the deepest\n", s->bytes);
    for (unsigned i = 0; i < s->calls; i++)
        fprintf(to, "  %7u  %s\n", s->chain[i].bytes, s->chain[i].name);
}

static void tell(const struct admake *m, const struct adtool_options *o, const struct adfit *fit)
{
    FILE *to = adfit_fits(fit) ? stdout : stderr;
    struct adfit_look look = adfit_look_of(to, o->verbose ? ADFIT_BY_PIECE :
        adfit_fits(fit) ? ADFIT_BY_SECTION : ADFIT_BY_PART);
    if (adfit_fits(fit) && (o->quiet || (o->json && !strcmp(o->json, "-"))))
        return;
    adfit_print(fit, &look, to);
    if (o->verbose)
        tell_stack(m, to);
    if (!adfit_fits(fit))
        adfit_print_hints(fit, to);
}

int adtool_fit(struct admake *m, const struct adtool_options *o, const struct adimg *image)
{
    struct adfit fit = {0};
    int status = admake_finish(m), written;
    bool fits = m->flash <= m->board.flash && admake_block(m);
    char path[1200];
    if (status || (fits && !o->fit))
        return status;
    if (o->fit_to)
        return make_fit(m, o, image, o->fit_to);
    if (!fits)
        status = say_too_large(m);
    if (make_fit(m, o, image, &fit)) {
        adfit_free(&fit);
        return ADTOOL_BROKEN;
    }
    if (fits && o->simulate > 0)
        status = simulate(m, o, &fit);
    tell(m, o, &fit);
    written = write_files(o, &fit);
    snprintf(path, sizeof path, "%s/" ADMAKE_FIT, m->folder);
    if (fits && !written)
        written = adtool_write_fit(path, &fit, adfit_write_json); /* for admake_save */
    adfit_free(&fit);
    return status ? status : written;
}
