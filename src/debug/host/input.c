/* SPDX-License-Identifier: MIT
 * input.c - lines of commands: from a terminal with editing, history and completion where libedit
 * is, from a script or another program without.
 */
#include <stdlib.h>
#include <string.h>

#include "core/port_file.h"
#include "debug/host/console_in.h"

#if defined(AD_EDITLINE)
#include <editline/readline.h>

/* Names of commands, then those for which the text is too short. */
static char *complete_one(const char *text, int again)
{
    static const struct adconsole_command *command;
    if (!again)
        command = adconsole_commands;
    for (; command->name; command++)
        if (!strncmp(command->name, text, strlen(text)))
            return strdup((command++)->name);
    return NULL;
}

static char *topic_one(const char *text, int again)
{
    static const char *const topics[] = {"breakpoints", "frame", "globals", "heap", "locals",
        "ports", "program", "registers", "stack"};
    static size_t i;
    for (i = again ? i : 0; i < AD_COUNT(topics); i++)
        if (!strncmp(topics[i], text, strlen(text)))
            return strdup(topics[i++]);
    return NULL;
}

static char **complete(const char *text, int start, int end)
{
    (void)end;
    rl_attempted_completion_over = 1;
    if (!start || !strncmp(rl_line_buffer, "help ", 5) || !strncmp(rl_line_buffer, "h ", 2))
        return rl_completion_matches(text, complete_one);
    return strncmp(rl_line_buffer, "i", 1) ? NULL : rl_completion_matches(text, topic_one);
}

void adconsole_begin(void)
{
    rl_readline_name = "adder";
    rl_attempted_completion_function = complete;
    using_history();
}

static bool from_terminal(char *line, size_t size)
{
    char *text = readline(ADCONSOLE_PROMPT);
    if (!text)
        return false;
    if (*text)
        add_history(text);
    snprintf(line, size, "%s", text);
    free(text);
    return true;
}

#else

void adconsole_begin(void) {}

static bool from_terminal(char *line, size_t size)
{
    fputs(ADCONSOLE_PROMPT, stdout);
    fflush(stdout);
    return fgets(line, (int)size, stdin) != NULL;
}

#endif

/* Without the blanks around it. */
static char *trimmed(char *line)
{
    size_t n;
    line += strspn(line, " \t");
    for (n = strlen(line); n && strchr(" \t\r\n", line[n - 1]); n--)
        line[n - 1] = 0;
    return line;
}

/* Commands of scripts are echoed, so that what they print reads as a session. */
static char *from_file(struct adconsole *c, FILE *file)
{
    char *line;
    do {
        if (!fgets(c->line, sizeof c->line, file))
            return NULL;
        line = trimmed(c->line);
    } while (*line == '#' || (!*line && file == c->script));
    printf("%s%s\n", ADCONSOLE_PROMPT, line);
    return line;
}

char *adconsole_read(struct adconsole *c)
{
    char *line;
    if (c->script) {
        line = from_file(c, c->script);
        if (line)
            return line;
        if (c->script != stdin)
            fclose(c->script);
        c->script = NULL;
        if (!c->terminal)
            return NULL;
    }
    if (!c->terminal)
        return from_file(c, stdin);
    adport_flush();
    if (from_terminal(c->line, sizeof c->line))
        return trimmed(c->line);
    putchar('\n');
    return NULL;
}
