/* SPDX-License-Identifier: MIT
 * utf8.h - text as bytes. Strings are WTF-8 inside: UTF-8 in which a lone surrogate (U+D800 to
 * U+DFFF) has the three bytes that its number asks for, so that every Python string has one form.
 * All lengths and offsets are in bytes unless they say code points. Except adutf_check and
 * adutf_ascii, all want text that adutf_check has passed, cut only between code points.
 */
#ifndef ADDER_UTF8_H
#define ADDER_UTF8_H

#include "base.h"

#define ADUTF_MAX 4     /* bytes of a code point */

/* CPython's reasons, in its words: "invalid start byte", "invalid continuation byte", "unexpected
 * end of data". */
enum adutf_fault { ADUTF_OK, ADUTF_BAD_START, ADUTF_BAD_CONTINUATION, ADUTF_TRUNCATED };

struct adutf_error {
    size_t start, end;      /* the bytes that UnicodeDecodeError names: text[start:end] */
};

/* Is this what Python's utf-8 codec accepts (with `surrogates`: with errors='surrogatepass')? If
 * not, *error gets the first fault; decoding may go on at its end. */
enum adutf_fault adutf_check(const uint8_t *text, size_t n, bool surrogates,
                             struct adutf_error *error);

/* How many bytes at the start are ASCII: n if all are. */
size_t adutf_ascii(const uint8_t *text, size_t n);

/* One code point from text; returns its bytes. */
uint8_t adutf_decode(const uint8_t *text, uint32_t *c);
/* One code point, at most 0x10FFFF, to text; returns its bytes, at most ADUTF_MAX. */
uint8_t adutf_encode(uint8_t *text, uint32_t c);

/* Code points in n bytes. */
size_t adutf_count(const uint8_t *text, size_t n);
/* Where code point number `index` starts; n when there are no more than `index`. */
size_t adutf_offset(const uint8_t *text, size_t n, size_t index);
/* Where the last `count` code points of text[:n] start: n for 0; 0 when there are no more. */
size_t adutf_offset_back(const uint8_t *text, size_t n, size_t count);

/* Bytes of a code point, by the first of them, or by its number. */
AD_INLINE uint8_t adutf_size(uint8_t first)
{
    return (uint8_t)(first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
}

AD_INLINE uint8_t adutf_size_of(uint32_t c)
{
    return (uint8_t)(c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
}

/* Does a byte continue the code point before it? */
AD_INLINE bool adutf_continues(uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

#endif
