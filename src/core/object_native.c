/* SPDX-License-Identifier: MIT
 * object_native.c - natives about objects of any type: isinstance, getattr and its kin, type,
 * super,
 * property; and the methods that every object has from `object`.
 */
#include "core/interp.h"
#include "core/native_table.h"

/* ---- isinstance, issubclass ----------------------------------------------------------------- */

/* 1 yes, 0 no, -1 raised. `what` may be a tuple, nested ones go to Python. */
static int is_subclass_of(struct adder_vm *vm, adcell class, adcell what, const char *text)
{
    size_t i, n;
    int found = 0;
    if (adtype_is_class(vm, what))
        return adtype_is_subclass(vm, class, what);
    if (adspecial(vm, what, ADN_d_instancecheck))
        return 3;
    if (!adis(vm, what, ADT_tuple)) {
        adexc_raise(vm, ADT_TypeError, "%s", text);
        return -1;
    }
    n = adtuple_length(vm, what);
    for (i = 0; i < n && !found; i++) {
        adcell item = adget_item(vm, what, i);
        if (adis(vm, item, ADT_tuple) || adspecial(vm, item, ADN_d_instancecheck))
            return 2;
        if (!adtype_is_class(vm, item)) {
            adexc_raise(vm, ADT_TypeError, "%s", text);
            return -1;
        }
        found = adtype_is_subclass(vm, class, item);
    }
    return found;
}

static adcell subclass_answer(struct adder_vm *vm, adcell *arg, int answer, enum adfrozen z)
{
    if (answer < 2)
        return answer < 0 ? AD_ERROR : ad_bool(answer);
    if (answer == 3) { /* a union says it itself */
        unsigned name = z == ADZ_isinstance ? ADN_d_instancecheck : ADN_d_subclasscheck;
        adpush(vm, ARG(1));
        adpush(vm, ARG(0));
        return adtail_special(vm, name, 2, AD_ACT_BOOL);
    }
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    return adtail(vm, z, 2);
}

adcell adn_isinstance(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return subclass_answer(vm, arg, is_subclass_of(vm, adtype_of(vm, ARG(0)), ARG(1),
        "isinstance() arg 2 must be a type, a tuple of types, or a union"), ADZ_isinstance);
}

adcell adn_issubclass(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!adtype_is_class(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "issubclass() arg 1 must be a class");
    return subclass_answer(vm, arg, is_subclass_of(vm, ARG(0), ARG(1),
        "issubclass() arg 2 must be a class, a tuple of classes, or a union"), ADZ_issubclass);
}

adcell adn_callable(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = ARG(0);
    unsigned layout = adlayout(vm, c);
    (void)n;
    if (ad_is_imm(c))
        return ad_bool(ad_imm_number(c) >= AD_IMM_TYPE);
    return ad_bool(layout == ADT_function || layout == ADT_method || layout == ADT_class ||
        adspecial(vm, c, ADN_d_call) != AD_UNBOUND);
}

/* ---- attributes by computed names ----------------------------------------------------------- */

/* Number of the name in ARG(1), or -1 with an error; -2: a str that is no name anywhere yet. */
static int32_t name_of(struct adder_vm *vm, adcell text, bool create, const char *who)
{
    int32_t name;
    if (!adstr_is(vm, text)) {
        adexc_raise(vm, ADT_TypeError, "%s(): attribute name must be string", who);
        return -1;
    }
    name = adname_number(vm, text, create);
    return name >= 0 ? name : vm->error ? -1 : -2;
}

/* May it have attributes whose names the program does not know? */
static bool finds_any(const struct adder_vm *vm, adcell object)
{
    return adis(vm, object, ADT_module) ||
        adspecial((struct adder_vm *)vm, object, ADN_d_getattribute);
}

adcell adn_getattr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), finds_any(vm, ARG(0)), "getattr");
    (void)n;
    if (name == -1)
        return AD_ERROR;
    if (name == -2 && !ARG(2) && adspecial(vm, ARG(0), ADN_d_getattr)) {
        adpush(vm, adspecial(vm, ARG(0), ADN_d_getattr)); /* the only one who may know */
        adpush(vm, ARG(0));
        adpush(vm, ARG(1));
        return adtail_call(vm, 2);
    }
    if (name == -2 && !adspecial(vm, ARG(0), ADN_d_getattr))
        return ARG(2) ? ARG(2)
                      : adexc_raise(vm, ADT_AttributeError, "'%t' object has no attribute '%c'",
                            ARG(0), ARG(1));
    if (ARG(2)) {
        adpush(vm, ARG(0)); /* with a default and code that may raise: in Python */
        adpush(vm, ARG(1));
        adpush(vm, ARG(2));
        return adtail(vm, ADZ_getattr_default, 3);
    }
    adpush(vm, ARG(0));
    return adattr_get(vm, (unsigned)name);
}

adcell adn_hasattr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), finds_any(vm, ARG(0)), "hasattr");
    adcell r;
    (void)n;
    if (name == -1)
        return AD_ERROR;
    if (name == -2 && !adspecial(vm, ARG(0), ADN_d_getattr))
        return AD_FALSE;
    adpush(vm, ARG(0));
    r = name == -2 ? AD_TAILCALL : adattr_get(vm, (unsigned)name);
    if (r == AD_TAILCALL) {
        vm->sp = arg - 1;
        adpush(vm, ARG(0));
        adpush(vm, ARG(1));
        return adtail(vm, ADZ_hasattr, 2);
    }
    if (r)
        return AD_TRUE;
    if (!adexc_matches(vm, vm->error, ad_type_cell(ADT_AttributeError)))
        return AD_ERROR;
    vm->error = AD_UNBOUND;
    return AD_FALSE;
}

adcell adn_setattr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), true, "setattr");
    (void)n;
    if (name < 0)
        return AD_ERROR;
    adpush(vm, ARG(2));
    adpush(vm, ARG(0));
    return adattr_set(vm, (unsigned)name);
}

adcell adn_delattr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), true, "delattr");
    (void)n;
    if (name < 0)
        return AD_ERROR;
    adpush(vm, AD_UNBOUND);
    adpush(vm, ARG(0));
    return adattr_set(vm, (unsigned)name);
}

/* ---- __dict__, vars, dir -------------------------------------------------------------------- */

static bool put_pair(struct adder_vm *vm, adcell *dict, adcell name, adcell value)
{
    bool done;
    adpush(vm, value);
    adpush(vm, adname_text(vm, (unsigned)ad_int(name)));
    done = *vm->sp && addict_put(vm, dict, vm->sp, vm->sp + 1) == 1;
    addrop(vm, 2);
    return done;
}

/* Attributes of *object (instance, class, exception) as a new dict. */
static adcell own_dict(struct adder_vm *vm, adcell *object)
{
    adcell dict = addict_new(vm, ADT_dict, 4), array, key, value;
    unsigned layout = adlayout(vm, *object);
    size_t i, n, first = 0;
    bool slots;
    adpush(vm, dict);
    if (!dict)
        return AD_ERROR;
    if (layout == ADT_instance) {
        adcell class = adinstance_of(vm, *object)->class;
        first = adclass_int(vm, class, ADL_CLASS_NATIVE) != 0;
        slots = adclass_int(vm, class, ADL_CLASS_FLAGS) & AD_CLASS_BASE_SLOTS;
        for (i = first; i < adhd_size(adinstance_of(vm, *object)->head) - 2; i++) {
            value = adinstance_of(vm, *object)->value[i];
            class = adinstance_of(vm, *object)->class;
            adcell key = adget_item(vm, adclass_cell(vm, class, ADL_CLASS_KEYS), i);
            if (slots && adclass_has_slot(vm, class, (unsigned)ad_int(key), true))
                continue;
            if (value && !put_pair(vm, vm->sp, key, value))
                return AD_ERROR;
        }
    }
    for (i = 0;; i++) {
        array = layout == ADT_instance ? adinstance_of(vm, *object)->more
            : layout == ADT_class ? adclass_cell(vm, *object, ADL_CLASS_ATTRS)
            : layout == ADT_exc ? adexc_of(vm, *object)->dict
            : layout == ADT_module ? admodule_of(vm, *object)->more : AD_UNBOUND;
        n = array ? adobj_size(vm, array) / 2 : 0;
        if (i >= n)
            break;
        key = adget_item(vm, array, 2 * i);
        value = adget_item(vm, array, 2 * i + 1);
        if (value && key != ad_from_int(ADN_d_qualname) && !put_pair(vm, vm->sp, key, value))
            return AD_ERROR;
    }
    return adpop(vm);
}

adcell adn_instance_dict(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return own_dict(vm, arg);
}

adcell adn_vars(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned layout;
    (void)n;
    if (!ARG(0))
        return adn_locals(vm, arg, 0);
    layout = adlayout(vm, ARG(0));
    if (layout == ADT_module)
        return admodule_dict(vm, ARG(0));
    if (layout != ADT_instance && layout != ADT_class && layout != ADT_exc)
        return adexc_raise(vm, ADT_TypeError, "vars() argument must have __dict__ attribute");
    return layout == ADT_instance ? adinstance_dict(vm, arg) : own_dict(vm, arg);
}

adcell adn_dir(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!ARG(0)) {
        ARG(0) = adn_locals(vm, arg, 0);
        if (!ARG(0))
            return AD_ERROR;
    }
    adpush(vm, ARG(0));
    return adtail(vm, ADZ_dir, 1);
}

/* Names of the methods that a builtin type has itself. */
adcell adn_type_methods(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell list = adlist_new(vm, 0);
    (void)arg, (void)n;
    if (!list)
        return AD_ERROR;
    adpush(vm, list);
#if AD_TEXTS
    unsigned type = ad_imm_number(ARG(0)) - AD_IMM_TYPE, f;
    if (!ad_is_imm(ARG(0)) || !adtype_is_class(vm, ARG(0)))
        return list;
    for (f = ADF_object_d_init; f < ADF_COUNT; f++) {
        unsigned name = adnative_row(f).name;
        if (adtype_method(type, name) != ad_native_cell(f))
            continue;
        adpush(vm, adname_text(vm, name));
        if (!*vm->sp || !adlist_append(vm, vm->sp + 1, vm->sp))
            return AD_ERROR;
        addrop(vm, 1);
    }
#endif
    return *vm->sp;
}

/* In a function a dict of its locals, elsewhere the module's globals. */
adcell adn_locals(struct adder_vm *vm, adcell *arg, unsigned n)
{
    const uint8_t *c = adcode_ptr(vm, vm->fp[-1]);
    unsigned nlocals = adcode_nlocals(c), i;
    char name[64];
    adcell dict;
    (void)n;
    if (vm->fp[nlocals] == admodule_body(vm, 0) || !nlocals)
        return adn_globals(vm, arg, 0);
    dict = addict_new(vm, ADT_dict, nlocals);
    if (!dict)
        return AD_ERROR;
    adpush(vm, dict);
    for (i = nlocals; i-- > 0;) {
        adcell value = vm->fp[i];
        size_t length = addebug_local(vm, vm->fp[-1], i, name, sizeof name);
        if (adis(vm, value, ADT_cell))
            value = adget_cell(vm, value, 0);
        if (!value || !length || name[0] == '.' || name[0] == '<')
            continue;
        adpush(vm, value);
        adpush(vm, adstr_new(vm, name, length));
        if (!*vm->sp || addict_put(vm, vm->sp + 2, vm->sp, vm->sp + 1) != 1)
            return AD_ERROR;
        addrop(vm, 2);
    }
    return adpop(vm);
}

/* ---- what every object has ------------------------------------------------------------------ */

/* There are no frame objects: while there is a frame, gi_frame is not None, that is all. */
static adcell generator_attribute(struct adder_vm *vm, adcell gen, unsigned name)
{
    adint state = ad_int(adgenerator_of(vm, gen)->state);
    if (name == ADN_gi_running)
        return ad_bool(state == AD_GEN_RUNNING);
    if (name == ADN_gi_frame && state == AD_GEN_DONE)
        return AD_NONE;
    return adget_cell(vm, adgenerator_of(vm, gen)->code, 0);
}

/* Attributes of numbers, slices, ranges and methods. */
static adcell value_attribute(struct adder_vm *vm, adcell object, unsigned name)
{
    unsigned layout = adlayout(vm, object);
    switch (name) {
    case ADN_real: case ADN_numerator:
        return adnum_is(vm, object) ? object : AD_UNBOUND;
    case ADN_imag:
        if (adnum_is(vm, object) && !adnum_is_int(vm, object))
            return adfloat_new(vm, 0);
        return adnum_is(vm, object) ? ad_from_int(0) : AD_UNBOUND;
    case ADN_denominator:
        return adnum_is_int(vm, object) ? ad_from_int(1) : AD_UNBOUND;
    case ADN_start: case ADN_stop: case ADN_step:
        if (layout == ADT_slice || layout == ADT_range)
            return adget_cell(vm, object, name - ADN_start);
        break;
    case ADN_d_func: case ADN_d_self:
        if (layout == ADT_method)
            return adget_cell(vm, object, name == ADN_d_self);
        break;
    }
    return AD_UNBOUND;
}

adcell adobject_attribute(struct adder_vm *vm, adcell object, unsigned name)
{
    unsigned layout = adlayout(vm, object);
    switch (name) {
    case ADN_d_class:
        return adtype_of(vm, object);
    case ADN_d_dict:
        if (layout != ADT_instance && layout != ADT_exc && layout != ADT_class &&
            layout != ADT_module)
            return AD_UNBOUND;
        if (layout == ADT_instance &&
            adclass_int(vm, adget_cell(vm, object, 0), ADL_CLASS_FLAGS) & AD_CLASS_SLOTS)
            return AD_UNBOUND;
        adpush(vm, object);
        if (layout == ADT_instance)
            return adinstance_dict(vm, vm->sp);
        return layout == ADT_module ? admodule_dict(vm, object) : own_dict(vm, vm->sp);
    case ADN_d_doc:
        return layout == ADT_wrapper && ad_int(adget_cell(vm, object, 0)) == ADT_property &&
            adobj_size(vm, object) > 4 ? adget_cell(vm, object, 4) : AD_NONE;
    case ADN_gi_frame: case ADN_gi_running: case ADN_gi_code:
        if (layout == ADT_generator)
            return generator_attribute(vm, object, name);
        break;
    case ADN_co_name: case ADN_co_argcount:
        if (layout != ADT_code)
            break;
        return name == ADN_co_name ? adname_text(vm, adcode_name(adcode_ptr(vm, object)))
            : ad_from_int(adcode_npos(adcode_ptr(vm, object)));
    case ADN_d_module:
        return layout == ADT_instance ? adstr_from_c(vm, "__main__") : AD_UNBOUND;
    case ADN_fget: case ADN_fset: case ADN_fdel:
        if (layout == ADT_wrapper) {
            adcell f = adget_cell(vm, object, 1 + name - ADN_fget);
            return f ? f : AD_NONE;
        }
        break;
    case ADN_d_name: case ADN_d_qualname:
        if (layout == ADT_generator)
            return adname_text(vm,
                adcode_name(adcode_ptr(vm, adget_cell(vm, adgenerator_of(vm, object)->code, 0))));
        if (ad_is_native(object)) {
            struct adnative_row row = adnative_row(ad_native_number(object));
#if AD_TEXTS
            if (row.text)
                return adstr_from_c(vm, row.text);
#endif
            return adname_text(vm, row.name);
        }
        break;
    case ADN_obj:
        return layout == ADT_super ? AD_NONE : AD_UNBOUND;
    }
    return value_attribute(vm, object, name);
}

adcell adclass_special(struct adder_vm *vm, adcell class, unsigned name)
{
    bool python = ad_is_ref(class);
    unsigned type = python ? 0 : ad_imm_number(class) - AD_IMM_TYPE;
    adcell tuple;
    char text[32];
    switch (name) {
    case ADN_d_name: case ADN_d_qualname:
        return python ? adclass_cell(vm, class, ADL_CLASS_NAME)
            : adstr_new(vm, text, adclass_text(vm, class, text, sizeof text));
    case ADN_d_base:
        return python ? adget_item(vm, adclass_cell(vm, class, ADL_CLASS_BASES), 0)
            : type == ADT_object ? AD_NONE : ad_type_cell(adtype_base(type));
    case ADN_d_bases:
        if (python)
            return adclass_cell(vm, class, ADL_CLASS_BASES);
        adpush(vm, ad_type_cell(adtype_base(type)));
        return adtuple_from(vm, vm->sp, type != ADT_object);
    case ADN_d_mro:
        if (python)
            return adclass_cell(vm, class, ADL_CLASS_MRO);
        for (tuple = 0; ; type = adtype_base(type)) {
            adpush(vm, ad_type_cell(type));
            tuple++;
            if (type == ADT_object)
                return adtuple_from(vm, vm->sp + tuple - 1, (size_t)tuple);
        }
    case ADN_d_class:
        return ad_type_cell(ADT_class);
    case ADN_d_module:
        return adstr_from_c(vm, python ? "__main__" : "builtins");
    case ADN_d_doc:
        return AD_NONE;
    case ADN_d_dict:
        if (python) {
            adpush(vm, class);
            return own_dict(vm, vm->sp);
        }
        return AD_UNBOUND;
    }
    if (class == ad_type_cell(ADT_Pin))
        return adpin_constant(name);
    return AD_UNBOUND;
}

/* ---- functions ------------------------------------------------------------------------------ */

static struct adfunction *function_of(struct adder_vm *vm, adcell f) { return adptr(vm, f); }

static adcell keyword_defaults(struct adder_vm *vm, adcell f)
{
    const uint8_t *c = adcode_ptr(vm, adget_cell(vm, f, 0));
    adcell values = adget_cell(vm, f, 2), dict;
    unsigned i;
    if (!values)
        return AD_NONE;
    adpush(vm, values);
    dict = addict_new(vm, ADT_dict, adcode_nkwonly(c));
    if (!dict)
        return AD_ERROR;
    adpush(vm, dict);
    for (i = 0; i < adcode_nkwonly(c); i++) {
        adcell value = adget_item(vm, vm->sp[1], i);
        if (!value)
            continue;
        adpush(vm, value);
        adpush(vm, adname_text(vm, adcode_param(c, adcode_npos(c) + i)));
        if (!*vm->sp || addict_put(vm, vm->sp + 2, vm->sp, vm->sp + 1) != 1)
            return AD_ERROR;
        addrop(vm, 2);
    }
    return *vm->sp;
}

/* Pairs of a function's own attributes, or unbound. Functions of the image cannot change: theirs
 * are found by the function among the pairs of a root. */
static adcell function_attrs(struct adder_vm *vm, adcell f)
{
    return ad_is_rom(f) ? adpairs_get(vm, vm->roots[ADR_ROM_ATTRS], f) : function_of(vm, f)->attrs;
}

adcell adfunction_get(struct adder_vm *vm, adcell f, unsigned name)
{
    adcell value = adpairs_get(vm, function_attrs(vm, f), adname_key(name));
    if (value)
        return value;
    switch (name) {
    case ADN_d_name:
        return adname_text(vm, adcode_name(adcode_ptr(vm, adget_cell(vm, f, 0))));
    case ADN_d_qualname:
        return addebug_qualname(vm, adcode_ptr(vm, adget_cell(vm, f, 0)));
    case ADN_d_defaults:
        value = adget_cell(vm, f, 1);
        return value ? value : AD_NONE;
    case ADN_d_kwdefaults:
        return keyword_defaults(vm, f);
    case ADN_d_annotations:
        return addict_new(vm, ADT_dict, 0);
    case ADN_d_closure:
        value = adget_cell(vm, f, 3);
        return value ? value : AD_NONE;
    case ADN_d_code:
        return adget_cell(vm, f, 0);
    case ADN_d_module:
        return admodule_text(vm, admodule_of_code(vm, adcode_ptr(vm, adget_cell(vm, f, 0))));
    case ADN_d_dict:
        return addict_new(vm, ADT_dict, 0);
    }
    return AD_UNBOUND;
}

adcell adfunction_set(struct adder_vm *vm, unsigned name)
{
    adcell *value = vm->sp + 1, f;
    adpush(vm, function_attrs(vm, *vm->sp));
    if (!*value && !adpairs_get(vm, *vm->sp, adname_key(name)))
        return adexc_raise(
            vm, ADT_AttributeError, "'function' object has no attribute '%n'", (int)name);
    if (!adpairs_set(vm, vm->sp, adname_key(name), *value))
        return AD_ERROR;
    f = vm->sp[1];
    if (ad_is_rom(f)) {
        if (!adpairs_set(vm, &vm->roots[ADR_ROM_ATTRS], f, *vm->sp))
            return AD_ERROR;
    } else {
        function_of(vm, f)->attrs = *vm->sp;
    }
    addrop(vm, 1);
    return AD_NONE;
}

adcell adn_function_d_get(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ARG(1) == AD_NONE ? ARG(0) : adattr_bind(vm, arg, ARG(1));
}

/* ---- methods of classes --------------------------------------------------------------------- */

adcell adn_class_mro(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, adclass_special(vm, ARG(0), ADN_d_mro));
    return *vm->sp ? adn_new_list(vm, vm->sp, 1) : AD_ERROR;
}

/* Classes are found among all objects, oldest first; what is no longer used is collected before. */
adcell adn_class_d_subclasses(struct adder_vm *vm, adcell *arg, unsigned n)
{
    size_t at = 0, k;
    (void)n;
    adheap_collect(vm);
    adpush(vm, adlist_new(vm, 0));
    while (*vm->sp && vm->start + at < vm->top) {
        adcell c = (adcell)(vm->start + at - vm->base), bases;
        at += adobj_bytes(vm, c);
        if (adlayout(vm, c) != ADT_class)
            continue;
        bases = adclass_cell(vm, c, ADL_CLASS_BASES);
        for (k = 0; k < adobj_size(vm, bases) && adget_item(vm, bases, k) != ARG(0); k++)
            ;
        if (k == adobj_size(vm, bases))
            continue;
        adpush(vm, c);
        if (!adlist_append(vm, vm->sp + 1, vm->sp))
            return AD_ERROR;
        addrop(vm, 1);
    }
    return adpop(vm);
}

/* ---- methods of object ---------------------------------------------------------------------- */

adcell adn_object_d_init(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned i, native = adtype_number(vm, ARG(0));
    if (adis(vm, ARG(0), ADT_exc)) {
        adcell args = adtuple_hidden(vm, &ARG(1), n - 1);
        if (!args)
            return AD_ERROR;
        adexc_of(vm, ARG(0))->args = args;
        return AD_NONE;
    }
    if (n > 1 && adis(vm, ARG(0), ADT_instance) && native != ADT_instance) {
        for (i = 0; i < n; i++)
            adpush(vm, ARG(i));
        return adtail(vm, ADZ_init_native, n);
    }
    if (n > 1 && adis(vm, ARG(0), ADT_instance) &&
        !(adclass_int(vm, adget_cell(vm, ARG(0), 0), ADL_CLASS_FLAGS) & AD_CLASS_NEW))
        return adexc_raise(vm, ADT_TypeError,
            "object.__init__() takes exactly one argument (the instance to initialize)");
    return AD_NONE;
}

/* cls.__new__(cls, ...) where cls's builtin base makes the object. */
adcell adn_object_d_new(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell class = ARG(0);
    unsigned i, native;
    if (!adis(vm, class, ADT_class)) {
        for (i = 0; i < n; i++)
            adpush(vm, ARG(i));
        return adtail_call(vm, n - 1);
    }
    native = (unsigned)adclass_int(vm, class, ADL_CLASS_NATIVE);
    if (native >= ADT_BaseException) {
        adpush(vm, adtuple_hidden(vm, &ARG(1), n - 1));
        return *vm->sp ? adexc_new(vm, arg, vm->sp) : AD_ERROR;
    }
    if (native) {
        for (i = 0; i < n; i++)
            adpush(vm, ARG(i));
        return adtail(vm, ADZ_new_native, n);
    }
    if (n > 1 && !adclass_lookup(vm, class, ADN_d_init) &&
        !(adclass_int(vm, class, ADL_CLASS_FLAGS) & AD_CLASS_NEW))
        return adexc_raise(vm, ADT_TypeError, "%c() takes no arguments",
            adclass_cell(vm, class, ADL_CLASS_NAME));
    return adinstance_new(vm, arg);
}

adcell adn_object_d_repr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adobject_repr(vm, arg);
}

adcell adn_object_d_str(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (adis(vm, ARG(0), ADT_exc))
        return adstr_of_exc(vm, arg);
    adpush(vm, ARG(0));
    return adrepr_of(vm, vm->sp);
}

adcell adn_object_d_eq(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell a = adunwrap(vm, ARG(0)), b = adunwrap(vm, ARG(1));
    (void)n;
    if (a == b)
        return AD_TRUE;
    if (a == ARG(0) && adis(vm, a, ADT_instance))
        return AD_NOTIMPL;
    adpush(vm, a);
    adpush(vm, b);
    return adcompare(vm, AD_EQ, vm->sp + 1);
}

adcell adn_object_d_ne(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell r = adn_object_d_eq(vm, arg, n);
    if (r == AD_TRUE || r == AD_FALSE)
        return ad_bool(r == AD_FALSE);
    if (r == AD_TAILCALL)
        vm->tail_action = AD_ACT_NOT;
    return r;
}

adcell adn_object_d_hash(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adint hash;
    adcell c = adunwrap(vm, ARG(0));
    (void)n;
    if (c == ARG(0) && (adis(vm, c, ADT_instance) || adis(vm, c, ADT_exc)))
        return adn_id(vm, arg, 1);
    ARG(0) = c;
    if (adhash(vm, c, &hash) == 1)
        return adint_new_size(vm, (size_t)hash);
    return vm->error ? AD_ERROR : adn_hash(vm, arg, 1);
}

adcell adn_object_d_setattr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), true, "setattr");
    (void)n;
    if (name < 0)
        return AD_ERROR;
    adpush(vm, ARG(2));
    adpush(vm, ARG(0));
    return adis(vm, ARG(0), ADT_instance) ? adinstance_set_plain(vm, (unsigned)name)
        : adattr_set(vm, (unsigned)name);
}

adcell adn_object_d_delattr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), true, "delattr");
    (void)n;
    if (name < 0)
        return AD_ERROR;
    adpush(vm, AD_UNBOUND);
    adpush(vm, ARG(0));
    return adis(vm, ARG(0), ADT_instance) ? adinstance_set_plain(vm, (unsigned)name)
        : adattr_set(vm, (unsigned)name);
}

adcell adn_object_d_getattribute(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = name_of(vm, ARG(1), true, "getattr");
    (void)n;
    if (name < 0)
        return AD_ERROR;
    adpush(vm, ARG(0));
    return adattr_get_plain(vm, (unsigned)name);
}

adcell adn_object_d_init_subclass(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)vm, (void)arg, (void)n;
    return AD_NONE;
}

adcell adn_object_d_format(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (adstr_is(vm, ARG(1)) && adobj_size(vm, ARG(1)) && adis(vm, ARG(0), ADT_instance) &&
        adunwrap(vm, ARG(0)) == ARG(0))
        return adexc_raise(
            vm, ADT_TypeError, "unsupported format string passed to %t.__format__", ARG(0));
    if (adis(vm, ARG(0), ADT_instance) && adunwrap(vm, ARG(0)) == ARG(0))
        return adstr_of(vm, arg);
    ARG(0) = adunwrap(vm, ARG(0));
    return adformat_of(vm, arg);
}

adcell adn_object_d_dir(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return adn_dir(vm, arg, n);
}

/* object(): of no use but its identity. */
static adcell adobject_new(struct adder_vm *vm)
{
    adcell object = adheap_new(vm, ADT_handle, 2);
    if (object)
        ((adcell *)adptr(vm, object))[1] = ad_from_int(ADT_object);
    return object;
}

/* name, bases: an empty class, for type(name, bases, dict). */
adcell adn_derive(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned i, count;
    (void)n;
    if (!adstr_is(vm, ARG(0)) || !adis(vm, ARG(1), ADT_tuple))
        return adexc_raise(vm, ADT_TypeError, "type() takes a str, a tuple and a dict");
    count = (unsigned)adtuple_length(vm, ARG(1));
    adpush(vm, AD_NONE);
    adpush(vm, ARG(0));
    for (i = 0; i < count; i++)
        adpush(vm, adget_item(vm, ARG(1), i));
    return adclass_build(vm, count);
}

/* ---- constructors --------------------------------------------------------------------------- */

adcell adn_new_object(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg;
    if (n)
        return adexc_raise(vm, ADT_TypeError, "object() takes no arguments");
    return adobject_new(vm);
}

adcell adn_new_type(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (!ARG(1))
        return adtype_of(vm, ARG(0));
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    adpush(vm, ARG(2));
    return adtail(vm, ADZ_make_type, 3);
}

static adcell wrap(struct adder_vm *vm, unsigned kind, adcell *arg, unsigned n)
{
    adcell w = adheap_new(vm, ADT_wrapper, kind == ADT_property ? n > 3 ? 5 : 4 : 2), *cell;
    unsigned i;
    if (!w)
        return AD_ERROR;
    cell = adptr(vm, w);
    cell[1] = ad_from_int((adint)kind);
    for (i = 0; i < n; i++)
        cell[2 + i] = ARG(i);
    return w;
}

adcell adn_new_property(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return wrap(vm, ADT_property, arg, n);
}

adcell adn_new_staticmethod(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return wrap(vm, ADT_staticmethod, arg, n);
}

adcell adn_new_classmethod(struct adder_vm *vm, adcell *arg, unsigned n)
{
    return wrap(vm, ADT_classmethod, arg, n);
}

static adcell changed_property(struct adder_vm *vm, adcell *arg, unsigned which)
{
    unsigned i;
    for (i = 0; i < 3; i++)
        adpush(vm, i == which ? ARG(1) : adget_cell(vm, ARG(0), 1 + i));
    return wrap(vm, ADT_property, vm->sp + 2, 3);
}

adcell adn_property_getter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return changed_property(vm, arg, 0);
}

adcell adn_property_setter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return changed_property(vm, arg, 1);
}

adcell adn_property_deleter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return changed_property(vm, arg, 2);
}

adcell adn_new_super(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell s, *cell;
    if (n != 2 || !adtype_is_class(vm, ARG(0)))
        return adexc_raise(vm, ADT_RuntimeError, "super(): no arguments");
    if (!(adtype_is_class(vm, ARG(1)) && adtype_is_subclass(vm, ARG(1), ARG(0))) &&
        !adtype_is_subclass(vm, adtype_of(vm, ARG(1)), ARG(0)))
        return adexc_raise(
            vm, ADT_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    s = adheap_new(vm, ADT_super, 2);
    if (!s)
        return AD_ERROR;
    cell = adptr(vm, s);
    cell[1] = ARG(0);
    cell[2] = ARG(1);
    return s;
}

/* ---- for lib/ ------------------------------------------------------------------------------- */

adcell adn_type_name(struct adder_vm *vm, adcell *arg, unsigned n)
{
    char name[64];
    (void)n;
    return adstr_new(vm, name, adtype_name(vm, ARG(0), name, sizeof name));
}

adcell adn_kind(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return ad_from_int((adint)adtype_number(vm, ARG(0)));
}

adcell adn_native_value(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adunwrap(vm, ARG(0));
}

/* The special method of an object's class by its name, or None. */
adcell adn_lookup_special(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t name = adname_number(vm, ARG(1), false);
    adcell f = name < 0 ? AD_UNBOUND : adspecial(vm, ARG(0), (unsigned)name);
    (void)n;
    return f ? f : AD_NONE;
}
