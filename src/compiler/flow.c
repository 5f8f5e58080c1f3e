/* SPDX-License-Identifier: MIT
 * flow.c - follows every way through a list of instructions. One line is on the work list at most
 * once, so the work list needs no more room than there are lines.
 */
#include "compiler/flow.h"

bool adflow_init(struct adflow *f, const struct adilist *l)
{
    memset(f, 0, sizeof *f);
    f->room = l->n + 1;
    f->height = adarena_alloc(l->arena, f->room * sizeof *f->height);
    f->place = adarena_alloc(l->arena, (l->nlabels + 1) * sizeof *f->place);
    f->work = adarena_alloc(l->arena, f->room * sizeof *f->work);
    f->active = adarena_alloc(l->arena, (l->nregions + 1) * sizeof *f->active);
    return f->height && f->place && f->work && f->active;
}

int32_t adflow_deepest(struct adflow *f, const struct adilist *l, uint32_t i, int32_t before)
{
    const struct adline *x = &l->at[i];
    if (i == 0) {
        memset(f->active, 0, l->nregions * sizeof *f->active);
        before = 0;
    }
    if (x->mark != ADMARK_TRY && x->mark != ADMARK_RESUME && x->mark != ADMARK_ENDTRY)
        return before;
    f->active[x->a] = x->mark != ADMARK_ENDTRY;
    before = 0;
    for (uint32_t k = 0; k < l->nregions; k++)
        if (f->active[k])
            before = AD_MAX(before, l->region[k].depth);
    return before;
}

static void reach(struct adflow *f, const struct adilist *l, int32_t line, int32_t height)
{
    if (line < 0 || (uint32_t)line >= l->n || height < 0) {
        f->broken = true;
        return;
    }
    if (f->height[line] < 0) {
        f->height[line] = height;
        f->work[f->nwork++] = (uint32_t)line;
    } else if (f->height[line] != height) {
        f->broken = true;
    }
    f->top = AD_MAX(f->top, height);
}

/* What line i does; false when control does not go on with the next one. */
static bool step(struct adflow *f, struct adilist *l, uint32_t i, int32_t *height)
{
    const struct adline *x = &l->at[i];
    if (x->mark == ADMARK_TRY) {
        struct adregion *r = &l->region[x->a];
        r->depth = *height - x->b;
        reach(f, l, f->place[r->label], r->depth + 1);
    }
    if (x->mark != ADMARK_INS)
        return true;
    struct adisa_effect effect = adilist_effect(x);
    if (effect.need > *height) {
        f->broken = true;
        return false;
    }
    if (x->label != ADLABEL_NONE)
        reach(f, l, f->place[x->label], *height + effect.jump);
    *height += effect.next;
    f->top = AD_MAX(f->top, *height);
    return !(adisa_py[x->op].flags & AD_F_END);
}

static void follow(struct adflow *f, struct adilist *l, uint32_t i)
{
    int32_t height = f->height[i];
    while (step(f, l, i, &height) && !f->broken) {
        if (++i >= l->n) {
            f->broken = true; /* control would run off the end */
            return;
        }
        if (f->height[i] >= 0) {
            f->broken |= f->height[i] != height;
            return;
        }
        f->height[i] = height;
    }
}

void adflow_run(struct adflow *f, struct adilist *l)
{
    f->top = 0;
    f->nwork = 0;
    f->broken = false;
    for (uint32_t i = 0; i < l->nlabels; i++)
        f->place[i] = -1;
    for (uint32_t i = 0; i < l->n; i++) {
        f->height[i] = -1;
        if (l->at[i].mark == ADMARK_LABEL)
            f->place[l->at[i].a] = (int32_t)i;
    }
    for (uint32_t i = 0; i < l->nregions; i++)
        l->region[i].depth = -1;
    if (l->n)
        reach(f, l, 0, 0);
    while (f->nwork && !f->broken)
        follow(f, l, f->work[--f->nwork]);
}
