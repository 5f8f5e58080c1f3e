# nonlocal: writing, several names, del, augmented, in nested classes.
def f():
    a, b = 1, 2

    def swap():
        nonlocal a, b
        a, b = b, a

    swap()
    return a, b


print(f())  # expect: (2, 1)


def g():
    x = [1]

    def rebind():
        nonlocal x
        x = x + [2]

    def mutate():
        x.append(3)

    rebind()
    mutate()
    return x


print(g())  # expect: [1, 2, 3]


def h():
    v = 1

    def remove():
        nonlocal v
        del v

    remove()
    try:
        return v
    except NameError as e:
        return type(e).__name__


print(h())  # expect: UnboundLocalError


def k():
    n = 0

    class C:
        def hit(self):
            nonlocal n
            n += 1
            return n

    c = C()
    c.hit()
    c.hit()
    return n


print(k())  # expect: 2


def loops():
    i = 0

    def outer():
        nonlocal i
        for i in range(5):
            pass

    outer()
    return i


print(loops())  # expect: 4
