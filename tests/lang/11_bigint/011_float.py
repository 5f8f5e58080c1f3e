# Between big ints and floats: rounding to even, overflow.
print(float(2 ** 53 + 1), float(2 ** 53 + 3), float(2 ** 54 + 2), float(2 ** 54 + 6), float(10 ** 25))
# expect: 9007199254740992.0 9007199254740996.0 1.8014398509481984e+16 1.801439850948199e+16 1e+25
print(int(1e25), int(1.5e300) % 10 ** 10, int(-2.0 ** 80), int(2 ** 62 * 1.0))
# expect: 10000000000000000905969664 9100810240 -1208925819614629174706176 4611686018427387904
print(2 ** 70 + 0.5, 2 ** 70 * 1.5, 2 ** 70 - 1e21, 2 ** 1023 * 1.0, 2 ** 70 / 2 ** 68)
# expect: 1.1805916207174113e+21 1.770887431076117e+21 1.805916207174113e+20 8.98846567431158e+307 4.0
print(float(2 ** 1024 - 2 ** 971), 10 ** 22 + 0.0, 10 ** 23 + 0.0)
# expect: 1.7976931348623157e+308 1e+22 1e+23
for f in (lambda: float(2 ** 1024), lambda: 2 ** 1024 + 0.5, lambda: 2 ** 2000 / 3):
    try:
        print(f())
    except OverflowError as e:
        print(e)
# expect: int too large to convert to float
# expect: int too large to convert to float
# expect: integer division result too large for a float
print(2 ** 1100 // 2 ** 1099, 2 ** 1100 / 2 ** 1099, round(2 ** 70 / 3), 7 // 2.0 ** 70)
# expect: 2 2.0 393530540239137079296 0.0
