#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Known answers for the unit tests of src/base, computed by the Python that runs this script.

    gen_vectors.py KIND FILE [COUNT]      KIND: see GENERATORS;  COUNT cases per operation

One case a line, fields separated by spaces; the C test of the same name says what they are.
Integers are hexadecimal with a sign, floats are the hexadecimal digits of their bits.
"""
import math
import random
import struct
import sys
from fractions import Fraction

rnd = random.Random(20260101)


def hostile_int(limit=None):
    """An integer of a shape that breaks arithmetic: powers of two, limb borders, long runs."""
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
    e = rnd.choice([rnd.randrange(-1140, 1000), rnd.randrange(-80, 80),
                    -1074 - rnd.randrange(0, 60)])
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
        n = rnd.randrange(10 ** rnd.randrange(1, 18))
        return rnd.choice([1, -1]) * n / 10 ** rnd.randrange(0, 18)
    if kind == 2:
        x = 2.0 ** rnd.randrange(-1074, 1024)
        return rnd.choice([x, math.nextafter(x, 0), math.nextafter(x, math.inf)])
    if kind == 3:
        return float(rnd.getrandbits(rnd.randrange(1, 70)))
    if kind == 4:
        n = rnd.randrange(1, 10 ** rnd.randrange(1, 17))
        x = float('%de%d' % (n, rnd.randrange(-330, 300)))
        return rnd.choice([x, math.nextafter(x, 0), math.nextafter(x, math.inf)])
    if kind == 5:
        return struct.unpack('<d', struct.pack('<Q', rnd.getrandbits(rnd.randrange(1, 56))))[0]
    return rnd.uniform(-1000, 1000)


def random_single():
    kind = rnd.randrange(4)
    if kind == 0:
        bits = rnd.getrandbits(32)
    elif kind == 1:
        bits = rnd.getrandbits(rnd.randrange(1, 32))
    elif kind == 2:
        bits = (rnd.randrange(255) << 23) + rnd.randrange(-2, 3) & 0x7FFFFFFF
    else:
        x = rnd.randrange(10 ** rnd.randrange(1, 9)) / 10 ** rnd.randrange(0, 9)
        return struct.unpack('<f', struct.pack('<f', x))[0]
    return struct.unpack('<f', struct.pack('<I', bits))[0]


class Single:
    """What Python says of doubles, for singles: in exact fractions."""
    DIG, EMIN, INF = 24, -149, 0x7F800000

    @staticmethod
    def bits(x):
        return struct.unpack('<I', struct.pack('<f', x))[0]

    @staticmethod
    def value(bits):
        return struct.unpack('<f', struct.pack('<I', bits))[0]

    @classmethod
    def nearest(cls, fr):
        """Bits of the single nearest to a fraction >= 0, ties to even."""
        if fr == 0:
            return 0
        e = max(fr.numerator.bit_length() - fr.denominator.bit_length() - cls.DIG - 1, cls.EMIN)
        while True:
            scaled = fr / Fraction(2) ** e
            f = round(scaled)           # Python rounds fractions half to even
            if scaled < 1 << cls.DIG:
                break
            e += 1
        bits = (e - cls.EMIN << cls.DIG - 1) + f
        return min(bits, cls.INF)

    @classmethod
    def repr(cls, x):
        if not math.isfinite(x) or x == 0:
            return repr(x)
        sign, v = ('-', -x) if x < 0 else ('', x)
        bits, exact = cls.bits(v), Fraction(v)
        for n in range(1, 10):
            digits, exponent = ('%.*e' % (n - 1, v)).split('e')
            first = int(digits.replace('.', ''))
            unit = Fraction(10) ** (int(exponent) - n + 1)
            near = [m for m in (first - 1, first, first + 1) if cls.nearest(m * unit) == bits]
            if near:
                best = min(near, key=lambda m: (abs(m * unit - exact), m % 2))
                return sign + repr(float('%de%d' % (best, int(exponent) - n + 1)))
        raise AssertionError(x)


def gen_bn_single(count, put):
    """The operations of gen_bn with floats, for singles."""
    def answer(fr, negative):
        bits = Single.nearest(abs(fr))
        return 'over' if bits == Single.INF else hx(bits | (negative << 31))

    for _ in range(count):
        kind = rnd.randrange(3)
        a, b = hostile_int(), hostile_int() or 7
        if kind:
            # Halfway between two singles, or one off.
            m = (rnd.getrandbits(24) | 1 << 23) * 2 + 1
            e = rnd.choice([rnd.randrange(-180, 110), rnd.randrange(-150, -120)])
            b = abs(b) if kind == 1 else 1
            a = (m * b << max(e, 0)) + rnd.randrange(-1, 2)
            b <<= max(-e, 0)
        put('true', hx(a), hx(b), answer(Fraction(a, b), (a < 0) != (b < 0)))
        put('real', hx(a), answer(Fraction(a), a < 0))
        x = random_single()
        if math.isfinite(x):
            put('int', hx(Single.bits(x)), hx(int(x)))


def exact_text(fr):
    """All decimal digits of a fraction whose denominator is a power of two."""
    k = fr.denominator.bit_length() - 1
    return str(fr.numerator * 5 ** k) + 'e-%d' % k


def dress(text):
    """Another spelling of the same number: the point elsewhere, zeros around, signs."""
    digits, _, exponent = text.partition('e')
    exponent = int(exponent or 0)
    if rnd.random() < 0.5 and '.' not in digits:
        at = rnd.randrange(len(digits) + 1)
        exponent += len(digits) - at
        digits = digits[:at] + '.' + digits[at:]
    if rnd.random() < 0.1:
        digits = '0' * rnd.randrange(30) + digits
    if rnd.random() < 0.1 and '.' in digits:
        digits += '0' * rnd.randrange(30)
    plain = not digits.startswith('0') and '.' not in digits
    if rnd.random() < 0.1 and plain and -300 < exponent < 0:
        places = len(digits) - exponent + rnd.randrange(50)
        digits, exponent = '.' + digits.rjust(places, '0'), exponent + places
    if rnd.random() < 0.1 and len(digits) > 1 and digits[:2].isdigit():
        digits = digits[0] + '_' + digits[1:]
    text = digits
    if exponent or rnd.random() < 0.1:
        text += rnd.choice('eE') + (rnd.choice(['', '+']) if exponent >= 0 else '') + str(exponent)
    return rnd.choice(['', '', '+', '-']) + text


def random_text(value, dig, emin, spread):
    """Decimal text near a point halfway between two floats, or of a random number of digits."""
    kind = rnd.randrange(6)
    if kind == 0:
        n = rnd.randrange(10 ** rnd.randrange(1, 25))
        return dress('%de%d' % (n, rnd.randrange(-spread, spread) - len(str(n))))
    if kind == 1:
        return dress('%de%d' % (rnd.randrange(10 ** rnd.randrange(1, 18)), rnd.randrange(-25, 25)))
    x = value()
    while not math.isfinite(x):
        x = value()
    if kind == 2:
        return dress('%.*e' % (rnd.randrange(25), abs(x)))
    m, e = math.frexp(abs(x))
    e = max(e - dig, emin)
    middle = Fraction(abs(x)) + Fraction(2) ** (e - 1)
    digits, _, exponent = exact_text(middle).partition('e')
    if kind == 3:
        return dress(digits + 'e' + exponent)
    if kind == 4:
        n = int(digits) * 1000 + rnd.choice([-1, 1])
        return dress('%de%d' % (n, int(exponent) - 3))
    keep = rnd.randrange(1, len(digits) + 1)
    return dress(digits[:keep] + 'e%d' % (int(exponent) + len(digits) - keep))


SPECIAL = ['0', '-0', '+0.0', '.0', '0.', '0e5', '-0e-999999999999', '1e99999999999999999999',
           '1e-999999999999',
           'inf', '-INF', '+Infinity', 'nan', 'NaN', '1e400', '-1e400', '4.9e-324',
           '2.4703282292062327e-324',
           '2.4703282292062328e-324', '1.7976931348623157e308', '1.7976931348623158e308',
           '1.7976931348623159e308', '3.4028235e38', '3.4028236e38', '3.4028235677973366e38',
           '7.0064923216240853e-46',
           '7.0064923216240854e-46', '1.1754943508222875e-38', '2.2250738585072011e-308',
           '9007199254740993', '9007199254740992.99999999999999999999', '0.' + '0' * 400 + '1e401',
           '1' + '0' * 400 + 'e-400', '1_000.000_5e1_0', '123456789012345678901234567890']


def gen_text(count, put, single):
    value = random_single if single else random_double

    def bits(x):
        return hx(Single.bits(x)) if single else bits_of(x)

    def parse(text):
        if not single:
            return float(text)
        plain = text.lower().replace('_', '')
        if 'n' in plain:
            return float(plain)
        mantissa, _, exponent = plain.partition('e')
        exponent = max(-5000, min(5000, int(exponent or 0)))
        x = Single.value(Single.nearest(abs(Fraction(mantissa) * Fraction(10) ** exponent)))
        return -x if plain[0] == '-' else x

    for text in SPECIAL:
        x = parse(text)
        put('parse', text, 'nan' if x != x else bits(x))
    for _ in range(count):
        x = value()
        put('repr', bits(x), Single.repr(x) if single else repr(x))
        if x == x:
            x = abs(x)
            text = Single.repr(x) if single else repr(x)
            put('parse', text, bits(x))
        precision = rnd.choice([0, 1, 2, 3, 6, 8, 15, 16, 17, 20, rnd.randrange(70)])
        for kind in 'efg':
            x = value()
            if rnd.random() < 0.3:
                # Ties: few bits after the point, cut off within them.
                x = rnd.getrandbits(rnd.randrange(1, 20)) / 2 ** rnd.randrange(0, 20)
                precision = rnd.choice([precision, rnd.randrange(6)])
            flags = rnd.choice([0, 0, 0, 1, 4, 5])
            spec = '%' + ('#' if flags & 1 else '') + '.*' + (kind.upper() if flags & 4 else kind)
            put('fmt', kind, precision, flags, bits(x), spec % (precision, x))
        put('fmt', 'g', precision, 2, bits(x), format(x, '.%d' % precision))
        text = random_text(value, 24, -149, 50) if single else random_text(value, 53, -1074, 340)
        put('parse', text, bits(parse(text)))


def random_char():
    kind = rnd.randrange(6)
    if kind == 0:
        return chr(rnd.randrange(0x80))
    if kind == 1:
        return rnd.choice('\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff\ud7ff\ue000')
    if kind == 2:
        return chr(rnd.randrange(0xD800, 0xE000))
    return chr(rnd.randrange([0x110000, 0x10000, 0x800][kind - 3]))


EDGES = bytes.fromhex('7f 80 8f 90 9f a0 bf c0 c1 c2 e0 ed f0 f4 f5 ff')


def random_bytes():
    """Text, most of it good, some with a few bytes spoilt, cut or doubled."""
    kind = rnd.randrange(4)
    if kind == 0:
        return bytes(rnd.randrange(256) for _ in range(rnd.randrange(6)))
    text = ''.join(rnd.choice([random_char(), 'plain ascii text '])
                   for _ in range(rnd.randrange(12)))
    data = bytearray(text.encode('utf-8', 'surrogatepass' if kind < 3 else 'ignore'))
    if kind == 1:
        for _ in range(rnd.randrange(3)):
            if data:
                at = rnd.randrange(len(data))
                new = bytes(rnd.choice(EDGES) for _ in range(rnd.randrange(3)))
                data[at:at + rnd.randrange(3)] = new
    return bytes(data[:rnd.randrange(len(data) + 1)]) if rnd.random() < 0.2 else bytes(data)


REASONS = {'invalid start byte': 1, 'invalid continuation byte': 2, 'unexpected end of data': 3}


def gen_utf8(count, put):
    for _ in range(count):
        data = random_bytes()
        try:
            data.decode('utf-8')
            put('check', data.hex() or '-', 0, 0, 0)
        except UnicodeDecodeError as error:
            put('check', data.hex(), REASONS[error.reason], error.start, error.end)
        try:
            text = data.decode('utf-8', 'surrogatepass')
        except UnicodeDecodeError:
            continue
        put('text', data.hex() or '-', ','.join(hx(ord(c)) for c in text) or '-')
    some = [rnd.randrange(0x110000) for _ in range(count)]
    for c in [*range(0x3000), *range(0xD700, 0xE100), *some]:
        put('text', chr(c).encode('utf-8', 'surrogatepass').hex(), hx(c))


def main():
    kind, path = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    with open(path, 'w', encoding='ascii') as out:
        def put(*fields):
            out.write(' '.join(map(str, fields)) + '\n')
        GENERATORS[kind](count, put)


GENERATORS = {
    'bn': gen_bn,
    'bn_single': gen_bn_single,
    'utf8': gen_utf8,
    'real': lambda count, put: gen_text(count, put, False),
    'single': lambda count, put: gen_text(count, put, True),
}

if __name__ == '__main__':
    main()
