/* SPDX-License-Identifier: MIT
 * dunder.c - the special methods of builtin values as attributes: (5).__add__,
 * super().__getitem__(k) in a
 * subclass of dict. They do what the operator does; which type has which is told by kinds.
 */
#include "core/interp.h"

enum dunder_kind {
    K_ARITH = 1,   /* + - * // % / ** and their reflections, -x, +x, abs, int, float, bool */
    K_BITS = 2,    /* & | ^ << >> ~ index */
    K_CONCAT = 4,  /* + * of sequences */
    K_ORDER = 8,
    K_LEN = 16,    /* len, in, iter */
    K_ITEM = 32,
    K_STORE = 64,  /* item assignment */
    K_INPLACE = 128, /* += *= |= ... */
    K_SET = 256,   /* & | - ^ */
    K_OR = 512,    /* | of dict */
    K_NEXT = 1024,
    K_CALL = 2048,
    K_PERCENT = 4096
};

static unsigned kinds_of_type(unsigned type)
{
    switch (type) {
    case ADT_int: case ADT_bool: return K_ARITH | K_BITS | K_ORDER;
    case ADT_float: return K_ARITH | K_ORDER;
    case ADT_str: case ADT_bytes: return K_CONCAT | K_ORDER | K_LEN | K_ITEM | K_PERCENT;
    case ADT_bytearray:
        return K_CONCAT | K_ORDER | K_LEN | K_ITEM | K_STORE | K_INPLACE | K_PERCENT;
    case ADT_tuple: return K_CONCAT | K_ORDER | K_LEN | K_ITEM;
    case ADT_list: return K_CONCAT | K_ORDER | K_LEN | K_ITEM | K_STORE | K_INPLACE;
    case ADT_dict: return K_LEN | K_ITEM | K_STORE | K_OR;
    case ADT_set: return K_LEN | K_SET | K_ORDER | K_INPLACE;
    case ADT_frozenset: return K_LEN | K_SET | K_ORDER;
    case ADT_range: return K_LEN | K_ITEM;
    case ADT_dict_keys: case ADT_dict_items: return K_LEN | K_SET;
    case ADT_dict_values: return K_LEN;
    case ADT_function: case ADT_method: case ADT_builtin: case ADT_class: return K_CALL;
    case ADT_generator: return K_NEXT;
    }
    return type >= ADT_list_iterator && type <= ADT_set_iterator ? K_NEXT
           : type == ADT_iterator                                ? K_NEXT
                                                                 : 0;
}

static unsigned kinds_of_operator(unsigned op)
{
    switch (op) {
    case AD_ADD: return K_ARITH | K_CONCAT;
    case AD_MUL: return K_ARITH | K_CONCAT;
    case AD_SUB: return K_ARITH | K_SET;
    case AD_MOD: return K_ARITH | K_PERCENT;
    case AD_FLOORDIV: case AD_TRUEDIV: case AD_POW: return K_ARITH;
    case AD_OR: return K_BITS | K_SET | K_OR;
    case AD_AND: case AD_XOR: return K_BITS | K_SET;
    case AD_LSHIFT: case AD_RSHIFT: return K_BITS;
    }
    return 0;
}

/* Has the type the special method? (True for names that are none of these.) */
bool addunder_has(unsigned type, unsigned name)
{
    unsigned kinds = kinds_of_type(type);
    if (name >= ADN_d_add && name <= ADN_d_matmul)
        return (kinds & kinds_of_operator(name - ADN_d_add)) != 0;
    if (name >= ADN_d_radd && name <= ADN_d_rmatmul)
        return (kinds & kinds_of_operator(name - ADN_d_radd) & ~(unsigned)K_CONCAT) != 0 ||
            (name == ADN_d_rmul && kinds & K_CONCAT);
    if (name >= ADN_d_iadd && name <= ADN_d_imatmul)
        return (kinds & K_INPLACE &&
                   kinds & kinds_of_operator(name - ADN_d_iadd) & (K_CONCAT | K_SET)) ||
               (name == ADN_d_ior && kinds & K_OR);
    switch (name) {
    case ADN_d_lt: case ADN_d_le: case ADN_d_gt: case ADN_d_ge: return kinds & K_ORDER;
    case ADN_d_len: case ADN_d_contains: return kinds & K_LEN;
    case ADN_d_iter: return kinds & (K_LEN | K_NEXT);
    case ADN_d_next: return kinds & K_NEXT;
    case ADN_d_getitem: return kinds & K_ITEM;
    case ADN_d_setitem: case ADN_d_delitem: return kinds & K_STORE;
    case ADN_d_neg:
    case ADN_d_pos:
    case ADN_d_abs:
    case ADN_d_int:
    case ADN_d_float:
    case ADN_d_bool:
    case ADN_d_divmod: return kinds & K_ARITH;
    case ADN_d_invert: case ADN_d_index: return kinds & K_BITS;
    case ADN_d_call: return kinds & K_CALL;
    case ADN_d_reversed: return type == ADT_list || type == ADT_dict || type == ADT_range;
    }
    return true;
}

/* An operator called by its name answers NotImplemented where the other operand does not fit. */
static adcell answer(struct adder_vm *vm, adcell r)
{
    if (r || !adexc_matches(vm, vm->error, ad_type_cell(ADT_TypeError)))
        return r;
    vm->error = AD_UNBOUND;
    return AD_NOTIMPL;
}

static adcell dunder_binary(struct adder_vm *vm, adcell *arg, unsigned op, bool swap, bool inplace)
{
    adpush(vm, adunwrap(vm, ARG(swap)));
    adpush(vm, adunwrap(vm, ARG(!swap)));
    return answer(vm, adop_binary(vm, op, inplace, AD_ACT_PUSH));
}

static adcell compare(struct adder_vm *vm, adcell *arg, unsigned op)
{
    adpush(vm, adunwrap(vm, ARG(0)));
    adpush(vm, adunwrap(vm, ARG(1)));
    return answer(vm, adop_compare(vm, op, AD_ACT_PUSH));
}

#define BINARY(name, op)                                                                           \
    adcell adn_object_d_##name(struct adder_vm *vm, adcell *arg, unsigned n)                       \
    {                                                                                              \
        (void)n;                                                                                   \
        return dunder_binary(vm, arg, op, false, false);                                           \
    }                                                                                              \
    adcell adn_object_d_r##name(struct adder_vm *vm, adcell *arg, unsigned n)                      \
    {                                                                                              \
        (void)n;                                                                                   \
        return dunder_binary(vm, arg, op, true, false);                                            \
    }                                                                                              \
    adcell adn_object_d_i##name(struct adder_vm *vm, adcell *arg, unsigned n)                      \
    {                                                                                              \
        (void)n;                                                                                   \
        return dunder_binary(vm, arg, op, false, true);                                            \
    }
#define COMPARE(name, op)                                                                          \
    adcell adn_object_d_##name(struct adder_vm *vm, adcell *arg, unsigned n)                       \
    {                                                                                              \
        (void)n;                                                                                   \
        return compare(vm, arg, op);                                                               \
    }
#define UNARY(name, op)                                                                            \
    adcell adn_object_d_##name(struct adder_vm *vm, adcell *arg, unsigned n)                       \
    {                                                                                              \
        (void)n;                                                                                   \
        adpush(vm, adunwrap(vm, ARG(0)));                                                          \
        return adop_unary(vm, op);                                                                 \
    }
/* The native function that does it; self first, unwrapped. */
#define SAME(name, function)                                                                       \
    adcell adn_object_d_##name(struct adder_vm *vm, adcell *arg, unsigned n)                       \
    {                                                                                              \
        (void)n;                                                                                   \
        ARG(0) = adunwrap(vm, ARG(0));                                                             \
        return function(vm, arg, 1);                                                               \
    }

BINARY(add, AD_ADD)
BINARY(sub, AD_SUB)
BINARY(mul, AD_MUL)
BINARY(floordiv, AD_FLOORDIV)
BINARY(mod, AD_MOD)
BINARY(and, AD_AND)
BINARY(or, AD_OR)
BINARY(xor, AD_XOR)
BINARY(lshift, AD_LSHIFT)
BINARY(rshift, AD_RSHIFT)
BINARY(truediv, AD_TRUEDIV)
BINARY(pow, AD_POW)
BINARY(matmul, AD_MATMUL)
COMPARE(lt, AD_LT)
COMPARE(le, AD_LE)
COMPARE(gt, AD_GT)
COMPARE(ge, AD_GE)
UNARY(neg, AD_NEG)
UNARY(pos, AD_POS)
UNARY(invert, AD_INVERT)
UNARY(abs, AD_ABS)
SAME(len, adn_len)
SAME(int, adn_new_int)
SAME(index, adn_new_int)
SAME(float, adn_new_float)
SAME(bool, adn_new_bool)
SAME(reversed, adn_reversed)

adcell adn_object_d_iter(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    return aditer_new(vm, arg);
}

adcell adn_object_d_next(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ad_native_cell(ADF_next));
    adpush(vm, ARG(0));
    return adtail_call(vm, 1);
}

adcell adn_object_d_divmod(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ad_native_cell(ADF_divmod));
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    return adtail_call(vm, 2);
}

adcell adn_object_d_contains(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ARG(1));
    adpush(vm, adunwrap(vm, ARG(0)));
    return adop_contains(vm, false);
}

adcell adn_object_d_getitem(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, adunwrap(vm, ARG(0)));
    adpush(vm, ARG(1));
    return adop_get_item(vm);
}

adcell adn_object_d_setitem(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, ARG(2));
    adpush(vm, adunwrap(vm, ARG(0)));
    adpush(vm, ARG(1));
    return adop_set_item(vm);
}

adcell adn_object_d_delitem(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    adpush(vm, adunwrap(vm, ARG(0)));
    adpush(vm, ARG(1));
    return adop_del_item(vm);
}

adcell adn_object_d_call(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned i;
    for (i = 0; i < n; i++)
        adpush(vm, ARG(i));
    return adtail_call(vm, n - 1);
}
