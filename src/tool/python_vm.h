/* SPDX-License-Identifier: MIT
 * python_vm.h - a Python machine on the PC with a program in it: for run, trace and debug.
 */
#ifndef ADDER_TOOL_PYTHON_VM_H
#define ADDER_TOOL_PYTHON_VM_H

#include "adder_engine.h"
#include "tool/program.h"

struct adtool_python {
    const struct adtool_options *options;
    const struct adder_engine *engine; /* NULL: the program could not be loaded */
    struct adtool_program program;
    void *region;
    size_t region_size;
    struct adder_vm *vm;
    int report_to; /* where exceptions are told: 2 standard error; 1 */
};

/* Loads the program and makes a machine for it. 0, or the exit status after it has complained;
 * close it in both cases, unless engine is NULL. */
int adtool_python_open(struct adtool_python *r, const struct adtool_options *options);
/* Another machine with the same program in place of the first, which stays if there is none. */
int adtool_python_again(struct adtool_python *r);
void adtool_python_close(struct adtool_python *r);

/* Tells of exceptions, with lines of the source. */
struct adder_reporter adtool_python_reporter(struct adtool_python *r);

#endif
