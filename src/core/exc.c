/* SPDX-License-Identifier: MIT
 * exc.c - exceptions: making, raising, matching, their attributes and handler slots.
 */
#include "core/interp.h"
#include "core/native_table.h"

#if AD_TEXTS
#include <stdarg.h>
#endif

bool adexc_is(const struct adder_vm *vm, adcell c)
{
    if (adis(vm, c, ADT_exc))
        return true;
    return ad_is_imm(c) && ad_imm_number(c) >= AD_IMM_TYPE + ADT_BaseException &&
        ad_imm_number(c) < AD_IMM_TYPE + ADT_COUNT;
}

/* The exception being handled where the running frame is: the topmost handler slot of the
 * nearest frame. */
adcell adexc_handled(const struct adder_vm *vm)
{
    const adcell *fp = vm->fp;
    while (fp) {
        const uint8_t *c = adcode_ptr(vm, fp[-1]);
        unsigned n = adcode_nhandlers(c), link = (unsigned)ad_raw(fp[-2]);
        while (n--)
            if (fp[adcode_handler(c) - n])
                return fp[adcode_handler(c) - n];
        if ((link & AD_ACT_MASK) == AD_ACT_HOST && !(link >> AD_LINK_SHIFT))
            break;
        fp += link >> AD_LINK_SHIFT;
    }
    return AD_UNBOUND;
}

adcell adexc_new(struct adder_vm *vm, adcell *class, adcell *args)
{
    adcell exc = adheap_new(vm, ADT_exc, sizeof(struct adexc) / sizeof(adcell) - 1);
    if (!exc)
        return AD_ERROR;
    adexc_of(vm, exc)->class = *class;
    adexc_of(vm, exc)->args = *args;
    return exc;
}

/* Makes `exc` the exception that is being raised; what was being handled is its context. */
static adcell set_error(struct adder_vm *vm, adcell exc)
{
    adcell handled, c;
    AD_MAKES(errors);
    vm->error = exc;
    if (!AD_TEXTS) /* small chips keep no contexts */
        return AD_ERROR;
    handled = adexc_handled(vm);
    if (!adis(vm, exc, ADT_exc) || !handled || handled == exc ||
        adexc_of(vm, exc)->context == handled)
        return AD_ERROR;
    for (c = handled; c && adis(vm, c, ADT_exc); c = adexc_of(vm, c)->context)
        if (adexc_of(vm, c)->context == exc) { /* no cycles */
            adexc_of(vm, c)->context = AD_UNBOUND;
            break;
        }
    if (adis(vm, handled, ADT_exc))
        adexc_of(vm, exc)->context = handled;
    return AD_ERROR;
}

/* type(value), or the bare type when there is no memory for more. */
adcell adexc_raise_value(struct adder_vm *vm, unsigned type, adcell value)
{
    adcell tuple, exc = AD_UNBOUND;
    if (vm->stats.quiet)
        return adexc_memory(vm);
    adpush(vm, value);
    adpush(vm, ad_type_cell(type));
    adpush(vm, AD_UNBOUND);
    vm->stats.quiet = true;
    tuple = adtuple_hidden(vm, vm->sp + 2, value ? 1 : 0);
    if (tuple) {
        *vm->sp = tuple;
        exc = adexc_new(vm, vm->sp + 1, vm->sp);
    }
    vm->stats.quiet = false;
    addrop(vm, 3);
    if (!exc && type != ADT_RecursionError) /* that one is likely to come without memory */
        type = ADT_MemoryError;
    return set_error(vm, exc ? exc : ad_type_cell(type));
}

adcell adexc_memory(struct adder_vm *vm)
{
    AD_MAKES(errors);
    vm->error = ad_type_cell(ADT_MemoryError);
    adport_tells_memory(true);
    if (!vm->stats.quiet)
        adheap_release(vm, true);
    return AD_ERROR;
}

#if !AD_TEXTS
adcell adexc_raise0(struct adder_vm *vm, uint8_t type)
{
    if (!vm->stats.quiet)
        set_error(vm, ad_type_cell(type));
    return AD_ERROR;
}
#else
struct message {
    char text[240];
    size_t used;
};

static void put_text(struct message *m, const char *text, size_t n)
{
    n = AD_MIN(n, sizeof m->text - m->used);
    memcpy(m->text + m->used, text, n);
    m->used += n;
}

static void put_c(struct message *m, const char *text)
{
    size_t n = 0;
    while (text && text[n])
        n++;
    put_text(m, text, n);
}

static void put_number(struct message *m, int64_t value)
{
    char digits[24];
    size_t i = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--i] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        digits[--i] = '-';
    put_text(m, digits + i, sizeof digits - i);
}

static void put_str(struct adder_vm *vm, struct message *m, adcell s)
{
    if (adstr_is(vm, s))
        put_text(m, (const char *)adbytes_of(vm, s), adobj_size(vm, s));
}

/* What a repr of a str, an int or a callable looks like, as far as messages need it. */
static void put_repr(struct adder_vm *vm, struct message *m, adcell c)
{
    char name[64];
    if (adstr_is(vm, c)) {
        put_c(m, "'");
        put_str(vm, m, c);
        put_c(m, "'");
    } else if (ad_is_int(c)) {
        put_number(m, ad_int(c));
    } else if (adis(vm, c, ADT_function)) {
        put_str(vm, m, adname_text(vm, adcode_name(adcode_ptr(vm, adget_cell(vm, c, 0)))));
        put_c(m, "()");
    } else if (ad_is_native(c)) {
        struct adnative_row row = adnative_row(ad_native_number(c));
        put_c(m, row.text ? row.text : adisa_name_text(row.name));
        put_c(m, "()");
    } else {
        put_text(m, name, adtype_name(vm, c, name, sizeof name));
    }
}

static void put_name(struct adder_vm *vm, struct message *m, unsigned name)
{
    if (name < ADN_COUNT)
        put_c(m, adisa_name_text(name));
    else
        put_str(vm, m, adname_text(vm, name));
}

adcell adexc_raise(struct adder_vm *vm, unsigned type, const char *text, ...)
{
    struct message m = {.used = 0};
    char name[64];
    adcell s;
    va_list args;
    if (vm->stats.quiet)
        return adexc_memory(vm);
    va_start(args, text);
    for (; *text; text++) {
        if (*text != '%' || !text[1]) {
            put_text(&m, text, 1);
            continue;
        }
        switch (*++text) {
        case 's': put_c(&m, va_arg(args, const char *)); break;
        case 'd': put_number(&m, va_arg(args, int)); break;
        case 'z': put_number(&m, (int64_t)va_arg(args, size_t)); break;
        case 't':
            put_text(&m, name, adtype_name(vm, va_arg(args, adcell_arg), name, sizeof name));
            break;
        case 'n': put_name(vm, &m, (unsigned)va_arg(args, int)); break;
        case 'r': put_repr(vm, &m, va_arg(args, adcell_arg)); break;
        case 'c': put_str(vm, &m, va_arg(args, adcell_arg)); break;
        default: put_text(&m, text, 1);
        }
    }
    va_end(args);
    vm->stats.quiet = true;
    s = m.used ? adstr_new(vm, m.text, m.used) : AD_UNBOUND;
    vm->stats.quiet = false;
    if (m.used && !s && type != ADT_RecursionError)
        return adexc_memory(vm);
    return adexc_raise_value(vm, type, s);
}
#endif

static bool matches_one(struct adder_vm *vm, adcell exc, adcell type)
{
    adcell class = ad_is_imm(exc) ? exc : adget_cell(vm, exc, 0);
    return adtype_is_subclass(vm, class, type);
}

bool adexc_matches(struct adder_vm *vm, adcell exc, adcell type)
{
    size_t i;
    if (!AD_HAS_HANDLERS || !adis(vm, type, ADT_tuple))
        return matches_one(vm, exc, type);
    for (i = 0; i < adtuple_length(vm, type); i++)
        if (matches_one(vm, exc, adget_item(vm, type, i)))
            return true;
    return false;
}

static bool is_exception_class(struct adder_vm *vm, adcell c)
{
    if (adis(vm, c, ADT_class))
        return AD_HAS_EXC_BASES &&
            adclass_int(vm, c, ADL_CLASS_NATIVE) >= ADT_BaseException;
    return ad_is_imm(c) && adexc_is(vm, c);
}

/* EXC_MATCH: the type must be what an except clause may name. */
adcell adexc_match_op(struct adder_vm *vm)
{
    adcell type = *vm->sp, item;
    size_t i, n = adis(vm, type, ADT_tuple) ? adtuple_length(vm, type) : 1;
    for (i = 0; i < n; i++) {
        item = adis(vm, type, ADT_tuple) ? adget_item(vm, type, i) : type;
        if (!is_exception_class(vm, item))
            return adexc_raise(vm, ADT_TypeError,
                "catching classes that do not inherit from BaseException is not allowed");
    }
    return ad_bool(adexc_is(vm, vm->sp[1]) && adexc_matches(vm, vm->sp[1], type));
}

/* Turns a class in *slot into an instance of it; false: raised, or a class that Python code must
 * make. */
static bool to_instance(struct adder_vm *vm, adcell *slot)
{
    adcell exc;
    if (adis(vm, *slot, ADT_exc))
        return true;
    if (!is_exception_class(vm, *slot)) {
        adexc_raise(vm, ADT_TypeError, "exceptions must derive from BaseException");
        return false;
    }
    adpush(vm, adtuple_hidden(vm, vm->sp, 0));
    if (!*vm->sp)
        return false;
    exc = adexc_new(vm, slot, vm->sp);
    if (!exc)
        return false;
    addrop(vm, 1);
    *slot = exc;
    return true;
}

/* RAISE: [exc [cause]] on top. */
void adexc_raise_op(struct adder_vm *vm, unsigned n)
{
    adcell exc;
    if (n == 0) {
        exc = AD_HAS_HANDLERS ? adexc_handled(vm) : AD_UNBOUND;
        if (exc) {
            AD_MAKES(errors);
            vm->error = exc;
            vm->error_again = true;
        } else {
            adexc_raise(vm, ADT_RuntimeError, "No active exception to reraise");
        }
        return;
    }
    if (!to_instance(vm, vm->sp + n - 1))
        return;
    if (n == 2) {
        if (*vm->sp != AD_NONE && !to_instance(vm, vm->sp)) {
            if (adexc_matches(vm, vm->error, ad_type_cell(ADT_TypeError))) {
                vm->error = AD_UNBOUND;
                adexc_raise(vm, ADT_TypeError, "exception causes must derive from BaseException");
            }
            return;
        }
        adexc_of(vm, vm->sp[1])->cause = *vm->sp;
    }
    set_error(vm, vm->sp[n - 1]);
}

void adexc_enter_handler(struct adder_vm *vm, unsigned n)
{
    const uint8_t *c = adcode_ptr(vm, vm->fp[-1]);
    adcell *slot = vm->fp + adcode_handler(c) - n;
    unsigned i;
    *slot = adpop(vm);
    for (i = n + 1; i < adcode_nhandlers(c); i++)
        vm->fp[adcode_handler(c) - i] = AD_UNBOUND;
}

/* ---- attributes ----------------------------------------------------------------------------- */

static adcell or_none(adcell c) { return c ? c : AD_NONE; }

adcell adexc_attribute(struct adder_vm *vm, adcell exc, unsigned name)
{
    struct adexc *e = adexc_of(vm, exc);
    unsigned type = adtype_number(vm, exc);
    size_t n = adtuple_length(vm, e->args);
    switch (name) {
    case ADN_args: return e->args;
    case ADN_d_cause: return or_none(e->cause);
    case ADN_d_context: return or_none(ad_is_int(e->context) ? AD_UNBOUND : e->context);
    case ADN_d_suppress_context: return ad_bool(e->cause != AD_UNBOUND);
    case ADN_d_traceback: return e->trace ? e->trace : AD_NONE;
    case ADN_value:
        if (type == ADT_StopIteration)
            return n ? adget_item(vm, e->args, 0) : AD_NONE;
        break;
    case ADN_code:
        if (type == ADT_SystemExit)
            return n == 0 ? AD_NONE : n == 1 ? adget_item(vm, e->args, 0) : e->args;
        break;
    case ADN_errno:
    case ADN_strerror:
        if (adtype_is_builtin_sub(ad_type_cell(type), ad_type_cell(ADT_OSError)))
            return n >= 2 ? adget_item(vm, e->args, name == ADN_strerror) : AD_NONE;
        break;
    case ADN_filename:
        if (adtype_is_builtin_sub(ad_type_cell(type), ad_type_cell(ADT_OSError)))
            return n >= 3 ? adget_item(vm, e->args, 2) : AD_NONE;
        break;
    case ADN_msg:
    case ADN_name:
    case ADN_obj:
        if (type == ADT_ImportError || type == ADT_ModuleNotFoundError || type == ADT_NameError ||
            type == ADT_AttributeError)
            return name == ADN_msg && n ? adget_item(vm, e->args, 0) : AD_NONE;
        break;
    }
    return AD_UNBOUND;
}

/* value exc: the known ones have fields, the others pairs. */
adcell adexc_set_attribute(struct adder_vm *vm, unsigned name)
{
    adcell value = vm->sp[1], own = AD_UNBOUND, class = adget_cell(vm, *vm->sp, 0);
    struct adexc *e = adexc_of(vm, *vm->sp);
    switch (name) {
    case ADN_args:
        adpush(vm, value);
        value = adn_new_tuple(vm, vm->sp, 1);
        if (value == AD_TAILCALL)
            return adexc_raise(vm, ADT_TypeError, "args must be a tuple");
        if (value)
            adexc_of(vm, vm->sp[1])->args = value;
        return value ? AD_NONE : AD_ERROR;
    case ADN_d_cause: e->cause = value; return AD_NONE;
    case ADN_d_context: e->context = value == AD_NONE ? AD_UNBOUND : value; return AD_NONE;
    case ADN_d_traceback:
        if (value == AD_NONE)
            e->trace = AD_UNBOUND;
        return AD_NONE;
    case ADN_d_suppress_context: return AD_NONE;
    }
    if (ad_is_ref(class))
        own = adclass_lookup(vm, class, name);
    if (own && adis(vm, own, ADT_wrapper) && ad_int(adget_cell(vm, own, 0)) == ADT_property) {
        adcell object = *vm->sp;
        adpush(vm, adget_cell(vm, own, 2));
        adpush(vm, object);
        adpush(vm, value);
        return adtail_act(vm, 2, AD_ACT_DISCARD);
    }
    adpush(vm, e->dict);
    if (!adpairs_set(vm, vm->sp, adname_key(name), vm->sp[2]))
        return AD_ERROR;
    adexc_of(vm, vm->sp[1])->dict = *vm->sp;
    addrop(vm, 1);
    return AD_NONE;
}

/* ---- natives -------------------------------------------------------------------------------- */

/* The class of OSError that stands for an error number. */
static adcell os_error(adint number)
{
    switch (number) {
    case 1: case 13: return ad_type_cell(ADT_PermissionError);
    case 2: return ad_type_cell(ADT_FileNotFoundError);
    case 17: return ad_type_cell(ADT_FileExistsError);
    case 110: return ad_type_cell(ADT_TimeoutError);
    }
    return ad_type_cell(ADT_OSError);
}

/* Calling a builtin exception type: arg[1] is the type. */
adcell adn_new_exception(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell args = adtuple_hidden(vm, arg, n);
    if (!args)
        return AD_ERROR;
    if (AD_HAS_OS_ERRORS && n >= 2 && arg[1] == ad_type_cell(ADT_OSError) && ad_is_int(ARG(0)))
        arg[1] = os_error(ad_int(ARG(0)));
    adpush(vm, args);
    return adexc_new(vm, arg + 1, vm->sp);
}

adcell adn_exc_with_traceback(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (ARG(1) == AD_NONE)
        adexc_of(vm, ARG(0))->trace = AD_UNBOUND;
    return ARG(0);
}

/* __notes__ is a list among the further attributes. */
adcell adn_exc_add_note(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!adstr_is(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError, "note must be a str, not '%t'", ARG(1));
    adpush(vm, adexc_of(vm, ARG(0))->dict);
    adpush(vm, adpairs_get(vm, *vm->sp, adname_key(ADN_d_notes)));
    if (!adis(vm, *vm->sp, ADT_list)) {
        *vm->sp = adlist_new(vm, 1);
        if (!*vm->sp || !adpairs_set(vm, vm->sp + 1, adname_key(ADN_d_notes), *vm->sp))
            return AD_ERROR;
        adexc_of(vm, ARG(0))->dict = vm->sp[1];
    }
    return adlist_append(vm, vm->sp, &ARG(1)) ? AD_NONE : AD_ERROR;
}

adcell adn_exc_info(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    return or_none(adexc_handled(vm));
}
