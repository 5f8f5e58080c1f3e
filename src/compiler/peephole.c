/* SPDX-License-Identifier: MIT
 * peephole.c - rewrites a list of instructions: jumps to jumps, dead code, then the forms with slot
 * operands and the fused comparisons. A list only ever shrinks here, so each pass copies it onto
 * itself. No rule reaches over a mark: a label may be jumped to, a region must keep its extent.
 *
 * Read from the bottom: adpeep_run, then thread, sweep, fuse.
 */
#include "compiler/peephole.h"

enum { HOPS = 16, ROUNDS = 4 };

#define NO_RULE UINT32_MAX

static bool is(const struct adline *x, enum adop op)
{
    return x && x->mark == ADMARK_INS && x->op == op;
}

static bool between(const struct adline *x, enum adop first, enum adop last)
{
    return x && x->mark == ADMARK_INS && x->op >= first && x->op <= last;
}

static bool is_byte(int32_t v) { return v >= -128 && v <= 127; }

/* ---- jumps ---------------------------------------------------------------------------------- */

bool adpeep_may_go_back(enum adop op)
{
    return op == ADOP_JUMP || (op >= ADOP_JF_LT && op <= ADOP_JT_GE_LI);
}

/* The jump with the opposite condition, or ADOP_NOP. */
static enum adop opposite(enum adop op)
{
    if (op >= ADOP_JF_LT && op <= ADOP_JF_GE_LI)
        return op + (ADOP_JT_LT - ADOP_JF_LT);
    if (op >= ADOP_JT_LT && op <= ADOP_JT_GE_LI)
        return op - (ADOP_JT_LT - ADOP_JF_LT);
    switch (op) {
    case ADOP_JF: return ADOP_JT;
    case ADOP_JT: return ADOP_JF;
    case ADOP_JF_L: return ADOP_JT_L;
    case ADOP_JT_L: return ADOP_JF_L;
    case ADOP_JNONE: return ADOP_JNOTNONE;
    case ADOP_JNOTNONE: return ADOP_JNONE;
    default: return ADOP_NOP;
    }
}

/* The first instruction at or behind line i, or NULL. */
static struct adline *ins_at(const struct adilist *l, int32_t i)
{
    for (; i >= 0 && (uint32_t)i < l->n; i++)
        if (l->at[i].mark == ADMARK_INS)
            return &l->at[i];
    return NULL;
}

/* Lead a jump to its final goal. `low`: cells that a handler around it wants are dropped already,
 * so
 * it must not become an instruction that can raise, a jump backwards or a return. */
static void thread_one(struct adilist *l, const struct adflow *f, uint32_t i, bool low)
{
    struct adline *x = &l->at[i];
    for (int hop = 0; hop < HOPS; hop++) {
        const struct adline *goal = ins_at(l, f->place[x->label]);
        if (!is(goal, ADOP_JUMP) || goal == x || goal->label == x->label)
            break;
        if (f->place[goal->label] <= (int32_t)i && (low || !adpeep_may_go_back(x->op)))
            break;
        x->label = goal->label;
    }
    const struct adline *goal = ins_at(l, f->place[x->label]);
    if (x->op == ADOP_JUMP && !low && (is(goal, ADOP_RETURN_NONE) || is(goal, ADOP_RETURN))) {
        x->op = goal->op; /* a copy of the return is no longer than the jump to it */
        x->label = ADLABEL_NONE;
    }
}

static void thread(struct adilist *l, struct adflow *f)
{
    int32_t deepest = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        deepest = adflow_deepest(f, l, i, deepest);
        if (l->at[i].mark == ADMARK_INS && l->at[i].label != ADLABEL_NONE)
            thread_one(l, f, i, f->height[i] < deepest);
    }
}

/* Do only marks lie between line i and the place of the label? */
static bool leads_behind(const struct adilist *l, const struct adflow *f, uint32_t i, int32_t label)
{
    int32_t to = f->place[label];
    if (to <= (int32_t)i)
        return false;
    for (int32_t k = (int32_t)i + 1; k < to; k++)
        if (l->at[k].mark == ADMARK_INS)
            return false;
    return true;
}

/* A jump over a jump becomes one; a jump to the next instruction goes. */
static void straighten(struct adilist *l, const struct adflow *f)
{
    for (uint32_t i = 0; i < l->n; i++) {
        struct adline *x = &l->at[i];
        if (x->mark != ADMARK_INS || x->label == ADLABEL_NONE)
            continue;
        if (x->op == ADOP_JUMP && leads_behind(l, f, i, x->label)) {
            x->mark = ADMARK_GONE;
            continue;
        }
        if (i + 1 >= l->n || !is(&l->at[i + 1], ADOP_JUMP) || opposite(x->op) == ADOP_NOP ||
            !leads_behind(l, f, i + 1, x->label))
            continue;
        struct adline *jump = &l->at[i + 1];
        if (f->place[jump->label] <= (int32_t)i && !adpeep_may_go_back(opposite(x->op)))
            continue;
        x->op = (uint8_t)opposite(x->op);
        x->label = jump->label;
        jump->mark = ADMARK_GONE;
    }
}

/* ---- dead code ------------------------------------------------------------------------------ */

/* Drop lines that are never reached and labels that nothing names. Marks of regions stay where they
 * are, for the extents of those that live. */
static void sweep(struct adilist *l, struct adflow *f)
{
    adflow_run(f, l);
    if (f->broken)
        return;
    for (uint32_t i = 0; i < l->nlabels; i++)
        f->place[i] = 0; /* now: how often the label is named */
    for (uint32_t i = 0; i < l->n; i++) {
        struct adline *x = &l->at[i];
        if (f->height[i] < 0 && (x->mark == ADMARK_INS || x->mark == ADMARK_TRY))
            x->mark = ADMARK_GONE;
        if (x->mark == ADMARK_INS && x->label != ADLABEL_NONE)
            f->place[x->label]++;
        if (x->mark == ADMARK_TRY)
            f->place[l->region[x->a].label]++;
    }
    uint32_t w = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        struct adline *x = &l->at[i];
        if (x->mark == ADMARK_GONE || (x->mark == ADMARK_LABEL && !f->place[x->a]))
            continue;
        l->at[w++] = *x;
    }
    l->n = w;
}

/* ---- fusing --------------------------------------------------------------------------------- */

/* The lines before the one to be appended: p is the last, q the one before it. NULL at a mark. */
struct tail {
    struct adline *q, *p;
};

/* Put x in the place of the last `drop` lines. */
static uint32_t replace(struct adilist *l, uint32_t w, uint32_t drop, struct adline x)
{
    w -= drop;
    l->at[w++] = x;
    return w;
}

/* Two locals, or a local and a small integer, before an instruction with forms for them. Each form
 * is named by its distance from the plain one; 0 where there is none. */
struct forms {
    enum adop sl, si, ll, li;
};

static uint32_t fuse_pair(struct adilist *l, uint32_t w, struct tail t, struct adline x,
                          struct forms form)
{
    bool small = is(t.p, ADOP_LOAD_I) && is_byte(t.p->a);
    bool local = is(t.p, ADOP_LOAD), before = is(t.q, ADOP_LOAD);
    enum adop op = local ? (before && form.ll ? form.ll : form.sl)
                  : small ? (before && form.li ? form.li : form.si) : ADOP_NOP;
    if (op == ADOP_NOP)
        return NO_RULE;
    bool pair = op == form.ll || op == form.li;
    x.op = (uint8_t)op;
    x.b = pair ? t.p->a : 0;
    x.a = pair ? t.q->a : t.p->a;
    x.line = x.line ? x.line : t.p->line;
    return replace(l, w, pair ? 2 : 1, x);
}

static uint32_t fuse_operator(struct adilist *l, uint32_t w, struct tail t, struct adline x)
{
    enum adop k = x.op - ADOP_ADD;
    struct forms form = {ADOP_ADD_SL + k, ADOP_ADD_SI + k, ADOP_ADD_LL + k, ADOP_ADD_LI + k};
    return fuse_pair(l, w, t, x, form);
}

/* A conditional jump behind what it tests. */
static uint32_t fuse_test(struct adilist *l, uint32_t w, struct tail t, struct adline x, bool back)
{
    bool when = x.op == ADOP_JT;
    if (between(t.p, ADOP_LT, ADOP_GE)) {
        enum adop k = t.p->op - ADOP_LT;
        x.op = (uint8_t)((when ? ADOP_JT_LT : ADOP_JF_LT) + k);
        x.line = t.p->line;
        w = replace(l, w, 1, x);
        struct tail before = {NULL, NULL};
        if (w > 1 && l->at[w - 2].mark == ADMARK_INS)
            before.p = &l->at[w - 2];
        if (before.p && w > 2 && l->at[w - 3].mark == ADMARK_INS)
            before.q = &l->at[w - 3];
        enum adop base = when ? ADOP_JT_LT_LL : ADOP_JF_LT_LL;
        struct forms form = {ADOP_NOP, ADOP_NOP, base + k, base + 6 + k};
        uint32_t more = fuse_pair(l, w - 1, before, x, form);
        return more != NO_RULE ? more : w;
    }
    if (is(t.p, ADOP_NOT)) {
        x.op = when ? ADOP_JF : ADOP_JT;
        return replace(l, w, 1, x);
    }
    if (is(t.q, ADOP_LOAD_NONE) && between(t.p, ADOP_IS, ADOP_IS_NOT) && !back) {
        x.op = (t.p->op == ADOP_IS) == when ? ADOP_JNONE : ADOP_JNOTNONE;
        return replace(l, w, 2, x);
    }
    if (is(t.p, ADOP_LOAD)) {
        x.a = t.p->a;
        x.op = when ? ADOP_JT_L : ADOP_JF_L;
        return replace(l, w, 1, x);
    }
    return NO_RULE;
}

/* A local before an instruction that then takes it as its operand. */
static uint32_t fuse_local(struct adilist *l, uint32_t w, struct tail t, struct adline x,
                           enum adop op)
{
    if (!is(t.p, ADOP_LOAD) || x.a > 255)
        return NO_RULE;
    x.op = (uint8_t)op;
    x.b = x.a;
    x.a = t.p->a;
    return replace(l, w, 1, x);
}

static uint32_t fuse_store(struct adilist *l, uint32_t w, struct tail t, struct adline x)
{
    if (is(t.p, ADOP_LOAD)) {
        x.op = ADOP_MOVE;
        x.b = t.p->a;
    } else if (is(t.p, ADOP_LOAD_I)) {
        x.op = ADOP_SET_I;
        x.b = t.p->a;
    } else if (is(t.p, ADOP_FOR_ITER) || is(t.p, ADOP_FOR_RANGE)) {
        x.op = t.p->op == ADOP_FOR_ITER ? ADOP_FOR_ITER_L : ADOP_FOR_RANGE_L;
        x.label = t.p->label;
        x.line = t.p->line;
    } else {
        return NO_RULE;
    }
    return replace(l, w, 1, x);
}

static uint32_t fuse_augmented(struct adilist *l, uint32_t w, struct tail t, struct adline x)
{
    enum adop k = x.op - ADOP_IADD_S;
    if (is(t.p, ADOP_LOAD))
        x.op = (uint8_t)(ADOP_IADD_L + k);
    else if (is(t.p, ADOP_LOAD_I))
        x.op = (uint8_t)(ADOP_IADD_I + k);
    else
        return NO_RULE;
    x.b = t.p->a;
    return replace(l, w, 1, x);
}

static uint32_t fuse_pop(uint32_t w, struct tail t)
{
    if (between(t.p, ADOP_LOAD_I, ADOP_LOAD_UNBOUND) || (is(t.p, ADOP_COPY) && t.p->a == 1))
        return w - 1;
    if (is(t.q, ADOP_COPY) && t.q->a == 1 && is(t.p, ADOP_STORE)) {
        *t.q = *t.p; /* an assignment expression as a statement */
        return w - 1;
    }
    return NO_RULE;
}

/* Append x behind the first w lines, together with them if a rule allows; the new w, or NO_RULE.
 * `back`: x jumps backwards. */
static uint32_t fuse_one(struct adilist *l, uint32_t w, struct tail t, struct adline x, bool back)
{
    if (x.op >= ADOP_ADD && x.op <= ADOP_RSHIFT)
        return fuse_operator(l, w, t, x);
    switch (x.op) {
    case ADOP_JF:
    case ADOP_JT: return fuse_test(l, w, t, x, back);
    case ADOP_GET_ITEM:
        return fuse_pair(l, w, t, x, (struct forms){ADOP_GET_ITEM_SL, ADOP_NOP, ADOP_GET_ITEM_LL,
                                                    ADOP_GET_ITEM_LI});
    case ADOP_SET_ITEM:
        return fuse_pair(l, w, t, x,
                         (struct forms){ADOP_NOP, ADOP_NOP, ADOP_SET_ITEM_LL, ADOP_NOP});
    case ADOP_LOAD_ATTR: return fuse_local(l, w, t, x, ADOP_LOAD_ATTR_L);
    case ADOP_STORE_ATTR: return fuse_local(l, w, t, x, ADOP_STORE_ATTR_L);
    case ADOP_LOAD_METHOD: return fuse_local(l, w, t, x, ADOP_LOAD_METHOD_L);
    case ADOP_STORE: return fuse_store(l, w, t, x);
    case ADOP_IADD_S:
    case ADOP_ISUB_S:
    case ADOP_IMUL_S: return fuse_augmented(l, w, t, x);
    case ADOP_POP: return fuse_pop(w, t);
    case ADOP_RETURN:
        if (is(t.p, ADOP_LOAD)) {
            x.op = ADOP_RETURN_L;
            x.a = t.p->a;
            return replace(l, w, 1, x);
        }
        if (is(t.p, ADOP_LOAD_NONE)) {
            x.op = ADOP_RETURN_NONE;
            return replace(l, w, 1, x);
        }
        return NO_RULE;
    default: return NO_RULE;
    }
}

static void fuse(struct adilist *l, const struct adflow *f)
{
    uint32_t w = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        struct adline x = l->at[i];
        struct tail t = {NULL, NULL};
        if (x.mark == ADMARK_INS && w && l->at[w - 1].mark == ADMARK_INS)
            t.p = &l->at[w - 1];
        if (t.p && w > 1 && l->at[w - 2].mark == ADMARK_INS)
            t.q = &l->at[w - 2];
        bool back = x.label != ADLABEL_NONE && f->place[x.label] <= (int32_t)i;
        uint32_t after = t.p ? fuse_one(l, w, t, x, back) : NO_RULE;
        if (after != NO_RULE)
            w = after;
        else
            l->at[w++] = x;
    }
    l->n = w;
}

/* Two loads in one; last, since every other rule wants them single. */
static void pair_loads(struct adilist *l)
{
    uint32_t w = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        struct adline *p = w ? &l->at[w - 1] : NULL;
        if (is(p, ADOP_LOAD) && is(&l->at[i], ADOP_LOAD) && p->line == l->at[i].line) {
            p->op = ADOP_LOAD2;
            p->b = l->at[i].a;
        } else {
            l->at[w++] = l->at[i];
        }
    }
    l->n = w;
}

void adpeep_run(struct adilist *l, struct adflow *f, bool full)
{
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t before = l->n;
        sweep(l, f);
        if (full && !f->broken) {
            adflow_run(f, l);
            fuse(l, f);
        }
        adflow_run(f, l);
        if (f->broken)
            return;
        thread(l, f);
        straighten(l, f);
        if (l->n == before && round)
            break;
    }
    if (full)
        pair_loads(l);
    sweep(l, f);
}
