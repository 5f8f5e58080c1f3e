/* SPDX-License-Identifier: MIT
 * parse_block.c - statements that have blocks, `match` excepted (parse_pattern.c).
 */
#include "compiler/parse.h"

/* --- blocks ----------------------------------------------------------------------------------- */

static bool indented(struct adparser *p, const char *after, uint32_t line)
{
    if (p->t.kind != ADTOK_INDENT) {
        struct addiag_at at = adparse_place(p);
        addiag_error(p->diag, "IndentationError", at,
                     "expected an indented block after %s on line %d", after,
                     addiag_length(after), line);
        return false;
    }
    adparse_advance(p);
    while (p->t.kind != ADTOK_DEDENT && p->t.kind != ADTOK_END)
        if (!adparse_statement(p))
            return false;
    adparse_take(p, ADTOK_DEDENT);
    return true;
}

struct adnode *adparse_block(struct adparser *p, const char *after, uint32_t line)
{
    uint32_t base = p->n;
    if (!adparse_expect(p, ADTOK_COLON) || !adparse_enter(p))
        return NULL;
    struct adpos at = adparse_here(p);
    bool ok = adparse_take(p, ADTOK_NEWLINE) ? indented(p, after, line) : adparse_simple_line(p);
    struct adnode *n = ok ? adparse_node(p, ADK_BLOCK, at) : NULL;
    if (!n || !adparse_list(p, n, base))
        return NULL;
    n->line = n->list[0]->line;
    n->column = n->list[0]->column;
    adparse_leave(p);
    return adparse_done(p, n);
}

struct adnode *adparse_test(struct adparser *p)
{
    struct adnode *n = adparse_named(p);
    if (n && p->t.kind == ADTOK_ASSIGN) {
        adparse_bad_equal(p, n);
        return adparse_invalid(p);
    }
    if (n && p->t.kind != ADTOK_COLON && p->t.kind != ADTOK_NEWLINE && p->t.kind != ADTOK_IF &&
        p->t.kind != ADTOK_COMMA)
        return adparse_invalid(p);
    return n;
}

/* `else` and its block into *block, if it is there. */
static bool else_block(struct adparser *p, struct adnode **block)
{
    uint32_t line = p->t.line;
    if (!adparse_take(p, ADTOK_ELSE))
        return true;
    return (*block = adparse_block(p, "'else' statement", line)) != NULL;
}

/* --- if, while, for --------------------------------------------------------------------------- */

static struct adnode *if_part(struct adparser *p, const char *after)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_IF, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (!(n->a = adparse_test(p)) || !(n->b = adparse_block(p, after, line)))
        return NULL;
    return adparse_push(p, n) ? n : NULL;
}

/* The parts wait on the stack until the last is known: no recursion, however many there are. */
static struct adnode *if_statement(struct adparser *p)
{
    uint32_t base = p->n;
    struct adnode *n = if_part(p, "'if' statement");
    while (n && p->t.kind == ADTOK_ELIF)
        n = if_part(p, "'elif' statement");
    if (!n || !else_block(p, &n->c))
        return NULL;
    while ((n = adparse_done(p, p->stack[--p->n])) && p->n > base)
        p->stack[p->n - 1]->c = n;
    return n;
}

static struct adnode *while_statement(struct adparser *p)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_WHILE, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (!(n->a = adparse_test(p)) || !(n->b = adparse_block(p, "'while' statement", line)) ||
        !else_block(p, &n->c))
        return NULL;
    return adparse_done(p, n);
}

static struct adnode *for_statement(struct adparser *p, struct adpos at, bool async)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_FOR, at);
    if (!n)
        return NULL;
    n->op = async;
    adparse_advance(p);
    if (!(n->a = adparse_for_targets(p)) || !adparse_need(p, ADTOK_IN) ||
        !(n->b = adparse_exprs(p)))
        return NULL;
    if (n->b->kind == ADK_STARRED)
        return adparse_fail_at(p, n->b, "can't use starred expression here");
    if (!(n->c = adparse_block(p, "'for' statement", line)) || !else_block(p, &n->d))
        return NULL;
    return adparse_done(p, n);
}

/* --- with ------------------------------------------------------------------------------------- */

static bool with_item(struct adparser *p)
{
    struct adnode *n = adparse_node(p, ADK_WITH_ITEM, adparse_here(p));
    if (!n || !(n->a = adparse_expr(p)))
        return false;
    if (adparse_take(p, ADTOK_AS)) {
        n->b = p->t.kind == ADTOK_STAR ? adparse_starred(p) : adparse_bitor(p);
        if (!n->b || !adparse_to_target(p, n->b, ADTARGET_FOR))
            return false;
    }
    return adparse_done(p, n) && adparse_push(p, n);
}

/* `( item, item, ) :`; the current token is `(`. */
static bool items_in_brackets(struct adparser *p)
{
    uint32_t base = p->n;
    adparse_advance(p);
    do {
        if (p->t.kind == ADTOK_RPAR && p->n > base)
            break;
        if (!with_item(p))
            return false;
    } while (adparse_take(p, ADTOK_COMMA));
    return adparse_take(p, ADTOK_RPAR) && p->t.kind == ADTOK_COLON;
}

static bool with_items(struct adparser *p)
{
    struct adparse_mark mark = adparse_mark(p);
    adparse_advance(p);
    if (p->t.kind == ADTOK_LPAR) {
        if (items_in_brackets(p))
            return true;
        if (!adparse_back(p, mark))
            return false;
        adparse_advance(p); /* so the bracket belongs to an expression */
    }
    do {
        if (!with_item(p))
            return false;
    } while (adparse_take(p, ADTOK_COMMA));
    return true;
}

static struct adnode *with_statement(struct adparser *p, struct adpos at, bool async)
{
    uint32_t line = p->t.line, base = p->n;
    struct adnode *n = adparse_node(p, ADK_WITH, at);
    if (!n || !with_items(p) || !adparse_list(p, n, base))
        return NULL;
    n->op = async;
    if (!(n->b = adparse_block(p, "'with' statement", line)))
        return NULL;
    return adparse_done(p, n);
}

/* --- try -------------------------------------------------------------------------------------- */

static bool handler_type(struct adparser *p, struct adnode *n, bool star)
{
    if (p->t.kind == ADTOK_COLON && !star)
        return true;
    if (p->t.kind == ADTOK_COLON || (star && p->t.kind == ADTOK_NEWLINE))
        return adparse_fail(p, "expected one or more exception types");
    if (p->t.kind == ADTOK_NEWLINE)
        return adparse_fail(p, "expected ':'");
    if (!(n->a = adparse_expr(p)))
        return false;
    if (p->t.kind == ADTOK_COMMA) {
        struct adpos at = adparse_start(n->a);
        adparse_advance(p);
        if (!adparse_exprs(p))
            return false;
        return adparse_fail_from(p, at, "multiple exception types must be parenthesized");
    }
    return !adparse_take(p, ADTOK_AS) || adparse_name(p, &n->text, &n->len);
}

static bool handler(struct adparser *p, struct adnode *owner, bool first)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_HANDLER, adparse_here(p));
    if (!n)
        return false;
    adparse_advance(p);
    bool star = adparse_take(p, ADTOK_STAR);
    if (!first && star != owner->op)
        return adparse_fail(p, "cannot have both 'except' and 'except*' on the same 'try'");
    if (!first && !p->stack[p->n - 1]->a)
        return adparse_fail_from(p, adparse_start(p->stack[p->n - 1]),
                                 "default 'except:' must be last");
    owner->op = star;
    if (!handler_type(p, n, star))
        return false;
    n->b = adparse_block(p, star ? "'except*' statement" : "'except' statement", line);
    return n->b && adparse_done(p, n) && adparse_push(p, n);
}

static struct adnode *try_statement(struct adparser *p)
{
    uint32_t line = p->t.line, base = p->n;
    struct adnode *n = adparse_node(p, ADK_TRY, adparse_here(p));
    if (!n)
        return NULL;
    adparse_advance(p);
    if (!(n->a = adparse_block(p, "'try' statement", line)))
        return NULL;
    while (p->t.kind == ADTOK_EXCEPT)
        if (!handler(p, n, p->n == base))
            return NULL;
    if (p->n == base && p->t.kind != ADTOK_FINALLY)
        return adparse_fail(p, "expected 'except' or 'finally' block");
    if (!adparse_list(p, n, base) || !else_block(p, &n->b))
        return NULL;
    line = p->t.line;
    if (adparse_take(p, ADTOK_FINALLY) &&
        !(n->c = adparse_block(p, "'finally' statement", line)))
        return NULL;
    return adparse_done(p, n);
}

/* --- def, class ------------------------------------------------------------------------------- */

/* The decorators are on the stack from `base`. */
static struct adnode *function(struct adparser *p, struct adpos at, uint32_t base, bool async)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_FUNCTION, at);
    if (!n || !adparse_list(p, n, base))
        return NULL;
    n->op = async;
    adparse_advance(p);
    if (!adparse_name(p, &n->text, &n->len))
        return NULL;
    if (p->t.kind == ADTOK_LSQB && !(n->d = adparse_type_params(p)))
        return NULL;
    if (!adparse_expect(p, ADTOK_LPAR) || !(n->a = adparse_params(p, ADTOK_RPAR)) ||
        !adparse_need(p, ADTOK_RPAR))
        return NULL;
    if (adparse_take(p, ADTOK_ARROW) && !(n->c = adparse_expr(p)))
        return NULL;
    if (!(n->b = adparse_block(p, "function definition", line)))
        return NULL;
    return adparse_done(p, n);
}

static struct adnode *class(struct adparser *p, uint32_t base)
{
    uint32_t line = p->t.line;
    struct adnode *n = adparse_node(p, ADK_CLASS, adparse_here(p));
    if (!n || !adparse_list(p, n, base))
        return NULL;
    adparse_advance(p);
    if (!adparse_name(p, &n->text, &n->len))
        return NULL;
    if (p->t.kind == ADTOK_LSQB && !(n->d = adparse_type_params(p)))
        return NULL;
    if (p->t.kind == ADTOK_LPAR) {
        struct adpos open = adparse_here(p);
        if (!(n->a = adparse_node(p, ADK_CLASS_ARGS, open)))
            return NULL;
        adparse_advance(p);
        if (!adparse_call_args(p, n->a, open) || !adparse_done(p, n->a))
            return NULL;
        struct adnode *arg = n->a->count ? n->a->list[0] : NULL;
        if (arg && arg->kind == ADK_GEN_EXP && arg->column == n->a->column) /* it took our () */
            return adparse_fail_at(p, arg, "invalid syntax");
    } else if (p->t.kind != ADTOK_COLON && p->t.kind != ADTOK_NEWLINE) {
        return adparse_invalid(p);
    }
    if (!(n->b = adparse_block(p, "class definition", line)))
        return NULL;
    return adparse_done(p, n);
}

static struct adnode *async(struct adparser *p, uint32_t base, bool decorated)
{
    struct adpos at = adparse_here(p);
    adparse_advance(p);
    if (p->t.kind == ADTOK_DEF)
        return function(p, at, base, true);
    if (p->t.kind == ADTOK_FOR && !decorated)
        return for_statement(p, at, true);
    if (p->t.kind == ADTOK_WITH && !decorated)
        return with_statement(p, at, true);
    return adparse_invalid(p);
}

static struct adnode *decorated(struct adparser *p)
{
    uint32_t base = p->n;
    while (adparse_take(p, ADTOK_AT)) {
        struct adnode *n = adparse_named(p);
        if (!n || !adparse_push(p, n) || !adparse_need(p, ADTOK_NEWLINE))
            return NULL;
    }
    if (p->t.kind == ADTOK_DEF)
        return function(p, adparse_here(p), base, false);
    if (p->t.kind == ADTOK_CLASS)
        return class(p, base);
    if (p->t.kind == ADTOK_ASYNC)
        return async(p, base, true);
    return adparse_invalid(p);
}

struct adnode *adparse_compound(struct adparser *p)
{
    switch (p->t.kind) {
    case ADTOK_IF:
        return if_statement(p);
    case ADTOK_WHILE:
        return while_statement(p);
    case ADTOK_FOR:
        return for_statement(p, adparse_here(p), false);
    case ADTOK_WITH:
        return with_statement(p, adparse_here(p), false);
    case ADTOK_TRY:
        return try_statement(p);
    case ADTOK_DEF:
        return function(p, adparse_here(p), p->n, false);
    case ADTOK_CLASS:
        return class(p, p->n);
    case ADTOK_ASYNC:
        return async(p, p->n, false);
    case ADTOK_AT:
        return decorated(p);
    case ADTOK_NAME:
        return adparse_is_word(&p->t, "match") ? adparse_match(p) : NULL;
    default:
        return NULL;
    }
}
