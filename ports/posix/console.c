/* SPDX-License-Identifier: MIT
 * console.c - standard input, output and errors.
 */
#include <errno.h>
#include <unistd.h>

#include "core/port.h"
#include "core/port_file.h"

static char out[1 << 16];
static size_t out_used;
static int out_error;
static int out_is_terminal = -1;
static unsigned char in[4096];
static size_t in_used, in_at;

static int write_all(int fd, const char *text, size_t n)
{
    while (n) {
        ssize_t done = write(fd, text, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done < 0 ? errno : EIO;
        text += done;
        n -= (size_t)done;
    }
    return 0;
}

int adport_flush(void)
{
    size_t n = out_used;
    int error;
    out_used = 0;
    error = n ? write_all(1, out, n) : 0;
    if (error && !out_error)
        out_error = error;
    return out_error;
}

static void put(const char *text, size_t n)
{
    while (n) {
        size_t part = AD_MIN(n, sizeof out - out_used);
        memcpy(out + out_used, text, part);
        out_used += part;
        text += part;
        n -= part;
        if (out_used == sizeof out)
            adport_flush();
    }
}

void adport_write(struct adder_vm *vm, int to, const char *text, size_t length)
{
    (void)vm;
    if (to != 1) {
        adport_flush();
        (void)!write_all(2, text, length);
        return;
    }
    if (out_is_terminal < 0)
        out_is_terminal = isatty(1);
    put(text, length);
    if (out_is_terminal && length && text[length - 1] == '\n')
        adport_flush();
}

int adport_read(struct adder_vm *vm)
{
    ssize_t n;
    (void)vm;
    if (in_at < in_used)
        return in[in_at++];
    adport_flush();
    do
        n = read(0, in, sizeof in);
    while (n < 0 && errno == EINTR);
    in_used = n > 0 ? (size_t)n : 0;
    in_at = 0;
    return in_used ? in[in_at++] : -1;
}
