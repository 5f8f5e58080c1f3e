/* SPDX-License-Identifier: MIT
 * main.c - adder-sim: runs a firmware on a simulated AVR. Options, messages, exit status.
 * Standard output carries what the chip sends on UART0 and nothing else; all reports go to
 * standard error.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sim.h"

static const char help_text[] =
    "usage: adder-sim [options] FIRMWARE.elf|.hex\n"
    "\n"
    "Runs a firmware on a simulated AVR. What it sends on UART0 (attiny85: in software on pin 3)\n"
    "goes to standard output, reports to standard error. Exit status: the firmware's own; 2 wrong\n"
    "use; 124 cycle limit reached; 125 illegal instruction, stack overflow or another fault.\n"
    "\n"
    "  --mcu CHIP          atmega328p (default), atmega2560 or attiny85; --board uno, mega or\n"
    "                      attiny85 says the same\n"
    "  --freq HZ           clock, by default 16000000, of an attiny85 8000000\n"
    "  --stdin             standard input to the UART0 receiver, at line speed\n"
    "  --cycles N          stop after N cycles with status 124 (suffixes k, M, G)\n"
    "  --realtime          not faster than the real chip\n"
    "  --input PIN=0|1[@MS] put a level on an input pin, at a time (may repeat)\n"
    "\n"
    "  --wave PIN          draw the pin's waveform after the run and measure it (may repeat)\n"
    "  --window FROM:TO    the part of the run to draw, in ms\n"
    "  --ascii             draw with ASCII characters only\n"
    "  --vcd FILE          all pin edges as a value change dump, for gtkwave\n"
    "  --pins              print each edge: cycle pin level (z is an input)\n"
    "\n"
    "  --stats             cycles, flash, RAM, C stack, and what the firmware reports\n"
    "  --json[=FILE]       the same as one line of JSON\n"
    "  --mark              the cycles at which the firmware wrote its marker register GPIOR1\n"
    "  --profile[=FILE]    cycles by function, top 40 (slower); by address into FILE\n"
    "  --time FUNCTION     calls of a function of the firmware, and the longest (slower)\n"
    "  --help              this text\n"
    "\n"
    "PIN is an Arduino number (13, A0) or a port bit (PB5).\n"
    "\n"
    "examples:\n"
    "  adder-sim blink.elf --wave 13 --stats\n"
    "  adder-sim app.hex --board mega --cycles 160M --vcd app.vcd\n"
    "  echo hello | adder-sim echo.elf --stdin\n"
    "  adder-sim bench.elf --mark --json=bench.json\n";

enum {
    OPT_MCU = 256, OPT_BOARD, OPT_FREQ, OPT_STDIN, OPT_CYCLES, OPT_REALTIME, OPT_INPUT, OPT_WAVE,
    OPT_WINDOW, OPT_ASCII, OPT_VCD, OPT_PINS, OPT_STATS, OPT_JSON, OPT_MARK, OPT_PROFILE, OPT_TIME,
    OPT_HELP
};

static const struct option long_options[] = {
    {"mcu", required_argument, NULL, OPT_MCU},
    {"board", required_argument, NULL, OPT_BOARD},
    {"freq", required_argument, NULL, OPT_FREQ},
    {"stdin", no_argument, NULL, OPT_STDIN},
    {"cycles", required_argument, NULL, OPT_CYCLES},
    {"realtime", no_argument, NULL, OPT_REALTIME},
    {"input", required_argument, NULL, OPT_INPUT},
    {"wave", required_argument, NULL, OPT_WAVE},
    {"window", required_argument, NULL, OPT_WINDOW},
    {"ascii", no_argument, NULL, OPT_ASCII},
    {"vcd", required_argument, NULL, OPT_VCD},
    {"pins", no_argument, NULL, OPT_PINS},
    {"stats", no_argument, NULL, OPT_STATS},
    {"json", optional_argument, NULL, OPT_JSON},
    {"mark", no_argument, NULL, OPT_MARK},
    {"profile", optional_argument, NULL, OPT_PROFILE},
    {"time", required_argument, NULL, OPT_TIME},
    {"help", no_argument, NULL, OPT_HELP},
    {NULL, 0, NULL, 0}};

_Noreturn void adsim_die(int status, const char *format, ...)
{
    va_list arguments;
    fflush(stdout);
    fputs("adder-sim: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    if (status == ADSIM_EXIT_USAGE)
        fputs("adder-sim: --help lists the options\n", stderr);
    exit(status);
}

void *adsim_grow(void *items, size_t count, size_t *room, size_t item_size)
{
    if (count < *room)
        return items;
    *room = *room ? *room * 2 : 64;
    items = realloc(items, *room * item_size);
    if (!items)
        adsim_die(ADSIM_EXIT_FAULT, "out of memory");
    return items;
}

uint64_t adsim_host_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t number(const char *option, const char *text, uint64_t most)
{
    static const char suffixes[] = "kMG";
    char *rest;
    errno = 0;
    unsigned long long value = strtoull(text, &rest, 10);
    const char *suffix = *rest ? strchr(suffixes, *rest) : NULL;
    for (long i = suffix ? suffix - suffixes : -1; i >= 0 && value <= most; i--)
        value *= 1000;
    if (suffix)
        rest++;
    if (rest == text || *rest || errno || *text == '-' || value == 0 || value > most)
        adsim_die(ADSIM_EXIT_USAGE, "%s wants a positive number, not '%s'", option, text);
    return value;
}

static void add_input(struct adsim_options *options, char *text)
{
    char *equals = strchr(text, '=');
    if (options->input_count == ADSIM_MAX_INPUTS)
        adsim_die(ADSIM_EXIT_USAGE, "at most %d --input", ADSIM_MAX_INPUTS);
    if (!equals || (equals[1] != '0' && equals[1] != '1') || (equals[2] && equals[2] != '@'))
        adsim_die(ADSIM_EXIT_USAGE, "--input wants PIN=0|1[@MS], not '%s'", text);
    struct adsim_input *input = &options->inputs[options->input_count++];
    *equals = 0;
    input->pin = text;
    input->level = (uint8_t)(equals[1] - '0');
    input->ms = equals[2] ? strtod(equals + 3, NULL) : 0;
}

static void set_window(struct adsim_options *options, const char *text)
{
    if (sscanf(text, "%lf:%lf", &options->window_from_ms, &options->window_to_ms) != 2 ||
        options->window_from_ms < 0 || options->window_to_ms <= options->window_from_ms)
        adsim_die(ADSIM_EXIT_USAGE, "--window wants FROM:TO in ms, not '%s'", text);
}

static void add_wave(struct adsim_options *options, const char *pin)
{
    if (options->wave_count == ADSIM_MAX_WAVES)
        adsim_die(ADSIM_EXIT_USAGE, "at most %d --wave", ADSIM_MAX_WAVES);
    options->waves[options->wave_count++] = pin;
}

static void take_option(struct adsim_options *options, int option)
{
    switch (option) {
    case OPT_MCU: options->chip = adsim_chip_named(optarg); break;
    case OPT_BOARD: options->chip = adsim_chip_of_board(optarg); break;
    case OPT_FREQ: options->frequency = (uint32_t)number("--freq", optarg, 1000000000); break;
    case OPT_STDIN: options->feed_stdin = true; break;
    case OPT_CYCLES: options->cycle_limit = number("--cycles", optarg, UINT64_MAX / 2000); break;
    case OPT_REALTIME: options->realtime = true; break;
    case OPT_INPUT: add_input(options, optarg); break;
    case OPT_WAVE: add_wave(options, optarg); break;
    case OPT_WINDOW: set_window(options, optarg); break;
    case OPT_ASCII: options->ascii = true; break;
    case OPT_VCD: options->vcd_path = optarg; break;
    case OPT_PINS: options->print_pins = true; break;
    case OPT_STATS: options->stats = true; break;
    case OPT_JSON:
        options->json = true;
        options->json_path = optarg;
        break;
    case OPT_MARK: options->marks = true; break;
    case OPT_PROFILE:
        options->profile = true;
        options->profile_path = optarg;
        break;
    case OPT_TIME: options->timed = optarg; break;
    case OPT_HELP: fputs(help_text, stdout); exit(0);
    default: break;
    }
}

static void parse(struct adsim_options *options, int argc, char **argv)
{
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "+h", long_options, NULL)) != -1;) {
        if (option == 'h')
            option = OPT_HELP;
        if (option == '?')
            adsim_die(ADSIM_EXIT_USAGE, "option '%s' is unknown, incomplete or takes no value",
                      argv[optind - 1]);
        take_option(options, option);
    }
}

/* Options may stand before and behind the firmware's name. */
static void parse_all(struct adsim_options *options, int argc, char **argv)
{
    parse(options, argc, argv);
    while (optind < argc) {
        if (options->firmware)
            adsim_die(ADSIM_EXIT_USAGE, "one firmware at a time: '%s' and '%s'",
                      options->firmware, argv[optind]);
        options->firmware = argv[optind++];
        parse(options, argc, argv);
    }
    if (!options->firmware)
        adsim_die(ADSIM_EXIT_USAGE, "no firmware named; adder-sim FIRMWARE.elf");
    if (!options->chip)
        options->chip = adsim_chip_named("atmega328p");
    if (!options->frequency)
        options->frequency = options->chip->frequency;
}

static void write_json(const struct adsim *sim)
{
    const char *path = sim->options->json_path;
    FILE *to = path ? fopen(path, "w") : stderr;
    if (!to)
        adsim_die(ADSIM_EXIT_USAGE, "cannot write '%s'", path);
    adsim_stats_json(sim, to);
    if (path && fclose(to))
        adsim_die(ADSIM_EXIT_USAGE, "writing '%s' failed", path);
}

static void report(struct adsim *sim)
{
    const struct adsim_options *options = sim->options;
    adsim_vcd_end(sim);
    fflush(stdout);
    if (sim->uart.sent && sim->uart.last_sent != '\n' && isatty(1) && isatty(2))
        fputc('\n', stderr); /* on one terminal the figures begin a line of their own */
    for (unsigned i = 0; i < options->wave_count; i++)
        adsim_wave_draw(sim, adsim_pin_named(sim, options->waves[i]));
    if (options->marks)
        adsim_marks_print(sim, stderr);
    if (options->profile)
        adsim_profile_print(sim, stderr);
    if (options->timed)
        adsim_time_print(sim, stderr);
    if (options->stats)
        adsim_stats_text(sim, stderr);
    if (options->json)
        write_json(sim);
}

int main(int argc, char **argv)
{
    static struct adsim_options options = {0};
    static struct adsim sim = {.options = &options};
    parse_all(&options, argc, argv);
    adsim_start(&sim);
    adsim_run(&sim);
    report(&sim);
    if (sim.end == ADSIM_FAULT)
        adsim_die(ADSIM_EXIT_FAULT, "%s", sim.fault);
    if (sim.end == ADSIM_LIMIT)
        adsim_die(ADSIM_EXIT_LIMIT, "stopped at the limit of %llu cycles (%.3f ms)",
                  (unsigned long long)options.cycle_limit, adsim_ms(&sim, sim.avr->cycle));
    if (!sim.status_written)
        fprintf(stderr, "adder-sim: the firmware stopped without an exit status; taken as %u\n",
                sim.exit_status);
    return sim.exit_status;
}
