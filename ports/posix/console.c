/* SPDX-License-Identifier: MIT
 * console.c - standard input, output and errors, by the C library's streams: a C program around the
 * machine may use them too.
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "core/port.h"
#include "core/port_file.h"
#include "ahead.h"

#define OUT_BYTES (1 << 16)

static void prepare(void)
{
    static bool done;
    if (!done && !isatty(1))
        setvbuf(stdout, NULL, _IOFBF, OUT_BYTES);
    done = true;
}

void adport_write(struct adder_vm *vm, int to, const char *text, size_t length)
{
    (void)vm;
    if (adahead_prints(text, length))
        return;
    prepare();
    if (to == 1) {
        fwrite_unlocked(text, 1, length, stdout);
        return;
    }
    fflush(stdout);
    fwrite(text, 1, length, stderr);
}

int adport_flush(void)
{
    errno = 0;
    if (fflush(stdout) || ferror(stdout))
        return errno ? errno : EIO;
    return 0;
}

int adport_read(struct adder_vm *vm)
{
    int c = adahead_stops("it waits for input") ? EOF : getc_unlocked(stdin);
    (void)vm;
    return c == EOF ? -1 : c;
}
