# Closures as objects: accumulators, memoise, partial application, currying, linked list.
def memoise(f):
    cache = {}

    def wrapped(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    wrapped.cache = cache
    return wrapped


@memoise
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(40), len(fib.cache))  # expect: 102334155 41


def partial(f, *a, **k):
    return lambda *b, **m: f(*a, *b, **{**k, **m})


print(partial(max, 5)(3, 9), partial(sorted, reverse=True)([1, 3, 2]))  # expect: 9 [3, 2, 1]


def cons(a, b):
    return lambda pick: pick(a, b)


lst = None
for v in range(5):
    lst = cons(v, lst)
out = []
while lst:
    out.append(lst(lambda a, b: a))
    lst = lst(lambda a, b: b)
print(out)  # expect: [4, 3, 2, 1, 0]
zero = lambda f: lambda x: x
succ = lambda n: lambda f: lambda x: f(n(f)(x))
add = lambda m, n: lambda f: lambda x: m(f)(n(f)(x))
three = succ(succ(succ(zero)))
print(add(three, three)(lambda k: k + 1)(0), three(lambda s: s + "!")("hi"))  # expect: 6 hi!!!


def avg():
    total = count = 0

    def add(x):
        nonlocal total, count
        total += x
        count += 1
        return total / count

    return add


a = avg()
print(a(10), a(20), a(60))  # expect: 10.0 15.0 30.0
print(fib.__closure__ is not None, avg.__closure__, a.__code__.co_name, len(a.__closure__))
# expect: True None add 2
