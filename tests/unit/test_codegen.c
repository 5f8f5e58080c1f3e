/* SPDX-License-Identifier: MIT
 * test_codegen.c - what the code generator makes of small sources (compared with
 * tests/unit/data/codegen.txt), and that everything under tests/lang and lib compiles to images
 * that the verifier accepts, with and without the optimiser.
 *
 *   test_codegen               run the tests
 *   test_codegen --fill        write the listings anew into codegen.txt; read the difference
 *   test_codegen FILE.py       print the listing of a program
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/code.h"
#include "compiler/compile.h"
#include "image/verify.h"

static int passed, failed;

#define GOLDEN "tests/unit/data/codegen.txt"

static void *more(void *ctx, size_t size, size_t *got)
{
    void ***chunks = ctx;
    *got = size < 1 << 20 ? 1 << 20 : size;
    void **chunk = calloc(1, *got + 16);
    if (!chunk)
        return NULL;
    chunk[0] = *chunks;
    *chunks = chunk;
    return (char *)chunk + 16;
}

static void free_chunks(void **chunks)
{
    while (chunks) {
        void **next = chunks[0];
        free(chunks);
        chunks = next;
    }
}

static char *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *text = calloc(1, (size_t)n + 1);
    *size = fread(text, 1, (size_t)n, f);
    fclose(f);
    return text;
}

/* ---- listings ------------------------------------------------------------------------------- */

struct text {
    char *at;
    size_t n, room;
};

static void add(struct text *t, const char *s)
{
    size_t n = strlen(s);
    if (t->n + n + 1 > t->room) {
        t->room = 2 * (t->n + n + 1);
        t->at = realloc(t->at, t->room);
    }
    memcpy(t->at + t->n, s, n + 1);
    t->n += n;
}

static void list_line(struct text *t, const struct adline *x)
{
    static const char *const mark[] = {"", "", "TRY", "ENDTRY", "RESUME", ""};
    char line[120];
    if (x->mark == ADMARK_LABEL) {
        snprintf(line, sizeof line, "L%d:\n", x->a);
        add(t, line);
        return;
    }
    if (x->mark != ADMARK_INS) {
        snprintf(line, sizeof line, "  %s %d\n", mark[x->mark], x->a);
        add(t, line);
        return;
    }
    snprintf(line, sizeof line, "  %s", adisa_py[x->op].name);
    add(t, line);
    int32_t v = x->a;
    for (const char *kind = adisa_py[x->op].operands; *kind; kind++) {
        if (*kind == 'j')
            snprintf(line, sizeof line, " L%d", x->label);
        else
            snprintf(line, sizeof line, " %d", v);
        v = *kind == 'j' ? v : x->b;
        add(t, line);
    }
    add(t, "\n");
}

static void trace(void *ctx, const char *qualname, size_t length, const struct adilist *l,
                  unsigned nlocals)
{
    struct text *t = ctx;
    char head[200];
    if (length == 8 && !memcmp(qualname, "<module>", 8) && l->n == 1)
        return; /* a module with nothing to do */
    snprintf(head, sizeof head, "%.*s: %u locals\n", (int)length, qualname, nlocals);
    add(t, head);
    for (uint32_t i = 0; i < l->n; i++)
        list_line(t, &l->at[i]);
}

/* ---- compiling ------------------------------------------------------------------------------ */

/* Modules beside the program, then lib/. */
struct place {
    const char *folder;
    void ***chunks;
};

static bool find_in(struct place *p, const char *folder, const char *name, bool lib,
                    struct adcompile_source *out)
{
    char path[600], file[400];
    size_t size, n = 0;
    for (; name[n] && n < sizeof file - 1; n++)
        file[n] = name[n] == '.' ? '/' : name[n];
    file[n] = 0;
    static const char *const form[] = {"%s/%s.py", "%s/%s/__init__.py"};
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, form[i], folder, file);
        char *text = read_file(path, &size);
        if (!text)
            continue;
        size_t got;
        char *copy = more(p->chunks, size + sizeof path, &got);
        memcpy(copy, text, size);
        memcpy(copy + size, path, strlen(path) + 1);
        free(text);
        *out = (struct adcompile_source){name, copy + size, copy, (uint32_t)size, lib};
        return true;
    }
    return false;
}

static bool find(void *ctx, const char *name, struct adcompile_source *out)
{
    struct place *p = ctx;
    return p->folder && (find_in(p, p->folder, name, false, out) ||
                         find_in(p, "lib", name, true, out));
}

/* Compiles; "" or what went wrong, in `message`. */
static bool compile(const char *file, const char *text, size_t size, struct adcompile_options *o,
                    const char *folder, char *message, size_t room)
{
    void **chunks = NULL;
    struct adarena arena;
    struct addiag diag;
    struct place place = {folder, &chunks};
    struct adcompile_source source = {"__main__", file, text, (uint32_t)size, false};
    const uint8_t *image = NULL;
    size_t bytes = 0;
    adarena_init_more(&arena, more, &chunks);
    bool ok = adcomp_program(&arena, &diag, o, &source, find, &place, &image, &bytes);
    message[0] = 0;
    if (!ok) {
        addiag_render(&diag, message, room);
    } else {
        struct adimg_fault fault;
        size_t scratch = adimg_verify_scratch(bytes);
        void *memory = malloc(scratch + 2);
        ok = adimg_verify(image, bytes, memory, scratch, &fault);
        if (!ok)
            snprintf(message, room, "%s: object %u pc %d: %s", file, fault.offset, (int)fault.pc,
                     fault.message);
        free(memory);
    }
    free_chunks(chunks);
    return ok;
}

/* ---- golden listings ------------------------------------------------------------------------ */

static void run_case(const char *name, const char *source, size_t size, const char *expected,
                     size_t length, struct text *fresh)
{
    struct adcompile_options o;
    struct text t = {NULL, 0, 0};
    char message[1000];
    adcompile_defaults(&o, 8);
    o.trace = trace;
    o.trace_ctx = &t;
    add(&t, "");
    if (!compile("case.py", source, size, &o, NULL, message, sizeof message)) {
        add(&t, message);
        if (t.at[t.n - 1] != '\n')
            add(&t, "\n");
    }
    bool same = t.n == length && !memcmp(t.at, expected, length);
    same ? passed++ : failed++;
    if (!same && !fresh)
        printf("FAIL %s: the listing is now\n%s", name, t.at);
    if (fresh)
        add(fresh, t.at);
    free(t.at);
}

/* "=== name", source, "---", listing, ... */
static void run_golden(bool fill)
{
    size_t size;
    char *all = read_file(GOLDEN, &size);
    struct text fresh = {NULL, 0, 0};
    if (!all) {
        failed++;
        printf("FAIL no %s\n", GOLDEN);
        return;
    }
    add(&fresh, "");
    for (char *at = strstr(all, "=== "); at;) {
        char *source = strchr(at, '\n') + 1, *listing = strstr(source, "\n---\n");
        char *next = strstr(source, "\n=== ");
        if (!listing)
            break;
        char *expected = listing + 5, *end = next ? next + 1 : all + size;
        size_t length = (size_t)(listing + 1 - source);
        char name[80];
        snprintf(name, sizeof name, "%.*s", (int)(source - 1 - at), at);
        if (fill) {
            char *head = strndup(at, (size_t)(expected - at));
            add(&fresh, head);
            free(head);
        }
        run_case(name, source, length, expected, (size_t)(end - expected), fill ? &fresh : NULL);
        at = next ? next + 1 : NULL;
    }
    if (fill) {
        FILE *f = fopen(GOLDEN, "wb");
        fwrite(fresh.at, 1, fresh.n, f);
        fclose(f);
        failed = 0;
    }
    free(fresh.at);
    free(all);
}

/* ---- too little memory -------------------------------------------------------------------- */

static const char all_kinds[] =
    "import m\nfrom .x import y\nclass A(B, k=1):\n  z: int = 1\n"
    "  def f(self, *a, k=(1, 2), **kw):\n"
    "    global g\n    g = super().f(*a, k=[x for x in a if x], **kw)\n    del self\n"
    "def h(n, d={}):\n  c = 10 ** 30 + n; e = 'a' 'b' + f'{c!r:>{n}}'\n  def i():\n"
    "    nonlocal c; c += 1; yield c; yield from (lambda q=c: (q for q in range(c)))()\n"
    "  while n > 3 and not d:\n    try:\n      with n as o, d: break\n    except (A, B) as e:\n"
    "      raise e from None\n    else: continue\n    finally: n -= 1.5\n"
    "  match n:\n    case [1, *r] | {'k': r}: assert r, 'no'\n"
    "    case {'k': 1, **q}: return q\n    case A(x=1) as w: return w\n"
    "  a, (b, *c[1:]) = {1: 2, **d}, [*n, 1]\n  return a < b < c, a[::2], i, -n, ~n, (t := 1)\n";

/* Whatever the room, the compiler makes an image or says MemoryError. */
static void test_memory(void)
{
    static char room[1 << 20];
    bool made = false, fine = true;
    for (size_t size = 0; size <= sizeof room && !made; size += 61) {
        struct adcompile_options o;
        struct adarena arena;
        struct addiag diag;
        struct adcompile_source source = {"__main__", "m.py", all_kinds, sizeof all_kinds - 1,
                                          false};
        const uint8_t *image;
        size_t bytes;
        char *end = room + sizeof room - size; /* what is written beyond it is found out */
        adcompile_defaults(&o, 2);
        adarena_init(&arena, end, size);
        made = adcomp_program(&arena, &diag, &o, &source, NULL, NULL, &image, &bytes);
        fine = fine && (made || (diag.kind && !strcmp(diag.kind, "MemoryError")));
        if (!fine) {
            printf("FAIL with %zu bytes: %s: %s\n", size, diag.kind ? diag.kind : "?",
                   diag.message);
            break;
        }
    }
    fine && made ? passed++ : failed++;
}

/* ---- everything there is -------------------------------------------------------------------- */

static void try_file(const char *path, const char *folder)
{
    char message[1000];
    size_t size;
    char *text = read_file(path, &size);
    static const unsigned widths[] = {8, 2, 4, 8};
    for (unsigned i = 0; text && i < 4; i++) {
        struct adcompile_options o;
        adcompile_defaults(&o, widths[i]);
        o.keep_lib = o.keep_frozen = i > 1;
        o.optimise = i != 3;
        bool ok = compile(path, text, size, &o, folder, message, sizeof message);
        if (!ok && strstr(message, "SyntaxError") &&
            (strstr(text, "SyntaxError") || strstr(message, "not supported")))
            ok = true; /* the test is about that, or docs/ lists it */
        if (!ok && widths[i] == 2 && strstr(message, "objects take more than"))
            ok = true; /* too much for a small chip, as it should be */
        ok ? passed++ : failed++;
        if (!ok)
            printf("FAIL %s (cells of %u bytes): %s\n", path, widths[i], message);
        if (!ok)
            break;
    }
    free(text);
}

static void try_folder(const char *folder)
{
    DIR *d = opendir(folder);
    if (!d)
        return;
    for (struct dirent *e; (e = readdir(d));) {
        char path[1000];
        struct stat s;
        size_t n = strlen(e->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_name[0] == '.' || stat(path, &s))
            continue;
        if (S_ISDIR(s.st_mode))
            try_folder(path);
        else if (n > 3 && !strcmp(e->d_name + n - 3, ".py"))
            try_file(path, folder);
    }
    closedir(d);
}

static int print_listing(const char *path)
{
    struct adcompile_options o;
    struct text t = {NULL, 0, 0};
    char message[1000], folder[600];
    size_t size;
    char *text = read_file(path, &size);
    adcompile_defaults(&o, 8);
    o.trace = trace;
    o.trace_ctx = &t;
    add(&t, "");
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    slash ? (*slash = 0) : strcpy(folder, ".")[0];
    if (text)
        compile(path, text, size, &o, folder, message, sizeof message);
    printf("%s%s\n", t.at, text ? message : "no such file");
    free(text);
    free(t.at);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && argv[1][0] != '-')
        return print_listing(argv[1]);
    run_golden(argc > 1);
    test_memory();
    try_folder("tests/lang");
    try_folder("lib");
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
