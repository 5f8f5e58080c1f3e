/* SPDX-License-Identifier: MIT
 * opt.c - see opt.h. Until nothing changes any more: jumps to jumps, what is never reached, and the
 * rules of the machine (opt_portvm.c, opt_microvm.c) on a window that goes over the list.
 */
#include "machines/microvm.h"
#include "machines/opt_in.h"
#include "machines/portvm.h"

enum { HOPS = 1000, DEAD_SHOWN = 4, BACK = 16 };

static bool is_words(const struct admopt_list *l) { return l->o->isa->unit > 1; }

/* Remembers for all on the way where it came to, so that long gaps are gone through once. */
uint32_t admopt_live(const struct admopt_list *l, uint32_t i)
{
    uint32_t live = i, next;
    while (live < l->count && l->items[live].gone)
        live = l->items[live].skip ? l->items[live].skip : live + 1;
    for (; i < live; i = next) {
        next = l->items[i].skip ? l->items[i].skip : i + 1;
        l->items[i].skip = live;
    }
    return live;
}

/* ---- the report ----------------------------------------------------------------------------- */

static void say_place(struct adout *out, uint32_t pc)
{
    for (uint32_t most = 1000; pc < most && most > 1; most /= 10)
        adout_byte(out, '0');
    adout_int(out, pc);
    adout_text(out, "  ");
}

static const char *name_of(const struct admopt_list *l, const struct admopt_item *x)
{
    if (is_words(l) || !x->jumps)
        return l->o->isa->rows[x->op].name;
    return x->op == ADPORTVM_JMP ? "JUMP" : x->op == ADPORTVM_JPE ? "JUMPT" :
        x->op == ADPORTVM_JPN ? "JUMPF" : "CALLA";
}

static void say_item(const struct admopt_list *l, const struct admopt_item *x)
{
    struct adout *out = l->o->report;
    const struct admopt_item *goal = admopt_goal(l, x);
    if (x->data) {
        adout_text(out, is_words(l) ? ".word " : ".byte ");
        adout_int(out, x->n);
        return;
    }
    adout_text(out, name_of(l, x));
    if (x->jumps) {
        adout_byte(out, ' ');
        adout_int(out, goal ? goal->pc : x->away);
        if (is_words(l) || x->op != ADPORTVM_CALL)
            return;
        adout_byte(out, ',');
    }
    if (*l->o->isa->rows[x->op].operands) {
        adout_byte(out, ' ');
        adout_int(out, x->n);
    }
}

static void say_items(const struct admopt_list *l, const struct admopt_item *x, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (i)
            adout_text(l->o->report, ", ");
        say_item(l, &x[i]);
    }
    if (!n)
        adout_text(l->o->report, "nothing");
}

static void say(const struct admopt_list *l, const struct admopt_item *before, unsigned nbefore,
    const struct admopt_item *after, unsigned nafter)
{
    struct adout *out = l->o->report;
    l->o->rewrites++;
    if (!out)
        return;
    say_place(out, before->pc);
    say_items(l, before, nbefore);
    adout_text(out, " -> ");
    say_items(l, after, nafter);
    adout_byte(out, '\n');
}

/* ---- jumps to jumps ------------------------------------------------------------------------- */

/* Would a jump of this kind be taken further by the jump at its goal? Always by JMP; in microvm by
 * one with the same condition too, since no jump changes the flags. */
static bool goes_on(const struct admopt_list *l, const struct admopt_item *x,
    const struct admopt_item *goal)
{
    if (!goal || goal->data || !goal->jumps || goal->to == ADMOPT_NONE)
        return false;
    if (is_words(l))
        return goal->op == ADMICROVM_JMP || (goal->op == x->op && x->op != ADMICROVM_CALL);
    return goal->op == ADPORTVM_JMP;
}

static bool thread_one(struct admopt_list *l, struct admopt_item *x)
{
    const struct admopt_item *goal = admopt_goal(l, x), *to = goal;
    struct admopt_item before = *x;
    unsigned hops = 0;
    for (; goes_on(l, x, to); hops++) {
        if (hops == HOPS)
            return false; /* a ring */
        to = admopt_goal(l, to);
    }
    if (to == goal)
        return false;
    x->to = (uint32_t)(to - l->items);
    say(l, &before, 1, x, 1);
    return true;
}

static bool thread(struct admopt_list *l)
{
    bool changed = false;
    for (uint32_t i = 0; i < l->count; i++)
        if (!l->items[i].gone && l->items[i].jumps)
            changed |= thread_one(l, &l->items[i]);
    return changed;
}

/* ---- dead code ------------------------------------------------------------------------------ */

static bool ends(const struct admopt_list *l, const struct admopt_item *x)
{
    return x->data || (l->o->isa->rows[x->op].flags & AD_F_END);
}

/* Marks what can be reached, and counts who jumps where. */
static void reach(struct admopt_list *l)
{
    uint32_t nwork = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        l->items[i].seen = false;
        l->items[i].refs = 0;
    }
    l->work[nwork++] = admopt_live(l, 0);
    while (nwork) {
        for (uint32_t i = l->work[--nwork]; i < l->count; i = admopt_live(l, i + 1)) {
            struct admopt_item *x = &l->items[i];
            const struct admopt_item *goal = admopt_goal(l, x);
            if (x->seen)
                break;
            x->seen = true;
            if (goal && !l->items[goal - l->items].refs++)
                l->work[nwork++] = (uint32_t)(goal - l->items);
            if (ends(l, x))
                break;
        }
    }
}

static void say_dead(const struct admopt_list *l, uint32_t first, unsigned n)
{
    struct adout *out = l->o->report;
    l->o->rewrites++;
    if (!out)
        return;
    say_place(out, l->items[first].pc);
    for (unsigned shown = 0; shown < AD_MIN(n, DEAD_SHOWN + 0u); shown++) {
        if (shown)
            adout_text(out, ", ");
        say_item(l, &l->items[first]);
        first = admopt_live(l, first + 1);
    }
    if (n > DEAD_SHOWN) {
        adout_text(out, " and ");
        adout_int(out, n - DEAD_SHOWN);
        adout_text(out, " more");
    }
    adout_text(out, " -> nothing (never reached)\n");
}

static bool sweep(struct admopt_list *l)
{
    bool changed = false;
    reach(l);
    for (uint32_t i = admopt_live(l, 0); i < l->count; i = admopt_live(l, i + 1)) {
        uint32_t last = i, end = i;
        unsigned n = 0;
        for (; end < l->count && !l->items[end].seen; end = admopt_live(l, end + 1), n++)
            last = end;
        if (!n)
            continue;
        say_dead(l, i, n);
        for (uint32_t k = i; k <= last; k++)
            l->items[k].gone = true;
        changed = true;
        i = last;
    }
    return changed;
}

/* ---- rules ---------------------------------------------------------------------------------- */

static void open_window(const struct admopt_list *l, struct admopt_window *w, uint32_t i)
{
    w->count = w->taken = w->made = 0;
    do {
        w->index[w->count] = i;
        w->in[w->count++] = l->items[i];
        i = admopt_live(l, i + 1);
    } while (w->count < ADMOPT_WINDOW && i < l->count && !l->items[i].refs);
}

/* False when who jumps to the window would then jump behind the end. */
static bool replace(struct admopt_list *l, const struct admopt_window *w)
{
    uint32_t refs = w->in[0].refs, next = admopt_live(l, w->index[w->taken - 1] + 1);
    if (!w->made && refs && next == l->count)
        return false;
    say(l, w->in, w->taken, w->out, w->made);
    for (unsigned k = 0; k < w->taken; k++) {
        struct admopt_item *x = &l->items[w->index[k]];
        if (k >= w->made) {
            x->gone = true;
            continue;
        }
        *x = w->out[k];
        x->pc = w->in[k].pc;
        x->refs = w->in[k].refs;
        x->seen = true;
    }
    if (!w->made && next < l->count)
        l->items[next].refs += refs;
    return true;
}

/* A few places back: what was rewritten may now be the end of something. What is farther away is
 * found when the window goes over the list again. */
static uint32_t back(const struct admopt_list *l, uint32_t i)
{
    unsigned lives = ADMOPT_WINDOW - 1;
    for (unsigned steps = BACK; steps && lives && i; steps--)
        lives -= !l->items[--i].gone;
    return admopt_live(l, i);
}

static bool apply(struct admopt_list *l, admopt_rule *rule)
{
    struct admopt_window w;
    bool changed = false;
    for (uint32_t i = admopt_live(l, 0); i < l->count;) {
        open_window(l, &w, i);
        if (rule(l, &w) && replace(l, &w)) {
            changed = true;
            i = back(l, i);
        } else {
            i = admopt_live(l, i + 1);
        }
    }
    return changed;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static uint32_t count(const struct adisa *isa, const uint8_t *code, uint32_t size)
{
    struct adisa_ins ins;
    uint32_t n = 0;
    for (uint32_t at = 0; at < size; n++)
        at += adisa_decode(isa, code + at, size - at, &ins) ? ins.length : isa->unit;
    return n;
}

static void say_sum(const struct admopt *o)
{
    struct adout *out = o->report;
    if (!out)
        return;
    if (o->kept) {
        adout_text(out, "nothing was changed: ");
        say_place(out, o->kept_at);
        adout_text(out, o->kept);
        adout_byte(out, '\n');
    }
    adout_int(out, o->before);
    adout_text(out, " instructions -> ");
    adout_int(out, o->after);
    adout_text(out, ", ");
    adout_int(out, o->size);
    adout_text(out, " bytes -> ");
    adout_int(out, o->out_size);
    adout_byte(out, '\n');
}

/* False: no memory, or o->kept says why not. */
static bool rewrite(struct admopt *o)
{
    struct admopt_list l;
    bool changed;
    if (!admopt_read(o, &l))
        return false;
    do {
        changed = thread(&l);
        changed |= sweep(&l);
        changed |= apply(&l, is_words(&l) ? admopt_microvm : admopt_portvm);
    } while (changed);
    const uint8_t *out = admopt_write(&l, &o->out_size);
    if (out)
        o->out = out;
    return out;
}

bool admopt_run(struct admopt *o)
{
    o->rewrites = o->kept_at = 0;
    o->kept = NULL;
    if (!rewrite(o)) {
        if (!o->kept)
            return false;
        o->out = o->code;
        o->out_size = o->size;
        o->rewrites = 0;
    }
    o->before = count(o->isa, o->code, o->size);
    o->after = count(o->isa, o->out, o->out_size);
    say_sum(o);
    return true;
}
