/* SPDX-License-Identifier: MIT
 * make.c - see make.h. The compiler gets all of the machine in C as one file, so that it sees who
 * calls what, and reads the headers once.
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
#include "tool/avr/run.h"
#include "tool/cmd.h"
#include "tool/fit/fit.h"

#define PATH_BYTES 4096

enum { EVERYTHING_LEAST = 128 * 1024 }; /* bytes of flash; a firmware of that kind has 190 KB */

/* folder/name; empty when that is too long. */
static void join(char *path, const char *folder, const char *name)
{
    if (snprintf(path, PATH_BYTES, "%s/%s", folder, name) >= PATH_BYTES)
        path[0] = 0;
}

int admake_show_errors(const char *errors, const char *what)
{
    size_t size;
    int error;
    char *text = adhost_read_file(errors, &size, &error), *line = text, *next;
    for (; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        if (*line && !strstr(line, "`aduse_") && !strstr(line, ": In function") &&
            !strstr(line, ": note: disable pass")) /* no fault */
            fprintf(stderr, "%s\n", line);
    }
    free(text);
    return adtool_complain(
        ADTOOL_BROKEN, "%s failed; are gcc-avr, binutils-avr, avr-libc installed?", what);
}

int admake_begin(struct admake *m, const char *board)
{
    const char *temporary = getenv("TMPDIR");
    int status;
    adboard_home(m->home, sizeof m->home);
    status = adboard_read(m->home, board, &m->board);
    if (status)
        return status;
    snprintf(m->folder, sizeof m->folder, "%s/adder-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(m->folder))
        return adtool_complain(ADTOOL_FAILED, "cannot make the folder %s", m->folder);
    snprintf(m->elf, sizeof m->elf, "%s/firmware.elf", m->folder);
    snprintf(m->symbols, sizeof m->symbols, "%s/firmware.sym", m->folder);
    snprintf(m->vm, sizeof m->vm, "%s", m->folder);
    return 0;
}

int admake_everything(struct admake *m)
{
    const char *cache = getenv("ADDER_CACHE");
    char path[PATH_BYTES];
    if (m->board.flash < EVERYTHING_LEAST)
        return adtool_complain(ADTOOL_USAGE,
            "all of the machine (190 KB) does not fit the %s, which has %lu bytes of flash; "
            "without --everything a firmware has what its program needs",
            m->board.name, m->board.flash);
    snprintf(path, sizeof path, "%s/%s", cache ? cache : m->folder, m->board.name);
    if ((cache && mkdir(cache, 0700) && errno != EEXIST) ||
        (mkdir(path, 0700) && errno != EEXIST) || strlen(path) >= sizeof m->vm)
        return adtool_complain(ADTOOL_FAILED, "cannot make the folder %s", path);
    strcpy(m->vm, path);
    m->everything = true;
    adtailor_everything(&m->tailor);
    return 0;
}

/* ---- the sources ---------------------------------------------------------------------------- */

/* What a firmware has no use for, or has its own of in ports/avr/vm. */
static bool left_out(const char *name)
{
    static const char *const names[] = {"api.c", "state.c", "slots.c", "engine.c", "heapcheck.c",
        "report.c", "filenative.c", "load.c", "native_table.c", "arena.c", "outbuf.c", "inspect.c",
        "inspect_repr.c", "inspect_expr.c"};
    for (size_t i = 0; i < AD_COUNT(names); i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static const char *const folders[] = {"avr", "avr/core", "avr/sim", "avr/vm", "base", "core",
    "core/obj", "image", "isa"};

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

static bool compiled(const struct admake *m, const char *folder, const char *name)
{
    if (m->snapshot->end == ADSNAPSHOT_FINISHED && strcmp(name, "main.c"))
        return !strcmp(folder, "avr") && has_end(name, ".c");
    if (has_end(name, ".S"))
        return true;
    if (!has_end(name, ".c") || (strncmp(folder, "avr", 3) && left_out(name)))
        return false;
    return strcmp(folder, "isa") && strcmp(folder, "image") && strcmp(folder, "avr/sim");
}

/* Adds a source to the unit. Its macros are its own: they end with it. */
static void add_to_unit(FILE *unit, const char *folder, const char *name, const char *text)
{
    static const char define[] = "\n#define ";
    fprintf(unit, "#include \"%s/%s\"\n", folder, name);
    while ((text = strstr(text, define))) {
        text += sizeof define - 1;
        fprintf(unit, "#undef %.*s\n", (int)strcspn(text, "( \n"), text);
    }
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Rewrites the headers and the sources that are compiled; those in C make the unit. */
static bool rewrite_file(const struct admake *m, const char *folder, const char *name, FILE *unit)
{
    char path[PATH_BYTES], file[PATH_BYTES];
    bool source = compiled(m, folder, name), done;
    size_t size;
    int error;
    char *text, *was;
    if (!source && !has_end(name, ".h") && !has_end(name, ".def"))
        return true;
    origin(m, folder, path);
    join(file, path, name);
    text = adhost_read_file(file, &size, &error);
    if (text && !has_end(name, ".S")) {
        was = text;
        text = adrewrite_source(was, size, &m->tailor, &size);
        free(was);
    }
    join(path, m->vm, folder);
    join(file, path, name);
    done = text && !adhost_write_file(file, text, size);
    if (done && source && has_end(name, ".c"))
        add_to_unit(unit, folder, name, text);
    free(text);
    return done;
}

/* In the order of their names: the code depends on the order, and a folder's own is of chance. */
static bool rewrite_folder(const struct admake *m, const char *folder, FILE *unit)
{
    char path[PATH_BYTES];
    struct dirent **list;
    bool done = true;
    int n;
    join(path, m->vm, folder);
    mkdir(path, 0700);
    origin(m, folder, path);
    n = scandir(path, &list, NULL, by_name);
    for (int i = 0; i < n; i++) {
        done = done && rewrite_file(m, folder, list[i]->d_name, unit);
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    return done;
}

static FILE *create(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    join(path, folder, name);
    return fopen(path, "w");
}

static int write_image(const struct admake *m, const struct adimg *image)
{
    FILE *to = create(m->folder, "image.s");
    if (to) {
        adtailor_write_image(&m->tailor, image, m->contents, to);
        fclose(to);
    }
    return to ? 0 : adtool_complain(ADTOOL_FAILED, "cannot write into %s", m->folder);
}

/* The machine's sources. */
static int write_vm(const struct admake *m, const struct adimg *image)
{
    FILE *facts = create(m->vm, "tailor.h"), *ops = create(m->vm, "tailor_ops.h");
    FILE *unit = create(m->vm, "machine.c");
    bool done = facts && ops && unit;
    if (done) {
        adtailor_write(&m->tailor, image, m->snapshot, m->contents, facts);
        adtailor_write_fast(&m->tailor, ops);
    }
    for (size_t i = 0; done && i < AD_COUNT(folders); i++)
        done = rewrite_folder(m, folders[i], unit);
    if (facts)
        fclose(facts);
    if (ops)
        fclose(ops);
    if (unit)
        fclose(unit);
    return done ? 0 : adtool_complain(ADTOOL_FAILED, "cannot write into %s", m->vm);
}

/* ---- compiling ------------------------------------------------------------------------------ */

/* Chosen by flash on the examples (docs/design/tailoring.md). */
#define CODE_OPTIONS                                                                               \
    "-Os -mcall-prologues -mstrict-X -fno-move-loop-invariants -fno-tree-pre -fshort-enums "       \
    "-fno-tree-dominator-opts -fno-tree-loop-optimize -fno-toplevel-reorder -fipa-pta "            \
    "-fno-partial-inlining"
#define REGISTERS "-ffixed-2 -ffixed-3 -ffixed-4 -ffixed-5 -ffixed-6 -ffixed-7"
/* Without the pass postreload: in gcc 5.4 it takes r31:r30 for what it was although r31 has been
 * an addition's scratch register since (docs/design/avr-toolchain.md); `if n < 2` jumped astray. */
#define UNIT_OPTIONS                                                                               \
    "-fwhole-program -fdisable-rtl-postreload -ffunction-sections -fdata-sections " REGISTERS

static void compiler(const struct admake *m, struct adrun *c)
{
    char text[4 * PATH_BYTES];
    snprintf(text, sizeof text,
        "avr-gcc -std=gnu11 -mmcu=%s -mrelax " CODE_OPTIONS " " UNIT_OPTIONS
        " -fno-strict-aliasing -fno-math-errno -w "
        "-DAD_CELL=16 -DAD_ROM_DIRECT=0 -DAD_TEXTS=0 -DAD_FLOAT_BYTES=4 -DAD_FLOAT_SINGLE=1 "
        "-DAD_GOTO=0 -DAD_TAILORED=1 -DAD_GC_PORT=1 -DAD_GC_STEP=0x7fffu "
        "-DF_CPU=%luUL -DAD_RESERVE=%d "
        "-I%s -I%s/avr -I%s/include",
        m->board.mcu, m->board.frequency,
        m->tailor.handlers ? 32 : 0, m->vm, m->vm, m->home);
    adrun_words(c, text);
    if (m->block) {
        snprintf(text, sizeof text, "-DAD_BLOCK=%u", m->block);
        adrun_word(c, text);
    }
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

static void compile(const struct admake *m, struct pool *pool, const char *folder,
                    const char *source, const char *object)
{
    struct adrun *c = calloc(1, sizeof *c);
    char path[PATH_BYTES];
    if (!c)
        return;
    compiler(m, c);
    if (!has_end(source, ".s"))
        adrun_word(c, "-gdwarf-2"); /* the lines; the firmware loses them when it is saved */
    adrun_word(c, "-c");
    join(path, folder, source);
    adrun_word(c, path);
    adrun_word(c, "-o");
    join(path, folder, object);
    adrun_word(c, path);
    while (pool->running >= pool->most)
        wait_one(pool);
    pool->child[pool->running++] = adrun_start(c, pool->errors, NULL);
    free(c);
}

static void compile_image(const struct admake *m, struct pool *pool)
{
    compile(m, pool, m->folder, "image.s", "image.o");
}

static void compile_vm(const struct admake *m, struct pool *pool)
{
    compile(m, pool, m->vm, "machine.c", "machine.o");
    if (m->snapshot->end != ADSNAPSHOT_FINISHED)
        compile(m, pool, m->vm, "avr/vm/fast.S", "fast.o");
}

static void begin_pool(const struct admake *m, struct pool *pool)
{
    int most = (int)sysconf(_SC_NPROCESSORS_ONLN);
    memset(pool, 0, sizeof *pool);
    pool->most = AD_MAX(1, AD_MIN(most, 16));
    join(pool->errors, m->folder, "errors.txt");
    unlink(pool->errors);
}

static int end_pool(struct pool *pool)
{
    while (pool->running)
        wait_one(pool);
    return pool->failed ? admake_show_errors(pool->errors, "compiling the firmware") : 0;
}

static int compile_all(struct admake *m, const struct adimg *image)
{
    struct pool pool;
    int status = write_image(m, image);
    if (!status)
        status = write_vm(m, image);
    if (status)
        return status;
    begin_pool(m, &pool);
    compile_vm(m, &pool);
    compile_image(m, &pool);
    return end_pool(&pool);
}

/* ---- linking -------------------------------------------------------------------------------- */

static void add_object(const char *folder, const char *name, struct adrun *c)
{
    char path[PATH_BYTES];
    join(path, folder, name);
    if (adhost_is_file(path))
        adrun_word(c, path);
}

static void add_vm(const struct admake *m, struct adrun *c)
{
    add_object(m->vm, "fast.o", c);
    add_object(m->vm, "machine.o", c);
}

#define LARGE "-Wl,--defsym=__TEXT_REGION_LENGTH__=0x40000 " /* fit.c tells what is too large */
#define STACK                                                                                      \
    "-Wl,--defsym=adport_cstack=%lu -Wl,--defsym=adport_stack_limit=__stack+1-%lu "
#define LINK_OPTIONS "-mrelax -Wl,--gc-sections -Wl,--warn-unresolved-symbols "

static int link_all(const struct admake *m, const char *errors, const char *to)
{
    struct adrun *c = calloc(1, sizeof *c);
    char text[4 * PATH_BYTES];
    int status;
    if (!c)
        return ADTOOL_FAILED;
    snprintf(text, sizeof text, "avr-gcc -mmcu=%s " LINK_OPTIONS STACK "%s-o %s", m->board.mcu,
        m->board.c_stack, m->board.c_stack, m->everything ? "" : LARGE, to);
    adrun_words(c, text);
    if (m->everything)
        add_object(m->vm, "vm.obj", c);
    else
        add_vm(m, c);
    add_object(m->folder, "image.o", c);
    adrun_word(c, "-lm");
    unlink(errors);
    status = adrun_run(c, errors, NULL);
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

static int tailored_round(struct admake *m, const struct adimg *image, bool *more)
{
    char errors[PATH_BYTES];
    bool fault = false;
    struct adtailor before = m->tailor;
    const char *lacking;
    int status;
    adtailor_image(&m->tailor, image, m->contents);
    adtailor_finish(&m->tailor);
    lacking = adtailor_lacking(&m->tailor);
    if (lacking)
        return adtool_complain(ADTOOL_FAILED, "the program needs functions that the %s lacks: %s",
            m->board.name, lacking);
    status = compile_all(m, image);
    if (status)
        return status;
    join(errors, m->folder, "link.txt");
    if (link_all(m, errors, m->elf))
        return admake_show_errors(errors, "linking the firmware");
    read_needs(m, errors, &fault);
    if (getenv("ADDER_KEEP"))
        keep_round(m, errors);
    *more = memcmp(&before, &m->tailor, sizeof before) != 0;
    return fault && !*more ? adtool_complain(ADTOOL_BROKEN, "the firmware is not whole") : 0;
}

/* ---- everything ----------------------------------------------------------------------------- */

static time_t age(const char *path)
{
    struct stat s;
    return stat(path, &s) ? 0 : s.st_mtime;
}

/* Is the VM's object younger than this program and the sources? */
static bool is_fresh(const struct admake *m, const char *object)
{
    char path[PATH_BYTES], file[PATH_BYTES];
    time_t made = age(object);
    bool fresh = made && age("/proc/self/exe") < made;
    for (size_t i = 0; fresh && i < AD_COUNT(folders); i++) {
        DIR *dir;
        struct dirent *e;
        origin(m, folders[i], path);
        dir = opendir(path);
        while (dir && (e = readdir(dir))) {
            join(file, path, e->d_name);
            fresh &= e->d_name[0] == '.' || age(file) < made;
        }
        if (dir)
            closedir(dir);
    }
    return fresh;
}

/* One object of all the VM's. */
static int link_vm(const struct admake *m, const char *object)
{
    struct adrun *c = calloc(1, sizeof *c);
    char text[4 * PATH_BYTES], errors[PATH_BYTES], made[PATH_BYTES];
    int status;
    if (!c)
        return ADTOOL_FAILED;
    join(made, m->vm, "vm.new");
    snprintf(text, sizeof text, "avr-gcc -mmcu=%s -r -nostdlib -o %s", m->board.mcu, made);
    adrun_words(c, text);
    add_vm(m, c);
    join(errors, m->folder, "link.txt");
    status = adrun_run(c, errors, NULL);
    free(c);
    if (!status)
        status = rename(made, object);
    return status ? admake_show_errors(errors, "linking the VM") : 0;
}

static int make_vm(const struct admake *m, const struct adimg *image)
{
    struct pool pool;
    char path[PATH_BYTES];
    int status = 0, lock;
    join(path, m->vm, "lock");
    lock = open(path, O_WRONLY | O_CREAT, 0600);
    if (lock < 0 || lockf(lock, F_LOCK, 0))
        return adtool_complain(ADTOOL_FAILED, "cannot lock %s", path);
    join(path, m->vm, "vm.obj");
    if (!is_fresh(m, path)) {
        status = write_vm(m, image);
        begin_pool(m, &pool);
        if (!status)
            compile_vm(m, &pool);
        status = status ? status : end_pool(&pool);
        if (!status)
            status = link_vm(m, path);
    }
    close(lock);
    return status;
}

static int everything_round(struct admake *m, const struct adimg *image)
{
    struct adtailor before = m->tailor;
    struct pool pool;
    char errors[PATH_BYTES];
    bool fault = false;
    int status;
    adtailor_image(&m->tailor, image, NULL);
    if (memcmp(&before, &m->tailor, sizeof before))
        return adtool_complain(ADTOOL_FAILED, "the program needs functions that the %s lacks",
            m->board.name);
    status = make_vm(m, image);
    if (!status)
        status = write_image(m, image);
    if (status)
        return status;
    begin_pool(m, &pool);
    compile_image(m, &pool);
    status = end_pool(&pool);
    join(errors, m->folder, "link.txt");
    if (!status && link_all(m, errors, m->elf))
        status = admake_show_errors(errors, "linking the firmware");
    if (!status)
        read_needs(m, errors, &fault);
    return fault ? adtool_complain(ADTOOL_BROKEN, "the firmware is not whole") : status;
}

int admake_round(struct admake *m, const struct adimg *image, bool *more)
{
    *more = false;
    return m->everything ? everything_round(m, image) : tailored_round(m, image, more);
}

/* ---- the C stack ---------------------------------------------------------------------------- */

/* The code stays as it is: only the values of two symbols change. */
int admake_stack(struct admake *m)
{
    char errors[PATH_BYTES];
    if (!adcstack_bound(m->elf, &m->stack))
        return 0;
    m->board.c_stack = m->stack.bytes;
    join(errors, m->folder, "link.txt");
    return link_all(m, errors, m->elf)
        ? admake_show_errors(errors, "linking the firmware") : 0;
}

/* ---- the results ---------------------------------------------------------------------------- */

/* Runs a command on an ELF file, its output to a file. */
static int list(const char *command, const char *elf, const char *errors, const char *to)
{
    struct adrun *c = calloc(1, sizeof *c);
    int status;
    if (!c)
        return ADTOOL_FAILED;
    adrun_words(c, command);
    adrun_word(c, elf);
    status = adrun_run(c, errors, to);
    free(c);
    return status;
}

int admake_list(struct admake *m, char *symbols, char *lines, size_t room)
{
    char errors[PATH_BYTES];
    int status;
    join(errors, m->folder, "list.txt");
    snprintf(symbols, room, "%s/symbols.txt", m->folder);
    snprintf(lines, room, "%s/lines.txt", m->folder);
    status = list("avr-nm -n -S -l", m->elf, errors, symbols);
    return status ? status : list("avr-objdump --dwarf=decodedline", m->elf, errors, lines);
}

int admake_save(const struct admake *m, const char *to)
{
    struct adrun *c = calloc(1, sizeof *c);
    char errors[PATH_BYTES], fit[PATH_BYTES], section[PATH_BYTES + 64];
    int status;
    if (!c)
        return ADTOOL_FAILED;
    join(errors, m->folder, "save.txt");
    join(fit, m->folder, ADMAKE_FIT);
    adrun_words(c, has_end(to, ".hex") ? "avr-objcopy -O ihex -R .eeprom" : "avr-objcopy -g");
    if (!has_end(to, ".hex") && adhost_is_file(fit)) {
        snprintf(section, sizeof section, "--add-section=" ADFIT_ELF_SECTION "=%s", fit);
        adrun_word(c, section);
    }
    adrun_word(c, m->elf);
    adrun_word(c, to);
    status = adrun_run(c, errors, NULL);
    free(c);
    return status ? admake_show_errors(errors, "writing the firmware") : 0;
}

void admake_end(const struct admake *m)
{
    struct adrun *c;
    if (getenv("ADDER_KEEP")) {
        fprintf(stderr, "adder: the build is in %s\n", m->folder);
        return;
    }
    c = calloc(1, sizeof *c);
    if (!c)
        return;
    adrun_words(c, "rm -rf");
    adrun_word(c, m->folder);
    (void)adrun_run(c, "/dev/null", NULL);
    free(c);
}
