/* SPDX-License-Identifier: MIT
 * fold.c - constant folding. Only what is exact on every machine is folded: integers (results up to
 * 128 bits, as CPython does), + - * / of floats, and short texts. Floats of single precision may be
 * computed in double and rounded after: for these four operators that gives the same result.
 */
#include "compiler/fold.h"
#include "isa/builtins.h"

enum { INT_BITS = 128, TEXT_MAX = 4096, LIMBS = 2 * INT_BITS / AD_LIMB + 8 };

static bool is_number(const struct adconst *c)
{
    return c->kind == ADCONST_INT || c->kind == ADCONST_FLOAT;
}

int adfold_truth(const struct adconst *c)
{
    switch (c->kind) {
    case ADCONST_IMM:
        return c->value == AD_IMM_TRUE || c->value == AD_IMM_ELLIPSIS    ? 1
               : c->value == AD_IMM_FALSE || c->value == AD_IMM_NONE ? 0 : -1;
    case ADCONST_INT:
        return c->count || c->value;
    case ADCONST_FLOAT:
        return c->real != 0;
    case ADCONST_STR:
    case ADCONST_BYTES:
    case ADCONST_TUPLE:
        return c->count != 0;
    default:
        return -1;
    }
}

static struct adconst *truth_const(struct adpool *p, int truth)
{
    return truth < 0 ? NULL : adpool_imm(p, truth ? AD_IMM_TRUE : AD_IMM_FALSE);
}

static bool to_real(const struct adconst *c, adreal *x)
{
    adlimb room[ADBN_I64_LIMBS];
    if (c->kind == ADCONST_FLOAT) {
        *x = c->real;
        return true;
    }
    struct adbn n = adconst_bn(c, room);
    return adbn_to_real(&n, x);
}

/* ---- integers ------------------------------------------------------------------------------- */

static struct adconst *divide(struct adpool *p, enum adop op, const struct adbn *a,
                              const struct adbn *b)
{
    adlimb quotient[LIMBS], rest[LIMBS], scratch[3 * LIMBS];
    if (!b->n)
        return NULL;
    if (op == ADOP_TRUEDIV) {
        adreal x;
        if (p->single || !adbn_truediv(&x, a, b, scratch))
            return NULL;
        return adpool_float(p, x);
    }
    struct adbn q = {.limb = quotient}, r = {.limb = rest};
    adbn_divmod(&q, &r, a, b, scratch);
    return adpool_bn(p, op == ADOP_MOD ? &r : &q);
}

static struct adconst *shift(struct adpool *p, enum adop op, const struct adbn *a,
                             const struct adbn *b)
{
    adlimb room[2 * LIMBS];
    struct adbn r = {.limb = room};
    int32_t bits;
    if (!adbn_to_i32(b, &bits) || bits < 0)
        return NULL;
    if (op == ADOP_RSHIFT)
        adbn_shr(&r, a, (size_t)bits);
    else if (bits <= INT_BITS && adbn_bit_length(a) + (size_t)bits <= INT_BITS)
        adbn_shl(&r, a, (size_t)bits);
    else
        return NULL;
    return adpool_bn(p, &r);
}

static struct adconst *power(struct adpool *p, const struct adbn *a, const struct adbn *b)
{
    adlimb first[LIMBS], second[LIMBS];
    struct adbn r = {.limb = first}, next = {.limb = second};
    int32_t n;
    if (!adbn_to_i32(b, &n) || n < 0 || n > INT_BITS)
        return NULL;
    if (n && adbn_bit_length(a) * (size_t)n > INT_BITS)
        return NULL;
    adbn_from_i32(&r, 1);
    for (; n > 0; n--) {
        adbn_mul(&next, &r, a);
        struct adbn old = r;
        r = next;
        next = old;
    }
    return adpool_bn(p, &r);
}

static struct adconst *fold_ints(struct adpool *p, enum adop op, const struct adconst *x,
                                 const struct adconst *y)
{
    adlimb room_a[ADBN_I64_LIMBS], room_b[ADBN_I64_LIMBS], room[2 * LIMBS];
    struct adbn a = adconst_bn(x, room_a), b = adconst_bn(y, room_b), r = {.limb = room};
    if (a.n > INT_BITS / AD_LIMB || b.n > INT_BITS / AD_LIMB)
        return NULL;
    switch (op) {
    case ADOP_ADD:
        adbn_add(&r, &a, &b);
        break;
    case ADOP_SUB:
        adbn_sub(&r, &a, &b);
        break;
    case ADOP_MUL:
        if (adbn_bit_length(&a) + adbn_bit_length(&b) > INT_BITS)
            return NULL;
        adbn_mul(&r, &a, &b);
        break;
    case ADOP_AND:
    case ADOP_OR:
    case ADOP_XOR:
        adbn_bits(&r, &a, &b, op == ADOP_AND ? ADBN_AND : op == ADOP_OR ? ADBN_OR : ADBN_XOR);
        break;
    case ADOP_FLOORDIV:
    case ADOP_MOD:
    case ADOP_TRUEDIV:
        return divide(p, op, &a, &b);
    case ADOP_LSHIFT:
    case ADOP_RSHIFT:
        return shift(p, op, &a, &b);
    case ADOP_POW:
        return power(p, &a, &b);
    default:
        return NULL;
    }
    return adpool_bn(p, &r);
}

/* ---- floats and texts ----------------------------------------------------------------------- */

static struct adconst *fold_floats(struct adpool *p, enum adop op, const struct adconst *x,
                                   const struct adconst *y)
{
    adreal a, b;
    if (!to_real(x, &a) || !to_real(y, &b))
        return NULL;
    if (p->single) { /* an int is rounded before the operator sees it */
        a = (adreal)(float)a;
        b = (adreal)(float)b;
    }
    switch (op) {
    case ADOP_ADD: return adpool_float(p, a + b);
    case ADOP_SUB: return adpool_float(p, a - b);
    case ADOP_MUL: return adpool_float(p, a * b);
    case ADOP_TRUEDIV: return b != 0 ? adpool_float(p, a / b) : NULL;
    default: return NULL;
    }
}

static struct adconst *make_text(struct adpool *p, enum adconst_kind kind, const char *text,
                                 size_t length)
{
    return kind == ADCONST_STR ? adpool_str(p, text, length) : adpool_bytes(p, text, length);
}

/* `times` copies of a; or, with b, one of each. */
static struct adconst *join(struct adpool *p, const struct adconst *a, const struct adconst *b,
                            int64_t times)
{
    if (a->count > TEXT_MAX || times > TEXT_MAX || (b && b->count > TEXT_MAX))
        return NULL;
    times = times < 0 ? 0 : times;
    size_t length = a->count * (size_t)times + (b ? b->count : 0);
    if (length > TEXT_MAX)
        return NULL;
    char *text = adarena_alloc(p->arena, length + 1);
    if (!text)
        return NULL;
    char *to = text;
    for (; times > 0; times--, to += a->count)
        memcpy(to, a->text, a->count);
    if (b)
        memcpy(to, b->text, b->count);
    return make_text(p, a->kind, text, length);
}

/* Does b begin with the second half of a surrogate pair that a's end is the first half of? Joined
 * as bytes the two would not be what WTF-8 has for that character. */
static bool splits_pair(const struct adconst *a, const struct adconst *b)
{
    if (a->count < 3 || b->count < 3)
        return false;
    const uint8_t *x = (const uint8_t *)a->text + a->count - 3, *y = (const uint8_t *)b->text;
    return x[0] == 0xed && y[0] == 0xed && x[1] >= 0xa0 && x[1] < 0xb0 && y[1] >= 0xb0;
}

static struct adconst *fold_texts(struct adpool *p, enum adop op, struct adconst *a,
                                  struct adconst *b)
{
    if (a->kind == ADCONST_INT) {
        struct adconst *text = b;
        b = a;
        a = text;
        if (op != ADOP_MUL)
            return NULL;
    }
    if (a->kind != ADCONST_STR && a->kind != ADCONST_BYTES)
        return NULL;
    if (op == ADOP_ADD && a->kind == b->kind && !splits_pair(a, b))
        return join(p, a, b, 1);
    if (op == ADOP_MUL && b->kind == ADCONST_INT && !b->count && !splits_pair(a, a))
        return join(p, a, NULL, b->value);
    return NULL;
}

/* ---- all of it ------------------------------------------------------------------------------ */

struct adconst *adfold_binary(struct adpool *p, enum adop op, struct adconst *a, struct adconst *b)
{
    if (a->kind == ADCONST_INT && b->kind == ADCONST_INT)
        return fold_ints(p, op, a, b);
    if (is_number(a) && is_number(b))
        return fold_floats(p, op, a, b);
    return fold_texts(p, op, a, b);
}

struct adconst *adfold_unary(struct adpool *p, enum adop op, struct adconst *a)
{
    adlimb room[ADBN_I64_LIMBS], result[2 * LIMBS];
    if (op == ADOP_NOT) {
        int truth = adfold_truth(a);
        return truth_const(p, truth < 0 ? -1 : !truth);
    }
    if (op == ADOP_POS && is_number(a))
        return a;
    if (a->kind == ADCONST_FLOAT && op == ADOP_NEG)
        return adpool_float(p, -a->real);
    if (a->kind != ADCONST_INT || a->count > LIMBS)
        return NULL;
    struct adbn n = adconst_bn(a, room), r = {.limb = result};
    if (op == ADOP_INVERT) {
        adbn_not(&r, &n);
        return adpool_bn(p, &r);
    }
    n.neg = n.n && !n.neg;
    return adpool_bn(p, &n);
}
