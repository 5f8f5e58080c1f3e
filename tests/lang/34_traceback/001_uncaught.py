# An uncaught exception: what was printed before stays, status 1.
def f(x):
    return g(x) + 1


def g(x):
    return 10 // x


print(f(5))  # expect: 3
print("next fails")  # expect: next fails
f(0)  # raises: ZeroDivisionError
print("never")
