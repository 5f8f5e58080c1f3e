# Several iterators over one object; iteration over every builtin type.
data = [1, 2, 3]
a, b = iter(data), iter(data)
next(a)
print(next(a), next(b), list(a), list(b))  # expect: 2 1 [3] [2, 3]
for x in [(1, 2), "ab", {"k": 1}, range(2), b"\x01\x02", bytearray(b"z"), frozenset([7]), {"a": 1}.items(),
          {"a": 1}.values(), iter("q"), (i for i in "r"), enumerate("e"), zip("z"), map(str, [1]), filter(None, [1]),
          reversed("v"), [[1, 2]], {9}]:
    print(type(x).__name__, [y for y in x])
# expect: tuple [1, 2]
# expect: str ['a', 'b']
# expect: dict ['k']
# expect: range [0, 1]
# expect: bytes [1, 2]
# expect: bytearray [122]
# expect: frozenset [7]
# expect: dict_items [('a', 1)]
# expect: dict_values [1]
# expect: str_ascii_iterator ['q']
# expect: generator ['r']
# expect: enumerate [(0, 'e')]
# expect: zip [('z',)]
# expect: map ['1']
# expect: filter [1]
# expect: reversed ['v']
# expect: list [[1, 2]]
# expect: set [9]


class Linked:
    class Node:
        def __init__(self, v, n):
            self.v, self.n = v, n

    def __init__(self, *vs):
        self.head = None
        for v in reversed(vs):
            self.head = self.Node(v, self.head)

    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.n


l = Linked(1, 2, 3)
print(list(l), [(x, y) for x in l for y in l if x < y], list(zip(l, l)), "-".join(map(str, l)))
# expect: [1, 2, 3] [(1, 2), (1, 3), (2, 3)] [(1, 1), (2, 2), (3, 3)] 1-2-3
it = iter("abcdefg")
print([c + next(it) for c in it if c != "g"])  # expect: ['ab', 'cd', 'ef']
it = iter(range(10))
for x in it:
    if x == 3:
        break
print(list(it))  # expect: [4, 5, 6, 7, 8, 9]
