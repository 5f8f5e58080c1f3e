/* SPDX-License-Identifier: MIT
 * rare.c - instructions that are rare, or whose work is one call of a type's function: the loop
 * gives the
 * opcode and the operand, the operands' cells are on top of the stack.
 */
#include "core/interp.h"
#include "core/obj/items.h"

static adcell make_function(struct adder_vm *vm, unsigned flags)
{
    adcell f = adheap_cells(vm, ADT_function, 5), *cell = vm->sp;
    struct adfunction *function;
    if (!f)
        return AD_ERROR;
    function = adptr(vm, f);
    function->code = *cell++;
    if (flags & 4)
        function->closure = *cell++;
    if (flags & 2)
        function->kwdefaults = *cell++;
    if (flags & 1)
        function->defaults = *cell++;
    return f;
}

static adcell build_map(struct adder_vm *vm, unsigned n)
{
    adcell dict = addict_new(vm, ADT_dict, n);
    unsigned i;
    if (!dict)
        return AD_ERROR;
    adpush(vm, dict);
    for (i = 0; i < n; i++) {
        adcell *pair = vm->sp + 2 * (n - i);
        int done = addict_put(vm, vm->sp, pair, pair - 1);
        if (done == 0)
            return AD_ERROR;
        if (done == 2) { /* a key with methods: _map_update(dict, k1, v1, ...) */
            adcell first = i;
            for (i = 0; i < 2 * n; i++)
                adpush(vm, vm->sp[2 * n]);
            (void)first;
            return adtail(vm, ADZ_map_update, 2 * n + 1);
        }
    }
    return adpop(vm);
}

static adcell build_set(struct adder_vm *vm, unsigned n)
{
    adcell set = addict_new(vm, ADT_set, n);
    unsigned i;
    if (!set)
        return AD_ERROR;
    adpush(vm, set);
    for (i = 0; i < n; i++) {
        int done = addict_put(vm, vm->sp, vm->sp + n - i, vm->sp);
        if (done == 0)
            return AD_ERROR;
        if (done == 2) {
            set = adtuple_from(vm, vm->sp + n, n);
            if (!set)
                return AD_ERROR;
            adpush(vm, set);
            return adtail(vm, ADZ_iter_to_set, 1);
        }
    }
    return adpop(vm);
}

static adcell set_add(struct adder_vm *vm, unsigned depth)
{
    int done;
    if (!adis(vm, vm->sp[depth], ADT_set))
        return adexc_raise(vm, ADT_SystemError, "bad code");
    done = addict_put(vm, vm->sp + depth, vm->sp, vm->sp);
    if (done != 2)
        return done ? AD_NONE : AD_ERROR;
    adpush(vm, vm->sp[depth]);
    adpush(vm, vm->sp[1]);
    adpush(vm, AD_NONE);
    return adtail(vm, ADZ_dict_store, 3);
}

static adcell map_add(struct adder_vm *vm, unsigned depth)
{
    int done;
    if (!adis(vm, vm->sp[depth + 1], ADT_dict))
        return adexc_raise(vm, ADT_SystemError, "bad code");
    done = addict_put(vm, vm->sp + depth + 1, vm->sp + 1, vm->sp);
    if (done != 2)
        return done ? AD_NONE : AD_ERROR;
    adpush(vm, vm->sp[depth + 1]);
    adpush(vm, vm->sp[2]);
    adpush(vm, vm->sp[2]);
    return adtail(vm, ADZ_dict_store, 3);
}

/* mgr [exc] on top: calls of __exit__ with what went wrong. */
static adcell call_exit(struct adder_vm *vm, adcell exc)
{
    adcell mgr = vm->sp[exc ? 2 : 0], f = adspecial(vm, mgr, ADN_d_exit);
    if (!f)
        return adexc_raise(vm, ADT_TypeError,
            "'%t' object does not support the context manager protocol "
            "(missed __exit__ method)",
            mgr);
    adpush(vm, f);
    adpush(vm, mgr);
    adpush(vm, exc ? adtype_of(vm, exc) : AD_NONE);
    adpush(vm, exc ? exc : AD_NONE);
    adpush(vm, exc ? AD_ELLIPSIS : AD_NONE); /* there are no traceback objects */
    return adtail_call(vm, 4);
}

static adcell with_enter(struct adder_vm *vm)
{
    adcell mgr = *vm->sp, f = adspecial(vm, mgr, ADN_d_enter);
    if (!f || !adspecial(vm, mgr, ADN_d_exit))
        return adexc_raise(vm, ADT_TypeError, f
            ? "'%t' object does not support the context manager protocol (missed __exit__ method)"
            : "'%t' object does not support the context manager protocol", mgr);
    adpush(vm, f);
    adpush(vm, mgr);
    return adtail_call(vm, 1);
}

/* TypeError about an argument of a call that is being prepared; what there is to call is known by
 * name only when it is a function. */
static adcell bad_argument(struct adder_vm *vm, adcell callee, const char *text,
                           const adcell *what)
{
#if AD_TEXTS
    if (adis(vm, callee, ADT_function)) {
        unsigned name = adcode_name(adcode_ptr(vm, adget_cell(vm, callee, 0)));
        adpush(vm, adname_text(vm, name));
        adpush(vm, adstr_from_c(vm, "() "));
    } else {
        adpush(vm, adstr_from_c(vm, ""));
        adpush(vm, *vm->sp);
    }
#else
    (void)callee, (void)text, (void)what;
#endif
    return adexc_raise(vm, ADT_TypeError, text, vm->sp[1], vm->sp[0], *what);
}

/* f(*args) and f(*args, **kw) with a tuple: the call reads args itself instead of a copy. */
static bool only_reads_star(struct adder_vm *vm, const adcell *at)
{
    const uint8_t *pc = vm->pc;
    if (!adis(vm, *at, ADT_tuple) || adlist_length(vm, at[1]))
        return false;
    if (adrom8(pc) == ADOP_BUILD_MAP && adrom16(pc + 1) == 0 && adrom8(pc + 3) == ADOP_LOAD &&
        adrom8(pc + 5) == ADOP_DICT_MERGE)
        pc += 6;
    return adrom8(pc) == ADOP_CALL_EX;
}

/* list items: f(*items) or [*items]; the first star of a call has an empty list below. */
static adcell list_extend(struct adder_vm *vm)
{
    adcell *at = vm->sp, r;
    if (only_reads_star(vm, at))
        return *at;
    adpush(vm, *at);
    switch (adlist_extend(vm, at + 1, vm->sp)) {
    case AD_DONE:
        return at[1];
    case AD_RAISED:
        return AD_ERROR;
    }
    vm->sp = at;
    r = aditer_new(vm, at);
    vm->sp = at;
    if (!r) {
        bool call = adrom8(vm->pc) == ADOP_CALL_EX && !adlist_length(vm, at[1]);
        if (!adexc_matches(vm, vm->error, ad_type_cell(ADT_TypeError)))
            return AD_ERROR;
        vm->error = AD_UNBOUND;
        if (call)
            return bad_argument(vm, at[2], "%c%cargument after * must be an iterable, not %t", at);
        return adexc_raise(vm, ADT_TypeError, "Value after * must be an iterable, not %t", *at);
    }
    adpush(vm, at[1]);
    adpush(vm, r == AD_TAILCALL ? *at : r);
    return adtail(vm, ADZ_list_extend, 2);
}

/* f args dict more: f is there for messages; every key must be new. */
static adcell dict_merge(struct adder_vm *vm)
{
    adcell *dict = vm->sp + 1, *more = vm->sp;
    adint entry;
    if (!adis(vm, *more, ADT_dict)) {
        adcell keys = adis(vm, *more, ADT_instance) ? adspecial(vm, *more, ADN_keys) : AD_UNBOUND;
        if (keys || adis(vm, adunwrap(vm, *more), ADT_dict))
            *more = adunwrap(vm, *more);
        if (!adis(vm, *more, ADT_dict))
            return bad_argument(vm, more[3], "%c%cargument after ** must be a mapping, not %t",
                more);
    }
    if (!addict_length(vm, *dict) && adrom8(vm->pc) == ADOP_CALL_EX)
        return *more; /* f(**more): the call only reads it */
    for (entry = addict_next(vm, *more, 0); entry >= 0; entry = addict_next(vm, *more, entry + 1)) {
        adpush(vm, addict_key(vm, *more, entry));
        adpush(vm, addict_value(vm, *more, entry));
        if (!adstr_is(vm, vm->sp[1]))
            return adexc_raise(vm, ADT_TypeError, "keywords must be strings");
        if (addict_find(vm, *dict, vm->sp[1]) >= 0)
            return bad_argument(vm, more[3], "%c%cgot multiple values for keyword argument '%c'",
                vm->sp + 1);
        if (addict_put(vm, dict, vm->sp + 1, vm->sp) != 1)
            return AD_ERROR;
        addrop(vm, 2);
    }
    return *dict;
}

static adcell list_to_tuple(struct adder_vm *vm)
{
    size_t i, n = adlist_length(vm, *vm->sp);
    adcell tuple = adtuple_new(vm, n);
    for (i = 0; tuple && i < n; i++)
        adtuple_set(vm, tuple, i, adlist_get(vm, *vm->sp, i));
    return tuple;
}

/* {x}: format(x, ''), which is str(x) but for classes with a __format__ of their own. */
static adcell format_plain(struct adder_vm *vm, adcell *value)
{
    adcell f = adspecial(vm, *value, ADN_d_format);
    if (adstr_is(vm, *value))
        return *value;
    adpush(vm, *value);
    if (!f)
        return adstr_of(vm, vm->sp);
    adpush(vm, adstr_new(vm, "", 0));
    return *vm->sp ? adtail_special(vm, ADN_d_format, 2, AD_ACT_STR) : AD_ERROR;
}

static adcell format_field(struct adder_vm *vm, unsigned flags)
{
    unsigned conversion = flags & 3;
    adcell *value = vm->sp + (flags >> 2 & 1), r;
    if (conversion == 0 && !(flags & 4))
        return format_plain(vm, value);
    if (conversion) {
        adpush(vm, *value);
        r = conversion == 1 ? adstr_of(vm, vm->sp) : adrepr_of(vm, vm->sp);
        /* rare: both a conversion that runs Python, and a spec */
        if (r == AD_TAILCALL && flags & 4) {
            adpush(vm, *value);
            adpush(vm, value[-1]);
            adpush(vm, ad_from_int((adint)conversion));
            return adtail(vm, ADZ_format, 3);
        }
        if (!r || r == AD_TAILCALL)
            return r;
        if (conversion == 3) {
            *vm->sp = *value;
            r = adn_ascii(vm, vm->sp, 1);
            if (!r || r == AD_TAILCALL)
                return r;
        }
        if (!(flags & 4))
            return r;
        *value = r;
    }
    adpush(vm, *value);
    adpush(vm, value[-1]);
    return adformat_of(vm, vm->sp + 1);
}

static adcell build_slice(struct adder_vm *vm, unsigned n)
{
    adcell slice = adheap_cells(vm, ADT_slice, 3), *s;
    if (!slice)
        return AD_ERROR;
    s = adptr(vm, slice);
    s[1] = vm->sp[n - 1];
    s[2] = vm->sp[n - 2];
    s[3] = n == 3 ? vm->sp[0] : AD_NONE;
    return slice;
}

static adcell match_sequence(struct adder_vm *vm)
{
    unsigned layout = adlayout(vm, adunwrap(vm, *vm->sp));
    return ad_bool(layout == ADT_list || layout == ADT_tuple || layout == ADT_range);
}

/* a keys: the values as a tuple, or None. */
static adcell match_keys(struct adder_vm *vm)
{
    size_t i, n = adtuple_length(vm, *vm->sp);
    adcell values = adtuple_new(vm, n), dict;
    if (!values)
        return AD_ERROR;
    adpush(vm, values);
    dict = adunwrap(vm, vm->sp[2]);
    for (i = 0; i < n; i++) {
        adint entry = addict_find(vm, dict, adget_item(vm, vm->sp[1], i));
        if (entry < 0)
            return entry == -3 ? AD_ERROR : AD_NONE;
        adtuple_set(vm, *vm->sp, i, addict_value(vm, dict, entry));
    }
    return adpop(vm);
}

/* ---- await ---------------------------------------------------------------------------------- */

/* What await sends to: a coroutine, a generator of lib/ that stands for one, or __await__'s. */
static adcell get_awaitable(struct adder_vm *vm)
{
    adcell c = *vm->sp, r;
    if (adis(vm, c, ADT_generator)) {
        unsigned flags = adgenerator_flags(vm, c);
        unsigned kind = flags & (ADCODE_COROUTINE | ADCODE_GENERATOR);
        if (kind == ADCODE_COROUTINE || flags & ADCODE_LIB)
            return c;
    }
    adpush(vm, c);
    r = adtail_special(vm, ADN_d_await, 1, AD_ACT_PUSH);
    if (r)
        return r;
    return adexc_raise(vm, ADT_TypeError, "object %t can't be used in 'await' expression", *vm->sp);
}

static adcell get_aiter(struct adder_vm *vm)
{
    adcell c = *vm->sp, r;
    if (adtype_number(vm, c) == ADT_async_generator)
        return c;
    adpush(vm, c);
    r = adtail_special(vm, ADN_d_aiter, 1, AD_ACT_PUSH);
    return r ? r : adexc_raise(vm, ADT_TypeError,
        "'async for' requires an object with __aiter__ method, got %t", c);
}

static adcell get_anext(struct adder_vm *vm)
{
    adcell c = *vm->sp, r;
    adpush(vm, c);
    if (adtype_number(vm, c) == ADT_async_generator)
        return adn_generator_d_anext(vm, vm->sp, 1);
    r = adtail_special(vm, ADN_d_anext, 1, AD_ACT_PUSH);
    return r ? r : adexc_raise(vm, ADT_TypeError,
        "'async for' requires an iterator with __anext__ method, got %t", c);
}

adcell adop_rare(struct adder_vm *vm, unsigned op, unsigned n, unsigned m)
{
    adcell *sp = vm->sp;
    (void)m;
    switch (op) {
    case ADOP_MAKE_CELL: {
        adcell cell = adheap_cells(vm, ADT_cell, 1);
        if (!cell)
            return AD_ERROR;
        ((adcell *)adptr(vm, cell))[1] = vm->fp[n];
        vm->fp[n] = cell;
        return AD_NONE;
    }
    case ADOP_MAKE_FUNCTION: return make_function(vm, n);
    case ADOP_BUILD_MAP: return build_map(vm, n);
    case ADOP_BUILD_SET: return build_set(vm, n);
    case ADOP_BUILD_SLICE: return build_slice(vm, n);
    case ADOP_FORMAT: return format_field(vm, n);
    case ADOP_SET_ADD: return set_add(vm, n);
    case ADOP_MAP_ADD: return map_add(vm, n);
    case ADOP_LIST_TO_TUPLE: return list_to_tuple(vm);
    case ADOP_EXC_MATCH: return adexc_match_op(vm);
    case ADOP_WITH_ENTER: return with_enter(vm);
    case ADOP_WITH_EXIT: return call_exit(vm, AD_UNBOUND);
    case ADOP_WITH_EXCEPT: return call_exit(vm, sp[1]);
    case ADOP_DICT_MERGE: return dict_merge(vm);
    case ADOP_IMPORT_STAR: return admodule_star(vm);
    case ADOP_YIELD_FROM_ITER: return adis(vm, *sp, ADT_generator) ? *sp : aditer_new(vm, sp);
    case ADOP_MATCH_SEQUENCE: return match_sequence(vm);
    case ADOP_MATCH_MAPPING: return ad_bool(adis(vm, adunwrap(vm, *sp), ADT_dict));
    case ADOP_MATCH_KEYS: return match_keys(vm);
    case ADOP_GET_LEN: return adn_len(vm, sp, 1);
    case ADOP_LIST_EXTEND: return list_extend(vm);
    case ADOP_GET_AWAITABLE: return get_awaitable(vm);
    case ADOP_GET_AITER: return get_aiter(vm);
    case ADOP_GET_ANEXT: return get_anext(vm);
    case ADOP_SET_UPDATE:
        adpush(vm, sp[0]);
        if (!adis(vm, sp[0], ADT_iterator)) { /* what is half used up cannot be handed over */
            n = (unsigned)adset_update(vm, sp + 1, vm->sp);
            if (n != AD_ASK)
                return n == AD_DONE ? sp[1] : AD_ERROR;
        }
        vm->sp = sp; /* fall through */
    case ADOP_DICT_UPDATE:
        adpush(vm, sp[1]);
        adpush(vm, sp[0]);
        return adtail(vm, ADZ_map_update, 2);
    case ADOP_MATCH_CLASS:
        adpush(vm, ad_from_int((adint)n));
        return adtail(vm, ADZ_match_class, 4);
    case ADOP_MATCH_REST:
        return adtail(vm, ADZ_match_rest, 2);
    }
    return adexc_raise(vm, ADT_SystemError, "instruction %d is not supported", (int)op);
}

/* ---- unpacking ------------------------------------------------------------------------------ */

static adcell item_of(struct adder_vm *vm, adcell seq, size_t i)
{
    return adis(vm, seq, ADT_list) ? adlist_get(vm, seq, i) : adget_item(vm, seq, i);
}

static bool wrong_count(struct adder_vm *vm, size_t n, unsigned before, unsigned after)
{
    if (after == 256 && n > before)
        adexc_raise(vm, ADT_ValueError, "too many values to unpack (expected %d)", (int)before);
    else if (after == 256)
        adexc_raise(vm, ADT_ValueError, "not enough values to unpack (expected %d, got %d)",
            (int)before, (int)n);
    else
        adexc_raise(vm, ADT_ValueError,
            "not enough values to unpack (expected at least %d, got %d)", (int)(before + after),
            (int)n);
    return false;
}

/* The starred target's list is the (before + 1)th from the top. */
static bool unpack_star(struct adder_vm *vm, unsigned before, unsigned after)
{
    size_t i, n = (size_t)adlength(vm, *vm->sp);
    adcell *seq = vm->sp, list;
    if (n < before + after)
        return wrong_count(vm, n, before, after);
    if (!adstack_reserve(vm, before + after + 4u))
        return false;
    list = adlist_new(vm, n - before - after);
    if (!list)
        return false;
    adpush(vm, list);
    for (i = before; i < n - after; i++) {
        adpush(vm, item_of(vm, *seq, i));
        if (!adlist_append(vm, seq - 1, vm->sp))
            return false;
        addrop(vm, 1);
    }
    list = *vm->sp;
    {
        adcell source = *seq;
        vm->sp = seq + 1;
        for (i = n; i-- > n - after;)
            adpush(vm, item_of(vm, source, i));
        adpush(vm, list);
        for (i = before; i-- > 0;)
            adpush(vm, item_of(vm, source, i));
    }
    return true;
}

/* May Python code iterate over it? */
static bool iterates(struct adder_vm *vm, adcell c)
{
    return adis(vm, c, ADT_generator) || adspecial(vm, c, ADN_d_iter) ||
        adspecial(vm, c, ADN_d_getitem) || adunwrap(vm, c) != c;
}

/* A list of the first items of *slot, which is overwritten; AD_UNBOUND: see adlist_collect. */
static adcell first_items(struct adder_vm *vm, adcell *slot, size_t most)
{
    adcell list;
    if (!aditer_native(vm, slot) || !(list = adlist_new(vm, 0)))
        return AD_UNBOUND;
    adpush(vm, list);
    return adlist_take(vm, vm->sp, slot, most) == AD_DONE ? adpop(vm) : AD_ERROR;
}

/* UNPACK (after is 256) and UNPACK_EX: what is no list or tuple becomes one, by Python code if need
 * be: then the instruction runs again. */
enum adgo adop_unpack(struct adder_vm *vm, unsigned before, unsigned after)
{
    adcell source = *vm->sp, *dest = vm->sp;
    size_t i, n;
    if (AD_HAS_OTHER_UNPACKS && !adis(vm, source, ADT_list) && !adis(vm, source, ADT_tuple)) {
        adpush(vm, source);
        source = first_items(vm, vm->sp, after == 256 ? before + 1 : (size_t)-1);
        dest[-1] = *dest;
        if (!source && vm->error)
            return AD_GO_ERROR;
        if (!source && !iterates(vm, *dest)) {
            adexc_raise(vm, ADT_TypeError, "cannot unpack non-iterable %t object", *dest);
            return AD_GO_ERROR;
        }
        if (!source) {
            vm->pc -= 3; /* both instructions have two bytes of operands */
            adpush(vm, ad_from_int(after == 256 ? (adint)before : -1));
            return adtail(vm, ADZ_unpack, 2) == AD_ERROR ? AD_GO_ERROR : adcall_tail(vm, dest);
        }
        addrop(vm, 1);
        *dest = source;
    }
    if (after != 256)
        return unpack_star(vm, before, after) ? AD_GO_RESULT : AD_GO_ERROR;
    n = (size_t)adlength(vm, source);
    if (n != before)
        return wrong_count(vm, n, before, after) ? AD_GO_RESULT : AD_GO_ERROR;
    if (!adstack_reserve(vm, n))
        return AD_GO_ERROR;
    source = adpop(vm);
    for (i = n; i-- > 0;)
        adpush(vm, item_of(vm, source, i));
    return AD_GO_RESULT;
}

/* ---- counted loops -------------------------------------------------------------------------- */

/* Number of steps from start to stop. */
static adint steps(adint start, adint stop, adint step)
{
    if (step > 0)
        return start < stop ? (adint)((adcell)(stop - start - 1) / (adcell)step + 1) : 0;
    return start > stop ? (adint)((adcell)(start - stop - 1) / (adcell)-step + 1) : 0;
}

/* Are the count and the number after the last step small ints? That one is short of stop + step. */
static bool is_small_loop(adint start, adint stop, adint step, adint *count)
{
    if (!step || (step > 0 ? stop > AD_INT_MAX - step : stop < AD_INT_MIN - step))
        return false;
    *count = steps(start, stop, step);
    return *count <= AD_INT_MAX;
}

/* args.. -- cur step count, or iterator unbound unbound. */
bool adop_range_prep(struct adder_vm *vm, unsigned n)
{
    adcell *arg = vm->sp + n - 1, start = n > 1 ? ARG(0) : ad_from_int(0),
           stop = n > 1 ? ARG(1) : ARG(0);
    adcell step = n > 2 ? ARG(2) : ad_from_int(1), r;
    adint count;
    if (ad_is_int(start) && ad_is_int(stop) && ad_is_int(step) &&
        is_small_loop(ad_int(start), ad_int(stop), ad_int(step), &count)) {
        vm->sp = arg - 2;
        ARG(0) = start;
        ARG(1) = step;
        ARG(2) = ad_from_int(count);
        return true;
    }
    if (!AD_HAS_RANGE_LOOPS) {
        (void)adexc_raise(vm, ADT_ValueError, "range() arg 3 must not be zero");
        return false;
    }
    while (vm->sp > arg - 2)
        adpush(vm, AD_UNBOUND);
    r = adrange_make(vm, arg, ADT_array); /* so that ranges are values of other programs only */
    if (!r)
        return false;
    vm->sp = arg - 2;
    ARG(0) = r;
    r = aditer_make(vm, AD_ITER_RANGE, arg, 0);
    ARG(0) = r;
    ARG(1) = ARG(2) = AD_UNBOUND;
    return r != AD_ERROR;
}

/* The function's (or generator's function's) closure into locals slot, slot - 1, ... */
bool adop_copy_free(struct adder_vm *vm, unsigned slot, unsigned n)
{
    adcell f = vm->fp[adcode_nlocals(adcode_ptr(vm, vm->fp[-1]))], closure;
    unsigned i;
    if (adis(vm, f, ADT_generator))
        f = adgenerator_of(vm, f)->code;
    closure = adis(vm, f, ADT_function) ? adget_cell(vm, f, 3) : AD_UNBOUND;
    if (!adis(vm, closure, ADT_tuple) || adtuple_length(vm, closure) < n || slot + 1 < n) {
        adexc_raise(vm, ADT_SystemError, "bad code: no closure");
        return false;
    }
    for (i = 0; i < n; i++)
        vm->fp[slot - i] = adget_item(vm, closure, i);
    return true;
}
