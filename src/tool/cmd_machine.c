/* SPDX-License-Identifier: MIT
 * cmd_machine.c - see machine.h: `adder asm` and `adder dis` for the two integer machines.
 */
#include "tool/machine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/mdis.h"
#include "machines/microvm.h"
#include "machines/portvm.h"


static const struct extension {
    const char *name;
    const struct adisa *isa;
    bool code;
} extensions[] = {
    {".portasm", &adisa_portvm, false}, {".pvm", &adisa_portvm, true},
    {".p", &adisa_microvm, false}, {".pi", &adisa_microvm, false}, {".b", &adisa_microvm, true}};

static const struct extension *extension_of(const char *file)
{
    const char *dot = file ? strrchr(file, '.') : NULL;
    for (size_t i = 0; dot && i < AD_COUNT(extensions); i++)
        if (!strcmp(dot, extensions[i].name))
            return &extensions[i];
    return NULL;
}

const struct adisa *adtool_isa(const struct adtool_options *o)
{
    const struct extension *e = extension_of(o->file);
    if (!o->isa)
        return e ? e->isa : NULL;
    if (!strcmp(o->isa, adisa_portvm.name))
        return &adisa_portvm;
    return strcmp(o->isa, adisa_microvm.name) ? NULL : &adisa_microvm;
}

/* ---- loading -------------------------------------------------------------------------------- */

/* A file in the arena; NULL: *error is an errno. */
static char *read_into(struct adarena *arena, const char *path, size_t *length, int *error)
{
    char *read = adhost_read_file(path, length, error), *text;
    if (!read)
        return NULL;
    text = adarena_alloc(arena, *length + 1);
    if (text)
        memcpy(text, read, *length);
    free(read);
    if (!text)
        *error = ENOMEM;
    return text;
}

static bool read_included(void *ctx, const char *path, const char **text, size_t *length)
{
    struct adtool_code *c = ctx;
    int error;
    return adhost_is_file(path) &&
           (*text = read_into(&c->memory.arena, path, length, &error)) != NULL;
}

static bool write_to(void *file, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, file) == n;
}

static int assemble(const struct adtool_options *o, struct adtool_code *c, const char *text,
                    size_t length)
{
    struct adout out;
    const char *name = strcmp(o->file, "-") ? o->file : "<stdin>";
    admasm_init(&c->source, c->isa, &c->memory.arena, read_included, c);
    if (!admasm_text(&c->source, name, text, length)) {
        fflush(stdout);
        adout_to(&out, write_to, stderr);
        for (unsigned i = 0; i < c->source.error_count; i++)
            admasm_error_text(&c->source, &c->source.errors[i], &out);
        if (c->source.stopped && c->source.error_count == ADMASM_ERRORS)
            adout_text(&out, "and more errors\n");
        return ADTOOL_FAILED;
    }
    c->bytes = c->source.code;
    c->size = c->source.size;
    return 0;
}

/* Code of microvm in one of the later numberings. */
static int old_numbers(const struct adtool_options *o, struct adtool_code *c, char *bytes,
                       uint32_t size)
{
    enum admicrovm_generation generation = ADMICROVM_MAY2021;
    c->bytes = (const uint8_t *)bytes;
    if (!o->numbering || c->isa != &adisa_microvm)
        return 0;
    if (!strcmp(o->numbering, "v0.2"))
        generation = ADMICROVM_V02;
    if (admicrovm_translate((uint8_t *)bytes, size, generation))
        return 0;
    return adtool_complain(ADTOOL_FAILED, "%s is no program in the numbering %s", o->file,
        o->numbering);
}

int adtool_code_load(const struct adtool_options *o, bool code, struct adtool_code *c)
{
    const struct extension *e = extension_of(o->file);
    size_t length;
    int error, status = 0;
    char *bytes;
    memset(c, 0, sizeof *c);
    c->isa = adtool_isa(o);
    adhost_arena_init(&c->memory);
    bytes = read_into(&c->memory.arena, o->file, &length, &error);
    c->has_source = e ? !e->code : !code;
    if (!bytes)
        status = adtool_cannot_open(o->file, error);
    else if (length > UINT32_MAX / 2)
        status = adtool_complain(ADTOOL_FAILED, "%s is too large", o->file);
    else if (c->has_source)
        status = assemble(o, c, bytes, length);
    else
        status = old_numbers(o, c, bytes, (uint32_t)length);
    if (!status && !c->has_source)
        c->size = (uint32_t)length;
    if (status)
        adtool_code_free(c);
    return status;
}

bool adtool_code_text(const struct adtool_options *o, struct adtool_code *c, const char *text,
                      size_t length)
{
    memset(c, 0, sizeof *c);
    c->isa = adtool_isa(o);
    c->has_source = true;
    adhost_arena_init(&c->memory);
    admasm_init(&c->source, c->isa, &c->memory.arena, read_included, c);
    if (!admasm_text(&c->source, o->file, text, length))
        return false;
    c->bytes = c->source.code;
    c->size = c->source.size;
    return true;
}

void adtool_code_free(struct adtool_code *c) { adhost_arena_free(&c->memory); }

/* ---- the commands --------------------------------------------------------------------------- */

static int print_listing(const struct adtool_code *c)
{
    struct adout out;
    adout_to(&out, write_to, stdout);
    admasm_listing(&c->source, &out);
    if (fflush(stdout) || out.failed)
        return adtool_complain(ADTOOL_FAILED, "can't write the listing");
    return 0;
}

int adtool_machine_asm(const struct adtool_options *o)
{
    const struct extension *e = extension_of(o->file);
    struct adtool_code c;
    int status, error;
    if (e && e->code)
        return adtool_complain(ADTOOL_USAGE, "%s is code already; `adder dis` prints it", o->file);
    if (!o->output && !o->listing)
        return adtool_complain(ADTOOL_USAGE, "`adder asm` needs -o OUTPUT or --listing");
    status = adtool_code_load(o, false, &c);
    if (status)
        return status;
    if (o->listing)
        status = print_listing(&c);
    if (!status && o->output && (error = adhost_write_file(o->output, c.bytes, c.size)))
        status = adtool_complain(ADTOOL_FAILED, "can't write '%s': [Errno %d] %s", o->output, error,
            strerror(error));
    adtool_code_free(&c);
    return status;
}

static int print_code(const struct adtool_code *c, FILE *to)
{
    struct adout out;
    struct admdis d = {c->isa, c->bytes, c->size, calloc(ADMDIS_SCRATCH(c->size), 1), &out};
    if (!d.scratch)
        return adtool_complain(ADTOOL_FAILED, "out of memory");
    adout_to(&out, write_to, to);
    admdis_run(&d);
    free(d.scratch);
    if (fflush(to) || out.failed)
        return adtool_complain(ADTOOL_FAILED, "can't write the listing");
    return 0;
}

int adtool_machine_dis(const struct adtool_options *o)
{
    struct adtool_code c;
    FILE *out = stdout;
    int status = adtool_code_load(o, true, &c);
    if (status)
        return status;
    if (o->output && !(out = fopen(o->output, "w")))
        status = adtool_complain(ADTOOL_FAILED, "can't write '%s'", o->output);
    if (!status)
        status = print_code(&c, out);
    if (out && out != stdout)
        fclose(out);
    adtool_code_free(&c);
    return status;
}
