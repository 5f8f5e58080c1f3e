# frozenset: hashable, immutable, as key and member.
f = frozenset([1, 2, 2])
print(len(f), sorted(f), 1 in f, f == {1, 2})  # expect: 2 [1, 2] True True
d = {f: "value", frozenset(): "empty"}
print(d[frozenset([2, 1])], d[frozenset()], hash(f) == hash(frozenset((2, 1))))
# expect: value empty True
s = {f, frozenset([1, 2]), frozenset([3])}
print(len(s), frozenset([3]) in s, {3} in s)  # expect: 2 True True
try:
    f.add(3)
except AttributeError as e:
    print(e)  # expect: 'frozenset' object has no attribute 'add'
try:
    hash({1})
except TypeError as e:
    print(e)  # expect: unhashable type: 'set'
print(sorted(f | {3}), sorted(f & {1}), sorted(f ^ {1, 5}), f.union([4]) == {1, 2, 4})
# expect: [1, 2, 3] [1] [2, 5] True
g = f
g |= {9}
print(sorted(f), sorted(g))  # expect: [1, 2] [1, 2, 9]
print(frozenset("a"), frozenset(f) is f, f.copy() is f)  # expect: frozenset({'a'}) True True
