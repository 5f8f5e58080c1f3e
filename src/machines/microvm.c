/* SPDX-License-Identifier: MIT
 * microvm.c - see microvm.h. The loop is microvm_loop.h, made twice where there is room: the one
 * that most programs run in does not count its steps. What prints is here and not in the loop.
 *
 * -DADMICROVM_UNCHECKED leaves those checks away that cost time in each instruction: stack,
 * variables, jumps, calls, the end of the code. Then a program that is wrong destroys its host: it
 * is for a chip whose one program was tested with the checks. Unknown instructions, division by
 * zero and ports that are not there (PTRTO, TOPTR) are refused even so.
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

size_t admicrovm_size(const struct admicrovm_config *config)
{
    size_t most = config->stack | config->variables | config->calls;
    if (most > SIZE_MAX / 16)
        return SIZE_MAX;
    return ((size_t)config->stack + config->variables) * sizeof(uint32_t) +
           config->calls * sizeof(admicrovm_index);
}

void admicrovm_restart(struct admicrovm *vm)
{
    memset(vm->variables, 0, vm->config.variables * sizeof(uint32_t));
    memset(&vm->status, 0, sizeof *vm - offsetof(struct admicrovm, status));
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
    vm->end = code + code_size;
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

#if defined(ADMACHINE_FIRMWARE)
#define put(vm, text, length) adports_print(NULL, text, length)
#define delay(vm, ms) adports_delay(NULL, ms)
#define port_read(vm, port) ((uint32_t)adports_read(NULL, port))
#define port_write(vm, port, value) adports_write(NULL, port, (int32_t)(value))
#else
static void put(const struct admicrovm *vm, const char *text, size_t length)
{
    if (vm->host->print)
        vm->host->print(vm->host->ctx, text, length);
}

static void delay(const struct admicrovm *vm, uint32_t ms)
{
    if (vm->host->delay)
        vm->host->delay(vm->host->ctx, ms);
}

static uint32_t port_read(const struct admicrovm *vm, unsigned port)
{
    return vm->host->port_read ? (uint32_t)vm->host->port_read(vm->host->ctx, port) : 0;
}

static void port_write(const struct admicrovm *vm, unsigned port, uint32_t value)
{
    if (vm->host->port_write)
        vm->host->port_write(vm->host->ctx, port, (int32_t)value);
}
#endif

static AD_NOINLINE void put_char(const struct admicrovm *vm, char c)
{
    put(vm, &c, 1);
}

/* Returns where the next text begins. */
static AD_NOINLINE AD_FLASH_TABLE char *put_text(const struct admicrovm *vm,
    AD_FLASH_TABLE char *text)
{
    while (*text)
        put_char(vm, *text++);
    return text + 1;
}

#if defined(ADMACHINE_FIRMWARE)
#define put_number(vm, value) adports_decimal(value)
#else
static AD_NOINLINE void put_number(const struct admicrovm *vm, uint32_t value)
{
    char text[10];
    uint8_t at = sizeof text, radix = vm->config.hex ? 16 : 10;
    do {
        uint32_t rest = value / radix;
        uint8_t digit = (uint8_t)((uint8_t)value - (uint8_t)rest * radix);
        value = rest;
        text[--at] = (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    } while (value);
    put(vm, text + at, sizeof text - at);
}
#endif

/* The last `count` values of the stack, oldest first. */
static AD_NOINLINE void put_values(const struct admicrovm *vm, admicrovm_index count,
    char between)
{
    while (count--) {
        put_number(vm, vm->stack[vm->depth - 1 - count]);
        put_char(vm, count ? between : '\n');
    }
}

static void put_state(const struct admicrovm *vm, bool failed)
{
    static AD_FLASH_TABLE char texts[] = "assertion failed, \0pc \0, calls \0, flags \0, stack ";
    AD_FLASH_TABLE char *text = failed ? texts : texts + sizeof "assertion failed, ";
    if (failed)
        text = put_text(vm, text);
    text = put_text(vm, text);
    put_number(vm, vm->pc - 1u); /* none of those that print it has an operand */
    text = put_text(vm, text);
    put_number(vm, vm->open);
    text = put_text(vm, text);
    put_char(vm, (char)('<' + vm->order)); /* then = and > */
    put_text(vm, text);
    put_number(vm, vm->depth);
    put_char(vm, '\n');
    put_values(vm, vm->depth, ' ');
}

/* The instructions for which the machine was saved, and an ASSERT that failed. */
static AD_NOINLINE enum admachine_stop outside(struct admicrovm *vm, uint8_t op, uint32_t n)
{
    switch (op) {
    case ADMICROVM_DELAY:
        delay(vm, n);
        return ADMACHINE_STEPS;
    case ADMICROVM_PRINT:
        if (CHECKED && n > vm->depth) {
            vm->fault = ADMACHINE_UNDERFLOW;
            return ADMACHINE_FAULT;
        }
        put_values(vm, (admicrovm_index)n, vm->config.hex ? ' ' : '\n');
        return ADMACHINE_STEPS;
    case ADMICROVM_QUIT:
        if (vm->depth)
            vm->status = vm->stack[vm->depth - 1];
        break;
    default:
        put_state(vm, op == ADMICROVM_ASSERT);
        if (op == ADMICROVM_BP)
            return ADMACHINE_BREAK;
        if (op == ADMICROVM_STATE)
            return ADMACHINE_STEPS;
        vm->status = 255;
    }
    return vm->ended = ADMACHINE_HALT;
}

/* ---- the loop ------------------------------------------------------------------------------- */

/* What the table says of each instruction, as the loop wants it. */
#define ROW(operands, pops, pushes) ((pops) | (pushes) << 2 | (sizeof(operands) > 1 ? 16 : 0))
#define POPS(row) ((uint8_t)((row) & 3))
#define PUSHES(row) ((uint8_t)((row) >> 2 & 3))
#define GROWS(row) (PUSHES(row) > POPS(row))
#define HAS_OPERAND(row) ((row) & 16)

#if ADMICROVM_GOTO
enum {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    ROW_##name = ROW(operands, pops, pushes),
#include "isa/microvm.def"
#undef INS
};
#endif
static AD_FLASH_TABLE uint8_t rows[ADMICROVM_COUNT] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    [code] = ROW(operands, pops, pushes),
#include "isa/microvm.def"
#undef INS
};

/* Of a number of which parts were looked at: avr-gcc keeps the parts, and has no registers left. */
#if defined(__AVR__)
#define FORGET(byte) __asm__("" : "+r"(byte))
#else
#define FORGET(byte) ((void)0)
#endif

#if defined(__GNUC__)
#define UNREACHABLE __builtin_unreachable()
#else
#define UNREACHABLE goto faulty
#endif

#define COMPARE(a, b) ((uint8_t)(((a) >= (b)) + ((a) > (b))))

static inline uint32_t code_word(const uint8_t *p)
{
#if defined(__AVR__)
    return *(const __flash uint32_t *)(uintptr_t)p; /* avr-gcc makes 80 bytes of the other one */
#else
    return (uint32_t)ADMACHINE_CODE8(p) | (uint32_t)ADMACHINE_CODE8(p + 1) << 8 |
           (uint32_t)ADMACHINE_CODE8(p + 2) << 16 | (uint32_t)ADMACHINE_CODE8(p + 3) << 24;
#endif
}

static AD_NOINLINE void save(struct admicrovm *vm, const uint8_t *ip, const uint32_t *sp)
{
    vm->pc = (admicrovm_index)((size_t)(ip - vm->code) / 4);
    vm->depth = (admicrovm_index)(sp - vm->stack);
}

#if defined(__AVR__)
/* One loop, with its count in memory: there are no registers left. */
#if defined(ADMACHINE_FIRMWARE)
#define USED_UP false
#else
static AD_NOINLINE bool used_up(struct admicrovm *vm)
{
    return vm->steps && --vm->steps == 0;
}
#define USED_UP used_up(vm)
#endif

static AD_NOINLINE enum admachine_stop run_counted(struct admicrovm *vm)
{
#include "machines/microvm_loop.h"
}

enum admachine_stop admicrovm_run(struct admicrovm *vm, uint32_t steps)
{
    vm->steps = steps;
    return run_counted(vm);
}
#else
#define USED_UP (--steps == 0)
static enum admachine_stop run_counted(struct admicrovm *vm, uint32_t steps)
{
#include "machines/microvm_loop.h"
}
#undef USED_UP
#define USED_UP false
static enum admachine_stop run_free(struct admicrovm *vm)
{
#include "machines/microvm_loop.h"
}

enum admachine_stop admicrovm_run(struct admicrovm *vm, uint32_t steps)
{
    return steps ? run_counted(vm, steps) : run_free(vm);
}
#endif
