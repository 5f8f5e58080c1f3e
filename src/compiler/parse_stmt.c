/* SPDX-License-Identifier: MIT
 * parse_stmt.c - statements that fit on a line.
 */
#include "compiler/parse.h"

/* --- expressions and assignments -------------------------------------------------------------- */

static struct adnode *value(struct adparser *p)
{
    struct adnode *n = adparse_yield_or_exprs(p);
    if (n && n->kind == ADK_STARRED)
        return adparse_fail_at(p, n, "can't use starred expression here");
    return n;
}

static bool is_single(const struct adnode *n)
{
    return n->kind == ADK_NAME || n->kind == ADK_ATTRIBUTE || n->kind == ADK_SUBSCRIPT;
}

/* `=` is the current token. Where it may have been meant as `==`, the error says so. */
static bool assign_target(struct adparser *p, struct adnode *target, bool first)
{
    const struct adnode *left = target;
    if (target->kind == ADK_YIELD || target->kind == ADK_YIELD_FROM)
        return adparse_fail_at(p, target, "assignment to yield expression not possible");
    if (target->kind == ADK_TUPLE && target != p->group && target->count)
        left = target->list[target->count - 1];
    if (first && !is_single(left))
        adparse_bad_equal(p, left);
    return !p->diag->kind && adparse_to_target(p, target, ADTARGET_ASSIGN);
}

static struct adnode *assign(struct adparser *p, struct adpos at, struct adnode *first)
{
    uint32_t base = p->n;
    struct adnode *n = adparse_node(p, ADK_ASSIGN, at);
    if (!n)
        return NULL;
    n->a = first;
    while (p->t.kind == ADTOK_ASSIGN) {
        if (!assign_target(p, n->a, n->a == first) || !adparse_push(p, n->a))
            return NULL;
        adparse_advance(p);
        if (!(n->a = adparse_yield_or_exprs(p)))
            return NULL;
    }
    if (n->a->kind == ADK_STARRED)
        return adparse_fail_at(p, n->a, "can't use starred expression here");
    return adparse_list(p, n, base) ? adparse_done(p, n) : NULL;
}

static struct adnode *annotated(struct adparser *p, struct adpos at, struct adnode *target)
{
    struct adnode *n = adparse_node(p, ADK_ANN_ASSIGN, at);
    struct adtoken colon = p->t;
    if (!n)
        return NULL;
    adparse_advance(p);
    n->op = target->kind == ADK_NAME && target != p->group;
    n->a = target;
    if (!(n->b = adparse_expr(p)) || !is_single(target)) {
        bool none = !p->lex.failed && !n->b && p->diag->line;
        if (none && !is_single(target)) { /* `f():` is no annotation at all */
            p->diag->kind = NULL;
            p->t = colon;
            return adparse_invalid(p);
        }
        if (!n->b)
            return NULL;
        if (target->kind == ADK_TUPLE)
            return adparse_fail_at(p, target, "only single target (not tuple) can be annotated");
        if (target->kind == ADK_LIST)
            return adparse_fail_at(p, target, "only single target (not list) can be annotated");
        return adparse_fail_at(p, target, "illegal target for annotation");
    }
    target->op = ADCTX_STORE;
    if (adparse_take(p, ADTOK_ASSIGN) && !(n->c = value(p)))
        return NULL;
    return adparse_done(p, n);
}

static struct adnode *augmented(struct adparser *p, struct adpos at, struct adnode *target)
{
    if (!is_single(target))
        return adparse_fail_text(p, target,
                                 "'%s' is an illegal expression for augmented assignment",
                                 adparse_describe(target));
    struct adnode *n = adparse_node(p, ADK_AUG_ASSIGN, at);
    if (!n)
        return NULL;
    n->op = (uint8_t)(p->t.kind - ADTOK_IADD + ADBIN_ADD);
    n->a = target;
    target->op = ADCTX_STORE;
    adparse_advance(p);
    return (n->b = value(p)) ? adparse_done(p, n) : NULL;
}

/* `print "x"` and `exec "x"`, as Python 2 had them. */
static struct adnode *python2(struct adparser *p, const struct adnode *n, const char *message)
{
    if (!adparse_exprs(p))
        return NULL;
    return adparse_fail_from(p, adparse_start(n), message);
}

static struct adnode *expression(struct adparser *p)
{
    struct adtoken first = p->t;
    struct adpos at = adparse_here(p);
    struct adnode *a = adparse_yield_or_exprs(p);
    if (!a)
        return NULL;
    if (p->t.kind == ADTOK_ASSIGN)
        return assign(p, at, a);
    if (p->t.kind == ADTOK_COLON)
        return annotated(p, at, a);
    if (p->t.kind >= ADTOK_IADD && p->t.kind <= ADTOK_IMATMUL)
        return augmented(p, at, a);
    if (a->kind == ADK_NAME && adparse_begins_expr(p)) {
        if (adparse_is_word(&first, "print"))
            return python2(p, a,
                           "Missing parentheses in call to 'print'. Did you mean print(...)?");
        if (adparse_is_word(&first, "exec"))
            return python2(p, a, "Missing parentheses in call to 'exec'. Did you mean exec(...)?");
    }
    if (a->kind == ADK_STARRED)
        return adparse_fail_at(p, a, "can't use starred expression here");
    struct adnode *n = adparse_node(p, ADK_EXPR, at);
    if (!n)
        return NULL;
    n->a = a;
    return adparse_done(p, n);
}

/* --- statements with a keyword ---------------------------------------------------------------- */

static struct adnode *return_statement(struct adparser *p, struct adnode *n)
{
    if ((adparse_begins_expr(p) || p->t.kind == ADTOK_STAR) && !(n->a = value(p)))
        return NULL;
    return n;
}

static struct adnode *raise_statement(struct adparser *p, struct adnode *n)
{
    if (!adparse_begins_expr(p))
        return n;
    if (!(n->a = adparse_expr(p)))
        return NULL;
    if (adparse_take(p, ADTOK_FROM) && !(n->b = adparse_expr(p)))
        return NULL;
    return n;
}

static struct adnode *assert_statement(struct adparser *p, struct adnode *n)
{
    if (!(n->a = adparse_expr(p)))
        return NULL;
    if (adparse_take(p, ADTOK_COMMA) && !(n->b = adparse_expr(p)))
        return NULL;
    return n;
}

static struct adnode *del_statement(struct adparser *p, struct adnode *n)
{
    uint32_t base = p->n;
    struct adnode *targets = adparse_exprs(p);
    if (!targets || !adparse_to_target(p, targets, ADTARGET_DEL))
        return NULL;
    if (targets->kind == ADK_TUPLE && targets != p->group) {
        n->list = targets->list;
        n->count = targets->count;
        return n;
    }
    return adparse_push(p, targets) && adparse_list(p, n, base) ? n : NULL;
}

static struct adnode *names_statement(struct adparser *p, struct adnode *n)
{
    uint32_t base = p->n;
    do {
        struct adnode *name = adparse_node(p, ADK_NAME, adparse_here(p));
        if (!name || !adparse_name(p, &name->text, &name->len))
            return NULL;
        name->op = ADCTX_STORE;
        if (!adparse_done(p, name) || !adparse_push(p, name))
            return NULL;
    } while (adparse_take(p, ADTOK_COMMA));
    return adparse_list(p, n, base) ? n : NULL;
}

/* --- import ----------------------------------------------------------------------------------- */

/* a.b.c; blanks between the names are taken out. */
static bool dotted_name(struct adparser *p, struct adnode *n)
{
    const char *text = p->t.text, *end;
    do {
        end = p->t.text + p->t.len;
        if (!adparse_need(p, ADTOK_NAME))
            return false;
    } while (adparse_take(p, ADTOK_DOT));
    uint32_t len = 0, span = (uint32_t)(end - text);
    for (uint32_t i = 0; i < span; i++)
        len += text[i] == '.' || adlex_is_name((uint8_t)text[i], false);
    n->text = text;
    n->len = len;
    if (len == span)
        return true;
    char *copy = adarena_alloc(p->arena, len);
    if (!adparse_memory(p, copy))
        return false;
    n->text = copy;
    for (uint32_t i = 0; i < span; i++)
        if (text[i] == '.' || adlex_is_name((uint8_t)text[i], false))
            *copy++ = text[i];
    return true;
}

static struct adnode *alias(struct adparser *p, bool dotted)
{
    struct adnode *n = adparse_node(p, ADK_ALIAS, adparse_here(p));
    if (!n || !(dotted ? dotted_name(p, n) : adparse_name(p, &n->text, &n->len)))
        return NULL;
    if (adparse_take(p, ADTOK_AS)) {
        n->a = adparse_node(p, ADK_NAME, adparse_here(p));
        if (!n->a || !adparse_name(p, &n->a->text, &n->a->len) || !adparse_done(p, n->a))
            return NULL;
        n->a->op = ADCTX_STORE;
    }
    return adparse_done(p, n);
}

static struct adnode *import_statement(struct adparser *p, struct adnode *n)
{
    uint32_t base = p->n;
    do {
        struct adnode *a = alias(p, true);
        if (!a || !adparse_push(p, a))
            return NULL;
    } while (adparse_take(p, ADTOK_COMMA));
    return adparse_list(p, n, base) ? n : NULL;
}

static bool from_names(struct adparser *p)
{
    bool brackets = adparse_take(p, ADTOK_LPAR);
    do {
        if (brackets && p->t.kind == ADTOK_RPAR)
            break;
        if (!brackets && p->t.kind == ADTOK_NEWLINE)
            return adparse_fail(
                p, "trailing comma not allowed without surrounding parentheses");
        struct adnode *a = alias(p, false);
        if (!a || !adparse_push(p, a))
            return false;
    } while (adparse_take(p, ADTOK_COMMA));
    return !brackets || adparse_need(p, ADTOK_RPAR);
}

static struct adnode *from_statement(struct adparser *p, struct adnode *n)
{
    uint32_t base = p->n, dots = 0;
    for (; p->t.kind == ADTOK_DOT || p->t.kind == ADTOK_ELLIPSIS; adparse_advance(p))
        dots += p->t.len;
    if (dots > UINT8_MAX)
        return adparse_fail(p, "too many dots in a relative import");
    n->op = (uint8_t)dots;
    if ((!dots || p->t.kind != ADTOK_IMPORT) && !dotted_name(p, n))
        return NULL;
    if (!adparse_need(p, ADTOK_IMPORT))
        return NULL;
    if (p->t.kind == ADTOK_STAR) {
        struct adnode *star = adparse_node(p, ADK_ALIAS, adparse_here(p));
        if (!star || !adparse_push(p, star))
            return NULL;
        star->text = p->t.text;
        star->len = 1;
        adparse_advance(p);
        adparse_done(p, star);
    } else if (p->t.kind == ADTOK_NEWLINE) {
        return adparse_invalid(p);
    } else if (!from_names(p)) {
        return NULL;
    }
    if (p->n == base)
        return adparse_invalid(p);
    return adparse_list(p, n, base) ? n : NULL;
}

/* --- type ------------------------------------------------------------------------------------- */

/* NULL without an error: `type` is a name here. */
static struct adnode *type_statement(struct adparser *p)
{
    struct adparse_mark mark = adparse_mark(p);
    struct adnode *n = adparse_node(p, ADK_TYPE_ALIAS, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (p->t.kind != ADTOK_NAME) {
        adparse_back(p, mark);
        return NULL;
    }
    if (!(n->a = adparse_node(p, ADK_NAME, adparse_here(p))) ||
        !adparse_name(p, &n->a->text, &n->a->len) || !adparse_done(p, n->a))
        return NULL;
    n->a->op = ADCTX_STORE;
    if (p->t.kind == ADTOK_LSQB && !(n->d = adparse_type_params(p)))
        return NULL;
    if (!adparse_need(p, ADTOK_ASSIGN) || !(n->b = adparse_expr(p)))
        return NULL;
    return adparse_done(p, n);
}

/* --- lines ------------------------------------------------------------------------------------ */

static const struct {
    uint8_t token, kind;
    struct adnode *(*rest)(struct adparser *p, struct adnode *n);
} keyword_statements[] = {
    {ADTOK_PASS, ADK_PASS, NULL},
    {ADTOK_BREAK, ADK_BREAK, NULL},
    {ADTOK_CONTINUE, ADK_CONTINUE, NULL},
    {ADTOK_RETURN, ADK_RETURN, return_statement},
    {ADTOK_RAISE, ADK_RAISE, raise_statement},
    {ADTOK_ASSERT, ADK_ASSERT, assert_statement},
    {ADTOK_DEL, ADK_DELETE, del_statement},
    {ADTOK_GLOBAL, ADK_GLOBAL, names_statement},
    {ADTOK_NONLOCAL, ADK_NONLOCAL, names_statement},
    {ADTOK_IMPORT, ADK_IMPORT, import_statement},
    {ADTOK_FROM, ADK_IMPORT_FROM, from_statement},
};

static struct adnode *simple_statement(struct adparser *p)
{
    for (size_t i = 0; i < AD_COUNT(keyword_statements); i++) {
        if (keyword_statements[i].token != p->t.kind)
            continue;
        struct adnode *n = adparse_node(p, keyword_statements[i].kind, adparse_here(p));
        if (!n)
            return NULL;
        adparse_advance(p);
        if (keyword_statements[i].rest && !keyword_statements[i].rest(p, n))
            return NULL;
        return adparse_done(p, n);
    }
    if (adparse_is_word(&p->t, "type")) {
        struct adnode *n = type_statement(p);
        if (n || p->diag->kind)
            return n;
    }
    return expression(p);
}

bool adparse_simple_line(struct adparser *p)
{
    do {
        if (p->t.kind == ADTOK_NEWLINE)
            break;
        struct adnode *n = simple_statement(p);
        if (!n || !adparse_push(p, n))
            return false;
    } while (adparse_take(p, ADTOK_SEMICOLON));
    return adparse_need(p, ADTOK_NEWLINE);
}

bool adparse_statement(struct adparser *p)
{
    struct adnode *n = adparse_compound(p);
    if (n)
        return adparse_push(p, n);
    return !p->diag->kind && adparse_simple_line(p);
}
