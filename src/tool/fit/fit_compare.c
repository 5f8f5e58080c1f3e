/* SPDX-License-Identifier: MIT
 * fit_compare.c - two builds beside each other: what grew and what shrank, by section and part, and
 * by piece.
 */
#include <stdlib.h>
#include <string.h>

#include "tool/fit/fit.h"

/* A piece of either, without the line in its place: that moves with every line above it. */
struct pair {
    const struct adfit_row *row;
    uint32_t a, b;
};

static int32_t difference(uint32_t a, uint32_t b) { return (int32_t)(b - a); }

/* +1,234 */
static const char *signed_text(int32_t n, char text[16])
{
    uint32_t size = n < 0 ? 0 - (uint32_t)n : (uint32_t)n;
    if (!n)
        strcpy(text, "0");
    else if (size < 1000)
        snprintf(text, 16, "%c%u", n < 0 ? '-' : '+', (unsigned)size);
    else
        snprintf(text, 16, "%c%u,%03u", n < 0 ? '-' : '+', (unsigned)(size / 1000),
            (unsigned)(size % 1000));
    return text;
}

static void print_line(const struct adfit_look *look, const char *indent, const char *title,
                       uint32_t a, uint32_t b, const char *place, FILE *to)
{
    char text[16];
    int32_t d = difference(a, b);
    fprintf(to, "%s%-*.*s %9u %9u ", indent, 34 - (int)strlen(indent), 34 - (int)strlen(indent),
        title, (unsigned)a, (unsigned)b);
    if (look->colour && d)
        fputs(d > 0 ? "\033[31m" : "\033[32m", to);
    fprintf(to, "%9s", signed_text(d, text));
    if (look->colour && d)
        fputs("\033[0m", to);
    if (*place)
        fprintf(to, "  %s", place);
    fputc('\n', to);
}

/* ---- pieces --------------------------------------------------------------------------------- */

static bool same_piece(const struct adfit_row *x, const struct adfit_row *y)
{
    size_t n = strcspn(x->place, ":"), k = strcspn(y->place, ":");
    return x->part == y->part && !strcmp(x->piece, y->piece) && n == k &&
        !strncmp(x->place, y->place, n);
}

static unsigned collect_pairs(struct pair *pairs, unsigned count, const struct adfit *fit,
                              unsigned part, bool second)
{
    for (unsigned i = 0; i < fit->count; i++) {
        const struct adfit_row *row = &fit->rows[i];
        unsigned k = 0;
        if (row->part != part)
            continue;
        while (k < count && !same_piece(pairs[k].row, row))
            k++;
        if (k == count)
            pairs[count++] = (struct pair){row, 0, 0};
        *(second ? &pairs[k].b : &pairs[k].a) += row->bytes;
    }
    return count;
}

static int by_change(const void *x, const void *y)
{
    const struct pair *p = x, *q = y;
    uint32_t a = (uint32_t)labs(difference(p->a, p->b)), b = (uint32_t)labs(difference(q->a, q->b));
    return a != b ? (a < b ? 1 : -1) : strcmp(p->row->piece, q->row->piece);
}

static void print_pieces(const struct adfit *a, const struct adfit *b, unsigned part,
                         const struct adfit_look *look, FILE *to)
{
    struct pair *pairs = calloc((size_t)a->count + b->count + 1, sizeof *pairs);
    unsigned count;
    if (!pairs)
        return;
    count = collect_pairs(pairs, 0, a, part, false);
    count = collect_pairs(pairs, count, b, part, true);
    qsort(pairs, count, sizeof *pairs, by_change);
    for (unsigned i = 0; i < count && pairs[i].a != pairs[i].b; i++)
        print_line(look, "      ", pairs[i].row->piece, pairs[i].a, pairs[i].b,
            pairs[i].row->place, to);
    free(pairs);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void print_sections(const struct adfit *a, const struct adfit *b, enum adfit_memory memory,
                           const struct adfit_look *look, FILE *to)
{
    for (unsigned s = 0; s < ADFIT_SECTIONS; s++) {
        uint32_t x = adfit_section_bytes(a, s), y = adfit_section_bytes(b, s);
        if (adfit_sections[s].memory != memory || (!x && !y))
            continue;
        print_line(look, "  ", adfit_sections[s].title, x, y, "", to);
        for (unsigned part = 0; part < adfit_part_count; part++) {
            x = adfit_part_bytes(a, part);
            y = adfit_part_bytes(b, part);
            if (adfit_parts[part].section != s)
                continue;
            if (x != y)
                print_line(look, "    ", adfit_parts[part].title, x, y, "", to);
            if (look->depth >= ADFIT_BY_PIECE)
                print_pieces(a, b, part, look, to);
        }
    }
}

void adfit_print_difference(const struct adfit *a, const struct adfit *b,
                            const struct adfit_look *look, FILE *to)
{
    static const char *const names[ADFIT_MEMORIES] = {"flash", "RAM"};
    char share[32];
    fprintf(to, "%-34s %9s %9s %9s\n", "", "A", "B", "B - A");
    for (unsigned m = 0; m < ADFIT_MEMORIES; m++) {
        share[0] = 0;
        if (a->used[m])
            snprintf(share, sizeof share, "%+.1f %%",
                100.0 * difference(a->used[m], b->used[m]) / a->used[m]);
        print_line(look, "", names[m], a->used[m], b->used[m], share, to);
        print_sections(a, b, m, look, to);
    }
}

static void write_pair(uint32_t a, uint32_t b, FILE *to)
{
    fprintf(to, "{\"a\": %u, \"b\": %u, \"difference\": %d}", (unsigned)a, (unsigned)b,
        (int)difference(a, b));
}

void adfit_write_difference(const struct adfit *a, const struct adfit *b, FILE *to)
{
    const char *comma = "";
    fprintf(to, "{\"format\": \"adder-fit-difference\", \"version\": 1,\n \"flash\": ");
    write_pair(a->used[ADFIT_FLASH], b->used[ADFIT_FLASH], to);
    fprintf(to, ",\n \"ram\": ");
    write_pair(a->used[ADFIT_RAM], b->used[ADFIT_RAM], to);
    fprintf(to, ",\n \"parts\": {");
    for (unsigned part = 0; part < adfit_part_count; part++) {
        uint32_t x = adfit_part_bytes(a, part), y = adfit_part_bytes(b, part);
        if (!x && !y)
            continue;
        fprintf(to, "%s\n  \"%s\": ", comma, adfit_parts[part].key);
        write_pair(x, y, to);
        comma = ",";
    }
    fprintf(to, "}\n}\n");
}
