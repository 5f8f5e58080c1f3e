/* SPDX-License-Identifier: MIT
 * name.c - names as numbers: those the VM knows (isa/names.def), the image's own, and, above them,
 * those
 * that the program made at run time, kept in a tuple-like array that only grows.
 */
#include "core/interp.h"

/* Index in the image's table of names of a number, or -1. */
static int image_index(const struct adder_vm *vm, unsigned name)
{
    unsigned i;
    if (name >= ADN_COUNT) { /* the image's own come in order: a guess saves the search */
        for (i = 0; i < vm->nnames; i++)
            if (adrom16((const uint8_t *)(vm->names + i)) == name)
                return (int)i;
        return -1;
    }
    for (i = 0; i < vm->nnames; i++)
        if (adrom16((const uint8_t *)(vm->names + i)) == name)
            return (int)i;
    return -1;
}

static unsigned first_dynamic(const struct adder_vm *vm) { return ADN_COUNT + vm->nnames_own; }

adcell adname_text(struct adder_vm *vm, unsigned name)
{
    int i;
    if (name >= first_dynamic(vm) && vm->roots[ADR_DYNAMIC_NAMES]) {
        adcell list = vm->roots[ADR_DYNAMIC_NAMES];
        name -= first_dynamic(vm);
        return name < adobj_size(vm, list) ? adget_item(vm, list, name) : AD_UNBOUND;
    }
    i = image_index(vm, name);
    if (i >= 0 && vm->nametext)
        return adrom_cell(vm->nametext + i);
#if !AD_TAILORED /* a firmware's image has those that it can need */
    if (name < ADN_COUNT)
        return adstr_from_c(vm, adisa_name_text(name));
#endif
    adexc_raise(vm, ADT_SystemError, "the image has no text of name %d", (int)name);
    return AD_ERROR;
}

static int32_t find_in_image(const struct adder_vm *vm, adcell str)
{
    unsigned i;
    for (i = 0; vm->nametext && i < vm->nnames; i++)
        if (adstr_equal(vm, adrom_cell(vm->nametext + i), str))
            return adrom16((const uint8_t *)(vm->names + i));
    return -1;
}

static int32_t number_of(struct adder_vm *vm, adcell str, bool create)
{
    adcell list = vm->roots[ADR_DYNAMIC_NAMES], bigger;
    size_t i, n = list ? adobj_size(vm, list) : 0;
    int32_t found = find_in_image(vm, str);
#if !AD_TAILORED
    if (found < 0 && adis(vm, str, ADT_str))
        found = adisa_name((const char *)adbytes_of(vm, str), adobj_size(vm, str));
#endif
    for (i = 0; found < 0 && i < n; i++)
        if (adstr_equal(vm, adget_item(vm, list, i), str))
            found = (int32_t)(first_dynamic(vm) + i);
    if (found >= 0 || !create)
        return found;
    adpush(vm, str);
    bigger = adheap_new(vm, ADT_array, n + 1);
    str = adpop(vm);
    if (!bigger)
        return -1;
    if (n)
        memcpy(adarray_items(vm, bigger), adarray_items(vm, vm->roots[ADR_DYNAMIC_NAMES]),
            n * sizeof(adcell));
    adarray_items(vm, bigger)[n] = str;
    vm->roots[ADR_DYNAMIC_NAMES] = bigger;
    return (int32_t)(first_dynamic(vm) + n);
}

#if AD_ATTR_CACHE
/* Strs of the image do not move: what number they say is remembered. */
static struct adname_entry *name_entry(struct adder_vm *vm, adcell str)
{
    return &vm->name_cache[(size_t)(str / AD_CELL_BYTES) % AD_COUNT(vm->name_cache)];
}
#endif

int32_t adname_number(struct adder_vm *vm, adcell str, bool create)
{
#if AD_ATTR_CACHE
    int32_t number;
    if (!ad_is_rom(str) || !ad_is_ref(str))
        return number_of(vm, str, create);
    if (name_entry(vm, str)->str == str)
        return name_entry(vm, str)->number;
    number = number_of(vm, str, create);
    if (number >= 0) {
        name_entry(vm, str)->str = str;
        name_entry(vm, str)->number = (uint16_t)number;
    }
    return number;
#else
    return number_of(vm, str, create);
#endif
}

adcell adlocal_unbound(struct adder_vm *vm, unsigned slot)
{
    char name[64];
    bool cell = adis(vm, vm->fp[slot], ADT_cell), free = false;
    size_t n = addebug_local(vm, vm->fp[-1], slot, name, sizeof name - 1);
    name[n] = 0;
    if (cell)
        free = slot < adcode_free_slots(vm);
    if (free)
        return adexc_raise(vm, ADT_NameError,
            "cannot access free variable '%s' where it is not associated with a value in enclosing "
            "scope",
            name);
    return adexc_raise(vm, ADT_UnboundLocalError,
        "cannot access local variable '%s' where it is not associated with a value", name);
}

/* Is the cell in a slot a free variable? COPY_FREE at the start of the code tells their slots. */
unsigned adcode_free_slots(const struct adder_vm *vm)
{
    const uint8_t *pc = adcode_start(adcode_ptr(vm, vm->fp[-1]));
    while (adrom8(pc) == ADOP_MAKE_CELL)
        pc += 2;
    return adrom8(pc) == ADOP_COPY_FREE ? adrom8(pc + 1) + 1u : 0;
}

/* ---- DEBUG ---------------------------------------------------------------------------------- */

static const uint8_t *record(const struct adder_vm *vm, unsigned number)
{
    const uint8_t *p = vm->debug + 4 + 4 * number;
    return vm->debug + (adrom16(p) | (uint32_t)adrom16(p + 2) << 16);
}

size_t addebug_local(const struct adder_vm *vm, adcell code, unsigned slot, char *to, size_t room)
{
    const uint8_t *p;
    unsigned nlines, qual, n;
    size_t i;
    if (!vm->debug)
        return 0;
    p = record(vm, adcode_debug(adcode_ptr(vm, code)));
    nlines = adrom16(p + 4);
    qual = adrom16(p + 8);
    if (slot >= adrom16(p + 6))
        return 0;
    p += 10 + nlines + qual;
    while (slot--)
        p += 1 + adrom8(p);
    n = (unsigned)AD_MIN(adrom8(p), room);
    for (i = 0; i < n; i++)
        to[i] = (char)adrom8(p + 1 + i);
    return n;
}

/* Line of the instruction before pc, an offset in the bytecode of code number `number`. */
unsigned addebug_line(const struct adder_vm *vm, unsigned number, unsigned pc)
{
    const uint8_t *p = record(vm, number);
    unsigned nlines = adrom16(p + 4), line = adrom16(p + 2), at = 0, i;
    for (i = 0; i + 1 < nlines; i += 2) {
        at += adrom8(p + 10 + i);
        if (at > pc - 1)
            break;
        line += (unsigned)(int8_t)adrom8(p + 10 + i + 1);
    }
    return line;
}

adcell addebug_qualname(struct adder_vm *vm, const uint8_t *c)
{
    const uint8_t *p;
    char text[96];
    size_t i, n;
    if (!vm->debug)
        return adname_text(vm, adcode_name(c));
    p = record(vm, adcode_debug(c));
    n = AD_MIN(adrom16(p + 8), sizeof text);
    for (i = 0; i < n; i++)
        text[i] = (char)adrom8(p + 10 + adrom16(p + 4) + i);
    return adstr_new(vm, text, n);
}
