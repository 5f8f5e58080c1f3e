/* SPDX-License-Identifier: MIT
 * portvm.c - see portvm.h. The loop keeps the top of the stack in a register: `sp` points to the
 * place where the top belongs, which is stack[0] when there is none. So what is written there
 * with an empty stack is of no importance, and a stack of n cells takes n + 1.
 *
 * An instruction checks everything before it changes anything: after a fault the machine is as it
 * was before the wrong instruction.
 */
#include "machines/portvm.h"

#ifndef ADPORTVM_GOTO /* computed goto (GNU C), a jump for each body; 0: a switch, smaller on AVR */
#if defined(__GNUC__) && !defined(__AVR__)
#define ADPORTVM_GOTO 1
#else
#define ADPORTVM_GOTO 0
#endif
#endif

/* ---- making one ----------------------------------------------------------------------------- */

size_t adportvm_size(const struct adportvm_config *c)
{
    /* No product below comes near 2^32. */
    if (!c->stack || c->stack > 1UL << 24 || c->calls > 1UL << 24 || c->memory > ADPORTVM_MEMORY)
        return 0;
    uint32_t size = (c->memory + c->stack + 1) * (uint32_t)sizeof(int32_t) +
                    c->calls * (uint32_t)sizeof(struct adportvm_call) + ADPORTVM_GLOBALS;
    return (size_t)size == size ? size : 0;
}

bool adportvm_init(struct adportvm *vm, void *memory, size_t size,
    const struct adportvm_config *config, const uint8_t *code, uint32_t code_size,
    const struct admachine_host *host)
{
    size_t need = adportvm_size(config);
    if (!need || need > size || (uintptr_t)memory % _Alignof(int32_t) ||
        (adportvm_uint)code_size != code_size)
        return false;
    memset(vm, 0, sizeof *vm);
    vm->code = code;
    vm->code_size = (adportvm_uint)code_size;
    vm->host = host;
    vm->memory = memory;
    vm->memory_cells = (adportvm_uint)config->memory;
    vm->stack = vm->memory + vm->memory_cells;
    vm->stack_cells = (adportvm_uint)config->stack;
    vm->calls = (struct adportvm_call *)(vm->stack + vm->stack_cells + 1);
    vm->calls_max = (adportvm_uint)config->calls;
    vm->globals = (uint8_t *)(vm->calls + vm->calls_max);
    adportvm_restart(vm);
    return true;
}

void adportvm_restart(struct adportvm *vm)
{
    for (adportvm_uint i = 0; i < vm->memory_cells; i++)
        if (vm->memory[i]) /* see portvm.h: sparse memory */
            vm->memory[i] = 0;
    memset(vm->globals, 0, ADPORTVM_GLOBALS);
    vm->stack[0] = 0;
    vm->pc = vm->sp = vm->bp = vm->depth = 0;
    vm->fault = ADMACHINE_OK;
    vm->stopped = false;
}

void adportvm_stop(struct adportvm *vm)
{
    vm->stopped = true;
}

/* ---- what bodies are made of ---------------------------------------------------------------- */

/* Rounded down, as in Python. -1 is the one divisor with a quotient that does not fit. */
static int32_t divide(int32_t a, int32_t b)
{
    if (b == -1)
        return (int32_t)(0 - (uint32_t)a);
    int32_t q = a / b;
    return q - (a % b && (a ^ b) < 0);
}

/* The address in the four topmost cells, of which the last is at sp; false when one is no byte. */
#if defined(__AVR__)
#define FOUR AD_NOINLINE static
#else
#define FOUR AD_INLINE
#endif
FOUR bool four(const int32_t *sp, uint32_t *address)
{
    uint32_t a = (uint32_t)sp[-3], b = (uint32_t)sp[-2], c = (uint32_t)sp[-1], d = (uint32_t)sp[0];
    *address = a << 24 | b << 16 | c << 8 | d;
    return (a | b | c | d) <= 255;
}

static int32_t port_read(const struct adportvm *vm, unsigned port)
{
    const struct admachine_host *host = vm->host;
    return host && host->port_read ? host->port_read(host->ctx, port) : 0;
}

static void port_write(const struct adportvm *vm, unsigned port, int32_t value)
{
    const struct admachine_host *host = vm->host;
    if (host && host->port_write)
        host->port_write(host->ctx, port, value);
}

/* ---- the loop ------------------------------------------------------------------------------- */

/* What the dispatch does first: is a step left, is there code? `left` is 0 before it wraps, which
 * means nothing when there is no limit. */
#define STEP(length)                                                                               \
    pc += (length);                                                                                \
    if (AD_UNLIKELY(!left--))                                                                      \
        goto used_up;                                                                              \
    if (AD_UNLIKELY(pc >= end))                                                                    \
        FAULT(RAN_OUT)

#if ADPORTVM_GOTO
#define OP(name) do_##name:
#define NEXT(length)                                                                               \
    do {                                                                                           \
        STEP(length);                                                                              \
        goto *labels[ADMACHINE_CODE8(pc)];                                                         \
    } while (0)
#define TEN(x) x, x, x, x, x, x, x, x, x, x
#define LABELS_25_TO_254(x)                                                                        \
    TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x),        \
        TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x),    \
        TEN(x)
#else
#define OP(name) case ADPORTVM_##name:
#define NEXT(length)                                                                               \
    do {                                                                                           \
        pc += (length);                                                                            \
        goto next;                                                                                 \
    } while (0)
#endif

#define FAULT(name)                                                                                \
    do {                                                                                           \
        vm->fault = ADMACHINE_##name;                                                              \
        goto failed;                                                                               \
    } while (0)
#define HEIGHT() ((adportvm_uint)(((uintptr_t)sp - (uintptr_t)stack) / sizeof(int32_t)))
#define NEED(n)                                                                                    \
    if (AD_UNLIKELY((uintptr_t)sp - (uintptr_t)stack < (n) * sizeof(int32_t)))                     \
    FAULT(UNDERFLOW)
#define DROP(n) (sp -= (n), tos = *sp)
#define SAVE() (*sp = tos, vm->sp = HEIGHT(), vm->pc = (adportvm_uint)(pc - vm->code))
/* The byte behind the opcode. */
#define OPERAND()                                                                                  \
    if (AD_UNLIKELY(pc + 1 == end))                                                                \
        FAULT(TRUNCATED);                                                                          \
    n = ADMACHINE_CODE8(pc + 1)
/* a op b, of the two topmost; a op n. Unsigned arithmetic wraps. */
#define BINARY(value)                                                                              \
    NEED(2);                                                                                       \
    a = *--sp;                                                                                     \
    tos = (int32_t)(value);                                                                        \
    NEXT(1)
#define WITH_BYTE(value)                                                                           \
    OPERAND();                                                                                     \
    NEED(1);                                                                                       \
    tos = (int32_t)(value);                                                                        \
    NEXT(2)
#define U(x) ((uint32_t)(x))

enum admachine_stop adportvm_run(struct adportvm *vm, uint32_t steps)
{
#if ADPORTVM_GOTO
    static const void *const labels[256] = {&&illegal, &&do_PUSH, &&do_IADD, &&do_IADX, &&do_ISUB,
        &&do_ISBX, &&do_IMUL, &&do_IMLX, &&do_IDIV, &&do_IDVX, &&do_NOP, &&do_IEQL, &&do_ILT,
        &&do_IGT, &&do_JMP, &&do_JPE, &&do_JPN, &&do_STR, &&do_LOD, &&do_GLOD, &&do_GSTR,
        &&do_PTLD, &&do_PTST, &&do_CALL, &&do_RET, LABELS_25_TO_254(&&illegal), &&do_HALT};
#endif
    enum admachine_stop why = ADMACHINE_STOPPED;
    if (vm->fault)
        return ADMACHINE_FAULT;
    const uint8_t *pc = vm->code + vm->pc, *end = vm->code + vm->code_size;
    int32_t *stack = vm->stack, *sp = stack + vm->sp, *full = stack + vm->stack_cells;
    int32_t tos = *sp, a;
    uint32_t left = steps, address;
    unsigned n;
    struct adportvm_call *call;
    if (vm->stopped)
        goto stopped;
#if ADPORTVM_GOTO
    NEXT(0);
#else
next:
    STEP(0);
    switch (ADMACHINE_CODE8(pc)) {
#endif

    OP(PUSH)
        OPERAND();
        if (AD_UNLIKELY(sp == full))
            FAULT(OVERFLOW);
        *sp++ = tos;
        tos = (int32_t)n;
        NEXT(2);
    OP(IADD) BINARY(U(a) + U(tos));
    OP(IADX) WITH_BYTE(U(tos) + n);
    OP(ISUB) BINARY(U(a) - U(tos));
    OP(ISBX) WITH_BYTE(U(tos) - n);
    OP(IMUL) BINARY(U(a) * U(tos));
    OP(IMLX) WITH_BYTE(U(tos) * n);
    OP(IDIV)
        NEED(2);
        if (!tos)
            FAULT(DIVISION);
        a = *--sp;
        tos = divide(a, tos);
        NEXT(1);
    OP(IDVX)
        OPERAND();
        NEED(1);
        if (!n)
            FAULT(DIVISION);
        tos = divide(tos, (int32_t)n);
        NEXT(2);
    OP(NOP) NEXT(1);
    OP(IEQL) BINARY(a == tos);
    OP(ILT) BINARY(a < tos);
    OP(IGT) BINARY(a > tos);

    OP(JMP)
        NEED(1);
        address = U(tos);
        if (AD_UNLIKELY(address >= vm->code_size))
            FAULT(JUMP);
        DROP(1);
        goto jump;
    OP(JPE)
        a = 1;
        goto branch;
    OP(JPN)
        a = 0;
    branch: /* when the value is a */
        NEED(5);
        *sp = tos;
        if (AD_UNLIKELY(!four(sp, &address)))
            FAULT(VALUE);
        if (sp[-4] != a) {
            DROP(5);
            NEXT(1);
        }
        if (AD_UNLIKELY(address >= vm->code_size))
            FAULT(JUMP);
        DROP(5);
    jump:
        pc = vm->code + address;
        if (AD_UNLIKELY(vm->stopped))
            goto stopped;
        NEXT(0);

    OP(STR)
        NEED(2);
        if (AD_UNLIKELY(U(tos) >= vm->memory_cells))
            FAULT(ADDRESS);
        vm->memory[(adportvm_uint)tos] = sp[-1];
        DROP(2);
        NEXT(1);
    OP(LOD)
        NEED(1);
        if (AD_UNLIKELY(U(tos) >= vm->memory_cells))
            FAULT(ADDRESS);
        tos = vm->memory[(adportvm_uint)tos];
        NEXT(1);
    OP(GLOD)
        NEED(2);
        if (U(tos | sp[-1]) > 255)
            FAULT(VALUE);
        if (sp[-1] || tos >= ADPORTVM_GLOBALS)
            FAULT(ADDRESS);
        sp--;
        tos = vm->globals[tos];
        NEXT(1);
    OP(GSTR)
        NEED(3);
        if (U(tos | sp[-1] | sp[-2]) > 255)
            FAULT(VALUE);
        if (sp[-1] || tos >= ADPORTVM_GLOBALS)
            FAULT(ADDRESS);
        vm->globals[tos] = (uint8_t)sp[-2];
        DROP(3);
        NEXT(1);
    OP(PTLD)
        NEED(1);
        if (U(tos) >= ADPORTVM_PORTS)
            FAULT(PORT);
        SAVE();
        tos = port_read(vm, (unsigned)tos);
        NEXT(1);
    OP(PTST)
        NEED(2);
        if (U(tos) >= ADPORTVM_PORTS)
            FAULT(PORT);
        SAVE();
        port_write(vm, (unsigned)tos, sp[-1]);
        DROP(2);
        NEXT(1);

    OP(CALL)
        OPERAND();
        NEED(n + 4);
        *sp = tos;
        if (!four(sp, &address))
            FAULT(VALUE);
        if (address >= vm->code_size)
            FAULT(JUMP);
        if (vm->depth == vm->calls_max)
            FAULT(CALLS);
        call = &vm->calls[vm->depth++];
        call->pc = (adportvm_uint)(pc + 2 - vm->code);
        call->bp = vm->bp;
        DROP(4);
        vm->bp = (adportvm_uint)(HEIGHT() - n);
        goto jump;
    OP(RET)
        OPERAND();
        if (!vm->depth)
            FAULT(NO_CALL);
        if (HEIGHT() < vm->bp + n)
            FAULT(UNDERFLOW);
        *sp = tos;
        for (int32_t *from = sp - n, *to = sp = stack + vm->bp; n; n--)
            *++to = *++from, sp = to;
        tos = *sp;
        call = &vm->calls[--vm->depth];
        vm->bp = call->bp;
        pc = vm->code + call->pc;
        NEXT(0);
    OP(HALT)
        why = ADMACHINE_HALT;
        goto leave;
#if !ADPORTVM_GOTO
    default:
        break;
    }
#else
illegal:
#endif
    vm->fault = ADMACHINE_ILLEGAL;
failed:
    why = ADMACHINE_FAULT;
    goto leave;
used_up:
    if (!steps)
        NEXT(0);
    why = ADMACHINE_STEPS;
    goto leave;
stopped:
    vm->stopped = false;
leave:
    SAVE();
    return why;
}
