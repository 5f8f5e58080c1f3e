# Functions inside functions, and functions as values.
def outer(x):
    def inner(y):
        return x + y

    return inner(1) + inner(2)


print(outer(10))  # expect: 23


def compose(f, g):
    def both(x):
        return f(g(x))

    return both


def double(x):
    return x * 2


def inc(x):
    return x + 1


print(compose(double, inc)(5), compose(inc, double)(5))  # expect: 12 11
print([f(3) for f in (double, inc, compose(inc, inc), abs, str)])  # expect: [6, 4, 5, 3, '3']
table = {"d": double, "i": inc}
print(table["d"](4), table["i"](4))  # expect: 8 5


def level1():
    def level2():
        def level3():
            return "deep"
        return level3
    return level2


print(level1()()())  # expect: deep
print(double.__name__, level1().__name__, level1().__qualname__)
# expect: double level2 level1.<locals>.level2
