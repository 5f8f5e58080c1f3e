# SPDX-License-Identifier: MIT
class Shape:
    sides = 0

    def __init__(self, name, size):
        self.name = name
        self.size = size

    def area(self):
        return self.size * self.size


def fact(n):
    if n < 2:
        return 1
    return n * fact(n - 1)


def total(shapes):
    result = 0
    for shape in shapes:
        result += shape.area()
    return result


def evens(most):
    for i in range(0, most, 2):
        yield i


def adder(step):
    def add(x):
        return x + step
    return add


shapes = [Shape("a", 2), Shape("b", 3)]
print(fact(3))
print(total(shapes))
for even in evens(6):
    print(even)
print(adder(5)(37))
