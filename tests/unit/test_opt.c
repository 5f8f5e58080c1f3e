/* SPDX-License-Identifier: MIT
 * test_opt.c - the optimizer of the integer machines: each rewrite, what must stay, and a proof by
 * execution: random programs do the same before and after, in no more steps.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/masm.h"
#include "machines/microvm.h"
#include "machines/opt.h"
#include "machines/portvm.h"

static int passed, failed;
static char memory[1 << 22];
static struct adarena arena;
static char report[20000];

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

static void optimize(struct admopt *o, const struct adisa *isa, const uint8_t *code, uint32_t size,
    struct adout *out)
{
    *o = (struct admopt){.isa = isa, .code = code, .size = size, .arena = &arena, .report = out};
    if (!admopt_run(o)) {
        puts("no memory");
        exit(1);
    }
}

/* ---- golden rewrites ------------------------------------------------------------------------ */

static const uint8_t *assemble(const struct adisa *isa, const char *text, uint32_t *size)
{
    struct admasm *m = adarena_alloc(&arena, sizeof *m);
    admasm_init(m, isa, &arena, NULL, NULL);
    if (!admasm_text(m, "test", text, strlen(text))) {
        printf("FAIL %s: %s\n", text, m->errors[0].message);
        exit(1);
    }
    *size = m->size;
    return m->code;
}

struct golden {
    const char *before, *after; /* after NULL: it stays */
};

static void test_golden(const struct adisa *isa, const struct golden *tests, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *after = tests[i].after ? tests[i].after : tests[i].before;
        struct admopt o;
        struct adout out;
        uint32_t size, want_size;
        adarena_init(&arena, memory, sizeof memory);
        const uint8_t *code = assemble(isa, tests[i].before, &size);
        const uint8_t *want = assemble(isa, after, &want_size);
        adout_memory(&out, report, sizeof report - 1);
        optimize(&o, isa, code, size, &out);
        report[out.count] = 0;
        bool ok = o.out_size == want_size && !memcmp(o.out, want, want_size);
        check(ok, tests[i].before);
        if (!ok)
            puts(report);
    }
}

static const struct golden portvm_tests[] = {
    {"PUSH 2\nPUSH 3\nIADD\nHALT", "PUSH 5\nHALT"},
    {"PUSH 200\nPUSH 100\nIADD\nHALT", "PUSH 200\nIADX 100\nHALT"},
    {"PUSH 7\nPUSH 3\nISUB\nHALT", "PUSH 4\nHALT"},
    {"PUSH 3\nPUSH 7\nISUB\nHALT", "PUSH 3\nISBX 7\nHALT"},
    {"PUSH 6\nPUSH 7\nIMUL\nHALT", "PUSH 42\nHALT"},
    {"PUSH 7\nPUSH 2\nIDIV\nHALT", "PUSH 3\nHALT"},
    {"PUSH 7\nPUSH 0\nIDIV\nHALT", NULL},
    {"PUSH 7\nIDVX 0\nHALT", NULL},
    {"PUSH 1\nPUSH 2\nILT\nPUSH 1\nPUSH 2\nIGT\nHALT", "PUSH 1\nPUSH 0\nHALT"},
    {"PUSH 4\nPUSH 4\nIEQL\nHALT", "PUSH 1\nHALT"},
    {"LOD\nPUSH 9\nIADD\nHALT", "LOD\nIADX 9\nHALT"},
    {"LOD\nPUSH 9\nISUB\nHALT", "LOD\nISBX 9\nHALT"},
    {"LOD\nPUSH 9\nIMUL\nHALT", "LOD\nIMLX 9\nHALT"},
    {"LOD\nPUSH 9\nIDIV\nHALT", "LOD\nIDVX 9\nHALT"},
    {"LOD\nIADX 3\nIADX 4\nHALT", "LOD\nIADX 7\nHALT"},
    {"LOD\nIADX 3\nISBX 4\nHALT", "LOD\nISBX 1\nHALT"},
    {"LOD\nISBX 4\nIADX 4\nHALT", "LOD\nHALT"},
    {"LOD\nIADX 200\nIADX 200\nHALT", NULL},
    {"LOD\nIMLX 4\nIMLX 5\nHALT", "LOD\nIMLX 20\nHALT"},
    {"LOD\nIDVX 4\nIDVX 5\nHALT", "LOD\nIDVX 20\nHALT"},
    {"LOD\nIDVX 0\nIDVX 5\nHALT", NULL},
    {"LOD\nIADX 0\nISBX 0\nIMLX 1\nIDVX 1\nNOP\nHALT", "LOD\nHALT"},
    {"PUSH 0\nPUSH 1\nPUSH 2\nGSTR\nHALT", NULL},
    {"HALT\nPUSH 1\nPUSH 2", "HALT"},
    {"JUMP a\nPUSH 1\na: HALT", "HALT"},
    {"a: PUSH 1\nPTLD\nJUMP a", "PUSH 1\nPTLD\nPUSH 0\nJMP"},
    {"PTLD\nJUMPT a\nHALT\na: JUMP b\nc: PTLD\nHALT\nb: PTST\nPTLD\nJUMPF c\nHALT",
     "PTLD\nJUMPT b\nHALT\nc: PTLD\nHALT\nb: PTST\nPTLD\nJUMPF c\nHALT"},
    {"PUSH 1\nJUMPT a\nHALT\na: PTLD\nHALT", "PTLD\nHALT"},
    {"PUSH 2\nJUMPT a\nHALT\na: PTLD\nHALT", "HALT"},
    {"PUSH 1\nJUMPF a\nHALT\na: PTLD\nHALT", "HALT"},
    {"a: LOD\nPUSH 0\nIEQL\nJUMPT a\nHALT", "a: LOD\nJUMPF a\nHALT"},
    {"a: LOD\nPUSH 1\nIEQL\nJUMPT a\nHALT", "a: LOD\nJUMPT a\nHALT"},
    {"a: LOD\nPUSH 0\nIEQL\nJUMPF a\nHALT", NULL},
    {"a: ILT\nJUMPT b\nJUMP a\nb: HALT", "a: ILT\nJUMPF a\nHALT"},
    {"a: LOD\nJUMPT b\nJUMP a\nb: HALT", "a: LOD\nJUMPT b\nPUSH 0\nJMP\nb: HALT"},
    {"CALLA a, 1\nHALT\n.byte 7, 0, 99\na: JUMP b\nPTLD\nb: RET 1", "CALLA a, 1\nHALT\na: RET 1"},
    {"PUSH 1\nJMP\nPUSH 1\nPUSH 2\nIADD", NULL}, /* into its own push */
    {"PTLD\nJMP\nPUSH 1\nPUSH 2\nIADD\nHALT", NULL},
    {"PUSH 0\nPUSH 0\nPUSH 0\nPUSH 2\nNOP\nJPE\nHALT", NULL},
    {"PUSH 200\nJMP\nHALT", "PUSH 200\nJMP"},
    {"LOD\nJUMPT 0x1234\nIADX 0\nHALT", "LOD\nJUMPT 0x1234\nHALT"},
    {"LOD\nJUMPT a\nPTLD\na: NOP", NULL}, /* not to a jump out of the code */
};

static const struct golden microvm_tests[] = {
    {"PUSH 2\nPUSH 3\nADD\nQUIT", "PUSH 5\nQUIT"},
    {"PUSH 2\nPUSH 3\nSUB\nQUIT", "PUSH -1\nQUIT"},
    {"PUSH 0x80000000\nPUSH 2\nMUL\nQUIT", "PUSH 0\nQUIT"},
    {"PUSH -1\nPUSH 2\nDIV\nQUIT", "PUSH 0x7fffffff\nQUIT"},
    {"PUSH 1\nPUSH 0\nDIV\nQUIT", NULL},
    {"PUSH 1\nPUSH 2\nXOR\nPUSH 1\nPUSH 2\nBXOR\nQUIT", "PUSH 1\nPUSH 3\nQUIT"},
    {"PUSH 1\nPUSH 2\nAND\nPUSH 0\nPUSH 0\nOR\nQUIT", "PUSH 1\nPUSH 0\nQUIT"},
    {"PUSH 6\nPUSH 3\nBAND\nPUSH 6\nPUSH 3\nBOR\nQUIT", "PUSH 2\nPUSH 7\nQUIT"},
    {"PUSH 6\nINC\nPUSH 0\nDEC\nPUSH 3\nNOT\nPUSH 3\nBNOT\nQUIT",
     "PUSH 7\nPUSH -1\nPUSH 0\nPUSH -4\nQUIT"},
    {"PUSH 6\nPUSH 7\nSWAP\nQUIT", "PUSH 7\nPUSH 6\nQUIT"},
    {"INPUT\nPUSH 1\nADD\nQUIT", "INPUT\nINC\nQUIT"},
    {"INPUT\nPUSH 1\nSUB\nQUIT", "INPUT\nDEC\nQUIT"},
    {"INPUT\nPUSH -1\nADD\nQUIT", "INPUT\nDEC\nQUIT"},
    {"INPUT\nPUSH 0\nADD\nPUSH 1\nMUL\nPUSH 1\nDIV\nPUSH -1\nBAND\nQUIT", "INPUT\nQUIT"},
    {"INPUT\nPUSH -1\nBXOR\nQUIT", "INPUT\nBNOT\nQUIT"},
    {"INPUT\nPUSH 0\nXOR\nQUIT", "INPUT\nNOT\nNOT\nQUIT"},
    {"INPUT\nPUSH 9\nAND\nQUIT", "INPUT\nNOT\nNOT\nQUIT"},
    {"INPUT\nPUSH 0\nAND\nQUIT", NULL},
    {"PUSH 1\nPOP\nINPUT\nDUP\nPOP\nQUIT", "INPUT\nQUIT"},
    {"INPUT\nINC\nDEC\nDEC\nINC\nBNOT\nBNOT\nQUIT", "INPUT\nQUIT"},
    {"INPUT\nNOT\nNOT\nQUIT", NULL},
    {"INPUT\nNOT\nNOT\nNOT\nQUIT", "INPUT\nNOT\nQUIT"},
    {"INPUT\nINPUT\nSWAP\nSWAP\nSWAP\nADD\nQUIT", "INPUT\nINPUT\nADD\nQUIT"},
    {"INPUT\nINPUT\nSWAP\nSUB\nQUIT", NULL},
    {"INPUT\nDUP\nSWAP\nCMP\nCMP\nQUIT", "INPUT\nDUP\nCMP\nQUIT"},
    {"INPUT\nPUSH 4\nCLR\nCLR\nQUIT", "INPUT\nCLR\nQUIT"},
    {"INPUT\nTOMM 3\nPOP\nFRMM 3\nQUIT", "INPUT\nTOMM 3\nQUIT"},
    {"INPUT\nTOMM 3\nFRMM 3\nQUIT", "INPUT\nTOMM 3\nDUP\nQUIT"},
    {"INPUT\nTOMM 3\nFRMM 4\nQUIT", NULL},
    {"FRMM 3\nFRMM 3\nTOMM 3\nQUIT", "FRMM 3\nDUP\nTOMM 3\nQUIT"},
    {"FRMM 3\nPOP\nQUIT", NULL}, /* it may be a fault */
    {"NOP\nPRINT 0\nDELAY 0\nQUIT", "DELAY 0\nQUIT"},
    {"QUIT\nPUSH 1\n.word 999", "QUIT"},
    {"JMP a\nPUSH 1\n:a QUIT", "QUIT"},
    {"CALL s\nQUIT\n:s JE a\nINPUT\nRET\n:a JMP b\n:b RET",
     "CALL s\nQUIT\n:s JE a\nINPUT\nRET\n:a RET"},
    {":a INPUT\nJE b\nJMP a\n:b QUIT", ":a INPUT\nJNE a\nQUIT"},
    {":a INPUT\nJL b\nQUIT\n:b JL c\nPRINT\n:c JMP a", ":a INPUT\nJL a\nQUIT"},
    {":a JMP b\n:b JMP a", ":a JMP a"},
    {"JE a\n:a QUIT", "QUIT"},
    {"JE 99\nNOP\nQUIT", "JE 99\nQUIT"},
    {"JE 1\nPUSH 1\nPUSH 2\nADD\nQUIT", NULL}, /* into an operand */
    {"INPUT\nJE a\nPRINT\n:a NOP", NULL},
    {"INPUT\n.word 77\nNOP", "INPUT\n.word 77"},
};

static void test_report(void)
{
    struct admopt o;
    struct adout out;
    uint32_t size;
    adarena_init(&arena, memory, sizeof memory);
    const uint8_t *code = assemble(&adisa_portvm, "PUSH 2\nPUSH 3\nIADD\nJUMP a\nNOP\na: HALT",
        &size);
    adout_memory(&out, report, sizeof report - 1);
    optimize(&o, &adisa_portvm, code, size, &out);
    report[out.count] = 0;
    check(strstr(report, "0000  PUSH 2, PUSH 3, IADD -> PUSH 5\n") &&
              strstr(report, "0012  1 byte -> nothing (never reached)\n") &&
              strstr(report, "0005  JUMP 13 -> nothing\n") &&
              strstr(report, "\n9 instructions -> 2, 14 bytes -> 3\n"), "the report");
    if (failed)
        puts(report);
    check(o.rewrites == 3 && !o.kept, "rewrites are counted");
    code = assemble(&adisa_portvm, "PTLD\nJMP\nHALT", &size);
    optimize(&o, &adisa_portvm, code, size, NULL);
    check(o.kept && o.kept_at == 1 && o.out == code && o.out_size == size, "why it is kept");
    optimize(&o, &adisa_microvm, code, size, NULL);
    check(o.kept && o.out == code, "not whole words");
    optimize(&o, &adisa_microvm, code, 0, NULL);
    check(!o.out_size && !o.before, "no code at all");
}

/* ---- random programs ------------------------------------------------------------------------ */

enum { CODE = 4000, BLOCKS = 12, TRACE = 8000, STEPS = 400, STACK = 24, CELLS = 6 };

static uint32_t seed = 12345;

static uint32_t rnd(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(seed >> 4) * n) >> 28);
}

static uint8_t code[CODE];
static uint32_t size, block[BLOCKS], nblocks, nfix;
static struct { uint32_t at, block; } fix[400];

static uint32_t number(void)
{
    static const uint8_t few[] = {0, 1, 1, 2, 3, 255, 128, 7};
    return rnd(4) ? few[rnd(sizeof few)] : rnd(256);
}

/* Mostly forward. */
static uint32_t some_block(uint32_t from, uint32_t most)
{
    return rnd(6) && from + 1 < most ? from + 1 + rnd(most - from - 1) : rnd(most);
}

static void b(uint32_t byte) { code[size++] = (uint8_t)byte; }

static void b2(uint32_t op, uint32_t n)
{
    b(op);
    b(n);
}

static void p_push(uint32_t n) { b2(ADPORTVM_PUSH, n); }

static void p_jump(uint32_t to)
{
    p_push(0);
    fix[nfix].at = size - 1;
    fix[nfix++].block = to;
    b2(ADPORTVM_IMLX, 255);
    b2(ADPORTVM_IADX, 0);
    b(ADPORTVM_JMP);
}

static void p_far(uint32_t op, uint32_t to)
{
    p_push(0);
    p_push(0);
    fix[nfix].at = size + 1;
    fix[nfix++].block = to | 0x100;
    p_push(0);
    p_push(0);
    b(op);
}

static void w(uint32_t word)
{
    for (unsigned i = 0; i < 4; i++)
        b(word >> (8 * i));
}

static void w2(uint32_t op, uint32_t n)
{
    w(op);
    w(n);
}

static void w_jump(uint32_t op, uint32_t to)
{
    w(op);
    fix[nfix].at = size;
    fix[nfix++].block = to | 0x200;
    w(0);
}

static void link_jumps(void)
{
    for (uint32_t i = 0; i < nfix; i++) {
        uint8_t *p = code + fix[i].at;
        uint32_t to = block[fix[i].block & 0xff];
        if (fix[i].block & 0x200) {
            p[0] = (uint8_t)(to / 4);
            p[1] = (uint8_t)(to / 4 >> 8);
        } else {
            p[0] = (uint8_t)(fix[i].block & 0x100 ? to >> 8 : to / 255);
            p[fix[i].block & 0x100 ? 2 : 4] = (uint8_t)(fix[i].block & 0x100 ? to : to % 255);
        }
    }
}

/* One instruction of portvm, or a few; the height behind them. */
static unsigned p_some(unsigned height)
{
    static const uint8_t with[] = {ADPORTVM_IADX, ADPORTVM_ISBX, ADPORTVM_IMLX, ADPORTVM_IDVX};
    static const uint8_t plain[] = {ADPORTVM_IADD, ADPORTVM_ISUB, ADPORTVM_IMUL, ADPORTVM_IDIV,
        ADPORTVM_IEQL, ADPORTVM_ILT, ADPORTVM_IGT};
    switch (rnd(9)) {
    case 0:
    case 1:
    case 2:
        if (height < 6)
            return p_push(number()), height + 1;
        /* falls through */
    case 3:
        return height < 2 ? height : (b(plain[rnd(sizeof plain)]), height - 1);
    case 4:
    case 5:
        if (height)
            b2(with[rnd(4)], rnd(8) ? number() : rnd(2));
        return height;
    case 6:
        b(ADPORTVM_NOP);
        return height;
    case 7:
        p_push(rnd(CELLS));
        b(rnd(2) ? ADPORTVM_LOD : ADPORTVM_PTLD);
        return height + 1;
    default:
        if (!height)
            return height;
        p_push(rnd(CELLS));
        b(rnd(2) ? ADPORTVM_STR : ADPORTVM_PTST);
        return height - 1;
    }
}

static void p_end(uint32_t i, uint32_t subs)
{
    switch (rnd(9)) {
    case 0:
    case 1:
        p_jump(some_block(i, subs));
        return;
    case 2:
    case 3:
        p_push(rnd(4));
        b(ADPORTVM_PTLD);
        if (rnd(2)) {
            p_push(rnd(3));
            b(ADPORTVM_IEQL + rnd(3));
        }
        p_far(ADPORTVM_JPE + rnd(2), some_block(i, subs));
        if (rnd(3) == 0)
            p_jump(some_block(i, subs));
        return;
    case 4:
        p_push(rnd(3));
        p_far(ADPORTVM_JPE + rnd(2), some_block(i, subs));
        return;
    case 5:
    case 6:
        if (subs == nblocks)
            return;
        p_push(number());
        p_far(ADPORTVM_CALL, subs + rnd(nblocks - subs));
        b(1);
        p_push(1);
        b(ADPORTVM_PTST);
        return;
    case 7:
        if (rnd(4) == 0)
            b2(ADPORTVM_PUSH, 251), b(ADPORTVM_JMP);
        else if (rnd(8) == 0)
            b(100 + rnd(100));
        return;
    default:
        return;
    }
}

static void make_portvm(void)
{
    size = nfix = 0;
    nblocks = 2 + rnd(BLOCKS - 2);
    uint32_t subs = nblocks - rnd(3) % nblocks;
    for (uint32_t i = 0; i < nblocks; i++) {
        unsigned height = i >= subs, base = height;
        block[i] = size;
        for (uint32_t n = rnd(14); n; n--)
            height = p_some(height);
        for (; height > base; height--) {
            p_push(rnd(CELLS));
            b(rnd(2) ? ADPORTVM_STR : ADPORTVM_PTST);
        }
        for (; height < base; height++)
            p_push(number());
        if (i >= subs) {
            b2(ADPORTVM_RET, 1);
        } else {
            p_end(i, subs);
        }
        if (i + 1 == subs)
            b(ADPORTVM_HALT);
        for (uint32_t n = i + 1 < subs || rnd(3) ? 0 : rnd(4); n; n--)
            b(rnd(256));
    }
    link_jumps();
}

static unsigned m_some(unsigned height)
{
    static const uint8_t one[] = {ADMICROVM_INC, ADMICROVM_DEC, ADMICROVM_NOT, ADMICROVM_BNOT};
    static const uint8_t two[] = {ADMICROVM_ADD, ADMICROVM_SUB, ADMICROVM_MUL, ADMICROVM_DIV,
        ADMICROVM_AND, ADMICROVM_OR, ADMICROVM_XOR, ADMICROVM_BAND, ADMICROVM_BOR,
        ADMICROVM_BXOR};
    static const uint8_t same[] = {ADMICROVM_NOP, ADMICROVM_CMP, ADMICROVM_SWAP};
    uint32_t which = rnd(12);
    if (which < 3 && height < 8) {
        w2(ADMICROVM_PUSH, rnd(6) ? number() : 0u - rnd(3));
        return height + 1;
    }
    if (which == 3) {
        rnd(4) ? w2(ADMICROVM_FRMM, rnd(CELLS)) : w(ADMICROVM_INPUT);
        return height + 1;
    }
    if (which == 4)
        return w2(ADMICROVM_PRINT, rnd(height + 1)), height;
    if (!height)
        return height;
    if (which == 5)
        return w2(rnd(3) ? ADMICROVM_TOMM : ADMICROVM_TOPTR, rnd(CELLS)), height;
    if (which == 6)
        return w(one[rnd(sizeof one)]), height;
    if (which == 7)
        return w(ADMICROVM_POP), height - 1;
    if (which == 8)
        return w(ADMICROVM_DUP), height + 1;
    if (height < 2)
        return height;
    if (which == 9)
        return w(same[rnd(sizeof same)]), height;
    return w(two[rnd(sizeof two)]), height - 1;
}

static void m_end(uint32_t i, uint32_t subs)
{
    switch (rnd(8)) {
    case 0:
    case 1:
        w_jump(ADMICROVM_JMP, some_block(i, subs));
        return;
    case 2:
    case 3:
    case 4:
        w_jump(ADMICROVM_JE + rnd(6), some_block(i, subs));
        if (rnd(3) == 0)
            w_jump(rnd(2) ? ADMICROVM_JMP : ADMICROVM_JE + rnd(6), some_block(i, subs));
        return;
    case 5:
        if (subs < nblocks)
            w_jump(ADMICROVM_CALL, subs + rnd(nblocks - subs));
        return;
    case 6:
        if (rnd(8) == 0)
            w2(ADMICROVM_JE, 5000);
        else if (rnd(8) == 0)
            w(rnd(2) ? 46 + rnd(9) : ADMICROVM_RST);
        else if (rnd(8) == 0)
            w(ADMICROVM_CLR);
        return;
    default:
        return;
    }
}

static void make_microvm(void)
{
    size = nfix = 0;
    nblocks = 2 + rnd(BLOCKS - 2);
    uint32_t subs = nblocks - rnd(3) % nblocks;
    for (uint32_t i = 0; i < nblocks; i++) {
        unsigned height = 0;
        block[i] = size;
        for (uint32_t n = rnd(14); n; n--)
            height = m_some(height);
        for (; height; height--)
            w(ADMICROVM_POP);
        if (i >= subs)
            w(ADMICROVM_RET);
        else
            m_end(i, subs);
        if (i + 1 == subs)
            w(ADMICROVM_QUIT);
        if (rnd(6) == 0 && i + 1 == subs)
            w(rnd(60));
    }
    link_jumps();
}

/* Anything at all: mostly faults, and jumps to where they should not go. */
static void make_noise(bool words)
{
    size = 0;
    for (uint32_t n = 1 + rnd(30); n; n--) {
        if (!words && rnd(5) == 0)
            rnd(2) ? (p_push(rnd(40)), b(ADPORTVM_JMP)) :
                (p_push(0), p_push(0), p_push(0), p_push(rnd(40)), b(ADPORTVM_JPE + rnd(2)));
        else if (!words)
            rnd(3) ? b2(ADPORTVM_PUSH, number()) : b(rnd(25));
        else if (rnd(3) == 0)
            w2(ADMICROVM_JMP + rnd(7), rnd(40));
        else
            rnd(3) ? w2(ADMICROVM_PUSH, number()) : w(rnd(46));
    }
}

/* ---- running them --------------------------------------------------------------------------- */

struct result {
    enum admachine_stop stop;
    enum admachine_fault fault;
    uint32_t steps, depth, order, status;
    uint32_t stack[STACK], cells[CELLS];
    uint32_t ntrace;
    char trace[TRACE];
};

static uint32_t inputs;

static void note(struct result *r, const char *text, size_t n)
{
    for (; n && r->ntrace < TRACE; n--)
        r->trace[r->ntrace++] = *text++;
}

static int32_t port_read(void *ctx, unsigned port)
{
    char text[30];
    inputs = inputs * 1103515245u + 12345u;
    note(ctx, text, (size_t)snprintf(text, sizeof text, "r%u ", port));
    return (int32_t)(inputs >> 16 & 3);
}

static void port_write(void *ctx, unsigned port, int32_t value)
{
    char text[30];
    note(ctx, text, (size_t)snprintf(text, sizeof text, "w%u=%d ", port, (int)value));
}

static void print(void *ctx, const char *text, size_t n) { note(ctx, text, n); }

static void delay(void *ctx, uint32_t ms)
{
    char text[30];
    note(ctx, text, (size_t)snprintf(text, sizeof text, "d%u ", (unsigned)ms));
}

static void run_portvm(const uint8_t *bytes, uint32_t n, struct result *r)
{
    static uint32_t room[400];
    const struct adportvm_config config = {.stack = STACK, .calls = 4, .memory = CELLS};
    const struct admachine_host host = {r, port_read, port_write, print, delay};
    struct adportvm vm;
    if (!adportvm_init(&vm, room, sizeof room, &config, bytes, n, &host))
        exit(1);
    do
        r->stop = adportvm_run(&vm, 1);
    while (++r->steps < STEPS && r->stop == ADMACHINE_STEPS);
    r->fault = (enum admachine_fault)vm.fault;
    r->depth = vm.sp;
    for (uint32_t i = 0; i < vm.sp; i++)
        r->stack[i] = (uint32_t)vm.stack[i + 1];
    if (vm.fault == ADMACHINE_CALLS) /* the address of the subroutine */
        r->depth -= 4;
    memcpy(r->cells, vm.memory, sizeof r->cells);
}

static void run_microvm(const uint8_t *bytes, uint32_t n, struct result *r)
{
    static uint32_t room[400];
    const struct admicrovm_config config = {.stack = STACK, .calls = 4, .variables = CELLS};
    const struct admachine_host host = {r, port_read, port_write, print, delay};
    struct admicrovm vm;
    if (!admicrovm_init(&vm, room, sizeof room, &config, bytes, n, &host))
        exit(1);
    do
        r->stop = admicrovm_run(&vm, 1);
    while (++r->steps < STEPS && r->stop == ADMACHINE_STEPS);
    r->fault = (enum admachine_fault)vm.fault;
    r->depth = vm.depth;
    r->order = vm.order;
    r->status = vm.status;
    memcpy(r->stack, vm.stack, vm.depth * sizeof *r->stack);
    memcpy(r->cells, vm.variables, sizeof r->cells);
}

static void run(bool words, const uint8_t *bytes, uint32_t n, struct result *r)
{
    memset(r, 0, offsetof(struct result, trace));
    inputs = 99;
    (words ? run_microvm : run_portvm)(bytes, n, r);
}

/* What STATE, BP and a failed ASSERT say of the place of the instruction may differ. */
static bool tells_place(const struct result *r)
{
    for (uint32_t i = 0; i + 3 < r->ntrace; i++)
        if (!memcmp(r->trace + i, "pc ", 3))
            return true;
    return false;
}

static bool same(const struct result *a, const struct result *z)
{
    if (tells_place(a))
        return true;
    if (memcmp(a->trace, z->trace, AD_MIN(a->ntrace, z->ntrace)))
        return false;
    if (a->stop == ADMACHINE_STEPS || a->fault == ADMACHINE_UNDERFLOW ||
        a->fault == ADMACHINE_OVERFLOW)
        return z->ntrace >= a->ntrace; /* it may have got farther */
    return a->stop == z->stop && a->fault == z->fault && a->depth == z->depth &&
           a->order == z->order && a->status == z->status && a->ntrace == z->ntrace &&
           z->steps <= a->steps &&
           !memcmp(a->stack, z->stack, a->depth * sizeof *a->stack) &&
           !memcmp(a->cells, z->cells, sizeof a->cells);
}

static void show(bool words, const struct admopt *o, const struct result *a,
    const struct result *z, uint32_t was)
{
    printf("%s, seed %u: stop %d %d, fault %d %d, depth %u %u\n%.*s\n%.*s\n",
        words ? "microvm" : "portvm", (unsigned)was, a->stop, z->stop, a->fault, z->fault,
        (unsigned)a->depth, (unsigned)z->depth, (int)a->ntrace, a->trace, (int)z->ntrace, z->trace);
    for (uint32_t i = 0; i < o->size; i++)
        printf("%u%c", o->code[i], i + 1 < o->size ? ',' : '\n');
    puts(report);
}

static void test_random(bool words, uint32_t count)
{
    static struct result before, after;
    uint32_t bad = 0, halted = 0, kept = 0, shorter = 0, twice = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct adisa *isa = words ? &adisa_microvm : &adisa_portvm;
        struct admopt o, again;
        struct adout out;
        uint32_t was = seed;
        if (rnd(5) == 0)
            make_noise(words);
        else
            words ? make_microvm() : make_portvm();
        adarena_init(&arena, memory, sizeof memory);
        adout_memory(&out, report, sizeof report - 1);
        optimize(&o, isa, code, size, &out);
        report[AD_MIN(out.count, sizeof report - 1)] = 0;
        run(words, code, size, &before);
        run(words, o.out, o.out_size, &after);
        if (!same(&before, &after) && !bad++)
            show(words, &o, &before, &after, was);
        halted += before.stop == ADMACHINE_HALT;
        kept += o.kept != NULL;
        shorter += o.out_size < size;
        optimize(&again, isa, o.out, o.out_size, NULL);
        twice += again.out_size != o.out_size || memcmp(again.out, o.out, o.out_size) != 0;
    }
    check(!bad, words ? "microvm: random programs do the same" :
        "portvm: random programs do the same");
    check(halted > count / 3 && shorter > count / 2 && kept < count / 4, "they are programs");
    check(!twice, "a second run finds nothing more");
    if (failed)
        printf("%u programs: %u differ, %u halted, %u kept, %u shorter, %u twice\n",
            (unsigned)count, (unsigned)bad, (unsigned)halted, (unsigned)kept, (unsigned)shorter,
            (unsigned)twice);
}

int main(int argc, char **argv)
{
    uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 0) : 20000;
    if (argc > 2)
        seed = (uint32_t)strtoul(argv[2], NULL, 0);
    test_golden(&adisa_portvm, portvm_tests, AD_COUNT(portvm_tests));
    test_golden(&adisa_microvm, microvm_tests, AD_COUNT(microvm_tests));
    test_report();
    test_random(false, count);
    test_random(true, count);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
