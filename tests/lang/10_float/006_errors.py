# Division by zero, overflow of powers, conversion errors.
for f in (lambda: 1.0 / 0, lambda: 1 / 0.0, lambda: 0.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0,
          lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 10.0 ** 400):
    try:
        print(f())
    except ArithmeticError as e:
        print(type(e).__name__)
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: OverflowError
for f in (lambda: 1.5 + "a", lambda: "a" + 1.5, lambda: 1.5 * [], lambda: [1] * 1.5, lambda: "a" * 2.0,
          lambda: 1.5 << 1, lambda: ~1.5, lambda: 1.5 | 1, lambda: range(2.0), lambda: [1][0.0],
          lambda: chr(65.0), lambda: None + 1.5):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for +: 'float' and 'str'
# expect: can only concatenate str (not "float") to str
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: can't multiply sequence by non-int of type 'float'
# expect: unsupported operand type(s) for <<: 'float' and 'int'
# expect: bad operand type for unary ~: 'float'
# expect: unsupported operand type(s) for |: 'float' and 'int'
# expect: 'float' object cannot be interpreted as an integer
# expect: list indices must be integers or slices, not float
# expect: 'float' object cannot be interpreted as an integer
# expect: unsupported operand type(s) for +: 'NoneType' and 'float'
try:
    10 ** 400 * 1.0
except OverflowError as e:
    print(e)  # expect: int too large to convert to float
try:
    10 ** 400 / 3.0
except OverflowError as e:
    print(e)  # expect: int too large to convert to float
