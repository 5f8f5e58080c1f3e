/* SPDX-License-Identifier: MIT
 * fit_elf.c - the C half of a fit report: the symbols of the firmware's ELF file give the sizes, a
 * listing of source lines says which source file each byte of a function came from, so that what
 * the compiler inlined counts for where it was written.
 */
#include <stdlib.h>
#include <string.h>

#include "host/fs.h"
#include "image/cellcode.h"
#include "tool/avr/flash.h"
#include "tool/fit/fit.h"

#define RAM_START 0x800000u /* where avr-gcc puts the addresses of data space */
#define RAM_END 0x810000u
#define CONTENTS "adimage_ram" /* of the block, when a snapshot was taken */
#define SECTION_BYTES 40
#define SYMBOL_BYTES 16

enum { NAME = 40 };

struct symbol {
    const char *name;
    uint32_t address, bytes;
};

/* The same function or variable, linked with lines: where it lies there, and its source. */
struct listed {
    const char *name, *file;
    uint32_t address, bytes, line;
    bool taken; /* has found its own in the firmware */
};

struct elf {
    uint8_t *file;
    size_t size;
    struct symbol *symbols;
    unsigned count;
    uint32_t text, data, bss; /* bytes */
    uint32_t registers;       /* of the block: the value of a symbol of ports/avr/vm/main.c */
};

/* Code from an address on is of this line; names end with the file's listing. */
struct line {
    uint32_t address, number;
    unsigned order;
    const char *file;
};

struct source {
    struct listed *listed;
    unsigned nlisted;
    struct line *lines;
    unsigned count;
    struct body {
        char (*name)[NAME]; /* of each line: the instruction that it is of */
        unsigned count;
    } loop, fast;
};

/* ---- ELF32, little-endian ------------------------------------------------------------------- */

static const uint8_t *section(const struct elf *e, uint32_t i)
{
    uint32_t table = adcc_read32(e->file + 32), count = adcc_read16(e->file + 48);
    if (i >= count || table > e->size || (uint64_t)table + (i + 1) * SECTION_BYTES > e->size)
        return NULL;
    return e->file + table + i * SECTION_BYTES;
}

/* A section's bytes; NULL when they are not in the file. */
static const uint8_t *contents(const struct elf *e, const uint8_t *head, uint32_t *bytes)
{
    uint32_t at = adcc_read32(head + 16);
    *bytes = adcc_read32(head + 20);
    return at <= e->size && *bytes <= e->size - at ? e->file + at : NULL;
}

static int by_address(const void *a, const void *b)
{
    const struct symbol *x = a, *y = b;
    if (x->address != y->address)
        return x->address < y->address ? -1 : 1;
    return x->bytes > y->bytes ? -1 : x->bytes < y->bytes ? 1 : strcmp(x->name, y->name);
}

static bool read_symbols(struct elf *e, const uint8_t *head)
{
    const uint8_t *names_head = section(e, adcc_read32(head + 24)), *names, *table;
    uint32_t bytes, names_bytes, i;
    table = contents(e, head, &bytes);
    names = names_head ? contents(e, names_head, &names_bytes) : NULL;
    if (!table || !names || !names_bytes || names[names_bytes - 1])
        return false;
    e->symbols = calloc(bytes / SYMBOL_BYTES + 1, sizeof *e->symbols);
    for (i = 0; e->symbols && i < bytes / SYMBOL_BYTES; i++) {
        const uint8_t *s = table + i * SYMBOL_BYTES;
        uint32_t name = adcc_read32(s), place = adcc_read16(s + 14), address = adcc_read32(s + 4);
        if (name < names_bytes && !strcmp((const char *)names + name, "adblock_registers"))
            e->registers = address;
        if (name >= names_bytes || !names[name] || !place || place >= 0xff00 ||
            (s[12] & 15) > 2 || address >= RAM_END) /* only functions, objects, labels */
            continue;
        if (!strncmp((const char *)names + name, ADFLASH_DIRECT, sizeof ADFLASH_DIRECT - 1))
            continue;
        e->symbols[e->count++] = (struct symbol){
            (const char *)names + name, address, adcc_read32(s + 8)};
    }
    if (e->count)
        qsort(e->symbols, e->count, sizeof *e->symbols, by_address);
    return e->count;
}

static bool open_elf(struct elf *e, const char *path)
{
    int error;
    bool any = false;
    memset(e, 0, sizeof *e);
    e->file = (uint8_t *)adhost_read_file(path, &e->size, &error);
    if (!e->file || e->size < 52 || memcmp(e->file, "\177ELF\1\1", 6))
        return false;
    for (uint32_t i = 0; section(e, i); i++) {
        const uint8_t *h = section(e, i);
        uint32_t type = adcc_read32(h + 4), flags = adcc_read32(h + 8);
        uint32_t at = adcc_read32(h + 12), bytes = adcc_read32(h + 20);
        if (type == 2)
            any |= read_symbols(e, h);
        if (!(flags & 2) || at >= RAM_END)
            continue;
        *(at < RAM_START ? &e->text : type == 8 ? &e->bss : &e->data) += bytes;
    }
    return any;
}

static void close_elf(struct elf *e)
{
    free(e->symbols);
    free(e->file);
}

static bool has_end(const char *name, const char *end)
{
    size_t n = strlen(name), k = strlen(end);
    return n > k && !strcmp(name + n - k, end);
}

/* ---- source lines --------------------------------------------------------------------------- */

/* core/call.c of a path under home; "" for others. */
static const char *below(const char *path, const char *home)
{
    size_t n = strlen(home);
    return strncmp(path, home, n) || path[n] != '/' ? "" : path + n + 1;
}

static unsigned count_lines(const char *text)
{
    unsigned n = 1;
    while ((text = strchr(text, '\n'))) {
        text++;
        n++;
    }
    return n;
}

/* The text's next line, which gets an end; NULL: there is none. */
static char *next_line(char **text)
{
    char *line = *text, *end = line ? strchr(line, '\n') : NULL;
    if (end)
        *end++ = 0;
    *text = end;
    return line;
}

/* Lines of avr-nm -S -l: address, size, kind, name, tab, /path/file.c:line. Cut in place. */
static void read_listed(struct source *s, char *text, const char *home)
{
    char *line;
    s->listed = calloc(count_lines(text), sizeof *s->listed);
    while (s->listed && (line = next_line(&text))) {
        struct listed *l = &s->listed[s->nlisted];
        char *tab = strchr(line, '\t'), *colon = tab ? strrchr(tab, ':') : NULL, *name;
        unsigned long address, bytes;
        if (tab)
            *tab = 0;
        name = strrchr(line, ' ');
        if (!name || sscanf(line, "%lx %lx %*c", &address, &bytes) != 2)
            continue;
        *l = (struct listed){.name = name + 1, .address = (uint32_t)address,
            .bytes = (uint32_t)bytes, .file = ""};
        if (colon) {
            *colon = 0;
            l->file = below(tab + 1, home);
            l->line = (uint32_t)strtoul(colon + 1, NULL, 10);
        }
        s->nlisted++;
    }
}

/* A line "FILE: " names the file that the next ones are of; the others end in a number of a line
 * and an address. */
static void read_line(struct source *s, char *text, const char *home, const char **file)
{
    size_t n = strlen(text);
    char *hex = strstr(text, " 0x"), *number;
    if (n > 1 && text[n - 1] == ':') {
        text[n - 1] = 0;
        if (!strncmp(text, "CU: ", 4))
            text += 4;
        *file = below(text, home);
        return;
    }
    if (!hex)
        return;
    for (number = hex; number > text && number[-1] == ' ';)
        *--number = 0;
    number = strrchr(text, ' ');
    if (number)
        s->lines[s->count] = (struct line){(uint32_t)strtoul(hex + 1, NULL, 16),
            (uint32_t)strtoul(number, NULL, 10), s->count, *file};
    s->count += number != NULL;
}

static int line_order(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    if (x->address != y->address)
        return x->address < y->address ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* Takes the listing apart in place. */
static void read_lines(struct source *s, char *text, const char *home)
{
    const char *file = "";
    char *line;
    s->lines = calloc(count_lines(text), sizeof *s->lines);
    while (s->lines && (line = next_line(&text)))
        read_line(s, line, home, &file);
    if (s->count)
        qsort(s->lines, s->count, sizeof *s->lines, line_order);
}

/* What a line of the loop begins: OP(NAME) in interp_loop.h, `handler NAME` in fast.S, where what
 * macros make goes by the heading before it. False: it goes on with what was begun. */
static bool begins(const char *line, char name[NAME])
{
    static const struct { const char *mark, *end; } marks[] = {
        {"OP(", ")"}, {"handler ", " "}, {"; ---- ", "-:"}};
    for (size_t i = 0; i < AD_COUNT(marks); i++) {
        const char *at = *line == '#' || strchr(line, '\\') ? NULL : strstr(line, marks[i].mark);
        size_t n = at ? strcspn(at += strlen(marks[i].mark), marks[i].end) : 0;
        while (n && at[n - 1] == ' ')
            n--;
        if (n && (i == 2 || (*at >= 'A' && *at <= 'Z'))) {
            snprintf(name, NAME, "%.*s", (int)n, at);
            return true;
        }
    }
    return false;
}

static void read_body(struct body *body, const char *home, const char *file)
{
    char path[1200], name[NAME] = "";
    size_t size;
    int error;
    char *text, *line, *at;
    snprintf(path, sizeof path, "%s/%s", home, file);
    at = text = adhost_read_file(path, &size, &error);
    body->name = text ? calloc(count_lines(text) + 1, sizeof *body->name) : NULL;
    while (body->name && (line = next_line(&at))) {
        begins(line, name);
        strcpy(body->name[++body->count], name);
    }
    free(text);
}

/* The instruction that a line is of; NULL: the file has none. */
static const char *instruction_of(const struct source *s, const struct line *line)
{
    const struct body *body = has_end(line->file, "/interp_loop.h") ? &s->loop
        : has_end(line->file, "/fast.S") ? &s->fast : NULL;
    if (!body)
        return NULL;
    return line->number <= body->count ? body->name[line->number] : "";
}

/* The first line at or behind the address. */
static unsigned find_line(const struct source *s, uint32_t address)
{
    unsigned low = 0, high = s->count;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (s->lines[middle].address < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- functions ------------------------------------------------------------------------------ */

/* The name without what gcc adds for its copies: adclass_text.constprop.42. */
static void plain_name(char *to, const char *name)
{
    snprintf(to, ADFIT_TEXT, "%.*s", (int)(*name == '.' ? strlen(name) : strcspn(name, ".")), name);
}

/* What code of another source file, or of an instruction, becomes: a piece of that file's part. */
static void add_foreign(struct adfit *fit, const struct source *s, const struct line *l,
                        const char *function, uint32_t bytes)
{
    const char *instruction = instruction_of(s, l);
    char piece[2 * ADFIT_TEXT];
    snprintf(piece, sizeof piece, "in %s", function);
    adfit_add(fit, ADFIT_FLASH, adfit_part_of(l->file, function),
        !instruction ? piece : *instruction ? instruction : function, instruction ? "" : l->file,
        0, bytes);
}

/* What of a function was written in other source files; the sum. Headers only have what is inlined
 * everywhere. */
static uint32_t add_inlined(struct adfit *fit, const struct source *s, const struct listed *l,
                            const char *name, uint32_t left)
{
    uint32_t end = l->address + l->bytes, sum = 0, bytes;
    for (unsigned i = find_line(s, l->address); i < s->count && s->lines[i].address < end; i++) {
        const struct line *line = &s->lines[i];
        bytes = i + 1 < s->count ? AD_MIN(s->lines[i + 1].address, end) : end;
        bytes = AD_MIN(bytes - line->address, left - sum);
        if (!instruction_of(s, line) &&
            (!strcmp(line->file, l->file) || !has_end(line->file, ".c")))
            continue;
        add_foreign(fit, s, line, name, bytes);
        sum += bytes;
    }
    return sum;
}

/* By its name; gcc may have numbered its copies otherwise, so by the plain name then. */
static const struct listed *find_listed(const struct source *s, const char *name)
{
    char plain[ADFIT_TEXT], other[ADFIT_TEXT];
    plain_name(plain, name);
    for (unsigned exact = 2; exact-- > 0;)
        for (unsigned i = 0; i < s->nlisted; i++) {
            struct listed *l = &s->listed[i];
            plain_name(other, l->name);
            if (l->taken || !l->bytes || strcmp(exact ? l->name : other, exact ? name : plain))
                continue;
            l->taken = true;
            return l;
        }
    return NULL;
}

static void add_function(struct adfit *fit, const struct source *s, const struct symbol *f)
{
    char name[ADFIT_TEXT], place[2 * ADFIT_TEXT] = "";
    const struct listed *l = find_listed(s, f->name);
    const char *file = l ? l->file : "";
    uint32_t inlined = 0;
    plain_name(name, f->name);
    if (*file) {
        snprintf(place, sizeof place, "%.100s:%u", file, (unsigned)l->line);
        inlined = add_inlined(fit, s, l, name, f->bytes);
    }
    adfit_add(fit, ADFIT_FLASH, adfit_part_of(file, name), name, place, f->address,
        f->bytes - inlined);
}

/* ---- memories ------------------------------------------------------------------------------- */

/* Bytes that no symbol has a size for: the label before them names them. */
static void add_gap(struct adfit *fit, const char *label, uint32_t from, uint32_t to)
{
    if (to <= from)
        return;
    if (label && !strcmp(label, CONTENTS))
        adfit_add(fit, ADFIT_FLASH, adfit_part_named("initial"), "contents of the block", "", from,
            to - from);
    else
        adfit_add(fit, ADFIT_FLASH, label ? adfit_part_of("", label) : adfit_part_named("other"),
            label ? label : "(without a symbol)", "", from, to - from);
}

static uint32_t symbol_at(const struct elf *e, const char *name)
{
    for (unsigned i = 0; i < e->count; i++)
        if (!strcmp(e->symbols[i].name, name))
            return e->symbols[i].address;
    return 0;
}

static void add_flash(struct adfit *fit, const struct elf *e, const struct source *s)
{
    const char *label = NULL;
    uint32_t at = 0;
    fit->image_at = symbol_at(e, "adimage");
    fit->image_bytes = symbol_at(e, "adimage_end") - fit->image_at;
    for (unsigned i = 0; i < e->count && e->symbols[i].address < RAM_START; i++) {
        const struct symbol *f = &e->symbols[i];
        bool image = fit->image_bytes && f->address == fit->image_at;
        if (f->address < at || f->address >= e->text ||
            (!image && !strncmp(f->name, "adimage", 7) && strcmp(f->name, CONTENTS)))
            continue;
        add_gap(fit, label, at, f->address);
        label = NULL;
        at = f->address + f->bytes;
        if (image)
            at = f->address + fit->image_bytes;
        else if (f->bytes)
            add_function(fit, s, f);
        else
            label = f->name;
    }
    add_gap(fit, label, at, e->text);
    adfit_add(fit, ADFIT_FLASH, adfit_part_named("initial"), "values of C variables", "", e->text,
        e->data);
}

static void add_variables(struct adfit *fit, const struct elf *e, const struct source *s)
{
    unsigned part = adfit_part_named("statics");
    uint32_t at = 0, sum = 0;
    const struct listed *l;
    char name[ADFIT_TEXT];
    for (unsigned i = 0; i < e->count; i++) {
        const struct symbol *v = &e->symbols[i];
        if (v->address < RAM_START || !v->bytes || v->address < at)
            continue;
        l = find_listed(s, v->name);
        plain_name(name, v->name);
        adfit_add(fit, ADFIT_RAM, part, name, l ? l->file : "", v->address - RAM_START, v->bytes);
        at = v->address + v->bytes;
        sum += v->bytes;
    }
    if (e->data + e->bss > sum)
        adfit_add(fit, ADFIT_RAM, part, "(without a symbol)", "", 0, e->data + e->bss - sum);
}

bool adfit_read_elf(struct adfit *fit, const char *elf, const char *symbols, const char *lines,
                    const char *home)
{
    struct elf e;
    struct source s = {0};
    size_t size;
    int error;
    char *listed = symbols ? adhost_read_file(symbols, &size, &error) : NULL;
    char *text = listed ? adhost_read_file(lines, &size, &error) : NULL;
    bool good = open_elf(&e, elf);
    if (text) {
        read_listed(&s, listed, home);
        read_lines(&s, text, home);
        read_body(&s.loop, home, "core/interp_loop.h");
        read_body(&s.fast, home, "avr/vm/fast.S");
    }
    if (good) {
        fit->used[ADFIT_FLASH] = e.text + e.data;
        add_flash(fit, &e, &s);
        add_variables(fit, &e, &s);
        adfit_add(fit, ADFIT_RAM, adfit_part_named("registers"), "the machine's cells", "", 0,
            e.registers);
    }
    close_elf(&e);
    free(s.listed);
    free(s.lines);
    free(s.loop.name);
    free(s.fast.name);
    free(listed);
    free(text);
    return good;
}
