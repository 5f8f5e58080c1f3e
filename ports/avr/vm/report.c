/* SPDX-License-Identifier: MIT
 * report.c - see report.h. Nothing is allocated and nothing recurses: what the PC needs is sent as
 * it lies in memory.
 */
#include "report.h"

#include "image/record.h"
#include "port.h"

/* The checksum has the place of the pc, which nobody needs any more. */
static void put_byte(struct adder_vm *vm, uint8_t byte)
{
    uint16_t sums = (uint16_t)(uintptr_t)vm->pc;
    uint8_t sum = (uint8_t)(sums + byte);
    vm->pc = (const uint8_t *)(uintptr_t)(uint16_t)((sums & 0xff00) + (uint16_t)(sum << 8) + sum);
    adport_put(byte);
}

static void put_word(struct adder_vm *vm, uint16_t word)
{
    put_byte(vm, (uint8_t)word);
    put_byte(vm, (uint8_t)(word >> 8));
}

static void put_cell(struct adder_vm *vm, adcell c)
{
    const uint8_t *p = adptr(vm, c);
    size_t n;
    put_word(vm, c);
    if (!ad_in_block(c))
        return;
    n = adobj_bytes(vm, c);
    if (n > ADRECORD_OBJECT_MOST)
        n = ADRECORD_OBJECT_MOST;
    put_byte(vm, (uint8_t)n);
    while (n--)
        put_byte(vm, *p++);
}

/* The places that the frames have come to. The frames are still there: see adunwind. */
static void put_frames(struct adder_vm *vm, const uint8_t *pc)
{
    const adcell *fp = vm->fp;
    size_t distance = fp != NULL;
    while (distance) {
        put_word(vm, (uint16_t)(adrom_ptr(vm, 0) - pc));
        pc = adframe_pc_of(vm, fp[-3]);
        distance = ad_raw(fp[-2]) >> AD_LINK_SHIFT;
        fp += distance;
    }
    put_word(vm, 0);
}

static void put_exception(struct adder_vm *vm)
{
    adcell exc = vm->error, args;
    size_t i;
    uint8_t causes = AD_HAS_CAUSES ? ADRECORD_CAUSES_MOST : 1;
    do {
        put_cell(vm, exc);
        if (!adis(vm, exc, ADT_exc))
            break;
        args = adexc_of(vm, exc)->args;
        put_cell(vm, adexc_of(vm, exc)->class);
        put_cell(vm, args);
        for (i = 0; i < adobj_size(vm, args); i++)
            put_cell(vm, adget_item(vm, args, i));
        exc = adexc_of(vm, exc)->cause;
    } while (exc && --causes);
    put_word(vm, 0);
}

void adreport_send(struct adder_vm *vm)
{
    const uint8_t *pc = vm->pc;
    uint16_t sums;
    adport_put(ADRECORD_BEGIN_1);
    adport_put(ADRECORD_BEGIN_2);
    vm->pc = NULL;
    put_word(vm, ADVM_ID);
    put_frames(vm, pc);
    put_exception(vm);
    sums = (uint16_t)(uintptr_t)vm->pc;
    put_word(vm, sums);
}
