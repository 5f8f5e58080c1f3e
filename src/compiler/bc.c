/* SPDX-License-Identifier: MIT
 * bc.c - text bytecode to a tree:
 *
 *     (Module [(FunctionDef f (Arguments [...]) (Block [(Bytecode [...])])) ... (Bytecode [...])])
 *
 * All functions come first, so that they are there whatever is called first. Jumps are filled in at
 * the end, when it is known which instruction lies in which body: the file's, number 0, or that of
 * a function. Read from the bottom.
 */
#include "base/hash.h"
#include "base/numtext.h"
#include "base/utf8.h"
#include "compiler/bc.h"

enum { PARAMS_MAX = 254 };

#define NO_BODY UINT32_MAX /* in the table of names: it is that of a function */

struct label {
    struct adbc_word name;
    uint32_t body, position, line;
};

/* The operand of a jump, as it is written. */
struct target {
    struct adbc_word word;
    struct addiag_at at;
};

struct body {
    struct adnode *function; /* NULL: the file's own */
    struct adnode *code;
};

struct parse {
    struct adarena *arena;
    struct addiag *diag;
    struct adbc_reader r;

    /* Each array has room for as many as there are lines, and colons for labels. */
    struct adnode **ins; /* all instructions of the file, by their index */
    struct target *target;
    uint32_t *body_of, *position; /* where each of them is */
    uint32_t nins;

    struct body *body;
    uint32_t nbodies, current;

    struct label *label; /* and the names of functions */
    uint32_t *slot;      /* a hash table of them: their number + 1 */
    uint32_t nlabels, slots;
};

/* ---- memory and errors ---------------------------------------------------------------------- */

static void *alloc(struct parse *p, size_t size)
{
    void *made = adarena_alloc(p->arena, size);
    if (!made)
        addiag_no_memory(p->diag);
    return made;
}

static uint32_t column_of(const struct parse *p, const char *at)
{
    size_t column = (size_t)(at - p->r.line);
    return column > UINT16_MAX ? UINT16_MAX : (uint32_t)column;
}

static struct adnode *new_node(struct parse *p, enum adkind kind, const struct adbc_word *at)
{
    struct adnode *n = alloc(p, sizeof *n);
    if (!n)
        return NULL;
    n->kind = (uint8_t)kind;
    n->height = 1;
    n->line = p->r.number;
    n->column = (uint16_t)column_of(p, at->at);
    n->end_column = (uint16_t)column_of(p, at->at + at->len);
    return n;
}

/* The place of a word in the line that is being read. */
static struct addiag_at place_of(const struct parse *p, const struct adbc_word *word)
{
    return (struct addiag_at){p->r.number, column_of(p, word->at),
                              column_of(p, word->at + word->len)};
}

static bool fail_at(struct parse *p, const struct adbc_word *at, const struct adbc_text *t)
{
    adbc_error(p->diag, place_of(p, at), t);
    return false;
}

/* before 'word' behind */
static bool fail_word(struct parse *p, const char *before, const struct adbc_word *word,
                      const char *behind)
{
    struct adbc_text t = {.n = 0};
    adbc_put(&t, before);
    adbc_put(&t, "'");
    adbc_put_word(&t, word);
    adbc_put(&t, "'");
    adbc_put(&t, behind);
    return fail_at(p, word, &t);
}

static bool fail_plain(struct parse *p, const struct adbc_word *at, const char *message)
{
    struct adbc_text t = {.n = 0};
    adbc_put(&t, message);
    return fail_at(p, at, &t);
}

/* ---- names of labels and functions ---------------------------------------------------------- */

/* Where in the table the name is, or would be. */
static uint32_t *find(const struct parse *p, const struct adbc_word *name, uint32_t body)
{
    uint32_t at = adhash_mix32(adhash_32((const uint8_t *)name->at, name->len), body);
    for (;; at++) {
        uint32_t *slot = &p->slot[at & (p->slots - 1)];
        if (!*slot)
            return slot;
        const struct label *l = &p->label[*slot - 1];
        if (l->body == body && l->name.len == name->len &&
            !memcmp(l->name.at, name->at, name->len))
            return slot;
    }
}

static bool add_name(struct parse *p, const struct adbc_word *name, uint32_t body)
{
    uint32_t *slot = find(p, name, body);
    if (*slot) {
        struct adbc_text t = {.n = 0};
        adbc_put(&t, body == NO_BODY ? "function '" : "label '");
        adbc_put_word(&t, name);
        adbc_put(&t, "' is there twice, first in line ");
        adbc_put_number(&t, p->label[*slot - 1].line);
        return fail_at(p, name, &t);
    }
    struct adnode *code = body == NO_BODY ? NULL : p->body[body].code;
    p->label[p->nlabels++] = (struct label){*name, body, code ? code->count : 0, p->r.number};
    *slot = p->nlabels;
    return true;
}

/* ---- operands ------------------------------------------------------------------------------- */

static bool bad_operand(struct parse *p, const struct adbc_word *word, const char *what)
{
    struct adbc_text t;
    adbc_put_index(&t, p->nins);
    adbc_put(&t, "'");
    adbc_put_word(&t, word);
    adbc_put(&t, "' is no ");
    adbc_put(&t, what);
    return fail_at(p, word, &t);
}

/* All digits: an integer. What float() takes: a float. All else is a text, in quotes or not. */
static bool read_literal(struct parse *p, struct adnode *n, struct adbc_word word)
{
    adreal real;
    if (*word.at == '"') {
        uint32_t close = 1;
        while (close < word.len && word.at[close] != '"')
            close++;
        if (close >= word.len)
            return bad_operand(p, &word, "text: the closing quote is missing");
        if (close + 1 < word.len)
            return bad_operand(p, &word, "literal: it goes on behind its closing quote");
    }
    if (!(n->a = new_node(p, ADK_STR, &word)))
        return false;
    if (adbc_is_index(&word))
        n->a->kind = ADK_INT;
    else if (adnum_parse(word.at, word.len, &real) == word.len)
        n->a->kind = ADK_FLOAT;
    bool quoted = *word.at == '"';
    n->a->text = word.at + quoted;
    n->a->len = word.len - 2 * quoted;
    return true;
}

static bool read_variable(struct parse *p, struct adnode *n, const struct adbc_word *word)
{
    if (!adbc_is_name(word))
        return bad_operand(p, word, "name of a variable");
    n->a = new_node(p, ADK_NAME, word);
    if (!n->a)
        return false;
    bool store = adbc_rows[n->op].operand == ADBC_O_STORE;
    n->a->op = (uint8_t)(store ? ADCTX_STORE : ADCTX_LOAD);
    n->a->text = word->at;
    n->a->len = word->len;
    return true;
}

/* A word of digits; numbers above `most` are most + 1. */
static uint32_t number_of(const struct adbc_word *word, uint32_t most)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < word->len && number <= most; i++)
        number = AD_MIN(number * 10 + (uint32_t)(word->at[i] - '0'), most + 1);
    return number;
}

static bool read_count(struct parse *p, struct adnode *n, const struct adbc_word *word)
{
    if (!adbc_is_index(word))
        return bad_operand(p, word, "number of arguments");
    n->len = number_of(word, 255);
    return n->len <= 255 || bad_operand(p, word, "number of arguments, which is 255 at most");
}

static bool read_target(struct parse *p, const struct adbc_word *word)
{
    if (!adbc_is_index(word) && !adbc_is_name(word))
        return bad_operand(p, word, "label and no index of an instruction");
    p->target[p->nins] = (struct target){*word, place_of(p, word)};
    return true;
}

static bool missing_operand(struct parse *p, const struct adnode *n, const struct adbc_word *name)
{
    static const char *const what[] = {
        [ADBC_O_LITERAL] = "a literal", [ADBC_O_LOAD] = "the name of a variable",
        [ADBC_O_STORE] = "the name of a variable",
        [ADBC_O_TARGET] = "a label or the index of an instruction",
        [ADBC_O_COUNT] = "the number of arguments"};
    struct adbc_text t;
    adbc_put_index(&t, p->nins);
    adbc_put(&t, "missing operand: ");
    adbc_put(&t, adbc_rows[n->op].name);
    adbc_put(&t, " needs ");
    adbc_put(&t, what[adbc_rows[n->op].operand]);
    return fail_at(p, name, &t);
}

static bool read_operand(struct parse *p, struct adnode *n, const struct adbc_word *name)
{
    struct adbc_word word;
    unsigned kind = adbc_rows[n->op].operand;
    if (kind == ADBC_O_NONE || kind == ADBC_O_EXIT)
        return true;
    if (!adbc_next_word(&p->r, &word))
        return missing_operand(p, n, name);
    switch (kind) {
    case ADBC_O_LITERAL: return read_literal(p, n, word);
    case ADBC_O_TARGET: return read_target(p, &word);
    case ADBC_O_COUNT: return read_count(p, n, &word);
    default: return read_variable(p, n, &word);
    }
}

/* ---- lines ---------------------------------------------------------------------------------- */

static bool unknown(struct parse *p, const struct adbc_word *word)
{
    struct adbc_text t;
    int nearest = adbc_nearest(word);
    adbc_put_index(&t, p->nins);
    adbc_put(&t, "there is no instruction '");
    adbc_put_word(&t, word);
    adbc_put(&t, "'");
    if (nearest >= 0) {
        adbc_put(&t, ". Did you mean ");
        adbc_put(&t, adbc_rows[nearest].name);
        adbc_put(&t, "?");
    }
    return fail_at(p, word, &t);
}

static bool read_instruction(struct parse *p, const struct adbc_word *word)
{
    unsigned op = 0;
    while (op < ADBC_COUNT && !adbc_word_is(word, adbc_rows[op].name))
        op++;
    if (op == ADBC_COUNT)
        return unknown(p, word);
    struct adnode *n = new_node(p, ADK_INSTRUCTION, word);
    if (!n)
        return false;
    n->op = (uint8_t)op;
    if (!read_operand(p, n, word))
        return false;
    n->height = (uint16_t)(n->a ? 2 : 1);
    p->ins[p->nins] = n;
    p->body_of[p->nins] = p->current;
    p->position[p->nins++] = p->body[p->current].code->count++;
    return true;
}

/* A new body, from here on the current one. */
static bool begin_body(struct parse *p, struct adnode *function, const struct adbc_word *at)
{
    struct body *b = &p->body[p->nbodies];
    b->function = function;
    b->code = new_node(p, ADK_BYTECODE, at);
    if (!b->code)
        return false;
    b->code->height = 3;
    p->current = p->nbodies++;
    return true;
}

static bool read_params(struct parse *p, struct adnode *arguments)
{
    struct adbc_word word;
    arguments->list = alloc(p, PARAMS_MAX * sizeof *arguments->list);
    while (arguments->list && adbc_next_word(&p->r, &word)) {
        if (!adbc_is_name(&word))
            return fail_word(p, "", &word, " is no name of a parameter");
        if (arguments->count == PARAMS_MAX)
            return fail_plain(p, &word, "a function has at most 254 parameters");
        for (uint32_t i = 0; i < arguments->count; i++) {
            const struct adnode *other = arguments->list[i];
            if (other->len == word.len && !memcmp(other->text, word.at, word.len))
                return fail_word(p, "parameter ", &word, " is there twice");
        }
        struct adnode *n = new_node(p, ADK_PARAM, &word);
        if (!n)
            return false;
        n->op = ADPARAM_PLAIN;
        n->text = word.at;
        n->len = word.len;
        arguments->list[arguments->count++] = n;
    }
    return arguments->list;
}

/* FUNC name parameter ... */
static bool read_func(struct parse *p, const struct adbc_word *at)
{
    struct adbc_word name;
    if (p->current)
        return fail_plain(p, at, "FUNC inside a function: its END is missing");
    if (!adbc_next_word(&p->r, &name))
        return fail_plain(p, at, "FUNC needs the name of a function");
    if (!adbc_is_name(&name))
        return fail_word(p, "", &name, " is no name of a function");
    if (!add_name(p, &name, NO_BODY))
        return false;
    struct adnode *n = new_node(p, ADK_FUNCTION, at);
    if (!n || !(n->a = new_node(p, ADK_ARGUMENTS, at)) || !(n->b = new_node(p, ADK_BLOCK, at)))
        return false;
    n->text = name.at;
    n->len = name.len;
    n->height = 5;
    n->a->height = 2;
    n->b->height = 4;
    if (!read_params(p, n->a) || !begin_body(p, n, at))
        return false;
    n->b->count = 1;
    n->b->list = &p->body[p->current].code;
    return true;
}

static bool read_line(struct parse *p)
{
    struct adbc_word word;
    bool any = adbc_next_word(&p->r, &word);
    while (any && adbc_take_label(&word)) {
        if (!add_name(p, &word, p->current))
            return false;
        any = adbc_next_word(&p->r, &word);
    }
    if (!any)
        return true;
    if (adbc_word_is(&word, "FUNC"))
        return read_func(p, &word);
    if (!adbc_word_is(&word, "END"))
        return read_instruction(p, &word);
    if (!p->current)
        return fail_plain(p, &word, "END without FUNC");
    p->current = 0;
    return true;
}

/* ---- jumps ---------------------------------------------------------------------------------- */

static bool bad_target(struct parse *p, uint32_t i, const struct adbc_text *t)
{
    adbc_error(p->diag, p->target[i].at, t);
    return false;
}

/* It ends in another body. */
static bool leaves(struct parse *p, uint32_t i)
{
    const struct adnode *f = p->body[p->body_of[i]].function;
    struct adbc_text t;
    adbc_put_index(&t, i);
    adbc_put(&t, "the jump to ");
    adbc_put_word(&t, &p->target[i].word);
    adbc_put(&t, f ? " leaves function '" : " leads into a function");
    if (f) {
        const struct adbc_word name = {f->text, f->len};
        adbc_put_word(&t, &name);
        adbc_put(&t, "'");
    }
    return bad_target(p, i, &t);
}

static bool resolve_index(struct parse *p, uint32_t i)
{
    uint32_t to = number_of(&p->target[i].word, p->nins);
    if (to < p->nins && p->body_of[to] != p->body_of[i])
        return leaves(p, i);
    if (to < p->nins) {
        p->ins[i]->len = p->position[to];
        return true;
    }
    struct adbc_text t;
    adbc_put_index(&t, i);
    adbc_put(&t, "jump target ");
    adbc_put_word(&t, &p->target[i].word);
    adbc_put(&t, " is out of range: the last instruction is ");
    adbc_put_number(&t, p->nins - 1);
    return bad_target(p, i, &t);
}

static bool resolve_label(struct parse *p, uint32_t i)
{
    const struct adbc_word *name = &p->target[i].word;
    uint32_t found = *find(p, name, p->body_of[i]);
    if (found) {
        p->ins[i]->len = p->label[found - 1].position;
        return true;
    }
    for (uint32_t body = 0; body < p->nbodies; body++)
        if (*find(p, name, body))
            return leaves(p, i);
    struct adbc_text t;
    adbc_put_index(&t, i);
    adbc_put(&t, "there is no label '");
    adbc_put_word(&t, name);
    adbc_put(&t, "'");
    return bad_target(p, i, &t);
}

static bool resolve(struct parse *p)
{
    for (uint32_t i = 0; i < p->nins; i++) {
        if (adbc_rows[p->ins[i]->op].operand != ADBC_O_TARGET)
            continue;
        if (!(adbc_is_index(&p->target[i].word) ? resolve_index(p, i) : resolve_label(p, i)))
            return false;
    }
    return true;
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* Each body gets its list, and is checked. */
static bool finish_bodies(struct parse *p)
{
    uint32_t **index = alloc(p, p->nbodies * sizeof *index);
    for (uint32_t b = 0; b < p->nbodies; b++) {
        struct adnode *code = p->body[b].code;
        code->list = alloc(p, (code->count + 1) * sizeof *code->list);
        uint32_t *own = alloc(p, (code->count + 1) * sizeof *own);
        if (!index || !code->list || !own)
            return false;
        index[b] = own;
    }
    for (uint32_t i = 0; i < p->nins; i++) {
        p->body[p->body_of[i]].code->list[p->position[i]] = p->ins[i];
        index[p->body_of[i]][p->position[i]] = i;
    }
    for (uint32_t b = 0; b < p->nbodies; b++)
        if (!adbc_check(p->arena, p->diag, p->body[b].code, index[b]))
            return false;
    return true;
}

static struct adnode *make_module(struct parse *p, const struct adbc_word *start)
{
    struct adnode *n = new_node(p, ADK_MODULE, start);
    if (!n || !(n->list = alloc(p, p->nbodies * sizeof *n->list)))
        return NULL;
    n->height = 6;
    n->line = 1;
    for (uint32_t b = 1; b < p->nbodies; b++)
        n->list[n->count++] = p->body[b].function;
    n->list[n->count++] = p->body[0].code;
    return n;
}

static bool is_utf8(struct parse *p, const char *source, size_t length)
{
    struct adutf_error wrong;
    if (adutf_check((const uint8_t *)source, length, false, &wrong) == ADUTF_OK)
        return true;
    while (adbc_next_line(&p->r) && p->r.line_end <= source + wrong.start)
        ;
    const struct adbc_word at = {source + wrong.start, 1};
    return fail_plain(p, &at, "this is not UTF-8");
}

/* Lines, and with them instructions and functions; words, and with them labels. */
static bool make_room(struct parse *p, const char *source, size_t length)
{
    uint32_t lines = 0, names = 0;
    while (adbc_next_line(&p->r))
        lines++;
    for (size_t i = 0; i < length; i++)
        names += source[i] == ':';
    names += lines;
    p->slots = 16;
    while (p->slots < 2 * names)
        p->slots *= 2;
    p->ins = alloc(p, (lines + 1) * sizeof *p->ins);
    p->target = alloc(p, (lines + 1) * sizeof *p->target);
    p->body_of = alloc(p, (lines + 1) * sizeof *p->body_of);
    p->position = alloc(p, (lines + 1) * sizeof *p->position);
    p->body = alloc(p, (lines + 1) * sizeof *p->body);
    p->label = alloc(p, (names + 1) * sizeof *p->label);
    p->slot = alloc(p, p->slots * sizeof *p->slot);
    return p->ins && p->target && p->body_of && p->position && p->body && p->label && p->slot;
}

struct adnode *adbc_parse(struct adarena *arena, struct addiag *diag, const char *file_name,
                          const char *source, size_t length)
{
    struct parse p = {.arena = arena, .diag = diag};
    addiag_init(diag, file_name, source, length);
    adbc_begin(&p.r, source, length);
    p.r.line = p.r.next;
    const struct adbc_word start = {p.r.next, 0};
    if (!is_utf8(&p, source, length) || !make_room(&p, source, length))
        return NULL;
    adbc_begin(&p.r, source, length);
    p.r.line = start.at;
    p.r.number = 1;
    if (!begin_body(&p, NULL, &start))
        return NULL;
    p.r.number = 0;
    while (adbc_next_line(&p.r))
        if (!read_line(&p))
            return NULL;
    if (p.current) {
        const struct adnode *f = p.body[p.current].function;
        addiag_error(diag, "BytecodeError", (struct addiag_at){f->line, f->column, f->end_column},
                     "FUNC %s has no END", f->text, f->len, 0);
        return NULL;
    }
    p.r.line = start.at;
    return resolve(&p) && finish_bodies(&p) ? make_module(&p, &start) : NULL;
}
