/* SPDX-License-Identifier: MIT
 * parser.h - from source text to syntax tree: the whole grammar of Python 3.13. What needs scopes
 * ('return' outside function, two parameters of one name, unknown labels, ...) is left to the code
 * generator.
 */
#ifndef ADDER_PARSER_H
#define ADDER_PARSER_H

#include "base/arena.h"
#include "base/base.h"
#include "compiler/ast.h"
#include "compiler/diag.h"

/* A MODULE; NULL when the diag has an error (adparse_module sets it up, addiag_init is not needed).
 * Takes what it needs from the arena and gives nothing back; the source need not end in NUL. */
struct adnode *adparse_module(struct adarena *arena, struct addiag *diag, const char *file_name,
                              const char *source, size_t length);

/* The same for a single expression, as eval() takes it: an EXPR. */
struct adnode *adparse_expression(struct adarena *arena, struct addiag *diag, const char *file_name,
                                  const char *source, size_t length);

#endif
