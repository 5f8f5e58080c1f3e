/* SPDX-License-Identifier: MIT
 * scope.c - builds the scopes of a module in one walk over its tree: which names each scope binds,
 * uses and declares. What they mean is decided afterwards (scope_resolve.c), when all is known.
 */
#include "compiler/comp.h"

enum { SYMBOL_SLOTS = 4096, SCOPE_SLOTS = 1024 };

/* The place of the walk. */
struct walk {
    struct adcomp *c;
    struct admodule_src *m;
    struct adscope *s;
};

static void visit(struct walk *w, const struct adnode *n);

bool adscope_init(struct adcomp *c)
{
    c->scopes.symbol_slot = adcomp_alloc(c, SYMBOL_SLOTS * sizeof *c->scopes.symbol_slot);
    c->scopes.scope_slot = adcomp_alloc(c, SCOPE_SLOTS * sizeof *c->scopes.scope_slot);
    return !c->failed;
}

/* ---- tables --------------------------------------------------------------------------------- */

static uint32_t hash_pointer(const void *p)
{
    uintptr_t x = (uintptr_t)p >> 4;
    return (uint32_t)(x ^ x >> 10) * 2654435761u;
}

static struct adsymbol **symbol_slot(struct adcomp *c, const struct adscope *s,
                                     const struct adname *name)
{
    uint32_t hash = (hash_pointer(s) ^ name->hash) * 2654435761u;
    return &c->scopes.symbol_slot[hash >> 20 & (SYMBOL_SLOTS - 1)];
}

struct adsymbol *adscope_symbol(struct adcomp *c, const struct adscope *s,
                                const struct adname *name)
{
    struct adsymbol *y = *symbol_slot(c, s, name);
    while (y && (y->scope != s || y->name != name))
        y = y->chain;
    return y;
}

struct adsymbol *adscope_add(struct adcomp *c, struct adscope *s, struct adname *name,
                             unsigned flags, const struct adnode *at)
{
    struct adsymbol *y = adscope_symbol(c, s, name);
    if (y) {
        if ((y->flags & ADSYM_BOUND) && (flags & ADSYM_BOUND))
            flags |= ADSYM_REBOUND;
        y->flags |= (uint16_t)flags;
        return y;
    }
    y = adcomp_alloc(c, sizeof *y);
    if (!y)
        return NULL;
    struct adsymbol **slot = symbol_slot(c, s, name);
    *y = (struct adsymbol){.name = name, .scope = s, .at = at, .flags = (uint16_t)flags,
                           .chain = *slot, .local = -1};
    *slot = y;
    if (s->last)
        s->last->next = y;
    else
        s->first = y;
    s->last = y;
    return y;
}

static struct adscope **scope_slot(struct adcomp *c, const struct adnode *node)
{
    return &c->scopes.scope_slot[hash_pointer(node) >> 20 & (SCOPE_SLOTS - 1)];
}

struct adscope *adscope_of(struct adcomp *c, const struct adnode *node)
{
    struct adscope *s = *scope_slot(c, node);
    while (s && s->node != node)
        s = s->chain;
    return s;
}

static struct adscope *open_scope(struct walk *w, enum adscope_kind kind, const struct adnode *node)
{
    struct adscope *s = adcomp_alloc(w->c, sizeof *s);
    if (!s)
        return NULL;
    struct adscope **slot = scope_slot(w->c, node);
    s->kind = (uint8_t)kind;
    s->node = node;
    s->parent = w->s;
    s->frame = kind == ADSCOPE_COMP ? w->s->frame : s;
    s->private_of = w->s ? w->s->private_of : NULL;
    s->chain = *slot;
    *slot = s;
    if (w->c->scopes.last)
        w->c->scopes.last->next = s;
    else
        w->c->scopes.first = s;
    w->c->scopes.last = s;
    w->s = s;
    return s;
}

struct adname *adscope_name(struct adcomp *c, const struct adscope *s, const char *text, size_t n)
{
    const struct adname *class = s->private_of;
    if (!class || n < 3 || text[0] != '_' || text[1] != '_' ||
        (text[n - 1] == '_' && text[n - 2] == '_'))
        return adpool_name(&c->pool, text, n);
    size_t skip = 0;
    while (skip < class->length && class->text[skip] == '_')
        skip++;
    size_t length = class->length - skip;
    for (size_t i = 0; i < n; i++)
        if (text[i] == '.')
            length = 0;
    if (!length)
        return adpool_name(&c->pool, text, n);
    char *mangled = adcomp_alloc(c, n + length + 1);
    if (!mangled)
        return &c->pool.no_name;
    mangled[0] = '_';
    memcpy(mangled + 1, class->text + skip, length);
    memcpy(mangled + 1 + length, text, n);
    return adpool_name(&c->pool, mangled, n + length + 1);
}

/* ---- names ---------------------------------------------------------------------------------- */

static void fail(struct walk *w, const struct adnode *at, const char *format)
{
    adcomp_error(w->c, w->m, at, format, at->text, at->len);
}

static struct adsymbol *add_text(struct walk *w, const struct adnode *at, unsigned flags)
{
    return adscope_add(w->c, w->s, adscope_name(w->c, w->s, at->text, at->len), flags, at);
}

static bool text_is(const struct adnode *n, const char *text)
{
    size_t i = 0;
    while (i < n->len && text[i] && text[i] == n->text[i])
        i++;
    return i == n->len && !text[i];
}

/* In a function that lies in a class? There super() needs the class. */
static bool in_method(const struct adscope *s)
{
    if (s->frame->kind != ADSCOPE_FUNCTION)
        return false;
    while (s && s->kind != ADSCOPE_CLASS)
        s = s->parent;
    return s != NULL;
}

static void visit_name(struct walk *w, const struct adnode *n)
{
    add_text(w, n, n->op == ADCTX_LOAD  ? ADSYM_USED
                   : n->op == ADCTX_DEL ? ADSYM_BOUND | ADSYM_DELETED : ADSYM_BOUND);
    if (n->op == ADCTX_LOAD && text_is(n, "super") && in_method(w->s))
        adscope_add(w->c, w->s, adpool_name(&w->c->pool, "__class__", 9), ADSYM_USED, n);
}

static void declare_one(struct walk *w, const struct adnode *n, bool global)
{
    struct adname *name = adscope_name(w->c, w->s, n->text, n->len);
    struct adsymbol *y = adscope_symbol(w->c, w->s, name);
    unsigned flags = y ? y->flags : 0;
    if (!global && w->s->kind == ADSCOPE_MODULE)
        fail(w, n, "nonlocal declaration not allowed at module level");
    else if (flags & ADSYM_PARAM)
        fail(w, n, global ? "name '%s' is parameter and global"
                          : "name '%s' is parameter and nonlocal");
    else if (flags & (global ? ADSYM_NONLOCAL : ADSYM_GLOBAL))
        fail(w, n, "name '%s' is nonlocal and global");
    else if (flags & ADSYM_USED)
        fail(w, n, global ? "name '%s' is used prior to global declaration"
                          : "name '%s' is used prior to nonlocal declaration");
    else if (flags & ADSYM_ANNOTATED)
        fail(w, n, global ? "annotated name '%s' can't be global"
                          : "annotated name '%s' can't be nonlocal");
    else if (flags & ADSYM_BOUND && !(flags & (ADSYM_GLOBAL | ADSYM_NONLOCAL)))
        fail(w, n, global ? "name '%s' is assigned to before global declaration"
                          : "name '%s' is assigned to before nonlocal declaration");
    adscope_add(w->c, w->s, name, global ? ADSYM_GLOBAL : ADSYM_NONLOCAL, n);
}

/* `x := ...` in comprehensions binds x in the function (or module) around them. */
static void visit_named(struct walk *w, const struct adnode *n)
{
    visit(w, n->b);
    struct adname *name = adscope_name(w->c, w->s, n->a->text, n->a->len);
    struct adscope *here = w->s, *goal = here;
    while (goal->kind == ADSCOPE_COMP || goal->node->kind == ADK_GEN_EXP) {
        struct adsymbol *y = adscope_symbol(w->c, goal, name);
        if (y && (y->flags & ADSYM_TARGET)) {
            fail(w, n->a, "assignment expression cannot rebind comprehension iteration variable "
                          "'%s'");
            return;
        }
        goal = goal->parent;
    }
    if (goal != here && goal->kind == ADSCOPE_CLASS) {
        fail(w, n->a, "assignment expression within a comprehension cannot be used in a class "
                      "body");
        return;
    }
    struct adsymbol *y = adscope_add(w->c, goal, name, ADSYM_BOUND, n->a);
    bool global = goal->kind == ADSCOPE_MODULE || (y && (y->flags & ADSYM_GLOBAL));
    for (struct adscope *s = here; s != goal; s = s->parent)
        adscope_add(w->c, s, name, global ? ADSYM_GLOBAL : ADSYM_NONLOCAL, n->a);
}

static void visit_alias(struct walk *w, const struct adnode *n, bool from)
{
    size_t dot = 0;
    if (n->a) {
        visit(w, n->a);
        return;
    }
    while (dot < n->len && (from || n->text[dot] != '.'))
        dot++;
    adscope_add(w->c, w->s, adscope_name(w->c, w->s, n->text, dot), ADSYM_BOUND, n);
}

static void visit_import_from(struct walk *w, const struct adnode *n)
{
    if (n->count == 1 && text_is(n->list[0], "*")) {
        if (w->s->kind != ADSCOPE_MODULE)
            fail(w, n, "import * only allowed at module level");
        w->s->star_import = true;
        w->m->star = true;
        return;
    }
    for (uint32_t i = 0; i < n->count; i++)
        visit_alias(w, n->list[i], true);
}

/* ---- functions, classes, comprehensions ----------------------------------------------------- */

static void visit_list(struct walk *w, const struct adnode *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        visit(w, n->list[i]);
}

static void visit_annotation(struct walk *w, const struct adnode *annotation)
{
    if (adcomp_annotation_runs(w->c, annotation))
        visit(w, annotation);
}

static void visit_defaults(struct walk *w, const struct adnode *arguments)
{
    for (uint32_t i = 0; i < arguments->count; i++)
        visit(w, arguments->list[i]->b);
    for (uint32_t i = 0; i < arguments->count; i++)
        visit_annotation(w, arguments->list[i]->a);
}

/* The dict of a module's or class's annotations. */
static void add_annotations(struct walk *w)
{
    if (w->c->annotations_mentioned && !w->m->source.lib)
        adscope_add(w->c, w->s, adpool_name(&w->c->pool, "__annotations__", 15), ADSYM_BOUND,
                    w->s->node);
}

/* Positional parameters, keyword-only ones, *args, **kwargs: the order of the locals. */
static void add_params(struct walk *w, const struct adnode *arguments)
{
    static const uint8_t order[] = {ADPARAM_POSONLY, ADPARAM_PLAIN, ADPARAM_KWONLY, ADPARAM_STAR,
                                    ADPARAM_STARSTAR};
    int32_t local = 0;
    for (unsigned k = 0; k < AD_COUNT(order); k++) {
        for (uint32_t i = 0; i < arguments->count; i++) {
            const struct adnode *p = arguments->list[i];
            if (p->op != order[k] || !p->len)
                continue;
            struct adname *name = adscope_name(w->c, w->s, p->text, p->len);
            if (adscope_symbol(w->c, w->s, name))
                fail(w, p, "duplicate argument '%s' in function definition");
            struct adsymbol *y = adscope_add(w->c, w->s, name, ADSYM_PARAM | ADSYM_BOUND, p);
            if (y)
                y->local = local++;
        }
    }
}

static void visit_function(struct walk *w, const struct adnode *n)
{
    struct adscope *outer = w->s;
    if (n->kind == ADK_FUNCTION) {
        visit_list(w, n);
        add_text(w, n, ADSYM_BOUND | ADSYM_DEF);
    }
    visit_defaults(w, n->a);
    if (n->kind == ADK_FUNCTION)
        visit_annotation(w, n->c);
    struct adscope *s = open_scope(w, ADSCOPE_FUNCTION, n);
    if (!s)
        return;
    s->coroutine = n->kind == ADK_FUNCTION && n->op == 1;
    add_params(w, n->a);
    visit(w, n->b);
    w->s = outer;
}

static void visit_class(struct walk *w, const struct adnode *n)
{
    struct adscope *outer = w->s;
    visit_list(w, n);
    visit(w, n->a);
    struct adscope *s = open_scope(w, ADSCOPE_CLASS, n);
    if (!s)
        return;
    s->private_of = adpool_name(&w->c->pool, n->text, n->len);
    s->class_cell = adcomp_alloc(w->c, sizeof *s->class_cell);
    if (s->class_cell)
        *s->class_cell = (struct adsymbol){.name = adpool_name(&w->c->pool, "__class__", 9),
                                           .scope = s, .at = n, .local = -1};
    add_annotations(w);
    visit(w, n->b);
    w->s = outer;
    add_text(w, n, ADSYM_BOUND);
}

/* The names that a target binds are the comprehension's own. */
static void mark_targets(struct walk *w, const struct adnode *n)
{
    if (n->kind == ADK_NAME) {
        add_text(w, n, ADSYM_BOUND | ADSYM_TARGET);
    } else if (n->kind == ADK_TUPLE || n->kind == ADK_LIST) {
        for (uint32_t i = 0; i < n->count; i++)
            mark_targets(w, n->list[i]);
    } else if (n->kind == ADK_STARRED) {
        mark_targets(w, n->a);
    } else {
        visit(w, n);
    }
}

static void visit_comp(struct walk *w, const struct adnode *n)
{
    struct adscope *outer = w->s;
    visit(w, n->list[0]->b);
    bool own_frame = n->kind == ADK_GEN_EXP;
    struct adscope *s = open_scope(w, own_frame ? ADSCOPE_FUNCTION : ADSCOPE_COMP, n);
    if (!s)
        return;
    s->generator = own_frame;
    if (own_frame) {
        struct adsymbol *y = adscope_add(w->c, s, adpool_name(&w->c->pool, ".0", 2),
                                         ADSYM_PARAM | ADSYM_BOUND, n);
        if (y)
            y->local = 0;
    }
    for (uint32_t i = 0; i < n->count; i++) {
        const struct adnode *loop = n->list[i];
        if (i)
            visit(w, loop->b);
        mark_targets(w, loop->a);
        visit_list(w, loop);
        if (loop->op == 1 && own_frame)
            s->coroutine = true;
    }
    visit(w, n->a);
    visit(w, n->b);
    w->s = outer;
}

/* ---- everything else ------------------------------------------------------------------------ */

static void visit_yield(struct walk *w, const struct adnode *n)
{
    struct adscope *s = w->s;
    visit(w, n->a);
    if (s->kind == ADSCOPE_COMP || s->node->kind == ADK_GEN_EXP) {
        unsigned kind = s->node->kind;
        fail(w, n, kind == ADK_LIST_COMP   ? "'yield' inside list comprehension"
                   : kind == ADK_SET_COMP  ? "'yield' inside set comprehension"
                   : kind == ADK_DICT_COMP ? "'yield' inside dict comprehension"
                                           : "'yield' inside generator expression");
    } else if (s->kind != ADSCOPE_FUNCTION) {
        fail(w, n, "'yield' outside function");
    } else if (n->kind == ADK_YIELD_FROM && s->coroutine) {
        fail(w, n, "'yield from' inside async function");
    }
    s->frame->generator = true;
}

static void visit_annotated(struct walk *w, const struct adnode *n)
{
    if (n->a->kind == ADK_NAME && (n->op == 1 || n->c))
        add_text(w, n->a, ADSYM_BOUND | ADSYM_ANNOTATED);
    else if (n->a->kind != ADK_NAME)
        visit(w, n->a);
    if (w->s->kind != ADSCOPE_FUNCTION)
        visit_annotation(w, n->b);
    visit(w, n->c);
}

static void visit_children(struct walk *w, const struct adnode *n)
{
    bool list_first = n->kind == ADK_WITH || n->kind == ADK_TRY;
    if (n->kind == ADK_TRY)
        visit(w, n->a);
    if (list_first)
        visit_list(w, n);
    if (n->kind != ADK_TRY)
        visit(w, n->a);
    if (!list_first)
        visit_list(w, n);
    visit(w, n->b);
    visit(w, n->c);
    visit(w, n->d);
}

static void visit_if(struct walk *w, const struct adnode *n)
{
    for (; n && n->kind == ADK_IF; n = n->c) {
        visit(w, n->a);
        visit(w, n->b);
    }
    visit(w, n);
}

static void visit_binding(struct walk *w, const struct adnode *n)
{
    if (n->kind == ADK_HANDLER)
        visit(w, n->a);
    else
        visit_children(w, n);
    if (n->text && n->len)
        add_text(w, n, n->kind == ADK_HANDLER ? ADSYM_BOUND | ADSYM_DELETED : ADSYM_BOUND);
    if (n->kind == ADK_HANDLER)
        visit(w, n->b);
}

static void visit(struct walk *w, const struct adnode *n)
{
    if (!n || w->c->failed)
        return;
    switch (n->kind) {
    case ADK_NAME: visit_name(w, n); return;
    case ADK_FUNCTION:
    case ADK_LAMBDA: visit_function(w, n); return;
    case ADK_CLASS: visit_class(w, n); return;
    case ADK_LIST_COMP:
    case ADK_SET_COMP:
    case ADK_DICT_COMP:
    case ADK_GEN_EXP: visit_comp(w, n); return;
    case ADK_NAMED: visit_named(w, n); return;
    case ADK_GLOBAL:
    case ADK_NONLOCAL:
        for (uint32_t i = 0; i < n->count; i++)
            declare_one(w, n->list[i], n->kind == ADK_GLOBAL);
        return;
    case ADK_IMPORT:
        for (uint32_t i = 0; i < n->count; i++)
            visit_alias(w, n->list[i], false);
        return;
    case ADK_IMPORT_FROM: visit_import_from(w, n); return;
    case ADK_YIELD:
    case ADK_YIELD_FROM: visit_yield(w, n); return;
    case ADK_ANN_ASSIGN: visit_annotated(w, n); return;
    case ADK_AUG_ASSIGN:
        if (n->a->kind == ADK_NAME)
            add_text(w, n->a, ADSYM_USED);
        visit_children(w, n);
        return;
    case ADK_ASSIGN:
        visit(w, n->a);
        visit_list(w, n);
        return;
    case ADK_IF: visit_if(w, n); return;
    case ADK_HANDLER:
    case ADK_PAT_CAPTURE:
    case ADK_PAT_STAR:
    case ADK_PAT_MAPPING:
    case ADK_PAT_AS: visit_binding(w, n); return;
    case ADK_TYPE_PARAMS: return;
    default: visit_children(w, n); return;
    }
}

bool adscope_build(struct adcomp *c, struct admodule_src *m)
{
    struct walk w = {c, m, NULL};
    c->scopes.first = c->scopes.last = NULL;
    m->scope = open_scope(&w, ADSCOPE_MODULE, m->tree);
    if (m->scope && c->doc_mentioned)
        adscope_add(c, m->scope, adpool_name(&c->pool, "__doc__", 7), ADSYM_SLOT, m->tree);
    if (m->scope)
        add_annotations(&w);
    for (uint32_t i = 0; m->scope && i < m->tree->count; i++)
        if (m->keep[i])
            visit(&w, m->tree->list[i]);
    return !c->failed && adscope_resolve(c, m);
}
