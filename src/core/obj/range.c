/* SPDX-License-Identifier: MIT
 * range.c - ranges of ints of any size. Those whose three parts are small ints take the short way;
 * the
 * others calculate with num.h's ints on the value stack.
 */
#include "core/obj/items.h"

bool adint_cell(struct adder_vm *vm, adcell *slot)
{
    if (AD_LIKELY(ad_is_int(*slot)))
        return true;
    *slot = adunwrap(vm, *slot);
    if (*slot == AD_TRUE || *slot == AD_FALSE)
        *slot = ad_from_int(*slot == AD_TRUE);
    else if (!adnum_is_int(vm, *slot)) {
        adexc_raise(vm, ADT_TypeError, "'%t' object cannot be interpreted as an integer", *slot);
        return false;
    }
    return true;
}

static adcell make_range(
    struct adder_vm *vm, unsigned layout, adcell *start, adcell *stop, adcell *step)
{
    adcell range = adheap_new(vm, layout, 3);
    if (range) {
        struct adrange *r = adrange_of(vm, range);
        r->start = *start;
        r->stop = *stop;
        r->step = *step;
    }
    return range;
}

static adcell range_new(struct adder_vm *vm, adcell *start, adcell *stop, adcell *step)
{
    return make_range(vm, ADT_range, start, stop, step);
}

adcell adrange_make(struct adder_vm *vm, adcell *arg, unsigned layout)
{
    adcell one = ad_from_int(1), zero = ad_from_int(0);
    if (!adint_cell(vm, &ARG(0)) || (ARG(1) && !adint_cell(vm, &ARG(1))) ||
        (ARG(2) && !adint_cell(vm, &ARG(2))))
        return AD_ERROR;
    if (ARG(2) == ad_from_int(0))
        return adexc_raise(vm, ADT_ValueError, "range() arg 3 must not be zero");
    if (!ARG(1))
        return make_range(vm, layout, &zero, &ARG(0), &one);
    return make_range(vm, layout, &ARG(0), &ARG(1), ARG(2) ? &ARG(2) : &one);
}

adcell adn_new_range(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell again = adop_indexed(vm, arg, n, ad_type_cell(ADT_range));
    return again ? again : adrange_make(vm, arg, ADT_range);
}

bool adrange_is_small(struct adder_vm *vm, adcell range)
{
    struct adrange *r = adrange_of(vm, range);
    return ad_both_int(r->start, r->stop) && ad_is_int(r->step);
}

bool adrange_is_empty(struct adder_vm *vm, adcell range)
{
    struct adrange *r = adrange_of(vm, range);
    bool up = adnum_compare(vm, AD_GT, r->step, ad_from_int(0));
    return !adnum_compare(vm, up ? AD_LT : AD_GT, r->start, r->stop);
}

/* The number of items fits a size_t: the parts are two bits shorter than a cell. */
size_t adrange_count(struct adder_vm *vm, adcell range)
{
    struct adrange *r = adrange_of(vm, range);
    adint start = ad_int(r->start), stop = ad_int(r->stop), step = ad_int(r->step);
    if (step > 0)
        return start < stop ? (size_t)((adcell)(stop - start - 1) / (adcell)step) + 1 : 0;
    return start > stop ? (size_t)((adcell)(start - stop - 1) / (adcell)-step) + 1 : 0;
}

/* ---- parts that are not small --------------------------------------------------------------- */

/* The two topmost cells become a op b. */
static bool calc(struct adder_vm *vm, enum adbinop op)
{
    adcell r = adnum_binary(vm, op, vm->sp + 1);
    vm->sp++;
    *vm->sp = r;
    return r != AD_ERROR;
}

static bool calc_with(struct adder_vm *vm, enum adbinop op, adcell operand)
{
    adpush(vm, operand);
    return calc(vm, op);
}

static bool is_negative(const struct adder_vm *vm, adcell c)
{
    return adnum_compare(vm, AD_LT, c, ad_from_int(0));
}

/* Pushes the number of items. */
static bool push_length(struct adder_vm *vm, adcell *range)
{
    struct adrange *r = adrange_of(vm, *range);
    bool down = is_negative(vm, r->step);
    adpush(vm, down ? r->start : r->stop);
    adpush(vm, down ? r->stop : r->start);
    if (!calc(vm, AD_SUB))
        return false;
    if (!adnum_compare(vm, AD_GT, *vm->sp, ad_from_int(0))) {
        *vm->sp = ad_from_int(0);
        return true;
    }
    if (!calc_with(vm, AD_SUB, ad_from_int(1)))
        return false;
    adpush(vm, adrange_of(vm, *range)->step);
    if (down) { /* 0 - step */
        *vm->sp = ad_from_int(0);
        if (!calc_with(vm, AD_SUB, adrange_of(vm, *range)->step))
            return false;
    }
    return calc(vm, AD_FLOORDIV) && calc_with(vm, AD_ADD, ad_from_int(1));
}

adcell adrange_length(struct adder_vm *vm, adcell *range)
{
    if (adrange_is_small(vm, *range))
        return adint_new_size(vm, adrange_count(vm, *range));
    return push_length(vm, range) ? *vm->sp : AD_ERROR;
}

/* Pushes start + i * step. */
static bool push_item(struct adder_vm *vm, adcell *range, adcell *i)
{
    adpush(vm, *i);
    return calc_with(vm, AD_MUL, adrange_of(vm, *range)->step) &&
        calc_with(vm, AD_ADD, adrange_of(vm, *range)->start);
}

static AD_NOINLINE adcell big_item(struct adder_vm *vm, adcell *arg)
{
    adcell *length;
    adpush(vm, ARG(1));
    if (!adint_cell(vm, vm->sp) || !push_length(vm, &ARG(0)))
        return AD_ERROR;
    length = vm->sp;
    adpush(vm, length[1]);
    if (is_negative(vm, *vm->sp) && !calc_with(vm, AD_ADD, *length))
        return AD_ERROR;
    if (is_negative(vm, *vm->sp) || !adnum_compare(vm, AD_LT, *vm->sp, *length))
        return adexc_raise(vm, ADT_IndexError, "range object index out of range");
    return push_item(vm, &ARG(0), vm->sp) ? *vm->sp : AD_ERROR;
}

/* arg[0][slice]: a range again. Lengths beyond a small int are clipped. */
static adcell slice_of(struct adder_vm *vm, adcell *arg)
{
    adint start, stop, step;
    adcell *part;
    if (!adslice_parts(vm, ARG(1), adlength(vm, ARG(0)), &start, &stop, &step))
        return AD_ERROR;
    adpush(vm, ad_from_int(start));
    adpush(vm, ad_from_int(stop));
    part = vm->sp;
    if (!push_item(vm, &ARG(0), part + 1) || !push_item(vm, &ARG(0), part))
        return AD_ERROR;
    adpush(vm, ad_from_int(step));
    if (!calc_with(vm, AD_MUL, adrange_of(vm, ARG(0))->step))
        return AD_ERROR;
    return range_new(vm, part - 1, part - 2, part - 3);
}

adcell adrange_item(struct adder_vm *vm, adcell *arg)
{
    struct adrange *r;
    adint i;
    size_t n;
    if (adis(vm, ARG(1), ADT_slice))
        return slice_of(vm, arg);
    if (!adnum_is_int(vm, adunwrap(vm, ARG(1))))
        return adexc_raise(
            vm, ADT_TypeError, "range indices must be integers or slices, not %t", ARG(1));
    if (!adrange_is_small(vm, ARG(0)) || !ad_is_int(ARG(1)))
        return big_item(vm, arg);
    i = ad_int(ARG(1));
    n = adrange_count(vm, ARG(0));
    if (i < 0 ? (size_t)-i > n : (size_t)i >= n)
        return adexc_raise(vm, ADT_IndexError, "range object index out of range");
    r = adrange_of(vm, ARG(0));
    if (i < 0)
        return ad_from_int((
            adint)(ad_int(r->start) + (adint)((adcell)(n - (size_t)-i) * (adcell)ad_int(r->step))));
    return ad_from_int((adint)(ad_int(r->start) + (adint)((adcell)i * (adcell)ad_int(r->step))));
}

/* ---- membership ----------------------------------------------------------------------------- */

/* Pushes (x - start) and says whether the int x is an item. */
static int int_is_item(struct adder_vm *vm, adcell *arg)
{
    struct adrange *r = adrange_of(vm, ARG(0));
    bool down = is_negative(vm, r->step);
    adcell x = ARG(1);
    adpush(vm, x);
    if (adnum_compare(vm, down ? AD_GT : AD_LT, x, r->start) ||
        !adnum_compare(vm, down ? AD_GT : AD_LT, x, r->stop))
        return 0;
    if (!calc_with(vm, AD_SUB, r->start))
        return -1;
    adpush(vm, *vm->sp);
    if (!calc_with(vm, AD_MOD, adrange_of(vm, ARG(0))->step))
        return -1;
    return *vm->sp++ == ad_from_int(0);
}

/* When all is small. */
static adcell small_contains(struct adder_vm *vm, adcell range, adint i)
{
    struct adrange *r = adrange_of(vm, range);
    adint from = ad_int(r->start), to = ad_int(r->stop), by = ad_int(r->step);
    if (by > 0 ? i < from || i >= to : i > from || i <= to)
        return AD_FALSE;
    return ad_bool((i - from) % by == 0);
}

adcell adrange_contains(struct adder_vm *vm, adcell *arg)
{
    int is;
    if (AD_ROM_DIRECT && ad_is_int(ARG(1)) && adrange_is_small(vm, ARG(0)))
        return small_contains(vm, ARG(0), ad_int(ARG(1)));
    if (adis(vm, ARG(1), ADT_instance))
        return adtail2(vm, ADZ_contains_iter, ARG(0), ARG(1));
    if (!adnum_is(vm, ARG(1)))
        return AD_FALSE;
    if (!adnum_is_int(vm, ARG(1))) { /* 2.0 is there when 2 is */
        if (!adnum_compare(vm, AD_LT, ARG(1), ad_from_int(AD_INT_MAX)) ||
            !adnum_compare(vm, AD_GT, ARG(1), ad_from_int(AD_INT_MIN)))
            return AD_FALSE;
        is = (int)(adfloat_get(vm, ARG(1)) != (double)(adint)adfloat_get(vm, ARG(1)));
        if (is)
            return AD_FALSE;
        ARG(1) = ad_from_int((adint)adfloat_get(vm, ARG(1)));
    }
    if (!adint_cell(vm, &ARG(1)))
        return AD_ERROR;
    is = int_is_item(vm, arg);
    return is < 0 ? AD_ERROR : ad_bool(is);
}

adcell adn_range_index(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell is = adrange_contains(vm, arg);
    (void)n;
    if (is == AD_TRUE) /* x - start is on top */
        return calc_with(vm, AD_FLOORDIV, adrange_of(vm, ARG(0))->step) ? *vm->sp : AD_ERROR;
    if (is == AD_FALSE)
        return adexc_raise(vm, ADT_ValueError, "%r is not in range", ARG(1));
    return is;
}

adcell adn_range_count(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell is = adrange_contains(vm, arg);
    (void)n;
    return is == AD_TRUE ? ad_from_int(1) : is == AD_FALSE ? ad_from_int(0) : is;
}

/* Equal when they give the same items. Ranges that are not small: by their parts. */
int8_t adrange_equal(struct adder_vm *vm, adcell a, adcell b)
{
    struct adrange *x = adrange_of(vm, a), *y = adrange_of(vm, b);
    if (adrange_is_small(vm, a) && adrange_is_small(vm, b)) {
        size_t n = adrange_count(vm, a);
        return n == adrange_count(vm, b) &&
            (n == 0 || (x->start == y->start && (n == 1 || x->step == y->step)));
    }
    return adnum_compare(vm, AD_EQ, x->start, y->start) &&
           adnum_compare(vm, AD_EQ, x->stop, y->stop) && adnum_compare(vm, AD_EQ, x->step, y->step);
}

/* ---- iteration ------------------------------------------------------------------------------ */

static AD_NOINLINE adcell big_next(struct adder_vm *vm, adcell *iter)
{
    struct aditer *it = aditer_of(vm, *iter);
    struct adrange *r = adrange_of(vm, it->object);
    adcell next;
    if (!adnum_compare(vm, is_negative(vm, r->step) ? AD_GT : AD_LT, it->index, r->stop)) {
        it->object = AD_UNBOUND;
        return AD_UNBOUND;
    }
    adpush(vm, it->index);
    adpush(vm, it->index);
    if (!calc_with(vm, AD_ADD, r->step))
        return AD_ERROR;
    next = adpop(vm);
    aditer_of(vm, *iter)->index = next;
    return adpop(vm);
}

/* The iterator's index is the next item. */
adcell adrange_next(struct adder_vm *vm, adcell *iter)
{
    struct aditer *it = aditer_of(vm, *iter);
    adcell item = it->index;
    struct adrange *r;
    if (it->object == AD_UNBOUND)
        return AD_UNBOUND;
    r = adrange_of(vm, it->object);
    if (AD_UNLIKELY(!ad_both_int(item, r->stop) || !ad_is_int(r->step)))
        return big_next(vm, iter);
    if (ad_int(r->step) > 0 ? (adint)item >= (adint)r->stop : (adint)item <= (adint)r->stop) {
        it->object = AD_UNBOUND;
        return AD_UNBOUND;
    }
    if (!ad_int_add(item, r->step, &it->index)) {
        it->index = AD_UNBOUND;
        it->object = AD_UNBOUND;
    }
    return item;
}

/* An iterator over the items in reverse order. */
adcell adrange_reversed(struct adder_vm *vm, adcell *range)
{
    adcell *last, *stop, *step, r;
    if (!push_length(vm, range) || !calc_with(vm, AD_SUB, ad_from_int(1)) ||
        !push_item(vm, range, vm->sp))
        return AD_ERROR;
    last = vm->sp;
    adpush(vm, adrange_of(vm, *range)->start);
    stop = vm->sp;
    if (!calc_with(vm, AD_SUB, adrange_of(vm, *range)->step))
        return AD_ERROR;
    adpush(vm, ad_from_int(0));
    step = vm->sp;
    if (!calc_with(vm, AD_SUB, adrange_of(vm, *range)->step))
        return AD_ERROR;
    if (!(r = range_new(vm, last, stop, step)))
        return AD_ERROR;
    *step = r;
    return aditer_new(vm, step);
}
