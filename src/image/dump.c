/* SPDX-License-Identifier: MIT
 * dump.c - see dump.h.
 */
#include "image/dump.h"

#include "base/numtext.h"
#include "isa/disasm.h"

#define COMMENT_COLUMN 40
#define VALUE_MAX 48  /* a value in a comment is cut off about there */
#define VALUE_DEPTH 3 /* of tuples in tuples */
#define INSTRUCTION_MAX 400 /* bytes of an instruction with its comment */

struct dump {
    const struct adimg *img;
    const struct adimg_dump_options *options;
    struct adarena *arena;
    struct adout *out;
    uint32_t *offsets; /* of the objects */
    uint32_t nobjects;
    /* of the code that is being written */
    struct adimg_debug debug;
    bool has_debug;
    int32_t line;
    struct adimg_debug *rewritten; /* records of DEBUG whose code was rewritten */
};

static uint32_t count(const struct dump *d, enum adimg_section s)
{
    return d->img->section[s].count;
}

/* ---- values, for people --------------------------------------------------------------------- */

static void comment(struct dump *d)
{
    adout_column(d->out, COMMENT_COLUMN);
    adout_text(d->out, "; ");
}

static double float_of(const struct adimg_object *o)
{
    uint64_t bits = adcc_read(o->body, o->size == 4 ? 4 : 8);
    uint32_t half = (uint32_t)bits;
    double value;
    float single;
    memcpy(&value, &bits, sizeof value);
    memcpy(&single, &half, sizeof single);
    return o->size == 4 ? (double)single : value;
}

static void write_float(struct adout *out, double value)
{
    char text[ADNUM_REPR_SIZE];
    adout_bytes(out, text, adnum_repr(text, value));
}

static void write_int_object(const struct adimg_object *o, struct adout *out)
{
    uint32_t n = o->size;
    while (n && !o->body[n - 1])
        n--;
    adout_text(out, o->layout == ADT_int_neg ? "-0x" : "0x");
    for (uint32_t i = n; i-- > 0;)
        adout_hex(out, o->body[i], i == n - 1 ? 1 : 2);
}

static void write_value(const struct adimg *img, uint64_t cell, unsigned depth, struct adout *out);

static void write_tuple(const struct adimg *img, const struct adimg_object *o, unsigned depth,
    struct adout *out)
{
    size_t start = out->count;
    adout_text(out, o->layout == ADT_slice ? "slice(" : "(");
    for (uint32_t i = 0; i < o->size; i++) {
        if (i)
            adout_text(out, ", ");
        if (out->count - start > VALUE_MAX || depth >= VALUE_DEPTH) {
            adout_text(out, "...");
            break;
        }
        write_value(img, adimg_item(img, o, i), depth + 1, out);
    }
    adout_text(out, o->layout == ADT_tuple && o->size == 1 ? ",)" : ")");
}

static void write_object(const struct adimg *img, const struct adimg_object *o, unsigned depth,
    struct adout *out)
{
    struct adimg_object code;
    struct adimg_code parts;
    const char *name;
    uint32_t n = o->size;
    switch (o->layout) {
    case ADT_bytes:
        adout_byte(out, 'b');
        /* falls through */
    case ADT_str:
    case ADT_str_wide:
        for (n = AD_MIN(n, VALUE_MAX); n && n < o->size && (o->body[n] & 0xc0) == 0x80;)
            n--;
        adout_quoted(out, o->body, n, o->layout != ADT_bytes);
        adout_text(out, n < o->size ? "..." : "");
        return;
    case ADT_float:
        write_float(out, float_of(o));
        return;
    case ADT_tuple:
    case ADT_slice:
        write_tuple(img, o, depth, out);
        return;
    case ADT_int:
    case ADT_int_neg:
        if (n > VALUE_MAX / 2)
            adout_text(out, "a large int");
        else
            write_int_object(o, out);
        return;
    case ADT_function:
        if (!adimg_object_of(img, adimg_item(img, o, 0), &code))
            return;
        o = &code;
        /* falls through */
    default:
        if (!adimg_code_of(o, &parts))
            return;
        adout_text(out, "code of ");
        n = adimg_name_text(img, parts.code.name, &name);
        adout_bytes(out, name, n);
    }
}

static void write_value(const struct adimg *img, uint64_t cell, unsigned depth, struct adout *out)
{
    struct adimg_object o;
    unsigned width = img->width;
    const char *text;
    if (adcc_is_small(width, cell)) {
        adout_int(out, adcc_small_value(width, cell));
    } else if (adcc_is_float(width, cell)) {
        uint64_t bits = adcc_float_bits(cell);
        double value;
        memcpy(&value, &bits, sizeof value);
        write_float(out, value);
    } else if (adcc_is_imm(width, cell)) {
        text = adisa_imm_text(adcc_imm_number(width, cell));
        adout_text(out, text ? text : "?");
    } else if (adimg_object_of(img, cell, &o)) {
        write_object(img, &o, depth, out);
    } else {
        adout_byte(out, '?');
    }
}

void adimg_dump_value(const struct adimg *img, uint64_t cell, struct adout *out)
{
    write_value(img, cell, 0, out);
}

static void write_name(struct dump *d, unsigned number)
{
    const char *text;
    uint32_t n = adimg_name_text(d->img, number, &text);
    adout_bytes(d->out, text, n);
}

/* ---- cells and names, exactly --------------------------------------------------------------- */

static bool list_objects(struct dump *d)
{
    struct adimg_object o;
    for (unsigned pass = 0; pass < 2; pass++) {
        uint32_t n = 0, at = adimg_objects_start(d->img);
        for (; adimg_object_at(d->img, at, &o); at += o.bytes, n++) {
            if (pass)
                d->offsets[n] = at;
        }
        d->nobjects = n;
        if (!pass && !(d->offsets = adarena_alloc(d->arena, (n + 1) * sizeof *d->offsets)))
            return false;
    }
    return true;
}

static bool write_ref(struct dump *d, uint64_t cell)
{
    uint32_t offset = d->img->size - (uint32_t)adcc_distance(d->img->width, cell);
    uint32_t low = 0, high = d->nobjects;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->offsets[middle] < offset)
            low = middle + 1;
        else
            high = middle;
    }
    adout_byte(d->out, 'o');
    adout_int(d->out, low);
    return low < d->nobjects && d->offsets[low] == offset;
}

static bool write_cell(struct dump *d, uint64_t cell)
{
    if (adcc_is_ref(d->img->width, cell))
        return write_ref(d, cell);
    if (adcc_is_imm(d->img->width, cell)) {
        unsigned number = adcc_imm_number(d->img->width, cell);
        const char *text = adisa_imm_text(number);
        size_t n = 0;
        while (text && text[n])
            n++;
        if (!text)
            return false;
        if (adisa_imm_find(text, n) == (int)number) {
            adout_text(d->out, text);
        } else {
            adout_text(d->out, "imm:");
            adout_int(d->out, number);
        }
        return true;
    }
    write_value(d->img, cell, 0, d->out);
    return true;
}

static void write_number(struct dump *d, unsigned number)
{
    const char *text = adisa_name_text(number);
    if (text) {
        adout_text(d->out, text);
        return;
    }
    adout_text(d->out, "own:");
    adout_int(d->out, number - ADN_COUNT);
}

static void write_field(struct dump *d, const char *name, int64_t value)
{
    adout_byte(d->out, ' ');
    adout_text(d->out, name);
    adout_byte(d->out, '=');
    adout_int(d->out, value);
}

/* The same, left out when it is 0. */
static void write_nonzero(struct dump *d, const char *name, int64_t value)
{
    if (value)
        write_field(d, name, value);
}

/* ---- code ----------------------------------------------------------------------------------- */

/* A comment with the line, where a new one begins. */
static void before_instruction(void *ctx, uint32_t pc)
{
    struct dump *d = ctx;
    int32_t line = d->has_debug ? adimg_line(&d->debug, pc) : d->line;
    size_t n = 0;
    const char *text = NULL;
    if (line == d->line)
        return;
    d->line = line;
    if (d->options && d->options->source && line > 0)
        text = d->options->source(d->options->ctx, d->debug.module, (uint32_t)line, &n);
    adout_text(d->out, "; ");
    adout_int(d->out, line);
    adout_text(d->out, ":");
    if (text) {
        adout_byte(d->out, ' ');
        adout_bytes(d->out, text, n);
    }
    adout_byte(d->out, '\n');
}

static void explain_operand(struct dump *d, char letter, uint32_t value)
{
    const char *text = "";
    unsigned n;
    struct adimg_module module;
    switch (letter) {
    case 's':
        n = d->has_debug ? adimg_local(&d->debug, value, &text) : 0;
        adout_bytes(d->out, text, n);
        return;
    case 'k':
    case 'K':
        write_value(d->img, adimg_cell_at(d->img, ADIMG_CONSTS, value), 0, d->out);
        return;
    case 'g':
    case 'G':
        write_name(d, adimg_u16_at(d->img, ADIMG_GLOBALS, value));
        return;
    case 'n':
    case 'N':
        write_name(d, adimg_u16_at(d->img, ADIMG_NAMES, value));
        return;
    case 'M':
        if (adimg_module_at(d->img, value, &module))
            write_name(d, module.name);
        return;
    default:
        return;
    }
}

static void explain_instruction(void *ctx, uint32_t pc, const struct adisa_ins *ins)
{
    struct dump *d = ctx;
    bool first = true;
    (void)pc;
    for (unsigned i = 0; i < ins->count; i++) {
        char letter = ins->row->operands[i];
        if (letter == 'j' || letter == 'B' || letter == 'i' || letter == 'I' || letter == 'u' ||
            letter == 'U' || (letter == 's' && !d->has_debug))
            continue;
        if (first)
            comment(d);
        else
            adout_text(d->out, ", ");
        first = false;
        explain_operand(d, letter, (uint32_t)ins->operand[i]);
    }
}

static void write_flags(struct dump *d, unsigned flags)
{
    static const char *const names[8] = {"varargs", "varkw", "generator", "coroutine", "method",
        "simple", "class", "lib"};
    bool first = true;
    for (unsigned i = 0; i < 8; i++) {
        if (!(flags >> i & 1))
            continue;
        adout_text(d->out, first ? " flags=" : "+");
        adout_text(d->out, names[i]);
        first = false;
    }
}

static void write_code_head(struct dump *d, uint32_t index, const struct adcode *c)
{
    adout_text(d->out, "\n.code o");
    adout_int(d->out, index);
    adout_text(d->out, " name=");
    write_number(d, c->name);
    write_nonzero(d, "pos", c->npos);
    write_nonzero(d, "posonly", c->nposonly);
    write_nonzero(d, "kwonly", c->nkwonly);
    write_flags(d, c->flags);
    write_nonzero(d, "locals", c->nlocals);
    write_nonzero(d, "handlers", c->nhandlers);
    write_nonzero(d, "handler_slot", c->handler_slot);
    write_nonzero(d, "depth", c->depth);
    write_nonzero(d, "debug", c->debug);
    comment(d);
    if (d->has_debug)
        adout_bytes(d->out, d->debug.qualname, d->debug.qualname_size);
    else
        write_name(d, c->name);
    adout_byte(d->out, '\n');
}

static bool rewrite(struct dump *d, struct adimg_code *code)
{
    if (!d->options || !d->options->rewrite)
        return true;
    if (!d->options->rewrite(d->options->rewriter, d->img, code, d->has_debug ? &d->debug : NULL))
        return false;
    if (d->has_debug)
        d->rewritten[code->code.debug] = d->debug;
    return true;
}

static void write_label(struct dump *d, unsigned pc)
{
    adout_text(d->out, " L");
    adout_int(d->out, pc);
}

static bool write_code(struct dump *d, uint32_t index, const struct adimg_object *o)
{
    struct adimg_code code;
    if (!adimg_code_of(o, &code))
        return false;
    d->has_debug = adimg_debug_at(d->img, code.code.debug, &d->debug);
    d->line = -1;
    if (!rewrite(d, &code))
        return false;
    write_code_head(d, index, &code.code);
    for (unsigned i = 0; i < (unsigned)code.code.npos + code.code.nkwonly; i++) {
        unsigned number = adcc_read16(code.params + 2 * i);
        adout_text(d->out, ".param ");
        write_number(d, number);
        comment(d);
        write_name(d, number);
        adout_byte(d->out, '\n');
    }
    struct addisasm dis = {.isa = &adisa_python, .code = code.bytecode,
        .size = code.code.code_size, .out = d->out, .before = before_instruction,
        .comment = explain_instruction, .ctx = d};
    if (!(dis.labels = adarena_alloc(d->arena, ADDISASM_LABELS(dis.size))))
        return false;
    for (unsigned i = 0; i < code.code.ntry; i++) {
        struct adtry t = adimg_try(&code, i);
        addisasm_want_label(&dis, t.start);
        addisasm_want_label(&dis, t.end);
        addisasm_want_label(&dis, t.target);
    }
    addisasm_run(&dis);
    for (unsigned i = 0; i < code.code.ntry; i++) {
        struct adtry t = adimg_try(&code, i);
        adout_text(d->out, ".try");
        write_label(d, t.start);
        write_label(d, t.end);
        write_label(d, t.target);
        write_field(d, "depth", t.depth);
        adout_byte(d->out, '\n');
    }
    adout_text(d->out, ".end\n");
    return true;
}

#define INDENTATION 4

uint32_t adimg_dump_instruction(const struct adimg *img, const struct adimg_code *code, uint32_t pc,
    struct adout *out)
{
    char line[INSTRUCTION_MAX];
    struct adout text;
    struct dump d = {.img = img, .out = &text};
    struct addisasm dis = {.isa = &adisa_python, .code = code->bytecode,
        .size = code->code.code_size, .out = &text, .comment = explain_instruction, .ctx = &d};
    struct adisa_ins ins;
    size_t n;
    if (pc >= dis.size || !adisa_decode(dis.isa, dis.code + pc, dis.size - pc, &ins))
        return 0;
    d.has_debug = adimg_debug_at(img, code->code.debug, &d.debug);
    adout_memory(&text, line, sizeof line);
    addisasm_one(&dis, &ins, pc);
    n = AD_MIN(text.count, sizeof line);
    while (n && line[n - 1] == '\n')
        n--;
    adout_bytes(out, line + INDENTATION, n - INDENTATION);
    return pc + ins.length;
}

/* ---- objects -------------------------------------------------------------------------------- */

static bool write_cells(struct dump *d, const struct adimg_object *o)
{
    for (uint32_t i = 0; i < o->size; i++) {
        adout_text(d->out, i ? ", " : " ");
        if (!write_cell(d, adimg_item(d->img, o, i)))
            return false;
    }
    if (o->size) {
        comment(d);
        write_object(d->img, o, 0, d->out);
    }
    return true;
}

static bool write_function(struct dump *d, const struct adimg_object *o)
{
    adout_byte(d->out, ' ');
    if (!write_cell(d, adimg_item(d->img, o, 0)))
        return false;
    if (adimg_item(d->img, o, 1)) {
        adout_text(d->out, " defaults=");
        if (!write_cell(d, adimg_item(d->img, o, 1)))
            return false;
    }
    if (adimg_item(d->img, o, 2)) {
        adout_text(d->out, " kwdefaults=");
        if (!write_cell(d, adimg_item(d->img, o, 2)))
            return false;
    }
    comment(d);
    write_object(d->img, o, 0, d->out);
    return true;
}

/* A nan keeps its bits, everything else reads back as it is. */
static void write_float_object(struct dump *d, const struct adimg_object *o)
{
    double value = float_of(o);
    adout_byte(d->out, ' ');
    if (value == value) {
        write_float(d->out, value);
        return;
    }
    adout_text(d->out, "bits:");
    adout_hex(d->out, adcc_read(o->body, o->size), 2 * o->size);
    comment(d);
    adout_text(d->out, "nan");
}

static bool write_body(struct dump *d, const struct adimg_object *o)
{
    switch (o->layout) {
    case ADT_int:
    case ADT_int_neg:
        adout_byte(d->out, ' ');
        write_int_object(o, d->out);
        return true;
    case ADT_float:
        write_float_object(d, o);
        return true;
    case ADT_str:
    case ADT_str_wide:
    case ADT_bytes:
        adout_byte(d->out, ' ');
        adout_quoted(d->out, o->body, o->size, o->layout != ADT_bytes);
        return true;
    case ADT_function:
        return write_function(d, o);
    default:
        return write_cells(d, o);
    }
}

static const char *keyword(unsigned layout)
{
    switch (layout) {
    case ADT_int:
    case ADT_int_neg:
        return "int";
    case ADT_float:
        return "float";
    case ADT_str:
    case ADT_str_wide:
        return "str";
    case ADT_bytes:
        return "bytes";
    case ADT_tuple:
        return "tuple";
    case ADT_slice:
        return "slice";
    case ADT_function:
        return "function";
    default:
        return NULL;
    }
}

static bool write_objects(struct dump *d)
{
    struct adimg_object o;
    adout_byte(d->out, '\n');
    for (uint32_t i = 0; i < d->nobjects; i++) {
        if (!adimg_object_at(d->img, d->offsets[i], &o))
            return false;
        if (o.layout == ADT_code) {
            if (!write_code(d, i, &o))
                return false;
            continue;
        }
        if (!keyword(o.layout))
            return false;
        adout_byte(d->out, 'o');
        adout_int(d->out, i);
        adout_text(d->out, " = ");
        adout_text(d->out, keyword(o.layout));
        if (!write_body(d, &o))
            return false;
        adout_byte(d->out, '\n');
    }
    return true;
}

/* ---- sections ------------------------------------------------------------------------------- */

static void write_index(struct dump *d, uint32_t i)
{
    comment(d);
    adout_int(d->out, i);
    adout_text(d->out, ": ");
}

static bool write_names(struct dump *d)
{
    for (uint32_t i = 0; i < count(d, ADIMG_NAMES); i++) {
        unsigned number = adimg_u16_at(d->img, ADIMG_NAMES, i);
        adout_text(d->out, ".name ");
        write_number(d, number);
        if (count(d, ADIMG_NAMETEXT)) {
            adout_text(d->out, " text=");
            if (!write_cell(d, adimg_cell_at(d->img, ADIMG_NAMETEXT, i)))
                return false;
        }
        write_index(d, i);
        write_name(d, number);
        adout_byte(d->out, '\n');
    }
    return true;
}

static bool write_consts_and_globals(struct dump *d)
{
    adout_byte(d->out, '\n');
    for (uint32_t i = 0; i < count(d, ADIMG_CONSTS); i++) {
        uint64_t cell = adimg_cell_at(d->img, ADIMG_CONSTS, i);
        adout_text(d->out, ".const ");
        if (!write_cell(d, cell))
            return false;
        write_index(d, i);
        write_value(d->img, cell, 0, d->out);
        adout_byte(d->out, '\n');
    }
    for (uint32_t i = 0; i < count(d, ADIMG_GLOBALS); i++) {
        unsigned number = adimg_u16_at(d->img, ADIMG_GLOBALS, i);
        adout_text(d->out, ".global ");
        write_number(d, number);
        write_index(d, i);
        write_name(d, number);
        adout_byte(d->out, '\n');
    }
    return true;
}

static bool write_modules(struct dump *d)
{
    struct adimg_module m;
    for (uint32_t i = 0; adimg_module_at(d->img, i, &m); i++) {
        adout_text(d->out, ".module ");
        write_number(d, m.name);
        adout_text(d->out, " body=");
        if (!write_cell(d, adimg_module_cell(d->img, m.body)))
            return false;
        adout_text(d->out, m.file ? " file=" : "");
        if (m.file && !write_cell(d, adimg_module_cell(d->img, m.file)))
            return false;
        write_nonzero(d, "first", m.first_global);
        write_nonzero(d, "globals", m.globals);
        write_nonzero(d, "flags", m.flags);
        write_index(d, i);
        write_name(d, m.name);
        adout_byte(d->out, '\n');
    }
    return true;
}

static bool write_frozen(struct dump *d)
{
    if (!count(d, ADIMG_FROZEN))
        return true;
    adout_text(d->out, ".frozen");
    write_field(d, "count", count(d, ADIMG_FROZEN));
    adout_byte(d->out, '\n');
    for (uint32_t i = 0; i < count(d, ADIMG_FROZEN); i++) {
        uint64_t cell = adimg_cell_at(d->img, ADIMG_FROZEN, i);
        const char *text = adisa_frozen_text(i);
        if (!cell)
            continue;
        adout_text(d->out, ".frozen ");
        adout_text(d->out, text ? text : "none");
        adout_byte(d->out, ' ');
        if (!write_cell(d, cell))
            return false;
        adout_byte(d->out, '\n');
    }
    return true;
}

static void write_debug(struct dump *d, const struct adimg_debug *debug)
{
    adout_text(d->out, ".debug");
    write_field(d, "module", debug->module);
    write_field(d, "line", debug->first_line);
    adout_text(d->out, " name=");
    adout_quoted(d->out, (const uint8_t *)debug->qualname, debug->qualname_size, true);
    for (unsigned i = 0; i + 1 < debug->nlines; i += 2) {
        int step = (int8_t)debug->lines[i + 1];
        adout_text(d->out, i ? "," : " lines=");
        adout_int(d->out, debug->lines[i]);
        adout_text(d->out, step < 0 ? "" : "+");
        adout_int(d->out, step);
    }
    for (unsigned slot = 0; slot < debug->nlocals; slot++) {
        const char *text;
        unsigned n = adimg_local(debug, slot, &text);
        adout_text(d->out, slot ? "," : " locals=");
        adout_quoted(d->out, (const uint8_t *)text, n, true);
    }
    adout_byte(d->out, '\n');
}

bool adimg_dump(const struct adimg *img, const struct adimg_dump_options *options,
    struct adarena *arena, struct adout *out)
{
    struct dump dump = {.img = img, .options = options, .arena = arena, .out = out}, *d = &dump;
    if (!list_objects(d))
        return false;
    dump.rewritten = adarena_alloc(arena, ((size_t)adimg_debug_count(img) + 1) *
                                              sizeof *dump.rewritten);
    if (!dump.rewritten)
        return false;
    adout_text(out, "; An image of Adder, ");
    adout_int(out, img->size);
    adout_text(out, " bytes\n.image");
    write_field(d, "cell", img->width);
    write_field(d, "float", img->float_bytes);
    write_field(d, "flags", img->flags);
    adout_text(out, "\n\n");
    if (!write_names(d) || !write_objects(d) || !write_consts_and_globals(d) ||
        !write_modules(d) || !write_frozen(d))
        return false;
    for (uint32_t i = 0; i < adimg_debug_count(img); i++) {
        struct adimg_debug debug;
        if (!adimg_debug_at(img, i, &debug))
            return false;
        if (d->rewritten[i].lines)
            debug = d->rewritten[i];
        write_debug(d, &debug);
    }
    return !out->failed;
}
