/* SPDX-License-Identifier: MIT
 * cmd_interactive.c - `adder interactive`: lines of assembler for an integer machine, each executed
 * as soon as it is typed. All lines so far are one program: it is assembled again with each, and
 * what is new of it runs. After a run the top of the stack is shown as =VALUE.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/port_file.h"
#include "tool/vm.h"

enum { TEXT_BYTES = 1 << 18, LINE_BYTES = 256, STEPS = 100000000, SHOWN = 64 };

struct session {
    const struct adtool_options *options;
    struct adtool_code code;   /* of all lines                       */
    struct adtool_vm vm;
    char *text;                /* the lines                          */
    size_t length;
    uint32_t done;             /* address behind what has run        */
    int32_t kept[SHOWN];       /* $backup: the stack, the top first  */
    uint32_t kept_count;
    bool over;
};

static bool write_out(void *file, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, file) == n;
}

static const struct admachine_space *space(const struct session *s, const char *name)
{
    for (unsigned i = 0; i < s->vm.type->space_count; i++)
        if (!strcmp(s->vm.type->spaces[i].name, name))
            return &s->vm.type->spaces[i];
    return NULL;
}

/* ---- what is asked with a dollar ------------------------------------------------------------ */

static void show_space(const struct session *s, const char *name, uint32_t most)
{
    const struct admachine_space *it = space(s, name);
    uint32_t size = it ? it->size(&s->vm.vm) : 0, i;
    int32_t value;
    for (i = 0; i < size && i < most; i++)
        if (it->read(&s->vm.vm, i, &value))
            printf("%s%d", i ? " " : "", (int)value);
    printf("%s\n", i ? "" : "(none)");
}

static void show_names(const struct session *s, unsigned kind)
{
    const struct admasm *m = &s->code.source;
    const struct admachine_space *variables = space(s, "variables");
    int32_t value;
    for (uint32_t i = 0; i < m->name_count; i++) {
        const struct admasm_name *n = &m->names[i];
        if (n->kind != kind)
            continue;
        if (kind == ADMASM_VARIABLE && variables &&
            variables->read(&s->vm.vm, (uint32_t)n->value, &value))
            printf("%.*s = %d\n", (int)n->length, n->text, (int)value);
        else
            printf("%.*s %lld\n", (int)n->length, n->text, (long long)n->value);
    }
}

static void show_registers(const struct session *s)
{
    const char *name;
    int32_t value;
    for (unsigned i = 0; (name = s->vm.type->reg(&s->vm.vm, i, &value)); i++)
        printf("%s %d\n", name, (int)value);
}

static void back_up(struct session *s)
{
    const struct admachine_space *stack = &s->vm.type->spaces[0];
    uint32_t size = stack->size(&s->vm.vm);
    for (s->kept_count = 0; s->kept_count < size && s->kept_count < SHOWN; s->kept_count++)
        (void)stack->read(&s->vm.vm, s->kept_count, &s->kept[s->kept_count]);
    printf("%u values\n", (unsigned)s->kept_count);
}

static bool feed(struct session *s, const char *line);

/* The values come back by code that pushes them, as a program would do it. */
static void restore(struct session *s)
{
    char line[48];
    const char *push = s->code.isa == &adisa_microvm ? "push" : "PUSHW";
    for (uint32_t i = s->kept_count; i; i--) {
        snprintf(line, sizeof line, "%s %d", push, (int)s->kept[i - 1]);
        (void)feed(s, line);
    }
}

static void start_again(struct session *s)
{
    s->length = 0;
    s->text[0] = 0;
    s->done = 0;
    adtool_vm_code(&s->vm, NULL, 0);
    s->vm.type->restart(&s->vm.vm);
}

static void clear_stack(struct session *s)
{
    uint32_t size = s->vm.type->spaces[0].size(&s->vm.vm);
    char line[32];
    if (s->code.isa == &adisa_microvm) {
        (void)feed(s, "clr");
        return;
    }
    for (; size; size--) { /* portvm has no POP: into memory cell 0 */
        snprintf(line, sizeof line, "PUSH 0\nSTR");
        (void)feed(s, line);
    }
}

static const char help[] =
    "An instruction, a label, a constant or variable: as in a source file; it runs at once.\n"
    "$stack    the stack, the top first     $var     variables of the program\n"
    "$clear    empty the stack              $labels  labels and their addresses\n"
    "$reset    forget everything            $mem     the first cells of memory\n"
    "$backup   remember the stack           $flags   registers and flags\n"
    "$restore  push what was remembered     $quit    the end\n";

static bool command(struct session *s, const char *line)
{
    bool micro = s->vm.type->isa == &adisa_microvm;
    if (!strcmp(line, "$stack"))
        show_space(s, s->vm.type->spaces[0].name, SHOWN);
    else if (!strcmp(line, "$var"))
        show_names(s, ADMASM_VARIABLE);
    else if (!strcmp(line, "$labels"))
        show_names(s, ADMASM_LABEL);
    else if (!strcmp(line, "$mem"))
        show_space(s, micro ? "variables" : "memory", 16);
    else if (!strcmp(line, "$flags"))
        show_registers(s);
    else if (!strcmp(line, "$clear"))
        clear_stack(s);
    else if (!strcmp(line, "$reset"))
        start_again(s);
    else if (!strcmp(line, "$backup"))
        back_up(s);
    else if (!strcmp(line, "$restore"))
        restore(s);
    else if (!strcmp(line, "$help"))
        fputs(help, stdout);
    else if (!strcmp(line, "$quit"))
        s->over = true;
    else
        return false; /* $define, $include */
    return true;
}

/* ---- lines of the program ------------------------------------------------------------------- */

/* Assembles all lines; false: it has said why, and the last one is forgotten. */
static bool assemble(struct session *s, size_t before)
{
    struct adout out;
    adtool_code_free(&s->code);
    if (adtool_code_text(s->options, &s->code, s->text, s->length))
        return true;
    adout_to(&out, write_out, stdout);
    for (unsigned i = 0; i < s->code.source.error_count; i++)
        admasm_error_text(&s->code.source, &s->code.source.errors[i], &out);
    s->length = before;
    s->text[before] = 0;
    adtool_code_free(&s->code);
    (void)adtool_code_text(s->options, &s->code, s->text, s->length);
    return false;
}

/* Runs what is new, to the end of the program so far. */
static void run(struct session *s)
{
    uint32_t unit = s->code.isa->unit, end = s->code.size / unit, pc;
    int32_t top;
    enum admachine_stop stop;
    if (end == s->done)
        return;
    s->vm.type->set_pc(&s->vm.vm, s->done);
    s->done = end;
    do
        stop = s->vm.type->run(&s->vm.vm, STEPS);
    while (stop == ADMACHINE_BREAK);
    adport_flush();
    if (stop == ADMACHINE_HALT)
        printf("[halt, status %d]\n", (int)s->vm.type->status(&s->vm.vm));
    else if (stop == ADMACHINE_STEPS)
        printf("[stopped after %d instructions]\n", STEPS);
    else if (s->vm.type->fault(&s->vm.vm, &pc) != ADMACHINE_RAN_OUT || pc != end)
        printf("[%s at %u]\n", admachine_fault_text(s->vm.type->fault(&s->vm.vm, &pc)),
            (unsigned)pc);
    s->vm.type->set_pc(&s->vm.vm, end); /* no fault any more */
    if (s->vm.type->spaces[0].read(&s->vm.vm, 0, &top))
        printf("=%d\n", (int)top);
}

static bool feed(struct session *s, const char *line)
{
    size_t before = s->length, n = strlen(line);
    if (n + 2 > TEXT_BYTES - s->length) {
        puts("the program is too long: $reset forgets it");
        return false;
    }
    memcpy(s->text + s->length, line, n);
    s->text[s->length += n] = '\n';
    s->text[++s->length] = 0;
    if (!assemble(s, before)) {
        adtool_vm_code(&s->vm, s->code.bytes, s->code.size);
        return false;
    }
    adtool_vm_code(&s->vm, s->code.bytes, s->code.size);
    run(s);
    return true;
}

int adtool_interactive(const struct adtool_options *options)
{
    struct adtool_options o = *options;
    struct session s = {.options = &o};
    char line[LINE_BYTES];
    bool terminal;
    int status;
    o.file = "<stdin>";
    if (!o.isa)
        o.isa = "microvm";
    s.text = calloc(TEXT_BYTES, 1);
    if (!s.text || !adtool_isa(&o) || !adtool_code_text(&o, &s.code, s.text, 0))
        return adtool_complain(ADTOOL_USAGE, "this is for portvm and microvm");
    status = adtool_vm_open(&s.vm, &o, &s.code);
    terminal = isatty(STDIN_FILENO);
    if (!status && terminal)
        printf("%s; $help lists the commands, $quit ends\n", o.isa);
    while (!status && !s.over) {
        if (terminal)
            fputs("> ", stdout);
        fflush(stdout);
        if (!fgets(line, sizeof line, stdin))
            break;
        line[strcspn(line, "\r\n")] = 0;
        if (line[0] != '$' || !command(&s, line))
            (void)feed(&s, line);
    }
    adtool_vm_close(&s.vm);
    adtool_code_free(&s.code);
    free(s.text);
    return status;
}
