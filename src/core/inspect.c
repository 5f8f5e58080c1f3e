/* SPDX-License-Identifier: MIT
 * inspect.c - see inspect.h: frames, variables, the heap by type, giving a variable a value.
 */
#include "core/inspect.h"
#include "core/api.h"
#include "core/native_table.h"
#include "core/obj/items.h"

#define LOCAL_NAME 255

/* ---- frames --------------------------------------------------------------------------------- */

bool adinspect_ready(struct adder_vm *vm) { return adapi_of(vm)->state != ADAPI_EMPTY; }

bool adinspect_find(struct adder_vm *vm, unsigned frame, struct adinspect_place *place)
{
    struct adinspect_place p = {vm->fp, vm->sp, vm->pc, NULL};
    size_t distance;
    if (adapi_of(vm)->state != ADAPI_RUNNING || !p.fp)
        return false;
    p.code = adcode_ptr(vm, p.fp[-1]);
    while (frame--) {
        distance = (size_t)(ad_raw(p.fp[-2]) >> AD_LINK_SHIFT);
        if (!distance)
            return false;
        p.low = p.fp + adcode_nlocals(p.code);
        p.pc = adframe_pc_of(vm, p.fp[-3]);
        p.fp += distance;
        p.code = adcode_ptr(vm, p.fp[-1]);
    }
    *place = p;
    return true;
}

static unsigned depth(struct adder_vm *vm)
{
    struct adinspect_place p;
    unsigned n = 0;
    size_t distance;
    if (!adinspect_find(vm, 0, &p))
        return 0;
    do {
        n++;
        distance = (size_t)(ad_raw(p.fp[-2]) >> AD_LINK_SHIFT);
        p.fp += distance;
    } while (distance);
    return n;
}

static bool frame(struct adder_vm *vm, unsigned number, struct adder_frame *f)
{
    struct adinspect_place p;
    if (!adinspect_find(vm, number, &p))
        return false;
    f->code = (uint32_t)((const uint8_t *)adrom_ptr(vm, p.fp[-1]) - vm->image);
    f->pc = (uint32_t)(p.pc - adcode_start(p.code));
    f->locals = adcode_nlocals(p.code);
    f->operands = (unsigned)(p.fp - AD_FRAME_CELLS - p.low);
    return true;
}

static bool start(struct adder_vm *vm)
{
    struct adapi *m = adapi_of(vm);
    if (m->state == ADAPI_RUNNING)
        return true;
    if (m->depth || m->state != ADAPI_READY)
        return false;
    adapi_drop_slots(vm);
    vm->error = AD_UNBOUND;
    if (adload_main(vm) != AD_GO_FRAME)
        return false;
    m->state = ADAPI_RUNNING;
    return true;
}

/* ---- names ---------------------------------------------------------------------------------- */

/* As adname_text, which makes a str where there is none. */
size_t adinspect_name(struct adder_vm *vm, unsigned number, const char **text)
{
    adcell list = vm->roots[ADR_DYNAMIC_NAMES], str = AD_UNBOUND;
    unsigned i, own = ADN_COUNT + vm->nnames_own;
    size_t n = 0;
    for (i = 0; vm->nametext && i < vm->nnames && !str; i++)
        if (adrom16((const uint8_t *)(vm->names + i)) == number)
            str = adrom_cell(vm->nametext + i);
    if (!str && list && number >= own && number - own < adobj_size(vm, list))
        str = adget_item(vm, list, number - own);
    if (str && adstr_is(vm, str)) {
        *text = (const char *)adbytes_of(vm, str);
        return adobj_size(vm, str);
    }
    *text = adisa_name_text(number);
    while (*text && (*text)[n])
        n++;
    return n;
}

bool adinspect_name_is(struct adder_vm *vm, unsigned number, const char *name, size_t length)
{
    const char *text;
    return adinspect_name(vm, number, &text) == length && !memcmp(text, name, length);
}

/* The last of the bound locals of that name, else an unbound one: each has a slot of its own. */
static adcell *find_local(struct adder_vm *vm, const struct adinspect_place *p, const char *name,
    size_t length)
{
    unsigned slot, n = adcode_nlocals(p->code);
    char text[LOCAL_NAME];
    adcell *found = NULL;
    for (slot = 0; slot < n; slot++) {
        if (addebug_local(vm, p->fp[-1], slot, text, sizeof text) != length ||
            memcmp(text, name, length))
            continue;
        if (!found || p->fp[slot])
            found = p->fp + slot;
    }
    return found;
}

static adcell *find_global(struct adder_vm *vm, unsigned module, const char *name, size_t length)
{
    const uint8_t *m = vm->modules + module * sizeof(struct adimg_module);
    unsigned first = adrom16(m + offsetof(struct adimg_module, first_global)), i;
    unsigned n = adrom16(m + offsetof(struct adimg_module, globals));
    for (i = first; i < first + n; i++)
        if (adinspect_name_is(vm, adrom16((const uint8_t *)(vm->global_names + i)), name, length))
            return vm->globals + i;
    return NULL;
}

/* Where the value of a slot is: behind a cell, if a closure has it. */
static adcell *through_cell(struct adder_vm *vm, adcell *slot)
{
    return adis(vm, *slot, ADT_cell) ? (adcell *)adptr(vm, *slot) + 1 : slot;
}

adcell *adinspect_variable(struct adder_vm *vm, unsigned number, const char *name, size_t length)
{
    struct adinspect_place p;
    adcell *found;
    if (!length)
        return NULL;
    if (!adinspect_find(vm, number, &p))
        return find_global(vm, 0, name, length);
    found = find_local(vm, &p, name, length);
    return found ? through_cell(vm, found)
                 : find_global(vm, admodule_of_code(vm, p.code), name, length);
}

/* ---- values --------------------------------------------------------------------------------- */

static bool write_bound(struct adder_vm *vm, adcell c, size_t most, struct adout *out)
{
    if (c == AD_UNBOUND)
        return false;
    adinspect_repr(vm, c, most, out);
    return true;
}

static bool local(struct adder_vm *vm, unsigned number, unsigned slot, size_t most,
    struct adout *out)
{
    struct adinspect_place p;
    if (!adinspect_find(vm, number, &p) || slot >= adcode_nlocals(p.code))
        return false;
    return write_bound(vm, *through_cell(vm, p.fp + slot), most, out);
}

static bool operand(struct adder_vm *vm, unsigned number, unsigned i, size_t most,
    struct adout *out)
{
    struct adinspect_place p;
    if (!adinspect_find(vm, number, &p) || i >= (size_t)(p.fp - AD_FRAME_CELLS - p.low))
        return false;
    adinspect_repr(vm, p.low[i], most, out);
    return true;
}

static bool global(struct adder_vm *vm, unsigned slot, size_t most, struct adout *out)
{
    return adinspect_ready(vm) && slot < vm->nglobals &&
        write_bound(vm, vm->globals[slot], most, out);
}

static bool complain(struct adout *out, const char *text)
{
    adout_text(out, text);
    return false;
}

/* The cell of a literal, AD_UNBOUND when there is no memory for it. */
static adcell make(struct adder_vm *vm, const struct adinspect_value *v)
{
    switch (v->kind) {
    case ADINSPECT_INT:
        return adint_new64(vm, v->number);
    case ADINSPECT_FLOAT:
        return adfloat_new(vm, v->real);
    case ADINSPECT_TEXT:
        return adstr_new(vm, (const char *)v->text, v->length);
    default:
        return v->cell;
    }
}

static bool set(struct adder_vm *vm, unsigned number, const char *name, size_t name_length,
    const char *value, size_t value_length, struct adout *out)
{
    struct adinspect_value v;
    adcell made, *place;
    if (adapi_of(vm)->state != ADAPI_RUNNING)
        return complain(out, "the program is not running");
    if (!adinspect_variable(vm, number, name, name_length)) {
        adout_text(out, "there is no variable ");
        adout_bytes(out, name, name_length);
        return false;
    }
    if (!adinspect_literal(value, value_length, &v, out))
        return false;
    made = make(vm, &v);
    if (!made) {
        vm->error = AD_UNBOUND;
        return complain(out, "there is no memory for it");
    }
    place = adinspect_variable(vm, number, name, name_length); /* what it lies in may have moved */
    adstore(vm, place, made);
    return true;
}

/* ---- the heap ------------------------------------------------------------------------------- */

static void write_row(struct adout *out, const char *name, size_t count, size_t bytes)
{
    adout_text(out, name);
    adout_column(out, 16);
    adout_int(out, (int64_t)count);
    adout_column(out, 28);
    adout_int(out, (int64_t)bytes);
    adout_text(out, " bytes\n");
}

static const char *layout_name(unsigned layout)
{
    const char *name = adisa_imm_text(AD_IMM_TYPE + layout);
    switch (layout) {
    case ADT_instance:
        return "instance";
    case ADT_exc:
        return "exception";
    case ADT_class:
        return "class";
    case ADT_view:
        return "dict view";
    default:
        return name && *name == '_' ? name + 1 : name ? name : "?";
    }
}

static void heap(struct adder_vm *vm, struct adout *out)
{
    struct {
        size_t count, bytes;
    } sum[64], all = {0, 0};
    const uint8_t *p = vm->start;
    unsigned layout;
    memset(sum, 0, sizeof sum);
    if (!adinspect_ready(vm))
        return;
    while (p < vm->top) {
        adcell ref = (adcell)(p - vm->base);
        size_t bytes = adobj_bytes(vm, ref);
        layout = adhd_layout(adget_header(vm, ref)) & 63;
        sum[layout].count++;
        sum[layout].bytes += bytes;
        all.count++;
        all.bytes += bytes;
        p += bytes;
    }
    sum[ADT_int].count += sum[ADT_int_neg].count;
    sum[ADT_int].bytes += sum[ADT_int_neg].bytes;
    sum[ADT_str].count += sum[ADT_str_wide].count;
    sum[ADT_str].bytes += sum[ADT_str_wide].bytes;
    for (layout = 0; layout < AD_COUNT(sum); layout++)
        if (sum[layout].count && layout != ADT_int_neg && layout != ADT_str_wide)
            write_row(out, layout_name(layout), sum[layout].count, sum[layout].bytes);
    write_row(out, "all objects", all.count, all.bytes);
    adout_text(out, "free");
    adout_column(out, 28);
    adout_int(out, (int64_t)((uint8_t *)vm->sp - vm->top));
    adout_text(out, " bytes\n");
}

static void registers(struct adder_vm *vm, struct adder_registers *r)
{
    adcell *bottom = vm->globals;
    memset(r, 0, sizeof *r);
    if (!adinspect_ready(vm))
        return;
    r->sp = (size_t)(bottom - vm->sp);
    r->fp = vm->fp ? (size_t)(bottom - vm->fp) : 0;
    r->objects = (size_t)(vm->top - vm->start);
    r->left = (size_t)((uint8_t *)vm->sp - vm->top);
}

static int error(struct adder_vm *vm, struct adout *out)
{
    char text[ADINSPECT_MOST];
    size_t n;
    if (!vm->error)
        return 0;
    n = adder_error_text(vm, text, sizeof text);
    adout_bytes(out, text, AD_MIN(n, sizeof text - 1));
    return adexc_matches(vm, vm->error, ad_type_cell(ADT_SystemExit)) ? 2 : 1;
}

const struct adder_inspect adinspect_table = {
    .start = start,
    .depth = depth,
    .frame = frame,
    .local = local,
    .operand = operand,
    .global = global,
    .value = adinspect_value_of,
    .truth = adinspect_truth,
    .set = set,
    .heap = heap,
    .registers = registers,
    .error = error,
};
