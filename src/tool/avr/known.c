/* SPDX-License-Identifier: MIT
 * known.c - see known.h.
 */
#include "tool/avr/known.h"

#include <string.h>

/* The only operand of one of these kinds (isa/ins.h); -1: there is none, or more than one. */
static int32_t only_operand(const struct adisa_ins *ins, const char *kinds)
{
    int32_t found = -1;
    for (unsigned i = 0; i < ins->count; i++)
        if (strchr(kinds, ins->row->operands[i])) {
            if (found >= 0)
                return -1;
            found = ins->operand[i];
        }
    return found;
}

static void write_name(const char *before, const char *name, size_t n, const char *behind,
                       struct adout *out)
{
    if (!n)
        return;
    adout_text(out, before);
    adout_bytes(out, name, n);
    adout_text(out, behind);
}

static void write_global(const struct adsym *s, const struct adisa_ins *ins, struct adout *out)
{
    int32_t slot = only_operand(ins, "gG"), name = only_operand(ins, "nN");
    const char *text = "";
    unsigned number;
    size_t n;
    if (slot < 0 && name < 0)
        return;
    number = slot >= 0 ? adimg_u16_at(&s->image, ADIMG_GLOBALS, (uint32_t)slot)
                       : adimg_u16_at(&s->image, ADIMG_NAMES, (uint32_t)name);
    n = adimg_name_text(&s->image, number, &text);
    if (!n) /* the image of a snapshot has few texts; the numbers are the same */
        n = adimg_name_text(&s->lines, number, &text);
    write_name("name '", text, n, "' is not defined", out);
}

static void write_local(const struct adsym *s, const struct adisa_ins *ins, unsigned code,
                        struct adout *out)
{
    struct adimg_debug debug;
    int32_t slot = only_operand(ins, "s");
    const char *text = "";
    unsigned n;
    if (slot < 0 || !adimg_debug_at(adsym_lines(s), code, &debug))
        return;
    n = adimg_local(&debug, (unsigned)slot, &text);
    write_name("cannot access local variable '", text, n,
        "' where it is not associated with a value", out);
}

void adknown_write(const struct adsym *s, uint16_t distance, unsigned type, struct adout *out)
{
    struct adisa_ins ins;
    unsigned code;
    if (!adsym_instruction(s, distance, &ins, &code) || ins.code == ADOP_RAISE)
        return;
    switch (type) {
    case ADT_NameError: write_global(s, &ins, out); break;
    case ADT_UnboundLocalError: write_local(s, &ins, code, out); break;
    case ADT_RecursionError: adout_text(out, "maximum recursion depth exceeded"); break;
    }
}
