/* SPDX-License-Identifier: MIT
 * test_numtext.c - src/base/numtext.c against answers of CPython: test_numtext FILE, made by
 * gen_vectors.py real, or gen_vectors.py single for a build with AD_FLOAT_SINGLE. Buffers have
 * exactly the promised size. With a second argument N a build for singles tries every N-th single
 * there is both ways (1: all of them).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/base/numtext.h"

static unsigned long passed, failed;

static void check(bool ok, const char *line, const char *got, size_t len)
{
    if (ok) {
        passed++;
    } else if (failed++ < 20) {
        printf("FAIL %.*s <- %.300s\n", (int)len, got, line);
    }
}

static char *new_text(size_t size)
{
    char *text = malloc(size != 0 ? size : 1);
    if (text == NULL) {
        exit(2);
    }
    return text;
}

static adreal real_of(const char *hex)
{
    return adreal_from_bits((adreal_bits)strtoull(hex, NULL, 16));
}

static void test_repr(char **w, const char *line)
{
    char *text = new_text(ADNUM_REPR_SIZE);
    size_t len = adnum_repr(text, real_of(w[1]));
    check(len == strlen(w[2]) && memcmp(text, w[2], len) == 0, line, text, len);
    free(text);
}

static void test_format(char **w, const char *line)
{
    int precision = atoi(w[2]);
    adreal x = real_of(w[4]);
    char *text = new_text(adnum_format_size(x, w[1][0], precision));
    size_t len = adnum_format(text, x, w[1][0], precision, (unsigned)atoi(w[3]));
    check(len == strlen(w[5]) && memcmp(text, w[5], len) == 0, line, text, len);
    free(text);
}

static void test_parse_text(const char *from, size_t len, size_t want_len, const char *want,
                            const char *line)
{
    char got[40];
    char *text = new_text(len);
    memcpy(text, from, len);
    adreal x = 0;
    size_t took = adnum_parse(text, len, &x);
    adreal_bits bits = adreal_to_bits(x);
    int n = sprintf(got, "%zu %llx", took, (unsigned long long)bits);
    bool ok = strcmp(want, "nan") == 0 ? x != x : bits == adreal_to_bits(real_of(want));
    check(took == want_len && ok, line, got, (size_t)n);
    free(text);
}

static void test_parse(char **w, const char *line)
{
    static const char *const tails[] = {"", "x", "e", "e+", "_", ".", "__1", "e_1", " 1"};
    static unsigned turn;
    size_t len = strlen(w[1]);
    test_parse_text(w[1], len, len, w[2], line);
    /* What follows a number must not be taken, unless it can go on. */
    const char *tail = tails[turn++ % AD_COUNT(tails)];
    if (strpbrk(w[1], "nNeE") == NULL && (tail[0] != '.' || strchr(w[1], '.') != NULL)) {
        char *text = new_text(len + strlen(tail) + 1);
        strcpy(text, w[1]);
        strcat(text, tail);
        test_parse_text(text, strlen(text), len, w[2], line);
        free(text);
    }
}

static void check_text(size_t len, const char *got, size_t want_len, const char *want)
{
    check(len == want_len && memcmp(got, want, len) == 0, want, got, len);
}

static void test_integers(void)
{
    static const uint64_t shapes[] = {0, 9, 10, 99, 100, 65535, 65536, 4294967295u, 4294967296u,
                                      UINT64_MAX, INT64_MAX, (uint64_t)INT64_MAX + 1};
    uint64_t seed = 12345;
    char want[30], got[30];
    for (size_t i = 0; i < 30000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        uint64_t v = i < AD_COUNT(shapes) ? shapes[i] : (seed ^ seed >> 29) >> (i % 64);
        size_t len = (size_t)sprintf(want, "%llu", (unsigned long long)v);
        check_text(adnum_u64_text(got, v), got, len, want);
        len = (size_t)sprintf(want, "%lld", (long long)v);
        check_text(adnum_i64_text(got, (int64_t)v), got, len, want);
        len = (size_t)sprintf(want, "%lu", (unsigned long)(uint32_t)v);
        check_text(adnum_u32_text(got, (uint32_t)v), got, len, want);
        len = (size_t)sprintf(want, "%u", (unsigned)(uint16_t)v);
        check_text(adnum_u16_text(got, (uint16_t)v), got, len, want);
    }
}

static void test_refused(void)
{
    static const char *const bad[] = {"", "+", "-", ".", "e5", "_1", "._1", "x", "in", "na",
                                      "+-1", ".e1", " 1"};
    for (size_t i = 0; i < AD_COUNT(bad); i++) {
        adreal x = 0;
        check(adnum_parse(bad[i], strlen(bad[i]), &x) == 0, bad[i], "taken", 5);
    }
}

#if AD_FLOAT_SINGLE
/* Every step-th single: its text must read back as itself, and %.8e must, too. */
static void test_all(unsigned long step)
{
    for (uint64_t bits = 0; bits < ADREAL_INF; bits += step) {
        char text[ADNUM_REPR_SIZE];
        adreal back = -1, x = adreal_from_bits((adreal_bits)bits);
        size_t len = adnum_repr(text, x);
        bool ok = adnum_parse(text, len, &back) == len && adreal_to_bits(back) == bits;
        /* The C library of the host rounds correctly; one digit fewer must not do. */
        char shorter[40], zero[] = "0123456789";
        size_t digits = 0, leading = 1;
        for (size_t i = 0; i < len && text[i] != 'e'; i++) {
            leading = leading && !(text[i] >= '1' && text[i] <= '9');
            digits += !leading && strchr(zero, text[i]) != NULL;
        }
        if (memcmp(text + len - 2, ".0", 2) == 0) {
            digits = 0;
        }
        if (digits > 1) {
            sprintf(shorter, "%.*e", (int)digits - 2, (double)x);
            ok = ok && strtof(shorter, NULL) != x;
        }
        if (!ok) {
            check(false, "every single", text, len);
        }
    }
    passed++;
}
#endif

int main(int argc, char **argv)
{
    static char line[20000], words[20000];
    FILE *file = argc >= 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: test_numtext VECTORS [STEP]\n");
        return 2;
    }
    test_integers();
    test_refused();
    while (fgets(line, sizeof line, file) != NULL) {
        char *w[6] = {NULL};
        strcpy(words, line);
        size_t n = 0;
        for (char *p = strtok(words, " \n"); p != NULL && n < 6; p = strtok(NULL, " \n")) {
            w[n++] = p;
        }
        if (strcmp(w[0], "repr") == 0) {
            test_repr(w, line);
        } else if (strcmp(w[0], "fmt") == 0) {
            test_format(w, line);
        } else {
            test_parse(w, line);
        }
    }
    fclose(file);
#if AD_FLOAT_SINGLE
    if (argc >= 3) {
        test_all(strtoul(argv[2], NULL, 10));
    }
#endif
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0 || passed < 1000;
}
