/* SPDX-License-Identifier: MIT
 * test_bn.c - src/base/bn.c against answers of CPython: test_bn FILE, made by gen_vectors.py bn (or
 * bn_single, for the few operations with floats in a build with AD_FLOAT_SINGLE).
 * Every row is allocated with exactly the limbs that the size functions promise to be enough, so
 * that the address sanitizer checks those too; every aliasing that bn.h allows is tried.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/base/bn.h"

static unsigned long passed, failed;

static void check(bool ok, const char *line, const char *what)
{
    if (ok) {
        passed++;
    } else if (failed++ < 20) {
        printf("FAIL %s: %.300s\n", what, line);
    }
}

/* At least one byte, so that a row of no limbs still has an address that the sanitizer guards. */
static adlimb *new_row(size_t limbs)
{
    adlimb *row = malloc(limbs != 0 ? limbs * sizeof *row : 1);
    if (row == NULL) {
        exit(2);
    }
    memset(row, 0xA5, limbs * sizeof *row);
    return row;
}

static struct adbn new_result(size_t limbs)
{
    return (struct adbn){new_row(limbs), 77, true};
}

static struct adbn parse(const char *text)
{
    bool neg = *text == '-';
    text += neg;
    size_t len = strlen(text);
    struct adbn a = new_result(adbn_from_text_limbs(len, 16));
    if (!adbn_from_text(&a, text, len, 16)) {
        exit(2);
    }
    a.neg = neg && a.n != 0;
    return a;
}

/* A copy of a in a row of `limbs` limbs, for results written in place. */
static struct adbn copy(const struct adbn *a, size_t limbs)
{
    struct adbn r = {new_row(AD_MAX(limbs, a->n)), a->n, a->neg};
    memcpy(r.limb, a->limb, a->n * sizeof *r.limb);
    return r;
}

static bool same(const struct adbn *a, const struct adbn *b)
{
    return a->n == b->n && a->neg == b->neg &&
           memcmp(a->limb, b->limb, a->n * sizeof *a->limb) == 0;
}

typedef void binary(struct adbn *r, const struct adbn *a, const struct adbn *b);

static void bit_and(struct adbn *r, const struct adbn *a, const struct adbn *b)
{
    adbn_bits(r, a, b, ADBN_AND);
}

static void bit_or(struct adbn *r, const struct adbn *a, const struct adbn *b)
{
    adbn_bits(r, a, b, ADBN_OR);
}

static void bit_xor(struct adbn *r, const struct adbn *a, const struct adbn *b)
{
    adbn_bits(r, a, b, ADBN_XOR);
}

static void test_binary(binary *f, char **w, const char *line, bool in_place)
{
    struct adbn a = parse(w[1]), b = parse(w[2]), want = parse(w[3]);
    size_t limbs = in_place ? adbn_add_limbs(a.n, b.n) : adbn_mul_limbs(a.n, b.n);
    struct adbn r = new_result(limbs);
    f(&r, &a, &b);
    check(same(&r, &want), line, "apart");
    free(r.limb);
    if (in_place) {
        r = copy(&a, limbs);
        f(&r, &r, &b);
        check(same(&r, &want), line, "on a");
        free(r.limb);
        r = copy(&b, limbs);
        f(&r, &a, &r);
        check(same(&r, &want), line, "on b");
        free(r.limb);
    }
    if (same(&a, &b)) {
        r = in_place ? copy(&a, limbs) : new_result(limbs);
        f(&r, in_place ? &r : &a, in_place ? &r : &a);
        check(same(&r, &want), line, "on itself");
        free(r.limb);
    }
    free(a.limb);
    free(b.limb);
    free(want.limb);
}

static void test_div(char **w, const char *line)
{
    struct adbn a = parse(w[1]), b = parse(w[2]), wq = parse(w[3]), wr = parse(w[4]);
    for (int way = 0; way < 4; way++) {
        size_t limbs = adbn_rem_limbs(a.n, b.n);
        struct adbn q = new_result(adbn_quot_limbs(a.n, b.n));
        struct adbn r = way & 1 ? copy(&a, limbs) : new_result(limbs);
        adlimb *scratch = new_row(adbn_div_scratch(b.n));
        adbn_divmod(way & 2 ? NULL : &q, &r, way & 1 ? &r : &a, &b, scratch);
        check(same(&r, &wr) && (way & 2 || same(&q, &wq)), line, "division");
        free(q.limb);
        free(r.limb);
        free(scratch);
    }
    free(a.limb);
    free(b.limb);
    free(wq.limb);
    free(wr.limb);
}

static void test_shift(bool left, char **w, const char *line)
{
    struct adbn a = parse(w[1]), want = parse(w[3]);
    size_t bits = strtoul(w[2], NULL, 10);
    size_t limbs = left ? adbn_shl_limbs(a.n, bits) : adbn_shr_limbs(a.n, bits);
    for (int way = 0; way < 2; way++) {
        struct adbn r = way ? copy(&a, limbs) : new_result(limbs);
        if (left) {
            adbn_shl(&r, way ? &r : &a, bits);
        } else {
            adbn_shr(&r, way ? &r : &a, bits);
        }
        check(same(&r, &want), line, "shift");
        free(r.limb);
    }
    free(a.limb);
    free(want.limb);
}

static void test_not(char **w, const char *line)
{
    struct adbn a = parse(w[1]), want = parse(w[2]);
    for (int way = 0; way < 2; way++) {
        struct adbn r = way ? copy(&a, adbn_not_limbs(a.n)) : new_result(adbn_not_limbs(a.n));
        adbn_not(&r, way ? &r : &a);
        check(same(&r, &want), line, "not");
        free(r.limb);
    }
    free(a.limb);
    free(want.limb);
}

static void test_machine(char **w, const char *line)
{
    struct adbn a = parse(w[1]), r;
    int64_t i64 = 0;
    uint64_t u64 = 0;
    int32_t i32 = 0;
    bool fits = adbn_to_i64(&a, &i64);
    check(fits == (w[2][0] == '1'), line, "i64 fits");
    if (fits) {
        r = new_result(ADBN_I64_LIMBS);
        adbn_from_i64(&r, i64);
        check(same(&r, &a) && i64 == (w[1][0] == '-' ? (int64_t)(0 - strtoull(w[1] + 1, NULL, 16))
                                                     : (int64_t)strtoull(w[1], NULL, 16)),
              line, "i64");
        free(r.limb);
    }
    fits = adbn_to_u64(&a, &u64);
    check(fits == (w[3][0] == '1') && (!fits || u64 == strtoull(w[1], NULL, 16)), line, "u64");
    fits = adbn_to_i32(&a, &i32);
    check(fits == (w[4][0] == '1') && (!fits || i32 == i64), line, "i32 fits");
    if (fits) {
        r = new_result(ADBN_I32_LIMBS);
        adbn_from_i32(&r, i32);
        check(same(&r, &a), line, "i32");
        free(r.limb);
    }
    free(a.limb);
}

static void test_text(char **w, const char *line)
{
    unsigned base = (unsigned)strtoul(w[1], NULL, 10);
    struct adbn a = parse(w[2]);
    size_t len = strlen(w[3]);
    struct adbn r = new_result(adbn_from_text_limbs(len, base));
    check(adbn_from_text(&r, w[3], len, base) && same(&r, &a), line, "from text");
    char *text = malloc(adbn_to_text_size(a.n, base));
    adlimb *scratch = new_row(a.n);
    if (text == NULL) {
        exit(2);
    }
    size_t got = adbn_to_text(text, &a, base, scratch);
    check(got == len && memcmp(text, w[3], len) == 0, line, "to text");
    got = adbn_to_text(text, &a, base, a.limb);
    check(got == len && memcmp(text, w[3], len) == 0, line, "to text in place");
    for (size_t i = 0; i < len; i++) {
        text[i] = w[3][i] >= 'a' ? (char)(w[3][i] - 'a' + 'A') : w[3][i];
    }
    struct adbn upper = new_result(adbn_from_text_limbs(len, base));
    check(adbn_from_text(&upper, text, len, base) && same(&upper, &r), line, "upper case");
    free(upper.limb);
    free(scratch);
    free(text);
    free(r.limb);
    free(a.limb);
}

static adreal real_of(const char *hex)
{
    return adreal_from_bits((adreal_bits)strtoull(hex, NULL, 16));
}

/* Is a result, in range or not, what the vector says? */
static bool is_float(bool fits, adreal x, const char *want)
{
    if (strcmp(want, "over") == 0) {
        return !fits;
    }
    return fits && adreal_to_bits(x) == adreal_to_bits(real_of(want));
}

static void test_true(char **w, const char *line)
{
    struct adbn a = parse(w[1]), b = parse(w[2]);
    adlimb *scratch = new_row(adbn_truediv_scratch(b.n));
    adreal x = 0;
    bool fits = adbn_truediv(&x, &a, &b, scratch);
    check(is_float(fits, x, w[3]), line, "a / b");
    free(scratch);
    free(a.limb);
    free(b.limb);
}

static void test_real(char **w, const char *line)
{
    struct adbn a = parse(w[1]);
    adreal x = 0;
    bool fits = adbn_to_real(&a, &x);
    check(is_float(fits, x, w[2]), line, "float");
    free(a.limb);
}

static void test_int(char **w, const char *line)
{
    struct adbn want = parse(w[2]), r = new_result(ADBN_REAL_LIMBS);
    adbn_from_real(&r, real_of(w[1]));
    check(same(&r, &want), line, "int(float)");
    free(r.limb);
    free(want.limb);
}

static void test_small(char **w, const char *line)
{
    struct adbn a = parse(w[1]);
    if (strcmp(w[0], "bits") == 0) {
        check(adbn_bit_length(&a) == strtoul(w[2], NULL, 10), line, "bit length");
    } else if (strcmp(w[0], "hash") == 0) {
        check(adbn_hash61(&a) == strtoll(w[2], NULL, 16), line, "hash");
    } else {
        struct adbn b = parse(w[2]);
        int c = adbn_cmp(&a, &b);
        check((c > 0) - (c < 0) == atoi(w[3]), line, "cmp");
        free(b.limb);
    }
    free(a.limb);
}

static void test_case(char **w, const char *line)
{
    static const struct { const char *name; binary *f; bool in_place; } ops[] = {
        {"add", adbn_add, true}, {"sub", adbn_sub, true}, {"mul", adbn_mul, false},
        {"and", bit_and, true}, {"or", bit_or, true}, {"xor", bit_xor, true},
    };
    static const struct { const char *name; void (*f)(char **w, const char *line); } tests[] = {
        {"div", test_div}, {"not", test_not}, {"i64", test_machine}, {"text", test_text},
        {"true", test_true}, {"real", test_real}, {"int", test_int}, {"bits", test_small},
        {"hash", test_small}, {"cmp", test_small},
    };
    for (size_t i = 0; i < AD_COUNT(ops); i++) {
        if (strcmp(w[0], ops[i].name) == 0) {
            test_binary(ops[i].f, w, line, ops[i].in_place);
            return;
        }
    }
    for (size_t i = 0; i < AD_COUNT(tests); i++) {
        if (strcmp(w[0], tests[i].name) == 0) {
            tests[i].f(w, line);
            return;
        }
    }
    if (strcmp(w[0], "shl") == 0 || strcmp(w[0], "shr") == 0) {
        test_shift(w[0][2] == 'l', w, line);
        return;
    }
    check(false, line, "unknown operation");
}

static void test_by_hand(void)
{
    struct adbn r = new_result(adbn_from_text_limbs(9, 10));
    check(!adbn_from_text(&r, "12a", 3, 10), "12a", "bad digit");
    check(!adbn_from_text(&r, "12:", 3, 36), "12:", "bad digit");
    check(!adbn_from_text(&r, "1\xC3\xA9", 3, 36), "e acute", "bad digit");
    check(!adbn_from_text(&r, "2", 1, 2), "2", "bad digit");
    check(!adbn_from_text(&r, "@[`{", 4, 36), "@", "bad digit");
    int32_t v = 0;
    bool ok = adbn_from_text(&r, "1_000_000", 9, 10) && adbn_to_i32(&r, &v);
    check(ok && v == 1000000, "1_000_000", "underscores");
    check(adbn_pow_limbs(2, SIZE_MAX) == SIZE_MAX && adbn_pow_limbs(0, 5) >= 1, "pow", "pow limbs");
    check(adbn_pow_limbs(3, 100) * AD_LIMB >= 300, "pow", "pow limbs");
    free(r.limb);
}

int main(int argc, char **argv)
{
    static char line[20000], words[20000];
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: test_bn VECTORS\n");
        return 2;
    }
    test_by_hand();
    while (fgets(line, sizeof line, file) != NULL) {
        char *w[6] = {NULL};
        strcpy(words, line);
        size_t n = 0;
        for (char *p = strtok(words, " \n"); p != NULL && n < 6; p = strtok(NULL, " \n")) {
            w[n++] = p;
        }
        test_case(w, line);
    }
    fclose(file);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0 || passed < 1000;
}
