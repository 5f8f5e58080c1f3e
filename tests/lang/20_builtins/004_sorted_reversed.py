# sorted with keys of every kind, stability, reverse keeps stability.
data = [("b", 2), ("a", 2), ("c", 1), ("a", 1)]
print(sorted(data), sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: t[1], reverse=True))
# expect: [('a', 1), ('a', 2), ('b', 2), ('c', 1)] [('c', 1), ('a', 1), ('b', 2), ('a', 2)] [('b', 2), ('a', 2), ('c', 1), ('a', 1)]
print(sorted(data, key=lambda t: (t[1], t[0])), sorted(sorted(data), key=lambda t: -t[1]))
# expect: [('a', 1), ('c', 1), ('a', 2), ('b', 2)] [('a', 2), ('b', 2), ('a', 1), ('c', 1)]
print(sorted("Hello World", key=str.lower), sorted([True, False, 2, 0.5]), sorted({"b": 1, "a": 2}), sorted((3, 1), reverse=1))
# expect: [' ', 'd', 'e', 'H', 'l', 'l', 'l', 'o', 'o', 'r', 'W'] [False, 0.5, True, 2] ['a', 'b'] [3, 1]


class K:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __repr__(self):
        return "K" + str(self.v)


print(sorted([K(3), K(1), K(2)]), sorted([K(i * 7 % 5) for i in range(5)], reverse=True), min(K(2), K(1)))
# expect: [K1, K2, K3] [K4, K3, K2, K1, K0] K1
print(sorted([[1, 2], [1], []]), sorted(["10", "9", "1"], key=int), sorted([-3, 2, -1], key=abs), sorted(range(5), key=lambda x: -x))
# expect: [[], [1], [1, 2]] ['1', '9', '10'] [-1, 2, -3] [4, 3, 2, 1, 0]
print(sorted([3.5, 1, 2]), sorted([(1, "z"), (1, "a")], key=lambda t: t[0]), sorted([1, 2, 3], key=lambda x: x % 2))
# expect: [1, 2, 3.5] [(1, 'z'), (1, 'a')] [2, 1, 3]
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or x), calls)  # expect: [1, 2, 3] [3, 1, 2]
rows = [{"n": "x", "a": 3}, {"n": "y", "a": 1}]
print([r["n"] for r in sorted(rows, key=lambda r: r["a"])], sorted(rows, key=lambda r: r["n"], reverse=True)[0]["a"])
# expect: ['y', 'x'] 1
