/* SPDX-License-Identifier: MIT
 * portvm.c - portvm as a firmware runs it: see chip.h and portvm.h.
 */
#include "chip.h"
#include "machines/portvm.h"

uint8_t adchip_fault, adchip_status;
uint16_t adchip_pc;

static int32_t memory[AD_MEMORY + 1], stack[AD_STACK];
static uint8_t globals[ADPORTVM_GLOBALS];
static struct {
    const uint8_t *pc;
    int32_t *bp;
} calls[AD_CALLS];

#define code_end (adprogram + AD_CODE)

/* The address in the four topmost cells; the greatest number when one is no byte. */
static AD_NOINLINE uint32_t four(const int32_t *sp)
{
    uint32_t address = 0;
    uint8_t i = 4;
    do {
        uint32_t one = (uint32_t)sp[--i];
        if (one > 255)
            return UINT32_MAX;
        address = address << 8 | one;
    } while (i);
    return address;
}

/* Rounded down, as in Python. -1 is the one divisor with a quotient that does not fit. */
static AD_NOINLINE int32_t divide(int32_t a, int32_t b)
{
    int32_t q;
    if (b == -1)
        return (int32_t)(0 - (uint32_t)a);
    q = a / b;
    return q - ((a ^ b) < 0 && q * b != a);
}

#define NEXT goto next
#define OPERAND()                                                                                  \
    if (pc == code_end)                                                                            \
        FAULT(TRUNCATED);                                                                          \
    n = CODE8_NEXT(pc)
#define U(x) ((uint32_t)(x))
/* The top and what is below it become one; the top and the byte. */
#define TWO(name, value)                                                                           \
    name: NEED(2);                                                                                 \
    b = sp[0];                                                                                     \
    sp++;                                                                                          \
    sp[0] = (int32_t)(value);                                                                      \
    NEXT;
#define WITH_BYTE(name, value)                                                                     \
    name: OPERAND();                                                                               \
    NEED(1);                                                                                       \
    b = n;                                                                                         \
    sp[0] = (int32_t)(value);                                                                      \
    NEXT;

enum admachine_stop adchip_run(void)
{
    static void *AD_FLASH_TABLE label[] = {&&illegal, &&PUSH, &&IADD, &&IADX, &&ISUB, &&ISBX,
        &&IMUL, &&IMLX, &&IDIV, &&IDVX, &&next /* NOP */, &&IEQL, &&ILT, &&IGT, &&JMP, &&JPE, &&JPN,
        &&STR, &&LOD, &&GLOD, &&GSTR, &&PTLD, &&PTST, &&CALL, &&RET};
    const uint8_t *pc = adprogram, *at;
    int32_t *sp = bottom, *bp = bottom, b;
    uint32_t address;
    uint8_t op, n, depth = 0;

next:
    at = pc;
    if (pc >= code_end)
        FAULT(RAN_OUT);
    op = CODE8_NEXT(pc);
    if (op < AD_COUNT(label))
        GOTO_TABLE(label, op);
    if (op == ADPORTVM_HALT)
        return ADMACHINE_HALT;
illegal:
    FAULT(ILLEGAL);

PUSH:
    OPERAND();
    ROOM();
    *--sp = n;
    NEXT;
    TWO(IADD, U(sp[0]) + U(b))
    TWO(ISUB, U(sp[0]) - U(b))
    TWO(IEQL, sp[0] == b)
    TWO(ILT, sp[0] < b)
    TWO(IGT, sp[0] > b)
    TWO(IMUL, U(sp[0]) * U(b))
    WITH_BYTE(IADX, U(sp[0]) + U(b))
    WITH_BYTE(ISBX, U(sp[0]) - U(b))
    WITH_BYTE(IMLX, U(sp[0]) * U(b))
IDVX:
    OPERAND();
    NEED(1);
    b = n;
    sp--;
    goto quotient;
IDIV:
    NEED(2);
    b = sp[0];
quotient: /* of the cell below sp[0] */
    if (!b)
        FAULT(DIVISION);
    sp++;
    sp[0] = divide(sp[0], b);
    NEXT;

JMP:
    NEED(1);
    address = U(*sp);
    n = 1;
    goto jump;
JPE:
    b = 1;
    goto branch;
JPN:
    b = 0;
branch: /* when the value is b */
    NEED(5);
    address = four(sp);
    if (address == UINT32_MAX)
        FAULT(VALUE);
    n = 5;
    if (sp[4] != b) {
        sp += 5;
        NEXT;
    }
jump: /* n cells go */
    if (address >= AD_CODE)
        FAULT(JUMP);
    sp += n;
    pc = adprogram + (uint16_t)address;
    NEXT;

STR:
    NEED(2);
    if (U(sp[0]) >= AD_MEMORY)
        FAULT(ADDRESS);
    memory[(uint16_t)sp[0]] = sp[1];
    sp += 2;
    NEXT;
LOD:
    NEED(1);
    if (U(sp[0]) >= AD_MEMORY)
        FAULT(ADDRESS);
    sp[0] = memory[(uint16_t)sp[0]];
    NEXT;
GSTR:
    NEED(3);
    if (U(sp[2]) > 255)
        FAULT(VALUE);
    goto global;
GLOD:
    NEED(2);
global:
    if (U(sp[0] | sp[1]) > 255)
        FAULT(VALUE);
    n = (uint8_t)sp[0];
    if (sp[1] || n >= ADPORTVM_GLOBALS)
        FAULT(ADDRESS);
    if (op == ADPORTVM_GSTR) {
        globals[n] = (uint8_t)sp[2];
        sp += 3;
    } else {
        *++sp = globals[n];
    }
    NEXT;
PTLD:
    NEED(1);
    if (U(sp[0]) >= ADPORTVM_PORTS)
        FAULT(PORT);
    sp[0] = adports_read(NULL, (uint8_t)sp[0]);
    NEXT;
PTST:
    NEED(2);
    if (U(sp[0]) >= ADPORTVM_PORTS)
        FAULT(PORT);
    adports_write(NULL, (uint8_t)sp[0], sp[1]);
    sp += 2;
    NEXT;

CALL:
    OPERAND();
    if (bottom - sp < n + 4)
        FAULT(UNDERFLOW);
    address = four(sp);
    if (address == UINT32_MAX)
        FAULT(VALUE);
    if (address >= AD_CODE)
        FAULT(JUMP);
    if (depth == AD_CALLS)
        FAULT(CALLS);
    calls[depth].pc = pc;
    calls[depth++].bp = bp;
    sp += 4;
    bp = sp + n;
    pc = adprogram + (uint16_t)address;
    NEXT;
RET:
    OPERAND();
    if (!depth)
        FAULT(NO_CALL);
    if (bp - sp < n)
        FAULT(UNDERFLOW);
    memmove(bp - n, sp, n * sizeof *sp);
    sp = bp - n;
    bp = calls[--depth].bp;
    pc = calls[depth].pc;
    NEXT;

failed:
    adchip_pc = (uint16_t)(at - adprogram);
    return ADMACHINE_FAULT;
}
