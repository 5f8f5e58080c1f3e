/* SPDX-License-Identifier: MIT
 * need.c - `adder run --need`: the smallest block in which a program still ends as it does in the
 * largest one. Found by halving, each trial in a process of its own, without output, with the same
 * input, and with a clock that jumps over what is slept. docs/design/need.md
 */
#include "tool/need.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/port_file.h"
#include "tool/python_vm.h"

/* Standard input, as a file that each trial reads from its beginning; -1: none. */
static int keep_input(void)
{
    char bytes[4096];
    ssize_t n;
    FILE *kept = isatty(STDIN_FILENO) ? NULL : tmpfile();
    if (!kept)
        return -1;
    while ((n = read(STDIN_FILENO, bytes, sizeof bytes)) > 0)
        fwrite(bytes, 1, (size_t)n, kept);
    fflush(kept);
    return fileno(kept);
}

static void redirect(int input)
{
    int nothing = open("/dev/null", O_RDWR);
    if (input >= 0)
        lseek(input, 0, SEEK_SET);
    dup2(input >= 0 ? input : nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
}

/* The status of a run with a block of so many bytes; -1: there was none. */
static int trial(const struct adtool_options *options, uint64_t bytes, int input)
{
    struct adtool_options o = *options;
    int status;
    pid_t child = fork();
    if (child == 0) {
        redirect(input);
        adport_sleep_virtually();
        o.need = false;
        o.memory = bytes;
        _exit(adtool_run(&o));
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/* The verdict is the status: a program may well print how much is free. */
static int search(const struct adtool_options *options, uint64_t largest, unsigned cell_bytes)
{
    uint64_t too_few = 0, enough = largest / cell_bytes; /* cells */
    int input = keep_input(), wanted = trial(options, largest, input);
    if (wanted == ADTOOL_FAILED || wanted < 0)
        return adtool_complain(ADTOOL_FAILED, "the program fails with %llu bytes too",
            (unsigned long long)largest);
    while (enough - too_few > 1) {
        uint64_t middle = too_few + (enough - too_few) / 2;
        if (trial(options, middle * cell_bytes, input) == wanted)
            enough = middle;
        else
            too_few = middle;
    }
    printf("need: %llu bytes\n", (unsigned long long)enough * cell_bytes);
    return 0;
}

int adtool_need(const struct adtool_options *options)
{
    struct adtool_python r;
    struct adder_stats stats = {0};
    unsigned bytes = 0;
    int status;
    if (options->file && !strcmp(options->file, "-"))
        return adtool_complain(ADTOOL_USAGE, "--need reads the program again and again: no -");
    status = adtool_python_open(&r, options);
    if (!r.engine)
        return status;
    if (!status) {
        r.engine->get_stats(r.vm, &stats);
        bytes = r.engine->cell_bits / 8;
    }
    adtool_python_close(&r);
    return status ? status : search(options, stats.block, bytes);
}
