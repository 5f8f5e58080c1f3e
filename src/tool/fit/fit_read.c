/* SPDX-License-Identifier: MIT
 * fit_read.c - a fit report from a file: the data of --json, or a firmware. An ELF file that `adder
 * build` wrote has the data in a section of its own; of others only the sizes are known.
 */
#include <stdlib.h>
#include <string.h>

#include "host/fs.h"
#include "host/json.h"
#include "image/cellcode.h"
#include "tool/fit/fit.h"

static uint32_t size_at(const struct adjson *object, const char *key)
{
    double n = adjson_number(object, key, 0);
    return n < 0 || n > 4e9 ? 0 : (uint32_t)n;
}

static void read_row(struct adfit *fit, const struct adjson *row)
{
    const char *key = adjson_text(row, "part", "other");
    enum adfit_memory memory = strcmp(adjson_text(row, "memory", "flash"), "ram") ? ADFIT_FLASH
        : ADFIT_RAM;
    adfit_add(fit, memory, adfit_part_named(key), adjson_text(row, "piece", "?"),
        adjson_text(row, "place", ""), size_at(row, "address"), size_at(row, "bytes"));
}

static bool read_data(struct adfit *fit, char *text)
{
    struct adjson *data = adjson_read(text);
    const struct adjson *flash = adjson_get(data, "flash"), *ram = adjson_get(data, "ram");
    const struct adjson *rows = adjson_get(data, "rows");
    bool good = !strcmp(adjson_text(data, "format", ""), "adder-fit") &&
        adjson_number(data, "version", 0) == 1;
    if (good) {
        snprintf(fit->program, sizeof fit->program, "%s", adjson_text(data, "program", ""));
        snprintf(fit->board, sizeof fit->board, "%s", adjson_text(data, "board", ""));
        snprintf(fit->chip, sizeof fit->chip, "%s", adjson_text(data, "chip", ""));
        fit->size[ADFIT_FLASH] = size_at(flash, "size");
        fit->used[ADFIT_FLASH] = size_at(flash, "used");
        fit->size[ADFIT_RAM] = size_at(ram, "size");
        fit->used[ADFIT_RAM] = size_at(ram, "used");
        fit->block = size_at(ram, "block");
        fit->block_used = size_at(ram, "block_used");
        for (const struct adjson *r = adjson_first(rows); r; r = adjson_next(rows, r))
            read_row(fit, r);
        adfit_sort(fit);
    }
    free(data);
    return good;
}

/* ---- firmware ------------------------------------------------------------------------------- */

/* A section of an ELF file by its name; NULL: there is none. */
static const uint8_t *find_section(const uint8_t *file, size_t size, const char *name,
                                   uint32_t *bytes)
{
    uint32_t table = adcc_read32(file + 32), count = adcc_read16(file + 48), i;
    uint32_t names = adcc_read16(file + 50), names_at;
    if (table > size || (uint64_t)table + (uint64_t)count * 40 > size || names >= count)
        return NULL;
    names_at = adcc_read32(file + table + names * 40 + 16);
    for (i = 0; i < count; i++) {
        const uint8_t *h = file + table + i * 40;
        uint64_t at = (uint64_t)names_at + adcc_read32(h), from = adcc_read32(h + 16);
        *bytes = adcc_read32(h + 20);
        if (at + strlen(name) < size && from + *bytes <= size &&
            !strcmp((const char *)file + at, name))
            return file + from;
    }
    return NULL;
}

static bool read_elf(struct adfit *fit, const char *path, const uint8_t *file, size_t size)
{
    uint32_t bytes;
    const uint8_t *data = size >= 52 ? find_section(file, size, ADFIT_ELF_SECTION, &bytes) : NULL;
    char *copy = data ? malloc((size_t)bytes + 1) : NULL;
    bool good;
    if (!copy)
        return adfit_read_elf(fit, path, NULL, NULL, "");
    memcpy(copy, data, bytes);
    copy[bytes] = 0;
    good = read_data(fit, copy);
    free(copy);
    return good;
}

static unsigned hex_byte(const char *p)
{
    char text[3] = {p[0], p[0] ? p[1] : 0, 0};
    return (unsigned)strtoul(text, NULL, 16);
}

/* Intel HEX: bytes of the records of kind 0. */
static bool read_hex(struct adfit *fit, const char *text)
{
    uint32_t sum = 0;
    for (const char *line = text; *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : "") {
        if (*line == '\n' || *line == '\r')
            continue;
        if (*line != ':' || strlen(line) < 11)
            return false;
        if (hex_byte(line + 7) == 0)
            sum += hex_byte(line + 1);
    }
    fit->used[ADFIT_FLASH] = sum;
    adfit_add(fit, ADFIT_FLASH, adfit_part_named("other"), "(a HEX file says no more)", "", 0, sum);
    return sum;
}

bool adfit_read(struct adfit *fit, const char *path, int *error)
{
    size_t size;
    char *file = adhost_read_file(path, &size, error);
    bool good = false;
    if (!file)
        return false;
    *error = 0;
    if (size > 4 && !memcmp(file, "\177ELF", 4))
        good = read_elf(fit, path, (const uint8_t *)file, size);
    else if (file[0] == ':')
        good = read_hex(fit, file);
    else
        good = read_data(fit, file);
    free(file);
    return good;
}
