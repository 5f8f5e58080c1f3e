/* SPDX-License-Identifier: MIT
 * vm.c - see vm.h.
 */
#include "tool/vm.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/port_file.h"
#include "machine/ports.h"
#include "tool/avr/firmware.h"

static const struct admachine_host host = {
    NULL, adports_read, adports_write, adports_print, adports_delay};

/* Much, because it becomes memory only where it is touched. */
enum { STACK = 1 << 16, CALLS = 1 << 14, VARIABLES = 1 << 16 };

static bool open_portvm(struct adtool_vm *v, const struct adtool_options *o,
                        const struct adtool_code *c)
{
    struct adportvm_config config = {STACK, CALLS, ADPORTVM_MEMORY};
    size_t size;
    if (o->memory)
        config.memory = (uint32_t)AD_MIN(o->memory / 4, ADPORTVM_MEMORY);
    size = adportvm_size(&config);
    v->type = &adportvm_type;
    v->memory = calloc(size, 1);
    return v->memory &&
           adportvm_init(&v->vm.portvm, v->memory, size, &config, c->bytes, c->size, &host);
}

static bool open_microvm(struct adtool_vm *v, const struct adtool_options *o,
                         const struct adtool_code *c)
{
    struct admicrovm_config config = {STACK, CALLS, VARIABLES, o->hex};
    size_t size;
    if (o->memory)
        config.variables = (uint32_t)AD_MIN(o->memory / 4, VARIABLES);
    size = admicrovm_size(&config);
    v->type = &admicrovm_type;
    v->memory = calloc(size, 1);
    return v->memory &&
           admicrovm_init(&v->vm.microvm, v->memory, size, &config, c->bytes, c->size, &host);
}

int adtool_vm_open(struct adtool_vm *v, const struct adtool_options *o, const struct adtool_code *c)
{
    bool micro = c->isa == &adisa_microvm;
    memset(v, 0, sizeof *v);
    if (micro && c->size % 4)
        return adtool_complain(ADTOOL_FAILED,
            "%s: %u bytes are no whole number of words of 4 bytes", o->file, (unsigned)c->size);
    if (micro ? open_microvm(v, o, c) : open_portvm(v, o, c))
        return 0;
    adtool_vm_close(v);
    return adtool_complain(ADTOOL_FAILED, "there is no memory for this machine");
}

void adtool_vm_code(struct adtool_vm *v, const uint8_t *code, uint32_t size)
{
    if (v->type == &adportvm_type) {
        v->vm.portvm.code = code;
        v->vm.portvm.code_size = size;
    } else {
        v->vm.microvm.code = code;
        v->vm.microvm.end = code + size;
        v->vm.microvm.words = size / 4;
    }
}

void adtool_vm_close(struct adtool_vm *v)
{
    free(v->memory);
    v->memory = NULL;
}

void adtool_vm_place(const struct adtool_code *c, uint32_t pc, char *text, size_t size)
{
    const struct admasm_row *row = c->has_source ? admasm_row_at(&c->source, pc) : NULL;
    text[0] = 0;
    if (row)
        snprintf(text, size, "%s:%u", c->source.files[row->file].name, (unsigned)row->line);
}

int adtool_vm_fault(const struct adtool_vm *v, const struct adtool_options *o,
                    const struct adtool_code *c)
{
    const struct admasm_row *row;
    char place[1024];
    uint32_t pc;
    const char *what = admachine_fault_text(v->type->fault(&v->vm, &pc));
    adtool_vm_place(c, pc, place, sizeof place);
    adport_flush();
    adtool_complain(ADTOOL_FAILED, "%s: %s at address %u", *place ? place : o->file, what,
        (unsigned)pc);
    row = c->has_source ? admasm_row_at(&c->source, pc) : NULL;
    if (row)
        fprintf(stderr, "%.*s\n", (int)row->length, row->text);
    return ADTOOL_FAILED;
}

/* ---- adder run ------------------------------------------------------------------------------ */

static struct adtool_vm *running;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    if (running)
        running->type->stop(&running->vm);
}

/* A break point without a debugger: the machine has told its state, and goes on. */
static int execute(struct adtool_vm *v, const struct adtool_options *o, const struct adtool_code *c)
{
    uint32_t steps = o->max_steps > UINT32_MAX ? UINT32_MAX : (uint32_t)o->max_steps;
    enum admachine_stop stop;
    running = v;
    signal(SIGINT, on_interrupt);
    do
        stop = v->type->run(&v->vm, steps);
    while (stop == ADMACHINE_BREAK);
    signal(SIGINT, SIG_DFL);
    running = NULL;
    switch (stop) {
    case ADMACHINE_FAULT: return adtool_vm_fault(v, o, c);
    case ADMACHINE_STOPPED: return ADTOOL_INTERRUPT;
    case ADMACHINE_STEPS:
        adport_flush();
        return adtool_complain(ADTOOL_STEPS, "stopped after %u instructions", (unsigned)steps);
    default: return v->type->status(&v->vm) & 255;
    }
}

int adtool_machine_run(const struct adtool_options *o)
{
    struct adtool_code code;
    struct adtool_vm v;
    int status = adtool_code_load(o, false, &code);
    if (status)
        return status;
    if (o->board) {
        status = adtool_firmware_run(o, &code);
    } else {
        status = adtool_vm_open(&v, o, &code);
        if (!status) {
            status = execute(&v, o, &code);
            adtool_vm_close(&v);
        }
        if (adport_flush() && !status)
            status = ADTOOL_FAILED;
    }
    adtool_code_free(&code);
    return status;
}

int adtool_machine_build(const struct adtool_options *o)
{
    struct adtool_code code;
    int status;
    if (!o->board)
        return adtool_machine_asm(o);
    status = adtool_code_load(o, false, &code);
    if (!status) {
        status = adtool_firmware_build(o, &code);
        adtool_code_free(&code);
    }
    return status;
}
