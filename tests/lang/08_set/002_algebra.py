# Union, intersection, difference, symmetric difference: operators and methods.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b))
# expect: [1, 2, 3, 4, 5] [3, 4] [1, 2] [5] [1, 2, 5]
print(sorted(a.union(b, [9])), sorted(a.intersection([1, 9], (1,))), sorted(a.difference([1], {2})),
      sorted(a.symmetric_difference("a") & a))  # expect: [1, 2, 3, 4, 5, 9] [1] [3, 4] [1, 2, 3, 4]
c = set(a)
c |= b
print(sorted(c), sorted(a))  # expect: [1, 2, 3, 4, 5] [1, 2, 3, 4]
c &= {1, 5, 6}
print(sorted(c))  # expect: [1, 5]
c -= {1}
print(sorted(c))  # expect: [5]
c ^= {5, 7}
print(sorted(c))  # expect: [7]
c.update([1, 2], (3,))
print(sorted(c))  # expect: [1, 2, 3, 7]
c.intersection_update([1, 2, 9])
c.difference_update([2])
c.symmetric_difference_update([1, 8])
print(sorted(c))  # expect: [8]
for f in (lambda: {1} | [1], lambda: {1} & "a", lambda: {1} + {2}, lambda: {1}.union(5)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for |: 'set' and 'list'
# expect: unsupported operand type(s) for &: 'set' and 'str'
# expect: unsupported operand type(s) for +: 'set' and 'set'
# expect: 'int' object is not iterable
