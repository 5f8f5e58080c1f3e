# Class patterns: __match_args__, keywords, builtins, values by dotted name.
class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Q(P):
    pass


class Const:
    RED = 1
    BLUE = "b"


def f(v):
    match v:
        case P(0, 0):
            return "origin"
        case P(0, y=yy):
            return f"y axis {yy}"
        case Q(x, y):
            return f"Q {x} {y}"
        case P(x=x, y=P(a, b)):
            return f"nested {x} {a} {b}"
        case P(x):
            return f"P {x}"
        case Const.RED:
            return "red"
        case Const.BLUE:
            return "blue"
        case int(n) | float(n):
            return f"number {n}"
        case [P(a, _), P(_, b)]:
            return f"two {a} {b}"
        case str(s) if s.isupper():
            return "upper " + s
        case object(__class__=c):
            return "some " + c.__name__


for v in (P(0, 0), P(0, 5), Q(1, 2), P(1, P(2, 3)), P(9, None), 1, "b", 2, 2.5, [P(1, 2), P(3, 4)], "UP", "low", None, []):
    print(f(v))
# expect: origin
# expect: y axis 5
# expect: Q 1 2
# expect: nested 1 2 3
# expect: P 9
# expect: red
# expect: blue
# expect: number 2
# expect: number 2.5
# expect: two 1 4
# expect: upper UP
# expect: some str
# expect: some NoneType
# expect: some list
try:
    match P(1, 2):
        case P(1, 2, 3):
            print("never")
except TypeError as e:
    print(e)  # expect: P() accepts 2 positional sub-patterns (3 given)
try:
    match Const():
        case Const(1):
            print("never")
except TypeError as e:
    print(e)  # expect: Const() accepts 0 positional sub-patterns (1 given)
