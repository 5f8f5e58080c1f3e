# __new__: singletons, other types, arguments; __init__ after it.
class Single:
    one = None

    def __new__(cls, *args):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one

    def __init__(self, *args):
        self.args = args


a, b = Single(1), Single(2, 3)
print(a is b, a.args)  # expect: True (2, 3)


class Other:
    def __new__(cls, x):
        return [x]

    def __init__(self, x):
        print("never")


print(Other(5))  # expect: [5]


class Log:
    def __new__(cls, *a, **k):
        print("new", a, k)
        return object.__new__(cls)

    def __init__(self, *a, **k):
        print("init", a, k)


Log(1, k=2)
# expect: new (1,) {'k': 2}
# expect: init (1,) {'k': 2}


class Celsius(int):
    def __new__(cls, text):
        return super().__new__(cls, text.rstrip("C"))

    def f(self):
        return self * 9 // 5 + 32


c = Celsius("100C")
print(c, c.f(), c + 1, type(c).__name__, type(c + 1).__name__)  # expect: 100 212 101 Celsius int


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as e:
    print(e)  # expect: __init__() should return None, not 'int'
try:
    object(1)
except TypeError as e:
    print(e)  # expect: object() takes no arguments
o = object()
print(type(o).__name__, o == o, o == object(), isinstance(o, object))
# expect: object True False True
