/* SPDX-License-Identifier: MIT
 * class.c - classes: making them (C3 order), instances, types of objects, calls of classes.
 */
#include "core/interp.h"
#include "core/native_table.h"

/* ---- what type is it ------------------------------------------------------------------------ */

/* Some builtins that are types in Python are generators of lib/builtins. */
static unsigned type_of_generator(const struct adder_vm *vm, adcell gen)
{
    static const uint8_t known[][2] = {{ADZ_enumerate, ADT_enumerate}, {ADZ_zip, ADT_zip},
        {ADZ_map, ADT_map}, {ADZ_map_rows, ADT_map}, {ADZ_filter, ADT_filter},
        {ADZ_reversed, ADT_reversed}};
    adcell function = adget_cell(vm, gen, 2);
    unsigned flags = adgenerator_flags(vm, gen);
    size_t i;
    if (flags & ADCODE_COROUTINE)
        return flags & ADCODE_GENERATOR ? ADT_async_generator : ADT_coroutine;
    for (i = 0; AD_TEXTS && ad_is_rom(function) && i < AD_COUNT(known); i++)
        if (adfrozen(vm, known[i][0]) == function)
            return known[i][1];
    return ADT_generator;
}

/* Types that are told apart by a first cell, not by the layout. */
static unsigned type_of_layout(const struct adder_vm *vm, adcell c, unsigned layout)
{
    static const uint8_t iterators[] = {ADT_list_iterator, ADT_tuple_iterator, ADT_str_iterator,
        ADT_bytes_iterator, ADT_bytes_iterator, ADT_range_iterator, ADT_dict_iterator,
        ADT_dict_iterator, ADT_dict_iterator, ADT_set_iterator, ADT_reversed, ADT_enumerate,
        ADT_iterator};
    switch (layout) {
    case ADT_int_neg: return ADT_int;
    case ADT_str_wide: return ADT_str;
    case ADT_wrapper: case ADT_view: case ADT_handle: return (unsigned)ad_int(adget_cell(vm, c, 0));
    case ADT_generator: return type_of_generator(vm, c);
    case ADT_iterator:
        if (!AD_TEXTS) /* nobody can ask what it is called */
            break;
        if (adget_cell(vm, c, 0) == ad_from_int(AD_ITER_STR) &&
            adis(vm, adget_cell(vm, c, 1), ADT_str))
            return ADT_str_ascii_iterator;
        return iterators[ad_int(adget_cell(vm, c, 0))];
    }
    return layout;
}

static unsigned type_of_immediate(unsigned n)
{
    switch (n) {
    case AD_IMM_NONE: return ADT_none;
    case AD_IMM_TRUE: case AD_IMM_FALSE: return ADT_bool;
    case AD_IMM_ELLIPSIS: return ADT_ellipsis;
    case AD_IMM_NOTIMPL: return ADT_notimpl;
    case AD_IMM_ZERO: return ADT_float;
    }
    return n >= AD_IMM_NATIVE ? ADT_builtin : n >= AD_IMM_TYPE ? ADT_class : ADT_none;
}

adcell adtype_of(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    if (layout == ADT_instance || layout == ADT_exc)
        return adget_cell(vm, c, 0);
    if (layout)
        return ad_type_cell(type_of_layout(vm, c, layout));
    if (ad_is_int(c))
        return ad_type_cell(ADT_int);
    if (ad_is_flo(c))
        return ad_type_cell(ADT_float);
    return ad_type_cell(type_of_immediate(ad_imm_number(c)));
}

unsigned adtype_number(const struct adder_vm *vm, adcell c)
{
    adcell type = adtype_of(vm, c);
    if (ad_is_imm(type))
        return ad_imm_number(type) - AD_IMM_TYPE;
    if (!AD_HAS_NATIVE_BASES && !AD_HAS_EXC_BASES)
        return ADT_instance;
    c = adclass_cell(vm, type, ADL_CLASS_NATIVE);
    return ad_int(c) ? (unsigned)ad_int(c) : ADT_instance;
}

#if AD_ROM_DIRECT
adcell adunwrap_instance(const struct adder_vm *vm, adcell c)
#else
adcell adunwrap(const struct adder_vm *vm, adcell c)
#endif
{
    const struct adinstance *self;
    if (!AD_HAS_NATIVE_BASES || adlayout(vm, c) != ADT_instance)
        return c;
    self = adptr(vm, c);
    if (adclass_int(vm, self->class, ADL_CLASS_NATIVE) == 0)
        return c;
    return self->value[0];
}

static bool builtin_is_subclass(unsigned type, unsigned base)
{
    for (; type != base; type = adtype_base(type))
        if (type == ADT_object)
            return false;
    return true;
}

/* A class's order has all its bases, the builtin ones and theirs included. */
bool adtype_is_subclass(struct adder_vm *vm, adcell class, adcell base)
{
    const adcell *c, *end;
    adcell mro;
    size_t n;
    bool rom;
    if (ad_is_imm(class))
        return adtype_is_builtin_sub(class, base);
    mro = adclass_cell(vm, class, ADL_CLASS_MRO);
    rom = adclass_in_rom(mro);
    n = adobj_size(vm, mro);
    c = adcells_of(vm, mro, rom) + AD_LONG(n);
    for (end = c + n; c < end; c++)
        if (adcells_at(c, rom) == base)
            return true;
    return false;
}

bool adtype_is_builtin_sub(adcell type, adcell base)
{
    return ad_is_imm(base) && builtin_is_subclass(
        ad_imm_number(type) - AD_IMM_TYPE, ad_imm_number(base) - AD_IMM_TYPE);
}

bool adtype_is_class(const struct adder_vm *vm, adcell c)
{
    return adis(vm, c, ADT_class) ||
        (ad_is_imm(c) && ad_imm_number(c) >= AD_IMM_TYPE && ad_imm_number(c) < AD_IMM_NATIVE);
}

size_t adclass_text(struct adder_vm *vm, adcell type, char *to, size_t room)
{
    adcell name;
    const char *text;
    size_t n = 0;
    if (ad_is_ref(type)) {
        name = adclass_cell(vm, type, ADL_CLASS_NAME);
        n = AD_MIN(adobj_size(vm, name), room);
        adget_bytes(vm, name, 0, n, to);
        return n;
    }
    text = adtype_text(ad_imm_number(type) - AD_IMM_TYPE); /* in flash, on a chip */
    while (n < room && (to[n] = (char)adrom8((const uint8_t *)text++)))
        n++;
    return n;
}

size_t adtype_name(struct adder_vm *vm, adcell c, char *to, size_t room)
{
    return adclass_text(vm, adtype_of(vm, c), to, room);
}

/* ---- order of resolution -------------------------------------------------------------------- */

/* With one base: its order, behind the class itself, whose cell is put in later. */
static adcell order_behind(struct adder_vm *vm, const adcell *bases)
{
    adcell base = adget_item(vm, *bases, 0), *first, mro;
    size_t n = ad_is_ref(base) ? adobj_size(vm, adclass_cell(vm, base, ADL_CLASS_MRO)) : 8, i;
    unsigned t;
    if (!adstack_reserve(vm, n + 4)) /* no builtin has as many as 8 bases */
        return AD_ERROR;
    first = vm->sp - 1;
    adpush(vm, AD_NONE);
    base = adget_item(vm, *bases, 0);
    if (ad_is_ref(base)) {
        mro = adclass_cell(vm, base, ADL_CLASS_MRO);
        for (i = 0; i < n; i++)
            adpush(vm, adget_item(vm, mro, i));
    } else {
        for (t = ad_imm_number(base) - AD_IMM_TYPE; t != ADT_object; t = adtype_base(t))
            adpush(vm, ad_type_cell(t));
        adpush(vm, ad_type_cell(ADT_object));
    }
    mro = adtuple_hidden(vm, first, (size_t)(first - vm->sp) + 1);
    vm->sp = first + 1;
    return mro;
}

/* The bases' orders lie on the stack as tuples, then the bases themselves; heads are int cells
 * beside.
 * C3: take the first head that is in no other list's tail (Barrett et al., "A monotonic superclass
 * linearization for Dylan", 1996). */
static adcell list_item(struct adder_vm *vm, adcell list, size_t i)
{
    return i < adobj_size(vm, list) ? adget_item(vm, list, i) : AD_UNBOUND;
}

static bool in_tail(struct adder_vm *vm, adcell list, size_t head, adcell c)
{
    size_t i;
    for (i = head + 1; i < adobj_size(vm, list); i++)
        if (adget_item(vm, list, i) == c)
            return true;
    return false;
}

/* lists: n tuples at list[0], list[-1], ...; their heads at head[0], head[-1], ... */
static adcell next_of_order(struct adder_vm *vm, adcell *list, adcell *head, unsigned n)
{
    unsigned i, k;
    bool left = false;
    for (i = 0; i < n; i++) {
        adcell c = list_item(vm, list[-(int)i], (size_t)ad_int(head[-(int)i]));
        if (!c)
            continue;
        left = true;
        for (k = 0; k < n; k++)
            if (in_tail(vm, list[-(int)k], (size_t)ad_int(head[-(int)k]), c))
                break;
        if (k < n)
            continue;
        for (k = 0; k < n; k++)
            if (list_item(vm, list[-(int)k], (size_t)ad_int(head[-(int)k])) == c)
                head[-(int)k] = ad_from_int(ad_int(head[-(int)k]) + 1);
        return c;
    }
    return left ? AD_NOTIMPL : AD_UNBOUND;
}

/* The order of a builtin: itself and its bases. */
static adcell builtin_order(struct adder_vm *vm, adcell type)
{
    unsigned t = ad_imm_number(type) - AD_IMM_TYPE, n = 1, i;
    adcell tuple;
    for (i = t; i != ADT_object; i = adtype_base(i))
        n++;
    tuple = adheap_new(vm, AD_TUPLE, n);
    for (i = 0; tuple && i < n; i++, t = adtype_base(t))
        adtuple_set(vm, tuple, i, ad_type_cell(t));
    return tuple;
}

/* Order of a class whose bases are the tuple in *bases; the class's own cell is put in front
 * later. */
static adcell make_order(struct adder_vm *vm, adcell *bases)
{
    unsigned n = (unsigned)adobj_size(vm, *bases), i;
    adcell *list, *head, *result, c, base;
    if (n == 1 || !AD_HAS_MANY_BASES)
        return order_behind(vm, bases);
    if (!adstack_reserve(vm, 2 * n + 6))
        return AD_ERROR;
    list = vm->sp - 1;
    for (i = 0; i < n; i++) {
        base = adget_item(vm, *bases, i);
        c = ad_is_imm(base) ? builtin_order(vm, base) : adclass_cell(vm, base, ADL_CLASS_MRO);
        if (!c)
            return AD_ERROR;
        adpush(vm, c);
    }
    adpush(vm, *bases);
    n++;
    head = vm->sp - 1;
    for (i = 0; i < n; i++)
        adpush(vm, ad_from_int(0));
    adpush(vm, AD_NONE); /* the class itself */
    result = vm->sp;
    while ((c = next_of_order(vm, list, head, n)) != AD_UNBOUND) {
        if (c == AD_NOTIMPL)
            return adexc_raise(vm, ADT_TypeError, "Cannot create a consistent method resolution\n"
                "order (MRO) for bases");
        if (!adstack_reserve(vm, 2))
            return AD_ERROR;
        adpush(vm, c);
    }
    c = adtuple_hidden(vm, result, (size_t)(result - vm->sp) + 1);
    vm->sp = list + 1;
    return c;
}

/* ---- making --------------------------------------------------------------------------------- */

/* What a base gives on: its builtin, flags, keys. */
static void inherit_from(struct adder_vm *vm, struct adclass *c, adcell base)
{
    unsigned native, had = (unsigned)ad_int(c->native);
    if (ad_is_imm(base)) {
        native = ad_imm_number(base) - AD_IMM_TYPE;
    } else {
        native = (unsigned)adclass_int(vm, base, ADL_CLASS_NATIVE);
        c->flags = ad_from_int(ad_int(c->flags) | adclass_int(vm, base, ADL_CLASS_FLAGS));
        if (adclass_int(vm, base, ADL_CLASS_NKEYS) > ad_int(c->nkeys)) {
            c->keys = adclass_cell(vm, base, ADL_CLASS_KEYS);
            c->nkeys = adclass_cell(vm, base, ADL_CLASS_NKEYS);
        }
    }
    if ((AD_HAS_NATIVE_BASES || AD_HAS_EXC_BASES) && native &&
        (!had || builtin_is_subclass(native, had)))
        c->native = ad_from_int((adint)native);
}

static bool inherit(struct adder_vm *vm, adcell *class)
{
    struct adclass *c = adclass_of(vm, *class);
    size_t i, n = AD_HAS_MANY_BASES ? adobj_size(vm, c->bases) : AD_HAS_BASES;
    adcell array;
    c->flags = c->native = c->nkeys = ad_from_int(0);
    for (i = 0; i < n; i++)
        inherit_from(vm, c, adget_item(vm, c->bases, i));
    if (ad_int(c->flags) & AD_CLASS_SLOTS)
        c->flags = ad_from_int(ad_int(c->flags) ^ (AD_CLASS_SLOTS | AD_CLASS_BASE_SLOTS));
    if (AD_HAS_NATIVE_BASES && !c->keys && ad_int(c->native) &&
        ad_int(c->native) < ADT_BaseException) { /* value[0] is the builtin value */
        array = adheap_new(vm, ADT_array, 4);
        if (!array)
            return false;
        adarray_items(vm, array)[0] = AD_NONE;
        c = adclass_of(vm, *class);
        c->keys = array;
        c->nkeys = ad_from_int(1);
    }
    return true;
}

static bool is_base_type(unsigned t)
{
    if (t == ADT_object)
        return true;
    if (t >= ADT_BaseException)
        return AD_HAS_EXC_BASES;
    return AD_HAS_NATIVE_BASES && t != ADT_bool && t != ADT_range && t != ADT_slice &&
        t != ADT_function && t != ADT_none;
}

static bool base_is_good(struct adder_vm *vm, adcell base)
{
    unsigned t;
    if (adis(vm, base, ADT_class))
        return true;
    if (adtype_is_class(vm, base)) {
        t = ad_imm_number(base) - AD_IMM_TYPE;
        if (is_base_type(t))
            return true;
        if (AD_TEXTS) {
            adexc_raise(
                vm, ADT_TypeError, "type '%s' is not an acceptable base type", adtype_text(t));
            return false;
        }
    }
    adexc_raise(vm, ADT_TypeError, "bases must be types");
    return false;
}

#if AD_TEXTS
/* __qualname__ and __module__, where they are not the name and __main__: the body's code knows. */
static bool note_origin(struct adder_vm *vm, adcell *class, adcell body)
{
    unsigned module;
    if (!adis(vm, body, ADT_function) || !vm->debug)
        return true;
    body = adget_cell(vm, body, 0);
    module = admodule_of_code(vm, adcode_ptr(vm, body));
    adpush(vm, addebug_qualname(vm, adcode_ptr(vm, body)));
    if (!*vm->sp || (!adstr_equal(vm, *vm->sp, adclass_of(vm, *class)->name) &&
            !adclass_set(vm, class, ADN_d_qualname, vm->sp)))
        return false;
    if (module || adclass_lookup(vm, *class, ADN_d_module)) {
        *vm->sp = admodule_text(vm, module);
        if (!*vm->sp || !adclass_set(vm, class, ADN_d_module, vm->sp))
            return false;
    }
    addrop(vm, 1);
    return true;
}
#endif

static bool duplicate_base(struct adder_vm *vm, adcell base)
{
#if AD_TEXTS
    char name[64];
    name[adclass_text(vm, base, name, sizeof name - 1)] = 0;
#endif
    (void)base;
    adexc_raise(vm, ADT_TypeError, "duplicate base class %s", name);
    return false;
}

static bool bases_are_good(struct adder_vm *vm, unsigned n)
{
    unsigned i, k;
    for (i = 0; i < n; i++) {
        if (!base_is_good(vm, vm->sp[i]))
            return false;
        for (k = 0; AD_HAS_MANY_BASES && k < i; k++)
            if (vm->sp[i] == vm->sp[k])
                return duplicate_base(vm, vm->sp[i]);
    }
    return true;
}

/* body name b1..bn -- class. The attributes that methods give to self (parameter names of the
 * body's
 * code behind the first) become the first keys, so that instances have room for them. */
adcell adclass_build(struct adder_vm *vm, unsigned nbases)
{
    adcell *place = vm->sp + nbases, r, body;
    unsigned i, hints;
    if (AD_HAS_BASES && !bases_are_good(vm, nbases))
        return AD_ERROR;
    if (!nbases)
        adpush(vm, ad_type_cell(ADT_object));
    r = adtuple_hidden(vm, place - 1, nbases ? nbases : 1);
    if (!r)
        return AD_ERROR;
    adpush(vm, r);
    r = make_order(vm, vm->sp);
    if (!r)
        return AD_ERROR;
    adpush(vm, r);
    r = adheap_new(vm, ADT_class, sizeof(struct adclass) / sizeof(adcell) - 1);
    if (!r)
        return AD_ERROR;
    adclass_of(vm, r)->mro = adpop(vm);
    adclass_of(vm, r)->bases = adpop(vm);
    adclass_of(vm, r)->name = *place;
    adtuple_set(vm, adclass_of(vm, r)->mro, 0, r);
    adpush(vm, r);
    if (!inherit(vm, vm->sp))
        return AD_ERROR;
#if AD_TEXTS
    if (!note_origin(vm, vm->sp, place[1]))
        return AD_ERROR;
#endif
    body = place[1];
    if (adis(vm, body, ADT_function)) {
        const uint8_t *code = adcode_ptr(vm, adget_cell(vm, body, 0));
        hints = adcode_nkwonly(code);
        for (i = 0; i < hints; i++)
            if (!adclass_add_key(vm, vm->sp, adcode_param(code, adcode_npos(code) + i)))
                return AD_ERROR;
    }
    return *vm->sp;
}

void adclass_note(struct adder_vm *vm, adcell class, unsigned name, adcell value)
{
    struct adclass *c = adclass_of(vm, class);
    unsigned more = 0;
    switch (name) {
    case ADN_d_setattr: case ADN_d_delattr: more = AD_CLASS_SETATTR; break;
    case ADN_d_getattribute: more = AD_CLASS_GETATTRIBUTE; break;
    case ADN_d_new: more = AD_CLASS_NEW; break;
    case ADN_d_slots:
        c->flags = ad_from_int(ad_int(c->flags) & ~AD_CLASS_BASE_SLOTS);
        more = AD_CLASS_SLOTS;
        break;
    }
    if (adis(vm, value, ADT_wrapper) && ad_int(adget_cell(vm, value, 0)) == ADT_property)
        more = AD_CLASS_DATADESC;
    if (adspecial(vm, value, ADN_d_set) || adspecial(vm, value, ADN_d_delete))
        more = AD_CLASS_DATADESC;
    if (more)
        c->flags = ad_from_int(ad_int(c->flags) | (adint)more);
}

/* Must Python code hear of the class: __init_subclass__, __set_name__, __class_getitem__? */
static bool tells_python(struct adder_vm *vm, adcell class)
{
    adcell attrs = adclass_of(vm, class)->attrs, item;
    size_t i, n = attrs ? adobj_size(vm, attrs) : 0;
    if (adclass_own(vm, class, ADN_d_class_getitem))
        return true;
    if (AD_NAMED(ADN_d_init_subclass) && adclass_lookup(vm, class, ADN_d_init_subclass))
        return true;
    for (i = 1; AD_NAMED(ADN_d_set_name) && i < n; i += 2) {
        item = adarray_items(vm, attrs)[i];
        if (adspecial(vm, item, ADN_d_set_name))
            return true;
    }
    return false;
}

/* The class [kw] on top. */
adcell adclass_end(struct adder_vm *vm, bool kwargs)
{
    adcell class = vm->sp[kwargs];
    bool ask = kwargs || tells_python(vm, class);
    if (adclass_own(vm, class, ADN_d_eq) && !adclass_own(vm, class, ADN_d_hash)) {
        adpush(vm, class);
        adpush(vm, AD_NONE);
        if (!adclass_set(vm, vm->sp + 1, ADN_d_hash, vm->sp))
            return AD_ERROR;
        addrop(vm, 2);
        class = vm->sp[kwargs];
    }
    if (!ask)
        return class;
    adpush(vm, class);
    if (kwargs)
        adpush(vm, vm->sp[1]);
    return adtail(vm, ADZ_class_end, kwargs ? 2 : 1);
}

/* Is the name among a class's own __slots__? */
static bool is_own_slot(struct adder_vm *vm, adcell slots, unsigned name)
{
    bool list = adis(vm, slots, ADT_list);
    size_t k, n = list ? adlist_length(vm, slots)
        : adis(vm, slots, ADT_tuple) ? adtuple_length(vm, slots) : 0;
    if (slots && adstr_is(vm, slots))
        return adname_number(vm, slots, false) == (int32_t)name;
    for (k = 0; k < n; k++) {
        adcell text = list ? adlist_get(vm, slots, k) : adget_item(vm, slots, k);
        if (adstr_is(vm, text) && adname_number(vm, text, false) == (int32_t)name)
            return true;
    }
    return false;
}

/* May instances have the attribute? With `only`: is it in __slots__, not in the instance's dict? */
bool adclass_has_slot(struct adder_vm *vm, adcell class, unsigned name, bool only)
{
    adcell mro = adclass_cell(vm, class, ADL_CLASS_MRO), slots, item;
    size_t i;
    for (i = 0; i < adobj_size(vm, mro); i++) {
        item = adget_item(vm, mro, i);
        if (ad_is_imm(item))
            continue;
        slots = adclass_own(vm, item, ADN_d_slots);
        if (!slots && !only)
            return true; /* a class without __slots__ gives its instances a dict */
        if (slots && is_own_slot(vm, slots, name))
            return true;
    }
    return false;
}

/* ---- instances ------------------------------------------------------------------------------ */

adcell adinstance_new(struct adder_vm *vm, adcell *class)
{
    size_t cells = 2 + (size_t)adclass_int(vm, *class, ADL_CLASS_NKEYS);
    adcell object;
    if (AD_LONG(cells)) /* the others go to `more` */
        cells = AD_ESCAPE - 1;
    object = adheap_new(vm, ADT_instance, cells);
    if (object)
        adinstance_of(vm, object)->class = *class;
    return object;
}

/* C a1..an [names]: room for the object in C's place, then __init__ and the object: above its
 * arguments. */
static void insert_init(struct adder_vm *vm, unsigned below, adcell object, adcell init)
{
    adcell *place = vm->sp + below;
    vm->sp -= 2;
    memmove(vm->sp, vm->sp + 2, below * sizeof(adcell));
    place[0] = object;
    place[-1] = init;
    place[-2] = object;
}

/* Classes whose calls need more than an object and __init__: by lib's _class_call. */
static bool is_plain(struct adder_vm *vm, adcell class)
{
    unsigned native = (unsigned)adclass_int(vm, class, ADL_CLASS_NATIVE);
    if (adclass_int(vm, class, ADL_CLASS_FLAGS) & AD_CLASS_NEW)
        return false;
    return !AD_HAS_NATIVE_BASES || native == 0 || native >= ADT_BaseException;
}

static bool makes_exceptions(struct adder_vm *vm, adcell class)
{
    return AD_HAS_EXC_BASES && adclass_int(vm, class, ADL_CLASS_NATIVE) >= ADT_BaseException;
}

/* An object of the class at `place`, which is plain; n positional arguments are below it. */
static adcell new_plain(struct adder_vm *vm, adcell *place, unsigned n)
{
    adcell object;
    if (!makes_exceptions(vm, *place))
        return adinstance_new(vm, place);
    object = adtuple_hidden(vm, place - 1, n);
    adpush(vm, object);
    object = object ? adexc_new(vm, place, vm->sp) : object;
    addrop(vm, 1);
    return object;
}

static enum adgo call_later(struct adder_vm *vm, unsigned n, uint8_t action)
{
    vm->tail_n = (uint16_t)n;
    vm->tail_action = action;
    return AD_GO_CALL;
}

enum adgo adclass_call(struct adder_vm *vm, unsigned n, unsigned action)
{
    adcell *place = vm->sp + n, class = *place, object, init;
    if (!is_plain(vm, class) || action != AD_ACT_PUSH) {
        object = adfrozen(vm, ADZ_class_call);
        if (!object) {
            adexc_raise(vm, ADT_SystemError, "lib function is not in the image");
            return AD_GO_ERROR;
        }
        adstack_insert(vm, n, class);
        vm->sp[n + 1] = object;
        return call_later(vm, n + 1, (uint8_t)action);
    }
    object = new_plain(vm, place, n);
    if (!object)
        return AD_GO_ERROR;
    init = adclass_lookup(vm, *place, ADN_d_init);
    if (!init) {
        if (n && !makes_exceptions(vm, *place)) {
            adexc_raise(vm, ADT_TypeError, "%c() takes no arguments",
                adclass_cell(vm, *place, ADL_CLASS_NAME));
            return AD_GO_ERROR;
        }
        vm->sp = place;
        *place = object;
        return AD_GO_RESULT;
    }
    insert_init(vm, n, object, init);
    return call_later(vm, n + 1, AD_ACT_INIT);
}

/* With keywords. What is not plain, or has no __init__ in Python: by lib's
 * _class_call(cls, *args, **kw). */
enum adgo adclass_call_kw(struct adder_vm *vm, unsigned n, unsigned nkw)
{
    unsigned below = n + nkw + 1;
    adcell class = vm->sp[below], f = adclass_lookup(vm, class, ADN_d_init);
    if (is_plain(vm, class) && adis(vm, f, ADT_function)) {
        adcell object = new_plain(vm, vm->sp + below, n);
        if (!object)
            return AD_GO_ERROR;
        insert_init(vm, below, object, adclass_lookup(vm, vm->sp[below], ADN_d_init));
        return adcall_function_kw(vm, n + 1, nkw, AD_ACT_INIT);
    }
    f = adfrozen(vm, ADZ_class_call);
    if (!f) { /* a chip: nothing of its program takes keywords here */
        adexc_raise(vm, ADT_TypeError, "%c() takes no arguments",
            adclass_cell(vm, class, ADL_CLASS_NAME));
        return AD_GO_ERROR;
    }
    adstack_insert(vm, below, class);
    vm->sp[below + 1] = f;
    return adcall_function_kw(vm, n + 1, nkw, AD_ACT_PUSH);
}
