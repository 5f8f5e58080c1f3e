# Properties: get, set, delete, doc, inheritance, errors.
class T:
    def __init__(self, c):
        self._c = c

    @property
    def c(self):
        "Celsius."
        return self._c

    @c.setter
    def c(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @c.deleter
    def c(self):
        print("deleting")
        self._c = 0

    @property
    def f(self):
        return self._c * 9 / 5 + 32

    k = property(lambda self: self._c + 273, lambda self, v: setattr(self, "_c", v - 273))


t = T(100)
print(t.c, t.f, t.k)  # expect: 100 212.0 373
t.c = 20
t.k += 10
t.c += 1
print(t.c, t.f, t.k, T.c.__doc__, vars(t))  # expect: 31 87.8 304 Celsius. {'_c': 31}
del t.c  # expect: deleting
print(t.c)  # expect: 0
try:
    t.c = -300
except ValueError as e:
    print(e)  # expect: too cold
for f in (lambda: setattr(t, "f", 1), lambda: delattr(t, "f"), lambda: delattr(t, "k")):
    try:
        f()
    except AttributeError as e:
        print(e)
# expect: property 'f' of 'T' object has no setter
# expect: property 'f' of 'T' object has no deleter
# expect: property 'k' of 'T' object has no deleter


class U(T):
    @property
    def c(self):
        return super().c * 2

    @T.f.getter
    def f(self):
        return "overridden"


u = U(5)
print(u.c, u.f, u.k, isinstance(T.c, property), T(1).c)  # expect: 10 overridden 278 True 1
try:
    u.c = 1
except AttributeError as e:
    print(e)  # expect: property 'c' of 'U' object has no setter


class Bad:
    @property
    def p(self):
        return self.missing


try:
    Bad().p
except AttributeError as e:
    print(e)  # expect: 'Bad' object has no attribute 'missing'
print(hasattr(Bad(), "p"), getattr(t, "f"), hasattr(T, "f"))  # expect: False 32.0 True
