/* SPDX-License-Identifier: MIT
 * boards.c - see boards.h; and `adder boards`. The files are flat enough to be read by key.
 */
#include "tool/avr/boards.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "host/fs.h"
#include "tool/cmd.h"

#ifndef ADDER_SOURCE
#define ADDER_SOURCE "."
#endif

enum { PATH_BYTES = 4096, NAME_BYTES = 16, BOARDS_MOST = 64 };

void adboard_home(char *path, size_t room)
{
    const char *home = getenv("ADDER_HOME");
    snprintf(path, room, "%s", home ? home : ADDER_SOURCE);
}

static unsigned long number_of(const char *json, const char *key)
{
    char quoted[64];
    const char *at;
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    at = strstr(json, quoted);
    return at ? strtoul(at + strlen(quoted), NULL, 10) : 0;
}

static void text_of(const char *json, const char *key, char *to, size_t room)
{
    char quoted[64];
    const char *at;
    snprintf(quoted, sizeof quoted, "\"%s\": \"", key);
    at = strstr(json, quoted);
    at = at ? at + strlen(quoted) : "";
    snprintf(to, room, "%.*s", (int)strcspn(at, "\""), at);
}

/* ---- which there are ------------------------------------------------------------------------ */

struct names {
    char name[BOARDS_MOST][NAME_BYTES];
    size_t count;
};

static int by_name(const void *a, const void *b) { return strcmp(a, b); }

static void find_all(const char *home, struct names *all)
{
    char path[PATH_BYTES];
    struct dirent *e;
    DIR *dir;
    all->count = 0;
    snprintf(path, sizeof path, "%s/ports/avr/boards", home);
    dir = opendir(path);
    while (dir && (e = readdir(dir)) && all->count < BOARDS_MOST) {
        size_t n = strlen(e->d_name);
        if (n > 5 && n - 5 < NAME_BYTES && !strcmp(e->d_name + n - 5, ".json"))
            snprintf(all->name[all->count++], NAME_BYTES, "%.*s", (int)n - 5, e->d_name);
    }
    if (dir)
        closedir(dir);
    qsort(all->name, all->count, NAME_BYTES, by_name);
}

static char *read_file(const char *home, const char *name)
{
    char path[PATH_BYTES];
    size_t size;
    int error;
    if (strlen(name) >= NAME_BYTES || strchr(name, '/'))
        return NULL;
    snprintf(path, sizeof path, "%s/ports/avr/boards/%s.json", home, name);
    return adhost_read_file(path, &size, &error);
}

static int no_such_board(const char *home, const char *name)
{
    char list[BOARDS_MOST * (NAME_BYTES + 2)] = "";
    struct names all;
    find_all(home, &all);
    for (size_t i = 0; i < all.count; i++) {
        strcat(list, i ? ", " : "");
        strcat(list, all.name[i]);
    }
    if (!all.count)
        return adtool_complain(ADTOOL_USAGE, "no boards in %s/ports/avr/boards", home);
    return adtool_complain(ADTOOL_USAGE, "there is no board %s; there are %s", name, list);
}

int adboard_read(const char *home, const char *name, struct adboard *board)
{
    char *json = read_file(home, name);
    if (!json)
        return no_such_board(home, name);
    snprintf(board->name, sizeof board->name, "%s", name);
    text_of(json, "mcu", board->mcu, sizeof board->mcu);
    board->frequency = number_of(json, "frequency");
    board->flash = number_of(json, "flash_usable");
    board->ram = number_of(json, "ram");
    board->c_stack = number_of(json, "c_stack");
    board->pins = number_of(json, "pin_count");
    board->first_analog = number_of(json, "first_analog");
    free(json);
    return 0;
}

/* ---- adder boards --------------------------------------------------------------------------- */

static void list_one(const char *name, const char *json)
{
    char title[64], simulator[32];
    text_of(json, "title", title, sizeof title);
    text_of(json, "program", simulator, sizeof simulator);
    printf("%-10s %8lu %8lu %6lu  %-10s  %s\n", name, number_of(json, "flash_usable"),
        number_of(json, "ram"), number_of(json, "cell"), *simulator ? simulator : "none", title);
}

static int list_all(const char *home)
{
    struct names all;
    find_all(home, &all);
    printf("%-10s %8s %8s %6s  %-10s\n", "board", "flash", "RAM", "cell", "simulator");
    for (size_t i = 0; i < all.count; i++) {
        char *json = read_file(home, all.name[i]);
        if (json)
            list_one(all.name[i], json);
        free(json);
    }
    return 0;
}

static void show_text(const char *json, const char *what, const char *key)
{
    char text[256];
    text_of(json, key, text, sizeof text);
    if (*text)
        printf("%-10s %s\n", what, text);
}

static void show(const char *name, const char *json)
{
    unsigned long pins = number_of(json, "pin_count"), analog = number_of(json, "first_analog");
    char note[128];
    printf("%-10s %s\n", "board", name);
    show_text(json, "what", "title");
    show_text(json, "chip", "mcu");
    printf("%-10s %lu Hz\n", "clock", number_of(json, "frequency"));
    text_of(json, "flash_note", note, sizeof note);
    printf("%-10s %lu bytes%s%s\n", "flash", number_of(json, "flash_usable"),
        *note ? ": " : "", note);
    printf("%-10s %lu bytes, %lu of them for the C stack\n", "RAM", number_of(json, "ram"),
        number_of(json, "c_stack"));
    printf("%-10s %lu bits\n", "cell", number_of(json, "cell"));
    printf("%-10s 0 to %lu", "pins", pins - 1);
    if (analog < pins)
        printf(", A0 is %lu", analog);
    printf(", the LED %lu\n", number_of(json, "led"));
    text_of(json, "console", note, sizeof note);
    printf("%-10s %lu baud%s%s\n", "console", number_of(json, "baud"), *note ? ": " : "", note);
    show_text(json, "simulator", "program");
    show_text(json, "flash with", "flash_command");
}

/* The files as they are, in a list. */
static int print_json(const char *home, const struct names *which)
{
    fputs("[\n", stdout);
    for (size_t i = 0; i < which->count; i++) {
        char *json = read_file(home, which->name[i]);
        size_t n = json ? strlen(json) : 0;
        while (n && json[n - 1] == '\n')
            n--;
        printf("%s%.*s", i ? ",\n" : "", (int)n, json ? json : "null");
        free(json);
    }
    fputs("\n]\n", stdout);
    return 0;
}

int adtool_boards(const struct adtool_options *o)
{
    char home[1024], *json;
    struct names which;
    adboard_home(home, sizeof home);
    find_all(home, &which);
    if (!o->file)
        return o->json ? print_json(home, &which) : list_all(home);
    json = read_file(home, o->file);
    if (!json)
        return no_such_board(home, o->file);
    if (o->json)
        fputs(json, stdout);
    else
        show(o->file, json);
    free(json);
    return 0;
}
