/* SPDX-License-Identifier: MIT
 * main.c - the firmware of an integer machine: one program in flash (adprogram), one machine with
 * all RAM that is left. `adder build` links it with portvm.c or microvm.c.
 */
#include "port.h"

#include "machine/ports.h"
#include "chip.h"

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
    adports_text(text);
    adports_text(at);
    adports_write(NULL, ADPORTS_NUMBER, (int32_t)pc);
}

int main(void)
{
    enum admachine_stop stop;
    adport_start(true);
    stop = adchip_run();
    if (stop == ADMACHINE_FAULT)
        tell(adchip_fault, adchip_pc);
    adport_exit(stop == ADMACHINE_HALT ? adchip_status : 1);
}
