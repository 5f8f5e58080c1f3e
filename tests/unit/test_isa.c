/* SPDX-License-Identifier: MIT
 * test_isa.c - the instruction table agrees with itself, names are found, stack heights are
 * computed.
 */
#include <stdio.h>
#include <string.h>

#include "isa/asm.h"
#include "isa/depth.h"
#include "isa/disasm.h"

static int passed, failed;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

/* Words of one side of an effect; -1 when an operand decides how many. */
static int words(const char *from, const char *to)
{
    int n = 0;
    for (const char *p = from; p < to;) {
        const char *end = p;
        while (end < to && *end != ' ')
            end++;
        if (end > p && (memchr(p, '.', (size_t)(end - p)) || *p == '['))
            return -1;
        n += end > p;
        p = end + (end < to);
    }
    return n;
}

/* pops and pushes say the same as the effect column. */
static void test_rows(void)
{
    for (unsigned i = 0; i < adisa_python.count; i++) {
        const struct adisa_row *row = &adisa_py[i];
        const char *arrow = row->effect ? strstr(row->effect, "--") : NULL;
        check(row->name && arrow, "a row without name or effect");
        if (!arrow)
            continue;
        const char *end = strchr(arrow, '|') ? strchr(arrow, '|') : arrow + strlen(arrow);
        int before = words(row->effect, arrow), after = words(arrow + 2, end);
        bool vague = before < 0 || after < 0 || strstr(arrow, "same") || row->pops == AD_VAR ||
                     row->pushes == AD_VAR;
        check(vague || after - before == row->pushes - row->pops, row->name);
        check(strlen(row->operands) <= ADISA_OPERANDS, row->name);
        check(!strchr(row->operands, 'j') == !(row->flags & AD_F_JUMP), row->name);
        check(adisa_find(&adisa_python, row->name, strlen(row->name)) == (int)i, row->name);
        for (const char *o = row->operands; *o; o++)
            check(adisa_width(*o), row->name);
    }
    check(adisa_find(&adisa_python, "NO_SUCH", 7) < 0, "NO_SUCH");
    check(adisa_length(&adisa_python, 255) == 0, "no instruction 255");
}

/* Every instruction that takes cells says how many when its operand is 0 to 3, or refuses. */
static void test_effects(void)
{
    for (unsigned i = 0; i < adisa_python.count; i++) {
        for (unsigned n = 0; n < 4; n++) {
            uint8_t code[8] = {(uint8_t)i, (uint8_t)n, 0, 0};
            struct adisa_ins ins;
            struct adisa_effect e;
            check(adisa_decode(&adisa_python, code, sizeof code, &ins), "decode");
            if (adisa_effect(&adisa_python, &ins, &e))
                check(e.need >= 0 && e.need + e.next >= 0 && e.need + e.jump >= 0, ins.row->name);
        }
    }
    struct adisa_ins ins;
    struct adisa_effect e;
    const uint8_t map[] = {ADOP_BUILD_MAP, 3, 0};
    check(adisa_decode(&adisa_python, map, 3, &ins) && adisa_effect(&adisa_python, &ins, &e) &&
          e.need == 6 && e.next == -5, "BUILD_MAP 3");
    const uint8_t loop[] = {ADOP_FOR_RANGE, 0, 0};
    check(adisa_decode(&adisa_python, loop, 3, &ins) && adisa_effect(&adisa_python, &ins, &e) &&
          e.need == 3 && e.next == 1 && e.jump == -3, "FOR_RANGE");
    const uint8_t copy[] = {ADOP_COPY, 5};
    check(adisa_decode(&adisa_python, copy, 2, &ins) && adisa_effect(&adisa_python, &ins, &e) &&
          e.need == 5 && e.next == 1, "COPY 5");
    check(!adisa_decode(&adisa_python, map, 2, &ins), "cut off");
    const uint8_t back[] = {ADOP_JUMP_BACK, 0xfd, 0xff};
    int32_t distance;
    check(adisa_decode(&adisa_python, back, 3, &ins) && adisa_jump(&ins, &distance) &&
          distance == -3, "JUMP_BACK -3");
}

static int builtin(const char *name, bool inner)
{
    return adisa_builtin(name, strlen(name), inner);
}

static void test_names(void)
{
    check(builtin("len", false) == AD_IMM_NATIVE + ADF_len, "len");
    check(builtin("int", false) == AD_IMM_TYPE + ADT_int, "int");
    check(builtin("type", false) == AD_IMM_TYPE + ADT_class, "type");
    check(builtin("KeyError", false) == AD_IMM_TYPE + ADT_KeyError, "KeyError");
    check(builtin("NotImplemented", false) == AD_IMM_NOTIMPL, "NotImplemented");
    check(builtin("None", false) == -1 && builtin("", false) == -1, "None is no builtin");
    check(builtin("_write", false) == -1, "_write from outside");
    check(builtin("_write", true) == AD_IMM_NATIVE + ADF_write, "_write from lib");
    check(builtin("_Pin", true) == AD_IMM_TYPE + ADT_Pin, "_Pin");
    check(builtin("function", true) == -1 && builtin("int_neg", false) == -1, "inner types");
    check(builtin("str.upper", true) == -1, "methods are not builtins");
    check(adisa_imm_find("str.upper", 9) == AD_IMM_NATIVE + ADF_str_upper, "str.upper");
    for (unsigned n = 0; n < AD_IMM_COUNT; n++) {
        const char *text = adisa_imm_text(n);
        int back = text ? adisa_imm_find(text, strlen(text)) : -1;
        check(!text || back == (int)n || back > (int)n, "imm and back");
        check(!adisa_imm_is_value(n, 4) || text, "value without text");
    }
    check(!adisa_imm_is_value(AD_IMM_ZERO, 4) && adisa_imm_is_value(AD_IMM_ZERO, 8), "0.0");
    check(!adisa_imm_is_value(0, 8) && !adisa_imm_is_value(12, 8), "no values");
    for (unsigned n = 0; n < ADN_COUNT; n++)
        check(adisa_name(adisa_name_text(n), strlen(adisa_name_text(n))) == (int)n, "name");
    check(adisa_name("__init__", 8) == ADN_d_init && adisa_name("__init_", 7) == -1, "__init__");
    check(!adisa_name_text(ADN_COUNT), "no such name");
    for (unsigned n = 1; n < ADZ_COUNT; n++)
        check(adisa_frozen(adisa_frozen_text(n), strlen(adisa_frozen_text(n))) == (int)n, "frozen");
    check(adisa_frozen("none", 4) == ADZ_none && adisa_frozen("x", 1) == ADZ_none, "not frozen");
    check(adisa_hash() && adisa_hash() == adisa_hash(), "hash");
}

/* ---- heights -------------------------------------------------------------------------------- */

static struct addepth walk;

static bool run(const uint8_t *code, uint32_t size, const uint16_t *tries, unsigned ntry)
{
    static uint16_t height[65536], work[65536];
    static uint8_t table[256];
    for (unsigned i = 0; i < 4 * ntry; i++) {
        table[2 * i] = (uint8_t)tries[i];
        table[2 * i + 1] = (uint8_t)(tries[i] >> 8);
    }
    walk = (struct addepth){.isa = &adisa_python, .code = code, .size = size, .tries = table,
        .ntry = ntry, .height = height, .work = work};
    return addepth_run(&walk);
}

#define RUN(...) \
    run((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), NULL, 0)
#define FAULT(text) (walk.fault && strstr(walk.fault, text))

#define NATIVE(id) (AD_IMM_NATIVE + ADF_##id) & 255, (AD_IMM_NATIVE + ADF_##id) >> 8

static void test_depth(void)
{
    check(RUN(ADOP_RETURN_NONE) && walk.max == 0, "empty function");
    check(RUN(ADOP_LOAD_I, 1, ADOP_LOAD_I, 2, ADOP_ADD, ADOP_RETURN) && walk.max == 2, "1 + 2");
    check(!RUN(ADOP_LOAD_I, 1, ADOP_ADD, ADOP_RETURN) && FAULT("too few") && walk.pc == 2, "few");
    check(!RUN(ADOP_LOAD_I, 1) && FAULT("runs off"), "runs off");
    check(!RUN(ADOP_LOAD_I2, 1) && FAULT("ends in"), "ends in an instruction");
    check(RUN(ADOP_LOAD_NONE, ADOP_LOAD_UNBOUND, ADOP_CALL_NATIVE, 2, 1, NATIVE(iter), ADOP_RETURN)
          && walk.max == 2, "a native, one of two arguments");
    check(RUN(ADOP_CALL_NATIVE, 0, 0, NATIVE(print), ADOP_RETURN) && walk.max == 1, "print()");
    check(!RUN(ADOP_LOAD_NONE, ADOP_CALL_NATIVE, 1, 1, NATIVE(iter), ADOP_RETURN) &&
          FAULT("means nothing"), "a cell of two is not there");
    check(!RUN(ADOP_CALL_NATIVE, 0, 0, NATIVE(len), ADOP_RETURN) && FAULT("means nothing"),
          "len()");
    check(!RUN(ADOP_CALL_NATIVE, 0, 0, 1, 0, ADOP_RETURN) && FAULT("means nothing"), "None()");
    check(!RUN(ADOP_CALL_NATIVE, 0, 0, NATIVE(new_exception), ADOP_RETURN) &&
          FAULT("means nothing"), "what looks at its callable");
    check(!RUN(255) && FAULT("no instruction"), "255");
    check(!RUN(ADOP_RAISE, 3) && FAULT("means nothing"), "RAISE 3");
    check(!RUN(ADOP_JUMP, 1, 0, ADOP_LOAD_I, ADOP_RETURN_NONE, ADOP_RETURN_NONE) &&
          FAULT("does not end"), "jump into an instruction");
    check(!RUN(ADOP_JUMP, 0, 0x7f) && FAULT("does not end"), "jump far away");
    check(!RUN(ADOP_JUMP_BACK, 0xfc, 0xff) && FAULT("does not end"), "jump before the start");
    check(RUN(ADOP_JUMP_BACK, 0xfd, 0xff), "for ever");
    check(!RUN(ADOP_LOAD_TRUE, ADOP_JUMP_BACK, 0xfc, 0xff) && FAULT("different heights"), "grows");
    check(RUN(ADOP_LOAD_NONE, ADOP_GET_ITER, ADOP_FOR_ITER, 4, 0, ADOP_POP, ADOP_JUMP_BACK, 0xf9,
              0xff, ADOP_RETURN_NONE) && walk.max == 2, "for");
    check(!RUN(ADOP_FOR_ITER_L, 0, 0, 0, ADOP_RETURN_NONE) && FAULT("too few"), "for nothing");
    check(RUN(ADOP_RETURN_NONE, ADOP_POP, ADOP_RETURN_NONE), "what is not reached");
    /* try: LOAD_NONE (0) LOAD_NONE (1) CALL 0 (2) RETURN (4) handler: POP (5) RETURN (6) */
    const uint8_t body[] = {ADOP_LOAD_NONE, ADOP_LOAD_NONE, ADOP_CALL, 0, ADOP_RETURN,
        ADOP_POP, ADOP_RETURN};
    check(run(body, 7, (const uint16_t[]){1, 4, 5, 1}, 1) && walk.max == 2, "try");
    check(run(body, 7, (const uint16_t[]){0, 4, 5, 1}, 1), "what cannot raise needs no height");
    check(!run(body, 7, (const uint16_t[]){2, 4, 5, 2}, 1) && FAULT("wants more"), "too much");
    check(!run(body, 7, (const uint16_t[]){1, 3, 5, 1}, 1) && FAULT("not made of"), "part");
    check(!run(body, 7, (const uint16_t[]){1, 9, 5, 1}, 1) && FAULT("not made of"), "beyond");
    check(!run(body, 7, (const uint16_t[]){4, 4, 5, 1}, 1) && FAULT("not made of"), "no range");
    check(!run(body, 7, (const uint16_t[]){1, 4, 3, 1}, 1) && FAULT("handler"), "handler inside");
    check(!run(body, 7, (const uint16_t[]){1, 4, 9, 1}, 1) && FAULT("handler"), "handler beyond");
    check(!run(body, 7, (const uint16_t[]){1, 4, 5, 65535}, 1) && FAULT("too high"), "too high");
    check(!run(body, 0, NULL, 0) && FAULT("empty"), "no code");
    static uint8_t many[65535]; /* UNPACK 65535 again and again */
    for (unsigned i = 0; i + 3 < sizeof many; i += 3)
        many[i] = ADOP_UNPACK, many[i + 1] = many[i + 2] = 0xff;
    many[0] = ADOP_LOAD_NONE, many[1] = many[2] = ADOP_NOP;
    many[65534] = many[65533] = many[65532] = ADOP_RETURN_NONE;
    check(!run(many, sizeof many, NULL, 0) && FAULT("too high"), "unpack");
}

/* ---- text and back -------------------------------------------------------------------------- */

static char text[1 << 20], memory[1 << 20];
static struct adarena arena;
static struct adasm as;

static bool assemble(const char *source)
{
    adarena_init(&arena, memory, sizeof memory);
    return adasm_text(&as, &adisa_python, &arena, source, strlen(source));
}

static bool round_trip(const uint8_t *code, uint32_t size)
{
    static uint8_t labels[ADDISASM_LABELS(65536)];
    struct adout out;
    struct addisasm d = {.isa = &adisa_python, .code = code, .size = size, .labels = labels,
        .out = &out};
    memset(labels, 0, sizeof labels);
    adout_memory(&out, text, sizeof text - 1);
    addisasm_run(&d);
    text[out.count] = 0;
    if (!assemble(text))
        printf("%u:%u %s\n", as.error.line, as.error.column, as.error.message);
    return !out.failed && !as.error.message && as.size == size && !memcmp(as.code, code, size);
}

static void test_round_trips(void)
{
    static uint8_t code[2000];
    uint32_t seed = 1;
    for (unsigned round = 0; round < 200; round++) {
        for (unsigned i = 0; i < sizeof code; i++) {
            seed = seed * 1664525 + 1013904223;
            code[i] = (uint8_t)(seed >> 24);
            if (i % 7 == 3)
                code[i] = i % 2 ? 0 : 255; /* more jumps that stay inside */
        }
        check(round_trip(code, sizeof code - round), "random bytes");
    }
    for (unsigned op = 0; op < 256; op++) {
        const uint8_t one[] = {(uint8_t)op, 17, 0, 0, 0};
        unsigned length = adisa_length(&adisa_python, op);
        check(round_trip(one, length ? length : 1), "one instruction");
    }
}

static void refused(const char *source, unsigned line, unsigned column)
{
    if (assemble(source) || as.error.line != line || as.error.column != column) {
        check(false, source);
        printf("    %u:%u %s\n", as.error.line, as.error.column, as.error.message);
    } else {
        passed++;
    }
}

static void test_assembler(void)
{
    check(assemble("; nothing\n\n") && !as.size, "empty");
    check(assemble("x = 5\nstart: LOAD x ; local\n  .byte 1, -1\n.word 0x1234\nJUMP_BACK start\n"),
        "all kinds of lines");
    const uint8_t bytes[] = {ADOP_LOAD, 5, 1, 255, 0x34, 0x12, ADOP_JUMP_BACK, 0xf7, 0xff};
    check(as.size == sizeof bytes && !memcmp(as.code, bytes, sizeof bytes), "their bytes");
    check(adasm_label(&as, "start", 5) == 0 && adasm_label(&as, "x", 1) == -1, "labels");
    check(assemble("LOAD_IMM print\nLOAD_IMM str.upper\nLOAD_IMM 20") &&
          as.code[1] == AD_IMM_NATIVE,
        "immediates");
    refused("NOP\n NO_SUCH", 2, 2);
    refused("LOAD", 1, 5);
    refused("LOAD 256", 1, 6);
    refused("LOAD_I 128", 1, 8);
    refused("LOAD2 1", 1, 8);
    refused("LOAD2 1, 2, 3", 1, 11);
    refused("LOAD y", 1, 6);
    refused("NOP\n  JUMP nowhere", 2, 8);
    refused("a: a: NOP", 1, 4);
    refused("7 = 8", 1, 1);
    refused(".byte 1,", 1, 9);
    refused(":", 1, 1);
}

int main(void)
{
    test_rows();
    test_effects();
    test_names();
    test_depth();
    test_round_trips();
    test_assembler();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
