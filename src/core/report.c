/* SPDX-License-Identifier: MIT
 * report.c - what becomes of an exception that nobody caught: CPython's traceback with chained
 * exceptions, and the exit status. Texts of exceptions may need Python code, which runs here as
 * a call by the host; it may fail, and nothing worse than a shorter report comes of it.
 */
#include "core/api.h"
#include "core/native_table.h"
#include "core/obj/seq.h"
#include "image/read.h"

#define CHAIN_MOST 64    /* exceptions told of one chain                     */
#define REPEAT_MOST 3    /* equal places told one after the other            */
#define TYPE_NAME_BYTES 96

struct report {
    struct adder_vm *vm;
    const struct adder_reporter *to;
    struct adimg img;
    bool debug;
};

struct place {
    const char *file, *function;
    size_t file_length, function_length;
    int32_t line;
};

static void write_text(const struct adder_reporter *to, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    to->write(to->ctx, text, n);
}

static void write_number(const struct adder_reporter *to, uint32_t number)
{
    char digits[12];
    size_t i = sizeof digits;
    do
        digits[--i] = (char)('0' + number % 10);
    while (number /= 10);
    to->write(to->ctx, digits + i, sizeof digits - i);
}

/* ---- texts ---------------------------------------------------------------------------------- */

/* str(value) into *slot, which holds the value; false: it raised. */
static bool to_str(struct adder_vm *vm, adcell *slot)
{
    adcell error = vm->error;
    adpush(vm, error);
    vm->error = AD_UNBOUND;
    adpush(vm, ad_type_cell(ADT_str));
    adpush(vm, *slot);
    if (adapi_call(vm, 1) != ADDER_OK) {
        vm->error = adpop(vm);
        return false;
    }
    *slot = adpop(vm);
    vm->error = adpop(vm);
    return adstr_is(vm, *slot);
}

/* The last line: the type, and the text if there is one. The exception lies on top. */
static void write_exception(struct adder_vm *vm, const struct adder_reporter *to)
{
    char name[TYPE_NAME_BYTES];
    adcell exc = *vm->sp;
    size_t n;
    if (ad_is_imm(exc)) { /* raised without memory for an object */
        write_text(to, adtype_text(ad_imm_number(exc) - AD_IMM_TYPE));
        return;
    }
    n = adtype_name(vm, exc, name, sizeof name);
    to->write(to->ctx, name, AD_MIN(n, sizeof name));
    adpush(vm, exc);
    if (!to_str(vm, vm->sp)) {
        write_text(to, ": <exception str() failed>");
    } else if (adobj_size(vm, *vm->sp)) {
        write_text(to, ": ");
        to->write(to->ctx, (const char *)adbytes_of(vm, *vm->sp), adobj_size(vm, *vm->sp));
    }
    addrop(vm, 1);
}

/* ---- places --------------------------------------------------------------------------------- */

static bool find_file(const struct report *r, uint16_t module, struct place *p)
{
    struct adimg_module m;
    struct adimg_object object;
    if (!adimg_module_at(&r->img, module, &m) || m.flags & 1)
        return false;
    if (m.file && adimg_object_of(&r->img, adimg_module_cell(&r->img, m.file), &object)) {
        p->file = (const char *)object.body;
        p->file_length = object.size;
    }
    return true;
}

/* The last part of a qualified name: CPython 3.10 and before, and all our readers, know it so. */
static void set_function(struct place *p, const char *name, size_t length)
{
    size_t start = length;
    while (start && name[start - 1] != '.')
        start--;
    p->function = name + start;
    p->function_length = length - start;
}

/* False: a place in lib/, of which nothing is told. */
static bool find_place(const struct report *r, adint code, adint pc, struct place *p)
{
    struct adimg_debug debug;
    memset(p, 0, sizeof *p);
    p->file = p->function = "?";
    p->file_length = p->function_length = 1;
    if (!r->debug || !adimg_debug_at(&r->img, (uint32_t)code, &debug))
        return true;
    set_function(p, debug.qualname, debug.qualname_size);
    p->line = adimg_line(&debug, (uint32_t)(pc > 0 ? pc - 1 : 0));
    return find_file(r, debug.module, p);
}

static bool same_place(const struct place *a, const struct place *b)
{
    return a->file == b->file && a->line == b->line && a->function_length == b->function_length &&
        !memcmp(a->function, b->function, a->function_length);
}

static void write_place(const struct report *r, const struct place *p)
{
    const struct adder_reporter *to = r->to;
    write_text(to, "  File \"");
    to->write(to->ctx, p->file, p->file_length);
    write_text(to, "\", line ");
    write_number(to, (uint32_t)p->line);
    write_text(to, ", in ");
    to->write(to->ctx, p->function, p->function_length);
    write_text(to, "\n");
    if (to->source)
        to->source(to->ctx, p->file, p->file_length, (unsigned)p->line);
}

static void write_repeats(const struct report *r, unsigned repeats)
{
    if (repeats <= REPEAT_MOST)
        return;
    write_text(r->to, "  [Previous line repeated ");
    write_number(r->to, repeats - REPEAT_MOST);
    write_text(r->to, repeats - REPEAT_MOST == 1 ? " more time]\n" : " more times]\n");
}

/* The trace is newest first in memory; the newest is told last. */
static void write_trace(const struct report *r, adcell trace)
{
    struct adder_vm *vm = r->vm;
    size_t i = trace ? adobj_size(vm, trace) / 2 : 0;
    struct place place, last;
    unsigned repeats = 0;
    memset(&last, 0, sizeof last);
    while (i--) {
        adint code = ad_int(adget_item(vm, trace, 2 * i));
        adint pc = ad_int(adget_item(vm, trace, 2 * i + 1));
        if (!find_place(r, code, pc, &place))
            continue;
        if (!same_place(&place, &last)) {
            write_repeats(r, repeats);
            repeats = 0;
        }
        last = place;
        if (++repeats <= REPEAT_MOST)
            write_place(r, &place);
    }
    write_repeats(r, repeats);
}

/* ---- chains --------------------------------------------------------------------------------- */

/* The exception told before this one; *cause: it was given by `from`. */
static adcell earlier(struct adder_vm *vm, adcell exc, bool *cause)
{
    struct adexc *e;
    if (!adis(vm, exc, ADT_exc))
        return AD_UNBOUND;
    e = adexc_of(vm, exc);
    *cause = e->cause != AD_UNBOUND;
    exc = *cause ? e->cause : e->context;
    return adis(vm, exc, ADT_exc) ? exc : AD_UNBOUND;
}

static bool is_among(const adcell *from, const adcell *to, adcell c)
{
    while (from < to)
        if (*from++ == c)
            return true;
    return false;
}

/* Pushes the exceptions of the chain, the oldest last; their number. */
static unsigned push_chain(struct adder_vm *vm)
{
    adcell *bottom, exc;
    unsigned n = 0;
    bool cause, room;
    adpush(vm, vm->error);
    room = adstack_reserve(vm, CHAIN_MOST + 2 * AD_NATIVE_ROOM);
    vm->error = exc = *vm->sp;
    if (!room)
        return 1;
    bottom = ++vm->sp;
    while (exc && n < CHAIN_MOST && !is_among(vm->sp, bottom, exc)) {
        adpush(vm, exc);
        n++;
        exc = earlier(vm, exc, &cause);
    }
    return n;
}

static void tell(const struct report *r)
{
    struct adder_vm *vm = r->vm;
    unsigned n = push_chain(vm);
    bool cause = false;
    for (;;) {
        adcell exc = *vm->sp;
        write_text(r->to, "Traceback (most recent call last):\n");
        if (adis(vm, exc, ADT_exc))
            write_trace(r, adexc_of(vm, exc)->trace);
        write_exception(vm, r->to);
        write_text(r->to, "\n");
        addrop(vm, 1);
        if (--n == 0)
            break;
        (void)earlier(vm, *vm->sp, &cause);
        write_text(r->to, cause ?
            "\nThe above exception was the direct cause of the following exception:\n\n" :
            "\nDuring handling of the above exception, another exception occurred:\n\n");
    }
}

/* ---- exit status ---------------------------------------------------------------------------- */

/* sys.exit(code): None 0, an int itself, anything else is told and 1. */
static int exit_status(struct adder_vm *vm, const struct adder_reporter *to)
{
    adcell args = adis(vm, vm->error, ADT_exc) ? adexc_of(vm, vm->error)->args : AD_UNBOUND, code;
    size_t n = args ? adtuple_length(vm, args) : 0;
    int32_t status;
    code = n == 0 ? AD_NONE : n == 1 ? adget_item(vm, args, 0) : args;
    if (code == AD_NONE)
        return 0;
    if (adnum_is_int(vm, code)) {
        int64_t value;
        status = adint_get64(vm, code, &value) ? (int32_t)(value & 0xff) : 255;
        return status;
    }
    adpush(vm, code);
    if (to_str(vm, vm->sp)) {
        to->write(to->ctx, (const char *)adbytes_of(vm, *vm->sp), adobj_size(vm, *vm->sp));
        write_text(to, "\n");
    }
    addrop(vm, 1);
    return 1;
}

int adder_report(struct adder_vm *vm, const struct adder_reporter *to)
{
    struct report r = {.vm = vm, .to = to};
    struct adimg_fault fault;
    int status;
    if (!vm->error)
        return 0;
    if (adexc_matches(vm, vm->error, ad_type_cell(ADT_SystemExit))) {
        status = exit_status(vm, to);
    } else {
        status = adexc_matches(vm, vm->error, ad_type_cell(ADT_KeyboardInterrupt)) ? 130 : 1;
        r.debug = vm->debug &&
            adimg_open(&r.img, vm->image, (size_t)(vm->base - vm->image), &fault);
        tell(&r);
    }
    vm->error = AD_UNBOUND;
    return status;
}

/* ---- for the host --------------------------------------------------------------------------- */

struct text {
    char *to;
    size_t size, used;
};

static void write_to_text(void *ctx, const char *text, size_t length)
{
    struct text *t = ctx;
    size_t i;
    for (i = 0; i < length; i++, t->used++)
        if (t->used + 1 < t->size)
            t->to[t->used] = text[i];
}

size_t adder_error_text(struct adder_vm *vm, char *text, size_t size)
{
    struct text t = {text, size, 0};
    struct adder_reporter to = {&t, write_to_text, NULL};
    if (vm->error) {
        adpush(vm, vm->error);
        write_exception(vm, &to);
        addrop(vm, 1);
    }
    if (size)
        text[AD_MIN(t.used, size - 1)] = 0;
    return t.used;
}

void adder_clear(struct adder_vm *vm) { vm->error = AD_UNBOUND; }

enum adder_status adder_raise(struct adder_vm *vm, const char *type, const char *message)
{
    size_t n = 0;
    int number;
    while (type[n])
        n++;
    number = adisa_builtin(type, n, false) - AD_IMM_TYPE;
    if (number < ADT_BaseException || number >= ADT_COUNT)
        number = ADT_RuntimeError;
    adexc_raise(vm, (unsigned)number, "%s", message ? message : "");
    return ADDER_ERROR;
}
