/* SPDX-License-Identifier: MIT
 * ast.h - the syntax tree. One form of node for all kinds; node.def says what each kind keeps
 * where. The tree lies in the arena that the parser was given; texts lie there or in the source, so
 * both must outlive it. Nodes may be changed in place (fold.c does).
 */
#ifndef ADDER_AST_H
#define ADDER_AST_H

#include "base/base.h"

enum adkind {
#define NODE(name, printed, fields) ADK_##name,
#include "compiler/node.def"
#undef NODE
    ADK_COUNT
};

/* op of BINARY and AUG_ASSIGN; the order is that of ADD, IADD, ... in isa/py.def. */
enum adbin {
    ADBIN_ADD, ADBIN_SUB, ADBIN_MUL, ADBIN_FLOORDIV, ADBIN_MOD, ADBIN_AND, ADBIN_OR, ADBIN_XOR,
    ADBIN_LSHIFT, ADBIN_RSHIFT, ADBIN_TRUEDIV, ADBIN_POW, ADBIN_MATMUL, ADBIN_COUNT
};

/* op of UNARY; the order is that of NEG, ... in isa/py.def. */
enum adun { ADUN_NEG, ADUN_POS, ADUN_INVERT, ADUN_NOT, ADUN_COUNT };

/* Bytes of COMPARE's text; the order is that of LT, ... in isa/py.def. */
enum adrel {
    ADREL_LT, ADREL_LE, ADREL_EQ, ADREL_NE, ADREL_GT, ADREL_GE, ADREL_IN, ADREL_NOT_IN, ADREL_IS,
    ADREL_IS_NOT, ADREL_COUNT
};

/* op of PARAM: a in `def f(a, /, b, *c, d, **e)` and so on. */
enum adparam { ADPARAM_POSONLY, ADPARAM_PLAIN, ADPARAM_STAR, ADPARAM_KWONLY, ADPARAM_STARSTAR };

/* op of what can be a target. */
enum adctx { ADCTX_LOAD, ADCTX_STORE, ADCTX_DEL };

/* No tree is higher than this, so a recursive walk needs bounded stack. */
#ifndef ADAST_HEIGHT_MAX
#define ADAST_HEIGHT_MAX 1000
#endif

struct adnode {
    uint8_t kind;        /* enum adkind                                                          */
    uint8_t op;
    uint16_t height;     /* of the tree below; a leaf has 1                                      */
    uint32_t line;       /* 1 is the first                                                       */
    uint16_t column;     /* of the first byte, in bytes (not characters) from 0; at most 65535   */
    uint16_t end_column; /* behind the last byte; 0 when the node ends on another line           */
    uint32_t count;      /* of list                                                              */
    uint32_t len;        /* of text                                                              */
    const char *text;
    struct adnode *a, *b, *c, *d;
    struct adnode **list;
};

/* "BinOp" */
const char *adast_kind_name(unsigned kind);

/* Receives the next bytes of a print. */
typedef void (*adast_sink)(void *ctx, const char *bytes, size_t n);

/* One line for a test to compare: (BinOp + (Name x) (Int 1)); positions only if asked for. */
void adast_print(const struct adnode *node, bool positions, adast_sink sink, void *ctx);

#endif
