/* SPDX-License-Identifier: MIT
 * names.h - numbers of the names that the VM knows: ADN_append, ADN_d_init (for __init__), ...
 * A name is a number everywhere in a running program: below ADN_COUNT from names.def, above it the
 * image's own, above those what the program made at run time (setattr with a computed string).
 */
#ifndef ADDER_NAMES_H
#define ADDER_NAMES_H

enum {
#define NAME(id, text) ADN_##id,
#include "isa/names.def"
#undef NAME
    ADN_COUNT
};

#endif
