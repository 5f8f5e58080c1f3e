/* SPDX-License-Identifier: MIT
 * record.c - see record.h. What may be a record is kept until it is whole or wrong; in the second
 * case all but its begin is looked at once more, for another record may have begun in it.
 */
#include "tool/avr/record.h"

#include <string.h>

#include "image/crc.h"
#include "image/record.h"

uint16_t adrecord_id(const struct adimg *image)
{
    uint32_t crc = adcrc_32(image->bytes, image->size);
    return (uint16_t)((crc ^ crc >> 16) + ADRECORD_VERSION);
}

/* ---- a whole record ------------------------------------------------------------------------- */

/* Reads forward in what is there. */
struct reader {
    const uint8_t *at, *end;
    bool more; /* it ended too early */
};

static const uint8_t *take(struct reader *r, size_t n)
{
    const uint8_t *at = r->at;
    if ((size_t)(r->end - at) < n) {
        r->more = true;
        return NULL;
    }
    r->at += n;
    return at;
}

static uint16_t take_word(struct reader *r)
{
    const uint8_t *p = take(r, 2);
    return p ? (uint16_t)adcc_read16(p) : 0;
}

static bool in_block(uint16_t cell) { return cell && !(cell & 0x8001u); }

/* A cell and the bytes of its object. */
static uint16_t take_cell(struct reader *r, const uint8_t **object, size_t *n)
{
    uint16_t cell = take_word(r);
    const uint8_t *count = in_block(cell) ? take(r, 1) : NULL;
    *n = count ? *count : 0;
    *object = count ? take(r, *n) : NULL;
    return cell;
}

bool adrecord_object(const struct adrecord *record, uint16_t cell, struct adrecord_object *o)
{
    struct reader r = {record->cells, record->cells + record->cells_bytes, false};
    const uint8_t *bytes;
    size_t n = 0, head = 2;
    uint16_t found;
    uint64_t header;
    do
        found = take_cell(&r, &bytes, &n);
    while (found && !r.more && (found != cell || n < 2));
    if (!found || r.more)
        return false;
    header = adcc_read16(bytes);
    *o = (struct adrecord_object){.cell = cell, .layout = adcc_layout(2, header),
        .size = adcc_size(2, header)};
    if (o->size == ADCC_ESCAPE) {
        head = 4;
        o->size = n < head ? 0 : adcc_read16(bytes + 2) >> 1;
    }
    o->body = bytes + head;
    o->bytes = (uint32_t)AD_MIN(n < head ? 0 : n - head,
        adcc_body_bytes(2, o->layout, o->size));
    return adcc_is_header(2, header) && n >= head;
}

/* ---- the stream ----------------------------------------------------------------------------- */

enum state { BEGIN, ID, FRAMES, CELLS, COUNT, OBJECT, SUMS };
enum outcome { MORE, NONE, WRONG, DAMAGED, WHOLE };

static bool sums_agree(const uint8_t *from, const uint8_t *to)
{
    uint8_t sum = 0, sums = 0;
    for (; from < to; from++) {
        sum = (uint8_t)(sum + *from);
        sums = (uint8_t)(sums + sum);
    }
    return to[0] == sum && to[1] == sums;
}

static enum outcome take_in(struct adrecord_stream *s, uint16_t word)
{
    switch (s->state) {
    case ID:
        s->state = FRAMES;
        s->frames = s->seen;
        return MORE;
    case FRAMES:
        if (word > 0x7fff)
            return WRONG;
        if (word == 0) {
            s->state = CELLS;
            s->cells = s->seen;
        }
        return MORE;
    case CELLS:
        if (word == 0 && s->seen == s->cells + 2)
            return WRONG;
        s->state = word == 0 ? SUMS : in_block(word) ? COUNT : CELLS;
        s->sums = s->seen;
        return MORE;
    }
    return sums_agree(s->kept + 2, s->kept + s->sums) ? WHOLE : DAMAGED;
}

static enum outcome step(struct adrecord_stream *s)
{
    uint8_t byte = s->kept[s->seen++];
    switch (s->state) {
    case BEGIN:
        if (byte != (s->seen == 1 ? ADRECORD_BEGIN_1 : ADRECORD_BEGIN_2))
            return NONE;
        s->state = s->seen == 1 ? BEGIN : ID;
        return MORE;
    case COUNT:
        s->left = byte;
        s->state = OBJECT;
        return byte < 2 ? WRONG : MORE;
    case OBJECT:
        if (--s->left == 0)
            s->state = CELLS;
        return MORE;
    }
    s->half = !s->half;
    if (!s->half)
        return take_in(s, (uint16_t)(s->low | byte << 8));
    s->low = byte;
    return MORE;
}

/* The first n bytes are done with. */
static void drop(struct adrecord_stream *s, size_t n, bool as_text)
{
    if (as_text && n)
        s->text(s->ctx, s->kept, n);
    s->nkept -= n;
    memmove(s->kept, s->kept + n, s->nkept);
    s->seen = 0;
    s->state = BEGIN;
    s->half = false;
}

static void finish(struct adrecord_stream *s)
{
    struct adrecord record = {.id = (uint16_t)adcc_read16(s->kept + 2),
        .frames = s->kept + s->frames, .nframes = (s->cells - s->frames) / 2 - 1,
        .cells = s->kept + s->cells, .cells_bytes = s->sums - s->cells - 2,
        .exception = (uint16_t)adcc_read16(s->kept + s->cells)};
    s->record(s->ctx, &record);
    drop(s, s->seen, false);
}

static void damaged(struct adrecord_stream *s, const char *what)
{
    s->damaged(s->ctx, what);
    drop(s, 2, true);
}

static size_t text_length(const struct adrecord_stream *s)
{
    const uint8_t *begin = memchr(s->kept, ADRECORD_BEGIN_1, s->nkept);
    return begin ? (size_t)(begin - s->kept) : s->nkept;
}

static void look(struct adrecord_stream *s)
{
    for (;;) {
        if (s->seen == 0)
            drop(s, text_length(s), true);
        if (s->seen == s->nkept)
            return;
        switch (step(s)) {
        case MORE: break;
        case NONE: drop(s, 1, true); break;
        case WRONG: damaged(s, "its bytes make no sense"); break;
        case DAMAGED: damaged(s, "its checksum is wrong"); break;
        case WHOLE: finish(s); break;
        }
    }
}

void adrecord_feed(struct adrecord_stream *s, const uint8_t *bytes, size_t n)
{
    while (n) {
        size_t part = AD_MIN(n, sizeof s->kept - s->nkept);
        memcpy(s->kept + s->nkept, bytes, part);
        s->nkept += part;
        bytes += part;
        n -= part;
        look(s);
        while (s->nkept == sizeof s->kept) {
            damaged(s, "it has no end");
            look(s);
        }
    }
}

void adrecord_end(struct adrecord_stream *s)
{
    while (s->nkept) {
        if (s->nkept < 2)
            drop(s, s->nkept, true);
        else
            damaged(s, "it is cut off");
        look(s);
    }
}
