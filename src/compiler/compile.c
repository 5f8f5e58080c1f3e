/* SPDX-License-Identifier: MIT
 * compile.c - the way from source to image: load modules, resolve names, number globals, make the
 * code of each module, link. lib/builtins (module 1) comes first, since its functions are
 * constants for all others.
 */
#include "compiler/gen.h"

void adcompile_defaults(struct adcompile_options *o, unsigned cell_bytes)
{
    memset(o, 0, sizeof *o);
    o->cell_bytes = (uint8_t)cell_bytes;
    o->float_bytes = 8;
    o->optimise = true;
}

void adcomp_no_memory(struct adcomp *c)
{
    addiag_no_memory(c->diag);
    c->failed = true;
}

void *adcomp_alloc(struct adcomp *c, size_t size)
{
    void *p = adarena_alloc(c->arena, size);
    if (!p)
        adcomp_no_memory(c);
    return p;
}

void *adcomp_room(struct adcomp *c, void *array, uint32_t n, uint32_t *cap)
{
    if (n < *cap)
        return array;
    uint32_t more = *cap ? 2 * *cap : 64;
    void *bigger = adcomp_alloc(c, more * sizeof(void *));
    if (bigger && n)
        memcpy(bigger, array, n * sizeof(void *));
    *cap = bigger ? more : *cap;
    return bigger;
}

void adcomp_error(struct adcomp *c, const struct admodule_src *m, const struct adnode *at,
                  const char *format, const char *text, size_t length)
{
    struct addiag_at where = {at->line, at->column, at->end_column};
    if (c->failed)
        return;
    c->failed = true;
    if (c->pool.failed) /* where a name is missing much seems to be wrong */
        return;
    addiag_init(c->diag, m->source.file, m->source.text, m->source.length);
    addiag_error(c->diag, m->bytecode ? "BytecodeError" : "SyntaxError", where, format, text,
                 length, 0);
}

/* ---- globals -------------------------------------------------------------------------------- */

/* Top-level functions of builtins.py that are the same constant for everyone. */
static void promise_functions(struct adcomp *c)
{
    struct admodule_src *m = c->module[1];
    for (uint32_t i = 0; i < m->tree->count; i++) {
        struct adnode *n = m->tree->list[i];
        if (!m->keep[i] || n->kind != ADK_FUNCTION)
            continue;
        struct adname *name = adpool_name(&c->pool, n->text, n->len);
        struct adsymbol *y = adscope_symbol(c, m->scope, name);
        int frozen = n->len > 1 && n->text[0] == '_' ? adisa_frozen(n->text + 1, n->len - 1) : 0;
        if (!y || (y->flags & (ADSYM_REBOUND | ADSYM_FOREIGN)) || !adgen_constant_def(n)) {
            if (frozen > 0)
                adcomp_error(c, m, n, "'%s' is in isa/frozen.def and must be a constant function",
                             n->text, n->len);
            continue;
        }
        y->function = adpool_data(&c->pool, ADCONST_FUNCTION, n);
        if (frozen > 0)
            c->frozen_const[frozen] = y->function;
    }
}

static bool needs_slot(struct adcomp *c, const struct admodule_src *m, const struct adsymbol *y)
{
    const struct admodule_src *builtins = c->module[1];
    if (y->function)
        return m->imported;
    if ((y->flags & (ADSYM_BOUND | ADSYM_SLOT)) || m->star)
        return true;
    if (adgen_builtin(c, m, y->name))
        return false;
    if (m == builtins)
        return true;
    const struct adsymbol *b = adscope_symbol(c, builtins->scope, y->name);
    return !b || !(b->flags & ADSYM_BOUND) || (!m->source.lib && y->name->text[0] == '_');
}

static void number_globals(struct adcomp *c, struct admodule_src *m, uint32_t *cap)
{
    m->first_global = c->nglobals;
    for (struct adsymbol *y = m->scope->first; y && !c->failed; y = y->next) {
        if (!needs_slot(c, m, y))
            continue;
        struct adname **all = adcomp_room(c, c->global, c->nglobals, cap);
        if (!all)
            return;
        c->global = all;
        y->local = (int32_t)c->nglobals;
        c->global[c->nglobals++] = y->name;
    }
    m->nglobals = c->nglobals - m->first_global;
}

/* Does the top level of builtins.py do more than define constant functions? Then it must run. */
static bool builtins_run(const struct adcomp *c)
{
    const struct admodule_src *m = c->module[1];
    for (const struct adsymbol *y = m->scope->first; y; y = y->next)
        if ((y->flags & ADSYM_BOUND) && !y->function)
            return true;
    return false;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static bool resolve(struct adcomp *c)
{
    uint32_t cap = 0;
    if (!adscope_init(c))
        return false;
    for (uint32_t i = 0; i < c->nmodules; i++)
        if (!adscope_build(c, c->module[i]))
            return false;
    promise_functions(c);
    for (uint32_t i = 0; i < c->nmodules; i++)
        number_globals(c, c->module[i], &cap);
    c->run_builtins = builtins_run(c);
    return !c->failed;
}

static bool generate(struct adcomp *c)
{
    for (uint32_t i = 0; i < c->nmodules; i++) {
        struct admodule_src *m = c->module[i == 0 ? 1 : i == 1 ? 0 : i];
        m->body = adgen_module(c, m);
        if (!m->body || c->failed)
            return false;
    }
    return true;
}

/* What the pool and the image keep to themselves becomes the error, unless there is one. */
static bool report(struct adcomp *c, bool done)
{
    struct addiag_at nowhere = {0, 0, 0};
    const char *fault = c->image.error;
    if (c->pool.failed || c->image.no_memory)
        adcomp_no_memory(c);
    else if (fault)
        addiag_error(c->diag, "SystemError", nowhere, "%s", fault, addiag_length(fault), 0);
    return done && !c->failed && !fault;
}

bool adcomp_program(struct adarena *arena, struct addiag *diag,
                    const struct adcompile_options *options, const struct adcompile_source *main,
                    adcompile_find find, void *ctx, const uint8_t **image, size_t *size)
{
    addiag_init(diag, main->file, main->text, main->length);
    struct adcomp *c = adarena_alloc(arena, sizeof *c);
    if (!c || !adpool_init(&c->pool, arena, options->float_bytes == 4)) {
        addiag_no_memory(diag);
        return false;
    }
    c->arena = arena;
    c->diag = diag;
    c->options = options;
    c->find = find;
    c->find_ctx = ctx;
    adimg_begin(&c->image, arena, options->cell_bytes, options->float_bytes);
    return report(c, admodules_load(c, main) && resolve(c) && generate(c) &&
                     adlink_finish(c, image, size));
}
