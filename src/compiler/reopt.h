/* SPDX-License-Identifier: MIT
 * reopt.h - the optimizer of the compiler for code that is an image already: `adder opt`. One code
 * object at a time becomes a list of instructions again (code.h), goes through peephole.c, and is
 * assembled. adimg_dump calls it for each code object that it writes.
 */
#ifndef ADDER_COMPILER_REOPT_H
#define ADDER_COMPILER_REOPT_H

#include "base/arena.h"
#include "base/outbuf.h"
#include "image/read.h"

struct adreopt {
    struct adarena *arena; /* what is made stays there                                   */
    struct adout *report;  /* a line for each code object that became another; or NULL   */

    uint32_t objects, changed;                  /* code objects                          */
    uint32_t before, after;                     /* instructions                          */
    uint32_t bytes_before, bytes_after;         /* of bytecode                           */
};

/* Puts new bytecode, exception table, depth and, with `debug`, line table in the place of the old
 * ones; leaves alone what the compiler would not have made so. `debug` may be NULL. False: no
 * memory. For struct adimg_dump_options. */
bool adreopt_code(void *reopt, const struct adimg *img, struct adimg_code *code,
    struct adimg_debug *debug);

#endif
