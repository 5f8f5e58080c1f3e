/* SPDX-License-Identifier: MIT
 * microvm_loop.h - the body of a function that runs a program of microvm.c. COUNTING: STEPS is
 * one less than the instructions that it may do.
 *
 * Each instruction is between BEGIN and END, which go by its row of the table. Then its operand is
 * in n, or else the value below the top; the top is in r, where the instruction leaves what shall
 * be on top. Until END nothing of the stack has changed: after a fault, which leaves pc at the
 * instruction, all is as it was before it.
 *
 * Where there is room, BEGIN and END are in each instruction, where the row is a constant; on a
 * chip they are there once, and look at the row. There only what changes all the time is a local:
 * so all locals have registers.
 */
#define PLACE(p) ((admicrovm_index)((size_t)((p) - vm->code) / 4))
#define GO(index) (ip = vm->code + 4 * (size_t)(index))

/* EARLY: ip is still at the instruction. */
#define REFUSE_EARLY(condition, name)                                                              \
    do {                                                                                           \
        if (CHECKED && AD_UNLIKELY(condition)) {                                                   \
            vm->fault = ADMACHINE_##name;                                                          \
            goto faulty_early;                                                                     \
        }                                                                                          \
    } while (0)
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
        REFUSE_EARLY(ip == vm->end, RAN_OUT);                                                      \
        uint32_t word = code_word(ip);                                                             \
        if (AD_UNLIKELY(word >= ADMICROVM_COUNT)) {                                                \
            vm->fault = ADMACHINE_ILLEGAL;                                                         \
            goto faulty_early;                                                                     \
        }                                                                                          \
        op = (uint8_t)word;                                                                        \
    } while (0)

#define BEGIN(row)                                                                                 \
    do {                                                                                           \
        REFUSE_EARLY(HAS_OPERAND(row) && ip + 4 == vm->end, TRUNCATED);                            \
        REFUSE_EARLY(POPS(row) && sp - vm->stack < POPS(row), UNDERFLOW);                          \
        REFUSE_EARLY(GROWS(row) && sp == vm->variables, OVERFLOW);                                     \
        if (POPS(row) >= 1)                                                                        \
            r = sp[-1];                                                                            \
        if (POPS(row) >= 2)                                                                        \
            n = sp[-2];                                                                            \
        ip += 4;                                                                                   \
        if (HAS_OPERAND(row)) {                                                                    \
            n = code_word(ip);                                                                     \
            ip += 4;                                                                               \
        }                                                                                          \
    } while (0)

#define END(row)                                                                                   \
    do {                                                                                           \
        sp += PUSHES(row);                                                                         \
        sp -= POPS(row);                                                                           \
        if (PUSHES(row))                                                                           \
            sp[-1] = r;                                                                            \
        if (COUNTING && STEPS-- == 0) {                                                            \
            stop = ADMACHINE_STEPS;                                                                \
            goto leave;                                                                            \
        }                                                                                          \
    } while (0)

/* A run that shall stop hears of it where a program can go round: here, in CALL and in RST. */
#define GO_TO_N                                                                                    \
    do {                                                                                           \
        REFUSE(n >= vm->words, JUMP);                                                              \
        const uint8_t *from = ip;                                                                  \
        GO(n);                                                                                     \
        if (ip < from && AD_UNLIKELY(vm->stop))                                                    \
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

/* An index is added without wrapping: one that is "negative" is refused. */
#define ADD_INDEX                                                                                  \
    do {                                                                                           \
        n += r;                                                                                    \
        REFUSE(n < r, ADDRESS);                                                                    \
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
#define SET SET_N(r)
#define TRUTH (r = r != 0)
#define ORDER (vm->order = COMPARE(n, r))
#define ASSERT_ORDER                                                                               \
    do {                                                                                           \
        ORDER;                                                                                     \
        if (vm->order != ADMICROVM_EQUAL)                                                          \
            goto outside;                                                                          \
    } while (0)
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
#define TRUTH goto truth
#define ORDER goto order
#define ASSERT_ORDER goto order
#endif

    const uint8_t *ip = vm->code + 4 * (size_t)vm->pc;
    uint32_t *sp = vm->stack + vm->depth;
    uint32_t n = 0, r = 0;
    uint8_t op = 0;
    enum admachine_stop stop;

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
    uint8_t row = rows[op];
    BEGIN(row);
    switch (op) {
#endif

    DO(NOP, (void)0)
    DO(PUSH, r = n)
    DO(POP, (void)0)
    DO(ADD, r = n + r)
    DO(SUB, r = n - r)
    DO(MUL, r = n * r)
    DO(DIV, if (r == 0) FAULT(DIVISION); r = n / r)
    DO(QUIT, vm->status = sp > vm->stack ? sp[-1] : 0; goto quit)

    DO(JMP, JUMP_IF(true))
    DO(JE, JUMP_IF(vm->order & ADMICROVM_EQUAL))
    DO(JL, JUMP_IF(vm->order & ADMICROVM_LESS))
    DO(JG, JUMP_IF(vm->order & ADMICROVM_GREATER))
    DO(JNE, JUMP_IF(vm->order & (ADMICROVM_LESS | ADMICROVM_GREATER)))
    DO(JLE, JUMP_IF(vm->order & (ADMICROVM_LESS | ADMICROVM_EQUAL)))
    DO(JGE, JUMP_IF(vm->order & (ADMICROVM_EQUAL | ADMICROVM_GREATER)))

    DO(FRMM, GET)
    DO(TOMM, SET)
    DO(RFRMM, n = r; GET)
    DO(RTOMM, SET)
    DO(AFRMM, ADD_INDEX; GET)
    DO(ATOMM, ADD_INDEX; SET_N(sp[-2]))

    DO(CALL,
        REFUSE(vm->open == vm->config.calls, CALLS);
        REFUSE(n >= vm->words, JUMP);
        vm->calls[vm->open++] = PLACE(ip);
        GO(n);
        if (AD_UNLIKELY(vm->stop))
            goto stopped)
    DO(RET,
        REFUSE(vm->open == 0, NO_CALL);
        GO(vm->calls[--vm->open]))

    DO(DUP, (void)0)
    DO(SWAP, sp[-2] = r; r = n)
    DO(INC, r++)
    DO(DEC, r--)
    DO(CMP, ORDER)

    DO(BP, goto outside)
    DO(STATE, goto outside)
    DO(PRINT, goto outside)
    DO(DELAY, goto outside)
    DO(INPUT, r = vm->host->port_read ? (uint32_t)vm->host->port_read(vm->host->ctx, 0) : 0)

    DO(AND, if (n == 0) r = 0; TRUTH)
    DO(OR, r |= n; TRUTH)
    DO(NOT, r = r == 0)
    DO(XOR, r ^= n; TRUTH)
    DO(BAND, r = n & r)
    DO(BOR, r = n | r)
    DO(BNOT, r = ~r)
    DO(BXOR, r = n ^ r)

    DO(ASSERT, ASSERT_ORDER)
    DO(PTRTO, FAULT(ADDRESS))
    DO(TOPTR, FAULT(ADDRESS))
    DO(CLR, sp = vm->stack)
    DO(RST,
        sp = vm->stack;
        vm->order = ADMICROVM_LESS;
        vm->open = 0;
        ip = vm->code;
        if (AD_UNLIKELY(vm->stop))
            goto stopped)

#if !ADMICROVM_GOTO
    }
#endif
/* A call of the host, which may look at the machine and stop it: what prints leaves the stack. */
outside:
    save(vm, ip, sp);
    stop = outside(vm, op, n);
    if (stop == ADMACHINE_FAULT)
        goto faulty;
    if (stop != ADMACHINE_STEPS)
        return stop;
#if ADMICROVM_GOTO
    END(0);
    FETCH;
    goto *label[op];
#else
    goto next;
jump:
    GO_TO_N;
    goto next;
get:
    GET_N;
    goto next;
set:
    SET_N(r);
    goto next;
order:
    vm->order = COMPARE(n, r);
    if (op == ADMICROVM_ASSERT && vm->order != ADMICROVM_EQUAL)
        goto outside;
    goto next;
truth:
    r = r != 0;
next:
    END(row);
    goto fetch;
#endif

stopped:
    vm->stop = false;
    stop = ADMACHINE_STOPPED;
    goto leave;
quit:
    vm->ended = true;
    stop = ADMACHINE_HALT;
    goto leave;
faulty:
    ip -= HAS_OPERAND(rows[op]) ? 8 : 4;
faulty_early:
    stop = ADMACHINE_FAULT;
leave:
    save(vm, ip, sp);
    return stop;

#undef PLACE
#undef GO
#undef FAULT
#undef REFUSE_EARLY
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
#undef TRUTH
#undef ORDER
#undef ASSERT_ORDER
