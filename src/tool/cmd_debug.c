/* SPDX-License-Identifier: MIT
 * cmd_debug.c - `adder debug`: opens the program and gives it to the console.
 */
#include "debug/debug.h"
#include "debug/host/console.h"
#include "debug/machine.h"
#include "tool/debug.h"
#include "tool/vm.h"

/* What the machine does to its ports goes by way of the debugger from now on. */
static void connect(struct addebug_machine *m, struct adtool_vm *v, const struct adtool_code *c)
{
    const struct admachine_host **host =
        v->type == &adportvm_type ? &v->vm.portvm.host : &v->vm.microvm.host;
    addebug_machine_init(m, v->type, &v->vm, c->has_source ? &c->source : NULL, c->bytes, c->size,
        *host);
    *host = &m->host;
}

static int debug_machine(const struct adtool_options *o)
{
    static struct addebug_machine machine;
    const struct addebug_console_options options = {.file = o->file, .script = o->script};
    struct adtool_code code;
    struct adtool_vm v;
    int status;
    if (o->argc > 1)
        return adtool_complain(ADTOOL_USAGE,
            "a program of this machine takes no arguments; options stand before %s", o->file);
    status = adtool_code_load(o, false, &code);
    if (status)
        return status;
    status = adtool_vm_open(&v, o, &code);
    if (!status) {
        connect(&machine, &v, &code);
        status = addebug_console(addebug_machine_target(&machine), &options);
        adtool_vm_close(&v);
    }
    adtool_code_free(&code);
    return status;
}

int adtool_debug(const struct adtool_options *o)
{
    return adtool_isa(o) ? debug_machine(o) : adtool_debug_python(o);
}
