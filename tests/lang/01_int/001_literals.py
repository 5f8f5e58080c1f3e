# Int literals: bases and underscores.
print(0x1F, 0XaB, 0b101, 0B11, 0o17, 0O7)  # expect: 31 171 5 3 15 7
print(1_000, 0x_ff, 0b1_0)  # expect: 1000 255 2
print(00, 0_0, 0)  # expect: 0 0 0
print(-0)  # expect: 0
print(10000, 32767, 32768, 65535, 65536)  # expect: 10000 32767 32768 65535 65536
