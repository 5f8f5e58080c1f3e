/* SPDX-License-Identifier: MIT
 * machine.c - see machine.h.
 */
#include "machines/machine.h"

const char *admachine_fault_text(enum admachine_fault fault)
{
    static const char *const texts[ADMACHINE_FAULTS] = {"no fault", "illegal instruction",
        "the code ends within an instruction", "the code ended without a halt", "stack underflow",
        "stack overflow", "jump out of the code", "address out of range", "port out of range",
        "value out of range", "division by zero", "return without a call", "calls nested too deep"};
    return fault < ADMACHINE_FAULTS ? texts[fault] : "unknown fault";
}
