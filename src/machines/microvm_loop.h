/* SPDX-License-Identifier: MIT
 * microvm_loop.h - the body of a function that runs a program of microvm.c. COUNTING: `steps` is
 * one less than the instructions that it may do.
 *
 * Each instruction is between BEGIN and END, which go by its row of the table: its operand is in n,
 * the top of the stack in b, the value below in a, and what it leaves on top it puts into r (which
 * is b else). Until END nothing of the stack has changed: after a fault, which leaves pc at the
 * instruction (`at`), all is as it was before it.
 *
 * Where there is room, BEGIN and END are in each instruction, where the row is a constant; on a
 * chip they are there once, and look at the row.
 */
#define PLACE(p) ((admicrovm_index)((size_t)((p) - code) / 4))

/* For functions that look at the machine, and for the end. */
#define SAVE(place)                                                                                \
    (vm->pc = PLACE(place), vm->depth = (admicrovm_index)(sp - base), vm->order = order)

#define FAULT(name)                                                                                \
    do {                                                                                           \
        vm->fault = ADMACHINE_##name;                                                              \
        goto faulty;                                                                               \
    } while (0)

#define REFUSE(condition, name)                                                                    \
    do {                                                                                           \
        if (CHECKED && AD_UNLIKELY(condition))                                                     \
            FAULT(name);                                                                           \
    } while (0)

#define FETCH                                                                                      \
    do {                                                                                           \
        at = ip;                                                                                   \
        REFUSE(ip == end, RAN_OUT);                                                                \
        op = code_word(ip);                                                                        \
        ip += 4;                                                                                   \
        if (AD_UNLIKELY(op >= ADMICROVM_COUNT))                                                    \
            FAULT(ILLEGAL);                                                                        \
    } while (0)

#define BEGIN(row)                                                                                 \
    do {                                                                                           \
        if (HAS_OPERAND(row)) {                                                                    \
            REFUSE(ip == end, TRUNCATED);                                                          \
            n = code_word(ip);                                                                     \
            ip += 4;                                                                               \
        }                                                                                          \
        REFUSE(POPS(row) && sp - base < POPS(row), UNDERFLOW);                                     \
        REFUSE(GROWS(row) && sp == limit, OVERFLOW);                                               \
        if (POPS(row) >= 1)                                                                        \
            r = b = sp[-1];                                                                        \
        if (POPS(row) >= 2)                                                                        \
            a = sp[-2];                                                                            \
    } while (0)

#define END(row)                                                                                   \
    do {                                                                                           \
        sp += PUSHES(row);                                                                         \
        sp -= POPS(row);                                                                           \
        if (PUSHES(row))                                                                           \
            sp[-1] = r;                                                                            \
        if (COUNTING && steps-- == 0) {                                                            \
            stop = ADMACHINE_STEPS;                                                                \
            goto leave;                                                                            \
        }                                                                                          \
    } while (0)

/* A run that shall stop hears of it where a program can go round: here, in CALL and in RST. */
#define GO_TO_N                                                                                    \
    do {                                                                                           \
        REFUSE(n >= vm->words, JUMP);                                                              \
        ip = code + 4 * (size_t)n;                                                                 \
        if (ip <= at && AD_UNLIKELY(vm->stop))                                                     \
            goto stopped;                                                                          \
    } while (0)
#define GET_N                                                                                      \
    do {                                                                                           \
        REFUSE(n >= vm->config.variables, ADDRESS);                                                \
        r = vm->variables[n];                                                                      \
    } while (0)
#define SET_N(value)                                                                               \
    do {                                                                                           \
        REFUSE(n >= vm->config.variables, ADDRESS);                                                \
        vm->variables[n] = (value);                                                                \
    } while (0)

/* n becomes n + b, without wrapping: an index that is "negative" is refused. */
#define ADD_INDEX                                                                                  \
    do {                                                                                           \
        REFUSE(n + b < n, ADDRESS);                                                                \
        n += b;                                                                                    \
    } while (0)

#if ADMICROVM_GOTO
#define DO(name, ...)                                                                              \
    L_##name:                                                                                      \
    BEGIN(ROW_##name);                                                                             \
    __VA_ARGS__;                                                                                   \
    END(ROW_##name);                                                                               \
    FETCH;                                                                                         \
    goto *label[op];
#define JUMP_IF(condition)                                                                         \
    do {                                                                                           \
        if (condition)                                                                             \
            GO_TO_N;                                                                               \
    } while (0)
#define GET GET_N
#define SET SET_N(b)
#else
#define DO(name, ...)                                                                              \
    case ADMICROVM_##name:                                                                         \
        __VA_ARGS__;                                                                               \
        goto next;
#define JUMP_IF(condition)                                                                         \
    do {                                                                                           \
        if (condition)                                                                             \
            goto jump;                                                                             \
    } while (0)
#define GET goto get
#define SET goto set
#endif

    const uint8_t *const code = vm->code, *const end = code + 4 * (size_t)vm->words;
    uint32_t *const base = vm->stack, *const limit = base + vm->config.stack;
    const uint8_t *ip = code + 4 * (size_t)vm->pc, *at = ip;
    uint32_t *sp = base + vm->depth;
    uint32_t op, n = 0, a = 0, b = 0, r = 0;
    uint8_t order = vm->order;
    enum admachine_stop stop;
    (void)end, (void)limit; /* unchecked */

    if (vm->fault)
        return ADMACHINE_FAULT;
    if (vm->ended)
        return ADMACHINE_HALT;

#if ADMICROVM_GOTO
    static const void *const label[ADMICROVM_COUNT] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) [code] = &&L_##name,
#include "isa/microvm.def"
#undef INS
    };
    FETCH;
    goto *label[op];
#else
fetch:
    FETCH;
    uint8_t row = rows[(uint8_t)op];
    BEGIN(row);
    switch ((uint8_t)op) {
#endif

    DO(NOP, (void)0)
    DO(PUSH, r = n)
    DO(POP, (void)0)
    DO(ADD, r = a + b)
    DO(SUB, r = a - b)
    DO(MUL, r = a * b)
    DO(DIV, if (b == 0) FAULT(DIVISION); r = a / b)
    DO(QUIT, vm->status = sp > base ? sp[-1] : 0; goto quit)

    DO(JMP, JUMP_IF(true))
    DO(JE, JUMP_IF(order == ADMICROVM_EQUAL))
    DO(JL, JUMP_IF(order == ADMICROVM_LESS))
    DO(JG, JUMP_IF(order == ADMICROVM_GREATER))
    DO(JNE, JUMP_IF(order != ADMICROVM_EQUAL))
    DO(JLE, JUMP_IF(order != ADMICROVM_GREATER))
    DO(JGE, JUMP_IF(order != ADMICROVM_LESS))

    DO(FRMM, GET)
    DO(TOMM, SET)
    DO(RFRMM, n = b; GET)
    DO(RTOMM, n = a; SET)
    DO(AFRMM, ADD_INDEX; GET)
    DO(ATOMM, ADD_INDEX; SET_N(a))

    DO(CALL,
        REFUSE(vm->open == vm->config.calls, CALLS);
        REFUSE(n >= vm->words, JUMP);
        vm->calls[vm->open++] = PLACE(ip);
        ip = code + 4 * (size_t)n;
        if (AD_UNLIKELY(vm->stop))
            goto stopped)
    DO(RET,
        REFUSE(vm->open == 0, NO_CALL);
        ip = code + 4 * (size_t)vm->calls[--vm->open])

    DO(DUP, (void)0)
    DO(SWAP, sp[-2] = b; r = a)
    DO(INC, r = b + 1)
    DO(DEC, r = b - 1)
    DO(CMP, order = COMPARE(a, b))

    DO(BP, SAVE(at); put_state(vm); stop = ADMACHINE_BREAK; goto leave)
    DO(STATE, SAVE(at); put_state(vm))
    DO(PRINT,
        REFUSE(n > (size_t)(sp - base), UNDERFLOW);
        SAVE(at);
        put_values(vm, (admicrovm_index)n, vm->config.hex ? ' ' : '\n'))
    DO(DELAY, if (vm->host->delay) vm->host->delay(vm->host->ctx, n))
    DO(INPUT, r = vm->host->port_read ? (uint32_t)vm->host->port_read(vm->host->ctx, 0) : 0)

    DO(AND, r = a && b)
    DO(OR, r = a || b)
    DO(NOT, r = !b)
    DO(XOR, r = a != b)
    DO(BAND, r = a & b)
    DO(BOR, r = a | b)
    DO(BNOT, r = ~b)
    DO(BXOR, r = a ^ b)

    DO(ASSERT,
        order = COMPARE(a, b);
        if (order != ADMICROVM_EQUAL)
            goto failed)
    DO(PTRTO, FAULT(ADDRESS))
    DO(TOPTR, FAULT(ADDRESS))
    DO(CLR, sp = base)
    DO(RST,
        sp = base;
        order = ADMICROVM_LESS;
        vm->open = 0;
        ip = code;
        if (AD_UNLIKELY(vm->stop))
            goto stopped)

#if !ADMICROVM_GOTO
    }
jump:
    GO_TO_N;
    goto next;
get:
    GET_N;
    goto next;
set:
    SET_N(b);
next:
    END(row);
    goto fetch;
#endif

stopped:
    vm->stop = false;
    stop = ADMACHINE_STOPPED;
    goto leave;
failed:
    SAVE(at);
    put_assert(vm);
    vm->status = 255;
quit:
    vm->ended = true;
    stop = ADMACHINE_HALT;
    goto leave;
faulty:
    ip = at;
    stop = ADMACHINE_FAULT;
leave:
    SAVE(ip);
    return stop;

#undef PLACE
#undef SAVE
#undef FAULT
#undef REFUSE
#undef FETCH
#undef BEGIN
#undef END
#undef GO_TO_N
#undef GET_N
#undef SET_N
#undef ADD_INDEX
#undef DO
#undef JUMP_IF
#undef GET
#undef SET
