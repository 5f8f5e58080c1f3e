/* SPDX-License-Identifier: MIT
 * report.h - the last words of a program that an exception stops.
 */
#ifndef ADDER_AVR_REPORT_H
#define ADDER_AVR_REPORT_H

#include "core/frame.h"

/* Sends vm->error and where it was raised (image/record.h). The program is over: vm->pc is used
 * up. */
void adreport_send(struct adder_vm *vm);

#endif
