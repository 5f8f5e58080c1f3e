/* SPDX-License-Identifier: MIT
 * fit.c - what the firmware of a build takes: its sizes, and the model of the fit report.
 */
#include <stdlib.h>
#include <string.h>

#include "host/fs.h"
#include "image/cellcode.h"
#include "tool/avr/make.h"
#include "tool/cmd.h"
#include "tool/fit/fit_image.h"

#define LEAST_BLOCK 128 /* bytes without which no program gets anywhere */

/* ELF32, little-endian: sections that are loaded, by address: data space begins at 0x800000. */
static bool read_sizes(struct admake *m)
{
    size_t size;
    int error;
    uint8_t *file = (uint8_t *)adhost_read_file(m->elf, &size, &error);
    uint32_t table, i, count;
    m->flash = m->ram = 0;
    if (!file || size < 52) {
        free(file);
        return false;
    }
    table = adcc_read32(file + 32);
    count = adcc_read16(file + 48);
    for (i = 0; i < count && table + (i + 1) * 40 <= size; i++) {
        const uint8_t *h = file + table + i * 40;
        uint32_t type = adcc_read32(h + 4), flags = adcc_read32(h + 8), at = adcc_read32(h + 12);
        uint32_t bytes = adcc_read32(h + 20);
        if (!(flags & 2) || at >= 0x810000)
            continue;
        if (type != 8)
            m->flash += bytes;
        if (at >= 0x800000)
            m->ram += bytes;
    }
    free(file);
    return true;
}

int admake_finish(struct admake *m)
{
    return read_sizes(m) ? 0 : adtool_complain(ADTOOL_BROKEN, "cannot read %s", m->elf);
}

unsigned long admake_block(const struct admake *m)
{
    unsigned long taken = m->ram + m->board.c_stack;
    return taken + LEAST_BLOCK > m->board.ram ? 0 : m->board.ram - taken;
}

int admake_fit(struct admake *m, struct adfit_source *source, struct adfit *fit)
{
    char symbols[1200], lines[1200];
    const struct adboard *b = &m->board;
    unsigned stack = adfit_part_named("stack");
    struct adram contents;
    bool listed = !admake_list(m, symbols, lines, sizeof lines);
    snprintf(fit->board, sizeof fit->board, "%s", b->name);
    snprintf(fit->chip, sizeof fit->chip, "%s", b->mcu);
    fit->size[ADFIT_FLASH] = (uint32_t)b->flash;
    fit->size[ADFIT_RAM] = (uint32_t)b->ram;
    if (!adfit_read_elf(fit, m->elf, listed ? symbols : NULL, lines, m->vm))
        return adtool_complain(ADTOOL_BROKEN, "cannot read the symbols of %s", m->elf);
    if (m->contents) {
        contents = *m->contents;
        contents.stacked -= adtailor_no_roots(&m->tailor);
        source->ram = &contents;
    }
    adfit_read_image(fit, source);
    if (fit->image_bytes)
        adfit_read_block(fit, source);
    source->ram = NULL;
    adfit_add(fit, ADFIT_RAM, stack, "C stack, reserved", "", (uint32_t)(b->ram - b->c_stack),
        (uint32_t)b->c_stack);
    fit->block = (uint32_t)admake_block(m);
    fit->too_small = !fit->block;
    fit->block_used = adfit_section_bytes(fit, ADFIT_BLOCK);
    fit->used[ADFIT_RAM] = (uint32_t)(m->ram + b->c_stack) + fit->block_used;
    adfit_sort(fit);
    return 0;
}
