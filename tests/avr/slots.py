#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Attributes by slot, methods and natives that are known, and code that nobody calls: a program on
the simulated Mega prints what it prints here.

    tests/avr/slots.py [NAME ...]

Each program makes its classes and objects before its first output; what it does with them later
goes right by slots in one place and must not in another.
"""
import sys

from checking import compares, run

PROGRAMS = {
    "virtual": """
class Shape:
    sides, title = 0, "none"
    big = 70000
    def __init__(self, n):
        self.n = n
    def area(self):
        return 0
    def tell(self):
        return self.title, self.sides, self.area(), self.big
class Square(Shape):
    sides, title = 4, ("a", "square")
    def area(self):
        return self.n * self.n
class Line(Shape):
    sides = 1
class Long(Line):
    title = 2.5
    big = None
    def area(self):
        return super().area() - 1
shapes = [Square(3), Line(2), Long(5)]
print("start")
for s in shapes:
    print(s.tell(), s.sides, s.area(), s.big)
for s in reversed(shapes):
    print(s.title, s.n)
""",
    "virtual_changed": """
class A:
    x = 1
    y = 2
    def f(self):
        return "A.f", self.x, self.y
class B(A):
    x = 3
    def f(self):
        return "B.f", super().f()
a, b = A(), B()
print("start")
for o in a, b:
    print(o.f(), o.x, o.y)
A.y = 5
B.f = lambda self: "new"
b.x = 7
for o in a, b:
    print(o.f(), o.x, o.y)
del A.y
for o in a, b:
    try:
        print(o.f(), o.x)
        print(o.y)
    except AttributeError:
        print("gone")
""",
    "virtual_kinds": """
class A:
    f = 1
    g = len
    h = staticmethod(lambda x: x + 1)
    k = [1]
    @property
    def p(self):
        return "A.p"
    @classmethod
    def c(cls):
        return cls.f
class B(A):
    f = 2
    g = ord
    h = staticmethod(lambda x: x - 1)
    k = [2]
    @property
    def p(self):
        return "B.p", super().p
    @classmethod
    def c(cls):
        return cls.f, super().c()
a, b = A(), B()
print("start")
for o in a, b:
    print(o.f, o.g("x"), o.h(5), o.k, o.p, o.c())
""",
    "super_chain": """
class A:
    def f(self, n):
        return ["A", n]
    def g(self):
        return "A.g"
class B(A):
    def f(self, n):
        return ["B"] + super().f(n + 1)
class C(A):
    def f(self, n):
        return ["C"] + super().f(n + 10)
    def g(self):
        return "C.g", super().g()
class D(B, C):
    def f(self, n):
        return ["D"] + super().f(n)
    def g(self):
        return "D.g", super().g()
b, c, d = B(), C(), D()
print("start")
for o in b, c, d:
    print(o.f(0), o.g())
try:
    C.f(b, 1)
except TypeError:
    print("TypeError")
print(A.f(d, 3), B.f(d, 4))
""",
    "patched": """
class A:
    def f(self):
        return "A"
class B:
    def f(self):
        return [2.5, self.n]
    n = 70000
class C:
    n = None
a, b, holder = A(), B(), C
print("start")
def call():
    return a.f()
def patch():
    holder.f = B.f
    holder.n = (1,)
def choose():
    global holder
    holder = A
print(call(), b.f())
choose()
patch()
print(call(), b.f(), a.n, C.n)
""",
    "super_late": """
class A:
    k = "A"
    def f(self):
        return self.k
class B(A):
    k = "B"
    def f(self):
        return "b", super().f()
b = B()
print("start")
def make():
    class C(B):
        k = "C"
        def f(self):
            return "c", super().f()
    return C()
for o in b, make():
    print(o.f(), o.k)
""",
    "singleton": """
class Counter:
    def __init__(self, start):
        self.n = start
        self.step = 2
    def up(self):
        self.n += self.step
        return self.n
c = Counter(5)
print("start")
print(c.up(), c.up(), c.n, c.step)
c.step = 30000
print(c.up(), c.up())
""",
    "out_of_order": """
class A:
    def __init__(self, flag):
        if flag:
            self.x = 1
            self.y = 2
        else:
            self.y = 3
            self.x = 4
            self.z = 5
    def sum(self):
        return self.x * 10 + self.y
a, b = A(True), A(False)
print("start")
print(a.sum(), b.sum(), b.z)
try:
    print(a.z)
except AttributeError:
    print("none")
a.z = 9
print(a.z)
""",
    "subclasses": """
class Shape:
    kind = "shape"
    def __init__(self, w):
        self.w = w
    def area(self):
        return self.w
    def text(self):
        return self.kind + " " + str(self.area())
class Square(Shape):
    kind = "square"
    def area(self):
        return self.w * self.w
class Box(Square):
    def __init__(self, h, w):
        self.h = h
        super().__init__(w)
    def area(self):
        return self.w * self.h
shapes = [Shape(3), Square(4), Box(5, 6)]
print("start")
for s in shapes:
    print(s.text(), s.w)
shapes[2].w = 7
print(shapes[2].area(), shapes[2].h)
""",
    "made_later": """
class Point:
    def __init__(self, x):
        if x > 0:
            self.x = x
        self.y = 2 * x
    def get(self):
        return self.x + self.y
first = Point(1)
print("start")
for x in (2, 0):
    p = Point(x)
    try:
        print(p.get())
    except AttributeError as e:
        print("AttributeError")
p.x = 8
print(p.get(), first.get())
""",
    "deleted": """
class A:
    def __init__(self):
        self.a = 1
        self.b = 2
    def get(self):
        return self.a
o = A()
print("start")
print(o.get())
del o.a
try:
    print(o.get())
except AttributeError:
    print("AttributeError")
o.a = 3
print(o.get(), o.b)
""",
    "class_changed": """
class A:
    def __init__(self):
        self.n = 1
    def f(self):
        return "f" + str(self.n)
def other(self):
    return "other" + str(self.n)
a = A()
print("start")
print(a.f())
A.f = other
print(a.f())
""",
    "on_instance": """
class A:
    limit = 3
    def f(self):
        return self.limit
a, b = A(), A()
print("start")
print(a.f(), b.f())
a.limit = 5
b.f = lambda: "own"
print(a.f(), b.f(), A.limit)
""",
    "property": """
class T:
    def __init__(self):
        self.raw = 10
    @property
    def half(self):
        return self.raw // 2
    @half.setter
    def half(self, value):
        self.raw = 2 * value
    @staticmethod
    def twice(x):
        return 2 * x
    @classmethod
    def name(cls):
        return cls.__name__
t = T()
print("start")
print(t.half, t.raw, t.twice(4), t.name())
t.half = 21
print(t.raw, t.half)
""",
    "natives": """
class Log:
    def __init__(self):
        self.lines = []
        self.seen = {}
        self.text = "a,b"
    def add(self, line):
        self.lines.append(line)
        self.seen[line] = self.seen.get(line, 0) + 1
        return len(self.lines)
log = Log()
print("start")
for w in log.text.split(","):
    log.add(w)
log.add("a")
log.lines.sort(reverse=True)
print(log.lines, log.seen, log.lines.index("a"), log.text.upper(), "-".join(log.lines))
print(log.lines.pop(), log.lines.pop(0), log.seen.pop("zz", None), sorted(log.seen.items()))
try:
    log.lines.index("zz")
except ValueError:
    print("ValueError")
""",
    "idle": """
class A:
    def __init__(self):
        self.x = 1
    def never(self):
        return self.nothing.at.all(self.x)
    def used(self, f):
        return f(self.x)
def never():
    return A().never()
def double(x):
    return 2 * x
a = A()
print("start")
print(a.used(double), a.used(lambda x: x + 5), list(map(double, [1, 2])))
print(sorted([3, 1, 2], key=lambda x: -x))
class B(A):
    y = double(4)
    def used(self):
        return self.x + self.y
print(B().used())
""",
    "middle": """
class Inner:
    def __init__(self):
        self.v = 4
    def get(self, n):
        print("get", n)
        self.v += n
        return self.v
class Outer:
    def __init__(self, inner):
        self.inner = inner
        self.list = [1]
    def run(self):
        self.list.append(self.inner.get(len(self.list)))
        return self.list
o = Outer(Inner())
print(o.run(), o.run())
""",
    "slots": """
class P:
    __slots__ = ("x", "y")
    def __init__(self, x):
        self.x = x
class Q(P):
    def __init__(self, x):
        P.__init__(self, x)
        self.z = 3
p, q = P(1), Q(2)
print("start")
print(p.x, q.x, q.z)
for o in (p, q):
    try:
        print(o.y)
    except AttributeError:
        print("AttributeError")
    o.y = 5
    print(o.y)
""",
    "either": """
class A:
    def __init__(self):
        self.v = 1
class B:
    def __init__(self):
        self.w = 0
        self.v = 2
    def name(self):
        return "b"
things = [A(), B(), A()]
print("start")
print([t.v for t in things])
for t in things:
    t.v += 1
    try:
        print(t.name())
    except AttributeError:
        print("no name", t.v)
""",
    "many": "class Many:\n    def __init__(self, n):\n" +
        "".join(f"        self.a{i} = n + {i}\n" for i in range(130)) + """
    def last(self):
        return self.a128 + self.a0
    def put(self, n):
        self.a129 = n
first, second = Many(1), Many(2)
print("start")
first.put(7)
second.put(8)
third = Many(3)
third.put(9)
row = [1, 2, 3]
print(first.last(), second.last(), third.last(), row, first.a124, third.a125, first.a129)
""",
    "setattr": """
class A:
    def __init__(self):
        object.__setattr__(self, "n", 1)
    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value + 1)
a = A()
print("start")
a.n = 5
print(a.n)
""",
}

if __name__ == "__main__":
    sys.exit(run(compares(PROGRAMS)))
