/* SPDX-License-Identifier: MIT
 * interp.h - what only the loop needs: the cache of attributes and functions behind rarer
 * instructions.
 */
#ifndef ADDER_INTERP_H
#define ADDER_INTERP_H

#include "core/call.h"
#include "isa/isa.h"

#ifndef AD_INLINE_FLOAT
#define AD_INLINE_FLOAT AD_HAS_INLINE_FLOAT /* from the cell's header */
#endif
#ifndef AD_CHECKED
#define AD_CHECKED AD_ROM_DIRECT
#endif

#if AD_ATTR_CACHE
AD_INLINE unsigned adcache_index(adcell class, unsigned name)
{
    return (unsigned)((class >> 3) ^ name * 7u) % AD_CACHE_SIZE;
}
#endif

bool adexc_is(const struct adder_vm *vm, adcell c);
void adexc_enter_handler(struct adder_vm *vm, unsigned n); /* exception on top into handler n */
enum adgo adcall_next(struct adder_vm *vm, unsigned action);   /* iterator on top stays there */
enum adgo adclass_call_kw(struct adder_vm *vm, unsigned n, unsigned nkw); /* names on top */
enum adgo adcall_truth(struct adder_vm *vm, unsigned action); /* asks the instance on top */
enum adgo adgenerator_yield(struct adder_vm *vm);
enum adgo adgenerator_send(struct adder_vm *vm);                     /* SEND: iter sent */
enum adgo adgenerator_finish(struct adder_vm *vm, adcell result, unsigned action);
enum adgo adop_unpack(struct adder_vm *vm, unsigned before, unsigned after);
bool adop_range_prep(struct adder_vm *vm, unsigned n) AD_MUST_CHECK;
bool adop_copy_free(struct adder_vm *vm, unsigned slot, unsigned n) AD_MUST_CHECK;
adcell adname_error(struct adder_vm *vm, unsigned name);
adcell admodule_from(struct adder_vm *vm, unsigned name);      /* IMPORT_FROM: module on top */

#endif
