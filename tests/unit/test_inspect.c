/* SPDX-License-Identifier: MIT
 * test_inspect.c - a Python program as the debugger sees it: the engine's inspect table, and
 * debug/python.c over it, in a machine that is stopped at each line in turn.
 */
/* cells: 16 32 64 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"
#include "debug/python.h"
#include "host/fs.h"

#define JOINED(a, b) a##b
#define ENGINE(width) JOINED(adder_engine, width)

static const char program[] =
    "import sys\n"                                                    /*  1 */
    "class Point:\n"                                                  /*  2 */
    "    kind = 'point'\n"                                            /*  3 */
    "    def __init__(self, x, y):\n"                                 /*  4 */
    "        self.x = x\n"                                            /*  5 */
    "        self.y = y\n"                                            /*  6 */
    "    @property\n"                                                 /*  7 */
    "    def sum(self):\n"                                            /*  8 */
    "        return self.x + self.y\n"                                /*  9 */
    "def gen():\n"                                                    /* 10 */
    "    yield 1\n"                                                   /* 11 */
    "def outer(a, word):\n"                                           /* 12 */
    "    b = a * 2\n"                                                 /* 13 */
    "    def inner(c):\n"                                             /* 14 */
    "        d = b + c\n"                                             /* 15 */
    "        return d\n"                                              /* 16 */
    "    return inner(40) + 1\n"                                      /* 17 */
    "numbers = [1, -2, 3.5, 10**20, -10**18, True, None]\n"           /* 18 */
    "texts = ('a\\n', \"it's\", b'\\x00z', bytearray(b'q'), '\\u00e4\\u20ac')\n"
    "table = {'one': 1, 2: 'two', (3,): {4}}\n"                       /* 20 */
    "deep = [[[[[1]]]], (), set(), frozenset([1]), range(3), range(1, 9, 2), slice(1, None)]\n"
    "many = list(range(500))\n"                                       /* 22 */
    "p = Point(3, 'why')\n"                                           /* 23 */
    "p.extra = 5\n"                                                   /* 24 */
    "g = gen()\n"                                                     /* 25 */
    "error = ValueError('no')\n"                                      /* 26 */
    "method = p.__init__, print, int, Point, gen, g, sys, [].append\n"     /* 27 */
    "total = outer(1, 'w')\n"                                         /* 28 */
    "raise error\n";                                                  /* 29 */

static int passed, failed;
static char got[4096];
static struct addebug_python p;
static struct addebug_target_type type;
static struct adhost_arena arena;
static const uint8_t *image;
static size_t image_size;
static void *region;
static size_t region_size;

static void check(bool good, const char *what, const char *expected)
{
    good ? passed++ : failed++;
    if (!good)
        printf("FAIL %s: expected %s, got %s\n", what, expected, got);
}

static void fresh(struct adout *out)
{
    memset(got, 0, sizeof got);
    adout_memory(out, got, sizeof got - 1);
}

static bool same(const char *expected) { return !strcmp(got, expected); }

/* ---- the machine ---------------------------------------------------------------------------- */

static bool find_lib(void *ctx, const char *name, struct adcompile_source *out)
{
    static const char *const forms[] = {"lib/%s/__init__.py", "lib/%s.py"};
    char path[200], *text = NULL, *copy = NULL;
    size_t size = 0;
    int error;
    (void)ctx;
    for (int i = 0; i < 2 && !text; i++) {
        snprintf(path, sizeof path, forms[i], name);
        for (char *dot = path; (dot = strchr(dot, '.')) && strcmp(dot, ".py"); dot++)
            *dot = '/';
        text = adhost_read_file(path, &size, &error);
    }
    if (text && (copy = adarena_alloc(&arena.arena, size + 1))) {
        memcpy(copy, text, size);
        *out = (struct adcompile_source){name, "lib", copy, (uint32_t)size, true};
    }
    free(text);
    return copy != NULL;
}

static bool compile(bool strip)
{
    struct adcompile_options o;
    struct adcompile_source main = {
        "__main__", "prog.py", program, (uint32_t)sizeof program - 1, false};
    struct addiag diag;
    adcompile_defaults(&o, AD_CELL / 8);
    o.strip_debug = strip;
    return adcomp_program(
        &arena.arena, &diag, &o, &main, find_lib, NULL, &image, &image_size);
}

static struct adder_vm *open_vm(void *ctx)
{
    const struct adder_engine *e = &ENGINE(AD_CELL);
    size_t block = AD_CELL / 8 == 2 ? 15000 : 1 << 20;
    struct adder_vm *vm;
    (void)ctx;
    free(region);
    region_size = e->memory(image_size, block);
    region = calloc(region_size, 1);
    vm = e->open(region, region_size);
    return e->load(vm, image, image_size, block, ADDER_TRUSTED) == ADDER_OK ? vm : NULL;
}

static bool at_line(unsigned line)
{
    struct addebug_place place;
    return type.place(&p, 0, &place) && place.line == line;
}

static bool run_to(unsigned line)
{
    while (!at_line(line))
        if (type.step(&p) != ADDEBUG_READY)
            return false;
    return true;
}

/* ---- checks --------------------------------------------------------------------------------- */

static void value_is(unsigned frame, const char *text, const char *expected)
{
    struct adout out;
    fresh(&out);
    type.value(&p, frame, text, strlen(text), &out);
    check(same(expected), text, expected);
}

static void truth_is(const char *text, int expected)
{
    struct adout out;
    fresh(&out);
    check(type.truth(&p, 0, text, strlen(text), &out) == expected, text, expected ? "1" : "0");
}

static void shows(unsigned frame, enum addebug_topic topic, const char *expected)
{
    struct adout out;
    fresh(&out);
    check(type.show(&p, frame, topic, 0, 0, &out) && same(expected), "show", expected);
}

static void sets(unsigned frame, const char *name, const char *value, const char *expected)
{
    struct adout out;
    fresh(&out);
    if (type.set(&p, frame, name, strlen(name), value, strlen(value), &out))
        value_is(frame, name, expected);
    else
        check(same(expected), "set", expected);
}

static void test_values(void)
{
    value_is(0, "numbers", "[1, -2, 3.5, 100000000000000000000, -1000000000000000000, True, None]");
    value_is(0, "texts", "('a\\n', \"it's\", b'\\x00z', bytearray(b'q'), '\xc3\xa4\xe2\x82\xac')");
    value_is(0, "table", "{'one': 1, 2: 'two', (3,): {4}}");
    value_is(0, "deep", "[[[[[...]]]], (), set(), frozenset({1}), range(0, 3), range(1, 9, 2), "
        "slice(1, None, None)]");
    value_is(0, "p", "<Point object>");
    value_is(0, "error", "ValueError('no')");
    value_is(0, "method[0]", "<bound method __init__>");
    value_is(0, "method[1]", "<built-in print>");
    value_is(0, "method[2]", "<class 'int'>");
    value_is(0, "method[3]", "<class 'Point'>");
    value_is(0, "method[4]", "<function gen>");
    value_is(0, "method[-3]", "<generator gen>");
    value_is(0, "method[-2]", "<module 'sys'>");
    value_is(0, "len", "<built-in len>");
    value_is(0, "many[499]", "499");
    {
        struct adout out;
        fresh(&out);
        type.value(&p, 0, "many", 4, &out);
        check(out.count <= 203 && out.count > 190 && !strcmp(got + out.count - 3, "..."),
            "many", "200 bytes and ...");
    }
}

static void test_expressions(void)
{
    value_is(0, "p.x", "3");
    value_is(0, "p.y[1]", "'h'");
    value_is(0, "p.extra", "5");
    value_is(0, "p.kind", "'point'");
    value_is(0, "Point.kind", "'point'");
    value_is(0, "p.__class__.__name__", "'Point'");
    value_is(0, "error.args[0]", "'no'");
    value_is(0, "table['one']", "1");
    value_is(0, "table[ 2 ]", "'two'");
    value_is(0, "texts[4][1]", "'\xe2\x82\xac'");
    value_is(0, "texts[-1] == '\xc3\xa4\xe2\x82\xac'", "True");
    value_is(0, "'it\\'s'", "\"it's\"");
    value_is(0, "-0x10", "-16");
    value_is(0, "numbers[3] > numbers[4]", "True");
    value_is(0, "numbers[4] == -1000000000000000000", "True");
    value_is(0, "numbers[3] < 5", "only two numbers or two texts have an order here");
    value_is(0, "p.sum", "a property is not run: sum");
    value_is(0, "p.none", "there is no stored attribute none");
    value_is(0, "nothing", "there is no variable nothing");
    value_is(0, "total", "there is no value yet in total");
    value_is(0, "numbers[7]", "the index is out of range");
    value_is(0, "table['two']", "there is no such key");
    value_is(0, "p.x + 1", "this is not understood: + 1");
    value_is(0, "'open", "the text does not end");
    value_is(0, "'\xff'", "the text is not UTF-8");
    value_is(0, "", "a name or a value is missing");
    truth_is("p.x > 2", 1);
    truth_is("p.x <= 2", 0);
    truth_is("numbers[2] == 3.5", 1);
    truth_is("p.y != 'who'", 1);
    truth_is("p.y < 'zzz'", 1);
    truth_is("p.x == 'three'", 0);
    truth_is("deep[1]", 0);
    truth_is("many", 1);
    truth_is("p.x >", -1);
}

static void test_frames(void)
{
    struct addebug_place place;
    check(type.depth(&p) == 3, "depth", "3");
    check(type.place(&p, 1, &place) && place.line == 17 && place.function_length == 5 &&
        !memcmp(place.function, "outer", 5) && place.file_length == 7, "place of a caller", "17");
    check(type.place(&p, 2, &place) && place.line == 28 && !type.place(&p, 3, &place),
        "the outermost frame", "28");
    shows(0, ADDEBUG_LOCALS, "c = 40\nb = 2\n");
    shows(1, ADDEBUG_LOCALS, "a = 1\nword = 'w'\nb = 2\ninner = <function inner>\n");
    shows(2, ADDEBUG_LOCALS, "no locals\n");
    shows(0, ADDEBUG_STACK, "the operand stack is empty\n");
    shows(1, ADDEBUG_STACK, "0: <function inner>\n");
    value_is(0, "b", "2");
    value_is(1, "word", "'w'");
    value_is(2, "word", "there is no variable word");
}

static void test_set(void)
{
    sets(0, "c", "100", "100");
    sets(0, "b", "20000", "20000");
    sets(1, "b", "30", "30");
    sets(1, "word", "'a new text'", "'a new text'");
    sets(2, "numbers", "None", "None");
    sets(0, "deep", "123456789012", "123456789012");
    sets(0, "many", "-2.5", "-2.5");
    sets(0, "nothing", "1", "there is no variable nothing");
    sets(0, "", "1", "there is no variable ");
    sets(0, "c", "p.x", "a value is a number, a text in quotes, None, True or False");
    check(ENGINE(AD_CELL).check(p.vm) == NULL, "the heap", "whole");
    run_to(29);
    value_is(0, "total", "131");
}

static void test_code(void)
{
    struct addebug_place place;
    struct adout out;
    uint64_t pc, next;
    fresh(&out);
    check(type.find(&p, "outer", 5, &pc) && type.find(&p, "outer.<locals>.inner", 20, &next) &&
        pc != next, "find", "two places");
    check(type.find(&p, "Point.__init__", 14, &pc) && type.find(&p, "__init__", 8, &next) &&
        pc == next, "find", "the same place");
    check(!type.find(&p, "sorted", 6, &pc), "find", "nothing in lib");
    check(type.find(&p, "Point.__init__", 14, &pc) && type.instruction(&p, pc, &out, &next) &&
        !strncmp(got, "LOAD            1                   ; x", 39), "instruction", "LOAD 1 ; x");
    check(next == pc + 2 && !type.instruction(&p, pc + 1000, &out, &next), "next", "pc + 2");
    {
        unsigned line = 7, none = 30;
        check(type.line(&p, "prog.py", 7, &line) && line == 7 &&
            !type.line(&p, "rog.py", 6, &line) && !type.line(&p, "prog.py", 7, &none), "line", "7");
        line = 16;
        check(type.line(&p, "prog.py", 7, &line) && line == 16, "line", "16");
        check(type.place_of(&p, pc, &place) && place.line == 5 && place.pc == pc &&
            !type.place_of(&p, pc + 1000, &place), "place_of", "line 5");
    }
    check(run_to(5) && type.place(&p, 0, &place) && place.pc == pc, "pc", "that of find");
}

static void test_end(void)
{
    struct adout out;
    while (type.step(&p) == ADDEBUG_READY)
        ;
    fresh(&out);
    type.why(&p, &out);
    check(p.state == ADDEBUG_FAULT && same("ValueError: no"), "why", "ValueError: no");
    check(type.depth(&p) == 0 && type.step(&p) == ADDEBUG_FAULT, "after the end", "no frames");
    type.restart(&p);
    check(p.state == ADDEBUG_READY && at_line(1), "restart", "line 1");
}

/* All that can be shown, before each instruction: for the sanitizers, and nothing changes. */
static void test_everything(void)
{
    struct adout out;
    struct addebug_place place;
    unsigned long steps = 0;
    type.restart(&p);
    do {
        unsigned n = type.depth(&p);
        for (unsigned frame = 0; frame < n; frame++) {
            for (int topic = ADDEBUG_LOCALS; topic <= ADDEBUG_HEAP; topic++) {
                fresh(&out);
                type.show(&p, frame, (enum addebug_topic)topic, 0, 0, &out);
            }
            type.place(&p, frame, &place);
        }
        steps++;
    } while (type.step(&p) == ADDEBUG_READY);
    fresh(&out);
    type.why(&p, &out);
    check(same("ValueError: no") && steps > 100, "everything shown", "ValueError: no");
}

static void test_heap(void)
{
    struct adout out;
    fresh(&out);
    check(type.show(&p, 0, ADDEBUG_HEAP, 0, 0, &out) && strstr(got, "list   ") &&
        strstr(got, "instance        1 ") && strstr(got, "free"), "heap", "a table");
    fresh(&out);
    check(type.show(&p, 0, ADDEBUG_REGISTERS, 0, 0, &out) &&
        !strncmp(got, "pc    outer.<locals>.inner+", 27), "registers", "pc of inner");
    check(!type.show(&p, 0, ADDEBUG_PORTS, 0, 0, &out), "ports", "none");
}

int main(void)
{
    type = addebug_python_type;
    adhost_arena_init(&arena);
    if (!compile(false)) {
        printf("the program does not compile\n0 passed, 1 failed\n");
        return 1;
    }
    p.engine = &ENGINE(AD_CELL);
    p.reopen = open_vm;
    p.vm = open_vm(NULL);
    check(p.vm && addebug_python_open(&p, image, image_size), "open", "a machine");
    check(at_line(1) || at_line(0), "start", "line 1");
    test_code();
    check(run_to(15), "run", "line 15");
    test_values();
    test_expressions();
    test_frames();
    test_heap();
    test_set();
    test_end();
    test_everything();
    adhost_arena_free(&arena);
    free(region);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
