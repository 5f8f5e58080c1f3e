/* SPDX-License-Identifier: MIT
 * parse.h - what parse*.c share. Recursive descent with one token of lookahead: p->t is the current
 * token. A function is called with its construct's first token current and leaves the token behind
 * the construct; it returns NULL (or false) when the diag has an error. No error is ever repaired,
 * so nobody needs to release anything.
 *
 * Order to read: parse.c (helpers), parse_expr.c, parse_atom.c, parse_string.c, parse_target.c,
 * parse_args.c, parse_stmt.c, parse_block.c, parse_pattern.c.
 */
#ifndef ADDER_PARSE_H
#define ADDER_PARSE_H

#include "base/arena.h"
#include "compiler/ast.h"
#include "compiler/lexer.h"

/* Nesting of expressions and statements at most: about 1 KB of stack each. A little more than that
 * of brackets, so that these have the better message. */
#ifndef ADPARSE_DEPTH_MAX
#define ADPARSE_DEPTH_MAX (ADLEX_BRACKETS + 10)
#endif

struct adpos {
    uint32_t line, column;
};

struct adparser {
    struct adlexer lex;
    struct adtoken t;  /* the current token                                                      */
    struct adpos last; /* where the token before it ended                                        */
    struct adarena *arena;
    struct addiag *diag;
    struct adnode **stack; /* children of unfinished lists                                       */
    uint32_t n, cap;
    uint16_t depth;
    const struct adnode *group; /* the last expression that stood in ( )                         */
};

/* --- parse.c: tokens ---- */

void adparse_advance(struct adparser *p);
/* Skip the current token if it is of this kind. */
bool adparse_take(struct adparser *p, enum adtok kind);
/* The same, but it is an error if it is another: "invalid syntax", or "expected 'xx'". */
bool adparse_need(struct adparser *p, enum adtok kind);
bool adparse_expect(struct adparser *p, enum adtok kind);
bool adparse_is_word(const struct adtoken *t, const char *word);
struct adpos adparse_here(const struct adparser *p);

/* --- parse.c: a way back, taken where no bracket is open ---- */

struct adparse_mark {
    struct adlex_place place;
    struct adtoken t;
    struct adpos last;
    struct adarena_mark arena;
    struct adnode **stack;
    uint32_t n, cap;
    uint16_t depth;
};
struct adparse_mark adparse_mark(const struct adparser *p);
/* false: the error is one that would come again (no memory, too deep), so there is no way back. */
bool adparse_back(struct adparser *p, struct adparse_mark mark);

/* --- parse.c: nesting; each enter that was true has its leave, unless there is an error ---- */

bool adparse_enter(struct adparser *p);
void adparse_leave(struct adparser *p);

/* --- parse.c: nodes ---- */

struct adnode *adparse_node(struct adparser *p, enum adkind kind, struct adpos at);
/* Its children are set and its last token was skipped: compute height and end. */
struct adnode *adparse_done(struct adparser *p, struct adnode *n);
/* A node that is one token: made, finished, the token skipped. */
struct adnode *adparse_leaf(struct adparser *p, enum adkind kind);
struct adpos adparse_start(const struct adnode *n);
/* Text of the current token, which is a NAME; skipped. */
bool adparse_name(struct adparser *p, const char **text, uint32_t *len);

/* Lists: base = p->n, push ..., list. */
bool adparse_push(struct adparser *p, struct adnode *n);
bool adparse_list(struct adparser *p, struct adnode *owner, uint32_t base);
bool adparse_memory(struct adparser *p, void *made);

/* --- parse.c: errors; all return NULL ---- */

struct addiag_at adparse_place(const struct adparser *p); /* the current token's */
struct adnode *adparse_invalid(struct adparser *p); /* "invalid syntax" at the current token */
struct adnode *adparse_fail(struct adparser *p, const char *message); /* at the current token */
struct adnode *adparse_fail_at(struct adparser *p, const struct adnode *n, const char *message);
/* from the start of a to the last token skipped */
struct adnode *adparse_fail_from(struct adparser *p, struct adpos a, const char *message);
struct adnode *adparse_fail_text(struct adparser *p, const struct adnode *n, const char *format,
                                 const char *text);
/* In brackets, behind element n, neither comma nor bracket follows. */
struct adnode *adparse_no_comma(struct adparser *p, const struct adnode *n);

/* --- parse_expr.c ---- */

struct adnode *adparse_expr(struct adparser *p);
struct adnode *adparse_named(struct adparser *p);        /* with := */
struct adnode *adparse_star_named(struct adparser *p);   /* with := or * */
struct adnode *adparse_exprs(struct adparser *p);        /* a tuple without ( ), items may have * */
struct adnode *adparse_yield_or_exprs(struct adparser *p);
struct adnode *adparse_disjunction(struct adparser *p);  /* without lambda and if-else */
struct adnode *adparse_bitor(struct adparser *p);        /* without comparisons */
struct adnode *adparse_starred(struct adparser *p);      /* * bitor */
bool adparse_begins_expr(const struct adparser *p);

/* --- parse_atom.c ---- */

struct adnode *adparse_atom(struct adparser *p);
struct adnode *adparse_number(struct adparser *p);
struct adnode *adparse_primary(struct adparser *p);
/* The clauses behind the element `a` (and `b`, of a dict); at `for` or `async`. */
struct adnode *adparse_comprehension(struct adparser *p, enum adkind kind, struct adpos at,
                                     struct adnode *a, struct adnode *b);
bool adparse_at_for(const struct adparser *p);

/* --- parse_string.c: one or more adjacent literals ---- */

struct adnode *adparse_strings(struct adparser *p);

/* --- parse_target.c ---- */

/* How a target is used: decides the wording of errors. */
enum adtarget { ADTARGET_ASSIGN, ADTARGET_FOR, ADTARGET_DEL };
bool adparse_to_target(struct adparser *p, struct adnode *n, enum adtarget how);
/* Targets of `for`, up to `in`; one or a tuple without ( ). */
struct adnode *adparse_for_targets(struct adparser *p);
const char *adparse_describe(const struct adnode *n);
/* `=` stands behind `a` where a condition or an element was wanted, or `a` is no target: says
 * "maybe you meant ==" where CPython does. NULL; without an error if it does not. */
struct adnode *adparse_bad_equal(struct adparser *p, const struct adnode *a);

/* --- parse_args.c ---- */

/* Arguments of a call or class into `owner`'s list, the token behind `(` current; skips `)`. */
bool adparse_call_args(struct adparser *p, struct adnode *owner, struct adpos open);
/* Parameters up to `end` (not skipped). */
struct adnode *adparse_params(struct adparser *p, enum adtok end);
struct adnode *adparse_type_params(struct adparser *p);

/* --- parse_stmt.c, parse_block.c ---- */

bool adparse_statement(struct adparser *p); /* a compound one, or a line of simple ones; pushed */
bool adparse_simple_line(struct adparser *p);
/* NULL without an error: the current token begins no compound statement. */
struct adnode *adparse_compound(struct adparser *p);
/* `:` and what follows; "expected an indented block after <after> on line <line>". */
struct adnode *adparse_block(struct adparser *p, const char *after, uint32_t line);
/* The test of if, while, ... */
struct adnode *adparse_test(struct adparser *p);

/* --- parse_pattern.c ---- */

/* A match statement if one begins here; NULL without an error if `match` is a name. */
struct adnode *adparse_match(struct adparser *p);

#endif
