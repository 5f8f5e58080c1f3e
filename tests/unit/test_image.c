/* SPDX-License-Identifier: MIT
 * test_image.c - what the builder makes, the verifier accepts and the reader finds, at each
 * width; what is damaged in any byte is refused, or, with its checksum put right, refused or
 * harmless.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "image/crc.h"
#include "image/dump.h"
#include "image/undump.h"
#include "image/verify.h"
#include "image/write.h"
#include "isa/isa.h"

static int passed, failed;

static bool check(bool ok, const char *what, unsigned width)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s (width %u)\n", what, width);
    return ok;
}

static char memory[1 << 20];
static struct adarena arena;

/* ---- a sample with everything in it --------------------------------------------------------- */

enum {
    CONST_STR, CONST_KEYS, CONST_CODE, CONST_BIG, CONST_FLOAT, CONST_ZERO, CONST_BYTES, CONST_WIDE,
    CONST_SLICE, CONST_LONG, CONST_MINUS, CONSTS
};

static adimg_cell inner_code(struct adimg_builder *b)
{
    /* def f(n, *, key): with a try and a loop */
    static const uint8_t bytecode[] = {
        ADOP_LOAD_GLOBAL, 0,                 /* 0 */
        ADOP_LOAD, 2,                        /* 2 */
        ADOP_CALL_KW, 1, CONST_KEYS, 0,      /* 4 */
        ADOP_LOAD_ATTR, 0,                   /* 8 */
        ADOP_POP,                            /* 10 */
        ADOP_JF_LT_LI, 2, 5, 3, 0,           /* 11 */
        ADOP_JUMP_BACK, 0xed, 0xff,          /* 16 */
        ADOP_RETURN_NONE,                    /* 19 */
        ADOP_ENTER_HANDLER, 0,               /* 20 */
        ADOP_LOAD_HANDLED, 0,                /* 22 */
        ADOP_RETURN};                        /* 24 */
    static const struct adtry tries[] = {{0, 11, 20, 0}};
    static const uint16_t params[] = {ADN_COUNT, ADN_COUNT + 1};
    struct adimg_build_code code = {.params = params, .bytecode = bytecode, .tries = tries};
    code.code = (struct adcode){.npos = 1, .nkwonly = 1, .nlocals = 3, .handler_slot = 0,
        .nhandlers = 1, .ntry = 1, .depth = 2, .code_size = sizeof bytecode, .name = ADN_COUNT,
        .debug = 1};
    return adimg_put_code(b, &code);
}

static adimg_cell main_code(struct adimg_builder *b)
{
    static const uint8_t bytecode[] = {
        ADOP_LOAD_K, CONST_STR, ADOP_BUILD_TUPLE, 1, 0, ADOP_MAKE_FUNCTION, 1, CONST_CODE, 0,
        ADOP_STORE_GLOBAL, 0, ADOP_LOAD_IMM, AD_IMM_TYPE + ADT_int, 0, ADOP_POP,
        ADOP_IMPORT, 1, 0, ADOP_STORE_GLOBAL2, 1, 0, ADOP_RETURN_NONE};
    struct adimg_build_code code = {.bytecode = bytecode};
    code.code = (struct adcode){.flags = ADCODE_SIMPLE, .depth = 1, .code_size = sizeof bytecode,
        .name = ADN_d_main, .debug = 0};
    return adimg_put_code(b, &code);
}

static void put_debug(struct adimg_builder *b)
{
    adimg_put_debug(b, &(struct adimg_build_debug){.module = 0, .first_line = 1, .nlocals = 0,
        .lines = (const uint8_t[]){9, 3, 4, 1, 6, 255}, .nlines = 6, .qualname = "<module>",
        .qualname_size = 8});
    adimg_put_debug(b, &(struct adimg_build_debug){.module = 1, .first_line = 2, .nlocals = 3,
        .lines = (const uint8_t[]){10, 1}, .nlines = 2, .qualname = "f", .qualname_size = 1,
        .names = (const uint8_t[]){0, 3, 'k', 'e', 'y', 1, 'n'}, .names_size = 7});
}

static uint8_t *sample(unsigned width, unsigned float_bytes, size_t *size)
{
    static adimg_cell consts[CONSTS], texts[3], frozen[ADZ_COUNT];
    static const uint16_t names[3] = {ADN_COUNT + 1, ADN_append, ADN_COUNT};
    static const uint16_t globals[2] = {ADN_COUNT, ADN_d_name};
    static struct adimg_build_module modules[2];
    static uint8_t big[32], longer[300];
    struct adimg_builder b;
    adarena_init(&arena, memory, sizeof memory);
    adimg_begin(&b, &arena, width, float_bytes);
    memset(big, 0x5a, sizeof big);
    adimg_cell key = adimg_put_str(&b, "key", 3);
    texts[0] = key;
    texts[1] = adimg_put_str(&b, "append", 6);
    texts[2] = adimg_put_str(&b, "f", 1);
    consts[CONST_STR] = adimg_put_str(&b, "f", 1);
    consts[CONST_KEYS] = adimg_put_tuple(&b, &key, 1);
    consts[CONST_BIG] = adimg_put_int(&b, true, big, sizeof big - 1);
    consts[CONST_FLOAT] = adimg_put_float(&b, -1e300);
    consts[CONST_ZERO] = adimg_put_float(&b, 0.0);
    consts[CONST_BYTES] = adimg_put_bytes(&b, (const uint8_t *)"\0\xff\1", 3);
    consts[CONST_WIDE] = adimg_put_str(&b, "gr\xc3\xbc\xc3\x9f \xed\xa0\x80", 10);
    consts[CONST_SLICE] = adimg_put_slice(&b, adimg_small(&b, -5), adimg_imm(&b, AD_IMM_NONE),
        adimg_put_i64(&b, INT64_MIN));
    consts[CONST_LONG] = adimg_put_bytes(&b, longer, sizeof longer);
    consts[CONST_MINUS] = adimg_put_float(&b, -0.0);
    consts[CONST_CODE] = inner_code(&b);
    adimg_cell defaults = adimg_put_tuple(&b, consts, 1);
    adimg_cell none = 0, key_default = adimg_put_tuple(&b, &none, 1);
    adimg_cell function = adimg_put_function(&b, consts[CONST_CODE], defaults, key_default, 0, 0);
    adimg_cell file = adimg_put_str(&b, "sample.py", 9);
    modules[0] = (struct adimg_build_module){.name = ADN_d_main, .globals = 2, .file = file,
        .body = adimg_put_function(&b, main_code(&b), 0, 0, 0, 0)};
    modules[1] = (struct adimg_build_module){.name = ADN_COUNT, .first_global = 2, .flags = 1,
        .body = modules[0].body};
    frozen[ADZ_sorted] = function;
    put_debug(&b);
    adimg_set_consts(&b, consts, CONSTS);
    adimg_set_names(&b, names, texts, 3);
    adimg_set_globals(&b, globals, 2);
    adimg_set_modules(&b, modules, 2);
    adimg_set_frozen(&b, frozen, ADZ_COUNT);
    uint8_t *image = adimg_finish(&b, size);
    if (!image)
        printf("%s\n", b.error);
    return image;
}

/* ---- verifying ------------------------------------------------------------------------------ */

static struct adimg_fault fault;

/* In memory of its own, so that the sanitizer sees every byte read beyond it. */
static bool verify(const uint8_t *bytes, size_t size)
{
    size_t room = adimg_verify_scratch(size);
    uint8_t *copy = malloc(size + 1), *scratch = malloc(room);
    memcpy(copy, bytes, size);
    fault.message = NULL;
    bool ok = adimg_verify(copy, size, scratch, room, &fault);
    free(scratch);
    free(copy);
    return ok;
}

static void fix_crc(uint8_t *image, size_t size)
{
    adcc_write(image + 12, 4, adcrc_32(image + 16, size - 16));
}

/* Looks at all that the image has, as a tool would. */
static void look_around(const uint8_t *bytes, size_t size)
{
    struct adimg img;
    struct adimg_object o, other;
    if (!adimg_open(&img, bytes, size, &fault))
        return;
    for (uint32_t at = adimg_objects_start(&img); adimg_object_at(&img, at, &o); at += o.bytes) {
        struct adimg_code code;
        unsigned sum = 0;
        for (uint32_t i = 0; i < o.size && i < 1000; i++)
            adimg_object_of(&img, adimg_item(&img, &o, i), &other);
        if (adimg_code_of(&o, &code)) {
            for (unsigned i = 0; i < code.code.ntry; i++)
                sum += adimg_try(&code, i).end;
            for (unsigned i = 0; i < code.code.code_size; i++)
                sum += code.bytecode[i];
        }
        memory[sizeof memory - 1] = (char)sum;
    }
    for (uint32_t i = 0; i <= adimg_debug_count(&img); i++) {
        struct adimg_debug debug;
        const char *text;
        for (unsigned s = 0; adimg_debug_at(&img, i, &debug) && s <= debug.nlocals && s < 300; s++)
            adimg_local(&debug, s, &text), adimg_line(&debug, s);
    }
}

/* ---- text and back -------------------------------------------------------------------------- */

static char text[1 << 18], more_memory[1 << 22];

static const char *source_line(void *ctx, unsigned module, uint32_t line, size_t *n)
{
    (void)ctx, (void)module, (void)line;
    *n = 11;
    return "the = line;";
}

static size_t dump(const uint8_t *bytes, size_t size)
{
    static const struct adimg_dump_options options = {.source = source_line};
    struct adimg img;
    struct adout out;
    adarena_init(&arena, more_memory, sizeof more_memory);
    adout_memory(&out, text, sizeof text - 1);
    if (!adimg_open(&img, bytes, size, &fault) || !adimg_dump(&img, &options, &arena, &out))
        return 0;
    text[out.count] = 0;
    return out.count;
}

/* An image that the verifier accepts becomes the same bytes again. */
static bool round_trip(const uint8_t *bytes, size_t size)
{
    struct adasm_error error;
    size_t n = dump(bytes, size), again = 0;
    adarena_init(&arena, more_memory, sizeof more_memory);
    const uint8_t *image = n ? adimg_undump(text, n, &arena, &again, &error) : NULL;
    if (image && again == size && !memcmp(image, bytes, size))
        return true;
    if (n && !image)
        printf("%u:%u %s\n", error.line, error.column, error.message);
    return false;
}

/* Whatever is done to the text, it is read or refused. */
static void test_texts(unsigned width, const uint8_t *image, size_t size)
{
    static char copy[sizeof text];
    static const char insert[] = "\"\\=,;o90x-+.:L \n\xff";
    size_t n = dump(image, size), again;
    uint32_t seed = width;
    unsigned refused = 0;
    for (unsigned round = 0; round < 4000; round++) {
        struct adasm_error error = {0, 0, NULL};
        memcpy(copy, text, n);
        for (unsigned k = 0; k < 1 + round % 3; k++) {
            seed = seed * 1664525 + 1013904223;
            uint32_t where = (seed >> 8) % n;
            seed = seed * 1664525 + 1013904223;
            copy[where] = insert[(seed >> 16) % (sizeof insert - 1)];
        }
        adarena_init(&arena, more_memory, sizeof more_memory);
        const uint8_t *bytes = adimg_undump(copy, n, &arena, &again, &error);
        refused += !bytes;
        if (!bytes && (!error.message || !error.line || !error.column))
            check(false, "a refusal says why and where", width);
    }
    check(refused > 400 && refused < 4000, "texts with mistakes", width);
}

static void test_damage(unsigned width, const uint8_t *image, size_t size)
{
    unsigned accepted = 0, silent = 0, lost = 0;
    uint8_t *copy = malloc(size);
    for (size_t i = 0; i < size; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            memcpy(copy, image, size);
            copy[i] ^= (uint8_t)(1u << bit);
            silent += verify(copy, size) && i >= 8;
            fix_crc(copy, size);
            if (verify(copy, size)) {
                accepted++;
                lost += !round_trip(copy, size);
            }
            look_around(copy, size);
        }
    }
    check(silent == 0, "a flipped bit is seen", width);
    check(lost == 0, "what is accepted can be written as text", width);
    check(accepted < size * 6, "damage is mostly seen with a checksum put right", width);
    for (size_t n = 0; n < size; n++) {
        memcpy(copy, image, size);
        if (verify(copy, n))
            check(false, "cut off", width);
        if (n >= 88) {
            adcc_write(copy + 8, 4, n);
            fix_crc(copy, n);
            if (verify(copy, n))
                check(false, "cut off, size put right", width);
            look_around(copy, n);
        }
    }
    free(copy);
}

/* Many bytes at random, checksum put right: nothing bad happens. */
static void test_random(unsigned width, const uint8_t *image, size_t size)
{
    uint8_t *copy = malloc(size);
    uint32_t seed = 12345 + width;
    for (unsigned round = 0; round < 20000; round++) {
        memcpy(copy, image, size);
        for (unsigned k = 0; k < 1 + round % 4; k++) {
            seed = seed * 1664525 + 1013904223;
            uint32_t where = (seed >> 8) % size;
            seed = seed * 1664525 + 1013904223;
            copy[where] = (uint8_t)(seed >> 16);
        }
        fix_crc(copy, size);
        verify(copy, size);
        look_around(copy, size);
    }
    check(true, "random", width);
    free(copy);
}

/* ---- what stands in the sample -------------------------------------------------------------- */

static struct adimg_object const_object(const struct adimg *img, unsigned i)
{
    struct adimg_object o = {.layout = 0};
    adimg_object_of(img, adimg_cell_at(img, ADIMG_CONSTS, i), &o);
    return o;
}

static void test_contents(unsigned width, unsigned float_bytes, const uint8_t *image, size_t size)
{
    struct adimg img;
    check(adimg_open(&img, image, size, &fault), "opens", width);
    struct adimg_object o = const_object(&img, CONST_STR);
    check(o.layout == ADT_str && o.size == 1 && *o.body == 'f', "str", width);
    check(adimg_cell_at(&img, ADIMG_CONSTS, CONST_STR) == adimg_cell_at(&img, ADIMG_NAMETEXT, 2),
        "equal strings are one", width);
    o = const_object(&img, CONST_BIG);
    check(o.layout == ADT_int_neg && o.size == 32 && !o.body[31] && o.body[30] == 0x5a, "int",
        width);
    o = const_object(&img, CONST_WIDE);
    check(o.layout == ADT_str_wide && o.size == 10, "wide str", width);
    o = const_object(&img, CONST_LONG);
    check(o.layout == ADT_bytes && o.size == 300 && o.bytes == (width == 8 ? 312u : 304u),
        "long bytes", width);
    uint64_t zero = adimg_cell_at(&img, ADIMG_CONSTS, CONST_ZERO);
    check(width == 8 ? zero == 4 * AD_IMM_ZERO : adcc_is_ref(width, zero), "0.0", width);
    o = const_object(&img, CONST_MINUS);
    check(o.layout == ADT_float && o.size == float_bytes && o.body[float_bytes - 1] == 0x80, "-0.0",
        width);
    o = const_object(&img, CONST_SLICE);
    check(o.layout == ADT_slice && adcc_small_value(width, adimg_item(&img, &o, 0)) == -5 &&
          adimg_item(&img, &o, 1) == adcc_imm(width, AD_IMM_NONE), "slice", width);
    struct adimg_debug debug;
    const char *text;
    check(adimg_debug_at(&img, 1, &debug) && adimg_local(&debug, 1, &text) == 3 &&
          !memcmp(text, "key", 3) && adimg_line(&debug, 9) == 2 && adimg_line(&debug, 10) == 3,
        "debug", width);
    check(adimg_name_text(&img, ADN_COUNT, &text) == 1 && *text == 'f', "name", width);
    check(adimg_name_text(&img, ADN_append, &text) == 6, "name of names.def", width);
    struct adimg_module m;
    check(adimg_module_at(&img, 0, &m) &&
          adimg_object_of(&img, adimg_module_cell(&img, m.body), &o) && o.layout == ADT_function,
        "module", width);
}

static void test_cells(unsigned width)
{
    struct adimg_builder b;
    adarena_init(&arena, memory, sizeof memory);
    adimg_begin(&b, &arena, width, 8);
    int64_t edge = (int64_t)1 << (width == 8 ? 61 : 8 * width - 2);
    check(!adimg_is_object(adimg_put_i64(&b, edge - 1)), "greatest small int", width);
    check(!adimg_is_object(adimg_put_i64(&b, -edge)), "least small int", width);
    check(adimg_is_object(adimg_put_i64(&b, edge)), "int object", width);
    check(adimg_is_object(adimg_put_i64(&b, -edge - 1)), "negative int object", width);
    check(adimg_put_i64(&b, edge) == adimg_put_i64(&b, edge), "equal ints", width);
    const int64_t values[] = {0, 1, -1, 42, edge - 1, -edge};
    for (unsigned i = 0; i < AD_COUNT(values); i++) {
        uint64_t cell = adcc_small(width, values[i]);
        check(adcc_is_small(width, cell) && adcc_small_value(width, cell) == values[i] &&
              !adcc_is_ref(width, cell) && !adcc_is_imm(width, cell), "small", width);
    }
    const double floats[] = {1.0, -1.5, 3.25e9, 1e-300, 1e300, 0.1};
    for (unsigned i = 0; i < AD_COUNT(floats); i++) {
        uint64_t bits, cell;
        memcpy(&bits, &floats[i], 8);
        if (adcc_float(width, bits, &cell))
            check(adcc_float_bits(cell) == bits && adcc_is_float(width, cell), "float", width);
    }
    check(adimg_is_object(adimg_put_float(&b, 1.0)) == (width != 8), "1.0", width);
    check(adimg_is_object(adimg_put_float(&b, 1e300)), "1e300", width);
    check(adimg_put_str(&b, NULL, 0) == adimg_put_str(&b, "", 0), "empty str", width);
    check(adimg_put_tuple(&b, NULL, 0) != adimg_put_bytes(&b, NULL, 0), "empty others", width);
    b.keep_equal = true;
    check(adimg_put_str(&b, "", 0) != adimg_put_str(&b, "", 0), "kept apart", width);
    check(!b.error, "no error", width);
}

static void test_limits(void)
{
    static uint8_t bytes[12288];
    struct adimg_builder b;
    size_t size;
    adarena_init(&arena, memory, sizeof memory);
    adimg_begin(&b, &arena, 2, 4);
    for (unsigned i = 0; i < 3; i++)
        bytes[0] = (uint8_t)i, adimg_put_bytes(&b, bytes, sizeof bytes);
    check(!adimg_finish(&b, &size) && strstr(b.error, "31,744"), "too much for width 2", 2);
    adimg_begin(&b, &arena, 2, 4);
    adimg_put_bytes(&b, bytes, sizeof bytes + 1);
    check(b.error != NULL, "object too large", 2);
    adimg_begin(&b, &arena, 8, 4);
    check(b.error != NULL, "singles at width 8", 8);
    adarena_init(&arena, memory, 500);
    adimg_begin(&b, &arena, 4, 8);
    adimg_put_bytes(&b, bytes, sizeof bytes);
    check(!adimg_finish(&b, &size) && strstr(b.error, "memory"), "no memory", 4);
    check(adcrc_32((const uint8_t *)"123456789", 9) == 0xcbf43926u, "crc", 0);
}

int main(int argc, char **argv)
{
    static const struct { unsigned width, float_bytes; } kinds[] = {{2, 4}, {4, 4}, {4, 8}, {8, 8}};
    static uint8_t copy[65536];
    for (unsigned i = 0; i < AD_COUNT(kinds); i++) {
        size_t size = 0;
        uint8_t *image = sample(kinds[i].width, kinds[i].float_bytes, &size);
        if (!check(image != NULL, "is made", kinds[i].width))
            continue;
        memcpy(copy, image, size);
        if (!check(verify(copy, size), "is accepted", kinds[i].width))
            printf("    %u pc %u: %s\n", fault.offset, fault.pc, fault.message);
        if (argc > 1 && dump(copy, size))
            printf("%s\n", text); /* test_image dump: to look at */
        test_contents(kinds[i].width, kinds[i].float_bytes, copy, size);
        test_damage(kinds[i].width, copy, size);
        test_random(kinds[i].width, copy, size);
        check(round_trip(copy, size), "dump and undump", kinds[i].width);
        test_texts(kinds[i].width, copy, size);
        test_cells(kinds[i].width);
    }
    (void)argv;
    test_limits();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
