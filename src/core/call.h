/* SPDX-License-Identifier: MIT
 * call.h - what the interpreter loop hands to functions: calls that are not plain, operators on
 * anything but numbers, attributes, classes, generators, unwinding. (call.c, ops.c, attr.c,
 * class.c,
 * generator.c, unwind.c, module.c)
 */
#ifndef ADDER_CALL_H
#define ADDER_CALL_H

#include "core/frame.h"
#include "core/obj/dict.h"

/* How a call went on. */
enum adgo {
    AD_GO_ERROR,  /* raised                                                              */
    AD_GO_RESULT, /* a native ran: its result is on top, in the callable's place         */
    AD_GO_FRAME,  /* a frame was entered: vm->sp, fp, pc are those of the callee         */
    AD_GO_HOST,   /* the outermost frame returned: back to the host                      */
    AD_GO_NATIVE, /* inside of adcall                                                    */
    AD_GO_CALL    /* adcall_go_on() is to be called: nothing calls itself by way of others */
};

/* Raises what it means that the stack cannot take another frame: MemoryError or RecursionError. */
enum adgo adcall_no_room(struct adder_vm *vm);

/* Calls the cell below the n topmost ones with them. vm->pc is where the caller goes on. */
enum adgo adcall(struct adder_vm *vm, unsigned n, unsigned action) AD_MUST_CHECK;
/* After AD_GO_CALL: calls what was handed over. */
enum adgo adcall_go_on(struct adder_vm *vm) AD_MUST_CHECK;
/* Native f with the n topmost cells; its result, AD_ERROR, AD_TAILCALL. */
adcell adcall_run_native(struct adder_vm *vm, unsigned f, unsigned n);
enum adgo adcall_kw(struct adder_vm *vm, unsigned n, adcell names) AD_MUST_CHECK;
enum adgo adcall_ex(struct adder_vm *vm, bool kwargs) AD_MUST_CHECK;
/* A native returned AD_TAILCALL: dest is where its result shall come. */
enum adgo adcall_tail(struct adder_vm *vm, adcell *dest) AD_MUST_CHECK;
/* A frame returned `result`, the caller's registers are back in vm and vm->sp is the callable's
 * place: do what the action says. The result cell may be any value. */
enum adgo adcall_deliver(struct adder_vm *vm, adcell result, unsigned action) AD_MUST_CHECK;
/* The same for an iterator or generator that has come to its end with `value`. */
enum adgo adcall_finish(struct adder_vm *vm, adcell value, unsigned action) AD_MUST_CHECK;
/* Enters a frame for `function` whose locals are complete: nlocals cells from sp[0] up, the
 * callable
 * above them. */
bool adframe_enter(
    struct adder_vm *vm, adcell code, const uint8_t *c, unsigned action) AD_MUST_CHECK;

/* Operators on the two topmost cells; the result's place is the first one's. AD_TAILCALL
 * possible. */
adcell adop_binary(struct adder_vm *vm, unsigned op, bool inplace, unsigned action);
adcell adop_compare(struct adder_vm *vm, unsigned op, unsigned action);
adcell adop_unary(struct adder_vm *vm, unsigned op);      /* on the top */
adcell adop_truth(struct adder_vm *vm, unsigned action);  /* of the top: True, False, AD_TAILCALL */
adcell adop_contains(struct adder_vm *vm, bool negate);   /* a b: a in b */
adcell adop_get_item(struct adder_vm *vm);                /* obj key */
adcell adop_set_item(struct adder_vm *vm);                /* value obj key; AD_NONE when done */
adcell adop_del_item(struct adder_vm *vm);                /* obj key */
/* A special method of a binary operator returned: its result or the next step. */
adcell adop_binary_next(struct adder_vm *vm, adcell result, unsigned *action);

/* Attributes. The object is on top; its cell is the result's place. */
adcell adattr_get(struct adder_vm *vm, unsigned name);
/* For a call: true with function and self on the stack instead of the object (or unbound,
 * callable).
 * AD_TAILCALL through *r. */
bool adattr_method(struct adder_vm *vm, unsigned name, adcell *r) AD_MUST_CHECK;
/* The attribute of an instance by the number of its key; raises when it has no value. From
 * ADSLOT_VIRTUAL on what lies behind its class. */
adcell adattr_slot(struct adder_vm *vm, adcell object, unsigned slot);
bool adattr_set_slot(struct adder_vm *vm, adcell object, unsigned slot, adcell value) AD_MUST_CHECK;
adcell adattr_set(struct adder_vm *vm, unsigned name);    /* value obj -- ; value unbound: delete */
/* Attribute of a class by its method resolution order, raw; *owner may be NULL. No allocation. */
adcell adclass_lookup(const struct adder_vm *vm, adcell class, unsigned name);
adcell adclass_own(const struct adder_vm *vm, adcell class, unsigned name);
bool adclass_set(struct adder_vm *vm, adcell *class, unsigned name, adcell *value) AD_MUST_CHECK;
/* Native method of a builtin type (bases included) as an immediate, or AD_UNBOUND. */
adcell adtype_method(unsigned type, unsigned name);
bool adattr_is_class_native(unsigned f); /* one that a class calls: dict.fromkeys */
bool addunder_has(unsigned type, unsigned name);                 /* dunder.c */
unsigned adtype_base(unsigned type);

/* What object.__setattr__ does: value obj on top. */
adcell adinstance_set_plain(struct adder_vm *vm, unsigned name);
/* Attributes that every object has (__class__, __dict__, ...) or unbound. */
adcell adobject_attribute(struct adder_vm *vm, adcell object, unsigned name);
/* ... a class (__name__, __bases__, ...), a function, an exception (args, ...); unbound: none. */
adcell adclass_special(struct adder_vm *vm, adcell class, unsigned name);
adcell adfunction_get(struct adder_vm *vm, adcell function, unsigned name);
adcell adfunction_set(struct adder_vm *vm, unsigned name);       /* value function on top */
adcell adexc_attribute(struct adder_vm *vm, adcell exc, unsigned name);
adcell adexc_set_attribute(struct adder_vm *vm, unsigned name);  /* value exc on top */
adcell admodule_name(struct adder_vm *vm, adcell module);
/* A class got attribute `name`: keep its flags right. */
void adclass_note(struct adder_vm *vm, adcell class, unsigned name, adcell value);
bool adclass_has_slot(struct adder_vm *vm, adcell class, unsigned name, bool only);

/* without __getattribute__, __getattr__ */
adcell adattr_get_plain(struct adder_vm *vm, unsigned name);
adcell adattr_bind(struct adder_vm *vm, adcell *function, adcell self); /* a bound method */
adcell addebug_qualname(struct adder_vm *vm, const uint8_t *c);  /* of an adcode_ptr */
adcell adpin_constant(unsigned name);
/* <C object at 0x...> and its like */
adcell adobject_repr(struct adder_vm *vm, adcell *arg);
adcell adstr_of_exc(struct adder_vm *vm, adcell *arg);

adcell adinstance_dict(struct adder_vm *vm, adcell *object);      /* live: see attr.c */

/* Classes. */
adcell adclass_build(struct adder_vm *vm, unsigned nbases);      /* body name b1..bn -- class */
adcell adclass_end(struct adder_vm *vm, bool kwargs);            /* class [kw] -- class */
adcell adinstance_new(struct adder_vm *vm, adcell *class);       /* empty, of a class object */
bool adclass_add_key(struct adder_vm *vm, adcell *class, unsigned name) AD_MUST_CHECK;
/* a class object or a builtin type */
bool adtype_is_class(const struct adder_vm *vm, adcell c);
bool adtype_is_builtin_sub(adcell type, adcell base);            /* both builtin types */
/* names on top */
enum adgo adcall_function_kw(
    struct adder_vm *vm, unsigned n, unsigned nkw, unsigned action) AD_MUST_CHECK;
enum adgo adclass_call(struct adder_vm *vm, unsigned n, unsigned action);

/* Pairs (key, value) in an array, which may be unbound: attributes that have no better place, by
 * adname_key. *array is no stack slot above the two topmost free ones. */
adcell adpairs_get(const struct adder_vm *vm, adcell array, adcell key);
bool adpairs_set(struct adder_vm *vm, adcell *array, adcell key, adcell value) AD_MUST_CHECK;
AD_INLINE adcell adname_key(unsigned name) { return ad_from_int((adint)name); }

/* Generators. */
/* of the frame just entered */
adcell adgenerator_make(struct adder_vm *vm);
/* ADCODE_* of its function */
unsigned adgenerator_flags(const struct adder_vm *vm, adcell gen);
enum adgo adgenerator_resume(struct adder_vm *vm, adcell *gen, adcell value, unsigned action);
enum adgo adgenerator_throw(struct adder_vm *vm, adcell *gen, unsigned action);
adcell adgenerator_next(struct adder_vm *vm, adcell *slot);            /* next() hands over to it */
/* YIELD: frame into the object */
void adgenerator_save(struct adder_vm *vm, adcell gen);

/* Exceptions. */
adcell adexc_new(struct adder_vm *vm, adcell *class, adcell *args); /* args: a tuple */
/* Raises what RAISE found: a class or an instance on top (and the cause below when n is 2). */
void adexc_raise_op(struct adder_vm *vm, unsigned n);
/* no allocation; type may be a tuple */
bool adexc_matches(struct adder_vm *vm, adcell exc, adcell type);
/* Finds the handler of vm->error; true: sp, fp, pc are set and the exception is pushed. */
enum adgo adunwind(struct adder_vm *vm);

adcell adexc_handled(const struct adder_vm *vm);                  /* or unbound */
adcell adexc_match_op(struct adder_vm *vm);

/* Modules and globals. */
/* the builtin of that name, or NameError */
adcell adglobal_missing(struct adder_vm *vm, unsigned slot);
enum adgo admodule_import(struct adder_vm *vm, unsigned number);
adcell admodule_get(struct adder_vm *vm, adcell module, unsigned name); /* AD_UNBOUND: none */
bool admodule_set(struct adder_vm *vm, adcell *module, unsigned name, adcell *value) AD_MUST_CHECK;

adcell admodule_object(struct adder_vm *vm, unsigned number);
adcell admodule_body(const struct adder_vm *vm, unsigned module);
adcell admodule_file(const struct adder_vm *vm, unsigned module);
unsigned admodule_of_code(const struct adder_vm *vm, const uint8_t *c); /* 0 without DEBUG */
adcell admodule_text(struct adder_vm *vm, unsigned number);      /* its name */
adcell admodule_dict(struct adder_vm *vm, adcell module);        /* a copy as a dict */
adcell admodule_store(struct adder_vm *vm);
adcell admodule_star(struct adder_vm *vm);
AD_INLINE bool adprogram_imports(const struct adder_vm *vm) { return vm->nmodules > 1; }
void admodule_failed(struct adder_vm *vm, adcell callable);

/* The image's DEBUG section: name of a local, line of a code number's pc. */
size_t addebug_local(const struct adder_vm *vm, adcell code, unsigned slot, char *to, size_t room);
unsigned addebug_line(const struct adder_vm *vm, unsigned number, unsigned pc);
unsigned adcode_free_slots(const struct adder_vm *vm);

/* Names, functions for the loop's rarer instructions. */
adcell adlocal_unbound(struct adder_vm *vm, unsigned slot);      /* raises */
adcell adop_rare(struct adder_vm *vm, unsigned op, unsigned operand, unsigned operand2);

adcell adfrozen(const struct adder_vm *vm, enum adfrozen z);
void adstack_insert(struct adder_vm *vm, unsigned k, adcell callable);

enum adstop { AD_RUN_DONE, AD_RUN_ERROR, AD_RUN_LIMIT };
enum adstop adinterp_run(struct adder_vm *vm);                    /* fast */
enum adstop adinterp_run_checked(struct adder_vm *vm, uint64_t steps);

#endif
