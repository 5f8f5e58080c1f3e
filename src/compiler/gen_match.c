/* SPDX-License-Identifier: MIT
 * gen_match.c - match statements.
 */
#include "compiler/gen.h"

void adgen_match(struct adgen *g, const struct adnode *n)
{
    adgen_syntax(g, n, "'match' is not supported yet");
}
