/* SPDX-License-Identifier: MIT
 * masm_list.c - places in the code and in the text: the listing, and what a debugger asks for.
 */
#include "isa/masm_in.h"

const struct admasm_row *admasm_row_at(const struct admasm *m, uint32_t pc)
{
    uint32_t low = 0, high = m->row_count; /* the first row that ends behind pc */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->rows[middle].end > pc)
            high = middle;
        else
            low = middle + 1;
    }
    return low < m->row_count && m->rows[low].pc <= pc ? &m->rows[low] : NULL;
}

int64_t admasm_pc_of(const struct admasm *m, uint32_t file, uint32_t line)
{
    const struct admasm_row *best = NULL;
    for (uint32_t i = 0; i < m->row_count; i++) {
        const struct admasm_row *r = &m->rows[i];
        if (r->file == file && r->line >= line && r->end > r->pc && (!best || r->line < best->line))
            best = r;
    }
    return best ? (int64_t)best->pc : -1;
}

/* ---- the listing ---------------------------------------------------------------------------- */

static void right(struct adout *out, int64_t value, unsigned width)
{
    unsigned digits = 1 + (value < 0);
    for (int64_t v = value < 0 ? -value : value; v > 9; v /= 10)
        digits++;
    for (; digits < width; digits++)
        adout_byte(out, ' ');
    adout_int(out, value);
}

/* At most eight bytes or two words from here; returns how many bytes. */
static uint32_t put_bytes(const struct admasm *m, struct adout *out, uint32_t at, uint32_t end)
{
    uint32_t n = AD_MIN(end - at, 8), i = 0;
    while (i < n) {
        const uint8_t *p = m->code + at + i;
        unsigned unit = n - i >= m->isa->unit ? m->isa->unit : 1;
        uint32_t word = 0;
        for (unsigned k = 0; k < unit; k++)
            word |= (uint32_t)p[k] << 8 * k;
        adout_byte(out, ' ');
        adout_hex(out, word, 2 * unit);
        i += unit;
    }
    return n;
}

static void put_row(const struct admasm *m, struct adout *out, const struct admasm_row *r)
{
    const unsigned unit = m->isa->unit;
    uint32_t at = r->byte, end = r->byte + r->bytes;
    right(out, r->pc, 5);
    adout_byte(out, ' ');
    at += put_bytes(m, out, at, end);
    adout_column(out, 31);
    right(out, r->line, 5);
    if (r->length)
        adout_text(out, "  ");
    adout_bytes(out, r->text, r->length);
    while (at < end) {
        adout_byte(out, '\n');
        right(out, at / unit, 5);
        adout_byte(out, ' ');
        at += put_bytes(m, out, at, end);
    }
    adout_byte(out, '\n');
}

static void put_names(const struct admasm *m, struct adout *out, enum admasm_kind kind,
    const char *title)
{
    bool first = true;
    for (uint32_t i = 0; i < m->name_count; i++) {
        const struct admasm_name *n = &m->names[i];
        if (n->kind != kind)
            continue;
        if (first)
            adout_text(out, title);
        first = false;
        right(out, n->value, 5);
        adout_text(out, "  ");
        adout_bytes(out, n->text, n->length);
        if (n->size > 1) {
            adout_text(out, ", words: ");
            adout_int(out, n->size);
        }
        adout_byte(out, '\n');
    }
}

void admasm_listing(const struct admasm *m, struct adout *out)
{
    uint32_t file = 0;
    for (uint32_t i = 0; i < m->row_count; i++) {
        if (m->rows[i].file != file || (!i && m->file_count > 1)) {
            adout_text(out, "      ; ");
            adout_text(out, m->files[m->rows[i].file].name);
            adout_byte(out, '\n');
        }
        file = m->rows[i].file;
        put_row(m, out, &m->rows[i]);
    }
    put_names(m, out, ADMASM_LABEL, "\nlabels\n");
    put_names(m, out, ADMASM_CONSTANT, "\nconstants\n");
    put_names(m, out, ADMASM_VARIABLE, "\nvariables\n");
}
