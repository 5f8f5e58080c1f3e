# int() of floats cuts toward zero; floor does not.
print(int(2.9), int(-2.9), int(0.5), int(-0.5))  # expect: 2 -2 0 0
print(int(1e10), int(-1e10), int(123456789.99))  # expect: 10000000000 -10000000000 123456789
print(int(2.0 ** 70))  # expect: 1180591620717411303424
for text in ("inf", "nan"):
    try:
        int(float(text))
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
print(2.9 // 1, -2.9 // 1)  # expect: 2.0 -3.0
print(int(True), int(-7))  # expect: 1 -7
