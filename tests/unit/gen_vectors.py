#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Known answers for the unit tests of src/base, computed by the Python that runs this script.

    gen_vectors.py KIND FILE [COUNT]      KIND: bn, real, single, utf8;  COUNT cases per operation

One case a line, fields separated by spaces; the C test of the same name says what they are. Integers
are hexadecimal with a sign, floats are the hexadecimal digits of their bits.
"""
import math
import random
import struct
import sys
from fractions import Fraction

rnd = random.Random(20260101)


def hostile_int(limit=None):
    """An integer of the shapes that break arithmetic: near powers of two, limb borders, long runs."""
    bits = rnd.choice([8, 16, 32, 64, 96, 128, rnd.randrange(1, 700), rnd.randrange(1, 200)])
    if limit:
        bits = min(bits, limit)
    kind = rnd.randrange(8)
    if kind == 0:
        n = (1 << bits) + rnd.randrange(-2, 3)
    elif kind == 1:
        n = rnd.getrandbits(bits)
    elif kind == 2:
        n = rnd.choice([0, 1, 2, 3, 10, 0x7FFF, 0x8000, 0xFFFF, 2**31, 2**32 - 1, 2**63, 2**64 - 1])
    elif kind == 3:
        n = (1 << bits) - (1 << rnd.randrange(bits))
    elif kind == 4:
        n = 0
        while n.bit_length() < bits:
            run = rnd.randrange(1, 40)
            n = n << run | (rnd.choice([0, (1 << run) - 1]))
            if n == 0:
                n = 1
    elif kind == 5:
        unit = rnd.choice([8, 16, 32])
        n = 0
        for _ in range(rnd.randrange(1, max(2, bits // unit))):
            top = 1 << unit
            limb = rnd.choice([0, 1, top - 1, top >> 1, (top >> 1) - 1, rnd.randrange(top)])
            n = n << unit | limb
    elif kind == 6:
        n = rnd.getrandbits(64)
    else:
        n = rnd.getrandbits(bits) << rnd.randrange(0, 100)
    n = abs(n)
    return -n if rnd.random() < 0.5 else n


def hx(n):
    return format(n, 'x')


DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'


def in_base(n, base):
    out = ''
    while n or not out:
        n, d = divmod(n, base)
        out = DIGITS[d] + out
    return out


def bits_of(x):
    return format(struct.unpack('<Q', struct.pack('<d', x))[0], 'x')


def quotient_pair():
    """Operands of a true division, often close to a tie or to a limit of the format."""
    kind = rnd.randrange(5)
    b = hostile_int() or 3
    if kind == 0:
        return hostile_int(), b
    m = rnd.getrandbits(53) | 1 << 52
    e = rnd.choice([rnd.randrange(-1140, 1000), rnd.randrange(-80, 80), -1074 - rnd.randrange(0, 60)])
    num, den = m * 2 + rnd.randrange(2), 1
    if e >= 0:
        num <<= e
    else:
        den <<= -e
    if kind == 1:
        num += rnd.randrange(-1, 2)
    scale = rnd.choice([1, 1, 3, abs(b)])
    if kind == 4:
        return num * scale + rnd.randrange(-1, 2), den * scale
    return num * scale * rnd.choice([1, -1]), den * scale * rnd.choice([1, -1])


def gen_bn(count, put):
    for _ in range(count):
        a, b = hostile_int(), hostile_int()
        if rnd.random() < 0.1:
            b = rnd.choice([a, -a, a + 1, a - 1, ~a])
        put('cmp', hx(a), hx(b), (a > b) - (a < b))
        put('add', hx(a), hx(b), hx(a + b))
        put('sub', hx(a), hx(b), hx(a - b))
        put('mul', hx(a), hx(b), hx(a * b))
        put('and', hx(a), hx(b), hx(a & b))
        put('or', hx(a), hx(b), hx(a | b))
        put('xor', hx(a), hx(b), hx(a ^ b))
        put('not', hx(a), hx(~a))
        put('bits', hx(a), a.bit_length())
        put('hash', hx(a), hx(hash(a)))
        put('i64', hx(a), int(-2**63 <= a < 2**63), int(0 <= a < 2**64), int(-2**31 <= a < 2**31))
        s = rnd.choice([0, 1, 8, 15, 16, 17, 31, 32, 33, 64, rnd.randrange(900)])
        put('shl', hx(a), s, hx(a << s))
        put('shr', hx(a), s, hx(a >> s))
        d = b
        if rnd.random() < 0.6:
            # A dividend next to a multiple of the divisor: the hard case for quotient digits.
            a = b * hostile_int(300) + rnd.randrange(-2, 3)
        if d:
            q, r = divmod(a, d)
            put('div', hx(a), hx(d), hx(q), hx(r))
        base = rnd.choice([2, 8, 10, 10, 10, 16, 36, rnd.randrange(2, 37)])
        m = rnd.choice([abs(a), base ** rnd.randrange(150), base ** rnd.randrange(150) - 1])
        put('text', base, hx(m), in_base(m, base))
        a, b = quotient_pair()
        try:
            put('true', hx(a), hx(b), bits_of(a / b))
        except OverflowError:
            put('true', hx(a), hx(b), 'over')
        a = rnd.choice([hostile_int(), hostile_int() << rnd.randrange(900),
                        (rnd.getrandbits(54) | 1 << 53) << rnd.randrange(0, 972)])
        a += rnd.choice([0, 0, 1, -1])
        try:
            f = float(a)
            put('real', hx(a), bits_of(f))
        except OverflowError:
            put('real', hx(a), 'over')
        x = random_double()
        if math.isfinite(x):
            put('int', bits_of(x), hx(int(x)))


def random_double():
    kind = rnd.randrange(7)
    if kind == 0:
        return struct.unpack('<d', struct.pack('<Q', rnd.getrandbits(64)))[0]
    if kind == 1:
        return rnd.choice([1, -1]) * rnd.randrange(10 ** rnd.randrange(1, 18)) / 10 ** rnd.randrange(0, 18)
    if kind == 2:
        x = 2.0 ** rnd.randrange(-1074, 1024)
        return rnd.choice([x, math.nextafter(x, 0), math.nextafter(x, math.inf)])
    if kind == 3:
        return float(rnd.getrandbits(rnd.randrange(1, 70)))
    if kind == 4:
        x = float('%de%d' % (rnd.randrange(1, 10 ** rnd.randrange(1, 17)), rnd.randrange(-330, 300)))
        return rnd.choice([x, math.nextafter(x, 0), math.nextafter(x, math.inf)])
    if kind == 5:
        return struct.unpack('<d', struct.pack('<Q', rnd.getrandbits(rnd.randrange(1, 56))))[0]
    return rnd.uniform(-1000, 1000)


def main():
    kind, path = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    with open(path, 'w', encoding='ascii') as out:
        def put(*fields):
            out.write(' '.join(map(str, fields)) + '\n')
        GENERATORS[kind](count, put)


GENERATORS = {'bn': gen_bn}

if __name__ == '__main__':
    main()
