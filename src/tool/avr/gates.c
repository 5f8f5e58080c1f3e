/* SPDX-License-Identifier: MIT
 * gates.c - which functions of lib/builtins C code can really hand over to. The linker says which
 * ones it names; most are for cases that a program without certain features cannot bring about
 * (an __eq__ written in Python, an __index__). A gate is such a feature; a function without a gate
 * is in as soon as it is named. Should a program get to a closed gate all the same, it raises
 * TypeError: what is left then is a value of a wrong type.
 */
#include <string.h>

#include "tool/avr/tailor.h"

/* Bits of struct gate.open: the program ... */
enum {
    EQUALITY = 1,   /* defines comparison or hash in Python                   */
    INDEX = 2,      /* ... __index__                                           */
    ITERATION = 4,  /* has iterators that run Python code: generators, classes */
    TEXTS = 8,      /* defines __repr__, __str__                               */
    CREATION = 16,  /* ... __new__, or classes of classes                      */
    CLASS_HOOKS = 32, /* ... __set_name__, __init_subclass__                   */
    BASES = 64,     /* builds classes on list, int, str ...                    */
    CHECKS = 128,   /* ... __instancecheck__, or may ask with nested tuples    */
    TYPE_CALLS = 256, /* calls type() for more than the type of a value        */
    FORMATS = 512,  /* ... __format__                                          */
    LENGTHS = 1024, /* ... __len__ or __getitem__ of its own                   */
    UPDATES = 2048, /* {**a}, {*a}                                             */
    OUTPUT = 4096,  /* names stdout                                            */
    NEXT_DEFAULT = 8192, /* next(it, x)                                        */
    ITER_CALL = 16384, /* iter(f, x)                                           */
    PERCENTS = 32768, /* has texts with a %                                    */
    VIEWS = 65536,  /* shows keys(), items() or values()                       */
    TABLES = 131072, /* compares them, or dicts with instances                 */
    OS_ERRORS = 262144, /* makes an OSError                                    */
    ASCII = 524288, /* ascii(x), !a                                            */
};

static const struct gate {
    uint8_t function;
    uint32_t open;
} gates[] = {
    {ADZ_seq_eq, EQUALITY | TABLES}, {ADZ_seq_lt, EQUALITY}, {ADZ_seq_contains, EQUALITY},
    {ADZ_seq_index, EQUALITY}, {ADZ_seq_count, EQUALITY}, {ADZ_dict_find, EQUALITY},
    {ADZ_dict_store, EQUALITY}, {ADZ_dict_delete, EQUALITY}, {ADZ_dict_method, EQUALITY},
    {ADZ_set_op, EQUALITY | ITERATION}, {ADZ_set_key, EQUALITY}, {ADZ_set_eq, EQUALITY | ITERATION},
    {ADZ_dict_eq, EQUALITY}, {ADZ_map_update, EQUALITY | UPDATES},
    {ADZ_hash_seq, EQUALITY}, {ADZ_list_sort, EQUALITY}, {ADZ_sorted, EQUALITY | ITERATION},
    {ADZ_get_index, INDEX}, {ADZ_set_index, INDEX}, {ADZ_repeat, INDEX},
    {ADZ_iter_to_list, ITERATION}, {ADZ_iter_to_tuple, ITERATION}, {ADZ_iter_to_set, ITERATION},
    {ADZ_iter_to_bytes, ITERATION}, {ADZ_list_extend, ITERATION}, {ADZ_contains_iter, ITERATION},
    {ADZ_iter_next, NEXT_DEFAULT}, {ADZ_iter_call, ITER_CALL}, {ADZ_iter_getitem, LENGTHS},
    {ADZ_unpack, ITERATION}, {ADZ_enumerate, ITERATION},
    {ADZ_slice_assign, ITERATION}, {ADZ_join, ITERATION}, {ADZ_any, ITERATION},
    {ADZ_all, ITERATION}, {ADZ_sum, ITERATION | EQUALITY}, {ADZ_bytearray_extend, ITERATION},
    {ADZ_print_rest, TEXTS | VIEWS | OS_ERRORS | BASES}, {ADZ_print_to, OUTPUT},
    {ADZ_str_of, TEXTS | VIEWS | OS_ERRORS | BASES | ASCII},
    {ADZ_seq_repr, TEXTS | VIEWS | BASES}, {ADZ_dict_repr, TEXTS | VIEWS},
    {ADZ_class_call, CREATION}, {ADZ_class_end, CLASS_HOOKS}, {ADZ_new_native, BASES},
    {ADZ_init_native, BASES}, {ADZ_isinstance, CHECKS}, {ADZ_issubclass, CHECKS},
    {ADZ_make_type, TYPE_CALLS}, {ADZ_format, FORMATS | TEXTS}, {ADZ_percent, PERCENTS},
    {ADZ_reversed, LENGTHS}, {ADZ_gen_close, ITERATION},
};

static bool any_name(const struct adtailor *t, const uint16_t *names, size_t n)
{
    while (n--)
        if (t->defined[names[n]])
            return true;
    return false;
}

#define ANY(t, ...)                                                                                \
    any_name(t, (const uint16_t[]){__VA_ARGS__},                                                   \
        sizeof (const uint16_t[]){__VA_ARGS__} / sizeof(uint16_t))

static uint32_t of_tables(const struct adtailor *t)
{
    uint64_t compared = t->types.use[ADUSE_COMPARED], instances = ADKIND(ADT_instance) |
        ADKIND(ADT_exc);
    bool views = t->type[ADT_view];
    uint32_t f = views && t->types.use[ADUSE_SHOWN] & ADKIND(ADT_view) ? VIEWS : 0;
    if ((views && compared & ADKIND(ADT_view)) ||
        (t->type[ADT_dict] && compared & ADKIND(ADT_dict) && compared & instances))
        f |= TABLES;
    return f;
}

static uint32_t features(const struct adtailor *t)
{
    uint32_t f = 0;
    if (adtailor_compares(t))
        f |= EQUALITY;
    if (adtailor_indexes(t))
        f |= INDEX;
    if (t->type[ADT_generator] || ANY(t, ADN_d_iter, ADN_d_next, ADN_d_getitem))
        f |= ITERATION;
    if (adtailor_shows(t))
        f |= TEXTS;
    if (t->defined[ADN_d_new] || t->type_calls)
        f |= CREATION;
    if (ANY(t, ADN_d_set_name, ADN_d_init_subclass))
        f |= CLASS_HOOKS;
    if (adtailor_builds_on_types(t))
        f |= BASES;
    if (ANY(t, ADN_d_instancecheck, ADN_d_subclasscheck) || t->nested)
        f |= CHECKS;
    if (t->type_calls || t->given[AD_IMM_TYPE + ADT_class] > 3)
        f |= TYPE_CALLS;
    if (adtailor_gives(t, ADF_next, 2))
        f |= NEXT_DEFAULT;
    if (adtailor_gives(t, ADF_iter, 2))
        f |= ITER_CALL;
    if (t->defined[ADN_d_format])
        f |= FORMATS;
    if (ANY(t, ADN_d_len, ADN_d_getitem, ADN_d_reversed))
        f |= LENGTHS;
    if (t->op[ADOP_DICT_UPDATE] || t->op[ADOP_SET_UPDATE])
        f |= UPDATES;
    if (t->defined[ADN_stdout])
        f |= OUTPUT;
    if (t->percent)
        f |= PERCENTS;
    if (adtailor_os_errors(t))
        f |= OS_ERRORS;
    if (t->native[ADF_ascii] || t->ascii)
        f |= ASCII;
    return f | of_tables(t);
}

bool adtailor_gate(const struct adtailor *t, unsigned function)
{
    for (size_t i = 0; i < AD_COUNT(gates); i++)
        if (gates[i].function == function)
            return gates[i].open & features(t);
    return true;
}

/* ---- keyword arguments --------------------------------------------------------------------- */

/* Names that calls of natives with keywords may have; a function that is not here takes any. */
static const struct {
    uint8_t function;
    const char *names;
} keywords[] = {
    {ADZ_print, "sep end file flush"}, {ADZ_min, "key default"}, {ADZ_max, "key default"},
    {ADZ_sum, "start"}, {ADZ_sorted, "key reverse"}, {ADZ_list_sort, "key reverse"},
    {ADZ_round, "ndigits number"}, {ADZ_int_of, "base x"},
    {ADZ_str_kw, "object encoding errors"}, {ADZ_split_kw, "sep maxsplit"},
    {ADZ_rsplit_kw, "sep maxsplit"}, {ADZ_splitlines_kw, "keepends"},
    {ADZ_expandtabs_kw, "tabsize"}, {ADZ_encode_kw, "encoding errors"},
    {ADZ_decode_kw, "encoding errors"}, {ADZ_hex_kw, "sep bytes_per_sep"},
    {ADZ_translate_kw, "delete"}, {ADZ_bytes_kw, "source encoding errors"},
    {ADZ_bytearray_kw, "source encoding errors"}, {ADZ_pow_kw, "base exp mod"},
    {ADZ_pin_kw, "id mode pull value"}, {ADZ_pin_init_kw, "mode pull value"},
    {ADZ_init_native, ""}, {ADZ_new_native, ""},
};

static bool has_word(const char *words, const char *word, size_t n)
{
    while (*words) {
        size_t m = strcspn(words, " ");
        if (m == n && !memcmp(words, word, n))
            return true;
        words += m + (words[m] == ' ');
    }
    return false;
}

/* Could a call with this keyword be meant for a function? */
void adtailor_keyword(struct adtailor *t, const char *word, size_t n)
{
    for (size_t i = 0; i < AD_COUNT(keywords); i++)
        if (has_word(keywords[i].names, word, n))
            t->keyword[keywords[i].function] = true;
}

bool adtailor_takes_keywords(const struct adtailor *t, unsigned function)
{
    if (!t->keywords)
        return false;
    for (size_t i = 0; i < AD_COUNT(keywords) && !t->op[ADOP_CALL_EX]; i++)
        if (keywords[i].function == function)
            return t->keyword[function];
    return true;
}
