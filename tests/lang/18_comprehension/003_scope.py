# Comprehensions in classes and functions: which names they see.
n = 5


class C:
    n = 2
    a = [n for _ in range(n)]
    b = [i for i in range(n)]


print(C.a, C.b)  # expect: [5, 5] [0, 1]


def f(k):
    g = [lambda: (i, k) for i in range(2)]
    k += 1
    return [h() for h in g]


print(f(10))  # expect: [(1, 11), (1, 11)]


def nested(rows):
    return [[cell * len(row) for cell in row] for row in rows]


print(nested([[1], [1, 2]]))  # expect: [[1], [2, 4]]


def with_args(*a, **k):
    return [x + k["add"] for x in a], {y: k[y] for y in k}


print(with_args(1, 2, add=5))  # expect: ([6, 7], {'add': 5})
print([[j for j in range(i)] for i in [j for j in range(3)]])  # expect: [[], [0], [0, 1]]


def counter():
    c = 0

    def inc():
        nonlocal c
        c += 1
        return c

    return [inc() for _ in range(4)], c


print(counter())  # expect: ([1, 2, 3, 4], 4)
print([y for x in range(3) if (y := x * 10) > 5], y)  # expect: [10, 20] 20
print([(lambda: x)() for x in range(3)], [m for m in [lambda: 5]][0]())  # expect: [0, 1, 2] 5
