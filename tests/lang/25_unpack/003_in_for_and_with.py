# Unpacking in for, comprehension, lambda arguments, with.
for (a, b), c in [((1, 2), 3), ((4, 5), 6)]:
    print(a, b, c)
# expect: 1 2 3
# expect: 4 5 6
for i, (k, v) in enumerate({"x": 1, "y": 2}.items()):
    print(i, k, v)
# expect: 0 x 1
# expect: 1 y 2
print([a + b for a, b in zip("ab", "cd")], {k: v for k, (v, _) in {"q": (1, 2)}.items()})
# expect: ['ac', 'bd'] {'q': 1}
print([x for (x, *y), z in [((1, 2, 3), 4)]], [y for (x, *y), z in [((1, 2, 3), 4)]])
# expect: [1] [[2, 3]]
print((lambda p: p[0] + p[1])((3, 4)), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))
# expect: 7 [('b', 1), ('a', 2)]


class M:
    def __enter__(self):
        return 1, [2, 3]

    def __exit__(self, *exc):
        pass


with M() as (a, [b, c]):
    print(a, b, c)  # expect: 1 2 3
d = {}
for d["k"], d["j"] in [(1, 2), (3, 4)]:
    pass
print(d)  # expect: {'k': 3, 'j': 4}
pairs = [(1, "one"), (2, "two")]
nums, names = zip(*pairs)
print(nums, names, list(zip(nums, names)) == pairs)  # expect: (1, 2) ('one', 'two') True


def f():
    return 1, (2, 3)


x, (y, z) = f()
print(x + y + z)  # expect: 6
log = []


def t(v):
    log.append(v)
    return [0, 0]


t("a")[t("i") and 0], t("b")[0] = t("r1"), t("r2")
print(log)  # expect: ['r1', 'r2', 'a', 'i', 'b']
