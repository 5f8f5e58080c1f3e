/* SPDX-License-Identifier: MIT
 * make.h - from an image to a firmware: rewrites the sources for it, compiles, links, and begins
 * again as long as the linker finds that more is needed.
 */
#ifndef ADDER_TOOL_MAKE_H
#define ADDER_TOOL_MAKE_H

#include "tool/avr/tailor.h"

struct adboard {
    char name[16], mcu[32];
    unsigned long frequency, flash, ram, c_stack, pins, first_analog;
};

struct admake {
    struct adboard board;
    struct adtailor tailor;
    char home[1024];   /* the folder with src/ and ports/ */
    char folder[1024]; /* of this build                   */
    char vm[1100];     /* of the sources for it and their objects; a kept one for `everything` */
    bool everything;   /* not tailored                    */
    char elf[1100];
    unsigned rounds;
    unsigned long flash, ram; /* bytes, when finished */
};

/* Looks up the board and makes the folder; 0 or an exit status, it has complained. */
int admake_begin(struct admake *m, const char *board);

/* Everything is to be in. The VM is then compiled without regard to the program, and kept in the
 * folder that the environment calls ADDER_CACHE, so that other programs only need to be linked. */
int admake_everything(struct admake *m);

/* One round: compiles for this image and links. *more: the linker found new needs, which are in the
 * tailor now; the image may have to be made again. */
int admake_round(struct admake *m, const struct adimg *image, bool *more);

/* Complains when it does not fit, and tells what takes the room. The image is that of the last
 * round. */
int admake_finish(struct admake *m, const struct adimg *image);

/* Links again with the names of source files in, and lists functions with their sizes and places
 * (avr-nm -S -l) in a file of the build's folder. */
int admake_list(struct admake *m, char *path, size_t room);

/* Shows what the compiler or linker wrote to a file, and complains that `what` failed. */
int admake_show_errors(const char *errors, const char *what);

/* Intel HEX for .hex, else the ELF file. */
int admake_save(const struct admake *m, const char *to);

/* Removes the build's folder, unless the environment has ADDER_KEEP. */
void admake_end(const struct admake *m);

#endif
