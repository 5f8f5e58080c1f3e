# Decorators: plain, with arguments, stacked, order of application.
def trace(f):
    def wrapper(*a, **k):
        r = f(*a, **k)
        print(f.__name__, a, k, "->", r)
        return r
    return wrapper


@trace
def add(a, b=1):
    return a + b


add(1)  # expect: add (1,) {} -> 2
add(2, b=3)  # expect: add (2,) {'b': 3} -> 5


def times(n):
    print("times", n)

    def deco(f):
        print("deco", f.__name__)

        def wrapper(*a):
            return [f(*a) for _ in range(n)]
        return wrapper
    return deco


@times(2)
@times(3)
def hi(x):
    return x
# expect: times 2
# expect: times 3
# expect: deco hi
# expect: deco wrapper


print(hi("z"))  # expect: [['z', 'z', 'z'], ['z', 'z', 'z']]


def replace(f):
    return 42


@replace
def number():
    pass


print(number)  # expect: 42
registry = {}


def register(name):
    return lambda f: registry.setdefault(name, f)


@register("a")
def fa():
    return "fa"


@register("b")
def fb():
    return "fb"


print({k: f() for k, f in registry.items()}, fa())  # expect: {'a': 'fa', 'b': 'fb'} fa


@(lambda f: lambda *a: f(*a) * 2)
def inline(x):
    return x + 1


print(inline(4))  # expect: 10


class Deco:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, *a):
        self.calls += 1
        return self.f(*a)


@Deco
def counted(x):
    return -x


print(counted(1), counted(2), counted.calls)  # expect: -1 -2 2
