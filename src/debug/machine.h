/* SPDX-License-Identifier: MIT
 * machine.h - the two integer machines as programs of the debugger (target.h).
 *
 * Expressions are sums and differences of: numbers (7, -7, 0xFF, 0b101, 'a'), names of the source
 * (a variable's value, a label's address, a constant), registers (of portvm IP, SP, BP; of microvm
 * equal, greater, calls; of both pc), and NAME[N]: an element of a variable, or of memory, stack (0
 * is the top), global, variable, port, local; & before a name gives the number of the variable or
 * element instead of its value. Two sums may be compared: == != < <= > >= give 1 or 0.
 * What port[N] gives is what last went through it: to look at it does nothing to the world.
 */
#ifndef ADDER_DEBUG_MACHINE_H
#define ADDER_DEBUG_MACHINE_H

#include "debug/target.h"
#include "isa/masm.h"
#include "machines/machine.h"

enum { ADDEBUG_PORT_COUNT = 255 };

struct addebug_port {
    int32_t value; /* the last one */
    uint32_t reads, writes;
    bool wrote;    /* was it written? */
};

struct addebug_machine {
    const struct admachine_type *type;
    void *vm;
    const struct admasm *source;        /* or NULL */
    const uint8_t *code;
    uint32_t size;                      /* in bytes */
    const struct admachine_host *inner; /* the world behind `host` */
    struct admachine_host host;
    struct addebug_port ports[ADDEBUG_PORT_COUNT];
};

/* Give the machine `host` as its host, so that the debugger sees what goes through ports; *m stays
 * where it is as long as the machine. */
void addebug_machine_init(struct addebug_machine *m, const struct admachine_type *type, void *vm,
    const struct admasm *source, const uint8_t *code, uint32_t size,
    const struct admachine_host *inner);

struct addebug_target addebug_machine_target(struct addebug_machine *m);

/* The value of an expression in a frame; false: `out` says what is wrong. */
bool addebug_machine_value(struct addebug_machine *m, unsigned frame, const char *text,
    size_t length, int32_t *value, struct adout *out);
/* Gives a name, register or element another value. */
bool addebug_machine_set(struct addebug_machine *m, unsigned frame, const char *name, size_t length,
    int32_t value, struct adout *out);

/* Elements of the operand stack that are a frame's own, counted from the bottom: portvm's arguments
 * and locals. False: such frames have none. */
bool addebug_machine_locals(struct addebug_machine *m, unsigned frame, uint32_t *from,
    uint32_t *to);

#endif
