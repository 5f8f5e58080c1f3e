# sep= and end= without other keywords take a way of their own; items with a __str__ another.
class Shy:
    def __init__(self, n):
        self.n = n

    def __str__(self):
        return "<" + str(self.n) + ">"


class Loud(Shy):
    def __str__(self):
        raise ValueError("no text")


def say(n):
    order.append(n)
    return "(%s)" % n


order = []
print(1, 2, 3, sep="")  # expect: 123
print(1, [2, (3,)], {"a": 1}, sep="-", end="!\n")  # expect: 1-[2, (3,)]-{'a': 1}!
print(end="")
print(end="end\n", sep=", ")  # expect: end
print("a", "b", end=".\n", sep=" & ")  # expect: a & b.
print(say(1), say(2), end=say(3), sep=say(4))
print()  # expect: (1)(4)(2)(3)
print(order)  # expect: [1, 2, 3, 4]
print("a", Shy(1), "b", Shy(2), sep="+", end="=\n")  # expect: a+<1>+b+<2>=
print(Shy(3), ValueError("v"), range(3), b"x", None, 1.5)  # expect: <3> v range(0, 3) b'x' None 1.5
print("x", None, sep=None, end=None)  # expect: x None
for bad in 1, b"", [1]:
    try:
        print("a", "b", sep=bad)
    except TypeError as e:
        print(e)
# expect: sep must be None or a string, not int
# expect: sep must be None or a string, not bytes
# expect: sep must be None or a string, not list
try:
    print("a", "b", end=2)
except TypeError as e:
    print(e)  # expect: end must be None or a string, not int
try:
    print(1, Loud(2), 3, sep=":")
except ValueError as e:
    print(e)  # expect: 1:no text
try:
    print(1, sep="", oops=2)
except TypeError as e:
    print("TypeError")  # expect: TypeError
