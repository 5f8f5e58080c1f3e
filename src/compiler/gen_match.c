/* SPDX-License-Identifier: MIT
 * gen_match.c - match statements. The subject lies on the operand stack while the cases are tried.
 * A pattern takes its subject from the top of the stack and jumps to `fail` when it does not match.
 * By then other cells may lie on the stack: each place that can fail goes by a landing that drops
 * what is there too much. Names are bound as the pattern goes along, those of captures on the way
 * too (CPython binds them when the whole pattern has matched; a program that looks at them after a
 * failed case may see the difference).
 */
#include "compiler/gen.h"

/* Where a failing pattern goes: with `cells` cells more than at the landing `label`. */
struct landing {
    int32_t label;
    struct landing *outer;
    unsigned cells; /* to drop here, before going on to the outer one */
    bool used;
};

static void pattern(struct adgen *g, const struct adnode *n, struct landing *fail);

static void fails(struct adgen *g, enum adop op, struct landing *fail)
{
    adgen_jump(g, op, fail->label);
    fail->used = true;
}

static struct landing open_landing(struct adgen *g, struct landing *outer, unsigned cells)
{
    return (struct landing){adgen_label(g), outer, cells, false};
}

/* Behind code that went well: the way of those that failed. */
static void close_landing(struct adgen *g, struct landing *l)
{
    if (!l->used)
        return;
    int32_t over = adgen_label(g);
    adgen_jump(g, ADOP_JUMP, over);
    adgen_place(g, l->label);
    if (l->cells)
        adgen_emit1(g, ADOP_POP_N, (int32_t)l->cells);
    fails(g, ADOP_JUMP, l->outer);
    adgen_place(g, over);
}

static void bind(struct adgen *g, const struct adnode *n)
{
    if (n->text)
        adgen_store(g, adgen_name(g, n->text, n->len));
    else
        adgen_emit(g, ADOP_POP);
}

static uint32_t star_of(const struct adnode *n)
{
    uint32_t i = 0;
    while (i < n->count && n->list[i]->kind != ADK_PAT_STAR)
        i++;
    return i;
}

/* The items that UNPACK left, the first on top; when one fails those behind it are dropped. */
static void items(struct adgen *g, struct adnode *const *list, uint32_t count, struct landing *fail)
{
    for (uint32_t i = 0; i < count; i++) {
        struct landing here = open_landing(g, fail, count - i - 1);
        if (list[i]->kind == ADK_PAT_STAR)
            bind(g, list[i]);
        else
            pattern(g, list[i], &here);
        close_landing(g, &here);
    }
}

static void sequence(struct adgen *g, const struct adnode *n, struct landing *fail)
{
    struct landing here = open_landing(g, fail, 1);
    uint32_t star = star_of(n);
    bool open = star < n->count;
    adgen_emit(g, ADOP_MATCH_SEQUENCE);
    fails(g, ADOP_JF, &here);
    if (!open || n->count > 1) {
        adgen_emit(g, ADOP_GET_LEN);
        adgen_const(g, adpool_int(&g->c->pool, n->count - open));
        adgen_emit(g, open ? ADOP_GE : ADOP_EQ);
        fails(g, ADOP_JF, &here);
    }
    if (!n->count) {
        adgen_emit(g, ADOP_POP);
    } else if (open) {
        adgen_emit2(g, ADOP_UNPACK_EX, (int32_t)star, (int32_t)(n->count - star - 1));
        items(g, n->list, n->count, fail);
    } else {
        adgen_emit1(g, ADOP_UNPACK, (int32_t)n->count);
        items(g, n->list, n->count, fail);
    }
    close_landing(g, &here);
}

static const struct adnode *key_of(const struct adnode *n)
{
    return n->kind == ADK_PAT_VALUE || n->kind == ADK_PAT_SINGLETON ? n->a : n;
}

/* subject keys -> what `values` (a tuple that is not None) leaves: its items, the first on top */
static void mapping(struct adgen *g, const struct adnode *n, struct landing *fail)
{
    struct landing one = open_landing(g, fail, 1), three = open_landing(g, fail, 3);
    uint32_t keys = n->count / 2;
    adgen_emit(g, ADOP_MATCH_MAPPING);
    fails(g, ADOP_JF, &one);
    for (uint32_t i = 0; i < keys; i++)
        adgen_expr(g, key_of(n->list[2 * i]));
    adgen_emit1(g, ADOP_BUILD_TUPLE, (int32_t)keys);
    adgen_emit(g, ADOP_MATCH_KEYS); /* subject keys values */
    adgen_emit1(g, ADOP_COPY, 1);
    fails(g, ADOP_JNONE, &three);
    adgen_emit1(g, ADOP_SWAP, 3); /* values keys subject */
    adgen_emit1(g, ADOP_SWAP, 2);
    if (n->text) {
        struct landing rest = open_landing(g, fail, 1);
        adgen_emit(g, ADOP_MATCH_REST); /* values dict */
        bind(g, n);
        (void)rest;
    } else {
        adgen_emit1(g, ADOP_POP_N, 2);
    }
    adgen_emit1(g, ADOP_UNPACK, (int32_t)keys);
    struct adnode **list = adcomp_alloc(g->c, (keys + 1) * sizeof *list);
    for (uint32_t i = 0; list && i < keys; i++)
        list[i] = n->list[2 * i + 1];
    if (list)
        items(g, list, keys, fail);
    close_landing(g, &one);
    close_landing(g, &three);
}

static void class_pattern(struct adgen *g, const struct adnode *n, struct landing *fail)
{
    struct landing one = open_landing(g, fail, 1);
    uint32_t positional = 0;
    struct adconst **name = adcomp_alloc(g->c, (n->count + 1) * sizeof *name);
    struct adnode **list = adcomp_alloc(g->c, (n->count + 1) * sizeof *list);
    if (!name || !list)
        return;
    while (positional < n->count && n->list[positional]->kind != ADK_PAT_KEYWORD) {
        list[positional] = n->list[positional];
        positional++;
    }
    for (uint32_t i = positional; i < n->count; i++) {
        const struct adnode *k = n->list[i];
        struct adname *attribute = adgen_name(g, k->text, k->len);
        name[i - positional] = adpool_name_str(&g->c->pool, attribute);
        list[i] = k->a;
    }
    adgen_expr(g, n->a);
    adgen_const(g, adpool_tuple(&g->c->pool, name, n->count - positional));
    adgen_at(g, n);
    adgen_emit1(g, ADOP_MATCH_CLASS, (int32_t)positional); /* values or None */
    adgen_emit1(g, ADOP_COPY, 1);
    fails(g, ADOP_JNONE, &one);
    adgen_emit1(g, ADOP_UNPACK, (int32_t)n->count);
    items(g, list, n->count, fail);
    close_landing(g, &one);
}

static void alternatives(struct adgen *g, const struct adnode *n, struct landing *fail)
{
    int32_t matched = adgen_label(g);
    struct landing whole = open_landing(g, fail, 1);
    for (uint32_t i = 0; i < n->count; i++) {
        int32_t next = adgen_label(g);
        struct landing one = {next, NULL, 0, false};
        adgen_emit1(g, ADOP_COPY, 1);
        pattern(g, n->list[i], &one);
        adgen_emit(g, ADOP_POP);
        adgen_jump(g, ADOP_JUMP, matched);
        adgen_place(g, next);
    }
    fails(g, ADOP_JUMP, &whole);
    adgen_place(g, matched);
    close_landing(g, &whole);
}

static void pattern(struct adgen *g, const struct adnode *n, struct landing *fail)
{
    struct landing one;
    adgen_at(g, n);
    switch (n->kind) {
    case ADK_PAT_VALUE:
        adgen_expr(g, n->a);
        adgen_at(g, n);
        adgen_emit(g, ADOP_EQ);
        fails(g, ADOP_JF, fail);
        return;
    case ADK_PAT_SINGLETON:
        adgen_expr(g, n->a);
        adgen_emit(g, ADOP_IS);
        fails(g, ADOP_JF, fail);
        return;
    case ADK_PAT_CAPTURE: bind(g, n); return;
    case ADK_PAT_SEQUENCE: sequence(g, n, fail); return;
    case ADK_PAT_MAPPING: mapping(g, n, fail); return;
    case ADK_PAT_CLASS: class_pattern(g, n, fail); return;
    case ADK_PAT_OR: alternatives(g, n, fail); return;
    case ADK_PAT_AS:
        one = open_landing(g, fail, 1);
        adgen_emit1(g, ADOP_COPY, 1);
        pattern(g, n->a, &one);
        bind(g, n);
        close_landing(g, &one);
        return;
    default: adgen_syntax(g, n, "invalid pattern"); return;
    }
}

static bool always_matches(const struct adnode *n)
{
    while (n->kind == ADK_PAT_AS)
        n = n->a;
    return n->kind == ADK_PAT_CAPTURE;
}

void adgen_match(struct adgen *g, const struct adnode *n)
{
    /* A local without a name keeps the subject, so that the bodies run on a stack of the same
     * height. */
    int32_t subject = adgen_new_local(g, adpool_name(&g->c->pool, "", 0));
    int32_t end = adgen_label(g);
    adgen_expr(g, n->a);
    adgen_emit1(g, ADOP_STORE, subject);
    for (uint32_t i = 0; i < n->count; i++) {
        const struct adnode *c = n->list[i];
        int32_t next = adgen_label(g);
        struct landing fail = {next, NULL, 0, false};
        if (always_matches(c->a) && !c->b && i + 1 < n->count) {
            if (c->a->text)
                adgen_error(g, c->a, "name capture '%s' makes remaining patterns unreachable",
                            c->a->text, c->a->len);
            else
                adgen_syntax(g, c->a, "wildcard makes remaining patterns unreachable");
        }
        adgen_at(g, c->a);
        adgen_emit1(g, ADOP_LOAD, subject);
        pattern(g, c->a, &fail);
        if (c->b)
            adgen_branch(g, c->b, false, next);
        adgen_block(g, c->c);
        adgen_jump(g, ADOP_JUMP, end);
        adgen_place(g, next);
    }
    adgen_place(g, end);
    g->local[subject].idle = true;
}
