#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What waits when the program goes on on the chip gets values of the kinds it gets on the PC.

    tests/avr/resume.py [NAME ...]

Each program stops at its first output, with a frame that waits for the result of another one: by a
call, a loop, an operator, a function of lib/builtins. The firmware must have all that the result,
which no code before it shows, makes necessary.
"""
import sys

from checking import compares, run

PROGRAMS = {
    "call": """
def inner():
    print("in")
    return "text"
def middle():
    return [inner(), 1.5]
r = middle()
print(r, r[0] + "!", r[1] * 2)
""",
    "argument": """
class Box:
    def put(self, x, y):
        self.x = x
        return x + y
def inner(x):
    print("in")
    return x
box = Box()
print(box.put(inner([1]), inner([2.5])), box.x)
a = []
a.append(inner("s"))
print(a, "-".join(inner(["p", "q"])))
""",
    "loop": """
def values():
    yield 1
    print("in")
    yield "two"
    yield (3.5, None)
def first():
    for v in values():
        if v != 1:
            break
    return v
print(first())
for v in values():
    print(v)
""",
    "fresh": """
def values():
    print("in")
    yield "one"
def first():
    for v in values():
        return [v]
print(first())
""",
    "delegate": """
def inner():
    yield 1
    print("in")
    yield "two"
    return 70000
def outer():
    r = yield from inner()
    yield [r]
for v in outer():
    print(v)
""",
    "operator": """
class V:
    def __init__(self, n):
        print("init")
        self.n = n
    def __add__(self, other):
        print("add")
        return [self.n, other]
    def __bool__(self):
        print("bool")
        return self.n > 0
    def __len__(self):
        return 7
    def __eq__(self, other):
        print("eq")
        return "equal"
def test():
    a = V(3)
    a += 2
    print(a)
    b = V(-1)
    print("yes" if b else "no", not b, b == 1, (b and 5) is b, len(b))
test()
""",
    "sum_in_place": """
class V:
    def __iadd__(self, other):
        print("iadd")
        return {"k": other}
def test(a):
    a += 2.5
    return a
print(test(V()))
""",
    "library": """
def values(*items):
    for x in items:
        yield x
        print(x)
a = list(values("s", 2))
a.extend(values(3.5))
a += values((1, 2))
x, y = values(None, [4])
print(a, x, y, "".join(values("a", "b")), bytes(values(1, 2)), tuple(values(b"z")))
for i, v in enumerate(values("e", {5})):
    print(i, v)
g = values("n")
print(next(g, 1), next(g, {"d": 1}))
""",
    "handler": """
class Fault(Exception):
    pass
def inner(x):
    print("in")
    if x:
        raise Fault(x, 2.5)
    return {x}
def test(x):
    try:
        return inner(x)
    except Fault as e:
        return e.args
    finally:
        print("out")
print(test("why"), test(0))
""",
    "range": """
def numbers(r):
    n = 0
    for x in r:
        print(x)
        n += x
    return n
print(numbers(range(3)), numbers(range(-30000, 30000, 25000)), numbers([1.5, 2]))
""",
    "text": """
words = ("al", "be")
text = "-".join(words) * 2
wide = text + chr(8364)
number = 12345678 * len(words)
part = number / 8
raw = bytes([65, 66])
def test():
    print(text[1:], wide, number + 1, part, raw + b"!")
    print(text.upper(), wide[-1:], -number, part * 2, raw.hex())
test()
""",
}


if __name__ == "__main__":
    sys.exit(run(compares(PROGRAMS, here=("--cell", "16"))))
