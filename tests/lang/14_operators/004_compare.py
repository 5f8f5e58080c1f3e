# Rich comparison, reflected, default equality, NotImplemented.
class N:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n if isinstance(o, N) else NotImplemented

    def __lt__(self, o):
        print("lt", self.n, end=" ")
        return self.n < o.n if isinstance(o, N) else NotImplemented

    def __le__(self, o):
        return self.n <= o.n if isinstance(o, N) else NotImplemented


a, b = N(1), N(2)
print(a == b, a != b, a == N(1), a != N(1), a == 1, a != 1, 1 == a)
# expect: False True True False False True False
print(a < b)  # expect: lt 1 True
print(a > b)  # expect: lt 2 False
print(a <= b, a >= b)  # expect: True False
for f in (lambda: a < 1, lambda: 1 < a, lambda: a > "x"):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: lt 1 '<' not supported between instances of 'N' and 'int'
# expect: '<' not supported between instances of 'int' and 'N'
# expect: '>' not supported between instances of 'N' and 'str'


class Weird:
    def __eq__(self, o):
        return "maybe"

    def __ne__(self, o):
        return []

    def __gt__(self, o):
        return 0


w = Weird()
print(w == 1, w != 1, w > 1, 1 < w, w in [5], [w] == [3], not (w == 1))
# expect: maybe [] 0 0 True True False


class Plain:
    pass


p, q = Plain(), Plain()
print(p == p, p == q, p != q, p in [q, p], [p, q].index(q), p == None)
# expect: True False True True 1 False
try:
    p < q
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'Plain' and 'Plain'
print(max([N(1), N(3), N(2)], key=lambda v: v.n).n, sorted([3, 1], reverse=True))
# expect: 3 [3, 1]
