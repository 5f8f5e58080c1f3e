/* SPDX-License-Identifier: MIT
 * flash.c - see flash.h.
 */
#include "tool/avr/flash.h"

#include <stdlib.h>
#include <string.h>

#include "host/fs.h"
#include "image/cellcode.h"

enum {
    HEAD = 52, SECTION = 40, SYMBOL = 16,
    AVR = 83, MACHINE = 0x7f, AVR6 = 6, AVR25 = 25, /* e_machine, e_flags */
    PROGBITS = 1, SYMTAB = 2, ALLOC = 2,     /* of sections */
    NOTYPE = 0, OBJECT = 1, FUNC = 2,        /* of symbols */
    DATA_SPACE = 0x800000
};

struct elf {
    const uint8_t *bytes;
    size_t size;
    uint32_t sections, nsections;
};

/* The header of a section whose bytes are in the file, or NULL. */
static const uint8_t *section(const struct elf *e, uint32_t i)
{
    const uint8_t *h = e->bytes + e->sections + i * SECTION;
    if (i >= e->nsections || e->sections + (uint64_t)(i + 1) * SECTION > e->size)
        return NULL;
    return (uint64_t)adcc_read32(h + 16) + adcc_read32(h + 20) <= e->size ? h : NULL;
}

static bool in_flash(const uint8_t *h)
{
    return h && adcc_read32(h + 4) == PROGBITS && adcc_read32(h + 8) & ALLOC &&
           adcc_read32(h + 12) < DATA_SPACE;
}

static bool read_words(struct adflash *f, const struct elf *e)
{
    uint32_t i, k;
    for (i = 0; i < e->nsections; i++) {
        const uint8_t *h = section(e, i);
        if (in_flash(h))
            f->count = AD_MAX(f->count, (adcc_read32(h + 12) + adcc_read32(h + 20) + 1) / 2);
    }
    f->words = f->count < DATA_SPACE ? calloc(f->count + 2, sizeof *f->words) : NULL;
    for (i = 0; f->words && i < e->nsections; i++) {
        const uint8_t *h = section(e, i);
        uint32_t at = in_flash(h) ? adcc_read32(h + 12) : 0;
        for (k = 0; in_flash(h) && k < adcc_read32(h + 20); k++, at++)
            f->words[at / 2] |= (uint16_t)(e->bytes[adcc_read32(h + 16) + k] << (at % 2 * 8));
    }
    return f->words != NULL;
}

/* The table's name may have a number of the compiler's behind it. */
static bool is_natives(const char *name)
{
    static const char natives[] = "adnative_calls";
    size_t n = sizeof natives - 1;
    return !strncmp(name, natives, n) && (!name[n] || name[n] == '.');
}

/* Second names of natives that instructions call (tailor_write.c). */
static const char direct[] = ADFLASH_DIRECT;

static void read_symbol(struct adflash *f, const struct elf *e, const uint8_t *s, const char *name)
{
    uint32_t at = adcc_read32(s + 4), size = adcc_read32(s + 8);
    unsigned type = s[12] & 15, local = !(s[12] >> 4);
    if (!in_flash(section(e, adcc_read16(s + 14))))
        return;
    if (type == OBJECT && is_natives(name)) {
        f->natives = at;
        f->natives_size = size;
    } else if (!strncmp(name, direct, sizeof direct - 1)) {
        f->direct[f->ndirect++] = at / 2;
    } else if (type == FUNC || (type == NOTYPE && !local)) {
        f->places[f->nplaces++] = (struct adflash_place){at / 2, (at + size) / 2, name};
    }
}

static bool read_symbols(struct adflash *f, const struct elf *e, const uint8_t *h)
{
    const uint8_t *names = section(e, adcc_read32(h + 24));
    uint32_t i, count = adcc_read32(h + 20) / SYMBOL;
    f->places = calloc(count + 1, sizeof *f->places);
    f->direct = calloc(count + 1, sizeof *f->direct);
    for (i = 0; f->places && f->direct && names && i < count; i++) {
        const uint8_t *s = e->bytes + adcc_read32(h + 16) + i * SYMBOL;
        if (adcc_read32(s) < adcc_read32(names + 20))
            read_symbol(f, e, s, (const char *)e->bytes + adcc_read32(names + 16) +
                adcc_read32(s));
    }
    return f->places && f->direct && names;
}

/* Of two at one address the one that knows its size comes first. */
static int by_address(const void *a, const void *b)
{
    const struct adflash_place *p = a, *q = b;
    if (p->at != q->at)
        return p->at < q->at ? -1 : 1;
    return p->end != q->end ? (p->end > q->end ? -1 : 1) : strcmp(p->name, q->name);
}

static void sort_places(struct adflash *f)
{
    unsigned i, n = 0;
    qsort(f->places, f->nplaces, sizeof *f->places, by_address);
    for (i = 0; i < f->nplaces; i++)
        if (!n || f->places[n - 1].at != f->places[i].at)
            f->places[n++] = f->places[i];
    f->nplaces = n;
    for (i = 0; i < n; i++)
        if (f->places[i].end == f->places[i].at)
            f->places[i].end = i + 1 < n ? f->places[i + 1].at : f->count;
}

bool adflash_open(struct adflash *f, const char *elf)
{
    struct elf e = {0};
    int error;
    uint32_t i, machine;
    memset(f, 0, sizeof *f);
    e.bytes = f->file = (uint8_t *)adhost_read_file(elf, &e.size, &error);
    if (!e.bytes || e.size < HEAD || memcmp(e.bytes, "\177ELF\1\1", 6) ||
        adcc_read16(e.bytes + 18) != AVR)
        return false;
    machine = adcc_read32(e.bytes + 36) & MACHINE;
    f->far = machine == AVR6;
    f->reach = machine == AVR25 ? 0xfff : 0x3fffff;
    e.sections = adcc_read32(e.bytes + 32);
    e.nsections = adcc_read16(e.bytes + 48);
    if (!read_words(f, &e))
        return false;
    for (i = 0; i < e.nsections; i++) {
        const uint8_t *h = section(&e, i);
        if (h && adcc_read32(h + 4) == SYMTAB && !read_symbols(f, &e, h))
            return false;
    }
    if (f->places)
        sort_places(f);
    return f->places != NULL;
}

void adflash_close(struct adflash *f)
{
    free(f->file);
    free(f->words);
    free(f->places);
    free(f->direct);
}

const struct adflash_place *adflash_place(const struct adflash *f, uint32_t at)
{
    unsigned low = 0, high = f->nplaces;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (f->places[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? f->places + low - 1 : NULL;
}
