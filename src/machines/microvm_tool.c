/* SPDX-License-Identifier: MIT
 * microvm_tool.c - the names of the instructions and the view of the machine for tools (run, trace,
 * debug). A chip that only runs programs does without.
 */
#include "machines/microvm.h"

static const struct adisa_row rows[ADMICROVM_COUNT] = {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) \
    [code] = {#name, operands, pops, pushes, flags, effect, sentence},
#include "isa/microvm.def"
#undef INS
};

const struct adisa adisa_microvm = {"microvm", rows, ADMICROVM_COUNT, 4};

static enum admachine_stop run(void *vm, uint32_t steps)
{
    return admicrovm_run(vm, steps);
}

static void stop(void *vm)
{
    admicrovm_stop(vm);
}

static void restart(void *vm)
{
    admicrovm_restart(vm);
}

static uint32_t get_pc(const void *vm)
{
    return ((const struct admicrovm *)vm)->pc;
}

/* Who says where to go on wants to go on, even after a fault. */
static void set_pc(void *vm, uint32_t pc)
{
    struct admicrovm *m = vm;
    m->pc = pc < m->words ? (admicrovm_index)pc : m->words;
    m->fault = ADMACHINE_OK;
    m->ended = false;
}

static enum admachine_fault fault(const void *vm, uint32_t *pc)
{
    const struct admicrovm *m = vm;
    if (pc)
        *pc = m->pc;
    return m->fault;
}

static int32_t status(const void *vm)
{
    return (int32_t)((const struct admicrovm *)vm)->status;
}

static bool call(const void *vm, uint32_t i, uint32_t *return_pc)
{
    const struct admicrovm *m = vm;
    if (i >= m->open)
        return false;
    *return_pc = m->calls[m->open - 1 - i];
    return true;
}

/* ---- the places of values ------------------------------------------------------------------- */

static uint32_t stack_size(const void *vm)
{
    return ((const struct admicrovm *)vm)->depth;
}

static bool stack_read(const void *vm, uint32_t at, int32_t *value)
{
    const struct admicrovm *m = vm;
    if (at >= m->depth)
        return false;
    *value = (int32_t)m->stack[m->depth - 1 - at];
    return true;
}

static bool stack_write(void *vm, uint32_t at, int32_t value)
{
    struct admicrovm *m = vm;
    if (at >= m->depth)
        return false;
    m->stack[m->depth - 1 - at] = (uint32_t)value;
    return true;
}

static uint32_t variables_size(const void *vm)
{
    return ((const struct admicrovm *)vm)->config.variables;
}

static bool variables_read(const void *vm, uint32_t at, int32_t *value)
{
    const struct admicrovm *m = vm;
    if (at >= m->config.variables)
        return false;
    *value = (int32_t)m->variables[at];
    return true;
}

static bool variables_write(void *vm, uint32_t at, int32_t value)
{
    struct admicrovm *m = vm;
    if (at >= m->config.variables)
        return false;
    m->variables[at] = (uint32_t)value;
    return true;
}

static const struct admachine_space spaces[] = {
    {"stack", stack_size, stack_read, stack_write},
    {"variables", variables_size, variables_read, variables_write},
};

static const char *reg(const void *vm, unsigned i, int32_t *value)
{
    const struct admicrovm *m = vm;
    static const char *const names[] = {"equal", "greater", "calls"};
    const int32_t values[] = {m->order == ADMICROVM_EQUAL, m->order == ADMICROVM_GREATER,
        (int32_t)m->open};
    if (i >= AD_COUNT(names))
        return NULL;
    *value = values[i];
    return names[i];
}

const struct admachine_type admicrovm_type = {
    .isa = &adisa_microvm,
    .run = run,
    .stop = stop,
    .restart = restart,
    .pc = get_pc,
    .set_pc = set_pc,
    .fault = fault,
    .status = status,
    .call = call,
    .spaces = spaces,
    .space_count = AD_COUNT(spaces),
    .reg = reg,
};
