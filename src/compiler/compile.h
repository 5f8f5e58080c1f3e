/* SPDX-License-Identifier: MIT
 * compile.h - from Python source to an image: a program and all modules that it imports.
 *
 *     struct adcompile_options options;
 *     adcompile_defaults(&options, cell_bytes);
 *     if (!adcomp_program(&arena, &diag, &options, &main_source, find, ctx, &image, &size))
 *         ... addiag_render(&diag, ...)
 */
#ifndef ADDER_COMPILE_H
#define ADDER_COMPILE_H

#include "base/arena.h"
#include "compiler/diag.h"

struct adcompile_source {
    const char *name;   /* of the module: "__main__", "a.b" */
    const char *file;   /* as it shall stand in tracebacks  */
    const char *text;
    uint32_t length;
    bool lib;           /* part of Adder: what nobody mentions is left out */
};

/* Finds the source of a module; the texts must live as long as the arena. False: there is none. */
typedef bool (*adcompile_find)(void *ctx, const char *module_name, struct adcompile_source *out);

struct adilist;
struct adcompile_options;
/* Sees the list of each function just before it is assembled. */
typedef void (*adcompile_trace)(void *ctx, const char *qualname, size_t length,
                                const struct adilist *list, unsigned nlocals);

struct adcompile_options {
    uint8_t cell_bytes;  /* 2, 4, 8 */
    uint8_t float_bytes; /* 4, 8    */
    bool optimise;       /* run the peephole optimiser (on by default)                        */
    bool no_asserts;     /* as python -O: no assert statements, __debug__ is False            */
    bool strip_debug;    /* no line tables and names of locals                                */
    bool strip_names;    /* no texts of names                                                 */
    bool keep_frozen;    /* all functions of isa/frozen.def, not only those that seem needed   */
    const bool *frozen;  /* which of them, by number, instead of a guess; or NULL              */
    bool keep_lib;       /* all of the lib modules                                            */
    adcompile_trace trace; /* or NULL */
    void *trace_ctx;
};

void adcompile_defaults(struct adcompile_options *o, unsigned cell_bytes);

/* False when diag has an error (it is set up here). The image lies in the arena. `find` may be
 * NULL. */
AD_MUST_CHECK bool adcomp_program(struct adarena *arena, struct addiag *diag,
                                  const struct adcompile_options *options,
                                  const struct adcompile_source *main, adcompile_find find,
                                  void *ctx, const uint8_t **image, size_t *size);

#endif
