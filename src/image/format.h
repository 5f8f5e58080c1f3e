/* SPDX-License-Identifier: MIT
 * format.h - the image: the only thing that compiler and VM share. Little-endian, built for one
 * cell
 * width W (2, 4 or 8 bytes), used in place: from flash on a chip, from memory on the PC.
 *
 *   offset 0      struct adimg_head (64 bytes, fields below)
 *   then          sections; each begins on a multiple of 8 (of W would do)
 *   last          section OBJECTS; the image ends where it ends, and its size is a multiple of 8
 *
 * References. A cell that refers to an object of the image holds (its offset - image size): a
 * negative distance from the image's END, in W bytes. So an image needs no change wherever it lies:
 * the VM adds the address of the end. All other cells are as in core/cell*.h: small ints and
 * immediates. Objects of the image are immutable and refer to nothing but the image and immediates.
 *
 * Sections (numbers are enum adimg_section):
 *   CONSTS    cell[]      what LOAD_K pushes
 *   NAMES     u16[]       operand n of LOAD_ATTR etc. -> number of the name: below ADN_COUNT from
 *                         names.def, else ADN_COUNT + i for the i-th name that is the image's own
 *   NAMETEXT  cell[]      str object of each entry of NAMES (same index); may be stripped (empty)
 *   GLOBALS   u16[]       number of the name of each global slot; all modules share one table of
 * slots
 *   MODULES   struct adimg_module[]   module 0 is __main__, module 1 is lib/builtins
 *   FROZEN    cell[]      function object of ADZ_x at index x, 0 when left out
 *   DEBUG     bytes       lines and names of locals, see below; may be stripped
 *   OBJECTS   objects, each aligned to W, one behind the other, starting with its header cell; at
 *             the end 1 to 8 zeros: places in code are told by their distance from there, 0 is none
 *
 * Objects: header cell as core/cell*.h lays it out (adhd_make), then at width 16 with size >= 127 a
 * cell with the size, then the body padded with zeros to W. Layouts found in an image: int,
 * int_neg,
 * float, str, str_wide, bytes, tuple, frozenset (as tuple of its items, made when loaded), code,
 * function, slice, range. Which bodies they have: core/object.h.
 *
 * CODE body (bytes): struct adcode (16 bytes), then
 *   u16 param[npos + nkwonly]       numbers of the parameters' names, for calls by keyword
 *   u8  bytecode[code_size]
 *   (padding to even) struct adtry[ntry]    exception table, innermost first
 *
 * Frames. The value stack grows down. A caller pushes the function, then the arguments, left to
 * right; they become the first locals where they lie. Local s is the cell at fp + s, so the FIRST
 * parameter has slot nlocals-1 and slot 0 is the last local. Order of the locals: parameters, then
 * keyword-only ones, then *args, then **kwargs, then the others; handler slots (see ENTER_HANDLER)
 * are
 * ordinary slots: handler n has slot handler_slot - n. Below fp lie AD_FRAME_CELLS cells of
 * linkage, below
 * them the operand stack. The function itself is the cell at fp + nlocals.
 */
#ifndef ADDER_FORMAT_H
#define ADDER_FORMAT_H

#include "base/base.h"

#define ADIMG_MAGIC 0x52444441u /* "ADDR" */
#define ADIMG_VERSION 1

enum adimg_section {
    ADIMG_CONSTS, ADIMG_NAMES, ADIMG_NAMETEXT, ADIMG_GLOBALS, ADIMG_MODULES, ADIMG_FROZEN,
    ADIMG_DEBUG, ADIMG_OBJECTS, ADIMG_SECTIONS
};

struct adimg_range {
    uint32_t offset; /* from the image's start                 */
    uint32_t count;  /* entries; bytes for DEBUG and OBJECTS   */
};

struct adimg_head {
    uint32_t magic;
    uint8_t version;
    uint8_t cell_bytes; /* 2, 4, 8 */
    uint8_t float_bytes; /* 4 or 8 */
    uint8_t flags;
    uint32_t size;     /* of the whole image, header included            */
    uint32_t crc;      /* CRC-32 (IEEE 802.3) of all behind this field   */
    uint32_t isa_hash; /* of the instruction, name, type and native tables: adisa_hash() */
    uint32_t reserved;
    struct adimg_range section[ADIMG_SECTIONS];
};

struct adimg_module {
    uint16_t name;         /* number of the name                             */
    uint16_t first_global; /* its global slots are first_global ... + globals - 1 */
    uint16_t globals;
    uint16_t flags;        /* bit 0: from lib/ */
    uint32_t body;         /* object offset - image size of its body, a function, as int32 */
    uint32_t file;         /* the same of the str with its file name, 0 when stripped */
};

/* Flags of a code object. */
enum {
    ADCODE_VARARGS = 1,   /* *args   */
    ADCODE_VARKW = 2,     /* **kwargs */
    ADCODE_GENERATOR = 4, /* a call makes a generator, PEP 479 holds */
    ADCODE_COROUTINE = 8,
    ADCODE_METHOD = 16,   /* defined in a class body */
    ADCODE_SIMPLE = 32,   /* only positional parameters without a star: the fast call */
    ADCODE_CLASS = 64,    /* a class body */
    ADCODE_LIB = 128      /* from lib/: left out of tracebacks */
};
/* A call of the code is plain when it has of these ADCODE_SIMPLE alone. */
#define ADCODE_KIND                                                                                \
    (ADCODE_SIMPLE | ADCODE_VARARGS | ADCODE_VARKW | ADCODE_GENERATOR | ADCODE_COROUTINE)

struct adcode {
    uint8_t npos;         /* positional parameters, positional-only ones included */
    uint8_t nposonly;
    uint8_t nkwonly;
    uint8_t flags;
    uint8_t nlocals;      /* all slots, parameters included */
    uint8_t handler_slot; /* slot of handler 0 */
    uint8_t nhandlers;
    uint8_t ntry;
    uint16_t depth;       /* greatest height of the operand stack */
    uint16_t code_size;
    uint16_t name;        /* number of the function's name */
    uint16_t debug;       /* index of its record in DEBUG, which is also its own number */
};

struct adtry {
    uint16_t start, end;  /* offsets in the bytecode: [start, end) */
    uint16_t target;
    uint16_t depth;       /* operand height at target, before the exception is pushed */
};

/* DEBUG: u32 count, then u32 offset[count] (from the section's start) of the records, each:
 *   u16 module; u16 first_line; u16 nlines; u16 nlocals; u16 qualname length (bytes)
 *   u8 line table[nlines]: pairs (bytes of code, signed line step); the first pair starts at
 *                          first_line, 0; a step of more than a byte is split in several pairs
 *   then qualname (UTF-8), then for each slot 0..nlocals-1 a length byte and the name (UTF-8)
 */

#endif
