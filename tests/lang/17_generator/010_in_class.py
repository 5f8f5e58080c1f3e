# Generators as methods and as __iter__; attributes of running generators.
class Tree:
    def __init__(self, v, left=None, right=None):
        self.v, self.left, self.right = v, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.v
        if self.right:
            yield from self.right

    def walk(self, depth=0):
        yield depth, self.v
        for child in (self.left, self.right):
            if child:
                yield from child.walk(depth + 1)


t = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6))
print(list(t), sum(t), 3 in t, 5 in t, max(t), list(t.walk()))
# expect: [1, 2, 3, 4, 6] 16 True False 6 [(0, 4), (1, 2), (2, 1), (2, 3), (1, 6)]
a, *b = t
print(a, b)  # expect: 1 [2, 3, 4, 6]


class Count:
    def __init__(self, n):
        self.n = n

    def gen(self):
        while self.n:
            self.n -= 1
            yield self.n

    @staticmethod
    def squares(k):
        for i in range(k):
            yield i * i

    @classmethod
    def make(cls, k):
        for i in range(k):
            yield cls(i).n


c = Count(3)
g = c.gen()
print(next(g), c.n, list(g), c.n, list(Count.squares(4)), list(Count.make(3)))
# expect: 2 2 [1, 0] 0 [0, 1, 4, 9] [0, 1, 2]
print(g.gi_frame, g.gi_running)  # expect: None False


def default_args(a, b=2, *c, d=4, **e):
    yield a, b, c, d, e


print(next(default_args(1)), next(default_args(1, 3, 5, d=6, f=7)))
# expect: (1, 2, (), 4, {}) (1, 3, (5,), 6, {'f': 7})
try:
    default_args()
except TypeError as e:
    print(e)  # expect: default_args() missing 1 required positional argument: 'a'
