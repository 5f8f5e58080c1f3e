/* SPDX-License-Identifier: MIT
 * run.c - see run.h.
 */
#include "tool/avr/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGS (sizeof ((struct adrun *)0)->argv / sizeof(char *))
#define WORD_BYTES 4096

void adrun_word(struct adrun *c, const char *text)
{
    size_t n = strlen(text) + 1;
    if (c->used + n > sizeof c->text || (size_t)c->argc + 1 >= MAX_ARGS)
        return;
    c->argv[c->argc++] = memcpy(c->text + c->used, text, n);
    c->argv[c->argc] = NULL;
    c->used += n;
}

void adrun_words(struct adrun *c, const char *text)
{
    char one[WORD_BYTES];
    while (*text) {
        size_t n = strcspn(text, " ");
        snprintf(one, sizeof one, "%.*s", (int)n, text);
        if (n)
            adrun_word(c, one);
        text += n + (text[n] == ' ');
    }
}

static void redirect(const char *path, int flags, int to)
{
    int from = open(path, O_WRONLY | O_CREAT | flags, 0600);
    if (from >= 0)
        dup2(from, to);
}

pid_t adrun_start(const struct adrun *c, const char *errors, const char *output)
{
    pid_t child = fork();
    if (child == 0) {
        redirect(errors, O_APPEND, 2);
        if (output)
            redirect(output, O_TRUNC, 1);
        execvp(c->argv[0], c->argv);
        dprintf(2, "%s: %s\n", c->argv[0], strerror(errno));
        _exit(127);
    }
    return child;
}

int adrun_run(const struct adrun *c, const char *errors, const char *output)
{
    pid_t child = adrun_start(c, errors, output);
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
