/* SPDX-License-Identifier: MIT
 * machine_value.c - expressions over an integer machine: see machine.h.
 */
#include "debug/machine.h"
#include "machines/portvm.h"

enum { NESTED = 8 /* indexes within indexes */ };

struct reader {
    struct addebug_machine *m;
    unsigned frame, nested;
    const char *at, *end;
    struct adout *out;
};

/* A place that an expression names. */
struct place {
    enum { NOTHING, NUMBER, REGISTER, SPACE, PORT } kind;
    int32_t value;      /* NUMBER: it; REGISTER: its content */
    unsigned which;     /* REGISTER; SPACE */
    uint32_t index;     /* SPACE, PORT */
};

static bool is_letter(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || c == '.' ||
        c == '$';
}

static bool wrong(struct reader *r, const char *what, const char *text, size_t length)
{
    adout_text(r->out, what);
    adout_bytes(r->out, text, length);
    return false;
}

static void skip(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
        r->at++;
}

static bool take(struct reader *r, char c)
{
    skip(r);
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

/* Without regard to upper and lower case. */
static bool is(const char *text, size_t length, const char *word)
{
    size_t i = 0;
    for (; i < length && word[i]; i++)
        if ((text[i] | 32) != (word[i] | 32))
            return false;
    return i == length && !word[i];
}

static bool read_number(const char *text, size_t length, int32_t *value)
{
    char mark = length > 2 && *text == '0' ? text[1] | 32 : 0;
    unsigned base = mark == 'x' ? 16 : mark == 'b' ? 2 : 10;
    uint64_t sum = 0;
    for (size_t i = base == 10 ? 0 : 2; i < length; i++) {
        char c = text[i];
        unsigned digit = c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a' + 10);
        if (digit >= base || sum > UINT32_MAX)
            return false;
        sum = sum * base + digit;
    }
    *value = (int32_t)(uint32_t)sum;
    return sum <= UINT32_MAX;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Names of spaces may lack their s: ports, port. */
static bool find_space(struct addebug_machine *m, const char *name, size_t n, unsigned *which)
{
    for (unsigned i = 0; i < m->type->space_count; i++) {
        const char *space = m->type->spaces[i].name;
        size_t length = 0;
        while (space[length])
            length++;
        if (is(name, n, space) || (n + 1 == length && space[n] == 's' && !memcmp(name, space, n))) {
            *which = i;
            return true;
        }
    }
    return false;
}

static bool find_register(struct reader *r, const char *name, size_t n, struct place *p)
{
    const char *text;
    for (unsigned i = 0; (text = r->m->type->reg(r->m->vm, i, &p->value)); i++) {
        if (!is(name, n, text))
            continue;
        p->kind = REGISTER;
        p->which = i;
        return true;
    }
    return false;
}

static const struct admasm_name *find_name(struct reader *r, unsigned kinds, const char *name,
    size_t n)
{
    return r->m->source ? admasm_find(r->m->source, kinds, name, n) : NULL;
}

/* A name alone. */
static bool plain(struct reader *r, const char *name, size_t n, struct place *p)
{
    const struct admasm_name *found = find_name(r, ADMASM_VARIABLE, name, n);
    if (found) {
        p->index = (uint32_t)found->value;
        p->kind = SPACE;
        return find_space(r->m, "variables", 9, &p->which);
    }
    if (find_register(r, name, n, p))
        return true;
    p->kind = NUMBER;
    p->value = (int32_t)r->m->type->pc(r->m->vm);
    if (is(name, n, "pc")) {
        p->kind = REGISTER;
        p->which = UINT32_MAX;
        return true;
    }
    found = find_name(r, ADMASM_CONSTANT | ADMASM_LABEL, name, n);
    if (!found)
        return wrong(r, "there is no ", name, n);
    p->value = (int32_t)found->value;
    return true;
}

static bool sum(struct reader *r, int32_t *value);

static bool local(struct reader *r, uint32_t index, struct place *p)
{
    uint32_t from, to, top = r->m->type->spaces[0].size(r->m->vm);
    if (!addebug_machine_locals(r->m, r->frame, &from, &to) || index >= to - from)
        return wrong(r, "there is no such local", "", 0);
    p->kind = SPACE;
    p->which = 0;
    p->index = top - 1 - (from + index);
    return true;
}

/* NAME [ r->at INDEX ] */
static bool element(struct reader *r, const char *name, size_t n, struct place *p)
{
    const struct admasm_name *found = find_name(r, ADMASM_VARIABLE, name, n);
    int32_t index;
    bool good;
    if (++r->nested > NESTED)
        return wrong(r, "too many brackets", "", 0);
    good = sum(r, &index);
    r->nested--;
    if (!good)
        return false;
    if (!take(r, ']'))
        return wrong(r, "] is missing behind ", name, n);
    p->kind = SPACE;
    p->index = (uint32_t)index;
    if (found) {
        p->index += (uint32_t)found->value;
        return (uint32_t)index < found->size ? find_space(r->m, "variables", 9, &p->which)
                                             : wrong(r, "there is no such element of ", name, n);
    }
    if (is(name, n, "port") || is(name, n, "ports")) {
        p->kind = PORT;
        return p->index < ADDEBUG_PORT_COUNT || wrong(r, "there is no such port", "", 0);
    }
    if (is(name, n, "local") || is(name, n, "locals"))
        return local(r, (uint32_t)index, p);
    return find_space(r->m, name, n, &p->which) || wrong(r, "there is no ", name, n);
}

static bool read_place(struct reader *r, struct place *p)
{
    const char *name;
    size_t n;
    skip(r);
    name = r->at;
    while (r->at < r->end && is_letter(*r->at))
        r->at++;
    n = (size_t)(r->at - name);
    memset(p, 0, sizeof *p);
    if (!n)
        return wrong(r, name < r->end ? "this is no expression: " : "an expression is missing",
            name, (size_t)(r->end - name));
    if (*name >= '0' && *name <= '9') {
        p->kind = NUMBER;
        return read_number(name, n, &p->value) || wrong(r, "this is no number: ", name, n);
    }
    return take(r, '[') ? element(r, name, n, p) : plain(r, name, n, p);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* & NAME: the number of a variable or of an element. */
static bool address(struct reader *r, int32_t *value)
{
    struct place p;
    const char *name = r->at;
    if (!read_place(r, &p))
        return false;
    *value = (int32_t)p.index;
    return p.kind == SPACE || p.kind == PORT ||
        wrong(r, "this has no address: ", name, (size_t)(r->at - name));
}

static bool character(struct reader *r, int32_t *value)
{
    if (r->end - r->at < 2 || r->at[1] != '\'')
        return wrong(r, "this is no character: '", r->at, (size_t)(r->end - r->at));
    *value = (uint8_t)*r->at;
    r->at += 2;
    return true;
}

static bool operand(struct reader *r, int32_t *value)
{
    struct place p;
    bool minus = false;
    while (take(r, '-'))
        minus = !minus;
    if (take(r, '\'')) {
        if (!character(r, value))
            return false;
    } else if (take(r, '&')) {
        if (!address(r, value))
            return false;
    } else {
        if (!read_place(r, &p))
            return false;
        *value = p.kind == PORT ? r->m->ports[p.index].value : p.value;
        if (p.kind == SPACE && !r->m->type->spaces[p.which].read(r->m->vm, p.index, value)) {
            wrong(r, "there is no such element: ", "", 0);
            adout_text(r->out, r->m->type->spaces[p.which].name);
            adout_byte(r->out, '[');
            adout_int(r->out, (int32_t)p.index);
            adout_byte(r->out, ']');
            return false;
        }
    }
    if (minus)
        *value = (int32_t)(0 - (uint32_t)*value);
    return true;
}

static bool sum(struct reader *r, int32_t *value)
{
    int32_t more;
    if (!operand(r, value))
        return false;
    for (;;) {
        bool minus = false;
        if (!take(r, '+') && !(minus = take(r, '-')))
            return true;
        if (!operand(r, &more))
            return false;
        *value = (int32_t)((uint32_t)*value + (minus ? 0 - (uint32_t)more : (uint32_t)more));
    }
}

/* Words of microvm have no sign. */
static bool less(const struct reader *r, int32_t a, int32_t b)
{
    return r->m->type == &adportvm_type ? a < b : (uint32_t)a < (uint32_t)b;
}

static bool compare(struct reader *r, int32_t *value)
{
    int32_t right;
    bool equal, low;
    char c = *r->at++;
    bool with = take(r, '=');
    if ((c == '=' || c == '!') && !with)
        return wrong(r, "comparisons are == != < <= > >=", "", 0);
    if (!sum(r, &right))
        return false;
    equal = *value == right;
    low = less(r, *value, right);
    *value = c == '=' ? equal : c == '!' ? !equal : c == '<' ? low || (with && equal)
                                                             : !low && (with || !equal);
    return true;
}

bool addebug_machine_value(struct addebug_machine *m, unsigned frame, const char *text,
    size_t length, int32_t *value, struct adout *out)
{
    struct reader r = {m, frame, 0, text, text + length, out};
    if (!sum(&r, value))
        return false;
    skip(&r);
    if (r.at < r.end && (*r.at == '=' || *r.at == '!' || *r.at == '<' || *r.at == '>') &&
        !compare(&r, value))
        return false;
    skip(&r);
    return r.at == r.end || wrong(&r, "this is too much: ", r.at, (size_t)(r.end - r.at));
}

/* ---- changes --------------------------------------------------------------------------------- */

static bool set_register(struct reader *r, const struct place *p, int32_t value)
{
    struct adportvm *vm = r->m->vm;
    bool portvm = r->m->type == &adportvm_type;
    if (p->which == UINT32_MAX || (portvm && p->which == 0))
        r->m->type->set_pc(r->m->vm, (uint32_t)value);
    else if (portvm && p->which == 2 && (uint32_t)value <= vm->sp)
        vm->bp = (adportvm_uint)value;
    else
        return wrong(r, "this register cannot have that value", "", 0);
    return true;
}

bool addebug_machine_set(struct addebug_machine *m, unsigned frame, const char *name, size_t length,
    int32_t value, struct adout *out)
{
    struct reader r = {m, frame, 0, name, name + length, out};
    struct place p;
    if (!read_place(&r, &p))
        return false;
    skip(&r);
    if (r.at < r.end)
        return wrong(&r, "this is too much: ", r.at, (size_t)(r.end - r.at));
    switch (p.kind) {
    case REGISTER: return set_register(&r, &p, value);
    case SPACE:
        return m->type->spaces[p.which].write(m->vm, p.index, value) ||
            wrong(&r, "it cannot have that value: ", name, length);
    case PORT:
        m->host.port_write(m, p.index, value);
        return true;
    default: return wrong(&r, "this has no value that could change: ", name, length);
    }
}
