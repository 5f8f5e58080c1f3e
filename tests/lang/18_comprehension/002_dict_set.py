# Dict and set comprehensions.
print({x: x * x for x in range(4)}, {k: v for v, k in enumerate("abc")}, {})
# expect: {0: 0, 1: 1, 2: 4, 3: 9} {'a': 0, 'b': 1, 'c': 2} {}
print({c: "aXbX".count(c) for c in "aXbX"}, {x % 2: x for x in range(5)}, {i: {j: i * j for j in range(2)} for i in range(2)})
# expect: {'a': 1, 'X': 2, 'b': 1} {0: 4, 1: 3} {0: {0: 0, 1: 0}, 1: {0: 0, 1: 1}}
print(sorted({x % 3 for x in range(10)}), {c for c in "aaa"}, len({(a, b) for a in range(3) for b in range(3) if a < b}))
# expect: [0, 1, 2] {'a'} 3
d = {"a": 1, "b": 2, "c": 3}
print({v: k for k, v in d.items()}, {k: v for k, v in d.items() if v > 1}, {k.upper(): -v for k, v in d.items()})
# expect: {1: 'a', 2: 'b', 3: 'c'} {'b': 2, 'c': 3} {'A': -1, 'B': -2, 'C': -3}
log = []


def t(v):
    log.append(v)
    return v


r = {t("k" + str(i)): t(i) for i in range(2)}
print(r, log)  # expect: {'k0': 0, 'k1': 1} ['k0', 0, 'k1', 1]
print({k: [w for w in ("ab", "ac", "b") if w[0] == k] for k in "ab"})
# expect: {'a': ['ab', 'ac'], 'b': ['b']}
print({frozenset(p) for p in ((1, 2), (2, 1))} == {frozenset((1, 2))})  # expect: True
try:
    {[]: 1 for _ in "a"}
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
try:
    {[] for _ in "a"}
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
