/* SPDX-License-Identifier: MIT
 * record.h - what a chip sends over its serial line when an exception stops the program: numbers.
 * Texts, names and lines stay on the PC (docs/design/error-records.md).
 *
 *   fe ad          bytes that no text in UTF-8 has: a record begins
 *   u16            id of the image (adrecord_id)
 *   u16 ..., 0     where each frame is, innermost first: bytes from the end of its last instruction
 *                  to the end of the image
 *   cells, 0       the exception, and what it is made of: each cell as it is (u16); behind one that
 *                  refers to an object in RAM a byte n and n bytes, the object's first ones as they
 *                  lie there, header included. The first cell is the exception that was raised.
 *   u8 u8          of the bytes behind `fe ad`: their sum, then the sum of all these sums
 *
 * Little-endian, cells as in core/cell16.h.
 */
#ifndef ADDER_IMAGE_RECORD_H
#define ADDER_IMAGE_RECORD_H

#define ADRECORD_BEGIN_1 0xfe
#define ADRECORD_BEGIN_2 0xad
#define ADRECORD_VERSION 1
#define ADRECORD_OBJECT_MOST 255 /* bytes of one object */
#define ADRECORD_CAUSES_MOST 4   /* exceptions of one chain */

#endif
