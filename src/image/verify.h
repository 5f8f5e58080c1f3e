/* SPDX-License-Identifier: MIT
 * verify.h - accepts an image, or names the exact fault. What it accepts cannot make the VM read or
 * write outside its block and the image, whoever made it, provided that the VM itself checks
 *
 *  - everything that depends on values on the stack and in locals, which are not traced:
 *      that LIST_APPEND, SET_ADD, MAP_ADD, LIST_EXTEND, SET_UPDATE, DICT_UPDATE, DICT_MERGE and
 *      LIST_TO_TUPLE find a list, set or dict; BUILD_STRING and FORMAT's spec a str;
 *      that LOAD_DEREF, STORE_DEREF, DELETE_DEREF, LOAD_CLASS_DEREF find a cell in the local;
 *      that COPY_FREE finds a closure with at least n cells, and cells in it;
 *      that LOAD_NAME, STORE_NAME, DELETE_NAME, LOAD_CLASS_DEREF find a class in the first
 *      local, and CLASS_END one on the stack;
 *      that FOR_ITER(_L) and SEND find an iterator; FOR_RANGE(_L) small ints with a count that is
 *      not negative; IF_TOKEN and END_FINALLY a token; RERAISE, ENTER_HANDLER, END_ASYNC_FOR and
 *      WITH_EXCEPT an exception (LOAD_HANDLED pushes what ENTER_HANDLER left, or what a STORE put
 *      into that slot);
 *      that CALL_EX finds a tuple or list and a dict; MAKE_FUNCTION three tuples, with at most npos
 *      defaults and as many others as there are keyword-only parameters; IMPORT_FROM and
 *      IMPORT_STAR a module; MATCH_* and BUILD_CLASS what they say;
 *      that a cell may be unbound wherever a value is taken from the stack or a slot, and so may an
 *      item of a tuple (LOAD_UNBOUND and BUILD_TUPLE make one, and images have them for
 *      keyword-only parameters without a default). The function at fp + nlocals is no such place:
 *      no instruction reaches it;
 *  - INTRINSIC's operand, and whether an instruction is in this build at all;
 *  - the widths in the head against its own, and that a function of FROZEN, a module 1, names'
 *    texts and DEBUG are there before it uses them (DEBUG may lack the names of locals);
 *  - stack room for the declared depth at every call, recursion of its own over nested constants
 *    (they cannot be cyclic, but may be thousands deep), and arguments against parameters.
 *
 * A generator's code may have the flag ADCODE_SIMPLE; YIELD and SEND stand in code of generators
 * and coroutines only. Only JUMP_BACK and the instructions that compare and jump may go back, so a
 * VM that looks at its trap word there cannot be caught in a loop.
 */
#ifndef ADDER_IMAGE_VERIFY_H
#define ADDER_IMAGE_VERIFY_H

#include "image/read.h"

/* Bytes of scratch memory for an image of this size, at any width. */
size_t adimg_verify_scratch(size_t size);

/* scratch: aligned to 2. fault: set when the image is refused. */
bool adimg_verify(const uint8_t *bytes, size_t size, void *scratch, size_t scratch_size,
    struct adimg_fault *fault);

#endif
