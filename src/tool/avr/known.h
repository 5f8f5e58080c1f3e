/* SPDX-License-Identifier: MIT
 * known.h - texts of errors that the machine raises. They are not on the chip; of some the
 * instruction says what they are.
 */
#ifndef ADDER_TOOL_KNOWN_H
#define ADDER_TOOL_KNOWN_H

#include "base/outbuf.h"
#include "tool/avr/symbols.h"

/* The text of an exception of this type (ADT_) which the instruction there has raised; nothing when
 * it is not known for sure. */
void adknown_write(const struct adsym *s, uint16_t distance, unsigned type, struct adout *out);

#endif
