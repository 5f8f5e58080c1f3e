# Bit operations behave as if the sign went on for ever.
print(-1 & 0xFFFF, -256 & 0xFFFF, -1 | 0, -8 | 3)  # expect: 65535 65280 -1 -5
print(5 & -2, 5 | -2, 5 ^ -2, -5 ^ -2, -5 & -2, -5 | -2)  # expect: 4 -1 -5 5 -6 -1
print(~32767, ~-32768, ~65535)  # expect: -32768 32767 -65536
print(0x5555 & 0x3333, 0x5555 | 0x3333, 0x5555 ^ 0x3333)  # expect: 4369 30583 26214
print(-32768 & 65535, -32768 ^ 65535, -32769 | 1)  # expect: 32768 -32769 -32769
x = 0
for i in range(0, 16, 2):
    x |= 1 << i
print(x, hex(x), x & -x, x & (x - 1))  # expect: 21845 0x5555 1 21844
print(True & 3, True | 2, True ^ True, True & False)  # expect: 1 3 False False
