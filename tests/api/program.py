# SPDX-License-Identifier: MIT
# The program that tests/api/api.c runs.
import helper

values = []
seen = twice(21)
name = "Ada"


def add(a, b):
    return a + b


def describe(x):
    return type(x).__name__ + " " + repr(x)


def fail(kind):
    if kind == 1:
        raise KeyError("k")
    if kind == 2:
        raise SystemExit(7)
    return 1 // 0


def back(x):
    return twice(x) + nested(x)


class Point:
    def __init__(self, x):
        self.x = x

    def __call__(self, y):
        return self.x + y


point = Point(5)
length = len
adder = [].append


def spin():
    n = 0
    while True:
        n += 1


def garbage(n):
    s = ""
    for i in range(n):
        s = str(i) + s[:10]
    return s


values.append(helper.answer())
