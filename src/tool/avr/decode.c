/* SPDX-License-Identifier: MIT
 * decode.c - see decode.h; and `adder decode`.
 */
#include "tool/avr/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tool/avr/traceback.h"

struct decoder {
    const struct adsym *symbols;
    struct addecoded *found;
};

static void show_text(void *ctx, const uint8_t *bytes, size_t n)
{
    (void)ctx;
    fwrite(bytes, 1, n, stdout);
}

static bool to_stderr(void *ctx, const char *bytes, size_t n)
{
    (void)ctx;
    return fwrite(bytes, 1, n, stderr) == n;
}

static void show_record(void *ctx, const struct adrecord *record)
{
    struct decoder *d = ctx;
    uint16_t id = adrecord_id(&d->symbols->image);
    struct adout out;
    fflush(stdout);
    if (record->id != id) {
        d->found->foreign++;
        adtool_complain(0,
            "the chip reports an error of another program (%04x) than that of %s (%04x)",
            record->id, d->symbols->path, id);
        return;
    }
    d->found->tracebacks++;
    adout_to(&out, to_stderr, NULL);
    adtraceback_write(d->symbols, record, &out);
    fflush(stderr);
}

static void show_damaged(void *ctx, const char *what)
{
    struct decoder *d = ctx;
    d->found->damaged++;
    adtool_complain(0, "the chip reports an error, but the report is damaged: %s", what);
}

int addecode_stream(const struct adsym *s, int file, struct addecoded *found)
{
    struct decoder decoder = {s, found};
    struct adrecord_stream *stream = calloc(1, sizeof *stream);
    uint8_t bytes[4096];
    ssize_t n;
    int error = 0;
    if (!stream)
        return ENOMEM;
    stream->text = show_text;
    stream->record = show_record;
    stream->damaged = show_damaged;
    stream->ctx = &decoder;
    while ((n = read(file, bytes, sizeof bytes)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            error = errno;
            break;
        }
        adrecord_feed(stream, bytes, (size_t)n);
        fflush(stdout);
    }
    adrecord_end(stream);
    fflush(stdout);
    free(stream);
    return error;
}

/* ---- adder decode --------------------------------------------------------------------------- */

/* A serial line gets the speed and form that all boards have; anything else is read as it is. */
static int open_input(const char *path)
{
    struct termios t;
    int file = open(path, O_RDONLY | O_NOCTTY);
    if (file >= 0 && tcgetattr(file, &t) == 0) {
        cfmakeraw(&t);
        t.c_cflag |= CLOCAL | CREAD;
        cfsetspeed(&t, B115200);
        tcsetattr(file, TCSANOW, &t);
    }
    return file;
}

/* A line that goes away (the cable, a pseudo-terminal) has ended. */
static int decode(const struct adsym *s, const char *input)
{
    struct addecoded found = {0};
    int file = input ? open_input(input) : STDIN_FILENO, error;
    if (file < 0)
        return adtool_cannot_open(input, errno);
    error = addecode_stream(s, file, &found);
    if (input)
        close(file);
    if (error && !(error == EIO && input))
        return adtool_complain(ADTOOL_FAILED, "can't read: %s", strerror(error));
    return found.tracebacks || found.damaged || found.foreign ? ADTOOL_FAILED : 0;
}

int adtool_decode(const struct adtool_options *o)
{
    struct adsym s;
    int status = adsym_open(&s, o->file);
    if (!status) {
        status = decode(&s, o->from);
        adsym_close(&s);
    }
    return status;
}
