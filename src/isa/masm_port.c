/* SPDX-License-Identifier: MIT
 * masm_port.c - the dialect of portvm (.portasm):
 *
 *     name:                      a label; more may follow on the line
 *     name = expression          a constant
 *     INSTRUCTION expression     in either case
 *     PUSHW expression           and the other pseudo-instructions below
 *     .byte expression, "text"
 *     .include "path"
 *
 * with comments behind ; and #. Expressions have + - * and parentheses.
 */
#include "isa/masm_in.h"

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool begins_name(char c)
{
    unsigned char u = (unsigned char)admasm_lower(c);
    return (u >= 'a' && u <= 'z') || u == '_' || u == '.' || u == '$' || u >= 0x80;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Skips blanks; the next token begins here. */
static void skip_blanks(struct admasm_scan *s)
{
    while (s->at < s->end && is_blank(*s->at))
        s->at++;
    s->where = s->at;
}

static bool at_end(struct admasm_scan *s)
{
    skip_blanks(s);
    return s->at == s->end || *s->at == ';' || *s->at == '#';
}

static bool take(struct admasm_scan *s, char c)
{
    if (at_end(s) || *s->at != c)
        return false;
    s->at++;
    return true;
}

static bool take_name(struct admasm_scan *s)
{
    bool end = at_end(s);
    s->token = s->at;
    if (!end && begins_name(*s->at))
        while (s->at < s->end && (begins_name(*s->at) || is_digit(*s->at)))
            s->at++;
    s->length = (size_t)(s->at - s->token);
    return s->length != 0;
}

/* ---- expressions ---------------------------------------------------------------------------- */

enum { DEEPEST = 32, LIMIT_BITS = 40 };

struct expression {
    struct admasm *m;
    struct admasm_scan *s;
    unsigned kinds;      /* of names that it may have */
    unsigned depth;      /* of parentheses */
    const char *unknown; /* the first name that is not there, or NULL */
    size_t unknown_length;
};

static bool sum(struct expression *e, int64_t *value);

static bool check_size(struct expression *e, const char *where, int64_t value)
{
    const int64_t limit = (int64_t)1 << LIMIT_BITS;
    return (value <= limit && value >= -limit) ||
           admasm_fail(e->m, where, "the number is too large", NULL);
}

static bool name_value(struct expression *e, int64_t *value)
{
    const struct admasm_name *name = admasm_find(e->m, e->kinds, e->s->token, e->s->length);
    *value = name ? name->value : 0;
    if (!name && !e->unknown) {
        e->unknown = e->s->token;
        e->unknown_length = e->s->length;
    }
    return true;
}

static bool factor(struct expression *e, int64_t *value)
{
    bool negative = false, good;
    while (!at_end(e->s) && (*e->s->at == '-' || *e->s->at == '+'))
        negative ^= *e->s->at++ == '-';
    if (at_end(e->s))
        return admasm_fail(e->m, e->s->where, "an operand is missing", NULL);
    if (take(e->s, '(')) {
        if (++e->depth > DEEPEST)
            return admasm_fail(e->m, e->s->where, "too many parentheses", NULL);
        good = sum(e, value) &&
               (take(e->s, ')') || admasm_fail(e->m, e->s->where, "a ) is missing", NULL));
        e->depth--;
    } else if (is_digit(*e->s->at) || *e->s->at == '\'') {
        good = admasm_number(e->m, e->s, value);
    } else if (take_name(e->s)) {
        good = name_value(e, value);
    } else {
        return admasm_fail(e->m, e->s->where, "a number or a name is expected", NULL);
    }
    *value = negative ? -*value : *value;
    return good;
}

static bool product(struct expression *e, int64_t *value)
{
    int64_t other, size;
    if (!factor(e, value))
        return false;
    while (take(e->s, '*')) {
        const char *where = e->s->where;
        if (!factor(e, &other))
            return false;
        size = *value < 0 ? -*value : *value;
        if (size && (other > INT64_MAX / size || other < -(INT64_MAX / size)))
            return admasm_fail(e->m, where, "the number is too large", NULL);
        *value *= other;
        if (!check_size(e, where, *value))
            return false;
    }
    return true;
}

static bool sum(struct expression *e, int64_t *value)
{
    int64_t other;
    if (!product(e, value))
        return false;
    while (!at_end(e->s) && (*e->s->at == '+' || *e->s->at == '-')) {
        const char *where = e->s->where;
        bool minus = *e->s->at++ == '-';
        if (!product(e, &other))
            return false;
        *value += minus ? -other : other;
        if (!check_size(e, where, *value))
            return false;
    }
    return true;
}

enum admasm_found admasm_port_value(struct admasm *m, struct admasm_scan *s, char form,
    int64_t *value)
{
    struct expression e = {.m = m, .s = s, .kinds = ADMASM_CONSTANT};
    if (form != 'k')
        e.kinds |= ADMASM_LABEL;
    if (!sum(&e, value))
        return ADMASM_BAD;
    if (!e.unknown)
        return ADMASM_GOOD;
    s->token = s->where = e.unknown;
    s->length = e.unknown_length;
    return ADMASM_UNKNOWN;
}

/* A value that must be known where it stands, because the length of code depends on it. */
static bool known_value(struct admasm *m, struct admasm_scan *s, int64_t *value)
{
    enum admasm_found found = admasm_port_value(m, s, 'b', value);
    if (found == ADMASM_UNKNOWN)
        return admasm_fail(m, s->where,
            admasm_say(m, "%t is not known here yet", s->token, s->length),
            "PUSHA takes a label that comes later; a constant stands above");
    return found == ADMASM_GOOD;
}

/* ---- pseudo-instructions -------------------------------------------------------------------- */

static bool put_opcode(struct admasm *m, const struct admasm_scan *s, const char *name)
{
    size_t n = 0;
    while (name[n])
        n++;
    return admasm_put(m, s->where, (uint32_t)admasm_opcode(m, name, n), 1);
}

/* PUSHW value: masm_const.c finds the way. */
static bool put_wide(struct admasm *m, struct admasm_scan *s)
{
    struct admasm_step steps[ADMASM_STEPS];
    int64_t value;
    skip_blanks(s);
    const char *where = s->at;
    if (!known_value(m, s, &value))
        return false;
    if (value < INT32_MIN || value > UINT32_MAX)
        return admasm_fail(m, where, admasm_say(m, "%d has more than 32 bits", value), NULL);
    unsigned n = admasm_steps(value, steps);
    for (unsigned i = 0; i < n; i++) {
        char op = steps[i].op;
        const char *name = op == 'P' ? "PUSH" : op == '*' ? "IMLX" : op == '+' ? "IADX" : "ISBX";
        if (!put_opcode(m, s, name) || !admasm_put(m, where, steps[i].n, 1))
            return false;
    }
    return true;
}

/* PUSHA label, and what jumps there. */
static const struct pseudo {
    const char *name;
    char form;
    const char *then; /* the instruction behind the address, or NULL */
} pseudos[] = {{"PUSHA", 'A', NULL}, {"PUSHG", 'G', NULL}, {"JUMP", 'J', "JMP"},
    {"JUMPT", 'A', "JPE"}, {"JUMPF", 'A', "JPN"}, {"CALLA", 'A', "CALL"}};

static const struct pseudo *find_pseudo(const struct admasm_scan *s)
{
    for (unsigned i = 0; i < AD_COUNT(pseudos); i++)
        if (admasm_is(s->token, s->length, pseudos[i].name))
            return &pseudos[i];
    return NULL;
}

static bool put_pseudo(struct admasm *m, struct admasm_scan *s, const struct pseudo *p)
{
    skip_blanks(s);
    if (!admasm_operand(m, s, p->form, p->name))
        return false;
    if (p->then && !put_opcode(m, s, p->then))
        return false;
    if (!admasm_same(p->name, "CALLA"))
        return true;
    if (!take(s, ',')) /* CALLA label: no arguments */
        return admasm_put(m, s->where, 0, 1);
    skip_blanks(s);
    return admasm_operand(m, s, 'k', p->name);
}

/* ---- instructions and data ------------------------------------------------------------------ */

/* JMP label: the pseudo-instruction that was meant. */
static const char *jump_hint(const char *name)
{
    static const char *const jumps[][2] = {{"JMP", "JUMP jumps to a label"},
        {"JPE", "JUMPT jumps to a label"}, {"JPN", "JUMPF jumps to a label"}};
    for (unsigned i = 0; i < AD_COUNT(jumps); i++)
        if (admasm_same(name, jumps[i][0]))
            return jumps[i][1];
    return NULL;
}

static bool put_instruction(struct admasm *m, struct admasm_scan *s)
{
    int code = admasm_opcode(m, s->token, s->length);
    if (code < 0)
        return admasm_fail(m, s->token,
            admasm_say(m, "no instruction is called %t", s->token, s->length),
            admasm_near_instruction(m, s->token, s->length));
    const struct adisa_row *row = &m->isa->rows[code];
    bool calls = admasm_is(s->token, s->length, "CALL");
    if (!admasm_put(m, s->where, (uint32_t)code, 1))
        return false;
    if (!*row->operands)
        return at_end(s) || admasm_fail(m, s->where,
            admasm_say(m, "%s takes no operand", row->name), jump_hint(row->name));
    if (at_end(s))
        return admasm_fail(m, s->where,
            admasm_say(m, "%s takes a number, 0 to 255", row->name),
            calls ? "of arguments; CALLA calls a label" : NULL);
    return admasm_operand(m, s, calls ? 'k' : 'b', row->name);
}

static bool put_text(struct admasm *m, struct admasm_scan *s)
{
    uint32_t c;
    for (s->at++; s->at < s->end && *s->at != '"';) {
        if (*s->at != '\\')
            c = (unsigned char)*s->at++;
        else if (!admasm_char(m, s, &c))
            return false;
        if (!admasm_put(m, s->where, c, 1))
            return false;
    }
    if (s->at == s->end)
        return admasm_fail(m, s->where, "the quotes are not closed", NULL);
    s->at++;
    return true;
}

static bool put_data(struct admasm *m, struct admasm_scan *s)
{
    do {
        bool text = !at_end(s) && *s->at == '"';
        if (text ? !put_text(m, s) : !admasm_operand(m, s, 'd', ".byte"))
            return false;
    } while (take(s, ','));
    return true;
}

static bool include(struct admasm *m, struct admasm_scan *s)
{
    const char *where, *path;
    size_t length;
    if (at_end(s) || *s->at != '"')
        return admasm_fail(m, s->where, "a path in quotes is expected", NULL);
    where = s->at;
    path = ++s->at;
    while (s->at < s->end && *s->at != '"')
        s->at++;
    if (s->at == s->end)
        return admasm_fail(m, where, "the quotes are not closed", NULL);
    length = (size_t)(s->at++ - path);
    if (!at_end(s))
        return admasm_fail(m, s->where, "the end of the line is expected", NULL);
    return admasm_include(m, where, path, length);
}

static bool define_constant(struct admasm *m, struct admasm_scan *s)
{
    struct admasm_scan name = *s;
    int64_t value;
    name.where = s->token;
    s->at++;
    return known_value(m, s, &value) &&
           admasm_define(m, &name, ADMASM_CONSTANT, name.token, name.length, value);
}

static bool statement(struct admasm *m, struct admasm_scan *s)
{
    const struct pseudo *p;
    if (admasm_is(s->token, s->length, ".include"))
        return include(m, s);
    if (admasm_is(s->token, s->length, ".byte"))
        return put_data(m, s);
    if (admasm_is(s->token, s->length, "PUSHW"))
        return put_wide(m, s);
    p = find_pseudo(s);
    return p ? put_pseudo(m, s, p) : put_instruction(m, s);
}

bool admasm_port_line(struct admasm *m, struct admasm_scan *s)
{
    bool label = true, good = true;
    while (label && good) {
        if (at_end(s))
            return true;
        if (!take_name(s))
            return admasm_fail(m, s->where, "an instruction or a name is expected", NULL);
        const char *after = s->at;
        label = take(s, ':');
        bool constant = !at_end(s) && *s->at == '=';
        s->where = s->token;
        if (label) {
            good = admasm_define_label(m, s, s->token, s->length);
        } else if (constant) {
            good = define_constant(m, s);
        } else {
            s->at = after;
            good = statement(m, s);
        }
    }
    return good && (at_end(s) ||
        admasm_fail(m, s->where, "the end of the line is expected", NULL));
}
