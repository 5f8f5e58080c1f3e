# Concatenation, repetition, slices, search, comparison of tuples.
t = (1, 2) + (3,)
print(t, t * 2, 0 * t, t + ())  # expect: (1, 2, 3) (1, 2, 3, 1, 2, 3) () (1, 2, 3)
print(t[1:], t[::-1], t[:1], t[5:], t[::2])  # expect: (2, 3) (3, 2, 1) (1,) () (1, 3)
print(2 in t, 9 in t, (1, 2) in [(1, 2)])  # expect: True False True
print(t.index(2), t.count(1), (1, 1, 2).count(1))  # expect: 1 1 2
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == [1, 2])
# expect: True True True True False
print((1, "b") > (1, "a"), (2,) >= (1, 9), (1, 2) != (2, 1), (1.0, True) == (1, 1))
# expect: True True True True
print(min((3, 1, 2)), max((3, 1, 2)), sum((1, 2)), sorted((3, 1)), tuple(reversed((1, 2))))
# expect: 1 3 3 [1, 3] (2, 1)
t += (4,)
print(t)  # expect: (1, 2, 3, 4)
try:
    t.index(99)
except ValueError as e:
    print(e)  # expect: tuple.index(x): x not in tuple
for f in (lambda: (1,) + [2], lambda: (1,) < 5, lambda: (1, "a") < (1, 2)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: can only concatenate tuple (not "list") to tuple
# expect: '<' not supported between instances of 'tuple' and 'int'
# expect: '<' not supported between instances of 'str' and 'int'
