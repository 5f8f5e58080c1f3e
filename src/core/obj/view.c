/* SPDX-License-Identifier: MIT
 * view.c - what d.keys(), d.values() and d.items() give.
 */
#include "core/obj/items.h"

static adcell view(struct adder_vm *vm, adcell *arg, unsigned kind)
{
    adcell c;
    ARG(0) = adunwrap(vm, ARG(0));
    c = adheap_new(vm, ADT_view, 2);
    if (c) {
        adview_of(vm, c)->kind = ad_from_int((adint)kind);
        adview_of(vm, c)->dict = ARG(0);
    }
    return c;
}

adcell adn_dict_keys(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return view(vm, arg, ADT_dict_keys);
}

adcell adn_dict_values(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return view(vm, arg, ADT_dict_values);
}

adcell adn_dict_items(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return view(vm, arg, ADT_dict_items);
}

adcell adtable_of(struct adder_vm *vm, adcell c)
{
    switch (adlayout(vm, c)) {
    case ADT_view:
        return adview_of(vm, c)->dict;
    case ADT_dict: case ADT_set: case ADT_frozenset:
        return c;
    }
    return AD_UNBOUND;
}

/* arg[-1] in d.items(): its first item is a key whose value is equal to the second. */
static adcell items_contain(struct adder_vm *vm, adcell *arg)
{
    adcell dict = adview_of(vm, ARG(0))->dict, item = ARG(1);
    adint e;
    int8_t r;
    if (!adis(vm, item, ADT_tuple) || adtuple_length(vm, item) != 2)
        return AD_FALSE;
    e = addict_find(vm, dict, adget_item(vm, item, 0));
    if (e == -1)
        return AD_FALSE;
    if (e == -3)
        return AD_ERROR;
    r = e == -2 ? AD_ASK : adequal(vm, addict_value(vm, dict, e), adget_item(vm, item, 1));
    return r == AD_ASK ? adtail2(vm, ADZ_contains_iter, ARG(0), ARG(1)) : ad_bool(r);
}

static adcell values_contain(struct adder_vm *vm, adcell *arg)
{
    adcell dict = adview_of(vm, ARG(0))->dict;
    adint e = -1;
    int8_t r;
    while ((e = addict_next(vm, dict, e + 1)) >= 0) {
        r = adequal(vm, addict_value(vm, dict, e), ARG(1));
        if (r)
            return r == AD_ASK ? adtail2(vm, ADZ_contains_iter, ARG(0), ARG(1)) : AD_TRUE;
    }
    return AD_FALSE;
}

adcell addict_contains(struct adder_vm *vm, adcell *arg)
{
    adcell table = ARG(0);
    adint e;
    if (adis(vm, table, ADT_view)) {
        adcell kind = adview_of(vm, table)->kind;
        if (kind == ad_from_int(ADT_dict_items))
            return items_contain(vm, arg);
        if (kind == ad_from_int(ADT_dict_values))
            return values_contain(vm, arg);
        table = adview_of(vm, table)->dict;
    }
    if (!adis(vm, table, ADT_dict) && !adset_key(vm, &ARG(1)))
        return AD_ERROR;
    table = adtable_of(vm, ARG(0));
    e = addict_find(vm, table, ARG(1));
    if (e < -1)
        return e == -2 ? adtail3(vm, ADZ_dict_find, table, ARG(1), AD_TRUE) : AD_ERROR;
    return ad_bool(e >= 0);
}
