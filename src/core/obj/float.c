/* SPDX-License-Identifier: MIT
 * float.c - arithmetic of floats, and float()'s methods.
 */
#include "core/obj/number.h"
#include "core/obj/seq.h"

/* ---- operators ------------------------------------------------------------------------------ */

static double with_sign(double x, double sign)
{
    adreal_bits bits = adreal_to_bits((adreal)x) & ~ADREAL_SIGN;
    return adreal_from_bits(bits | (adreal_to_bits((adreal)sign) & ADREAL_SIGN));
}

double adfloat_divmod(double x, double y, double *mod)
{
    double m = adport_fmod(x, y), quotient = (x - m) / y, floor;
    if (m != 0) {
        if ((y < 0) != (m < 0)) {
            m += y;
            quotient -= 1;
        }
    } else {
        m = with_sign(0, y);
    }
    *mod = m;
    if (quotient == 0)
        return with_sign(0, x / y);
    floor = adport_math(ADM_FLOOR, quotient, 0);
    return quotient - floor > 0.5 ? floor + 1 : floor; /* the division above was rounded */
}

static bool is_whole(double x)
{
    return adreal_is_finite(x) && adport_math(ADM_FLOOR, x, 0) == x;
}

static adcell float_pow(struct adder_vm *vm, double x, double y)
{
    double r;
    if (x == 0 && y < 0)
        return adexc_raise(vm, ADT_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    if (x < 0 && adreal_is_finite(x) && adreal_is_finite(y) && !is_whole(y))
        return adexc_raise(vm, ADT_ValueError,
            "negative number cannot be raised to a fractional power: no complex numbers here");
    if (x == 1 || y == 0)
        return adfloat_new(vm, 1);
    r = adport_pow(x, y);
    if (!adreal_is_finite(r) && adreal_is_finite(x) && adreal_is_finite(y))
        return adexc_raise(vm, ADT_OverflowError, "(34, 'Numerical result out of range')");
    return adfloat_new(vm, r);
}

static adcell by_zero(struct adder_vm *vm, enum adbinop op)
{
    (void)op;
    return adexc_raise(vm, ADT_ZeroDivisionError, op == AD_TRUEDIV ? "float division by zero"
        : op == AD_MOD ? "float modulo" : "float floor division by zero");
}

adcell adfloat_binary(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    double x, y;
    if ((op >= AD_AND && op <= AD_RSHIFT) || op == AD_MATMUL)
        return AD_NOTIMPL;
    if (!adnum_to_double(vm, ARG(0), &x) || !adnum_to_double(vm, ARG(1), &y))
        return AD_ERROR;
    if (op == AD_POW)
        return float_pow(vm, x, y);
    if (y == 0 && (op == AD_TRUEDIV || op == AD_FLOORDIV || op == AD_MOD))
        return by_zero(vm, op);
    switch (op) {
    case AD_ADD: x += y; break;
    case AD_SUB: x -= y; break;
    case AD_MUL: x *= y; break;
    case AD_TRUEDIV: x /= y; break;
    case AD_MOD: (void)adfloat_divmod(x, y, &x); break;
    default: x = adfloat_divmod(x, y, &y); break;
    }
    return adfloat_new(vm, x);
}

adcell adfloat_unary(struct adder_vm *vm, enum adunary op, adcell c)
{
    double x = adfloat_get(vm, c);
    if (op == AD_INVERT)
        return AD_NOTIMPL;
    if (op == AD_POS)
        return c;
    return adfloat_new(vm, op == AD_NEG ? -x : with_sign(x, 1));
}

/* ---- text and rounding ---------------------------------------------------------------------- */

adcell adfloat_text(struct adder_vm *vm, double x, char type, int precision, unsigned flags)
{
    size_t n = adnum_format_size((adreal)x, type, precision);
    adcell c = adheap_new(vm, ADT_str, n);
    char *text;
    if (!c)
        return c;
    text = (char *)adptr(vm, c) + adobj_body(vm, c);
    n = adnum_format(text, (adreal)x, type, precision, flags);
    return adheap_turn(vm, c, ADT_str, text, n);
}

/* x rounded as its decimal text is, half to even on the exact value. */
static double through_text(const char *text, size_t n)
{
    adreal x = 0;
    (void)adnum_parse(text, n, &x);
    return x;
}

enum { ROUND_TEXT = 40 };

/* To the left of the point: the digits are those of %e, one of which is left out for each place. */
static double round_tens(double x, adint places)
{
    char text[ROUND_TEXT];
    size_t n = adnum_format(text, (adreal)x, 'e', 20, 0), e = n;
    int exponent = 0;
    while (text[e - 1] != '+' && text[e - 1] != '-')
        e--;
    for (; e < n; e++)
        exponent = exponent * 10 + (text[e] - '0');
    if (x == 0 || (x < 1 && x > -1) || places > exponent + 1)
        return with_sign(0, x);
    if (places == exponent + 1) { /* 10 ** places, when more than a half of it */
        double limit;
        text[0] = '5';
        text[1] = 'e';
        n = 2 + adnum_u16_text(text + 2, (uint16_t)exponent);
        limit = through_text(text, n);
        if (x <= limit && x >= -limit)
            return with_sign(0, x);
        text[0] = '1';
        n = 2 + adnum_u16_text(text + 2, (uint16_t)places);
        return with_sign(through_text(text, n), x);
    }
    if (exponent - (int)places > 17)
        return x; /* so many digits say the same float again */
    n = adnum_format(text, (adreal)x, 'e', exponent - (int)places, 0);
    return through_text(text, n);
}

adcell adfloat_round(struct adder_vm *vm, double x, adint digits)
{
    adcell c;
    if (!adreal_is_finite(x) || x == 0 || digits > ADREAL_DIG - ADREAL_EMIN)
        return adfloat_new(vm, x);
    if (digits < 0) {
        x = digits < -2 * ADREAL_DIG - ADREAL_EMAX ? with_sign(0, x)
                                                   : round_tens(x, (adint)-digits);
    } else {
        c = adfloat_text(vm, x, 'f', (int)digits, 0);
        if (!c)
            return c;
        x = through_text((char *)adptr(vm, c) + adobj_body(vm, c), adobj_size(vm, c));
        adheap_shrink(vm, c, 0);
    }
    if (!adreal_is_finite(x))
        return adexc_raise(vm, ADT_OverflowError, "rounded value too large to represent");
    return adfloat_new(vm, x);
}

/* ---- methods -------------------------------------------------------------------------------- */

static double self_float(struct adder_vm *vm, adcell *arg)
{
    double x = 0;
    ARG(0) = adunwrap(vm, ARG(0));
    if (adfloat_is(vm, ARG(0)))
        x = adfloat_get(vm, ARG(0));
    return x;
}

adcell adn_float_is_integer(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ad_bool(is_whole(self_float(vm, arg)));
}

/* To an int: towards zero, down, up. */
adcell adn_float_d_trunc(struct adder_vm *vm, adcell *arg, unsigned n)
{
    double x = self_float(vm, arg);
    (void)n;
    return adint_from_double(vm, x);
}

adcell adn_float_d_floor(struct adder_vm *vm, adcell *arg, unsigned n)
{
    double x = self_float(vm, arg);
    (void)n;
    return adint_from_double(vm, adreal_is_finite(x) ? adport_math(ADM_FLOOR, x, 0) : x);
}

adcell adn_float_d_ceil(struct adder_vm *vm, adcell *arg, unsigned n)
{
    double x = self_float(vm, arg);
    (void)n;
    return adint_from_double(vm, adreal_is_finite(x) ? adport_math(ADM_CEIL, x, 0) : x);
}

adcell adn_float_conjugate(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adfloat_new(vm, self_float(vm, arg));
}

/* f / 2**k, reduced; both by shifts of ints. */
adcell adn_float_as_integer_ratio(struct adder_vm *vm, adcell *arg, unsigned n)
{
    double x = self_float(vm, arg);
    adreal_bits bits = adreal_to_bits((adreal)x), f;
    adcell r;
    int e;
    (void)n;
    if (!adreal_is_finite(x))
        return x != x
                   ? adexc_raise(vm, ADT_ValueError, "cannot convert NaN to integer ratio")
                   : adexc_raise(vm, ADT_OverflowError, "cannot convert Infinity to integer ratio");
    f = adreal_split(bits & ~ADREAL_SIGN, &e);
    for (; f && !(f & 1); f >>= 1)
        e++;
    if (f == 0)
        e = 0;
    r = adint_new64(vm, (bits & ADREAL_SIGN) ? -(int64_t)f : (int64_t)f);
    if (!r)
        return r;
    adpush(vm, r);
    adpush(vm, ad_from_int(1));
    adpush(vm, ad_from_int((adint)(e < 0 ? -e : e)));
    r = adint_calc(vm, AD_LSHIFT, e < 0 ? 1 : 2, 0);
    if (!r)
        return r;
    vm->sp[e < 0 ? 1 : 2] = r;
    return adtuple_from(vm, vm->sp + 2, 2);
}

/* ---- hexadecimal floats --------------------------------------------------------------------- */

adcell adn_float_hex(struct adder_vm *vm, adcell *arg, unsigned n)
{
    double x = self_float(vm, arg);
    char text[ADREAL_WIDTH / 4 + 16];
    adreal_bits bits = adreal_to_bits((adreal)x), f = bits & (ADREAL_HIDDEN - 1);
    int e = (int)((bits & ~ADREAL_SIGN) >> (ADREAL_DIG - 1)), i;
    const int digits = (ADREAL_DIG + 2) / 4;
    (void)n;
    if (!adreal_is_finite(x))
        return adnumber_repr(vm, arg);
    n = 0;
    if (bits & ADREAL_SIGN)
        text[n++] = '-';
    memcpy(text + n, e ? "0x1." : "0x0.", 4);
    n += 4;
    f <<= 4 * digits - (ADREAL_DIG - 1);
    if (!e && !f)
        n++; /* "0x0.0" */
    for (i = digits - 1; i >= 0 && (e || f); i--)
        text[n++] = "0123456789abcdef"[f >> 4 * i & 15];
    if (!e && !f) {
        text[n - 1] = '0';
        e = 0;
    } else {
        e = (e ? e : 1) - 1 + ADREAL_EMIN + ADREAL_DIG - 1;
    }
    text[n++] = 'p';
    text[n++] = e < 0 ? '-' : '+';
    n += (unsigned)adnum_u16_text(text + n, (uint16_t)(e < 0 ? -e : e));
    return adstr_new(vm, text, n);
}

struct hex_text {
    const uint8_t *p, *end;
};

static int hex_digit_of(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int peek_hex(const struct hex_text *t) { return t->p < t->end ? *t->p : 0; }

/* Digits with a point; false when there are none. Value: *m * 2**(*e), and more. */
static bool hex_digits(struct hex_text *t, adreal_bits *m, int *e, bool *more)
{
    bool point = false, any = false;
    for (;; t->p++) {
        int c = peek_hex(t), digit = hex_digit_of(c);
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (digit < 0)
            return any;
        any = true;
        if (*m >> (ADREAL_WIDTH - 4)) {
            *more = *more || digit;
            *e += point ? 0 : 4;
        } else {
            *m = *m << 4 | (adreal_bits)digit;
            *e -= point ? 4 : 0;
        }
    }
}

static bool hex_exponent(struct hex_text *t, int *e)
{
    int sign, value = 0;
    if ((peek_hex(t) | 0x20) != 'p')
        return true;
    t->p++;
    sign = peek_hex(t);
    if (sign == '-' || sign == '+')
        t->p++;
    if (peek_hex(t) < '0' || peek_hex(t) > '9')
        return false;
    for (; peek_hex(t) >= '0' && peek_hex(t) <= '9'; t->p++)
        if (value < 3000)
            value = value * 10 + (peek_hex(t) - '0');
    *e += sign == '-' ? -value : value;
    return true;
}

static bool hex_float(struct hex_text *t, double *x)
{
    adreal_bits m = 0, sign = 0;
    bool more = false;
    int e = 0;
    if (peek_hex(t) == '-' || peek_hex(t) == '+')
        sign = *t->p++ == '-' ? ADREAL_SIGN : 0;
    if (t->end - t->p >= 2 && t->p[0] == '0' && (t->p[1] | 0x20) == 'x')
        t->p += 2;
    if (!hex_digits(t, &m, &e, &more) || !hex_exponent(t, &e) || t->p != t->end)
        return false;
    *x = adreal_from_bits(sign | (m ? adreal_round(m, e, more) : 0));
    return true;
}

enum { HEX_TEXT = 64 };

/* float.fromhex(text): as a method of the type its first argument is the text. */
adcell adn_float_fromhex(struct adder_vm *vm, adcell *arg, unsigned n)
{
    uint8_t text[HEX_TEXT];
    struct hex_text t = {text, text};
    adreal special;
    double x;
    size_t size;
    adcell c = ARG(n - 1);
    if (!adstr_is(vm, c))
        return adexc_raise(vm, ADT_TypeError, "fromhex() argument must be str, not %t", c);
    size = AD_MIN(adobj_size(vm, c), (size_t)HEX_TEXT);
    adget_bytes(vm, c, 0, size, text);
    while (size && text[size - 1] <= ' ')
        size--;
    t.end = text + size;
    while (t.p < t.end && *t.p <= ' ')
        t.p++;
    if (t.p < t.end && hex_digit_of(t.p[(*t.p == '-' || *t.p == '+') && t.end - t.p > 1]) < 0 &&
        adnum_parse((const char *)t.p, (size_t)(t.end - t.p), &special) == (size_t)(t.end - t.p))
        return adfloat_new(vm, special);
    if (!hex_float(&t, &x))
        return adexc_raise(vm, ADT_ValueError, "invalid hexadecimal floating-point string");
    if (!adreal_is_finite(x))
        return adexc_raise(
            vm, ADT_OverflowError, "hexadecimal value too large to represent as a float");
    return adfloat_new(vm, x);
}
