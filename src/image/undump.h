/* SPDX-License-Identifier: MIT
 * undump.h - the text of dump.h back to an image: `adder asm`. Instructions are read by
 * isa/asm.h. Whoever writes such a text by hand should pass the result to adimg_verify, which
 * names what is wrong with it.
 */
#ifndef ADDER_IMAGE_UNDUMP_H
#define ADDER_IMAGE_UNDUMP_H

#include "isa/asm.h"

/* The image, in the arena; NULL with *error set. */
uint8_t *adimg_undump(const char *text, size_t n, struct adarena *arena, size_t *size,
    struct adasm_error *error);

#endif
