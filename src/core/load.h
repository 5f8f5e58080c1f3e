/* SPDX-License-Identifier: MIT
 * load.h - a machine made ready: the image's sections found, the block laid out, the main module's
 * body called. For hosts (api.c) and for ports that run one image in place.
 */
#ifndef ADDER_LOAD_H
#define ADDER_LOAD_H

#include "core/call.h"

/* vm->base is set: the image ends there (on a chip adrom_ptr says where), and begins at `image`.
 * False: it lacks what every program needs. */
bool adload_image(struct adder_vm *vm, const uint8_t *image) AD_MUST_CHECK;

/* Objects and stack in an empty block; false: the roots and globals alone would fill it. */
bool adload_block(struct adder_vm *vm, void *block, size_t size) AD_MUST_CHECK;

/* Forgets what ran: the value stack is empty, the next frame is the outermost. */
void adload_reset(struct adder_vm *vm);

/* Enters the body of __main__; AD_GO_FRAME, or AD_GO_ERROR with vm->error set. */
enum adgo adload_main(struct adder_vm *vm) AD_MUST_CHECK;

#endif
