/* SPDX-License-Identifier: MIT
 * parse_target.c - what is assigned to or deleted is read as an expression first; here it is
 * checked and its nodes are marked.
 */
#include "compiler/parse.h"

const char *adparse_describe(const struct adnode *n)
{
    static const char *const names[ADK_COUNT] = {
        [ADK_NAME] = "name",
        [ADK_INT] = "literal",
        [ADK_FLOAT] = "literal",
        [ADK_IMAG] = "literal",
        [ADK_STR] = "literal",
        [ADK_BYTES] = "literal",
        [ADK_JOINED] = "f-string expression",
        [ADK_NONE] = "None",
        [ADK_TRUE] = "True",
        [ADK_FALSE] = "False",
        [ADK_ELLIPSIS] = "ellipsis",
        [ADK_TUPLE] = "tuple",
        [ADK_LIST] = "list",
        [ADK_SET] = "set display",
        [ADK_DICT] = "dict literal",
        [ADK_COMPARE] = "comparison",
        [ADK_IF_EXP] = "conditional expression",
        [ADK_NAMED] = "named expression",
        [ADK_LAMBDA] = "lambda",
        [ADK_AWAIT] = "await expression",
        [ADK_YIELD] = "yield expression",
        [ADK_YIELD_FROM] = "yield expression",
        [ADK_CALL] = "function call",
        [ADK_ATTRIBUTE] = "attribute",
        [ADK_SUBSCRIPT] = "subscript",
        [ADK_STARRED] = "starred",
        [ADK_LIST_COMP] = "list comprehension",
        [ADK_SET_COMP] = "set comprehension",
        [ADK_DICT_COMP] = "dict comprehension",
        [ADK_GEN_EXP] = "generator expression",
    };
    return names[n->kind] ? names[n->kind] : "expression";
}

static bool items_to_targets(struct adparser *p, struct adnode *n, enum adtarget how)
{
    bool starred = false;
    for (uint32_t i = 0; i < n->count; i++) {
        struct adnode *item = n->list[i];
        if (item->kind == ADK_STARRED && how != ADTARGET_DEL) {
            if (starred)
                return adparse_fail_at(p, n, "multiple starred expressions in assignment");
            starred = true;
            item->op = ADCTX_STORE;
            item = item->a;
        }
        if (!adparse_to_target(p, item, how))
            return false;
    }
    return true;
}

bool adparse_to_target(struct adparser *p, struct adnode *n, enum adtarget how)
{
    switch (n->kind) {
    case ADK_TUPLE:
    case ADK_LIST:
        if (!items_to_targets(p, n, how))
            return false;
        break;
    case ADK_NAME:
    case ADK_ATTRIBUTE:
    case ADK_SUBSCRIPT:
        break;
    case ADK_STARRED:
        if (how != ADTARGET_DEL)
            return adparse_fail_at(p, n, "starred assignment target must be in a list or tuple");
        /* fall through */
    default:
        return adparse_fail_text(
            p, n, how == ADTARGET_DEL ? "cannot delete %s" : "cannot assign to %s",
            adparse_describe(n));
    }
    n->op = how == ADTARGET_DEL ? ADCTX_DEL : ADCTX_STORE;
    return true;
}

static struct adnode *for_target(struct adparser *p)
{
    return p->t.kind == ADTOK_STAR ? adparse_starred(p) : adparse_bitor(p);
}

struct adnode *adparse_for_targets(struct adparser *p)
{
    struct adpos at = adparse_here(p);
    struct adnode *first = for_target(p), *n = first;
    if (!first)
        return NULL;
    if (p->t.kind == ADTOK_COMMA) {
        uint32_t base = p->n;
        n = adparse_node(p, ADK_TUPLE, at);
        if (!n || !adparse_push(p, first))
            return NULL;
        while (adparse_take(p, ADTOK_COMMA) && p->t.kind != ADTOK_IN) {
            struct adnode *next = for_target(p);
            if (!next || !adparse_push(p, next))
                return NULL;
        }
        if (!adparse_list(p, n, base) || !adparse_done(p, n))
            return NULL;
    }
    return adparse_to_target(p, n, ADTARGET_FOR) ? n : NULL;
}

/* --- "maybe you meant ==" --------------------------------------------------------------------- */

static bool can_be_meant(const struct adparser *p, const struct adnode *a)
{
    switch (a->kind) {
    case ADK_LIST:
    case ADK_TUPLE:
    case ADK_GEN_EXP:
    case ADK_TRUE:
    case ADK_FALSE:
    case ADK_NONE:
        return false;
    case ADK_COMPARE: /* bind less tightly than a comparison would */
    case ADK_BOOL:
    case ADK_IF_EXP:
    case ADK_LAMBDA:
    case ADK_NAMED:
    case ADK_YIELD:
    case ADK_YIELD_FROM:
    case ADK_STARRED:
        return a == p->group;
    case ADK_UNARY:
        return a == p->group || a->op != ADUN_NOT;
    default:
        return true;
    }
}

struct adnode *adparse_bad_equal(struct adparser *p, const struct adnode *a)
{
    struct adtoken t = p->t;
    if (!can_be_meant(p, a))
        return NULL;
    bool name = a->kind == ADK_NAME && a != p->group;
    adparse_advance(p);
    if (adparse_bitor(p) && p->t.kind != ADTOK_ASSIGN && p->t.kind != ADTOK_WALRUS) {
        if (name)
            return adparse_fail_from(
                p, adparse_start(a),
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return adparse_fail_text(
            p, a, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
            adparse_describe(a));
    }
    if (!p->lex.failed && p->diag->line)
        p->diag->kind = NULL;
    p->t = t;
    return NULL;
}
