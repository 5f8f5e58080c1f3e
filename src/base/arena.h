/* SPDX-License-Identifier: MIT
 * arena.h - a bump arena over memory that the caller gives: for the compiler and the importers,
 * never for the VM's heap. Nothing is freed singly; adarena_release goes back to a mark.
 */
#ifndef ADDER_ARENA_H
#define ADDER_ARENA_H

#include "base/base.h"

struct adarena;

/* A further chunk of at least `size` bytes, aligned as malloc aligns; NULL when there is none. Sets
 * *got to its size. The chunks are the host's: it frees them all when it is done with the arena. */
typedef void *(*adarena_more)(void *ctx, size_t size, size_t *got);

struct adarena {
    char *at, *end;    /* the free part of the chunk in use         */
    size_t used;       /* bytes given out in all chunks             */
    size_t peak;       /* the most that `used` has been             */
    adarena_more more; /* or NULL                                   */
    void *ctx;         /* its first argument                        */
};

struct adarena_mark {
    char *at, *end;
    size_t used;
};

/* `memory` may be NULL with size 0 when the host supplies `more`. */
void adarena_init(struct adarena *a, void *memory, size_t size);
void adarena_init_more(struct adarena *a, adarena_more more, void *ctx);

/* Zeroed memory aligned for any object; NULL when there is no more. A size of 0 gives a pointer
 * that must not be followed. */
void *adarena_alloc(struct adarena *a, size_t size) AD_MUST_CHECK;

/* Everything allocated since the mark is given up. A chunk that `more` brought since then stays the
 * host's and is not used again. */
struct adarena_mark adarena_mark(const struct adarena *a);
void adarena_release(struct adarena *a, struct adarena_mark mark);

#endif
