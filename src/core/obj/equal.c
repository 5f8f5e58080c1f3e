/* SPDX-License-Identifier: MIT
 * equal.c - equality, order, hash, length and truth of any cell, as far as they need no Python
 * code.
 * Nested tuples are followed a few levels down in C locals; what lies deeper is left to
 * lib/builtins.py.
 */
#include "core/obj/items.h"

enum { DEPTH = AD_CELL == 16 ? 3 : 6, NEST = 3 };

/* ---- equality ------------------------------------------------------------------------------- */

static bool is_instance(unsigned layout) { return layout == ADT_instance || layout == ADT_exc; }

/* Two different cells; NEST: both have items to compare. */
static int equal_flat(struct adder_vm *vm, adcell a, adcell b)
{
    unsigned x = adlayout(vm, a), y = adlayout(vm, b);
    if (is_instance(x) || is_instance(y))
        return NEST + 1;
    switch (x) {
    case ADT_str: case ADT_str_wide:
        return x == y && adstr_equal(vm, a, b);
    case ADT_bytes: case ADT_bytearray:
        return (y == ADT_bytes || y == ADT_bytearray) && adstr_equal(vm, a, b);
    case ADT_list: case ADT_tuple: case ADT_slice:
        return x == y ? NEST : 0;
    case ADT_dict:
        return y == ADT_dict && addict_length(vm, a) == addict_length(vm, b) ? AD_ASK : 0;
    case ADT_set: case ADT_frozenset: case ADT_view:
        return y == ADT_set || y == ADT_frozenset || y == ADT_view ? AD_ASK : 0;
    case ADT_range:
        return x == y && adrange_equal(vm, a, b);
    case ADT_method:
        return x == y && adget_cell(vm, a, 0) == adget_cell(vm, b, 0) &&
            adget_cell(vm, a, 1) == adget_cell(vm, b, 1);
    case 0: case ADT_int: case ADT_int_neg: case ADT_float:
        return adnum_is(vm, a) && adnum_is(vm, b) && adnum_compare(vm, AD_EQ, a, b);
    }
    return 0;
}

/* The same, with instances by what they are built on unless __eq__ must be asked. */
static int equal_step(struct adder_vm *vm, adcell *a, adcell *b)
{
    int r;
    if (*a == *b)
        return 1;
    r = equal_flat(vm, *a, *b);
    if (r <= NEST)
        return r;
    if (adspecial(vm, *a, ADN_d_eq) || adspecial(vm, *b, ADN_d_eq))
        return AD_ASK;
    *a = adunwrap(vm, *a);
    *b = adunwrap(vm, *b);
    r = *a == *b ? 1 : equal_flat(vm, *a, *b);
    return r > NEST ? 0 : r;
}

static size_t nest_length(struct adder_vm *vm, adcell c)
{
    return adis(vm, c, ADT_slice) ? 3 : adseq_length(vm, c);
}

static int nests_equal(struct adder_vm *vm, adcell a, adcell b)
{
    struct { adcell a, b; size_t i, n; } level[DEPTH], *l = level - 1;
    int r;
    for (;;) {
        if (nest_length(vm, a) != nest_length(vm, b))
            return 0;
        if (++l == level + DEPTH)
            return AD_ASK;
        l->a = a;
        l->b = b;
        l->i = 0;
        l->n = nest_length(vm, a);
        do {
            while (l->i == l->n)
                if (l-- == level)
                    return 1;
            a = adseq_at(vm, l->a, l->i);
            b = adseq_at(vm, l->b, l->i++);
            r = ad_both_int(a, b) ? a == b : equal_step(vm, &a, &b);
        } while (r == 1);
        if (r != NEST)
            return r;
    }
}

int adequal(struct adder_vm *vm, adcell a, adcell b)
{
    int r;
    if (a == b)
        return 1;
    if (ad_both_int(a, b))
        return 0;
    r = equal_step(vm, &a, &b);
    return r == NEST ? nests_equal(vm, a, b) : r;
}

/* ---- order ---------------------------------------------------------------------------------- */

static bool holds(enum adcmp op, int order)
{
    switch (op) {
    case AD_LT: return order < 0;
    case AD_LE: return order <= 0;
    case AD_GT: return order > 0;
    case AD_GE: return order >= 0;
    case AD_EQ: return order == 0;
    default: return order != 0;
    }
}

/* Where two lists or tuples differ first: the place, their common length, or -1: ask. */
static adint difference(struct adder_vm *vm, adcell a, adcell b)
{
    size_t n = adseq_length(vm, a), m = adseq_length(vm, b), i;
    int r = 1;
    n = AD_MIN(n, m);
    for (i = 0; i < n; i++) {
        adcell x = adseq_at(vm, a, i), y = adseq_at(vm, b, i);
        if (x != y && (r = adequal(vm, x, y)) != 1)
            break;
    }
    return r == AD_ASK ? -1 : (adint)i;
}

int adorder(struct adder_vm *vm, adcell a, adcell b)
{
    for (;;) {
        unsigned x = adlayout(vm, a), y = adlayout(vm, b);
        size_t n, m;
        adint i;
        if (adnum_is(vm, a) && adnum_is(vm, b))
            return adnum_compare(vm, AD_LT, a, b) ? -1 : adnum_compare(vm, AD_GT, a, b);
        if ((adstr_is(vm, a) && adstr_is(vm, b)) || (adbytes_like(vm, a) && adbytes_like(vm, b)))
            return adstr_compare(vm, a, b);
        if (x != y || (x != ADT_list && x != ADT_tuple) || (i = difference(vm, a, b)) < 0)
            return AD_ASK;
        n = adseq_length(vm, a);
        m = adseq_length(vm, b);
        if ((size_t)i == AD_MIN(n, m))
            return n < m ? -1 : n > m;
        a = adseq_at(vm, a, (size_t)i);
        b = adseq_at(vm, b, (size_t)i);
    }
}

static adcell compare_seqs(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    adint i;
    size_t n, m;
    if (op == AD_EQ || op == AD_NE) {
        int r = adequal(vm, ARG(0), ARG(1));
        if (r == AD_ASK)
            return adtail3(vm, ADZ_seq_eq, ARG(0), ARG(1), ad_from_int(op));
        return ad_bool(r == (op == AD_EQ));
    }
    i = difference(vm, ARG(0), ARG(1));
    if (i < 0)
        return adtail3(vm, ADZ_seq_lt, ARG(0), ARG(1), ad_from_int(op));
    n = adseq_length(vm, ARG(0));
    m = adseq_length(vm, ARG(1));
    if ((size_t)i == AD_MIN(n, m))
        return ad_bool(holds(op, n < m ? -1 : n > m));
    ARG(0) = adseq_at(vm, ARG(0), (size_t)i);
    ARG(1) = adseq_at(vm, ARG(1), (size_t)i);
    return AD_UNBOUND; /* go on with the items */
}

static adcell equality(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    int r = adequal(vm, ARG(0), ARG(1));
    if (r == AD_ASK)
        return adtail3(vm, ADZ_seq_eq, ARG(0), ARG(1), ad_from_int(op));
    return ad_bool(r == (op == AD_EQ));
}

adcell adcompare(struct adder_vm *vm, enum adcmp op, adcell *arg)
{
    for (;;) {
        adcell a = ARG(0), b = ARG(1), r;
        unsigned x = adlayout(vm, a), y = adlayout(vm, b);
        if (adnum_is(vm, a) && adnum_is(vm, b))
            return ad_bool(adnum_compare(vm, op, a, b));
        if ((adstr_is(vm, a) && adstr_is(vm, b)) || (adbytes_like(vm, a) && adbytes_like(vm, b)))
            return ad_bool(op == AD_EQ ? adstr_equal(vm, a, b)
                : op == AD_NE ? !adstr_equal(vm, a, b) : holds(op, adstr_compare(vm, a, b)));
        if (x == ADT_dict || x == ADT_set || x == ADT_frozenset || x == ADT_view)
            return addict_compare(vm, op, arg);
        if (x == y && (x == ADT_list || x == ADT_tuple)) {
            r = compare_seqs(vm, op, arg);
            if (r || vm->error)
                return r;
            continue;
        }
        /* items: whole operands are the operator's business */
        if (is_instance(x) || is_instance(y))
            return adtail3(
                vm, op == AD_EQ || op == AD_NE ? ADZ_seq_eq : ADZ_seq_lt, a, b, ad_from_int(op));
        return op == AD_EQ || op == AD_NE ? equality(vm, op, arg) : AD_NOTIMPL;
    }
}

/* ---- hash ----------------------------------------------------------------------------------- */

adint adhash_join(adint h, adint next)
{
    return ad_hash_join(h, next);
}

/* Of what is equal only to itself. Objects move, so that their place can serve only where the
 * header
 * keeps the hash; elsewhere they all have one, and tables find them by comparing cells. */
static adint identity_hash(struct adder_vm *vm, adcell c)
{
    if (ad_is_imm(c))
        return (adint)ad_imm_number(c);
    if (ad_is_rom(c))
        return (adint)(-ad_offset(c) & AD_INT_MAX) / AD_CELL_BYTES;
#if AD_HASH_BITS
    {
        adcell *header = adptr(vm, c), hash = adhd_hash(*header);
        if (!hash) {
            hash = ((adcell)adhash_join(0, (adint)c) & 0xfffff) | 1;
            *header = adhd_with_hash(*header, hash);
        }
        return (adint)hash;
    }
#else
    return (adint)adlayout(vm, c);
#endif
}

/* How instances of a class hash: 0 not at all, 1 by identity or what they are built on, 2 by
 * __hash__.
 * The first class that says anything about __eq__ or __hash__ decides. */
static int hash_of_class(struct adder_vm *vm, adcell class)
{
    adcell mro, c, f;
    size_t i, n;
    if (ad_is_imm(class))
        return 1;
    mro = adclass_of(vm, class)->mro;
    n = adtuple_length(vm, mro);
    for (i = 0; i < n && ad_is_ref(c = adget_item(vm, mro, i)); i++) {
        if ((f = adclass_own(vm, c, ADN_d_hash)) != AD_UNBOUND)
            return f == AD_NONE ? 0 : 2;
        if (adclass_own(vm, c, ADN_d_eq))
            return 0;
    }
    return 1;
}

static int unhashable(struct adder_vm *vm, AD_UNUSED adcell c)
{
    adexc_raise(vm, ADT_TypeError, "unhashable type: '%t'", c);
    return AD_RAISED;
}

static int hash_instance(struct adder_vm *vm, adcell c, adint *out)
{
    int how = hash_of_class(vm, adget_cell(vm, c, 0));
    if (how == 0)
        return unhashable(vm, c);
    if (how == 1)
        *out = identity_hash(vm, c);
    return how;
}

/* The same whatever the order. Keys that are not plain count by their type only: no recursion. */
static adint hash_frozenset(struct adder_vm *vm, adcell c)
{
    adcell sum = (adcell)addict_length(vm, c), key;
    adint e = -1, h;
    while ((e = addict_next(vm, c, e + 1)) >= 0) {
        key = addict_key(vm, c, e);
        if (adstr_is(vm, key))
            h = adstr_hash(vm, key);
        else
            h = adnum_is(vm, key) ? adnum_hash(vm, key) : (adint)adlayout(vm, key);
        sum += (adcell)adhash_join(1, h);
    }
    return adhash_join(3, (adint)(sum & AD_INT_MAX));
}

static adint hash_range(struct adder_vm *vm, adcell c)
{
    struct adrange *r = adrange_of(vm, c);
    adint n = adlength(vm, c), h = adhash_join(3, n);
    h = adhash_join(h, n ? adnum_hash(vm, r->start) : 0);
    return adhash_join(h, n > 1 ? adnum_hash(vm, r->step) : 0);
}

/* All but tuples: 0, 1, 2 as adhash; NEST: a tuple. */
static int hash_flat(struct adder_vm *vm, adcell c, adint *out)
{
    switch (adlayout(vm, c)) {
    case ADT_str: case ADT_str_wide: case ADT_bytes:
        *out = adstr_hash(vm, c);
        return AD_DONE;
    case ADT_tuple:
        return NEST;
    case ADT_instance: case ADT_exc:
        if (adunwrap(vm, c) != c && hash_of_class(vm, adget_cell(vm, c, 0)) == 1)
            return NEST + 1;
        return hash_instance(vm, c, out);
    case ADT_frozenset:
        *out = hash_frozenset(vm, c);
        return AD_DONE;
    case ADT_range:
        *out = hash_range(vm, c);
        return AD_DONE;
    case ADT_list: case ADT_dict: case ADT_set: case ADT_bytearray: case ADT_slice: case ADT_view:
        return unhashable(vm, c);
    case ADT_method:
        *out = (adint)adlayout(vm, c);
        return AD_DONE;
    }
    *out = adnum_is(vm, c) ? adnum_hash(vm, c) : identity_hash(vm, c);
    return AD_DONE;
}

static int hash_tuple(struct adder_vm *vm, adcell c, adint *out)
{
    struct { adcell c; size_t i, n; adint h; } level[DEPTH], *l = level;
    adint h;
    int r;
    l->c = c;
    l->i = 0;
    l->n = adtuple_length(vm, c);
    l->h = (adint)l->n;
    for (;;) {
        if (l->i == l->n) {
            h = l->h;
            if (l-- == level)
                break;
        } else {
            c = adget_item(vm, l->c, l->i++);
            r = ad_is_int(c) ? (h = adnum_hash(vm, c), AD_DONE) : hash_flat(vm, c, &h);
            if (r > NEST)
                r = hash_flat(vm, c = adunwrap(vm, c), &h);
            if (r == NEST) {
                if (++l == level + DEPTH)
                    return AD_ASK;
                l->c = c;
                l->i = 0;
                l->n = adtuple_length(vm, c);
                l->h = (adint)l->n;
                continue;
            }
            if (r != AD_DONE)
                return r;
        }
        l->h = adhash_join(l->h, h);
    }
    *out = h;
    return AD_DONE;
}

int adhash(struct adder_vm *vm, adcell key, adint *out)
{
    int r;
    if (ad_is_int(key)) {
        *out = adnum_hash(vm, key);
        return AD_DONE;
    }
    r = hash_flat(vm, key, out);
    if (r > NEST)
        r = hash_flat(vm, key = adunwrap(vm, key), out);
    return r == NEST ? hash_tuple(vm, key, out) : r;
}

adcell adn_hash(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint h;
    (void)n;
    switch (adhash(vm, ARG(0), &h)) {
    case AD_RAISED:
        return AD_ERROR;
    case AD_DONE:
        return ad_from_int(h);
    }
    adpush(vm, ARG(0));
    if (adis(vm, ARG(0), ADT_tuple))
        return adtail(vm, ADZ_hash_seq, 1);
    return adtail_special(vm, ADN_d_hash, 1, AD_ACT_INT);
}

/* _hash_mix(h, next): how a tuple's hash goes on. */
adcell adn_hash_mix(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ad_from_int(adhash_join(adnum_hash(vm, ARG(0)), adnum_hash(vm, ARG(1))));
}

/* ---- length and truth ----------------------------------------------------------------------- */

adint adlength(struct adder_vm *vm, adcell c)
{
    size_t n;
    switch (adlayout(vm, c)) {
    case ADT_list: case ADT_tuple:
        return (adint)adseq_length(vm, c);
    case ADT_dict: case ADT_set: case ADT_frozenset:
        return (adint)addict_length(vm, c);
    case ADT_view:
        return (adint)addict_length(vm, adview_of(vm, c)->dict);
    case ADT_str: case ADT_str_wide:
        return (adint)adstr_length(vm, c);
    case ADT_bytes: case ADT_bytearray:
        return (adint)adbytes_length(vm, c);
    case ADT_range:
        if (!adrange_is_small(vm, c))
            return AD_INT_MAX;
        n = adrange_count(vm, c);
        return n > (size_t)AD_INT_MAX ? AD_INT_MAX : (adint)n;
    }
    return -1;
}

int adtruth(struct adder_vm *vm, adcell c)
{
    unsigned layout;
    adint n;
    if (ad_is_int(c))
        return c != ad_from_int(0);
    layout = adlayout(vm, c);
    if (layout == 0)
        return c == AD_TRUE ||
               (c != AD_FALSE && c != AD_NONE && (!adnum_is(vm, c) || adnum_truth(vm, c)));
    if (is_instance(layout)) {
        if (adspecial(vm, c, ADN_d_bool) || adspecial(vm, c, ADN_d_len))
            return AD_ASK;
        c = adunwrap(vm, c);
        layout = adlayout(vm, c);
    }
    if (adlayout_is_bytes(layout) && layout != ADT_float && layout != ADT_code)
        return adobj_size(vm, c) != 0;
    if (layout == ADT_range)
        return adrange_is_small(vm, c)
                   ? adrange_count(vm, c) != 0
                   : adnum_compare(vm,
                         adnum_compare(vm, AD_GT, adrange_of(vm, c)->step, ad_from_int(0)) ? AD_LT
                                                                                           : AD_GT,
                         adrange_of(vm, c)->start, adrange_of(vm, c)->stop);
    if (adnum_is(vm, c))
        return adnum_truth(vm, c);
    n = adlength(vm, c);
    return n != 0;
}
