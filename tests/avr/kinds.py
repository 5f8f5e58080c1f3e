#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Programs in which a value comes by a side way to where it is shown, compared or called, or C code
hands over to Python: what the tailoring infers about kinds of values, and its gates
(docs/design/tailoring.md), must have seen it coming.

    tests/avr/kinds.py [NAME ...]

Each runs on the mega, and must print what the PC prints. They are small because whatever else a
program does would keep the parts that are missed here.
"""
import sys

from checking import compares, run

# What C code hands over to lib/builtins although no class of the program has special methods.
HANDED_OVER = """
class C:
    pass
def gen():
    yield 2
    yield 1
def attempt(f):
    try:
        print(f())
    except TypeError:
        print("TypeError")
print("begin")
%s
""" % "".join(f"attempt(lambda: {code})\n" for code in (
    "sorted(gen())", "sorted({3}.union(gen()))", "{1}.isdisjoint(gen())", "{1: 2}.keys()",
    "{1: 2}.items()", "[{1: 2}.values()]", "str(OSError(2, 'text'))", "ascii(['x'])",
    "f\"{['a']!a}\"", "{} == C()", "{} != C()", "[] == C()", "{1} == C()",
    "[{1: 2}.keys()] == [{1}]", "isinstance(1, ((str, float), int))",
    "issubclass(int, ((str, float), int))", "list(reversed({1: 2, 3: 4}))", "{**{1: 2}, 3: 4}",
    "2 in gen()", "max(gen())", "'-'.join(str(x) for x in gen())", "dict((x, x) for x in gen())",
    "frozenset(gen()) | {5}", "{5: 1}.keys() - gen()", "[*gen(), *'ab']", "sum(gen())",
    "any(gen())", "bytes(gen())", "(3).__add__(4)", "'a'.__mul__(3)"))

PROGRAMS = {
    "thrown": """
class E(Exception):
    pass
class Plain:
    def __init__(self, x):
        self.x = x
def f(n):
    if n == 0:
        raise E("text", [1.5])
    if n == 1:
        raise KeyError((1, "key"))
    if n == 2:
        return {2.5: 1}[Plain(3).x]
    if n == 3:
        raise E
    return next(g())
def g():
    return (1, "returned")
    yield
for n in range(5):
    try:
        print(f(n))
    except (E, KeyError) as e:
        print(type(e).__name__, e)
    except StopIteration as e:
        print("stop", e, type(e))
    except TypeError as e:
        print("type")
try:
    raise OSError(2)
except OSError as e:
    print(e.errno)
""",
    "class_names": """
class C:
    try:
        nosuch
    except NameError:
        x = 1
    for i in range(3):
        y = i
    del i
    try:
        z = [1][y]
    except IndexError as e:
        kept = type(e).__name__
    def f(self):
        return self.x, self.y, self.kept
print(C().f(), hasattr(C, "i"), hasattr(C, "e"), hasattr(C, "z"))
""",
    "deleted_name": """
class C:
    a, b = 1, 2
    del a
print(C.b)
""",
    "arguments": """
class E(Exception):
    pass
try:
    raise E(1)
except E as e:
    e.args = ("new", {"d": 1})
    print(e)
class A:
    def __init__(self, x):
        self.x = x
class B(A):
    def __init__(self, x):
        super().__init__(x + 1)
class C(B):
    pass
print(A("s").x, B(1).x, C(2.5).x)
""",
    "reprs": """
class K:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return "K" + str(self.n)
class S(K):
    def __str__(self):
        return "S"
print("start")
print({K(1): S(2)}, [K(3)], (S(4),), K(5), S(6), repr(S(7)), str(K(8)))
""",
    "truth": """
class Falsy:
    def __bool__(self):
        return False
class Sized:
    def __len__(self):
        return 0
class Plain:
    pass
class Two:
    def __index__(self):
        return 2
values = [Falsy(), Sized(), Plain()]
print("start")
for v in values:
    print("T" if v else "f", not v, bool(v))
print("abc"[Two()])
""",
    "handed_over": HANDED_OVER,
    # Large ints that only lie in something: no instruction has them.
    "large_constant": """
print((100000, 2), {3: (-70000,)})
""",
    "large_in_block": """
a = [100000, 2]
a.pop()
print("begin")
print(a)
""",
    "large_length": """
print(len(range(-10000, 10000)))
""",
    # Attributes that were given before the first output, to what has no class of the program's.
    "function_attributes": """
def f():
    pass
def g():
    pass
f.tag, g.tag = 2.5, "g"
both = [f, g]
print("begin")
for h in both:
    print(h.tag)
""",
    "module_attributes": """
import time
time.tag = 2.5
modules = [time]
print("begin")
for m in modules:
    print(m.tag)
""",
    # Sets and dicts that change in place have other names.
    "tables_in_place": """
print("begin")
rows = [{1}, {3: 1}]
s, d = rows
rows[0] |= {2.5}
rows[1] |= {2: 3.5}
print(s, d)
""",
    "views": """
print("begin")
def halves():
    yield 2.5
print({1: 2}.keys() | halves())
""",
    # A text that is wide only in its second half.
    "wide": """
def euros(text):
    return text + "\\u20ac"
print("begin")
print(euros("5 "))
""",
    # What C code hands on: to special methods, in exceptions.
    "other_operand": """
class C:
    def __eq__(self, other):
        other.append(2.5)
        return True
print("begin")
a = [1]
if [C()] == [a]:
    print(a)
""",
    "value_of_stop": """
def g():
    yield 0
    return a
print("begin")
a = [1]
i = g()
next(i)
try:
    next(i)
except StopIteration as e:
    e.value.append(2.5)
print(a)
""",
    "key_of_error": """
def f(x):
    print(x)
print("begin")
d = {}
try:
    d[f]
except KeyError as e:
    e.args[0](2.5)
""",
    "extra_arguments": """
def keep(*extra):
    global kept
    kept = extra
    later(*extra)
def later(x):
    x.append(2.5)
print("begin")
a = [1]
keep(a)
print(a, kept)
""",
}


if __name__ == "__main__":
    sys.exit(run(compares(PROGRAMS)))
