/* SPDX-License-Identifier: MIT
 * machine.c - see machine.h; expressions are in machine_value.c.
 */
#include "debug/machine.h"

#include "isa/mdis.h"
#include "machines/microvm.h"
#include "machines/portvm.h"

/* ---- the world, seen on its way -------------------------------------------------------------- */

static int32_t port_read(void *ctx, unsigned port)
{
    struct addebug_machine *m = ctx;
    int32_t value = m->inner->port_read ? m->inner->port_read(m->inner->ctx, port) : 0;
    if (port < ADDEBUG_PORT_COUNT) {
        m->ports[port].value = value;
        m->ports[port].reads++;
        m->ports[port].wrote = false;
    }
    return value;
}

static void port_write(void *ctx, unsigned port, int32_t value)
{
    struct addebug_machine *m = ctx;
    if (port < ADDEBUG_PORT_COUNT) {
        m->ports[port].value = value;
        m->ports[port].writes++;
        m->ports[port].wrote = true;
    }
    if (m->inner->port_write)
        m->inner->port_write(m->inner->ctx, port, value);
}

static void print(void *ctx, const char *text, size_t length)
{
    struct addebug_machine *m = ctx;
    if (m->inner->print)
        m->inner->print(m->inner->ctx, text, length);
}

static void delay(void *ctx, uint32_t ms)
{
    struct addebug_machine *m = ctx;
    if (m->inner->delay)
        m->inner->delay(m->inner->ctx, ms);
}

/* ---- running --------------------------------------------------------------------------------- */

static enum addebug_state step(void *t)
{
    struct addebug_machine *m = t;
    switch (m->type->run(m->vm, 1)) {
    case ADMACHINE_HALT: return ADDEBUG_ENDED;
    case ADMACHINE_FAULT: return ADDEBUG_FAULT;
    case ADMACHINE_BREAK: return ADDEBUG_BREAK;
    default: return ADDEBUG_READY;
    }
}

static void restart(void *t)
{
    struct addebug_machine *m = t;
    m->type->restart(m->vm);
    memset(m->ports, 0, sizeof m->ports);
}

static int status(void *t)
{
    struct addebug_machine *m = t;
    return m->type->status(m->vm);
}

static void why(void *t, struct adout *out)
{
    struct addebug_machine *m = t;
    uint32_t pc;
    adout_text(out, admachine_fault_text(m->type->fault(m->vm, &pc)));
    adout_text(out, " at address ");
    adout_int(out, pc);
}

/* ---- frames ---------------------------------------------------------------------------------- */

static unsigned depth(void *t)
{
    const struct addebug_machine *m = t;
    if (m->type == &adportvm_type)
        return ((const struct adportvm *)m->vm)->depth + 1u;
    return ((const struct admicrovm *)m->vm)->open + 1u;
}

/* What the source says about the instruction that holds this address. */
static void describe(struct addebug_machine *m, uint32_t pc, struct addebug_place *p)
{
    const struct admasm_row *row = m->source ? admasm_row_at(m->source, pc) : NULL;
    const struct admasm_name *label =
        m->source ? admasm_name_at(m->source, ADMASM_LABEL, pc) : NULL;
    if (row) {
        p->file = m->source->files[row->file].name;
        p->line = row->line;
        while (p->file[p->file_length])
            p->file_length++;
    }
    if (label) {
        p->function = label->text;
        p->function_length = label->length;
    }
}

static bool place(void *t, unsigned frame, struct addebug_place *p)
{
    struct addebug_machine *m = t;
    uint32_t pc = m->type->pc(m->vm);
    memset(p, 0, sizeof *p);
    if (frame && !m->type->call(m->vm, frame - 1, &pc))
        return false;
    p->pc = pc;
    describe(m, frame && pc ? pc - 1 : pc, p); /* of a call: the instruction before the way back */
    return true;
}

static bool place_of(void *t, uint64_t pc, struct addebug_place *p)
{
    struct addebug_machine *m = t;
    memset(p, 0, sizeof *p);
    if (pc >= m->size / m->type->isa->unit)
        return false;
    p->pc = pc;
    describe(m, (uint32_t)pc, p);
    return true;
}

bool addebug_machine_locals(struct addebug_machine *m, unsigned frame, uint32_t *from, uint32_t *to)
{
    const struct adportvm *vm = m->vm;
    if (m->type != &adportvm_type || frame > vm->depth)
        return false;
    *to = frame < 1 ? vm->sp : frame < 2 ? vm->bp : vm->calls[vm->depth - (frame - 1)].bp;
    *from = frame < 1 ? vm->bp : vm->calls[vm->depth - frame].bp;
    *to = AD_MIN(*to, vm->sp);
    *from = AD_MIN(*from, *to);
    return true;
}

/* ---- what there is to see -------------------------------------------------------------------- */

static void number(struct addebug_machine *m, struct adout *out, int32_t value)
{
    adout_int(out, m->type == &adportvm_type ? value : (int64_t)(uint32_t)value);
}

/* NAME[N] = VALUE */
static void line_of(struct addebug_machine *m, struct adout *out, const char *name, uint32_t at,
    int32_t value)
{
    adout_text(out, name);
    adout_byte(out, '[');
    adout_int(out, at);
    adout_text(out, "] = ");
    number(m, out, value);
    adout_byte(out, '\n');
}

static const struct admachine_space *space(struct addebug_machine *m, const char *name)
{
    for (unsigned i = 0; i < m->type->space_count; i++)
        if (!memcmp(m->type->spaces[i].name, name, 3))
            return &m->type->spaces[i];
    return NULL;
}

static bool show_locals(struct addebug_machine *m, unsigned frame, struct adout *out)
{
    uint32_t from, to, top = m->type->spaces[0].size(m->vm);
    int32_t value;
    if (!addebug_machine_locals(m, frame, &from, &to))
        return false;
    for (uint32_t i = from; i < to; i++)
        if (m->type->spaces[0].read(m->vm, top - 1 - i, &value))
            line_of(m, out, "local", i - from, value);
    if (from == to)
        adout_text(out, "no locals\n");
    return true;
}

static bool show_stack(struct addebug_machine *m, uint32_t count, struct adout *out)
{
    const struct admachine_space *s = &m->type->spaces[0];
    uint32_t size = s->size(m->vm), n = count ? AD_MIN(count, size) : size;
    int32_t value;
    for (uint32_t i = 0; i < n; i++)
        if (s->read(m->vm, i, &value))
            line_of(m, out, "stack", i, value);
    if (!size)
        adout_text(out, "the stack is empty\n");
    return true;
}

/* What is not 0 of a space. */
static void show_nonzero(struct addebug_machine *m, const struct admachine_space *s,
    const char *name, struct adout *out)
{
    uint32_t size = s->size(m->vm);
    bool any = false;
    int32_t value;
    for (uint32_t i = 0; i < size; i++) {
        if (s->read(m->vm, i, &value) && value) {
            line_of(m, out, name, i, value);
            any = true;
        }
    }
    if (!any) {
        adout_text(out, s->name);
        adout_text(out, ": all are 0\n");
    }
}

/* The variables of the source, by name. */
static bool show_variables(struct addebug_machine *m, const struct admachine_space *s,
    struct adout *out)
{
    bool any = false;
    int32_t value;
    for (uint32_t i = 0; m->source && i < m->source->name_count; i++) {
        const struct admasm_name *n = &m->source->names[i];
        if (n->kind != ADMASM_VARIABLE)
            continue;
        any = true;
        adout_bytes(out, n->text, n->length);
        adout_text(out, " =");
        for (uint32_t k = 0; k < AD_MIN(n->size, 16); k++) {
            adout_byte(out, ' ');
            if (s->read(m->vm, (uint32_t)n->value + k, &value))
                number(m, out, value);
        }
        adout_text(out, n->size > 16 ? " ...\n" : "\n");
    }
    return any;
}

static bool show_globals(struct addebug_machine *m, struct adout *out)
{
    const struct admachine_space *s = space(m, "glo");
    if (s) {
        show_nonzero(m, s, "global", out);
    } else if ((s = space(m, "var")) == NULL) {
        return false;
    } else if (!show_variables(m, s, out)) {
        show_nonzero(m, s, "variable", out);
    }
    return true;
}

static bool show_registers(struct addebug_machine *m, struct adout *out)
{
    const char *name;
    int32_t value;
    if (m->type != &adportvm_type) {
        adout_text(out, "pc = ");
        adout_int(out, m->type->pc(m->vm));
        adout_byte(out, '\n');
    }
    for (unsigned i = 0; (name = m->type->reg(m->vm, i, &value)); i++) {
        adout_text(out, name);
        adout_text(out, " = ");
        adout_int(out, value);
        adout_byte(out, '\n');
    }
    return true;
}

/* Eight cells a line. */
static bool show_memory(struct addebug_machine *m, uint32_t from, uint32_t count, struct adout *out)
{
    const struct admachine_space *s = space(m, "mem");
    int32_t value;
    uint32_t i;
    if (!s)
        s = space(m, "var");
    for (i = 0; i < count && s->read(m->vm, from + i, &value); i++) {
        if (i % 8 == 0) {
            adout_text(out, i ? "\n" : "");
            adout_int(out, from + i);
            adout_byte(out, ':');
            adout_column(out, 9);
        } else {
            adout_byte(out, ' ');
        }
        number(m, out, value);
    }
    adout_text(out, i ? "\n" : "there is no such memory\n");
    return true;
}

static bool show_ports(struct addebug_machine *m, struct adout *out)
{
    bool any = false;
    for (unsigned i = 0; i < ADDEBUG_PORT_COUNT; i++) {
        const struct addebug_port *p = &m->ports[i];
        if (!p->reads && !p->writes)
            continue;
        any = true;
        adout_text(out, "port[");
        adout_int(out, i);
        adout_text(out, "] = ");
        number(m, out, p->value);
        adout_text(out, p->wrote ? "  written; " : "  read; ");
        adout_int(out, p->reads);
        adout_text(out, " reads, ");
        adout_int(out, p->writes);
        adout_text(out, " writes so far\n");
    }
    if (!any)
        adout_text(out, "nothing went through a port so far\n");
    return true;
}

static bool show(void *t, unsigned frame, enum addebug_topic topic, uint32_t from, uint32_t count,
    struct adout *out)
{
    struct addebug_machine *m = t;
    switch (topic) {
    case ADDEBUG_LOCALS: return show_locals(m, frame, out);
    case ADDEBUG_GLOBALS: return show_globals(m, out);
    case ADDEBUG_STACK: return show_stack(m, count, out);
    case ADDEBUG_REGISTERS: return show_registers(m, out);
    case ADDEBUG_MEMORY: return show_memory(m, from, count ? count : 8, out);
    case ADDEBUG_PORTS: return show_ports(m, out);
    default: return false;
    }
}

static bool value(void *t, unsigned frame, const char *text, size_t length, struct adout *out)
{
    struct addebug_machine *m = t;
    int32_t result;
    if (!addebug_machine_value(m, frame, text, length, &result, out))
        return false;
    number(m, out, result);
    return true;
}

static int truth(void *t, unsigned frame, const char *text, size_t length, struct adout *out)
{
    int32_t result;
    if (!addebug_machine_value(t, frame, text, length, &result, out))
        return -1;
    return result != 0;
}

static bool set(void *t, unsigned frame, const char *name, size_t name_length, const char *text,
    size_t length, struct adout *out)
{
    int32_t result;
    return addebug_machine_value(t, frame, text, length, &result, out) &&
        addebug_machine_set(t, frame, name, name_length, result, out);
}

/* ---- code ------------------------------------------------------------------------------------ */

static bool instruction(void *t, uint64_t pc, struct adout *out, uint64_t *next)
{
    struct addebug_machine *m = t;
    if (pc >= m->size / m->type->isa->unit)
        return false;
    *next = admdis_one(m->type->isa, m->code, m->size, (uint32_t)pc, out);
    return *next > pc;
}

static bool find(void *t, const char *name, size_t length, uint64_t *pc)
{
    struct addebug_machine *m = t;
    const struct admasm_name *found =
        m->source ? admasm_find(m->source, ADMASM_LABEL, name, length) : NULL;
    if (found)
        *pc = (uint64_t)found->value;
    return found != NULL;
}

static bool line(void *t, const char *file, size_t length, unsigned *number)
{
    struct addebug_machine *m = t;
    for (uint32_t i = 0; m->source && i < m->source->file_count; i++) {
        const char *name = m->source->files[i].name;
        size_t n = 0;
        int64_t pc;
        while (name[n])
            n++;
        if (n < length || memcmp(name + n - length, file, length) ||
            (n > length && name[n - length - 1] != '/'))
            continue;
        pc = admasm_pc_of(m->source, i, *number);
        if (pc < 0)
            return false;
        *number = admasm_row_at(m->source, (uint32_t)pc)->line;
        return true;
    }
    return false;
}

static const struct addebug_target_type portvm_type = {"portvm", step, restart, status, why, depth,
    place, show, value, truth, set, instruction, find, line,
    place_of};
static const struct addebug_target_type microvm_type = {"microvm", step, restart, status, why,
    depth, place, show, value, truth, set, instruction, find, line,
    place_of};

void addebug_machine_init(struct addebug_machine *m, const struct admachine_type *type, void *vm,
    const struct admasm *source, const uint8_t *code, uint32_t size,
    const struct admachine_host *inner)
{
    memset(m, 0, sizeof *m);
    m->type = type;
    m->vm = vm;
    m->source = source;
    m->code = code;
    m->size = size;
    m->inner = inner;
    m->host = (struct admachine_host){m, port_read, port_write, print, delay};
}

struct addebug_target addebug_machine_target(struct addebug_machine *m)
{
    return (struct addebug_target){
        m->type == &adportvm_type ? &portvm_type : &microvm_type, m};
}
