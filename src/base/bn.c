/* SPDX-License-Identifier: MIT
 * bn.c - integer arithmetic on rows of limbs (see bn.h). Bottom up: rows, then signed numbers, then
 * text. Written so that short limbs on an 8-bit chip cost few bytes: one row multiply also
 * shifts both ways, one row add also subtracts, one row multiply-add also multiply-subtracts.
 * Schoolbook multiplication and division are algorithms M and D of Knuth, The Art of Computer
 * Programming, vol. 2, section 4.3.1.
 */
#include "bn.h"

/* Short limbs mean a small chip: one copy of what a PC had better inline. */
#if AD_LIMB == 32
#define HELPER AD_INLINE
#else
#define HELPER static AD_NOINLINE
#endif

/* ---- rows ----------------------------------------------------------------------------------- */

adlimb adbn_row_mul(adlimb *r, const adlimb *a, size_t n, adlimb m, adlimb carry)
{
    for (; n != 0; n--) {
        adlimb_wide t = (adlimb_wide)((adlimb_wide)*a++ * m + carry);
        *r++ = (adlimb)t;
        carry = (adlimb)(t >> AD_LIMB);
    }
    return carry;
}

adlimb adbn_row_add(adlimb *r, const adlimb *a, size_t na, const adlimb *b, size_t nb, bool sub)
{
    /* a - b is a + ~b + 1. */
    adlimb flip = sub ? ADBN_LIMB_MAX : 0;
    adlimb carry = sub;
    for (; na != 0; na--) {
        adlimb y = flip;
        if (nb != 0) {
            nb--;
            y ^= *b++;
        }
        adlimb_wide t = (adlimb_wide)*a++ + y;
        t += carry;
        *r++ = (adlimb)t;
        carry = (adlimb)(t >> AD_LIMB);
    }
    return carry;
}

int adbn_row_cmp(const adlimb *a, const adlimb *b, size_t n)
{
    a += n;
    b += n;
    for (; n != 0; n--) {
        adlimb x = *--a, y = *--b;
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}

adlimb adbn_row_shr(adlimb *r, const adlimb *a, size_t n, unsigned bits)
{
    /* a >> bits is a * 2^(AD_LIMB - bits) without its lowest limb. */
    adlimb m = (adlimb)((adlimb)1 << (AD_LIMB - bits));
    adlimb_wide t = (adlimb_wide)a[0] * m;
    r[n - 1] = adbn_row_mul(r, a + 1, n - 1, m, (adlimb)(t >> AD_LIMB));
    return (adlimb)t;
}

/* r += a * m, or r -= a * m when flip is all ones (~(~r + x) is r - x); returns the limb to be
 * added to, or subtracted from, the limb above. */
HELPER adlimb mul_into(adlimb *r, const adlimb *a, size_t n, adlimb m, adlimb flip)
{
    adlimb carry = 0;
    for (; n != 0; n--) {
        adlimb_wide t = (adlimb_wide)((adlimb_wide)*a++ * m + (adlimb)(*r ^ flip));
        t = (adlimb_wide)(t + carry);
        *r++ = (adlimb)((adlimb)t ^ flip);
        carry = (adlimb)(t >> AD_LIMB);
    }
    return carry;
}

/* (*high * B + low) / d, *high becomes the remainder. *high < d. */
static adlimb div_limbs(adlimb *high, adlimb low, adlimb d)
{
#if AD_LIMB == 32
    adlimb_wide t = (adlimb_wide)*high << AD_LIMB | low;
    *high = (adlimb)(t % d);
    return (adlimb)(t / d);
#else
    /* Bit by bit: smaller than a division twice as wide on a chip that has none, and no slower. */
    adlimb rest = *high;
    for (uint8_t i = AD_LIMB; i != 0; i--) {
        bool over = rest >> (AD_LIMB - 1);
        rest = (adlimb)(rest << 1) | (adlimb)(low >> (AD_LIMB - 1));
        low = (adlimb)(low << 1);
        if (over || rest >= d) {
            rest = (adlimb)(rest - d);
            low |= 1;
        }
    }
    *high = rest;
    return low;
#endif
}

adlimb adbn_row_div(adlimb *r, const adlimb *a, size_t n, adlimb d)
{
    adlimb rest = 0;
    a += n;
    r += n;
    for (; n != 0; n--) {
        *--r = div_limbs(&rest, *--a, d);
    }
    return rest;
}

#if AD_LIMB == 32
/* One digit of a quotient, or 1 more than it: r points at the top limb of the dividend part, v at
 * the top limb of the normalised divisor. */
static adlimb guess_digit(const adlimb *r, const adlimb *v)
{
    adlimb rest = r[0];
    if (rest >= v[0]) {
        return ADBN_LIMB_MAX;
    }
    adlimb q = div_limbs(&rest, r[-1], v[0]);
    while ((adlimb_wide)q * v[-1] > ((adlimb_wide)rest << AD_LIMB | r[-2])) {
        q--;
        rest += v[0];
        if (rest < v[0]) {
            break;
        }
    }
    return q;
}

/* Magnitudes, 2 <= nb <= na. q (may be NULL) gets na - nb + 1 limbs, r gets na + 1 of which the
 * lower nb are the remainder. Knuth's D; v holds the divisor, shifted so that its top bit is
 * set. */
static void div_rows(adlimb *q, adlimb *r, const struct adbn *a, const struct adbn *b, adlimb *v)
{
    size_t na = a->n, nb = b->n;
    unsigned shift = 0;
    for (adlimb top = b->limb[nb - 1]; !(top >> (AD_LIMB - 1)); top = (adlimb)(top << 1)) {
        shift++;
    }
    adlimb scale = (adlimb)((adlimb)1 << shift);
    adbn_row_mul(v, b->limb, nb, scale, 0);
    r[na] = adbn_row_mul(r, a->limb, na, scale, 0);
    for (size_t j = na - nb + 1; j-- != 0;) {
        adlimb *top = &r[j + nb];
        adlimb digit = guess_digit(top, v + nb - 1);
        *top = (adlimb)(*top - mul_into(r + j, v, nb, digit, ADBN_LIMB_MAX));
        while (*top != 0) {
            digit--;
            *top = (adlimb)(*top + adbn_row_add(r + j, r + j, nb, v, nb, false));
        }
        if (q != NULL) {
            q[j] = digit;
        }
    }
    if (shift != 0) {
        adbn_row_shr(r, r, nb, shift);
    }
}
#else
/* The same, bit by bit and without scratch: dividend and remainder move up through r, bits of the
 * quotient enter below. A quarter of the code of Knuth's D; short rows are all that a small chip
 * has. */
static void div_rows(adlimb *q, adlimb *r, const struct adbn *a, const struct adbn *b, adlimb *v)
{
    (void)v;
    size_t na = a->n, nb = b->n, nq = na - nb + 1;
    memmove(r, a->limb, na * sizeof *r);
    r[na] = 0;
    adlimb *rest = r + nq;
    for (size_t i = nq * AD_LIMB; i != 0; i--) {
        adlimb over = adbn_row_mul(r, r, na + 1, 2, 0);
        if (over != 0 || adbn_row_cmp(rest, b->limb, nb) >= 0) {
            adbn_row_add(rest, rest, nb, b->limb, nb, true);
            r[0] |= 1;
        }
    }
    if (q != NULL) {
        memcpy(q, r, nq * sizeof *q);
    }
    memmove(r, rest, nb * sizeof *r);
}
#endif

/* ---- signed numbers ------------------------------------------------------------------------- */

void adbn_trim(struct adbn *r, size_t n, bool neg)
{
    while (n != 0 && r->limb[n - 1] == 0) {
        n--;
    }
    r->n = n;
    r->neg = neg && n != 0;
}

int adbn_cmp_mag(const struct adbn *a, const struct adbn *b)
{
    if (a->n != b->n) {
        return a->n < b->n ? -1 : 1;
    }
    return adbn_row_cmp(a->limb, b->limb, a->n);
}

int adbn_cmp(const struct adbn *a, const struct adbn *b)
{
    if (a->neg != b->neg) {
        return a->neg ? -1 : 1;
    }
    return a->neg ? adbn_cmp_mag(b, a) : adbn_cmp_mag(a, b);
}

size_t adbn_bit_length(const struct adbn *a)
{
    if (a->n == 0) {
        return 0;
    }
    size_t bits = (a->n - 1) * AD_LIMB;
    for (adlimb top = a->limb[a->n - 1]; top != 0; top >>= 1) {
        bits++;
    }
    return bits;
}

/* r = a + b with the sign of b given apart. */
static void add_signed(struct adbn *r, const struct adbn *a, const struct adbn *b, bool bneg)
{
    bool sub = a->neg != bneg;
    bool neg = a->neg;
    if (adbn_cmp_mag(a, b) < 0) {
        const struct adbn *t = a;
        a = b;
        b = t;
        neg = bneg;
    }
    size_t n = a->n;
    adlimb carry = adbn_row_add(r->limb, a->limb, n, b->limb, b->n, sub);
    if (!sub && carry != 0) {
        r->limb[n++] = carry;
    }
    adbn_trim(r, n, neg);
}

void adbn_add(struct adbn *r, const struct adbn *a, const struct adbn *b)
{
    add_signed(r, a, b, b->neg);
}

void adbn_sub(struct adbn *r, const struct adbn *a, const struct adbn *b)
{
    add_signed(r, a, b, !b->neg);
}

void adbn_not(struct adbn *r, const struct adbn *a)
{
    /* -(a + 1) */
    adlimb limb = 1;
    struct adbn one = {&limb, 1, false};
    add_signed(r, a, &one, false);
    r->neg = !r->neg && r->n != 0;
}

void adbn_mul(struct adbn *r, const struct adbn *a, const struct adbn *b)
{
    size_t na = a->n, nb = b->n;
    adlimb *row = r->limb;
    memset(row, 0, nb * sizeof *row);
    for (size_t i = 0; i < na; i++) {
        row[i + nb] = mul_into(row + i, b->limb, nb, a->limb[i], 0);
    }
    adbn_trim(r, na == 0 ? 0 : na + nb, a->neg != b->neg);
}

void adbn_divmod(struct adbn *q, struct adbn *r, const struct adbn *a, const struct adbn *b,
                 adlimb *scratch)
{
    AD_ASSERT(b->n != 0);
    adlimb *qrow = q != NULL ? q->limb : NULL;
    adlimb *rrow = r->limb;
    bool aneg = a->neg, differ = aneg != b->neg;
    size_t na = a->n, nb = b->n, nq = 0;
    if (na < nb) {
        memmove(rrow, a->limb, na * sizeof *rrow);
        nb = na;
    } else {
        nq = na - nb + 1;
        if (nb == 1) {
            rrow[0] = adbn_row_div(qrow != NULL ? qrow : rrow, a->limb, na, b->limb[0]);
        } else {
            div_rows(qrow, rrow, a, b, scratch);
        }
    }
    adbn_trim(r, nb, aneg);
    if (differ && r->n != 0) {
        /* Truncated so far; the floor is one further from zero. */
        adbn_add(r, r, b);
        if (q != NULL) {
            adlimb one = 1;
            qrow[nq++] = 0;
            adbn_row_add(qrow, qrow, nq, &one, 1, false);
        }
    }
    if (q != NULL) {
        adbn_trim(q, nq, differ);
    }
}

void adbn_shl(struct adbn *r, const struct adbn *a, size_t bits)
{
    size_t n = a->n, words = bits / AD_LIMB;
    bool neg = a->neg;
    adlimb *row = r->limb;
    if (n != 0) {
        memmove(row + words, a->limb, n * sizeof *row);
        memset(row, 0, words * sizeof *row);
        row += words;
        row[n] = adbn_row_mul(row, row, n, (adlimb)((adlimb)1 << bits % AD_LIMB), 0);
        n += words + 1;
    }
    adbn_trim(r, n, neg);
}

void adbn_shr(struct adbn *r, const struct adbn *a, size_t bits)
{
    size_t n = a->n, words = bits / AD_LIMB;
    bool neg = a->neg;
    const adlimb *from = a->limb;
    adlimb *row = r->limb;
    adlimb lost = 0;
    while (words != 0 && n != 0) {
        lost |= *from++;
        words--;
        n--;
    }
    if (n != 0) {
        if (bits % AD_LIMB != 0) {
            lost |= adbn_row_shr(row, from, n, bits % AD_LIMB);
        } else {
            memmove(row, from, n * sizeof *row);
        }
    }
    if (neg && lost != 0) {
        adlimb one = 1;
        row[n++] = 0;
        adbn_row_add(row, row, n, &one, 1, false);
    }
    adbn_trim(r, n, neg);
}

HELPER adlimb bit_op(adlimb x, adlimb y, enum adbn_bitop op)
{
    return (adlimb)(op == ADBN_AND ? x & y : op == ADBN_OR ? x | y : x ^ y);
}

/* One limb of a number's two's complement, lowest first: *carry starts as 1 for a negative
 * number. */
HELPER adlimb complement(adlimb x, bool neg, adlimb *carry)
{
    if (neg) {
        x = (adlimb)((adlimb)~x + *carry);
        *carry &= x == 0;
    }
    return x;
}

void adbn_bits(struct adbn *r, const struct adbn *a, const struct adbn *b, enum adbn_bitop op)
{
    if (a->n < b->n) {
        const struct adbn *t = a;
        a = b;
        b = t;
    }
    size_t na = a->n, nb = b->n;
    bool aneg = a->neg, bneg = b->neg, neg = bit_op(aneg, bneg, op) != 0;
    adlimb ca = 1, cb = 1, c = 1;
    for (size_t i = 0; i < na; i++) {
        adlimb x = complement(a->limb[i], aneg, &ca);
        adlimb y = complement(i < nb ? b->limb[i] : 0, bneg, &cb);
        r->limb[i] = complement(bit_op(x, y, op), neg, &c);
    }
    if (neg) {
        /* -B^n is the one negative result whose magnitude needs another limb. */
        r->limb[na++] = c;
    }
    adbn_trim(r, na, neg);
}

size_t adbn_pow_limbs(size_t bits, size_t e)
{
    if (bits != 0 && e > (SIZE_MAX - AD_LIMB) / bits) {
        return SIZE_MAX;
    }
    return bits * e / AD_LIMB + 1;
}

/* ---- machine integers ----------------------------------------------------------------------- */

void adbn_from_u64(struct adbn *r, uint64_t v)
{
    size_t n = 0;
    for (; v != 0; v >>= AD_LIMB) {
        r->limb[n++] = (adlimb)v;
    }
    r->n = n;
    r->neg = false;
}

void adbn_from_i64(struct adbn *r, int64_t v)
{
    adbn_from_u64(r, v < 0 ? -(uint64_t)v : (uint64_t)v);
    r->neg = v < 0;
}

void adbn_from_i32(struct adbn *r, int32_t v)
{
    uint32_t m = v < 0 ? -(uint32_t)v : (uint32_t)v;
    for (uint8_t i = 0; i < ADBN_I32_LIMBS; i++) {
        r->limb[i] = (adlimb)m;
        m = m >> (AD_LIMB - 1) >> 1;
    }
    adbn_trim(r, ADBN_I32_LIMBS, v < 0);
}

bool adbn_to_u64(const struct adbn *a, uint64_t *v)
{
    if (a->neg || a->n > ADBN_I64_LIMBS) {
        return false;
    }
    uint64_t m = 0;
    for (size_t i = a->n; i-- != 0;) {
        m = m << AD_LIMB | a->limb[i];
    }
    *v = m;
    return true;
}

bool adbn_to_i64(const struct adbn *a, int64_t *v)
{
    struct adbn mag = {a->limb, a->n, false};
    uint64_t m;
    if (!adbn_to_u64(&mag, &m) || m - a->neg > INT64_MAX) {
        return false;
    }
    /* -m as ~(m - 1), which does not overflow for the most negative number. */
    *v = a->neg ? -1 - (int64_t)(m - 1) : (int64_t)m;
    return true;
}

bool adbn_to_i32(const struct adbn *a, int32_t *v)
{
    uint32_t m = 0;
    if (a->n > ADBN_I32_LIMBS) {
        return false;
    }
    for (size_t i = a->n; i-- != 0;) {
        m = m << (AD_LIMB - 1) << 1 | a->limb[i];
    }
    if (m - a->neg > INT32_MAX) {
        return false;
    }
    *v = a->neg ? -1 - (int32_t)(m - 1) : (int32_t)m;
    return true;
}

/* ---- text ----------------------------------------------------------------------------------- */

/* While the power is at most this, one more digit of any base still fits a limb. */
#define ROOM_FOR_DIGIT (ADBN_LIMB_MAX / 36)

size_t adbn_from_text_limbs(size_t len, unsigned base)
{
    size_t bits = 1;
    while (base > 2) {
        base = (base + 1) / 2;
        bits++;
    }
    return len / AD_LIMB * bits + len % AD_LIMB * bits / AD_LIMB + 1;
}

size_t adbn_to_text_size(size_t n, unsigned base)
{
    size_t bits = 0;
    while (base > 1) {
        base /= 2;
        bits++;
    }
    return n * AD_LIMB / bits + 1;
}

static unsigned digit_value(char c)
{
    unsigned d = (unsigned)(unsigned char)c - '0';
    if (d > 9) {
        d = ((unsigned)(unsigned char)c | 0x20u) - 'a' + 10u;
        if (d < 10) {
            d = 36;
        }
    }
    return d;
}

bool adbn_from_text(struct adbn *r, const char *text, size_t len, unsigned base)
{
    adlimb *row = r->limb;
    size_t n = 0;
    while (len != 0) {
        adlimb power = 1, value = 0;
        for (; len != 0 && power <= ROOM_FOR_DIGIT; len--) {
            char c = *text++;
            if (c == '_') {
                continue;
            }
            unsigned d = digit_value(c);
            if (d >= base) {
                return false;
            }
            value = (adlimb)(value * base + d);
            power = (adlimb)(power * base);
        }
        value = adbn_row_mul(row, row, n, power, value);
        if (value != 0) {
            row[n++] = value;
        }
    }
    r->n = n;
    r->neg = false;
    return true;
}

size_t adbn_to_text(char *text, const struct adbn *a, unsigned base, adlimb *scratch)
{
    adlimb power = 1;
    uint8_t digits = 0;
    while (power <= ROOM_FOR_DIGIT) {
        power = (adlimb)(power * base);
        digits++;
    }
    size_t n = a->n, len = 0;
    memmove(scratch, a->limb, n * sizeof *scratch);
    do {
        adlimb rest = adbn_row_div(scratch, scratch, n, power);
        if (n != 0 && scratch[n - 1] == 0) {
            n--;
        }
        for (uint8_t i = 0; i < digits && (n != 0 || rest != 0 || len == 0); i++) {
            uint8_t d = (uint8_t)(rest % base);
            rest = (adlimb)(rest / base);
            text[len++] = (char)(d < 10 ? '0' + d : 'a' - 10 + d);
        }
    } while (n != 0);
    for (char *low = text, *high = text + len - 1; low < high; low++, high--) {
        char c = *low;
        *low = *high;
        *high = c;
    }
    return len;
}
