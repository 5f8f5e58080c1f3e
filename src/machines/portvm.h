/* SPDX-License-Identifier: MIT
 * portvm.h - portvm, the integer machine with ports: 24 instructions (isa/portvm.def) on a stack of
 * signed integers of 32 bits that wrap, memory of up to 4194304 such cells, 255 bytes of globals,
 * 255 ports. docs/portvm.md describes it to who writes programs for it.
 *
 * A chip that only runs programs needs portvm.c alone; names and the view for tools are in
 * portvm_tool.c.
 */
#ifndef ADDER_PORTVM_H
#define ADDER_PORTVM_H

#include "machines/machine.h"

enum adportvm_op {
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) ADPORTVM_##name = (code),
#include "isa/portvm.def"
#undef INS
};

#define ADPORTVM_MEMORY 4194304 /* cells that a machine has at most */
#define ADPORTVM_GLOBALS 255
#define ADPORTVM_PORTS 255

/* Addresses of code, heights of the stack, numbers of cells. */
#if defined(__AVR__)
typedef uint16_t adportvm_uint;
#else
typedef uint32_t adportvm_uint;
#endif

struct adportvm_config {
    adportvm_uint stack;  /* cells of the operand stack */
    adportvm_uint calls;  /* how deep calls may nest */
    adportvm_uint memory; /* cells of memory, at most ADPORTVM_MEMORY */
};

/* What RET restores. */
struct adportvm_call {
    adportvm_uint pc, bp;
};

struct adportvm {
    const uint8_t *code; /* AVR: in flash */
    const struct admachine_host *host; /* or NULL */
    int32_t *memory;
    int32_t *stack; /* stack[1] is the bottom; stack[0] is the loop's, see portvm.c */
    struct adportvm_call *calls;
    uint8_t *globals;
    adportvm_uint code_size, memory_cells, stack_cells, calls_max;
    adportvm_uint pc; /* of the next instruction; of the wrong one after a fault */
    adportvm_uint sp; /* elements on the stack */
    adportvm_uint bp; /* the first argument of the subroutine, counted from the bottom */
    adportvm_uint depth; /* calls that are open */
    uint8_t fault;
    volatile bool stopped;
};

/* Bytes of memory that such a machine needs; 0 when it cannot be had. */
size_t adportvm_size(const struct adportvm_config *config);

/* False when the configuration cannot be had, `size` is too small, the memory is not aligned as an
 * int32_t must be, or the code is too long for a chip's addresses. The code, the memory and the
 * host must live as long as the machine. Cells that are zero already are only read, so memory
 * from calloc stays as sparse as the system makes it. */
bool adportvm_init(struct adportvm *vm, void *memory, size_t size,
    const struct adportvm_config *config, const uint8_t *code, uint32_t code_size,
    const struct admachine_host *host) AD_MUST_CHECK;

/* Runs at most `steps` instructions; 0: no limit. After a fault it returns the fault again, after
 * HALT it stands on it. The host's functions may look at the machine and stop it, no more. */
enum admachine_stop adportvm_run(struct adportvm *vm, uint32_t steps);

/* Ends the run at its next jump or call, or the next run when none is going on. */
void adportvm_stop(struct adportvm *vm);

/* As adportvm_init left it: everything zero. */
void adportvm_restart(struct adportvm *vm);

/* For tools; not in portvm.c. */
extern const struct adisa adisa_portvm;
extern const struct admachine_type adportvm_type;

#endif
