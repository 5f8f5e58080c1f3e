/* SPDX-License-Identifier: MIT
 * outbuf.h - where bytes go: to a callback of the caller's, into memory of a fixed size, or
 * nowhere, to be counted. Writers of text use it instead of stdio.
 */
#ifndef ADDER_OUTBUF_H
#define ADDER_OUTBUF_H

#include "base/base.h"

/* Takes n bytes; false when it cannot, after which nothing more is sent. */
typedef bool (*adout_write)(void *ctx, const char *bytes, size_t n);

struct adout {
    adout_write write; /* NULL: see room */
    void *ctx;
    char *memory;      /* with room: the first bytes come here; NULL: they are only counted */
    size_t room;
    size_t count;      /* bytes so far, those that had no room included */
    size_t line;       /* the value of count at the start of the line: for adout_column */
    bool failed;       /* the callback refused, or memory was too small */
};

void adout_to(struct adout *out, adout_write write, void *ctx);
void adout_memory(struct adout *out, char *memory, size_t room);
void adout_counter(struct adout *out);

void adout_bytes(struct adout *out, const char *bytes, size_t n);
void adout_byte(struct adout *out, char c);
void adout_text(struct adout *out, const char *text); /* up to its end mark */
void adout_int(struct adout *out, int64_t value);     /* decimal */
void adout_hex(struct adout *out, uint64_t value, unsigned digits); /* at least as many digits */
/* Blanks up to a column (0 is the first); at least one. */
void adout_column(struct adout *out, size_t column);
/* In double quotes, with \\ \" \n \r \t and \xHH for what is not printable ASCII; bytes from
 * 0x80 on stay as they are when `utf8`. */
void adout_quoted(struct adout *out, const uint8_t *bytes, size_t n, bool utf8);

#endif
