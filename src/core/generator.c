/* SPDX-License-Identifier: MIT
 * generator.c - generators. A suspended generator is an object that holds its frame as it lay on
 * the
 * stack, operand stack first (lowest address), the locals above; resuming copies it back below a
 * new
 * linkage. Between the two parts the linkage is left out: it is made anew each time.
 *
 *   frame[0 .. nlocals-1]              locals, slot 0 first
 *   frame[nlocals .. nlocals+depth-1]  operand stack, top first; `pc` tells where it goes on and
 *                                      `height` (in the state cell) how many operands there are
 */
#include "core/interp.h"
#include "core/obj/items.h"

/* Frames are a few cells: where speed counts, a call costs more. */
static void copy_cells(adcell *to, const adcell *from, size_t n)
{
#if AD_ROM_DIRECT
    while (n--)
        *to++ = *from++;
#else
    memcpy(to, from, n * sizeof(adcell));
#endif
}

static const uint8_t *code_of(struct adder_vm *vm, adcell gen)
{
    return adcode_ptr(vm, adget_cell(vm, adgenerator_of(vm, gen)->code, 0));
}

unsigned adgenerator_flags(const struct adder_vm *vm, adcell gen)
{
    const struct adgenerator *g = adptr(vm, gen);
    return adcode_flags(adcode_ptr(vm, adget_cell(vm, g->code, 0)));
}

/* A frame for a generator function was just entered: into a new object, which is the call's
 * result. */
adcell adgenerator_make(struct adder_vm *vm)
{
    const uint8_t *c = adcode_ptr(vm, vm->fp[-1]);
    size_t nlocals = adcode_nlocals(c), fixed = sizeof(struct adgenerator) / sizeof(adcell) - 1;
    size_t cells = fixed + nlocals + adcode_depth(c);
    adcell gen, *fp = vm->fp;
    if (AD_LONG(cells)) /* its fields would not be where they are */
        return adexc_memory(vm);
    gen = adheap_new(vm, ADT_generator, cells);
    if (!gen)
        return AD_ERROR;
    adgenerator_of(vm, gen)->state = ad_from_int(AD_GEN_NEW);
    adgenerator_of(vm, gen)->pc = adframe_pc(vm, vm->pc);
    adgenerator_of(vm, gen)->code = fp[nlocals];
    adgenerator_of(vm, gen)->height = ad_from_int(0);
    memcpy(adgenerator_of(vm, gen)->frame, fp, nlocals * sizeof(adcell));
    vm->pc = adframe_pc_of(vm, fp[-3]);
    vm->fp = fp + (ad_raw(fp[-2]) >> AD_LINK_SHIFT);
    vm->sp = fp + nlocals;
    *vm->sp = gen;
    return gen;
}

/* The frame of the running generator into its object; vm->sp is the height that stays. */
void adgenerator_save(struct adder_vm *vm, adcell gen)
{
    struct adgenerator *g = adgenerator_of(vm, gen);
    size_t nlocals = adcode_nlocals(adcode_ptr(vm, vm->fp[-1]));
    size_t height = (size_t)(vm->fp - AD_FRAME_CELLS - vm->sp);
    copy_cells(g->frame, vm->fp, nlocals);
    copy_cells(g->frame + nlocals, vm->sp, height);
    g->height = ad_from_int((adint)height);
    g->pc = adframe_pc(vm, vm->pc);
    g->state = ad_from_int(AD_GEN_SUSPENDED);
}

/* The frame of gen (in the slot `place`) on the stack, entered. */
static bool load_frame(struct adder_vm *vm, adcell *place, unsigned action)
{
    struct adgenerator *g = adgenerator_of(vm, *place);
    adcell code = adget_cell(vm, g->code, 0), *fp;
    const uint8_t *c = adcode_ptr(vm, code);
    size_t nlocals = adcode_nlocals(c), height;
    fp = place - nlocals;
    if ((uint8_t *)(fp - AD_FRAME_CELLS - adcode_depth(c) - AD_NATIVE_ROOM) < vm->stack_limit) {
        vm->sp = place;
        if (!adstack_reserve(vm, nlocals + AD_FRAME_CELLS + adcode_depth(c))) {
            (void)adcall_no_room(vm);
            return false;
        }
        g = adgenerator_of(vm, *place);
    }
    copy_cells(fp, g->frame, nlocals);
    vm->sp = fp;
    if (!(AD_ROM_DIRECT ? adframe_link(vm, fp, code, c, action | AD_ACT_GEN)
            : adframe_enter(vm, code, c, action | AD_ACT_GEN)))
        return false;
    g = adgenerator_of(vm, *place);
    height = (size_t)ad_int(g->height);
    vm->sp -= height;
    copy_cells(vm->sp, g->frame + nlocals, height);
    vm->pc = adframe_pc_of(vm, g->pc);
    g->state = ad_from_int(AD_GEN_RUNNING);
    return true;
}

/* Resumes the generator in *gen, which is the top of the stack or above what may be dropped: the
 * frame's callable place. `value` is what the yield gives (None at the start). */
enum adgo adgenerator_resume(struct adder_vm *vm, adcell *gen, adcell value, unsigned action)
{
    struct adgenerator *g = adgenerator_of(vm, *gen);
    adint state = ad_int(g->state);
    vm->sp = gen;
    switch (state) {
    case AD_GEN_DONE:
        return adcall_finish(vm, AD_NONE, action);
    case AD_GEN_RUNNING:
        adexc_raise(vm, ADT_ValueError, "generator already executing");
        return AD_GO_ERROR;
    case AD_GEN_NEW:
        if (value != AD_NONE) {
            adexc_raise(vm, ADT_TypeError, "can't send non-None value to a just-started generator");
            return AD_GO_ERROR;
        }
    }
    g->value = value; /* survives a collection while the frame is made */
    if (!load_frame(vm, gen, action))
        return AD_GO_ERROR;
    g = adgenerator_of(vm, *gen);
    if (state != AD_GEN_NEW)
        adpush(vm, g->value);
    g->value = AD_UNBOUND;
    return AD_GO_FRAME;
}

/* YIELD: the top goes to who resumed. */
enum adgo adgenerator_yield(struct adder_vm *vm)
{
    adcell value = adpop(vm), *fp = vm->fp;
    unsigned link = (unsigned)ad_raw(fp[-2]);
    size_t nlocals = adcode_nlocals(adcode_ptr(vm, fp[-1]));
    if (!(link & AD_ACT_GEN) || !adis(vm, fp[nlocals], ADT_generator)) {
        adexc_raise(vm, ADT_SystemError, "yield outside a generator");
        return AD_GO_ERROR;
    }
    adgenerator_save(vm, fp[nlocals]);
    vm->pc = adframe_pc_of(vm, fp[-3]);
    vm->fp = fp + (link >> AD_LINK_SHIFT);
    vm->sp = fp + nlocals;
    return adcall_deliver(vm, value, link & AD_ACT_MASK);
}

/* The running generator's function returned: the registers are its caller's again, vm->sp is at its
 * place. */
enum adgo adgenerator_finish(struct adder_vm *vm, adcell result, unsigned action)
{
    if (adis(vm, *vm->sp, ADT_generator))
        adgenerator_of(vm, *vm->sp)->state = ad_from_int(AD_GEN_DONE);
    return adcall_finish(vm, result, action & AD_ACT_MASK);
}

/* SEND: iter sent. The answer takes the place of what was sent. */
enum adgo adgenerator_send(struct adder_vm *vm)
{
    adcell iter = vm->sp[1], sent = *vm->sp, value, f;
    if (adis(vm, iter, ADT_generator)) {
        *vm->sp = iter;
        return adgenerator_resume(vm, vm->sp, sent, AD_ACT_SEND);
    }
    if (adis(vm, iter, ADT_iterator)) {
        value = aditer_next(vm, vm->sp + 1);
        if (value) {
            *vm->sp = value;
            return AD_GO_RESULT;
        }
        return vm->error ? AD_GO_ERROR : adcall_finish(vm, AD_NONE, AD_ACT_SEND);
    }
    if (sent == AD_NONE) {
        f = adspecial(vm, iter, ADN_d_next);
        *vm->sp = f;
        adpush(vm, iter);
        return adcall(vm, 1, AD_ACT_SEND);
    }
    f = adspecial(vm, iter, ADN_send);
    if (!f) {
        adexc_raise(vm, ADT_AttributeError, "'%t' object has no attribute 'send'", iter);
        return AD_GO_ERROR;
    }
    *vm->sp = f;
    adpush(vm, iter);
    adpush(vm, sent);
    return adcall(vm, 2, AD_ACT_SEND);
}

/* ---- natives: what they hand over is a generator as callable (adcall_tail) ------------------ */

adcell adn_generator_send(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell gen = ARG(0), value = ARG(1);
    (void)n;
    AD_MAKES(nexts);
    adpush(vm, gen);
    adpush(vm, value);
    return adtail_call(vm, 1);
}

/* next() of a generator that lies in *slot. */
adcell adgenerator_next(struct adder_vm *vm, adcell *slot)
{
    AD_MAKES(nexts);
    adpush(vm, *slot);
    return adtail_call(vm, 0);
}

/* The generator that `gen` delegates to by yield from, or unbound: it is suspended in the loop
 * SEND,
 * YIELD, JUMP_BACK, with the iterator on top of its operands. */
static adcell delegate_of(struct adder_vm *vm, adcell gen)
{
    struct adgenerator *g = adgenerator_of(vm, gen);
    const uint8_t *pc = adframe_pc_of(vm, g->pc), *target;
    if (ad_int(g->state) != AD_GEN_SUSPENDED || adrom8(pc) != ADOP_JUMP_BACK)
        return AD_UNBOUND;
    target = pc + 3 + (int16_t)adrom16(pc + 1);
    if (adrom8(target) != ADOP_SEND || ad_int(g->height) == 0)
        return AD_UNBOUND;
    return g->frame[adcode_nlocals(code_of(vm, gen))];
}

/* throw(exc) or throw(type[, value]): raised when the call is handed over (adcall_tail). */
adcell adn_generator_throw(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell gen = ARG(0), exc = ARG(1);
    (void)n;
    AD_MAKES(throws);
    if (ARG(2) && ARG(2) != AD_NONE)
        exc = ARG(2);
    adpush(vm, exc);
    adexc_raise_op(vm, 1);
    if (adis(vm, exc, ADT_exc) && vm->error != exc)
        return AD_ERROR;
    if (adtype_is_class(vm, exc) && !adexc_matches(vm, vm->error, exc))
        return AD_ERROR;
    (void)gen;
    adpush(vm, ARG(0));
    vm->tail_throw = true;
    return adtail_call(vm, 0);
}

adcell adn_generator_close(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ARG(0));
    return adtail(vm, ADZ_gen_close, 1);
}

/* ---- asynchronous generators: awaitables of their steps are generators of lib/ -------------- */

/* Did the generator stop at a yield of its own, not at one of what it awaits? */
adcell adn_at_yield(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ad_bool(adis(vm, ARG(0), ADT_generator) && !delegate_of(vm, ARG(0)));
}

/* _anext(generator, throw, value) */
static adcell async_step(struct adder_vm *vm, adcell *arg, bool throw, adcell value)
{
    adpush(vm, ARG(0));
    adpush(vm, ad_bool(throw));
    adpush(vm, value);
    return adtail(vm, ADZ_anext, 3);
}

adcell adn_generator_d_anext(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return async_step(vm, arg, false, AD_NONE);
}

adcell adn_generator_asend(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return async_step(vm, arg, false, ARG(1));
}

adcell adn_generator_athrow(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return async_step(vm, arg, true, ARG(1));
}

adcell adn_generator_aclose(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ARG(0));
    return adtail(vm, ADZ_aclose, 1);
}

adcell adn_generator_d_aiter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)vm, (void)n;
    return ARG(0);
}

/* throw(exc): the exception is raised where the generator (or what it delegates to) stands. The
 * frames
 * are loaded from the outermost to the innermost, as if each had just sent to the next. */
enum adgo adgenerator_throw(struct adder_vm *vm, adcell *gen, unsigned action)
{
    while (adis(vm, *gen, ADT_generator)) {
        adcell inner = delegate_of(vm, *gen);
        int state = (int)ad_int(adgenerator_of(vm, *gen)->state);
        vm->sp = gen;
        if (state == AD_GEN_RUNNING) {
            vm->error = AD_UNBOUND;
            adexc_raise(vm, ADT_ValueError, "generator already executing");
            return AD_GO_ERROR;
        }
        if (state == AD_GEN_DONE)
            return AD_GO_ERROR;
        if (state == AD_GEN_NEW) {
            adgenerator_of(vm, *gen)->state = ad_from_int(AD_GEN_DONE);
            return AD_GO_ERROR;
        }
        vm->roots[ADR_ERROR] = vm->error;
        if (!load_frame(vm, gen, action))
            return AD_GO_ERROR;
        if (!adis(vm, inner, ADT_generator))
            return AD_GO_ERROR;
        /* As after SEND: pc behind it, the delegate's place on top of the iterator. */
        vm->pc += 3 + (int16_t)adrom16(vm->pc + 1) + 3;
        adpush(vm, vm->sp[0]);
        gen = vm->sp;
        action = AD_ACT_SEND;
    }
    return AD_GO_ERROR;
}
