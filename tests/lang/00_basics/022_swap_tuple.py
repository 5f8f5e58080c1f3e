# Several targets: swap, rotate, Fibonacci and Euclid in two lines.
a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)  # expect: 3 1 2
a, b = 0, 1
while a < 60:
    print(a)
    a, b = b, a + b
# expect: 0
# expect: 1
# expect: 1
# expect: 2
# expect: 3
# expect: 5
# expect: 8
# expect: 13
# expect: 21
# expect: 34
# expect: 55
a, b = 1071, 462
while b:
    a, b = b, a % b
print(a)  # expect: 21
