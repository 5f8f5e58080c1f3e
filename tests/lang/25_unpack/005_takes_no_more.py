# Unpacking takes one item too many at most.
it = iter([1, 2, 3, 4, 5])
try:
    a, b = it
except ValueError as e:
    print(e)  # expect: too many values to unpack (expected 2)
print(list(it))  # expect: [4, 5]
try:
    a, b = range(10**6)
except ValueError as e:
    print(e)  # expect: too many values to unpack (expected 2)
a, b = "xy"
c, d = {1: 2, 3: 4}
print(a, b, c, d)  # expect: x y 1 3
a, *b = range(5)
print(a, b)  # expect: 0 [1, 2, 3, 4]
