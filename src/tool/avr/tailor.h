/* SPDX-License-Identifier: MIT
 * tailor.h - what a firmware must contain for one program: read off its image, then completed by
 * what
 * the linker found to be used. Only ever grows, so that repeating comes to an end.
 * docs/design/tailoring.md has the whole method.
 */
#ifndef ADDER_TOOL_TAILOR_H
#define ADDER_TOOL_TAILOR_H

#include <stdio.h>

#include "image/read.h"
#include "isa/isa.h"
#include "tool/avr/shake.h"
#include "tool/avr/types.h"

#define ADTAILOR_ANY 255 /* of a count of arguments: nobody knows */

enum { ADTAILOR_FUSED = 14 };

struct adtailor {
    struct adtypes types;    /* which kinds of values meet what                          */
    bool op[256];            /* instructions                                             */
    bool native[ADF_COUNT];  /* functions and methods that the program names             */
    bool direct[ADF_COUNT];  /* ... that instructions call by their addresses            */
    bool type[ADT_COUNT];    /* types that the program names or that objects may have    */
    uint8_t given[AD_IMM_COUNT]; /* of its functions and types: one more than the most arguments
                                of their calls, 0 when there are none                    */
    bool base[ADT_COUNT];    /* types that it builds classes on, or may                  */
    uint8_t arguments;       /* the most that what it does not know by name is called with  */
    uint8_t bases;           /* the most that one of its classes has                     */
    bool raised[ADT_COUNT];  /* exceptions that C code raises                            */
    bool frozen[ADZ_COUNT];  /* functions of lib/builtins that C code hands over to   */
    bool binary[13];          /* operators that instructions or C code apply              */
    bool action[16];         /* what becomes of results: enum adaction                   */
    bool iter[13];           /* kinds of iterators: enum aditer_kind                     */
    bool name[ADN_COUNT];    /* names that the program mentions                          */
    bool read[ADN_COUNT];    /* ... to read an attribute of an object                    */
    bool defined[ADN_COUNT]; /* names that it gives to attributes: of classes too        */
    bool asked[ADN_COUNT];   /* names that C code looks up as if the program had         */
    uint8_t code_flags;      /* of all functions together                                */
    bool kwonly, posonly, tries; /* does any have such parameters, handlers?             */
    bool handlers;           /* does any of the program's own functions?                 */
    bool all_names;          /* it looks names up by their text                          */
    bool instance_dicts;     /* instances of the block have a dict of attributes         */
    bool keywords;           /* it passes arguments by name                              */
    bool keyword[ADZ_COUNT]; /* ... that this function has                               */
    bool causes;             /* it raises exceptions from others                         */
    bool percent;            /* it has texts with a %, or may make them                  */
    bool format_names;       /* a text asks for a builtin attribute: "{0.real}"          */
    bool ascii;              /* it has a field with !a                                   */
    bool virtuals;           /* attributes lie behind classes                            */
    bool nested;             /* there may be tuples in tuples                            */
    bool slices;             /* slices are values, not only read with                    */
    bool type_calls;         /* it may call what type(x) gives, or type() to make one    */
    bool wanted[ADZ_COUNT];  /* as frozen, but perhaps behind a closed gate              */
    bool keeps_exceptions;   /* as values, otherwise than by a handler                   */
    bool rom_classes, ram_classes; /* are there classes in the image, in the block?          */
    bool made[8];            /* what functions in it make: traits.c                      */
    bool restart;            /* an exception that stops the program begins it again       */
    bool fused[ADTAILOR_FUSED]; /* sequences that fast.S does at once: tailor_fast.c     */
    bool everything;         /* for any program: the tables of one are part of its image  */
    struct adreceiver *receiver; /* if not NULL, filled by the inference: adtailor_fixed     */
};

/* Everything that the port has what it takes for: a firmware that is not tailored. */
void adtailor_everything(struct adtailor *t);

/* Adds what the image shows, and the first contents of the block (NULL: it begins empty). */
void adtailor_image(struct adtailor *t, const struct adimg *image, const struct adram *ram);
void adtailor_ram(struct adtailor *t, const struct adimg *image, const struct adram *ram);

/* What a class that exists says about the program, wherever it lies. */
struct adcontent;
void adtailor_class(struct adtailor *t, const struct adimg *image, const struct adram *ram,
                    const struct adcontent *class);

/* Which classes of the block get no attributes any more; which objects instructions ask for one.
 * `old` is the size of the image that this one was cut from. free(fixed->receiver) in any case;
 * false: no memory. */
bool adtailor_fixed(const struct adtailor *t, const struct adshaken *shaken, size_t old,
                    struct adfixed *fixed);

/* A value that the program holds: an immediate may be called with anything. */
void adtailor_value(struct adtailor *t, const struct adimg *image, uint64_t cell);

/* Adds what a mention stands for: "ADT_dict", "ADZ_sorted", "AD_POW". True when that was new. */
bool adtailor_mention(struct adtailor *t, const char *id, size_t n);

/* Is it an identifier that adtailor_mention would take? */
bool adtailor_known(const char *id, size_t n);

/* Is this identifier of the sources something that the firmware does without? False for any
 * other. */
bool adtailor_absent(const struct adtailor *t, const char *id, size_t n);

/* The same where only the operands of these uses (bits of enum adtypes_use) come. */
bool adtailor_unmet(const struct adtailor *t, unsigned uses, const char *id, size_t n);

/* Are there programs like this in which C code hands over to this function of lib/builtins? */
bool adtailor_gate(const struct adtailor *t, unsigned function);

/* Of the identifiers AD_HAS_x: are there no programs like this that have use for it? */
bool adtailor_lacks(const struct adtailor *t, const char *id, size_t n);

/* Cells at the block's end that it does without: all the roots, or none. */
unsigned adtailor_no_roots(const struct adtailor *t);

/* Where it is noted that a function which makes "has_x" is in, or NULL. */
bool *adtailor_makes(struct adtailor *t, const char *id, size_t n);

/* Does it build classes on list, int, str ...? Does it define comparisons or __hash__; __index__ or
 * __bytes__; __str__ or __repr__? */
bool adtailor_builds_on_types(const struct adtailor *t);
bool adtailor_compares(const struct adtailor *t);
bool adtailor_indexes(const struct adtailor *t);
bool adtailor_shows(const struct adtailor *t);

/* May it get hold of an exception, otherwise than to raise it? */
bool adtailor_exc_values(const struct adtailor *t);

/* Does it get classes as values that the image does not show: type(x), x.__class__ ...? */
bool adtailor_computes_classes(const struct adtailor *t);

/* Are classes of its built on exceptions? */
bool adtailor_exc_bases(const struct adtailor *t);

/* Does it make an OSError, or one of those below it? */
bool adtailor_os_errors(const struct adtailor *t);
unsigned adtailor_exc_base(unsigned type); /* of a builtin exception; 0: it is none */

/* Do exceptions come with more than one argument? */
bool adtailor_exc_args(const struct adtailor *t);

/* A keyword of a call; may this function get a native's calls with keywords? */
void adtailor_keyword(struct adtailor *t, const char *word, size_t n);
bool adtailor_takes_keywords(const struct adtailor *t, unsigned function);

/* Is what the LOAD_IMM at pc pushes seen to be called, and nothing else? */
bool adtailor_is_callee(const struct adimg_code *code, uint32_t pc);

/* What the code does with builtin functions and types: `given`, `base`, `bases`, `type_calls`,
 * `slices`. */
void adtailor_calls(struct adtailor *t, const struct adimg *image, const struct adimg_code *code,
                    const struct adram *ram);

/* May the program call this type, or this native with so many arguments? */
bool adtailor_calls_type(const struct adtailor *t, unsigned type);
bool adtailor_gives(const struct adtailor *t, unsigned native, unsigned arguments);

/* Names of all that is in, one a line. */
void adtailor_list(const struct adtailor *t, FILE *to);

/* Methods are in when their type is and their name is mentioned; constructors when called. */
void adtailor_finish(struct adtailor *t);

/* What the program needs that no board has, for people; NULL: nothing. */
const char *adtailor_lacking(const struct adtailor *t);

/* Is the function of lib/builtins with that identifier not there? Who hands over to it raises. */
bool adtailor_shut(const struct adtailor *t, const char *id, size_t n);

/* Does a native find names by their text? */
bool adtailor_finds_names(unsigned native);
/* ... or where that attribute is there? */
bool adtailor_name_finds(unsigned name);

/* The number that a native has in the firmware: its place among those that are in. */
unsigned adtailor_native(const struct adtailor *t, unsigned f);

/* ADF_ of the native that makes objects of this type, if it is in; 0: none. */
unsigned adtailor_constructor(const struct adtailor *t, unsigned type);

/* The code that an instruction has in the firmware: those that the program uses come first. */
unsigned adtailor_op(const struct adtailor *t, unsigned code);
/* 2 when there are so few instructions that they are counted by twos: a table's distances. */
unsigned adtailor_op_step(const struct adtailor *t);
unsigned adtailor_op_count(const struct adtailor *t);
/* The sequence that fast.S does at once and that begins here: its number plus one; 0 none. */
unsigned adtailor_fused_at(const struct adimg_code *code, uint32_t pc);
/* The code in the firmware of such a sequence, which stands where its first instruction stood. */
unsigned adtailor_fused_op(const struct adtailor *t, unsigned fused);
/* In the loop's table of labels: those of the sequences, and places that fast.S leaves for. */
void adtailor_write_places(const struct adtailor *t, FILE *to);
/* A LOAD_I2 of a small int: in a firmware a LOAD_IMM of its cell. */
bool adtailor_loads_cell(const struct adisa_ins *ins);
/* Does ports/avr/vm/fast.S do this instruction in all cases? */
bool adtailor_op_in_assembly(unsigned code);
int adtailor_op_named(const struct adtailor *t, const char *name, size_t n); /* -1: there is none */

/* Is the body of this layout made of cells? (Of layouts found in images.) */
bool adtailor_holds_cells(unsigned layout);

/* The same by its identifier, plus one; of an absent one a number that no native has. */
int adtailor_native_number(const struct adtailor *t, const char *id, size_t n);

/* Writes the tables of the firmware as C (tailor.h of the build), and the image as assembler
 * text. */
void adtailor_write(const struct adtailor *t, const struct adimg *image, const struct adsnapshot *s,
                    const struct adram *ram, FILE *to);
void adtailor_write_fast(const struct adtailor *t, FILE *to); /* tailor_ops.h */
/* In tailor.h: what the assembly knows of the machine, as far as it has use for it. */
void adtailor_write_fast_names(const struct adtailor *t, FILE *to);
/* For each name of the image a method of that name: its objects' mark, its number among the
 * methods. */
void adtailor_write_methods(const struct adtailor *t, const struct adimg *image, FILE *to);
void adtailor_write_image(const struct adtailor *t, const struct adimg *image,
                          const struct adram *ram, FILE *to);
void adtailor_write_ram(const struct adtailor *t, const struct adram *ram, FILE *to);

/* A cell as the firmware has it: natives have other numbers there. */
uint64_t adtailor_cell(const struct adtailor *t, uint64_t cell);

#endif
