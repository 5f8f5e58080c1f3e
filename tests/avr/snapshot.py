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

from checking import adder, expect, named, run

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

OUTPUT = {"frames": FRAMES, "generators": GENERATORS, "classes": CLASSES, "handler": HANDLER,
          "stores": STORES, "computed": COMPUTED, "keywords": KEYWORDS, "later": LATER}

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

# 6 classes, 30 functions, 40 constants: none of them in RAM.
MANY = "".join(f"class C{i}:\n    def f(self):\n        return {i}\n" for i in range(6)) + \
    "".join(f"def f{i}(x):\n    return (x, 'constant {i}')\n" for i in range(30)) + \
    "".join(f"K{i} = 'another {i}'\n" for i in range(10)) + \
    "print('start')\nprint(" + ", ".join(f"f{i}({i})[0]" for i in range(30)) + ")\n" + \
    "print(" + ", ".join(f"K{i}" for i in range(10)) + ")\n"


def compare(name, source):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name + ".py")
        path.write_text(source)
        pc = adder("run", path)
        chip = adder("run", path, "--board", "uno")
        expect(pc.returncode == 0, pc.stderr)
        expect(chip.stdout == pc.stdout,
               f"printed {chip.stdout!r} instead of {pc.stdout!r} {chip.stderr}")
        expect(chip.returncode == 0, f"status {chip.returncode} {chip.stderr}")


def flash(source, *options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.py")
        path.write_text(source)
        done = adder("build", path, "--board", "uno", *options, "-o", Path(folder, "program.elf"))
        expect(done.returncode == 0, done.stderr)
        found = re.search(r"flash +\S+ +([\d,]+) of", done.stdout)
        expect(found, done.stdout)
        return int(found.group(1).replace(",", ""))


def check_finished():
    """A program that ends on the PC takes no machine along: at most 1 KB."""
    expect(flash("x = [i * i for i in range(10)]\n") <= 1024, "more than 1,024 bytes")


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
    checks = {name: lambda n=name: compare(n, OUTPUT[n]) for name in OUTPUT}
    checks["many"] = lambda: compare("many", MANY)
    return run(checks | named(globals()))


if __name__ == "__main__":
    sys.exit(main())
