/* SPDX-License-Identifier: MIT
 * assemble.c - from a list of instructions to bytes. First every instruction gets its final opcode
 * (wide operands, direction of jumps) and with it a length; then offsets are known and all is
 * written in one go. All jumps have two bytes, so nothing needs to be done twice.
 */
#include "compiler/assemble.h"
#include "compiler/peephole.h"

enum { CODE_MAX = 32767, TRY_MAX = 255, DEPTH_MAX = 65535 };

struct job {
    struct adilist *l;
    struct adflow *f;
    struct adassembled *out;
    uint32_t *at; /* offset of each line */
    unsigned nlocals;
};

static bool must_widen(const struct adline *x) { return (uint32_t)x->a > 255; }

/* The opcode with room for the operand. */
static enum adop final_op(const struct adline *x)
{
    switch (x->op) {
    case ADOP_LOAD_K: return must_widen(x) ? ADOP_LOAD_K2 : ADOP_LOAD_K;
    case ADOP_LOAD_GLOBAL: return must_widen(x) ? ADOP_LOAD_GLOBAL2 : ADOP_LOAD_GLOBAL;
    case ADOP_STORE_GLOBAL: return must_widen(x) ? ADOP_STORE_GLOBAL2 : ADOP_STORE_GLOBAL;
    case ADOP_LOAD_ATTR: return must_widen(x) ? ADOP_LOAD_ATTR2 : ADOP_LOAD_ATTR;
    case ADOP_STORE_ATTR: return must_widen(x) ? ADOP_STORE_ATTR2 : ADOP_STORE_ATTR;
    case ADOP_LOAD_METHOD: return must_widen(x) ? ADOP_LOAD_METHOD2 : ADOP_LOAD_METHOD;
    default: return x->op;
    }
}

/* Gives every line its offset; returns the size of all, UINT32_MAX after a fault of the generator.
 */
static uint32_t lay_out(struct job *j)
{
    uint32_t offset = 0;
    for (uint32_t i = 0; i < j->l->n; i++) {
        struct adline *x = &j->l->at[i];
        j->at[i] = offset;
        if (x->mark != ADMARK_INS)
            continue;
        x->op = (uint8_t)final_op(x);
        bool back = x->label != ADLABEL_NONE && j->f->place[x->label] <= (int32_t)i;
        if (back && !adpeep_may_go_back(x->op))
            return UINT32_MAX;
        if (back && x->op == ADOP_JUMP)
            x->op = ADOP_JUMP_BACK;
        offset += adisa_length(&adisa_python, x->op);
    }
    j->at[j->l->n] = offset;
    return offset;
}

static uint8_t *write_ins(const struct job *j, uint32_t i, uint8_t *to)
{
    const struct adline *x = &j->l->at[i];
    *to++ = x->op;
    bool second = false;
    for (const char *kind = adisa_py[x->op].operands; *kind; kind++) {
        int32_t v = second ? x->b : x->a;
        if (*kind == 'j')
            v = (int32_t)(j->at[j->f->place[x->label]] - j->at[i] -
                          adisa_length(&adisa_python, x->op));
        else
            second = true;
        if (*kind == 's')
            v = (int32_t)j->nlocals - 1 - v;
        *to++ = (uint8_t)v;
        if (adisa_width(*kind) == 2)
            *to++ = (uint8_t)((uint32_t)v >> 8);
    }
    return to;
}

/* ---- exception table ------------------------------------------------------------------------ */

static bool add_try(struct job *j, int32_t region, uint32_t start, uint32_t end)
{
    const struct adregion *r = &j->l->region[region];
    if (start == end || r->depth < 0)
        return true;
    if (j->out->ntry == TRY_MAX)
        return false;
    struct adtry t = {(uint16_t)start, (uint16_t)end, (uint16_t)j->at[j->f->place[r->label]],
                      (uint16_t)r->depth};
    j->out->trys[j->out->ntry++] = t;
    return true;
}

/* The extents of all regions. An inner region has the larger number, so the last come first. */
static bool write_trys(struct job *j)
{
    for (int32_t region = (int32_t)j->l->nregions - 1; region >= 0; region--) {
        bool in = false;
        uint32_t start = 0;
        for (uint32_t i = 0; i < j->l->n; i++) {
            const struct adline *x = &j->l->at[i];
            if (x->mark == ADMARK_INS || x->mark == ADMARK_LABEL || x->a != region)
                continue;
            if (x->mark == ADMARK_ENDTRY && in && !add_try(j, region, start, j->at[i]))
                return false;
            in = x->mark != ADMARK_ENDTRY;
            start = j->at[i];
        }
    }
    return true;
}

/* ---- line table ----------------------------------------------------------------------------- */

static void write_pair(struct adassembled *out, uint32_t bytes, int32_t step)
{
    out->lines[out->nlines++] = (uint8_t)bytes;
    out->lines[out->nlines++] = (uint8_t)step;
}

/* `bytes` of code belong to the line reached so far, then `step` lines on. */
static void write_step(struct adassembled *out, uint32_t bytes, int32_t step)
{
    for (; bytes > 255; bytes -= 255)
        write_pair(out, 255, 0);
    for (; step > 127; step -= 127, bytes = 0)
        write_pair(out, bytes, 127);
    for (; step < -128; step += 128, bytes = 0)
        write_pair(out, bytes, -128);
    write_pair(out, bytes, step);
}

static void write_lines(struct job *j)
{
    uint32_t line = j->out->first_line, from = 0;
    for (uint32_t i = 0; i < j->l->n; i++) {
        const struct adline *x = &j->l->at[i];
        if (x->mark != ADMARK_INS || x->line == line)
            continue;
        write_step(j->out, j->at[i] - from, (int32_t)(x->line - line));
        from = j->at[i];
        line = x->line;
    }
}

/* Bytes that the line table can take at most. */
static uint32_t lines_room(const struct job *j, uint32_t size)
{
    uint32_t n = 2 * (size / 255 + 1), line = j->out->first_line;
    for (uint32_t i = 0; i < j->l->n; i++) {
        const struct adline *x = &j->l->at[i];
        if (x->mark != ADMARK_INS || x->line == line)
            continue;
        uint32_t step = x->line > line ? x->line - line : line - x->line;
        n += 2 * (step / 127 + 2);
        line = x->line;
    }
    return n;
}

/* ---- all of it ------------------------------------------------------------------------------ */

enum adassemble_status adassemble(struct adilist *l, struct adflow *f, unsigned nlocals,
                                  struct adassembled *out)
{
    struct job j = {l, f, out, NULL, nlocals};
    if (l->failed)
        return ADASSEMBLE_MEMORY;
    adflow_run(f, l);
    if (f->broken)
        return ADASSEMBLE_BROKEN;
    uint32_t first = out->first_line;
    memset(out, 0, sizeof *out);
    out->first_line = first;
    out->depth = (uint32_t)f->top;
    j.at = adarena_alloc(l->arena, (l->n + 1) * sizeof *j.at);
    if (!j.at)
        return ADASSEMBLE_MEMORY;
    uint32_t size = lay_out(&j);
    if (size == UINT32_MAX)
        return ADASSEMBLE_BROKEN;
    if (size > CODE_MAX || out->depth > DEPTH_MAX)
        return ADASSEMBLE_LARGE;
    out->code = adarena_alloc(l->arena, size + 1);
    out->trys = adarena_alloc(l->arena, (TRY_MAX + 1) * sizeof *out->trys);
    out->lines = adarena_alloc(l->arena, lines_room(&j, size));
    if (!out->code || !out->trys || !out->lines)
        return ADASSEMBLE_MEMORY;
    uint8_t *to = out->code;
    for (uint32_t i = 0; i < l->n; i++)
        if (l->at[i].mark == ADMARK_INS)
            to = write_ins(&j, i, to);
    out->size = size;
    if (!write_trys(&j))
        return ADASSEMBLE_LARGE;
    write_lines(&j);
    return ADASSEMBLE_OK;
}
