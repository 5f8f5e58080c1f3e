/* SPDX-License-Identifier: MIT
 * rewrite.c - see rewrite.h. Works on tokens, knows no grammar. The core's house rules make that
 * enough: a machine is always called `vm` and always comes first.
 *
 *   f(struct adder_vm *vm, int n)   f(int n)          a firmware has one machine: its fields are
 *   f(vm, 1)   vm->top   vm->sp     f(1)   advm_top   advm_sp (a register)       variables
 *   case ADT_set:                   (nothing)         types, operators that the firmware does
 * without:
 *   x == ADT_set   x != ADT_set     x == ADT_set & 0   x != ADT_set | 1
 *   adis(vm, c, ADT_set)            ad_never(c, ADT_set)
 *   AD_OPERANDS(shown)              (nothing)         from here to the next one only what becomes
 *                                                     text comes: types.h
 *   adspecial(vm, c, ADN_d_len)     ad_no_method(c, ADN_d_len)
 *   f(ADT_list)                     f(AD_USE(ADT_list))   the others: leaves a mark that the linker
 * sees
 *
 * With the labels and conditions gone, the compiler drops the code behind them.
 */
#include "tool/avr/rewrite.h"

#include <stdlib.h>
#include <string.h>

struct token {
    const char *text;
    size_t length;
    enum { SPACE, WORD, SIGN, LITERAL, HASH } kind;
    const char *before, *instead, *behind; /* instead: NULL as it is, "" deleted */
    int number;                            /* not 0: what it is replaced by          */
};

struct rewrite {
    const struct adtailor *tailor;
    struct token *token;
    size_t count, room;
    size_t *solid, solids; /* tokens that are not space */
    bool failed;
};

/* ---- tokens --------------------------------------------------------------------------------- */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t quoted_length(const char *p, const char *end)
{
    const char *q = p + 1;
    while (q < end && *q != *p)
        q += *q == '\\' ? 2 : 1;
    return (size_t)(q - p) + 1;
}

static size_t space_length(const char *p, const char *end)
{
    const char *q = p;
    for (;;) {
        if (q + 1 < end && *q == '/' && q[1] == '*') {
            q = strstr(q + 2, "*/");
            q = q ? q + 2 : end;
        } else if (q + 1 < end && *q == '\\' && q[1] == '\n') {
            q += 2;
        } else if (q < end && (*q == ' ' || *q == '\t' || *q == '\n')) {
            q++;
        } else {
            return (size_t)(q - p);
        }
    }
}

static size_t sign_length(const char *p, const char *end)
{
    static const char *const two[] = {
        "->", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "++", "--"};
    size_t i;
    if (end - p >= 3 && !memcmp(p, "...", 3))
        return 3;
    for (i = 0; end - p >= 2 && i < AD_COUNT(two); i++)
        if (!memcmp(p, two[i], 2))
            return 2;
    return 1;
}

static void add(struct rewrite *r, const char *text, size_t length, int kind)
{
    if (r->count == r->room) {
        size_t room = r->room ? 2 * r->room : 4096;
        struct token *more = realloc(r->token, room * sizeof *more);
        if (!more) {
            r->failed = true;
            return;
        }
        r->token = more;
        r->room = room;
    }
    r->token[r->count++] = (struct token){.text = text, .length = length, .kind = kind};
}

static void split(struct rewrite *r, const char *text, size_t length)
{
    const char *p = text, *end = text + length;
    while (p < end && !r->failed) {
        size_t n = space_length(p, end);
        int kind = SPACE;
        if (!n) {
            kind = is_word(*p) ? WORD : *p == '"' || *p == '\'' ? LITERAL : *p == '#' ? HASH : SIGN;
            if (kind == WORD)
                while (p + n < end && is_word(p[n]))
                    n++;
            else
                n = kind == LITERAL ? quoted_length(p, end) : sign_length(p, end);
        }
        add(r, p, n, kind);
        p += n;
    }
    r->solid = malloc((r->count + 1) * sizeof *r->solid);
    if (!r->solid)
        r->failed = true;
    for (size_t i = 0; !r->failed && i < r->count; i++)
        if (r->token[i].kind != SPACE)
            r->solid[r->solids++] = i;
}

/* The i-th token that is not space. */
static struct token *at(const struct rewrite *r, size_t i)
{
    static struct token none = {.text = "", .kind = SIGN};
    return i < r->solids ? &r->token[r->solid[i]] : &none;
}

static bool is(const struct rewrite *r, size_t i, const char *text)
{
    const struct token *t = at(r, i);
    return strlen(text) == t->length && !memcmp(t->text, text, t->length);
}

static void delete(struct rewrite *r, size_t i, size_t n)
{
    while (n--)
        at(r, i++)->instead = "";
}

/* ---- the one machine ------------------------------------------------------------------------ */

static void drop_parameter(struct rewrite *r, size_t i, size_t n)
{
    delete(r, i, n);
    if (is(r, i + n, ","))
        delete(r, i + n, 1);
    else if (is(r, i + n, ")"))
        at(r, i)->instead = "void";
}

/* At `struct adder_vm *` or `const struct adder_vm *` behind an opening parenthesis. */
static void parameter_or_cast(struct rewrite *r, size_t i)
{
    size_t n = is(r, i, "const") ? 4 : 3;
    if (is(r, i + n, ")") && is(r, i + n + 1, "vm"))
        delete(r, i - 1, n + 2); /* (struct adder_vm *)vm is vm */
    else
        drop_parameter(r, i, n + is(r, i + n, "vm"));
}

static void field(struct rewrite *r, size_t i)
{
    static const char *const registers[][2] = {
        {"sp", "advm_sp"}, {"fp", "advm_fp"}, {"pc", "advm_pc"}};
    static const char *const constants[][2] = {
        {"base", "ADVM_BASE"}, {"consts", "ADVM_CONSTS"}, {"names", "ADVM_NAMES"},
        {"nametext", "ADVM_NAMETEXT"}, {"global_names", "ADVM_GLOBAL_NAMES"},
        {"modules", "ADVM_MODULES"}, {"nglobals", "ADVM_NGLOBALS"}, {"nmodules", "ADVM_NMODULES"},
        {"nnames", "ADVM_NNAMES"},
        {"roots", "ADVM_ROOTS"}, {"nnames_own", "ADVM_NNAMES_OWN"}, {"debug", "ADVM_DEBUG"}};
    const char *instead = NULL;
    size_t k;
    for (k = 0; k < AD_COUNT(registers); k++)
        if (is(r, i + 2, registers[k][0]))
            instead = registers[k][1];
    for (k = 0; k < AD_COUNT(constants); k++)
        if (is(r, i + 2, constants[k][0]))
            instead = constants[k][1];
    if (instead)
        delete(r, i, 3);
    else
        delete(r, i, 2);
    at(r, i)->instead = instead ? instead : "advm_";
}

static void argument(struct rewrite *r, size_t i)
{
    bool deleted_before = at(r, i - 1)->instead && !*at(r, i - 1)->instead;
    if (is(r, i - 1, ")") && is(r, i - 2, "void") && !deleted_before)
        at(r, i)->instead = "0"; /* (void)vm */
    else if (is(r, i - 1, "{"))
        at(r, i)->instead = "0";
    else if (is(r, i - 1, "->") && is(r, i + 1, ","))
        delete(r, i - 2, 4); /* f(s->vm, a) */
    else if (is(r, i + 1, ","))
        delete(r, i, 2);
    else if (is(r, i + 1, ")") && is(r, i - 1, ","))
        delete(r, i - 1, 2);
    else
        delete(r, i, 1);
}

static void fold_machine(struct rewrite *r)
{
    for (size_t i = 1; i < r->solids; i++) {
        size_t skip = is(r, i, "const");
        if (is(r, i - 1, "(") && is(r, i + skip, "struct") && is(r, i + skip + 1, "adder_vm") &&
            is(r, i + skip + 2, "*"))
            parameter_or_cast(r, i);
        if (!is(r, i, "vm") || at(r, i)->instead)
            continue;
        if (is(r, i + 1, "->"))
            field(r, i);
        else if (!is(r, i - 1, "*") &&
                 (is(r, i + 1, ",") || is(r, i + 1, ")") || is(r, i + 1, ";")))
            argument(r, i);
    }
}

/* ---- types and operators -------------------------------------------------------------------- */

/* Functions that ask for a type or raise it, but make no object of it. */
static bool only_asks(const struct rewrite *r, size_t i)
{
    static const char *const names[] = {"adis", "ad_never", "ad_type_cell", "adexc_raise",
        "adexc_raise_value", "adexc_matches", "adtype_text", "adtype_method",
        "adtype_is_builtin_sub", "sizeof"};
    for (size_t k = 0; k < AD_COUNT(names); k++)
        if (is(r, i, names[k]))
            return true;
    return false;
}

/* The function whose argument list token i is in, directly; 0: none. */
static size_t callee(const struct rewrite *r, size_t i)
{
    int depth = 0;
    while (i--) {
        if (is(r, i, ")"))
            depth++;
        else if (is(r, i, "(") && depth-- == 0)
            return i && at(r, i - 1)->kind == WORD ? i - 1 : 0;
        else if (is(r, i, ";") || is(r, i, "{") || is(r, i, "}"))
            return 0;
    }
    return 0;
}

static bool starts(const struct token *t, const char *text)
{
    return t->length >= strlen(text) && !memcmp(t->text, text, strlen(text));
}

/* A name that no class can have as an attribute: what looks it up finds none. */
static bool asks_for_method(const struct rewrite *r, size_t i)
{
    static const char *const names[] = {"adspecial", "adtail_special", "adclass_own",
        "adclass_lookup", "admodule_get", "ask_method", "AD_NAMED"};
    for (size_t k = 0; k < AD_COUNT(names); k++)
        if (is(r, i, names[k]))
            return true;
    return false;
}

static void absent(struct rewrite *r, size_t i)
{
    size_t function = callee(r, i);
    if (starts(at(r, i), "ADCODE_") || starts(at(r, i), "AD_CLASS_") ||
        starts(at(r, i), "AD_HAS_")) {
        if (!is(r, i - 1, "define"))
            at(r, i)->instead = "0";
    } else if (starts(at(r, i), "ad") && is(r, i + 1, "(") && at(r, i)->text[2] >= 'a') {
        if (!is(r, i - 1, "uint8_t") && !is(r, i - 1, "bool")) /* but where it is declared */
            at(r, i)->instead = "ad_never";
    } else if (is(r, i - 1, "case") && is(r, i + 1, ":")) {
        delete(r, i - 1, 3);
    } else if (is(r, i - 1, "==")) {
        at(r, i)->behind = " & 0";
    } else if (is(r, i - 1, "!=")) {
        at(r, i)->behind = " | 1";
    } else if (is(r, i + 1, ")") && function && is(r, function, "adis")) {
        at(r, function)->instead = "ad_never";
    } else if (starts(at(r, i), "ADN_") && is(r, i - 1, ",") && function &&
               asks_for_method(r, function)) {
        at(r, function)->instead = "ad_no_method";
    }
}

/* Is token i in a return statement? */
static bool returns(const struct rewrite *r, size_t i)
{
    while (i-- && !is(r, i, ";") && !is(r, i, "{") && !is(r, i, "}"))
        if (is(r, i, "return"))
            return true;
    return false;
}

/* Is it where a value is made or handed on, rather than compared? */
static bool is_used(const struct rewrite *r, size_t i)
{
    static const char *const signs[] = {"(", ",", "?", ":", "="};
    size_t function = callee(r, i), k;
    if (starts(at(r, i), "ADT_") && function && only_asks(r, function))
        return false;
    if (starts(at(r, i), "ADN_") && (!function || asks_for_method(r, function) ||
            starts(at(r, function), "adclass_")))
        return false;
    if (starts(at(r, i), "ADT_") && !function && returns(r, i))
        return false;
    if (is(r, i - 1, ")") || is(r, i - 1, "return"))
        return !starts(at(r, i), "ADT_");
    for (k = 0; k < AD_COUNT(signs); k++)
        if (is(r, i - 1, signs[k]))
            return true;
    return false;
}

/* Natives have other numbers in a firmware; one that is only compared with may be absent. */
static void native_number(struct rewrite *r, size_t i)
{
    struct token *t = at(r, i);
    size_t function = callee(r, i);
    t->number = adtailor_native_number(r->tailor, t->text, t->length);
    if (function && (is(r, function - 1, "==") || is(r, function - 1, "!=")))
        return;
    t->before = "AD_USE_AS(";
    t->behind = ")";
}

/* A static table, or the list of an enum. */
static bool begins_constants(const struct rewrite *r, size_t i, int depth)
{
    if (is(r, i, "enum"))
        return is(r, i + 1, "{") || is(r, i + 2, "{");
    if (depth == 0)
        return is(r, i, "=") && is(r, i + 1, "{");
    return is(r, i, "static");
}

/* AD_OPERANDS(use, use): which uses its code is for. Returns them as bits; 0: any. */
static unsigned operands(struct rewrite *r, size_t i)
{
    unsigned uses = 0;
    size_t n = 2;
    for (; i + n < r->solids && !is(r, i + n, ")"); n++) {
        int use = adtypes_use_named(at(r, i + n)->text, at(r, i + n)->length);
        uses |= use >= 0 ? 1u << use : 0;
    }
    delete(r, i, n + 1);
    return uses;
}

/* The last argument of a macro that makes a function, METHODS(union, AD_OR)? */
static bool ends_macro(const struct rewrite *r, size_t i)
{
    return is(r, i - 1, ",") && is(r, i + 1, ")");
}

/* (AD_ACT_ ones are in macros of instructions, too.) */
static void fold_types(struct rewrite *r)
{
    size_t i;
    unsigned uses = 0;
    int depth = 0;
    bool constant = false; /* in a static table or a list of constants */
    for (i = 1; i < r->solids; i++) {
        struct token *t = at(r, i);
        depth += is(r, i, "{") - is(r, i, "}");
        if (begins_constants(r, i, depth))
            constant = true;
        if (is(r, i, ";"))
            constant = false;
        if (t->kind != WORD || t->instead || (!starts(t, "AD") && !starts(t, "ad")))
            continue;
        if (is(r, i, "AD_OPERANDS") && !is(r, i - 1, "define")) {
            uses = operands(r, i);
        } else if (starts(t, "ADT_") && callee(r, i) &&
            starts(at(r, callee(r, i)), "adexc_raise")) {
            t->before = depth ? "AD_RAISED(" : NULL;
            t->behind = depth ? ")" : NULL;
        } else if (!constant && (adtailor_absent(r->tailor, t->text, t->length) ||
                adtailor_unmet(r->tailor, uses, t->text, t->length))) {
            absent(r, i);
        }
        if (starts(t, "ADZ_") && is(r, i - 4, "adtail") && is(r, i + 1, ",") &&
            adtailor_shut(r->tailor, t->text, t->length))
            at(r, i - 4)->instead = "ad_shut";
        if (depth && !constant && starts(t, "ADF_") && adtailor_known(t->text, t->length))
            native_number(r, i);
        else if ((depth || starts(t, "AD_ACT_") || ends_macro(r, i)) && !constant && !t->before &&
            is_used(r, i) && adtailor_known(t->text, t->length)) {
            t->before = "AD_USE(";
            t->behind = ")";
        }
    }
}

/* isa/py.def: the instructions get the codes that they have in the firmware. */
static void number_instructions(struct rewrite *r)
{
    for (size_t i = 0; i + 4 < r->solids; i++) {
        const struct token *name = at(r, i + 4);
        int code;
        if (!is(r, i, "INS") || !is(r, i + 1, "(") || at(r, i + 2)->text[0] > '9')
            continue;
        code = adtailor_op_named(r->tailor, name->text, name->length);
        if (code >= 0)
            at(r, i + 2)->number = code + 1;
    }
}

/* ---- the result ----------------------------------------------------------------------------- */

static void emit(char *to, size_t *size, const char *text, size_t n)
{
    if (to)
        memcpy(to + *size, text, n);
    *size += n;
}

static void print(const struct rewrite *r, char *to, size_t *size)
{
    *size = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct token *t = &r->token[i];
        if (t->before)
            emit(to, size, t->before, strlen(t->before));
        if (t->number) {
            char digits[32];
            snprintf(digits, sizeof digits, "%.*s", (int)t->length, t->text);
            if (t->before)
                emit(to, size, digits, strlen(digits));
            snprintf(digits, sizeof digits, t->before ? ", %d" : "%d", t->number - 1);
            emit(to, size, digits, strlen(digits));
        } else {
            emit(to, size, t->instead ? t->instead : t->text,
                t->instead ? strlen(t->instead) : t->length);
        }
        if (t->behind)
            emit(to, size, t->behind, strlen(t->behind));
    }
}

char *adrewrite_source(const char *text, size_t length, const struct adtailor *t, size_t *size)
{
    struct rewrite r = {.tailor = t};
    char *result = NULL;
    split(&r, text, length);
    if (!r.failed) {
        fold_machine(&r);
        fold_types(&r);
        number_instructions(&r);
        print(&r, NULL, size);
        result = malloc(*size + 1);
        if (result) {
            print(&r, result, size);
            result[*size] = 0;
        }
    }
    free(r.solid);
    free(r.token);
    return result;
}
