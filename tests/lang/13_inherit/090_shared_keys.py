# A class and its subclasses get attributes of instances in any order; each keeps its own.
class A:
    def __init__(self):
        self.a = 1


class B(A):
    def more(self):
        self.b = 2


class C(A):
    def more(self):
        self.c = 3


x, y, z = B(), C(), A()
x.late = 5
z.own = 6
y.more()
x.more()
z.b = 7
y.late = 8
print(x.a, x.b, x.late)  # expect: 1 2 5
print(y.a, y.c, y.late)  # expect: 1 3 8
print(z.a, z.b, z.own)  # expect: 1 7 6
print(hasattr(x, "c"), hasattr(y, "b"), hasattr(z, "late"))  # expect: False False False
print(list(vars(z)))  # expect: ['a', 'own', 'b']
print(list(vars(x)))  # expect: ['a', 'late', 'b']


class Key(KeyError):
    pass


class Left(KeyError):
    pass


class Mixin:
    pass


class Both(Exception, Mixin):
    pass


print(issubclass(Key, LookupError), issubclass(Key, ValueError))  # expect: True False
print([c.__name__ for c in Key.__mro__[:3]])  # expect: ['Key', 'KeyError', 'LookupError']
print(isinstance(Both("x"), Mixin), Both("x").args)  # expect: True ('x',)


def f():
    pass


def make(n):
    def g():
        return n
    g.n = n
    return g


f.calls = 1
f.calls += 1
f.other = "o"
g, h = make(1), make(2)
print(f.calls, f.other, g.n, h.n, g(), h())  # expect: 2 o 1 2 1 2
del f.calls
print(hasattr(f, "calls"), hasattr(make, "n"))  # expect: False False
