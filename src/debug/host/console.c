/* SPDX-License-Identifier: MIT
 * console.c - see console.h: the commands, and which one is meant.
 */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/port_file.h"
#include "debug/host/console_in.h"

static adconsole_do help, quit;

const struct adconsole_command adconsole_commands[] = {
    {"step", "s", adconsole_step, AGAIN, "[N]", "go on to the next line, into calls; N times",
     "step          one line\n  step 5        five lines\n"},
    {"stepi", "si", adconsole_stepi, AGAIN, "[N]", "one instruction; N instructions",
     "stepi\n  si 3\n"},
    {"next", "n", adconsole_next, AGAIN, "[N]",
     "go on to the next line of this function, over calls", "next\n  n 2\n"},
    {"finish", "", adconsole_finish, AGAIN, "", "go on until this function has returned",
     "finish        after `up`: until the caller has returned\n"},
    {"until", "u", adconsole_until, AGAIN, "[WHERE]",
     "go on to a later line, out of a loop; or to WHERE",
     "until         as next, but not back to the start of a loop\n  until 12      to line 12\n"},
    {"continue", "c", adconsole_continue, AGAIN, "", "go on to the next break point, or the end",
     "continue\n"},
    {"run", "r", adconsole_run, ONCE, "", "from the start, to the first break point or the end",
     "run\n"},
    {"break", "b", adconsole_break, ONCE, "[WHERE] [if CONDITION]",
     "stop whenever the program comes here",
     "break 12                line 12 of this file\n"
     "  break lib.pi:3          line 3 of that file\n"
     "  break loop              a function or label\n"
     "  break *20               the instruction at address 20\n"
     "  break 12 if count > 3   only when that is so\n"
     "  break                   where the program stands now\n"},
    {"tbreak", "tb", adconsole_tbreak, ONCE, "[WHERE] [if CONDITION]", "as break, but only once",
     "tbreak loop\n"},
    {"watch", "", adconsole_watch, ONCE, "EXPR", "stop when an expression gets another value",
     "watch count\n  watch memory[0]\n"},
    {"condition", "", adconsole_condition, ONCE, "NUMBER [CONDITION]",
     "give a break point a condition, or take it away", "condition 1 count == 3\n  condition 1\n"},
    {"delete", "d", adconsole_delete, ONCE, "[NUMBER ...]", "forget break and watch points; all",
     "delete 2\n  delete\n"},
    {"enable", "", adconsole_enable, ONCE, "[NUMBER ...]", "let break points stop again; all",
     "enable 2\n"},
    {"disable", "", adconsole_disable, ONCE, "[NUMBER ...]",
     "keep break points, but do not stop; all", "disable 2\n"},
    {"info", "i", adconsole_info, ONCE, "TOPIC",
     "show a topic; `info` alone lists them", "info breakpoints\n  i r\n"},
    {"where", "w", adconsole_where, ONCE, "[N]", "the calls that are open; N of them",
     "where         the innermost one is #0\n  where 3\n"},
    {"backtrace", "bt", adconsole_where, ONCE, "[N]", "the same as where", "bt 3\n"},
    {"up", "", adconsole_up, AGAIN, "[N]", "look at the frame that called this one",
     "up\n  up 2\n"},
    {"down", "", adconsole_down, AGAIN, "[N]", "look at the frame that this one called", "down\n"},
    {"frame", "f", adconsole_frame, ONCE, "[N]", "look at frame N of `where`", "frame 0\n"},
    {"locals", "", adconsole_locals, ONCE, "", "the variables of this frame", "locals\n"},
    {"globals", "", adconsole_globals, ONCE, "", "the variables of the program", "globals\n"},
    {"stack", "", adconsole_stack, ONCE, "[N]", "the operand stack, from its top; N elements",
     "stack\n  stack 4\n"},
    {"memory", "x", adconsole_memory, GO_ON, "[FROM [COUNT]]", "cells of memory",
     "memory 0 16   cells 0 to 15\n"
     "  x &square 4   of microvm: the variable square\n"
     "  x             those behind the last ones\n"},
    {"ports", "", adconsole_ports, ONCE, "", "what went through the ports so far", "ports\n"},
    {"registers", "", adconsole_registers, ONCE, "", "the registers of the machine",
     "registers\n"},
    {"heap", "", adconsole_heap, ONCE, "", "the objects of the program by type and size",
     "heap\n"},
    {"list", "l", adconsole_list, GO_ON, "[WHERE]", "ten lines of the source",
     "list          around this line, then those behind\n  list 20\n  list loop\n"},
    {"disassemble", "dis", adconsole_disassemble, GO_ON, "[WHERE [COUNT]]", "instructions",
     "disassemble\n  dis loop 4\n  dis 0 3\n"},
    {"print", "p", adconsole_print, ONCE, "EXPR", "the value of an expression",
     "print count\n  p stack[0] + 1\n  p memory[IP] == 3\n"},
    {"set", "", adconsole_set, ONCE, "NAME = VALUE", "give a variable another value",
     "set count = 5\n  set memory[0] = -1\n"},
    {"help", "h", help, ONCE, "[COMMAND]", "all commands, or one of them", "help break\n"},
    {"quit", "q", quit, ONCE, "", "end", "quit\n"},
    {NULL, NULL, NULL, ONCE, NULL, NULL, NULL}};

void adconsole_say(struct adconsole *c, const char *format, ...)
{
    char text[ADCONSOLE_LINE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    adout_text(&c->out, text);
}

bool adconsole_number(struct adconsole *c, const char **text, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoull(*text, &end, 0);
    if (end == *text || **text == '-' || errno || (*end && *end != ' ' && *end != '\t')) {
        adconsole_say(c, "this is no number: %s\n", *text);
        return false;
    }
    *text = end + strspn(end, " \t");
    return true;
}

/* ---- commands -------------------------------------------------------------------------------- */

/* A whole name, a short name, or a beginning that only one has; NULL: it has complained. */
static const struct adconsole_command *find(struct adconsole *c, const char *name, size_t length)
{
    const struct adconsole_command *k, *found = NULL;
    unsigned count = 0;
    for (k = adconsole_commands; k->name; k++) {
        if ((strlen(k->name) == length && !memcmp(k->name, name, length)) ||
            (*k->short_name && strlen(k->short_name) == length &&
                !memcmp(k->short_name, name, length)))
            return k;
        if (!strncmp(k->name, name, length)) {
            found = k;
            count++;
        }
    }
    if (count == 1)
        return found;
    if (!count) {
        adconsole_say(c, "there is no command %.*s; `help` lists them\n", (int)length, name);
        return NULL;
    }
    adconsole_say(c, "%.*s may be", (int)length, name);
    for (k = adconsole_commands; k->name; k++)
        if (!strncmp(k->name, name, length))
            adconsole_say(c, " %s", k->name);
    adout_byte(&c->out, '\n');
    return NULL;
}

static void help(struct adconsole *c, const char *text)
{
    const struct adconsole_command *k;
    char left[64];
    if (*text) {
        k = find(c, text, strlen(text));
        if (k)
            adconsole_say(c, "%s%s%s%s%s\n%s\n\n  %s", k->name, *k->short_name ? ", " : "",
                k->short_name, *k->usage ? " " : "", k->usage, k->summary, k->help);
        return;
    }
    for (k = adconsole_commands; k->name; k++) {
        snprintf(left, sizeof left, "%s%s%s %s", k->name, *k->short_name ? ", " : "",
            k->short_name, k->usage);
        adconsole_say(c, "  %-32s %s\n", left, k->summary);
    }
    adconsole_say(c, "A beginning that only one command has is enough. An empty line repeats the "
                     "last\ncommand. `help COMMAND` has examples.\n");
}

static void quit(struct adconsole *c, const char *text)
{
    (void)text;
    c->quit = true;
}

static void execute(struct adconsole *c, const char *line)
{
    const struct adconsole_command *command;
    size_t length = strcspn(line, " \t");
    if (!length)
        return;
    command = find(c, line, length);
    c->last[0] = 0;
    if (!command)
        return;
    line += length + strspn(line + length, " \t");
    if (command->repeats == AGAIN)
        snprintf(c->last, sizeof c->last, "%s %s", command->name, line);
    else if (command->repeats == GO_ON)
        snprintf(c->last, sizeof c->last, "%s", command->name);
    command->run(c, line);
}

/* ---- the loop -------------------------------------------------------------------------------- */

static struct addebug *running;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    if (running)
        running->interrupt = true;
}

static bool write_out(void *ctx, const char *bytes, size_t n)
{
    (void)ctx;
    return fwrite(bytes, 1, n, stdout) == n;
}

static int status_of(struct adconsole *c)
{
    if (!c->driven)
        return 0;
    if (c->d.state == ADDEBUG_FAULT)
        return 1;
    return c->d.state == ADDEBUG_ENDED ? c->d.target.type->status(c->d.target.t) & 255 : 0;
}

static void loop(struct adconsole *c)
{
    char *line;
    while (!c->quit && (line = adconsole_read(c)) != NULL) {
        char text[ADCONSOLE_LINE];
        snprintf(text, sizeof text, "%s", *line ? line : c->last);
        execute(c, text);
        adport_flush();
    }
}

int addebug_console(struct addebug_target target, const struct addebug_console_options *options)
{
    struct adconsole *c = calloc(1, sizeof *c);
    void (*before)(int);
    int status;
    if (!c)
        return 2;
    c->options = options;
    c->terminal = isatty(0);
    if (options->script) {
        c->script = strcmp(options->script, "-") ? fopen(options->script, "r") : stdin;
        if (!c->script) {
            fprintf(stderr, "adder: can't open file '%s': [Errno %d] %s\n", options->script, errno,
                strerror(errno));
            free(c);
            return 2;
        }
    }
    adout_to(&c->out, write_out, NULL);
    addebug_init(&c->d, target);
    running = &c->d;
    before = signal(SIGINT, on_interrupt);
    if (c->terminal) {
        adconsole_begin();
        adconsole_say(c, "%s, a program of %s. `help` lists the commands.\n", options->file,
            target.type->machine);
    }
    adconsole_show_place(c, true, false);
    loop(c);
    status = status_of(c);
    signal(SIGINT, before);
    running = NULL;
    adport_flush();
    adconsole_forget(c);
    free(c);
    return status;
}
