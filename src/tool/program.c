/* SPDX-License-Identifier: MIT
 * program.c - see program.h.
 */
#include "tool/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/bc.h"
#include "compiler/compile.h"
#include "image/verify.h"

#define PATH_BYTES 4096

/* lib/, frozen by the build (scripts/freeze_lib.py). */
extern const struct adlib_source {
    const char *name;
    const char *text;
    uint32_t length;
} adlib_sources[];

/* ---- finding modules ------------------------------------------------------------------------ */

struct search {
    struct adtool_program *program;
    char folder[PATH_BYTES]; /* of the program, with the slash; empty: here */
};

static bool find_frozen(struct adarena *arena, const char *name, struct adcompile_source *out)
{
    const struct adlib_source *lib = adlib_sources;
    char *file;
    while (lib->name && strcmp(lib->name, name))
        lib++;
    if (!lib->name)
        return false;
    file = adarena_alloc(arena, strlen(name) + sizeof "lib/.py");
    if (!file)
        return false;
    sprintf(file, "lib/%s.py", name);
    *out = (struct adcompile_source){lib->name, file, lib->text, lib->length, true};
    return true;
}

/* Reads a file into the arena if it is there. */
static bool read_module(struct adarena *arena, const char *name, const char *path,
                        struct adcompile_source *out)
{
    size_t length;
    int error;
    char *read, *text, *file;
    if (!adhost_is_file(path) || !(read = adhost_read_file(path, &length, &error)))
        return false;
    text = adarena_alloc(arena, length + 1);
    file = adarena_alloc(arena, strlen(path) + 1);
    if (text && file && length <= UINT32_MAX) {
        memcpy(text, read, length);
        strcpy(file, path);
        *out = (struct adcompile_source){name, file, text, (uint32_t)length, false};
    }
    free(read);
    return text && file;
}

/* Modules that programs cannot replace: they are part of the machine, as they are in CPython. */
static bool is_inner(const char *name)
{
    return !strcmp(name, "builtins") || !strcmp(name, "sys") || !strcmp(name, "time") ||
        !strcmp(name, "gc");
}

static bool find_module(void *ctx, const char *name, struct adcompile_source *out)
{
    static const char *const forms[] = {"%s%s.py", "%s%s/__init__.py"};
    struct search *s = ctx;
    struct adarena *arena = &s->program->memory.arena;
    char path[PATH_BYTES], relative[256], *dot;
    size_t i;
    if (is_inner(name))
        return find_frozen(arena, name, out);
    if (strlen(name) < sizeof relative) {
        strcpy(relative, name);
        for (dot = relative; (dot = strchr(dot, '.')); dot++)
            *dot = '/';
        for (i = 0; i < AD_COUNT(forms); i++) {
            int n = snprintf(path, sizeof path, forms[i], s->folder, relative);
            if (n > 0 && (size_t)n < sizeof path && read_module(arena, name, path, out))
                return true;
        }
    }
    return find_frozen(arena, name, out);
}

/* ---- compiling ------------------------------------------------------------------------------ */

static void print_diag(const struct addiag *diag)
{
    size_t size = addiag_render(diag, NULL, 0) + 1;
    char *text = malloc(size);
    if (!text)
        return;
    addiag_render(diag, text, size);
    fputs(text, stderr);
    if (size < 2 || text[size - 2] != '\n')
        fputc('\n', stderr);
    free(text);
}

static int compile(const struct adtool_options *o, struct adtool_program *p)
{
    struct search search = {.program = p};
    struct adcompile_options options;
    struct adcompile_source main = {
        "__main__", p->main_file, p->main_text, (uint32_t)p->main_length, false};
    struct addiag diag;
    const char *slash = strrchr(p->main_file, '/');
    if (slash && (size_t)(slash - p->main_file) + 2 < sizeof search.folder)
        memcpy(search.folder, p->main_file, (size_t)(slash - p->main_file) + 1);
    p->cell = o->cell ? o->cell : 64;
    adcompile_defaults(&options, p->cell / 8);
    options.no_asserts = o->no_asserts;
    options.optimise = !o->plain;
    options.strip_debug = o->strip || o->chip;
    options.frozen = o->frozen;
    if (o->board || o->chip)
        options.float_bytes = 4;
    if (!adcomp_program(&p->memory.arena, &diag, &options, &main, find_module, &search, &p->image,
            &p->size)) {
        if (!o->silent)
            print_diag(&diag);
        return ADTOOL_FAILED;
    }
    return 0;
}

/* ---- loading -------------------------------------------------------------------------------- */

static bool is_image(const char *bytes, size_t size)
{
    uint32_t magic;
    if (size < sizeof magic)
        return false;
    memcpy(&magic, bytes, sizeof magic);
    return magic == ADIMG_MAGIC;
}

/* Fills in program->main_* or, when the file is one, image. */
static int read_program(const struct adtool_options *o, struct adtool_program *p)
{
    const char *file = o->file ? o->file : "-";
    int error;
    char *bytes, *copy;
    size_t size;
    p->name = p->main_file = o->code ? "<string>" : !strcmp(file, "-") ? "<stdin>" : file;
    if (o->code) {
        p->name = "-c";
        p->main_text = o->code;
        p->main_length = strlen(o->code);
        return 0;
    }
    bytes = adhost_read_file(file, &size, &error);
    if (!bytes)
        return adtool_cannot_open(file, error);
    copy = adarena_alloc(&p->memory.arena, size + 1);
    if (copy)
        memcpy(copy, bytes, size);
    free(bytes);
    if (!copy || size > UINT32_MAX)
        return adtool_complain(ADTOOL_FAILED, "%s is too large", file);
    if (!strcmp(file, "-"))
        p->name = "-";
    if (is_image(copy, size)) {
        p->image = (const uint8_t *)copy;
        p->size = size;
    } else {
        p->main_text = copy;
        p->main_length = size;
    }
    return 0;
}

static int verify(struct adtool_program *p)
{
    size_t room = adimg_verify_scratch(p->size);
    struct adimg_fault fault;
    void *scratch = malloc(room);
    bool good;
    if (!scratch)
        return adtool_complain(ADTOOL_FAILED, "out of memory");
    good = adimg_verify(p->image, p->size, scratch, room, &fault);
    free(scratch);
    if (good)
        return 0;
    if (p->main_text)
        return adtool_complain(ADTOOL_BROKEN, "a fault of the compiler: %s at 0x%x, pc %d",
            fault.message, (unsigned)fault.offset, (int)fault.pc);
    if (fault.pc != ADIMG_NO_PC)
        return adtool_complain(ADTOOL_FAILED, "%s is no good image: %s, in the code at 0x%x, pc %u",
            p->main_file, fault.message, (unsigned)fault.offset, (unsigned)fault.pc);
    return adtool_complain(ADTOOL_FAILED, "%s is no good image: %s, at 0x%x", p->main_file,
        fault.message, (unsigned)fault.offset);
}

int adtool_load(const struct adtool_options *o, struct adtool_program *p)
{
    int status;
    memset(p, 0, sizeof *p);
    adhost_arena_init(&p->memory);
    status = read_program(o, p);
    if (!status && p->main_text)
        status = compile(o, p);
    if (!status)
        status = verify(p);
    if (!status && !p->main_text) {
        struct adimg img;
        struct adimg_fault fault;
        if (!adimg_open(&img, p->image, p->size, &fault))
            status = adtool_complain(ADTOOL_FAILED, "%s", fault.message);
        else
            p->cell = 8 * img.width;
        if (!status && o->cell && o->cell != p->cell)
            status = adtool_complain(ADTOOL_FAILED, "%s is an image for cells of %u bits", p->name,
                p->cell);
    }
    if (status)
        adtool_unload(p);
    return status;
}

void adtool_unload(struct adtool_program *p) { adhost_arena_free(&p->memory); }

/* ---- source lines --------------------------------------------------------------------------- */

static const char *line_of(const char *text, size_t size, unsigned n, size_t *length)
{
    const char *end = text + size, *stop;
    while (n > 1 && (text = memchr(text, '\n', (size_t)(end - text)))) {
        text++;
        n--;
    }
    if (!text || n == 0 || text >= end)
        return NULL;
    stop = memchr(text, '\n', (size_t)(end - text));
    *length = (size_t)((stop ? stop : end) - text);
    if (*length && text[*length - 1] == '\r')
        --*length;
    return text;
}

/* The text of a file of the program. */
static const char *text_of(struct adtool_program *p, const char *file, size_t file_length,
                           size_t *length)
{
    char path[PATH_BYTES];
    struct adcompile_source source;
    if (file_length >= sizeof path)
        return NULL;
    memcpy(path, file, file_length);
    path[file_length] = 0;
    if (!strncmp(path, "<", 1))
        return NULL;
    if (p->main_text && !strcmp(path, p->main_file)) {
        *length = p->main_length;
        return p->main_text;
    }
    if (!p->read_path || strcmp(p->read_path, path)) {
        if (!read_module(&p->memory.arena, "", path, &source))
            return NULL;
        p->read_path = source.file;
        p->read_text = source.text;
        p->read_length = source.length;
    }
    *length = p->read_length;
    return p->read_text;
}

const char *adtool_source_line(struct adtool_program *p, const char *file, size_t file_length,
                               unsigned n, size_t *length)
{
    size_t size;
    const char *text = text_of(p, file, file_length, &size);
    return text ? line_of(text, size, n, length) : NULL;
}

int64_t adtool_instruction(struct adtool_program *p, const char *file, size_t file_length,
                           unsigned line)
{
    size_t size;
    const char *text;
    if (file_length < 3 || memcmp(file + file_length - 3, ".bc", 3))
        return -1;
    text = text_of(p, file, file_length, &size);
    return text ? adbc_instruction_at(text, size, line) : -1;
}
