/* SPDX-License-Identifier: MIT
 * firmware.c - see firmware.h. The files of ports/avr are compiled together with the program as a
 * row of bytes; all RAM that is left is the machine's memory.
 */
#include "tool/avr/firmware.h"

#include <stdlib.h>
#include <string.h>

#include "machines/microvm.h"
#include "machines/portvm.h"
#include "tool/avr/make.h"
#include "tool/avr/run.h"
#include "tool/board.h"

enum {
    C_STACK = 128,      /* twice what was seen                                         */
    STATIC = 64,        /* of machine and drivers, at most (tests/machines measures it) */
    STACK = 32, CALLS = 16,
    PATH_BYTES = 1200,
    TEXT_BYTES = 16 * 1024
};

/* Cells of memory, or variables; 0: the machine alone does not fit. */
static unsigned memory_cells(const struct admake *m, const struct adtool_options *o,
                             const struct adtool_code *c)
{
    bool micro = c->isa == &adisa_microvm;
    unsigned long used = C_STACK + STATIC + 4 * (STACK + 1) + (micro ? 2 : 4) * CALLS;
    if (!micro)
        used += ADPORTVM_GLOBALS + 1;
    if (o->memory)
        return (unsigned)(o->memory / 4);
    return used < m->board.ram ? (unsigned)((m->board.ram - used) / 4) : 0;
}

static int write_program(const struct adtool_code *c, const char *path)
{
    FILE *to = fopen(path, "w");
    uint32_t i;
    if (!to)
        return adtool_complain(ADTOOL_FAILED, "cannot write %s", path);
    fputs("\t.section .progmem.adprogram,\"a\",@progbits\n\t.balign 2\n"
          "\t.global adprogram\nadprogram:", to);
    for (i = 0; i < c->size; i++)
        fprintf(to, "%s%u", i % 16 ? "," : "\n\t.byte ", c->bytes[i]);
    fputs("\n\t.balign 2\n", to);
    return fclose(to) ? adtool_complain(ADTOOL_FAILED, "cannot write %s", path) : 0;
}

static void compiler(const struct admake *m, const struct adtool_options *o,
                     const struct adtool_code *c, struct adrun *r)
{
    static const char *const files[] = {"avr/machine/main.c", "machine/ports.c", "avr/port.c",
        "avr/serial.c", "avr/gpio.c", "avr/clock.c", "avr/analog.c"};
    const char *name = c->isa->name;
    char text[TEXT_BYTES];
    snprintf(text, sizeof text,
        "avr-gcc -std=gnu11 -mmcu=%s -mrelax -flto -Os -fshort-enums -mcall-prologues -mstrict-X "
        "-fno-move-loop-invariants -fno-tree-pre --param max-inline-insns-auto=2 "
        "-ffunction-sections -fdata-sections -Wl,--gc-sections -w -g "
        "-DADMACHINE_FIRMWARE -DF_CPU=%luUL -DAD_CSTACK=%d -DAD_STACK=%d "
        "-DAD_CALLS=%d -DAD_MEMORY=%u -DAD_CODE=%u -DADPORTS_PINS=%lu -DADPORTS_ANALOGS=%lu "
        "-I%s/src -I%s/ports -I%s/ports/avr -I%s/include", m->board.mcu,
        m->board.frequency, C_STACK, STACK, CALLS, memory_cells(m, o, c), (unsigned)c->size,
        m->board.pins, m->board.pins - m->board.first_analog,
        m->home, m->home, m->home, m->home);
    adrun_words(r, text);
    for (size_t i = 0; i < AD_COUNT(files); i++) {
        snprintf(text, sizeof text, "%s/ports/%s", m->home, files[i]);
        adrun_word(r, text);
    }
    snprintf(text, sizeof text, "%s/ports/avr/machine/%s.c", m->home, name);
    adrun_word(r, text);
}

/* Compiles and links into m->elf. */
static int make(struct admake *m, const struct adtool_options *o, const struct adtool_code *c)
{
    struct adrun *r = calloc(1, sizeof *r);
    char source[PATH_BYTES], errors[PATH_BYTES];
    int status;
    if (!r)
        return ADTOOL_FAILED;
    snprintf(source, sizeof source, "%s/program.s", m->folder);
    snprintf(errors, sizeof errors, "%s/errors.txt", m->folder);
    status = c->size > m->board.flash ? adtool_complain(ADTOOL_FAILED,
        "%s: %u bytes of code do not fit the %s", o->file, (unsigned)c->size, m->board.name)
        : write_program(c, source);
    if (!status && !memory_cells(m, o, c))
        status = adtool_complain(ADTOOL_FAILED,
            "%s: a machine for %s does not fit the %lu bytes of RAM of the %s", o->file,
            c->isa->name, m->board.ram, m->board.name);
    if (!status) {
        compiler(m, o, c, r);
        adrun_word(r, source);
        adrun_word(r, "-o");
        adrun_word(r, m->elf);
        if (adrun_run(r, errors, NULL))
            status = admake_show_errors(errors, "making the firmware");
    }
    free(r);
    return status;
}

int adtool_firmware_build(const struct adtool_options *o, const struct adtool_code *c)
{
    struct admake *m = calloc(1, sizeof *m);
    int status = m ? admake_begin(m, o->board) : ADTOOL_FAILED;
    if (!status) {
        status = make(m, o, c);
        if (!status)
            status = admake_save(m, o->output ? o->output : "firmware.hex");
        admake_end(m);
    }
    free(m);
    return status;
}

int adtool_firmware_run(const struct adtool_options *o, const struct adtool_code *c)
{
    struct admake *m = calloc(1, sizeof *m);
    int status = m ? admake_begin(m, o->board) : ADTOOL_FAILED;
    if (!status) {
        status = make(m, o, c);
        if (!status)
            status = adtool_simulate(m->board.name, m->elf, NULL, o);
        admake_end(m);
    }
    free(m);
    return status;
}
