/* SPDX-License-Identifier: MIT
 * gen.h - the code generator's parts to each other. One struct adgen is one function (or class
 * body, or module body) in the making; its list of instructions grows at the end. Every adgen_expr
 * leaves one cell on the operand stack, every statement none.
 *
 *   gen_name.c   names: locals, cells, globals, builtins        gen_func.c   frames, def, lambda
 *   gen_expr.c   expressions                                    gen_class.c  class
 *   gen_cond.c   truth: branches, comparisons, and/or           gen_try.c    try, with; ways out
 *   gen_call.c   calls                                          gen_import.c import
 *   gen_comp.c   comprehensions, generator expressions          gen_match.c  match
 *   gen_stmt.c   statements, assignment, loops                  gen_async.c  yield, await, async
 *   gen_bc.c     text bytecode
 */
#ifndef ADDER_GEN_H
#define ADDER_GEN_H

#include "compiler/comp.h"

enum adblock_kind {
    ADBLOCK_LOOP,
    ADBLOCK_TRY,      /* in the body of a try with handlers: only its region matters  */
    ADBLOCK_HANDLER,  /* in an except clause                                          */
    ADBLOCK_CLEANUP,  /* in what a finally clause follows                             */
    ADBLOCK_FINALLY,  /* in the finally clause itself: value and token on the stack   */
    ADBLOCK_WITH      /* the manager is on the stack                                  */
};

/* A way out of what a finally clause follows: 0 is the normal one, -1 an exception. */
struct adexit {
    int32_t token, label;
    uint8_t kind;          /* enum adleave */
    struct adblock *loop;  /* for break and continue */
    struct adexit *next;
};

enum adleave { ADLEAVE_BREAK, ADLEAVE_CONTINUE, ADLEAVE_RETURN };

struct adblock {
    uint8_t kind;
    uint8_t cells;          /* loop: cells of its iterator on the stack     */
    bool async;             /* with                                         */
    int32_t region;         /* of the exception table; -1                   */
    int32_t handler;        /* number of the handler slot; -1               */
    int32_t go_on, leave;   /* loop: labels of continue and break           */
    int32_t label;          /* of the finally clause                        */
    const struct adnode *name; /* handler: `as name`, to be unbound; or NULL */
    struct adexit *exits;
    struct adblock *outer;
};

struct adlocal {
    struct adname *name;
    bool idle;  /* of a comprehension that is over: may be used again under the same name */
    bool bound; /* has a value here, whichever way control came: see adgen_bound         */
};

struct adgen {
    struct adcomp *c;
    struct admodule_src *m;
    struct adgen *outer;
    struct adscope *frame;
    struct adscope *scope;      /* the frame's, or of an inlined comprehension */
    struct adilist l;
    struct adlocal *local;      /* ADGEN_LOCALS of them */
    uint32_t nlocals;
    uint8_t *trail;             /* locals that became `bound`, in that order   */
    uint32_t ntrail;
    uint32_t handlers, max_handlers;
    struct adblock *block;
    uint32_t loops;             /* loops and comprehensions around             */
    bool once;                  /* the body runs at most once in a program     */
    bool async;                 /* await is allowed                            */
    const char *qualname;
    uint32_t qualname_len;
    struct adname *name;
};

enum { ADGEN_LOCALS = 255 };

/* ---- appending ------------------------------------------------------------------------------ */

AD_INLINE void adgen_emit(struct adgen *g, enum adop op) { adilist_emit(&g->l, op, 0, 0); }
AD_INLINE void adgen_emit1(struct adgen *g, enum adop op, int32_t a)
{
    adilist_emit(&g->l, op, a, 0);
}
AD_INLINE void adgen_emit2(struct adgen *g, enum adop op, int32_t a, int32_t b)
{
    adilist_emit(&g->l, op, a, b);
}
AD_INLINE void adgen_jump(struct adgen *g, enum adop op, int32_t label)
{
    adilist_jump(&g->l, op, 0, 0, label);
}
AD_INLINE int32_t adgen_label(struct adgen *g) { return adilist_new_label(&g->l); }
AD_INLINE void adgen_place(struct adgen *g, int32_t label) { adilist_place(&g->l, label); }
AD_INLINE void adgen_at(struct adgen *g, const struct adnode *n) { g->l.line = n->line; }

void adgen_error(struct adgen *g, const struct adnode *at, const char *format, const char *text,
                 size_t length);
void adgen_syntax(struct adgen *g, const struct adnode *at, const char *message);
void adgen_const(struct adgen *g, struct adconst *k);
void adgen_none(struct adgen *g);
/* The constant that line i of the list pushes, or NULL. */
struct adconst *adgen_const_at(struct adgen *g, uint32_t i);
/* The last `n` lines all push constants: those, in item (n of them). */
bool adgen_last_consts(struct adgen *g, uint32_t n, struct adconst **item);

/* ---- names: gen_name.c ---------------------------------------------------------------------- */

struct adname *adgen_name(struct adgen *g, const char *text, size_t length);
void adgen_load(struct adgen *g, struct adname *name);
/* The module's variable of that name, whatever this frame has; or the builtin. */
void adgen_load_global(struct adgen *g, struct adname *name);
void adgen_store(struct adgen *g, struct adname *name);
void adgen_empty_annotations(struct adgen *g); /* __annotations__ = {} of a module or class */
void adgen_delete(struct adgen *g, struct adname *name);
/* `name = None; del name`, whether it has a value or not. */
void adgen_unbind(struct adgen *g, struct adname *name);
/* Number of the local if the name is one in this frame that no other frame uses, else -1. */
int32_t adgen_plain_local(struct adgen *g, struct adname *name);
/* Is it the builtin of that name, which nothing shadows? */
bool adgen_is_builtin(struct adgen *g, const struct adnode *n, const char *text);
/* Push the cell of a variable, to make a closure. */
void adgen_load_cell(struct adgen *g, struct adsymbol *owner);
/* From here to the adgen_unbound of the same block the local has a value. */
void adgen_bound(struct adgen *g, struct adname *name);
/* Forget what became bound since g->ntrail was that: the code before may not have run. */
void adgen_unbound(struct adgen *g, uint32_t ntrail);
int32_t adgen_new_local(struct adgen *g, struct adname *name);
/* What an unshadowed global name that its module never binds is: an immediate, a constant; or NULL.
 */
struct adconst *adgen_builtin(struct adcomp *c, const struct admodule_src *m,
                              const struct adname *name);
/* Operand of instructions that name an attribute. */
int32_t adgen_attr(struct adgen *g, const char *text, size_t length);

/* ---- expressions ---------------------------------------------------------------------------- */

void adgen_expr(struct adgen *g, const struct adnode *n);
/* Items of a tuple or list display; constants become one. */
void adgen_display(struct adgen *g, enum adop build, struct adnode *const *item, uint32_t count);
void adgen_slice_or_index(struct adgen *g, const struct adnode *n);
/* Jump to the label if the truth of the expression is `when`; else go on. */
void adgen_branch(struct adgen *g, const struct adnode *n, bool when, int32_t label);
void adgen_compare(struct adgen *g, const struct adnode *n);
void adgen_bool(struct adgen *g, const struct adnode *n);
void adgen_not(struct adgen *g, const struct adnode *n);
/* 1, 0: the expression is a constant of that truth; -1. */
int adgen_truth(struct adgen *g, const struct adnode *n);
void adgen_call(struct adgen *g, const struct adnode *n);
/* Arguments behind a callable, and the call. `extra` cells were pushed as first arguments. */
void adgen_arguments(struct adgen *g, const struct adnode *at, struct adnode *const *list,
                     uint32_t count, uint32_t extra, bool plain);
void adgen_comp(struct adgen *g, const struct adnode *n);
void adgen_comp_body(struct adgen *g, const struct adnode *n);
void adgen_lambda(struct adgen *g, const struct adnode *n);
void adgen_yield(struct adgen *g, const struct adnode *n);
void adgen_yield_from(struct adgen *g, const struct adnode *n);
void adgen_await(struct adgen *g, const struct adnode *n);
/* Behind an awaitable or iterator on the stack: SEND loop; the result is left. */
void adgen_send_loop(struct adgen *g);
/* aiter -- aiter item */
void adgen_await_next(struct adgen *g);

/* ---- statements ----------------------------------------------------------------------------- */

void adgen_block(struct adgen *g, const struct adnode *n);
void adgen_stmt(struct adgen *g, const struct adnode *n);
/* Pops a value into the target. */
void adgen_assign(struct adgen *g, const struct adnode *target);
/* A loop's head over the iterable that `n` is; returns the cells that it keeps on the stack. The
 * caller places `next`, stores the item and jumps back to `next`; `done` is where the loop ends. */
unsigned adgen_iterate(struct adgen *g, const struct adnode *n, int32_t next, int32_t done);
void adgen_function(struct adgen *g, const struct adnode *n);
void adgen_class(struct adgen *g, const struct adnode *n);
void adgen_try(struct adgen *g, const struct adnode *n);
void adgen_with(struct adgen *g, const struct adnode *n);
void adgen_return(struct adgen *g, const struct adnode *n);
void adgen_leave_loop(struct adgen *g, const struct adnode *n);
void adgen_import(struct adgen *g, const struct adnode *n);
void adgen_import_from(struct adgen *g, const struct adnode *n);
void adgen_match(struct adgen *g, const struct adnode *n);
void adgen_async_for(struct adgen *g, const struct adnode *n);
/* The body that a BYTECODE is; what runs off its end returns None. */
void adgen_bytecode(struct adgen *g, const struct adnode *n);

/* ---- functions: gen_func.c ------------------------------------------------------------------ */

/* Begin and end a frame. The code object is NULL after an error. */
bool adgen_open(struct adgen *g, struct adgen *outer, struct adscope *frame, struct adname *name);
struct adconst *adgen_close(struct adgen *g, unsigned flags);
/* Push a function of the code: the closure of `frame`; the defaults were pushed as bits 0-1 say. */
void adgen_make_function(struct adgen *g, struct adconst *code, const struct adscope *frame,
                         unsigned have);
/* A function constant: made now, or (module 1) promised before. */
void adgen_place_function(struct adcomp *c, struct adconst *function, struct adconst *code,
                          unsigned have, struct adconst *const *defaults);
/* Is a def of a module's top level a constant whenever it runs? */
bool adgen_constant_def(const struct adnode *n);
struct adconst *adgen_module(struct adcomp *c, struct admodule_src *m);
/* The text of a docstring at the head of a body, or NULL. */
const struct adnode *adgen_docstring(const struct adnode *body);

#endif
