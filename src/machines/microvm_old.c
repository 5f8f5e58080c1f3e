/* SPDX-License-Identifier: MIT
 * microvm_old.c - programs in the two later numberings get ours. An instruction keeps its length,
 * so the addresses in jumps stay right. Nothing else of the machine needs this file.
 *
 * Within a generation numbers above 38 moved once more, and QUIT with them. A program must have a
 * QUIT, so the last number that was ever QUIT tells which: see `quits`.
 */
#include "machines/microvm.h"

#define NONE 0xff
#define OLD_COUNT 46

/* [old number] = ours. */
static AD_FLASH_TABLE uint8_t may2021[OLD_COUNT] = {
    ADMICROVM_NOP, ADMICROVM_PUSH, ADMICROVM_POP, ADMICROVM_ADD, ADMICROVM_SUB, ADMICROVM_MUL,
    ADMICROVM_DIV, ADMICROVM_BXOR, ADMICROVM_JMP, ADMICROVM_JE, ADMICROVM_JL, ADMICROVM_JG,
    ADMICROVM_JNE, ADMICROVM_JLE, ADMICROVM_JGE, ADMICROVM_FRMM, ADMICROVM_TOMM, ADMICROVM_RFRMM,
    ADMICROVM_RTOMM, ADMICROVM_CALL, ADMICROVM_RET, ADMICROVM_DUP, ADMICROVM_SWAP, ADMICROVM_INC,
    ADMICROVM_DEC, ADMICROVM_AFRMM, ADMICROVM_ATOMM, ADMICROVM_BP, ADMICROVM_CMP, ADMICROVM_PRINT,
    ADMICROVM_DELAY, ADMICROVM_STATE, ADMICROVM_AND, ADMICROVM_OR, ADMICROVM_NOT, ADMICROVM_XOR,
    ADMICROVM_BAND, ADMICROVM_BOR, ADMICROVM_BNOT, ADMICROVM_ASSERT, ADMICROVM_PTRTO,
    ADMICROVM_TOPTR, ADMICROVM_QUIT, NONE, NONE, NONE};

static AD_FLASH_TABLE uint8_t v02[OLD_COUNT] = {
    ADMICROVM_NOP, ADMICROVM_PUSH, ADMICROVM_POP, ADMICROVM_ADD, ADMICROVM_SUB, ADMICROVM_MUL,
    ADMICROVM_DIV, ADMICROVM_JMP, ADMICROVM_JE, ADMICROVM_JL, ADMICROVM_JG, ADMICROVM_JNE,
    ADMICROVM_JLE, ADMICROVM_JGE, ADMICROVM_FRMM, ADMICROVM_TOMM, ADMICROVM_RFRMM,
    ADMICROVM_RTOMM, ADMICROVM_CALL, ADMICROVM_RET, ADMICROVM_DUP, ADMICROVM_SWAP, ADMICROVM_INC,
    ADMICROVM_DEC, ADMICROVM_AFRMM, ADMICROVM_ATOMM, ADMICROVM_BP, ADMICROVM_CMP, ADMICROVM_PRINT,
    ADMICROVM_DELAY, ADMICROVM_STATE, ADMICROVM_AND, ADMICROVM_OR, ADMICROVM_NOT, ADMICROVM_XOR,
    ADMICROVM_BAND, ADMICROVM_BOR, ADMICROVM_BNOT, ADMICROVM_BXOR, ADMICROVM_ASSERT,
    ADMICROVM_PTRTO, ADMICROVM_TOPTR, ADMICROVM_CLR, ADMICROVM_RST, ADMICROVM_INPUT,
    ADMICROVM_QUIT};

/* The old number of QUIT: the late one, and the early one, which is QUIT where the late one does
 * not occur. */
static AD_FLASH_TABLE uint8_t quits[2][2] = {{42, 39}, {45, 42}};

static AD_FLASH_TABLE uint8_t has_operand[ADMICROVM_COUNT] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    [code] = sizeof(operands) > 1,
#include "isa/microvm.def"
#undef INS
};

struct old {
    AD_FLASH_TABLE uint8_t *ours;
    uint8_t early_quit; /* or NONE */
};

static uint8_t translated(const struct old *old, const uint8_t *p)
{
    if (*p >= OLD_COUNT || p[1] || p[2] || p[3])
        return NONE;
    return *p == old->early_quit ? (uint8_t)ADMICROVM_QUIT : old->ours[*p];
}

/* Looks at each instruction, and writes when `write`. *seen: the number occurs as an opcode. */
static bool walk(uint8_t *code, uint32_t size, const struct old *old, bool write, uint8_t number,
    bool *seen)
{
    for (uint32_t at = 0; at < size; at += 4) {
        uint8_t ours = translated(old, code + at);
        if (ours == NONE)
            return false;
        *seen |= code[at] == number;
        if (write)
            code[at] = ours;
        if (has_operand[ours])
            at += 4;
        if (at >= size)
            return false;
    }
    return true;
}

bool admicrovm_translate(uint8_t *code, uint32_t size, enum admicrovm_generation generation)
{
    bool is_v02 = generation == ADMICROVM_V02, late = false;
    struct old old = {is_v02 ? v02 : may2021, NONE};
    if (size % 4 || !walk(code, size, &old, false, quits[is_v02][0], &late))
        return false;
    if (!late)
        old.early_quit = quits[is_v02][1];
    return walk(code, size, &old, true, NONE, &late);
}
