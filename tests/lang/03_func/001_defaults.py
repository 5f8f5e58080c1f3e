# Default values are evaluated once, at def.
def f(a, b=2, c=3):
    return a, b, c


print(f(1), f(1, 5), f(1, 5, 6))  # expect: (1, 2, 3) (1, 5, 3) (1, 5, 6)
x = 1


def g(a=x):
    return a


x = 2
print(g(), g(9))  # expect: 1 9


def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1), collect(2))  # expect: [1, 2] [1, 2]
print(collect(3, []), collect(4))  # expect: [3] [1, 2, 4]
print(f.__defaults__, g.__defaults__)  # expect: (2, 3) (1,)
print((lambda a, b=a_default: b)(1) if (a_default := 7) else 0)  # expect: 7


def h(n, memo={}):
    if n not in memo:
        memo[n] = n if n < 2 else h(n - 1) + h(n - 2)
    return memo[n]


print(h(30), len(h.__defaults__[0]))  # expect: 832040 31
