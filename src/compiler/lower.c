/* SPDX-License-Identifier: MIT
 * lower.c - keyword-only parameters of functions of lib/builtins.py. Those functions are constants of
 * the image, and an image holds no dict of defaults; so
 *
 *     def _f(*a, x=1): ...
 *
 * is compiled as if it were
 *
 *     def _f(*a, **.kw):
 *         if "x" in .kw: x = .kw["x"]; del .kw["x"]
 *         else: x = 1
 *         for .k in .kw: raise TypeError("f() got an unexpected keyword argument '" + .k + "'")
 *         ...
 */
#include "compiler/comp.h"

struct maker {
    struct adcomp *c;
    const struct adnode *at; /* whose place the new nodes get */
};

static struct adnode *make(struct maker *m, enum adkind kind)
{
    static struct adnode spare;
    struct adnode *n = adcomp_alloc(m->c, sizeof *n);
    if (!n)
        return &spare; /* nobody looks at it any more */
    n->kind = (uint8_t)kind;
    n->line = m->at->line;
    n->column = m->at->column;
    return n;
}

static struct adnode *with_text(struct adnode *n, const char *text, uint32_t length)
{
    n->text = text;
    n->len = length;
    return n;
}

static struct adnode *with_item(struct maker *m, struct adnode *n, struct adnode *item)
{
    n->list = adcomp_alloc(m->c, sizeof *n->list);
    if (n->list)
        n->list[n->count++] = item;
    return n;
}

static struct adnode *name(struct maker *m, const char *text, uint32_t length, enum adctx ctx)
{
    struct adnode *n = with_text(make(m, ADK_NAME), text, length);
    n->op = (uint8_t)ctx;
    return n;
}

static struct adnode *str(struct maker *m, const char *text, uint32_t length)
{
    return with_text(make(m, ADK_STR), text, length);
}

static struct adnode *kw(struct maker *m) { return name(m, ".kw", 3, ADCTX_LOAD); }

/* .kw["x"] */
static struct adnode *item_of(struct maker *m, const struct adnode *p, enum adctx ctx)
{
    struct adnode *n = make(m, ADK_SUBSCRIPT);
    n->a = kw(m);
    n->b = str(m, p->text, p->len);
    n->op = (uint8_t)ctx;
    return n;
}

static struct adnode *set_param(struct maker *m, const struct adnode *p, struct adnode *value)
{
    struct adnode *n = with_item(m, make(m, ADK_ASSIGN), name(m, p->text, p->len, ADCTX_STORE));
    n->a = value;
    return n;
}

/* if "x" in .kw: x = .kw["x"]; del .kw["x"] else: x = default */
static struct adnode *take_param(struct maker *m, const struct adnode *p)
{
    static const char in[] = {ADREL_IN};
    struct adnode *test = with_item(m, make(m, ADK_COMPARE), kw(m));
    struct adnode *there = make(m, ADK_BLOCK), *n = make(m, ADK_IF);
    test->a = str(m, p->text, p->len);
    with_text(test, in, 1);
    there->list = adcomp_alloc(m->c, 2 * sizeof *there->list);
    if (there->list) {
        there->count = 2;
        there->list[0] = set_param(m, p, item_of(m, p, ADCTX_LOAD));
        there->list[1] = with_item(m, make(m, ADK_DELETE), item_of(m, p, ADCTX_DEL));
    }
    n->a = test;
    n->b = there;
    n->c = with_item(m, make(m, ADK_BLOCK), set_param(m, p, p->b));
    return n;
}

static struct adnode *add(struct maker *m, struct adnode *a, struct adnode *b)
{
    struct adnode *n = make(m, ADK_BINARY);
    n->op = ADBIN_ADD;
    n->a = a;
    n->b = b;
    return n;
}

/* for .k in .kw: raise TypeError(...) */
static struct adnode *refuse_rest(struct maker *m)
{
    static const char text[] = "() got an unexpected keyword argument '";
    bool inner = m->at->text[0] == '_';
    struct adnode *loop = make(m, ADK_FOR), *raise = make(m, ADK_RAISE);
    struct adnode *message = add(m, str(m, m->at->text + inner, m->at->len - inner),
                                 str(m, text, sizeof text - 1));
    message = add(m, add(m, message, name(m, ".k", 2, ADCTX_LOAD)), str(m, "'", 1));
    raise->a = with_item(m, make(m, ADK_CALL), message);
    raise->a->a = name(m, "TypeError", 9, ADCTX_LOAD);
    loop->a = name(m, ".k", 2, ADCTX_STORE);
    loop->b = kw(m);
    loop->c = with_item(m, make(m, ADK_BLOCK), raise);
    return loop;
}

void adlower_keywords(struct adcomp *c, struct adnode *f)
{
    struct maker m = {c, f};
    struct adnode *old = f->a, *arguments = make(&m, ADK_ARGUMENTS), *body = make(&m, ADK_BLOCK);
    uint32_t words = 0;
    for (uint32_t i = 0; i < old->count; i++) {
        words += old->list[i]->op == ADPARAM_KWONLY;
        if (old->list[i]->op == ADPARAM_STARSTAR ||
            (old->list[i]->op == ADPARAM_KWONLY && !old->list[i]->b))
            return;
    }
    if (!words)
        return;
    arguments->list = adcomp_alloc(c, (old->count + 1) * sizeof *arguments->list);
    body->list = adcomp_alloc(c, (f->b->count + words + 1) * sizeof *body->list);
    if (c->failed)
        return;
    for (uint32_t i = 0; i < old->count; i++) {
        if (old->list[i]->op == ADPARAM_KWONLY)
            body->list[body->count++] = take_param(&m, old->list[i]);
        else
            arguments->list[arguments->count++] = old->list[i];
    }
    struct adnode *rest = with_text(make(&m, ADK_PARAM), ".kw", 3);
    rest->op = ADPARAM_STARSTAR;
    arguments->list[arguments->count++] = rest;
    body->list[body->count++] = refuse_rest(&m);
    for (uint32_t i = 0; i < f->b->count; i++)
        body->list[body->count++] = f->b->list[i];
    f->a = arguments;
    f->b = body;
}
