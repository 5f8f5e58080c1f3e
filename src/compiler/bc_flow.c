/* SPDX-License-Identifier: MIT
 * bc_flow.c - follows every way through a body of text bytecode, as isa/depth.c does through bytes:
 * there must be enough values for each instruction, and as many on whichever way one comes.
 */
#include "compiler/bc.h"

enum { UNKNOWN = UINT16_MAX };

struct flow {
    struct addiag *diag;
    const struct adnode *body;
    const uint32_t *index;
    uint16_t *height; /* before each instruction */
    uint32_t *work;   /* instructions whose height is known and that are still to be followed */
    uint32_t nwork;
};

static bool fail(const struct flow *f, uint32_t i, const struct adbc_text *t)
{
    const struct adnode *n = f->body->list[i];
    adbc_error(f->diag, (struct addiag_at){n->line, n->column, n->end_column}, t);
    return false;
}

/* A way leads from instruction `from` to instruction i; the end of the body takes any height. */
static bool reach(struct flow *f, uint32_t from, uint32_t i, uint32_t height)
{
    struct adbc_text t;
    if (height > ADBC_STACK_MAX) {
        adbc_put_index(&t, f->index[from]);
        adbc_put(&t, "stack overflow: more than ");
        adbc_put_count(&t, ADBC_STACK_MAX, "value");
        return fail(f, from, &t);
    }
    if (i >= f->body->count || f->height[i] == height)
        return true;
    if (f->height[i] == UNKNOWN) {
        f->height[i] = (uint16_t)height;
        f->work[f->nwork++] = i;
        return true;
    }
    adbc_put_index(&t, f->index[i]);
    adbc_put(&t, "stack of different heights: ");
    adbc_put_count(&t, height, "value");
    adbc_put(&t, " from instruction ");
    adbc_put_number(&t, f->index[from]);
    adbc_put(&t, ", ");
    adbc_put_number(&t, f->height[i]);
    adbc_put(&t, " on another way");
    return fail(f, i, &t);
}

static bool follow(struct flow *f, uint32_t i)
{
    const struct adnode *n = f->body->list[i];
    const struct adbc_row *row = &adbc_rows[n->op];
    uint32_t pops = row->pops + (row->operand == ADBC_O_COUNT ? n->len : 0);
    uint32_t height = f->height[i];
    if (height < pops) {
        struct adbc_text t;
        adbc_put_index(&t, f->index[i]);
        adbc_put(&t, "stack underflow: ");
        adbc_put(&t, row->name);
        adbc_put(&t, " takes ");
        adbc_put_count(&t, pops, "value");
        adbc_put(&t, ", here ");
        adbc_put(&t, height == 1 ? "is " : "are ");
        adbc_put_number(&t, height);
        return fail(f, i, &t);
    }
    height += row->pushes - pops;
    unsigned flags = adbc_flags(n->op);
    if (flags & AD_F_JUMP && !reach(f, i, n->len, height))
        return false;
    return flags & AD_F_END || reach(f, i, i + 1, height);
}

bool adbc_check(struct adarena *arena, struct addiag *diag, const struct adnode *body,
                const uint32_t *index)
{
    struct flow f = {.diag = diag, .body = body, .index = index};
    f.height = adarena_alloc(arena, (body->count + 1) * sizeof *f.height);
    f.work = adarena_alloc(arena, (body->count + 1) * sizeof *f.work);
    if (!f.height || !f.work) {
        addiag_no_memory(diag);
        return false;
    }
    for (uint32_t i = 0; i < body->count; i++)
        f.height[i] = UNKNOWN;
    if (!reach(&f, 0, 0, 0))
        return false;
    while (f.nwork)
        if (!follow(&f, f.work[--f.nwork]))
            return false;
    return true;
}
