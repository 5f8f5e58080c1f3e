/* SPDX-License-Identifier: MIT
 * console_in.h - what the files of the console share. console.c has the loop and the table of
 * commands, input.c reads lines, source.c the program's text, control.c runs the program, points.c
 * keeps break points, look.c shows things.
 */
#ifndef ADDER_DEBUG_CONSOLE_IN_H
#define ADDER_DEBUG_CONSOLE_IN_H

#include <stdio.h>

#include "debug/debug.h"
#include "debug/host/console.h"

#define ADCONSOLE_PROMPT "(adder) "

enum { ADCONSOLE_LINE = 1024, ADCONSOLE_FILES = 8 };

struct adconsole_file {
    char *name, *text; /* from malloc; text NULL: it cannot be read */
    size_t length;
};

struct adconsole {
    struct addebug d;
    const struct addebug_console_options *options;
    struct adout out;
    unsigned frame;                 /* that is looked at */
    FILE *script;
    bool terminal, quit;
    bool driven;                    /* a script started the program's last run */
    char line[ADCONSOLE_LINE], last[ADCONSOLE_LINE];
    struct adconsole_file files[ADCONSOLE_FILES];
    unsigned file_count;
    char list_file[ADCONSOLE_LINE]; /* where list goes on; line 0: around the frame's line */
    unsigned list_line;
    uint64_t code_at, cell_at, cells; /* where disassemble and memory go on */
    bool code_known;
};

/* A command; `text` is what follows its name, without blanks at either end. */
typedef void adconsole_do(struct adconsole *c, const char *text);

struct adconsole_command {
    const char *name, *short_name; /* short_name: "" for none */
    adconsole_do *run;
    enum { ONCE, AGAIN, GO_ON } repeats; /* by an empty line; GO_ON: without its operands */
    const char *usage, *summary, *help;
};

extern const struct adconsole_command adconsole_commands[]; /* ends with a NULL name */

adconsole_do adconsole_step, adconsole_stepi, adconsole_next, adconsole_finish, adconsole_until,
    adconsole_continue, adconsole_run;
adconsole_do adconsole_break, adconsole_tbreak, adconsole_watch, adconsole_delete, adconsole_enable,
    adconsole_disable, adconsole_condition;
adconsole_do adconsole_info, adconsole_where, adconsole_up, adconsole_down, adconsole_frame,
    adconsole_locals, adconsole_globals, adconsole_stack, adconsole_memory, adconsole_ports,
    adconsole_registers, adconsole_heap, adconsole_list, adconsole_disassemble, adconsole_print,
    adconsole_set;

/* The next command without its line's end; NULL: no more. */
char *adconsole_read(struct adconsole *c);
void adconsole_begin(void); /* prepares the terminal */

/* A line of a source, from 1; NULL: there is none. */
const char *adconsole_source(struct adconsole *c, const char *file, size_t file_length,
    unsigned line, size_t *length);
void adconsole_forget(struct adconsole *c);

/* Where the frame that is looked at stands; false: the program has no frames (any more), and only
 * the file is set. */
bool adconsole_place(struct adconsole *c, struct addebug_place *place);
/* "FUNCTION at FILE:LINE", and the line. `code`: the instruction too. */
void adconsole_show_place(struct adconsole *c, bool head, bool code);
void adconsole_show_line(struct adconsole *c, const struct addebug_place *place, unsigned line);
void adconsole_show_points(struct adconsole *c);
void adconsole_head(struct adconsole *c, const struct addebug_place *place);
/* `code` without a source line: always. False: there is no instruction there. */
bool adconsole_show_code(struct adconsole *c, uint64_t pc, bool here, uint64_t *next);

/* A number at the start of *text, which moves behind it; false: there is none, it has complained
 * unless the text is empty. */
bool adconsole_number(struct adconsole *c, const char **text, uint64_t *number);
void adconsole_say(struct adconsole *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
