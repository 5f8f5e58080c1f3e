/* SPDX-License-Identifier: MIT
 * test_masm.c - the assembler and the disassembler of the integer machines: exact bytes, errors and
 * where they are, pseudo-instructions by what they leave on a stack, listings, round trips.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/masm.h"
#include "isa/mdis.h"

extern const struct adisa adisa_portvm, adisa_microvm; /* src/machines/NAME_tool.c */

static int passed, failed;
static char memory[1 << 22];
static struct adarena arena;
static struct admasm m;

static void check(bool ok, const char *what)
{
    ok ? passed++ : failed++;
    if (!ok)
        printf("FAIL %s\n", what);
}

/* Files that can be included. */
static bool read_file(void *ctx, const char *path, const char **text, size_t *length)
{
    static const char *const files[][2] = {{"lib/one.pi", "push 1\n"},
        {"lib/two.pi", "$include one.pi\npush 2\n"}, {"self.pi", "$include self.pi\n"},
        {"bad.pi", "nop\n  fly\n"}, {"deep.inc", ".byte 7\n"}, {"/abs.pi", "push 3\n"},
        {"top.pi", "pop"}};
    (void)ctx;
    for (size_t i = 0; i < AD_COUNT(files); i++) {
        if (!strcmp(files[i][0], path)) {
            *text = files[i][1];
            *length = strlen(*text);
            return true;
        }
    }
    return false;
}

static bool assemble(const struct adisa *isa, const char *text)
{
    adarena_init(&arena, memory, sizeof memory);
    admasm_init(&m, isa, &arena, read_file, NULL);
    return admasm_text(&m, "test", text, strlen(text));
}

static void show_errors(void)
{
    static char text[4000];
    struct adout out;
    adout_memory(&out, text, sizeof text - 1);
    for (unsigned i = 0; i < m.error_count; i++)
        admasm_error_text(&m, &m.errors[i], &out);
    text[out.count] = 0;
    puts(text);
}

/* Bytes of portvm, or words of microvm, as hexadecimal numbers with blanks. */
static void gives(const struct adisa *isa, const char *text, const char *expected)
{
    char got[4000] = "";
    size_t n = 0;
    if (!assemble(isa, text)) {
        check(false, text);
        show_errors();
        return;
    }
    for (uint32_t i = 0; i < m.size && n < sizeof got - 20; i += isa->unit) {
        uint32_t word = 0;
        for (unsigned k = 0; k < isa->unit && i + k < m.size; k++)
            word |= (uint32_t)m.code[i + k] << 8 * k;
        n += (size_t)sprintf(got + n, isa->unit == 1 ? "%s%02x" : "%s%x", i ? " " : "",
            (unsigned)word);
    }
    check(!strcmp(got, expected), text);
    if (strcmp(got, expected))
        printf("  expected %s\n  got      %s\n", expected, got);
}

/* The first error: LINE:COLUMN: MESSAGE, and (HINT) when there is one. */
static void refuses(const struct adisa *isa, const char *text, const char *expected)
{
    char got[600] = "no error";
    if (!assemble(isa, text))
        snprintf(got, sizeof got, "%u:%u: %s%s%s%s", (unsigned)m.errors[0].line,
            (unsigned)m.errors[0].column, m.errors[0].message, m.errors[0].hint ? " (" : "",
            m.errors[0].hint ? m.errors[0].hint : "", m.errors[0].hint ? ")" : "");
    check(!strcmp(got, expected), text);
    if (strcmp(got, expected))
        printf("  expected %s\n  got      %s\n", expected, got);
}

/* ---- portvm --------------------------------------------------------------------------------- */

static void test_port_instructions(void)
{
    const struct adisa *isa = &adisa_portvm;
    gives(isa, "PUSH 5\niadd\nIADX 1\nisub\nISBX 2\nimul\nIMLX 3\nidiv\nIDVX 4\nnop\n",
        "01 05 02 03 01 04 05 02 06 07 03 08 09 04 0a");
    gives(isa, "IEQL\nILT\nIGT\nJMP\nJPE\nJPN\nSTR\nLOD\nGLOD\nGSTR\nPTLD\nPTST\nCALL 2\nRET 1\n"
               "HALT", "0b 0c 0d 0e 0f 10 11 12 13 14 15 16 17 02 18 01 ff");
    gives(isa, "IMUL\nIMULT\nImult\nGLOD\nGLOAD\ngload", "06 06 06 13 13 13");
    gives(isa, "", "");
    gives(isa, " ; nothing\n# nothing\n\n\r\n", "");
    gives(isa, "\xEF\xBB\xBFNOP\r\nHALT ; end", "0a ff");
    gives(isa, "push 0xff\npush 0b101\npush 'a'\npush '\\n'\npush '\\x41'\npush '\\''\npush ';'",
        "01 ff 01 05 01 61 01 0a 01 41 01 27 01 3b");
    gives(isa, "k = 3\npush k\npush k*2+1\npush (k+1)*k-2\npush -k+5\nm=k*k\npush m",
        "01 03 01 07 01 0a 01 02 01 09");
    gives(isa, ".byte 1, -1, 0x80, \"a\\\"b\\n\", 'c', \"\xC3\xA4;#\"",
        "01 ff 80 61 22 62 0a 63 c3 a4 3b 23");
    gives(isa, "a: b: nop\npush b\nc:push c\npush end-a\nend:", "0a 01 00 01 03 01 07");
    gives(isa, ".include \"deep.inc\"\nnop", "07 0a");
    gives(isa, "halt: halt\npush = 4\npush push", "ff 01 04");
}

static void test_port_pseudo(void)
{
    const struct adisa *isa = &adisa_portvm;
    gives(isa, "x: PUSHA end\nend:", "01 00 01 00 01 00 01 08");
    gives(isa, "PUSHA 0x12345678", "01 12 01 34 01 56 01 78");
    gives(isa, "pushg 0x1fe", "01 01 01 fe");
    gives(isa, "JUMP end\nnop\nend:", "01 00 07 ff 03 08 0e 0a");
    gives(isa, "JUMP 1000\nJUMP 65280\nJUMP 65279\nJUMP 0",
        "01 03 07 ff 03 eb 0e 01 ff 07 ff 03 ff 0e 01 ff 07 ff 03 fe 0e 01 00 07 ff 03 00 0e");
    gives(isa, "JUMPT x\nx: JUMPF x", "01 00 01 00 01 00 01 09 0f 01 00 01 00 01 00 01 09 10");
    gives(isa, "CALLA f, 2\ncalla f\nf: ret 0",
        "01 00 01 00 01 00 01 14 17 02 01 00 01 00 01 00 01 14 17 00 18 00");
    gives(isa, "PUSHW 0\nPUSHW 255\nPUSHW 256\nPUSHW -1\nPUSHW 510",
        "01 00 01 ff 01 80 07 02 01 00 05 01 01 ff 07 02");
    gives(isa, "PUSHW 0xffffffff", "01 00 05 01");
    gives(isa, "PUSHW 1000", "01 fa 07 04");
    gives(isa, "x: nop\nPUSHW x+300", "0a 01 96 07 02");
}

/* What PUSH, IADX, ISBX, IMLX leave, and that no step leaves 32 bits. */
static bool leaves(int64_t expected)
{
    int64_t value = 0;
    for (uint32_t i = 0; i < m.size; i += 2) {
        int64_t n = m.code[i + 1];
        switch (m.code[i]) {
        case 1:
            if (i)
                return false;
            value = n;
            break;
        case 3:
            value += n;
            break;
        case 5:
            value -= n;
            break;
        case 7:
            value *= n;
            break;
        default:
            return false;
        }
        if (value > INT32_MAX || value < INT32_MIN)
            return false;
    }
    return value == expected;
}

static unsigned pushw(int64_t value)
{
    char text[60];
    sprintf(text, "PUSHW %lld", (long long)value);
    bool good = assemble(&adisa_portvm, text) &&
                leaves(value > INT32_MAX ? value - ((int64_t)1 << 32) : value);
    check(good, text);
    return m.size / 2;
}

static void test_wide(void)
{
    static const int64_t some[] = {INT32_MAX, INT32_MIN, 65535, 65536, 65280, 65281, -65280,
        1000000, -1000000, 4194303, 16646655, 16777216, 0x12345678, -0x12345678, 2147483629,
        0x80000000, 0xdeadbeef, UINT32_MAX, -50070017, 65521, -509, -510, -511, 765};
    uint32_t random = 1;
    bool short_enough = true;
    for (size_t i = 0; i < AD_COUNT(some); i++)
        short_enough &= pushw(some[i]) <= 8;
    for (int64_t v = -1100; v < 1100; v++) {
        unsigned n = pushw(v), most = v < 0 ? 4 : 3;
        short_enough &= n <= most && (v < 0 || v > 255 || n == 1);
    }
    for (unsigned i = 0; i < 300; i++) {
        random = random * 1664525 + 1013904223;
        int64_t v = (int32_t)random >> (i % 16);
        unsigned n = pushw(v);
        short_enough &= n <= 7u + (v < 0) && !(v >= 0 && v <= 65280 && n > 3);
    }
    check(short_enough, "PUSHW: the lengths");
    check(pushw(761) == 3 && pushw(-510) == 3 && pushw(-509) == 3, "PUSHW: two additions");
    check(pushw(1 << 24) == 4 && pushw(255 * 255) == 2 && pushw(510 * 255) == 3, "PUSHW: products");
}

static void test_port_errors(void)
{
    const struct adisa *isa = &adisa_portvm;
    refuses(isa, "\n  IADX 300", "2:8: IADX takes one byte, 300 is too large (use PUSHW 300 and "
                                 "IADD)");
    refuses(isa, "PUSH 256", "1:6: PUSH takes one byte, 256 is too large (use PUSHW 256)");
    refuses(isa, "PUSH -1", "1:6: PUSH takes one byte, -1 is negative (use PUSHW -1)");
    refuses(isa, "PSUH 1", "1:1: no instruction is called PSUH (do you mean PUSH?)");
    refuses(isa, "x: HLAT", "1:4: no instruction is called HLAT (do you mean HALT?)");
    refuses(isa, "ANYTHING 1", "1:1: no instruction is called ANYTHING");
    refuses(isa, "HALT 1", "1:6: HALT takes no operand");
    refuses(isa, "x: JMP x", "1:8: JMP takes no operand (JUMP jumps to a label)");
    refuses(isa, "x: JPE x", "1:8: JPE takes no operand (JUMPT jumps to a label)");
    refuses(isa, "PUSH", "1:5: PUSH takes a number, 0 to 255");
    refuses(isa, "CALL ; x", "1:6: CALL takes a number, 0 to 255 (of arguments; CALLA calls a "
                             "label)");
    refuses(isa, "x: CALL x", "1:9: no constant is called x (CALLA x, 0 calls a label)");
    refuses(isa, "loop: PUSHA lop", "1:13: no label or constant is called lop (do you mean loop?)");
    refuses(isa, "JUMP", "1:5: an operand is missing");
    refuses(isa, "PUSH 1 2", "1:8: the end of the line is expected");
    refuses(isa, "PUSH (1", "1:8: a ) is missing");
    refuses(isa, "PUSH 1+", "1:8: an operand is missing");
    refuses(isa, "PUSH ,", "1:6: a number or a name is expected");
    refuses(isa, "PUSH 12x",
        "1:6: this is no number (numbers are written 255, 0xFF, 0b11111111 or 'a')");
    refuses(isa, "PUSH 0b2", "1:6: this is no number");
    refuses(isa, "PUSH 99999999999", "1:6: the number has more than 32 bits");
    refuses(isa, "PUSHW 4294967295 + 1", "1:7: 4294967296 has more than 32 bits");
    refuses(isa, "PUSHW later\nlater:", "1:7: later is not known here yet (PUSHA takes a label "
                                        "that comes later; a constant stands above)");
    refuses(isa, "PUSHW 65536*65536*65536", "1:18: the number is too large");
    refuses(isa, "x:\nx:", "2:1: x is defined already (in line 1 of test)");
    refuses(isa, "k = 1\nk = 2", "2:1: k is defined already (in line 1 of test)");
    refuses(isa, "PUSH 'ab'", "1:6: one character and a quote are expected");
    refuses(isa, "PUSH '\\q'",
        "1:6: no such escape (there are \\n \\r \\t \\0 \\\\ \\' \\\" and \\xHH)");
    refuses(isa, "PUSH '", "1:6: the quotes are not closed");
    refuses(isa, ".byte \"ab", "1:7: the quotes are not closed");
    refuses(isa, ".byte 256", "1:7: 256 does not fit into a byte");
    refuses(isa, "5", "1:1: an instruction or a name is expected");
    refuses(isa, "JUMP 65281", "1:6: JUMP cannot go to 65281 (PUSH 1 and JUMPT go everywhere)");
    refuses(isa, "PUSHA -1", "1:7: -1: an address has no sign");
    refuses(isa, "PUSHG 65536", "1:7: 65536 is no address of a global, which has two bytes");
    refuses(isa, ".include \"none\"", "1:10: cannot read none");
    refuses(isa, ".include none", "1:10: a path in quotes is expected");
    refuses(isa, "a: PUSH a-1", "1:9: PUSH takes one byte, -1 is negative (use PUSHW -1)");
    refuses(isa, "PUSH x\n; \xC3\xA4\nx = 300",
        "1:6: PUSH takes one byte, 300 is too large (use PUSHW 300)");
    refuses(isa, ".byte \"\xC3\xA4\", 999", "1:12: 999 does not fit into a byte");
}

/* ---- microvm -------------------------------------------------------------------------------- */

static void test_micro_instructions(void)
{
    const struct adisa *isa = &adisa_microvm;
    gives(isa, "NOP\nPUSH 5\npop\nADD\nSUB\nMUL\nDIV\nQUIT", "0 1 5 2 3 4 5 6 7");
    gives(isa, "JMP 1\nJE 2\nJL 3\nJG 4\nJNE 5\nJLE 6\nJGE 7", "8 1 9 2 a 3 b 4 c 5 d 6 e 7");
    gives(isa, "FRMM 1\nTOMM 2\nRFRMM\nRTOMM\nCALL 0\nRET\nDUP\nSWAP\nINC\nDEC",
        "f 1 10 2 11 12 13 0 14 15 16 17 18");
    gives(isa, "AFRMM 1\nATOMM 2\nAFROM 3\natom 4", "19 1 1a 2 19 3 1a 4");
    gives(isa, "BP\nCMP\nPRINT\nPRINT 3\nDELAY\nDELAY 500\nSTATE",
        "1b 1c 1d 1 1d 3 1e 0 1e 1f4 1f");
    gives(isa, "AND\nOR\nNOT\nXOR\nBAND\nBOR\nBNOT\nBXOR", "20 21 22 23 24 25 26 27");
    gives(isa, "var a\nvar b 3\nvar c\nTOMM a\nFRMM b\nPUSH c\nAFRMM b", "10 0 f 1 1 4 19 1");
    gives(isa, "var x\nvar X\nFRMM x\nFRMM X", "f 0 f 1");
    gives(isa, "# comment\n:Start\nJMP end\nJMP START # again\n:END\n", "8 4 8 0");
    gives(isa, "start: nop\n:a :b inc\nJE b\nPUSH A", "0 17 9 1 1 1");
    gives(isa, "$define _two 2\n$define _n _two\nPUSH _n\nvar a _two\nvar b\nFRMM b", "1 2 f 2");
    gives(isa, "$define _v x\n$define _f lib/one.pi\nvar a\nvar _v\n$include _f\nFRMM x",
        "1 1 f 1");
    gives(isa, "$define _go JMP\n_go 0", "8 0");
    gives(isa, "PUSH 0xffffffff\nPUSH -1\nPUSH 0b11\nPUSH 'a'\nPUSH ' '\nPUSH '\xE2\x82\xAC'",
        "1 ffffffff 1 ffffffff 1 3 1 61 1 20 1 20ac");
    gives(isa, ".word 1 2, 3,4 ,5 \"ab\" 'c' -1 end\n:end", "1 2 3 4 5 61 62 63 ffffffff a");
    gives(isa, ".byte 1, 2 3,4\nnop\n.byte 7", "4030201 0 7");
    gives(isa, "$include lib/two.pi\nPUSH 3", "1 1 1 2 1 3");
    gives(isa, "$include \"lib/one.pi\"\n$include /abs.pi\n$include top.pi", "1 1 1 3 2");
    gives(isa, "push a\nvar a 2\nvar b\npush b", "1 0 1 2");
    /* The seed's example: 20, 18, ... 2. */
    gives(isa, "var step\n\nPUSH 1\nPUSH 2\nTOMM step\nPOP\nPUSH 20\n:loop\nPRINT 1\nFRMM step\n"
               "SUB\nCMP\nJLE loop\nPUSH 0\nQUIT",
        "1 1 1 2 10 0 2 1 14 1d 1 f 0 4 1c d 9 1 0 7");
}

static void test_micro_errors(void)
{
    const struct adisa *isa = &adisa_microvm;
    refuses(isa, "PUSH 1\n  JMP nowhere", "2:7: no label is called nowhere");
    refuses(isa, ":loop\nJMP lopp", "2:5: no label is called lopp (do you mean loop?)");
    refuses(isa, "var a\nJMP a", "2:5: no label is called a (it is a variable)");
    refuses(isa, "var count\nFRMM Count", "2:6: no variable is called Count (do you mean count?)");
    refuses(isa, ":a\nFRMM a", "2:6: no variable is called a (it is a label)");
    refuses(isa, "PUSH z", "1:6: no label or variable is called z");
    refuses(isa, "PUSH _n\n$define _n 3",
        "1:6: no label or variable is called _n ($define must stand before the name is used)");
    refuses(isa, "PUHS 1", "1:1: no instruction is called PUHS (do you mean PUSH?)");
    refuses(isa, "ADD 1", "1:5: ADD takes no operand");
    refuses(isa, "ADD ; x", "1:5: the end of the line is expected (comments begin with #)");
    refuses(isa, "; x", "1:1: no instruction is called ; (comments begin with #)");
    refuses(isa, "PUSH", "1:5: PUSH takes a number, a variable or a label");
    refuses(isa, "JE", "1:3: JE takes a label");
    refuses(isa, "TOMM", "1:5: TOMM takes a variable");
    refuses(isa, "PUSH 1 2", "1:8: the end of the line is expected");
    refuses(isa, "PUSH 4294967296", "1:6: the number has more than 32 bits");
    refuses(isa, "PUSH -2147483649", "1:6: -2147483649 has more than 32 bits");
    refuses(isa, "PUSH 1x", "1:6: this is no number (numbers are written 255, 0xFF, 0b11111111 or "
                            "'a')");
    refuses(isa, "FRMM -1", "1:6: -1: the number of a variable has no sign");
    refuses(isa, "JMP -1", "1:5: -1: an address has no sign");
    refuses(isa, ":x\n:X", "2:1: X is defined already (in line 1 of test)");
    refuses(isa, "var x\nvar x", "2:5: x is defined already (in line 1 of test)");
    refuses(isa, "var", "1:4: the name of a variable is missing");
    refuses(isa, "var 5", "1:5: this cannot be the name of a variable");
    refuses(isa, "var a 0", "1:7: an array has 1 to 16777216 words");
    refuses(isa, "var a b", "1:7: the number of words is expected");
    refuses(isa, "$define x 1", "1:9: a name that begins with _ is expected");
    refuses(isa, "$define _x", "1:11: what the name stands for is missing");
    refuses(isa, "$define _x _x\nPUSH _x", "2:6: the name is defined by itself");
    refuses(isa, "$define _x 300\nvar a\n.byte _x", "3:7: 300 does not fit into a byte");
    refuses(isa, "$defin _x 1", "1:1: there are $define and $include (do you mean $define?)");
    refuses(isa, "$include", "1:9: a path is expected");
    refuses(isa, "$include none.pi", "1:10: cannot read none.pi");
    refuses(isa, "$include self.pi", "1:10: the file includes itself");
    refuses(isa, "$include bad.pi", "2:3: no instruction is called fly");
    refuses(isa, ".byte 1\nnop", "2:1: the bytes before this do not fill a word");
    refuses(isa, ".byte 1\n:x", "2:1: the bytes before this label do not fill a word");
    refuses(isa, ".word", "1:6: a number is expected");
    refuses(isa, ".word \"abc", "1:7: the quotes are not closed");
    assemble(isa, "$include bad.pi");
    check(m.errors[0].file < m.file_count && !strcmp(m.files[m.errors[0].file].name, "bad.pi"),
        "the error is in bad.pi");
}

/* ---- what is known about the code ----------------------------------------------------------- */

static void test_many_errors(void)
{
    char text[3000] = "JMP a\nfly\nJMP b\n";
    check(!assemble(&adisa_microvm, text) && m.error_count == 3, "three errors");
    check(m.errors[0].line == 1 && m.errors[1].line == 2 && m.errors[2].line == 3,
        "errors in the order of lines");
    for (unsigned i = 0; i < 100; i++)
        strcat(text, "fly away\n");
    check(!assemble(&adisa_microvm, text) && m.error_count == ADMASM_ERRORS, "at most 20 errors");
    char small[300];
    adarena_init(&arena, small, sizeof small);
    admasm_init(&m, &adisa_microvm, &arena, NULL, NULL);
    check(!admasm_text(&m, "test", text, strlen(text)) && m.error_count, "no memory is an error");
}

static void shows(void (*write)(struct adout *out), const char *expected, const char *what)
{
    static char text[4000];
    struct adout out;
    adout_memory(&out, text, sizeof text - 1);
    write(&out);
    text[out.count < sizeof text ? out.count : 0] = 0;
    check(!strcmp(text, expected), what);
    if (strcmp(text, expected))
        printf("expected:\n%s\ngot:\n%s\n", expected, text);
}

static void write_listing(struct adout *out) { admasm_listing(&m, out); }

static void write_errors(struct adout *out)
{
    for (unsigned i = 0; i < m.error_count; i++)
        admasm_error_text(&m, &m.errors[i], out);
}

static void test_texts(void)
{
    assemble(&adisa_portvm, "k = 2\nloop:\n  PUSH k ; two\n  JUMPF loop\n.byte 1\n");
    shows(write_listing,
        "    0                              1  k = 2\n"
        "    0                              2  loop:\n"
        "    0  01 02                       3    PUSH k ; two\n"
        "    2  01 00 01 00 01 00 01 00     4    JUMPF loop\n"
        "   10  10\n"
        "   11  01                          5  .byte 1\n"
        "\nlabels\n    0  loop\n\nconstants\n    2  k\n", "listing of portvm");
    assemble(&adisa_microvm, "var a 3\n$include lib/one.pi\n:x TOMM a\n");
    shows(write_listing,
        "      ; test\n"
        "    0                              1  var a 3\n"
        "    0                              2  $include lib/one.pi\n"
        "      ; lib/one.pi\n"
        "    0  00000001 00000001           1  push 1\n"
        "      ; test\n"
        "    2  00000010 00000000           3  :x TOMM a\n"
        "\nlabels\n    2  x\n\nvariables\n    0  a, words: 3\n", "listing of microvm");
    assemble(&adisa_portvm, "\n\tIADX 300\n");
    shows(write_errors,
        "test:2:7: IADX takes one byte, 300 is too large\n"
        "    \tIADX 300\n    \t     ^\n    hint: use PUSHW 300 and IADD\n", "an error");
}

static void test_places(void)
{
    const struct admasm_name *n;
    assemble(&adisa_microvm, "var a 3\nvar b\n$include lib/one.pi\n:x TOMM a\n\nnop\n:end");
    check(admasm_row_at(&m, 0)->line == 1 && admasm_row_at(&m, 0)->file == 1, "row of pc 0");
    check(admasm_row_at(&m, 1)->line == 1 && admasm_row_at(&m, 3)->line == 4, "row of pc 1, 3");
    check(admasm_row_at(&m, 4)->line == 6 && !admasm_row_at(&m, 5), "row of pc 4, 5");
    check(admasm_pc_of(&m, 0, 1) == 2 && admasm_pc_of(&m, 0, 5) == 4, "pc of lines 1, 5");
    check(admasm_pc_of(&m, 0, 7) == -1 && admasm_pc_of(&m, 1, 1) == 0, "pc of lines 7, 1");
    n = admasm_find(&m, ADMASM_LABEL, "X", 1);
    check(n && n->value == 2 && n->line == 4, "label x");
    n = admasm_name_at(&m, ADMASM_VARIABLE, 2);
    check(n && n->text[0] == 'a' && n->size == 3, "variable 2");
    check(!admasm_name_at(&m, ADMASM_VARIABLE, 4), "variable 4");
    n = admasm_name_at(&m, ADMASM_LABEL, 3);
    check(n && n->text[0] == 'x' && m.variable_words == 4, "label at 3");
}

/* ---- the disassembler ----------------------------------------------------------------------- */

static const struct adisa *dis_isa;
static const uint8_t *dis_code;
static uint32_t dis_size;

static void write_code(struct adout *out)
{
    struct admdis d = {dis_isa, dis_code, dis_size, calloc(ADMDIS_SCRATCH(dis_size), 1), out};
    admdis_run(&d);
    free(d.scratch);
}

static void disassembles(const struct adisa *isa, const char *code, size_t n, const char *expected)
{
    static char text[4000];
    struct adout out;
    dis_isa = isa;
    dis_code = (const uint8_t *)code;
    dis_size = (uint32_t)n;
    shows(write_code, expected, expected);
    adout_memory(&out, text, sizeof text - 1);
    write_code(&out);
    text[out.count] = 0;
    check(assemble(isa, text) && m.size == n && !memcmp(m.code, code, n), "back to the bytes");
}

static void test_dis(void)
{
    static const char port[] = "\1\5\1\0\1\0\1\0\1\0\20\0\1\0\1\0\1\0\1\13\27\2\1\0\7\377\3\1\16"
                               "\1\0\1\0\1\0\1\3\17\1\0\7\376\3\1\16\377\1";
    disassembles(&adisa_portvm, port, sizeof port - 1,
        "L0:\n"
        "    PUSH    5                   ; 0\n"
        "    JUMPF   L0                  ; 2 -> 0\n"
        "    .byte 0                     ; 11\n"
        "    PUSH    0                   ; 12\n"
        "    PUSH    0                   ; 14\n"
        "    PUSH    0                   ; 16\n"
        "    PUSH    11                  ; 18\n"
        "    CALL    2                   ; 20\n"
        "    PUSH    0                   ; 22\n"
        "    IMLX    255                 ; 24\n"
        "    IADX    1                   ; 26\n"
        "    JMP                         ; 28\n"
        "    PUSH    0                   ; 29\n"
        "    PUSH    0                   ; 31\n"
        "    PUSH    0                   ; 33\n"
        "    PUSH    3                   ; 35\n"
        "    JPE                         ; 37\n"
        "    PUSH    0                   ; 38\n"
        "    IMLX    254                 ; 40\n"
        "    IADX    1                   ; 42\n"
        "    JMP                         ; 44\n"
        "    HALT                        ; 45\n"
        "    .byte 1                     ; 46\n");
    static const char calls[] = "\1\0\1\0\1\0\1\13\27\2\377\30\1\1\0\7\377\3\2\16";
    disassembles(&adisa_portvm, calls, sizeof calls - 1,
        "    PUSH    0                   ; 0\n"
        "L2:\n"
        "    PUSH    0                   ; 2\n"
        "    PUSH    0                   ; 4\n"
        "    PUSH    11                  ; 6\n"
        "    CALL    2                   ; 8\n"
        "    HALT                        ; 10\n"
        "L11:\n"
        "    RET     1                   ; 11\n"
        "    JUMP    L2                  ; 13 -> 2\n");
    static const char micro[] = "\1\0\0\0\377\377\377\377\10\0\0\0\0\0\0\0\11\0\0\0\1\0\0\0"
                                "\11\0\0\0\10\0\0\0\377\0\0\0\7\0";
    disassembles(&adisa_microvm, micro, sizeof micro - 1,
        ":L0\n"
        "    PUSH    4294967295          # 0\n"
        "    JMP     L0                  # 2 -> 0\n"
        "    JE      1                   # 4\n"
        "    JE      8                   # 6\n"
        "    .word 255                   # 8\n"
        "    .byte 7\n"
        "    .byte 0\n");
    char text[40];
    struct adout out;
    adout_memory(&out, text, sizeof text);
    check(admdis_one(&adisa_microvm, (const uint8_t *)micro, sizeof micro - 1, 2, &out) == 4 &&
          out.count == 5 && !memcmp(text, "JMP 0", 5), "one instruction");
}

int main(void)
{
    test_port_instructions();
    test_port_pseudo();
    test_wide();
    test_port_errors();
    test_micro_instructions();
    test_micro_errors();
    test_many_errors();
    test_texts();
    test_places();
    test_dis();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
