/* SPDX-License-Identifier: MIT
 * types_values.c - the results of binary operators: of ints by intervals, of sequences and tables
 * by their sites.
 */
#include <string.h>

#include "tool/avr/types_walk.h"

#define TEXTS (ADKIND(ADT_str) | ADKIND(ADT_str_wide))
#define BYTES (ADKIND(ADT_bytes) | ADKIND(ADT_bytearray))

static struct adtv multiplied(const struct adtv *a, const struct adtv *b)
{
    int64_t p[4] = {(int64_t)a->least * b->least, (int64_t)a->least * b->most,
        (int64_t)a->most * b->least, (int64_t)a->most * b->most}, least = p[0], most = p[0];
    for (unsigned i = 1; i < 4; i++) {
        least = AD_MIN(least, p[i]);
        most = AD_MAX(most, p[i]);
    }
    return adtv_int(least, most);
}

bool adtv_bounded(const struct adtv *v)
{
    return v->least != INT32_MIN && v->most != INT32_MAX;
}

/* With all bits below its highest one. */
static int64_t filled(int64_t n)
{
    for (unsigned shift = 1; shift < 32; shift *= 2)
        n |= n >> shift;
    return n;
}

/* Of ints and bools; bounds without a limit keep theirs. */
struct adtv adtv_computed(unsigned op, const struct adtv *a, const struct adtv *b)
{
    bool up = a->most != INT32_MAX, down = a->least != INT32_MIN;
    switch (op) {
    case ADOP_ADD:
        return adtv_int(down && b->least != INT32_MIN ? (int64_t)a->least + b->least : INT32_MIN,
            up && b->most != INT32_MAX ? (int64_t)a->most + b->most : INT32_MAX);
    case ADOP_SUB:
        return adtv_int(down && b->most != INT32_MAX ? (int64_t)a->least - b->most : INT32_MIN,
            up && b->least != INT32_MIN ? (int64_t)a->most - b->least : INT32_MAX);
    case ADOP_MUL:
        if (adtv_bounded(a) && adtv_bounded(b))
            return multiplied(a, b);
        break;
    case ADOP_MOD:
        if (b->least >= 0 && b->most > 0 && b->most != INT32_MAX)
            return adtv_int(0, b->most - 1);
        break;
    case ADOP_AND:
        if (b->least >= 0 && a->least >= 0)
            return adtv_int(0, AD_MIN(a->most, b->most));
        if (b->least >= 0 || a->least >= 0)
            return adtv_int(0, b->least >= 0 ? b->most : a->most);
        break;
    case ADOP_FLOORDIV: case ADOP_RSHIFT:
        if (a->least >= 0 && b->least >= 0)
            return adtv_int(0, a->most);
        if (adtv_bounded(a) && op == ADOP_RSHIFT)
            return adtv_int(AD_MIN(a->least, 0), AD_MAX(a->most, 0));
        break;
    case ADOP_OR: case ADOP_XOR:
        if (a->least >= 0 && b->least >= 0 && adtv_bounded(a) && adtv_bounded(b))
            return adtv_int(0, filled(a->most | b->most));
        break;
    case ADOP_LSHIFT:
        if (a->least >= 0 && b->least >= 0 && adtv_bounded(a) && b->most < 16)
            return adtv_int(0, (int64_t)a->most << b->most);
        break;
    case ADOP_TRUEDIV:
        return adtv_of(ADKIND(ADT_float));
    case ADOP_POW:
        return adtv_of(ADKIND(ADT_int) | ADKIND(ADT_float));
    }
    return adtv_int(INT32_MIN, INT32_MAX);
}

struct adtv adtv_exception(void)
{
    return adtv_of(ADKIND(ADT_exc) | ADKIND_TYPE); /* a type when there is no memory for more */
}

void adtwalk_note_size(struct adtwalk *w, const struct adtv *v)
{
    w->types->big |= v->kinds & ADKIND(ADT_int) &&
        (v->least < ADINT_LEAST || v->most > ADINT_MOST);
}

/* The ints that a bool or an int may be. */
struct adtv adtv_as_int(const struct adtv *v)
{
    struct adtv r = v->kinds & ADKIND(ADT_int) ? adtv_int(v->least, v->most) : adtv_int(0, 0),
        truth = adtv_int(0, 1);
    if (v->kinds & ADKIND_BOOL) {
        if (!(v->kinds & ADKIND(ADT_int)))
            return truth;
        adtv_add(&r, &truth);
    }
    return r;
}

static bool is_form(const char *text)
{
    static const char *const forms[] = {"LL", "LI", "SL", "SI", ""};
    for (size_t i = 0; i < AD_COUNT(forms); i++)
        if (!strcmp(forms[i], text))
            return true;
    return false;
}

unsigned adtv_operator(const char *name, const char **form)
{
    size_t n = strcspn(name, "_");
    for (unsigned op = ADOP_ADD; op <= ADOP_MATMUL; op++) {
        const char *plain = adisa_python.rows[op].name;
        size_t m = strlen(plain);
        *form = name[n] ? name + n + 1 : "";
        if (n == m && !memcmp(name, plain, m) && is_form(*form))
            return op;
        if (n == m + 1 && name[0] == 'I' && !memcmp(name + 1, plain, m))
            return op;
    }
    return 0;
}

/* Sequences and sets: the result's items are those of both. */
void adtv_add_containers(unsigned op, const struct adtv *a, const struct adtv *b,
                         struct adtv *r)
{
    uint64_t sequences = ADKIND(ADT_list) | ADKIND(ADT_tuple) | TEXTS | BYTES,
        tables = ADKIND(ADT_dict) | ADKIND(ADT_set) | ADKIND(ADT_frozenset) | ADKIND(ADT_view);
    struct adtv part = {0};
    if (op == ADOP_ADD)
        part.kinds = a->kinds & sequences;
    if (part.kinds & TEXTS)
        part.kinds |= b->kinds & TEXTS;
    if (op == ADOP_MUL)
        part.kinds = (a->kinds | b->kinds) & sequences;
    if (op == ADOP_MOD)
        part.kinds = a->kinds & (TEXTS | BYTES);
    if (op == ADOP_OR || op == ADOP_AND || op == ADOP_SUB || op == ADOP_XOR)
        part.kinds = (a->kinds | b->kinds) & tables;
    if (part.kinds & ADKIND(ADT_view))
        part.kinds |= ADKIND(ADT_set);
    if (part.kinds & ADKIND(ADT_str) && op == ADOP_MOD)
        part.kinds |= TEXTS;
    adtv_add(r, &part);
    for (unsigned i = 0; part.kinds && i < ADSITE_WORDS; i++)
        r->site[i] |= a->site[i] | b->site[i];
}
