/* SPDX-License-Identifier: MIT
 * cmd.h - what the files of the command line program share: the options, the commands, and how they
 * complain. main.c holds the table of commands, options.c that of options.
 */
#ifndef ADDER_TOOL_CMD_H
#define ADDER_TOOL_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Exit statuses of our own; Python's are 0, 1 and what sys.exit is given. */
enum {
    ADTOOL_FAILED = 1,
    ADTOOL_USAGE = 2,     /* wrong use, no such file                     */
    ADTOOL_BROKEN = 70,   /* a fault of Adder itself                     */
    ADTOOL_STEPS = 124,   /* --max-steps are used up                     */
    ADTOOL_INTERRUPT = 130
};

enum { ADTOOL_SIM_MOST = 16 };

struct adtool_options {
    unsigned cell;          /* 16, 32, 64; 0: not said                       */
    bool chip;              /* floats and texts as chips have them           */
    uint64_t memory;        /* of the block; 0: not said                     */
    uint64_t max_steps;     /* 0: none                                       */
    uint64_t fail_alloc;    /* 0: none                                       */
    bool stats;
    bool need;              /* not run, but asked how much memory it needs   */
    bool no_asserts;        /* -O                                            */
    bool plain;             /* -O0: without the peephole pass                */
    bool strip;
    const bool *frozen;     /* for a board: what of isa/frozen.def it needs  */
    const char *code;       /* -c                                            */
    const char *output;     /* -o                                            */
    const char *board;      /* uno, mega                                     */
    const char *isa;        /* py, portvm, microvm; NULL: not said           */
    bool listing;           /* of asm                                        */
    bool quiet;             /* of opt and build: no report                   */
    bool silent;            /* of loading: no complaints of the source       */
    bool hex;               /* microvm prints hexadecimal                    */
    const char *numbering;  /* of microvm code: may2021, v0.2; NULL: the seed's */
    unsigned print_ahead;   /* bytes of output to print when a firmware is made   */
    bool no_snapshot;       /* it begins at its beginning on the board       */
    bool everything;        /* its firmware is not tailored to the program   */
    uint64_t block;         /* bytes for objects and stack; 0: all that are left */
    uint64_t cycles;        /* of a simulated board; 0: no limit             */
    const char *from;       /* of decode: what to read; NULL: standard input */
    bool restart;           /* an error restarts the board's program         */
    const char *vcd;        /* where its pins are recorded                   */
    const char *wave;       /* a pin to draw                                 */
    const char *sim[ADTOOL_SIM_MOST]; /* options handed on to adder-sim      */
    int nsim;
    bool fit;               /* tell how the firmware fits                    */
    struct adfit *fit_to;   /* ... by putting it here                        */
    int64_t grow;           /* bytes that a build may grow by; < 0: any      */
    const char *second;     /* a second FILE                                 */
    bool verbose;           /* ... by part and piece                         */
    const char *json;       /* ... as data, where to                         */
    const char *report;     /* ... as HTML, where to                         */
    double simulate;        /* ... after so many seconds on a simulated board */
    const char *script;     /* -x: commands of the debugger                  */
    const char *file;       /* FILE, "-" for standard input                  */
    int argc;               /* sys.argv: the program's name and arguments    */
    char **argv;
};

struct adtool_command {
    const char *name;
    const char *usage;      /* behind the name                               */
    const char *summary;
    unsigned accepts;       /* options, ADTOOL_OPT_*                         */
    int (*run)(const struct adtool_options *options);
    const char *help;       /* further lines and examples                    */
};

enum {
    ADTOOL_OPT_CELL = 1, ADTOOL_OPT_RUN = 2 /* memory, stats, ... */, ADTOOL_OPT_CODE = 4,
    ADTOOL_OPT_COMPILE = 8, ADTOOL_OPT_OUTPUT = 16, ADTOOL_OPT_BOARD = 32, ADTOOL_OPT_SIM = 64,
    ADTOOL_OPT_FILE = 128,  /* needs a FILE                                  */
    ADTOOL_OPT_ARGS = 256,  /* what follows FILE is the program's            */
    ADTOOL_OPT_ISA = 512, ADTOOL_OPT_LISTING = 1024, ADTOOL_OPT_DEBUG = 2048,
    ADTOOL_OPT_TRACE = 4096, ADTOOL_OPT_QUIET = 8192, ADTOOL_OPT_FIT = 16384,
    ADTOOL_OPT_SIZE = 32768 /* one or two files */, ADTOOL_OPT_DECODE = 65536,
    ADTOOL_OPT_BOARDS = 131072
};

/* Reads the arguments behind the command's name. False: it has complained. */
bool adtool_parse(const struct adtool_command *command, int argc, char **argv,
                  struct adtool_options *options);
/* Lists the options of a command. */
void adtool_list_options(unsigned accepts);

/* "adder: ..." on standard error; the status to return. */
int adtool_complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));
int adtool_cannot_open(const char *file, int error);

struct adfit;
/* Writes it to a file, "-" is standard output; 0, or 1 after it has complained. */
int adtool_write_fit(const char *path, const struct adfit *fit,
                     void (*write)(const struct adfit *fit, FILE *to));

int adtool_run(const struct adtool_options *options);
int adtool_test(const struct adtool_options *options);
int adtool_build(const struct adtool_options *options);
int adtool_dis(const struct adtool_options *options);
int adtool_asm(const struct adtool_options *options);
int adtool_debug(const struct adtool_options *options);
int adtool_trace(const struct adtool_options *options);
int adtool_opt(const struct adtool_options *options);
int adtool_size(const struct adtool_options *options);
int adtool_boards(const struct adtool_options *options);
int adtool_decode(const struct adtool_options *options);
int adtool_verify(const struct adtool_options *options);
int adtool_version(const struct adtool_options *options);

#endif
