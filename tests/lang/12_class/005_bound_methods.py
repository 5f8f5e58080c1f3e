# Bound methods are values; functions stored in instances are not bound.
class C:
    def __init__(self, n):
        self.n = n

    def get(self, add=0):
        return self.n + add

    def chain(self):
        return self.get


a, b = C(1), C(10)
f = a.get
print(f(), f(5), b.get(add=1), C.get(b), a.chain()())  # expect: 1 6 11 10 1
print([g() for g in (a.get, b.get, f)], list(map(a.get, [1, 2])))  # expect: [1, 10, 1] [2, 3]
print(a.get == a.get, a.get == b.get, f.__self__ is a, f.__func__ is C.get, f.__name__)
# expect: True False True True get
a.free = lambda *args: args
print(a.free(1))  # expect: (1,)
C.late = lambda self: ("late", self.n)
print(a.late(), b.late())  # expect: ('late', 1) ('late', 10)
a.get = lambda: "shadow"
print(a.get(), b.get(), f())  # expect: shadow 10 1
del a.get
print(a.get())  # expect: 1
d = {a.chain: 1}
print(d[a.chain])  # expect: 1
append = [].append
print(append(1), append.__self__, "x".upper(), (5).__add__(3), str.upper("q"), list(map(str.strip, [" a "])))
# expect: None [1] X 8 Q ['a']
C.length = len
try:
    print(C(1).length([1, 2]))  # expect: 2
except TypeError as e:
    print("TypeError")
