/* SPDX-License-Identifier: MIT
 * support.c - linked into every unit test: what a host gives the freestanding layers. Weak, so that
 * a test may bring its own.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"

void ad_assert_failed(const char *file, int line, const char *what);

__attribute__((weak)) void ad_assert_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}
