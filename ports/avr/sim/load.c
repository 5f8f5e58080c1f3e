/* SPDX-License-Identifier: MIT
 * load.c - reads a firmware file: ELF by its load segments, or Intel hex.
 * simavr's own ELF reader knows sections by name and would drop a data blob that has a section of
 * its own, which is how a program image lies in flash; the segments hold all that avrdude writes.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim.h"

/* avr-ld keeps the address spaces apart by high bits. */
enum {
    RAM_BASE = 0x800000,
    RAM_LIMIT = 0x810000,
    EEPROM_BASE = 0x810000,
    EEPROM_LIMIT = 0x820000
};

static void put_flash(struct adsim_program *program, const char *path, uint32_t flash_size,
                      uint32_t address, const uint8_t *bytes, size_t n)
{
    if (address > flash_size || n > flash_size - address)
        adsim_die(ADSIM_EXIT_USAGE,
                  "%s does not fit: it needs %lu bytes of flash, the chip has %u", path,
                  (unsigned long)(address + n), flash_size);
    memcpy(program->flash + address, bytes, n);
    program->flash_used += (uint32_t)n;
    if (address + n > program->flash_end)
        program->flash_end = (uint32_t)(address + n);
}

static void put_eeprom(struct adsim_program *program, uint32_t address, const uint8_t *bytes,
                       size_t n)
{
    uint32_t end = (uint32_t)(address + n);
    if (end > program->eeprom_size) {
        program->eeprom = realloc(program->eeprom, end);
        memset(program->eeprom + program->eeprom_size, 0xff, end - program->eeprom_size);
        program->eeprom_size = end;
    }
    memcpy(program->eeprom + address, bytes, n);
}

static void load_segments(struct adsim_program *program, Elf *elf, const char *path,
                          uint32_t flash_size)
{
    size_t file_size = 0, count = 0;
    const uint8_t *file = (const uint8_t *)elf_rawfile(elf, &file_size);
    elf_getphdrnum(elf, &count);
    for (size_t i = 0; i < count; i++) {
        GElf_Phdr segment;
        if (!gelf_getphdr(elf, (int)i, &segment) || segment.p_type != PT_LOAD)
            continue;
        if (segment.p_vaddr >= RAM_BASE && segment.p_vaddr < RAM_LIMIT)
            program->static_ram += (uint32_t)segment.p_memsz;
        if (segment.p_filesz == 0)
            continue;
        if (segment.p_offset > file_size || segment.p_filesz > file_size - segment.p_offset)
            adsim_die(ADSIM_EXIT_USAGE, "%s is cut short", path);
        const uint8_t *bytes = file + segment.p_offset;
        if (segment.p_paddr < RAM_BASE)
            put_flash(program, path, flash_size, (uint32_t)segment.p_paddr, bytes,
                      segment.p_filesz);
        else if (segment.p_paddr >= EEPROM_BASE &&
                 segment.p_paddr + segment.p_filesz <= EEPROM_LIMIT)
            put_eeprom(program, (uint32_t)segment.p_paddr - EEPROM_BASE, bytes, segment.p_filesz);
    }
}

static bool in_code_section(Elf *elf, const GElf_Sym *symbol)
{
    GElf_Shdr header;
    if (symbol->st_shndx == SHN_UNDEF || symbol->st_shndx >= SHN_LORESERVE)
        return false;
    Elf_Scn *section = elf_getscn(elf, symbol->st_shndx);
    return section && gelf_getshdr(section, &header) && (header.sh_flags & SHF_EXECINSTR);
}

/* Functions, and the global labels of assembly files: the handlers of a hand-written loop. */
static void take_symbol(struct adsim_program *program, Elf *elf, const GElf_Sym *symbol,
                        const char *name, size_t *room)
{
    if (!name || !*name)
        return;
    if (!strcmp(name, AD_SIM_STACK_SYMBOL))
        program->stack_reserve = (uint32_t)(symbol->st_value & 0xffff);
    if (!strcmp(name, "__heap_start") ||
        (!strcmp(name, "_end") && program->heap_start == 0))
        program->heap_start = (uint32_t)(symbol->st_value & 0xffff);
    unsigned type = GELF_ST_TYPE(symbol->st_info);
    bool global = GELF_ST_BIND(symbol->st_info) == STB_GLOBAL;
    if (type != STT_FUNC && !(type == STT_NOTYPE && global))
        return;
    if (!in_code_section(elf, symbol))
        return;
    program->functions = adsim_grow(program->functions, program->function_count, room,
                                    sizeof *program->functions);
    struct adsim_symbol *function = &program->functions[program->function_count++];
    function->address = (uint32_t)symbol->st_value;
    function->name = strdup(name);
}

static int by_address(const void *a, const void *b)
{
    const struct adsim_symbol *x = a, *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

static void load_symbols(struct adsim_program *program, Elf *elf)
{
    size_t room = 0;
    for (Elf_Scn *section = elf_nextscn(elf, NULL); section; section = elf_nextscn(elf, section)) {
        GElf_Shdr header;
        if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB ||
            header.sh_entsize == 0)
            continue;
        Elf_Data *data = elf_getdata(section, NULL);
        size_t count = header.sh_size / header.sh_entsize;
        for (size_t i = 0; data && i < count; i++) {
            GElf_Sym symbol;
            if (gelf_getsym(data, (int)i, &symbol))
                take_symbol(program, elf, &symbol,
                            elf_strptr(elf, header.sh_link, symbol.st_name), &room);
        }
    }
    if (program->function_count)
        qsort(program->functions, program->function_count, sizeof *program->functions, by_address);
}

static void load_elf(struct adsim_program *program, const char *path, uint32_t flash_size)
{
    int file = open(path, O_RDONLY);
    elf_version(EV_CURRENT);
    Elf *elf = file < 0 ? NULL : elf_begin(file, ELF_C_READ, NULL);
    GElf_Ehdr header;
    if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header))
        adsim_die(ADSIM_EXIT_USAGE, "%s is not an ELF file that can be read", path);
    if (header.e_machine != EM_AVR)
        adsim_die(ADSIM_EXIT_USAGE, "%s is not for an AVR; build it with avr-gcc", path);
    load_segments(program, elf, path, flash_size);
    load_symbols(program, elf);
    program->from_elf = true;
    elf_end(elf);
    close(file);
}

static int hex_byte(const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *high = text[0] ? strchr(digits, toupper((unsigned char)text[0])) : NULL;
    const char *low = high && text[1] ? strchr(digits, toupper((unsigned char)text[1])) : NULL;
    return low ? (int)((high - digits) * 16 + (low - digits)) : -1;
}

/* One record: count, address, type, data, checksum. Returns its size in bytes, or -1. */
static int hex_record(const char *line, uint8_t record[300])
{
    int n = 0;
    uint8_t sum = 0;
    if (*line++ != ':')
        return -1;
    for (int value; n < 300 && (value = hex_byte(line)) >= 0; line += 2)
        sum = (uint8_t)(sum + (record[n++] = (uint8_t)value));
    return n >= 5 && n == record[0] + 5 && sum == 0 ? n : -1;
}

static void load_hex(struct adsim_program *program, const char *path, uint32_t flash_size,
                     FILE *file)
{
    char line[700];
    uint32_t base = 0;
    for (unsigned number = 1; fgets(line, sizeof line, file); number++) {
        uint8_t record[300];
        if (line[0] == '\n' || line[0] == '\r')
            continue;
        if (hex_record(line, record) < 0)
            adsim_die(ADSIM_EXIT_USAGE, "%s:%u: not a record of Intel hex", path, number);
        uint32_t word = (uint32_t)record[4] << 8 | record[5];
        switch (record[3]) {
        case 0:
            put_flash(program, path, flash_size, base + ((uint32_t)record[1] << 8 | record[2]),
                      record + 4, record[0]);
            break;
        case 1: return;
        case 2: base = word << 4; break;
        case 4: base = word << 16; break;
        default: break; /* start addresses mean nothing to this chip */
        }
    }
}

void adsim_load(struct adsim_program *program, const char *path, uint32_t flash_size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        adsim_die(ADSIM_EXIT_USAGE, "cannot open firmware '%s'", path);
    program->flash = malloc(flash_size);
    memset(program->flash, 0xff, flash_size);
    int first = fgetc(file);
    rewind(file);
    if (first == ':')
        load_hex(program, path, flash_size, file);
    else
        load_elf(program, path, flash_size);
    fclose(file);
    if (program->flash_used == 0)
        adsim_die(ADSIM_EXIT_USAGE, "%s holds no code", path);
}

const struct adsim_symbol *adsim_function_at(const struct adsim_program *program, uint32_t pc)
{
    size_t low = 0, high = program->function_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (program->functions[middle].address <= pc)
            low = middle + 1;
        else
            high = middle;
    }
    return low && pc < program->flash_end ? &program->functions[low - 1] : NULL;
}

/* A compiler's copy, name.lto_priv.3, counts as the function. */
const struct adsim_symbol *adsim_function_named(
    const struct adsim_program *program, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < program->function_count; i++) {
        const char *other = program->functions[i].name;
        if (!strncmp(other, name, length) && (!other[length] || other[length] == '.'))
            return &program->functions[i];
    }
    return NULL;
}
