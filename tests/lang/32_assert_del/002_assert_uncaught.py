# A failing assert ends the program with its message and status 1.
print("before")  # expect: before


def f(x):
    assert x == 1, "x is " + repr(x)


f(1)
f("two")  # raises: AssertionError: x is 'two'
print("never")
