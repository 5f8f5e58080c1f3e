/* SPDX-License-Identifier: MIT
 * state.c - a stopped machine as bytes and numbers: for `adder build`, which makes the first
 * contents of a chip's memory of it. Here core/layout.h is held against the structures.
 */
#include "core/api.h"
#include "core/frame.h"

#define CELL(structure, field) (offsetof(struct structure, field) / sizeof(adcell) - 1)
AD_STATIC_ASSERT(CELL(adfunction, code) == ADL_FUNCTION_CODE &&
    CELL(adfunction, closure) == ADL_FUNCTION_CLOSURE, function_agrees);
AD_STATIC_ASSERT(CELL(adclass, name) == ADL_CLASS_NAME && CELL(adclass, bases) == ADL_CLASS_BASES &&
    CELL(adclass, attrs) == ADL_CLASS_ATTRS && CELL(adclass, keys) == ADL_CLASS_KEYS &&
    CELL(adclass, mro) == ADL_CLASS_MRO && CELL(adclass, flags) == ADL_CLASS_FLAGS &&
    CELL(adclass, native) == ADL_CLASS_NATIVE &&
    sizeof(struct adclass) / sizeof(adcell) - 1 == ADL_CLASS_CELLS, class_agrees);
AD_STATIC_ASSERT(CELL(adgenerator, state) == ADL_GENERATOR_STATE &&
    CELL(adgenerator, pc) == ADL_GENERATOR_PC && CELL(adgenerator, code) == ADL_GENERATOR_CODE &&
    CELL(adgenerator, height) == ADL_GENERATOR_HEIGHT &&
    CELL(adgenerator, value) == ADL_GENERATOR_VALUE &&
    CELL(adgenerator, frame) == ADL_GENERATOR_FRAME, generator_agrees);
AD_STATIC_ASSERT(CELL(adexc, args) == ADL_EXC_ARGS && CELL(adexc, trace) == ADL_EXC_TRACE &&
    CELL(adexc, dict) == ADL_EXC_DICT && CELL(adinstance, more) == ADL_INSTANCE_MORE, exc_agrees);
AD_STATIC_ASSERT(CELL(admodule, number) == ADL_MODULE_NUMBER &&
    CELL(admodule, state) == ADL_MODULE_STATE && CELL(admodule, more) == ADL_MODULE_MORE,
    module_agrees);

bool adstate_get(struct adder_vm *vm, struct adder_state *s)
{
    if (adapi_of(vm)->state != ADAPI_RUNNING || !vm->fp || adapi_of(vm)->depth ||
        vm->tail_dest || vm->redirected || vm->builtins_changed || vm->error_again)
        return false;
    adheap_collect(vm);
    s->block = vm->start;
    s->bias = (size_t)(vm->start - vm->base);
    s->size = (size_t)(vm->end - vm->start);
    s->objects = (size_t)(vm->top - vm->start);
    s->sp = (size_t)((uint8_t *)vm->sp - vm->start);
    s->fp = (size_t)((uint8_t *)vm->fp - vm->start);
    s->pc = (size_t)(adrom_ptr(vm, 0) - vm->pc);
    s->globals = vm->nglobals;
    return true;
}
