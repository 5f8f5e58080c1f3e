/* SPDX-License-Identifier: MIT
 * utf8.c - see utf8.h. Long runs go a machine word at a time where a word is more than 16 bits.
 */
#include "utf8.h"

#if UINTPTR_MAX > 0xFFFF
#define BY_WORDS 1
#define EACH_BYTE (~(uintptr_t)0 / 255)     /* 0x0101...01 */

static uintptr_t load(const uint8_t *text)
{
    uintptr_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

/* Bytes of a word that start a code point. The sum of the bytes' bits comes out in the top byte. */
static size_t starts_in(uintptr_t word)
{
    uintptr_t starts = ((~word >> 7) | (word >> 6)) & EACH_BYTE;
    return (size_t)(starts * EACH_BYTE >> (sizeof word - 1) * 8);
}
#else
#define BY_WORDS 0
#endif

size_t adutf_ascii(const uint8_t *text, size_t n)
{
    size_t i = 0;
#if BY_WORDS
    while (n - i >= sizeof(uintptr_t) && (load(text + i) & (EACH_BYTE << 7)) == 0) {
        i += sizeof(uintptr_t);
    }
#endif
    while (i < n && text[i] < 0x80) {
        i++;
    }
    return i;
}

enum adutf_fault adutf_check(const uint8_t *text, size_t n, bool surrogates,
                             struct adutf_error *error)
{
    for (size_t i = 0; i < n;) {
        uint8_t first = text[i];
        if (first < 0x80) {
            i += adutf_ascii(text + i, n - i);
            continue;
        }
        error->start = i;
        error->end = i + 1;
        if (first < 0xC2 || first > 0xF4) {
            return ADUTF_BAD_START;
        }
        /* No longer form than needed, no surrogates, nothing past U+10FFFF: all seen in the second
         * byte. */
        uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        uint8_t high = first == 0xED && !surrogates ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        size_t end = i + adutf_size(first);
        for (i++; i < end; i++) {
            error->end = i;
            if (i >= n) {
                return ADUTF_TRUNCATED;
            }
            if (text[i] < low || text[i] > high) {
                return ADUTF_BAD_CONTINUATION;
            }
            low = 0x80;
            high = 0xBF;
        }
    }
    return ADUTF_OK;
}

uint8_t adutf_decode(const uint8_t *text, uint32_t *c)
{
    uint8_t first = text[0], size = adutf_size(first);
    /* 0xxxxxxx, 110xxxxx, 1110xxxx, 11110xxx */
    uint32_t value = size == 1 ? first : first & (0x7Fu >> size);
    for (uint8_t i = 1; i < size; i++) {
        value = value << 6 | (text[i] & 0x3F);
    }
    *c = value;
    return size;
}

uint8_t adutf_encode(uint8_t *text, uint32_t c)
{
    uint8_t size = adutf_size_of(c);
    for (uint8_t i = size; --i != 0;) {
        text[i] = (uint8_t)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    text[0] = (uint8_t)(size == 1 ? c : (0xF00u >> size | c));
    return size;
}

size_t adutf_count(const uint8_t *text, size_t n)
{
    size_t count = 0;
#if BY_WORDS
    for (; n >= sizeof(uintptr_t); n -= sizeof(uintptr_t), text += sizeof(uintptr_t)) {
        count += starts_in(load(text));
    }
#endif
    for (; n != 0; n--) {
        count += !adutf_continues(*text++);
    }
    return count;
}

size_t adutf_offset(const uint8_t *text, size_t n, size_t index)
{
    size_t i = 0;
#if BY_WORDS
    /* While the words read do not contain the start that is looked for. */
    while (n - i >= sizeof(uintptr_t)) {
        size_t starts = starts_in(load(text + i));
        if (starts > index) {
            break;
        }
        index -= starts;
        i += sizeof(uintptr_t);
    }
#endif
    for (; i < n; i++) {
        if (!adutf_continues(text[i]) && index-- == 0) {
            break;
        }
    }
    return i;
}

size_t adutf_offset_back(const uint8_t *text, size_t n, size_t count)
{
#if BY_WORDS
    while (n >= sizeof(uintptr_t)) {
        size_t starts = starts_in(load(text + n - sizeof(uintptr_t)));
        if (starts >= count) {
            break;
        }
        count -= starts;
        n -= sizeof(uintptr_t);
    }
#endif
    while (count != 0 && n != 0) {
        count -= !adutf_continues(text[--n]);
    }
    return n;
}
