/* SPDX-License-Identifier: MIT
 * gen_import.c - import statements. All modules of a program are known (modules.c), so an import
 * names a number; one that nobody could find raises ModuleNotFoundError when it runs.
 */
#include "compiler/fold.h"
#include "compiler/gen.h"

static struct adconst *join3(struct adgen *g, const char *a, const struct adname *name,
                             const char *b)
{
    size_t na = 0, nb = 0;
    while (a[na])
        na++;
    while (b[nb])
        nb++;
    char *text = adcomp_alloc(g->c, na + name->length + nb + 1);
    if (!text)
        return adpool_imm(&g->c->pool, AD_IMM_NONE);
    memcpy(text, a, na);
    memcpy(text + na, name->text, name->length);
    memcpy(text + na + name->length, b, nb);
    return adpool_str(&g->c->pool, text, na + name->length + nb);
}

/* Raises; what follows is dead, and the optimiser drops it. The exception gets the attribute `name`
 * unless that is NULL. */
static void gen_missing(struct adgen *g, unsigned type, struct adconst *message,
                        const struct adname *name)
{
    adgen_emit1(g, ADOP_LOAD_IMM, AD_IMM_TYPE + (int32_t)type);
    adgen_const(g, message);
    adgen_emit1(g, ADOP_CALL, 1);
    if (name) {
        adgen_const(g, adpool_name_str(&g->c->pool, name));
        adgen_emit1(g, ADOP_COPY, 2);
        adgen_emit1(g, ADOP_STORE_ATTR, adgen_attr(g, "name", 4));
    }
    adgen_emit1(g, ADOP_RAISE, 1);
}

/* No module named 'a.b'; 'a' is not a package */
static void gen_not_found(struct adgen *g, const struct adname *part, const struct adname *package)
{
    struct adpool *p = &g->c->pool;
    struct adconst *text = join3(g, "No module named '", part, "'");
    if (package) {
        struct adconst *more = join3(g, "; '", package, "' is not a package");
        struct adconst *whole = adfold_binary(p, ADOP_ADD, text, more);
        text = whole ? whole : text;
    }
    gen_missing(g, ADT_ModuleNotFoundError, text, part);
}

/* IMPORT of a, a.b, a.b.c in turn, each set as an attribute of the one before; the last is left.
 * False when one is not there: then the code raises. */
static bool gen_path(struct adgen *g, const struct adname *name)
{
    const struct admodule_src *whole = NULL;
    for (uint32_t i = 0, from = 0; i <= name->length; i++) {
        if (i < name->length && name->text[i] != '.')
            continue;
        struct adname *part = adpool_name(&g->c->pool, name->text, i);
        int32_t number = admodules_find(g->c, part);
        if (number < 0) {
            gen_not_found(g, part, whole && !whole->package ? whole->name : NULL);
            return false;
        }
        whole = g->c->module[number];
        adgen_emit1(g, ADOP_IMPORT, number);
        if (from) {
            adgen_emit1(g, ADOP_COPY, 1);
            adgen_emit1(g, ADOP_COPY, 3);
            adgen_emit1(g, ADOP_STORE_ATTR, adgen_attr(g, name->text + from, i - from));
            adgen_emit1(g, ADOP_SWAP, 2);
            adgen_emit(g, ADOP_POP);
        }
        from = i + 1;
    }
    return true;
}

void adgen_import(struct adgen *g, const struct adnode *n)
{
    for (uint32_t i = 0; i < n->count; i++) {
        const struct adnode *alias = n->list[i];
        size_t dot = 0;
        adgen_at(g, n);
        if (!gen_path(g, adpool_name(&g->c->pool, alias->text, alias->len)))
            adgen_none(g);
        if (alias->a) {
            adgen_assign(g, alias->a);
            continue;
        }
        while (dot < alias->len && alias->text[dot] != '.')
            dot++;
        int32_t first = admodules_find(g->c, adpool_name(&g->c->pool, alias->text, dot));
        if (dot < alias->len && first >= 0) {
            adgen_emit(g, ADOP_POP);
            adgen_emit1(g, ADOP_IMPORT, first);
        }
        adgen_store(g, adgen_name(g, alias->text, dot));
    }
}

/* A submodule that is imported by name: also an attribute of its package. */
static bool gen_submodule(struct adgen *g, const struct adname *package, const struct adnode *alias)
{
    int32_t whole = admodules_find(g->c, package);
    int32_t number = admodules_find(g->c, admodules_join(g->c, package, alias->text, alias->len));
    struct adname *name = adpool_name(&g->c->pool, alias->text, alias->len);
    if (number < 0 || whole < 0)
        return false;
    const struct admodule_src *m = g->c->module[whole];
    const struct adsymbol *y = m->scope ? adscope_symbol(g->c, m->scope, name) : NULL;
    if (y && (y->flags & ADSYM_BOUND) && m != g->m)
        return false; /* the package may have put something else there */
    adgen_emit1(g, ADOP_IMPORT, number);
    adgen_emit1(g, ADOP_COPY, 1);
    adgen_emit1(g, ADOP_COPY, 3);
    adgen_emit1(g, ADOP_STORE_ATTR, name->id);
    return true;
}

static bool is_future(const struct adnode *n)
{
    static const char future[] = "__future__";
    return !n->op && n->len == sizeof future - 1 && !memcmp(n->text, future, n->len);
}

void adgen_import_from(struct adgen *g, const struct adnode *n)
{
    if (is_future(n))
        return;
    struct adname *name = admodules_absolute(g->c, g->m, n->op, n->text, n->len);
    if (!name) {
        struct adname *none = adpool_name(&g->c->pool, "", 0);
        gen_missing(g, ADT_ImportError,
                    join3(g, "attempted relative import with no known parent package", none, ""),
                    NULL);
        adgen_none(g);
    } else if (!gen_path(g, name)) {
        adgen_none(g);
    }
    for (uint32_t i = 0; i < n->count; i++) {
        const struct adnode *alias = n->list[i];
        adgen_at(g, n);
        if (alias->len == 1 && alias->text[0] == '*') {
            adgen_emit(g, ADOP_IMPORT_STAR);
            return;
        }
        if (!name || !gen_submodule(g, name, alias))
            adgen_emit1(g, ADOP_IMPORT_FROM, adgen_attr(g, alias->text, alias->len));
        if (alias->a)
            adgen_assign(g, alias->a);
        else
            adgen_store(g, adgen_name(g, alias->text, alias->len));
    }
    adgen_emit(g, ADOP_POP);
}
