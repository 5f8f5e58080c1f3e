/* SPDX-License-Identifier: MIT
 * symbols.h - what the PC keeps of a program that runs on a chip, so that it can tell what the chip
 * means: FIRMWARE.sym beside FIRMWARE.hex. One file, made whole by `adder build`:
 *
 *   "ADSYM" version u8, then parts: tag (4 letters), u32 size, that many bytes; then "END " and
 *   the CRC-32 of all before it
 *   IMAG   the image as the firmware has it
 *   LINE   the same program's image with line numbers, names of functions and of files; codes have
 *          the same numbers in both
 *   FILE   (each file) its name, 0, its text
 *   FIRM   CRC-32 of the firmware's file
 */
#ifndef ADDER_TOOL_SYMBOLS_H
#define ADDER_TOOL_SYMBOLS_H

#include <stddef.h>

#include "image/read.h"
#include "isa/isa.h"
#include "tool/program.h"

struct adsym {
    const char *path;
    uint8_t *bytes;
    size_t size;
    struct adimg image, lines;
    uint32_t firmware; /* CRC-32; 0: not known */
};

struct adsym_place {
    const char *file, *function;
    size_t file_length, function_length;
    uint32_t line; /* 0: not known */
};

/* Writes the symbols of a firmware with this image, made of the program of these options. The exit
 * status; it has complained when that is not 0. */
int adsym_write(const char *path, const struct adimg *image, const struct adtool_options *options);
/* Copies symbols to where they lie beside a firmware, whose file is there. None beside a device. */
int adsym_save(const char *symbols, const char *firmware);

/* Opens symbols, or those beside a firmware; the exit status, as above. */
int adsym_open(struct adsym *s, const char *path);
void adsym_close(struct adsym *s);

/* What lies so many bytes before the image's end: behind the instruction of a function. False: it
 * is a function of lib/, of which nothing is told. */
bool adsym_place(const struct adsym *s, uint16_t distance, struct adsym_place *place);

/* The instruction that ends there, and the number of its code; false: none does. */
bool adsym_instruction(const struct adsym *s, uint16_t distance, struct adisa_ins *ins,
                       unsigned *code);
/* Are two such places in one function? */
bool adsym_same_code(const struct adsym *s, uint16_t one, uint16_t other);

/* The image whose lines and names of locals go with the firmware's code: that of a snapshot has
 * its own, since not all of the code is in it. */
const struct adimg *adsym_lines(const struct adsym *s);

/* A line of a file without its end; NULL: there is none. */
const char *adsym_line(const struct adsym *s, const struct adsym_place *place, size_t *length);

#endif
