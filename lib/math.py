# SPDX-License-Identifier: MIT
"""math, as CPython has it. _float_math(n, x, y) is the port's function n: enum admath in
src/core/port.h. It knows where the errors are: "math domain error", "math range error"."""

pi = 3.141592653589793
e = 2.718281828459045
tau = 6.283185307179586
inf = float("inf")
nan = float("nan")


def sqrt(x, /):
    return _float_math(0, x, 0)


def sin(x, /):
    return _float_math(1, x, 0)


def cos(x, /):
    return _float_math(2, x, 0)


def tan(x, /):
    return _float_math(3, x, 0)


def asin(x, /):
    return _float_math(4, x, 0)


def acos(x, /):
    return _float_math(5, x, 0)


def atan(x, /):
    return _float_math(6, x, 0)


def atan2(y, x, /):
    return _float_math(7, y, x)


def exp(x, /):
    return _float_math(8, x, 0)


def _log(f, x):
    try:
        return _float_math(f, x, 0)
    except OverflowError:
        n = x.bit_length() - 64
        return _float_math(f, x >> n, 0) + n * _float_math(f, 2, 0)


def log(x, base=None, /):
    r = _log(9, x)
    return r if base is None else r / _log(9, base)


def log2(x, /):
    return _log(10, x)


def log10(x, /):
    return _log(11, x)


def floor(x, /):
    if isinstance(x, int):
        return int(x)
    if hasattr(x, "__floor__"):
        return x.__floor__()
    return int(_float_math(12, x, 0))


def ceil(x, /):
    if isinstance(x, int):
        return int(x)
    if hasattr(x, "__ceil__"):
        return x.__ceil__()
    return int(_float_math(13, x, 0))


def trunc(x, /):
    if hasattr(x, "__trunc__"):
        return x.__trunc__()
    if not isinstance(x, (int, float)):
        raise TypeError("type %s doesn't define __trunc__ method" % _type_name(x))
    return int(x)


def sinh(x, /):
    return _float_math(14, x, 0)


def cosh(x, /):
    return _float_math(15, x, 0)


def tanh(x, /):
    return _float_math(16, x, 0)


def asinh(x, /):
    a = fabs(x)
    if a > 1e9:
        return copysign(_float_math(9, a, 0) + 0.6931471805599453, x)
    return copysign(_float_math(19, a + a * a / (1 + sqrt(a * a + 1)), 0), x)


def acosh(x, /):
    if x < 1:
        raise ValueError("math domain error")
    if x > 1e9:
        return _float_math(9, x, 0) + 0.6931471805599453
    t = x - 1.0
    return _float_math(19, t + sqrt(2 * t + t * t), 0)


def atanh(x, /):
    if not -1 < x < 1 and x == x:
        raise ValueError("math domain error")
    a = fabs(x)
    return copysign(0.5 * _float_math(19, 2 * a / (1 - a), 0), x)


def hypot(*coordinates):
    if len(coordinates) == 2:
        return _float_math(17, coordinates[0], coordinates[1])
    r = 0.0
    for x in coordinates:
        r = _float_math(17, r, x)
    return r


def dist(p, q, /):
    p = tuple(p)
    q = tuple(q)
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return hypot(*[a - b for a, b in zip(p, q)])


def expm1(x, /):
    return _float_math(18, x, 0)


def log1p(x, /):
    return _float_math(19, x, 0)


def gamma(x, /):
    if x == 0:
        raise ValueError("math domain error")
    return _float_math(20, x, 0)


def lgamma(x, /):
    return _float_math(21, x, 0)


def erf(x, /):
    return _float_math(22, x, 0)


def erfc(x, /):
    # Where 1 - erf(x) would have no digits left: a continued fraction (Lentz is not needed, for it
    # converges fast there).
    x = float(x)
    if x < 1.5:
        return 1.0 - _float_math(22, x, 0)
    if x > 27:
        return 0.0
    f = 0.0
    for k in range(80, 0, -1):
        f = k / 2 / (x + f)
    return _float_math(8, -x * x, 0) / (x + f) / 1.7724538509055159


def copysign(x, y, /):
    return _float_math(23, x, y)


def fmod(x, y, /):
    return _float_math(24, x, y)


def fabs(x, /):
    return _float_math(23, x, 1)


def pow(x, y, /):
    x = float(x)
    y = float(y)
    try:
        return x ** y
    except OverflowError:
        pass
    except ArithmeticError:
        raise ValueError("math domain error") from None
    except ValueError:
        raise ValueError("math domain error") from None
    raise OverflowError("math range error")


def exp2(x, /):
    return pow(2, x)


def cbrt(x, /):
    a = fabs(x)
    if a == 0 or a - a != 0:
        return float(x)
    r = a ** (1 / 3)
    r -= (r * r * r - a) / (3 * r * r)
    return copysign(r, x)


def degrees(x, /):
    return x * (180.0 / pi)


def radians(x, /):
    return x * (pi / 180.0)


def isnan(x, /):
    x = _float_math(23, x, x)
    return x != x


def isinf(x, /):
    return fabs(x) == inf


def isfinite(x, /):
    return fabs(x) < inf


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if fabs(a) == inf or fabs(b) == inf:
        return False
    d = fabs(b - a)
    return d <= fabs(rel_tol * b) or d <= fabs(rel_tol * a) or d <= abs_tol


def modf(x, /):
    x = float(x)
    if fabs(x) == inf:
        return copysign(0.0, x), x
    whole = copysign(_float_math(12, fabs(x), 0), x)
    return copysign(x - whole, x), whole


def frexp(x, /):
    x = float(x)
    if x == 0 or x - x != 0:
        return x, 0
    n, d = x.as_integer_ratio()
    k = n.bit_length() - d.bit_length() + 1
    return (n / (d << k) if k > 0 else (n << -k) / d), k


def ldexp(x, i, /):
    x = float(x)
    if x == 0 or x - x != 0:
        return x
    if i < -2200:
        return copysign(0.0, x)
    n, d = x.as_integer_ratio()
    try:
        if i < 2200:
            return (n << i) / d if i > 0 else n / (d << -i)
    except OverflowError:
        pass
    raise OverflowError("math range error")


def ulp(x, /):
    x = fabs(x)
    if x - x != 0:
        return x
    k = frexp(x)[1] - 53
    return ldexp(1.0, k if x and k > -1074 else -1074)


def nextafter(x, y, /):
    x = float(x)
    y = float(y)
    if x != x or y != y:
        return x + y
    if x == y:
        return y
    if x == 0:
        return copysign(ldexp(1.0, -1074), y)
    if x - x != 0:
        return copysign(1.7976931348623157e308, x)
    step = ulp(x)
    if (y > x) != (x > 0):  # towards zero: below a power of two the steps are half as wide
        if fabs(frexp(x)[0]) == 0.5 and step > ldexp(1.0, -1074):
            step /= 2
    return x + step if y > x else x - step


def remainder(x, y, /):
    x = float(x)
    y = float(y)
    if x != x or y != y:
        return x + y
    if fabs(x) == inf or y == 0:
        raise ValueError("math domain error")
    if fabs(y) == inf:
        return x
    a = fabs(x)
    y = fabs(y)
    m = fmod(a, y)
    c = y - m
    if m < c:
        r = m
    elif m > c:
        r = -c
    else:
        r = m - 2 * fmod(0.5 * (a - m), y)
    return copysign(1.0, x) * r


def _index(x):
    if isinstance(x, int):
        return int(x)
    if hasattr(x, "__index__"):
        return x.__index__()
    raise TypeError("'%s' object cannot be interpreted as an integer" % _type_name(x))


def gcd(*integers):
    r = 0
    for x in integers:
        x = _index(x)
        while x:
            r, x = x, r % x
    return abs(r)


def lcm(*integers):
    r = 1
    for x in integers:
        x = _index(x)
        if x == 0:
            r = 0
        elif r:
            r = r // gcd(r, x) * x
    return abs(r)


def factorial(x, /):
    x = _index(x)
    if x < 0:
        raise ValueError("factorial() not defined for negative values")
    r = 1
    for k in range(2, x + 1):
        r *= k
    return r


def _not_negative(n, k):
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")


def perm(n, k=None, /):
    n = _index(n)
    if k is None:
        return factorial(n)
    k = _index(k)
    _not_negative(n, k)
    r = 1
    for i in range(k):
        r *= n - i
        if not r:
            break
    return r


def comb(n, k, /):
    n = _index(n)
    k = _index(k)
    _not_negative(n, k)
    if k > n:
        return 0
    k = min(k, n - k)
    r = 1
    for i in range(k):
        r = r * (n - i) // (i + 1)
    return r


def isqrt(n, /):
    n = _index(n)
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    if n == 0:
        return 0
    a = 1 << (n.bit_length() + 1 >> 1)
    while True:
        b = a + n // a >> 1
        if b >= a:
            return a
        a = b


def prod(iterable, /, *, start=1):
    for x in iterable:
        start = start * x
    return start


def fsum(seq, /):
    # Exact partial sums that do not overlap (Shewchuk, 1997), rounded once at the end.
    partials = []
    special = 0.0
    for x in seq:
        x = float(x)
        if x - x != 0:
            special += x
            continue
        i = 0
        for y in partials:
            if fabs(x) < fabs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                partials[i] = low
                i += 1
            x = high
        partials[i:] = [x]
    if special != 0 or special != special:
        if special != special:
            raise ValueError("-inf + inf in fsum")
        return special
    total = low = 0.0
    while partials:
        x = total
        y = partials.pop()
        total = x + y
        low = y - (total - x)
        if low:
            break
    # A half rounds by the sign of what lies below it.
    if low and partials and (low < 0) == (partials[-1] < 0):
        y = low * 2
        x = total + y
        if y == x - total:
            total = x
    return total
