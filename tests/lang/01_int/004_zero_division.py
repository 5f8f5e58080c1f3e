# Division by zero, by each operator.
try:
    print(1 // 0)
except ZeroDivisionError as e:
    print(type(e).__name__, e)  # expect: ZeroDivisionError integer division or modulo by zero
try:
    print(1 / 0)
except ZeroDivisionError as e:
    print(type(e).__name__, e)  # expect: ZeroDivisionError division by zero
try:
    print(0 ** -1)
except ZeroDivisionError as e:
    print(type(e).__name__)  # expect: ZeroDivisionError
try:
    print(divmod(1, 0))
except ZeroDivisionError as e:
    print(type(e).__name__)  # expect: ZeroDivisionError
x = 5
try:
    x //= 0
except ZeroDivisionError:
    print("unchanged", x)  # expect: unchanged 5
try:
    x %= 0
except ZeroDivisionError:
    print("unchanged", x)  # expect: unchanged 5
