/* SPDX-License-Identifier: MIT
 * masm.h - the assembler of the two integer machines: text to code, with what listings, traces and
 * debuggers want to know about it. Each machine has its own dialect (docs/assembler.md); which one
 * is meant the instruction set says: code of bytes is portvm's, code of words microvm's.
 *
 *     struct admasm m;
 *     admasm_init(&m, &adisa_portvm, arena, read, ctx);
 *     if (admasm_file(&m, "blink.portasm"))
 *         use(m.code, m.size);
 *     else
 *         for (unsigned i = 0; i < m.error_count; i++)
 *             admasm_error_text(&m, &m.errors[i], out);
 *
 * Everything lies in the arena, which must outlive it; texts are not copied and must stay too.
 * Addresses of code (`pc`) are those that the machine's jumps use: bytes in portvm, words in
 * microvm.
 */
#ifndef ADDER_MASM_H
#define ADDER_MASM_H

#include "base/arena.h"
#include "base/outbuf.h"
#include "isa/isa.h"

enum { ADMASM_ERRORS = 20, ADMASM_DEPTH = 16 /* files that include each other */ };

/* Reads a whole file; it stays until the assembler is done with. False: there is none. */
typedef bool (*admasm_read)(void *ctx, const char *path, const char **text, size_t *length);

struct admasm_file {
    const char *name;
    const char *text;
    size_t length;
};

struct admasm_error {
    uint32_t file, line, column; /* file: index in `files`; line and column from 1 */
    const char *message;
    const char *hint;            /* or NULL */
    uint32_t order;              /* the row in which it was found */
};

/* A line that was read, in the order of reading; pc to end is its code, if end > pc. */
struct admasm_row {
    uint32_t file, line, pc, end;
    uint32_t byte, bytes; /* the same in bytes: where, how many */
    const char *text;     /* of the line, without its end */
    uint32_t length;
};

enum admasm_kind { ADMASM_LABEL = 1, ADMASM_CONSTANT = 2, ADMASM_VARIABLE = 4, ADMASM_DEFINE = 8 };

struct admasm_name {
    enum admasm_kind kind;
    uint32_t length;      /* of the name */
    const char *text;
    int64_t value;        /* pc of a label, value of a constant, number of a variable */
    uint32_t size;        /* of a variable: its words */
    uint32_t file, line;  /* where it is defined */
    const char *as;       /* of a $define: the token in its place */
    uint32_t as_length;
    uint32_t next;        /* with the same hash: index + 1 */
};

enum { ADMASM_BUCKETS = 256 };

/* A file that is being read. */
struct admasm_source {
    const char *at;
    uint32_t file, line;
};

struct admasm {
    const struct adisa *isa;
    struct adarena *arena;
    admasm_read read; /* NULL: nothing can be included */
    void *ctx;

    uint8_t *code;
    uint32_t size; /* in bytes */
    struct admasm_file *files;
    struct admasm_row *rows;
    struct admasm_name *names; /* in the order of definition */
    uint32_t file_count, row_count, name_count;
    uint32_t variable_words; /* what the variables take together */
    struct admasm_error errors[ADMASM_ERRORS];
    unsigned error_count;

    /* What follows is the assembler's own. */
    uint32_t code_room, file_room, row_room, name_room, fix_room, fix_count;
    struct admasm_fix *fixes; /* operands that wait for a name */
    uint32_t bucket[ADMASM_BUCKETS];
    struct admasm_source source[ADMASM_DEPTH];
    unsigned depth;
    uint32_t order;   /* of the row that is being judged, for errors */
    const char *line; /* and its text */
    const char *line_end;
    bool stopped;     /* an error after which nothing more is read */
};

void admasm_init(struct admasm *m, const struct adisa *isa, struct adarena *arena,
    admasm_read read, void *ctx);

/* Assembles a file; false: errors says why, with at least one. Once for each admasm_init. */
bool admasm_file(struct admasm *m, const char *path) AD_MUST_CHECK;
/* A text that is at hand; `name` is what errors call it, and includes are looked for beside it. */
bool admasm_text(struct admasm *m, const char *name, const char *text, size_t length) AD_MUST_CHECK;

/* ---- what was assembled ---------------------------------------------------------------------- */

/* The row that made the code at pc; NULL: none did. */
const struct admasm_row *admasm_row_at(const struct admasm *m, uint32_t pc);

/* Where the first code of this line, or of the next one of the file that has code, stands; -1: no
 * code from there on. For break points. */
int64_t admasm_pc_of(const struct admasm *m, uint32_t file, uint32_t line);

/* The name of one of these kinds; NULL: none. A microvm label is found in either case. */
const struct admasm_name *admasm_find(const struct admasm *m, unsigned kinds, const char *name,
    size_t length);

/* The label at this pc, or the nearest one before it (of variables: that which holds this number);
 * NULL: none. */
const struct admasm_name *admasm_name_at(const struct admasm *m, enum admasm_kind kind,
    uint32_t value);

/* Text of a line (from 1) of a file, without its end; NULL: no such line. */
const char *admasm_line_text(const struct admasm *m, uint32_t file, uint32_t line, size_t *length);

/* "FILE:LINE:COLUMN: MESSAGE", the line, a caret, the hint. */
void admasm_error_text(const struct admasm *m, const struct admasm_error *e, struct adout *out);

/* Address, bytes, line and text of all lines; then the labels, constants and variables. */
void admasm_listing(const struct admasm *m, struct adout *out);

#endif
