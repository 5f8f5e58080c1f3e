/* SPDX-License-Identifier: MIT
 * unwind.c - from a raised exception to its handler. Tables of the codes say where handlers are
 * (struct
 * adtry); frames are dropped without allocating. Where texts are kept, the places the exception
 * passes are noted before: an array of (code number, pc) in the exception, newest last.
 */
#include "core/interp.h"
#include "core/obj/items.h"

/* The innermost entry of c's table for pc, or NULL. An instruction's pc has already moved past
 * it. */
static const uint8_t *find_handler(const uint8_t *c, const uint8_t *pc)
{
    const uint8_t *start = adcode_start(c), *entry = start + adcode_size(c);
    size_t at = (size_t)(pc - start) - 1, n = adcode_ntry(c);
    if ((size_t)(entry - c) & 1)
        entry++;
    for (; n--; entry += sizeof(struct adtry))
        if (at >= adrom16(entry) && at < adrom16(entry + 2))
            return entry;
    return NULL;
}

/* What a frame's link says besides: an exception that ends a loop or a delegation goes no
 * further. */
static bool ends_iteration(struct adder_vm *vm, unsigned action)
{
    action &= ~AD_ACT_GEN;
    return AD_HAS_STOPS &&
        (action == AD_ACT_NEXT || action == AD_ACT_NEXT_L || action == AD_ACT_SEND) &&
        adexc_matches(vm, vm->error, ad_type_cell(ADT_StopIteration));
}

#if AD_TEXTS
#define AD_TRACE_MAX 200   /* frames that a trace tells of one way to a handler */
#define AD_TRACE_KEPT 1000 /* ... of all ways, where handlers raise it again */

/* Number of frames from the running one to that with the handler; all of them when there is
 * none. */
static size_t frames_to_handler(struct adder_vm *vm)
{
    const adcell *fp = vm->fp;
    const uint8_t *pc = vm->pc;
    size_t n = 0;
    for (;;) {
        unsigned link = (unsigned)ad_raw(fp[-2]), action = link & ((1u << AD_LINK_SHIFT) - 1);
        n++;
        if (find_handler(adcode_ptr(vm, fp[-1]), pc) || (action & AD_ACT_MASK) == AD_ACT_HOST ||
            ends_iteration(vm, action))
            return n;
        pc = adframe_pc_of(vm, fp[-3]);
        fp += link >> AD_LINK_SHIFT;
    }
}

/* Notes the frames. Without memory the trace stays short; an exception is never lost for it. */
static void note_trace(struct adder_vm *vm, bool again)
{
    size_t n = frames_to_handler(vm), had = 0, i;
    const adcell *fp = vm->fp;
    const uint8_t *pc = vm->pc;
    adcell trace, *item, error = vm->error, old;
    if (!adis(vm, error, ADT_exc))
        return;
    old = adexc_of(vm, error)->trace;
    had = old ? adobj_size(vm, old) : 0;
    if ((again && n == 1) || had >= 2 * AD_TRACE_KEPT)
        return;
    if (n > AD_TRACE_MAX)
        n = AD_TRACE_MAX;
    vm->roots[ADR_ERROR] = vm->error;
    vm->stats.quiet = true;
    trace = adheap_new(vm, ADT_array, had + 2 * (n - again));
    vm->stats.quiet = false;
    if (!trace) {
        vm->error = vm->roots[ADR_ERROR];
        return;
    }
    old = adexc_of(vm, vm->error)->trace;
    if (old)
        memcpy(adarray_items(vm, trace), adarray_items(vm, old), had * sizeof(adcell));
    item = adarray_items(vm, trace) + had;
    for (i = 0; i < n; i++) {
        const uint8_t *c = adcode_ptr(vm, fp[-1]);
        if (i || !again) {
            *item++ = ad_from_int((adint)adcode_debug(c));
            *item++ = ad_from_int((adint)(pc - adcode_start(c)));
        }
        pc = adframe_pc_of(vm, fp[-3]);
        fp += ad_raw(fp[-2]) >> AD_LINK_SHIFT;
    }
    adexc_of(vm, vm->error)->trace = trace;
}
#endif

/* The exception as an object: a type alone (raised without memory or text) gets an instance now. */
static void materialize(struct adder_vm *vm)
{
    adcell exc;
    if (!ad_is_imm(vm->error))
        return;
    adpush(vm, vm->error);
    vm->error = AD_UNBOUND;
    adpush(vm, AD_UNBOUND);
    vm->stats.quiet = true;
    exc = adtuple_hidden(vm, vm->sp, 0);
    if (exc) {
        *vm->sp = exc;
        exc = adexc_new(vm, vm->sp + 1, vm->sp);
    }
    vm->stats.quiet = false;
    vm->error = exc ? exc : vm->sp[1];
    addrop(vm, 2);
}

/* Leaves the running frame: caller's registers back, vm->sp at the callable's place. */
static unsigned drop_frame(struct adder_vm *vm)
{
    adcell *fp = vm->fp;
    unsigned link = (unsigned)ad_raw(fp[-2]);
    vm->pc = adframe_pc_of(vm, fp[-3]);
    vm->sp = fp + adcode_nlocals(adcode_ptr(vm, fp[-1]));
    vm->fp = fp + (link >> AD_LINK_SHIFT);
    if (adprogram_imports(vm) && ad_is_rom(*vm->sp))
        admodule_failed(vm, *vm->sp);
    return link & ((1u << AD_LINK_SHIFT) - 1);
}

/* PEP 479: a StopIteration that leaves a generator's frame becomes a RuntimeError. True: it did. */
static bool leave_generator(struct adder_vm *vm)
{
    adgenerator_of(vm, *vm->sp)->state = ad_from_int(AD_GEN_DONE);
    if (!AD_HAS_STOPS || !adexc_matches(vm, vm->error, ad_type_cell(ADT_StopIteration)))
        return false;
    adpush(vm, vm->error);
    vm->error = AD_UNBOUND;
    adexc_raise(vm, ADT_RuntimeError, "generator raised StopIteration");
    if (adis(vm, vm->error, ADT_exc)) {
        adexc_of(vm, vm->error)->cause = *vm->sp;
        adexc_of(vm, vm->error)->context = *vm->sp;
    }
    addrop(vm, 1);
    return true;
}

/* Without texts no trace is kept, but two places: where the exception was raised first, and where
 * the frame was that had a handler for it last. It may be raised again from there, and be told of.
 */
static void note_places(struct adder_vm *vm, const adcell *fp, const uint8_t *pc)
{
    struct adexc *e = adexc_of(vm, vm->error);
    if (AD_TEXTS || !ad_is_ref(vm->error))
        return;
    if (!e->trace || fp != vm->fp)
        e->context = adframe_pc(vm, vm->pc);
    if (!e->trace)
        e->trace = adframe_pc(vm, pc);
}

/* fp, pc: of the frame that raised the exception. */
static enum adgo enter_handler(struct adder_vm *vm, const uint8_t *c, const uint8_t *entry,
                               const adcell *fp, const uint8_t *pc)
{
    vm->sp = vm->fp - AD_FRAME_CELLS - adrom16(entry + 6);
    materialize(vm);
    note_places(vm, fp, pc);
    adpush(vm, vm->error);
    vm->error = AD_UNBOUND;
    vm->pc = adcode_start(c) + adrom16(entry + 4);
    return AD_GO_FRAME;
}

/* Value of a StopIteration, for `yield from`. */
static adcell stop_value(struct adder_vm *vm)
{
    adcell args;
    if (!adis(vm, vm->error, ADT_exc))
        return AD_NONE;
    args = adexc_of(vm, vm->error)->args;
    return adtuple_length(vm, args) ? adget_item(vm, args, 0) : AD_NONE;
}

enum adgo adunwind(struct adder_vm *vm)
{
    adcell *fp = vm->fp; /* where the exception was raised, for the report of a firmware */
    const uint8_t *pc = vm->pc;
#if AD_TEXTS
    vm->sp = vm->sp < vm->fp - AD_FRAME_CELLS ? vm->sp : vm->fp - AD_FRAME_CELLS;
    materialize(vm);
    note_trace(vm, vm->error_again);
#endif
    vm->error_again = false;
    for (;;) {
        const uint8_t *c = adcode_ptr(vm, vm->fp[-1]), *entry = find_handler(c, vm->pc);
        unsigned action;
        if (entry)
            return enter_handler(vm, c, entry, fp, pc);
        action = drop_frame(vm);
        if ((action & AD_ACT_GEN) && adis(vm, *vm->sp, ADT_generator)) {
            if (leave_generator(vm)) { /* which took the frame's place */
                fp = vm->fp;
                pc = vm->pc;
            }
            action &= ~AD_ACT_GEN;
        }
        if (action == AD_ACT_HOST) {
            if (AD_TAILORED) { /* nobody goes on; and the frames are still below the stack */
                vm->fp = fp;
                vm->pc = pc;
            }
            return AD_GO_HOST;
        }
        if (ends_iteration(vm, action)) {
            adcell value = stop_value(vm);
            vm->error = AD_UNBOUND;
            return adcall_finish(vm, value, action);
        }
    }
}
