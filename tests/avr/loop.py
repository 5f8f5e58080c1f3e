#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the chip's loop in assembly does by itself, against the PC: sums in place, long ranges,
sequences that run as one, lists that grow.

    tests/avr/loop.py [NAME ...]
"""
import sys

from checking import compares, run

# A box that has a second name must not change with the first one.
SUMS = """
class Holder:
    pass

def bump(x):
    x += 1
    return x

def generator(m):
    while True:
        yield m
        m += 30000

def aliases(k):
    a = k
    for i in range(3):
        a += 20000
    b = a
    items = [a, (a,), {1: a}]
    holder = Holder()
    holder.x = a
    a += 1
    d = a
    a += a
    a -= 70000
    for i in range(3):
        items.append(a)
        a += 1
    print(a, b, d, items, holder.x)
    e = a
    r = bump(a)
    print(a, e, r)
    def inner():
        return z
    z = a
    q = z
    z += 5
    print(inner(), q, a)
    t = a
    one = [t]
    t += 1
    t = t + 1
    t += 1
    print(t, one)
    g = generator(0)
    print([next(g) for _ in range(5)])
    return a

print(aliases(7))
x = y = 100000
x += 5
print(x, y)
"""

EDGES = """
def run():
    s = 16383
    s += 1
    print(s)
    s -= 1
    print(s, s == 16383)
    s = -16384
    s -= 1
    print(s)
    s = 2147483647
    s += 1
    print(s)
    s += s
    print(s)
    s = -2147483648
    s -= 1
    print(s, s + s, s - s)
    s = 1073741823
    t = 1073741823
    s += t
    s += t
    print(s)
    s = "a"
    s += "b"
    print(s)
    s = [1]
    s += [2]
    print(s)
    s = 1.5
    s += 1
    print(s)
    s = True
    s += True
    print(s)
run()
"""

RANGES = """
def count(*r):
    n = first = last = 0
    for i in range(*r):
        if not n:
            first = i
        last = i
        n += 1
    print(n, first, last)

def plain():
    n = 0
    for i in range(8190, 8195):
        n += i
    for i in range(16380, 16388):
        n += i
    for i in range(-16386, -16380):
        n += i
    for i in range(5, -5, -3):
        n += i
    for i in range(30000, 33000, 700):
        n += i
    for i in range(3, 3):
        n += 1
    print(n, i)

plain()
count(20000)
count(-3, 20000, 7)
count(100, -100, -33)
count(0)
"""

WHILE = """
def small():
    i = 0
    while i < 100:
        i += 7
    print(i)
    i = 20000
    while i < 100:
        i = 0
    print(i)
    i = 98.5
    while i < 100:
        i += 1
    print(i)
    i = "x"
    try:
        while i < 100:
            pass
    except TypeError:
        print("TypeError")

class Lamp:
    def __init__(self):
        self.n = 0
    def on(self):
        self.n += 1
    def append(self, x):
        self.n -= x

def methods(thing):
    thing.on()
    thing.on()
    thing.append(5)
    return thing.n

def appends():
    a = []
    for i in range(140):
        a.append(i)
    print(len(a), a[0], a[139], sum(a))
    b = [1]
    b.append(b)
    print(b)

small()
print(methods(Lamp()))
appends()
"""

PROGRAMS = {"sums": SUMS, "edges": EDGES, "ranges": RANGES, "while": WHILE}


if __name__ == "__main__":
    sys.exit(run(compares(PROGRAMS, options=("--no-snapshot",))))
