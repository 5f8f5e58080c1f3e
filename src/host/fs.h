/* SPDX-License-Identifier: MIT
 * fs.h - files and memory of the PC, for the tool: whole files, an arena that grows, address space
 * that becomes memory only where it is touched.
 */
#ifndef ADDER_HOST_FS_H
#define ADDER_HOST_FS_H

#include "base/arena.h"

/* The whole file and a NUL, from malloc; NULL: *error is an errno. "-" is standard input. */
char *adhost_read_file(const char *path, size_t *size, int *error);
/* 0, or an errno. "-" is standard output. */
int adhost_write_file(const char *path, const void *bytes, size_t size);
bool adhost_is_file(const char *path);

/* Zeroed memory of this process; NULL when there is no such range of addresses. */
void *adhost_reserve(size_t size);
void adhost_release(void *memory, size_t size);

/* An arena whose chunks come from malloc and go with adhost_arena_free. */
struct adhost_arena {
    struct adarena arena;
    struct adhost_chunk *chunks;
};
void adhost_arena_init(struct adhost_arena *a);
void adhost_arena_free(struct adhost_arena *a);

#endif
