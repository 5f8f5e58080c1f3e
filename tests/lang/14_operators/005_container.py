# __len__, __getitem__, __setitem__, __delitem__, __contains__, __iter__, __reversed__.
class Deck:
    def __init__(self):
        self.d = {}

    def __len__(self):
        return len(self.d)

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __contains__(self, k):
        print("contains?", end=" ")
        return k in self.d

    def __iter__(self):
        return iter(sorted(self.d))

    def __reversed__(self):
        return iter(sorted(self.d, reverse=True))


d = Deck()
d["b"] = 1
d["a"] = 2
d["a"] += 5
print(len(d), d["a"], "a" in d, "z" in d, "z" not in d)
# expect: contains? contains? contains? 2 7 True False True
print(list(d), [*d], list(reversed(d)), sorted(d), max(d), dict(zip(d, range(9))), bool(d))
# expect: ['a', 'b'] ['a', 'b'] ['b', 'a'] ['a', 'b'] b {'a': 0, 'b': 1} True
del d["a"], d["b"]
print(len(d), bool(d))  # expect: 0 False
try:
    d["q"]
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'q'


class OldIter:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError("stop")
        return i * 10

    def __len__(self):
        return 3


o = OldIter()
print(list(o), 20 in o, 5 in o, list(reversed(o)), sum(o), [x for x in o], max(o))
# expect: [0, 10, 20] True False [20, 10, 0] 30 [0, 10, 20] 20
a, b, c = o
print(a, b, c, tuple(enumerate(o)))  # expect: 0 10 20 ((0, 0), (1, 10), (2, 20))
for f in (lambda: len(5), lambda: o[0][0], lambda: iter(5), lambda: 1 in 5, lambda: reversed({1}),
          lambda: len(type("L", (), {"__len__": lambda s: "x"})())):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: object of type 'int' has no len()
# expect: 'int' object is not subscriptable
# expect: 'int' object is not iterable
# expect: argument of type 'int' is not iterable
# expect: 'set' object is not reversible
# expect: 'str' object cannot be interpreted as an integer
