# Operator methods and their reflected forms.
class V:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"V({self.x}, {self.y})"

    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x, self.y + o.y)
        return NotImplemented

    def __sub__(self, o):
        return V(self.x - o.x, self.y - o.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k) if isinstance(k, int) else self.x * k.x + self.y * k.y

    __rmul__ = __mul__

    def __neg__(self):
        return V(-self.x, -self.y)

    def __pos__(self):
        return V(abs(self.x), abs(self.y))

    def __invert__(self):
        return V(self.y, self.x)

    def __abs__(self):
        return abs(self.x) + abs(self.y)

    def __truediv__(self, k):
        return V(self.x / k, self.y / k)

    def __floordiv__(self, k):
        return V(self.x // k, self.y // k)

    def __mod__(self, k):
        return V(self.x % k, self.y % k)

    def __divmod__(self, k):
        return self // k, self % k

    def __pow__(self, k, m=None):
        return ("pow", k, m)

    def __matmul__(self, o):
        return ("matmul", o)


a, b = V(1, 2), V(30, -40)
print(a + b, a - b, a * 3, 3 * a, a * b, -a, +b, ~b, abs(b))
# expect: V(31, -38) V(-29, 42) V(3, 6) V(3, 6) -50 V(-1, -2) V(30, 40) V(-40, 30) 70
print(b / 4, b // 7, b % 7, divmod(b, 7), a ** 2, pow(a, 2, 3), a @ "m")
# expect: V(7.5, -10.0) V(4, -6) V(2, 2) (V(4, -6), V(2, 2)) ('pow', 2, None) ('pow', 2, 3) ('matmul', 'm')
a += b
print(a)  # expect: V(31, -38)
a *= 2
print(a)  # expect: V(62, -76)
for f in (lambda: a + 1, lambda: 1 + a, lambda: 1 - a, lambda: 1 @ a, lambda: a << 1, lambda: a & a):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for +: 'V' and 'int'
# expect: unsupported operand type(s) for +: 'int' and 'V'
# expect: unsupported operand type(s) for -: 'int' and 'V'
# expect: unsupported operand type(s) for @: 'int' and 'V'
# expect: unsupported operand type(s) for <<: 'V' and 'int'
# expect: unsupported operand type(s) for &: 'V' and 'V'
