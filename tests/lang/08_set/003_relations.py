# Subset, superset, equality, disjoint.
a, b, c = {1, 2}, {1, 2, 3}, {1, 2}
print(a <= b, a < b, a <= c, a < c, b >= a, b > a, a == c, a != b)
# expect: True True True False True True True True
print(a.issubset([1, 2, 3]), b.issuperset((1,)), a.isdisjoint([3, 4]), a.isdisjoint({2}))
# expect: True True True False
print(set() <= a, set() < set(), {1} == {1.0}, {1, 2} == {2, 1}, {1} == [1], {1} != (1,))
# expect: True False True True False True
print(a < {2, 3}, {2, 3} < a, not (a < {3}) and not (a > {3}))  # expect: False False True
print({1, 2} == frozenset([2, 1]), frozenset([1]) <= {1, 2}, type({1} | frozenset([2])).__name__,
      type(frozenset([2]) | {1}).__name__)  # expect: True True set frozenset
try:
    {1} < [1, 2]
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'set' and 'list'
d = a.copy()
d.add(99)
print(99 in a, 99 in d)  # expect: False True
