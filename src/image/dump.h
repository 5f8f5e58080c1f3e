/* SPDX-License-Identifier: MIT
 * dump.h - a whole image as text that a person can read and undump.h can turn into the same bytes:
 * `adder dis`. The image must have passed adimg_verify. What the text looks like:
 *
 *     .image cell=8 float=8 flags=0
 *     .name own:0 text=o1                      ; 0: fib
 *     o0 = str "fib.py"
 *     o1 = str "fib"
 *     o2 = tuple o1, 1, None                   ; ('fib', 1, None)
 *     .code o3 name=own:0 pos=1 flags=simple locals=1 depth=3 debug=1      ; fib
 *     .param own:1                             ; n
 *     ; 2: if n < 2:
 *         JF_LT_LI        0, 2, L8             ; n
 *     ...
 *     .try L0 L8 L20 depth=0
 *     .end
 *     o4 = function o3
 *     .const o2                                ; 0: ('fib', 1, None)
 *     .global own:0                            ; 0: fib
 *     .module __main__ body=o9 file=o0 first=0 globals=2 flags=0
 *     .frozen count=52
 *     .frozen sorted o7
 *     .debug module=0 line=1 name="fib" lines=10+1,3-1 locals="n"
 *
 * oN is the N-th object in the order of the image. A cell is a number, the name of an immediate,
 * oN or a float. Names are those of names.def, or own:N for the image's own.
 */
#ifndef ADDER_IMAGE_DUMP_H
#define ADDER_IMAGE_DUMP_H

#include "base/arena.h"
#include "base/outbuf.h"
#include "image/read.h"

struct adimg_dump_options {
    /* Text of a line of the source file of a module; NULL when it is not known. May be NULL. */
    const char *(*source)(void *ctx, unsigned module, uint32_t line, size_t *length);
    void *ctx;
    /* Puts other code in the place of this one before it is written: bytecode, code_size, depth,
     * tries; in `debug`, NULL when there is none, lines. False: no memory. May be NULL. */
    bool (*rewrite)(void *ctx, const struct adimg *img, struct adimg_code *code,
        struct adimg_debug *debug);
    void *rewriter; /* its first argument */
};

/* False when the arena has too little memory, or the image is not sound. options may be NULL. */
bool adimg_dump(const struct adimg *img, const struct adimg_dump_options *options,
    struct adarena *arena, struct adout *out);

/* The instruction at pc of a code object as adimg_dump writes it, without indentation and the end
 * of the line: "LOAD_GLOBAL     0               ; print". The pc behind it; 0: there is none. */
uint32_t adimg_dump_instruction(const struct adimg *img, const struct adimg_code *code, uint32_t pc,
    struct adout *out);

/* A value as a person would write it, cut off where it gets long. */
void adimg_dump_value(const struct adimg *img, uint64_t cell, struct adout *out);

#endif
