/* SPDX-License-Identifier: MIT
 * test_utf8.c - src/base/utf8.c against answers of CPython: test_utf8 FILE, made by gen_vectors.py
 * utf8; and src/base/hash.h for values that must not change and for spread.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/base/hash.h"
#include "../../src/base/utf8.h"

#define MAX_POINTS 2000

static unsigned long passed, failed;

static void check(bool ok, const char *line, const char *what)
{
    if (ok) {
        passed++;
    } else if (failed++ < 20) {
        printf("FAIL %s: %.300s\n", what, line);
    }
}

/* Bytes in a block of exactly their size, for the address sanitizer. */
static uint8_t *parse_bytes(const char *hex, size_t *n)
{
    *n = *hex == '-' ? 0 : strlen(hex) / 2;
    uint8_t *bytes = malloc(*n != 0 ? *n : 1);
    if (bytes == NULL) {
        exit(2);
    }
    for (size_t i = 0; i < *n; i++) {
        unsigned byte = 0;
        sscanf(hex + 2 * i, "%2x", &byte);
        bytes[i] = (uint8_t)byte;
    }
    return bytes;
}

static void test_check(char **w, const char *line)
{
    size_t n;
    uint8_t *text = parse_bytes(w[1], &n);
    struct adutf_error error = {0, 0};
    unsigned fault = (unsigned)adutf_check(text, n, false, &error);
    check(fault == strtoul(w[2], NULL, 10), line, "fault");
    if (fault != 0) {
        bool start = error.start == strtoul(w[3], NULL, 10);
        check(start && error.end == strtoul(w[4], NULL, 10), line, "place");
    }
    size_t ascii = 0;
    while (ascii < n && text[ascii] < 0x80) {
        ascii++;
    }
    check(adutf_ascii(text, n) == ascii, line, "ascii");
    free(text);
}

static void test_text(char **w, const char *line)
{
    static size_t starts[MAX_POINTS + 1];
    size_t n, count = 0, at = 0;
    uint8_t *text = parse_bytes(w[1], &n);
    struct adutf_error error;
    check(adutf_check(text, n, true, &error) == ADUTF_OK, line, "surrogates");
    for (char *p = strtok(w[2], ","); p != NULL && *p != '-'; p = strtok(NULL, ",")) {
        uint32_t c = 0, want = (uint32_t)strtoul(p, NULL, 16);
        uint8_t bytes[ADUTF_MAX];
        uint8_t size = adutf_decode(text + at, &c);
        check(c == want && size == adutf_size(text[at]), line, "decode");
        check(size == adutf_size_of(c) && size == adutf_encode(bytes, want), line, "size");
        check(memcmp(bytes, text + at, size) == 0, line, "encode");
        starts[count++] = at;
        at += size;
    }
    starts[count] = n;
    check(at == n && adutf_count(text, n) == count, line, "count");
    for (size_t i = 0; i <= count; i++) {
        check(adutf_offset(text, n, i) == starts[i], line, "offset");
        check(adutf_offset_back(text, n, count - i) == starts[i], line, "offset back");
    }
    check(adutf_offset(text, n, count + 5) == n, line, "past the end");
    check(adutf_offset_back(text, n, count + 5) == 0, line, "before the start");
    free(text);
}

/* Names as programs have them, into as many buckets: a random function leaves 1/e = 37 % of them
 * empty. */
static void test_spread(void)
{
    enum { BUCKETS = 256 };
    static const char *const stems[] = {"x", "item_", "value", "self.", "get_", "PIN"};
    unsigned used16[BUCKETS] = {0}, used32[BUCKETS] = {0}, empty16 = 0, empty32 = 0;
    for (unsigned i = 0; i < BUCKETS; i++) {
        char name[32];
        size_t n = (size_t)sprintf(name, "%s%u", stems[i % AD_COUNT(stems)], i / 3);
        used16[adhash_16((const uint8_t *)name, n) % BUCKETS]++;
        used32[adhash_32((const uint8_t *)name, n) % BUCKETS]++;
    }
    for (unsigned i = 0; i < BUCKETS; i++) {
        empty16 += used16[i] == 0;
        empty32 += used32[i] == 0;
    }
    check(empty16 < BUCKETS * 45 / 100, "16 bits", "spread");
    check(empty32 < BUCKETS * 45 / 100, "32 bits", "spread");
    if (failed != 0) {
        printf("empty of %d: %u, %u\n", BUCKETS, empty16, empty32);
    }
}

static void test_hash(void)
{
    /* Fixed for good: images carry tables made with them. */
    static const struct { const char *text; uint16_t h16; uint32_t h32; } known[] = {
        {"", 0x9D58, 0x00000000},
        {"a", 0x94E0, 0x2AA98B44},
        {"print", 0x4BE7, 0xC3C9EF4B},
        {"__init__", 0xD01F, 0x18AAEE20},
        {"hello world", 0xB233, 0xDC0174B8},
    };
    for (size_t i = 0; i < AD_COUNT(known); i++) {
        const uint8_t *bytes = (const uint8_t *)known[i].text;
        size_t n = strlen(known[i].text);
        bool ok = adhash_16(bytes, n) == known[i].h16 && adhash_32(bytes, n) == known[i].h32;
        check(ok, known[i].text, "hash");
    }
    test_spread();
}

int main(int argc, char **argv)
{
    static char line[20000], words[20000];
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: test_utf8 VECTORS\n");
        return 2;
    }
    test_hash();
    while (fgets(line, sizeof line, file) != NULL) {
        char *w[6] = {NULL};
        strcpy(words, line);
        size_t n = 0;
        for (char *p = strtok(words, " \n"); p != NULL && n < 6; p = strtok(NULL, " \n")) {
            w[n++] = p;
        }
        if (strcmp(w[0], "check") == 0) {
            test_check(w, line);
        } else {
            test_text(w, line);
        }
    }
    fclose(file);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0 || passed < 1000;
}
