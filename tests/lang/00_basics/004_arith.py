# Arithmetic on small ints.
print(1 + 2)  # expect: 3
print(7 - 10)  # expect: -3
print(6 * 7)  # expect: 42
print(17 // 5)  # expect: 3
print(17 % 5)  # expect: 2
print(-17 // 5)  # expect: -4
print(-17 % 5)  # expect: 3
print(17 // -5)  # expect: -4
print(17 % -5)  # expect: -3
print(2 ** 10)  # expect: 1024
print(-3 ** 2)  # expect: -9
print(+5, -5, - -5)  # expect: 5 -5 5
