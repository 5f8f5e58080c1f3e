/* SPDX-License-Identifier: MIT
 * identity.c - id(): a serial number for each object that was asked for one. Objects move, so the
 * numbers
 * stand in a table of pairs (object, number) in roots[ADR_IDS], which does not keep its objects
 * alive:
 * the collector hides it while it marks and then lets go of the pairs whose objects died.
 */
#include "core/interp.h"

/* After marking: pairs of dead objects out. Then the collector marks the table. */
void adidentity_sweep(struct adder_vm *vm, adcell table)
{
    adcell *item;
    size_t i, n, kept = 0;
    if (!table)
        return;
    item = adarray_items(vm, table);
    n = adobj_size(vm, table) & ~(size_t)1;
    for (i = 0; i < n; i += 2) {
        bool live = item[i] && adhd_marked(*(adcell *)adptr(vm, item[i]));
        if (!live)
            continue;
        item[kept] = item[i];
        item[kept + 1] = item[i + 1];
        kept += 2;
    }
    while (kept < n)
        item[kept++] = AD_UNBOUND;
}

static adcell new_serial(struct adder_vm *vm, adcell *object)
{
    adcell table = vm->roots[ADR_IDS], bigger, *item;
    size_t i, n = table ? adobj_size(vm, table) : 0;
    for (i = 0; i < n && adarray_items(vm, table)[i]; i += 2)
        ;
    if (i >= n) {
        bigger = adheap_new(vm, ADT_array, n + n / 4 * 2 + 8);
        if (!bigger)
            return AD_ERROR;
        table = vm->roots[ADR_IDS];
        if (n)
            memcpy(adarray_items(vm, bigger), adarray_items(vm, table), n * sizeof(adcell));
        vm->roots[ADR_IDS] = table = bigger;
        for (i = 0; adarray_items(vm, table)[i]; i += 2)
            ; /* the collection may have let go of some */
    }
    AD_MAKES(ids);
    item = adarray_items(vm, table) + i;
    item[0] = *object;
    item[1] = ad_from_int((adint)++vm->serial);
    return item[1];
}

/* Ints and immediates are their own numbers; those of objects are even. */
adcell adn_id(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell c = ARG(0), table = vm->roots[ADR_IDS], serial = AD_UNBOUND;
    size_t i, count = table ? adobj_size(vm, table) : 0;
    (void)n;
    if (!ad_is_ref(c) || ad_is_rom(c))
        return adint_new64(vm, (int64_t)((uint64_t)c & INT64_MAX) * 2 + 1);
    for (i = 0; i + 1 < count && !serial; i += 2)
        if (adarray_items(vm, table)[i] == c)
            serial = adarray_items(vm, table)[i + 1];
    if (!serial)
        serial = new_serial(vm, arg);
    return serial ? adint_new64(vm, (int64_t)ad_int(serial) * 16) : AD_ERROR;
}
