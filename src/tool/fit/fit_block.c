/* SPDX-License-Identifier: MIT
 * fit_block.c - what lies in the block when the firmware starts.
 */
#include "tool/fit/fit_image.h"

static void name_text(const struct adfit_source *s, unsigned number, char text[ADFIT_TEXT])
{
    const char *name = "?";
    uint32_t n = adimg_name_text(s->image, number, &name);
    if (!n && s->named)
        n = adimg_name_text(s->named, number, &name);
    snprintf(text, ADFIT_TEXT, "%.*s", n ? (int)AD_MIN(n, ADFIT_TEXT - 1u) : 1, n ? name : "?");
}

/* The module that a global is of. A snapshot's image may know its globals' names alone; then the
 * first module of the whole program that has one of this name. */
static unsigned module_of(const struct adfit_source *s, uint32_t slot)
{
    const struct adimg *image = s->image->section[ADIMG_MODULES].count || !s->named ? s->image
        : s->named;
    unsigned number = adimg_u16_at(s->image, ADIMG_GLOBALS, slot);
    struct adimg_module m;
    for (uint32_t i = 0; adimg_module_at(image, i, &m); i++)
        for (uint32_t g = m.first_global; g < (uint32_t)m.first_global + m.globals; g++)
            if (image == s->image ? g == slot : adimg_u16_at(image, ADIMG_GLOBALS, g) == number)
                return i;
    return 0;
}

static void add_globals(struct adfit *fit, const struct adfit_source *s)
{
    unsigned part = adfit_part_named("globals");
    char piece[ADFIT_TEXT], place[ADFIT_TEXT];
    for (uint32_t i = 0; i < s->image->section[ADIMG_GLOBALS].count; i++) {
        name_text(s, adimg_u16_at(s->image, ADIMG_GLOBALS, i), piece);
        adfit_place(s, module_of(s, i), 0, place);
        adfit_add(fit, ADFIT_RAM, part, piece, place, 0, s->image->width);
    }
}

void adfit_read_block(struct adfit *fit, const struct adfit_source *s)
{
    add_globals(fit, s);
}
