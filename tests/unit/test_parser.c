/* SPDX-License-Identifier: MIT
 * test_parser.c - lexer, parser, trees and diagnostics: trees of every construct, errors with their
 * places, what a console shows, nesting and memory at their limits, 20,000 mutated sources.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/compiler/parser.h"

static unsigned long passed, failed;

static void check(bool ok, const char *what, const char *got)
{
    if (ok)
        passed++;
    else if (failed++ < 20)
        printf("FAIL %.300s\n  got %.600s\n", what, got);
}

/* --- parsing with exact memory ---------------------------------------------------------------- */

/* The chunks are blocks of malloc of just the size asked for: a sanitizer sees every edge. */
struct chunks {
    void *at[200000];
    size_t n;
};

static struct chunks chunks;

static void *more(void *ctx, size_t size, size_t *got)
{
    struct chunks *c = ctx;
    void *p = c->n < AD_COUNT(c->at) ? malloc(size) : NULL;
    *got = size;
    if (p)
        c->at[c->n++] = p;
    return p;
}

static void free_chunks(void)
{
    while (chunks.n)
        free(chunks.at[--chunks.n]);
}

struct text {
    char at[65536];
    size_t n;
};

static void append(void *ctx, const char *bytes, size_t n)
{
    struct text *t = ctx;
    if (n > sizeof t->at - 1 - t->n)
        n = sizeof t->at - 1 - t->n;
    memcpy(t->at + t->n, bytes, n);
    t->n += n;
    t->at[t->n] = '\0';
}

/* A copy without NUL behind it. */
static char *exact(const char *source, size_t length)
{
    char *copy = malloc(length ? length : 1);
    if (!copy)
        exit(2);
    memcpy(copy, source, length);
    return copy;
}

/* The tree as text, or the error as "line:column-end Kind: message". */
static void parse(const char *source, size_t length, bool positions, struct text *out)
{
    struct adarena arena;
    struct addiag diag;
    char *copy = exact(source, length);
    adarena_init_more(&arena, more, &chunks);
    struct adnode *module = adparse_module(&arena, &diag, "x.py", copy, length);
    out->n = 0;
    out->at[0] = '\0';
    if (module)
        adast_print(module, positions, append, out);
    else
        out->n = (size_t)snprintf(out->at, sizeof out->at, "%u:%u-%u %s: %s", (unsigned)diag.line,
                                  (unsigned)diag.column, (unsigned)diag.end_column, diag.kind,
                                  diag.message);
    free_chunks();
    free(copy);
}

static struct text out;

/* --- trees ------------------------------------------------------------------------------------ */

struct golden {
    const char *source, *tree;
    size_t length;
};

static const struct golden goldens[] = {
#define TREE(source, tree) {source "\n", tree, sizeof(source)},
#include "parser_golden.inc"
#undef TREE
};

static void test_trees(void)
{
    static char want[65536];
    for (size_t i = 0; i < AD_COUNT(goldens); i++) {
        const struct golden *g = &goldens[i];
        snprintf(want, sizeof want, "(Module [%s])", g->tree);
        parse(g->source, g->length, false, &out);
        check(strcmp(out.at, want) == 0, g->source, out.at);
        parse(g->source, g->length - 1, false, &out); /* without the last end of line */
        check(strcmp(out.at, want) == 0, g->source, out.at);
    }
    parse("", 0, false, &out);
    check(strcmp(out.at, "(Module)") == 0, "empty", out.at);
}

static void test_positions(void)
{
    static const char source[] = "x = (a) + f(\n  é, b)\nif x: y\n";
    static const char tree[] =
        "(Module@1:0-0 [(Assign@1:0-0 (BinOp@1:4-0 + (Name@1:5-6 a) (Call@1:10-0 (Name@1:10-11 f) "
        "[(Name@2:2-4 \xC3\xA9) (Name@2:6-7 b)])) [(Name@1:0-1 store x)]) (If@3:0-7 (Name@3:3-4 x) "
        "(Block@3:6-7 [(Expr@3:6-7 (Name@3:6-7 y))]))])";
    parse(source, sizeof source - 1, true, &out);
    check(strcmp(out.at, tree) == 0, "positions", out.at);
}

/* --- errors ----------------------------------------------------------------------------------- */

struct error {
    const char *source, *message;
    unsigned line, column, end;
    size_t length;
};

static const struct error errors[] = {
#define ERROR(source, line, column, end, message) \
    {source, message, line, column, end, sizeof(source) - 1},
#include "parser_errors.inc"
#undef ERROR
    {"x = '\0'", "SyntaxError: source code cannot contain null bytes", 1, 6, 0, 7},
    {"x = 1\ny = '\xFF'",
     "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff: invalid start byte", 2, 6,
     0, 12},
    {"\xC3\xA9 = \xC3\xA9 \xC3\xA9", "SyntaxError: invalid syntax", 1, 7, 8, 10},
};

static void test_errors(void)
{
    char want[200];
    for (size_t i = 0; i < AD_COUNT(errors); i++) {
        const struct error *e = &errors[i];
        snprintf(want, sizeof want, "%u:%u-%u %s", e->line, e->column, e->end, e->message);
        parse(e->source, e->length, false, &out);
        check(strcmp(out.at, want) == 0, e->source, out.at);
    }
}

static void render(const char *source, const char *want)
{
    struct adarena arena;
    struct addiag diag;
    char text[400], small[20];
    adarena_init_more(&arena, more, &chunks);
    if (adparse_module(&arena, &diag, "x.py", source, strlen(source)))
        check(false, source, "accepted");
    size_t n = addiag_render(&diag, text, sizeof text);
    check(n == strlen(want) && strcmp(text, want) == 0, want, text);
    check(addiag_render(&diag, small, sizeof small) == n && strlen(small) < sizeof small, want,
          small);
    check(addiag_render(&diag, NULL, 0) == n, want, "no buffer");
    free_chunks();
}

static void test_rendering(void)
{
    render("a = 1\n  \tx = = 2\n", "  File \"x.py\", line 2\n"
                                   "    x = = 2\n"
                                   "IndentationError: unexpected indent\n");
    render("if a:\n  x = = 2\n", "  File \"x.py\", line 2\n"
                                 "    x = = 2\n"
                                 "        ^\n"
                                 "SyntaxError: invalid syntax\n");
    render("f(\xC3\xA9\t\xC3\xA9)", "  File \"x.py\", line 1\n"
                                    "    f(\xC3\xA9\t\xC3\xA9)\n"
                                    "      ^^^\n"
                                    "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
    render("x\t=\t=\t2", "  File \"x.py\", line 1\n"
                          "    x\t=\t=\t2\n"
                          "     \t \t^\n"
                          "SyntaxError: invalid syntax\n");
    render("f(aa bb)\r\n", "  File \"x.py\", line 1\n"
                           "    f(aa bb)\n"
                           "      ^^^^^\n"
                           "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
    render("if x:\n", "  File \"x.py\", line 1\n"
                      "    if x:\n"
                      "         ^\n"
                      "IndentationError: expected an indented block after 'if' statement on line "
                      "1\n");
    render("\xEF\xBB\xBFx = (1,\n\n", "  File \"x.py\", line 1\n"
                                      "    x = (1,\n"
                                      "        ^\n"
                                      "SyntaxError: '(' was never closed\n");
}

/* Would another line help? */
static void test_incomplete(void)
{
    static const struct {
        const char *source;
        bool incomplete;
    } cases[] = {
        {"if x:\n", true},   {"x = (1,\n", true},        {"'''a\n", true},   {"f'''{a}\n", true},
        {"x = \\\n", true},  {"try:\n  a\n", true},      {"@a\n", true},     {"def f():\n", true},
        {"match x:\n", true}, {"if a:\n  if b:\n", true}, {"x = \n", false}, {"'a\n", false},
        {"x = )\n", false},  {"if x\n", false},          {"x = 1 1\n(", false},
    };
    for (size_t i = 0; i < AD_COUNT(cases); i++) {
        struct adarena arena;
        struct addiag diag;
        const char *source = cases[i].source;
        adarena_init_more(&arena, more, &chunks);
        bool ok = adparse_module(&arena, &diag, NULL, source, strlen(source));
        check(!ok && diag.incomplete == cases[i].incomplete, source, diag.message);
        free_chunks();
    }
}

static void test_expression(void)
{
    struct adarena arena;
    struct addiag diag;
    adarena_init_more(&arena, more, &chunks);
    struct adnode *n = adparse_expression(&arena, &diag, NULL, "  a + 1\n", 8);
    check(n && n->kind == ADK_EXPR && n->a->kind == ADK_BINARY, "expression", "?");
    n = adparse_expression(&arena, &diag, NULL, "a = 1", 5);
    check(!n && diag.kind && strcmp(diag.message, "invalid syntax") == 0, "a = 1", diag.message);
    n = adparse_expression(&arena, &diag, NULL, "", 0);
    check(!n && diag.kind, "nothing", "accepted");
    free_chunks();
}

/* --- limits ----------------------------------------------------------------------------------- */

/* head, then `many` times the part, then tail. */
static void parse_many(const char *head, const char *part, unsigned many, const char *tail)
{
    size_t h = strlen(head), p = strlen(part), t = strlen(tail);
    char *source = malloc(h + p * many + t + 1);
    if (!source)
        exit(2);
    memcpy(source, head, h);
    for (unsigned i = 0; i < many; i++)
        memcpy(source + h + p * i, part, p);
    memcpy(source + h + p * many, tail, t);
    parse(source, h + p * many + t, false, &out);
    free(source);
}

static void test_nesting(void)
{
    static const struct {
        const char *head, *part, *tail, *error;
    } deep[] = {
        {"", "(", "", "too many nested parentheses"},
        {"", "[", "", "too many nested parentheses"},
        {"", "{1:", "", "too many nested parentheses"},
        {"", "f(", "", "too many nested parentheses"},
        {"", "a[*", "", "too many nested parentheses"},
        {"", "-", "1", "Parser stack overflowed - Python source too complex to parse"},
        {"", "not ", "1", "Parser stack overflowed - Python source too complex to parse"},
        {"", "lambda:", "1", "Parser stack overflowed - Python source too complex to parse"},
        {"", "1 if 1 else ", "1", "Parser stack overflowed - Python source too complex to parse"},
        {"", "2**", "1", "Parser stack overflowed - Python source too complex to parse"},
        {"a", ".b", "", "maximum recursion depth exceeded during compilation"},
        {"a", "()", "", "maximum recursion depth exceeded during compilation"},
        {"a", "+1", "", "maximum recursion depth exceeded during compilation"},
        {"match x:\n case ", "(", "", "too many nested parentheses"},
        {"match x:\n case ", "{1:", "", "too many nested parentheses"},
        {"match x:\n case ", "a.", "b: pass", "maximum recursion depth"},
        {"", "f'{", "", NULL},
        {"", "f'{1:{", "", NULL},
        {"", "await ", "x", "invalid syntax"},
    };
    for (size_t i = 0; i < AD_COUNT(deep); i++) {
        parse_many(deep[i].head, deep[i].part, 20000, deep[i].tail);
        bool error = out.at[0] != '(' && (!deep[i].error || strstr(out.at, deep[i].error));
        check(error, deep[i].part, out.at);
    }
    parse_many("x = ", "(", 1, "1)");
    check(out.at[0] == '(', "(1)", out.at);
    parse_many("x = ((((((((((((((((((((((((((((((((((((((((((((((((((", "", 0,
               "1))))))))))))))))))))))))))))))))))))))))))))))))))");
    check(out.at[0] == '(', "50 brackets", out.at);
    parse_many("if a: b\n", "elif c: d\n", 5000, "else: e\n");
    check(out.at[0] == '(', "5000 elif", out.at);
    parse_many("x = [", "1, ", 20000, "]\n");
    check(out.at[0] == '(', "20000 items", out.at);
    parse_many("x = ", "'a' ", 20000, "\n");
    check(out.at[0] == '(', "20000 strings", out.at);
    parse_many("", "match x\n", 3, "");
    check(strstr(out.at, "expected ':'") != NULL, "match", out.at);
}

static void test_indentation(void)
{
    struct text *source = calloc(1, sizeof *source);
    if (!source)
        exit(2);
    for (int levels = 99; levels <= 101; levels += 2) {
        source->n = 0;
        for (int i = 0; i < levels; i++) {
            for (int j = 0; j < i; j++)
                append(source, " ", 1);
            append(source, "if x:\n", 6);
        }
        for (int j = 0; j < levels; j++)
            append(source, " ", 1);
        append(source, "y\n", 2);
        parse(source->at, source->n, false, &out);
        bool ok = levels == 99 ? out.at[0] == '('
                               : strstr(out.at, "too many levels of indentation") != NULL;
        check(ok, "levels of indentation", out.at);
    }
    free(source);
}

/* With every amount of memory too small: an error, never anything worse. */
static void test_memory(void)
{
    static const char source[] =
        "def f(a, b=1):\n  match a:\n    case [x, *y]: return f'{x!r:>{b}}' 'z\\n'\n"
        "with (a as b, c): x = [1_0, *y, {1: 2}]\nimport a . b\n";
    bool done = false;
    for (size_t size = 0; !done && size < 1000000; size += size < 6000 ? 61 : 13) {
        struct adarena arena;
        struct addiag diag;
        char *memory = malloc(size ? size : 1);
        if (!memory)
            exit(2);
        adarena_init(&arena, memory, size);
        done = adparse_module(&arena, &diag, NULL, source, sizeof source - 1);
        if (!done && (!diag.kind || strcmp(diag.kind, "MemoryError") != 0))
            check(false, "too little memory", diag.kind ? diag.message : "no error");
        free(memory);
    }
    check(done, "enough memory", "still not");
}

/* --- mutations -------------------------------------------------------------------------------- */

static uint32_t seed = 1;

static uint32_t chance(uint32_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

static const char *const pieces[] = {
    "(",     ")",      "[",      "]",     "{",    "}",    "\"",   "'",        "'''",  "f\"",
    "f'''",  "{x!r:{y}}", "\\",  "\n",    "\r",   "\t",   "   ",  ":",        ":=",   "=",
    "*",     "**",     ",",      "lambda ", " if ", " else ", " for ", " in ", "match x:\n case ",
    "with (", " as ",  "async ", "await ", "yield ", "\xFF", "\xE2\x80", "\xC3\xA9", "0x", "1e",
    "1_",    ".",      "...",    "@",     "not ", "\\N{", "\\x",  "del ",     "from . ", "!",
    "type X[T] = ",    "except* ", "=}",  "#",    "\f",   "rb\"", "case {**a}: ", "\xE2\x80\x99",
};

static size_t mutate(char *source, size_t n, size_t room)
{
    size_t at = chance((uint32_t)n + 1);
    uint32_t how = chance(10);
    if (how < 6) {
        const char *piece = pieces[chance(AD_COUNT(pieces))];
        size_t len = strlen(piece);
        for (uint32_t times = how ? 1 : 1 + chance(250); times && n + len <= room; times--) {
            memmove(source + at + len, source + at, n - at);
            memcpy(source + at, piece, len);
            n += len;
        }
    } else if (how < 9) {
        size_t len = 1 + chance(8);
        len = AD_MIN(n - at, len);
        memmove(source + at, source + at + len, n - at - len);
        n -= len;
    } else if (at < n) {
        source[at] = (char)chance(256);
    }
    return n;
}

static void test_mutations(unsigned long times)
{
    static char source[4096];
    unsigned long accepted = 0;
    for (unsigned long i = 0; i < times; i++) {
        size_t n = 0;
        for (uint32_t k = 1 + chance(3); k--;) {
            const struct golden *g = &goldens[chance(AD_COUNT(goldens))];
            memcpy(source + n, g->source, g->length);
            n += g->length;
        }
        for (uint32_t k = 1 + chance(4); k--;)
            n = mutate(source, n, sizeof source);
        parse(source, n, false, &out);
        accepted += out.at[0] == '(';
    }
    char text[40];
    snprintf(text, sizeof text, "%lu of %lu", accepted, times);
    check(accepted > times / 50 && accepted < times, "mutated sources accepted", text);
}

int main(int argc, char **argv)
{
    test_trees();
    test_positions();
    test_errors();
    test_rendering();
    test_incomplete();
    test_expression();
    test_nesting();
    test_indentation();
    test_memory();
    test_mutations(argc > 1 ? strtoul(argv[1], NULL, 10) : 20000);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed ? 1 : 0;
}
