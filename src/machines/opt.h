/* SPDX-License-Identifier: MIT
 * opt.h - the optimizer of the two integer machines: code to shorter code that does the same.
 *
 *     struct admopt o = {.isa = &adisa_portvm, .code = code, .size = size, .arena = &arena};
 *     if (admopt_run(&o))
 *         use(o.out, o.out_size);
 *
 * Only what can be reached from address 0 is kept, and each jump's goal must be known: portvm jumps
 * to what is on its stack, so there the address must be pushed directly before the jump. Where a
 * goal is not known, or code is jumped into in the middle of an instruction, the code stays as it
 * is, and `kept` says why. docs/optimizer.md has the rewrites.
 */
#ifndef ADDER_MACHINES_OPT_H
#define ADDER_MACHINES_OPT_H

#include "base/arena.h"
#include "base/outbuf.h"
#include "isa/isa.h"

struct admopt {
    const struct adisa *isa; /* adisa_portvm or adisa_microvm                         */
    const uint8_t *code;
    uint32_t size;           /* in bytes                                              */
    struct adarena *arena;   /* everything lies here; about 30 bytes for each of code */
    struct adout *report;    /* a line for each rewrite; or NULL                      */

    /* What became of it. */
    const uint8_t *out;      /* `code` itself when nothing was changed                */
    uint32_t out_size;
    uint32_t before, after;  /* instructions                                          */
    uint32_t rewrites;
    const char *kept;        /* why nothing was changed though it might be; or NULL   */
    uint32_t kept_at;        /* the address that is the reason                        */
};

/* False when the arena has too little memory. */
bool admopt_run(struct admopt *o) AD_MUST_CHECK;

#endif
