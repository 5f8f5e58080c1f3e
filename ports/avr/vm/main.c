/* SPDX-License-Identifier: MIT
 * main.c - the firmware: one machine over all RAM that is left, one program. What load.c, api.c and
 * report.c are for hosts, as far as a chip needs it.
 */
#include "core/interp.h"
#include "core/obj/num.h"
#include "core/obj/str.h"
#include "port.h"
#include "tailor.h"

struct adder_vm advm;

/* For the fit report: bytes at the block's end that are the machine's own. */
#define TELL_REGISTERS()                                                                           \
    __asm__ volatile(".global adblock_registers\n\t.set adblock_registers, %0"                     \
                     :: "i"(ADR_COUNT * sizeof(adcell)))

static void begin(struct adder_vm *vm)
{
    uint8_t *block;
    uint16_t size;
    TELL_REGISTERS();
    adport_block(&block, &size);
    adheap_init(vm, block, size); /* .bss and the block: zeros from the start */
    vm->roots = (adcell *)vm->end - ADR_COUNT;
    vm->globals = vm->roots - ADTAILOR_NGLOBALS;
    memset(vm->globals, 0, (uint16_t)((ADR_COUNT + ADTAILOR_NGLOBALS) * sizeof(adcell)));
    vm->limit = vm->start;
    vm->sp = vm->globals;
    vm->fp = NULL;
    vm->pc = adrom_ptr(vm, 0);
}

/* ---- the end -------------------------------------------------------------------------------- */

static void put_flash(const char *text)
{
    char c;
    while ((c = (char)adrom8((const uint8_t *)text++)))
        adport_put((uint8_t)c);
}

static void put_str(struct adder_vm *vm, adcell str)
{
    size_t i, n = adobj_size(vm, str);
    for (i = 0; i < n; i++)
        adport_put(adget_byte(vm, str, i));
}

static void put_int(adint value)
{
    char digits[6];
    uint8_t n = 0;
    uint16_t rest = (uint16_t)(value < 0 ? -value : value);
    do
        digits[n++] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        digits[n++] = '-';
    while (n)
        adport_put((uint8_t)digits[--n]);
}

static void put_argument(struct adder_vm *vm, adcell c)
{
    static AD_FLASH_TABLE char colon[] = ": ";
    if (!ad_is_int(c) && !adstr_is(vm, c))
        return;
    put_flash((const char *)colon);
    if (ad_is_int(c))
        put_int(ad_int(c));
    else
        put_str(vm, c);
}

/* Type and first argument, as far as they can be told without running Python code. */
static void report(struct adder_vm *vm)
{
    static AD_FLASH_TABLE char head[] = "Traceback (most recent call last):\n";
    adcell exc = vm->error, class = adtype_of(vm, exc), args;
    put_flash((const char *)head);
    if (ad_is_imm(exc)) /* raised without memory for an object */
        class = exc;
    if (ad_is_imm(class))
        put_flash(adtype_text(ad_imm_number(class) - AD_IMM_TYPE));
    else
        put_str(vm, adclass_of(vm, class)->name);
    if (adis(vm, exc, ADT_exc)) {
        args = adexc_of(vm, exc)->args;
        if (adobj_size(vm, args) == 1)
            put_argument(vm, adget_item(vm, args, 0));
    }
    adport_put('\n');
}

static uint8_t exit_status(struct adder_vm *vm)
{
    adcell exc = vm->error, code = AD_NONE;
    if (!adexc_matches(vm, exc, ad_type_cell(ADT_SystemExit))) {
        report(vm);
        return 1;
    }
    if (adis(vm, exc, ADT_exc) && adobj_size(vm, adexc_of(vm, exc)->args))
        code = adget_item(vm, adexc_of(vm, exc)->args, 0);
    if (ad_is_int(code))
        return (uint8_t)ad_int(code);
    if (adstr_is(vm, code)) {
        put_str(vm, code);
        adport_put('\n');
    }
    return code != AD_NONE;
}

static void tell_figures(struct adder_vm *vm)
{
    adheap_note(vm);
    adport_figure(AD_SIM_block_size, (uint16_t)(vm->end - vm->start));
    adport_figure(AD_SIM_block_peak, vm->stats.high_water);
    adport_figure(AD_SIM_collections, (uint16_t)vm->stats.collections);
    adport_figure(AD_SIM_block_live, (uint16_t)(vm->top - vm->start));
    adport_figure(AD_SIM_stack_reserve, AD_CSTACK);
    adport_figure(AD_SIM_stack_peak, AD_CSTACK - adport_stack_unused());
}

int main(void)
{
    struct adder_vm *vm = &advm;
    uint8_t status = 0;
    enum adgo go;
    adport_start();
    begin(vm);
    adpush(vm, ADTAILOR_MAIN);
    go = adcall(vm, 0, AD_ACT_HOST);
    if (go == AD_GO_ERROR || (go == AD_GO_FRAME && adinterp_run(vm) == AD_RUN_ERROR))
        status = exit_status(vm);
    tell_figures(vm);
    adport_exit(status);
}
