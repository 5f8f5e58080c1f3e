# Too few, too many, not iterable.
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ":", e)


def a():
    x, y = 1, 2, 3


def b():
    x, y, z = [1, 2]


def c():
    x, y = 5


def d():
    x, *y, z = [1]


def e():
    (x, y), z = 1, 2


def f():
    x, = ()


def g():
    x, y = "abc"


def h():
    for x, y in [(1, 2), (3,)]:
        pass


def i():
    *x, y = []


def j():
    [x, y] = {1: 2}


def k():
    x, y = None


for func in (a, b, c, d, e, f, g, h, i, j, k):
    attempt(func)
# expect: ValueError: too many values to unpack (expected 2)
# expect: ValueError: not enough values to unpack (expected 3, got 2)
# expect: TypeError: cannot unpack non-iterable int object
# expect: ValueError: not enough values to unpack (expected at least 2, got 1)
# expect: TypeError: cannot unpack non-iterable int object
# expect: ValueError: not enough values to unpack (expected 1, got 0)
# expect: ValueError: too many values to unpack (expected 2)
# expect: ValueError: not enough values to unpack (expected 2, got 1)
# expect: ValueError: not enough values to unpack (expected at least 1, got 0)
# expect: ValueError: not enough values to unpack (expected 2, got 1)
# expect: TypeError: cannot unpack non-iterable NoneType object
x = y = 0
try:
    x, y = 1, 2, 3
except ValueError:
    print(x, y)  # expect: 0 0
