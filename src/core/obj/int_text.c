/* SPDX-License-Identifier: MIT
 * int_text.c - ints and text: repr, digits in any base, int("..."), hex(), oct(), bin().
 */
#include "core/obj/number.h"

/* ---- to text -------------------------------------------------------------------------------- */

#if !AD_INT_BYTES
static unsigned put_prefix(char *text, bool negative, unsigned base, bool prefix)
{
    unsigned n = 0;
    if (negative)
        text[n++] = '-';
    if (prefix && base != 10) {
        text[n++] = '0';
        text[n++] = base == 16 ? 'x' : base == 8 ? 'o' : 'b';
    }
    return n;
}

/* The text grows from the start of the object, a copy of the int for scratch lies at its end. */
static adcell big_text(struct adder_vm *vm, adcell *arg, unsigned base, bool prefix)
{
    size_t n = adint_limbs(vm, ARG(0)), size = 3 + adbn_to_text_size(n, base), k;
    bool negative = adint_negative(vm, ARG(0));
    struct adbn a;
    adcell object;
    char *text;
    if (size > AD_SIZE_MAX / 2)
        return adexc_memory(vm);
    size += sizeof(adlimb);
    object = adheap_new(vm, ADT_str, size + n * sizeof(adlimb));
    if (!object)
        return object;
    text = (char *)adptr(vm, object) + adobj_body(vm, object);
    a.limb = (adlimb *)(void *)(text + size - ((uintptr_t)(text + size) & (sizeof(adlimb) - 1)));
    adint_copy(vm, ARG(0), a.limb);
    adbn_trim(&a, n, false);
    k = put_prefix(text, negative, base, prefix);
    k += adbn_to_text(text + k, &a, base, a.limb);
    return adheap_turn(vm, object, ADT_str, text, k);
}

adcell adint_text(struct adder_vm *vm, adcell *arg, unsigned base, bool prefix)
{
    char text[3 + ADFAST_BITS], digits[ADFAST_BITS];
    unsigned n, k = 0;
    adfast v;
    adufast u;
    if (!adint_fast(vm, ARG(0), &v))
        return big_text(vm, arg, base, prefix);
    n = put_prefix(text, v < 0, base, prefix);
    u = v < 0 ? 0 - (adufast)v : (adufast)v;
    if (base == 10)
        return adstr_new(vm, text, n + adnum_u64_text(text + n, u));
    do {
        unsigned digit = (unsigned)(u % base);
        u /= base;
        digits[k++] = (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    } while (u);
    while (k)
        text[n++] = digits[--k];
    return adstr_new(vm, text, n);
}
#endif

adcell adnumber_repr(struct adder_vm *vm, adcell *arg)
{
    if (adfloat_is(vm, ARG(0))) {
        char text[ADNUM_REPR_SIZE];
        return adstr_new(vm, text, adnum_repr(text, (adreal)adfloat_get(vm, ARG(0))));
    }
    return adint_text(vm, arg, 10, false);
}

static adcell prefixed(struct adder_vm *vm, adcell *arg, unsigned base, unsigned f)
{
    adcell again = adop_indexed(vm, arg, 1, ad_native_cell(f));
    if (again)
        return again;
    ARG(0) = adunwrap(vm, ARG(0));
    if (!adnum_is_int(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError,
            "'%t' object cannot be interpreted as an integer", ARG(0));
    return adint_text(vm, arg, base, true);
}

adcell adn_hex(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return prefixed(vm, arg, 16, ADF_hex);
}

adcell adn_oct(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return prefixed(vm, arg, 8, ADF_oct);
}

adcell adn_bin(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return prefixed(vm, arg, 2, ADF_bin);
}

/* ---- from text ------------------------------------------------------------------------------ */

struct reader {
    adcell c; /* the object whose bytes they are */
    size_t i, n;
};

/* str, bytes, bytearray: all bytes. */
static void read_from(struct adder_vm *vm, struct reader *r, adcell c)
{
    r->c = c;
    r->i = 0;
    if (adis(vm, c, ADT_bytearray)) {
        r->n = (size_t)ad_int(adbytearray_of(vm, c)->count);
        r->c = adbytearray_of(vm, c)->buffer;
    } else {
        r->n = adobj_size(vm, c);
    }
}

static char at(const struct adder_vm *vm, const struct reader *r, size_t i)
{
    return i < r->n ? (char)adget_byte(vm, r->c, i) : 0;
}

static bool is_blank(char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }

/* Leaves out blanks on both sides. */
static void strip_text(const struct adder_vm *vm, struct reader *r)
{
    while (r->n && is_blank(at(vm, r, r->n - 1)))
        r->n--;
    while (r->i < r->n && is_blank(at(vm, r, r->i)))
        r->i++;
}

static unsigned digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a' + 10) : 99;
}

/* The base that 0x, 0o, 0b at i ask for, 0 none. */
static int prefix_base(const struct adder_vm *vm, const struct reader *r)
{
    if (at(vm, r, r->i) != '0')
        return 0;
    switch (at(vm, r, r->i + 1) | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
    }
}

/* Moves behind a prefix; base 0 becomes what the text says. */
static int take_prefix(const struct adder_vm *vm, struct reader *r, int base, bool *only_zeros)
{
    int says = prefix_base(vm, r);
    if (says && (base == 0 || base == says)) {
        r->i += 2;
        if (at(vm, r, r->i) == '_')
            r->i++;
        return says;
    }
    if (base == 0) {
        *only_zeros = at(vm, r, r->i) == '0';
        return 10;
    }
    return base;
}

/* Are digits and single underscores between them all there is from i on? *v: their value, if
 * *fits. */
static bool scan(
    const struct adder_vm *vm, const struct reader *r, unsigned base, adufast *v, bool *fits)
{
    size_t i;
    char last = '_';
    *v = 0;
    *fits = true;
    for (i = r->i; i < r->n; i++) {
        char c = at(vm, r, i);
        unsigned digit = digit_of(c);
        if (c == '_' ? last == '_' : digit >= base)
            return false;
        last = c;
        if (c == '_')
            continue;
        if (*v > ((adufast)ADFAST_MAX - 35) / 36)
            *fits = *fits && *v <= ((adufast)ADFAST_MAX - digit) / base;
        if (*fits)
            *v = *v * base + digit;
    }
    return last != '_';
}

static adcell big_from_text(
    struct adder_vm *vm, adcell *arg, const struct reader *where, unsigned base, bool negative)
{
    size_t len = where->n - where->i, limbs = adbn_from_text_limbs(len, base);
    struct reader r;
    struct adwork w;
    struct adbn n;
    const char *text;
    if (!adwork_new(vm, &w, limbs + (AD_ROM_DIRECT ? 0 : len / sizeof(adlimb) + 1)))
        return AD_ERROR;
    read_from(vm, &r, ARG(0));
    n.limb = adwork_take(&w, limbs);
#if AD_ROM_DIRECT
    text = (const char *)adbytes_of(vm, r.c) + where->i;
#else
    adget_bytes(vm, r.c, where->i, len, w.free);
    text = (const char *)w.free;
#endif
    if (adbn_from_text(&n, text, len, base))
        n.neg = negative && n.n;
    return adwork_int(vm, &w, &n);
}

adcell adint_from_text(struct adder_vm *vm, adcell *arg, int base)
{
    struct reader r;
    bool negative, only_zeros = false, fits;
    char sign;
    int b;
    adufast v;
    read_from(vm, &r, ARG(0));
    strip_text(vm, &r);
    sign = at(vm, &r, r.i);
    negative = sign == '-';
    if (negative || sign == '+')
        r.i++;
    b = take_prefix(vm, &r, base, &only_zeros);
    if (!scan(vm, &r, (unsigned)b, &v, &fits) || (only_zeros && (v || !fits)))
        return adexc_raise(vm, ADT_ValueError, "invalid literal for int() with base %d: %r", base,
            ARG(0));
    if (fits)
        return adint_new_fast(vm, negative ? -(adfast)v : (adfast)v);
    return big_from_text(vm, arg, &r, (unsigned)b, negative);
}

adcell adfloat_from_text(struct adder_vm *vm, adcell *arg)
{
    struct reader r;
    adreal x = 0;
    size_t used = 0, len;
    read_from(vm, &r, ARG(0));
    strip_text(vm, &r);
    len = r.n - r.i;
#if AD_ROM_DIRECT
    if (len)
        used = adnum_parse((const char *)adbytes_of(vm, r.c) + r.i, len, &x);
#else
    if (len) {
        adcell copy = adheap_new(vm, ADT_buffer, len);
        size_t from = r.i;
        if (!copy)
            return copy;
        read_from(vm, &r, ARG(0));
        adget_bytes(vm, r.c, from, len, adbuffer_bytes(vm, copy));
        used = adnum_parse((const char *)adbuffer_bytes(vm, copy), len, &x);
        adheap_shrink(vm, copy, 0);
    }
#endif
    if (!len || used != len)
        return adexc_raise(vm, ADT_ValueError, "could not convert string to float: %r", ARG(0));
    return adfloat_new(vm, x);
}
