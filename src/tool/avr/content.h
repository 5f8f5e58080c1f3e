/* SPDX-License-Identifier: MIT
 * content.h - objects of a program that goes on in the middle, wherever they lie: in the first
 * contents of the block, or in the image.
 */
#ifndef ADDER_TOOL_CONTENT_H
#define ADDER_TOOL_CONTENT_H

#include "tool/avr/shake.h"

struct adcontent {
    unsigned layout;
    uint32_t size;                 /* as in the header; 0 when there is no object           */
    const struct adram_word *word; /* its body in the block, or NULL                        */
    const struct adimg *image;     /* ... in the image                                      */
    struct adimg_object object;
};

/* The object that begins at a word of the block. */
struct adcontent adcontent_at(const struct adram *ram, uint32_t word);
/* The word behind it. */
uint32_t adcontent_behind(const struct adram *ram, uint32_t word);
/* What a cell refers to; `ram` may be NULL. */
struct adcontent adcontent_of(const struct adimg *image, const struct adram *ram,
                              struct adram_word cell);
struct adcontent adcontent_in(const struct adimg *image, const struct adimg_object *object);
/* Its i-th cell; unbound beyond its end. */
struct adram_word adcontent_cell(const struct adcontent *o, uint32_t i);
/* ... as a small int. */
int adcontent_int(const struct adcontent *o, uint32_t i);

#endif
