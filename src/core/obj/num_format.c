/* SPDX-License-Identifier: MIT
 * num_format.c - numbers by a format spec: format(), f-strings, str.format and %. First the digits
 * are
 * made as a text (the body), then they are laid out:
 *
 *     pad | sign | prefix | pad with '=' or zeros | whole digits in groups | rest | pad
 */
#include "core/obj/number.h"
#include "core/obj/text.h"

struct layout {
    const struct adformat *spec;
    size_t skip;       /* characters of the body before the digits: its sign     */
    size_t digits;     /* of the whole part                                      */
    size_t rest;       /* bytes behind them: point, fraction, exponent, %        */
    size_t rest_chars; /* ... in characters                                      */
    size_t zeros;      /* before the digits, themselves in groups                */
    size_t left, inner, right; /* padding                                        */
    uint32_t fill;
    uint8_t sign, prefix; /* characters; 0: none                                 */
    bool percent;
    uint8_t group;     /* digits of a group, 0: no groups                        */
};

static adcell unknown_code(struct adder_vm *vm, adcell value, char type)
{
    char code[2];
    code[0] = type;
    code[1] = 0;
    (void)value;
    (void)code;
    return adexc_raise(vm, ADT_ValueError, "Unknown format code '%s' for object of type '%t'", code,
        value);
}

/* ---- the body ------------------------------------------------------------------------------- */

static adcell int_body(struct adder_vm *vm, adcell *arg, struct layout *l)
{
    switch (l->spec->type) {
    case 'x': case 'X': l->prefix = (uint8_t)l->spec->type; return adint_text(vm, arg, 16, false);
    case 'o': l->prefix = 'o'; return adint_text(vm, arg, 8, false);
    case 'b': l->prefix = 'b'; return adint_text(vm, arg, 2, false);
    default: return adint_text(vm, arg, 10, false);
    }
}

static adcell char_body(struct adder_vm *vm, adcell *arg, struct layout *l)
{
    adfast v;
    if (l->spec->sign)
        return adexc_raise(vm, ADT_ValueError,
            "Sign not allowed with integer format specifier 'c'");
    if (l->spec->alternate)
        return adexc_raise(vm, ADT_ValueError,
            "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!adint_fast(vm, ARG(0), &v) || v < 0 || v > 0x10ffff)
        return adexc_raise(vm, ADT_OverflowError, "%%c arg not in range(0x110000)");
    ad_mention(ADT_str_wide);
    return adstr_from_char(vm, (uint32_t)v);
}

static bool is_zero_text(struct adder_vm *vm, adcell body)
{
    size_t i, n = adobj_size(vm, body);
    for (i = 0; i < n; i++) {
        uint8_t c = adget_byte(vm, body, i);
        if (c == 'e' || c == 'E')
            break;
        if (c >= '1')
            return false;
    }
    return true;
}

static adcell float_body(struct adder_vm *vm, adcell *arg, struct layout *l)
{
    const struct adformat *spec = l->spec;
    unsigned flags = spec->alternate ? ADNUM_ALT : 0;
    int precision = spec->precision < 0 ? 6 : spec->precision;
    char type = spec->type;
    adcell body;
    double x;
    if (!adnum_to_double(vm, ARG(0), &x))
        return AD_ERROR;
    if (type >= 'A' && type <= 'Z') {
        flags |= ADNUM_UPPER;
        type |= 0x20;
    }
    if (type == '%') {
        x *= 100;
        type = 'f';
        l->percent = true;
    }
    if (!type && spec->precision < 0) {
        adpush(vm, ARG(0)); /* of an int as a float there is no such call */
        body = adnumber_repr(vm, vm->sp);
        addrop(vm, 1);
    } else {
        if (!type)
            flags |= ADNUM_DOT0;
        body = adfloat_text(vm, x, type == 'n' || !type ? 'g' : type, precision, flags);
    }
    if (body && spec->no_negative_zero && is_zero_text(vm, body) && adget_byte(vm, body, 0) == '-')
        l->skip = 1; /* which keeps measure() from seeing the sign */
    return body;
}

/* ---- layout --------------------------------------------------------------------------------- */

/* Length of d digits in groups. */
static size_t grouped(size_t d, unsigned group)
{
    return group && d ? d + (d - 1) / group : d;
}

static void measure(struct adder_vm *vm, struct layout *l, adcell body)
{
    size_t n = adobj_size(vm, body), i;
    char sign = l->spec->sign;
    bool hex = l->prefix == 'x' || l->prefix == 'X';
    uint8_t c = adget_byte(vm, body, 0);
    if (l->skip == 0 && c == '-') {
        l->skip = 1;
        l->sign = '-';
    } else if (sign == '+' || sign == ' ') {
        l->sign = (uint8_t)sign;
    }
    for (i = l->skip; i < n; i++) {
        c = adget_byte(vm, body, i);
        if (!((c >= '0' && c <= '9') || (hex && c >= 'a' && c <= 'f')))
            break;
    }
    l->digits = i - l->skip;
    l->rest = n - i;
    l->rest_chars = l->rest;
    if (l->spec->type == 'c') {
        l->skip = l->digits = 0;
        l->sign = 0;
        l->rest = n;
        l->rest_chars = 1;
    }
    if (!l->spec->alternate)
        l->prefix = 0;
}

static void pad(struct layout *l)
{
    const struct adformat *spec = l->spec;
    char align = spec->align ? spec->align : spec->zero ? '=' : '>';
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t others = (l->sign != 0) + (l->prefix ? 2u : 0u) + l->rest_chars + l->percent, n;
    l->fill = spec->fill ? spec->fill : spec->zero ? '0' : ' ';
    if (!l->digits)
        l->group = 0; /* inf, nan */
    if (l->fill == '0' && align == '=' && l->group)
        while (grouped(l->digits + l->zeros, l->group) + others < width)
            l->zeros++;
    n = others + grouped(l->digits + l->zeros, l->group);
    n = n < width ? width - n : 0;
    switch (align) {
    case '<': l->right = n; break;
    case '=': l->inner = n; break;
    case '^':
        l->left = n / 2;
        l->right = n - l->left;
        break;
    default: l->left = n; break;
    }
}

struct pen {
    uint8_t *p;
};

static void write_char(struct pen *pen, uint8_t c) { *pen->p++ = c; }

static void put_fill(struct pen *pen, uint32_t fill, size_t n)
{
    while (n--)
        pen->p += adutf_encode(pen->p, fill);
}

static void put_body(struct adder_vm *vm, struct pen *pen, const struct layout *l, adcell body)
{
    size_t n = l->zeros + l->digits, i;
    uint8_t upper = l->spec->type == 'X' ? 0x20 : 0;
    for (i = 0; i < n; i++) {
        uint8_t c = i < l->zeros ? '0' : adget_byte(vm, body, l->skip + i - l->zeros);
        if (i && l->group && (n - i) % l->group == 0)
            write_char(pen, (uint8_t)l->spec->group);
        write_char(pen, c >= 'a' ? c ^ upper : c);
    }
}

/* The body is on top of the stack. */
static adcell lay_out(struct adder_vm *vm, struct layout *l)
{
    size_t fills, size;
    struct pen pen;
    adcell r;
    measure(vm, l, *vm->sp);
    pad(l);
    fills = l->left + l->inner + l->right;
    size = (l->sign != 0) + (l->prefix ? 2u : 0u) + grouped(l->digits + l->zeros, l->group) +
        l->rest + l->percent;
    if (fills > AD_SIZE_MAX / ADUTF_MAX)
        return adexc_memory(vm);
    size += fills * adutf_size_of(l->fill);
    r = adheap_new(vm, (fills && l->fill >= 0x80) || l->rest != l->rest_chars ||
        adis(vm, *vm->sp, ADT_str_wide) ? AD_STR_WIDE : ADT_str, size);
    if (!r)
        return r;
    pen.p = (uint8_t *)adptr(vm, r) + adobj_body(vm, r);
    put_fill(&pen, l->fill, l->left);
    if (l->sign)
        write_char(&pen, l->sign);
    if (l->prefix) {
        write_char(&pen, '0');
        write_char(&pen, l->prefix);
    }
    put_fill(&pen, l->fill, l->inner);
    put_body(vm, &pen, l, *vm->sp);
    adget_bytes(vm, *vm->sp, l->skip + l->digits, l->rest, pen.p);
    pen.p += l->rest;
    if (l->percent)
        write_char(&pen, '%');
    put_fill(&pen, l->fill, l->right);
    return r;
}

/* ---- which code is for what ----------------------------------------------------------------- */

static bool one_of(char c, const char *set)
{
    while (*set && *set != c)
        set++;
    return *set == c && c;
}

static bool set_group(struct adder_vm *vm, struct layout *l)
{
    char type = l->spec->type, group = l->spec->group;
    if (!group)
        return true;
    l->group = 3;
    if (!type || one_of(type, "deEfFgG%"))
        return true;
    l->group = 4;
    if (group == '_' && one_of(type, "boxX"))
        return true;
    {
        char g[2], t[2];
        g[0] = group;
        g[1] = t[1] = 0;
        t[0] = type;
        (void)g;
        (void)t;
        (void)adexc_raise(vm, ADT_ValueError, "Cannot specify '%s' with '%s'.", g, t);
    }
    return false;
}

static adcell make_int(struct adder_vm *vm, adcell *arg, struct layout *l)
{
    const struct adformat *spec = l->spec;
    if (spec->precision >= 0)
        return adexc_raise(vm, ADT_ValueError, "Precision not allowed in integer format specifier");
    if (spec->no_negative_zero)
        return adexc_raise(vm, ADT_ValueError,
            "Negative zero coercion (z) not allowed in integer format specifier");
    return spec->type == 'c' ? char_body(vm, arg, l) : int_body(vm, arg, l);
}

adcell adnumber_format(struct adder_vm *vm, adcell *arg, const struct adformat *spec)
{
    struct layout l;
    adcell body, r;
    bool is_int = !adfloat_is(vm, ARG(0));
    memset(&l, 0, sizeof l);
    l.spec = spec;
    if (!set_group(vm, &l))
        return AD_ERROR;
    if (is_int && (!spec->type || one_of(spec->type, "bcdoxXn")))
        body = make_int(vm, arg, &l);
    else if (one_of(spec->type, "eEfFgG%") || (!is_int && (!spec->type || spec->type == 'n')))
        body = float_body(vm, arg, &l);
    else
        return unknown_code(vm, ARG(0), spec->type);
    if (!body)
        return body;
    adpush(vm, body);
    r = lay_out(vm, &l);
    addrop(vm, 1);
    return r;
}
