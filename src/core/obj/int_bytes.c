/* SPDX-License-Identifier: MIT
 * int_bytes.c - ints where code must be small: arithmetic, order and text on rows of bytes, lowest
 * first, in two's complement. One way for all that is no small int; the instructions have their own
 * short cut for those. The rows lie in one new object, which becomes the result. int.c is the fast
 * counterpart.
 */
#include "core/obj/number.h"

#if AD_INT_BYTES

/* ---- rows ----------------------------------------------------------------------------------- */

/* r += b, or r -= b when flip is 0xff. */
static void add_rows(uint8_t *r, const uint8_t *b, size_t n, uint8_t flip)
{
    uint8_t carry = flip & 1;
    for (; n; n--) {
        uint16_t t = (uint16_t)(*r + (uint8_t)(*b++ ^ flip) + carry);
        *r++ = (uint8_t)t;
        carry = (uint8_t)(t >> 8);
    }
}

/* r = ~r, or -r when carry is 1. */
static void invert(uint8_t *r, size_t n, uint8_t carry)
{
    for (; n; n--) {
        uint16_t t = (uint16_t)((uint8_t)~*r + carry);
        *r++ = (uint8_t)t;
        carry = (uint8_t)(t >> 8);
    }
}

/* r = a * b without what is beyond n bytes: that makes it right for negative ones too. */
static void multiply_rows(uint8_t *r, const uint8_t *a, const uint8_t *b, size_t n)
{
    memset(r, 0, n);
    for (; n; n--, r++) {
        uint8_t carry = 0, m = *a++;
        for (size_t i = 0; m && i < n; i++) {
            uint16_t t = (uint16_t)(r[i] + m * b[i] + carry);
            r[i] = (uint8_t)t;
            carry = (uint8_t)(t >> 8);
        }
    }
}

/* r /= d, unsigned; returns the remainder. */
static uint8_t divide_byte(uint8_t *r, size_t n, uint8_t d)
{
    uint8_t rest = 0;
    for (r += n; n; n--) {
        uint16_t t = (uint16_t)(rest << 8 | *--r);
        *r = (uint8_t)(t / d);
        rest = (uint8_t)(t % d);
    }
    return rest;
}

/* a /= b, unsigned, bit by bit: a moves up through rest, which lies behind it and is 0. The top bit
 * of b is 0. */
static void divide_row(uint8_t *a, const uint8_t *b, size_t n)
{
    uint8_t *rest = a + n;
    size_t bits = 8 * n;
    while (bits && !rest[-1]) { /* whole zero bytes */
        memmove(a + 1, a, n - 1);
        a[0] = 0;
        bits -= 8;
    }
    for (; bits; bits--) {
        add_rows(a, a, 2 * n, 0);
        add_rows(rest, b, n, 0xff);
        if (rest[n - 1] & 0x80)
            add_rows(rest, b, n, 0);
        else
            a[0] |= 1;
    }
}

/* The floor of a / b, and behind it, where there are zeros, the remainder. */
static void divide(uint8_t *a, uint8_t *b, size_t n)
{
    uint8_t *rest = a + n;
    bool negative = b[n - 1] & 0x80, below;
    if (negative) { /* a / b is -a / -b */
        invert(a, n, 1);
        invert(b, n, 1);
    }
    below = a[n - 1] & 0x80;
    if (below) /* and the floor of a / b is ~(~a / b) */
        invert(a, n, 0);
    divide_row(a, b, n);
    if (below) {
        invert(a, n, 0);
        invert(rest, n, 0);
        add_rows(rest, b, n, 0);
    }
    if (negative)
        invert(rest, n, 1);
}

/* ---- between objects and rows --------------------------------------------------------------- */

bool adint_negative(const struct adder_vm *vm, adcell c)
{
    return ad_is_int(c) ? ad_int(c) < 0 : AD_HAS_LARGE_INTS && adlayout(vm, c) == ADT_int_neg;
}

static size_t size_of(const struct adder_vm *vm, adcell c)
{
    return AD_HAS_LARGE_INTS && ad_is_ref(c) ? adobj_size(vm, c) : sizeof(adint);
}

static void load_row(const struct adder_vm *vm, adcell c, uint8_t *row, size_t n)
{
    adint v = ad_is_int(c) ? ad_int(c) : c == AD_TRUE;
    if (!ad_is_ref(c)) {
        memset(row, v < 0 ? 0xff : 0, n);
        memcpy(row, &v, sizeof v);
        return;
    }
    memset(row, 0, n);
    adget_bytes(vm, c, 0, adobj_size(vm, c), row);
    if (adint_negative(vm, c))
        invert(row, n, 1);
}

/* The int of an even number of bytes in `object`, the last one, which becomes it. */
static adcell finish_row(struct adder_vm *vm, adcell object, uint8_t *row, size_t n)
{
    bool negative = row[n - 1] & 0x80;
    adint v;
    if (negative)
        invert(row, n, 1);
    while (n > sizeof v && !row[n - 1] && !row[n - 2])
        n -= 2;
    memcpy(&v, row, sizeof v);
    if (n > sizeof v || v < 0 || v > AD_INT_MAX + negative)
        return adheap_turn(vm, object, negative ? ADT_int_neg : ADT_int, row, n);
    adheap_shrink(vm, object, 0);
    return ad_from_int(negative ? (adint)-v : v);
}

adcell adint_from_row(struct adder_vm *vm, const void *row, size_t n)
{
    adcell object = adheap_new(vm, ADT_buffer, n);
    uint8_t *to;
    if (!object)
        return object;
    to = adbuffer_bytes(vm, object);
    memcpy(to, row, n);
    return finish_row(vm, object, to, n);
}

/* ---- operators ------------------------------------------------------------------------------ */

static adcell shift(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    size_t n = size_of(vm, ARG(0)) + 2, bytes;
    uint16_t count = 0xffff; /* and more: no block holds so many bits */
    uint8_t *row, bits;
    adcell object;
    if (adint_negative(vm, ARG(1)))
        return adexc_raise(vm, ADT_ValueError, "negative shift count");
    if (adint_is_zero(ARG(0)))
        return ad_from_int(0);
    if (size_of(vm, ARG(1)) <= sizeof count)
        load_row(vm, ARG(1), (uint8_t *)&count, sizeof count);
    else if (op == AD_LSHIFT)
        return adexc_raise(vm, ADT_OverflowError, "too many digits in integer");
    bytes = count >> 3;
    bits = count & 7;
    if (op == AD_LSHIFT) {
        n += AD_ROUND(bytes);
    } else if (bits) { /* to the left by what lacks to a byte more */
        bytes++;
        bits = (uint8_t)(8 - bits);
    }
    object = adheap_new(vm, ADT_buffer, n);
    if (!object)
        return object;
    row = adbuffer_bytes(vm, object);
    load_row(vm, ARG(0), row, n);
    for (; bits; bits--)
        add_rows(row, row, n, 0);
    if (op == AD_LSHIFT) {
        memmove(row + bytes, row, n - bytes);
        memset(row, 0, bytes);
    } else {
        bytes = AD_MIN(bytes, n - 1);
        memmove(row, row + bytes, n - bytes);
        memset(row + n - bytes, row[n - bytes - 1] & 0x80 ? 0xff : 0, bytes);
    }
    return finish_row(vm, object, row, n);
}

/* Sums beyond the small ints are what programs meet most: those of 31 bits have a short way. */
#define NOT_SHORT INT32_MIN

static int32_t get_short(const struct adder_vm *vm, adcell c)
{
    const adcell *object = adptr(vm, c);
    uint8_t layout;
    int32_t value;
    if (ad_is_int(c))
        return ad_int(c);
    if (!ad_in_block(c))
        return NOT_SHORT;
    layout = (uint8_t)adhd_layout(*object);
    if (layout > ADT_int_neg)
        return NOT_SHORT;
    value = object[1];
    if (adhd_size(*object) == 4)
        value = (int32_t)((uint32_t)object[2] << 16 | object[1]);
    else if (adhd_size(*object) != 2)
        return NOT_SHORT;
    if (value < 0) /* a magnitude of 32 bits */
        return NOT_SHORT;
    return layout == ADT_int ? value : -value;
}

static adcell put_short(struct adder_vm *vm, int32_t value)
{
    uint8_t layout = ADT_int, n = 4;
    adcell c, *object;
    if (value >= AD_INT_MIN && value <= AD_INT_MAX)
        return ad_from_int((adint)value);
    if (value < 0) {
        value = -value;
        layout = ADT_int_neg;
    }
    if (!((uint32_t)value >> 16))
        n = 2;
    object = (adcell *)vm->top;
    c = (adcell)((uint8_t *)object - vm->base);
    if (AD_TAILORED && (uint8_t *)object + AD_CELL_BYTES + n <= vm->limit) { /* as adheap_new */
        vm->top += AD_CELL_BYTES + n;
        *object = adhd_make(layout, n);
    } else {
        c = adheap_new(vm, layout, n);
        if (!c)
            return c;
        object = adptr(vm, c);
    }
    object[1] = (adcell)value;
    if (n == 4)
        object[2] = (adcell)((uint32_t)value >> 16);
    return c;
}

adcell adint_sum(struct adder_vm *vm, bool minus, const adcell *arg)
{
    int32_t a = get_short(vm, ARG(0)), b, sum;
    if (!AD_HAS_LARGE_INTS)
        return AD_UNBOUND;
    if (a == NOT_SHORT || (b = get_short(vm, ARG(1))) == NOT_SHORT)
        return AD_UNBOUND;
    if (minus)
        b = -b;
    /* Each has 31 bits at most: a sum of other sign has more, and the least one is no magnitude. */
    sum = (int32_t)((uint32_t)a + (uint32_t)b);
    if (((a ^ sum) & (b ^ sum)) < 0 || sum == INT32_MIN)
        return AD_UNBOUND;
    return put_short(vm, sum);
}

static adint value_of(adcell c) { return ad_is_int(c) ? ad_int(c) : c == AD_TRUE; }

/* Floor, and what is left. */
static adint divide_cells(enum adbinop op, adint a, adint b)
{
    adint q = a / b, rest = a % b;
    if (rest && (rest < 0) != (b < 0)) {
        q--;
        rest += b;
    }
    return op == AD_MOD ? rest : q;
}

/* Where no int of the program is larger than a cell. */
static adcell small_binary(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    adint a = value_of(ARG(0)), b = value_of(ARG(1));
    if ((op == AD_LSHIFT || op == AD_RSHIFT) && b < 0)
        return adexc_raise(vm, ADT_ValueError, "negative shift count");
    switch (op) {
    case AD_MUL: a = (adint)(a * b); break;
    case AD_FLOORDIV: case AD_MOD:
        if (!b)
            return adexc_raise(vm, ADT_ZeroDivisionError, "division by zero");
        a = divide_cells(op, a, b);
        break;
    case AD_AND: a &= b; break;
    case AD_OR: a |= b; break;
    case AD_XOR: a ^= b; break;
    case AD_LSHIFT: a = (adint)(a << b); break;
    case AD_RSHIFT: a = (adint)(a >> AD_MIN(b, 15)); break;
    default: a = (adint)(op == AD_SUB ? a - b : a + b); break;
    }
    if (op >= AD_AND && op <= AD_XOR && adbool_is(ARG(0)) && adbool_is(ARG(1)))
        return ad_bool(a != 0);
    return ad_from_int(a);
}

adcell adint_binary(struct adder_vm *vm, enum adbinop op, adcell *arg)
{
    size_t n = size_of(vm, ARG(0)), nb = size_of(vm, ARG(1)), i;
    adcell object;
    uint8_t *a, *b, *r;
    if (!AD_HAS_LARGE_INTS)
        return small_binary(vm, op, arg);
    if (op == AD_LSHIFT || op == AD_RSHIFT)
        return shift(vm, op, arg);
    if ((op == AD_FLOORDIV || op == AD_MOD) && adint_is_zero(ARG(1)))
        return adexc_raise(vm, ADT_ZeroDivisionError, op == AD_MOD ? "integer modulo by zero"
            : "integer division or modulo by zero");
    n = 2 + (op == AD_MUL ? n + nb : AD_MAX(n, nb));
    object = adheap_new(vm, ADT_buffer, 3 * n);
    if (!object)
        return object;
    r = a = adbuffer_bytes(vm, object);
    b = a + 2 * n;
    load_row(vm, ARG(0), a, n);
    load_row(vm, ARG(1), b, n);
    switch (op) {
    case AD_MUL: r = a + n; multiply_rows(r, a, b, n); break;
    case AD_FLOORDIV: divide(a, b, n); break;
    case AD_MOD: divide(a, b, n); r = a + n; break;
    case AD_AND: for (i = 0; i < n; i++) a[i] &= b[i]; break;
    case AD_OR: for (i = 0; i < n; i++) a[i] |= b[i]; break;
    case AD_XOR: for (i = 0; i < n; i++) a[i] ^= b[i]; break;
    default: add_rows(a, b, n, op == AD_SUB ? 0xff : 0); break;
    }
    object = finish_row(vm, object, r, n);
    if (op >= AD_AND && op <= AD_XOR && adbool_is(ARG(0)) && adbool_is(ARG(1)))
        return ad_bool(object != ad_from_int(0));
    return object;
}

/* A small int is nearer to 0 than any box; of boxes the longer one is farther. */
int adint_compare(const struct adder_vm *vm, adcell a, adcell b)
{
    bool negative = adint_negative(vm, a);
    size_t i, n = AD_HAS_LARGE_INTS && ad_is_ref(a) ? adobj_size(vm, a) : 0,
        m = AD_HAS_LARGE_INTS && ad_is_ref(b) ? adobj_size(vm, b) : 0;
    if (negative != adint_negative(vm, b))
        return negative ? -1 : 1;
    if (!n && !m) {
        adint x = ad_is_int(a) ? ad_int(a) : a == AD_TRUE;
        adint y = ad_is_int(b) ? ad_int(b) : b == AD_TRUE;
        return (x > y) - (x < y);
    }
    for (i = n; n == m; ) {
        if (!i--)
            return 0;
        n = adget_byte(vm, a, i);
        m = adget_byte(vm, b, i);
    }
    return (n < m) == negative ? 1 : -1;
}

/* ---- text ----------------------------------------------------------------------------------- */

/* Without a division: each digit is counted. */
uint8_t adint_digits(adint value, char *text)
{
    static AD_FLASH_TABLE uint16_t tens[] = {10000, 1000, 100, 10};
    AD_FLASH_TABLE uint16_t *ten = tens;
    uint16_t rest = (uint16_t)(value < 0 ? -value : value);
    char *p = text;
    if (value < 0)
        *p++ = '-';
    while (ten < tens + AD_COUNT(tens) && rest < *ten)
        ten++;
    for (; ten < tens + AD_COUNT(tens); ten++) {
        uint16_t unit = *ten;
        char digit = '0';
        for (; rest >= unit; rest -= unit)
            digit++;
        *p++ = digit;
    }
    *p++ = (char)('0' + rest);
    return (uint8_t)(p - text);
}

static adcell small_text(struct adder_vm *vm, adint value)
{
    char text[ADINT_DIGITS];
    uint8_t n = adint_digits(value, text);
    return adstr_new(vm, text, n);
}

/* The int's magnitude lies at the start of a new object, the digits grow down from its end. */
static AD_NOINLINE adcell text(struct adder_vm *vm, adcell *arg, unsigned base, bool prefix)
{
    size_t n = size_of(vm, ARG(0)), size = n * (base == 2 ? 9 : 4) + 3;
    bool negative = adint_negative(vm, ARG(0));
    adcell object = adheap_new(vm, ADT_buffer, size);
    uint8_t *row, *end, *p;
    if (!object)
        return object;
    row = adbuffer_bytes(vm, object);
    p = end = row + size;
    load_row(vm, ARG(0), row, n);
    if (negative)
        invert(row, n, 1);
    do {
        uint8_t digit = divide_byte(row, n, (uint8_t)base);
        *--p = (uint8_t)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
        while (n && !row[n - 1])
            n--;
    } while (n);
    if (prefix && base != 10) {
        *--p = (uint8_t)(base == 16 ? 'x' : base == 8 ? 'o' : 'b');
        *--p = '0';
    }
    if (negative)
        *--p = '-';
    return adheap_turn(vm, object, ADT_str, p, (size_t)(end - p));
}

adcell adint_text(struct adder_vm *vm, adcell *arg, unsigned base, bool prefix)
{
    if (base == 10 && (!AD_HAS_LARGE_INTS || ad_is_int(ARG(0))))
        return small_text(vm, ad_int(ARG(0)));
    return text(vm, arg, base, prefix);
}

#endif
