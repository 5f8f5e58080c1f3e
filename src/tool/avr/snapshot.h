/* SPDX-License-Identifier: MIT
 * snapshot.h - runs a program here as far as no chip is needed for it: up to the first thing that
 * only the chip can do. docs/design/snapshot.md has the whole method.
 */
#ifndef ADDER_TOOL_SNAPSHOT_H
#define ADDER_TOOL_SNAPSHOT_H

#include "adder_engine.h"
#include "image/read.h"
#include "posix/ahead.h"

enum adsnapshot_end {
    ADSNAPSHOT_NONE,     /* there is none: `reason` says why            */
    ADSNAPSHOT_STOPPED,  /* before the instruction that `state` goes on with */
    ADSNAPSHOT_FINISHED  /* the program is at its end                   */
};

struct adsnapshot {
    enum adsnapshot_end end;
    const char *reason;      /* what stopped it, for people; NULL: nobody has run it */
    uint64_t steps;          /* instructions that were run                        */
    struct adder_state state; /* STOPPED: lies in `region`                        */
    struct adahead_effects effects;
    void *region;
};

/* The image has cells of 16 bits and single floats, and all functions of lib/builtins. block:
 * bytes, about as many as the chip will have; print_most: of output, to be noted (posix/ahead.h).
 * False: no memory; adsnapshot_free is to be called anyway. */
bool adsnapshot_take(
    struct adsnapshot *s, const struct adimg *image, size_t block, unsigned print_most);
void adsnapshot_free(struct adsnapshot *s);

#endif
