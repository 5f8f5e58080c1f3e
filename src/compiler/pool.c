/* SPDX-License-Identifier: MIT
 * pool.c - names and constants of a program in two hash tables with chains. Nothing is ever
 * removed.
 */
#include "compiler/pool.h"
#include "isa/builtins.h"

enum { SLOTS = 512 };

static uint32_t hash_bytes(uint32_t h, const void *data, size_t n)
{
    const uint8_t *p = data;
    for (; n; n--)
        h = (h ^ *p++) * 16777619u;
    return h;
}

bool adpool_init(struct adpool *p, struct adarena *arena, bool single)
{
    memset(p, 0, sizeof *p);
    p->arena = arena;
    p->single = single;
    p->no_name.text = "";
    p->name_slots = p->const_slots = SLOTS;
    p->name_slot = adarena_alloc(arena, SLOTS * sizeof *p->name_slot);
    p->const_slot = adarena_alloc(arena, SLOTS * sizeof *p->const_slot);
    if (!p->name_slot || !p->const_slot)
        return false;
    memset(p->name_slot, 0, SLOTS * sizeof *p->name_slot);
    memset(p->const_slot, 0, SLOTS * sizeof *p->const_slot);
    return true;
}

/* An array of pointers with room for one more, or NULL without memory. */
static void *room_for(struct adpool *p, void *array, uint32_t n, uint32_t *cap)
{
    if (n < *cap)
        return array;
    uint32_t more = *cap ? 2 * *cap : 256;
    void *bigger = adarena_alloc(p->arena, more * sizeof(void *));
    if (bigger && n)
        memcpy(bigger, array, n * sizeof(void *));
    *cap = bigger ? more : *cap;
    return bigger;
}

static char *copy_of(struct adpool *p, const void *data, size_t n)
{
    char *copy = adarena_alloc(p->arena, n + 1);
    if (copy) {
        memcpy(copy, data, n);
        copy[n] = 0;
    }
    return copy;
}

/* ---- names ---------------------------------------------------------------------------------- */

/* Twice as many chains, when they get long. */
static void spread_names(struct adpool *p)
{
    uint32_t slots = p->name_slots * 4;
    struct adname **slot = adarena_alloc(p->arena, slots * sizeof *slot);
    if (!slot)
        return; /* longer chains are no harm */
    memset(slot, 0, slots * sizeof *slot);
    for (uint32_t i = 0; i < p->nnames; i++) {
        struct adname *n = p->name[i];
        n->next = slot[n->hash & (slots - 1)];
        slot[n->hash & (slots - 1)] = n;
    }
    p->name_slot = slot;
    p->name_slots = slots;
}

struct adname *adpool_name(struct adpool *p, const char *text, size_t length)
{
    uint32_t hash = hash_bytes(2166136261u, text, length);
    for (struct adname *n = p->name_slot[hash & (p->name_slots - 1)]; n; n = n->next)
        if (n->hash == hash && n->length == length && !memcmp(n->text, text, length))
            return n;
    struct adname *n = adarena_alloc(p->arena, sizeof *n);
    struct adname **all = room_for(p, p->name, p->nnames, &p->name_cap);
    char *copy = copy_of(p, text, length);
    if (!n || !all || !copy) {
        p->failed = true;
        return &p->no_name;
    }
    p->name = all;
    if (p->nnames > 2 * p->name_slots)
        spread_names(p);
    struct adname **slot = &p->name_slot[hash & (p->name_slots - 1)];
    *n = (struct adname){.text = copy, .length = (uint32_t)length, .hash = hash,
                         .id = (int32_t)p->nnames, .number = adisa_name(text, length),
                         .index = -1, .own = -1, .next = *slot};
    *slot = n;
    p->name[p->nnames++] = n;
    return n;
}

/* ---- constants ------------------------------------------------------------------------------ */

static uint32_t hash_const(const struct adconst *c)
{
    uint32_t h = hash_bytes(2166136261u, &c->kind, 1);
    switch (c->kind) {
    case ADCONST_STR:
    case ADCONST_BYTES:
        return hash_bytes(h, c->text, c->count);
    case ADCONST_TUPLE:
    case ADCONST_SLICE:
        for (uint32_t i = 0; i < c->count; i++)
            h = (h ^ c->item[i]->hash) * 16777619u;
        return h;
    case ADCONST_FLOAT:
        return hash_bytes(h, &c->real, sizeof c->real);
    case ADCONST_CODE:
    case ADCONST_FUNCTION:
        return hash_bytes(h, &c->data, sizeof c->data);
    default:
        return c->count ? hash_bytes(h, c->limb, c->count * sizeof *c->limb)
                        : hash_bytes(h, &c->value, sizeof c->value);
    }
}

static bool same_const(const struct adconst *a, const struct adconst *b)
{
    if (a->hash != b->hash || a->kind != b->kind || a->count != b->count || a->neg != b->neg)
        return false;
    switch (a->kind) {
    case ADCONST_STR:
    case ADCONST_BYTES:
        return !memcmp(a->text, b->text, a->count);
    case ADCONST_TUPLE:
    case ADCONST_SLICE:
        for (uint32_t i = 0; i < a->count; i++)
            if (a->item[i] != b->item[i])
                return false;
        return true;
    case ADCONST_FLOAT:
        return !memcmp(&a->real, &b->real, sizeof a->real);
    case ADCONST_CODE:
    case ADCONST_FUNCTION:
        return a->data == b->data;
    default:
        return a->count ? !memcmp(a->limb, b->limb, a->count * sizeof *a->limb)
                        : a->value == b->value;
    }
}

static void spread_consts(struct adpool *p)
{
    uint32_t slots = p->const_slots * 4;
    struct adconst **slot = adarena_alloc(p->arena, slots * sizeof *slot);
    if (!slot)
        return;
    memset(slot, 0, slots * sizeof *slot);
    for (uint32_t i = 0; i < p->nconsts; i++) {
        struct adconst *c = p->constant[i];
        c->next = slot[c->hash & (slots - 1)];
        slot[c->hash & (slots - 1)] = c;
    }
    p->const_slot = slot;
    p->const_slots = slots;
}

/* The bytes, limbs or items that a new constant points to, copied to stay. */
static bool keep_body(struct adpool *p, struct adconst *c)
{
    size_t size = c->count;
    if (c->kind == ADCONST_INT)
        size *= sizeof *c->limb;
    else if (c->kind == ADCONST_TUPLE || c->kind == ADCONST_SLICE)
        size *= sizeof *c->item;
    else if (c->kind != ADCONST_STR && c->kind != ADCONST_BYTES)
        return true;
    if (c->kind == ADCONST_INT && !c->count)
        return true;
    const char *copy = copy_of(p, c->text, size);
    if (copy)
        c->text = copy;
    return copy != NULL;
}

static struct adconst *intern(struct adpool *p, struct adconst key)
{
    key.hash = hash_const(&key);
    for (struct adconst *c = p->const_slot[key.hash & (p->const_slots - 1)]; c; c = c->next)
        if (same_const(c, &key))
            return c;
    struct adconst *c = adarena_alloc(p->arena, sizeof *c);
    struct adconst **all = room_for(p, p->constant, p->nconsts, &p->const_cap);
    if (!c || !all || !keep_body(p, &key)) {
        p->failed = true;
        return &p->no_const;
    }
    p->constant = all;
    if (p->nconsts > 2 * p->const_slots)
        spread_consts(p);
    struct adconst **slot = &p->const_slot[key.hash & (p->const_slots - 1)];
    *c = key;
    c->id = (int32_t)p->nconsts;
    c->index = -1;
    c->next = *slot;
    *slot = c;
    p->constant[p->nconsts++] = c;
    return c;
}

struct adconst *adpool_imm(struct adpool *p, unsigned number)
{
    return intern(p, (struct adconst){.kind = ADCONST_IMM, .value = number});
}

struct adconst *adpool_int(struct adpool *p, int64_t value)
{
    return intern(p, (struct adconst){.kind = ADCONST_INT, .value = value});
}

struct adconst *adpool_bn(struct adpool *p, const struct adbn *value)
{
    int64_t small;
    if (adbn_to_i64(value, &small))
        return adpool_int(p, small);
    return intern(p, (struct adconst){.kind = ADCONST_INT, .neg = value->neg,
                                      .count = (uint32_t)value->n, .limb = value->limb});
}

struct adconst *adpool_float(struct adpool *p, adreal value)
{
    struct adconst key = {.kind = ADCONST_FLOAT};
    key.real = p->single ? (adreal)(float)value : value;
    return intern(p, key);
}

struct adconst *adpool_str(struct adpool *p, const char *text, size_t length)
{
    return intern(p, (struct adconst){.kind = ADCONST_STR, .count = (uint32_t)length,
                                      .text = text});
}

struct adconst *adpool_bytes(struct adpool *p, const char *bytes, size_t length)
{
    return intern(p, (struct adconst){.kind = ADCONST_BYTES, .count = (uint32_t)length,
                                      .text = bytes});
}

struct adconst *adpool_tuple(struct adpool *p, struct adconst *const *item, size_t count)
{
    return intern(p, (struct adconst){.kind = ADCONST_TUPLE, .count = (uint32_t)count,
                                      .item = item});
}

struct adconst *adpool_slice(struct adpool *p, struct adconst *const *item)
{
    return intern(p, (struct adconst){.kind = ADCONST_SLICE, .count = 3, .item = item});
}

struct adconst *adpool_data(struct adpool *p, enum adconst_kind kind, void *data)
{
    return intern(p, (struct adconst){.kind = (uint8_t)kind, .data = data});
}

struct adconst *adpool_name_str(struct adpool *p, const struct adname *name)
{
    return adpool_str(p, name->text, name->length);
}

struct adbn adconst_bn(const struct adconst *c, adlimb *room)
{
    struct adbn n = {.limb = room};
    if (c->count)
        n = (struct adbn){.limb = c->limb, .n = c->count, .neg = c->neg};
    else
        adbn_from_i64(&n, c->value);
    return n;
}
