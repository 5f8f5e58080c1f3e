/* SPDX-License-Identifier: MIT
 * call.c - calls: what is called, how arguments become locals, what becomes of a result. The loop
 * enters
 * plain calls of plain functions itself; everything else comes here. Nothing here runs Python: a
 * frame
 * is entered and the loop goes on in it.
 */
#include "core/interp.h"
#include "core/native_table.h"

/* Where the stack is deep already, it is the recursion that is wrong and not the memory. */
#define DEEP_CELLS 256

enum adgo adcall_no_room(struct adder_vm *vm)
{
    vm->error = AD_UNBOUND;
    if (vm->end - (uint8_t *)vm->sp < (ptrdiff_t)(DEEP_CELLS * AD_CELL_BYTES))
        adexc_memory(vm);
    else
        adexc_raise(vm, ADT_RecursionError, "maximum recursion depth exceeded");
    return AD_GO_ERROR;
}

/* ---- entering ------------------------------------------------------------------------------- */

bool adframe_enter(struct adder_vm *vm, adcell code, const uint8_t *c, unsigned action)
{
    uint8_t *lowest = (uint8_t *)(vm->sp - AD_FRAME_CELLS - AD_NATIVE_ROOM - adcode_depth(c));
    if (lowest < vm->stack_limit && !adstack_room(vm, lowest)) {
        (void)adcall_no_room(vm);
        return false;
    }
    return adframe_link(vm, vm->sp, code, c, action);
}

/* A frame was entered: a generator's is put away at once. */
static enum adgo entered(struct adder_vm *vm, const uint8_t *c)
{
    if (adcode_flags(c) & (ADCODE_GENERATOR | ADCODE_COROUTINE))
        return adgenerator_make(vm) ? AD_GO_RESULT : AD_GO_ERROR;
    return AD_GO_FRAME;
}

/* ---- binding of arguments ------------------------------------------------------------------- */

struct binding {
    adcell *locals;   /* slot 0 of the new frame, below the arguments */
    const uint8_t *c;
    unsigned nlocals, npos, nkwonly;
};

static adcell *param(const struct binding *b, unsigned i)
{
    return &b->locals[b->nlocals - 1 - i];
}

#if AD_TEXTS
/* Functions of lib/builtins speak as the natives that they stand for: _split_kw is split. */
static adcell callee_name(struct adder_vm *vm, const uint8_t *c)
{
    adcell name = addebug_qualname(vm, c);
    char text[40];
    size_t n, from;
    if (!name || !(adcode_flags(c) & ADCODE_LIB))
        return name;
    n = adobj_size(vm, name);
    from = n > 0 && adget_byte(vm, name, 0) == '_';
    if (n > 3 && adget_byte(vm, name, n - 3) == '_' && adget_byte(vm, name, n - 2) == 'k')
        n -= 3;
    n = AD_MIN(n - from, sizeof text);
    adget_bytes(vm, name, from, n, text);
    return adstr_new(vm, text, n);
}
#endif

static bool too_many(struct adder_vm *vm, const struct binding *b, adcell defaults, unsigned n)
{
    unsigned most = b->npos, least = most, words = 0, i;
    if (defaults)
        least -= (unsigned)adtuple_length(vm, defaults);
    for (i = 0; i < b->nkwonly; i++)
        words += *param(b, b->npos + i) != AD_UNBOUND;
    if (words)
        adexc_raise(vm, ADT_TypeError,
            "%c() takes %d positional argument%s but %d positional argument%s "
            "(and %d keyword-only argument%s) were given",
            callee_name(vm, b->c), (int)most, most == 1 ? "" : "s", (int)n, n == 1 ? "" : "s",
            (int)words, words == 1 ? "" : "s");
    else if (least < most)
        adexc_raise(vm, ADT_TypeError,
            "%c() takes from %d to %d positional arguments but %d %s given", callee_name(vm, b->c),
            (int)least, (int)most, (int)n, n == 1 ? "was" : "were");
    else
        adexc_raise(vm, ADT_TypeError, "%c() takes %d positional argument%s but %d %s given",
            callee_name(vm, b->c), (int)most, most == 1 ? "" : "s", (int)n,
            n == 1 ? "was" : "were");
    return false;
}

/* CPython's list of names: 'a', 'b', and 'c' */
static bool missing(
    struct adder_vm *vm, const struct binding *b, unsigned from, unsigned to, bool kwonly)
{
#if AD_TEXTS
    unsigned i, count = 0, done = 0;
    struct adtext t;
    for (i = from; i < to; i++)
        count += !*param(b, i);
    if (!adtext_begin(vm, &t, 32))
        return false;
    for (i = from; i < to; i++) {
        if (*param(b, i))
            continue;
        if (done && !adtext_add(vm, &t, count == 2 ? " and " : done + 1 == count ? ", and " : ", ",
                count == 2 ? 5 : done + 1 == count ? 6 : 2))
            return false;
        done++;
        adpush(vm, adname_text(vm, adcode_param(b->c, i)));
        if (!adtext_add(vm, &t, "'", 1) || !adtext_add_str(vm, &t, vm->sp) ||
            !adtext_add(vm, &t, "'", 1))
            return false;
        addrop(vm, 1);
    }
    adpush(vm, adtext_end(vm, &t));
    adpush(vm, callee_name(vm, b->c));
    adexc_raise(vm, ADT_TypeError, "%c() missing %d required %s argument%s: %c", *vm->sp,
        (int)count, kwonly ? "keyword-only" : "positional", count == 1 ? "" : "s", vm->sp[1]);
#else
    (void)b, (void)from, (void)to, (void)kwonly;
    adexc_raise(vm, ADT_TypeError, "");
#endif
    return false;
}

static bool fill_defaults(struct adder_vm *vm, struct binding *b, adcell *function)
{
    adcell defaults = adget_cell(vm, *function, 1), kw = adget_cell(vm, *function, 2);
    unsigned i, first = b->npos;
    if (defaults) {
        first -= (unsigned)adtuple_length(vm, defaults);
        for (i = first; i < b->npos; i++)
            if (!*param(b, i))
                *param(b, i) = adget_item(vm, defaults, i - first);
    }
    for (i = 0; i < b->npos; i++)
        if (!*param(b, i))
            return missing(vm, b, 0, b->npos, false);
    for (; i < b->npos + b->nkwonly; i++) {
        if (*param(b, i))
            continue;
        if (kw)
            *param(b, i) = adget_item(vm, kw, i - b->npos);
    }
    for (i = b->npos; i < b->npos + b->nkwonly; i++)
        if (!*param(b, i))
            return missing(vm, b, b->npos, b->npos + b->nkwonly, true);
    return true;
}

/* False when names of positional-only parameters are among the keywords: raised. */
static bool positional_only_named(struct adder_vm *vm, struct binding *b, adcell *names)
{
#if AD_TEXTS
    unsigned i, k, found = 0;
    struct adtext t;
    if (!adtext_begin(vm, &t, 32))
        return false;
    for (i = 0; i < adcode_nposonly(b->c); i++)
        for (k = 0; k < adtuple_length(vm, *names); k++) {
            if (adname_number(vm, adget_item(vm, *names, k), false) != adcode_param(b->c, i))
                continue;
            adpush(vm, adget_item(vm, *names, k));
            if ((found && !adtext_add(vm, &t, ", ", 2)) || !adtext_add_str(vm, &t, vm->sp))
                return false;
            addrop(vm, 1);
            found++;
        }
    adpush(vm, adtext_end(vm, &t));
    if (found) {
        adpush(vm, callee_name(vm, b->c));
        adexc_raise(vm, ADT_TypeError, "%c() got some positional-only arguments passed as keyword "
            "arguments: '%c'", *vm->sp, vm->sp[1]);
        return false;
    }
    addrop(vm, 1);
#else
    (void)vm, (void)b, (void)names;
#endif
    return true;
}

static void unexpected(struct adder_vm *vm, const struct binding *b, const adcell *name)
{
#if AD_TEXTS
    adcell callee = callee_name(vm, b->c);
    if (adcode_flags(b->c) & ADCODE_LIB)
        adexc_raise(vm, ADT_TypeError, "'%c' is an invalid keyword argument for %c()", *name,
            callee);
    else
        adexc_raise(vm, ADT_TypeError, "%c() got an unexpected keyword argument '%c'", callee,
            *name);
#else
    (void)b, (void)name;
    adexc_raise(vm, ADT_TypeError, "");
#endif
}

static bool add_to_kwargs(
    struct adder_vm *vm, struct binding *b, adcell *names, adcell *name, adcell *value)
{
    unsigned slot = b->npos + b->nkwonly + (adcode_flags(b->c) & ADCODE_VARARGS ? 1 : 0);
    if (!(adcode_flags(b->c) & ADCODE_VARKW)) {
        if (!positional_only_named(vm, b, names))
            return false;
        unexpected(vm, b, name);
        return false;
    }
    return addict_put(vm, param(b, slot), name, value) == 1;
}

/* Binds one keyword argument; name and value lie in stack slots. */
static bool bind_keyword(
    struct adder_vm *vm, struct binding *b, adcell *names, adcell *name, adcell *value)
{
    int32_t number = adname_number(vm, *name, false);
    unsigned i;
    for (i = adcode_nposonly(b->c); number >= 0 && i < b->npos + b->nkwonly; i++) {
        if (adcode_param(b->c, i) != (uint16_t)number)
            continue;
        if (*param(b, i)) {
            adpush(vm, AD_NONE);
#if AD_TEXTS
            *vm->sp = callee_name(vm, b->c);
#endif
            adexc_raise(vm, ADT_TypeError, "%c() got multiple values for argument '%c'", *vm->sp,
                *name);
            return false;
        }
        *param(b, i) = *value;
        return true;
    }
    return add_to_kwargs(vm, b, names, name, value);
}

/* Positional arguments into parameters, what is left over into *args. */
static bool bind_positional(struct adder_vm *vm, struct binding *b, adcell *arg, unsigned n)
{
    unsigned i, take = AD_MIN(n, b->npos), slot = b->npos + b->nkwonly;
    for (i = 0; i < take; i++)
        *param(b, i) = ARG(i);
    if (adcode_flags(b->c) & ADCODE_VARARGS) {
        adcell rest = adtuple_from(vm, &ARG(take), n - take);
        if (!rest)
            return false;
        *param(b, slot++) = rest;
    }
    if (adcode_flags(b->c) & ADCODE_VARKW) {
        adcell dict = addict_new(vm, ADT_dict, 0);
        if (!dict)
            return false;
        *param(b, slot) = dict;
    }
    return true;
}

#if AD_ROM_DIRECT
/* The same without keywords and with room on the stack: the arguments lie where the first locals
 * will
 * be. AD_GO_HOST: it is not that simple. */
static enum adgo call_in_place(struct adder_vm *vm, unsigned n, unsigned action)
{
    adcell *arg = vm->sp + n - 1, function = arg[1];
    const uint8_t *c = adcode_ptr(vm, adget_cell(vm, function, 0));
    unsigned npos = adcode_npos(c), flags = adcode_flags(c), i;
    adcell *fp = arg + 1 - adcode_nlocals(c), defaults = adget_cell(vm, function, 1), rest;
    size_t given = defaults ? adobj_size(vm, defaults) : 0;
    if (adcode_nkwonly(c) || n + given < npos || (n > npos && !(flags & ADCODE_VARARGS)) ||
        (uint8_t *)(fp - AD_FRAME_CELLS - 2 * AD_NATIVE_ROOM - adcode_depth(c)) < vm->stack_limit)
        return AD_GO_HOST;
    for (i = n; i < npos; i++)
        adpush(vm, adarray_items(vm, defaults)[i + given - npos]);
    while (vm->sp > fp)
        adpush(vm, AD_UNBOUND);
    i = npos;
    if (flags & ADCODE_VARARGS) {
        rest = adtuple_from(vm, &ARG(npos), n > npos ? n - npos : 0);
        if (!rest)
            return AD_GO_ERROR;
        ARG(npos) = rest;
        for (i++; i < n; i++)
            ARG(i) = AD_UNBOUND;
        i = npos + 1;
        vm->sp = fp;
    }
    if (flags & ADCODE_VARKW) {
        if (!(rest = addict_new(vm, ADT_dict, 0)))
            return AD_GO_ERROR;
        ARG(i) = rest;
    }
    if (!adframe_enter(vm, adget_cell(vm, arg[1], 0), c, action))
        return AD_GO_ERROR;
    return entered(vm, c);
}
#endif

/* A plain function with all its parameters: they are its first locals where they lie. */
static enum adgo call_plain(struct adder_vm *vm, unsigned n, unsigned action)
{
    adcell code = adget_cell(vm, vm->sp[n], 0);
    const uint8_t *c = adcode_ptr(vm, code);
    uint8_t nlocals = (uint8_t)adcode_nlocals(c);
    if (!adstack_reserve(vm, nlocals + 2u))
        return adcall_no_room(vm);
    for (; n < nlocals; n++)
        adpush(vm, AD_UNBOUND);
    return adframe_enter(vm, code, c, action) ? AD_GO_FRAME : AD_GO_ERROR;
}

/* Calls a function with n positional and nkw keyword arguments. When there are keywords, a tuple of
 * their names is on top of the values. The new locals are built below, then moved up. */
static enum adgo call_function(struct adder_vm *vm, unsigned n, unsigned nkw, unsigned action)
{
    adcell *names = vm->sp, *arg = names + (nkw != 0) + n + nkw - 1;
    adcell code = adget_cell(vm, arg[1], 0);
    struct binding b = {.c = adcode_ptr(vm, code)};
    unsigned i;
    b.nlocals = adcode_nlocals(b.c);
    b.npos = adcode_npos(b.c);
    b.nkwonly = adcode_nkwonly(b.c);
    if (!adstack_reserve(vm, b.nlocals + 2u))
        return adcall_no_room(vm);
    for (i = 0; i < b.nlocals; i++)
        adpush(vm, AD_UNBOUND);
    b.locals = vm->sp;
    if (!bind_positional(vm, &b, arg, n))
        return AD_GO_ERROR;
    for (i = 0; AD_HAS_KEYWORDS && i < nkw; i++) {
        adpush(vm, adget_item(vm, *names, i));
        if (!bind_keyword(vm, &b, names, vm->sp, &ARG(n + i)))
            return AD_GO_ERROR;
        addrop(vm, 1);
    }
    if (n > b.npos && !(adcode_flags(b.c) & ADCODE_VARARGS)) {
        too_many(vm, &b, adget_cell(vm, arg[1], 1), n);
        return AD_GO_ERROR;
    }
    if (!fill_defaults(vm, &b, &arg[1]))
        return AD_GO_ERROR;
    memmove(arg + 1 - b.nlocals, b.locals, b.nlocals * sizeof(adcell));
    vm->sp = arg + 1 - b.nlocals;
    if (!adframe_enter(vm, adget_cell(vm, arg[1], 0), b.c, action))
        return AD_GO_ERROR;
    return entered(vm, b.c);
}

enum adgo adcall_function_kw(
    struct adder_vm *vm, unsigned n, unsigned nkw, unsigned action)
{
    return call_function(vm, n, nkw, action);
}

/* ---- natives -------------------------------------------------------------------------------- */

#if AD_TEXTS
/* Constructors are called _new_list: the type's name is what follows. */
static const char *native_name(unsigned f)
{
    const char *name = adnative_row(f).text;
    if (!name)
        return adisa_name_text(adnative_row(f).name);
    return f >= ADF_new_object && f <= ADF_new_Pin ? name + 5 : name;
}
#endif

static bool bad_arity(struct adder_vm *vm, unsigned f, unsigned n, bool method)
{
#if AD_TEXTS
    struct adnative_call row = adnative_calls[f];
    const char *name = native_name(f), *type = method ? adtype_text(adnative_row(f).type) : "";
    int min = row.min - method, max = row.max - method, got = (int)n - method;
    if (got < 0)
        adexc_raise(vm, ADT_TypeError, "unbound method %s.%s() needs an argument", type, name);
    else if (max == 0 && adnative_keywords(f) != ADZ_none)
        adexc_raise(vm, ADT_TypeError, "%s() takes no positional arguments", name);
    else if (min == max && max == 0)
        adexc_raise(vm, ADT_TypeError, "%s%s%s() takes no arguments (%d given)", type,
            method ? "." : "", name, got);
    else if (min == max && max == 1)
        adexc_raise(vm, ADT_TypeError, "%s%s%s() takes exactly one argument (%d given)", type,
            method ? "." : "", name, got);
    else if (min == max)
        adexc_raise(vm, ADT_TypeError, "%s expected %d arguments, got %d", name, min, got);
    else
        adexc_raise(vm, ADT_TypeError, "%s expected at %s %d argument%s, got %d", name,
            got < min ? "least" : "most", got < min ? min : max,
            (got < min ? min : max) == 1 ? "" : "s", got);
#else
    (void)f, (void)n, (void)method;
    adexc_raise(vm, ADT_TypeError, "");
#endif
    return false;
}

bool adnative_has(const struct adder_vm *vm, unsigned f, adcell self)
{
    struct adnative_row row = adnative_row(f);
    if (!row.type || row.type == ADT_object || adattr_is_class_native(f))
        return true;
    if (row.type == ADT_class)
        return adtype_is_class(vm, self);
    return adtype_method(adtype_number(vm, adunwrap(vm, self)), row.name) == ad_native_cell(f);
}

adcell adnative_raise(struct adder_vm *vm, unsigned f, adcell self)
{
#if AD_TEXTS
    return adexc_raise(vm, ADT_TypeError,
        "descriptor '%n' for '%s' objects doesn't apply to a '%t' object",
        (int)adnative_row(f).name, adtype_text(adnative_row(f).type), self);
#else
    (void)f, (void)self;
    return adexc_raise(vm, ADT_TypeError, "");
#endif
}

adcell adcall_run_native(struct adder_vm *vm, unsigned f, unsigned n)
{
    adcell *arg = vm->sp + n - 1;
    struct adnative_call native = adnative_calls[f];
    adcell *sp = vm->sp;
    unsigned i;
    if (n < native.min || (n > native.max && native.max != 255)) {
        bad_arity(vm, f, n, adnative_is_method(f));
        return AD_ERROR;
    }
    if (native.max && !adnative_is_for(vm, f, *arg))
        return adnative_raise(vm, f, *arg);
    for (i = n; i < native.max && native.max != 255; i++)
        *--sp = AD_UNBOUND;
    vm->sp = sp;
    return native.call(vm, arg, n);
}

/* What find_callee has found. */
static enum adgo call_native(struct adder_vm *vm)
{
    unsigned n = vm->tail_n, action = vm->tail_action, type = ad_imm_number(vm->sp[n]);
    unsigned f = type >= AD_IMM_NATIVE ? type - AD_IMM_NATIVE : adtype_new(type - AD_IMM_TYPE) - 1;
    adcell *arg = vm->sp + n - 1, result = adcall_run_native(vm, f, n);
    if (result == AD_TAILCALL) {
        if (vm->tail_action == AD_ACT_PUSH || action == AD_ACT_HOST)
            vm->tail_action = (uint8_t)action; /* C code that waits must get the result */
        return adcall_tail(vm, arg + 1);
    }
    if (result == AD_ERROR)
        return AD_GO_ERROR;
    vm->sp = arg + 1;
    return adcall_deliver(vm, result, action);
}

/* ---- anything callable ---------------------------------------------------------------------- */

static enum adgo not_callable(struct adder_vm *vm, adcell f)
{
    adexc_raise(vm, ADT_TypeError, "'%t' object is not callable", f);
    return AD_GO_ERROR;
}

/* AD_GO_NATIVE: a native, or a type that has one; n and action are in vm->tail_n, tail_action. */
AD_SHORT enum adgo find_callee(struct adder_vm *vm, unsigned n, unsigned action)
{
    adcell *callee, f, c;
    unsigned type;
    AD_UNUSED enum adgo go;
    if (!AD_HAS_OTHER_CALLS)
        return adis(vm, vm->sp[n], ADT_function) ? call_plain(vm, n, action)
                                                 : not_callable(vm, vm->sp[n]);
again:
    callee = vm->sp + n;
    f = *callee;
    switch (adlayout(vm, f)) {
    case ADT_function:
#if AD_ROM_DIRECT
        go = call_in_place(vm, n, action);
        if (go != AD_GO_HOST)
            return go;
#endif
        return call_function(vm, n, 0, action);
    case ADT_method:
        *callee = adget_cell(vm, f, 0);
        adstack_insert(vm, n, adget_cell(vm, f, 1));
        n++;
        goto again;
    case ADT_class:
        return adclass_call(vm, n, action);
    case ADT_instance:
    case ADT_exc:
        c = adspecial(vm, f, ADN_d_call);
        if (!c)
            break;
        adstack_insert(vm, n, f); /* the instance becomes the first argument */
        *callee = c;
        n++;
        goto again;
    case ADT_wrapper: /* staticmethod objects are callable */
        if (ad_int(adget_cell(vm, f, 0)) == ADT_staticmethod) {
            *callee = adget_cell(vm, f, 1);
            goto again;
        }
        break;
    case 0:
        if (!ad_is_imm(f))
            break;
        type = ad_imm_number(f);
        if (type < AD_IMM_NATIVE && (type < AD_IMM_TYPE || !adtype_new(type - AD_IMM_TYPE)))
            break;
        vm->tail_n = (uint16_t)n;
        vm->tail_action = (uint8_t)action;
        return AD_GO_NATIVE;
    }
    return not_callable(vm, f);
}

/* Apart from the search, whose registers would lie on the C stack under every native. */
enum adgo adcall(struct adder_vm *vm, unsigned n, unsigned action)
{
    enum adgo go = find_callee(vm, n, action);
    return AD_HAS_OTHER_CALLS && go == AD_GO_NATIVE ? call_native(vm) : go;
}

enum adgo adcall_tail(struct adder_vm *vm, adcell *dest)
{
    unsigned n = vm->tail_n, action = vm->tail_action;
    adcell f = vm->sp[n];
    if (vm->tail_dest)
        dest = vm->tail_dest;
    vm->tail_dest = NULL;
    memmove(dest - n, vm->sp, (n + 1) * sizeof(adcell));
    vm->sp = dest - n;
    if (AD_HAS_THROWS && vm->tail_throw) {
        vm->tail_throw = false;
        return adgenerator_throw(vm, dest, action);
    }
    if (adis(vm, f, ADT_generator))
        return adgenerator_resume(vm, dest, n ? *vm->sp : AD_NONE, action);
    return AD_GO_CALL;
}

enum adgo adcall_go_on(struct adder_vm *vm) { return adcall(vm, vm->tail_n, vm->tail_action); }

/* Function of frozen.def that takes a native's calls with keywords; turns the callee into it. */
static bool keyword_native(struct adder_vm *vm, adcell *callee)
{
    unsigned number = ad_is_imm(*callee) ? ad_imm_number(*callee) : 0, f = 0;
    enum adfrozen z;
    if (number >= AD_IMM_NATIVE)
        f = number - AD_IMM_NATIVE + 1;
    else if (number >= AD_IMM_TYPE)
        f = adtype_new(number - AD_IMM_TYPE);
    z = f ? adnative_keywords(f - 1) : ADZ_none;
    if (z == ADZ_none || !adfrozen(vm, z)) {
#if AD_TEXTS
        if (f)
            adexc_raise(vm, ADT_TypeError, "%s%s%s() takes no keyword arguments",
                adtype_text(adnative_row(f - 1).type), adnative_row(f - 1).type ? "." : "",
                native_name(f - 1));
        else
#endif
            adexc_raise(vm, ADT_TypeError, "'%t' object is not callable", *callee);
        return false;
    }
    *callee = adfrozen(vm, z);
    return true;
}

/* Turns a callable that wraps another into the inner one with self as first argument. */
static bool unwrap_callee(struct adder_vm *vm, unsigned *n, unsigned above)
{
    adcell *callee = vm->sp + *n + above, f = *callee, c;
    switch (adlayout(vm, f)) {
    case ADT_method:
        c = adget_cell(vm, f, 1);
        *callee = adget_cell(vm, f, 0);
        break;
    case ADT_instance:
        c = f;
        *callee = adspecial(vm, f, ADN_d_call);
        if (*callee)
            break;
        *callee = f;
        adexc_raise(vm, ADT_TypeError, "'%t' object is not callable", f);
        return false;
    default:
        return true;
    }
    adstack_insert(vm, *n + above, c);
    ++*n;
    return true;
}

/* f a1 .. an v1 .. vk names */
static enum adgo call_with_keywords(struct adder_vm *vm, unsigned n, unsigned nkw)
{
    adcell *callee = vm->sp + n + nkw + 1;
    if (adis(vm, *callee, ADT_class))
        return adclass_call_kw(vm, n, nkw);
    if (!adis(vm, *callee, ADT_function) && !keyword_native(vm, callee))
        return AD_GO_ERROR;
    return call_function(vm, n, nkw, AD_ACT_PUSH);
}

enum adgo adcall_kw(struct adder_vm *vm, unsigned n, adcell names)
{
    unsigned nkw = (unsigned)adtuple_length(vm, names), npos = n - nkw;
    adpush(vm, names);
    if (!unwrap_callee(vm, &npos, nkw + 1))
        return AD_GO_ERROR;
    return call_with_keywords(vm, npos, nkw);
}

/* The keys of the dict in *dict as a tuple. */
static adcell names_of(struct adder_vm *vm, adcell *dict, size_t n)
{
    adcell names = adtuple_new(vm, n);
    adint entry = -1;
    size_t i;
    for (i = 0; names && i < n; i++) {
        entry = addict_next(vm, *dict, entry + 1);
        if (!adstr_is(vm, addict_key(vm, *dict, entry)))
            return adexc_raise(vm, ADT_TypeError, "keywords must be strings");
        adtuple_set(vm, names, i, addict_key(vm, *dict, entry));
    }
    return names;
}

/* f args [kwargs]: spread out over themselves; nothing moves meanwhile. */
enum adgo adcall_ex(struct adder_vm *vm, bool kwargs)
{
    adcell *args = vm->sp + kwargs, *to = args + 1, list, dict, names;
    size_t i, n, nkw = kwargs ? addict_length(vm, *vm->sp) : 0;
    adint entry = -1;
    unsigned npos;
    if (!adis(vm, *args, ADT_tuple) && !adis(vm, *args, ADT_list)) {
        adexc_raise(vm, ADT_TypeError, "argument after * must be an iterable, not %t", *args);
        return AD_GO_ERROR;
    }
    npos = (unsigned)(n = (size_t)adlength(vm, *args));
    if (n + nkw > 60000) {
        adexc_raise(vm, ADT_MemoryError, "too many arguments in a call with *");
        return AD_GO_ERROR;
    }
    adpush(vm, AD_NONE);
    if (nkw && !(*vm->sp = names_of(vm, args - 1, nkw)))
        return AD_GO_ERROR;
    if (!adstack_reserve(vm, n + nkw + 3))
        return adcall_no_room(vm);
    list = *args;
    dict = args[-1];
    names = *vm->sp;
    for (i = 0; i < n; i++)
        *--to = adis(vm, list, ADT_list) ? adlist_get(vm, list, i) : adget_item(vm, list, i);
    for (i = 0; i < nkw; i++) {
        entry = addict_next(vm, dict, entry + 1);
        *--to = addict_value(vm, dict, entry);
    }
    if (nkw)
        *--to = names;
    vm->sp = to;
    if (!nkw)
        return adcall(vm, npos, AD_ACT_PUSH);
    if (!unwrap_callee(vm, &npos, (unsigned)nkw + 1))
        return AD_GO_ERROR;
    return call_with_keywords(vm, npos, (unsigned)nkw);
}

/* ---- results -------------------------------------------------------------------------------- */

/* A jump of the instruction that ends at vm->pc. */
static void take_jump(struct adder_vm *vm) { vm->pc += (int16_t)adrom16(vm->pc - 2); }

static bool is_length(struct adder_vm *vm, adcell answer)
{
    if (!adnum_is_int(vm, answer))
        adexc_raise(vm, ADT_TypeError, "'%t' object cannot be interpreted as an integer", answer);
    else if (adis(vm, answer, ADT_int_neg) || (ad_is_int(answer) && ad_int(answer) < 0))
        adexc_raise(vm, ADT_ValueError, "__len__() should return >= 0");
    else
        return true;
    return false;
}

/* The truth of an answer is known: what the instruction does with it. */
static enum adgo take_truth(struct adder_vm *vm, adcell truth, unsigned action)
{
    switch (action) {
    case AD_ACT_BOOL:
        *vm->sp = truth;
        return AD_GO_RESULT;
    case AD_ACT_NOT:
        *vm->sp = ad_bool(truth == AD_FALSE);
        return AD_GO_RESULT;
    case AD_ACT_KEEP_T:
    case AD_ACT_KEEP_F:
        vm->sp++;
        if ((truth == AD_TRUE) == (action == AD_ACT_KEEP_T))
            take_jump(vm);
        else
            vm->sp++;
        return AD_GO_RESULT;
    }
    vm->sp++;
    if ((truth == AD_TRUE) == (action == AD_ACT_JT))
        take_jump(vm);
    return AD_GO_RESULT;
}

/* Name of the special method that has just returned to the place vm->sp; 0: something else. */
static unsigned who_answered(struct adder_vm *vm)
{
    if (!adis(vm, *vm->sp, ADT_function))
        return 0;
    return adcode_name(adcode_ptr(vm, adget_cell(vm, *vm->sp, 0)));
}

/* What __bool__, __len__ or a comparison gave as True or False; AD_TAILCALL: it is asked too. */
static adcell truth_of_answer(struct adder_vm *vm, adcell answer, unsigned action)
{
    adcell *place = vm->sp, r;
    unsigned name;
    if (answer == AD_TRUE || answer == AD_FALSE)
        return answer;
    name = who_answered(vm);
    if (name == ADN_d_bool)
        return adexc_raise(vm, ADT_TypeError, "__bool__ should return bool, returned %t", answer);
    if (name == ADN_d_len && !is_length(vm, answer))
        return AD_ERROR;
    *place = answer;
    r = adop_truth(vm, action);
    if (r != AD_TAILCALL)
        vm->sp = place;
    return r;
}

/* An answer that must be an int: of __len__, __hash__, __index__ ... */
static bool check_int(struct adder_vm *vm, adcell answer)
{
    unsigned name = who_answered(vm);
    if (name == ADN_d_len)
        return is_length(vm, answer);
    if (adnum_is_int(vm, answer))
        return true;
    if (name == ADN_d_hash)
        adexc_raise(vm, ADT_TypeError, "__hash__ method should return an integer");
    else if (name == ADN_d_index || name == ADN_d_int)
        adexc_raise(vm, ADT_TypeError, "%n returned non-int (type %t)", (int)name, answer);
    else
        adexc_raise(vm, ADT_TypeError, "'%t' object cannot be interpreted as an integer", answer);
    return false;
}

static bool check_str(struct adder_vm *vm, adcell answer)
{
    unsigned name = who_answered(vm);
    if (adstr_is(vm, answer))
        return true;
    if (name == ADN_d_format)
        adexc_raise(vm, ADT_TypeError, "__format__ must return a str, not %t", answer);
    else
        adexc_raise(vm, ADT_TypeError, "%n returned non-string (type %t)",
            name == ADN_d_repr ? (int)ADN_d_repr : (int)ADN_d_str, answer);
    return false;
}

/* vm->sp is the callable's place. */
enum adgo adcall_deliver(struct adder_vm *vm, adcell result, unsigned action)
{
    adcell *place;
again:
    place = vm->sp;
    switch (action) {
    case AD_ACT_STR:
        if (!check_str(vm, result))
            return AD_GO_ERROR;
        break;
    case AD_ACT_INT:
        if (!check_int(vm, result))
            return AD_GO_ERROR;
        break;
    case AD_ACT_DISCARD:
        vm->sp++;
        return AD_GO_RESULT;
    case AD_ACT_STORE1:
    case AD_ACT_STORE2:
        vm->fp[adrom8(vm->pc - (action == AD_ACT_STORE1 ? 1 : 2))] = result;
        vm->sp++;
        return AD_GO_RESULT;
    case AD_ACT_BOOL:
    case AD_ACT_NOT:
    case AD_ACT_JT:
    case AD_ACT_JF:
    case AD_ACT_KEEP_T:
    case AD_ACT_KEEP_F:
        result = truth_of_answer(vm, result, action);
        if (result == AD_TAILCALL)
            return adcall_tail(vm, place);
        return result ? take_truth(vm, result, action) : AD_GO_ERROR;
    case AD_ACT_INIT:
        vm->sp++;
        if (result == AD_NONE)
            return AD_GO_RESULT;
        adexc_raise(vm, ADT_TypeError, "__init__() should return None, not '%t'", result);
        return AD_GO_ERROR;
    case AD_ACT_NEXT_L:
        vm->fp[adrom8(vm->pc - 3)] = result;
        vm->sp++;
        return AD_GO_RESULT;
    case AD_ACT_BINARY:
        result = adop_binary_next(vm, result, &action);
        if (result == AD_TAILCALL)
            return adcall_tail(vm, place + 3);
        if (!result)
            return AD_GO_ERROR;
        goto again;
    case AD_ACT_HOST:
        *vm->sp = result;
        return AD_GO_HOST;
    }
    *vm->sp = result;
    return AD_GO_RESULT;
}

enum adgo adcall_finish(struct adder_vm *vm, adcell value, unsigned action)
{
    switch (action) {
    case AD_ACT_NEXT:
    case AD_ACT_NEXT_L:
        vm->sp += 2;
        take_jump(vm);
        return AD_GO_RESULT;
    case AD_ACT_SEND:
        *vm->sp = value;
        take_jump(vm);
        return AD_GO_RESULT;
    }
    if (AD_HAS_NEXTS) {
        adpush(vm, value);
        adexc_raise_value(vm, ADT_StopIteration, value);
    }
    return AD_GO_ERROR;
}

/* Next item of the iterator on top, which stays there: a generator, an instance, or an iterator of
 * ours
 * that runs Python code. */
enum adgo adcall_next(struct adder_vm *vm, unsigned action)
{
    adcell iter = *vm->sp, f;
    if (adis(vm, iter, ADT_generator)) {
        adpush(vm, iter);
        return adgenerator_resume(vm, vm->sp, AD_NONE, action);
    }
    f = adspecial(vm, iter, ADN_d_next);
    if (!f) {
        adexc_raise(vm, ADT_TypeError, "iter() returned non-iterator of type '%t'", iter);
        return AD_GO_ERROR;
    }
    adpush(vm, f);
    adpush(vm, vm->sp[1]);
    return adcall(vm, 1, action);
}

/* The instance on top is asked for its truth and stays there until the answer comes. */
enum adgo adcall_truth(struct adder_vm *vm, unsigned action)
{
    adcell r;
    adpush(vm, *vm->sp);
    r = adop_truth(vm, action);
    if (r == AD_TAILCALL)
        return adcall_tail(vm, vm->sp + vm->tail_n + 1);
    return r ? adcall_deliver(vm, r, action) : AD_GO_ERROR;
}
