/* SPDX-License-Identifier: MIT
 * interp.c - the interpreter: what the loop of interp_loop.h is made of, and the loop twice. The
 * fast one
 * knows no counting; the checked one counts each instruction and stops at a limit.
 */
#include "core/interp.h"
#include "core/heap.h"
#include "core/native_table.h"

#ifndef AD_GOTO
#define AD_GOTO 1 /* computed goto (GNU C); 0: a switch, smaller on AVR */
#endif

/* interp_loop.h is included twice: its macros are the same then. A firmware's simple cases are in
 * assembly and come here only when they are not simple after all: AD_IN_LOOP is false for them. */
#if AD_TAILORED
#define AD_IN_LOOP false
#else
#define AD_IN_LOOP true
#endif
#define BOTH_INT(a, b) AD_LIKELY(ad_both_int(a, b))
#if AD_INLINE_FLOAT
#define BOTH_FLO(a, b) (((a) & (b) & 2) != 0)
#define FLO(a, b, op) (BOTH_FLO(a, b) && ad_flo_fits(ad_flo(a) op ad_flo(b), &r))
#define FLO_DIV(a, b) (BOTH_FLO(a, b) && ad_flo_fits(ad_flo(a) / ad_flo(b), &r))
#else
#define BOTH_FLO(a, b) false
#define FLO(a, b, op) false
#define FLO_DIV(a, b) false
#endif

static inline bool int_floordiv(adcell a, adcell b, adcell *r)
{
    adint x = ad_int(a), y = ad_int(b), q;
    if (y == 0 || y == -1)
        return false;
    q = x / y;
    if (q * y != x && (x ^ y) < 0)
        q--;
    *r = ad_from_int(q);
    return true;
}

static inline bool int_mod(adcell a, adcell b, adcell *r)
{
    adint x = ad_int(a), y = ad_int(b), m;
    if (y == 0 || y == -1)
        return false;
    m = x % y;
    if (m && (m ^ y) < 0)
        m += y;
    *r = ad_from_int(m);
    return true;
}

static inline bool int_lshift(adcell a, adcell b, adcell *r)
{
    adint x = ad_int(a), n = ad_int(b), y;
    if (n < 0 || n >= AD_CELL - 3)
        return false;
    y = (adint)((adcell)x << n);
    *r = ad_from_int(y);
    return y >= AD_INT_MIN && y <= AD_INT_MAX && y >> n == x;
}

static inline bool int_rshift(adcell a, adcell b, adcell *r)
{
    adint x = ad_int(a), n = ad_int(b);
    if ((adcell)n >= AD_CELL)
        return false;
    *r = ad_from_int(x >> n);
    return true;
}

/* The fast way of an operator's form, where there is room for each form to have its own: it has
 * `operands` bytes behind it and takes `pops` cells. The result goes straight to a local when the
 * next instruction would store it (STORES: the fast loop only; the other counts each). */
#if AD_ROM_DIRECT
#define QUICK(fast, operands, pops)                                                                \
    if (fast) {                                                                                    \
        pc += (operands);                                                                          \
        sp += (pops);                                                                              \
        STORES(r);                                                                                 \
        *--sp = r;                                                                                 \
        NEXT;                                                                                      \
    }
#define QUICK_LOCAL(fast, place)                                                                   \
    if (fast) {                                                                                    \
        pc += 2;                                                                                   \
        (place) = r;                                                                               \
        NEXT;                                                                                      \
    }
#define QUICK_BRANCH(ints, op, taken)                                                              \
    if (AD_LIKELY(ints)) {                                                                         \
        pc += 4;                                                                                   \
        if (((adint)a op (adint)b) == taken)                                                       \
            JUMPED(taken);                                                                         \
        NEXT;                                                                                      \
    }
#define QUICK_GLOBAL(place)                                                                        \
    a = (place);                                                                                   \
    if (AD_LIKELY(a != AD_UNBOUND)) {                                                              \
        *--sp = a;                                                                                 \
        NEXT;                                                                                      \
    }
#else
#define QUICK_GLOBAL(place)
#define QUICK(fast, operands, pops)
#define QUICK_LOCAL(fast, place)
#define QUICK_BRANCH(ints, op, taken)
#endif

/* Where loops, calls and returns can be interrupted. */
#if AD_TAILORED /* nobody stops the program of a firmware */
#define LOOPED() ((void)0)
#else
#define LOOPED()                                                                                   \
    do {                                                                                           \
        if (AD_UNLIKELY(vm->trap)) {                                                               \
            SAVE();                                                                                \
            return AD_RUN_LIMIT;                                                                   \
        }                                                                                          \
    } while (0)
#endif
#define CALLED() ((void)0)

#define RARE0(name, below) OP(name) FINISH(adop_rare(vm, ADOP_##name, 0, 0), sp + (below));

/* Where the frame of a plain call goes. Mostly the arguments are all its locals: then the place
 * does not wait for a look at the code, three loads away. */
#if AD_ROM_DIRECT
#define FRAME_PLACE(place, code)                                                                   \
    do {                                                                                           \
        (place) = dest - n;                                                                        \
        AD_GUESSED(place);                                                                         \
        if (AD_UNLIKELY(adcode_nlocals(code) != n)) {                                              \
            (place) = dest - adcode_nlocals(code);                                                 \
            AD_GUESSED(place);                                                                     \
        }                                                                                          \
    } while (0)
#else
#define FRAME_PLACE(place, code) ((place) = dest - adcode_nlocals(code))
#endif

/* Plain calls of plain functions are entered here, everything else in call.c. */
#define FAST_CALL()                                                                                \
    do {                                                                                           \
        a = *dest;                                                                                 \
        if (AD_LIKELY(adis(vm, a, ADT_function))) {                                                \
            adcell code_ = adget_cell(vm, a, 0);                                                   \
            const uint8_t *c_ = adcode_ptr(vm, code_);                                             \
            adcell *new_;                                                                          \
            FRAME_PLACE(new_, c_);                                                                 \
            if (AD_LIKELY(                                                                         \
                    (adcode_flags(c_) & ADCODE_KIND) == ADCODE_SIMPLE && adcode_npos(c_) == n &&   \
                    (uint8_t *)(new_ - AD_FRAME_CELLS - AD_NATIVE_ROOM - adcode_depth(c_)) >=      \
                        vm->stack_limit)) {                                                        \
                while (sp > new_)                                                                  \
                    *--sp = AD_UNBOUND;                                                            \
                new_[-1] = code_;                                                                  \
                new_[-2] = ad_from_raw((adcell)((fp - new_) << AD_LINK_SHIFT));                    \
                new_[-3] = adframe_pc(vm, pc);                                                     \
                vm->fp = fp = new_;                                                                \
                sp = new_ - AD_FRAME_CELLS;                                                        \
                pc = c_ + sizeof(struct adcode) + 2 * n; /* plain: n are all its parameters */     \
                CALLED();                                                                          \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)

/* Natives: their arguments lie on the stack as they want them. */
#if AD_ROM_DIRECT
#define FAST_NATIVE()                                                                              \
    do {                                                                                           \
        a = *dest;                                                                                 \
        if (ad_is_native(a)) {                                                                     \
            unsigned f_ = ad_native_number(a);                                                     \
            const struct adnative_call *row_ = &adnative_calls[f_];                                \
            if (AD_LIKELY(n >= row_->min && n <= row_->max &&                                      \
                    (n == 0 || adnative_is_for(vm, f_, dest[-1])))) {                              \
                unsigned missing_ = row_->max == 255 ? 0 : row_->max - n;                          \
                while (missing_--)                                                                 \
                    *--sp = AD_UNBOUND;                                                            \
                SAVE();                                                                            \
                r = row_->call(vm, dest - 1, n);                                                   \
                goto finish;                                                                       \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#else
#define FAST_NATIVE() ((void)0)
#endif

#if AD_TAILORED
#define FAST_WAYS() ((void)0)
#else
#define FAST_WAYS()                                                                                \
    do {                                                                                           \
        FAST_CALL();                                                                               \
        FAST_NATIVE();                                                                             \
    } while (0)
#endif

#if AD_ROM_DIRECT
/* Items of lists and tuples go to `a` and on to `got`. */
#define FAST_ITEM(got)                                                                             \
    do {                                                                                           \
        struct aditer *it_ = aditer_of(vm, *sp);                                                   \
        if (AD_UNLIKELY(!it_->object))                                                             \
            break;                                                                                 \
        if (it_->kind == ad_from_int(AD_ITER_LIST)) {                                              \
            struct adlist *list_ = adlist_of(vm, it_->object);                                     \
            if (AD_UNLIKELY((adint)it_->index >= (adint)list_->count))                             \
                break;                                                                             \
            a = adarray_items(vm, list_->items)[ad_int(it_->index)];                               \
        } else if (it_->kind == ad_from_int(AD_ITER_TUPLE)) {                                      \
            if (AD_UNLIKELY((size_t)ad_int(it_->index) >= adobj_size(vm, it_->object)))            \
                break;                                                                             \
            a = adarray_items(vm, it_->object)[ad_int(it_->index)];                                \
        } else {                                                                                   \
            break;                                                                                 \
        }                                                                                          \
        it_->index += ad_from_int(1) - ad_from_int(0);                                             \
        goto got;                                                                                  \
    } while (0)
/* LIST_APPEND to a list (in sp[n]) whose array has room. */
#define FAST_APPEND()                                                                              \
    do {                                                                                           \
        struct adlist *list_ = adlist_of(vm, sp[n]);                                               \
        if (AD_LIKELY(adis(vm, sp[n], ADT_list)) && list_->items &&                                \
            (size_t)ad_int(list_->count) < adobj_size(vm, list_->items)) {                         \
            adarray_items(vm, list_->items)[ad_int(list_->count)] = *sp++;                         \
            list_->count += ad_from_int(1) - ad_from_int(0);                                       \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
/* UNPACK of a list or tuple with just n items. */
#define FAST_UNPACK()                                                                              \
    do {                                                                                           \
        unsigned layout_ = adlayout(vm, *sp);                                                      \
        const adcell *from_;                                                                       \
        size_t count_ = n + 1u;                                                                    \
        a = *sp;                                                                                   \
        if (layout_ == ADT_tuple)                                                                  \
            count_ = adobj_size(vm, a);                                                            \
        else if (layout_ == ADT_list)                                                              \
            count_ = (size_t)ad_int(adlist_of(vm, a)->count);                                      \
        if (AD_LIKELY(count_ == n) && n - 1u < AD_NATIVE_ROOM) {                                   \
            from_ = adarray_items(vm, layout_ == ADT_list ? adlist_of(vm, a)->items : a) + n;      \
            sp++;                                                                                  \
            do                                                                                     \
                *--sp = *--from_;                                                                  \
            while (--n);                                                                           \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
/* The closure of the running function (not a generator's) into n locals from `slot` down. */
#define FAST_COPY_FREE()                                                                           \
    do {                                                                                           \
        a = fp[adcode_nlocals(adcode_ptr(vm, fp[-1]))];                                            \
        if (AD_LIKELY(adis(vm, a, ADT_function)) &&                                                \
            adis(vm, a = adget_cell(vm, a, 3), ADT_tuple) && adobj_size(vm, a) >= n &&             \
            slot + 1 >= n) {                                                                       \
            const adcell *from_ = adarray_items(vm, a);                                            \
            for (; n; n--)                                                                         \
                fp[slot--] = *from_++;                                                             \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
#else
#define FAST_ITEM(got) ((void)0)
#define FAST_APPEND() ((void)0)
#define FAST_UNPACK() ((void)0)
#define FAST_COPY_FREE() ((void)0)
#endif

/* Next item of the iterator on top into a; at its end to for_done. */
#define FAST_NEXT(action, got)                                                                     \
    do {                                                                                           \
        if (AD_LIKELY(adis(vm, *sp, ADT_iterator))) {                                              \
            FAST_ITEM(got);                                                                        \
            dest = sp;                                                                             \
            SAVE();                                                                                \
            a = aditer_next(vm, sp);                                                               \
            sp = dest;                                                                             \
            if (a)                                                                                 \
                goto got;                                                                          \
            if (vm->error)                                                                         \
                goto error;                                                                        \
            goto for_done;                                                                         \
        }                                                                                          \
        pc += 2;                                                                                   \
        GO(adcall_next(vm, action));                                                               \
    } while (0)

/* Lists (and tuples) indexed by a small int that is in range. */
#define FAST_GET_ITEM(a, b)                                                                        \
    do {                                                                                           \
        if (AD_IN_LOOP && AD_LIKELY(ad_is_int(b)) && adis(vm, a, ADT_list)) {                      \
            struct adlist *list_ = adlist_of(vm, a);                                               \
            if (AD_LIKELY(                                                                         \
                    (adcell)(b - ad_from_int(0)) < (adcell)(list_->count - ad_from_int(0)))) {     \
                a = adarray_items(vm, list_->items)[(adcell)ad_int(b)];                            \
                PUSH(a);                                                                           \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#define FAST_SET_ITEM(a, b, value)                                                                 \
    do {                                                                                           \
        if (AD_IN_LOOP && AD_LIKELY(ad_is_int(b)) && adis(vm, a, ADT_list)) {                      \
            struct adlist *list_ = adlist_of(vm, a);                                               \
            if (AD_LIKELY(                                                                         \
                    (adcell)(b - ad_from_int(0)) < (adcell)(list_->count - ad_from_int(0)))) {     \
                adarray_items(vm, list_->items)[(adcell)ad_int(b)] = (value);                      \
                sp++;                                                                              \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)

#if AD_ATTR_CACHE
/* Attributes of instances by the cache of (class, name): see attr.c. The object is on top. */
#define CACHED(cache_, kind_)                                                                      \
    struct adinstance *self_ = adptr(vm, a);                                                       \
    const struct adcache_entry *e_ = &vm->cache_[adcache_index(self_->class, n)];                  \
    if (AD_LIKELY(e_->class == self_->class && e_->name == n && e_->kind == (kind_) &&             \
                  e_->index < adhd_size(self_->head) - 2))
#define FAST_ATTR()                                                                                \
    do {                                                                                           \
        if (AD_LIKELY(adis(vm, a, ADT_instance))) {                                                \
            CACHED(cache, AD_CACHE_SLOT)                                                           \
            {                                                                                      \
                r = self_->value[e_->index];                                                       \
                if (AD_LIKELY(r != AD_UNBOUND)) {                                                  \
                    *sp = r;                                                                       \
                    NEXT;                                                                          \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#define FAST_SET_ATTR()                                                                            \
    do {                                                                                           \
        if (AD_LIKELY(adis(vm, a, ADT_instance))) {                                                \
            CACHED(set_cache, AD_CACHE_SET)                                                        \
            if (AD_LIKELY(self_->more == AD_UNBOUND &&                                             \
                    (self_->value[e_->index] || e_->index + 3u == adhd_size(self_->head) ||        \
                        !self_->value[e_->index + 1]))) {                                          \
                self_->value[e_->index] = sp[1];                                                   \
                sp += 2;                                                                           \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#define FAST_METHOD()                                                                              \
    do {                                                                                           \
        if (AD_LIKELY(adis(vm, a, ADT_instance))) {                                                \
            struct adinstance *self_ = adptr(vm, a);                                               \
            const struct adcache_entry *e_ = &vm->cache[adcache_index(self_->class, n)];           \
            if (AD_LIKELY(e_->class == self_->class && e_->name == n &&                            \
                    e_->kind == AD_CACHE_METHOD && self_->more == AD_UNBOUND)) {                   \
                PUSH2(e_->value, a);                                                               \
                NEXT;                                                                              \
            }                                                                                      \
        } else if (ad_is_even(a)) {                                                                \
            adcell type_ = ad_type_cell(adhd_layout(adget_header(vm, a)));                         \
            const struct adcache_entry *e_ = &vm->cache[adcache_index(type_, n)];                  \
            if (AD_LIKELY(e_->class == type_ && e_->name == n && e_->kind == AD_CACHE_NATIVE)) {   \
                PUSH2(e_->value, a);                                                               \
                NEXT;                                                                              \
            }                                                                                      \
        }                                                                                          \
    } while (0)
#else
#define FAST_ATTR() ((void)0)
#define FAST_SET_ATTR() ((void)0)
#if AD_TAILORED
#define FAST_METHOD()                                                                              \
    do {                                                                                           \
        r = adnative_method(vm, a, n);                                                             \
        if (r) {                                                                                   \
            PUSH2(r, a);                                                                           \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
#else
#define FAST_METHOD() ((void)0)
#endif
#endif

#if AD_TAILORED
#include "tailor.h" /* of the build: AD_CASE_x is nothing for what the program does without */
#define CASE(name) AD_CASE_##name
#define IMM(n) (n) /* the image of a firmware has the cells themselves */
#if ADTAILOR_FAST_WHOLE /* the assembly does all that there is */
#define GO_ON() AD_CANNOT(true)
#else
#define GO_ON() AD_GOTO_PLACE(label, ADTAILOR_OP_STEP, n)
#endif
#define DISPATCH_BEGIN                                                                             \
    ADTAILOR_FAST_NAMES                                                                            \
    next:                                                                                          \
    AD_RUN_FAST(n, r, dest);                                                                       \
    GO_ON();                                                                                       \
    fast_unbound:                                                                                  \
    slot = (uint8_t)(uintptr_t)dest;                                                               \
    goto unbound_local;                                                                            \
    fast_full: /* the instruction wants room, then all over again */                               \
    SAVE();                                                                                        \
    if (!adheap_room(vm, (uint8_t)(uintptr_t)dest))                                                \
        goto error;                                                                                \
    pc--;                                                                                          \
    NEXT;
#define DISPATCH_END
#elif AD_GOTO
#define CASE(name) L_##name:
#define IMM(n) ad_imm(n)
#define DISPATCH_BEGIN NEXT;
#define DISPATCH_END
#else
#define CASE(name) case ADOP_##name:
#define IMM(n) ad_imm(n)
#define DISPATCH_BEGIN next: CHECK() switch (ADROM8_NEXT(pc)) {
#define DISPATCH_END default: goto bad_code; }
#endif

enum adstop adinterp_run(struct adder_vm *vm)
{
#if AD_TAILORED /* the machine's registers are the chip's: no copies */
#define pc vm->pc
#define sp vm->sp
#define fp vm->fp
#if !ADTAILOR_FAST_WHOLE
    static void *AD_FLASH_TABLE label[] = {ADTAILOR_LABELS};
#endif
#define NEXT goto next
#else
    const uint8_t *pc = vm->pc;
    adcell *sp = vm->sp, *fp = vm->fp;
#endif
#if AD_TAILORED
#elif AD_GOTO
    static const void *const label[256] = {
        [ADOP_COUNT ... 255] = &&bad_code,
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) [code] = &&L_##name,
#include "isa/py.def"
#undef INS
    };
#define NEXT goto *label[adrom8(pc++)]
#else
#define CHECK()
#define NEXT goto next
#endif
#define STORES(r)                                                                                  \
    do {                                                                                           \
        if (adrom8(pc) == ADOP_STORE) {                                                            \
            fp[adrom8(pc + 1)] = r;                                                                \
            pc += 2;                                                                               \
            NEXT;                                                                                  \
        }                                                                                          \
    } while (0)
#include "core/interp_loop.h"
#undef NEXT
#undef CHECK
#undef STORES
}

#if AD_CHECKED
enum adstop adinterp_run_checked(struct adder_vm *vm, uint64_t steps)
{
    const uint8_t *pc = vm->pc;
    adcell *sp = vm->sp, *fp = vm->fp;
    uint64_t left = steps;
#if AD_GOTO
    static const void *const label[256] = {
        [ADOP_COUNT ... 255] = &&bad_code,
#define INS(code, name, operands, pops, pushes, flags, effect, sentence) [code] = &&L_##name,
#include "isa/py.def"
#undef INS
    };
#define NEXT                                                                                       \
    do {                                                                                           \
        if (left-- == 0) {                                                                         \
            SAVE();                                                                                \
            return AD_RUN_LIMIT;                                                                   \
        }                                                                                          \
        vm->stats.steps++;                                                                         \
        goto *label[adrom8(pc++)];                                                                 \
    } while (0)
#else
#define CHECK()                                                                                    \
    if (left-- == 0) {                                                                             \
        SAVE();                                                                                    \
        return AD_RUN_LIMIT;                                                                       \
    }                                                                                              \
    vm->stats.steps++;
#define NEXT goto next
#endif
#define STORES(r) ((void)0)
#include "core/interp_loop.h"
}
#endif
