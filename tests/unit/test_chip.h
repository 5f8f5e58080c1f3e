/* SPDX-License-Identifier: MIT
 * test_chip.h - random programs on both implementations of a machine: that of tools, with a limit
 * of steps, and if it came to an end, that of a firmware, which has none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machines/microvm.h"
#include "machines/portvm.h"

enum { MOST = 160, STEPS = 2000, PROGRAMS = 100000, STACK = 12, CALLS = 4, CELLS = 9 };

static size_t code_size;
uint8_t adprogram[MOST];

#define ADMACHINE_FIRMWARE
#define AD_CODE ((unsigned)code_size)
#define AD_STACK STACK
#define AD_CALLS CALLS
#define AD_MEMORY CELLS

/* ---- the world, and what a program does to it ----------------------------------------------- */

static uint32_t seen;

static void note(uint32_t what)
{
    seen = (seen ^ what) * 0x9e3779b1u + 1;
}

int32_t adports_read(void *ctx, unsigned port)
{
    (void)ctx;
    note(port);
    return (int32_t)(port * 0x01010101u);
}

void adports_write(void *ctx, unsigned port, int32_t value)
{
    (void)ctx;
    note(port + 256);
    note((uint32_t)value);
}

void adports_print(void *ctx, const char *text, size_t length)
{
    (void)ctx;
    while (length--)
        note((uint8_t)*text++);
}

void adports_delay(void *ctx, uint32_t ms)
{
    (void)ctx;
    note(ms);
}

void adports_put(char c)
{
    adports_print(NULL, &c, 1);
}

void adports_decimal(uint32_t value)
{
    char text[12];
    adports_print(NULL, text, (size_t)snprintf(text, sizeof text, "%lu", (unsigned long)value));
}

const char *adports_text(const char *text)
{
    adports_print(NULL, text, strlen(text));
    return text + strlen(text) + 1;
}

static const struct admachine_host host = {
    NULL, adports_read, adports_write, adports_print, adports_delay};

/* ---- the two -------------------------------------------------------------------------------- */

struct end {
    enum admachine_stop stop;
    unsigned fault, status;
    uint32_t pc, seen;
    uint32_t left[CELLS];
};

#ifdef MACHINE_PORTVM
#include "../../ports/avr/machine/portvm.c"
#define BYTES 1
#define cells memory

static enum admachine_stop reference(struct end *e)
{
    static const struct adportvm_config config = {STACK, CALLS, CELLS};
    static int32_t block[512];
    struct adportvm vm;
    if (!adportvm_init(&vm, block, sizeof block, &config, adprogram, AD_CODE, &host))
        abort();
    e->stop = adportvm_run(&vm, STEPS);
    e->fault = vm.fault;
    e->pc = vm.pc;
    e->status = 0;
    memcpy(e->left, vm.memory, sizeof e->left);
    return e->stop;
}

/* An instruction that exists, or four bytes of an address and one that takes it. */
static size_t phrase(uint8_t *to)
{
    unsigned kind = (unsigned)rand() % 8;
    if (kind == 0) {
        static const uint8_t takes[] = {ADPORTVM_JPE, ADPORTVM_JPN, ADPORTVM_CALL};
        uint8_t bytes[] = {1, 0, 1, 0, 1, 0, 1, (uint8_t)(rand() % 80), takes[rand() % 3], 1};
        memcpy(to, bytes, sizeof bytes);
        return bytes[8] == ADPORTVM_CALL ? 10 : 9;
    }
    to[0] = (uint8_t)(kind < 3 ? ADPORTVM_PUSH : 1 + rand() % 24);
    to[1] = (uint8_t)(rand() % 12);
    return adisa_length(&adisa_portvm, to[0]);
}
#else
#include "../../ports/avr/machine/microvm.c"
#define BYTES 4
#define cells variables

static enum admachine_stop reference(struct end *e)
{
    static const struct admicrovm_config config = {STACK, CALLS, CELLS, false};
    static uint32_t block[512];
    struct admicrovm vm;
    unsigned breaks = 0;
    if (!admicrovm_init(&vm, block, sizeof block, &config, adprogram, AD_CODE, &host))
        abort();
    do
        e->stop = admicrovm_run(&vm, STEPS);
    while (e->stop == ADMACHINE_BREAK && breaks++ < 50);
    e->fault = vm.fault;
    e->pc = vm.pc;
    e->status = vm.status & 255;
    memcpy(e->left, vm.variables, sizeof e->left);
    return e->stop;
}

static size_t phrase(uint8_t *to)
{
    memset(to, 0, 8);
    to[0] = (uint8_t)(rand() % 4 ? rand() % ADMICROVM_COUNT : ADMICROVM_PUSH);
    to[4] = (uint8_t)(rand() % 14);
    return adisa_length(&adisa_microvm, to[0]);
}
#endif

static void on_chip(struct end *e)
{
    memset(cells, 0, sizeof cells);
    memset(stack, 0, sizeof stack);
#ifdef MACHINE_PORTVM
    memset(globals, 0, sizeof globals);
#else
    depth = 0;
#endif
    adchip_fault = adchip_status = 0;
    e->stop = adchip_run();
    e->fault = adchip_fault;
    e->pc = adchip_pc;
    e->status = adchip_status;
    memcpy(e->left, cells, sizeof e->left);
}

static void make_program(void)
{
    code_size = 0;
    memset(adprogram, 0, sizeof adprogram);
    while (code_size < MOST - 40 && rand() % 30)
        code_size += phrase(adprogram + code_size);
    if (rand() % 4 == 0)
        for (int i = rand() % 3; i >= 0 && code_size; i--)
            adprogram[(unsigned)rand() % code_size] = (uint8_t)rand();
    if (rand() % 8 == 0 && code_size > BYTES)
        code_size -= BYTES;
}

int main(void)
{
    unsigned passed = 0, failed = 0, i;
    for (i = 0; i < PROGRAMS; i++) {
        struct end a = {0}, b = {0};
        srand(i);
        make_program();
        seen = 0;
        if (reference(&a) != ADMACHINE_HALT && a.stop != ADMACHINE_FAULT)
            continue;
        a.seen = seen;
        seen = 0;
        on_chip(&b);
        b.seen = seen;
        if (a.stop == ADMACHINE_HALT) /* only a fault has a place on a chip */
            a.pc = b.pc;
        if (a.stop == ADMACHINE_FAULT)
            a.status = b.status;
        if (memcmp(&a, &b, sizeof a) == 0) {
            passed++;
            continue;
        }
        if (failed++ < 5)
            printf("FAIL program %u: stop %d %d, fault %u %u, pc %u %u, status %u %u\n", i, a.stop,
                b.stop, a.fault, b.fault, (unsigned)a.pc, (unsigned)b.pc, a.status, b.status);
    }
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
