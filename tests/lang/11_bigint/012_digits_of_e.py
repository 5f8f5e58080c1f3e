# A spigot: digits of e and pi with long ints, and a Fibonacci number.
def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = (q * k, (2 * q + r) * x, t * x, k + 1,
                                (q * (7 * k + 2) + r * x) // (t * x), x + 2)
    return "".join(map(str, out))


print(pi_digits(40))  # expect: 3141592653589793238462643383279502884197


def e_digits(n):
    scale = 10 ** (n + 5)
    total = term = scale
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    return str(total)[:n]


print(e_digits(60))  # expect: 271828182845904523536028747135266249775724709369995957496696
a, b = 0, 1
for i in range(300):
    a, b = b, a + b
print(a)  # expect: 222232244629420445529739893461909967206666939096499764990979600


def isqrt(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


print(isqrt(2 * 10 ** 80))  # expect: 14142135623730950488016887242096980785696
