/* SPDX-License-Identifier: MIT
 * microvm_loop.h - the body of a function that runs a program, for microvm.c. USED_UP counts an
 * instruction, and is true when it was the last that may be done.
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
        FORGET(op);                                                                                \
    } while (0)

/* The variables begin where the stack must end. */
#define BEGIN(row)                                                                                 \
    do {                                                                                           \
        REFUSE_EARLY(HAS_OPERAND(row) && ip + 4 == vm->end, TRUNCATED);                            \
        REFUSE_EARLY(POPS(row) && sp - vm->stack < POPS(row), UNDERFLOW);                          \
        REFUSE_EARLY(GROWS(row) && sp == vm->variables, OVERFLOW);                                 \
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
        if (USED_UP) {                                                                             \
            stop = ADMACHINE_STEPS;                                                                \
            goto leave;                                                                            \
        }                                                                                          \
    } while (0)

/* A run that shall stop hears of it at each jump that is taken. */
#if defined(ADMACHINE_FIRMWARE)
#define LOOK() ((void)0)
#else
#define LOOK()                                                                                     \
    do {                                                                                           \
        if (AD_UNLIKELY(vm->stop))                                                                 \
            goto stopped;                                                                          \
    } while (0)
#endif
#define GO_TO_N                                                                                    \
    do {                                                                                           \
        REFUSE(n >= vm->words, JUMP);                                                              \
        ip = vm->code + 4 * (size_t)n;                                                             \
        LOOK();                                                                                    \
    } while (0)

/* CALL keeps its way back where it does no harm if the jump is refused. */
#define KEEP_PLACE                                                                                 \
    do {                                                                                           \
        REFUSE(vm->open == vm->config.calls, CALLS);                                               \
        vm->calls[vm->open] = PLACE(ip);                                                           \
    } while (0)

/* An index is added without wrapping: one that is "negative" is refused. */
#define ADD_INDEX                                                                                  \
    do {                                                                                           \
        n += r;                                                                                    \
        REFUSE(n < r, ADDRESS);                                                                    \
    } while (0)
#define CHECK_N REFUSE(n >= vm->config.variables, ADDRESS)

#define READ_PORT(port)                                                                            \
    do {                                                                                           \
        if ((port) >= ADMICROVM_PORTS)                                                             \
            FAULT(PORT);                                                                           \
        r = port_read(vm, port);                                                                   \
    } while (0)
#define WRITE_PORT                                                                                 \
    do {                                                                                           \
        if (n >= ADMICROVM_PORTS)                                                                  \
            FAULT(PORT);                                                                           \
        port_write(vm, n, r);                                                                      \
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
#define CALL_N                                                                                     \
    do {                                                                                           \
        REFUSE(n >= vm->words, JUMP);                                                              \
        vm->open++;                                                                                \
        GO_TO_N;                                                                                   \
    } while (0)
#define GET                                                                                        \
    do {                                                                                           \
        CHECK_N;                                                                                   \
        r = vm->variables[n];                                                                      \
    } while (0)
#define SET(value)                                                                                 \
    do {                                                                                           \
        CHECK_N;                                                                                   \
        vm->variables[n] = (value);                                                                \
    } while (0)
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
#define CALL_N goto jump
#define GET goto variable
#define SET(value) goto variable
#define TRUTH goto truth
#define ORDER goto order
#define ASSERT_ORDER goto order
#endif

    const uint8_t *ip = vm->code + 4 * (size_t)vm->pc;
    uint32_t *sp = vm->stack + vm->depth;
    uint32_t n = 0, r = 0;
    uint8_t op = 0;
    enum admachine_stop stop;

    if (vm->ended)
        return vm->ended;

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
    FORGET(row);
    switch (op) {
#endif

    DO(NOP, (void)0)
    DO(PUSH, r = n)
    DO(POP, (void)0)
    DO(ADD, r = n + r)
    DO(SUB, r = n - r)
    DO(MUL, r = n * r)
    DO(DIV, if (r == 0) FAULT(DIVISION); r = n / r)
    DO(QUIT, goto outside)

    DO(JMP, JUMP_IF(true))
    DO(JE, JUMP_IF(vm->order == ADMICROVM_EQUAL))
    DO(JL, JUMP_IF(vm->order == ADMICROVM_LESS))
    DO(JG, JUMP_IF(vm->order == ADMICROVM_GREATER))
    DO(JNE, JUMP_IF(vm->order != ADMICROVM_EQUAL))
    DO(JLE, JUMP_IF(vm->order != ADMICROVM_GREATER))
    DO(JGE, JUMP_IF(vm->order != ADMICROVM_LESS))

    DO(FRMM, GET)
    DO(TOMM, SET(r))
    DO(RFRMM, n = r; GET)
    DO(RTOMM, SET(r))
    DO(AFRMM, ADD_INDEX; GET)
    DO(ATOMM, ADD_INDEX; SET(sp[-2]))

    DO(CALL, KEEP_PLACE; CALL_N)
    DO(RET, REFUSE(vm->open == 0, NO_CALL); ip = vm->code + 4 * (size_t)vm->calls[--vm->open])

    DO(DUP, (void)0)
    DO(SWAP, sp[-2] = r; r = n)
    DO(INC, r++)
    DO(DEC, r--)
    DO(CMP, ORDER)

    DO(BP, goto outside)
    DO(STATE, goto outside)
    DO(PRINT, goto outside)
    DO(DELAY, goto outside)
    DO(INPUT, READ_PORT(ADMACHINE_INPUT))

    DO(AND, if (n == 0) r = 0; TRUTH)
    DO(OR, r |= n; TRUTH)
    DO(NOT, r = r == 0)
    DO(XOR, r ^= n; TRUTH)
    DO(BAND, r = n & r)
    DO(BOR, r = n | r)
    DO(BNOT, r = ~r)
    DO(BXOR, r = n ^ r)

    DO(ASSERT, ASSERT_ORDER)
    DO(PTRTO, READ_PORT(n))
    DO(TOPTR, WRITE_PORT)
    DO(CLR, sp = vm->stack)
    DO(RST, sp = vm->stack; vm->order = ADMICROVM_LESS; vm->open = 0; n = 0; JUMP_IF(true))

#if !ADMICROVM_GOTO
    default:
        UNREACHABLE;
    }
#endif
/* What calls the host. None of it changes the stack, and BP and QUIT end the run. */
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
    REFUSE(n >= vm->words, JUMP);
    if (op == ADMICROVM_CALL)
        vm->open++;
    GO_TO_N;
    goto next;
variable:
    CHECK_N;
    if (op & 1) /* FRMM, RFRMM, AFRMM */
        r = vm->variables[n];
    else
        vm->variables[n] = sp[op == ADMICROVM_ATOMM ? -2 : -1];
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
faulty:
    ip -= HAS_OPERAND(rows[op]) ? 8 : 4;
faulty_early:
    vm->ended = stop = ADMACHINE_FAULT;
leave:
    save(vm, ip, sp);
    return stop;

#undef PLACE
#undef FAULT
#undef REFUSE_EARLY
#undef REFUSE
#undef FETCH
#undef BEGIN
#undef END
#undef GO_TO_N
#undef KEEP_PLACE
#undef CALL_N
#undef CHECK_N
#undef ADD_INDEX
#undef DO
#undef JUMP_IF
#undef GET
#undef SET
#undef TRUTH
#undef ORDER
#undef ASSERT_ORDER
