# map and filter: lazy, several iterables, None.
print(list(map(abs, [-1, 2, -3])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(map(str, range(3))))
# expect: [1, 2, 3] [4, 10] ['0', '1', '2']
print(list(filter(None, [0, 1, "", "a", None, []])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isdigit, "a1b2")))
# expect: [1, 'a'] [2, 3] ['1', '2']
print(list(map(max, "ab", "ba")), list(map(int, "123")), sum(map(len, ["a", "bb"])))
# expect: ['b', 'b'] [1, 2, 3] 3
calls = []


def f(x):
    calls.append(x)
    return x % 2


m = map(f, [1, 2, 3])
print(calls, next(m), calls, list(m), calls, list(m))
# expect: [1, 2, 3] 1 [1, 2, 3] [0, 1] [1, 2, 3] []
g = filter(f, range(10))
print(next(g), next(g), len(calls))  # expect: 1 3 7
print(list(map(lambda x: filter(None, x), [])), [list(r) for r in map(range, range(3))], dict(map(lambda k: (k, k * 2), "ab")))
# expect: [] [[], [0], [0, 1]] {'a': 'aa', 'b': 'bb'}


class T:
    def __init__(self, v):
        self.v = v

    def get(self):
        return self.v


print([t.get() for t in map(T, (1, 2))], list(map(T.get, map(T, "xy"))), list(map(T(5).get.__func__, [T(7)])))
# expect: [1, 2] ['x', 'y'] [7]
for bad in (lambda: map(), lambda: map(abs), lambda: filter(abs, 5), lambda: list(map(5, [1])), lambda: list(map(abs, ["a"])),
            lambda: list(map(lambda: 0, [1]))):
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: map() must have at least two arguments.
# expect: map() must have at least two arguments.
# expect: 'int' object is not iterable
# expect: 'int' object is not callable
# expect: bad operand type for abs(): 'str'
# expect: <lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given
