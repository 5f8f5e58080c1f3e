/* SPDX-License-Identifier: MIT
 * vm.h - an integer machine on the PC with a program in it: for run, trace and debug. Its ports are
 * those of boards (ports/machine/ports.h), with the PC's terminal, clock and pins.
 */
#ifndef ADDER_TOOL_VM_H
#define ADDER_TOOL_VM_H

#include "machines/microvm.h"
#include "machines/portvm.h"
#include "tool/machine.h"

struct adtool_vm {
    const struct admachine_type *type;
    union {
        struct adportvm portvm;
        struct admicrovm microvm;
    } vm; /* what the functions of `type` take */
    void *memory;
};

/* 0, or the exit status after it has complained. The code must stay. */
int adtool_vm_open(struct adtool_vm *v, const struct adtool_options *o,
                   const struct adtool_code *c);
void adtool_vm_close(struct adtool_vm *v);

/* Other code for the same machine, which keeps its state. */
void adtool_vm_code(struct adtool_vm *v, const uint8_t *code, uint32_t size);

/* Where an address of code is in the source, as "FILE:LINE"; "" without source. */
void adtool_vm_place(const struct adtool_code *c, uint32_t pc, char *text, size_t size);

/* Tells a fault as "adder: FILE:LINE: stack underflow at 7" with the line below it; the status. */
int adtool_vm_fault(const struct adtool_vm *v, const struct adtool_options *o,
                    const struct adtool_code *c);

/* `adder interactive`: lines of assembler that run at once. */
int adtool_interactive(const struct adtool_options *o);

/* `adder run` and `adder build` of files for which adtool_isa is not NULL. */
int adtool_machine_run(const struct adtool_options *o);
int adtool_machine_build(const struct adtool_options *o);

#endif
