/* SPDX-License-Identifier: MIT
 * gen_func.c - frames: opening one, closing it into a code object, and what makes functions of
 * code: def, lambda, the bodies of modules.
 */
#include "compiler/assemble.h"
#include "compiler/gen.h"
#include "compiler/peephole.h"

void adgen_error(struct adgen *g, const struct adnode *at, const char *format, const char *text,
                 size_t length)
{
    adcomp_error(g->c, g->m, at, format, text, length);
}

void adgen_syntax(struct adgen *g, const struct adnode *at, const char *message)
{
    adcomp_error(g->c, g->m, at, message, "", 0);
}

/* ---- opening -------------------------------------------------------------------------------- */

/* outer.<locals>.name, Class.name, name */
static void set_qualname(struct adgen *g)
{
    static const char locals[] = ".<locals>.";
    const struct adgen *o = g->outer;
    size_t n = 0, middle = 0;
    const char *between = locals;
    if (o && o->frame && o->frame->kind != ADSCOPE_MODULE) {
        n = o->qualname_len;
        middle = o->frame->kind == ADSCOPE_CLASS ? 1 : sizeof locals - 1;
        between = o->frame->kind == ADSCOPE_CLASS ? "." : locals;
    }
    char *text = adcomp_alloc(g->c, n + middle + g->name->length + 1);
    if (!text)
        return;
    if (n)
        memcpy(text, o->qualname, n);
    memcpy(text + n, between, middle);
    memcpy(text + n + middle, g->name->text, g->name->length);
    g->qualname = text;
    g->qualname_len = (uint32_t)(n + middle + g->name->length);
}

static void number_locals(struct adgen *g)
{
    uint32_t params = 0;
    for (struct adsymbol *y = g->frame->first; y; y = y->next)
        if (y->flags & ADSYM_PARAM)
            params++;
    if (params > ADGEN_LOCALS - 1) {
        adgen_syntax(g, g->frame->node, "too many local variables");
        return;
    }
    g->nlocals = params;
    for (struct adsymbol *y = g->frame->first; y; y = y->next)
        if (y->flags & ADSYM_PARAM)
            g->local[y->local].name = y->name;
    if (g->frame->kind == ADSCOPE_CLASS)
        adgen_new_local(g, adpool_name(&g->c->pool, ".class", 6));
    for (struct adsymbol *y = g->frame->first; y; y = y->next)
        if (y->where == ADWHERE_LOCAL && !(y->flags & ADSYM_PARAM))
            y->local = adgen_new_local(g, y->name);
    if (g->frame->class_cell && g->frame->class_cell->captured)
        g->frame->class_cell->local = adgen_new_local(g, g->frame->class_cell->name);
    for (struct adfree *f = g->frame->free; f; f = f->next) {
        f->local = (int32_t)g->nlocals; /* in one row, even if a name is there twice */
        if (g->nlocals < ADGEN_LOCALS)
            g->local[g->nlocals++] = (struct adlocal){.name = f->owner->name};
        else
            adgen_syntax(g, g->frame->node, "too many local variables");
    }
}

static void bind_params(struct adgen *g)
{
    for (const struct adsymbol *y = g->frame->first; y; y = y->next)
        if (y->flags & ADSYM_PARAM)
            adgen_bound(g, y->name);
}

static void make_cells(struct adgen *g)
{
    if (g->frame->nfree)
        adgen_emit2(g, ADOP_COPY_FREE, g->frame->free->local, (int32_t)g->frame->nfree);
    for (struct adsymbol *y = g->frame->first; y; y = y->next)
        if (y->where == ADWHERE_LOCAL && y->captured)
            adgen_emit1(g, ADOP_MAKE_CELL, y->local);
    const struct adsymbol *class = g->frame->class_cell;
    if (class && class->captured) {
        adgen_emit1(g, ADOP_MAKE_CELL, class->local);
        adgen_emit1(g, ADOP_LOAD, 0);
        adgen_emit1(g, ADOP_STORE_DEREF, class->local);
    }
}

bool adgen_open(struct adgen *g, struct adgen *outer, struct adscope *frame, struct adname *name)
{
    memset(g, 0, sizeof *g);
    g->c = outer->c;
    g->m = outer->m;
    g->outer = outer;
    g->frame = g->scope = frame;
    g->name = name;
    g->async = frame->coroutine;
    adilist_init(&g->l, g->c->arena);
    g->l.line = frame->node->line;
    g->local = adcomp_alloc(g->c, ADGEN_LOCALS * sizeof *g->local);
    g->trail = adcomp_alloc(g->c, ADGEN_LOCALS + 1);
    if (!g->local || !g->trail)
        return false;
    set_qualname(g);
    number_locals(g);
    make_cells(g);
    bind_params(g);
    return !g->c->failed;
}

/* ---- closing -------------------------------------------------------------------------------- */

/* Names and constants get their index in the image; only now, when dead code is gone. */
static void link_operands(struct adgen *g)
{
    struct adpool *p = &g->c->pool;
    for (uint32_t i = 0; i < g->l.n && !g->c->failed && !p->failed; i++) {
        struct adline *x = &g->l.at[i];
        if (x->mark != ADMARK_INS)
            continue;
        int32_t *operand = &x->a;
        for (const char *kind = adisa_py[x->op].operands; *kind; kind++) {
            if (*kind == 'k' || *kind == 'K')
                *operand = adlink_const_index(g->c, p->constant[*operand]);
            if (*kind == 'n' || *kind == 'N')
                *operand = adlink_name_index(g->c, p->name[*operand]);
            if (*kind != 'j')
                operand = &x->b;
        }
    }
}

static bool assemble(struct adgen *g, struct adassembled *out)
{
    struct adflow flow;
    struct adcomp *c = g->c;
    if (g->l.failed || c->pool.failed || !adflow_init(&flow, &g->l)) {
        adcomp_no_memory(c);
        return false;
    }
    adpeep_run(&g->l, &flow, false);
    link_operands(g);
    if (c->options->optimise)
        adpeep_run(&g->l, &flow, true);
    if (c->options->trace)
        c->options->trace(c->options->trace_ctx, g->qualname, g->qualname_len, &g->l,
                          g->nlocals + g->max_handlers);
    out->first_line = g->frame->node->line;
    enum adassemble_status status = adassemble(&g->l, &flow, g->nlocals + g->max_handlers, out);
    if (status == ADASSEMBLE_OK)
        return true;
    if (status == ADASSEMBLE_MEMORY)
        adcomp_no_memory(c);
    else
        adgen_error(g, g->frame->node, status == ADASSEMBLE_LARGE
                    ? "the code of '%s' is too large" : "internal error in the code of '%s'",
                    g->name->text, g->name->length);
    return false;
}

/* Names of the locals by slot: the last local is slot 0. Returns bytes used. */
static uint32_t local_names(struct adgen *g, uint8_t *to)
{
    uint8_t *start = to;
    for (uint32_t i = g->nlocals + g->max_handlers; i-- > 0;) {
        const struct adname *name = i < g->nlocals ? g->local[i].name : NULL;
        uint32_t n = name ? AD_MIN(name->length, 255) : 0;
        *to++ = (uint8_t)n;
        if (n)
            memcpy(to, name->text, n);
        to += n;
    }
    return (uint32_t)(to - start);
}

static uint16_t module_number(const struct adgen *g)
{
    uint16_t i = 0;
    while (i + 1u < g->c->nmodules && g->c->module[i] != g->m)
        i++;
    return i;
}

static uint16_t put_debug(struct adgen *g, const struct adassembled *made)
{
    if (g->c->options->strip_debug)
        return (uint16_t)g->c->ncodes++;
    uint32_t room = 0;
    for (uint32_t i = 0; i < g->nlocals + g->max_handlers; i++)
        room += 1 + (i < g->nlocals && g->local[i].name ? g->local[i].name->length : 0);
    uint8_t *names = adcomp_alloc(g->c, room + 1);
    if (!names)
        return 0;
    struct adimg_build_debug debug = {
        .module = module_number(g), .first_line = (uint16_t)made->first_line,
        .nlocals = (uint16_t)(g->nlocals + g->max_handlers), .lines = made->lines,
        .nlines = (uint16_t)made->nlines, .qualname = g->qualname,
        .qualname_size = (uint16_t)g->qualname_len, .names = names};
    debug.names_size = local_names(g, names);
    return (uint16_t)adimg_put_debug(&g->c->image, &debug);
}

/* Counts, flags and names of the parameters. */
static uint16_t *put_params(struct adgen *g, struct adcode *code)
{
    const struct adnode *n = g->frame->node;
    uint16_t *number = adcomp_alloc(g->c, (g->nlocals + 1) * sizeof *number);
    if (n->kind != ADK_FUNCTION && n->kind != ADK_LAMBDA) {
        code->npos = n->kind == ADK_CLASS || n->kind == ADK_GEN_EXP;
        code->nposonly = code->npos;
    } else {
        for (uint32_t i = 0; i < n->a->count; i++) {
            const struct adnode *p = n->a->list[i];
            code->npos += p->op == ADPARAM_POSONLY || p->op == ADPARAM_PLAIN;
            code->nposonly += p->op == ADPARAM_POSONLY;
            code->nkwonly += p->op == ADPARAM_KWONLY;
            code->flags |= p->op == ADPARAM_STAR && p->len ? ADCODE_VARARGS : 0;
            code->flags |= p->op == ADPARAM_STARSTAR ? ADCODE_VARKW : 0;
        }
    }
    for (uint32_t i = 0; number && i < (uint32_t)(code->npos + code->nkwonly); i++) {
        if (i >= code->nposonly) /* calls by keyword look for its text: it must be in the table */
            (void)adlink_name_index(g->c, g->local[i].name);
        number[i] = adlink_name_number(g->c, g->local[i].name);
    }
    return number;
}

struct adconst *adgen_close(struct adgen *g, unsigned flags)
{
    struct adassembled made;
    struct adimg_build_code build = {.code = {.flags = 0}};
    if (adilist_open(&g->l))
        adgen_emit(g, ADOP_RETURN_NONE);
    if (g->c->failed || !assemble(g, &made))
        return NULL;
    struct adcode *code = &build.code;
    build.params = put_params(g, code);
    code->flags |= (uint8_t)flags;
    if (g->m->source.lib)
        code->flags |= ADCODE_LIB;
    if (!(code->flags & (ADCODE_VARARGS | ADCODE_VARKW | ADCODE_GENERATOR | ADCODE_COROUTINE)) &&
        !code->nkwonly)
        code->flags |= ADCODE_SIMPLE;
    code->nlocals = (uint8_t)(g->nlocals + g->max_handlers);
    code->nhandlers = (uint8_t)g->max_handlers;
    code->handler_slot = (uint8_t)(g->max_handlers ? g->max_handlers - 1 : 0);
    code->ntry = (uint8_t)made.ntry;
    code->depth = (uint16_t)made.depth;
    code->code_size = (uint16_t)made.size;
    code->name = adlink_name_number(g->c, g->name);
    code->debug = put_debug(g, &made);
    build.bytecode = made.code;
    build.tries = made.trys;
    struct adconst *k = adpool_data(&g->c->pool, ADCONST_CODE, g->local);
    if (g->c->failed || g->c->pool.failed)
        return NULL;
    k->cell = adimg_put_code(&g->c->image, &build);
    k->placed = true;
    return k;
}

/* ---- functions of code ---------------------------------------------------------------------- */

void adgen_place_function(struct adcomp *c, struct adconst *function, struct adconst *code,
                          unsigned have, struct adconst *const *defaults)
{
    adimg_cell tuple = have & 1 ? adlink_cell(c, defaults[0]) : 0;
    adimg_cell words = have & 2 ? adlink_cell(c, defaults[have & 1]) : 0;
    function->cell = adimg_put_function(&c->image, adlink_cell(c, code), tuple, words, 0, 0);
    function->placed = true;
}

void adgen_make_function(struct adgen *g, struct adconst *code, const struct adscope *frame,
                         unsigned have)
{
    struct adconst *defaults[2];
    unsigned n = (have & 1) + (have >> 1);
    if (!frame->nfree && g->once && !g->loops && adgen_last_consts(g, n, defaults)) {
        struct adconst *k = adpool_data(&g->c->pool, ADCONST_FUNCTION, code);
        g->l.n -= n;
        adgen_place_function(g->c, k, code, have, defaults);
        adgen_const(g, k);
        return;
    }
    for (const struct adfree *f = frame->free; f; f = f->next)
        adgen_load_cell(g, f->owner);
    if (frame->nfree) {
        adgen_emit1(g, ADOP_BUILD_TUPLE, (int32_t)frame->nfree);
        have |= 4;
    }
    adgen_emit2(g, ADOP_MAKE_FUNCTION, (int32_t)have, code->id);
}

/* Push the tuple of defaults and the dict of keyword-only ones; which of them there are. */
/* The n values on top as a tuple, a constant one if they are constants. */
static void gen_tuple_of(struct adgen *g, uint32_t n)
{
    struct adconst *item[ADGEN_LOCALS];
    if (n < ADGEN_LOCALS && adgen_last_consts(g, n, item)) {
        g->l.n -= n;
        adgen_const(g, adpool_tuple(&g->c->pool, item, n));
    } else {
        adgen_emit1(g, ADOP_BUILD_TUPLE, (int32_t)n);
    }
}

static unsigned gen_defaults(struct adgen *g, const struct adnode *arguments)
{
    uint32_t defaults = 0, words = 0, all = 0;
    for (uint32_t i = 0; i < arguments->count; i++) {
        const struct adnode *p = arguments->list[i];
        if (!p->b || p->op == ADPARAM_KWONLY)
            continue;
        adgen_expr(g, p->b);
        defaults++;
    }
    if (defaults)
        gen_tuple_of(g, defaults);
    for (uint32_t i = 0; i < arguments->count; i++) {
        const struct adnode *p = arguments->list[i];
        words += p->b && p->op == ADPARAM_KWONLY;
    }
    for (uint32_t i = 0; words && i < arguments->count; i++) {
        const struct adnode *p = arguments->list[i];
        if (p->op != ADPARAM_KWONLY)
            continue;
        if (p->b)
            adgen_expr(g, p->b);
        else
            adgen_emit(g, ADOP_LOAD_UNBOUND);
        all++;
    }
    if (words)
        gen_tuple_of(g, all);
    return (defaults != 0) | (words != 0) << 1;
}

static unsigned kind_flags(const struct adgen *outer, const struct adscope *s)
{
    unsigned flags = outer->frame->kind == ADSCOPE_CLASS ? ADCODE_METHOD : 0;
    if (s->generator)
        flags |= ADCODE_GENERATOR;
    if (s->coroutine)
        flags |= ADCODE_COROUTINE;
    return flags;
}

void adgen_lambda(struct adgen *g, const struct adnode *n)
{
    struct adgen in;
    struct adscope *s = adscope_of(g->c, n);
    unsigned have = gen_defaults(g, n->a);
    if (!s || !adgen_open(&in, g, s, adpool_name(&g->c->pool, "<lambda>", 8)))
        return;
    adgen_expr(&in, n->b);
    adgen_emit(&in, ADOP_RETURN);
    struct adconst *code = adgen_close(&in, kind_flags(g, s));
    adgen_at(g, n);
    if (code)
        adgen_make_function(g, code, s, have);
}

const struct adnode *adgen_docstring(const struct adnode *body)
{
    if (!body->count || body->list[0]->kind != ADK_EXPR || body->list[0]->a->kind != ADK_STR)
        return NULL;
    return body->list[0]->a;
}

/* f.__doc__, if anybody asks for documentation: COPY; text; SWAP; STORE_ATTR. */
static void gen_doc(struct adgen *g, const struct adnode *body)
{
    const struct adnode *doc = g->c->doc_mentioned ? adgen_docstring(body) : NULL;
    if (!doc)
        return;
    adgen_const(g, adpool_str(&g->c->pool, doc->text, doc->len));
    adgen_emit1(g, ADOP_COPY, 2);
    adgen_emit1(g, ADOP_STORE_ATTR, adgen_attr(g, "__doc__", 7));
}

/* name: annotation for a dict on the stack; returns 1 when it was put there. */
static int32_t gen_annotation(struct adgen *g, const char *text, size_t len, const struct adnode *a)
{
    if (!adcomp_annotation_runs(g->c, a))
        return 0;
    if (g->c->annotations_mentioned)
        adgen_const(g, adpool_name_str(&g->c->pool, adgen_name(g, text, len)));
    adgen_expr(g, a);
    if (!g->c->annotations_mentioned)
        adgen_emit(g, ADOP_POP);
    return g->c->annotations_mentioned;
}

/* f.__annotations__ = {...} for the function on the stack. */
static void gen_annotations(struct adgen *g, const struct adnode *n)
{
    int32_t pairs = 0;
    for (uint32_t i = 0; i < n->a->count; i++)
        pairs += gen_annotation(g, n->a->list[i]->text, n->a->list[i]->len, n->a->list[i]->a);
    pairs += gen_annotation(g, "return", 6, n->c);
    if (!pairs)
        return;
    adgen_emit1(g, ADOP_BUILD_MAP, pairs);
    adgen_emit1(g, ADOP_COPY, 2);
    adgen_emit1(g, ADOP_STORE_ATTR, adgen_attr(g, "__annotations__", 15));
}

void adgen_empty_annotations(struct adgen *g)
{
    if (!g->c->annotations_mentioned || g->m->source.lib)
        return;
    adgen_emit1(g, ADOP_BUILD_MAP, 0);
    adgen_store(g, adpool_name(&g->c->pool, "__annotations__", 15));
}

static bool is_annotated(const struct adgen *g, const struct adnode *n)
{
    bool any = n->c != NULL;
    for (uint32_t i = 0; i < n->a->count; i++)
        any = any || n->a->list[i]->a;
    return any && g->c->annotations_mentioned;
}

static struct adconst *gen_code(struct adgen *g, const struct adnode *n, struct adscope *s)
{
    struct adgen in;
    if (!s || !adgen_open(&in, g, s, adpool_name(&g->c->pool, n->text, n->len)))
        return NULL;
    adgen_block(&in, n->b);
    in.l.line = in.l.n ? in.l.at[in.l.n - 1].line : n->line;
    return adgen_close(&in, kind_flags(g, s));
}

/* A def of lib/builtins that everyone uses as a constant. */
static bool gen_promised(struct adgen *g, const struct adnode *n, struct adscope *s)
{
    struct adsymbol *y = adscope_symbol(g->c, g->m->scope, adgen_name(g, n->text, n->len));
    if (g->frame->kind != ADSCOPE_MODULE || !y || !y->function)
        return false;
    struct adconst *defaults[2];
    unsigned have = gen_defaults(g, n->a), count = (have & 1) + (have >> 1);
    if (!adgen_last_consts(g, count, defaults))
        return false; /* adgen_constant_def promised otherwise */
    g->l.n -= count;
    struct adconst *code = gen_code(g, n, s);
    if (code)
        adgen_place_function(g->c, y->function, code, have, defaults);
    if (code && y->local >= 0) {
        adgen_const(g, y->function);
        adgen_emit1(g, ADOP_STORE_GLOBAL, y->local);
    }
    return true;
}

void adgen_function(struct adgen *g, const struct adnode *n)
{
    struct adscope *s = adscope_of(g->c, n);
    if (gen_promised(g, n, s))
        return;
    for (uint32_t i = 0; i < n->count; i++)
        adgen_expr(g, n->list[i]);
    adgen_at(g, n);
    unsigned have = gen_defaults(g, n->a);
    struct adconst *code = gen_code(g, n, s);
    if (!code)
        return;
    adgen_at(g, n);
    bool attributes = (g->c->doc_mentioned && adgen_docstring(n->b)) || is_annotated(g, n);
    g->loops += attributes; /* with them it is no constant */
    adgen_make_function(g, code, s, have);
    g->loops -= attributes;
    gen_doc(g, n->b);
    gen_annotations(g, n);
    for (uint32_t i = n->count; i-- > 0;) {
        adgen_at(g, n->list[i]);
        adgen_emit1(g, ADOP_CALL, 1);
    }
    adgen_store(g, adgen_name(g, n->text, n->len));
}

static bool is_constant(const struct adnode *n)
{
    if (n->kind == ADK_UNARY)
        return n->op == ADUN_NEG && (n->a->kind == ADK_INT || n->a->kind == ADK_FLOAT);
    return n->kind == ADK_INT || n->kind == ADK_FLOAT || n->kind == ADK_STR ||
           n->kind == ADK_BYTES || n->kind == ADK_NONE || n->kind == ADK_TRUE ||
           n->kind == ADK_FALSE || n->kind == ADK_ELLIPSIS || (n->kind == ADK_TUPLE && !n->count);
}

bool adgen_constant_def(const struct adnode *n)
{
    if (n->kind != ADK_FUNCTION || n->count)
        return false;
    for (uint32_t i = 0; i < n->a->count; i++) {
        const struct adnode *p = n->a->list[i];
        if (p->b && !is_constant(p->b))
            return false;
    }
    return true;
}

/* ---- modules -------------------------------------------------------------------------------- */

/* A name that the module binds (or may get by `import *`) and that is also a function of
 * builtins.py: until it is bound it is that. (Natives the VM finds by itself.) */
static void prefill_builtins(struct adgen *g)
{
    struct adcomp *c = g->c;
    const struct admodule_src *builtins = c->module[1];
    for (struct adsymbol *y = g->m->scope->first; y; y = y->next) {
        const struct adsymbol *b = adscope_symbol(c, builtins->scope, y->name);
        if (y->local < 0 || !b || !(b->flags & ADSYM_BOUND) || g->m == builtins ||
            adisa_builtin(y->name->text, y->name->length, g->m->source.lib) >= 0 ||
            (!g->m->source.lib && y->name->text[0] == '_'))
            continue;
        if (b->function)
            adgen_const(g, b->function);
        else
            adgen_emit1(g, ADOP_LOAD_GLOBAL, b->local);
        adgen_emit1(g, ADOP_STORE_GLOBAL, y->local);
    }
}

/* __doc__, when somebody asks for it. */
static void module_doc(struct adgen *g)
{
    struct adname *name = adpool_name(&g->c->pool, "__doc__", 7);
    const struct adsymbol *y = adscope_symbol(g->c, g->m->scope, name);
    const struct adnode *doc = adgen_docstring(g->m->tree);
    if (!g->c->doc_mentioned || !y || y->local < 0 || g->m == g->c->module[1])
        return;
    if (doc)
        adgen_const(g, adpool_str(&g->c->pool, doc->text, doc->len));
    else
        adgen_none(g);
    adgen_emit1(g, ADOP_STORE_GLOBAL, y->local);
}

struct adconst *adgen_module(struct adcomp *c, struct admodule_src *m)
{
    struct adgen root = {.c = c, .m = m}, g;
    if (!adgen_open(&g, &root, m->scope, adpool_name(&c->pool, "<module>", 8)))
        return NULL;
    g.outer = NULL;
    g.once = true;
    if (m == c->module[0] && c->run_builtins) {
        adgen_emit1(&g, ADOP_IMPORT, 1);
        adgen_emit(&g, ADOP_POP);
    }
    prefill_builtins(&g);
    module_doc(&g);
    adgen_empty_annotations(&g);
    for (uint32_t i = 0; i < m->tree->count && !c->failed; i++)
        if (m->keep[i])
            adgen_stmt(&g, m->tree->list[i]);
    struct adconst *code = adgen_close(&g, 0);
    if (!code)
        return NULL;
    struct adconst *k = adpool_data(&c->pool, ADCONST_FUNCTION, code);
    adgen_place_function(c, k, code, 0, NULL);
    return k;
}
