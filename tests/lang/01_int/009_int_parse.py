# int() of strings: signs, blanks, bases, underscores; what is refused.
print(int("12"), int("-12"), int("+12"), int("  7  "), int("007"))  # expect: 12 -12 12 7 7
print(int("ff", 16), int("0xff", 16), int("0xFF", 0), int("0b11", 0), int("11", 2))
# expect: 255 255 255 3 3
print(int("z", 36), int("1_000"), int("-0o17", 0), int("10", 7), int(b"42"))
# expect: 35 1000 -15 7 42
for text in ("", " ", "1.5", "abc", "1 2", "_1", "1_", "--1", "0x"):
    try:
        print(int(text))
    except ValueError as e:
        print(e)
# expect: invalid literal for int() with base 10: ''
# expect: invalid literal for int() with base 10: ' '
# expect: invalid literal for int() with base 10: '1.5'
# expect: invalid literal for int() with base 10: 'abc'
# expect: invalid literal for int() with base 10: '1 2'
# expect: invalid literal for int() with base 10: '_1'
# expect: invalid literal for int() with base 10: '1_'
# expect: invalid literal for int() with base 10: '--1'
# expect: invalid literal for int() with base 10: '0x'
try:
    int("12", 1)
except ValueError as e:
    print(e)  # expect: int() base must be >= 2 and <= 36, or 0
try:
    int("9", 8)
except ValueError as e:
    print(e)  # expect: invalid literal for int() with base 8: '9'
try:
    int(None)
except TypeError:
    print("TypeError")  # expect: TypeError
try:
    int(5, 10)
except TypeError as e:
    print(e)  # expect: int() can't convert non-string with explicit base
