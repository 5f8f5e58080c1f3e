/* SPDX-License-Identifier: MIT
 * portvm_tool.c - what a tool may see of portvm and change: the rows of isa/portvm.def and the view
 * of machine.h. Apart from portvm.c, so that a chip need not have the names.
 */
#include "machines/portvm.h"

static const struct adisa_row rows[256] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    [code] = {#name, operands, pops, pushes, flags, effect, sentence},
#include "isa/portvm.def"
#undef INS
};

const struct adisa adisa_portvm = {"portvm", rows, AD_COUNT(rows), 1};

static enum admachine_stop run(void *vm, uint32_t steps)
{
    return adportvm_run(vm, steps);
}

static void stop(void *vm)
{
    adportvm_stop(vm);
}

static void restart(void *vm)
{
    adportvm_restart(vm);
}

static uint32_t pc(const void *of)
{
    const struct adportvm *vm = of;
    return vm->pc;
}

/* The program may go on after a fault, if somebody says where. */
static void set_pc(void *of, uint32_t to)
{
    struct adportvm *vm = of;
    vm->pc = (adportvm_uint)AD_MIN(to, vm->code_size);
    vm->fault = ADMACHINE_OK;
}

static enum admachine_fault fault(const void *of, uint32_t *at)
{
    const struct adportvm *vm = of;
    *at = vm->pc;
    return (enum admachine_fault)vm->fault;
}

static int32_t status(const void *vm)
{
    (void)vm; /* HALT gives none */
    return 0;
}

static bool call(const void *of, uint32_t i, uint32_t *return_pc)
{
    const struct adportvm *vm = of;
    if (i >= vm->depth)
        return false;
    *return_pc = vm->calls[vm->depth - 1 - i].pc;
    return true;
}

static const char *reg(const void *of, unsigned i, int32_t *value)
{
    static const char *const names[] = {"IP", "SP", "BP"};
    const struct adportvm *vm = of;
    if (i >= AD_COUNT(names))
        return NULL;
    *value = (int32_t)(i == 0 ? vm->pc : i == 1 ? vm->sp : vm->bp);
    return names[i];
}

/* ---- spaces --------------------------------------------------------------------------------- */

static uint32_t stack_size(const void *of)
{
    const struct adportvm *vm = of;
    return vm->sp;
}

static bool stack_read(const void *of, uint32_t at, int32_t *value)
{
    const struct adportvm *vm = of;
    if (at >= vm->sp)
        return false;
    *value = vm->stack[vm->sp - at];
    return true;
}

static bool stack_write(void *of, uint32_t at, int32_t value)
{
    struct adportvm *vm = of;
    if (at >= vm->sp)
        return false;
    vm->stack[vm->sp - at] = value;
    return true;
}

static uint32_t memory_size(const void *of)
{
    const struct adportvm *vm = of;
    return vm->memory_cells;
}

static bool memory_read(const void *of, uint32_t at, int32_t *value)
{
    const struct adportvm *vm = of;
    if (at >= vm->memory_cells)
        return false;
    *value = vm->memory[at];
    return true;
}

static bool memory_write(void *of, uint32_t at, int32_t value)
{
    struct adportvm *vm = of;
    if (at >= vm->memory_cells)
        return false;
    vm->memory[at] = value;
    return true;
}

static uint32_t globals_size(const void *vm)
{
    (void)vm;
    return ADPORTVM_GLOBALS;
}

static bool globals_read(const void *of, uint32_t at, int32_t *value)
{
    const struct adportvm *vm = of;
    if (at >= ADPORTVM_GLOBALS)
        return false;
    *value = vm->globals[at];
    return true;
}

static bool globals_write(void *of, uint32_t at, int32_t value)
{
    struct adportvm *vm = of;
    if (at >= ADPORTVM_GLOBALS || value < 0 || value > 255)
        return false;
    vm->globals[at] = (uint8_t)value;
    return true;
}

static uint32_t ports_size(const void *vm)
{
    (void)vm;
    return ADPORTVM_PORTS;
}

/* There is nothing where the host connects nothing, though the program reads 0 there. */
static bool ports_read(const void *of, uint32_t at, int32_t *value)
{
    const struct adportvm *vm = of;
    if (at >= ADPORTVM_PORTS || !vm->host || !vm->host->port_read)
        return false;
    *value = vm->host->port_read(vm->host->ctx, (unsigned)at);
    return true;
}

static bool ports_write(void *of, uint32_t at, int32_t value)
{
    struct adportvm *vm = of;
    if (at >= ADPORTVM_PORTS || !vm->host || !vm->host->port_write)
        return false;
    vm->host->port_write(vm->host->ctx, (unsigned)at, value);
    return true;
}

static const struct admachine_space spaces[] = {
    {"stack", stack_size, stack_read, stack_write},
    {"memory", memory_size, memory_read, memory_write},
    {"globals", globals_size, globals_read, globals_write},
    {"ports", ports_size, ports_read, ports_write},
};

const struct admachine_type adportvm_type = {
    .isa = &adisa_portvm,
    .run = run,
    .stop = stop,
    .restart = restart,
    .pc = pc,
    .set_pc = set_pc,
    .fault = fault,
    .status = status,
    .call = call,
    .spaces = spaces,
    .space_count = AD_COUNT(spaces),
    .reg = reg,
};
