# Tuples: make, index, print, immutable.
t = (1, 2, 3)
print(t, t[0], t[-1], len(t))  # expect: (1, 2, 3) 1 3 3
print((), (1,), (1, 2), ((),), ((1,), (2, 3)))  # expect: () (1,) (1, 2) ((),) ((1,), (2, 3))
u = 1, 2
print(u, type(u).__name__, 1, (2))  # expect: (1, 2) tuple 1 2
print((1) == 1, (1,) == 1, ("a" "b",))  # expect: True False ('ab',)
for i in (3, -4):
    try:
        t[i]
    except IndexError as e:
        print(e)
# expect: tuple index out of range
# expect: tuple index out of range
try:
    t[0] = 5
except TypeError as e:
    print(e)  # expect: 'tuple' object does not support item assignment
try:
    del t[0]
except TypeError as e:
    print(e)  # expect: 'tuple' object doesn't support item deletion
try:
    t.append(1)
except AttributeError as e:
    print(e)  # expect: 'tuple' object has no attribute 'append'
x = ([1], 2)
x[0].append(5)
print(x)  # expect: ([1, 5], 2)
try:
    x[0] += [6]
except TypeError as e:
    print(e, x)  # expect: 'tuple' object does not support item assignment ([1, 5, 6], 2)
