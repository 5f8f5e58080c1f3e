/* SPDX-License-Identifier: MIT
 * fs.c - see fs.h.
 */
#include "host/fs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define FIRST_CHUNK ((size_t)256 << 10)

/* ---- files ---------------------------------------------------------------------------------- */

static char *read_stream(FILE *f, size_t *size, int *error)
{
    size_t room = 4096, used = 0, n;
    char *text = malloc(room), *more;
    while (text && (n = fread(text + used, 1, room - used - 1, f)) > 0) {
        used += n;
        if (used < room - 1)
            continue;
        room *= 2;
        more = realloc(text, room);
        if (!more)
            free(text);
        text = more;
    }
    *error = !text ? ENOMEM : ferror(f) ? (errno ? errno : EIO) : 0;
    if (*error) {
        free(text);
        return NULL;
    }
    text[used] = 0;
    *size = used;
    return text;
}

char *adhost_read_file(const char *path, size_t *size, int *error)
{
    struct stat info;
    bool standard = !strcmp(path, "-");
    FILE *f = standard ? stdin : fopen(path, "rb");
    char *text;
    if (!f) {
        *error = errno;
        return NULL;
    }
    errno = 0;
    if (!standard && !fstat(fileno(f), &info) && S_ISDIR(info.st_mode)) {
        *error = EISDIR;
        text = NULL;
    } else {
        text = read_stream(f, size, error);
    }
    if (!standard)
        fclose(f);
    return text;
}

int adhost_write_file(const char *path, const void *bytes, size_t size)
{
    bool standard = !strcmp(path, "-");
    FILE *f = standard ? stdout : fopen(path, "wb");
    int error = 0;
    if (!f)
        return errno;
    errno = 0;
    if (fwrite(bytes, 1, size, f) != size || fflush(f))
        error = errno ? errno : EIO;
    if (!standard && fclose(f) && !error)
        error = errno;
    return error;
}

bool adhost_is_file(const char *path)
{
    struct stat info;
    return !stat(path, &info) && !S_ISDIR(info.st_mode);
}

/* ---- memory --------------------------------------------------------------------------------- */

void *adhost_reserve(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

void adhost_release(void *memory, size_t size)
{
    if (memory)
        munmap(memory, size);
}

struct adhost_chunk {
    struct adhost_chunk *next;
    size_t size;
};

static void *more_chunk(void *ctx, size_t size, size_t *got)
{
    struct adhost_arena *a = ctx;
    size_t last = a->chunks ? a->chunks->size : FIRST_CHUNK / 2;
    size_t want = AD_MAX(size, 2 * last);
    struct adhost_chunk *chunk = malloc(sizeof *chunk + want);
    if (!chunk)
        return NULL;
    chunk->next = a->chunks;
    chunk->size = want;
    a->chunks = chunk;
    *got = want;
    return chunk + 1;
}

void adhost_arena_init(struct adhost_arena *a)
{
    a->chunks = NULL;
    adarena_init_more(&a->arena, more_chunk, a);
}

void adhost_arena_free(struct adhost_arena *a)
{
    while (a->chunks) {
        struct adhost_chunk *next = a->chunks->next;
        free(a->chunks);
        a->chunks = next;
    }
}
