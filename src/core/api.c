/* SPDX-License-Identifier: MIT
 * api.c - include/adder.h: making a machine in the host's memory, loading an image, running,
 * stopping. Slots are in slots.c, exceptions in report.c. Layout of the region:
 *
 *   struct adapi | AD_LOW_BYTES or more; the image is the end of it | AD_BLOCK_BIAS zeros | block
 *                                                             vm->base
 * /
 */
#include "core/api.h"
#include "core/interp.h"
#include "image/verify.h"

#define ALIGNED(n) (((n) + 15) & ~(size_t)15)

static size_t low_bytes(size_t image_size)
{
    const size_t least = AD_LOW_BYTES;
    return ALIGNED(image_size > least ? image_size : least);
}

size_t adder_memory(size_t image_size, size_t block_size)
{
    return ALIGNED(sizeof(struct adapi)) + low_bytes(image_size) + AD_BLOCK_BIAS +
        ALIGNED(block_size);
}

size_t adder_block_max(void) { return (size_t)(AD_BLOCK_MAX - AD_BLOCK_BIAS); }

struct adder_vm *adder_open(void *memory, size_t size)
{
    struct adapi *m = memory;
    if (size < ALIGNED(sizeof *m))
        return NULL;
    memset(m, 0, sizeof *m);
    m->region = (uint8_t *)memory + ALIGNED(sizeof *m);
    m->region_end = (uint8_t *)memory + size;
    return &m->vm;
}

/* ---- loading -------------------------------------------------------------------------------- */

static enum adder_status refuse(struct adapi *m, const char *fault)
{
    m->fault = fault;
    return ADDER_IMAGE;
}

size_t adder_verify_scratch(size_t image_size) { return adimg_verify_scratch(image_size); }

const char *adder_verify(const void *image, size_t size, void *scratch, size_t scratch_size)
{
    struct adimg_fault fault;
    return adimg_verify(image, size, scratch, scratch_size, &fault) ? NULL : fault.message;
}

/* Is it an image, and for this build? */
static enum adder_status check_head(struct adapi *m, const void *image, size_t size)
{
    struct adimg img;
    struct adimg_fault fault;
    if (!adimg_open(&img, image, size, &fault))
        return refuse(m, fault.message);
    if (img.width != AD_CELL_BYTES)
        return refuse(m, "the image is for cells of another width");
    if (img.float_bytes != AD_FLOAT_BYTES)
        return refuse(m, "the image is for floats of another width");
    if (AD_LOW_BYTES && size > AD_LOW_BYTES - 0x400)
        return refuse(m, "the image is too large for cells of this width");
    if (adimg_isa_hash(&img) != adisa_hash())
        return refuse(m, "the image is for another version of Adder");
    return ADDER_OK;
}

enum adder_status adder_load(struct adder_vm *vm, const void *image, size_t size, size_t block,
                             unsigned flags)
{
    struct adapi *m = adapi_of(vm);
    size_t low = low_bytes(size), room = (size_t)(m->region_end - m->region);
    uint8_t *start = m->region + low + AD_BLOCK_BIAS;
    enum adder_status status;
    m->state = ADAPI_EMPTY;
    m->nfunctions = 0;
    status = check_head(m, image, size);
    if (status != ADDER_OK)
        return status;
    if (room < low + AD_BLOCK_BIAS)
        return ADDER_MEMORY;
    room -= low + AD_BLOCK_BIAS;
    room = AD_MIN(room, adder_block_max());
    if (block && block < room)
        room = block;
    memset(vm, 0, sizeof *vm);
    vm->base = m->region + low;
    memmove(vm->base - size, image, size);
    memset(m->region, 0, low - size);
    memset(vm->base, 0, AD_BLOCK_BIAS);
    if (!(flags & ADDER_TRUSTED)) {
        if (room < adimg_verify_scratch(size))
            return ADDER_MEMORY;
        m->fault = adder_verify(vm->base - size, size, start, room);
        if (m->fault)
            return ADDER_IMAGE;
    }
    if (!adload_image(vm, vm->base - size))
        return refuse(m, "the image has no functions of lib/builtins");
    if (!adload_block(vm, start, room))
        return ADDER_MEMORY;
    m->state = ADAPI_READY;
    m->slots = m->depth = 0;
    return ADDER_OK;
}

const char *adder_fault(const struct adder_vm *vm)
{
    const char *fault = adapi_of(vm)->fault;
    return fault ? fault : "";
}

/* ---- running -------------------------------------------------------------------------------- */

/* Runs the frame that was entered last until it, or whoever called it from C, is done. */
static enum adder_status go_on(struct adder_vm *vm, uint64_t steps)
{
    uint64_t end = vm->stats.steps + steps;
    for (;;) {
        enum adstop stop;
#if AD_CHECKED
        stop = steps ? adinterp_run_checked(vm, end - vm->stats.steps) : adinterp_run(vm);
#else
        stop = adinterp_run(vm);
#endif
        if (stop == AD_RUN_DONE)
            return ADDER_OK;
        if (stop == AD_RUN_ERROR)
            return ADDER_ERROR;
        if (!vm->trap)
            return ADDER_LIMIT;
        vm->trap = 0;
        if (vm->stop != AD_STOP_INTERRUPT)
            return ADDER_LIMIT;
        vm->stop = AD_STOP_NONE;
        adexc_raise(vm, ADT_KeyboardInterrupt, "");
        if (adunwind(vm) == AD_GO_HOST)
            return ADDER_ERROR;
    }
}

void adapi_drop_slots(struct adder_vm *vm)
{
    struct adapi *m = adapi_of(vm);
    if (m->depth || !m->slots)
        return;
    addrop(vm, m->slots);
    m->slots = 0;
}

enum adder_status adder_run(struct adder_vm *vm, uint64_t steps)
{
    struct adapi *m = adapi_of(vm);
    enum adder_status status = ADDER_OK;
    enum adgo go = AD_GO_FRAME;
    if (m->depth || (m->state != ADAPI_READY && m->state != ADAPI_RUNNING))
        return ADDER_STATE;
    adapi_drop_slots(vm);
    vm->error = AD_UNBOUND;
    if (m->state == ADAPI_READY)
        go = adload_main(vm);
    m->state = ADAPI_RUNNING;
    if (go == AD_GO_ERROR)
        status = ADDER_ERROR;
    else if (go == AD_GO_FRAME)
        status = go_on(vm, steps);
    if (status != ADDER_LIMIT) {
        adload_reset(vm);
        m->state = ADAPI_ENDED;
    }
    return status;
}

enum adder_status adapi_call(struct adder_vm *vm, unsigned n)
{
    adcell *place = vm->sp + n, *fp = vm->fp;
    const uint8_t *pc = vm->pc;
    enum adder_status status = ADDER_OK;
    bool stopped = false;
    enum adgo go = adcall(vm, n, AD_ACT_HOST);
    while (go == AD_GO_CALL)
        go = adcall_go_on(vm);
    if (go == AD_GO_ERROR) {
        status = ADDER_ERROR;
    } else if (go == AD_GO_FRAME) {
        /* C code waits for the result: a stop can take effect only when it has returned. */
        while ((status = go_on(vm, 0)) == ADDER_LIMIT)
            stopped = true;
        vm->trap |= stopped;
    }
    vm->fp = fp;
    vm->pc = pc;
    vm->sp = status == ADDER_OK ? place : place + 1;
    return status;
}

void adder_stop(struct adder_vm *vm, bool interrupt)
{
    vm->stop = interrupt ? AD_STOP_INTERRUPT : AD_STOP_HOST;
    vm->trap = 1;
}

/* ---- the rest ------------------------------------------------------------------------------- */

void adder_set_host(struct adder_vm *vm, void *host) { adapi_of(vm)->host = host; }

void *adder_host(const struct adder_vm *vm) { return adapi_of(vm)->host; }

void adder_set_argv(struct adder_vm *vm, int argc, char **argv)
{
    adapi_of(vm)->argc = argc;
    adapi_of(vm)->argv = argv;
}

void adder_get_stats(struct adder_vm *vm, struct adder_stats *stats)
{
    memset(stats, 0, sizeof *stats);
    if (adapi_of(vm)->state == ADAPI_EMPTY)
        return;
    adheap_note(vm);
    stats->steps = vm->stats.steps;
    stats->collections = vm->stats.collections;
    stats->block = (size_t)(vm->end - vm->start);
    stats->high_water = vm->stats.high_water;
    stats->used = (size_t)(vm->top - vm->start);
}

void adder_collect(struct adder_vm *vm)
{
    if (adapi_of(vm)->state != ADAPI_EMPTY)
        adheap_collect(vm);
}
