/* SPDX-License-Identifier: MIT
 * numtext.c - decimal text (see numtext.h). Bottom up: integers; the digit engine; floats to text;
 * text to floats.
 *
 * The engine is the exact method of Steele and White ("How to print floating-point numbers
 * accurately", 1990), known as Dragon4: a fraction r / s on rows of limbs, one digit a step.
 * Reading uses it too: a guess is corrected by comparing the digits of the text with the digits of
 * the point halfway to the next float, so texts of any length are exact and need no memory of their
 * length. On PCs fast paths come before both, and leave the engine to hard cases.
 */
#include "numtext.h"

#include <float.h>

#include "bn.h"

/* The arguments of the fast paths do not hold where floats are computed with extra precision. */
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
#define FAST_PATHS (!AD_FLOAT_SINGLE)
#define EXACT_SINGLES 1
#else
#define FAST_PATHS 0
#define EXACT_SINGLES 0
#endif

/* ---- integers ------------------------------------------------------------------------------- */

size_t adnum_u16_text(char *text, uint16_t v)
{
    char digits[ADNUM_U16_SIZE];
    uint8_t n = 0, len = 0;
    do {
        digits[n++] = (char)('0' + v % 10);
        v /= 10;
    } while (v != 0);
    while (n != 0) {
        text[len++] = digits[--n];
    }
    return len;
}

size_t adnum_u32_text(char *text, uint32_t v)
{
    char digits[ADNUM_U32_SIZE];
    uint8_t n = 0, len = 0;
    do {
        digits[n++] = (char)('0' + (uint8_t)(v % 10));
        v /= 10;
    } while (v != 0);
    while (n != 0) {
        text[len++] = digits[--n];
    }
    return len;
}

size_t adnum_u64_text(char *text, uint64_t v)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324"
        "25262728293031323334353637383940414243444546474849"
        "50515253545556575859606162636465666768697071727374"
        "75767778798081828384858687888990919293949596979899";
    char digits[ADNUM_U64_SIZE];
    char *first = digits + sizeof digits;
    while (v >= 100) {
        first -= 2;
        memcpy(first, &pairs[v % 100 * 2], 2);
        v /= 100;
    }
    if (v >= 10) {
        first -= 2;
        memcpy(first, &pairs[v * 2], 2);
    } else {
        *--first = (char)('0' + v);
    }
    size_t len = (size_t)(digits + sizeof digits - first);
    memcpy(text, first, len);
    return len;
}

size_t adnum_i64_text(char *text, int64_t v)
{
    if (v >= 0) {
        return adnum_u64_text(text, (uint64_t)v);
    }
    *text = '-';
    return 1 + adnum_u64_text(text + 1, -(uint64_t)v);
}

/* ---- the digit engine ----------------------------------------------------------------------- */

/* After start(): the next digit is the integer part of r / s, which is less than 10. m, if asked
 * for, is the value of a unit on the same scale; it lies behind r, so that one multiplication takes
 * both. */
#if AD_FLOAT_SINGLE
/* 2^151 times 10 */
#define ROW_LIMBS ((155 + AD_LIMB - 1) / AD_LIMB)
#define USED(g) ((uint8_t)ROW_LIMBS)
#else
/* The largest s of any start(), which is 773 bits, with its top limb not quite full. */
#define ROW_LIMBS ((773 + AD_LIMB - 1) / AD_LIMB + 1)
#define USED(g) ((g)->n)
#endif

struct engine {
#if !AD_FLOAT_SINGLE
    uint8_t n;              /* limbs in use in each row */
#endif
    bool margin;            /* is there an m? */
    adlimb s[ROW_LIMBS];
    adlimb r_m[2 * ROW_LIMBS];
};

/* r is the first USED(g) limbs of r_m, m the next. */
static adlimb *row_m(struct engine *g)
{
    return g->r_m + USED(g);
}

/* r against another row. */
static int cmp_r(const struct engine *g, const adlimb *row)
{
    return adbn_row_cmp(g->r_m, row, USED(g));
}

/* r, and m, times ten: neither outgrows its row, so no carry goes from one to the other. */
static void times10(struct engine *g)
{
    adbn_row_mul(g->r_m, g->r_m, g->margin ? 2u * USED(g) : USED(g), 10, 0);
}

/* r += row, or r -= row. */
static void add_r(struct engine *g, const adlimb *row, bool sub)
{
    adbn_row_add(g->r_m, g->r_m, USED(g), row, USED(g), sub);
}

/* floor(log10(2^x)), or 1 less: 1233 / 4096 is just under log10(2), what is taken off covers that
 * for negative x, and a multiple of 2^k keeps the shift on positive numbers. Exact enough for
 * singles, too. */
static int log10_of_power(int x)
{
    return (int)((uint32_t)((int32_t)x * 1233 - 21 + (int32_t)512 * 4096) >> 12) - 512;
}

/* Sets the engine to v = f * 2^e, f not 0, and m, if wanted, to 2^e. Returns the place of the
 * point: v = 0.ddd * 10^point. */
#if AD_FLOAT_SINGLE
/* Steele and White's own way, powers of ten multiplied up one by one: a single's range is small. */
static int start(struct engine *g, adreal_bits f, int e, bool margin)
{
    memset(g, 0, sizeof *g);
    g->margin = margin;
    uint8_t up = 0, down = 0;
    if (e < 0) {
        down = (uint8_t)-e;
    } else {
        up = (uint8_t)e;
    }
    g->s[down / AD_LIMB] = (adlimb)((adlimb)1 << down % AD_LIMB);
    adlimb *at = g->r_m + up / AD_LIMB;
    at[ROW_LIMBS] = 1;
    for (; f != 0; f = f >> (AD_LIMB - 1) >> 1) {
        *at++ = (adlimb)f;
    }
    adbn_row_mul(g->r_m, g->r_m, 2 * ROW_LIMBS, (adlimb)((adlimb)1 << up % AD_LIMB), 0);
    int point = 1;
    while (cmp_r(g, g->s) >= 0) {
        adbn_row_mul(g->s, g->s, ROW_LIMBS, 10, 0);
        point++;
    }
    do {
        times10(g);
        point--;
    } while (cmp_r(g, g->s) < 0);
    return point;
}
#else
/* row = f * 5^power; returns its length. */
static uint8_t fill_row(adlimb *row, adreal_bits f, uint16_t power)
{
    uint8_t n = 0;
    for (; f != 0; n++) {
        row[n] = (adlimb)f;
        f = f >> (AD_LIMB - 1) >> 1;
    }
    while (power != 0) {
        adlimb by = 1;
        for (; power != 0 && by <= ADBN_LIMB_MAX / 5; power--) {
            by = (adlimb)(by * 5);
        }
        adlimb carry = adbn_row_mul(row, row, n, by, 0);
        if (carry != 0) {
            row[n++] = carry;
        }
    }
    return n;
}

/* row <<= shift, from `used` limbs to n. */
static void shift_row(adlimb *row, uint8_t used, uint16_t shift, uint8_t n)
{
    uint8_t words = (uint8_t)(shift / AD_LIMB);
    memmove(row + words, row, used * sizeof *row);
    memset(row, 0, words * sizeof *row);
    memset(row + words + used, 0, (size_t)(n - words - used) * sizeof *row);
    adbn_row_mul(row, row, n, (adlimb)((adlimb)1 << shift % AD_LIMB), 0);
}

static int start(struct engine *g, adreal_bits f, int e, bool margin)
{
    int bits = e + ADREAL_WIDTH - 1;
    for (adreal_bits t = f; !(t & ADREAL_SIGN); t <<= 1) {
        bits--;
    }
    int point = log10_of_power(bits) + 1;
    /* v / 10^point is f * 5^up * 2^a / 5^down; a goes to the side where it is positive. */
    uint16_t up = (uint16_t)(point < 0 ? -point : 0), down = (uint16_t)(point < 0 ? 0 : point);
    int a = e - point;
    uint16_t above = (uint16_t)(a > 0 ? a : 0), below = (uint16_t)(a > 0 ? 0 : -a);
    uint8_t nr = fill_row(g->r_m, f, up);
    uint8_t ns = fill_row(g->s, 1, down);
    /* Both sides a little further up, until the top limb of s has just 4 bits to spare, for r < 10
     * s. */
    uint16_t length = (uint16_t)(below + ns * AD_LIMB);
    for (adlimb top = g->s[ns - 1]; !(top >> (AD_LIMB - 1)); top = (adlimb)(top << 1)) {
        length--;
    }
    uint16_t extra = (uint16_t)(AD_LIMB - 4 - length) % AD_LIMB;
    g->n = (uint8_t)((length + extra + 4) / AD_LIMB);
    g->margin = margin;
    shift_row(g->r_m, nr, (uint16_t)(above + extra), g->n);
    shift_row(g->s, ns, (uint16_t)(below + extra), g->n);
    if (margin) {
        shift_row(row_m(g), fill_row(row_m(g), 1, up), (uint16_t)(above + extra), g->n);
    }
    if (cmp_r(g, g->s) >= 0) {
        return point + 1;
    }
    times10(g);
    return point;
}
#endif

/* Takes the next digit away: r %= s. */
static uint8_t take_digit(struct engine *g)
{
    uint8_t d = 0;
#if AD_LIMB == 32 && !AD_FLOAT_SINGLE
    /* From the top limbs: right or 1 too small. */
    adlimb *r = g->r_m;
    adlimb q = r[g->n - 1] / (g->s[g->n - 1] + 1), borrow = 0;
    for (uint8_t i = 0; q != 0 && i < g->n; i++) {
        adlimb_wide t = (adlimb_wide)g->s[i] * q + borrow;
        borrow = (adlimb)(t >> AD_LIMB) + (r[i] < (adlimb)t);
        r[i] -= (adlimb)t;
    }
    d = (uint8_t)q;
#endif
    while (cmp_r(g, g->s) >= 0) {
        add_r(g, g->s, true);
        d++;
    }
    return d;
}

/* Is what is left of the last digit more than a half, or a half with an odd digit before? Spoils
 * r. */
static bool round_up(struct engine *g, bool odd)
{
    return adbn_row_mul(g->r_m, g->r_m, USED(g), 2, 0) != 0 || cmp_r(g, g->s) + odd > 0;
}

static bool row_is_zero(const struct engine *g)
{
    adlimb any = 0;
    for (uint8_t i = 0; i < USED(g); i++) {
        any |= g->r_m[i];
    }
    return any == 0;
}

/* ---- floats to text ------------------------------------------------------------------------- */

/* Digits of v = 0.ddd * 10^*point, as many as the caller of start() wants, rounded half to even,
 * without trailing zeros; returns how many are left, 0 for a number rounded to zero. */
static size_t rounded_digits(struct engine *g, char *digits, int want, int *point)
{
    size_t n = 0;
    if (want < 0) {
        return 0;
    }
    if (want == 0) {
        adbn_row_mul(g->s, g->s, USED(g), 10, 0);
    }
    while (want > 0) {
        digits[n++] = (char)('0' + take_digit(g));
        if (row_is_zero(g)) {
            break;
        }
        if (--want > 0) {
            times10(g);
        }
    }
    if (round_up(g, n != 0 && (digits[n - 1] & 1))) {
        while (n != 0 && digits[n - 1] == '9') {
            n--;
        }
        if (n == 0) {
            digits[n++] = '1';
            ++*point;
        } else {
            digits[n - 1]++;
        }
    }
    while (n != 0 && digits[n - 1] == '0') {
        n--;
    }
    return n;
}

#if FAST_PATHS
static const double powers10[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* For numbers of at most 15 digits, which no other number of at most 15 digits shares its double
 * with: if an integer below 10^15 divided by a power of ten that is exact gives x, it is the
 * answer. */
static size_t few_digits(char *digits, double x, int *point)
{
    if (!(x >= 1e-5 && x < 1e15)) {
        return 0;
    }
    uint64_t bits = adreal_to_bits(x);
    int whole = log10_of_power((int)(bits >> (ADREAL_DIG - 1)) - 1023) + 2;
    int shift = AD_MAX(15 - whole, 0);
    double power = powers10[shift];
    uint64_t n = (uint64_t)x;
    if ((double)n == x) {
        shift = 0;
    } else {
        n = (uint64_t)(x * power + 0.5);
        if ((double)n / power != x) {
            return 0;
        }
    }
    for (; n % 1000 == 0; shift -= 3) {
        n /= 1000;
    }
    for (; n % 10 == 0; shift--) {
        n /= 10;
    }
    size_t len = adnum_u64_text(digits, n);
    *point = (int)len - shift;
    return len;
}
#endif

/* r += m, or r -= m; twice if wide. */
static void add_m(struct engine *g, bool wide, bool sub)
{
    add_r(g, row_m(g), sub);
    if (wide) {
        add_r(g, row_m(g), sub);
    }
}

/* The shortest digits that read back as f * 2^e, half-even, nearest to it if there are several; as
 * CPython. At most 17, or 9. */
static AD_NOINLINE size_t shortest_digits(char *digits, adreal_bits f, int e, int *point)
{
    struct engine g;
    /* m is half the distance to the neighbour below; to the one above it is twice as much if f
     * is a power of two, below which floats are closer. A neighbour's midpoint reads back as an
     * even f. */
    bool wide = f == ADREAL_HIDDEN && e > ADREAL_EMIN;
    int8_t even = !(f & 1);
    f <<= 1;
    e--;
    if (wide) {
        f <<= 1;
        e--;
    }
    *point = start(&g, f, e, true);
    char *end = digits;
    for (;;) {
        uint8_t d = take_digit(&g);
        bool low = cmp_r(&g, row_m(&g)) < even;
        add_m(&g, wide, false);
        bool up = cmp_r(&g, g.s) + even > 0;
        add_m(&g, wide, true);
        if (low && up) {
            up = round_up(&g, d & 1);
        }
        d = (uint8_t)(d + up);
        if (d == 10) {
            /* Only a first digit: any later one would have been rounded up before. */
            d = 1;
            ++*point;
        }
        *end++ = (char)('0' + d);
        if (low || up) {
            return (size_t)(end - digits);
        }
        times10(&g);
    }
}

/* Digits with the point after `point` of them and `after` more, zeros where there are none. In
 * place when the digits lie as far behind text as they will be moved by zeros and point. */
static char *put_digits(char *text, const char *digits, size_t n, int point, int after, bool dot)
{
    int stop = point + after;
    for (int i = point > 0 ? 0 : point - 1; i < stop; i++) {
        if (i == point) {
            *text++ = '.';
        }
        *text++ = (char)(i >= 0 && (size_t)i < n ? digits[i] : '0');
    }
    if (after == 0 && dot) {
        *text++ = '.';
    }
    return text;
}

static char *put_exponent(char *text, int e, unsigned flags)
{
    *text++ = flags & ADNUM_UPPER ? 'E' : 'e';
    *text = '+';
    if (e < 0) {
        *text = '-';
        e = -e;
    }
    text++;
#if !AD_FLOAT_SINGLE
    if (e >= 100) {
        *text++ = (char)('0' + e / 100);
        e %= 100;
    }
#endif
    *text++ = (char)('0' + (uint8_t)e / 10);
    *text++ = (char)('0' + (uint8_t)e % 10);
    return text;
}

/* inf and nan. */
static char *put_special(char *text, adreal_bits bits, unsigned flags)
{
    /* Letter by letter: on an AVR a string would take RAM. */
    char lower = flags & ADNUM_UPPER ? 0 : 'a' - 'A';
    if (bits == ADREAL_INF) {
        text[0] = (char)('I' + lower);
        text[1] = (char)('N' + lower);
        text[2] = (char)('F' + lower);
    } else {
        text[0] = text[2] = (char)('N' + lower);
        text[1] = (char)('A' + lower);
    }
    return text + 3;
}

/* Where the digits wait, at least, before put_digits moves them: behind sign and point. */
#define DIGITS_AT 2
/* ... and behind 0.000, too. */
#define REPR_DIGITS_AT 6

/* Sign of x to text, and whether its bits are more than the sign. */
static char *put_sign(char *text, adreal_bits *bits)
{
    if (*bits & ADREAL_SIGN) {
        *bits &= ~ADREAL_SIGN;
        if (*bits <= ADREAL_INF) {
            *text++ = '-';
        }
    }
    return text;
}

size_t adnum_repr(char *text, adreal x)
{
    adreal_bits bits = adreal_to_bits(x);
    char *at = put_sign(text, &bits);
    if (bits >= ADREAL_INF) {
        return (size_t)(put_special(at, bits, 0) - text);
    }
    char *digits = text + REPR_DIGITS_AT;
    size_t n = 0;
    int point = 1;
    if (bits != 0) {
#if FAST_PATHS
        n = few_digits(digits, adreal_from_bits(bits), &point);
#endif
        if (n == 0) {
            int e;
            adreal_bits f = adreal_split(bits, &e);
            n = shortest_digits(digits, f, e, &point);
        }
    }
    if (point > -4 && point <= 16) {
        at = put_digits(at, digits, n, point, AD_MAX((int)n - point, 1), false);
    } else {
        at = put_digits(at, digits, n, 1, (int)n - 1, false);
        at = put_exponent(at, point - 1, 0);
    }
    return (size_t)(at - text);
}

size_t adnum_format_size(adreal x, char type, int precision)
{
    size_t size = (size_t)precision + 10;
    adreal_bits bits = adreal_to_bits(x) & ~ADREAL_SIGN;
    if (type == 'f' && bits < ADREAL_INF) {
        int e;
        adreal_split(bits, &e);
        int whole = log10_of_power(e + ADREAL_DIG) + 2;
        size += (size_t)AD_MAX(whole, 1);
    }
    return size;
}

size_t adnum_format(char *text, adreal x, char type, int precision, unsigned flags)
{
    adreal_bits bits = adreal_to_bits(x);
    char *at = put_sign(text, &bits);
    if (bits >= ADREAL_INF) {
        return (size_t)(put_special(at, bits, flags) - text);
    }
    char *digits = at + DIGITS_AT;
    size_t n = 0;
    if (type == 'g' && precision == 0) {
        precision = 1;
    }
    int point = 1, after = precision;
    if (bits != 0) {
        struct engine g;
        int e;
        adreal_bits f = adreal_split(bits, &e);
        point = start(&g, f, e, false);
        int want = precision;
        if (type == 'f') {
            want += point;
        } else if (type == 'e') {
            want++;
        }
        if (point <= 0 && type != 'e') {
            digits += AD_MIN(1 - point, type == 'f' ? precision + 1 : 5);
        }
        n = rounded_digits(&g, digits, want, &point);
    }
    bool dot = flags & ADNUM_ALT;
    if (type == 'g') {
        after = dot ? precision : (int)n;
        if (point < -3 || point > precision - !!(flags & ADNUM_DOT0)) {
            type = 'e';
            after = AD_MAX(after - 1, 0);
        } else {
            after = AD_MAX(after - point, flags & ADNUM_DOT0 ? 1 : 0);
        }
    }
    if (type == 'e') {
        at = put_digits(at, digits, n, 1, after, dot);
        at = put_exponent(at, point - 1, flags);
    } else {
        at = put_digits(at, digits, n, n == 0 ? 1 : point, after, dot);
    }
    return (size_t)(at - text);
}

/* ---- text to floats ------------------------------------------------------------------------- */

/* Beyond these, 0.ddd * 10^point rounds to infinity or to zero. */
#if AD_FLOAT_SINGLE
#define POINT_MAX 39
#define POINT_MIN (-45)
#else
#define POINT_MAX 309
#define POINT_MIN (-323)
#endif
/* An exponent past this is read as this: more than any text of digits can make up for. */
#define EXPONENT_LIMIT (PTRDIFF_MAX / 16)

/* What the text says: 0.ddd * 10^point, d from `digits` on, points and underscores among them. */
struct decimal {
    const char *digits, *end;
    ptrdiff_t point;
    adreal_bits head;       /* the first `nhead` digits as an integer */
    uint8_t nhead;
    bool tail;              /* other digits follow that are not all 0 */
};

static bool is_digit(char c)
{
    return (uint8_t)(c - '0') <= 9;
}

/* The digit at *p, and *p behind it; an underscore between digits is passed over. 10 if there is
 * none, *p where it was. An underscore must not be the first of the text. */
static AD_NOINLINE uint8_t next_digit(const char **p, const char *end)
{
    const char *q = *p;
    if (end - q >= 2 && *q == '_' && is_digit(q[-1])) {
        q++;
    }
    if (q < end && is_digit(*q)) {
        *p = q + 1;
        return (uint8_t)(*q - '0');
    }
    return 10;
}

/* Is the text nearer to the next larger float than to the one of these bits? Halfway, the even one
 * is nearer. */
static AD_NOINLINE bool is_above(const struct decimal *t, adreal_bits bits)
{
    struct engine g;
    int e;
    adreal_bits f = adreal_split(bits, &e);
    int point = start(&g, f << 1 | 1, e - 1, false);
    if (t->point != point) {
        return t->point > point;
    }
    bool text_ends = false, half_ends = false;
    for (const char *p = t->digits;;) {
        uint8_t d = 0, h = 0;
        if (!text_ends) {
            d = next_digit(&p, t->end);
            if (d > 9) {
                d = 0;
                /* The point, or the end. */
                if (p < t->end) {
                    p++;
                    continue;
                }
                text_ends = true;
            }
        }
        if (!half_ends) {
            h = take_digit(&g);
            half_ends = row_is_zero(&g);
            times10(&g);
        } else if (text_ends) {
            return bits & 1;
        }
        if (d != h) {
            return d > h;
        }
    }
}

/* From a guess to the float nearest to the text. */
static AD_NOINLINE adreal_bits settle(const struct decimal *t, adreal_bits bits)
{
    while (bits < ADREAL_INF && is_above(t, bits)) {
        bits++;
    }
    while (bits != 0 && !is_above(t, bits - 1)) {
        bits--;
    }
    return bits;
}

#if FAST_PATHS
/* 10^(28 i) for i from -13: 64 bits of mantissa, rounded. */
static const uint64_t steps28[] = {
    0xE1AFA13AFBD14D6E, 0xE3E27A444D8D98B8, 0xE61ACF033D1A45DF, 0xE858AD248F5C22CA,
    0xEA9C227723EE8BCB, 0xECE53CEC4A314EBE, 0xEF340A98172AACE5, 0xF18899B1BC3F8CA2,
    0xF3E2F893DEC3F126, 0xF64335BCF065D37D, 0xF8A95FCF88747D94, 0xFB158592BE068D2F,
    0xFD87B5F28300CA0E, 0x8000000000000000, 0x813F3978F8940984, 0x82818F1281ED44A0,
    0x83C7088E1AAB65DB, 0x850FADC09923329E, 0x865B86925B9BC5C2, 0x87AA9AFF79042287,
    0x88FCF317F22241E2, 0x8A5296FFE33CC930, 0x8BAB8EEFB6409C1A, 0x8D07E33455637EB3,
    0x8E679C2F5E44FF8F,
};

/* floor(log2(10^k)) - 63, the exponent of a 64-bit mantissa of 10^k; right for all |k| used
 * here. */
static int exponent_of(int k)
{
    return (int)(((int32_t)k * 217706 + ((int32_t)2048 << 16)) >> 16) - 2048 - 63;
}

/* The upper 64 of the 128 bits of a * b. */
static uint64_t mul_high(uint64_t a, uint64_t b)
{
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t mid = ah * bl + (al * bl >> 32);
    uint64_t mid2 = al * bh + (uint32_t)mid;
    return ah * bh + (mid >> 32) + (mid2 >> 32);
}

/* Multiplies *m (top bit set) by a mantissa and keeps the top bit set; returns the change of
 * exponent. */
static int scale(uint64_t *m, uint64_t by)
{
    *m = mul_high(*m, by);
    if (*m >> 63) {
        return 64;
    }
    *m <<= 1;
    return 63;
}

/* head * 10^e10 with a bound for the error; true if *bits is right whatever the error is. */
static bool guess_bits(const struct decimal *t, int e10, adreal_bits *bits)
{
    uint64_t m = t->head, error = 8;
    int e = 0;
    while (!(m >> 63)) {
        m <<= 1;
        e--;
    }
    if (t->tail) {
        error += (uint64_t)2 << -e;
    }
    /* 10^0 to 10^27 are exact in 64 bits; other powers are the product of one of them and a
     * step. */
    int step = (e10 + 13 * 28) / 28, rest = e10 + 13 * 28 - step * 28;
    uint64_t small = 1;
    for (int i = 0; i < rest; i++) {
        small *= 5;
    }
    while (!(small >> 63)) {
        small <<= 1;
    }
    e += exponent_of(rest) + scale(&m, small);
    e += exponent_of((step - 13) * 28) + scale(&m, steps28[step]);
    if (m + error < m) {
        m -= error;
    }
    *bits = adreal_round(m - error, e, false);
    return *bits == adreal_round(m + error, e, false);
}
#endif

/* The positive float nearest to a text with a digit that is not 0. */
static adreal_bits nearest(const struct decimal *t)
{
    if (t->point > POINT_MAX) {
        return ADREAL_INF;
    }
    if (t->point < POINT_MIN) {
        return 0;
    }
    int e10 = (int)t->point - t->nhead;
#if FAST_PATHS
    /* Clinger, "How to read floating point numbers accurately", 1990: one exact operation. */
    if (!t->tail && t->head < (uint64_t)1 << ADREAL_DIG && e10 >= -22 && e10 <= 22) {
        double x = (double)t->head;
        return adreal_to_bits(e10 < 0 ? x / powers10[-e10] : x * powers10[e10]);
    }
    adreal_bits bits;
    if (guess_bits(t, e10, &bits)) {
        return bits;
    }
    return settle(t, bits);
#else
    /* Ten powers of ten at a time, which a single holds exactly; so if there are no more, and the
     * digits fit too, it is one exact operation. */
    bool exact = EXACT_SINGLES && t->head < (adreal_bits)1 << ADREAL_DIG && !t->tail &&
                 e10 >= -10 && e10 <= 10;
    adreal x = (adreal)t->head;
    while (e10 != 0) {
        adreal power = 1;
        bool down = e10 < 0;
        for (uint8_t i = 0; i < 10 && e10 != 0; i++) {
            power *= 10;
            e10 += down ? 1 : -1;
        }
        x = down ? x / power : x * power;
    }
    adreal_bits bits = adreal_to_bits(x);
    return exact ? bits : settle(t, bits);
#endif
}

/* Reads digits and point; returns the end, NULL if there are no digits. */
static AD_NOINLINE const char *read_digits(struct decimal *t, const char *p, const char *end)
{
    bool point = false, any = false;
    memset(t, 0, sizeof *t);
    if (p < end && *p == '_') {
        return NULL;
    }
    for (;;) {
        const char *at = p;
        uint8_t d = next_digit(&p, end);
        if (d > 9) {
            if (point || p == end || *p != '.') {
                break;
            }
            point = true;
            p++;
            continue;
        }
        any = true;
        if (t->digits == NULL) {
            if (d == 0) {
                t->point -= point;
                continue;
            }
            t->digits = at;
        }
        t->point += !point;
        if (t->head < (~(adreal_bits)0 - 9) / 10) {
            t->head = t->head * 10 + d;
            t->nhead++;
        } else {
            t->tail |= d != 0;
        }
    }
    t->end = p;
    return any ? p : NULL;
}

/* Reads an exponent, if there is one, into t->point; returns the end. */
static const char *read_exponent(struct decimal *t, const char *p, const char *end)
{
    const char *q = p;
    if (q == end || (*q++ | 0x20) != 'e') {
        return p;
    }
    bool minus = false;
    if (q < end && (*q == '-' || *q == '+')) {
        minus = *q++ == '-';
    }
    ptrdiff_t e = 0;
    for (;;) {
        uint8_t d = next_digit(&q, end);
        if (d > 9) {
            break;
        }
        if (e < EXPONENT_LIMIT) {
            e = e * 10 + d;
        }
        p = q;
    }
    t->point += minus ? -e : e;
    return p;
}

/* Are these, in either case, the next three letters? */
static bool is_next(const char *p, const char *end, char a, char b, char c)
{
    return end - p >= 3 && (p[0] | 0x20) == a && (p[1] | 0x20) == b && (p[2] | 0x20) == c;
}

/* The bits of inf, infinity or nan, and *p behind it; 0 if there is none of them. */
static AD_NOINLINE adreal_bits read_special(const char **p, const char *end)
{
    adreal_bits bits = ADREAL_INF;
    const char *q = *p;
    if (is_next(q, end, 'i', 'n', 'f')) {
        if (is_next(q + 3, end, 'i', 'n', 'i') && is_next(q + 5, end, 'i', 't', 'y')) {
            *p += 5;
        }
    } else if (is_next(q, end, 'n', 'a', 'n')) {
        bits |= ADREAL_HIDDEN >> 1;
    } else {
        return 0;
    }
    *p += 3;
    return bits;
}

size_t adnum_parse(const char *text, size_t len, adreal *x)
{
    const char *p = text, *end = text + len;
    bool minus = false;
    if (p < end && (*p == '-' || *p == '+')) {
        minus = *p++ == '-';
    }
    struct decimal t;
    adreal_bits bits = 0;
    const char *after = read_digits(&t, p, end);
    if (after != NULL) {
        p = read_exponent(&t, after, end);
        if (t.digits != NULL) {
            bits = nearest(&t);
        }
    } else {
        bits = read_special(&p, end);
        if (bits == 0) {
            return 0;
        }
    }
    *x = adreal_from_bits(minus ? bits | ADREAL_SIGN : bits);
    return (size_t)(p - text);
}
