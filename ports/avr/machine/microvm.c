/* SPDX-License-Identifier: MIT
 * microvm.c - microvm as a firmware runs it: see chip.h and machines/microvm.h.
 */
#include "chip.h"
#include "machines/microvm.h"

uint8_t adchip_fault, adchip_status;
uint16_t adchip_pc;

static uint32_t variables[AD_MEMORY + 1], stack[AD_STACK];
static const uint8_t *calls[AD_CALLS];

#define code_end (adprogram + AD_CODE)
#define WORDS (AD_CODE / 4)

/* What the last CMP found, as a bit: 1 less, 2 equal, 4 greater; calls that are open. */
static uint8_t order, depth;

static AD_NOINLINE uint32_t operand(const uint8_t *p)
{
    uint8_t byte[4];
    byte[0] = CODE8_NEXT(p);
    byte[1] = CODE8_NEXT(p);
    byte[2] = CODE8_NEXT(p);
    byte[3] = CODE8_NEXT(p);
    return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

/* ---- printing ------------------------------------------------------------------------------- */

/* The last `count` values, oldest first. */
static AD_NOINLINE void put_values(const uint32_t *sp, uint16_t count, char between)
{
    while (count--) {
        adports_decimal(sp[count]);
        adports_put(count ? between : '\n');
    }
}

static void put_state(const uint32_t *sp, uint16_t pc, bool failed)
{
    static AD_FLASH_TABLE char texts[] = "assertion failed, \0pc \0, calls \0, flags \0, stack ";
    AD_FLASH_TABLE char *text = failed ? texts : texts + sizeof "assertion failed, ";
    uint16_t height = (uint16_t)(bottom - sp);
    if (failed)
        text = adports_text(text);
    text = adports_text(text);
    adports_decimal(pc);
    text = adports_text(text);
    adports_decimal(depth);
    text = adports_text(text);
    adports_put((char)('<' + order / 2)); /* < = > follow each other */
    adports_text(text);
    adports_decimal(height);
    adports_put('\n');
    put_values(sp, height, ' ');
}

/* ---- the loop ------------------------------------------------------------------------------- */

#define NEXT goto next
#define PLACE(p) ((uint16_t)((uint16_t)((p) - adprogram) / 4))

static AD_NOINLINE uint32_t *variable(uint32_t n)
{
    return n < AD_MEMORY ? variables + (uint16_t)n : NULL;
}

/* Added without wrapping: an index that is "negative" is refused. */
static AD_NOINLINE uint32_t *element(uint32_t base, uint32_t index)
{
    index += base;
    return index < base ? NULL : variable(index);
}

/* Of JMP to JGE, in their order: bits of the orders in which they jump. */
static AD_FLASH_TABLE uint8_t jumps[] = {7, 2, 1, 4, 5, 3, 6};

/* What takes the two topmost values and is not the most frequent. Codes of operators that give a
 * truth are below BAND. */
static AD_NOINLINE uint32_t two(uint8_t op, uint32_t a, uint32_t b)
{
    if (op == ADMICROVM_MUL)
        return a * b;
    if (op == ADMICROVM_DIV)
        return a / b;
    if (op == ADMICROVM_AND)
        b = a ? b : 0;
    else if (op == ADMICROVM_BAND)
        b &= a;
    else if (op == ADMICROVM_OR || op == ADMICROVM_BOR)
        b |= a;
    else
        b ^= a;
    return op < ADMICROVM_BAND ? b != 0 : b;
}

#define OPERAND()                                                                                  \
    if (pc == code_end)                                                                            \
        goto truncated;                                                                            \
    n = operand(pc);                                                                               \
    pc += length = 4

enum admachine_stop adchip_run(void)
{
    static void *AD_FLASH_TABLE label[ADMICROVM_COUNT] = {&&next /* NOP */, &&PUSH, &&POP, &&ADD,
        &&SUB, &&TWO, &&TWO, &&QUIT, &&JUMPS, &&JUMPS, &&JUMPS, &&JUMPS, &&JUMPS, &&JUMPS, &&JUMPS,
        &&FRMM, &&TOMM, &&RFRMM, &&RTOMM, &&CALL, &&RET, &&DUP, &&SWAP, &&INC, &&DEC, &&AFRMM,
        &&ATOMM, &&STATE, &&CMP, &&PRINT, &&DELAY, &&STATE, &&TWO, &&TWO, &&NOT, &&TWO, &&TWO,
        &&TWO, &&BNOT, &&TWO, &&CMP, &&PORTS, &&PORTS, &&CLR, &&RST, &&INPUT};
    const uint8_t *pc = adprogram;
    uint32_t *sp = bottom, *place, n;
    uint8_t op, length; /* of the operand */

    order = 1; /* here: as a value of the variable it would cost a copy from flash */
next:
    if (pc >= code_end) {
        adchip_fault = ADMACHINE_RAN_OUT;
        goto failed_here;
    }
    op = CODE8_NEXT(pc);
    length = CODE8_NEXT(pc);
    length |= CODE8_NEXT(pc);
    length |= CODE8_NEXT(pc);
    if (length || op >= ADMICROVM_COUNT) {
        length = 0;
        FAULT(ILLEGAL);
    }
    GOTO_TABLE(label, op);
truncated:
    FAULT(TRUNCATED);

PUSH:
    OPERAND();
    ROOM();
    *--sp = n;
    NEXT;
POP:
    NEED(1);
    sp++;
    NEXT;
ADD:
    NEED(2);
    sp[1] += sp[0];
    sp++;
    NEXT;
SUB:
    NEED(2);
    sp[1] -= sp[0];
    sp++;
    NEXT;
TWO:
    NEED(2);
    if (op == ADMICROVM_DIV && !sp[0])
        FAULT(DIVISION);
    sp[1] = two(op, sp[1], sp[0]);
    sp++;
    NEXT;
INC:
    NEED(1);
    ++*sp;
    NEXT;
DEC:
    NEED(1);
    --*sp;
    NEXT;
NOT:
    NEED(1);
    *sp = *sp == 0;
    NEXT;
BNOT:
    NEED(1);
    *sp = ~*sp;
    NEXT;
DUP:
    NEED(1);
    ROOM();
    sp--;
    sp[0] = sp[1];
    NEXT;
SWAP:
    NEED(2);
    n = sp[0];
    sp[0] = sp[1];
    sp[1] = n;
    NEXT;

JUMPS:
    OPERAND();
    if (!(jumps[op - ADMICROVM_JMP] & order))
        NEXT;
    goto jump;
CALL:
    OPERAND();
    if (depth == AD_CALLS)
        FAULT(CALLS);
    calls[depth] = pc;
jump:
    if (n >= WORDS)
        FAULT(JUMP);
    if (op == ADMICROVM_CALL)
        depth++;
    pc = adprogram + 4 * (uint16_t)n;
    NEXT;
RET:
    if (!depth)
        FAULT(NO_CALL);
    pc = calls[--depth];
    NEXT;

FRMM:
    OPERAND();
    ROOM();
    place = variable(n);
    if (!place)
        FAULT(ADDRESS);
    sp--;
    goto load;
AFRMM:
    OPERAND();
    NEED(1);
    place = element(n, *sp);
    goto load;
RFRMM:
    NEED(1);
    place = variable(*sp);
load:
    if (!place)
        FAULT(ADDRESS);
    *sp = *place;
    NEXT;
ATOMM:
    OPERAND();
    NEED(2);
    place = element(n, *sp);
    goto store;
RTOMM:
    NEED(2);
    place = variable(sp[1]);
    goto store;
TOMM:
    OPERAND();
    NEED(1);
    place = variable(n);
store:
    if (!place)
        FAULT(ADDRESS);
    *place = op == ADMICROVM_ATOMM ? sp[1] : sp[0];
    if (op == ADMICROVM_RTOMM)
        sp += 2;
    NEXT;

CMP: /* and ASSERT */
    NEED(2);
    order = sp[1] > sp[0] ? 4 : sp[1] == sp[0] ? 2 : 1;
    if (op == ADMICROVM_CMP || order == 2)
        NEXT;
    adchip_status = 255;
STATE: /* and BP: nobody is there who could go on */
    put_state(sp, PLACE(pc) - 1, op == ADMICROVM_ASSERT);
    if (op != ADMICROVM_ASSERT)
        NEXT;
    return ADMACHINE_HALT;
PRINT:
    OPERAND();
    if (n > (uint16_t)(bottom - sp))
        FAULT(UNDERFLOW);
    put_values(sp, (uint16_t)n, '\n');
    NEXT;
DELAY:
    OPERAND();
    adports_delay(NULL, n);
    NEXT;
QUIT:
    if (sp != bottom)
        adchip_status = (uint8_t)*sp;
    return ADMACHINE_HALT;
INPUT:
    n = ADMACHINE_INPUT;
    ROOM();
    goto read;
PORTS: /* PTRTO, TOPTR */
    OPERAND();
    if (op == ADMICROVM_TOPTR) {
        NEED(1);
    } else {
        ROOM();
    }
    if (n >= ADMICROVM_PORTS)
        FAULT(PORT);
    if (op == ADMICROVM_TOPTR) {
        adports_write(NULL, (uint8_t)n, (int32_t)*sp);
        NEXT;
    }
read:
    *--sp = (uint32_t)adports_read(NULL, (uint8_t)n);
    NEXT;
RST:
    order = 1;
    depth = 0;
    pc = adprogram;
CLR:
    sp = bottom;
    NEXT;

failed: /* back over the instruction and its operand */
    pc -= 4 + length;
failed_here:
    adchip_pc = PLACE(pc);
    return ADMACHINE_FAULT;
}
