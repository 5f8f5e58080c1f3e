/* SPDX-License-Identifier: MIT
 * chars.c - properties and case of characters. ASCII by comparing; the rest, on the PC only, by the
 * rules of the Latin, Greek, Cyrillic, Armenian blocks and by ranges for what has no case.
 */
#include "core/obj/text.h"

unsigned adchar_ascii(uint8_t c)
{
    uint8_t letter = (uint8_t)((c | 32) - 'a');
    if (letter < 26)
        return AD_CH_ALPHA | AD_CH_PRINT | (c & 32 ? AD_CH_LOWER : AD_CH_UPPER);
    if ((uint8_t)(c - '0') < 10)
        return AD_CH_DECIMAL | AD_CH_DIGIT | AD_CH_NUMERIC | AD_CH_PRINT;
    if (c == ' ')
        return AD_CH_SPACE | AD_CH_PRINT;
    if ((uint8_t)(c - 9) < 5 || (uint8_t)(c - 28) < 4)
        return AD_CH_SPACE;
    return c > ' ' && c < 127 ? AD_CH_PRINT : 0;
}

bool adchar_is_space(uint32_t c, unsigned kind)
{
    if (c < 0x80)
        return (adchar_ascii((uint8_t)c) & AD_CH_SPACE) && (kind == ADT_str ||
            (uint8_t)(c - 28) >= 4);
    return kind == ADT_str && (adchar_flags(c) & AD_CH_SPACE);
}

#if AD_TEXTS
#include "core/obj/chars_table.h"

/* Is c in one of the ranges first, last, first, last ... in ascending order? */
static bool in_ranges(const uint32_t *range, size_t n, uint32_t c)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c < range[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low & 1;
}

#define IN(table) in_ranges(table, AD_COUNT(table), c)

unsigned adchar_flags(uint32_t c)
{
    unsigned f = 0;
    if (c < 0x80)
        return adchar_ascii((uint8_t)c);
    if (IN(adchars_alpha))
        f |= AD_CH_ALPHA;
    if (IN(adchars_lower))
        f |= AD_CH_LOWER;
    else if (IN(adchars_upper))
        f |= AD_CH_UPPER;
    if (IN(adchars_decimal))
        f |= AD_CH_DECIMAL | AD_CH_DIGIT | AD_CH_NUMERIC;
    else if (IN(adchars_digit))
        f |= AD_CH_DIGIT | AD_CH_NUMERIC;
    else if (IN(adchars_numeric))
        f |= AD_CH_NUMERIC;
    if (IN(adchars_print))
        f |= AD_CH_PRINT;
    if (IN(adchars_space))
        f |= AD_CH_SPACE;
    return f;
}

/* Rows first, last, step, delta: c in first..last with (c - first) % step == 0 maps to c + delta.
 * */
static uint32_t mapped(const struct adchars_map *row, size_t n, uint32_t c)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (row[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < n && c >= row[low].first && (c - row[low].first) % row[low].step == 0)
        return (uint32_t)((int32_t)c + row[low].delta);
    return c;
}

static unsigned special(uint32_t c, unsigned to, uint32_t out[3])
{
    unsigned i, n = 0;
    for (i = 0; i < AD_COUNT(adchars_special); i++) {
        const struct adchars_special *row = &adchars_special[i];
        if (row->from == c && row->to == to)
            for (n = 0; n < 3 && row->text[n]; n++)
                out[n] = row->text[n];
    }
    return n;
}

unsigned adchar_case(uint32_t c, unsigned to, uint32_t out[3])
{
    unsigned n;
    if (c < 0x80) {
        out[0] = adchar_ascii((uint8_t)c) & (to == AD_CH_LOWER ? AD_CH_UPPER : AD_CH_LOWER) ?
            c ^ 32 : c;
        return 1;
    }
    n = special(c, to, out);
    if (n)
        return n;
    if (to == AD_CH_LOWER)
        out[0] = mapped(adchars_to_lower, AD_COUNT(adchars_to_lower), c);
    else
        out[0] = mapped(adchars_to_upper, AD_COUNT(adchars_to_upper), c);
    return 1;
}
#else
unsigned adchar_flags(uint32_t c)
{
    return c < 0x80 ? adchar_ascii((uint8_t)c) : AD_CH_PRINT;
}
#endif
