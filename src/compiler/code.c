/* SPDX-License-Identifier: MIT
 * code.c - the list of instructions of one function: appending, and what an instruction does to the
 * height of the operand stack (which isa.c knows).
 */
#include "compiler/code.h"

void adilist_init(struct adilist *l, struct adarena *arena)
{
    memset(l, 0, sizeof *l);
    l->arena = arena;
    l->line = 1;
}

/* Room for one more element of an array of `size` bytes each; false without memory. */
static bool grow(struct adilist *l, void **array, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap)
        return true;
    uint32_t more = *cap ? *cap * 2 : 32;
    void *bigger = adarena_alloc(l->arena, more * size);
    if (!bigger) {
        l->failed = true;
        return false;
    }
    if (n)
        memcpy(bigger, *array, n * size);
    *array = bigger;
    *cap = more;
    return true;
}

static struct adline *append(struct adilist *l)
{
    void *array = l->at;
    if (l->failed || !grow(l, &array, l->n, &l->cap, sizeof *l->at))
        return NULL;
    l->at = array;
    struct adline *x = &l->at[l->n++];
    memset(x, 0, sizeof *x);
    x->label = ADLABEL_NONE;
    x->line = l->line;
    return x;
}

void adilist_jump(struct adilist *l, enum adop op, int32_t a, int32_t b, int32_t label)
{
    struct adline *x = append(l);
    if (!x)
        return;
    x->op = (uint8_t)op;
    x->a = a;
    x->b = b;
    x->label = label;
}

void adilist_emit(struct adilist *l, enum adop op, int32_t a, int32_t b)
{
    adilist_jump(l, op, a, b, ADLABEL_NONE);
}

int32_t adilist_new_label(struct adilist *l) { return (int32_t)l->nlabels++; }

void adilist_mark(struct adilist *l, enum admark mark, int32_t a)
{
    struct adline *x = append(l);
    if (!x)
        return;
    x->mark = (uint8_t)mark;
    x->a = a;
}

void adilist_try(struct adilist *l, int32_t region, int32_t less)
{
    adilist_mark(l, ADMARK_TRY, region);
    if (!l->failed)
        l->at[l->n - 1].b = less;
}

void adilist_place(struct adilist *l, int32_t label) { adilist_mark(l, ADMARK_LABEL, label); }

int32_t adilist_new_region(struct adilist *l, int32_t handler)
{
    void *array = l->region;
    if (l->failed || !grow(l, &array, l->nregions, &l->region_cap, sizeof *l->region))
        return 0;
    l->region = array;
    l->region[l->nregions] = (struct adregion){handler, -1};
    return (int32_t)l->nregions++;
}

bool adilist_open(const struct adilist *l)
{
    for (uint32_t i = l->n; i-- > 0;) {
        if (l->at[i].mark == ADMARK_LABEL)
            return true;
        if (l->at[i].mark == ADMARK_INS)
            return !(adisa_py[l->at[i].op].flags & AD_F_END);
    }
    return true;
}

struct adisa_effect adilist_effect(const struct adline *x)
{
    struct adisa_effect effect = {0, 0, 0};
    struct adisa_ins ins = {.row = &adisa_py[x->op], .code = x->op};
    bool second = false;
    for (const char *kind = ins.row->operands; *kind; kind++) {
        ins.operand[ins.count++] = *kind == 'j' ? 0 : second ? x->b : x->a;
        second = second || *kind != 'j';
    }
    if (!adisa_effect(&adisa_python, &ins, &effect))
        effect.need = INT32_MAX; /* an operand without meaning: no height is enough */
    return effect;
}
