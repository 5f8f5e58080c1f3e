/* SPDX-License-Identifier: MIT
 * fold.h - operators applied to constants while compiling. The result is exactly what the program
 * would compute, or NULL: then the program computes it (or raises) itself.
 */
#ifndef ADDER_FOLD_H
#define ADDER_FOLD_H

#include "compiler/pool.h"
#include "isa/isa.h"

/* op: ADOP_ADD ... ADOP_MATMUL. */
struct adconst *adfold_binary(struct adpool *p, enum adop op, struct adconst *a, struct adconst *b);
/* op: ADOP_NEG, ADOP_POS, ADOP_INVERT, ADOP_NOT. */
struct adconst *adfold_unary(struct adpool *p, enum adop op, struct adconst *a);
/* 1 true, 0 false, -1 not known. */
int adfold_truth(const struct adconst *c);

#endif
