/* SPDX-License-Identifier: MIT
 * test_portvm.c - each instruction of portvm, each fault with its address, the twenty decisions of
 * docs/portvm.md (the text of their checks begins with D and their number), steps, stop, calls.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machines/portvm.h"

enum {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) name = (code),
#include "isa/portvm.def"
#undef INS
};

/* The numbers of the specification, once more by hand. */
AD_STATIC_ASSERT(PUSH == 1 && IADD == 2 && IADX == 3 && ISUB == 4 && ISBX == 5 && IMUL == 6 &&
                     IMLX == 7 && IDIV == 8 && IDVX == 9 && NOP == 10 && IEQL == 11 && ILT == 12 &&
                     IGT == 13 && JMP == 14 && JPE == 15 && JPN == 16 && STR == 17 && LOD == 18 &&
                     GLOD == 19 && GSTR == 20 && PTLD == 21 && PTST == 22 && CALL == 23 &&
                     RET == 24 && HALT == 255,
    numbers);

static int passed, failed;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

/* A machine with its code and memory from malloc, to the byte: sanitizers see what is beside. */
struct machine {
    struct adportvm vm;
    uint8_t *code;
    void *memory;
};

static const struct adportvm_config small = {.stack = 10, .calls = 3, .memory = 300};

static void make(struct machine *m, const struct adportvm_config *config, const uint8_t *code,
    size_t size, const struct admachine_host *host)
{
    size_t need = adportvm_size(config);
    m->code = malloc(size + !size);
    m->memory = malloc(need);
    if (size)
        memcpy(m->code, code, size);
    memset(m->memory, 0xa5, need);
    if (!adportvm_init(&m->vm, m->memory, need, config, m->code, (uint32_t)size, host))
        abort();
}

static void drop(struct machine *m)
{
    free(m->code);
    free(m->memory);
}

static bool stack_is(const struct adportvm *vm, const int32_t *stack, unsigned count)
{
    const struct admachine_space *space = &adportvm_type.spaces[0];
    bool same = space->size(vm) == count;
    for (unsigned i = 0; same && i < count; i++) {
        int32_t value = 0;
        same = space->read(vm, count - 1 - i, &value) && value == stack[i];
    }
    return same;
}

static void show(const struct adportvm *vm)
{
    printf("    %s at %u, stack:", admachine_fault_text(vm->fault), (unsigned)vm->pc);
    for (unsigned i = 1; i <= vm->sp; i++)
        printf(" %d", (int)vm->stack[i]);
    printf("\n");
}

#define CODE(...) (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__})
#define STACK(...) (const int32_t[]){__VA_ARGS__}, AD_COUNT(((const int32_t[]){__VA_ARGS__}))
#define EMPTY NULL, 0

/* The program halts, and the stack (bottom first) is this one. */
static void gives(const char *what, const uint8_t *code, size_t size, const int32_t *stack,
    size_t count)
{
    struct machine m;
    make(&m, &small, code, size, NULL);
    bool ok = adportvm_run(&m.vm, 1000) == ADMACHINE_HALT &&
              stack_is(&m.vm, stack, (unsigned)count);
    check(ok, what);
    if (!ok)
        show(&m.vm);
    drop(&m);
}

/* The program ends with this fault at this address, and so does every further run. */
static void faults(const char *what, const uint8_t *code, size_t size, enum admachine_fault fault,
    uint32_t at)
{
    struct machine m;
    uint32_t where = 0;
    make(&m, &small, code, size, NULL);
    bool ok = adportvm_run(&m.vm, 1000) == ADMACHINE_FAULT;
    unsigned height = m.vm.sp;
    ok = ok && adportvm_run(&m.vm, 1000) == ADMACHINE_FAULT && m.vm.sp == height &&
         adportvm_type.fault(&m.vm, &where) == fault && where == at;
    check(ok, what);
    if (!ok)
        show(&m.vm);
    drop(&m);
}

/* ---- instructions --------------------------------------------------------------------------- */

/* -2147483648 on the stack. */
#define LOWEST PUSH, 128, IMLX, 128, IMLX, 128, IMLX, 128, IMLX, 8
#define MINUS(n) PUSH, 0, ISBX, n

static void test_arithmetic(void)
{
    gives("D1 PUSH has one byte, without a sign", CODE(PUSH, 0, PUSH, 255, HALT), STACK(0, 255));
    gives("IADD", CODE(PUSH, 200, PUSH, 100, IADD, HALT), STACK(300));
    gives("IADX", CODE(PUSH, 200, IADX, 255, HALT), STACK(455));
    gives("ISUB", CODE(PUSH, 9, PUSH, 7, PUSH, 10, ISUB, HALT), STACK(9, -3));
    gives("D3 ISBX subtracts", CODE(PUSH, 7, ISBX, 255, HALT), STACK(-248));
    gives("IMUL", CODE(PUSH, 200, PUSH, 100, IMUL, HALT), STACK(20000));
    gives("IMUL of negative numbers", CODE(MINUS(3), MINUS(5), IMUL, HALT), STACK(15));
    gives("IMLX", CODE(MINUS(2), IMLX, 255, HALT), STACK(-510));
    gives("IDIV", CODE(PUSH, 200, PUSH, 7, IDIV, HALT), STACK(28));
    gives("D4 what was pushed first is divided", CODE(PUSH, 7, PUSH, 200, IDIV, HALT), STACK(0));
    gives("D4 the last is subtracted", CODE(PUSH, 7, PUSH, 200, ISUB, HALT), STACK(-193));
    gives("IDVX", CODE(PUSH, 200, IDVX, 7, HALT), STACK(28));
    gives("D6 rounded down", CODE(MINUS(7), PUSH, 2, IDIV, HALT), STACK(-4));
    gives("D6 rounded down, divisor", CODE(PUSH, 7, MINUS(2), IDIV, HALT), STACK(-4));
    gives("D6 both negative", CODE(MINUS(7), MINUS(2), IDIV, HALT), STACK(3));
    gives("D6 no remainder", CODE(MINUS(8), PUSH, 2, IDIV, HALT), STACK(-4));
    gives("D6 IDVX rounded down", CODE(MINUS(1), IDVX, 255, HALT), STACK(-1));
    faults("D6 division by zero", CODE(PUSH, 1, PUSH, 0, IDIV, HALT), ADMACHINE_DIVISION, 4);
    faults("D6 IDVX 0", CODE(PUSH, 1, IDVX, 0, HALT), ADMACHINE_DIVISION, 2);
    gives("D2 32 bits with a sign", CODE(LOWEST, HALT), STACK(INT32_MIN));
    gives("D2 ISBX wraps", CODE(LOWEST, ISBX, 1, HALT), STACK(INT32_MAX));
    gives("D2 IADX wraps", CODE(LOWEST, ISBX, 1, IADX, 1, HALT), STACK(INT32_MIN));
    gives("D2 IADD wraps", CODE(LOWEST, LOWEST, IADD, HALT), STACK(0));
    gives("D2 ISUB wraps", CODE(PUSH, 0, LOWEST, ISUB, HALT), STACK(INT32_MIN));
    gives("D2 IMUL wraps", CODE(LOWEST, ISBX, 1, MINUS(2), IMUL, HALT), STACK(2));
    gives("D2 IMLX wraps", CODE(LOWEST, IMLX, 3, HALT), STACK(INT32_MIN));
    gives("D2 the lowest by -1", CODE(LOWEST, MINUS(1), IDIV, HALT), STACK(INT32_MIN));
    gives("the lowest by itself", CODE(LOWEST, LOWEST, IDIV, HALT), STACK(1));
    gives("NOP", CODE(NOP, PUSH, 3, NOP, HALT), STACK(3));
    gives("HALT", CODE(HALT, PUSH, 1), EMPTY);
}

static void test_comparisons(void)
{
    gives("IEQL yes", CODE(PUSH, 5, PUSH, 5, IEQL, HALT), STACK(1));
    gives("IEQL no", CODE(PUSH, 5, PUSH, 6, IEQL, HALT), STACK(0));
    gives("D5 ILT: the first is smaller", CODE(PUSH, 5, PUSH, 6, ILT, HALT), STACK(1));
    gives("D5 ILT: the first is greater", CODE(PUSH, 6, PUSH, 5, ILT, HALT), STACK(0));
    gives("ILT equal", CODE(PUSH, 5, PUSH, 5, ILT, HALT), STACK(0));
    gives("D5 IGT: the first is greater", CODE(PUSH, 6, PUSH, 5, IGT, HALT), STACK(1));
    gives("D5 IGT: the first is smaller", CODE(PUSH, 5, PUSH, 6, IGT, HALT), STACK(0));
    gives("IGT equal", CODE(PUSH, 5, PUSH, 5, IGT, HALT), STACK(0));
    gives("ILT with signs", CODE(LOWEST, LOWEST, ISBX, 1, ILT, HALT), STACK(1));
    gives("IGT with signs", CODE(MINUS(1), PUSH, 0, IGT, HALT), STACK(0));
}

#define A4(low) PUSH, 0, PUSH, 0, PUSH, 0, PUSH, low

static void test_jumps(void)
{
    gives("D7 JMP takes one element", CODE(PUSH, 9, PUSH, 6, JMP, HALT, PUSH, 1, HALT),
        STACK(9, 1));
    gives("JPE with 1", CODE(PUSH, 9, PUSH, 1, A4(14), JPE, HALT, PUSH, 5, HALT), STACK(9, 5));
    gives("JPE with 0", CODE(PUSH, 9, PUSH, 0, A4(14), JPE, HALT, PUSH, 5, HALT), STACK(9));
    gives("JPN with 0", CODE(PUSH, 9, PUSH, 0, A4(14), JPN, HALT, PUSH, 5, HALT), STACK(9, 5));
    gives("JPN with 1", CODE(PUSH, 9, PUSH, 1, A4(14), JPN, HALT, PUSH, 5, HALT), STACK(9));
    gives("D11 JPE with 2 goes on", CODE(PUSH, 2, A4(12), JPE, HALT, ISUB), EMPTY);
    gives("D11 JPE with -1 goes on", CODE(MINUS(1), A4(14), JPE, HALT, ISUB), EMPTY);
    gives("D11 JPN with 2 goes on", CODE(PUSH, 2, A4(12), JPN, HALT, ISUB), EMPTY);
    gives("D10 the address is on top of the value", CODE(PUSH, 1, A4(12), JPE, HALT, HALT), EMPTY);
    gives("D7 JMP to the last byte", CODE(PUSH, 4, JMP, ISUB, HALT), EMPTY);
    faults("D7 JMP to the size", CODE(PUSH, 4, JMP, HALT), ADMACHINE_JUMP, 2);
    faults("JMP to -1", CODE(MINUS(1), JMP, HALT), ADMACHINE_JUMP, 4);
    gives("D7 JPE to the last byte", CODE(PUSH, 1, A4(12), JPE, ISUB, HALT), EMPTY);
    faults("D7 JPE to the size", CODE(PUSH, 1, A4(12), JPE, HALT), ADMACHINE_JUMP, 10);
    faults("D7 JPN to the size", CODE(PUSH, 0, A4(12), JPN, HALT), ADMACHINE_JUMP, 10);
    gives("JPE that does not jump may have any address", CODE(PUSH, 0, A4(99), JPE, HALT), EMPTY);
    faults("D7 CALL to the size", CODE(A4(11), CALL, 0, HALT), ADMACHINE_JUMP, 8);
    faults("JPE to 0x80000000", CODE(PUSH, 1, PUSH, 128, PUSH, 0, PUSH, 0, PUSH, 0, JPE),
        ADMACHINE_JUMP, 10);
    faults("D9 an element of an address over 255",
        CODE(PUSH, 1, PUSH, 0, PUSH, 0, PUSH, 255, IADX, 1, PUSH, 0, JPE, HALT), ADMACHINE_VALUE,
        12);
    faults("D9 a negative element", CODE(PUSH, 5, MINUS(1), PUSH, 0, PUSH, 0, PUSH, 0, JPN, HALT),
        ADMACHINE_VALUE, 12);
    faults("D9 CALL with an element over 255", CODE(A4(255), IADX, 1, CALL, 0), ADMACHINE_VALUE,
        10);
}

/* Programs longer than 256 and 65536 bytes: the bytes of an address are where they belong. */
static void test_far_jumps(void)
{
    enum { SIZE = 0x010304 };
    static uint8_t code[SIZE];
    const uint8_t start[] = {PUSH, 1, PUSH, 0, PUSH, 1, PUSH, 3, PUSH, 2, JPE};
    struct machine m;
    memset(code, HALT, sizeof code);
    memcpy(code, start, sizeof start);
    code[0x010302] = NOP;
    make(&m, &small, code, SIZE, NULL);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_HALT && m.vm.pc == 0x010303,
        "D9 the most significant byte is pushed first");
    drop(&m);
}

/* ---- memory, globals, ports ----------------------------------------------------------------- */

static void test_memory(void)
{
    gives("D10 STR: the address is on top", CODE(PUSH, 77, PUSH, 3, STR, PUSH, 3, LOD, HALT),
        STACK(77));
    gives("a cell holds a number of 32 bits", CODE(LOWEST, PUSH, 0, STR, PUSH, 0, LOD, HALT),
        STACK(INT32_MIN));
    gives("memory is zero at first", CODE(PUSH, 255, IADX, 44, LOD, HALT), STACK(0));
    gives("the last cell of 300", CODE(PUSH, 8, PUSH, 255, IADX, 44, STR, PUSH, 255, IADX, 44, LOD,
        HALT), STACK(8));
    faults("D12 STR behind the last", CODE(PUSH, 8, PUSH, 255, IADX, 45, STR), ADMACHINE_ADDRESS,
        6);
    faults("D12 LOD behind the last", CODE(PUSH, 255, IADX, 45, LOD), ADMACHINE_ADDRESS, 4);
    faults("STR at -1", CODE(PUSH, 8, MINUS(1), STR), ADMACHINE_ADDRESS, 6);
    faults("LOD at the lowest number", CODE(LOWEST, LOD), ADMACHINE_ADDRESS, 10);
}

static void test_much_memory(void)
{
    /* memory[4194303] = 42, memory[4194304] = 42 */
    const uint8_t code[] = {PUSH, 42, PUSH, 128, IMLX, 128, IMLX, 128, IMLX, 2, ISBX, 1, STR,
        PUSH, 128, IMLX, 128, IMLX, 128, IMLX, 2, ISBX, 1, LOD, PUSH, 128, IMLX, 128, IMLX, 128,
        IMLX, 2, STR, HALT};
    struct adportvm_config config = {.stack = 4, .calls = 0, .memory = ADPORTVM_MEMORY};
    size_t size = adportvm_size(&config);
    void *memory = calloc(1, size);
    struct adportvm vm;
    int32_t value = 0;
    const struct admachine_space *space = &adportvm_type.spaces[1];
    check(memory && adportvm_init(&vm, memory, size, &config, code, sizeof code, NULL),
        "D12 4194304 cells");
    check(adportvm_run(&vm, 0) == ADMACHINE_FAULT && vm.fault == ADMACHINE_ADDRESS && vm.pc == 32,
        "D12 cell 4194304 is none");
    check(space->size(&vm) == 4194304 && space->read(&vm, 4194303, &value) && value == 42 &&
          !space->read(&vm, 4194304, &value), "D12 cell 4194303 is the last");
    adportvm_restart(&vm);
    check(space->read(&vm, 4194303, &value) && value == 0 && !vm.fault, "restart clears memory");
    config.memory++;
    check(!adportvm_size(&config), "more memory cannot be had");
    free(memory);
}

static void test_globals(void)
{
    gives("GSTR, GLOD", CODE(PUSH, 200, PUSH, 0, PUSH, 7, GSTR, PUSH, 0, PUSH, 7, GLOD, HALT),
        STACK(200));
    gives("D13 global 0", CODE(PUSH, 1, PUSH, 0, PUSH, 0, GSTR, PUSH, 0, PUSH, 0, GLOD, HALT),
        STACK(1));
    gives("D13 global 254",
        CODE(PUSH, 255, PUSH, 0, PUSH, 254, GSTR, PUSH, 0, PUSH, 254, GLOD, HALT), STACK(255));
    gives("globals are zero at first", CODE(PUSH, 0, PUSH, 254, GLOD, HALT), STACK(0));
    faults("D13 GLOD 255", CODE(PUSH, 0, PUSH, 255, GLOD), ADMACHINE_ADDRESS, 4);
    faults("D13 GSTR 255", CODE(PUSH, 1, PUSH, 0, PUSH, 255, GSTR), ADMACHINE_ADDRESS, 6);
    faults("D9 GLOD 256", CODE(PUSH, 1, PUSH, 0, GLOD), ADMACHINE_ADDRESS, 4);
    faults("GSTR 256", CODE(PUSH, 9, PUSH, 1, PUSH, 0, GSTR), ADMACHINE_ADDRESS, 6);
    faults("D13 a value of 256", CODE(PUSH, 255, IADX, 1, PUSH, 0, PUSH, 0, GSTR), ADMACHINE_VALUE,
        8);
    faults("D13 a value of -1", CODE(MINUS(1), PUSH, 0, PUSH, 0, GSTR), ADMACHINE_VALUE, 8);
    faults("D9 an address of -1", CODE(PUSH, 0, MINUS(1), GLOD), ADMACHINE_VALUE, 6);
    faults("D9 an address byte of 256", CODE(PUSH, 0, PUSH, 255, IADX, 1, GLOD), ADMACHINE_VALUE,
        6);
    faults("GSTR at -1 and 0", CODE(PUSH, 5, MINUS(1), PUSH, 0, GSTR), ADMACHINE_VALUE, 8);
}

static int32_t port[255];
static struct machine *looking;
static bool seen;

static int32_t read_port(void *ctx, unsigned number)
{
    return ((int32_t *)ctx)[number];
}

static void write_port(void *ctx, unsigned number, int32_t value)
{
    ((int32_t *)ctx)[number] = value;
    if (looking) /* the machine is as before the instruction */
        seen = stack_is(&looking->vm, STACK(1, value, (int32_t)number)) && looking->vm.pc == 12;
}

static void test_ports(void)
{
    const struct admachine_host host = {.ctx = port, .port_read = read_port,
        .port_write = write_port}, nothing = {0};
    const uint8_t code[] = {PUSH, 0, PTLD, PUSH, 254, PTLD, IADD, PUSH, 66, PUSH, 254, NOP, PTST,
        PUSH, 67, PUSH, 0, PTST, PUSH, 255, PTLD};
    const uint8_t write[] = {MINUS(1), PUSH, 255, PTST};
    struct machine m;
    port[0] = -5;
    port[254] = 6;
    make(&m, &small, code, sizeof code, &host);
    looking = &m;
    check(adportvm_run(&m.vm, 8) == ADMACHINE_STEPS && stack_is(&m.vm, STACK(1, 66, 254)),
        "D14 ports 0 and 254 are read");
    check(adportvm_run(&m.vm, 1) == ADMACHINE_STEPS && seen && port[254] == 66, "D14 write 254");
    looking = NULL;
    check(adportvm_run(&m.vm, 0) == ADMACHINE_FAULT && port[0] == 67, "D14 write 0");
    check(m.vm.fault == ADMACHINE_PORT && m.vm.pc == 20, "D14 port 255 is none");
    drop(&m);
    faults("D14 write 255", write, sizeof write, ADMACHINE_PORT, 6);
    faults("port -1", CODE(MINUS(1), PTLD), ADMACHINE_PORT, 4);
    gives("D14 nothing is connected", CODE(PUSH, 1, PUSH, 9, PTST, PUSH, 9, PTLD, HALT), STACK(0));
    make(&m, &small, CODE(PUSH, 1, PUSH, 9, PTST, PUSH, 9, PTLD, HALT), &nothing);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_HALT && stack_is(&m.vm, STACK(0)),
        "D14 a host without functions");
    drop(&m);
}

/* ---- subroutines ---------------------------------------------------------------------------- */

static void test_calls(void)
{
    gives("D8 arguments go, results stay",
        CODE(PUSH, 9, PUSH, 5, PUSH, 3, PUSH, 0, PUSH, 0, PUSH, 0, PUSH, 17, CALL, 2, HALT,
            PUSH, 4, PUSH, 1, PUSH, 2, RET, 2), STACK(9, 1, 2));
    gives("D8 the example of docs/portvm.md",
        CODE(PUSH, 7, PUSH, 3, A4(15), CALL, 2, HALT, IMUL, RET, 1), STACK(21));
    gives("D8 all arguments are results", CODE(PUSH, 5, PUSH, 3, A4(15), CALL, 2, HALT, RET, 2),
        STACK(5, 3));
    gives("D8 no results", CODE(PUSH, 5, PUSH, 3, A4(15), CALL, 2, HALT, RET, 0), EMPTY);
    gives("D8 no arguments, one result", CODE(PUSH, 5, A4(13), CALL, 0, HALT, PUSH, 3, RET, 1),
        STACK(5, 3));
    gives("D8 it goes on behind the CALL", CODE(A4(13), CALL, 0, PUSH, 7, HALT, RET, 0), STACK(7));
    faults("D8 too few arguments", CODE(PUSH, 1, A4(0), CALL, 2), ADMACHINE_UNDERFLOW, 10);
    faults("D8 too few results", CODE(PUSH, 1, A4(13), CALL, 1, HALT, RET, 2), ADMACHINE_UNDERFLOW,
        13);
    faults("D8 below the arguments", CODE(PUSH, 1, PUSH, 4, A4(15), CALL, 0, HALT, IADD, RET, 0),
        ADMACHINE_UNDERFLOW, 16);
    faults("D18 RET without a call", CODE(PUSH, 1, RET, 1), ADMACHINE_NO_CALL, 2);
    faults("RET once more", CODE(A4(11), CALL, 0, NOP, RET, 0), ADMACHINE_NO_CALL, 11);
    faults("D18 calls nested too deep", CODE(A4(0), CALL, 0), ADMACHINE_CALLS, 8);
    faults("back behind a CALL that is the last", CODE(PUSH, 5, JMP, RET, 0, A4(3), CALL, 0),
        ADMACHINE_RAN_OUT, 15);
}

/* fact(n) = 1 when n < 2, else n * fact(n - 1): an argument is kept in memory, one cell a level. */
static void test_recursion(void)
{
    static const uint8_t code[] = {
        PUSH, 10, PUSH, 0, PUSH, 0, PUSH, 0, PUSH, 13, CALL, 1, HALT,
        /* 13: memory[memory[0] += 1] = n */
        PUSH, 0, LOD, IADX, 1, PUSH, 0, STR, PUSH, 0, LOD, STR,
        /* 25: n < 2? */
        PUSH, 0, LOD, LOD, PUSH, 2, ILT, PUSH, 0, PUSH, 0, PUSH, 0, PUSH, 72, JPE,
        /* 41: n, fact(n - 1) */
        PUSH, 0, LOD, LOD, PUSH, 0, LOD, LOD, ISBX, 1, PUSH, 0, PUSH, 0, PUSH, 0, PUSH, 13,
        CALL, 1, IMUL,
        /* 62: memory[0] -= 1 */
        PUSH, 0, LOD, ISBX, 1, PUSH, 0, STR, RET, 1,
        /* 72: */
        PUSH, 1, PUSH, 62, JMP};
    struct adportvm_config config = {.stack = 40, .calls = 10, .memory = 11};
    struct machine m;
    make(&m, &config, code, sizeof code, NULL);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_HALT && stack_is(&m.vm, STACK(3628800)),
        "D8 factorial of 10");
    check(m.vm.depth == 0 && m.vm.bp == 0, "every call has returned");
    if (m.vm.fault)
        show(&m.vm);
    drop(&m);
    config.calls = 9;
    make(&m, &config, code, sizeof code, NULL);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_FAULT && m.vm.fault == ADMACHINE_CALLS &&
          m.vm.pc == 59, "one call too deep");
    drop(&m);
}

/* ---- faults that any program can have ------------------------------------------------------- */

static void test_codes(void)
{
    struct machine m;
    faults("D17 the code ends without HALT", CODE(PUSH, 1), ADMACHINE_RAN_OUT, 2);
    faults("D17 no instruction 0", CODE(NOP, 0), ADMACHINE_ILLEGAL, 1);
    for (unsigned op = 0; op < 256; op++) {
        char what[40];
        uint8_t code[] = {NOP, (uint8_t)op};
        const struct adisa_row *row = &adisa_portvm.rows[op];
        snprintf(what, sizeof what, "D17 instruction %u", op);
        if (!row->name)
            faults(what, code, 2, ADMACHINE_ILLEGAL, 1);
        else if (*row->operands)
            faults("D18 operand cut off", code, 2, ADMACHINE_TRUNCATED, 1);
    }
    make(&m, &small, NULL, 0, NULL);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_FAULT && m.vm.fault == ADMACHINE_RAN_OUT &&
          m.vm.pc == 0, "no code at all");
    drop(&m);
    gives("D20 address 0 is the first byte", CODE(PUSH, 0, HALT), STACK(0));
}

/* Each instruction with one element less than it needs, and with just as many. */
static void test_heights(void)
{
    for (unsigned op = 1; op < 25; op++) {
        const struct adisa_row *row = &adisa_portvm.rows[op];
        unsigned need = op == CALL ? 4 : row->pops == AD_VAR ? 0 : (unsigned)row->pops;
        for (unsigned height = 0; height <= need; height++) {
            uint8_t code[16];
            unsigned n = 0;
            struct machine m;
            for (unsigned i = 0; i < height; i++)
                code[n++] = PUSH, code[n++] = 0;
            code[n] = (uint8_t)op, code[n + 1] = 0;
            make(&m, &small, code, n + 2, NULL);
            enum admachine_stop stop = adportvm_run(&m.vm, height + 1);
            if (height < need)
                check(stop == ADMACHINE_FAULT && m.vm.fault == ADMACHINE_UNDERFLOW &&
                      m.vm.pc == n && m.vm.sp == height, row->name);
            else
                check(m.vm.fault != ADMACHINE_UNDERFLOW, row->name);
            drop(&m);
        }
    }
    gives("ten elements", CODE(A4(0), A4(0), PUSH, 0, PUSH, 9, HALT),
        STACK(0, 0, 0, 0, 0, 0, 0, 0, 0, 9));
    faults("D18 eleven elements", CODE(A4(0), A4(0), PUSH, 0, PUSH, 9, PUSH, 7, HALT),
        ADMACHINE_OVERFLOW, 20);
}

/* ---- running -------------------------------------------------------------------------------- */

static void test_steps(void)
{
    const uint8_t code[] = {PUSH, 1, IADX, 2, NOP, PUSH, 4, JMP};
    struct machine m;
    make(&m, &small, code, sizeof code, NULL);
    check(adportvm_run(&m.vm, 1) == ADMACHINE_STEPS && m.vm.pc == 2 && stack_is(&m.vm, STACK(1)),
        "D18 one step");
    check(adportvm_run(&m.vm, 2) == ADMACHINE_STEPS && m.vm.pc == 5 && stack_is(&m.vm, STACK(3)),
        "two more");
    check(adportvm_run(&m.vm, 3000) == ADMACHINE_STEPS && m.vm.pc == 5, "3000 more");
    check(adportvm_run(&m.vm, 1) == ADMACHINE_STEPS && m.vm.pc == 7, "and one");
    drop(&m);
    make(&m, &small, CODE(NOP, HALT), NULL);
    check(adportvm_run(&m.vm, 1) == ADMACHINE_STEPS && adportvm_run(&m.vm, 1) == ADMACHINE_HALT,
        "HALT is a step");
    check(m.vm.pc == 1 && adportvm_run(&m.vm, 0) == ADMACHINE_HALT, "the machine stands on HALT");
    drop(&m);
    make(&m, &small, CODE(NOP, 0), NULL);
    check(adportvm_run(&m.vm, 1) == ADMACHINE_STEPS && adportvm_run(&m.vm, 1) == ADMACHINE_FAULT,
        "a fault comes with its own step");
    drop(&m);
}

static void stop_it(void *ctx, unsigned number, int32_t value)
{
    (void)number, (void)value;
    adportvm_stop(ctx);
}

static void test_stop(void)
{
    const uint8_t loop[] = {PUSH, 7, PUSH, 1, PTST, PUSH, 0, JMP};
    const uint8_t call[] = {PUSH, 7, PUSH, 1, PTST, A4(0), CALL, 0};
    struct machine m;
    struct admachine_host host = {.ctx = &m.vm, .port_write = stop_it};
    make(&m, &small, loop, sizeof loop, &host);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_STOPPED && m.vm.pc == 0 && m.vm.sp == 0,
        "stop in a loop");
    check(adportvm_run(&m.vm, 4) == ADMACHINE_STEPS, "and on");
    check(adportvm_run(&m.vm, 0) == ADMACHINE_STOPPED, "stop from before the run");
    drop(&m);
    make(&m, &small, call, sizeof call, &host);
    check(adportvm_run(&m.vm, 0) == ADMACHINE_STOPPED && m.vm.pc == 0 && m.vm.depth == 1,
        "stop in a recursion");
    adportvm_restart(&m.vm);
    check(m.vm.depth == 0 && m.vm.pc == 0 && !m.vm.stopped, "restart");
    drop(&m);
}

/* Three machines, one step each in turn. */
static void test_side_by_side(void)
{
    enum { MACHINES = 3 };
    struct machine m[MACHINES];
    bool ok = true;
    for (unsigned i = 0; i < MACHINES; i++)
        make(&m[i], &small, CODE(PUSH, (uint8_t)i, IMLX, 10, PUSH, 0, STR, PUSH, 0, LOD, PUSH, 1,
            PUSH, 0, PUSH, 3, GSTR, HALT), NULL);
    for (unsigned step = 0; step < 11; step++)
        for (unsigned i = 0; i < MACHINES; i++)
            ok = ok && adportvm_run(&m[i].vm, 1) ==
                           (step < 10 ? ADMACHINE_STEPS : ADMACHINE_HALT);
    for (unsigned i = 0; i < MACHINES; i++) {
        ok = ok && stack_is(&m[i].vm, STACK((int32_t)i * 10)) && m[i].vm.globals[3] == 1;
        drop(&m[i]);
    }
    check(ok, "machines side by side");
}

static void test_init(void)
{
    struct adportvm vm;
    static int32_t memory[400];
    struct adportvm_config config = {.stack = 2, .calls = 1, .memory = 3};
    size_t size = adportvm_size(&config);
    const uint8_t code[] = {HALT};
    check(size == 3 * 4 + 3 * 4 + sizeof(struct adportvm_call) + 255, "size");
    check(adportvm_init(&vm, memory, size, &config, code, 1, NULL), "enough");
    check(!adportvm_init(&vm, memory, size - 1, &config, code, 1, NULL), "a byte too few");
    check(!adportvm_init(&vm, (char *)memory + 1, size, &config, code, 1, NULL), "not aligned");
    config.stack = 0;
    check(!adportvm_size(&config), "no stack");
    config.stack = UINT32_MAX;
    check(!adportvm_size(&config), "too much stack");
    config.stack = 1, config.calls = UINT32_MAX;
    check(!adportvm_size(&config), "too many calls");
    check(!adportvm_init(&vm, memory, SIZE_MAX, &config, code, 1, NULL), "and no such machine");
}

/* ---- the view for tools --------------------------------------------------------------------- */

static void test_spaces(struct adportvm *vm)
{
    for (unsigned i = 0; i < adportvm_type.space_count; i++) {
        const struct admachine_space *s = &adportvm_type.spaces[i];
        uint32_t size = s->size(vm);
        int32_t value = 0;
        check(size && s->write(vm, size - 1, 77) && s->read(vm, size - 1, &value) && value == 77,
            s->name);
        check(!s->write(vm, size, 1) && !s->read(vm, size, &value), s->name);
        check(!s->write(vm, UINT32_MAX, 1) && !s->read(vm, UINT32_MAX, &value), s->name);
    }
    check(!adportvm_type.spaces[2].write(vm, 0, 256), "globals are bytes");
}

static void test_view(void)
{
    const struct admachine_type *type = &adportvm_type;
    const struct admachine_host host = {port, read_port, write_port, NULL, NULL};
    const uint8_t code[] = {PUSH, 6, PUSH, 5, A4(15), CALL, 1, HALT, PUSH, 1, HALT, 0};
    struct machine m;
    int32_t value[3] = {0};
    uint32_t at = 0;
    make(&m, &small, code, sizeof code, &host);
    check(type->run(&m.vm, 8) == ADMACHINE_STEPS && type->pc(&m.vm) == 17, "in the subroutine");
    check(!strcmp(type->reg(&m.vm, 0, &value[0]), "IP") &&
          !strcmp(type->reg(&m.vm, 1, &value[1]), "SP") &&
          !strcmp(type->reg(&m.vm, 2, &value[2]), "BP") && !type->reg(&m.vm, 3, &value[0]),
        "three registers");
    check(value[0] == 17 && value[1] == 3 && value[2] == 1, "D15 BP is the first argument");
    check(type->call(&m.vm, 0, &at) && at == 14 && !type->call(&m.vm, 1, &at), "one call is open");
    test_spaces(&m.vm);
    check(port[254] == 77, "a port is written");
    type->set_pc(&m.vm, 18);
    check(type->run(&m.vm, 0) == ADMACHINE_FAULT && type->fault(&m.vm, &at) == ADMACHINE_ILLEGAL &&
          at == 18, "set_pc");
    type->set_pc(&m.vm, 17);
    check(type->run(&m.vm, 0) == ADMACHINE_HALT && type->status(&m.vm) == 0 &&
          type->fault(&m.vm, &at) == ADMACHINE_OK, "on after a fault");
    type->set_pc(&m.vm, UINT32_MAX);
    check(type->run(&m.vm, 0) == ADMACHINE_FAULT && type->fault(&m.vm, &at) == ADMACHINE_RAN_OUT &&
          at == sizeof code, "set_pc far away");
    type->restart(&m.vm);
    check(type->pc(&m.vm) == 0 && type->spaces[0].size(&m.vm) == 0 && !type->call(&m.vm, 0, &at) &&
          type->fault(&m.vm, &at) == ADMACHINE_OK, "restart");
    type->stop(&m.vm);
    check(type->run(&m.vm, 0) == ADMACHINE_STOPPED, "stop");
    drop(&m);
}

static void test_table(void)
{
    unsigned count = 0;
    for (unsigned op = 0; op < 256; op++) {
        const struct adisa_row *row = &adisa_portvm.rows[op];
        count += row->name != NULL;
        if (row->name)
            check(adisa_find(&adisa_portvm, row->name, strlen(row->name)) == (int)op &&
                  adisa_length(&adisa_portvm, op) == 1 + strlen(row->operands), row->name);
    }
    check(count == 25 && adisa_portvm.count == 256, "25 instructions");
    check(adisa_find(&adisa_portvm, "IMUL", 4) == 6 && adisa_find(&adisa_portvm, "GLOD", 4) == 19,
        "D16 the names in the table");
}

int main(void)
{
    test_table();
    test_arithmetic();
    test_comparisons();
    test_jumps();
    test_far_jumps();
    test_memory();
    test_much_memory();
    test_globals();
    test_ports();
    test_calls();
    test_recursion();
    test_codes();
    test_heights();
    test_steps();
    test_stop();
    test_side_by_side();
    test_init();
    test_view();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
