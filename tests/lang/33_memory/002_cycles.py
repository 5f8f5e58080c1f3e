# Cycles are reclaimed: lists, dicts, instances, closures, generators, bound methods.
# memory: 12000
class Node:
    def __init__(self):
        self.me = self
        self.method = self.get
        self.links = [self]

    def get(self):
        return 1


def closure_cycle():
    def f():
        return g

    def g():
        return f

    return f


def gen():
    me = yield
    yield me


n = 0
for i in range(300):
    a = []
    a.append(a)
    d = {}
    d["self"] = d
    d[i] = [d, a]
    x = Node()
    y = Node()
    x.other, y.other = y, x
    f = closure_cycle()
    g = gen()
    next(g)
    g.send(g)
    n += x.other.other.get() + len(a) + len(d)
print(n)  # expect: 1200
ring = None
for i in range(200):
    first = ring = [None]
    for k in range(6):
        ring = [ring]
    first[0] = ring
print(ring[0][0][0][0][0][0] is first, first[0] is ring)  # expect: True True
