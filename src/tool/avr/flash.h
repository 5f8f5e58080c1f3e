/* SPDX-License-Identifier: MIT
 * flash.h - the flash of a linked firmware, as words, and the functions in it; read off the ELF.
 */
#ifndef ADDER_TOOL_FLASH_H
#define ADDER_TOOL_FLASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the names of natives begin with that instructions have the addresses of. */
#define ADFLASH_DIRECT "adfast_native_"

/* Where something begins that has a name: a function, or a label of the library's assembly. */
struct adflash_place {
    uint32_t at, end;  /* words; end is where its size says, or where the next one begins */
    const char *name;
};

struct adflash {
    uint8_t *file;     /* owns the names */
    uint16_t *words;
    uint32_t count;    /* of them */
    bool far;          /* more than 128 KB: return addresses have three bytes */
    uint32_t reach;    /* words; relative jumps of small chips wrap around */
    struct adflash_place *places; /* by address, one at each */
    unsigned nplaces;
    uint32_t natives, natives_size; /* bytes: the table of native functions */
    uint32_t *direct;  /* words: natives that instructions have the addresses of */
    unsigned ndirect;
};

/* False: no ELF file of an AVR, or no memory. Close it in either case. */
bool adflash_open(struct adflash *f, const char *elf);
void adflash_close(struct adflash *f);

/* The place that this word is in; NULL: before the first. */
const struct adflash_place *adflash_place(const struct adflash *f, uint32_t at);

#endif
