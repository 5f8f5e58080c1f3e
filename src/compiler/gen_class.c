/* SPDX-License-Identifier: MIT
 * gen_class.c - class statements. The body is a function of one parameter, the class:
 *
 *     <body function> name bases.. BUILD_CLASS n      -- body class
 *     SWAP 2; COPY 2; CALL 1; POP                      -- class
 *     [dict of keywords] CLASS_END                     -- class
 */
#include "compiler/gen.h"

static struct adconst *gen_body(struct adgen *g, const struct adnode *n, struct adscope *s)
{
    struct adgen in;
    if (!s || !adgen_open(&in, g, s, adpool_name(&g->c->pool, n->text, n->len)))
        return NULL;
    in.once = g->once && !g->loops;
    const struct adnode *doc = g->c->doc_mentioned ? adgen_docstring(n->b) : NULL;
    if (doc) {
        adgen_const(&in, adpool_str(&g->c->pool, doc->text, doc->len));
        adgen_emit1(&in, ADOP_STORE_NAME, adgen_attr(&in, "__doc__", 7));
    }
    adgen_empty_annotations(&in);
    adgen_block(&in, n->b);
    return adgen_close(&in, ADCODE_CLASS);
}

/* Bases; returns how many. */
static uint32_t gen_bases(struct adgen *g, const struct adnode *args)
{
    uint32_t bases = 0;
    for (uint32_t i = 0; args && i < args->count; i++) {
        const struct adnode *a = args->list[i];
        if (a->kind == ADK_STARRED || (a->kind == ADK_KEYWORD && !a->len)) {
            adgen_syntax(g, a, "starred arguments of a class are not supported");
        } else if (a->kind != ADK_KEYWORD) {
            adgen_expr(g, a);
            bases++;
        }
    }
    if (bases > 255)
        adgen_syntax(g, args, "too many base classes");
    return bases;
}

static uint32_t gen_keywords(struct adgen *g, const struct adnode *args)
{
    uint32_t pairs = 0;
    for (uint32_t i = 0; args && i < args->count; i++) {
        const struct adnode *a = args->list[i];
        if (a->kind != ADK_KEYWORD)
            continue;
        adgen_const(g, adpool_str(&g->c->pool, a->text, a->len));
        adgen_expr(g, a->a);
        pairs++;
    }
    if (pairs)
        adgen_emit1(g, ADOP_BUILD_MAP, (int32_t)pairs);
    return pairs;
}

void adgen_class(struct adgen *g, const struct adnode *n)
{
    struct adscope *s = adscope_of(g->c, n);
    for (uint32_t i = 0; i < n->count; i++)
        adgen_expr(g, n->list[i]);
    adgen_at(g, n);
    struct adconst *code = gen_body(g, n, s);
    if (!code)
        return;
    adgen_make_function(g, code, s, 0);
    adgen_const(g, adpool_str(&g->c->pool, n->text, n->len));
    uint32_t bases = gen_bases(g, n->a);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_BUILD_CLASS, (int32_t)bases);
    adgen_emit1(g, ADOP_SWAP, 2);
    adgen_emit1(g, ADOP_COPY, 2);
    adgen_emit1(g, ADOP_CALL, 1);
    adgen_emit(g, ADOP_POP);
    uint32_t pairs = gen_keywords(g, n->a);
    adgen_emit1(g, ADOP_CLASS_END, pairs != 0);
    for (uint32_t i = n->count; i-- > 0;) {
        adgen_at(g, n->list[i]);
        adgen_emit1(g, ADOP_CALL, 1);
    }
    adgen_store(g, adgen_name(g, n->text, n->len));
}
