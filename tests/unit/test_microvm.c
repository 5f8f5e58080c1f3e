/* SPDX-License-Identifier: MIT
 * test_microvm.c - the machine microvm: every instruction, the flags, faults and where they are,
 * what it prints, running in pieces, programs in the later numberings, and code that is rubbish.
 * docs/microvm.md names these functions where it says what was decided.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machines/microvm.h"

static int passed, failed;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

/* ---- a machine and its world ---------------------------------------------------------------- */

#define M(name) ADMICROVM_##name

static struct admicrovm vm;
static struct admicrovm_config config;
static uint32_t *memory; /* of exactly the size that the machine wants, for the sanitizer */
static uint8_t *code;
static char printed[1000];
static size_t printed_length;
static uint32_t slept, stop_at_sleep;
static int32_t typed;

static void host_print(void *ctx, const char *text, size_t length)
{
    (void)ctx;
    for (size_t i = 0; i < length && printed_length < sizeof printed - 1; i++)
        printed[printed_length++] = text[i];
    printed[printed_length] = 0;
}

static void host_delay(void *ctx, uint32_t ms)
{
    (void)ctx;
    slept += ms;
    if (stop_at_sleep)
        admicrovm_stop(&vm);
}

static int32_t host_read(void *ctx, unsigned port)
{
    (void)ctx;
    return port == ADMACHINE_INPUT ? typed : (int32_t)port;
}

static unsigned written_port;
static int32_t written;

static void host_write(void *ctx, unsigned port, int32_t value)
{
    (void)ctx;
    written_port = port;
    written = value;
}

static const struct admachine_host host = {.port_read = host_read, .port_write = host_write,
    .print = host_print, .delay = host_delay};

static void pack(const uint32_t *words, size_t count)
{
    free(code);
    code = malloc(4 * count + !count);
    for (size_t i = 0; i < 4 * count; i++)
        code[i] = (uint8_t)(words[i / 4] >> 8 * (i % 4));
}

static bool load_bytes(size_t size)
{
    free(memory);
    memory = malloc(admicrovm_size(&config) + 1);
    printed_length = 0;
    printed[0] = 0;
    slept = 0;
    return admicrovm_init(&vm, memory, admicrovm_size(&config), &config, code, (uint32_t)size,
        &host);
}

static void load(const uint32_t *words, size_t count)
{
    pack(words, count);
    check(load_bytes(4 * count), "init");
}

static void usual(void)
{
    config = (struct admicrovm_config){.stack = 8, .calls = 3, .variables = 10};
}

#define LOAD(...)                                                                                  \
    load((const uint32_t[]){__VA_ARGS__}, AD_COUNT(((const uint32_t[]){__VA_ARGS__})))
#define RUN(...) (LOAD(__VA_ARGS__), admicrovm_run(&vm, 0))

static bool stack_is(const uint32_t *values, size_t count)
{
    return vm.depth == count && !memcmp(vm.stack, values, 4 * count);
}

#define STACK(...)                                                                                 \
    stack_is((const uint32_t[]){__VA_ARGS__}, AD_COUNT(((const uint32_t[]){__VA_ARGS__})))

static bool faulted(enum admachine_stop stop, enum admachine_fault fault, uint32_t at)
{
    uint32_t pc = 0;
    bool ok = stop == ADMACHINE_FAULT && admicrovm_type.fault(&vm, &pc) == fault && pc == at &&
              admicrovm_run(&vm, 0) == ADMACHINE_FAULT && admicrovm_run(&vm, 5) == ADMACHINE_FAULT;
    if (!ok)
        printf("  got stop %d, %s at %u\n", stop, admachine_fault_text(vm.fault), (unsigned)vm.pc);
    return ok;
}

#define FAULTS(name, at, ...) check(faulted(RUN(__VA_ARGS__), ADMACHINE_##name, at), #__VA_ARGS__)

/* The stack that is left when the program has ended. */
#define GIVES(expected, ...)                                                                       \
    check(RUN(__VA_ARGS__, M(QUIT)) == ADMACHINE_HALT && STACK expected, #__VA_ARGS__)

/* ---- the table ------------------------------------------------------------------------------ */

/* The numbers of the machine's first description, in its order. */
static const char *const first_names[] = {"NOP", "PUSH", "POP", "ADD", "SUB", "MUL", "DIV", "QUIT",
    "JMP", "JE", "JL", "JG", "JNE", "JLE", "JGE", "FRMM", "TOMM", "RFRMM", "RTOMM", "CALL", "RET",
    "DUP", "SWAP", "INC", "DEC", "AFRMM", "ATOMM", "BP", "CMP", "PRINT", "DELAY", "STATE", "AND",
    "OR", "NOT", "XOR", "BAND", "BOR", "BNOT", "BXOR"};

static void test_numbers(void)
{
    for (unsigned i = 0; i < AD_COUNT(first_names); i++)
        check(!strcmp(adisa_microvm.rows[i].name, first_names[i]), first_names[i]);
    check(AD_COUNT(first_names) == 40 && adisa_microvm.count == 46, "46");
    check(adisa_microvm.unit == 4, "words");
    for (unsigned i = 0; i < adisa_microvm.count; i++) {
        const struct adisa_row *row = &adisa_microvm.rows[i];
        bool has = strchr("wva", row->operands[0]) && row->operands[0];
        check(strlen(row->operands) == has, row->name);
        check(adisa_length(&adisa_microvm, i) == (has ? 8 : 4), row->name);
        check(adisa_find(&adisa_microvm, row->name, strlen(row->name)) == (int)i, row->name);
        uint8_t bytes[8] = {(uint8_t)i, 0, 0, 0, 1, 2, 3, 4};
        struct adisa_ins ins;
        struct adisa_effect effect;
        check(adisa_decode(&adisa_microvm, bytes, 8, &ins) && ins.count == has &&
              adisa_effect(&adisa_microvm, &ins, &effect) && effect.need == row->pops, row->name);
        check(!has || ins.operand[0] == 0x04030201, row->name);
    }
}

/* ---- instruction by instruction ------------------------------------------------------------- */

static void test_stack(void)
{
    GIVES((7), M(NOP), M(PUSH), 7);
    GIVES((7, 0xffffffffu), M(PUSH), 7, M(PUSH), 0xffffffffu);
    GIVES((7), M(PUSH), 7, M(PUSH), 8, M(POP));
    GIVES((7, 7), M(PUSH), 7, M(DUP));
    GIVES((1, 3, 2), M(PUSH), 1, M(PUSH), 2, M(PUSH), 3, M(SWAP));
    GIVES((0), M(PUSH), 0xffffffffu, M(INC));
    GIVES((0xffffffffu), M(PUSH), 0, M(DEC));
    check(RUN(M(PUSH), 1, M(DUP), M(CLR), M(QUIT)) == ADMACHINE_HALT && !vm.depth, "CLR");
}

static void test_arithmetic(void)
{
    GIVES((9), M(PUSH), 6, M(PUSH), 3, M(ADD));
    GIVES((1), M(PUSH), 0xffffffffu, M(PUSH), 2, M(ADD));
    GIVES((3), M(PUSH), 6, M(PUSH), 3, M(SUB));
    GIVES((0xfffffffdu), M(PUSH), 3, M(PUSH), 6, M(SUB));
    GIVES((18), M(PUSH), 6, M(PUSH), 3, M(MUL));
    GIVES((0xfffe0001u), M(PUSH), 0xffffffffu, M(PUSH), 0x1ffffu, M(MUL), M(PUSH), 0, M(ADD),
          M(PUSH), 0x20000u, M(ADD), M(PUSH), 0xfffe0000u, M(ADD));
    GIVES((2), M(PUSH), 17, M(PUSH), 6, M(DIV));
    GIVES((0x7fffffffu), M(PUSH), 0xffffffffu, M(PUSH), 2, M(DIV)); /* without a sign */
    FAULTS(DIVISION, 4, M(PUSH), 17, M(PUSH), 0, M(DIV));
    check(STACK(17, 0), "a fault leaves the stack");
}

/* Truth values and bits: AND OR XOR NOT against BAND BOR BXOR BNOT. */
static void test_logic(void)
{
    static const uint32_t values[] = {0, 1, 2, 3, 0x80000000u, 0xffffffffu};
    for (unsigned i = 0; i < AD_COUNT(values); i++) {
        uint32_t a = values[i];
        GIVES((!a), M(PUSH), a, M(NOT));
        GIVES((~a), M(PUSH), a, M(BNOT));
        for (unsigned j = 0; j < AD_COUNT(values); j++) {
            uint32_t b = values[j];
            GIVES((a && b), M(PUSH), a, M(PUSH), b, M(AND));
            GIVES((a || b), M(PUSH), a, M(PUSH), b, M(OR));
            GIVES((a != b), M(PUSH), a, M(PUSH), b, M(XOR));
            GIVES((a & b), M(PUSH), a, M(PUSH), b, M(BAND));
            GIVES((a | b), M(PUSH), a, M(PUSH), b, M(BOR));
            GIVES((a ^ b), M(PUSH), a, M(PUSH), b, M(BXOR));
        }
    }
}

/* less, equal, greater x the six jumps; CMP leaves both values and its flags stay. */
static void test_jumps(void)
{
    static const struct {
        uint32_t op;
        bool taken[3];
    } jumps[] = {{M(JE), {0, 1, 0}}, {M(JNE), {1, 0, 1}}, {M(JL), {1, 0, 0}}, {M(JG), {0, 0, 1}},
        {M(JLE), {1, 1, 0}}, {M(JGE), {0, 1, 1}}, {M(JMP), {1, 1, 1}}};
    static const uint32_t pairs[][2] = {{3, 0x80000000u}, {5, 5}, {0x80000000u, 3}};
    for (unsigned j = 0; j < AD_COUNT(jumps); j++) {
        for (unsigned p = 0; p < 3; p++) {
            uint32_t a = pairs[p][0], b = pairs[p][1], op = jumps[j].op;
            if (jumps[j].taken[p])
                GIVES((a, b), M(PUSH), a, M(PUSH), b, M(CMP), op, 9, M(PUSH), 99);
            else
                GIVES((a, b, 99), M(PUSH), a, M(PUSH), b, M(CMP), op, 9, M(PUSH), 99);
            check(vm.order == p, "flags");
        }
    }
    check(RUN(M(JL), 3, 255, M(QUIT)) == ADMACHINE_HALT, "before the first CMP it is less");
    GIVES((5, 5), M(PUSH), 5, M(DUP), M(CMP), M(INC), M(DEC), M(NOP), M(JE), 10, 255);
    GIVES((1), M(JMP), 5, M(PUSH), 1, M(QUIT), M(JMP), 2);
}

/* ---- variables ------------------------------------------------------------------------------ */

static void test_variables(void)
{
    GIVES((7, 7), M(PUSH), 7, M(TOMM), 9, M(FRMM), 9); /* TOMM does not pop */
    GIVES((0), M(FRMM), 0);
    GIVES((7), M(PUSH), 7, M(TOMM), 3, M(POP), M(PUSH), 3, M(RFRMM));
    GIVES((8), M(PUSH), 2, M(PUSH), 8, M(RTOMM), M(FRMM), 2); /* RTOMM pops both */
    FAULTS(ADDRESS, 2, M(PUSH), 7, M(TOMM), 10);
    FAULTS(ADDRESS, 0, M(FRMM), 10);
    FAULTS(ADDRESS, 0, M(FRMM), 0xffffffffu);
    FAULTS(ADDRESS, 2, M(PUSH), 10, M(RFRMM));
    FAULTS(ADDRESS, 4, M(PUSH), 10, M(PUSH), 5, M(RTOMM));
    check(STACK(10, 5), "RTOMM that faults pops nothing");
    GIVES((254), M(PTRTO), 254);
    GIVES((5), M(PUSH), 5, M(TOPTR), 13); /* TOPTR does not pop, as TOMM */
    check(written_port == 13 && written == 5, "TOPTR writes to the port");
    FAULTS(PORT, 0, M(PTRTO), 255);
    FAULTS(PORT, 2, M(PUSH), 5, M(TOPTR), 255);
    FAULTS(PORT, 0, M(PTRTO), 0xffffffffu);
}

static void test_arrays(void)
{
    /* An array of 4 from variable 5: element i = i + 20, and back. */
    GIVES((23, 22, 20), M(PUSH), 0, M(PUSH), 20, M(SWAP), M(ATOMM), 5, /* 20 0 */
          M(INC), M(SWAP), M(INC), M(SWAP), M(ATOMM), 5, M(INC), M(SWAP), M(INC), M(SWAP),
          M(ATOMM), 5, M(INC), M(SWAP), M(INC), M(SWAP), M(ATOMM), 5, M(CLR),
          M(PUSH), 3, M(AFRMM), 5, M(PUSH), 2, M(AFRMM), 5, M(PUSH), 0, M(AFRMM), 5);
    check(vm.variables[5] == 20 && vm.variables[6] == 21 && vm.variables[8] == 23 &&
          vm.variables[9] == 0 && vm.variables[4] == 0, "ATOMM");
    GIVES((33, 4), M(PUSH), 33, M(PUSH), 4, M(ATOMM), 5); /* ATOMM pops nothing */
    check(vm.variables[9] == 33, "the last one");
    FAULTS(ADDRESS, 4, M(PUSH), 33, M(PUSH), 5, M(ATOMM), 5);
    check(STACK(33, 5), "ATOMM that faults");
    FAULTS(ADDRESS, 2, M(PUSH), 5, M(AFRMM), 5);
    FAULTS(ADDRESS, 2, M(PUSH), 0xffffffffu, M(AFRMM), 5); /* -1 does not wrap */
    FAULTS(ADDRESS, 2, M(PUSH), 0, M(AFRMM), 10);
    FAULTS(ADDRESS, 2, M(PUSH), 1, M(AFRMM), 0xffffffffu);
}

/* ---- calls ---------------------------------------------------------------------------------- */

static void test_calls(void)
{
    /* main: CALL f QUIT; f: PUSH 1 CALL g PUSH 2 RET; g: PUSH 3 RET */
    check(RUN(M(CALL), 3, M(QUIT), M(PUSH), 1, M(CALL), 10, M(PUSH), 2, M(RET), M(PUSH), 3,
              M(RET)) == ADMACHINE_HALT && STACK(1, 3, 2) && !vm.open, "nested");
    config.calls = 20;
    /* the sum 1..10: PUSH 0 PUSH 10 CALL f POP QUIT; f: a n -- a+n n-1, until n is 0 */
    check(RUN(M(PUSH), 0, M(PUSH), 10, M(CALL), 8, M(POP), M(QUIT),
              M(TOMM), 0, M(ADD), M(FRMM), 0, M(DEC), M(PUSH), 0, M(CMP), M(POP), M(JE), 22,
              M(CALL), 8, M(RET)) == ADMACHINE_HALT && STACK(55), "recursive");
    usual();
    FAULTS(NO_CALL, 0, M(RET));
    FAULTS(NO_CALL, 2, M(CALL), 2, M(RET));
    FAULTS(CALLS, 0, M(CALL), 0);
    check(vm.open == 3, "three calls");
    uint32_t back;
    check(admicrovm_type.call(&vm, 2, &back) && back == 2 && !admicrovm_type.call(&vm, 3, &back),
          "return addresses");
    FAULTS(JUMP, 0, M(CALL), 2);
    check(!vm.open, "a call that was refused is not open");
}

/* ---- the world ------------------------------------------------------------------------------ */

#define PRINTS(expected, ...)                                                                      \
    check(RUN(__VA_ARGS__, M(QUIT)) == ADMACHINE_HALT && !strcmp(printed, expected), #__VA_ARGS__)

static void test_print(void)
{
    PRINTS("20\n", M(PUSH), 20, M(PRINT), 1);
    check(STACK(20), "PRINT does not pop");
    PRINTS("4294967295\n0\n10\n", M(PUSH), 1, M(PUSH), 0xffffffffu, M(PUSH), 0, M(PUSH), 10,
           M(PRINT), 3);
    PRINTS("", M(PUSH), 20, M(PRINT), 0);
    PRINTS("", M(PRINT), 0);
    FAULTS(UNDERFLOW, 2, M(PUSH), 20, M(PRINT), 2);
    FAULTS(UNDERFLOW, 0, M(PRINT), 0xffffffffu);
    config.hex = true;
    PRINTS("14\n", M(PUSH), 20, M(PRINT), 1);
    PRINTS("ffffffff 0 a\n", M(PUSH), 1, M(PUSH), 0xffffffffu, M(PUSH), 0, M(PUSH), 10,
           M(PRINT), 3);
    PRINTS("", M(PRINT), 0);
    usual();
}

/* The example of the first day: 20, 18, ... 2, and the status 0. */
static void test_simple(void)
{
    static const char expected[] = "20\n18\n16\n14\n12\n10\n8\n6\n4\n2\n";
    /* var step; PUSH 2 TOMM step POP PUSH 0 PUSH 20; loop: PRINT FRMM step SUB CMP JL loop POP */
    check(RUN(M(PUSH), 2, M(TOMM), 0, M(POP), M(PUSH), 0, M(PUSH), 20, M(PRINT), 1, M(FRMM), 0,
              M(SUB), M(CMP), M(JL), 9, M(POP), M(QUIT)) == ADMACHINE_HALT &&
          !strcmp(printed, expected) && vm.status == 0, "simple.p");
}

static void test_state(void)
{
    PRINTS("pc 0, calls 0, flags <, stack 0\n", M(STATE));
    PRINTS("pc 7, calls 1, flags =, stack 2\n5 5\n", M(CALL), 2, M(PUSH), 5, M(DUP), M(CMP), M(NOP),
           M(STATE));
    PRINTS("pc 5, calls 0, flags >, stack 2\n6 5\n", M(PUSH), 6, M(PUSH), 5, M(CMP), M(STATE));
    config.hex = true;
    PRINTS("pc 5, calls 0, flags <, stack 2\nf 10\n", M(PUSH), 15, M(PUSH), 16, M(CMP), M(STATE));
    usual();
}

static void test_breakpoint(void)
{
    check(RUN(M(PUSH), 5, M(BP), M(INC), M(QUIT)) == ADMACHINE_BREAK && vm.pc == 3, "BP");
    check(!strcmp(printed, "pc 2, calls 0, flags <, stack 1\n5\n"), "BP prints");
    check(admicrovm_run(&vm, 0) == ADMACHINE_HALT && STACK(6) && vm.status == 6, "and goes on");
    LOAD(M(PUSH), 5, M(BP), M(INC), M(QUIT));
    check(admicrovm_run(&vm, 2) == ADMACHINE_BREAK && admicrovm_run(&vm, 2) == ADMACHINE_HALT,
          "BP with a limit");
}

static void test_delay(void)
{
    check(RUN(M(DELAY), 250, M(DELAY), 1750, M(QUIT)) == ADMACHINE_HALT && slept == 2000, "DELAY");
}

static void test_quit(void)
{
    check(RUN(M(QUIT)) == ADMACHINE_HALT && vm.status == 0, "QUIT on an empty stack");
    check(RUN(M(PUSH), 1, M(PUSH), 3, M(QUIT)) == ADMACHINE_HALT && vm.status == 3, "QUIT 3");
    check(admicrovm_run(&vm, 0) == ADMACHINE_HALT && STACK(1, 3), "it stays at its end");
    admicrovm_restart(&vm);
    check(!vm.depth && admicrovm_run(&vm, 0) == ADMACHINE_HALT && STACK(1, 3), "restart");
}

/* Those of the later versions. */
static void test_later(void)
{
    PRINTS("", M(PUSH), 4, M(DUP), M(ASSERT));
    check(STACK(4, 4) && vm.status == 4, "ASSERT leaves both");
    PRINTS("assertion failed, pc 4, calls 0, flags <, stack 2\n3 4\n", M(PUSH), 3, M(PUSH), 4,
           M(ASSERT));
    check(vm.status == 255 && STACK(3, 4), "ASSERT failed");
    typed = -7;
    GIVES((0xfffffff9u), M(INPUT));
    /* Twice through the program: variable 0 tells which time it is. */
    check(RUN(M(FRMM), 0, M(PUSH), 1, M(CMP), M(JE), 15, M(TOMM), 0, M(PUSH), 4, M(CALL), 13,
              M(RST), 255, M(STATE), M(QUIT)) == ADMACHINE_HALT, "RST");
    check(STACK(1, 1) && !vm.open && !strcmp(printed, "pc 15, calls 0, flags =, stack 2\n1 1\n"),
          "RST empties stack and calls, not the variables");
    static const struct admachine_host nothing;
    pack((const uint32_t[]){M(INPUT), M(PRINT), 1, M(STATE), M(DELAY), 5, M(QUIT)}, 7);
    check(admicrovm_init(&vm, memory, admicrovm_size(&config), &config, code, 28, &nothing) &&
          admicrovm_run(&vm, 0) == ADMACHINE_HALT && STACK(0), "a host that does nothing");
}

/* ---- faults --------------------------------------------------------------------------------- */

static void test_faults(void)
{
    FAULTS(ILLEGAL, 1, M(NOP), 46);
    FAULTS(ILLEGAL, 0, 256);
    FAULTS(ILLEGAL, 2, M(PUSH), 1, 0x01000001u);
    FAULTS(RAN_OUT, 2, M(PUSH), 1);
    FAULTS(JUMP, 0, M(JMP), 2);
    FAULTS(JUMP, 1, M(NOP), M(JL), 0xffffffffu);
    check(RUN(M(JG), 1000, M(QUIT)) == ADMACHINE_HALT, "a jump that is not taken may be wrong");
    FAULTS(OVERFLOW, 0, M(PUSH), 1, M(JMP), 0);
    check(vm.depth == 8, "the stack is full");
    FAULTS(OVERFLOW, 2, M(PUSH), 1, M(DUP), M(JMP), 2);
    FAULTS(OVERFLOW, 0, M(FRMM), 1, M(JMP), 0);
    FAULTS(OVERFLOW, 0, M(INPUT), M(JMP), 0);
}

/* An operand that is missing, and too few values, for each instruction. */
static void test_needs(void)
{
    for (uint32_t op = 0; op < M(COUNT); op++) {
        const struct adisa_row *row = &adisa_microvm.rows[op];
        if (*row->operands)
            check(faulted(RUN(M(PUSH), 1, M(DUP), op), ADMACHINE_TRUNCATED, 3), row->name);
        for (int have = 0; have < row->pops; have++) {
            LOAD(op, 1, M(QUIT));
            vm.depth = (admicrovm_index)have;
            check(faulted(admicrovm_run(&vm, 0), ADMACHINE_UNDERFLOW, 0), row->name);
            check(vm.depth == (admicrovm_index)have, row->name);
        }
    }
}

static void test_init(void)
{
    LOAD(M(QUIT));
    size_t size = admicrovm_size(&config);
    check(size == 4 * (8 + 10) + 3 * sizeof(admicrovm_index), "size");
    check(!admicrovm_init(&vm, memory, size - 1, &config, code, 4, &host), "too little memory");
    check(!admicrovm_init(&vm, (char *)memory + 1, size, &config, code, 4, &host), "not aligned");
    for (unsigned cut = 1; cut < 4; cut++)
        check(!admicrovm_init(&vm, memory, size, &config, code, cut, &host), "no whole word");
    check(admicrovm_init(&vm, memory, size, &config, code, 0, &host) &&
          faulted(admicrovm_run(&vm, 0), ADMACHINE_RAN_OUT, 0), "no code");
}

/* ---- running in pieces ---------------------------------------------------------------------- */

static void test_steps(void)
{
    LOAD(M(PUSH), 1, M(INC), M(INC), M(QUIT));
    check(admicrovm_run(&vm, 1) == ADMACHINE_STEPS && vm.pc == 2 && STACK(1), "one");
    check(admicrovm_run(&vm, 2) == ADMACHINE_STEPS && vm.pc == 4 && STACK(3), "two more");
    check(admicrovm_run(&vm, 1) == ADMACHINE_HALT && vm.status == 3, "the end");
    LOAD(M(PUSH), 0, M(INC), M(JMP), 2);
    check(admicrovm_run(&vm, 2001) == ADMACHINE_STEPS && STACK(1000), "an endless loop");
    /* The flags outlive a pause. */
    LOAD(M(PUSH), 1, M(DUP), M(CMP), M(JE), 6, M(QUIT));
    check(admicrovm_run(&vm, 3) == ADMACHINE_STEPS && admicrovm_run(&vm, 0) == ADMACHINE_HALT,
          "flags");
    /* Step by step it does what it does at once. */
    LOAD(M(CALL), 3, M(QUIT), M(PUSH), 1, M(CALL), 10, M(PUSH), 2, M(RET), M(PUSH), 3, M(RET));
    unsigned steps = 1;
    while (admicrovm_run(&vm, 1) == ADMACHINE_STEPS && steps < 100)
        steps++;
    check(steps == 8 && STACK(1, 3, 2), "step by step");
}

static void test_stop(void)
{
    LOAD(M(PUSH), 0, M(INC), M(DELAY), 1, M(JMP), 2);
    stop_at_sleep = 1;
    check(admicrovm_run(&vm, 0) == ADMACHINE_STOPPED && vm.pc == 2 && STACK(1), "stop");
    check(admicrovm_run(&vm, 0) == ADMACHINE_STOPPED && vm.pc == 2 && STACK(2), "stop again");
    check(admicrovm_run(&vm, 100) == ADMACHINE_STOPPED && STACK(3), "with a limit");
    stop_at_sleep = 0;
    check(admicrovm_run(&vm, 5) == ADMACHINE_STEPS && slept == 5, "and on");
    LOAD(M(CALL), 2, M(QUIT));
    admicrovm_stop(&vm);
    check(admicrovm_run(&vm, 0) == ADMACHINE_STOPPED && vm.pc == 2 && vm.open == 1, "in CALL");
    LOAD(M(RST));
    admicrovm_stop(&vm);
    check(admicrovm_run(&vm, 0) == ADMACHINE_STOPPED && vm.pc == 0, "in RST");
}

/* ---- the view for tools --------------------------------------------------------------------- */

static void test_type(void)
{
    const struct admachine_type *t = &admicrovm_type;
    const struct admachine_space *stack = &t->spaces[0], *variables = &t->spaces[1];
    int32_t value;
    check(!strcmp(t->isa->name, "microvm") && t->space_count == 2, "type");
    LOAD(M(PUSH), 5, M(PUSH), 6, M(CMP), M(QUIT));
    check(t->run(&vm, 0) == ADMACHINE_HALT && t->status(&vm) == 6 && t->pc(&vm) == 6, "run");
    check(stack->size(&vm) == 2 && stack->read(&vm, 0, &value) && value == 6 &&
          stack->read(&vm, 1, &value) && value == 5 && !stack->read(&vm, 2, &value), "stack");
    check(stack->write(&vm, 1, -1) && STACK(0xffffffffu, 6) && !stack->write(&vm, 2, 0), "write");
    check(variables->size(&vm) == 10 && variables->write(&vm, 9, 8) &&
          variables->read(&vm, 9, &value) && value == 8 && !variables->read(&vm, 10, &value) &&
          !variables->write(&vm, 10, 0), "variables");
    check(t->reg(&vm, 0, &value) && value == 0 && t->reg(&vm, 1, &value) && value == 0 &&
          t->reg(&vm, 2, &value) && value == 0 && !t->reg(&vm, 3, &value), "registers");
    t->set_pc(&vm, 4);
    check(t->run(&vm, 1) == ADMACHINE_STEPS && t->reg(&vm, 1, &value) && value == 1, "set_pc");
    t->set_pc(&vm, 1000);
    check(faulted(t->run(&vm, 0), ADMACHINE_RAN_OUT, 6), "set_pc out of the code");
    t->restart(&vm);
    t->stop(&vm);
    check(t->run(&vm, 0) == ADMACHINE_HALT, "nothing to be stopped at");
}

/* ---- the later numberings ------------------------------------------------------------------- */

static bool translates(enum admicrovm_generation generation, const uint32_t *from,
    const uint32_t *to, size_t count)
{
    pack(to, count);
    uint8_t *expected = code;
    code = NULL;
    pack(from, count);
    bool ok = admicrovm_translate(code, (uint32_t)(4 * count), generation) &&
              !memcmp(code, expected, 4 * count);
    free(expected);
    return ok;
}

static void test_may2021(void)
{
    /* 8 to 38 as in the first description; 7 is BXOR, and 39 is QUIT. */
    uint32_t from[100], to[100];
    size_t n = 0;
    for (uint32_t op = 0; op < 40; op++) {
        from[n] = op == 7 ? 39 : op == 39 ? 7 : op;
        to[n++] = op;
        if (*adisa_microvm.rows[op].operands)
            from[n] = to[n] = 39, n++; /* an operand is no instruction */
    }
    check(translates(ADMICROVM_MAY2021, from, to, n), "8 May");
    /* From 0.2.2 on 39 is ASSERT and 42 QUIT: where there is a 42. */
    check(translates(ADMICROVM_MAY2021, (const uint32_t[]){39, 40, 1, 41, 2, 42, 0},
                     (const uint32_t[]){M(ASSERT), M(PTRTO), 1, M(TOPTR), 2, M(QUIT), 0}, 7),
          "0.2.2");
}

static void test_v02(void)
{
    static const char *const names[] = {"NOP", "PUSH", "POP", "ADD", "SUB", "MUL", "DIV", "JMP",
        "JE", "JL", "JG", "JNE", "JLE", "JGE", "FRMM", "TOMM", "RFRMM", "RTOMM", "CALL", "RET",
        "DUP", "SWAP", "INC", "DEC", "AFRMM", "ATOMM", "BP", "CMP", "PRINT", "DELAY", "STATE",
        "AND", "OR", "NOT", "XOR", "BAND", "BOR", "BNOT", "BXOR", "ASSERT", "PTRTO", "TOPTR",
        "CLR", "RST", "INPUT", "QUIT"};
    uint32_t from[100], to[100];
    size_t n = 0;
    for (uint32_t old = 0; old < AD_COUNT(names); old++) {
        int op = adisa_find(&adisa_microvm, names[old], strlen(names[old]));
        from[n] = old;
        to[n++] = (uint32_t)op;
        if (*adisa_microvm.rows[op].operands)
            from[n] = to[n] = 45, n++;
    }
    check(translates(ADMICROVM_V02, from, to, n), "0.2.5");
    check(translates(ADMICROVM_V02, (const uint32_t[]){1, 45, 42, 0},
                     (const uint32_t[]){M(PUSH), 45, M(QUIT), 0}, 4), "QUIT was 42 at first");
    /* Translated, it runs. */
    pack((const uint32_t[]){1, 3, 22, 1, 4, 39, 45, 0}, 8);
    check(admicrovm_translate(code, 32, ADMICROVM_V02) && load_bytes(32) &&
          admicrovm_run(&vm, 0) == ADMACHINE_HALT && vm.status == 4, "3 + 1 is 4");
}

static void test_translate_refuses(void)
{
    static const uint32_t bad[][3] = {{46, 0, 0}, {0, 0, 1}, {256, 0, 0}, {0, 43, 0}, {0, 0, 30}};
    for (unsigned i = 0; i < AD_COUNT(bad); i++) {
        uint8_t before[12];
        pack(bad[i], 3);
        memcpy(before, code, 12);
        check(!admicrovm_translate(code, 12, ADMICROVM_MAY2021), "not of May 2021");
        check(!memcmp(before, code, 12), "then nothing is changed");
    }
    pack((const uint32_t[]){7, 1}, 2);
    check(!admicrovm_translate(code, 7, ADMICROVM_MAY2021), "no whole word");
    check(admicrovm_translate(code, 0, ADMICROVM_V02), "nothing");
}

/* ---- rubbish -------------------------------------------------------------------------------- */

/* Any bytes: they end, or are ended, and stay within their memory (the sanitizers watch). */
static void test_rubbish(void)
{
    uint32_t words[60], seed = 1;
    bool fine = true;
    for (unsigned round = 0; round < 20000; round++) {
        unsigned count = round % 60 + 1;
        config = (struct admicrovm_config){.stack = round % 5, .calls = round % 3,
            .variables = round % 4, .hex = round & 1};
        for (unsigned i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            uint32_t high = seed >> 16;
            words[i] = round % 7 ? high % (i % 5 ? 46 : 70) : high << 16 | high;
        }
        load(words, count);
        passed--; /* init: counted once below */
        for (unsigned piece = 0; piece < 4; piece++)
            admicrovm_run(&vm, 100);
        fine = fine && vm.depth <= config.stack && vm.open <= config.calls && vm.pc <= count &&
               !vm.ended == !(vm.fault || admicrovm_run(&vm, 1) == ADMACHINE_HALT);
        if (admicrovm_translate(code, 4 * count, round % 2 ? ADMICROVM_V02 : ADMICROVM_MAY2021))
            fine = fine && load_bytes(4 * count) && admicrovm_run(&vm, 100) != ADMACHINE_STOPPED;
    }
    check(fine, "rubbish");
    usual();
}

int main(void)
{
    usual();
    test_numbers();
    test_stack();
    test_arithmetic();
    test_logic();
    test_jumps();
    test_variables();
    test_arrays();
    test_calls();
    test_print();
    test_simple();
    test_state();
    test_breakpoint();
    test_delay();
    test_quit();
    test_later();
    test_faults();
    test_needs();
    test_init();
    test_steps();
    test_stop();
    test_type();
    test_may2021();
    test_v02();
    test_translate_refuses();
    test_rubbish();
    free(memory);
    free(code);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
