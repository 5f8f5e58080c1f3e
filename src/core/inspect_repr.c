/* SPDX-License-Identifier: MIT
 * inspect_repr.c - any cell as text, as repr() has it where that needs no Python code: bounded in
 * depth and length, without allocation and without recursion.
 */
#include "core/inspect.h"
#include "core/native_table.h"
#include "core/obj/items.h"
#include "base/numtext.h"

#define LEVELS 4        /* containers in containers; below them [...]   */
#define INT_BYTES 64    /* a larger int is told by its number of bits    */
#define NAME_BYTES 96

/* A container that is being written. */
struct level {
    adcell object;
    unsigned layout;
    size_t next, size;
    bool value; /* of a dict: the key is written, its value comes */
};

struct writer {
    struct adder_vm *vm;
    struct adout *out;
    size_t left;
    bool full; /* "..." is written, and nothing after it */
    unsigned depth;
    struct level level[LEVELS];
};

static void put(struct writer *w, const char *text, size_t n)
{
    if (w->full)
        return;
    if (n > w->left) {
        w->full = true;
        adout_text(w->out, "...");
        return;
    }
    w->left -= n;
    adout_bytes(w->out, text, n);
}

static void put_text(struct writer *w, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    put(w, text, n);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static size_t escape(char *to, uint32_t c)
{
    static const char digits[] = "0123456789abcdef";
    unsigned n = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8, i;
    to[0] = '\\';
    to[1] = n == 2 ? 'x' : n == 4 ? 'u' : 'U';
    if (c == '\n' || c == '\r' || c == '\t')
        to[1] = c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
    else if (c == '\\' || c == '\'' || c == '"')
        to[1] = (char)c;
    else {
        for (i = 0; i < n; i++)
            to[2 + i] = digits[c >> 4 * (n - 1 - i) & 15];
        return n + 2;
    }
    return 2;
}

static void write_text(struct writer *w, const uint8_t *p, size_t n, bool bytes)
{
    bool single = false, both = false;
    char quote, text[12];
    size_t i, size;
    uint32_t c;
    for (i = 0; i < n; i++) {
        single |= p[i] == '\'';
        both |= p[i] == '"';
    }
    quote = single && !both ? '"' : '\'';
    put(w, &quote, 1);
    for (i = 0; i < n && !w->full; i += size) {
        bool plain;
        c = p[i];
        size = bytes || c < 0x80 ? 1 : adutf_decode(p + i, &c);
        plain = c < 0x80 ? c >= 32 && c < 127 : !bytes && (adchar_flags(c) & AD_CH_PRINT);
        if (plain && c != '\\' && c != (uint8_t)quote)
            put(w, (const char *)p + i, size);
        else
            put(w, text, escape(text, c));
    }
    put(w, &quote, 1);
}

/* ---- numbers -------------------------------------------------------------------------------- */

static void write_small(struct writer *w, int64_t value)
{
    char text[ADNUM_I64_SIZE];
    put(w, text, adnum_i64_text(text, value));
}

/* Divides the bytes by ten again and again. */
static void write_int(struct writer *w, const uint8_t *p, size_t n, bool minus)
{
    uint8_t bytes[INT_BYTES];
    char digits[INT_BYTES * 5 / 2 + 2];
    size_t at = sizeof digits, i;
    while (n && !p[n - 1])
        n--;
    if (n > INT_BYTES) {
        put_text(w, "<int of ");
        write_small(w, (int64_t)n * 8);
        put_text(w, " bits>");
        return;
    }
    memcpy(bytes, p, n);
    do {
        unsigned rest = 0;
        for (i = n; i--; rest %= 10) {
            rest = rest << 8 | bytes[i];
            bytes[i] = (uint8_t)(rest / 10);
        }
        digits[--at] = (char)('0' + rest);
        while (n && !bytes[n - 1])
            n--;
    } while (n);
    if (minus)
        digits[--at] = '-';
    put(w, digits + at, sizeof digits - at);
}

static void write_float(struct writer *w, double value)
{
    char text[ADNUM_REPR_SIZE];
    put(w, text, adnum_repr(text, (adreal)value));
}

/* ---- names ---------------------------------------------------------------------------------- */

static void write_type(struct writer *w, adcell class)
{
    char name[NAME_BYTES];
    put(w, name, adclass_text(w->vm, class, name, sizeof name));
}

static void write_name(struct writer *w, unsigned number)
{
    const char *text;
    size_t n = adinspect_name(w->vm, number, &text);
    if (n)
        put(w, text, n);
    else
        put_text(w, "?");
}

/* <what NAME>, of a function cell. */
static void write_function(struct writer *w, const char *what, adcell function)
{
    put_text(w, what);
    if (adis(w->vm, function, ADT_function))
        write_name(w, adcode_name(adcode_ptr(w->vm, adget_cell(w->vm, function, 0))));
    else if (adis(w->vm, function, ADT_code))
        write_name(w, adcode_name(adcode_ptr(w->vm, function)));
    else
        put_text(w, "?");
    put_text(w, ">");
}

static void write_module(struct writer *w, adcell module)
{
    unsigned number = (unsigned)ad_int(admodule_of(w->vm, module)->number);
    const uint8_t *m = w->vm->modules + number * sizeof(struct adimg_module);
    put_text(w, "<module '");
    write_name(w, adrom16(m + offsetof(struct adimg_module, name)));
    put_text(w, "'>");
}

static void write_immediate(struct writer *w, adcell c)
{
    unsigned number = ad_imm_number(c);
    const char *text;
    if (c == AD_UNBOUND) {
        put_text(w, "<unbound>");
    } else if (number == AD_IMM_ZERO) {
        put_text(w, "0.0");
    } else if (number >= AD_IMM_TYPE && number < AD_IMM_NATIVE) {
        put_text(w, "<class '");
        write_type(w, c);
        put_text(w, "'>");
    } else {
        text = adisa_imm_text(number);
        if (number >= AD_IMM_NATIVE)
            put_text(w, "<built-in ");
        put_text(w, text ? text : "?");
        if (number >= AD_IMM_NATIVE)
            put_text(w, ">");
    }
}

/* ---- containers ----------------------------------------------------------------------------- */

static void open_level(struct writer *w, adcell c, unsigned layout, size_t size, const char *open)
{
    struct level *l;
    put_text(w, open);
    if (w->depth == LEVELS) {
        static const char *const ends[] = {"...)", "...]", "...}"};
        size_t n = 0;
        while (open[n + 1])
            n++;
        put_text(w, ends[open[n] == '(' ? 0 : open[n] == '[' ? 1 : 2]);
        return;
    }
    l = &w->level[w->depth++];
    *l = (struct level){c, layout, 0, size, false};
}

static void open_container(struct writer *w, adcell c, unsigned layout)
{
    struct adder_vm *vm = w->vm;
    size_t size;
    switch (layout) {
    case ADT_list:
        open_level(w, c, layout, adlist_length(vm, c), "[");
        return;
    case ADT_tuple:
        open_level(w, c, layout, adtuple_length(vm, c), "(");
        return;
    case ADT_range:
        open_level(w, c, layout, adget_cell(vm, c, 2) == ad_from_int(1) ? 2 : 3, "range(");
        return;
    case ADT_slice:
        open_level(w, c, layout, 3, "slice(");
        return;
    case ADT_exc:
        write_type(w, adexc_of(vm, c)->class);
        c = adexc_of(vm, c)->args;
        open_level(w, c, ADT_exc, c ? adtuple_length(vm, c) : 0, "(");
        return;
    default:
        size = addict_length(vm, c);
        if (layout == ADT_dict)
            open_level(w, c, layout, size, "{");
        else if (!size)
            put_text(w, layout == ADT_set ? "set()" : "frozenset()");
        else
            open_level(w, c, layout, size, layout == ADT_set ? "{" : "frozenset({");
    }
}

static void close_level(struct writer *w)
{
    struct level *l = &w->level[--w->depth];
    switch (l->layout) {
    case ADT_list:
        put_text(w, "]");
        return;
    case ADT_dict:
    case ADT_set:
        put_text(w, "}");
        return;
    case ADT_frozenset:
        put_text(w, "})");
        return;
    case ADT_tuple:
        if (l->size == 1)
            put_text(w, ",");
        /* falls through */
    default:
        put_text(w, ")");
    }
}

/* The next cell to write of the innermost container; false: it is at its end. */
static bool next_item(struct writer *w, adcell *c)
{
    struct level *l = &w->level[w->depth - 1];
    struct adder_vm *vm = w->vm;
    adint e;
    switch (l->layout) {
    case ADT_dict:
    case ADT_set:
    case ADT_frozenset:
        e = addict_next(vm, l->object, (adint)l->next);
        if (e < 0)
            return false;
        if (l->value) {
            put_text(w, ": ");
            *c = addict_value(vm, l->object, e);
            l->next = (size_t)e + 1;
            l->value = false;
            return true;
        }
        put_text(w, l->next ? ", " : "");
        *c = addict_key(vm, l->object, e);
        l->value = l->layout == ADT_dict;
        l->next = (size_t)e + !l->value;
        return true;
    default:
        if (l->next == l->size)
            return false;
        put_text(w, l->next ? ", " : "");
        *c = l->layout == ADT_list ? adlist_get(vm, l->object, l->next)
                                   : adget_item(vm, l->object, l->next);
        l->next++;
        return true;
    }
}

/* ---- any cell ------------------------------------------------------------------------------- */

static void write_bytes(struct writer *w, adcell c, unsigned layout)
{
    struct adder_vm *vm = w->vm;
    adcell buffer;
    if (layout == ADT_bytearray) {
        put_text(w, "bytearray(b");
        buffer = adbytearray_of(vm, c)->buffer;
        write_text(w, buffer ? adbuffer_bytes(vm, buffer) : NULL,
            (size_t)ad_int(adbytearray_of(vm, c)->count), true);
        put_text(w, ")");
        return;
    }
    if (layout == ADT_bytes)
        put_text(w, "b");
    write_text(w, adbytes_of(vm, c), adobj_size(vm, c), layout == ADT_bytes);
}

static void write_other(struct writer *w, adcell c, unsigned layout)
{
    struct adder_vm *vm = w->vm;
    switch (layout) {
    case ADT_function:
        write_function(w, "<function ", c);
        return;
    case ADT_code:
        write_function(w, "<code ", c);
        return;
    case ADT_method:
        write_function(w, "<bound method ", adget_cell(vm, c, 0));
        return;
    case ADT_generator:
        write_function(w, "<generator ", adgenerator_of(vm, c)->code);
        return;
    case ADT_module:
        write_module(w, c);
        return;
    case ADT_class:
        put_text(w, "<class '");
        write_type(w, c);
        put_text(w, "'>");
        return;
    case ADT_cell:
    case ADT_array:
    case ADT_buffer:
        put_text(w, layout == ADT_cell ? "<cell>" : layout == ADT_array ? "<array>" : "<buffer>");
        return;
    default:
        put_text(w, "<");
        write_type(w, adtype_of(vm, c));
        put_text(w, " object>");
    }
}

static void write_cell(struct writer *w, adcell c)
{
    struct adder_vm *vm = w->vm;
    unsigned layout = ad_is_int(c) ? 0 : adlayout(vm, c);
    if (ad_is_int(c))
        write_small(w, ad_int(c));
    else if (layout == ADT_float || ad_is_flo(c))
        write_float(w, adfloat_get(vm, c));
    else if (!layout)
        write_immediate(w, c);
    else if (layout == ADT_int || layout == ADT_int_neg)
        write_int(w, adbytes_of(vm, c), adobj_size(vm, c), layout == ADT_int_neg);
    else if (adstr_is(vm, c) || layout == ADT_bytes || layout == ADT_bytearray)
        write_bytes(w, c, layout);
    else if (layout == ADT_list || layout == ADT_tuple || layout == ADT_dict ||
        layout == ADT_set || layout == ADT_frozenset || layout == ADT_range ||
        layout == ADT_slice || layout == ADT_exc)
        open_container(w, c, layout);
    else
        write_other(w, c, layout);
}

void adinspect_repr(struct adder_vm *vm, adcell c, size_t most, struct adout *out)
{
    struct writer w;
    memset(&w, 0, sizeof w);
    w.vm = vm;
    w.out = out;
    w.left = most;
    write_cell(&w, c);
    while (w.depth && !w.full) {
        if (next_item(&w, &c))
            write_cell(&w, c);
        else
            close_level(&w);
    }
}

void adinspect_repr_text(const uint8_t *text, size_t n, size_t most, struct adout *out)
{
    struct writer w;
    memset(&w, 0, sizeof w);
    w.out = out;
    w.left = most;
    write_text(&w, text, n, false);
}
