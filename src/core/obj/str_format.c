/* SPDX-License-Identifier: MIT
 * str_format.c - format(): the spec mini-language is parsed here; texts are laid out here, numbers
 * by adnumber_format. str.format and % with what they need of Python are in lib/builtins.
 */
#include "core/native_table.h"
#include "core/obj/seq.h"
#include "core/obj/text.h"

/* No width or precision is taken for more than this; MOST * 10 + 9 is an int. */
#define MOST (AD_CELL_BYTES == 2 ? 3000 : 99999999)

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* The character at *i, 0 at the end. */
static uint32_t peek(const struct adder_vm *vm, const struct adspan *s, size_t i)
{
    return i < s->n ? adspan_next(vm, s, &i) : 0;
}

/* Digits at *i as a number; -1: there are none. */
static int number(const struct adder_vm *vm, const struct adspan *s, size_t *i)
{
    int value = -1;
    for (; *i < s->n; ++*i) {
        unsigned digit = (unsigned)adspan_at(vm, s, *i) - '0';
        if (digit > 9)
            break;
        value = value < 0 ? (int)digit : value * 10 + (int)digit;
        value = AD_MIN(value, MOST);
    }
    return value;
}

/* Fill and alignment at the start; returns where they end. */
static size_t parse_align(const struct adder_vm *vm, const struct adspan *s, struct adformat *f)
{
    size_t i = adspan_skip(vm, s, 0, 1);
    uint32_t second = peek(vm, s, i);
    if (i < s->n && is_align(second)) {
        f->fill = peek(vm, s, 0);
        f->align = (char)second;
        return i + 1;
    }
    if (s->n && is_align(peek(vm, s, 0))) {
        f->align = (char)peek(vm, s, 0);
        return 1;
    }
    return 0;
}

static size_t parse_flags(const struct adder_vm *vm, const struct adspan *s, size_t i,
    struct adformat *f)
{
    uint32_t c = peek(vm, s, i);
    if (c == '+' || c == '-' || c == ' ') {
        f->sign = (char)c;
        i++;
    }
    if (peek(vm, s, i) == 'z') {
        f->no_negative_zero = true;
        i++;
    }
    if (peek(vm, s, i) == '#') {
        f->alternate = true;
        i++;
    }
    if (peek(vm, s, i) == '0') {
        f->zero = true;
        i++;
    }
    return i;
}

static bool invalid(struct adder_vm *vm, adcell *arg, adcell *slot)
{
    (void)arg;
    (void)slot;
    adexc_raise(vm, ADT_ValueError, "Invalid format specifier '%c' for object of type '%t'", *slot,
                ARG(0));
    return false;
}

/* The spec for arg[0] in the str (or unbound: an empty one) of *slot. */
static bool parse(struct adder_vm *vm, adcell *arg, adcell *slot, struct adformat *f)
{
    struct adspan s;
    size_t i;
    memset(f, 0, sizeof *f);
    f->width = f->precision = -1;
    if (!adspan_of(vm, *slot, &s) || !s.n)
        return true;
    i = parse_flags(vm, &s, parse_align(vm, &s, f), f);
    f->width = number(vm, &s, &i);
    if (f->width >= MOST) {
        adexc_memory(vm);
        return false;
    }
    if (peek(vm, &s, i) == ',' || peek(vm, &s, i) == '_') {
        f->group = (char)peek(vm, &s, i++);
        if (peek(vm, &s, i) == ',' || peek(vm, &s, i) == '_') {
            bool same = peek(vm, &s, i) == (uint8_t)f->group;
            (void)same;
            adexc_raise(vm, ADT_ValueError, !same ? "Cannot specify both ',' and '_'." :
                f->group == '_' ? "Cannot specify '_' with '_'." : "Cannot specify ',' with ','.");
            return false;
        }
    }
    if (peek(vm, &s, i) == '.') {
        i++;
        f->precision = number(vm, &s, &i);
        if (f->precision < 0) {
            adexc_raise(vm, ADT_ValueError, "Format specifier missing precision");
            return false;
        }
    }
    if (i < s.n) {
        uint32_t type = adspan_next(vm, &s, &i);
        if (i < s.n)
            return invalid(vm, arg, slot);
        f->type = type < 0x80 ? (char)type : '?';
    }
    return true;
}

/* On a chip a text would lie in RAM for nothing. */
#define TEXT(text) (AD_TEXTS ? text : "")

/* What a str does not take of a spec. */
static AD_NOINLINE const char *str_refuses(const struct adformat *f)
{
    if (f->sign)
        return f->sign == ' ' ? TEXT("Space not allowed in string format specifier") :
            TEXT("Sign not allowed in string format specifier");
    if (f->no_negative_zero)
        return TEXT("Negative zero coercion (z) not allowed in string format specifier");
    if (f->alternate)
        return TEXT("Alternate form (#) not allowed in string format specifier");
    if (f->group)
        return f->group == ',' ? TEXT("Cannot specify ',' with 's'.") :
            TEXT("Cannot specify '_' with 's'.");
    if (f->align == '=')
        return TEXT("'=' alignment not allowed in string format specifier");
    return NULL;
}

adcell adstr_pad(struct adder_vm *vm, adcell *arg, const struct adformat *f)
{
    struct adspan s;
    struct adtext t;
    size_t n, lack = 0, left = 0, length;
    uint32_t fill = f->fill ? f->fill : f->zero ? '0' : ' ';
    if (str_refuses(f))
        return adexc_raise(vm, ADT_ValueError, str_refuses(f));
    adspan_of(vm, ARG(0), &s);
    n = f->precision >= 0 ? adspan_skip(vm, &s, 0, (size_t)f->precision) : s.n;
    length = adspan_count(vm, &s, 0, n);
    if (f->width > 0 && (size_t)f->width > length)
        lack = (size_t)f->width - length;
    if (!lack)
        return adtext_sub(vm, arg, 0, n);
    if (f->align == '>')
        left = lack;
    else if (f->align == '^')
        left = lack / 2;
    if (!adtext_begin(vm, &t, n + lack) || !adtext_fill(vm, &t, fill, left) ||
        !adtext_add_span(vm, &t, arg, 0, n) || !adtext_fill(vm, &t, fill, lack - left))
        return AD_ERROR;
    return adtext_end(vm, &t);
}

static adcell format_native(struct adder_vm *vm, adcell *arg, adcell *spec)
{
    struct adformat f;
    bool text = adstr_is(vm, ARG(0));
    if (!text && !adnum_is(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "unsupported format string passed to %t.__format__",
                           ARG(0));
    if (!parse(vm, arg, spec, &f))
        return AD_ERROR;
    if (!text)
        return adnumber_format(vm, arg, &f);
    if (f.type && f.type != 's') {
        char type[2] = {f.type, 0};
        (void)type;
        return adexc_raise(vm, ADT_ValueError,
                           "Unknown format code '%s' for object of type '%t'", type, ARG(0));
    }
    return adstr_pad(vm, arg, &f);
}

/* arg[-1]: the spec; unbound is an empty one. */
adcell adformat_of(struct adder_vm *vm, adcell *arg)
{
    unsigned layout = adlayout(vm, ARG(0));
    struct adspan s;
    if (layout == ADT_instance || layout == ADT_exc) {
        adcell method = adspecial(vm, ARG(0), ADN_d_format), r;
        if (method && !ad_is_imm(method)) {
            adpush(vm, ARG(0));
            adpush(vm, ARG(1) ? ARG(1) : AD_NONE);
            if (!ARG(1) && !(*vm->sp = adtext_new(vm, ADT_str, 0)))
                return AD_ERROR;
            r = adtail_special(vm, ADN_d_format, 2, AD_ACT_STR);
            if (r || vm->error)
                return r;
            addrop(vm, 2);
        }
    }
    if (ARG(1) && !adspan_of(vm, ARG(1), &s))
        return adexc_raise(vm, ADT_TypeError, "format() argument 2 must be str, not %t", ARG(1));
    if (!ARG(1) || !s.n)
        return adstr_of(vm, arg);
    ARG(0) = adunwrap(vm, ARG(0));
    return format_native(vm, arg, &ARG(1));
}

adcell adn_format(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adformat_of(vm, arg);
}

/* ---- for lib/builtins -------------------------------------------------------------------- */

/* _fmt_number(x, spec): as format(), asking nobody. */
adcell adn_fmt_number(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    return format_native(vm, arg, &ARG(1));
}

/* _int_text(n, type): type 'd', 'x', 'o', 'b' as a character's number. */
adcell adn_int_text(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adformat f;
    adint type;
    (void)n;
    if (!adint_get(vm, ARG(1), true, &type))
        return AD_ERROR;
    memset(&f, 0, sizeof f);
    f.width = f.precision = -1;
    f.type = (char)type;
    return adnumber_format(vm, arg, &f);
}

/* _float_text(x, type, precision) */
adcell adn_float_text(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adformat f;
    adint type, precision;
    (void)n;
    if (!adint_get(vm, ARG(1), true, &type) || !adint_get(vm, ARG(2), true, &precision))
        return AD_ERROR;
    memset(&f, 0, sizeof f);
    f.width = -1;
    f.type = (char)type;
    f.precision = (int)precision;
    return adnumber_format(vm, arg, &f);
}

adcell adn_str_format(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg;
    return adtail(vm, ADZ_str_format, n);
}

adcell adn_str_format_map(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ARG(0));
    adpush(vm, AD_NONE);
    adpush(vm, ARG(1));
    return adtail(vm, ADZ_format_map, 3);
}
