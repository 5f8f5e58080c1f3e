/* SPDX-License-Identifier: MIT
 * ops.c - operators by type: numbers, strings, sequences, sets natively; instances by their special
 * methods. Of a binary operator with instances, the operands stay on the stack under a state cell
 * while the special method runs:
 *
 *     a b state | method self other        state: op, in-place, stage, and what becomes of the
 * result
 */
#include "core/interp.h"
#include "core/obj/items.h"

/* state: op (5 bits: 0..12 operators, 16..21 comparisons), in-place, stage (2 bits), action (5
 * bits),
 * and whether the answer is to be inverted. */
enum { OP_COMPARE = 16, ST_INPLACE = 32, ST_STAGE = 64, ST_ACTION = 256, ST_INVERT = 8192 };
enum { STAGE_INPLACE, STAGE_LEFT, STAGE_RIGHT, STAGE_NONE };

/* The names' order is that of the operators: isa/names.def. */
static unsigned left_name(unsigned op)
{
    return op < OP_COMPARE ? (unsigned)ADN_d_add + op : (unsigned)ADN_d_lt + (op - OP_COMPARE);
}

static unsigned right_name(unsigned op)
{
    static const uint8_t mirror[6] = {AD_GT, AD_GE, AD_EQ, AD_NE, AD_LT, AD_LE};
    return op < OP_COMPARE ? (unsigned)ADN_d_radd + op
                           : (unsigned)ADN_d_lt + mirror[op - OP_COMPARE];
}

static unsigned inplace_name(unsigned op) { return (unsigned)ADN_d_iadd + op; }

static bool has_methods(const struct adder_vm *vm, adcell c)
{
    uint8_t layout = (uint8_t)adlayout(vm, c);
    return layout == ADT_instance || (layout == ADT_exc && ad_is_ref(adget_cell(vm, c, 0)));
}

/* Has one of the two? (vm->sp[1], vm->sp[0]) */
static bool either_has(const struct adder_vm *vm)
{
    return has_methods(vm, vm->sp[1]) || has_methods(vm, vm->sp[0]);
}

#if AD_TEXTS
static const char *const symbols[] = {"+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>", "/",
    "** or pow()", "@"};
static const char *const inplace_symbols[] = {
    "+=", "-=", "*=", "//=", "%=", "&=", "|=", "^=", "<<=", ">>=", "/=", "**=", "@="};
static const char *const compare_symbols[] = {"<", "<=", "==", "!=", ">", ">="};
#endif

/* What neither operand knows, but a function of lib/ does: a sequence times an object with
 * __index__, unions of types. */
static adcell by_lib(struct adder_vm *vm, unsigned op, adcell a, adcell b)
{
    enum adfrozen z = ADZ_none;
    if (op == AD_MUL && (adspecial(vm, a, ADN_d_index) || adspecial(vm, b, ADN_d_index)))
        z = ADZ_repeat;
#if AD_TEXTS /* annotations are for people */
    if (op == AD_OR && (adtype_is_class(vm, a) || adtype_is_class(vm, b)) &&
        (adtype_is_class(vm, a) || a == AD_NONE) && (adtype_is_class(vm, b) || b == AD_NONE))
        z = ADZ_union;
#endif
    if (z == ADZ_none)
        return AD_NOTIMPL;
    adpush(vm, a);
    adpush(vm, b);
    return adtail(vm, z, 2);
}

static adcell unsupported(struct adder_vm *vm, unsigned op, bool inplace, adcell a, adcell b)
{
    adcell r = by_lib(vm, op, a, b);
    if (r != AD_NOTIMPL)
        return r;
    if (op >= OP_COMPARE)
        return adexc_raise(vm, ADT_TypeError,
            "'%s' not supported between instances of '%t' and '%t'",
            compare_symbols[op - OP_COMPARE], a, b);
    return adexc_raise(vm, ADT_TypeError, "unsupported operand type(s) for %s: '%t' and '%t'",
        (inplace ? inplace_symbols : symbols)[op], a, b);
}

AD_OPERANDS(computed, added)

static bool is_text(uint8_t layout)
{
    return layout == ADT_str || layout == ADT_str_wide || layout == ADT_bytes ||
           layout == ADT_bytearray;
}

static bool is_seq(uint8_t layout) { return layout == ADT_list || layout == ADT_tuple; }

/* Both operands native: by the type that knows the operator. arg[0], arg[-1]. */
static adcell native_binary(struct adder_vm *vm, unsigned op, adcell *arg, bool inplace)
{
    uint8_t a = (uint8_t)adlayout(vm, ARG(0)), b = (uint8_t)adlayout(vm, ARG(1)), layout = a;
    adcell r;
    if ((!AD_ROM_DIRECT || a <= ADT_float) && adnum_is(vm, ARG(0)) && adnum_is(vm, ARG(1)))
        return adnum_binary(vm, op, arg);
    for (;; layout = b) {
        r = AD_NOTIMPL;
        if (is_text(layout))
            r = adstr_binary(vm, op, arg, inplace);
        else if (is_seq(layout))
            r = adseq_binary(vm, op, arg, inplace);
        if (r != AD_NOTIMPL || layout == b)
            break;
    }
    if (r == AD_NOTIMPL &&
        (a == ADT_dict || a == ADT_set || a == ADT_frozenset || a == ADT_view || b == ADT_view))
        r = addict_binary(vm, op, arg, inplace);
    return r;
}

AD_OPERANDS(any)

/* After the special methods had their say: subclasses of builtins by what they are built on. */
static adcell fall_back(struct adder_vm *vm, unsigned op, bool inplace, adcell *arg)
{
    adcell a = ARG(0), b = ARG(1), r;
    ARG(0) = adunwrap(vm, a);
    ARG(1) = adunwrap(vm, b);
    if (op >= OP_COMPARE) {
        if (ARG(0) == a && ARG(1) == b)
            r = op == OP_COMPARE + AD_EQ ? ad_bool(a == b)
                : op == OP_COMPARE + AD_NE ? ad_bool(a != b) : AD_NOTIMPL;
        else
            r = adcompare(vm, op - OP_COMPARE, arg);
    } else {
        r = ARG(0) == a && ARG(1) == b ? AD_NOTIMPL : native_binary(vm, op, arg, inplace);
    }
    if (r == AD_NOTIMPL)
        return unsupported(vm, op, inplace, a, b);
    return r;
}

/* Does b's class come first: a proper subclass of a's that defines the reflected method itself? */
static bool right_first(struct adder_vm *vm, adcell a, adcell b)
{
    adcell ta = adtype_of(vm, a), tb = adtype_of(vm, b);
    return ta != tb && has_methods(vm, b) && adtype_is_subclass(vm, tb, ta);
}

/* Goes on from the stage in the state cell until a method is entered. Stack: a b state. */
static adcell next_stage(struct adder_vm *vm)
{
    adcell *s = vm->sp, a = s[2], b = s[1], f = AD_UNBOUND;
    unsigned state = (unsigned)ad_raw(*s), op = state & 31, stage = state / ST_STAGE & 3;
    for (; stage < STAGE_NONE && !f; stage++) {
        if (stage == STAGE_INPLACE && (state & ST_INPLACE) && has_methods(vm, a))
            f = adspecial(vm, a, inplace_name(op));
        else if (stage == STAGE_LEFT && has_methods(vm, a))
            f = adspecial(vm, a, left_name(op));
        else if (stage == STAGE_RIGHT && has_methods(vm, b) &&
            (op >= OP_COMPARE || adtype_of(vm, a) != adtype_of(vm, b)))
            f = adspecial(vm, b, right_name(op));
        if (!f && op == OP_COMPARE + AD_NE) { /* != is not ==, where nothing else is said */
            adcell asked = stage == STAGE_RIGHT ? b : a;
            f = has_methods(vm, asked) ? adspecial(vm, asked, ADN_d_eq) : AD_UNBOUND;
            state |= f ? ST_INVERT : 0;
        }
        if (f && stage == STAGE_RIGHT) {
            adcell c = a;
            a = b;
            b = c;
        }
    }
    if (!f)
        return AD_UNBOUND;
    *s = ad_from_raw((adcell)((state & ~(3u * ST_STAGE)) | stage * ST_STAGE));
    adpush(vm, f);
    adpush(vm, a);
    adpush(vm, b);
    adtail_act(vm, 2, AD_ACT_BINARY);
    vm->tail_dest = vm->sp + 2;
    return AD_TAILCALL;
}

static adcell with_action(struct adder_vm *vm, adcell r, unsigned action)
{
    if (r == AD_TAILCALL && vm->tail_action == AD_ACT_PUSH)
        vm->tail_action = (uint8_t)action;
    return r;
}

/* Operators with at least one instance. The operands are the two topmost cells. */
static adcell with_methods(struct adder_vm *vm, unsigned op, bool inplace, unsigned action)
{
    adcell r;
    if (AD_CLASS_OPERATORS) {
        unsigned stage = inplace ? STAGE_INPLACE : STAGE_LEFT;
        if (stage == STAGE_LEFT && right_first(vm, vm->sp[1], vm->sp[0]) &&
            adspecial(vm, vm->sp[0], right_name(op)))
            stage = STAGE_RIGHT;
        adpush(vm, ad_from_raw((adcell)(op | (inplace ? ST_INPLACE : 0u) | stage * ST_STAGE |
            action * ST_ACTION)));
        r = next_stage(vm);
        if (r)
            return r;
        addrop(vm, 1);
    }
    return with_action(vm, fall_back(vm, op, inplace, vm->sp + 1), action);
}

static adcell finish(struct adder_vm *vm, adcell r, unsigned op, bool inplace, unsigned action)
{
    if (r == AD_NOTIMPL)
        r = unsupported(vm, op, inplace, vm->sp[1], vm->sp[0]);
    return with_action(vm, r, action);
}

AD_SHORT adcell binary(struct adder_vm *vm, unsigned op, bool inplace, unsigned action)
{
    if (either_has(vm))
        return with_methods(vm, op, inplace, action);
    return finish(vm, native_binary(vm, op, vm->sp + 1, inplace), op, inplace, action);
}

adcell adop_binary(struct adder_vm *vm, unsigned op, bool inplace, unsigned action)
{
    adcell sum = AD_UNBOUND;
    if (AD_HAS_ADDED_TEXTS && op == AD_ADD && ad_is_even(*vm->sp))
        sum = adstr_sum(vm, vm->sp + 1);
#if AD_INT_BYTES && !AD_TAILORED /* a firmware's loop has made it in assembly */
    if ((op == AD_ADD || op == AD_SUB) && !sum)
        sum = adint_sum(vm, op == AD_SUB, vm->sp + 1);
#endif
    if (sum || vm->error)
        return sum;
    return binary(vm, op, inplace, action);
}

adcell adop_compare(struct adder_vm *vm, unsigned op, unsigned action)
{
    if (either_has(vm))
        return with_methods(vm, op + OP_COMPARE, false, action);
    return finish(vm, adcompare(vm, op, vm->sp + 1), op + OP_COMPARE, false, action);
}

/* Stack: a b state, and the method's callable place on top, which vm->sp points to. */
adcell adop_binary_next(struct adder_vm *vm, adcell result, unsigned *action)
{
    adcell *dest, r;
    unsigned state;
    vm->sp++;
    state = (unsigned)ad_raw(*vm->sp);
    *action = state / ST_ACTION & AD_ACT_MASK;
    dest = vm->sp + 2;
    if (state & ST_INVERT && result != AD_NOTIMPL) {
        int t = adtruth(vm, result);
        result = t < 2 ? ad_bool(!t) : result;
    }
    if (result == AD_NOTIMPL) {
        r = next_stage(vm);
        if (r == AD_TAILCALL)
            return r;
        addrop(vm, 1);
        result = fall_back(vm, state & 31, (state & ST_INPLACE) != 0, vm->sp + 1);
        if (result == AD_TAILCALL)
            return with_action(vm, result, *action);
        if (!result)
            return AD_ERROR;
    }
    vm->sp = dest;
    return result;
}

adcell adop_unary(struct adder_vm *vm, unsigned op)
{
    static const uint8_t names[] = {ADN_d_neg, ADN_d_pos, ADN_d_invert, ADN_d_abs};
#if AD_TEXTS
    static const char *const texts[] = {"bad operand type for unary -: '%t'",
        "bad operand type for unary +: '%t'", "bad operand type for unary ~: '%t'",
        "bad operand type for abs(): '%t'"};
#endif
    adcell a = *vm->sp, r;
    if (AD_CLASS_OPERATORS && has_methods(vm, a)) {
        adpush(vm, a);
        r = adtail_special(vm, names[op], 1, AD_ACT_PUSH);
        if (r)
            return r;
        addrop(vm, 1);
    }
    *vm->sp = adunwrap(vm, a);
    r = adnum_is(vm, *vm->sp) ? adnum_unary(vm, op, vm->sp) : AD_NOTIMPL;
    if (r == AD_NOTIMPL)
        return adexc_raise(vm, ADT_TypeError, texts[op], a);
    return r;
}

adcell adop_truth(struct adder_vm *vm, unsigned action)
{
    int t = adtruth(vm, *vm->sp);
    adcell r;
    if (t < 2)
        return ad_bool(t);
    adpush(vm, *vm->sp);
    r = adtail_special(vm, ADN_d_bool, 1, action);
    if (!r)
        r = adtail_special(vm, ADN_d_len, 1, action);
    return r ? r : AD_TRUE;
}

AD_OPERANDS(searched)

/* a b: a in b. The container's methods want it first. */
adcell adop_contains(struct adder_vm *vm, bool negate)
{
    adcell r = AD_UNBOUND, container = adunwrap(vm, *vm->sp);
    unsigned action = negate ? AD_ACT_NOT : AD_ACT_BOOL;
#if AD_ROM_DIRECT
    if (adis(vm, *vm->sp, ADT_dict)) {
        adint entry = addict_find(vm, *vm->sp, vm->sp[1]);
        if (entry != -2)
            return entry == -3 ? AD_ERROR : ad_bool((entry >= 0) != negate);
    }
#endif
    adpush(vm, *vm->sp);
    adpush(vm, vm->sp[2]);
    if (has_methods(vm, vm->sp[1]))
        r = adtail_special(vm, ADN_d_contains, 2, action);
    if (r)
        return r;
    vm->sp[1] = container;
    switch (adlayout(vm, container)) {
    case ADT_str: case ADT_str_wide: case ADT_bytes: case ADT_bytearray:
        r = adstr_contains(vm, vm->sp + 1);
        break;
    case ADT_dict: case ADT_set: case ADT_frozenset: case ADT_view:
        r = addict_contains(vm, vm->sp + 1);
        break;
    case ADT_list: case ADT_tuple: case ADT_range:
        r = adseq_contains(vm, vm->sp + 1);
        break;
    default:
        r = adtail(vm, ADZ_contains_iter, 2);
    }
    if (r == AD_TAILCALL)
        vm->tail_action = (uint8_t)action;
    else if (r)
        r = ad_bool((r == AD_TRUE) != negate);
    return r;
}

AD_OPERANDS(any)

adcell adop_indexed(struct adder_vm *vm, adcell *arg, unsigned n, adcell function)
{
    unsigned i;
    for (i = 0; AD_HAS_D_INDEX && i < n; i++)
        if (adspecial(vm, ARG(i), ADN_d_index))
            break;
    if (!AD_HAS_D_INDEX || i >= n)
        return AD_UNBOUND;
    adpush(vm, function);
    for (i = 0; i < n; i++)
        adpush(vm, ARG(i));
    return adtail(vm, ADZ_indexed, n + 1);
}

/* Is the key of a sequence, or a part of it as a slice, an instance with __index__? */
static bool wants_index(struct adder_vm *vm, adcell seq, adcell key)
{
    uint8_t layout = (uint8_t)adlayout(vm, seq), i;
    if (!AD_HAS_D_INDEX)
        return false;
    switch (layout) {
    case ADT_list: case ADT_tuple: case ADT_range: case ADT_str: case ADT_str_wide: case ADT_bytes:
    case ADT_bytearray:
        break;
    default:
        return false;
    }
    if (adis(vm, key, ADT_instance))
        return adspecial(vm, key, ADN_d_index) != AD_UNBOUND;
    for (i = 0; adis(vm, key, ADT_slice) && i < 3; i++)
        if (adspecial(vm, adget_cell(vm, key, i), ADN_d_index))
            return true;
    return false;
}

/* list[int], as in annotations; a chip takes it for the type itself. */
static adcell alias(struct adder_vm *vm, adcell *arg)
{
#if AD_TEXTS
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    return adtail(vm, ADZ_generic_alias, 2);
#else
    return ARG(0);
#endif
}

AD_OPERANDS(indexed)

adcell adop_get_item(struct adder_vm *vm)
{
    adcell *arg = vm->sp + 1, r, object = ARG(0), f;
    if (adis(vm, object, ADT_dict))
        return addict_get_item(vm, arg);
    if (has_methods(vm, object)) {
        adpush(vm, vm->sp[1]);
        adpush(vm, vm->sp[1]);
        r = adtail_special(vm, ADN_d_getitem, 2, AD_ACT_PUSH);
        if (r)
            return r;
        addrop(vm, 2);
        ARG(0) = adunwrap(vm, object);
    }
    if (wants_index(vm, ARG(0), ARG(1))) {
        adpush(vm, ARG(0));
        adpush(vm, ARG(1));
        return adtail(vm, ADZ_get_index, 2);
    }
    switch (adlayout(vm, ARG(0))) {
    case ADT_list: case ADT_tuple: case ADT_range:
        return adseq_get_item(vm, arg);
    case ADT_str: case ADT_str_wide: case ADT_bytes: case ADT_bytearray:
        return adstr_get_item(vm, arg);
    case ADT_dict:
        if (ARG(0) != object && addict_find(vm, ARG(0), ARG(1)) == -1 &&
            (f = adspecial(vm, object, ADN_d_missing)) != AD_UNBOUND) {
            adpush(vm, f);
            adpush(vm, object);
            adpush(vm, ARG(1));
            return adtail_call(vm, 2);
        }
        return addict_get_item(vm, arg);
    case ADT_class:
        f = adclass_lookup(vm, ARG(0), ADN_d_class_getitem);
        if (f) {
            adpush(vm, adis(vm, f, ADT_wrapper) ? adget_cell(vm, f, 1) : f);
            adpush(vm, ARG(0));
            adpush(vm, ARG(1));
            return adtail_call(vm, 2);
        }
        break;
    case 0:
        if (ad_is_imm(ARG(0)) && ad_imm_number(ARG(0)) >= AD_IMM_TYPE &&
            ad_imm_number(ARG(0)) < AD_IMM_NATIVE)
            return alias(vm, arg);
        break;
    }
    return adexc_raise(vm, ADT_TypeError, "'%t' object is not subscriptable", object);
}

AD_OPERANDS(assigned)

/* value obj key: obj[key] = value, or del when value is unbound. */
adcell adop_set_item(struct adder_vm *vm)
{
    adcell object = vm->sp[1], value = vm->sp[2], r;
    unsigned n = value ? 3 : 2;
    adpush(vm, object);
    adpush(vm, vm->sp[1]);
    adpush(vm, value);
#if AD_ROM_DIRECT
    if (adis(vm, object, ADT_dict) && !vm->roots[ADR_GLOBALS])
        return addict_set_item(vm, vm->sp + 2);
#endif
    if (has_methods(vm, object)) {
        addrop(vm, 3 - n);
        r = value ? adtail_special(vm, ADN_d_setitem, 3, AD_ACT_DISCARD)
                  : adtail_special(vm, ADN_d_delitem, 2, AD_ACT_DISCARD);
        if (r)
            return r;
        vm->sp -= 3 - n;
        vm->sp[2] = adunwrap(vm, object);
    }
    if (wants_index(vm, vm->sp[2], vm->sp[1])) {
        addrop(vm, 3 - n);
        return adtail(vm, ADZ_set_index, n);
    }
    switch (adlayout(vm, vm->sp[2])) {
    case ADT_list:
        return adlist_store_item(vm, vm->sp + 2);
    case ADT_bytearray:
        return adbytearray_set_item(vm, vm->sp + 2) ? AD_NONE : AD_ERROR;
    case ADT_dict:
        r = addict_set_item(vm, vm->sp + 2);
        return AD_TEXTS && r == AD_NONE && vm->roots[ADR_GLOBALS] ? admodule_store(vm) : r;
    }
    return adexc_raise(vm, ADT_TypeError, value ? "'%t' object does not support item assignment"
        : "'%t' object doesn't support item deletion", object);
}

AD_OPERANDS(any)

adcell adop_del_item(struct adder_vm *vm)
{
    adcell r;
    adpush(vm, vm->sp[1]);
    adpush(vm, vm->sp[1]);
    vm->sp[2] = AD_UNBOUND;
    r = adop_set_item(vm);
    return r;
}
