/* SPDX-License-Identifier: MIT
 * slots.c - include/adder.h: values for the host, and its functions for Python. Slots are cells
 * of the value stack, so that the collector knows them. A function of the host is a bound method
 * whose function is _host_call and whose self is its number in the host's table.
 */
#include "core/api.h"
#include "core/obj/dict.h"

static bool has_slot(const struct adder_vm *vm, unsigned slot)
{
    return slot < adapi_of(vm)->slots;
}

static adcell *slot_of(const struct adder_vm *vm, unsigned slot)
{
    return adapi_of(vm)->slot - slot;
}

enum adder_status adder_slots(struct adder_vm *vm, unsigned n)
{
    struct adapi *m = adapi_of(vm);
    if (m->state == ADAPI_EMPTY)
        return ADDER_STATE;
    if (n == 0)
        adapi_drop_slots(vm);
    if (n <= m->slots)
        return ADDER_OK;
    if (n > 1000)
        return ADDER_RANGE;
    if (!adstack_reserve(vm, n - m->slots))
        return ADDER_ERROR;
    if (!m->slots)
        m->slot = vm->sp - 1;
    for (; m->slots < n; m->slots++)
        adpush(vm, AD_NONE);
    return ADDER_OK;
}

/* ---- reading -------------------------------------------------------------------------------- */

enum adder_kind adder_kind(const struct adder_vm *vm, unsigned slot)
{
    adcell c;
    if (!has_slot(vm, slot))
        return ADDER_OTHER;
    c = *slot_of(vm, slot);
    if (c == AD_NONE)
        return ADDER_NONE;
    if (c == AD_TRUE || c == AD_FALSE)
        return ADDER_BOOL;
    if (adnum_is_int(vm, c))
        return ADDER_INT;
    if (adfloat_is(vm, c))
        return ADDER_FLOAT;
    if (adstr_is(vm, c))
        return ADDER_STR;
    return adbytes_like(vm, c) ? ADDER_BYTES : ADDER_OTHER;
}

enum adder_status adder_get_bool(const struct adder_vm *vm, unsigned slot, bool *value)
{
    if (adder_kind(vm, slot) != ADDER_BOOL)
        return ADDER_TYPE;
    *value = *slot_of(vm, slot) == AD_TRUE;
    return ADDER_OK;
}

/* The readers of numbers raise; here the status says it. */
static enum adder_status got(struct adder_vm *vm, bool good)
{
    if (good)
        return ADDER_OK;
    vm->error = AD_UNBOUND;
    return ADDER_RANGE;
}

enum adder_status adder_get_int(const struct adder_vm *vm, unsigned slot, int64_t *value)
{
    enum adder_kind kind = adder_kind(vm, slot);
    struct adder_vm *raising = &adapi_of(vm)->vm;
    if (kind != ADDER_INT && kind != ADDER_BOOL)
        return ADDER_TYPE;
    return got(raising, adint_get64(raising, *slot_of(vm, slot), value));
}

enum adder_status adder_get_float(const struct adder_vm *vm, unsigned slot, double *value)
{
    enum adder_kind kind = adder_kind(vm, slot);
    struct adder_vm *raising = &adapi_of(vm)->vm;
    if (kind != ADDER_INT && kind != ADDER_BOOL && kind != ADDER_FLOAT)
        return ADDER_TYPE;
    return got(raising, adnum_to_double(raising, *slot_of(vm, slot), value));
}

enum adder_status adder_get_text(const struct adder_vm *vm, unsigned slot, const char **text,
                                 size_t *length)
{
    struct adder_vm *reading = &adapi_of(vm)->vm;
    enum adder_kind kind = adder_kind(vm, slot);
    adcell c;
    if (kind != ADDER_STR && kind != ADDER_BYTES)
        return ADDER_TYPE;
    c = *slot_of(vm, slot);
    if (adis(vm, c, ADT_bytearray)) {
        *length = adbytes_length(vm, c);
        c = adbytearray_of(reading, c)->buffer;
        *text = c ? (const char *)adbytes_of(vm, c) : "";
        return ADDER_OK;
    }
    *length = adobj_size(vm, c);
    *text = (const char *)adbytes_of(vm, c);
    return ADDER_OK;
}

/* ---- writing -------------------------------------------------------------------------------- */

/* Stores what a maker returned. The slot is looked up after the value was made. */
static enum adder_status set(struct adder_vm *vm, unsigned slot, adcell value)
{
    if (value == AD_ERROR)
        return ADDER_ERROR;
    *slot_of(vm, slot) = value;
    return ADDER_OK;
}

#define NEED_SLOT(slot)                                                                            \
    do {                                                                                           \
        if (!has_slot(vm, slot))                                                                   \
            return ADDER_RANGE;                                                                    \
    } while (0)

enum adder_status adder_set_none(struct adder_vm *vm, unsigned slot)
{
    NEED_SLOT(slot);
    return set(vm, slot, AD_NONE);
}

enum adder_status adder_set_bool(struct adder_vm *vm, unsigned slot, bool value)
{
    NEED_SLOT(slot);
    return set(vm, slot, ad_bool(value));
}

enum adder_status adder_set_int(struct adder_vm *vm, unsigned slot, int64_t value)
{
    NEED_SLOT(slot);
    return set(vm, slot, adint_new64(vm, value));
}

enum adder_status adder_set_float(struct adder_vm *vm, unsigned slot, double value)
{
    NEED_SLOT(slot);
    return set(vm, slot, adfloat_new(vm, value));
}

enum adder_status adder_set_str(struct adder_vm *vm, unsigned slot, const char *text, size_t length)
{
    NEED_SLOT(slot);
    return set(vm, slot, adstr_new(vm, text, length));
}

enum adder_status adder_set_bytes(struct adder_vm *vm, unsigned slot, const void *bytes,
                                  size_t length)
{
    NEED_SLOT(slot);
    return set(vm, slot, adbytes_new(vm, bytes, length));
}

enum adder_status adder_copy(struct adder_vm *vm, unsigned to, unsigned from)
{
    NEED_SLOT(to);
    NEED_SLOT(from);
    return set(vm, to, *slot_of(vm, from));
}

/* ---- globals -------------------------------------------------------------------------------- */

static size_t text_length(const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return n;
}

/* The number of a name that the image mentions, or -1. */
static int32_t number_of(const struct adder_vm *vm, const char *name)
{
    int32_t number = adisa_name(name, text_length(name));
    uint16_t i;
    if (number >= 0 || !vm->nametext)
        return number;
    for (i = 0; i < vm->nnames; i++)
        if (vm->nametext[i] && adstr_is_text(vm, vm->nametext[i], name))
            return vm->names[i];
    return -1;
}

static struct adimg_module module_at(const struct adder_vm *vm, unsigned i)
{
    struct adimg_module module;
    memcpy(&module, vm->modules + i * sizeof module, sizeof module);
    return module;
}

/* The global of that name in a module, or NULL. */
static adcell *global_of(const struct adder_vm *vm, unsigned module, const char *name)
{
    struct adimg_module m = module_at(vm, module);
    int32_t number = number_of(vm, name);
    unsigned i;
    for (i = 0; number >= 0 && i < m.globals; i++)
        if (vm->global_names[m.first_global + i] == number)
            return &vm->globals[m.first_global + i];
    return NULL;
}

enum adder_status adder_get_global(struct adder_vm *vm, const char *name, unsigned slot)
{
    adcell *global;
    NEED_SLOT(slot);
    global = global_of(vm, 0, name);
    if (!global || !*global)
        return ADDER_NAME;
    return set(vm, slot, *global);
}

enum adder_status adder_set_global(struct adder_vm *vm, const char *name, unsigned slot)
{
    adcell *global;
    NEED_SLOT(slot);
    global = global_of(vm, 0, name);
    if (!global)
        return ADDER_NAME;
    *global = *slot_of(vm, slot);
    return ADDER_OK;
}

enum adder_status adder_call(struct adder_vm *vm, const char *name, unsigned n)
{
    struct adapi *m = adapi_of(vm);
    adcell *global, result;
    enum adder_status status;
    uint16_t slots = m->slots;
    adcell *slot = m->slot;
    unsigned i;
    if (m->state == ADAPI_EMPTY)
        return ADDER_STATE;
    if (n > m->slots)
        return ADDER_RANGE;
    status = adder_slots(vm, 1);
    if (status != ADDER_OK)
        return status;
    slots = m->slots;
    slot = m->slot;
    if (!m->depth)
        vm->error = AD_UNBOUND;
    global = global_of(vm, 0, name);
    if (!global || !*global)
        return ADDER_NAME;
    if (!adstack_reserve(vm, n + 1))
        return ADDER_ERROR;
    adpush(vm, *global);
    for (i = 0; i < n; i++)
        adpush(vm, *slot_of(vm, i));
    status = adapi_call(vm, n);
    result = status == ADDER_OK ? adpop(vm) : AD_NONE;
    m->slots = slots;
    m->slot = slot;
    *slot_of(vm, 0) = result;
    return status;
}

/* ---- functions of the host ------------------------------------------------------------------ */

/* Gives a function to every module of the user's that mentions its name. */
static bool define(struct adder_vm *vm, unsigned number, const char *name)
{
    unsigned i;
    for (i = 0; i < vm->nmodules; i++) {
        adcell *global = module_at(vm, i).flags & 1 ? NULL : global_of(vm, i, name), method;
        if (!global)
            continue;
        method = adheap_new(vm, ADT_method, 2);
        if (!method)
            return false;
        ((adcell *)adptr(vm, method))[1] = ad_native_cell(ADF_host_call);
        ((adcell *)adptr(vm, method))[2] = ad_from_int((adint)number);
        *global = method;
    }
    return true;
}

enum adder_status adder_define(struct adder_vm *vm, const struct adder_function *table)
{
    struct adapi *m = adapi_of(vm);
    if (m->state == ADAPI_EMPTY)
        return ADDER_STATE;
    m->functions = table;
    for (m->nfunctions = 0; table[m->nfunctions].name; m->nfunctions++)
        if (!define(vm, m->nfunctions, table[m->nfunctions].name))
            return ADDER_ERROR;
    return ADDER_OK;
}

/* The exception of a status, where the function did not raise one itself. */
static adcell raise_status(struct adder_vm *vm, enum adder_status status, const char *name)
{
    switch (status) {
    case ADDER_TYPE: return adexc_raise(vm, ADT_TypeError, "%s(): argument of a wrong type", name);
    case ADDER_RANGE: return adexc_raise(vm, ADT_ValueError, "%s(): argument out of range", name);
    case ADDER_NAME: return adexc_raise(vm, ADT_NameError, "%s(): a name is not defined", name);
    case ADDER_MEMORY: return adexc_memory(vm);
    default: return adexc_raise(vm, ADT_RuntimeError, "%s() failed", name);
    }
}

adcell adn_host_call(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adapi *m = adapi_of(vm);
    uint16_t slots = m->slots;
    adcell *slot = m->slot, result;
    const struct adder_function *f;
    enum adder_status status;
    if (!ad_is_int(ARG(0)) || ad_int(ARG(0)) < 0 || ad_int(ARG(0)) >= m->nfunctions)
        return adexc_raise(vm, ADT_SystemError, "no such function of the host");
    f = &m->functions[ad_int(ARG(0))];
    n--;
    if (n < f->least || (f->most != 255 && n > f->most))
        return adexc_raise(vm, ADT_TypeError, "%s expected %s%d argument%s, got %d", f->name,
            f->least == f->most ? "" : n < f->least ? "at least " : "at most ",
            n < f->least ? (int)f->least : (int)f->most,
            (n < f->least ? f->least : f->most) == 1 ? "" : "s", (int)n);
    m->slot = &ARG(1);
    m->slots = (uint16_t)n;
    m->depth++;
    status = f->body(vm, n);
    m->depth--;
    result = m->slots ? *m->slot : AD_NONE;
    m->slot = slot;
    m->slots = slots;
    if (status == ADDER_OK) {
        vm->error = AD_UNBOUND;
        return result;
    }
    return vm->error ? AD_ERROR : raise_status(vm, status, f->name);
}
