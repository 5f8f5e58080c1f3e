# SPDX-License-Identifier: MIT
# What a trace has to show: calls and returns, a loop, a class, a generator, a closure, an exception
# that is caught, code of lib/ and one that is not caught.


def fact(n):
    if n < 2:
        return 1
    return n * fact(n - 1)


class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "P" + str(self.x)


def twice(items):
    for item in items:
        yield item + item


def counter():
    n = 0

    def count():
        nonlocal n
        n += 1
        return n
    return count


print(fact(3))
print([Point(4)])
for text in twice(["a", "bc"]):
    print(text)
count = counter()
print(count() + count())
try:
    print([1][2])
except IndexError as e:
    print(e)
raise KeyError("no")
