/* SPDX-License-Identifier: MIT
 * gen_name.c - loading, storing and deleting what a name means, and the constants that need no
 * name.
 */
#include "compiler/gen.h"

struct adname *adgen_name(struct adgen *g, const char *text, size_t length)
{
    return adscope_name(g->c, g->scope, text, length);
}

int32_t adgen_attr(struct adgen *g, const char *text, size_t length)
{
    return adgen_name(g, text, length)->id;
}

/* ---- constants ------------------------------------------------------------------------------ */

static void load_int(struct adgen *g, struct adconst *k)
{
    int64_t limit = g->c->options->cell_bytes == 2 ? 1 << 14 : 1 << 15;
    if (!k->count && k->value >= -128 && k->value <= 127)
        adgen_emit1(g, ADOP_LOAD_I, (int32_t)k->value);
    else if (!k->count && k->value >= -limit && k->value < limit)
        adgen_emit1(g, ADOP_LOAD_I2, (int32_t)k->value);
    else
        adgen_emit1(g, ADOP_LOAD_K, k->id);
}

void adgen_const(struct adgen *g, struct adconst *k)
{
    if (k->kind == ADCONST_INT)
        load_int(g, k);
    else if (k->kind != ADCONST_IMM)
        adgen_emit1(g, ADOP_LOAD_K, k->id);
    else if (k->value == AD_IMM_NONE)
        adgen_emit(g, ADOP_LOAD_NONE);
    else if (k->value == AD_IMM_TRUE)
        adgen_emit(g, ADOP_LOAD_TRUE);
    else if (k->value == AD_IMM_FALSE)
        adgen_emit(g, ADOP_LOAD_FALSE);
    else if (k->value == AD_IMM_UNBOUND)
        adgen_emit(g, ADOP_LOAD_UNBOUND);
    else
        adgen_emit1(g, ADOP_LOAD_IMM, (int32_t)k->value);
}

void adgen_none(struct adgen *g) { adgen_emit(g, ADOP_LOAD_NONE); }

struct adconst *adgen_const_at(struct adgen *g, uint32_t i)
{
    struct adpool *p = &g->c->pool;
    const struct adline *x = &g->l.at[i];
    if (i >= g->l.n || x->mark != ADMARK_INS)
        return NULL;
    switch (x->op) {
    case ADOP_LOAD_I:
    case ADOP_LOAD_I2: return adpool_int(p, x->a);
    case ADOP_LOAD_K: return p->constant[x->a];
    case ADOP_LOAD_UNBOUND: return adpool_imm(p, AD_IMM_UNBOUND); /* defaults that are not there */
    case ADOP_LOAD_NONE: return adpool_imm(p, AD_IMM_NONE);
    case ADOP_LOAD_TRUE: return adpool_imm(p, AD_IMM_TRUE);
    case ADOP_LOAD_FALSE: return adpool_imm(p, AD_IMM_FALSE);
    case ADOP_LOAD_IMM: return adpool_imm(p, (unsigned)x->a);
    default: return NULL;
    }
}

bool adgen_last_consts(struct adgen *g, uint32_t n, struct adconst **item)
{
    if (n > g->l.n)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        item[i] = adgen_const_at(g, g->l.n - n + i);
        if (!item[i] || item[i]->kind == ADCONST_CODE || item[i]->kind == ADCONST_FUNCTION)
            return false;
    }
    return true;
}

/* ---- locals and cells ----------------------------------------------------------------------- */

int32_t adgen_new_local(struct adgen *g, struct adname *name)
{
    for (uint32_t i = 0; i < g->nlocals; i++) {
        if (g->local[i].idle && g->local[i].name == name) {
            g->local[i].idle = false;
            return (int32_t)i;
        }
    }
    if (g->nlocals + g->max_handlers >= ADGEN_LOCALS) {
        adgen_syntax(g, g->frame->node, "too many local variables");
        return 0;
    }
    g->local[g->nlocals] = (struct adlocal){.name = name};
    return (int32_t)g->nlocals++;
}

void adgen_bound(struct adgen *g, struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, name);
    int32_t local = adgen_plain_local(g, name);
    if (local < 0 || (y->flags & ADSYM_DELETED) || g->local[local].bound)
        return;
    g->local[local].bound = true;
    g->trail[g->ntrail++] = (uint8_t)local;
}

void adgen_unbound(struct adgen *g, uint32_t ntrail)
{
    while (g->ntrail > ntrail)
        g->local[g->trail[--g->ntrail]].bound = false;
}

/* Number of the local where this frame has the variable; *cell: it is one. */
static int32_t place_of(struct adgen *g, const struct adsymbol *owner, bool *cell)
{
    *cell = owner->captured;
    if (owner->scope->frame == g->frame)
        return owner->local;
    for (const struct adfree *f = g->frame->free; f; f = f->next)
        if (f->owner == owner)
            return f->local;
    return 0;
}

void adgen_load_cell(struct adgen *g, struct adsymbol *owner)
{
    bool cell;
    adgen_emit1(g, ADOP_LOAD_CELL, place_of(g, owner, &cell));
}

int32_t adgen_plain_local(struct adgen *g, struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, name);
    if (!y || (y->where != ADWHERE_LOCAL && y->where != ADWHERE_OUTER))
        return -1;
    bool cell;
    int32_t local = place_of(g, y->owner, &cell);
    return cell ? -1 : local;
}

static void use_variable(struct adgen *g, const struct adsymbol *owner, enum adop plain,
                         enum adop deref)
{
    bool cell;
    int32_t local = place_of(g, owner, &cell);
    adgen_emit1(g, cell ? deref : plain, local);
}

/* ---- globals and builtins ------------------------------------------------------------------- */

static bool name_is(const struct adname *name, const char *text)
{
    size_t i = 0;
    while (i < name->length && text[i] == name->text[i])
        i++;
    return i == name->length && !text[i];
}

/* What every module has without binding it. */
static struct adconst *module_attribute(struct adcomp *c, const struct admodule_src *m,
                                        const struct adname *name)
{
    if (name->length < 7 || name->text[0] != '_' || name->text[1] != '_')
        return NULL;
    if (name_is(name, "__name__"))
        return adpool_name_str(&c->pool, m->name);
    if (name_is(name, "__debug__"))
        return adpool_imm(&c->pool, c->options->no_asserts ? AD_IMM_FALSE : AD_IMM_TRUE);
    if (name_is(name, "__file__")) {
        size_t n = 0;
        while (m->source.file[n])
            n++;
        return adpool_str(&c->pool, m->source.file, n);
    }
    if (name_is(name, "__doc__")) {
        const struct adnode *doc = adgen_docstring(m->tree);
        return doc ? adpool_str(&c->pool, doc->text, doc->len) : adpool_imm(&c->pool, AD_IMM_NONE);
    }
    return NULL;
}

struct adconst *adgen_builtin(struct adcomp *c, const struct admodule_src *m,
                              const struct adname *name)
{
    struct adconst *own = module_attribute(c, m, name);
    if (own)
        return own;
    int number = adisa_builtin(name->text, name->length, m->source.lib);
    if (number >= 0)
        return adpool_imm(&c->pool, (unsigned)number);
    const struct admodule_src *builtins = c->module[1];
    const struct adsymbol *y = NULL;
    if (builtins->scope && (m->source.lib || name->text[0] != '_'))
        y = adscope_symbol(c, builtins->scope, name);
    return y ? y->function : NULL;
}

void adgen_load_global(struct adgen *g, struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->m->scope, name);
    if (y && y->function) {
        adgen_const(g, y->function);
        return;
    }
    if (y && y->local >= 0) {
        adgen_emit1(g, ADOP_LOAD_GLOBAL, y->local);
        return;
    }
    struct adconst *k = adgen_builtin(g->c, g->m, name);
    if (k) {
        adgen_const(g, k);
        return;
    }
    y = adscope_symbol(g->c, g->c->module[1]->scope, name);
    adgen_emit1(g, ADOP_LOAD_GLOBAL, y && y->local >= 0 ? y->local : 0);
}

bool adgen_is_builtin(struct adgen *g, const struct adnode *n, const char *text)
{
    if (n->kind != ADK_NAME)
        return false;
    struct adname *name = adgen_name(g, n->text, n->len);
    if (!name_is(name, text))
        return false;
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, name);
    if (!y || y->where != ADWHERE_GLOBAL)
        return false;
    y = adscope_symbol(g->c, g->m->scope, name);
    return !y || y->local < 0;
}

static int32_t global_slot(struct adgen *g, const struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->m->scope, name);
    return y && y->local >= 0 ? y->local : 0;
}

/* ---- any name ------------------------------------------------------------------------------- */

void adgen_load(struct adgen *g, struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, name);
    if (!y || y->where == ADWHERE_GLOBAL)
        adgen_load_global(g, name);
    else if (y->where == ADWHERE_CLASS)
        adgen_emit2(g, ADOP_LOAD_NAME, name->id, global_slot(g, name));
    else
        use_variable(g, y->owner, ADOP_LOAD, ADOP_LOAD_DEREF);
}

void adgen_store(struct adgen *g, struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, name);
    if (!y || y->where == ADWHERE_GLOBAL)
        adgen_emit1(g, ADOP_STORE_GLOBAL, global_slot(g, name));
    else if (y->where == ADWHERE_CLASS)
        adgen_emit1(g, ADOP_STORE_NAME, name->id);
    else
        use_variable(g, y->owner, ADOP_STORE, ADOP_STORE_DEREF);
}

void adgen_delete(struct adgen *g, struct adname *name)
{
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, name);
    if (!y || y->where == ADWHERE_GLOBAL)
        adgen_emit1(g, ADOP_DELETE_GLOBAL, global_slot(g, name));
    else if (y->where == ADWHERE_CLASS)
        adgen_emit1(g, ADOP_DELETE_NAME, name->id);
    else
        use_variable(g, y->owner, ADOP_DELETE, ADOP_DELETE_DEREF);
}

void adgen_unbind(struct adgen *g, struct adname *name)
{
    int32_t local = adgen_plain_local(g, name);
    if (local >= 0) {
        adgen_emit1(g, ADOP_CLEAR, local);
        return;
    }
    adgen_none(g);
    adgen_store(g, name);
    adgen_delete(g, name);
}
