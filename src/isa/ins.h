/* SPDX-License-Identifier: MIT
 * ins.h - how to read the instruction tables (isa/NAME.def). One row an instruction:
 *
 *   INS(code, NAME, "operands", pops, pushes, flags, "before -- after", "What it does.")
 *
 * operands: one letter each, in the order of the bytes behind the opcode:
 *   s  slot of a local            1 byte   0 is the LAST local (see image/format.h, frames)
 *   i  small integer              1 byte   -128..127
 *   I  integer                    2 bytes  -32768..32767, little-endian
 *   u  count, flags or depth      1 byte   0..255
 *   U  count                      2 bytes  0..65535
 *   k  K  constant                1, 2     index in the image's constant pool
 *   g  G  global slot             1, 2     index in the VM's table of globals (all modules share
 * it)
 *   n  N  name                    1, 2     index in the image's table of names
 *   B  immediate cell             2 bytes  number of a builtin, a type or a constant
 * (isa/builtins.h)
 *   M  module                     2 bytes  index in the image's table of modules
 *   j  jump                       2 bytes  signed distance from the end of this instruction
 * and of the integer machines:
 *   b  number                     1 byte   0..255
 *   w  number                     4 bytes  a word, little-endian, without a sign
 *   v  variable                   4 bytes  its number
 *   a  address of code            4 bytes  counted in words
 *
 * pops, pushes: numbers of cells; AD_VAR where an operand decides (isa.c knows those by name).
 * flags: what follows.
 */
#ifndef ADDER_INS_H
#define ADDER_INS_H

#define AD_VAR (-1)

enum {
    AD_F_NONE = 0,
    AD_F_JUMP = 1,     /* may jump: the `j` operand is the target                             */
    AD_F_END = 2,      /* never goes on with the next instruction                             */
    AD_F_DROP = 4,     /* on a jump the depth is that before the instruction, less 1          */
    AD_F_DROP3 = 8,    /* on a jump the depth is that before the instruction, less 3          */
    AD_F_KEEP = 16,    /* on a jump the depth is that before the instruction                  */
    AD_F_EXACT = 32,   /* neither allocates nor calls nor raises                              */
};

#endif
