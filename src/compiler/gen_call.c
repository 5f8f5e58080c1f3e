/* SPDX-License-Identifier: MIT
 * gen_call.c - calls. A method call does not make a bound method; keywords become a tuple of names;
 * stars and double stars are gathered in a list and a dict.
 */
#include "compiler/gen.h"
#include "isa/builtins.h"

enum { ARGUMENTS_MAX = 255 };

static bool is_keyword(const struct adnode *n) { return n->kind == ADK_KEYWORD; }

/* super() without arguments: the class around, and the function's first parameter. */
static bool gen_super(struct adgen *g, const struct adnode *n)
{
    if (n->count || !adgen_is_builtin(g, n->a, "super") || g->frame->kind != ADSCOPE_FUNCTION)
        return false;
    struct adname *class = adpool_name(&g->c->pool, "__class__", 9);
    const struct adsymbol *y = adscope_symbol(g->c, g->scope, class);
    const struct adsymbol *self = g->frame->first;
    if (!y || y->where != ADWHERE_OUTER || !self || !(self->flags & ADSYM_PARAM))
        return false;
    adgen_expr(g, n->a);
    adgen_load(g, class);
    adgen_emit1(g, self->captured ? ADOP_LOAD_DEREF : ADOP_LOAD, self->local);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_CALL, 2);
    return true;
}

static void check_repeated(struct adgen *g, struct adnode *const *list, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (is_keyword(list[k]) && list[k]->len == list[i]->len && list[i]->len &&
            !memcmp(list[k]->text, list[i]->text, list[i]->len))
            adgen_error(g, list[i], "keyword argument repeated: %s", list[i]->text, list[i]->len);
}

/* f(a, b, x=c): no stars. */
static void call_keywords(struct adgen *g, const struct adnode *at, struct adnode *const *list,
                          uint32_t count, uint32_t extra)
{
    struct adconst **name = adcomp_alloc(g->c, (count + 1) * sizeof *name);
    uint32_t names = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!is_keyword(list[i]))
            adgen_expr(g, list[i]);
    for (uint32_t i = 0; name && i < count; i++) {
        if (!is_keyword(list[i]))
            continue;
        check_repeated(g, list, i);
        struct adname *word = adgen_name(g, list[i]->text, list[i]->len);
        name[names++] = adpool_name_str(&g->c->pool, word);
        adgen_expr(g, list[i]->a);
    }
    adgen_at(g, at);
    adgen_emit2(g, ADOP_CALL_KW, (int32_t)(count + extra),
                adpool_tuple(&g->c->pool, name, names)->id);
}

/* The dict of keywords: constants' names and values, and what is behind each **. */
static void gather_keywords(struct adgen *g, struct adnode *const *list, uint32_t count)
{
    adgen_emit1(g, ADOP_BUILD_MAP, 0);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_keyword(list[i]))
            continue;
        if (!list[i]->len) {
            adgen_expr(g, list[i]->a);
            adgen_emit(g, ADOP_DICT_MERGE);
            continue;
        }
        check_repeated(g, list, i);
        struct adname *word = adgen_name(g, list[i]->text, list[i]->len);
        bool merge = i > 0 && is_keyword(list[i - 1]); /* may be there already, through a ** */
        adgen_const(g, adpool_name_str(&g->c->pool, word));
        adgen_expr(g, list[i]->a);
        if (merge) {
            adgen_emit1(g, ADOP_BUILD_MAP, 1);
            adgen_emit(g, ADOP_DICT_MERGE);
        } else {
            adgen_emit1(g, ADOP_MAP_ADD, 1);
        }
    }
}

static void call_stars(struct adgen *g, const struct adnode *at, struct adnode *const *list,
                       uint32_t count, uint32_t extra)
{
    uint32_t i = 0, words = 0;
    while (i < count && !is_keyword(list[i]) && list[i]->kind != ADK_STARRED && i < 32)
        adgen_expr(g, list[i++]);
    adgen_at(g, at);
    adgen_emit1(g, ADOP_BUILD_LIST, (int32_t)(i + extra));
    for (; i < count; i++) {
        if (is_keyword(list[i])) {
            words++;
            continue;
        }
        bool star = list[i]->kind == ADK_STARRED;
        adgen_expr(g, star ? list[i]->a : list[i]);
        adgen_at(g, at);
        if (star)
            adgen_emit(g, ADOP_LIST_EXTEND);
        else
            adgen_emit1(g, ADOP_LIST_APPEND, 1);
    }
    if (words)
        gather_keywords(g, list, count);
    adgen_at(g, at);
    adgen_emit1(g, ADOP_CALL_EX, words != 0);
}

void adgen_arguments(struct adgen *g, const struct adnode *at, struct adnode *const *list,
                     uint32_t count, uint32_t extra, bool plain)
{
    bool stars = count + extra > ARGUMENTS_MAX;
    for (uint32_t i = 0; i < count; i++)
        stars = stars || list[i]->kind == ADK_STARRED || (is_keyword(list[i]) && !list[i]->len);
    if (stars) {
        call_stars(g, at, list, count, extra);
    } else if (!plain) {
        call_keywords(g, at, list, count, extra);
    } else {
        for (uint32_t i = 0; i < count; i++)
            adgen_expr(g, list[i]);
        adgen_at(g, at);
        adgen_emit1(g, ADOP_CALL, (int32_t)(count + extra));
    }
}

static bool is_word(const struct adnode *n, const char *text)
{
    return n->len == 3 && !memcmp(n->text, text, 3);
}

/* print(..., sep=a, end=b) without stars becomes a call of a native without keywords whose last two
 * arguments are a and b. */
static bool gen_print(struct adgen *g, const struct adnode *n)
{
    uint32_t i, given = 0, items = 0;
    int at[2] = {-1, -1}; /* where sep and end are in the list */
    if (n->op == 0 || n->count > ARGUMENTS_MAX - 2 || !adgen_is_builtin(g, n->a, "print"))
        return false;
    for (i = 0; i < n->count; i++) {
        const struct adnode *item = n->list[i];
        if (is_keyword(item) && (is_word(item, "sep") || is_word(item, "end"))) {
            int *place = &at[is_word(item, "end")];
            if (*place >= 0)
                return false;
            *place = (int)given++;
        } else if (is_keyword(item) || item->kind == ADK_STARRED) {
            return false;
        } else {
            items++;
        }
    }
    adgen_const(g, adpool_imm(&g->c->pool, AD_IMM_NATIVE + ADF_print_with));
    for (i = 0; i < n->count; i++)
        if (!is_keyword(n->list[i]))
            adgen_expr(g, n->list[i]);
    if (at[0] < 0)
        adgen_emit(g, ADOP_LOAD_NONE);
    for (i = 0; i < n->count; i++)
        if (is_keyword(n->list[i]))
            adgen_expr(g, n->list[i]->a);
    if (at[1] < 0)
        adgen_emit(g, ADOP_LOAD_NONE);
    if (at[1] == 0 && at[0] == 1)
        adgen_emit1(g, ADOP_SWAP, 2);
    adgen_at(g, n);
    adgen_emit1(g, ADOP_CALL, (int32_t)items + 2);
    return true;
}

void adgen_call(struct adgen *g, const struct adnode *n)
{
    const struct adnode *f = n->a;
    bool plain = n->op == 0 && n->count <= ARGUMENTS_MAX;
    if (gen_super(g, n) || gen_print(g, n))
        return;
    if (plain && f->kind == ADK_ATTRIBUTE) {
        adgen_expr(g, f->a);
        adgen_at(g, f);
        adgen_emit1(g, ADOP_LOAD_METHOD, adgen_attr(g, f->text, f->len));
        for (uint32_t i = 0; i < n->count; i++)
            adgen_expr(g, n->list[i]);
        adgen_at(g, n);
        adgen_emit1(g, ADOP_CALL_METHOD, (int32_t)n->count);
        return;
    }
    adgen_expr(g, f);
    adgen_arguments(g, n, n->list, n->count, 0, plain);
}
