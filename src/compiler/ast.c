/* SPDX-License-Identifier: MIT
 * ast.c - printing trees, for tests and for people. What is printed comes from the fields alone, so
 * that a new kind needs nothing here unless its op has names.
 */
#include "compiler/ast.h"

static const char *const kind_names[ADK_COUNT] = {
#define NODE(name, printed, fields) printed,
#include "compiler/node.def"
#undef NODE
};

static const char bin_names[ADBIN_COUNT][3] = {"+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>",
                                               "/", "**", "@"};
static const char un_names[ADUN_COUNT][4] = {"-", "+", "~", "not"};
static const char rel_names[ADREL_COUNT][7] = {"<", "<=", "==", "!=", ">", ">=", "in", "not-in",
                                               "is", "is-not"};
static const char param_names[][5] = {"pos", "", "*", "kw", "**"};
static const char ctx_names[][6] = {"", "store", "del"};

struct out {
    adast_sink sink;
    void *ctx;
    bool positions;
};

const char *adast_kind_name(unsigned kind)
{
    return kind < ADK_COUNT ? kind_names[kind] : "?";
}

static void put(const struct out *o, const char *text)
{
    size_t n = 0;
    while (n < 100 && text[n]) /* without a bound it would become a call of strlen */
        n++;
    o->sink(o->ctx, text, n);
}

static void put_word(const struct out *o, const char *word)
{
    if (*word) {
        put(o, " ");
        put(o, word);
    }
}

static void put_number(const struct out *o, uint32_t number)
{
    char digits[11];
    char *at = digits + sizeof digits - 1;
    *at = '\0';
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    put(o, at);
}

/* Text in quotes; what is not ASCII, and the quote and the backslash, as \xNN. */
static void put_quoted(const struct out *o, const char *text, uint32_t len)
{
    static const char hex[] = "0123456789abcdef";
    put(o, "'");
    for (uint32_t i = 0; i < len; i++) {
        uint8_t c = (uint8_t)text[i];
        if (c < ' ' || c > '~' || c == '\'' || c == '\\') {
            char escape[5] = {'\\', 'x', hex[c >> 4], hex[c & 15], '\0'};
            put(o, escape);
        } else {
            o->sink(o->ctx, text + i, 1);
        }
    }
    put(o, "'");
}

static void put_op(const struct out *o, const struct adnode *n)
{
    char letter[2] = {(char)n->op, '\0'};
    switch (n->kind) {
    case ADK_BINARY:
    case ADK_AUG_ASSIGN:
        put_word(o, bin_names[n->op]);
        break;
    case ADK_UNARY:
        put_word(o, un_names[n->op]);
        break;
    case ADK_BOOL:
        put_word(o, n->op ? "or" : "and");
        break;
    case ADK_PARAM:
        put_word(o, param_names[n->op]);
        break;
    case ADK_NAME:
    case ADK_TUPLE:
    case ADK_LIST:
    case ADK_ATTRIBUTE:
    case ADK_SUBSCRIPT:
    case ADK_STARRED:
        put_word(o, ctx_names[n->op]);
        break;
    case ADK_FORMATTED:
        put_word(o, letter);
        break;
    case ADK_CALL: /* follows from the list */
    case ADK_CLASS_ARGS:
        break;
    default:
        if (n->op) {
            put(o, " ");
            put_number(o, n->op);
        }
    }
}

static void put_text(const struct out *o, const struct adnode *n)
{
    if (n->kind == ADK_COMPARE) {
        for (uint32_t i = 0; i < n->len; i++)
            put_word(o, rel_names[(uint8_t)n->text[i]]);
    } else if (n->kind == ADK_STR || n->kind == ADK_BYTES) {
        put(o, " ");
        put_quoted(o, n->text, n->len);
    } else if (n->text) {
        put(o, " ");
        o->sink(o->ctx, n->text, n->len);
    }
}

static void put_head(const struct out *o, const struct adnode *n)
{
    put(o, "(");
    put(o, adast_kind_name(n->kind));
    if (o->positions) {
        put(o, "@");
        put_number(o, n->line);
        put(o, ":");
        put_number(o, n->column);
        put(o, "-");
        put_number(o, n->end_column);
    }
    put_op(o, n);
    put_text(o, n);
}

/* Children in the order a, b, c, d, list; a missing one in front of others is `-`. */
static void put_tree(const struct out *o, const struct adnode *n)
{
    unsigned open = 0;
    for (;;) {
        const struct adnode *child[4] = {n->a, n->b, n->c, n->d};
        int last = 3;
        put_head(o, n);
        open++;
        while (last >= 0 && !child[last])
            last--;
        const struct adnode *elif = n->kind == ADK_IF && n->c && n->c->kind == ADK_IF ? n->c : NULL;
        for (int i = 0; i <= (elif ? 1 : last); i++) {
            put(o, child[i] ? " " : " -");
            if (child[i])
                put_tree(o, child[i]);
        }
        if (n->count)
            put(o, " [");
        for (uint32_t i = 0; i < n->count; i++) {
            put(o, i ? " " : "");
            if (n->list[i])
                put_tree(o, n->list[i]);
            else
                put(o, "-");
        }
        put(o, n->count ? "]" : "");
        if (!elif)
            break;
        put(o, " ");
        n = elif;
    }
    while (open--)
        put(o, ")");
}

void adast_print(const struct adnode *node, bool positions, adast_sink sink, void *ctx)
{
    struct out o = {sink, ctx, positions};
    put_tree(&o, node);
}
