/* SPDX-License-Identifier: MIT
 * rewrite.h - the C sources of the core made into those of a firmware with one machine and no more
 * types than its program needs.
 */
#ifndef ADDER_TOOL_REWRITE_H
#define ADDER_TOOL_REWRITE_H

#include "tool/avr/tailor.h"

/* The text of a source file, rewritten, with a NUL behind it; from malloc, NULL: no memory. Lines
 * keep their numbers. */
char *adrewrite_source(const char *text, size_t length, const struct adtailor *t, size_t *size);

#endif
