/* SPDX-License-Identifier: MIT
 * adder_engine.h - the machine as a table of functions, for programs that link more than one: the
 * tool has three, with cells of 16, 32 and 64 bits. What the functions do is in adder.h.
 */
#ifndef ADDER_ENGINE_H
#define ADDER_ENGINE_H

#include "adder.h"

struct adder_engine {
    unsigned cell_bits;
    size_t block_max;
    size_t (*memory)(size_t image_size, size_t block_size);
    struct adder_vm *(*open)(void *memory, size_t size);
    enum adder_status (*load)(struct adder_vm *vm, const void *image, size_t size, size_t block,
                              unsigned flags);
    const char *(*fault)(const struct adder_vm *vm);
    enum adder_status (*run)(struct adder_vm *vm, uint64_t steps);
    void (*stop)(struct adder_vm *vm, bool interrupt);
    int (*report)(struct adder_vm *vm, const struct adder_reporter *to);
    void (*set_argv)(struct adder_vm *vm, int argc, char **argv);
    void (*get_stats)(struct adder_vm *vm, struct adder_stats *stats);
    enum adder_status (*define)(struct adder_vm *vm, const struct adder_function *table);
    enum adder_status (*call)(struct adder_vm *vm, const char *name, unsigned n);
    /* For tests: proves the heap whole, or names the fault; makes the n-th allocation from now on
     * fail (hostile build), 0 asks how many are still to come. */
    const char *(*check)(struct adder_vm *vm);
    uint32_t (*fail_allocation)(struct adder_vm *vm, uint32_t n);
};

extern const struct adder_engine adder_engine16, adder_engine32, adder_engine64;

/* Cells of 16 bits, with single floats and without texts of exceptions: what a chip has. */
extern const struct adder_engine adder_engine16chip;

#endif
