/* SPDX-License-Identifier: MIT
 * asm.c - see asm.h. One pass over the lines; jumps to labels are filled in at the end.
 */
#include "isa/asm.h"

struct adasm_symbol {
    struct adasm_symbol *next;
    const char *name;
    size_t length;
    int64_t value;
    bool label;
};

struct adasm_jump {
    struct adasm_jump *next;
    const char *name;
    size_t length;
    uint32_t at;      /* of the operand */
    uint32_t from;    /* the end of the instruction */
    uint32_t line, column;
};

static bool fail(struct adasm *a, uint32_t line, uint32_t column, const char *message)
{
    if (!a->error.message)
        a->error = (struct adasm_error){line, column, message};
    return false;
}

void adasm_begin(struct adasm *a, const struct adisa *isa, struct adarena *arena)
{
    memset(a, 0, sizeof *a);
    a->isa = isa;
    a->arena = arena;
}

static const struct adasm_symbol *find(const struct adasm *a, const char *name, size_t n)
{
    const struct adasm_symbol *s = a->symbols;
    while (s && (s->length != n || memcmp(s->name, name, n) != 0))
        s = s->next;
    return s;
}

int64_t adasm_label(const struct adasm *a, const char *name, size_t n)
{
    const struct adasm_symbol *s = find(a, name, n);
    return s && s->label ? s->value : -1;
}

static bool define(struct adasm *a, struct adscan *s, int64_t value, bool label)
{
    int64_t number;
    if (adscan_number(s, &number))
        return adscan_fail(s, "a number cannot be a name");
    if (find(a, s->token, s->length))
        return adscan_fail(s, "the name was given before");
    struct adasm_symbol *symbol = adarena_alloc(a->arena, sizeof *symbol);
    if (!symbol)
        return adscan_fail(s, "no memory left");
    *symbol = (struct adasm_symbol){a->symbols, s->token, s->length, value, label};
    a->symbols = symbol;
    return true;
}

static bool put(struct adasm *a, struct adscan *s, int64_t value, unsigned bytes)
{
    if (a->size + bytes > a->room) {
        uint32_t room = a->room ? 2 * a->room : 256;
        uint8_t *code = adarena_alloc(a->arena, room);
        if (!code)
            return adscan_fail(s, "no memory left");
        if (a->size)
            memcpy(code, a->code, a->size);
        a->code = code;
        a->room = room;
    }
    for (unsigned i = 0; i < bytes; i++)
        a->code[a->size++] = (uint8_t)((uint64_t)value >> (8 * i));
    return true;
}

/* The next token as a number or as the name of one. */
static bool value_of(struct adasm *a, struct adscan *s, int64_t least, int64_t most, int64_t *value)
{
    const struct adasm_symbol *symbol;
    if (!adscan_token(s))
        return adscan_fail(s, "an operand is missing");
    if (!adscan_number(s, value)) {
        if (!(symbol = find(a, s->token, s->length)))
            return adscan_fail(s, "neither a number nor a name of one");
        *value = symbol->value;
    }
    if (*value < least || *value > most)
        return adscan_fail(s, "the operand is too large or too small");
    return true;
}

static bool put_jump(struct adasm *a, struct adscan *s, uint32_t from, uint32_t line)
{
    int64_t value = 0;
    if (!adscan_token(s))
        return adscan_fail(s, "a label is missing");
    if (adscan_number(s, &value)) {
        if (value < -32768 || value > 32767)
            return adscan_fail(s, "the jump is too far");
        return put(a, s, value, 2);
    }
    struct adasm_jump *jump = adarena_alloc(a->arena, sizeof *jump);
    if (!jump)
        return adscan_fail(s, "no memory left");
    *jump = (struct adasm_jump){a->jumps, s->token, s->length, a->size, from, line,
        (uint32_t)(s->token - s->start) + 1};
    a->jumps = jump;
    return put(a, s, 0, 2);
}

static bool put_operand(struct adasm *a, struct adscan *s, char letter)
{
    int64_t value = 0;
    unsigned bytes = adisa_width(letter);
    int64_t most = bytes == 1 ? 255 : 65535, least = 0;
    if (letter == 'i' || letter == 'I') {
        most /= 2;
        least = -most - 1;
    }
    if (letter == 'B' && adscan_token(s)) {
        int number = adisa_imm_find(s->token, s->length);
        if (number >= 0)
            return put(a, s, number, bytes);
        s->at = s->token;
    }
    return value_of(a, s, least, most, &value) && put(a, s, value, bytes);
}

static bool put_instruction(struct adasm *a, struct adscan *s, uint32_t line)
{
    int code = adisa_find(a->isa, s->token, s->length);
    if (code < 0)
        return adscan_fail(s, "no instruction has this name");
    const char *operands = a->isa->rows[code].operands;
    uint32_t end = a->size + adisa_length(a->isa, (unsigned)code);
    if (!put(a, s, code, 1))
        return false;
    for (const char *o = operands; *o; o++) {
        if (o != operands && !adscan_char(s, ','))
            return adscan_token(s), adscan_fail(s, "a comma and an operand are missing");
        if (*o == 'j' ? !put_jump(a, s, end, line) : !put_operand(a, s, *o))
            return false;
    }
    return true;
}

static bool put_data(struct adasm *a, struct adscan *s, unsigned bytes)
{
    int64_t value, most = bytes == 1 ? 255 : 65535;
    do {
        if (!value_of(a, s, -(most / 2) - 1, most, &value) || !put(a, s, value, bytes))
            return false;
    } while (adscan_char(s, ','));
    return true;
}

/* What stands in a line; the first token is a label as long as it ends in a colon. */
static bool statement(struct adasm *a, struct adscan *s, uint32_t line)
{
    int64_t value;
    while (adscan_token(s) && s->token[s->length - 1] == ':') {
        s->length--;
        if (!s->length || !define(a, s, a->size, true))
            return adscan_fail(s, "a label without a name");
    }
    if (!s->length)
        return true;
    struct adscan name = *s;
    if (adscan_char(s, '=')) {
        if (!value_of(a, s, INT32_MIN, INT32_MAX, &value))
            return false;
        name.at = s->at;
        *s = name;
        return define(a, s, value, false);
    }
    if (adscan_is(s, ".byte"))
        return put_data(a, s, 1);
    if (adscan_is(s, ".word"))
        return put_data(a, s, 2);
    return put_instruction(a, s, line);
}

bool adasm_line(struct adasm *a, const char *text, size_t n, uint32_t line)
{
    struct adscan s;
    adscan_line(&s, text, n);
    if (a->error.message)
        return false;
    if (statement(a, &s, line) && !adscan_at_end(&s)) {
        s.token = s.at;
        adscan_fail(&s, "the end of the line is expected");
    }
    return !s.error || fail(a, line, (uint32_t)(s.where - s.start) + 1, s.error);
}

bool adasm_end(struct adasm *a)
{
    for (const struct adasm_jump *j = a->jumps; j && !a->error.message; j = j->next) {
        int64_t target = adasm_label(a, j->name, j->length), distance = target - j->from;
        if (target < 0)
            return fail(a, j->line, j->column, "no label has this name");
        if (distance < -32768 || distance > 32767)
            return fail(a, j->line, j->column, "the jump is too far");
        a->code[j->at] = (uint8_t)distance;
        a->code[j->at + 1] = (uint8_t)((uint64_t)distance >> 8);
    }
    return !a->error.message;
}

bool adasm_text(struct adasm *a, const struct adisa *isa, struct adarena *arena, const char *text,
    size_t n)
{
    const char *end = text + n;
    adasm_begin(a, isa, arena);
    for (uint32_t line = 1; text < end; line++) {
        const char *next = text;
        while (next < end && *next != '\n')
            next++;
        if (!adasm_line(a, text, (size_t)(next - text), line))
            return false;
        text = next < end ? next + 1 : end;
    }
    return adasm_end(a);
}
