/* SPDX-License-Identifier: MIT
 * board.c - see board.h. The image is made again as long as the firmware turns out to need more
 * functions of lib/builtins (docs/design/tailoring.md).
 */
#include "tool/board.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool/avr/decode.h"
#include "tool/avr/make.h"
#include "tool/avr/shake.h"
#include "tool/program.h"
#include "tool/report.h"

enum { MOST_ROUNDS = 64 }; /* each finds at least one new need */

/* Where the images of the rounds come from. */
struct origin {
    struct adtool_options options;
    struct adsnapshot snapshot; /* when it is none, the program is compiled for each round ... */
    struct adtool_program program;
    struct adimg image;         /* ... else this one, with all of lib/builtins, is cut */
};

/* What the block has in it at the start was made in a block of about this size, not just this. */
static int check_contents(const struct admake *m)
{
    unsigned long bytes = m->contents ? 2ul * (m->contents->objects + m->contents->stacked -
        adtailor_no_roots(&m->tailor)) : 0;
    return bytes <= admake_block(m) ? 0 : adtool_complain(ADTOOL_FAILED,
        "what the program has made before it needs the chip takes %lu bytes of RAM, %lu are left; "
        "--no-snapshot begins at its beginning", bytes, admake_block(m));
}

static int finish(struct admake *m, const struct adtool_options *o, const struct adimg *image)
{
    int status = admake_stack(m);
    if (!status)
        status = adtool_fit(m, o, image);
    if (!status)
        status = check_contents(m);
    return status ? status : adsym_write(m->symbols, image, o);
}

static int round_of(struct admake *m, const struct adtool_options *o, const struct adimg *image,
                    bool *more)
{
    int status = admake_round(m, image, more);
    if (m->snapshot->end == ADSNAPSHOT_FINISHED)
        *more = false; /* there is no machine in it */
    return status || *more ? status : finish(m, o, image);
}

static int load(const struct adtool_options *o, struct adtool_program *program, struct adimg *image)
{
    struct adimg_fault fault;
    int status = adtool_load(o, program);
    if (status)
        return status;
    if (!adimg_open(image, program->image, program->size, &fault))
        status = adtool_complain(ADTOOL_BROKEN, "%s", fault.message);
    else if (image->width != 2 || image->float_bytes != 4)
        status = adtool_complain(
            ADTOOL_USAGE, "%s is no image for this board", program->main_file);
    if (status)
        adtool_unload(program);
    return status;
}

static int run_ahead(struct origin *o, const struct admake *m, unsigned print_most)
{
    size_t block = m->block ? m->block : m->board.ram - m->board.c_stack;
    adsnapshot_free(&o->snapshot);
    return adsnapshot_take(&o->snapshot, &o->image, block, print_most) ? 0
        : adtool_complain(ADTOOL_FAILED, "no memory to run the program");
}

/* Beyond its first output a program came to where it cannot go on from: then only up to that. */
static int retreat(struct origin *o, const struct admake *m)
{
    return o->snapshot.end || !o->snapshot.effects.printed ? 0 : run_ahead(o, m, 0);
}

/* Runs the program here. One that has a fault, or is too large with all of lib/builtins, is
 * compiled again for the first round, which complains. */
static int take_snapshot(struct origin *o, const struct admake *m)
{
    int status;
    o->options.silent = true;
    o->options.strip = false; /* lines are for the decoder of errors */
    status = load(&o->options, &o->program, &o->image);
    o->options.silent = false;
    o->options.strip = true;
    o->snapshot.reason = "it is too large together with all of lib/builtins";
    if (status)
        return 0;
    status = run_ahead(o, m, o->options.print_ahead);
    if (!status)
        status = retreat(o, m);
    if (status || o->snapshot.end == ADSNAPSHOT_NONE)
        adtool_unload(&o->program);
    return status;
}

/* Which classes nothing changes any more, and which objects instructions ask for an attribute, is
 * found in the program with all classes in the block; then it is cut anew, with those in the
 * image. */
static const char *shake(const struct admake *m, const struct origin *o, struct adshaken *s)
{
    struct adfixed fixed;
    const char *fault = adshake(s, &o->image, &o->snapshot.state, m->tailor.frozen, NULL);
    if (fault)
        return fault;
    fault = adtailor_fixed(&m->tailor, s, o->image.size, &fixed) ? NULL : "no memory";
    if (!fault) {
        adshake_free(s);
        fault = adshake(s, &o->image, &o->snapshot.state, m->tailor.frozen, &fixed);
    }
    free(fixed.receiver);
    return fault;
}

static int snapshot_round(struct admake *m, struct origin *o, bool *more)
{
    struct adshaken shaken;
    bool ended = o->snapshot.end == ADSNAPSHOT_FINISHED;
    const char *fault = ended ? adshake_nothing(&shaken)
        : shake(m, o, &shaken);
    int status;
    m->contents = ended ? NULL : &shaken.ram;
    if (fault) { /* an earlier snapshot then, or none */
        o->snapshot.end = ADSNAPSHOT_NONE;
        o->snapshot.reason = fault;
        status = retreat(o, m);
        *more = true;
        if (!o->snapshot.end)
            adtool_unload(&o->program);
    } else {
        status = round_of(m, &o->options, &shaken.image, more);
    }
    m->contents = NULL;
    adshake_free(&shaken);
    return status;
}

static int plain_round(struct admake *m, struct origin *o, bool *more)
{
    struct adtool_program program;
    struct adimg image;
    int status;
    o->options.frozen = m->tailor.frozen;
    status = load(&o->options, &program, &image);
    if (status)
        return status;
    status = round_of(m, &o->options, &image, more);
    adtool_unload(&program);
    return status;
}

static int rounds(struct admake *m, struct origin *o)
{
    bool more = true;
    int status = 0, i;
    for (i = 0; more && !status && i < MOST_ROUNDS; i++)
        status = o->snapshot.end ? snapshot_round(m, o, &more) : plain_round(m, o, &more);
    return !status && more ? adtool_complain(ADTOOL_BROKEN, "the firmware finds no end") : status;
}

static int build(struct admake *m, const struct adtool_options *options)
{
    struct origin *o = calloc(1, sizeof *o);
    int status = o ? 0 : ADTOOL_FAILED;
    if (!o)
        return status;
    o->options = *options;
    o->options.cell = 16;
    o->options.strip = true;
    m->block = (unsigned)options->block;
    m->snapshot = &o->snapshot;
    if (options->everything)
        status = admake_everything(m);
    else if (!options->no_snapshot)
        status = take_snapshot(o, m);
    m->tailor.restart = options->restart; /* of one with everything too */
    if (!status)
        status = rounds(m, o);
    if (o->snapshot.end)
        adtool_unload(&o->program);
    m->snapshot = NULL;
    adsnapshot_free(&o->snapshot);
    free(o);
    return status;
}

/* Where the firmware goes when nobody said: app.py becomes app.hex, here. */
static void default_output(const char *file, char *path, size_t room)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    int n = dot && dot > name ? (int)(dot - name) : (int)strlen(name);
    snprintf(path, room, "%.*s.hex", n, strcmp(file, "-") ? name : "firmware");
}

int adtool_build_board(const struct adtool_options *options)
{
    struct adtool_options o = *options;
    struct admake *m = calloc(1, sizeof *m);
    int status = m ? admake_begin(m, options->board) : ADTOOL_FAILED;
    char path[256];
    o.fit = true;
    if (!status) {
        status = build(m, &o);
        default_output(o.file, path, sizeof path);
        if (!status)
            status = admake_save(m, o.output ? o.output : path);
        if (!status)
            status = adsym_save(m->symbols, o.output ? o.output : path);
        admake_end(m);
    }
    free(m);
    return status;
}

int adtool_fit_board(const struct adtool_options *options, struct adfit *fit)
{
    struct adtool_options o = *options;
    struct admake *m = calloc(1, sizeof *m);
    int status = m ? admake_begin(m, options->board) : ADTOOL_FAILED;
    o.fit = true;
    o.fit_to = fit;
    if (!status) {
        status = build(m, &o);
        admake_end(m);
    }
    free(m);
    return status;
}

/* ---- the simulated board -------------------------------------------------------------------- */

/* adder-sim lies beside this program. */
void adtool_find_simulator(char *path, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", path, size - 1);
    char *slash;
    path[n > 0 ? n : 0] = 0;
    slash = strrchr(path, '/');
    snprintf(slash ? slash + 1 : path, size - (size_t)(slash ? slash + 1 - path : 0), "adder-sim");
}

/* What adder-sim is to do; argv has room for it. */
static void simulator_words(const char *board, const char *elf, const struct adtool_options *o,
                            char *cycles, size_t room, const char **argv)
{
    int i;
    *argv++ = "--board";
    *argv++ = board;
    if (o->cycles) {
        snprintf(cycles, room, "%llu", (unsigned long long)o->cycles);
        *argv++ = "--cycles";
        *argv++ = cycles;
    }
    if (o->vcd) {
        *argv++ = "--vcd";
        *argv++ = o->vcd;
    }
    if (o->wave) {
        *argv++ = "--wave";
        *argv++ = o->wave;
    }
    if (o->stats)
        *argv++ = "--stats";
    if (!isatty(STDIN_FILENO))
        *argv++ = "--stdin";
    for (i = 0; i < o->nsim; i++)
        *argv++ = o->sim[i];
    *argv++ = elf;
    *argv = NULL;
}

/* The simulator's output goes into the pipe, if there is one. */
static pid_t start_simulator(const char *const *argv, const int *to)
{
    pid_t child = fork();
    if (child)
        return child;
    if (to) {
        dup2(to[1], STDOUT_FILENO);
        close(to[0]);
        close(to[1]);
    }
    execv(argv[0], (char **)(uintptr_t)argv);
    fprintf(stderr, "adder: cannot run %s: %s\n", argv[0], strerror(errno));
    _exit(ADTOOL_BROKEN);
}

int adtool_simulate(const char *board, const char *elf, const char *symbols,
                    const struct adtool_options *o)
{
    char simulator[1024], cycles[24];
    const char *argv[16 + ADTOOL_SIM_MOST] = {simulator};
    struct addecoded found = {0};
    struct adsym s;
    int status = 0, to[2];
    pid_t child;
    adtool_find_simulator(simulator, sizeof simulator);
    simulator_words(board, elf, o, cycles, sizeof cycles, argv + 1);
    if (symbols)
        status = pipe(to) ? adtool_complain(ADTOOL_FAILED, "no pipe") : adsym_open(&s, symbols);
    if (status)
        return status;
    fflush(stdout);
    child = start_simulator(argv, symbols ? to : NULL);
    if (symbols) {
        close(to[1]);
        addecode_stream(&s, to[0], &found);
        close(to[0]);
        adsym_close(&s);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return adtool_complain(ADTOOL_FAILED, "cannot start %s", simulator);
    return WIFEXITED(status) ? WEXITSTATUS(status) : ADTOOL_BROKEN;
}

int adtool_run_board(const struct adtool_options *options)
{
    struct admake *m = calloc(1, sizeof *m);
    int status = m ? admake_begin(m, options->board) : ADTOOL_FAILED;
    if (!status) {
        status = build(m, options);
        if (!status)
            status = adtool_simulate(m->board.name, m->elf, m->symbols, options);
        admake_end(m);
    }
    free(m);
    return status;
}
