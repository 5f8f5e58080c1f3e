# range objects: length, index, slice, compare, print.
r = range(0, 20, 3)
print(r, len(r), r[0], r[-1], r[2], list(r))
# expect: range(0, 20, 3) 7 0 18 6 [0, 3, 6, 9, 12, 15, 18]
print(range(5), range(2, 5), range(5, 2), list(range(5, 2)), list(range(5, 2, -1)), len(range(5, 2)))
# expect: range(0, 5) range(2, 5) range(5, 2) [] [5, 4, 3] 0
print(r[1:4], r[::-1], r[::2], list(r[::-1]), r[10:], range(10)[-3:])
# expect: range(3, 12, 3) range(18, -3, -3) range(0, 21, 6) [18, 15, 12, 9, 6, 3, 0] range(21, 21, 3) range(7, 10)
print(r.start, r.stop, r.step, r.index(9), r.count(9), r.count(10))  # expect: 0 20 3 3 1 0
print(9 in r, 10 in r, 18 in r, 20 in r, 9.0 in r, "a" in r, -3 in r)
# expect: True False True False True False False
print(range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 4, 2) == range(0, 3, 2), range(3) == [0, 1, 2])
# expect: True True True False
print(hash(range(3)) == hash(range(0, 3)), bool(range(0)), bool(range(1)), list(reversed(range(4))))
# expect: True False True [3, 2, 1, 0]
for f in (lambda: range(1.5), lambda: range(1, 2, 0), lambda: r[7], lambda: r[-8], lambda: range(),
          lambda: range("a"), lambda: r.index(10), lambda: range(1, 2, 3, 4)):
    try:
        f()
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError range() arg 3 must not be zero
# expect: IndexError range object index out of range
# expect: IndexError range object index out of range
# expect: TypeError range expected at least 1 argument, got 0
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError 10 is not in range
# expect: TypeError range expected at most 3 arguments, got 4
