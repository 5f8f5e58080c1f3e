/* SPDX-License-Identifier: MIT
 * test_chip.c - the loop of a firmware (ports/avr/machine/portvm.c) does what the machine of the PC
 * does: the same end, fault, place, memory, and the same writes to ports, for random programs.
 */
#define MACHINE_PORTVM
#include "test_chip.h"
