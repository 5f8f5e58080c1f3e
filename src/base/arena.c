/* SPDX-License-Identifier: MIT
 * arena.c - the bump arena. A chunk is used up from its start; the rest of one that has no room for
 * a request is given up when the next chunk comes.
 */
#include "base/arena.h"

union any {
    uint64_t integer;
    void *pointer;
    double real;
};

#define ALIGN _Alignof(union any)

void adarena_init(struct adarena *a, void *memory, size_t size)
{
    memset(a, 0, sizeof *a);
    a->at = memory;
    a->end = a->at + size;
}

void adarena_init_more(struct adarena *a, adarena_more more, void *ctx)
{
    adarena_init(a, NULL, 0);
    a->more = more;
    a->ctx = ctx;
}

/* Bytes to skip so that a pointer is aligned. */
static size_t padding(const char *p)
{
    return (size_t)(-(uintptr_t)p & (ALIGN - 1));
}

static bool has_room(const struct adarena *a, size_t size)
{
    size_t room = (size_t)(a->end - a->at);
    size_t pad = padding(a->at);
    return a->at && pad <= room && size <= room - pad;
}

static bool next_chunk(struct adarena *a, size_t size)
{
    size_t got = 0;
    char *chunk = a->more ? a->more(a->ctx, size + ALIGN, &got) : NULL;
    if (!chunk)
        return false;
    a->at = chunk;
    a->end = chunk + got;
    return has_room(a, size);
}

void *adarena_alloc(struct adarena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    if (!has_room(a, size) && !next_chunk(a, size))
        return NULL;
    char *p = a->at + padding(a->at);
    a->at = p + size;
    a->used += size;
    a->peak = AD_MAX(a->peak, a->used);
    return size ? memset(p, 0, size) : p;
}

struct adarena_mark adarena_mark(const struct adarena *a)
{
    return (struct adarena_mark){a->at, a->end, a->used};
}

void adarena_release(struct adarena *a, struct adarena_mark mark)
{
    a->at = mark.at;
    a->end = mark.end;
    a->used = mark.used;
}
