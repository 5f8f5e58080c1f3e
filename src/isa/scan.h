/* SPDX-License-Identifier: MIT
 * scan.h - cuts a line of assembler text into tokens, for asm.c and for the text form of images.
 *
 * A token is a run of characters but blanks and , ; = ( ) and ends there; a text stands in double
 * quotes with the escapes \\ \" \n \r \t \xHH. A semicolon begins a comment.
 */
#ifndef ADDER_ISA_SCAN_H
#define ADDER_ISA_SCAN_H

#include "base/base.h"

struct adscan {
    const char *start, *at, *end; /* of the line */
    const char *token;            /* the last one */
    size_t length;
    const char *error;            /* the first one */
    const char *where;
};

void adscan_line(struct adscan *s, const char *text, size_t n);

/* False, and notes the error at the last token. */
bool adscan_fail(struct adscan *s, const char *error);

/* Skips blanks: is this the end of the line, or of what is not comment? */
bool adscan_at_end(struct adscan *s);

/* Takes this character when it comes next. */
bool adscan_char(struct adscan *s, char c);

/* The next token into s->token; false, without an error, when none begins here. */
bool adscan_token(struct adscan *s);

/* Is the last token this word? */
bool adscan_is(const struct adscan *s, const char *word);

/* The last token as a number: decimal or 0x, with a sign. False, without an error: it is none. */
bool adscan_number(const struct adscan *s, int64_t *value);

/* The next token, which must be a number in these bounds. */
bool adscan_int(struct adscan *s, int64_t least, int64_t most, int64_t *value);

/* A text in quotes, decoded into `to`, which has room for as many bytes as are left of the line. */
bool adscan_quoted(struct adscan *s, uint8_t *to, size_t *n);

#endif
