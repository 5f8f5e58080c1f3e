/* SPDX-License-Identifier: MIT
 * comp.h - what the parts of one compilation share: the program, its modules, and the function
 * being made. Private to the compiler; users see compile.h.
 */
#ifndef ADDER_COMP_H
#define ADDER_COMP_H

#include "compiler/ast.h"
#include "compiler/code.h"
#include "compiler/compile.h"
#include "compiler/pool.h"
#include "compiler/scope.h"
#include "image/write.h"
#include "isa/isa.h"

struct admodule_src {
    struct adname *name;            /* "a.b" */
    struct adcompile_source source;
    struct adnode *tree;
    uint8_t *keep;                  /* for each top-level statement: is it part of the program?   */
    struct adscope *scope;
    struct adconst *body;           /* function */
    uint32_t first_global, nglobals;
    bool keep_all;                  /* some module does `import *` of it                          */
    bool star;                      /* it does `import *` itself                                  */
    bool package;                   /* its file is an __init__.py                                 */
    bool bytecode;                  /* its file is a .bc: see bc.h                                */
    bool imported;                  /* by an import statement (module 1 mostly is not)            */
    bool walked;
};

struct adcomp {
    struct adarena *arena;
    struct addiag *diag;
    const struct adcompile_options *options;
    adcompile_find find;
    void *find_ctx;
    struct adpool pool;
    struct adscopes scopes;
    struct adimg_builder image;
    struct admodule_src **module;
    uint32_t nmodules, module_cap;
    struct adname **global; /* name of each global slot */
    uint32_t nglobals;
    struct adname **image_name; /* name of each entry of NAMES */
    uint32_t nimage_names, image_name_cap, nown;
    struct adconst **image_const;
    uint32_t nimage_consts, image_const_cap;
    uint32_t ncodes;
    adimg_cell frozen[ADZ_COUNT];
    struct adconst *frozen_const[ADZ_COUNT];
    bool doc_mentioned, annotations_mentioned; /* __doc__, __annotations__ */
    bool run_builtins; /* the body of lib/builtins has something to do */
    bool failed; /* out of memory or an error is in diag */
};

/* Is the annotation evaluated? When somebody may look, and a call always, for what it does. */
AD_INLINE bool adcomp_annotation_runs(const struct adcomp *c, const struct adnode *annotation)
{
    return annotation && (c->annotations_mentioned || annotation->kind == ADK_CALL);
}

/* Zeroed memory, or NULL after having noted the failure. */
void *adcomp_alloc(struct adcomp *c, size_t size);
void adcomp_no_memory(struct adcomp *c);
/* Error at a node of a module; %s stands for the text. */
void adcomp_error(struct adcomp *c, const struct admodule_src *m, const struct adnode *at,
                  const char *format, const char *text, size_t length);
/* `array` with room for one more pointer; NULL without memory. */
void *adcomp_room(struct adcomp *c, void *array, uint32_t n, uint32_t *cap);

/* ---- modules.c ------------------------------------------------------------------------------ */

/* Loads the main module, builtins and all that kept code imports; marks what is kept. */
bool admodules_load(struct adcomp *c, const struct adcompile_source *main);
/* The number of a loaded module, or -1. */
int32_t admodules_find(const struct adcomp *c, const struct adname *name);
/* Full name that an import of module m means, with `dots` leading dots; NULL: beyond the top. */
struct adname *admodules_absolute(struct adcomp *c, const struct admodule_src *m, unsigned dots,
                                  const char *text, size_t length);
/* "a.b" joined with "c". */
struct adname *admodules_join(struct adcomp *c, const struct adname *package, const char *text,
                              size_t length);

/* ---- link.c --------------------------------------------------------------------------------- */

/* Number (below ADN_COUNT or own) and index in NAMES of a name; entered when new. */
uint16_t adlink_name_number(struct adcomp *c, struct adname *name);
int32_t adlink_name_index(struct adcomp *c, struct adname *name);
int32_t adlink_const_index(struct adcomp *c, struct adconst *k);
adimg_cell adlink_cell(struct adcomp *c, struct adconst *k);
/* All sections and the image. */
bool adlink_finish(struct adcomp *c, const uint8_t **image, size_t *size);

#endif
