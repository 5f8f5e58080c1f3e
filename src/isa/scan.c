/* SPDX-License-Identifier: MIT
 * scan.c - see scan.h.
 */
#include "isa/scan.h"

void adscan_line(struct adscan *s, const char *text, size_t n)
{
    memset(s, 0, sizeof *s);
    s->start = s->at = s->token = text;
    s->end = text + n;
}

bool adscan_fail(struct adscan *s, const char *error)
{
    if (!s->error) {
        s->error = error;
        s->where = s->token;
    }
    return false;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static bool ends_token(char c)
{
    return is_blank(c) || c == ',' || c == ';' || c == '=' || c == '(' || c == ')' || c == '"' ||
           c == '\n';
}

bool adscan_at_end(struct adscan *s)
{
    while (s->at < s->end && is_blank(*s->at))
        s->at++;
    return s->at == s->end || *s->at == ';' || *s->at == '\n';
}

bool adscan_char(struct adscan *s, char c)
{
    if (adscan_at_end(s) || *s->at != c)
        return false;
    s->at++;
    return true;
}

bool adscan_token(struct adscan *s)
{
    bool end = adscan_at_end(s);
    s->token = s->at;
    while (!end && s->at < s->end && !ends_token(*s->at))
        s->at++;
    s->length = (size_t)(s->at - s->token);
    return s->length != 0;
}

bool adscan_is(const struct adscan *s, const char *word)
{
    size_t i = 0;
    while (i < s->length && word[i] && word[i] == s->token[i])
        i++;
    return i == s->length && !word[i];
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

bool adscan_number(const struct adscan *s, int64_t *value)
{
    const char *p = s->token, *end = p + s->length;
    bool negative = p < end && *p == '-';
    uint64_t sum = 0;
    int base = 10;
    p += p < end && (*p == '-' || *p == '+');
    if (end - p > 2 && p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) {
        base = 16;
        p += 2;
    }
    if (p == end)
        return false;
    for (; p < end; p++) {
        int digit = digit_value(*p);
        if (digit >= base || sum > (uint64_t)INT64_MAX / (unsigned)base)
            return false;
        sum = sum * (unsigned)base + (unsigned)digit;
    }
    if (sum > (uint64_t)INT64_MAX)
        return false;
    *value = negative ? -(int64_t)sum : (int64_t)sum;
    return true;
}

bool adscan_int(struct adscan *s, int64_t least, int64_t most, int64_t *value)
{
    if (!adscan_token(s) || !adscan_number(s, value))
        return adscan_fail(s, "a number is expected");
    if (*value < least || *value > most)
        return adscan_fail(s, "the number is too large or too small");
    return true;
}

/* Behind a backslash. */
static bool escape(struct adscan *s, uint8_t *to)
{
    static const char escapes[] = "n\nr\rt\t\"\"\\\\";
    char c = s->at < s->end ? *s->at++ : 0;
    for (const char *e = escapes; *e; e += 2) {
        if (*e == c) {
            *to = (uint8_t)e[1];
            return true;
        }
    }
    int high = c == 'x' && s->end - s->at >= 2 ? digit_value(s->at[0]) : 16;
    int low = high < 16 ? digit_value(s->at[1]) : 16;
    s->token = s->at;
    if (low > 15)
        return adscan_fail(s, "no such escape in a text");
    *to = (uint8_t)(high << 4 | low);
    s->at += 2;
    return true;
}

bool adscan_quoted(struct adscan *s, uint8_t *to, size_t *n)
{
    *n = 0;
    s->token = s->at;
    if (!adscan_char(s, '"'))
        return adscan_fail(s, "a text in quotes is expected");
    while (s->at < s->end && *s->at != '"') {
        if (*s->at != '\\')
            to[(*n)++] = (uint8_t)*s->at++;
        else if (s->at++, !escape(s, &to[(*n)++]))
            return false;
    }
    return adscan_char(s, '"') || adscan_fail(s, "the text does not end");
}
