/* SPDX-License-Identifier: MIT
 * masm.c - see masm.h: files, lines and names. The dialects are in masm_port.c and masm_micro.c;
 * masm_in.h is the map. One pass over the lines; operands that name what comes later are filled in
 * at the end. Files that are included stand on a stack of their own.
 */
#include "isa/masm_in.h"

enum { MOST_ROWS = 4000000 };

void admasm_init(struct admasm *m, const struct adisa *isa, struct adarena *arena,
    admasm_read read, void *ctx)
{
    memset(m, 0, sizeof *m);
    m->isa = isa;
    m->arena = arena;
    m->read = read;
    m->ctx = ctx;
}

void *admasm_grow(struct admasm *m, void *array, uint32_t count, uint32_t *room, size_t item)
{
    if (count < *room)
        return array;
    uint32_t more = *room ? 2 * *room : 16;
    void *larger = adarena_alloc(m->arena, more * item);
    if (!larger) {
        m->stopped = true;
        admasm_fail(m, m->line, "no memory left", NULL);
        return NULL;
    }
    if (count)
        memcpy(larger, array, count * item);
    *room = more;
    return larger;
}

bool admasm_is(const char *text, size_t n, const char *word)
{
    size_t i = 0;
    while (i < n && word[i] && admasm_lower(word[i]) == admasm_lower(text[i]))
        i++;
    return i == n && !word[i];
}

bool admasm_same(const char *a, const char *b)
{
    while (*a && admasm_lower(*a) == admasm_lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* ---- names ---------------------------------------------------------------------------------- */

static bool same(const struct admasm *m, const struct admasm_name *a, const char *text, size_t n)
{
    bool either_case = admasm_words(m) && a->kind == ADMASM_LABEL;
    if (a->length != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char x = a->text[i], y = text[i];
        if (x != y && !(either_case && admasm_lower(x) == admasm_lower(y)))
            return false;
    }
    return true;
}

static unsigned bucket_of(const char *name, size_t n)
{
    uint32_t h = 5381;
    while (n--)
        h = h * 33 + (unsigned char)admasm_lower(*name++);
    return (h ^ h >> 8) % ADMASM_BUCKETS;
}

const struct admasm_name *admasm_find(const struct admasm *m, unsigned kinds, const char *name,
    size_t length)
{
    uint32_t i = m->bucket[bucket_of(name, length)];
    while (i && !((m->names[i - 1].kind & kinds) && same(m, &m->names[i - 1], name, length)))
        i = m->names[i - 1].next;
    return i ? &m->names[i - 1] : NULL;
}

/* What may not have the same name: all of portvm, and each kind by itself in microvm. */
static const struct admasm_name *rival(const struct admasm *m, enum admasm_kind kind,
    const char *name, size_t length)
{
    return admasm_find(m, admasm_words(m) ? (unsigned)kind : ~0u, name, length);
}

struct admasm_name *admasm_define(struct admasm *m, const struct admasm_scan *s,
    enum admasm_kind kind, const char *name, size_t length, int64_t value)
{
    const struct admasm_name *before = rival(m, kind, name, length);
    if (before) {
        admasm_fail(m, s->where, admasm_say(m, "%t is defined already", name, length),
            admasm_say(m, "in line %d of %s", (int64_t)before->line, m->files[before->file].name));
        return NULL;
    }
    struct admasm_name *names =
        admasm_grow(m, m->names, m->name_count, &m->name_room, sizeof *names);
    if (!names)
        return NULL;
    uint32_t *bucket = &m->bucket[bucket_of(name, length)];
    const struct admasm_row *row = &m->rows[m->order];
    m->names = names;
    names += m->name_count++;
    *names = (struct admasm_name){.kind = kind, .text = name, .length = (uint32_t)length,
        .value = value, .file = row->file, .line = row->line, .next = *bucket};
    *bucket = m->name_count;
    return names;
}

bool admasm_define_label(struct admasm *m, const struct admasm_scan *s, const char *name,
    size_t length)
{
    if (m->size % m->isa->unit)
        return admasm_fail(m, s->where, "the bytes before this label do not fill a word", NULL);
    return admasm_define(m, s, ADMASM_LABEL, name, length, m->size / m->isa->unit) != NULL;
}

const struct admasm_name *admasm_name_at(const struct admasm *m, enum admasm_kind kind,
    uint32_t value)
{
    const struct admasm_name *best = NULL;
    for (uint32_t i = 0; i < m->name_count; i++) {
        const struct admasm_name *n = &m->names[i];
        bool holds = n->kind == kind && n->value <= value &&
                     !(kind == ADMASM_VARIABLE && value - n->value >= n->size);
        if (holds && (!best || n->value > best->value))
            best = n;
    }
    return best;
}

/* ---- files ---------------------------------------------------------------------------------- */

/* Begins to read a text. */
static bool open_text(struct admasm *m, const char *name, const char *text, size_t length)
{
    struct admasm_file *files =
        admasm_grow(m, m->files, m->file_count, &m->file_room, sizeof *files);
    if (!files)
        return false;
    m->files = files;
    files[m->file_count] = (struct admasm_file){name, text, length};
    if (length > 2 && !memcmp(text, "\xEF\xBB\xBF", 3)) /* a mark that some editors leave */
        text += 3;
    m->source[m->depth++] = (struct admasm_source){text, m->file_count++, 0};
    return true;
}

/* The path, beside the file that is being read when `beside`; NULL: no memory. */
static const char *path_of(struct admasm *m, const char *path, size_t length, bool beside)
{
    const char *from = m->files[m->source[m->depth - 1].file].name;
    size_t folder = 0;
    for (size_t i = 0; beside && from[i]; i++)
        if (from[i] == '/')
            folder = i + 1;
    char *text = adarena_alloc(m->arena, folder + length + 1);
    if (text) {
        memcpy(text, from, folder);
        memcpy(text + folder, path, length);
    }
    return text;
}

static bool is_open(const struct admasm *m, const char *name)
{
    for (unsigned i = 0; i < m->depth; i++) {
        const char *other = m->files[m->source[i].file].name;
        size_t k = 0;
        while (name[k] && name[k] == other[k])
            k++;
        if (name[k] == other[k])
            return true;
    }
    return false;
}

bool admasm_include(struct admasm *m, const char *where, const char *path, size_t length)
{
    for (int beside = !(length && path[0] == '/'); beside >= 0; beside--) {
        const char *text, *name = path_of(m, path, length, beside);
        size_t size;
        if (!name)
            return admasm_fail(m, where, "no memory left", NULL);
        if (is_open(m, name))
            return admasm_fail(m, where, "the file includes itself", NULL);
        if (m->depth == ADMASM_DEPTH)
            return admasm_fail(m, where, "files include each other too deep", NULL);
        if (length && m->read && m->read(m->ctx, name, &text, &size))
            return open_text(m, name, text, size);
    }
    return admasm_fail(m, where, admasm_say(m, "cannot read %t", path, length), NULL);
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void read_line(struct admasm *m, const char *text, const char *end)
{
    struct admasm_scan s = {.at = text, .end = end, .where = text};
    struct admasm_row *row = &m->rows[m->order];
    m->line = row->text = text;
    m->line_end = end;
    row->length = (uint32_t)(end - text);
    if (admasm_words(m))
        admasm_micro_line(m, &s);
    else
        admasm_port_line(m, &s);
    row = &m->rows[m->order];
    row->end = (m->size + m->isa->unit - 1) / m->isa->unit;
    row->bytes = m->size - row->byte;
}

/* The next line of the innermost file; at the file's end, the next file out. */
static bool next_line(struct admasm *m)
{
    struct admasm_source *source = &m->source[m->depth - 1];
    const struct admasm_file *file = &m->files[source->file];
    const char *start = source->at, *end = file->text + file->length;
    if (start >= end) {
        m->depth--;
        return true;
    }
    struct admasm_row *rows = admasm_grow(m, m->rows, m->row_count, &m->row_room, sizeof *rows);
    if (!rows)
        return false;
    m->rows = rows;
    m->order = m->row_count++;
    m->line = m->line_end = start;
    rows[m->order] = (struct admasm_row){.file = source->file, .line = ++source->line,
        .pc = m->size / m->isa->unit, .end = m->size / m->isa->unit, .byte = m->size};
    if (m->row_count > MOST_ROWS)
        return admasm_fail(m, start, "too many lines", NULL);
    const char *stop = start;
    while (stop < end && *stop != '\n')
        stop++;
    source->at = stop < end ? stop + 1 : end;
    read_line(m, start, stop > start && stop[-1] == '\r' ? stop - 1 : stop);
    return !m->stopped;
}

bool admasm_text(struct admasm *m, const char *name, const char *text, size_t length)
{
    bool going = open_text(m, name, text, length);
    while (going && m->depth)
        going = next_line(m);
    if (going)
        admasm_settle(m);
    return going && !m->error_count;
}

bool admasm_file(struct admasm *m, const char *path)
{
    const char *text;
    size_t length;
    if (m->read && m->read(m->ctx, path, &text, &length))
        return admasm_text(m, path, text, length);
    if (!open_text(m, path, "", 0))
        return false;
    return admasm_fail(m, m->line, "cannot read the file", NULL);
}
