/* SPDX-License-Identifier: MIT
 * fit.c - does the firmware fit? Sizes from the ELF file's sections; when it does not, the largest
 * parts from the linker's map.
 */
#include <stdlib.h>
#include <string.h>

#include "host/fs.h"
#include "image/cellcode.h"
#include "tool/avr/make.h"
#include "tool/cmd.h"

#define LEAST_BLOCK 256 /* bytes without which no program gets anywhere */

struct part {
    char name[64];
    unsigned long bytes;
};

struct parts {
    struct part part[1024];
    size_t count;
};

static int larger(const void *a, const void *b)
{
    unsigned long x = ((const struct part *)a)->bytes, y = ((const struct part *)b)->bytes;
    return x < y ? 1 : x > y ? -1 : 0;
}

static void add_part(struct parts *all, const char *name, size_t n, unsigned long bytes)
{
    size_t i;
    for (i = 0; i < all->count; i++)
        if (strlen(all->part[i].name) == n && !memcmp(all->part[i].name, name, n))
            break;
    if (i == AD_COUNT(all->part))
        return;
    if (i == all->count)
        snprintf(all->part[all->count++].name, sizeof all->part[0].name, "%.*s", (int)n, name);
    all->part[i].bytes += bytes;
}

/* .../core_obj_str.o -> core/obj/str; /usr/lib/.../libgcc.a(_divmodhi4.o) -> libgcc */
static void name_part(const char *path, char *name, size_t room)
{
    const char *base, *archive = strstr(path, ".a(");
    size_t n = archive ? (size_t)(archive - path) : strcspn(path, "\n");
    for (base = path + n; base > path && base[-1] != '/'; base--)
        ;
    n -= (size_t)(base - path);
    if (!archive && n > 2)
        n -= 2;
    snprintf(name, room, "%.*s", (int)n, base);
    for (char *p = name; *p; p++)
        if (*p == '_')
            *p = '/';
}

/* Lines of the map: " .text.f  0x00000068  0x1a /path/file.o", the name perhaps on a line
 * before. */
static void read_map(char *text, struct parts *all)
{
    char *line = strstr(text, "Linker script and memory map"), *next;
    for (; line; line = next) {
        unsigned long address, bytes;
        char path[512], name[64];
        const char *at = strstr(line, "0x");
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        if (line[0] != ' ' || !at || sscanf(at, "%lx %lx %511s", &address, &bytes, path) != 3 ||
            !bytes || path[0] != '/' || address >= 0x800000)
            continue;
        name_part(path, name, sizeof name);
        add_part(all, name, strlen(name), bytes);
    }
}

static void list_parts(const struct admake *m)
{
    char path[1200];
    size_t size, i;
    int error;
    char *text;
    struct parts *all = calloc(1, sizeof *all);
    snprintf(path, sizeof path, "%s/firmware.map", m->folder);
    text = adhost_read_file(path, &size, &error);
    if (all && text) {
        read_map(text, all);
        qsort(all->part, all->count, sizeof all->part[0], larger);
        fprintf(stderr, "the largest parts, in bytes of flash:\n");
        for (i = 0; i < all->count && i < 12; i++)
            fprintf(stderr, "  %6lu  %s\n", all->part[i].bytes, all->part[i].name);
    }
    free(text);
    free(all);
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

int admake_finish(struct admake *m)
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
        list_parts(m);
        return ADTOOL_FAILED;
    }
    if (s.ram + b->c_stack + LEAST_BLOCK > b->ram)
        return adtool_complain(ADTOOL_FAILED,
            "the program does not fit: %lu bytes of RAM and %lu for the C stack leave less than %d "
            "of %lu",
            s.ram, b->c_stack, LEAST_BLOCK, b->ram);
    return 0;
}
