/* SPDX-License-Identifier: MIT
 * test_cell.c - the cells of this width, and that image/cellcode.h has the same bits.
 */
/* cells: 16 32 64 */
#include <stdio.h>

#include "core/cell.h"
#include "image/cellcode.h"

#define W AD_CELL_BYTES

static int passed, failed;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

/* A cell is exactly one of its kinds, and cellcode says the same. */
static void check_kinds(adcell c)
{
    bool header = adhd_is(c);
    int kinds = ad_is_int(c) + (ad_is_imm(c) || c == AD_UNBOUND) + ad_is_flo(c);
    if (!header)
        check(kinds + (ad_is_ref(c) != 0) == 1, "a cell is of one kind");
    check(adcc_is_small(W, c) == (ad_is_int(c) != 0), "is_small");
    check(adcc_is_imm(W, c) == (ad_is_imm(c) || c == AD_UNBOUND), "is_imm");
    check(adcc_is_float(W, c) == (ad_is_flo(c) != 0), "is_float");
    check(adcc_is_header(W, c) == (header != 0), "is_header");
    if (!header)
        check(adcc_is_ref(W, c) == (ad_is_ref(c) && ad_is_rom(c)), "is_ref");
}

static void test_ints(void)
{
    const adint ints[] = {0, 1, -1, 2, 100, -100, 4095, -4096, AD_INT_MAX, AD_INT_MIN,
        AD_INT_MAX - 1, AD_INT_MIN + 1};
    for (unsigned i = 0; i < AD_COUNT(ints); i++) {
        adcell c = ad_from_int(ints[i]), r;
        check(ad_int(c) == ints[i] && adcc_small(W, ints[i]) == c, "small int");
        check(adcc_small_value(W, c) == ints[i] && adcc_small_fits(W, ints[i]), "and back");
        check_kinds(c);
        for (unsigned k = 0; k < AD_COUNT(ints); k++) {
            int64_t a = ints[i], b = ints[k], product;
            adcell d = ad_from_int(ints[k]);
            check(ad_int_add(c, d, &r) == adcc_small_fits(W, a + b), "add fits");
            check(!ad_int_add(c, d, &r) || ad_int(r) == a + b, "add");
            check(ad_int_sub(c, d, &r) == adcc_small_fits(W, a - b), "sub fits");
            check(!ad_int_sub(c, d, &r) || ad_int(r) == a - b, "sub");
            bool fits = !__builtin_mul_overflow(a, b, &product) && adcc_small_fits(W, product);
            check(ad_int_mul(c, d, &r) == fits, "mul fits");
            check(!ad_int_mul(c, d, &r) || ad_int(r) == product, "mul");
        }
    }
    check(!adcc_small_fits(W, (int64_t)AD_INT_MAX + 1), "too large");
    check(!adcc_small_fits(W, (int64_t)AD_INT_MIN - 1), "too small");
}

static void test_others(void)
{
    for (unsigned n = 0; n < AD_IMM_COUNT; n++) {
        check(adcc_imm(W, n) == ad_imm(n) && ad_imm_number(ad_imm(n)) == n, "immediate");
        check(adcc_imm_number(W, ad_imm(n)) == n, "its number");
        check_kinds(ad_imm(n));
    }
    for (uint32_t distance = W; distance <= adcc_reach(W); distance += distance / 7 / W * W + W) {
        adcell c = (adcell)adcc_ref(W, distance);
        check(ad_is_rom(c) && ad_is_ref(c) && -ad_offset(c) == (intptr_t)distance, "reference");
        check(adcc_distance(W, c) == distance, "its distance");
        check_kinds(c);
    }
    check(ad_is_ref((adcell)AD_BLOCK_BIAS) && !ad_is_rom((adcell)AD_BLOCK_BIAS), "in the block");
    for (unsigned layout = 0; layout < 32; layout++) {
        for (uint32_t size = 0; size <= AD_SIZE_MAX; size = size * 3 + 1) {
            adcell h = adhd_make(layout, size);
            check(adcc_header(W, layout, size) == h && adhd_is(h), "header");
            check(adhd_layout(h) == layout && adcc_layout(W, h) == layout, "layout");
            check(adcc_size(W, h) == adhd_size(h), "size");
            check(adhd_size(h) == (AD_ESCAPE && size > AD_ESCAPE ? AD_ESCAPE : size), "and back");
            check(!adhd_marked(h) && adhd_marked(adhd_mark(h)), "mark");
            check(adhd_unmark(adhd_mark(h)) == h && adhd_is(adhd_mark(h)), "unmark");
            check_kinds(h);
        }
    }
    check(adcc_size_max(W) == AD_SIZE_MAX, "greatest size");
}

static void test_floats(void)
{
    const double floats[] = {0.0, -0.0, 1.0, -1.5, 0.1, 1e153, 1e155, 1e-153, 1e-155, 1e308,
        5e-324, -3.75e100, 1.0 / 3};
    for (unsigned i = 0; i < AD_COUNT(floats); i++) {
        uint64_t bits, cell = 0, back;
        adcell c = 0;
        memcpy(&bits, &floats[i], 8);
        bool fits = ad_flo_fits(floats[i], &c);
        check(adcc_float(W, bits, &cell) == fits, "float fits");
        check(!fits || cell == c, "float");
        if (!fits || !ad_is_flo(c))
            continue;
        double d = ad_flo(c);
        memcpy(&back, &d, 8);
        check(back == bits && adcc_float_bits(c) == bits, "float and back");
        check_kinds(c);
    }
}

int main(void)
{
    test_ints();
    test_others();
    test_floats();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
