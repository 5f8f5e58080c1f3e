/* SPDX-License-Identifier: MIT
 * scope_resolve.c - decides what every name of every scope of a module means, and gives the
 * variables of each frame their numbers. A name that its scope does not bind belongs to the nearest
 * function around that does (classes in between do not count), else it is global.
 */
#include "compiler/comp.h"

static struct adsymbol *find_outer(struct adcomp *c, const struct adscope *from,
                                   const struct adname *name)
{
    bool is_class = name->length == 9 && !memcmp(name->text, "__class__", 9);
    for (const struct adscope *s = from->parent; s; s = s->parent) {
        if (s->kind == ADSCOPE_CLASS && is_class)
            return s->class_cell;
        if (s->kind != ADSCOPE_FUNCTION && s->kind != ADSCOPE_COMP)
            continue;
        const struct adsymbol *y = adscope_symbol(c, s, name);
        if (!y || !(y->flags & (ADSYM_BOUND | ADSYM_GLOBAL)) || (y->flags & ADSYM_NONLOCAL))
            continue;
        return y->flags & ADSYM_GLOBAL ? NULL : (struct adsymbol *)y;
    }
    return NULL;
}

/* The variable must get from its frame through all frames between to that of s. */
static void capture(struct adcomp *c, const struct adscope *s, struct adsymbol *owner)
{
    struct adscope *frame = s->frame;
    for (; frame != owner->scope->frame; frame = frame->parent->frame) {
        owner->captured = true;
        struct adfree *f = frame->free;
        while (f && f->owner != owner)
            f = f->next;
        if (f)
            continue;
        f = adcomp_alloc(c, sizeof *f);
        if (!f)
            return;
        *f = (struct adfree){owner, -1, NULL};
        if (frame->last_free)
            frame->last_free->next = f;
        else
            frame->free = f;
        frame->last_free = f;
        frame->nfree++;
    }
}

static void resolve_global(struct adcomp *c, struct admodule_src *m, struct adsymbol *y)
{
    unsigned flags = ADSYM_USED;
    y->where = ADWHERE_GLOBAL;
    if (y->scope == m->scope)
        return;
    if (y->flags & ADSYM_BOUND)
        flags = ADSYM_BOUND | ADSYM_FOREIGN;
    adscope_add(c, m->scope, y->name, flags, y->at);
}

static void resolve(struct adcomp *c, struct admodule_src *m, struct adsymbol *y)
{
    struct adscope *s = y->scope;
    bool bound = y->flags & ADSYM_BOUND;
    if (s->kind == ADSCOPE_MODULE || (y->flags & ADSYM_GLOBAL)) {
        resolve_global(c, m, y);
        return;
    }
    if (bound && !(y->flags & ADSYM_NONLOCAL) && s->kind != ADSCOPE_CLASS) {
        if (m->bytecode && y->flags & ADSYM_USED && !(y->flags & ADSYM_PARAM))
            adscope_add(c, m->scope, y->name, ADSYM_USED, y->at); /* until it is set a global */
        y->where = ADWHERE_LOCAL;
        y->owner = y;
        return;
    }
    if (bound && s->kind == ADSCOPE_CLASS && !(y->flags & ADSYM_NONLOCAL)) {
        y->where = ADWHERE_CLASS;
        if (y->flags & ADSYM_USED) /* before it is set it is a global, never an outer variable */
            adscope_add(c, m->scope, y->name, ADSYM_USED | ADSYM_SLOT, y->at);
        return;
    }
    y->owner = find_outer(c, s, y->name);
    if ((y->flags & ADSYM_NONLOCAL) && !y->owner) {
        adcomp_error(c, m, y->at, "no binding for nonlocal '%s' found", y->name->text,
                     y->name->length);
        return;
    }
    if (y->owner) {
        capture(c, s, y->owner);
        y->where = ADWHERE_OUTER;
    } else {
        resolve_global(c, m, y);
    }
}

bool adscope_resolve(struct adcomp *c, struct admodule_src *m)
{
    /* Symbols that this adds to the module's scope, the first of all, are seen to at the end. */
    for (struct adscope *s = c->scopes.first->next; s && !c->failed; s = s->next)
        for (struct adsymbol *y = s->first; y && !c->failed; y = y->next)
            resolve(c, m, y);
    for (struct adsymbol *y = m->scope->first; y && !c->failed; y = y->next)
        resolve(c, m, y);
    return !c->failed;
}
