/* SPDX-License-Identifier: MIT
 * record.h - finds what a chip says of an exception (image/record.h) between its normal output, and
 * takes it apart. Whatever the bytes are, nothing worse than a damaged record comes of it.
 */
#ifndef ADDER_TOOL_RECORD_H
#define ADDER_TOOL_RECORD_H

#include "image/read.h"

/* The id by which a record and an image know each other: of the image that the firmware has. */
uint16_t adrecord_id(const struct adimg *image);

enum { ADRECORD_MOST = 8192 /* bytes of a record: more than 2 KB of RAM can say */ };

struct adrecord_object {
    uint16_t cell;        /* that refers to it: its name                     */
    unsigned layout;      /* ADT_: as in struct adimg_object                 */
    uint32_t size;        /* as the header counts it                         */
    const uint8_t *body;
    uint32_t bytes;       /* of the body, as many as were sent               */
};

struct adrecord {
    uint16_t id;
    const uint8_t *frames; /* u16 each, innermost first */
    size_t nframes;
    const uint8_t *cells;  /* up to and without the 0   */
    size_t cells_bytes;
    uint16_t exception;    /* the first cell            */
};

/* The object that a cell refers to, among those of the record; false: it is not there. */
bool adrecord_object(const struct adrecord *r, uint16_t cell, struct adrecord_object *object);

/* A stream of bytes. Set text, record, damaged and ctx; all else begins as 0. */
struct adrecord_stream {
    void (*text)(void *ctx, const uint8_t *bytes, size_t n);  /* the program's own output    */
    void (*record)(void *ctx, const struct adrecord *record); /* good until it returns       */
    void (*damaged)(void *ctx, const char *what); /* its bytes come as text then             */
    void *ctx;
    uint8_t kept[ADRECORD_MOST]; /* what may be a record: it begins at the first byte */
    size_t nkept, seen;          /* of which so many bytes are looked at              */
    int state;
    bool half;                   /* the low byte of a word is there */
    uint8_t low, left;
    size_t frames, cells, sums;  /* where these parts begin         */
};

void adrecord_feed(struct adrecord_stream *s, const uint8_t *bytes, size_t n);
/* No more bytes come. */
void adrecord_end(struct adrecord_stream *s);

#endif
