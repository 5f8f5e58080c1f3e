/* SPDX-License-Identifier: MIT
 * api.h - what the host's side of a machine consists of (api.c, slots.c, report.c, sysnative.c).
 * The machine comes first, so a struct adder_vm of the host's is one of these.
 */
#ifndef ADDER_API_H
#define ADDER_API_H

#include "adder.h"
#include "adder_engine.h"
#include "core/load.h"

enum adapi_state { ADAPI_EMPTY, ADAPI_READY, ADAPI_RUNNING, ADAPI_ENDED };

/* vm->stop: why the trap is set. */
enum { AD_STOP_NONE, AD_STOP_HOST, AD_STOP_INTERRUPT };

struct adapi {
    struct adder_vm vm;
    uint8_t *region, *region_end; /* behind this structure            */
    adcell *slot;                 /* slot 0; slot i is slot[-i]       */
    uint16_t slots;
    uint16_t depth;               /* functions of the host that are running */
    uint8_t state;                /* enum adapi_state                 */
    const struct adder_function *functions;
    uint16_t nfunctions;
    const char *fault;
    int argc;
    char **argv;
    void *host;
};

AD_INLINE struct adapi *adapi_of(const struct adder_vm *vm)
{
    return (struct adapi *)(uintptr_t)vm;
}

/* Calls the cell below the n topmost ones from C, and runs until it returns. ADDER_OK: the
 * result is in the callable's place. ADDER_ERROR: vm->error is set and nothing is left on the
 * stack. */
enum adder_status adapi_call(struct adder_vm *vm, unsigned n) AD_MUST_CHECK;

/* struct adder_engine has the words. */
bool adstate_get(struct adder_vm *vm, struct adder_state *state);

/* The slots made outside of functions of the host are given up. */
void adapi_drop_slots(struct adder_vm *vm);

#endif
