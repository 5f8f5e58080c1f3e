# round: to even, with digits, negative digits; to int without digits.
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.4999))
# expect: 0 2 2 0 -2 2
print(round(2.675, 2), round(1.005, 2), round(3.14159, 3), round(1234.5, -2), round(-1234.5678, 1))
# expect: 2.67 1.0 3.142 1200.0 -1234.6
print(round(5), round(15, -1), round(25, -1), round(-15, -1), round(1234, -5), round(7, 2))
# expect: 5 20 20 -20 0 7
print(type(round(1.0)).__name__, type(round(1.0, 0)).__name__, round(1.5, 0), round(0.0, 3), round(1e20))
# expect: int float 2.0 0.0 100000000000000000000
print(round(2 ** 70 + 0.0) == 2 ** 70, round(True), round(1e300, 2) == 1e300, round(1.23456789e-5, 8))
# expect: True 1 True 1.235e-05
print(round(0.15, 1), round(0.25, 1), round(0.35, 1), round(0.45, 1), round(2.5, None))
# expect: 0.1 0.2 0.3 0.5 2
for f in (lambda: round(float("nan")), lambda: round(float("inf")), lambda: round("a"), lambda: round(1.5, "a")):
    try:
        f()
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: TypeError type str doesn't define __round__ method
# expect: TypeError 'str' object cannot be interpreted as an integer


class R:
    def __round__(self, n="none"):
        return ("rounded", n)


print(round(R()), round(R(), 3))  # expect: ('rounded', 'none') ('rounded', 3)
