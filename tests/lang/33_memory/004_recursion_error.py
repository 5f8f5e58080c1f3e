# Endless recursion ends in RecursionError, which can be caught, again and again.
def down(n):
    return down(n + 1)


for i in range(3):
    try:
        down(0)
    except RecursionError as e:
        print("caught", type(e).__name__, isinstance(e, RuntimeError))
# expect: caught RecursionError True
# expect: caught RecursionError True
# expect: caught RecursionError True


class C:
    def __getattr__(self, name):
        return getattr(self, "b" if name == "a" else "a")

    def __repr__(self):
        return repr(self)

    def __eq__(self, o):
        return self == o


for f in (lambda: C().a, lambda: repr(C()), lambda: C() == 1, lambda: C() in [5]):
    try:
        f()
    except RecursionError:
        print("RecursionError")
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError


def mutual_a():
    mutual_b()


def mutual_b():
    mutual_a()


try:
    mutual_a()
except RecursionError:
    print("mutual")  # expect: mutual


def fine(n):
    return 0 if n == 0 else 1 + fine(n - 1)


print(fine(40))  # expect: 40
depth = 0


def count():
    global depth
    depth += 1
    count()


try:
    count()
except RecursionError:
    print(depth > 40)  # expect: True


def finallys(n):
    try:
        finallys(n + 1)
    finally:
        n += 1


try:
    finallys(0)
except RecursionError:
    print("unwound")  # expect: unwound
