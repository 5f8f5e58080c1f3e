/* SPDX-License-Identifier: MIT
 * disasm.c - see disasm.h. One pass finds the labels, one writes.
 */
#include "isa/disasm.h"

void addisasm_want_label(struct addisasm *d, uint32_t pc)
{
    if (pc <= d->size)
        d->labels[pc / 8] |= (uint8_t)(1u << (pc % 8));
}

static bool has_label(const struct addisasm *d, int64_t pc)
{
    return pc >= 0 && pc <= d->size && (!d->labels || d->labels[pc / 8] >> (pc % 8) & 1);
}

/* Labels only stand where an instruction begins, or at the end. */
static void find_labels(struct addisasm *d, bool forget)
{
    struct adisa_ins ins;
    for (uint32_t pc = 0; pc < d->size;) {
        uint32_t next = pc + 1;
        int32_t distance;
        if (adisa_decode(d->isa, d->code + pc, d->size - pc, &ins)) {
            next = pc + ins.length;
            int64_t target = adisa_jump(&ins, &distance) ? (int64_t)next + distance : -1;
            if (!forget && target >= 0 && target <= d->size)
                addisasm_want_label(d, (uint32_t)target);
        }
        for (uint32_t i = pc + 1; forget && i < next; i++)
            d->labels[i / 8] &= (uint8_t)~(1u << (i % 8));
        pc = next;
    }
}

static void write_operand(struct addisasm *d, const struct adisa_ins *ins, uint32_t pc, unsigned i)
{
    int32_t value = ins->operand[i];
    if (ins->row->operands[i] == 'j' && has_label(d, (int64_t)pc + ins->length + value)) {
        adout_byte(d->out, 'L');
        adout_int(d->out, (int64_t)pc + ins->length + value);
        return;
    }
    const char *text = ins->row->operands[i] == 'B' ? adisa_imm_text((unsigned)value) : NULL;
    size_t length = 0;
    while (text && text[length])
        length++;
    if (text && adisa_imm_find(text, length) == value)
        adout_text(d->out, text);
    else
        adout_int(d->out, value);
}

void addisasm_one(struct addisasm *d, const struct adisa_ins *ins, uint32_t pc)
{
    adout_text(d->out, "    ");
    adout_text(d->out, ins->row->name);
    for (unsigned i = 0; i < ins->count; i++) {
        if (i)
            adout_text(d->out, ", ");
        else
            adout_column(d->out, 20);
        write_operand(d, ins, pc, i);
    }
    if (d->comment)
        d->comment(d->ctx, pc, ins);
    adout_byte(d->out, '\n');
}

static void write_label(struct addisasm *d, uint32_t pc)
{
    if (!has_label(d, pc))
        return;
    adout_byte(d->out, 'L');
    adout_int(d->out, pc);
    adout_text(d->out, ":\n");
}

void addisasm_run(struct addisasm *d)
{
    struct adisa_ins ins;
    find_labels(d, false);
    find_labels(d, true);
    for (uint32_t pc = 0; pc < d->size;) {
        if (d->before)
            d->before(d->ctx, pc);
        write_label(d, pc);
        if (adisa_decode(d->isa, d->code + pc, d->size - pc, &ins)) {
            addisasm_one(d, &ins, pc);
            pc += ins.length;
        } else {
            adout_text(d->out, "    .byte");
            adout_column(d->out, 20);
            adout_int(d->out, d->code[pc++]);
            adout_byte(d->out, '\n');
        }
    }
    write_label(d, d->size);
}
