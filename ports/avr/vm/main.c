/* SPDX-License-Identifier: MIT
 * main.c - the firmware: one machine over all RAM that is left, one program. What load.c and api.c
 * are for hosts, as far as a chip needs it.
 */
#include "core/interp.h"
#include "port.h"
#include "report.h"
#include "tailor.h"

#if ADTAILOR_PRINTED /* when the firmware was built */
static const __flash uint8_t output[] = {ADTAILOR_OUTPUT};

static void say(uint16_t at, uint16_t n)
{
    const __flash uint8_t *from = output + at;
    while (n--)
        adport_put(*from++);
}
#endif

#if ADTAILOR_START == 2 /* the program was run to its end when the firmware was built */

int main(void)
{
    adport_start(true);
    ADTAILOR_EFFECTS
    adport_exit(0);
}

#else

AD_FIELDS(AD_FIELD)
AD_RESERVE_FIELDS(AD_FIELD)

/* For the fit report: bytes at the block's end that are the machine's own. */
#define TELL_REGISTERS()                                                                           \
    __asm__ volatile(".global adblock_registers\n\t.set adblock_registers, %0"                     \
                     :: "i"(AD_HAS_ROOTS * ADR_COUNT * sizeof(adcell)))

#if ADTAILOR_START == 1
extern const uint8_t adimage_ram[];

static void fill(void *to, const uint8_t *from, uint16_t words)
{
    uint16_t *at = to;
    for (; words--; from += 2)
        *at++ = adrom16(from);
}
#endif

/* Names of the natives that instructions call, for the image (src/tool/avr/tailor_write.c). */
#define DIRECT(id, number) AD_FAST_CODE(adfast_native_##number, adn_##id);
static inline void name_natives(void) { ADTAILOR_DIRECT(DIRECT) }

/* The program begins, or goes on where it was stopped when the firmware was built. */
static void begin(struct adder_vm *vm)
{
    uint8_t *block;
    uint16_t size;
    TELL_REGISTERS();
    name_natives();
    adport_block(&block, &size);
    adheap_init(vm, block, size); /* .bss and the block: zeros from the start */
    advm_roots = (adcell *)vm->end - AD_HAS_ROOTS * ADR_COUNT;
    vm->globals = advm_roots - ADTAILOR_NGLOBALS;
#if ADTAILOR_START == 1
    vm->sp = (adcell *)vm->end - ADTAILOR_STACK;
    fill(vm->start, adimage_ram, ADTAILOR_OBJECTS);
    fill(vm->sp, adimage_ram + 2 * ADTAILOR_OBJECTS, ADTAILOR_STACK);
    vm->top += 2 * ADTAILOR_OBJECTS;
    vm->fp = (adcell *)vm->end - ADTAILOR_FP;
    vm->pc = adrom_ptr(vm, 0) - ADTAILOR_PC;
    vm->limit = vm->stack_limit = vm->top;
    ADTAILOR_EFFECTS
#else
    memset(vm->globals, 0, (uint16_t)((adcell *)vm->end - vm->globals) * sizeof(adcell));
    vm->limit = vm->stack_limit = vm->start;
    vm->sp = vm->globals;
    vm->fp = NULL;
    vm->pc = adrom_ptr(vm, 0);
    adpush(vm, ADTAILOR_MAIN);
#endif
}

static enum adgo enter(struct adder_vm *vm)
{
#if ADTAILOR_START == 1
    return AD_GO_FRAME;
#else
    return adcall(vm, 0, AD_ACT_HOST);
#endif
}

/* ---- the end -------------------------------------------------------------------------------- */

/* Of sys.exit(); what is no number and not None is told as an exception is. */
static uint8_t exit_status(struct adder_vm *vm)
{
    adcell exc = vm->error, code = AD_NONE;
    if (AD_HAS_EXITS && adexc_matches(vm, exc, ad_type_cell(ADT_SystemExit))) {
        if (adis(vm, exc, ADT_exc) && adobj_size(vm, adexc_of(vm, exc)->args))
            code = adget_item(vm, adexc_of(vm, exc)->args, 0);
        if (ad_is_int(code))
            return (uint8_t)ad_int(code);
        if (code == AD_NONE)
            return 0;
    }
    adreport_send(vm);
    if (ADTAILOR_RESTART)
        adport_restart();
    return 1;
}

static void tell_figures(struct adder_vm *vm)
{
    adheap_note(vm);
    adport_figure(AD_SIM_block_size, (uint16_t)(vm->end - vm->start));
    adport_figure(AD_SIM_block_peak, vm->stats.high_water);
    adport_figure(AD_SIM_collections, (uint16_t)vm->stats.collections);
    adport_figure(AD_SIM_block_live, (uint16_t)(vm->top - vm->start));
    adport_figure(AD_SIM_stack_reserve, AD_STACK_RESERVE);
    adport_figure(AD_SIM_stack_peak, AD_STACK_RESERVE - adport_stack_unused());
}

int main(void)
{
    struct adder_vm *vm = NULL; /* its fields are variables */
    uint8_t status = 0;
    enum adgo go;
    if (ADTAILOR_RESTART)
        adport_restarted();
    adport_start(AD_HAS_ENDS);
    begin(vm);
    go = enter(vm);
    if (go == AD_GO_FRAME)
        go = adinterp_run(vm) == AD_RUN_ERROR ? AD_GO_ERROR : AD_GO_HOST;
    AD_CANNOT(!AD_HAS_ENDS);
    if (AD_HAS_ERRORS && go == AD_GO_ERROR)
        status = exit_status(vm);
    tell_figures(vm);
    adport_exit(status);
}
#endif
