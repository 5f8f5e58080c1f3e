# Conversion from and to text of many digits, in several bases.
s = "1234567890" * 8
n = int(s)
print(n, n % 10 ** 9, str(n) == s, int("-" + s) == -n)
# expect: 12345678901234567890123456789012345678901234567890123456789012345678901234567890 234567890 True True
print(int("f" * 30, 16), int("z" * 20, 36), int("1" * 100, 2), int("7" * 40, 8), int("2" * 50, 3))
# expect: 1329227995784915872903807060280344575 13367494538843734067838845976575 1267650600228229401496703205375 1329227995784915872903807060280344575 717897987691852588770248
for k in range(0, 60, 7):
    print(int("1" + "0" * k) == 10 ** k, int(str(7 ** k)) == 7 ** k, int(hex(5 ** k), 16) == 5 ** k)
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
print(int("1_000_000_000_000_000_000_000"), int("  -99999999999999999999  "))
# expect: 1000000000000000000000 -99999999999999999999
print(f"{n:e}", f"{10 ** 30:,}", f"{2 ** 70:x}", f"{2 ** 70:#b}", "%d" % n == s, f"{-10 ** 20:030d}")
# expect: 1.234568e+79 1,000,000,000,000,000,000,000,000,000,000 400000000000000000 0b10000000000000000000000000000000000000000000000000000000000000000000000 True -00000000100000000000000000000
print((2 ** 80).to_bytes(11, "big"), int.from_bytes(bytes(range(1, 13)), "little"))
# expect: b'\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' 3727165692135864801209549313
print(int.from_bytes((-2 ** 75).to_bytes(12, "little", signed=True), "little", signed=True) == -2 ** 75)
# expect: True
