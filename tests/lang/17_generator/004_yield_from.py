# yield from: lists, generators, results, send and throw through it.
def inner():
    x = yield "a"
    print("inner got", x)
    try:
        yield "b"
    except ValueError:
        yield "handled"
    return "result"


def outer():
    r = yield from inner()
    print("result", r)
    yield from [1, 2]
    yield from "xy"
    r = yield from range(0)
    print(r)
    return 5


g = outer()
print(next(g), g.send("hello"), g.throw(ValueError), list(g))
# expect: inner got hello
# expect: result result
# expect: None
# expect: a b handled [1, 2, 'x', 'y']


def flatten(x):
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x


print(list(flatten([1, [2, [3, [4, []]]], 5])))  # expect: [1, 2, 3, 4, 5]


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))  # expect: [1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1]


def deep(n):
    if n == 0:
        got = yield "bottom"
        return got
    return (yield from deep(n - 1)) + 1


g = deep(10)
print(next(g))  # expect: bottom
try:
    g.send(100)
except StopIteration as e:
    print(e.value)  # expect: 110


def closing():
    try:
        yield from inner()
    finally:
        print("outer finally")


g = closing()
next(g)
g.close()  # expect: outer finally
try:
    list((lambda: (yield from 5))())
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
