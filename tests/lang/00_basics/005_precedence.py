# Precedence and grouping.
print(1 + 2 * 3)  # expect: 7
print((1 + 2) * 3)  # expect: 9
print(10 - 3 - 2)  # expect: 5
print(2 ** 3 ** 2)  # expect: 512
print(-2 ** 2)  # expect: -4
print(7 // 2 * 2 + 7 % 2)  # expect: 7
print(100 - 20 // 3 * 4)  # expect: 76
print((1 + 2) * (3 + 4) - (5 - 6))  # expect: 22
