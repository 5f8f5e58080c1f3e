#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Programs that begin on the PC and go on on the simulated board do there what they do on the PC.

    tests/avr/snapshot.py [NAME ...]

Each runs on the Uno with its snapshot, and must print what the PC prints.
"""
import re
import sys
import tempfile
from pathlib import Path

from checking import NOT_AHEAD, adder, compare, compares, expect, named, run

# All that is there before the first output, and goes on at any depth.
FRAMES = """
def deep(n):
    if n:
        r = deep(n - 1)
        return r + n
    print("bottom")
    return 0

def early():
    return "not on the chip"

x = early()
total = 0
for i in range(3):
    total += deep(i)
print(total, x)
"""

GENERATORS = """
def count(n):
    while n:
        yield n
        n -= 1

def closed(k):
    def add(x):
        return x + k
    return add

g = count(5)
next(g)
add = closed(40000)
table = [add(next(g)), (1, 2), {"a": 3}, [7]]
for t in g:
    print(t)
table[3].append(8)
print(table, add(2))
"""

CLASSES = """
class Base:
    limit = 3
    "Nobody asks for this text."
    def name(self):
        return "base"

class Error(Exception):
    pass

class Thing(Base):
    made = 0
    def __init__(self, n):
        self.n = n
        Thing.made += 1
    def name(self):
        return super().name() + str(self.n)
    def __add__(self, other):
        return Thing(self.n + other.n)
    @property
    def twice(self):
        if self.n > self.limit:
            raise Error(self.n)
        return 2 * self.n

things = [Thing(i) for i in range(3)]
print(Thing.made)
t = things[1] + things[2]
print(t.name(), t.twice, Thing.made)
Thing.limit = 1
try:
    t.twice
except Error as e:
    print("too much", e)
Base.limit = 100
print(Thing.limit, Base.limit)
"""

HANDLER = """
def f(x):
    try:
        return 10 // x
    except ZeroDivisionError as e:
        print("caught", type(e).__name__)
        raise KeyError(x) from e
    finally:
        print("finally", x)
try:
    f(0)
except KeyError as e:
    print(e)
with_default = f(5)
print(with_default)
"""

# A global that is stored to after the start, by its name and by the module's attribute.
STORES = """
import sys
a = b = 1
def set_a():
    global a
    a += 1
print(a, b)
set_a()
me = sys.modules["__main__"] if hasattr(sys, "nothing") else None
b = a + 5
print(a, b)
del b
try:
    b
except NameError:
    print("gone")
"""

COMPUTED = """
class Motor:
    def on_left(self):
        return "left"
    def on_right(self):
        return "right"
m = Motor()
print("start")
for side in ("left", "right"):
    print(getattr(m, "on_" + side)())
setattr(m, "speed" + str(1), 7)
print(m.speed1, hasattr(m, "speed2"))
"""

KEYWORDS = """
def f(a, *rest, b=2, **more):
    return a, rest, b, sorted(more)
def named(end=0, sort=0):
    return end, sort
g = f
try:
    early = named(sort=2, end=1)
except TypeError:
    early = "parameters that are called as a builtin attribute are not found"
print(early)
print(g(1, 5, b=3, c=4, d=5))
print(g(a=1))
"""

# Functions that are made only after the first output, with what they take along when they are.
LATER = """
print("begin")
def outer(x):
    def inner():
        return x.rstrip("!")
    return inner
print(outer("closure!")())
def defaults(a, b=len("xy"), *, c=[1]):
    c.append(a + b)
    return c
print(defaults(1), defaults(2, 3))
class C:
    def f(self):
        return __class__.__name__.lower()
print(C().f(), [y for y in map(lambda z: z * 2, (1, 2))])
"""

# Functions and classes of which nothing was made before the start.
MADE_LATER = """
print("start")
def outer(k):
    def inner(x):
        return x + k
    class Made:
        value = k
        def get(self):
            return self.value
    return inner, Made
inner, Made = outer(5)
print(inner(1), Made().get())
"""

# Natives that instructions call by themselves, and calls that must not become such.
NATIVES = """
from machine import Pin
import time

led = Pin(13, Pin.OUT)

def late(x):
    print("late", x)
    return x

size = len
biggest = max

def rebind():
    global size
    size = late

items = [3, 1, 2]
print(len(items), abs(late(-7) if items else 0), max(1, len(items), abs(-9)))
print(min(items), min(late(4), len([late(n) for n in items])), size(items))
rebind()
print(size(items), biggest(items), biggest(4, late(6)))
led.on()
print(led.value(), led.value(0), led.value(), led.toggle(), led.value())
led.value(late(1))
print(led.value(None), next(iter(items)), next(iter([]), len(items)))
time.sleep_ms(-3)
time.sleep_us(late(20))
print(len([n for n in items if late(n) > 1]), end="!")
print(1, 2, sep=late("-"))
"""

WRONG = """
from machine import Pin
import time

led = Pin(13, Pin.OUT)
items = [3, 1]

def attempt(f):
    try:
        print(f())
    except TypeError:
        print("TypeError")

print("start")
for wrong in (None, "x"):
    attempt(lambda: time.sleep_ms(wrong))
    attempt(lambda: time.sleep_us(wrong))
    attempt(lambda: abs(wrong))
    attempt(lambda: len(wrong))
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: led.on(1))
attempt(lambda: led.value(1, 2))
attempt(lambda: len(*[items]))
attempt(lambda: time.sleep_ms(ms=3))
try:
    print(len(items), abs(time.sleep_ms(1)))
except TypeError:
    print("caught")
"""

# The frame stops in the middle of a call whose callable is dropped from its stack; the code after
# that comes by again.
MIDDLE = """
import time
start = time.ticks_ms()
def ticks(n, more):
    return n + more
total = 0
for i in range(3):
    total += abs(ticks(-5, max(len("ab"), time.ticks_ms() * 0, i)))
    print(total, abs(-i), end=" ")
print(min(4, 7, time.ticks_ms() * 0 + 5))
"""

PINS = """
from machine import Pin
import time
a = Pin(13, Pin.OUT)
b = Pin(12, Pin.OUT)
b.on()
a.off()
time.sleep_ms(2)
a.on()
time.sleep_ms(2)
b.off()
"""

# What may be done to a class after the start, and what needs its tables.
CHANGED = """
class Counter:
    count = 0
    def __init__(self):
        Counter.count += 1
        self.n = Counter.count

class Scale:
    by = 10
    def of(self, x):
        return x * self.by

class Gone:
    x = 5
    y = 6

class Other:
    x = 1

first, scale = Counter(), Scale()
print("start")
second = Counter()
print(first.n, second.n, Counter.count, scale.of(3))
Scale.by = 20
Scale.new = 4
print(scale.of(3), scale.new)
del Gone.x
try:
    print(Gone.x)
except AttributeError:
    print("gone", Gone.y, Other.x)
"""

BY_CLASS = """
class Own:
    n = 1
    def bump(self):
        self.__class__.n += 1

class All:
    total = 7
    @classmethod
    def add(cls, k):
        cls.total += k
    @staticmethod
    def twice(k):
        return 2 * k
    @property
    def half(self):
        return self.total // 2

o, m = Own(), All()
print("start")
o.bump()
print(o.n, Own.n)
All.add(4)
m.add(1)
print(All.total, m.twice(4), m.half)
"""

COMPUTED_CLASS = """
class A:
    x = 1

a = A()
print("start")
for i in range(2):
    setattr(A, "x" + "yz"[i], i)
print(A.xy, a.xz, a.x)
"""

# A class in the image as a base, asked about, and with instances that have more than it knows.
DERIVED = """
class Base:
    limit = 3
    def __init__(self, a):
        self.a = a
    def area(self):
        return 0

class Square(Base):
    def area(self):
        return self.a * self.a + super().area()

s = Square(2)
print("start")
s.extra = 5
print(s.extra, s.area(), isinstance(s, Base))
def later():
    class D(Square):
        more = 1
        def __init__(self):
            super().__init__(4)
            self.z = 9
    return D
D = later()
d = D()
d.q = 3
print(d.area(), d.z, d.q, D.more, d.limit, isinstance(d, Square), isinstance(s, D))
print(issubclass(D, Base), issubclass(Base, D), Square.area(d))
"""

# 6 classes, 30 functions, 40 constants: none of them in RAM.
MANY = "class C0:\n    kind = 'class'\n    def __init__(self, n):\n        self.n = n\n" + \
    "    def f(self):\n        return self.n\n" + \
    "".join(f"class C{i}(C{i // 2}):\n    k{i} = {i}\n    def f(self):\n"
            f"        return super().f() + {i}\n" for i in range(1, 6)) + \
    "".join(f"def f{i}(x):\n    return (x, 'constant {i}')\n" for i in range(30)) + \
    "".join(f"K{i} = 'another {i}'\n" for i in range(10)) + \
    "print('start')\nfor c in C0, C1, C2, C3, C4, C5:\n    print(c(7).f(), c.kind)\nprint(" + \
    ", ".join(f"f{i}({i})[0]" for i in range(30)) + ")\n" + \
    "print(" + ", ".join(f"K{i}" for i in range(10)) + ")\n"

OUTPUT = {"natives": NATIVES, "wrong": WRONG, "middle": MIDDLE, "frames": FRAMES,
          "generators": GENERATORS, "classes": CLASSES, "handler": HANDLER,
          "stores": STORES, "computed": COMPUTED, "keywords": KEYWORDS, "changed": CHANGED,
          "by_class": BY_CLASS, "computed_class": COMPUTED_CLASS, "derived": DERIVED,
          "made_later": MADE_LATER}
LARGE = {"later": LATER} # than the Uno

# These begin to print when the firmware is built.
BANNER = """
from machine import Pin
import time

class Lamp:
    def __init__(self, number):
        self.pin = Pin(number, Pin.OUT)
        self.count = 0
        print("lamp", number)
        self.set(0)
    def set(self, level):
        self.pin.value(level)
        print("level", level, self.count)
        self.count += 1

print("begin")
lamps = [Lamp(12), Lamp(13)]
for lamp in lamps:
    lamp.set(1)
    time.sleep_ms(1)
print([lamp.count for lamp in lamps])
"""

# More than is printed ahead.
MUCH = """
for i in range(120):
    print("this is line", i)
"""

# Each of these loops waits in its first round.
PAIRS = """
import time

things = ["a", "b"]
for i, thing in enumerate(things, 5):
    time.sleep_ms(1)
    print(i, thing)
    if len(things) < 4:
        things.append(2.5)
"""

NESTED = """
import time

def each(text):
    for i, (j, c) in enumerate(enumerate(text)):
        time.sleep_ms(1)
        print(i + j, c)
each("xy")
"""

ITEMS = """
import time

def each(table):
    for key, value in table.items():
        time.sleep_ms(1)
        print(key, value)
each({1: "one", "two": (2, 70000)})
"""

BACKWARDS = """
import time

for x in reversed(["a", 1.5]):
    for y in {x}:
        time.sleep_ms(1)
        print(x, y)
"""

# Frames below wait for what is slept for, and for methods of modules.
WAITING = """
import time

class Clock:
    ms = 1, 2
    def tick(self, n):
        print("tick", n)
        time.sleep_ms(1)
        return self.ms[n]

clock = Clock()
for n in 0, 1, 0:
    time.sleep_ms(clock.tick(n))
print(clock.tick(1))
"""

# Exceptions exist at the first wait, and are used after it.
KEPT = """
import time

class Fault(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
    def tell(self):
        return self.code, str(self)

class Other(Fault):
    def tell(self):
        return "other", super().tell()

seen = []
def fail(n):
    try:
        if n == 0:
            raise Fault(7, "seven")
        if n == 1:
            raise Other(70000, ["a", 2.5])
        if n == 2:
            {"k": 1}["missing"]
        raise ValueError(n, "two arguments") from seen[0]
    except Exception as e:
        seen.append(e)
        if n == 3:
            time.sleep_ms(1)
            raise
for n in range(4):
    try:
        fail(n)
    except ValueError as e:
        print("again", e, repr(e), type(e).__name__, e.__cause__ is seen[0])
for e in seen:
    print(type(e).__name__, e)
print(seen[0].tell(), seen[1].tell(), seen[0].code, seen[1].args)
try:
    raise seen[1]
except Fault as e:
    print(e.tell(), e is seen[1])
"""

# A finally, a handler and a generator wait.
PENDING = """
import time

def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

def work(n):
    try:
        return 10 // n
    except ZeroDivisionError as e:
        time.sleep_ms(1)
        print("caught", type(e).__name__)
        return str(e) != "x"
    finally:
        print("finally", n)

for i in numbers():
    try:
        [1, 2][i + 1]
    except IndexError:
        try:
            print(work(0), work(5))
        except TypeError:
            print("never")
        else:
            print("else")
"""

HANDLED = """
import time

table = [1, 2]
print("begin")
try:
    print(table[2])
except IndexError as e:
    time.sleep_ms(1)
    print(e is not None, table)
"""

AHEAD = {"banner": BANNER, "much": MUCH, "pairs": PAIRS, "nested": NESTED, "items": ITEMS,
         "backwards": BACKWARDS, "waiting": WAITING,
         "handled": HANDLED, "kept": KEPT, "pending": PENDING}


def flash(source, *options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.py")
        path.write_text(source)
        done = adder("build", path, "--board", "uno", *options, "-o", Path(folder, "program.elf"))
        expect(done.returncode == 0, done.stderr)
        found = re.search(r"flash +\S+ +([\d,]+) of", done.stdout)
        expect(found, done.stdout)
        return int(found.group(1).replace(",", ""))


def check_many():
    """Functions, classes and constants take no RAM."""
    compare(MANY, board="uno")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.py")
        path.write_text(MANY)
        done = adder("build", path, "--board", "uno", *NOT_AHEAD, "-v", "-o",
                     Path(folder, "many.elf"))
        block = done.stdout[done.stdout.index("block at the start"):]
        block = block[:block.index("C variables")]
        expect("frames" in block, block)
        expect("objects" not in block, block)


def check_finished():
    """A program that ends on the PC takes no machine along: at most 1 KB."""
    expect(flash("x = [i * i for i in range(10)]\n") <= 1024, "more than 1,024 bytes")


def check_ahead():
    """What is known when the firmware is built needs no machine, up to what was asked for."""
    text = 'for i in range(20):\n    print("line", i)\n'
    expect(flash(text) < 1024, "it is not printed ahead")
    expect(flash(text, "--print-ahead", "20") > 2048, "20 bytes are not the whole of it")
    expect(flash(text, *NOT_AHEAD) > 2048, "it is printed ahead")
    wrong = adder("build", "x.py", "--board", "uno", "--print-ahead", "99999")
    expect(wrong.returncode == 2 and "--print-ahead" in wrong.stderr, wrong.stderr)


def check_pins():
    """What was done to pins before the first wait is done when the chip starts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pins.py")
        path.write_text(PINS)
        for pin in ("13", "12"):
            runs = [adder("run", path, "--board", "uno", *options, "--wave", pin)
                    for options in ((), ("--no-snapshot",))]
            edges = [re.findall(r"(\d+) edges?", r.stdout + r.stderr) for r in runs]
            expect(edges[0] and edges[0] == edges[1], f"pin {pin}: {edges}")


def check_fault():
    """A fault in the source is told once, as without a snapshot."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "fault.py")
        path.write_text("x = (1\n")
        done = adder("build", path, "--board", "uno", "-o", Path(folder, "fault.elf"))
        expect(done.returncode == 1 and done.stderr.count("SyntaxError") == 1, done.stderr)


def main():
    return run(compares(OUTPUT, board="uno") | compares(AHEAD, options=()) | compares(LARGE) |
               named(globals()))


if __name__ == "__main__":
    sys.exit(main())
