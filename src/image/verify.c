/* SPDX-License-Identifier: MIT
 * verify.c - see verify.h. First all objects are walked, so that every reference can be compared
 * with the places where objects begin; then each is looked into; then the sections. An object may
 * refer only to those before it, which rules out cycles.
 */
#include "image/verify.h"

#include "base/utf8.h"
#include "isa/depth.h"

struct check {
    struct adimg img;
    struct adimg_fault *fault;
    uint16_t *height, *work; /* for addepth: as many entries as a body of code can have bytes */
    uint8_t *starts;         /* a bit for each cell of OBJECTS: does an object begin here? */
    uint8_t *own;            /* a bit for each name of the image's own */
    uint32_t nown;
    uint32_t longest;        /* code that `height` and `work` have room for */
};

size_t adimg_verify_scratch(size_t size)
{
    return 4 * AD_MIN(size, 0xffff) + 2 * (size / 16 + 1);
}

static bool fail(struct check *c, uint32_t offset, const char *message)
{
    *c->fault = (struct adimg_fault){offset, ADIMG_NO_PC, message};
    return false;
}

static bool fail_pc(struct check *c, uint32_t offset, uint32_t pc, const char *message)
{
    *c->fault = (struct adimg_fault){offset, pc, message};
    return false;
}

static bool get_bit(const uint8_t *bits, uint32_t i) { return bits[i / 8] >> (i % 8) & 1; }

static void set_bit(uint8_t *bits, uint32_t i) { bits[i / 8] |= (uint8_t)(1u << (i % 8)); }

static uint32_t count(const struct check *c, enum adimg_section s)
{
    return c->img.section[s].count;
}

/* Where entry i of a section stands, for messages. */
static uint32_t at(const struct check *c, enum adimg_section s, uint32_t i, uint32_t bytes)
{
    return c->img.section[s].offset + i * bytes;
}

/* ---- objects: form -------------------------------------------------------------------------- */

static bool zeros(const uint8_t *p, const uint8_t *end)
{
    while (p < end && !*p)
        p++;
    return p == end;
}

static bool layout_allowed(unsigned layout)
{
    switch (layout) {
    case ADT_int:
    case ADT_int_neg:
    case ADT_float:
    case ADT_str:
    case ADT_str_wide:
    case ADT_bytes:
    case ADT_tuple:
    case ADT_slice:
    case ADT_function:
    case ADT_code:
        return true;
    default:
        return false;
    }
}

/* The header is the one that the size and layout ask for, and the padding is zero. */
static bool check_form(struct check *c, const struct adimg_object *o)
{
    unsigned width = c->img.width;
    const uint8_t *p = c->img.bytes + o->offset;
    if (adcc_read(p, width) != adcc_header(width, o->layout, o->size))
        return fail(c, o->offset, "a header with bits that no object of an image has");
    if (width == 2 && adcc_size(2, adcc_read(p, 2)) == ADCC_ESCAPE &&
        (adcc_read16(p + 2) != adcc_small(2, o->size) || o->size < ADCC_ESCAPE))
        return fail(c, o->offset, "a size in a second cell that is wrong or not needed");
    if (o->size > adcc_size_max(width))
        return fail(c, o->offset, "an object is too large");
    if (!layout_allowed(o->layout))
        return fail(c, o->offset, "an object of a kind that images do not have");
    if (!zeros(o->body + adcc_body_bytes(width, o->layout, o->size), p + o->bytes))
        return fail(c, o->offset, "the padding of an object is not 0");
    return true;
}

static bool walk_objects(struct check *c)
{
    uint32_t start = adimg_objects_start(&c->img), offset = start;
    struct adimg_object o;
    while (offset < c->img.size) {
        if (c->img.size - offset <= 8 && zeros(c->img.bytes + offset, c->img.bytes + c->img.size))
            return true;
        if (!adimg_object_at(&c->img, offset, &o))
            return fail(c, offset, "no object begins here, or it reaches beyond the image");
        if (!check_form(c, &o))
            return false;
        set_bit(c->starts, (offset - start) / c->img.width);
        offset += o.bytes;
    }
    return true;
}

/* ---- cells ---------------------------------------------------------------------------------- */

/* A reference to the beginning of an object before `limit`. */
static bool check_ref(struct check *c, uint64_t cell, uint32_t from, uint32_t limit,
    struct adimg_object *o)
{
    uint32_t start = adimg_objects_start(&c->img);
    uint64_t distance = adcc_distance(c->img.width, cell);
    if (!adcc_is_ref(c->img.width, cell))
        return fail(c, from, "no reference to an object of the image");
    if (distance > c->img.size - start || distance % c->img.width ||
        !get_bit(c->starts, (c->img.size - start - (uint32_t)distance) / c->img.width))
        return fail(c, from, "a reference to a place where no object begins");
    if (c->img.size - (uint32_t)distance >= limit)
        return fail(c, from, "an object refers to itself or to one behind it");
    return adimg_object_at(&c->img, c->img.size - (uint32_t)distance, o) ||
           fail(c, from, "a reference to a place where no object begins");
}

static bool check_value(struct check *c, uint64_t cell, uint32_t from, uint32_t limit)
{
    struct adimg_object o;
    unsigned width = c->img.width;
    if (adcc_is_small(width, cell) || adcc_is_float(width, cell))
        return true;
    if (adcc_is_imm(width, cell))
        return adisa_imm_is_value(adcc_imm_number(width, cell), width) ||
               fail(c, from, "an immediate that is no value");
    return check_ref(c, cell, from, limit, &o);
}

static bool is_str(const struct adimg_object *o)
{
    return o->layout == ADT_str || o->layout == ADT_str_wide;
}

static bool check_str_cell(struct check *c, uint64_t cell, uint32_t from)
{
    struct adimg_object o;
    return check_ref(c, cell, from, c->img.size, &o) && (is_str(&o) || fail(c, from, "not a str"));
}

static bool check_name(struct check *c, uint32_t number, uint32_t from)
{
    return number < ADN_COUNT + c->nown || fail(c, from, "no name has this number");
}

/* ---- objects: contents ---------------------------------------------------------------------- */

static bool check_int(struct check *c, const struct adimg_object *o)
{
    unsigned limb = adcc_limb(c->img.width), bits = adcc_int_bits(c->img.width);
    if (!o->size || o->size % limb)
        return fail(c, o->offset, "an int with a part of a limb");
    if (zeros(o->body + o->size - limb, o->body + o->size))
        return fail(c, o->offset, "an int with a zero on top");
    if (o->size <= 8 && adcc_read(o->body, o->size) <
            ((uint64_t)1 << (bits - 1)) + (o->layout == ADT_int_neg))
        return fail(c, o->offset, "an int that fits a cell");
    return true;
}

static bool check_float(struct check *c, const struct adimg_object *o)
{
    uint64_t cell;
    if (o->size != c->img.float_bytes)
        return fail(c, o->offset, "a float of the wrong size");
    if (adcc_float(c->img.width, adcc_read(o->body, o->size), &cell))
        return fail(c, o->offset, "a float that fits a cell");
    return true;
}

static bool check_str(struct check *c, const struct adimg_object *o)
{
    struct adutf_error error;
    bool ascii = adutf_ascii(o->body, o->size) == o->size;
    if (ascii != (o->layout == ADT_str))
        return fail(c, o->offset,
            ascii ? "a wide str that is all ASCII" : "a str that is not ASCII");
    if (!ascii && adutf_check(o->body, o->size, true, &error) != ADUTF_OK)
        return fail(c, o->offset, "a str that is not UTF-8");
    return true;
}

static bool check_items(struct check *c, const struct adimg_object *o)
{
    if (o->layout == ADT_slice && o->size != 3)
        return fail(c, o->offset, "a slice has 3 cells");
    for (uint32_t i = 0; i < o->size; i++) {
        uint64_t cell = adimg_item(&c->img, o, i);
        if (!cell && o->layout == ADT_tuple)
            continue; /* a keyword-only parameter without a default */
        if (!check_value(c, cell, o->offset, o->offset))
            return false;
    }
    return true;
}

static bool check_function(struct check *c, const struct adimg_object *o)
{
    struct adimg_object code, defaults;
    if (o->size != 5)
        return fail(c, o->offset, "a function has 5 cells");
    if (!check_ref(c, adimg_item(&c->img, o, 0), o->offset, o->offset, &code))
        return false;
    if (code.layout != ADT_code)
        return fail(c, o->offset, "a function without code");
    uint64_t cell = adimg_item(&c->img, o, 1);
    if (cell) {
        if (!check_ref(c, cell, o->offset, o->offset, &defaults))
            return false;
        if (defaults.layout != ADT_tuple || code.size < 1 || defaults.size > code.body[0])
            return fail(c, o->offset, "a function's defaults do not fit its parameters");
    }
    cell = adimg_item(&c->img, o, 2);
    if (cell) {
        if (!check_ref(c, cell, o->offset, o->offset, &defaults))
            return false;
        if (defaults.layout != ADT_tuple || code.size < 3 || defaults.size != code.body[2])
            return fail(c, o->offset, "defaults that do not fit the keyword-only parameters");
    }
    for (uint32_t i = 3; i < 5; i++) {
        if (adimg_item(&c->img, o, i))
            return fail(c, o->offset, "a function of an image has no closure, nor a dict");
    }
    return true;
}

/* ---- code ----------------------------------------------------------------------------------- */

static bool check_code_head(struct check *c, const struct adimg_object *o,
    const struct adimg_code *code)
{
    const struct adcode *k = &code->code;
    unsigned stars = !!(k->flags & ADCODE_VARARGS) + !!(k->flags & ADCODE_VARKW);
    if (k->nposonly > k->npos)
        return fail(c, o->offset, "more positional-only parameters than positional ones");
    if (k->npos + k->nkwonly + stars > k->nlocals)
        return fail(c, o->offset, "more parameters than locals");
    if (k->flags & ADCODE_SIMPLE && (k->nkwonly || stars))
        return fail(c, o->offset, "parameters that are not simple");
    if (k->nhandlers && (k->handler_slot >= k->nlocals || k->handler_slot + 1 < k->nhandlers))
        return fail(c, o->offset, "handler slots beyond the locals");
    if (!zeros(code->bytecode + k->code_size, code->tries))
        return fail(c, o->offset, "the padding behind the bytecode is not 0");
    if (!check_name(c, k->name, o->offset))
        return false;
    for (unsigned i = 0; i < (unsigned)k->npos + k->nkwonly; i++) {
        if (!check_name(c, adcc_read16(code->params + 2 * i), o->offset))
            return false;
    }
    struct adimg_debug debug;
    if (count(c, ADIMG_DEBUG) && !adimg_debug_at(&c->img, k->debug, &debug))
        return fail(c, o->offset, "its record of DEBUG is not there");
    if (count(c, ADIMG_DEBUG) && debug.nlocals && debug.nlocals != k->nlocals)
        return fail(c, o->offset, "DEBUG names more or fewer locals than it has");
    return true;
}

static const char *bad_operand(const struct check *c, const struct adcode *k, char letter,
    uint32_t value)
{
    switch (letter) {
    case 's':
        return value < k->nlocals ? NULL : "no local has this slot";
    case 'k':
    case 'K':
        return value < count(c, ADIMG_CONSTS) ? NULL : "no constant has this index";
    case 'g':
    case 'G':
        return value < count(c, ADIMG_GLOBALS) ? NULL : "no global has this slot";
    case 'n':
    case 'N':
        return value < count(c, ADIMG_NAMES) ? NULL : "no name has this index";
    case 'M':
        return value < count(c, ADIMG_MODULES) ? NULL : "no module has this index";
    case 'B':
        return adisa_imm_is_value(value, c->img.width) ? NULL : "no immediate has this number";
    default:
        return NULL;
    }
}

/* CALL_KW's constant: at most n names, all str. That it is an object is seen with CONSTS. */
static const char *bad_keywords(const struct check *c, uint32_t n, uint32_t constant)
{
    struct adimg_object names, name;
    if (!adimg_object_of(&c->img, adimg_cell_at(&c->img, ADIMG_CONSTS, constant), &names) ||
        names.layout != ADT_tuple)
        return "the keywords are no tuple";
    if (names.size > n)
        return "more keywords than arguments";
    for (uint32_t i = 0; i < names.size; i++) {
        if (!adimg_object_of(&c->img, adimg_item(&c->img, &names, i), &name) || !is_str(&name))
            return "a keyword is no str";
    }
    return NULL;
}

/* The jumps at which the VM looks at its trap word when they go back. */
static bool may_go_back(unsigned code)
{
    return code == ADOP_JUMP_BACK || (code >= ADOP_JF_LT && code <= ADOP_JT_GE_LI);
}

static const char *bad_instruction(const struct check *c, const struct adcode *k,
    const struct adisa_ins *ins)
{
    struct adimg_object o;
    int32_t distance, first = ins->count ? ins->operand[0] : 0;
    switch (ins->code) {
    case ADOP_CALL_KW:
        return bad_keywords(c, (uint32_t)first, (uint32_t)ins->operand[1]);
    case ADOP_MAKE_FUNCTION:
        return adimg_object_of(&c->img,
            adimg_cell_at(&c->img, ADIMG_CONSTS, (uint32_t)ins->operand[1]), &o) &&
            o.layout == ADT_code ? NULL : "the constant is no code";
    case ADOP_COPY_FREE:
        return ins->operand[1] <= first + 1 ? NULL : "more free variables than locals";
    case ADOP_ENTER_HANDLER:
    case ADOP_LEAVE_HANDLER:
    case ADOP_LOAD_HANDLED:
        return first < k->nhandlers ? NULL : "no handler has this number";
    case ADOP_LOAD_NAME:
    case ADOP_LOAD_CLASS_DEREF:
    case ADOP_STORE_NAME:
    case ADOP_DELETE_NAME:
        return k->nlocals ? NULL : "there is no local that could be the class";
    case ADOP_YIELD:
    case ADOP_SEND:
        return k->flags & (ADCODE_GENERATOR | ADCODE_COROUTINE) ? NULL :
            "only a generator can be suspended";
    default:
        if (adisa_jump(ins, &distance) && distance < 0 && !may_go_back(ins->code))
            return "only JUMP_BACK and comparisons go back";
        return NULL;
    }
}

static bool check_code(struct check *c, const struct adimg_object *o)
{
    struct adimg_code code;
    if (!adimg_code_of(o, &code))
        return fail(c, o->offset, "the parts of a code object do not make up its size");
    if (!check_code_head(c, o, &code))
        return false;
    const struct adcode *k = &code.code;
    if (k->code_size > c->longest)
        return fail(c, o->offset, "too little scratch memory");
    struct addepth depth = {.isa = &adisa_python, .code = code.bytecode, .size = k->code_size,
        .tries = code.tries, .ntry = k->ntry, .height = c->height, .work = c->work};
    if (!addepth_run(&depth))
        return fail_pc(c, o->offset, depth.pc, depth.fault);
    if (depth.max > k->depth)
        return fail(c, o->offset, "the operand stack gets higher than the code says");
    struct adisa_ins ins;
    for (uint32_t pc = 0; pc < k->code_size; pc += ins.length) {
        const char *bad = NULL;
        if (!adisa_decode(&adisa_python, code.bytecode + pc, k->code_size - pc, &ins))
            return fail_pc(c, o->offset, pc, "no instruction has this code");
        for (unsigned i = 0; i < ins.count && !bad; i++)
            bad = bad_operand(c, k, ins.row->operands[i], (uint32_t)ins.operand[i]);
        if (bad || (bad = bad_instruction(c, k, &ins)))
            return fail_pc(c, o->offset, pc, bad);
    }
    return true;
}

static bool check_object(struct check *c, const struct adimg_object *o)
{
    switch (o->layout) {
    case ADT_int:
    case ADT_int_neg:
        return check_int(c, o);
    case ADT_float:
        return check_float(c, o);
    case ADT_str:
    case ADT_str_wide:
        return check_str(c, o);
    case ADT_bytes:
        return true;
    case ADT_function:
        return check_function(c, o);
    case ADT_code:
        return check_code(c, o);
    default:
        return check_items(c, o);
    }
}

static bool check_objects(struct check *c)
{
    struct adimg_object o;
    uint32_t offset = adimg_objects_start(&c->img);
    while (c->img.size - offset >= c->img.width && adimg_object_at(&c->img, offset, &o)) {
        if (!check_object(c, &o))
            return false;
        offset += o.bytes;
    }
    return true;
}

/* ---- sections ------------------------------------------------------------------------------- */

static bool check_gaps(struct check *c)
{
    unsigned width = c->img.width;
    const unsigned unit[ADIMG_SECTIONS] = {width, 2, width, 2, 16, width, 1, 1};
    for (unsigned s = 0; s + 1 < ADIMG_SECTIONS; s++) {
        uint32_t end = at(c, s, c->img.section[s].count, unit[s]);
        if (!zeros(c->img.bytes + end, c->img.bytes + c->img.section[s + 1].offset))
            return fail(c, end, "the gap between two sections is not 0");
    }
    return true;
}

/* The image's own names have numbers from ADN_COUNT on, each once, in any order. */
static bool check_names(struct check *c)
{
    uint32_t n = count(c, ADIMG_NAMES), texts = count(c, ADIMG_NAMETEXT);
    for (uint32_t i = 0; i < n; i++)
        c->nown += adimg_u16_at(&c->img, ADIMG_NAMES, i) >= ADN_COUNT;
    if (!adcc_small_fits(c->img.width, (int64_t)ADN_COUNT + c->nown))
        return fail(c, at(c, ADIMG_NAMES, 0, 2), "more names than cells of this width can count");
    for (uint32_t i = 0; i < n; i++) {
        uint32_t number = adimg_u16_at(&c->img, ADIMG_NAMES, i);
        if (!check_name(c, number, at(c, ADIMG_NAMES, i, 2)))
            return false;
        if (number < ADN_COUNT)
            continue;
        if (get_bit(c->own, number - ADN_COUNT))
            return fail(c, at(c, ADIMG_NAMES, i, 2), "two names have the same number");
        set_bit(c->own, number - ADN_COUNT);
    }
    if (texts && texts != n)
        return fail(c, at(c, ADIMG_NAMETEXT, 0, 0), "not as many texts of names as names");
    for (uint32_t i = 0; i < texts; i++) {
        if (!check_str_cell(c, adimg_cell_at(&c->img, ADIMG_NAMETEXT, i),
                at(c, ADIMG_NAMETEXT, i, c->img.width)))
            return false;
    }
    return true;
}

static bool check_consts_and_globals(struct check *c)
{
    for (uint32_t i = 0; i < count(c, ADIMG_CONSTS); i++) {
        if (!check_value(c, adimg_cell_at(&c->img, ADIMG_CONSTS, i),
                at(c, ADIMG_CONSTS, i, c->img.width), c->img.size))
            return false;
    }
    if (count(c, ADIMG_GLOBALS) > 0xffff)
        return fail(c, at(c, ADIMG_GLOBALS, 0, 2), "more globals than an operand can name");
    for (uint32_t i = 0; i < count(c, ADIMG_GLOBALS); i++) {
        if (!check_name(c, adimg_u16_at(&c->img, ADIMG_GLOBALS, i), at(c, ADIMG_GLOBALS, i, 2)))
            return false;
    }
    return true;
}

/* A function without parameters that runs to its end in one go. */
static bool check_body(struct check *c, uint64_t cell, uint32_t from)
{
    struct adimg_object function, object;
    struct adimg_code code;
    if (!check_ref(c, cell, from, c->img.size, &function))
        return false;
    if (function.layout != ADT_function)
        return fail(c, from, "the body of a module is no function");
    if (!adimg_object_of(&c->img, adimg_item(&c->img, &function, 0), &object) ||
        !adimg_code_of(&object, &code) || code.code.npos || code.code.nkwonly ||
        code.code.flags & (ADCODE_VARARGS | ADCODE_VARKW | ADCODE_GENERATOR | ADCODE_COROUTINE))
        return fail(c, from, "the body of a module has parameters or is a generator");
    return true;
}

static bool check_modules(struct check *c)
{
    if (!count(c, ADIMG_MODULES))
        return fail(c, at(c, ADIMG_MODULES, 0, 0), "there is no main module");
    for (uint32_t i = 0; i < count(c, ADIMG_MODULES); i++) {
        struct adimg_module m;
        uint32_t from = at(c, ADIMG_MODULES, i, sizeof m);
        if (!adimg_module_at(&c->img, i, &m) || !check_name(c, m.name, from))
            return false;
        if ((uint32_t)m.first_global + m.globals > count(c, ADIMG_GLOBALS))
            return fail(c, from, "a module has more globals than there are");
        if (!check_body(c, adimg_module_cell(&c->img, m.body), from))
            return false;
        if (m.file && !check_str_cell(c, adimg_module_cell(&c->img, m.file), from))
            return false;
    }
    return true;
}

static bool check_frozen(struct check *c)
{
    if (count(c, ADIMG_FROZEN) > ADZ_COUNT)
        return fail(c, at(c, ADIMG_FROZEN, 0, 0), "more frozen functions than this version knows");
    for (uint32_t i = 0; i < count(c, ADIMG_FROZEN); i++) {
        uint32_t from = at(c, ADIMG_FROZEN, i, c->img.width);
        uint64_t cell = adimg_cell_at(&c->img, ADIMG_FROZEN, i);
        struct adimg_object o;
        if (cell && !check_ref(c, cell, from, c->img.size, &o))
            return false;
        if (cell && o.layout != ADT_function)
            return fail(c, from, "a frozen function is no function");
    }
    return true;
}

/* Records lie one behind the other, each on an even offset. */
static bool check_debug(struct check *c)
{
    const struct adimg_range *r = &c->img.section[ADIMG_DEBUG];
    const uint8_t *section = c->img.bytes + r->offset;
    uint32_t n = adimg_debug_count(&c->img), expected = 4 + 4 * n;
    if (!r->count)
        return true;
    if (r->count < 4 || !n || adcc_read32(section) != n)
        return fail(c, r->offset, "DEBUG says that it has more records than it has room for");
    for (uint32_t i = 0; i < n; i++) {
        struct adimg_debug debug;
        struct adutf_error error;
        uint32_t from = r->offset + adcc_read32(section + 4 + 4 * i);
        if (from != r->offset + expected || !adimg_debug_at(&c->img, i, &debug))
            return fail(c, r->offset + 4 + 4 * i,
                "a record of DEBUG is not whole or not in its place");
        if (debug.module >= count(c, ADIMG_MODULES))
            return fail(c, from, "a record of DEBUG of a module that is not there");
        const uint8_t *end = debug.names + debug.names_size;
        if (adutf_check((const uint8_t *)debug.qualname, debug.qualname_size, true, &error))
            return fail(c, from, "a text in DEBUG is not UTF-8");
        for (const uint8_t *p = debug.names; p < end; p += 1 + *p) {
            if (adutf_check(p + 1, *p, true, &error))
                return fail(c, from, "a text in DEBUG is not UTF-8");
        }
        expected = adcc_align((uint32_t)(end - section), 2);
        if (expected > adcc_align(r->count, 2) || !zeros(end, section + AD_MIN(expected, r->count)))
            return fail(c, from, "the padding of a record of DEBUG is not 0");
    }
    return expected == r->count || fail(c, r->offset, "DEBUG does not end with its last record");
}

static bool check_all(struct check *c)
{
    if (!adimg_crc_ok(&c->img))
        return fail(c, 12, "the checksum is wrong: the image was damaged");
    if (adimg_isa_hash(&c->img) != adisa_hash())
        return fail(c, 16, "made for another instruction set");
    return check_gaps(c) && walk_objects(c) && check_names(c) && check_debug(c) &&
           check_objects(c) && check_consts_and_globals(c) && check_modules(c) && check_frozen(c);
}

bool adimg_verify(const uint8_t *bytes, size_t size, void *scratch, size_t scratch_size,
    struct adimg_fault *fault)
{
    struct check c = {.fault = fault};
    if (!adimg_open(&c.img, bytes, size, fault))
        return false;
    c.longest = AD_MIN(c.img.section[ADIMG_OBJECTS].count, 0xffff);
    size_t starts = c.img.section[ADIMG_OBJECTS].count / c.img.width / 8 + 1;
    size_t own = c.img.section[ADIMG_NAMES].count / 8 + 1;
    if (scratch_size < 4 * (size_t)c.longest + starts + own)
        return fail(&c, 0, "too little scratch memory");
    c.height = scratch;
    c.work = c.height + c.longest;
    c.starts = (uint8_t *)(c.work + c.longest);
    c.own = c.starts + starts;
    memset(c.starts, 0, starts + own);
    return check_all(&c);
}
