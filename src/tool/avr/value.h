/* SPDX-License-Identifier: MIT
 * value.h - a chip's values as text, as repr() and str() have it where that needs no Python code:
 * from the objects of a record (record.h), and from the image, which the PC has too.
 */
#ifndef ADDER_TOOL_VALUE_H
#define ADDER_TOOL_VALUE_H

#include "base/outbuf.h"
#include "tool/avr/record.h"

struct advalues {
    const struct adrecord *record;
    const struct adimg *image;
};

/* The object of a cell; false: it has none, or nobody sent it. */
bool advalue_object(const struct advalues *v, uint16_t cell, struct adrecord_object *object);
/* i-th cell of an object's body; 0 when it was not sent. */
uint16_t advalue_item(const struct adrecord_object *object, uint32_t i);

void advalue_repr(const struct advalues *v, uint16_t cell, struct adout *out);
void advalue_str(const struct advalues *v, uint16_t cell, struct adout *out);

/* The name of a class or a builtin type. */
void advalue_class_name(const struct advalues *v, uint16_t class, struct adout *out);
/* The builtin type that a class is, or is built on: ADT_. */
unsigned advalue_native(const struct advalues *v, uint16_t class);

#endif
