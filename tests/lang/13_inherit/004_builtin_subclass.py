# Subclasses of int, str, list, dict, tuple, Exception.
class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def top(self):
        return self[-1]


s = Stack([1])
s.push(2).push(3)
s.name = "my stack"
print(s, len(s), s.top(), s[0], s.name, isinstance(s, list), s == [1, 2, 3], sorted(s, reverse=True))
# expect: [1, 2, 3] 3 3 1 my stack True True [3, 2, 1]


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


d = Default(a=1)
print(d["a"], d["x"], d, d.get("zz"), "zz" in d)  # expect: 1 xx {'a': 1, 'x': 'xx'} None False


class Name(str):
    def shout(self):
        return self.upper() + "!"


n = Name("bob")
print(n, n.shout(), n + "by", n == "bob", {n: 1}["bob"], type(n.upper()).__name__, len(n))
# expect: bob BOB! bobby True 1 str 3


class Money(int):
    def __repr__(self):
        return "$" + int.__repr__(self)

    def __add__(self, other):
        return Money(int(self) + int(other))


m = Money(5)
print(m, m + 3, m * 2, [m], m == 5, m < 6, isinstance(m, int), hash(m) == hash(5))
# expect: $5 $8 10 [$5] True True True True


class Pair(tuple):
    @property
    def first(self):
        return self[0]


p = Pair((1, 2))
print(p, p.first, p == (1, 2), p + (3,))  # expect: (1, 2) 1 True (1, 2, 3)


class F(float):
    pass


print(F(1.5) + 1, F("2.5"), type(F(1)).__name__)  # expect: 2.5 2.5 F
