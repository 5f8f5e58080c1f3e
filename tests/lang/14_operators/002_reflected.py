# Which method is asked first: left, right, subclass on the right, NotImplemented.
class A:
    def __init__(self, tag):
        self.tag = tag

    def __add__(self, o):
        print(self.tag, "add")
        return NotImplemented

    def __radd__(self, o):
        print(self.tag, "radd")
        return "A.radd"


class B(A):
    def __radd__(self, o):
        print(self.tag, "B.radd")
        return "B.radd"


class C:
    def __radd__(self, o):
        return ("C.radd", o.tag if isinstance(o, A) else o)

    def __rsub__(self, o):
        return NotImplemented

    def __rpow__(self, o):
        return ("rpow", o)

    def __rlshift__(self, o):
        return ("rlshift", o)

    def __rdivmod__(self, o):
        return ("rdivmod", o)


print(A("a") + B("b"))
# expect: b B.radd
# expect: B.radd
print(B("b") + A("a"))
# expect: b add
# expect: a radd
# expect: A.radd
try:
    A("x") + A("y")  # expect: x add
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'A' and 'A'
print(1 + C(), "s" + C(), [1] + C(), A("a") + C(), None + C())
# expect: a add
# expect: ('C.radd', 1) ('C.radd', 's') ('C.radd', [1]) ('C.radd', 'a') ('C.radd', None)
print(2 ** C(), 1 << C(), divmod(7, C()), 1.5 + C(), (1,) + C())
# expect: ('rpow', 2) ('rlshift', 1) ('rdivmod', 7) ('C.radd', 1.5) ('C.radd', (1,))
for f in (lambda: 1 - C(), lambda: C() - C(), lambda: C() + 1):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for -: 'int' and 'C'
# expect: unsupported operand type(s) for -: 'C' and 'C'
# expect: unsupported operand type(s) for +: 'C' and 'int'
