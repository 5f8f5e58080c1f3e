/* SPDX-License-Identifier: MIT
 * reach_attr.c - see reach.h: what an instruction finds that asks an object for an attribute, where
 * the inference (types.h) knows what the object is: the place of a value in instances of classes
 * that agree about it, the function that is their method, the native of a builtin type.
 */
#include "core/layout.h"
#include "tool/avr/reach_in.h"

static const struct {
    uint8_t type;
    uint16_t name;
} natives[] = {
#define BUILTIN(id, text, min, max, kw) {0, ADN_COUNT},
#define METHOD(t, id, text, min, max) {ADT_##t, ADN_##text},
#define GROUP(t)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP
};

unsigned adreach_native(unsigned type, unsigned name)
{
    for (unsigned f = 0; f < AD_COUNT(natives); f++)
        if (natives[f].type == type && natives[f].name == name)
            return f + AD_IMM_NATIVE;
    return 0;
}

/* What the instruction does with a name, which is its last operand. */
static unsigned use_of(unsigned code)
{
    switch (code) {
    case ADOP_LOAD_ATTR: case ADOP_LOAD_ATTR2: case ADOP_LOAD_ATTR_L: return ADREACH_LOAD;
    case ADOP_STORE_ATTR: case ADOP_STORE_ATTR2: case ADOP_STORE_ATTR_L: return ADREACH_STORE;
    case ADOP_LOAD_METHOD: case ADOP_LOAD_METHOD2: case ADOP_LOAD_METHOD_L: return ADREACH_METHOD;
    }
    return 0;
}

/* ---- slots ---------------------------------------------------------------------------------- */

/* The number of a name among the keys of a class; -1: it is none of them. */
static int key_of(const struct adreach *r, const struct adreach_object *class, unsigned name)
{
    struct adreach_object keys;
    uint32_t n = adreach_cell(class, ADL_CLASS_NKEYS) >> 1;
    if (!adreach_object_of(r, adreach_cell(class, ADL_CLASS_KEYS), &keys))
        return -1;
    for (uint32_t i = 0; i < n && i < keys.size; i++)
        if (adreach_cell(&keys, i) >> 1 == name)
            return (int)i;
    return -1;
}

/* Values of an instance: as many as a short header counts (adinstance_new). */
enum { FIRST_VALUE = ADL_INSTANCE_MORE + 1, VALUES_MOST = ADCC_ESCAPE - 1 - FIRST_VALUE };

/* What an instance has beyond its values: cells of names and values, or a dict's entries. */
struct more {
    const struct adreach *r;
    struct adreach_object class, pairs;
    bool dict;
};

static bool more_of(const struct adreach *r, const struct adreach_object *instance, struct more *m)
{
    m->r = r;
    if (!adreach_object_of(r, adreach_cell(instance, 0), &m->class) ||
        adreach_cell(&m->class, ADL_CLASS_NATIVE) >> 1 ||
        !adreach_object_of(r, adreach_cell(instance, ADL_INSTANCE_MORE), &m->pairs))
        return false;
    m->dict = m->pairs.layout == ADT_dict;
    return !m->dict || (!r->dynamic &&
        adreach_object_of(r, adreach_cell(&m->pairs, ADL_DICT_ENTRIES), &m->pairs));
}

/* The key that the i-th cell names, in an array as a number, in a dict as the name's text. */
static int key_at(const struct more *m, uint32_t i)
{
    uint16_t cell = adreach_cell(&m->pairs, i);
    const struct adimg *image = m->r->image;
    if (!m->dict)
        return key_of(m->r, &m->class, cell >> 1);
    for (uint32_t n = 0; n < image->section[ADIMG_NAMETEXT].count; n++)
        if (adimg_cell_at(image, ADIMG_NAMETEXT, n) == cell)
            return key_of(m->r, &m->class, adimg_u16_at(image, ADIMG_NAMES, n));
    return -1;
}

/* Do the pairs follow each other as the keys do, behind those that have values? Nobody sees the
 * order that a dict keeps, or it would be left as it is. */
static bool are_in_order(const struct more *m, uint32_t values)
{
    int last = (int)values - 1, key;
    for (uint32_t i = 0; i + 1 < m->pairs.size; i += 2) {
        if (!adreach_cell(&m->pairs, i))
            continue;
        key = key_at(m, i);
        if (key < 0 || (!m->dict && key <= last))
            return false;
        last = key;
    }
    return true;
}

/* Do they become values in the new block? *keys: how many its class has. */
static bool spreads(const struct adreach *r, const struct adreach_object *instance, uint32_t *keys)
{
    uint32_t values = instance->size - FIRST_VALUE;
    struct more m;
    if (!more_of(r, instance, &m))
        return false;
    *keys = adreach_cell(&m.class, ADL_CLASS_NKEYS) >> 1;
    return *keys >= values && *keys <= VALUES_MOST && *keys <= values + m.pairs.size + 1 &&
        are_in_order(&m, values);
}

uint32_t adreach_values(const struct adreach *r, const struct adreach_object *instance)
{
    uint32_t keys;
    return spreads(r, instance, &keys) ? keys : instance->size - FIRST_VALUE;
}

uint16_t adreach_more(const struct adreach *r, const struct adreach_object *instance)
{
    uint32_t keys;
    return spreads(r, instance, &keys) ? 0 : adreach_cell(instance, ADL_INSTANCE_MORE);
}

uint16_t adreach_value(const struct adreach *r, const struct adreach_object *instance, uint32_t n)
{
    struct more m;
    bool own = n < instance->size - FIRST_VALUE && adreach_cell(instance, FIRST_VALUE + n);
    if (!own && more_of(r, instance, &m))
        for (uint32_t i = 0; i + 1 < m.pairs.size; i += 2)
            if (adreach_cell(&m.pairs, i) && key_at(&m, i) == (int)n)
                return adreach_cell(&m.pairs, i + 1);
    return own ? adreach_cell(instance, FIRST_VALUE + n) : 0;
}

/* Will all its instances so far have the place, and nothing elsewhere? Those to come do. */
static bool have_slot(const struct adreach *r, uint32_t class, unsigned slot)
{
    struct adreach_object o, c;
    for (uint32_t at = 0; at < r->state->objects && adreach_object_at(r, at, &o); at += o.bytes)
        if (o.layout == ADT_instance && adreach_object_of(r, adreach_cell(&o, 0), &c) &&
            c.at == class && (adreach_values(r, &o) <= slot || adreach_more(r, &o)))
            return false;
    return true;
}

static bool slot_of(const struct adreach *r, const struct adreach_object *class, unsigned name,
                    uint16_t *slot)
{
    int key = key_of(r, class, name);
    *slot = (uint16_t)key;
    return key >= 0 && key < VALUES_MOST && !(adreach_cell(class, ADL_CLASS_NATIVE) >> 1) &&
        have_slot(r, class->at, (unsigned)key);
}

/* ---- methods -------------------------------------------------------------------------------- */

static bool is_unchanged(const struct adreach *r, uint32_t class)
{
    for (unsigned i = 0; i < r->fixed->classes; i++)
        if (r->fixed->class_at[i] == class)
            return r->fixed->unchanged >> i & 1;
    return false;
}

static bool is_function(const struct adreach *r, uint16_t cell)
{
    struct adimg_object rom;
    struct adreach_object o;
    if (adimg_object_of(r->image, cell, &rom))
        return rom.layout == ADT_function;
    return adreach_object_of(r, cell, &o) && o.layout == ADT_function && adreach_to_rom(r, cell);
}

/* The first in the order of bases; false: none, or not all those before it are as they stay. */
static bool class_has(const struct adreach *r, const struct adreach_object *class,
                      const struct adreach_object *after, unsigned name, uint16_t *value)
{
    struct adreach_object mro, base, attrs;
    bool begun = !after;
    if (!adreach_object_of(r, adreach_cell(class, ADL_CLASS_MRO), &mro))
        return false;
    for (uint32_t i = 0; i < mro.size; i++) {
        if (!adreach_object_of(r, adreach_cell(&mro, i), &base) || !is_unchanged(r, base.at))
            return false;
        if (!begun || !adreach_object_of(r, adreach_cell(&base, ADL_CLASS_ATTRS), &attrs)) {
            begun |= after && base.at == after->at;
            continue;
        }
        for (uint32_t k = 0; k + 1 < attrs.size; k += 2)
            if (adreach_cell(&attrs, k) >> 1 == name && adreach_cell(&attrs, k)) {
                *value = adreach_cell(&attrs, k + 1);
                return true;
            }
    }
    return false;
}

bool adreach_method(const struct adreach *r, const struct adreach_object *class,
                    const struct adreach_object *after, unsigned name, uint16_t *function)
{
    return class_has(r, class, after, name, function) && is_function(r, *function);
}

static bool method_of(const struct adreach *r, const struct adreach_object *class, unsigned name,
                      uint16_t *function)
{
    return adreach_method(r, class, NULL, name, function);
}

/* ---- attributes behind classes -------------------------------------------------------------- */

/* Is it what an instance gives as it is, with nothing bound to self, nothing called? */
static bool is_plain(const struct adreach *r, uint16_t cell)
{
    struct adimg_object rom;
    struct adreach_object o = {.layout = ADT_object};
    if (adimg_object_of(r->image, cell, &rom))
        o.layout = rom.layout;
    else if (!adreach_object_of(r, cell, &o))
        return !adcc_is_imm(2, cell) || cell == adcc_imm(2, AD_IMM_NONE) ||
            cell == adcc_imm(2, AD_IMM_TRUE) || cell == adcc_imm(2, AD_IMM_FALSE);
    switch (o.layout) {
    case ADT_int: case ADT_int_neg: case ADT_float: case ADT_str: case ADT_str_wide: case ADT_bytes:
    case ADT_tuple:
        return true;
    }
    return false;
}

/* Only a class of the image can have one. */
static bool virtual_of(const struct adreach *r, const struct adreach_object *class, unsigned name,
                       uint16_t *value)
{
    return r->fixed_at[class->at] && class_has(r, class, NULL, name, value) &&
        (is_function(r, *value) || is_plain(r, *value));
}

/* Have all of the classes one, each a function, or none of them? */
static bool are_virtual(const struct adreach *r, uint64_t classes, unsigned name, bool method)
{
    struct adreach_object class;
    uint16_t value;
    for (unsigned i = 0; i < r->fixed->classes && i < ADSHAKE_CLASSES; i++)
        if (classes >> i & 1 && (!adreach_object_at(r, r->fixed->class_at[i], &class) ||
                !virtual_of(r, &class, name, &value) || is_function(r, value) != method))
            return false;
    return true;
}

unsigned adreach_virtual(const struct adreach *r, unsigned name)
{
    unsigned i = 0;
    while (i < r->virtuals && r->virtual[i].name != name)
        i++;
    return i;
}

uint16_t adreach_virtual_cell(const struct adreach *r, const struct adreach_object *class,
                              unsigned number)
{
    const struct adreach_virtual *v = &r->virtual[number];
    uint16_t value;
    for (unsigned i = 0; i < r->fixed->classes && i < ADSHAKE_CLASSES; i++)
        if (v->classes >> i & 1 && r->fixed->class_at[i] == class->at &&
            virtual_of(r, class, v->name, &value))
            return value;
    return 0;
}

void adreach_note_virtual(struct adreach *r, const struct adreach_attr *a)
{
    unsigned number = adreach_virtual(r, a->found);
    struct adreach_object class;
    if (number == r->virtuals)
        r->virtual[r->virtuals++] = (struct adreach_virtual){.name = a->found};
    r->virtual[number].classes |= a->virtual;
    for (unsigned i = 0; i < r->fixed->classes && i < ADSHAKE_CLASSES; i++)
        if (a->virtual >> i & 1 && adreach_object_at(r, r->fixed->class_at[i], &class))
            adreach_hold(r, adreach_virtual_cell(r, &class, number));
}

/* ---- both ----------------------------------------------------------------------------------- */

/* All classes that it may be an instance of must agree. */
static bool of_classes(const struct adreach *r, uint64_t classes, unsigned name,
                       struct adreach_attr *a)
{
    struct adreach_object class;
    uint16_t found;
    bool first = true;
    for (unsigned i = 0; i < r->fixed->classes && i < ADSHAKE_CLASSES; i++) {
        if (!(classes >> i & 1))
            continue;
        if (!adreach_object_at(r, r->fixed->class_at[i], &class) ||
            !(a->use == ADREACH_METHOD ? method_of : slot_of)(r, &class, name, &found) ||
            (!first && found != a->found))
            return false;
        a->found = found;
        first = false;
    }
    return !first;
}

static bool has_room(const struct adreach *r, unsigned name)
{
    return adreach_virtual(r, name) < ADREACH_VIRTUALS;
}

bool adreach_attribute(const struct adreach *r, const struct adimg_code *code, uint32_t pc,
                       struct adreach_attr *a)
{
    const struct adreceiver *receiver;
    struct adisa_ins ins;
    unsigned name;
    if (!r->fixed || *adreach_ins(r, code, pc) & ADREACH_FIXED ||
        !adisa_decode(&adisa_python, code->bytecode + pc, code->code.code_size - pc, &ins))
        return false;
    a->use = use_of(ins.code);
    receiver = &r->fixed->receiver[(code->bytecode - r->image->bytes) + pc];
    if (!a->use || receiver->super || !(receiver->classes || receiver->layout))
        return false;
    name = adimg_u16_at(r->image, ADIMG_NAMES, (uint32_t)ins.operand[ins.count - 1]);
    a->local = ins.count == 2 ? ins.operand[0] : -1;
    a->native = receiver->layout != 0;
    a->virtual = 0;
    if (!a->native && !receiver->shared && of_classes(r, receiver->classes, name, a))
        return true;
    if (!a->native) {
        a->found = (uint16_t)name;
        a->virtual = receiver->classes;
        return (receiver->shared || a->use == ADREACH_METHOD) && has_room(r, name) &&
            are_virtual(r, a->virtual, name, a->use == ADREACH_METHOD);
    }
    a->found = (uint16_t)adcc_imm(2, adreach_native(receiver->layout, name));
    return a->use == ADREACH_METHOD && adreach_native(receiver->layout, name);
}
