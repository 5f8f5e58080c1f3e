# Division of big ints, all signs, checked by multiplying back.
a = 10 ** 40 + 12345
for b in (7, -7, 10 ** 19 + 1, -(10 ** 19 + 1), 2 ** 64, 2 ** 32 - 1, a, a + 1):
    for n in (a, -a):
        q, r = divmod(n, b)
        print(q, r, q * b + r == n, n // b == q and n % b == r)
# expect: 1428571428571428571428571428571428573192 1 True True
# expect: -1428571428571428571428571428571428573193 6 True True
# expect: -1428571428571428571428571428571428573193 -6 True True
# expect: 1428571428571428571428571428571428573192 -1 True True
# expect: 999999999999999999900 12445 True True
# expect: -999999999999999999901 9999999999999987556 True True
# expect: -999999999999999999901 -9999999999999987556 True True
# expect: 999999999999999999900 -12445 True True
# expect: 542101086242752217003 13399722918938685497 True True
# expect: -542101086242752217004 5047021154770866119 True True
# expect: 2328306437080797375431469961868 2042905285 True True
# expect: -2328306437080797375431469961869 2252062010 True True
# expect: 1 0 True True
# expect: -1 0 True True
# expect: 0 10000000000000000000000000000000000012345 True True
# expect: -1 1 True True
print(10 ** 40 // 10 ** 39, 10 ** 40 % (10 ** 20 - 1), 5 // 10 ** 20, -5 // 10 ** 20, -5 % 10 ** 20)
# expect: 10 1 0 -1 99999999999999999995
x = 2 ** 200
while x > 1:
    x //= 2 ** 13
print(x)  # expect: 0
print((2 ** 128 - 1) // (2 ** 64 - 1), (2 ** 128 - 1) % (2 ** 64), (2 ** 96) // (2 ** 64 - 1))
# expect: 18446744073709551617 18446744073709551615 4294967296
try:
    a // 0
except ZeroDivisionError as e:
    print("ZeroDivisionError")  # expect: ZeroDivisionError
try:
    a % 0
except ZeroDivisionError as e:
    print("ZeroDivisionError")  # expect: ZeroDivisionError
