/* SPDX-License-Identifier: MIT
 * symbols.c - see symbols.h.
 */
#include "tool/avr/symbols.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "host/fs.h"
#include "image/crc.h"

enum { HEAD = 6, VERSION = 1, PART_HEAD = 8, PATH_BYTES = 4096 };
static const char magic[] = "ADSYM";

/* ---- writing -------------------------------------------------------------------------------- */

static void put_word(FILE *to, uint32_t value)
{
    uint8_t bytes[4];
    adcc_write(bytes, 4, value);
    fwrite(bytes, 1, 4, to);
}

static void put_part(FILE *to, const char *tag, const void *bytes, size_t size)
{
    fwrite(tag, 1, 4, to);
    put_word(to, (uint32_t)size);
    fwrite(bytes, 1, size, to);
}

static int cannot_write(const char *path)
{
    return adtool_complain(ADTOOL_FAILED, "can't write '%s': %s", path, strerror(errno));
}

/* The CRC of what is written comes last. */
static int finish(FILE *file, const char *path)
{
    size_t size;
    int error;
    char *bytes;
    if (fclose(file))
        return cannot_write(path);
    bytes = adhost_read_file(path, &size, &error);
    file = bytes ? fopen(path, "ab") : NULL;
    if (file) {
        fwrite("END ", 1, 4, file);
        put_word(file, adcrc_32((const uint8_t *)bytes, size));
    }
    free(bytes);
    return file && !fclose(file) ? 0 : cannot_write(path);
}

static void put_file(FILE *to, const struct adtool_program *p, const char *name, size_t length)
{
    char path[PATH_BYTES];
    const char *text = NULL;
    char *read = NULL;
    size_t size = 0;
    int error;
    if (length >= sizeof path)
        return;
    memcpy(path, name, length);
    path[length] = 0;
    if (p->main_text && !strcmp(path, p->main_file)) {
        text = p->main_text;
        size = p->main_length;
    } else if (path[0] != '<') {
        text = read = adhost_read_file(path, &size, &error);
    }
    if (text && path[0] != '<') {
        fwrite("FILE", 1, 4, to);
        put_word(to, (uint32_t)(length + 1 + size));
        fwrite(path, 1, length + 1, to);
        fwrite(text, 1, size, to);
    }
    free(read);
}

/* The files that the program is written in. */
static void put_files(FILE *to, const struct adtool_program *p, const struct adimg *lines)
{
    struct adimg_module m;
    struct adimg_object name;
    uint32_t i;
    for (i = 0; adimg_module_at(lines, i, &m); i++)
        if (!(m.flags & 1) && m.file &&
            adimg_object_of(lines, adimg_module_cell(lines, m.file), &name))
            put_file(to, p, (const char *)name.body, name.size);
}

static int write_parts(const char *path, const struct adimg *image, const struct adtool_program *p)
{
    FILE *to = fopen(path, "wb");
    struct adimg lines;
    struct adimg_fault fault;
    if (!to)
        return cannot_write(path);
    fwrite(magic, 1, sizeof magic - 1, to);
    fputc(VERSION, to);
    put_part(to, "IMAG", image->bytes, image->size);
    if (adimg_open(&lines, p->image, p->size, &fault)) {
        put_part(to, "LINE", p->image, p->size);
        put_files(to, p, &lines);
    }
    return finish(to, path);
}

int adsym_write(const char *path, const struct adimg *image, const struct adtool_options *options)
{
    struct adtool_options with_lines = *options;
    struct adtool_program p;
    int status;
    with_lines.strip = false;
    status = adtool_load(&with_lines, &p);
    if (status)
        return status;
    status = write_parts(path, image, &p);
    adtool_unload(&p);
    return status;
}

/* path with another extension; false: it has no room. */
static bool beside(char *to, const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    size_t n = dot ? (size_t)(dot - path) : strlen(path);
    return snprintf(to, PATH_BYTES, "%.*s.sym", (int)n, path) < PATH_BYTES;
}

static bool crc_of(const char *path, uint32_t *crc)
{
    size_t size;
    int error;
    char *bytes = adhost_read_file(path, &size, &error);
    if (bytes)
        *crc = adcrc_32((const uint8_t *)bytes, size);
    free(bytes);
    return bytes != NULL;
}

int adsym_save(const char *symbols, const char *firmware)
{
    char path[PATH_BYTES];
    struct stat status;
    uint8_t word[4];
    uint32_t crc = 0;
    size_t size;
    int error;
    char *bytes;
    FILE *to;
    if (stat(firmware, &status) || !S_ISREG(status.st_mode) || !beside(path, firmware) ||
        !crc_of(firmware, &crc))
        return 0;
    bytes = adhost_read_file(symbols, &size, &error);
    to = bytes && size > PART_HEAD ? fopen(path, "wb") : NULL;
    if (to) {
        fwrite(bytes, 1, size - PART_HEAD, to);
        adcc_write(word, 4, crc);
        put_part(to, "FIRM", word, 4);
    }
    free(bytes);
    return to ? finish(to, path) : cannot_write(path);
}

/* ---- reading -------------------------------------------------------------------------------- */

struct part {
    const uint8_t *tag, *bytes;
    uint32_t size;
};

/* The part at an offset; false: there is none, it is the end. */
static bool part_at(const struct adsym *s, size_t at, struct part *p)
{
    if (at > s->size || s->size - at < PART_HEAD)
        return false;
    p->tag = s->bytes + at;
    p->size = adcc_read32(p->tag + 4);
    p->bytes = p->tag + PART_HEAD;
    return memcmp(p->tag, "END ", 4) && p->size <= s->size - at - PART_HEAD;
}

/* The next part of a kind, from offset *at on, which moves behind it. */
static bool next_part(const struct adsym *s, const char *tag, size_t *at, struct part *p)
{
    while (part_at(s, *at, p)) {
        *at += PART_HEAD + p->size;
        if (!memcmp(p->tag, tag, 4))
            return true;
    }
    return false;
}

static bool read_image(const struct adsym *s, const char *tag, struct adimg *img)
{
    struct adimg_fault fault;
    struct part p;
    size_t at = HEAD;
    return next_part(s, tag, &at, &p) && adimg_open(img, p.bytes, p.size, &fault) &&
           img->width == 2;
}

static bool read_parts(struct adsym *s)
{
    struct part p;
    size_t at = HEAD;
    if (s->size < HEAD + PART_HEAD || memcmp(s->bytes, magic, sizeof magic - 1) ||
        s->bytes[HEAD - 1] != VERSION ||
        adcc_read32(s->bytes + s->size - 4) != adcrc_32(s->bytes, s->size - PART_HEAD))
        return false;
    if (next_part(s, "FIRM", &at, &p) && p.size == 4)
        s->firmware = adcc_read32(p.bytes);
    return read_image(s, "IMAG", &s->image) && read_image(s, "LINE", &s->lines);
}

static bool is_symbols(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && !strcmp(path + n - 4, ".sym");
}

int adsym_open(struct adsym *s, const char *path)
{
    char other[PATH_BYTES];
    const char *symbols = path;
    uint32_t crc = 0;
    int error;
    memset(s, 0, sizeof *s);
    s->path = path;
    if (!is_symbols(path)) {
        if (!crc_of(path, &crc))
            return adtool_complain(ADTOOL_USAGE, "can't open '%s'", path);
        if (!beside(other, path))
            return adtool_complain(ADTOOL_USAGE, "%s is too long a name", path);
        symbols = other;
    }
    s->bytes = (uint8_t *)adhost_read_file(symbols, &s->size, &error);
    if (!s->bytes)
        return adtool_complain(ADTOOL_USAGE, "can't open '%s': %s; `adder build` makes it",
            symbols, strerror(error));
    if (!read_parts(s)) {
        adsym_close(s);
        return adtool_complain(ADTOOL_USAGE,
            "%s is damaged, or of another version of Adder; build the firmware again", symbols);
    }
    if (symbols != path && s->firmware && s->firmware != crc) {
        adsym_close(s);
        return adtool_complain(ADTOOL_USAGE,
            "%s is of another firmware than %s; build it again", symbols, path);
    }
    return 0;
}

void adsym_close(struct adsym *s)
{
    free(s->bytes);
    s->bytes = NULL;
}

/* ---- places --------------------------------------------------------------------------------- */

/* The code that has an instruction ending at this offset of the image, and the offset of the
 * instruction's last byte in it. */
static bool find_code(const struct adimg *img, uint32_t offset, struct adcode *code, uint32_t *pc)
{
    struct adimg_object o;
    struct adimg_code c;
    uint32_t at = adimg_objects_start(img);
    for (; at < img->size && adimg_object_at(img, at, &o) && o.bytes; at += o.bytes) {
        uint32_t start;
        if (offset > at + o.bytes || o.layout != ADT_code || !adimg_code_of(&o, &c))
            continue;
        start = (uint32_t)(c.bytecode - img->bytes);
        if (offset <= start || offset - start > c.code.code_size)
            return false;
        *code = c.code;
        *pc = offset - start - 1;
        return true;
    }
    return false;
}

bool adsym_same_code(const struct adsym *s, uint16_t one, uint16_t other)
{
    struct adcode a, b;
    uint32_t pc, size = s->image.size;
    return one <= size && other <= size && find_code(&s->image, size - one, &a, &pc) &&
           find_code(&s->image, size - other, &b, &pc) && a.debug == b.debug;
}

bool adsym_instruction(const struct adsym *s, uint16_t distance, struct adisa_ins *ins,
                       unsigned *code)
{
    struct adcode c;
    uint32_t pc, size = s->image.size, at = 0;
    const uint8_t *start;
    if (distance > size || !find_code(&s->image, size - distance, &c, &pc))
        return false;
    start = s->image.bytes + (size - distance) - (pc + 1);
    *code = c.debug;
    while (at <= pc && adisa_decode(&adisa_python, start + at, c.code_size - at, ins))
        at += ins->length;
    return at > pc; /* it may have read its opcode only */
}

static bool find_file(const struct adsym *s, uint16_t module, struct adsym_place *p)
{
    struct adimg_module m;
    struct adimg_object file;
    if (!adimg_module_at(&s->lines, module, &m))
        return true;
    if (m.flags & 1)
        return false;
    if (m.file && adimg_object_of(&s->lines, adimg_module_cell(&s->lines, m.file), &file)) {
        p->file = (const char *)file.body;
        p->file_length = file.size;
    }
    return true;
}

/* The last part of a qualified name. */
static void set_function(struct adsym_place *p, const struct adimg_debug *debug)
{
    size_t start = debug->qualname_size;
    while (start && debug->qualname[start - 1] != '.')
        start--;
    p->function = debug->qualname + start;
    p->function_length = debug->qualname_size - start;
}

const struct adimg *adsym_lines(const struct adsym *s)
{
    return adimg_debug_count(&s->image) ? &s->image : &s->lines;
}

bool adsym_place(const struct adsym *s, uint16_t distance, struct adsym_place *p)
{
    const struct adimg *lines = adsym_lines(s);
    struct adimg_debug debug;
    struct adcode code;
    uint32_t pc;
    *p = (struct adsym_place){"?", "?", 1, 1, 0};
    if (distance > s->image.size ||
        !find_code(&s->image, s->image.size - distance, &code, &pc))
        return true;
    if (!adimg_debug_at(lines, code.debug, &debug))
        return !(code.flags & ADCODE_LIB);
    set_function(p, &debug);
    p->line = (uint32_t)adimg_line(&debug, pc);
    return find_file(s, debug.module, p);
}

const char *adsym_line(const struct adsym *s, const struct adsym_place *place, size_t *length)
{
    const char *text, *end, *stop;
    size_t at = HEAD, n = place->file_length;
    uint32_t line = place->line;
    struct part p;
    do
        if (!next_part(s, "FILE", &at, &p))
            return NULL;
    while (p.size <= n || p.bytes[n] || memcmp(p.bytes, place->file, n));
    text = (const char *)p.bytes + n + 1;
    end = (const char *)p.bytes + p.size;
    while (line > 1 && text < end && (text = memchr(text, '\n', (size_t)(end - text)))) {
        text++;
        line--;
    }
    if (!text || text >= end || line != 1)
        return NULL;
    stop = memchr(text, '\n', (size_t)(end - text));
    *length = (size_t)((stop ? stop : end) - text);
    if (*length && text[*length - 1] == '\r')
        --*length;
    return text;
}
