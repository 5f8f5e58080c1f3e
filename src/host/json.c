/* SPDX-License-Identifier: MIT
 * json.c - see json.h. Recursive descent; the depth is bounded, so hostile texts end in NULL.
 */
#include "host/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { DEPTH = 32 };

struct reader {
    char *at;
    struct adjson *values;
    size_t count, room;
};

static void skip_blanks(struct reader *r) { r->at += strspn(r->at, " \t\r\n"); }

/* A place for a value; its number, or SIZE_MAX. The array may move. */
static size_t new_value(struct reader *r)
{
    if (r->count == r->room) {
        size_t room = r->room ? 2 * r->room : 256;
        struct adjson *values = realloc(r->values, room * sizeof *values);
        if (!values)
            return SIZE_MAX;
        r->values = values;
        r->room = room;
    }
    r->values[r->count] = (struct adjson){0};
    return r->count++;
}

static bool read_hex(const char *p, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef", *d = p[i] ? strchr(digits, p[i] | 0x20) : NULL;
        if (!d)
            return false;
        *code = *code << 4 | (unsigned)(d - digits);
    }
    return true;
}

/* UTF-8 of a code of the basic plane: never longer than \uXXXX. */
static char *put_code(char *to, unsigned code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3f));
    } else {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    }
    return to;
}

/* At the opening quote; decodes in place. */
static const char *read_text(struct reader *r)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    char *text = ++r->at, *to = text, *p = text;
    unsigned code;
    for (; *p && *p != '"'; p++) {
        const char *escape;
        if (*p != '\\') {
            *to++ = *p;
        } else if (p[1] == 'u' && read_hex(p + 2, &code)) {
            to = put_code(to, code);
            p += 5;
        } else if (p[1] && (escape = strchr(from, p[1]))) {
            *to++ = into[escape - from];
            p++;
        } else {
            return NULL;
        }
    }
    if (!*p)
        return NULL;
    r->at = p + 1;
    *to = 0;
    return text;
}

static bool read_value(struct reader *r, const char *key, unsigned depth);

/* The inner values up to the closing bracket, at the opening one. */
static bool read_list(struct reader *r, bool object, unsigned depth)
{
    char close = object ? '}' : ']';
    r->at++;
    skip_blanks(r);
    while (*r->at != close) {
        const char *key = NULL;
        if (object) {
            if (*r->at != '"' || !(key = read_text(r)))
                return false;
            skip_blanks(r);
            if (*r->at++ != ':')
                return false;
        }
        if (!read_value(r, key, depth + 1))
            return false;
        skip_blanks(r);
        if (*r->at == ',') {
            r->at++;
            skip_blanks(r);
            if (*r->at == close)
                return false;
        } else if (*r->at != close) {
            return false;
        }
    }
    r->at++;
    return true;
}

static bool read_word(struct reader *r, struct adjson *v)
{
    static const struct { const char *word; enum adjson_kind kind; int value; } words[] = {
        {"null", ADJSON_NULL, 0}, {"true", ADJSON_BOOL, 1}, {"false", ADJSON_BOOL, 0}};
    for (size_t i = 0; i < AD_COUNT(words); i++) {
        size_t n = strlen(words[i].word);
        if (!strncmp(r->at, words[i].word, n)) {
            r->at += n;
            v->kind = words[i].kind;
            v->number = words[i].value;
            return true;
        }
    }
    return false;
}

static bool read_number(struct reader *r, struct adjson *v)
{
    char *end;
    if (*r->at != '-' && (*r->at < '0' || *r->at > '9'))
        return false;
    v->kind = ADJSON_NUMBER;
    v->number = strtod(r->at, &end);
    r->at = end;
    return true;
}

static bool read_value(struct reader *r, const char *key, unsigned depth)
{
    size_t i = new_value(r);
    bool good;
    if (i == SIZE_MAX || depth > DEPTH)
        return false;
    r->values[i].key = key;
    skip_blanks(r);
    if (*r->at == '{' || *r->at == '[') {
        r->values[i].kind = *r->at == '{' ? ADJSON_OBJECT : ADJSON_ARRAY;
        good = read_list(r, *r->at == '{', depth);
    } else if (*r->at == '"') {
        const char *text = read_text(r);
        r->values[i].kind = ADJSON_TEXT;
        r->values[i].text = text;
        good = text;
    } else {
        good = read_word(r, &r->values[i]) || read_number(r, &r->values[i]);
    }
    r->values[i].next = r->count - i;
    return good;
}

struct adjson *adjson_read(char *text)
{
    struct reader r = {.at = text};
    if (read_value(&r, NULL, 0)) {
        skip_blanks(&r);
        if (!*r.at)
            return r.values;
    }
    free(r.values);
    return NULL;
}

const struct adjson *adjson_first(const struct adjson *list)
{
    bool any = list && (list->kind == ADJSON_OBJECT || list->kind == ADJSON_ARRAY) &&
        list->next > 1;
    return any ? list + 1 : NULL;
}

const struct adjson *adjson_next(const struct adjson *list, const struct adjson *value)
{
    value += value->next;
    return value < list + list->next ? value : NULL;
}

const struct adjson *adjson_get(const struct adjson *object, const char *key)
{
    if (!object || object->kind != ADJSON_OBJECT)
        return NULL;
    for (const struct adjson *v = adjson_first(object); v; v = adjson_next(object, v))
        if (!strcmp(v->key, key))
            return v;
    return NULL;
}

double adjson_number(const struct adjson *object, const char *key, double otherwise)
{
    const struct adjson *v = adjson_get(object, key);
    return v && v->kind == ADJSON_NUMBER ? v->number : otherwise;
}

const char *adjson_text(const struct adjson *object, const char *key, const char *otherwise)
{
    const struct adjson *v = adjson_get(object, key);
    return v && v->kind == ADJSON_TEXT ? v->text : otherwise;
}
