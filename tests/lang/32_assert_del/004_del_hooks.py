# __delitem__, __delattr__ and del of loop variables in functions.
class D:
    def __delitem__(self, k):
        print("delitem", k)

    def __delattr__(self, k):
        print("delattr", k)


d = D()
del d[1], d["a":], d.name
# expect: delitem 1
# expect: delitem slice('a', None, None)
# expect: delattr name
del d[1, 2]  # expect: delitem (1, 2)


def f(items):
    out = []
    for i in items:
        out.append(i)
        del i
    try:
        i
    except UnboundLocalError:
        out.append("unbound")
    return out


print(f([1, 2]), f([]))  # expect: [1, 2, 'unbound'] ['unbound']


def g(a, *b, **c):
    del a, b
    c["x"] = 1
    return sorted(locals())


print(g(1, 2, y=3))  # expect: ['c']


def cell():
    v = 1

    def get():
        return v

    first = get()
    del v
    try:
        get()
    except NameError as e:
        return first, str(e)


print(cell())
# expect: (1, "cannot access free variable 'v' where it is not associated with a value in enclosing scope")
