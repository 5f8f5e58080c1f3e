/* SPDX-License-Identifier: MIT
 * source.c - the program's text, line by line, and how places look on the console.
 */
#include <stdlib.h>
#include <string.h>

#include "debug/host/console_in.h"
#include "host/fs.h"

static struct adconsole_file *file_of(struct adconsole *c, const char *name, size_t length)
{
    struct adconsole_file *f = c->files;
    const struct addebug_console_options *o = c->options;
    int error;
    for (; f < c->files + c->file_count; f++)
        if (strlen(f->name) == length && !memcmp(f->name, name, length))
            return f;
    if (c->file_count == ADCONSOLE_FILES)
        adconsole_forget(c);
    f = &c->files[c->file_count];
    f->name = strndup(name, length);
    if (!f->name)
        return NULL;
    c->file_count++;
    f->text = NULL;
    if (o->source && o->source_name && !strcmp(f->name, o->source_name)) {
        f->text = strdup(o->source);
        f->length = f->text ? strlen(f->text) : 0;
    } else if (adhost_is_file(f->name)) {
        f->text = adhost_read_file(f->name, &f->length, &error);
    }
    return f;
}

void adconsole_forget(struct adconsole *c)
{
    while (c->file_count) {
        struct adconsole_file *f = &c->files[--c->file_count];
        free(f->name);
        free(f->text);
    }
}

const char *adconsole_source(struct adconsole *c, const char *file, size_t file_length,
    unsigned line, size_t *length)
{
    struct adconsole_file *f = file && line ? file_of(c, file, file_length) : NULL;
    const char *at, *end, *stop;
    if (!f || !f->text)
        return NULL;
    at = f->text;
    end = f->text + f->length;
    while (at < end && --line) {
        stop = memchr(at, '\n', (size_t)(end - at));
        at = stop ? stop + 1 : end;
    }
    if (at >= end)
        return NULL;
    stop = memchr(at, '\n', (size_t)(end - at));
    *length = (size_t)((stop ? stop : end) - at);
    if (*length && at[*length - 1] == '\r')
        --*length;
    return at;
}

/* ---- places ---------------------------------------------------------------------------------- */

bool adconsole_place(struct adconsole *c, struct addebug_place *place)
{
    memset(place, 0, sizeof *place);
    if (c->frame < c->d.target.type->depth(c->d.target.t))
        return c->d.target.type->place(c->d.target.t, c->frame, place);
    place->file = c->options->file;
    place->file_length = strlen(place->file);
    return false;
}

void adconsole_head(struct adconsole *c, const struct addebug_place *p)
{
    if (p->function)
        adconsole_say(c, "%.*s at ", (int)p->function_length, p->function);
    if (p->line)
        adconsole_say(c, "%.*s:%u", (int)p->file_length, p->file ? p->file : "", p->line);
    else
        adconsole_say(c, "address %llu", (unsigned long long)p->pc);
}

void adconsole_show_line(struct adconsole *c, const struct addebug_place *p, unsigned line)
{
    size_t length;
    const char *text = adconsole_source(c, p->file, p->file_length, line, &length);
    if (!text)
        return;
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    adconsole_say(c, "%s%4u%s", line == p->line ? "->" : "  ", line, length ? "  " : "");
    adout_bytes(&c->out, text, length);
    adout_byte(&c->out, '\n');
}

bool adconsole_show_code(struct adconsole *c, uint64_t pc, bool here, uint64_t *next)
{
    char text[400];
    struct adout out;
    adout_memory(&out, text, sizeof text);
    if (!c->d.target.type->instruction(c->d.target.t, pc, &out, next))
        return false;
    adconsole_say(c, "%s%6llu: %.*s\n", here ? "=>" : "  ", (unsigned long long)pc,
        (int)AD_MIN(out.count, sizeof text), text);
    return true;
}

void adconsole_show_place(struct adconsole *c, bool head, bool code)
{
    struct addebug_place p;
    uint64_t next;
    if (!adconsole_place(c, &p))
        return;
    c->list_line = 0;
    c->code_known = false;
    if (head) {
        adconsole_head(c, &p);
        adout_byte(&c->out, '\n');
    }
    if (p.line)
        adconsole_show_line(c, &p, p.line);
    if (code || !p.line)
        adconsole_show_code(c, p.pc, true, &next);
}
