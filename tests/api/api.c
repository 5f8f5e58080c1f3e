/* SPDX-License-Identifier: MIT
 * api.c - include/adder.h, from the side of its users: what it does, and what becomes of misuse.
 * Its argument is the image of program.py.
 */
#include <stdio.h>
#include <string.h>

#include "adder.h"

static _Alignas(16) unsigned char memory[600000];
static unsigned char image[100000];
static size_t image_size;
static int passed, failed;

#define CHECK(x) check((x), #x, __LINE__)

static void check(bool good, const char *what, int line)
{
    if (good) {
        passed++;
        return;
    }
    failed++;
    printf("api.c:%d: does not hold: %s\n", line, what);
}

static bool is_text(struct adder_vm *vm, unsigned slot, const char *wanted)
{
    const char *text;
    size_t n;
    if (adder_get_text(vm, slot, &text, &n))
        return false;
    return n == strlen(wanted) && !memcmp(text, wanted, n);
}

static bool is_int(struct adder_vm *vm, unsigned slot, int64_t wanted)
{
    int64_t value;
    return !adder_get_int(vm, slot, &value) && value == wanted;
}

static bool error_is(struct adder_vm *vm, const char *wanted)
{
    char text[100];
    adder_error_text(vm, text, sizeof text);
    if (!strcmp(text, wanted))
        return true;
    printf("it is: %s\n", text);
    return false;
}

/* ---- functions of the host ------------------------------------------------------------------ */

static enum adder_status twice(struct adder_vm *vm, unsigned n)
{
    int64_t value;
    enum adder_status status = adder_get_int(vm, 0, &value);
    CHECK(n == 1 && adder_run(vm, 0) == ADDER_STATE);
    return status ? status : adder_set_int(vm, 0, 2 * value);
}

/* Calls Python from C that Python called. */
static enum adder_status nested(struct adder_vm *vm, unsigned n)
{
    enum adder_status status = adder_slots(vm, 3);
    (void)n;
    if (!status)
        status = adder_set_int(vm, 1, 100);
    if (!status)
        status = adder_call(vm, "add", 2);
    CHECK(is_int(vm, 1, 100));
    return status;
}

static const struct adder_function functions[] = {
    {"twice", twice, 1, 1},
    {"nested", nested, 1, 255},
    {"not_mentioned", nested, 0, 0},
    {NULL, NULL, 0, 0},
};

/* ---- the tests ------------------------------------------------------------------------------ */

static void test_memory(void)
{
    struct adder_vm *vm;
    CHECK(!adder_open(memory, 10));
    vm = adder_open(memory, sizeof memory);
    CHECK(vm && adder_run(vm, 0) == ADDER_STATE);
    CHECK(adder_slots(vm, 1) == ADDER_STATE);
    CHECK(adder_call(vm, "add", 0) == ADDER_STATE);
    CHECK(adder_load(vm, "ADDR", 4, 0, 0) == ADDER_IMAGE && *adder_fault(vm));
    CHECK(adder_load(vm, image, image_size - 8, 0, 0) == ADDER_IMAGE);
    vm = adder_open(memory, adder_memory(image_size, 0));
    CHECK(adder_load(vm, image, image_size, 0, ADDER_TRUSTED) == ADDER_MEMORY);
}

static void test_verify(void)
{
    static unsigned char scratch[300000];
    CHECK(adder_verify_scratch(image_size) <= sizeof scratch);
    CHECK(!adder_verify(image, image_size, scratch, sizeof scratch));
    image[image_size / 2] ^= 1;
    CHECK(adder_verify(image, image_size, scratch, sizeof scratch));
    image[image_size / 2] ^= 1;
}

static struct adder_vm *start(void)
{
    struct adder_vm *vm = adder_open(memory, sizeof memory);
    CHECK(adder_load(vm, image, image_size, 0, ADDER_TRUSTED) == ADDER_OK);
    CHECK(adder_define(vm, functions) == ADDER_OK);
    CHECK(adder_run(vm, 0) == ADDER_OK);
    CHECK(adder_run(vm, 0) == ADDER_STATE);
    return vm;
}

static void test_slots(struct adder_vm *vm)
{
    bool flag = false;
    double number;
    int64_t value;
    CHECK(adder_set_int(vm, 0, 1) == ADDER_RANGE);
    CHECK(adder_slots(vm, 3) == ADDER_OK && adder_kind(vm, 2) == ADDER_NONE);
    CHECK(!adder_set_int(vm, 0, INT64_MIN) && is_int(vm, 0, INT64_MIN));
    CHECK(!adder_set_int(vm, 1, 40000) && is_int(vm, 1, 40000) && is_int(vm, 0, INT64_MIN));
    CHECK(!adder_set_float(vm, 2, 0.1) && !adder_get_float(vm, 2, &number) && number == 0.1);
    CHECK(adder_kind(vm, 2) == ADDER_FLOAT && adder_get_int(vm, 2, &value) == ADDER_TYPE);
    CHECK(!adder_set_str(vm, 2, "h\xc3\xa9", 3) && is_text(vm, 2, "h\xc3\xa9"));
    CHECK(adder_kind(vm, 2) == ADDER_STR && !adder_copy(vm, 0, 2) && is_text(vm, 0, "h\xc3\xa9"));
    CHECK(!adder_set_bytes(vm, 2, "\0\xff", 2) && adder_kind(vm, 2) == ADDER_BYTES);
    CHECK(!adder_set_bool(vm, 2, true) && !adder_get_bool(vm, 2, &flag) && flag);
    CHECK(adder_get_bool(vm, 1, &flag) == ADDER_TYPE && is_int(vm, 2, 1));
    CHECK(adder_set_none(vm, 3) == ADDER_RANGE && adder_copy(vm, 0, 3) == ADDER_RANGE);
    CHECK(adder_slots(vm, 0) == ADDER_OK && adder_kind(vm, 0) == ADDER_OTHER);
}

static void test_globals(struct adder_vm *vm)
{
    CHECK(adder_slots(vm, 1) == ADDER_OK);
    CHECK(!adder_get_global(vm, "seen", 0) && is_int(vm, 0, 42));
    CHECK(!adder_get_global(vm, "name", 0) && is_text(vm, 0, "Ada"));
    CHECK(adder_get_global(vm, "no_such_name", 0) == ADDER_NAME);
    CHECK(!adder_set_int(vm, 0, 9) && !adder_set_global(vm, "seen", 0));
    CHECK(!adder_set_none(vm, 0) && !adder_get_global(vm, "seen", 0) && is_int(vm, 0, 9));
    CHECK(adder_slots(vm, 0) == ADDER_OK);
}

static void test_calls(struct adder_vm *vm)
{
    CHECK(adder_call(vm, "add", 2) == ADDER_RANGE);
    CHECK(!adder_slots(vm, 2) && !adder_set_int(vm, 0, 30) && !adder_set_int(vm, 1, 4));
    CHECK(!adder_call(vm, "add", 2) && is_int(vm, 0, 34) && is_int(vm, 1, 4));
    CHECK(!adder_call(vm, "describe", 1) && is_text(vm, 0, "int 34"));
    CHECK(!adder_call(vm, "length", 1) && is_int(vm, 0, 6));
    CHECK(!adder_call(vm, "point", 1) && is_int(vm, 0, 11));
    CHECK(!adder_call(vm, "Point", 1) && adder_kind(vm, 0) == ADDER_OTHER);
    CHECK(!adder_call(vm, "adder", 1) && adder_kind(vm, 0) == ADDER_NONE);
    CHECK(!adder_set_int(vm, 0, 7) && !adder_call(vm, "back", 1) && is_int(vm, 0, 121));
    CHECK(!adder_set_int(vm, 0, 3000) && !adder_call(vm, "garbage", 1));
    CHECK(is_text(vm, 0, "29992998299") || adder_kind(vm, 0) == ADDER_STR);
    CHECK(adder_call(vm, "no_such_name", 0) == ADDER_NAME);
    CHECK(!adder_slots(vm, 0));
}

static void count_bytes(void *ctx, const char *text, size_t length)
{
    (void)text;
    *(size_t *)ctx += length;
}

static void test_errors(struct adder_vm *vm)
{
    size_t told = 0;
    const struct adder_reporter reporter = {&told, count_bytes, NULL};
    CHECK(!adder_slots(vm, 1) && !adder_set_int(vm, 0, 0));
    CHECK(adder_call(vm, "fail", 1) == ADDER_ERROR);
    CHECK(error_is(vm, "ZeroDivisionError: integer division or modulo by zero"));
    CHECK(adder_report(vm, &reporter) == 1 && told > 60 && adder_report(vm, &reporter) == 0);
    CHECK(!adder_set_int(vm, 0, 1) && adder_call(vm, "fail", 1) == ADDER_ERROR);
    CHECK(error_is(vm, "KeyError: 'k'"));
    adder_clear(vm);
    CHECK(!adder_set_int(vm, 0, 2) && adder_call(vm, "fail", 1) == ADDER_ERROR);
    told = 0;
    CHECK(adder_report(vm, &reporter) == 7 && told == 0);
    CHECK(adder_call(vm, "twice", 1) == ADDER_ERROR);
    CHECK(error_is(vm, "TypeError: twice(): argument of a wrong type"));
    CHECK(adder_call(vm, "twice", 0) == ADDER_ERROR);
    CHECK(error_is(vm, "TypeError: twice expected 1 argument, got 0"));
    CHECK(adder_raise(vm, "IndexError", "far") == ADDER_ERROR && error_is(vm, "IndexError: far"));
    adder_stop(vm, true);
    CHECK(adder_call(vm, "spin", 0) == ADDER_ERROR && error_is(vm, "KeyboardInterrupt"));
    CHECK(adder_report(vm, &reporter) == 130);
    CHECK(!adder_slots(vm, 0));
}

static void test_steps(void)
{
    struct adder_vm *vm = adder_open(memory, sizeof memory);
    struct adder_stats stats;
    enum adder_status status;
    unsigned slices = 0;
    CHECK(!adder_load(vm, image, image_size, 16000, ADDER_TRUSTED) && !adder_define(vm, functions));
    while ((status = adder_run(vm, 10)) == ADDER_LIMIT && slices < 1000) {
        slices++;
        if (slices == 3) /* while the program waits */
            CHECK(!adder_slots(vm, 2) && !adder_set_int(vm, 0, 1));
    }
    CHECK(status == ADDER_OK && slices > 3 && slices < 1000);
    adder_get_stats(vm, &stats);
    CHECK((stats.steps - 1) / 10 == slices && stats.block == 16000 && stats.high_water > 0);
    adder_collect(vm);
    adder_get_stats(vm, &stats);
    CHECK(stats.used < 8000 && stats.collections > 0);
}

int main(int argc, char **argv)
{
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
    struct adder_vm *vm;
    image_size = f ? fread(image, 1, sizeof image, f) : 0;
    test_memory();
    test_verify();
    vm = start();
    test_slots(vm);
    test_globals(vm);
    test_calls(vm);
    test_errors(vm);
    test_steps();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
