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
    /* So that no sum below comes near the greatest size_t. */
    const adportvm_uint most = sizeof(adportvm_uint) == 2 ? 1u << 12 : 1ul << 24;
    if (!c->stack || c->stack > most || c->calls > most || c->memory > most ||
        c->memory > ADPORTVM_MEMORY)
        return 0;
    return ((size_t)c->memory + c->stack + 1) * sizeof(int32_t) +
           c->calls * sizeof(struct adportvm_call) + ADPORTVM_GLOBALS;
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
    uint32_t all = 0;
    *address = 0;
    for (int i = -3; i <= 0; i++) {
        *address = *address << 8 | (uint32_t)sp[i];
        all |= (uint32_t)sp[i];
    }
    return all <= 255;
}

#if defined(ADMACHINE_FIRMWARE)
#define port_read(vm, port) adports_read(NULL, port)
#define port_write(vm, port, value) adports_write(NULL, port, value)
#else
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
#endif

/* ---- the loop ------------------------------------------------------------------------------- */

/* What the dispatch does first: is a step left, is there code? `left` is 0 before it wraps, which
 * means nothing when there is no limit. */
#if !defined(ADMACHINE_FIRMWARE)
#define COUNT()                                                                                    \
    if (AD_UNLIKELY(!left--))                                                                      \
    goto used_up
#define LOOK()                                                                                     \
    if (AD_UNLIKELY(vm->stopped))                                                                  \
    goto stopped
#else
#define COUNT() ((void)0)
#define LOOK() ((void)0)
#endif
#define STEP()                                                                                     \
    COUNT();                                                                                       \
    if (AD_UNLIKELY(pc >= end))                                                                    \
        FAULT(RAN_OUT)

#if ADPORTVM_GOTO
#define OP(name) do_##name:
#define ENTER()                                                                                    \
    do {                                                                                           \
        STEP();                                                                                    \
        goto *labels[ADMACHINE_CODE8(pc)];                                                         \
    } while (0)
#define NEXT(length)                                                                               \
    do {                                                                                           \
        pc += (length);                                                                            \
        ENTER();                                                                                   \
    } while (0)
#define NEED(n) NEED_BYTES((n) * sizeof(int32_t))
#define OPERAND()                                                                                  \
    if (AD_UNLIKELY(pc + 1 == end))                                                                \
        FAULT(TRUNCATED);                                                                          \
    n = ADMACHINE_CODE8(pc + 1)
#define BELOW (sp[-1])
/* a and b are the two topmost, or the top and the byte. `wrong` is when b is 0. */
#define ARITHMETIC(name, with_byte, wrong, value)                                                  \
    OP(name)                                                                                       \
        NEED(2);                                                                                   \
        a = sp[-1];                                                                                \
        b = tos;                                                                                   \
        wrong;                                                                                     \
        sp--;                                                                                      \
        tos = (int32_t)(value);                                                                    \
        NEXT(1);                                                                                   \
    OP(with_byte)                                                                                  \
        OPERAND();                                                                                 \
        NEED(1);                                                                                   \
        a = tos;                                                                                   \
        b = (int32_t)n;                                                                            \
        wrong;                                                                                     \
        tos = (int32_t)(value);                                                                    \
        NEXT(2);
#define COMPARISON(name, value)                                                                    \
    OP(name)                                                                                       \
        NEED(2);                                                                                   \
        a = *--sp;                                                                                 \
        b = tos;                                                                                   \
        tos = (value);                                                                             \
        NEXT(1);
#define TEN(x) x, x, x, x, x, x, x, x, x, x
#define LABELS_25_TO_254(x)                                                                        \
    TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x),        \
        TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x), TEN(x),    \
        TEN(x)
#else
/* The small one: what instructions have in common is done before the switch and behind it. */
#define OP(name) case ADPORTVM_##name:
#define ENTER() goto next
#define NEXT(length) goto advance
#define NEED(n)
#define OPERAND()
#define BELOW a
#define ARITHMETIC(name, with_byte, wrong, value)                                                  \
    OP(name)                                                                                       \
    OP(with_byte)                                                                                  \
        wrong;                                                                                     \
        tos = (int32_t)(value);                                                                    \
        goto result;
#define COMPARISON(name, value)                                                                    \
    OP(name)                                                                                       \
        tos = (value);                                                                             \
        goto result;
#define HAS_OPERAND 128
/* Of instructions 1 to 24 the bytes of what they pop, and whether a byte follows. HALT is given
 * place 0. */
static AD_FLASH_TABLE uint8_t needs[ADPORTVM_RET + 1] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence)                           \
    [(code) == 255 ? 0 : (code)] = (sizeof(operands) > 1 ? HAS_OPERAND : 0) |                      \
                                   ((pops) == AD_VAR ? 0 : (pops) * sizeof(int32_t)),
#include "isa/portvm.def"
#undef INS
};
#endif

#define FAULT(name)                                                                                \
    do {                                                                                           \
        fault = ADMACHINE_##name;                                                                  \
        goto failed;                                                                               \
    } while (0)
#define HEIGHT() ((adportvm_uint)(((uintptr_t)sp - (uintptr_t)stack) / sizeof(int32_t)))
#define NEED_BYTES(n)                                                                              \
    if (AD_UNLIKELY((uintptr_t)sp - (uintptr_t)stack < (n)))                                       \
    FAULT(UNDERFLOW)
#define DROP(n) (sp -= (n), tos = *sp)
#define SAVE() (*sp = tos, vm->sp = HEIGHT(), vm->pc = (adportvm_uint)(pc - vm->code))
#if defined(ADMACHINE_FIRMWARE)
#define SHOW() ((void)0)
#else
#define SHOW() SAVE() /* the host may look */
#endif
/* Unsigned arithmetic wraps. */
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
    int32_t *stack = vm->stack, *sp = stack + vm->sp, *full = stack + vm->stack_cells, *from;
    int32_t tos = *sp, a = tos, b = 0;
    uint32_t left = steps, address;
    unsigned n = 0;
    uint8_t fault;
    struct adportvm_call *call;
    LOOK();
#if ADPORTVM_GOTO
    ENTER();
#else
    uint8_t op, need = 0;
next:
    STEP();
    op = ADMACHINE_CODE8(pc);
    if (op < sizeof needs) {
        need = needs[op];
        a = tos;
        if (need & HAS_OPERAND) {
            if (pc + 1 == end)
                FAULT(TRUNCATED);
            n = ADMACHINE_CODE8(pc + 1);
            b = (int32_t)n;
        }
        NEED_BYTES(need % HAS_OPERAND);
        if (!(need & HAS_OPERAND) && need > sizeof(int32_t)) {
            a = sp[-1];
            b = tos;
        }
    }
    switch (op) {
#endif

    OP(PUSH)
        OPERAND();
        if (AD_UNLIKELY(sp == full))
            FAULT(OVERFLOW);
        *sp++ = tos;
        tos = (int32_t)n;
        NEXT(2);
    ARITHMETIC(IADD, IADX, (void)0, U(a) + U(b))
    ARITHMETIC(ISUB, ISBX, (void)0, U(a) - U(b))
    ARITHMETIC(IMUL, IMLX, (void)0, U(a) * U(b))
    ARITHMETIC(IDIV, IDVX, if (AD_UNLIKELY(!b)) FAULT(DIVISION), divide(a, b))
    OP(NOP) NEXT(1);
    COMPARISON(IEQL, a == b)
    COMPARISON(ILT, a < b)
    COMPARISON(IGT, a > b)

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
        LOOK();
        ENTER();

    OP(STR)
        NEED(2);
        if (AD_UNLIKELY(U(tos) >= vm->memory_cells))
            FAULT(ADDRESS);
        vm->memory[(adportvm_uint)tos] = BELOW;
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
        n = 0;
        goto global;
    OP(GSTR)
        NEED(3);
        n = 1;
        if (U(sp[-2]) > 255)
            FAULT(VALUE);
    global:
        if (U(tos | BELOW) > 255)
            FAULT(VALUE);
        address = U(tos) | U(BELOW) << 8;
        if (address >= ADPORTVM_GLOBALS)
            FAULT(ADDRESS);
        if (n) {
            vm->globals[address] = (uint8_t)sp[-2];
            DROP(3);
        } else {
            sp--;
            tos = vm->globals[address];
        }
        NEXT(1);
    OP(PTLD)
        NEED(1);
        if (U(tos) >= ADPORTVM_PORTS)
            FAULT(PORT);
        SHOW();
        tos = port_read(vm, (unsigned)tos);
        NEXT(1);
    OP(PTST)
        NEED(2);
        if (U(tos) >= ADPORTVM_PORTS)
            FAULT(PORT);
        SHOW();
        port_write(vm, (unsigned)tos, BELOW);
        DROP(2);
        NEXT(1);

    OP(CALL)
        OPERAND();
        NEED_BYTES((n + 4) * sizeof(int32_t));
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
        from = sp - n; /* down to where the arguments were: never behind what is read */
        sp = stack + vm->bp;
        while (n--)
            *++sp = *++from;
        tos = *sp;
        call = &vm->calls[--vm->depth];
        vm->bp = call->bp;
        pc = vm->code + call->pc;
        ENTER();
#if ADPORTVM_GOTO
    illegal:
        FAULT(ILLEGAL);
    do_HALT:
        why = ADMACHINE_HALT;
        goto leave;
#else
    default:
        if (op != ADPORTVM_HALT)
            FAULT(ILLEGAL);
        why = ADMACHINE_HALT;
        goto leave;
    }
result: /* of one element or of two */
    if (!(need & HAS_OPERAND))
        sp--;
advance:
    pc += need & HAS_OPERAND ? 2 : 1;
    goto next;
#endif
failed:
    vm->fault = fault;
    why = ADMACHINE_FAULT;
    goto leave;
#if !defined(ADMACHINE_FIRMWARE)
used_up:
    if (!steps)
        ENTER();
    why = ADMACHINE_STEPS;
    goto leave;
stopped:
    vm->stopped = false;
#endif
leave:
    SAVE();
    return why;
}
