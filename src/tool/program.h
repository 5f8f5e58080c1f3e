/* SPDX-License-Identifier: MIT
 * program.h - a program as an image, wherever it comes from: a Python file with all it imports, a
 * file of text bytecode, an image file, code on the command line, standard input.
 */
#ifndef ADDER_TOOL_PROGRAM_H
#define ADDER_TOOL_PROGRAM_H

#include "host/fs.h"
#include "image/read.h"
#include "tool/cmd.h"

struct adtool_program {
    const uint8_t *image;
    size_t size;
    unsigned cell;       /* bits */
    const char *name;    /* as sys.argv[0] says it */
    const char *main_file;
    const char *main_text; /* NULL: the program came as an image */
    size_t main_length;
    const char *read_path, *read_text; /* the other source that was read last; NULL: none */
    size_t read_length;
    struct adhost_arena memory;
};

/* 0, or the exit status after it has complained. The image is verified. */
int adtool_load(const struct adtool_options *options, struct adtool_program *program);
void adtool_unload(struct adtool_program *program);

/* Line n (from 1) of a file of the program, without its end; NULL: there is no such line. */
const char *adtool_source_line(struct adtool_program *program, const char *file, size_t file_length,
                               unsigned n, size_t *length);
/* The index of the instruction in line n of a file of text bytecode; -1: it is none. */
int64_t adtool_instruction(struct adtool_program *program, const char *file, size_t file_length,
                           unsigned n);

#endif
