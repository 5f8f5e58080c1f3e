/* SPDX-License-Identifier: MIT
 * test_chip_microvm.c - the same as test_chip.c for ports/avr/machine/microvm.c.
 */
#include "test_chip.h"
