/* SPDX-License-Identifier: MIT
 * fit.c - does the firmware fit? Sizes from the ELF file's sections; when it does not, what the
 * bytes are: of the machine by source file, of the program by function.
 */
#include <stdlib.h>
#include <string.h>

#include "host/fs.h"
#include "image/cellcode.h"
#include "tool/avr/make.h"
#include "tool/cmd.h"

#define LEAST_BLOCK 256 /* bytes without which no program gets anywhere */

struct part {
    char name[64];     /* a source file without .c, or what else there is */
    char largest[64];  /* its largest function                            */
    unsigned long bytes, of_largest;
};

struct parts {
    struct part part[256];
    size_t count;
};

static int larger(const void *a, const void *b)
{
    unsigned long x = ((const struct part *)a)->bytes, y = ((const struct part *)b)->bytes;
    return x < y ? 1 : x > y ? -1 : 0;
}

static void add_part(struct parts *all, const char *name, size_t n, const char *function,
                     unsigned long bytes)
{
    struct part *p = all->part;
    while (p < all->part + all->count && (strlen(p->name) != n || memcmp(p->name, name, n)))
        p++;
    if (p == all->part + AD_COUNT(all->part) || n >= sizeof p->name)
        return;
    if (p == all->part + all->count) {
        memcpy(p->name, name, n);
        all->count++;
    }
    p->bytes += bytes;
    if (bytes > p->of_largest) {
        p->of_largest = bytes;
        snprintf(p->largest, sizeof p->largest, "%.*s", (int)strcspn(function, "."), function);
    }
}

/* Lines of avr-nm -S -l: address, size, kind, name, tab, /path/file.c:line. */
static void read_list(const struct admake *m, char *text, struct parts *all)
{
    size_t folder = strlen(m->vm);
    char *line, *next;
    for (line = text; line; line = next) {
        unsigned long address, bytes;
        char kind, name[128];
        const char *file = strchr(line, '\t');
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        if (sscanf(line, "%lx %lx %c %127s", &address, &bytes, &kind, name) != 4 ||
            address >= 0x800000)
            continue;
        if (!strcmp(name, "main"))
            add_part(all, "instructions", 12, "", bytes); /* the loop is inlined there */
        else if (!strncmp(name, "__", 2))
            add_part(all, "libgcc", 6, name, bytes);
        else if (file && !strncmp(file + 1, m->vm, folder))
            add_part(all, file + folder + 2, strcspn(file + folder + 2, "."), name, bytes);
        else
            add_part(all, "tables", 6, name, bytes);
    }
}

/* Code of the program and of lib/, by function. */
static unsigned long read_image(const struct adimg *image, struct parts *all)
{
    struct adimg_object object;
    struct adimg_code code;
    uint32_t at = adimg_objects_start(image);
    for (; at < image->size && adimg_object_at(image, at, &object); at += object.bytes) {
        const char *name = "constants";
        size_t n = 9;
        if (object.layout == ADT_code && adimg_code_of(&object, &code)) {
            n = adimg_name_text(image, code.code.name, &name);
            name = n ? name : "?";
            n = n ? n : 1;
        }
        add_part(all, name, n, "", object.bytes);
    }
    return image->size - adimg_objects_start(image);
}

static void print_parts(struct parts *all, size_t most)
{
    size_t i;
    qsort(all->part, all->count, sizeof all->part[0], larger);
    for (i = 0; i < all->count && i < most; i++) {
        const struct part *p = &all->part[i];
        fprintf(stderr, "  %6lu  %-18s", p->bytes, p->name);
        if (p->largest[0])
            fprintf(stderr, "  %s %lu", p->largest, p->of_largest);
        fputc('\n', stderr);
    }
}

/* What a program can do without, by the file that it costs. */
static void print_hints(const struct parts *all)
{
    static const struct { const char *file, *hint; } hints[] = {
        {"core/obj/float", "floats: / makes them, // does not; nor do times in ms"},
        {"core/obj/str_format", "str.format, f-strings with a format: print(a, b) needs none"},
        {"core/obj/str_percent", "the % of texts: print(a, b) does without"},
        {"core/obj/set", "sets: a list or an int of bits may do"},
        {"core/obj/dict", "dicts: a tuple or an if chain may do"},
        {"core/obj/list_sort", "sorting"},
        {"core/obj/bytearray", "bytearrays: a list of ints may do"},
        {"core/generator", "generators: a list or a class with a method may do"},
        {"core/class", "classes: functions over tuples or lists may do"},
    };
    bool any = false;
    for (size_t k = 0; k < AD_COUNT(hints); k++)
        for (size_t i = 0; i < all->count; i++)
            if (!strcmp(all->part[i].name, hints[k].file) && all->part[i].bytes >= 500) {
                fputs(any ? "" : "what the program could do without:\n", stderr);
                fprintf(stderr, "  %s\n", hints[k].hint);
                any = true;
            }
}

static void list_parts(struct admake *m, const struct adimg *image)
{
    char path[1200];
    size_t size;
    int error;
    unsigned long bytes;
    char *text = admake_list(m, path, sizeof path) ? NULL : adhost_read_file(path, &size, &error);
    struct parts *vm = calloc(1, sizeof *vm), *program = calloc(1, sizeof *program);
    if (vm && program) {
        if (text)
            read_list(m, text, vm);
        fprintf(stderr, "the largest parts of the machine, each with its largest function:\n");
        print_parts(vm, 16);
        bytes = read_image(image, program);
        fprintf(stderr, "the program and what it takes of lib/, %lu bytes:\n", bytes);
        print_parts(program, 8);
        print_hints(vm);
    }
    free(text);
    free(vm);
    free(program);
}

/* ---- sizes ---------------------------------------------------------------------------------- */

struct sizes {
    unsigned long flash, ram;
};

/* ELF32, little-endian: sections that are loaded, by address: data space begins at 0x800000. */
static bool read_sizes(const char *elf, struct sizes *s)
{
    size_t size;
    int error;
    uint8_t *file = (uint8_t *)adhost_read_file(elf, &size, &error);
    uint32_t table, i, count;
    memset(s, 0, sizeof *s);
    if (!file || size < 52) {
        free(file);
        return false;
    }
    table = adcc_read32(file + 32);
    count = adcc_read16(file + 48);
    for (i = 0; i < count && table + (i + 1) * 40 <= size; i++) {
        const uint8_t *h = file + table + i * 40;
        uint32_t type = adcc_read32(h + 4), flags = adcc_read32(h + 8), at = adcc_read32(h + 12);
        uint32_t bytes = adcc_read32(h + 20);
        if (!(flags & 2) || at >= 0x810000)
            continue;
        if (type != 8)
            s->flash += bytes;
        if (at >= 0x800000)
            s->ram += bytes;
    }
    free(file);
    return true;
}

int admake_finish(struct admake *m, const struct adimg *image)
{
    const struct adboard *b = &m->board;
    struct sizes s;
    if (!read_sizes(m->elf, &s))
        return adtool_complain(ADTOOL_BROKEN, "cannot read %s", m->elf);
    m->flash = s.flash;
    m->ram = s.ram;
    if (s.flash > b->flash) {
        adtool_complain(ADTOOL_FAILED,
            "the program does not fit: %lu bytes of flash, the %s has %lu; %lu too many", s.flash,
            b->name, b->flash, s.flash - b->flash);
        list_parts(m, image);
        return ADTOOL_FAILED;
    }
    if (s.ram + b->c_stack + LEAST_BLOCK > b->ram)
        return adtool_complain(ADTOOL_FAILED,
            "the program does not fit: %lu bytes of RAM and %lu for the C stack leave less than %d "
            "of %lu",
            s.ram, b->c_stack, LEAST_BLOCK, b->ram);
    return 0;
}
