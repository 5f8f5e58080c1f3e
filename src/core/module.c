/* SPDX-License-Identifier: MIT
 * module.c - modules and their globals. All modules of an image share one table of global slots; a
 * module is a range of it, a body to run once, and pairs for attributes that no code mentions.
 */
#include "core/interp.h"

static uint16_t module_field(const struct adder_vm *vm, unsigned module, size_t offset)
{
    return adrom16(vm->modules + module * sizeof(struct adimg_module) + offset);
}

/* A reference of an image's record, widened to a cell. */
static adcell reference(const struct adder_vm *vm, unsigned module, size_t offset)
{
    const uint8_t *p = vm->modules + module * sizeof(struct adimg_module) + offset;
    return (adcell)(int32_t)(adrom16(p) | (uint32_t)adrom16(p + 2) << 16);
}

adcell admodule_body(const struct adder_vm *vm, unsigned module)
{
    return reference(vm, module, offsetof(struct adimg_module, body));
}

adcell admodule_file(const struct adder_vm *vm, unsigned module)
{
    return reference(vm, module, offsetof(struct adimg_module, file));
}

/* The module object of a number, made on first use. */
adcell admodule_object(struct adder_vm *vm, unsigned number)
{
    adcell m;
    if (!vm->roots[ADR_MODULES]) {
        m = adheap_new(vm, ADT_array, vm->nmodules);
        if (!m)
            return AD_ERROR;
        vm->roots[ADR_MODULES] = m;
    }
    m = adarray_items(vm, vm->roots[ADR_MODULES])[number];
    if (m)
        return m;
    m = adheap_new(vm, ADT_module, 3);
    if (!m)
        return AD_ERROR;
    admodule_of(vm, m)->number = ad_from_int((adint)number);
    admodule_of(vm, m)->state = ad_from_int(number == 0 ? 2 : 0);
    adarray_items(vm, vm->roots[ADR_MODULES])[number] = m;
    return m;
}

/* IMPORT: the module object is pushed; the first time its body runs, its result dropped. */
enum adgo admodule_import(struct adder_vm *vm, unsigned number)
{
    adcell m = admodule_object(vm, number);
    if (!m)
        return AD_GO_ERROR;
    adpush(vm, m);
    if (ad_int(admodule_of(vm, m)->state) != 0)
        return AD_GO_RESULT;
    admodule_of(vm, m)->state = ad_from_int(1);
    adpush(vm, admodule_body(vm, number));
    return adcall(vm, 0, AD_ACT_DISCARD);
}

static int slot_of(const struct adder_vm *vm, adcell module, unsigned name)
{
    unsigned number = (unsigned)ad_int(admodule_of((struct adder_vm *)vm, module)->number), i;
    unsigned first = module_field(vm, number, offsetof(struct adimg_module, first_global));
    for (i = 0; i < module_field(vm, number, offsetof(struct adimg_module, globals)); i++)
        if (adrom16((const uint8_t *)(vm->global_names + first + i)) == name)
            return (int)(first + i);
    return -1;
}

adcell admodule_text(struct adder_vm *vm, unsigned number)
{
    return adname_text(vm, module_field(vm, number, offsetof(struct adimg_module, name)));
}

adcell admodule_name(struct adder_vm *vm, adcell module)
{
    return admodule_text(vm, (unsigned)ad_int(admodule_of(vm, module)->number));
}

/* __package__: the module's own name where it is a package, else what is before the last dot. */
static adcell package_of(struct adder_vm *vm, adcell module)
{
    static const char init[] = "__init__.py";
    char text[96];
    adcell name = admodule_name(vm, module), file;
    size_t n, size, i;
    if (!name)
        return AD_ERROR;
    file = admodule_file(vm, (unsigned)ad_int(admodule_of(vm, module)->number));
    size = adstr_is(vm, file) ? adobj_size(vm, file) : 0;
    for (i = 1; i < sizeof init && i <= size; i++)
        if (adget_byte(vm, file, size - i) != (uint8_t)init[sizeof init - 1 - i])
            break;
    if (i == sizeof init)
        return name;
    for (n = adobj_size(vm, name); n && adget_byte(vm, name, n - 1) != '.'; n--)
        ;
    n = AD_MIN(n ? n - 1 : 0, sizeof text);
    adget_bytes(vm, name, 0, n, text);
    return adstr_new(vm, text, n);
}

enum { BUILTINS = 1 }; /* number of the module that lib/builtins is */

/* A builtin by its name, when names are at hand, or unbound. */
static adcell builtin_of(struct adder_vm *vm, unsigned name)
{
#if AD_TEXTS
    adcell text = adname_text(vm, name);
    int builtin = -1;
    if (text)
        builtin = adisa_builtin((const char *)adbytes_of(vm, text), adobj_size(vm, text), false);
    if (builtin >= 0)
        return ad_imm((unsigned)builtin);
#else
    (void)vm, (void)name;
#endif
    return AD_UNBOUND;
}

adcell admodule_get(struct adder_vm *vm, adcell module, unsigned name)
{
    int slot = slot_of(vm, module, name);
    adcell value = slot >= 0 ? vm->globals[slot] : AD_UNBOUND;
    if (!value)
        value = adpairs_get(vm, admodule_of(vm, module)->more, adname_key(name));
    if (!value && name == ADN_d_name)
        value = admodule_name(vm, module);
    if (!value && name == ADN_d_file)
        value = admodule_file(vm, (unsigned)ad_int(admodule_of(vm, module)->number));
    if (!value && name == ADN_d_package)
        return package_of(vm, module);
    if (!value && name == ADN_d_class)
        value = ad_type_cell(ADT_module);
    if (!value && ad_int(admodule_of(vm, module)->number) == BUILTINS)
        value = builtin_of(vm, name);
    return value;
}

bool admodule_set(struct adder_vm *vm, adcell *module, unsigned name, adcell *value)
{
    int slot = slot_of(vm, *module, name);
    if (name == ADN_stdout)
        vm->redirected = true;
    if (slot >= 0) {
        vm->globals[slot] = *value;
        return true;
    }
    adpush(vm, admodule_of(vm, *module)->more);
    if (!adpairs_set(vm, vm->sp, adname_key(name), *value))
        return false;
    admodule_of(vm, *module)->more = adpop(vm);
    return true;
}

/* IMPORT_FROM: the module on top (and its copy below). */
adcell admodule_from(struct adder_vm *vm, unsigned name)
{
    adcell value;
    if (!adis(vm, *vm->sp, ADT_module))
        return adattr_get(vm, name);
    value = admodule_get(vm, *vm->sp, name);
    if (!value && admodule_get(vm, *vm->sp, ADN_d_getattr))
        return adattr_get(vm, name);
    if (!value)
        return adexc_raise(vm, ADT_ImportError, "cannot import name '%n' from '%c' (%c)", (int)name,
            admodule_name(vm, *vm->sp),
            admodule_file(vm, (unsigned)ad_int(admodule_of(vm, *vm->sp)->number)));
    return value;
}

/* Number of the module that the running frame's code belongs to. */
unsigned admodule_running(const struct adder_vm *vm)
{
    return admodule_of_code(vm, adcode_ptr(vm, vm->fp[-1]));
}

unsigned admodule_of_code(const struct adder_vm *vm, const uint8_t *c)
{
    const uint8_t *d = vm->debug;
    uint32_t at;
    if (!d)
        return 0;
    d += 4 + 4 * adcode_debug(c);
    at = (uint32_t)adrom16(d) | (uint32_t)adrom16(d + 2) << 16;
    return adrom16(vm->debug + at);
}

/* Is the name one that import * takes: in __all__, or without one public? */
static bool is_exported(struct adder_vm *vm, adcell all, unsigned name)
{
    adcell text = adname_text(vm, name);
    size_t i, n = adis(vm, all, ADT_list) ? adlist_length(vm, all) : adtuple_length(vm, all);
    if (!all)
        return text && adobj_size(vm, text) && adget_byte(vm, text, 0) != '_';
    for (i = 0; text && i < n; i++) {
        adcell item = adis(vm, all, ADT_list) ? adlist_get(vm, all, i) : adget_item(vm, all, i);
        if (adstr_is(vm, item) && adstr_equal(vm, item, text))
            return true;
    }
    return false;
}

/* IMPORT_STAR: all public names (or those of __all__) that the running module has slots for. */
adcell admodule_star(struct adder_vm *vm)
{
    adcell from = *vm->sp, self, all;
    unsigned number, first, i, n, name;
    if (!adis(vm, from, ADT_module))
        return adexc_raise(vm, ADT_ImportError, "import * from what is no module");
    self = admodule_object(vm, admodule_running(vm));
    if (!self)
        return AD_ERROR;
    from = *vm->sp;
    number = (unsigned)ad_int(admodule_of(vm, from)->number);
    first = module_field(vm, number, offsetof(struct adimg_module, first_global));
    n = module_field(vm, number, offsetof(struct adimg_module, globals));
    all = admodule_get(vm, from, ADN_d_all);
    if (vm->error)
        return AD_ERROR;
    adpush(vm, adis(vm, all, ADT_list) || adis(vm, all, ADT_tuple) ? all : AD_UNBOUND);
    adpush(vm, self);
    for (i = 0; i < n; i++) {
        int slot;
        name = adrom16((const uint8_t *)(vm->global_names + first + i));
        if (!vm->globals[first + i] || !is_exported(vm, vm->sp[1], name))
            continue;
        slot = slot_of(vm, *vm->sp, name);
        if (slot >= 0)
            vm->globals[slot] = vm->globals[first + i];
    }
    addrop(vm, 2);
    return AD_NONE;
}

/* An exception leaves the frame of `callable`: where that is a module's body, it was never
 * imported. */
void admodule_failed(struct adder_vm *vm, adcell callable)
{
    unsigned i, first, n;
    for (i = 1; AD_HAS_HANDLERS && AD_HAS_MODULES && i < vm->nmodules; i++) {
        adcell all = vm->roots[ADR_MODULES], m;
        if (admodule_body(vm, i) != callable)
            continue;
        m = all ? adarray_items(vm, all)[i] : AD_UNBOUND;
        if (m)
            admodule_of(vm, m)->state = ad_from_int(0);
        first = module_field(vm, i, offsetof(struct adimg_module, first_global));
        n = module_field(vm, i, offsetof(struct adimg_module, globals));
        while (m && n--)
            vm->globals[first + n] = AD_UNBOUND;
    }
}

/* ---- globals -------------------------------------------------------------------------------- */

adcell adname_error(struct adder_vm *vm, unsigned name)
{
    return adexc_raise(vm, ADT_NameError, "name '%n' is not defined", (int)name);
}

/* An unbound global: the builtin of its name, when names are at hand; else NameError. */
adcell adglobal_missing(struct adder_vm *vm, unsigned slot)
{
    unsigned name = adrom16((const uint8_t *)(vm->global_names + slot));
    adcell all = vm->roots[ADR_MODULES], builtin = AD_UNBOUND;
    if (AD_HAS_MODULES && all && BUILTINS < vm->nmodules &&
        adarray_items(vm, all)[BUILTINS]) /* set by the program */
        builtin = adpairs_get(
            vm, admodule_of(vm, adarray_items(vm, all)[BUILTINS])->more, adname_key(name));
    if (!builtin)
        builtin = builtin_of(vm, name);
    if (builtin)
        return builtin;
    if (!vm->error)
        adname_error(vm, name);
    return AD_ERROR;
}

#if AD_TEXTS
/* __name__ and __file__ into the dict on top: they have no global slots of their own. */
static bool put_texts(struct adder_vm *vm, unsigned number)
{
    adcell m = admodule_object(vm, number);
    if (!m)
        return false;
    adpush(vm, m);
    adpush(vm, adname_text(vm, ADN_d_name));
    adpush(vm, admodule_name(vm, vm->sp[1]));
    if (!vm->sp[1] || !*vm->sp || addict_put(vm, vm->sp + 3, vm->sp + 1, vm->sp) != 1)
        return false;
    vm->sp[1] = adname_text(vm, ADN_d_file);
    *vm->sp = admodule_file(vm, number);
    if (!vm->sp[1] || !*vm->sp || addict_put(vm, vm->sp + 3, vm->sp + 1, vm->sp) != 1)
        return false;
    addrop(vm, 3);
    return true;
}
#endif

/* Attributes that no code mentions, into the dict on top. */
static bool add_more(struct adder_vm *vm, unsigned number)
{
    adcell all = vm->roots[ADR_MODULES], more;
    size_t i;
    for (i = 0;; i++) {
        all = vm->roots[ADR_MODULES];
        more = all ? adarray_items(vm, all)[number] : AD_UNBOUND;
        more = more ? admodule_of(vm, more)->more : AD_UNBOUND;
        if (!more || 2 * i >= adobj_size(vm, more))
            return true;
        if (!adarray_items(vm, more)[2 * i + 1])
            continue;
        adpush(vm, adarray_items(vm, more)[2 * i + 1]);
        adpush(vm, adname_text(vm, (unsigned)ad_int(adarray_items(vm, more)[2 * i])));
        if (!*vm->sp || addict_put(vm, vm->sp + 2, vm->sp, vm->sp + 1) != 1)
            return false;
        addrop(vm, 2);
    }
}

static adcell module_dict(struct adder_vm *vm, unsigned number)
{
    unsigned first = module_field(vm, number, offsetof(struct adimg_module, first_global)), i;
    unsigned n = module_field(vm, number, offsetof(struct adimg_module, globals));
    adcell dict = addict_new(vm, ADT_dict, n);
    if (!dict)
        return AD_ERROR;
    adpush(vm, dict);
#if AD_TEXTS
    if (!put_texts(vm, number))
        return AD_ERROR;
#endif
    for (i = 0; i < n; i++) {
        if (!vm->globals[first + i])
            continue;
        adpush(vm, adname_text(vm, adrom16((const uint8_t *)(vm->global_names + first + i))));
        adpush(vm, vm->globals[first + i]);
        if (!vm->sp[1] || addict_put(vm, vm->sp + 2, vm->sp + 1, vm->sp) != 1)
            return AD_ERROR;
        addrop(vm, 2);
    }
    return add_more(vm, number) ? adpop(vm) : AD_ERROR;
}

adcell adn_globals(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned module = admodule_running(vm);
    adcell pair;
    (void)arg, (void)n;
    adpush(vm, module_dict(vm, module));
    pair = *vm->sp && AD_TEXTS ? adheap_new(vm, ADT_array, 2) : AD_UNBOUND;
    if (pair) {
        adarray_items(vm, pair)[0] = *vm->sp;
        adarray_items(vm, pair)[1] = ad_from_int((adint)module);
        vm->roots[ADR_GLOBALS] = pair;
    }
    return vm->error ? AD_ERROR : adpop(vm);
}

/* dict key value on top were stored: when it is what globals() gave last, in the module too. */
adcell admodule_store(struct adder_vm *vm)
{
    adcell pair = vm->roots[ADR_GLOBALS], module;
    int32_t name;
    if (!pair || adarray_items(vm, pair)[0] != vm->sp[2] || !adstr_is(vm, vm->sp[1]))
        return AD_NONE;
    name = adname_number(vm, vm->sp[1], true);
    if (name < 0)
        return AD_ERROR;
    pair = vm->roots[ADR_GLOBALS];
    module = admodule_object(vm, (unsigned)ad_int(adarray_items(vm, pair)[1]));
    adpush(vm, module);
    if (!module || !admodule_set(vm, vm->sp, (unsigned)name, vm->sp + 1))
        return AD_ERROR;
    addrop(vm, 1);
    return AD_NONE;
}

adcell admodule_dict(struct adder_vm *vm, adcell module)
{
    return module_dict(vm, (unsigned)ad_int(admodule_of(vm, module)->number));
}

adcell adn_module(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = adname_number(vm, ARG(0), false);
    unsigned i;
    (void)n;
    for (i = 0; i < vm->nmodules; i++)
        if (module_field(vm, i, offsetof(struct adimg_module, name)) == name)
            break;
    if (i == vm->nmodules || !admodule_object(vm, i))
        return i == vm->nmodules ? AD_NONE : AD_ERROR;
    name = (int32_t)ad_int(admodule_of(vm, admodule_object(vm, i))->state);
    return name || i == BUILTINS ? admodule_object(vm, i) : AD_NONE;
}

adcell adn_modules(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    return adint_new(vm, vm->nmodules);
}
