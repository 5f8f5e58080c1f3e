/* SPDX-License-Identifier: MIT
 * str_repr.c - str() and repr() of anything: natively what needs no Python code, by
 * lib/builtins.py's _seq_repr and _dict_repr what may contain anything; print and the other doors
 * to the port's text.
 */
#include "core/call.h"
#include "core/native_table.h"
#include "core/obj/seq.h"
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
    for (i = digits; i--; value >>= 4) {
        uint8_t digit = value & 15;
        text[i] = (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    }
    return adtext_add(vm, t, text, digits);
}

/* ---- texts ---------------------------------------------------------------------------------- */

/* Can a character stand in a repr as it is? */
static bool is_plain(uint32_t c, char quote, bool only_ascii)
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
            if (!is_plain(c, quote, only_ascii))
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

static const char *constant_text(adcell c)
{
    switch (ad_imm_number(c)) {
    case AD_IMM_NONE: return "None";
    case AD_IMM_FALSE: return "False";
    case AD_IMM_TRUE: return "True";
    case AD_IMM_ELLIPSIS: return "Ellipsis";
    case AD_IMM_NOTIMPL: return "NotImplemented";
    }
    return NULL;
}

static bool is_scalar(const struct adder_vm *vm, adcell c)
{
    return adtext_kind(vm, c) || adnum_is(vm, c) || (ad_is_imm(c) && constant_text(c));
}

adcell adrepr_scalar(struct adder_vm *vm, adcell *arg)
{
    if (adtext_kind(vm, ARG(0)))
        return adstr_repr(vm, arg);
    if (ad_is_imm(ARG(0)) && constant_text(ARG(0)))
        return adstr_from_c(vm, constant_text(ARG(0)));
    if (adnum_is(vm, ARG(0)))
        return adnumber_repr(vm, arg);
    return AD_UNBOUND;
}

static bool add_type(struct adder_vm *vm, struct adtext *t, adcell type)
{
    char text[32];
    return adtext_add(vm, t, text, adclass_text(vm, type, text, sizeof text));
}

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
        *vm->sp = adclass_of(vm, *slot)->name;
    return adtext_add_str(vm, t, vm->sp);
}

/* "<C object at 0x...>" and its kin; asks no special method. */
static AD_NOINLINE adcell object_repr(struct adder_vm *vm, adcell *arg)
{
    unsigned layout = adlayout(vm, ARG(0));
    struct adtext t;
    bool ok;
    adcell *name;
    adpush(vm, layout == ADT_class ? ARG(0) : adtype_of(vm, ARG(0)));
    if (layout == ADT_function) {
        *vm->sp = addebug_qualname(vm, adcode_ptr(vm, adget_cell(vm, ARG(0), 0)));
        if (!*vm->sp)
            return AD_ERROR;
    }
    name = vm->sp;
    if (!adtext_begin(vm, &t, 32))
        return AD_ERROR;
    if (layout == ADT_class)
        ok = add_c(vm, &t, "<class '") && add_class_name(vm, &t, name) && add_c(vm, &t, "'>");
    else if (layout == ADT_function)
        ok = add_c(vm, &t, "<function ") && adtext_add_str(vm, &t, name);
    else
        ok = add_c(vm, &t, "<") && add_class_name(vm, &t, name) && add_c(vm, &t, " object");
    if (ok && layout != ADT_class)
        ok = add_c(vm, &t, " at 0x") &&
            add_hex(vm, &t, (uint32_t)ad_offset(ARG(0)), AD_CELL_BYTES > 2 ? 8 : 4) &&
            add_c(vm, &t, ">");
    return ok ? adtext_end(vm, &t) : AD_ERROR;
}

static adcell hand_over(struct adder_vm *vm, adcell *arg, enum adfrozen z)
{
    adpush(vm, ARG(0));
    return adtail(vm, z, 1);
}

static adcell container_repr(struct adder_vm *vm, adcell *arg)
{
    adcell r = adrepr_nested(vm, arg);
    if (r || vm->error)
        return r;
    return hand_over(vm, arg, adis(vm, ARG(0), ADT_dict) ? ADZ_dict_repr : ADZ_seq_repr);
}

static adcell default_repr(struct adder_vm *vm, adcell *arg)
{
    adcell r = adrepr_scalar(vm, arg);
    if (r || vm->error)
        return r;
    if (ad_is_imm(ARG(0)))
        return immediate_repr(vm, ARG(0));
    switch (adlayout(vm, ARG(0))) {
    case ADT_list:
    case ADT_tuple:
    case ADT_set:
    case ADT_frozenset:
    case ADT_dict:
    case ADT_range:
    case ADT_slice:
        return container_repr(vm, arg);
    case ADT_exc:
        if (AD_HAS_EXC_VALUES)
            return container_repr(vm, arg);
        break;
    case ADT_view:
        return hand_over(vm, arg, ADZ_dict_repr);
    }
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

/* Instances built on a builtin show that, sets but with the name of their class. */
static adcell instance_repr(struct adder_vm *vm, adcell *arg)
{
    adcell value = adunwrap(vm, ARG(0));
    if (value == ARG(0))
        return object_repr(vm, arg);
    if (adis(vm, value, ADT_set) || adis(vm, value, ADT_frozenset))
        return hand_over(vm, arg, ADZ_seq_repr);
    ARG(0) = value;
    return default_repr(vm, arg);
}

adcell adobject_repr(struct adder_vm *vm, adcell *arg)
{
    if (adis(vm, ARG(0), ADT_instance))
        return instance_repr(vm, arg);
    return default_repr(vm, arg);
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
    if (n > 1 && adtype_is_subclass(vm, class, ad_type_cell(ADT_OSError)))
        return hand_over(vm, arg, ADZ_str_of);
    ARG(0) = n == 1 ? adget_item(vm, args, 0) : args;
    if (n == 1 && !adtype_is_subclass(vm, class, ad_type_cell(ADT_KeyError)))
        return AD_UNBOUND;
    return adrepr_of(vm, arg);
}

adcell adstr_of(struct adder_vm *vm, adcell *arg)
{
    adcell r;
    for (;;) {
        if (adstr_is(vm, ARG(0)))
            return ARG(0);
        r = ask_method(vm, arg, ADN_d_str);
        if (r || vm->error)
            return r;
        if (!AD_HAS_EXC_VALUES || !adis(vm, ARG(0), ADT_exc))
            break;
        r = exc_str(vm, arg);
        if (r || vm->error)
            return r;
    }
    r = adunwrap(vm, ARG(0));
    if (adstr_is(vm, r)) {
        adcell method = adspecial(vm, ARG(0), ADN_d_repr);
        if (!method || ad_is_imm(method))
            return adunwrap(vm, ARG(0));
    }
    return adrepr_of(vm, arg);
}

adcell adstr_of_exc(struct adder_vm *vm, adcell *arg)
{
    adcell r = exc_str(vm, arg);
    return r || vm->error ? r : adstr_of(vm, arg);
}

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
