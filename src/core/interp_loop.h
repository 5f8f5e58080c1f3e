/* SPDX-License-Identifier: MIT
 * interp_loop.h - the loop, a page of names: one body an instruction of isa/py.def. interp.c
 * includes it
 * twice, as the fast loop and as the one that counts (AD_CHECKED). Bodies longer than a few lines
 * are
 * functions in ops.c, call.c, attr.c ...
 *
 * Registers: pc (next byte of code), sp (top of the value stack), fp (local 0). They are written to
 * vm
 * before a function with vm is called (SAVE) and sp is read again after it.
 */

#define OP(name) CASE(name)
#define U8() ADROM8_NEXT(pc)
#define I8() ((int8_t)ADROM8_NEXT(pc))
#define U16() ADROM16_NEXT(pc)
#define BYTES(first, second)                                                                       \
    do {                                                                                           \
        const uint8_t *at_ = pc;                                                                   \
        first = ADROM8_NEXT(at_);                                                                  \
        second = ADROM8_NEXT(at_);                                                                 \
        pc = at_;                                                                                  \
    } while (0)
#define PUSH(c)                                                                                    \
    do {                                                                                           \
        adcell pushed_ = (c), *to_ = sp - 1;                                                       \
        *to_ = pushed_;                                                                            \
        sp = to_;                                                                                  \
    } while (0)
#define SAVE() (vm->sp = sp, vm->pc = pc)
#define ENTERED() (sp = vm->sp, fp = vm->fp, pc = vm->pc)
#define PUSH2(c, d)                                                                                \
    do {                                                                                           \
        adcell *to_ = sp - 2;                                                                      \
        AD_POINTER(to_);                                                                           \
        to_[1] = (c);                                                                              \
        to_[0] = (d);                                                                              \
        sp = to_;                                                                                  \
    } while (0)
/* Truth of what needs no look at an object. */
#define IS_FALSE(c) ((c) == AD_FALSE || (c) == ad_from_int(0) || (c) == AD_NONE)
#define IS_TRUE(c) ((c) == AD_TRUE || ad_is_int(c)) /* when it is not false */
#define JUMP_FALSE(c) (AD_IN_LOOP && IS_FALSE(c))
#define JUMP_TRUE(c) (AD_IN_LOOP && IS_TRUE(c))
#define CONST(i) adrom_cell(vm->consts + (i))
#define NAME(i) adrom16((const uint8_t *)(vm->names + (i)))

/* The result of a function that may have handed over to Python; its place is `dest`. */
#define FINISH(call, place)                                                                        \
    do {                                                                                           \
        dest = (place);                                                                            \
        SAVE();                                                                                    \
        r = (call);                                                                                \
        goto finish;                                                                               \
    } while (0)
/* The same when a frame may have been entered. */
#define GO(call)                                                                                   \
    do {                                                                                           \
        SAVE();                                                                                    \
        go = (call);                                                                               \
        goto went;                                                                                 \
    } while (0)
#define TAKE_JUMP()                                                                                \
    do {                                                                                           \
        int16_t far = (int16_t)U16();                                                              \
        pc += far;                                                                                 \
    } while (0)
/* The jump before pc is taken; back is a loop, as most that JT takes are. */
#define JUMPED(back)                                                                               \
    do {                                                                                           \
        int16_t far = (int16_t)adrom16(pc - 2);                                                    \
        pc += far;                                                                                 \
        if (__builtin_expect(far < 0, back)) LOOPED();                                      \
    } while (0)
#define LOCAL(c, s)                                                                                \
    do {                                                                                           \
        slot = (s);                                                                                \
        c = fp[slot];                                                                              \
        if (AD_UNLIKELY(c == AD_UNBOUND))                                                          \
            goto unbound_local;                                                                    \
    } while (0)

    {
        adcell a, b, r, *dest;
        unsigned n, slot, last;
        enum adgo go;
        DISPATCH_BEGIN

        OP(NOP) NEXT;
        OP(POP) sp++; NEXT;
        OP(POP_N) n = U8(); sp += n; NEXT;
        OP(COPY) n = U8(); a = sp[n - 1]; PUSH(a); NEXT;
        OP(SWAP) n = U8(); a = *sp; *sp = sp[n - 1]; sp[n - 1] = a; NEXT;
        OP(LOAD_I) a = ad_from_int(I8()); PUSH(a); NEXT;
        OP(LOAD_I2)
            n = U16();
            if (AD_INT_MAX < 32767 && ((n + 0x4000u) & 0xffffu) >= 0x8000u) {
                *--sp = AD_NONE;
                FINISH(adint_new(vm, (int16_t)n), sp);
            }
            PUSH(ad_from_int((int16_t)n));
            NEXT;
        OP(LOAD_K) a = CONST(U8()); PUSH(a); NEXT;
        OP(LOAD_K2) a = CONST(U16()); PUSH(a); NEXT;
        OP(LOAD_IMM) a = IMM(U16()); PUSH(a); NEXT;
        OP(LOAD_NONE) PUSH(AD_NONE); NEXT;
        OP(LOAD_TRUE) PUSH(AD_TRUE); NEXT;
        OP(LOAD_FALSE) PUSH(AD_FALSE); NEXT;
        OP(LOAD_UNBOUND) PUSH(AD_UNBOUND); NEXT;

        OP(LOAD) LOCAL(a, U8()); PUSH(a); NEXT;
        OP(LOAD2) BYTES(n, last); LOCAL(a, n); LOCAL(b, last); PUSH2(a, b); NEXT;
        OP(STORE) n = U8(); fp[n] = *sp++; NEXT;
        OP(MOVE) BYTES(n, slot); LOCAL(a, slot); fp[n] = a; NEXT;
        OP(SET_I) n = U8(); fp[n] = ad_from_int(I8()); NEXT;
        OP(DELETE) LOCAL(a, U8()); fp[slot] = AD_UNBOUND; NEXT;
        OP(CLEAR) n = U8(); fp[n] = AD_UNBOUND; NEXT;
        OP(LOAD_CELL) n = U8(); PUSH(fp[n]); NEXT;
        OP(LOAD_DEREF)
            slot = U8();
            a = fp[slot];
            if (AD_UNLIKELY(!adis(vm, a, ADT_cell)) || !(a = adget_cell(vm, a, 0)))
                goto unbound_local;
            PUSH(a);
            NEXT;
        OP(STORE_DEREF)
            slot = U8();
            a = fp[slot];
            if (AD_UNLIKELY(!adis(vm, a, ADT_cell)))
                goto unbound_local;
            ((adcell *)adptr(vm, a))[1] = *sp++;
            NEXT;
        OP(DELETE_DEREF)
            slot = U8();
            a = fp[slot];
            if (!adis(vm, a, ADT_cell) || !adget_cell(vm, a, 0))
                goto unbound_local;
            ((adcell *)adptr(vm, a))[1] = AD_UNBOUND;
            NEXT;
        OP(LOAD_GLOBAL) n = U8();
            QUICK_GLOBAL(vm->globals[n])
        load_global:
            a = vm->globals[n];
            if (AD_UNLIKELY(a == AD_UNBOUND)) {
                SAVE();
                a = adglobal_missing(vm, n);
                sp = vm->sp;
                if (!a)
                    goto error;
            }
            PUSH(a);
            NEXT;
        OP(LOAD_GLOBAL2) n = U16(); goto load_global;
        OP(STORE_GLOBAL) n = U8(); vm->globals[n] = *sp++; NEXT;
        OP(STORE_GLOBAL2) n = U16(); vm->globals[n] = *sp++; NEXT;

        OP(LOAD_ATTR) n = NAME(U8());
        load_attr:
            FINISH(adattr_get(vm, n), sp);
        OP(LOAD_ATTR2) n = NAME(U16()); goto load_attr;
        OP(LOAD_ATTR_L)
            BYTES(slot, n); LOCAL(a, slot); n = NAME(n); PUSH(a); FAST_ATTR(); goto load_attr;
        OP(STORE_ATTR) n = NAME(U8());
        store_attr:
            dest = sp + 1;
            SAVE();
            r = adattr_set(vm, n);
            goto finish_drop;
        OP(STORE_ATTR2) n = NAME(U16()); goto store_attr;
        OP(STORE_ATTR_L)
            BYTES(slot, n); LOCAL(a, slot); n = NAME(n); PUSH(a); FAST_SET_ATTR(); goto store_attr;
        OP(LOAD_SLOT) n = U8(); FINISH(adattr_slot(vm, *sp, n), sp);
        OP(STORE_SLOT)
            n = U8();
            SAVE();
            if (AD_UNLIKELY(!adattr_set_slot(vm, *sp, n, sp[1])))
                goto error;
            sp += 2;
            NEXT;
        OP(LOAD_METHOD) n = NAME(U8()); a = *sp++;
        load_method:
            FAST_METHOD();
            PUSH(a);
            dest = sp;
            SAVE();
            { /* r itself must not have an address: it lives in a register */
                adcell answer;
                if (adattr_method(vm, n, &answer)) {
                    sp = vm->sp;
                    NEXT;
                }
                r = answer;
            }
            sp = vm->sp;
            if (r == AD_ERROR)
                goto error;
            /* The attribute comes from Python code: make it unbound, callable. */
            PUSH(AD_NONE);
            memmove(sp, sp + 1, (size_t)(dest - sp) * sizeof *sp);
            *dest-- = AD_UNBOUND;
            vm->sp = sp;
            go = adcall_tail(vm, dest);
            goto went;
        OP(LOAD_METHOD2) n = NAME(U16()); a = *sp++; goto load_method;
        OP(LOAD_METHOD_L) BYTES(slot, n); LOCAL(a, slot); n = NAME(n); goto load_method;

        OP(GET_ITEM)
            a = sp[1];
            b = sp[0];
            sp += 2;
        get_item:
            FAST_GET_ITEM(a, b);
            PUSH2(a, b);
            FINISH(adop_get_item(vm), sp + 1);
        OP(GET_ITEM_SL) a = *sp; LOCAL(b, U8()); sp++; goto get_item;
        OP(GET_ITEM_LL) BYTES(n, last); LOCAL(a, n); LOCAL(b, last); goto get_item;
        OP(GET_ITEM_LI) LOCAL(a, U8()); b = ad_from_int(I8()); goto get_item;
        OP(SET_ITEM)
            a = sp[1];
            b = sp[0];
            sp += 2;
        set_item:
            FAST_SET_ITEM(a, b, *sp);
            PUSH2(a, b);
            dest = sp + 2;
            SAVE();
            r = adop_set_item(vm);
            goto finish_drop;
        OP(SET_ITEM_LL) BYTES(n, last); LOCAL(a, n); LOCAL(b, last); goto set_item;
        OP(DEL_ITEM)
            dest = sp + 1;
            SAVE();
            r = adop_del_item(vm);
            goto finish_drop;

        OP(NEG)
            if (ad_is_int(*sp) && ad_int_sub(ad_from_int(0), *sp, &a)) { *sp = a; NEXT; }
            FINISH(adop_unary(vm, AD_NEG), sp);
        OP(POS) FINISH(adop_unary(vm, AD_POS), sp);
        OP(INVERT) FINISH(adop_unary(vm, AD_INVERT), sp);
        OP(NOT)
            if (IS_FALSE(*sp)) { *sp = AD_TRUE; NEXT; }
            if (IS_TRUE(*sp)) { *sp = AD_FALSE; NEXT; }
            dest = sp;
            SAVE();
            r = adop_truth(vm, AD_ACT_NOT);
            if (r == AD_TRUE || r == AD_FALSE)
                r = ad_bool(r == AD_FALSE);
            goto finish;

#include "core/interp_ops.h"

        OP(IN) FINISH(adop_contains(vm, false), sp + 1);
        OP(NOT_IN) FINISH(adop_contains(vm, true), sp + 1);
        OP(IS) sp++; *sp = ad_bool(sp[0] == sp[-1]); NEXT;
        OP(IS_NOT) sp++; *sp = ad_bool(sp[0] != sp[-1]); NEXT;

        OP(JUMP) TAKE_JUMP(); NEXT;
        OP(JUMP_BACK)
            TAKE_JUMP();
            LOOPED();
            NEXT;
        OP(JF)
            a = *sp++;
            if (JUMP_FALSE(a)) { TAKE_JUMP(); NEXT; }
            if (JUMP_TRUE(a)) { pc += 2; NEXT; }
            PUSH(a);
        jump_false:
            pc += 2;
            dest = sp;
            SAVE();
            r = adop_truth(vm, AD_ACT_JF);
            goto finish_jump_false;
        OP(JT)
            a = *sp++;
            if (JUMP_FALSE(a)) { pc += 2; NEXT; }
            if (JUMP_TRUE(a)) { TAKE_JUMP(); NEXT; }
            PUSH(a);
        jump_true:
            pc += 2;
            dest = sp;
            SAVE();
            r = adop_truth(vm, AD_ACT_JT);
            goto finish_jump_true;
        OP(JF_L)
            LOCAL(a, U8());
            if (JUMP_FALSE(a)) { TAKE_JUMP(); NEXT; }
            if (JUMP_TRUE(a)) { pc += 2; NEXT; }
            PUSH(a);
            goto jump_false;
        OP(JT_L)
            LOCAL(a, U8());
            if (JUMP_FALSE(a)) { pc += 2; NEXT; }
            if (JUMP_TRUE(a)) { TAKE_JUMP(); NEXT; }
            PUSH(a);
            goto jump_true;
        /* and, or: the tested copy goes the way of JF and JT, then the cell itself stays or
         * goes. */
        OP(JF_KEEP)
            dest = sp;
            SAVE();
            n = (unsigned)adtruth(vm, *sp);
            sp = dest;
            if (n < 2) {
                if (n == 0) { TAKE_JUMP(); NEXT; }
                sp++;
                pc += 2;
                NEXT;
            }
            pc += 2;
            GO(adcall_truth(vm, AD_ACT_KEEP_F));
        OP(JT_KEEP)
            dest = sp;
            SAVE();
            n = (unsigned)adtruth(vm, *sp);
            sp = dest;
            if (n < 2) {
                if (n == 1) { TAKE_JUMP(); NEXT; }
                sp++;
                pc += 2;
                NEXT;
            }
            pc += 2;
            GO(adcall_truth(vm, AD_ACT_KEEP_T));
        OP(JNONE)
            if (*sp++ == AD_NONE) TAKE_JUMP(); else pc += 2;
            NEXT;
        OP(JNOTNONE)
            if (*sp++ != AD_NONE) TAKE_JUMP(); else pc += 2;
            NEXT;
        OP(JBOUND_L)
            n = U8();
            if (fp[n] != AD_UNBOUND) TAKE_JUMP(); else pc += 2;
            NEXT;

        OP(GET_ITER) FINISH(aditer_new(vm, sp), sp);
        OP(FOR_ITER)
            FAST_NEXT(AD_ACT_NEXT, for_item);
        for_item:
            pc += 2;
            PUSH(a);
            NEXT;
        for_done:
            sp++;
            TAKE_JUMP();
            NEXT;
        OP(FOR_ITER_L)
            n = U8();
            FAST_NEXT(AD_ACT_NEXT_L, for_local);
        for_local:
            pc += 2;
            fp[n] = a;
            NEXT;
        OP(RANGE_PREP)
            n = U8();
            SAVE();
            if (!adop_range_prep(vm, n)) {
                sp = vm->sp;
                goto error;
            }
            sp = vm->sp;
            NEXT;
        OP(FOR_RANGE)
            b = *sp;
            if (AD_IN_LOOP && AD_LIKELY(ad_is_int(b))) {
                if (b == ad_from_int(0)) goto range_done;
                *sp = b - (ad_from_int(1) - ad_from_int(0));
                a = sp[2];
                sp[2] = a + sp[1] - ad_from_int(0);
                pc += 2;
                PUSH(a);
                NEXT;
            }
            n = 256;
            goto range_general;
        OP(FOR_RANGE_L)
            n = U8();
            b = *sp;
            if (AD_IN_LOOP && AD_LIKELY(ad_is_int(b))) {
                if (b == ad_from_int(0)) goto range_done;
                *sp = b - (ad_from_int(1) - ad_from_int(0));
                a = sp[2];
                fp[n] = a;
                sp[2] = a + sp[1] - ad_from_int(0);
                pc += 2;
                NEXT;
            }
        range_general:
            if (!AD_HAS_RANGE_LOOPS)
                goto range_done;
            dest = sp;
            SAVE();
            a = aditer_next(vm, sp + 2);
            sp = dest;
            if (!a) {
                if (vm->error) goto error;
                goto range_done;
            }
            pc += 2;
            if (n < 256) fp[n] = a; else PUSH(a);
            NEXT;
        range_done:
            sp += 3;
            TAKE_JUMP();
            NEXT;

        OP(CALL) n = U8();
        call:
            dest = sp + n;
        call_dest:
            FAST_WAYS();
            GO(adcall(vm, n, AD_ACT_PUSH));
        OP(CALL_METHOD)
            n = U8();
            dest = sp + n + 1;
            if (*dest != AD_UNBOUND) { n++; goto call_dest; }
            memmove(sp + 1, sp, (n + 1) * sizeof *sp);
            sp++;
            goto call;
        OP(CALL_NATIVE)
            BYTES(n, last);
            slot = U16() - AD_IMM_NATIVE;
            dest = sp + n - 1;
            if (!AD_TAILORED && AD_UNLIKELY(n && !adnative_is_for(vm, slot, *dest)))
                FINISH(adnative_raise(vm, slot, *dest), dest);
            FINISH(adnative_calls[slot].call(vm, dest, last), dest);
        OP(CALL_KW)
            n = U8();
            pc += 2;
            GO(adcall_kw(vm, n, CONST(adrom16(pc - 2))));
        OP(CALL_EX) n = U8(); GO(adcall_ex(vm, n));
        OP(RETURN) r = *sp; goto do_return;
        OP(RETURN_NONE) r = AD_NONE; goto do_return;
        OP(RETURN_L) LOCAL(r, U8());
        do_return:
            n = (unsigned)ad_raw(fp[-2]);
            pc = adframe_pc_of(vm, fp[-3]);
            sp = fp + adcode_nlocals(adcode_ptr(vm, fp[-1]));
            fp += n >> AD_LINK_SHIFT;
            n &= (1u << AD_LINK_SHIFT) - 1;
            vm->fp = fp;
            if (AD_IN_LOOP && AD_LIKELY(n == AD_ACT_PUSH)) { *sp = r; NEXT; }
            GO(n & AD_ACT_GEN ? adgenerator_finish(vm, r, n) : adcall_deliver(vm, r, n));
        OP(YIELD) GO(adgenerator_yield(vm));
        OP(SEND) pc += 2; GO(adgenerator_send(vm));
        OP(END_SEND) sp[1] = sp[0]; sp++; NEXT;

        OP(RAISE) n = U8(); SAVE(); adexc_raise_op(vm, n); goto error;
        OP(RERAISE) vm->error = *sp++; goto reraise;
        OP(ENTER_HANDLER) n = U8(); SAVE(); adexc_enter_handler(vm, n); sp = vm->sp; NEXT;
        OP(LEAVE_HANDLER)
            n = U8(); fp[adcode_handler(adcode_ptr(vm, fp[-1])) - n] = AD_UNBOUND;
            adheap_retake(vm); NEXT;
        OP(LOAD_HANDLED) n = U8(); PUSH(fp[adcode_handler(adcode_ptr(vm, fp[-1])) - n]); NEXT;
        OP(END_ASYNC_FOR)
            vm->error = *sp++;
            if (!adexc_is(vm, vm->error) ||
                !adexc_matches(vm, vm->error, ad_type_cell(ADT_StopAsyncIteration)))
                goto reraise;
            vm->error = AD_UNBOUND;
            sp++;
            NEXT;
        OP(END_FINALLY)
            a = *sp++;
            b = *sp++;
            if (a == ad_from_int(0)) NEXT;
            vm->error = b;
        reraise:
            SAVE();
            vm->error_again = true;
            if (!adexc_is(vm, vm->error))
                adexc_raise(vm, ADT_SystemError, "no exception to raise again");
            goto error;
        OP(IF_TOKEN)
            a = ad_from_int(I8());
            if (*sp == a) { sp++; TAKE_JUMP(); } else pc += 2;
            NEXT;
        OP(IMPORT) pc += 2; GO(admodule_import(vm, adrom16(pc - 2)));
        OP(BREAKPOINT) NEXT;

        /* Everything that is rare and has the same shape: operands, then a function. */
        RARE0(GET_AWAITABLE, 0) RARE0(GET_AITER, 0)
        RARE0(LIST_EXTEND, 1) RARE0(SET_UPDATE, 1) RARE0(DICT_UPDATE, 1) RARE0(DICT_MERGE, 1)
        RARE0(LIST_TO_TUPLE, 0) RARE0(YIELD_FROM_ITER, 0) RARE0(EXC_MATCH, 1) RARE0(IMPORT_STAR, 0)
        RARE0(WITH_EXIT, 0) RARE0(MATCH_REST, 1)
        OP(WITH_ENTER) PUSH(*sp); FINISH(adop_rare(vm, ADOP_WITH_ENTER, 0, 0), sp);
        OP(WITH_EXCEPT) PUSH(AD_NONE); FINISH(adop_rare(vm, ADOP_WITH_EXCEPT, 0, 0), sp);
        OP(MATCH_SEQUENCE) PUSH(*sp); FINISH(adop_rare(vm, ADOP_MATCH_SEQUENCE, 0, 0), sp);
        OP(MATCH_MAPPING) PUSH(*sp); FINISH(adop_rare(vm, ADOP_MATCH_MAPPING, 0, 0), sp);
        OP(MATCH_KEYS)
            a = sp[1]; b = *sp; PUSH2(a, b);
            FINISH(adop_rare(vm, ADOP_MATCH_KEYS, 0, 0), sp + 1);
        OP(GET_ANEXT) PUSH(*sp); FINISH(adop_rare(vm, ADOP_GET_ANEXT, 0, 0), sp);
        OP(GET_LEN) PUSH(*sp); FINISH(adop_rare(vm, ADOP_GET_LEN, 0, 0), sp);
        OP(MATCH_CLASS) n = U8(); FINISH(adop_rare(vm, ADOP_MATCH_CLASS, n, 0), sp + 2);
        OP(INTRINSIC) n = U8(); FINISH(adop_rare(vm, ADOP_INTRINSIC, n, 0), sp);
        OP(BUILD_TUPLE)
            n = U16(); FINISH(adtuple_from(vm, sp + n - 1, n), sp + n - 1);
        OP(BUILD_LIST)
            n = U16(); FINISH(adlist_from(vm, sp + n - 1, n), sp + n - 1);
        OP(BUILD_STRING)
            n = U16(); FINISH(adstr_concat(vm, sp + n - 1, n), sp + n - 1);
        OP(BUILD_SET)
            n = U16(); FINISH(adop_rare(vm, ADOP_BUILD_SET, n, 0), sp + n - 1);
        OP(BUILD_MAP)
            n = U16();
            FINISH(adop_rare(vm, ADOP_BUILD_MAP, n, 0), sp + 2 * n - 1);
        OP(BUILD_SLICE) n = U8(); FINISH(adop_rare(vm, ADOP_BUILD_SLICE, n, 0), sp + n - 1);
        OP(FORMAT)
            n = U8(); dest = sp + (n >> 2 & 1); FINISH(adop_rare(vm, ADOP_FORMAT, n, 0), dest);
        OP(LIST_APPEND)
            n = U8();
            FAST_APPEND();
            SAVE();
            if (AD_UNLIKELY(!adis(vm, sp[n], ADT_list)))
                goto bad_code;
            dest = sp + 1;
            if (!adlist_append(vm, sp + n, sp))
                goto error;
            sp = dest;
            NEXT;
        OP(SET_ADD)
            n = U8(); dest = sp; SAVE(); r = adop_rare(vm, ADOP_SET_ADD, n, 0); goto finish_drop;
        OP(MAP_ADD)
            n = U8(); dest = sp + 1; SAVE(); r = adop_rare(vm, ADOP_MAP_ADD, n, 0);
            goto finish_drop;
        OP(UNPACK)
            n = U16(); FAST_UNPACK(); SAVE(); go = adop_unpack(vm, n, 256);
            goto went;
        OP(UNPACK_EX)
            pc += 2; SAVE(); go = adop_unpack(vm, adrom8(pc - 2), adrom8(pc - 1)); goto went;
        OP(MAKE_CELL)
            n = U8(); PUSH(AD_NONE); dest = sp; SAVE(); r = adop_rare(vm, ADOP_MAKE_CELL, n, 0);
            goto finish_drop;
        OP(COPY_FREE)
            slot = U8();
            n = U8();
            FAST_COPY_FREE();
            SAVE();
            if (!adop_copy_free(vm, slot, n))
                goto error;
            NEXT;
        OP(DELETE_GLOBAL)
            n = U16();
            if (!vm->globals[n]) { SAVE();
            adname_error(vm, adrom16((const uint8_t *)(vm->global_names + n))); goto error; }
            vm->globals[n] = AD_UNBOUND;
            NEXT;
        OP(LOAD_NAME)
            pc += 4;
            a = fp[adcode_nlocals(adcode_ptr(vm, fp[-1])) - 1];
            a = adclass_own(vm, a, NAME(adrom16(pc - 4)));
            if (a) { PUSH(a); NEXT; }
            n = adrom16(pc - 2);
            goto load_global;
        OP(LOAD_CLASS_DEREF)
            pc += 3;
            a = fp[adcode_nlocals(adcode_ptr(vm, fp[-1])) - 1];
            a = adclass_own(vm, a, NAME(adrom16(pc - 3)));
            slot = adrom8(pc - 1);
            if (!a) {
                a = fp[slot];
                if (!adis(vm, a, ADT_cell) || !(a = adget_cell(vm, a, 0)))
                    goto unbound_local;
            }
            PUSH(a);
            NEXT;
        OP(STORE_NAME)
            pc += 2;
            dest = sp + 1;
            SAVE();
            if (!adclass_set(vm, fp + adcode_nlocals(adcode_ptr(vm, fp[-1])) - 1,
                    NAME(adrom16(pc - 2)), sp))
                goto error;
            sp = dest;
            NEXT;
        OP(DELETE_NAME)
            pc += 2;
            PUSH(AD_UNBOUND);
            PUSH(fp[adcode_nlocals(adcode_ptr(vm, fp[-1])) - 1]);
            n = NAME(adrom16(pc - 2));
            goto store_attr;
        OP(DELETE_ATTR)
            n = NAME(U16());
            a = *sp;
            *sp = AD_UNBOUND;
            PUSH(a);
            goto store_attr;
        OP(IMPORT_FROM)
            n = NAME(U16()); PUSH(*sp); FINISH(admodule_from(vm, n), sp);
        OP(MAKE_FUNCTION)
            n = U8();
            pc += 2;
            dest = sp + (n & 1) + (n >> 1 & 1) + (n >> 2 & 1) - 1;
            PUSH(CONST(adrom16(pc - 2)));
            FINISH(adop_rare(vm, ADOP_MAKE_FUNCTION, n, 0), dest);
        OP(BUILD_CLASS) n = U8(); FINISH(adclass_build(vm, n), sp + n);
        OP(CLASS_END) n = U8(); FINISH(adclass_end(vm, n), sp + n);

        DISPATCH_END

    /* ---- where instructions meet
     * ---------------------------------------------------------------- */
    finish:
        if (AD_HAS_TAILS && r == AD_TAILCALL) { go = adcall_tail(vm, dest); goto went; }
        if (r == AD_ERROR) goto error;
        sp = dest;
        *sp = r;
        NEXT;
    finish_store: /* operands on the stack: the result goes to local `slot` */
        if (AD_HAS_TAILS && r == AD_TAILCALL) { go = adcall_tail(vm, dest); goto went; }
        if (r == AD_ERROR) goto error;
        sp = dest + 1;
        fp[slot] = r;
        NEXT;
    finish_drop: /* the result is of no interest; the stack ends above dest */
        if (AD_HAS_TAILS && r == AD_TAILCALL) {
            vm->tail_action = AD_ACT_DISCARD;
            go = adcall_tail(vm, dest);
            goto went;
        }
        if (r == AD_ERROR) goto error;
        sp = dest + 1;
        NEXT;
    finish_jump_false:
        if (AD_HAS_TAILS && r == AD_TAILCALL) { go = adcall_tail(vm, dest); goto went; }
        if (r == AD_ERROR) goto error;
        sp = dest + 1;
        if (r == AD_FALSE) JUMPED(0);
        NEXT;
    finish_jump_true:
        if (AD_HAS_TAILS && r == AD_TAILCALL) { go = adcall_tail(vm, dest); goto went; }
        if (r == AD_ERROR) goto error;
        sp = dest + 1;
        if (r == AD_TRUE) JUMPED(1);
        NEXT;
    went:
        ENTERED();
        if (AD_LIKELY(go > AD_GO_ERROR && go < AD_GO_HOST)) { CALLED(); NEXT; }
        if (go == AD_GO_HOST) return AD_RUN_DONE;
        if (go == AD_GO_CALL) { go = adcall_go_on(vm); goto went; }
        goto error_saved;
    bad_code:
        SAVE();
        adexc_raise(vm, ADT_SystemError, "bad code");
        goto error;
    unbound_local:
        SAVE();
        adlocal_unbound(vm, slot);
    error:
        vm->pc = pc;
    error_saved:
        AD_CANNOT(!AD_HAS_ERRORS);
        go = adunwind(vm);
        if (go == AD_GO_HOST) return AD_RUN_ERROR;
        ENTERED();
        NEXT;
    }
