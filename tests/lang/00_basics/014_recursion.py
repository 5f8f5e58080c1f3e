# Functions that call themselves; each call has its own locals.
def fact(n):
    if n < 2:
        return 1
    return n * fact(n - 1)


def fib(n):
    if n < 2:
        return n
    a = fib(n - 1)
    b = fib(n - 2)
    return a + b


def gcd(a, b):
    if b == 0:
        return a
    return gcd(b, a % b)


print(fact(7))  # expect: 5040
print(fib(12))  # expect: 144
print(gcd(252, 105))  # expect: 21


def even(n):
    if n == 0:
        return True
    return odd(n - 1)


def odd(n):
    if n == 0:
        return False
    return even(n - 1)


print(even(10), odd(10), even(7))  # expect: True False False
