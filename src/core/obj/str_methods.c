/* SPDX-License-Identifier: MIT
 * str_methods.c - methods of str, bytes and bytearray that look at one character at a time: case,
 * kinds of characters, stripping, filling up to a width. A method of bytes is that of str on
 * another kind.
 */
#include "core/obj/text.h"

#define SAME(bytes, str)                                                                           \
    adcell adn_##bytes(struct adder_vm *vm, adcell *arg, unsigned n)                               \
    {                                                                                              \
        return adn_##str(vm, arg, n);                                                              \
    }

/* ---- case ----------------------------------------------------------------------------------- */

/* What change_case shall do, beside AD_CH_UPPER and AD_CH_LOWER. */
enum { TITLE = 64, CAPITALIZE, SWAP };

/* Which case a character with these flags shall get; *inside: is there a letter before it? */
static unsigned wanted(unsigned how, unsigned flags, bool *inside)
{
    bool first = !*inside;
    if (how == CAPITALIZE) {
        *inside = true;
        return first ? AD_CH_UPPER : AD_CH_LOWER;
    }
    if (how == TITLE) {
        *inside = (flags & (AD_CH_UPPER | AD_CH_LOWER)) != 0;
        return first ? AD_CH_UPPER : AD_CH_LOWER;
    }
    if (how == SWAP)
        return flags & AD_CH_UPPER ? AD_CH_LOWER : AD_CH_UPPER;
    return how;
}

#if AD_TEXTS
static adcell wide_case(struct adder_vm *vm, adcell *arg, unsigned how)
{
    struct adspan s;
    struct adtext t;
    size_t i = 0;
    bool inside = false;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (;;) {
        uint32_t c, out[3];
        unsigned to, k, n, flags;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_end(vm, &t);
        c = adspan_next(vm, &s, &i);
        flags = adchar_flags(c);
        to = wanted(how, flags, &inside);
        if (to == AD_CH_UPPER && (how == TITLE || how == CAPITALIZE)) {
            n = adchar_case(c, AD_CH_ALPHA, out); /* title case: only where it differs from upper */
            if (n == 1 && out[0] == c)
                n = adchar_case(c, to, out);
        } else {
            n = adchar_case(c, to, out);
        }
        if (c == 0x3A3 && to == AD_CH_LOWER && i > 2) { /* final: behind a letter, before none */
            size_t before = adspan_back(vm, &s, i, 2), next = i;
            bool behind = adchar_flags(adspan_next(vm, &s, &before)) & AD_CH_ALPHA;
            if (behind && (next >= s.n || !(adchar_flags(adspan_next(vm, &s,
                &next)) & AD_CH_ALPHA)))
                out[0] = 0x3C2;
        }
        for (k = 0; k < n; k++)
            if (!adtext_add_char(vm, &t, out[k]))
                return AD_ERROR;
    }
}
#endif

static adcell change_case(struct adder_vm *vm, adcell *arg, unsigned how)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    bool inside = false;
    uint8_t *to;
    size_t i, n = s.n;
    adcell c;
    if (!kind)
        return AD_ERROR;
#if AD_TEXTS
    if (adspan_wide(&s))
        return wide_case(vm, arg, how);
#endif
    c = adtext_new(vm, adspan_wide(&s) ? AD_STR_WIDE : kind, n);
    if (!c)
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    to = adtext_bytes(vm, c);
    for (i = 0; i < n; i++) {
        uint8_t byte = adspan_at(vm, &s, i);
        unsigned flags = adchar_ascii(byte);
        unsigned to_case = wanted(how, flags, &inside);
        if ((flags & (AD_CH_UPPER | AD_CH_LOWER)) && !(flags & to_case))
            byte ^= 32;
        to[i] = byte;
    }
    return c;
}

#define CASE(name, how)                                                                            \
    adcell adn_str_##name(struct adder_vm *vm, adcell *arg, unsigned n)                            \
    {                                                                                              \
        (void)n;                                                                                   \
        return change_case(vm, arg, how);                                                          \
    }
CASE(upper, AD_CH_UPPER)
CASE(lower, AD_CH_LOWER)
CASE(swapcase, SWAP)
CASE(title, TITLE)
CASE(capitalize, CAPITALIZE)
SAME(bytes_upper, str_upper)
SAME(bytes_lower, str_lower)
SAME(bytes_swapcase, str_swapcase)
SAME(bytes_title, str_title)
SAME(bytes_capitalize, str_capitalize)

/* As lower, but for the sharp s. */
adcell adn_str_casefold(struct adder_vm *vm, adcell *arg, unsigned n)
{
#if AD_TEXTS
    struct adspan s;
    if (!adtext_self(vm, arg, &s))
        return AD_ERROR;
    if (adspan_wide(&s)) {
        struct adtext t;
        size_t i = 0;
        adpush(vm, adn_str_lower(vm, arg, n));
        if (!adtop(vm, 0))
            return AD_ERROR;
        ARG(0) = adtop(vm, 0);
        if (!adtext_begin(vm, &t, s.n))
            return AD_ERROR;
        for (;;) {
            uint32_t c;
            adspan_of(vm, ARG(0), &s);
            if (i >= s.n)
                return adtext_end(vm, &t);
            c = adspan_next(vm, &s, &i);
            c = c == 0x3C2 ? 0x3C3 : c;
            if (!(c == 0xDF ? adtext_add(vm, &t, "ss", 2) : adtext_add_char(vm, &t, c)))
                return AD_ERROR;
        }
    }
#endif
    return adn_str_lower(vm, arg, n);
}

/* ---- kinds of characters -------------------------------------------------------------------- */

static unsigned flags_of(uint32_t c, unsigned kind)
{
    if (c < 0x80)
        return c >= 28 && c < 32 && kind != ADT_str ? 0 : adchar_ascii((uint8_t)c);
    return kind == ADT_str ? adchar_flags(c) : 0;
}

/* Has every character one of the flags, and is there any? */
static adcell all_are(struct adder_vm *vm, adcell *arg, unsigned flags)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t i = 0;
    if (!kind)
        return AD_ERROR;
    while (i < s.n)
        if (!(flags_of(adspan_next(vm, &s, &i), kind) & flags))
            return AD_FALSE;
    return ad_bool(s.n || flags == AD_CH_PRINT);
}

#define TEST(name, flags)                                                                          \
    adcell adn_str_##name(struct adder_vm *vm, adcell *arg, unsigned n)                            \
    {                                                                                              \
        (void)n;                                                                                   \
        return all_are(vm, arg, flags);                                                            \
    }
TEST(isalpha, AD_CH_ALPHA)
TEST(isdigit, AD_CH_DIGIT)
TEST(isdecimal, AD_CH_DECIMAL)
TEST(isnumeric, AD_CH_NUMERIC)
TEST(isalnum, AD_CH_ALPHA | AD_CH_NUMERIC)
TEST(isspace, AD_CH_SPACE)
TEST(isprintable, AD_CH_PRINT)
SAME(bytes_isalpha, str_isalpha)
SAME(bytes_isdigit, str_isdigit)
SAME(bytes_isalnum, str_isalnum)
SAME(bytes_isspace, str_isspace)

/* Some character with case, and none of the other one. */
static adcell has_case(struct adder_vm *vm, adcell *arg, unsigned want)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t i = 0;
    bool some = false;
    if (!kind)
        return AD_ERROR;
    while (i < s.n) {
        unsigned flags = flags_of(adspan_next(vm, &s, &i), kind) & (AD_CH_UPPER | AD_CH_LOWER);
        if (flags & ~want)
            return AD_FALSE;
        some |= flags != 0;
    }
    return ad_bool(some);
}

adcell adn_str_isupper(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return has_case(vm, arg, AD_CH_UPPER);
}

adcell adn_str_islower(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return has_case(vm, arg, AD_CH_LOWER);
}
SAME(bytes_isupper, str_isupper)
SAME(bytes_islower, str_islower)

adcell adn_str_istitle(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s), before = 0;
    size_t i = 0;
    bool some = false;
    (void)n;
    if (!kind)
        return AD_ERROR;
    while (i < s.n) {
        unsigned flags = flags_of(adspan_next(vm, &s, &i), kind) & (AD_CH_UPPER | AD_CH_LOWER);
        if (flags == (before ? AD_CH_UPPER : AD_CH_LOWER))
            return AD_FALSE;
        some |= flags != 0;
        before = flags;
    }
    return ad_bool(some);
}
SAME(bytes_istitle, str_istitle)

adcell adn_str_isascii(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    size_t i;
    (void)n;
    if (!adtext_self(vm, arg, &s))
        return AD_ERROR;
    for (i = 0; i < s.n; i++)
        if (adspan_at(vm, &s, i) & 0x80)
            return AD_FALSE;
    return AD_TRUE;
}
SAME(bytes_isascii, str_isascii)

adcell adn_str_isidentifier(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    size_t i = 0;
    (void)n;
    if (!adtext_self(vm, arg, &s))
        return AD_ERROR;
    while (i < s.n) {
        bool first = i == 0;
        uint32_t c = adspan_next(vm, &s, &i);
        if (c != '_' && !(adchar_flags(c) & (first ? AD_CH_ALPHA : AD_CH_ALPHA | AD_CH_DECIMAL)))
            return AD_FALSE;
    }
    return ad_bool(s.n);
}

/* ---- stripping ------------------------------------------------------------------------------ */

/* Is the character s[i:end] one to strip: a space, or one of arg[-1]? */
static bool strips(struct adder_vm *vm, adcell *arg, unsigned kind, const struct adspan *s,
    size_t i,
                   size_t end)
{
    struct adspan chars, one = *s;
    if (!ARG(1) || ARG(1) == AD_NONE)
        return adchar_is_space(adspan_next(vm, s, &i), kind);
    adspan_of(vm, ARG(1), &chars);
    if (end - i == 1 && !adspan_wide(&chars)) {
        uint8_t byte = adspan_at(vm, s, i);
        for (i = 0; i < chars.n; i++)
            if (adspan_at(vm, &chars, i) == byte)
                return true;
        return false;
    }
#if AD_ROM_DIRECT
    one.p += i;
    one.n = end - i;
    return adspan_find(vm, &chars, 0, chars.n, &one) != AD_NPOS;
#else
    for (one.n = 0; one.n + (end - i) <= chars.n; one.n++)
        if (adspan_order(vm, &chars, one.n, s, i, end - i) == 0)
            return true;
    return false;
#endif
}

enum { LEFT = 1, RIGHT = 2 };

static adcell strip_sides(struct adder_vm *vm, adcell *arg, unsigned sides)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t from = 0, to = s.n;
    if (!kind)
        return AD_ERROR;
    if (ARG(1) && ARG(1) != AD_NONE) {
        ARG(1) = adunwrap(vm, ARG(1));
        if (kind == ADT_str && !adstr_is(vm, ARG(1)))
            return adexc_raise(vm, ADT_TypeError, "%s arg must be None or str",
                               sides == LEFT ? "lstrip" : sides == RIGHT ? "rstrip" : "strip");
        if (!adtext_operand(vm, arg, 1, kind, false))
            return AD_ERROR;
        adspan_of(vm, ARG(0), &s);
    }
    if (sides & LEFT)
        while (from < to) {
            size_t next = adspan_skip(vm, &s, from, 1);
            if (!strips(vm, arg, kind, &s, from, next))
                break;
            from = next;
        }
    if (sides & RIGHT)
        while (to > from) {
            size_t before = adspan_back(vm, &s, to, 1);
            if (!strips(vm, arg, kind, &s, before, to))
                break;
            to = before;
        }
    return adtext_sub(vm, arg, from, to);
}

adcell adn_str_strip(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return strip_sides(vm, arg, LEFT | RIGHT);
}

adcell adn_str_lstrip(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return strip_sides(vm, arg, LEFT);
}

adcell adn_str_rstrip(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return strip_sides(vm, arg, RIGHT);
}
SAME(bytes_strip, str_strip)
SAME(bytes_lstrip, str_lstrip)
SAME(bytes_rstrip, str_rstrip)

/* ---- filling up ----------------------------------------------------------------------------- */

/* The text with `left` and `right` fill characters; keep: bytes of it (a sign) that stay in front.
 * */
static adcell padded(struct adder_vm *vm, adcell *arg, unsigned kind, uint32_t fill, size_t left,
                     size_t right, size_t keep)
{
    struct adspan s;
    struct adtext t;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n + left + right) || !adtext_add_span(vm, &t, arg, 0, keep) ||
        !adtext_fill(vm, &t, fill, left) || !adtext_add_span(vm, &t, arg, keep, s.n - keep) ||
        !adtext_fill(vm, &t, fill, right))
        return AD_ERROR;
    return adtext_finish(vm, &t, kind);
}

/* arg[0] is known to be a text; the number of characters that it lacks to the width in arg[-1]. */
static bool lacks(struct adder_vm *vm, adcell *arg, size_t *out)
{
    struct adspan s;
    adint width;
    size_t length;
    if (!adint_get(vm, ARG(1), true, &width))
        return false;
    adspan_of(vm, ARG(0), &s);
    length = adspan_count(vm, &s, 0, s.n);
    *out = width > 0 && (size_t)width > length ? (size_t)width - length : 0;
    if (*out > AD_SIZE_MAX) {
        adexc_memory(vm);
        return false;
    }
    return true;
}

static adcell justify(struct adder_vm *vm, adcell *arg, unsigned sides)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    uint32_t fill = ' ';
    size_t lack, left = 0;
    if (!kind || !lacks(vm, arg, &lack))
        return AD_ERROR;
    if (ARG(2)) {
        size_t i = 0;
        ARG(2) = adunwrap(vm, ARG(2));
        adspan_of(vm, ARG(2), &s);
        if (kind == ADT_str && !adstr_is(vm, ARG(2)))
            return adexc_raise(vm, ADT_TypeError,
                               "The fill character must be a unicode character, not %t", ARG(2));
        if (kind == ADT_str ? adstr_length(vm, ARG(2)) != 1 : !adbytes_like(vm, ARG(2)) || s.n != 1)
            return adexc_raise(vm, ADT_TypeError, kind == ADT_str ?
                "The fill character must be exactly one character long" :
                "a byte string of length 1 is required");
        fill = adspan_next(vm, &s, &i);
    }
    adspan_of(vm, ARG(0), &s);
    if (sides == RIGHT)
        left = lack;
    else if (sides == (LEFT | RIGHT)) /* the odd one goes left when the width is odd */
        left = lack / 2 + (lack & (lack + adspan_count(vm, &s, 0, s.n)) & 1);
    if (kind != ADT_str && fill >= 0x80)
        return adexc_raise(vm, ADT_ValueError, "fill byte must be ASCII");
    return padded(vm, arg, kind, fill, left, lack - left, 0);
}

adcell adn_str_center(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return justify(vm, arg, LEFT | RIGHT);
}

adcell adn_str_ljust(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return justify(vm, arg, LEFT);
}

adcell adn_str_rjust(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return justify(vm, arg, RIGHT);
}
SAME(bytes_center, str_center)
SAME(bytes_ljust, str_ljust)
SAME(bytes_rjust, str_rjust)

adcell adn_str_zfill(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t lack, sign;
    (void)n;
    if (!kind || !lacks(vm, arg, &lack))
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    sign = s.n && (adspan_at(vm, &s, 0) == '-' || adspan_at(vm, &s, 0) == '+');
    return padded(vm, arg, kind, '0', lack, 0, sign);
}
SAME(bytes_zfill, str_zfill)

adcell adn_str_expandtabs(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    struct adtext t;
    unsigned kind = adtext_self(vm, arg, &s);
    size_t i = 0, column = 0;
    adint size = 8;
    (void)n;
    if (!kind || (ARG(1) && !adint_get(vm, ARG(1), true, &size)) || !adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (;;) {
        size_t from = i;
        uint32_t c;
        bool ok;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_finish(vm, &t, kind);
        c = adspan_next(vm, &s, &i);
        if (c == '\t') {
            size_t fill = size > 0 ? (size_t)size - column % (size_t)size : 0;
            ok = adtext_fill(vm, &t, ' ', fill);
            column += fill;
        } else {
            ok = adtext_add_span(vm, &t, arg, from, i - from);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
        if (!ok)
            return AD_ERROR;
    }
}
SAME(bytes_expandtabs, str_expandtabs)
