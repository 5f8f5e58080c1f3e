/* SPDX-License-Identifier: MIT
 * masm_emit.c - code: bytes, operands in their bounds, operands that wait for a name; and numbers
 * and characters, which look the same in both dialects.
 */
#include "base/utf8.h"
#include "isa/masm_in.h"

enum { MOST_CODE = 1 << 26 };

bool admasm_put(struct admasm *m, const char *where, uint32_t value, unsigned bytes)
{
    while (bytes--) {
        uint8_t *code = admasm_grow(m, m->code, m->size, &m->code_room, 1);
        if (!code)
            return false;
        m->code = code;
        if (m->size >= MOST_CODE) {
            m->stopped = true;
            return admasm_fail(m, where, "the program is too large", NULL);
        }
        code[m->size++] = (uint8_t)value;
        value >>= 8;
    }
    return true;
}

static int find_row(const struct admasm *m, const char *name, size_t length)
{
    for (unsigned i = 0; i < m->isa->count; i++)
        if (m->isa->rows[i].name && admasm_is(name, length, m->isa->rows[i].name))
            return (int)i;
    return -1;
}

static int find_word(const struct admasm *m, const char *name)
{
    size_t n = 0;
    while (name[n])
        n++;
    return find_row(m, name, n);
}

int admasm_opcode(const struct admasm *m, const char *name, size_t length)
{
    int code = find_row(m, name, length);
    for (unsigned i = 0; code < 0 && admasm_aliases[i][0]; i++)
        if (admasm_is(name, length, admasm_aliases[i][0]))
            code = find_word(m, admasm_aliases[i][1]);
    return code;
}

/* ---- bounds --------------------------------------------------------------------------------- */

static const char *byte_hint(struct admasm *m, const char *of, int64_t value)
{
    static const char *const wide[][2] = {
        {"IADX", "IADD"}, {"ISBX", "ISUB"}, {"IMLX", "IMUL"}, {"IDVX", "IDIV"}};
    if (admasm_same(of, "PUSH"))
        return admasm_say(m, "use PUSHW %d", value);
    for (unsigned i = 0; i < AD_COUNT(wide); i++)
        if (admasm_same(of, wide[i][0]))
            return admasm_say(m, "use PUSHW %d and %s", value, wide[i][1]);
    return NULL;
}

/* Is the value one that this form can hold? */
static bool check_bounds(struct admasm *m, const char *where, char form, const char *of,
    int64_t value)
{
    const char *what = "%d has more than 32 bits", *hint = NULL;
    int64_t least = 0, most = UINT32_MAX;
    if (form == 'w' || form == 'D') {
        least = INT32_MIN;
    } else if (form == 'd') {
        least = -128;
        most = 255;
        what = "%d does not fit into a byte";
    } else if (form == 'G') {
        most = 65535;
        what = "%d is no address of a global, which has two bytes";
    } else if (form == 'J') {
        most = 65280;
        what = "JUMP cannot go to %d";
        hint = value < 0 ? NULL : "PUSH 1 and JUMPT go everywhere";
    } else if (value < 0) {
        what = form == 'v' ? "%d: the number of a variable has no sign"
                           : "%d: an address has no sign";
    }
    if (form == 'b' || form == 'k') {
        if (value >= 0 && value <= 255)
            return true;
        return admasm_fail(m, where,
            admasm_say(m, "%s takes one byte, %d is %s", of, value,
                value < 0 ? "negative" : "too large"),
            byte_hint(m, of, value));
    }
    return (value >= least && value <= most) ||
           admasm_fail(m, where, admasm_say(m, what, value), hint);
}

/* ---- operands ------------------------------------------------------------------------------- */

/* Bytes of the sequence PUSH b, PUSH b ... or PUSH b, IMLX 255, IADX b, with zeros for b. */
static bool put_sequence(struct admasm *m, const char *where, char form)
{
    uint32_t push = (uint32_t)find_word(m, "PUSH");
    if (form == 'J')
        return admasm_put(m, where, push, 2) &&
               admasm_put(m, where, (uint32_t)find_word(m, "IMLX") | 255 << 8, 2) &&
               admasm_put(m, where, (uint32_t)find_word(m, "IADX"), 2);
    for (unsigned n = form == 'A' ? 4 : 2; n; n--)
        if (!admasm_put(m, where, push, 2))
            return false;
    return true;
}

static bool put_room(struct admasm *m, const char *where, char form)
{
    if (form == 'A' || form == 'G' || form == 'J')
        return put_sequence(m, where, form);
    return admasm_put(m, where, 0, form == 'b' || form == 'k' || form == 'd' ? 1 : 4);
}

static void store(struct admasm *m, uint32_t at, char form, uint32_t value)
{
    uint8_t *p = m->code + at;
    unsigned n = form == 'A' ? 4 : 2;
    switch (form) {
    case 'b':
    case 'k':
    case 'd':
        *p = (uint8_t)value;
        break;
    case 'J':
        p[1] = (uint8_t)(value == 65280 ? 255 : value / 255);
        p[5] = (uint8_t)(value - 255u * p[1]);
        break;
    case 'A':
    case 'G':
        for (unsigned i = 0; i < n; i++)
            p[2 * i + 1] = (uint8_t)(value >> 8 * (n - 1 - i));
        break;
    default:
        for (unsigned i = 0; i < 4; i++)
            p[i] = (uint8_t)(value >> 8 * i);
    }
}

static enum admasm_found value_of(struct admasm *m, struct admasm_scan *s, char form,
    int64_t *value)
{
    *value = 0;
    return admasm_words(m) ? admasm_micro_value(m, s, form, value)
                           : admasm_port_value(m, s, form, value);
}

static bool wait_for_name(struct admasm *m, const struct admasm_scan *s, char form, const char *of,
    uint32_t at)
{
    struct admasm_fix *fixes = admasm_grow(m, m->fixes, m->fix_count, &m->fix_room, sizeof *fixes);
    if (!fixes)
        return false;
    m->fixes = fixes;
    fixes[m->fix_count++] =
        (struct admasm_fix){*s, form, of, at, m->order, m->line, m->line_end};
    return true;
}

bool admasm_operand(struct admasm *m, struct admasm_scan *s, char form, const char *of)
{
    const struct admasm_scan start = *s;
    const uint32_t at = m->size;
    int64_t value;
    enum admasm_found found = value_of(m, s, form, &value);
    if (found == ADMASM_BAD || !put_room(m, start.where, form))
        return false;
    if (found == ADMASM_UNKNOWN)
        return wait_for_name(m, &start, form, of, at);
    if (!check_bounds(m, start.where, form, of, value))
        return false;
    store(m, at, form, (uint32_t)value);
    return true;
}

/* No name like this, up to the end. */
static void complain_of_name(struct admasm *m, const struct admasm_fix *f,
    const struct admasm_scan *s)
{
    const char *what = "no label or variable is called %t", *hint;
    unsigned kinds = ADMASM_LABEL | ADMASM_CONSTANT | ADMASM_VARIABLE | ADMASM_DEFINE;
    if (f->form == 'k') {
        kinds = ADMASM_CONSTANT;
        what = "no constant is called %t";
    } else if (f->form == 'v') {
        kinds = ADMASM_VARIABLE | ADMASM_DEFINE;
        what = "no variable is called %t";
    } else if (f->form == 'a') {
        kinds = ADMASM_LABEL | ADMASM_DEFINE;
        what = "no label is called %t";
    } else if (!admasm_words(m)) {
        what = "no label or constant is called %t";
    }
    hint = admasm_near_name(m, kinds, s->token, s->length);
    if (admasm_find(m, ADMASM_DEFINE, s->token, s->length))
        hint = "$define must stand before the name is used";
    else if (f->form == 'k' && admasm_same(f->of, "CALL"))
        hint = admasm_say(m, "CALLA %t, 0 calls a label", s->token, s->length);
    else if (admasm_find(m, ~kinds, s->token, s->length))
        hint = f->form == 'v' ? "it is a label" : "it is a variable";
    admasm_fail(m, s->where, admasm_say(m, what, s->token, s->length), hint);
}

void admasm_settle(struct admasm *m)
{
    for (uint32_t i = 0; i < m->fix_count && !m->stopped; i++) {
        const struct admasm_fix *f = &m->fixes[i];
        struct admasm_scan s = f->scan;
        int64_t value;
        m->order = f->order;
        m->line = f->line;
        m->line_end = f->line_end;
        switch (value_of(m, &s, f->form, &value)) {
        case ADMASM_GOOD:
            if (check_bounds(m, f->scan.where, f->form, f->of, value))
                store(m, f->at, f->form, (uint32_t)value);
            break;
        case ADMASM_UNKNOWN:
            complain_of_name(m, f, &s);
            break;
        default:
            break;
        }
    }
}

/* ---- numbers and characters ----------------------------------------------------------------- */

static unsigned digit_of(char c)
{
    c = admasm_lower(c);
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 10 : c == '_' || c == '.' ? 99 : 255;
}

static bool escape(struct admasm *m, struct admasm_scan *s, uint32_t *c)
{
    static const char escapes[] = "n\nr\rt\t\"\"\\\\''";
    char letter = s->at < s->end ? *s->at++ : 0;
    *c = 0;
    if (letter == '0')
        return true;
    for (const char *e = escapes; *e; e += 2) {
        if (*e == letter) {
            *c = (uint32_t)e[1];
            return true;
        }
    }
    if (letter != 'x' || s->end - s->at < 2 || digit_of(s->at[0]) > 15 || digit_of(s->at[1]) > 15)
        return admasm_fail(m, s->where, "no such escape",
            "there are \\n \\r \\t \\0 \\\\ \\' \\\" and \\xHH");
    *c = digit_of(s->at[0]) << 4 | digit_of(s->at[1]);
    s->at += 2;
    return true;
}

bool admasm_char(struct admasm *m, struct admasm_scan *s, uint32_t *c)
{
    const uint8_t *p = (const uint8_t *)s->at;
    struct adutf_error error;
    if (s->at == s->end)
        return admasm_fail(m, s->where, "the quotes are not closed", NULL);
    if (*p == '\\') {
        s->at++;
        return escape(m, s, c);
    }
    uint8_t n = adutf_size(*p);
    if (n > s->end - s->at || adutf_check(p, n, false, &error) != ADUTF_OK)
        return admasm_fail(m, s->where, "not a character of UTF-8", NULL);
    s->at += adutf_decode(p, c);
    return true;
}

bool admasm_number(struct admasm *m, struct admasm_scan *s, int64_t *value)
{
    uint32_t c;
    unsigned base = 10;
    uint64_t sum = 0;
    if (*s->at == '\'') {
        s->at++;
        if (!admasm_char(m, s, &c))
            return false;
        *value = c;
        if (s->at == s->end || *s->at++ != '\'')
            return admasm_fail(m, s->where, "one character and a quote are expected", NULL);
        return true;
    }
    if (s->end - s->at > 2 && *s->at == '0') {
        char letter = admasm_lower(s->at[1]);
        base = letter == 'x' ? 16 : letter == 'b' ? 2 : 10;
        s->at += base == 10 ? 0 : 2;
    }
    for (; s->at < s->end && digit_of(*s->at) < 255; s->at++) {
        if (digit_of(*s->at) >= base)
            return admasm_fail(m, s->where, "this is no number",
                base == 10 ? "numbers are written 255, 0xFF, 0b11111111 or 'a'" : NULL);
        sum = sum * base + digit_of(*s->at);
        if (sum > UINT32_MAX)
            return admasm_fail(m, s->where, "the number has more than 32 bits", NULL);
    }
    *value = (int64_t)sum;
    return true;
}
