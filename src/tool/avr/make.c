/* SPDX-License-Identifier: MIT
 * make.c - see make.h. The compiler runs on several files at once.
 */
#include "tool/avr/make.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/fs.h"
#include "tool/avr/rewrite.h"
#include "tool/cmd.h"

#ifndef ADDER_SOURCE
#define ADDER_SOURCE "."
#endif

#define PATH_BYTES 4096
#define MAX_ARGS 400

/* folder/name; empty when that is too long. */
static void join(char *path, const char *folder, const char *name)
{
    if (snprintf(path, PATH_BYTES, "%s/%s", folder, name) >= PATH_BYTES)
        path[0] = 0;
}

/* ---- running programs ----------------------------------------------------------------------- */

struct command {
    char *argv[MAX_ARGS];
    int argc;
    char text[65536];
    size_t used;
};

static void word(struct command *c, const char *text)
{
    size_t n = strlen(text) + 1;
    if (c->used + n > sizeof c->text || c->argc + 1 >= MAX_ARGS)
        return;
    c->argv[c->argc++] = memcpy(c->text + c->used, text, n);
    c->argv[c->argc] = NULL;
    c->used += n;
}

static void words(struct command *c, const char *text)
{
    char one[PATH_BYTES];
    while (*text) {
        size_t n = strcspn(text, " ");
        snprintf(one, sizeof one, "%.*s", (int)n, text);
        if (n)
            word(c, one);
        text += n + (text[n] == ' ');
    }
}

/* Starts the program with its standard error appended to a file. */
static pid_t start(const struct command *c, const char *errors)
{
    pid_t child = fork();
    if (child == 0) {
        int to = open(errors, O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (to >= 0)
            dup2(to, 2);
        execvp(c->argv[0], c->argv);
        dprintf(2, "%s: %s\n", c->argv[0], strerror(errno));
        _exit(127);
    }
    return child;
}

static int ended(pid_t child)
{
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int run(const struct command *c, const char *errors) { return ended(start(c, errors)); }

static int show_errors(const char *errors, const char *what)
{
    size_t size;
    int error;
    char *text = adhost_read_file(errors, &size, &error);
    if (text)
        fputs(text, stderr);
    free(text);
    return adtool_complain(
        ADTOOL_BROKEN, "%s failed; are gcc-avr, binutils-avr, avr-libc installed?", what);
}

/* ---- the board ------------------------------------------------------------------------------ */

static unsigned long number_of(const char *json, const char *key)
{
    char quoted[64];
    const char *at;
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    at = strstr(json, quoted);
    return at ? strtoul(at + strlen(quoted), NULL, 10) : 0;
}

static void text_of(const char *json, const char *key, char *to, size_t room)
{
    char quoted[64];
    const char *at;
    snprintf(quoted, sizeof quoted, "\"%s\": \"", key);
    at = strstr(json, quoted);
    at = at ? at + strlen(quoted) : "";
    snprintf(to, room, "%.*s", (int)strcspn(at, "\""), at);
}

static int read_board(struct admake *m, const char *name)
{
    char path[PATH_BYTES];
    size_t size;
    int error;
    char *json;
    if (strlen(name) >= sizeof m->board.name || strchr(name, '/'))
        return adtool_complain(ADTOOL_USAGE, "there is no board %s", name);
    snprintf(path, sizeof path, "%s/ports/avr/boards/%s.json", m->home, name);
    json = adhost_read_file(path, &size, &error);
    if (!json)
        return adtool_complain(ADTOOL_USAGE, "there is no board %s (no %s)", name, path);
    strcpy(m->board.name, name);
    text_of(json, "mcu", m->board.mcu, sizeof m->board.mcu);
    m->board.frequency = number_of(json, "frequency");
    m->board.flash = number_of(json, "flash_usable");
    m->board.ram = number_of(json, "ram");
    m->board.c_stack = number_of(json, "c_stack");
    free(json);
    return 0;
}

int admake_begin(struct admake *m, const char *board)
{
    const char *home = getenv("ADDER_HOME"), *temporary = getenv("TMPDIR");
    int status;
    snprintf(m->home, sizeof m->home, "%s", home ? home : ADDER_SOURCE);
    status = read_board(m, board);
    if (status)
        return status;
    snprintf(m->folder, sizeof m->folder, "%s/adder-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(m->folder))
        return adtool_complain(ADTOOL_FAILED, "cannot make the folder %s", m->folder);
    snprintf(m->elf, sizeof m->elf, "%s/firmware.elf", m->folder);
    return 0;
}

/* ---- the sources ---------------------------------------------------------------------------- */

/* What a firmware has no use for, or has its own of in ports/avr/vm. */
static bool left_out(const char *name)
{
    static const char *const names[] = {"api.c", "slots.c", "engine.c", "heapcheck.c", "report.c",
        "filenative.c", "load.c", "native_table.c", "arena.c", "outbuf.c"};
    for (size_t i = 0; i < AD_COUNT(names); i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static const char *const folders[] = {"base", "isa", "image", "core", "core/obj", "avr", "avr/core",
    "avr/sim", "avr/vm"};

/* Where a folder of the build comes from. */
static void origin(const struct admake *m, const char *folder, char *path)
{
    char top[PATH_BYTES];
    join(top, m->home, strncmp(folder, "avr", 3) ? "src" : "ports");
    join(path, top, folder);
}

static bool has_end(const char *name, const char *end)
{
    size_t n = strlen(name), k = strlen(end);
    return n > k && !strcmp(name + n - k, end);
}

static bool compiled(const char *folder, const char *name)
{
    if (!has_end(name, ".c") || (strncmp(folder, "avr", 3) && left_out(name)))
        return false;
    return strcmp(folder, "isa") && strcmp(folder, "image") && strcmp(folder, "avr/sim");
}

/* Writes the text if the file does not have it yet; its age tells whether to compile. */
static int update(const char *path, const char *text, size_t size)
{
    size_t was_size;
    int error;
    char *was = adhost_read_file(path, &was_size, &error);
    bool same = was && was_size == size && !memcmp(was, text, size);
    free(was);
    return same ? -1 : adhost_write_file(path, text, size);
}

/* True: a new text. */
static bool rewrite_file(const struct admake *m, const char *from, const char *to)
{
    size_t size, new_size;
    int error;
    char *text = adhost_read_file(from, &size, &error), *new_text;
    bool changed = false;
    if (text && (new_text = adrewrite_source(text, size, &m->tailor, &new_size))) {
        changed = update(to, new_text, new_size) == 0;
        free(new_text);
    }
    free(text);
    return changed;
}

/* ---- compiling ------------------------------------------------------------------------------ */

/* Chosen by flash on the examples (docs/design/tailoring.md). ADDER_PARTS: objects that keep their
 * borders, for a report by part; about a tenth larger. */
#define CODE_OPTIONS                                                                               \
    "-Os -mcall-prologues -mstrict-X -fno-move-loop-invariants -fno-tree-pre -fshort-enums "       \
    "--param max-inline-insns-auto=2"
#define REGISTERS "-ffixed-2 -ffixed-3 -ffixed-4 -ffixed-5 -ffixed-6 -ffixed-7"

static const char *together(void)
{
    return getenv("ADDER_PARTS") ? "-ffunction-sections -fdata-sections" : "-flto";
}

static void compiler(const struct admake *m, struct command *c)
{
    char text[4 * PATH_BYTES];
    snprintf(text, sizeof text,
        "avr-gcc -std=gnu11 -mmcu=%s -mrelax %s " CODE_OPTIONS
        " -fno-strict-aliasing -fno-math-errno -w "
        "-DAD_CELL=16 -DAD_ROM_DIRECT=0 -DAD_TEXTS=0 -DAD_FLOAT_BYTES=4 -DAD_FLOAT_SINGLE=1 "
        "-DAD_GOTO=0 -DAD_TAILORED=1 -DAD_GC_STEP=0x7fffu -DF_CPU=%luUL -DAD_CSTACK=%lu "
        "-DAD_RESERVE=%d "
        "-I%s -I%s/avr -I%s/include",
        m->board.mcu, together(), m->board.frequency, m->board.c_stack,
        m->tailor.handlers ? 32 : 0, m->folder, m->folder,
        m->home);
    words(c, text);
}

struct pool {
    pid_t child[16];
    int running, most, failed;
    char errors[PATH_BYTES];
};

static void wait_one(struct pool *p)
{
    int status;
    pid_t done = wait(&status);
    for (int i = 0; i < p->running; i++)
        if (p->child[i] == done) {
            p->child[i] = p->child[--p->running];
            p->failed |= !WIFEXITED(status) || WEXITSTATUS(status);
            return;
        }
}

static void compile(
    const struct admake *m, struct pool *pool, const char *source, const char *object)
{
    struct command *c = calloc(1, sizeof *c);
    if (!c)
        return;
    compiler(m, c);
    word(c, "-c");
    word(c, source);
    word(c, "-o");
    word(c, object);
    while (pool->running >= pool->most)
        wait_one(pool);
    pool->child[pool->running++] = start(c, pool->errors);
    free(c);
}

static void object_path(const struct admake *m, const char *folder, const char *name, char *path)
{
    char flat[PATH_BYTES];
    snprintf(flat, sizeof flat, "%s_%.*so", folder, (int)strlen(name) - 1, name);
    for (char *p = flat; *p; p++)
        if (*p == '/')
            *p = '_';
    join(path, m->folder, flat);
}

/* Rewrites and compiles one folder; headers first, so that `all` is known when sources come. */
static void do_folder(const struct admake *m, const char *folder, bool headers, bool *all,
                      struct pool *pool)
{
    char from[PATH_BYTES], to[PATH_BYTES], path[PATH_BYTES], object[PATH_BYTES], into[PATH_BYTES];
    DIR *dir;
    struct dirent *e;
    origin(m, folder, path);
    join(into, m->folder, folder);
    mkdir(into, 0700);
    dir = opendir(path);
    while (dir && (e = readdir(dir))) {
        bool source = compiled(folder, e->d_name), changed;
        bool header = (has_end(e->d_name, ".h") || has_end(e->d_name, ".def"));
        if (headers ? !header : !source)
            continue;
        join(from, path, e->d_name);
        join(to, into, e->d_name);
        changed = rewrite_file(m, from, to);
        *all |= headers && changed && !has_end(e->d_name, "interp_loop.h");
        if (!source)
            continue;
        object_path(m, folder, e->d_name, object);
        if (*all || changed || !adhost_is_file(object) || !strcmp(e->d_name, "interp.c") ||
            !strcmp(folder, "avr/vm"))
            compile(m, pool, to, object);
    }
    if (dir)
        closedir(dir);
}

static int write_tables(const struct admake *m, const struct adimg *image)
{
    char path[PATH_BYTES];
    FILE *to;
    join(path, m->folder, "tailor.h");
    to = fopen(path, "w");
    if (to) {
        adtailor_write(&m->tailor, image, to);
        fclose(to);
    }
    join(path, m->folder, "image.s");
    to = fopen(path, "w");
    if (!to)
        return adtool_complain(ADTOOL_FAILED, "cannot write %s", path);
    adtailor_write_image(&m->tailor, image, to);
    fclose(to);
    return 0;
}

static int compile_all(struct admake *m, const struct adimg *image)
{
    struct pool pool = {.most = (int)sysconf(_SC_NPROCESSORS_ONLN)};
    char object[PATH_BYTES], source[PATH_BYTES];
    bool all = false;
    size_t i;
    int status = write_tables(m, image);
    if (status)
        return status;
    pool.most = AD_MAX(1, AD_MIN(pool.most, 16));
    join(pool.errors, m->folder, "errors.txt");
    unlink(pool.errors);
    for (i = 0; i < AD_COUNT(folders); i++)
        do_folder(m, folders[i], true, &all, &pool);
    for (i = 0; i < AD_COUNT(folders); i++)
        do_folder(m, folders[i], false, &all, &pool);
    join(source, m->folder, "image.s");
    join(object, m->folder, "image.o");
    compile(m, &pool, source, object);
    while (pool.running)
        wait_one(&pool);
    return pool.failed ? show_errors(pool.errors, "compiling the firmware") : 0;
}

/* ---- linking -------------------------------------------------------------------------------- */

static void add_objects(const struct admake *m, struct command *c)
{
    char path[PATH_BYTES];
    DIR *dir = opendir(m->folder);
    struct dirent *e;
    while (dir && (e = readdir(dir)))
        if (has_end(e->d_name, ".o")) {
            join(path, m->folder, e->d_name);
            word(c, path);
        }
    if (dir)
        closedir(dir);
}

static int link_all(const struct admake *m, const char *errors)
{
    struct command *c = calloc(1, sizeof *c);
    char text[4 * PATH_BYTES];
    int status;
    if (!c)
        return ADTOOL_FAILED;
    snprintf(text, sizeof text,
        "avr-gcc -mmcu=%s -mrelax %s -fwhole-program -flto-partition=none " REGISTERS " " CODE_OPTIONS " -w "
        "-Wl,--gc-sections -Wl,--warn-unresolved-symbols "
        "-Wl,--defsym=__TEXT_REGION_LENGTH__=0x40000 -Wl,-Map=%s/firmware.map -o %s",
        m->board.mcu, together(), m->folder, m->elf);
    words(c, text);
    add_objects(m, c);
    word(c, "-lm");
    unlink(errors);
    status = run(c, errors);
    free(c);
    return status;
}

/* What the linker misses: needs of ours, or faults. Returns the number of new needs. */
static unsigned read_needs(struct admake *m, const char *errors, bool *fault)
{
    static const char marker[] = "undefined reference to `", need[] = "aduse_";
    size_t size;
    int error;
    char *text = adhost_read_file(errors, &size, &error), *at = text;
    unsigned found = 0;
    while (at && (at = strstr(at, marker))) {
        size_t n;
        at += sizeof marker - 1;
        n = strcspn(at, "'");
        if (strncmp(at, need, sizeof need - 1)) {
            fprintf(stderr, "adder: the firmware lacks %.*s\n", (int)n, at);
            *fault = true;
        } else {
            found += adtailor_mention(&m->tailor, at + sizeof need - 1, n - sizeof need + 1);
        }
    }
    free(text);
    return found;
}

/* For who wants to know why something is in: what the linker missed, and what came of it. */
static void keep_round(struct admake *m, const char *errors)
{
    char path[PATH_BYTES + 16];
    FILE *to;
    snprintf(path, sizeof path, "%s.%u", errors, ++m->rounds);
    rename(errors, path);
    snprintf(path, sizeof path, "%s/parts.txt.%u", m->folder, m->rounds);
    to = fopen(path, "w");
    if (to) {
        adtailor_list(&m->tailor, to);
        fclose(to);
    }
}

int admake_round(struct admake *m, const struct adimg *image, bool *more)
{
    char errors[PATH_BYTES];
    bool fault = false;
    struct adtailor before = m->tailor;
    int status;
    adtailor_image(&m->tailor, image);
    adtailor_finish(&m->tailor);
    status = compile_all(m, image);
    if (status)
        return status;
    join(errors, m->folder, "link.txt");
    if (link_all(m, errors))
        return show_errors(errors, "linking the firmware");
    read_needs(m, errors, &fault);
    if (getenv("ADDER_KEEP"))
        keep_round(m, errors);
    *more = memcmp(&before, &m->tailor, sizeof before) != 0;
    return fault && !*more ? adtool_complain(ADTOOL_BROKEN, "the firmware is not whole") : 0;
}

int admake_save(const struct admake *m, const char *to)
{
    struct command *c = calloc(1, sizeof *c);
    char errors[PATH_BYTES];
    int status;
    if (!c)
        return ADTOOL_FAILED;
    join(errors, m->folder, "save.txt");
    words(c, has_end(to, ".hex") ? "avr-objcopy -O ihex -R .eeprom" : "cp");
    word(c, m->elf);
    word(c, to);
    status = run(c, errors);
    free(c);
    return status ? show_errors(errors, "writing the firmware") : 0;
}

void admake_end(const struct admake *m)
{
    struct command *c;
    if (getenv("ADDER_KEEP")) {
        fprintf(stderr, "adder: the build is in %s\n", m->folder);
        return;
    }
    c = calloc(1, sizeof *c);
    if (!c)
        return;
    words(c, "rm -rf");
    word(c, m->folder);
    (void)run(c, "/dev/null");
    free(c);
}
