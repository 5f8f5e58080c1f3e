# List comprehensions: conditions, nesting, scope.
print([x * 2 for x in range(5)], [x for x in "abc" if x != "b"], [x for x in []])
# expect: [0, 2, 4, 6, 8] ['a', 'c'] []
print([(x, y) for x in range(3) for y in "ab"], [y for x in [[1, 2], [3]] for y in x])
# expect: [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')] [1, 2, 3]
print([x if x % 2 else -x for x in range(5)], [x for x in range(30) if x % 2 == 0 if x % 3 == 0])
# expect: [0, 1, -2, 3, -4] [0, 6, 12, 18, 24]
print([[i * j for j in range(3)] for i in range(3)], [[[0] * 2 for _ in range(2)] for _ in range(2)])
# expect: [[0, 0, 0], [0, 1, 2], [0, 2, 4]] [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]
print([a + b for a, b in [(1, 2), (3, 4)]], [k for k, *v in [(1, 2, 3), (4,)]], [v for _, v in {"a": 1}.items()])
# expect: [3, 7] [1, 4] [1]
x = "outer"
y = [x for x in range(3)]
print(x, y)  # expect: outer [0, 1, 2]


def f(n):
    return [n + i for i in range(n) if i != n // 2]


print(f(3), f(4), [f(i) for i in range(3)])  # expect: [3, 5] [4, 5, 7] [[], [], [2]]
print([x for x in range(3) for x in range(x)], [i for i in range(5) if (lambda q: q % 2)(i)])
# expect: [0, 0, 1] [1, 3]
print([1 for _ in range(3)], [[] for _ in range(2)], [None for x in "ab"], [(yy, yy) for yy in (1,)])
# expect: [1, 1, 1] [[], []] [None, None] [(1, 1)]
print(len([0 for a in range(5) for b in range(5) for c in range(5) if a + b + c == 6]))
# expect: 19
try:
    [1 // z for z in (1, 0)]
except ZeroDivisionError:
    print("raised")  # expect: raised
try:
    z
except NameError as e:
    print(e)  # expect: name 'z' is not defined
