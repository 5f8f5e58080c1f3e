/* SPDX-License-Identifier: MIT
 * fit_json.c - the fit report as data. Keys and their meaning: docs/fit-report.md.
 */
#include <string.h>

#include "tool/fit/fit.h"

static void write_text(const char *text, FILE *to)
{
    fputc('"', to);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(to, "\\%c", c);
        else if (c < ' ' || c == '<' || c == 127) /* no </script> in the HTML report */
            fprintf(to, "\\u%04x", c);
        else
            fputc(c, to);
    }
    fputc('"', to);
}

/* "machine": 1234, ... of the sections or parts of a memory. */
static void write_sums(const struct adfit *fit, enum adfit_memory memory, FILE *to)
{
    const char *comma = "";
    fprintf(to, ",\n  \"sections\": {");
    for (unsigned i = 0; i < ADFIT_SECTIONS; i++)
        if (adfit_sections[i].memory == memory) {
            fprintf(to, "%s\"%s\": %u", comma, adfit_sections[i].key,
                (unsigned)adfit_section_bytes(fit, i));
            comma = ", ";
        }
    fprintf(to, "},\n  \"parts\": {");
    comma = "";
    for (unsigned i = 0; i < adfit_part_count; i++)
        if (adfit_sections[adfit_parts[i].section].memory == memory && adfit_part_bytes(fit, i)) {
            fprintf(to, "%s\"%s\": %u", comma, adfit_parts[i].key,
                (unsigned)adfit_part_bytes(fit, i));
            comma = ", ";
        }
    fprintf(to, "}");
}

static void write_rows(const struct adfit *fit, FILE *to)
{
    fprintf(to, " \"rows\": [");
    for (unsigned i = 0; i < fit->count; i++) {
        const struct adfit_row *row = &fit->rows[i];
        const struct adfit_part *part = &adfit_parts[row->part];
        fprintf(to, "%s\n  {\"memory\": \"%s\", \"section\": \"%s\", \"part\": \"%s\", \"piece\": ",
            i ? "," : "", row->memory == ADFIT_FLASH ? "flash" : "ram",
            adfit_sections[part->section].key, part->key);
        write_text(row->piece, to);
        fprintf(to, ", \"place\": ");
        write_text(row->place, to);
        fprintf(to, ", \"address\": %u, \"bytes\": %u}", (unsigned)row->address,
            (unsigned)row->bytes);
    }
    fprintf(to, "],\n");
}

static void write_hints(const struct adfit *fit, FILE *to)
{
    fprintf(to, " \"hints\": [");
    for (unsigned i = 0; i < fit->hint_count; i++) {
        const struct adfit_hint *hint = &fit->hints[i];
        fprintf(to, "%s\n  {\"bytes\": %u, \"text\": ", i ? "," : "", (unsigned)hint->bytes);
        write_text(hint->text, to);
        fprintf(to, ", \"count\": %u, \"places\": [", hint->count);
        for (unsigned k = 0; k < AD_MIN(hint->count, AD_COUNT(hint->places)); k++) {
            fprintf(to, k ? ", " : "");
            write_text(hint->places[k], to);
        }
        fprintf(to, "]}");
    }
    fprintf(to, "],\n");
}

static void write_run(const struct adfit_run *run, FILE *to)
{
    if (!run->done) {
        fprintf(to, " \"simulated\": null\n}\n");
        return;
    }
    fprintf(to, " \"simulated\": {\"seconds\": %.6f, \"end\": ", run->seconds);
    write_text(run->end, to);
    fprintf(to, ", \"block_peak\": %u, \"block_peak_at\": %.6f, \"stack_peak\": %u, "
        "\"stack_peak_at\": %.6f, \"collections\": ", (unsigned)run->block_peak, run->block_at,
        (unsigned)run->stack_peak, run->stack_at);
    if (run->collections < 0)
        fprintf(to, "null}\n}\n");
    else
        fprintf(to, "%.0f}\n}\n", run->collections);
}

void adfit_write_json(const struct adfit *fit, FILE *to)
{
    fprintf(to, "{\"format\": \"adder-fit\", \"version\": 1,\n \"program\": ");
    write_text(fit->program, to);
    fprintf(to, ", \"board\": ");
    write_text(fit->board, to);
    fprintf(to, ", \"chip\": ");
    write_text(fit->chip, to);
    fprintf(to, ",\n \"fits\": %s, \"note\": ", adfit_fits(fit) ? "true" : "false");
    write_text(fit->note, to);
    fprintf(to, ",\n \"flash\": {\"size\": %u, \"used\": %u", (unsigned)fit->size[ADFIT_FLASH],
        (unsigned)fit->used[ADFIT_FLASH]);
    write_sums(fit, ADFIT_FLASH, to);
    fprintf(to, "},\n \"ram\": {\"size\": %u, \"used\": %u, \"block\": %u, \"block_used\": %u",
        (unsigned)fit->size[ADFIT_RAM], (unsigned)fit->used[ADFIT_RAM], (unsigned)fit->block,
        (unsigned)fit->block_used);
    write_sums(fit, ADFIT_RAM, to);
    fprintf(to, "},\n");
    write_rows(fit, to);
    write_hints(fit, to);
    write_run(&fit->run, to);
}
