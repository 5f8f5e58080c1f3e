/* SPDX-License-Identifier: MIT
 * text.h - what the files of str, bytes and bytearray share: spans to read the bytes of any of the
 * three, makers of results, and properties of characters. Not for others: str.h is.
 *
 * The three types run through the same code: a `kind` is ADT_str, ADT_bytes or ADT_bytearray.
 * Offsets are in bytes; only a wide str has code points that differ from them.
 */
#ifndef ADDER_TEXT_H
#define ADDER_TEXT_H

#include "base/utf8.h"
#include "core/obj/str.h"

#define AD_NPOS ((size_t)-1)

/* The bytes of a text: good until the next call that takes vm. */
struct adspan {
#if AD_ROM_DIRECT
    const uint8_t *p;
#else
    adcell c; /* the byte object: str, bytes, or the bytearray's buffer */
#endif
    size_t n;
    bool wide;
};

/* Wide texts. A firmware whose program can have none answers these questions with no, so that what
 * is behind them vanishes (tool/avr/tailor.c); AD_STR_WIDE is the layout of a text made of others,
 * and ad_mention(ADT_str_wide) stands where one comes from elsewhere. */
#define AD_STR_WIDE ADT_str_wide
AD_INLINE bool adspan_wide(const struct adspan *s) { return s->wide; }
AD_INLINE bool adtext_wide(const struct adtext *t) { return t->wide; }
AD_INLINE bool adutf_wide(const uint8_t *p, size_t n) { return adutf_ascii(p, n) != n; }

AD_INLINE char adtext_hex_digit(unsigned d) { return (char)(d < 10 ? '0' + d : 'a' - 10 + d); }

/* 0: neither str, bytes nor bytearray. No allocation. */
unsigned adtext_kind(const struct adder_vm *vm, adcell c);
#if AD_ROM_DIRECT
unsigned adspan_other(const struct adder_vm *vm, adcell c, struct adspan *s);
AD_INLINE unsigned adspan_of(const struct adder_vm *vm, adcell c, struct adspan *s)
{
    if (AD_UNLIKELY(!adis(vm, c, ADT_str)))
        return adspan_other(vm, c, s);
    s->p = adbytes_of(vm, c);
    s->n = adobj_size(vm, c);
    s->wide = false;
    return ADT_str;
}

AD_INLINE uint8_t adspan_at(const struct adder_vm *vm, const struct adspan *s, size_t i)
{
    (void)vm;
    return s->p[i];
}
AD_INLINE void adspan_copy(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t n,
                           void *to)
{
    (void)vm;
    memcpy(to, s->p + from, n);
}
#else
unsigned adspan_of(const struct adder_vm *vm, adcell c, struct adspan *s);
AD_INLINE uint8_t adspan_at(const struct adder_vm *vm, const struct adspan *s, size_t i)
{
    return adget_byte(vm, s->c, i);
}
AD_INLINE void adspan_copy(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t n,
                           void *to)
{
    if (n)
        adget_bytes(vm, s->c, from, n, to);
}
#endif

/* Order of the first n bytes at a[i] and b[j]: <0, 0, >0. */
int adspan_order(const struct adder_vm *vm, const struct adspan *a, size_t i,
    const struct adspan *b,
                 size_t j, size_t n);
/* Where b lies in a[from:to] first (last); AD_NPOS: nowhere. */
size_t adspan_find(const struct adder_vm *vm, const struct adspan *a, size_t from, size_t to,
                   const struct adspan *b);
size_t adspan_rfind(const struct adder_vm *vm, const struct adspan *a, size_t from, size_t to,
                    const struct adspan *b);
/* Code points in s[from:to]; the offset `count` code points behind (before) one; end and start stop
 * it. */
size_t adspan_count(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t to);
size_t adspan_skip(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t count);
size_t adspan_back(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t count);
/* The code point (or byte) at *i, which moves behind it. */
uint32_t adspan_next(const struct adder_vm *vm, const struct adspan *s, size_t *i);
bool adspan_ascii(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t to);

/* A new text of n zero bytes: ADT_str, ADT_str_wide, ADT_bytes, ADT_bytearray. Its bytes, to be
 * written. */
adcell adtext_new(struct adder_vm *vm, unsigned layout, size_t n) AD_MUST_CHECK;
uint8_t *adtext_bytes(struct adder_vm *vm, adcell c);
/* *slot[from:to], of the same kind; all of an immutable one is itself. */
adcell adtext_sub(struct adder_vm *vm, adcell *slot, size_t from, size_t to);
bool adtext_add_char(struct adder_vm *vm, struct adtext *t, uint32_t c) AD_MUST_CHECK;
bool adtext_add_span(struct adder_vm *vm, struct adtext *t, adcell *str, size_t from, size_t n)
    AD_MUST_CHECK;
bool adtext_fill(struct adder_vm *vm, struct adtext *t, uint32_t c, size_t n) AD_MUST_CHECK;
adcell adtext_finish(struct adder_vm *vm, struct adtext *t, unsigned kind);

/* arg[0] of a method, instances of subclasses unwrapped: its kind and span; 0: TypeError was
 * raised. */
unsigned adtext_self(struct adder_vm *vm, adcell *arg, struct adspan *s);
/* arg[-i] as an operand of a method on `kind`: a text of the same family (for bytes also a byte
 * number when `number`, whose byte it becomes). False: TypeError was raised. */
bool adtext_operand(struct adder_vm *vm, adcell *arg, unsigned i, unsigned kind, bool number)
    AD_MUST_CHECK;
/* Byte offsets of the optional start and end in arg[-i], arg[-i-1], as slices take them. */
bool adtext_bounds(struct adder_vm *vm, adcell *arg, unsigned i, size_t *from, size_t *to)
    AD_MUST_CHECK;
/* Room for `want` bytes in the bytearray *slot and its count set; what is new is zero or garbage.
 * */
bool adbytearray_resize(struct adder_vm *vm, adcell *slot, size_t want) AD_MUST_CHECK;

/* repr of a text behind t: quotes and escapes; ascii: escapes all that is not ASCII. */
bool adtext_add_repr(struct adder_vm *vm, struct adtext *t, adcell *str, bool ascii) AD_MUST_CHECK;
/* repr of what is no container and needs no Python code; AD_UNBOUND without error: it is none of
 * those. */
adcell adrepr_scalar(struct adder_vm *vm, adcell *arg);
/* The same of a container; AD_UNBOUND without error: something in it needs Python code. */
adcell adrepr_nested(struct adder_vm *vm, adcell *arg);
/* Writes a text to the port. */
void adtext_write(struct adder_vm *vm, int to, adcell str);
/* decode and encode of arg[0] with encoding in arg[-i], errors in arg[-i-1] (unbound: utf-8,
 * strict). */
adcell adtext_decode(struct adder_vm *vm, adcell *arg, unsigned i, const char *who);
adcell adtext_encode(struct adder_vm *vm, adcell *arg, unsigned i, const char *who);

/* ---- characters (chars.c) ------------------------------------------------------------------- */

enum {
    AD_CH_UPPER = 1, AD_CH_LOWER = 2, AD_CH_ALPHA = 4, AD_CH_DECIMAL = 8, AD_CH_DIGIT = 16,
    AD_CH_NUMERIC = 32, AD_CH_SPACE = 64, AD_CH_PRINT = 128, AD_CH_ALNUM = AD_CH_ALPHA | AD_CH_DIGIT
};
/* AD_CH_* of an ASCII character as a str has them; others have none. */
unsigned adchar_ascii(uint8_t c);
unsigned adchar_flags(uint32_t c);
/* The other case of a character in out; returns how many code points it has. */
unsigned adchar_case(uint32_t c, unsigned to, uint32_t out[3]);
bool adchar_is_space(uint32_t c, unsigned kind);

/* *arg cut to the spec's precision and padded to its width. */
adcell adstr_pad(struct adder_vm *vm, adcell *arg, const struct adformat *f);
/* arg[0] % arg[-1] (str_percent.c); AD_TAILCALL when Python code must do it. */
adcell adstr_percent(struct adder_vm *vm, adcell *arg);

#endif
