# zip and enumerate.
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip([1], [2], [3])))
# expect: [] [('a',), ('b',)] [('a', 1), ('b', 2)] [(1, 2, 3)]
a, b = zip(*[(1, "x"), (2, "y")])
print(a, b)  # expect: (1, 2) ('x', 'y')
print(list(enumerate("ab")), list(enumerate([5], start=10)), list(enumerate("xy", -1)), dict(enumerate("z")))
# expect: [(0, 'a'), (1, 'b')] [(10, 5)] [(-1, 'x'), (0, 'y')] {0: 'z'}
it = iter("abcdef")
print(list(zip(it, it)), list(zip(range(3), iter("ab"))))
# expect: [('a', 'b'), ('c', 'd'), ('e', 'f')] [(0, 'a'), (1, 'b')]
one, two = iter([1, 2, 3]), iter([10])
print(list(zip(one, two)), next(one))  # expect: [(1, 10)] 3
one, two = iter([10]), iter([1, 2, 3])
print(list(zip(one, two)), next(two))  # expect: [(10, 1)] 2
print(list(zip("ab", "cd", strict=True)))  # expect: [('a', 'c'), ('b', 'd')]
for args in (("abc", "de"), ("ab", "cde"), ("a", "b", "cd")):
    try:
        list(zip(*args, strict=True))
    except ValueError as e:
        print(e)
# expect: zip() argument 2 is shorter than argument 1
# expect: zip() argument 2 is longer than argument 1
# expect: zip() argument 3 is longer than arguments 1-2
e = enumerate(["p", "q"])
print(next(e), next(e), next(e, "end"), type(e).__name__, type(zip()).__name__)
# expect: (0, 'p') (1, 'q') end enumerate zip
for i, (x, y) in enumerate(zip("ab", (1, 2)), 1):
    print(i, x, y)
# expect: 1 a 1
# expect: 2 b 2
try:
    zip(1, [2])
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
try:
    enumerate(5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
z = zip([1, 2], "ab")
print(iter(z) is z, list(z), list(z))  # expect: True [(1, 'a'), (2, 'b')] []
# enumerate is native where what it counts is; around Python code it is a generator.
e = enumerate([3, 4], 5)
print(iter(e) is e, e.__next__(), list(e), next(e, None))  # expect: True (5, 3) [(6, 4)] None
print(list(enumerate(enumerate(enumerate("ab", 7)), start=1 << 70)))
# expect: [(1180591620717411303424, (0, (7, 'a'))), (1180591620717411303425, (1, (8, 'b')))]
def pair():
    yield 1
    yield 2
class Nine:
    def __index__(self):
        return 9
e = enumerate(enumerate(pair()), Nine())
print(list(e), type(e).__name__)  # expect: [(9, (0, 1)), (10, (1, 2))] enumerate
print([i for i, x in enumerate(range(16380, 16386), 16380) if i != x])  # expect: []
try:
    enumerate([1], 1.5)
except TypeError as e:
    print(e)  # expect: 'float' object cannot be interpreted as an integer
try:
    enumerate([1]).send(None)
except AttributeError as e:
    print(e)  # expect: 'enumerate' object has no attribute 'send'
