# Keys with their own __eq__ and __hash__.
class Key:
    def __init__(self, n, h=None):
        self.n = n
        self.h = n % 3 if h is None else h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


d = {}
for i in range(12):
    d[Key(i)] = i
print(d[Key(7)], Key(11) in d, Key(12) in d, len(d))  # expect: 7 True False 12
d[Key(3)] = "again"
print(d)
# expect: {K0: 0, K1: 1, K2: 2, K3: 'again', K4: 4, K5: 5, K6: 6, K7: 7, K8: 8, K9: 9, K10: 10, K11: 11}
del d[Key(0)], d[Key(6)]
print(len(d), Key(0) in d, d.get(Key(6)), d.pop(Key(9)))  # expect: 10 False None 9


class EqOnly:
    def __eq__(self, other):
        return True


try:
    {EqOnly(): 1}
except TypeError as e:
    print(e)  # expect: unhashable type: 'EqOnly'


class BadHash:
    def __hash__(self):
        return "x"


try:
    hash(BadHash())
except TypeError as e:
    print(e)  # expect: __hash__ method should return an integer


class Boom:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise RuntimeError("eq")


d = {Boom(): 1}
try:
    Boom() in d
except RuntimeError as e:
    print("raised", e)  # expect: raised eq
print(len(d))  # expect: 1
