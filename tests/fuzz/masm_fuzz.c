/* SPDX-License-Identifier: MIT
 * masm_fuzz.c - the assembler and the disassembler of the integer machines against what nobody
 * would write:
 *
 *     masm_fuzz [SOURCES [PROGRAMS [SEED]]]
 *
 * SOURCES (100,000) mutated sources of both dialects, some with too little memory: each gives
 * bytes, or errors with a place. PROGRAMS (10,000) random programs of each machine as bytes, as
 * many as text: what is disassembled assembles to the same bytes. A program that goes wrong is
 * printed. Ends with the line `N passed, N failed`. In the hostile build sanitizers look on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/masm.h"
#include "isa/mdis.h"

extern const struct adisa adisa_portvm, adisa_microvm; /* src/machines/NAME_tool.c */

enum { TEXT = 1 << 16, CODE = 600 };

static unsigned passed, failed;
static char memory[1 << 24];
static struct adarena arena;
static struct admasm m;
static uint32_t seed = 1;
static size_t room = sizeof memory; /* how much of it there is */

static const char port_source[] =
    "; counts down\n"
    "start = 10\nwidth = (start + 2) * 3 - 1\n"
    "        .include \"other\"\n"
    "begin:  PUSH start\nloop:   PUSHW 1000000 ; many\n        IADX 'a'\n        ISBX 0x0f\n"
    "        PUSH 0b101\n        imult\n        PTST\n        JUMPT loop # again\n"
    "        JUMPF end\n        CALLA sub, 2\n        PUSHA table + 3\n        GLOAD\n"
    "        PUSHG 254\n        JUMP begin\nsub:    PUSHW -width*70000\n        RET 1\n"
    "table:  .byte 1, 2, \"text \\n\\x41\", 'c', end - table\nend:    HALT\n";
static const char micro_source[] =
    "# counts down\n$define _from 20\n$define _step 2\n$include other\nvar step\nvar arr 10\n"
    "PUSH _from\nPUSH _step\nTOMM step\n:loop\nPRINT\nPRINT 2\nFRMM step\nSUB\nCMP\n"
    "JLE loop # again\nJG End\nDELAY\nDELAY 500\nPUSH 'a'\nPUSH -5\nPUSH 0xff\nafrom arr\n"
    "ATOMM arr\nCALL sub\n.word 1, 2, \"text\" 'c' end\nsub: INC\nRET\n:END\nQUIT\n";

/* ---- chance --------------------------------------------------------------------------------- */

static uint32_t below(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % n;
}

static bool read_file(void *ctx, const char *path, const char **text, size_t *length)
{
    *text = ctx;
    *length = strlen(ctx);
    return path[0] == 'o';
}

/* A piece of another place, a byte, what is often special; or something goes. */
static size_t mutate(char *text, size_t n)
{
    static const char *const bits[] = {":", "x:", " = ", "-", "(", ")", "'", "\"", "\\", "\n", "\r",
        "#", ";", ",", "$define _a _a\n", "$include other\n", ".include \"other\"\n", ".byte ",
        ".word ", "var x 3\n", "4294967296", "0x", "0b", "300", "-1", "PUSHW ", "JUMP ", "_step",
        "\xC3", "\xE2\x82\xAC", "\x80", " \t", "16777216", "PUSHA ", "*99999*99999*99999"};
    size_t at = below((uint32_t)n + 1), size = 0;
    char piece[64];
    switch (below(4)) {
    case 0: {
        const char *bit = bits[below(AD_COUNT(bits))];
        size = strlen(bit);
        memcpy(piece, bit, size);
        break;
    }
    case 1:
        piece[size++] = (char)below(256);
        break;
    case 2: {
        size_t from = below((uint32_t)n + 1);
        size = below((uint32_t)AD_MIN(sizeof piece, n - from + 1));
        memcpy(piece, text + from, size);
        break;
    }
    default:
        break;
    }
    size_t gone = below(3) ? below((uint32_t)AD_MIN(size ? 3 : 20, n - at + 1)) : 0;
    if (n + size > TEXT)
        return n;
    memmove(text + at + size, text + at + gone, n - at - gone);
    memcpy(text + at, piece, size);
    return n + size - gone;
}

/* ---- judging -------------------------------------------------------------------------------- */

static bool assemble(const struct adisa *isa, const char *text, size_t n)
{
    adarena_init(&arena, memory, room);
    admasm_init(&m, isa, &arena, read_file, (void *)"NOP\n");
    return admasm_text(&m, "fuzz", text, n);
}

static void judge(bool good, const char *what, const char *text, size_t n)
{
    good ? passed++ : failed++;
    if (!good)
        printf("FAIL %s:\n%.*s\n", what, (int)n, text);
}

static size_t disassemble(const struct adisa *isa, const uint8_t *code, uint32_t size, char *text)
{
    struct adout out;
    struct admdis d = {isa, code, size, calloc(ADMDIS_SCRATCH(size), 1), &out};
    adout_memory(&out, text, TEXT);
    admdis_run(&d);
    free(d.scratch);
    return out.failed ? 0 : out.count;
}

static void round_trip(const struct adisa *isa, const uint8_t *code, uint32_t size)
{
    static char text[TEXT];
    size_t n = disassemble(isa, code, size, text);
    bool good = (n || !size) && assemble(isa, text, n) && m.size == size &&
                (!size || !memcmp(m.code, code, size));
    judge(good, "not the same bytes", text, n);
}

static void try_source(const struct adisa *isa, const char *text, size_t n)
{
    static uint8_t copy[TEXT];
    struct adout out;
    bool good = assemble(isa, text, n), placed = good == !m.error_count;
    adout_counter(&out);
    for (unsigned i = 0; i < m.error_count; i++) {
        const struct admasm_error *e = &m.errors[i];
        placed &= (e->file < m.file_count || !m.file_count) && e->line && e->column && e->message;
        admasm_error_text(&m, e, &out);
    }
    admasm_listing(&m, &out);
    judge(placed && out.count, "an error without a place", text, n);
    if (good && m.size * 12 < TEXT / 4 && room == sizeof memory) {
        uint32_t size = m.size;
        if (size)
            memcpy(copy, m.code, size);
        round_trip(isa, copy, size);
    }
}

static void try_sources(unsigned count)
{
    static char text[TEXT + 64];
    while (count--) {
        bool port = count % 2;
        size_t n = port ? sizeof port_source - 1 : sizeof micro_source - 1;
        memcpy(text, port ? port_source : micro_source, n);
        for (unsigned i = below(6) + 1; i; i--)
            n = mutate(text, n);
        char *exact = malloc(n + 1); /* so that reading behind the end is seen */
        memcpy(exact, text, n);
        room = below(8) ? sizeof memory : below(20000);
        try_source(port ? &adisa_portvm : &adisa_microvm, exact, n);
        free(exact);
    }
    room = sizeof memory;
}

/* ---- random programs ------------------------------------------------------------------------ */

/* Bytes: mostly instructions, with addresses that mostly lie in the code. */
static uint32_t random_code(const struct adisa *isa, uint8_t *code)
{
    uint32_t size = 0, most = below(CODE - 40), unit = isa->unit, kind = below(4);
    while (size < most) {
        uint32_t op = below(kind ? isa->count : 256), words[2] = {op, below(most / unit + 2)};
        if (kind && !adisa_length(isa, op))
            op = words[0] = 1;
        if (unit == 4 && kind) {
            for (unsigned i = 0; i < adisa_length(isa, op); i++)
                code[size++] = (uint8_t)(words[i / 4] >> 8 * (i % 4));
        } else if (kind > 1 && !below(4)) { /* an address and a jump */
            const uint8_t jump[] = {1, 0, 1, 0, 1, (uint8_t)(words[1] >> 8), 1, (uint8_t)words[1],
                (uint8_t)(below(2) ? 15 + below(2) : 23), (uint8_t)below(3)};
            memcpy(code + size, jump, sizeof jump);
            size += jump[8] == 23 ? 10 : 9;
        } else if (kind > 1 && !below(4)) {
            const uint8_t jump[] = {1, (uint8_t)(words[1] / 255), 7, 255, 3,
                (uint8_t)(words[1] % 255), 14};
            memcpy(code + size, jump, sizeof jump);
            size += sizeof jump;
        } else {
            code[size++] = (uint8_t)op;
        }
    }
    return size;
}

/* Text: every statement there is, with labels. */
static size_t random_text(const struct adisa *isa, char *text)
{
    static const char *const pseudo[] = {"PUSHA", "JUMP", "JUMPT", "JUMPF", "CALLA"};
    unsigned lines = below(40) + 1;
    size_t n = 0;
    for (unsigned i = 0; i < lines; i++) {
        unsigned code = below(isa->count), kind = below(8);
        char operand = 0;
        n += (size_t)sprintf(text + n, isa->unit == 1 ? "l%u: " : ":l%u ", i);
        if (adisa_length(isa, code))
            operand = *isa->rows[code].operands;
        if (kind == 0 && isa->unit == 1)
            n += (size_t)sprintf(text + n, "PUSHW %d\n", (int)below(1 << 30) >> below(30));
        else if (kind < 4 && isa->unit == 1)
            n += (size_t)sprintf(text + n, "%s l%u\n", pseudo[below(5)], below(lines));
        else if (!adisa_length(isa, code) || kind == 7)
            n += (size_t)sprintf(text + n, isa->unit == 1 ? ".byte %u\n" : ".word %u\n", below(99));
        else if (operand == 'a')
            n += (size_t)sprintf(text + n, "%s l%u\n", isa->rows[code].name, below(lines));
        else if (operand)
            n += (size_t)sprintf(text + n, "%s %u\n", isa->rows[code].name, below(256));
        else
            n += (size_t)sprintf(text + n, "%s\n", isa->rows[code].name);
    }
    return n;
}

static void try_programs(const struct adisa *isa, unsigned count)
{
    static uint8_t code[TEXT];
    static char text[TEXT];
    while (count--) {
        uint32_t size = random_code(isa, code);
        uint8_t *exact = malloc(size + 1);
        memcpy(exact, code, size);
        round_trip(isa, exact, size);
        free(exact);
        size_t n = random_text(isa, text);
        bool good = assemble(isa, text, n);
        judge(good, "a good program is refused", text, n);
        if (good) {
            size = m.size;
            memcpy(code, m.code, size);
            round_trip(isa, code, size);
        }
    }
}

int main(int argc, char **argv)
{
    unsigned sources = argc > 1 ? (unsigned)atoi(argv[1]) : 100000;
    unsigned programs = argc > 2 ? (unsigned)atoi(argv[2]) : 10000;
    seed = argc > 3 ? (uint32_t)atoi(argv[3]) : 1;
    seed += !seed;
    try_sources(sources);
    try_programs(&adisa_portvm, programs);
    try_programs(&adisa_microvm, programs);
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
