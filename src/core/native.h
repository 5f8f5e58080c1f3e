/* SPDX-License-Identifier: MIT
 * native.h - functions of Python that are written in C: adn_<id> for each row of isa/natives.def.
 *
 * arg points to the first argument (a method's self), arg[-1] is the second, and so on: ARG(i). The
 * table's arity was checked; optional arguments that were not given are unbound cells (but for max
 * 255, where n tells the number of arguments). Arguments lie on the value stack: they are roots,
 * they
 * may be overwritten, and what is pushed on top is dropped at return. The result is returned.
 *
 * When Python code must run, the native pushes the arguments of the function that shall take over
 * and
 * returns what adtail gives: the result of that function becomes the native's result.
 */
#ifndef ADDER_NATIVE_H
#define ADDER_NATIVE_H

#include "core/heap.h"

#define ARG(i) (arg[-(int)(i)])

/* Says to a tailored build that a value of this layout may come about here. */
#define ad_mention(layout) ((void)(layout))

typedef adcell adnative_fn(struct adder_vm *vm, adcell *arg, unsigned n);

#define BUILTIN(id, name, min, max, kw) adnative_fn adn_##id;
#define METHOD(type, id, name, min, max) adnative_fn adn_##id;
#define GROUP(type)
#include "isa/natives.def"
#undef BUILTIN
#undef METHOD
#undef GROUP

/* Is it a method of a type? They stand behind the functions. */
#ifndef AD_FIRST_METHOD
#define AD_FIRST_METHOD ADF_object_d_init
#endif
AD_INLINE bool adnative_is_method(unsigned f) { return f >= AD_FIRST_METHOD; }

/* The k topmost cells of the stack are the arguments of lib/builtins' _z: it takes over.
 * Returns
 * AD_TAILCALL. adtail_do: the callable lies below its k arguments. */
adcell adtail(struct adder_vm *vm, enum adfrozen z, unsigned k);
adcell adtail_call(struct adder_vm *vm, unsigned k);
adcell adtail_act(struct adder_vm *vm, unsigned k, enum adaction action);

/* The special method `name` (ADN_d_len ...) of the class of the object that is the first of the k
 * topmost cells: when there is one, it takes over (AD_TAILCALL); otherwise AD_UNBOUND and no error.
 * Only instances of Python classes (and exceptions) are asked. */
adcell adtail_special(struct adder_vm *vm, unsigned name, unsigned k, enum adaction action);

/* The special method as a function, without calling; AD_UNBOUND when the class has none. */
adcell adspecial(struct adder_vm *vm, adcell object, unsigned name);

/* A native that wants ints (`function`) was given arguments with __index__: lib asks them and calls
 * it
 * again. AD_UNBOUND: there is none such. (ops.c) */
adcell adop_indexed(struct adder_vm *vm, adcell *arg, unsigned n, adcell function);

/* Number of a builtin type that an object is, or whose instances it is built on (ADT_int for a bool
 * is
 * ADT_bool; ADT_instance for instances of plain Python classes). No allocation. */
unsigned adtype_number(const struct adder_vm *vm, adcell c);
/* The class: a type immediate or a class object. */
adcell adtype_of(const struct adder_vm *vm, adcell c);
bool adtype_is_subclass(struct adder_vm *vm, adcell class, adcell base); /* no allocation */
/* Replaces an instance of a subclass of a builtin (class L(list)) by the builtin value it is built
 * on;
 * anything else stays. No allocation. */
#if AD_ROM_DIRECT
adcell adunwrap_instance(const struct adder_vm *vm, adcell c);
AD_INLINE adcell adunwrap(const struct adder_vm *vm, adcell c)
{
    return AD_UNLIKELY(adis(vm, c, ADT_instance)) ? adunwrap_instance(vm, c) : c;
}
#else
adcell adunwrap(const struct adder_vm *vm, adcell c);
#endif
/* Name of the type of a cell, into a C buffer; returns its length. */
size_t adtype_name(struct adder_vm *vm, adcell c, char *to, size_t room);
size_t adclass_text(struct adder_vm *vm, adcell class, char *to, size_t room); /* of a class */

#endif
