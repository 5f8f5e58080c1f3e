/* SPDX-License-Identifier: MIT
 * crc.h - CRC-32 of IEEE 802.3, as zip, PNG and Ethernet have it.
 */
#ifndef ADDER_IMAGE_CRC_H
#define ADDER_IMAGE_CRC_H

#include "base/base.h"

uint32_t adcrc_32(const uint8_t *bytes, size_t n);

#endif
