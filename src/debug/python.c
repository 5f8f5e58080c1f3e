/* SPDX-License-Identifier: MIT
 * python.c - see python.h. What the program is stands in the image, which is read with
 * image/read.h; what it does, the engine's inspect table tells.
 */
#include "debug/python.h"

#include "image/dump.h"
#include "isa/isa.h"

#define VALUE_MOST 200
#define PC_BITS 16
#define REGISTER_COLUMN 6

static const struct adder_inspect *inspect(const struct addebug_python *p)
{
    return p->engine->inspect;
}

/* ---- codes ---------------------------------------------------------------------------------- */

static bool code_at(const struct addebug_python *p, uint32_t offset, struct adimg_code *code)
{
    struct adimg_object object;
    return adimg_object_at(&p->img, offset, &object) && adimg_code_of(&object, code);
}

/* The code of a number: all objects are looked through, but for the one that was found last. */
static bool code_of(struct addebug_python *p, uint32_t number, struct adimg_code *code)
{
    struct adimg_object o;
    uint32_t at = adimg_objects_start(&p->img);
    if (p->known_offset && p->known_number == number)
        return code_at(p, p->known_offset, code);
    for (; adimg_object_at(&p->img, at, &o); at += o.bytes) {
        if (!adimg_code_of(&o, code) || code->code.debug != number)
            continue;
        p->known_number = number;
        p->known_offset = at;
        return true;
    }
    return false;
}

bool addebug_python_code(struct addebug_python *p, unsigned frame, struct adimg_code *code,
                         uint32_t *pc)
{
    struct adder_frame f;
    if (!inspect(p)->frame(p->vm, frame, &f) || !code_at(p, f.code, code))
        return false;
    *pc = f.pc;
    return true;
}

size_t addebug_python_name(const struct addebug_python *p, const struct adimg_code *code,
                           const char **name)
{
    struct adimg_debug debug;
    if (!adimg_debug_at(&p->img, code->code.debug, &debug))
        return adimg_name_text(&p->img, code->code.name, name);
    *name = debug.qualname;
    return debug.qualname_size;
}

static uint64_t number_of(const struct addebug_python *p, const struct adimg_code *code,
                          uint32_t pc)
{
    uint32_t shift = p->codes - p->first;
    return (uint64_t)((code->code.debug + shift) % p->codes + 1u) << PC_BITS | pc;
}

/* The reverse; false: there is no such code. */
static bool code_of_pc(struct addebug_python *p, uint64_t pc, struct adimg_code *code)
{
    uint64_t number = pc >> PC_BITS;
    return number > 0 && number <= p->codes &&
        code_of(p, (uint32_t)(number - 1 + p->first) % p->codes, code);
}

static void count_codes(struct addebug_python *p)
{
    struct adimg_object o;
    struct adimg_code code;
    uint32_t at = adimg_objects_start(&p->img);
    p->codes = 1;
    p->first = UINT32_MAX;
    for (; adimg_object_at(&p->img, at, &o); at += o.bytes) {
        if (!adimg_code_of(&o, &code))
            continue;
        p->codes = AD_MAX(p->codes, code.code.debug + 1u);
        if (!(code.code.flags & ADCODE_LIB))
            p->first = AD_MIN(p->first, code.code.debug);
    }
    p->first = p->first == UINT32_MAX ? 0 : p->first;
}

/* ---- running -------------------------------------------------------------------------------- */

static void end(struct addebug_python *p)
{
    struct adout why;
    int kind;
    adout_memory(&why, p->why, sizeof p->why);
    kind = inspect(p)->error(p->vm, &why);
    if (!kind)
        adout_text(&why, "the machine cannot go on");
    p->why_length = AD_MIN(why.count, sizeof p->why);
    p->state = kind == 2 ? ADDEBUG_ENDED : ADDEBUG_FAULT;
    p->status = 1;
    if (kind && p->reporter)
        p->status = p->engine->report(p->vm, p->reporter);
}

static void begin(struct addebug_python *p)
{
    p->state = ADDEBUG_READY;
    p->status = 0;
    p->why_length = 0;
    if (!p->vm || !inspect(p)->start(p->vm))
        end(p);
}

bool addebug_python_open(struct addebug_python *p, const uint8_t *image, size_t size)
{
    struct adimg_fault fault;
    p->known_offset = 0;
    if (!adimg_open(&p->img, image, size, &fault))
        return false;
    count_codes(p);
    begin(p);
    return true;
}

static void restart(void *t)
{
    struct addebug_python *p = t;
    struct adder_vm *vm = p->reopen ? p->reopen(p->ctx) : NULL;
    if (vm) {
        p->vm = vm;
        begin(p);
    }
}

static enum addebug_state step(void *t)
{
    struct addebug_python *p = t;
    struct adimg_code code;
    uint32_t pc;
    bool stop;
    if (p->state == ADDEBUG_ENDED || p->state == ADDEBUG_FAULT)
        return p->state;
    stop = addebug_python_code(p, 0, &code, &pc) && pc < code.code.code_size &&
        code.bytecode[pc] == ADOP_BREAKPOINT;
    switch (p->engine->run(p->vm, 1)) {
    case ADDER_LIMIT:
        p->state = stop ? ADDEBUG_BREAK : ADDEBUG_READY;
        break;
    case ADDER_OK:
        p->state = ADDEBUG_ENDED;
        break;
    default:
        end(p);
    }
    return p->state;
}

static int status(void *t) { return ((struct addebug_python *)t)->status; }

static void why(void *t, struct adout *out)
{
    const struct addebug_python *p = t;
    adout_bytes(out, p->why, p->why_length);
}

/* ---- places --------------------------------------------------------------------------------- */

static unsigned depth(void *t)
{
    struct addebug_python *p = t;
    return inspect(p)->depth(p->vm);
}

/* Debug information of code that is not from lib/. */
static bool debug_of(const struct addebug_python *p, const struct adimg_code *code,
                     struct adimg_debug *debug)
{
    return !(code->code.flags & ADCODE_LIB) && adimg_debug_at(&p->img, code->code.debug, debug);
}

static bool file_of(const struct addebug_python *p, const struct adimg_debug *debug,
                    const char **text, size_t *length)
{
    struct adimg_module module;
    struct adimg_object file;
    if (!adimg_module_at(&p->img, debug->module, &module) || !module.file ||
        !adimg_object_of(&p->img, adimg_module_cell(&p->img, module.file), &file))
        return false;
    *text = (const char *)file.body;
    *length = file.size;
    return true;
}

/* Where the instructions end that make a function's cells and fetch those of a closure: they belong
 * to no line, and its variables are there only behind them. */
static uint32_t prologue(const struct adimg_code *code)
{
    struct adisa_ins ins;
    uint32_t pc = 0;
    while (pc < code->code.code_size && adisa_decode(&adisa_python, code->bytecode + pc,
        code->code.code_size - pc, &ins) &&
        (ins.code == ADOP_MAKE_CELL || ins.code == ADOP_COPY_FREE))
        pc += ins.length;
    return pc;
}

/* at: of the instruction at pc, `called` that of the one before it. */
static void place_in(const struct addebug_python *p, const struct adimg_code *code, uint32_t pc,
                     bool called, struct addebug_place *at)
{
    struct adimg_debug debug;
    memset(at, 0, sizeof *at);
    at->pc = number_of(p, code, pc);
    at->function_length = addebug_python_name(p, code, &at->function);
    if (!debug_of(p, code, &debug))
        return;
    if (called || pc >= prologue(code))
        at->line = (unsigned)adimg_line(&debug, called && pc ? pc - 1 : pc);
    file_of(p, &debug, &at->file, &at->file_length);
}

/* A caller's line is that of its call, the instruction before the next one. */
static bool place(void *t, unsigned frame, struct addebug_place *at)
{
    struct addebug_python *p = t;
    struct adimg_code code;
    uint32_t pc;
    if (!addebug_python_code(p, frame, &code, &pc))
        return false;
    place_in(p, &code, pc, frame > 0, at);
    return true;
}

static bool place_of(void *t, uint64_t pc, struct addebug_place *at)
{
    struct addebug_python *p = t;
    struct adimg_code code;
    if (!code_of_pc(p, pc, &code) ||
        (pc & 0xffff) >= code.code.code_size)
        return false;
    place_in(p, &code, (uint32_t)(pc & 0xffff), false, at);
    return true;
}

static bool instruction(void *t, uint64_t pc, struct adout *out, uint64_t *next)
{
    struct addebug_python *p = t;
    struct adimg_code code;
    uint32_t behind;
    if (!code_of_pc(p, pc, &code))
        return false;
    behind = adimg_dump_instruction(&p->img, &code, (uint32_t)(pc & 0xffff), out);
    *next = number_of(p, &code, behind);
    return behind != 0;
}

/* Is it the name, or does it end with it behind a separator? */
static bool ends_with(const char *text, size_t length, const char *name, size_t name_length,
                      char separator)
{
    return name_length <= length && !memcmp(text + length - name_length, name, name_length) &&
        (name_length == length || text[length - name_length - 1] == separator);
}

/* The first line from `wanted` on that has code in this function; *found gets it if it is nearer
 * than what is there (0: nothing). */
static void find_line(const struct adimg_code *code, const struct adimg_debug *debug,
                      unsigned wanted, unsigned *found)
{
    int32_t line = debug->first_line;
    uint32_t at = 0;
    for (uint32_t i = 0; i <= debug->nlines; i += 2) {
        bool last = i + 1 >= debug->nlines;
        uint32_t bytes = last ? code->code.code_size - AD_MIN(at, code->code.code_size)
                              : debug->lines[i];
        if (bytes && line > 0 && (unsigned)line >= wanted && (!*found || (unsigned)line < *found))
            *found = (unsigned)line;
        if (last)
            return;
        at += bytes;
        line += (int8_t)debug->lines[i + 1];
    }
}

static bool line(void *t, const char *file, size_t file_length, unsigned *line)
{
    struct addebug_python *p = t;
    struct adimg_object o;
    struct adimg_code code;
    struct adimg_debug debug;
    const char *name;
    size_t n;
    unsigned found = 0;
    for (uint32_t at = adimg_objects_start(&p->img); adimg_object_at(&p->img, at, &o);
         at += o.bytes) {
        if (!adimg_code_of(&o, &code) || !debug_of(p, &code, &debug) ||
            !file_of(p, &debug, &name, &n) || !ends_with(name, n, file, file_length, '/'))
            continue;
        find_line(&code, &debug, *line, &found);
    }
    if (found)
        *line = found;
    return found != 0;
}


/* Methods are found by C.f or by f; the whole name is looked for first. */
static bool find(void *t, const char *name, size_t length, uint64_t *pc)
{
    struct addebug_python *p = t;
    struct adimg_object o;
    struct adimg_code code;
    const char *text;
    size_t n;
    for (unsigned whole = 2; whole-- > 0;) {
        uint32_t at = adimg_objects_start(&p->img);
        for (; adimg_object_at(&p->img, at, &o); at += o.bytes) {
            if (!adimg_code_of(&o, &code) || code.code.flags & ADCODE_LIB)
                continue;
            n = addebug_python_name(p, &code, &text);
            if (!ends_with(text, n, name, length, '.') || (whole && n != length))
                continue;
            *pc = number_of(p, &code, prologue(&code));
            return true;
        }
    }
    return false;
}

/* ---- what there is -------------------------------------------------------------------------- */

static void show_locals(struct addebug_python *p, unsigned frame, struct adout *out)
{
    struct adimg_code code;
    struct adimg_debug debug;
    uint32_t pc;
    size_t start = out->count;
    unsigned slot = 0;
    bool named = false;
    if (addebug_python_code(p, frame, &code, &pc)) {
        slot = code.code.nlocals;
        named = adimg_debug_at(&p->img, code.code.debug, &debug);
    }
    while (slot-- > 0) {
        char memory[VALUE_MOST + 8];
        struct adout value;
        const char *name = "";
        size_t n = named ? adimg_local(&debug, slot, &name) : 0;
        adout_memory(&value, memory, sizeof memory);
        if ((named && !n) || !inspect(p)->local(p->vm, frame, slot, VALUE_MOST, &value))
            continue;
        if (named) {
            adout_bytes(out, name, n);
        } else {
            adout_byte(out, '#');
            adout_int(out, slot);
        }
        adout_text(out, " = ");
        adout_bytes(out, memory, AD_MIN(value.count, sizeof memory));
        adout_byte(out, '\n');
    }
    if (out->count == start)
        adout_text(out, "no locals\n");
}

static void show_globals(struct addebug_python *p, unsigned frame, struct adout *out)
{
    struct adimg_code code;
    struct adimg_debug debug;
    struct adimg_module module;
    uint32_t pc;
    size_t start = out->count;
    unsigned number = 0;
    if (addebug_python_code(p, frame, &code, &pc) &&
        adimg_debug_at(&p->img, code.code.debug, &debug))
        number = debug.module;
    if (!adimg_module_at(&p->img, number, &module))
        module.globals = 0;
    for (unsigned i = 0; i < module.globals; i++) {
        char memory[VALUE_MOST + 8];
        struct adout value;
        const char *name;
        unsigned slot = (unsigned)module.first_global + i;
        size_t n = adimg_name_text(&p->img, adimg_u16_at(&p->img, ADIMG_GLOBALS, slot), &name);
        adout_memory(&value, memory, sizeof memory);
        if (!inspect(p)->global(p->vm, slot, VALUE_MOST, &value))
            continue;
        adout_bytes(out, name, n);
        adout_text(out, " = ");
        adout_bytes(out, memory, AD_MIN(value.count, sizeof memory));
        adout_byte(out, '\n');
    }
    if (out->count == start)
        adout_text(out, "no globals\n");
}

static void show_stack(struct addebug_python *p, unsigned frame, struct adout *out)
{
    struct adder_frame f;
    if (!inspect(p)->frame(p->vm, frame, &f) || !f.operands) {
        adout_text(out, "the operand stack is empty\n");
        return;
    }
    for (unsigned i = 0; i < f.operands; i++) {
        adout_int(out, i);
        adout_text(out, ": ");
        inspect(p)->operand(p->vm, frame, i, VALUE_MOST, out);
        adout_byte(out, '\n');
    }
}

static void show_register(struct adout *out, const char *name, size_t value, const char *what)
{
    adout_text(out, name);
    adout_column(out, REGISTER_COLUMN);
    adout_int(out, (int64_t)value);
    adout_text(out, what);
}

static void show_registers(struct addebug_python *p, struct adout *out)
{
    struct adder_registers r;
    struct adimg_code code;
    const char *name;
    uint32_t pc;
    inspect(p)->registers(p->vm, &r);
    if (addebug_python_code(p, 0, &code, &pc)) {
        adout_text(out, "pc");
        adout_column(out, REGISTER_COLUMN);
        size_t n = addebug_python_name(p, &code, &name);
        adout_bytes(out, name, n);
        adout_byte(out, '+');
        adout_int(out, pc);
        adout_byte(out, '\n');
    }
    show_register(out, "sp", r.sp, " cells on the stack\n");
    show_register(out, "fp", r.fp, " cells up to local 0\n");
    show_register(out, "heap", r.objects, " bytes of objects\n");
    show_register(out, "free", r.left, " bytes\n");
}

static bool show(void *t, unsigned frame, enum addebug_topic topic, uint32_t from, uint32_t count,
                 struct adout *out)
{
    struct addebug_python *p = t;
    (void)from, (void)count;
    switch (topic) {
    case ADDEBUG_LOCALS:
        show_locals(p, frame, out);
        return true;
    case ADDEBUG_GLOBALS:
        show_globals(p, frame, out);
        return true;
    case ADDEBUG_STACK:
        show_stack(p, frame, out);
        return true;
    case ADDEBUG_REGISTERS:
        show_registers(p, out);
        return true;
    case ADDEBUG_HEAP:
        inspect(p)->heap(p->vm, out);
        return true;
    default:
        return false;
    }
}

void addebug_python_stack(struct addebug_python *p, unsigned most, size_t value_most,
                          struct adout *out)
{
    struct adder_frame f;
    unsigned i = 0;
    adout_byte(out, '[');
    if (inspect(p)->frame(p->vm, 0, &f))
        i = f.operands;
    if (i > most) {
        adout_text(out, "..., ");
        i = most;
    }
    while (i-- > 0) {
        inspect(p)->operand(p->vm, 0, i, value_most, out);
        adout_text(out, i ? ", " : "");
    }
    adout_byte(out, ']');
}

/* ---- expressions ---------------------------------------------------------------------------- */

static bool value(void *t, unsigned frame, const char *text, size_t length, struct adout *out)
{
    struct addebug_python *p = t;
    return inspect(p)->value(p->vm, frame, text, length, out);
}

static int truth(void *t, unsigned frame, const char *text, size_t length, struct adout *out)
{
    struct addebug_python *p = t;
    return inspect(p)->truth(p->vm, frame, text, length, out);
}

static bool set(void *t, unsigned frame, const char *name, size_t name_length, const char *text,
                size_t text_length, struct adout *out)
{
    struct addebug_python *p = t;
    return inspect(p)->set(p->vm, frame, name, name_length, text, text_length, out);
}

const struct addebug_target_type addebug_python_type = {
    .machine = "py",
    .step = step,
    .restart = restart,
    .status = status,
    .why = why,
    .depth = depth,
    .place = place,
    .show = show,
    .value = value,
    .truth = truth,
    .set = set,
    .instruction = instruction,
    .find = find,
    .line = line,
    .place_of = place_of,
};
