/* SPDX-License-Identifier: MIT
 * make.h - from an image to a firmware: rewrites the sources for it, compiles, links, and begins
 * again as long as the linker finds that more is needed.
 */
#ifndef ADDER_TOOL_MAKE_H
#define ADDER_TOOL_MAKE_H

#include "tool/avr/boards.h"
#include "tool/avr/snapshot.h"
#include "tool/avr/stack.h"
#include "tool/avr/tailor.h"

struct admake {
    struct adboard board;
    struct adtailor tailor;
    char home[1024];   /* the folder with src/ and ports/ */
    char folder[1024]; /* of this build                   */
    char vm[1100];     /* of the sources for it and their objects; a kept one for `everything` */
    bool everything;   /* not tailored                    */
    unsigned block;    /* bytes that it may have at most; 0: all that are left */
    char elf[1100];
    char symbols[1100]; /* of the firmware, in the build's folder */
    const struct adsnapshot *snapshot; /* how far the program was run here; perhaps not at all */
    const struct adram *contents;      /* ... and what the block has in it then, or NULL       */
    unsigned rounds;
    unsigned long flash, ram; /* bytes, when finished */
    struct adcstack stack;    /* of the firmware: what board.c_stack is, if it could be found out */
};

/* Looks up the board and makes the folder; 0 or an exit status, it has complained. */
int admake_begin(struct admake *m, const char *board);

/* Everything is to be in. The VM is then compiled without regard to the program, and kept in the
 * folder that the environment calls ADDER_CACHE, so that other programs only need to be linked. */
int admake_everything(struct admake *m);

/* One round: compiles for this image and links. *more: the linker found new needs, which are in the
 * tailor now; the image may have to be made again. */
int admake_round(struct admake *m, const struct adimg *image, bool *more);

/* After the last round: bounds the C stack and links again with that for a reserve; board.c_stack
 * says what it is. Where there is no bound it stays the board's own. 0 or an exit status. */
int admake_stack(struct admake *m);

/* Sizes of the firmware of the last round, in m->flash and m->ram; 0 or an exit status. */
int admake_finish(struct admake *m);

/* What takes them (tool/fit/fit_image.h): the source's image is that of the last round. Links again
 * with lines, since the firmware has none. 0 or an exit status. */
struct adfit;
struct adfit_source;
int admake_fit(struct admake *m, struct adfit_source *source, struct adfit *fit);

/* Bytes of RAM that are left for the block; 0 when there are too few to run anything. */
unsigned long admake_block(const struct admake *m);

/* Links again with source lines, if the firmware has none, and says in which files their lists are
 * (avr-nm -S -l, avr-objdump --dwarf=decodedline). 0, or not. */
int admake_list(struct admake *m, char *symbols, char *lines, size_t room);

/* Shows what the compiler or linker wrote to a file, and complains that `what` failed. */
int admake_show_errors(const char *errors, const char *what);

/* Intel HEX for .hex, else the ELF file, with the fit report's data in a section of its own when
 * the build's folder has them. */
#define ADMAKE_FIT "fit.json"
int admake_save(const struct admake *m, const char *to);

/* Removes the build's folder, unless the environment has ADDER_KEEP. */
void admake_end(const struct admake *m);

#endif
