/* SPDX-License-Identifier: MIT
 * sysnative.h - the type Pin for the rest of the core.
 */
#ifndef ADDER_SYSNATIVE_H
#define ADDER_SYSNATIVE_H

#include "core/native.h"

/* Pin.IN, Pin.OUT, Pin.PULL_UP ... by the number of the name; AD_UNBOUND: no such constant. */
adcell adpin_constant(unsigned name);

#endif
