/* SPDX-License-Identifier: MIT
 * str_repr.c - str() and repr() of anything: natively what needs no Python code, by
 * lib/builtins' _seq_repr and _dict_repr what may contain anything; print and the other doors
 * to the port's text.
 */
#include "core/call.h"
#include "core/native_table.h"
#include "core/obj/seq.h"
#include "core/obj/number.h"
#include "core/obj/text.h"

static bool add_c(struct adder_vm *vm, struct adtext *t, const char *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return adtext_add(vm, t, text, n);
}

static bool add_hex(struct adder_vm *vm, struct adtext *t, uint32_t value, unsigned digits)
{
    char text[8];
    unsigned i;
    for (i = digits; i--; value >>= 4)
        text[i] = adtext_hex_digit(value & 15);
    return adtext_add(vm, t, text, digits);
}

/* ---- texts ---------------------------------------------------------------------------------- */

/* Can a character stand in a repr as it is? */
static bool is_plain_char(uint32_t c, char quote, bool only_ascii)
{
    if (c == '\\' || c == (uint8_t)quote)
        return false;
    if (c < 0x80)
        return c >= 32 && c < 127;
    return !only_ascii && (adchar_flags(c) & AD_CH_PRINT);
}

static bool add_escaped(struct adder_vm *vm, struct adtext *t, uint32_t c)
{
    char two[2] = {'\\', (char)c};
    unsigned digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    if (c == '\n' || c == '\r' || c == '\t')
        two[1] = c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
    if (c == '\\' || c == '\'' || c == '"' || two[1] != (char)c)
        return adtext_add(vm, t, two, 2);
    two[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    return adtext_add(vm, t, two, 2) && add_hex(vm, t, c, digits);
}

/* The inside of a repr. Runs of plain characters go at once. */
static bool add_body(struct adder_vm *vm, struct adtext *t, adcell *str, char quote,
    bool only_ascii)
{
    struct adspan s;
    size_t i = 0;
    for (;;) {
        size_t from = i, next = i;
        uint32_t c = 0;
        adspan_of(vm, *str, &s);
        while (i < s.n) {
            c = adspan_next(vm, &s, &next);
            if (!is_plain_char(c, quote, only_ascii))
                break;
            i = next;
        }
        if (i > from && !adtext_add_span(vm, t, str, from, i - from))
            return false;
        if (next == i)
            return true;
        if (!add_escaped(vm, t, c))
            return false;
        i = next;
    }
}

bool adtext_add_repr(struct adder_vm *vm, struct adtext *t, adcell *str, bool ascii)
{
    struct adspan s;
    unsigned kind = adspan_of(vm, *str, &s);
    char quote = '\'';
    bool single = false, both = false;
    size_t i;
    for (i = 0; i < s.n; i++) {
        uint8_t c = adspan_at(vm, &s, i);
        single |= c == '\'';
        both |= c == '"';
    }
    if (single && !both)
        quote = '"';
    if (kind == ADT_bytearray && !add_c(vm, t, "bytearray("))
        return false;
    if (kind != ADT_str && !adtext_add(vm, t, "b", 1))
        return false;
    /* CPython escapes a single quote in a bytearray even where it need not. */
    return adtext_add(vm, t, &quote, 1) &&
        add_body(vm, t, str, kind == ADT_bytearray ? '\'' : quote, ascii || kind != ADT_str) &&
        adtext_add(vm, t, &quote, 1) && (kind != ADT_bytearray || adtext_add(vm, t, ")", 1));
}

adcell adstr_repr(struct adder_vm *vm, adcell *arg)
{
    struct adtext t;
    struct adspan s;
    adspan_of(vm, ARG(0), &s);
    if (!adtext_begin(vm, &t, s.n + 3) || !adtext_add_repr(vm, &t, arg, false))
        return AD_ERROR;
    return adtext_end(vm, &t);
}

/* ---- what is not text ----------------------------------------------------------------------- */

AD_OPERANDS(shown)

/* The constants that people may see, in the order of their numbers. */
static AD_FLASH_TABLE char constants[] = "None\0False\0True\0Ellipsis\0NotImplemented";

static bool is_constant(adcell c)
{
    return ad_is_imm(c) && (uint8_t)(ad_imm_number(c) - AD_IMM_NONE) <=
        AD_IMM_NOTIMPL - AD_IMM_NONE;
}

static adcell constant_text(struct adder_vm *vm, adcell c)
{
    char text[16];
    uint8_t n, i = 0, number = (uint8_t)ad_imm_number(c);
    do {
        n = 0;
        while ((text[n] = constants[i++]) != 0)
            n++;
    } while (number-- != AD_IMM_NONE);
    return adstr_new(vm, text, n);
}

static bool is_scalar(const struct adder_vm *vm, adcell c)
{
    return adtext_kind(vm, c) || adnum_is(vm, c) || (AD_HAS_SHOWN_CONSTANTS && is_constant(c));
}

/* Of what is neither text nor has items: AD_UNBOUND without error: it is none of those. */
static adcell plain_text(struct adder_vm *vm, adcell *arg)
{
    if (AD_HAS_SHOWN_CONSTANTS && is_constant(ARG(0)))
        return constant_text(vm, ARG(0));
    return AD_HAS_SHOWN_NUMBERS && adnum_is(vm, ARG(0)) ? adnumber_repr(vm, arg) : AD_UNBOUND;
}

adcell adrepr_scalar(struct adder_vm *vm, adcell *arg)
{
    return adtext_kind(vm, ARG(0)) ? adstr_repr(vm, arg) : plain_text(vm, arg);
}

static bool add_type(struct adder_vm *vm, struct adtext *t, adcell type)
{
    char text[32];
    return adtext_add(vm, t, text, adclass_text(vm, type, text, sizeof text));
}

/* Exceptions and types are never seen by a program that has nothing to catch or to ask one with
 * (tool/avr/tailor.c). */
AD_INLINE bool adexc_shown(const struct adder_vm *vm, adcell c) { return adis(vm, c, ADT_exc); }
AD_INLINE bool adtype_shown(adcell c) { return ad_imm_number(c) < AD_IMM_NATIVE; }

#if AD_TEXTS
/* Types and functions in C. */
static adcell immediate_repr(struct adder_vm *vm, adcell c)
{
    unsigned number = ad_imm_number(c);
    struct adtext t;
    bool ok;
    if (!adtext_begin(vm, &t, 24))
        return AD_ERROR;
    if (number < AD_IMM_NATIVE) {
        ok = add_c(vm, &t, "<class '") && add_type(vm, &t, c) && add_c(vm, &t, "'>");
    } else {
        struct adnative_row row = adnative_row(number - AD_IMM_NATIVE);
        bool method = adnative_is_method(number - AD_IMM_NATIVE);
        ok = add_c(vm, &t, method ? "<method '" : "<built-in function ");
        if (ok && method) {
            adpush(vm, adname_text(vm, row.name));
            ok = adtop(vm, 0) && adtext_add_str(vm, &t, vm->sp) && add_c(vm, &t, "' of '") &&
                add_type(vm, &t, ad_type_cell(row.type)) && add_c(vm, &t, "' objects>");
        } else if (ok) {
#if AD_TEXTS
            ok = add_c(vm, &t, row.text);
#endif
            ok = ok && add_c(vm, &t, ">");
        }
    }
    return ok ? adtext_end(vm, &t) : AD_ERROR;
}

#else
/* What has no name on a chip. */
static adcell nameless_repr(struct adder_vm *vm, adcell c)
{
    static AD_FLASH_TABLE char form[] = "<object at 0x0000>";
    char text[sizeof form];
    uint8_t i = sizeof form;
    while (i--) {
        text[i] = form[i];
        if (text[i] == '0' && i > sizeof "<object at 0x" - 2) {
            text[i] = (char)((c & 15) < 10 ? '0' + (c & 15) : 'a' - 10 + (c & 15));
            c >>= 4;
        }
    }
    return adstr_new(vm, text, sizeof form - 1);
}

static adcell immediate_repr(struct adder_vm *vm, adcell c)
{
    struct adtext t;
    char text[32]; /* what adtype_text gives lies in flash */
    if (!adtype_shown(c))
        return nameless_repr(vm, c);
    if (!adtext_begin(vm, &t, 24) || !add_c(vm, &t, "<class '") ||
        !adtext_add(vm, &t, text, adclass_text(vm, c, text, sizeof text)) ||
        !add_c(vm, &t, "'>"))
        return AD_ERROR;
    return adtext_end(vm, &t);
}
#endif

/* module.qualname of the class in *slot, as it stands in reprs. */
static bool add_class_name(struct adder_vm *vm, struct adtext *t, adcell *slot)
{
    if (ad_is_imm(*slot))
        return add_type(vm, t, *slot);
    adpush(vm, adclass_own(vm, *slot, ADN_d_module));
    if (!(adstr_is(vm, adtop(vm, 0)) ? adtext_add_str(vm, t, vm->sp) : add_c(vm, t, "__main__")) ||
        !adtext_add(vm, t, ".", 1))
        return false;
    *vm->sp = adclass_own(vm, *slot, ADN_d_qualname);
    if (!adstr_is(vm, adtop(vm, 0)))
        *vm->sp = adclass_cell(vm, *slot, ADL_CLASS_NAME);
    return adtext_add_str(vm, t, vm->sp);
}

/* "<C object at 0x...>" and its kin; asks no special method. */
static AD_NOINLINE adcell object_repr(struct adder_vm *vm, adcell *arg)
{
    unsigned layout = adlayout(vm, ARG(0));
    struct adtext t;
    bool ok;
    adcell *name;
    if (!AD_HAS_SHOWN_OBJECTS)
        return AD_ERROR;
#if !AD_TEXTS
    if (layout != ADT_class && layout != ADT_instance)
        return nameless_repr(vm, ARG(0));
#endif
    adpush(vm, layout == ADT_class ? ARG(0) : adtype_of(vm, ARG(0)));
    if (AD_TEXTS && layout == ADT_function) {
        *vm->sp = addebug_qualname(vm, adcode_ptr(vm, adget_cell(vm, ARG(0), 0)));
        if (!*vm->sp)
            return AD_ERROR;
    }
    name = vm->sp;
    if (!adtext_begin(vm, &t, 32))
        return AD_ERROR;
    if (layout == ADT_class)
        ok = add_c(vm, &t, "<class '") && add_class_name(vm, &t, name) && add_c(vm, &t, "'>");
    else if (AD_TEXTS && layout == ADT_function)
        ok = add_c(vm, &t, "<function ") && adtext_add_str(vm, &t, name);
    else
        ok = add_c(vm, &t, "<") && add_class_name(vm, &t, name) && add_c(vm, &t, " object");
    if (ok && layout != ADT_class)
        ok = add_c(vm, &t, " at 0x") &&
            add_hex(vm, &t, (uint32_t)ad_offset(ARG(0)), AD_CELL_BYTES > 2 ? 8 : 4) &&
            add_c(vm, &t, ">");
    return ok ? adtext_end(vm, &t) : AD_ERROR;
}

static adcell hand_over_repr(struct adder_vm *vm, adcell *arg, enum adfrozen z)
{
    adpush(vm, ARG(0));
    return adtail(vm, z, 1);
}

static adcell container_repr(struct adder_vm *vm, adcell *arg)
{
    adcell r = adrepr_nested(vm, arg);
    if (r || vm->error)
        return r;
    return hand_over_repr(vm, arg, adis(vm, ARG(0), ADT_dict) ? ADZ_dict_repr : ADZ_seq_repr);
}

/* Of what is no number, constant or str; asks no special method. */
static adcell other_repr(struct adder_vm *vm, adcell *arg)
{
    if (adis(vm, ARG(0), ADT_instance)) {
        adcell value = adunwrap(vm, ARG(0));
        if (value == ARG(0))
            return object_repr(vm, arg);
        /* Instances built on a builtin show that, sets but with the name of their class. */
        if (adis(vm, value, ADT_set) || adis(vm, value, ADT_frozenset))
            return hand_over_repr(vm, arg, ADZ_seq_repr);
        ARG(0) = value;
        value = adrepr_scalar(vm, arg);
        if (value || vm->error)
            return value;
    }
    if (AD_HAS_SHOWN_OBJECTS && ad_is_imm(ARG(0)))
        return immediate_repr(vm, ARG(0));
    switch (adlayout(vm, ARG(0))) {
    case ADT_bytes:
    case ADT_bytearray:
        return adstr_repr(vm, arg);
    case ADT_list:
    case ADT_tuple:
    case ADT_set:
    case ADT_frozenset:
    case ADT_dict:
    case ADT_range:
    case ADT_slice:
        return container_repr(vm, arg);
    case ADT_exc:
        if (AD_HAS_EXC_VALUES && AD_HAS_EXC_REPRS)
            return container_repr(vm, arg);
        break;
    case ADT_view:
        return hand_over_repr(vm, arg, ADZ_dict_repr);
    }
    if (AD_HAS_EXC_REPRS && adexc_shown(vm, ARG(0)))
        return container_repr(vm, arg);
    return object_repr(vm, arg);
}

/* A method of that name written in Python takes over: AD_TAILCALL; otherwise AD_UNBOUND. */
static adcell ask_method(struct adder_vm *vm, adcell *arg, unsigned name)
{
    adcell method, r;
    unsigned layout = adlayout(vm, ARG(0));
    if (layout != ADT_instance && (!AD_HAS_EXC_BASES || layout != ADT_exc))
        return AD_UNBOUND;
    method = adspecial(vm, ARG(0), name);
    if (!method || ad_is_imm(method))
        return AD_UNBOUND;
    adpush(vm, ARG(0));
    r = adtail_special(vm, name, 1, AD_ACT_STR);
    if (!r && !vm->error)
        addrop(vm, 1);
    return r;
}

adcell adobject_repr(struct adder_vm *vm, adcell *arg)
{
    adcell r = adrepr_scalar(vm, arg);
    return r || vm->error ? r : other_repr(vm, arg);
}

adcell adrepr_of(struct adder_vm *vm, adcell *arg)
{
    adcell r = ask_method(vm, arg, ADN_d_repr);
    return r || vm->error ? r : adobject_repr(vm, arg);
}

/* str() of an exception is that of its only argument, which comes into arg[0]: AD_UNBOUND; or of
 * all. */
static adcell exc_str(struct adder_vm *vm, adcell *arg)
{
    adcell args = adexc_of(vm, ARG(0))->args, class = adexc_of(vm, ARG(0))->class;
    size_t n = adtuple_length(vm, args);
    if (n == 0)
        return adstr_new(vm, "", 0);
    if (AD_HAS_EXC_ARGS && n > 1 && adtype_is_subclass(vm, class, ad_type_cell(ADT_OSError)))
        return hand_over_repr(vm, arg, ADZ_str_of);
    ARG(0) = AD_HAS_EXC_ARGS && n > 1 ? args : adget_item(vm, args, 0);
    if (AD_HAS_KEY_ERRORS && n == 1 &&
        adtype_is_subclass(vm, class, ad_type_cell(ADT_KeyError)))
        return adrepr_of(vm, arg);
    return AD_HAS_EXC_ARGS && n > 1 ? adrepr_of(vm, arg) : AD_UNBOUND;
}

adcell adstr_of(struct adder_vm *vm, adcell *arg)
{
    adcell r;
    for (;;) {
        if (AD_HAS_SHOWN_NUMBERS && ad_is_int(ARG(0)))
            return adint_text(vm, arg, 10, false);
        if (adstr_is(vm, ARG(0)))
            return ARG(0);
        r = plain_text(vm, arg);
        if (r || vm->error)
            return r;
        r = ask_method(vm, arg, ADN_d_str);
        if (r || vm->error)
            return r;
        if (!adexc_shown(vm, ARG(0)))
            break;
        r = exc_str(vm, arg);
        if (r || vm->error)
            return r;
    }
    r = ask_method(vm, arg, ADN_d_repr);
    if (r || vm->error)
        return r;
    r = adunwrap(vm, ARG(0));
    return adstr_is(vm, r) ? r : other_repr(vm, arg);
}

adcell adstr_of_exc(struct adder_vm *vm, adcell *arg)
{
    adcell r = exc_str(vm, arg);
    return r || vm->error ? r : adstr_of(vm, arg);
}

AD_OPERANDS(any)

adcell adn_repr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adrepr_of(vm, arg);
}

/* The repr (quotes) of a text in ASCII, or the text itself with what is not ASCII escaped. */
static adcell escaped(struct adder_vm *vm, adcell *arg, bool quotes)
{
    struct adspan s;
    struct adtext t;
    size_t i = 0;
    if (!adtext_self(vm, arg, &s) || !adtext_begin(vm, &t, s.n))
        return AD_ERROR;
    if (quotes)
        return adtext_add_repr(vm, &t, arg, true) ? adtext_end(vm, &t) : AD_ERROR;
    for (;;) {
        uint32_t c;
        adspan_of(vm, ARG(0), &s);
        if (i >= s.n)
            return adtext_end(vm, &t);
        c = adspan_next(vm, &s, &i);
        if (!(c < 0x80 ? adtext_add_char(vm, &t, c) : add_escaped(vm, &t, c)))
            return AD_ERROR;
    }
}

/* In lib/: _str_escape(text, mode): 1 the repr in ASCII, 0 only what is not ASCII is escaped. */
adcell adn_str_escape(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return escaped(vm, arg, ARG(1) == ad_from_int(1));
}

adcell adn_ascii(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (adtext_kind(vm, ARG(0)))
        return escaped(vm, arg, true);
    if (is_scalar(vm, ARG(0)))
        return adrepr_scalar(vm, arg);
    adpush(vm, ARG(0));
    adpush(vm, AD_TRUE);
    return adtail(vm, ADZ_str_of, 2);
}

/* ---- characters and numbers ----------------------------------------------------------------- */

adcell adn_chr(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t c;
    adcell again = adop_indexed(vm, arg, n, ad_native_cell(ADF_chr));
    if (again)
        return again;
    if (!adint_get32(vm, ARG(0), &c))
        return AD_ERROR;
    if (c < 0 || c > 0x10FFFF)
        return adexc_raise(vm, ADT_ValueError, "chr() arg not in range(0x110000)");
    ad_mention(ADT_str_wide);
    return adstr_from_char(vm, (uint32_t)c);
}

adcell adn_ord(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    size_t i = 0, length;
    unsigned kind;
    (void)n;
    ARG(0) = adunwrap(vm, ARG(0));
    kind = adspan_of(vm, ARG(0), &s);
    if (!kind)
        return adexc_raise(vm, ADT_TypeError,
                           "ord() expected string of length 1, but %t found", ARG(0));
    length = adspan_count(vm, &s, 0, s.n);
    if (length != 1)
        return adexc_raise(vm, ADT_TypeError,
                           "ord() expected a character, but string of length %z found", length);
    return adint_new(vm, (int32_t)adspan_next(vm, &s, &i));
}
