# Assignment, rebinding, chained and augmented assignment.
a = 1
b = a + 1
print(a, b)  # expect: 1 2
a = b = 7
print(a, b)  # expect: 7 7
a += 3
b -= 10
print(a, b)  # expect: 10 -3
a *= 2
a //= 3
print(a)  # expect: 6
a %= 4
print(a)  # expect: 2
a **= 3
print(a)  # expect: 8
a <<= 2
print(a)  # expect: 32
a >>= 1
a |= 1
a &= 7
a ^= 2
print(a)  # expect: 3
