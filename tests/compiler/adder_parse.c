/* SPDX-License-Identifier: MIT
 * adder_parse.c - adder-parse [-q] [-p] FILE...: parse each file and print its tree, or what is
 * wrong with it. -q prints one line for each file, `ok FILE` or `no FILE: message`; -p adds
 * positions. The exit status is 1 when any was refused.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/parser.h"

static size_t chunk_count;
static void *chunk[4096];

static void *more(void *ctx, size_t size, size_t *got)
{
    size_t n = size > 256 * 1024 ? size : 256 * 1024;
    (void)ctx;
    if (chunk_count == AD_COUNT(chunk) || !(chunk[chunk_count] = malloc(n)))
        return NULL;
    *got = n;
    return chunk[chunk_count++];
}

static void print(void *ctx, const char *bytes, size_t n)
{
    fwrite(bytes, 1, n, ctx);
}

static char *load(const char *name, size_t *length)
{
    FILE *f = fopen(name, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        return NULL;
    long size = ftell(f);
    rewind(f);
    char *text = malloc(size ? (size_t)size : 1); /* exact, so that a sanitizer sees the end */
    *length = text ? fread(text, 1, (size_t)size, f) : 0;
    fclose(f);
    return text;
}

static bool parse(const char *name, bool quiet, bool positions)
{
    struct adarena arena;
    struct addiag diag;
    char text[4096];
    size_t length = 0;
    char *source = load(name, &length);
    if (!source) {
        printf("no %s: cannot be read\n", name);
        return false;
    }
    adarena_init_more(&arena, more, NULL);
    struct adnode *module = adparse_module(&arena, &diag, name, source, length);
    if (!module) {
        addiag_render(&diag, text, sizeof text);
        if (quiet)
            printf("no %s: %u:%u-%u %s: %s\n", name, (unsigned)diag.line, (unsigned)diag.column,
                   (unsigned)diag.end_column, diag.kind, diag.message);
        else
            printf("%s", text);
    } else if (quiet) {
        printf("ok %s\n", name);
    } else {
        adast_print(module, positions, print, stdout);
        printf("\n");
    }
    while (chunk_count)
        free(chunk[--chunk_count]);
    free(source);
    return module != NULL;
}

int main(int argc, char **argv)
{
    bool quiet = false, positions = false, all = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-q") == 0)
            quiet = true;
        else if (strcmp(argv[i], "-p") == 0)
            positions = true;
        else
            all = parse(argv[i], quiet, positions) && all;
    }
    return all ? 0 : 1;
}
