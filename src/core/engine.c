/* SPDX-License-Identifier: MIT
 * engine.c - adder_engine<width>: the one name that a core leaves visible when three of them are
 * linked into the tool (CMakeLists.txt).
 */
#include "adder_engine.h"
#include "core/api.h"
#include "core/inspect.h"

#ifndef AD_ENGINE
#define AD_ENGINE AD_CELL
#endif

#define JOINED(a, b) a##b
#define ENGINE(width) JOINED(adder_engine, width)

static const char *check(struct adder_vm *vm)
{
    return adapi_of(vm)->state == ADAPI_EMPTY ? NULL : adheap_check(vm);
}

static uint32_t fail_allocation(struct adder_vm *vm, uint32_t n)
{
    if (n)
        vm->stats.fail_alloc = n;
    return vm->stats.fail_alloc;
}

const struct adder_engine ENGINE(AD_ENGINE) = {
    .cell_bits = AD_CELL,
    .block_max = (size_t)(AD_BLOCK_MAX - AD_BLOCK_BIAS),
    .memory = adder_memory,
    .open = adder_open,
    .load = adder_load,
    .fault = adder_fault,
    .run = adder_run,
    .stop = adder_stop,
    .report = adder_report,
    .set_argv = adder_set_argv,
    .get_stats = adder_get_stats,
    .define = adder_define,
    .call = adder_call,
    .check = check,
    .fail_allocation = fail_allocation,
    .inspect = &adinspect_table,
    .state = adstate_get,
};
