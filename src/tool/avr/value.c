/* SPDX-License-Identifier: MIT
 * value.c - see value.h.
 */
#include "tool/avr/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/numtext.h"
#include "isa/isa.h"

enum { DEPTH = 4, INT_BYTES = 256 }; /* tuples in tuples; bytes of an int */

/* Cells of a class (core/object.h: struct adclass), counted without its header. */
enum { CLASS_NAME = 0, CLASS_NATIVE = 7 };

bool advalue_object(const struct advalues *v, uint16_t cell, struct adrecord_object *object)
{
    struct adimg_object o;
    if (adrecord_object(v->record, cell, object))
        return true;
    if (!adimg_object_of(v->image, cell, &o))
        return false;
    *object = (struct adrecord_object){cell, o.layout, o.size, o.body,
        (uint32_t)adcc_body_bytes(2, o.layout, o.size)};
    return true;
}

uint16_t advalue_item(const struct adrecord_object *object, uint32_t i)
{
    return 2 * i + 2 <= object->bytes ? (uint16_t)adcc_read16(object->body + 2 * i) : 0;
}

/* ---- classes -------------------------------------------------------------------------------- */

static bool is_type(uint16_t cell, unsigned *type)
{
    unsigned number = adcc_is_imm(2, cell) ? adcc_imm_number(2, cell) : 0;
    *type = number - AD_IMM_TYPE;
    return number >= AD_IMM_TYPE && *type < ADT_COUNT;
}

static const char *const type_names[] = {
#define TYPE(id, name, base) name,
#define INNER(id, name, base) name,
#define EXCEPTION(id, base) #id,
#define LAYOUTS
#include "isa/types.def"
#undef TYPE
#undef INNER
#undef EXCEPTION
#undef LAYOUTS
};

static bool find_class(const struct advalues *v, uint16_t class, struct adrecord_object *o)
{
    return advalue_object(v, class, o) && o->layout == ADT_class;
}

void advalue_class_name(const struct advalues *v, uint16_t class, struct adout *out)
{
    struct adrecord_object o, name;
    unsigned type;
    if (is_type(class, &type))
        adout_text(out, type_names[type]);
    else if (find_class(v, class, &o) && advalue_object(v, advalue_item(&o, CLASS_NAME), &name))
        adout_bytes(out, (const char *)name.body, name.bytes);
    else
        adout_text(out, "?");
}

unsigned advalue_native(const struct advalues *v, uint16_t class)
{
    struct adrecord_object o;
    unsigned type;
    if (is_type(class, &type))
        return type;
    if (!find_class(v, class, &o))
        return 0;
    type = (unsigned)adcc_small_value(2, advalue_item(&o, CLASS_NATIVE));
    return type < ADT_COUNT ? type : 0;
}

/* ---- texts ---------------------------------------------------------------------------------- */

static void write_escape(struct adout *out, uint32_t c)
{
    adout_byte(out, '\\');
    switch (c) {
    case '\n': adout_byte(out, 'n'); return;
    case '\r': adout_byte(out, 'r'); return;
    case '\t': adout_byte(out, 't'); return;
    case '\\': case '\'': case '"': adout_byte(out, (char)c); return;
    }
    adout_byte(out, c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U');
    adout_hex(out, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
}

/* The character at p, and how many bytes it has; a byte that is none stands for itself. */
static uint32_t character(const uint8_t *p, size_t n, size_t *size)
{
    uint32_t c = *p;
    size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, i;
    *size = 1;
    if (c < 0xc0 || length > n)
        return c;
    c &= 0x7fu >> length;
    for (i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return *p;
        c = c << 6 | (p[i] & 0x3fu);
    }
    *size = length;
    return c;
}

static void write_quoted(struct adout *out, const uint8_t *p, size_t n, bool bytes)
{
    bool both = memchr(p, '"', n) != NULL;
    char quote = memchr(p, '\'', n) && !both ? '"' : '\'';
    size_t size;
    if (bytes)
        adout_byte(out, 'b');
    adout_byte(out, quote);
    for (; n; p += size, n -= size) {
        uint32_t c = *p;
        size = 1;
        if (!bytes)
            c = character(p, n, &size);
        if ((c >= 32 && c < 127 && c != '\\' && c != (uint8_t)quote) || (c >= 0xa1 && size > 1))
            adout_bytes(out, (const char *)p, size);
        else
            write_escape(out, c);
    }
    adout_byte(out, quote);
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* Divides the bytes by ten again and again. */
static void write_int(struct adout *out, const struct adrecord_object *o)
{
    uint8_t bytes[INT_BYTES];
    char digits[INT_BYTES * 5 / 2 + 2];
    size_t at = sizeof digits, n = o->bytes, i;
    while (n && !o->body[n - 1])
        n--;
    if (n > INT_BYTES || o->bytes < o->size) {
        adout_text(out, "<large int>");
        return;
    }
    memcpy(bytes, o->body, n);
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
    if (o->layout == ADT_int_neg)
        digits[--at] = '-';
    adout_bytes(out, digits + at, sizeof digits - at);
}

/* The shortest text that reads back as the same single. */
static void write_float(struct adout *out, const struct adrecord_object *o)
{
    char text[64];
    uint32_t bits;
    float single;
    double value;
    int precision = 0;
    if (o->bytes != 4) {
        adout_byte(out, '?');
        return;
    }
    bits = adcc_read32(o->body);
    memcpy(&single, &bits, sizeof single);
    value = single;
    if (single == single && single - single == 0) /* finite */
        do {
            size_t n = adnum_format(text, single, 'e', precision++, 0);
            text[n] = 0;
            value = strtod(text, NULL);
        } while ((float)value != single && precision < 10);
    adout_bytes(out, text, adnum_repr(text, value));
}

/* ---- all values ----------------------------------------------------------------------------- */

static void write_immediate(const struct advalues *v, uint16_t cell, struct adout *out)
{
    unsigned number = adcc_imm_number(2, cell), type;
    const char *text = number < AD_IMM_TYPE ? adisa_imm_text(number) : NULL;
    if (is_type(cell, &type)) {
        adout_text(out, "<class '");
        advalue_class_name(v, cell, out);
        adout_text(out, "'>");
    } else {
        adout_text(out, text ? text : "<built-in function>");
    }
}

static void write_repr(const struct advalues *v, uint16_t cell, unsigned depth, struct adout *out);

static void write_tuple(const struct advalues *v, const struct adrecord_object *o, unsigned depth,
                        struct adout *out)
{
    uint32_t i;
    adout_byte(out, '(');
    for (i = 0; i < o->size && 2 * i < o->bytes; i++) {
        adout_text(out, i ? ", " : "");
        write_repr(v, advalue_item(o, i), depth, out);
    }
    adout_text(out, i < o->size ? ", ...)" : i == 1 ? ",)" : ")");
}

static void write_exception(const struct advalues *v, const struct adrecord_object *o,
                            unsigned depth, struct adout *out)
{
    struct adrecord_object args;
    advalue_class_name(v, advalue_item(o, 0), out);
    if (!advalue_object(v, advalue_item(o, 1), &args)) {
        adout_text(out, "(...)");
    } else if (args.size == 1) {
        adout_byte(out, '(');
        write_repr(v, advalue_item(&args, 0), depth, out);
        adout_byte(out, ')');
    } else {
        write_tuple(v, &args, depth, out);
    }
}

static void write_object(const struct advalues *v, const struct adrecord_object *o, unsigned depth,
                         struct adout *out)
{
    switch (o->layout) {
    case ADT_int: case ADT_int_neg: write_int(out, o); return;
    case ADT_float: write_float(out, o); return;
    case ADT_str: case ADT_str_wide: case ADT_bytes:
        write_quoted(out, o->body, o->bytes, o->layout == ADT_bytes);
        return;
    case ADT_tuple: write_tuple(v, o, depth, out); return;
    case ADT_exc: write_exception(v, o, depth, out); return;
    }
    adout_byte(out, '<');
    if (o->layout == ADT_class)
        adout_text(out, "class '");
    if (o->layout == ADT_class || o->layout == ADT_instance)
        advalue_class_name(v, o->layout == ADT_class ? o->cell : advalue_item(o, 0), out);
    else
        adout_text(out, o->layout < ADT_COUNT ? type_names[o->layout] : "?");
    adout_text(out, o->layout == ADT_class ? "'>" : " object>");
}

static void write_repr(const struct advalues *v, uint16_t cell, unsigned depth, struct adout *out)
{
    struct adrecord_object o;
    if (adcc_is_small(2, cell))
        adout_int(out, adcc_small_value(2, cell));
    else if (adcc_is_imm(2, cell))
        write_immediate(v, cell, out);
    else if (depth && advalue_object(v, cell, &o))
        write_object(v, &o, depth - 1, out);
    else
        adout_text(out, "...");
}

void advalue_repr(const struct advalues *v, uint16_t cell, struct adout *out)
{
    write_repr(v, cell, DEPTH, out);
}

void advalue_str(const struct advalues *v, uint16_t cell, struct adout *out)
{
    struct adrecord_object o;
    if (!adcc_is_small(2, cell) && !adcc_is_imm(2, cell) && advalue_object(v, cell, &o) &&
        (o.layout == ADT_str || o.layout == ADT_str_wide))
        adout_bytes(out, (const char *)o.body, o.bytes);
    else
        advalue_repr(v, cell, out);
}
