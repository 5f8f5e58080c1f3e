/* SPDX-License-Identifier: MIT
 * json.h - reads JSON: the whole text becomes an array of values in which an object or array is
 * followed by what it holds. Bounded in depth; texts are decoded in place.
 */
#ifndef ADDER_HOST_JSON_H
#define ADDER_HOST_JSON_H

#include <stdbool.h>
#include <stddef.h>

enum adjson_kind {
    ADJSON_NULL, ADJSON_BOOL, ADJSON_NUMBER, ADJSON_TEXT, ADJSON_ARRAY, ADJSON_OBJECT
};

struct adjson {
    enum adjson_kind kind;
    const char *key;  /* of a member of an object; else NULL             */
    const char *text; /* of ADJSON_TEXT, with an end mark                */
    double number;    /* of ADJSON_NUMBER; ADJSON_BOOL: 0 or 1           */
    size_t next;      /* distance to the value behind this and its inner */
};

/* Reads a text that ends in a NUL, which it changes. The values, from malloc, point into it. NULL:
 * it is no JSON, or there is no memory. */
struct adjson *adjson_read(char *text);

/* The member of an object; NULL when there is none, or `object` is NULL or something else. */
const struct adjson *adjson_get(const struct adjson *object, const char *key);
/* What it says, or the default when it is missing or of another kind. */
double adjson_number(const struct adjson *object, const char *key, double otherwise);
const char *adjson_text(const struct adjson *object, const char *key, const char *otherwise);

/* The inner values of an object or array: for (v = adjson_first(a); v; v = adjson_next(a, v)). */
const struct adjson *adjson_first(const struct adjson *list);
const struct adjson *adjson_next(const struct adjson *list, const struct adjson *value);

#endif
