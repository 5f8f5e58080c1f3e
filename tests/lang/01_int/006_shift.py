# Shifts: by zero, by much, of negative numbers.
print(1 << 0, 1 << 14, 1 << 15, 1 << 16, 1 << 31)  # expect: 1 16384 32768 65536 2147483648
print(-1 << 14, -1 << 15, -3 << 20)  # expect: -16384 -32768 -3145728
print(1000 >> 3, -1000 >> 3, -1 >> 100, 1 >> 100, 0 << 100)  # expect: 125 -125 -1 0 0
x = 1
for i in range(6):
    x <<= 3
    print(x, end=" ")
print()  # expect: 8 64 512 4096 32768 262144
for i in range(6):
    x >>= 4
    print(x, end=" ")
print()  # expect: 16384 1024 64 4 0 0
try:
    1 << -1
except ValueError as e:
    print("ValueError", e)  # expect: ValueError negative shift count
try:
    1 >> -1
except ValueError as e:
    print("ValueError", e)  # expect: ValueError negative shift count
