/* SPDX-License-Identifier: MIT
 * masm_micro.c - the dialect of microvm (.p, .pi), tokens between blanks:
 *
 *     :name  or  name:           a label, in either case; more may follow on the line
 *     INSTRUCTION operand        in either case; operand: number, variable, label
 *     var name [words]           variables, an array
 *     $define _name token        the token stands wherever _name does, from here on
 *     $include path
 *     .word n "text" ...         data
 *
 * with comments behind #. The old language had one statement a line, no 0x and no characters.
 */
#include "isa/masm_in.h"

enum { MOST_REPLACED = 32, MOST_VARIABLES = 1 << 24 };

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Up to the quote that closes; to the end when none does, which whoever reads it notices. */
static void skip_quoted(struct admasm_scan *s)
{
    char quote = *s->at++;
    while (s->at < s->end && *s->at != quote)
        s->at += *s->at == '\\' && s->end - s->at > 1 ? 2 : 1;
    s->at += s->at < s->end;
}

/* The next token; false: the end of the line. */
static bool take_token(struct admasm_scan *s)
{
    while (s->at < s->end && is_blank(*s->at))
        s->at++;
    s->token = s->where = s->at;
    if (s->at < s->end && (*s->at == '\'' || *s->at == '"'))
        skip_quoted(s);
    else if (s->at < s->end && *s->at != '#')
        while (s->at < s->end && !is_blank(*s->at))
            s->at++;
    s->length = (size_t)(s->at - s->token);
    return s->length != 0;
}

/* Puts in what $define said of the token. */
static bool replace(struct admasm *m, struct admasm_scan *s)
{
    const struct admasm_name *d;
    for (unsigned i = 0; s->length && *s->token == '_'; i++) {
        d = admasm_find(m, ADMASM_DEFINE, s->token, s->length);
        if (!d)
            return true;
        if (i == MOST_REPLACED)
            return admasm_fail(m, s->where, "the name is defined by itself", NULL);
        s->token = d->as;
        s->length = d->as_length;
    }
    return true;
}

static bool expect_end(struct admasm *m, struct admasm_scan *s)
{
    return !take_token(s) || admasm_fail(m, s->where, "the end of the line is expected",
        *s->token == ';' ? "comments begin with #" : NULL);
}

/* ---- operands ------------------------------------------------------------------------------- */

static bool is_number(const struct admasm_scan *s)
{
    char c = s->token[s->length > 1 && *s->token == '-'];
    return (c >= '0' && c <= '9') || c == '\'';
}

static bool number(struct admasm *m, const struct admasm_scan *s, int64_t *value)
{
    bool negative = *s->token == '-';
    struct admasm_scan t = {.at = s->token + negative, .end = s->token + s->length,
        .where = s->where};
    if (!admasm_number(m, &t, value))
        return false;
    if (t.at != t.end)
        return admasm_fail(m, s->where, "this is no number", NULL);
    *value = negative ? -*value : *value;
    return true;
}

enum admasm_found admasm_micro_value(struct admasm *m, struct admasm_scan *s, char form,
    int64_t *value)
{
    static const unsigned both[] = {ADMASM_VARIABLE, ADMASM_LABEL};
    if (is_number(s))
        return number(m, s, value) ? ADMASM_GOOD : ADMASM_BAD;
    for (unsigned i = 0; i < AD_COUNT(both); i++) {
        const struct admasm_name *name = admasm_find(m, both[i], s->token, s->length);
        bool fits = !(form == 'v' && both[i] == ADMASM_LABEL) &&
                    !(form == 'a' && both[i] == ADMASM_VARIABLE);
        if (name && fits) {
            *value = name->value;
            return ADMASM_GOOD;
        }
    }
    return ADMASM_UNKNOWN;
}

/* ---- variables, $define, $include ----------------------------------------------------------- */

static bool put_variable(struct admasm *m, struct admasm_scan *s)
{
    int64_t words = 1;
    if (!take_token(s))
        return admasm_fail(m, s->where, "the name of a variable is missing", NULL);
    if (!replace(m, s))
        return false;
    struct admasm_scan name = *s;
    if (is_number(&name) || *name.token == '"')
        return admasm_fail(m, s->where, "this cannot be the name of a variable", NULL);
    if (take_token(s)) {
        if (!replace(m, s))
            return false;
        if (!is_number(s))
            return admasm_fail(m, s->where, "the number of words is expected", NULL);
        if (!number(m, s, &words))
            return false;
        if (words < 1 || words > MOST_VARIABLES)
            return admasm_fail(m, s->where, "an array has 1 to 16777216 words", NULL);
    }
    if (words + m->variable_words > MOST_VARIABLES)
        return admasm_fail(m, s->where, "the variables take too many words", NULL);
    struct admasm_name *v = admasm_define(m, &name, ADMASM_VARIABLE, name.token, name.length,
        m->variable_words);
    if (!v)
        return false;
    v->size = (uint32_t)words;
    m->variable_words += v->size;
    return expect_end(m, s);
}

static bool define(struct admasm *m, struct admasm_scan *s)
{
    if (!take_token(s) || *s->token != '_')
        return admasm_fail(m, s->where, "a name that begins with _ is expected", NULL);
    struct admasm_scan name = *s;
    if (!take_token(s))
        return admasm_fail(m, s->where, "what the name stands for is missing", NULL);
    struct admasm_name *d =
        admasm_define(m, &name, ADMASM_DEFINE, name.token, name.length, 0);
    if (!d)
        return false;
    d->as = s->token;
    d->as_length = (uint32_t)s->length;
    return expect_end(m, s);
}

static bool include(struct admasm *m, struct admasm_scan *s)
{
    if (!take_token(s))
        return admasm_fail(m, s->where, "a path is expected", NULL);
    if (!replace(m, s))
        return false;
    const struct admasm_scan path = *s;
    bool quoted = path.length > 1 && *path.token == '"' && path.token[path.length - 1] == '"';
    return expect_end(m, s) &&
           admasm_include(m, path.where, path.token + quoted, path.length - (quoted ? 2 : 0));
}

static bool directive(struct admasm *m, struct admasm_scan *s)
{
    if (admasm_is(s->token, s->length, "$define"))
        return define(m, s);
    if (admasm_is(s->token, s->length, "$include"))
        return include(m, s);
    return admasm_fail(m, s->where, "there are $define and $include",
        admasm_near_instruction(m, s->token, s->length));
}

/* ---- instructions and data ------------------------------------------------------------------ */

static bool check_whole(struct admasm *m, const struct admasm_scan *s)
{
    return m->size % 4 == 0 ||
           admasm_fail(m, s->where, "the bytes before this do not fill a word", NULL);
}

static bool put_text(struct admasm *m, struct admasm_scan *s, unsigned bytes)
{
    struct admasm_scan t = {.at = s->token + 1, .end = s->token + s->length, .where = s->where};
    uint32_t c;
    while (t.at < t.end && *t.at != '"')
        if (!admasm_char(m, &t, &c) || !admasm_put(m, s->where, c, bytes))
            return false;
    return t.at == t.end - 1 || admasm_fail(m, s->where, "the quotes are not closed", NULL);
}

/* The next item of a list; blanks or a comma part them. */
static bool take_item(struct admasm_scan *s)
{
    size_t n = 0;
    if (!take_token(s))
        return false;
    if (*s->token == '\'' || *s->token == '"')
        return true;
    while (n < s->length && s->token[n] != ',')
        n++;
    s->at -= s->length - n;
    s->length = n;
    return true;
}

/* .word and .byte. */
static bool put_data(struct admasm *m, struct admasm_scan *s, char form)
{
    unsigned count = 0;
    if (form == 'D' && !check_whole(m, s))
        return false;
    for (; take_item(s); count++) {
        bool text = *s->token == '"';
        if (!s->length)
            return admasm_fail(m, s->where, "a number is expected", NULL);
        if (!replace(m, s))
            return false;
        if (text ? !put_text(m, s, form == 'D' ? 4 : 1)
                 : !admasm_operand(m, s, form, form == 'D' ? ".word" : ".byte"))
            return false;
        while (s->at < s->end && is_blank(*s->at))
            s->at++;
        if (s->at < s->end && *s->at == ',')
            s->at++;
    }
    return count || admasm_fail(m, s->where, "a number is expected", NULL);
}

static bool put_operand(struct admasm *m, struct admasm_scan *s, const struct adisa_row *row)
{
    static const char *const wants[] = {"a number, a variable or a label", "a variable", "a label"};
    char form = *row->operands;
    if (take_token(s))
        return replace(m, s) && admasm_operand(m, s, form, row->name);
    if (admasm_same(row->name, "PRINT"))
        return admasm_put(m, s->where, 1, 4);
    if (admasm_same(row->name, "DELAY"))
        return admasm_put(m, s->where, 0, 4);
    return admasm_fail(m, s->where,
        admasm_say(m, "%s takes %s", row->name, wants[form == 'v' ? 1 : form == 'a' ? 2 : 0]),
        NULL);
}

static bool put_instruction(struct admasm *m, struct admasm_scan *s)
{
    int code = admasm_opcode(m, s->token, s->length);
    if (code < 0)
        return admasm_fail(m, s->where,
            admasm_say(m, "no instruction is called %t", s->token, s->length),
            *s->token == ';' ? "comments begin with #"
                             : admasm_near_instruction(m, s->token, s->length));
    const struct adisa_row *row = &m->isa->rows[code];
    if (!check_whole(m, s) || !admasm_put(m, s->where, (uint32_t)code, 4))
        return false;
    if (*row->operands)
        return put_operand(m, s, row) && expect_end(m, s);
    return !take_token(s) || admasm_fail(m, s->where,
        *s->token == ';' ? "the end of the line is expected"
                         : admasm_say(m, "%s takes no operand", row->name),
        *s->token == ';' ? "comments begin with #" : NULL);
}

bool admasm_micro_line(struct admasm *m, struct admasm_scan *s)
{
    while (take_token(s)) {
        bool before = s->length > 1 && *s->token == ':';
        bool behind = s->length > 1 && s->token[s->length - 1] == ':';
        if (!before && !behind)
            break;
        if (!admasm_define_label(m, s, s->token + before, s->length - 1))
            return false;
    }
    if (!s->length)
        return true;
    if (*s->token == '$')
        return directive(m, s);
    if (!replace(m, s))
        return false;
    if (admasm_is(s->token, s->length, "var"))
        return put_variable(m, s);
    if (admasm_is(s->token, s->length, ".word"))
        return put_data(m, s, 'D');
    if (admasm_is(s->token, s->length, ".byte"))
        return put_data(m, s, 'd');
    return put_instruction(m, s);
}
