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

/* Of AD_CODE bytes; the build says how many, and how many cells of stack (AD_STACK), calls
 * (AD_CALLS) and memory or variables (AD_MEMORY) there are. */
extern const uint8_t adprogram[];

/* Texts of faults, one behind the other: there is no table of pointers in RAM. */
static const __flash char faults[] = "no fault\0" "illegal\0" "truncated\0" "no halt\0"
    "stack underflow\0" "stack overflow\0" "bad jump\0" "bad address\0" "bad port\0" "bad value\0"
    "division by zero\0" "no call\0" "calls too deep\0";

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

/* Everything is known when it is linked, so nothing is done to begin: .bss is zeros. */
#if defined(ADMACHINE_PORTVM)
static int32_t cells[AD_MEMORY + AD_STACK + 1];
static struct adportvm_call calls[AD_CALLS];
static uint8_t globals[ADPORTVM_GLOBALS];
static struct adportvm vm = {.code = adprogram, .code_size = AD_CODE, .memory = cells,
    .memory_cells = AD_MEMORY, .stack = cells + AD_MEMORY, .stack_cells = AD_STACK,
    .calls = calls, .calls_max = AD_CALLS, .globals = globals};
#define RUN() adportvm_run(&vm, 0)
#define STATUS() 0
#else
static uint32_t cells[AD_STACK + AD_MEMORY];
static admicrovm_index calls[AD_CALLS];
static struct admicrovm vm = {.config = {AD_STACK, AD_CALLS, AD_MEMORY, false},
    .code = adprogram, .end = adprogram + AD_CODE, .words = AD_CODE / 4, .stack = cells,
    .variables = cells + AD_STACK, .calls = calls};
#define RUN() admicrovm_run(&vm, 0)
#define STATUS() ((uint8_t)vm.status)
#endif

int main(void)
{
    enum admachine_stop stop;
    adport_start();
    do
        stop = RUN();
    while (stop == ADMACHINE_BREAK);
    if (stop == ADMACHINE_FAULT)
        tell(vm.fault, vm.pc);
    adport_exit(stop == ADMACHINE_HALT ? STATUS() : 1);
}
