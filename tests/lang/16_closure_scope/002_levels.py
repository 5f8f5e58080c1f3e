# Variables through several levels; inner functions that only pass them on.
def a(x):
    def b(y):
        def c(z):
            def d():
                return x + y + z
            return d
        return c
    return b


print(a(1)(10)(100)())  # expect: 111


def passing(v):
    def middle():
        def inner():
            nonlocal v
            v += 1
            return v
        return inner
    return middle


f = passing(5)()
print(f(), f())  # expect: 6 7


def shadow(x):
    def inner(x):
        def innermost():
            return x
        return innermost
    return inner(x + 1)(), x


print(shadow(1))  # expect: (2, 1)


def args(*a, **k):
    def show():
        return a, k
    a += (99,)
    return show


print(args(1, b=2)())  # expect: ((1, 99), {'b': 2})


def rec(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)
    return fact(n)


print(rec(10))  # expect: 3628800


def loopvar():
    for i in range(3):
        def g():
            return i
    i = 77
    return g


print(loopvar()())  # expect: 77
