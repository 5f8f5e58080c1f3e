/* SPDX-License-Identifier: MIT
 * main.c - Python inside a C program: a machine in memory that the program hands over, functions of
 * C that Python calls, functions of Python that C calls, and a program that is stopped and goes on.
 *
 *   adder build examples/embed/heater.py -o heater.adi
 *   embed heater.adi
 */
#include <stdio.h>
#include <stdlib.h>

#include "adder.h"

static _Alignas(16) unsigned char memory[400000];
static double water = 20.0;

/* thermometer(): what the program sees of the world. */
static enum adder_status thermometer(struct adder_vm *vm, unsigned arguments)
{
    enum adder_status status = adder_slots(vm, arguments + 1);
    return status ? status : adder_set_float(vm, 0, water);
}

/* heat(watt): what it can do to it. */
static enum adder_status heat(struct adder_vm *vm, unsigned arguments)
{
    int64_t watt;
    enum adder_status status = adder_get_int(vm, 0, &watt);
    (void)arguments;
    if (status)
        return status;
    if (watt > 2000)
        return adder_raise(vm, "ValueError", "the heater has 2000 watt");
    water += (double)watt / 1000;
    return adder_set_none(vm, 0);
}

static const struct adder_function functions[] = {
    {"thermometer", thermometer, 0, 0},
    {"heat", heat, 1, 1},
    {NULL, NULL, 0, 0},
};

static void write_error(void *ctx, const char *text, size_t length)
{
    fwrite(text, 1, length, ctx);
}

/* Asks the program: advice(degrees) -> str. */
static enum adder_status ask(struct adder_vm *vm, int64_t degrees)
{
    const char *text;
    size_t length;
    enum adder_status status = adder_slots(vm, 1);
    if (!status)
        status = adder_set_int(vm, 0, degrees);
    if (!status)
        status = adder_call(vm, "advice", 1);
    if (!status)
        status = adder_get_text(vm, 0, &text, &length);
    if (!status)
        printf("at %d degrees: %.*s\n", (int)degrees, (int)length, text);
    return status;
}

static size_t read_image(const char *path, unsigned char *to, size_t room)
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(to, 1, room, f) : 0;
    if (f)
        fclose(f);
    return n;
}

int main(int argc, char **argv)
{
    static unsigned char image[100000];
    const struct adder_reporter reporter = {stderr, write_error, NULL};
    size_t size = argc > 1 ? read_image(argv[1], image, sizeof image) : 0;
    struct adder_vm *vm = adder_open(memory, sizeof memory);
    enum adder_status status = adder_load(vm, image, size, 0, ADDER_TRUSTED);
    unsigned slices = 0;
    if (status) {
        fprintf(stderr, "embed: %s\n", adder_fault(vm));
        return 1;
    }
    status = adder_define(vm, functions);
    if (!status)
        while ((status = adder_run(vm, 50)) == ADDER_LIMIT)
            slices++; /* here the C program could do something else */
    if (!status)
        status = ask(vm, 5);
    if (!status)
        status = ask(vm, 60);
    if (status)
        return adder_report(vm, &reporter);
    printf("the water has %.1f degrees; the program ran in %s\n", water,
        slices > 1 ? "slices" : "one piece");
    return 0;
}
