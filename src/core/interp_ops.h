/* SPDX-License-Identifier: MIT
 * interp_ops.h - operators and comparisons of the loop (interp_loop.h). All forms of an operator
 * load
 * their operands into a and b and meet at one body: small ints and inline floats there, the rest in
 * ops.c.
 */
#define BINARY(K, fast)                                                                            \
    OP(K) a = sp[1]; b = sp[0];                                                                    \
        QUICK(fast, 0, 2)                                                                          \
        sp += 2;                                                                                   \
    K##_ab: AD_UNUSED;                                                                             \
        if (fast) { PUSH(r); NEXT; }                                                               \
        PUSH2(a, b);                                                                               \
        FINISH(adop_binary(vm, AD_##K, false, AD_ACT_PUSH), sp + 1);
#define INPLACE(K, fast)                                                                           \
    OP(I##K) a = sp[1]; b = sp[0];                                                                 \
        if (fast) { sp++; *sp = r; NEXT; }                                                         \
        FINISH(adop_binary(vm, AD_##K, true, AD_ACT_PUSH), sp + 1);
/* What is a number is bound: that is looked at only when QUICK has failed. fast_i: b is an int. */
#define FORMS(K, fast, fast_i)                                                                     \
    OP(K##_SL) a = *sp; b = fp[adrom8(pc)];                                                        \
        QUICK(fast, 1, 1)                                                                          \
        LOCAL(b, U8());                                                                            \
        sp++;                                                                                      \
        goto K##_ab;                                                                               \
    OP(K##_SI) a = *sp; b = ad_from_int((int8_t)adrom8(pc));                                       \
        QUICK(fast_i, 1, 1)                                                                        \
        sp++;                                                                                      \
        b = ad_from_int(I8());                                                                     \
        goto K##_ab;                                                                               \
    OP(K##_LL) a = fp[adrom8(pc)]; b = fp[adrom8(pc + 1)];                                         \
        QUICK(fast, 2, 0)                                                                          \
        BYTES(n, last);                                                                            \
        LOCAL(a, n);                                                                               \
        LOCAL(b, last);                                                                            \
        goto K##_ab;                                                                               \
    OP(K##_LI) a = fp[adrom8(pc)]; b = ad_from_int((int8_t)adrom8(pc + 1));                        \
        QUICK(fast_i, 2, 0)                                                                        \
        LOCAL(a, U8());                                                                            \
        b = ad_from_int(I8());                                                                     \
        goto K##_ab;
/* local K= stack, local, small int */
#define AUGMENTED(K, fast, fast_i)                                                                 \
    OP(I##K##_S) slot = U8(); a = fp[slot]; b = *sp;                                               \
        if (fast) { sp++; fp[slot] = r; NEXT; }                                                    \
        if (a == AD_UNBOUND)                                                                       \
            goto unbound_local;                                                                    \
        *sp = a;                                                                                   \
        PUSH(b);                                                                                   \
        dest = sp + 1;                                                                             \
        SAVE();                                                                                    \
        r = adop_binary(vm, AD_##K, true, AD_ACT_STORE1);                                          \
        goto finish_store;                                                                         \
    OP(I##K##_L) a = fp[adrom8(pc)]; b = fp[adrom8(pc + 1)];                                       \
        QUICK_LOCAL(fast, fp[adrom8(pc - 2)])                                                      \
        BYTES(n, last);                                                                            \
        LOCAL(b, last);                                                                            \
        LOCAL(a, n);                                                                               \
        goto I##K##_ab;                                                                            \
    OP(I##K##_I) slot = adrom8(pc); a = fp[slot]; b = ad_from_int((int8_t)adrom8(pc + 1));         \
        QUICK_LOCAL(fast_i, fp[slot])                                                              \
        LOCAL(a, U8());                                                                            \
        b = ad_from_int(I8());                                                                     \
    I##K##_ab:                                                                                     \
        if (fast) { fp[slot] = r; NEXT; }                                                          \
        PUSH2(a, b);                                                                               \
        dest = sp + 1;                                                                             \
        SAVE();                                                                                    \
        r = adop_binary(vm, AD_##K, true, AD_ACT_STORE2);                                          \
        goto finish_store;
#define COMPARISON(K, op)                                                                          \
    OP(K) a = sp[1]; b = sp[0];                                                                    \
        if (BOTH_INT(a, b)) { sp++; *sp = ad_bool((adint)a op (adint)b); NEXT; }                   \
        if (BOTH_FLO(a, b)) { sp++; *sp = ad_bool(ad_flo(a) op ad_flo(b)); NEXT; }                 \
        FINISH(adop_compare(vm, AD_##K, AD_ACT_PUSH), sp + 1);
#define BRANCH(J, K, op, taken)                                                                    \
    OP(J##_##K) a = sp[1]; b = sp[0]; sp += 2; goto J##_##K##_ab;                                  \
    OP(J##_##K##_LL) a = fp[adrom8(pc)]; b = fp[adrom8(pc + 1)];                                   \
        QUICK_BRANCH(BOTH_INT(a, b), op, taken)                                                    \
        BYTES(n, last);                                                                            \
        LOCAL(a, n);                                                                               \
        LOCAL(b, last);                                                                            \
        goto J##_##K##_ab;                                                                         \
    OP(J##_##K##_LI) a = fp[adrom8(pc)]; b = ad_from_int((int8_t)adrom8(pc + 1));                  \
        QUICK_BRANCH(ad_is_int(a), op, taken)                                                      \
        LOCAL(a, U8());                                                                            \
        b = ad_from_int(I8());                                                                     \
    J##_##K##_ab:                                                                                  \
        pc += 2;                                                                                   \
        if (AD_IN_LOOP && BOTH_INT(a, b)) {                                                        \
            if (((adint)a op (adint)b) == taken) JUMPED(taken);                                   \
            NEXT;                                                                                  \
        }                                                                                          \
        if (BOTH_FLO(a, b)) {                                                                      \
            if ((ad_flo(a) op ad_flo(b)) == taken) JUMPED(taken);                                 \
            NEXT;                                                                                  \
        }                                                                                          \
        PUSH2(a, b);                                                                               \
        dest = sp + 1;                                                                             \
        SAVE();                                                                                    \
        r = adop_compare(vm, AD_##K, taken ? AD_ACT_JT : AD_ACT_JF);                               \
        if (taken) goto finish_jump_true;                                                          \
        goto finish_jump_false;
#define FAST_ADD (AD_IN_LOOP && (BOTH_INT(a, b) ? ad_int_add(a, b, &r) : FLO(a, b, +)))
#define FAST_SUB (AD_IN_LOOP && (BOTH_INT(a, b) ? ad_int_sub(a, b, &r) : FLO(a, b, -)))
#define FAST_MUL (BOTH_INT(a, b) ? ad_int_mul(a, b, &r) : FLO(a, b, *))
#define FAST_FLOORDIV (BOTH_INT(a, b) && int_floordiv(a, b, &r))
#define FAST_MOD (BOTH_INT(a, b) && int_mod(a, b, &r))
#define FAST_AND (BOTH_INT(a, b) && (r = a & b, true))
#define FAST_OR (BOTH_INT(a, b) && (r = a | b, true))
#define FAST_XOR (BOTH_INT(a, b) && (r = (a ^ b) + ad_from_int(0), true))
#define FAST_LSHIFT (BOTH_INT(a, b) && int_lshift(a, b, &r))
#define FAST_RSHIFT (BOTH_INT(a, b) && int_rshift(a, b, &r))
#define I_ADD (AD_IN_LOOP && AD_LIKELY(ad_is_int(a)) && ad_int_add(a, b, &r))
#define I_SUB (AD_IN_LOOP && AD_LIKELY(ad_is_int(a)) && ad_int_sub(a, b, &r))
#define I_MUL (AD_LIKELY(ad_is_int(a)) && ad_int_mul(a, b, &r))
#define I_FLOORDIV (AD_LIKELY(ad_is_int(a)) && int_floordiv(a, b, &r))
#define I_MOD (AD_LIKELY(ad_is_int(a)) && int_mod(a, b, &r))
#define I_AND (AD_LIKELY(ad_is_int(a)) && (r = a & b, true))
#define I_OR (AD_LIKELY(ad_is_int(a)) && (r = a | b, true))
#define I_XOR (AD_LIKELY(ad_is_int(a)) && (r = (a ^ b) + ad_from_int(0), true))
#define I_LSHIFT (AD_LIKELY(ad_is_int(a)) && int_lshift(a, b, &r))
#define I_RSHIFT (AD_LIKELY(ad_is_int(a)) && int_rshift(a, b, &r))
#define FAST_TRUEDIV (FLO_DIV(a, b))
#define FAST_POW (false)
#define FAST_MATMUL (false)

        BINARY(ADD, FAST_ADD)
        BINARY(SUB, FAST_SUB)
        BINARY(MUL, FAST_MUL)
        BINARY(FLOORDIV, FAST_FLOORDIV)
        BINARY(MOD, FAST_MOD)
        BINARY(AND, FAST_AND)
        BINARY(OR, FAST_OR)
        BINARY(XOR, FAST_XOR)
        BINARY(LSHIFT, FAST_LSHIFT)
        BINARY(RSHIFT, FAST_RSHIFT)
        BINARY(TRUEDIV, FAST_TRUEDIV)
        BINARY(POW, FAST_POW)
        BINARY(MATMUL, FAST_MATMUL)
        FORMS(ADD, FAST_ADD, I_ADD)
        FORMS(SUB, FAST_SUB, I_SUB)
        FORMS(MUL, FAST_MUL, I_MUL)
        FORMS(FLOORDIV, FAST_FLOORDIV, I_FLOORDIV)
        FORMS(MOD, FAST_MOD, I_MOD)
        FORMS(AND, FAST_AND, I_AND)
        FORMS(OR, FAST_OR, I_OR)
        FORMS(XOR, FAST_XOR, I_XOR)
        FORMS(LSHIFT, FAST_LSHIFT, I_LSHIFT)
        FORMS(RSHIFT, FAST_RSHIFT, I_RSHIFT)
        INPLACE(ADD, FAST_ADD)
        INPLACE(SUB, FAST_SUB)
        INPLACE(MUL, FAST_MUL)
        INPLACE(FLOORDIV, FAST_FLOORDIV)
        INPLACE(MOD, FAST_MOD)
        INPLACE(AND, FAST_AND)
        INPLACE(OR, FAST_OR)
        INPLACE(XOR, FAST_XOR)
        INPLACE(LSHIFT, FAST_LSHIFT)
        INPLACE(RSHIFT, FAST_RSHIFT)
        INPLACE(TRUEDIV, FAST_TRUEDIV)
        INPLACE(POW, FAST_POW)
        INPLACE(MATMUL, FAST_MATMUL)
        AUGMENTED(ADD, FAST_ADD, I_ADD)
        AUGMENTED(SUB, FAST_SUB, I_SUB)
        AUGMENTED(MUL, FAST_MUL, I_MUL)
        COMPARISON(LT, <)
        BRANCH(JF, LT, <, 0)
        BRANCH(JT, LT, <, 1)
        COMPARISON(LE, <=)
        BRANCH(JF, LE, <=, 0)
        BRANCH(JT, LE, <=, 1)
        COMPARISON(EQ, ==)
        BRANCH(JF, EQ, ==, 0)
        BRANCH(JT, EQ, ==, 1)
        COMPARISON(NE, !=)
        BRANCH(JF, NE, !=, 0)
        BRANCH(JT, NE, !=, 1)
        COMPARISON(GT, >)
        BRANCH(JF, GT, >, 0)
        BRANCH(JT, GT, >, 1)
        COMPARISON(GE, >=)
        BRANCH(JF, GE, >=, 0)
        BRANCH(JT, GE, >=, 1)

#undef BINARY
#undef INPLACE
#undef FORMS
#undef AUGMENTED
#undef COMPARISON
#undef BRANCH
#undef FAST_ADD
#undef FAST_SUB
#undef FAST_MUL
#undef FAST_FLOORDIV
#undef FAST_MOD
#undef FAST_AND
#undef FAST_OR
#undef FAST_XOR
#undef FAST_LSHIFT
#undef FAST_RSHIFT
#undef FAST_TRUEDIV
#undef FAST_POW
#undef FAST_MATMUL
#undef I_ADD
#undef I_SUB
#undef I_MUL
#undef I_FLOORDIV
#undef I_MOD
#undef I_AND
#undef I_OR
#undef I_XOR
#undef I_LSHIFT
#undef I_RSHIFT
