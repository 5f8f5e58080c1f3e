/* SPDX-License-Identifier: MIT
 * main.c - the command line program: which commands there are, and which one is meant.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tool/vm.h"

#define COMPILE (ADTOOL_OPT_CELL | ADTOOL_OPT_COMPILE)

static const struct adtool_command commands[] = {
    {"run", "[options] FILE|-c CODE [argument ...]", "run a program: Python, image, assembler",
     COMPILE | ADTOOL_OPT_RUN | ADTOOL_OPT_CODE | ADTOOL_OPT_BOARD | ADTOOL_OPT_SIM |
         ADTOOL_OPT_ISA | ADTOOL_OPT_ARGS,
     adtool_run,
     "FILE - is standard input. What follows FILE is for the program: sys.argv. A file .portasm\n"
     "or .pvm runs on portvm, .p or .b on microvm.\n\n"
     "  adder run app.py one two\n"
     "  adder run --cell 16 --memory 2K --stats app.py\n"
     "  adder run --board uno blink.py\n"
     "  adder run factorial.bc\n"
     "  adder run --board uno --wave 13 examples/machines/blink.portasm\n"},
    {"test", "FOLDER|FILE", "run programs that judge themselves by their exit status",
     COMPILE | ADTOOL_OPT_FILE, adtool_test,
     "Each .py, .bc, .portasm and .p file of the folder runs in a process of its own; it passes\n"
     "with status 0.\n\n"
     "  adder test tests/\n"},
    {"interactive", "[--isa portvm|microvm]", "assembler of an integer machine, line by line",
     ADTOOL_OPT_ISA, adtool_interactive,
     "Each line runs at once, then the top of the stack is shown; $help lists what else there\n"
     "is.\n\n"
     "  adder interactive\n"
     "  adder interactive --isa portvm\n"},
    {"build", "[options] FILE -o OUTPUT", "make an image, or firmware for a board",
     COMPILE | ADTOOL_OPT_OUTPUT | ADTOOL_OPT_BOARD | ADTOOL_OPT_ISA | ADTOOL_OPT_FILE |
         ADTOOL_OPT_FIT | ADTOOL_OPT_QUIET,
     adtool_build,
     "Of a firmware it tells what takes flash and RAM (docs/fit-report.md), and when it does not\n"
     "fit, what to change. `adder size` compares two builds.\n\n"
     "  adder build app.py -o app.adi\n"
     "  adder build app.py --board uno -o firmware.hex\n"
     "  adder build app.py --board uno -v --report report.html\n"
     "  adder build app.py --board uno --simulate 10\n"
     "  adder build app.py --board uno --json=size.json --quiet\n"
     "  adder build blink.portasm --board uno -o firmware.hex\n"},
    {"boards", "[--json] [BOARD]", "list the boards that programs can be built for",
     ADTOOL_OPT_BOARDS, adtool_boards,
     "Flash and RAM in bytes, cells in bits. docs/boards.md says how one is added.\n\n"
     "  adder boards\n"
     "  adder boards uno\n"
     "  adder boards --json\n"},
    {"decode", "[--from FILE] FIRMWARE|SYMBOLS", "show what a board sends: output and tracebacks",
     ADTOOL_OPT_DECODE | ADTOOL_OPT_FILE, adtool_decode,
     "A chip reports an exception that stops its program in numbers. This makes CPython's\n"
     "traceback of them, by the symbols (FIRMWARE.sym) that `adder build` leaves beside the\n"
     "firmware. Status 1: there was an exception.\n\n"
     "  adder decode app.hex < serial.log\n"
     "  adder decode app.hex --from /dev/ttyACM0\n"},
    {"dis", "[options] FILE", "print a program's code",
     COMPILE | ADTOOL_OPT_OUTPUT | ADTOOL_OPT_ISA | ADTOOL_OPT_FILE, adtool_dis,
     "What it prints, `adder asm` turns into the same image or code again. FILE is a Python file\n"
     "or an image; of the integer machines a source (.portasm, .p) or code: .pvm is portvm's,\n"
     ".b microvm's.\n\n"
     "  adder dis app.py\n"
     "  adder dis app.adi -o app.ads\n"
     "  adder dis blink.pvm\n"
     "  adder dis code.bin --isa microvm\n"},
    {"asm", "[options] FILE [-o OUTPUT]", "make code of assembler text",
     ADTOOL_OPT_OUTPUT | ADTOOL_OPT_ISA | ADTOOL_OPT_LISTING | ADTOOL_OPT_FILE, adtool_asm,
     "FILE is what `adder dis` printed of an image, or a program for one of the integer machines:\n"
     ".portasm is portvm's, .p and .pi are microvm's (docs/assembler.md).\n\n"
     "  adder asm app.ads -o app.adi\n"
     "  adder asm blink.portasm -o blink.pvm\n"
     "  adder asm simple.p -o simple.b --listing\n"
     "  adder asm - --isa portvm --listing\n"},
    {"debug", "[options] FILE|-c CODE [argument ...]", "run a program step by step, in a console",
     COMPILE | ADTOOL_OPT_DEBUG | ADTOOL_OPT_ISA | ADTOOL_OPT_CODE | ADTOOL_OPT_FILE |
         ADTOOL_OPT_ARGS,
     adtool_debug,
     "Its commands are those of gdb: break, step, next, print ... `help` lists them, and\n"
     "docs/debugging.md shows a session. Options stand before FILE.\n\n"
     "  adder debug app.py one two\n"
     "  adder debug blink.portasm\n"
     "  adder debug -x commands.txt simple.p\n"
     "  echo 'break loop' | adder debug simple.p\n"},
    {"trace", "[options] FILE|-c CODE [argument ...]", "run a program, printing each instruction",
     COMPILE | ADTOOL_OPT_TRACE | ADTOOL_OPT_ISA | ADTOOL_OPT_CODE | ADTOOL_OPT_FILE |
         ADTOOL_OPT_ARGS,
     adtool_trace,
     "Address, instruction, stack before -- after, and the line of the source; on standard error,\n"
     "or in the file of -o. Options stand before FILE.\n\n"
     "  adder trace app.py\n"
     "  adder trace blink.portasm\n"
     "  adder trace --max-steps 100 -o simple.trace simple.p\n"},
    {"opt", "[options] FILE -o OUTPUT", "make code shorter and faster",
     COMPILE | ADTOOL_OPT_OUTPUT | ADTOOL_OPT_ISA | ADTOOL_OPT_QUIET | ADTOOL_OPT_FILE, adtool_opt,
     "FILE is a source or code of an integer machine (.portasm, .pvm, .p, .b), an image, or a\n"
     "Python file; OUTPUT is code or an image. What was done is told on standard output. With -O0\n"
     "nothing is done (docs/optimizer.md).\n\n"
     "  adder opt loop.portasm -o loop.pvm\n"
     "  adder opt app.adi -o app2.adi\n"
     "  adder opt simple.b -o simple2.b --quiet\n"},
    {"size", "[options] A [B]", "what a build takes, or what changed between two",
     ADTOOL_OPT_SIZE | ADTOOL_OPT_BOARD | ADTOOL_OPT_QUIET | ADTOOL_OPT_FILE, adtool_size,
     "A and B are firmware (.elf that `adder build` wrote; of a .hex only the sum is known), data\n"
     "of `adder build --json=OUTPUT`, or programs, which are then built for --board. Status 1: B\n"
     "grew by more than --grow says; 2: wrong use.\n\n"
     "  adder size firmware.elf\n"
     "  adder size old.elf new.elf -v\n"
     "  adder size app.py app2.py --board uno\n"
     "  adder size size.json firmware.elf --grow 0 --quiet || echo larger\n"},
    {"verify", "IMAGE", "accept an image, or name what is wrong with it", ADTOOL_OPT_FILE,
     adtool_verify, "  adder verify app.adi\n"},
    {"version", "", "print the version", 0, adtool_version, ""},
};
#define COMMANDS (sizeof commands / sizeof *commands)

int adtool_complain(int status, const char *format, ...)
{
    va_list args;
    fflush(stdout);
    fputs("adder: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return status;
}

int adtool_cannot_open(const char *file, int error)
{
    return adtool_complain(ADTOOL_USAGE, "can't open file '%s': [Errno %d] %s", file, error,
        strerror(error));
}

static int help(void)
{
    size_t i;
    puts("Adder runs Python 3, here and on chips with 2 KB of RAM.\n\n"
         "  adder FILE [argument ...]     run a Python file or an image\n"
         "  adder -c CODE                 run this code\n"
         "  adder                         run what standard input says\n"
         "  adder COMMAND ...\n");
    for (i = 0; i < COMMANDS; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    puts("\n`adder COMMAND --help` tells more.");
    return 0;
}

static int help_for(const struct adtool_command *command)
{
    printf("adder %s %s\n%s\n\n", command->name, command->usage, command->summary);
    adtool_list_options(command->accepts);
    if (*command->help)
        printf("\n%s", command->help);
    return 0;
}

static const struct adtool_command *find_command(const char *name)
{
    size_t i;
    for (i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i].name, name))
            return &commands[i];
    return NULL;
}

static bool looks_like_a_file(const char *text)
{
    return !strcmp(text, "-") || strchr(text, '.') || strchr(text, '/');
}

int main(int argc, char **argv)
{
    struct adtool_options options;
    const struct adtool_command *command = &commands[0];
    int skip = 1;
    if (argc > 1) {
        const char *first = argv[1];
        if (!strcmp(first, "--help") || !strcmp(first, "-h") || !strcmp(first, "help"))
            return help();
        if (!strcmp(first, "--version") || !strcmp(first, "-V"))
            return adtool_version(NULL);
        if (first[0] != '-' && find_command(first)) {
            command = find_command(first);
            skip = 2;
        } else if (first[0] != '-' && !looks_like_a_file(first)) {
            adtool_complain(0, "there is no command %s", first);
            fputs("Try `adder --help`.\n", stderr);
            return ADTOOL_USAGE;
        }
    }
    if (skip == 2 && argc > 2 && (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h")))
        return help_for(command);
    if (!adtool_parse(command, argc - skip, argv + skip, &options))
        return ADTOOL_USAGE;
    return command->run(&options);
}
