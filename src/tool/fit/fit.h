/* SPDX-License-Identifier: MIT
 * fit.h - the fit report: what each byte of a firmware's flash and RAM is for. One flat list of
 * rows is the model; the terminal's text, JSON, HTML, hints and comparisons are views of it. Every
 * byte is in exactly one row, so the rows of a memory add up to what is used.
 */
#ifndef ADDER_TOOL_FIT_H
#define ADDER_TOOL_FIT_H

#include <stdio.h>

#include "image/read.h"

enum adfit_memory { ADFIT_FLASH, ADFIT_RAM, ADFIT_MEMORIES };

/* What a part is a part of. The order is that of the report. */
enum adfit_section {
    ADFIT_MACHINE, ADFIT_TYPES, ADFIT_DRIVERS, ADFIT_HELPERS, /* code of C                  */
    ADFIT_LIBRARY, ADFIT_PROGRAM, ADFIT_CONSTANTS,            /* the image                  */
    ADFIT_BLOCK, ADFIT_STATICS, ADFIT_STACK,                  /* of RAM                     */
    ADFIT_SECTIONS
};

struct adfit_part {
    const char *key;    /* in JSON and budgets: never changes */
    const char *title;  /* for people                         */
    uint8_t section;
    const char *files;  /* prefixes of FILE:SYMBOL, with blanks between                       */
    const char *symbols; /* prefixes of symbols without a source file; a = stands before whole
                           names                                                              */
};

extern const struct adfit_part adfit_parts[];
extern const unsigned adfit_part_count;

struct adfit_title {
    const char *key, *title;
    uint8_t memory;
};
extern const struct adfit_title adfit_sections[ADFIT_SECTIONS];

enum { ADFIT_TEXT = 64 };

struct adfit_row {
    uint8_t memory, part;
    char piece[ADFIT_TEXT];  /* a function, an instruction, a constant, a variable */
    char place[ADFIT_TEXT];  /* "core/call.c:386", "app.py:12"; "" when not known  */
    uint32_t address, bytes; /* address in its memory; 0 when in several places    */
};

struct adfit_hint {
    char text[160];
    uint32_t bytes;      /* that the firmware would do without */
    char places[3][160]; /* "app.py:12: x = a / b"             */
    unsigned count;      /* of places, also those not kept     */
};

/* A run on the simulated board. */
struct adfit_run {
    bool done;
    char end[16];              /* exit, cycle limit, fault */
    double seconds;            /* simulated                */
    uint32_t block_peak, stack_peak; /* bytes touched   */
    double block_at, stack_at; /* seconds, when for the first time */
    double collections;        /* < 0: the firmware did not end, so it has not said */
};

struct adfit {
    char program[ADFIT_TEXT], board[16], chip[32];
    uint32_t size[ADFIT_MEMORIES];   /* that the board has                          */
    uint32_t used[ADFIT_MEMORIES];   /* RAM: C variables, stack, the block at start */
    uint32_t block, block_used;      /* bytes; block_used at the start              */
    bool too_small;                  /* the block, to run anything                  */
    uint32_t image_at, image_bytes;  /* in flash                                    */
    struct adfit_row *rows;
    unsigned count, room;
    struct adfit_hint hints[16];
    unsigned hint_count;
    struct adfit_run run;
    char note[200];                  /* why a snapshot stopped, or why there is none; "" */
};

/* ---- the model (fit.c) ---------------------------------------------------------------------- */

void adfit_free(struct adfit *fit);
/* Adds bytes to the row of this piece, which is made when there is none. No memory: leaves out. */
void adfit_add(struct adfit *fit, enum adfit_memory memory, unsigned part, const char *piece,
               const char *place, uint32_t address, uint32_t bytes);
/* The part that a source file ("core/call.c") or a symbol without one belongs to. */
unsigned adfit_part_of(const char *file, const char *symbol);
unsigned adfit_part_named(const char *key);
/* Sums: a part is in one section, a section in one memory. */
uint32_t adfit_section_bytes(const struct adfit *fit, unsigned section);
uint32_t adfit_part_bytes(const struct adfit *fit, unsigned part);
/* Larger first, sections in their order; rows of nothing go. */
void adfit_sort(struct adfit *fit);
bool adfit_fits(const struct adfit *fit);

/* ---- where the rows come from --------------------------------------------------------------- */

/* C code and variables (fit_elf.c): sizes from `elf`; source files and lines from what avr-nm -S -l
 * and avr-objdump --dwarf=decodedline said of the same firmware linked with them, NULL when there
 * are none. home: the folder under which the sources were compiled. False: cannot be read. */
bool adfit_read_elf(struct adfit *fit, const char *elf, const char *symbols, const char *lines,
                    const char *home);
/* A report from a file: data that adfit_write_json wrote, or a firmware (.elf, .hex). False:
 * cannot be read, with an errno in *error; or, with 0, is none of these. */
bool adfit_read(struct adfit *fit, const char *path, int *error);
#define ADFIT_ELF_SECTION ".adder.fit" /* where an ELF file has the data */

/* ---- views ---------------------------------------------------------------------------------- */

enum adfit_depth { ADFIT_BY_SECTION, ADFIT_BY_PART, ADFIT_BY_PIECE };

struct adfit_look {
    enum adfit_depth depth;
    bool colour, plain; /* plain: ASCII only */
};
struct adfit_look adfit_look_of(FILE *to, enum adfit_depth depth);
void adfit_print(const struct adfit *fit, const struct adfit_look *look, FILE *to);
void adfit_print_hints(const struct adfit *fit, FILE *to);
void adfit_write_json(const struct adfit *fit, FILE *to);
void adfit_write_html(const struct adfit *fit, FILE *to);
/* What changed from a to b, and the same as data. */
void adfit_print_difference(const struct adfit *a, const struct adfit *b,
                            const struct adfit_look *look, FILE *to);
void adfit_write_difference(const struct adfit *a, const struct adfit *b, FILE *to);

#endif
