# del of items and slices.
a = list(range(10))
del a[0]
print(a)  # expect: [1, 2, 3, 4, 5, 6, 7, 8, 9]
del a[-1]
print(a)  # expect: [1, 2, 3, 4, 5, 6, 7, 8]
del a[2:4]
print(a)  # expect: [1, 2, 5, 6, 7, 8]
del a[::2]
print(a)  # expect: [2, 6, 8]
del a[5:], a[:0]
print(a)  # expect: [2, 6, 8]
del a[:]
print(a)  # expect: []
a = list(range(10))
del a[::-3]
print(a)  # expect: [1, 2, 4, 5, 7, 8]
del a[8:1:-1]
print(a)  # expect: [1, 2]
a = [[1, 2], [3, 4]]
del a[0][1], a[1]
print(a)  # expect: [[1]]
b = c = [1, 2, 3]
del b[1]
print(c)  # expect: [1, 3]
del b
print(c)  # expect: [1, 3]
try:
    b
except NameError as e:
    print(e)  # expect: name 'b' is not defined
