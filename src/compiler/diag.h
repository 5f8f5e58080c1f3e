/* SPDX-License-Identifier: MIT
 * diag.h - what went wrong in a source text, and where. The first error wins: later ones are mostly
 * its consequences. Texts are CPython 3.11's where it has one for the case.
 */
#ifndef ADDER_DIAG_H
#define ADDER_DIAG_H

#include "base/base.h"

#define ADDIAG_MESSAGE 120 /* a message's bytes at most, with the NUL; longer ones are cut */

struct addiag {
    const char *kind; /* "SyntaxError", "IndentationError", "TabError", "MemoryError", or NULL   */
    const char *file; /* as given, never NULL                                                    */
    const char *source;
    size_t length;
    uint32_t line;       /* from 1; 0 when there is no place (MemoryError)                       */
    uint32_t column;     /* in characters from 1, as SyntaxError.offset                          */
    uint32_t end_column; /* behind the last character; 0 or <= column: a single caret            */
    bool incomplete;     /* the source ended too early: a console asks for another line          */
    char message[ADDIAG_MESSAGE];
};

/* Forget all errors. `file` may be NULL ("<string>"). */
void addiag_init(struct addiag *d, const char *file, const char *source, size_t length);

/* A place in the source: columns in bytes from 0, as in nodes; end_column 0: one caret. */
struct addiag_at {
    uint32_t line, column, end_column;
};

/* Report, unless something is reported already. In the format %s stands for `text`, `len` bytes,
 * and %d for `number`; nothing else is special. */
void addiag_error(struct addiag *d, const char *kind, struct addiag_at at, const char *format,
                  const char *text, size_t len, uint32_t number);

/* SyntaxError with a fixed message. */
void addiag_syntax(struct addiag *d, struct addiag_at at, const char *message);

/* Length of a message or other fixed text. */
size_t addiag_length(const char *text);

/* MemoryError without a place. */
void addiag_no_memory(struct addiag *d);

/* The error as CPython prints it, with the line and a caret:
 *
 *     File "x.py", line 3
 *       x = = 2
 *           ^
 *   SyntaxError: invalid syntax
 *
 * Writes at most size bytes, the last of them NUL, and returns the length of the whole text without
 * NUL (like snprintf). */
size_t addiag_render(const struct addiag *d, char *buffer, size_t size);

#endif
