/* SPDX-License-Identifier: MIT
 * inspect_expr.c - expressions of a debugger, of what can be read without running anything:
 *
 *     expression = operand [(== | != | < | <= | > | >=) operand]
 *     operand    = literal | name { .name | [ name or literal ] }
 *     literal    = number | 'text' | "text" | None | True | False
 *
 * A text's escapes are \n \r \t and, for any other character, the character itself.
 */
#include "base/numtext.h"
#include "core/inspect.h"
#include "core/obj/items.h"

struct parser {
    struct adder_vm *vm; /* NULL: literals only */
    unsigned frame;
    const char *p, *end;
    struct adout *out;
};

static bool fail(struct parser *s, const char *text)
{
    adout_text(s->out, text);
    return false;
}

static bool fail_name(struct parser *s, const char *text, const char *name, size_t length)
{
    adout_text(s->out, text);
    adout_bytes(s->out, name, length);
    return false;
}

static void skip_blanks(struct parser *s)
{
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\t'))
        s->p++;
}

static int peek(const struct parser *s) { return s->p < s->end ? (uint8_t)*s->p : -1; }

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static bool is_name(int c)
{
    return c == '_' || c >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Takes a name; its length, 0 when there is none. */
static size_t take_name(struct parser *s, const char **name)
{
    *name = s->p;
    if (is_digit(peek(s)))
        return 0;
    while (is_name(peek(s)))
        s->p++;
    return (size_t)(s->p - *name);
}

static void set_cell(struct adinspect_value *v, adcell c)
{
    v->kind = ADINSPECT_CELL;
    v->cell = c;
    v->number = 0;
    v->real = 0;
    v->text = NULL;
    v->length = 0;
}

/* ---- literals ------------------------------------------------------------------------------- */

static bool parse_text(struct parser *s, struct adinspect_value *v)
{
    struct adutf_error error;
    char quote = *s->p++, c;
    v->kind = ADINSPECT_TEXT;
    v->text = v->own;
    v->length = 0;
    while (s->p < s->end) {
        c = *s->p++;
        if (c == quote)
            return adutf_check(v->own, v->length, false, &error) == ADUTF_OK ||
                fail(s, "the text is not UTF-8");
        if (c == '\\' && s->p < s->end) {
            c = *s->p++;
            c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
        }
        if (v->length == sizeof v->own)
            return fail(s, "the text is too long");
        v->own[v->length++] = (uint8_t)c;
    }
    return fail(s, "the text does not end");
}

static unsigned digit_of(int c)
{
    return is_digit(c) ? (unsigned)c - '0' : c >= 'a' && c <= 'f' ? (unsigned)c - 'a' + 10 :
        c >= 'A' && c <= 'F' ? (unsigned)c - 'A' + 10 : 99;
}

static bool parse_float(struct parser *s, const char *from, bool minus, struct adinspect_value *v)
{
    adreal real;
    size_t n = adnum_parse(from, (size_t)(s->end - from), &real);
    if (!n)
        return fail(s, "not a number");
    s->p = from + n;
    v->kind = ADINSPECT_FLOAT;
    v->real = minus ? -real : real;
    return true;
}

static bool parse_number(struct parser *s, struct adinspect_value *v)
{
    bool minus = peek(s) == '-';
    const char *from;
    unsigned base = 10;
    uint64_t value = 0;
    s->p += minus;
    from = s->p;
    if (s->end - s->p > 2 && *s->p == '0' && (s->p[1] == 'x' || s->p[1] == 'X')) {
        base = 16;
        s->p += 2;
    }
    if (digit_of(peek(s)) >= base)
        return fail(s, "not a number");
    for (; digit_of(peek(s)) < base; s->p++) {
        if (value > ((uint64_t)INT64_MAX - digit_of(peek(s))) / base)
            return fail(s, "the number is too large");
        value = value * base + digit_of(peek(s));
    }
    if (base == 10 && (peek(s) == '.' || peek(s) == 'e'))
        return parse_float(s, from, minus, v);
    v->kind = ADINSPECT_INT;
    v->number = minus ? -(int64_t)value : (int64_t)value;
    return true;
}

static bool is_word(const char *name, size_t length, const char *word)
{
    size_t i = 0;
    while (i < length && word[i] && word[i] == name[i])
        i++;
    return i == length && !word[i];
}

/* None, True, False: constants that look like names. */
static bool constant(const char *name, size_t length, struct adinspect_value *v)
{
    set_cell(v, is_word(name, length, "None") ? AD_NONE : is_word(name, length, "True") ? AD_TRUE :
        is_word(name, length, "False") ? AD_FALSE : AD_UNBOUND);
    return v->cell != AD_UNBOUND;
}

bool adinspect_literal(const char *text, size_t length, struct adinspect_value *v,
    struct adout *out)
{
    struct parser s = {NULL, 0, text, text + length, out};
    const char *name;
    size_t n;
    skip_blanks(&s);
    if (peek(&s) == '\'' || peek(&s) == '"') {
        if (!parse_text(&s, v))
            return false;
    } else if (is_digit(peek(&s)) || peek(&s) == '-') {
        if (!parse_number(&s, v))
            return false;
    } else {
        n = take_name(&s, &name);
        if (!constant(name, n, v))
            return fail(&s, "a value is a number, a text in quotes, None, True or False");
    }
    skip_blanks(&s);
    return s.p == s.end ? true : fail(&s, "there is something behind the value");
}

/* ---- attributes ----------------------------------------------------------------------------- */

static adcell pair_of(struct adder_vm *vm, adcell pairs, const char *name, size_t length)
{
    size_t i, n = pairs ? adobj_size(vm, pairs) : 0;
    for (i = 0; i + 1 < n; i += 2) {
        const adcell *pair = adarray_items(vm, pairs) + i;
        if (pair[1] && adinspect_name_is(vm, (unsigned)ad_int(pair[0]), name, length))
            return pair[1];
    }
    return AD_UNBOUND;
}

static bool text_is(struct adder_vm *vm, adcell c, const uint8_t *text, size_t length)
{
    return adstr_is(vm, c) && adobj_size(vm, c) == length &&
        !memcmp(adbytes_of(vm, c), text, length);
}

static adcell item_of_dict(struct adder_vm *vm, adcell dict, const uint8_t *text, size_t length)
{
    adint e = -1;
    while ((e = addict_next(vm, dict, e + 1)) >= 0)
        if (text_is(vm, addict_key(vm, dict, e), text, length))
            return addict_value(vm, dict, e);
    return AD_UNBOUND;
}

static adcell class_attribute(struct adder_vm *vm, adcell class, const char *name, size_t length)
{
    adcell mro, c, found = AD_UNBOUND;
    size_t i;
    if (!adis(vm, class, ADT_class))
        return AD_UNBOUND;
    if (is_word(name, length, "__name__"))
        return adclass_of(vm, class)->name;
    mro = adclass_of(vm, class)->mro;
    for (i = 0; !found && i < adobj_size(vm, mro); i++) {
        c = adarray_items(vm, mro)[i];
        if (adis(vm, c, ADT_class))
            found = pair_of(vm, adclass_of(vm, c)->attrs, name, length);
    }
    if (adis(vm, found, ADT_wrapper) && ad_int(adget_cell(vm, found, 0)) == ADT_staticmethod)
        found = adget_cell(vm, found, 1);
    return found;
}

static adcell own_attribute(struct adder_vm *vm, adcell object, const char *name, size_t length)
{
    const struct adinstance *self = adinstance_of(vm, object);
    const struct adclass *class = adclass_of(vm, self->class);
    size_t i, n = (size_t)ad_int(class->nkeys), room = adobj_size(vm, object) - 2;
    for (i = 0; i < n && i < room; i++)
        if (self->value[i] && adinspect_name_is(vm,
            (unsigned)ad_int(adarray_items(vm, class->keys)[i]), name, length))
            return self->value[i];
    if (adis(vm, self->more, ADT_dict))
        return item_of_dict(vm, self->more, (const uint8_t *)name, length);
    return pair_of(vm, self->more, name, length);
}

static adcell module_attribute(struct adder_vm *vm, adcell module, const char *name, size_t length)
{
    unsigned number = (unsigned)ad_int(admodule_of(vm, module)->number), i;
    const uint8_t *m = vm->modules + number * sizeof(struct adimg_module);
    unsigned first = adrom16(m + offsetof(struct adimg_module, first_global));
    unsigned n = adrom16(m + offsetof(struct adimg_module, globals));
    for (i = first; i < first + n; i++)
        if (vm->globals[i] && adinspect_name_is(vm,
            adrom16((const uint8_t *)(vm->global_names + i)), name, length))
            return vm->globals[i];
    return pair_of(vm, admodule_of(vm, module)->more, name, length);
}

static adcell attribute(struct adder_vm *vm, adcell c, const char *name, size_t length)
{
    adcell found = AD_UNBOUND, class = AD_UNBOUND;
    switch (ad_is_int(c) ? 0 : adlayout(vm, c)) {
    case ADT_instance:
        class = adinstance_of(vm, c)->class;
        found = own_attribute(vm, c, name, length);
        break;
    case ADT_exc:
        class = adexc_of(vm, c)->class;
        found = is_word(name, length, "args") ? adexc_of(vm, c)->args
                                              : pair_of(vm, adexc_of(vm, c)->dict, name, length);
        break;
    case ADT_class:
        class = c;
        break;
    case ADT_module:
        return module_attribute(vm, c, name, length);
    default:
        return AD_UNBOUND;
    }
    if (!found && is_word(name, length, "__class__"))
        found = class;
    return found ? found : class_attribute(vm, class, name, length);
}

/* ---- items ---------------------------------------------------------------------------------- */

/* An int of at most 64 bits, or a bool. */
static bool get_int(struct adder_vm *vm, const struct adinspect_value *v, int64_t *number)
{
    unsigned layout;
    uint64_t magnitude = 0;
    size_t i, n;
    *number = v->number;
    if (v->kind != ADINSPECT_CELL)
        return v->kind == ADINSPECT_INT;
    *number = ad_is_int(v->cell) ? (int64_t)ad_int(v->cell) : v->cell == AD_TRUE;
    if (ad_is_int(v->cell) || v->cell == AD_TRUE || v->cell == AD_FALSE)
        return true;
    layout = adlayout(vm, v->cell);
    if (layout != ADT_int && layout != ADT_int_neg)
        return false;
    for (n = adobj_size(vm, v->cell); n && !adget_byte(vm, v->cell, n - 1);)
        n--;
    for (i = 0; i < n && i < 8; i++)
        magnitude |= (uint64_t)adget_byte(vm, v->cell, i) << 8 * i;
    *number = layout == ADT_int_neg ? -(int64_t)magnitude : (int64_t)magnitude;
    return n <= 8 && magnitude <= INT64_MAX;
}

static bool get_text(struct adder_vm *vm, const struct adinspect_value *v, const uint8_t **text,
    size_t *length)
{
    *text = v->text;
    *length = v->length;
    if (v->kind != ADINSPECT_CELL)
        return v->kind == ADINSPECT_TEXT;
    if (!adstr_is(vm, v->cell))
        return false;
    *text = adbytes_of(vm, v->cell);
    *length = adobj_size(vm, v->cell);
    return true;
}

static bool dict_item(struct parser *s, struct adinspect_value *v,
    const struct adinspect_value *key)
{
    struct adder_vm *vm = s->vm;
    const uint8_t *text;
    size_t length;
    int64_t wanted, number;
    adint e = -1;
    adcell dict = v->cell;
    bool is_text = get_text(vm, key, &text, &length), is_int = get_int(vm, key, &wanted);
    while ((e = addict_next(vm, dict, e + 1)) >= 0) {
        struct adinspect_value k;
        set_cell(&k, addict_key(vm, dict, e));
        if ((is_text && text_is(vm, k.cell, text, length)) ||
            (is_int && get_int(vm, &k, &number) && number == wanted) ||
            (key->kind == ADINSPECT_CELL && key->cell == k.cell)) {
            set_cell(v, addict_value(vm, dict, e));
            return true;
        }
    }
    return fail(s, "there is no such key");
}

/* The i-th character of a str is made in the value itself. */
static void text_item(struct adder_vm *vm, struct adinspect_value *v, size_t i)
{
    const uint8_t *text = adbytes_of(vm, v->cell);
    size_t size = adobj_size(vm, v->cell), at = adutf_offset(text, size, i);
    v->length = adutf_size(text[at]);
    memcpy(v->own, text + at, v->length);
    v->text = v->own;
    v->kind = ADINSPECT_TEXT;
}

static bool item(struct parser *s, struct adinspect_value *v, const struct adinspect_value *key)
{
    struct adder_vm *vm = s->vm;
    int64_t i, n;
    adcell c;
    if (v->kind != ADINSPECT_CELL)
        return fail(s, "that has no items");
    c = v->cell = adunwrap(vm, v->cell);
    if (adis(vm, c, ADT_dict))
        return dict_item(s, v, key);
    if (!adis(vm, c, ADT_list) && !adis(vm, c, ADT_tuple) && !adstr_is(vm, c))
        return fail(s, "that has no items that can be read without running it");
    if (!get_int(vm, key, &i))
        return fail(s, "the index is not an int");
    n = (int64_t)(adis(vm, c, ADT_list) ? adlist_length(vm, c) :
        adis(vm, c, ADT_tuple) ? adtuple_length(vm, c) : adstr_length(vm, c));
    i += i < 0 ? n : 0;
    if (i < 0 || i >= n)
        return fail(s, "the index is out of range");
    if (adstr_is(vm, c))
        text_item(vm, v, (size_t)i);
    else
        set_cell(v, adis(vm, c, ADT_list) ? adlist_get(vm, c, (size_t)i)
                                          : adget_item(vm, c, (size_t)i));
    return true;
}

/* ---- operands ------------------------------------------------------------------------------- */

static bool name_value(struct parser *s, struct adinspect_value *v)
{
    const char *name;
    size_t length = take_name(s, &name);
    adcell *place;
    int builtin;
    if (!length)
        return fail(s, "a name or a value is missing");
    if (constant(name, length, v))
        return true;
    place = adinspect_variable(s->vm, s->frame, name, length);
    set_cell(v, place ? *place : AD_UNBOUND);
    builtin = v->cell ? -1 : adisa_builtin(name, length, false);
    if (builtin >= 0)
        v->cell = ad_imm((unsigned)builtin);
    if (v->cell)
        return true;
    fail_name(s, place ? "there is no value yet in " : "there is no variable ", name, length);
    return false;
}

/* A literal or a name. */
static bool simple(struct parser *s, struct adinspect_value *v)
{
    skip_blanks(s);
    if (peek(s) == '\'' || peek(s) == '"')
        return parse_text(s, v);
    if (is_digit(peek(s)) || peek(s) == '-')
        return parse_number(s, v);
    return name_value(s, v);
}

static bool take_attribute(struct parser *s, struct adinspect_value *v)
{
    const char *name;
    size_t length;
    s->p++;
    length = take_name(s, &name);
    if (!length)
        return fail(s, "a name is missing behind the point");
    if (v->kind == ADINSPECT_CELL)
        v->cell = attribute(s->vm, v->cell, name, length);
    if (v->kind != ADINSPECT_CELL || !v->cell)
        return fail_name(s, "there is no stored attribute ", name, length);
    if (adis(s->vm, v->cell, ADT_wrapper) &&
        ad_int(adget_cell(s->vm, v->cell, 0)) == ADT_property)
        return fail_name(s, "a property is not run: ", name, length);
    return true;
}

static bool operand(struct parser *s, struct adinspect_value *v)
{
    struct adinspect_value key;
    if (!simple(s, v))
        return false;
    for (;;) {
        skip_blanks(s);
        if (peek(s) == '.') {
            if (!take_attribute(s, v))
                return false;
        } else if (peek(s) == '[') {
            s->p++;
            if (!simple(s, &key))
                return false;
            skip_blanks(s);
            if (peek(s) != ']')
                return fail(s, "] is missing");
            s->p++;
            if (!item(s, v, &key))
                return false;
        } else {
            return true;
        }
    }
}

/* ---- comparisons ---------------------------------------------------------------------------- */

static int take_operator(struct parser *s)
{
    static const struct {
        char text[3];
        uint8_t length, op;
    } rows[] = {{"==", 2, AD_EQ}, {"!=", 2, AD_NE}, {"<=", 2, AD_LE}, {">=", 2, AD_GE},
        {"<", 1, AD_LT}, {">", 1, AD_GT}};
    size_t i;
    for (i = 0; i < AD_COUNT(rows); i++) {
        if ((size_t)(s->end - s->p) >= rows[i].length &&
            !memcmp(s->p, rows[i].text, rows[i].length)) {
            s->p += rows[i].length;
            return rows[i].op;
        }
    }
    return -1;
}

static bool holds(int order, int op)
{
    switch (op) {
    case AD_LT:
        return order < 0;
    case AD_LE:
        return order <= 0;
    case AD_EQ:
        return order == 0;
    case AD_NE:
        return order != 0;
    case AD_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

/* Any number as a float: for what are not two ints of 64 bits. */
static bool get_float(struct adder_vm *vm, const struct adinspect_value *v, double *real)
{
    int64_t number;
    *real = v->real;
    if (v->kind == ADINSPECT_FLOAT)
        return true;
    if (v->kind == ADINSPECT_CELL && adfloat_is(vm, v->cell)) {
        *real = adfloat_get(vm, v->cell);
        return true;
    }
    if (!get_int(vm, v, &number))
        return false;
    *real = (double)number;
    return true;
}

/* 1, 0, -1: these two cannot be compared here. */
static int compare(struct parser *s, const struct adinspect_value *a,
    const struct adinspect_value *b, int op)
{
    struct adder_vm *vm = s->vm;
    const uint8_t *text[2];
    size_t length[2];
    int64_t x, y;
    double f, g;
    int order;
    if (get_text(vm, a, &text[0], &length[0]) && get_text(vm, b, &text[1], &length[1])) {
        order = memcmp(text[0], text[1], AD_MIN(length[0], length[1]));
        return holds(order ? order : (length[0] > length[1]) - (length[0] < length[1]), op);
    }
    if (get_int(vm, a, &x) && get_int(vm, b, &y))
        return holds((x > y) - (x < y), op);
    if (a->kind == ADINSPECT_CELL && b->kind == ADINSPECT_CELL && adnum_is(vm, a->cell) &&
        adnum_is(vm, b->cell))
        return adnum_compare(vm, (enum adcmp)op, a->cell, b->cell);
    if (get_float(vm, a, &f) && get_float(vm, b, &g))
        return f != f || g != g ? op == AD_NE : holds((f > g) - (f < g), op);
    if (op != AD_EQ && op != AD_NE) {
        fail(s, "only two numbers or two texts have an order here");
        return -1;
    }
    return (a->kind == ADINSPECT_CELL && b->kind == ADINSPECT_CELL && a->cell == b->cell) ==
        (op == AD_EQ);
}

static bool expression(struct parser *s, struct adinspect_value *v)
{
    struct adinspect_value right;
    int op, truth;
    if (!operand(s, v))
        return false;
    op = take_operator(s);
    if (op >= 0) {
        if (!operand(s, &right) || (truth = compare(s, v, &right, op)) < 0)
            return false;
        set_cell(v, ad_bool(truth));
    }
    skip_blanks(s);
    return s->p == s->end ? true :
        fail_name(s, "this is not understood: ", s->p, (size_t)(s->end - s->p));
}

bool adinspect_value_of(struct adder_vm *vm, unsigned frame, const char *text, size_t length,
    struct adout *out)
{
    struct parser s = {vm, frame, text, text + length, out};
    struct adinspect_value v;
    char real[ADNUM_REPR_SIZE];
    if (!adinspect_ready(vm))
        return fail(&s, "there is no program");
    if (!expression(&s, &v))
        return false;
    if (v.kind == ADINSPECT_CELL)
        adinspect_repr(vm, v.cell, ADINSPECT_MOST, out);
    else if (v.kind == ADINSPECT_INT)
        adout_int(out, v.number);
    else if (v.kind == ADINSPECT_TEXT)
        adinspect_repr_text(v.text, v.length, ADINSPECT_MOST, out);
    else
        adout_bytes(out, real, adnum_repr(real, v.real));
    return true;
}

int adinspect_truth(struct adder_vm *vm, unsigned frame, const char *text, size_t length,
    struct adout *out)
{
    struct parser s = {vm, frame, text, text + length, out};
    struct adinspect_value v;
    if (!adinspect_ready(vm)) {
        fail(&s, "there is no program");
        return -1;
    }
    if (!expression(&s, &v))
        return -1;
    switch (v.kind) {
    case ADINSPECT_INT:
        return v.number != 0;
    case ADINSPECT_FLOAT:
        return v.real != 0;
    case ADINSPECT_TEXT:
        return v.length != 0;
    default: /* an instance with __bool__ or __len__ is taken for true */
        return adtruth(vm, v.cell) != 0;
    }
}
