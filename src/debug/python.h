/* SPDX-License-Identifier: MIT
 * python.h - a Python program as a target of the debugger: target.h over one of the engines. The
 * number of an instruction (addebug_place.pc) is its code's number << 16 | its place in the code.
 * Codes are numbered from 1 in the order of struct adcode.debug (`adder dis` prints it), beginning
 * with the program's own, so that the numbers do not change with lib/.
 *
 * What a function does first to its cells belongs to no line, and a search for it by name finds
 * what comes behind that. Code of lib/ has names but no file and no lines: it is stepped through
 * as a whole where lines count.
 */
#ifndef ADDER_DEBUG_PYTHON_H
#define ADDER_DEBUG_PYTHON_H

#include "adder_engine.h"
#include "debug/target.h"
#include "image/read.h"

#define ADDEBUG_PYTHON_WHY 200

struct addebug_python {
    const struct adder_engine *engine;
    struct adder_vm *vm;
    /* A new machine with the same program, ready to run, for which the callback gives up the old
     * one; NULL when there is no memory, and the old one stays. NULL: there is no restart. */
    struct adder_vm *(*reopen)(void *ctx);
    void *ctx;
    /* Takes the traceback of what nobody caught, and what sys.exit says, in the step that ends so.
     * NULL: the exception stays in the machine for the caller's report. */
    const struct adder_reporter *reporter;

    struct adimg img; /* from here on: python.c's own */
    enum addebug_state state;
    int status;
    char why[ADDEBUG_PYTHON_WHY];
    size_t why_length;
    uint32_t first, codes; /* least number in the image of the program's own codes; of all codes */
    uint32_t known_number, known_offset; /* a code by its number, found last; offset 0: none */
};

/* The machine is loaded and has not run; the image is the one in it and must stay. Set the fields
 * up to reporter first. False: it is no image. */
bool addebug_python_open(struct addebug_python *p, const uint8_t *image, size_t size);

extern const struct addebug_target_type addebug_python_type;

/* The code and the instruction at which a frame stands; false: there is no such frame. *pc is what
 * comes next in it. */
bool addebug_python_code(struct addebug_python *p, unsigned frame, struct adimg_code *code,
                         uint32_t *pc);

/* What a code is called: of C.f "C.f", "<module>". */
size_t addebug_python_name(const struct addebug_python *p, const struct adimg_code *code,
                           const char **name);

/* Writes the operand stack of the innermost frame, the top at the end: "[..., 1, 'a']". */
void addebug_python_stack(struct addebug_python *p, unsigned most, size_t value_most,
                          struct adout *out);

#endif
