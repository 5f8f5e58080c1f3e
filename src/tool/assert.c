/* SPDX-License-Identifier: MIT
 * assert.c - what becomes of a broken invariant in the hostile build.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"

void ad_assert_failed(const char *file, int line, const char *what);

void ad_assert_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}
