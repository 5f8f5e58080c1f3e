/* SPDX-License-Identifier: MIT
 * str_nested.c - repr of containers that hold nothing but numbers, texts, constants and more of
 * such containers, of exceptions (by their arguments), ranges and slices. A level of nesting is
 * three cells on the value stack. What needs Python code ends the attempt, and _seq_repr or
 * _dict_repr of lib/builtins begin anew: nothing was seen of it.
 */
#include "core/call.h"
#include "core/native_table.h"
#include "core/obj/dict.h"
#include "core/obj/text.h"

/* Cells of a level, from the lowest address; the first two are small ints. */
enum { COUNT, NEXT, OBJECT, LEVEL_CELLS };

#define DEPTH_MAX 60 /* deeper ones go to Python, whose stack is watched */

static bool is_sequence(unsigned layout)
{
    return layout == ADT_list || layout == ADT_tuple ||
        (AD_HAS_EXC_VALUES && layout == ADT_exc) || layout == ADT_range ||
        layout == ADT_slice;
}
static bool is_table(unsigned layout)
{
    return layout == ADT_dict || layout == ADT_set || layout == ADT_frozenset;
}

static bool add_words(struct adder_vm *vm, struct adtext *t, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return adtext_add(vm, t, text, n);
}

/* What stands before the first item, and behind the last of n. */
static const char *opening(unsigned layout, bool empty)
{
    switch (layout) {
    case ADT_list: return "[";
    case ADT_range: return "range(";
    case ADT_slice: return "slice(";
    case ADT_dict: return "{";
    case ADT_set: return empty ? "set(" : "{";
    case ADT_frozenset: return empty ? "frozenset(" : "frozenset({";
    default: return "(";
    }
}

static const char *closing(unsigned layout, adint n)
{
    switch (layout) {
    case ADT_list: return "]";
    case ADT_tuple: return n == 1 ? ",)" : ")";
    case ADT_dict: return "}";
    case ADT_set: return n ? "}" : ")";
    case ADT_frozenset: return n ? "})" : ")";
    default: return ")";
    }
}

static size_t length_of(struct adder_vm *vm, adcell c)
{
    switch (adlayout(vm, c)) {
    case ADT_list: return adlist_length(vm, c);
    case ADT_tuple: return adtuple_length(vm, c);
    case ADT_exc: return AD_HAS_EXC_VALUES ? adtuple_length(vm, adexc_of(vm, c)->args) : 0;
    case ADT_range: return adget_cell(vm, c, 2) == ad_from_int(1) ? 2 : 3;
    case ADT_slice: return 3;
    default: return addict_length(vm, c);
    }
}

static adcell part_at(struct adder_vm *vm, adcell c, size_t i)
{
    switch (adlayout(vm, c)) {
    case ADT_list: return adlist_get(vm, c, i);
    case ADT_exc: return AD_HAS_EXC_VALUES ? adget_item(vm, adexc_of(vm, c)->args, i) : AD_NONE;
    }
    return adget_item(vm, c, i);
}

/* Writes *item when it is no container. 1 done, 0 raised, -1 it needs more. */
static int add_scalar(struct adder_vm *vm, struct adtext *t, adcell *item)
{
    bool ok;
    if (adtext_kind(vm, *item))
        return adtext_add_repr(vm, t, item, false);
    adpush(vm, adrepr_scalar(vm, item));
    if (!adtop(vm, 0)) {
        addrop(vm, 1);
        return vm->error ? 0 : -1;
    }
    ok = adtext_add_str(vm, t, vm->sp);
    addrop(vm, 1);
    return ok;
}

/* An exception shows its class, unless it has a __repr__ in Python: false, perhaps raised. */
static bool add_exc_name(struct adder_vm *vm, struct adtext *t, adcell *exc)
{
    adcell method = adspecial(vm, *exc, ADN_d_repr);
    char text[32]; /* what adtype_text gives lies in flash, on a chip */
    bool ok;
    if (method && !ad_is_imm(method))
        return false;
    adpush(vm, adtype_of(vm, *exc));
    if (ad_is_imm(*vm->sp))
        ok = adtext_add(vm, t, text, adclass_text(vm, *vm->sp, text, sizeof text));
    else {
        *vm->sp = adclass_cell(vm, *vm->sp, ADL_CLASS_NAME);
        ok = adtext_add_str(vm, t, vm->sp);
    }
    addrop(vm, 1);
    return ok;
}

/* Opens the container *item, or writes "..." when it is open already. */
static bool open_level(struct adder_vm *vm, struct adtext *t, adcell *item, unsigned *depth)
{
    unsigned layout = adlayout(vm, *item), i;
    for (i = 0; i < *depth; i++)
        if (vm->sp[i * LEVEL_CELLS + OBJECT] == *item)
            return add_words(vm, t, layout == ADT_dict || layout == ADT_list ?
                opening(layout, false) : "(") && add_words(vm, t, "...") &&
                add_words(vm, t, layout == ADT_dict ? "}" : layout == ADT_list ? "]" : ")");
    if (!adstack_reserve(vm, LEVEL_CELLS))
        return false;
    adpush(vm, *item);
    adpush(vm, ad_from_int(0));
    adpush(vm, ad_from_int(0));
    ++*depth;
    return add_words(vm, t, opening(layout, length_of(vm, *item) == 0));
}

/* The next item of the innermost container into *item: 1; 0: raised; -1: there is none. A dict's
 * entry gives two: `next` is twice its number, plus one when its key was written. */
static int next_item(struct adder_vm *vm, struct adtext *t, adcell *item)
{
    adcell *level = vm->sp, c = level[OBJECT];
    unsigned layout = adlayout(vm, c);
    adint next = ad_int(level[NEXT]);
    const char *between = ", ";
    if (is_sequence(layout)) {
        if ((size_t)next >= length_of(vm, c))
            return -1;
        *item = part_at(vm, c, (size_t)next++);
    } else if (layout == ADT_dict && next & 1) {
        *item = addict_value(vm, c, next >> 1);
        next++;
        between = ": ";
    } else {
        adint entry = addict_next(vm, c, layout == ADT_dict ? next >> 1 : next);
        if (entry < 0)
            return -1;
        *item = addict_key(vm, c, entry);
        next = layout == ADT_dict ? 2 * entry + 1 : entry + 1;
    }
    level[NEXT] = ad_from_int(next);
    level[COUNT] = ad_from_int(ad_int(level[COUNT]) + 1);
    return level[COUNT] == ad_from_int(1) || add_words(vm, t, between);
}

adcell adrepr_nested(struct adder_vm *vm, adcell *arg)
{
    struct adtext t;
    unsigned depth = 0;
    adcell *item;
    adpush(vm, ARG(0));
    item = vm->sp;
    if (!adtext_begin(vm, &t, 16))
        return AD_ERROR;
    do {
        unsigned layout = adlayout(vm, *item);
        int more = 0;
        if (is_sequence(layout) || is_table(layout)) {
            if (depth == DEPTH_MAX || (AD_HAS_EXC_VALUES && layout == ADT_exc &&
                    !add_exc_name(vm, &t, item)))
                return AD_UNBOUND;
            if (!open_level(vm, &t, item, &depth))
                return AD_ERROR;
        } else {
            more = add_scalar(vm, &t, item);
            if (more <= 0)
                return AD_UNBOUND;
        }
        while (depth && (more = next_item(vm, &t, item)) < 0) {
            adcell c = vm->sp[OBJECT];
            if (!add_words(vm, &t, closing(adlayout(vm, c), ad_int(vm->sp[COUNT]))))
                return AD_ERROR;
            addrop(vm, LEVEL_CELLS);
            depth--;
        }
        if (depth && !more)
            return AD_ERROR;
    } while (depth);
    return adtext_end(vm, &t);
}
