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
for name, op in (("__ifloordiv__", "//="), ("__ipow__", "**="), ("__irshift__", ">>="), ("__iand__", "&="),
                 ("__ixor__", "^="), ("__imod__", "%="), ("__itruediv__", "/="), ("__imatmul__", "@=")):
    T = type("T", (), {name: lambda self, o: (self.n, o)})
    T.n = name
    env = {"v": T()}
    exec("v " + op + " 3", env)
    print(op, env["v"])
# expect: //= ('__ifloordiv__', 3)
# expect: **= ('__ipow__', 3)
# expect: >>= ('__irshift__', 3)
# expect: &= ('__iand__', 3)
# expect: ^= ('__ixor__', 3)
# expect: %= ('__imod__', 3)
# expect: /= ('__itruediv__', 3)
# expect: @= ('__imatmul__', 3)
