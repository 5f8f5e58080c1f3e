/* SPDX-License-Identifier: MIT
 * options.c - reads the command line. One table says what there is; help texts come from it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "posix/ahead.h"
#include "tool/cmd.h"

typedef bool set_option(struct adtool_options *o, const char *value);

static bool set_cell(struct adtool_options *o, const char *value)
{
    o->cell = (unsigned)strtoul(value, NULL, 10);
    return !strcmp(value, "16") || !strcmp(value, "32") || !strcmp(value, "64");
}

static bool set_chip(struct adtool_options *o, const char *value)
{
    (void)value;
    o->cell = 16;
    return o->chip = true;
}

static bool read_number(const char *value, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoull(value, &end, 0);
    return end != value && !*end && !errno && *value != '-';
}

/* A number of bytes: 4096, 16K, 64M, 1G. */
static bool set_memory(struct adtool_options *o, const char *value)
{
    static const char suffixes[] = "KMG";
    size_t n = strlen(value);
    char digits[24];
    const char *suffix = n ? strchr(suffixes, value[n - 1]) : NULL;
    if (!n || n >= sizeof digits)
        return false;
    memcpy(digits, value, n + 1);
    if (suffix)
        digits[n - 1] = 0;
    if (!read_number(digits, &o->memory) || o->memory >> 40)
        return false;
    if (suffix)
        o->memory <<= 10 * (suffix - suffixes + 1);
    return o->memory > 0;
}

static bool set_max_steps(struct adtool_options *o, const char *value)
{
    return read_number(value, &o->max_steps) && o->max_steps;
}

static bool set_fail_alloc(struct adtool_options *o, const char *value)
{
    return read_number(value, &o->fail_alloc) && o->fail_alloc && o->fail_alloc <= UINT32_MAX;
}

/* A number of cycles, as adder-sim takes it too: 5000000, 5M. */
static bool set_cycles(struct adtool_options *o, const char *value)
{
    size_t n = strlen(value);
    char digits[24];
    bool millions = n && n < sizeof digits && value[n - 1] == 'M';
    if (!millions)
        return read_number(value, &o->cycles) && o->cycles;
    memcpy(digits, value, n - 1);
    digits[n - 1] = 0;
    if (!read_number(digits, &o->cycles) || o->cycles >> 40)
        return false;
    o->cycles *= 1000000;
    return o->cycles > 0;
}

static bool set_stats(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->stats = true;
}

static bool set_need(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->need = true;
}

static bool set_no_asserts(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->no_asserts = true;
}

static bool set_plain(struct adtool_options *o, const char *value)
{
    (void)value;
    o->plain = true;
    return true;
}

static bool set_strip(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->strip = true;
}

static bool set_code(struct adtool_options *o, const char *value)
{
    o->code = value;
    return true;
}

static bool set_output(struct adtool_options *o, const char *value)
{
    o->output = value;
    return true;
}

static bool set_script(struct adtool_options *o, const char *value)
{
    o->script = value;
    return true;
}

static bool set_board(struct adtool_options *o, const char *value)
{
    o->board = value;
    return true;
}

static bool set_everything(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->everything = true;
}

static bool set_on_error(struct adtool_options *o, const char *value)
{
    o->restart = !strcmp(value, "restart");
    return o->restart || !strcmp(value, "halt");
}

static bool set_from(struct adtool_options *o, const char *value)
{
    o->from = value;
    return true;
}

/* Less than what is left, so that one can see what a program needs. */
static bool set_block(struct adtool_options *o, const char *value)
{
    return read_number(value, &o->block) && o->block && o->block < 1 << 16;
}

static bool set_no_snapshot(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->no_snapshot = true;
}

static bool set_print_ahead(struct adtool_options *o, const char *value)
{
    uint64_t n;
    bool good = read_number(value, &n) && n <= ADAHEAD_OUTPUT_MOST;
    o->print_ahead = good ? (unsigned)n : 0;
    return good;
}

static bool set_isa(struct adtool_options *o, const char *value)
{
    o->isa = value;
    return !strcmp(value, "py") || !strcmp(value, "portvm") || !strcmp(value, "microvm");
}

static bool set_listing(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->listing = true;
}

static bool set_quiet(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->quiet = true;
}

static bool set_verbose(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->verbose = true;
}

static bool set_json(struct adtool_options *o, const char *value)
{
    o->json = value ? value : "-";
    return *o->json;
}

static bool set_grow(struct adtool_options *o, const char *value)
{
    uint64_t n;
    bool good = read_number(value, &n) && n < INT32_MAX;
    o->grow = good ? (int64_t)n : -1;
    return good;
}

static bool set_report(struct adtool_options *o, const char *value)
{
    o->report = value;
    return *value;
}

static bool set_simulate(struct adtool_options *o, const char *value)
{
    char *end;
    o->simulate = strtod(value, &end);
    return end != value && !*end && o->simulate > 0 && o->simulate < 1e7;
}

static bool set_hex(struct adtool_options *o, const char *value)
{
    (void)value;
    return o->hex = true;
}

static bool set_numbering(struct adtool_options *o, const char *value)
{
    o->numbering = strcmp(value, "seed") ? value : NULL;
    return !strcmp(value, "seed") || !strcmp(value, "may2021") || !strcmp(value, "v0.2");
}

static bool set_vcd(struct adtool_options *o, const char *value)
{
    o->vcd = value;
    return true;
}

static bool set_wave(struct adtool_options *o, const char *value)
{
    o->wave = value;
    return true;
}

static bool set_sim(struct adtool_options *o, const char *value)
{
    if (o->nsim == ADTOOL_SIM_MOST)
        return false;
    o->sim[o->nsim++] = value;
    return true;
}

static const struct option {
    const char *name, *value; /* value NULL: takes none; [=X]: only behind a = */
    unsigned group;
    set_option *set;
    const char *help;
} options[] = {
    {"-c", "CODE", ADTOOL_OPT_CODE, set_code, "the program itself; ends the options"},
    {"--cell", "16|32|64", ADTOOL_OPT_CELL, set_cell, "bits of a cell (64)"},
    {"--chip", NULL, ADTOOL_OPT_RUN | ADTOOL_OPT_DEBUG | ADTOOL_OPT_TRACE, set_chip,
     "as on a chip: 16 bits, single floats, no texts of exceptions"},
    {"--memory", "BYTES", ADTOOL_OPT_RUN | ADTOOL_OPT_DEBUG | ADTOOL_OPT_TRACE, set_memory,
     "the block: all memory that the program has; 16K, 64M (256M; 64M; 16128)"},
    {"--stats", NULL, ADTOOL_OPT_RUN, set_stats, "tell memory, collections, instructions"},
    {"--need", NULL, ADTOOL_OPT_RUN, set_need, "tell the smallest block that will do; with --chip"},
    {"--max-steps", "N", ADTOOL_OPT_RUN | ADTOOL_OPT_TRACE, set_max_steps,
     "stop after N instructions, status 124"},
    {"--fail-alloc", "N", ADTOOL_OPT_RUN, set_fail_alloc,
     "the N-th allocation fails (hostile build)"},
    {"-O", NULL, ADTOOL_OPT_COMPILE, set_no_asserts, "leave out assert, as Python does"},
    {"-O0", NULL, ADTOOL_OPT_COMPILE, set_plain, "plain code: no slot operands, no fused branches"},
    {"--strip", NULL, ADTOOL_OPT_OUTPUT, set_strip, "leave out line numbers and names of locals"},
    {"-o", "OUTPUT", ADTOOL_OPT_OUTPUT | ADTOOL_OPT_TRACE, set_output, "where the result goes"},
    {"--no-snapshot", NULL, ADTOOL_OPT_BOARD, set_no_snapshot,
     "run nothing of the program when the firmware is built"},
    {"--print-ahead", "BYTES", ADTOOL_OPT_BOARD, set_print_ahead,
     "most output to find out when the firmware is built (1024; up to 4096); 0: none"},
    {"--isa", "ISA", ADTOOL_OPT_ISA, set_isa,
     "instruction set: py, portvm, microvm (by the file's extension)"},
    {"--hex", NULL, ADTOOL_OPT_RUN | ADTOOL_OPT_DEBUG | ADTOOL_OPT_TRACE, set_hex,
     "microvm prints hexadecimal, each PRINT on one line"},
    {"--numbering", "seed|may2021|v0.2", ADTOOL_OPT_ISA, set_numbering,
     "which numbers the instructions of a .b file have (seed)"},
    {"--listing", NULL, ADTOOL_OPT_LISTING, set_listing,
     "print addresses, bytes and source lines; portvm, microvm"},
    {"-x", "SCRIPT", ADTOOL_OPT_DEBUG, set_script, "commands of the debugger to begin with"},
    {"--quiet", NULL, ADTOOL_OPT_QUIET, set_quiet, "no report"},
    {"-v", NULL, ADTOOL_OPT_FIT | ADTOOL_OPT_SIZE, set_verbose,
     "what takes flash and RAM, by part and piece"},
    {"--json", "[=OUTPUT]", ADTOOL_OPT_FIT | ADTOOL_OPT_SIZE | ADTOOL_OPT_BOARDS, set_json,
     "what takes flash and RAM, as data"},
    {"--grow", "BYTES", ADTOOL_OPT_SIZE, set_grow,
     "status 1 when B takes more flash or RAM than A, by more than so many bytes"},
    {"--report", "OUTPUT", ADTOOL_OPT_FIT, set_report, "the same as a page with maps of memory"},
    {"--simulate", "SECONDS", ADTOOL_OPT_FIT, set_simulate,
     "run the firmware so long on a simulated board; tells the most of RAM used"},
    {"--board", "BOARD", ADTOOL_OPT_BOARD, set_board,
     "for this board (adder boards lists them); run: on a simulated one"},
    {"--everything", NULL, ADTOOL_OPT_BOARD, set_everything,
     "firmware with all instructions, types, methods, functions"},
    {"--on-error", "halt|restart", ADTOOL_OPT_BOARD, set_on_error,
     "what the board does when an exception has stopped the program (halt)"},
    {"--from", "FILE", ADTOOL_OPT_DECODE, set_from,
     "what to read: a log, or the device of a serial line (standard input)"},
    {"--block", "BYTES", ADTOOL_OPT_BOARD, set_block,
     "no more than this for objects and stack (all RAM that is left)"},
    {"--cycles", "N", ADTOOL_OPT_SIM, set_cycles, "stop the simulated board after N cycles"},
    {"--vcd", "OUTPUT", ADTOOL_OPT_SIM, set_vcd, "record its pins"},
    {"--wave", "PIN", ADTOOL_OPT_SIM, set_wave, "draw what this pin did"},
    {"--sim", "OPTION", ADTOOL_OPT_SIM, set_sim, "another option for adder-sim: --sim=--profile"},
};
#define OPTIONS (sizeof options / sizeof *options)

void adtool_list_options(unsigned accepts)
{
    char left[48];
    size_t i;
    for (i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        if (!(o->group & accepts))
            continue;
        snprintf(left, sizeof left, "%s%s%s", o->name, o->value && *o->value == '[' ? "" : " ",
            o->value ? o->value : "");
        printf("  %-20s %s\n", left, o->help);
    }
}

/* The option that an argument begins with: --cell 16 and --cell=16. */
static const struct option *find_option(const char *argument, unsigned accepts, const char **value)
{
    size_t i, n;
    *value = NULL;
    for (i = 0; i < OPTIONS; i++) {
        n = strlen(options[i].name);
        if (!(options[i].group & accepts) || strncmp(argument, options[i].name, n))
            continue;
        if (!argument[n])
            return &options[i];
        if (argument[1] == '-' && argument[n] == '=' && options[i].value) {
            *value = argument + n + 1;
            return &options[i];
        }
    }
    return NULL;
}

/* One option at argv[*i], which moves behind it. */
static bool take_option(const struct adtool_command *command, int argc, char **argv, int *i,
                        struct adtool_options *o)
{
    const char *argument = argv[(*i)++], *value;
    const struct option *option = find_option(argument, command->accepts, &value);
    if (!option) {
        adtool_complain(0, "unknown option %s of `adder %s`", argument, command->name);
        fprintf(stderr, "Try `adder %s --help`.\n", command->name);
        return false;
    }
    if (option->value && *option->value != '[' && !value) {
        if (*i >= argc) {
            adtool_complain(0, "%s needs %s", option->name, option->value);
            return false;
        }
        value = argv[(*i)++];
    }
    if (!option->set(o, value)) {
        adtool_complain(0, "%s: %s is no %s", option->name, value, option->value);
        return false;
    }
    return true;
}

/* Options of a board may stand behind FILE too: a program on a board has no arguments. */
static bool board_follows(const struct adtool_command *command, const char *argument)
{
    return (command->accepts & ADTOOL_OPT_BOARD) && !strncmp(argument, "--board", 7);
}

bool adtool_parse(const struct adtool_command *command, int argc, char **argv,
                  struct adtool_options *o)
{
    bool args = command->accepts & ADTOOL_OPT_ARGS, options_end = false;
    int i = 0;
    memset(o, 0, sizeof *o);
    o->print_ahead = 1024;
    o->grow = -1;
    while (i < argc) {
        if (!options_end && !strcmp(argv[i], "--") && !o->code) {
            options_end = true;
            i++;
        } else if (!options_end && argv[i][0] == '-' && argv[i][1]) {
            if (!take_option(command, argc, argv, &i, o))
                return false;
        } else if (!o->file) {
            o->file = argv[i++];
        } else if (!o->second && (command->accepts & ADTOOL_OPT_SIZE)) {
            o->second = argv[i++];
        } else {
            adtool_complain(0, "`adder %s` takes one file, and here is %s too", command->name,
                argv[i]);
            return false;
        }
        /* From here on everything is the program's: o->argv[0] becomes its name. */
        if (args && (o->code || o->file) && !(i < argc && board_follows(command, argv[i])) &&
            !o->board) {
            o->argc = argc - i + 1;
            o->argv = argv + i - 1;
            break;
        }
    }
    if (!o->file && !o->code && (command->accepts & ADTOOL_OPT_FILE)) {
        adtool_complain(0, "`adder %s` needs a file", command->name);
        fprintf(stderr, "Try `adder %s --help`.\n", command->name);
        return false;
    }
    return true;
}
