# *args collects what is left, **kwargs the names.
def f(a, *args, **kw):
    return a, args, kw


print(f(1))  # expect: (1, (), {})
print(f(1, 2, 3))  # expect: (1, (2, 3), {})
print(f(1, x=2, y=3))  # expect: (1, (), {'x': 2, 'y': 3})
print(f(1, 2, z=3))  # expect: (1, (2,), {'z': 3})
print(f(a=1))  # expect: (1, (), {})


def g(*args):
    return args


def h(**kw):
    return kw


print(g(), g(1), h(), h(b=1, a=2))  # expect: () (1,) {} {'b': 1, 'a': 2}
print(type(g()), type(h()))  # expect: <class 'tuple'> <class 'dict'>
print(sorted(h(q=1, w=2).items()))  # expect: [('q', 1), ('w', 2)]


def swap(*args, **kw):
    args = args[::-1]
    kw["new"] = 1
    return args, kw


d = {"old": 0}
print(swap(1, 2, **d), d)  # expect: ((2, 1), {'old': 0, 'new': 1}) {'old': 0}
