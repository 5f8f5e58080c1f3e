# Keyword arguments, in any order, mixed with positional ones.
def f(a, b, c=3, d=4):
    return a, b, c, d


print(f(1, 2, d=9))  # expect: (1, 2, 3, 9)
print(f(b=1, a=2))  # expect: (2, 1, 3, 4)
print(f(1, c=5, b=6))  # expect: (1, 6, 5, 4)
print(f(d=1, c=2, b=3, a=4))  # expect: (4, 3, 2, 1)


def show(x):
    print("eval", x)
    return x


print(f(b=show(1), a=show(2)))
# expect: eval 1
# expect: eval 2
# expect: (2, 1, 3, 4)
print(f(show(3), *[show(4)], d=show(5)))
# expect: eval 3
# expect: eval 4
# expect: eval 5
# expect: (3, 4, 3, 5)
