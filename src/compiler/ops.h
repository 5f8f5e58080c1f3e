/* SPDX-License-Identifier: MIT
 * ops.h - numbers of the instructions for the generator: ADI_LOAD, ADI_ADD_SL, ... What else there is
 * to know of an instruction stands in its row (isa/isa.h).
 */
#ifndef ADDER_OPS_H
#define ADDER_OPS_H

#include "isa/ins.h"

enum adi {
#define INS(code, name, operands, pops, pushes, flags, effect, text) ADI_##name = (code),
#include "isa/py.def"
#undef INS
    ADI_COUNT
};

struct adi_row {
    const char *operands;
    int8_t pops, pushes;
    uint8_t flags;
};

extern const struct adi_row adi_rows[ADI_COUNT];

#endif
