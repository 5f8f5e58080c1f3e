# A program: fractions with every operator, mixed with ints.
class Frac:
    def __init__(self, n, d=1):
        a, b = n, d
        while b:
            a, b = b, a % b
        if d < 0:
            a = -abs(a)
        else:
            a = abs(a)
        self.n, self.d = n // a, d // a

    def __repr__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)

    @staticmethod
    def of(x):
        return x if isinstance(x, Frac) else Frac(x)

    def __add__(self, o):
        o = Frac.of(o)
        return Frac(self.n * o.d + o.n * self.d, self.d * o.d)

    def __sub__(self, o):
        return self + -Frac.of(o)

    def __rsub__(self, o):
        return Frac.of(o) - self

    def __neg__(self):
        return Frac(-self.n, self.d)

    def __mul__(self, o):
        o = Frac.of(o)
        return Frac(self.n * o.n, self.d * o.d)

    def __truediv__(self, o):
        o = Frac.of(o)
        return Frac(self.n * o.d, self.d * o.n)

    def __rtruediv__(self, o):
        return Frac.of(o) / self

    def __eq__(self, o):
        o = Frac.of(o)
        return (self.n, self.d) == (o.n, o.d)

    def __lt__(self, o):
        o = Frac.of(o)
        return self.n * o.d < o.n * self.d

    def __float__(self):
        return self.n / self.d

    __radd__, __rmul__ = __add__, __mul__


a, b = Frac(1, 2), Frac(-3, 4)
print(a + b, a - b, a * b, a / b, 1 + a, 1 - a, 2 * b, 2 / b, -a, a + 1)
# expect: -1/4 5/4 -3/8 -2/3 3/2 1/2 -3/2 -8/3 -1/2 3/2
print(a < b, a > b, a == Frac(2, 4), a == 1, sorted([a, b, Frac(1, 3), Frac(0)]), float(b), Frac(6, -8))
# expect: False True True False [-3/4, 0, 1/3, 1/2] -0.75 -3/4
print(sum([Frac(1, n) for n in range(1, 11)]), max(a, b, Frac(1)))  # expect: 7381/2520 1
