# __iadd__ and friends, and their fall-back; what the name is bound to.
class Acc:
    def __init__(self):
        self.items = []

    def __iadd__(self, x):
        self.items.append(x)
        return self

    def __isub__(self, x):
        return "replaced"

    def __imul__(self, x):
        return NotImplemented

    def __mul__(self, x):
        return ("mul", x)

    def __or__(self, x):
        return ("or", x)

    def __ior__(self, x):
        return ("ior", x)


a = b = Acc()
a += 1
a += 2
print(a is b, b.items)  # expect: True [1, 2]
a *= 5
print(a)  # expect: ('mul', 5)
a = b
a |= 7
print(a, b | 7)  # expect: ('ior', 7) ('or', 7)
b -= 1
print(b)  # expect: replaced
x = [Acc()]
x[0] += "in list"
print(x[0].items)  # expect: ['in list']


class Holder:
    pass


h = Holder()
h.acc = Acc()
h.acc += 3
print(h.acc.items)  # expect: [3]
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e, t)  # expect: 'tuple' object does not support item assignment ([1],)
l = m = [1]
l += (2,)
l *= 2
print(m)  # expect: [1, 2, 1, 2]
m = m + [0]
print(l, m)  # expect: [1, 2, 1, 2] [1, 2, 1, 2, 0]


class All:
    n = "n"

    def __ifloordiv__(self, o):
        return "//", o

    def __ipow__(self, o):
        return "**", o

    def __irshift__(self, o):
        return ">>", o

    def __iand__(self, o):
        return "&", o

    def __ixor__(self, o):
        return "^", o

    def __imod__(self, o):
        return "%", o

    def __itruediv__(self, o):
        return "/", o

    def __imatmul__(self, o):
        return "@", o


a = b = c = d = e = f = g = h = All()
a //= 3
b **= 3
c >>= 3
d &= 3
e ^= 3
f %= 3
g /= 3
h @= 3
print(a, b, c, d, e, f, g, h)
# expect: ('//', 3) ('**', 3) ('>>', 3) ('&', 3) ('^', 3) ('%', 3) ('/', 3) ('@', 3)
for name in ("__ifloordiv__", "__ipow__"):
    T = type("T", (), {name: lambda self, o: (self.n, o)})
    T.n = name
    v = T()
    if name == "__ipow__":
        v **= 3
    else:
        v //= 3
    print(v)
# expect: ('__ifloordiv__', 3)
# expect: ('__ipow__', 3)
