# Data and non-data descriptors: who wins.
class Data:
    def __init__(self, tag):
        self.tag = tag

    def __get__(self, obj, cls=None):
        return (self.tag, obj is not None, cls.__name__)

    def __set__(self, obj, value):
        print("set", self.tag, value)

    def __delete__(self, obj):
        print("delete", self.tag)


class NonData:
    def __get__(self, obj, cls=None):
        return "nondata"


class C:
    d = Data("D")
    n = NonData()


c = C()
c.__dict__["d"] = "instance d"
c.__dict__["n"] = "instance n"
print(c.d, c.n, C.d, C.n)  # expect: ('D', True, 'C') instance n ('D', False, 'C') nondata
c.d = 5  # expect: set D 5
del c.d  # expect: delete D
print(c.__dict__)  # expect: {'d': 'instance d', 'n': 'instance n'}
del c.n
print(c.n)  # expect: nondata


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, cls):
        return self if obj is None else getattr(obj, self.name)

    def __set__(self, obj, v):
        if not isinstance(v, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}")
        setattr(obj, self.name, v)


class Item:
    name = Typed(str)
    n = Typed(int)

    def __init__(self, name, n):
        self.name, self.n = name, n


i = Item("bolt", 5)
i.n += 1
print(i.name, i.n, sorted(vars(i)), type(Item.n).__name__)  # expect: bolt 6 ['_n', '_name'] Typed
try:
    i.n = "x"
except TypeError as e:
    print(e)  # expect: n must be int


class Lazy:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, cls):
        v = obj.__dict__[self.f.__name__] = self.f(obj)
        return v


class R:
    @Lazy
    def area(self):
        print("computing")
        return 42


r = R()
print(r.area, r.area)
# expect: computing
# expect: 42 42
