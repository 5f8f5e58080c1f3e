# Slices of lists are new lists.
a = list(range(10))
print(a[2:5], a[:3], a[7:], a[::3], a[::-1], a[-3:-1], a[8:2:-2])
# expect: [2, 3, 4] [0, 1, 2] [7, 8, 9] [0, 3, 6, 9] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [7, 8] [8, 6, 4]
print(a[5:2], a[20:], a[-20:2], a[:-20], a[9:0:-3])  # expect: [] [] [0, 1] [] [9, 6, 3]
b = a[:]
b[0] = 99
print(a[0], b[0], a[:] == a, a[:] is a)  # expect: 0 99 True False
print(a[slice(1, 4)], a[slice(None, None, -4)], a[1:10**20], a[-10**20:3])
# expect: [1, 2, 3] [9, 5, 1] [1, 2, 3, 4, 5, 6, 7, 8, 9] [0, 1, 2]
print([1, 2, 3][1:][0], [[1, 2], [3]][0][1:])  # expect: 2 [2]
try:
    a[::0]
except ValueError as e:
    print(e)  # expect: slice step cannot be zero
try:
    a[1, 2]
except TypeError as e:
    print(e)  # expect: list indices must be integers or slices, not tuple
