/* SPDX-License-Identifier: MIT
 * outbuf.c - see outbuf.h.
 */
#include "base/outbuf.h"

void adout_to(struct adout *out, adout_write write, void *ctx)
{
    memset(out, 0, sizeof *out);
    out->write = write;
    out->ctx = ctx;
}

void adout_memory(struct adout *out, char *memory, size_t room)
{
    memset(out, 0, sizeof *out);
    out->memory = memory;
    out->room = room;
}

void adout_counter(struct adout *out) { memset(out, 0, sizeof *out); }

void adout_bytes(struct adout *out, const char *bytes, size_t n)
{
    if (out->write) {
        if (n && !out->failed)
            out->failed = !out->write(out->ctx, bytes, n);
    } else if (out->memory) {
        size_t left = out->count < out->room ? out->room - out->count : 0;
        if (left && n)
            memcpy(out->memory + out->count, bytes, AD_MIN(n, left));
        out->failed |= n > left;
    }
    out->count += n;
    for (size_t i = n; i-- > 0;) {
        if (bytes[i] == '\n') {
            out->line = out->count - (n - 1 - i);
            break;
        }
    }
}

void adout_byte(struct adout *out, char c) { adout_bytes(out, &c, 1); }

void adout_text(struct adout *out, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    adout_bytes(out, text, n);
}

void adout_int(struct adout *out, int64_t value)
{
    char text[20], *p = text + sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        *--p = (char)('0' + rest % 10);
    } while (rest /= 10);
    if (value < 0)
        *--p = '-';
    adout_bytes(out, p, (size_t)(text + sizeof text - p));
}

void adout_hex(struct adout *out, uint64_t value, unsigned digits)
{
    char text[16], *p = text + sizeof text;
    digits = AD_MIN(digits, 16u);
    while (value || digits) {
        *--p = "0123456789abcdef"[value & 15];
        value >>= 4;
        digits -= digits != 0;
    }
    adout_bytes(out, p, (size_t)(text + sizeof text - p));
}

void adout_column(struct adout *out, size_t column)
{
    static const char blanks[] = "                                ";
    size_t at = out->count - out->line, n = at < column ? column - at : 1;
    for (; n > sizeof blanks - 1; n -= sizeof blanks - 1)
        adout_bytes(out, blanks, sizeof blanks - 1);
    adout_bytes(out, blanks, n);
}

void adout_quoted(struct adout *out, const uint8_t *bytes, size_t n, bool utf8)
{
    static const char escapes[] = "\nn\rr\tt\"\"\\\\";
    unsigned surrogate = 0; /* bytes of a lone surrogate that are left */
    adout_byte(out, '"');
    for (size_t i = 0; i < n; i++) {
        char c = (char)bytes[i], pair[2] = {'\\', 0};
        if (bytes[i] == 0xed && i + 1 < n && bytes[i + 1] >= 0xa0)
            surrogate = 3;
        for (const char *e = escapes; *e; e += 2)
            pair[1] = *e == c ? e[1] : pair[1];
        if (pair[1]) {
            adout_bytes(out, pair, 2);
        } else if ((bytes[i] >= 32 && bytes[i] < 127) ||
                   (utf8 && !surrogate && bytes[i] >= 0x80)) {
            adout_byte(out, c);
        } else {
            adout_text(out, "\\x");
            adout_hex(out, bytes[i], 2);
        }
        surrogate -= surrogate != 0;
    }
    adout_byte(out, '"');
}
