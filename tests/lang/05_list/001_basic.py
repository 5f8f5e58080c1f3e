# Lists: make, index, assign, length, print.
a = [1, 2, 3]
print(a, len(a), a[0], a[-1])  # expect: [1, 2, 3] 3 1 3
a[1] = "two"
print(a)  # expect: [1, 'two', 3]
print([], [[]], [1, [2, [3, []]]], [None, True, "s", 1.5])
# expect: [] [[]] [1, [2, [3, []]]] [None, True, 's', 1.5]
b = a
b[0] = 0
print(a, a is b, a == b)  # expect: [0, 'two', 3] True True
c = a[:]
c[0] = 9
print(a, c, a is c)  # expect: [0, 'two', 3] [9, 'two', 3] False
for i in (3, -4):
    try:
        a[i]
    except IndexError as e:
        print(e)
    try:
        a[i] = 1
    except IndexError as e:
        print(e)
    try:
        del a[i]
    except IndexError as e:
        print(e)
# expect: list index out of range
# expect: list assignment index out of range
# expect: list assignment index out of range
# expect: list index out of range
# expect: list assignment index out of range
# expect: list assignment index out of range
try:
    a["x"]
except TypeError as e:
    print(e)  # expect: list indices must be integers or slices, not str
try:
    a[1.0] = 1
except TypeError as e:
    print(e)  # expect: list indices must be integers or slices, not float
a[-1] += 1
print(a, [1, 2, 3][True])  # expect: [0, 'two', 4] 2
