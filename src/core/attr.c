/* SPDX-License-Identifier: MIT
 * attr.c - attributes: obj.name read, set, deleted, and looked up for a call. The order is
 * Python's:
 * data descriptor of the class, the instance's own, the class's, __getattr__.
 */
#include "core/interp.h"
#include "core/native_table.h"

/* ---- pairs ---------------------------------------------------------------------------------- */

/* The pair of a key, else the first free one; NULL: there is neither. */
static adcell *pair_of(const struct adder_vm *vm, adcell array, adcell key)
{
    adcell *pair, *end;
    if (!array)
        return NULL;
    pair = adarray_items((struct adder_vm *)vm, array);
    for (end = pair + adobj_size(vm, array); pair < end; pair += 2)
        if (*pair == key || !*pair)
            return pair;
    return NULL;
}

/* The value of a key, unbound if there is none; the array may be one of the image (rom). */
static adcell value_at(const struct adder_vm *vm, adcell array, adcell key, bool rom)
{
    const adcell *pair, *end;
    adcell found;
    size_t n;
    if (!array)
        return AD_UNBOUND;
    n = adobj_size(vm, array);
    pair = adcells_of(vm, array, rom) + AD_LONG(n);
    for (end = pair + n; pair < end; pair += 2) {
        found = adcells_at(pair, rom);
        if (found == key || !found)
            return adcells_at(pair + 1, rom);
    }
    return AD_UNBOUND;
}

adcell adpairs_get(const struct adder_vm *vm, adcell array, adcell key)
{
    return value_at(vm, array, key, false);
}

bool adpairs_set(struct adder_vm *vm, adcell *array, adcell key, adcell value)
{
    adcell *pair = pair_of(vm, *array, key), bigger;
    size_t n;
    if (!pair) {
        n = *array ? adobj_size(vm, *array) : 0;
        adpush(vm, key);
        adpush(vm, value);
        bigger = adheap_new(vm, ADT_array, n + (n >> 2 << 1) + 2);
        value = adpop(vm);
        key = adpop(vm);
        if (!bigger)
            return false;
        pair = adarray_items(vm, bigger);
        if (n)
            memcpy(pair, adarray_items(vm, *array), n * sizeof(adcell));
        *array = bigger;
        pair += n;
    }
    pair[0] = key;
    adstore(vm, pair + 1, value);
    return true;
}

/* ---- classes -------------------------------------------------------------------------------- */

adcell adclass_own(const struct adder_vm *vm, adcell class, unsigned name)
{
    adcell attrs = adclass_cell(vm, class, ADL_CLASS_ATTRS);
    return value_at(vm, attrs, adname_key(name), adclass_in_rom(attrs));
}

/* Python classes of the order only; builtin bases answer through adtype_method. */
adcell adclass_lookup(const struct adder_vm *vm, adcell class, unsigned name)
{
    adcell mro = adclass_cell(vm, class, ADL_CLASS_MRO), c, found;
    size_t n = adobj_size(vm, mro);
    bool rom = adclass_in_rom(mro);
    const adcell *p = adcells_of(vm, mro, rom) + AD_LONG(n), *end = p + n;
    for (; p < end; p++) {
        c = adcells_at(p, rom);
        if (ad_is_ref(c) && (found = adclass_own(vm, c, name)) != AD_UNBOUND)
            return found;
    }
    return AD_UNBOUND;
}

/* The same, builtin bases included: a method of theirs is an immediate. */
static adcell lookup_all(const struct adder_vm *vm, adcell class, unsigned name)
{
    unsigned native;
    if (ad_is_ref(class)) {
        adcell found = adclass_lookup(vm, class, name);
        if (found)
            return found;
        native = (unsigned)adclass_int(vm, class, ADL_CLASS_NATIVE);
    } else {
        native = ad_imm_number(class) - AD_IMM_TYPE;
    }
    return adtype_method(native, name);
}

bool adclass_set(struct adder_vm *vm, adcell *class, unsigned name, adcell *value)
{
    adcache_clear(vm);
    adpush(vm, adclass_of(vm, *class)->attrs);
    if (!adpairs_set(vm, vm->sp, adname_key(name), *value))
        return false;
    adclass_of(vm, *class)->attrs = adpop(vm);
    adclass_note(vm, *class, name, *value);
    return true;
}

adcell adspecial(struct adder_vm *vm, adcell object, unsigned name)
{
    adcell class, found;
    unsigned layout = adlayout(vm, object);
    if (layout != ADT_instance && (!AD_HAS_EXC_BASES || layout != ADT_exc))
        return AD_UNBOUND;
    class = adget_cell(vm, object, 0);
    if (ad_is_imm(class))
        return AD_UNBOUND;
    found = adclass_lookup(vm, class, name);
    if (found && adis(vm, found, ADT_wrapper) &&
        ad_int(adget_cell(vm, found, 0)) == ADT_staticmethod)
        return adget_cell(vm, found, 1);
    return found == AD_NONE ? AD_UNBOUND : found;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* An instance whose __dict__ was asked for, or whose attributes were set out of order, keeps them
 * in a
 * dict of its own, in `more`. */
static bool has_dict(const struct adder_vm *vm, adcell more)
{
    return AD_HAS_ATTR_DICTS && adis(vm, more, ADT_dict);
}

static adcell dict_value(struct adder_vm *vm, adcell *object, unsigned name)
{
    adcell text = adname_text(vm, name), dict = adinstance_of(vm, *object)->more;
    adint entry = text ? addict_find(vm, dict, text) : -1;
    return entry >= 0 ? addict_value(vm, dict, entry) : AD_UNBOUND;
}

/* Place of a name among the class's keys, or -1. */
static int key_place(struct adder_vm *vm, adcell class, unsigned name)
{
    adcell keys = adclass_cell(vm, class, ADL_CLASS_KEYS), key = adname_key(name);
    int i, n = (int)adclass_int(vm, class, ADL_CLASS_NKEYS);
    bool rom = adclass_in_rom(keys);
    const adcell *p;
    if (!n)
        return -1;
    p = adcells_of(vm, keys, rom) + AD_LONG(adobj_size(vm, keys));
    for (i = 0; i < n; i++)
        if (adcells_at(p + i, rom) == key)
            return i;
    return -1;
}

static int capacity_of(const struct adinstance *self) { return (int)adhd_size(self->head) - 2; }

/* Value of an instance's own attribute, or unbound; *index is its place among the class's keys or
 * -1. The object lies in a stack slot. */
static adcell own_value(struct adder_vm *vm, adcell *object, unsigned name, int *index)
{
    struct adinstance *self = adinstance_of(vm, *object);
    int i;
    *index = -1;
    if (has_dict(vm, self->more) &&
        !(adclass_int(vm, self->class, ADL_CLASS_FLAGS) & AD_CLASS_BASE_SLOTS))
        return dict_value(vm, object, name);
    i = key_place(vm, self->class, name);
    if (i >= 0 && i < capacity_of(self) && (self->value[i] || !has_dict(vm, self->more))) {
        *index = i;
        return self->value[i];
    }
    if (has_dict(vm, self->more))
        return dict_value(vm, object, name);
    return adpairs_get(vm, self->more, adname_key(name));
}

adcell adattr_bind(struct adder_vm *vm, adcell *function, adcell self)
{
    adcell method, *slot;
    adpush(vm, self);
    adpush(vm, *function);
    slot = vm->sp;
    method = adheap_new(vm, ADT_method, 2);
    if (method) {
        adcell *m = adptr(vm, method);
        m[1] = slot[0];
        m[2] = slot[1];
    }
    return method;
}

static adcell no_attribute(struct adder_vm *vm, adcell object, unsigned name)
{
    if (!AD_TEXTS)
        return adexc_raise(vm, ADT_AttributeError, "");
    if (adis(vm, object, ADT_class))
        return adexc_raise(vm, ADT_AttributeError, "type object '%c' has no attribute '%n'",
            adclass_cell(vm, object, ADL_CLASS_NAME), (int)name);
    if (ad_is_imm(object) && ad_imm_number(object) >= AD_IMM_TYPE &&
        ad_imm_number(object) < AD_IMM_NATIVE)
        return adexc_raise(vm, ADT_AttributeError, "type object '%s' has no attribute '%n'",
            adtype_text(ad_imm_number(object) - AD_IMM_TYPE), (int)name);
    if (adis(vm, object, ADT_module))
        return adexc_raise(vm, ADT_AttributeError, "module '%c' has no attribute '%n'",
            admodule_name(vm, object), (int)name);
    if (adis(vm, object, ADT_method))
        object = adget_cell(vm, object, 0);
    return adexc_raise(
        vm, ADT_AttributeError, "'%t' object has no attribute '%n'", object, (int)name);
}

/* Natives of the builtin types' groups bind to self; builtin functions do not. */
static bool is_native_method(adcell f)
{
    return ad_is_native(f) && adnative_is_method(ad_native_number(f)) &&
        f != ad_native_cell(ADF_object_d_new);
}

/* Class methods among the natives. */
bool adattr_is_class_native(unsigned f)
{
    switch (adnative_row(f).name) {
    case ADN_from_bytes: case ADN_fromhex: case ADN_fromkeys: case ADN_maketrans:
    case ADN_d_init_subclass:
        return true;
    }
    return false;
}

/* What a class attribute gives when read through an instance (owner NULL slot: through the class).
 * The object is on top. *method: it is a function to be called with the object. */
static adcell through_class(struct adder_vm *vm, adcell found, adcell class, bool *method)
{
    adcell object = *vm->sp;
    switch (adlayout(vm, found)) {
    case ADT_function:
        *method = true;
        return found;
    case 0:
        *method = is_native_method(found);
        if (*method && adattr_is_class_native(ad_native_number(found))) {
            *method = false;
            return adattr_bind(vm, &found, class);
        }
        return found;
    case ADT_wrapper:
        switch (ad_int(adget_cell(vm, found, 0))) {
        case ADT_property:
            if (!adget_cell(vm, found, 1) || adget_cell(vm, found, 1) == AD_NONE)
                return adexc_raise(vm, ADT_AttributeError, "unreadable attribute");
            adpush(vm, adget_cell(vm, found, 1));
            adpush(vm, object);
            return adtail_call(vm, 1);
        case ADT_staticmethod:
            return adget_cell(vm, found, 1);
        default:
            adpush(vm, adget_cell(vm, found, 1));
            found = adattr_bind(vm, vm->sp, class);
            return found;
        }
    case ADT_instance: { /* a descriptor written in Python */
        adcell get = adspecial(vm, found, ADN_d_get);
        if (!get)
            return found;
        adpush(vm, get);
        adpush(vm, found);
        adpush(vm, object);
        adpush(vm, class);
        return adtail_call(vm, 3);
    }
    }
    return found;
}

static bool is_data_descriptor(struct adder_vm *vm, adcell found)
{
    if (adis(vm, found, ADT_wrapper))
        return ad_int(adget_cell(vm, found, 0)) == ADT_property;
    return adis(vm, found, ADT_instance) &&
           (adspecial(vm, found, ADN_d_set) || adspecial(vm, found, ADN_d_delete));
}

static adcell ask_getattr(struct adder_vm *vm, adcell object, unsigned name)
{
    adcell f = adspecial(vm, object, ADN_d_getattr);
    if (!f)
        return no_attribute(vm, object, name);
    adpush(vm, f);
    adpush(vm, object);
    adpush(vm, adname_text(vm, name));
    return *vm->sp ? adtail_call(vm, 2) : AD_ERROR;
}

#if AD_ATTR_CACHE
static void remember(struct adcache_entry *table, adcell class, unsigned name, unsigned kind,
    int index, adcell value)
{
    struct adcache_entry *e = &table[adcache_index(class, name)];
    e->class = class;
    e->name = (uint16_t)name;
    e->kind = (uint8_t)kind;
    e->index = (uint16_t)index;
    e->value = value;
}

void adcache_clear(struct adder_vm *vm)
{
    memset(vm->cache, 0, sizeof vm->cache);
    memset(vm->set_cache, 0, sizeof vm->set_cache);
}
#else
#define remember(table, class, name, kind, index, value) ((void)0)
void adcache_clear(struct adder_vm *vm) { (void)vm; }
#endif

/* Instances. The object is on top. */
static adcell instance_get(struct adder_vm *vm, unsigned name, bool plain, bool *method)
{
    adcell object = *vm->sp, class = adget_cell(vm, object, 0), value = AD_UNBOUND,
           found = AD_UNBOUND;
    unsigned flags = (unsigned)adclass_int(vm, class, ADL_CLASS_FLAGS);
    int index = -1;
    if (flags & (AD_CLASS_DATADESC | AD_CLASS_GETATTRIBUTE)) {
        if (flags & AD_CLASS_GETATTRIBUTE && !plain) {
            adpush(vm, adspecial(vm, object, ADN_d_getattribute));
            adpush(vm, object);
            adpush(vm, adname_text(vm, name));
            return *vm->sp ? adtail_call(vm, 2) : AD_ERROR;
        }
        found = adclass_lookup(vm, class, name);
        if (found && is_data_descriptor(vm, found))
            return through_class(vm, found, class, method);
    }
    value = own_value(vm, vm->sp, name, &index);
    class = adget_cell(vm, *vm->sp, 0);
    if (vm->error)
        return AD_ERROR;
    if (value) {
        if (index >= 0)
            remember(vm->cache, class, name, AD_CACHE_SLOT, index, 0);
        return value;
    }
    found = lookup_all(vm, class, name);
    if (found) {
        if (adis(vm, found, ADT_function) && index < 0)
            remember(vm->cache, class, name, AD_CACHE_METHOD, 0, found);
        return through_class(vm, found, class, method);
    }
    return AD_UNBOUND;
}

/* Through super(): the class after `class` in the order of self's class. */
static adcell super_get(struct adder_vm *vm, unsigned name, bool *method)
{
    adcell object = *vm->sp, class = adget_cell(vm, object, 0), self = adget_cell(vm, object, 1);
    adcell start = adis(vm, self, ADT_class) ? self : adtype_of(vm, self), mro, found = AD_UNBOUND;
    bool past = false;
    size_t i, n;
    if (ad_is_imm(start))
        return AD_UNBOUND;
    mro = adclass_cell(vm, start, ADL_CLASS_MRO);
    n = adobj_size(vm, mro);
    for (i = 0; i < n && !found; i++) {
        adcell c = adget_item(vm, mro, i);
        if (past)
            found = ad_is_imm(c) ? adtype_method(ad_imm_number(c) - AD_IMM_TYPE, name)
                                 : adclass_own(vm, c, name);
        past = past || c == class;
    }
    if (!found)
        return AD_UNBOUND;
    *vm->sp = self;
    if (adis(vm, self, ADT_class) && !adis(vm, found, ADT_wrapper) && !is_native_method(found))
        return found;
    if (adis(vm, self, ADT_class) && is_native_method(found) &&
        !adattr_is_class_native(ad_native_number(found)))
        return found;
    return through_class(vm, found, start, method);
}

static adcell class_get(struct adder_vm *vm, unsigned name)
{
    adcell class = *vm->sp, found;
    found = name == ADN_d_qualname ? adclass_own(vm, class, name) : lookup_all(vm, class, name);
    if (found && adis(vm, found, ADT_wrapper)) {
        switch (ad_int(adget_cell(vm, found, 0))) {
        case ADT_staticmethod:
            return adget_cell(vm, found, 1);
        case ADT_classmethod:
            adpush(vm, adget_cell(vm, found, 1));
            return adattr_bind(vm, vm->sp, class);
        }
    }
    if (found && is_native_method(found) && adattr_is_class_native(ad_native_number(found)))
        return adattr_bind(vm, &found, class);
    if (found && adspecial(vm, found, ADN_d_get)) {
        adpush(vm, adspecial(vm, found, ADN_d_get));
        adpush(vm, found);
        adpush(vm, AD_NONE);
        adpush(vm, class);
        return adtail_call(vm, 3);
    }
    return found ? found : adclass_special(vm, class, name);
}

static adcell exc_get(struct adder_vm *vm, unsigned name, bool *method)
{
    adcell object = *vm->sp, class = adexc_of(vm, object)->class;
    adcell found = adpairs_get(vm, adexc_of(vm, object)->dict, adname_key(name)), own;
    if (ad_is_ref(class)) {
        own = adclass_lookup(vm, class, name);
        if (own && (!found || is_data_descriptor(vm, own)))
            return through_class(vm, own, class, method);
    }
    if (!found)
        found = adexc_attribute(vm, object, name);
    if (found || vm->error)
        return found;
    return through_class(vm, lookup_all(vm, class, name), class, method);
}

/* A class is on top: methods of type itself. */
static adcell type_method(struct adder_vm *vm, unsigned name, bool *method)
{
    adcell found = adtype_method(ADT_class, name);
    *method = found != AD_UNBOUND;
    (void)vm;
    return found;
}

/* Modules may have a function __getattr__. */
static adcell module_get(struct adder_vm *vm, unsigned name)
{
    adcell module = *vm->sp, found = admodule_get(vm, module, name), f;
    if (found || vm->error)
        return found;
    f = admodule_get(vm, module, ADN_d_getattr);
    if (!f)
        return adobject_attribute(vm, module, name);
    adpush(vm, f);
    adpush(vm, adname_text(vm, name));
    return *vm->sp ? adtail_call(vm, 1) : AD_ERROR;
}

AD_OPERANDS(read)

/* The attribute, unbound when there is none (error tells), AD_TAILCALL. *method: see
 * through_class. */
static adcell find(struct adder_vm *vm, unsigned name, bool *method)
{
    adcell object = *vm->sp, found = AD_UNBOUND;
    switch (adlayout(vm, object)) {
    case ADT_instance:
        found = instance_get(vm, name, false, method);
        break;
    case ADT_exc:
        if (AD_HAS_EXC_VALUES)
            found = exc_get(vm, name, method);
        break;
    case ADT_class:
        found = class_get(vm, name);
        if (!found && !vm->error)
            found = type_method(vm, name, method);
        break;
    case ADT_super:
        found = super_get(vm, name, method);
        break;
    case ADT_module:
        return module_get(vm, name);
    case ADT_function:
        found = adfunction_get(vm, object, name);
        if (found || vm->error)
            return found;
        goto native;
    case 0:
        if (ad_is_imm(object) && ad_imm_number(object) >= AD_IMM_TYPE &&
            ad_imm_number(object) < AD_IMM_NATIVE) {
            found = adtype_method(ad_imm_number(object) - AD_IMM_TYPE, name);
            if (found && adattr_is_class_native(ad_native_number(found)))
                return adattr_bind(vm, &found, object);
            if (!found)
                found = adclass_special(vm, object, name);
            return found || vm->error ? found : type_method(vm, name, method);
        } /* fall through */
    default:
    native:
        found = adtype_method(adtype_number(vm, object), name);
        if (found)
            found = through_class(vm, found, adtype_of(vm, object), method);
        if (*method && adlayout_is_type(adlayout(vm, object)))
            remember(
                vm->cache, ad_type_cell(adlayout(vm, object)), name, AD_CACHE_NATIVE, 0, found);
    }
    if (!found && !vm->error)
        found = adobject_attribute(vm, *vm->sp, name);
    return found;
}

AD_OPERANDS(any)

/* Names of a bound method are its function's; what a property was not told its getter says. */
static void look_behind(struct adder_vm *vm, unsigned name)
{
    adcell *c = vm->sp;
    switch (name) {
    case ADN_d_name: case ADN_d_qualname:
        while (adis(vm, *c, ADT_method))
            *c = adget_cell(vm, *c, 0);
        break;
    case ADN_d_doc:
        while (adis(vm, *c, ADT_wrapper) && ad_int(adget_cell(vm, *c, 0)) == ADT_property &&
               adobj_size(vm, *c) <= 4)
            *c = adget_cell(vm, *c, 1) ? adget_cell(vm, *c, 1) : AD_NONE;
        break;
    }
}

/* The same with the stack as it was (unless AD_TAILCALL) and __getattr__ asked. */
static adcell find_or_ask(struct adder_vm *vm, unsigned name, bool *method)
{
    adcell *top = vm->sp, found;
    look_behind(vm, name);
    found = find(vm, name, method);
    if (found != AD_TAILCALL)
        vm->sp = top;
    return found || vm->error ? found : ask_getattr(vm, *vm->sp, name);
}

adcell adattr_get(struct adder_vm *vm, unsigned name)
{
    bool method = false;
    adcell found = find_or_ask(vm, name, &method);
    return method ? adattr_bind(vm, &found, *vm->sp) : found;
}

adcell adattr_get_plain(struct adder_vm *vm, unsigned name)
{
    bool method = false;
    adcell *top = vm->sp, found;
    look_behind(vm, name);
    found = adis(vm, *vm->sp, ADT_instance) ? instance_get(vm, name, true, &method)
                                            : find(vm, name, &method);
    if (found != AD_TAILCALL)
        vm->sp = top;
    if (!found && !vm->error)
        found = adobject_attribute(vm, *vm->sp, name);
    if (!found)
        return vm->error ? AD_ERROR : no_attribute(vm, *vm->sp, name);
    return method ? adattr_bind(vm, &found, *vm->sp) : found;
}

bool adattr_method(struct adder_vm *vm, unsigned name, adcell *r)
{
    bool method = false;
    adcell found = find_or_ask(vm, name, &method), second = found;
    *r = found;
    if (found == AD_ERROR || found == AD_TAILCALL)
        return false;
    if (method)
        second = *vm->sp;
    else
        found = AD_UNBOUND;
    *vm->sp = found;
    adpush(vm, second);
    return true;
}

/* ---- by the key's number -------------------------------------------------------------------- */

/* The value's place; NULL: it is no instance with such a one. In a firmware it is. */
static adcell *place_of_slot(struct adder_vm *vm, adcell object, unsigned slot)
{
    struct adinstance *self;
    if (!AD_TAILORED && !adis(vm, object, ADT_instance))
        return NULL;
    self = adinstance_of(vm, object);
    return AD_TAILORED || (int)slot < capacity_of(self) ? &self->value[slot] : NULL;
}

/* What lies n cells behind its class. */
static adcell virtual_slot(struct adder_vm *vm, adcell object, unsigned n)
{
    if (!AD_TAILORED && (!adis(vm, object, ADT_instance) ||
            adobj_size(vm, adinstance_of(vm, object)->class) <= ADL_CLASS_CELLS + n))
        return adexc_raise(vm, ADT_SystemError, "no such slot");
    return adclass_cell(vm, adinstance_of(vm, object)->class, ADL_CLASS_CELLS + n);
}

adcell adattr_slot(struct adder_vm *vm, adcell object, unsigned slot)
{
    const adcell *value;
    if (AD_HAS_VIRTUALS && slot >= ADSLOT_VIRTUAL)
        return virtual_slot(vm, object, slot - ADSLOT_VIRTUAL);
    value = place_of_slot(vm, object, slot);
    if (!AD_TAILORED && !value)
        return adexc_raise(vm, ADT_SystemError, "no such slot");
    return *value ? *value
        : adexc_raise(vm, ADT_AttributeError, "'%t' object has no such attribute", object);
}

bool adattr_set_slot(struct adder_vm *vm, adcell object, unsigned slot, adcell value)
{
    adcell *place = place_of_slot(vm, object, slot);
    if (!AD_TAILORED && !place) {
        (void)adexc_raise(vm, ADT_SystemError, "no such slot");
        return false;
    }
    adstore(vm, place, value);
    return true;
}

/* ---- setting -------------------------------------------------------------------------------- */

/* Number of `name` among the class's keys, new if need be; -1: MemoryError. A class of the image
 * has no new ones: a number beyond all values. Classes share the array of their base until one of
 * them finds the place of its next key taken, or it is the image's. */
enum { NO_KEY = AD_SIZE_MAX };

static int key_index(struct adder_vm *vm, adcell *class, unsigned name)
{
    struct adclass *c;
    int i = key_place(vm, *class, name), n, room;
    adcell bigger;
    if (i >= 0)
        return i;
    if (adclass_in_rom(*class))
        return NO_KEY;
    c = adclass_of(vm, *class);
    n = (int)ad_int(c->nkeys);
    room = c->keys ? (int)adobj_size(vm, c->keys) : 0;
    if (n >= room || adclass_in_rom(c->keys) || adarray_items(vm, c->keys)[n]) {
        bigger = adheap_new(vm, ADT_array, (size_t)n + n / 2 + 2);
        if (!bigger)
            return -1;
        c = adclass_of(vm, *class);
        for (i = 0; i < n; i++)
            adarray_items(vm, bigger)[i] = adget_item(vm, c->keys, (size_t)i);
        c->keys = bigger;
    }
    adarray_items(vm, c->keys)[n] = adname_key(name);
    c->nkeys = ad_from_int(n + 1);
    return n;
}

bool adclass_add_key(struct adder_vm *vm, adcell *class, unsigned name)
{
    return key_index(vm, class, name) >= 0;
}

/* Is a later attribute there already? Then the order of assignment is not that of the class's
 * keys. */
static bool is_out_of_order(const struct adinstance *self, int index, int capacity)
{
    if (self->more)
        return true;
    while (++index < capacity)
        if (self->value[index])
            return true;
    return false;
}

/* value obj, whose attributes are in a dict. */
static adcell dict_store(struct adder_vm *vm, unsigned name)
{
    adcell *value = vm->sp + 1, *object = vm->sp;
    adint entry;
    adpush(vm, adname_text(vm, name));
    if (!*vm->sp)
        return AD_ERROR;
    adpush(vm, adinstance_of(vm, *object)->more);
    if (*value)
        return addict_put(vm, vm->sp, vm->sp + 1, value) == 1 ? AD_NONE : AD_ERROR;
    entry = addict_find(vm, *vm->sp, vm->sp[1]);
    if (entry < 0)
        return no_attribute(vm, *object, name);
    addict_remove(vm, *vm->sp, entry);
    return AD_NONE;
}

/* The dict of an instance's attributes, which it keeps them in from now on. */
adcell adinstance_dict(struct adder_vm *vm, adcell *object)
{
    struct adinstance *self = adinstance_of(vm, *object);
    adcell dict, class;
    size_t i;
    int flags;
    if (has_dict(vm, self->more))
        return self->more;
    dict = adn_instance_dict(vm, object, 1);
    if (!dict)
        return AD_ERROR;
    self = adinstance_of(vm, *object);
    class = self->class;
    flags = (int)adclass_int(vm, class, ADL_CLASS_FLAGS);
    for (i = adclass_int(vm, class, ADL_CLASS_NATIVE) != 0; i < adhd_size(self->head) - 2; i++)
        if (!(flags & AD_CLASS_BASE_SLOTS) || !adclass_has_slot(vm, class,
                (unsigned)ad_int(adget_item(vm, adclass_cell(vm, class, ADL_CLASS_KEYS), i)), true))
            self->value[i] = AD_UNBOUND;
    self->more = dict;
    return dict;
}

/* value object: its __dict__ is another one from now on. */
static adcell set_dict(struct adder_vm *vm)
{
    if (!adis(vm, vm->sp[1], ADT_dict))
        return adexc_raise(vm, ADT_TypeError,
            "__dict__ must be set to a dictionary, not a '%t'", vm->sp[1]);
    if (!adinstance_dict(vm, vm->sp))
        return AD_ERROR;
    adinstance_of(vm, *vm->sp)->more = vm->sp[1];
    return AD_NONE;
}

/* value object: its class is another one, whose instances look alike. Attributes move to a dict,
 * which needs no keys of a class. */
static adcell set_class(struct adder_vm *vm)
{
    adcell *class = vm->sp + 1, *object = vm->sp, was;
    int slots = AD_CLASS_SLOTS | AD_CLASS_BASE_SLOTS;
    if (!adtype_is_class(vm, *class))
        return adexc_raise(vm, ADT_TypeError,
            "__class__ must be set to a class, not '%t' object", *class);
    was = adinstance_of(vm, *object)->class;
    if (ad_is_imm(*class) ||
        adclass_int(vm, was, ADL_CLASS_NATIVE) != adclass_int(vm, *class, ADL_CLASS_NATIVE) ||
        ((adclass_int(vm, was, ADL_CLASS_FLAGS) | adclass_int(vm, *class, ADL_CLASS_FLAGS)) &
            slots))
        return adexc_raise(vm, ADT_TypeError, "__class__ assignment: object layout differs");
    if (!adinstance_dict(vm, object))
        return AD_ERROR;
    adinstance_of(vm, *object)->class = *class;
    return AD_NONE;
}

static adcell instance_delete(struct adder_vm *vm, unsigned name)
{
    struct adinstance *self;
    int index;
    if (!own_value(vm, vm->sp, name, &index))
        return no_attribute(vm, *vm->sp, name);
    self = adinstance_of(vm, *vm->sp);
    if (index >= 0)
        self->value[index] = AD_UNBOUND;
    else if (!adpairs_set(vm, &self->more, adname_key(name), AD_UNBOUND)) /* it is there */
        return AD_ERROR;
    return AD_NONE;
}

/* value obj: the instance's own attribute. */
static adcell instance_store(struct adder_vm *vm, unsigned name)
{
    adcell *value = vm->sp + 1, *object = vm->sp, class = adget_cell(vm, *object, 0);
    struct adinstance *self;
    int index, capacity = capacity_of(adinstance_of(vm, *object));
    if (has_dict(vm, adinstance_of(vm, *object)->more))
        return dict_store(vm, name);
    if (!*value)
        return instance_delete(vm, name);
    adpush(vm, class);
    index = key_index(vm, vm->sp, name);
    class = adpop(vm);
    if (index < 0)
        return AD_ERROR;
    self = adinstance_of(vm, *object);
    if (AD_HAS_ATTR_DICTS && index < capacity && !self->value[index] &&
        is_out_of_order(self, index, capacity)) {
        adpush(vm, *object);
        if (!adinstance_dict(vm, vm->sp))
            return AD_ERROR;
        addrop(vm, 1);
        return dict_store(vm, name);
    }
    if (index < capacity ||
        (index != NO_KEY && adheap_resize_last(vm, *object, (size_t)index + 3))) {
        self->value[index] = *value;
        remember(vm->set_cache, class, name, AD_CACHE_SET, index, 0);
        return AD_NONE;
    }
    adpush(vm, self->more);
    if (!adpairs_set(vm, vm->sp, adname_key(name), *value))
        return AD_ERROR;
    adinstance_of(vm, *object)->more = adpop(vm);
    return AD_NONE;
}

/* value obj, and a data descriptor found in the class. */
static adcell descriptor_store(struct adder_vm *vm, adcell found, unsigned name)
{
    adcell value = vm->sp[1], object = vm->sp[0], f;
    if (adis(vm, found, ADT_wrapper)) {
        f = adget_cell(vm, found, value ? 2 : 3);
        if (!f || f == AD_NONE)
            return adexc_raise(vm, ADT_AttributeError,
                value ? "property '%n' of '%t' object has no setter"
                      : "property '%n' of '%t' object has no deleter",
                (int)name, object);
        adpush(vm, f);
    } else {
        f = adspecial(vm, found, value ? ADN_d_set : ADN_d_delete);
        if (!f)
            return adexc_raise(vm, ADT_AttributeError, value ? "__set__" : "__delete__");
        adpush(vm, f);
        adpush(vm, found);
    }
    adpush(vm, object);
    if (value)
        adpush(vm, value);
    return adtail_act(vm, (adis(vm, found, ADT_wrapper) ? 1 : 2) + (value ? 1 : 0), AD_ACT_DISCARD);
}

static adcell instance_set(struct adder_vm *vm, unsigned name)
{
    adcell value = vm->sp[1], object = vm->sp[0], class = adget_cell(vm, object, 0), f;
    unsigned flags = (unsigned)adclass_int(vm, class, ADL_CLASS_FLAGS);
    if (flags & AD_CLASS_SETATTR) {
        f = adspecial(vm, object, value ? ADN_d_setattr : ADN_d_delattr);
        if (f) {
            adpush(vm, f);
            adpush(vm, object);
            adpush(vm, adname_text(vm, name));
            if (!*vm->sp)
                return AD_ERROR;
            if (value)
                adpush(vm, value);
            return adtail_act(vm, value ? 3 : 2, AD_ACT_DISCARD);
        }
    }
    return adinstance_set_plain(vm, name);
}

/* Without __setattr__: what object.__setattr__ does. */
adcell adinstance_set_plain(struct adder_vm *vm, unsigned name)
{
    adcell object = vm->sp[0], class = adget_cell(vm, object, 0), value = vm->sp[1], f;
    if (adclass_int(vm, class, ADL_CLASS_FLAGS) & AD_CLASS_DATADESC) {
        f = adclass_lookup(vm, class, name);
        if (f && is_data_descriptor(vm, f))
            return descriptor_store(vm, f, name);
    }
    if (adclass_int(vm, class, ADL_CLASS_FLAGS) & AD_CLASS_SLOTS &&
        !adclass_has_slot(vm, class, name, false))
        return no_attribute(vm, object, name);
    if (AD_HAS_ATTR_DICTS && value && (name == ADN_d_class || name == ADN_d_dict))
        return name == ADN_d_class ? set_class(vm) : set_dict(vm);
    return instance_store(vm, name);
}

AD_OPERANDS(written)

adcell adattr_set(struct adder_vm *vm, unsigned name)
{
    adcell *value = vm->sp + 1, *object = vm->sp;
    switch (adlayout(vm, *object)) {
    case ADT_instance:
        return instance_set(vm, name);
    case ADT_class:
        if (!*value && !adclass_own(vm, *object, name))
            return no_attribute(vm, *object, name);
        return adclass_set(vm, object, name, value) ? AD_NONE : AD_ERROR;
    case ADT_module:
        return admodule_set(vm, object, name, value) ? AD_NONE : AD_ERROR;
    case ADT_exc:
        if (!AD_HAS_EXC_VALUES)
            break;
        return adexc_set_attribute(vm, name);
    case ADT_function:
        return adfunction_set(vm, name);
    }
    if (AD_TEXTS && adtype_method(adtype_number(vm, *object), name))
        return adexc_raise(
            vm, ADT_AttributeError, "'%t' object attribute '%n' is read-only", *object, (int)name);
    if (ad_is_imm(*object) && ad_imm_number(*object) >= AD_IMM_TYPE &&
        ad_imm_number(*object) < AD_IMM_NATIVE)
        return adexc_raise(vm, ADT_TypeError, "cannot set '%n' attribute of immutable type '%s'",
            (int)name, adtype_text(ad_imm_number(*object) - AD_IMM_TYPE));
    return no_attribute(vm, *object, name);
}
