# __slots__: only these names, no __dict__.
class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = P(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"))  # expect: 1 2 False
p.x += 5
print(p.x)  # expect: 6
try:
    p.z = 1
except AttributeError as e:
    print(type(e).__name__)  # expect: AttributeError
del p.x
try:
    p.x
except AttributeError as e:
    print(type(e).__name__)  # expect: AttributeError
p.x = 9
print(p.x)  # expect: 9


class Q(P):
    __slots__ = ["z"]


q = Q(1, 2)
q.z = 3
print(q.x + q.y + q.z)  # expect: 6


class R(P):
    pass


r = R(1, 2)
r.anything = 5
print(r.x, r.anything, vars(r))  # expect: 1 5 {'anything': 5}
