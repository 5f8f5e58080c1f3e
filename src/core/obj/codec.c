/* SPDX-License-Identifier: MIT
 * codec.c - encode and decode: utf-8, ascii, latin-1 with the usual ways to treat what does not
 * fit.
 */
#include "core/call.h"
#include "core/obj/seq.h"
#include "core/obj/text.h"

enum { NO_CODEC, UTF8, ASCII, LATIN1 };
enum { STRICT, IGNORE, REPLACE, BACKSLASH, SURROGATEPASS, UNKNOWN };

/* Does the str say `name`, when case and - and _ do not count? */
static bool says(const struct adder_vm *vm, adcell c, const char *name)
{
    struct adspan s;
    size_t i;
    adspan_of(vm, c, &s);
    for (i = 0; i < s.n; i++) {
        uint8_t byte = adspan_at(vm, &s, i);
        if (byte == '-' || byte == '_' || byte == ' ')
            continue;
        if ((uint8_t)(byte - 'A') < 26)
            byte |= 32;
        if (byte != (uint8_t)*name)
            return false;
        name++;
    }
    return *name == 0;
}

static unsigned codec_of(struct adder_vm *vm, adcell c, const char *who)
{
    (void)who; /* texts may be left out */
    if (!c || (adstr_is(vm, c) && (says(vm, c, "utf8") || says(vm, c, "u8"))))
        return UTF8;
    if (!adstr_is(vm, c)) {
        adexc_raise(vm, ADT_TypeError, "%s() argument 'encoding' must be str, not %t", who, c);
        return NO_CODEC;
    }
    if (says(vm, c, "ascii") || says(vm, c, "usascii"))
        return ASCII;
    if (says(vm, c, "latin1") || says(vm, c, "iso88591") || says(vm, c, "l1"))
        return LATIN1;
    adexc_raise(vm, ADT_LookupError, "unknown encoding: %c", c);
    return NO_CODEC;
}

static unsigned errors_of(struct adder_vm *vm, adcell c, const char *who)
{
    static const char names[][18] = {"strict", "ignore", "replace", "backslashreplace",
        "surrogatepass"};
    unsigned i;
    (void)who;
    if (!c)
        return STRICT;
    if (!adstr_is(vm, c)) {
        adexc_raise(vm, ADT_TypeError, "%s() argument 'errors' must be str, not %t", who, c);
        return UNKNOWN;
    }
    for (i = 0; i < UNKNOWN; i++)
        if (says(vm, c, names[i]))
            return i;
    adexc_raise(vm, ADT_LookupError, "unknown error handler name '%c'", c);
    return UNKNOWN;
}

/* \xe9, \u20ac, \U0001f600 */
static bool add_backslash(struct adder_vm *vm, struct adtext *t, uint32_t c)
{
    char text[10];
    unsigned digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8, i;
    text[0] = '\\';
    text[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (i = digits; i--; c >>= 4)
        text[2 + i] = adtext_hex_digit((unsigned)c & 15);
    return adtext_add(vm, t, text, 2 + digits);
}

#if AD_TEXTS
static const char *codec_name(unsigned codec)
{
    return codec == UTF8 ? "utf-8" : codec == ASCII ? "ascii" : "latin-1";
}
#endif

/* ---- encode --------------------------------------------------------------------------------- */

static bool encodes(uint32_t c, unsigned codec)
{
    if (codec == UTF8)
        return c < 0xD800 || c > 0xDFFF;
    return c < (codec == ASCII ? 0x80u : 0x100u);
}

#if AD_TEXTS
/* The attributes of the UnicodeError that was just raised for arg[0]. */
static adcell with_fields(struct adder_vm *vm, adcell *arg, const char *codec, size_t start,
                          size_t end, const char *why)
{
    static const uint16_t names[] = {ADN_reason, ADN_end, ADN_start, ADN_object, ADN_encoding};
    adcell *pairs = vm->sp - 2;
    unsigned i;
    if (!adstack_reserve(vm, 7))
        return AD_ERROR;
    adpush(vm, vm->error);
    adpush(vm, AD_UNBOUND);
    vm->error = AD_UNBOUND;
    adpush(vm, adstr_from_c(vm, codec));
    adpush(vm, ARG(0));
    adpush(vm, adint_new_size(vm, start));
    adpush(vm, adint_new_size(vm, end));
    adpush(vm, adstr_from_c(vm, why));
    for (i = 0; i < AD_COUNT(names); i++)
        if (!vm->sp[i] || !adpairs_set(vm, pairs, adname_key(names[i]), vm->sp[i]))
            return AD_ERROR;
    if (adis(vm, pairs[1], ADT_exc))
        adexc_of(vm, pairs[1])->dict = *pairs;
    AD_MAKES(errors);
    vm->error = pairs[1];
    return AD_ERROR;
}
#endif

/* Raises for the character at `at` and those behind it that do not fit either. */
static AD_NOINLINE adcell cannot_encode(struct adder_vm *vm, adcell *arg, unsigned codec, size_t at)
{
#if AD_TEXTS
    struct adspan s;
    size_t i = at, first, last;
    uint32_t c;
    struct adtext t;
    const char *why = codec == UTF8 ? "surrogates not allowed" :
        codec == ASCII ? "ordinal not in range(128)" : "ordinal not in range(256)";
    adspan_of(vm, ARG(0), &s);
    first = last = adspan_count(vm, &s, 0, at);
    c = adspan_next(vm, &s, &i);
    for (; i < s.n && !encodes(adspan_next(vm, &s, &i), codec);)
        last++;
    if (last > first) {
        adexc_raise(vm, ADT_UnicodeEncodeError,
            "'%s' codec can't encode characters in position %z-%z: %s", codec_name(codec), first,
            last, why);
        return with_fields(vm, arg, codec_name(codec), first, last + 1, why);
    }
    if (!adtext_begin(vm, &t, 10) || !add_backslash(vm, &t, c))
        return AD_ERROR;
    adpush(vm, adtext_end(vm, &t));
    if (!adtop(vm, 0))
        return AD_ERROR;
    adexc_raise(vm, ADT_UnicodeEncodeError,
        "'%s' codec can't encode character '%c' in position %z: %s", codec_name(codec),
        adtop(vm, 0), first, why);
    return with_fields(vm, arg, codec_name(codec), first, first + 1, why);
#else
    (void)arg;
    (void)codec;
    (void)at;
    return adexc_raise(vm, ADT_UnicodeEncodeError, "");
#endif
}

static bool encode_char(struct adder_vm *vm, struct adtext *t, uint32_t c, unsigned codec,
    unsigned errors)
{
    char byte = (char)c;
    if (encodes(c, codec) || (codec == UTF8 && errors == SURROGATEPASS))
        return codec == UTF8 ? adtext_add_char(vm, t, c) : adtext_add(vm, t, &byte, 1);
    if (errors == REPLACE)
        return adtext_add(vm, t, "?", 1);
    if (errors == BACKSLASH)
        return add_backslash(vm, t, c);
    return true;
}

static adcell encode_slowly(struct adder_vm *vm, adcell *arg, unsigned codec, unsigned errors)
{
    struct adspan s;
    struct adtext t;
    size_t i = 0;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (;;) {
        size_t at = i;
        uint32_t c;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_finish(vm, &t, ADT_bytes);
        c = adspan_next(vm, &s, &i);
        if (!encodes(c, codec) &&
            (errors == STRICT || (errors == SURROGATEPASS && codec != UTF8)))
            return cannot_encode(vm, arg, codec, at);
        if (!encode_char(vm, &t, c, codec, errors))
            return AD_ERROR;
    }
}

adcell adtext_encode(struct adder_vm *vm, adcell *arg, unsigned i, const char *who)
{
    struct adspan s;
    struct adutf_error fault;
    unsigned codec = codec_of(vm, ARG(i), who), errors;
    bool plain;
    adcell c;
    if (!codec)
        return AD_ERROR;
    errors = errors_of(vm, ARG(i + 1), who);
    if (errors == UNKNOWN)
        return AD_ERROR;
    adspan_of(vm, ARG(0), &s);
    plain = !adspan_wide(&s);
#if AD_ROM_DIRECT
    plain |= codec == UTF8 && adutf_check(s.p, s.n, false, &fault) == ADUTF_OK;
#else
    (void)fault;
#endif
    if (!plain)
        return encode_slowly(vm, arg, codec, errors);
    c = adtext_new(vm, ADT_bytes, s.n);
    if (c) {
        adspan_of(vm, ARG(0), &s);
        adspan_copy(vm, &s, 0, s.n, adtext_bytes(vm, c));
    }
    return c;
}

adcell adn_str_encode(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    (void)n;
    return adtext_self(vm, arg, &s) ? adtext_encode(vm, arg, 1, "encode") : AD_ERROR;
}

/* ---- decode --------------------------------------------------------------------------------- */

/* Raises for the bytes at..end. */
static AD_NOINLINE adcell cannot_decode(struct adder_vm *vm, adcell *arg, unsigned codec, size_t at,
                                        size_t end, const char *why)
{
#if AD_TEXTS
    struct adspan s;
    char hex[3];
    adspan_of(vm, ARG(0), &s);
    if (end - at > 1) {
        adexc_raise(vm, ADT_UnicodeDecodeError,
            "'%s' codec can't decode bytes in position %z-%z: %s", codec_name(codec), at, end - 1,
            why);
        return with_fields(vm, arg, codec_name(codec), at, end, why);
    }
    hex[0] = adtext_hex_digit(adspan_at(vm, &s, at) >> 4);
    hex[1] = adtext_hex_digit(adspan_at(vm, &s, at) & 15);
    hex[2] = 0;
    adexc_raise(vm, ADT_UnicodeDecodeError,
        "'%s' codec can't decode byte 0x%s in position %z: %s", codec_name(codec), hex, at, why);
    return with_fields(vm, arg, codec_name(codec), at, end, why);
#else
    (void)arg;
    (void)codec;
    (void)at;
    (void)end;
    (void)why;
    return adexc_raise(vm, ADT_UnicodeDecodeError, "");
#endif
}

static bool add_bad(struct adder_vm *vm, struct adtext *t, adcell *arg, size_t at, size_t end,
                    unsigned errors)
{
    if (errors == REPLACE)
        return adtext_add_char(vm, t, 0xFFFD);
    for (; errors == BACKSLASH && at < end; at++) {
        struct adspan s;
        adspan_of(vm, ARG(0), &s);
        if (!add_backslash(vm, t, adspan_at(vm, &s, at)))
            return false;
    }
    return true;
}

static const char *reason(enum adutf_fault fault)
{
    return fault == ADUTF_BAD_START ? "invalid start byte" :
        fault == ADUTF_TRUNCATED ? "unexpected end of data" : "invalid continuation byte";
}

#if AD_ROM_DIRECT
#define BYTES(s) ((s).p)
#else
#define BYTES(s) adtext_bytes(vm, ARG(0)) /* bytes of the image are copied to the block first */
#endif

static adcell decode_utf8(struct adder_vm *vm, adcell *arg, unsigned errors)
{
    struct adspan s;
    struct adtext t;
    size_t i = 0;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (;;) {
        struct adutf_error e;
        enum adutf_fault fault;
        adspan_of(vm, ARG(0), &s);
        fault = adutf_check(BYTES(s) + i, s.n - i, errors == SURROGATEPASS, &e);
        if (fault == ADUTF_OK)
            e.start = e.end = s.n - i;
        if (fault != ADUTF_OK && (errors == STRICT || errors == SURROGATEPASS))
            return cannot_decode(vm, arg, UTF8, i + e.start, i + e.end, reason(fault));
        /* A span of bytes says nothing of characters: whether they are ASCII is seen here. */
        t.wide |= adutf_ascii(BYTES(s) + i, e.start) != e.start;
        if (!adtext_add_span(vm, &t, arg, i, e.start) ||
            (fault != ADUTF_OK && !add_bad(vm, &t, arg, i + e.start, i + e.end, errors)))
            return AD_ERROR;
        i += e.end;
        if (fault == ADUTF_OK)
            return adtext_end(vm, &t);
    }
}

static adcell decode_bytewise(struct adder_vm *vm, adcell *arg, unsigned codec, unsigned errors)
{
    struct adspan s;
    struct adtext t;
    size_t i;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    for (i = 0;; i++) {
        uint8_t byte;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_end(vm, &t);
        byte = adspan_at(vm, &s, i);
        if (byte >= 0x80 && codec == ASCII) {
            if (errors == STRICT || errors == SURROGATEPASS)
                return cannot_decode(vm, arg, ASCII, i, i + 1, "ordinal not in range(128)");
            if (!add_bad(vm, &t, arg, i, i + 1, errors))
                return AD_ERROR;
        } else if (!adtext_add_char(vm, &t, byte)) {
            return AD_ERROR;
        }
    }
}

adcell adtext_decode(struct adder_vm *vm, adcell *arg, unsigned i, const char *who)
{
    unsigned codec = codec_of(vm, ARG(i), who), errors;
    if (!codec)
        return AD_ERROR;
    errors = errors_of(vm, ARG(i + 1), who);
    if (errors == UNKNOWN)
        return AD_ERROR;
    ad_mention(ADT_str_wide);
    if (codec != UTF8)
        return decode_bytewise(vm, arg, codec, errors);
#if !AD_ROM_DIRECT
    if (ad_is_rom(ARG(0))) {
        struct adspan s;
        adcell c;
        adspan_of(vm, ARG(0), &s);
        c = adtext_new(vm, ADT_bytes, s.n);
        if (!c)
            return AD_ERROR;
        adspan_copy(vm, &s, 0, s.n, adtext_bytes(vm, c));
        ARG(0) = c;
    }
#endif
    return decode_utf8(vm, arg, errors);
}

adcell adn_bytes_decode(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    (void)n;
    return adtext_self(vm, arg, &s) ? adtext_decode(vm, arg, 1, "decode") : AD_ERROR;
}
