# __getattr__, __getattribute__, __setattr__, __delattr__.
class Lazy:
    known = "class"

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError("no " + name)
        return "made " + name


z = Lazy()
print(z.own, z.known, z.thing, getattr(z, "x y"), hasattr(z, "nope"), getattr(z, "nope", "dflt"))
# expect: own class made thing made x y False dflt


class Guard:
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value * 2)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


g = Guard()
g.a = 5  # expect: set a 5
g.a += 1  # expect: set a 11
print(g.a)  # expect: 22
del g.a  # expect: del a
print(vars(g))  # expect: {}


class All:
    def __init__(self):
        self.n = 1

    def __getattribute__(self, name):
        if name == "magic":
            return 42
        return super().__getattribute__(name)


a = All()
print(a.n, a.magic)  # expect: 1 42
try:
    a.zzz
except AttributeError as e:
    print(e)  # expect: 'All' object has no attribute 'zzz'


class Proxy:
    def __init__(self, target):
        self.__dict__["target"] = target

    def __getattr__(self, name):
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        setattr(self.target, name, value)


p = Proxy(Lazy())
p.own = "set through"
print(p.own, p.target.own, Proxy([3, 1]).count(3))  # expect: set through set through 1
