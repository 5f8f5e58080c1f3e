# Sets of ints, shown sorted: make, add, remove, membership.
s = {3, 1, 2, 3, 1}
print(len(s), sorted(s), 2 in s, 5 in s, 5 not in s)  # expect: 3 [1, 2, 3] True False True
s.add(4)
s.add(4)
print(sorted(s))  # expect: [1, 2, 3, 4]
s.remove(1)
s.discard(100)
s.discard(2)
print(sorted(s))  # expect: [3, 4]
try:
    s.remove(100)
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 100
print(s.pop() in (3, 4), len(s))  # expect: True 1
s.clear()
print(s, len(s), bool(s))  # expect: set() 0 False
try:
    s.pop()
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'pop from an empty set'
try:
    s.add([])
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
try:
    {[]}
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
print({1}, {"a"}, {(1, 2)}, set(), {None}, frozenset([1]), frozenset())
# expect: {1} {'a'} {(1, 2)} set() {None} frozenset({1}) frozenset()
