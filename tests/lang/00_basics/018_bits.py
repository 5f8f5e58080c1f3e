# Bit operations on small ints.
print(12 & 10, 12 | 10, 12 ^ 10)  # expect: 8 14 6
print(~0, ~5, ~-1)  # expect: -1 -6 0
print(1 << 4, 256 >> 4, -1 >> 3, -8 >> 1, 5 >> 10)  # expect: 16 16 -1 -4 0
print(-1 & 255, -2 | 1, -1 ^ 1)  # expect: 255 -1 -2
print(1 | 2 ^ 3 & 4)  # expect: 3
print(1 << 2 + 1)  # expect: 8
