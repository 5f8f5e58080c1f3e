/* SPDX-License-Identifier: MIT
 * lexer.h - source text to tokens, one at a time. Only parse*.c uses it.
 *
 * An f-string is not one token: the parser gets FSTRING for its prefix and opening quote, then asks
 * for chunks of text (adlex_chunk) and, where a chunk ended at `{`, for tokens again until the
 * field ends. So quotes, nesting and comments inside of a field need no rules of their own.
 */
#ifndef ADDER_LEXER_H
#define ADDER_LEXER_H

#include "base/base.h"
#include "compiler/diag.h"

enum adtok {
#define TOKEN(name) ADTOK_##name,
#define KEYWORD(name, text) ADTOK_##name,
#define OPERATOR(name, text) ADTOK_##name,
#include "compiler/token.def"
#undef TOKEN
#undef KEYWORD
#undef OPERATOR
    ADTOK_COUNT
};

/* Bits of adtoken.prefix for STRING and FSTRING. */
enum { ADSTR_RAW = 1, ADSTR_BYTES = 2, ADSTR_FORMAT = 4, ADSTR_TRIPLE = 8 };

struct adtoken {
    uint8_t kind;   /* enum adtok                                                               */
    uint8_t prefix; /* ADSTR_*                                                                  */
    uint8_t quote;  /* of STRING and FSTRING                                                    */
    uint8_t base;   /* of INT                                                                   */
    uint32_t line, column, end_line, end_column; /* columns in bytes from 0                     */
    const char *text; /* STRING: what is between the quotes; else the token as it is written    */
    uint32_t len;
};

/* Nesting at most, as in CPython; a small machine gives a smaller number. */
#ifndef ADLEX_BRACKETS
#define ADLEX_BRACKETS (sizeof(void *) > 4 ? 200 : 60)
#endif
#define ADLEX_INDENTS 100

struct adbracket {
    char open;
    uint32_t line, column;
};

/* What changes from token to token while no bracket is open: a copy of it, taken then, is the way
 * back (adparse_try). */
struct adlex_place {
    const char *at;
    const char *line_start;
    uint32_t line;
    uint16_t depth;  /* open brackets                                                            */
    uint16_t field;  /* depth just inside the innermost f-string field; 0: in none               */
    int16_t pending; /* INDENT (1) or DEDENTs (negative) to deliver                              */
    bool line_begins;
    bool content;    /* the line has a token, so it ends with NEWLINE                            */
};

struct adlexer {
    struct adlex_place p;
    const char *end;
    struct addiag *diag;
    bool failed; /* the error came from here */
    uint16_t indents;
    uint16_t indent[ADLEX_INDENTS];     /* widths with tabs to multiples of 8 */
    uint16_t alt_indent[ADLEX_INDENTS]; /* and with tabs of 1                 */
    struct adbracket bracket[ADLEX_BRACKETS];
};

/* false: the diag has an error (not UTF-8, NUL). */
bool adlex_init(struct adlexer *lx, struct addiag *diag, const char *source, size_t length);

/* The next token; behind the last come NEWLINE, DEDENTs, END, END, ... false: the diag has it. */
bool adlex_next(struct adlexer *lx, struct adtoken *t) AD_MUST_CHECK;

/* A piece of an f-string's text: up to `{` of a field (then skipped, and counted as a bracket), up
 * to `}` (in a spec: left for adlex_next) or up to the closing quote (then skipped). */
struct adchunk {
    const char *text;
    uint32_t len;
    uint32_t line, column;
    char stop; /* '{', '}' or 'q' */
};
bool adlex_chunk(struct adlexer *lx, const struct adtoken *fstring, bool spec,
                 struct adchunk *c) AD_MUST_CHECK;

/* "'(' was never closed" for the innermost open bracket; false when there is none. */
bool adlex_unclosed(struct adlexer *lx);

/* "+=" */
const char *adtok_text(unsigned kind);

/* Between lexer.c and lex_literal.c. */
bool adlex_error(struct adlexer *lx, struct addiag_at at, const char *kind, const char *format,
                 const char *text, size_t len, uint32_t number);
bool adlex_syntax(struct adlexer *lx, const char *at, const char *message);
bool adlex_number(struct adlexer *lx, struct adtoken *t);
bool adlex_string(struct adlexer *lx, struct adtoken *t);
bool adlex_is_name(uint8_t c, bool first);
/* Step over the end of line at lx->p.at, which is CR or LF. */
void adlex_newline(struct adlexer *lx);
struct addiag_at adlex_at(const struct adlexer *lx, const char *at);

#endif
