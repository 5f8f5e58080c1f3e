/* SPDX-License-Identifier: MIT
 * scope.h - which variable a name means. adscope_build walks a module's tree once and makes a scope
 * for the module, each class, function, lambda, generator expression and comprehension; then every
 * name of every scope is resolved.
 *
 * List, set and dict comprehensions have a scope but no frame of their own: their variables are
 * locals of the function around, under a name that nobody else sees. `frame` is the scope that has
 * the frame.
 */
#ifndef ADDER_SCOPE_H
#define ADDER_SCOPE_H

#include "compiler/ast.h"
#include "compiler/pool.h"

struct adcomp;
struct admodule_src;
struct adscope;

enum adscope_kind { ADSCOPE_MODULE, ADSCOPE_CLASS, ADSCOPE_FUNCTION, ADSCOPE_COMP };

/* Flags of a symbol: what its scope does with the name. */
enum {
    ADSYM_BOUND = 1,     /* stores, deletes, imports, defines it */
    ADSYM_PARAM = 2,
    ADSYM_USED = 4,
    ADSYM_GLOBAL = 8,    /* `global x`   */
    ADSYM_NONLOCAL = 16, /* `nonlocal x` */
    ADSYM_TARGET = 32,   /* iteration variable of a comprehension */
    ADSYM_ANNOTATED = 64,
    ADSYM_DEF = 128,     /* bound by a def, once                   */
    ADSYM_REBOUND = 256, /* ... and again in some way              */
    ADSYM_FOREIGN = 512, /* module: bound by a function's `global x` */
    ADSYM_SLOT = 1024,   /* module: an instruction names its slot, builtin or not */
    ADSYM_DELETED = 2048 /* somewhere it loses its value: `del x`, `except T as x` */
};

/* Where a name of a scope is. */
enum adwhere {
    ADWHERE_LOCAL,  /* a variable of this scope                                       */
    ADWHERE_OUTER,  /* a variable of `owner`'s scope: same frame, or through a cell    */
    ADWHERE_GLOBAL,
    ADWHERE_CLASS   /* attribute of the class; not set, it is a global                 */
};

struct adsymbol {
    struct adname *name;
    struct adscope *scope;
    struct adsymbol *next;  /* of the same scope, in order of appearance */
    struct adsymbol *chain; /* of the hash table */
    struct adsymbol *owner;
    const struct adnode *at; /* first mention */
    uint16_t flags;
    uint8_t where;
    bool captured;  /* another frame uses it: it lives in a cell */
    int32_t local;  /* number in its frame; module: global slot; -1: none (yet) */
    struct adconst *function; /* module 1: the constant function that it is, always */
};

/* A variable of an outer frame that a frame gets through its closure. */
struct adfree {
    struct adsymbol *owner;
    int32_t local;
    struct adfree *next;
};

struct adscope {
    uint8_t kind;
    bool generator, coroutine;
    bool star_import;
    const struct adnode *node;
    struct adscope *parent;
    struct adscope *frame;     /* itself, but for comprehensions */
    struct adname *private_of; /* class whose __names are mangled, or NULL */
    struct adsymbol *first, *last;
    struct adsymbol *class_cell; /* class: __class__ for its methods */
    struct adfree *free, *last_free;
    uint32_t nfree;
    struct adscope *chain;     /* of the hash table */
    struct adscope *next;      /* all scopes of a module, outer before inner */
};

struct adscopes {
    struct adsymbol **symbol_slot;
    struct adscope **scope_slot;
    struct adscope *first, *last; /* of the module being built */
    uint32_t nsymbols;
};

bool adscope_init(struct adcomp *c);
/* Scopes and symbols of the kept statements of a module. False: an error is reported. */
bool adscope_build(struct adcomp *c, struct admodule_src *m);

/* The scope that a node opens. */
struct adscope *adscope_of(struct adcomp *c, const struct adnode *node);
/* The symbol of a name (already mangled) in a scope, or NULL. */
struct adsymbol *adscope_symbol(struct adcomp *c, const struct adscope *s,
                                const struct adname *name);
/* The name that a text means in a scope: private names of classes are mangled. */
struct adname *adscope_name(struct adcomp *c, const struct adscope *s, const char *text, size_t n);

/* scope_resolve.c */
bool adscope_resolve(struct adcomp *c, struct admodule_src *m);
/* Private to the two files: the symbol, made if needed, with more flags. */
struct adsymbol *adscope_add(struct adcomp *c, struct adscope *s, struct adname *name,
                             unsigned flags, const struct adnode *at);

#endif
