# The expression behind except is evaluated when needed; wrong ones are errors.
def kinds(n):
    print("asked", n)
    return (KeyError, (IndexError if n else ValueError))


try:
    raise ValueError("v")
except kinds(1):
    print("never")
except kinds(0):
    print("second")
except kinds(2):
    print("never")
# expect: asked 1
# expect: asked 0
# expect: second
try:
    pass
except kinds(3):
    print("never")
group = (ArithmeticError, LookupError)
for exc in (ZeroDivisionError, KeyError, TypeError):
    try:
        try:
            raise exc("x")
        except group as e:
            print("group", type(e).__name__)
    except Exception as e:
        print("outside", type(e).__name__)
# expect: group ZeroDivisionError
# expect: group KeyError
# expect: outside TypeError
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)  # expect: catching classes that do not inherit from BaseException is not allowed
try:
    try:
        raise ValueError
    except (KeyError, "x"):
        pass
except TypeError as e:
    print(e)  # expect: catching classes that do not inherit from BaseException is not allowed
try:
    try:
        raise ValueError
    except ():
        print("never")
except ValueError:
    print("empty tuple catches nothing")  # expect: empty tuple catches nothing
