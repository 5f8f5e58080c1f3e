/* SPDX-License-Identifier: MIT
 * undump.c - see undump.h. A line is a directive or the definition of an object; between .code and
 * .end lines belong to the assembler. What the builder wants as arrays is collected in vectors.
 */
#include "image/undump.h"

#include "base/numtext.h"
#include "image/cellcode.h"
#include "image/write.h"

struct vector {
    void *items;
    uint32_t count, room;
};

struct row {             /* of an exception table: its labels are known at .end */
    const char *label[3];
    size_t length[3];
    uint16_t depth;
};

struct undump {
    struct adimg_builder b;
    struct adarena *arena;
    struct adscan *s;
    uint32_t line;
    struct adasm_error *error;
    struct vector objects, consts, texts, frozen; /* of adimg_cell */
    struct vector names, globals;                 /* of uint16_t */
    struct vector modules;
    bool begun;
    /* the code between .code and .end */
    bool in_code;
    struct adasm code;
    struct adimg_build_code parts;
    struct vector params, rows;
};

static bool fail(struct undump *u, const char *message) { return adscan_fail(u->s, message); }

/* ---- memory --------------------------------------------------------------------------------- */

static void *append(struct undump *u, struct vector *v, size_t size)
{
    if (v->count == v->room) {
        uint32_t room = v->room ? 2 * v->room : 32;
        void *items = adarena_alloc(u->arena, room * size);
        if (!items)
            return fail(u, "no memory left"), NULL;
        if (v->count)
            memcpy(items, v->items, v->count * size);
        v->items = items;
        v->room = room;
    }
    return (uint8_t *)v->items + v->count++ * size;
}

static bool append_cell(struct undump *u, struct vector *v, adimg_cell cell)
{
    adimg_cell *to = append(u, v, sizeof *to);
    return to && (*to = cell, true);
}

static bool append_u16(struct undump *u, struct vector *v, unsigned value)
{
    uint16_t *to = append(u, v, sizeof *to);
    return to && (*to = (uint16_t)value, true);
}

/* ---- parts of a line ------------------------------------------------------------------------ */

/* The number behind a prefix of the last token, as in o12 or own:3; -1 for no such token. */
static int64_t numbered(const struct undump *u, const char *prefix)
{
    struct adscan rest = *u->s;
    int64_t value;
    while (*prefix && rest.length && *prefix == *rest.token) {
        prefix++;
        rest.token++;
        rest.length--;
    }
    if (*prefix || !rest.length || *rest.token < '0' || *rest.token > '9')
        return -1;
    return adscan_number(&rest, &value) ? value : -1;
}

static bool last_as_cell(struct undump *u, adimg_cell *cell)
{
    int64_t index = numbered(u, "o"), value;
    double real;
    int imm;
    if (index >= 0 && index < u->objects.count) {
        *cell = ((adimg_cell *)u->objects.items)[index];
        return true;
    }
    if (index >= 0)
        return fail(u, "no object before this line has this number");
    if (adscan_number(u->s, &value)) {
        if (!adimg_small_fits(&u->b, value))
            return fail(u, "the number does not fit a cell");
        *cell = adimg_small(&u->b, value);
        return true;
    }
    imm = (int)numbered(u, "imm:");
    if (imm >= AD_IMM_COUNT)
        return fail(u, "no immediate has this number");
    if (imm < 0)
        imm = adisa_imm_find(u->s->token, u->s->length);
    if (imm >= 0 && (imm != AD_IMM_ZERO || u->b.width == 8)) {
        *cell = adimg_imm(&u->b, (unsigned)imm);
        return true;
    }
    if (adnum_parse(u->s->token, u->s->length, &real) != u->s->length || !u->s->length)
        return fail(u, "an object, a number or a name of a value is expected");
    *cell = adimg_put_float(&u->b, real);
    return !adimg_is_object(*cell) || fail(u, "this float does not fit a cell");
}

static bool take_cell(struct undump *u, adimg_cell *cell)
{
    return (adscan_token(u->s) || fail(u, "a value is missing")) && last_as_cell(u, cell);
}

static bool take_name(struct undump *u, uint16_t *number)
{
    if (!adscan_token(u->s))
        return fail(u, "a name is missing");
    int64_t own = numbered(u, "own:"), found = adisa_name(u->s->token, u->s->length);
    if (own >= 0)
        found = own + ADN_COUNT;
    if (found < 0 || found > 0xffff)
        return fail(u, "neither a name that Adder knows nor own:N");
    *number = (uint16_t)found;
    return true;
}

/* `name=` of a field: the name is the last token. False at the line's end, or when none follows. */
static bool take_field(struct undump *u)
{
    if (adscan_at_end(u->s))
        return false;
    if (!adscan_token(u->s))
        return fail(u, "a field is expected");
    struct adscan name = *u->s;
    if (!adscan_char(u->s, '='))
        return fail(u, "an = is expected");
    name.at = u->s->at;
    *u->s = name;
    return true;
}

struct field {
    const char *name;
    unsigned most;
    unsigned *value;
};

/* The field whose name was taken, if it is a number in this list. */
static bool number_field(struct undump *u, const struct field *fields, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        int64_t value;
        if (!adscan_is(u->s, fields[i].name))
            continue;
        if (!adscan_int(u->s, 0, fields[i].most, &value))
            return false;
        *fields[i].value = (unsigned)value;
        return true;
    }
    return fail(u, "no such field");
}

static bool take_quoted(struct undump *u, uint8_t **text, size_t *n)
{
    *text = adarena_alloc(u->arena, (size_t)(u->s->end - u->s->at) + 1);
    return *text ? adscan_quoted(u->s, *text, n) : fail(u, "no memory left");
}

/* ---- objects -------------------------------------------------------------------------------- */

static bool put_int(struct undump *u, adimg_cell *cell)
{
    if (!adscan_token(u->s))
        return fail(u, "a number is missing");
    const char *p = u->s->token, *end = p + u->s->length;
    bool negative = *p == '-';
    p += negative;
    if (end - p < 3 || p[0] != '0' || p[1] != 'x')
        return fail(u, "an int object is written as 0x...");
    size_t n = ((size_t)(end - p) - 1) / 2;
    uint8_t *bytes = adarena_alloc(u->arena, n);
    if (!bytes)
        return fail(u, "no memory left");
    memset(bytes, 0, n);
    p += 2;
    for (size_t i = 0; end > p; i++) {
        char c = *--end;
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
        if (digit > 15)
            return fail(u, "an int object is written as 0x...");
        bytes[i / 2] |= (uint8_t)(digit << (4 * (i % 2)));
    }
    *cell = adimg_put_int(&u->b, negative, bytes, n);
    return true;
}

static bool put_float(struct undump *u, adimg_cell *cell)
{
    double value;
    uint64_t bits = 0;
    if (!adscan_token(u->s))
        return fail(u, "a number is missing");
    const char *p = u->s->token, *end = p + u->s->length;
    if (u->s->length == 5 + 2 * u->b.float_bytes && memcmp(p, "bits:", 5) == 0) {
        for (p += 5; p < end; p++) {
            if ((*p < '0' || *p > '9') && (*p < 'a' || *p > 'f'))
                return fail(u, "bits are written in the digits 0-9, a-f");
            bits = bits << 4 | (unsigned)(*p <= '9' ? *p - '0' : *p - 'a' + 10);
        }
        *cell = adimg_put_float_bits(&u->b, bits);
        return true;
    }
    if (adnum_parse(p, u->s->length, &value) != u->s->length)
        return fail(u, "a float is expected");
    *cell = adimg_put_float(&u->b, value);
    return true;
}

static bool put_cells(struct undump *u, bool slice, adimg_cell *cell)
{
    struct vector items = {NULL, 0, 0};
    adimg_cell item;
    if (!adscan_at_end(u->s)) {
        do {
            if (!take_cell(u, &item) || !append_cell(u, &items, item))
                return false;
        } while (adscan_char(u->s, ','));
    }
    if (slice && items.count != 3)
        return fail(u, "a slice has three parts");
    const adimg_cell *c = items.items;
    *cell = slice ? adimg_put_slice(&u->b, c[0], c[1], c[2]) :
        adimg_put_tuple(&u->b, c, items.count);
    return true;
}

static bool put_function(struct undump *u, adimg_cell *cell)
{
    adimg_cell code, defaults = 0, kwdefaults = 0;
    if (!take_cell(u, &code))
        return false;
    while (take_field(u)) {
        bool positional = adscan_is(u->s, "defaults");
        if (!positional && !adscan_is(u->s, "kwdefaults"))
            return fail(u, "no such field");
        if (!take_cell(u, positional ? &defaults : &kwdefaults))
            return false;
    }
    *cell = adimg_put_function(&u->b, code, defaults, kwdefaults, 0, 0);
    return true;
}

static bool put_text(struct undump *u, bool str, adimg_cell *cell)
{
    uint8_t *text;
    size_t n;
    if (!take_quoted(u, &text, &n))
        return false;
    *cell = str ? adimg_put_str(&u->b, (const char *)text, n) : adimg_put_bytes(&u->b, text, n);
    return true;
}

/* The next object gets the number that its line says. */
static bool is_next(struct undump *u)
{
    return numbered(u, "o") == u->objects.count || fail(u, "objects are numbered from o0 on");
}

static bool object_line(struct undump *u)
{
    adimg_cell cell = 0;
    if (!is_next(u))
        return false;
    if (!adscan_char(u->s, '=') || !adscan_token(u->s))
        return fail(u, "an = and a kind of object are expected");
    bool ok;
    if (adscan_is(u->s, "str") || adscan_is(u->s, "bytes"))
        ok = put_text(u, u->s->length == 3, &cell);
    else if (adscan_is(u->s, "int"))
        ok = put_int(u, &cell);
    else if (adscan_is(u->s, "float"))
        ok = put_float(u, &cell);
    else if (adscan_is(u->s, "tuple") || adscan_is(u->s, "slice"))
        ok = put_cells(u, adscan_is(u->s, "slice"), &cell);
    else if (adscan_is(u->s, "function"))
        ok = put_function(u, &cell);
    else
        return fail(u, "no such kind of object");
    if (ok && !u->b.error && !adimg_is_object(cell))
        return fail(u, "this value fits a cell: it is no object");
    return ok && append_cell(u, &u->objects, cell);
}

/* ---- code ----------------------------------------------------------------------------------- */

static bool take_flags(struct undump *u, uint8_t *flags)
{
    static const char *const names[8] = {"varargs", "varkw", "generator", "coroutine", "method",
        "simple", "class", "lib"};
    if (!adscan_token(u->s))
        return fail(u, "flags are missing");
    struct adscan word = *u->s;
    const char *end = u->s->token + u->s->length;
    *flags = 0;
    while (word.token < end) {
        unsigned bit = 0;
        word.length = 0;
        while (word.token + word.length < end && word.token[word.length] != '+')
            word.length++;
        while (bit < 8 && !adscan_is(&word, names[bit]))
            bit++;
        if (bit == 8)
            return fail(u, "no such flag");
        *flags |= (uint8_t)(1u << bit);
        word.token += word.length + 1;
    }
    return true;
}

static bool begin_code(struct undump *u)
{
    struct adcode *c = &u->parts.code;
    unsigned pos = 0, posonly = 0, kwonly = 0, locals = 0, handlers = 0, slot = 0, depth = 0;
    unsigned debug = 0;
    const struct field fields[] = {{"pos", 255, &pos}, {"posonly", 255, &posonly},
        {"kwonly", 255, &kwonly}, {"locals", 255, &locals}, {"handlers", 255, &handlers},
        {"handler_slot", 255, &slot}, {"depth", 65535, &depth}, {"debug", 65535, &debug}};
    if (!adscan_token(u->s) || !is_next(u))
        return fail(u, "an object is expected");
    memset(c, 0, sizeof *c);
    while (take_field(u)) {
        bool ok;
        if (adscan_is(u->s, "name"))
            ok = take_name(u, &c->name);
        else if (adscan_is(u->s, "flags"))
            ok = take_flags(u, &c->flags);
        else
            ok = number_field(u, fields, AD_COUNT(fields));
        if (!ok)
            return false;
    }
    c->npos = (uint8_t)pos;
    c->nposonly = (uint8_t)posonly;
    c->nkwonly = (uint8_t)kwonly;
    c->nlocals = (uint8_t)locals;
    c->nhandlers = (uint8_t)handlers;
    c->handler_slot = (uint8_t)slot;
    c->depth = (uint16_t)depth;
    c->debug = (uint16_t)debug;
    u->in_code = true;
    u->params.count = u->rows.count = 0;
    adasm_begin(&u->code, &adisa_python, u->arena);
    return true;
}

static bool try_line(struct undump *u)
{
    unsigned depth = 0;
    const struct field field = {"depth", 65535, &depth};
    struct row *row = append(u, &u->rows, sizeof *row);
    if (!row)
        return false;
    for (unsigned i = 0; i < 3; i++) {
        if (!adscan_token(u->s))
            return fail(u, "three labels are expected");
        row->label[i] = u->s->token;
        row->length[i] = u->s->length;
    }
    while (take_field(u)) {
        if (!number_field(u, &field, 1))
            return false;
    }
    row->depth = (uint16_t)depth;
    return true;
}

static bool take_tries(struct undump *u, struct adtry *tries)
{
    const struct row *rows = u->rows.items;
    for (uint32_t i = 0; i < u->rows.count; i++) {
        uint16_t *const to[3] = {&tries[i].start, &tries[i].end, &tries[i].target};
        for (unsigned k = 0; k < 3; k++) {
            int64_t at = adasm_label(&u->code, rows[i].label[k], rows[i].length[k]);
            if (at < 0)
                return fail(u, "a .try names a label that is not there");
            *to[k] = (uint16_t)at;
        }
        tries[i].depth = rows[i].depth;
    }
    return true;
}

static bool end_code(struct undump *u)
{
    struct adcode *c = &u->parts.code;
    u->in_code = false;
    if (!adasm_end(&u->code)) {
        *u->error = u->code.error;
        return false;
    }
    if (u->params.count != (uint32_t)c->npos + c->nkwonly)
        return fail(u, "as many .param are needed as pos and kwonly say");
    if (u->code.size > 0xffff || u->rows.count > 255)
        return fail(u, "too much code for one function");
    struct adtry *tries = adarena_alloc(u->arena, (u->rows.count + 1) * sizeof *tries);
    if (!tries)
        return fail(u, "no memory left");
    if (!take_tries(u, tries))
        return false;
    c->ntry = (uint8_t)u->rows.count;
    c->code_size = (uint16_t)u->code.size;
    u->parts.params = u->params.items;
    u->parts.bytecode = u->code.code;
    u->parts.tries = tries;
    return append_cell(u, &u->objects, adimg_put_code(&u->b, &u->parts));
}

static bool code_line(struct undump *u, const char *text, size_t n)
{
    uint16_t name;
    if (adscan_at_end(u->s) || !adscan_token(u->s))
        return true;
    if (adscan_is(u->s, ".param"))
        return take_name(u, &name) && append_u16(u, &u->params, name);
    if (adscan_is(u->s, ".try"))
        return try_line(u);
    if (adscan_is(u->s, ".end"))
        return end_code(u);
    u->s->at = u->s->end;
    if (adasm_line(&u->code, text, n, u->line))
        return true;
    *u->error = u->code.error;
    return false;
}

/* ---- sections ------------------------------------------------------------------------------- */

static bool image_line(struct undump *u)
{
    unsigned cell = 8, real = 8, flags = 0;
    const struct field fields[] = {{"cell", 8, &cell}, {"float", 8, &real}, {"flags", 255, &flags}};
    if (u->begun)
        return fail(u, "there was an .image before");
    while (take_field(u)) {
        if (!number_field(u, fields, AD_COUNT(fields)))
            return false;
    }
    adimg_begin(&u->b, u->arena, cell, real);
    u->b.flags = (uint8_t)flags;
    u->b.keep_equal = true;
    return u->begun = true;
}

/* The str is defined further down, so its number is kept until the end. */
static bool name_line(struct undump *u)
{
    uint16_t number;
    adimg_cell text = 0;
    if (!take_name(u, &number) || !append_u16(u, &u->names, number))
        return false;
    while (take_field(u)) {
        if (!adscan_is(u->s, "text"))
            return fail(u, "no such field");
        int64_t index = adscan_token(u->s) ? numbered(u, "o") : -1;
        if (index < 0)
            return fail(u, "an object is expected");
        text = (adimg_cell)index + 1;
    }
    return append_cell(u, &u->texts, text);
}

static bool module_line(struct undump *u)
{
    struct adimg_build_module m = {0};
    unsigned first = 0, globals = 0, flags = 0;
    const struct field fields[] = {{"first", 65535, &first}, {"globals", 65535, &globals},
        {"flags", 65535, &flags}};
    if (!take_name(u, &m.name))
        return false;
    while (take_field(u)) {
        bool ok;
        if (adscan_is(u->s, "body"))
            ok = take_cell(u, &m.body);
        else if (adscan_is(u->s, "file"))
            ok = take_cell(u, &m.file);
        else
            ok = number_field(u, fields, AD_COUNT(fields));
        if (!ok)
            return false;
    }
    m.first_global = (uint16_t)first;
    m.globals = (uint16_t)globals;
    m.flags = (uint16_t)flags;
    struct adimg_build_module *to = append(u, &u->modules, sizeof *to);
    return to && (*to = m, true);
}

static bool frozen_line(struct undump *u)
{
    int64_t n;
    if (!adscan_token(u->s))
        return fail(u, "a function is missing");
    if (adscan_is(u->s, "count")) {
        if (!adscan_char(u->s, '=') || !adscan_int(u->s, 0, ADZ_COUNT, &n))
            return fail(u, "a number is expected");
        while (u->frozen.count < n) {
            if (!append_cell(u, &u->frozen, 0))
                return false;
        }
        return true;
    }
    unsigned index = (unsigned)adisa_frozen(u->s->token, u->s->length);
    if (index == ADZ_none && !adscan_is(u->s, "none"))
        return fail(u, "no frozen function has this name");
    if (index >= u->frozen.count)
        return fail(u, "the count of frozen functions must come first and be larger");
    return take_cell(u, &((adimg_cell *)u->frozen.items)[index]);
}

/* lines=10+1,3-1: bytes of code and the step behind them. */
static bool take_lines(struct undump *u, struct vector *lines)
{
    do {
        if (!adscan_token(u->s))
            return fail(u, "a pair of numbers is expected");
        struct adscan part = *u->s;
        int64_t bytes, step;
        size_t n = 1;
        while (n < part.length && part.token[n] != '+' && part.token[n] != '-')
            n++;
        struct adscan second = part;
        part.length = n;
        second.token += n;
        second.length -= n;
        if (!adscan_number(&part, &bytes) || !adscan_number(&second, &step) || bytes < 0 ||
            bytes > 255 || step < -128 || step > 127 || lines->count > 65532)
            return fail(u, "a pair of numbers is expected");
        uint8_t *to = append(u, lines, 1);
        if (to)
            *to = (uint8_t)bytes;
        if (!to || !(to = append(u, lines, 1)))
            return false;
        *to = (uint8_t)step;
    } while (adscan_char(u->s, ','));
    return true;
}

static bool take_locals(struct undump *u, struct vector *names, uint16_t *count)
{
    do {
        uint8_t *text;
        size_t n;
        if (!take_quoted(u, &text, &n))
            return false;
        if (n > 255 || *count > 65534)
            return fail(u, "the name is too long");
        uint8_t *to = append(u, names, 1);
        for (size_t i = 0; to; i++) {
            *to = (uint8_t)(i ? text[i - 1] : n);
            if (i == n)
                break;
            to = append(u, names, 1);
        }
        if (!to)
            return false;
        ++*count;
    } while (adscan_char(u->s, ','));
    return true;
}

static bool debug_line(struct undump *u)
{
    struct adimg_build_debug debug = {.qualname = ""};
    struct vector lines = {NULL, 0, 0}, names = {NULL, 0, 0};
    unsigned module = 0, line = 0;
    const struct field fields[] = {{"module", 65535, &module}, {"line", 65535, &line}};
    while (take_field(u)) {
        bool ok;
        uint8_t *text;
        size_t n;
        if (adscan_is(u->s, "name")) {
            ok = take_quoted(u, &text, &n);
            if (ok && n > 65535)
                return fail(u, "the name is too long");
            debug.qualname = (const char *)text;
            debug.qualname_size = (uint16_t)n;
        } else if (adscan_is(u->s, "lines")) {
            ok = take_lines(u, &lines);
        } else if (adscan_is(u->s, "locals")) {
            ok = take_locals(u, &names, &debug.nlocals);
        } else {
            ok = number_field(u, fields, AD_COUNT(fields));
        }
        if (!ok)
            return false;
    }
    debug.module = (uint16_t)module;
    debug.first_line = (uint16_t)line;
    debug.lines = lines.items;
    debug.nlines = (uint16_t)lines.count;
    debug.names = names.items;
    debug.names_size = names.count;
    adimg_put_debug(&u->b, &debug);
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool const_line(struct undump *u)
{
    adimg_cell cell;
    return take_cell(u, &cell) && append_cell(u, &u->consts, cell);
}

static bool global_line(struct undump *u)
{
    uint16_t number;
    return take_name(u, &number) && append_u16(u, &u->globals, number);
}

static bool statement(struct undump *u, const char *text, size_t n)
{
    static const struct {
        const char *name;
        bool (*read)(struct undump *u);
    } directives[] = {{".image", image_line}, {".name", name_line}, {".code", begin_code},
        {".const", const_line}, {".global", global_line}, {".module", module_line},
        {".frozen", frozen_line}, {".debug", debug_line}};
    if (u->in_code)
        return code_line(u, text, n);
    if (adscan_at_end(u->s))
        return true;
    if (!adscan_token(u->s))
        return fail(u, "a directive or an object is expected");
    if (!u->begun && !adscan_is(u->s, ".image"))
        return fail(u, "an .image must come first");
    for (unsigned i = 0; i < AD_COUNT(directives); i++) {
        if (adscan_is(u->s, directives[i].name))
            return directives[i].read(u);
    }
    return object_line(u);
}

static bool one_line(struct undump *u, const char *text, size_t n)
{
    struct adscan s;
    adscan_line(&s, text, n);
    u->s = &s;
    bool ok = statement(u, text, n);
    if (ok && !s.error && !adscan_at_end(&s)) {
        s.token = s.at;
        fail(u, "the end of the line is expected");
    }
    if (ok && u->b.error)
        fail(u, u->b.error);
    if (s.error && !u->error->message)
        *u->error = (struct adasm_error){u->line, (uint32_t)(s.where - s.start) + 1, s.error};
    u->s = NULL;
    return ok && !u->error->message;
}

/* Now all objects are there: numbers of the texts of names become their cells. */
static const char *finish(struct undump *u)
{
    adimg_cell *texts = u->texts.items;
    uint32_t n = u->texts.count, with = 0;
    for (uint32_t i = 0; i < n; i++) {
        with += texts[i] != 0;
        if (texts[i] > u->objects.count)
            return "a .name has a text that is not there";
        if (texts[i])
            texts[i] = ((adimg_cell *)u->objects.items)[texts[i] - 1];
    }
    if (u->in_code)
        return "a .code without .end";
    if (with && with != n)
        return "either all .name have a text or none";
    adimg_set_names(&u->b, u->names.items, with ? texts : NULL, n);
    adimg_set_consts(&u->b, u->consts.items, u->consts.count);
    adimg_set_globals(&u->b, u->globals.items, u->globals.count);
    adimg_set_modules(&u->b, u->modules.items, u->modules.count);
    adimg_set_frozen(&u->b, u->frozen.items, u->frozen.count);
    return u->begun ? NULL : "there is no .image";
}

uint8_t *adimg_undump(const char *text, size_t n, struct adarena *arena, size_t *size,
    struct adasm_error *error)
{
    struct undump *u = adarena_alloc(arena, sizeof *u);
    const char *end = text + n;
    *error = (struct adasm_error){0, 0, NULL};
    if (!u) {
        error->message = "no memory left";
        return NULL;
    }
    memset(u, 0, sizeof *u);
    u->arena = arena;
    u->error = error;
    for (u->line = 1; text < end; u->line++) {
        const char *next = text;
        while (next < end && *next != '\n')
            next++;
        if (!one_line(u, text, (size_t)(next - text)))
            return NULL;
        text = next < end ? next + 1 : end;
    }
    error->line = u->line;
    error->column = 1;
    error->message = finish(u);
    uint8_t *image = error->message ? NULL : adimg_finish(&u->b, size);
    if (!image && !error->message)
        error->message = u->b.error;
    return image;
}
