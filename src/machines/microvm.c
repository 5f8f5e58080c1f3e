/* SPDX-License-Identifier: MIT
 * microvm.c - see microvm.h. The loop is microvm_loop.h, made twice where there is room: the one
 * that most programs run in does not count its steps. What prints is here and not in the loop.
 *
 * -DADMICROVM_UNCHECKED leaves the checks away that cost time in each instruction: stack, variables,
 * jumps, calls, the end of the code. Then a program that is wrong destroys the host: it is for chips
 * whose one program has been tested with the checks. Unknown instructions, division by zero and
 * addresses of the host (PTRTO, TOPTR) are refused even so.
 */
#include "machines/microvm.h"

#ifndef ADMICROVM_GOTO
#if defined(__GNUC__) && !defined(__AVR__)
#define ADMICROVM_GOTO 1 /* a jump of its own behind each instruction, which is predicted better */
#else
#define ADMICROVM_GOTO 0
#endif
#endif

#ifdef ADMICROVM_UNCHECKED
#define CHECKED 0
#else
#define CHECKED 1
#endif

#if defined(__AVR__)
typedef uint32_t wide;
#else
typedef uint64_t wide;
#endif

size_t admicrovm_size(const struct admicrovm_config *config)
{
    wide size = ((wide)config->stack + config->variables) * sizeof(uint32_t) +
                (wide)config->calls * sizeof(admicrovm_index);
    return (size_t)size == size ? (size_t)size : SIZE_MAX;
}

void admicrovm_restart(struct admicrovm *vm)
{
    for (admicrovm_index i = 0; i < vm->config.variables; i++)
        vm->variables[i] = 0;
    vm->pc = vm->depth = vm->open = 0;
    vm->status = 0;
    vm->order = ADMICROVM_LESS;
    vm->fault = ADMACHINE_OK;
    vm->ended = false;
    vm->stop = false;
}

bool admicrovm_init(struct admicrovm *vm, void *memory, size_t size,
    const struct admicrovm_config *config, const uint8_t *code, uint32_t code_size,
    const struct admachine_host *host)
{
    size_t needed = admicrovm_size(config);
    if (needed > size || needed == SIZE_MAX || (uintptr_t)memory % _Alignof(uint32_t))
        return false;
    if (code_size % 4 || (size_t)code_size != code_size)
        return false;
    vm->config = *config;
    vm->host = host;
    vm->code = code;
    vm->words = (admicrovm_index)(code_size / 4);
    vm->stack = memory;
    vm->variables = vm->stack + config->stack;
    vm->calls = (admicrovm_index *)(vm->variables + config->variables);
    admicrovm_restart(vm);
    return true;
}

void admicrovm_stop(struct admicrovm *vm)
{
    vm->stop = true;
}

/* ---- printing ------------------------------------------------------------------------------- */

static void put(const struct admicrovm *vm, const char *text, size_t length)
{
    if (vm->host->print)
        vm->host->print(vm->host->ctx, text, length);
}

static AD_NOINLINE void put_char(const struct admicrovm *vm, char c)
{
    put(vm, &c, 1);
}

static AD_NOINLINE void put_text(const struct admicrovm *vm, AD_FLASH_TABLE char *text)
{
    for (; *text; text++)
        put_char(vm, *text);
}

static AD_NOINLINE void put_number(const struct admicrovm *vm, uint32_t value)
{
    char text[10];
    uint8_t at = sizeof text, radix = vm->config.hex ? 16 : 10;
    do {
        uint8_t digit = (uint8_t)(value % radix);
        value /= radix;
        text[--at] = (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    } while (value);
    put(vm, text + at, sizeof text - at);
}

/* The last `count` values of the stack, oldest first. */
static AD_NOINLINE void put_values(const struct admicrovm *vm, admicrovm_index count,
    char between)
{
    while (count--) {
        put_number(vm, vm->stack[vm->depth - 1 - count]);
        put_char(vm, count ? between : '\n');
    }
}

static AD_NOINLINE void put_state(const struct admicrovm *vm)
{
    static AD_FLASH_TABLE char pc[] = "pc ", calls[] = ", calls ", flags[] = ", flags ",
                                stack[] = ", stack ";
    put_text(vm, pc);
    put_number(vm, vm->pc);
    put_text(vm, calls);
    put_number(vm, vm->open);
    put_text(vm, flags);
    put_char(vm, vm->order == ADMICROVM_EQUAL ? 'E' : '-');
    put_char(vm, vm->order == ADMICROVM_GREATER ? 'G' : '-');
    put_text(vm, stack);
    put_number(vm, vm->depth);
    put_char(vm, '\n');
    put_values(vm, vm->depth, ' ');
}

static AD_NOINLINE void put_assert(const struct admicrovm *vm)
{
    static AD_FLASH_TABLE char at[] = "assertion failed at ", values[] = ": ";
    put_text(vm, at);
    put_number(vm, vm->pc);
    put_text(vm, values);
    put_values(vm, 2, ' ');
}

/* ---- the loop ------------------------------------------------------------------------------- */

/* What the table says of each instruction, as the loop wants it. */
#define ROW(operands, pops, pushes) ((pops) | (pushes) << 2 | (sizeof(operands) > 1 ? 16 : 0))
#define POPS(row) ((row) & 3)
#define PUSHES(row) ((row) >> 2 & 3)
#define GROWS(row) (PUSHES(row) > POPS(row))
#define HAS_OPERAND(row) ((row) & 16)

#if ADMICROVM_GOTO
enum {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    ROW_##name = ROW(operands, pops, pushes),
#include "isa/microvm.def"
#undef INS
};
#else
static AD_FLASH_TABLE uint8_t rows[ADMICROVM_COUNT] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    [code] = ROW(operands, pops, pushes),
#include "isa/microvm.def"
#undef INS
};
#endif

#define COMPARE(a, b) ((uint8_t)(((a) >= (b)) + ((a) > (b))))

/* A compiler for a host that reads unaligned words makes one load of it. */
static inline uint32_t code_word(const uint8_t *p)
{
    return (uint32_t)ADMACHINE_CODE8(p) | (uint32_t)ADMACHINE_CODE8(p + 1) << 8 |
           (uint32_t)ADMACHINE_CODE8(p + 2) << 16 | (uint32_t)ADMACHINE_CODE8(p + 3) << 24;
}

static enum admachine_stop run_counted(struct admicrovm *vm, uint32_t steps)
{
#define COUNTING 1
#include "machines/microvm_loop.h"
#undef COUNTING
}

#if defined(__AVR__)
enum admachine_stop admicrovm_run(struct admicrovm *vm, uint32_t steps)
{
    enum admachine_stop stop;
    do
        stop = run_counted(vm, steps - 1);
    while (stop == ADMACHINE_STEPS && !steps);
    return stop;
}
#else
static enum admachine_stop run_free(struct admicrovm *vm)
{
    uint32_t steps = 0;
#define COUNTING 0
#include "machines/microvm_loop.h"
#undef COUNTING
}

enum admachine_stop admicrovm_run(struct admicrovm *vm, uint32_t steps)
{
    return steps ? run_counted(vm, steps - 1) : run_free(vm);
}
#endif
