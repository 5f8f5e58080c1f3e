/* SPDX-License-Identifier: MIT
 * cmd_test.c - `adder test`: programs that judge themselves by their exit status, one after the
 * other, each in a process of its own.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool/cmd.h"

enum { PATH_BYTES = 1024 };

struct count {
    unsigned passed, failed;
};

static bool is_program(const char *name)
{
    static const char *const ends[] = {".py", ".bc", ".p", ".portasm"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (!strcmp(dot, ends[i]))
            return true;
    return false;
}

static void run_file(const struct adtool_options *options, const char *path, struct count *count)
{
    struct adtool_options o = *options;
    int status = -1;
    pid_t child;
    o.file = path;
    o.argc = 0;
    fflush(stdout);
    child = fork();
    if (child == 0)
        exit(adtool_run(&o));
    if (child < 0 || waitpid(child, &status, 0) < 0)
        status = -1;
    if (status == 0) {
        count->passed++;
        printf("ok   %s\n", path);
    } else {
        count->failed++;
        if (WIFEXITED(status))
            printf("FAIL %s: status %d\n", path, WEXITSTATUS(status));
        else
            printf("FAIL %s: it was killed\n", path);
    }
}

static int visible(const struct dirent *e) { return e->d_name[0] != '.' && is_program(e->d_name); }

static int run_folder(const struct adtool_options *o, struct count *count)
{
    struct dirent **found;
    char path[PATH_BYTES];
    int n = scandir(o->file, &found, visible, alphasort), i;
    size_t length = strlen(o->file);
    if (n < 0)
        return adtool_complain(ADTOOL_USAGE, "cannot read the folder %s", o->file);
    while (length > 1 && o->file[length - 1] == '/')
        length--;
    for (i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%.*s/%s", (int)length, o->file, found[i]->d_name);
        run_file(o, path, count);
        free(found[i]);
    }
    free(found);
    return 0;
}

int adtool_test(const struct adtool_options *o)
{
    struct count count = {0, 0};
    struct stat about;
    int status = 0;
    if (stat(o->file, &about))
        return adtool_complain(ADTOOL_USAGE, "there is no %s", o->file);
    if (S_ISDIR(about.st_mode))
        status = run_folder(o, &count);
    else
        run_file(o, o->file, &count);
    if (status)
        return status;
    printf("%u passed, %u failed, 0 skipped\n", count.passed, count.failed);
    return count.failed ? ADTOOL_FAILED : 0;
}
