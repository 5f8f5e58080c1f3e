/* SPDX-License-Identifier: MIT
 * fit_text.c - the fit report in a terminal: two bars and the sections; with -v all parts and
 * pieces.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool/fit/fit.h"

enum { BAR = 32, SHARE = 24, FEW = 12 };

struct adfit_look adfit_look_of(FILE *to, enum adfit_depth depth)
{
    const char *language = getenv("LC_ALL"), *term = getenv("TERM");
    if (!language || !*language)
        language = getenv("LC_CTYPE");
    if (!language || !*language)
        language = getenv("LANG");
    return (struct adfit_look){
        .depth = depth,
        .colour = isatty(fileno(to)) && !getenv("NO_COLOR") && term && strcmp(term, "dumb"),
        .plain = !language || !(strstr(language, "UTF-8") || strstr(language, "utf8"))};
}

/* 12,345 */
static const char *grouped(uint32_t n, char text[16])
{
    if (n < 1000)
        sprintf(text, "%u", (unsigned)n);
    else if (n < 1000000)
        sprintf(text, "%u,%03u", (unsigned)(n / 1000), (unsigned)(n % 1000));
    else
        sprintf(text, "%u,%03u,%03u", (unsigned)(n / 1000000), (unsigned)(n / 1000 % 1000),
            (unsigned)(n % 1000));
    return text;
}

static void colour(const struct adfit_look *look, const char *code, FILE *to)
{
    if (look->colour)
        fprintf(to, "\033[%sm", code);
}

/* A bar of n cells out of `width`. */
static void bar(const struct adfit_look *look, unsigned n, unsigned width, const char *code,
                FILE *to)
{
    colour(look, code, to);
    for (unsigned i = 0; i < n; i++)
        fputs(look->plain ? "#" : "█", to);
    colour(look, "0", to);
    for (unsigned i = n; i < width; i++)
        fputs(look->plain ? "." : "░", to);
}

static void print_memory(const struct adfit *fit, const struct adfit_look *look,
                         enum adfit_memory memory, FILE *to)
{
    uint32_t used = fit->used[memory], size = fit->size[memory];
    uint32_t cells = size ? (used * BAR + size / 2) / size : 0;
    char a[16], b[16], c[16];
    fprintf(to, "%-6s ", memory == ADFIT_FLASH ? "flash" : "RAM");
    bar(look, AD_MIN(cells, BAR), BAR, used > size ? "31" : "32", to);
    fprintf(to, " %7s of %s bytes, ", grouped(used, a), grouped(size, b));
    if (used > size)
        fprintf(to, "%s too many\n", grouped(used - size, c));
    else
        fprintf(to, "%s free (%u %%)\n", grouped(size - used, c),
            (unsigned)((uint64_t)(size - used) * 100 / AD_MAX(size, 1)));
}

/* ---- the rows of a part --------------------------------------------------------------------- */

static void print_row(const struct adfit_row *row, FILE *to)
{
    char a[16];
    fprintf(to, "      %7s  %-32s", grouped(row->bytes, a), row->piece);
    if (*row->place)
        fprintf(to, "  %s", row->place);
    fputc('\n', to);
}

static void print_rows(const struct adfit *fit, unsigned part, FILE *to)
{
    uint32_t rest = 0;
    unsigned shown = 0, left = 0;
    char a[16];
    for (unsigned i = 0; i < fit->count; i++) {
        const struct adfit_row *row = &fit->rows[i];
        if (row->part != part)
            continue;
        if (shown < FEW || adfit_parts[part].section >= ADFIT_LIBRARY) {
            print_row(row, to);
            shown++;
        } else {
            rest += row->bytes;
            left++;
        }
    }
    if (left)
        fprintf(to, "      %7s  in %u others\n", grouped(rest, a), left);
}

/* Rows are sorted: the part's first is its largest. */
static const struct adfit_row *largest(const struct adfit *fit, unsigned part)
{
    for (unsigned i = 0; i < fit->count; i++)
        if (fit->rows[i].part == part)
            return &fit->rows[i];
    return NULL;
}

static void print_part(const struct adfit *fit, const struct adfit_look *look, unsigned part,
                       FILE *to)
{
    const struct adfit_row *row = largest(fit, part);
    char a[16];
    if (!row)
        return;
    fprintf(to, "    %7s  ", grouped(adfit_part_bytes(fit, part), a));
    if (look->depth == ADFIT_BY_PART) {
        fprintf(to, "%-24s %s", adfit_parts[part].title, row->piece);
        fprintf(to, " %s  %s\n", grouped(row->bytes, a), row->place);
        return;
    }
    colour(look, "1", to);
    fprintf(to, "%s\n", adfit_parts[part].title);
    colour(look, "0", to);
    print_rows(fit, part, to);
}

static int larger_part(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return x[1] != y[1] ? (x[1] < y[1] ? 1 : -1) : x[0] < y[0] ? -1 : 1;
}

static void print_parts(const struct adfit *fit, const struct adfit_look *look, unsigned section,
                        FILE *to)
{
    uint32_t order[64][2];
    unsigned n = 0;
    for (unsigned i = 0; i < adfit_part_count && n < AD_COUNT(order); i++)
        if (adfit_parts[i].section == section) {
            order[n][0] = i;
            order[n++][1] = adfit_part_bytes(fit, i);
        }
    qsort(order, n, sizeof order[0], larger_part);
    for (unsigned i = 0; i < n; i++)
        print_part(fit, look, order[i][0], to);
}

static void print_section(const struct adfit *fit, const struct adfit_look *look, unsigned section,
                          FILE *to)
{
    static const char *const codes[ADFIT_SECTIONS] = {"34", "36", "33", "35", "32", "92", "93",
        "32", "34", "33"};
    const struct adfit_title *title = &adfit_sections[section];
    uint32_t bytes = adfit_section_bytes(fit, section), used = fit->used[title->memory];
    char a[16];
    if (!bytes)
        return;
    fprintf(to, "  %7s  %-20s ", grouped(bytes, a), title->title);
    colour(look, codes[section], to);
    for (uint32_t i = 0; i < (bytes * SHARE + used - 1) / used; i++)
        fputs(look->plain ? "#" : "▇", to);
    colour(look, "0", to);
    fputc('\n', to);
    if (look->depth >= ADFIT_BY_PART)
        print_parts(fit, look, section, to);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void print_run(const struct adfit *fit, FILE *to)
{
    const struct adfit_run *run = &fit->run;
    char a[16], b[16];
    fprintf(to, "simulated %.3f s, ended by %s\n", run->seconds, run->end);
    fprintf(to, "  %7s  of the block's %s used, after %.3f s", grouped(run->block_peak, a),
        grouped(fit->block, b), run->block_at);
    if (run->collections > 0)
        fprintf(to, "; garbage too: %.0f collections", run->collections);
    fprintf(to, "\n  %7s  of the C stack's %s used, after %.3f s\n", grouped(run->stack_peak, a),
        grouped(adfit_section_bytes(fit, ADFIT_STACK), b), run->stack_at);
}

void adfit_print(const struct adfit *fit, const struct adfit_look *look, FILE *to)
{
    char a[16], b[16];
    fprintf(to, "%s for %s (%s)\n", fit->program, fit->board, fit->chip);
    for (unsigned memory = 0; memory < ADFIT_MEMORIES; memory++) {
        print_memory(fit, look, memory, to);
        for (unsigned i = 0; i < ADFIT_SECTIONS; i++)
            if (adfit_sections[i].memory == memory)
                print_section(fit, look, i, to);
    }
    if (!fit->too_small)
        fprintf(to, "  %7s  free in the block of %s for objects and frames\n",
            grouped(fit->block - fit->block_used, a), grouped(fit->block, b));
    if (*fit->note)
        fprintf(to, "%s\n", fit->note);
    if (fit->run.done)
        print_run(fit, to);
}

void adfit_print_hints(const struct adfit *fit, FILE *to)
{
    char a[16];
    if (fit->hint_count)
        fprintf(to, "what to change, largest first:\n");
    for (unsigned i = 0; i < fit->hint_count; i++) {
        const struct adfit_hint *hint = &fit->hints[i];
        fprintf(to, "  %7s  %s\n", grouped(hint->bytes, a), hint->text);
        for (unsigned k = 0; k < AD_MIN(hint->count, AD_COUNT(hint->places)); k++)
            fprintf(to, "           %s\n", hint->places[k]);
        if (hint->count > AD_COUNT(hint->places))
            fprintf(to, "           and %u more\n",
                hint->count - (unsigned)AD_COUNT(hint->places));
    }
}
