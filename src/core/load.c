/* SPDX-License-Identifier: MIT
 * load.c - see load.h. Reads the head and the modules through adrom*, so the image may lie in
 * flash.
 */
#include "core/load.h"

static uint32_t rom32(const uint8_t *p) { return adrom16(p) | (uint32_t)adrom16(p + 2) << 16; }

static const uint8_t *section(const struct adder_vm *vm, enum adimg_section s, uint16_t *count)
{
    const uint8_t *range = vm->image + offsetof(struct adimg_head, section) +
        s * sizeof(struct adimg_range);
    *count = (uint16_t)rom32(range + offsetof(struct adimg_range, count));
    return vm->image + rom32(range + offsetof(struct adimg_range, offset));
}

/* How many names are the image's own: one more than the greatest number. */
static uint16_t own_names(const struct adder_vm *vm)
{
    uint16_t own = 0, i;
    for (i = 0; i < vm->nnames; i++) {
        uint16_t number = adrom16((const uint8_t *)(vm->names + i));
        if (number >= ADN_COUNT && number - ADN_COUNT >= own)
            own = (uint16_t)(number - ADN_COUNT + 1);
    }
    return own;
}

#if AD_AS_CHIP
/* Do functions of the program's own catch exceptions? Only then its firmware has a reserve. */
static bool has_handlers(const struct adder_vm *vm)
{
    uint16_t n;
    const uint8_t *at = section(vm, ADIMG_OBJECTS, &n);
    while (at < vm->base) {
        adcell ref = (adcell)(at - vm->base);
        const uint8_t *c = adcode_ptr(vm, ref);
        if (adis(vm, ref, ADT_code) && adcode_ntry(c) && !(adcode_flags(c) & ADCODE_LIB))
            return true;
        at += adobj_bytes(vm, ref);
    }
    return false;
}
#else
#define has_handlers(vm) true
#endif

bool adload_image(struct adder_vm *vm, const uint8_t *image)
{
    uint16_t n;
    vm->image = image;
    vm->consts = (const adcell *)section(vm, ADIMG_CONSTS, &vm->nconsts);
    vm->names = (const uint16_t *)section(vm, ADIMG_NAMES, &vm->nnames);
    vm->nametext = (const adcell *)section(vm, ADIMG_NAMETEXT, &n);
    if (!n)
        vm->nametext = NULL;
    vm->global_names = (const uint16_t *)section(vm, ADIMG_GLOBALS, &vm->nglobals);
    vm->modules = section(vm, ADIMG_MODULES, &vm->nmodules);
    vm->frozen = (const adcell *)section(vm, ADIMG_FROZEN, &n);
    if (n != ADZ_COUNT || !vm->nmodules)
        return false;
    vm->debug = section(vm, ADIMG_DEBUG, &n);
    if (!rom32(image + offsetof(struct adimg_head, section[ADIMG_DEBUG].count)))
        vm->debug = NULL;
    vm->nnames_own = own_names(vm);
    vm->reserve = has_handlers(vm) ? AD_RESERVE * AD_CELL_BYTES : 0;
    return true;
}

bool adload_block(struct adder_vm *vm, void *block, size_t size)
{
    size_t zone = ((size_t)ADR_COUNT + vm->nglobals) * AD_CELL_BYTES;
    if (size < zone + AD_NATIVE_ROOM * AD_CELL_BYTES) /* for the error that comes then */
        return false;
    adheap_init(vm, block, size);
    vm->roots = (adcell *)vm->end - ADR_COUNT;
    vm->globals = vm->roots - vm->nglobals;
    memset(vm->globals, 0, zone);
    vm->limit = vm->stack_limit = vm->start;
    adload_reset(vm);
    return true;
}

void adload_reset(struct adder_vm *vm)
{
    vm->sp = vm->globals;
    vm->fp = NULL;
    vm->pc = adrom_ptr(vm, 0);
    vm->tail_dest = NULL;
}

enum adgo adload_main(struct adder_vm *vm)
{
    const uint8_t *body = vm->modules + offsetof(struct adimg_module, body);
    adpush(vm, (adcell)(adint)(int32_t)rom32(body));
    return adcall(vm, 0, AD_ACT_HOST);
}
