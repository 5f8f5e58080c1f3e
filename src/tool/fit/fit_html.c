/* SPDX-License-Identifier: MIT
 * fit_html.c - the fit report as a page of its own: report.html with the data in it, nothing is
 * loaded from anywhere.
 */
#include <string.h>

#include "tool/fit/fit.h"

extern const char adfit_page[]; /* report.html; scripts/embed_text.py */

/* {"machine": "machine", ...}: what people read for a key. */
static void write_sections(FILE *to)
{
    for (unsigned i = 0; i < ADFIT_SECTIONS; i++)
        fprintf(to, "%s\"%s\": \"%s\"", i ? ", " : "{", adfit_sections[i].key,
            adfit_sections[i].title);
    fputc('}', to);
}

static void write_parts(FILE *to)
{
    for (unsigned i = 0; i < adfit_part_count; i++)
        fprintf(to, "%s\"%s\": \"%s\"", i ? ", " : "{", adfit_parts[i].key, adfit_parts[i].title);
    fputc('}', to);
}

void adfit_write_html(const struct adfit *fit, FILE *to)
{
    const char *at = adfit_page, *mark;
    while ((mark = strchr(at, '@'))) {
        size_t n;
        fwrite(at, 1, (size_t)(mark - at), to);
        n = strcspn(mark + 1, "@ {") + 1;
        if (!strncmp(mark, "@DATA@", 6))
            adfit_write_json(fit, to);
        else if (!strncmp(mark, "@SECTIONS@", 10))
            write_sections(to);
        else if (!strncmp(mark, "@PARTS@", 7))
            write_parts(to);
        else
            fwrite(mark, 1, n--, to); /* @media */
        at = mark + n + 1;
    }
    fputs(at, to);
}
