/* SPDX-License-Identifier: MIT
 * test_microvm_unchecked.c - built without checks, microvm does with programs that are right what
 * it does with checks; and what it must refuse even so, it refuses.
 */
#include <stdio.h>

#include "machines/microvm.h"

static enum admachine_stop (*const checked_run)(struct admicrovm *, uint32_t) = admicrovm_run;

#define ADMICROVM_UNCHECKED
#define admicrovm_size unchecked_size
#define admicrovm_init unchecked_init
#define admicrovm_run unchecked_run
#define admicrovm_stop unchecked_stop
#define admicrovm_restart unchecked_restart
size_t admicrovm_size(const struct admicrovm_config *config);
bool admicrovm_init(struct admicrovm *vm, void *memory, size_t size,
    const struct admicrovm_config *config, const uint8_t *code, uint32_t code_size,
    const struct admachine_host *host) AD_MUST_CHECK;
enum admachine_stop admicrovm_run(struct admicrovm *vm, uint32_t steps);
void admicrovm_stop(struct admicrovm *vm);
void admicrovm_restart(struct admicrovm *vm);
#include "machines/microvm.c"

static int passed, failed;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

static const struct admachine_host host;

/* Runs a program with and without checks: they end the same way in the same state. */
static void same(const uint32_t *words, size_t count, enum admachine_stop stop, const char *what)
{
    static uint8_t code[400];
    static uint32_t memory[2][100];
    static struct admicrovm vm[2];
    const struct admicrovm_config config = {.stack = 20, .calls = 20, .variables = 20};
    for (size_t i = 0; i < 4 * count; i++)
        code[i] = (uint8_t)(words[i / 4] >> 8 * (i % 4));
    for (unsigned i = 0; i < 2; i++) {
        memset(memory[i], 0, sizeof memory[i]);
        check(admicrovm_init(&vm[i], memory[i], sizeof memory[i], &config, code,
                             (uint32_t)(4 * count), &host), what);
        check((i ? checked_run : admicrovm_run)(&vm[i], 0) == stop, what);
    }
    check(vm[0].pc == vm[1].pc && vm[0].depth == vm[1].depth && vm[0].open == vm[1].open &&
          vm[0].fault == vm[1].fault && vm[0].status == vm[1].status &&
          !memcmp(memory[0], memory[1], sizeof memory[0]), what);
}

#define M(name) ADMICROVM_##name
#define SAME(stop, ...)                                                                            \
    same((const uint32_t[]){__VA_ARGS__}, AD_COUNT(((const uint32_t[]){__VA_ARGS__})),             \
         ADMACHINE_##stop, #__VA_ARGS__)

int main(void)
{
    SAME(HALT, M(PUSH), 0, M(PUSH), 10, M(CALL), 8, M(POP), M(QUIT), M(TOMM), 0, M(ADD), M(FRMM), 0,
         M(DEC), M(PUSH), 0, M(CMP), M(POP), M(JE), 22, M(CALL), 8, M(RET));
    SAME(HALT, M(PUSH), 2, M(TOMM), 0, M(POP), M(PUSH), 0, M(PUSH), 20, M(PRINT), 1, M(FRMM), 0,
         M(SUB), M(CMP), M(JL), 9, M(POP), M(QUIT));
    SAME(HALT, M(PUSH), 7, M(PUSH), 3, M(ATOMM), 5, M(AFRMM), 5, M(RFRMM), M(DUP), M(RTOMM),
         M(PUSH), 9, M(SWAP), M(BXOR), M(STATE), M(INPUT), M(OR), M(PUSH), 1, M(ASSERT),
         M(QUIT));
    SAME(BREAK, M(PUSH), 7, M(BP));
    SAME(FAULT, M(NOP), 46);
    SAME(FAULT, M(PUSH), 1, M(PUSH), 0, M(DIV));
    SAME(FAULT, M(PTRTO), 255);
    SAME(FAULT, M(PUSH), 1, M(TOPTR), 255);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
