/* SPDX-License-Identifier: MIT
 * mdis.c - see mdis.h. The code is walked three times: where instructions begin, where jumps go,
 * and to write. All places are counted in units, which are bytes in portvm and words in microvm.
 */
#include "isa/mdis.h"

enum { OPERAND_COLUMN = 12, COMMENT_COLUMN = 32 };

static bool is_words(const struct adisa *isa) { return isa->unit > 1; }

/* Places, the end of the code included; what is left of a word is a place too. */
static uint32_t places(const struct admdis *d)
{
    return (d->size + d->isa->unit - 1) / d->isa->unit;
}

static uint8_t *starts(const struct admdis *d) { return d->scratch; }

static uint8_t *labels(const struct admdis *d) { return d->scratch + d->size / 8 + 1; }

static void mark(uint8_t *bits, uint32_t pc) { bits[pc / 8] |= (uint8_t)(1u << pc % 8); }

static bool is_marked(const uint8_t *bits, uint32_t pc) { return bits[pc / 8] >> pc % 8 & 1; }

/* Takes the instruction at pc apart; *next is the place behind it, or behind the one unit that is
 * no instruction. */
static bool decode(const struct adisa *isa, const uint8_t *code, uint32_t size, uint32_t pc,
    struct adisa_ins *ins, uint32_t *next)
{
    uint32_t at = pc * isa->unit;
    bool good = adisa_decode(isa, code + at, size - at, ins);
    *next = pc + (good ? ins->length / isa->unit : 1);
    return good;
}

static bool decode_at(const struct admdis *d, uint32_t pc, struct adisa_ins *ins, uint32_t *next)
{
    return decode(d->isa, d->code, d->size, pc, ins, next);
}

/* ---- addresses in several instructions of portvm -------------------------------------------- */

struct sequence {
    const char *name;
    uint32_t target, next; /* next: behind the sequence */
    int32_t argument;      /* of CALLA, else -1 */
};

static bool is_named(const struct adisa_ins *ins, const char *name)
{
    const char *row = ins->row->name;
    while (*row && *row == *name) {
        row++;
        name++;
    }
    return *row == *name;
}

/* PUSH four times and JPE, JPN or CALL. */
static bool find_address(const struct admdis *d, uint32_t pc, struct sequence *q)
{
    struct adisa_ins ins;
    q->target = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (pc >= d->size || !decode_at(d, pc, &ins, &pc) || !is_named(&ins, "PUSH"))
            return false;
        q->target = q->target << 8 | (uint8_t)ins.operand[0];
    }
    if (pc >= d->size || !decode_at(d, pc, &ins, &q->next))
        return false;
    bool calls = is_named(&ins, "CALL");
    q->name = calls ? "CALLA" : is_named(&ins, "JPE") ? "JUMPT" : "JUMPF";
    q->argument = calls ? ins.operand[0] : -1;
    return calls || is_named(&ins, "JPE") || is_named(&ins, "JPN");
}

/* PUSH, IMLX 255, IADX and JMP, as the assembler makes them of JUMP. */
static bool find_jump(const struct admdis *d, uint32_t pc, struct sequence *q)
{
    static const char *const names[] = {"PUSH", "IMLX", "IADX", "JMP"};
    struct adisa_ins ins;
    uint32_t n[4] = {0};
    for (unsigned i = 0; i < 4; i++) {
        if (pc >= d->size || !decode_at(d, pc, &ins, &pc) || !is_named(&ins, names[i]))
            return false;
        if (ins.count)
            n[i] = (uint32_t)ins.operand[0];
    }
    *q = (struct sequence){"JUMP", n[0] * 255 + n[2], pc, -1};
    return n[1] == 255 && (n[2] < 255 || n[0] == 255);
}

/* A jump to an instruction or to the end. */
static bool find_sequence(const struct admdis *d, uint32_t pc, struct sequence *q)
{
    return !is_words(d->isa) && (find_address(d, pc, q) || find_jump(d, pc, q)) &&
           q->target <= d->size && is_marked(starts(d), q->target);
}

/* The sequence may be written as one statement: nothing jumps into it. */
static bool is_closed(const struct admdis *d, uint32_t pc, const struct sequence *q)
{
    while (++pc < q->next)
        if (is_marked(labels(d), pc))
            return false;
    return true;
}

/* ---- the walks ------------------------------------------------------------------------------ */

static void find_starts(const struct admdis *d)
{
    struct adisa_ins ins;
    uint32_t end = places(d), next;
    for (uint32_t pc = 0; pc < end; pc = next)
        if (decode_at(d, pc, &ins, &next))
            mark(starts(d), pc);
    if (d->size % d->isa->unit == 0)
        mark(starts(d), end);
}

/* The operand that is an address of code with an instruction at it. */
static bool has_target(const struct admdis *d, const struct adisa_ins *ins, uint32_t *target)
{
    if (!ins->count || *ins->row->operands != 'a')
        return false;
    *target = (uint32_t)ins->operand[0];
    return *target <= places(d) && is_marked(starts(d), *target);
}

static void find_labels(const struct admdis *d)
{
    struct adisa_ins ins;
    struct sequence q;
    uint32_t end = places(d), next, target;
    for (uint32_t pc = 0; pc < end; pc = next) {
        bool good = decode_at(d, pc, &ins, &next);
        if (find_sequence(d, pc, &q))
            mark(labels(d), q.target);
        else if (good && has_target(d, &ins, &target))
            mark(labels(d), target);
    }
}

/* ---- writing -------------------------------------------------------------------------------- */

static void write_number(struct adout *out, const struct adisa_ins *ins, unsigned i)
{
    adout_int(out, (int64_t)(uint32_t)ins->operand[i]);
}

static void write_name(struct adout *out, const char *name)
{
    adout_text(out, "    ");
    adout_text(out, name);
}

/* What is no instruction: returns the bytes of it. */
static uint32_t write_data(const struct adisa *isa, const uint8_t *p, uint32_t left,
    struct adout *out)
{
    bool word = is_words(isa) && left >= 4;
    uint32_t value = *p;
    if (word)
        value |= (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    adout_text(out, word ? ".word " : ".byte ");
    adout_int(out, value);
    return word ? 4 : 1;
}

static void write_target(struct adout *out, uint32_t target)
{
    adout_byte(out, 'L');
    adout_int(out, target);
}

static void write_comment(const struct admdis *d, uint32_t pc)
{
    adout_column(d->out, COMMENT_COLUMN);
    adout_text(d->out, is_words(d->isa) ? "# " : "; ");
    adout_int(d->out, pc);
}

static void write_arrow(const struct admdis *d, uint32_t target)
{
    adout_text(d->out, " -> ");
    adout_int(d->out, target);
}

static void write_sequence(const struct admdis *d, uint32_t pc, const struct sequence *q)
{
    write_name(d->out, q->name);
    adout_column(d->out, OPERAND_COLUMN);
    write_target(d->out, q->target);
    if (q->argument >= 0) {
        adout_text(d->out, ", ");
        adout_int(d->out, q->argument);
    }
    write_comment(d, pc);
    write_arrow(d, q->target);
}

static void write_instruction(const struct admdis *d, uint32_t pc, const struct adisa_ins *ins)
{
    uint32_t target;
    bool jumps = has_target(d, ins, &target);
    write_name(d->out, ins->row->name);
    if (ins->count)
        adout_column(d->out, OPERAND_COLUMN);
    if (jumps)
        write_target(d->out, target);
    else if (ins->count)
        write_number(d->out, ins, 0);
    write_comment(d, pc);
    if (jumps)
        write_arrow(d, target);
}

static void write_label(const struct admdis *d, uint32_t pc)
{
    if (!is_marked(labels(d), pc))
        return;
    if (is_words(d->isa))
        adout_byte(d->out, ':');
    write_target(d->out, pc);
    adout_text(d->out, is_words(d->isa) ? "\n" : ":\n");
}

/* Bytes at the end that are no whole word. */
static void write_rest(const struct admdis *d, uint32_t at)
{
    for (; at < d->size; at++) {
        adout_text(d->out, "    ");
        write_data(d->isa, d->code + at, d->size - at, d->out);
        adout_byte(d->out, '\n');
    }
}

void admdis_run(const struct admdis *d)
{
    struct adisa_ins ins;
    struct sequence q;
    uint32_t end = d->size / d->isa->unit, next;
    find_starts(d);
    find_labels(d);
    for (uint32_t pc = 0; pc < end; pc = next) {
        bool good = decode_at(d, pc, &ins, &next);
        write_label(d, pc);
        if (find_sequence(d, pc, &q) && is_closed(d, pc, &q)) {
            next = q.next;
            write_sequence(d, pc, &q);
        } else if (good) {
            write_instruction(d, pc, &ins);
        } else {
            adout_text(d->out, "    ");
            write_data(d->isa, d->code + pc * d->isa->unit, d->size - pc * d->isa->unit, d->out);
            write_comment(d, pc);
        }
        adout_byte(d->out, '\n');
    }
    write_label(d, end);
    write_rest(d, end * d->isa->unit);
}

uint32_t admdis_one(const struct adisa *isa, const uint8_t *code, uint32_t size, uint32_t pc,
    struct adout *out)
{
    struct adisa_ins ins;
    uint32_t next;
    if (pc >= (size + isa->unit - 1) / isa->unit)
        return pc;
    if (!decode(isa, code, size, pc, &ins, &next)) {
        write_data(isa, code + pc * isa->unit, size - pc * isa->unit, out);
        return next;
    }
    adout_text(out, ins.row->name);
    for (unsigned i = 0; i < ins.count; i++) {
        adout_byte(out, ' ');
        write_number(out, &ins, i);
    }
    return next;
}
