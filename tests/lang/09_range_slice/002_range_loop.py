# Counted loops: negative steps, variables as bounds, evaluated once.
n = 3
for i in range(n):
    n = 10
    print(i, n)
# expect: 0 10
# expect: 1 10
# expect: 2 10
for i in range(5, -6, -5):
    print(i, end=" ")
print()  # expect: 5 0 -5
for i in range(-3, 4, 2):
    print(i, end=" ")
print()  # expect: -3 -1 1 3
total = 0
for i in range(1000):
    for j in range(3):
        total += j
print(total, i, j)  # expect: 3000 999 2
for i in range(10 ** 6, 10 ** 6 + 2):
    print(i)
# expect: 1000000
# expect: 1000001
for i in range(32766, 32769):
    print(i, end=" ")
print()  # expect: 32766 32767 32768
for i in range(2 ** 31 - 2, 2 ** 31 + 1):
    print(i, end=" ")
print()  # expect: 2147483646 2147483647 2147483648
for i in range(-16386, -16382):
    print(i, end=" ")
print()  # expect: -16386 -16385 -16384 -16383
i = 99
for i in range(0):
    pass
print(i)  # expect: 99
it = iter(range(3))
print(next(it), list(it), list(it))  # expect: 0 [1, 2] []
