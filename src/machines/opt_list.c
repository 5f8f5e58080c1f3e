/* SPDX-License-Identifier: MIT
 * opt_list.c - see opt_in.h: code to a list of items, and back. Code is read along the ways that it
 * can take from address 0 on, so what lies between is neither understood nor kept. Places are
 * counted in units: bytes of portvm, words of microvm.
 */
#include "machines/microvm.h"
#include "machines/opt_in.h"
#include "machines/portvm.h"

/* Of a unit. */
enum {
    START = 1,  /* an instruction begins here      */
    INSIDE = 2, /* it goes on here                 */
    ENTRY = 4,  /* something jumps here            */
    MEMBER = 8, /* pushes a part of an address     */
    CUT = 16    /* no instruction, or not a whole  */
};

enum { RECENT = 8, CHAIN = 7 };

struct scan {
    struct admopt *o;
    bool words;
    uint32_t units;
    uint8_t *state;
    uint32_t *to;    /* of a jump: its goal                      */
    uint32_t *first; /* of a jump: where its address is pushed   */
    uint32_t *index; /* the item made of it                      */
    uint32_t *work;
    uint32_t nwork;
};

static bool keep(struct admopt *o, uint32_t at, const char *why)
{
    o->kept = why;
    o->kept_at = at;
    return false;
}

static bool decode(const struct scan *s, uint32_t pc, struct adisa_ins *ins)
{
    uint32_t at = pc * s->o->isa->unit;
    return adisa_decode(s->o->isa, s->o->code + at, s->o->size - at, ins);
}

/* ---- the ways through the code -------------------------------------------------------------- */

static void add_jump(struct scan *s, uint32_t pc, uint32_t first, uint32_t to)
{
    s->first[pc] = first;
    s->to[pc] = to;
    for (uint32_t p = first; p < pc; p++)
        s->state[p] |= MEMBER;
    if (to < s->units && !(s->state[to] & ENTRY)) {
        s->state[to] |= ENTRY;
        s->work[s->nwork++] = to;
    }
}

/* The instructions read last, `back` before the newest one. */
static uint32_t recent(const uint32_t *last, unsigned n, unsigned back)
{
    return last[(n - 1 - back) % RECENT];
}

/* JPE, JPN, CALL behind four PUSHes. */
static bool find_four(struct scan *s, uint32_t pc, const uint32_t *last, unsigned n)
{
    const uint8_t *code = s->o->code;
    uint32_t to = 0;
    if (n < 5)
        return false;
    for (unsigned back = 4; back; back--) {
        uint32_t at = recent(last, n, back);
        if (code[at] != ADPORTVM_PUSH)
            return false;
        to = to << 8 | code[at + 1];
    }
    add_jump(s, pc, recent(last, n, 4), to);
    return true;
}

/* JMP behind PUSH and any of IADX, ISBX, IMLX. */
static bool find_chain(struct scan *s, uint32_t pc, const uint32_t *last, unsigned n)
{
    const uint8_t *code = s->o->code;
    unsigned back = 1;
    uint32_t to = 0;
    while (back < n && back < CHAIN && (code[recent(last, n, back)] == ADPORTVM_IADX ||
                                        code[recent(last, n, back)] == ADPORTVM_ISBX ||
                                        code[recent(last, n, back)] == ADPORTVM_IMLX))
        back++;
    if (back >= n || code[recent(last, n, back)] != ADPORTVM_PUSH)
        return false;
    uint32_t first = recent(last, n, back);
    for (; back; back--) {
        const uint8_t *p = code + recent(last, n, back);
        to = *p == ADPORTVM_PUSH ? p[1] : *p == ADPORTVM_IADX ? to + p[1] :
            *p == ADPORTVM_ISBX ? to - p[1] : to * p[1];
    }
    if (to > ADMOPT_JUMP_MOST)
        return false;
    add_jump(s, pc, first, to);
    return true;
}

static bool find_goal(struct scan *s, uint32_t pc, const struct adisa_ins *ins,
    const uint32_t *last, unsigned n)
{
    bool known = true;
    if (s->words) {
        if (ins->count && *ins->row->operands == 'a')
            add_jump(s, pc, pc, (uint32_t)ins->operand[0]);
        return true;
    }
    if (ins->code == ADPORTVM_JMP)
        known = find_chain(s, pc, last, n);
    else if (ins->code == ADPORTVM_JPE || ins->code == ADPORTVM_JPN || ins->code == ADPORTVM_CALL)
        known = find_four(s, pc, last, n);
    return known || keep(s->o, pc, "where this jump leads is not known");
}

/* From an entry up to where the code ends, leaves, or was read already. */
static bool walk(struct scan *s, uint32_t pc)
{
    struct adisa_ins ins;
    uint32_t last[RECENT], next;
    for (unsigned n = 1; pc < s->units && !(s->state[pc] & START); n++, pc = next) {
        if (s->state[pc] & INSIDE)
            return keep(s->o, pc, "a jump leads into this instruction");
        s->state[pc] |= START;
        if (!decode(s, pc, &ins)) {
            s->state[pc] |= CUT;
            return true;
        }
        next = pc + ins.length / s->o->isa->unit;
        for (uint32_t p = pc + 1; p < next; p++) {
            if (s->state[p] & (START | ENTRY))
                return keep(s->o, pc, "a jump leads into this instruction");
            s->state[p] |= INSIDE;
        }
        last[(n - 1) % RECENT] = pc;
        if (!find_goal(s, pc, &ins, last, n))
            return false;
        if (ins.row->flags & AD_F_END)
            return true;
    }
    return true;
}

static bool walk_all(struct scan *s)
{
    s->state[0] |= ENTRY;
    s->work[s->nwork++] = 0;
    while (s->nwork)
        if (!walk(s, s->work[--s->nwork]))
            return false;
    for (uint32_t pc = 0; pc < s->units; pc++)
        for (uint32_t p = s->first[pc]; p != ADMOPT_NONE && p < pc;)
            if (s->state[++p] & ENTRY)
                return keep(s->o, p, "a jump leads between an address and the jump to it");
    return true;
}

/* ---- the list ------------------------------------------------------------------------------- */

static void add_item(const struct scan *s, struct admopt_list *l, uint32_t pc)
{
    struct admopt_item *x = &l->items[l->count];
    struct adisa_ins ins;
    const uint8_t *p = s->o->code + pc * s->o->isa->unit;
    *x = (struct admopt_item){.pc = pc, .to = ADMOPT_NONE};
    if (s->state[pc] & CUT) {
        x->data = true;
        x->n = s->words ? p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24 :
            *p;
    } else if (decode(s, pc, &ins)) {
        x->op = (uint8_t)ins.code;
        x->n = ins.count ? (uint32_t)ins.operand[0] : 0;
    }
    if (s->first[pc] != ADMOPT_NONE) {
        x->jumps = true;
        x->pc = s->first[pc];
        x->away = s->to[pc]; /* an item when all are there */
    }
    s->index[x->pc] = l->count++;
}

static void report_dead(struct admopt *o, uint32_t pc, uint32_t units)
{
    o->rewrites++;
    if (!o->report)
        return;
    for (uint32_t most = 1000; pc < most && most > 1; most /= 10)
        adout_byte(o->report, '0');
    adout_int(o->report, pc);
    adout_text(o->report, "  ");
    adout_int(o->report, units);
    adout_text(o->report, o->isa->unit > 1 ? " word" : " byte");
    adout_text(o->report, units > 1 ? "s" : "");
    adout_text(o->report, " -> nothing (never reached)\n");
}

static void make_list(const struct scan *s, struct admopt_list *l)
{
    uint32_t dead = 0;
    for (uint32_t pc = 0; pc <= s->units; pc++) {
        bool lives = pc == s->units || s->state[pc] & (START | INSIDE);
        if (lives && dead)
            report_dead(s->o, pc - dead, dead);
        dead = lives ? 0 : dead + 1;
        if (pc < s->units && (s->state[pc] & START) && !(s->state[pc] & MEMBER))
            add_item(s, l, pc);
    }
    for (uint32_t i = 0; i < l->count; i++) {
        struct admopt_item *x = &l->items[i];
        if (x->jumps && x->away < s->units)
            x->to = s->index[x->away];
    }
}

bool admopt_read(struct admopt *o, struct admopt_list *l)
{
    struct scan s = {.o = o, .words = o->isa->unit > 1, .units = o->size / o->isa->unit};
    size_t n = (size_t)s.units + 1;
    *l = (struct admopt_list){.o = o};
    if (o->size % o->isa->unit)
        return keep(o, s.units, "the last word is not whole");
    s.state = adarena_alloc(o->arena, n);
    s.to = adarena_alloc(o->arena, n * sizeof *s.to);
    s.first = adarena_alloc(o->arena, n * sizeof *s.first);
    s.index = adarena_alloc(o->arena, n * sizeof *s.index);
    l->work = s.work = adarena_alloc(o->arena, n * sizeof *s.work);
    if (!s.state || !s.to || !s.first || !s.index || !s.work)
        return false;
    memset(s.first, 0xff, n * sizeof *s.first);
    if (!walk_all(&s))
        return false;
    for (uint32_t pc = 0; pc < s.units; pc++)
        l->count += s.state[pc] & START && !(s.state[pc] & MEMBER);
    l->items = adarena_alloc(o->arena, ((size_t)l->count + 1) * sizeof *l->items);
    if (!l->items)
        return false;
    l->count = 0;
    make_list(&s, l);
    return true;
}

/* ---- and back ------------------------------------------------------------------------------- */

static uint32_t length_of(const struct admopt_list *l, const struct admopt_item *x)
{
    const struct adisa *isa = l->o->isa;
    if (x->gone || x->data)
        return x->data && !x->gone;
    if (isa->unit == 1 && x->jumps)
        return x->op == ADPORTVM_JMP ? x->width : x->op == ADPORTVM_CALL ? 10 : 9;
    return adisa_length(isa, x->op) / isa->unit;
}

static uint32_t address_of(const struct admopt_list *l, const struct admopt_item *x)
{
    const struct admopt_item *goal = admopt_goal(l, x);
    return goal ? goal->at : x->away;
}

/* Bytes of JUMP: PUSH and JMP, with IADX between them, or as the assembler makes it. */
static uint8_t jump_width(uint32_t address)
{
    return address <= 255 ? 3 : address <= 510 ? 5 : 7;
}

/* Gives each item its place. Jumps begin short and grow until all reach their goals. */
static uint32_t lay_out(struct admopt_list *l)
{
    uint32_t at;
    bool grown;
    for (uint32_t i = 0; i < l->count; i++)
        l->items[i].width = 3;
    do {
        grown = false;
        at = 0;
        for (uint32_t i = 0; i < l->count; i++) {
            l->items[i].at = at;
            at += length_of(l, &l->items[i]);
        }
        for (uint32_t i = 0; i < l->count && l->o->isa->unit == 1; i++) {
            struct admopt_item *x = &l->items[i];
            uint8_t width = x->jumps && !x->gone ? jump_width(address_of(l, x)) : 0;
            if (width > x->width) {
                x->width = width;
                grown = true;
            }
        }
    } while (grown);
    return at;
}

static uint8_t *write_word(uint8_t *to, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        *to++ = (uint8_t)(value >> (8 * i));
    return to;
}

static uint8_t *write_micro(const struct admopt_list *l, const struct admopt_item *x, uint8_t *to)
{
    if (x->data)
        return write_word(to, x->n);
    to = write_word(to, x->op);
    if (*l->o->isa->rows[x->op].operands)
        to = write_word(to, x->jumps ? address_of(l, x) : x->n);
    return to;
}

static uint8_t *write_pair(uint8_t *to, unsigned op, uint32_t n)
{
    *to++ = (uint8_t)op;
    *to++ = (uint8_t)n;
    return to;
}

static uint8_t *write_address(const struct admopt_item *x, uint32_t address, uint8_t *to)
{
    if (x->op != ADPORTVM_JMP) {
        for (unsigned i = 4; i-- > 0;)
            to = write_pair(to, ADPORTVM_PUSH, address >> (8 * i));
        return to;
    }
    if (x->width == 7) {
        uint32_t a = AD_MIN(address / 255, 255u);
        to = write_pair(to, ADPORTVM_PUSH, a);
        to = write_pair(to, ADPORTVM_IMLX, 255);
        return write_pair(to, ADPORTVM_IADX, address - 255 * a);
    }
    uint32_t first = AD_MIN(address, 255u);
    to = write_pair(to, ADPORTVM_PUSH, first);
    return x->width == 3 ? to : write_pair(to, ADPORTVM_IADX, address - first);
}

static uint8_t *write_port(const struct admopt_list *l, const struct admopt_item *x, uint8_t *to)
{
    if (x->data) {
        *to++ = (uint8_t)x->n;
        return to;
    }
    if (x->jumps)
        to = write_address(x, address_of(l, x), to);
    *to++ = x->op;
    if (*l->o->isa->rows[x->op].operands)
        *to++ = (uint8_t)x->n;
    return to;
}

const uint8_t *admopt_write(struct admopt_list *l, uint32_t *size)
{
    uint32_t units = lay_out(l);
    bool words = l->o->isa->unit > 1;
    *size = units * l->o->isa->unit;
    for (uint32_t i = 0; i < l->count; i++) {
        const struct admopt_item *x = &l->items[i];
        if (!words && x->jumps && !x->gone && x->op == ADPORTVM_JMP &&
            address_of(l, x) > ADMOPT_JUMP_MOST)
            return keep(l->o, x->pc, "this jump would be too far"), NULL;
    }
    if (*size > l->o->size)
        return keep(l->o, 0, "the jumps would become longer than what is saved"), NULL;
    uint8_t *out = adarena_alloc(l->o->arena, (size_t)*size + 1), *to = out;
    for (uint32_t i = 0; out && i < l->count; i++)
        if (!l->items[i].gone)
            to = words ? write_micro(l, &l->items[i], to) : write_port(l, &l->items[i], to);
    return out;
}
