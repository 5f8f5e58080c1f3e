/* SPDX-License-Identifier: MIT
 * isa.c - the table of the Python machine, and how to read any such table. Used by compiler,
 * assembler, disassembler and verifier; the VM's loop does not need it.
 */
#include "isa/isa.h"

const struct adisa_row adisa_py[ADOP_COUNT] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    [code] = {#name, operands, pops, pushes, flags, effect, sentence},
#include "isa/py.def"
#undef INS
};

const struct adisa adisa_python = {"py", adisa_py, ADOP_COUNT, 1};

unsigned adisa_width(char letter)
{
    switch (letter) {
    case 's':
    case 'i':
    case 'u':
    case 'k':
    case 'g':
    case 'n':
    case 'b':
        return 1;
    case 'I':
    case 'U':
    case 'K':
    case 'G':
    case 'N':
    case 'B':
    case 'M':
    case 'j':
        return 2;
    case 'w':
    case 'v':
    case 'a':
        return 4;
    default:
        return 0;
    }
}

unsigned adisa_length(const struct adisa *isa, unsigned code)
{
    if (code >= isa->count || !isa->rows[code].name)
        return 0;
    unsigned length = isa->unit;
    for (const char *p = isa->rows[code].operands; *p; p++)
        length += adisa_width(*p);
    return length;
}

static int32_t read_operand(const uint8_t *p, char letter)
{
    if (adisa_width(letter) == 1)
        return letter == 'i' ? (int8_t)*p : *p;
    uint16_t value = (uint16_t)(p[0] | p[1] << 8);
    if (adisa_width(letter) == 4)
        return (int32_t)(value | (uint32_t)(p[2] | p[3] << 8) << 16);
    return letter == 'I' || letter == 'j' ? (int16_t)value : value;
}

bool adisa_decode(const struct adisa *isa, const uint8_t *code, size_t left, struct adisa_ins *ins)
{
    if (left < isa->unit || (isa->unit > 1 && (code[1] || code[2] || code[3])))
        return false;
    unsigned length = adisa_length(isa, *code);
    if (!length || length > left)
        return false;
    ins->code = *code;
    ins->row = &isa->rows[*code];
    ins->length = length;
    ins->count = 0;
    const uint8_t *p = code + isa->unit;
    for (const char *o = ins->row->operands; *o && ins->count < ADISA_OPERANDS; o++) {
        ins->operand[ins->count++] = read_operand(p, *o);
        p += adisa_width(*o);
    }
    return true;
}

bool adisa_jump(const struct adisa_ins *ins, int32_t *distance)
{
    for (unsigned i = 0; i < ins->count; i++) {
        if (ins->row->operands[i] == 'j') {
            *distance = ins->operand[i];
            return true;
        }
    }
    return false;
}

int adisa_find(const struct adisa *isa, const char *name, size_t length)
{
    for (unsigned i = 0; i < isa->count; i++) {
        const char *row = isa->rows[i].name;
        size_t n = 0;
        while (row && n < length && row[n] && row[n] == name[n])
            n++;
        if (row && n == length && !row[n])
            return (int)i;
    }
    return -1;
}

/* ---- the height of the stack ---------------------------------------------------------------- */

/* Words before "--" in the effect column: `iter -- iter a` needs one cell though it pops none.
 * Words with a dot or a bracket stand for as many as an operand says. */
static int32_t words_before(const char *effect)
{
    int32_t count = 0;
    while (*effect && !(effect[0] == '-' && effect[1] == '-')) {
        bool counts = *effect != ' ';
        for (; *effect && *effect != ' '; effect++)
            counts = counts && *effect != '.' && *effect != '[';
        count += counts;
        while (*effect == ' ')
            effect++;
    }
    return count;
}

/* Of the Python machine: cells that an instruction needs besides those that it pops; false when the
 * operand means nothing. */
static bool py_needs(const struct adisa_ins *ins, int32_t *need)
{
    int32_t n = ins->count ? ins->operand[0] : 0;
    switch (ins->code) {
    case ADOP_COPY:
        *need = n;
        return n >= 1;
    case ADOP_SWAP:
        *need = n;
        return n >= 2;
    case ADOP_LIST_APPEND:
    case ADOP_SET_ADD:
        *need = n + 1;
        return n >= 1;
    case ADOP_MAP_ADD:
        *need = n + 2;
        return n >= 1;
    default:
        return true;
    }
}

static bool py_pops(const struct adisa_ins *ins, int32_t *pops)
{
    int32_t n = ins->operand[0];
    *pops = n;
    switch (ins->code) {
    case ADOP_RANGE_PREP:
        return n >= 1 && n <= 3;
    case ADOP_BUILD_SLICE:
        return n == 2 || n == 3;
    case ADOP_RAISE:
        return n <= 2;
    case ADOP_BUILD_MAP:
        *pops = 2 * n;
        return true;
    case ADOP_FORMAT:
        *pops = 1 + (n >> 2 & 1);
        return n <= 7;
    case ADOP_CALL:
    case ADOP_CALL_KW:
    case ADOP_BUILD_CLASS:
        *pops = n + 1;
        return true;
    case ADOP_CALL_METHOD:
        *pops = n + 2;
        return true;
    case ADOP_CALL_EX:
        *pops = n + 2;
        return n <= 1;
    case ADOP_CLASS_END:
        *pops = n + 1;
        return n <= 1;
    case ADOP_MAKE_FUNCTION:
        *pops = (n & 1) + (n >> 1 & 1) + (n >> 2 & 1);
        return n <= 7;
    case ADOP_CALL_NATIVE:
        return n == adisa_native_cells((unsigned)ins->operand[2], ins->operand[1]);
    case ADOP_POP_N:
    case ADOP_BUILD_TUPLE:
    case ADOP_BUILD_LIST:
    case ADOP_BUILD_SET:
    case ADOP_BUILD_STRING:
        return true;
    default:
        return false;
    }
}

static bool py_pushes(const struct adisa_ins *ins, int32_t *pushes)
{
    *pushes = ins->operand[0];
    if (ins->code == ADOP_UNPACK_EX)
        *pushes += ins->operand[1] + 1;
    return ins->code == ADOP_UNPACK || ins->code == ADOP_UNPACK_EX;
}

bool adisa_effect(const struct adisa *isa, const struct adisa_ins *ins, struct adisa_effect *effect)
{
    int32_t pops = ins->row->pops, pushes = ins->row->pushes;
    bool python = isa->rows == adisa_py;
    if (pops == AD_VAR && !(python && py_pops(ins, &pops)))
        return false;
    if (pushes == AD_VAR && !(python && py_pushes(ins, &pushes)))
        return false;
    int32_t words = words_before(ins->row->effect);
    effect->need = AD_MAX(pops, ins->row->pops == AD_VAR ? 0 : words);
    if (python && !py_needs(ins, &effect->need))
        return false;
    effect->next = pushes - pops;
    if (ins->row->flags & AD_F_DROP)
        effect->jump = -1;
    else if (ins->row->flags & AD_F_DROP3)
        effect->jump = -3;
    else
        effect->jump = ins->row->flags & AD_F_KEEP ? 0 : effect->next;
    return true;
}
