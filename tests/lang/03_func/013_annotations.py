# Annotations are kept and change nothing.
def f(a: int, b: "text" = 2, *c: float, d: str = "x", **e: dict) -> list:
    return a, b, c, d, e


print(f("not an int"))  # expect: ('not an int', 2, (), 'x', {})
print(sorted(f.__annotations__))  # expect: ['a', 'b', 'c', 'd', 'e', 'return']
print(f.__annotations__["a"], f.__annotations__["b"], f.__annotations__["return"])
# expect: <class 'int'> text <class 'list'>
x: int = 5
y: str
print(x, __annotations__)  # expect: 5 {'x': <class 'int'>, 'y': <class 'str'>}
try:
    y
except NameError as e:
    print(e)  # expect: name 'y' is not defined


def g():
    z: undefined_name = 3
    return z


print(g())  # expect: 3


class C:
    n: int = 1
    m: str


print(C.n, sorted(C.__annotations__), hasattr(C, "m"))  # expect: 1 ['m', 'n'] False
