# Shifts by many bits, by whole limbs and not, of both signs.
for k in (1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100):
    x = 1 << k
    print(k, x == 2 ** k, (x - 1) >> (k - 1), -x >> k, (-x - 1) >> k, (x * 5 + 3) >> k)
# expect: 1 True 1 -1 -2 6
# expect: 15 True 1 -1 -2 5
# expect: 16 True 1 -1 -2 5
# expect: 17 True 1 -1 -2 5
# expect: 31 True 1 -1 -2 5
# expect: 32 True 1 -1 -2 5
# expect: 33 True 1 -1 -2 5
# expect: 63 True 1 -1 -2 5
# expect: 64 True 1 -1 -2 5
# expect: 65 True 1 -1 -2 5
# expect: 100 True 1 -1 -2 5
a = 0x123456789ABCDEF0123456789ABCDEF
for k in (0, 4, 16, 20, 32, 60, 64, 100, 121, 200):
    print(hex(a >> k), hex(-a >> k))
# expect: 0x123456789abcdef0123456789abcdef -0x123456789abcdef0123456789abcdef
# expect: 0x123456789abcdef0123456789abcde -0x123456789abcdef0123456789abcdf
# expect: 0x123456789abcdef0123456789ab -0x123456789abcdef0123456789ac
# expect: 0x123456789abcdef0123456789a -0x123456789abcdef0123456789b
# expect: 0x123456789abcdef01234567 -0x123456789abcdef01234568
# expect: 0x123456789abcdef0 -0x123456789abcdef1
# expect: 0x123456789abcdef -0x123456789abcdf0
# expect: 0x123456 -0x123457
# expect: 0x0 -0x1
# expect: 0x0 -0x1
print(hex(a << 4), hex(a << 33), hex(-a << 64), a << 100 >> 100 == a)
# expect: 0x123456789abcdef0123456789abcdef0 0x2468acf13579bde02468acf13579bde00000000 -0x123456789abcdef0123456789abcdef0000000000000000 True
print(0 << 1000, -1 << 70, -1 >> 1000, 1 >> 10 ** 20)  # expect: 0 -1180591620717411303424 -1 0
try:
    a << -1
except ValueError as e:
    print(e)  # expect: negative shift count
