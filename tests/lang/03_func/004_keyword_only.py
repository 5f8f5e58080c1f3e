# Parameters behind * are by keyword only.
def f(a, *, b, c=3):
    return a, b, c


def g(*args, sep="-", end):
    return sep.join(args) + end


print(f(1, b=2), f(1, c=5, b=2), f(b=1, a=2))  # expect: (1, 2, 3) (1, 2, 5) (2, 1, 3)
print(g("a", "b", end="!"), g(end="?", sep="+"))  # expect: a-b! ?
for call in (lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, b=3), lambda: g("a")):
    try:
        print(call())
    except TypeError as e:
        print(e)
# expect: f() missing 1 required keyword-only argument: 'b'
# expect: f() takes 1 positional argument but 2 were given
# expect: f() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given
# expect: g() missing 1 required keyword-only argument: 'end'
print(f.__kwdefaults__, g.__kwdefaults__)  # expect: {'c': 3} {'sep': '-'}


def order(a, b=1, *c, d, e=5, **k):
    return a, b, c, d, e, k


print(order(0, d=4), order(0, 1, 2, 3, d=4, z=9))
# expect: (0, 1, (), 4, 5, {}) (0, 1, (2, 3), 4, 5, {'z': 9})
