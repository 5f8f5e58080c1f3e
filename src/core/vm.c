/* SPDX-License-Identifier: MIT
 * vm.c - readers of objects that are not inline, and the small services that have no better place.
 */
#include "core/call.h"

#if !AD_ROM_DIRECT
adcell adget_header(const struct adder_vm *vm, adcell ref)
{
    if (ad_is_rom(ref))
        return adrom_cell((const adcell *)adrom_ptr(vm, ref));
    return *(adcell *)adptr(vm, ref);
}

/* Many places ask, so it is one function. Questions one by one: joined, avr-gcc makes truth values
 * of them first. */
uint8_t adlayout(const struct adder_vm *vm, adcell c)
{
    if (ad_is_int(c) || c == AD_UNBOUND)
        return 0;
    if (ad_offset(c) > 0) /* in the block, as nearly all are */
        return (uint8_t)adhd_layout(*(adcell *)adptr(vm, c));
    if (ad_is_imm(c))
        return 0;
    return (uint8_t)adhd_layout(adrom_cell((const adcell *)adrom_ptr(vm, c)));
}

adcell adget_cell(const struct adder_vm *vm, adcell ref, size_t i)
{
    if (ad_is_rom(ref))
        return adrom_cell((const adcell *)adrom_ptr(vm, ref) + 1 + i);
    return ((adcell *)adptr(vm, ref))[1 + i];
}
#endif

#if AD_ESCAPE
size_t adobj_size(const struct adder_vm *vm, adcell ref)
{
    size_t size = adhd_size(adget_header(vm, ref));
    if (AD_ESCAPE && size == AD_ESCAPE)
        size = (size_t)ad_int(adget_cell(vm, ref, 0));
    return size;
}

size_t adobj_body(const struct adder_vm *vm, adcell ref)
{
    if (AD_ESCAPE && adhd_size(adget_header(vm, ref)) == AD_ESCAPE)
        return 2 * AD_CELL_BYTES;
    return AD_CELL_BYTES;
}
#endif

adcell adget_item(const struct adder_vm *vm, adcell ref, size_t i)
{
    return adget_cell(vm, ref, adobj_body(vm, ref) / AD_CELL_BYTES - 1 + i);
}

#if AD_ROM_DIRECT
uint8_t adget_byte(const struct adder_vm *vm, adcell ref, size_t i)
{
    return adbytes_of(vm, ref)[i];
}

void adget_bytes(const struct adder_vm *vm, adcell ref, size_t from, size_t n, void *to)
{
    memcpy(to, adbytes_of(vm, ref) + from, n);
}
#else
uint8_t adget_byte(const struct adder_vm *vm, adcell ref, size_t i)
{
    i += adobj_body(vm, ref);
    if (ad_is_rom(ref))
        return adrom8(adrom_ptr(vm, ref) + i);
    return ((uint8_t *)adptr(vm, ref))[i];
}

void adget_bytes(const struct adder_vm *vm, adcell ref, size_t from, size_t n, void *to)
{
    bool rom = ad_is_rom(ref);
    const adcell *head = rom ? (const adcell *)adrom_ptr(vm, ref) : adptr(vm, ref);
    const uint8_t *body = (const uint8_t *)(head + 1) + from;
    uint8_t *p = to;
    if (adhd_size(rom ? adrom_cell(head) : *head) == AD_ESCAPE)
        body += AD_CELL_BYTES;
    for (; n; n--)
        *p++ = rom ? ADROM8_NEXT(body) : *body++;
}
#endif

/* ---- handing over to Python ----------------------------------------------------------------- */

adcell adtail_act(struct adder_vm *vm, unsigned k, enum adaction action)
{
    AD_MAKES(tails);
    vm->tail_n = (uint16_t)k;
    vm->tail_action = (uint8_t)action;
    vm->tail_dest = NULL;
    return AD_TAILCALL;
}

adcell adtail_call(struct adder_vm *vm, unsigned k) { return adtail_act(vm, k, AD_ACT_PUSH); }

/* Opens a gap of one cell below the k topmost ones and puts `callable` there. */
void adstack_insert(struct adder_vm *vm, unsigned k, adcell callable)
{
    vm->sp--;
    memmove(vm->sp, vm->sp + 1, k * sizeof(adcell));
    vm->sp[k] = callable;
}

#if !AD_TAILORED /* a firmware has a table of its own */
adcell adfrozen(const struct adder_vm *vm, enum adfrozen z)
{
    return adrom_cell(vm->frozen + z);
}
#endif

adcell adtail(struct adder_vm *vm, enum adfrozen z, unsigned k)
{
    adcell function = adfrozen(vm, z);
    if (!function) /* a firmware without what would make it good: see tool/avr/gates.c */
        return adexc_raise(vm, AD_TAILORED ? ADT_TypeError : ADT_SystemError,
            "lib function %d is not in the image", (int)z);
    adstack_insert(vm, k, function);
    return adtail_call(vm, k);
}

adcell adtail_special(struct adder_vm *vm, unsigned name, unsigned k, enum adaction action)
{
    adcell function = adspecial(vm, vm->sp[k - 1], name);
    if (!function)
        return AD_UNBOUND;
    adstack_insert(vm, k, function);
    return adtail_act(vm, k, action);
}
