/* SPDX-License-Identifier: MIT
 * fit_image.h - functions and source lines of an image, for the parts of the fit report.
 */
#ifndef ADDER_TOOL_FIT_IMAGE_H
#define ADDER_TOOL_FIT_IMAGE_H

#include "image/dump.h"
#include "tool/avr/shake.h"
#include "tool/fit/fit.h"

struct adfit_source {
    const struct adimg *image; /* the firmware's                    */
    const struct adimg *named; /* with lines and names; may be NULL */
    const struct adram *ram;   /* what is in the block at the start; NULL: globals */
    uint32_t shift;            /* its offsets are so much larger than the firmware's */
    /* Text of a line of a module's source; NULL when it is not known. May be NULL. */
    const char *(*line)(void *ctx, unsigned module, uint32_t line, size_t *length);
    void *ctx;
};

/* The debug record of a function of the firmware's image; false: it is not known. */
bool adfit_function(const struct adfit_source *s, const struct adimg_code *code,
                    struct adimg_debug *debug);
/* "app.py:12" of a module and line (0: the file alone); empty when it is not known. */
void adfit_place(const struct adfit_source *s, unsigned module, uint32_t line,
                 char place[ADFIT_TEXT]);

/* The program and what it takes of lib/, and the block. Call them in this order, after
 * adfit_read_elf. The first sets source->shift. */
void adfit_read_image(struct adfit *fit, struct adfit_source *source);
void adfit_read_block(struct adfit *fit, const struct adfit_source *source);

/* What to change in a program that does not fit, largest first. */
void adfit_find_hints(struct adfit *fit, const struct adfit_source *source);

#endif
