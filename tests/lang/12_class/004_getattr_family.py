# getattr, setattr, hasattr, delattr, dir, vars, __dict__.
class C:
    k = 1

    def __init__(self):
        self.a = 10

    def m(self):
        return self.a


c = C()
print(getattr(c, "a"), getattr(c, "k"), getattr(c, "zz", "default"), getattr(c, "m")())
# expect: 10 1 default 10
print(hasattr(c, "a"), hasattr(c, "m"), hasattr(c, "zz"), hasattr(5, "real"), hasattr(C, "a"))
# expect: True True False True False
setattr(c, "b", 20)
setattr(C, "s", 30)
print(c.b, c.s, c.__dict__, vars(c))  # expect: 20 30 {'a': 10, 'b': 20} {'a': 10, 'b': 20}
delattr(c, "b")
print(hasattr(c, "b"), vars(c) == {"a": 10})  # expect: False True
c.__dict__["q"] = 5
print(c.q, "q" in vars(c))  # expect: 5 True
print("a" in dir(c), "m" in dir(c), "zz" in dir(c), "k" in C.__dict__, "m" in C.__dict__)
# expect: True True False True True
try:
    getattr(c, "zz")
except AttributeError as e:
    print(e)  # expect: 'C' object has no attribute 'zz'
try:
    getattr(c, 5)
except TypeError as e:
    print(type(e).__name__)  # expect: TypeError
try:
    (5).x = 1
except AttributeError as e:
    print(str(e)[:33])  # expect: 'int' object has no attribute 'x'
try:
    int.x = 1
except TypeError as e:
    print(type(e).__name__)  # expect: TypeError
print(getattr(C, "__name__"), C.__name__, c.__class__ is C, C.__class__ is type)
# expect: C C True True
