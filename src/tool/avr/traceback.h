/* SPDX-License-Identifier: MIT
 * traceback.h - what CPython would say of the exception in a record.
 */
#ifndef ADDER_TOOL_TRACEBACK_H
#define ADDER_TOOL_TRACEBACK_H

#include "base/outbuf.h"
#include "tool/avr/record.h"
#include "tool/avr/symbols.h"

/* The record is one of the symbols' firmware (their ids agree). */
void adtraceback_write(const struct adsym *s, const struct adrecord *record, struct adout *out);

#endif
