/* SPDX-License-Identifier: MIT
 * main.c - the firmware of an integer machine: one program in flash (adprogram), one machine over
 * all RAM that is left. `adder build` compiles it with ADMACHINE_PORTVM or ADMACHINE_MICROVM.
 */
#include "port.h"

#include "machine/ports.h"
#if defined(ADMACHINE_PORTVM)
#include "machines/portvm.h"
#else
#include "machines/microvm.h"
#endif

extern const uint8_t adprogram[], adprogram_end[];

static const struct admachine_host host = {
    NULL, adports_read, adports_write, adports_print, adports_delay};

/* Texts of faults, one behind the other: there is no table of pointers in RAM. */
static const __flash char faults[] = "no fault\0" "illegal instruction\0" "code ends within\0"
    "no halt\0" "stack underflow\0" "stack overflow\0" "jump out of code\0" "no such address\0"
    "no such port\0" "bad value\0" "division by zero\0" "no call\0" "calls too deep\0";

static void tell(uint8_t fault, uint16_t pc)
{
    const __flash char *text = faults;
    static const __flash char at[] = " at ";
    for (; fault; fault--)
        while (*text++)
            ;
    while (*text)
        adport_put((uint8_t)*text++);
    for (text = at; *text;)
        adport_put((uint8_t)*text++);
    adports_write(NULL, ADPORTS_NUMBER, (int32_t)pc);
}

#if defined(ADMACHINE_PORTVM)
static struct adportvm vm;

/* All memory that is not stack is cells. */
static bool begin(uint8_t *block, uint16_t size)
{
    struct adportvm_config config = {AD_STACK, AD_CALLS, 0};
    uint16_t least = (uint16_t)adportvm_size(&config);
    config.memory = size > least ? (uint16_t)(size - least) / 4 : 0;
#if defined(AD_MEMORY)
    config.memory = AD_MEMORY;
#endif
    return adportvm_init(&vm, block, size, &config, adprogram,
        (uint16_t)(adprogram_end - adprogram), &host);
}
#define RUN() adportvm_run(&vm, 0)
#define STATUS() 0
#else
static struct admicrovm vm;

static bool begin(uint8_t *block, uint16_t size)
{
    struct admicrovm_config config = {AD_STACK, AD_CALLS, 0, false};
    uint16_t least = (uint16_t)admicrovm_size(&config);
    config.variables = size > least ? (uint16_t)(size - least) / 4 : 0;
#if defined(AD_MEMORY)
    config.variables = AD_MEMORY;
#endif
    return admicrovm_init(&vm, block, size, &config, adprogram,
        (uint16_t)(adprogram_end - adprogram), &host);
}
#define RUN() admicrovm_run(&vm, 0)
#define STATUS() ((uint8_t)vm.status)
#endif

int main(void)
{
    uint8_t *block;
    uint16_t size;
    enum admachine_stop stop = ADMACHINE_FAULT;
    adport_start();
    adport_block(&block, &size);
    if (begin(block, size))
        do
            stop = RUN();
        while (stop == ADMACHINE_BREAK);
    if (stop == ADMACHINE_FAULT)
        tell(vm.fault, vm.pc);
    adport_figure(AD_SIM_stack_reserve, AD_CSTACK);
    adport_figure(AD_SIM_stack_peak, AD_CSTACK - adport_stack_unused());
    adport_exit(stop == ADMACHINE_HALT ? STATUS() : 1);
}
